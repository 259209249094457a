"""What questions about plans are asked with: a plan, a subject, facts.

Rules of this file: what cannot be asked is refused here, before anybody counts with it.
"""

from collections.abc import Mapping

from postsales.basics._checks import instance, named, pairs, text
from postsales.basics.findings import Fact, checked_fact
from postsales.schedules.plans import Plan

__all__ = ["facts_given", "given"]


def given(plan: object, subject: object) -> None:
    """Is this a plan, and does this name somebody or something?"""
    instance("plan", plan, Plan, "one plan is asked about: say Plan(id=..., steps=[...], ...)")
    instance("subject", subject, str, "a subject is text: name the customer, order or ticket")
    named("subject", subject)


def facts_given(facts: Mapping[str, Fact] | None) -> Mapping[str, Fact]:
    """The facts that conditions ask about; none where none are told."""
    if facts is None:
        return {}
    for name, value in pairs("facts", facts):
        checked_fact(f"facts[{text('facts', name)}]", value)
    return facts
