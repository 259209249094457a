"""The library, the functions by hand and the engines give the same answers."""

import copy
from collections.abc import Sequence

import pytest

from benchmarks import agreement, engines, library, same_job, simple, work

SEEDS = range(3)


class TestTheSameAnswers:
    """Whatever the benchmarks time answers alike, field by field."""

    @pytest.mark.parametrize("seed", SEEDS)
    def test_the_library_agrees_with_both_functions_on_ordinary_orders(self, seed: int) -> None:
        pairs = work.ordinary(150, seed=seed)
        assert [x for pair in pairs for x in agreement.differs_ordinary(*pair)] == []

    @pytest.mark.parametrize("seed", SEEDS)
    def test_the_library_agrees_with_the_same_job_on_eventful_orders(self, seed: int) -> None:
        pairs = work.eventful(150, seed=seed)
        assert [x for pair in pairs for x in agreement.differs_eventful(*pair)] == []

    @pytest.mark.parametrize("lines", [1, 40])
    def test_they_agree_on_short_and_long_orders(self, lines: int) -> None:
        pairs = work.ordinary(20, lines=lines)
        assert [x for pair in pairs for x in agreement.differs_ordinary(*pair)] == []

    def test_the_first_question_is_answered_like_any_other(self) -> None:
        questions = [library.Question.of(*pair) for pair in work.ordinary(50)]
        assert [x.first() for x in questions] == [x.read() for x in questions]

    def test_every_engine_that_is_installed_agrees(self) -> None:
        left_out = engines.ready([], work.ordinary(100)).left_out
        assert [x for x in left_out if "answers otherwise" in x] == []

    def test_the_parts_by_hand_that_engines_are_compared_with_agree_with_the_simple_function(
        self,
    ) -> None:
        for order, request in work.ordinary(100):
            whole = simple.answered(order, request)
            parts = simple.money_of(order, request, simple.reasons(order, request))
            assert simple.eligible(order, request) == [line["ok"] for line in whole["lines"]]
            assert [line["because"][:1] for line in parts["lines"]] == [
                (line["why"],) if line["why"] else () for line in whole["lines"]
            ]
            assert (parts["total"], parts["split"]) == (whole["total"], whole["split"])

    def test_midnights_that_are_remembered_are_the_same(self) -> None:
        for order, request in work.ordinary(100):
            remembered = simple.answered(order, request, simple.deadline_cached)
            assert remembered == simple.answered(order, request)


class TestTheWorkIsWorthComparing:
    """Agreement says something, because the orders meet everything that can be answered."""

    def test_ordinary_orders_meet_every_code_and_outcome(self) -> None:
        codes, outcomes = met(work.ordinary(600))
        assert codes == set(work.CODES)
        assert outcomes == {"allowed", "partly", "refused"}

    def test_eventful_orders_meet_every_code_and_outcome(self) -> None:
        codes, outcomes = met(work.eventful(600))
        others = {"not_shipped", "already_refunded", "more_than_bought"}
        assert codes == {*work.CODES, *others, "delivery_date_missing", "reason_unknown"}
        assert outcomes == {"allowed", "partly", "refused", "refer"}

    def test_eventful_orders_meet_every_cap(self) -> None:
        answers = [same_job.answered(*pair) for pair in work.eventful(1500)]
        assert any(x["withheld"] for x in answers)
        assert any(line["short"] for x in answers for line in x["lines"].values())
        assert any(len(x["tenders"]) == 2 for x in answers)

    def test_the_same_seed_gives_the_same_orders(self) -> None:
        assert work.ordinary(5, seed=3) == work.ordinary(5, seed=3)
        assert work.eventful(5, seed=3) != work.eventful(5, seed=4)

    def test_an_answer_changes_neither_order_nor_state(self) -> None:
        for order, request in work.eventful(50):
            state = same_job.folded(order, request["now"])
            before = copy.deepcopy((order, state))
            same_job.decided(order, state, request)
            assert (order, state) == before


def met(pairs: Sequence[tuple[work.Order, work.Request]]) -> tuple[set[str], set[str]]:
    answers = [same_job.answered(*pair) for pair in pairs]
    return {code for x in answers for code in x["because"]}, {x["outcome"] for x in answers}


class TestDifferencesAreSeen:
    """A field that differs is named, with both values."""

    def test_of_equal_answers_there_are_none(self) -> None:
        assert [*agreement.differences("O1", {"a": [1, {"b": 2}]}, {"a": [1, {"b": 2}]})] == []

    @pytest.mark.parametrize(
        ("ours", "theirs", "says"),
        [
            pytest.param({"a": 1}, {"a": 2}, "O1.a is 1 here and 2 there", id="a value"),
            pytest.param({"a": 1}, {}, "O1.a is 1 here and None there", id="a missing field"),
            pytest.param([1, 2], [1, 3], "O1[1] is 2 here and 3 there", id="an item of a list"),
            pytest.param([1], [1, 2], "O1 is [1] here and [1, 2] there", id="a longer list"),
        ],
    )
    def test_a_difference_is_named(self, ours: object, theirs: object, says: str) -> None:
        assert [*agreement.differences("O1", ours, theirs)] == [says]

    def test_a_library_that_answered_otherwise_would_be_found(self) -> None:
        order, request = next(pair for pair in work.ordinary(50) if simple.answered(*pair)["total"])
        dearer = copy.deepcopy(order)
        for line in dearer["lines"]:
            line["price"] += 300
        question = library.Question.of(order, request)
        differing = agreement.differences(
            "O1", library.as_simple(question), simple.answered(dearer, request)
        )
        assert any(x.startswith("O1.total is") for x in differing)
