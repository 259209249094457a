"""Promotions that break: kept unless terms say otherwise, and the same in any order of steps."""

from itertools import permutations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    BrokenPromotion,
    Charge,
    Contradictions,
    Days,
    Delivered,
    Exchanged,
    InvalidOrder,
    InvalidValue,
    Line,
    LineRefund,
    Money,
    NewLine,
    Order,
    Paid,
    Promotion,
    PromotionRule,
    Received,
    Refunded,
    RefundTerms,
    RefundWindow,
    ReturnRequest,
    Scope,
    Shipped,
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
from tests.refunds.given import PLAIN, TERMS, refund_terms

CARD = Tender.card("card")
# Three tees at 20.00 and a lamp at 60.00, 12.00 off from 100.00 on, delivery for nothing.
TEE = Line("tee", quantity=3, total=EUR("54.00"))
LAMP = Line("lamp", quantity=1, total=EUR("54.00"))
OFF = {"tee": EUR("6.00"), "lamp": EUR("6.00")}
SPRING = Promotion("SPRING", given=OFF, shipping=EUR("4.95"), minimum=EUR("100.00"))


def bought(*promotions: Promotion, lines: tuple[Line, ...] = (TEE, LAMP), **given: Any) -> Order:
    """An order with promotions, paid by card, all delivered."""
    total = sum((x.total for x in lines), lines[0].total.currency.zero)
    return Order(
        id="1001",
        placed_at=day(1),
        lines=lines,
        promotions=promotions,
        history=[
            Paid(total, tender=CARD, at=day(1)),
            Delivered({x.id: x.quantity for x in lines}, at=day(5)),
        ],
        **given,
    )


def ruled(when: str, **given: Any) -> RefundTerms:
    """Refund terms with one rule for promotions."""
    return refund_terms(promotions=[PromotionRule(when, **given)])


CLAW_BACK, REBILL, BOTH = ruled("claw_back"), ruled("rebill_shipping"), ruled("both")


def quoted(
    order: Order, units: dict[str, int], terms: RefundTerms, n: int = 20, reason: str = "remorse"
) -> RefundQuote:
    request = ReturnRequest.of(units, reason=reason)
    return refunds.quote(returns.assess(order, request, TERMS, at=day(n)), terms)


Step = tuple[dict[str, int], str]


def stepped(order: Order, steps: list[Step], terms: RefundTerms) -> list[Money]:
    """What each step gives, one after another."""
    given: list[Money] = []
    for n, (units, reason) in enumerate(steps, start=6):
        quote = quoted(order, units, terms, n, reason)
        settled = quote.settled(at=day(n), ref=f"rf-{n}")
        order = order.after(Received(units, at=day(n)), settled)
        given.append(quote.total)
    return given


class TestMinimum:
    """A promotion from 100.00 on breaks when less than 100.00 of goods stay."""

    @pytest.mark.parametrize(
        ("terms", "back", "expected"),
        [
            (PLAIN, {"tee": 2}, "36.00"),
            (ruled("keep"), {"tee": 2}, "36.00"),
            (CLAW_BACK, {"tee": 1}, "18.00"),  # 100.00 stay: exactly what it asked for
            (CLAW_BACK, {"tee": 2}, "28.00"),  # 36.00, less 2.00 on a tee and 6.00 on the lamp
            (REBILL, {"tee": 1}, "18.00"),
            (REBILL, {"tee": 2}, "31.05"),
            (BOTH, {"tee": 2}, "23.05"),
            (BOTH, {"tee": 3, "lamp": 1}, "108.00"),
        ],
        ids=[
            "no rule keeps it",
            "so does a rule to keep it",
            "exactly the minimum stays",
            "below it, what it gave on the goods that stay is taken off",
            "exactly the minimum stays, and so does the free delivery",
            "below it, the delivery is charged",
            "both are taken off",
            "everything comes back, and nothing is taken off",
        ],
    )
    def test_what_goes_back(self, terms: RefundTerms, back: dict[str, int], expected: str) -> None:
        assert quoted(bought(SPRING), back, terms).total == EUR(expected)

    def test_what_is_taken_back_is_told(self) -> None:
        quote = quoted(bought(SPRING), {"tee": 2}, BOTH)
        assert quote.clawed_back == {"SPRING": EUR("12.95")}
        assert quoted(bought(SPRING), {"tee": 1}, BOTH).clawed_back == {}

    def test_what_comes_later_is_worth_its_price_before_the_promotion(self) -> None:
        order = bought(SPRING)
        assert stepped(order, [({"lamp": 1}, "remorse"), ({"tee": 1}, "remorse")], CLAW_BACK) == [
            EUR("48.00"),
            EUR("20.00"),
        ]

    def test_given_again_is_below_zero(self) -> None:
        order = bought(SPRING)
        first = quoted(order, {"lamp": 1}, CLAW_BACK, 6)
        order = order.after(Received({"lamp": 1}, at=day(6)), first.settled(at=day(6)))
        assert quoted(order, {"tee": 1}, CLAW_BACK).clawed_back == {"SPRING": EUR("-2.00")}

    def test_a_cheap_step_gives_nothing_and_the_rest_is_taken_later(self) -> None:
        pin = Line("pin", quantity=1, total=EUR("1.00"))
        spring = Promotion("SPRING", given=OFF, minimum=EUR("121.00"))
        order = bought(spring, lines=(TEE, LAMP, pin))
        steps: list[Step] = [({"pin": 1}, "remorse"), ({"lamp": 1}, "remorse")]
        assert stepped(order, steps, CLAW_BACK) == [EUR("0.00"), EUR("49.00")]

    def test_a_defect_breaks_nothing(self) -> None:
        assert quoted(bought(SPRING), {"tee": 2}, BOTH, reason="defect").total == EUR("36.00")

    def test_a_defect_breaks_it_where_the_terms_say_so(self) -> None:
        terms = ruled("claw_back", for_reasons=["defect"])
        assert quoted(bought(SPRING), {"tee": 2}, terms, reason="defect").total == EUR("28.00")
        assert quoted(bought(SPRING), {"tee": 2}, terms).total == EUR("36.00")

    def test_a_refund_that_tells_no_reasons_breaks_nothing(self) -> None:
        told = LineRefund("lamp", units=1, price=EUR("54.00"))
        gone = Refunded(EUR("54.00"), lines=[told], at=day(6))
        order = bought(SPRING).after(Received({"lamp": 1}, at=day(6)), gone)
        assert quoted(order, {"tee": 1}, CLAW_BACK).total == EUR("18.00")

    def test_a_promotion_that_asks_for_nothing_never_breaks(self) -> None:
        order = bought(Promotion("GIFT", given=OFF))
        assert quoted(order, {"tee": 3}, CLAW_BACK).total == EUR("54.00")

    def test_an_order_without_promotions_is_as_ever(self) -> None:
        quote = quoted(bought(), {"tee": 3}, CLAW_BACK)
        assert quote.total == EUR("54.00")
        assert not quote.lines[0].reasons


class TestBundle:
    """A bundle breaks set by set."""

    def test_three_for_two(self) -> None:
        # Three tees for 40.00: whoever keeps two has paid what two cost.
        tees = Line("tee", quantity=3, total=EUR("40.00"))
        order = bought(
            Promotion("3for2", given={"tee": EUR("20.00")}, bundle={"tee": 3}), lines=(tees,)
        )
        one: Step = ({"tee": 1}, "remorse")
        assert stepped(order, [one, one, one], CLAW_BACK) == [
            EUR("0.00"),
            EUR("20.00"),
            EUR("20.00"),
        ]

    def test_one_set_of_two_stays(self) -> None:
        camera = Line("camera", quantity=2, total=EUR("200.00"))
        lens = Line("lens", quantity=2, total=EUR("80.00"))
        kit = Promotion("KIT", given={"lens": EUR("20.00")}, bundle={"camera": 1, "lens": 1})
        order = bought(kit, lines=(camera, lens))
        steps: list[Step] = [({"camera": 1}, "remorse"), ({"lens": 1}, "remorse")]
        for some in permutations(steps):
            assert sum(stepped(order, list(some), CLAW_BACK), EUR.zero) == EUR("140.00")

    def test_what_was_free_with_another_thing_is_paid_for_when_that_goes_back(self) -> None:
        camera = Line("camera", quantity=1, total=EUR("200.00"))
        strap = Line("strap", quantity=1, total=EUR("0.00"))
        kit = Promotion("KIT", given={"strap": EUR("15.00")}, bundle={"camera": 1, "strap": 1})
        order = bought(kit, lines=(camera, strap))
        assert quoted(order, {"camera": 1}, CLAW_BACK).total == EUR("185.00")
        assert quoted(order, {"strap": 1}, CLAW_BACK).total == EUR("0.00")
        assert quoted(order, {"camera": 1, "strap": 1}, CLAW_BACK).total == EUR("200.00")


class TestRules:
    """The first rule about a promotion counts."""

    def test_a_promotion_by_its_id(self) -> None:
        rules = [PromotionRule("keep", promotions=["SPRING"]), PromotionRule("claw_back")]
        other = Promotion("OTHER", given={"lamp": EUR("1.00")}, minimum=EUR("108.00"))
        order = bought(SPRING, other)
        terms = refund_terms(promotions=rules)
        assert quoted(order, {"tee": 2}, terms).clawed_back == {"OTHER": EUR("1.00")}

    def test_a_rule_for_no_reasons(self) -> None:
        with pytest.raises(InvalidValue, match="for_reasons"):
            PromotionRule(BrokenPromotion.KEEP, for_reasons=[])

    def test_two_promotions_together_take_no_more_than_there_is(self) -> None:
        pin = Line("pin", quantity=1, total=EUR("5.00"))
        both = [
            Promotion(x, given={"lamp": EUR("4.00")}, minimum=EUR("117.00")) for x in ("A", "B")
        ]
        quote = quoted(bought(*both, lines=(TEE, LAMP, pin)), {"pin": 1}, CLAW_BACK)
        assert quote.clawed_back == {"A": EUR("4.00"), "B": EUR("1.00")}
        assert not quote.total


minors = st.integers(0, 3000)


@st.composite
def sold(draw: st.DrawFn) -> Order:
    """One to three lines with a promotion that asks for some of it, or a bundle of them."""
    lines = [
        Line(f"l-{n}", quantity=draw(st.integers(1, 3)), total=JPY.minor(1000 + draw(minors)))
        for n in range(draw(st.integers(1, 3)))
    ]
    given = {x.id: JPY.minor(draw(st.integers(0, 200))) for x in lines}
    worth = sum(x.total.minor for x in lines) + sum(x.minor for x in given.values())
    if draw(st.booleans()):
        bundle = {x.id: draw(st.integers(1, x.quantity)) for x in lines}
        return bought(Promotion("P", given=given, bundle=bundle), lines=tuple(lines))
    minimum = JPY.minor(draw(st.integers(0, worth)))
    return bought(Promotion("P", given=given, minimum=minimum), lines=tuple(lines))


class TestSteps:
    """In whatever order units come back, they give the same, and all of them all that was paid."""

    @given(sold(), st.data())
    def test_any_order_gives_the_same(self, order: Order, data: st.DataObject) -> None:
        # Each unit costs more than all that the promotion gave, so that every step can bear it.
        units = [x.id for x in order.lines for _ in range(x.quantity)]
        kinds = [data.draw(st.sampled_from(["remorse", "remorse", "defect"])) for _ in units]
        steps: list[Step] = [({x: 1}, kind) for x, kind in zip(units, kinds, strict=True)]
        some = steps[: data.draw(st.integers(1, len(steps)))]
        one = stepped(order, some, CLAW_BACK)
        other = stepped(order, data.draw(st.permutations(some)), CLAW_BACK)
        if all(x.minor for x in (*one, *other)):
            assert sum(one, JPY.zero) == sum(other, JPY.zero)

    @given(sold(), st.data())
    def test_everything_gives_everything(self, order: Order, data: st.DataObject) -> None:
        units = [x.id for x in order.lines for _ in range(x.quantity)]
        steps: list[Step] = [({x: 1}, "remorse") for x in data.draw(st.permutations(units))]
        given = stepped(order, steps, BOTH)
        assert all(not x.is_negative for x in given)
        assert sum(given, JPY.zero) == sum((x.total for x in order.lines), JPY.zero)


# Forty at 10.00 before the discount, 40.00 off to 360.00, and 19 % on top.
NET = Line("screws", quantity=40, total=EUR("428.40"), taxes=[Tax.added(EUR("68.40"), rate="0.19")])
INSIDE = evolve(NET, taxes=[Tax.included(EUR("68.40"), rate="0.19")])


class TestTax:
    """What is taken back is what the customer would have paid without it, tax and all."""

    @pytest.mark.parametrize(
        ("line", "given_", "taken"),
        [
            pytest.param(NET, "40.00", "23.80", id="20.00 of price and 3.80 of tax on top"),
            pytest.param(INSIDE, "47.60", "23.80", id="tax lies in it already"),
            pytest.param(evolve(NET, taxes=[]), "40.00", "20.00", id="no tax at all"),
        ],
    )
    def test_half_of_it_stays(self, line: Line, given_: str, taken: str) -> None:
        promotion = Promotion("FROM_30", given={"screws": EUR(given_)}, bundle={"screws": 30})
        quote = quoted(bought(promotion, lines=(line,)), {"screws": 20}, CLAW_BACK)
        assert dict(quote.clawed_back) == {"FROM_30": EUR(taken)}
        assert quote.total == EUR("214.20") - EUR(taken)

    def test_a_minimum_is_reached_at_the_prices_the_customer_saw(self) -> None:
        """400.00 without tax: exactly so much, and a cent more is not there."""
        given_ = {"screws": EUR("40.00")}
        bought(Promotion("FROM_400", given=given_, minimum=EUR("400.00")), lines=(NET,))
        with pytest.raises(InvalidOrder, match="asks for more than was bought"):
            bought(Promotion("FROM_400", given=given_, minimum=EUR("400.01")), lines=(NET,))

    @pytest.mark.parametrize("tax", ["0.00", "1.90"])
    def test_of_what_was_for_nothing_no_tax_is_known(self, tax: str) -> None:
        free = Line("strap", quantity=1, total=EUR(tax), taxes=[Tax.added(EUR(tax))])
        camera = Line("camera", quantity=1, total=EUR("119.00"), taxes=[Tax.added(EUR("19.00"))])
        kit = Promotion("KIT", given={"strap": EUR("10.00")}, bundle={"camera": 1, "strap": 1})
        quote = quoted(bought(kit, lines=(camera, free)), {"camera": 1}, CLAW_BACK)
        assert dict(quote.clawed_back) == {"KIT": EUR("10.00")}

    def test_everything_gives_everything(self) -> None:
        promotion = Promotion("FROM_30", given={"screws": EUR("40.00")}, bundle={"screws": 30})
        steps: list[Step] = [({"screws": 15}, "remorse"), ({"screws": 25}, "remorse")]
        given_ = stepped(bought(promotion, lines=(NET,)), steps, CLAW_BACK)
        assert sum(given_, EUR("0")) == EUR("428.40")


class TestGone:
    """What is gone and what stays: forfeited units are gone, and goods of an exchange stay."""

    PAIR = (
        Line("tee", quantity=1, total=EUR("45.00")),
        Line("mug", quantity=1, total=EUR("45.00"), category="cups"),
    )

    @pytest.mark.parametrize(
        ("steps", "expected"),
        [
            ([{"tee": 1, "mug": 1}], ["45.00"]),
            ([{"tee": 1}, {"mug": 1}], ["40.00", "5.00"]),
            ([{"mug": 1}, {"tee": 1}], ["0.00", "45.00"]),
        ],
        ids=["at once", "the late one last", "the late one first"],
    )
    def test_units_that_give_nothing_are_gone(
        self, steps: list[dict[str, int]], expected: list[str]
    ) -> None:
        given = {"tee": EUR("5.00"), "mug": EUR("5.00")}
        order = bought(Promotion("P", given=given, minimum=EUR("100.00")), lines=self.PAIR)
        cups = RefundWindow(
            Days(0), since=Delivered, afterwards="nothing", applies_to=Scope(category="cups")
        )
        terms = ruled("claw_back")
        late = evolve(terms, zone="UTC", special_windows=[cups])
        found = stepped(order, [(units, "remorse") for units in steps], late)
        assert [str(x.amount) for x in found] == expected

    @pytest.mark.parametrize(
        ("back", "expected"),
        [({"mug": 1}, "41.00"), ({"mug": 1, "blue-tee": 1}, "90.00")],
        ids=["the new tee stays", "all goes back"],
    )
    def test_goods_of_an_exchange_stay(self, back: dict[str, int], expected: str) -> None:
        free = Promotion("P", shipping=EUR("4.00"), minimum=EUR("90.00"))
        worth, nothing = EUR("45.00"), EUR("0.00")
        order = bought(free, lines=self.PAIR).after(
            Exchanged(
                [LineRefund("tee", units=1, price=worth)],
                instead=[NewLine("blue-tee", quantity=1, total=worth)],
                credited=worth, due_from_customer=nothing, due_to_customer=nothing,
                ref="ex-1", at=day(6),
            ),
            Shipped({"blue-tee": 1}, at=day(7)),
            Delivered({"blue-tee": 1}, at=day(8)),
        )  # fmt: skip
        assert quoted(order, back, REBILL).total == EUR(expected)


class TestPromotion:
    """A promotion gives something, asks for one thing, and is about what was bought."""

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({}, "it gives nothing"),
            ({"given": {"tee": EUR("-1.00")}}, "below zero"),
            ({"given": OFF, "minimum": JPY("100")}, "its amounts are in EUR, JPY"),
            (
                {"given": OFF, "minimum": EUR("1.00"), "bundle": {"tee": 1}},
                "a minimum and for a bundle",
            ),
        ],
        ids=["nothing is given", "below zero", "two currencies", "two conditions"],
    )
    def test_what_cannot_be(self, given: dict[str, Any], says: str) -> None:
        with pytest.raises(Contradictions, match=says):
            Promotion("SPRING", **given)

    @pytest.mark.parametrize(
        "given", [{"given": {"tee": "1.00"}}, {"given": OFF, "minimum": "1.00"}], ids=str
    )
    def test_text_is_no_money(self, given: dict[str, Any]) -> None:
        with pytest.raises(WrongType):
            Promotion("SPRING", **given)

    @pytest.mark.parametrize(
        ("promotions", "says"),
        [
            ([SPRING, SPRING], "the promotion 'SPRING' stands in it twice"),
            ([Promotion("X", given={"hat": EUR("1.00")})], "a line 'hat' that it does not have"),
            ([Promotion("X", given=OFF, bundle={"hat": 1})], "a line 'hat'"),
            ([Promotion("X", given={"tee": JPY("1")})], "the promotion 'X' is not in EUR"),
            ([Promotion("X", given=OFF, minimum=EUR("120.01"))], "asks for more than was bought"),
            ([Promotion("X", given=OFF, bundle={"tee": 4})], "asks for more than was bought"),
        ],
        ids=[
            "twice",
            "a line that is not there",
            "a bundle of one that is not there",
            "another currency",
            "a minimum above all lines",
            "a bundle of more units",
        ],
    )
    def test_an_order_that_it_does_not_fit(self, promotions: list[Promotion], says: str) -> None:
        with pytest.raises(InvalidOrder, match=says):
            bought(*promotions)

    def test_exactly_what_was_bought_will_do(self) -> None:
        order = bought(Promotion("X", given=OFF, minimum=EUR("120.00")))
        assert quoted(order, {"tee": 1}, CLAW_BACK).clawed_back == {"X": EUR("10.00")}


class TestKept:
    """What was taken back is recorded, read again, booked, and told in words."""

    ORDER = bought(SPRING, charges=[Charge.other("wrapping", EUR("0.00"))])

    def test_an_order_with_promotions_reads_back(self) -> None:
        assert wire.read_order(wire.write_json(self.ORDER)) == self.ORDER

    def test_the_order_of_promotions_says_nothing(self) -> None:
        gift = Promotion("GIFT", given=OFF)
        one, other = bought(SPRING, gift), bought(gift, SPRING)
        assert one.ref(at=day(6)) == other.ref(at=day(6))
        assert one.ref(at=day(6)) != bought(SPRING).ref(at=day(6))

    def test_a_record_reads_back_and_is_booked(self) -> None:
        request = ReturnRequest.of({"tee": 2}, reason="remorse")
        decision = returns.assess(self.ORDER, request, TERMS, at=day(20))
        quote = refunds.quote(decision, BOTH)
        record = decision.record(quote=quote)
        stored = wire.read_record(wire.write_json(record))
        assert stored == record
        assert stored.quote is not None
        settled = quote.settled(at=day(20), ref="rf-1")
        assert refunds.booked(stored.quote, at=day(20), ref="rf-1") == settled
        assert settled.lines[0].reasons == {"remorse": 2}
        after = self.ORDER.after(settled)
        assert wire.read_order(wire.write_json(after)) == after

    def test_it_is_told(self) -> None:
        decision = returns.assess(
            self.ORDER, ReturnRequest.of({"tee": 2}, reason="remorse"), TERMS, at=day(20)
        )
        text = explain.text(
            decision, quote=refunds.quote(decision, BOTH), locale="en", zone="Europe/Berlin"
        )
        assert "Promotion SPRING" in text
        assert "too little is left of what it asked for" in text

    def test_what_is_given_again_is_told(self) -> None:
        first = quoted(self.ORDER, {"lamp": 1}, CLAW_BACK, 6)
        order = self.ORDER.after(Received({"lamp": 1}, at=day(6)), first.settled(at=day(6)))
        decision = returns.assess(
            order, ReturnRequest.of({"tee": 1}, reason="remorse"), TERMS, at=day(20)
        )
        text = explain.text(
            decision, quote=refunds.quote(decision, CLAW_BACK), locale="en", zone="Europe/Berlin"
        )
        assert "what was taken back before" in text

    @pytest.mark.parametrize(
        ("reasons", "error"),
        [
            ({"remorse": 2}, InvalidValue),
            ({"whim": 1}, InvalidValue),
            ({"remorse": 0}, InvalidValue),
        ],
        ids=["more units than came back", "an unknown kind", "no units"],
    )
    def test_reasons_that_cannot_be(self, reasons: dict[str, int], error: type[Exception]) -> None:
        with pytest.raises(error):
            LineRefund("tee", units=1, price=EUR("1.00"), reasons=reasons)
