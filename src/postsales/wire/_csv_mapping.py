"""What a mapping says about a table: which column tells which fact, and how cells are written.

Rules of this file: values only. Where a fact stands is one ``Cell``; the names of the facts are
listed once, here, and everything else about the mapping refers to them.
"""

from attrs import field, frozen

from postsales.basics.quantities import FrozenMap
from postsales.orders.lines import TaxKind

__all__ = ["Cell", "CsvMapping", "ToldTax"]

MOMENTS = (
    "placed_at",
    "paid_at",
    "shipped_at",
    "delivered_at",
    "cancelled_at",
    "returned_at",
    "refunded_at",
)
"""When something happened, in the order in which one can be told as the same as another."""
MOVES = ("shipped", "delivered", "cancelled", "returned")
"""What can happen to units."""
PRICES = ("total", "price", "unit_price")
"""What a row can tell of its money: one of these."""
OF_ORDER = (
    "id",
    "currency",
    "customer",
    "country",
    "tier",
    "market",
    "channel",
    "tender",
    "tender_kind",
    "subtotal",
    "shipping",
    "total",
    "paid",
    "refunded",
    *MOMENTS,
)
"""Facts of an order: told on its first row; its further rows repeat them or leave them blank."""
OF_LINE = (
    "id",
    "sku",
    "title",
    "category",
    "tags",
    "kind",
    "traits",
    "quantity",
    *PRICES,
    *MOVES,
    "refunded",
    "refunded_units",
    *MOMENTS[2:],
)
"""Facts of a line: told on every row."""
DOWNWARDS = ("cancelled", "returned", "refunded", "refunded_units", "discounts")
"""What some tables write with a minus: what is taken off, and what comes or is given back."""

_ALWAYS: FrozenMap[str, tuple[str, ...]] = FrozenMap({})


@frozen(weakref_slot=False, kw_only=True)
class Cell:
    """Where a fact stands: in a column, nowhere (``always`` the same), or as another fact does.

    ``words`` says what a cell's words mean, and ``other`` what every word means that is not there;
    without it such a word is a problem. ``when`` are columns with the words of which each has to
    say one, or the cell tells nothing. ``sign`` is ``minus`` where what is taken off or comes back
    is written below zero.
    """

    column: str | None = None
    always: str | None = None
    same_as: str | None = None
    words: FrozenMap[str, str] | None = None
    other: str | None = None
    when: FrozenMap[str, tuple[str, ...]] = field(default=_ALWAYS)
    sign: str = "plus"


@frozen(weakref_slot=False, kw_only=True)
class ToldTax:
    """A column with an amount of tax: of a line, or of the order as a whole."""

    amount: Cell
    kind: TaxKind
    rate: str | None = None
    name: str = ""


_NO_CELLS: FrozenMap[str, Cell] = FrozenMap({})


@frozen(weakref_slot=False, kw_only=True)
class CsvMapping:
    """Which column of a table tells what of an order, and how its cells are written.

    ``csv.read_mapping`` makes it from text, where everything is checked.
    """

    order: FrozenMap[str, Cell]
    line: FrozenMap[str, Cell]
    order_taxes: tuple[ToldTax, ...] = ()
    line_taxes: tuple[ToldTax, ...] = ()
    shipping_taxes: tuple[ToldTax, ...] = ()
    order_discounts: tuple[Cell, ...] = ()
    line_discounts: tuple[Cell, ...] = ()
    charges: FrozenMap[str, Cell] = field(default=_NO_CELLS)
    delimiter: str = ","
    decimal: str = "."
    thousands: str = ""
    dates: str = "iso"
    day_time: str | None = None
    zone: str | None = None
    tag_separator: str = ","
    zero_quantity: str = "problem"
