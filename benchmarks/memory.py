"""The memory of the command line: the same question about more and more rows, and the most it held.

    python -m benchmarks.memory [--rows 5000 50000 500000] [--of documents tens table]

Rows are made as they are read, so that nothing lies on a disk, and `postsales assess` writes its
answers into nothing. `documents` are those of WooCommerce, one a row. `tens` is a table whose
orders have ten rows each; in `table` each row is an order of its own, which is the most that has to
be remembered of a table. Half a million rows take minutes.
Exit status 1 where a run did not answer every row.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from attrs import frozen

from benchmarks.bars import Bar
from benchmarks.timing import Ratio

__all__ = ["Run", "documents", "main", "measured", "table"]

FLAT = 1.1
"""How many times as much memory the most rows may need as the fewest."""
# What a command held is told by itself. Whoever starts it is smaller than it is, since a process
# counts the memory of who started it as its own.
_COMMAND = """
import os, sys
from resource import RUSAGE_SELF, getrusage
from postsales.cli import main
told, sys.stdout = sys.stdout, open(os.devnull, "w")
status = main(sys.argv[1:])
print(status, getrusage(RUSAGE_SELF).ru_maxrss, file=told)
"""
_KILOBYTES = 1024 if sys.platform == "darwin" else 1

_DOCUMENT = {
    "status": "completed",
    "currency": "EUR",
    "total": "24.80",
    "date_created_gmt": "2026-03-02T09:15:00",
    "date_modified_gmt": "2026-03-03T15:00:00",
    "date_paid_gmt": "2026-03-02T09:16:00",
    "date_completed_gmt": "2026-03-03T15:00:00",
    "payment_method": "stripe",
    "transaction_id": "ch_1",
    "prices_include_tax": False,
    "line_items": [{"id": 7, "name": "Mug", "quantity": 2, "total": "19.90", "taxes": []}],
    "shipping_lines": [{"id": 8, "total": "4.90", "taxes": []}],
    "fee_lines": [],
    "tax_lines": [],
    "refunds": [],
}
_MAPPING = """
[file]
zone = "Europe/Berlin"
[order]
id = "order"
placed_at = "sold"
currency = { always = "EUR" }
paid_at = { same_as = "placed_at" }
delivered_at = { same_as = "placed_at" }
[line]
sku = "article"
quantity = "units"
total = "amount"
"""
_ASKED = ["--terms=postsales.samples:terms", "--refund-terms=postsales.samples:refund_terms"]
_ASKED += ["--at=2026-04-02T12:00+02:00", "--reason=changed_mind", "--format=csv", "--quiet"]


def documents(rows: int) -> Iterator[bytes]:
    """Documents of WooCommerce, one a line, of which no two are the same."""
    for n in range(1, rows + 1):
        yield json.dumps({"id": n, **_DOCUMENT}).encode() + b"\n"


def table(rows: int, each: int = 1) -> Iterator[bytes]:
    """A table of orders of so many rows each."""
    yield b"order,sold,article,units,amount\n"
    for n in range(rows):
        order = 1 + n // each
        yield b"%d,2026-03-%02d 10:15:00,%d,2,19.90\n" % (order, 1 + order % 31, n % each)


SOURCES: dict[str, tuple[str, Callable[[int], Iterator[bytes]]]] = {
    "documents": ("woocommerce", documents),
    "tens": ("csv", partial(table, each=10)),
    "table": ("csv", table),
}
"""By what they are called: what they are read as, and the rows."""


@frozen
class Run:
    """A run of the command: its exit status, the kilobytes that it held, and how long it took."""

    status: int
    kilobytes: int
    seconds: float


def measured(source: str, rows: int, folder: Path) -> Run:
    """Ask about so many rows."""
    platform, made = SOURCES[source]
    command = [sys.executable, "-c", _COMMAND, "assess", "-", f"--from={platform}", *_ASKED]
    if platform == "csv":
        mapping = folder / "mapping.toml"
        mapping.write_text(_MAPPING, encoding="utf-8")
        command.append(f"--mapping={mapping}")
    started = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        feeding = Thread(target=process.stdin.writelines, args=(made(rows),))
        feeding.start()
        feeding.join()
        process.stdin.close()
        status, kilobytes = map(int, process.stdout.read().split())
    return Run(status, kilobytes // _KILOBYTES, time.perf_counter() - started)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each source with each number of rows, and print what was held."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[5_000, 50_000, 500_000])
    parser.add_argument("--of", nargs="+", choices=SOURCES, default=[*SOURCES])
    asked = parser.parse_args(arguments)
    print("| `postsales assess` | rows | peak of memory | rows a second |")
    print("| --- | ---: | ---: | ---: |", flush=True)
    bars, failed = [], False
    with TemporaryDirectory() as folder:
        for source in asked.of:
            runs = [_told(source, rows, Path(folder)) for rows in sorted(asked.rows)]
            failed = failed or any(x.status for x in runs)
            grown = runs[-1].kilobytes / runs[0].kilobytes
            says = f"{source}: the most rows, of the fewest"
            bars.append(Bar(says, Ratio.of([grown]), "at most", FLAT))
    print("\n| peak of memory | bar | ratio | |\n| --- | --- | --- | --- |")
    print(*bars, sep="\n")
    return 1 if failed else 0


def _told(source: str, rows: int, folder: Path) -> Run:
    run = measured(source, rows, folder)
    said = "" if run.status == 0 else f", exit status {run.status}"
    megabytes, speed = run.kilobytes / 1024, rows / run.seconds
    print(f"| {source} | {rows:,} | {megabytes:.1f} MB{said} | {speed:,.0f} |", flush=True)
    return run


if __name__ == "__main__":
    sys.exit(main())
