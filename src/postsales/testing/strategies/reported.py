"""Scores that are reported: what may be shown, and how many are silent."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from postsales.feedback.net_promoter import NpsScore, nps
from postsales.feedback.publishing import PublishedScores, publish
from postsales.feedback.reporting import (
    NoData,
    ReportingPolicy,
    Shown,
    SuppressedGroup,
    Suppression,
    Withheld,
    suppress,
)
from postsales.feedback.scales import LTR_0_10
from postsales.feedback.silence import (
    Assumption,
    ComplaintPropensity,
    MeasuredPropensity,
    SilentPerComplaint,
    UnhappyEstimate,
    estimate_unhappy,
)
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.heard import scores_of

__all__ = ["REPORTED"]

_REGIONS = ("north", "south", "west")


def _policy(dice: Dice) -> ReportingPolicy:
    return ReportingPolicy(privacy_k=dice.of((5, 1, 10)), minimum_n=dice.of((30, 1)))


def _suppression(dice: Dice) -> Suppression:
    return suppress({name: dice.below(40) for name in _REGIONS}, _policy(dice))


def _shown(dice: Dice) -> Shown:
    policy = _policy(dice)
    return cast("Shown", suppress({"north": policy.privacy_k + dice.below(40)}, policy).total)


def _suppressed(dice: Dice) -> SuppressedGroup:
    return SuppressedGroup(dice.of(tuple(Withheld)))


def _no_data(dice: Dice) -> NoData:
    return cast("NoData", suppress({"north": 0}, _policy(dice)).total)


def _published(dice: Dice) -> PublishedScores[NpsScore]:
    return publish({name: scores_of(dice, LTR_0_10) for name in _REGIONS}, nps, _policy(dice))


def _silent(dice: Dice) -> SilentPerComplaint:
    return SilentPerComplaint(dice.of((20, 0, 25)))


def _propensity(dice: Dice) -> ComplaintPropensity:
    return ComplaintPropensity(dice.of((0.04, 1, Fraction(1, 3))))


def _measured(dice: Dice) -> MeasuredPropensity:
    unhappy = 1 + dice.below(90)
    return MeasuredPropensity(complained=1 + dice.below(unhappy), unhappy=unhappy)


_ASSUMPTIONS: Sequence[Callable[[Dice], Assumption]] = (_silent, _propensity, _measured)


def _unhappy(dice: Dice) -> UnhappyEstimate:
    customers = dice.of((5000, 12, 0))
    assumption = dice.of(_ASSUMPTIONS)(dice)
    complaints = dice.below(min(customers, 40) + 1)
    return estimate_unhappy(complaints, customers=customers, assumption=assumption)


REPORTED: Mapping[type[Any], Callable[[Dice], Any]] = {
    ComplaintPropensity: _propensity,
    MeasuredPropensity: _measured,
    NoData: _no_data,
    PublishedScores: _published,
    ReportingPolicy: _policy,
    Shown: _shown,
    SilentPerComplaint: _silent,
    SuppressedGroup: _suppressed,
    Suppression: _suppression,
    UnhappyEstimate: _unhappy,
}
"""What draws each class of these."""
