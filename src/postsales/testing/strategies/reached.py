"""Who was reached: funnels of surveys and what became of each case, and how many stay."""

from collections.abc import Callable, Mapping
from typing import Any

from postsales.feedback.denominators import Denominator
from postsales.feedback.dispositions import AaporDefinition, AaporRate, Dispositions, aapor_rate
from postsales.feedback.ranks import PercentileMethod, Percentiles, percentiles
from postsales.feedback.response_rates import ResponseRate, SurveyFunnel, response_rate
from postsales.feedback.retention import Retention, retention_rate
from postsales.testing.strategies._dice import Dice

__all__ = ["REACHED"]


def _funnel(dice: Dice) -> SurveyFunnel:
    """Each step has at most as many as the one before; some steps nobody counted."""
    invited = dice.below(250)
    bounced = dice.below(invited + 1)
    displayed = dice.below(invited - bounced + 1)
    started = dice.below(displayed + 1)
    return SurveyFunnel(
        invited=invited,
        bounced=bounced,
        displayed=dice.of((displayed, None)),
        started=dice.of((started, None)),
        answered=dice.below(started + 1),
    )


def _rate(dice: Dice) -> ResponseRate:
    return response_rate(_funnel(dice), of=dice.of((Denominator.INVITED, Denominator.DELIVERED)))


def _dispositions(dice: Dice) -> Dispositions:
    return Dispositions(
        complete=dice.below(50),
        partial=dice.below(9),
        refused=dice.below(50),
        non_contact=dice.below(9),
        other=dice.below(3),
        unknown_household=dice.below(9),
        unknown_other=dice.below(50),
    )


def _aapor(dice: Dice) -> AaporRate:
    definition = dice.of(tuple(AaporDefinition))
    share = dice.of((0.5, 0, 1)) if definition.takes_a_share else None
    return aapor_rate(_dispositions(dice), definition, eligible_share=share)


def _retention(dice: Dice) -> Retention:
    start, new = dice.below(200), dice.below(40)
    return retention_rate(start=start, end=dice.below(start + 1) + new, new=new)


def _percentiles(dice: Dice) -> Percentiles:
    minutes = [dice.of((5, 0, 12, 240, 1440)) for _ in range(dice.below(9))]
    percents = dice.of(((50, 90, 95), (0, 99.9, 100)))
    return percentiles(minutes, percents, method=dice.of(tuple(PercentileMethod)))


REACHED: Mapping[type[Any], Callable[[Dice], Any]] = {
    AaporRate: _aapor,
    Dispositions: _dispositions,
    Percentiles: _percentiles,
    ResponseRate: _rate,
    Retention: _retention,
    SurveyFunnel: _funnel,
}
"""What draws each class of these."""
