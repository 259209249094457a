"""Each place outside the Union answers: one right of each, and what it is not about."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    AUD,
    BRL,
    GBP,
    JPY,
    USD,
    Customer,
    CustomerInformed,
    Delivered,
    Event,
    Line,
    Money,
    Order,
    Outcome,
    PolicyMissing,
    ReturnRequest,
    ReturnRequested,
    SaleMade,
    Verdict,
    law,
    returns,
)
from postsales.basics.moments import instant
from postsales.law import AU, BR, GB, JP, US, US_CA, US_NY, Jurisdiction

TEE = {"tee": 1}
CAME = Delivered(TEE, at="2026-03-02T12:00Z")
UNPOSTED = PolicyMissing(at="2026-03-01T12:00Z")
TOLD = CustomerInformed(at="2026-03-02T12:00Z")


def order(made: SaleMade, total: Money, *history: Event) -> Order:
    """A tee that was sold on Sunday, 1 March 2026."""
    return Order(
        id="1001",
        placed_at="2026-03-01T12:00Z",
        customer=Customer(id="C-7", zone="UTC"),
        made=made,
        lines=[Line("tee", quantity=1, total=total)],
        history=history,
    )


def right(found: Order, place: Jurisdiction, name: str) -> law.Right:
    at = "2026-03-02T13:00Z"
    return next(x for x in law.rights(found, place, at=at) if x.name == f"{place.code}.{name}")


VISIT, ONLINE, SHOP = SaleMade.HOME_VISIT, SaleMade.ONLINE, SaleMade.IN_SHOP


LAST_DAYS = [
    pytest.param(GB, "withdrawal", order(ONLINE, GBP("20.00"), CAME), "2026-03-16", id="14 days"),
    pytest.param(GB, "reject", order(SHOP, GBP("20.00"), CAME), "2026-04-01", id="30 days"),
    pytest.param(
        US, "withdrawal", order(VISIT, USD("25.00")), "2026-03-04", id="three business days"
    ),
    pytest.param(
        US_CA,
        "unposted_policy",
        order(SHOP, USD("9.00"), CAME, UNPOSTED),
        "2026-03-31",
        id="the 30th day in California",
    ),
    pytest.param(
        US_NY,
        "unposted_policy",
        order(SHOP, USD("9.00"), CAME, UNPOSTED),
        "2026-03-31",
        id="up to 30 days in New York",
    ),
    pytest.param(
        AU, "withdrawal", order(VISIT, AUD("100.01")), "2026-03-13", id="ten business days"
    ),
    pytest.param(
        BR, "withdrawal", order(ONLINE, BRL("20.00"), CAME), "2026-03-09", id="seven days"
    ),
    pytest.param(
        JP,
        "withdrawal",
        order(VISIT, JPY("5000"), TOLD),
        "2026-03-09",
        id="eight days with the first",
    ),
    pytest.param(
        JP,
        "mail_order",
        order(ONLINE, JPY("5000"), CAME, UNPOSTED),
        "2026-03-09",
        id="and of mail order",
    ),
]
"""A right of each place, of a sale that has it, and its last day."""
ARRIVE = {"JP.mail_order", "US-CA.unposted_policy", "US-NY.unposted_policy"}
"""Rights where a notice, or the goods, have to be there on the last day."""


@pytest.mark.parametrize(("place", "name", "found", "last_day"), LAST_DAYS)
def test_the_last_day(place: Jurisdiction, name: str, found: Order, last_day: str) -> None:
    one = right(found, place, name)
    assert one.verdict is Verdict.MET
    assert one.deadline is not None
    assert one.deadline.last_day == date.fromisoformat(last_day)
    assert one.citation is not None


@pytest.mark.parametrize(("place", "name", "found", "last_day"), LAST_DAYS)
def test_it_is_enough_to_send_a_notice_in_time_but_for_some(
    place: Jurisdiction, name: str, found: Order, last_day: str
) -> None:
    sent = instant(f"{last_day}T23:59Z")
    notice = ReturnRequest.of(TEE, reason="defect" if name == "reject" else "remorse")
    late = evolve(notice, sent_at=sent, received_at=sent + timedelta(days=2))
    terms = place.right(name, on="2026-03-01")
    decision = returns.assess(found, late, terms, at=sent + timedelta(days=3))
    arrives = f"{place.code}.{name}" in ARRIVE
    assert decision.outcome is (Outcome.REFUSED if arrives else Outcome.ALLOWED)


@pytest.mark.parametrize(
    ("place", "name", "found", "code"),
    [
        pytest.param(GB, "withdrawal", order(SHOP, GBP("20.00"), CAME), "sold_in_shop", id="GB"),
        pytest.param(US, "withdrawal", order(ONLINE, USD("500.00")), "not_sold_away", id="US"),
        pytest.param(
            US_CA, "unposted_policy", order(SHOP, USD("9.00"), CAME), "policy_posted", id="US-CA"
        ),
        pytest.param(
            US_NY, "unposted_policy", order(SHOP, USD("9.00"), CAME), "policy_posted", id="US-NY"
        ),
        pytest.param(AU, "withdrawal", order(VISIT, AUD("100.00")), "below_minimum", id="AU"),
        pytest.param(BR, "withdrawal", order(SHOP, BRL("20.00"), CAME), "sold_in_shop", id="BR"),
        pytest.param(JP, "withdrawal", order(SHOP, JPY("5000")), "not_unsolicited", id="JP"),
    ],
)
def test_what_it_is_not_about(place: Jurisdiction, name: str, found: Order, code: str) -> None:
    one = right(found, place, name)
    assert one.verdict is Verdict.NOT_APPLICABLE
    assert [x.code for x in one.because] == [code]


OWED = {
    "GB": {"deliver", "send_back", "refund", "refund_rejected"},
    "US": {"ship", "refund_unshipped"},
}


@pytest.mark.parametrize("place", [GB, US], ids=["GB", "US"])
def test_what_is_owed_for_goods_that_were_ordered_online(place: Jurisdiction) -> None:
    currency: Any = {"GB": GBP, "US": USD}[place.code]
    asked = ReturnRequested(TEE, at="2026-03-05T12:00Z", ref="R-1")
    found = order(SaleMade.ONLINE, currency("50.00"), CAME, asked)
    told = {x.duty.name for x in law.duties(found, place, at="2026-03-06T12:00Z")}
    assert told == OWED[place.code]


def test_who_sold_on_a_visit_owes_the_refund_alone() -> None:
    asked = ReturnRequested(TEE, at="2026-03-03T12:00Z", ref="R-1")
    found = order(VISIT, USD("50.00"), asked)
    told = [x.duty.name for x in law.duties(found, US, at="2026-03-04T12:00Z")]
    assert told == ["refund"]
