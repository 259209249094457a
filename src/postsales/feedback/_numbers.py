"""Exact numbers out of what callers give.

Rules of this file: a float stands for the number that it holds, and nothing is rounded.
"""

import math
from decimal import Decimal
from fractions import Fraction

from postsales.basics._checks import ratio
from postsales.basics._errors import InvalidValue, WrongType

__all__ = ["Number", "exact", "not_negative"]

Number = int | float | Decimal | Fraction


def exact(field: str, value: object) -> Fraction:
    """A finite number, exactly; a bool is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise WrongType(field, value, "a number is needed")
    if isinstance(value, Decimal):
        return Fraction(*ratio(field, value))
    if isinstance(value, float) and not math.isfinite(value):
        raise InvalidValue(field, value, "a finite number is needed")
    return Fraction(value)


def not_negative(field: str, value: object) -> Fraction:
    """A finite number, 0 or more."""
    found = exact(field, value)
    if found < 0:
        raise InvalidValue(field, value, "a number is needed, 0 or more")
    return found
