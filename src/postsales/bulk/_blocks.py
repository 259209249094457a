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
from postsales.bulk._rows import MOST_PROBLEMS, by_definition, impossible
from postsales.bulk._state import State
from postsales.bulk._tables import FAR, FIRST, LAST, NEVER, LookedUp, Tables, micros
from postsales.returns.terms import ReturnTerms

__all__ = ["BLOCK", "OUTCOMES", "Coded", "Found", "answered"]

Numbers = npt.NDArray[Any]
BLOCK = 16_384
_QUARTER = 900_000_000
_SOURCES = ("placed_at", "shipped_at", "delivered_at")
OUTCOMES = ("allowed", "partly", "refused", "refer")
_DENSE = 1 << 20
_MOST_PLANS = 20_000
_FIRST, _LAST = micros(day_start("UTC", FIRST)), micros(day_start("UTC", LAST))
_MET, _REFERRED = 0, 2
_EPOCH_DAY = 719_163


@frozen(weakref_slot=False, eq=False)
class Coded:
    """The columns of a batch as numbers.

    ``classes`` are the classes of each column of words and, by row, which of them it is; ``row``
    tells a row as it was given.
    """

    rows: int
    numbers: Mapping[str, Numbers]
    classes: Sequence[tuple[Sequence[Hashable], Numbers]]
    row: Callable[[int], Mapping[str, Any]]


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
    radix: int
    plan_of: Numbers


def answered(state: State, coded: Coded, sums: int) -> Found:
    """The answers about a batch."""
    tables = state.tables.get("numpy")
    if tables is None or len(tables.plans) > _MOST_PLANS:
        tables = state.tables["numpy"] = Tables(can_be_later=_can_be_later(state.terms))
    radix = 2 << len(state.seasons)
    for names, _ in coded.classes:
        radix *= len(names)
    found = Found.empty(coded.rows, sums)
    plan_of = np.full(radix if radix <= _DENSE else 0, -1, np.int32)
    batch = _Batch(state, tables, coded, found, radix, plan_of)
    for start in range(0, coded.rows, BLOCK):
        _Block.of(batch, slice(start, min(start + BLOCK, coded.rows))).fill()
    found.sentences = [*tables.sentences]
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
        size, now = rows.stop - rows.start, batch.state.at
        if now is not None:
            return cls(batch, rows, np.full(size, micros(now)), np.zeros(size, bool))
        at = batch.coded.numbers["at"][rows]
        return cls(batch, rows, at, (at < _FIRST) | (at > _LAST))

    def fill(self) -> None:
        """Answer all rows of the block."""
        self._check()
        self.known = [self._known(name) for name in _SOURCES]
        self._cover(self.known)
        zones = self._zones()
        seasons = self._seasons(zones)
        plans = self._plans(seasons)
        way, closes, last_day, is_all = self._timed(plans, zones)
        self._decide(plans, way, closes, last_day, is_all)
        if self.by_row.any():
            self._ask()

    def numbers(self, name: str) -> Numbers:
        """A column of the block."""
        return self.batch.coded.numbers[name][self.rows]

    # ------------------------------------------------------------------------ what is told

    def _check(self) -> None:
        """No row is one that cannot be."""
        quantity, asked = self.numbers("quantity"), self.numbers("asked")
        returned, refunded = self.numbers("returned"), self.numbers("refunded")
        least = [quantity - 1, asked - 1, 10**9 - quantity, 10**9 - asked, returned, refunded]
        least.append(quantity - np.maximum(returned, refunded))
        if self.batch.found.money:
            included, added = self.numbers("tax_included"), self.numbers("tax_added")
            least += [included, added, self.numbers("total") - included - added]
        if min(int(x.min()) for x in least) >= 0:
            return
        bad = np.any([x < 0 for x in least], axis=0)
        some = (np.flatnonzero(bad)[:MOST_PROBLEMS] + self.rows.start).tolist()
        state = self.batch.state
        told = [f"row {i}: {impossible(self.batch.coded.row(i), state)}" for i in some]
        raise Contradictions("table of lines", told)

    def _known(self, name: str) -> Numbers | None:
        """When it happened, as far as known at the instant; ``FAR`` where it is not."""
        if name not in self.batch.coded.numbers:
            return None
        told = self.numbers(name)
        if name != "placed_at":
            told = np.where(told <= self.at, told, FAR)
        outside = (told < _FIRST) | ((told > _LAST) & (told != FAR))
        if outside.any():
            self.by_row |= outside
            told = np.where(outside, _FIRST, told)
        return told

    def _cover(self, told: Sequence[Numbers | None]) -> None:
        """The tables hold the days of all these instants."""
        tables = self.batch.tables
        some = [x for x in told if x is not None]
        least = min(int(x.min()) for x in some)
        most = max(int(np.where(x == FAR, _FIRST, x).max()) for x in some)
        if least != FAR:
            tables.cover(least, max(least, most))
        elif not tables.days:
            tables.cover(_FIRST, _FIRST)

    # ------------------------------------------------------------------------ who is alike

    def _zones(self) -> Numbers | int:
        """The place of the zone of each row, or of all of them."""
        state, tables = self.batch.state, self.batch.tables
        if isinstance(state.terms.zone, str):
            place = tables.zone(state.terms.zone)
            if not tables.whole_zones[place]:
                self.by_row[:] = True
            return place
        column = next(i for i, x in enumerate(state.classes) if x.name == "zone")
        names, which = self.batch.coded.classes[column]
        places = [tables.zone(cast("str", x or "UTC")) for x in names]
        told = zip(names, places, strict=True)
        is_whole = [x is not None and tables.whole_zones[place] for x, place in told]
        if not all(is_whole):
            self.by_row |= ~np.array(is_whole)[which[self.rows]]
        return np.array(places, np.int64)[which[self.rows]]

    def _days(self, at: Numbers, zones: Numbers | int) -> Numbers:
        """The local day of instants, counted from the first day of the tables."""
        tables = self.batch.tables
        slots = (at - tables.base) // _QUARTER
        if isinstance(zones, int):
            return tables.of_slots[zones].take(slots)
        return tables.of_slots.ravel().take(zones * (tables.days * 96) + slots)

    def _seasons(self, zones: Numbers | int) -> list[Numbers]:
        """Is each season that of the row?"""
        found: list[Numbers] = []
        for season, source in self.batch.state.seasons:
            at = cast("Numbers", self.known[source])
            unknown = at == FAR
            self.by_row |= unknown
            at = np.where(unknown, self.batch.tables.base, at)
            days = self._days(at, zones).astype(np.int64) + self.batch.tables.first
            first, last = season.first_day.toordinal(), season.last_day.toordinal()
            found.append((days >= first) & (days <= last))
        return found

    def _plans(self, seasons: Sequence[Numbers]) -> Numbers:
        """The plan of each row."""
        batch = self.batch
        key = (np.minimum(*cast("list[Numbers]", self.known[1:])) != FAR).astype(np.int64)
        radix = 2
        for bit in seasons:
            key += bit * radix
            radix *= 2
        for names, which in batch.coded.classes:
            if len(names) > 1:
                key += which[self.rows] * radix
                radix *= len(names)
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
        return plans

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
        for names, _ in self.batch.coded.classes:
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

    def _timed(
        self, plans: Numbers, zones: Numbers | int
    ) -> tuple[Numbers, Numbers, Numbers, Numbers | None]:
        """What comes of the windows, when the last closes, that day, and is that all of them?"""
        looked_up = self._looked_up()
        self.by_row |= looked_up.by_row.take(plans)
        if len(looked_up.shapes) == 1:
            return self._of_shape(0, plans, zones, slice(None))
        shapes = looked_up.of_plan.take(plans)
        there = np.flatnonzero(np.bincount(shapes)).tolist()
        if len(there) == 1:
            return self._of_shape(there[0], plans, zones, slice(None))
        size = len(plans)
        way, last_day = np.empty(size, np.int8), np.empty(size, np.int32)
        closes, is_all = np.empty(size, np.int64), np.ones(size, bool)
        for one in there:
            rows = np.flatnonzero(shapes == one)
            some = zones if isinstance(zones, int) else zones[rows]
            told = self._of_shape(one, plans[rows], some, rows)
            way[rows], closes[rows], last_day[rows] = told[:3]
            if told[3] is not None:
                is_all[rows] = told[3]
        return way, closes, last_day, is_all

    def _of_shape(
        self, shape: int, plans: Numbers, zones: Numbers | int, rows: "slice | Numbers"
    ) -> tuple[Numbers, Numbers, Numbers, Numbers | None]:
        at = self.at[rows]
        way: Numbers = np.full(len(plans), CLOSED, np.int8)
        closes: Numbers = np.full(len(plans), NEVER, np.int64)
        last_day: Numbers = np.zeros(len(plans), np.int32)
        is_all: Numbers | None = None
        for place, links in enumerate(self._looked_up().shapes[shape]):
            ends, latest, day = self._ends(place, links, plans, zones, rows)
            one = np.where(at < ends, np.int8(MET), np.int8(CLOSED))
            if latest is not None:
                one = np.where((at >= ends) & (at < latest), np.int8(UNSURE), one)
            idle = ends == NEVER
            if idle.any():
                not_started = self._looked_up().not_started[plans, place]
                one = np.where(idle, not_started, one)
                is_told = ~(idle & (not_started == MET))
                is_all = is_told if is_all is None else is_all & is_told
            if not place:
                way, closes, last_day = one, ends, day
                continue
            way = np.where((one == MET) | (way == CLOSED), one, way)
            later = ends > closes
            closes, last_day = np.where(later, ends, closes), np.where(later, day, last_day)
        is_asked = self._looked_up().is_asked.take(plans)
        if not is_asked.all():
            way = np.where(is_asked, way, np.int8(NOT_ASKED))
        return way, closes, last_day, is_all

    def _ends(
        self,
        place: int,
        links: Sequence[tuple[int, bool]],
        plans: Numbers,
        zones: Numbers | int,
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
            told = way((place, number), some, plans, zones, rows)
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
        zones: Numbers | int,
        rows: "slice | Numbers",
    ) -> tuple[Numbers, Numbers | None, Numbers]:
        """Ends of windows in hours."""
        closes = begun + self._looked_up().places[plans, where[0], where[1]]
        before = closes - 1
        outside = (before < _FIRST) | (before > _LAST)
        if outside.any():
            self.by_row[rows] |= outside
            before = np.where(outside, begun, before)
        self._cover([before])
        days = self._days(before, zones).astype(np.int32)
        return closes, None, days + np.int32(self.batch.tables.first - _EPOCH_DAY)

    def _by_day(
        self,
        where: tuple[int, int],
        begun: Numbers,
        plans: Numbers,
        zones: Numbers | int,
        rows: "slice | Numbers",
    ) -> tuple[Numbers, Numbers | None, Numbers]:
        """Ends that depend on the local day of what started the window."""
        tables = self.batch.tables
        at = self._looked_up().places[:, where[0], where[1]].take(plans) + self._days(begun, zones)
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
        parts, refunded = self._parts()
        free, rest = parts[0], parts[1] + parts[2] + parts[3] if len(parts) > 1 else None
        place = plans.astype(np.int64) * WAYS + way
        verdict = looked_up.free.take(place)
        allowed = np.where(verdict == _MET, free, 0)
        referred = np.where(verdict == _REFERRED, free, 0)
        bits: Numbers = (free > 0).astype(np.int64)
        if rest is not None:
            is_elsewhere = looked_up.is_elsewhere.take(plans)
            referred = referred + np.where(is_elsewhere, rest, 0)
            for n, part in enumerate(parts[1:], start=1):
                bits = bits | ((part > 0).astype(np.int64) << n)
        asked = self.numbers("asked")
        some, all_of_it = allowed > 0, allowed == asked
        outcome = np.where(some, np.where(all_of_it, 0, 1), np.where(referred > 0, 3, 2))
        found.outcome[rows] = outcome
        found.allowed[rows], found.referred[rows] = allowed, referred
        found.refused[rows] = asked - allowed - referred
        found.because[rows] = self._because(place * 16 + bits)
        known = free > 0
        if is_all is not None:
            known = known & (is_all | (verdict != _MET))
        found.ends_at[rows] = np.where(known, closes, NEVER)
        found.last_day[rows] = last_day
        if found.money:
            self._pay(plans, allowed, refunded)

    def _parts(self) -> tuple[list[Numbers], Numbers]:
        """Units that are free, came back, were refunded or never bought; and all refunded ones.

        Where all that are asked for are free, the other three are left out.
        """
        quantity, asked = self.numbers("quantity"), self.numbers("asked")
        returned, refunded = self.numbers("returned"), self.numbers("refunded")
        settled = np.maximum(returned, refunded)
        if settled.any():
            late = self._booked_later()
            if late is not None:
                returned, refunded = np.where(late, 0, returned), np.where(late, 0, refunded)
                settled = np.maximum(returned, refunded)
        free = np.minimum(asked, quantity - settled)
        rest = asked - free
        if not rest.any():
            return [free], refunded
        back = np.minimum(rest, returned)
        kept = np.minimum(rest - back, settled - returned)
        return [free, back, kept, rest - back - kept], refunded

    def _booked_later(self) -> Numbers | None:
        """The rows of which something is told that happened after they are asked about."""
        late: Numbers | None = None
        for name in _SOURCES:
            if name in self.batch.coded.numbers:
                told = self.numbers(name)
                one = (told > self.at) & (told != FAR)
                late = one if late is None else late | one
        return late

    def _because(self, key: Numbers) -> Numbers:
        """The sentence of codes of each row, by its place."""
        table = self._looked_up().sentences
        found = table.take(key)
        if found.min() < 0:
            sentences = self.batch.tables.sentences
            for one in np.unique(key[found < 0]).tolist():
                rest, bits = divmod(one, 16)
                plan, way = divmod(rest, WAYS)
                there = (bool(bits & 1), bool(bits & 2), bool(bits & 4), bool(bits & 8))
                text = self.batch.tables.plans[plan].because(way, there)
                table[one] = sentences.setdefault(text, len(sentences))
            found = table.take(key)
        return found

    # ------------------------------------------------------------------------ how much money

    def _pay(self, plans: Numbers, allowed: Numbers, refunded: Numbers) -> None:
        terms = self.batch.state.refund_terms
        paid = np.flatnonzero((allowed > 0) & ~self.by_row)
        if terms is None or not len(paid):
            return
        looked_up, plan = self._looked_up(), plans[paid]
        self._check_currency(paid, plan, looked_up.mismatch.take(plan))
        sold = Amounts(
            self.numbers("quantity")[paid],
            refunded[paid],
            allowed[paid],
            self.numbers("total")[paid],
            self.numbers("tax_included")[paid],
            self.numbers("tax_added")[paid],
        )
        fees = [(fee, looked_up.charged[:, n].take(plan)) for n, fee in enumerate(terms.fees)]
        found = amounts(sold, fees, terms.rounding)
        if found is None:
            found = self._exactly(sold, plan)
        for out, one in zip(self.batch.found.money, found, strict=True):
            out[self.rows][paid] = one

    def _check_currency(self, paid: Numbers, plans: Numbers, mismatch: Numbers) -> None:
        """Fees of fixed amounts are in the currency of their rows."""
        if not mismatch.any():
            return
        coded, known = self.batch.coded, self.batch.tables.plans
        rows = (paid[mismatch][:MOST_PROBLEMS] + self.rows.start).tolist()
        some = zip(rows, plans[mismatch].tolist(), strict=False)
        told = ((i, other_currency(known[x].fees, coded.row(i)["currency"])) for i, x in some)
        raise Contradictions("table of lines", [f"row {i}: {says}" for i, says in told])

    def _exactly(self, sold: Amounts, plans: Numbers) -> list[Numbers]:
        """The money of amounts that are too large for arrays."""
        terms, known = self.batch.state.refund_terms, self.batch.tables.plans
        columns = (sold.quantity, sold.refunded, sold.total, sold.included, sold.added)
        told = zip(plans.tolist(), sold.units.tolist(), *(x.tolist() for x in columns), strict=True)
        rounding = cast("Any", terms).rounding
        found = [money(Sold(*x), units, known[plan].fees, rounding) for plan, units, *x in told]
        return [np.array(x, np.int64) for x in zip(*found, strict=True)]

    # ------------------------------------------------------------------------ one by one

    def _ask(self) -> None:
        """Answer the rows that have to be asked by themselves."""
        found = self.batch.found
        for place in (np.flatnonzero(self.by_row) + self.rows.start).tolist():
            answer = by_definition(self.batch.state, self.batch.coded.row(place))
            outcome, allowed, refused, referred, because, ends_at, last_day, *sums = answer
            sentences = self.batch.tables.sentences
            found.outcome[place] = OUTCOMES.index(outcome)
            found.allowed[place], found.refused[place] = allowed, refused
            found.referred[place] = referred
            found.because[place] = sentences.setdefault(because, len(sentences))
            found.ends_at[place] = NEVER if ends_at is None else micros(ends_at)
            found.last_day[place] = 0 if last_day is None else last_day.toordinal() - _EPOCH_DAY
            for out, one in zip(found.money, sums, strict=True):
                out[place] = one
