"""Answers by period: what was said in each week, month, quarter or year of the shop's zone."""

from collections.abc import Iterable

from postsales.basics.calendar_periods import CalendarPeriod
from postsales.basics.moments import local_day, zone_key
from postsales.basics.quantities import FrozenMap
from postsales.feedback.keeping import Dedupe, kept
from postsales.feedback.responses import Response

__all__ = ["by_period"]


def by_period(
    responses: Iterable[Response], *, per: CalendarPeriod | str, zone: str
) -> FrozenMap[str, tuple[Response, ...]]:
    """What was said in each period, the first first; periods in between without any are there, too.

    Counting: by the local day of ``zone`` on which it was said; what was fetched twice, by its ref
    at the source, is in the period of the later one alone.

    Example:
        >>> from postsales import LTR_0_10
        >>> told = [Response("nps", 9, LTR_0_10, at=at)
        ...         for at in ("2026-03-31T23:30+02:00", "2026-05-01T00:30+02:00")]
        >>> months = by_period(told, per="month", zone="Europe/Berlin")
        >>> {month: len(said) for month, said in months.items()}
        {'2026-03': 1, '2026-04': 0, '2026-05': 1}
    """
    period = CalendarPeriod.read("per", per)
    zone_key(zone)
    found = kept(responses, Dedupe.ALL)
    days = [local_day(one.at, zone) for one in found]
    if not days:
        return FrozenMap({})
    said: dict[str, list[Response]] = {}
    begins = period.begins_on(min(days))
    while begins <= max(days):
        said[period.label(begins)] = []
        begins = period.next_begins_on(begins)
    for one, day in zip(found, days, strict=True):
        said[period.label(period.begins_on(day))].append(one)
    return FrozenMap({label: tuple(each) for label, each in said.items()})
