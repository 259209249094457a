"""Exact numbers out of what callers give.

Rules of this file: a float stands for the number that it holds, unless somebody asks for what it is
written as. Nothing is rounded.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction
from typing import cast

from postsales.basics._checks import ratio
from postsales.basics._errors import InvalidValue, WrongType

__all__ = ["Number", "exact", "is_list", "not_negative", "pair", "written"]

# What is larger counts nothing that is sold, and its square has no float.
_LARGEST = 10**100

Number = int | float | Decimal | Fraction


def exact(field: str, value: object, least: int = -_LARGEST, most: int = _LARGEST) -> Fraction:
    """A finite number between two bounds, both allowed; a bool is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise WrongType(field, value, "a number is needed")
    found = Fraction(*ratio(field, value)) if isinstance(value, Decimal) else value
    # NaN lies between no bounds.
    if not least <= found <= most:
        raise InvalidValue(field, value, f"a finite number is needed{_within(least, most)}")
    return Fraction(found)


def _within(least: int, most: int) -> str:
    if least == -_LARGEST:
        return " of at most 100 digits" if most == _LARGEST else f", {most} at most"
    return f", {least} or more" if most >= _LARGEST else f", from {least} to {most}"


def not_negative(field: str, value: object) -> Fraction:
    """A finite number, 0 or more."""
    return exact(field, value, 0)


def written(field: str, value: object, least: int = -_LARGEST, most: int = _LARGEST) -> Fraction:
    """The same, but a float stands for what it is written as: 99.9 for 999 of ten hundred."""
    found = exact(field, value, least, most)
    return Fraction(repr(value)) if isinstance(value, float) else found


def is_list(value: object) -> bool:
    """Are these several things, each by itself? Of counts by value only values would be seen."""
    apart = (str, bytes, Mapping, AbstractSet)
    return isinstance(value, Iterable) and not isinstance(value, apart)


def pair(field: str, value: object, allowed: str) -> tuple[object, object]:
    """Two things, told together."""
    if not _is_pair(value):
        raise WrongType(field, value, allowed)
    return cast("tuple[object, object]", value)


def _is_pair(value: object) -> bool:
    # A list of two could as well be two answers.
    return isinstance(value, tuple) and len(cast("tuple[object, ...]", value)) == 2  # noqa: PLR2004
