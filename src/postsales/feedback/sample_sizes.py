"""How many answers are needed before a net promoter score says something?"""

import math
from statistics import NormalDist

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue, WrongType
from postsales.feedback._normal import checked_confidence, two_sided
from postsales.feedback.intervals import IntervalMethod

__all__ = ["nps_sample_size", "nps_sample_size_to_compare"]

_ADJUSTED = IntervalMethod.ADJUSTED_WALD
_ADDED = 3
_MOST_POINTS = 200


def nps_sample_size(
    margin: float,
    *,
    confidence: float = 0.95,
    variance: float = 1.0,
    population: int | None = None,
    method: IntervalMethod | str = _ADJUSTED,
) -> int:
    """How many answers give a score that is right to so many points on either side?

    ``variance`` is that of answers coded 1, 0 and -1: 1, the worst, unless a former survey says
    otherwise. ``population`` is how many there are to ask, when they are few.

    Units: points. Rounding: up, once.

    Raises:
        InvalidValue: a margin of 0 or less, a variance outside 0 to 1, a confidence outside 0 and
            1, a method other than the two Wald ones.

    Source: Lewis and Sauro, MeasuringU (2021): n = z² variance / margin² - 3.

    Example:
        >>> nps_sample_size(10), nps_sample_size(5), nps_sample_size(10, population=500)
        (382, 1534, 217)
    """
    least = _least("margin", margin, variance, two_sided(checked_confidence(confidence)))
    if IntervalMethod.read("method", method) is _ADJUSTED:
        least -= _ADDED
    elif IntervalMethod.read("method", method) is not IntervalMethod.WALD:
        allowed = f"for a sample size there are {_ADJUSTED}, {IntervalMethod.WALD}"
        raise InvalidValue("method", method, allowed)
    if population is not None:
        count("population", population, least=1)
        # Fewer than one of a few customers is one of them.
        least = least / (1 + (least - 1) / population) if least > 1 else 1.0
    return max(math.ceil(least), 1)


def nps_sample_size_to_compare(
    difference: float,
    *,
    confidence: float = 0.95,
    power: float = 0.8,
    variance: float = 1.0,
) -> int:
    """How many answers are needed in each of two groups to notice a change of so many points?

    ``variance`` is that of each group, and ``power`` how likely the change is to be noticed.

    Units: points. Rounding: up, once.

    Raises:
        InvalidValue: as ``nps_sample_size``; a power outside 0 and 1.

    Example:
        >>> nps_sample_size_to_compare(10)
        1570
    """
    _between("power", power)
    z = two_sided(checked_confidence(confidence)) + NormalDist().inv_cdf(power)
    # Chance alone finds a change more often than this when z is below 0.
    once = _least("difference", difference, variance, max(z, 0.0))
    return max(math.ceil(2 * once), 1)


def _least(field: str, points: float, variance: float, z: float) -> float:
    _number(field, points)
    if not 0 < points <= _MOST_POINTS:
        raise InvalidValue(field, points, "more than 0 points are needed, at most 200")
    _number("variance", variance)
    if not 0 <= variance <= 1:
        raise InvalidValue("variance", variance, "0, all alike, to 1, half against half")
    return z * z * variance / (points / 100) ** 2


def _between(field: str, value: float) -> None:
    _number(field, value)
    if not 0 < value < 1:
        raise InvalidValue(field, value, "a number between 0 and 1 is needed, both excluded")


def _number(field: str, value: object) -> None:
    if isinstance(value, bool):
        raise WrongType(field, value, "a number is needed")
    instance(field, value, (int, float), "a number is needed")
