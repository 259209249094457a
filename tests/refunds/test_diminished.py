"""What units give that did not come back as they were sold."""

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    Charge,
    Condition,
    Currency,
    Days,
    Decision,
    Delivered,
    DiminishedValue,
    DismissedGoods,
    ExchangeTerms,
    Fee,
    InspectedUnits,
    InvalidValue,
    Line,
    NewLine,
    Order,
    Paid,
    Per,
    Percent,
    ReasonKind,
    Received,
    RefundQuote,
    RefundTerms,
    ReturnCase,
    ReturnInspected,
    ReturnItem,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    Scope,
    ShippingRefund,
    Tax,
    Tender,
    WrongType,
    exchanges,
    explain,
    refunds,
    returns,
)
from tests.orders.given import day
from tests.refunds.given import refund_terms

ANY_TIME = ReturnTerms(
    id="any", version="1", zone="UTC", window=ReturnWindow(Days(3000), since=Delivered)
)
USED = DiminishedValue(Percent("30"), conditions="used")
NOTHING = DiminishedValue(Percent("100"), conditions=["damaged", "not_ours"])
BACK = DiminishedValue(Percent("100"), conditions="damaged", goods="sent_back")


def bought(line: Line, charges: Iterable[Charge] = ()) -> Order:
    """Some units of one line, paid for and delivered."""
    whole = sum((x.total for x in charges), line.total)
    return Order(
        "1001",
        placed_at=day(1),
        lines=[line],
        charges=charges,
        history=[
            Paid(whole, tender=Tender.card("card"), at=day(1)),
            Delivered({line.id: line.quantity}, at=day(2)),
        ],
    )


def tees(total: str = "50.00", units: int = 3, **given: Any) -> Order:
    """Three tees for 50.00."""
    return bought(Line("tee", quantity=units, total=EUR(total), **given))


Found = tuple[int, str]
"""Units and the condition that they were found in."""


class Back:
    """A return that comes in parcels, each looked at when it comes, and paid for then."""

    def __init__(
        self,
        order: Order,
        terms: RefundTerms,
        reasons: Sequence[str] = ("remorse",),
        most: int = 1000,
    ) -> None:
        self.line = order.lines[0].id
        self.terms = terms
        self.order = order
        self.at = 3
        units = min(most, order.lines[0].quantity) // len(reasons)
        items = [ReturnItem(self.line, units, reason=x) for x in reasons]
        request = ReturnRequest(items, ref="R-1")
        self.decision: Decision[ReturnCase] = returns.assess(order, request, ANY_TIME, at=day(3))
        announced = ReturnRequested(request.quantities, ref="R-1", at=day(3))
        self.order = order.after(announced)

    def seen(self, *found: Found) -> "Back":
        """Units are looked at."""
        told = [InspectedUnits(self.line, k, condition=Condition.read("x", x)) for k, x in found]
        self.order = self.order.after(ReturnInspected(told, ref="R-1", at=self._later()))
        return self

    def comes(self, units: int) -> "Back":
        """Units come back."""
        self.order = self.order.after(Received({self.line: units}, ref="R-1", at=self._later()))
        return self

    def quote(self) -> RefundQuote:
        """What is paid for all that came and was not paid for."""
        at = self._later()
        status = returns.status(self.order, "R-1", ANY_TIME, at=at)
        units = status.payable(self.decision)
        return refunds.quote(self.decision, self.terms, units=units, order=self.order, at=at)

    def pays(self) -> str:
        """The amount that is paid for it, which is booked."""
        quote = self.quote()
        ref = f"rf-{self.at}"
        self.order = self.order.after(quote.settled(ref=ref, at=self._later()))
        return str(quote.total.amount)

    def _later(self) -> str:
        self.at += 1
        return f"2026-03-{4 + self.at // 24:02d}T{self.at % 24:02d}:00Z"


def one_return(*found: Found, diminished: Any = (USED, NOTHING), **given: Any) -> RefundQuote:
    """The quote for a return of three tees, of which some were found to be worse."""
    back = Back(tees(), refund_terms(diminished=diminished), **given)
    return back.comes(3).seen(*found).quote()


class TestShare:
    """Units give what was paid for them, less what they lost in value."""

    @pytest.mark.parametrize(
        ("found", "lost", "total"),
        [
            pytest.param([(3, "good")], None, "50.00", id="all are good"),
            pytest.param([(2, "good"), (1, "used")], "5.00", "45.00",
                         id="one is used: 30 % of 16.67 are 5.00"),
            pytest.param([(2, "good"), (1, "damaged")], "16.67", "33.33", id="one is damaged"),
            pytest.param([(2, "good"), (1, "not_ours")], "16.67", "33.33", id="one is not ours"),
            pytest.param([(3, "damaged")], "50.00", "0.00", id="all are damaged"),
            pytest.param([(1, "damaged"), (2, "not_ours")], "50.00", "0.00",
                         id="all give nothing, for two reasons"),
            pytest.param([(1, "used"), (1, "damaged"), (1, "good")], "21.67", "28.33",
                         id="one of each: 5.00 and 16.67"),
            pytest.param([(9, "damaged")], "50.00", "0.00", id="more than came"),
        ],
    )  # fmt: skip
    def test_by_what_was_found(self, found: list[Found], lost: str | None, total: str) -> None:
        quote = one_return(*found)
        assert {x: str(y.amount) for x, y in quote.diminished.items()} == (
            {"tee": lost} if lost else {}
        )
        assert str(quote.total.amount) == total

    def test_it_is_a_figure_of_its_own_among_the_fees(self) -> None:
        quote = one_return((2, "good"), (1, "used"))
        [fee] = quote.fees
        assert (fee.code, fee.line, fee.amount) == ("diminished_value", "tee", EUR("5.00"))
        assert [x.amount for x in quote.lines] == [EUR("50.00")]

    def test_nobody_has_looked(self) -> None:
        back = Back(tees(), refund_terms(diminished=[NOTHING])).comes(3)
        assert back.quote().total == EUR("50.00")

    def test_without_terms_every_condition_gives_everything(self) -> None:
        assert one_return((3, "damaged"), diminished=()).total == EUR("50.00")

    def test_what_was_found_later_does_not_count_yet(self) -> None:
        back = Back(tees(), refund_terms(diminished=[NOTHING])).comes(3).seen((3, "damaged"))
        before = refunds.quote(back.decision, back.terms, order=back.order, at=day(3))
        assert before.total == EUR("50.00")

    def test_what_was_found_of_another_return_does_not_count(self) -> None:
        back = Back(tees(), refund_terms(diminished=[NOTHING])).comes(3)
        other = ReturnInspected(
            [InspectedUnits("tee", 3, condition=Condition.DAMAGED)], ref="R-2", at=day(3)
        )
        back.order = back.order.after(other)
        assert back.quote().total == EUR("50.00")

    def test_an_inspection_that_is_told_twice_counts_once(self) -> None:
        back = Back(tees(), refund_terms(diminished=[NOTHING])).comes(3).seen((1, "damaged"))
        back.order = back.order.after(back.order.history[-1])
        assert str(back.quote().total.amount) == "33.33"

    def test_a_return_without_a_name_has_no_inspections(self) -> None:
        request = ReturnRequest.of({"tee": 3}, reason="remorse")
        decision = returns.assess(tees(), request, ANY_TIME, at=day(3))
        terms = refund_terms(diminished=[NOTHING])
        assert refunds.quote(decision, terms).total == EUR("50.00")

    def test_nothing_is_allowed(self) -> None:
        request = ReturnRequest.of({"tee": 3}, reason="because", ref="R-1")
        decision = returns.assess(tees(), request, ANY_TIME, at=day(3))
        assert refunds.quote(decision, refund_terms(diminished=[NOTHING])).total == EUR("0.00")

    def test_of_several_the_one_counts_by_which_least_is_lost(self) -> None:
        strict = DiminishedValue(Percent("80"), conditions=["used", "damaged"])
        assert one_return((3, "used"), diminished=[strict, USED]).total == EUR("35.00")
        assert one_return((3, "used"), diminished=[USED, strict]).total == EUR("35.00")

    @pytest.mark.parametrize(("category", "total"), [("shoes", "35.00"), ("hats", "50.00")])
    def test_for_some_lines_only(self, category: str, total: str) -> None:
        rule = DiminishedValue(
            Percent("30"), conditions="used", applies_to=Scope(category=category)
        )
        back = Back(tees(category="shoes"), refund_terms(diminished=[rule]))
        assert str(back.comes(3).seen((3, "used")).quote().total.amount) == total

    def test_each_line_by_itself(self) -> None:
        order = Order(
            "1001",
            placed_at=day(1),
            lines=[
                Line("tee", quantity=1, total=EUR("20.00")),
                Line("mug", quantity=2, total=EUR("10.00")),
            ],
            history=[
                Paid(EUR("30.00"), tender=Tender.card("card"), at=day(1)),
                Delivered({"tee": 1, "mug": 2}, at=day(2)),
                ReturnInspected(
                    [
                        InspectedUnits("mug", 1, condition=Condition.USED),
                        InspectedUnits("mug", 1),
                    ],
                    ref="R-1",
                    at=day(4),
                ),
            ],
        )
        request = ReturnRequest.of({"tee": 1, "mug": 2}, reason="remorse", ref="R-1")
        decision = returns.assess(order, request, ANY_TIME, at=day(3))
        quote = refunds.quote(decision, refund_terms(diminished=[USED]), order=order, at=day(5))
        assert dict(quote.diminished) == {"mug": EUR("1.50")}
        assert quote.total == EUR("28.50")


class TestReasons:
    """A defect is nobody's wear: what is worse is counted against a change of mind only."""

    def test_a_defect_loses_nothing(self) -> None:
        assert one_return((3, "damaged"), reasons=["defect"]).total == EUR("50.00")

    def test_unless_the_terms_say_so(self) -> None:
        rule = DiminishedValue(
            Percent("100"), conditions="damaged", for_reasons=[ReasonKind.DEFECT]
        )
        quote = one_return((3, "damaged"), reasons=["defect"], diminished=[rule])
        assert quote.total == EUR("0.00")

    @pytest.mark.parametrize(
        ("damaged", "total"),
        [(1, "40.00"), (2, "40.00"), (3, "30.00"), (4, "20.00")],
        ids=str,
    )
    def test_damage_is_counted_against_the_defects_first(self, damaged: int, total: str) -> None:
        back = Back(tees("40.00", 4), refund_terms(diminished=[NOTHING]), ["remorse", "defect"])
        good = [(4 - damaged, "good")] if damaged < 4 else []
        quote = back.comes(4).seen(*good, (damaged, "damaged")).quote()
        assert str(quote.total.amount) == total


class TestSentBack:
    """Units that give nothing can go back to the customer, and the quote says which."""

    def test_they_are_named(self) -> None:
        quote = one_return((2, "good"), (1, "damaged"), diminished=[BACK])
        assert quote.sent_back == {"tee": 1}
        assert quote.total == EUR("33.33")

    def test_the_record_names_them_too(self) -> None:
        back = Back(tees(), refund_terms(diminished=[BACK])).comes(3)
        quote = back.seen((2, "good"), (1, "damaged")).quote()
        record = back.decision.record(quote=quote).quote
        assert record is not None
        assert record.sent_back == {"tee": 1}

    def test_units_that_the_shop_keeps_are_not(self) -> None:
        assert one_return((2, "good"), (1, "damaged")).sent_back == {}

    def test_in_parcels_all_of_the_return_are_named(self) -> None:
        back = Back(tees(), refund_terms(diminished=[BACK]))
        first = back.comes(1).seen((1, "damaged")).quote()
        back.pays()
        second = back.comes(2).seen((2, "good")).quote()
        assert [dict(x.sent_back) for x in (first, second)] == [{"tee": 1}, {"tee": 1}]

    def test_they_are_settled(self) -> None:
        back = Back(tees(), refund_terms(diminished=[BACK])).comes(3).seen((3, "damaged"))
        assert back.pays() == "0.00"
        assert back.order.position(at=day(20)).units("tee").refunded == 3

    def test_they_stand_in_the_explanation(self) -> None:
        back = Back(tees(), refund_terms(diminished=[BACK, USED]))
        quote = back.comes(3).seen((1, "good"), (1, "used"), (1, "damaged")).quote()
        text = explain.text(back.decision, quote=quote, locale="en", zone="UTC")
        [row] = [x for x in text.splitlines() if "Diminished value" in x]
        assert "Diminished value of tee" in row
        assert "€21.67" in row
        assert "1 of this return goes back to the customer" in row


class TestSteps:
    """In whatever parcels units come, together they give the same, to the last minor unit."""

    @pytest.mark.parametrize("order_of_parcels", [*permutations(["good", "used", "damaged"])])
    def test_one_by_one(self, order_of_parcels: tuple[str, ...]) -> None:
        back = Back(tees(), refund_terms(diminished=[USED, NOTHING]))
        given = [EUR(back.comes(1).seen((1, x)).pays()) for x in order_of_parcels]
        assert sum(given, EUR.zero) == EUR("28.33")

    def test_looked_at_before_they_are_paid_for_the_parcels_give_what_the_whole_gives(self) -> None:
        for units in (1, 2, 3):
            back = Back(tees(), refund_terms(diminished=[USED, NOTHING]))
            back.comes(3).seen((1, "good"), (1, "used"), (1, "damaged"))
            first = refunds.quote(
                back.decision, back.terms, units={"tee": units}, order=back.order, at=day(20)
            )
            back.order = back.order.after(first.settled(ref="rf-1", at=day(20)))
            rest = refunds.quote(back.decision, back.terms, order=back.order, at=day(21))
            assert first.total + rest.total == EUR("28.33")

    def test_paid_for_before_anybody_looked(self) -> None:
        back = Back(tees(), refund_terms(diminished=[NOTHING]))
        assert back.comes(1).pays() == "16.67"
        assert back.seen((1, "damaged")).comes(2).seen((2, "good")).pays() == "16.66"

    def test_what_nobody_can_give_back_is_never_below_zero(self) -> None:
        back = Back(tees(), refund_terms(diminished=[NOTHING]))
        assert back.comes(2).pays() == "33.33"
        assert back.seen((2, "damaged")).comes(1).seen((1, "damaged")).pays() == "0.00"

    def test_good_ones_are_paid_for_first(self) -> None:
        back = Back(tees(), refund_terms(diminished=[NOTHING]))
        back.comes(3).seen((2, "damaged"), (1, "good"))
        one = refunds.quote(
            back.decision, back.terms, units={"tee": 1}, order=back.order, at=day(20)
        )
        assert one.total == EUR("16.67")

    def test_an_earlier_decision_under_the_name(self) -> None:
        back = Back(tees(), refund_terms(diminished=[NOTHING]), most=1)
        assert back.comes(1).seen((1, "good")).pays() == "16.67"
        request = ReturnRequest.of({"tee": 2}, reason="remorse", ref="R-1")
        back.decision = returns.assess(back.order, request, ANY_TIME, at=day(20))
        back.at = 24 * 18
        assert back.comes(2).seen((2, "damaged")).pays() == "0.00"

    @given(
        st.lists(st.sampled_from(["good", "used", "damaged"]), min_size=1, max_size=6),
        st.integers(0, 2000),
        st.sampled_from([EUR, JPY, Currency("KWD")]),
        st.randoms(use_true_random=False),
        st.sampled_from(["0", "12.5", "30", "99.999", "100"]),
    )
    def test_any_conditions_in_any_order_of_parcels(
        self, found: list[str], minor: int, currency: Currency, chance: Any, share: str
    ) -> None:
        line = Line(
            "tee",
            quantity=len(found),
            total=currency.minor(minor + minor // 10),
            taxes=[Tax.added(currency.minor(minor // 10))],
        )
        some = DiminishedValue(Percent(share), conditions="used")
        terms = refund_terms(diminished=[some, NOTHING])
        whole = Back(bought(line), terms).comes(len(found)).seen(*((1, x) for x in found)).quote()
        chance.shuffle(found)
        back = Back(bought(line), terms)
        given = [currency(back.comes(1).seen((1, x)).pays()) for x in found]
        together = sum(given, currency.zero)
        assert 0 <= whole.total.minor <= line.total.minor
        assert all(x.minor >= 0 for x in given)
        # The last unit can be worth less than what was lost, of the price and of the tax.
        assert 0 <= together.minor - whole.total.minor <= 2
        lost = back.order.position(at=day(30)).refunds
        taken = sum(fee.amount.minor for refund in lost for fee in refund.fees)
        assert together.minor + taken == line.total.minor


class TestUnderOneName:
    """What was settled under the same name before, by a refund or an exchange, counts with it."""

    @pytest.mark.parametrize(
        ("first", "then", "condition", "total"),
        [
            pytest.param("defect", "remorse", "good", "16.66", id="a defect that costs nothing"),
            pytest.param("defect", "remorse", "used", "11.66", id="and used at last"),
            pytest.param("remorse", "defect", "good", "16.66", id="a defect at last"),
        ],
    )
    def test_an_earlier_decision_has_its_own_reasons(
        self, first: str, then: str, condition: str, total: str
    ) -> None:
        back = Back(tees(), refund_terms(diminished=[USED, NOTHING]), [first], most=1)
        back.comes(1).seen((1, "damaged" if first == "defect" else "used")).pays()
        request = ReturnRequest.of({"tee": 1}, reason=then, ref="R-1")
        back.decision = returns.assess(back.order, request, ANY_TIME, at="2026-03-05T00:00Z")
        back.at = 24
        assert back.comes(1).seen((1, condition)).pays() == total

    def test_units_that_were_exchanged_were_the_good_ones(self) -> None:
        back = Back(tees(), refund_terms(diminished=[USED]), most=2)
        back.comes(2).seen((1, "good"), (1, "used"))
        both = back.quote()
        swap = exchanges.quote(
            back.decision,
            ExchangeTerms(id="any", version="1"),
            instead=[NewLine("cap", quantity=1, total=EUR("16.67"))],
            units={"tee": 1},
            order=back.order,
            at="2026-03-05T00:00Z",
        )
        back.order = back.order.after(swap.settled(at="2026-03-05T00:00Z", ref="ex-1"))
        back.at = 24
        rest = back.quote()
        assert (both.diminished["tee"], both.total) == (EUR("5.00"), EUR("28.33"))
        assert (rest.diminished["tee"], rest.total) == (EUR("5.00"), EUR("11.66"))


class TestBesides:
    """What is lost comes before fees, and nothing is taken twice."""

    def test_a_fee_takes_no_more_than_is_left_of_the_line(self) -> None:
        fee = Fee("restocking", Percent("15"), per=Per.UNIT)
        back = Back(tees(), refund_terms(diminished=[NOTHING], fees=[fee]))
        quote = back.comes(1).seen((1, "damaged")).quote()
        assert [(x.code, x.amount) for x in quote.fees] == [("diminished_value", EUR("16.67"))]
        assert quote.total == EUR("0.00")

    def test_a_fee_is_of_the_price_all_the_same(self) -> None:
        fee = Fee("restocking", Percent("10"), per=Per.ITEM)
        back = Back(tees(), refund_terms(diminished=[USED], fees=[fee]))
        quote = back.comes(3).seen((3, "used")).quote()
        assert [x.amount for x in quote.fees] == [EUR("15.00"), EUR("5.00")]
        assert quote.total == EUR("30.00")

    def test_tax_that_came_on_top_is_lost_with_the_price(self) -> None:
        line = Line(
            "tee", quantity=2, total=EUR("21.00"), taxes=[Tax.added(EUR("1.00"), rate="0.05")]
        )
        back = Back(bought(line), refund_terms(diminished=[NOTHING]))
        quote = back.comes(2).seen((1, "good"), (1, "damaged")).quote()
        assert (quote.diminished["tee"], quote.total) == (EUR("10.50"), EUR("10.50"))

    def test_more_is_lost_than_the_price_without_tax(self) -> None:
        line = Line("tee", quantity=1, total=EUR("21.00"), taxes=[Tax.added(EUR("1.00"))])
        fee = Fee("restocking", EUR("3.00"), per=Per.UNIT)
        back = Back(bought(line), refund_terms(diminished=[NOTHING], fees=[fee]))
        quote = back.comes(1).seen((1, "damaged")).quote()
        assert [x.amount for x in quote.fees] == [EUR("21.00")]

    def test_shipping_goes_back_for_goods_that_are_worth_nothing(self) -> None:
        order = bought(Line("tee", quantity=1, total=EUR("20.00")), [Charge.shipping(EUR("5.00"))])
        terms = refund_terms(diminished=[NOTHING], shipping=ShippingRefund.ALWAYS)
        quote = Back(order, terms).comes(1).seen((1, "damaged")).quote()
        assert quote.total == EUR("5.00")

    def test_a_record_keeps_it(self) -> None:
        back = Back(tees(), refund_terms(diminished=[USED])).comes(3).seen((3, "used"))
        quote = back.quote()
        record = back.decision.record(quote=quote).quote
        assert record is not None
        assert [(x.code, x.amount) for x in record.fees] == [("diminished_value", EUR("15.00"))]
        assert refunds.booked(record, at=day(20), ref="x") == quote.settled(at=day(20), ref="x")


class TestChecks:
    """Terms that cannot be are refused."""

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"loses": Percent("101")}, "units lose at most 100 %"),
            ({"conditions": []}, "name at least one condition"),
            ({"conditions": ["good"]}, "and not that the units are good"),
            ({"for_reasons": []}, "name at least one kind of reason"),
            ({"goods": DismissedGoods.SENT_BACK}, "goods that are sent back give nothing: 100 %"),
        ],
        ids=str,
    )
    def test_what_a_rule_says(self, given: dict[str, Any], says: str) -> None:
        plain: dict[str, Any] = {"loses": Percent("30"), "conditions": ["used"]}
        with pytest.raises(InvalidValue, match=says):
            DiminishedValue(**{**plain, **given})

    @pytest.mark.parametrize(
        ("name", "value"), [("loses", EUR("5.00")), ("applies_to", "shoes")], ids=["loses", "lines"]
    )
    def test_what_a_rule_is_made_of(self, name: str, value: object) -> None:
        plain: dict[str, Any] = {"loses": Percent("30"), "conditions": ["used"]}
        with pytest.raises(WrongType, match=f"^{name} is"):
            DiminishedValue(**{**plain, name: value})

    def test_terms_take_rules_only(self) -> None:
        with pytest.raises(WrongType, match="diminished is"):
            refund_terms(diminished=[Percent("30")])

    def test_no_fee_is_called_so_besides(self) -> None:
        fee = Fee("diminished_value", Percent("10"), per=Per.ITEM)
        with pytest.raises(InvalidValue, match="call the fee otherwise"):
            refund_terms(diminished=[USED], fees=[fee])
        assert refund_terms(fees=[fee]).fees == (fee,)
