"""Orders from tables, one row for each line of an order, by a mapping of their columns."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from postsales.basics._errors import short
from postsales.cli.answers import Bad, Bads, Found
from postsales.cli.documents import LONGEST, lines_of
from postsales.cli.endings import Broken, Usage
from postsales.cli.meters import Meter
from postsales.cli.named_files import read_by, say_all

if TYPE_CHECKING:
    from postsales.wire._csv_seen import Seen
    from postsales.wire.csv import CsvMapping

__all__ = ["mapping_of", "orders_of_tables"]

_ENDS = "lines end in newlines, and in carriage returns alone only where all together are shorter"


def mapping_of(asked: Namespace) -> "CsvMapping | None":
    """The mapping that is named for tables; None where no tables are read.

    Raises:
        Usage: it is missing, or nobody needs it, or it cannot be read, with all that is wrong.
    """
    if asked.origin != "csv":
        if asked.mapping is not None:
            raise Usage(f"--mapping is for tables: say --from csv, and not {asked.origin}")
        return None
    if asked.mapping is None:
        raise Usage("--mapping is missing: name the TOML that says which column tells what")
    from postsales.wire.csv import read_mapping

    return read_by(asked.mapping, "--mapping", read_mapping, unless="read")


def orders_of_tables(
    asked: Namespace, mapping: "CsvMapping", meter: Meter
) -> Iterator[Found | Bads]:
    """The orders of all tables in turn; one that stands in two of them is told."""
    from postsales.wire._csv_seen import Seen

    seen = Seen()
    for path in asked.sources:
        yield from _orders_of(path, asked.mapping, mapping, meter, seen)


def _orders_of(
    path: str, named: str, mapping: "CsvMapping", meter: Meter, seen: "Seen"
) -> Iterator[Found | Bads]:
    """The orders of a table in turn, and what is wrong with the others.

    Raises:
        Usage: the header lacks what the mapping names, so nothing of this table can be read.
        Broken: a line that is no UTF-8 text, or too long: what follows it cannot be told apart.
    """
    from postsales.wire._csv_beside import orders_beside
    from postsales.wire.documents import DocumentErrors, OrderReading

    try:
        for one in orders_beside(_lines(path, meter), mapping, seen):
            found = one.read
            if isinstance(found, OrderReading):
                yield Found(found.order, path, one.line, found.assumed, found.unmapped)
            else:
                yield tuple(Bad(path, one.line, x.path, x.says, one.id) for x in found)
    except DocumentErrors as problems:
        say_all(path, problems)
        told = f"it does not fit {short(path)}, so there is no result"
        raise Usage(f"--mapping is {short(named)}: {told}") from None


def _lines(path: str, meter: Meter) -> Iterator[str]:
    with meter.opened(path) as stream:
        for number, line in enumerate(lines_of(stream), start=1):
            meter.follow(stream)
            if line is None:
                raise Broken(f"{path}, line {number}: it is longer than {LONGEST} bytes; {_ENDS}")
            yield _decoded(line, path, number)


def _decoded(line: bytes, path: str, number: int) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        wrong = f"byte {error.start} is {error.object[error.start]:#04x}"
        says = f"it is no UTF-8 text: {wrong}; write the table in UTF-8 first"
        raise Broken(f"{path}, line {number}: {says}") from None
