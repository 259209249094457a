"""A score of whatever kind, with what every one of them has: its value, its n, and its measure."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from postsales import feedback
from postsales.feedback._heard import heard
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.effort import CesScore
from postsales.feedback.histograms import RatingHistogram
from postsales.feedback.intervals import Interval
from postsales.feedback.keeping import Dedupe
from postsales.feedback.measures import ScoreSums
from postsales.feedback.net_promoter import CODES, NpsScore
from postsales.feedback.ratings import RatingSummary
from postsales.feedback.responses import Response
from postsales.feedback.satisfaction import CsatScore, TopBox
from postsales.feedback.scales import RatingScale
from postsales.feedback.tallies import ResponseTally

__all__ = ["ScoreAsked", "Scored"]


@frozen(weakref_slot=False, kw_only=True)
class ScoreAsked:
    """Which score is asked for, and how."""

    name: str
    scale: RatingScale
    satisfied: TopBox | None
    confidence: float
    dedupe: Dedupe | None
    minimum: int

    def of(self, responses: Sequence[Response]) -> "Scored":
        """The score of these answers."""
        return _SCORES[self.name](self, responses)


@frozen(weakref_slot=False, kw_only=True)
class Scored:
    """A score in the units in which people read it, and what stands beside it."""

    value: Fraction | None
    unit: str
    interval: Interval | None
    factor: int
    n: int
    denominator: Denominator
    is_low_n: bool
    reason: Absent | None
    beside: Mapping[str, int | Fraction | None]
    tally: ResponseTally
    histogram: RatingHistogram
    measure: ScoreSums

    @property
    def ends(self) -> tuple[float, float] | None:
        """The ends of the interval, in the same units."""
        if self.interval is None:
            return None
        return self.factor * self.interval.low, self.factor * self.interval.high


def _scored(
    found: NpsScore | CsatScore | CesScore | RatingSummary,
    histogram: RatingHistogram,
    *,
    value: Fraction | None,
    unit: str,
    interval: Interval | None,
    beside: Mapping[str, int | Fraction | None],
    measure: ScoreSums,
    factor: int = 1,
) -> Scored:
    return Scored(
        value=value,
        unit=unit,
        interval=interval,
        factor=factor,
        n=found.n,
        denominator=found.denominator,
        is_low_n=found.is_low_n,
        reason=found.reason,
        beside=beside,
        tally=found.tally,
        histogram=histogram,
        measure=measure,
    )


def _nps(asked: ScoreAsked, responses: Sequence[Response]) -> Scored:
    found = feedback.nps(
        responses, confidence=asked.confidence, dedupe=asked.dedupe, minimum=asked.minimum
    )
    counts = found.counts
    beside = {
        "promoters": counts.promoters,
        "passives": counts.passives,
        "detractors": counts.detractors,
    }
    return _scored(
        found,
        _histogram(asked, responses),
        value=found.score,
        unit="",
        interval=found.interval,
        beside=beside,
        measure=_sums(asked, responses, lambda score: 100 * CODES[feedback.nps_category(score)]),
    )


def _csat(asked: ScoreAsked, responses: Sequence[Response]) -> Scored:
    boxes = asked.satisfied or TopBox.best(1, asked.scale)
    found = feedback.csat(
        responses,
        scale=asked.scale,
        satisfied=boxes,
        confidence=asked.confidence,
        dedupe=asked.dedupe,
        minimum=asked.minimum,
    )
    return _scored(
        found,
        _histogram(asked, responses),
        value=found.percent,
        unit=" %",
        interval=found.interval,
        factor=100,
        beside={"satisfied": found.satisfied, "mean": found.mean},
        measure=_sums(asked, responses, lambda score: 100 * (score in boxes.answers)),
    )


def _ces(asked: ScoreAsked, responses: Sequence[Response]) -> Scored:
    found = feedback.ces(
        responses,
        scale=asked.scale,
        confidence=asked.confidence,
        dedupe=asked.dedupe,
        minimum=asked.minimum,
    )
    return _scored(
        found,
        _histogram(asked, responses),
        value=found.mean,
        unit=_out_of(asked.scale),
        interval=found.mean_interval,
        beside={"easy": found.easy, "easy in per cent": _percent(found.easy_share)},
        measure=_sums(asked, responses, lambda score: score),
    )


def _ratings(asked: ScoreAsked, responses: Sequence[Response]) -> Scored:
    found = _summary(asked, responses)
    beside: dict[str, int | Fraction | None] = {"median": found.median}
    if asked.satisfied is not None:
        beside["top box"] = found.top
        beside["top box in per cent"] = _percent(found.top_share)
    beside["with a comment"] = found.commented
    return _scored(
        found,
        found.histogram,
        value=found.mean,
        unit=_out_of(asked.scale),
        interval=found.mean_interval,
        beside=beside,
        measure=_sums(asked, responses, lambda score: score),
    )


_SCORES: Mapping[str, Callable[[ScoreAsked, Sequence[Response]], Scored]] = {
    "nps": _nps,
    "csat": _csat,
    "ces": _ces,
    "ratings": _ratings,
}


def _summary(asked: ScoreAsked, responses: Sequence[Response]) -> RatingSummary:
    return feedback.ratings(
        responses,
        scale=asked.scale,
        top=asked.satisfied,
        confidence=asked.confidence,
        dedupe=asked.dedupe,
        minimum=asked.minimum,
    )


def _histogram(asked: ScoreAsked, responses: Sequence[Response]) -> RatingHistogram:
    return _summary(asked, responses).histogram


def _sums(asked: ScoreAsked, responses: Sequence[Response], of: Callable[[int], int]) -> ScoreSums:
    """What each voice said in the mean: who answers three times in a period is drawn once."""
    found = heard(responses, asked.scale, dedupe=asked.dedupe)
    return ScoreSums.of_voices([of(score) for score in found.scores], found.voices)


def _out_of(scale: RatingScale) -> str:
    return f" on {scale.minimum} to {scale.maximum}"


def _percent(share: Fraction | None) -> Fraction | None:
    return None if share is None else 100 * share
