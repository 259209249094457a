"""The report of plans: one block for each subject that has something, and one at the end."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from postsales.cli.plan_questions import (
    DueAnswer,
    PlanQuestion,
    RunsQuestion,
    SimulatedAnswer,
    StatusAnswer,
)
from postsales.cli.plan_rows import VERDICTS
from postsales.cli.plan_tallies import PlanTally
from postsales.cli.report import Block, time_shown
from postsales.cli.tallies import several
from postsales.contacts.verdicts import Defer

__all__ = ["due_block", "plan_summary", "simulated_block", "status_block"]

_NONE = range(0)
_DUE = ("due", "plan", "step", "ref", "verdict", "until", "because")
_STATUS = ("by", "plan", "step", "ref", "state", "left", "over")


def due_block(answer: DueAnswer, zone: str) -> Block:
    """The block of what is due for a subject."""
    rows = [
        (
            _at(x.item.at, zone),
            x.item.plan,
            x.item.step,
            x.item.ref,
            VERDICTS[type(x)],
            _at(x.until, zone) if isinstance(x, Defer) else "",
            ", ".join(one.code for one in x.reasons),
        )
        for x in answer.verdicts
    ]
    counts = [sum(type(x) is kind for x in answer.verdicts) for kind in VERDICTS]
    told = (f"{n} to {word}" for n, word in zip(counts, VERDICTS.values(), strict=True) if n)
    return _block(answer.found.history.subject, ", ".join(told) or "nothing", rows, _DUE)


def status_block(answer: StatusAnswer, zone: str) -> Block:
    """The block of how the targets of a subject stand."""
    rows = [
        (
            one.last_day.isoformat() if one.last_day else _at(one.due_at, zone),
            plan.id,
            one.step,
            one.ref,
            one.state.value,
            _span(one.remaining),
            _span(one.overdue),
        )
        for plan, one in answer.statuses
    ]
    says = several(len(rows), "target") if rows else "no target has begun"
    return _block(answer.found.history.subject, says, rows, _STATUS)


def simulated_block(answer: SimulatedAnswer, zone: str) -> Block:
    """The block of what runs would have sent to a subject."""
    heads, *rows = answer.simulation.rows(zone=zone)
    notes = tuple(("twice", key) for key in answer.simulation.twice)
    says = f"{len(answer.simulation.sent)} sent"
    return _block(answer.found.history.subject, says, rows, heads, notes)


def plan_summary(tally: PlanTally, question: PlanQuestion | RunsQuestion, zone: str) -> Block:
    """The block at the end: what all answers have in common."""
    if isinstance(question, RunsQuestion):
        first, last = question.runs[0], question.runs[-1]
        runs = several(len(question.runs), "run")
        says = f"{runs} from {time_shown(first, zone)} to {time_shown(last, zone)} ({zone})"
    else:
        says = f"asked at {time_shown(question.at, zone)} ({zone})"
    plans = ", ".join(f"{x.id} {x.version}" for x in question.plans)
    return Block(
        heading=several(tally.answered, "subject"),
        says=says,
        story=f"Plans: {plans}",
        outcome=None,
        rows=(),
        notes=tuple(tally.notes()),
    )


def _block(
    heading: str,
    says: str,
    rows: Iterable[tuple[str, ...]],
    names: tuple[str, ...],
    notes: tuple[tuple[str, str], ...] = (),
) -> Block:
    return Block(
        heading=heading,
        says=says,
        story="",
        outcome=None,
        rows=tuple(rows),
        notes=notes,
        names=names,
        counts=_NONE,
    )


def _at(at: datetime | None, zone: str) -> str:
    return "" if at is None else time_shown(at, zone)


def _span(span: timedelta | None) -> str:
    """Hours and minutes, as they count for a target."""
    if span is None:
        return ""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours} h {minutes:02} min"
