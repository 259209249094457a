"""One decision, paid for parcel by parcel: together the parcels give what the whole would."""

import pytest

from postsales import (
    EUR,
    Afterwards,
    CancellationRequest,
    CancellationTerms,
    Cancelled,
    Charge,
    Days,
    Delivered,
    Event,
    Fee,
    Hours,
    InvalidOrder,
    Line,
    LineRefund,
    Order,
    Paid,
    Per,
    Percent,
    Received,
    Refunded,
    RefundTerms,
    RefundWindow,
    ReturnItem,
    ReturnRequest,
    ReturnRequested,
    Shipped,
    ShippingRefund,
    Tax,
    Tender,
    cancellations,
    refunds,
    returns,
)
from tests.orders.given import day
from tests.refunds.given import TERMS, refund_terms

CARD = Tender.card("card")


def bought(*events: Event) -> Order:
    """Two tees for 40.00 and delivery for 5.00; one tee came on the fifth, one on the twentieth."""
    return Order(
        "1001",
        placed_at=day(1),
        lines=[Line("tee", quantity=2, total=EUR("40.00"))],
        charges=[Charge.shipping(EUR("5.00"))],
        history=[
            Paid(EUR("45.00"), tender=CARD, at=day(1)),
            Delivered({"tee": 1}, at=day(5)),
            Delivered({"tee": 1}, at=day(20)),
            *events,
        ],
    )


def late_terms(afterwards: Afterwards, shipping: ShippingRefund) -> RefundTerms:
    window = RefundWindow(Days(14), since=Delivered, afterwards=afterwards)
    return refund_terms(window=window, zone="Europe/Berlin", shipping=shipping)


def in_parcels(request: ReturnRequest, terms: RefundTerms) -> list[tuple[str, str]]:
    """What each of two parcels gives: in all, and of it as store credit."""
    order = bought()
    decision = returns.assess(order, request, TERMS, at=day(25))
    given: list[tuple[str, str]] = []
    for n in (26, 27):
        order = order.after(Received({"tee": 1}, at=day(n)))
        quote = refunds.quote(decision, terms, units={"tee": 1}, order=order, at=day(n))
        given.append((str(quote.total.amount), str(quote.store_credit.amount)))
        order = order.after(quote.settled(at=day(n), ref=f"rf-{n}"))
    return given


BOTH = ReturnRequest.of({"tee": 2}, reason="remorse", ref="R")


@pytest.mark.parametrize("ref", ["R", ""], ids=["with a name", "without a name"])
@pytest.mark.parametrize(
    ("afterwards", "expected"),
    [
        (Afterwards.NOTHING, [("20.00", "0.00"), ("0.00", "0.00")]),
        (Afterwards.STORE_CREDIT, [("20.00", "0.00"), ("20.00", "20.00")]),
    ],
    ids=str,
)
def test_the_late_unit_is_late_in_its_parcel_too(
    afterwards: Afterwards, expected: list[tuple[str, str]], ref: str
) -> None:
    request = ReturnRequest.of({"tee": 2}, reason="remorse", ref=ref)
    assert in_parcels(request, late_terms(afterwards, ShippingRefund.NEVER)) == expected


def test_each_unit_keeps_its_reason() -> None:
    request = ReturnRequest(
        [ReturnItem("tee", 1, reason="remorse"), ReturnItem("tee", 1, reason="defect")], ref="R"
    )
    terms = refund_terms(
        fees=[Fee("restocking", Percent("10"), per=Per.UNIT)], shipping=ShippingRefund.NEVER
    )
    assert in_parcels(request, terms) == [("18.00", "0.00"), ("20.00", "0.00")]


@pytest.mark.parametrize("shipping", ShippingRefund, ids=str)
def test_asked_again_nothing_more_is_paid(shipping: ShippingRefund) -> None:
    terms = late_terms(Afterwards.NOTHING, shipping)
    decision = returns.assess(bought(), BOTH, TERMS, at=day(25))
    paid = bought(refunds.quote(decision, terms).settled(at=day(26), ref="rf-1"))
    assert refunds.quote(decision, terms, order=paid, at=day(27)).total == EUR("0.00")


@pytest.mark.parametrize("first", ["tee", "mug"])
def test_units_that_gave_nothing_bring_no_share_of_the_delivery_later(first: str) -> None:
    order = Order(
        "1001",
        placed_at=day(1),
        lines=[Line(x, quantity=3, total=EUR("50.00")) for x in ("tee", "mug")],
        charges=[Charge.shipping(EUR("5.00"))],
        history=[
            Paid(EUR("105.00"), tender=CARD, at=day(1)),
            Delivered({"tee": 3}, at=day(5)),
            Delivered({"mug": 3}, at=day(20)),
        ],
    )
    terms = late_terms(Afterwards.NOTHING, ShippingRefund.SHARE)
    total = EUR("0.00")
    for line in sorted(("tee", "mug"), key=lambda x: x != first):
        request = ReturnRequest.of({line: 3}, reason="remorse")
        quote = refunds.quote(returns.assess(order, request, TERMS, at=day(25)), terms)
        order = order.after(quote.settled(at=day(25), ref=line))
        total += quote.shipping
    assert total == EUR("2.50")  # of 5.00, for one of two lines


@pytest.mark.parametrize("ref", ["R", ""], ids=["with a name", "without a name"])
@pytest.mark.parametrize("shipping", ShippingRefund, ids=str)
def test_a_return_that_gives_nothing_gives_nothing_in_parcels(
    shipping: ShippingRefund, ref: str
) -> None:
    terms = late_terms(Afterwards.NOTHING, shipping)
    request = ReturnRequest.of({"tee": 2}, reason="remorse", ref=ref)
    decision = returns.assess(bought(), request, TERMS, at="2026-04-05T12:00Z")
    order, given = bought(), [refunds.quote(decision, terms).total]
    for at in ("2026-04-06T12:00Z", "2026-04-07T12:00Z"):
        order = order.after(Received({"tee": 1}, at=at))
        quote = refunds.quote(decision, terms, units={"tee": 1}, order=order, at=at)
        given.append(quote.total)
        order = order.after(quote.settled(at=at, ref=at))
    again = refunds.quote(decision, terms, order=order, at="2026-04-08T12:00Z")
    assert [*given, again.total] == [EUR("0.00")] * 4


def test_units_that_give_nothing_come_back_all_the_same() -> None:
    terms = late_terms(Afterwards.NOTHING, ShippingRefund.WHEN_ALL_COMES_BACK)
    decision = returns.assess(bought(), BOTH, TERMS, at=day(25))
    assert refunds.quote(decision, terms).total == EUR("25.00")
    arrived = bought(Received({"tee": 2}, at=day(26)))
    assert refunds.quote(decision, terms, order=arrived, at=day(26)).total == EUR("25.00")


def test_what_is_announced_to_come_back_is_not_called_off() -> None:
    order = Order(
        "1001",
        placed_at=day(1),
        lines=[Line("tee", quantity=2, total=EUR("40.00"))],
        history=[ReturnRequested({"tee": 1}, ref="R", at=day(2))],
    )
    request = CancellationRequest.of({"tee": 2}, reason="remorse")
    terms = CancellationTerms(id="acme", version="1")
    decision = cancellations.assess(order, request, terms, at=day(3))
    assert dict(decision.allowed) == {"tee": 1}
    assert dict(decision.because) == {"already_requested": 1}


def test_store_credit_told_otherwise_is_a_contradiction_of_the_order() -> None:
    first = Refunded(EUR("20.00"), store_credit=EUR("20.00"), ref="rf-1", at=day(26))
    again = Refunded(EUR("20.00"), store_credit=EUR("5.00"), ref="rf-1", at=day(27))
    with pytest.raises(InvalidOrder, match="told otherwise before"):
        bought(first, again)


def test_units_that_gave_nothing_are_settled() -> None:
    terms = late_terms(Afterwards.NOTHING, ShippingRefund.NEVER)
    decision = returns.assess(bought(), BOTH, TERMS, at=day(25))
    event = refunds.quote(decision, terms).settled(at=day(26), ref="rf-1")
    assert (event.amount, [(x.line, x.units) for x in event.lines]) == (EUR("20.00"), [("tee", 2)])
    again = returns.assess(bought(event), BOTH, TERMS, at=day(27))
    assert dict(again.because) == {"already_refunded": 2}


def test_only_units_that_give_nothing() -> None:
    terms = late_terms(Afterwards.NOTHING, ShippingRefund.NEVER)
    order = Order(
        "1001",
        placed_at=day(1),
        lines=[Line("tee", quantity=1, total=EUR("40.00"), taxes=[Tax.included(EUR("6.39"))])],
        history=[Paid(EUR("40.00"), tender=CARD, at=day(1)), Delivered({"tee": 1}, at=day(5))],
    )
    one = ReturnRequest.of({"tee": 1}, reason="remorse")
    quote = refunds.quote(returns.assess(order, one, TERMS, at=day(25)), terms)
    after = order.after(quote.settled(at=day(26))).position(at=day(26))
    assert (after.units("tee").refunded, after.money.refunded) == (1, EUR("0.00"))


def test_a_cancellation_beside_it_takes_nothing_from_a_return_without_a_name() -> None:
    order = Order(
        "1001",
        placed_at=day(1),
        lines=[Line("tee", quantity=2, total=EUR("40.00"))],
        history=[Paid(EUR("40.00"), tender=CARD, at=day(1)), Delivered({"tee": 1}, at=day(5))],
    )
    plain = refund_terms(shipping=ShippingRefund.NEVER)
    one = ReturnRequest.of({"tee": 1}, reason="remorse")
    coming_back = returns.assess(order, one, TERMS, at=day(6))
    off = CancellationRequest.of({"tee": 1}, reason="remorse")
    terms = CancellationTerms(id="acme", version="1")
    called_off = cancellations.assess(order, off, terms, at=day(7))
    booked = order.after(
        Cancelled({"tee": 1}, at=day(7)),
        refunds.quote(called_off, plain).settled(at=day(7), ref="rf-1"),
        Received({"tee": 1}, at=day(9)),
    )
    assert refunds.quote(coming_back, plain, order=booked, at=day(9)).total == EUR("20.00")


def test_what_is_called_off_without_a_name_is_paid_for_once() -> None:
    order = Order(
        "1001",
        placed_at=day(1),
        lines=[Line("tee", quantity=3, total=EUR("60.00"))],
        history=[Paid(EUR("60.00"), tender=CARD, at=day(1))],
    )
    off = CancellationRequest.of({"tee": 2}, reason="remorse")
    terms = CancellationTerms(id="acme", version="1")
    called_off = cancellations.assess(order, off, terms, at=day(7))
    one = LineRefund("tee", units=1, price=EUR("20.00"))
    booked = order.after(
        Cancelled({"tee": 2}, at=day(7)), Refunded(EUR("20.00"), lines=[one], at=day(8))
    )
    plain = refund_terms(shipping=ShippingRefund.NEVER)
    assert refunds.quote(called_off, plain, order=booked, at=day(9)).total == EUR("20.00")


def test_what_has_left_is_returned_when_it_is_too_late_to_cancel() -> None:
    order = Order(
        "1001",
        placed_at=day(1),
        lines=[Line("tee", quantity=2, total=EUR("40.00"))],
        history=[Shipped({"tee": 1}, at=day(1))],
    )
    terms = CancellationTerms(id="acme", version="1", within=Hours(12))
    request = CancellationRequest.of({"tee": 2}, reason="remorse")
    [hint] = cancellations.assess(order, request, terms, at=day(3)).hints
    assert (hint.kind, hint.units, hint.removes) == ("return_instead", 1, ("window_closed",))


@pytest.mark.parametrize("shipping", ShippingRefund, ids=str)
def test_a_free_gift_that_is_too_late_brings_no_delivery_along(shipping: ShippingRefund) -> None:
    order = Order(
        "1001",
        placed_at=day(1),
        lines=[Line("gift", quantity=2, total=EUR("0.00"))],
        charges=[Charge.shipping(EUR("5.00"))],
        history=[Paid(EUR("5.00"), tender=CARD, at=day(1)), Delivered({"gift": 2}, at=day(5))],
    )
    request = ReturnRequest.of({"gift": 2}, reason="remorse", ref="R")
    decision = returns.assess(order, request, TERMS, at="2026-04-03T12:00Z")
    terms = late_terms(Afterwards.NOTHING, shipping)
    given = [refunds.quote(decision, terms).total]
    for at in ("2026-04-06T12:00Z", "2026-04-07T12:00Z"):
        order = order.after(Received({"gift": 1}, at=at))
        quote = refunds.quote(decision, terms, units={"gift": 1}, order=order, at=at)
        given.append(quote.total)
        order = order.after(quote.settled(at=at, ref=at))
    assert decision.allowed == {"gift": 2}
    assert given == [EUR("0.00")] * 3
