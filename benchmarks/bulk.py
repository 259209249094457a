"""Whole tables: the library beside hand-written loops and engines with zones of their own.

    python -m benchmarks.bulk [--rows 1000000] [--rounds 7] [--quick]

All give the same columns about the same lines, on one core, and every column is compared in each
row before anything is timed. The loop in C is compiled on the fly with `cc`; who is not here is
listed as not run.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from attrs import frozen

os.environ.setdefault("POLARS_MAX_THREADS", "1")

import pyarrow as pa

from benchmarks.bars import Bar
from benchmarks.bulk_answers import GIVEN, Answers, differences, of_arrow, of_lists
from benchmarks.bulk_work import ASKED, LINES, Drawn, drawn
from benchmarks.timing import Case, Timings, interleaved
from postsales import refunds, returns

__all__ = ["Rival", "main", "rivals", "wrong"]

PART = 10_000
"""Rows in a small batch, as some engines hand them over."""


@frozen
class Rival:
    """Somebody who answers all lines at once; how the answers are read is not timed."""

    name: str
    run: Callable[[], Any]
    read: Callable[[Any], Answers]
    lines: int


@frozen
class Effort:
    """How many lines; how many of them where each takes long; how much is timed."""

    rows: int
    few: int
    rounds: int
    milliseconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare all answers, then print how long each took beside the others."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="few lines, for a first look")
    asked = parser.parse_args(arguments)
    effort = Effort(asked.rows, 2_000, asked.rounds, 200)
    if asked.quick:
        effort = Effort(min(asked.rows, 20_000), 200, min(asked.rounds, 2), 1)
    work = drawn(effort.rows)
    found, missing = rivals(work, effort.few)
    differing = [x for rival in found for x in wrong(rival, work)]
    print(*differing, sep="\n", end="")
    if differing:
        return 1
    print(f"## Whole tables: {effort.rows:,} lines\n")
    print(f"compared in each row: {', '.join(GIVEN)}\nnone differs", flush=True)
    cases = {x.name: Case(x.run, x.lines) for x in found}
    timings = interleaved(cases, rounds=effort.rounds, milliseconds=effort.milliseconds)
    _told(timings, missing)
    return 0


OURS = "postsales.bulk, Arrow in and out"
PARTS = f"postsales.bulk, {PART:,} rows at a time"
LISTS = "postsales.bulk, lists"
ONE_BY_ONE = "assess and quote, one order each"
LOOP = "a loop in C"
POLARS = "polars, a branch for each zone"
FAST_POLARS = "polars, zones apart, each day closed once"
DUCKDB = "duckdb, the zone by column"
FAST_DUCKDB = "duckdb, words coded, each day closed once"
_OTHERS = (
    (LOOP, "in_c", "ready"),
    (POLARS, "in_polars", "plain"),
    (FAST_POLARS, "in_polars", "fast"),
    (DUCKDB, "in_duckdb", "plain"),
    (FAST_DUCKDB, "in_duckdb", "fast"),
)


def _told(timings: Timings, missing: dict[str, str]) -> None:
    print("\n| who | ns per line | times ours |\n| --- | ---: | ---: |")
    for name in timings.rounds:
        times = timings.ratio(name, OURS)
        print(f"| {name} | {1000 * timings.microseconds(name):.0f} | {times} |")
    for name, why in missing.items():
        print(f"| {name} | not run: {why} | |")
    print("\n| bar | | ratio (least to most) | |\n| --- | --- | --- | --- |")
    print(*_bars(timings), sep="\n")


def _bars(timings: Timings) -> Iterator[Bar]:
    def beside(one: str, other: str) -> Any:
        has_run = one in timings.rounds and other in timings.rounds
        return timings.ratio(one, other) if has_run else None

    times = "takes this many times as long"
    yield Bar(f"one by one {times}", beside(ONE_BY_ONE, OURS), "at least", 30)
    yield Bar("beside a loop in C", beside(OURS, LOOP), "at most", 4)
    for name in (POLARS, DUCKDB):
        yield Bar(f"{name}: {times}", beside(name, OURS), "at least", 4)
    for name in (FAST_POLARS, FAST_DUCKDB):
        yield Bar(f"{name}: {times}", beside(name, OURS))
    yield Bar(f"{PART:,} rows at a time {times}", beside(PARTS, OURS))
    yield Bar(f"lists {times}", beside(LISTS, OURS))


def rivals(work: Drawn, few: int) -> tuple[list[Rival], dict[str, str]]:
    """All who answer, and why the others do not."""
    batch = work.batch
    rows = work.rows(few)
    orders = [(LINES.order_of(x), LINES.request_of(x), x["at"]) for x in rows]
    lists = {name: [x[name] for x in rows] for name in ASKED}
    parts = [batch.slice(first, PART) for first in range(0, batch.num_rows, PART)]
    found = [
        Rival(OURS, lambda: LINES(batch), of_arrow, batch.num_rows),
        Rival(PARTS, lambda: [*LINES.each(parts)], _of_parts, batch.num_rows),
        Rival(ONE_BY_ONE, lambda: _one_by_one(orders), of_lists, len(rows)),
        Rival(LISTS, lambda: LINES.columns(lists), of_lists, len(rows)),
    ]
    missing: dict[str, str] = {}
    for name, module, form in _OTHERS:
        try:
            other = import_module(f"benchmarks.bulk_{module}")
            run = getattr(other, form)(work)
        except (ImportError, OSError, subprocess.CalledProcessError) as error:
            missing[name] = str(error)
        else:
            found.append(Rival(name, run, other.read, batch.num_rows))
    return found, missing


def _of_parts(found: Any) -> Answers:
    return of_arrow(pa.Table.from_batches(found).unify_dictionaries())


def _one_by_one(orders: list[Any]) -> dict[str, list[Any]]:
    """What a table is answered with, by the verbs for whole orders."""
    assert LINES.refund_terms is not None
    found = []
    for order, request, at in orders:
        decision = returns.assess(order, request, LINES.terms, at=at)
        quote = refunds.quote(decision, LINES.refund_terms)
        (item,) = decision.items
        deadline, fees = item.deadline, quote.fees
        found.append(
            (
                decision.outcome.value,
                *(item.allowed, item.refused, item.referred),
                " ".join(decision.because),
                *((deadline.ends_at, deadline.last_day) if deadline is not None else (None, None)),
                sum(x.amount.minor for x in quote.lines),
                sum(x.tax.minor for x in quote.lines),
                sum(x.amount.minor for x in fees),
                sum(x.tax.minor for x in fees if x.tax is not None),
                quote.total_minor,
            )
        )
    return {name: list(x) for name, x in zip(GIVEN, zip(*found, strict=True), strict=True)}


def wrong(rival: Rival, work: Drawn) -> list[str]:
    """What somebody answers otherwise than we do."""
    ours = of_arrow(LINES(work.batch.slice(0, rival.lines)))
    theirs = rival.read(rival.run())
    return [f"{rival.name}: {x}" for x in differences(ours, theirs, rival.lines)]


if __name__ == "__main__":
    sys.exit(main())
