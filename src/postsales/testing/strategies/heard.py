"""Feedback: scales, responses and counts, and the scores that they make."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, cast

from attrs import evolve

from postsales.feedback.effort import CesScore, ces
from postsales.feedback.intervals import Interval
from postsales.feedback.keeping import Dedupe
from postsales.feedback.net_promoter import NpsScore, nps
from postsales.feedback.nps_comparison import NpsComparison, compare_nps
from postsales.feedback.nps_counts import NpsCounts
from postsales.feedback.nps_intervals import PseudoAnswers, nps_interval
from postsales.feedback.proportions import ShareComparison, compare_shares
from postsales.feedback.responses import (
    Incentive,
    Origin,
    Response,
    ResponseState,
    Source,
    SurveyKind,
)
from postsales.feedback.satisfaction import CsatScore, TopBox, csat
from postsales.feedback.scales import (
    CES_1_7,
    CES_V1_1_5,
    CSAT_1_5,
    LTR_0_10,
    SHOP_1_10,
    STARS_1_5,
    THUMBS,
    RatingScale,
    ScaleKind,
)
from postsales.feedback.tallies import ResponseTally
from postsales.feedback.weights import DesignEffect, WeightedNps, design_effect, weighted_nps
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.parts import moment_of

__all__ = [
    "HEARD",
    "boxes_of",
    "counts_of",
    "response_of",
    "scores_of",
    "share_of",
    "some_counts_of",
]

_SCALES = (LTR_0_10, CSAT_1_5, CES_1_7, CES_V1_1_5, STARS_1_5, SHOP_1_10, THUMBS)
_MANY = 12


def _scale(dice: Dice) -> RatingScale:
    """One of ours, or one of a host's own."""
    low = dice.below(4) - 1
    own = RatingScale(low, low + 1 + dice.below(20), kind=dice.of(tuple(ScaleKind)))
    return dice.of((*_SCALES, own, evolve(own, higher_is_better=False)))


def scores_of(dice: Dice, scale: RatingScale) -> list[int]:
    """A few answers on a scale; none at all now and then."""
    return [dice.of(scale.points) for _ in range(dice.below(_MANY))]


def _origin(dice: Dice) -> Origin:
    source = dice.of(tuple(Source))
    return Origin(source, ref=dice.of(("", "r-1", "r-2")), author=dice.of(("", "anna_b")))


def response_of(dice: Dice, scale: RatingScale | None = None) -> Response:
    """What became of asking somebody, mostly an answer."""
    on = _scale(dice) if scale is None else scale
    state = dice.of((*(ResponseState.ANSWERED,) * 4, *ResponseState))
    answered = state is ResponseState.ANSWERED
    return Response(
        dice.of(("nps-2026", "delivery-csat")),
        dice.of(on.points) if answered else None,
        on,
        at=moment_of(dice),
        customer=dice.of(("", "C-7", "C-8", "C-9")),
        kind=dice.of(tuple(SurveyKind)),
        state=state,
        origin=_origin(dice),
        comment=dice.of(("", "Quick, and well packed.", " ") if answered else ("", " ")),
        incentive=dice.of(tuple(Incentive)),
        may_contact=dice.of((False, True)),
        may_quote=dice.of((False, True)),
    )


def counts_of(dice: Dice) -> NpsCounts:
    """Counts of a shop's size; all alike now and then, and none at all."""
    some = (0, 1, 2, 30, 455)
    return NpsCounts(promoters=dice.of(some), passives=dice.of(some), detractors=dice.of(some))


def some_counts_of(dice: Dice) -> NpsCounts:
    """Counts of one answer at least."""
    return counts_of(dice) + NpsCounts(passives=1)


def _interval(dice: Dice) -> Interval:
    found = nps_interval(
        some_counts_of(dice),
        method=dice.of(("score", "adjusted_wald", "wald")),
        confidence=dice.of((0.95, 0.8, 0.99)),
    )
    return cast("Interval", found)


def share_of(dice: Dice) -> tuple[int, int]:
    """So many of so many; of none now and then."""
    n = dice.below(80)
    return dice.below(n + 1), n


def _nps(dice: Dice) -> NpsScore:
    return nps(counts_of(dice))


def _csat(dice: Dice) -> CsatScore:
    return csat(scores_of(dice, CSAT_1_5), scale=CSAT_1_5, satisfied=boxes_of(dice))


def _ces(dice: Dice) -> CesScore:
    scale = dice.of((CES_1_7, CES_V1_1_5))
    responses = [evolve(response_of(dice, scale), kind=SurveyKind.RELATIONAL) for _ in range(3)]
    return ces(responses, scale=scale, dedupe=dice.of(tuple(Dedupe)))


def boxes_of(dice: Dice) -> TopBox:
    """The best answers of a scale from 1 to 5, one to four of them."""
    return TopBox.best(1 + dice.below(4), CSAT_1_5)


def _pseudo(dice: Dice) -> PseudoAnswers:
    added = dice.of((Fraction(3, 4), Fraction(0), Fraction(1, 2)))
    return PseudoAnswers(detractors=added, passives=2 * added, promoters=added)


def _compared(dice: Dice) -> NpsComparison:
    return compare_nps(counts_of(dice), counts_of(dice))


def _shares(dice: Dice) -> ShareComparison:
    return compare_shares(share_of(dice), share_of(dice))


def _weights(dice: Dice, n: int) -> list[Fraction]:
    return [dice.of((Fraction(1), Fraction(0), Fraction(7, 2))) for _ in range(n)]


def _weighted(dice: Dice) -> WeightedNps:
    scores = scores_of(dice, LTR_0_10)
    return weighted_nps(scores, _weights(dice, len(scores)))


def _effect(dice: Dice) -> DesignEffect:
    return design_effect(_weights(dice, dice.below(_MANY)))


def _tally(dice: Dice) -> ResponseTally:
    return ResponseTally(
        answered=dice.below(30),
        dismissed=dice.below(9),
        ignored=dice.below(9),
        bought=dice.below(2),
    )


HEARD: Mapping[type[Any], Callable[[Dice], Any]] = {
    CesScore: _ces,
    CsatScore: _csat,
    DesignEffect: _effect,
    Interval: _interval,
    NpsComparison: _compared,
    NpsCounts: counts_of,
    NpsScore: _nps,
    Origin: _origin,
    PseudoAnswers: _pseudo,
    RatingScale: _scale,
    Response: response_of,
    ResponseTally: _tally,
    ShareComparison: _shares,
    TopBox: boxes_of,
    WeightedNps: _weighted,
}
"""What draws each class of these."""
