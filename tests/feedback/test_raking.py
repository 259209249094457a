"""Weights under which the answers have the margins of all customers."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    DidNotConverge,
    EmptyCategory,
    InconsistentMargins,
    InvalidValue,
    PostsalesError,
    WrongType,
    feedback,
)

TEXTBOOK = [[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]]
FITTED = [
    [64.55851, 46.23246, 35.384298, 3.824732],
    [49.967919, 68.159354, 156.498546, 25.37418],
    [56.721944, 144.428226, 145.082481, 53.767349],
    [28.751627, 41.179961, 63.034674, 17.033738],
]


def people(**cells: int) -> list[dict[str, str]]:
    """Respondents by the words of their two categories: new_web=3."""
    return [
        dict(zip(("age", "channel"), cell.split("_"), strict=True))
        for cell, many in cells.items()
        for _ in range(many)
    ]


ANSWERED = people(new_web=10, new_shop=20, old_web=30, old_shop=40)
MARGINS = {"age": {"new": 60, "old": 40}, "channel": {"web": 50, "shop": 50}}


@pytest.mark.parametrize(
    ("table", "rows", "columns", "fitted"),
    [
        ([[100, 100], [100, 100]], [200, 200], [100, 300], [[50, 150], [50, 150]]),
        (TEXTBOOK, [150, 300, 400, 150], [200, 300, 400, 100], FITTED),
        ([[1, 0], [0, 1]], [3, 5], [3, 5], [[3, 0], [0, 5]]),
        ([[1, 1], [1, 1]], [0, 2], [1, 1], [[0, 0], [1, 1]]),
        ([[0, 0], [1, 1]], [0, 2], [1, 1], [[0, 0], [1, 1]]),
        ([[7]], [3], [3], [[3]]),
    ],
    ids=[
        "even cells",
        "four by four",
        "cells of zero stay zero",
        "a row that should be empty",
        "a row that is empty and should be",
        "one cell",
    ],
)
def test_tables(
    table: list[list[int]], rows: list[int], columns: list[int], fitted: list[list[float]]
) -> None:
    found = feedback.rake_table(table, rows=rows, columns=columns)
    for got, expected in zip(found.table, fitted, strict=True):
        assert got == pytest.approx(expected, abs=1e-4)
    assert found.rows == pytest.approx(rows)
    assert found.columns == pytest.approx(columns)


@pytest.mark.parametrize(
    ("table", "rows", "columns", "error", "told"),
    [
        ([[1, 1], [1, 1]], [40, 60], [50, 51], InconsistentMargins, "add up to the same"),
        ([[0, 0], [0, 0]], [40, 60], [50, 51], InconsistentMargins, "add up to the same"),
        ([[0, 0], [1, 1]], [50, 50], [50, 50], EmptyCategory, "rows is 0: nobody is in it"),
        ([[0, 1], [0, 1]], [50, 50], [50, 50], EmptyCategory, "columns is 0: nobody is in it"),
        ([[10, 0], [0, 10]], [5, 15], [15, 5], DidNotConverge, "after 10000 rounds"),
    ],
    ids=[
        "two totals",
        "two totals come before an empty row",
        "an empty row",
        "an empty column",
        "margins that no table with these zeros has",
    ],
)
def test_margins_that_cannot_be_met(
    *, table: list[list[int]], rows: list[int], columns: list[int], error: type, told: str
) -> None:
    with pytest.raises(error, match=told):
        feedback.rake_table(table, rows=rows, columns=columns)


def test_shares_in_decimals_may_miss_the_last_digit() -> None:
    found = feedback.rake_table([[1, 1, 1]], rows=[1.0], columns=[0.1, 0.2, 0.7])
    assert found.table[0] == pytest.approx((0.1, 0.2, 0.7))
    with pytest.raises(InconsistentMargins):
        feedback.rake_table([[1, 1, 1]], rows=[1.0], columns=[0.1, 0.2, 0.700001])


def test_too_few_rounds_are_an_error_and_no_result() -> None:
    rows, columns = [150, 300, 400, 150], [200, 300, 400, 100]
    needed = feedback.rake_table(TEXTBOOK, rows=rows, columns=columns).rounds
    same = feedback.rake_table(TEXTBOOK, rows=rows, columns=columns, rounds=needed)
    assert same.rounds == needed
    with pytest.raises(DidNotConverge, match="still off by this much"):
        feedback.rake_table(TEXTBOOK, rows=rows, columns=columns, rounds=needed - 1)


def test_a_wider_tolerance_needs_fewer_rounds_and_is_kept() -> None:
    rows, columns = [150, 300, 400, 150], [200, 300, 400, 100]
    found = feedback.rake_table(TEXTBOOK, rows=rows, columns=columns, tolerance=0.01)
    assert found.rounds < feedback.rake_table(TEXTBOOK, rows=rows, columns=columns).rounds
    off = [abs(got - asked) for got, asked in zip(found.rows, rows, strict=True)]
    assert 0 < max(off) <= 10


class TestRakedTable:
    """Every margin is met, and what was not counted stays empty."""

    @settings(max_examples=30)
    @given(
        st.lists(
            st.lists(st.integers(1, 20), min_size=3, max_size=3), min_size=2, max_size=4
        ).flatmap(
            lambda table: st.tuples(
                st.just(table),
                st.lists(
                    st.lists(st.integers(1, 20), min_size=3, max_size=3),
                    min_size=len(table),
                    max_size=len(table),
                ),
            )
        )
    )
    def test_margins_of_a_real_table_are_met(
        self, two: tuple[list[list[int]], list[list[int]]]
    ) -> None:
        table, real = two
        rows = [sum(row) for row in real]
        columns = [sum(column) for column in zip(*real, strict=True)]
        found = feedback.rake_table(table, rows=rows, columns=columns)
        assert found.rows == pytest.approx(rows)
        assert found.columns == pytest.approx(columns)

    def test_a_table_that_has_its_margins_stays(self) -> None:
        found = feedback.rake_table([[1, 2], [3, 4]], rows=[3, 7], columns=[4, 6])
        assert found.table == ((1.0, 2.0), (3.0, 4.0))
        assert found.rounds == 1


class TestRespondents:
    """Each respondent has a weight, in their order, and the margins are met."""

    def test_margins_and_what_they_cost(self) -> None:
        found = feedback.rake(ANSWERED, MARGINS)
        assert found.achieved["age"]["new"] == pytest.approx(60)
        assert found.achieved["channel"]["shop"] == pytest.approx(50)
        assert sum(found.weights) == pytest.approx(100)
        assert (found.n, found.effect.n) == (100, 100)
        effect = feedback.design_effect(found.weights)
        assert (found.effect, float(effect.deff or 0) > 1) == (effect, True)

    def test_who_is_alike_weighs_alike(self) -> None:
        found = feedback.rake(ANSWERED, MARGINS)
        assert len(set(found.weights[:10])) == 1
        turned = feedback.rake(ANSWERED[::-1], MARGINS)
        assert turned.weights == pytest.approx(found.weights[::-1])

    def test_it_is_the_table_of_their_counts(self) -> None:
        found = feedback.rake(ANSWERED, MARGINS)
        table = feedback.rake_table([[10, 20], [30, 40]], rows=[60, 40], columns=[50, 50])
        assert found.weights[0] * 10 == pytest.approx(table.table[0][0])
        assert found.weights[-1] * 40 == pytest.approx(table.table[1][1])

    def test_shares_and_counts_give_the_same_ratios(self) -> None:
        shares = {"age": {"new": 0.6, "old": 0.4}, "channel": {"web": 0.5, "shop": 0.5}}
        found = feedback.rake(ANSWERED, shares)
        counts = feedback.rake(ANSWERED, MARGINS)
        assert [100 * one for one in found.weights] == pytest.approx(counts.weights)

    def test_the_right_margins_cost_nothing(self) -> None:
        found = feedback.rake(people(new_web=1, old_shop=1), {"age": {"new": 1, "old": 1}})
        assert (found.weights, found.effect.deff) == ((1.0, 1.0), Fraction(1))

    def test_weights_go_into_a_score(self) -> None:
        found = feedback.rake(people(new_web=3, old_web=1), {"age": {"new": 50, "old": 50}})
        score = feedback.weighted_nps([10, 10, 10, 0], found.weights).score
        assert score is not None
        assert float(score) == pytest.approx(0, abs=1e-9)

    def test_three_dimensions(self) -> None:
        told = [
            {"age": age, "channel": channel, "tier": tier}
            for age in ("new", "old")
            for channel in ("web", "shop")
            for tier in ("gold", "basic", "basic")
        ]
        margins = {**MARGINS, "tier": {"gold": 10, "basic": 90}}
        found = feedback.rake(told, margins)
        for name, wanted in margins.items():
            assert dict(found.achieved[name]) == pytest.approx(wanted)

    def test_a_category_that_should_have_nobody(self) -> None:
        margins = {"age": {"new": 1, "old": 1, "unborn": 0}}
        found = feedback.rake(people(new_web=1, old_web=1), margins)
        assert found.achieved["age"]["unborn"] == 0.0

    def test_errors_in_their_order(self) -> None:
        nobody_old = people(new_web=3)
        with pytest.raises(InconsistentMargins):
            feedback.rake(nobody_old, {"age": {"new": 1, "old": 1}, "channel": {"web": 3}})
        with pytest.raises(EmptyCategory, match="age is 'old': nobody is in it, and 1 should be"):
            feedback.rake(nobody_old, {"age": {"new": 1, "old": 1}, "channel": {"web": 2}})
        crossed = people(new_web=1, old_shop=1)
        with pytest.raises(DidNotConverge):
            feedback.rake(crossed, {**MARGINS, "channel": {"web": 10, "shop": 90}}, rounds=50)


STRANGE: list[tuple[object, object, type[PostsalesError], str]] = [
    ([{"age": "child"}], {"age": {"new": 1}}, InvalidValue, "age is 'child': one of new"),
    ([{}], {"age": {"new": 1}}, WrongType, "age is None"),
    ([{"age": []}], {"age": {"new": 1}}, WrongType, "age is"),
    (["new"], {"age": {"new": 1}}, WrongType, "respondents is 'new'"),
    ([{"age": "new"}], {}, InvalidValue, "margins is"),
    ([{"age": "new"}], {"age": {}}, InvalidValue, "margins is"),
    ([{"age": "new"}], {"age": {"new": -1}}, InvalidValue, "age is -1"),
    ([{"age": "new"}], {"age": {"new": True}}, WrongType, "age is True"),
    ([{"age": "new"}], {"age": 1}, WrongType, "age is 1: a mapping"),
    ([], {"age": {"new": 1}}, EmptyCategory, "age is 'new'"),
]


@pytest.mark.parametrize(
    ("respondents", "margins", "error", "told"),
    STRANGE,
    ids=[
        "a category without a target",
        "a respondent without a category",
        "a list is no category",
        "a respondent is a mapping",
        "no margins",
        "a margin without categories",
        "a target below 0",
        "a bool",
        "a margin is a mapping",
        "nobody answered",
    ],
)
def test_respondents_and_margins_that_cannot_be(
    respondents: object, margins: object, error: type[PostsalesError], told: str
) -> None:
    with pytest.raises(error, match=told):
        feedback.rake(respondents, margins)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


IMPOSSIBLE: list[tuple[object, list[int], list[int]]] = [
    ([[1, 2], [3]], [1, 1], [1, 1]),
    ([], [], []),
    ([[], []], [0, 0], []),
    ([[1, -1]], [1], [1, 0]),
    ([[1, float("nan")]], [1], [1, 0]),
    ([[1, 1]], [1, 1], [1, 1]),
    ([[1, 1]], [2], [1, 1, 0]),
]


@pytest.mark.parametrize(
    ("table", "rows", "columns"),
    IMPOSSIBLE,
    ids=["ragged", "no rows", "no columns", "below 0", "no number", "more rows", "more columns"],
)
def test_tables_that_cannot_be(table: object, rows: list[int], columns: list[int]) -> None:
    with pytest.raises(InvalidValue):
        feedback.rake_table(table, rows=rows, columns=columns)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    "option", [{"tolerance": 0}, {"tolerance": 1}, {"tolerance": -1}, {"rounds": 0}], ids=repr
)
def test_options_that_cannot_be(option: dict[str, int]) -> None:
    with pytest.raises(InvalidValue):
        feedback.rake_table([[1]], rows=[1], columns=[1], **option)
