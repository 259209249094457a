"""What was measured in a period: net promoter counts, a share, or the sums of a mean."""

import math
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import count, instance, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.feedback._linearised import mean_of_voices
from postsales.feedback._numbers import Number, exact
from postsales.feedback.nps_counts import NpsCounts
from postsales.feedback.proportions import counted

__all__ = ["Baseline", "Measure", "ScoreSums", "merged"]


_MOST_SQUARES = 10**40
_PAIR = 2


def _total(value: Number) -> Fraction:
    return exact("total", value)


def _squares(value: Number) -> Fraction:
    return exact("squares", value, 0, _MOST_SQUARES)


@frozen(weakref_slot=False)
class ScoreSums:
    """How many scores, their sum, and that of their squares. Those of two periods add up.

    Example:
        >>> may = ScoreSums.of([5, 4, 3])
        >>> may.n, may.mean, may.variance, (may + ScoreSums.of([1])).mean
        (3, Fraction(4, 1), Fraction(1, 1), Fraction(13, 4))
    """

    n: int = 0
    total: Fraction = field(default=Fraction(0), converter=_total, kw_only=True)
    squares: Fraction = field(default=Fraction(0), converter=_squares, kw_only=True)

    def __attrs_post_init__(self) -> None:
        count("n", self.n)
        none_of_nothing = self.n or not self.squares
        if self.n * self.squares < self.total**2 or not none_of_nothing:
            allowed = f"the squares of {self.n} numbers with a sum of {self.total} are others"
            raise InvalidValue("squares", self.squares, allowed, "say ScoreSums.of(scores)")

    @classmethod
    def of(cls, scores: Iterable[Number]) -> "ScoreSums":
        """The sums of bare scores.

        Raises:
            InvalidValue: a score that is NaN or infinite.
        """
        given = [exact("score", one) for one in several("scores", scores, object, "numbers")]
        squares = sum((one * one for one in given), Fraction(0))
        return cls(len(given), total=sum(given, Fraction(0)), squares=squares)

    @classmethod
    def of_voices(cls, scores: Sequence[Number], voices: Sequence[Hashable]) -> "ScoreSums":
        """The sums of what each voice said in the mean: who speaks three times counts once.

        ``voices`` stand in the order of the scores; ``None`` is a voice alone.

        Example:
            >>> ScoreSums.of_voices([5, 3, 1], ["C-7", "C-7", None]).mean
            Fraction(5, 2)
        """
        given = [exact("score", one) for one in several("scores", scores, object, "numbers")]
        if len(voices) != len(given):
            allowed = f"one voice for each of the {len(given)} scores is needed"
            raise InvalidValue("voices", len(voices), allowed)
        return cls.of(mean_of_voices(given, voices))

    def __add__(self, other: "ScoreSums") -> "ScoreSums":
        if not isinstance(other, ScoreSums):
            return NotImplemented
        return ScoreSums(
            self.n + other.n,
            total=self.total + other.total,
            squares=self.squares + other.squares,
        )

    @property
    def mean(self) -> Fraction | None:
        """The mean; ``None`` of none."""
        return Fraction(self.total, self.n) if self.n else None

    @property
    def variance(self) -> Fraction | None:
        """How much scores vary, with n - 1 below; ``None`` of fewer than two."""
        if self.n <= 1:
            return None
        return (self.squares - self.total * self.total / self.n) / (self.n - 1)


Measure = NpsCounts | tuple[int, int] | ScoreSums
"""Net promoter counts; a share as (successes, n); or the sums of a mean."""


def checked(name: str, value: Measure) -> Measure:
    """A measure, with counts that can be."""
    if isinstance(value, NpsCounts | ScoreSums):
        return value
    allowed = "NpsCounts, a share as (successes, n), or ScoreSums are needed"
    instance(name, value, tuple, allowed)
    if len(value) != _PAIR:
        raise WrongType(name, value, allowed)
    counted(*value)
    return value


def answers(measure: Measure) -> int:
    """Of how many."""
    return measure[1] if isinstance(measure, tuple) else measure.n


def score(measure: Measure) -> Fraction | None:
    """The score, in its own units: points, a share, or a mean."""
    if isinstance(measure, tuple):
        return Fraction(*measure) if measure[1] else None
    return measure.score if isinstance(measure, NpsCounts) else measure.mean


def variance(measure: Measure) -> Fraction | None:
    """How much one answer varies; points are hundreds of an answer coded 1, 0 and -1."""
    if not isinstance(measure, tuple):
        return measure.variance
    share = score(measure)
    return None if share is None else share * (1 - share)


def unit(measure: Measure) -> int:
    """How many of its units a score has for one of its answers' codes."""
    return 100 if isinstance(measure, NpsCounts) else 1


def merged(measures: Iterable[Measure]) -> Measure:
    """Several periods as one; they are of one kind, and one at least."""
    first, *rest = measures
    for one in rest:
        first = _both(first, one)
    return first


def _both(a: Measure, b: Measure) -> Measure:
    if isinstance(a, NpsCounts) and isinstance(b, NpsCounts):
        return a + b
    if isinstance(a, ScoreSums) and isinstance(b, ScoreSums):
        return a + b
    if isinstance(a, tuple) and isinstance(b, tuple):
        return (a[0] + b[0], a[1] + b[1])
    allowed = "measures of one kind are needed: net promoter counts, shares, or means"
    raise WrongType("measure", b, allowed, "follow each score alone")


def _score(value: Number) -> Fraction:
    return exact("score", value)


def _variance(value: Number) -> Fraction:
    return exact("variance", value, 0)


@frozen(weakref_slot=False)
class Baseline:
    """What is normal: the score, and how much one answer varies.

    ``score`` is in its own units, points, a share or a mean. ``variance`` is that of one answer: of
    net promoter scores that of the codes 1, 0 and -1, of a share p that is p (1 - p). ``n`` is how
    many answers say so, and ``None`` where it was decided, not counted.

    Example:
        >>> Baseline.of(NpsCounts(promoters=50, passives=30, detractors=20))
        Baseline(score=Fraction(30, 1), variance=Fraction(61, 100), n=100)
    """

    score: Fraction = field(converter=_score)
    variance: Fraction = field(converter=_variance)
    n: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.n is not None:
            count("n", self.n, least=1)

    @classmethod
    def of(cls, measure: Measure) -> "Baseline":
        """What was counted before is normal.

        Raises:
            InvalidValue: nobody answered; or one answer only, of a mean.
        """
        given = checked("measure", measure)
        normal, spread = score(given), variance(given)
        if normal is None or spread is None:
            allowed = "answers are needed to know what is normal, of a mean two at least"
            raise InvalidValue("measure", measure, allowed, "say Baseline(score, variance)")
        return cls(normal, spread, answers(given))

    def z(self, measure: Measure) -> float | None:
        """How many standard errors is a score off, for its n? ``None`` where nobody can say.

        Example:
            >>> normal = Baseline(30, 0.6)
            >>> round(normal.z(NpsCounts(promoters=5, passives=10, detractors=10)), 4)
            -3.2275
        """
        given = checked("measure", measure)
        self._check(given)
        found = score(given)
        if found is None or not self.variance:
            return None
        off = (found - self.score) / unit(given)
        error_squared = self.variance / answers(given)
        return float(off) / math.sqrt(error_squared)

    def _check(self, measure: Measure) -> None:
        """Refuse what cannot be normal for such a measure: points for a share, or a mean."""
        if isinstance(measure, ScoreSums):
            return
        least, most, spread = (0, 1, Fraction(1, 4))
        if isinstance(measure, NpsCounts):
            least, most, spread = (-100, 100, Fraction(1))
        if not least <= self.score <= most or self.variance > spread:
            allowed = f"of such a score {least} to {most} is normal, and a variance up to {spread}"
            told = (str(self.score), str(self.variance))
            raise InvalidValue("baseline", told, allowed, "follow each score alone")
