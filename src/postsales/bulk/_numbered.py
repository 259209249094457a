"""What plans say, as arrays over plans: a block of rows gathers from them by the plan of each row.

Rules of this file: it restates plans in numbers and decides nothing. Plan 0 is that of rows which
are asked one by one.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta

import numpy as np
from attrs import define, field, frozen

from postsales.basics.findings import Verdict
from postsales.bulk._coded import ALLOWED, PARTLY, REFER, REFUSED, Block, Numbers
from postsales.bulk._days import Days
from postsales.bulk._plan import BY_ROW, CLOSED, WAYS, Link, Plan
from postsales.refunds.terms import Fee

__all__ = ["PARTS", "Numbered", "Planned", "Plans", "Shape", "spoken"]

PARTS = 16
"""In how many ways there are units that are free, came back, were refunded or were never bought."""
_MICROSECOND = timedelta(microseconds=1)

Shape = tuple[tuple[tuple[int, bool], ...], ...]
"""What starts each window, and is it elapsed time? Plans of one shape are worked out together."""


@frozen(weakref_slot=False, eq=False)
class Numbered:
    """What plans say, each array by the numbers of plans.

    ``places`` are, by window and link, where its ends stand in the tables, or the microseconds to
    its end. ``outcome`` and ``refers`` are by plan, window and parts: see ``spoken``. ``charged``
    are by fee, and one where it is charged.
    """

    shapes: Sequence[Shape]
    shape: Numbers
    by_row: Numbers
    zone: Numbers
    places: Sequence[Sequence[Numbers]]
    not_started: Sequence[Numbers]
    is_asked: Numbers
    is_elsewhere: Numbers
    outcome: Numbers
    refers: Numbers
    charged: Sequence[Numbers]
    mismatch: Numbers


def spoken(plans: Numbers, way: Numbers, parts: Numbers) -> Numbers:
    """What is said about rows of these plans, by what comes of their windows and their units."""
    found = (way * np.int8(PARTS) + parts).astype(np.int64)
    found += plans * (WAYS * PARTS)
    return found


def _first_plans() -> list[Plan]:
    return [BY_ROW]


@define(weakref_slot=False, eq=False)
class Plans:
    """The plans that there are, by number."""

    fees: Sequence[Fee]
    days: Days
    plans: list[Plan] = field(factory=_first_plans)
    keys: dict[Hashable, int] = field(factory=dict[Hashable, int])
    texts: dict[int, str] = field(factory=dict[int, str])
    met: tuple[Hashable, Numbers] = field(factory=lambda: (None, np.empty(0, np.int64)))
    numbered: Numbered | None = None
    version: tuple[int, int, int] = (0, 0, 0)

    def number(self, key: Hashable, plan: Callable[[], Plan]) -> int:
        """The number of the plan of all rows with a key."""
        if key not in self.keys:
            made = plan()
            self.keys[key] = len(self.plans)
            self.plans.append(made)
        return self.keys[key]

    def of_keys(self, words: Hashable, most: int) -> Numbers:
        """The number of the plan of each key of batches with such words, as far as met; else -1."""
        if self.met[0] != (words, most):
            self.met = (words, most), np.full(most, -1, np.int64)
        return self.met[1]

    def text(self, spoken_of: int) -> str:
        """The sentence of codes of what is said about a row."""
        if spoken_of not in self.texts:
            rest, parts = divmod(spoken_of, PARTS)
            plan, way = divmod(rest, WAYS)
            there = (bool(parts & 1), bool(parts & 2), bool(parts & 4), bool(parts & 8))
            self.texts[spoken_of] = self.plans[plan].because(way, there)
        return self.texts[spoken_of]

    def arrays(self) -> Numbered:
        """What all plans say, worked out anew when there are more plans or days."""
        version = len(self.plans), self.days.first, self.days.count
        if self.numbered is None or self.version != version:
            self.numbered = self._arrays()
            self.version = version
        return self.numbered

    def _arrays(self) -> Numbered:
        plans, days = self.plans, self.days
        # What is looked up for rows that are asked by themselves says nothing: it costs least.
        told = [_shape(x) for x in plans[1:]]
        shapes = {shape: number for number, shape in enumerate(dict.fromkeys(told or [()]))}
        zones = [0, *(days.zone(x.zone) for x in plans[1:])]
        is_odd = [True, *(not days.is_whole[x] for x in zones[1:])]
        windows = [x.windows or () for x in plans]
        most = max(len(x) for x in windows)
        links = [[x[n].links if n < len(x) else () for x in windows] for n in range(most)]
        idle = [[x[n].not_started if n < len(x) else CLOSED for x in windows] for n in range(most)]
        alike = [(x.verdict, x.is_elsewhere) for x in plans]
        examples = dict(zip(alike, plans, strict=True))
        which = [[*examples].index(x) for x in alike]
        outcome = np.array([_outcomes(x) for x in examples.values()], np.int8)
        refers = np.array([_refers(x) for x in examples.values()], bool)
        return Numbered(
            shapes=[*shapes],
            shape=np.array([0, *(shapes[x] for x in told)]),
            by_row=np.array([x.windows is None or y for x, y in zip(plans, is_odd, strict=True)]),
            zone=np.array(zones),
            places=[self._places(x) for x in links],
            not_started=[np.array(x, np.int8) for x in idle],
            is_asked=np.array([x.is_asked for x in plans]),
            is_elsewhere=np.array([x.is_elsewhere for x in plans]),
            outcome=outcome[which].ravel(),
            refers=refers[which].ravel(),
            charged=[np.array([float(fee in x.fees) for x in plans]) for fee in self.fees],
            mismatch=np.array([x.mismatch for x in plans]),
        )

    def _places(self, links: Sequence[Sequence[Link]]) -> list[Numbers]:
        most = max(len(x) for x in links)
        return [
            np.array([self._place(x[n]) if n < len(x) else 0 for x in links], np.int64)
            for n in range(most)
        ]

    def _place(self, link: Link) -> int:
        if link.elapsed is not None:
            return link.elapsed // _MICROSECOND
        return self.days.window(link.ends) * self.days.count


@frozen(weakref_slot=False, eq=False)
class Planned:
    """The rows of a block, and the number of the plan of each."""

    block: Block
    plans: Plans
    of_row: Numbers


def _shape(plan: Plan) -> Shape:
    links = (x.links for x in plan.windows or ())
    return tuple(tuple((x.source, x.elapsed is not None) for x in some) for some in links)


def _outcomes(plan: Plan) -> list[int]:
    """The place of the outcome by what comes of the windows and by parts."""
    return [_outcome(plan, way, parts) for way in range(WAYS) for parts in range(PARTS)]


def _outcome(plan: Plan, way: int, parts: int) -> int:
    free, others, verdict = parts & 1, parts >> 1, plan.free(way)
    if free and verdict is Verdict.MET:
        return PARTLY if others else ALLOWED
    refers = (free and verdict is Verdict.UNKNOWN) or (others and plan.is_elsewhere)
    return REFER if refers else REFUSED


def _refers(plan: Plan) -> list[bool]:
    """Are free units referred, by the same?"""
    return [plan.free(way) is Verdict.UNKNOWN for way in range(WAYS) for _ in range(PARTS)]
