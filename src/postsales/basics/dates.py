"""The days on which things happened, told as days, for questions that need no order."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from attrs import field, frozen

from postsales.basics._checks import day, instance, pairs, several
from postsales.basics._errors import InvalidValue
from postsales.basics.days_known import Held, Span, When
from postsales.basics.findings import Verdict
from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import Holidays, Place
from postsales.basics.selectors import During, First, Selector, class_of_events

if TYPE_CHECKING:
    from postsales.basics.events import Event

__all__ = ["Dates"]


def _days(value: Iterable[date | str]) -> tuple[date, ...]:
    return tuple(sorted(day("days", x) for x in several("days", value, object, "days are needed")))


def _by_event(
    value: "Mapping[type[Event], Iterable[date | str]]",
) -> "FrozenMap[type[Event], tuple[date, ...]]":
    found: dict[type[Event], tuple[date, ...]] = {}
    for kind, some in pairs("days", value):
        class_of_events("days", kind)
        found[cast("type[Event]", kind)] = _days(cast("Iterable[date | str]", some))
    return FrozenMap(found)


def _holidays(value: Mapping[Place, Holidays]) -> FrozenMap[Place, Holidays]:
    allowed = "the holidays of a place are Holidays"
    return FrozenMap(
        {
            Place.read("holidays", x): instance("holidays", y, Holidays, allowed)
            for x, y in pairs("holidays", value)
        }
    )


def _conditions(value: Iterable[object]) -> tuple[object, ...]:
    return several("met", value, object, "conditions are needed")


@frozen(weakref_slot=False)
class Dates:
    """On which days did things happen, and what holds besides?

    What has no day is still to come. Times of which only the beginning has a day go on. Conditions
    that are not among those ``met`` are not met.

    Raises:
        InvalidValue: of times that are asked for, an end without a beginning before it.

    Example:
        >>> from postsales import Days, Delivered, Last
        >>> from postsales.basics.last_days import Count
        >>> from postsales.basics.reckoning import last_day
        >>> known = Dates({Delivered: ["2026-03-05", "2026-03-09"]})
        >>> last_day(Count(Last(Delivered), Days(14)), known).safe.isoformat()
        '2026-03-23'
    """

    days: "FrozenMap[type[Event], tuple[date, ...]]" = field(converter=_by_event)
    given_holidays: FrozenMap[Place, Holidays] = field(
        default=FrozenMap[Place, Holidays]({}),
        converter=_holidays,
        kw_only=True,
        alias="holidays",
    )
    met: tuple[object, ...] = field(default=(), converter=_conditions, kw_only=True)

    def when(self, one: Selector) -> When:
        """On which day did what is selected happen?"""
        days = self.days.get(one.event, ())
        if not days:
            return When(None, is_due=True)
        return When(days[0] if isinstance(one, First) else days[-1])

    def spans(self, during: During) -> tuple[Span, ...]:
        """The times from one day to the next of the other kind, in order."""
        begins, ends = (self.days.get(x, ()) for x in (during.begins, during.ends))
        spans: list[Span] = []
        for begun, over in zip_longest(begins, ends):
            if begun is None or (over is not None and over < begun):
                raise InvalidValue("days", over, "each end has a beginning before it")
            spans.append((begun, over))
        return tuple(spans)

    def holds(self, condition: object) -> Held:
        """Is a condition among those that are met?"""
        return Held(Verdict.MET if condition in self.met else Verdict.NOT_MET)

    def holidays(self, place: Place) -> Holidays | None:
        """The holidays of a place, where somebody gave them."""
        return self.given_holidays.get(place)
