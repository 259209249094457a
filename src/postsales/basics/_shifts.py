"""Opening hours as people write them: "Mon-Fri" and "09:00-12:00, 13:00-17:00".

Rules of this file: text is read into shifts and written in one form. A shift is two counts of
minutes since the midnight at which its day begins; one that runs over midnight closes after 1440.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from postsales.basics._checks import pairs, text
from postsales.basics._errors import InvalidValue

__all__ = ["CLOSED", "DAY", "Shift", "Shifts", "days_of", "shifts_of", "week_of", "written_week"]

Shift = tuple[int, int]
Shifts = tuple[Shift, ...]

_HOUR = 60
DAY = 24 * _HOUR
"""The minutes of a day on which no clock is changed."""
CLOSED = "closed"
"""How a day on which nobody works is written."""

_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    **{word.lower(): number for number, word in enumerate(_SHORT)},
    **{word: number for number, word in enumerate(_LONG)},
}
_DAYS = "days are text such as 'Mon-Fri' or 'Sat, Sun'"
_HOURS = "hours are text such as '09:00-17:00' or '09:00-12:00, 13:00-17:00'"
_ONE_SHIFT = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


def week_of(field: str, hours: object) -> tuple[Shifts, ...]:
    """The shifts of Monday to Sunday.

    Raises:
        InvalidValue: days or hours that cannot be read, a day that is named twice, no open time.

    Example:
        >>> week_of("hours", {"Mon-Fri": "09:00-17:00"})[4:]
        (((540, 1020),), (), ())
    """
    week: dict[int, Shifts] = {}
    for days, told in pairs(field, hours):
        for day in days_of(field, days):
            if day in week:
                raise InvalidValue(field, days, f"{_SHORT[day]} is named twice", "name it once")
            if told == CLOSED:
                advice = "leave out a day of the week that is closed"
                raise InvalidValue(f"{field}[{days}]", told, _HOURS, advice)
            week[day] = shifts_of(f"{field}[{days}]", told)
    if not week:
        advice = "say the hours of at least one day of the week"
        raise InvalidValue(field, hours, "a calendar has open time", advice)
    return tuple(week.get(day, ()) for day in range(len(_SHORT)))


def days_of(field: str, value: object) -> list[int]:
    """The days of the week that a text names, Monday as 0.

    Example:
        >>> days_of("hours", "Mon-Wed, Sat")
        [0, 1, 2, 5]
    """
    found: list[int] = []
    for part in text(field, value).split(","):
        first, dash, last = (x.strip().lower() for x in part.partition("-"))
        begins, ends = _NUMBERS.get(first), _NUMBERS.get(last if dash else first)
        if begins is None or ends is None:
            raise InvalidValue(field, value, _DAYS)
        found += [(begins + x) % 7 for x in range((ends - begins) % 7 + 1)]
    return found


def shifts_of(field: str, value: object) -> Shifts:
    """The shifts that a text names, in order.

    Raises:
        InvalidValue: none, one without length, or two that overlap.

    Example:
        >>> shifts_of("hours", "09:00-12:00, 22:00-06:00")
        ((540, 720), (1320, 1800))
    """
    shifts = tuple(_shift(field, value, part) for part in text(field, value).split(","))
    for (_, closes), (opens, _) in pairwise(shifts):
        if opens < closes:
            advice = "hours of a day stand in order, and only the last may run over midnight"
            raise InvalidValue(field, value, "shifts of a day must not overlap", advice)
    return shifts


def _shift(field: str, whole: object, part: str) -> Shift:
    found = _ONE_SHIFT.fullmatch(part.strip())
    if found is None:
        raise InvalidValue(field, whole, _HOURS)
    hour, minute, last_hour, last_minute = (int(x) for x in found.groups())
    opens, closes = _HOUR * hour + minute, _HOUR * last_hour + last_minute
    if max(minute, last_minute) >= _HOUR or opens >= DAY or closes > DAY:
        raise InvalidValue(field, whole, "clock times go from 00:00 to 24:00")
    if opens == closes:
        advice = "write 00:00-24:00 for a whole day"
        raise InvalidValue(field, whole, "a shift closes after it opens", advice)
    return opens, closes if closes > opens else closes + DAY


def written_week(week: Iterable[Shifts]) -> dict[str, str]:
    """The hours of a week in the one form in which they are kept, equal days in a row together.

    Example:
        >>> written_week([((540, 1020),)] * 5 + [(), ()])
        {'Mon-Fri': '09:00-17:00'}
    """
    runs: list[tuple[int, int, Shifts]] = []
    for day, shifts in enumerate(week):
        if runs and runs[-1][2] == shifts:
            runs[-1] = (runs[-1][0], day, shifts)
        else:
            runs.append((day, day, shifts))
    return {_run(first, last): written(shifts) for first, last, shifts in runs if shifts}


def _run(first: int, last: int) -> str:
    return _SHORT[first] if first == last else f"{_SHORT[first]}-{_SHORT[last]}"


def written(shifts: Shifts) -> str:
    """Shifts as text, in one form.

    Example:
        >>> written(((540, 720), (1320, 1800))), written(())
        ('09:00-12:00, 22:00-06:00', 'closed')
    """
    return ", ".join(f"{_clock(x)}-{_clock(y)}" for x, y in shifts) or CLOSED


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes if minutes <= DAY else minutes - DAY, _HOUR)
    return f"{hours:02}:{rest:02}"
