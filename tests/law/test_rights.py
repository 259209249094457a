"""What an answer about a right says of itself: where it stands, and what it needs to be told."""

from typing import Any

import pytest

from postsales import (
    EUR,
    Customer,
    Days,
    Delivered,
    Holidays,
    Line,
    Order,
    Outcome,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Verdict,
    law,
)
from postsales.errors import InvalidValue
from postsales.law import Jurisdiction, Right

EASTER = Holidays(["2026-04-03", "2026-04-06"], since="2026-01-01", until="2026-12-31")
SOLD_AT = "2026-03-18T10:15:00Z"


def order(**told: Any) -> Order:
    """A tee that came on 20 March 2026: fourteen days later is Good Friday."""
    plain: dict[str, Any] = {
        "id": "1001",
        "placed_at": SOLD_AT,
        "customer": Customer(id="C-7", zone="Europe/Berlin"),
        "lines": [Line("tee", quantity=1, total=EUR("20.00"))],
        "history": [Delivered({"tee": 1}, at="2026-03-20T11:00Z")],
    }
    return Order(**{**plain, **told})


def right(place: Jurisdiction, at: str = "2026-03-25T09:00Z", **told: Any) -> Right:
    (found,) = law.rights(order(**told), place, at=at)
    return found


class TestSources:
    """The source of the right itself, and those of each step; as sure as the weakest of them."""

    def test_a_day_that_moved_is_not_the_right(self) -> None:
        found = right(law.DE.observing(EASTER))
        assert found.citation is not None
        assert found.citation.article == "§ 355(2)"
        articles = [x.article for x in found.citations]
        assert articles[0] == "§ 355(2)"
        assert "§ 193" in articles
        assert len(set(found.citations)) == len(found.citations)

    def test_what_nobody_read(self) -> None:
        found = right(law.EU.observing(EASTER), made="home_visit")
        assert found.is_verified
        late = right(law.AU, made="in_shop")
        assert not late.is_verified
        assert set(late.unverified) <= set(late.citations)

    @pytest.mark.parametrize("place", [pytest.param(x, id=x.code) for x in law.COVERED])
    def test_every_right_names_one(self, place: Jurisdiction) -> None:
        for found in law.rights(order(), place, at="2026-03-25T09:00Z"):
            assert found.citation in found.citations


class TestBeforeTheSale:
    """Who has bought nothing has no rights, and owes nothing."""

    def test_the_instant_before(self) -> None:
        before = "2026-03-18T10:14:59.999999Z"
        with pytest.raises(InvalidValue, match="the order was placed at 2026-03-18T10:15"):
            law.rights(order(history=[]), law.EU, at=before)
        with pytest.raises(InvalidValue, match="ask from then on"):
            law.duties(order(history=[]), law.EU, at=before)

    def test_the_floor_and_what_is_late(self) -> None:
        """What the merchant refuses then is not given by statute, and nothing is awaited yet."""
        before, sold = "2026-03-18T10:14:59.999999Z", order(history=[])
        terms = ReturnTerms(
            id="acme",
            version="1",
            zone="Europe/Berlin",
            window=ReturnWindow(Days(5), since=Delivered),
        )
        tee = ReturnRequest.of({"tee": 1}, reason="remorse")
        assert law.assess(sold, tee, terms, law.EU, at=before).outcome is Outcome.REFUSED
        assert law.assess(sold, tee, terms, law.EU, at=SOLD_AT).outcome is Outcome.ALLOWED
        with pytest.raises(InvalidValue, match="ask from then on"):
            law.late_delivery(sold, law.EU, at=before)
        with pytest.raises(InvalidValue, match="ask from then on"):
            law.delayed_shipping(sold, law.US, at=before)

    def test_sums(self) -> None:
        before, sold = "2026-03-18T10:14:59.999999Z", order(history=[])
        with pytest.raises(InvalidValue, match="ask from then on"):
            law.value_lost(sold, law.EU, at=before)
        with pytest.raises(InvalidValue, match="ask from then on"):
            law.presumed_until(sold, "tee", law.DE, at=before)
        with pytest.raises(InvalidValue, match="ask from then on"):
            law.final_refund(sold, "tee", law.GB, at=before, for_use=EUR("1.00"))
        assert law.value_lost(sold, law.EU, at=SOLD_AT).is_borne_by_customer

    def test_the_very_instant(self) -> None:
        assert right(law.EU, SOLD_AT, history=[]).verdict is Verdict.MET


class TestWhere:
    """Days are those where the customer is: where nobody told, the answer says what it needs."""

    @pytest.mark.parametrize(
        "customer",
        [pytest.param(None, id="nobody"), pytest.param(Customer(id="C-7"), id="no zone")],
    )
    def test_without_a_zone(self, customer: Customer | None) -> None:
        found = right(law.DE, customer=customer)
        assert found.verdict is Verdict.UNKNOWN
        assert [(x.code, x.tell) for x in found.because] == [("customer_zone_missing", "zone")]
