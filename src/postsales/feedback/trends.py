"""Trends: does a score get better or worse, when every period has another n?"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast

from attrs import frozen

from postsales.basics._checks import count, instance, named, pairs
from postsales.basics._errors import InvalidValue, WrongType
from postsales.feedback.absent import Absent
from postsales.feedback.control_charts import Chart, CusumState, EwmaState, ShewhartState
from postsales.feedback.measures import Baseline, Measure, answers, checked, merged, score, variance
from postsales.feedback.period_tests import PeriodComparison, compare_periods, holm
from postsales.feedback.signals import Signal

__all__ = ["PeriodChange", "Trend", "TrendPoint", "trend"]

_MANY = 20


@frozen(weakref_slot=False)
class TrendPoint:
    """One period on the chart: its n, its score, and how many standard errors that is off.

    ``score`` is in its own units, and ``z`` is standardised for n. Without answers both are
    ``None``, and ``reason`` says so. ``chart`` is what is known with this period.
    """

    period: str
    n: int
    score: Fraction | None
    z: float | None
    chart: Chart
    reason: Absent | None = None


@frozen(weakref_slot=False)
class PeriodChange:
    """A period against the last one before it that has answers.

    ``adjusted_p`` is the p-value by Holm, where that was asked for.
    """

    period: str
    before: str
    comparison: PeriodComparison
    adjusted_p: float | None = None


@frozen(weakref_slot=False)
class Trend:
    """A score over time: the chart of every period after the baseline, and every step.

    ``points`` are empty, and ``reason`` says why, where nobody can say what is normal.
    """

    baseline: Baseline | None
    points: tuple[TrendPoint, ...]
    changes: tuple[PeriodChange, ...]
    is_adjusted: bool
    reason: Absent | None = None

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Where the chart says that the score has moved, the first first."""
        return tuple(one.chart.signal for one in self.points if one.chart.signal is not None)

    @property
    def skipped(self) -> tuple[str, ...]:
        """The periods without answers: they say nothing, and are not 0."""
        return tuple(one.period for one in self.points if one.score is None)

    @property
    def has_many_tests(self) -> bool:
        """Are there so many tests between periods, more than 20, that one is false by chance?

        Adjust the p-values then: say ``adjust=True``.
        """
        tests = [one for one in self.changes if one.comparison.p_value is not None]
        return len(tests) > _MANY and not self.is_adjusted


def trend(
    periods: Mapping[str, Measure | None],
    *,
    baseline: Baseline | int,
    chart: Chart | None = None,
    adjust: bool = False,
) -> Trend:
    """Does a score get better or worse over time, by more than chance?

    ``periods`` are in their order, each with its net promoter counts, its share as (successes, n),
    or its ``ScoreSums``; ``None`` is a period of which nothing is known. Scores are standardised,
    z = (score - baseline) / √(variance / n), so that a month with few answers moves the chart less,
    and then charted: by ``CusumState()`` unless another chart is given. The chart of an earlier
    answer goes on from there: keep that of the last point.

    ``baseline`` is what is normal, or how many of the first periods with answers show it; those are
    not charted themselves. An n of the baseline that is small makes more false alarms.

    ``changes`` compare each period with the one before; with ``adjust`` the p-values are adjusted
    by Holm, which is wise from about 20 on.

    Units: those of the score; z in standard errors.

    Raises:
        InvalidValue: a chart that is not standardised; counts that cannot be.
        WrongType: periods that are not measured alike.

    Example:
        >>> from postsales import NpsCounts
        >>> usual = NpsCounts(promoters=50, passives=30, detractors=20)
        >>> worse = NpsCounts(promoters=35, passives=25, detractors=40)
        >>> months = {"Jan": usual, "Feb": NpsCounts(), "Mar": worse, "Apr": worse}
        >>> found = trend(months, baseline=1)
        >>> [str(signal) for signal in found.signals], found.skipped
        (['down in Apr, for 2 periods since Mar (cusum)'], ('Feb',))
    """
    given = _measured(periods)
    state = CusumState() if chart is None else _standardised(chart)
    changes = _changes(given, adjust=adjust)
    normal, first, reason = _normal(given, baseline)
    if normal is None or reason is not None:
        return Trend(normal, (), changes, adjust, reason)
    points: list[TrendPoint] = []
    for name, measure in given[first:]:
        z = None if measure is None else normal.z(measure)
        state = state.after(name, z)
        points.append(_point(name, measure, z, state))
    return Trend(normal, tuple(points), changes, adjust)


_Given = Sequence[tuple[str, Measure | None]]


def _measured(periods: Mapping[str, Measure | None]) -> _Given:
    found = [(named("period", name), _known(value)) for name, value in pairs("periods", periods)]
    kinds = {type(measure) for _, measure in found if measure is not None}
    if len(kinds) > 1:
        told = sorted(kind.__name__ for kind in kinds)
        raise WrongType("periods", told, "all periods must be measured alike")
    return found


def _known(value: object) -> Measure | None:
    return None if value is None else checked("periods", cast("Measure", value))


def _standardised(chart: Chart) -> Chart:
    allowed = "a CusumState, an EwmaState or a ShewhartState is needed"
    instance("chart", chart, (CusumState, EwmaState, ShewhartState), allowed)
    sigma = 1.0 if isinstance(chart, CusumState) else chart.sigma
    if chart.target or sigma != 1:
        allowed = "scores are standardised: a target of 0 and a sigma of 1 are needed"
        raise InvalidValue("chart", chart, allowed, "say what is normal by baseline=")
    return chart


def _normal(given: _Given, baseline: Baseline | int) -> tuple[Baseline | None, int, Absent | None]:
    """What is normal, from which place on there is something to chart, and why not."""
    if isinstance(baseline, Baseline):
        return baseline, 0, None if baseline.variance else Absent.ZERO_VARIANCE
    count("baseline", baseline, least=1)
    heard = [place for place, (_, one) in enumerate(given) if one is not None and answers(one)]
    if len(heard) < baseline:
        return None, 0, Absent.TOO_FEW_PERIODS if heard else Absent.NO_RESPONSES
    last = heard[baseline - 1]
    whole = merged(one for _, one in given[: last + 1] if one is not None)
    normal, spread = score(whole), variance(whole)
    if normal is None or spread is None:
        return None, 0, Absent.TOO_FEW_RESPONSES
    found = Baseline(normal, spread, answers(whole))
    if len(heard) == baseline:
        return found, last + 1, Absent.TOO_FEW_PERIODS
    return found, last + 1, None if spread else Absent.ZERO_VARIANCE


def _point(name: str, measure: Measure | None, z: float | None, chart: Chart) -> TrendPoint:
    n = 0 if measure is None else answers(measure)
    found = None if measure is None else score(measure)
    return TrendPoint(name, n, found, z, chart, Absent.NO_RESPONSES if found is None else None)


def _changes(given: _Given, *, adjust: bool) -> tuple[PeriodChange, ...]:
    instance("adjust", adjust, bool, "True or False is needed")
    heard = [(name, one) for name, one in given if one is not None and answers(one)]
    steps = list(zip(heard[1:], heard, strict=False))
    tests = [compare_periods(now, before) for (_, now), (_, before) in steps]
    fair = holm(one.p_value for one in tests) if adjust else (None,) * len(tests)
    return tuple(
        PeriodChange(name, earlier, test, p)
        for ((name, _), (earlier, _)), test, p in zip(steps, tests, fair, strict=True)
    )
