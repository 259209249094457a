"""Goods that need not come back, and what follows for money, labels, status and remedies."""

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    USD,
    Days,
    Decision,
    Delivered,
    Event,
    Fee,
    InvalidTerms,
    InvalidValue,
    Line,
    Order,
    Outcome,
    Paid,
    Percent,
    Received,
    RefundTerms,
    Remedy,
    RemedyCosts,
    ReturnCancelled,
    ReturnCase,
    Returnless,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Tender,
    refunds,
    remedies,
    returns,
)

AT = "2026-03-10T12:00Z"
TERMS = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(14), since=Delivered)
)
MONEY = RefundTerms(
    id="acme",
    version="1",
    shipping="when_all_comes_back",
    tenders="as_paid",
    fees=[Fee("restocking", Percent("10"), per="unit")],
)


def sold() -> Order:
    """Three pins for ten euros, and a tee for twenty."""
    return Order(
        "1001",
        placed_at="2026-03-02T10:00Z",
        lines=[
            Line("pin", quantity=3, total=EUR("10.00"), category="pins"),
            Line("tee", quantity=1, total=EUR("20.00")),
        ],
        history=[
            Paid(EUR("30.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:00Z"),
            Delivered({"pin": 3, "tee": 1}, at="2026-03-05T12:00Z"),
        ],
    )


def asked(reason: str = "remorse", pins: int = 1, **rule: Any) -> Decision[ReturnCase]:
    """May pins and the tee come back?"""
    kept = Returnless(**{"up_to": EUR("5.00"), **rule})
    request = ReturnRequest.of({"pin": pins, "tee": 1}, reason=reason)
    return returns.assess(sold(), request, evolve(TERMS, returnless=kept), at=AT)


@pytest.mark.parametrize(
    ("rule", "pins", "travels"),
    [
        pytest.param({"up_to": EUR("3.34")}, 1, {"tee": 1}, id="a third of ten euros is less"),
        pytest.param({"up_to": EUR("3.33")}, 1, {"pin": 1, "tee": 1}, id="and more than this"),
        pytest.param({"up_to": EUR("20.00")}, 1, {}, id="exactly at the price"),
        pytest.param({"up_to": EUR("19.99")}, 1, {"tee": 1}, id="a cent above it"),
        pytest.param({"up_to": EUR("3.34")}, 3, {"tee": 1}, id="a unit, however many are asked"),
        pytest.param(
            {"up_to": EUR("9.99"), "per": "line"}, 3, {"pin": 3, "tee": 1}, id="all of the line"
        ),
        pytest.param({"up_to": EUR("10.00"), "per": "line"}, 3, {"tee": 1}, id="exactly all"),
        pytest.param({"up_to": EUR("9.99"), "per": "line"}, 2, {"tee": 1}, id="two of them"),
        pytest.param({"up_to": EUR("0")}, 1, {"pin": 1, "tee": 1}, id="nothing costs nothing"),
        pytest.param({"up_to": USD("99.00")}, 1, {"pin": 1, "tee": 1}, id="another currency"),
        pytest.param(
            {"applies_to": Scope(category="hats")}, 1, {"pin": 1, "tee": 1}, id="other goods"
        ),
        pytest.param({"for_reasons": "defect"}, 1, {"pin": 1, "tee": 1}, id="other reasons"),
    ],
)
def test_what_travels_back(rule: dict[str, Any], pins: int, travels: dict[str, int]) -> None:
    decision = asked(pins=pins, **rule)
    assert decision.outcome is Outcome.ALLOWED
    assert returns.travelling(decision) == travels


class TestWhatFollows:
    """What stays is paid for in full, costs no fee and no label, and is awaited by nobody."""

    def test_the_money_goes_back_without_a_fee(self) -> None:
        quote = refunds.quote(asked(), MONEY)
        assert [(x.code, x.line, str(x.amount)) for x in quote.fees] == [
            ("restocking", "tee", "EUR 2.00")
        ]
        assert quote.total == EUR("21.33")

    def test_it_can_be_paid_at_once_and_is_gone(self) -> None:
        decision = asked()
        now = "2026-03-10T13:00Z"
        quote = refunds.quote(decision, MONEY, units={"pin": 1}, order=sold(), at=now)
        order = sold().after(quote.settled(at=now, ref="rf-1"))
        assert order.position(at=now).units("pin").kept == 1
        assert order.position(at=now).units("pin").returnable == 2
        rest = refunds.quote(decision, MONEY, order=order, at=now)
        assert [(x.line, x.units) for x in rest.lines] == [("tee", 1)]

    def test_the_finding_tells_up_to_which_price(self) -> None:
        (found,) = [
            x
            for x in asked(per="line").findings
            if x.rule == "returnless" and x.facts["line"] == "pin"
        ]
        assert (found.facts["up_to"], found.facts["of"]) == (EUR("5.00"), 1)

    def test_taking_it_back_costs_the_shop_nothing(self) -> None:
        costs = RemedyCosts(goods=Percent("40"), taking_back=EUR("4.00"))
        request = ReturnRequest.of({"pin": 1}, reason="remorse")
        found: list[Any] = []
        for terms in (TERMS, evolve(TERMS, returnless=Returnless(EUR("5.00")))):
            decision = returns.assess(sold(), request, terms, at=AT)
            cash = Remedy.cash(evolve(MONEY, fees=()))
            (offer,) = remedies.compare(decision, [cash], costs=costs)
            found.append(offer.cost_to_shop)
        assert found == [EUR("7.33"), EUR("3.33")]

    def test_what_is_refused_does_not_travel(self) -> None:
        late = "2026-05-10T12:00Z"
        request = ReturnRequest.of({"pin": 1, "tee": 1}, reason="remorse")
        assert returns.travelling(returns.assess(sold(), request, TERMS, at=late)) == {}


def test_below_zero() -> None:
    with pytest.raises(InvalidValue, match="zero or more"):
        Returnless(EUR("-0.01"))


def test_it_has_no_exception() -> None:
    kept = Returnless(EUR("5.00"))
    with pytest.raises(InvalidTerms, match="stands in nobody's way, and has no exception"):
        evolve(TERMS, returnless=kept).unless(kept, Returnless(EUR("2.00")))


class TestWhatIsPayable:
    """Units that need not travel are paid for with those that came."""

    NAMED = evolve(ReturnRequest.of({"pin": 1, "tee": 1}, reason="remorse"), ref="R-1")

    def payable(self, *events: Event) -> Mapping[str, int]:
        """What is paid for of a tee that travels and a pin that does not."""
        terms = evolve(TERMS, returnless=Returnless(EUR("5.00")))
        decision = returns.assess(sold(), self.NAMED, terms, at=AT)
        asked = ReturnRequested({"tee": 1}, ref="R-1", at=AT)
        order = evolve(sold(), history=[*sold().history, asked, *events])
        return returns.status(order, "R-1", terms, at="2026-03-20T12:00Z").payable(decision)

    def test_before_anything_came(self) -> None:
        assert self.payable() == {"pin": 1}

    def test_with_what_came(self) -> None:
        came = Received({"tee": 1}, ref="R-1", at="2026-03-15T12:00Z")
        assert self.payable(came) == {"pin": 1, "tee": 1}

    def test_not_where_it_was_called_off(self) -> None:
        assert self.payable(ReturnCancelled(ref="R-1", at="2026-03-15T12:00Z")) == {}
