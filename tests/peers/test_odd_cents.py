"""Complaints about odd cents, with the figures of their threads."""

import pytest

from postsales import (
    EUR,
    GBP,
    USD,
    Charge,
    InvalidValue,
    Money,
    Order,
    Tender,
    orders,
)
from tests.peers.given import (
    bought,
    line,
    quoted,
    stepped,
    together,
    totals,
)

AFTER = "2026-03-31T12:00Z"


def paid_back(order: Order, steps: list[dict[str, int]]) -> Money:
    """What all steps gave together."""
    return together(stepped(order, steps)[1])


class TestOddCents:
    """What was sold goes back: not a cent more, and not a cent less."""

    @pytest.mark.parametrize(
        "parts", [[10], [1] * 10, [3, 7], [9, 1], [4, 4, 2]], ids=lambda x: "+".join(map(str, x))
    )
    def test_10_x_23_90_less_25_percent_never_refunds_more_than_sold(
        self, parts: list[int]
    ) -> None:
        mugs = line("mug", GBP("179.25"), 10, included="29.88")
        order, quotes = stepped(bought(mugs), [{"mug": k} for k in parts])
        assert sum((x.total for x in quotes), GBP("0.00")) == GBP("179.25")
        assert sum((x.lines[0].tax for x in quotes), GBP("0.00")) == GBP("29.88")
        assert order.position(at=AFTER).refundable == GBP("0.00")

    def test_a_full_refund_at_23_percent_is_not_a_cent_over_the_total(self) -> None:
        lines = [
            line("a", EUR("38.97"), 3, included="7.29"),
            line("b", EUR("51.45"), 7, included="9.62"),
            line("c", EUR("10.89"), 11, included="2.04"),
        ]
        order = bought(*lines, charges=[Charge.shipping(EUR("4.99"))])
        assert quoted(order, order.quantities).total == EUR("106.30")

    def test_7_50_and_tax_of_1_575_paid_9_08_gives_9_08_and_leaves_no_tax(self) -> None:
        # 1.575 is no amount of euro; 1.58 was charged.
        one = line("one", EUR("9.08"), added="1.58")
        order, (quote,) = stepped(bought(one), [{"one": 1}])
        assert (quote.lines[0].price, quote.lines[0].tax) == (EUR("7.50"), EUR("1.58"))
        assert quote.total == EUR("9.08")
        assert order.position(at=AFTER).line_tax("one")[0].left == EUR("0.00")

    def test_two_products_at_2_10_with_24_percent_inside(self) -> None:
        lines = [line(x, EUR("2.10"), included="0.41") for x in "ab"]
        assert totals(bought(*lines), [{"a": 1}, {"b": 1}]) == ["2.10", "2.10"]

    @pytest.mark.parametrize("total", ["10.00", "10.01", "9.98", "0.05"])
    def test_2_of_6_then_4_of_6_do_not_pass_the_line(self, total: str) -> None:
        tees = line("tee", EUR(total), 6)
        assert paid_back(bought(tees), [{"tee": 2}, {"tee": 4}]) == EUR(total)

    def test_a_refund_that_is_lowered_says_so_and_no_line_is_below_zero(self) -> None:
        pin, mug = (
            line("pin", EUR("0.03")),
            line("mug", EUR("10.00")),
        )
        order = bought(pin, mug, paid=[(Tender.card("card"), EUR("9.98"))])
        quote = quoted(order, {"pin": 1, "mug": 1})
        assert (quote.total, quote.withheld) == (EUR("9.98"), EUR("0.05"))
        assert [x.amount for x in quote.lines] == [EUR("0.03"), EUR("10.00")]

    def test_1_004956_is_no_amount_and_1_00_goes_back_of_1_00(self) -> None:
        with pytest.raises(InvalidValue, match="USD has 2 decimals"):
            USD("0.884956")
        one = line("one", USD("1.00"), included="0.12")
        assert quoted(bought(one), {"one": 1}).total == USD("1.00")

    @pytest.mark.parametrize("parts", [[9], [4, 5], [1] * 9], ids=str)
    def test_9_x_13_956300_gives_back_what_was_paid(self, parts: list[int]) -> None:
        # 125.6067 was charged as 125.61.
        nine = line("nine", EUR("125.61"), 9)
        assert paid_back(bought(nine), [{"nine": k} for k in parts]) == EUR("125.61")

    def test_two_halves_of_a_credit_of_1_03(self) -> None:
        pair = line("pair", USD("1.03"), 2)
        assert totals(bought(pair), [{"pair": 1}, {"pair": 1}]) == ["0.52", "0.51"]

    @pytest.mark.parametrize("parts", [[10], [1] * 10, [9, 1]], ids=str)
    def test_10_x_82_50_less_15_percent_returns_what_was_invoiced(self, parts: list[int]) -> None:
        ten = line("ten", EUR("701.30"), 10)
        assert paid_back(bought(ten), [{"ten": k} for k in parts]) == EUR("701.30")

    def test_discount_shares_of_10_00_over_three_lines_sum_to_10_00(self) -> None:
        lines = [EUR("100.00")] * 3
        found = orders.discounted(lines, EUR("10.00"))
        assert sum(found.shares, EUR("0.00")) == EUR("10.00")
        assert [a - b for a, b in zip(lines, found.shares, strict=True)] == list(found.left)

    def test_a_second_credit_note_after_9_of_10(self) -> None:
        # 10 x 800.00 less 6000.00.
        ten = line("ten", EUR("2000.00"), 10)
        assert totals(bought(ten), [{"ten": 9}, {"ten": 1}]) == ["1800.00", "200.00"]

    def test_a_discount_of_everything_leaves_nothing_to_refund(self) -> None:
        (left,) = orders.discounted([EUR("33.33")], EUR("33.33")).left
        free = line("free", left, 3)
        order, quotes = stepped(
            bought(free, paid=[(Tender.card("card"), EUR("0.01"))]), [{"free": 1}] * 3
        )
        assert [x.total for x in quotes] == [EUR("0.00")] * 3
        assert order.position(at=AFTER).units("free").returned == 3
