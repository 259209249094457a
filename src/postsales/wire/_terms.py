"""Terms as a tree of plain data, section by section, the same in JSON and TOML.

Rules of this file: keys are the constructors' parameters, one for one. A rule of the merchant's own
is told by a name; what the name stands for is given by the caller and by nobody else.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event
from postsales.wire._classes import Lists, field_names
from postsales.wire._data import below, is_object, shown
from postsales.wire._events import event_classes
from postsales.wire._rules import RULE_FIELDS, Rules, RulesByName, own_rules, rules_by_name
from postsales.wire._sections import SECTIONS
from postsales.wire._structure import structured
from postsales.wire._versions import wrong_version
from postsales.wire.documents import DocumentErrors, Problem
from postsales.wire.terms import TermsBundle

__all__ = ["TERMS", "bundle_of"]

TERMS = "terms"
"""What a document of terms is called in its errors."""


def bundle_of(
    document: str,
    tree: object,
    *,
    events: Iterable[type[Event]],
    rules: Rules,
    needed: tuple[str, ...] = (),
) -> TermsBundle:
    """The terms in plain data.

    Raises:
        DocumentErrors: all that is wrong with it.
    """
    known, told = rules_by_name(rules), event_classes(events)
    if not is_object(tree):
        raise DocumentErrors(document, [Problem("$", f"is {shown(tree)}: an object is needed")])
    wrong = [Problem(below("$", key), "is missing") for key in needed if key not in tree]
    wrong += _strangers(tree)
    found: dict[str, Any] = {}
    for name, cls in SECTIONS.items():
        if name in tree:
            read = _section(tree[name], cls, f"$.{name}", told, known)
            if isinstance(read, list):
                wrong += read
            else:
                found[name] = read
    if wrong:
        raise DocumentErrors(document, wrong)
    return TermsBundle(**found)


def _strangers(whole: Mapping[str, object]) -> Iterable[Problem]:
    named = ", ".join(SECTIONS)
    if not any(name in whole for name in SECTIONS):
        yield Problem("$", f"has no terms: it has sections {named}")
    for key in whole:
        if key not in SECTIONS and key != "version":
            yield Problem(below("$", key), f"is not known; sections are {named}", whole[key])
    if "version" in whole:
        yield from wrong_version(whole["version"])


def _section(
    told: object, cls: type[Any], path: str, events: tuple[type[Event], ...], rules: Rules
) -> "Any | list[Problem]":
    """The terms of one section; their rules come last, since exceptions are to rules they have."""
    keys = [key for key in RULE_FIELDS if key in field_names(cls)]
    asked: dict[str, object] = {}
    if is_object(told):
        asked = {key: told[key] for key in keys if key in told}
        told = {key: one for key, one in told.items() if key not in keys}
    terms = structured(told, cls, path, events=events, lists=Lists.OR_ONE)
    named = {**own_rules(terms), **rules} if asked and not isinstance(terms, list) else None
    names = RulesByName(rules, named)
    changes = {key: names.read(key, one, below(path, key)) for key, one in asked.items()}
    if isinstance(terms, list):
        return [*terms, *names.wrong]
    try:
        return names.wrong or evolve(terms, **changes)
    except PostsalesError as error:
        return [Problem(path, f"cannot be: {error}")]
