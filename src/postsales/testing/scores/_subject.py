"""What is tested: a host's scorer, with what laws have to know of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from attrs import frozen

from postsales.feedback.responses import Response
from postsales.testing.asking import given_by
from postsales.testing.law import Law, LawBroken, broken
from postsales.testing.scores._flags import ScoreFlag
from postsales.testing.scores._measure import Measure
from postsales.testing.scores._scene import ScoreScene
from postsales.testing.scores._scored import Number, Scored, Scorer, scored

__all__ = ["FIRST", "ScoreSubject", "response"]

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When the first answer was given; each of the others comes a minute later."""

# A float is off by less, and no mistake that is worth a law is.
_FLOAT = Fraction(1, 10**9)


@frozen(weakref_slot=False, eq=False)
class ScoreSubject:
    """A scorer, what it measures, and what it says of itself."""

    scorer: Scorer
    measure: Measure
    flags: frozenset[ScoreFlag]
    least: int
    within: Fraction

    @property
    def name(self) -> str:
        """The scorer by its name."""
        return str(getattr(self.scorer, "__name__", type(self.scorer).__name__))

    def counted(self) -> "ScoreSubject":
        """The same: nothing is counted, since a scorer that gives no score breaks a law."""
        return self

    def untried(self, law: Law) -> str:  # noqa: ARG002 - others look at it
        """Why a law that was not broken was not tried either; always empty."""
        return ""

    def report(self, law: Law, scene: ScoreScene, error: LawBroken) -> str:
        """Everything about a broken law."""
        from postsales.testing.scores._messages import report

        return report(law, self, scene, error)

    def told(self, answers: Sequence[Any]) -> list[Any]:
        """Answers as the scorer takes them: a voice for each bare score where it takes responses.

        What is no whole number is left as it is.
        """
        if ScoreFlag.RESPONSES not in self.flags:
            return [*answers]
        scale = self.measure.scale
        return [
            response(x, scale, n) if type(x) is int and x in scale.points else x
            for n, x in enumerate(answers)
        ]

    def ask(self, answers: Sequence[Any], **besides: Any) -> Scored:
        """What the scorer gives.

        Raises:
            LawBroken: it raises an error, or gives something else than a score.
        """
        scorer: Any = self.scorer
        asked = partial(scorer, self.told(answers), **besides)
        return scored(given_by("the scorer", asked))

    def score(self, answers: Sequence[Any], **besides: Any) -> Fraction:
        """The score of answers, of which there are enough.

        Raises:
            LawBroken: there is none.
        """
        found = self.ask(answers, **besides).score
        if found is None:
            broken("there are answers and no score", answers=tuple(answers))
        return Fraction(found)

    def is_off(self, one: Number, other: Number, *, times: int = 1) -> bool:
        """Are two scores further apart than rounding is, which may count several times?"""
        apart = abs(Fraction(one) - Fraction(other))
        return apart > times * self.within + self.measure.span * _FLOAT

    @property
    def is_exact(self) -> bool:
        """Does every answer move the score by as much as it should?"""
        return ScoreFlag.ADDITIVE in self.flags and not self.within


def response(score: int, scale: Any, n: int, **given: Any) -> Response:
    """An answer of somebody, a minute after the one before."""
    told: dict[str, Any] = {
        "at": FIRST + timedelta(minutes=n),
        "customer": f"C-{n + 1}",
        **given,
    }
    return Response("survey", score, scale, **told)
