"""Associations: how two ratings of the same customers go with each other."""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue
from postsales.feedback._correlations import kendall, pearson, spearman, spread, whole
from postsales.feedback._normal import checked_confidence, two_sided
from postsales.feedback._numbers import Number, exact
from postsales.feedback.absent import Absent
from postsales.feedback.intervals import Interval, IntervalMethod

__all__ = ["Association", "association"]

# Two pairs always lie on a line, and three leave no room for an error.
_LEAST, _LEAST_FOR_INTERVAL = 3, 4
_BOUNDS = (-1.0, 1.0)


@frozen(weakref_slot=False)
class Association:
    """How two ratings go with each other, among the n who gave both: from -1 to 1.

    ``pearson`` asks for a straight line, and ``interval`` is its own. ``spearman`` and ``kendall``,
    which is tau-b, ask only whether both rise. ``reason`` says why they are ``None``.
    """

    n: int
    pearson: float | None
    interval: Interval | None
    spearman: float | None
    kendall: float | None
    reason: Absent | None = None


def association(
    one: Iterable[Number | None], other: Iterable[Number | None], *, confidence: float = 0.95
) -> Association:
    """How closely do two ratings of the same customers go with each other?

    Both are in the order of the same customers, ``None`` where one did not rate; those who rated
    only one are left out. The interval is Fisher's, of four pairs at least. It says nothing about
    which of the two comes from the other.

    Units: -1, against each other, to 1, together. Rounding: none.

    Raises:
        InvalidValue: lists of different length; a rating that is NaN or infinite; a confidence
            outside 0 and 1.

    Example:
        >>> found = association([9, 10, 7, None, 8], [5, None, 4, 2, 4])
        >>> found.n, round(found.pearson, 3), found.reason
        (3, 0.866, None)
        >>> association([9, 10], [4, 5]).reason
        Absent.TOO_FEW_RESPONSES
    """
    checked_confidence(confidence)
    first, second = column("one", one), column("other", other)
    if len(first) != len(second):
        allowed = f"{len(first)} ratings are needed, one for each customer"
        raise InvalidValue("other", len(second), allowed, "say None where one was not rated")
    return associated(first, second, confidence)


Column = tuple[Fraction | None, ...]


def column(field: str, ratings: object) -> Column:
    """Ratings as exact numbers, ``None`` where there is none."""
    given = several(field, ratings, object, "numbers are needed, None where one was not rated")
    return tuple(None if one is None else exact(field, one) for one in given)


def both(first: Column, second: Column) -> tuple[Sequence[Fraction], Sequence[Fraction]]:
    """The ratings of those who gave both."""
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    return [a for a, _ in pairs], [b for _, b in pairs]


def associated(first: Column, second: Column, confidence: float) -> Association:
    """The association of two columns that were checked."""
    a, b = map(whole, both(first, second))
    n = len(a)
    if n < _LEAST:
        reason = Absent.TOO_FEW_RESPONSES if n else Absent.NO_RESPONSES
        return Association(n, None, None, None, None, reason)
    if not spread(a, a) or not spread(b, b):
        return Association(n, None, None, None, None, Absent.ZERO_VARIANCE)
    r = pearson(a, b)
    return Association(n, r, _interval(r, n, confidence), spearman(a, b), kendall(a, b))


def _interval(r: float, n: int, confidence: float) -> Interval | None:
    if n < _LEAST_FOR_INTERVAL:
        return None
    low = high = r
    if abs(r) < 1:
        margin = two_sided(confidence) / math.sqrt(n - 3)
        low, high = math.tanh(math.atanh(r) - margin), math.tanh(math.atanh(r) + margin)
    method = IntervalMethod.FISHER_Z
    return Interval.cut(low, high, _BOUNDS, centre=r, method=method, confidence=confidence)
