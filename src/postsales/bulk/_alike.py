"""Which rows are alike: the plan of each, by whether it was sent, its seasons and its words.

Rules of this file: rows of one key get one plan, which is found by asking about the first of them.
"""

from collections.abc import Hashable, Sequence

import numpy as np
from attrs import define, field, frozen

from postsales.bulk._coded import FAR, Block, Coded, Instants, Numbers, first_of_each
from postsales.bulk._numbered import Planned, Plans
from postsales.bulk._plan import Plan
from postsales.bulk._state import Asked
from postsales.bulk._told import Told
from postsales.orders.seasons import Season

__all__ = ["Alike"]

_MOST_KEYS = 2**40
_SMALL_KEYS = 2**31
_DENSE = 2**16
"""Keys up to so many, or as many as rows, have a place each."""
_TOLD = (False, True, None)
"""Did it happen in a season? None where nobody knows."""


@frozen(weakref_slot=False, eq=False)
class _Keys:
    """A number for each row, the same for all that are alike, and below ``most``.

    ``in_block`` is None where the number of a row is the same in all blocks of a batch.
    """

    of_rows: Numbers
    most: int
    in_block: slice | None = None

    def by(self, block: Block, some: Numbers, most: int) -> "_Keys":
        """The same for rows that are alike by this, too."""
        fits = self.most * most <= _MOST_KEYS
        keys = self if fits else _Keys(*_few(self.of_rows), block.rows)
        kind = np.int32 if keys.most * most < _SMALL_KEYS else np.int64
        # Numbers of one kind are added fastest.
        more: Numbers = some.astype(kind, copy=False)
        more = np.multiply(more, kind(keys.most))
        more += keys.of_rows
        return _Keys(more, keys.most * most, keys.in_block)


@define(weakref_slot=False, eq=False)
class Alike:
    """The plans of the rows of a batch."""

    asked: Asked
    plans: Plans
    coded: Coded
    words: Hashable = field(init=False)
    """What keys that last depend on."""

    def __attrs_post_init__(self) -> None:
        self.words = tuple(tuple(x.classes) for x in self.coded.words.values())

    def of_block(self, block: Block, known: Told) -> Planned:
        """The plan of each row; that of rows to be asked by themselves may be any."""
        is_sent, seasons = known.is_sent, self._seasons(block, known)
        keys = self._keys(block, is_sent, seasons)
        if keys.in_block is not None or keys.most > max(_DENSE, self.coded.rows):
            keys = _Keys(*_few(keys.of_rows), block.rows)
        is_lasting = keys.in_block is None
        of_keys = self.plans.of_keys(self.words if is_lasting else object(), keys.most)
        found = of_keys.take(keys.of_rows)
        if found.min() < 0:
            rows = np.flatnonzero((found < 0) & ~block.by_row)
            new = keys.of_rows.take(rows)
            for row in rows.take(first_of_each(new, keys.most)).tolist():
                told = bool(is_sent[row]), tuple(_TOLD[int(x[row])] for x in seasons)
                of_keys[keys.of_rows[row]] = self._number(block.rows.start + row, *told)
            found = np.maximum(of_keys.take(keys.of_rows), 0)
        return Planned(block, self.plans, found)

    def _keys(self, block: Block, is_sent: Numbers, seasons: Sequence[Numbers]) -> _Keys:
        keys = _Keys(is_sent.astype(np.int32), 2)
        for some in seasons:
            keys = keys.by(block, some, len(_TOLD))
        for words in self.coded.words.values():
            if len(words.classes) > 1:
                keys = keys.by(block, words.places(block.rows), len(words.classes))
        return keys

    def _number(self, row: int, is_sent: object, seasons: tuple[bool | None, ...]) -> int:
        classed = tuple(x.of_row(row) for x in self.coded.words.values())
        key = self.asked.state.alike(classed), seasons, is_sent

        def plan() -> Plan:
            return self.asked.plan(key, self.coded.row(row))

        return self.plans.number(key, plan)

    # ------------------------------------------------------------------------ seasons

    def _seasons(self, block: Block, known: Told) -> list[Numbers]:
        """Did what a season is about happen in it? By the place of what is told."""
        seasons = self.asked.state.seasons
        if not seasons:
            return []
        zones = self._zones(block)
        return [self._in_season(x, known.since(source), zones) for x, source in seasons]

    def _in_season(self, season: Season, instants: Instants, zones: Numbers) -> Numbers:
        days, at = self.plans.days, instants.values
        found = np.full(len(at), _TOLD.index(None), np.int8)
        some = np.flatnonzero(at != FAR)
        if len(some):
            day = days.of_instants(at.take(some), zones.take(some)) + np.int64(days.first)
            first, last = season.first_day.toordinal(), season.last_day.toordinal()
            found[some] = (day >= first) & (day <= last)
        return found

    def _zones(self, block: Block) -> Numbers:
        """The place of the zone of each row; rows without one are asked by themselves."""
        days, zone = self.plans.days, self.asked.state.terms.zone
        if isinstance(zone, str):
            return np.full(len(block.at), days.zone(zone))
        words = self.coded.words["zone"]
        told = [x if isinstance(x, str) else "UTC" for x in words.classes]
        places = np.array([days.zone(x) for x in told])
        of_rows = words.places(block.rows)
        is_whole = (
            np.array([x is not None for x in words.classes]) & np.array(days.is_whole)[places]
        )
        if not is_whole.all():
            block.by_row[~is_whole.take(of_rows)] = True
        found: Numbers = places.take(of_rows)
        return found


def _few(keys: Numbers) -> tuple[Numbers, int]:
    """The same rows alike by numbers that are as small as can be."""
    there, found = np.unique(keys, return_inverse=True)
    return found, len(there)
