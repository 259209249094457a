"""Figures: money, days, times and lists as a country writes them in a language.

Rules of this file: figures are made by babel, which is loaded when one is. Every figure is exact
before babel sees it: babel chooses signs, separators and order, never digits and never rounding.
Nothing depends on the environment: locale, zone and decimal context are named.
"""

from collections.abc import Sequence
from copy import copy
from datetime import date, datetime
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics.moments import day_start, local_day, local_time, zone_key
from postsales.basics.money import Money

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

__all__ = ["figures"]

# More digits than any amount of money has.
_EXACT = Context(prec=60)


def figures(identifier: str, zone: str, moment: str = "{day} at {time}") -> "Figures":
    """How are figures written for readers of this locale, in this zone?

    The locale is one that is known, as babel writes it; ``moment`` is how a day and a time are said
    together.

    Raises:
        InvalidValue: an unknown zone.

    Example:
        >>> from postsales import EUR
        >>> figures("en_GB", "Europe/Berlin").money(EUR("1234.50"))
        '€1,234.50'
    """
    return Figures(identifier, zone_key(zone), moment)


@frozen(weakref_slot=False)
class Figures:
    """Writes figures for one locale and one zone, both checked."""

    locale: str
    zone: str
    together: str = "{day} at {time}"

    def money(self, money: Money) -> str:
        """An amount with the sign of its currency and exactly its decimals."""
        currency = money.currency
        pattern = _pattern(self.locale, currency.exponent)
        with localcontext(_EXACT):
            bare = pattern.apply(money.amount, _locale(self.locale))
        symbol = _symbol(self.locale, currency.code)
        letter = symbol[-1].isalnum() and not _plain(bare).startswith(("¤ ", "-¤ "))
        return _plain(bare.replace("¤", f"{symbol} " if letter else symbol)).strip()

    def number(self, count: int | Decimal) -> str:
        """A number with exactly its decimals."""
        from babel.numbers import format_decimal

        locale = _locale(self.locale)
        with localcontext(_EXACT):
            return _plain(format_decimal(count, locale=locale, decimal_quantization=False))

    def percent(self, value: Decimal) -> str:
        """A share of a hundred with the sign of the locale and exactly its decimals."""
        pattern = _percent(self.locale, max(0, -int(value.as_tuple().exponent)))
        with localcontext(_EXACT):
            return _plain(pattern.apply(value.scaleb(-2), _locale(self.locale)))

    def day(self, day: date) -> str:
        """A day with its weekday."""
        return _day(self.locale, day)

    def day_of_year(self, month: int, day: int) -> str:
        """A date that comes again each year."""
        return _day_of_year(self.locale, month, day)

    def local_day(self, at: datetime) -> str:
        """The day that it is in the zone at an instant."""
        return _day(self.locale, local_day(at, self.zone))

    def moment(self, at: datetime) -> str:
        """A day and what the clocks show; the offset, too, where they show the same time twice."""
        from babel.dates import format_time

        local = local_time(at, self.zone)
        length = "medium" if local.second else "short"
        time = _plain(format_time(local.time(), length, locale=_locale(self.locale)))
        offset = f" ({_offset(local)})" if _occurs_twice(local) else ""
        day = _day(self.locale, local.date())
        return self.together.replace("{day}", day).replace("{time}", time) + offset

    def last_day(self, ends_at: datetime) -> str | None:
        """The day that ends at this instant in the zone; None when it lies within a day."""
        if day_start(self.zone, local_day(ends_at, self.zone)) != ends_at:
            return None
        return self.local_day(ends_at - ends_at.resolution)

    def between(self, count: int) -> Sequence[str]:
        """What stands between so many things of a list: commas, and an *and*."""
        return _between(self.locale, count)


def _plain(text: str) -> str:
    """With ordinary spaces, so that what is shown can be searched and compared."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def _occurs_twice(local: datetime) -> bool:
    return local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()


def _offset(local: datetime) -> str:
    return f"UTC{local.isoformat()[len('2026-10-25T02:30:00') :]}"


@lru_cache(maxsize=64)
def _locale(identifier: str) -> "Locale":
    from babel import Locale

    return Locale.parse(identifier)


@lru_cache(maxsize=256)
def _pattern(identifier: str, exponent: int) -> "NumberPattern":
    pattern: NumberPattern = copy(_locale(identifier).currency_formats["standard"])
    pattern.frac_prec = (exponent, exponent)
    return pattern


@lru_cache(maxsize=256)
def _percent(identifier: str, decimals: int) -> "NumberPattern":
    pattern: NumberPattern = copy(_locale(identifier).percent_formats[None])
    pattern.frac_prec = (decimals, decimals)
    return pattern


@lru_cache(maxsize=256)
def _symbol(identifier: str, code: str) -> str:
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(code, _locale(identifier))


@lru_cache(maxsize=4096)
def _day(identifier: str, day: date) -> str:
    from babel.dates import format_date

    return _plain(format_date(day, "full", locale=_locale(identifier)))


@lru_cache(maxsize=64)
def _day_of_year(identifier: str, month: int, day: int) -> str:
    from babel.dates import format_skeleton

    leap = date(2000, month, day)
    return _plain(format_skeleton("MMMMd", leap, locale=_locale(identifier)))


@lru_cache(maxsize=64)
def _between(identifier: str, count: int) -> tuple[str, ...]:
    from babel.lists import format_list

    mark = "\0"
    return tuple(format_list([mark] * count, locale=_locale(identifier)).split(mark)[1:-1])
