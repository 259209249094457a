"""Terms can be a stranger's file: making them takes time by their length, and asking them ends."""

from typing import Any

import pytest

from postsales import (
    EUR,
    MET,
    Days,
    Delivered,
    Exclusion,
    Finding,
    InvalidValue,
    Line,
    Order,
    Outcome,
    ReasonKind,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    returns,
)
from postsales.returns.rules import within_window

ORDER = Order(
    "1001",
    placed_at="2026-03-02T09:00Z",
    lines=[Line("tee", quantity=1, total=EUR("10.00"))],
    history=[Delivered({"tee": 1}, at="2026-03-05T09:00Z")],
)


def excused(case: ReturnCase) -> Finding:
    """Nobody is late."""
    return MET


def terms(**told: Any) -> ReturnTerms:
    return ReturnTerms(
        id="acme",
        version="1",
        zone="Europe/Berlin",
        window=ReturnWindow(Days(30), since=Delivered),
        reasons={"remorse": ReasonKind.REMORSE},
        **told,
    )


class Compared(str):
    """Text that counts how often it is compared."""

    __slots__ = ()
    times = 0

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_no_exclusion_is_held_against_all_others() -> None:
    clothes = Scope(category="clothes")
    Compared.times = 0
    terms(exclusions=[Exclusion(Compared(f"c{n}"), applies_to=clothes) for n in range(300)])
    assert Compared.times < 3000


@pytest.mark.parametrize(
    "exceptions",
    [pytest.param(99, id="one less"), pytest.param(100, id="as many as can be")],
)
def test_many_exceptions_to_one_rule_are_asked(exceptions: int) -> None:
    made = terms(excepted=[(within_window, excused)] * exceptions)
    everything = ReturnRequest.everything(ORDER, reason="remorse")
    decision = returns.assess(ORDER, everything, made, at="2026-06-05T09:00Z")
    assert decision.outcome is Outcome.ALLOWED


def test_one_exception_more_is_refused() -> None:
    with pytest.raises(InvalidValue, match="at most 100 exceptions are allowed, not 101"):
        terms(excepted=[(within_window, excused)] * 101)
