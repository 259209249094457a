"""How far is a return: its state, its units, its clocks, and what is out of the ordinary?"""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.basics._checks import instance, text
from postsales.basics._errors import InvalidValue
from postsales.basics.decisions import Decision
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.quantities import FrozenMap, Quantities, less
from postsales.orders._exchanges import settled_under
from postsales.orders._reasons_given import NO_REASONS, ReasonsGiven
from postsales.orders.arrivals import arrivals
from postsales.orders.cases import travelling
from postsales.orders.conditions import Condition
from postsales.orders.events import (
    Received,
    Refunded,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
)
from postsales.orders.exchanged import ExchangeCharged, Exchanged
from postsales.orders.order import Order
from postsales.orders.return_events import (
    OF_ORDERS,
    OF_RETURNS,
    ReturnCancelled,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnSentBack,
    ReturnShipped,
)
from postsales.returns._course import Course, added, common
from postsales.returns.clocks import RmaDuty
from postsales.returns.due import Asking, RmaDue, due
from postsales.returns.notes import RmaNote
from postsales.returns.rma import RMA, RmaRemark, RmaState, RmaStep
from postsales.returns.terms import ReturnTerms
from postsales.returns.unknown import UnknownReturn

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase

__all__ = ["RmaStatus", "status"]


@frozen(weakref_slot=False)
class RmaStatus:
    """How far a return is, as of an instant; made by ``returns.status``.

    ``announced``, ``awaited``, ``underway``, ``received``, ``lost`` and ``refunded`` are units by
    line, and so are those ``staying`` with the customer, which need not come back; ``found`` are
    those that were looked at, by their condition, ``uninspected`` those that came and were neither
    looked at nor sent back to the customer, ``unpaid`` those that came and were neither paid for
    nor sent back, and ``sent_back`` all that were. ``refunded_before`` are those that were paid for
    under the same name when it named other returns. ``reasons`` are the customer's words for why,
    with the units that were announced for each. ``ship_by``, ``inspect_by`` and ``refund_by``
    are None where the terms say nothing, or nothing is to be done.
    ``notes`` are what is out of the ordinary, in order of time.

    It is plain data: ``wire.write_json`` writes it, and ``wire.read_rma_status`` reads it.
    """

    ref: str
    at: datetime = field(kw_only=True, repr=iso_repr)
    state: RmaState = field(kw_only=True)
    announced: Quantities = field(kw_only=True)
    awaited: Quantities = field(kw_only=True)
    underway: Quantities = field(kw_only=True)
    received: Quantities = field(kw_only=True)
    lost: Quantities = field(kw_only=True)
    refunded: Quantities = field(kw_only=True)
    staying: Quantities = field(factory=Quantities, kw_only=True)
    found: FrozenMap[Condition, Quantities] = field(kw_only=True)
    uninspected: Quantities = field(kw_only=True)
    unpaid: Quantities = field(kw_only=True)
    sent_back: Quantities = field(factory=Quantities, kw_only=True)
    ship_by: RmaDue | None = field(default=None, kw_only=True)
    inspect_by: RmaDue | None = field(default=None, kw_only=True)
    refund_by: RmaDue | None = field(default=None, kw_only=True)
    notes: tuple[RmaNote, ...] = field(default=(), kw_only=True)
    refunded_before: Quantities = field(factory=Quantities, kw_only=True)
    reasons: ReasonsGiven = field(default=NO_REASONS, kw_only=True)

    @property
    def accepted(self) -> Quantities:
        """Units that were found to be in good condition."""
        return self.found.get(Condition.GOOD, Quantities())

    @property
    def dismissed(self) -> Quantities:
        """Units that were found in any other condition."""
        return added(units for x, units in self.found.items() if x is not Condition.GOOD)

    @property
    def surplus(self) -> Quantities:
        """Units that came and were not announced: somebody asks the customer about them.

        Those that were sent back without a look are gone again.
        """
        return less(self.received, self.announced, self._back_unseen)

    @property
    def _back_unseen(self) -> Quantities:
        return less(self.received, added(self.found.values()), self.uninspected)

    @property
    def remarks(self) -> tuple[RmaRemark, ...]:
        """What is out of the ordinary, each word once."""
        return tuple(dict.fromkeys(x.remark for x in self.notes))

    @property
    def overdue(self) -> tuple[RmaDue, ...]:
        """What should have been done and was not."""
        clocks = (self.ship_by, self.inspect_by, self.refund_by)
        return tuple(x for x in clocks if x is not None and x.is_overdue)

    @property
    def next_steps(self) -> tuple[RmaStep, ...]:
        """What can happen next in the usual course."""
        rows = (RMA.foreseen(self.state, step) for step in RMA.steps(self.state))
        return tuple(x.step for x in rows if x is not None and x.remark is None)

    @property
    def next_events(self) -> tuple[type[Event], ...]:
        """The events that can be told next in the usual course; a clock tells none."""
        told = dict.fromkeys(_TOLD_BY[x] for x in self.next_steps if x in _TOLD_BY)
        # The order knows nothing of a return that nobody announced.
        return tuple(x for x in told if self.announced or x not in (ReturnApproved, ReturnClosed))

    def payable(self, decision: "Decision[ReturnCase]") -> Quantities:
        """Units that came or need not, that the decision allows, and that are not refunded yet.

        They are what ``refunds.quote`` is asked for, with ``units=``: what was to come and did
        not is not paid for, nor what was sent back, and what came beside it is asked about
        (``in_question``). Units that need not come, by the decision or the approval, are paid for
        unless the return was called off.

        Raises:
            InvalidValue: the decision is about another return.
        """
        allowed, before = self._allowed(decision)
        left = less(allowed, less(self.refunded, before))
        due = added([self.received, self._not_to_come(decision)])
        return common(less(due, self.refunded, self.sent_back), left)

    def _not_to_come(self, decision: "Decision[ReturnCase]") -> Quantities:
        """Units that do not travel by the decision, or that the approval lets stay."""
        if self.state is RmaState.CANCELLED:
            return self.staying
        home = less(decision.allowed, travelling(decision))
        return added([self.staying, less(home, self.staying)])

    def in_question(self, decision: "Decision[ReturnCase]") -> Quantities:
        """Units that came and that the decision does not allow: a person asks about them.

        Those that were sent back without a look are gone again.

        Raises:
            InvalidValue: the decision is about another return.
        """
        return less(self.received, *self._allowed(decision), self._back_unseen)

    def _allowed(self, decision: "Decision[ReturnCase]") -> tuple[Quantities, Quantities]:
        """What the decision allows, and what was refunded under the same name before it."""
        instance("decision", decision, Decision, "say which decision the units came for")
        asked = decision.cases[0]
        about = asked.return_ref
        if about != self.ref:
            advice = "give the request the same ref"
            raise InvalidValue("decision", about, f"one about the return {self.ref!r}", advice)
        before = less(settled_under(about, asked.position), self.refunded_before)
        return decision.allowed, before


_TOLD_BY: dict[RmaStep, type[Event]] = {
    RmaStep.REQUESTED: ReturnRequested,
    RmaStep.APPROVED: ReturnApproved,
    RmaStep.LABEL_ISSUED: ReturnLabelIssued,
    RmaStep.SHIPPED: ReturnShipped,
    RmaStep.PART_RECEIVED: Received,
    RmaStep.ALL_RECEIVED: Received,
    RmaStep.PART_INSPECTED: ReturnInspected,
    RmaStep.ALL_INSPECTED: ReturnInspected,
    RmaStep.SENT_BACK: ReturnSentBack,
    RmaStep.PART_LOST: ReturnLost,
    RmaStep.ALL_LOST: ReturnLost,
    RmaStep.ALL_STAY: ReturnApproved,
    RmaStep.CANCELLED: ReturnCancelled,
    RmaStep.CLOSED: ReturnClosed,
}


def status(order: Order, ref: str, terms: ReturnTerms, *, at: Moment) -> RmaStatus:
    """How far is the return that ``ref`` names: its state, its units, and what is due?

    It is read off the history of the order; nothing is stored. Goods belong to the return that
    they name, else to the oldest open one of their line. A refund belongs to its ``return_ref``,
    and counts from when it was ordered until it fails; an exchange counts as one, but for units
    that the customer was charged for after all. Units that an approval lets stay are awaited by
    nobody, and their refund is due as if they had come with it. A return that was over and is asked
    for again under its name begins anew.

    Counting: facts after ``at`` do not count; one exactly at it does. The end of a deadline is the
    first instant at which it is too late.

    Raises:
        UnknownReturn: nothing in the whole history is about such a return.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, ReturnWindow, RmaClock
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         Delivered({"tee": 3}, at="2026-03-05T12:30+01:00"),
        ...         ReturnRequested({"tee": 3}, ref="R-1", at="2026-03-20T09:00+01:00"),
        ...         ReturnApproved(ref="R-1", at="2026-03-20T10:00+01:00"),
        ...         Received({"tee": 2}, ref="R-1", at="2026-03-24T11:00+01:00"),
        ...     ],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ...     refund_by=RmaClock(Days(14), since=Received),
        ... )
        >>> found = status(order, "R-1", terms, at="2026-03-25T09:00+01:00")
        >>> found.state, found.awaited, found.refund_by.deadline.last_day.isoformat()
        (RmaState.PARTLY_RECEIVED, {'tee': 1}, '2026-04-07')
    """
    instance("order", order, Order, "the facts come first: an Order")
    text("ref", ref)
    instance("terms", terms, ReturnTerms, "the terms come third: ReturnTerms")
    now = instant(at)
    _check_known(order, ref)
    asking = Asking(terms, order)
    course = _followed(order, ref, asking, now)
    return RmaStatus(
        ref,
        at=now,
        state=course.state,
        announced=added([course.announced]),
        awaited=course.awaited,
        underway=course.underway,
        received=added([course.received]),
        lost=course.lost,
        staying=course.staying,
        refunded=added([course.refunded]),
        found=FrozenMap({x: added([course.found[x]]) for x in Condition if x in course.found}),
        uninspected=course.waiting,
        unpaid=course.unpaid,
        sent_back=added([course.sent_back]),
        ship_by=due(RmaDuty.SHIP, course, asking, now),
        inspect_by=due(RmaDuty.INSPECT, course, asking, now),
        refund_by=due(RmaDuty.REFUND, course, asking, now),
        notes=tuple(course.notes),
        refunded_before=course.past,
        reasons=course.reasons,
    )


def _check_known(order: Order, ref: str) -> None:
    told = (x.ref for x in order.history if isinstance(x, (*OF_RETURNS, Received)) and x.ref)
    settling = (x for x in order.history if isinstance(x, Refunded | Exchanged))
    refunds = (x.return_ref for x in settling if x.return_ref)
    known = dict.fromkeys((*told, *refunds))
    if ref not in known:
        raise UnknownReturn(ref, known)


def _followed(order: Order, ref: str, asking: Asking, now: datetime) -> Course:
    """The course of a return up to an instant, with the clock that ends it."""
    course = Course()
    for event, came in arrivals(order, now):
        if not _concerns(event, ref, course) and ref not in came:
            continue
        _expire(course, asking, event.at)
        if isinstance(event, ReturnRequested) and RMA.is_over(course.state):
            # A name that is used again is a return of its own.
            course = Course(past=added([course.past, course.refunded]))
        course.take(event, came.get(ref, Quantities()))
    _expire(course, asking, now)
    return course


def _concerns(event: Event, ref: str, course: Course) -> bool:
    if isinstance(event, Refunded):
        return event.return_ref == ref or event.ref in course.refunds
    if isinstance(event, Exchanged):
        return event.return_ref == ref
    if isinstance(event, ExchangeCharged):
        return (Exchanged, event.ref) in course.refunds
    if isinstance(event, (Received, *OF_ORDERS)):
        return False
    return event.ref == ref


def _expire(course: Course, asking: Asking, at: datetime) -> None:
    """Nothing was handed in by the end of the time for it."""
    if RMA.foreseen(course.state, RmaStep.EXPIRED) is None:
        return
    found = due(RmaDuty.SHIP, course, asking, at)
    if found is not None and found.late_since is not None:
        course.expire(found.late_since)
