"""Is what came back what was expected?

Rules of this file: the kind of the answer decides how it is compared, never the expectation. Money
compares as exact decimals; numbers as the nearest floats, within a tolerance; true, false and null
are only themselves; times compare as instants, and clock times as what the clocks show; lists
compare in order, unless the answer says that its order means nothing.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from numbers import Real
from typing import Any

from attrs import frozen

from postsales import Money, PostsalesError

Given = Mapping[str, Any]
Answers = Mapping[str, Any]
"""What the library answers, by the names that cases use; more than is expected does no harm."""


@frozen
class AnyOrder:
    """A list whose order says nothing."""

    values: tuple[Any, ...]

    @classmethod
    def of(cls, values: Iterable[Any]) -> "AnyOrder":
        """The values, sorted."""
        return cls(tuple(sorted(values)))


def refused(problem: PostsalesError) -> Answers:
    """The answer of a call that raised."""
    return {"accepted": False, "says": f"{type(problem).__name__}: {problem}"}


def same(expected: Any, got: Any, tolerance: float = 0) -> bool:
    """Is the answer what was expected?"""
    if got is None or expected is None or isinstance(got, bool) or isinstance(expected, bool):
        return got is expected
    if isinstance(got, Money | datetime):
        return isinstance(expected, str) and _same_told(expected, got)
    if isinstance(got, AnyOrder):
        return isinstance(expected, list) and _same_list(sorted(expected), got.values, tolerance)
    if isinstance(got, Mapping):
        return isinstance(expected, Mapping) and _same_mapping(expected, got, tolerance)
    if isinstance(got, Sequence) and not isinstance(got, str):
        return isinstance(expected, list) and _same_list(expected, got, tolerance)
    return _same_number(expected, got, tolerance) or (isinstance(got, str) and got == expected)


def differences(expect: Given, answers: Answers, tolerance: float = 0) -> list[str]:
    """Every field that was expected and is not so."""
    return [
        f"{name}: expected {shown(expected)}, got {shown(answers.get(name, _NOTHING))}"
        for name, expected in expect.items()
        if name not in answers or not same(expected, answers[name], tolerance)
    ]


_NOTHING = "no such answer"


def shown(value: Any) -> str:
    """A value as people read it in a report."""
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, AnyOrder):
        return f"{shown(value.values)} in any order"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {shown(x)}" for name, x in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(shown(x) for x in value) + "]"
    return repr(value)


def _same_told(expected: str, got: Money | datetime) -> bool:
    try:
        if isinstance(got, Money):
            return Decimal(expected) == got.amount
        return datetime.fromisoformat(expected) == got
    except (InvalidOperation, ValueError):
        return False


def _same_list(expected: Sequence[Any], got: Sequence[Any], tolerance: float) -> bool:
    return len(expected) == len(got) and all(
        same(a, b, tolerance) for a, b in zip(expected, got, strict=True)
    )


def _same_mapping(expected: Given, got: Answers, tolerance: float) -> bool:
    return expected.keys() == got.keys() and all(
        same(x, got[name], tolerance) for name, x in expected.items()
    )


def _same_number(expected: Any, got: Any, tolerance: float) -> bool:
    if not isinstance(expected, int | float) or not isinstance(got, Real | Decimal | Fraction):
        return False
    if isinstance(expected, int) and isinstance(got, int):
        return abs(expected - got) <= tolerance
    a, b = float(expected), float(got)
    if math.isnan(a) or math.isnan(b):
        return False
    return abs(a - b) <= tolerance
