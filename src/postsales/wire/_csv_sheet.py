"""One order in the reading: its rows, what is wrong with them, and what was assumed about them.

Rules of this file: what cannot be read is noted with its line and column, and a harmless value
goes on, so that one reading finds everything. Nothing that was read may be used while there are
problems.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from postsales.basics._errors import PostsalesError, short
from postsales.basics.moments import local_time
from postsales.wire._csv_cells import ToldAt, Unreadable
from postsales.wire._csv_mapping import MOMENTS
from postsales.wire._csv_plan import Fact, Plan
from postsales.wire._csv_rows import Row, Rows
from postsales.wire.documents import Problem

T = TypeVar("T")

_MOST_PROBLEMS = 1000
_AFTER_THE_SALE = frozenset(MOMENTS[2:])
"""What cannot be before it is sold; money can be paid in advance."""


class Sheet:
    """The rows of one order, its first one, and what was found in them so far."""

    __slots__ = ("_at", "assumed", "exponent", "first", "plan", "problems")

    def __init__(self, plan: Plan, rows: Rows) -> None:
        self.plan = plan
        self.first = rows.rows[0]
        self.problems = rows.problems
        self.assumed: dict[tuple[str, str], None] = {}
        self.exponent = 2
        self._at: dict[str, ToldAt | None] = {}

    def wrong(self, row: Row, fact: Fact, says: str) -> None:
        """A problem with the cell of a fact is noted."""
        value = fact.always if fact.place is None else row[1][fact.place]
        self.note(f"line {row[0]}, {fact.where}", says, value)

    def say(self, row: Row, says: str) -> None:
        """A problem with a row is noted."""
        self.note(f"line {row[0]}", says)

    def impossible(self, row: Row, error: PostsalesError) -> None:
        """A problem is noted that something made of a row has with itself."""
        self.say(row, f"cannot be: {error}")

    def undated(self, row: Row, fact: Fact, what: str, name: str) -> None:
        """A problem is noted with a cell that tells of something, and nothing tells when it was."""
        says = f"tells of {what}, and {self.plan.dated_by(name)} does not tell when"
        self.wrong(row, fact, f"{says}: fill that, or empty this cell")

    def note(self, path: str, says: str, value: object = None) -> None:
        """A problem is noted, up to as many as anybody reads."""
        problem = Problem(path, says, value)
        if len(self.problems) < _MOST_PROBLEMS and problem not in self.problems:
            self.problems.append(problem)

    def assume(self, row: Row, fact: Fact, says: str) -> None:
        """It is noted what was taken for granted."""
        self.assumed[f"line {row[0]}, {fact.where}", says] = None

    def told(self, row: Row, fact: Fact | None) -> str | None:
        """The text of a cell; None where it is blank or there is no such column."""
        if fact is None:
            return None
        try:
            return fact.told(row[1]) or None
        except Unreadable as error:
            self.wrong(row, fact, error.says)
            return None

    def read(self, row: Row, fact: Fact, parse: Callable[[str], T]) -> T | None:
        """What a cell says; None where it is blank, or cannot be read and is noted."""
        try:
            text = fact.told(row[1])
            return parse(text) if text else None
        except Unreadable as error:
            self.wrong(row, fact, error.says)
            return None

    def needed(self, row: Row, fact: Fact, parse: Callable[[str], T]) -> T | None:
        """What a cell says that must not be blank; None with a problem noted."""
        try:
            text = fact.told(row[1])
            if text:
                return parse(text)
            self.wrong(row, fact, "is blank, and a value is needed")
        except Unreadable as error:
            self.wrong(row, fact, error.says)
        return None

    def minor(self, text: str) -> int:
        """An amount in minor units of the order's currency."""
        return self.plan.cells.minor(text, self.exponent)

    def amount(self, row: Row, fact: Fact) -> int:
        """An amount that is zero or more, and zero where it is blank."""
        found = self.read(row, fact, self.minor) or 0
        if found < 0:
            self.wrong(row, fact, f"is {short(fact.told(row[1]))}, and zero or more is needed")
            return 0
        return found

    def at(self, name: str, row: Row) -> datetime | None:
        """When something happened to a line, or to the whole order; None where nobody told."""
        told = self._any_at(name, row)
        return None if told is None else told.at

    def _any_at(self, name: str, row: Row) -> ToldAt | None:
        if name not in self.plan.of_order:
            return self._told_at(name, row)
        if name not in self._at:
            self._at[name] = self._told_at(name, self.first)
        return self._at[name]

    def _told_at(self, name: str, row: Row) -> ToldAt | None:
        plan = self.plan
        if not self._holds(name, row):
            return None
        other = plan.same_as.get(name)
        if other is not None:
            found = self._any_at(other, row)
        else:
            fact = plan.order.get(name) or plan.line.get(name)
            found = None if fact is None else self._moment(row, fact)
        if found is None:
            self._assume_untold(name, row)
        elif name in _AFTER_THE_SALE:
            self._check_after_the_sale(name, row, found)
        return found

    def _assume_untold(self, name: str, row: Row) -> None:
        """Where a word says that something happened, and no time when, that is noted."""
        words = " and ".join(x.says(row[1]) for x in self.plan.when.get(name, ()))
        fact = self.plan.fact_of(name) if words else None
        if fact is not None and self.told(row, fact) is None:
            self.assume(row, fact, f"is blank, so {name} is not told, though {words}")

    def _check_after_the_sale(self, name: str, row: Row, told: ToldAt) -> None:
        placed = self._any_at("placed_at", self.first)
        if placed is None or told.at >= placed.at:
            return
        plan, zone = self.plan, self.plan.mapping.zone
        if zone is not None and (told.is_day or placed.is_day):
            # The time that stands for a day alone says nothing of what came first on that day.
            sold, on = (local_time(x.at, zone).date() for x in (placed, told))
            if on >= sold:
                return
        sale, fact = plan.order["placed_at"], plan.fact_of(name)
        says = f"is {short(fact.told(row[1]))} ({name}), and nothing of a sale can be before it"
        begins = short(sale.told(self.first[1]))
        self.wrong(row, fact, f"{says}: line {self.first[0]}, {sale.where} is {begins} (placed_at)")

    def _holds(self, name: str, row: Row) -> bool:
        """Does the row say all that is needed for a time to be told?"""
        for needed in self.plan.when.get(name, ()):
            says = needed.says_else(row[1])
            if says is not None:
                path = f"line {row[0]}, {needed.where}"
                self.assumed[path, f"{says}, so {name} is not told"] = None
                return False
        return True

    def _moment(self, row: Row, fact: Fact) -> ToldAt | None:
        found: ToldAt | None = self.read(row, fact, self.plan.cells.moment)
        if found is None:
            return None
        if found.is_day:
            says = f"days alone stand for {self.plan.mapping.day_time} of them"
            self.assumed[fact.where, says] = None
        if found.note:
            self.assume(row, fact, found.note)
        return found
