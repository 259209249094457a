"""Histograms: how many answers are on each point of a scale."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate

from attrs import field, frozen

from postsales.basics._checks import count, instance, several
from postsales.basics._errors import InvalidValue
from postsales.feedback.scales import RatingScale, ScaleMismatch

__all__ = ["RatingHistogram"]


def _counts(value: Iterable[int]) -> tuple[int, ...]:
    found = several("counts", value, int, "whole numbers are needed, one for each point")
    return tuple(count("counts", one) for one in found)


@frozen(weakref_slot=False)
class RatingHistogram:
    """How many answers are on each point of a scale, the lowest point first.

    Histograms of two periods on one scale add up to that of both. On two scales they never meet.

    Raises:
        InvalidValue: more or fewer counts than points.

    Example:
        >>> from postsales import STARS_1_5
        >>> tee = RatingHistogram(STARS_1_5, (1, 0, 0, 2, 7))
        >>> tee.n, tee.mean, tee.median
        (10, Fraction(22, 5), Fraction(5, 1))
    """

    scale: RatingScale
    counts: tuple[int, ...] = field(converter=_counts)

    def __attrs_post_init__(self) -> None:
        instance("scale", self.scale, RatingScale, "a RatingScale is needed, such as STARS_1_5")
        points = len(self.scale.points)
        if len(self.counts) != points:
            allowed = f"one count for each of the {points} points is needed, the lowest first"
            raise InvalidValue("counts", self.counts, allowed)

    @classmethod
    def of(cls, scores: Iterable[int], scale: RatingScale) -> "RatingHistogram":
        """The histogram of bare scores.

        Raises:
            InvalidScore: a score that is not on the scale.

        Example:
            >>> from postsales import STARS_1_5
            >>> RatingHistogram.of([5, 4, 5, 1], STARS_1_5).counts
            (1, 0, 0, 1, 2)
        """
        instance("scale", scale, RatingScale, "a RatingScale is needed, such as STARS_1_5")
        counts = [0] * len(scale.points)
        for score in several("scores", scores, object, "scores are needed"):
            counts[scale.score(score) - scale.minimum] += 1
        return cls(scale, counts)

    def __add__(self, other: "RatingHistogram") -> "RatingHistogram":
        if not isinstance(other, RatingHistogram):
            return NotImplemented
        if other.scale != self.scale:
            allowed = f"a histogram on {self.scale} is needed"
            raise ScaleMismatch("scale", other.scale, allowed, "keep each scale alone")
        return RatingHistogram(self.scale, map(sum, zip(self.counts, other.counts, strict=True)))

    @property
    def n(self) -> int:
        """All answers."""
        return sum(self.counts)

    @property
    def total(self) -> int:
        """What all answers add up to."""
        return sum(x * k for x, k in zip(self.scale.points, self.counts, strict=True))

    @property
    def mean(self) -> Fraction | None:
        """The mean answer, exactly."""
        return Fraction(self.total, self.n) if self.n else None

    @property
    def variance(self) -> Fraction | None:
        """How much the answers vary round their mean, divided by n, exactly.

        Example:
            >>> from postsales import STARS_1_5
            >>> RatingHistogram(STARS_1_5, (1, 0, 0, 0, 1)).variance
            Fraction(4, 1)
        """
        mean = self.mean
        if mean is None:
            return None
        pairs = zip(self.scale.points, self.counts, strict=True)
        return Fraction(sum(k * x * x for x, k in pairs), self.n) - mean * mean

    @property
    def median(self) -> Fraction | None:
        """The answer in the middle; of an even number the mean of the two in the middle.

        Example:
            >>> from postsales import STARS_1_5
            >>> RatingHistogram(STARS_1_5, (0, 0, 0, 1, 1)).median
            Fraction(9, 2)
        """
        if not self.n:
            return None
        return Fraction(self._at((self.n - 1) // 2) + self._at(self.n // 2), 2)

    def _at(self, place: int) -> int:
        """The answer at a place, counted from 0, of all in their order."""
        upto = zip(self.scale.points, accumulate(self.counts), strict=True)
        return next(point for point, passed in upto if place < passed)

    @property
    def shares(self) -> tuple[Fraction, ...] | None:
        """Which share of all answers is on each point? For a picture of bars.

        Example:
            >>> from postsales import THUMBS
            >>> RatingHistogram(THUMBS, (1, 3)).shares
            (Fraction(1, 4), Fraction(3, 4))
        """
        return tuple(Fraction(many, self.n) for many in self.counts) if self.n else None

    def on(self, *points: int) -> int:
        """How many answers are on these points?

        Raises:
            InvalidScore: a point that is not on the scale.

        Example:
            >>> from postsales import STARS_1_5
            >>> RatingHistogram(STARS_1_5, (1, 0, 0, 2, 7)).on(4, 5)
            9
        """
        return sum(self.counts[self.scale.score(one) - self.scale.minimum] for one in {*points})
