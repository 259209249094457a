"""What is told of the rows of a block: can it be, and what was known when they are asked about?

Rules of this file: what one row is refused for is said by ``_rows``; here is only found which.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

import numpy as np
from attrs import frozen

from postsales.bulk._coded import FAR, Block, Instants, Numbers
from postsales.bulk._days import Days, micros
from postsales.bulk._plan import DELIVERED, SHIPPED
from postsales.bulk._possible import FIRST_YEAR, LAST_YEAR, MOST_MONEY, MOST_UNITS, impossible
from postsales.bulk._state import Asked

__all__ = ["Told", "booked_later", "check", "told"]

_SOURCES = ("placed_at", "shipped_at", "delivered_at")
_LEAST = micros(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
_MOST = micros(datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)) - 1


@frozen(weakref_slot=False, eq=False)
class Told:
    """What is known of rows when they are asked about.

    ``happened`` are when they were placed, shipped and delivered, as far as known: ``FAR`` where it
    is not, and None where no terms look at it. All others are among the days that are looked up.
    """

    at: Numbers
    happened: tuple[Instants | None, Instants | None, Instants | None]

    def some(self, rows: Numbers) -> "Told":
        """What is known of some of the rows, at least one."""
        placed, shipped, delivered = (
            None if x is None else Instants.of(x.values.take(rows)) for x in self.happened
        )
        return Told(self.at.take(rows), (placed, shipped, delivered))

    def since(self, source: int) -> Instants:
        """When that happened, which is looked at."""
        return cast("Instants", self.happened[source])

    @property
    def is_sent(self) -> Numbers:
        """Was it shipped or delivered by then?"""
        shipped, delivered = self.since(SHIPPED), self.since(DELIVERED)
        if delivered.is_known:
            return np.ones(len(self.at), bool)
        found: Numbers = np.minimum(shipped.values, delivered.values) != FAR
        return found


# ------------------------------------------------------------------------------------- possible


def check(block: Block, asked: Asked) -> None:
    """No row is one that cannot be."""
    if _units_can_be(block) and _money_can_be(block) and _years_can_be(block):
        return
    rows = np.flatnonzero(np.any([*_wrong(block)], axis=0))
    raise block.refused(rows, lambda row: impossible(block.coded.row(row), asked))


def _without_sign(some: Numbers) -> Numbers:
    """The same bits, in which what is below zero is larger than all that is allowed."""
    return some.view(f"u{some.itemsize}")


def _units_can_be(block: Block) -> bool:
    quantity, asked = block.numbers("quantity"), block.numbers("asked")
    least, most = min(quantity.min(), asked.min()), max(quantity.max(), asked.max())
    if least < 1 or most > MOST_UNITS:
        return False
    sold = _without_sign(quantity)
    settled = (_without_sign(block.numbers(x)) for x in ("returned", "refunded"))
    return not any((x > sold).any() for x in settled)


def _money_can_be(block: Block) -> bool:
    if not block.has("total"):
        return True
    names = ("total", "tax_included", "tax_added")
    total, included, added = (_without_sign(block.numbers(x)) for x in names)
    if total.max() >= MOST_MONEY or (included > total).any():
        return False
    # What is left of the total by the one tax is not below zero any more.
    return not added.any() or not (added > total - included).any()


def _years_can_be(block: Block) -> bool:
    return not any(
        told.least < _LEAST or (told.most > _MOST and _too_late(block, name).any())
        for name, told in block.moments.items()
    )


def _too_late(block: Block, name: str) -> Numbers:
    told = block.numbers(name)
    found: Numbers = told > _MOST
    return found & (told != FAR) if name in block.coded.untold else found


def _wrong(block: Block) -> Iterator[Numbers]:
    """The rows with something that cannot be."""
    quantity = block.numbers("quantity")
    for units in (quantity, block.numbers("asked")):
        yield (units < 1) | (units > MOST_UNITS)
    for units in (block.numbers("returned"), block.numbers("refunded")):
        yield (units < 0) | (units > quantity)
    for name, told in block.moments.items():
        yield (told.values < _LEAST) | _too_late(block, name)
    if block.has("total"):
        total, included = block.numbers("total"), block.numbers("tax_included")
        added = block.numbers("tax_added")
        yield (total < 0) | (included < 0) | (added < 0) | (total >= MOST_MONEY)
        # What is left of the total by the one tax is not below zero where the row is possible.
        yield (included > total) | (added > total - np.minimum(included, total))


# ------------------------------------------------------------------------------------- known


def told(block: Block, days: Days) -> Told:
    """What is known, with all instants that are worth it among the days that are looked up.

    Rows of which one is not are asked by themselves.
    """
    known = [_known(block, name) for name in _SOURCES]
    days.cover([x for x in known if x is not None])
    placed, shipped, delivered = (_among(block, days, x) for x in known)
    return Told(block.at, (placed, shipped, delivered))


def _known(block: Block, name: str) -> Instants | None:
    """When it happened, as far as known at the instant; ``FAR`` where it is not."""
    found = block.moments.get(name)
    if found is None or name == "placed_at":
        return found
    unknown = found.values > block.at
    if not unknown.any():
        return found
    return Instants.of(np.maximum(found.values, unknown.astype(np.int64) * FAR))


def _among(block: Block, days: Days, known: Instants | None) -> Instants | None:
    """The instants that are looked up; those of rows that are asked by themselves say nothing."""
    if known is None:
        return None
    outside = days.outside(known)
    if not len(outside):
        return known
    block.by_row[outside] = True
    found = known.values.copy()
    found[outside] = FAR
    return Instants.of(found)


def booked_later(block: Block, known: Told) -> Numbers | None:
    """The rows of which something is told that happened after they are asked about, if any."""
    late: Numbers | None = None
    for name, found in zip(_SOURCES, known.happened, strict=True):
        if found is None or (name != "placed_at" and found.is_known):
            continue
        when = block.numbers(name)
        one = (when > block.at) & (when != FAR)
        if one.any():
            late = one if late is None else late | one
    return late
