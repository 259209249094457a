"""Flags of plans: what they and the rules have, so that some laws are not applicable."""

from collections.abc import Iterator, Sequence

from postsales.basics._words import Word
from postsales.contacts.rules import ContactRules, Unrecorded
from postsales.schedules.plans import CatchUp, Plan

__all__ = ["PlanFlag", "flags_of"]


class PlanFlag(Word):
    """Something that plans, or the rules of contact, have."""

    ACTIONS = "actions"
    """Some step is done by us."""
    TARGETS = "targets"
    """Some step is met by somebody, and it is known how it stands."""
    STOPS = "stops"
    """Something stops a plan."""
    CONDITIONS = "conditions"
    """Some step has a condition, and it is said what its facts may be."""
    ASKS = "asks"
    """It is known which facts a person is asked for."""
    ENDS = "ends"
    """Something stops a plan, or makes a step needless."""
    EXPIRES = "expires"
    """Some step can be too late."""
    PAUSES = "pauses"
    """Time can stand still."""
    EACH = "each"
    """Some plan does each action that is overdue."""
    LATEST = "latest"
    """Some plan does the latest of those that are overdue."""
    NEXT = "next"
    """Some plan does one after the other."""
    DROP = "drop"
    """Some plan does nothing of yesterday."""
    WAITS = "waits"
    """Some plan does what is overdue, so that what is put off goes out later."""
    WAKES = "wakes"
    """It is known when to run again."""
    CONTACTS = "contacts"
    """Some step reaches the customer."""
    CONSENTS = "consents"
    """Some contact needs a consent."""
    RECORDED = "recorded"
    """Some call is made only where it may be recorded."""
    HELD_BACK = "held_back"
    """Some contact is held back while something is going on."""
    SPACING = "spacing"
    """Contacts lie apart."""
    CAPS = "caps"
    """So many contacts in a time."""
    QUIET = "quiet"
    """There are quiet hours."""
    PREFERRED = "preferred"
    """There are preferred hours."""
    HOLIDAYS = "holidays"
    """There are quiet days."""


def flags_of(plans: Sequence[Plan], rules: ContactRules) -> frozenset[PlanFlag]:
    """What plans and rules have."""
    return frozenset([*_of_plans(plans), *_of_rules(rules)])


def _of_plans(plans: Sequence[Plan]) -> Iterator[PlanFlag]:
    actions = [x for plan in plans for x in plan.actions]
    if actions:
        yield PlanFlag.ACTIONS
    if any(x.stops for x in plans):
        yield PlanFlag.STOPS
    if any(x.unless or plan.stops for plan in plans for x in plan.actions):
        yield PlanFlag.ENDS
    if any(x.expires is not None for x in actions):
        yield PlanFlag.EXPIRES
    if any(x.pauses for x in plans):
        yield PlanFlag.PAUSES
    if any(x.contact is not None for x in actions):
        yield PlanFlag.CONTACTS
    run = [x for x in plans if x.actions]
    for plan in run:
        yield PlanFlag.read("catch_up", plan.catch_up.value)
    if any(x.catch_up is not CatchUp.DROP for x in run):
        yield PlanFlag.WAITS


def _of_rules(rules: ContactRules) -> Iterator[PlanFlag]:
    has = {
        PlanFlag.CONSENTS: rules.consents,
        PlanFlag.RECORDED: [x for x in rules.recorded if x.otherwise is Unrecorded.DROP],
        PlanFlag.HELD_BACK: rules.suppress,
        PlanFlag.SPACING: rules.spacing,
        PlanFlag.CAPS: rules.caps,
        PlanFlag.QUIET: rules.quiet,
        PlanFlag.PREFERRED: rules.preferred,
        PlanFlag.HOLIDAYS: rules.holidays,
    }
    yield from (flag for flag, some in has.items() if some)
