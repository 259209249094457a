"""Life cycles: tables of states and steps, checked when they are made."""

from typing import Any

import pytest

from postsales import RMA, InvalidLifecycle, Lifecycle, RefusedStep, Transition, WrongType
from postsales.basics._words import Word


class Door(Word):
    """Where a door stands."""

    OPEN = "open"
    SHUT = "shut"
    WALLED = "walled"


class Doing(Word):
    """What is done to a door."""

    PUSH = "push"
    PULL = "pull"
    WALL = "wall_up"


class Odd(Word):
    """What is odd."""

    LOUD = "loud"


PUSH = Transition(Door.OPEN, Doing.PUSH, Door.SHUT)
PULL = Transition(Door.SHUT, Doing.PULL, Door.OPEN, remark=Odd.LOUD)
WALL = Transition(Door.SHUT, Doing.WALL, Door.WALLED)


def door(*rows: Transition[Any, Any], **given: Any) -> Lifecycle[Any, Any]:
    """A door that opens and shuts until it is walled up, and what a test says otherwise."""
    plain: dict[str, Any] = {"start": Door.OPEN, "ends": [Door.WALLED]}
    return Lifecycle("door", transitions=rows or (PUSH, PULL, WALL), **{**plain, **given})


class TestTable:
    """A table answers what follows, and refuses what it does not foresee."""

    def test_a_step_leads_to_a_state(self) -> None:
        assert door().after(Door.OPEN, Doing.PUSH) is Door.SHUT

    def test_a_step_that_is_not_foreseen_is_refused_with_those_that_are(self) -> None:
        with pytest.raises(RefusedStep) as refused:
            door().after(Door.SHUT, Doing.PUSH)
        assert str(refused.value) == (
            "door: no step 'push' from 'shut': the steps from there are 'pull', 'wall_up'"
        )
        assert refused.value.allowed == (Doing.PULL, Doing.WALL)
        assert (refused.value.state, refused.value.step) == (Door.SHUT, Doing.PUSH)

    def test_after_an_end_nothing_follows(self) -> None:
        with pytest.raises(RefusedStep, match="no step 'pull' from 'walled': it is over there"):
            door().after(Door.WALLED, Doing.PULL)
        assert door().steps(Door.WALLED) == ()
        assert door().is_over(Door.WALLED)
        assert not door().is_over(Door.SHUT)

    def test_a_row_tells_what_is_odd_about_it(self) -> None:
        assert door().foreseen(Door.SHUT, Doing.PULL) == PULL
        assert door().foreseen(Door.OPEN, Doing.PULL) is None

    def test_states_stand_in_the_order_of_the_rows(self) -> None:
        assert door().states == (Door.OPEN, Door.SHUT, Door.WALLED)

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            (Door.OPEN, (Door.OPEN, Door.SHUT, Door.WALLED)),
            (Door.SHUT, (Door.SHUT, Door.OPEN, Door.WALLED)),
            (Door.WALLED, (Door.WALLED,)),
        ],
        ids=str,
    )
    def test_what_can_follow_on_a_state(self, state: Door, expected: tuple[Door, ...]) -> None:
        assert door().reachable(state) == expected


class TestChecks:
    """A table that does not hang together is refused, with all that is wrong with it."""

    @pytest.mark.parametrize(
        ("rows", "given", "problem"),
        [
            pytest.param((PUSH, PULL, WALL, PUSH), {}, "'push' from 'open' stands in it twice",
                         id="a step told twice"),
            pytest.param((PUSH, PULL), {"ends": []}, "no steps lead to 'walled'",
                         id="a state that is never reached"),
            pytest.param((PUSH, PULL), {"ends": []}, "no end is reached from 'open'",
                         id="no end at all"),
            pytest.param((PUSH, PULL, WALL), {"ends": [Door.SHUT]}, "the end 'shut' goes on",
                         id="an end that goes on"),
            pytest.param((PUSH,), {"ends": [Door.SHUT, Door.WALLED]},
                         "the end 'walled' stands in no row", id="an end in no row"),
        ],
    )  # fmt: skip
    def test_what_does_not_hang_together_is_named(
        self, rows: tuple[Transition[Any, Any], ...], given: dict[str, Any], problem: str
    ) -> None:
        with pytest.raises(InvalidLifecycle) as refused:
            door(*rows, **given)
        assert problem in str(refused.value)

    def test_all_problems_are_told_at_once(self) -> None:
        with pytest.raises(InvalidLifecycle) as refused:
            door(PUSH, PUSH, PULL, ends=[Door.WALLED])
        assert refused.value.problems == (
            "the step 'push' from 'open' stands in it twice",
            "no steps lead to 'walled'",
            "the end 'walled' stands in no row",
            "no end is reached from 'open', 'shut'",
        )

    def test_of_many_states_some_are_named(self) -> None:
        with pytest.raises(InvalidLifecycle, match="and 7 more") as refused:
            Lifecycle("return", start=RMA.start, transitions=RMA.transitions, ends=[])
        assert len(refused.value.problems) == 1

    @pytest.mark.parametrize("name", ["state", "step", "to"])
    def test_states_and_steps_are_words(self, name: str) -> None:
        given: dict[str, Any] = {"state": Door.OPEN, "step": Doing.PUSH, "to": Door.SHUT}
        with pytest.raises(WrongType, match=f"^{name} is 'open'"):
            Transition(**{**given, name: "open"})

    def test_a_remark_is_a_word(self) -> None:
        with pytest.raises(WrongType, match="remark is 'loud'"):
            Transition(Door.OPEN, Doing.PUSH, Door.SHUT, remark="loud")  # type: ignore[arg-type]  # on purpose
