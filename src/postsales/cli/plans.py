"""The plans and rules of contact that the command line names: in files, or in modules."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any, cast

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue, WrongType, short
from postsales.basics.events import Event
from postsales.cli.endings import Usage
from postsales.cli.named import named, one_of
from postsales.cli.named_files import read_by
from postsales.cli.questions import checked
from postsales.cli.terms import is_file
from postsales.contacts.rules import ContactRules
from postsales.schedules.plans import Plan
from postsales.wire._events import event_classes, is_event_class, known_events
from postsales.wire.plans import PlanBundle
from postsales.wire.terms import MissingSection

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["events_of", "plans_and_rules_of", "plans_of"]

_ANY_PLAN = "a Plan or a PlanBundle"
_ANY_RULES = "ContactRules or a PlanBundle"
_CLASSES = "classes of events"


def events_of(spec: str | None) -> tuple[type[Event], ...]:
    """The host's own classes of events.

    Raises:
        Usage: there are none of that name.
    """
    if spec is None:
        return ()
    found = named(spec, "--events", _is_events, _CLASSES)
    some: Any = (found,) if isinstance(found, type) else found
    try:
        classes = event_classes(several("--events", some, object, f"{_CLASSES} are needed"))
        known_events(classes)
    except (InvalidValue, WrongType) as error:
        raise Usage(f"--events is {short(spec)}: {error}") from None
    return classes


def _is_events(value: object) -> bool:
    some = cast("Iterable[object]", value) if isinstance(value, tuple | list) else (value,)
    return any(is_event_class(x) and x is not Event for x in some)


def plans_and_rules_of(
    asked: Namespace, events: tuple[type[Event], ...]
) -> tuple[tuple[Plan, ...], ContactRules]:
    """The plans that are run, and the rules of contact: those of ``--rules``, else of the plans.

    Without any, only what customers have refused is kept back.

    Raises:
        Usage: there are no such plans or rules, or a file of them cannot be read.
    """
    bundles = [_with_plans(spec, "--plan", events) for spec in asked.plan]
    whole = checked(lambda: PlanBundle([plan for x in bundles for plan in x.plans]))
    if asked.rules is not None:
        return whole.plans, _rules(asked.rules, events)
    found = [x.contact_rules for x in bundles if "contact_rules" in x.sections]
    if len(found) > 1:
        raise Usage("--rules is missing: several plans bring rules of contact, so name which hold")
    return whole.plans, found[0] if found else ContactRules()


def plans_of(spec: str, events: tuple[type[Event], ...]) -> tuple[Plan, ...]:
    """The plans that are shown.

    Raises:
        Usage: there are none, or a file of them cannot be read.
    """
    return _with_plans(spec, "PLAN", events).plans


def _with_plans(spec: str, option: str, events: tuple[type[Event], ...]) -> PlanBundle:
    bundle = _bundle(spec, option, events)
    if not bundle.plans:
        raise Usage(f"{option} is {short(spec)}: there is no plan in it")
    return bundle


def _rules(spec: str, events: tuple[type[Event], ...]) -> ContactRules:
    try:
        return _bundle(spec, "--rules", events).contact_rules
    except MissingSection as error:
        raise Usage(f"--rules is {short(spec)}: {error}") from None


def _bundle(spec: str, option: str, events: tuple[type[Event], ...]) -> PlanBundle:
    if is_file(spec):
        from postsales import wire
        from postsales.wire import toml

        read = wire.read_plan if spec.endswith(".json") else toml.read_plan
        unless = "drawn" if option == "PLAN" else "run"
        return read_by(spec, option, lambda text: read(text, events=events), unless=unless)
    kind = ContactRules if option == "--rules" else Plan
    allowed = _ANY_RULES if option == "--rules" else _ANY_PLAN
    found = one_of(spec, option, (kind, PlanBundle), allowed)
    if isinstance(found, PlanBundle):
        return found
    return PlanBundle(found) if isinstance(found, Plan) else _bundled(cast("ContactRules", found))


def _bundled(rules: ContactRules) -> PlanBundle:
    return PlanBundle(contact_rules=rules)
