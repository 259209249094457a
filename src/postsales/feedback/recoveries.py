"""Did it turn out well? Ratings of the same people before and after, and what that proves.

Rules of this file: people are paired, so the two are never compared as if they were different ones.
What picks people by a low first score rises by itself, and who was lost on the way answers no more:
both are told beside the numbers.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import count, instance, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._words import Word
from postsales.feedback._heard import heard
from postsales.feedback._normal import checked_confidence, two_sided
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.keeping import Dedupe, countable, kept
from postsales.feedback.nps_intervals import tango
from postsales.feedback.proportions import proportion_interval
from postsales.feedback.responses import Response
from postsales.feedback.satisfaction import TopBox
from postsales.feedback.scales import RatingScale

__all__ = ["Recovery", "RecoveryCaveat", "UnpairedRatings", "recovery"]


class UnpairedRatings(InvalidValue):
    """Ratings before and after that are not of the same people, one for one.

    Give bare ratings in the order of the people, or responses, which are paired by customer.
    """


class RecoveryCaveat(Word):
    """What the numbers do not prove."""

    REGRESSION_TO_THE_MEAN = "regression_to_the_mean"
    """All were dissatisfied before: who is picked by a low score scores higher the next time,
    whatever was done."""
    ATTRITION = "attrition"
    """Some were asked before and gave no second rating: those who did may be the content ones."""


@frozen(weakref_slot=False)
class Recovery:
    """How many were won back, and how many were lost, among those who rated twice.

    ``rate`` is ``recovered`` of ``dissatisfied_before``; where nobody was dissatisfied it is
    ``None`` and has a ``reason``. ``net_change`` is recovered less lost, of all ``n`` pairs, with
    Tango's interval. ``p_value`` is McNemar's exact one: of few pairs the two can disagree, so show
    both. ``unpaired`` rated before and not after.
    """

    rate: Fraction | None
    rate_interval: Interval | None
    dissatisfied_before: int
    recovered: int
    lost: int
    net_change: Fraction | None
    interval: Interval | None
    p_value: float
    n: int
    unpaired: int
    caveats: tuple[RecoveryCaveat, ...]
    denominator: Denominator = field(default=Denominator.VOICES, init=False)
    minimum: int = field(kw_only=True)
    reason: Absent | None = None

    @property
    def is_low_n(self) -> bool:
        """Are there fewer pairs than the minimum, so that the numbers need a warning?"""
        return self.n < self.minimum


def recovery(
    before: Iterable[Response] | Iterable[int],
    after: Iterable[Response] | Iterable[int],
    *,
    scale: RatingScale,
    satisfied: TopBox,
    confidence: float = 0.95,
    minimum: int = 30,
) -> Recovery:
    """Did complaints turn out well: who was dissatisfied before and is satisfied after?

    Bare ratings are of the same people in the same order. Responses are paired by customer, or by
    the author at the source: the first one before and the latest one after; what nobody in
    particular said has no pair.

    Units: shares from 0 to 1. Rounding: none.

    Raises:
        UnpairedRatings: more bare ratings on one side, or a rating after that is not later.
        InvalidScore: a rating that is not on the scale.
        ScaleMismatch: responses on another scale.
        MixedPrograms: relational and transactional responses on one side.
        InvalidValue: boxes that are not the best ones of the scale; a confidence outside 0 and 1.

    Source: McNemar (1947), exact; Tango, Statistics in Medicine 17 (1998).

    Example:
        >>> from postsales import CSAT_1_5
        >>> before, after = [1, 2, 2, 1, 5], [4, 5, 2, 4, 5]
        >>> found = recovery(before, after, scale=CSAT_1_5, satisfied=TopBox(4, 5))
        >>> found.rate, found.net_change, found.p_value
        (Fraction(3, 4), Fraction(3, 5), 0.25)
        >>> str(found.interval)
        '-0.09517 to 0.8824 (95 %, score)'
    """
    instance("satisfied", satisfied, TopBox, "the answers that count are needed: TopBox(4, 5)")
    count("minimum", minimum)
    checked_confidence(confidence)
    first, second = _given("before", before), _given("after", after)
    was, now = heard(first, scale, dedupe=Dedupe.FIRST), heard(second, scale, dedupe=None)
    satisfied.on(scale)
    if any(isinstance(one, Response) for one in (*first, *second)):
        pairs = _by_voice(_responses("before", first), _responses("after", second))
    elif len(first) != len(second):
        allowed = f"one rating after for each of the {len(first)} before is needed"
        raise UnpairedRatings("after", len(second), allowed, "give both in the order of the people")
    else:
        pairs = list(zip(was.scores, now.scores, strict=True))
    unpaired = len(was.scores) - len(pairs)
    return _reckoned(pairs, unpaired, satisfied, confidence, minimum)


def _given(name: str, ratings: object) -> list[object]:
    if isinstance(ratings, str | bytes) or not isinstance(ratings, Iterable):
        raise WrongType(name, ratings, "responses or whole numbers are needed")
    return list(cast("Iterable[object]", ratings))


def _responses(name: str, ratings: list[object]) -> tuple[Response, ...]:
    allowed = "responses on both sides are needed, or whole numbers on both"
    return several(name, ratings, Response, allowed)


def _by_voice(before: Sequence[Response], after: Sequence[Response]) -> list[tuple[int, int]]:
    first, latest = _voices(before, Dedupe.FIRST), _voices(after, Dedupe.LATEST)
    found: list[tuple[int, int]] = []
    for voice, one in first.items():
        other = latest.get(voice)
        if other is None:
            continue
        if other.at <= one.at:
            allowed = f"a rating after is later than the one before, {one.at.isoformat()}"
            raise UnpairedRatings("after", other.at.isoformat(), allowed, "name the earlier first")
        found.append((cast("int", one.score), cast("int", other.score)))
    return found


def _voices(ratings: Sequence[Response], policy: Dedupe) -> dict[object, Response]:
    return {one.voice: one for one in kept(countable(ratings), policy) if one.voice is not None}


def _reckoned(
    pairs: Sequence[tuple[int, int]],
    unpaired: int,
    satisfied: TopBox,
    confidence: float,
    minimum: int,
) -> Recovery:
    n, best = len(pairs), satisfied.answers
    low = sum(was not in best for was, _ in pairs)
    won = sum(was not in best and now in best for was, now in pairs)
    lost = sum(was in best and now not in best for was, now in pairs)
    return Recovery(
        rate=Fraction(won, low) if low else None,
        rate_interval=proportion_interval(won, low, confidence=confidence),
        dissatisfied_before=low,
        recovered=won,
        lost=lost,
        net_change=Fraction(won - lost, n) if n else None,
        interval=_net_interval(won, lost, n, confidence),
        p_value=_exact(won, lost),
        n=n,
        unpaired=unpaired,
        caveats=_caveats(n, low, unpaired),
        minimum=minimum,
        reason=None if low else Absent.NO_DENOMINATOR if n else Absent.NO_RESPONSES,
    )


def _net_interval(won: int, lost: int, n: int, confidence: float) -> Interval | None:
    if not n:
        return None
    low, high = tango(won, lost, n, two_sided(confidence))
    middle, method = (low + high) / 2, IntervalMethod.SCORE
    return Interval.cut(low, high, (-1.0, 1.0), centre=middle, method=method, confidence=confidence)


def _exact(won: int, lost: int) -> float:
    """How likely is a split at least as uneven by chance? 1 where nobody moved."""
    moved = won + lost
    tail = ways = 1
    # Each number of ways from the one before: reckoned anew, many pairs would take minutes.
    for k in range(min(won, lost)):
        ways = ways * (moved - k) // (k + 1)
        tail += ways
    whole = 1 << moved
    return min(2 * tail, whole) / whole


def _caveats(n: int, low: int, unpaired: int) -> tuple[RecoveryCaveat, ...]:
    found = {
        RecoveryCaveat.REGRESSION_TO_THE_MEAN: n > 0 and low == n,
        RecoveryCaveat.ATTRITION: unpaired > 0,
    }
    return tuple(caveat for caveat, holds in found.items() if holds)
