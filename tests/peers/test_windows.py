"""Eligibility and windows, where no other test says the row already."""

from datetime import timedelta

import pytest
from attrs import evolve

from postsales import (
    EUR,
    MET,
    Customer,
    Days,
    Delivered,
    Exclusion,
    Finding,
    Line,
    Order,
    Outcome,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Trait,
    Years,
    not_met,
    returns,
)
from tests.peers.given import BERLIN, BROUGHT, RETURNS, SOLD, asked, bought

TEE = Line("tee", quantity=1, total=EUR("25.00"), category="clothes", tags=["summer"], sku="T-1")


def last_day(order: Order, terms: ReturnTerms) -> str:
    """The last day on which the tee may come back."""
    deadline = asked(order, {"tee": 1}, terms, at=BROUGHT).item("tee").deadline
    assert deadline is not None
    return deadline.last_day.isoformat()


BY_MARKET = evolve(
    RETURNS,
    window=ReturnWindow(Days(14), since=Delivered),
    special_windows=[
        ReturnWindow(Days(30), since=Delivered, applies_to=Scope(market="US")),
        ReturnWindow(Days(90), since=Delivered, applies_to=Scope(market=["SE", "DK"])),
        ReturnWindow(Years(100), since=Delivered, applies_to=Scope(market="CH")),
    ],
)


@pytest.mark.parametrize(
    ("market", "expected"),
    [
        pytest.param("DE", "2026-03-19", id="the standard one"),
        pytest.param("US", "2026-04-04", id="30 days there"),
        pytest.param("DK", "2026-06-03", id="90 days in two markets"),
        pytest.param("CH", "2126-03-05", id="as good as for ever"),
    ],
)
def test_window_length_by_market(market: str, expected: str) -> None:
    assert last_day(bought(TEE, market=market), BY_MARKET) == expected


@pytest.mark.parametrize(
    ("tier", "expected"),
    [("gold", "2026-05-04"), ("silver", "2026-04-04"), (None, "2026-04-04")],
    ids=["gold: 60 days", "silver: as everybody", "no tier: as everybody"],
)
def test_window_by_customer_tier(tier: str | None, expected: str) -> None:
    gold = ReturnWindow(Days(60), since=Delivered, applies_to=Scope(tier="gold"))
    terms = evolve(RETURNS, special_windows=[gold])
    assert last_day(bought(TEE, customer=Customer("C-7", tier=tier)), terms) == expected


def test_the_boundary_is_no_time_of_day() -> None:
    # 30 times 24 hours after noon would be noon, and an hour later when the clocks change.
    deadline = asked(bought(TEE), {"tee": 1}, at=BROUGHT).item("tee").deadline
    assert deadline is not None
    assert deadline.local(BERLIN).isoformat() == "2026-04-05T00:00:00+02:00"
    tick = timedelta(microseconds=1)
    order, request = bought(TEE), ReturnRequest.of({"tee": 1}, reason="remorse")
    ends = [deadline.ends_at - tick, deadline.ends_at]
    found = [returns.assess(order, request, RETURNS, at=x).outcome for x in ends]
    assert found == [Outcome.ALLOWED, Outcome.REFUSED]


@pytest.mark.parametrize(
    ("scope", "blocked"),
    [
        (Scope(trait=Trait.FINAL_SALE), True),
        (Scope(tag="clearance"), True),
        (Scope(sku="T-1"), True),
        (Scope(category="clothes", market="DE"), True),
        (Scope(category="clothes", market="US"), False),
        (Scope(category="shoes"), False),
    ],
    ids=["final sale", "a tag", "an article", "a category in a market", "elsewhere", "another"],
)
@pytest.mark.parametrize("reason", ["remorse", "defect"])
def test_final_sale_by_product_list_tag_or_market(scope: Scope, blocked: bool, reason: str) -> None:
    tee = evolve(TEE, traits=[Trait.FINAL_SALE], tags=["clearance"])
    terms = evolve(RETURNS, exclusions=[Exclusion("final_sale", applies_to=scope)])
    found = asked(bought(tee, market="DE"), {"tee": 1}, terms, reason=reason)
    refused = blocked and reason == "remorse"
    assert found.because == ({"final_sale": 1} if refused else {})


def test_final_sale_is_frozen_with_the_order() -> None:
    final = evolve(RETURNS, exclusions=[Exclusion("final", applies_to=Scope(trait="final_sale"))])
    sold_so, sold_otherwise = bought(evolve(TEE, traits=["final_sale"])), bought(TEE)
    assert asked(sold_so, {"tee": 1}, final).because == {"final": 1}
    assert asked(sold_otherwise, {"tee": 1}, final).outcome is Outcome.ALLOWED


def test_an_allow_list_beats_a_block_list() -> None:
    def is_friend(case: ReturnCase) -> Finding:
        friend = case.customer is not None and case.customer.id == "C-7"
        return MET if friend else not_met("no_friend")

    blocked = Exclusion("blocked", applies_to=Scope(tag="summer"))
    terms = evolve(RETURNS, exclusions=[blocked]).unless(blocked, is_friend)
    friend, other = (bought(TEE, customer=Customer(x)) for x in ("C-7", "C-8"))
    assert asked(friend, {"tee": 1}, terms).outcome is Outcome.ALLOWED
    assert asked(other, {"tee": 1}, terms).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("category", "expected"),
    [("dresses", "2026-03-12"), ("hats", "2026-03-06"), ("socks", "2026-04-04")],
    ids=["7 days for one", "1 day for another", "30 for the rest"],
)
def test_7_days_for_one_department_and_1_for_another(category: str, expected: str) -> None:
    terms = evolve(
        RETURNS,
        special_windows=[
            ReturnWindow(Days(7), since=Delivered, applies_to=Scope(category="dresses")),
            ReturnWindow(Days(1), since=Delivered, applies_to=Scope(category="hats")),
        ],
    )
    assert last_day(bought(evolve(TEE, category=category)), terms) == expected


def test_window_by_style_category_and_brand_with_final_sale_beside() -> None:
    terms = evolve(
        RETURNS,
        special_windows=[
            ReturnWindow(Days(10), since=Delivered, applies_to=Scope(category="clothes")),
            ReturnWindow(Days(20), since=Delivered, applies_to=Scope(tag="brand:north")),
            ReturnWindow(Days(5), since=Delivered, applies_to=Scope(sku="T-9")),
        ],
        exclusions=[Exclusion("final_sale", applies_to=Scope(trait="final_sale"))],
    )
    lines = {
        "a tee": (TEE, "2026-03-15"),
        "of a brand": (evolve(TEE, tags=["brand:north"]), "2026-03-25"),
        "one style of it": (evolve(TEE, category=None, sku="T-9"), "2026-03-10"),
    }
    assert {x: last_day(bought(tee), terms) for x, (tee, _) in lines.items()} == {
        x: day for x, (_, day) in lines.items()
    }
    final = bought(evolve(TEE, traits=["final_sale"]))
    assert asked(final, {"tee": 1}, terms).because == {"final_sale": 1}


def test_a_product_is_not_returnable() -> None:
    terms = evolve(
        RETURNS, exclusions=[Exclusion("not_returnable", applies_to=Scope(tag="no_returns"))]
    )
    order = bought(evolve(TEE, tags=["no_returns"]), evolve(TEE, id="other"))
    found = asked(order, {"tee": 1, "other": 1}, terms)
    assert found.outcome is Outcome.PARTLY
    assert found.allowed == {"other": 1}
    assert found.because == {"not_returnable": 1}


def test_delivered_starts_it_and_made_to_order_has_30_days() -> None:
    made = ReturnWindow(Days(30), since=Delivered, applies_to=Scope(trait=Trait.MADE_TO_ORDER))
    terms = evolve(RETURNS, window=ReturnWindow(Days(14), since=Delivered), special_windows=[made])
    assert last_day(bought(TEE), terms) == "2026-03-19"
    assert last_day(bought(evolve(TEE, traits=[Trait.MADE_TO_ORDER])), terms) == "2026-04-04"


@pytest.mark.parametrize(
    ("came", "zone", "expected"),
    [
        pytest.param("2026-03-05T23:30+01:00", BERLIN, "2026-04-04", id="late in the evening"),
        pytest.param("2026-03-05T23:30Z", BERLIN, "2026-04-05", id="already the next day there"),
        pytest.param("2026-03-05T23:30Z", "UTC", "2026-04-04", id="not in UTC"),
        pytest.param("2026-03-06T04:30Z", "America/New_York", "2026-04-04", id="still the day"),
    ],
)
def test_not_a_day_early(came: str, zone: str, expected: str) -> None:
    order = Order("1001", placed_at=SOLD, lines=[TEE], history=[Delivered({"tee": 1}, at=came)])
    request = ReturnRequest.of({"tee": 1}, reason="remorse")
    found = returns.assess(order, request, evolve(RETURNS, zone=zone), at=came).item("tee")
    assert found.deadline is not None
    assert found.deadline.last_day.isoformat() == expected
