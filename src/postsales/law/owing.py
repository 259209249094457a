"""What does each side owe the other by statute, by when, and was it done?

Rules of this file: what follows from a right is asked about each return by itself, and only about
one that the right gave when it was announced; what follows from the contract is asked about its
goods. Nobody owes what is not to come any more.
"""

from collections.abc import Callable, Container, Iterator
from datetime import datetime
from functools import partial

from attrs import evolve, frozen

from postsales.basics._checks import instance
from postsales.basics.durations import days_after
from postsales.basics.events import Event
from postsales.basics.findings import Verdict
from postsales.basics.last_days import parts
from postsales.basics.moments import Moment, day_start, instant
from postsales.basics.quantities import Quantities
from postsales.basics.reckoning import Owed, Reckoned, State, last_day
from postsales.basics.selectors import Selector
from postsales.basics.windows import LegalDeadline
from postsales.law._announced import Return, announced, returns, units_of, withdrawn
from postsales.law._paid import OwedFor, paid_at, settled
from postsales.law.duties import Duty, DutyState, DutyStatus, Party
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.rights import (
    is_about,
    is_about_sale,
    made_on,
    since_the_sale,
    without_staff,
    zone_of,
)
from postsales.orders._known_days import DaysOfLines
from postsales.orders.circumstances import Sale, held
from postsales.orders.events import (
    Cancelled,
    Delivered,
    OfUnits,
    Received,
    Refunded,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)
from postsales.orders.lines import LineKind
from postsales.orders.order import Order, told_once
from postsales.orders.return_events import (
    ReturnCancelled,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnSentBack,
    ReturnShipped,
)
from postsales.orders.sale_events import NoticeSent, RefundAgreed
from postsales.orders.units import Units
from postsales.returns._course import added
from postsales.returns.decide import assess
from postsales.returns.request import ReturnRequest
from postsales.returns.stated import deadline_of
from postsales.returns.terms import ReturnTerms

__all__ = ["contract_deadline", "duties"]

_OF_RETURNS = (
    Received,
    ReturnApproved,
    ReturnCancelled,
    ReturnClosed,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnRequested,
    ReturnSentBack,
    ReturnShipped,
    NoticeSent,
)


def duties(order: Order, place: Jurisdiction, *, at: Moment) -> tuple[DutyStatus, ...]:
    """What does each side owe the other by statute, by when, and was it done?

    What follows from a right is told for each return that was announced while the right gave it,
    under the ref of the return; where none was, once, as not started, if the right is about the
    sale at all. What follows from ``RefundAgreed`` is told under its ref, and what follows from
    ``Cancelled`` each time that something was called off. A refund is made when what was paid back
    and went through is for all units of the return, or, where a refund names no units, at least
    what they were sold for; what is on its way, failed, or was given for something else does not
    count. Where nobody told for what the trader agreed to pay, a refund is made when all was paid
    back, and the state is unknown when a part was. Goods that were called off are neither delivered
    nor sent back.

    A return that was paid for whole before all of it came is settled: the refund is done, also
    while it has no last day, and nothing is to be sent back. That the customer may keep the goods
    nobody told: the deadline to send them assumes ``goods_left``. Where there are several returns,
    a refund that names none settles none of them so.

    Who withdrew before anything left may have been booked by ``NoticeSent`` and ``Cancelled``, the
    one after the other, with the same ref or the second with none. That is a return of what was
    called off; its notice counts as received when it was sent, and the deadline assumes so. What
    was called off without a notice is no withdrawal.

    Counting: facts after ``at`` do not count; one exactly at it does. Where the last day may be a
    holiday that nobody told, a duty is ``unknown`` from the day after it until no holiday could
    make it due any more: two weeks at most.

    Raises:
        InvalidValue: an instant before the order was placed.
        NoLawInForce: no right is covered on the day of the contract.
        WrongType: no order, or no jurisdiction.

    Example:
        >>> from postsales import EUR, Delivered, Line
        >>> from postsales.law import EU
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=1, total=EUR("20.00"))],
        ...     history=[
        ...         Delivered({"tee": 1}, at="2026-03-09T11:00+01:00"),
        ...         ReturnRequested({"tee": 1}, at="2026-03-16T09:00+01:00", ref="R-1"),
        ...     ],
        ... )
        >>> for one in duties(order, EU, at="2026-03-20T09:00+01:00"):
        ...     day = one.deadline and one.deadline.last_day
        ...     print(one.return_ref or "the contract", one.duty.name, one.state, day)
        the contract deliver done 2026-04-01
        R-1 send_back due 2026-03-30
        R-1 refund not_started None
    """
    instance("order", order, Order, "the facts come first: an Order")
    instance("place", place, Jurisdiction, "the law comes second, such as law.DE")
    once = evolve(order, history=told_once(order.history))
    asked = _Asked(without_staff(once), place, since_the_sale(order, at))
    place.in_force(on=made_on(order))
    return tuple(x for duty in place.duties for x in asked.statuses(duty))


def contract_deadline(order: Order, place: Jurisdiction, name: str, *, at: Moment) -> LegalDeadline:
    """By when is a duty of the contract done, whatever has become of the goods since?

    Example:
        See ``late_delivery``, whose additional period begins after it.
    """
    (duty,) = (x for x in place.duties if x.name == name)
    lines = [x.id for x in order.lines]
    found = _Asked(order, place, instant(at)).status(duty, order, lines).deadline
    assert found is not None  # noqa: S101 - it counts from the contract, which was made
    return found


@frozen
class _Asked:
    """An order and a law, at an instant."""

    order: Order
    place: Jurisdiction
    at: datetime

    def statuses(self, duty: Duty) -> Iterator[DutyStatus]:
        """How a duty stands, for the contract or for each return."""
        if not duty.right:
            agreed = self._agreed() if _starts(duty) is RefundAgreed else []
            for one in agreed:
                yield from self._of_agreement(duty, one, {x.ref for x in agreed})
            lines = self._concerned(duty, self.order)
            if lines and _starts(duty) is Cancelled:
                yield from self._of_cancelled(duty, lines)
            elif lines and not agreed:
                yield self.status(duty, self.order, lines)
            return
        right = self.place.rights.get(duty.right)
        if right is None:
            return
        terms = right.on(made_on(self.order))
        found = [x for x in returns(self.order, self.at) if self._is_given(x, terms)]
        for one in found:
            yield from self._of_return(duty, one)
        if not found and is_about_sale(self.order, terms, self.at):
            yield DutyStatus(duty, DutyState.NOT_STARTED, None)

    def _of_cancelled(self, duty: Duty, lines: list[str]) -> Iterator[DutyStatus]:
        """What follows from calling off, each time; a withdrawal calls off for its own refund."""
        apart = withdrawn(self.order, self.at)
        order = evolve(self.order, history=[x for x in self.order.history if x not in apart])
        told = (x for x in order.history if isinstance(x, Cancelled) and x.at <= self.at)
        off = [x for x in told if not x.units.keys().isdisjoint(lines)]
        instants = sorted({x.at for x in off})
        if not instants:
            yield self.status(duty, order, lines)
        for at in instants:
            others = [x for x in off if x.at != at]
            alone = evolve(order, history=[x for x in order.history if x not in others])
            own = added([x.units for x in off if x.at == at])
            until = added([x.units for x in off if x.at <= at])
            paid = partial(self._paid_for, order, OwedFor(own, at), OwedFor(until, instants[0]))
            yield self.status(duty, alone, [x for x in lines if x in own], paid=paid)

    def _paid_for(self, order: Order, own: OwedFor, until: OwedFor) -> datetime | None:
        """When was it paid: by what names its units, or by what is enough for all until then?"""
        named = [x for x in order.history if not isinstance(x, Refunded) or x.lines]
        ways = ((evolve(order, history=named), own), (order, until))
        done = (paid_at(x, owed, ref="", now=self.at) for x, owed in ways)
        return min((x for x in done if x is not None), default=None)

    def _agreed(self) -> list[Return]:
        """What the trader agreed to pay back, ref by ref; no units where nobody told which."""
        told = [x for x in self.order.history if isinstance(x, RefundAgreed) and x.at <= self.at]
        none, first = Quantities({}), dict[str, datetime]()
        for x in sorted(told, key=lambda x: x.at):
            first.setdefault(x.ref, x.at)
        return [
            Return(ref, units_of(self.order, ref, self.at) if ref else none, at, None)
            for ref, at in first.items()
        ]

    def _of_agreement(self, duty: Duty, one: Return, refs: set[str]) -> Iterator[DutyStatus]:
        others = {x for x in self.order.history if isinstance(x, RefundAgreed) and x.ref != one.ref}
        order = evolve(self.order, history=[x for x in self.order.history if x not in others])
        lines = [x for x in self._concerned(duty, order) if not one.units or x in one.units]
        if lines and one.units:
            yield self.status(duty, order, lines, one)
        elif lines:
            yield self._of_unnamed(duty, order, lines, one, refs - {one.ref})

    def _of_unnamed(
        self, duty: Duty, order: Order, lines: list[str], one: Return, others: Container[str]
    ) -> DutyStatus:
        """Where nobody told what was agreed to: all is enough, and of a part nobody can say."""
        known = [_for_any(x, others) for x in order.history]
        order = evolve(order, history=[x for x in known if x is not None])
        all_of_it = Quantities({x: order.line(x).quantity for x in lines})
        found = self.status(duty, order, lines, evolve(one, units=all_of_it, ref=""))
        is_paid = any(x.at >= one.at for x in settled(order, self.at))
        unsure = DutyState.UNKNOWN if is_paid and found.done_at is None else found.state
        return evolve(found, state=unsure, return_ref=one.ref)

    def _of_return(self, duty: Duty, one: Return) -> Iterator[DutyStatus]:
        order = self._alone(one)
        lines = [x for x in self._concerned(duty, order) if x in one.units]
        if lines:
            yield self.status(duty, order, lines, one)

    def status(
        self,
        duty: Duty,
        order: Order,
        lines: list[str],
        one: Return | None = None,
        *,
        paid: Callable[[], datetime | None] | None = None,
    ) -> DutyStatus:
        """How a duty stands for some lines of an order, which has this return at most.

        ``paid`` says when it was paid, where that is not by what the order alone tells.
        """
        position, zone, ref = order.position_at(self.at), zone_of(order), one.ref if one else ""
        # What is owed for goods is said of goods, whatever was sold beside them.
        first = min(map(position.line, lines), key=lambda x: x.kind is not LineKind.GOODS)
        sale = Sale(order, first, self.at)
        known = DaysOfLines(sale, position, frozenset(lines), zone, self.place.holidays)
        owed = Owed.RIGHT if duty.owed_by is Party.CONSUMER else Owed.DUTY
        found = last_day(duty.due, known, owed=owed)
        ahead = None if one is None else self._paid_whole(order, one)
        if not found.is_reached:
            return _without_a_day(duty, found.state, ahead, ref)
        if one is not None and not one.is_booked:
            found = evolve(found, assumed=(*found.assumed, "notice_received_when_sent"))
        if paid is not None:
            done = paid()
        elif Refunded in duty.met_by:
            done = paid_at(order, _owed_for(duty, order, one, self.at), ref=ref, now=self.at)
        else:
            done = known.done(duty.met_by)
            if done is None and Received in duty.met_by and ahead is not None:
                done, found = ahead, evolve(found, assumed=(*found.assumed, "goods_left"))
        deadline = deadline_of(found, zone)
        state = _state(deadline, _late_from(found, zone), done, self.at)
        return DutyStatus(duty, state, deadline, done, return_ref=ref)

    def _paid_whole(self, order: Order, one: Return) -> datetime | None:
        """When was a return paid for, by what names it, or by anything if there is no other?"""
        is_only = len(returns(self.order, self.at)) == 1
        said = (x for x in order.history if not isinstance(x, Refunded) or x.return_ref == one.ref)
        told = order if is_only else evolve(order, history=[*said])
        return paid_at(told, OwedFor(one.units, one.at), ref=one.ref, now=self.at)

    def _concerned(self, duty: Duty, order: Order) -> list[str]:
        """The lines that a duty is about, without what is not to come or cannot come back."""
        position = order.position_at(self.at)
        some = [x for x in position.lines if _is_about(duty, Sale(order, x, self.at))]
        if Delivered in duty.met_by or Shipped in duty.met_by:
            back = announced(self.order, self.at)
            return [x.id for x in some if _is_to_come(position.units(x.id), back[x.id])]
        if Received in duty.met_by:
            return [x.id for x in some if position.units(x.id).has_left]
        return [x.id for x in some]

    def _is_given(self, one: Return, terms: ReturnTerms) -> bool:
        """Did a right give the units of a return, or some of them, when it was announced?"""
        before = [x for x in self.order.history if x.at <= one.at and not _is_of(x, {one.ref})]
        # What is called off at the same instant was called off for the return.
        kept = [x for x in before if not (isinstance(x, Cancelled) and x.at == one.at)]
        request = ReturnRequest.of(one.units, reason=next(iter(terms.reasons)), ref=one.ref)
        judged = evolve(request, sent_at=one.sent_at, received_at=one.sent_at and one.at)
        known = evolve(terms, holidays=self.place.holidays)
        found = assess(evolve(self.order, history=kept), judged, known, at=one.at)
        told = zip(found.answers, found.verdicts, strict=True)
        return any(
            verdict is not Verdict.NOT_MET and is_about([*zip(found.rules, answers, strict=True)])
            for answers, verdict in told
        )

    def _alone(self, one: Return) -> Order:
        """The order as if this were its only return."""
        others = {x.ref for x in returns(self.order, self.at)} - {one.ref}
        history = [x for x in self.order.history if not _is_of(x, others)]
        if not one.is_booked:
            history.append(ReturnRequested(one.units, at=one.at, ref=one.ref))
        return evolve(self.order, history=history)


def _is_to_come(units: Units, back: int) -> bool:
    """Has something of a line left, or is there something that nobody called off or gave back?"""
    return units.has_left > 0 or units.ordered - units.cancelled > max(0, back)


def _is_about(duty: Duty, sale: Sale) -> bool:
    return held(duty.of, sale).verdict is Verdict.MET


def _is_of(event: Event, refs: Container[str]) -> bool:
    return isinstance(event, _OF_RETURNS) and event.ref in refs


def _owed_for(duty: Duty, order: Order, one: Return | None, at: datetime) -> OwedFor:
    """The units for which money goes back, and since when; by what starts the duty."""
    if one is not None:
        return OwedFor(one.units, one.at)
    started = _starts(duty)
    told = [x for x in order.history if isinstance(x, started) and x.at <= at]
    units = added([x.units for x in told if isinstance(x, OfUnits)])
    return OwedFor(units, min(x.at for x in told))


def _for_any(event: Event, others: Container[str]) -> Event | None:
    """A fact as it is for whichever return; None for a refund of one of others."""
    if not isinstance(event, Refunded):
        return event
    is_of_another = event.return_ref and event.return_ref in others
    return None if is_of_another else evolve(event, return_ref="")


def _starts(duty: Duty) -> type[Event]:
    return next(parts(duty.due, Selector)).event


def _without_a_day(duty: Duty, why: State, paid: datetime | None, ref: str) -> DutyStatus:
    """How a duty stands whose time has not begun: a refund can have been made before."""
    if why is State.UNKNOWN:
        return DutyStatus(duty, DutyState.UNKNOWN, None, return_ref=ref)
    if Refunded in duty.met_by and paid is not None:
        return DutyStatus(duty, DutyState.DONE, None, paid, return_ref=ref)
    return DutyStatus(duty, DutyState.NOT_STARTED, None, return_ref=ref)


def _late_from(found: Reckoned, zone: str) -> datetime:
    """From when on is it late, whatever the holidays are?"""
    assert found.legal_latest is not None  # noqa: S101 - it was reached
    return day_start(zone, days_after(found.legal_latest, 1))


def _state(
    deadline: LegalDeadline, late_from: datetime, done: datetime | None, now: datetime
) -> DutyState:
    if done is not None:
        return DutyState.DONE if done < late_from else DutyState.DONE_LATE
    if now < deadline.legal_ends_at:
        return DutyState.DUE
    return DutyState.UNKNOWN if now < late_from else DutyState.LATE
