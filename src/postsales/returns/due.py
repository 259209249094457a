"""What is due within the life of a return, and how late it is.

Rules of this file: a clock is judged at the instant at which its duty was done, else at the one
that is asked about; nothing is late before that is certain.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import field, frozen

from postsales.basics.citations import Citation
from postsales.basics.moments import iso_repr, local_day
from postsales.basics.periods import End, Worked, closing, counted, ending, last_day_of, unsure
from postsales.basics.quantities import Quantities
from postsales.basics.selectors import First
from postsales.basics.windows import Counted, Deadline
from postsales.orders.events import Received, ReturnApproved
from postsales.orders.order import Order
from postsales.orders.return_events import (
    ReturnInspected,
    ReturnLost,
    ReturnSentBack,
    ReturnShipped,
)
from postsales.orders.starts import Since, begun, starts
from postsales.returns._course import Course, Wait, Waited, added, common, waits
from postsales.returns.clocks import RmaClock, RmaDuty
from postsales.returns.rma import RMA, RmaState
from postsales.returns.terms import ReturnTerms

__all__ = ["RmaDue"]


@frozen(weakref_slot=False)
class RmaDue:
    """Something that is due: until when, whether it was done, and how late it is.

    ``deadline`` is None while nothing has started the clock, or the customer's zone is not known;
    ``because`` says which: ``not_started`` or ``customer_zone_missing``. ``late_since`` is the
    instant from which it was too late, when it is or was. A deadline that holidays nobody gave
    could move on is not late before they can no longer do so.
    """

    duty: RmaDuty
    deadline: Deadline | None = field(default=None, kw_only=True)
    because: str = field(default="", kw_only=True)
    judged_at: datetime = field(kw_only=True, repr=iso_repr)
    done_at: datetime | None = field(default=None, kw_only=True, repr=iso_repr)
    late_since: datetime | None = field(default=None, kw_only=True, repr=iso_repr)

    @property
    def is_overdue(self) -> bool:
        """Is it too late, and still not done?"""
        return self.late_since is not None and self.done_at is None

    @property
    def late_days(self) -> int:
        """How many days late is it, or was it when it was done?

        Counting: local days after the last day; a length in hours can be late on that very day.
        """
        if self.deadline is None or self.late_since is None:
            return 0
        return (local_day(self.judged_at, self.deadline.zone) - self.deadline.last_day).days


@frozen(weakref_slot=False)
class Asking:
    """Whose clocks are asked about: the terms, and the order whose customer they may look at."""

    terms: ReturnTerms
    order: Order

    @property
    def zone(self) -> str | None:
        """Where days are counted, if that is known."""
        if isinstance(self.terms.zone, str):
            return self.terms.zone
        return self.order.customer.zone if self.order.customer is not None else None


def due(duty: RmaDuty, course: Course, asking: Asking, at: datetime) -> RmaDue | None:
    """By when is it due, and how late is it? None where the terms say nothing, or it is void."""
    clock = _CLOCKS[duty](asking.terms)
    if clock is None:
        return None
    done_at = _done_at(duty, course)
    if _is_void(duty, course, done_at):
        return None
    judged_at = done_at or at
    started = _started(clock, duty, course)
    # What waits has not been through what starts the clock, where all that has was done.
    is_idle = started is not None and done_at is None and started[1][-1][1] is not None
    if started is None or is_idle:
        return RmaDue(duty, because="not_started", judged_at=judged_at, done_at=done_at)
    if asking.zone is None and clock.needs_zone:
        because = "customer_zone_missing"
        return RmaDue(duty, because=because, judged_at=judged_at, done_at=done_at)
    since, times = started
    # What is not done is judged by what waits longest; what was done late stays late.
    judged = [
        _judged(clock, asking, since, came_at, done_at=at if done_at is None else done or done_at)
        for came_at, done in (times if done_at is not None else times[-1:])
    ]
    deadline, when, late = next((x for x in judged if x[2] is not None), judged[-1])
    return RmaDue(duty, deadline=deadline, judged_at=when, done_at=done_at, late_since=late)


_Judged = tuple[Deadline, datetime, datetime | None]


def _judged(
    clock: RmaClock, asking: Asking, since: Since, happened_at: datetime, *, done_at: datetime
) -> _Judged:
    """The deadline that something started, the instant of the judgement, and since when late."""
    zone = asking.zone or "UTC"
    start = begun(since, happened_at, zone)
    end = _ended(clock, start, zone, asking.terms)
    is_late = end.latest is not None and done_at >= end.latest
    late = end.closes if is_late else None
    return counted(start, zone, end, _source(since)), done_at, late


_CLOCKS: Mapping[RmaDuty, Callable[[ReturnTerms], RmaClock | None]] = {
    RmaDuty.SHIP: lambda terms: terms.ship_by,
    RmaDuty.INSPECT: lambda terms: terms.inspect_by,
    RmaDuty.REFUND: lambda terms: terms.refund_by,
}


def _ended(clock: RmaClock, start: datetime, zone: str, terms: ReturnTerms) -> End:
    place = clock.roll.over.holidays if clock.roll is not None else None
    holidays = terms.holidays.get(place) if place is not None else None
    closes = closing(start, clock.length, zone, terms.calendar)
    steps = (Counted(str(clock.length), last_day_of(closes, zone), by=clock.by),)
    end = ending(closes, zone, steps, clock.roll, holidays)
    return unsure(end, zone, terms.calendar, Worked.of(start, clock.length, closes, zone))


def _source(since: Since) -> Citation | None:
    """Where it stands what starts a clock."""
    return None if isinstance(since.event, type) else since.event.by


# ---------------------------------------------------------------------------------- when it is done


def _owed(duty: RmaDuty, course: Course) -> Mapping[str, int]:
    """Units that the duty is about, once they came: all are looked at, and not all are paid for.

    Units that stay are paid for as well. What comes beside the units that were announced is asked
    about first; of a return that nobody announced all is paid for.
    """
    if duty is not RmaDuty.REFUND or not course.announced:
        return course.received
    return added([common(course.received, course.announced), course.staying])


def _acts(duty: RmaDuty, course: Course) -> list[Waited]:
    """When it was done, and for which units."""
    if duty is RmaDuty.INSPECT:
        seen = [(x.at, units) for x, units in course.facts if isinstance(x, ReturnInspected)]
        return _in_time([*seen, *course.back_unseen])
    back = [(x.at, units) for x, units in course.facts if isinstance(x, ReturnSentBack)]
    return _in_time([*course.refunds.values(), *back])


def _in_time(acts: list[Waited]) -> list[Waited]:
    return sorted(acts, key=lambda one: one[0])


def _is_void(duty: RmaDuty, course: Course, done_at: datetime | None) -> bool:
    """Is it not done, and is nobody to do it any more? What came is paid for in any case."""
    if done_at is not None or (duty is RmaDuty.REFUND and _owed(duty, course)):
        return False
    if duty is RmaDuty.SHIP and course.staying and not course.awaited:
        return True
    expired = course.state is RmaState.EXPIRED and duty is not RmaDuty.SHIP
    return expired or RMA.is_over(course.state)


def _done_at(duty: RmaDuty, course: Course) -> datetime | None:
    if duty is RmaDuty.SHIP:
        moved = (ReturnShipped, ReturnLost, Received, ReturnInspected)
        return min((x.at for x, _ in course.facts if isinstance(x, moved)), default=None)
    owed = _owed(duty, course)
    units = Quantities.trusted({x: k for x, k in owed.items() if k})
    told = [(x.at, units) for x, _ in course.facts[:1]]
    return next((at for _, at in waits(told, owed, _acts(duty, course))), None)


# ------------------------------------------------------------------------------- when it is started


def _started(clock: RmaClock, duty: RmaDuty, course: Course) -> tuple[Since, list[Wait]] | None:
    """What started the clock, when that happened, and when it was done each time."""
    for since in clock.since:
        found = _happened(since, duty, course)
        if found:
            return since, found
    let = _let_stay(duty, course)
    if not let:
        return None
    found = waits(let, _owed(duty, course), _acts(duty, course))
    return starts(ReturnApproved)[0], ([one for one in found if one[1] is None][:1] or found)


def _let_stay(duty: RmaDuty, course: Course) -> list[Waited]:
    """When units were let stay, for what is paid: they wait from then on as if they had come."""
    if duty is not RmaDuty.REFUND or not course.staying:
        return []
    return [(x.at, units) for x, units in course.facts if isinstance(x, ReturnApproved) and units]


def _happened(since: Since, duty: RmaDuty, course: Course) -> list[Wait]:
    """Each time that counts: the oldest that waits, else all that were done."""
    told = [(x.at, units) for x, units in course.facts if isinstance(x, since.kind)]
    of_goods = issubclass(since.kind, _OF_GOODS) and duty is not RmaDuty.SHIP
    found: list[Wait] = [(at, None) for at, _ in told]
    if of_goods and told:
        told = [*told, *_let_stay(duty, course)]
        told.sort(key=lambda one: one[0])
        found = waits(told, _owed(duty, course), _acts(duty, course))
    times = [at for at, _ in found]
    if not times:
        return []
    if since.selects:
        at = _selected(since, times, of_goods=of_goods, course=course)
        return [] if at is None else [(at, None)]
    if not of_goods:
        return [(max(times) if duty is RmaDuty.SHIP else min(times), None)]
    waiting = [one for one in found if one[1] is None]
    return waiting[:1] or found


def _selected(
    since: Since, times: list[datetime], *, of_goods: bool, course: Course
) -> datetime | None:
    """The first or the last time; the last of goods is known when no more are to come."""
    if isinstance(since.event, First):
        return min(times)
    more = course.awaited or (issubclass(since.kind, ReturnInspected) and course.waiting)
    return None if of_goods and more else max(times)


_OF_GOODS = (Received, ReturnInspected)
