"""The answers block by block, by arrays: as many rows at once as stay near the processor.

Rules of this file: what a block works out by arrays is what a row is told by its plan; the other
rows are asked one by one. Nothing is made for each row but numbers.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from attrs import define, field, frozen

from postsales.basics._errors import Contradictions
from postsales.basics.moments import day_start
from postsales.bulk._amounts import Amounts, amounts
from postsales.bulk._money import Sold, money
from postsales.bulk._plan import CLOSED, MET, NOT_ASKED, UNSURE, WAYS, other_currency
from postsales.bulk._rows import MOST_MONEY, MOST_PROBLEMS, MOST_UNITS, by_definition, impossible
from postsales.bulk._state import State
from postsales.bulk._tables import (
    EPOCH_DAY,
    FAR,
    FIRST,
    LAST,
    NEVER,
    QUARTER,
    SLOTS,
    STATES,
    LookedUp,
    Tables,
    micros,
)
from postsales.returns.terms import ReturnTerms

__all__ = ["BLOCK", "OUTCOMES", "Coded", "Found", "answered"]

Numbers = npt.NDArray[Any]
BLOCK = 32_768
_SOURCES = ("placed_at", "shipped_at", "delivered_at")
OUTCOMES = ("allowed", "partly", "refused", "refer")
_DENSE = 1 << 20
_MOST_PLANS = 20_000
_FIRST, _LAST = micros(day_start("UTC", FIRST)), micros(day_start("UTC", LAST))


@frozen(weakref_slot=False, eq=False)
class Coded:
    """The columns of a batch as numbers.

    ``words`` are, of each column of words, the classes that there are, which of them each word has,
    and by row which word it is; ``row`` tells a row as it was given. ``first`` is which row the
    first one is to whoever gave them.
    """

    rows: int
    numbers: Mapping[str, Numbers]
    words: Sequence[tuple[Sequence[Hashable], Numbers, Numbers]]
    row: Callable[[int], Mapping[str, Any]]
    first: int


@define(weakref_slot=False, eq=False)
class Found:
    """The answers about a batch, in arrays; ends that nobody knows are ``NEVER``."""

    outcome: Numbers
    allowed: Numbers
    refused: Numbers
    referred: Numbers
    because: Numbers
    ends_at: Numbers
    last_day: Numbers
    money: list[Numbers]
    sentences: list[str] = field(factory=list[str])
    """The sentences of codes that some row has, in the order in which they first occur."""

    @classmethod
    def empty(cls, rows: int, sums: int) -> "Found":
        """Room for so many answers."""
        allowed, refused, referred = (np.empty(rows, np.int32) for _ in range(3))
        return cls(
            np.empty(rows, np.int8),
            allowed,
            refused,
            referred,
            np.empty(rows, np.int32),
            np.empty(rows, np.int64),
            np.empty(rows, np.int32),
            [np.zeros(rows, np.int64) for _ in range(sums)],
        )


@define(weakref_slot=False, eq=False)
class _Batch:
    """A batch, what is known of its terms, and where its answers go."""

    state: State
    tables: Tables
    coded: Coded
    found: Found
    of_words: Sequence[Numbers | int]
    plan_of: Numbers
    sentences: dict[str, int] = field(factory=dict[str, int])
    version: tuple[int, int, int] | None = None
    sentence_of: Numbers = field(factory=lambda: np.empty(0, np.int32))


def answered(state: State, coded: Coded, sums: int) -> Found:
    """The answers about a batch."""
    tables: Tables | None = state.tables.get("numpy")
    if tables is None or len(tables.plans) > _MOST_PLANS:
        tables = state.tables["numpy"] = Tables(can_be_later=_can_be_later(state.terms))
    radix = 2 << len(state.seasons)
    of_words: list[Numbers | int] = []
    for names, which, _ in coded.words:
        # Where each word is a class of its own, nothing has to be looked up.
        is_plain = bool((which == np.arange(len(which))).all())
        of_words.append(radix if is_plain else which * radix)
        radix *= len(names)
    found = Found.empty(coded.rows, sums)
    plan_of = np.full(radix if radix <= _DENSE else 0, -1, np.int32)
    batch = _Batch(state, tables, coded, found, of_words, plan_of)
    for start in range(0, coded.rows, BLOCK):
        _Block.of(batch, slice(start, min(start + BLOCK, coded.rows))).fill()
    return found


def _can_be_later(terms: ReturnTerms) -> bool:
    """Can holidays that nobody told move the end of a window?"""
    rolls = any(x.roll is not None for x in (terms.window, *terms.special_windows))
    return rolls or terms.calendar is not None


@define(weakref_slot=False, eq=False)
class _Block:
    """Some rows of a batch."""

    batch: _Batch
    rows: slice
    at: Numbers
    by_row: Numbers
    known: list[Numbers | None] = field(factory=list["Numbers | None"])

    @classmethod
    def of(cls, batch: _Batch, rows: slice) -> "_Block":
        """The rows, asked about at their instant."""
        size: int = rows.stop - rows.start
        now = batch.state.at
        if now is not None:
            return cls(batch, rows, np.full(size, micros(now), np.int64), np.zeros(size, bool))
        at = batch.coded.numbers["at"][rows]
        return cls(batch, rows, at, (at < _FIRST) | (at > _LAST))

    def fill(self) -> None:
        """Answer all rows of the block."""
        self._check()
        self.known = [self._known(name) for name in _SOURCES]
        self._cover([x for x in self.known if x is not None])
        self._look_up_zones()
        plans = self._plans(self._seasons())
        self._decide(plans, *self._timed(plans))
        if self.by_row.any():
            self._ask()

    def numbers(self, name: str) -> Numbers:
        """A column of the block."""
        return self.batch.coded.numbers[name][self.rows]

    # ------------------------------------------------------------------------ what is told

    def _check(self) -> None:
        """No row is one that cannot be."""
        quantity, asked = self.numbers("quantity"), self.numbers("asked")
        settled = [self.numbers("returned"), self.numbers("refunded")]
        whole = [*settled]
        parts = [(quantity, x) for x in settled]
        is_large = False
        if self.batch.found.money:
            taxes = [self.numbers("tax_included"), self.numbers("tax_added")]
            whole += taxes
            # Each by itself first: then their sum is far from the end of the integers.
            parts += [(self.numbers("total"), x) for x in taxes]
            if taxes[1].any():
                parts.append((self.numbers("total") - taxes[0], taxes[1]))
            is_large = bool(self.numbers("total").max() >= MOST_MONEY)
        least, most = min(quantity.min(), asked.min()), max(quantity.max(), asked.max())
        is_whole = all(x.min() >= 0 for x in whole)
        is_whole = is_whole and least > 0 and most <= MOST_UNITS and not is_large
        if is_whole and all(bool((x >= y).all()) for x, y in parts):
            return
        bad = (quantity < 1) | (quantity > MOST_UNITS) | (asked < 1) | (asked > MOST_UNITS)
        bad |= np.any([x < 0 for x in whole], axis=0) | np.any([x < y for x, y in parts], axis=0)
        if is_large:
            bad |= self.numbers("total") >= MOST_MONEY
        some = (np.flatnonzero(bad)[:MOST_PROBLEMS] + self.rows.start).tolist()
        state = self.batch.state
        coded = self.batch.coded
        told = [f"row {coded.first + i}: {impossible(coded.row(i), state)}" for i in some]
        raise Contradictions("table of lines", told)

    def _known(self, name: str) -> Numbers | None:
        """When it happened, as far as known at the instant; ``FAR`` where it is not."""
        if name not in self.batch.coded.numbers:
            return None
        told = self.numbers(name)
        if name != "placed_at":
            is_known = told <= self.at
            if not is_known.all():
                told = np.where(is_known, told, FAR)
        if told.min() < _FIRST or told.max() > _LAST:
            outside = (told < _FIRST) | ((told > _LAST) & (told != FAR))
            self.by_row |= outside
            told = np.where(outside, _FIRST, told)
        return told

    def _cover(self, told: Sequence[Numbers]) -> None:
        """The tables hold the days of all these instants."""
        tables = self.batch.tables
        least = min(int(x.min()) for x in told)
        if least == FAR:
            least = _FIRST if not tables.days else tables.base
        most = max(int(x.max()) for x in told)
        if most == FAR:
            most = max(int(x.max(where=x != FAR, initial=least)) for x in told)
        tables.cover(least, most)

    # ------------------------------------------------------------------------ who is alike

    def _look_up_zones(self) -> None:
        """The days of all zones of the rows are known; rows without one are asked by themselves."""
        state, tables = self.batch.state, self.batch.tables
        if isinstance(state.terms.zone, str):
            if not tables.whole_zones[tables.zone(state.terms.zone)]:
                self.by_row[:] = True
            return
        names, which, rows = self._column("zone")
        places = [tables.zone(x if isinstance(x, str) else "UTC") for x in names]
        told = zip(names, places, strict=True)
        is_whole = [x is not None and tables.whole_zones[place] for x, place in told]
        if not all(is_whole):
            self.by_row |= ~np.array(is_whole).take(which).take(rows[self.rows])

    def _column(self, name: str) -> tuple[Sequence[Hashable], Numbers, Numbers]:
        column = next(i for i, x in enumerate(self.batch.state.classes) if x.name == name)
        return self.batch.coded.words[column]

    def _days(self, at: Numbers, zones: Numbers) -> Numbers:
        """The local day of instants, from the first day of the tables, by where zones begin."""
        tables = self.batch.tables
        return tables.of_slots.ravel().take((at - tables.base) // QUARTER + zones)

    def _seasons(self) -> list[Numbers]:
        """Is each season that of the row?"""
        state, tables = self.batch.state, self.batch.tables
        if not state.seasons:
            return []
        if isinstance(state.terms.zone, str):
            zones = np.full(len(self.at), tables.zone(state.terms.zone), np.int64)
        else:
            names, which, rows = self._column("zone")
            places = [tables.zone(x if isinstance(x, str) else "UTC") for x in names]
            zones = np.array(places, np.int64).take(which).take(rows[self.rows])
        found: list[Numbers] = []
        for season, source in state.seasons:
            at = cast("Numbers", self.known[source])
            unknown = at == FAR
            self.by_row |= unknown
            at = np.where(unknown, tables.base, at)
            days = self._days(at, zones * (tables.days * SLOTS)).astype(np.int64) + tables.first
            first, last = season.first_day.toordinal(), season.last_day.toordinal()
            found.append((days >= first) & (days <= last))
        return found

    def _plans(self, seasons: Sequence[Numbers]) -> Numbers:
        """The plan of each row."""
        batch = self.batch
        shipped, delivered = cast("list[Numbers]", self.known[1:])
        key = (np.minimum(shipped, delivered) != FAR).astype(np.int64)
        radix = 2
        for bit in seasons:
            key += bit * radix
            radix *= 2
        for (names, _, rows), of_word in zip(batch.coded.words, batch.of_words, strict=True):
            if len(names) > 1:
                some = rows[self.rows]
                key += some * np.int64(of_word) if isinstance(of_word, int) else of_word.take(some)
        if not len(batch.plan_of):
            keys, first, places = np.unique(key, return_index=True, return_inverse=True)
            pairs = zip(keys.tolist(), first.tolist(), strict=True)
            return np.array([self._plan(x, i) for x, i in pairs])[places]
        plans = batch.plan_of.take(key)
        if plans.min() < 0:
            new = np.flatnonzero((plans < 0) & ~self.by_row)
            keys, first = np.unique(key[new], return_index=True)
            for one, row in zip(keys.tolist(), new[first].tolist(), strict=True):
                batch.plan_of[one] = self._plan(one, row)
            plans = np.maximum(batch.plan_of.take(key), 0)
        found: Numbers = plans
        return found

    def _plan(self, key: int, row: int) -> int:
        """The place of the plan of all rows with a key."""
        state, tables = self.batch.state, self.batch.tables
        if self.by_row[row]:
            return 0
        rest, is_sent = divmod(key, 2)
        seasons: list[bool] = []
        for _ in state.seasons:
            rest, is_in = divmod(rest, 2)
            seasons.append(bool(is_in))
        classed: list[Hashable] = []
        for names, _, _ in self.batch.coded.words:
            rest, which = divmod(rest, len(names))
            classed.append(names[which])
        told = (tuple(classed), tuple(seasons), bool(is_sent))
        if told not in tables.keys:
            plan = state.plan(told, self.batch.coded.row(self.rows.start + row))
            tables.keys[told] = len(tables.plans)
            tables.plans.append(plan)
        return tables.keys[told]

    def _looked_up(self) -> LookedUp:
        terms = self.batch.state.refund_terms
        return LookedUp.of(self.batch.tables, terms.fees if terms is not None else ())

    # ------------------------------------------------------------------------ until when

    def _timed(self, plans: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers | None]:
        """What comes of the windows, when the last closes, that day, and is that all of them?"""
        looked_up = self._looked_up()
        if len(looked_up.by_row) > 1 and (plans.min() == 0 or looked_up.by_row[1:].any()):
            self.by_row |= looked_up.by_row.take(plans)
        if len(looked_up.shapes) == 1:
            return self._of_shape(0, plans, slice(None))
        shapes = looked_up.of_plan.take(plans)
        there = np.flatnonzero(np.bincount(shapes)).tolist()
        if len(there) == 1:
            return self._of_shape(there[0], plans, slice(None))
        size = len(plans)
        way, last_day = np.empty(size, np.int8), np.empty(size, np.int32)
        closes, is_all = np.empty(size, np.int64), np.ones(size, bool)
        for one in there:
            rows = np.flatnonzero(shapes == one)
            told = self._of_shape(one, plans[rows], rows)
            way[rows], closes[rows], last_day[rows] = told[:3]
            if told[3] is not None:
                is_all[rows] = told[3]
        return way, closes, last_day, is_all

    def _of_shape(
        self, shape: int, plans: Numbers, rows: "slice | Numbers"
    ) -> tuple[Numbers, Numbers, Numbers, Numbers | None]:
        at = self.at[rows]
        is_all: Numbers | None = None
        # What holds where there are no windows.
        way: Numbers = np.broadcast_to(np.int8(CLOSED), len(plans))
        closes: Numbers = np.broadcast_to(np.int64(NEVER), len(plans))
        last_day: Numbers = np.broadcast_to(np.int32(0), len(plans))
        for place, links in enumerate(self._looked_up().shapes[shape]):
            ends, latest, day = self._ends(place, links, plans, rows)
            one: Numbers = (at >= ends).view(np.int8)
            if latest is not None:
                one = np.where((at >= ends) & (at < latest), np.int8(UNSURE), one)
            if ends.min() <= NEVER:
                idle = ends == NEVER
                not_started = self._looked_up().not_started[place].take(plans)
                one = np.where(idle, not_started, one)
                is_told = ~(idle & (not_started == MET))
                is_all = is_told if is_all is None else is_all & is_told
            if not place:
                way, closes, last_day = one, ends, day
                continue
            way = np.where((one == MET) | (way == CLOSED), one, way)
            later = ends > closes
            closes, last_day = np.where(later, ends, closes), np.where(later, day, last_day)
        looked_up = self._looked_up()
        if not looked_up.is_asked[1:].all():
            way = np.where(looked_up.is_asked.take(plans), way, np.int8(NOT_ASKED))
        return way, closes, last_day, is_all

    def _ends(
        self,
        place: int,
        links: Sequence[tuple[int, bool]],
        plans: Numbers,
        rows: "slice | Numbers",
    ) -> tuple[Numbers, Numbers | None, Numbers]:
        """When a window closes, when for certain, and that day; ``NEVER`` if it has not started."""
        ends: Numbers | None = None
        latest: Numbers | None = None
        last_day: Numbers = np.zeros(0, np.int32)
        for number, (source, is_elapsed) in enumerate(links):
            begun = cast("Numbers", self.known[source])[rows]
            started = begun != FAR
            if not started.any():
                continue
            is_whole = bool(started.all())
            some = begun if is_whole else np.where(started, begun, self.batch.tables.base)
            # What is looked up is where plans say; growing tables moves it.
            way = self._elapsed if is_elapsed else self._by_day
            told = way((place, number), some, plans, rows)
            if ends is None:
                ends = told[0] if is_whole else np.where(started, told[0], NEVER)
                latest, last_day = told[1], told[2]
                continue
            new = started & (ends == NEVER)
            if told[1] is not None:
                before = ends if latest is None else latest
                latest = np.where(new, told[1], before)
            elif latest is not None:
                latest = np.where(new, told[0], latest)
            ends, last_day = np.where(new, told[0], ends), np.where(new, told[2], last_day)
        if ends is None:
            return np.full(len(plans), NEVER, np.int64), None, np.zeros(len(plans), np.int32)
        return ends, latest, last_day

    def _elapsed(
        self,
        where: tuple[int, int],
        begun: Numbers,
        plans: Numbers,
        rows: "slice | Numbers",
    ) -> tuple[Numbers, Numbers | None, Numbers]:
        """Ends of windows in hours."""
        closes = begun + self._looked_up().places[where].take(plans)
        before = closes - 1
        outside = (before < _FIRST) | (before > _LAST)
        if outside.any():
            self.by_row[rows] |= outside
            before = np.where(outside, begun, before)
        self._cover([before])
        days = self._days(before, self._looked_up().zones.take(plans)).astype(np.int32)
        return closes, None, days + np.int32(self.batch.tables.first - EPOCH_DAY)

    def _by_day(
        self,
        where: tuple[int, int],
        begun: Numbers,
        plans: Numbers,
        rows: "slice | Numbers",
    ) -> tuple[Numbers, Numbers | None, Numbers]:
        """Ends that depend on the local day of what started the window."""
        tables = self.batch.tables
        looked_up = self._looked_up()
        days = self._days(begun, looked_up.zones.take(plans))
        at = looked_up.places[where].take(plans) + days
        closes = tables.closing(at)
        by_row = tables.by_row(closes)
        if by_row is not None:
            self.by_row[rows] |= by_row
        latest = tables.latest.ravel().take(at) if tables.can_be_later else None
        return closes, latest, tables.last_days.ravel().take(at)

    # ------------------------------------------------------------------------ how many units

    def _decide(
        self,
        plans: Numbers,
        way: Numbers,
        closes: Numbers,
        last_day: Numbers,
        is_all: Numbers | None,
    ) -> None:
        found, rows, looked_up = self.batch.found, self.rows, self._looked_up()
        free, rest, bits, refunded = self._parts()
        key = plans * np.int64(WAYS * STATES)
        key += way * np.int64(STATES)
        key += bits
        asked = self.numbers("asked")
        looked_up.outcome.take(key, out=found.outcome[rows], mode="clip")
        allowed = np.multiply(free, looked_up.allows.take(key), out=found.allowed[rows])
        if looked_up.refers.any() or looked_up.is_elsewhere.any():
            referred = free * looked_up.refers.take(key)
            if rest is not None:
                referred = referred + rest * looked_up.is_elsewhere.take(plans)
            found.referred[rows] = referred
            np.subtract(asked - allowed, referred, out=found.refused[rows], casting="same_kind")
        else:
            found.referred[rows] = 0
            np.subtract(asked, allowed, out=found.refused[rows], casting="same_kind")
        self._say(key)
        unknown = free == 0 if rest is not None else None
        if is_all is not None:
            open_still = ~is_all & looked_up.allows.take(key).astype(bool)
            unknown = open_still if unknown is None else unknown | open_still
        found.ends_at[rows] = closes if unknown is None else np.where(unknown, NEVER, closes)
        found.last_day[rows] = last_day
        if found.money:
            self._pay(plans, allowed, refunded)

    def _parts(self) -> tuple[Numbers, Numbers | None, "Numbers | int", Numbers]:
        """Units that are free and the others, as numbers and as bits; and those paid back before.

        The bits say whether any are free, came back, were refunded, or were never bought.
        """
        quantity, asked = self.numbers("quantity"), self.numbers("asked")
        returned, refunded = self.numbers("returned"), self.numbers("refunded")
        settled = np.maximum(returned, refunded)
        late = self._booked_later() if settled.any() else None
        if late is not None:
            returned, refunded = np.where(late, 0, returned), np.where(late, 0, refunded)
            settled = np.maximum(returned, refunded)
        free = np.minimum(asked, quantity - settled).astype(np.int32, copy=False)
        rest = asked - free
        some = np.flatnonzero(rest != 0)
        if not len(some):
            return free, None, 1, refunded
        bits = (free > 0).astype(np.int64)
        wanted, there = rest.take(some), settled.take(some)
        came = returned.take(some)
        back = np.minimum(wanted, came)
        kept = np.minimum(wanted - back, there - came)
        beyond = wanted - back - kept
        bits[some] += (back > 0) * 2 + (kept > 0) * 4 + (beyond > 0) * 8
        return free, rest, bits, refunded

    def _booked_later(self) -> Numbers | None:
        """The rows of which something is told that happened after they are asked about, if any."""
        late: Numbers | None = None
        for name, known in zip(_SOURCES, self.known, strict=True):
            if known is None or (name != "placed_at" and known.max() != FAR):
                continue
            told = self.numbers(name)
            one = (told > self.at) & (told != FAR)
            if one.any():
                late = one if late is None else late | one
        return late

    def _say(self, key: Numbers) -> None:
        """The sentence of codes of each row, by its place among those of the batch."""
        batch, tables = self.batch, self.batch.tables
        if batch.version != tables.version:
            batch.version = tables.version
            batch.sentence_of = np.full(len(tables.plans) * WAYS * STATES, -1, np.int32)
        out = batch.found.because[self.rows]
        batch.sentence_of.take(key, out=out, mode="clip")
        if out.min() >= 0:
            return
        keys, first = np.unique(key, return_index=True)
        for one in keys[np.argsort(first)].tolist():
            rest, bits = divmod(one, STATES)
            plan, way = divmod(int(rest), WAYS)
            there = (bool(bits & 1), bool(bits & 2), bool(bits & 4), bool(bits & 8))
            batch.sentence_of[one] = self._sentence(tables.plans[plan].because(way, there))
        batch.sentence_of.take(key, out=out, mode="clip")

    def _sentence(self, text: str) -> int:
        sentences = self.batch.sentences
        if text not in sentences:
            sentences[text] = len(sentences)
            self.batch.found.sentences.append(text)
        return sentences[text]

    # ------------------------------------------------------------------------ how much money

    def _pay(self, plans: Numbers, allowed: Numbers, refunded: Numbers) -> None:
        terms = self.batch.state.refund_terms
        is_paid = allowed > 0
        paid = np.flatnonzero(is_paid & ~self.by_row if self.by_row.any() else is_paid)
        if terms is None or not len(paid):
            return
        looked_up, plan = self._looked_up(), plans.take(paid)
        if looked_up.mismatch.any():
            self._check_currency(paid, plan, looked_up.mismatch.take(plan))
        columns = (self.numbers(x).take(paid) for x in ("total", "tax_included", "tax_added"))
        quantity = self.numbers("quantity").take(paid)
        sold = Amounts(quantity, refunded.take(paid), allowed.take(paid), *columns)
        fees = [(fee, looked_up.charged[n].take(plan)) for n, fee in enumerate(terms.fees)]
        found = amounts(sold, fees, terms.rounding) or self._exactly(sold, plan)
        for out, one in zip(self.batch.found.money, found, strict=True):
            if one is not None:
                out[self.rows][paid] = one.astype(np.int64, copy=False)

    def _check_currency(self, paid: Numbers, plans: Numbers, mismatch: Numbers) -> None:
        """Fees of fixed amounts are in the currency of their rows."""
        if not mismatch.any():
            return
        coded, known = self.batch.coded, self.batch.tables.plans
        rows = (paid[mismatch][:MOST_PROBLEMS] + self.rows.start).tolist()
        some = zip(rows, plans[mismatch].tolist(), strict=False)
        told = ((i, other_currency(known[int(x)].fees, coded.row(i)["currency"])) for i, x in some)
        raise Contradictions(
            "table of lines", [f"row {coded.first + i}: {says}" for i, says in told]
        )

    def _exactly(self, sold: Amounts, plans: Numbers) -> "list[Numbers | None]":
        """The money of amounts that are too large for arrays."""
        terms, known = self.batch.state.refund_terms, self.batch.tables.plans
        columns = (sold.quantity, sold.refunded, sold.total, sold.included, sold.added)
        told = zip(plans.tolist(), sold.units.tolist(), *(x.tolist() for x in columns), strict=True)
        rounding = cast("Any", terms).rounding
        found = [
            money(Sold(*x), units, known[int(plan)].fees, rounding) for plan, units, *x in told
        ]
        return [np.array(x, np.int64) for x in zip(*found, strict=True)]

    # ------------------------------------------------------------------------ one by one

    def _ask(self) -> None:
        """Answer the rows that have to be asked by themselves."""
        found = self.batch.found
        for place in (np.flatnonzero(self.by_row) + self.rows.start).tolist():
            answer = by_definition(self.batch.state, self.batch.coded.row(place))
            outcome, allowed, refused, referred, because, ends_at, last_day, *sums = answer
            found.outcome[place] = OUTCOMES.index(outcome)
            found.allowed[place], found.refused[place] = allowed, refused
            found.referred[place] = referred
            found.because[place] = self._sentence(because)
            found.ends_at[place] = NEVER if ends_at is None else micros(ends_at)
            found.last_day[place] = 0 if last_day is None else last_day.toordinal() - EPOCH_DAY
            for out, one in zip(found.money, sums, strict=True):
                out[place] = one
