"""A batch as numbers: what is told of its rows, block by block, and where the answers go.

Rules of this file: it decides nothing. Instants are microseconds since 1970.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import define, field, frozen

from postsales.basics._errors import Contradictions
from postsales.bulk._possible import refused

__all__ = [
    "ALLOWED",
    "BLOCK",
    "BY_ROW",
    "FAR",
    "NEVER",
    "OUTCOMES",
    "PARTLY",
    "REFER",
    "REFUSED",
    "UNFILLED",
    "Block",
    "Coded",
    "Found",
    "Instants",
    "Numbers",
    "Room",
    "Words",
    "first_of_each",
    "put",
]

Numbers = npt.NDArray[Any]
Room = Callable[[int, Any], Numbers]
"""Gives an array of so many numbers of a kind, in which anything stands."""

BLOCK = 65_536
"""As many rows at once as stay near the processor."""
FAR = 2**62
"""Later than everything: stands for an instant that nobody told."""
NEVER, UNFILLED, BY_ROW = -FAR - 2, -FAR - 1, -FAR
"""Ends before everything: of a window that has not started, of one that was not looked up yet, and
of one that depends on the time of day. The least of some ends tells them apart only in this order.
"""
MOMENTS = ("placed_at", "shipped_at", "delivered_at", "at")
ALLOWED, PARTLY, REFUSED, REFER = range(4)
_MANY = 131_072
OUTCOMES = ("allowed", "partly", "refused", "refer")


@frozen(weakref_slot=False, eq=False)
class Words:
    """A column of words: the classes that there are, that of each word, and the word of each row.

    ``which`` is None where each word is a class of its own.
    """

    classes: Sequence[Hashable]
    which: Numbers | None
    rows: Numbers

    def places(self, rows: slice) -> Numbers:
        """The class of rows of the batch, by its place."""
        words = self.rows[rows]
        return words if self.which is None else self.which.take(words)

    def of_row(self, row: int) -> Hashable:
        """The class of a row of the batch."""
        word = int(self.rows[row])
        return self.classes[word if self.which is None else int(self.which[word])]


@frozen(weakref_slot=False, eq=False)
class Coded:
    """The columns of a batch as numbers, those of words in the order of their classes.

    ``untold`` are the columns that some row does not tell; of instants ``FAR`` stands for that.
    ``row`` tells a row as it was given, and ``first`` which row the first one is to whoever gave
    them.
    """

    rows: int
    numbers: Mapping[str, Numbers]
    untold: frozenset[str]
    words: Mapping[str, Words]
    row: Callable[[int], Mapping[str, Any]]
    first: int


@frozen(weakref_slot=False, eq=False)
class Instants:
    """Instants, and between which they are; what nobody told is the latest."""

    values: Numbers
    least: int
    most: int

    @classmethod
    def of(cls, values: Numbers) -> "Instants":
        """The instants, at least one."""
        return cls(values, int(values.min()), int(values.max()))

    @property
    def is_known(self) -> bool:
        """Are all of them told?"""
        return self.most != FAR


@frozen(weakref_slot=False, eq=False)
class Block:
    """Some rows of a batch, each asked about at its instant.

    ``by_row`` are those that have to be asked by themselves: whoever cannot answer by arrays marks
    them.
    """

    coded: Coded
    rows: slice
    at: Numbers
    by_row: Numbers
    moments: Mapping[str, Instants]
    """The columns of instants that are needed."""

    @classmethod
    def of(cls, coded: Coded, rows: slice, at: int | None) -> "Block":
        """The rows, asked about at one instant, or at that of each."""
        size: int = rows.stop - rows.start
        told = np.broadcast_to(np.int64(at), size) if at is not None else coded.numbers["at"][rows]
        moments = {x: Instants.of(coded.numbers[x][rows]) for x in MOMENTS if x in coded.numbers}
        return cls(coded, rows, told, np.zeros(size, bool), moments)

    def numbers(self, name: str) -> Numbers:
        """A column of the block."""
        return self.coded.numbers[name][self.rows]

    def has(self, name: str) -> bool:
        """Is that a column of numbers?"""
        return name in self.coded.numbers

    def refused(self, places: Numbers, says: Callable[[int], str]) -> Contradictions:
        """Rows of the block that cannot be, the first of them named with what is said of each."""
        return refused(self.coded.first, places + self.rows.start, says)


@define(weakref_slot=False, eq=False)
class Found:
    """The answers about a batch, in arrays; the end of rows that have none says nothing."""

    outcome: Numbers
    allowed: Numbers
    refused: Numbers
    referred: Numbers
    because: Numbers
    ends_at: Numbers
    last_day: Numbers
    has_end: Numbers
    money: list[Numbers]
    """Goods, tax, fees, tax in the fees, and refund; nothing where no money is worked out."""
    sentences: dict[str, int] = field(factory=dict[str, int])
    """The sentences of codes that some row has, in the order in which they first occur."""

    @classmethod
    def empty(cls, rows: int, sums: int, room: Room) -> "Found":
        """Room for so many answers; what is zero for most is zero before it is written."""
        money = [room(rows, np.int64) for _ in range(sums)]
        if money:
            money[2:4] = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
        return cls(
            outcome=room(rows, np.int8),
            allowed=room(rows, np.int32),
            refused=room(rows, np.int32),
            referred=np.zeros(rows, np.int32),
            because=room(rows, np.int32),
            ends_at=room(rows, np.int64),
            last_day=room(rows, np.int32),
            has_end=np.empty(rows, bool),
            money=money,
        )

    def sentence(self, text: str) -> int:
        """The place of a sentence."""
        return self.sentences.setdefault(text, len(self.sentences))


def first_of_each(keys: Numbers, most: int) -> Numbers:
    """The first place of each key, in order; keys are zero or more, and below ``most``."""
    if most > _MANY:
        return np.sort(np.unique(keys, return_index=True)[1])
    first = np.full(most, len(keys))
    # Of several at one place the last one stays.
    first[keys[::-1]] = np.arange(len(keys))[::-1]
    return np.sort(first[first < len(keys)])


def put(out: Numbers, where: Numbers, values: "Numbers | int") -> None:
    """Write values where something holds; by places, since to go by a mask takes longest."""
    rows = np.flatnonzero(where)
    if len(rows):
        out[rows] = values if isinstance(values, int) else values.take(rows)
