"""What the questions of commerce mean in calls of the library.

Rules of this file: one function per question; it builds the order that the case describes, asks the
library, and names what comes back. Where a case gives no instants, the sequence of a list is told
as a sequence of instants. Figures are computed by the library alone.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from postsales import (
    EUR,
    Currency,
    Days,
    Delivered,
    Event,
    ExchangeTerms,
    Line,
    Money,
    NewLine,
    Order,
    Outcome,
    Paid,
    PostsalesError,
    Refunded,
    RefundTerms,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    SharedPayment,
    Shipped,
    ShippingRefund,
    Tax,
    Tender,
    TenderOrder,
    exchanges,
    orders,
    refunds,
    returns,
)
from tests.conformance.compare import Answers, AnyOrder, Given, refused

__all__ = ["KINDS", "Skipped"]

START = datetime(2026, 1, 1, tzinfo=UTC)
ASKED = START + timedelta(days=40_000)
REASON = "remorse"
TERMS = ReturnTerms(
    id="any",
    version="1",
    zone="UTC",
    window=ReturnWindow(Days(36_000), since=Delivered),
)
SWAPS = ExchangeTerms(id="any", version="1")


class Skipped(Exception):
    """The library has no subdomain for this question yet; the reason is what it says."""


def refund_terms(tenders: TenderOrder = TenderOrder.AS_PAID) -> RefundTerms:
    """Plain terms: no fees, no delivery, half up."""
    return RefundTerms(id="any", version="1", shipping=ShippingRefund.NEVER, tenders=tenders)


def currency(given: Given) -> Currency:
    """The currency of a case; any with two decimals where none is named."""
    return Currency(given["currency"]) if given.get("currency") else EUR


def one_line(total: Money, history: Sequence[Event], quantity: int = 1) -> Order:
    """An order of one line."""
    line = Line("line", quantity=quantity, total=total)
    return Order(id="order", placed_at=START, lines=[line], history=history)


# Payments


def payments(given: Given) -> Answers:
    """Over which payments is a refund spread?"""
    if any("shares" in payment for payment in given["payments"]):
        return _shared(given)
    money = currency(given)
    order = _paid_by(given, money)
    left = order.position(at=ASKED).refundable
    amount = left if given["refund"] is None else money(given["refund"])
    terms = refund_terms(_tenders(given))
    quote = refunds.manual(order, amount, terms, reason="asked for", at=ASKED)
    after = order.after(quote.settled(at=ASKED)).position(at=ASKED)
    return {
        "accepted": True,
        "refunds": quote.tenders,
        "refund_sequence": [[tender, share] for tender, share in quote.tenders.items()],
        "fully": [
            payment["id"]
            for payment in given["payments"]
            if after.tender_money(payment["id"]).refunded
            == after.tender_money(payment["id"]).captured
        ],
    }


def _shared(given: Given) -> Answers:
    """May an order get so much of payments that paid others as well?"""
    money, name = currency(given), given["order"]
    history = [
        SharedPayment(
            Tender.other(payment["id"]),
            amount=money(payment["captured"]),
            shares={order: money(share) for order, share in payment["shares"].items()},
        ).paid(name, at=START)
        for payment in given["payments"]
        # A payment that is of other orders alone is none of this one's.
        if name is None or name in payment["shares"]
    ]
    order = one_line(sum((x.amount for x in history), money.zero), history)
    amount = money(given["refund"])
    quote = refunds.manual(order, amount, refund_terms(), reason="asked for", at=ASKED)
    return {"accepted": True, "refunds": quote.tenders}


def _tenders(given: Given) -> TenderOrder:
    newest = given.get("order") == "newest_first"
    return TenderOrder.NEWEST_FIRST if newest else TenderOrder.AS_PAID


def _paid_by(given: Given, money: Currency) -> Order:
    history: list[Paid | Refunded] = []
    for place, payment in enumerate(given["payments"]):
        at = _paid_at(payment, place, newest_first=given.get("order") == "newest_first")
        tender = Tender.other(payment["id"])
        history.append(Paid(money(payment["captured"]), tender=tender, at=at))
        before = money(payment["refunded"])
        if before:
            history.append(
                Refunded(before, tenders={tender.id: before}, at=ASKED - timedelta(days=1))
            )
    total = sum((x.amount for x in history if isinstance(x, Paid)), money.zero)
    return one_line(total, history)


def _paid_at(payment: Given, place: int, *, newest_first: bool) -> datetime:
    # In the order of the list; newest first by day, and within a day in the order of the list.
    if newest_first:
        return START + timedelta(days=payment["day"], seconds=-place)
    return START + timedelta(seconds=place)


# Shares of an amount


def allocation(given: Given) -> Answers:
    """How is an amount shared, or a discount?"""
    if "amount_minor" in given:
        return _by_weights(given)
    money = currency(given)
    values = [money(line["unit"]) * line["quantity"] for line in given["lines"]]
    if "applies_to" in given:
        return _discounted(given, sum(values, money.zero), money)
    shares = orders.allocate(money(given["order_discount"]), values)
    return {"accepted": True, "line_discounts": shares}


def _by_weights(given: Given) -> Answers:
    minor = [share.minor for share in EUR.minor(given["amount_minor"]).allocate(given["weights"])]
    return {
        "accepted": True,
        "shares_minor": minor,
        "shares_minor_any_order": AnyOrder.of(minor),
    }


def _discounted(given: Given, items: Money, money: Currency) -> Answers:
    shipping, discount = money(given["shipping"]), money(given["order_discount"])
    over = {"items": [items], "items_and_shipping": [items, shipping]}[given["applies_to"]]
    found = orders.discounted(over, discount)
    left = (*found.left, shipping)
    return {"accepted": True, "items": left[0], "shipping": left[1], "discount_used": found.used}


# Amounts


def refund_amount(given: Given) -> Answers:
    """How much goes back?"""
    if "line_taxes" in given:
        return _line_share(given)
    if "manual_amount" in given:
        return _manual(given)
    if "refunds" in given:
        return _left(given)
    return {"accepted": True, "minor_units": currency(given)(given["refund"]).minor}


def _line_share(given: Given) -> Answers:
    money = currency(given)
    taxes = [money(tax) for tax in given["line_taxes"]]
    total = sum(taxes, money(given["line_total"]))
    quantity = given["quantity"]
    line = Line("line", quantity=quantity, total=total, taxes=[Tax.added(tax) for tax in taxes])
    history = [
        Paid(total, tender=Tender.other("payment"), at=START),
        Delivered({"line": quantity}, at=START),
    ]
    order = Order(id="order", placed_at=START, lines=[line], history=history)
    request = ReturnRequest.of({"line": given["returned"]}, reason=REASON)
    decision = returns.assess(order, request, TERMS, at=START)
    if decision.outcome is not Outcome.ALLOWED:
        return {"accepted": False, "says": str(decision.because)}
    (share,) = refunds.quote(decision, refund_terms()).lines
    return {"accepted": True, "item": share.price, "taxes": share.taxes}


def _manual(given: Given) -> Answers:
    money = currency(given)
    charged = money(given["charged"])
    order = one_line(charged, [Paid(charged, tender=Tender.other("payment"), at=START)])
    amount = money(given["manual_amount"])
    quote = refunds.manual(order, amount, refund_terms(), reason="typed by hand", at=START)
    return {"accepted": True, "granted": quote.total}


def _left(given: Given) -> Answers:
    money = currency(given)
    total = money(given["order_total"])
    gone = [Refunded(money(amount), at=START) for amount in given["refunds"]]
    order = one_line(total, [Paid(total, tender=Tender.other("payment"), at=START), *gone])
    return {"accepted": True, "left": order.position(at=START).money.left}


# What can be asked for


def eligibility(given: Given) -> Answers:
    """Can the order be refunded, or so many units be sent back?"""
    return _refundable(given) if "payment_state" in given else _returnable(given)


def _refundable(given: Given) -> Answers:
    total = EUR.minor(given["order_total_minor"])
    paid = Paid(total, tender=Tender.other("payment"), at=START)
    # Partly refunded: by less than the total, whatever it is.
    part = Refunded(total.split(2)[1], at=START)
    history: dict[str, list[Event]] = {
        "awaiting_payment": [],
        "paid": [paid],
        "partially_refunded": [paid, part],
    }
    order = one_line(total, history[given["payment_state"]])
    return {"accepted": True, "refund_available": bool(order.position(at=START).refundable)}


def _returnable(given: Given) -> Answers:
    history: list[Delivered | ReturnRequested] = []
    if given["fulfilled"]:
        history.append(Delivered({"line": given["fulfilled"]}, at=START))
    if given["return_requested"]:
        history.append(ReturnRequested({"line": given["return_requested"]}, at=START))
    order = one_line(EUR("100.00"), history, quantity=given["ordered"])
    available = order.position(at=START).units("line").returnable
    return {"accepted": _accepted(order, given["wanted"]), "available": available}


def _accepted(order: Order, wanted: int) -> bool:
    try:
        request = ReturnRequest.of({"line": wanted}, reason=REASON)
    except PostsalesError:
        return False
    return returns.assess(order, request, TERMS, at=START).outcome is Outcome.ALLOWED


# Exchanges


def exchange(given: Given) -> Answers:
    """How far is a replacement?"""
    units, ordered = given["rma_quantity"], given["replaced_ordered"]
    total = EUR("1.00") * units
    line = Line("line", quantity=units, total=total)
    history = [
        Paid(total, tender=Tender.other("payment"), at=START),
        Delivered({"line": units}, at=START),
    ]
    order = Order(id="order", placed_at=START, lines=[line], history=history)
    request = ReturnRequest.of({"line": units}, reason="defect", ref="rma")
    decision = returns.assess(order, request, TERMS, at=START)
    order = order.after(ReturnRequested({"line": units}, ref="rma", at=START))
    if ordered:
        new = NewLine("new", quantity=ordered, total=EUR("1.00") * ordered)
        swap = exchanges.quote(decision, SWAPS, instead=[new], units={"line": ordered})
        order = order.after(swap.settled(at=START, ref="swap"))
    if given["replaced_done"]:
        order = order.after(Shipped({"new": given["replaced_done"]}, at=START))
    found = exchanges.status(order, "rma", at=START)
    return {
        "accepted": True,
        "remaining": found.remaining,
        "remaining_to_ship": found.remaining_to_ship,
        "state": found.state.value,
    }


def _answering(question: Callable[[Given], Answers]) -> Callable[[Given], Answers]:
    def answered(given: Given) -> Answers:
        try:
            return question(given)
        except PostsalesError as problem:
            return refused(problem)

    return answered


KINDS: dict[str, Callable[[Given], Answers]] = {
    question.__name__: _answering(question)
    for question in (payments, allocation, refund_amount, eligibility, exchange)
}
"""The questions by their kind."""
