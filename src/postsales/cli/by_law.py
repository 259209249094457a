"""What the law of a place says against terms, for `terms lint --law`."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from postsales.basics._checks import day
from postsales.basics._errors import MissingExtra, short
from postsales.basics.dated import NoLawInForce
from postsales.cli.endings import Usage
from postsales.cli.questions import checked
from postsales.cli.rows import Row
from postsales.policies.sections import AnyTerms, bundled

if TYPE_CHECKING:
    from postsales.law.comparable import Comparable
    from postsales.law.jurisdictions import Jurisdiction
    from postsales.law.shortfalls import Shortfall

__all__ = ["by_law"]

T = TypeVar("T")
# Three years of deliveries, a year and some weeks for whom nobody told, and a month before them.
_BEFORE, _TRIED = timedelta(days=31), timedelta(days=3 * 366 + 2 * 366)


def by_law(terms: AnyTerms, asked: Namespace) -> tuple[list[Row], list[str]]:
    """Where terms give less than the law of each place, a row of each, and what was compared.

    Raises:
        Usage: a place is not covered, terms for returns or for money are missing, or holidays
            are not known, or of another place.
    """
    from postsales import law

    bundle = bundled(terms)
    if not {"returns", "refunds"} <= {*bundle.sections}:
        raise Usage("--law is about terms for returns and for money together: TERMS need both")
    rows: list[Row] = []
    words: list[str] = []
    made = asked.made or "online"
    for place in _places(asked):
        both = bundle.returns, bundle.refunds, place
        ask = partial(law.comparable, *both, on=asked.on, made=made)
        found = [*_words(_asked(ask), made)]
        if asked.holidays and not place.holidays:
            found.append("no holidays are named for it: days of the week alone move a last day")
        words += [f"--law {place.code}: {x}" for x in found]
        less = _asked(partial(law.lint, *both, on=asked.on, made=made))
        rows += [dict(_row(x, place.code)) for x in less]
    return rows, words


def _words(one: "Comparable", made: str) -> Iterator[str]:
    """What was compared, and what was not."""
    yield f"compared with {', '.join(one.rights)}" if one.rights else "there is nothing to compare"
    for name in one.others:
        yield f"{name} is not about such goods, or not about sales that are made {made}"
    for x in one.left_out:
        yield f"left out is {x.where}: {x.says}"


def _places(asked: Namespace) -> "list[Jurisdiction]":
    """The laws that are asked for, each once, with the holidays that go with them."""
    from postsales import law
    from postsales.law.register import what_there_is

    known = {x.code: x for x in law.COVERED}
    codes = [*dict.fromkeys(asked.law)]
    for code in codes:
        if code not in known:
            raise Usage(f"--law is {short(code)}: {what_there_is(code)}")
    named: dict[str, str] = {}
    for holidays in asked.holidays:
        theirs = _with_holidays(holidays, codes)
        if theirs is None or theirs in named:
            needed = "one place for each --law, in the country whose law it is"
            raise Usage(f"--holidays is {short(holidays)}: {needed}")
        named[theirs] = holidays
    return [_observing(known[x], named.get(x), asked.on) for x in codes]


def _with_holidays(holidays: str, codes: list[str]) -> str | None:
    """The law that is asked with the holidays of a place: its own, its country's, its union's."""
    from postsales.law.eu.members import MEMBERS, UNION

    country = holidays.partition("-")[0]
    if holidays in codes:
        return holidays
    theirs = [x for x in codes if x.partition("-")[0] == country]
    if not theirs and country in MEMBERS:
        theirs = [x for x in codes if x == UNION]
    return theirs[0] if len(theirs) == 1 else None


def _observing(place: "Jurisdiction", holidays: str | None, on: str | None) -> "Jurisdiction":
    from postsales.wire.holidays import read_holidays

    if holidays is None:
        return place
    first = place.checked_on.replace(month=1, day=1)
    if on is not None:
        first = checked(lambda: day("--on", on))
    country, _, region = holidays.partition("-")
    since, until = first - _BEFORE, first + _TRIED
    return place.observing(
        _asked(lambda: read_holidays(country, region or None, since=since, until=until))
    )


def _asked(found: Callable[[], T]) -> T:
    """What is found, or the sentence that says why it cannot be."""
    try:
        return checked(found)
    except (MissingExtra, NoLawInForce) as error:
        raise Usage(str(error)) from None


def _row(found: "Shortfall", place: str) -> Iterator[tuple[str, object]]:
    yield "where", found.where
    yield "code", found.code
    yield "says", found.says
    yield "place", place
    yield "right", found.right
    yield "citation", None if found.citation is None else str(found.citation)
    days = found.days
    yield "first_on", None if days is None else days.first_on.isoformat()
    yield "worse", None if days is None else days.worse
    yield "tried", None if days is None else days.tried
