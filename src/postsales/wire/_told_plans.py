"""Plans and rules of contact as plain data: what is written, rules by names that callers give."""

from collections.abc import Mapping
from typing import Any, cast

from postsales.basics.digests import telling
from postsales.contacts.rules import ContactRules
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Action
from postsales.wire._anchors import ANCHORS, NOBODY
from postsales.wire._rules import CONDITION, Rules, name_of, rules_by_name
from postsales.wire._told import plain_terms
from postsales.wire._versions import VERSION
from postsales.wire.plans import PlanBundle

__all__ = ["CONTACT_RULES", "PLAN", "PLAN_SECTIONS", "AnyPlan", "told_plans"]

AnyPlan = Plan | ContactRules | PlanBundle
"""What stands in documents of plans."""
PLAN, CONTACT_RULES = "plan", "contact_rules"
PLAN_SECTIONS: Mapping[str, type[Any]] = {PLAN: Plan, CONTACT_RULES: ContactRules}
"""The sections of a document of plans."""


def told_plans(value: AnyPlan, rules: Rules) -> dict[str, object]:
    """A plan, rules of contact, or both together, as a tree of plain data.

    Raises:
        InvalidValue: a rule without a name in ``rules``, an event that would be read as another.
    """
    known = rules_by_name(rules)
    if isinstance(value, Plan):
        value = PlanBundle(value)
    elif isinstance(value, ContactRules):
        value = PlanBundle(contact_rules=value)
    told: dict[str, object] = {}
    plans = [_plan(plan, known) for plan in value.plans]
    if plans:
        told[PLAN] = plans[0] if len(plans) == 1 else plans
    if CONTACT_RULES in value.sections:
        told[CONTACT_RULES] = value.contact_rules
    return {"version": VERSION, **cast("dict[str, object]", plain_terms(told))}


def _plan(plan: Plan, rules: Rules) -> dict[str, object]:
    return {**telling(plan), "steps": [_step(step, rules) for step in plan.steps]}


def _step(step: Any, rules: Rules) -> dict[str, object]:
    told = telling(step)
    for name in ("after", "before"):
        if told.get(name) is not None:
            told[name] = _anchor(told[name])
    if isinstance(step, Action):
        if step.contact is None:
            told["contact"] = NOBODY
        if step.when is not None:
            told[CONDITION] = name_of(step.when, rules)
    return told


def _anchor(anchor: object) -> dict[str, object]:
    return next(form.told(anchor) for form in ANCHORS.values() if type(anchor) is form.cls)
