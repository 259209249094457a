"""A wish for an early start takes the right away only where it came before the start.

Directive 2011/83/EU, Art. 7(3), 8(8) and 16(a), (m); Consumer Contracts Regulations, reg. 36, 37.
"""

import pytest

from postsales import (
    EUR,
    GBP,
    Cancelled,
    Customer,
    Delivered,
    EarlyStartAsked,
    Line,
    Order,
    Verdict,
    law,
)
from postsales.law import Jurisdiction

STARTED = "2026-03-04T09:00:00Z"


def verdict(place: Jurisdiction, kind: str, *asked: str) -> Verdict:
    """How the right to withdraw stands for what was supplied, where this was asked for."""
    money = GBP if place is law.GB else EUR
    wishes = [
        EarlyStartAsked({"it": 1}, acknowledged=True, confirmed=True, at=x, ref=x) for x in asked
    ]
    order = Order(
        id="1001",
        placed_at="2026-03-02T10:15Z",
        customer=Customer(id="C-7", zone="Europe/London"),
        lines=[Line("it", quantity=1, total=money("40.00"), kind=kind)],
        history=[Delivered({"it": 1}, at=STARTED), *wishes],
    )
    rights = law.rights(order, place, at="2026-03-06T09:00Z")
    return next(x.verdict for x in rights if x.name.endswith("withdrawal"))


@pytest.mark.parametrize(
    "place", [pytest.param(x, id=x.code) for x in (law.EU, law.DE, law.FR, law.IT, law.GB)]
)
@pytest.mark.parametrize("kind", ["service", "digital"])
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(["2026-03-02T10:15Z"], Verdict.NOT_MET, id="with the order"),
        pytest.param([STARTED], Verdict.NOT_MET, id="at the very instant"),
        pytest.param(["2026-03-04T09:00:01Z"], Verdict.MET, id="a second too late"),
        pytest.param(
            ["2026-03-03T09:00Z", "2026-03-05T09:00Z"], Verdict.NOT_MET, id="before, and again"
        ),
        pytest.param([], Verdict.MET, id="never"),
    ],
)
def test_when_it_was_asked_for(
    place: Jurisdiction, kind: str, asked: list[str], expected: Verdict
) -> None:
    assert verdict(place, kind, *asked) is expected


@pytest.mark.parametrize("place", [pytest.param(x, id=x.code) for x in (law.EU, law.DE, law.GB)])
@pytest.mark.parametrize(
    ("called_off", "expected"),
    [
        pytest.param([], Verdict.MET, id="the third is to come"),
        pytest.param(["2026-03-05T09:00Z"], Verdict.NOT_MET, id="the third was called off"),
    ],
)
def test_a_service_is_performed_without_what_was_called_off(
    place: Jurisdiction, called_off: list[str], expected: Verdict
) -> None:
    money = GBP if place is law.GB else EUR
    order = Order(
        id="1001",
        placed_at="2026-03-02T10:15Z",
        lines=[Line("lesson", quantity=3, total=money("60.00"), kind="service")],
        customer=Customer(id="C-7", zone="Europe/London"),
        history=[
            EarlyStartAsked({"lesson": 3}, acknowledged=True, at="2026-03-02T10:15Z"),
            Delivered({"lesson": 2}, at="2026-03-04T09:00Z"),
            *(Cancelled({"lesson": 1}, at=x) for x in called_off),
        ],
    )
    rights = law.rights(order, place, at="2026-03-06T09:00Z")
    told = {x.verdict for x in rights if x.name.endswith("withdrawal")}
    assert expected in told
    assert (Verdict.MET in told) is (expected is Verdict.MET)
