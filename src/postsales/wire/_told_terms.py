"""Terms as plain data: what is written, rules by the names that the caller gives them."""

from typing import Any, cast

from postsales.basics.digests import telling
from postsales.returns.terms import InvalidTerms, ReturnTerms
from postsales.returns.windows import StatedWindow
from postsales.wire._rules import RULE_FIELDS, Rules, names_of, rules_by_name
from postsales.wire._sections import section_of
from postsales.wire._told import plain_terms
from postsales.wire._versions import VERSION
from postsales.wire.terms import TermsBundle

__all__ = ["told_terms"]


def told_terms(value: object, rules: Rules) -> dict[str, object]:
    """Terms, or several of them, as a tree of plain data.

    Raises:
        InvalidValue: a rule without a name in ``rules``, an event that would be read as another.
        InvalidTerms: a window that no document tells.
    """
    known = rules_by_name(rules)
    if isinstance(value, TermsBundle):
        found = {name: getattr(value, name) for name in value.sections}
    else:
        found = section_of(value)
    if isinstance(returns := found.get("returns"), ReturnTerms):
        _check_windows(returns)
    told = {name: _fields(terms, known) for name, terms in found.items()}
    return {"version": VERSION, **cast("dict[str, object]", plain_terms(told))}


def _check_windows(terms: ReturnTerms) -> None:
    windows = {"returns.window": terms.window}
    windows |= {f"returns.special_windows[{n}]": x for n, x in enumerate(terms.special_windows)}
    problems = [
        f"{where}: no document tells what a StatedWindow says; keep these terms in code, and write "
        "records, which name them"
        for where, window in windows.items()
        if isinstance(window, StatedWindow)
    ]
    if problems:
        raise InvalidTerms(f"return terms {terms.id[:60]!r} as a document", problems)


def _fields(terms: Any, rules: Rules) -> dict[str, object]:
    """The fields of terms that say something, rules by their names."""
    fields = telling(terms)
    return fields | names_of(terms, rules) if {*RULE_FIELDS} & {*fields} else fields
