"""Averages of stars that few answers do not carry away: with a prior, or as a bound from below."""

import math
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue
from postsales.feedback._normal import checked_confidence, two_sided
from postsales.feedback._numbers import Number, exact, pair
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.histograms import RatingHistogram
from postsales.feedback.priors import Prior, PriorCounts
from postsales.feedback.scales import RatingScale

__all__ = [
    "DirichletBound",
    "PriorAverage",
    "bayesian_average",
    "dirichlet_lower_bound",
    "dirichlet_mean",
    "half_stars",
]

_HISTOGRAM = "a RatingHistogram is needed: RatingHistogram.of(scores, STARS_1_5)"


def half_stars(value: Number) -> Fraction:
    """How many stars are shown: the nearest half?

    Rounding: once, of the exact number; from the middle between two halves up.

    Example:
        >>> [float(half_stars(value)) for value in (3.74, 3.75, 4.24, 4.25)]
        [3.5, 4.0, 4.0, 4.5]
    """
    return Fraction(math.floor(2 * exact("stars", value) + Fraction(1, 2)), 2)


@frozen(weakref_slot=False)
class PriorAverage:
    """The mean of n answers and of a prior. It is no mean of what customers said.

    ``value`` is exact, and ``None`` with a ``reason`` where there is neither an answer nor a prior.
    """

    value: Fraction | None
    n: int
    denominator: Denominator = field(kw_only=True)
    prior: Prior | PriorCounts = field(kw_only=True)
    reason: Absent | None = field(default=None, kw_only=True)

    @property
    def is_prior_only(self) -> bool:
        """Does it say nothing but the prior, since nobody answered? Show no stars then.

        Example:
            >>> bayesian_average((0, 0), prior=Prior(weight=7, mean=3.5)).is_prior_only
            True
        """
        return not self.n and self.value is not None

    @property
    def half_stars(self) -> Fraction | None:
        """The nearest half, as stars are shown; from the middle up."""
        return None if self.value is None else half_stars(self.value)


def bayesian_average(
    ratings: RatingHistogram | tuple[Number, int], *, prior: Prior
) -> PriorAverage:
    """What is the mean of the answers and of a prior: so many answers with such a mean?

    Ratings are a histogram, or told as (sum, n). Few answers stay near the mean of the prior, many
    leave it behind: (sum + weight · mean) / (n + weight).

    Units: those of the ratings. Rounding: none.

    Raises:
        InvalidValue: a prior that is not on the scale of the histogram; n below 0.

    Example:
        >>> first = bayesian_average((5, 1), prior=Prior(weight=7, mean=3.5))
        >>> first.value, first.half_stars, first.n
        (Fraction(59, 16), Fraction(7, 2), 1)
    """
    instance("prior", prior, Prior, "a Prior is needed, such as Prior(weight=7, mean=3.5)")
    if isinstance(ratings, RatingHistogram):
        prior.on(ratings.scale)
    total, n = _sum_and_n(ratings)
    return _average(total + prior.weight * prior.mean, n, prior.weight, prior)


def _sum_and_n(ratings: object) -> tuple[Fraction, int]:
    if isinstance(ratings, RatingHistogram):
        return Fraction(ratings.total), ratings.n
    told = pair("ratings", ratings, "a RatingHistogram, or (sum, n), is needed")
    total, n = exact("ratings_sum", told[0]), count("n", told[1])
    if total and not n:
        raise InvalidValue("ratings_sum", told[0], "the sum of no answers is 0", "check n")
    return total, n


def _average(
    total: Fraction | int, n: int, weight: Fraction, prior: Prior | PriorCounts
) -> PriorAverage:
    divisor, of = n + weight, Denominator.ANSWERED
    if not divisor:
        return PriorAverage(None, n, denominator=of, prior=prior, reason=Absent.NO_RESPONSES)
    return PriorAverage(Fraction(total) / divisor, n, denominator=of, prior=prior)


def dirichlet_mean(histogram: RatingHistogram, *, prior: PriorCounts | None = None) -> PriorAverage:
    """What is the mean of the answers, when so many on each point are added beforehand?

    Without a prior one answer is added on each point.

    Units: those of the scale. Rounding: none.

    Raises:
        InvalidValue: more or fewer prior counts than points.

    Example:
        >>> from postsales import STARS_1_5
        >>> dirichlet_mean(RatingHistogram(STARS_1_5, (1, 0, 0, 2, 7))).value
        Fraction(59, 15)
    """
    added = _added(histogram, prior)
    weighed = sum(x * k for x, k in zip(histogram.scale.points, added.counts, strict=True))
    return _average(histogram.total + weighed, histogram.n, added.total, added)


def _added(histogram: RatingHistogram, prior: PriorCounts | None) -> PriorCounts:
    instance("histogram", histogram, RatingHistogram, _HISTOGRAM)
    if prior is None:
        return PriorCounts.one_each(histogram.scale)
    instance("prior", prior, PriorCounts, "PriorCounts are needed, one for each point")
    prior.on(histogram.scale)
    return prior


@frozen(weakref_slot=False)
class DirichletBound:
    """How good the stars are at least, of n answers and a prior: a key to rank by, and no score.

    ``value`` is so many standard errors below ``mean``, and ``None`` with a ``reason`` where there
    is neither an answer nor a prior.
    """

    value: float | None
    mean: Fraction | None
    standard_error: float | None
    n: int
    denominator: Denominator
    prior: PriorCounts
    confidence: float
    reason: Absent | None = None


def dirichlet_lower_bound(
    histogram: RatingHistogram, *, prior: PriorCounts | None = None, confidence: float = 0.95
) -> DirichletBound:
    """How good are these stars at least, so that few good answers do not beat many?

    Without a prior one answer is added on each point. The bound is the mean less so many standard
    errors of it; ``confidence`` is two-sided, and 0.9 is that of 1.645 errors. With hardly any
    answers it can lie below the scale.

    Units: those of the scale.

    Raises:
        InvalidValue: a scale on which low is good; more or fewer prior counts than points; a
            confidence outside 0 and 1.

    Source: Evan Miller, Ranking Items With Star Ratings.

    Example:
        >>> from postsales import STARS_1_5
        >>> many, few = RatingHistogram(STARS_1_5, (25, 20, 75, 80, 60)), (0, 0, 0, 0, 5)
        >>> round(dirichlet_lower_bound(many).value, 3)
        3.345
        >>> round(dirichlet_lower_bound(RatingHistogram(STARS_1_5, few)).value, 3)
        3.164
    """
    added = _added(histogram, prior)
    checked_confidence(confidence)
    high_is_good(histogram.scale)
    mean, of = dirichlet_mean(histogram, prior=added).value, Denominator.ANSWERED
    if mean is None:
        why = Absent.NO_RESPONSES
        return DirichletBound(None, None, None, histogram.n, of, added, confidence, why)
    error = _standard_error(histogram, added, mean)
    bound = float(mean) - two_sided(confidence) * error
    return DirichletBound(bound, mean, error, histogram.n, of, added, confidence)


def high_is_good(scale: RatingScale) -> None:
    """Refuse scales on which low is good: what stands high on them is bad."""
    if not scale.higher_is_better:
        allowed = "a scale is needed on which high is good"
        raise InvalidValue("scale", scale, allowed, "turn the answers round")


def _standard_error(histogram: RatingHistogram, added: PriorCounts, mean: Fraction) -> float:
    points = zip(histogram.scale.points, histogram.counts, added.counts, strict=True)
    total = histogram.n + added.total
    squares = sum((x * x * (k + a) for x, k, a in points), Fraction(0))
    return math.sqrt((squares / total - mean * mean) / (total + 1))
