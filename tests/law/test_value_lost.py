"""Goods that came back used: whether what they lost may be taken off, and that it is."""

import pytest

from postsales import (
    EUR,
    Customer,
    CustomerInformed,
    Delivered,
    DiminishedValue,
    Event,
    Holidays,
    InformationMissing,
    InspectedUnits,
    InvalidValue,
    Line,
    Order,
    Paid,
    Percent,
    Received,
    RefundTerms,
    ReturnInspected,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    Tender,
    Weeks,
    WrongType,
    law,
)
from postsales.law import AT, AU, BR, DE, EU, FR, GB, US, US_CA, Jurisdiction, WhyBorne

PLACED, CAME, ASKED, BACK, NOW = (f"2026-03-{x}T12:00Z" for x in ("02", "05", "10", "12", "13"))
NOBODY_TOLD = InformationMissing(at=PLACED)
NOBODY_HAD_TOLD = InformationMissing(at=CAME)
HANDLED, NOT_INFORMED, NOT_SAID = WhyBorne.HANDLED, WhyBorne.NOT_INFORMED, WhyBorne.NOT_SAID
SHOP = ReturnTerms(
    id="acme", version="1", zone="UTC", window=ReturnWindow(Weeks(4), since=Delivered)
)
MONEY = RefundTerms(
    id="acme",
    version="1",
    shipping="never",
    tenders="as_paid",
    diminished=[DiminishedValue(Percent("30"), conditions="used")],
)


def order(*told: Event) -> Order:
    """Two tees that came."""
    return Order(
        id="1001",
        placed_at=PLACED,
        customer=Customer(id="C-7", zone="UTC"),
        lines=[Line("tee", quantity=2, total=EUR("40.00"))],
        history=[
            Paid(EUR("40.00"), tender=Tender.card("ch_1"), at=PLACED),
            *told,
            Delivered({"tee": 2}, at=CAME),
        ],
    )


BACK_USED = (
    ReturnRequested({"tee": 2}, ref="R-1", at=ASKED),
    Received({"tee": 2}, ref="R-1", at=BACK),
    ReturnInspected(
        [InspectedUnits("tee", 1), InspectedUnits("tee", 1, condition="used")], ref="R-1", at=BACK
    ),
)


@pytest.mark.parametrize(
    ("place", "told", "why", "article"),
    [
        (EU, [], HANDLED, "Art. 14(2)"),
        (AT, [], HANDLED, "Art. 14(2)"),
        (DE, [], HANDLED, "§ 357a"),
        (FR, [], HANDLED, "L221-23"),
        (GB, [], HANDLED, "reg. 34(9)-(11)"),
        (DE, [NOBODY_TOLD], NOT_INFORMED, "§ 357a"),
        (GB, [NOBODY_TOLD], NOT_INFORMED, "reg. 34(9)-(11)"),
        (DE, [NOBODY_TOLD, CustomerInformed(at=PLACED)], NOT_INFORMED, "§ 357a"),
        (US, [], NOT_SAID, None),
        (AU, [], NOT_SAID, None),
        (BR, [], NOT_SAID, None),
    ],
)
def test_who_bears_it(
    place: Jurisdiction, told: list[Event], why: WhyBorne, article: str | None
) -> None:
    found = law.value_lost(order(*told), place, at=NOW)
    assert found.why is why
    assert found.is_borne_by_customer is (why is HANDLED)
    assert (found.by and found.by.article) == article


@pytest.mark.parametrize("right", ["reject", "unposted_policy"])
def test_only_after_a_withdrawal(right: str) -> None:
    place = GB if right in GB.rights else US_CA
    assert law.value_lost(order(), place, at=NOW, right=right).why is NOT_SAID


@pytest.mark.parametrize(
    ("at", "why"),
    [
        pytest.param("2026-03-05T11:59:59.999999Z", HANDLED, id="before it is known"),
        pytest.param("2026-03-05T12:00Z", NOT_INFORMED, id="once it is"),
    ],
)
def test_what_is_known(at: str, why: WhyBorne) -> None:
    assert law.value_lost(order(NOBODY_HAD_TOLD), DE, at=at).why is why


def quoted(place: Jurisdiction, bought: Order) -> law.FloorQuote:
    """What goes back for both, one of them used, by the better of law and shop."""
    asked = ReturnRequest.of({"tee": 2}, reason="remorse", ref="R-1")
    here = place.observing(Holidays([], since="2026-01-01", until="2027-12-31"))
    floor = law.assess(bought, asked, SHOP, here, at=ASKED)
    return law.quote(floor, MONEY, order=bought.after(*BACK_USED), at=NOW)


def paid(place: Jurisdiction, bought: Order) -> str:
    return str(quoted(place, bought).total)


@pytest.mark.parametrize("place", [EU, DE, FR, GB], ids=lambda x: x.code)
def test_it_is_taken_off_where_the_customer_was_told(place: Jurisdiction) -> None:
    assert paid(place, order()) == "EUR 34.00"


@pytest.mark.parametrize("place", [EU, DE, FR, GB], ids=lambda x: x.code)
def test_and_not_where_nobody_told_them(place: Jurisdiction) -> None:
    assert paid(place, order(NOBODY_TOLD)) == "EUR 40.00"


def test_nor_where_the_law_says_nothing_of_it() -> None:
    assert paid(BR, order()) == "EUR 40.00"


def test_no_such_right_and_no_such_law() -> None:
    with pytest.raises(InvalidValue, match="EU has withdrawal"):
        law.value_lost(order(), EU, at=NOW, right="reject")
    with pytest.raises(WrongType, match="place"):
        law.value_lost(order(), "DE", at=NOW)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="handling"):
        law.Jurisdiction(
            code="XX",
            name="Nowhere",
            rights=EU.rights,
            checked_on="2026-11-21",
            handling={"withdrawal": "yes"},  # type: ignore[dict-item]
        )
