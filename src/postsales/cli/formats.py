"""In which form answers are written, and what stands before the first of them."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, cast

from postsales.basics._errors import short
from postsales.cli.answers import Answer, Question
from postsales.cli.endings import Usage
from postsales.cli.explained import in_words
from postsales.cli.named import titles_of
from postsales.cli.questions import zone_of
from postsales.cli.report import Block, block, money_block
from postsales.cli.rows import money_row, row, written
from postsales.cli.screen import screen
from postsales.cli.tables import ITEMS, QUOTES, Table
from postsales.orders.order import Order
from postsales.wire import write_json

__all__ = ["Told", "format_of", "in_utf_8", "put_on", "shown_on", "writer_of"]

Told = str | Block
"""What is written about one order."""

_ENDINGS: Mapping[str, Mapping[str, str]] = {
    "assess": {".jsonl": "records", ".csv": "csv"},
    "quote": {".jsonl": "jsonl", ".csv": "csv"},
    "due": {".jsonl": "jsonl", ".csv": "csv", ".ics": "ical"},
    "simulate": {".jsonl": "jsonl"},
}
_FORMATS = {"csv": "CSV", "ical": "iCalendar"}
"""What is always called by its ending."""
_OF_REPORTS = ("", ".txt", ".md")
"""What promises no data, and nothing that a report is not."""
_TABLES: Mapping[str, Table] = {"assess": ITEMS, "quote": QUOTES}


def format_of(asked: Namespace) -> str:
    """The format that is asked for, or the one that the name of the file ends in.

    Raises:
        Usage: the two contradict.
    """
    endings = _ENDINGS[asked.command]
    out = asked.out or ""
    named = next((x for end, x in endings.items() if out.lower().endswith(end)), None)
    if named in _FORMATS and asked.format not in (None, named):
        is_told = f"what is called so is {_FORMATS[named]}, and not {asked.format}"
        raise Usage(f"--out is {short(out)}: {is_told}")
    if asked.format is None and named is None and Path(out).suffix.lower() not in _OF_REPORTS:
        told = f"nothing is written like that; call it {', '.join(endings)} or .txt for a report"
        told += ", or say --format"
        raise Usage(f"--out is {short(out)}: {told}")
    return asked.format or named or "report"


def writer_of(asked: Namespace, question: Question) -> Callable[[Answer], Told]:
    """What writes an answer down.

    Raises:
        Usage: the zone or the titles cannot be what they are told to be.
    """
    # Looked at in every format, so that a slip is told at once.
    zone = zone_of(asked.zone, question.terms)
    if asked.command == "explain":
        return lambda answer: in_words(answer, asked)
    titles = titles_of(asked.titles) if asked.titles else _no_title
    format = format_of(asked)
    if format == "csv":
        return _TABLES[asked.command].written
    if format == "records":
        return _record
    if format == "jsonl":
        return _money_line if asked.command == "quote" else _line
    told = money_block if asked.command == "quote" else block
    return lambda answer: told(answer, titles(answer.found.order), zone)


def _no_title(_: Order) -> str:
    return ""


def _record(answer: Answer) -> str:
    return f"{write_json(answer.decision.record(quote=answer.quote))}\n"


def _line(answer: Answer) -> str:
    return f"{written(row(answer))}\n"


def _money_line(answer: Answer) -> str:
    return f"{written(money_row(answer))}\n"


def put_on(out: TextIO, asked: Namespace) -> Callable[[Told], None]:
    """What puts answers onto a stream, after whatever stands before the first."""
    format = format_of(asked)
    if format == "report":
        return shown_on(out)
    if format in ("csv", "records"):
        in_utf_8(out)
    if format == "csv":
        out.write(_TABLES[asked.command].head)
    return lambda told: _write(out, told)


def in_utf_8(out: TextIO) -> None:
    """JSON is UTF-8, whatever a terminal likes, and so is our CSV, with its own ends of lines."""
    if isinstance(out, TextIOWrapper):
        out.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def _write(out: TextIO, told: Told) -> None:
    out.write(cast("str", told))


def shown_on(out: TextIO) -> Callable[[Told], None]:
    """What shows blocks to people."""
    show = screen(out)
    return lambda told: show(cast("Block", told))
