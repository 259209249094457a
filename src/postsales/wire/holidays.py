"""Public holidays of a country or region, from the package ``holidays`` (``postsales[holidays]``).

Rules of this file: what the package tells becomes a value once, and the value is what terms and
calendars hold; another release of the package changes no answer that was given.
"""

from datetime import date
from importlib import import_module
from typing import Any

from postsales.basics._checks import day, text
from postsales.basics._errors import InvalidValue
from postsales.basics.rolls import Holidays
from postsales.wire._extras import needs

__all__ = ["read_holidays"]


def read_holidays(
    country: str, region: str | None = None, *, since: date | str, until: date | str
) -> Holidays:
    """Which days are public holidays there, from a day to a day, both included?

    ``country`` is an ISO 3166 code such as ``"DE"``, ``region`` the code of a part of it such as
    ``"BY"``. What is closed besides is yours to say: days between holidays, local fairs.

    Raises:
        MissingExtra: holidays is not installed.
        InvalidValue: no country, or no region of it, that the package knows; days of years of which
            it tells nothing about that country.

    Example:
        >>> from postsales import WorkCalendar
        >>> known = read_holidays("DE", "BY", since="2026-01-01", until="2026-12-31")
        >>> office = WorkCalendar(
        ...     zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"}, holidays=known
        ... )
        >>> office.is_working_day(date(2026, 1, 6))
        False
    """
    needs("holidays", "holidays")
    package: Any = import_module("holidays")
    code, part = text("country", country), None if region is None else text("region", region)
    try:
        found = package.country_holidays(code, subdiv=part)
    except NotImplementedError:
        found = None
    if found is None:
        place = code if part is None else f"{code}, {part}"
        advice = "see the countries and their subdivisions that it lists"
        state, dash, rest = code.partition("-")
        if dash and part is None:
            advice = f"a region is a word of its own: read_holidays({state!r}, {rest!r}, …)"
        raise InvalidValue("country", place, "a place that the package holidays knows", advice)
    first, last = day("since", since), day("until", until)
    _check_years(code, found, first, last)
    return Holidays.told_by(found, since=first, until=last)


def _check_years(code: str, found: Any, first: date, last: date) -> None:
    """Outside of its years the package names no holidays, which would read as none to be kept."""
    for name, told in (("since", first), ("until", last)):
        if not found.start_year <= told.year <= found.end_year:
            allowed = f"the package knows {code!r} from {found.start_year} to {found.end_year}"
            advice = "ask for days within these years, or give Holidays of your own"
            raise InvalidValue(name, told.isoformat(), allowed, advice)
