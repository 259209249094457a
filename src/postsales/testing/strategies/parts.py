"""Parts: what only the library makes, taken out of its answers, and small values made by hand."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

from postsales.basics.citations import Citation
from postsales.basics.currencies import Currency
from postsales.basics.dated import Row
from postsales.basics.decisions import Change, Item, TermsRef
from postsales.basics.events import Event
from postsales.basics.extra_days import ExtraDay
from postsales.basics.findings import Finding
from postsales.basics.hints import Hint
from postsales.basics.known_facts import OrderRef
from postsales.basics.money import Money
from postsales.basics.periods import deadline
from postsales.basics.quantities import Quantities
from postsales.basics.quoted import ChargeRecord, FeeRecord, LateRecord, LineRecord
from postsales.basics.rolls import NonDays, Place
from postsales.basics.weekdays import Weekday
from postsales.basics.windows import Counted, Deadline
from postsales.cancellations.case import CancellationCase
from postsales.cancellations.request import CancellationItem, CancellationRequest
from postsales.orders.allocation import Discounted, discounted
from postsales.orders.balance import Balance
from postsales.orders.events import (
    ChargeRefund,
    FeeCharged,
    LineRefund,
)
from postsales.orders.order import Order
from postsales.orders.parties import Customer, PurchaseRecord
from postsales.orders.payments import Tender, TenderKind
from postsales.orders.position import OpenReturn, Position
from postsales.orders.units import Lot, Units
from postsales.refunds.shares import QuoteCharge, QuoteLine
from postsales.refunds.windows import Afterwards, QuoteLate
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import Exclusion
from postsales.testing.strategies import altered, amounts, clocks, policies, settled, sold
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.answered import (
    decision_of,
    quote_of,
)
from postsales.testing.strategies.orders import order_of
from postsales.testing.strategies.requests import cancellation_request_of, notice_of
from postsales.testing.strategies.steps import refunded
from postsales.testing.strategies.worlds import ANYTHING
from postsales.wire.documents import EventsReading, OrderReading
from postsales.wire.terms import TermsBundle

__all__ = [
    "any_cancellation_request_of",
    "any_order_of",
    "balance_of",
    "bundle_of",
    "cancellation_item_of",
    "case_of",
    "change_of",
    "charge_record_of",
    "charge_refund_of",
    "citation_of",
    "counted_of",
    "customer_of",
    "deadline_of",
    "discounted_of",
    "fee_charged_of",
    "fee_record_of",
    "finding_of",
    "hint_of",
    "item_of",
    "late_of",
    "late_record_of",
    "line_record_of",
    "line_refund_of",
    "line_units_of",
    "lot_of",
    "moment_of",
    "moved",
    "non_days_of",
    "of_return",
    "of_units",
    "open_return_of",
    "order_ref_of",
    "position_of",
    "quote_charge_of",
    "quote_line_of",
    "reading_of",
    "refund_of",
    "return_request_of",
    "row_of",
    "rules_of",
    "tender_of",
    "terms_ref_of",
    "units_of",
]

T = TypeVar("T")
_WORLD = ANYTHING
_EUR = Currency("EUR")


def moment_of(dice: Dice) -> datetime:
    """An instant on an edge of the calendar of some zone."""
    return clocks.later(dice, dice.of(clocks.SALES), dice.of(clocks.ZONES))


def any_order_of(dice: Dice) -> Order:
    """An order to which anything has happened."""
    return order_of(dice, _WORLD)


def position_of(dice: Dice) -> Position:
    """Where units and money of an order are, at one of its instants."""
    order = any_order_of(dice)
    return order.position(at=dice.of([order.placed_at, *(x.at for x in order.history)]))


def _money(dice: Dice) -> Money:
    return amounts.amount_of(dice, dice.of(amounts.CURRENCIES))


def _euros(dice: Dice) -> Money:
    return amounts.amount_of(dice, _EUR)


def units_of(dice: Dice) -> Quantities:
    """Units of one to three lines."""
    return Quantities({line: 1 + dice.below(5) for line in amounts.LINES[: 1 + dice.below(3)]})


def _some(dice: Dice, values: Sequence[T], plain: Callable[[], T]) -> T:
    """One of those that an answer has, or a plain one where it has none."""
    return dice.of(values) if values else plain()


def deadline_of(dice: Dice) -> Deadline:
    """The end of a length in some zone."""
    return deadline(moment_of(dice), policies.length_of(dice), dice.of(clocks.ZONES))


def rules_of(dice: Dice) -> tuple[Exclusion, ...]:
    """One rule or two."""
    codes = ("final_sale", "worn")[: 1 + dice.below(2)]
    return tuple(policies.exclusion_of(code, dice, _WORLD) for code in codes)


def customer_of(dice: Dice) -> Customer:
    """A customer, of whom little or much is known."""
    country, tier = dice.of((None, "DE", "US")), dice.of((None, "gold"))
    record = purchase_record_of(dice) if dice.below(2) else None
    zone = dice.of((None, *clocks.ZONES))
    return Customer("C-7", country=country, zone=zone, tier=tier, record=record)


def purchase_record_of(dice: Dice) -> PurchaseRecord:
    """What somebody bought before, of which nothing, some or all came back."""
    currency, bought = dice.of(amounts.CURRENCIES), dice.of((20, 0, 1, 5))
    returned = min(bought, dice.of((0, 1, 15, 20)))
    paid, refunded = (currency.minor(1000 * x) for x in (bought, returned))
    return PurchaseRecord(bought=bought, returned=returned, paid=paid, refunded=refunded)


def citation_of(dice: Dice) -> Citation:
    """A source that was read, or was not."""
    return Citation("An Act", dice.of(("", "§ 4")), checked_on=dice.of((None, "2026-02-11")))


def row_of(dice: Dice) -> Row[int]:
    """A dated value that ends or does not."""
    until = dice.of((None, "2027-01-01"))
    return Row(dice.below(100), "2026-01-01", until, by=citation_of(dice))


def non_days_of(dice: Dice) -> NonDays:
    """Days on which nobody works."""
    days = dice.of(((Weekday.SUNDAY,), (Weekday.SATURDAY, Weekday.SUNDAY), (Weekday.FRIDAY,)))
    extra = dice.of(((), (ExtraDay(easter=-2),), (ExtraDay(month=12, day=24),)))
    return NonDays(days, holidays=dice.of((None, *Place)), extra=extra)


def tender_of(dice: Dice) -> Tender:
    """A tender of some kind."""
    return Tender(dice.of(("card", "t-2")), kind=dice.of(tuple(TenderKind)))


def moved(kind: Any) -> Callable[[Dice], Event]:
    """Money that was moved, by a class of events."""
    return lambda dice: kind(_money(dice), tender=tender_of(dice), at=moment_of(dice))


def of_units(kind: Any) -> Callable[[Dice], Event]:
    """A class of events about units."""
    return lambda dice: kind(units_of(dice), at=moment_of(dice), ref=dice.of(("", "p-1")))


def of_return(kind: Any) -> Callable[[Dice], Event]:
    """A class of events about a return."""
    return lambda dice: kind(at=moment_of(dice), ref=dice.of(("r-1", "r-2")))


def refund_of(dice: Dice) -> Event:
    """A refund, as one is booked."""
    order = sold.agreement(dice, _WORLD)
    return refunded(order, dice.anew(), clocks.later(dice, order.placed_at, _WORLD.zone))


def finding_of(dice: Dice) -> Finding:
    """What a rule found."""
    return dice.of(decision_of(dice).findings)


def item_of(dice: Dice) -> Item:
    """The answer for one line."""
    return dice.of(decision_of(dice).items)


def hint_of(dice: Dice) -> Hint:
    """What would remove a reason."""
    return _some(
        dice,
        decision_of(dice).hints,
        lambda: Hint("leave_out", line="tee", units=1, removes=["final_sale"]),
    )


def change_of(dice: Dice) -> Change:
    """When an answer changes by itself."""
    return Change(moment_of(dice), line="tee", because=dice.of(("window_closed", "final_sale")))


def terms_ref_of(dice: Dice) -> TermsRef:
    """A reference to terms."""
    return policies.return_terms_of(dice, _WORLD).ref


def line_refund_of(dice: Dice) -> LineRefund:
    """What was given back of a line."""
    units, taxes = dice.below(5), [_euros(dice) for _ in range(dice.below(3))]
    return LineRefund("tee", units=units, price=_euros(dice), taxes=taxes)


def charge_refund_of(dice: Dice) -> ChargeRefund:
    """What was given back of a charge."""
    taxes = [_euros(dice) for _ in range(dice.below(3))]
    return ChargeRefund("shipping", price=_euros(dice), taxes=taxes)


def fee_charged_of(dice: Dice) -> FeeCharged:
    """A fee that was taken off."""
    basis, amount = (_euros(dice) if dice.below(2) else None), _euros(dice)
    line, tax = dice.of((None, "tee")), dice.of((None, _EUR.minor(amount.minor // 7)))
    return FeeCharged("restocking", amount=amount, line=line, basis=basis, tax=tax)


def line_record_of(dice: Dice) -> LineRecord:
    """What a record tells of a line."""
    price = _euros(dice)
    return LineRecord("tee", units=1 + dice.below(5), price=price, taxes=(), amount=price)


def charge_record_of(dice: Dice) -> ChargeRecord:
    """What a record tells of a charge."""
    price = _euros(dice)
    return ChargeRecord("shipping", price=price, taxes=(), amount=price)


def fee_record_of(dice: Dice) -> FeeRecord:
    """What a record tells of a fee."""
    amount, line = _euros(dice), dice.of((None, "tee"))
    tax = dice.of((None, _EUR.minor(amount.minor // 7)))
    return FeeRecord("restocking", amount=amount, line=line, basis=None, tax=tax)


def late_of(dice: Dice) -> QuoteLate:
    """Units that were asked for too late."""
    then = dice.of(tuple(Afterwards))
    return QuoteLate("tee", units=1 + dice.below(5), deadline=deadline_of(dice), afterwards=then)


def late_record_of(dice: Dice) -> LateRecord:
    """What a record tells of late units."""
    then = dice.of(tuple(Afterwards)).value
    return LateRecord("tee", units=1 + dice.below(5), deadline=deadline_of(dice), afterwards=then)


def quote_line_of(dice: Dice) -> QuoteLine:
    """What a quote gives back of a line."""
    line = sold.line_of("tee", dice, _EUR, _WORLD)
    plain = QuoteLine(line, line.price_minor, line.taxes_minor, line.quantity)
    return _some(dice, quote_of(dice).lines, lambda: plain)


def quote_charge_of(dice: Dice) -> QuoteCharge:
    """What a quote gives back of a charge."""
    charge = sold.charge_of(0, dice, _EUR)
    plain = QuoteCharge(charge, charge.price_minor, charge.taxes_minor)
    return _some(dice, quote_of(dice).charges, lambda: plain)


def order_ref_of(dice: Dice) -> OrderRef:
    """Which facts were known of an order."""
    return decision_of(dice).record().order


def balance_of(dice: Dice) -> Balance:
    """Money of an order."""
    return position_of(dice).money


def line_units_of(dice: Dice) -> Units:
    """Where units of a line are."""
    order = any_order_of(dice)
    return order.position(at=order.history[-1].at if order.history else order.placed_at).units(
        order.lines[0].id
    )


def lot_of(dice: Dice) -> Lot:
    """Units of one parcel."""
    shipped = moment_of(dice)
    told = clocks.later(dice, shipped, clocks.ZONES[0])
    delivered_at, ref = dice.of((told, None)), dice.of(("", "p-1"))
    return Lot(1 + dice.below(5), dice.of((shipped, None)), delivered_at, ref)


def open_return_of(dice: Dice) -> OpenReturn:
    """A return that is not over."""
    asked = moment_of(dice)
    approved = dice.of((None, clocks.later(dice, asked, clocks.ZONES[0])))
    return OpenReturn(
        "r-1",
        awaited=units_of(dice),
        requested_at=asked,
        approved_at=approved,
        came=dice.of(({}, units_of(dice))),
        refunded=dice.of(({}, units_of(dice))),
    )


def discounted_of(dice: Dice) -> Discounted:
    """Values after a discount."""
    return discounted([_euros(dice) for _ in range(1 + dice.below(3))], _euros(dice))


def bundle_of(dice: Dice) -> TermsBundle:
    """Terms for one to eight subjects."""
    some = 1 + dice.below(255)
    # pyright takes the names of private fields for those of the constructor.
    bundle: Any = TermsBundle
    made: TermsBundle = bundle(
        returns=policies.return_terms_of(dice, _WORLD) if some & 1 else None,
        refunds=policies.refund_terms_of(dice, _WORLD) if some & 2 else None,
        cancellations=policies.cancellation_terms_of(dice, _WORLD) if some & 4 else None,
        exchanges=settled.exchange_terms_of(dice) if some & 8 else None,
        guarantees=settled.guarantee_terms_of(dice) if some & 16 else None,
        changes=altered.change_terms_of(dice) if some & 32 else None,
        subscriptions=altered.subscription_terms_of(dice) if some & 64 else None,
        appointments=altered.appointment_terms_of(dice) if some & 128 else None,
    )
    return made


def counted_of(dice: Dice) -> Counted:
    """A step of a count."""
    return Counted("14 days", "2026-03-23", by=dice.of((None, citation_of(dice))))


def return_request_of(dice: Dice) -> ReturnRequest:
    """A request with its notice."""
    return notice_of(any_order_of(dice), dice, _WORLD)


def cancellation_item_of(dice: Dice) -> CancellationItem:
    """A line that is called off."""
    return dice.of(any_cancellation_request_of(dice).items)


def any_cancellation_request_of(dice: Dice) -> CancellationRequest:
    """A request to call units off."""
    return cancellation_request_of(any_order_of(dice), dice, _WORLD)


def case_of(cancellation: Any) -> CancellationCase:
    """The first case of a decision."""
    return cast("CancellationCase", cancellation.cases[0])


def reading_of(dice: Dice) -> OrderReading:
    """An order as it was read."""
    told = ("$.gateway",)[: dice.below(2)]
    return OrderReading(any_order_of(dice), unmapped=told, assumed=())


def events_reading_of(dice: Dice) -> EventsReading:
    """What happened to an order, as it was read."""
    order = any_order_of(dice)
    told = ("$.gateway",)[: dice.below(2)]
    return EventsReading(order.history, order=order.id, unmapped=told, assumed=())
