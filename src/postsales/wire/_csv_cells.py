"""What one cell says: an amount, units, an instant. Exactly, or not at all.

Rules of this file: a cell is read in the one way that the mapping states; nothing is rounded, and
nothing is tried out.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from attrs import evolve, frozen

from postsales.basics._errors import InvalidValue, short
from postsales.basics.moments import instant, zone_info
from postsales.wire._csv_mapping import CsvMapping

_LONGEST = 40
_MOST_UNITS = 10**9
_MOST_MINOR = 10**18
_REMEMBERED = 4096
_ISO = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
_DAY_FIRST = r"(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})"
_MONTH_FIRST = r"(?P<m>\d{1,2})(?P<s>[./-])(?P<d>\d{1,2})(?P=s)(?P<y>\d{4})"
_CLOCK = (
    r"(?:[T ](?P<h>\d{1,2}):(?P<min>\d\d)(?::(?P<sec>\d\d)(?:\.(?P<frac>\d{1,6})\d{0,3})?)?"
    r"(?: ?(?P<half>[AaPp][Mm]))?)?"
)
_OFFSET = r"(?: ?(?P<utc>Z|UTC)| ?(?P<sign>[+-])(?P<oh>\d\d)(?::?(?P<om>\d\d))?)?"
_DATES = {
    "iso": (re.compile(_ISO + _CLOCK + _OFFSET, re.ASCII), "2026-03-02 10:15"),
    "day_first": (re.compile(_DAY_FIRST + _CLOCK + _OFFSET, re.ASCII), "2.3.2026 10:15"),
    "month_first": (re.compile(_MONTH_FIRST + _CLOCK + _OFFSET, re.ASCII), "3/2/2026 10:15"),
}
_NOON = 12


class Unreadable(Exception):
    """A cell that says nothing that can be read; ``says`` follows its place."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@frozen(weakref_slot=False)
class ToldAt:
    """An instant, and what had to be decided where clocks show a time twice or never.

    ``is_day``: the cell tells a day, and the mapping the time of it.
    """

    at: datetime
    note: str = ""
    is_day: bool = False


class Cells:
    """Reads the cells of one table; what was read lately is remembered."""

    def __init__(self, mapping: CsvMapping) -> None:
        self.mapping = mapping
        self._pattern, self._example = _DATES[mapping.dates]
        separator = re.escape(mapping.thousands)
        grouped = rf"|[1-9]\d{{0,2}}(?:{separator}\d{{3}})+" if mapping.thousands else ""
        decimal = re.escape(mapping.decimal)
        written = rf"([+-]?)(\d{{1,18}}{grouped})(?:{decimal}(\d{{1,24}}))?"
        self._numeral = re.compile(written, re.ASCII)
        self.minor = lru_cache(maxsize=_REMEMBERED)(self._minor)
        self.units = lru_cache(maxsize=_REMEMBERED)(self._units)
        self.moment = lru_cache(maxsize=_REMEMBERED)(self._moment)

    def _parts(self, text: str) -> tuple[str, str, str]:
        found = self._numeral.fullmatch(text) if len(text) <= _LONGEST else None
        if found is None:
            mapping = self.mapping
            written = f"1234{mapping.decimal}50"
            raise Unreadable(f"is {short(text)}, and a number is written like {written} here")
        sign, whole, decimals = found.groups()
        if self.mapping.thousands:
            whole = whole.replace(self.mapping.thousands, "")
        return sign, whole, decimals or ""

    def _minor(self, text: str, exponent: int) -> int:
        """An amount in minor units of a currency with so many decimals."""
        sign, whole, decimals = self._parts(text)
        if len(decimals) > exponent and decimals[exponent:].strip("0"):
            says = f"has more than the {exponent} decimals that the currency has"
            raise Unreadable(f"is {short(text)}, and {says}; nothing is rounded here")
        found = int(whole + decimals[:exponent].ljust(exponent, "0"))
        if found >= _MOST_MINOR:
            raise Unreadable(f"is {short(text)}, and money stays below 10**18 minor units")
        return -found if sign == "-" else found

    def _units(self, text: str) -> int:
        sign, whole, decimals = self._parts(text)
        found = int(whole)
        if decimals.strip("0") or found > _MOST_UNITS:
            raise Unreadable(f"is {short(text)}, and units are whole numbers up to {_MOST_UNITS}")
        if sign == "-" and found:
            says = "and units are zero or more; what came back has columns of its own"
            raise Unreadable(f"is {short(text)}, {says}")
        return found

    def _moment(self, text: str) -> ToldAt:
        found = self._pattern.fullmatch(text) if len(text) <= _LONGEST else None
        if found is None:
            raise Unreadable(f"is {short(text)}, and a time is written like {self._example} here")
        part = found.groupdict()
        try:
            shown = self._shown(text, part)
            if part["sign"] is None and part["utc"] is None:
                return evolve(self._local(text, shown), is_day=part["h"] is None)
            offset = _offset(text, part)
            return ToldAt(instant((shown - offset).replace(tzinfo=UTC)))
        except (ValueError, OverflowError) as error:
            allowed = error.allowed if isinstance(error, InvalidValue) else "there is no such time"
            raise Unreadable(f"is {short(text)}: {allowed}") from None

    def _shown(self, text: str, part: dict[str, str | None]) -> datetime:
        """What the clock shows, wherever it hangs."""
        day = (int(part["y"] or 0), int(part["m"] or 0), int(part["d"] or 0))
        if part["h"] is None:
            if self.mapping.day_time is None:
                says = "is a day without a time: say the time of day that it stands for as day_time"
                raise Unreadable(f"is {short(text)}, and this {says}, in $.file")
            if part["sign"] is not None or part["utc"] is not None:
                raise Unreadable(f"is {short(text)}, and an offset belongs to a time of day")
            hour, minute = map(int, self.mapping.day_time.split(":"))
            return datetime(*day, hour, minute)  # noqa: DTZ001 - the zone follows
        hour = int(part["h"])
        if part["half"] is not None:
            if not 1 <= hour <= _NOON:
                raise Unreadable(f"is {short(text)}: hours before and after noon are 1 to 12")
            hour = hour % _NOON + (_NOON if part["half"] in ("PM", "pm", "Pm", "pM") else 0)
        seconds = int(part["sec"] or 0)
        micros = int((part["frac"] or "0").ljust(6, "0"))
        return datetime(*day, hour, int(part["min"] or 0), seconds, micros)  # noqa: DTZ001

    def _local(self, text: str, shown: datetime) -> ToldAt:
        zone = self.mapping.zone
        if zone is None:
            says = "has no offset: say the zone whose clocks it shows as zone"
            raise Unreadable(f"is {short(text)}, and this {says}, in $.file")
        there = shown.replace(tzinfo=zone_info(zone))
        found = instant(there.astimezone(UTC))
        first, second = there.utcoffset(), there.replace(fold=1).utcoffset()
        if first == second or first is None or second is None:
            return ToldAt(found)
        if second < first:
            return ToldAt(found, f"{shown} comes twice in {zone}, and the first is meant")
        return ToldAt(found, f"{shown} is skipped in {zone}, and so much later is meant")


def _offset(text: str, part: dict[str, str | None]) -> timedelta:
    if part["sign"] is None:
        return timedelta(0)
    hours, minutes = int(part["oh"] or 0), int(part["om"] or 0)
    if hours >= 24 or minutes >= 60:  # noqa: PLR2004 - a day's hours, an hour's minutes
        raise Unreadable(f"is {short(text)}: there is no such offset")
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if part["sign"] == "-" else offset
