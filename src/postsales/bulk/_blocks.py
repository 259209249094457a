"""The answers about a batch, block by block: as many rows at once as stay near the processor.

Rules of this file: what a block works out by arrays is what a row is told by its plan; the other
rows are asked one by one. Nothing is made for each row but numbers.
"""

from datetime import timedelta

import numpy as np
from attrs import frozen

from postsales.basics._errors import Contradictions
from postsales.bulk._alike import Alike
from postsales.bulk._coded import BLOCK, OUTCOMES, Block, Coded, Found, Room
from postsales.bulk._days import EPOCH_DAY, Days, micros
from postsales.bulk._numbered import Planned, Plans
from postsales.bulk._paid import Payer
from postsales.bulk._planned import elapsed
from postsales.bulk._possible import MOST_PROBLEMS, TABLE
from postsales.bulk._rows import Answer, by_definition
from postsales.bulk._state import Asked, State
from postsales.bulk._told import check, told
from postsales.bulk._units import Sentences, decide, units
from postsales.bulk._until import timed

__all__ = ["answered"]


def answered(asked: Asked, coded: Coded, sums: int, room: Room) -> Found:
    """The answers about a batch, written where there is room."""
    state = asked.state
    state.forget()
    if "plans" not in state.numbered:
        state.numbered["plans"] = _no_plans(state)
    plans: Plans = state.numbered["plans"]
    found = Found.empty(coded.rows, sums, room)
    payer = None if state.refund_terms is None else Payer(state.refund_terms, plans, found)
    alike = Alike(asked, plans, coded)
    batch = _Batch(asked, alike, found, Sentences(found, plans), payer)
    now = None if asked.at is None else micros(asked.at)
    for start in range(0, coded.rows, BLOCK):
        batch.fill(Block.of(coded, slice(start, min(start + BLOCK, coded.rows)), now))
    return found


def _no_plans(state: State) -> Plans:
    terms, refund_terms = state.terms, state.refund_terms
    windows = (terms.window, *terms.special_windows)
    hours = (elapsed(x, place) for x in windows for place in range(len(x.since)))
    longest = max((x for x in hours if x is not None), default=timedelta())
    # Holidays that nobody told can move the end of a window.
    rolls = any(x.roll is not None for x in windows) or terms.calendar is not None
    days = Days(after=longest, can_be_later=rolls)
    return Plans(refund_terms.fees if refund_terms is not None else (), days)


@frozen(weakref_slot=False, eq=False)
class _Batch:
    """A batch: what is asked, which rows are alike, and where the answers go."""

    asked: Asked
    alike: Alike
    found: Found
    said: Sentences
    payer: Payer | None

    def fill(self, block: Block) -> None:
        """Answer all rows of a block."""
        check(block, self.asked)
        known = told(block, self.alike.plans.days)
        planned = self.alike.of_block(block, known)
        _mark(planned)
        until = timed(planned, known)
        if until.by_row is not None:
            np.logical_or(block.by_row, until.by_row, out=block.by_row)
        sold = units(block, known)
        decide(planned, sold, until, self.said)
        if self.payer is not None:
            self.payer.pay(planned, sold)
        if block.by_row.any():
            self._ask(block)

    def _ask(self, block: Block) -> None:
        """Answer the rows that have to be asked by themselves."""
        coded, problems = block.coded, list[str]()
        for place in (np.flatnonzero(block.by_row) + block.rows.start).tolist():
            try:
                answer = by_definition(self.asked, coded.row(place), coded.first + place)
            except Contradictions as error:
                problems += error.problems
            else:
                self._write(place, answer)
        if problems:
            raise Contradictions(TABLE, problems[:MOST_PROBLEMS])

    def _write(self, row: int, answer: Answer) -> None:
        found = self.found
        outcome, allowed, refused, referred, because, ends_at, last_day, *sums = answer
        found.outcome[row] = OUTCOMES.index(outcome)
        found.allowed[row], found.refused[row], found.referred[row] = allowed, refused, referred
        found.because[row] = found.sentence(because)
        found.has_end[row] = ends_at is not None
        found.ends_at[row] = 0 if ends_at is None else micros(ends_at)
        found.last_day[row] = 0 if last_day is None else last_day.toordinal() - EPOCH_DAY
        for out, one in zip(found.money, sums, strict=True):
            out[row] = one


def _mark(planned: Planned) -> None:
    """Rows whose plan says so are asked by themselves."""
    by_row = planned.plans.arrays().by_row
    if by_row[1:].any() or planned.of_row.min() == 0:
        np.logical_or(planned.block.by_row, by_row.take(planned.of_row), out=planned.block.by_row)
