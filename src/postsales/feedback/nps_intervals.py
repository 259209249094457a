"""Between which scores the true net promoter score lies.

Rules of this file: intervals are in points, from -100 to 100. The score interval is that of Tango
(1998) for the difference of two shares of the same people.
"""

import math
from collections.abc import Callable
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue, WrongType
from postsales.feedback._normal import checked_confidence, two_sided
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.nps_counts import NpsCounts

__all__ = ["PseudoAnswers", "nps_interval"]

_POINTS = (-100.0, 100.0)
_SCORE = IntervalMethod.SCORE


def _share(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        raise WrongType("pseudo", value, "a number is needed, such as 0.75")
    if not 0 <= value < math.inf:
        raise InvalidValue("pseudo", value, "no fewer than 0 answers can be added")
    return Fraction(value)


@frozen(weakref_slot=False)
class PseudoAnswers:
    """Answers that an adjusted Wald interval adds before it reckons: by default three in all.

    The usual three were chosen for 95 per cent. At 80 per cent they make the interval too narrow,
    and where all answers are promoters it never reaches 100.

    Example:
        >>> PseudoAnswers().total
        Fraction(3, 1)
    """

    detractors: Fraction = field(default=Fraction(3, 4), converter=_share, kw_only=True)
    passives: Fraction = field(default=Fraction(3, 2), converter=_share, kw_only=True)
    promoters: Fraction = field(default=Fraction(3, 4), converter=_share, kw_only=True)

    @property
    def total(self) -> Fraction:
        """How many are added in all."""
        return self.detractors + self.passives + self.promoters


_USUAL = PseudoAnswers()


def nps_interval(
    counts: NpsCounts,
    *,
    method: IntervalMethod | str = _SCORE,
    confidence: float = 0.95,
    pseudo: PseudoAnswers = _USUAL,
) -> Interval | None:
    """Between which scores does the true one lie? Without answers there is none.

    ``pseudo`` is what the adjusted Wald interval adds; the other methods add nothing.

    Units: points, -100 to 100. Rounding: none.

    Raises:
        InvalidValue: a confidence outside 0 and 1; a method that is not for this score.

    Source: Tango, Statistics in Medicine 17 (1998); Rocks, The American Statistician 70 (2016).

    Example:
        >>> str(nps_interval(NpsCounts(promoters=60, passives=25, detractors=15)))
        '29.26 to 58.13 (95 %, score)'
        >>> str(nps_interval(NpsCounts(promoters=10), method="wald"))
        '100 to 100 (95 %, wald)'
    """
    instance("counts", counts, NpsCounts, "NpsCounts are needed")
    instance("pseudo", pseudo, PseudoAnswers, "PseudoAnswers are needed")
    checked_confidence(confidence)
    chosen = IntervalMethod.read("method", method)
    if chosen not in NPS_METHODS:
        allowed = f"for this score there are {', '.join(map(str, NPS_METHODS))}"
        raise InvalidValue("method", method, allowed)
    if not counts.n:
        return None
    if chosen is IntervalMethod.SCORE:
        return _by_score(counts, confidence)
    if chosen is IntervalMethod.WALD:
        return _by_wald(raised(counts, None), confidence, chosen)
    return _by_wald(raised(counts, pseudo), confidence, chosen)


NPS_METHODS = (IntervalMethod.SCORE, IntervalMethod.ADJUSTED_WALD, IntervalMethod.WALD)


@frozen(weakref_slot=False)
class Raised:
    """The mean of answers coded 1, 0 and -1, how much they vary, and how many there are."""

    mean: Fraction
    variance: Fraction
    n: Fraction

    @property
    def standard_error(self) -> float:
        """How far the mean is off."""
        return math.sqrt(self.variance / self.n)


def raised(counts: NpsCounts, pseudo: PseudoAnswers | None) -> Raised:
    """The counts as they are, or with answers added to them."""
    added = pseudo or _NOTHING
    n = counts.n + added.total
    promoters = (counts.promoters + added.promoters) / n
    detractors = (counts.detractors + added.detractors) / n
    mean = promoters - detractors
    return Raised(mean, promoters + detractors - mean * mean, n)


_NOTHING = PseudoAnswers(detractors=0, passives=0, promoters=0)


def _by_wald(found: Raised, confidence: float, method: IntervalMethod) -> Interval:
    margin = 100 * two_sided(confidence) * found.standard_error
    centre = float(100 * found.mean)
    return Interval.round(centre, margin, _POINTS, method=method, confidence=confidence)


def _by_score(counts: NpsCounts, confidence: float) -> Interval:
    z = two_sided(confidence)
    low, high = tango(counts.promoters, counts.detractors, counts.n, z)
    return Interval.cut(
        100 * low,
        100 * high,
        _POINTS,
        centre=50 * (low + high),
        method=_SCORE,
        confidence=confidence,
    )


def tango(better: int, worse: int, n: int, z: float) -> tuple[float, float]:
    """The difference of two shares of the same n: its score interval, from -1 to 1."""
    # The upper end is the lower one of the mirror, so that mirrored counts mirror exactly.
    return _lowest(better, worse, n, z), -_lowest(worse, better, n, z)


def _lowest(better: int, worse: int, n: int, z: float) -> float:
    if worse == n:
        return -1.0
    return _falling_to(
        lambda delta: _errors_above(better, worse, n, delta), z, (better - worse) / n
    )


def _errors_above(better: int, worse: int, n: int, delta: float) -> float:
    """How many standard errors lie the counts above a difference of delta, if that were true?"""
    variance = _variance(better, worse, n, delta)
    return (better - worse - n * delta) / math.sqrt(variance) if variance > 0 else math.inf


def _variance(better: int, worse: int, n: int, delta: float) -> float:
    # Of two forms that are equal, each time the one in which nothing cancels.
    if delta < 0:
        return _variance(worse, better, n, -delta)
    b = (2 * n - better + worse) * delta - better - worse
    c = -worse * delta * (1 - delta)
    root = math.sqrt(b * b - 8 * n * c)
    likely_worse = -2 * c / (b + root) if b > 0 else (root - b) / (4 * n)
    return n * (2 * likely_worse + delta * (1 - delta))


def _falling_to(falling: Callable[[float], float], z: float, highest: float) -> float:
    low, high = -1.0, highest
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if falling(middle) > z:
            low = middle
        else:
            high = middle
    return (low + high) / 2
