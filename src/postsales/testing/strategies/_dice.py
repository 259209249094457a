"""Dice: whole numbers of four bytes, each spent choice by choice until it has no more to give.

Rules of this file: hypothesis draws few primitives and everything else is worked out from them, so
that drawing is cheap. Zero is the plainest choice, so that shrinking a number to zero makes one
thing plainer. Bytes and not integers are drawn: of integers hypothesis mostly draws small ones, and
whatever is chosen last would nearly always be plain.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from attrs import define
from hypothesis import strategies as st

__all__ = ["CODES", "Dice", "thrown"]

T = TypeVar("T")
_BYTES = 4
_SIDES = 2 ** (8 * _BYTES)
# A choice is taken from what is left only where that leaves every answer about as likely.
_SPARE = 8
_NUMBERS = st.binary(min_size=_BYTES, max_size=_BYTES)


def _number(drawn: bytes) -> int:
    return int.from_bytes(drawn, "big")


CODES = st.binary(min_size=6, max_size=6).map(_number)
"""Whole numbers to make dice of where nothing more can be drawn."""


@define
class Dice:
    """A number that is spent digit by digit, and more of them when it is spent."""

    left: int
    draw: Callable[[st.SearchStrategy[bytes]], bytes] | None = None
    sides: int = 0

    def below(self, n: int) -> int:
        """A number from 0 to n - 1; nothing is spent where there is no choice."""
        if n == 1:
            return 0
        if self.draw is not None:
            if self.sides < n * _SPARE:
                self.left, self.sides = _number(self.draw(_NUMBERS)), _SIDES
            self.sides //= n
        self.left, found = divmod(self.left, n)
        return found

    def number(self, n: int) -> int:
        """A number from 0 to n - 1 that shrinks by itself, towards 0."""
        if self.draw is None:
            return self.below(n)
        return _number(self.draw(_NUMBERS)) % n

    def of(self, some: Sequence[T]) -> T:
        """One of several, the first of which is the plainest."""
        return some[self.below(len(some))]

    def once_in(self, times: int) -> bool:
        """Something special, once in so many times."""
        return self.below(times) == times - 1

    def anew(self) -> "Dice":
        """The dice with a number of its own for what comes next, so that it shrinks by itself."""
        if self.draw is not None:
            self.left = self.sides = 0
        return self


def thrown(made: Callable[[Dice], T]) -> st.SearchStrategy[T]:
    """What is made of dice."""
    return _thrown(made)


@st.composite
def _thrown(draw: Any, made: Callable[[Dice], T]) -> T:
    return made(Dice(0, draw))
