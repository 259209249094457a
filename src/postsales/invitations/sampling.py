"""Who is drawn: by a digest of customer, survey and period, and never by chance.

Rules of this file: the same customer is drawn or not drawn for ever, whoever asks and however
often; over many customers it is the share that was named, spread evenly.
"""

import hashlib
from datetime import date

from attrs import field, frozen

from postsales.basics._checks import day, instance
from postsales.basics._errors import InvalidValue
from postsales.basics.calendar_periods import CalendarPeriod
from postsales.basics.percent import Percent

__all__ = ["Sampling", "Stagger", "drawn_at"]

_PLACES = 2**64
_ALL = Percent("100")


def _period(value: CalendarPeriod | str) -> CalendarPeriod:
    return CalendarPeriod.read("per", value)


@frozen(weakref_slot=False)
class Sampling:
    """Only so large a share of customers is asked, drawn anew in each period.

    Raises:
        InvalidValue: a share of nothing, or above 100 %.

    Example:
        >>> Sampling(Percent("20"), per="quarter").per
        CalendarPeriod.QUARTER
    """

    share: Percent
    per: CalendarPeriod = field(default=CalendarPeriod.MONTH, converter=_period, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("share", self.share, Percent, "say Percent('20')")
        if not Percent("0") < self.share <= _ALL:
            raise InvalidValue("share", self.share, "a share lies above 0 and is at most 100 %")

    def draws(self, customer: str, survey: str, on: date) -> bool:
        """Is the customer drawn in the period that a day lies in?

        Example:
            >>> from datetime import date
            >>> fifth = Sampling(Percent("20"))
            >>> sum(fifth.draws(f"C-{n}", "nps", date(2026, 3, 31)) for n in range(1000))
            191
        """
        place = drawn_at(customer, survey, self.per.begins_on(on).isoformat())
        n, d = self.share.value.as_integer_ratio()
        return place * 100 * d < n * _PLACES


def _begins_on(value: date | str) -> date:
    return day("begins_on", value)


@frozen(weakref_slot=False)
class Stagger:
    """Nobody is asked before a day of their own, so that every day has its share of them.

    The days are ``begins_on`` and the ones after it, ``days`` of them.

    Example:
        >>> Stagger("2026-01-01", days=90).first_day("C-7", "nps").isoformat()
        '2026-02-09'
    """

    begins_on: date = field(converter=_begins_on)
    days: int = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        if type(self.days) is not int or not 1 <= self.days <= 366:  # noqa: PLR2004 - a year
            raise InvalidValue("days", self.days, "1 to 366 days are allowed")

    def first_day(self, customer: str, survey: str) -> date:
        """The first day on which a customer may be asked."""
        place = drawn_at(customer, survey, "stagger")
        return date.fromordinal(self.begins_on.toordinal() + place * self.days // _PLACES)


def drawn_at(*parts: str) -> int:
    """Where a customer lies in the draw, from 0 to 2 to the power of 64."""
    # Each part with its length: "ab" and "c" are not "a" and "bc".
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return int.from_bytes(hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()[:8], "big")
