"""Quotes with their figures: shares, delivery, fees, caps and tenders, one rule at a time."""

from datetime import datetime
from typing import Any

import pytest
from attrs import astuple, fields

from postsales import (
    EUR,
    USD,
    Cancelled,
    Charge,
    Chargeback,
    ChargeRefund,
    Coverage,
    CurrencyMismatch,
    Days,
    Decision,
    Delivered,
    Event,
    Fee,
    InvalidValue,
    Line,
    LineRefund,
    Lost,
    NotStarted,
    Order,
    OverRefund,
    Paid,
    Per,
    Percent,
    ReasonKind,
    Received,
    Refunded,
    RefundStatus,
    RefundTerms,
    ReturnCase,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Rounding,
    Scope,
    Shipped,
    ShippingRefund,
    Tax,
    Tender,
    TenderKind,
    TenderOrder,
    UnknownLine,
    WrongType,
    refunds,
    returns,
)
from postsales.refunds.quote import RefundQuote
from tests.orders.given import day
from tests.refunds.given import PLAIN, TERMS, refund_terms

GIFT, CARD, CREDIT = Tender.gift_card("gift"), Tender.card("card"), Tender.store_credit("credit")


def bought(*events: Event, **given: Any) -> Order:
    """Three tees for 50.00, two mugs for 20.00, delivery for 5.00; paid by card, all delivered."""
    plain: dict[str, Any] = {
        "id": "1001",
        "placed_at": day(1),
        "lines": [
            Line("tee", quantity=3, total=EUR("50.00"), category="tops"),
            Line("mug", quantity=2, total=EUR("20.00")),
        ],
        "charges": [Charge.shipping(EUR("5.00"))],
    }
    paid = given.pop("paid", [Paid(EUR("75.00"), tender=CARD, at=day(1))])
    came = Delivered({"tee": 3, "mug": 2}, at=day(5))
    return Order(**{**plain, **given, "history": [*paid, came, *events]})


def quoted(
    order: Order,
    units: dict[str, int],
    terms: RefundTerms = PLAIN,
    *,
    reason: str = "remorse",
    ref: str = "",
) -> RefundQuote:
    """The quote for some units, asked on the twentieth."""
    request = ReturnRequest.of(units, reason=reason, ref=ref)
    return refunds.quote(returns.assess(order, request, TERMS, at=day(20)), terms)


def alone(line: Line, *events: Event) -> Order:
    """An order of one line, paid and delivered."""
    paid = Paid(line.total, tender=CARD, at=day(1))
    came = Delivered({line.id: line.quantity}, at=day(5))
    return Order(id="1002", placed_at=day(1), lines=[line], history=[paid, came, *events])


def refunded(amount: str, n: int = 8, **given: Any) -> Refunded:
    return Refunded(EUR(amount), at=day(n), **given)


class TestShares:
    """The share of some units is theirs to the cent, whatever went back before."""

    @pytest.mark.parametrize(
        ("units", "expected"),
        [
            ({"tee": 1}, "16.67"),
            ({"tee": 2}, "33.33"),
            ({"tee": 3}, "50.00"),
            ({"tee": 1, "mug": 1}, "26.67"),
            ({"tee": 3, "mug": 2}, "70.00"),
        ],
        ids=str,
    )
    def test_units(self, units: dict[str, int], expected: str) -> None:
        assert quoted(bought(), units).total == EUR(expected)

    @pytest.mark.parametrize(
        ("rounding", "expected"),
        [
            (Rounding.HALF_UP, ["0.03", "0.02"]),
            (Rounding.HALF_EVEN, ["0.02", "0.03"]),
            (Rounding.HALF_DOWN, ["0.02", "0.03"]),
            (Rounding.UP, ["0.03", "0.02"]),
            (Rounding.DOWN, ["0.02", "0.03"]),
            (Rounding.CEILING, ["0.03", "0.02"]),
            (Rounding.FLOOR, ["0.02", "0.03"]),
        ],
        ids=str,
    )
    def test_half_a_cent(self, rounding: Rounding, expected: list[str]) -> None:
        order = alone(Line("tee", quantity=2, total=EUR("0.05")))
        terms = refund_terms(rounding=rounding)
        first = quoted(order, {"tee": 1}, terms)
        order = order.after(Received({"tee": 1}, at=day(9)), first.settled(at=day(9)))
        second = quoted(order, {"tee": 1}, terms)
        assert [x.total for x in (first, second)] == [EUR(x) for x in expected]

    def test_taxes_are_shared_one_by_one(self) -> None:
        taxes = [Tax.included(EUR("0.10")), Tax.added(EUR("0.10")), Tax.added(EUR("0.05"))]
        order = alone(Line("tee", quantity=3, total=EUR("1.15"), taxes=taxes))
        (share,) = quoted(order, {"tee": 2}).lines
        assert share.price == EUR("0.67")
        assert share.taxes == (EUR("0.07"), EUR("0.07"), EUR("0.03"))
        assert share.amount == EUR("0.77")  # the price and the two taxes that were added
        assert share.tax == EUR("0.17")

    def test_a_tax_that_was_given_back_before_is_not_given_again(self) -> None:
        # 0.60 of the price and of the added 0.30 all was given for one of three units.
        order = alone(Line("tee", quantity=3, total=EUR("3.30"), taxes=[Tax.added(EUR("0.30"))]))
        before = LineRefund("tee", units=1, price=EUR("0.60"), taxes=[EUR("0.30")])
        order = order.after(
            Received({"tee": 1}, at=day(8)), refunded("0.90", lines=[before], ref="rf")
        )
        found = quoted(order, {"tee": 1})
        (share,) = found.lines
        assert (share.price, share.taxes) == (EUR("1.00"), (EUR("0.00"),))
        assert found.total == EUR("1.00")

    def test_several_reasons_of_a_line_are_one_share(self) -> None:
        request = ReturnRequest(
            [ReturnItem("tee", 1, reason="remorse"), ReturnItem("tee", 1, reason="defect")]
        )
        decision = returns.assess(bought(), request, TERMS, at=day(20))
        (share,) = refunds.quote(decision, PLAIN).lines
        assert (share.units, share.amount) == (2, EUR("33.33"))

    def test_nothing_allowed_is_nothing_paid(self) -> None:
        decision = returns.assess(
            bought(), ReturnRequest.of({"tee": 1}, reason="because"), TERMS, at=day(20)
        )
        quote = refunds.quote(decision, refund_terms(shipping=ShippingRefund.ALWAYS))
        assert quote.total == EUR("0.00")
        assert [*quote.lines, *quote.charges, *quote.tenders] == []


class TestShipping:
    """What was paid for delivery goes back by the rule of the terms."""

    ALL = ShippingRefund.WHEN_ALL_COMES_BACK

    @pytest.mark.parametrize(
        ("rule", "units", "expected"),
        [
            (ShippingRefund.NEVER, {"tee": 3, "mug": 2}, "0.00"),
            (ALL, {"tee": 3, "mug": 2}, "5.00"),
            (ALL, {"tee": 3, "mug": 1}, "0.00"),
            (ShippingRefund.ALWAYS, {"mug": 1}, "5.00"),
            (ShippingRefund.SHARE, {"mug": 1}, "0.71"),  # 5.00 x 10/70
            (ShippingRefund.SHARE, {"tee": 1}, "1.19"),  # 5.00 x 16.67/70
            (ShippingRefund.SHARE, {"tee": 3, "mug": 2}, "5.00"),
        ],
        ids=str,
    )
    def test_the_rules(self, rule: ShippingRefund, units: dict[str, int], expected: str) -> None:
        assert quoted(bought(), units, refund_terms(shipping=rule)).shipping == EUR(expected)

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [(ShippingRefund.ALWAYS, "2.00"), (ALL, "0.00"), (ShippingRefund.SHARE, "0.00")],
        ids=str,
    )
    def test_what_went_back_before_does_not_go_again(
        self, rule: ShippingRefund, expected: str
    ) -> None:
        before = refunded("3.00", charges=[ChargeRefund("shipping", price=EUR("3.00"))])
        quote = quoted(bought(before), {"mug": 1}, refund_terms(shipping=rule))
        assert quote.shipping == EUR(expected)

    def test_units_that_never_came_do_not_hold_it_back(self) -> None:
        order = Order(
            id="x",
            placed_at=day(1),
            lines=bought().lines,
            charges=bought().charges,
            history=[
                Paid(EUR("75.00"), tender=CARD, at=day(1)),
                Cancelled({"mug": 2}, at=day(2)),
                Delivered({"tee": 3}, at=day(5)),
            ],
        )
        assert quoted(order, {"tee": 3}, refund_terms(shipping=self.ALL)).shipping == EUR("5.00")

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            pytest.param(day(12), "5.00", id="the mug that came goes back as well"),
            pytest.param(day(13), "0.00", id="it is too late for that one: it stays"),
        ],
    )
    def test_a_lost_unit_is_not_taken_for_the_one_that_stays(
        self, at: datetime, expected: str
    ) -> None:
        order = Order(
            id="x",
            placed_at=day(1),
            lines=[Line("mug", quantity=2, total=EUR("20.00"))],
            charges=[Charge.shipping(EUR("5.00"))],
            history=[
                Paid(EUR("25.00"), tender=CARD, at=day(1)),
                Delivered({"mug": 1}, at=day(2)),
                Lost({"mug": 1}, at=day(3)),
            ],
        )
        terms = ReturnTerms(
            id="any",
            version="1",
            zone="UTC",
            window=ReturnWindow(Days(10), since=Delivered),
            covers=Coverage.ORDERED,
            not_started=NotStarted.OPEN,
        )
        both = ReturnRequest.of({"mug": 2}, reason="remorse")
        decision = returns.assess(order, both, terms, at=at)
        quote = refunds.quote(decision, refund_terms(shipping=self.ALL))
        assert quote.shipping == EUR(expected)

    @pytest.mark.parametrize(
        ("mugs", "expected"),
        [
            pytest.param(2, "5.00", id="all that is still with the shop is called off as well"),
            pytest.param(1, "0.00", id="one of them is still to come"),
        ],
    )
    def test_units_that_have_not_left_go_back_by_staying(self, mugs: int, expected: str) -> None:
        plain = bought()
        order = Order(
            id="x",
            placed_at=day(1),
            lines=plain.lines,
            charges=plain.charges,
            history=[Paid(EUR("75.00"), tender=CARD, at=day(1)), Delivered({"tee": 3}, at=day(5))],
        )
        terms = ReturnTerms(
            id="any",
            version="1",
            zone="UTC",
            window=ReturnWindow(Days(30), since=Delivered),
            covers=Coverage.ORDERED,
            not_started=NotStarted.OPEN,
        )
        request = ReturnRequest.of({"tee": 3, "mug": mugs}, reason="remorse")
        decision = returns.assess(order, request, terms, at=day(20))
        assert decision.allowed == {"tee": 3, "mug": mugs}
        quote = refunds.quote(decision, refund_terms(shipping=self.ALL))
        assert quote.shipping == EUR(expected)

    def test_units_on_their_way_hold_it_back(self) -> None:
        order = Order(
            id="x",
            placed_at=day(1),
            lines=bought().lines,
            charges=bought().charges,
            history=[
                Paid(EUR("75.00"), tender=CARD, at=day(1)),
                Shipped({"mug": 2}, at=day(2)),
                Delivered({"tee": 3}, at=day(5)),
            ],
        )
        assert quoted(order, {"tee": 3}, refund_terms(shipping=self.ALL)).shipping == EUR("0.00")

    def test_other_charges_have_a_rule_of_their_own(self) -> None:
        charges = [Charge.shipping(EUR("3.00")), Charge.other("wrap", EUR("2.00"))]
        terms = refund_terms(shipping=ShippingRefund.NEVER, other_charges=ShippingRefund.ALWAYS)
        quote = quoted(bought(charges=charges), {"mug": 1}, terms)
        assert [(x.charge, x.amount) for x in quote.charges] == [("wrap", EUR("2.00"))]
        assert quote.shipping == EUR("0.00")


class Stays(ReturnCase):
    """Units that are paid for and need not travel."""

    @property
    def travels_back(self) -> bool:
        return False


def fees(order: Order, units: dict[str, int], fee: Fee, reason: str = "remorse") -> list[Any]:
    """The fees as code, line and amount."""
    quote = quoted(order, units, refund_terms(fees=[fee]), reason=reason)
    return [(x.code, x.line, str(x.amount.amount)) for x in quote.fees]


class TestFees:
    """A fee is kept as often as it says, for a change of mind only, within the refund."""

    @pytest.mark.parametrize(
        ("fee", "units", "expected"),
        [
            (
                Fee("f", EUR("1.50"), per=Per.UNIT),
                {"tee": 2, "mug": 1},
                [("tee", "3.00"), ("mug", "1.50")],
            ),
            (
                Fee("f", EUR("1.50"), per=Per.ITEM),
                {"tee": 2, "mug": 1},
                [("tee", "1.50"), ("mug", "1.50")],
            ),
            (Fee("f", EUR("1.50"), per=Per.RETURN), {"tee": 2, "mug": 1}, [(None, "1.50")]),
            # 16.67 and 16.66: 1.667 and 1.666 a unit, each 1.67; together 3.333
            (Fee("f", Percent("10"), per=Per.UNIT), {"tee": 2}, [("tee", "3.34")]),
            (Fee("f", Percent("10"), per=Per.ITEM), {"tee": 2}, [("tee", "3.33")]),
            (Fee("f", Percent("10"), per=Per.RETURN), {"tee": 2, "mug": 1}, [(None, "4.33")]),
            (Fee("f", Percent("100"), per=Per.RETURN), {"tee": 2}, [(None, "33.33")]),
            (Fee("f", EUR("0.00"), per=Per.RETURN), {"tee": 2}, []),
        ],
        ids=lambda x: str(x)[:60],
    )
    def test_how_often(self, fee: Fee, units: dict[str, int], expected: list[Any]) -> None:
        assert fees(bought(), units, fee) == [("f", line, amount) for line, amount in expected]

    def test_of_some_lines_only(self) -> None:
        fee = Fee("f", EUR("1.00"), per=Per.UNIT, applies_to=Scope(category="tops"))
        assert fees(bought(), {"tee": 1, "mug": 2}, fee) == [("f", "tee", "1.00")]

    @pytest.mark.parametrize("kind", list(ReasonKind)[:-1], ids=str)
    def test_for_a_change_of_mind(self, kind: ReasonKind) -> None:
        fee = Fee("f", EUR("1.00"), per=Per.UNIT)
        expected = [("f", "tee", "1.00")] if kind is ReasonKind.REMORSE else []
        assert fees(bought(), {"tee": 1}, fee, reason=kind.value) == expected

    def test_only_when_goods_travel_back(self) -> None:
        request = ReturnRequest.of({"tee": 1}, reason="remorse")
        decision = returns.assess(bought(), request, TERMS, at=day(20))
        stays = Decision(
            **{x.name: getattr(decision, x.name) for x in fields(Decision) if x.name != "cases"},
            cases=tuple(Stays(*astuple(x, recurse=False)) for x in decision.cases),
        )
        terms = refund_terms(fees=[Fee("f", EUR("1.00"), per=Per.UNIT)])
        assert refunds.quote(decision, terms).total == EUR("15.67")
        assert refunds.quote(stays, terms).total == EUR("16.67")

    def test_for_other_reasons_when_it_says_so(self) -> None:
        fee = Fee("f", EUR("1.00"), per=Per.UNIT, for_reasons=["late"])
        assert fees(bought(), {"tee": 1}, fee, reason="late") == [("f", "tee", "1.00")]
        assert fees(bought(), {"tee": 1}, fee, reason="remorse") == []

    def test_only_the_units_that_it_is_about(self) -> None:
        request = ReturnRequest(
            [ReturnItem("tee", 1, reason="defect"), ReturnItem("tee", 1, reason="remorse")]
        )
        decision = returns.assess(bought(), request, TERMS, at=day(20))
        terms = refund_terms(fees=[Fee("f", Percent("10"), per=Per.ITEM)])
        (fee,) = refunds.quote(decision, terms).fees
        assert (fee.amount, fee.basis) == (EUR("1.67"), EUR("16.66"))

    @pytest.mark.parametrize("amounts", [("20.00",), ("10.00", "10.00")], ids=["one", "two"])
    def test_never_more_than_the_refund(self, amounts: tuple[str, ...]) -> None:
        given = [Fee(f"f{n}", EUR(x), per=Per.RETURN) for n, x in enumerate(amounts)]
        quote = quoted(bought(), {"tee": 1}, refund_terms(fees=given))
        assert (quote.total, sum(x.amount.minor for x in quote.fees)) == (EUR("0.00"), 1667)
        assert quote.tenders == {}

    def test_once_per_return_over_its_parcels(self) -> None:
        order, charged = bought(), []
        terms = refund_terms(fees=[Fee("f", EUR("20.00"), per=Per.RETURN)])
        for n in (9, 10, 11):
            quote = quoted(order, {"tee": 1}, terms, ref="r-1")
            charged.append(str(sum(x.amount.minor for x in quote.fees)))
            order = order.after(
                Received({"tee": 1}, at=day(n)), quote.settled(at=day(n), ref=f"{n}")
            )
        assert charged == ["1667", "333", "0"]  # the rest of 20.00 with the second parcel

    def test_another_return_is_charged_again(self) -> None:
        terms = refund_terms(fees=[Fee("f", EUR("2.00"), per=Per.RETURN)])
        first = quoted(bought(), {"tee": 1}, terms, ref="r-1")
        order = bought(Received({"tee": 1}, at=day(9)), first.settled(at=day(9), ref="a"))
        assert quoted(order, {"tee": 1}, terms, ref="r-1").fees == ()
        assert quoted(order, {"tee": 1}, terms, ref="r-2").total == EUR("14.66")

    def test_a_refund_that_failed_charged_nothing(self) -> None:
        terms = refund_terms(fees=[Fee("f", EUR("2.00"), per=Per.RETURN)])
        first = quoted(bought(), {"tee": 1}, terms, ref="r-1").pending(at=day(9), ref="a")
        order = bought(first, first.told(RefundStatus.FAILED, at=day(10)))
        assert quoted(order, {"tee": 1}, terms, ref="r-1").total == EUR("14.67")


class TestTenders:
    """The money goes back to those who gave it, in the order of the terms."""

    PAID = (
        Paid(EUR("30.00"), tender=CARD, at=day(1)),
        Paid(EUR("20.00"), tender=CREDIT, at=day(2)),
        Paid(EUR("25.00"), tender=GIFT, at=day(3)),
    )

    @pytest.mark.parametrize(
        ("tenders", "chosen", "expected"),
        [
            (TenderOrder.AS_PAID, [], {"card": "30.00", "credit": "20.00"}),
            (TenderOrder.NEWEST_FIRST, [], {"gift": "25.00", "credit": "20.00", "card": "5.00"}),
            (TenderOrder.GIFT_CARD_FIRST, [], {"gift": "25.00", "credit": "20.00", "card": "5.00"}),
            (TenderOrder.PRO_RATA, [], {"card": "20.00", "credit": "13.33", "gift": "16.67"}),
            (
                TenderOrder.CHOSEN,
                [TenderKind.STORE_CREDIT],
                {"credit": "20.00", "card": "30.00"},
            ),
            (
                TenderOrder.CHOSEN,
                [TenderKind.GIFT_CARD, TenderKind.CARD],
                {"gift": "25.00", "card": "25.00"},
            ),
            (TenderOrder.CHOSEN, [TenderKind.CASH], {"card": "30.00", "credit": "20.00"}),
        ],
        ids=str,
    )
    def test_who_gives(
        self, tenders: TenderOrder, chosen: list[TenderKind], expected: dict[str, str]
    ) -> None:
        terms = refund_terms(tenders=tenders, chosen=chosen)
        quote = quoted(bought(paid=self.PAID), {"tee": 3}, terms)
        assert quote.tenders == {x: EUR(amount) for x, amount in expected.items()}
        assert list(quote.tenders) == list(expected)

    def test_those_that_have_nothing_left_are_passed_over(self) -> None:
        gone = refunded("30.00", tenders={"card": EUR("30.00")})
        quote = quoted(bought(gone, paid=self.PAID), {"tee": 1})
        assert quote.tenders == {"credit": EUR("16.67")}

    def test_what_a_bank_took_is_not_there(self) -> None:
        taken = Chargeback(EUR("20.00"), tender=CARD, at=day(8))
        quote = quoted(bought(taken, paid=self.PAID), {"tee": 1})
        assert quote.tenders == {"card": EUR("10.00"), "credit": EUR("6.67")}

    def test_one_instant_has_an_order_too(self) -> None:
        both = [Paid(EUR("40.00"), tender=x, at=day(1)) for x in (GIFT, CARD)]
        for paid in (both, both[::-1]):
            assert quoted(bought(paid=paid), {"tee": 3}).tenders == {
                "card": EUR("40.00"),
                "gift": EUR("10.00"),
            }


class TestCaps:
    """Where less is left than the terms owe, the quote is lowered and says so."""

    @pytest.mark.parametrize(
        ("before", "units", "total", "withheld", "short"),
        [
            pytest.param([], {"tee": 3}, "50.00", "0.00", {}, id="all is there"),
            pytest.param(
                [refunded("25.00")], {"tee": 3}, "50.00", "0.00", {}, id="just enough is there"
            ),
            pytest.param(
                [refunded("25.01")], {"tee": 3}, "49.99", "0.01", {}, id="a cent is missing"
            ),
            pytest.param(
                [refunded("75.00")], {"tee": 3}, "0.00", "50.00", {}, id="nothing is there"
            ),
            pytest.param(
                [refunded("60.00", status=RefundStatus.PENDING, ref="a")],
                {"tee": 3},
                "15.00",
                "35.00",
                {},
                id="reserved",
            ),
            pytest.param(
                [refunded("40.00", lines=[LineRefund("tee", units=0, price=EUR("40.00"))])],
                {"tee": 1},
                "10.00",
                "0.00",
                {"tee": "6.67"},
                id="the line gave money before",
            ),
            pytest.param(
                [refunded("50.00", lines=[LineRefund("tee", units=0, price=EUR("50.00"))])],
                {"tee": 1, "mug": 1},
                "10.00",
                "0.00",
                {"tee": "16.67"},
                id="the line gave all",
            ),
            pytest.param(
                [Chargeback(EUR("70.00"), tender=CARD, at=day(8))],
                {"mug": 1},
                "5.00",
                "5.00",
                {},
                id="a bank took it",
            ),
        ],
    )
    def test_what_is_left(
        self,
        before: list[Event],
        units: dict[str, int],
        total: str,
        withheld: str,
        short: dict[str, str],
    ) -> None:
        quote = quoted(bought(*before), units)
        assert (quote.total, quote.withheld) == (EUR(total), EUR(withheld))
        assert quote.short == {line: EUR(x) for line, x in short.items()}

    def test_an_order_that_was_never_paid(self) -> None:
        quote = quoted(bought(paid=[]), {"tee": 1})
        assert (quote.total, quote.withheld) == (EUR("0.00"), EUR("16.67"))

    def test_what_is_withheld_is_booked(self) -> None:
        order = bought(refunded("70.00"))
        after = order.after(quoted(order, {"tee": 3}).settled(at=day(20))).position(at=day(20))
        assert after.line_money("tee").left == EUR("0.00")
        assert after.money.left == EUR("0.00")


class TestArrived:
    """What arrived is paid for, not what was announced."""

    def decision(self) -> Any:
        request = ReturnRequest.of({"tee": 2, "mug": 1}, reason="remorse", ref="r-1")
        return returns.assess(bought(), request, TERMS, at=day(20))

    @pytest.mark.parametrize(
        ("units", "expected"),
        [
            (None, "43.33"),
            ({"tee": 2, "mug": 1}, "43.33"),
            ({"tee": 1}, "16.67"),
            ({"mug": 1}, "10.00"),
            ({}, "0.00"),
        ],
        ids=str,
    )
    def test_units(self, units: dict[str, int] | None, expected: str) -> None:
        assert refunds.quote(self.decision(), PLAIN, units=units).total == EUR(expected)

    @pytest.mark.parametrize("units", [{"tee": 3}, {"mug": 2}, {"tee": 2, "mug": 2}], ids=str)
    def test_no_more_than_was_allowed(self, units: dict[str, int]) -> None:
        with pytest.raises(InvalidValue, match="the decision allows"):
            refunds.quote(self.decision(), PLAIN, units=units)

    def test_of_no_line_of_the_order(self) -> None:
        with pytest.raises(UnknownLine, match="'hat'"):
            refunds.quote(self.decision(), PLAIN, units={"tee": 1, "hat": 1})

    def test_a_quote_is_neither_true_nor_false(self) -> None:
        with pytest.raises(WrongType, match=r"compare quote\.total"):
            bool(refunds.quote(self.decision(), PLAIN))

    def test_the_order_and_the_instant_go_together(self) -> None:
        for given in ({"order": bought()}, {"at": day(21)}):
            with pytest.raises(InvalidValue):
                refunds.quote(self.decision(), PLAIN, **given)

    @pytest.mark.parametrize("ref", ["", "r-1"], ids=["without a name", "with a name"])
    def test_a_return_is_paid_once(self, ref: str) -> None:
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref=ref)
        decision = returns.assess(bought(), request, TERMS, at=day(20))
        paid = bought(refunds.quote(decision, PLAIN).settled(at=day(21), ref="rf-1"))
        with pytest.raises(InvalidValue, match="allows 0 more"):
            refunds.quote(decision, PLAIN, units={"tee": 1}, order=paid, at=day(22))
        assert refunds.quote(decision, PLAIN, order=paid, at=day(22)).total == EUR("0.00")

    def test_not_before_the_decision(self) -> None:
        with pytest.raises(InvalidValue, match="at or after its decision"):
            refunds.quote(self.decision(), PLAIN, order=bought(), at=day(19))

    def test_not_of_the_order_sold_otherwise(self) -> None:
        lines = [Line(x, quantity=9, total=EUR("37.50")) for x in ("tee", "mug")]
        other = bought(lines=lines)
        with pytest.raises(InvalidValue, match="as sold"):
            refunds.quote(self.decision(), PLAIN, order=other, at=day(21))

    def test_of_another_order(self) -> None:
        with pytest.raises(InvalidValue, match="1001"):
            refunds.quote(self.decision(), PLAIN, order=bought(id="1002"), at=day(21))


class TestManual:
    """A typed amount is given as it is, for a reason that is recorded."""

    @pytest.mark.parametrize("amount", ["0.01", "74.99", "75.00"])
    def test_up_to_what_is_left(self, amount: str) -> None:
        quote = refunds.manual(bought(), EUR(amount), PLAIN, reason="scratch", at=day(20))
        assert (quote.total, quote.reason, quote.lines) == (EUR(amount), "scratch", ())
        event = quote.settled(at=day(20), ref="m-1")
        assert (event.amount, event.reason) == (EUR(amount), "scratch")
        assert bought(event).position(at=day(21)).money.refunded == EUR(amount)

    @pytest.mark.parametrize(
        ("amount", "maximum"), [("75.01", "75.00"), ("1000.00", "75.00")], ids=["a cent", "far"]
    )
    def test_more_is_refused_with_the_maximum(self, amount: str, maximum: str) -> None:
        with pytest.raises(OverRefund) as caught:
            refunds.manual(bought(), EUR(amount), PLAIN, reason="scratch", at=day(20))
        assert (caught.value.maximum, caught.value.wanted) == (EUR(maximum), EUR(amount))
        assert caught.value.where == "order 1001"

    @pytest.mark.parametrize("amount", ["0.00", "-0.01"])
    def test_nothing_is_refused(self, amount: str) -> None:
        with pytest.raises(InvalidValue, match="gives something back"):
            refunds.manual(bought(), EUR(amount), PLAIN, reason="scratch", at=day(20))

    def test_another_currency_is_refused(self) -> None:
        with pytest.raises(CurrencyMismatch):
            refunds.manual(bought(), USD("1.00"), PLAIN, reason="scratch", at=day(20))

    @pytest.mark.parametrize("reason", ["", " "], ids=["none", "blank"])
    def test_a_reason_is_needed(self, reason: str) -> None:
        with pytest.raises(InvalidValue):
            refunds.manual(bought(), EUR("1.00"), PLAIN, reason=reason, at=day(20))

    def test_facts_after_the_instant_do_not_count(self) -> None:
        later = refunded("75.00", 25)
        quote = refunds.manual(bought(later), EUR("75.00"), PLAIN, reason="x", at=day(20))
        assert quote.total == EUR("75.00")


class TestFeesOfLines:
    """A fee for a line takes no more than the line gives, whichever parcel comes first."""

    def test_it_does_not_take_of_another_line(self) -> None:
        lines = [
            Line("pin", quantity=1, total=EUR("0.02"), category="small"),
            Line("mug", quantity=2, total=EUR("0.50")),
        ]
        order = Order(
            "1001",
            placed_at=day(1),
            lines=lines,
            history=[
                Paid(EUR("0.52"), tender=CARD, at=day(1)),
                Delivered({"pin": 1, "mug": 2}, at=day(5)),
            ],
        )
        terms = refund_terms(
            fees=[Fee("f", EUR("1.00"), per=Per.ITEM, applies_to=Scope(category="small"))]
        )
        assert quoted(order, {"pin": 1, "mug": 2}, terms).total == EUR("0.50")
        assert quoted(order, {"pin": 1}, terms).total == EUR("0.00")
        assert quoted(order, {"mug": 2}, terms).total == EUR("0.50")
