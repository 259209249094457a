"""Which units of a line an item of a request is about, when they are not all alike."""

from collections.abc import Iterable
from typing import TypeVar

from postsales.orders.units import Lot

__all__ = ["drawn"]

State = TypeVar("State")


def drawn(
    stock: Iterable[tuple[State, int, Lot | None]], before: int, wanted: int, beyond: State
) -> list[tuple[State, int, Lot | None]]:
    """The units that an item draws on, after those that items before it have drawn.

    ``stock`` is all units of the line by state, in the order in which they are drawn; what is
    wanted ``beyond`` it has a state of its own.

    Example:
        >>> drawn([("open", 2, None), ("gone", 1, None)], before=1, wanted=3, beyond="none")
        [('open', 1, None), ('gone', 1, None), ('none', 1, None)]
    """
    found: list[tuple[State, int, Lot | None]] = []
    for state, k, lot in stock:
        passed = min(before, k)
        taken = min(wanted, k - passed)
        before -= passed
        wanted -= taken
        if taken:
            found.append((state, taken, lot))
    if wanted:
        found.append((beyond, wanted, None))
    return found
