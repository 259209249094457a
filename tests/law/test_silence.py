"""What nobody told: every answer that hangs on it says what it took for granted."""

from collections.abc import Sequence

import pytest

from postsales import (
    Customer,
    CustomerInformed,
    Delivered,
    Event,
    InformationMissing,
    Line,
    Money,
    Order,
    RepairAsked,
    ReturnRequested,
    SaleMade,
    Verdict,
    law,
)
from postsales.law import Jurisdiction, Right

HAD_IT = CustomerInformed(at="2026-03-02T12:00Z")
LACKED_IT = InformationMissing(at="2026-03-02T12:00Z")
CURRENCIES = {"JP": "JPY", "AU": "AUD", "US": "USD", "GB": "GBP", "BR": "BRL"}


def right(
    place: Jurisdiction, made: SaleMade | None, *told: Event, name: str = "withdrawal"
) -> Right:
    """The right to withdraw, a week after an order for 20 000 that came the next day."""
    order = Order(
        id="1001",
        placed_at="2026-03-02T10:15Z",
        customer=Customer(id="C-7", zone="UTC"),
        made=made,
        lines=[Line("tee", quantity=1, total=Money.of("20000", CURRENCIES.get(place.code, "EUR")))],
        history=[Delivered({"tee": 1}, at="2026-03-03T11:00Z"), *told],
    )
    found = law.rights(order, place, at="2026-03-09T09:00Z")
    return next(x for x in found if x.name.endswith(name))


WORKS = ReturnRequested({"tee": 1}, at="2026-03-04T09:00Z", ref="R-1")
SAID = ReturnRequested(
    {"tee": 1}, reasons={"defect": {"tee": 1}}, at="2026-03-04T09:00Z", ref="R-1"
)


@pytest.mark.parametrize(
    ("told", "assumed"),
    [
        pytest.param([], ("faulty",), id="nobody told"),
        pytest.param([WORKS], ("faulty",), id="no reason was given"),
        pytest.param([SAID], (), id="the customer said so"),
        pytest.param([RepairAsked({"tee": 1}, at="2026-03-04T09:00Z")], (), id="a repair"),
    ],
)
def test_goods_that_nobody_called_faulty(told: Sequence[Event], assumed: tuple[str, ...]) -> None:
    found = right(law.GB, None, *told, name="reject")
    assert found.assumed == assumed
    assert "faulty" not in right(law.GB, None, *told).assumed


STARTS_WITH_IT = [
    pytest.param(law.JP, SaleMade.HOME_VISIT, id="at the door in Japan"),
    pytest.param(law.JP, SaleMade.COLD_CALL, id="in a call in Japan"),
    pytest.param(law.AU, SaleMade.COLD_CALL, id="in a call in Australia"),
]


@pytest.mark.parametrize(("place", "made"), STARTS_WITH_IT)
@pytest.mark.parametrize(
    ("told", "assumed", "has_end"),
    [
        pytest.param([], ("not_customer_informed",), False, id="nobody told"),
        pytest.param([LACKED_IT], (), False, id="it was missing"),
        pytest.param([HAD_IT], (), True, id="the customer had it"),
        pytest.param([LACKED_IT, HAD_IT], (), True, id="both"),
    ],
)
def test_a_time_that_starts_with_the_information(
    place: Jurisdiction,
    made: SaleMade,
    told: Sequence[Event],
    assumed: tuple[str, ...],
    has_end: bool,
) -> None:
    found = right(place, made, *told)
    assert (found.verdict, found.deadline is not None) == (Verdict.MET, has_end)
    assert tuple(x for x in found.assumed if "informed" in x) == assumed


@pytest.mark.parametrize("place", [pytest.param(x, id=x.code) for x in (law.EU, law.FR, law.GB)])
@pytest.mark.parametrize(
    ("told", "assumed"),
    [
        pytest.param([], ("informed",), id="nobody told"),
        pytest.param([LACKED_IT], (), id="it was missing"),
        pytest.param([HAD_IT], (), id="the customer had it"),
    ],
)
def test_a_time_that_the_information_makes_longer(
    place: Jurisdiction, told: Sequence[Event], assumed: tuple[str, ...]
) -> None:
    found = right(place, None, *told)
    assert tuple(x for x in found.assumed if "informed" in x) == assumed
