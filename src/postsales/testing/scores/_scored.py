"""What a scorer gives: a number or nothing, with an interval and an n where it has them."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from attrs import field, frozen

from postsales.basics._errors import short
from postsales.feedback.intervals import Interval
from postsales.testing.law import LawBroken

__all__ = ["NUMBERS", "Number", "Scored", "Scorer", "scored"]

Number = int | float | Fraction | Decimal
NUMBERS = (int, float, Fraction, Decimal)


@frozen(weakref_slot=False)
class Scored:
    """A score, of how many answers, and between which scores the true one lies.

    ``score`` is None where nobody answered. ``interval`` is an ``Interval``, or its two ends.

    Example:
        >>> Scored(45.0, n=100, interval=(29.3, 58.1)).ends
        (29.3, 58.1)
    """

    score: Number | None
    n: int | None = field(default=None, kw_only=True)
    interval: Interval | tuple[float, float] | None = field(default=None, kw_only=True)

    @property
    def ends(self) -> tuple[float, float] | None:
        """The ends of the interval."""
        if isinstance(self.interval, Interval):
            return self.interval.low, self.interval.high
        return self.interval

    @property
    def is_told_degenerate(self) -> bool:
        """Does the interval say of itself that it has no width only because answers are alike?"""
        return isinstance(self.interval, Interval) and self.interval.is_degenerate


_Given = Scored | Number | None

Scorer = Callable[[Any], _Given]
"""A host's scorer: a function of a list of answers to a number, to None, or to ``Scored``.

What it takes besides, it takes by name, and can do without: ``confidence``, ``weights``.
"""


def scored(given: object) -> Scored:
    """What was given, once it is what a scorer can give.

    Raises:
        LawBroken: it is something else, NaN or infinite.

    Example:
        >>> scored(45)
        Scored(score=45, n=None, interval=None)
    """
    found = given if isinstance(given, Scored) else Scored(cast("Any", given))
    if found.score is not None and not _is_number(found.score):
        raise LawBroken("the scorer gives no number", {"it_gives": short(found.score)})
    ends: Any = () if found.ends is None else found.ends
    if not all(_is_number(x) for x in ends) or len(ends) not in {0, 2}:
        raise LawBroken("the scorer gives no two ends", {"it_gives": short(found.interval)})
    return found


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, NUMBERS):
        return False
    return math.isfinite(value)
