"""Dated values: what a number was, from which day until which, and by which instrument.

Rules of this file: a period holds its first day and not its last, ``[from_on, until_on)``. A day
that no period holds has no answer: nothing is carried forward, and nothing is assumed before.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Generic, Never, TypeVar

from attrs import field, frozen

from postsales.basics import _checks
from postsales.basics._errors import Contradictions, InvalidValue, PostsalesError, WrongType
from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.moments import iso_repr

__all__ = ["Dated", "Gap", "NoLawInForce", "Row"]

T_co = TypeVar("T_co", covariant=True)
_MOST_SPANS = 3
_ROWS = "a list of Row is needed"


class Gap(Word):
    """What stands in place of a value where there is none."""

    REPEALED = "repealed"
    """The instrument itself says that the value is gone: not an oversight of ours."""


class NoLawInForce(PostsalesError, LookupError):
    """On that day there is no value: before the first, after the last, between two, or repealed.

    ``by`` is the citation of the repeal, where there was one.

    Example:
        >>> str(NoLawInForce("returns law for 'FR'", date(1987, 3, 2), "covered from 2014-06-13"))
        "no returns law for 'FR' on 1987-03-02: covered from 2014-06-13"
    """

    subject: str
    day: date
    covered: str
    by: Citation | None

    def __init__(self, subject: str, day: date, covered: str, by: Citation | None = None) -> None:
        repealed = f" (repealed by {by})" if by else ""
        super().__init__(f"no {subject} on {day}{repealed}: {covered}")
        self.subject = subject
        self.day = day
        self.covered = covered
        self.by = by


def _from(value: date | str) -> date:
    return _checks.day("from_on", value)


def _until(value: date | str | None) -> date | None:
    return None if value is None else _checks.day("until_on", value)


@frozen(weakref_slot=False)
class Row(Generic[T_co]):
    """One value and its period, ``[from_on, until_on)``: the first day is in it, the last is not.

    Without ``until_on`` it is in force until somebody says otherwise.

    Raises:
        InvalidValue: the period ends before it has held a day.

    Example:
        >>> fourteen = Row(14, "2014-06-13", by=Citation("Directive 2011/83/EU", "Art. 9(1)"))
        >>> fourteen.holds(date(2014, 6, 12)), fourteen.holds(date(2014, 6, 13))
        (False, True)
    """

    value: T_co | Gap
    from_on: date = field(converter=_from, repr=iso_repr)
    until_on: date | None = field(default=None, converter=_until, repr=iso_repr)
    by: Citation | None = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.until_on is not None and self.until_on <= self.from_on:
            allowed = f"it must be after from_on ({self.from_on})"
            raise InvalidValue("until_on", str(self.until_on), allowed)
        if self.by is not None:
            _checks.instance("by", self.by, Citation, "a Citation or None is needed")

    @staticmethod
    def repealed(
        from_on: date | str, until_on: date | str | None = None, *, by: Citation | None
    ) -> "Row[Never]":
        """A period in which there is no value, because an instrument has taken it away.

        Example:
            >>> Row.repealed("2026-06-19", by=Citation("An Act", "s. 1")).is_repealed
            True
        """
        return Row[Never](Gap.REPEALED, _from(from_on), _until(until_on), by=by)

    @property
    def is_repealed(self) -> bool:
        """Is this a period without a value?"""
        return self.value is Gap.REPEALED

    def holds(self, day: date) -> bool:
        """Is the day in this period?"""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@frozen(init=False, weakref_slot=False)
class Dated(Generic[T_co]):
    """A value that changes from day to day by law: rows in order of time that do not overlap.

    ``name`` says in messages what the value is.

    Raises:
        Contradictions: no rows, rows out of order, or two that hold the same day; all are listed.

    Example:
        >>> act = Citation("An Act", "s. 4")
        >>> seven = Row(7, "2010-01-01", "2014-06-13", by=act)
        >>> rate = Dated([seven, Row(14, "2014-06-13", by=act)])
        >>> rate.on("2014-06-12"), rate.on("2014-06-13")
        (7, 14)
    """

    rows: tuple[Row[T_co], ...]
    name: str = field(kw_only=True)
    _starts: tuple[date, ...] = field(init=False, eq=False, repr=False)

    def __init__(self, rows: Iterable[Row[T_co]], *, name: str = "law") -> None:
        kept = _rows(rows)
        object.__setattr__(self, "rows", kept)
        object.__setattr__(self, "name", _checks.text("name", name))
        object.__setattr__(self, "_starts", tuple(row.from_on for row in kept))

    def on(self, day: date | str) -> T_co:
        """Which value is in force on this day?

        Raises:
            NoLawInForce: none is; the message names the day and what is covered.
        """
        return self._in_force(day)[1]

    def row_on(self, day: date | str) -> Row[T_co]:
        """Which row is in force on this day, with its period and its citation?

        Raises:
            NoLawInForce: none is; ``.by`` cites the repeal, where there was one.
        """
        return self._in_force(day)[0]

    def _in_force(self, day: date | str) -> tuple[Row[T_co], T_co]:
        asked = _checks.day("day", day)
        place = bisect_right(self._starts, asked) - 1
        row = self.rows[place] if place >= 0 else None
        if row is None or not row.holds(asked):
            raise NoLawInForce(self.name, asked, self._covered())
        value = row.value
        if value is Gap.REPEALED:
            raise NoLawInForce(self.name, asked, self._covered(), row.by)
        return row, value

    def _covered(self) -> str:
        spans = _spans(self.rows)
        more = len(spans) - _MOST_SPANS
        said = ", ".join(_span(*span) for span in spans[:_MOST_SPANS])
        return (
            f"covered {said}{f' and {more} more spans' if more > 0 else ''}"
            if said
            else "never covered"
        )


def _spans(rows: Iterable[Row[object]]) -> list[tuple[date, date | None]]:
    """The periods that hold a value, those that touch as one."""
    spans: list[tuple[date, date | None]] = []
    for row in rows:
        if row.is_repealed:
            continue
        if spans and spans[-1][1] == row.from_on:
            spans[-1] = (spans[-1][0], row.until_on)
        else:
            spans.append((row.from_on, row.until_on))
    return spans


def _span(from_on: date, until_on: date | None) -> str:
    return f"from {from_on} until before {until_on}" if until_on else f"from {from_on}"


def _rows(rows: Iterable[Row[T_co]]) -> tuple[Row[T_co], ...]:
    if not isinstance(rows, Iterable):
        raise WrongType("rows", rows, _ROWS)
    kept = tuple(rows)
    for row in kept:
        _checks.instance("row", row, Row, _ROWS)
    if not kept:
        raise Contradictions("dated value", ["it has no rows"])
    problems = [_clash(*pair) for pair in pairwise(kept) if not _follows(*pair)]
    if problems:
        raise Contradictions("dated value", problems)
    return kept


def _follows(row: Row[object], following: Row[object]) -> bool:
    return row.until_on is not None and row.until_on <= following.from_on


def _clash(row: Row[object], following: Row[object]) -> str:
    order = "begins before" if following.from_on < row.from_on else "overlaps"
    here, there = _span(following.from_on, following.until_on), _span(row.from_on, row.until_on)
    return f"the row {here} {order} the row {there}"
