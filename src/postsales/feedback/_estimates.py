"""What the answers say in the mean, of how many, and how sure that is where voices come twice."""

import math
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from postsales.feedback._heard import Heard
from postsales.feedback._linearised import mean_of, mean_of_voices, standard_error
from postsales.feedback._normal import student_quantile
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.keeping import Dedupe

__all__ = ["Estimate", "estimate", "student_interval"]


@frozen(weakref_slot=False)
class Estimate:
    """An exact mean of n.

    No error is reckoned without repeated voices, or where all answers are alike: scores have
    intervals of their own then. ``voices`` are those who spoke; who is not known is one alone.
    """

    mean: Fraction
    n: int
    denominator: Denominator
    standard_error: float | None
    voices: int
    is_alike: bool = False

    def once(self, many: int) -> int:
        """So many answers as voices gave them, where all are alike and some came twice."""
        return self.voices if self.is_alike and many else many

    def interval(
        self, bounds: tuple[float, float], confidence: float, *, unit: int = 1
    ) -> Interval | None:
        """So many errors to either side, each voice drawn as a whole; of one voice there is none.

        However much a voice contradicts itself, nobody knows how it differs from the others. How
        many errors Student's t says, for as many as there are voices.
        """
        if self.voices <= 1:
            return None
        many = student_quantile(confidence, self.voices - 1)
        margin = unit * many * (self.standard_error or 0.0)
        method = IntervalMethod.LINEARISED
        centre = float(unit * self.mean)
        return Interval.round(centre, margin, bounds, method=method, confidence=confidence)


def estimate(values: Sequence[int], found: Heard) -> Estimate | None:
    """The mean of values, one for each score that counts; ``None`` of none."""
    if not values:
        return None
    ones = [1] * len(values)
    by_voice = found.dedupe is Dedupe.CUSTOMER_MEAN
    denominator = Denominator.VOICES if by_voice else Denominator.ANSWERED
    if not found.repeats:
        return Estimate(mean_of(values, ones), len(values), denominator, None, len(values))
    means = mean_of_voices(values, found.voices)
    if len(means) > 1 and len(set(values)) == 1:
        n = len(means) if by_voice else len(values)
        return Estimate(means[0], n, denominator, None, len(means), is_alike=True)
    if not by_voice:
        error = standard_error(values, ones, found.voices)
        return Estimate(mean_of(values, ones), len(values), denominator, error, len(means))
    ones, n = [1] * len(means), len(means)
    error = standard_error(means, ones) * math.sqrt(n / max(n - 1, 1))
    return Estimate(mean_of(means, ones), n, denominator, error, n)


def student_interval(
    mean: Fraction, variance: Fraction, n: int, bounds: tuple[float, float], confidence: float
) -> Interval | None:
    """The mean and so many errors to either side, by Student's t; of one answer there is none.

    The variance is that of the n answers, divided by n.
    """
    if n < 2:  # noqa: PLR2004 - one answer does not vary
        return None
    margin = student_quantile(confidence, n - 1) * math.sqrt(variance / (n - 1))
    method = IntervalMethod.STUDENT
    return Interval.round(float(mean), margin, bounds, method=method, confidence=confidence)
