"""The few checks that values make of themselves when they are built.

Rules of this file: a check takes the field's name and the value, gives the value back when it is
allowed, and else raises ``WrongType`` or ``InvalidValue``. It never guesses what was meant.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar, cast

from postsales.basics._errors import InvalidValue, WrongType

T = TypeVar("T")

__all__ = [
    "count",
    "day",
    "instance",
    "named",
    "numeral",
    "optional_text",
    "pairs",
    "ratio",
    "several",
    "text",
    "texts",
    "without_control",
]

_LONGEST_TEXT = 1000
_LONGEST_NUMERAL = 24
_MOST_DIGITS = 60
_NUMERAL = "digits with at most one point, at most 24 characters"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DAY = "a day is a date or text such as '2027-01-31'"


def count(field: str, value: object, least: int = 0, most: int = 10**9) -> int:
    """A whole number between two bounds, both allowed; a bool is none.

    Example:
        >>> count("units", 3, least=1)
        3
    """
    if type(value) is not int:
        raise WrongType(field, value, "a whole number is needed")
    if not least <= value <= most:
        raise InvalidValue(field, value, f"{least} to {most} are allowed")
    return value


def text(field: str, value: object, most: int = _LONGEST_TEXT) -> str:
    """Text that says something: not empty, not only spaces, not endless.

    Example:
        >>> text("id", "tee")
        'tee'
    """
    found = optional_text(field, value, most)
    if not found or found.isspace():
        raise InvalidValue(field, value, "text that is not blank is needed")
    return found


def optional_text(field: str, value: object, most: int = _LONGEST_TEXT) -> str:
    """Text that may be empty; a subclass of ``str`` is taken as the text that it holds.

    Example:
        >>> optional_text("ref", "")
        ''
    """
    if not isinstance(value, str):
        raise WrongType(field, value, "text is needed")
    if len(value) > most:
        raise InvalidValue(field, value, f"at most {most} characters are allowed, not {len(value)}")
    # Half a surrogate pair has no UTF-8 form: it could be neither stored nor digested later.
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise InvalidValue(field, value, "text must be valid Unicode")
    return value if type(value) is str else str.__str__(value)


def named(field: str, value: object) -> str:
    """An id or a name: text on one line, without control characters.

    Example:
        >>> named("subject", "C-7")
        'C-7'
    """
    found = text(field, value)
    if _CONTROL.search(found):
        allowed = "an id is on one line and has no control characters"
        raise InvalidValue(field, value, allowed, "take them out, or write them otherwise")
    return found


def without_control(value: str, written: Callable[[str], str]) -> str:
    r"""Text with each control character written otherwise.

    Example:
        >>> without_control("C\x007", lambda letter: f"%{ord(letter):02X}")
        'C%007'
    """
    return _CONTROL.sub(lambda found: written(found[0]), value)


def instance(field: str, value: object, cls: type[T] | tuple[type[T], ...], allowed: str) -> T:
    """A value of one class, or of a class below it.

    Example:
        >>> instance("on", date(2027, 1, 31), date, "a date is needed")
        datetime.date(2027, 1, 31)
    """
    if not isinstance(value, cls):
        raise WrongType(field, value, allowed)
    return value


def several(
    field: str, value: object, cls: type[T] | tuple[type[T], ...], allowed: str
) -> tuple[T, ...]:
    """A collection of values of one class, as a tuple; text is not a collection of letters here.

    Example:
        >>> several("on", [date(2027, 1, 31)], date, "dates are needed")
        (datetime.date(2027, 1, 31),)
    """
    if type(value) is tuple and not value:
        return ()
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise WrongType(field, value, allowed)
    return tuple(instance(field, one, cls, allowed) for one in cast("Iterable[object]", value))


def texts(field: str, value: object) -> tuple[str, ...]:
    """Several texts that say something, each once, in one order.

    Example:
        >>> texts("tags", ["new", "blue", "new"])
        ('blue', 'new')
    """
    found = several(field, value, object, "a collection of text is needed")
    return tuple(sorted({text(field, one) for one in found}))


def pairs(field: str, value: object) -> tuple[tuple[object, object], ...]:
    """The items of a mapping.

    Example:
        >>> pairs("reasons", {"too_small": "remorse"})
        (('too_small', 'remorse'),)
    """
    if not isinstance(value, Mapping):
        raise WrongType(field, value, "a mapping is needed")
    return tuple(cast("Mapping[object, object]", value).items())


def day(field: str, value: object) -> date:
    """A calendar day, given as a date or as text; a ``datetime`` is none, for it needs a zone.

    Example:
        >>> day("from_on", "2027-01-31")
        datetime.date(2027, 1, 31)
    """
    if type(value) is date:
        return value
    if isinstance(value, str):
        return _day_from(field, value)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise WrongType(field, value, _DAY)
    return date(value.year, value.month, value.day)


def _day_from(field: str, value: str) -> date:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise InvalidValue(field, value, _DAY)
    return found


def numeral(field: str, value: str) -> tuple[str, str]:
    """The digits before and after the point of a plain number; the sign stays with the first.

    Example:
        >>> numeral("amount", "-19.90")
        ('-19', '90')
    """
    whole, point, decimals = value[: _LONGEST_NUMERAL + 1].partition(".")
    digits = whole[1:] if whole.startswith(("+", "-")) else whole
    if (
        len(value) > _LONGEST_NUMERAL
        or not value.isascii()
        or not digits.isdigit()
        or (point and not decimals.isdigit())
    ):
        raise InvalidValue(field, value, _NUMERAL, "write it like 19.90")
    return whole, decimals


def ratio(field: str, value: Decimal) -> tuple[int, int]:
    """A decimal number as two whole ones, exactly and in lowest terms.

    Raises:
        InvalidValue: NaN, infinities, and numbers that would fill the memory.

    Example:
        >>> ratio("factor", Decimal("0.15"))
        (3, 20)
    """
    # Nothing is computed before the exponent is known to be small: 1E+999999999 is short to write.
    if (
        not value.is_finite()
        or abs(value.adjusted()) > _MOST_DIGITS
        or _digits(value) > _MOST_DIGITS
    ):
        raise InvalidValue(
            field, value, f"a finite number of at most {_MOST_DIGITS} digits is needed"
        )
    return value.as_integer_ratio()


def _digits(value: Decimal) -> int:
    return len(value.as_tuple().digits)
