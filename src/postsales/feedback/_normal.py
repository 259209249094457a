"""Quantiles of the distributions that intervals are made of.

Rules of this file: what comes in was checked. The normal distribution is the standard library's;
those of Beta and of Student are inverted here, to the last digits of a float.
"""

import math
from collections.abc import Callable
from statistics import NormalDist

from postsales.basics._errors import InvalidValue, WrongType

__all__ = ["beta_quantile", "checked_confidence", "normal_p", "student_quantile", "two_sided"]

_NORMAL = NormalDist()
_TINY = 1e-300
_SHORT = 500
_NEAR = 0.1
_LARGE = 15
_MOST_TERMS = 100_000
_MOST_HALVINGS = 2_000


def checked_confidence(value: float) -> float:
    """A confidence between 0 and 1, both excluded."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongType("confidence", value, "a number between 0 and 1 is needed, such as 0.95")
    if not 0 < value < 1:
        allowed = "a number between 0 and 1 is needed, both excluded"
        raise InvalidValue("confidence", value, allowed, "say 0.95 for 95 per cent")
    return float(value)


def two_sided(confidence: float) -> float:
    """How many standard errors to either side have this confidence: 1.96 for 0.95."""
    return _NORMAL.inv_cdf((1 + confidence) / 2)


def one_sided(confidence: float) -> float:
    """How many standard errors to one side have this confidence: 1.64 for 0.95."""
    return _NORMAL.inv_cdf(confidence)


def normal_p(z: float) -> float:
    """How likely is a distance from the middle of at least this, on either side?"""
    return math.erfc(abs(z) / math.sqrt(2))


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function: how much of Beta(a, b) lies below x."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    # The continued fraction is quick on this side of the mean only.
    if x <= (a + 1) / (a + b + 2):
        return _front(a, b, x) * _continued_fraction(a, b, x)
    # Near 0 the mirror of x would lose its digits, and the series is short; near 1 it has no end.
    if x < 0.5 and (a + b) * x < _SHORT:  # noqa: PLR2004 - the middle
        return min(_front(a, b, x) * _series(a, b, x), 1.0)
    return 1 - beta_share(b, a, 1 - x)


def _front(a: float, b: float, x: float) -> float:
    # Logarithms of gamma functions would cancel where a or b is large: Loader's way, "Fast and
    # accurate computation of binomial probabilities" (2000), sums what remains of them.
    n = a + b
    remains = _of_stirling(n) - _of_stirling(a) - _of_stirling(b)
    apart = _deviance(a, n * x) + _deviance(b, n * (1 - x))
    return math.exp(remains - apart) * math.sqrt(b / (a * n * math.tau))


def _of_stirling(x: float) -> float:
    """By how much the logarithm of the factorial of x is above what Stirling says."""
    if x < _LARGE:
        return math.lgamma(x + 1) - (x + 0.5) * math.log(x) + x - math.log(math.tau) / 2
    x2 = x * x
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / x2) / x2) / x2) / x2) / x


def _deviance(x: float, mean: float) -> float:
    """How far x is off a mean: x log(x / mean) + mean - x, with all digits where x is near it."""
    apart = (x - mean) / (x + mean)
    if abs(apart) >= _NEAR:
        return x * math.log(x / mean) + mean - x
    found, term = (x - mean) * apart, 2 * x * apart
    for power in range(3, 99, 2):
        term *= apart * apart
        before, found = found, found + term / power
        if found == before:
            break
    return found


def _continued_fraction(a: float, b: float, x: float) -> float:
    # Lentz's way of summing it: numerators and denominators are kept away from zero.
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = found
        for term in (even, odd):
            d = 1 / _off_zero(1 + term * d)
            c = _off_zero(1 + term / c)
            found *= c * d
        if found == before:
            break
    return found


def _series(a: float, b: float, x: float) -> float:
    found = term = 1.0
    for m in range(_MOST_TERMS):
        term *= (a + b + m) * x / (a + 1 + m)
        before, found = found, found + term
        if found == before:
            break
    return found


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def beta_quantile(share: float, a: float, b: float) -> float:
    """Below which x lies this share of Beta(a, b)?"""
    # Floats are finer near 0 than near 1, so what lies above the middle is found by its mirror.
    if beta_share(a, b, 0.5) < share:
        return 1 - _crossing(lambda x: beta_share(b, a, x) - (1 - share), 0.0, 0.5)
    return _crossing(lambda x: beta_share(a, b, x) - share, 0.0, 0.5)


def student_quantile(confidence: float, degrees: float) -> float:
    """How many standard errors to either side have this confidence, of so many degrees?"""
    # The square of Student's t, put between 0 and 1, is a Beta; the smaller part has more digits.
    outside = beta_quantile(1 - confidence, degrees / 2, 0.5)
    if outside <= 0.5:  # noqa: PLR2004 - the middle
        return math.sqrt(degrees * (1 - outside) / outside)
    inside = beta_quantile(confidence, 0.5, degrees / 2)
    return math.sqrt(degrees * inside / (1 - inside))


def _crossing(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses zero, by halving until no float lies between."""
    for _ in range(_MOST_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
