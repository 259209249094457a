"""Instants, zones and local days: the one place that knows how a clock reads somewhere.

Rules of this file: an instant is a standard ``datetime`` in UTC; a zone is an IANA key; a local day
is half-open, from its first instant to the first instant of the next one. Only this module imports
pendulum, and only when somebody asks for a time to show to people.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from postsales.basics._errors import InvalidValue, WrongType

if TYPE_CHECKING:
    import pendulum

__all__ = [
    "Moment",
    "as_pendulum",
    "clock_time",
    "day_start",
    "days_later",
    "in_utc",
    "instant",
    "iso_repr",
    "local_day",
    "local_ordinal",
    "local_time",
    "midnight",
    "on_the_clocks",
    "zone_info",
    "zone_key",
]

Moment = datetime | str
"""An aware ``datetime`` of any library, or ISO 8601 text with an offset."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_LONGEST_TEXT = 40
_MOMENT = "a moment is an aware datetime or ISO 8601 text with an offset"


def instant(value: Moment, field: str = "at") -> datetime:
    """Which instant is meant, as a standard datetime in UTC?

    Raises:
        InvalidValue: a naive time, text without a time or an offset, a year outside 1900 to 2999.
        WrongType: anything that is neither a datetime nor text.

    Example:
        >>> instant("2026-03-02T10:15+01:00").isoformat()
        '2026-03-02T09:15:00+00:00'
    """
    found = in_utc(value, field)
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise InvalidValue(field, value, f"years {_FIRST_YEAR} to {_LAST_YEAR} are allowed")
    return found


def in_utc(value: Moment, field: str) -> datetime:
    """Which instant is meant, however far away? For instants that were counted from others.

    Example:
        >>> in_utc("2026-03-02T10:15+01:00", "closes").hour
        9
    """
    if type(value) is datetime and value.tzinfo is UTC:
        return value
    if isinstance(value, datetime):
        return _from_datetime(value, field)
    if isinstance(value, str):
        return _from_datetime(_parsed(value, field), field, value)
    raise WrongType(field, value, _MOMENT)


def _parsed(text: str, field: str) -> datetime:
    if len(text) > _LONGEST_TEXT or len(text) <= len("2026-03-02"):
        raise InvalidValue(field, text, _MOMENT, "write it like 2026-03-02T10:15+01:00")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidValue(field, text, _MOMENT, "write it like 2026-03-02T10:15+01:00")


def _from_datetime(value: datetime, field: str, told: Moment | None = None) -> datetime:
    offset = value.utcoffset()
    if offset is None:
        allowed = f"a naive time names no instant; {_MOMENT}"
        raise InvalidValue(field, told or value, allowed, "write it like 2026-03-02T10:15+01:00")
    wall = datetime(  # noqa: DTZ001 - the offset is taken off below
        value.year,
        value.month,
        value.day,
        value.hour,
        value.minute,
        value.second,
        value.microsecond,
    )
    try:
        return (wall - offset).replace(tzinfo=UTC)
    except OverflowError:
        pass
    raise InvalidValue(field, value, f"years {_FIRST_YEAR} to {_LAST_YEAR} are allowed")


def iso_repr(value: date | None) -> str:
    """How is an instant or a day written inside a repr, so that the repr evaluates?

    Example:
        >>> iso_repr(instant("2026-03-02T10:15+01:00"))
        "'2026-03-02T09:15:00+00:00'"
    """
    return repr(value.isoformat() if value is not None else None)


@lru_cache(maxsize=1024)
def zone_info(key: str) -> ZoneInfo:
    """The zone of a checked key.

    Example:
        >>> zone_info("Europe/Berlin")
        zoneinfo.ZoneInfo(key='Europe/Berlin')
    """
    return ZoneInfo(key)


# Names that mean another zone on another machine, or none.
_OF_THE_MACHINE = ("localtime", "posixrules", "Factory")


def zone_key(value: str, field: str = "zone") -> str:
    """Is this the key of a time zone? The key itself, checked.

    Raises:
        InvalidValue: no zone of that name is known.

    Example:
        >>> zone_key("Europe/Berlin")
        'Europe/Berlin'
    """
    allowed = "a zone is an IANA key such as 'Europe/Berlin'"
    if not isinstance(value, str):
        raise WrongType(field, value, allowed)
    if value in _OF_THE_MACHINE or value.startswith(("posix/", "right/")):
        raise InvalidValue(field, value, allowed)
    try:
        zone_info(value)
    except (KeyError, ValueError, OSError):
        raise InvalidValue(field, value, allowed) from None
    return value


@lru_cache(maxsize=16384)
def midnight(key: str, ordinal: int) -> datetime:
    """When does the local day with this ordinal begin? ``day_start`` for inner code, remembered.

    Example:
        >>> midnight("Europe/Berlin", date(2026, 3, 6).toordinal()).hour
        23
    """
    # fold=0 takes the first of two midnights and, where midnight is skipped, the offset before the
    # change: both are the first instant of the local day.
    return datetime.fromordinal(ordinal).replace(tzinfo=zone_info(key)).astimezone(UTC)


def clock_time(key: str, ordinal: int, minute: int) -> datetime:
    """When do the clocks show this minute of a local day, counted from 00:00? The first instant.

    Counting: a time that is skipped is read with the offset in force before the change, so it comes
    as much later as the gap is long; minute 1440 is the next day's midnight.

    Example:
        >>> clock_time("Europe/Berlin", date(2026, 3, 29).toordinal(), 150).isoformat()
        '2026-03-29T01:30:00+00:00'
    """
    days, rest = divmod(minute, 24 * 60)
    shown = datetime.fromordinal(ordinal + days) + timedelta(minutes=rest)
    return shown.replace(tzinfo=zone_info(key)).astimezone(UTC)


def on_the_clocks(local: str, zone: str) -> datetime:
    """Which instant is it when the clocks there show this day and time? The first, if twice.

    Counting: a time that is skipped is read with the offset in force before the change; 24:00 is
    the next day's midnight.

    Raises:
        InvalidValue: text that is no local time, or one with an offset.

    Example:
        >>> on_the_clocks("2026-03-29T02:30", "Europe/Berlin").isoformat()
        '2026-03-29T01:30:00+00:00'
    """
    allowed = "a local time is text such as '2026-03-02T10:15', without an offset"
    if not isinstance(local, str):
        raise WrongType("local", local, allowed)
    ends_day = local.endswith("T24:00")
    try:
        shown = datetime.fromisoformat(local[:-6] + "T00:00" if ends_day else local)
    except ValueError:
        shown = None
    if shown is None or shown.tzinfo is not None or "T" not in local:
        raise InvalidValue("local", local, allowed)
    later = shown + timedelta(days=1) if ends_day else shown
    return instant(later.replace(tzinfo=zone_info(zone_key(zone)), fold=0), "local")


def day_start(zone: str, day: date) -> datetime:
    """When does this local day begin? Its first instant, in UTC.

    Counting: a day that does not exist in the zone begins where the next one begins; it is empty.

    Example:
        >>> day_start("America/Santiago", date(2024, 9, 8)).isoformat()  # midnight is skipped
        '2024-09-08T04:00:00+00:00'
    """
    return midnight(zone, day.toordinal())


def local_day(at: datetime, zone: str) -> date:
    """Which local day is it there at this instant?

    Example:
        >>> local_day(instant("2026-03-05T23:30Z"), "Europe/Berlin")
        datetime.date(2026, 3, 6)
    """
    return date.fromordinal(local_ordinal(at, zone))


def local_ordinal(at: datetime, zone: str) -> int:
    """Which local day is it there at this instant, as an ordinal? ``local_day`` for inner code.

    Counting: by the first instants of days. Where clocks are put back over a midnight, the day
    before does not come again.

    Example:
        >>> local_ordinal(instant("2026-03-05T23:30Z"), "UTC") == date(2026, 3, 5).toordinal()
        True
    """
    shown = at.astimezone(zone_info(zone)).toordinal()
    return shown + 1 if at >= midnight(zone, shown + 1) else shown


def local_time(at: datetime, zone: str) -> datetime:
    """What do the clocks show there at this instant? An aware standard datetime.

    Example:
        >>> local_time(instant("2026-03-05T11:30Z"), "Europe/Berlin").hour
        12
    """
    return at.astimezone(zone_info(zone))


def days_later(at: datetime, days: int, zone: str) -> datetime:
    """Which instant is so many local days later? The first instant of a day stays one.

    Counting: the clock time is kept; a clock time that occurs twice is the first, one that is
    skipped is read with the offset in force before the change.

    Example:
        >>> days_later(instant("2026-03-28T11:00Z"), 1, "Europe/Berlin").isoformat()
        '2026-03-29T10:00:00+00:00'
    """
    if not days:
        return at
    local = at.astimezone(zone_info(zone))
    today = local_ordinal(at, zone)
    if at == midnight(zone, today):
        return midnight(zone, today + days)
    return (local.replace(fold=0) + timedelta(days=days)).astimezone(UTC)


def as_pendulum(at: datetime, zone: str) -> "pendulum.DateTime":
    """The instant as people meet it: a ``pendulum.DateTime`` in a named zone.

    Example:
        >>> as_pendulum(instant("2026-03-05T11:30Z"), "Europe/Berlin").format("dddd HH:mm")
        'Thursday 12:30'
    """
    import pendulum

    return pendulum.instance(instant(at)).in_timezone(zone_key(zone))
