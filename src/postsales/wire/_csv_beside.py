"""The orders of one table, beside those of the tables that were read before it."""

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from postsales.wire._csv_mapping import CsvMapping
from postsales.wire._csv_order import read
from postsales.wire._csv_plan import Plan
from postsales.wire._csv_rows import Export
from postsales.wire._csv_seen import Seen
from postsales.wire.documents import DocumentErrors, OrderReading


@frozen(weakref_slot=False)
class CsvOrder:
    """What some rows of a table tell: an order as it was read, or all that is wrong with them.

    ``line`` is the first of them, counted from 1 with the header; ``rows`` is how many they are.
    ``id`` is the order's own, None where rows tell none that can be relied on.
    """

    line: int
    read: OrderReading | DocumentErrors
    id: str | None = field(default=None, kw_only=True)
    rows: int = field(default=0, kw_only=True)


def orders_beside(lines: Iterable[str], mapping: CsvMapping, seen: Seen) -> Iterator[CsvOrder]:
    """The orders of one of several tables; ``seen`` are the ids of those before it."""
    export = Export(lines, mapping.delimiter, seen)
    return _each(export, Plan(mapping, export.header))


def _each(export: Export, plan: Plan) -> Iterator[CsvOrder]:
    unmapped = plan.unmapped
    for rows in export.orders(plan.order["id"].place or 0):
        found = read(plan, rows)
        if unmapped and isinstance(found, OrderReading):
            found, unmapped = evolve(found, unmapped=unmapped), ()
        yield CsvOrder(rows.line, found, id=rows.id, rows=rows.count)
