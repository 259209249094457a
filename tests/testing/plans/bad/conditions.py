"""Mistakes about conditions: facts that are missing, and questions that nobody asks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import evolve

from postsales import EUR, Action, ContactRules, Event, Fact, Plan
from postsales.contacts.verdicts import Verdicts
from postsales.testing.plans import Runner, ask, run
from tests.testing.plans.bad.mistakes import Bad, steps_as
from tests.testing.plans.owed import is_no_friend

Facts = dict[str, Any]


def facts_as(read: Callable[[Facts], Facts]) -> Runner:
    """The facts are read otherwise."""

    def runner(plans: Sequence[Plan], told: Sequence[Event], *asked: Any) -> Verdicts:
        rules, subject, at, facts = asked
        return run(plans, told, rules, subject, at, read(dict(facts)))

    return runner


def unconditional(step: Action) -> Action:
    """Conditions stand in the handbook."""
    return evolve(step, when=None)


def one_of_two(step: Action) -> Action:
    """Only one of two conditions was built."""
    return evolve(step, when=None if step.when is None else is_no_friend)


def missing_is_zero(facts: Facts) -> Facts:
    """A balance that is not there is one of nothing, and who is unknown is no friend."""
    return {"open_balance": EUR("0.00"), "is_friend": "no", **facts}


def missing_is_much(facts: Facts) -> Facts:
    """Whoever got so far owes something."""
    return {"open_balance": EUR("100.00"), **facts}


def all_or_nothing(  # noqa: PLR0917 - a runner is called so
    plans: Sequence[Plan],
    told: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
    facts: Mapping[str, Fact],
) -> Verdicts:
    """A fact that is missing is an error, and the run is over."""
    if {"open_balance", "is_friend"} - {*facts}:
        return ()
    return run(plans, told, rules, subject, at, facts)


def for_the_whole_plan(step: Action) -> Action:
    """What holds for the reminder holds for the statement."""
    return evolve(step, when=is_no_friend)


def in_silence(*_: Any) -> tuple[str, ...]:
    """What is held back is not told."""
    return ()


def one_question(*asked: Any) -> tuple[str, ...]:
    """One question after the other."""
    return ask(*asked)[:1]


def every_question(*_: Any) -> tuple[str, ...]:
    """A form with all questions."""
    return "what is still open", "is_friend"


OF = "collection"
BAD = (
    Bad("conditions stand in the handbook", "FAC-01", runner=steps_as(unconditional), of=OF),
    Bad("one of two conditions", "FAC-01", runner=steps_as(one_of_two), of=OF),
    Bad("a missing fact is nothing", "FAC-02", runner=facts_as(missing_is_zero), of=OF),
    Bad("a missing fact is much", "FAC-02", runner=facts_as(missing_is_much), of=OF),
    Bad("a missing fact ends the run", "FAC-03", runner=all_or_nothing, of=OF),
    Bad("a condition for all", "FAC-03", runner=steps_as(for_the_whole_plan), of=OF),
    Bad("held back in silence", "FAC-04", asks=in_silence, of=OF),
    Bad("one question of two", "FAC-04", asks=one_question, of=OF),
    Bad("every question, always", "FAC-04", asks=every_question, of=OF),
)
