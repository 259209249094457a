"""Groups of customers put together by their share of all customers."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    SHOP_1_10,
    STARS_1_5,
    Absent,
    Denominator,
    EmptyStratum,
    IntervalMethod,
    InvalidValue,
    NpsCounts,
    PostsalesError,
    RatingHistogram,
    ScaleMismatch,
    WrongType,
    feedback,
)

ANSWERED = {"new": (30, 60), "old": (36, 40)}
CUSTOMERS = {"new": 800, "old": 200}


def test_shares_by_hand() -> None:
    found = feedback.post_stratify(ANSWERED, CUSTOMERS)
    # 0.8 of 0.5 and 0.2 of 0.9; the plain share is 0.66.
    assert (found.value, found.n) == (Fraction(29, 50), 100)
    assert found.weights == {"new": Fraction(4, 3), "old": Fraction(1, 2)}
    # Of 0.64 times 0.25 / 60 and 0.04 times 0.09 / 40.
    assert found.standard_error == pytest.approx(math.sqrt(0.64 * 0.25 / 60 + 0.04 * 0.09 / 40))
    assert found.denominator is Denominator.ANSWERED
    assert found.interval is not None
    assert found.interval.method is IntervalMethod.STRATIFIED
    half = 1.959963984540054 * math.sqrt(0.64 * 0.25 / 60 + 0.04 * 0.09 / 40)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.58 - half, 0.58 + half))


def test_what_the_weights_cost() -> None:
    found = feedback.post_stratify(ANSWERED, CUSTOMERS).effect
    plain = feedback.design_effect([Fraction(4, 3)] * 60 + [Fraction(1, 2)] * 40)
    assert found == plain


def test_counts_of_promoters_are_told_in_points() -> None:
    groups = {
        "new": NpsCounts(promoters=5, passives=3, detractors=2),
        "old": NpsCounts(promoters=10),
    }
    found = feedback.post_stratify(groups, {"new": 0.5, "old": 0.5})
    assert found.value == 65
    # Half of the error of the first: 100 times sqrt(0.61 / 10).
    assert found.standard_error == pytest.approx(50 * math.sqrt(0.061))


def test_histograms_are_told_on_their_scale() -> None:
    groups = {
        "new": RatingHistogram(STARS_1_5, (0, 0, 1, 0, 1)),
        "old": RatingHistogram(STARS_1_5, (2, 0, 0, 0, 0)),
    }
    found = feedback.post_stratify(groups, {"new": 3, "old": 1})
    assert found.value == Fraction(13, 4)
    assert found.standard_error == pytest.approx(0.75 * math.sqrt(1 / 2))


def test_an_interval_ends_where_the_scale_does() -> None:
    found = feedback.post_stratify({"new": (1, 2)}, {"new": 1}, confidence=0.99)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (0, 1)
    assert found.interval.unclipped[0] < 0


def test_nobody_anywhere_is_no_zero() -> None:
    for groups, population in (({}, {}), ({"new": (0, 0)}, {"new": 0})):
        found = feedback.post_stratify(groups, population)
        assert (found.value, found.standard_error, found.interval) == (None, None, None)
        assert (found.n, found.reason) == (0, Absent.NO_RESPONSES)
        assert (found.effect.deff, len(found.weights)) == (None, 0)


def test_a_group_without_customers_and_answers_is_none() -> None:
    found = feedback.post_stratify({**ANSWERED, "b2b": (0, 0)}, {**CUSTOMERS, "b2b": 0})
    assert found == feedback.post_stratify(ANSWERED, CUSTOMERS)


class TestPostStratification:
    """Who answered in proportion changes nothing, and only shares of customers matter."""

    @settings(max_examples=30)
    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 20)), min_size=1, max_size=4))
    def test_in_proportion_it_is_the_plain_share(self, told: list[tuple[int, int]]) -> None:
        groups = {f"g{place}": one for place, one in enumerate(told)}
        found = feedback.post_stratify(groups, {name: n for name, (_, n) in groups.items()})
        assert found.value == Fraction(sum(k for k, _ in told), sum(n for _, n in told))
        assert {*found.weights.values()} == {1}
        assert found.effect.deff == 1

    @settings(max_examples=30)
    @given(st.integers(1, 1000), st.integers(1, 1000), st.integers(2, 50))
    def test_shares_do_as_well_as_counts(self, new: int, old: int, times: int) -> None:
        once = feedback.post_stratify(ANSWERED, {"new": new, "old": old})
        more = feedback.post_stratify(ANSWERED, {"new": new * times, "old": old * times})
        assert once == more
        assert sum(many * once.weights[name] for name, (_, many) in ANSWERED.items()) == once.n

    @settings(max_examples=30)
    @given(st.integers(1, 1000), st.integers(1, 1000))
    def test_between_the_groups(self, new: int, old: int) -> None:
        found = feedback.post_stratify(ANSWERED, {"new": new, "old": old})
        assert found.value is not None
        assert Fraction(1, 2) < found.value < Fraction(9, 10)


def test_a_group_of_which_nobody_answered_is_named() -> None:
    with pytest.raises(EmptyStratum, match="groups is 'old': nobody of its 200 customers") as told:
        feedback.post_stratify({"new": (3, 6), "old": (0, 0)}, CUSTOMERS)
    assert told.value.value == "old"


@pytest.mark.parametrize(
    ("groups", "population", "error", "told"),
    [
        ({"new": (3, 6)}, CUSTOMERS, InvalidValue, "groups is 'old': each group is needed in both"),
        (ANSWERED, {"new": 800}, InvalidValue, "population is 'old': each group is needed"),
        (ANSWERED, {"new": 800, "old": 0}, InvalidValue, "40 answered of a group without"),
        (ANSWERED, {"new": 800, "old": -1}, InvalidValue, "population is -1"),
        ({"new": (7, 6), "old": (1, 1)}, CUSTOMERS, InvalidValue, "successes is 7"),
        ({"new": (7,), "old": (1, 1)}, CUSTOMERS, WrongType, "groups is"),
        ({"new": 7, "old": 1}, CUSTOMERS, WrongType, "groups is 7"),
        ({"new": (1, 2), "old": NpsCounts()}, CUSTOMERS, WrongType, "all must be told as tuple"),
        ([(1, 2)], CUSTOMERS, WrongType, "a mapping is needed"),
    ],
    ids=[
        "a group is missing",
        "its customers are missing",
        "answers of nobody",
        "fewer than no customers",
        "more successes than answers",
        "no pair",
        "a number",
        "told in two ways",
        "no mapping",
    ],
)
def test_wrong_calls(
    groups: object, population: dict[str, int], error: type[PostsalesError], told: str
) -> None:
    with pytest.raises(error, match=told):
        feedback.post_stratify(groups, population)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_two_scales_are_not_put_together() -> None:
    groups = {
        "new": RatingHistogram(STARS_1_5, (0, 0, 0, 0, 1)),
        "old": RatingHistogram.of([8], SHOP_1_10),
    }
    with pytest.raises(ScaleMismatch):
        feedback.post_stratify(groups, CUSTOMERS)
