"""What the law of a place says against terms, for `terms lint --law`."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from postsales.basics._checks import day
from postsales.basics._errors import MissingExtra, short
from postsales.basics.dated import NoLawInForce
from postsales.cli.endings import Usage
from postsales.cli.questions import checked
from postsales.cli.rows import Row
from postsales.policies.sections import AnyTerms, bundled

if TYPE_CHECKING:
    from postsales.law.jurisdictions import Jurisdiction
    from postsales.law.shortfalls import Shortfall

__all__ = ["by_law"]

T = TypeVar("T")
# Three years of deliveries, a year and some weeks for whom nobody told, and a month before them.
_BEFORE, _TRIED = timedelta(days=31), timedelta(days=3 * 366 + 2 * 366)


def by_law(terms: AnyTerms, asked: Namespace) -> list[Row]:
    """Where terms give less than the law of a place, a row of each.

    Raises:
        Usage: the place is not covered, terms for returns or for money are missing, or holidays
            are not known.
    """
    from postsales import law

    bundle = bundled(terms)
    if not {"returns", "refunds"} <= {*bundle.sections}:
        raise Usage("--law is about terms for returns and for money together: TERMS need both")
    place = _place(asked)
    found = _asked(lambda: law.lint(bundle.returns, bundle.refunds, place, on=asked.on))
    return [dict(_row(x)) for x in found]


def _place(asked: Namespace) -> "Jurisdiction":
    from postsales import law
    from postsales.wire.holidays import read_holidays

    found = next((x for x in law.COVERED if x.code == asked.law), None)
    if found is None:
        codes = ", ".join(x.code for x in law.COVERED)
        raise Usage(f"--law is {short(asked.law)}: covered are {codes}")
    if asked.holidays is None:
        return found
    first = found.checked_on.replace(month=1, day=1)
    if asked.on is not None:
        first = checked(lambda: day("--on", asked.on))
    country, _, region = asked.holidays.partition("-")
    since, until = first - _BEFORE, first + _TRIED
    return found.observing(
        _asked(lambda: read_holidays(country, region or None, since=since, until=until))
    )


def _asked(found: Callable[[], T]) -> T:
    """What is found, or the sentence that says why it cannot be."""
    try:
        return checked(found)
    except (MissingExtra, NoLawInForce) as error:
        raise Usage(str(error)) from None


def _row(found: "Shortfall") -> Iterator[tuple[str, object]]:
    yield "where", found.where
    yield "code", found.code
    yield "says", found.says
    yield "right", found.right
    yield "citation", None if found.citation is None else str(found.citation)
    days = found.days
    yield "first_on", None if days is None else days.first_on.isoformat()
    yield "worse", None if days is None else days.worse
    yield "tried", None if days is None else days.tried
