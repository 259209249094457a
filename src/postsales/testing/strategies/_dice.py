"""Dice: choices, each made of a byte or two, of which a handful is drawn at once.

Rules of this file: hypothesis draws few primitives and everything else is worked out from them, so
that drawing is cheap: a handful of bytes costs hardly more than one. Each choice has bytes of its
own, so that it shrinks by itself; zero is the plainest choice. Every handful has the same size, so
that hypothesis can put one in the place of another. Bytes and not integers are drawn: of integers
hypothesis mostly draws small ones.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from attrs import define
from hypothesis import strategies as st

__all__ = ["CODES", "Dice", "thrown"]

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[bytes]], bytes]
_HANDFUL = 14
_BYTES = st.binary(min_size=_HANDFUL, max_size=_HANDFUL)
# A choice takes so many bytes that each answer is about as likely: one for up to 32 answers.
_SPARE = 8


def _number(drawn: bytes) -> int:
    return int.from_bytes(drawn, "big")


CODES = st.binary(min_size=6, max_size=6).map(_number)
"""Whole numbers to make dice of where nothing more can be drawn."""


@define
class Dice:
    """Bytes that are spent choice by choice, and more of them when they are spent.

    Without ``draw`` they are one number, spent digit by digit.
    """

    left: int = 0
    draw: Draw | None = None
    hand: bytes = b""

    def below(self, n: int) -> int:
        """A number from 0 to n - 1; nothing is spent where there is no choice."""
        if n == 1:
            return 0
        if self.draw is None:
            self.left, found = divmod(self.left, n)
            return found
        size = 1
        while _SPARE * n > 256**size:
            size += 1
        if len(self.hand) < size:
            self.hand = self.draw(_BYTES)
        taken, self.hand = self.hand[:size], self.hand[size:]
        return _number(taken) % n

    def of(self, some: Sequence[T]) -> T:
        """One of several, the first of which is the plainest."""
        return some[self.below(len(some))]

    def once_in(self, times: int) -> bool:
        """Something special, once in so many times."""
        return self.below(times) == times - 1

    def anew(self) -> "Dice":
        """The dice with a handful of its own for what comes next, whatever was chosen before."""
        self.hand = b""
        return self

    def handful(self) -> "Dice":
        """Other dice with a handful of their own, which is drawn whether it is needed or not."""
        return self if self.draw is None else Dice(draw=self.draw, hand=self.draw(_BYTES))


def thrown(made: Callable[[Dice], T]) -> st.SearchStrategy[T]:
    """What is made of dice."""
    return _thrown(made)


@st.composite
def _thrown(draw: Any, made: Callable[[Dice], T]) -> T:
    return made(Dice(draw=draw))
