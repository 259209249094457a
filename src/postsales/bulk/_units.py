"""How many units: which are free, what is said about them, and which go back.

Rules of this file: units are free first, then those that came back, those that were only refunded,
and those that were never bought; verdicts and codes are those of plans.
"""

import numpy as np
from attrs import define, field, frozen

from postsales.bulk._coded import NEVER, REFER, REFUSED, Block, Found, Numbers, first_of_each
from postsales.bulk._numbered import PARTS, Planned, Plans, spoken
from postsales.bulk._plan import WAYS
from postsales.bulk._told import Told, booked_later
from postsales.bulk._until import Timed

__all__ = ["Sentences", "Units", "decide", "units"]


@frozen(weakref_slot=False, eq=False)
class Units:
    """Units of rows: how many are free, and how many were paid back when the row is asked about.

    ``parts`` says by bits whether any that are asked for are free, came back, were refunded, or
    were never bought.
    """

    quantity: Numbers
    asked: Numbers
    free: Numbers
    parts: Numbers
    refunded: Numbers


def units(block: Block, known: Told) -> Units:
    """The units of all rows of a block."""
    names = ("quantity", "asked", "returned", "refunded")
    quantity, asked, returned, refunded = (
        block.numbers(x).astype(np.int32, copy=False) for x in names
    )
    late = booked_later(block, known)
    if late is not None:
        returned, refunded = returned * ~late, refunded * ~late
    left = quantity - np.maximum(returned, refunded)
    free = np.minimum(asked, left, out=left)
    parts = (free > 0).view(np.int8)
    rest = asked - free
    if rest.any():
        came = (rest > 0) & (returned > 0)
        paid = (rest > returned) & (refunded > returned)
        others = (asked > quantity).view(np.int8)
        for some in (paid, came, parts):
            others = others + others + some.view(np.int8)
        parts = others
    return Units(quantity, asked, free, parts, refunded)


def decide(planned: Planned, sold: Units, until: Timed, said: "Sentences") -> None:
    """Write what is decided about all rows of a block."""
    rows, plans, found = planned.block.rows, planned.of_row, said.found
    numbered = planned.plans.arrays()
    key = spoken(plans, until.way, sold.parts)
    outcome = numbered.outcome.take(key, out=found.outcome[rows], mode="clip")
    is_allowed = outcome < REFUSED
    allowed = np.multiply(sold.free, is_allowed, out=found.allowed[rows])
    refused = np.subtract(sold.asked, allowed, out=found.refused[rows])
    if outcome.max() == REFER or numbered.is_elsewhere.any():
        referred = sold.free * numbered.refers.take(key)
        referred += (sold.asked - sold.free) * numbered.is_elsewhere.take(plans)
        found.referred[rows] = referred
        refused -= referred
    said.write(key, found.because[rows])
    found.ends_at[rows], found.last_day[rows] = until.closes, until.last_day
    has_end = np.greater(sold.free, 0, out=found.has_end[rows])
    if until.is_idle is not None:
        has_end &= ~(until.is_idle & is_allowed)
    if until.closes.min() == NEVER:
        has_end &= until.closes != NEVER


@define(weakref_slot=False, eq=False)
class Sentences:
    """The sentences of codes of a batch, by what is said about a row."""

    found: Found
    plans: Plans
    of_key: Numbers = field(factory=lambda: np.empty(0, np.int32))

    def write(self, keys: Numbers, out: Numbers) -> None:
        """The place of the sentence of each row."""
        more = len(self.plans.plans) * WAYS * PARTS - len(self.of_key)
        if more:
            self.of_key = np.concatenate([self.of_key, np.full(more, -1, np.int32)])
        self.of_key.take(keys, out=out, mode="clip")
        if out.min() >= 0:
            return
        new = keys.take(np.flatnonzero(out < 0))
        for key in new.take(first_of_each(new, len(self.of_key))).tolist():
            self.of_key[key] = self.found.sentence(self.plans.text(key))
        self.of_key.take(keys, out=out, mode="clip")
