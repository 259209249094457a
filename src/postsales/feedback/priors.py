"""Priors: answers that nobody gave, which keep a mean of few answers from the ends of a scale.

Rules of this file: a prior is the merchant's choice and is told with every number that it is in.
"""

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.feedback._numbers import Number, exact, not_negative
from postsales.feedback.scales import RatingScale

__all__ = ["Prior", "PriorCounts"]


def _weight(value: Number) -> Fraction:
    return not_negative("prior_weight", value)


def _mean(value: Number) -> Fraction:
    return exact("prior_mean", value)


@frozen(weakref_slot=False)
class Prior:
    """So many answers with such a mean, added to those that were given.

    Example:
        >>> Prior(weight=7, mean=3.5)
        Prior(weight=Fraction(7, 1), mean=Fraction(7, 2))
    """

    weight: Fraction = field(converter=_weight, kw_only=True)
    mean: Fraction = field(converter=_mean, kw_only=True)

    def on(self, scale: RatingScale) -> None:
        """Refuse a mean that no answers on the scale can have."""
        if not scale.minimum <= self.mean <= scale.maximum:
            allowed = f"a mean of answers from {scale.minimum} to {scale.maximum} is needed"
            raise InvalidValue("prior_mean", float(self.mean), allowed)


def _counts(value: Iterable[Number]) -> tuple[Fraction, ...]:
    allowed = "numbers are needed, one for each point"
    return tuple(
        not_negative("prior_counts", one) for one in several("prior_counts", value, object, allowed)
    )


@frozen(weakref_slot=False)
class PriorCounts:
    """So many answers on each point of a scale, the lowest first, added to those that were given.

    Example:
        >>> from postsales import STARS_1_5
        >>> PriorCounts.one_each(STARS_1_5).total
        Fraction(5, 1)
    """

    counts: tuple[Fraction, ...] = field(converter=_counts)

    @classmethod
    def one_each(cls, scale: RatingScale) -> "PriorCounts":
        """One answer on each point: nothing is known beforehand."""
        instance("scale", scale, RatingScale, "a RatingScale is needed, such as STARS_1_5")
        return cls([1] * len(scale.points))

    @property
    def total(self) -> Fraction:
        """How many are added in all."""
        return sum(self.counts, Fraction(0))

    def on(self, scale: RatingScale) -> None:
        """Refuse more or fewer counts than the scale has points."""
        if len(self.counts) != len(scale.points):
            allowed = f"one count for each of the {len(scale.points)} points is needed"
            raise InvalidValue("prior_counts", len(self.counts), allowed, "name the lowest first")
