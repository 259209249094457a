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
_TELLING = (Delivered, ProductUsed, CaseOpened, CaseClosed, ReturnRequested, ReturnClosed)


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
    """How long the phases last at most, counted from the last delivery.

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
    return or a case is open. What happened before ``bought_at`` says nothing about this sale.

    Counting: from the last delivery, as plans and signals of remorse count. ``since`` is the first
    instant from which on the answer was this phase every time.

    Example:
        >>> told = [Delivered({"tee": 1}, at="2026-03-05T12:30+01:00")]
        >>> found = phase(told, PhaseDays(zone="Europe/Berlin"),
        ...               bought_at="2026-03-02T10:15+01:00", at="2026-03-10T09:00+01:00")
        >>> str(found.phase), str(found.because), found.until.isoformat()
        ('learning', 'days_gone_by', '2026-04-04T22:00:00+00:00')
    """
    instance("days", days, PhaseDays, "PhaseDays are needed")
    now, bought = instant(at), instant(bought_at, "bought_at")
    known = tuple(x for x in known_by(history, now) if isinstance(x, _TELLING) and x.at >= bought)
    standing = _standing(known, days, now)
    since = now
    for then in reversed(_changes(known, days, bought, now)):
        if _standing(known, days, then).phase is not standing.phase:
            break
        since = then
    return PhaseFound(
        phase=standing.phase, because=standing.because, since=since, until=standing.until
    )


@frozen(weakref_slot=False)
class _Standing:
    """A phase without its beginning."""

    phase: Phase
    because: PhaseReason
    until: datetime | None = None


def _standing(told: Sequence[Event], days: PhaseDays, now: datetime) -> _Standing:
    """In which phase is a customer by what has happened up to an instant?"""
    known = [x for x in told if x.at <= now]
    delivered = [x.at for x in known if isinstance(x, Delivered)]
    used = [x.at for x in known if isinstance(x, ProductUsed)]
    if not delivered and not used:
        return _Standing(Phase.EXCITEMENT, PhaseReason.NOT_DELIVERED)
    calm, settled = _ends(delivered[-1] if delivered else used[0], days)
    if now < calm and not used:
        return _Standing(Phase.EXCITEMENT, PhaseReason.JUST_DELIVERED, calm)
    is_open = any(end is None for _, end in stood_still(_OPEN, known))
    if now < settled:
        reason = PhaseReason.IN_USE if used else PhaseReason.DAYS_GONE_BY
        return _Standing(Phase.LEARNING, reason, None if is_open else settled)
    if is_open:
        return _Standing(Phase.LEARNING, PhaseReason.SOMETHING_OPEN)
    return _Standing(Phase.SETTLED, PhaseReason.DAYS_GONE_BY)


def _changes(
    known: Sequence[Event], days: PhaseDays, bought: datetime, now: datetime
) -> list[datetime]:
    """Every instant up to now at which the phase could have become another one."""
    begun = (x.at for x in known if isinstance(x, Delivered | ProductUsed))
    ends = (end for start in begun for end in _ends(start, days))
    return sorted(x for x in {bought, *(x.at for x in known), *ends} if x <= now)


def _ends(start: datetime, days: PhaseDays) -> tuple[datetime, datetime]:
    """When the excitement and the learning are over by time."""
    calm, settled = (_over(x, start, days.zone) for x in (days.excitement, days.learning))
    return calm, settled


def _over(length: Days, start: datetime, zone: str) -> datetime:
    """The first instant after so many whole local days."""
    return day_start(zone, length.last_day(local_day(start, zone)) + _ONE)
