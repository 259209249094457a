"""What all terms about units of an order agree on where they count in working time.

Rules of this file: working days and hours are lengths like others, and the calendar that they are
counted in stands in the same terms.
"""

from collections.abc import Iterable, Iterator
from typing import get_args

from postsales.basics._checks import instance
from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Length, WorkingLength
from postsales.orders.starts import LENGTH

__all__ = ["check_any_length", "check_calendar", "in_working_time", "without_calendar"]

_ANY_LENGTH = (*get_args(Length), *get_args(WorkingLength))


def check_any_length(name: str, value: object) -> None:
    """A length is one, in any kind of time or in working time.

    Raises:
        WrongType: it is something else.
    """
    instance(name, value, _ANY_LENGTH, f"{LENGTH}, or in working time WorkingDays or WorkingHours")


def check_calendar(value: object) -> None:
    """A calendar is one, or there is none.

    Raises:
        WrongType: it is something else.
    """
    if value is not None:
        instance("calendar", value, WorkCalendar, "working time is counted in a WorkCalendar")


def in_working_time(
    lengths: Iterable[Length | WorkingLength | None],
) -> Iterator[WorkingLength]:
    """Those of some lengths that a calendar is needed for."""
    return (x for x in lengths if isinstance(x, WorkingLength))


def without_calendar(
    calendar: WorkCalendar | None, lengths: Iterable[Length | WorkingLength | None]
) -> Iterator[str]:
    """The problems of working time that no calendar tells."""
    for length in dict.fromkeys(in_working_time(lengths)) if calendar is None else ():
        yield f"{length} are counted in a calendar; say calendar=WorkCalendar(zone=…, hours=…)"
