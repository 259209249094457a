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
``{ column = "Last",``  for times alone: the column, in rows where ``State`` has this word, or one
``when = { State =``    of several in a list; elsewhere nothing is told, and ``assumed`` says what
``"delivered" } }``     stands there instead
``{ column = "Off",``   for what is taken off or comes back: numbers of the column are written with
``sign = "minus" }``    a minus; one above zero is a problem
======================= ==========================================================================

How a table is read:

- Lines end in a newline, or in a carriage return alone. A quote that is closed too late, or never,
  is told with the line on which it opens.
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
- Goods move and money goes back after ``placed_at``, or it is a problem that names both columns;
  of days alone the day counts. Money may be paid before.
- A row without units is a problem, or is left out where ``zero_quantity = "skip"`` says so, also
  with a blank price; one that costs something is a problem anyway. Lines may cost nothing.

Example:
    See ``orders``.
"""

from collections.abc import Iterable, Iterator

from postsales.wire._csv_beside import CsvOrder, orders_beside
from postsales.wire._csv_mapping import CsvMapping
from postsales.wire._csv_seen import Seen
from postsales.wire._csv_told import told_mapping

__all__ = ["CsvMapping", "CsvOrder", "orders", "read_mapping"]


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
