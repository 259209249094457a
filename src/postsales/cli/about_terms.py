"""What the commands about terms do: show them, look them over, compare two, write them down."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import evolve, frozen

from postsales.basics._checks import day
from postsales.basics._errors import InvalidValue, MissingExtra, WrongType, short
from postsales.cli.by_law import by_law
from postsales.cli.endings import Usage
from postsales.cli.outputs import check_targets, put
from postsales.cli.printable import printable
from postsales.cli.questions import checked
from postsales.cli.rows import Row, written
from postsales.cli.sentences import say
from postsales.cli.terms import any_terms_of, is_file
from postsales.policies.sections import AnyTerms, bundled
from postsales.wire.terms import MissingSection

__all__ = ["about_terms"]

T = TypeVar("T")
_FINE = 0
_SOMETHING = 1
_LONGEST = 1000


@frozen(weakref_slot=False)
class _Told:
    """What is written, the exit status, and what else people have to know."""

    text: str
    status: int = _FINE
    besides: tuple[str, ...] = ()


def about_terms(asked: Namespace) -> int:
    """Do a command about terms and give the exit status.

    Raises:
        Usage: it asks for something that cannot be.
        Broken: what is said could not be written.
    """
    named = [asked.old, asked.new] if asked.verb == "diff" else [asked.terms]
    check_targets([x for x in named if is_file(x)], {"--out": asked.out})
    told = _VERBS[asked.verb](asked)
    put(told.text, asked.out)
    for sentence in told.besides:
        say(printable(sentence, _LONGEST))
    return told.status


def _show(asked: Namespace) -> _Told:
    from postsales import policies

    terms = any_terms_of(asked.terms, "TERMS")
    told = {"text": policies.text, "markdown": policies.markdown, "html": policies.html}
    words = checked(lambda: told[asked.format](terms, locale=asked.locale))
    return _Told(words if words.endswith("\n") else f"{words}\n")


def _lint(asked: Namespace) -> _Told:
    from postsales import policies

    terms = any_terms_of(asked.terms, "TERMS")
    on = None if asked.on is None else checked(lambda: day("--on", asked.on))
    found = checked(lambda: policies.lint(terms, on=on, locale=asked.locale))
    rows: list[Row] = [{"where": x.where, "code": x.code, "says": x.says} for x in found]
    words: list[str] = []
    if asked.law:
        less, words = by_law(terms, asked)
        rows += less
    elif asked.holidays:
        raise Usage("--holidays go with --law: they are those of the place whose law it is")
    elif asked.made is not None:
        raise Usage("--made goes with --law: some rights are about sales that are made so")
    return evolve(_lines(asked, rows, (_line(x) for x in rows)), besides=tuple(words))


def _line(row: Row) -> str:
    told = f"{row['where']}: {row['code']}: {row['says']}"
    if "right" not in row:
        return told
    source = f", {row['citation']}" if row["citation"] else ""
    return f"{told} [{row['place']} {row['right']}{source}]"


def _diff(asked: Namespace) -> _Told:
    from postsales import policies

    old, new = any_terms_of(asked.old, "OLD"), any_terms_of(asked.new, "NEW")
    found = checked(lambda: policies.diff(old, new, locale=asked.locale))
    rows = [{"where": x.where, "for_customer": x.for_customer.value, "says": x.says} for x in found]
    lines = (f"{x.where}: {x.for_customer.value}: {x.says}" for x in found)
    return _lines(asked, rows, lines)


def _lines(asked: Namespace, rows: Sequence[Row], lines: Iterator[str]) -> _Told:
    """A line of each thing that was found; that there is one is the exit status."""
    told = (printable(x, _LONGEST) for x in lines)
    if asked.format == "jsonl":
        told = (written(x) for x in rows)
    return _Told("".join(f"{x}\n" for x in told), _SOMETHING if rows else _FINE)


def _export(asked: Namespace) -> _Told:
    terms = any_terms_of(asked.terms, "TERMS")
    try:
        if asked.to == "schema_org":
            return _as_policy(terms, asked)
        return _FORMS[asked.to](terms)
    except (InvalidValue, MissingExtra, MissingSection, WrongType) as error:
        raise Usage(f"TERMS is {short(asked.terms)}: --to {asked.to}: {error}") from None


def _as_json(terms: AnyTerms) -> _Told:
    from postsales.wire import write_json

    return _Told(f"{write_json(terms)}\n")


def _as_toml(terms: AnyTerms) -> _Told:
    from postsales.wire.toml import write_terms

    return _Told(write_terms(terms))


def _as_policy(terms: AnyTerms, asked: Namespace) -> _Told:
    """Terms as schema.org knows them; what it has no words for is told besides."""
    from postsales.wire.schema_org import write_policy

    policy = write_policy(
        bundled(terms),
        countries=asked.country,
        link=asked.link,
        methods=asked.method,
        organization=asked.organization,
    )
    lost = tuple(f"lost in schema_org: {x}" for x in policy.lost)
    return _Told(f"{policy.json.rstrip()}\n", besides=lost)


_VERBS: Mapping[str, Callable[[Namespace], _Told]] = {
    "show": _show,
    "lint": _lint,
    "diff": _diff,
    "export": _export,
}
_FORMS: Mapping[str, Callable[[AnyTerms], _Told]] = {"json": _as_json, "toml": _as_toml}
