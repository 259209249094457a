"""Plain data: frozen values as JSON can hold them.

Rules of this file: what is told can be read back. So nothing is deeper, and no number longer, than
readers allow, and what text or numbers would lose is refused.
"""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, cast

import attrs

from postsales.basics._checks import optional_text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.digests import written
from postsales.basics.durations import Length, Minutes, WorkingLength, WorkingMinutes
from postsales.basics.findings import Fact, Finding, told_fact
from postsales.basics.moments import in_utc
from postsales.basics.money import Money
from postsales.basics.percent import Percent

__all__ = ["DEEPEST", "MOST_DIGITS", "Tell", "plain", "plain_fields"]

DEEPEST = 100
"""How many levels of lists and objects plain data may have, in writing and in reading."""
MOST_DIGITS = 100
"""How many digits a number may have, in writing and in reading."""

Tell = Callable[[object], object]
"""A form of one's own for some values: gives what is told in their place, or the value itself."""

_MOST_TEXT = 20_000_000
_MOST_COUNT = 10**18
_SHORT = 1000
_RECORDED = "recorded value"


def _itself(value: object) -> object:
    return value


def plain(value: object, tell: Tell = _itself) -> object:
    """The value as text, numbers, lists and objects.

    Raises:
        InvalidValue: more than a hundred levels or digits; a number or a text that is none.
        WrongType: something that has no such form.

    Example:
        >>> plain({"tee": (Money.of("19.90", "EUR"), date(2026, 4, 4))})
        {'tee': [{'amount': '19.90', 'currency': 'EUR'}, '2026-04-04']}
    """
    try:
        return _plain(value, tell, DEEPEST)
    except RecursionError:
        pass
    raise _too_deep()


def plain_fields(value: object, tell: Tell = _itself) -> dict[str, object]:
    """The fields of an attrs value, by name.

    Example:
        >>> from postsales.basics.citations import Citation
        >>> plain_fields(Citation("An Act"))
        {'instrument': 'An Act', 'article': '', 'text': '', 'checked_on': None}
    """
    return cast("dict[str, object]", plain(_fields(value), tell))


def _plain(value: object, tell: Tell, left: int) -> object:
    told = tell(value)
    # Most of a record is short text and counts, in which nothing is left to look for.
    if type(told) is str and len(told) < _SHORT and told.isascii():
        return told
    if told is None or (type(told) is int and -_MOST_COUNT < told < _MOST_COUNT):
        return told
    told = _told(told)
    if not isinstance(told, dict | list):
        return told
    if not left:
        raise _too_deep()
    if isinstance(told, list):
        return [_plain(one, tell, left - 1) for one in cast("list[object]", told)]
    items = cast("dict[object, object]", told).items()
    return {_key(key): _plain(one, tell, left - 1) for key, one in items}


def _too_deep() -> InvalidValue:
    return InvalidValue("depth", f"more than {DEEPEST}", f"at most {DEEPEST} levels are written")


def _key(value: object) -> str:
    if type(value) is str and len(value) < _SHORT and value.isascii():
        return value
    told = cast("object", value.value) if isinstance(value, Enum) else value
    told = told.isoformat() if type(told) is date else told
    return optional_text("key", told, _MOST_TEXT)


def _told(value: object) -> object:
    """Text, a number, or a list or mapping of values that are still to be told."""
    if value is None or isinstance(value, str | int | float | Decimal | Enum):
        return _word_or_number(value)
    if isinstance(value, date | time | timedelta):
        return _time(value)
    if isinstance(value, Percent | Length | Minutes | WorkingLength | WorkingMinutes):
        return str(value)
    return _of_parts(value)


def _of_parts(value: object) -> dict[str, object] | list[object]:
    if isinstance(value, Money):
        return _money(value)
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    if isinstance(value, tuple | list):
        return list(cast("list[object]", value))
    if isinstance(value, set | frozenset):
        return sorted(cast("set[object]", value), key=written)
    if attrs.has(type(value)):
        return _fields(value)
    raise WrongType(_RECORDED, value, "plain data is made of text, numbers, times and money")


def _word_or_number(value: object) -> object:
    if isinstance(value, Enum):
        return _word_or_number(cast("object", value.value))
    if isinstance(value, str):
        return optional_text(_RECORDED, value, _MOST_TEXT)
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < MOST_DIGITS:
        return _of_few_digits(format(value, "f"))
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, int) and abs(value) < 10**MOST_DIGITS:
        return value
    if value is None:
        return None
    allowed = f"text, and finite numbers of at most {MOST_DIGITS} digits, are written"
    raise InvalidValue(_RECORDED, value, allowed)


def _of_few_digits(number: str) -> str:
    if len(number) <= MOST_DIGITS:
        return number
    raise InvalidValue(_RECORDED, number, f"at most {MOST_DIGITS} digits are written")


def _time(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return in_utc(value, _RECORDED).isoformat()
    if isinstance(value, timedelta):
        return f"P{value.days}DT{value.seconds}.{value.microseconds:06}S"
    return value.isoformat()


def _money(value: Money) -> dict[str, object]:
    told: dict[str, object] = {"amount": str(value.amount), "currency": value.currency.code}
    return told if value.currency.is_standard else told | {"exponent": value.currency.exponent}


def _fields(value: Any) -> dict[str, object]:
    fields = attrs.fields(cast("Any", type(value)))
    told = {x.name: getattr(value, x.name) for x in fields if x.init and x.eq}
    if isinstance(value, Finding):
        told["facts"] = {name: _fact(x) for name, x in value.facts.items()}
    return told


def _fact(value: Fact) -> object:
    told = told_fact(value)
    return value if told is None else {told[0]: told[1]}
