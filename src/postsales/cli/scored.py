"""One score of whatever kind, with what every one of them has, and how it moves."""

from fractions import Fraction

from attrs import frozen

from postsales.feedback.effort import CesScore
from postsales.feedback.histograms import RatingHistogram
from postsales.feedback.intervals import Interval
from postsales.feedback.net_promoter import NpsScore
from postsales.feedback.ratings import RatingSummary
from postsales.feedback.satisfaction import CsatScore
from postsales.feedback.trends import Trend

__all__ = ["Scored", "scored"]

Any = NpsScore | CsatScore | CesScore | RatingSummary


@frozen(weakref_slot=False)
class Scored:
    """A score, its value in the units that people read, and what stands beside it."""

    name: str
    score: Any
    value: Fraction | None
    interval: Interval | None
    unit: str
    beside: tuple[tuple[str, str], ...]
    histogram: RatingHistogram
    periods: tuple[tuple[str, "Scored"], ...] = ()
    trend: Trend | None = None
