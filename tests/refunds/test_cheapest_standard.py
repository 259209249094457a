"""Of a dearer delivery no more goes back than the cheapest standard one would have cost."""

from typing import Any

import pytest
from hypothesis import given

from postsales import (
    EUR,
    JPY,
    Charge,
    CurrencyMismatch,
    Delivered,
    InvalidValue,
    Line,
    Money,
    Order,
    Paid,
    ReturnRequest,
    ShippingRefund,
    Tax,
    Tender,
    WrongType,
    explain,
    refunds,
    returns,
    wire,
)
from postsales.refunds.quote import RefundQuote
from tests.orders.given import day
from tests.refunds.given import (
    TERMS,
    delivered_orders,
    one_by_one,
    parcel_codes,
    parcels_of,
    refund_terms,
    roundings,
)

CHEAPEST = refund_terms(
    shipping=ShippingRefund.CHEAPEST_STANDARD, other_charges=ShippingRefund.CHEAPEST_STANDARD
)


def bought(delivery: Charge) -> Order:
    """Two mugs for 20.00 and their delivery."""
    total = EUR("20.00") + delivery.total
    return Order(
        id="1001",
        placed_at=day(1),
        lines=[Line("mug", quantity=2, total=EUR("20.00"))],
        charges=[delivery],
        history=[
            Paid(total, tender=Tender.card("card"), at=day(1)),
            Delivered({"mug": 2}, at=day(5)),
        ],
    )


def quoted(order: Order, units: int) -> RefundQuote:
    request = ReturnRequest.of({"mug": units}, reason="remorse")
    return refunds.quote(returns.assess(order, request, TERMS, at=day(20)), CHEAPEST)


class TestDelivery:
    """The standard delivery is given back once everything comes back, to the cent."""

    @pytest.mark.parametrize(
        ("paid", "standard", "expected"),
        [
            ("9.90", None, "9.90"),
            ("9.90", "4.95", "4.95"),
            ("9.90", "9.89", "9.89"),
            ("9.90", "9.90", "9.90"),
            ("9.90", "12.00", "9.90"),
            ("9.90", "0.00", "0.00"),
            ("0.00", "4.95", "0.00"),
        ],
        ids=[
            "it was the standard one",
            "express",
            "a cent dearer",
            "the same price",
            "cheaper than the standard one",
            "the standard one was free",
            "it was free",
        ],
    )
    def test_all_comes_back(self, paid: str, standard: str | None, expected: str) -> None:
        told = None if standard is None else EUR(standard)
        order = bought(Charge.shipping(EUR(paid), standard=told))
        assert quoted(order, 2).shipping == EUR(expected)

    def test_some_stays(self) -> None:
        order = bought(Charge.shipping(EUR("9.90"), standard=EUR("4.95")))
        assert quoted(order, 1).shipping == EUR("0.00")

    def test_taxes_in_proportion(self) -> None:
        taxes = [Tax.included(EUR("1.00")), Tax.added(EUR("0.95")), Tax.added(EUR("0.05"))]
        order = bought(Charge.shipping(EUR("6.00"), taxes=taxes, standard=EUR("4.99")))
        (share,) = quoted(order, 2).charges
        # 4.99 of 6.00: of 5.00, 1.00, 0.95 and 0.05.
        assert share.amount == EUR("4.99")
        assert (share.price, *share.taxes) == (
            EUR("4.16"),
            EUR("0.83"),
            EUR("0.79"),
            EUR("0.04"),
        )

    @given(delivered_orders, parcel_codes, roundings)
    def test_in_any_steps_it_is_the_standard_one(
        self, order: Order, code: int, rounding: Any
    ) -> None:
        terms = refund_terms(shipping=ShippingRefund.CHEAPEST_STANDARD, rounding=rounding)
        _, quotes = one_by_one(order, parcels_of(order, code), terms)
        expected = [
            min(x.total, x.total if x.standard is None else x.standard)
            for x in order.charges
            if x.kind.value == "shipping"
        ]
        given = sum((x.shipping for x in quotes), order.currency.zero)
        assert given == sum(expected, order.currency.zero)

    def test_it_is_told(self) -> None:
        order = bought(Charge.shipping(EUR("9.90"), standard=EUR("4.95")))
        request = ReturnRequest.of({"mug": 2}, reason="remorse")
        decision = returns.assess(order, request, TERMS, at=day(20))
        quote = refunds.quote(decision, CHEAPEST)
        text = explain.text(decision, quote=quote, locale="en", zone="Europe/Berlin")
        assert "as much as the cheapest standard delivery would have cost" in text

    def test_it_reads_back(self) -> None:
        order = bought(Charge.shipping(EUR("9.90"), standard=EUR("4.95")))
        assert wire.read_order(wire.write_json(order)) == order


class TestStandard:
    """What would have been enough is an amount of the order's currency."""

    @pytest.mark.parametrize(
        ("standard", "error"),
        [(EUR("-0.01"), InvalidValue), (JPY("4"), CurrencyMismatch), ("4.95", WrongType)],
        ids=["below zero", "another currency", "text"],
    )
    def test_what_cannot_be(self, standard: Money, error: type[Exception]) -> None:
        with pytest.raises(error):
            Charge.shipping(EUR("9.90"), standard=standard)
