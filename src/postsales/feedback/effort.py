"""Customer effort: how easy it was, on scales of which one is better high and the other low."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import count
from postsales.basics._errors import InvalidValue
from postsales.feedback._estimates import estimate
from postsales.feedback._heard import heard
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.histograms import RatingHistogram
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.keeping import Dedupe
from postsales.feedback.ratings import mean_interval
from postsales.feedback.responses import Response
from postsales.feedback.satisfaction import share_interval
from postsales.feedback.scales import RatingScale, ScaleKind
from postsales.feedback.tallies import Missing, ResponseTally

__all__ = ["CesScore", "ces"]

_WILSON = IntervalMethod.WILSON


@frozen(weakref_slot=False)
class CesScore:
    """How easy it was: the mean, and how many found it easy.

    ``mean`` is on the scale; whether high or low is good, the scale says. ``easy`` counts answers
    on the good side of the middle: 5, 6 and 7 of seven, or 1 and 2 of five where low is good.
    ``mean_interval`` needs two answers.
    """

    mean: Fraction | None
    mean_interval: Interval | None
    easy: int
    easy_share: Fraction | None
    easy_interval: Interval | None
    n: int
    denominator: Denominator
    scale: RatingScale
    tally: ResponseTally
    dedupe: Dedupe
    minimum: int
    reason: Absent | None = None

    @property
    def is_low_n(self) -> bool:
        """Are there fewer answers than the minimum, so that a score needs a warning?"""
        return self.n < self.minimum


def ces(
    answers: Iterable[Response] | Iterable[int | None],
    *,
    scale: RatingScale,
    confidence: float = 0.95,
    dedupe: Dedupe | str | None = None,
    missing: Missing | str = Missing.REFUSE,
    minimum: int = 30,
) -> CesScore:
    """How easy was it?

    Answers are responses on the scale, or bare scores: ``CES_1_7`` asks for agreement that it was
    easy, ``CES_V1_1_5`` for effort. Answers on the two are never mixed. Repeated voices are treated
    as ``feedback.nps`` treats them.

    Units: the mean on the scale, the share from 0 to 1. Rounding: none.

    Raises:
        InvalidScore: an answer that is not on the scale.
        ScaleMismatch: responses on another scale.
        MixedPrograms: relational and transactional responses.
        InvalidValue: a scale that does not ask for effort; a confidence outside 0 and 1.

    Example:
        >>> from postsales import CES_1_7
        >>> found = ces([1, 2, 3, 4, 5, 6, 7], scale=CES_1_7)
        >>> found.mean, found.easy_share, str(found.mean_interval)
        (Fraction(4, 1), Fraction(3, 7), '2.002 to 5.998 (95 %, student)')
    """
    count("minimum", minimum)
    found = heard(answers, scale, dedupe=dedupe, missing=missing)
    if scale.kind is not ScaleKind.EFFORT:
        allowed = "the scale must ask for effort"
        raise InvalidValue("scale", scale, allowed, "CES_1_7 and CES_V1_1_5 do")
    hits = [int(_is_easy(score, scale)) for score in found.scores]
    said, share = estimate(found.scores, found), estimate(hits, found)
    return CesScore(
        mean=said.mean if said else None,
        mean_interval=mean_interval(RatingHistogram.of(found.scores, scale), said, confidence),
        easy=sum(hits),
        easy_share=share.mean if share else None,
        easy_interval=share_interval(hits, share, method=_WILSON, confidence=confidence),
        n=said.n if said else 0,
        denominator=said.denominator if said else Denominator.ANSWERED,
        scale=scale,
        tally=found.tally,
        dedupe=found.dedupe,
        minimum=minimum,
        reason=None if said else Absent.NO_RESPONSES,
    )


def _is_easy(score: int, scale: RatingScale) -> bool:
    above = 2 * score - scale.minimum - scale.maximum
    return above > 0 if scale.higher_is_better else above < 0
