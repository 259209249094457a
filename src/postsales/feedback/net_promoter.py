"""The net promoter score: percent of promoters less percent of detractors, with its interval and n.

Net Promoter, NPS and Net Promoter Score are marks of Bain & Company, NICE Systems and Fred
Reichheld.
"""

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import count
from postsales.basics.rounding import divide
from postsales.feedback._estimates import Estimate, estimate
from postsales.feedback._heard import Heard, heard
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.keeping import Dedupe
from postsales.feedback.nps_counts import NpsCategory, NpsCounts, nps_category
from postsales.feedback.nps_intervals import nps_interval
from postsales.feedback.responses import Response
from postsales.feedback.scales import LTR_0_10
from postsales.feedback.tallies import Missing, ResponseTally

__all__ = ["NpsScore", "nps"]

_SCORE = IntervalMethod.SCORE
_POINTS = (-100.0, 100.0)
CODES = {NpsCategory.PROMOTER: 1, NpsCategory.PASSIVE: 0, NpsCategory.DETRACTOR: -1}


@frozen(weakref_slot=False)
class NpsScore:
    """A net promoter score, with everything that is needed to trust it.

    ``score`` is exact, in points from -100 to 100, and ``None`` with a ``reason`` where nobody
    answered. ``n`` is what it was divided by, and ``denominator`` says what that is. ``counts`` are
    the answers that counted, and ``tally`` says what became of the others.
    """

    score: Fraction | None
    n: int
    denominator: Denominator
    interval: Interval | None
    counts: NpsCounts
    tally: ResponseTally
    dedupe: Dedupe
    minimum: int
    reason: Absent | None = None

    @property
    def is_low_n(self) -> bool:
        """Are there fewer answers than the minimum, so that a score needs a warning?

        Example:
            >>> nps([10] * 29).is_low_n, nps([10] * 30).is_low_n
            (True, False)
        """
        return self.n < self.minimum

    @property
    def display(self) -> int | None:
        """The score as a whole number.

        Rounding: half away from zero, once, of the exact score.
        """
        if self.score is None:
            return None
        return divide(self.score.numerator, self.score.denominator)

    def __str__(self) -> str:
        if self.score is None:
            return f"no score: {self.reason}"
        warning = ", low n" if self.is_low_n else ""
        interval = f"; {self.interval}" if self.interval else ""
        return f"{self.display} (n = {self.n}{warning}{interval})"


def nps(
    answers: NpsCounts | Iterable[Response] | Iterable[int | None],
    *,
    confidence: float = 0.95,
    method: IntervalMethod | str = _SCORE,
    dedupe: Dedupe | str | None = None,
    missing: Missing | str = Missing.REFUSE,
    minimum: int = 30,
) -> NpsScore:
    """How likely are customers to recommend us: percent of promoters less percent of detractors?

    Answers are responses on ``LTR_0_10``, bare scores, or counts. Passives count in n. Responses
    are deduplicated by ``dedupe``: by default the latest of each customer in relational surveys,
    and all in transactional ones. Where a voice counts more than once, or with its mean, the
    interval is linearised and each voice is drawn as a whole, and of one voice alone there is none;
    else it is the one of ``method``.
    ``minimum`` is the n from which ``is_low_n`` gives no warning.

    Units: points, -100 to 100. Rounding: none; ``display`` rounds half away from zero.

    Raises:
        InvalidScore: an answer that is no whole number from 0 to 10.
        ScaleMismatch: responses on another scale.
        MixedPrograms: relational and transactional responses.
        InvalidValue: a confidence outside 0 and 1; a method that is not for this score.

    Example:
        >>> found = nps(NpsCounts(promoters=60, passives=25, detractors=15))
        >>> found.score, found.n, str(found)
        (Fraction(45, 1), 100, '45 (n = 100; 29.26 to 58.13 (95 %, score))')
        >>> nps([]).score, nps([]).reason
        (None, Absent.NO_RESPONSES)
    """
    count("minimum", minimum)
    if isinstance(answers, NpsCounts):
        found, counts, said = Heard.of_counts(answers.n), answers, None
    else:
        found = heard(answers, LTR_0_10, dedupe=dedupe, missing=missing)
        counts = NpsCounts.of(found.scores)
        said = estimate([CODES[nps_category(score)] for score in found.scores], found)
    interval = interval_of_counts(counts, said, method=method, confidence=confidence)
    return _scored(counts, found, interval, said, minimum)


def interval_of_counts(
    counts: NpsCounts, said: Estimate | None, *, method: IntervalMethod | str, confidence: float
) -> Interval | None:
    """The interval of counts; where voices come twice, the linearised one.

    Where all answers are alike every voice is counted once.
    """
    once = counts
    if said is not None:
        once = NpsCounts(
            promoters=said.once(counts.promoters),
            passives=said.once(counts.passives),
            detractors=said.once(counts.detractors),
        )
    interval = nps_interval(once, method=method, confidence=confidence)
    if said is not None and said.standard_error is not None:
        return said.interval(_POINTS, confidence, unit=100)
    return interval


def _scored(
    counts: NpsCounts, found: Heard, interval: Interval | None, said: Estimate | None, minimum: int
) -> NpsScore:
    return NpsScore(
        score=counts.score if said is None else 100 * said.mean,
        n=counts.n if said is None else said.n,
        denominator=Denominator.ANSWERED if said is None else said.denominator,
        interval=interval,
        counts=counts,
        tally=found.tally,
        dedupe=found.dedupe,
        minimum=minimum,
        reason=None if counts.n else Absent.NO_RESPONSES,
    )
