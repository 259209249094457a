"""Who pays for the way back: the statute, the merchant, and what the floor makes of both."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Customer,
    Days,
    Delivered,
    Fee,
    InformationMissing,
    Line,
    Order,
    Paid,
    Postage,
    ReasonKind,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Tender,
    law,
)
from postsales.law.money import better_of

BOUGHT, CAME, ASKED = "2026-03-02T10:15+01:00", "2026-03-09T11:00+01:00", "2026-03-20T09:00+01:00"
LABEL = Fee("return_shipping", EUR("4.95"), per="return", for_reasons=["remorse", "defect"])
RESTOCKING = Fee("restocking", EUR("2.00"), per="return")
TERMS = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(30), since=Delivered)
)
ORDER = Order(
    id="1001",
    placed_at=BOUGHT,
    customer=Customer(id="C-7", zone="Europe/Berlin"),
    lines=[Line("tee", quantity=1, total=EUR("20.00"))],
    history=[
        Paid(EUR("20.00"), tender=Tender.card("ch_1"), at=BOUGHT),
        Delivered({"tee": 1}, at=CAME),
    ],
)
DE = law.DE.refunds["withdrawal"].on("2026-03-02")
US = law.US.refunds["withdrawal"].on("2026-03-02")


def merchant(*fees: Fee, postage: Postage | None = None) -> RefundTerms:
    return RefundTerms(
        id="acme", version="1", shipping="never", tenders="as_paid", fees=fees, postage=postage
    )


@pytest.mark.parametrize("code", ["EU", "DE", "FR", "ES", "IT", "PL", "AT", "SE", "GB"])
def test_a_change_of_mind_is_sent_back_by_the_customer(code: str) -> None:
    place: law.Jurisdiction = getattr(law, code)
    (right, *_) = law.rights(ORDER, place, at=ASKED)
    assert right.refund is not None
    assert right.refund == place.refund("withdrawal", on="2026-03-02")
    assert right.refund.postage == Postage()


def test_a_sale_at_the_door_is_fetched_by_the_seller() -> None:
    assert US.postage is None


class TestTheFloor:
    """A fee for the way back stays where the statute has the customer pay, and no other does."""

    @pytest.mark.parametrize(
        ("place", "fees", "total"),
        [
            pytest.param(law.DE, [LABEL], "15.05", id="for the way back"),
            pytest.param(law.DE, [LABEL, RESTOCKING], "15.05", id="and another"),
            pytest.param(law.DE, [RESTOCKING], "20.00", id="another alone"),
        ],
    )
    def test_what_goes_back(self, place: law.Jurisdiction, fees: list[Fee], total: str) -> None:
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref="R-1")
        floor = law.assess(ORDER, request, TERMS, place, at=ASKED)
        assert law.quote(floor, merchant(*fees)).total == EUR(total)

    def test_who_was_not_told_pays_nothing(self) -> None:
        told = evolve(ORDER, history=[*ORDER.history, InformationMissing(at=BOUGHT)])
        (right,) = law.rights(told, law.DE, at=ASKED)
        assert right.refund is not None
        assert right.refund.postage is None
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref="R-1")
        floor = law.assess(told, request, TERMS, law.DE, at=ASKED)
        assert law.quote(floor, merchant(LABEL)).total == EUR("20.00")

    def test_for_the_reasons_of_the_statute(self) -> None:
        (fee,) = better_of(merchant(LABEL), DE).fees
        assert fee.for_reasons == (ReasonKind.REMORSE,)

    def test_the_trader_pays_where_the_statute_says_so(self) -> None:
        own = merchant(LABEL, postage=Postage())
        better = better_of(own, US)
        assert (better.fees, better.postage) == ((), None)

    def test_a_merchant_who_pays_goes_on_paying(self) -> None:
        assert better_of(merchant(), DE).postage is None
