"""Net scores of any scale: percent of good answers less percent of bad ones.

Rules of this file: this is no net promoter score and is never called one. Only the question of
``LTR_0_10`` has that, whose classes are fixed.
"""

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import count
from postsales.basics._errors import InvalidValue
from postsales.basics.rounding import divide
from postsales.feedback._estimates import estimate
from postsales.feedback._heard import heard
from postsales.feedback._numbers import pair
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.keeping import Dedupe
from postsales.feedback.net_promoter import interval_of_counts
from postsales.feedback.nps_counts import NpsCounts
from postsales.feedback.responses import Response
from postsales.feedback.scales import RatingScale
from postsales.feedback.tallies import Missing, ResponseTally

__all__ = ["NetScore", "net_score"]

_SCORE = IntervalMethod.SCORE


@frozen(weakref_slot=False)
class NetScore:
    """Percent of good answers less percent of bad ones, on a scale with breaks of one's own.

    ``score`` is exact, in points from -100 to 100, and ``None`` with a ``reason`` where nobody
    answered. ``breaks`` are the last answer of the lowest class and of the middle one. It compares
    with scores of the same question, scale and breaks, and with nothing else.
    """

    score: Fraction | None
    n: int
    denominator: Denominator
    interval: Interval | None
    good: int
    between: int
    bad: int
    scale: RatingScale
    breaks: tuple[int, int]
    tally: ResponseTally
    dedupe: Dedupe
    minimum: int
    reason: Absent | None = None

    @property
    def is_low_n(self) -> bool:
        """Are there fewer answers than the minimum, so that a score needs a warning?"""
        return self.n < self.minimum

    @property
    def display(self) -> int | None:
        """The score as a whole number.

        Rounding: half away from zero, once, of the exact score.
        """
        score = self.score
        return None if score is None else divide(score.numerator, score.denominator)


def net_score(
    answers: Iterable[Response] | Iterable[int | None],
    *,
    scale: RatingScale,
    breaks: tuple[int, int],
    confidence: float = 0.95,
    method: IntervalMethod | str = _SCORE,
    dedupe: Dedupe | str | None = None,
    missing: Missing | str = Missing.REFUSE,
    minimum: int = 30,
) -> NetScore:
    """How many more good answers than bad ones are there, on a scale other than 0 to 10?

    ``breaks`` are the last answer of the lowest class and the last one of the middle class:
    ``(6, 8)`` of 1 to 10 makes 6 and less bad, 7 and 8 neither, 9 and 10 good. Two equal ones leave
    no middle. Where low is good, the lowest class is the good one. Intervals are those of
    ``feedback.nps``, and repeated voices are treated as it treats them.

    Units: points, -100 to 100. Rounding: none; ``display`` rounds half away from zero.

    Raises:
        InvalidScore: an answer, or a break, that is not on the scale.
        ScaleMismatch: responses on another scale.
        MixedPrograms: relational and transactional responses.
        InvalidValue: breaks that leave the lowest or the highest class empty, or out of order.

    Example:
        >>> from postsales import SHOP_1_10
        >>> found = net_score([10, 9, 8, 6, 3], scale=SHOP_1_10, breaks=(6, 8))
        >>> found.score, found.good, found.between, found.bad, found.n
        (Fraction(0, 1), 2, 1, 2, 5)
    """
    count("minimum", minimum)
    found = heard(answers, scale, dedupe=dedupe, missing=missing)
    low, middle = _breaks(breaks, scale)
    sign = 1 if scale.higher_is_better else -1
    codes = [sign * ((score > middle) - (score <= low)) for score in found.scores]
    good, bad = codes.count(1), codes.count(-1)
    between = codes.count(0)
    said = estimate(codes, found)
    # The arithmetic of the interval is the same; the name is not.
    counts = NpsCounts(promoters=good, passives=between, detractors=bad)
    interval = interval_of_counts(counts, said, method=method, confidence=confidence)
    return NetScore(
        score=100 * said.mean if said else None,
        n=said.n if said else 0,
        denominator=said.denominator if said else Denominator.ANSWERED,
        interval=interval,
        good=good,
        between=between,
        bad=bad,
        scale=scale,
        breaks=(low, middle),
        tally=found.tally,
        dedupe=found.dedupe,
        minimum=minimum,
        reason=None if said else Absent.NO_RESPONSES,
    )


def _breaks(value: object, scale: RatingScale) -> tuple[int, int]:
    told = pair("breaks", value, "two answers are needed, such as (6, 8)")
    low, middle = scale.score(told[0]), scale.score(told[1])
    if not low <= middle < scale.maximum:
        allowed = f"two answers from {scale.minimum} to {scale.maximum - 1}, in order, are needed"
        advice = "name the last of the lowest class and the last of the middle one"
        raise InvalidValue("breaks", value, allowed, advice)
    return low, middle
