"""Leaves: text, numbers and times as they stand in documents, read into values.

Rules of this file: a hook takes what was told and gives a value, or raises what is wrong with it.
It never guesses: a number is no text, a flag no number, and what is not exact is refused.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, cast, get_args

from postsales.basics._checks import count, day, optional_text, text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._plain import MOST_DIGITS
from postsales.basics._words import Word
from postsales.basics.currencies import Currency
from postsales.basics.durations import (
    Days,
    Elapsed,
    Hours,
    Length,
    Minutes,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingLength,
    WorkingMinutes,
    Years,
)
from postsales.basics.extra_days import DaysFromEaster
from postsales.basics.moments import in_utc
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.schedules.steps import Wait

__all__ = ["LEAVES", "LENGTHS", "any_whole", "saying", "word"]

_MOST_TEXT = 20_000_000
_AMOUNT = re.compile(r"([+-]?[0-9.]{1,40}) ([A-Z0-9]{1,20})")
_SHARE = re.compile(r"([0-9.]{1,40}) ?%")
_LENGTH = re.compile(r"([0-9]{1,9}) ([a-z]{1,20})")
_WORKING = re.compile(r"([0-9.]{1,24}) working (day|hour)s?")
_MINUTES = re.compile(r"([0-9]{1,9}) (working )?minutes?")
_SPAN = re.compile(r"P(-?[0-9]{1,9})DT([0-9]{1,5})\.([0-9]{6})S")
_NUMBER = re.compile(r"-?[0-9]{1,100}(\.[0-9]{1,100})?")
LENGTHS: dict[str, type[Length]] = {
    word: cls
    for cls in (Days, Weeks, Months, Years, Hours)
    for word in (cls.__name__.lower(), cls.__name__.lower().removesuffix("s"))
}
_MONEY = "an amount of money is text such as '4.95 EUR'"
_PERCENT = "a share is text such as '15 %'"
_MONEY_OR_SHARE = "text such as '4.95 EUR' or '15 %' is needed"
_WORKING_SAID = "text such as '5 working days' or '12 working hours'"
_ELAPSED_SAID = "text such as '3 hours' or '90 minutes' is needed"
_MINUTES_SAID = "text such as '20 minutes' or '20 working minutes'"
_LENGTHS_SAID = "a length is text such as '30 days', '2 weeks', '1 month', '1 year' or '24 hours'"


def _text(value: object, _: object) -> str:
    return optional_text("text", value, _MOST_TEXT)


def saying(value: object, _: object) -> str:
    """Text that is not blank."""
    return text("text", value)


def _count(value: object, _: object) -> int:
    return count("number", value)


def any_whole(value: object, _: object) -> int:
    """A whole number of any size that a document can hold."""
    most = 10**MOST_DIGITS
    return count("number", value, -most, most)


def _flag(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise WrongType("flag", value, "true or false is needed")
    return value


def _float(value: object, _: object) -> float:
    if isinstance(value, bool) or not isinstance(value, float | int):
        raise WrongType("number", value, "a number is needed")
    if not math.isfinite(value):
        raise InvalidValue("number", value, "a finite number is needed")
    # A whole number stays one: digests tell it from a fraction.
    return value


def _decimal(value: object, _: object) -> Decimal:
    allowed = "a number is told as text in plain digits, such as '0.19'"
    if not isinstance(value, str):
        raise WrongType("number", value, allowed)
    if not _NUMBER.fullmatch(value):
        raise InvalidValue("number", value, allowed)
    return Decimal(value)


def _instant(value: object, _: object) -> datetime:
    if not isinstance(value, str | datetime):
        raise WrongType("at", value, "an instant is text such as '2026-03-02T10:15+01:00'")
    return in_utc(value, "at")


def _day(value: object, _: object) -> date:
    return day("day", value)


def _time(value: object, _: object) -> time:
    allowed = "a time of day is text such as '09:00:00'"
    try:
        found = time.fromisoformat(optional_text("time", value))
    except ValueError:
        raise InvalidValue("time", value, allowed) from None
    return found


def _span(value: object, _: object) -> timedelta:
    found = _SPAN.fullmatch(optional_text("span", value))
    if found is None:
        raise InvalidValue("span", value, "a span is text such as 'P1DT3600.000000S'")
    days, seconds, microseconds = (int(x) for x in found.groups())
    return timedelta(days, seconds, microseconds)


def money(value: object, _: object) -> Money:
    """An amount from text."""
    return _money_of(value, _MONEY)


def _money_of(value: object, allowed: str) -> Money:
    if not isinstance(value, str):
        raise WrongType("amount", value, allowed)
    found = _AMOUNT.fullmatch(value)
    if found is None:
        raise InvalidValue("amount", value, allowed)
    amount, code = found.groups()
    try:
        return Currency(code)(amount)
    except InvalidValue as error:
        raise InvalidValue("amount", value, error.allowed, error.advice) from None


def _percent(value: object, _: object) -> Percent:
    found = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise (InvalidValue if isinstance(value, str) else WrongType)("share", value, _PERCENT)
    try:
        return Percent(found[1])
    except InvalidValue as error:
        raise InvalidValue("share", value, error.allowed) from None


def money_or_share(value: object, _: object) -> Money | Percent:
    """An amount, or a share of one, from text."""
    if isinstance(value, str) and value.endswith("%"):
        return _percent(value, _)
    return _money_of(value, _MONEY_OR_SHARE)


def _length(value: object, _: object) -> Length:
    if not isinstance(value, str):
        raise WrongType("length", value, _LENGTHS_SAID)
    found = _LENGTH.fullmatch(value)
    cls = LENGTHS.get(found[2]) if found else None
    if found is None or cls is None:
        raise InvalidValue("length", value, _LENGTHS_SAID)
    try:
        return cls(int(found[1]))
    except InvalidValue as error:
        raise InvalidValue("length", value, error.allowed) from None


def _any_length(value: object, _: object) -> Length | WorkingLength:
    """A length, or one in working time."""
    if isinstance(value, str) and " working " in value:
        return _working(value)
    try:
        return _length(value, _)
    except (InvalidValue, WrongType) as error:
        allowed = f"{error.allowed}; in working time it is {_WORKING_SAID}"
        raise type(error)("length", value, allowed) from None


def _wait(value: object, _: object) -> Wait:
    """A length of any kind, or one in minutes."""
    found = _MINUTES.fullmatch(value) if isinstance(value, str) else None
    try:
        if found is not None:
            return (WorkingMinutes if found[2] else Minutes)(int(found[1]))
        return _any_length(value, _)
    except (InvalidValue, WrongType) as error:
        allowed = f"{error.allowed}; in minutes it is {_MINUTES_SAID}"
        raise type(error)("length", value, allowed) from None


def _elapsed(value: object, _: object) -> Elapsed:
    """A length in hours or minutes."""
    found = _wait(value, _)
    if not isinstance(found, Hours | Minutes):
        raise InvalidValue("length", value, _ELAPSED_SAID)
    return found


def _working(value: str) -> WorkingLength:
    allowed = f"a length in working time is {_WORKING_SAID}"
    found = _WORKING.fullmatch(value)
    if found is None or (found[2] == "day" and not found[1].isdigit()):
        raise InvalidValue("length", value, allowed)
    try:
        return WorkingDays(int(found[1])) if found[2] == "day" else WorkingHours(found[1])
    except InvalidValue as error:
        raise InvalidValue("length", value, error.allowed) from None


def _of_one_kind(value: object, cls: type[Length]) -> Length:
    """A length where only one kind of them can stand."""
    found = _length(value, cls)
    if not isinstance(found, cls):
        raise InvalidValue("length", value, f"a length in {cls.__name__.lower()} is needed")
    return found


def word(value: object, cls: type[Enum]) -> Enum:
    """A member of an enumeration, from its value."""
    if issubclass(cls, Word):
        return cls.read(cls.__name__, value)
    members = {member.value: member for member in cls if isinstance(member.value, str | int)}
    if not isinstance(value, str | int) or value not in members:
        named = ", ".join(repr(x) for x in members)
        raise InvalidValue(cls.__name__, value, f"no such {cls.__name__}", f"say {named}")
    return members[value]


Hook = Callable[[Any, Any], Any]

LEAVES: Mapping[object, Hook] = {
    str: _text,
    int: _count,
    DaysFromEaster: any_whole,
    bool: _flag,
    float: _float,
    Decimal: _decimal,
    datetime: _instant,
    date: _day,
    time: _time,
    timedelta: _span,
    Percent: _percent,
    cast("object", Length): _length,
    cast("object", Length | WorkingLength): _any_length,
    cast("object", Wait): _wait,
    cast("object", Elapsed): _elapsed,
    **dict.fromkeys(get_args(Length), _of_one_kind),
}
"""What reads each kind of leaf."""
