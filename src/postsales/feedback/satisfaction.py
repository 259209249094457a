"""Customer satisfaction: how many of those who answered chose one of the best answers."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue
from postsales.feedback._estimates import Estimate, estimate
from postsales.feedback._heard import heard
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.keeping import Dedupe
from postsales.feedback.proportions import proportion_interval
from postsales.feedback.responses import Response
from postsales.feedback.scales import RatingScale
from postsales.feedback.tallies import Missing, ResponseTally

__all__ = ["CsatScore", "TopBox", "csat"]

_WILSON = IntervalMethod.WILSON


@frozen(init=False, repr=False, weakref_slot=False)
class TopBox:
    """The answers that count as satisfied, each named.

    Raises:
        InvalidValue: none is named, or one twice.

    Example:
        >>> TopBox(4, 5)
        TopBox(4, 5)
        >>> from postsales import CSAT_1_5
        >>> TopBox.best(2, CSAT_1_5)
        TopBox(4, 5)
    """

    answers: tuple[int, ...]

    def __init__(self, *answers: int) -> None:
        for one in answers:
            count("satisfied", one, -1000, 1000)
        if not answers or len(set(answers)) != len(answers):
            allowed = "name each answer that counts once, and one at least"
            raise InvalidValue("satisfied", answers, allowed, "say TopBox(4, 5)")
        object.__setattr__(self, "answers", tuple(sorted(answers)))

    @classmethod
    def best(cls, boxes: int, scale: RatingScale) -> "TopBox":
        """So many of the best answers of a scale; not all of them, for everybody would count.

        Raises:
            InvalidValue: no box, or all of them.
        """
        instance("scale", scale, RatingScale, "a RatingScale is needed, such as CSAT_1_5")
        count("satisfied", boxes, 1, len(scale.points) - 1)
        return cls(*scale.best_points(boxes))

    def on(self, scale: RatingScale) -> None:
        """Refuse boxes that are not the best ones of the scale, or are all of it."""
        best = scale.best_points(min(len(self.answers), len(scale.points)))
        if self.answers != best or len(best) == len(scale.points):
            allowed = f"the best answers of {scale} are needed, and not all of them"
            raise InvalidValue("satisfied", self.answers, allowed, "say TopBox.best(2, scale)")

    def __repr__(self) -> str:
        return f"TopBox({', '.join(map(str, self.answers))})"


@frozen(weakref_slot=False)
class CsatScore:
    """How many are satisfied, of those who answered.

    ``share`` is exact, from 0 to 1, and ``None`` with a ``reason`` where nobody answered. ``n`` is
    what it was divided by, and ``denominator`` says what that is. ``mean`` is that of the answers
    on their scale, which is another thing.
    """

    share: Fraction | None
    n: int
    denominator: Denominator
    interval: Interval | None
    satisfied: int
    mean: Fraction | None
    tally: ResponseTally
    dedupe: Dedupe
    minimum: int
    reason: Absent | None = None

    @property
    def percent(self) -> Fraction | None:
        """The share in percent, exactly.

        Example:
            >>> from postsales import CSAT_1_5
            >>> csat([5, 4, 2], scale=CSAT_1_5, satisfied=TopBox(4, 5)).percent
            Fraction(200, 3)
        """
        return None if self.share is None else 100 * self.share

    @property
    def is_low_n(self) -> bool:
        """Are there fewer answers than the minimum, so that a score needs a warning?"""
        return self.n < self.minimum


def csat(
    answers: Iterable[Response] | Iterable[int | None],
    *,
    scale: RatingScale,
    satisfied: TopBox,
    confidence: float = 0.95,
    method: IntervalMethod | str = _WILSON,
    dedupe: Dedupe | str | None = None,
    missing: Missing | str = Missing.REFUSE,
    minimum: int = 30,
) -> CsatScore:
    """How many are satisfied, of those who answered?

    Answers are responses on the scale, or bare scores. ``satisfied`` names the answers that count;
    there is no usual choice, because five of five points and two of five are both in use. Repeated
    voices are treated as ``feedback.nps`` treats them.

    Units: a share from 0 to 1; ``percent`` is the same of a hundred. Rounding: none.

    Raises:
        InvalidScore: an answer that is not on the scale.
        ScaleMismatch: responses on another scale.
        MixedPrograms: relational and transactional responses.
        InvalidValue: boxes that are not the best ones of the scale; a confidence outside 0 and 1.

    Example:
        >>> from postsales import CSAT_1_5
        >>> found = csat([5, 4, 4, 2, 1], scale=CSAT_1_5, satisfied=TopBox(4, 5))
        >>> found.share, found.n, str(found.interval)
        (Fraction(3, 5), 5, '0.2307 to 0.8824 (95 %, wilson)')
    """
    instance("satisfied", satisfied, TopBox, "the answers that count are needed: TopBox(4, 5)")
    count("minimum", minimum)
    found = heard(answers, scale, dedupe=dedupe, missing=missing)
    satisfied.on(scale)
    hits = [int(score in satisfied.answers) for score in found.scores]
    said, mean = estimate(hits, found), estimate(found.scores, found)
    return CsatScore(
        share=said.mean if said else None,
        n=said.n if said else 0,
        denominator=said.denominator if said else Denominator.ANSWERED,
        interval=share_interval(hits, said, method=method, confidence=confidence),
        satisfied=sum(hits),
        mean=mean.mean if mean else None,
        tally=found.tally,
        dedupe=found.dedupe,
        minimum=minimum,
        reason=None if said else Absent.NO_RESPONSES,
    )


def share_interval(
    hits: Sequence[int],
    said: Estimate | None,
    *,
    method: IntervalMethod | str,
    confidence: float,
) -> Interval | None:
    """The interval of a share; where voices come twice, the linearised one."""
    return interval_of_share(sum(hits), len(hits), said, method=method, confidence=confidence)


def interval_of_share(
    hits: int,
    n: int,
    said: Estimate | None,
    *,
    method: IntervalMethod | str,
    confidence: float,
) -> Interval | None:
    """The same, of so many of so many."""
    if said is not None:
        hits, n = said.once(hits), said.once(n)
    interval = proportion_interval(hits, n, method=method, confidence=confidence)
    if said is not None and said.standard_error is not None:
        return said.interval((0.0, 1.0), confidence)
    return interval
