"""Scorers as they should be: ours, and some that a shop could have written."""

from collections.abc import Mapping, Sequence
from statistics import fmean, median
from typing import Any

from attrs import frozen

from postsales import (
    CES_1_7,
    CES_V1_1_5,
    CSAT_1_5,
    LTR_0_10,
    STARS_1_5,
    FrozenMap,
    TopBox,
    feedback,
)
from postsales.feedback.scales import RatingScale
from postsales.testing.scores import Scored, Scorer, ScoreSuite, check

SURE = ("interval", "confidence")
SATISFIED = TopBox(4, 5)


def weighing(
    answers: Sequence[int], confidence: float = 0.95, weights: Sequence[float] | None = None
) -> Scored:
    """Our net promoter score of bare scores, weighted where it is asked for."""
    if weights is not None:
        told = feedback.weighted_nps(answers, weights, confidence=confidence)
        return Scored(told.score, n=told.effect.n, interval=told.interval)
    return nps(answers, confidence)


def nps(answers: Sequence[Any], confidence: float = 0.95, **given: Any) -> Scored:
    """Our net promoter score."""
    found = feedback.nps(answers, confidence=confidence, **given)
    return Scored(found.score, n=found.n, interval=found.interval)


def latest(answers: Sequence[Any], confidence: float = 0.95) -> Scored:
    """Our net promoter score of the latest answer of each voice."""
    return nps(answers, confidence, dedupe="latest")


def csat(answers: Sequence[Any], confidence: float = 0.95) -> Scored:
    """Our share of the satisfied."""
    found = feedback.csat(answers, scale=CSAT_1_5, satisfied=SATISFIED, confidence=confidence)
    return Scored(found.share, n=found.n, interval=found.interval)


def effort(scale: RatingScale) -> Scorer:
    """Our mean effort."""

    def ces(answers: Sequence[Any], confidence: float = 0.95) -> Scored:
        found = feedback.ces(answers, scale=scale, confidence=confidence)
        return Scored(found.mean, n=found.n, interval=found.mean_interval)

    return ces


def whole_points(answers: Sequence[int]) -> int | None:
    """A net promoter score that is rounded once, at the end."""
    return feedback.nps(answers).display


def not_of_few(answers: Sequence[int]) -> float | None:
    """A mean that is shown from five answers on."""
    scores = [STARS_1_5.score(x) for x in answers]
    return fmean(scores) if len(scores) >= 5 else None


def in_the_middle(answers: Sequence[int]) -> float | None:
    """The median, to which not every answer counts alike."""
    return median(map(STARS_1_5.score, answers)) if answers else None


def with_a_prior(answers: Sequence[int]) -> float | None:
    """The stars of a review site: drawn to 3.5 as long as there are few."""
    scores = [STARS_1_5.score(x) for x in answers]
    return (sum(scores) + 7 * 3.5) / (len(scores) + 7) if scores else None


@frozen
class Good:
    """A scorer, and what it says of itself."""

    scorer: Scorer
    given: Mapping[str, Any] = FrozenMap({})

    def suite(self, **given: Any) -> ScoreSuite:
        """The laws for it."""
        return check(self.scorer, **{**self.given, **given})


OURS = (*SURE, "responses")
SATISFACTION = {"scale": CSAT_1_5, "kind": "share", "top": (4, 5)}
STARS = {"scale": STARS_1_5, "kind": "mean"}

GOOD: dict[str, Good] = {
    "ours, with weights": Good(weighing, {"declares": [*SURE, "weights"]}),
    "ours, of responses": Good(nps, {"scale": LTR_0_10, "declares": OURS}),
    "ours, the latest": Good(latest, {"declares": [*OURS, "latest"]}),
    "ours, satisfaction": Good(csat, {**SATISFACTION, "declares": OURS}),
    "ours, effort": Good(effort(CES_1_7), {"scale": CES_1_7, "kind": "mean", "declares": OURS}),
    "ours, effort of old": Good(
        effort(CES_V1_1_5), {"scale": CES_V1_1_5, "kind": "mean", "declares": OURS}
    ),
    "whole points": Good(whole_points, {"within": 0.5}),
    "not of few": Good(not_of_few, {**STARS, "least": 5}),
    "the median": Good(in_the_middle, {**STARS, "without": ["additive"]}),
    "with a prior": Good(with_a_prior, {**STARS, "without": ["additive"]}),
}
