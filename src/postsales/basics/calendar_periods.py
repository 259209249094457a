"""Periods of the calendar: the week, month, quarter or year that a local day lies in."""

from datetime import date, timedelta

from postsales.basics._words import Word

__all__ = ["CalendarPeriod"]

_WEEK = 7


class CalendarPeriod(Word):
    """How long a period of the calendar is.

    Example:
        >>> from datetime import date
        >>> [period.label(date(2026, 12, 31)) for period in CalendarPeriod]
        ['2026-W53', '2026-12', '2026-Q4', '2026']
    """

    WEEK = "week"
    """A week of ISO 8601, from Monday on."""
    MONTH = "month"
    """A month."""
    QUARTER = "quarter"
    """Three months, from January, April, July or October on."""
    YEAR = "year"
    """A year, from January on."""

    def begins_on(self, on: date) -> date:
        """The first day of the period that a day lies in.

        Example:
            >>> from datetime import date
            >>> CalendarPeriod.QUARTER.begins_on(date(2026, 6, 30)).isoformat()
            '2026-04-01'
        """
        if self is CalendarPeriod.WEEK:
            return on - timedelta(days=on.weekday())
        months = _MONTHS[self]
        return date(on.year, (on.month - 1) // months * months + 1, 1)

    def next_begins_on(self, on: date) -> date:
        """The first day of the period after.

        Example:
            >>> from datetime import date
            >>> CalendarPeriod.MONTH.next_begins_on(date(2026, 12, 31)).isoformat()
            '2027-01-01'
        """
        begins = self.begins_on(on)
        if self is CalendarPeriod.WEEK:
            return begins + timedelta(days=_WEEK)
        month = begins.month - 1 + _MONTHS[self]
        return date(begins.year + month // 12, month % 12 + 1, 1)

    def label(self, on: date) -> str:
        """What the period of a day is called: labels sort as the periods do."""
        if self is CalendarPeriod.WEEK:
            year, week, _ = on.isocalendar()
            return f"{year}-W{week:02}"
        if self is CalendarPeriod.QUARTER:
            return f"{on.year}-Q{(on.month + 2) // 3}"
        return f"{on.year}-{on.month:02}" if self is CalendarPeriod.MONTH else str(on.year)


_MONTHS = {CalendarPeriod.MONTH: 1, CalendarPeriod.QUARTER: 3, CalendarPeriod.YEAR: 12}
