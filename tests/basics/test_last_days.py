"""The parts that a last day is said with: what they refuse, and what they tell of themselves."""

from collections.abc import Callable
from typing import Any

import pytest

from postsales import (
    AtLeast,
    ByCase,
    Citation,
    Count,
    CustomerInformed,
    Days,
    Delivered,
    During,
    Earlier,
    Extended,
    First,
    Hours,
    InCase,
    InformationMissing,
    InvalidValue,
    Last,
    Later,
    Months,
    NonDays,
    Own,
    Paused,
    Placed,
    Readings,
    Received,
    ReturnSentBack,
    Roll,
    Scope,
    WorkingDays,
    WrongType,
)
from postsales.basics.last_days import ordinary, parts, starts_of
from postsales.basics.selectors import Selector

ANY: Any = "anything"
DELIVERED = Last(Delivered)
FORTNIGHT = Count(DELIVERED, Days(14))
WEEKEND = NonDays(["saturday", "sunday"])
REPAIR = During(Received, ReturnSentBack)


def extended(**given: Any) -> Extended:
    """A fortnight, and a year more where nobody informed."""
    plain: dict[str, Any] = {
        "informed": First(CustomerInformed),
        "missing": InformationMissing,
        "cure_within": Months(12),
        "long_stop": Months(12),
        "long_stop_from": "end",
    }
    return Extended(FORTNIGHT, **{**plain, **given})


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Count(ANY, Days(14)), id="a start that is none"),
        pytest.param(
            lambda: Count(Readings("n", {"a": DELIVERED, "b": ANY}), Days(14)),
            id="a start that is none by one reading",
        ),
        pytest.param(
            lambda: Count(ByCase([InCase(Scope(sku="x"), ANY)], otherwise=DELIVERED), Days(14)),
            id="a start that is none in one case",
        ),
        pytest.param(lambda: Count(DELIVERED, Hours(24)), id="a length that ends at an instant"),  # type: ignore[arg-type]
        pytest.param(
            lambda: Count(DELIVERED, ByCase([InCase(ANY, ANY)], otherwise=Days(14))),
            id="a length that is none in one case",
        ),
        pytest.param(
            lambda: Count(DELIVERED, Days(0), first_day="same"), id="the first of no days"
        ),
        pytest.param(lambda: Count(DELIVERED, WorkingDays(3)), id="working days by no days"),
        pytest.param(
            lambda: Count(DELIVERED, Days(3), skipping=WEEKEND), id="calendar days that skip some"
        ),
        pytest.param(lambda: Count(DELIVERED, Days(3), roll=ANY), id="a roll that is none"),
        pytest.param(lambda: AtLeast(0, WEEKEND), id="at least no days"),
        pytest.param(lambda: AtLeast(2, ANY), id="at least two of no days"),
        pytest.param(lambda: Later([DELIVERED]), id="the later of one day"),
        pytest.param(lambda: Earlier([DELIVERED, ANY]), id="the earlier of a day and no day"),
        pytest.param(lambda: ByCase([], otherwise=Days(14)), id="no case"),
        pytest.param(lambda: InCase(["a list"], Days(14)), id="a condition that can change"),
        pytest.param(lambda: ByCase([ANY], otherwise=Days(14)), id="a case that is none"),
        pytest.param(lambda: Readings("n", {"a": Days(14)}), id="a text that leaves no choice"),
        pytest.param(lambda: extended(informed=Own(CustomerInformed)), id="the units' information"),
        pytest.param(lambda: extended(cure_within=Days(365)), id="a cure within days"),
        pytest.param(lambda: extended(long_stop_from="middle"), id="a base that is none"),
        pytest.param(
            lambda: extended(long_stop_from=Readings("n", {"a": ANY, "b": ANY})),
            id="readings of no base",
        ),
        pytest.param(lambda: Paused(ANY, during=REPAIR), id="a pause of nothing"),
        pytest.param(lambda: Paused(FORTNIGHT, during=ANY), id="a pause during nothing"),
        pytest.param(lambda: Count(DELIVERED, Days(14), by=ANY), id="a source that is none"),
    ],
)
def test_what_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises((InvalidValue, WrongType)):
        make()


def test_the_ordinary_count_of_each_part() -> None:
    assert ordinary(extended()) == FORTNIGHT
    assert ordinary(Later([First(Placed), FORTNIGHT])) == FORTNIGHT
    assert ordinary(ByCase([InCase(Scope(sku="x"), DELIVERED)], otherwise=FORTNIGHT)) == FORTNIGHT
    assert ordinary(DELIVERED) is None


def test_what_stands_in_it() -> None:
    start = ByCase([InCase(Scope(sku="x"), First(Placed))], otherwise=DELIVERED)
    assert [*starts_of(Count(start, Days(14)))] == [DELIVERED, First(Placed)]
    assert [*parts(extended(), Selector)] == [DELIVERED, First(CustomerInformed)]
    assert [*parts(Count(DELIVERED, Days(1), roll=Roll(WEEKEND, by=Citation("A"))), Citation)] == [
        Citation("A")
    ]
