"""What happens to each history: it is read, asked, and written down."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, cast

from attrs import evolve, frozen

from postsales.basics._errors import MissingExtra, PostsalesError
from postsales.cli.answers import Bad, Bads
from postsales.cli.desks import digest_or_none
from postsales.cli.documents import ROOT, Text
from postsales.cli.endings import Usage
from postsales.cli.formats import Told, format_of, in_utf_8, shown_on
from postsales.cli.histories import SUBJECT, FoundHistory, history_in
from postsales.cli.plan_questions import (
    DueAnswer,
    PlanQuestion,
    RunsQuestion,
    SimulatedAnswer,
    StatusAnswer,
    question_of_plans,
)
from postsales.cli.plan_report import due_block, plan_summary, simulated_block, status_block
from postsales.cli.plan_rows import DUE, STATUS, due_rows, safe_row, simulated_row, status_rows
from postsales.cli.plan_tallies import PlanTally
from postsales.cli.report import Block
from postsales.cli.rows import Row, written
from postsales.cli.sources import Piece
from postsales.cli.tables import record
from postsales.contacts.verdicts import Defer, Drop
from postsales.wire._calendars import CalendarText, Entries, TargetEntry, calendar_of
from postsales.wire._extras import needs

__all__ = ["PlanDesk", "plan_desk_of"]

_ICAL = "ical"
AnyAnswer = DueAnswer | StatusAnswer | SimulatedAnswer


@frozen(weakref_slot=False, eq=False)
class PlanDesk:
    """Where histories are answered."""

    asked: Namespace
    question: PlanQuestion | RunsQuestion
    format: str

    @property
    def zone(self) -> str:
        """In which zone are times told?"""
        return self.question.zone

    @property
    def is_report(self) -> bool:
        """Is it for people, with the summary in it?"""
        return self.format == "report"

    @property
    def tail(self) -> str:
        """What stands behind the last answer."""
        return self._calendar.tail if self.format == _ICAL else ""

    def new_tally(self) -> PlanTally:
        """Counts that are empty."""
        return PlanTally()

    def told(self, piece: Piece, tally: PlanTally) -> Iterator[Told | Bads]:
        """What is said about the history of a piece, and counted in ``tally``."""
        found = history_in(piece, self.question.events) if isinstance(piece, Text) else piece
        answer = self._answer(found) if isinstance(found, FoundHistory) else cast("Bads", found)
        if isinstance(answer, tuple):
            tally.unanswered(answer)
            yield answer
            return
        tally.answer(answer)
        told = self._written(answer)
        if told is not None:
            yield told

    def _answer(self, found: FoundHistory) -> AnyAnswer | Bads:
        try:
            if isinstance(self.question, RunsQuestion):
                return self.question.simulated(found)
            ask = self.question.status if self.asked.status else self.question.due
            return ask(found)
        except PostsalesError as error:
            says, id = f"cannot be answered: {error}", found.history.subject
            return (Bad(found.source, found.line, ROOT, says, id, SUBJECT),)

    def _written(self, answer: AnyAnswer) -> Told | None:
        """What is written about a subject; nothing where there is nothing to tell."""
        if isinstance(answer, SimulatedAnswer):
            if self.is_report:
                return simulated_block(answer, self.zone)
            return f"{written(simulated_row(answer))}\n"
        if self.format == _ICAL:
            return self._entries(answer)
        if isinstance(answer, StatusAnswer):
            return self._block_or_rows(
                lambda: status_block(answer, self.zone), [*status_rows(answer)]
            )
        return self._block_or_rows(lambda: due_block(answer, self.zone), [*due_rows(answer)])

    def _block_or_rows(self, block: Callable[[], Block], rows: list[Row]) -> Told | None:
        if not rows:
            return None
        return block() if self.is_report else self._rows(rows)

    def _entries(self, answer: DueAnswer | StatusAnswer) -> str:
        """What is due, or owed, for a calendar."""
        calendar = self._calendar
        if isinstance(answer, StatusAnswer):
            subject = answer.found.history.subject
            some = (TargetEntry(x, plan=plan.id, subject=subject) for plan, x in answer.statuses)
            return "".join(map(calendar.entry, some))
        return "".join(
            calendar.entry(
                x.item,
                x.until if isinstance(x, Defer) else None,
                dropped=x.because if isinstance(x, Drop) else "",
            )
            for x in answer.verdicts
        )

    @property
    def _calendar(self) -> CalendarText:
        question = cast("PlanQuestion", self.question)
        return calendar_of(question.at, self.zone, Entries.EVENTS)

    def _rows(self, rows: Iterable[Row]) -> str:
        if self.format == "csv":
            return "".join(record(safe_row(x), self._columns) for x in rows)
        return "".join(f"{written(x)}\n" for x in rows)

    @property
    def _columns(self) -> tuple[str, ...]:
        return STATUS if self.asked.status else DUE

    def put_on(self, out: TextIO) -> Callable[[Told], None]:
        """What puts answers onto a stream, after whatever stands before the first."""
        if self.is_report:
            return shown_on(out)
        if self.format == "csv":
            in_utf_8(out)
            out.write(record({x: x for x in self._columns}, self._columns))
        if self.format == _ICAL:
            in_utf_8(out)
            out.write(self._calendar.head)
        return lambda told: _write(out, told)

    def summary(self, tally: PlanTally) -> Block:
        """What all answers have in common."""
        found = plan_summary(tally, self.question, self.zone)
        return evolve(found, notes=(*self._without_targets(), *found.notes))

    def _without_targets(self) -> Iterator[tuple[str, str]]:
        if self.asked.command != "due" or not self.asked.status:
            return
        if not any(plan.targets for plan in self.question.plans):
            yield "targets", "the plans have none; due without --status tells their actions"

    def digests(self) -> tuple[str | None, ...]:
        """By which plans and rules?"""
        return tuple(digest_or_none(x) for x in (*self.question.plans, self.question.rules))


def _write(out: TextIO, told: Told) -> None:
    out.write(cast("str", told))


def plan_desk_of(asked: Namespace) -> PlanDesk:
    """The desk that a command about plans asks for; the same in every process.

    Raises:
        Usage: it asks for something that cannot be.
    """
    format = format_of(asked)
    question = question_of_plans(asked)
    if format == _ICAL:
        try:
            needs("icalendar", "ical")
        except MissingExtra as error:
            raise Usage(f"--format ical: {error}") from None
    return PlanDesk(asked, question, format)
