"""What does the law say of goods on an order that turned out to be faulty?

Rules of this file: it is asked of units that came in one parcel, since each parcel has a time of
its own; what was given back for them before is not given again.
"""

from collections import Counter
from datetime import date, datetime

from attrs import field, frozen

from postsales.basics._checks import count, day, instance, text
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation
from postsales.basics.dated import NoLawInForce
from postsales.basics.days_known import When
from postsales.basics.findings import Verdict
from postsales.basics.last_days import LastDay, Own
from postsales.basics.moments import Moment, local_day
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.reckoning import last_day
from postsales.basics.rounding import cumulative
from postsales.basics.selectors import Selector
from postsales.basics.windows import LegalDeadline
from postsales.law.faults import DeductionForUse, FaultRules
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.rights import made_on, since_the_sale, zone_of
from postsales.orders._known_days import DaysOfLines
from postsales.orders.circumstances import Sale, held
from postsales.orders.events import Delivered, OfUnits, Received, RefundStatus, ReturnRequested
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.orders.sale_events import RepairEnded
from postsales.orders.units import Units
from postsales.returns.stated import deadline_of

__all__ = ["FinalRefund", "final_refund", "presumed_until"]


@frozen(weakref_slot=False)
class FinalRefund:
    """What comes back for goods that are rejected in the end, and what was taken off for use.

    ``amount`` and ``deducted`` together are what was paid for the units and not given back yet.

    ``free_until`` is the last day without a deduction; None where one can be made at any time, or
    while its time has not begun. ``assumed`` is what was taken for granted since nobody told:
    ``repair_tried``, that the goods were repaired or replaced in vain, or could not be in time.
    """

    amount: Money
    deducted: Money = field(kw_only=True)
    free_until: date | None = field(default=None, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)
    assumed: tuple[str, ...] = field(default=(), kw_only=True)


def presumed_until(
    order: Order,
    line: str,
    place: Jurisdiction,
    *,
    at: Moment,
    delivered_on: date | str | None = None,
) -> LegalDeadline | None:
    """Until when is a fault that shows taken to have been there on delivery?

    None while the goods have not come, or nobody knows when they did. ``delivered_on`` is the day
    on which the units came that are asked about: it is needed where those of the line came on
    several days.

    Counting: facts after ``at`` do not count; one exactly at it does. A fault that shows on the
    last day counts. Days are those where the customer is.

    Raises:
        InvalidValue: an instant before the order was placed; the law says nothing of it, or leaves
            it out; no goods; units of several days, and no day; a day on which nothing of the line
            came.
        NoLawInForce: it is not covered on the day of the contract.
        UnknownLine: the order has no such line.

    Example:
        >>> from postsales import GBP, Customer, Delivered, Line
        >>> from postsales.law import GB
        >>> order = Order(
        ...     id="1001", placed_at="2026-01-12T10:15Z",
        ...     customer=Customer(id="C-7", zone="Europe/London"),
        ...     lines=[Line("lamp", quantity=1, total=GBP("89.00"))],
        ...     history=[Delivered({"lamp": 1}, at="2026-01-15T11:00Z")],
        ... )
        >>> presumed_until(order, "lamp", GB, at="2026-03-01T09:00Z").last_day.isoformat()
        '2026-07-14'
    """
    asked = _asked(order, line, place, at)
    if asked.rules.presumed is None:
        raise _unsaid(place, "until when a fault counts as one that was there on delivery")
    return asked.until(asked.rules.presumed, delivered_on)


def final_refund(
    order: Order,
    line: str,
    place: Jurisdiction,
    *,
    at: Moment,
    for_use: Money,
    units: int | None = None,
    delivered_on: date | str | None = None,
) -> FinalRefund:
    """What comes back for a line that the customer rejects in the end?

    All that was paid for the units and not given back before, less ``for_use`` where the law lets
    the merchant take that off: what the use was worth is for the caller to say. Never less than
    nothing. ``units`` are how many are rejected, all that came and were not paid back unless told
    otherwise; ``delivered_on`` is the day on which they came, as in ``presumed_until``: where it is
    told, they are those of that day. It is of the line alone: what was paid for its delivery is not
    in it. The customer can reject in the end what was repaired or replaced in vain. A history
    without ``RepairEnded`` of the line does not say so, which is ``assumed``; that it was in vain
    is for the caller to know.

    Counting: the customer rejects at ``at``; facts after it do not count, one exactly at it does.

    A refund under way counts as given back; of one that names no line, what the other lines do not
    cover. Units for whose return nobody named a refund count as paid back after those that were
    called off or lost.

    Rounding: of a line of several units by cumulative shares, half up.

    Raises:
        InvalidValue: an instant before the order was placed; the law says nothing of it, or leaves
            it out; no goods; less than nothing for use; more units than can be rejected; units of
            several days, and no day.
        NoLawInForce: it is not covered on the day of the contract.
        UnknownLine: the order has no such line.
        CurrencyMismatch: a deduction in another currency than the order's.

    Example:
        >>> from postsales import GBP, Customer, Delivered, Line
        >>> from postsales.law import GB
        >>> order = Order(
        ...     id="1001", placed_at="2026-01-12T10:15Z",
        ...     customer=Customer(id="C-7", zone="Europe/London"),
        ...     lines=[Line("lamp", quantity=1, total=GBP("500.00"))],
        ...     history=[Delivered({"lamp": 1}, at="2026-01-15T11:00Z")],
        ... )
        >>> use = GBP("100.00")
        >>> str(final_refund(order, "lamp", GB, at="2026-07-15T12:00Z", for_use=use).amount)
        'GBP 500.00'
        >>> str(final_refund(order, "lamp", GB, at="2026-07-16T12:00Z", for_use=use).amount)
        'GBP 400.00'
    """
    asked = _asked(order, line, place, at)
    use = asked.rules.use
    if use is None:
        raise _unsaid(place, "what is taken off for use")
    _check_use(for_use, order)
    paid = asked.paid(units, delivered_on)
    free = None if asked.is_taken_off_at_once(use) else use.free
    until = None if free is None else asked.until(free, delivered_on)
    is_free = free is not None and (until is None or asked.known_at < until.ends_at)
    deducted = order.currency.minor(0 if is_free else min(for_use.minor, paid))
    return FinalRefund(
        order.currency.minor(paid) - deducted,
        deducted=deducted,
        free_until=None if until is None else until.last_day,
        by=use.by,
        assumed=() if asked.is_repaired else ("repair_tried",),
    )


def _check_use(for_use: Money, order: Order) -> None:
    instance("for_use", for_use, Money, "what the use was worth is an amount of money")
    if for_use.currency != order.currency:
        raise CurrencyMismatch(for_use, order.currency.zero)
    if for_use.minor < 0:
        raise InvalidValue("for_use", for_use, "zero or more")


def _unsaid(place: Jurisdiction, what: str) -> InvalidValue:
    allowed = f"a law that says {what}, such as law.GB"
    return InvalidValue("place", place.code, allowed, "law.coverage tells what is left out of it")


def _asked(order: Order, line: str, place: Jurisdiction, at: Moment) -> "_Asked":
    instance("order", order, Order, "the facts come first: an Order")
    text("line", line)
    instance("place", place, Jurisdiction, "the law is one such as law.GB")
    now = since_the_sale(order, at)
    sale, rules, on = Sale(order, order.line(line), now), place.faults, made_on(order)
    if rules.since is not None and on < rules.since:
        subject = f"{place.code} law of faulty goods"
        raise NoLawInForce(subject, on, f"covered from {rules.since}")
    if rules.of is not None and held(rules.of, sale).verdict is not Verdict.MET:
        allowed = f"a line that the law of {place.code} says this of, such as one of goods"
        raise InvalidValue("line", line, allowed)
    return _Asked(sale, place, order.position_at(now))


@frozen(weakref_slot=False)
class _Asked:
    """A line of an order that is asked about at an instant, by the law of a place."""

    sale: Sale
    place: Jurisdiction
    position: Position

    @property
    def rules(self) -> FaultRules:
        """What the law says of faulty goods."""
        return self.place.faults

    @property
    def known_at(self) -> datetime:
        """The instant that is asked about."""
        return self.sale.known_at

    @property
    def units(self) -> Units:
        """Where the units of the line are."""
        return self.position.units(self.sale.line.id)

    @property
    def is_repaired(self) -> bool:
        """Did units of the line come back from a repair, or others in their place?"""
        told = (x for x in self.sale.told(RepairEnded) if isinstance(x, RepairEnded))
        return any(self.sale.line.id in x.units for x in told)

    def is_taken_off_at_once(self, use: DeductionForUse) -> bool:
        """Are these goods of those for whose use something is taken off at any time?"""
        return use.except_for is not None and held(use.except_for, self.sale).verdict is Verdict.MET

    def paid(self, units: int | None, delivered_on: date | str | None) -> int:
        """What was paid for units and not given back, in minor units."""
        line, position = self.sale.line, self.position
        there = max(0, self.units.has_arrived - self._refunded())
        if delivered_on is not None:
            there = min(there, self._of_day(delivered_on))
        k = there if units is None else count("units", units, least=1, most=there)
        quantity, total = line.quantity, line.total.minor
        share = total - cumulative(total, quantity - k, quantity)
        lines = sum(position.line_money(x.id).left.minor for x in position.lines)
        left = position.line_money(line.id).left.minor
        return max(0, min(share, left, lines - _untied(position)))

    def _refunded(self) -> int:
        """How many units that came were paid back.

        A refund of a return is for what came, also where the customer kept it. Of the others, those
        for what was called off or lost come first.
        """
        line, refs = self.sale.line.id, self._returns_of_what_came()
        paid = [x for x in self.position.refunds if x.status is not RefundStatus.FAILED]
        parts = [(x.return_ref, y.units) for x in paid for y in x.lines if y.line == line]
        of_returns = sum(units for ref, units in parts if ref in refs)
        never_came = self.units.cancelled + self.units.lost
        return of_returns + max(0, self.units.refunded - of_returns - never_came)

    def _returns_of_what_came(self) -> set[str]:
        """The refs of the returns of units that had come when they were announced, or are back."""
        lots = (*self.units.lots, *self.units.came_back)
        first = min((x.delivered_at for x in lots if x.delivered_at is not None), default=None)
        told = (x for x in self.sale.order.history if x.at <= self.known_at)
        of_line = [x for x in told if isinstance(x, OfUnits) and self.sale.line.id in x.units]
        back = {x.ref for x in of_line if isinstance(x, Received)}
        some = (x for x in of_line if isinstance(x, ReturnRequested))
        return (back | {x.ref for x in some if first is not None and x.at >= first}) - {""}

    def until(self, says: LastDay, delivered_on: date | str | None) -> LegalDeadline | None:
        """The last day, for the units that came on a day."""
        zone, line = zone_of(self.sale.order), self.sale.line.id
        came = self._came(delivered_on, zone)
        lines = frozenset({line})
        known = _OfParcel(self.sale, self.position, lines, zone, self.place.holidays, came)
        found = last_day(says, known)
        return deadline_of(found, zone) if found.is_reached else None

    def _of_day(self, told: date | str) -> int:
        """How many units came on a day, of those that the customer has, where there are any."""
        zone = zone_of(self.sale.order)
        return self._by_day(zone)[self._came(told, zone)]

    def _by_day(self, zone: str) -> Counter[date | None]:
        found = Counter[date | None]()
        for x in self.units.lots or self.units.came_back:
            if x.delivered_at is not None:
                found[local_day(x.delivered_at, zone)] += x.units
        return found

    def _came(self, told: date | str | None, zone: str) -> date | None:
        """The day on which the units came; those that the customer has, where there are any."""
        came = {x for x in self._by_day(zone) if x is not None}
        if told is None and len(came) > 1:
            days = ", ".join(x.isoformat() for x in sorted(came))
            allowed = f"say which day: units of {self.sale.line.id} came on {days}"
            raise InvalidValue("delivered_on", None, allowed)
        if told is None:
            return next(iter(came), None)
        on = day("delivered_on", told)
        if on not in came:
            days = ", ".join(x.isoformat() for x in sorted(came)) or "no day yet"
            raise InvalidValue("delivered_on", on.isoformat(), f"units of the line came on {days}")
        return on


def _untied(position: Position) -> int:
    """What was given back without a word for what."""
    lines = (position.line_money(x.id) for x in position.lines)
    charges = (position.charge_money(x) for x in position.sold.charges)
    tied = sum(x.refunded.minor + x.reserved.minor for x in (*lines, *charges))
    return max(0, position.money.refunded.minor + position.money.reserved.minor - tied)


@frozen(weakref_slot=False)
class _OfParcel(DaysOfLines):
    """The days of units that came on one day."""

    came: date | None

    def when(self, one: Selector) -> When:
        """On which day did what is selected happen?"""
        if isinstance(one, Own) and one.event is Delivered and self.came is not None:
            return When(self.came)
        return DaysOfLines.when(self, one)
