"""Whole tables: the library beside hand-written loops and engines with zones of their own.

    python -m benchmarks.bulk [--rows 1000000] [--rounds 7]

All answer the same questions about the same lines, on one core, and are compared before they are
timed. The loop in C is compiled on the fly with `cc`; without one it is listed as not run.
"""

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

from attrs import frozen

os.environ.setdefault("POLARS_MAX_THREADS", "1")

import numpy as np
import pyarrow as pa

from benchmarks.bars import Bar
from benchmarks.bulk_work import ASKED, LINES, Drawn, drawn
from benchmarks.timing import Case, interleaved
from postsales import refunds, returns

UNKNOWN = -1
FEW = 2_000
"""Lines that are asked one by one: a million of them would take a minute."""


@frozen
class Rival:
    """Somebody who answers all lines at once, and the columns that are compared."""

    name: str
    run: Callable[[], object]
    read: Callable[[object], dict[str, Any]]
    lines: int


def main(arguments: list[str] | None = None) -> int:
    """Compare all answers, then print how long each took beside the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args(arguments)
    work = drawn(asked.rows)
    rivals, missing = _rivals(work)
    wrong = [*_wrong(rivals, work)]
    for one in wrong:
        print(one)
    if wrong:
        return 1
    print(f"## Whole tables: {asked.rows:,} lines\n\nThe answers are compared: none differs.")
    cases = {x.name: Case(x.run, x.lines) for x in rivals}
    timings = interleaved(cases, rounds=asked.rounds, milliseconds=200)
    print("\n| who | ns per line | times ours |\n| --- | ---: | ---: |")
    for name in cases:
        times = timings.ratio(name, OURS)
        print(f"| {name} | {1000 * timings.microseconds(name):.0f} | {times} |")
    for name, why in missing.items():
        print(f"| {name} | not run: {why} | |")
    print("\n| bar | | ratio (least to most) | |\n| --- | --- | --- | --- |")
    for says, one, other, sense, limit in _BARS:
        run = one in cases and other in cases
        print(Bar(says, timings.ratio(one, other) if run else None, sense, limit))
    return 0


OURS = "postsales.bulk, Arrow in and out"
LISTS = "postsales.bulk, lists"
ONE_BY_ONE = "assess and quote, one order each"
LOOP = "a loop in C"
POLARS = "polars with its zones"
DUCKDB = "duckdb with its zones"
_BARS: tuple[Any, ...] = (
    ("one by one takes this many times as long", ONE_BY_ONE, OURS, "at least", 30),
    ("beside a loop in C", OURS, LOOP, "at most", 4),
    ("polars takes this many times as long", POLARS, OURS, "at least", 4),
    ("duckdb takes this many times as long", DUCKDB, OURS, "at least", 4),
    ("lists take this many times as long", LISTS, OURS, "no bar", 0),
)


def _rivals(work: Drawn) -> tuple[list[Rival], dict[str, str]]:
    from benchmarks import bulk_rivals as rivals

    batch = work.batch
    few = work.rows(FEW)
    orders = [(LINES.order_of(x), LINES.request_of(x), x["at"]) for x in few]
    lists = {name: [x[name] for x in few] for name in ASKED}
    found = [
        Rival(OURS, lambda: LINES(batch), _of_arrow, batch.num_rows),
        Rival(ONE_BY_ONE, lambda: _one_by_one(orders), _of_lists, len(few)),
        Rival(LISTS, lambda: LINES.columns(lists), _of_lists, len(few)),
    ]
    missing: dict[str, str] = {}
    for name, make in ((LOOP, rivals.in_c), (POLARS, rivals.polars), (DUCKDB, rivals.duckdb)):
        try:
            run, read = make(work)
        except (ImportError, OSError) as error:
            missing[name] = str(error)
            continue
        found.append(Rival(name, run, read, batch.num_rows))
    return found, missing


def _one_by_one(orders: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {"allowed": [], "refund": []}
    assert LINES.refund_terms is not None
    for order, request, at in orders:
        decision = returns.assess(order, request, LINES.terms, at=at)
        quote = refunds.quote(decision, LINES.refund_terms)
        (item,) = decision.items
        found["allowed"].append(item.allowed)
        found["refund"].append(quote.total_minor)
    return found


def _of_arrow(found: Any) -> dict[str, Any]:
    names = ("allowed", "refused", "referred", "ends_at", "goods", "tax", "fees", "refund")
    columns = {x: found.column(x) for x in names}
    columns["ends_at"] = columns["ends_at"].cast(pa.int64()).fill_null(UNKNOWN)
    return {x: np.asarray(y.to_numpy(zero_copy_only=False)) for x, y in columns.items()}


def _of_lists(found: Any) -> dict[str, Any]:
    return {name: np.array(found[name]) for name in ("allowed", "refund")}


def _wrong(rivals: list[Rival], work: Drawn) -> list[str]:
    """What differs from our own answers."""
    ours = _of_arrow(LINES(work.batch))
    found: list[str] = []
    for rival in rivals:
        for name, theirs in rival.read(rival.run()).items():
            some = ours[name][: len(theirs)]
            # Where nothing could be asked for, we name no end.
            same = (some == theirs) | (some == UNKNOWN)
            if not same.all():
                place = int(np.flatnonzero(~same)[0])
                told = f"{theirs[place]}, and ours is {ours[name][place]}"
                found.append(f"{rival.name}: {name} of row {place} is {told}")
    return found


if __name__ == "__main__":
    sys.exit(main())
