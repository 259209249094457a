"""A limit of a right in another currency than the order's: nobody can say, and why is said."""

import pytest

from postsales import (
    Customer,
    Days,
    Delivered,
    Line,
    Money,
    Order,
    Outcome,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    SaleMade,
    Verdict,
    explain,
    law,
    returns,
)
from postsales.law import Jurisdiction, Right


def order(made: SaleMade, price: str) -> Order:
    """A tee that came the day after it was sold."""
    amount, currency = price.split()
    return Order(
        id="1001",
        placed_at="2026-03-02T10:15Z",
        customer=Customer(id="C-7", zone="UTC"),
        made=made,
        lines=[Line("tee", quantity=1, total=Money.of(amount, currency))],
        history=[Delivered({"tee": 1}, at="2026-03-03T11:00Z")],
    )


def right(place: Jurisdiction, made: SaleMade, price: str) -> Right:
    found = law.rights(order(made, price), place, at="2026-03-04T09:00Z")
    return next(x for x in found if x.name.endswith("withdrawal"))


AWAY, VISIT, ONLINE, SHOP = SaleMade.AWAY, SaleMade.HOME_VISIT, SaleMade.ONLINE, SaleMade.IN_SHOP
NOT_ABOUT = Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("place", "made", "price", "verdict", "currency"),
    [
        pytest.param(law.IE, AWAY, "50.00 EUR", NOT_ABOUT, None, id="EUR 50 in Ireland"),
        pytest.param(law.IE, AWAY, "50.01 EUR", Verdict.MET, None, id="a cent more"),
        pytest.param(law.IE, AWAY, "50.01 GBP", Verdict.UNKNOWN, "EUR", id="in pounds"),
        pytest.param(law.IE, ONLINE, "5.00 GBP", Verdict.MET, None, id="no limit online"),
        pytest.param(law.IE, SHOP, "5.00 GBP", NOT_ABOUT, None, id="no right in a shop"),
        pytest.param(law.AT, AWAY, "60.00 CHF", Verdict.UNKNOWN, "EUR", id="Austria, in francs"),
        pytest.param(law.GB, AWAY, "60.00 EUR", Verdict.UNKNOWN, "GBP", id="Britain, in euros"),
        pytest.param(law.GB, AWAY, "42.00 GBP", NOT_ABOUT, None, id="GBP 42 in Britain"),
        pytest.param(law.US, VISIT, "25.00 CAD", Verdict.UNKNOWN, "USD", id="the States, at home"),
        pytest.param(law.US, AWAY, "25.00 CAD", Verdict.UNKNOWN, "USD", id="the States, elsewhere"),
        pytest.param(law.US, ONLINE, "25.00 CAD", NOT_ABOUT, None, id="the States, online"),
        pytest.param(law.AU, VISIT, "300.00 NZD", Verdict.UNKNOWN, "AUD", id="Australia"),
        pytest.param(law.AU, ONLINE, "300.00 NZD", NOT_ABOUT, None, id="Australia, online"),
    ],
)
def test_a_limit(
    place: Jurisdiction, made: SaleMade, price: str, verdict: Verdict, currency: str | None
) -> None:
    found = right(place, made, price)
    assert found.verdict is verdict
    told = [x.facts["currency"] for x in found.because if x.code == "amount_in_other_currency"]
    assert told == ([currency] if currency else [])


def test_what_the_answer_says() -> None:
    request = ReturnRequest.of({"tee": 1}, reason="remorse")
    asked = order(AWAY, "60.00 GBP")
    decision = returns.assess(asked, request, law.ie.withdrawal, at="2026-03-04T09:00Z")
    assert decision.outcome is Outcome.REFER
    said = explain.text(decision, locale="en_IE", zone="UTC")
    assert "a limit is in EUR, and what the order costs in that currency is not known" in said


def test_what_nobody_can_say_refers_where_the_terms_refuse() -> None:
    terms = ReturnTerms(
        id="acme", version="1", zone="UTC", window=ReturnWindow(Days(0), since=Delivered)
    )
    request = ReturnRequest.of({"tee": 1}, reason="remorse")
    found = law.assess(order(AWAY, "60.00 GBP"), request, terms, law.IE, at="2026-03-05T09:00Z")
    assert found.outcome is Outcome.REFER
