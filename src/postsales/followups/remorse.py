"""Does a customer regret the purchase? What speaks for it, and what nobody knows.

Rules of this file: a signal is its reasons. Whoever returns something has decided, and needs no
reassurance; nothing here stands in the way of a right.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from attrs import field, frozen

from postsales.basics._checks import count, instance, pairs, texts
from postsales.basics._words import Word
from postsales.basics.durations import Days
from postsales.basics.events import Event, known_by
from postsales.basics.findings import Fact, Finding, Verdict, not_met, unknown
from postsales.basics.moments import Moment, instant, iso_repr, local_day, zone_key
from postsales.basics.quantities import FrozenMap
from postsales.followups.events import DoubtVoiced, PageVisited, PriceDropped, ProductUsed
from postsales.orders.events import Delivered
from postsales.support.events import CustomerWrote

__all__ = ["RemorseLevel", "RemorseSignal", "RemorseWatch", "remorse_signal"]

_TWO_WEEKS = Days(14)
_A_WEEK = Days(7)
_SEVERAL = 2


class RemorseLevel(Word):
    """How likely does a customer regret the purchase?"""

    NONE = "none"
    """Nothing speaks for it, and all that is looked at is known."""
    UNKNOWN = "unknown"
    """Nothing speaks for it so far, and something is not known."""
    POSSIBLE = "possible"
    """One thing speaks for it."""
    LIKELY = "likely"
    """The customer said so, or several things speak for it."""


def _pages(value: Iterable[str]) -> tuple[str, ...]:
    return texts("pages", value)


@frozen(weakref_slot=False, kw_only=True)
class RemorseWatch:
    """What is taken for a signal of remorse.

    ``soon`` is how long after the purchase something counts. ``unused`` is how long after the last
    delivery what was bought should have been used. ``messages`` are so many that they speak for
    it, and ``pages`` those that somebody looks at who wants to send something back.

    Counting: local days in ``zone``, the last one included.

    Example:
        >>> RemorseWatch(zone="Europe/Berlin").soon
        Days(14)
    """

    zone: str
    soon: Days = _TWO_WEEKS
    unused: Days = _A_WEEK
    messages: int = 3
    pages: tuple[str, ...] = field(default=("returns",), converter=_pages)

    def __attrs_post_init__(self) -> None:
        zone_key(self.zone)
        for name in ("soon", "unused"):
            instance(name, getattr(self, name), Days, "say Days(14)")
        count("messages", self.messages, least=1)

    def is_within(self, length: Days, since: datetime, at: datetime) -> bool:
        """Is an instant so long after another, or earlier?"""
        last = length.last_day(local_day(since, self.zone))
        return since <= at and local_day(at, self.zone) <= last


@frozen(weakref_slot=False, kw_only=True)
class RemorseSignal:
    """Whether a customer seems to regret the purchase, and why; made by ``remorse_signal``.

    ``reasons`` speak for it, ``unknown`` are what nobody knows; each names its facts.
    """

    at: datetime = field(repr=iso_repr)
    level: RemorseLevel
    reasons: tuple[Finding, ...]
    unknown: tuple[Finding, ...]

    @property
    def facts(self) -> FrozenMap[str, Fact]:
        """The fact by which plans ask for it."""
        return FrozenMap({"remorse": str(self.level)})


def remorse_signal(
    history: Iterable[Event],
    watch: RemorseWatch,
    *,
    bought_at: Moment,
    at: Moment,
    facts: Mapping[str, Fact] | None = None,
) -> RemorseSignal:
    """Does a customer seem to regret the purchase, and what speaks for it?

    What happened before ``bought_at`` says nothing about this sale; of several parcels the last one
    counts. ``facts`` may tell ``uses``, how often it was used, where the history has no
    ``ProductUsed``.

    Raises:
        WrongType: ``uses`` is no whole number.

    Example:
        >>> told = [DoubtVoiced(at="2026-03-04T09:00+01:00")]
        >>> watch = RemorseWatch(zone="Europe/Berlin")
        >>> found = remorse_signal(told, watch, bought_at="2026-03-02T10:15+01:00",
        ...                        at="2026-03-05T09:00+01:00")
        >>> str(found.level), [x.code for x in found.reasons]
        ('likely', ['doubt_voiced'])
    """
    instance("watch", watch, RemorseWatch, "a RemorseWatch is needed")
    told = dict(pairs("facts", facts or {}))
    now, since = instant(at), instant(bought_at, "bought_at")
    known = [x for x in known_by(history, now) if x.at >= since]
    seen = [x for x in known if watch.is_within(watch.soon, since, x.at)]
    uses = None if told.get("uses") is None else count("facts[uses]", told["uses"])
    findings = [*_said(seen, watch), *_use(known, watch, now, uses)]
    reasons = tuple(x for x in findings if x.verdict is Verdict.NOT_MET)
    open_ones = tuple(x for x in findings if x.verdict is Verdict.UNKNOWN)
    return RemorseSignal(
        at=now, level=_level(reasons, open_ones), reasons=reasons, unknown=open_ones
    )


def _said(seen: list[Event], watch: RemorseWatch) -> Iterator[Finding]:
    """What was said, looked at and heard soon after the purchase."""
    doubts = [x.at for x in seen if isinstance(x, DoubtVoiced)]
    if doubts:
        yield not_met("doubt_voiced", since=doubts[0], times=len(doubts))
    visits = [x for x in seen if isinstance(x, PageVisited) and x.page in watch.pages]
    if visits:
        yield not_met("page_visited", page=visits[0].page, since=visits[0].at, times=len(visits))
    messages = sum(isinstance(x, CustomerWrote) for x in seen)
    if messages >= watch.messages:
        yield not_met("wrote_often", times=messages)
    dropped = [x.at for x in seen if isinstance(x, PriceDropped)]
    if dropped:
        yield not_met("price_dropped", since=dropped[0])


def _use(
    known: Sequence[Event], watch: RemorseWatch, now: datetime, uses: int | None
) -> Iterator[Finding]:
    """Was it used, if there was time enough?"""
    delivered = [x.at for x in known if isinstance(x, Delivered)]
    if not delivered or watch.is_within(watch.unused, delivered[-1], now):
        return
    if uses or any(isinstance(x, ProductUsed) for x in known):
        return
    if uses is None:
        yield unknown("use_not_known", tell="uses")
    else:
        days = (now - delivered[-1]) // timedelta(days=1)
        yield not_met("not_used", since=delivered[-1], days=days)


def _level(reasons: tuple[Finding, ...], open_ones: tuple[Finding, ...]) -> RemorseLevel:
    if len(reasons) >= _SEVERAL or any(x.code == "doubt_voiced" for x in reasons):
        return RemorseLevel.LIKELY
    if reasons:
        return RemorseLevel.POSSIBLE
    return RemorseLevel.UNKNOWN if open_ones else RemorseLevel.NONE
