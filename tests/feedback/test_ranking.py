"""Which items stand first, by a key that has a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    CES_V1_1_5,
    STARS_1_5,
    THUMBS,
    ByBayesianAverage,
    ByDirichletBound,
    ByWilsonBound,
    InvalidValue,
    Prior,
    PriorCounts,
    RankingKey,
    RatingHistogram,
    ScaleMismatch,
    TopBox,
    WrongType,
    feedback,
)

USUAL = ByBayesianAverage(Prior(weight=7, mean=3.5))
BOUND = ByDirichletBound()
TOP = ByWilsonBound(TopBox(4, 5))
KEYS = pytest.mark.parametrize("by", [USUAL, BOUND, TOP], ids=repr)

histograms = st.lists(st.integers(0, 20), min_size=5, max_size=5).map(
    lambda counts: RatingHistogram(STARS_1_5, counts)
)
shelves = st.dictionaries(st.sampled_from("abcdef"), histograms, max_size=6)


def stars(*low_to_high: int) -> RatingHistogram:
    return RatingHistogram(STARS_1_5, low_to_high)


def order(items: dict[str, RatingHistogram], by: RankingKey) -> list[str]:
    return [one.id for one in feedback.rank(items, by=by)]


@KEYS
def test_few_good_answers_do_not_beat_many(by: RankingKey) -> None:
    items = {"tee": stars(0, 0, 0, 0, 1), "mug": stars(1, 1, 2, 30, 60)}
    assert order(items, by) == ["mug", "tee"]


def test_the_published_order() -> None:
    items = {
        "five fives": stars(0, 0, 0, 0, 5),
        "many": stars(25, 20, 75, 80, 60),
        "ten fives": stars(0, 0, 0, 0, 10),
    }
    assert order(items, ByDirichletBound(confidence=0.9)) == ["ten fives", "many", "five fives"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ({"b": (0, 0, 7, 0, 0), "a": (0, 0, 1, 0, 0)}, ["b", "a"]),
        ({"b": (0, 0, 1, 0, 0), "a": (0, 0, 1, 0, 0)}, ["a", "b"]),
        ({"b": (0, 0, 0, 0, 0), "a": (0, 0, 0, 0, 0), "c": (0, 0, 0, 0, 1)}, ["c", "a", "b"]),
    ],
    ids=["of equal keys more answers", "of equal ones the first id", "nobody is last"],
)
def test_ties(items: dict[str, tuple[int, ...]], expected: list[str]) -> None:
    told = {id: stars(*counts) for id, counts in items.items()}
    assert order(told, ByBayesianAverage(Prior(weight=0, mean=3))) == expected


def test_who_has_no_key_stands_last_and_says_so() -> None:
    found = feedback.rank({"new": stars(0, 0, 0, 0, 0), "bad": stars(9, 0, 0, 0, 0)}, by=TOP)
    assert [(one.id, one.place, one.key, one.n) for one in found] == [
        ("bad", 1, 0.0, 9),
        ("new", 2, None, 0),
    ]


def test_the_key_has_a_name_and_is_what_the_verb_says() -> None:
    tee = stars(0, 1, 0, 2, 5)
    keys = {by: feedback.rank({"tee": tee}, by=by)[0].key for by in (USUAL, BOUND, TOP)}
    wilson = feedback.proportion_interval(7, 8)
    assert wilson is not None
    assert keys == {
        USUAL: feedback.bayesian_average(tee, prior=USUAL.prior).value,
        BOUND: feedback.dirichlet_lower_bound(tee).value,
        TOP: wilson.low,
    }
    assert feedback.rank({"tee": tee}, by=TOP)[0].by == ByWilsonBound(TopBox(4, 5))


class TestRank:
    """The same items always stand the same, in whatever order they are told."""

    @settings(max_examples=30)
    @given(shelves, st.sampled_from([USUAL, BOUND, TOP]))
    def test_the_order_of_telling_does_not_matter(
        self, items: dict[str, RatingHistogram], by: RankingKey
    ) -> None:
        found = feedback.rank(items, by=by)
        assert found == feedback.rank(dict(reversed(items.items())), by=by)
        assert [one.place for one in found] == list(range(1, len(items) + 1))

    @settings(max_examples=30)
    @given(shelves, st.sampled_from([USUAL, BOUND, TOP]))
    def test_keys_fall(self, items: dict[str, RatingHistogram], by: RankingKey) -> None:
        keys = [one.key for one in feedback.rank(items, by=by) if one.key is not None]
        assert keys == sorted(keys, reverse=True)


def test_a_key_of_ones_own() -> None:
    def by_n(histogram: RatingHistogram, /) -> float | None:
        return histogram.n

    assert order({"a": stars(0, 0, 0, 0, 1), "b": stars(5, 0, 0, 0, 0)}, by_n) == ["b", "a"]


def test_where_low_is_good_only_shares_rank() -> None:
    items = {
        "hard": RatingHistogram(CES_V1_1_5, (0, 0, 0, 0, 9)),
        "easy": RatingHistogram(CES_V1_1_5, (9, 0, 0, 0, 0)),
    }
    assert order(items, ByWilsonBound(TopBox(1, 2))) == ["easy", "hard"]
    for by in (USUAL, BOUND):
        with pytest.raises(InvalidValue, match="high is good"):
            feedback.rank(items, by=by)


def test_wrong_calls() -> None:
    with pytest.raises(ScaleMismatch, match="every item must be on"):
        feedback.rank({"a": stars(0, 0, 0, 0, 1), "b": RatingHistogram(THUMBS, (0, 1))}, by=BOUND)
    with pytest.raises(InvalidValue, match="the best answers"):
        feedback.rank({"a": RatingHistogram(THUMBS, (0, 1))}, by=TOP)
    with pytest.raises(InvalidValue, match="id is ''"):
        feedback.rank({"": stars(0, 0, 0, 0, 1)}, by=BOUND)
    with pytest.raises(WrongType, match="a RatingHistogram is needed for each item"):
        feedback.rank({"a": (0, 0, 0, 0, 1)}, by=BOUND)  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    with pytest.raises(WrongType, match="a mapping is needed"):
        feedback.rank([stars(0, 0, 0, 0, 1)], by=BOUND)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(WrongType, match="a key is needed"):
        feedback.rank({}, by="wilson")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(WrongType, match="the best answers are needed"):
        ByWilsonBound(2)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(WrongType, match="PriorCounts are needed"):
        ByDirichletBound(prior=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(WrongType, match="a Prior is needed"):
        ByBayesianAverage(PriorCounts([1]))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidValue, match="confidence"):
        ByWilsonBound(TopBox(1), confidence=1)


def test_nothing_to_rank() -> None:
    assert feedback.rank({}, by=BOUND) == ()
