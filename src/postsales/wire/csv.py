"""CSV: exports with one row per line of an order, read by a mapping from columns to facts.

A mapping is TOML. ``[file]`` says how cells are written, ``[order]`` and ``[line]`` which column
tells which fact; a fact that no column tells is left out, and nothing is taken for granted that the
mapping does not state.

======================= ==========================================================================
a fact is told as       which says
======================= ==========================================================================
``"Qty"``               the column with this header
``{ column = "Final",`` the column, with what its words mean; a word that is not there is a
``words = { … } }``     problem, unless ``other = "…"`` says what all others mean (``""``: nothing)
``{ always = "EUR" }``  the same for every row
``{ same_as = "…" }``   for times alone: when something else happened, by the mapping's own word
======================= ==========================================================================

How a table is read:

- Rows of one order stand together. What is told of the order stands on its first row; its other
  rows repeat it or leave it blank. An order that comes again further down is a problem, and what
  was read of it above is no whole order; for that every id is remembered, in 24 to 48 bytes, and
  nothing else is, but the rows of one order.
- ``[line]`` tells one amount: ``total`` (all units, after discounts, with all tax), ``price`` (the
  same without tax that is added) or ``unit_price``, less its ``discounts``. ``taxes`` are columns,
  each ``included`` or ``added``.
- ``[order]`` can tell ``subtotal`` or ``discounts``, which are shared over the lines by their
  prices, and ``taxes``, shared over lines and charges. ``shipping`` and other ``charges`` are
  without tax that is added; shipping can have ``shipping_taxes``. ``total`` is compared with what
  all this comes to.
- Amounts are exact: what is finer than the currency is a problem. Units may be written ``1.0``.
- Times are ISO 8601, or as ``dates`` says ``day_first`` or ``month_first``. One without an offset
  needs a ``zone``; a day alone needs a ``day_time``. Clock times that come twice are the first,
  those that are skipped come as much later; ``assumed`` tells which were.
- ``shipped``, ``delivered``, ``cancelled`` and ``returned`` are units of a row; without such a
  column the time alone says that it was all of them. ``paid_at`` alone pays everything.
- A row without units is a problem, or is left out where ``zero_quantity = "skip"`` says so; one
  that costs something is a problem anyway. Lines may cost nothing.

Example:
    See ``orders``.
"""

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from postsales.wire._csv_mapping import CsvMapping
from postsales.wire._csv_order import read
from postsales.wire._csv_plan import Plan
from postsales.wire._csv_rows import Table
from postsales.wire._csv_seen import Seen
from postsales.wire._csv_told import told_mapping
from postsales.wire.documents import DocumentErrors, OrderReading

__all__ = ["CsvMapping", "CsvOrder", "orders", "read_mapping"]


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


def read_mapping(text: str) -> CsvMapping:
    """Which column tells what, as it stands in a text.

    Raises:
        DocumentErrors: text that is no TOML; keys that are missing or not known, facts that are
            told twice or cannot be told together. All of them.

    Example:
        >>> mapping = read_mapping('''
        ... [file]
        ... zone = "Europe/Berlin"
        ... [order]
        ... id = "order"
        ... placed_at = "bought"
        ... currency = { always = "EUR" }
        ... [line]
        ... quantity = "units"
        ... total = "paid"
        ... ''')
        >>> mapping.line["total"].column
        'paid'
    """
    return told_mapping(text)


def orders(lines: Iterable[str], mapping: CsvMapping) -> Iterator[CsvOrder]:
    """The orders of a table, one by one, each with the line on which it begins.

    ``lines`` are those of the file, its header first: ``open(path, newline="", encoding="utf-8")``.
    The columns of which the mapping says nothing are ``unmapped`` in the first order that can be
    read, and in no other.

    Raises:
        DocumentErrors: there is no header, or it lacks columns that the mapping names; at once.
        WrongType: lines that are no text.

    Example:
        >>> mapping = read_mapping('''
        ... [order]
        ... id = "order"
        ... placed_at = "bought"
        ... currency = { always = "EUR" }
        ... [line]
        ... quantity = "units"
        ... total = "paid"
        ... ''')
        >>> table = ["order,bought,units,paid", "7,2026-03-02T10:15+01:00,2,19.90", "8,,1,5.00"]
        >>> fine, bad = orders(table, mapping)
        >>> fine.line, fine.read.order.lines[0].total
        (2, Money.of('19.90', 'EUR'))
        >>> print(*bad.read)
        line 3, column "bought" is blank, and a time is needed
    """
    return orders_beside(lines, mapping, Seen())


def orders_beside(lines: Iterable[str], mapping: CsvMapping, seen: Seen) -> Iterator[CsvOrder]:
    """The orders of one of several tables; ``seen`` are the ids of those before it."""
    table = Table(lines, mapping.delimiter, seen)
    return _each(table, Plan(mapping, table.header))


def _each(table: Table, plan: Plan) -> Iterator[CsvOrder]:
    unmapped = plan.unmapped
    for rows in table.orders(plan.order["id"].place or 0):
        found = read(plan, rows)
        if unmapped and isinstance(found, OrderReading):
            found, unmapped = evolve(found, unmapped=unmapped), ()
        yield CsvOrder(rows.line, found, id=rows.id, rows=rows.count)
