"""Ratings: histograms, averages with a prior, what fades with age, and who stands first."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from postsales.feedback._numbers import Number
from postsales.feedback.averages import (
    DirichletBound,
    PriorAverage,
    bayesian_average,
    dirichlet_lower_bound,
    dirichlet_mean,
)
from postsales.feedback.decay import DecayedAverage, decayed_average
from postsales.feedback.histograms import RatingHistogram
from postsales.feedback.net_scores import NetScore, net_score
from postsales.feedback.priors import Prior, PriorCounts
from postsales.feedback.ranking import (
    ByBayesianAverage,
    ByDirichletBound,
    ByWilsonBound,
    Ranked,
    RankingKey,
    rank,
)
from postsales.feedback.ratings import RatingSummary, ratings
from postsales.feedback.satisfaction import TopBox
from postsales.feedback.scales import CES_V1_1_5, LTR_0_10, SHOP_1_10, STARS_1_5
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.heard import boxes_of, scores_of

__all__ = ["RATED", "stars_of"]

_CONFIDENCES = (0.95, 0.8, 0.99)
_WEIGHTS: Sequence[Number] = (1, 0, Fraction(1, 2), 7)
_AGES: Sequence[Number] = (0, 12, Fraction(1, 2), 5000)


def stars_of(dice: Dice) -> RatingHistogram:
    """A few stars; none at all now and then."""
    return RatingHistogram.of(scores_of(dice, STARS_1_5), STARS_1_5)


def _histogram(dice: Dice) -> RatingHistogram:
    scale = dice.of((STARS_1_5, LTR_0_10, CES_V1_1_5))
    return RatingHistogram.of(scores_of(dice, scale), scale)


def _summary(dice: Dice) -> RatingSummary:
    top = dice.of((None, boxes_of(dice)))
    return ratings(scores_of(dice, STARS_1_5), scale=STARS_1_5, top=top)


def _net(dice: Dice) -> NetScore:
    scale, breaks = dice.of(((LTR_0_10, (6, 8)), (SHOP_1_10, (6, 8)), (CES_V1_1_5, (2, 2))))
    return net_score(scores_of(dice, scale), scale=scale, breaks=breaks)


def _prior(dice: Dice) -> Prior:
    return Prior(weight=dice.of(_WEIGHTS), mean=dice.of((3.5, 1, 5)))


def _prior_counts(dice: Dice) -> PriorCounts:
    return PriorCounts([dice.of(_WEIGHTS) for _ in STARS_1_5.points])


def _average(dice: Dice) -> PriorAverage:
    if dice.of((True, False)):
        return bayesian_average(stars_of(dice), prior=_prior(dice))
    return dirichlet_mean(stars_of(dice), prior=dice.of((None, _prior_counts(dice))))


def _bound(dice: Dice) -> DirichletBound:
    prior = dice.of((None, _prior_counts(dice)))
    return dirichlet_lower_bound(stars_of(dice), prior=prior, confidence=dice.of(_CONFIDENCES))


def _decayed(dice: Dice) -> DecayedAverage:
    scores = scores_of(dice, STARS_1_5)
    ages = [dice.of(_AGES) for _ in scores]
    prior = dice.of((None, _prior(dice)))
    return decayed_average(scores, ages, scale=STARS_1_5, half_life=12, prior=prior)


def _by_wilson(dice: Dice) -> ByWilsonBound:
    return ByWilsonBound(dice.of((TopBox(5), TopBox(4, 5))), confidence=dice.of(_CONFIDENCES))


def _by_dirichlet(dice: Dice) -> ByDirichletBound:
    prior = dice.of((None, _prior_counts(dice)))
    return ByDirichletBound(prior=prior, confidence=dice.of(_CONFIDENCES))


def _by_average(dice: Dice) -> ByBayesianAverage:
    return ByBayesianAverage(_prior(dice))


def _ranked(dice: Dice) -> Ranked:
    keys: tuple[Callable[[Dice], RankingKey], ...] = (_by_wilson, _by_dirichlet, _by_average)
    by = dice.of(keys)(dice)
    return dice.of(rank({"tee": stars_of(dice), "mug": stars_of(dice)}, by=by))


RATED: Mapping[type[Any], Callable[[Dice], Any]] = {
    ByBayesianAverage: _by_average,
    ByDirichletBound: _by_dirichlet,
    ByWilsonBound: _by_wilson,
    DecayedAverage: _decayed,
    DirichletBound: _bound,
    NetScore: _net,
    Prior: _prior,
    PriorAverage: _average,
    PriorCounts: _prior_counts,
    Ranked: _ranked,
    RatingHistogram: _histogram,
    RatingSummary: _summary,
}
"""What draws each class of these."""
