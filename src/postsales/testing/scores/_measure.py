"""What a scorer measures: what each answer on its scale is worth."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.feedback.scales import LTR_0_10, RatingScale

__all__ = ["Measure", "ScoreKind", "measure_of"]


class ScoreKind(Word):
    """What a score is of its answers."""

    NET = "net"
    """Percent of the top answers less percent of the bottom ones: -100 to 100."""
    PERCENT = "percent"
    """Percent of the top answers: 0 to 100."""
    SHARE = "share"
    """The share of the top answers: 0 to 1."""
    MEAN = "mean"
    """The mean of the answers, on their scale."""


@frozen(weakref_slot=False)
class Measure:
    """A scale, and what one answer on it scores alone."""

    scale: RatingScale
    kind: ScoreKind
    top: tuple[int, ...]
    bottom: tuple[int, ...]

    def worth(self, answer: int) -> int:
        """What an answer scores alone: a promoter 100, and a passive 0."""
        if self.kind is ScoreKind.MEAN:
            return answer
        full = 1 if self.kind is ScoreKind.SHARE else 100
        if answer in self.top:
            return full
        return -full if answer in self.bottom else 0

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the most that a score can be."""
        found = [self.worth(x) for x in self.scale.points]
        return min(found), max(found)

    @property
    def span(self) -> int:
        """How far apart these are."""
        low, high = self.ends
        return high - low

    def mirrored(self, answer: int) -> int:
        """An answer that is worth as much from the other end."""
        wanted = sum(self.ends) - self.worth(answer)
        return next(x for x in self.scale.points if self.worth(x) == wanted)

    def mean(self, answers: Iterable[int]) -> Fraction:
        """What answers are worth in the mean."""
        found = [self.worth(x) for x in answers]
        return Fraction(sum(found), len(found))


_PROMOTERS = (9, 10)
_DETRACTORS = tuple(range(7))


def measure_of(
    scale: RatingScale, kind: ScoreKind, top: Iterable[int], bottom: Iterable[int]
) -> Measure:
    """A measure, with the usual classes where a net score on 0 to 10 names none.

    Raises:
        InvalidValue: answers that are not on the scale, both top and bottom, or the whole scale; a
            kind that needs top answers, or bottom ones, and has none, or has some and needs none.
    """
    best, worst = _answers("top", top, scale), _answers("bottom", bottom, scale)
    if kind is ScoreKind.NET and scale == LTR_0_10 and not best and not worst:
        best, worst = _PROMOTERS, _DETRACTORS
    _check_needs("top", best, kind, is_needed=kind is not ScoreKind.MEAN)
    _check_needs("bottom", worst, kind, is_needed=kind is ScoreKind.NET)
    if set(best) & set(worst) or len(best) == len(scale.points):
        allowed = "an answer is top or bottom and not both, and some answer is not top"
        raise InvalidValue("top", best, allowed)
    return Measure(scale, kind, best, worst)


def _answers(name: str, given: Iterable[int], scale: RatingScale) -> tuple[int, ...]:
    found = several(name, given, int, "answers on the scale are needed, such as (4, 5)")
    return tuple(scale.score(x) for x in found)


def _check_needs(name: str, given: tuple[int, ...], kind: ScoreKind, *, is_needed: bool) -> None:
    if is_needed and not given:
        raise InvalidValue(name, given, f"a score of the kind {kind} names these answers")
    if given and not is_needed:
        raise InvalidValue(name, given, f"a score of the kind {kind} has none of these")
