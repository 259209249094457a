"""How an account stands: indicators from worst to best, what is missing, and what is too old."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import Absent, Indicator, InvalidValue, WrongType, feedback
from postsales.feedback import health_score, normalise_indicator

NOON = "2026-06-30T12:00Z"
MONTH = timedelta(days=30)


@pytest.mark.parametrize(
    ("figure", "worst", "best", "value"),
    [
        (5, 0, 10, 50),
        (2, 10, 0, 80),
        (12, 0, 10, 100),
        (-1, 0, 10, 0),
        (11, 10, 0, 0),
        (0, 0, 10, 0),
        (10, 0, 10, 100),
        (Fraction(1, 3), 0, 1, Fraction(100, 3)),
    ],
)
def test_from_worst_to_best(figure: int, worst: int, best: int, value: int) -> None:
    assert normalise_indicator(figure, worst=worst, best=best) == value


def test_what_is_not_clipped_goes_on() -> None:
    assert normalise_indicator(-5, worst=0, best=10, clip=False) == -50


@pytest.mark.parametrize("figure", [float("nan"), float("inf"), 10**101])
def test_a_figure_without_an_end_is_refused(figure: float) -> None:
    with pytest.raises(InvalidValue, match="figure"):
        normalise_indicator(figure, worst=0, best=10)


def test_what_is_worst_is_not_best() -> None:
    with pytest.raises(InvalidValue, match="best is 3: the best and the worst are two figures"):
        normalise_indicator(1, worst=3, best=3)


def test_what_is_missing_takes_its_weight_with_it() -> None:
    found = health_score(
        [
            Indicator("paid on time", 60, weight=50),
            Indicator("answers", None, weight=25),
            Indicator("usage", 90, weight=25),
        ]
    )
    assert found.score == 70
    assert (found.n, found.coverage, found.reason) == (2, Fraction(3, 4), None)
    assert [one.points for one in found.contributions] == [40, None, 30]


@pytest.mark.parametrize(
    ("known", "floor", "score", "reason"),
    [
        (50, 0.5, 80, None),
        (49, 0.5, None, Absent.LOW_COVERAGE),
        (49, 0.49, 80, None),
        (0, 0, None, Absent.NO_DENOMINATOR),
        (100, 1, 80, None),
    ],
)
def test_below_the_floor_there_is_no_score(
    known: int, floor: float, score: int | None, reason: Absent | None
) -> None:
    indicators = [
        Indicator("usage", 80, weight=known),
        Indicator("answers", None, weight=100 - known),
    ]
    found = health_score(indicators, floor=floor)
    assert (found.score, found.reason, found.coverage) == (score, reason, Fraction(known, 100))


def test_of_nothing_there_is_no_score() -> None:
    found = health_score([])
    assert (found.score, found.n, found.coverage) == (None, 0, None)
    assert found.reason is Absent.NO_DENOMINATOR


@pytest.mark.parametrize(
    ("measured", "is_stale"),
    [
        ("2026-05-31T12:00Z", False),
        ("2026-05-31T11:59:59.999999Z", True),
        ("2026-06-30T12:00Z", False),
    ],
)
def test_too_old_is_later_than_the_last_instant(measured: str, is_stale: bool) -> None:
    usage = Indicator("usage", 40, measured_at=measured, max_age=MONTH)
    found = health_score([usage, Indicator("paid on time", 90)], at=NOON)
    assert found.contributions[0].is_stale is is_stale
    assert found.score == (90 if is_stale else 65)
    assert found.contributions[0].value == 40, "what is too old is still told"


@pytest.mark.parametrize(
    ("score", "band"),
    [(100, "well"), (70, "well"), (Fraction(6999, 100), "watch"), (40, "watch"), (0, "at risk")],
)
def test_a_band_begins_on_its_edge(score: Fraction, band: str) -> None:
    bands = {"watch": 40, "well": 70, "at risk": 0}
    assert health_score([Indicator("all", score)], bands=bands).band == band


def test_without_bands_there_is_none() -> None:
    assert health_score([Indicator("all", 50)]).band is None
    assert health_score([Indicator("all", None)], bands={"any": 0}).band is None


def refused(says: str, build: Callable[[], object]) -> None:
    with pytest.raises((InvalidValue, WrongType), match=says):
        build()


def test_what_cannot_be_is_refused() -> None:
    full = Indicator("all", 50)
    aged = Indicator("aged", 50, measured_at=NOON, max_age=MONTH)
    refused("value is 101", lambda: Indicator("usage", 101))
    refused("value is True", lambda: Indicator("usage", True))
    refused("weight", lambda: Indicator("usage", 50, weight=-1))
    refused("max_age", lambda: Indicator("usage", 50, max_age=timedelta(-1), measured_at=NOON))
    refused("measured_at", lambda: Indicator("usage", 50, max_age=MONTH))
    refused("weights is 0", lambda: health_score([Indicator("usage", 90, weight=0)]))
    refused("at is None", lambda: health_score([aged]))
    refused("measured later", lambda: health_score([aged], at="2026-06-30T11:59Z"))
    refused("floor", lambda: health_score([full], floor=1.1))
    refused("a name of its own", lambda: health_score([full, full]))
    refused("one band must start at 0", lambda: health_score([full], bands={"well": 1}))
    refused("a score of its own", lambda: health_score([full], bands={"a": 0, "b": 0}))
    refused("indicators", lambda: health_score([50]))  # type: ignore[list-item]


def test_what_has_no_value_needs_no_age() -> None:
    assert health_score([Indicator("usage", None, max_age=MONTH)]).score is None


class TestHealth:
    """A score lies between its indicators, and is the sum of what they contribute."""

    @settings(max_examples=50)
    @given(
        st.lists(
            st.tuples(st.none() | st.integers(0, 100), st.integers(0, 9)), min_size=1, max_size=6
        )
    )
    def test_between_its_indicators(self, drawn: list[tuple[int | None, int]]) -> None:
        if not any(weight for _, weight in drawn):
            return
        indicators = [
            Indicator(f"i{n}", value, weight=weight) for n, (value, weight) in enumerate(drawn)
        ]
        found = feedback.health_score(indicators, floor=0)
        known = [value for value, weight in drawn if value is not None and weight]
        if found.score is None:
            assert not known
            return
        assert min(known) <= found.score <= max(known)
        assert found.score == sum(one.points or 0 for one in found.contributions)
