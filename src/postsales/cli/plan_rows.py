"""What is due, and how targets stand, as rows: the same keys as columns of a table and in JSON.

Rules of this file: instants are ISO 8601 in UTC, days are ISO dates, spans are ISO 8601 in seconds;
the columns stay, and new ones come at the end.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from postsales.cli.histories import FoundHistory
from postsales.cli.meters import STDIN
from postsales.cli.plan_questions import DueAnswer, SimulatedAnswer, StatusAnswer
from postsales.cli.rows import Row, in_utc
from postsales.cli.tables import safe
from postsales.contacts.verdicts import Defer, Drop, Send

__all__ = ["DUE", "STATUS", "VERDICTS", "due_rows", "safe_row", "simulated_row", "status_rows"]

DUE = (
    "subject",
    "plan",
    "step",
    "key",
    "at",
    "verdict",
    "until",
    "because",
    "ref",
    "channel",
    "purpose",
    "expires_at",
    "plan_version",
    "source",
    "source_line",
)
"""The columns of what is due."""
STATUS = (
    "subject",
    "plan",
    "step",
    "ref",
    "state",
    "begun_at",
    "due_at",
    "last_day",
    "met_at",
    "remaining",
    "overdue",
    "plan_version",
    "source",
    "source_line",
)
"""The columns of how targets stand."""
VERDICTS: Mapping[type[Send | Defer | Drop], str] = {Send: "send", Defer: "defer", Drop: "drop"}
"""What becomes of what is due, in a word."""
_OF_OTHERS = ("subject", "plan", "step", "key", "ref", "plan_version")


def due_rows(answer: DueAnswer) -> Iterator[Row]:
    """A row of each occurrence; ``reasons`` are all codes, and ``because`` is the first."""
    for verdict in answer.verdicts:
        item = verdict.item
        contact = item.action.contact
        yield {
            "subject": item.subject,
            "plan": item.plan,
            "step": item.step,
            "key": item.key,
            "at": _instant(item.at),
            "verdict": VERDICTS[type(verdict)],
            "until": _instant(verdict.until) if isinstance(verdict, Defer) else None,
            "because": verdict.because or None,
            "ref": item.ref or None,
            "channel": None if contact is None else contact.channel.value,
            "purpose": None if contact is None else contact.purpose.value,
            "expires_at": _instant(item.expires_at),
            "plan_version": item.version,
            **_place(answer.found),
            "reasons": [x.code for x in verdict.reasons],
        }


def status_rows(answer: StatusAnswer) -> Iterator[Row]:
    """A row of each target, for each event that it counts from."""
    for plan, one in answer.statuses:
        yield {
            "subject": answer.found.history.subject,
            "plan": plan.id,
            "step": one.step,
            "ref": one.ref or None,
            "state": one.state.value,
            "begun_at": _instant(one.begun_at),
            "due_at": _instant(one.due_at),
            "last_day": None if one.last_day is None else one.last_day.isoformat(),
            "met_at": _instant(one.met_at),
            "remaining": _span(one.remaining),
            "overdue": _span(one.overdue),
            "plan_version": plan.version,
            **_place(answer.found),
        }


def simulated_row(answer: SimulatedAnswer) -> Row:
    """What runs would have sent to a subject; the instants of the runs are told as how many."""
    told: dict[str, Any] = answer.simulation.as_dict()
    runs = answer.simulation.runs
    return {
        **told,
        "runs": {"first": in_utc(runs[0]), "last": in_utc(runs[-1]), "count": len(runs)},
        **_place(answer.found),
    }


def safe_row(row: Row) -> Row:
    """A row in which nothing of somebody else is taken for a formula by a spreadsheet."""
    source = row["source"] if row["source"] == STDIN else safe(row["source"])
    others = {x: safe(row[x]) for x in _OF_OTHERS if isinstance(row.get(x), str)}
    return {**row, **others, "source": source}


def _place(found: FoundHistory) -> Row:
    return {"source": found.source, "source_line": found.line}


def _instant(at: datetime | None) -> str | None:
    return None if at is None else in_utc(at)


def _span(span: timedelta | None) -> str | None:
    """A span as ISO 8601, in whole seconds: what is begun of one does not count."""
    return None if span is None else f"PT{int(span.total_seconds())}S"
