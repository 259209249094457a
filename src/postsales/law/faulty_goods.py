"""What does the law say of goods on an order that turned out to be faulty?"""

from datetime import date, datetime

from attrs import field, frozen

from postsales.basics._checks import instance, text
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation
from postsales.basics.findings import Verdict
from postsales.basics.last_days import LastDay
from postsales.basics.moments import Moment, instant
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.reckoning import last_day
from postsales.basics.windows import LegalDeadline
from postsales.law.faults import DeductionForUse, FaultRules
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.rights import zone_of
from postsales.orders._known_days import DaysOfLines
from postsales.orders.circumstances import Sale, held
from postsales.orders.order import Order
from postsales.returns.stated import deadline_of

__all__ = ["FinalRefund", "final_refund", "presumed_until"]


@frozen(weakref_slot=False)
class FinalRefund:
    """What comes back for goods that are rejected in the end, and what was taken off for use.

    ``free_until`` is the last day without a deduction; None where one can be made at any time, or
    while its time has not begun.
    """

    amount: Money
    deducted: Money = field(kw_only=True)
    free_until: date | None = field(default=None, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)


def presumed_until(
    order: Order, line: str, place: Jurisdiction, *, at: Moment
) -> LegalDeadline | None:
    """Until when is a fault that shows taken to have been there on delivery?

    None while the goods have not come, or nobody knows when they did.

    Counting: facts after ``at`` do not count; one exactly at it does. A fault that shows on the
    last day counts.

    Raises:
        InvalidValue: the law says nothing of it, or leaves it out.
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
    rules = _rules(order, line, place)
    if rules.presumed is None:
        raise _unsaid(place, "until when a fault counts as one that was there on delivery")
    return _until(rules.presumed, order, line, place, instant(at))


def final_refund(
    order: Order, line: str, place: Jurisdiction, *, at: Moment, for_use: Money
) -> FinalRefund:
    """What comes back for a line that the customer rejects in the end?

    All that was paid for it, less ``for_use`` where the law lets the merchant take that off: what
    the use was worth is for the caller to say. Never less than nothing.

    Counting: the customer rejects at ``at``; facts after it do not count, one exactly at it does.

    Raises:
        InvalidValue: the law says nothing of it, or leaves it out; less than nothing for use.
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
    rules, now = _rules(order, line, place), instant(at)
    if rules.use is None:
        raise _unsaid(place, "what is taken off for use")
    paid = order.line(line).total
    _check_use(for_use, paid)
    free = None if _at_any_time(rules.use, order, line, now) else rules.use.free
    until = None if free is None else _until(free, order, line, place, now)
    is_free = free is not None and (until is None or now < until.ends_at)
    deducted = for_use.currency.minor(0 if is_free else min(for_use.minor, paid.minor))
    return FinalRefund(
        paid - deducted,
        deducted=deducted,
        free_until=None if until is None else until.last_day,
        by=rules.use.by,
    )


def _check_use(for_use: Money, paid: Money) -> None:
    instance("for_use", for_use, Money, "what the use was worth is an amount of money")
    if for_use.currency != paid.currency:
        raise CurrencyMismatch(for_use, paid)
    if for_use.minor < 0:
        raise InvalidValue("for_use", for_use, "zero or more")


def _rules(order: Order, line: str, place: Jurisdiction) -> FaultRules:
    instance("order", order, Order, "the facts come first: an Order")
    text("line", line)
    instance("place", place, Jurisdiction, "the law is one such as law.GB")
    order.line(line)
    return place.faults


def _unsaid(place: Jurisdiction, what: str) -> InvalidValue:
    return InvalidValue("place", place.code, f"a law that says {what}")


def _sale(order: Order, line: str, now: datetime) -> Sale:
    return Sale(order, order.line(line), now)


def _at_any_time(use: DeductionForUse, order: Order, line: str, now: datetime) -> bool:
    if use.except_for is None:
        return False
    return held(use.except_for, _sale(order, line, now)).verdict is Verdict.MET


def _until(
    says: LastDay, order: Order, line: str, place: Jurisdiction, now: datetime
) -> LegalDeadline | None:
    zone = zone_of(order)
    sale, position = _sale(order, line, now), order.position_at(now)
    found = last_day(says, DaysOfLines(sale, position, frozenset({line}), zone, place.holidays))
    return deadline_of(found, zone) if found.is_reached else None
