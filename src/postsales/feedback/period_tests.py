"""Has a score changed between two periods? The test that fits what was measured."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import several
from postsales.basics._errors import WrongType
from postsales.basics._words import Word
from postsales.feedback._fisher import fisher_p
from postsales.feedback._normal import beta_share
from postsales.feedback._numbers import exact
from postsales.feedback.absent import Absent
from postsales.feedback.measures import Measure, ScoreSums, answers, checked, score
from postsales.feedback.nps_comparison import compare_nps
from postsales.feedback.nps_counts import NpsCounts
from postsales.feedback.proportions import compare_shares

__all__ = ["PeriodComparison", "PeriodTest", "compare_periods", "holm"]

_LEAST_EXPECTED = 5


class PeriodTest(Word):
    """By which test two periods were compared."""

    NPS = "nps"
    """Two net promoter scores, by ``feedback.compare_nps``."""
    SHARES = "shares"
    """Two shares, by ``feedback.compare_shares``."""
    FISHER = "fisher"
    """Two shares, by Fisher's exact test: where fewer than 5 are expected in one cell."""
    WELCH = "welch"
    """Two means, by Welch's test, which does not ask that both vary alike."""


@frozen(weakref_slot=False)
class PeriodComparison:
    """The current score less the baseline, exactly, and how likely that is by chance.

    ``difference`` is in the units of the score: points, a share, or a mean. ``n`` and
    ``n_baseline`` are the answers of both; ``reason`` says why something is ``None``.
    """

    difference: Fraction | None
    n: int
    n_baseline: int
    test: PeriodTest
    p_value: float | None
    reason: Absent | None = None


def compare_periods(current: Measure, baseline: Measure) -> PeriodComparison:
    """Has a score changed between two periods, and could that be chance?

    Both are net promoter counts, shares as (successes, n), or sums of scores. The people are
    different ones.

    Units: those of the score; the p-value is two-sided.

    Raises:
        InvalidValue: counts that cannot be.
        WrongType: two things that are not measured alike.

    Example:
        >>> found = compare_periods((3, 10), (9, 10))
        >>> found.difference, str(found.test), round(found.p_value, 4)
        (Fraction(-3, 5), 'fisher', 0.0198)
    """
    a, b = checked("current", current), checked("baseline", baseline)
    if type(a) is not type(b):
        raise WrongType("baseline", baseline, "both periods must be measured alike")
    test, p_value, reason = _tested(a, b)
    now, before = score(a), score(b)
    if now is None or before is None:
        return PeriodComparison(None, answers(a), answers(b), test, None, Absent.NO_RESPONSES)
    return PeriodComparison(now - before, answers(a), answers(b), test, p_value, reason)


_Tested = tuple[PeriodTest, float | None, Absent | None]


def _tested(a: Measure, b: Measure) -> _Tested:
    if isinstance(a, NpsCounts) and isinstance(b, NpsCounts):
        found = compare_nps(a, b)
        return PeriodTest.NPS, found.p_value, found.reason
    if isinstance(a, ScoreSums) and isinstance(b, ScoreSums):
        return _welch(a, b)
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _shares(a, b)
    raise WrongType("baseline", b, "both periods must be measured alike")


def _shares(a: tuple[int, int], b: tuple[int, int]) -> _Tested:
    found = compare_shares(a, b)
    if found.p_value is None or _expected(a, b) >= _LEAST_EXPECTED:
        return PeriodTest.SHARES, found.p_value, found.reason
    return PeriodTest.FISHER, fisher_p(a, b), None


def _expected(a: tuple[int, int], b: tuple[int, int]) -> Fraction:
    """How many are expected in the smallest of the four cells."""
    successes, n = a[0] + b[0], a[1] + b[1]
    return Fraction(min(successes, n - successes) * min(a[1], b[1]), n)


def _welch(a: ScoreSums, b: ScoreSums) -> _Tested:
    if a.variance is None or b.variance is None or a.mean is None or b.mean is None:
        return PeriodTest.WELCH, None, Absent.TOO_FEW_RESPONSES
    parts = (a.variance / a.n, b.variance / b.n)
    error_squared = sum(parts)
    if not error_squared:
        return PeriodTest.WELCH, None, Absent.ZERO_VARIANCE
    degrees = error_squared**2 / (parts[0] ** 2 / (a.n - 1) + parts[1] ** 2 / (b.n - 1))
    t_squared = (a.mean - b.mean) ** 2 / error_squared
    outside = float(degrees / (degrees + t_squared))
    return PeriodTest.WELCH, beta_share(float(degrees) / 2, 0.5, outside), None


def holm(p_values: Iterable[float | None]) -> tuple[float | None, ...]:
    """What are p-values worth when there are many, so that one false alarm among all stays rare?

    Holm's way: the smallest times how many there are, the next times one less, and so on; none
    falls below one before it, and none is above 1. ``None`` is no test, and stays.

    Raises:
        InvalidValue: a p-value outside 0 to 1.

    Example:
        >>> holm([0.04, None, 0.01, 0.03])
        (0.06, None, 0.03, 0.06)
    """
    given = several("p_values", p_values, (int, float, type(None)), "numbers are needed")
    known = {n: float(exact("p_value", p, 0, 1)) for n, p in enumerate(given) if p is not None}
    adjusted: dict[int, float] = {}
    least = 0.0
    for rank, n in enumerate(sorted(known, key=lambda n: known[n])):
        least = max(least, min((len(known) - rank) * known[n], 1.0))
        adjusted[n] = least
    return tuple(adjusted.get(n) for n in range(len(given)))
