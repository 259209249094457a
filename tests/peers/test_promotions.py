"""Complaints about discounts, with the figures of their threads."""

import pytest

from postsales import (
    EUR,
    USD,
    BrokenPromotion,
    CancellationCase,
    CancellationRequest,
    CancellationTerms,
    Decision,
    Line,
    Money,
    Order,
    Promotion,
    PromotionRule,
    cancellations,
    orders,
    refunds,
)
from tests.peers.given import (
    ASKED,
    MONEY,
    bought,
    line,
    money,
    quoted,
    stepped,
    together,
    totals,
)

AFTER = "2026-03-31T12:00Z"


def paid_back(order: Order, steps: list[dict[str, int]]) -> Money:
    """What all steps gave together."""
    return together(stepped(order, steps)[1])


def called_off(order: Order, units: dict[str, int]) -> Decision[CancellationCase]:
    """The decision to call units off that have not left."""
    request = CancellationRequest.of(units, reason="remorse")
    return cancellations.assess(
        order, request, CancellationTerms(id="acme", version="1"), at="2026-03-03T12:00+01:00"
    )


class TestPromotionsAsSold:
    """What was given at the sale is shared then, and stays where it is."""

    def test_150_and_60_less_20_percent_the_first_gives_120(self) -> None:
        left = orders.discounted([EUR("150.00"), EUR("60.00")], EUR("42.00")).left
        order = bought(*(line(x, y) for x, y in zip("ab", left, strict=True)))
        assert totals(order, [{"a": 1}, {"b": 1}]) == ["120.00", "48.00"]

    def test_the_discount_of_a_line_called_off_does_not_move_to_the_others(self) -> None:
        left = orders.discounted([USD("50.00"), USD("10.00")], USD("10.00")).left
        assert [str(x) for x in left] == ["USD 41.67", "USD 8.33"]
        order = bought(*(line(x, y) for x, y in zip("ab", left, strict=True)), brought={})
        decision = called_off(order, {"a": 1})
        quote = refunds.quote(decision, MONEY)
        assert quote.total == USD("41.67")
        after = order.after(quote.settled(ref="rf-1", at=ASKED)).position(at=ASKED)
        assert (after.line_money("b").left, after.refundable) == (USD("8.33"), USD("8.33"))

    def test_40_percent_stays_40_percent_when_18_of_20_are_called_off(self) -> None:
        # 20 x 29.75 less 238.00.
        order = bought(line("tee", USD("357.00"), 20), brought={})
        quote = refunds.quote(called_off(order, {"tee": 18}), MONEY)
        assert quote.total == USD("321.30")
        left = order.after(quote.settled(ref="rf-1", at=ASKED)).position(at=ASKED).line_money("tee")
        assert left.left == USD("35.70")

    def test_a_refund_knows_the_promotion_and_finds_the_payment(self) -> None:
        # 3 x 12.00 less 10.00: 26.00 were paid, not 36.00.
        widgets = Line("widget", quantity=3, total=USD("26.00"), list_total=USD("36.00"))
        order, quotes = stepped(bought(widgets), [{"widget": 1}] * 3)
        assert [str(x.total.amount) for x in quotes] == ["8.67", "8.66", "8.67"]
        assert [x.withheld for x in quotes] == [USD("0.00")] * 3
        assert order.position(at=AFTER).tender_money("card").left == USD("0.00")

    def test_free_shipping_and_a_minimum_are_not_judged_again_when_a_part_is_called_off(
        self,
    ) -> None:
        free = Promotion(
            "FREE", given={"a": EUR("5.00")}, shipping=EUR("4.95"), minimum=EUR("80.00")
        )
        lines = [line(x, EUR("45.00")) for x in "ab"]
        order = bought(*lines, promotions=[free], brought={})
        assert refunds.quote(called_off(order, {"b": 1}), MONEY).total == EUR("45.00")

    def test_one_of_two_items_keeps_its_part_of_the_order_discount(self) -> None:
        left = orders.discounted([EUR("100.00"), EUR("100.00")], EUR("40.00")).left
        order = bought(*(line(x, y) for x, y in zip("ab", left, strict=True)))
        assert quoted(order, {"a": 1}).total == EUR("80.00")

    def test_parts_of_a_kit_at_159_99_and_6_percent_come_to_169_59(self) -> None:
        prices = orders.allocate(USD("159.99"), [USD("86.79"), USD("73.20")])
        taxes = orders.allocate(USD("9.60"), prices)
        parts = zip(("table", "chair"), (2, 20), prices, taxes, strict=True)
        kit = bought(*(line(x, a + b, k, added=str(b.amount)) for x, k, a, b in parts))
        assert totals(kit, [{"table": 2}, {"chair": 20}]) == ["92.00", "77.59"]
        steps = [{"table": 1}, {"chair": 7}, {"table": 1}, {"chair": 13}]
        assert paid_back(kit, steps) == USD("169.59")

    def test_a_part_refund_under_a_voucher_is_suggested(self) -> None:
        # 10 % off 3 x 40.00: nobody has to know what the voucher meant.
        tees = Line("tee", quantity=3, total=EUR("108.00"), list_total=EUR("120.00"))
        assert quoted(bought(tees), {"tee": 1}).total == EUR("36.00")

    def test_a_global_discount_is_not_refunded_whole_with_a_part(self) -> None:
        left = orders.discounted([EUR("500.00"), EUR("500.00")], EUR("200.00")).left
        order = bought(*(line(x, y, 5) for x, y in zip("ab", left, strict=True)))
        assert quoted(order, {"a": 1}).total == EUR("80.00")

    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            ("keep", "45.00"),
            ("claw_back", "40.00"),
            ("rebill_shipping", "40.05"),
            ("both", "35.05"),
        ],
    )
    def test_below_a_coupon_minimum_it_is_kept_or_taken_back_as_the_terms_say(
        self, when: str, expected: str
    ) -> None:
        given = {"a": EUR("5.00"), "b": EUR("5.00")}
        coupon = Promotion("TEN", given=given, shipping=EUR("4.95"), minimum=EUR("80.00"))
        order = bought(*(line(x, EUR("45.00")) for x in "ab"), promotions=[coupon])
        terms = money(shipping="never", promotions=[PromotionRule(BrokenPromotion(when))])
        assert quoted(order, {"a": 1}, terms).total == EUR(expected)
        assert quoted(order, {"a": 1}, terms, reason="defect").total == EUR("45.00")
