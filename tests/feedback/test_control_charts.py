"""Control charts: published tables, edges, and what is skipped."""

import math
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    CusumState,
    Direction,
    EwmaState,
    InvalidValue,
    ShewhartState,
    SignalReason,
    WrongType,
)

# Montgomery and Runger, Applied Statistics and Probability for Engineers, table 16-8.
CONCENTRATIONS = [
    *(102.0, 94.8, 98.3, 98.4, 102.0, 98.5, 99.0, 97.7, 100.0, 98.1),
    *(101.3, 98.7, 101.1, 98.4, 97.0, 96.7, 100.3, 101.4, 97.2, 101.0),
]
UPPER = [2, 0, 0, 0, 2, 0.5, 0, 0, 0, 0, 1.3, 0, 1.1, 0, 0, 0, 0.3, 1.7, 0, 1]
LOWER = [0, 3.2, 2.9, 2.5, 0, 0, 0, 0.3, 0, 0, 0, 0, 0, 0, 1, 2.3, 0, 0, 0.8, 0]

# Two well-known worked examples; their sums and averages are reckoned from the rule.
STEP = [
    *(324.925, 324.675, 324.725, 324.35, 325.35, 325.225, 324.125, 324.525, 325.225, 324.6),
    *(324.625, 325.15, 328.325, 327.25, 327.825, 328.5, 326.675, 327.775, 326.875, 328.35),
]
RISING = [3.0075, 4.94, 7.4475, 10.63, 11.9875, 14.445, 16.0025, 19.035]
STEADY = [
    *(52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5),
    *(49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1),
]
AVERAGES = [
    *(50.6, 49.52, 50.564, 50.1848, 50.15936, 49.211552, 49.748086, 49.85366, 50.257562),
    *(50.330294, 50.111206, 49.357844, 49.520491, 50.054344, 49.37804, 49.924628, 50.72724),
    *(51.229068, 51.940348, 51.988243),
]


def sums(state: CusumState, values: Sequence[float]) -> list[CusumState]:
    found: list[CusumState] = []
    for n, value in enumerate(values, 1):
        state = state.after(str(n), value)
        found.append(state)
    return found


def averages(state: EwmaState, values: Sequence[float]) -> list[EwmaState]:
    found: list[EwmaState] = []
    for n, value in enumerate(values, 1):
        state = state.after(str(n), value)
        found.append(state)
    return found


def test_the_published_table() -> None:
    found = sums(CusumState(target=99, slack=1, limit=10), CONCENTRATIONS)
    assert [one.upper.total for one in found] == pytest.approx(UPPER, abs=1e-9)
    assert [one.lower.total for one in found] == pytest.approx(LOWER, abs=1e-9)
    assert not any(one.signal for one in found)


def test_a_step_is_signalled_and_goes_on() -> None:
    found = sums(CusumState(target=325, slack=0.3175, limit=4.1959), STEP)
    assert [one.upper.total for one in found[-8:]] == pytest.approx(RISING)
    assert [n for n, one in enumerate(found, 1) if one.signal] == list(range(14, 21))
    first = found[13].signal
    assert first is not None
    assert (first.period, first.direction, first.reason) == (
        "14",
        Direction.UP,
        SignalReason.CUSUM,
    )
    assert (first.run_length, first.since) == (2, "13"), "the cause is to be sought at 13"


def test_a_moving_average_with_the_limits_of_the_long_run() -> None:
    start = EwmaState(target=50, sigma=2.0539, weight=0.3, exact_limits=False)
    found = averages(start, STEADY)
    assert [one.value for one in found] == pytest.approx(AVERAGES, abs=1e-6)
    assert (found[0].low, found[-1].high) == pytest.approx((47.411568, 52.588432), abs=1e-6)
    assert not any(one.signal for one in found)


def test_the_first_limits_are_narrower() -> None:
    found = averages(EwmaState(), [0, 0, 0, 0, 0])
    highs = [0.6, 0.7683749084919418, 0.8589854480723175, 0.912265224592059, 0.944788768773211]
    assert [one.high for one in found] == pytest.approx(highs)
    assert EwmaState().value == 0


def test_a_moving_average_leaves_its_limits() -> None:
    found = averages(EwmaState(), [-1, -2, -3, -3])
    assert [one.signal is None for one in found] == [True, True, False, False]
    last = found[-1].signal
    assert last is not None
    assert str(last) == "down in 4, for 4 periods since 1 (ewma)"


def test_exactly_at_the_limit_is_no_signal() -> None:
    assert CusumState(slack=1, limit=5).after("a", 6).signal is None
    assert CusumState(slack=1, limit=5).after("a", math.nextafter(6, 7)).signal is not None
    assert EwmaState(weight=1, limit=3).after("a", -3).signal is None
    assert EwmaState(weight=1, limit=3).after("a", -3.001).signal is not None
    assert ShewhartState(limit=3).after("a", 3).signal is None
    assert ShewhartState(limit=3).after("a", 3.001).signal is not None


def test_one_side_ends_where_the_other_begins() -> None:
    state = ShewhartState().after("a", 4).after("b", 5)
    assert state.signal is not None
    assert state.signal.run_length == 2
    turned = state.after("c", -4).signal
    assert turned is not None
    assert (turned.direction, turned.run_length, turned.since) == (Direction.DOWN, 1, "c")
    assert state.after("c", 1).signal is None
    again = state.after("c", 1).after("d", 4).signal
    assert again is not None
    assert (again.run_length, again.since) == (1, "d")


def test_what_nobody_answered_is_skipped_and_said() -> None:
    cusum = CusumState().after("a", 3).after("b", None)
    assert (cusum.upper.total, cusum.signal, cusum.skipped) == (2.5, None, ("b",))
    assert cusum.after("c", 3).upper.run_length == 2
    ewma = EwmaState().after("a", 1).after("b", None)
    assert (ewma.periods, ewma.value, ewma.skipped) == (1, 0.2, ("b",))
    assert ShewhartState().after("a", None).skipped == ("a",)


def test_after_a_signal_a_skipped_period_is_none() -> None:
    assert CusumState().after("a", 9).after("b", None).signal is None
    assert EwmaState().after("a", 9).after("b", None).signal is None
    assert ShewhartState().after("a", 9).after("b", None).signal is None


def refused(field: str, build: Callable[[], object]) -> None:
    with pytest.raises(InvalidValue, match=field):
        build()


def test_charts_that_cannot_be_are_refused() -> None:
    refused("limit", lambda: CusumState(limit=0))
    refused("slack", lambda: CusumState(slack=-1))
    refused("target", lambda: CusumState(target=float("nan")))
    refused("weight", lambda: EwmaState(weight=0))
    refused("weight", lambda: EwmaState(weight=1.1))
    refused("sigma", lambda: EwmaState(sigma=0))
    refused("limit", lambda: ShewhartState(limit=-1))


def test_values_that_are_none_are_refused() -> None:
    with pytest.raises(InvalidValue, match="value"):
        CusumState().after("a", float("inf"))
    with pytest.raises(WrongType, match="value"):
        EwmaState().after("a", "3")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="period"):
        ShewhartState().after("", 3)


class TestSums:
    """Sums are never below 0, and those of mirrored values are mirrored."""

    @settings(max_examples=40)
    @given(st.lists(st.integers(-9, 9), max_size=12))
    def test_mirrored(self, values: list[int]) -> None:
        up = sums(CusumState(), values)
        down = sums(CusumState(), [-value for value in values])
        assert [one.upper for one in up] == [one.lower for one in down]
        assert all(one.upper.total >= 0 and one.lower.total >= 0 for one in up)
