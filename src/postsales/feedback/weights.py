"""Weighted scores, and what unequal weights cost.

Rules of this file: weights come from the caller, as exact numbers; a float stands for the number
that it holds. Weighting mends who answered, never what was not said.
"""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from postsales.basics._errors import InvalidValue
from postsales.feedback._linearised import mean_of, standard_error
from postsales.feedback._normal import checked_confidence, student_quantile
from postsales.feedback._numbers import Number, not_negative
from postsales.feedback.absent import Absent
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.net_promoter import CODES
from postsales.feedback.nps_counts import NpsCounts, nps_category

__all__ = ["DesignEffect", "WeightedNps", "design_effect", "weighted_nps"]

_POINTS = (-100.0, 100.0)


@frozen(weakref_slot=False)
class DesignEffect:
    """What unequal weights cost: ``n`` answers say as much as ``n_effective`` equal ones."""

    n: int
    n_effective: Fraction | None
    deff: Fraction | None
    reason: Absent | None = None


def checked_weights(weights: Iterable[Number]) -> tuple[Fraction, ...]:
    """Weights as exact numbers: none below 0, none without an end."""
    return tuple(not_negative("weight", value) for value in weights)


def design_effect(weights: Iterable[Number]) -> DesignEffect:
    """What do unequal weights cost? Kish: n times the squares over the square of the sum.

    Rounding: none. Where all weights are 0 there is no answer, and the reason is told.

    Raises:
        InvalidValue: a weight below 0, NaN or infinite.

    Example:
        >>> found = design_effect([1, 1, 2])
        >>> found.n_effective, found.deff
        (Fraction(8, 3), Fraction(9, 8))
    """
    return _effect(checked_weights(weights))


def _effect(weights: Sequence[Fraction]) -> DesignEffect:
    total, n = sum(weights), len(weights)
    if not total:
        return DesignEffect(n, None, None, Absent.NO_DENOMINATOR if n else Absent.NO_RESPONSES)
    effective = Fraction(total * total, sum(w * w for w in weights))
    return DesignEffect(n, effective, n / effective)


@frozen(weakref_slot=False)
class WeightedNps:
    """A weighted net promoter score beside the plain counts: show both.

    ``standard_error`` is in points, and linearised. ``interval`` is so many of them to either side
    as Student's t says for ``effect.n_effective``, times the root of n / (n - 1), because with few
    answers the error itself is too small; of one answer there is none.
    """

    score: Fraction | None
    standard_error: float | None
    interval: Interval | None
    effect: DesignEffect
    counts: NpsCounts
    reason: Absent | None = None


def weighted_nps(
    scores: Iterable[int], weights: Iterable[Number], *, confidence: float = 0.95
) -> WeightedNps:
    """What is the score when answers have weights, such as what a customer buys in a year?

    Weights stand in the order of the scores; only their ratios matter.

    Units: points. Rounding: none.

    Raises:
        InvalidScore: a score that is no whole number from 0 to 10.
        InvalidValue: a weight below 0, NaN or infinite; more or fewer weights than scores.

    Example:
        >>> found = weighted_nps([10, 0, 8], [100, 900, 50])
        >>> round(float(found.score), 2), round(found.standard_error, 2), found.counts.display
        (-76.19, 26.67, 0)
    """
    checked_confidence(confidence)
    given, factors = list(scores), checked_weights(weights)
    if len(given) != len(factors):
        allowed = f"one weight for each of the {len(given)} scores is needed"
        raise InvalidValue("weights", len(factors), allowed)
    counts, effect = NpsCounts.of(given), _effect(factors)
    if effect.reason is not None:
        return WeightedNps(None, None, None, effect, counts, effect.reason)
    codes = [CODES[nps_category(score)] for score in given]
    mean, error = mean_of(codes, factors), 100 * standard_error(codes, factors)
    interval = _interval(float(100 * mean), error, effect, confidence)
    return WeightedNps(100 * mean, error, interval, effect, counts)


def _interval(
    score: float, error: float, effect: DesignEffect, confidence: float
) -> Interval | None:
    """So many errors to either side, as Student's t says for as many as the weights are worth."""
    if effect.n_effective is None or effect.n_effective <= 1:
        return None
    degrees = max(float(effect.n_effective) - 1, 1.0)
    many = student_quantile(confidence, degrees) * math.sqrt(effect.n / (effect.n - 1))
    method = IntervalMethod.LINEARISED
    return Interval.round(score, many * error, _POINTS, method=method, confidence=confidence)
