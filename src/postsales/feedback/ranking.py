"""Ranking: which items stand first, by a key that has a name.

Rules of this file: a key is for putting items in order and for nothing else. It is no score: a
bound says how good something is at least, and nobody said that. Equal keys stand by n, then by id.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from attrs import field, frozen

from postsales.basics._checks import instance, named, pairs
from postsales.basics._errors import WrongType
from postsales.feedback._normal import checked_confidence
from postsales.feedback.averages import bayesian_average, dirichlet_lower_bound, high_is_good
from postsales.feedback.histograms import RatingHistogram
from postsales.feedback.priors import Prior, PriorCounts
from postsales.feedback.proportions import proportion_interval
from postsales.feedback.satisfaction import TopBox
from postsales.feedback.scales import ScaleMismatch

__all__ = [
    "ByBayesianAverage",
    "ByDirichletBound",
    "ByWilsonBound",
    "Ranked",
    "RankingKey",
    "rank",
]


class RankingKey(Protocol):
    """What items are ranked by: the key of a histogram, higher first; ``None`` stands last."""

    def __call__(self, histogram: RatingHistogram, /) -> Fraction | float | None:
        """The key of one item."""


def _confidence(value: float) -> float:
    return checked_confidence(value)


@frozen(weakref_slot=False)
class ByWilsonBound:
    """Which share of answers is at least in the top box: the lower end of Wilson's interval.

    ``confidence`` is two-sided.

    Example:
        >>> from postsales import THUMBS
        >>> key = ByWilsonBound(TopBox(1))
        >>> round(key(RatingHistogram(THUMBS, (0, 1))), 3)
        0.207
    """

    top: TopBox
    confidence: float = field(default=0.95, converter=_confidence, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("top", self.top, TopBox, "the best answers are needed, such as TopBox(4, 5)")

    def __call__(self, histogram: RatingHistogram, /) -> float | None:
        """The bound, from 0 to 1; without answers there is none."""
        self.top.on(histogram.scale)
        hits = histogram.on(*self.top.answers)
        found = proportion_interval(hits, histogram.n, confidence=self.confidence)
        return None if found is None else found.low


@frozen(weakref_slot=False)
class ByDirichletBound:
    """How good the stars are at least: ``feedback.dirichlet_lower_bound``."""

    prior: PriorCounts | None = field(default=None, kw_only=True)
    confidence: float = field(default=0.95, converter=_confidence, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.prior is not None:
            instance("prior", self.prior, PriorCounts, "PriorCounts are needed")

    def __call__(self, histogram: RatingHistogram, /) -> float | None:
        """The bound, on the scale."""
        found = dirichlet_lower_bound(histogram, prior=self.prior, confidence=self.confidence)
        return found.value


@frozen(weakref_slot=False)
class ByBayesianAverage:
    """The mean of the answers and of a prior: ``feedback.bayesian_average``."""

    prior: Prior

    def __attrs_post_init__(self) -> None:
        allowed = "a Prior is needed, such as Prior(weight=7, mean=3.5)"
        instance("prior", self.prior, Prior, allowed)

    def __call__(self, histogram: RatingHistogram, /) -> Fraction | None:
        """The average, on the scale."""
        high_is_good(histogram.scale)
        return bayesian_average(histogram, prior=self.prior).value


@frozen(weakref_slot=False)
class Ranked:
    """An item in its place, counted from 1. ``key`` is what it was ranked by, and no score.

    ``key`` is ``None`` where there was nothing to rank by: such items stand last.
    """

    id: str
    place: int
    n: int
    key: Fraction | float | None
    by: RankingKey


def rank(items: Mapping[str, RatingHistogram], *, by: RankingKey) -> tuple[Ranked, ...]:
    """Which item stands first? Each is told by its id, with the histogram of its answers.

    The highest key stands first. Of equal keys the item with more answers does, and of those the
    one whose id comes first in the order of the letters: the same items always stand the same.

    Raises:
        ScaleMismatch: histograms on two scales.
        InvalidValue: a key that does not fit the scale; one made of means where low is good.

    Example:
        >>> from postsales import STARS_1_5
        >>> stars = {"tee": (0, 0, 0, 0, 3), "mug": (1, 0, 2, 10, 40), "cap": (0, 0, 0, 0, 0)}
        >>> items = {id: RatingHistogram(STARS_1_5, counts) for id, counts in stars.items()}
        >>> [(one.place, one.id, one.n) for one in rank(items, by=ByDirichletBound())]
        [(1, 'mug', 53), (2, 'tee', 3), (3, 'cap', 0)]
    """
    given = _items(items)
    if not callable(by):
        raise WrongType("by", by, "a key is needed, such as ByDirichletBound()")
    keyed = [(by(histogram), histogram.n, id) for id, histogram in given.items()]
    keyed.sort(key=lambda one: (one[0] is None, -(one[0] or 0), -one[1], one[2]))
    return tuple(Ranked(id, place, n, key, by) for place, (key, n, id) in enumerate(keyed, 1))


def _items(items: object) -> dict[str, RatingHistogram]:
    allowed = "a RatingHistogram is needed for each item"
    given = {
        named("id", id): instance("items", histogram, RatingHistogram, allowed)
        for id, histogram in pairs("items", items)
    }
    scales = list({histogram.scale: None for histogram in given.values()})
    if len(scales) > 1:
        raise ScaleMismatch("scale", scales[1], f"every item must be on {scales[0]}")
    return given
