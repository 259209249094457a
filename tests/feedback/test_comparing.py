"""Has it changed, how many answers are needed, and what unequal weights cost."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import Absent, InvalidValue, NpsCounts, WrongType, feedback

APPLES = NpsCounts(promoters=50, passives=30, detractors=20)
PEARS = NpsCounts(promoters=60, passives=25, detractors=15)


def test_a_change_has_its_sign() -> None:
    up, down = feedback.compare_nps(PEARS, APPLES), feedback.compare_nps(APPLES, PEARS)
    assert (up.observed, down.observed) == (Fraction(15), Fraction(-15))
    assert up.interval is not None
    assert down.interval is not None
    assert up.interval.unclipped == tuple(-end for end in reversed(down.interval.unclipped))


def test_nobody_and_everybody_alike_are_two_reasons() -> None:
    nobody = feedback.compare_nps(PEARS, NpsCounts())
    assert (nobody.p_value, nobody.reason) == (None, Absent.NO_RESPONSES)
    alike = feedback.compare_nps(NpsCounts(promoters=3), NpsCounts(promoters=9), method="wald")
    assert (alike.observed, alike.p_value) == (Fraction(0), None)
    assert alike.reason is Absent.ZERO_VARIANCE
    assert not alike.is_significant


def test_only_differences_beyond_chance_are_significant() -> None:
    much = feedback.compare_nps(NpsCounts(promoters=90, detractors=10), APPLES)
    assert much.is_significant
    assert much.p_value is not None
    assert much.p_value < 0.05
    assert not feedback.compare_nps(PEARS, APPLES).is_significant


@pytest.mark.parametrize(
    ("margin", "facts", "n"),
    [
        (10, {}, 382),
        (5, {}, 1534),
        (10, {"method": "wald"}, 385),
        (10, {"variance": 0.6931, "method": "wald"}, 267),
        (10, {"population": 500}, 217),
        (10, {"population": 1}, 1),
        (10, {"variance": 0}, 1),
        (200, {}, 1),
    ],
)
def test_so_many_answers_are_needed(margin: float, facts: dict[str, object], n: int) -> None:
    assert feedback.nps_sample_size(margin, **facts) == n  # type: ignore[arg-type]


def test_the_size_is_enough_and_one_less_is_not() -> None:
    for n, enough in ((385, True), (384, False)):
        half = NpsCounts(promoters=n // 2, detractors=n - n // 2)
        interval = feedback.nps_interval(half, method="wald")
        assert interval is not None
        assert (interval.unclipped[1] - interval.centre <= 10) is enough


@pytest.mark.parametrize("margin", [0, -1, float("nan"), 201])
def test_a_margin_is_more_than_nothing(margin: float) -> None:
    with pytest.raises(InvalidValue, match="margin"):
        feedback.nps_sample_size(margin)


@pytest.mark.parametrize("power", [0, 1])
def test_a_power_lies_between_0_and_1(power: float) -> None:
    with pytest.raises(InvalidValue, match="power"):
        feedback.nps_sample_size_to_compare(10, power=power)


def test_numbers_are_no_truth_values() -> None:
    with pytest.raises(WrongType, match="margin"):
        feedback.nps_sample_size(True)


def test_a_big_customer_can_turn_the_sign() -> None:
    found = feedback.weighted_nps([10, 0, 8], [100, 900, 50])
    assert found.score == Fraction(-1600, 21)
    assert found.counts.score == 0


def test_weights_of_nothing_give_no_score() -> None:
    found = feedback.weighted_nps([10, 0], [0, 0])
    assert (found.score, found.reason) == (None, Absent.NO_DENOMINATOR)
    assert feedback.weighted_nps([], []).reason is Absent.NO_RESPONSES


@pytest.mark.parametrize("population", [1, 3, 4, 100])
@pytest.mark.parametrize("variance", [0.0, 0.3])
def test_a_wide_margin_needs_one_answer_however_few_there_are(
    population: int, variance: float
) -> None:
    asked = feedback.nps_sample_size(150, variance=variance, population=population)
    assert asked == 1


def test_a_change_to_be_seen_is_named_when_it_is_none() -> None:
    with pytest.raises(InvalidValue, match="difference is 0"):
        feedback.nps_sample_size_to_compare(0)
    assert feedback.nps_sample_size_to_compare(10, power=0.001) == 1


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf"), True, "1", None])
def test_a_weight_is_a_number_from_0(weight: object) -> None:
    with pytest.raises((InvalidValue, WrongType), match="weight"):
        feedback.weighted_nps([10, 0], [1, weight])  # type: ignore[list-item]


WEIGHTS = st.lists(st.integers(1, 20), min_size=1, max_size=8)


class TestWeights:
    """Only the ratios of weights matter, and unequal ones never make the answers more."""

    @given(WEIGHTS, st.integers(2, 9))
    def test_scaling_changes_nothing(self, weights: list[int], factor: int) -> None:
        scores = [10, 0, 8, 9, 3, 7, 10, 6][: len(weights)]
        once = feedback.weighted_nps(scores, weights)
        scaled = feedback.weighted_nps(scores, [factor * one for one in weights])
        assert (scaled.score, scaled.effect) == (once.score, once.effect)

    def test_tiny_weights_are_as_unsure_as_large_ones(self) -> None:
        tiny = feedback.weighted_nps([10, 0, 8], [1e-200, 2e-200, 3e-200])
        large = feedback.weighted_nps([10, 0, 8], [1, 2, 3])
        assert tiny.standard_error == pytest.approx(large.standard_error)

    @given(WEIGHTS)
    def test_they_cost(self, weights: list[int]) -> None:
        found = feedback.design_effect(weights)
        assert found.n_effective is not None
        assert found.n_effective <= found.n
        assert (found.deff == 1) == (len(set(weights)) == 1)


def test_a_weighted_score_of_one_answer_has_no_interval() -> None:
    assert feedback.weighted_nps([10], [3]).interval is None


def test_few_weighted_answers_are_less_sure_than_their_error_says() -> None:
    found = feedback.weighted_nps([10, 0, 8], [1, 1, 1])
    assert found.interval is not None
    assert found.standard_error is not None
    # Two degrees: 4.303 errors, times the root of 3 / 2.
    margin = found.interval.unclipped[1] - found.interval.centre
    assert margin == pytest.approx(4.302653 * 1.5**0.5 * found.standard_error, abs=1e-3)


def test_shares_are_told_as_pairs() -> None:
    with pytest.raises(WrongType, match="current"):
        feedback.compare_shares(0.5, (1, 2))  # type: ignore[arg-type]
