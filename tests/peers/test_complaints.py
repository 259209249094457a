"""Complaints about tax, delivery, tenders, currencies and fees, as their threads tell them."""

from itertools import permutations

import pytest

from postsales import (
    EUR,
    JPY,
    USD,
    Charge,
    Currency,
    Days,
    Delivered,
    ExchangeTerms,
    Fee,
    GuaranteeRequest,
    GuaranteeTerms,
    InvalidValue,
    NewLine,
    Order,
    Paid,
    Received,
    RefundWindow,
    SaleRate,
    Tax,
    Tender,
    exchanges,
    guarantees,
    refunds,
)
from tests.peers.given import (
    ASKED,
    BERLIN,
    BROUGHT,
    MONEY,
    SOLD,
    asked,
    bought,
    line,
    money,
    quoted,
    stepped,
    totals,
)

KWD, SEK = Currency("KWD"), Currency("SEK")
AFTER = "2026-03-31T12:00Z"


class TestTaxAndShipping:
    """Tax goes back with what it was on, and delivery with its own."""

    def test_a_discount_before_tax_88_00_and_not_85_80(self) -> None:
        one = line("one", EUR("88.00"), added="8.00")
        quote = quoted(bought(one), {"one": 1})
        assert (quote.total, quote.lines[0].tax) == (EUR("88.00"), EUR("8.00"))

    def test_tax_inside_the_price_is_neither_added_nor_lost(self) -> None:
        one = line("one", EUR("220.00"), 2, included="20.00")
        quote = quoted(bought(one), {"one": 1})
        assert (quote.total, quote.lines[0].tax) == (EUR("110.00"), EUR("10.00"))

    def test_shipping_goes_back_with_its_tax(self) -> None:
        shipping = Charge.shipping(EUR("4.95"), taxes=[Tax.included(EUR("0.79"), rate="0.19")])
        order = bought(line("tee", EUR("20.00")), charges=[shipping])
        (charge,) = quoted(order, {"tee": 1}).charges
        assert (charge.amount, charge.tax) == (EUR("4.95"), EUR("0.79"))

    def test_shipping_alone_can_be_refunded(self) -> None:
        order = bought(line("tee", EUR("20.00")), charges=[Charge.shipping(EUR("4.95"))])
        quote = refunds.manual(order, EUR("4.95"), MONEY, reason="a day late", at=ASKED)
        assert quote.tenders == {"card": EUR("4.95")}

    def test_a_cent_of_shipping_tax_blocks_no_refund(self) -> None:
        # 19 % of 4.95 in three steps: 0.26, 0.27, 0.26.
        shipping = Charge.shipping(EUR("4.95"), taxes=[Tax.included(EUR("0.79"), rate="0.19")])
        tees = line("tee", EUR("60.00"), 3)
        order, quotes = stepped(
            bought(tees, charges=[shipping]), [{"tee": 1}] * 3, money(shipping="share")
        )
        assert [str(x.charges[0].tax.amount) for x in quotes] == ["0.26", "0.27", "0.26"]
        assert order.position(at=AFTER).refundable == EUR("0.00")

    def test_318_00_were_paid_and_318_00_go_back(self) -> None:
        # 499.00 less 250.00, and 69.00 for delivery, with 25 % inside; 255.50 was offered.
        goods = line("goods", SEK("249.00"), included="49.80")
        shipping = Charge.shipping(SEK("69.00"), taxes=[Tax.included(SEK("13.80"), rate="0.25")])
        assert quoted(bought(goods, charges=[shipping]), {"goods": 1}).total == SEK("318.00")

    def test_a_fee_bears_tax_of_its_own_and_a_second_refund_gives_the_rest(self) -> None:
        fee = Fee("handling", EUR("5.95"), per="return", tax_rate="0.19")
        order = bought(line("tee", EUR("60.00"), 2))
        after, (first,) = stepped(order, [{"tee": 1}], money(fees=[fee]), ref="r-1")
        assert (first.total, first.fee_tax) == (EUR("24.05"), EUR("0.95"))
        assert after.position(at=AFTER).line_money("tee").left == EUR("30.00")
        again = quoted(after, {"tee": 1}, money(fees=[fee]), ref="r-1", at="2026-03-12T12:00Z")
        assert again.total == EUR("30.00")

    def test_a_typed_amount_is_what_the_customer_gets_all_tax_in(self) -> None:
        one = line("one", EUR("119.00"), included="19.00")
        typed = refunds.manual(bought(one), EUR("11.90"), MONEY, reason="a scratch", at=ASKED)
        assert typed.tenders == {"card": EUR("11.90")}
        assert (typed.total, typed.lines) == (EUR("11.90"), ())

    def test_a_refund_of_300_of_1000_leaves_700(self) -> None:
        order = bought(line("one", JPY("1000")))
        part = refunds.manual(order, JPY("300"), MONEY, reason="agreed", at=ASKED)
        after = order.after(part.settled(ref="rf-1", at=ASKED)).position(at=ASKED)
        assert (part.total, after.refundable) == (JPY("300"), JPY("700"))


class TestReceiving:
    """What came back is one fact, and what is paid for it another."""

    def test_3_announced_2_received_89_99_are_not_overpaid(self) -> None:
        order = bought(line("shoe", USD("269.97"), 3))
        decision = asked(order, {"shoe": 3}, ref="r-1")
        assert refunds.quote(decision, MONEY, units={"shoe": 2}).total == USD("179.98")

    def test_a_return_is_received_without_a_refund(self) -> None:
        order = bought(line("tee", EUR("20.00")))
        back = order.after(Received({"tee": 1}, at=ASKED)).position(at=AFTER)
        assert (back.units("tee").returned, back.money.refunded) == (1, EUR("0.00"))
        assert back.refundable == EUR("20.00")

    def test_what_can_be_refunded_is_there_after_the_order_was_changed(self) -> None:
        order = bought(line("tee", EUR("40.00"), 2))
        wanted = [NewLine("tee-xl", quantity=1, total=EUR("25.00"))]
        swap = exchanges.quote(
            asked(order, {"tee": 1}), ExchangeTerms(id="acme", version="1"), instead=wanted
        )
        changed = order.after(
            swap.settled(ref="ex-1", at=ASKED),
            Paid(swap.due_from_customer, tender=Tender.card("card"), at=ASKED),
        )
        assert changed.position(at=ASKED).refundable == EUR("45.00")
        assert changed.position(at=ASKED).line_money("tee-xl").left == EUR("25.00")

    def test_return_shipping_is_deducted(self) -> None:
        fee = Fee("return_shipping", EUR("4.95"), per="return")
        order = bought(line("tee", EUR("40.00"), 2))
        assert quoted(order, {"tee": 2}, money(fees=[fee])).total == EUR("35.05")


class TestTenders:
    """Money goes back to those who gave it, and no more than they gave."""

    GIFT, CARD = Tender.gift_card("gift"), Tender.card("card")

    def order(self) -> Order:
        """100.00, of it 20.00 by gift card."""
        paid = [(self.GIFT, EUR("20.00")), (self.CARD, EUR("80.00"))]
        return bought(line("tee", EUR("100.00"), 4), paid=paid)

    def test_an_order_that_a_gift_card_paid_in_part_can_be_refunded(self) -> None:
        assert quoted(self.order(), {"tee": 4}).tenders == {
            "gift": EUR("20.00"),
            "card": EUR("80.00"),
        }

    def test_not_all_goes_to_the_gift_card(self) -> None:
        first = money(tenders="gift_card_first")
        _, quotes = stepped(self.order(), [{"tee": 1}, {"tee": 3}], first)
        assert [dict(x.tenders) for x in quotes] == [
            {"gift": EUR("20.00"), "card": EUR("5.00")},
            {"card": EUR("75.00")},
        ]

    def test_a_plan_that_gives_to_the_card_first(self) -> None:
        chosen = money(tenders="chosen", chosen=["card"])
        assert quoted(self.order(), {"tee": 4}, chosen).tenders == {
            "card": EUR("80.00"),
            "gift": EUR("20.00"),
        }
        assert quoted(self.order(), {"tee": 3}, chosen).tenders == {"card": EUR("75.00")}


class TestCurrencies:
    """A currency knows its decimals."""

    def test_5800_yen_are_not_58(self) -> None:
        order = bought(line("one", JPY("5800")))
        quote = quoted(order, {"one": 1})
        assert (quote.total, quote.total.minor, str(quote.total.amount)) == (
            JPY("5800"),
            5800,
            "5800",
        )

    def test_500_yen_are_not_50000(self) -> None:
        assert JPY.minor(500) == JPY("500")
        with pytest.raises(InvalidValue):
            JPY("500.00001")

    def test_three_decimals_are_not_ten_times_as_much(self) -> None:
        order = bought(line("one", KWD("2.469"), 2))
        assert totals(order, [{"one": 1}, {"one": 1}]) == ["1.235", "1.234"]
        assert KWD("1.235").minor == 1235

    @pytest.mark.parametrize("steps", sorted(set(permutations([1, 2, 3]))), ids=str)
    def test_converted_refunds_never_pass_the_capture(self, steps: tuple[int, ...]) -> None:
        # 60.00 dollars were captured as 54.91 euro.
        rate = SaleRate(USD("60.00"), EUR("54.91"))
        order = bought(line("tee", USD("60.00"), 6))
        given = EUR("0.00")
        for n, k in enumerate(steps):
            at = f"2026-03-{10 + n}T12:00+01:00"
            quote = quoted(order, {"tee": k}, at=at)
            given += refunds.converted(quote, rate, order=order).other
            assert given <= EUR("54.91")
            order = order.after(Received({"tee": k}, at=at), quote.settled(ref=f"rf-{n}", at=at))
        assert given == EUR("54.91")


class TestFees:
    """A fee is a figure of its own."""

    def test_a_restocking_fee_is_no_negative_shipping(self) -> None:
        fee = Fee("restocking", EUR("3.00"), per="unit")
        order = bought(line("tee", EUR("20.00")), charges=[Charge.shipping(EUR("4.95"))])
        quote = quoted(order, {"tee": 1}, money(fees=[fee]))
        assert (quote.shipping, quote.total) == (EUR("4.95"), EUR("21.95"))
        assert [(x.code, x.amount) for x in quote.fees] == [("restocking", EUR("3.00"))]

    def test_a_surcharge_of_the_order_is_shared_by_the_value_returned(self) -> None:
        surcharge = Charge.other("surcharge", EUR("10.00"))
        lines = [
            line("a", EUR("75.00")),
            line("b", EUR("25.00")),
        ]
        order = bought(*lines, charges=[surcharge])
        assert totals(order, [{"a": 1}, {"b": 1}], money(other_charges="share")) == [
            "82.50",
            "27.50",
        ]


class TestOneEnd:
    """A day of a deadline ends once, wherever it is asked."""

    def test_the_same_end_for_goods_money_and_a_promise(self) -> None:
        came = "2026-03-05T23:30+01:00"
        order = Order(
            "1001",
            placed_at=SOLD,
            lines=[line("tee", EUR("20.00"))],
            history=[
                Paid(EUR("20.00"), tender=Tender.card("card"), at=SOLD),
                Delivered({"tee": 1}, at=came),
            ],
        )
        at = "2026-04-05T00:00+02:00"
        goods = asked(order, {"tee": 1}, at=came)
        terms = money(zone=BERLIN, window=RefundWindow(Days(30), since=Delivered))
        in_money = refunds.quote(goods, terms)
        promise = GuaranteeTerms.money_back(id="acme", version="1", zone=BERLIN, length=Days(30))
        claim = GuaranteeRequest.of({"tee": 1}, reason="remorse")
        held = guarantees.assess(order, claim, promise, at=came)
        ends = [x.next_change for x in (goods, in_money, held)]
        assert [None if x is None else x.local(BERLIN).isoformat() for x in ends] == [
            "2026-04-05T00:00:00+02:00"
        ] * 3
        assert asked(order, {"tee": 1}, at=at).because == {"window_closed": 1}
        assert came > BROUGHT
