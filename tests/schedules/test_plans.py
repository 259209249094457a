"""Plans whose parts contradict each other, and which version of a plan holds."""

from typing import Any

import pytest

from postsales import Days, First, InvalidPlan, InvalidValue, WrongType, schedules
from postsales.schedules import Action, AfterStep, Plan, PlanBound, Target
from tests.schedules.given import DAILY, OFFICE, Arrived, Left, Wrote, berlin

REVIEW = Action("review", after=First(Arrived), wait=Days(21))
REPLY = Target("reply", after=First(Wrote), within=Days(1), met_by=Left)


def plan(*steps: Action | Target, version: str = "1", **options: Any) -> Plan:
    return Plan(
        **dict[str, Any](
            {"id": "p", "version": version, "calendar": DAILY, "steps": steps, **options}
        )
    )


@pytest.mark.parametrize(
    ("steps", "options", "says"),
    [
        pytest.param([], {}, "it has no steps", id="no steps"),
        pytest.param(
            [REVIEW, Target("review", after=First(Wrote), within=Days(1), met_by=Left)],
            {},
            "the key 'review' is that of several steps",
            id="a key twice",
        ),
        pytest.param(
            [Action("a", after=AfterStep("reply")), REPLY],
            {},
            "step 'a' counts from 'reply', which is none of its actions",
            id="after a target",
        ),
        pytest.param(
            [Action("a", after=AfterStep("b")), Action("b", after=AfterStep("a"))],
            {},
            "step 'a' waits for itself; step 'b' waits for itself",
            id="a circle",
        ),
        pytest.param(
            [Action("a", after=AfterStep("a"))], {}, "step 'a' waits for itself", id="after itself"
        ),
        pytest.param(
            [REVIEW],
            {"stops": [Left], "resets": [Left]},
            "Left stops it and begins it anew",
            id="an end that is a beginning",
        ),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    steps: list[Action | Target], options: dict[str, Any], says: str
) -> None:
    with pytest.raises(InvalidPlan) as caught:
        plan(*steps, **options)
    assert "; ".join(caught.value.problems) == says


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidPlan) as caught:
        plan(REVIEW, REVIEW, Action("x", after=AfterStep("y")))
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    "options",
    [
        {"calendar": "Europe/Berlin"},
        {"stops": [str]},
        {"pauses": [Left]},
        {"steps": "review"},
        {"id": 7},
    ],
)
def test_parts_of_another_kind_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(WrongType):
        plan(REVIEW, **options)


def test_a_version_holds_from_when_it_was_bound() -> None:
    versions = [plan(REVIEW, version="1"), plan(REVIEW, version="2"), plan(REVIEW, version="3")]
    history = [
        PlanBound("p", version="1", at=berlin("2026-03-01 00:00")),
        PlanBound("other", version="9", at=berlin("2026-03-02 00:00")),
        PlanBound("p", version="2", at=berlin("2026-04-01 00:00")),
    ]
    held = [
        schedules.bound(versions, history, at=berlin(at)).version
        for at in ("2026-02-28 23:59", "2026-03-01 00:00", "2026-03-31 23:59", "2026-04-01 00:00")
    ]
    assert held == ["3", "1", "1", "2"]


def test_what_was_done_under_an_old_version_stays_done() -> None:
    old, new = plan(REVIEW), plan(Action("review", after=First(Arrived)), version="2")
    history = [Arrived(at=berlin("2026-03-01 11:00"))]
    (item,) = schedules.due(old, history, subject="C-7", at=berlin("2026-03-22 11:00"))
    history_after = [*history, item.done(at=berlin("2026-03-22 11:00"))]
    assert schedules.due(new, history_after, subject="C-7", at=berlin("2026-03-23 11:00")) == ()


def test_a_version_that_nobody_has_any_more_is_told() -> None:
    history = [PlanBound("p", version="1", at=berlin("2026-03-01 00:00"))]
    with pytest.raises(InvalidValue, match="version '1' was bound, and is none of"):
        schedules.bound([plan(REVIEW, version="2")], history, at=berlin("2026-03-02 00:00"))


@pytest.mark.parametrize("plans", [[], [plan(REVIEW), plan(REVIEW, id="q")]])
def test_versions_are_of_one_plan(plans: list[Plan]) -> None:
    with pytest.raises(InvalidValue, match="plan"):
        schedules.bound(plans, [], at=berlin("2026-03-02 00:00"))


def test_a_plan_is_a_value() -> None:
    import pickle

    asked = plan(REVIEW, REPLY, calendar=OFFICE, stops=[Left])
    assert pickle.loads(pickle.dumps(asked)) == asked  # noqa: S301 - our own
    assert asked.actions == (REVIEW,)
    assert asked.targets == (REPLY,)
