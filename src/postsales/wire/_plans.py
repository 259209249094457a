"""Plans and rules of contact as a tree of plain data, the same in JSON and TOML.

Rules of this file: keys are the constructors' parameters, one for one. A rule of the host's own, as
a step's condition, is told by a name; what it stands for is given by the caller and by nobody else.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from attrs import evolve

from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event
from postsales.contacts.rules import ContactRules
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Action
from postsales.wire._anchors import OF_TARGETS
from postsales.wire._classes import Lists
from postsales.wire._data import below, is_list, is_object, shown
from postsales.wire._events import event_classes
from postsales.wire._rules import CONDITION, Rules, RulesByName, rules_by_name
from postsales.wire._structure import structured
from postsales.wire._told_plans import CONTACT_RULES, PLAN, PLAN_SECTIONS
from postsales.wire._versions import wrong_version
from postsales.wire.documents import DocumentErrors, Problem
from postsales.wire.plans import PlanBundle

__all__ = ["PLANS", "plans_of"]

PLANS = "plan"
"""What a document of plans is called in its errors."""
_Tree = Mapping[str, object]


def plans_of(
    tree: object, *, events: Iterable[type[Event]], rules: Rules, needed: tuple[str, ...] = ()
) -> PlanBundle:
    """The plans and rules of contact in plain data.

    Raises:
        DocumentErrors: all that is wrong with it.
    """
    known, told = rules_by_name(rules), event_classes(events)
    if not is_object(tree):
        raise DocumentErrors(PLANS, [Problem("$", f"is {shown(tree)}: an object is needed")])
    wrong = [Problem(below("$", key), "is missing") for key in needed if key not in tree]
    wrong += _strangers(tree)
    plans: list[Plan] = []
    contact_rules: ContactRules | None = None
    for path, one in _each(tree):
        read = _plan(one, path, told, known)
        if isinstance(read, Plan):
            plans.append(read)
        else:
            wrong += read
    if CONTACT_RULES in tree:
        found = _of_class(tree[CONTACT_RULES], ContactRules, f"$.{CONTACT_RULES}", told)
        if isinstance(found, ContactRules):
            contact_rules = found
        else:
            wrong += found
    if not wrong:
        try:
            return PlanBundle(plans, contact_rules=contact_rules)
        except PostsalesError as error:
            wrong = [Problem(f"$.{PLAN}", f"cannot be: {error}")]
    raise DocumentErrors(PLANS, wrong)


def _strangers(whole: _Tree) -> Iterable[Problem]:
    named = ", ".join(PLAN_SECTIONS)
    if not any(name in whole for name in PLAN_SECTIONS):
        yield Problem("$", f"has no plan: it has sections {named}")
    for key in whole:
        if key not in PLAN_SECTIONS and key != "version":
            yield Problem(below("$", key), f"is not known; sections are {named}", whole[key])
    if "version" in whole:
        yield from wrong_version(whole["version"])


def _each(whole: _Tree) -> Iterable[tuple[str, object]]:
    """The plan, or each of several, with its path."""
    path = f"$.{PLAN}"
    told = whole.get(PLAN, [])
    if is_list(told):
        yield from ((below(path, n), one) for n, one in enumerate(told))
    else:
        yield path, told


def _of_class(
    told: object, cls: type[Any], path: str, events: tuple[type[Event], ...]
) -> "Any | list[Problem]":
    return structured(told, cls, path, events=events, lists=Lists.OR_ONE)


def _plan(
    told: object, path: str, events: tuple[type[Event], ...], rules: Rules
) -> Plan | list[Problem]:
    """A plan; the conditions of its steps are put in once the steps are there."""
    told, asked = _without_conditions(told)
    plan = _of_class(told, Plan, path, events)
    names = RulesByName(rules, None)
    steps = below(path, "steps")
    found = {
        place: names.one(value, below(steps if place < 0 else below(steps, place), CONDITION))
        for place, value in asked.items()
    }
    if names.wrong or not isinstance(plan, Plan):
        return [*(cast("list[Problem]", plan) if isinstance(plan, list) else []), *names.wrong]
    conditions = {max(place, 0): rule for place, rule in found.items()}
    return evolve(plan, steps=[*_with_conditions(plan, conditions)])


def _without_conditions(told: object) -> tuple[object, dict[int, object]]:
    """A plan without the conditions of its actions, and those by the places of their steps.

    Where the one step stands without a list its place is -1.
    """
    steps: object = told.get("steps", []) if is_object(told) else []
    several: list[object] = steps if is_list(steps) else [steps]
    asked: dict[int, object] = {}
    plain: list[object] = []
    for place, step in enumerate(several):
        if is_object(step) and CONDITION in step and not {*OF_TARGETS} & {*step}:
            asked[place if is_list(steps) else -1] = step[CONDITION]
            step = {key: one for key, one in step.items() if key != CONDITION}  # noqa: PLW2901
        plain.append(step)
    if not asked or not is_object(told):
        return told, {}
    return {**told, "steps": plain if is_list(steps) else plain[0]}, asked


def _with_conditions(plan: Plan, rules: Mapping[int, Any]) -> Iterable[Any]:
    for place, step in enumerate(plan.steps):
        if place in rules and isinstance(step, Action):
            yield evolve(step, when=rules[place])
        else:
            yield step
