"""Ratings on any bounded scale: stars, marks from 1 to 10, thumbs."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import count, instance
from postsales.feedback._estimates import Estimate, estimate, student_interval
from postsales.feedback._heard import Heard, heard
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.histograms import RatingHistogram
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.keeping import Dedupe
from postsales.feedback.responses import Response
from postsales.feedback.satisfaction import TopBox, interval_of_share
from postsales.feedback.scales import RatingScale, ScaleMismatch
from postsales.feedback.tallies import Missing, ResponseTally

__all__ = ["RatingSummary", "ratings"]


@frozen(weakref_slot=False)
class RatingSummary:
    """What answers on a scale say, with everything that is needed to trust it.

    ``mean`` is exact, on the scale, and ``None`` with a ``reason`` where nobody answered; its
    interval needs two answers. ``histogram`` and ``median`` are those of the answers that count,
    each of them. ``top`` are answers in the top box, and ``None``, as their share and interval,
    where no box was named. ``commented`` are answers that say something to the open question, too;
    bare scores and counts have no such question, and ``None``.
    """

    mean: Fraction | None
    mean_interval: Interval | None
    n: int
    denominator: Denominator
    histogram: RatingHistogram
    top: int | None
    top_share: Fraction | None
    top_interval: Interval | None
    commented: int | None
    tally: ResponseTally
    dedupe: Dedupe
    minimum: int
    reason: Absent | None = None

    @property
    def median(self) -> Fraction | None:
        """The answer in the middle; of an even number the mean of the two in the middle."""
        return self.histogram.median

    @property
    def is_low_n(self) -> bool:
        """Are there fewer answers than the minimum, so that a mean needs a warning?"""
        return self.n < self.minimum

    def __str__(self) -> str:
        if self.mean is None:
            return f"no mean: {self.reason}"
        warning = ", low n" if self.is_low_n else ""
        interval = f"; {self.mean_interval}" if self.mean_interval else ""
        return f"{float(self.mean):.4g} (n = {self.n}{warning}{interval})"


def ratings(
    answers: RatingHistogram | Iterable[Response] | Iterable[int | None],
    *,
    scale: RatingScale,
    top: TopBox | None = None,
    confidence: float = 0.95,
    dedupe: Dedupe | str | None = None,
    missing: Missing | str = Missing.REFUSE,
    minimum: int = 30,
) -> RatingSummary:
    """What do answers on a bounded scale say: mean, median, histogram, and how many are best?

    Answers are responses on the scale, bare scores, or a histogram. ``top`` names the answers of
    the top box; without one there is no share. The interval of the mean is Student's, that of the
    share Wilson's; repeated voices are treated as ``feedback.nps`` treats them.

    Units: the mean on the scale, the share from 0 to 1. Rounding: none.

    Raises:
        InvalidScore: an answer that is not on the scale.
        ScaleMismatch: responses, or a histogram, on another scale.
        MixedPrograms: relational and transactional responses.
        InvalidValue: boxes that are not the best ones of the scale; a confidence outside 0 and 1.

    Example:
        >>> from postsales import SHOP_1_10
        >>> found = ratings([10, 9, 9, 8, 3], scale=SHOP_1_10, top=TopBox(9, 10))
        >>> found.mean, found.median, found.top_share
        (Fraction(39, 5), Fraction(9, 1), Fraction(3, 5))
        >>> str(found)
        '7.8 (n = 5, low n; 4.355 to 10 (95 %, student))'
    """
    count("minimum", minimum)
    if isinstance(answers, RatingHistogram):
        found, histogram = Heard.of_counts(answers.n), _on(answers, scale)
    else:
        found = heard(answers, scale, dedupe=dedupe, missing=missing)
        histogram = RatingHistogram.of(found.scores, scale)
    boxes = _boxes(top, scale)
    said = estimate(found.scores, found)
    share = estimate([int(score in boxes) for score in found.scores], found)
    hits = histogram.on(*boxes)
    plain_share = Fraction(hits, histogram.n) if histogram.n else None
    interval = interval_of_share(
        hits, histogram.n, share, method=IntervalMethod.WILSON, confidence=confidence
    )
    return RatingSummary(
        mean=said.mean if said else histogram.mean,
        mean_interval=mean_interval(histogram, said, confidence),
        n=said.n if said else histogram.n,
        denominator=said.denominator if said else Denominator.ANSWERED,
        histogram=histogram,
        top=hits if top else None,
        top_share=(share.mean if share else plain_share) if top else None,
        top_interval=interval if top else None,
        commented=_commented(found.responses),
        tally=found.tally,
        dedupe=found.dedupe,
        minimum=minimum,
        reason=None if histogram.n else Absent.NO_RESPONSES,
    )


def _on(histogram: RatingHistogram, scale: RatingScale) -> RatingHistogram:
    if histogram.scale != scale:
        raise ScaleMismatch("scale", histogram.scale, f"a histogram on {scale} is needed")
    return histogram


def mean_interval(
    histogram: RatingHistogram, said: Estimate | None, confidence: float
) -> Interval | None:
    """The interval of a mean on a scale; where voices come twice, the linearised one."""
    ends = (float(histogram.scale.minimum), float(histogram.scale.maximum))
    if said is not None and said.standard_error is not None:
        return said.interval(ends, confidence)
    mean, variance = histogram.mean, histogram.variance
    if mean is None or variance is None:
        return None
    return student_interval(mean, variance, histogram.n, ends, confidence)


def _boxes(top: TopBox | None, scale: RatingScale) -> tuple[int, ...]:
    if top is None:
        return ()
    instance("top", top, TopBox, "the best answers are needed, such as TopBox(4, 5)").on(scale)
    return top.answers


def _commented(responses: Iterable[Response] | None) -> int | None:
    return None if responses is None else sum(one.has_comment for one in responses)
