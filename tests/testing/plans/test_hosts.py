"""What a host gives besides verdicts: how targets stand, when it wakes, what it asks a person."""

from datetime import datetime
from typing import Any

import pytest
from attrs import evolve

from postsales import EUR, InvalidValue, WrongType
from postsales.schedules import TargetState, TargetStatus
from postsales.testing import plans
from postsales.testing.law import LawBroken
from postsales.testing.plans import PlanFlag
from postsales.testing.plans._hosts import ask, run, wake, watch
from postsales.testing.suite import Fate
from tests.testing.plans.bad.conditions import unconditional
from tests.testing.plans.bad.mistakes import steps_as
from tests.testing.plans.given import Answered, Asked, Disputed, InvoiceDue, Left
from tests.testing.plans.good import FIRST_MONTH
from tests.testing.plans.owed import ANSWERS, COLLECTION, is_no_friend

MORNING = "2026-03-09T10:00+01:00"  # a Monday, and the office opened at nine
NOON = "2026-03-09T12:00+01:00"
EVENING = "2026-03-09T18:00+01:00"
FACTS: Any = {"is_friend": ["yes", "no"]}
DUE = [InvoiceDue(at="2026-03-01T10:00+01:00", ref="A")]
RUNS = ["2026-03-20T10:00+01:00"]


def answers(law: str, *events: Any, **given: Any) -> None:
    """One law, of a question in the morning, looked at in the evening and the next day."""
    history = [Asked(at=MORNING, ref="A"), *events]
    plans.again(law, ANSWERS, history=history, runs=[EVENING, "2026-03-11T10:00+01:00"], **given)


class TestTargets:
    """A law of targets is asked of the host's own function, by what it gives alone."""

    def test_ours_keeps_it(self) -> None:
        answers("TAR-03", Answered(at=EVENING, ref="A"))
        answers("TAR-07", Left(at=NOON), Answered(at=EVENING), Disputed(at=EVENING))

    @pytest.mark.parametrize("gives", [None, ["late"], 1])
    def test_something_else_than_statuses(self, gives: Any) -> None:
        with pytest.raises(LawBroken, match="the watcher gives no statuses"):
            answers("TAR-03", watches=lambda *_: gives)

    def test_a_target_of_another_plan(self) -> None:
        def other(*asked: Any) -> Any:
            return [evolve(x, step="other") for x in watch(*asked)]

        with pytest.raises(LawBroken, match="a target is told that the plan does not have"):
            answers("TAR-03", watches=other)

    def test_a_target_that_counts_from_nothing(self) -> None:
        def timeless(*asked: Any) -> Any:
            return [evolve(x, begun_at=None) for x in watch(*asked)]

        with pytest.raises(LawBroken, match="counts from no instant"):
            answers("TAR-03", watches=timeless)

    def test_what_has_not_begun_may_be_told(self) -> None:
        def all_of_them(plan: Any, *asked: Any) -> Any:
            told = watch(plan, *asked)
            more = {x.key for x in plan.targets} - {x.step for x in told}
            return [*told, *(TargetStatus(step=x, state=TargetState.NOT_BEGUN) for x in more)]

        for law in ("TAR-01", "TAR-03", "TAR-07"):
            answers(law, watches=all_of_them)

    def test_what_is_over_is_told_with_its_times(self) -> None:
        with pytest.raises(LawBroken) as caught:
            answers(
                "TAR-03", watches=lambda plan, told, subject, _: watch(plan, told, subject, at())
            )
        assert "the time of a target is over, and nobody says so" in str(caught.value)
        assert "2026-03-09T14:00:00+00:00" in str(caught.value)

    def test_nothing_that_ever_began(self) -> None:
        nothing = plans.check(ANSWERS, watches=lambda *_: (), only="TAR-03")
        with pytest.warns(UserWarning, match="answers"):
            (found,) = nothing.run().found
        assert (found.fate, found.why) == (Fate.UNTRIED, "no target ever began")

    def test_laws_of_actions_say_nothing_of_targets(self) -> None:
        flags = plans.check(ANSWERS).subject.flags
        assert not flags & {PlanFlag.ACTIONS, PlanFlag.EACH, PlanFlag.ENDS}
        assert flags >= {PlanFlag.TARGETS, PlanFlag.WAKES, PlanFlag.STOPS, PlanFlag.PAUSES}
        assert PlanFlag.TARGETS not in plans.check(ANSWERS, runner=run).subject.flags
        assert PlanFlag.TARGETS in plans.check(ANSWERS, runner=run, watches=watch).subject.flags
        assert PlanFlag.TARGETS not in plans.check(FIRST_MONTH).subject.flags


def at() -> datetime:
    return datetime.fromisoformat(NOON)


class TestFacts:
    """With facts the host's functions take what is known last, and a law says what it was."""

    def test_a_broken_law_says_what_was_known(self) -> None:
        with pytest.raises(LawBroken) as caught:
            plans.again(
                "FAC-01",
                COLLECTION,
                history=DUE,
                runs=RUNS,
                knows={"is_friend": "yes"},
                facts=FACTS,
                runner=steps_as(unconditional),
            )
        says = str(caught.value)
        assert "a step is done though its condition does not hold" in says
        assert "a_friend" in says
        assert "facts=my_facts, knows={'is_friend': 'yes'})" in says

    @pytest.mark.parametrize("law", ["FAC-01", "FAC-02", "FAC-03", "FAC-04"])
    def test_ours_keeps_it(self, law: str) -> None:
        plans.again(law, COLLECTION, history=DUE, runs=RUNS, facts=FACTS)

    def test_without_facts_there_are_no_laws_of_them(self) -> None:
        assert PlanFlag.CONDITIONS not in plans.check(COLLECTION).subject.flags
        assert PlanFlag.CONDITIONS not in plans.check(FIRST_MONTH, facts=FACTS).subject.flags
        assert PlanFlag.CONDITIONS in plans.check(COLLECTION, facts=FACTS).subject.flags

    def test_who_is_asked_for_nothing_that_decides_nothing(self) -> None:
        known: Any = {"open_balance": None, "is_friend": "yes"}
        assert is_no_friend(known).code == "a_friend"
        assert ask([COLLECTION], DUE, "C-7", at(), known) == ()
        assert ask([COLLECTION], DUE, "C-7", at(), {}) == ("what is still open", "is_friend")

    def test_something_else_than_names(self) -> None:
        with pytest.raises(LawBroken, match="the asker gives no names"):
            plans.again(
                "FAC-04", COLLECTION, history=DUE, runs=RUNS, facts=FACTS, asks=lambda *_: [1]
            )

    def test_the_host_wakes_by_what_it_knows(self) -> None:
        rules = plans.check(COLLECTION).subject.rules
        asked: Any = [COLLECTION], DUE, rules, "C-7", at()
        told = [*DUE, *(x.item.done(at=at(), ref="A") for x in run(*asked))]
        then = datetime.fromisoformat(EVENING)

        def wakes(**facts: Any) -> Any:
            return wake([COLLECTION], told, rules, "C-7", then, facts)

        assert wakes(is_friend="no", open_balance=EUR("25.00")) == then
        assert wakes(is_friend="yes") == datetime.fromisoformat("2026-03-15T10:00+01:00")

    @pytest.mark.parametrize(
        ("facts", "error", "says"),
        [
            pytest.param({"is_friend": []}, InvalidValue, "values that it may have", id="none"),
            pytest.param({"is_friend": [object()]}, WrongType, "is_friend", id="no fact"),
            pytest.param({"": ["yes"]}, InvalidValue, "facts", id="no name"),
        ],
    )
    def test_what_is_refused(self, facts: Any, error: type[Exception], says: str) -> None:
        with pytest.raises(error, match=says):
            plans.check(COLLECTION, facts=facts)

    @pytest.mark.parametrize("name", ["watches", "asks"])
    def test_what_is_no_function_is_refused(self, name: str) -> None:
        with pytest.raises(WrongType, match="a function of"):
            plans.check(COLLECTION, **{name: 1})  # type: ignore[arg-type]
