"""The three phases after buying: excitement, the time of learning, and the settled balance.

Rules of this file: a phase is told with what it rests on. It ends by what the customer does, and by
time where nothing is known.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.durations import Days
from postsales.basics.events import Event, known_by
from postsales.basics.moments import Moment, day_start, instant, iso_repr, local_day, zone_key
from postsales.basics.pauses import stood_still
from postsales.basics.selectors import During
from postsales.followups.events import CaseClosed, CaseOpened, ProductUsed
from postsales.orders.events import Delivered, ReturnClosed, ReturnRequested

__all__ = ["Phase", "PhaseDays", "PhaseFound", "PhaseReason", "phase"]

_THREE = Days(3)
_THIRTY = Days(30)
_ONE = timedelta(days=1)
_OPEN = (During(CaseOpened, CaseClosed), During(ReturnRequested, ReturnClosed))


class Phase(Word):
    """Where does a customer stand after buying?"""

    EXCITEMENT = "excitement"
    """They look forward to it, or have just got it."""
    LEARNING = "learning"
    """They learn to use it, and are most likely to change their mind."""
    SETTLED = "settled"
    """It is part of their days."""


class PhaseReason(Word):
    """Why is it that phase?"""

    NOT_DELIVERED = "not_delivered"
    """Nothing has been delivered yet."""
    JUST_DELIVERED = "just_delivered"
    """It was delivered a few days ago, and not used as far as is known."""
    IN_USE = "in_use"
    """It is used, and has not been for long."""
    DAYS_GONE_BY = "days_gone_by"
    """So many days have gone by."""
    SOMETHING_OPEN = "something_open"
    """A return or a case is open, however much time has gone by."""


@frozen(weakref_slot=False, kw_only=True)
class PhaseDays:
    """How long the phases last at most, counted from the delivery.

    Counting: local days in ``zone``, the last one included.

    Example:
        >>> PhaseDays(zone="Europe/Berlin").learning
        Days(30)
    """

    zone: str
    excitement: Days = _THREE
    learning: Days = _THIRTY

    def __attrs_post_init__(self) -> None:
        zone_key(self.zone)
        for name in ("excitement", "learning"):
            instance(name, getattr(self, name), Days, "say Days(30)")
        if self.learning < self.excitement:
            raise InvalidValue("learning", self.learning, "it ends after the excitement")


@frozen(weakref_slot=False, kw_only=True)
class PhaseFound:
    """In which phase a customer is, why, since when, and until when if nothing happens."""

    phase: Phase
    because: PhaseReason
    since: datetime = field(repr=iso_repr)
    until: datetime | None = field(default=None, repr=iso_repr)


def phase(
    history: Iterable[Event], days: PhaseDays, *, bought_at: Moment, at: Moment
) -> PhaseFound:
    """In which phase after buying is a customer, and why?

    The excitement ends with the first use, the learning with time; but nobody is settled while a
    return or a case is open.

    Example:
        >>> told = [Delivered({"tee": 1}, at="2026-03-05T12:30+01:00")]
        >>> found = phase(told, PhaseDays(zone="Europe/Berlin"),
        ...               bought_at="2026-03-02T10:15+01:00", at="2026-03-10T09:00+01:00")
        >>> str(found.phase), str(found.because), found.until.isoformat()
        ('learning', 'days_gone_by', '2026-04-04T22:00:00+00:00')
    """
    instance("days", days, PhaseDays, "PhaseDays are needed")
    now = instant(at)
    known = known_by(history, now)
    delivered = [x.at for x in known if isinstance(x, Delivered)]
    used = [x.at for x in known if isinstance(x, ProductUsed)]
    bought = instant(bought_at, "bought_at")
    if not delivered and not used:
        return PhaseFound(phase=Phase.EXCITEMENT, because=PhaseReason.NOT_DELIVERED, since=bought)
    start = delivered[0] if delivered else used[0]
    calm, settled = (_over(x, start, days.zone) for x in (days.excitement, days.learning))
    learns = min([calm, *used])
    if now < learns:
        reason = PhaseReason.JUST_DELIVERED
        return PhaseFound(phase=Phase.EXCITEMENT, because=reason, since=bought, until=calm)
    if now < settled:
        reason = PhaseReason.IN_USE if used else PhaseReason.DAYS_GONE_BY
        return PhaseFound(phase=Phase.LEARNING, because=reason, since=learns, until=settled)
    return _after_all(known, learns, settled)


def _over(length: Days, start: datetime, zone: str) -> datetime:
    """The first instant after so many whole local days."""
    return day_start(zone, length.last_day(local_day(start, zone)) + _ONE)


def _after_all(known: Sequence[Event], learns: datetime, settled: datetime) -> PhaseFound:
    """Settled with time, and later where something was open then."""
    since = settled
    for begins, ends in stood_still(_OPEN, known):
        if ends is None:
            reason = PhaseReason.SOMETHING_OPEN
            return PhaseFound(phase=Phase.LEARNING, because=reason, since=learns)
        if begins < since:
            since = max(since, ends)
    return PhaseFound(phase=Phase.SETTLED, because=PhaseReason.DAYS_GONE_BY, since=since)
