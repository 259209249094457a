"""Scores that move: periods, what is normal, control charts and their signals, and trends."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from postsales.feedback.chart_sides import ChartSide, CusumSide
from postsales.feedback.control_charts import Chart, CusumState, EwmaState, ShewhartState
from postsales.feedback.measures import Baseline, Measure, ScoreSums
from postsales.feedback.nps_counts import NpsCounts
from postsales.feedback.period_tests import PeriodComparison, compare_periods
from postsales.feedback.scales import CSAT_1_5
from postsales.feedback.signals import Signal
from postsales.feedback.trends import PeriodChange, Trend, TrendPoint, trend
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.heard import counts_of, scores_of, share_of

__all__ = ["MOVED"]

_MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")
_FAR = 40


def _sums(dice: Dice) -> ScoreSums:
    return ScoreSums.of(scores_of(dice, CSAT_1_5))


_MEASURES: tuple[tuple[Callable[[Dice], Measure], Measure], ...] = (
    (counts_of, NpsCounts(promoters=50, passives=30, detractors=20)),
    (share_of, (30, 40)),
    (_sums, ScoreSums.of([5, 4, 4, 1])),
)
"""What draws a measure, and what is normal of its kind."""


def _baseline(dice: Dice) -> Baseline:
    _, usual = dice.of(_MEASURES)
    return dice.of((Baseline.of(usual), Baseline(30, 0.6)))


def _offs(dice: Dice) -> list[int]:
    return [dice.of((0, 1, -1, 2, -3)) for _ in range(dice.below(4))]


def _cusum_side(dice: Dice) -> CusumSide:
    side = CusumSide()
    for month, off in zip(_MONTHS, _offs(dice), strict=False):
        side = side.after(month, off)
    return side


def _chart_side(dice: Dice) -> ChartSide:
    side = ChartSide()
    for month, off in zip(_MONTHS, _offs(dice), strict=False):
        side = side.after(month, off)
    return side


def _new_cusum(dice: Dice) -> CusumState:
    return CusumState(limit=dice.of((5, 4)), slack=dice.of((0.5, 0)))


def _new_ewma(dice: Dice) -> EwmaState:
    return EwmaState(weight=dice.of((0.2, 0.4)), exact_limits=dice.of((True, False)))


def _new_shewhart(dice: Dice) -> ShewhartState:
    return ShewhartState(limit=dice.of((3, 2)))


_CHARTS: tuple[Callable[[Dice], Chart], ...] = (_new_cusum, _new_ewma, _new_shewhart)


def _charted(new: Callable[[Dice], Chart]) -> Callable[[Dice], Chart]:
    """A chart that has seen none to three periods, not all of them with a value."""

    def made(dice: Dice) -> Chart:
        chart = new(dice)
        for month, off in zip(_MONTHS, _offs(dice), strict=False):
            chart = chart.after(month, dice.of((off, None)))
        return chart

    return made


def _signal(dice: Dice) -> Signal:
    """What a chart says of a value far off its target."""
    chart = _charted(dice.of(_CHARTS))(dice)
    return cast("Signal", chart.after("2026-05", dice.of((-_FAR, _FAR))).signal)


def _comparison(dice: Dice) -> PeriodComparison:
    made, _ = dice.of(_MEASURES)
    return compare_periods(made(dice), made(dice))


def _trend(dice: Dice) -> Trend:
    """Periods without answers, of which nothing is known, or that do not vary."""
    made, usual = dice.of(_MEASURES)
    periods = {month: dice.of((made(dice), None)) for month in _MONTHS}
    normal: Sequence[Baseline | int] = (Baseline.of(usual), 1, 2)
    chart = dice.of(_CHARTS)(dice)
    return trend(periods, baseline=dice.of(normal), chart=chart, adjust=dice.of((False, True)))


def _followed(dice: Dice) -> Trend:
    """A trend with something to chart and to compare."""
    made, usual = dice.of(_MEASURES)
    periods = {"2026-01": usual, "2026-02": usual, "2026-03": made(dice)}
    return trend(periods, baseline=Baseline.of(usual), adjust=dice.of((False, True)))


def _change(dice: Dice) -> PeriodChange:
    return dice.of(_followed(dice).changes)


def _point(dice: Dice) -> TrendPoint:
    return dice.of(_followed(dice).points)


MOVED: Mapping[type[Any], Callable[[Dice], Any]] = {
    Baseline: _baseline,
    ChartSide: _chart_side,
    CusumSide: _cusum_side,
    CusumState: _charted(_new_cusum),
    EwmaState: _charted(_new_ewma),
    PeriodChange: _change,
    PeriodComparison: _comparison,
    ScoreSums: _sums,
    ShewhartState: _charted(_new_shewhart),
    Signal: _signal,
    Trend: _trend,
    TrendPoint: _point,
}
"""What draws each class of these."""
