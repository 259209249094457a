"""Days and ends as arrays, grown as instants are met: what a block of rows gathers from.

Rules of this file: every number in the tables comes from the functions that answer about one
order. Local midnights fall on quarter hours of UTC; a zone where one does not is left out, and its
rows are asked one by one.
"""

from collections.abc import Hashable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import define, field

from postsales.basics.findings import Verdict
from postsales.basics.moments import midnight
from postsales.bulk._plan import BY_ROW, CLOSED, WAYS, End, Ends, Link, Plan
from postsales.refunds.terms import Fee

__all__ = [
    "EPOCH_DAY",
    "FAR",
    "FIRST",
    "LAST",
    "NEVER",
    "QUARTER",
    "SLOTS",
    "STATES",
    "LookedUp",
    "Tables",
    "micros",
]

Numbers = npt.NDArray[Any]

FAR = 2**62
"""Later than everything: stands for an instant that nobody told."""
NEVER = -(2**62)
"""Before everything: no end is known for these rows."""
_UNFILLED, _BY_ROW = NEVER - 2, NEVER - 1
STATES = 16
"""In how many ways there are units that are free, came back, were refunded or were never bought."""
QUARTER = 900_000_000
"""A quarter of an hour in microseconds: local days begin on one."""
SLOTS = 96
"""In how many of them a day is looked up."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
FIRST, LAST = date(1971, 1, 1), date(2099, 1, 1)
"""The days between which rows are answered by tables."""


def micros(at: datetime) -> int:
    """Microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


def _first_plans() -> list[Plan]:
    return [BY_ROW]


@define(weakref_slot=False, eq=False)
class Tables:
    """All that was looked up of some terms, by zones, windows and days from ``first`` on."""

    plans: list[Plan] = field(factory=_first_plans)
    zones: dict[str, int] = field(factory=dict[str, int])
    whole_zones: list[bool] = field(factory=list[bool])
    ends: list[Ends] = field(factory=list[Ends])
    places: dict[int, int] = field(factory=dict[int, int])
    first: int = 0
    days: int = 0
    of_slots: Numbers = field(factory=lambda: np.empty((0, 0), np.uint16))
    closes: Numbers = field(factory=lambda: np.empty((0, 0), np.int64))
    latest: Numbers = field(factory=lambda: np.empty((0, 0), np.int64))
    last_days: Numbers = field(factory=lambda: np.empty((0, 0), np.int32))
    keys: dict[Hashable, int] = field(factory=dict[Hashable, int])
    looked_up: "LookedUp | None" = None
    can_be_later: bool = False

    @property
    def version(self) -> tuple[int, int, int]:
        """What the arrays over plans depend on."""
        return len(self.plans), self.first, self.days

    @property
    def base(self) -> int:
        """The first instant of the first day of the tables, in UTC."""
        return micros(datetime.fromordinal(self.first).replace(tzinfo=UTC))

    def cover(self, least: int, most: int) -> None:
        """The tables hold all days of the instants between two."""
        first = (_EPOCH + least * _MICROSECOND).date().toordinal() - 2
        last = (_EPOCH + most * _MICROSECOND).date().toordinal() + 2
        if self.days and self.first <= first and last < self.first + self.days:
            return
        if self.days:
            first, last = min(first, self.first), max(last, self.first + self.days)
        begins = date(date.fromordinal(first).year, 1, 1).toordinal()
        ends = date(date.fromordinal(last).year + 1, 1, 1).toordinal()
        self.first, self.days = begins, ends - begins
        names, self.zones, self.whole_zones = [*self.zones], {}, []
        self.of_slots = np.empty((0, self.days * SLOTS), np.uint16)
        for name in names:
            self.zone(name)
        ends_before, self.ends, self.places = self.ends, [], {}
        for name in ("closes", "latest", "last_days"):
            kind = np.int32 if name == "last_days" else np.int64
            setattr(self, name, np.empty((0, self.days), kind))
        for one in ends_before:
            self.place(one)

    def zone(self, name: str) -> int:
        """The place of a zone; its days by quarter hour are looked up when it is first met."""
        if name not in self.zones:
            row, is_whole = _of_slots(name, self.first, self.days, self.base)
            self.of_slots = np.vstack([self.of_slots, row])
            self.whole_zones.append(is_whole)
            self.zones[name] = len(self.zones)
        return self.zones[name]

    def place(self, ends: Ends) -> int:
        """The place of some ends."""
        if id(ends) not in self.places:
            self.places[id(ends)] = len(self.ends)
            self.ends.append(ends)
            for name, kind in (("closes", np.int64), ("latest", np.int64), ("last_days", np.int32)):
                row = np.full((1, self.days), _UNFILLED if kind is np.int64 else 0, kind)
                setattr(self, name, np.vstack([getattr(self, name), row]))
        return self.places[id(ends)]

    def closing(self, at: Numbers) -> Numbers:
        """When windows close, by their places in the tables; filled where it was never asked."""
        found = self.closes.ravel()[at]
        if found.size and found.min() == _UNFILLED:
            for one in np.unique(at[found == _UNFILLED]).tolist():
                self._fill(one)
            found = self.closes.ravel()[at]
        return found

    def by_row(self, closes: Numbers) -> Numbers | None:
        """The rows whose end depends on the time of day; None where there are none."""
        if closes.size and closes.min() == _BY_ROW:
            return np.equal(closes, _BY_ROW)
        return None

    def _fill(self, at: int) -> None:
        place, day = divmod(at, self.days)
        end = self.ends[place].of(self.first + day)
        if end is None or end[0].tzinfo is None:
            self.closes[place, day] = _BY_ROW
            return
        self._write(place, day, end)

    def _write(self, place: int, day: int, end: End) -> None:
        closes, latest, last_day = end
        self.closes[place, day] = micros(closes)
        self.latest[place, day] = FAR if latest is None else micros(latest)
        self.last_days[place, day] = last_day - EPOCH_DAY


def _of_slots(zone: str, first: int, days: int, base: int) -> tuple[Numbers, bool]:
    """The local day, counted from the first, of each quarter hour; and is it that of all of it?"""
    begins = np.fromiter(
        (micros(midnight(zone, first + day)) for day in range(-1, days + 2)), np.int64
    )
    is_whole = not (begins % QUARTER).any()
    slots = base + np.arange(days * SLOTS, dtype=np.int64) * QUARTER
    found = np.searchsorted(begins, slots, side="right") - 2
    return np.clip(found, 0, days - 1).astype(np.uint16), is_whole


Shape = tuple[tuple[tuple[int, bool], ...], ...]
"""What starts the windows of a plan: plans of one shape are worked out together."""


@define(weakref_slot=False, eq=False)
class LookedUp:
    """What plans say, as arrays over plans."""

    version: tuple[int, int, int]
    shapes: list[Shape]
    of_plan: Numbers
    by_row: Numbers
    zones: Numbers
    outcome: Numbers
    allows: Numbers
    refers: Numbers
    is_elsewhere: Numbers
    is_asked: Numbers
    not_started: Numbers
    places: Numbers
    charged: Numbers
    mismatch: Numbers

    @classmethod
    def of(cls, tables: Tables, fees: Sequence[Fee]) -> "LookedUp":
        """The arrays for the plans that there are, made anew when there are more."""
        known = tables.looked_up
        if known is not None and known.version == tables.version:
            return known
        plans = tables.plans
        timed = [plan.windows or () for plan in plans]
        windows = max(1, *(len(x) for x in timed))
        links = max(1, *(len(x.links) for some in timed for x in some), 1)
        places = np.zeros((windows, links, len(plans)), np.int64)
        not_started = np.full((windows, len(plans)), CLOSED, np.int8)
        shapes: dict[Shape, int] = {}
        of_plan = np.zeros(len(plans), np.int64)
        for i, some in enumerate(timed):
            told = tuple(tuple((x.source, x.elapsed is not None) for x in y.links) for y in some)
            of_plan[i] = shapes.setdefault(told, len(shapes))
            for j, window in enumerate(some):
                not_started[j, i] = window.not_started
                for k, link in enumerate(window.links):
                    places[j, k, i] = _place(tables, link)
        charged = [[fee in plan.fees for plan in plans] for fee in fees]
        verdicts = [[x.free(way) for way in range(WAYS)] for x in plans]
        outcomes = [
            _outcome(verdict, bits, plan.is_elsewhere)
            for plan, some in zip(plans, verdicts, strict=True)
            for verdict in some
            for bits in range(STATES)
        ]
        made = cls(
            version=tables.version,
            shapes=[*shapes],
            of_plan=of_plan,
            by_row=np.array([plan.windows is None for plan in plans]),
            zones=np.array([tables.zone(x.zone) * tables.days * SLOTS for x in plans], np.int64),
            outcome=np.array(outcomes, np.int8),
            allows=_over_states([[x is Verdict.MET for x in some] for some in verdicts]),
            refers=_over_states([[x is Verdict.UNKNOWN for x in some] for some in verdicts]),
            is_elsewhere=np.array([plan.is_elsewhere for plan in plans]),
            is_asked=np.array([plan.is_asked for plan in plans]),
            not_started=not_started,
            places=places,
            charged=np.array(charged, bool).reshape(len(fees), len(plans)),
            mismatch=np.array([plan.mismatch for plan in plans]),
        )
        tables.looked_up = made
        return made


def _over_states(verdicts: list[list[bool]]) -> Numbers:
    return np.repeat(np.array(verdicts, np.int32).ravel(), STATES)


def _outcome(verdict: Verdict, bits: int, is_elsewhere: bool) -> int:  # noqa: FBT001 - a fact
    """The place of the outcome, by what is said about free units and whether there are others."""
    free, others = bits & 1, bits >> 1
    if free and verdict is Verdict.MET:
        return 1 if others else 0
    refers = (free and verdict is Verdict.UNKNOWN) or (others and is_elsewhere)
    return 3 if refers else 2


def _place(tables: Tables, link: Link) -> int:
    """Where the ends of a link stand in the table; or how long it takes, in microseconds."""
    if link.elapsed is not None:
        return link.elapsed // _MICROSECOND
    return tables.place(link.ends) * tables.days
