"""Which answers are unhappy: one line for the cases that are opened and for the plans that wait."""

from fractions import Fraction

from attrs import frozen

from postsales.basics._chosen import Chosen
from postsales.basics.percent import Percent
from postsales.followups.events import Answered

__all__ = ["UNHAPPY", "UnhappyAnswer", "is_unhappy"]

UNHAPPY = Percent("60")
"""How far up its scale an answer lies at most that is unhappy."""
_HUNDRED = 100


def is_unhappy(answer: Answered, at_most: Percent = UNHAPPY) -> bool:
    """Does an answer lie at most so far up its scale?"""
    # In fractions: the ambient decimal context is somebody else's.
    share = Fraction(at_most.value) * (answer.best - answer.worst) / _HUNDRED
    return Fraction(answer.score) - answer.worst <= share


class _Unhappy(Chosen):
    def chooses(cls, event: Answered) -> bool:  # noqa: N805 - a class of classes
        return is_unhappy(event)


@frozen(weakref_slot=False)
class UnhappyAnswer(Answered, metaclass=_Unhappy):
    """An ``Answered`` that lies at most 60 % up its scale: a class for selectors.

    Example:
        >>> told = [Answered(x, at="2026-03-20T10:15+01:00") for x in (3, 4)]
        >>> [isinstance(x, UnhappyAnswer) for x in told]
        [True, False]
    """
