"""Every law of plans finds a bad runner, good plans live, and what is broken is told."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import strategies as st

from postsales import Action, ContactRules, Each, Event, InvalidValue, Plan, WrongType
from postsales.testing import plans
from postsales.testing.law import LawBroken
from postsales.testing.plans import PlanFlag
from postsales.testing.suite import Fate
from tests.testing.matrix import asks, finds, told
from tests.testing.plans.bad import BAD, Bad
from tests.testing.plans.bad.mistakes import only_if, told_as
from tests.testing.plans.bad.schedules import nothing_recorded
from tests.testing.plans.given import DAILY, Returned
from tests.testing.plans.good import (
    CLUB,
    FIRST_MONTH,
    GOOD,
    MEMBERS,
    NIGHT,
    suite,
)
from tests.testing.plans.matrix import FILE

FIRST: dict[str, Bad] = {}
for one in BAD:
    FIRST.setdefault(one.law, one)

# These reach nearly all that any of them reaches; to trace the others would double their time.
TRACED = ("all of a shop", "contract", "support", "first thirty days", "ladder, next")
LIVING = [
    pytest.param(name, id=name, marks=() if name in TRACED else pytest.mark.no_cover)
    for name in GOOD
]


class TestLaws:
    """Each law finds the mistakes that it is for, and nothing in good plans."""

    def test_each_is_for_two_mistakes_or_more(self) -> None:
        mistakes = Counter(bad.law for bad in BAD)
        assert [law.key for law in plans.ALL if mistakes[law.id] < 2] == []

    @pytest.mark.parametrize("bad", FIRST.values(), ids=lambda bad: f"{bad.law} {bad.name}")
    def test_a_bad_runner_is_found(self, bad: Bad) -> None:
        found = bad.suite(only=[bad.law])
        (law,) = found.laws
        assert not law.not_applicable(found.subject.flags)
        assert finds(law, found.subject, 0, scenes=300)

    @pytest.mark.parametrize("name", LIVING)
    def test_good_plans_live(self, name: str) -> None:
        good = suite(name)
        for law in good:
            if not law.not_applicable(good.subject.flags):
                asks(law, good.subject, 0, scenes=4)
        assert good.subject.tally.verdicts + good.subject.tally.statuses > 0

    def test_the_page_tells_every_bad_runner(self) -> None:
        page = FILE.read_text(encoding="utf-8")
        assert told(page) == [(x.name, x.law) for x in BAD], "python -m tests.testing.plans.matrix"
        assert f"{len(BAD)} of {len(BAD)} are found by their law with each of 10 seeds." in page


class Joined(Event):
    """Somebody joined."""


class Told(Event):
    """Something that hypothesis cannot draw by itself."""

    def __init__(self, *, at: Any, ref: str = "", what: Any) -> None:
        raise NotImplementedError


def again(law: str, bad: Bad | None = None, **given: Any) -> None:
    """One law, of the first month, asked of two runs after a delivery."""
    from postsales import Delivered

    history = [Delivered({"tee": 1}, at="2026-03-09T11:00Z")]
    runs = ["2026-03-09T14:00Z", "2026-03-10T14:00Z"]
    wish: dict[str, Any] = {"history": history, "runs": runs, **given}
    plans.again(law, FIRST_MONTH, NIGHT, **wish)


class TestMessages:
    """A broken law is told with its facts, the runs, and the history as code."""

    def test_all_of_it(self) -> None:
        with pytest.raises(LawBroken) as caught:
            again("SCH-01", runner=told_as(nothing_recorded), zone="Europe/Paris")
        says = str(caught.value)
        for part in (
            "[SCH-01-nothing-twice] No step is done a second time",
            "a step is done a second time",
            "first at  2026-03-09T14:00:00+00:00",
            "Mon 2026-03-09 15:00:00  thanks send",
            "This is usually: a key with the time",
            'plans.again("SCH-01", my_plans, rules, history=history, runs=runs, zone=',
        ):
            assert part in says

    def test_a_good_runner_keeps_it(self) -> None:
        again("SCH-01")

    def test_a_runner_that_raises(self) -> None:
        def raises(*_: Any) -> Any:
            raise KeyError("calendar")

        with pytest.raises(LawBroken, match="the runner raises an error") as caught:
            again("SCH-01", runner=raises)
        assert "This is usually" not in str(caught.value)

    @pytest.mark.parametrize("gives", [None, ["send"], [None]])
    def test_a_runner_that_gives_something_else(self, gives: Any) -> None:
        with pytest.raises(LawBroken, match="the runner gives no verdicts"):
            again("SCH-01", runner=lambda *_: gives)

    def test_nothing_to_do(self) -> None:
        again("SCH-01", runner=lambda *_: [])


class TestSuites:
    """A suite of plans runs, reports and excuses as that of a policy does."""

    def test_its_report(self) -> None:
        found = plans.check(FIRST_MONTH, only=["SCH-01", "CON-06"]).run()
        assert found.kept == ("SCH-01-nothing-twice",)
        assert found.not_applicable == (("CON-06-caps", "it needs caps"),)

    def test_what_was_not_tried_says_so(self) -> None:
        nothing = plans.check(FIRST_MONTH, runner=lambda *_: (), only="SCH-01")
        with pytest.warns(UserWarning, match="first-month"):
            (found,) = nothing.run().found
        assert (found.fate, found.why) == (Fate.UNTRIED, "nothing was ever due")

    def test_a_broken_one_raises(self) -> None:
        mine = plans.check(FIRST_MONTH, runner=told_as(nothing_recorded), only="SCH-01")
        assert repr(mine) == "<PlanSuite of 1 laws for 'first-month'>"
        with pytest.raises(LawBroken, match="a step is done a second time"):
            mine()

    def test_it_may_be_excused(self) -> None:
        mine = plans.check(
            FIRST_MONTH,
            runner=told_as(nothing_recorded),
            only="SCH-01",
            known={"SCH-01": "2026-12-31"},
        )
        assert mine.run(on="2026-12-31").known

    def test_events_of_the_host(self) -> None:
        kind: Any = Told
        step = Action("hello", after=Each(Joined), unless=[kind])
        plan = Plan(id="p", version="1", calendar=DAILY, steps=[step])
        drawn: Any = {kind: st.builds(Returned, at=st.just("2026-03-09T11:00Z"))}
        plans.check(plan, events=drawn, only="SCH-03")()

    def test_a_runner_of_ones_own_tells_when_it_wakes(self) -> None:
        with_own = plans.check(FIRST_MONTH, runner=only_if(lambda *_: True))
        assert PlanFlag.WAKES not in with_own.subject.flags
        assert PlanFlag.WAKES in plans.check(FIRST_MONTH).subject.flags

    @pytest.mark.parametrize(
        ("asked", "error", "says"),
        [
            pytest.param({"plans": []}, InvalidValue, "name the plans", id="no plans"),
            pytest.param({"plans": [1]}, WrongType, "a plan, or several", id="no plan"),
            pytest.param({"rules": 1}, WrongType, "ContactRules", id="no rules"),
            pytest.param({"runner": 1}, WrongType, "a function of plans", id="no runner"),
            pytest.param({"wakes": 1}, WrongType, "a function of plans", id="no waker"),
            pytest.param({"only": "REF"}, InvalidValue, "no law begins so", id="no law"),
            pytest.param(
                {"known": {"REF-01": "2026-12-31"}}, InvalidValue, "no such law", id="none known"
            ),
        ],
    )
    def test_what_is_refused(
        self, asked: dict[str, Any], error: type[Exception], says: str
    ) -> None:
        with pytest.raises(error, match=says):
            plans.check(**{"plans": CLUB, "rules": MEMBERS, **asked})

    def test_one_law_is_looked_at_again(self) -> None:
        with pytest.raises(InvalidValue, match="15 laws begin so"):
            again("SCH")
        assert ContactRules() == plans.check(CLUB).subject.rules
