"""Who owes how much: even, uneven, at list price, with a bonus, less fees."""

from typing import Any

import pytest
from attrs import evolve, frozen

from postsales import (
    EUR,
    USD,
    Advance,
    Alike,
    CurrencyMismatch,
    Days,
    Decision,
    Delivered,
    ExchangeCredit,
    ExchangeTerms,
    Fee,
    InvalidTerms,
    InvalidValue,
    Leftover,
    Line,
    Money,
    NewLine,
    Order,
    Outcome,
    Paid,
    Percent,
    Refunded,
    ReturnCase,
    ReturnRequest,
    Shipped,
    Tax,
    Tender,
    Uneven,
    WrongType,
    exchanges,
    refunds,
    returns,
)
from postsales.exchanges.messages import REASONS
from postsales.exchanges.quote import ExchangeQuote
from tests.exchanges.given import AT, BACK, MONEY, TERMS, asked, bought, new, paid

AT_PRICE = evolve(TERMS, credit=ExchangeCredit.PRICE_PAID)
TENTH = evolve(TERMS, bonus=Percent("10"))
FLAT = evolve(TERMS, bonus=EUR("10.00"))
WITH_FEE = evolve(TERMS, fees=[Fee("return_shipping", EUR("7.50"), per="return")])


def swapped(
    decision: Decision[ReturnCase], terms: ExchangeTerms, *wanted: NewLine
) -> ExchangeQuote:
    return exchanges.quote(decision, terms, instead=wanted)


@frozen
class Told:
    """What was paid for one unit, what is wanted for it, and what comes out."""

    paid: str
    wanted: str
    owes: str = "0.00"
    gets: str = "0.00"
    extra: str = "0.00"
    listed: str | None = None
    terms: ExchangeTerms = TERMS


DIFFERENCES = {
    "even": Told("20.00", "20.00"),
    "dearer": Told("20.00", "45.00", owes="25.00"),
    "cheaper": Told("19.99", "0.01", gets="19.98"),
    # 138.00 in goods, 110.40 in money
    "at list price": Told("110.40", "138.00", listed="138.00", extra="27.60"),
    "above the list price": Told("110.40", "150.00", listed="138.00", owes="12.00", extra="27.60"),
    # 90.00 were paid, so 30.00 are left: not 40.00
    "list price, unused": Told("90.00", "60.00", listed="100.00", gets="30.00"),
    "between both prices": Told("90.00", "95.00", listed="100.00", extra="5.00"),
    "as paid": Told("90.00", "100.00", listed="100.00", owes="10.00", terms=AT_PRICE),
    "a flat bonus": Told("80.00", "90.00", extra="10.00", terms=FLAT),
    "a bonus in per cent": Told("80.00", "90.00", owes="2.00", extra="8.00", terms=TENTH),
    # 100.00 come back; a bonus is not paid out
    "no cash of a bonus": Told("100.00", "44.00", gets="56.00", terms=TENTH),
    # 50.00 - (20.00 - 7.50)
    "less a fee": Told("20.00", "50.00", owes="37.50", terms=WITH_FEE),
}


class TestTheDifference:
    """Money that was paid goes first, other credit last, and one of the two dues is zero."""

    @pytest.mark.parametrize("told", DIFFERENCES.values(), ids=DIFFERENCES.keys())
    def test_who_owes_how_much(self, told: Told) -> None:
        order = paid(told.paid, list_total=told.listed)
        swap = swapped(asked(order), told.terms, new(told.wanted))
        assert (swap.due_from_customer, swap.due_to_customer) == (EUR(told.owes), EUR(told.gets))
        assert swap.extra == EUR(told.extra)
        given = swap.credited + swap.extra + swap.due_from_customer
        assert given == swap.price + swap.due_to_customer
        assert swap.outcome is Outcome.ALLOWED

    def test_what_is_sold_is_what_the_customer_owes_for_it(self) -> None:
        taxed = NewLine(
            "new",
            quantity=1,
            total=EUR("119.00"),
            taxes=[Tax.added(EUR("19.00")), Tax.included(EUR("1.00"))],
        )
        swap = swapped(asked(paid("90.00", list_total="119.00")), TERMS, taxed)
        (line,) = swap.instead
        assert line.total == EUR("90.00")
        assert [tax.amount for tax in line.taxes] == [EUR("14.37"), EUR("0.76")]

    def test_goods_for_nothing_stay_goods_for_nothing(self) -> None:
        free = NewLine("new", quantity=1, total=EUR("0.00"), taxes=[Tax.added(EUR("0.00"))])
        swap = swapped(asked(paid("9.00", list_total="10.00")), TERMS, free, new("9.50", id="b"))
        assert [line.total for line in swap.instead] == [EUR("0.00"), EUR("9.00")]

    def test_units_that_were_not_paid_for_are_worth_nothing(self) -> None:
        order = evolve(paid("20.00"), history=paid("20.00").history[1:])
        assert swapped(asked(order), TERMS, new("20.00")).due_from_customer == EUR("20.00")


class TestRefusals:
    """An exchange is refused with a reason, never with an error."""

    @pytest.mark.parametrize(
        ("terms", "wanted", "because"),
        [
            (evolve(TERMS, uneven=Uneven.REFUSED), new("20.01"), {"price_differs": 1}),
            (evolve(TERMS, uneven=Uneven.REFUSED), new("20.00"), {}),
            (evolve(TERMS, uneven=Uneven.REFUSED), new("19.99"), {"price_differs": 1}),
            (evolve(TERMS, uneven=Uneven.DEARER_ONLY), new("19.99"), {"new_goods_cheaper": 1}),
            (evolve(TERMS, uneven=Uneven.DEARER_ONLY), new("20.00"), {}),
            (evolve(TERMS, uneven=Uneven.DEARER_ONLY), new("20.01"), {}),
            (evolve(TERMS, alike=Alike.SAME_CATEGORY), new("20.00"), {"another_category": 1}),
            (
                evolve(TERMS, alike=Alike.SAME_CATEGORY),
                evolve(new("20.00"), category="clothes"),
                {},
            ),
            (evolve(TERMS, alike=Alike.SAME_SKU), new("20.00"), {"another_article": 1}),
            (evolve(TERMS, alike=Alike.SAME_SKU), evolve(new("20.00"), sku="OLD-1"), {}),
        ],
    )
    def test_by_the_terms(
        self, terms: ExchangeTerms, wanted: NewLine, because: dict[str, int]
    ) -> None:
        line = Line("old", quantity=1, total=EUR("20.00"), category="clothes", sku="OLD-1")
        swap = swapped(asked(bought(line)), terms, wanted)
        assert swap.because == because
        assert {*because} <= {*REASONS}
        assert swap.outcome is (Outcome.REFUSED if because else Outcome.ALLOWED)

    def test_by_the_decision(self) -> None:
        late = asked(paid("20.00"), at="2026-06-06T09:00Z")
        swap = swapped(late, TENTH, new("20.00"))
        assert swap.outcome is Outcome.REFUSED
        assert swap.because == {"window_closed": 1}
        with pytest.raises(InvalidValue, match="an allowed one is booked; window_closed"):
            swap.settled(at=AT)

    @pytest.mark.parametrize(
        ("order", "terms", "at", "outcome"),
        [
            pytest.param(paid("20.00"), TERMS, "2026-06-06T09:00Z", Outcome.REFUSED, id="too late"),
            pytest.param(
                paid("20.00"), evolve(TERMS, uneven="refused"), AT, Outcome.REFUSED, id="uneven"
            ),
            pytest.param(
                evolve(
                    paid("20.00"),
                    history=[paid("20.00").history[0], Shipped({"old": 1}, at="2026-03-03T09:00Z")],
                ),
                TERMS,
                AT,
                Outcome.REFER,
                id="nobody knows",
            ),
        ],
    )
    @pytest.mark.parametrize("price", ["15.00", "25.00"])
    def test_nothing_is_due_of_what_is_not_made(
        self, order: Order, terms: ExchangeTerms, at: str, outcome: Outcome, price: str
    ) -> None:
        ahead = evolve(terms, advance=Advance(Days(14), hold=EUR("5.00")), zone="UTC")
        swap = swapped(asked(order, at=at), ahead, new(price))
        assert swap.outcome is outcome
        assert swap.due_from_customer == swap.due_to_customer == swap.hold == EUR("0.00")
        assert swap.return_by is None

    def test_of_some_units_only(self) -> None:
        swap = swapped(asked(paid("20.00"), 2), TERMS, new("30.00"))
        assert swap.outcome is Outcome.PARTLY
        assert swap.because == {"more_than_bought": 1}
        assert swap.due_from_customer == EUR("10.00")

    def test_units_whose_money_is_gone_are_given_up_for_nothing(
        self,
    ) -> None:
        order = paid("20.00").after(Refunded(EUR("20.00"), at="2026-03-05T12:00Z"))
        swap = swapped(asked(order), TERMS, new("20.00"))
        assert (swap.credited, swap.due_from_customer) == (EUR("0.00"), EUR("20.00"))
        after = order.after(swap.settled(at=AT, ref="x"))
        assert after.position(at=AT).units("old").refunded == 1


class TestMistakes:
    """A caller's mistake is said in one sentence."""

    @pytest.mark.parametrize(
        ("wanted", "says"),
        [
            ([], "at least one new line"),
            ([new("1.00", id="old")], "every line of an order has an id of its own"),
            ([new("1.00"), new("2.00")], "every line of an order has an id of its own"),
        ],
        ids=["nothing is wanted", "a line of the order", "one id twice"],
    )
    def test_of_new_lines(self, wanted: list[NewLine], says: str) -> None:
        with pytest.raises(InvalidValue, match=says):
            exchanges.quote(asked(paid("20.00")), TERMS, instead=wanted)

    def test_another_currency(self) -> None:
        decision = asked(paid("20.00"))
        dollars = NewLine("new", quantity=1, total=USD("20.00"))
        for terms, wanted in (
            (TERMS, dollars),
            (evolve(TERMS, bonus=USD("1.00")), new("1.00")),
            (
                evolve(TERMS, advance=_held(USD("1.00")), zone="UTC"),
                new("1.00"),
            ),
        ):
            with pytest.raises(CurrencyMismatch, match="but the order is in EUR"):
                swapped(decision, terms, wanted)

    @pytest.mark.parametrize(
        ("changes", "error", "says"),
        [
            ({"bonus": EUR("-1.00")}, InvalidValue, "bonus is zero or more"),
            ({"bonus": Percent("100.1")}, InvalidValue, "at most 100 %"),
            ({"fees": [Fee("a", EUR("1"), per="unit")] * 2}, InvalidTerms, "stands in it twice"),
            ({"advance": None, "zone": "Mars"}, InvalidValue, "Mars"),
            ({"advance": 14}, WrongType, "say Advance"),
        ],
    )
    def test_of_terms(self, changes: dict[str, Any], error: type[Exception], says: str) -> None:
        with pytest.raises(error, match=says):
            evolve(TERMS, **changes)

    def test_an_advance_in_days_needs_a_zone(self) -> None:
        with pytest.raises(InvalidTerms, match="needs a zone"):
            evolve(TERMS, advance=_held(EUR("1.00")))

    def test_a_quote_is_no_condition(self) -> None:
        with pytest.raises(WrongType, match="an even exchange is one, too"):
            bool(swapped(asked(paid("20.00")), TERMS, new("20.00")))


def _held(hold: Money) -> Advance:
    return Advance(Days(14), hold=hold)


class TestPayout:
    """What is left is a refund like any other: to the tenders, or as store credit."""

    @pytest.mark.parametrize(
        ("leftover", "tenders", "credit"),
        [(Leftover.TENDERS, {"card": EUR("5.00")}, "0.00"), (Leftover.STORE_CREDIT, {}, "5.00")],
    )
    def test_it_is_booked(self, leftover: Leftover, tenders: dict[str, Money], credit: str) -> None:
        order = paid("20.00")
        swap = swapped(asked(order), evolve(TERMS, leftover=leftover), new("15.00"))
        order = order.after(swap.settled(at=AT, ref="x-1"))
        refund = swap.payout(order, MONEY, at=AT)
        assert refund.tenders == tenders
        assert refund.store_credit == EUR(credit)
        after = order.after(refund.settled(at=AT, ref="rf-1")).position(at=AT)
        assert after.money.left == after.line_money("new").left == EUR("15.00")

    def test_without_any_there_is_none(self) -> None:
        order = paid("20.00")
        with pytest.raises(InvalidValue, match="a refund gives something back"):
            swapped(asked(order), TERMS, new("20.00")).payout(order, MONEY, at=AT)


def test_new_goods_come_back_like_any_others() -> None:
    order = paid("20.00")
    swap = swapped(asked(order), TERMS, new("25.00"))
    assert repr(swap) == ("<ExchangeQuote allowed: EUR 5.00 from and EUR 0.00 to the customer>")
    order = order.after(
        swap.settled(at=AT, ref="x-1"),
        Paid(EUR("5.00"), tender=Tender.card("card"), at=AT),
        Delivered({"new": 1}, at="2026-03-08T09:00Z"),
    )
    request = ReturnRequest.of({"new": 1}, reason="remorse")
    back = returns.assess(order, request, BACK, at="2026-03-09T09:00Z")
    assert refunds.quote(back, MONEY).total == EUR("25.00")
    again = returns.assess(
        order, ReturnRequest.of({"old": 1}, reason="remorse"), BACK, at="2026-03-09T09:00Z"
    )
    assert again.because == {"already_refunded": 1}
