"""What comments are about, and how they sound."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import Absent, InvalidValue, Theme, ThemeCounts, WrongType, feedback
from tests.feedback.answers import rated

LATE = Theme("delivery", "late", "too slow", "verspätet")
SIZE = Theme("size", "small", "don't fit", "Größe")
THEMES = [LATE, SIZE]
WRONG: Any = [3]


def counts(found: ThemeCounts) -> dict[str, int]:
    return {one.name: one.count for one in found.themes}


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("It came late.", {"delivery"}),
        ("LATE, late, late!", {"delivery"}),
        ("I will buy later.", set[str]()),
        ("Far too\nslow", {"delivery"}),
        ("Too rarely, slow", set[str]()),
        ("Too late, and they don\u2019t fit", {"delivery", "size"}),
        ("VERSPA\u0308TET", {"delivery"}),
        ("Falsche GRÖSSE", {"size"}),
        ("late-night", {"delivery"}),
        ("translate", set[str]()),
    ],
)
def test_whole_words_whatever_their_case(comment: str, expected: set[str]) -> None:
    found = feedback.count_themes([comment], THEMES)
    assert {name for name, times in counts(found).items() if times} == expected
    assert found.without == int(not expected)


def test_shares_are_of_all_comments_that_say_something() -> None:
    told = [
        rated(2, comment="Late and small"),
        rated(5, comment="late"),
        rated(5, comment=" \u2003"),
        rated(4),
        rated(5, comment="Fine"),
    ]
    found = feedback.count_themes(told, [SIZE, LATE])
    assert (found.n, found.without) == (3, 1)
    assert [(x.name, x.share) for x in found.themes] == [
        ("delivery", Fraction(2, 3)),
        ("size", Fraction(1, 3)),
    ]
    assert all(x.share in x.interval for x in found.themes if x.interval and x.share)


def test_no_comments_no_share() -> None:
    found = feedback.count_themes([""], THEMES)
    assert (found.n, found.reason) == (0, Absent.NO_RESPONSES)
    assert [(x.share, x.interval) for x in found.themes] == [(None, None)] * 2


def test_codes_of_a_person() -> None:
    coded = [["size"], ["size", "delivery", "size"], [], ["size"]]
    found = feedback.count_codes(coded, ["delivery", "size", "price"])
    assert counts(found) == {"size": 3, "delivery": 1, "price": 0}
    assert (found.n, found.without) == (4, 1)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        pytest.param(lambda: Theme("delivery"), InvalidValue, id="no keyword"),
        pytest.param(lambda: Theme("delivery", "?!"), InvalidValue, id="no letters"),
        pytest.param(lambda: Theme("", "late"), InvalidValue, id="no name"),
        pytest.param(lambda: feedback.count_themes([], [LATE, LATE]), InvalidValue, id="twice"),
        pytest.param(lambda: feedback.count_themes("late", [LATE]), WrongType, id="text"),
        pytest.param(lambda: feedback.count_themes(WRONG, [LATE]), WrongType, id="number"),
        pytest.param(lambda: feedback.count_themes([], WRONG), WrongType, id="no theme"),
        pytest.param(lambda: feedback.count_codes([["x"]], ["y"]), InvalidValue, id="stranger"),
        pytest.param(lambda: feedback.count_codes(["x"], ["x"]), WrongType, id="letters"),
        pytest.param(lambda: feedback.count_codes("x", ["x"]), WrongType, id="one text"),
        pytest.param(lambda: feedback.count_codes([], [""]), InvalidValue, id="no code"),
        pytest.param(
            lambda: feedback.count_themes([], [LATE], confidence=1), InvalidValue, id="confidence"
        ),
    ],
)
def test_what_themes_need(call: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        call()


class TestThemes:
    """One comment is one hit at most, and every comment has a theme or has none."""

    @settings(max_examples=40)
    @given(st.lists(st.lists(st.sampled_from(["late", "small", "fine", ","]), min_size=1)))
    def test_counted_once(self, told: list[list[str]]) -> None:
        found = feedback.count_themes([" ".join(one) for one in told], THEMES)
        expected = dict.fromkeys(("delivery", "size"), 0)
        expected["delivery"] = sum("late" in one for one in told)
        expected["size"] = sum("small" in one for one in told)
        assert counts(found) == expected
        assert found.without == sum(not {"late", "small"} & set(one) for one in told)


class Words:
    """A scorer with two words of one language."""

    def __call__(self, text: str, language: str, /) -> float | None:
        return {"good": 1.0, "bad": -0.5}.get(text) if language == "en" else None


def test_sentiment_stands_beside_the_score() -> None:
    told = [rated(1, comment="good"), rated(5, comment="bad"), rated(3, comment="hm"), rated(4)]
    before = list(told)
    found = feedback.sentiment(told, Words(), language="en")
    assert (found.mean, found.n, found.untold) == (0.25, 2, 1)
    assert found.by_comment == (1.0, -0.5, None)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (-1.0, 1.0)
    assert told == before


def test_what_a_scorer_cannot_tell_is_not_neutral() -> None:
    found = feedback.sentiment(["gut", "schlecht"], Words(), language="de")
    assert (found.mean, found.interval, found.untold) == (None, None, 2)
    assert found.reason is Absent.NO_RESPONSES


def test_one_comment_has_a_mean_and_no_interval() -> None:
    found = feedback.sentiment(["good"], Words(), language="en")
    assert (found.mean, found.interval) == (1.0, None)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (1.01, InvalidValue),
        (-2, InvalidValue),
        (float("nan"), InvalidValue),
        (True, WrongType),
        ("good", WrongType),
    ],
)
def test_a_scorer_stays_in_its_range(value: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="sentiment"):
        feedback.sentiment(["good"], lambda _text, _language: value, language="en")


def test_there_is_no_default_scorer() -> None:
    nothing: Any = None
    with pytest.raises(WrongType, match="there is no default"):
        feedback.sentiment(["good"], nothing, language="en")
    with pytest.raises(InvalidValue, match="language"):
        feedback.sentiment(["good"], Words(), language="")
