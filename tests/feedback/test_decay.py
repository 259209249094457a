"""Averages in which old ratings fade."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    SHOP_1_10,
    STARS_1_5,
    Absent,
    Hours,
    InvalidScore,
    InvalidValue,
    Minutes,
    Prior,
    Response,
    ScaleMismatch,
    WrongType,
    feedback,
)

USUAL = Prior(weight=7, mean=3.5)
DAY = Hours(24)


def starred(stars: int, at: str, customer: str = "") -> Response:
    return Response("stars", stars, STARS_1_5, at=at, customer=customer)


@pytest.mark.parametrize(
    ("scores", "ages", "half_life", "prior", "value"),
    [
        ([5] * 20, [0] * 20, 6, USUAL, 4.611111111111111),
        ([5] * 20 + [1], [24] * 20 + [0], 6, USUAL, 3.432432432432432),
        ([5, 1], [12, 0], 12, None, 7 / 3),
        ([5, 1], [0, 0], 12, None, 3),
        ([5], [10**9], 1, USUAL, 3.5),
    ],
    ids=[
        "twenty fives today",
        "twenty fives two years ago, and a one today",
        "after one half-life an answer counts half",
        "of one age all count alike",
        "what is all faded leaves the prior",
    ],
)
def test_averages(
    scores: list[int], ages: list[int], half_life: int, prior: Prior | None, value: float
) -> None:
    found = feedback.decayed_average(
        scores, ages, scale=STARS_1_5, half_life=half_life, prior=prior
    )
    assert found.value == pytest.approx(value, abs=1e-12)
    assert found.n == len(scores)


def test_stars_are_shown_in_halves() -> None:
    found = feedback.decayed_average([5] * 20, [0] * 20, scale=STARS_1_5, half_life=6, prior=USUAL)
    assert found.half_stars == Fraction(9, 2)


@pytest.mark.parametrize(
    ("scores", "ages", "reason"),
    [([], [], Absent.NO_RESPONSES), ([5], [10**6], Absent.NO_DENOMINATOR)],
    ids=["nobody", "all of it has faded"],
)
def test_nothing_is_no_zero(scores: list[int], ages: list[int], reason: Absent) -> None:
    found = feedback.decayed_average(scores, ages, scale=STARS_1_5, half_life=1)
    assert (found.value, found.half_stars, found.weight, found.reason) == (None, None, 0, reason)
    assert found.n == len(scores)


class TestFading:
    """Only the ratio of age and half-life matters, and the prior never fades."""

    @settings(max_examples=30)
    @given(
        st.lists(st.tuples(st.integers(1, 5), st.integers(0, 40)), min_size=1, max_size=8),
        st.integers(1, 20),
    )
    def test_the_unit_does_not_matter(self, told: list[tuple[int, int]], half: int) -> None:
        scores, ages = zip(*told, strict=True)
        months = feedback.decayed_average(scores, ages, scale=STARS_1_5, half_life=half)
        thirds = feedback.decayed_average(
            scores, [Fraction(age, 3) for age in ages], scale=STARS_1_5, half_life=Fraction(half, 3)
        )
        assert (months.value, months.weight) == (thirds.value, thirds.weight)

    @settings(max_examples=30)
    @given(st.lists(st.integers(1, 5), min_size=1, max_size=8), st.integers(0, 100))
    def test_of_one_age_it_is_the_mean(self, scores: list[int], age: int) -> None:
        found = feedback.decayed_average(scores, [age] * len(scores), scale=STARS_1_5, half_life=10)
        assert found.value == pytest.approx(sum(scores) / len(scores))

    def test_it_nears_the_prior_as_answers_get_old(self) -> None:
        values = [
            feedback.decayed_average([5], [age], scale=STARS_1_5, half_life=1, prior=USUAL).value
            or 0
            for age in range(5)
        ]
        assert values == sorted(values, reverse=True)


class TestResponses:
    """Ages are the time that really passed, to the newest answer or to a moment that is named."""

    OLD = starred(5, "2026-03-01T10:00Z")
    NEW = starred(1, "2026-03-02T10:00Z")

    def test_to_the_newest_answer(self) -> None:
        found = feedback.decayed_responses([self.NEW, self.OLD], scale=STARS_1_5, half_life=DAY)
        assert (found.weight, found.n) == (1.5, 2)
        assert found.value == pytest.approx(7 / 3)
        assert found.half_life == 24

    def test_to_a_moment(self) -> None:
        found = feedback.decayed_responses(
            [self.OLD, self.NEW], scale=STARS_1_5, half_life=DAY, as_of="2026-03-03T10:00Z"
        )
        assert found.weight == 0.75

    def test_a_day_on_which_the_clocks_change_has_23_hours(self) -> None:
        told = [starred(5, "2026-03-28T12:00+01:00"), starred(5, "2026-03-29T12:00+02:00")]
        found = feedback.decayed_responses(told, scale=STARS_1_5, half_life=Hours(23))
        assert found.weight == 1.5

    def test_minutes_serve_as_well(self) -> None:
        told = [self.OLD, self.NEW]
        found = feedback.decayed_responses(told, scale=STARS_1_5, half_life=Minutes(1440))
        assert found.weight == 1.5

    @pytest.mark.parametrize(
        ("as_of", "refused"),
        [("2026-03-02T09:59:59.999999Z", True), ("2026-03-02T10:00Z", False)],
        ids=["a microsecond before the answer", "at the answer"],
    )
    def test_an_answer_out_of_the_future(self, as_of: str, refused: bool) -> None:
        def asked() -> float | None:
            told = [self.OLD, self.NEW]
            found = feedback.decayed_responses(told, scale=STARS_1_5, half_life=DAY, as_of=as_of)
            return found.value

        if refused:
            with pytest.raises(InvalidValue, match="an answer that counts was given after it"):
                asked()
        else:
            assert asked() == pytest.approx(7 / 3)

    def test_only_answers_that_count_have_an_age(self) -> None:
        told = [
            starred(5, "2026-03-01T10:00Z", customer="C-1"),
            starred(1, "2026-03-02T10:00Z", customer="C-1"),
        ]
        found = feedback.decayed_responses(told, scale=STARS_1_5, half_life=DAY, dedupe="first")
        assert (found.value, found.n, found.weight) == (5, 1, 1)

    def test_nobody(self) -> None:
        found = feedback.decayed_responses(
            [], scale=STARS_1_5, half_life=DAY, as_of="2026-03-02T10:00Z"
        )
        assert (found.value, found.reason) == (None, Absent.NO_RESPONSES)

    def test_wrong_calls(self) -> None:
        with pytest.raises(InvalidValue, match=r"half_life is Hours\(0\)"):
            feedback.decayed_responses([self.OLD], scale=STARS_1_5, half_life=Hours(0))
        with pytest.raises(WrongType, match="elapsed time is needed"):
            feedback.decayed_responses([self.OLD], scale=STARS_1_5, half_life=30)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(WrongType, match="responses are needed"):
            feedback.decayed_responses([5], scale=STARS_1_5, half_life=DAY)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
        with pytest.raises(ScaleMismatch):
            feedback.decayed_responses([self.OLD], scale=SHOP_1_10, half_life=DAY)
        with pytest.raises(InvalidValue, match="fade one by one"):
            feedback.decayed_responses(
                [self.OLD], scale=STARS_1_5, half_life=DAY, dedupe="customer_mean"
            )
        with pytest.raises(InvalidValue, match="as_of"):
            feedback.decayed_responses(
                [self.OLD], scale=STARS_1_5, half_life=DAY, as_of="2026-03-02T10:00"
            )


@pytest.mark.parametrize(
    ("ages", "half_life", "field"),
    [
        ([-1], 6, "age"),
        ([Fraction(-1, 10**9)], 6, "age"),
        ([1, 2], 6, "ages"),
        ([1], 0, "half_life"),
        ([1], -6, "half_life"),
        ([1], float("nan"), "half_life"),
    ],
    ids=["future", "just in the future", "two ages", "no half-life", "below 0", "no number"],
)
def test_ages_and_half_lives_that_cannot_be(ages: list[int], half_life: float, field: str) -> None:
    with pytest.raises(InvalidValue, match=f"^{field} is"):
        feedback.decayed_average([5], ages, scale=STARS_1_5, half_life=half_life)


def test_scores_and_priors_are_on_the_scale() -> None:
    with pytest.raises(InvalidScore):
        feedback.decayed_average([6], [1], scale=STARS_1_5, half_life=6)
    with pytest.raises(InvalidValue, match="prior_mean"):
        feedback.decayed_average(
            [5], [1], scale=STARS_1_5, half_life=6, prior=Prior(weight=1, mean=0)
        )
    with pytest.raises(WrongType, match="a Prior is needed"):
        feedback.decayed_average([5], [1], scale=STARS_1_5, half_life=6, prior=3.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
