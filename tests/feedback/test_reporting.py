"""Which groups may be shown, and what is published of them."""

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    CSAT_1_5,
    InvalidValue,
    NoData,
    ReportingPolicy,
    Shown,
    SuppressedGroup,
    TopBox,
    Withheld,
    WrongType,
    feedback,
)
from tests.feedback.answers import TUESDAY, rated

csat = partial(feedback.csat, scale=CSAT_1_5, satisfied=TopBox(4, 5))
NAMES = "abcdefgh"
TOO_FEW = SuppressedGroup(Withheld.TOO_FEW)


@pytest.mark.parametrize(
    ("sizes", "hidden", "total"),
    [
        ((10, 12, 7), "", True),
        ((5, 5), "", True),
        ((4, 5, 6), "ab", True),
        ((3, 12, 7), "ac", True),
        ((1, 1, 12, 7), "abd", True),
        ((3, 2, 12), "ab", True),
        ((4, 12), "ab", True),
        ((1, 2), "ab", False),
        ((2, 3), "ab", True),
        ((0, 12), "a", True),
        ((0, 4, 12), "abc", True),
        ((0, 3), "ab", False),
        ((4, 7, 7, 7), "ab", True),
        ((0,), "a", False),
        ((), "", False),
    ],
)
def test_what_is_hidden(sizes: tuple[int, ...], hidden: str, total: bool) -> None:
    found = feedback.suppress(dict(zip(NAMES, sizes, strict=False)))
    assert "".join(found.hidden) == hidden
    assert isinstance(found.total, Shown) is total


def test_nobody_is_not_the_same_as_too_few() -> None:
    found = feedback.suppress({"a": 0, "b": 4, "c": 12, "d": 40})
    assert found.groups["a"] == NoData()
    assert found.groups["b"] == TOO_FEW
    assert found.groups["c"] == SuppressedGroup(Withheld.REMAINDER)
    assert found.groups["d"] == Shown(40, is_low_n=False)
    assert [str(found.groups[name]) for name in "abc"] == ["no data", "suppressed", "suppressed"]


def test_what_is_suppressed_prints_no_reason() -> None:
    assert repr(TOO_FEW) == repr(SuppressedGroup(Withheld.REMAINDER)) == "SuppressedGroup()"


@pytest.mark.parametrize(("n", "is_low"), [(29, True), (30, False)])
def test_the_minimum_is_enough(n: int, is_low: bool) -> None:
    assert feedback.suppress({"a": n}).groups["a"] == Shown(n, is_low_n=is_low)


def test_a_k_of_one_hides_nothing() -> None:
    assert feedback.suppress({"a": 1, "b": 9}, ReportingPolicy(privacy_k=1)).hidden == ()


@pytest.mark.parametrize(
    ("groups", "error"),
    [
        ({"a": -1}, InvalidValue),
        ({"a": True}, WrongType),
        ({"a": 2.5}, WrongType),
        ({"": 3}, InvalidValue),
        ([3], WrongType),
    ],
)
def test_sizes_are_counts(groups: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        feedback.suppress(groups)


@pytest.mark.parametrize("options", [{"privacy_k": 0}, {"minimum_n": -1}, {"privacy_k": True}])
def test_a_policy_has_thresholds(options: dict[str, Any]) -> None:
    with pytest.raises((InvalidValue, WrongType)):
        ReportingPolicy(**options)


class TestNobodyIsSubtracted:
    """The total less all that is shown is nobody, or at least k people of two groups or more."""

    @given(st.lists(st.integers(0, 15), max_size=8), st.integers(1, 6))
    def test_always(self, sizes: list[int], k: int) -> None:
        groups = dict(zip(NAMES, sizes, strict=False))
        found = feedback.suppress(groups, ReportingPolicy(privacy_k=k))
        hidden = [groups[name] for name in found.hidden if groups[name]]
        if len(found.hidden) < len(groups):
            assert not hidden or (len(hidden) > 1 and sum(hidden) >= k)
        assert all(groups[name] >= k for name in groups if name not in found.hidden)


EVERYBODY = frozenset(f"A-{n}" for n in range(20))
FIVE = frozenset(f"A-{n}" for n in range(5))


@pytest.mark.parametrize(
    ("asked", "published", "expected"),
    [
        (EVERYBODY, [], Shown(20, is_low_n=True)),
        (EVERYBODY, [EVERYBODY], Shown(20, is_low_n=True)),
        (EVERYBODY - {"A-0"}, [EVERYBODY], SuppressedGroup(Withheld.DIFFERENCE)),
        (EVERYBODY - FIVE | {"A-0"}, [EVERYBODY], SuppressedGroup(Withheld.DIFFERENCE)),
        (EVERYBODY - FIVE, [EVERYBODY], Shown(15, is_low_n=True)),
        (EVERYBODY | {"B-1"}, [FIVE, EVERYBODY], SuppressedGroup(Withheld.DIFFERENCE)),
        (FIVE - {"A-0"}, [], TOO_FEW),
        (frozenset[str](), [EVERYBODY], NoData()),
    ],
    ids=["the first", "again", "but one", "but four", "but five", "and one", "four", "nobody"],
)
def test_a_filter_that_gives_a_few_away_is_refused(
    asked: frozenset[str], published: list[frozenset[str]], expected: object
) -> None:
    assert feedback.may_show(asked, published) == expected


NO_ANSWERS: Any = ([["A-1"]], 3, "A-1")


@pytest.mark.parametrize(
    ("asked", "published"),
    [*((wrong, ()) for wrong in NO_ANSWERS), (EVERYBODY, "A-1"), (EVERYBODY, [3])],
    ids=["lists", "a number", "text", "published text", "a published number"],
)
def test_a_filter_finds_answers(asked: Any, published: Any) -> None:
    with pytest.raises(WrongType):
        feedback.may_show(asked, published)


class TestPublished:
    """What is suppressed leaves no score, no comment and no count behind."""

    def test_by_group(self) -> None:
        quoted = rated(5, "c-1", comment="Quick!", may_quote=True)
        silent = rated(5, "c-2", comment="Mine alone")
        north = [quoted, silent, *(rated(4, f"n-{n}") for n in range(4))]
        south = [rated(1, f"s-{n}", comment="Late", may_quote=True) for n in range(3)]
        west = [rated(2, f"w-{n}") for n in range(8)]
        found = feedback.publish({"north": north, "south": south, "west": west}, csat)
        assert found.suppression.hidden == ("north", "south")
        assert list(found.scores) == list(found.comments) == ["west"]
        assert found.total is not None
        assert found.total.n == 17
        shown = feedback.publish({"north": north}, csat)
        assert shown.comments["north"] == ("Quick!",)

    def test_one_customer_five_times_is_not_five_people(self) -> None:
        often = [rated(4, "c-1", at=TUESDAY) for _ in range(9)]
        found = feedback.publish({"a": often}, csat)
        assert found.suppression.groups["a"] == TOO_FEW
        assert (found.total, dict(found.scores)) == (None, {})

    def test_a_customer_of_two_hidden_groups_hides_in_neither(self) -> None:
        same = [rated(4, f"c-{n}") for n in range(3)]
        others = [rated(4, f"d-{n}") for n in range(6)]
        found = feedback.publish({"a": same, "b": same, "c": others}, csat)
        assert found.suppression.hidden == ("a", "b", "c")

    def test_answers_of_nobody_are_people_of_their_own(self) -> None:
        found = feedback.publish({"a": [rated(4)] * 2 + [rated(3)] * 3}, csat)
        assert found.suppression.groups["a"] == Shown(5, is_low_n=True)

    def test_who_did_not_answer_or_was_bought_protects_nobody(self) -> None:
        answered = [rated(4, f"c-{n}") for n in range(4)]
        ignored = rated(None, "c-8", state="ignored")
        bought = rated(5, "c-9", incentive="for_praise")
        assert feedback.publish({"a": [*answered, ignored, bought]}, csat).scores == {}

    def test_praise_that_was_bought_is_not_quoted(self) -> None:
        answered = [rated(4, f"c-{n}") for n in range(5)]
        bought = rated(5, "c-9", incentive="for_praise", comment="Great!", may_quote=True)
        assert feedback.publish({"a": [*answered, bought]}, csat).comments["a"] == ()

    def test_bare_scores(self) -> None:
        found = feedback.publish({"a": [], "b": [5] * 6}, csat)
        assert found.suppression.groups["a"] == NoData()
        assert found.scores["b"].n == 6

    @pytest.mark.parametrize(
        ("groups", "score"), [({"a": "5"}, csat), ({"a": 5}, csat), ({"a": [5]}, 3), (5, csat)]
    )
    def test_what_it_needs(self, groups: Any, score: Any) -> None:
        with pytest.raises(WrongType):
            feedback.publish(groups, score)
