"""Shares: so many of so many, with their intervals, and how two of them differ."""

import math
from collections.abc import Callable
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import count
from postsales.basics._errors import InvalidValue
from postsales.feedback._normal import (
    beta_quantile,
    checked_confidence,
    normal_p,
    two_sided,
)
from postsales.feedback._numbers import pair
from postsales.feedback.absent import Absent
from postsales.feedback.intervals import Interval, IntervalMethod

__all__ = ["ShareComparison", "compare_shares", "proportion_interval"]

_BOUNDS = (0.0, 1.0)
_WILSON = IntervalMethod.WILSON


def counted(successes: int, n: int) -> None:
    """Refuse counts that cannot be."""
    count("n", n)
    count("successes", successes)
    if successes > n:
        raise InvalidValue("successes", successes, f"at most all {n} can be", "check both counts")


def proportion_interval(
    successes: int, n: int, *, method: IntervalMethod | str = _WILSON, confidence: float = 0.95
) -> Interval | None:
    """Between which shares does the true one lie, when so many of so many are counted?

    None of none says nothing: the answer is ``None``.

    Units: shares from 0 to 1. Rounding: none.

    Raises:
        InvalidValue: counts below 0, more successes than n, a confidence outside 0 and 1, a method
            that is not for shares.

    Example:
        >>> str(proportion_interval(81, 263))
        '0.2553 to 0.3662 (95 %, wilson)'
        >>> str(proportion_interval(0, 20, method="clopper_pearson"))
        '0 to 0.1684 (95 %, clopper_pearson)'
    """
    counted(successes, n)
    checked_confidence(confidence)
    chosen = IntervalMethod.read("method", method)
    if chosen not in _WAYS:
        allowed = f"for a share there are {', '.join(map(str, _WAYS))}"
        raise InvalidValue("method", method, allowed)
    if n == 0:
        return None
    low, high = _WAYS[chosen](successes, n, confidence)
    return Interval.cut(
        low, high, _BOUNDS, centre=(low + high) / 2, method=chosen, confidence=confidence
    )


def _wald(k: int, n: int, confidence: float) -> tuple[float, float]:
    share = k / n
    return _about(share, two_sided(confidence) * math.sqrt(share * (1 - share) / n))


def _wilson(k: int, n: int, confidence: float) -> tuple[float, float]:
    z2 = two_sided(confidence) ** 2
    share = k / n
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # At the ends the two are equal but for the last digit.
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)


def _agresti_coull(k: int, n: int, confidence: float) -> tuple[float, float]:
    z2 = two_sided(confidence) ** 2
    centre = (k + z2 / 2) / (n + z2)
    return _about(centre, math.sqrt(z2 * centre * (1 - centre) / (n + z2)))


def _clopper_pearson(k: int, n: int, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    low = 0.0 if k == 0 else beta_quantile(tail, k, n - k + 1)
    high = 1.0 if k == n else beta_quantile(1 - tail, k + 1, n - k)
    return low, high


def _jeffreys(k: int, n: int, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    a, b = k + 0.5, n - k + 0.5
    return beta_quantile(tail, a, b), beta_quantile(1 - tail, a, b)


def _about(centre: float, half: float) -> tuple[float, float]:
    return centre - half, centre + half


_WAYS: dict[IntervalMethod, Callable[[int, int, float], tuple[float, float]]] = {
    IntervalMethod.WILSON: _wilson,
    IntervalMethod.AGRESTI_COULL: _agresti_coull,
    IntervalMethod.CLOPPER_PEARSON: _clopper_pearson,
    IntervalMethod.JEFFREYS: _jeffreys,
    IntervalMethod.WALD: _wald,
}


@frozen(weakref_slot=False)
class ShareComparison:
    """How two shares differ: the current one less the baseline.

    ``interval`` is Newcombe's, ``wald`` is for comparison with other tools. ``z`` and ``p_value``
    are of the test with the pooled share, two-sided; where there are none, ``reason`` says why.
    """

    difference: Fraction | None
    interval: Interval | None
    wald: Interval | None
    z: float | None
    p_value: float | None
    reason: Absent | None = None


def compare_shares(
    current: tuple[int, int], baseline: tuple[int, int], *, confidence: float = 0.95
) -> ShareComparison:
    """Has a share changed? Each is told as (successes, n).

    Units: shares from 0 to 1; the difference is current less baseline, exactly.

    Raises:
        InvalidValue: counts that cannot be; a confidence outside 0 and 1.

    Example:
        >>> found = compare_shares((56, 70), (48, 80))
        >>> found.difference, str(found.interval), round(found.p_value, 4)
        (Fraction(1, 5), '0.05243 to 0.3339 (95 %, newcombe)', 0.008)
    """
    for name, told in (("current", current), ("baseline", baseline)):
        pair(name, told, "a share is told as (successes, n)")
        counted(*told)
    checked_confidence(confidence)
    if not current[1] or not baseline[1]:
        return ShareComparison(None, None, None, None, None, Absent.NO_RESPONSES)
    z, reason = _pooled(current, baseline)
    return ShareComparison(
        Fraction(*current) - Fraction(*baseline),
        _newcombe(current, baseline, confidence),
        _unpooled(current, baseline, confidence),
        z,
        None if z is None else normal_p(z),
        reason,
    )


def _pooled(a: tuple[int, int], b: tuple[int, int]) -> tuple[float | None, Absent | None]:
    pooled = (a[0] + b[0]) / (a[1] + b[1])
    if pooled in (0, 1):
        return None, Absent.ZERO_VARIANCE
    error = math.sqrt(pooled * (1 - pooled) * (1 / a[1] + 1 / b[1]))
    return (a[0] / a[1] - b[0] / b[1]) / error, None


_APART = (-1.0, 1.0)


def _newcombe(a: tuple[int, int], b: tuple[int, int], confidence: float) -> Interval:
    (low_a, high_a), (low_b, high_b) = _wilson(*a, confidence), _wilson(*b, confidence)
    share_a, share_b = a[0] / a[1], b[0] / b[1]
    difference = share_a - share_b
    low = difference - math.hypot(share_a - low_a, high_b - share_b)
    high = difference + math.hypot(high_a - share_a, share_b - low_b)
    method = IntervalMethod.NEWCOMBE
    return Interval.cut(low, high, _APART, centre=difference, method=method, confidence=confidence)


def _unpooled(a: tuple[int, int], b: tuple[int, int], confidence: float) -> Interval:
    share_a, share_b = a[0] / a[1], b[0] / b[1]
    error = math.sqrt(share_a * (1 - share_a) / a[1] + share_b * (1 - share_b) / b[1])
    margin = two_sided(confidence) * error
    method = IntervalMethod.WALD
    return Interval.round(share_a - share_b, margin, _APART, method=method, confidence=confidence)
