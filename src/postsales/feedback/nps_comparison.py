"""Has the net promoter score changed? Two groups of different people, and how sure it is."""

import math
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.feedback._normal import checked_confidence, normal_p, two_sided
from postsales.feedback.absent import Absent
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.nps_counts import NpsCounts
from postsales.feedback.nps_intervals import PseudoAnswers, raised

__all__ = ["NpsComparison", "compare_nps"]

_ADJUSTED = IntervalMethod.ADJUSTED_WALD
_METHODS = (_ADJUSTED, IntervalMethod.WALD)
_APART = (-200.0, 200.0)


@frozen(weakref_slot=False)
class NpsComparison:
    """The current score less the baseline, in points, signed.

    ``observed`` is the difference of the two scores, exactly. ``difference``, ``standard_error``
    and ``interval`` are reckoned by the method, which may have added answers to both groups.
    ``reason`` says why something is ``None``.
    """

    observed: Fraction | None
    difference: Fraction | None
    standard_error: float | None
    interval: Interval | None
    z: float | None
    p_value: float | None
    is_significant: bool = field(kw_only=True)
    reason: Absent | None = None


def compare_nps(
    current: NpsCounts,
    baseline: NpsCounts,
    *,
    confidence: float = 0.95,
    method: IntervalMethod | str = _ADJUSTED,
) -> NpsComparison:
    """How much is the current score above the baseline, and could that be chance?

    The two groups are different people. The same people before and after are pairs: see
    ``feedback.recovery``.

    Units: points; ``p_value`` is two-sided, and significant below 1 - ``confidence``.

    Raises:
        InvalidValue: a confidence outside 0 and 1; a method other than the two Wald ones.

    Example:
        >>> spring = NpsCounts(promoters=50, passives=30, detractors=20)
        >>> summer = NpsCounts(promoters=60, passives=25, detractors=15)
        >>> found = compare_nps(summer, spring)
        >>> found.observed, round(found.p_value, 3), found.is_significant
        (Fraction(15, 1), 0.17, False)
    """
    instance("current", current, NpsCounts, "NpsCounts are needed")
    instance("baseline", baseline, NpsCounts, "NpsCounts are needed")
    checked_confidence(confidence)
    chosen = IntervalMethod.read("method", method)
    if chosen not in _METHODS:
        allowed = f"for a comparison there are {', '.join(map(str, _METHODS))}"
        raise InvalidValue("method", method, allowed)
    if current.score is None or baseline.score is None:
        return _nobody()
    pseudo = PseudoAnswers() if chosen is _ADJUSTED else None
    a, b = raised(current, pseudo), raised(baseline, pseudo)
    difference = 100 * (a.mean - b.mean)
    error = 100 * math.hypot(a.standard_error, b.standard_error)
    z = float(difference) / error if error else None
    p_value = None if z is None else normal_p(z)
    return NpsComparison(
        observed=current.score - baseline.score,
        difference=difference,
        standard_error=error,
        interval=Interval.round(
            float(difference),
            two_sided(confidence) * error,
            _APART,
            method=chosen,
            confidence=confidence,
        ),
        z=z,
        p_value=p_value,
        is_significant=p_value is not None and p_value < 1 - confidence,
        reason=Absent.ZERO_VARIANCE if z is None else None,
    )


def _nobody() -> NpsComparison:
    return NpsComparison(
        observed=None,
        difference=None,
        standard_error=None,
        interval=None,
        z=None,
        p_value=None,
        is_significant=False,
        reason=Absent.NO_RESPONSES,
    )
