"""When clocks are changed, and when a clock time that occurs twice does so."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from postsales.basics.moments import midnight, zone_info

__all__ = ["changed_at", "times_shown"]

_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=4096)
def changed_at(zone: str, ordinal: int) -> datetime | None:
    """When are the clocks of a zone changed on the local day with this ordinal? None on most.

    Example:
        >>> from datetime import date
        >>> changed_at("Europe/Berlin", date(2026, 3, 29).toordinal()).isoformat()
        '2026-03-29T01:00:00+00:00'
    """
    here = zone_info(zone)
    before, after = midnight(zone, ordinal) - _SECOND, midnight(zone, ordinal + 1)
    offset = before.astimezone(here).utcoffset()
    if after.astimezone(here).utcoffset() == offset:
        return None
    while after - before > _SECOND:
        middle = before + (after - before) // 2 // _SECOND * _SECOND
        if middle.astimezone(here).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def times_shown(zone: str, ordinal: int, minute: int) -> tuple[datetime, ...]:
    """When do the clocks show this minute of a local day, counted from 00:00? Twice on some days.

    Counting: a time that is skipped is told as it would have been before and after the change.

    Example:
        >>> from datetime import date
        >>> [x.hour for x in times_shown("Europe/Berlin", date(2026, 10, 25).toordinal(), 150)]
        [0, 1]
    """
    days, rest = divmod(minute, 24 * 60)
    shown = datetime.fromordinal(ordinal + days) + timedelta(minutes=rest)
    both = (shown.replace(tzinfo=zone_info(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    return tuple(dict.fromkeys(both))
