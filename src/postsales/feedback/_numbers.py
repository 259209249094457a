"""Measured numbers as exact ones."""

import math
from decimal import Decimal
from fractions import Fraction

from postsales.basics._checks import ratio
from postsales.basics._errors import InvalidValue, WrongType

__all__ = ["Number", "exact", "written"]

Number = int | float | Decimal | Fraction

_MOST = 10**15


def exact(field: str, value: object, least: int = -_MOST, most: int = _MOST) -> Fraction:
    """A finite number between two bounds, both allowed; a float stands for what it holds."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise WrongType(field, value, "a number is needed")
    if not math.isfinite(value) or not least <= value <= most:
        raise InvalidValue(field, value, f"a finite number from {least} to {most} is needed")
    return Fraction(*ratio(field, value)) if isinstance(value, Decimal) else Fraction(value)


def written(field: str, value: object, least: int = -_MOST, most: int = _MOST) -> Fraction:
    """The same, but a float stands for what it is written as: 99.9 for 999 of ten hundred."""
    found = exact(field, value, least, most)
    return Fraction(repr(value)) if isinstance(value, float) else found
