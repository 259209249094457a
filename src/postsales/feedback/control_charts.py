"""Control charts, as folds: what is known after one more period.

Rules of this file: a state never changes; ``after`` gives the next one. A period without a value
changes nothing but the list of those that were skipped. Bare values are charted round a target, in
their own units; scores of periods with different n are standardised first, which
``feedback.trend`` does.
"""

import math

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, named
from postsales.basics._errors import InvalidValue
from postsales.feedback._numbers import Number, exact
from postsales.feedback.chart_sides import ChartSide, CusumSide
from postsales.feedback.signals import Direction, Signal, SignalReason

__all__ = ["Chart", "CusumState", "EwmaState", "ShewhartState"]


def _real(name: str, value: Number) -> float:
    return float(exact(name, value))


def _target(value: Number) -> float:
    return _real("target", value)


def _slack(value: Number) -> float:
    return _real("slack", value)


def _limit(value: Number) -> float:
    return _real("limit", value)


def _sigma(value: Number) -> float:
    return _real("sigma", value)


def _weight(value: Number) -> float:
    return _real("weight", value)


def _above_0(name: str, value: float) -> None:
    if value <= 0:
        raise InvalidValue(name, value, "a number above 0 is needed")


@frozen(weakref_slot=False)
class CusumState:
    """A cumulative sum in each direction: quick to notice a small change that stays.

    Every period adds what lies further off the target than ``slack``, and a sum above ``limit`` is
    a signal; exactly at the limit is none. Nothing is reset by a signal. As usual, half of the
    change to be noticed is slack, and the limit is four or five standard deviations of a value.

    Units: those of the values; of standardised scores, standard errors.

    Raises:
        InvalidValue: a slack below 0, a limit of 0 or less, a number that is NaN or infinite.

    Source: Montgomery and Runger, Applied Statistics and Probability for Engineers, section 16.

    Example:
        >>> state = CusumState(target=99, slack=1, limit=10)
        >>> for hour, value in [("1", 102), ("2", 94.8), ("3", None), ("4", 92)]:
        ...     state = state.after(hour, value)
        >>> round(state.upper.total, 1), round(state.lower.total, 1), state.skipped
        (0.0, 9.2, ('3',))
        >>> str(state.after("5", 96).signal)
        'down in 5, for 3 periods since 2 (cusum)'
    """

    target: float = field(default=0.0, converter=_target, kw_only=True)
    slack: float = field(default=0.5, converter=_slack, kw_only=True)
    limit: float = field(default=5.0, converter=_limit, kw_only=True)
    upper: CusumSide = field(default=CusumSide(), kw_only=True)
    lower: CusumSide = field(default=CusumSide(), kw_only=True)
    signal: Signal | None = field(default=None, kw_only=True)
    skipped: tuple[str, ...] = field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        _above_0("limit", self.limit)
        if self.slack < 0:
            raise InvalidValue("slack", self.slack, "0 or more is needed")

    def after(self, period: str, value: Number | None) -> "CusumState":
        """The state with one more period; ``None`` is a period without answers.

        Raises:
            InvalidValue: a value that is NaN or infinite.
        """
        named("period", period)
        if value is None:
            return evolve(self, signal=None, skipped=(*self.skipped, period))
        off = _real("value", value) - self.target
        upper = self.upper.after(period, off - self.slack)
        lower = self.lower.after(period, -off - self.slack)
        signal = self._signal(period, upper, lower)
        return evolve(self, upper=upper, lower=lower, signal=signal)

    def _signal(self, period: str, upper: CusumSide, lower: CusumSide) -> Signal | None:
        side, direction = max(
            ((lower, Direction.DOWN), (upper, Direction.UP)), key=lambda one: one[0].total
        )
        if side.total <= self.limit:
            return None
        return Signal(
            period,
            direction,
            run_length=side.run_length,
            since=side.since,
            reason=SignalReason.CUSUM,
        )


@frozen(weakref_slot=False)
class EwmaState:
    """A moving average in which older periods fade: a line to show, quick with small changes.

    ``weight`` is that of the newest value, and ``limit`` how many standard deviations of the
    average are allowed; exactly at the limit is no signal. With ``exact_limits`` the first periods
    have the narrower limits that belong to them, else all have those of the long run.

    Units: those of the values; ``sigma`` is the standard deviation of one value.

    Raises:
        InvalidValue: a weight outside 0 to 1 or of 0, a sigma or limit of 0 or less.

    Source: the limits are target ± limit · sigma · √(w/(2 - w) · (1 - (1 - w)^2i)).

    Example:
        >>> state = EwmaState(target=50, sigma=2.0539, weight=0.3, exact_limits=False)
        >>> state = state.after("1", 52).after("2", 47)
        >>> round(state.value, 2), round(state.low, 4), round(state.high, 4), state.signal
        (49.52, 47.4116, 52.5884, None)
    """

    target: float = field(default=0.0, converter=_target, kw_only=True)
    sigma: float = field(default=1.0, converter=_sigma, kw_only=True)
    weight: float = field(default=0.2, converter=_weight, kw_only=True)
    limit: float = field(default=3.0, converter=_limit, kw_only=True)
    exact_limits: bool = field(default=True, kw_only=True)
    average: float | None = field(default=None, kw_only=True)
    periods: int = field(default=0, kw_only=True)
    side: ChartSide = field(default=ChartSide(), kw_only=True, repr=False)
    signal: Signal | None = field(default=None, kw_only=True)
    skipped: tuple[str, ...] = field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        _above_0("sigma", self.sigma)
        _above_0("weight", self.weight)
        _above_0("limit", self.limit)
        instance("exact_limits", self.exact_limits, bool, "True or False is needed")
        if self.weight > 1:
            raise InvalidValue("weight", self.weight, "a number above 0 is needed, at most 1")

    @property
    def value(self) -> float:
        """The moving average; the target before the first value."""
        return self.target if self.average is None else self.average

    @property
    def low(self) -> float:
        """Below this the average is a signal."""
        return self.target - self._margin

    @property
    def high(self) -> float:
        """Above this the average is a signal."""
        return self.target + self._margin

    @property
    def _margin(self) -> float:
        known = 1 - (1 - self.weight) ** (2 * self.periods) if self.exact_limits else 1.0
        return self.limit * self.sigma * math.sqrt(self.weight / (2 - self.weight) * known)

    def after(self, period: str, value: Number | None) -> "EwmaState":
        """The state with one more period; ``None`` is a period without answers.

        Raises:
            InvalidValue: a value that is NaN or infinite.
        """
        named("period", period)
        if value is None:
            return evolve(self, signal=None, skipped=(*self.skipped, period))
        average = self.weight * _real("value", value) + (1 - self.weight) * self.value
        side = self.side.after(period, average - self.target)
        found = evolve(self, average=average, periods=self.periods + 1, side=side)
        inside = found.low <= average <= found.high
        return evolve(found, signal=None if inside else side.signal(period, SignalReason.EWMA))


@frozen(weakref_slot=False)
class ShewhartState:
    """Every period by itself: quick to notice a large change, slow with a small one.

    A value further than ``limit`` standard deviations from the target is a signal; exactly so far
    is none. Of shares, standardised, this is the p-chart.

    Units: those of the values; ``sigma`` is the standard deviation of one value.

    Raises:
        InvalidValue: a sigma or limit of 0 or less, a number that is NaN or infinite.

    Example:
        >>> ShewhartState().after("May", 3).signal is None
        True
        >>> str(ShewhartState().after("May", -3.1).signal)
        'down in May, for 1 period since May (beyond_limits)'
    """

    target: float = field(default=0.0, converter=_target, kw_only=True)
    sigma: float = field(default=1.0, converter=_sigma, kw_only=True)
    limit: float = field(default=3.0, converter=_limit, kw_only=True)
    side: ChartSide = field(default=ChartSide(), kw_only=True, repr=False)
    signal: Signal | None = field(default=None, kw_only=True)
    skipped: tuple[str, ...] = field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        _above_0("sigma", self.sigma)
        _above_0("limit", self.limit)

    def after(self, period: str, value: Number | None) -> "ShewhartState":
        """The state with one more period; ``None`` is a period without answers.

        Raises:
            InvalidValue: a value that is NaN or infinite.
        """
        named("period", period)
        if value is None:
            return evolve(self, signal=None, skipped=(*self.skipped, period))
        off = _real("value", value) - self.target
        beyond = off if abs(off) > self.limit * self.sigma else 0.0
        side = self.side.after(period, beyond)
        signal = side.signal(period, SignalReason.BEYOND_LIMITS)
        return evolve(self, side=side, signal=signal)


Chart = CusumState | EwmaState | ShewhartState
"""How scores are watched, and what is known so far."""
