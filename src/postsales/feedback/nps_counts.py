"""Detractors, passives and promoters: the three classes of answers, and how many are in each."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import count
from postsales.basics._words import Word
from postsales.basics.rounding import divide
from postsales.feedback.scales import LTR_0_10

__all__ = ["NpsCategory", "NpsCounts", "nps_category"]

_LAST_DETRACTOR, _LAST_PASSIVE = 6, 8


class NpsCategory(Word):
    """What an answer from 0 to 10 makes of a customer."""

    DETRACTOR = "detractor"
    """0 to 6: more likely to warn others."""
    PASSIVE = "passive"
    """7 and 8: content, and easily drawn away. They count among all answers."""
    PROMOTER = "promoter"
    """9 and 10: likely to recommend."""


def nps_category(score: int) -> NpsCategory:
    """Which class is an answer in?

    Raises:
        InvalidScore: anything but a whole number from 0 to 10.

    Example:
        >>> [str(nps_category(score)) for score in (6, 7, 8, 9)]
        ['detractor', 'passive', 'passive', 'promoter']
    """
    if LTR_0_10.score(score) <= _LAST_DETRACTOR:
        return NpsCategory.DETRACTOR
    return NpsCategory.PASSIVE if score <= _LAST_PASSIVE else NpsCategory.PROMOTER


@frozen(weakref_slot=False)
class NpsCounts:
    """How many answers are in each class. Counts of two periods add up to those of both.

    Example:
        >>> spring = NpsCounts(promoters=60, passives=25, detractors=15)
        >>> spring.n, spring.score, (spring + NpsCounts(detractors=20)).score
        (100, Fraction(45, 1), Fraction(125, 6))
    """

    promoters: int = field(default=0, kw_only=True)
    passives: int = field(default=0, kw_only=True)
    detractors: int = field(default=0, kw_only=True)

    def __attrs_post_init__(self) -> None:
        count("promoters", self.promoters)
        count("passives", self.passives)
        count("detractors", self.detractors)

    @classmethod
    def of(cls, scores: Iterable[int]) -> "NpsCounts":
        """The counts of bare scores.

        Raises:
            InvalidScore: a score that is no whole number from 0 to 10.

        Example:
            >>> NpsCounts.of([10, 9, 8, 3])
            NpsCounts(promoters=2, passives=1, detractors=1)
        """
        found = [nps_category(score) for score in scores]
        return cls(
            promoters=found.count(NpsCategory.PROMOTER),
            passives=found.count(NpsCategory.PASSIVE),
            detractors=found.count(NpsCategory.DETRACTOR),
        )

    def __add__(self, other: "NpsCounts") -> "NpsCounts":
        if not isinstance(other, NpsCounts):
            return NotImplemented
        return NpsCounts(
            promoters=self.promoters + other.promoters,
            passives=self.passives + other.passives,
            detractors=self.detractors + other.detractors,
        )

    @property
    def n(self) -> int:
        """All answers."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> Fraction | None:
        """Percent of promoters less percent of detractors: from -100 to 100, exactly."""
        return Fraction(100 * (self.promoters - self.detractors), self.n) if self.n else None

    @property
    def display(self) -> int | None:
        """The score as a whole number.

        Rounding: half away from zero, once, of the exact score.

        Example:
            >>> NpsCounts(detractors=1, passives=7).display
            -13
        """
        score = self.score
        return None if score is None else divide(score.numerator, score.denominator)

    @property
    def variance(self) -> Fraction | None:
        """How much answers vary, coded 1, 0 and -1: from 0, all alike, to 1, half against half.

        Example:
            >>> NpsCounts(promoters=1, passives=1, detractors=1).variance
            Fraction(2, 3)
        """
        if not self.n:
            return None
        mean = Fraction(self.promoters - self.detractors, self.n)
        return Fraction(self.promoters + self.detractors, self.n) - mean * mean
