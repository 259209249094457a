"""Exact numbers out of what callers give.

Rules of this file: a float stands for the number that it holds, and nothing is rounded.
"""

from decimal import Decimal
from fractions import Fraction

from postsales.basics._checks import ratio, several
from postsales.basics._errors import InvalidValue, WrongType

__all__ = ["Number", "exact", "not_negative", "pair"]

# What is larger counts nothing that is sold, and its square has no float.
_LARGEST = 10**100

Number = int | float | Decimal | Fraction


def exact(field: str, value: object) -> Fraction:
    """A finite number, exactly; a bool is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise WrongType(field, value, "a number is needed")
    if isinstance(value, Decimal):
        return Fraction(*ratio(field, value))
    # NaN lies nowhere.
    if not -_LARGEST <= value <= _LARGEST:
        raise InvalidValue(field, value, "a finite number of at most 100 digits is needed")
    return Fraction(value)


def not_negative(field: str, value: object) -> Fraction:
    """A finite number, 0 or more."""
    found = exact(field, value)
    if found < 0:
        raise InvalidValue(field, value, "a number is needed, 0 or more")
    return found


def pair(field: str, value: object, allowed: str) -> tuple[object, object]:
    """Two things, told together."""
    found = several(field, value, object, allowed)
    if len(found) != 2:  # noqa: PLR2004 - a pair
        raise WrongType(field, value, allowed)
    return found[0], found[1]
