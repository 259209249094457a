"""What is said of a last day: from which day it counts, how long, and what moves it.

These are the parts; ``reckoning`` works them out. A merchant's window of so many days since an
event needs none of them: they are for what a statute says in more words.

Rules of this file: each part that another text could replace carries its own citation.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import field, fields, frozen, has

from postsales.basics._checks import count, instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.choices import ByCase, Readings, branches
from postsales.basics.citations import Citation, check_source
from postsales.basics.durations import Days, Months, Weeks, WorkingDays, Years
from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import NonDays, Roll
from postsales.basics.selectors import During, First, Last, Selector, class_name, class_of_events

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AtLeast",
    "Base",
    "CalendarLength",
    "Count",
    "Earlier",
    "Extended",
    "FirstDay",
    "LastDay",
    "Later",
    "Own",
    "Paused",
    "check_day",
    "ordinary",
    "parts",
    "starts_of",
]

CalendarLength = Days | Weeks | Months | Years | WorkingDays
"""A length that ends with a day."""

P = TypeVar("P")

_LENGTHS = (Days, Weeks, Months, Years, WorkingDays)


@frozen(weakref_slot=False)
class Own(Selector):
    """The day on which an event of a kind happened to the units that are asked about.

    Example:
        >>> from postsales import Delivered
        >>> Own(Delivered)
        Own(event=Delivered, by=None)
    """


class FirstDay(Word):
    """Which day of a count is the first?"""

    NEXT = "next"
    """The day after that of the event."""
    SAME = "same"
    """The day of the event itself, as where a period *begins with* a day."""


class Base(Word):
    """From where does a long stop count?"""

    START = "start"
    """From the start of the ordinary count, which is added after it."""
    END = "end"
    """From the ordinary end."""
    END_UNMOVED = "end_unmoved"
    """From the ordinary end as it was counted, before it moved to a working day."""


def _days(value: "Iterable[Any]") -> "tuple[Any, ...]":
    found = several("days", value, object, A_DAY)
    for one in found:
        check_day("days", one)
    return found


@frozen(weakref_slot=False)
class _OfDays:
    days: "tuple[LastDay, ...]" = field(converter=_days)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_source(self.by)
        least = 2
        if len(self.days) < least:
            raise InvalidValue("days", self.days, "two days or more are compared")


@frozen(weakref_slot=False)
class Later(_OfDays):
    """The last of several days; to come as long as one of them is, whatever the others are.

    Example:
        >>> from postsales import Delivered, Placed
        >>> len(Later([First(Placed), Last(Delivered)]).days)
        2
    """


@frozen(weakref_slot=False)
class Earlier(_OfDays):
    """The first of several days that has come.

    Example:
        >>> from postsales import Received, ReturnShipped
        >>> len(Earlier([Last(Received), Last(ReturnShipped)]).days)
        2
    """


@frozen(weakref_slot=False)
class AtLeast:
    """A period of two days or more holds at least so many days that are worked.

    Counting: one of a single day, or of a single working day, is as long as it is.

    Example:
        >>> AtLeast(2, NonDays(["saturday", "sunday"])).count
        2
    """

    count: int
    outside: NonDays
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        count("count", self.count, least=1, most=366)
        instance("outside", self.outside, NonDays, "days that are not worked are NonDays")
        check_source(self.by)


def _first_day(value: FirstDay | str) -> FirstDay:
    return FirstDay.read("first_day", value)


@frozen(weakref_slot=False)
class Count:
    """So long from a day on, the last day included.

    Counting: the day of the start is day 0, or, with ``first_day="same"``, day 1. Weeks, months and
    years end on the same day of the week or date, and on the month's last where that is missing;
    where the first day counts they end the day before, unless the date was missing. Working days
    are those that are not among ``skipping``. With a ``roll`` the last day moves on; then it moves
    on until the days that count hold ``at_least`` so many that are worked.

    Raises:
        InvalidValue: working days without the days to skip, or those without working days; the
            first day of no days at all.

    Example:
        >>> from postsales import Delivered
        >>> weekend = Roll(NonDays(["saturday", "sunday"]))
        >>> Count(Last(Delivered), Days(14), roll=weekend).first_day
        FirstDay.NEXT
    """

    start: "LastDay"
    length: "CalendarLength | ByCase[Any] | Readings[Any]"
    first_day: FirstDay = field(default=FirstDay.NEXT, converter=_first_day, kw_only=True)
    roll: Roll | None = field(default=None, kw_only=True)
    at_least: AtLeast | None = field(default=None, kw_only=True)
    skipping: NonDays | None = field(default=None, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_day("start", self.start)
        lengths = [*branches(self.length)]
        for length in lengths:
            allowed = "a length that ends with a day: Days, Weeks, Months, Years or WorkingDays"
            instance("length", length, _LENGTHS, allowed)
            if self.first_day is FirstDay.SAME and not length.count:
                raise InvalidValue("length", length, "one day or more, since the first counts")
        for name, kind in (("roll", Roll), ("at_least", AtLeast), ("skipping", NonDays)):
            if getattr(self, name) is not None:
                instance(name, getattr(self, name), kind, f"say {kind.__name__}(…)")
        worked = [x for x in lengths if isinstance(x, WorkingDays)]
        if worked and self.skipping is None:
            raise InvalidValue("skipping", None, f"say which days are none of {worked[0]}")
        if self.skipping is not None and not worked:
            raise InvalidValue("skipping", self.skipping, "days are skipped in WorkingDays only")
        check_source(self.by)


def _base(value: "Base | str | Readings[Any]") -> "Base | Readings[Any]":
    if not isinstance(value, Readings):
        return Base.read("long_stop_from", value)
    for _, one in value.options:
        instance("long_stop_from", one, Base, "each reading is a Base")
    return value


@frozen(weakref_slot=False)
class Extended:
    """A count that ends later where somebody was not informed, or too late.

    Counting: informed by the start, it ends as it would; within ``cure_within`` of the start, or
    with None by the end of the long stop, it ends as if it had started with the information, and
    never before its ordinary end; later than that or never, it ends with the long stop. What nobody
    said of the information is taken as given in time, unless ``missing`` tells that it was not.

    Example:
        >>> from postsales import CustomerInformed, Delivered, InformationMissing
        >>> Extended(
        ...     Count(Last(Delivered), Days(14)),
        ...     informed=First(CustomerInformed), missing=InformationMissing,
        ...     cure_within=Months(12), long_stop=Months(12), long_stop_from="end",
        ... ).long_stop_from
        Base.END
    """

    ordinary: Count
    informed: Selector = field(kw_only=True)
    missing: type[Event] = field(repr=class_name, kw_only=True)
    cure_within: Months | Years | None = field(kw_only=True)
    long_stop: Months | Years = field(kw_only=True)
    long_stop_from: "Base | Readings[Any]" = field(kw_only=True, converter=_base)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("ordinary", self.ordinary, Count, "what is extended is a Count")
        instance("informed", self.informed, (First, Last), "say First(CustomerInformed)")
        class_of_events("missing", self.missing)
        if self.cure_within is not None:
            instance("cure_within", self.cure_within, (Months, Years), "say Months(12), or None")
        instance("long_stop", self.long_stop, (Months, Years), "Months or Years are needed")
        check_source(self.by)


@frozen(weakref_slot=False)
class Paused:
    """A count that stands still at times.

    Counting: a time counts both its days, that on which it begins and that on which it ends, and
    the last day is so many days later; after each of these times there are at least ``resume``
    days. A day in two of these times counts once; what lies before the day of the start, or begins
    after the last day, changes nothing. While one goes on, the count is not over.

    Example:
        >>> from postsales import Delivered, Received, ReturnSentBack
        >>> Paused(
        ...     Count(Last(Delivered), Days(30)),
        ...     during=During(Received, ReturnSentBack), resume=Days(7),
        ... ).resume
        Days(7)
    """

    period: Count
    during: During = field(kw_only=True)
    resume: Days = field(default=Days(0), kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("period", self.period, Count, "what is paused is a Count")
        instance("during", self.during, During, "say During(begins, ends)")
        instance("resume", self.resume, Days, "say Days(7)")
        check_source(self.by)


LastDay = (
    First | Last | Own | Later | Earlier | Count | Extended | Paused | ByCase[Any] | Readings[Any]
)
"""What says which day is meant."""

DAYS = (First, Last, Own, Later, Earlier, Count, Extended, Paused, ByCase, Readings)


A_DAY = "say days by First, Last, Own, Count, …"


def check_day(name: str, value: object) -> None:
    """It says which day is meant, in every case and reading.

    Raises:
        WrongType: it says something else.
    """
    for one in branches(value):
        instance(name, one, DAYS, A_DAY)


def ordinary(says: LastDay) -> Count | None:
    """The count that holds where nothing is out of the ordinary; None where there is none.

    Example:
        >>> from postsales import Delivered
        >>> fortnight = Count(Last(Delivered), Days(14))
        >>> ordinary(Paused(fortnight, during=During(Delivered, Event))) == fortnight
        True
    """
    if isinstance(says, Count):
        return says
    if isinstance(says, Extended):
        return says.ordinary
    if isinstance(says, Paused):
        return says.period
    if isinstance(says, Selector):
        return None
    return next((x for x in map(ordinary, _parts(says)) if x is not None), None)


def _parts(says: "Later | Earlier | ByCase[Any] | Readings[Any]") -> "Iterable[LastDay]":
    if isinstance(says, Later | Earlier):
        return says.days
    return branches(says)


def starts_of(count: Count) -> Iterator[Selector]:
    """From which events can a count start? First from that of the ordinary case.

    Example:
        >>> from postsales import Delivered
        >>> [*starts_of(Count(Count(Last(Delivered), Days(7)), Days(14)))]
        [Last(event=Delivered, by=None)]
    """
    return parts(count.start, Selector)


def parts(says: Any, kind: type[P]) -> Iterator[P]:
    """All parts of a kind that a last day is said with, as they stand in it.

    Example:
        >>> from postsales import Delivered
        >>> [x.length for x in parts(Count(Last(Delivered), Days(14)), Count)]
        [Days(14)]
    """
    if isinstance(says, kind):
        yield says
    for one in _inside(says):
        yield from parts(one, kind)


def _inside(value: object) -> "Iterable[object]":
    if isinstance(value, ByCase):
        cases = cast("ByCase[object]", value)
        return (cases.otherwise, *cases.rows)
    if isinstance(value, FrozenMap):
        return cast("FrozenMap[object, object]", value).values()
    if isinstance(value, tuple):
        return cast("tuple[object, ...]", value)
    made = cast("Any", type(value))
    return [getattr(value, x.name) for x in fields(made)] if has(made) else ()
