"""The figures of a run: what money is at stake, and how much of that is only waiting for a fact."""

import pytest

from postsales import (
    EUR,
    USD,
    Charge,
    Days,
    Delivered,
    Exclusion,
    Fee,
    Line,
    Money,
    Order,
    Paid,
    Per,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Shipped,
    Tender,
)
from postsales.basics.moments import instant
from postsales.cli.answers import Found, Question
from postsales.cli.tallies import Tally

TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(30), since=Delivered),
    exclusions=[Exclusion("final_sale", applies_to=Scope(tag="final_sale"))],
)
MONEY = RefundTerms(id="acme", version="1", shipping="when_all_comes_back", tenders="as_paid")
AT = instant("2026-03-20T09:00+01:00")
RUG = Line("rug", quantity=1, total=EUR("1000.00"), tags=["final_sale"])
TEE = Line("tee", quantity=1, total=EUR("20.00"))
MUG = Line("mug", quantity=1, total=EUR("5.00"))
DELIVERED = Delivered({"rug": 1}, at="2026-03-05T12:30+01:00")


def exposed(order: Order, money: RefundTerms = MONEY) -> str:
    """What a run says about the money of one order of which everything is asked back."""

    def everything(order: Order) -> ReturnRequest:
        return ReturnRequest.everything(order, reason="remorse")

    tally = Tally()
    tally.answer(Question(TERMS, money, everything, AT).answer(Found(order, "orders.jsonl")))
    return dict(tally.notes())["exposure"]


def sold(*lines: Line, shipping: str = "0.00", happened: list[object] | None = None) -> Order:
    """An order that was paid, of which the mug was sent and nobody knows when it came."""
    total = sum((x.total for x in lines), EUR(shipping))
    paid = Paid(total, tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00")
    return Order(
        id="1001",
        placed_at="2026-03-02T10:15+01:00",
        lines=lines,
        charges=[Charge.shipping(EUR(shipping))] if shipping != "0.00" else [],
        history=[paid, Shipped({"mug": 1}, at="2026-03-03T08:00Z"), *(happened or ())],
    )


class TestMoreAtMostWhereItIsReferred:
    """It is what would go back beside the rest if all that is referred were allowed."""

    def test_what_is_refused_is_none_of_it(self) -> None:
        order = sold(RUG, MUG, happened=[DELIVERED])
        assert exposed(order) == (
            "EUR 0.00 by the terms for 0 orders, 5.00 more at most where it is referred, "
            "1005.00 left"
        )

    def test_beside_what_is_allowed(self) -> None:
        tee = Delivered({"tee": 1}, at="2026-03-05T12:30+01:00")
        order = sold(RUG, TEE, MUG, happened=[DELIVERED, tee])
        assert exposed(order).startswith("EUR 20.00 by the terms for 1 order, 5.00 more at most")

    def test_shipping_that_goes_back_with_the_last_unit(self) -> None:
        tee = Delivered({"tee": 1}, at="2026-03-05T12:30+01:00")
        order = sold(TEE, MUG, shipping="4.90", happened=[tee])
        assert exposed(order).startswith("EUR 20.00 by the terms for 1 order, 9.90 more at most")

    @pytest.mark.parametrize(
        ("fee", "more"),
        [
            pytest.param(EUR("1.50"), "3.50", id="less the fee of the terms"),
            pytest.param(EUR("9.00"), None, id="nothing where the fee takes all"),
            pytest.param(USD("1.50"), "1005.00", id="all that is left where nobody knows the fee"),
        ],
    )
    def test_less_a_fee(self, fee: Money, more: str | None) -> None:
        mugs = Fee("restocking", fee, per=Per.UNIT, applies_to=Scope(sku="mug"))
        money = RefundTerms(
            id="acme", version="1", shipping="never", tenders="as_paid", fees=[mugs]
        )
        mug = Line("mug", quantity=1, total=EUR("5.00"), sku="mug")
        told = exposed(sold(RUG, mug, happened=[DELIVERED]), money)
        assert (f"{more} more at most" in told) if more else ("more at most" not in told)
