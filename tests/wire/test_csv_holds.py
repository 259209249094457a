"""Promises about tables: what is written is read back, and what is mutilated is told."""

import csv as standard
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from io import StringIO
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Currency,
    Customer,
    Delivered,
    DocumentErrors,
    Line,
    Money,
    Order,
    OrderReading,
    Paid,
    Refunded,
    Shipped,
    Tax,
    Tender,
)
from postsales.basics.moments import local_time
from postsales.wire import csv
from tests.wire.csv_given import said

SAMPLES = files("postsales.samples") / "tables"
SHOP = (SAMPLES / "shop.toml").read_text(encoding="utf-8")

MAPPING = """
[file]
delimiter = {delimiter}
decimal = {decimal}
thousands = {thousands}
dates = {dates}
zone = "Europe/Berlin"
[order]
id = "Bestellung"
placed_at = "am"
currency = "Währung"
customer = "Kunde"
market = "Land"
channel = "Kanal"
paid_at = "bezahlt"
tender = "womit"
tender_kind = {{ always = "card" }}
[line]
id = "Pos."
sku = "Artikel"
title = "Name"
category = "Gruppe"
quantity = "Menge"
price = "Preis"
taxes = [{{ amount = "darin", kind = "included" }}, {{ amount = "darauf", kind = "added" }}]
shipped = "fort"
shipped_at = "fort am"
delivered = "da"
delivered_at = "da am"
refunded = "zurück"
refunded_at = "zurück am"
"""
COLUMNS = (
    "Bestellung", "am", "Währung", "Kunde", "Land", "Kanal", "bezahlt", "womit", "Pos.", "Artikel",
    "Name", "Gruppe", "Menge", "Preis", "darin", "darauf", "fort", "fort am", "da", "da am",
    "zurück", "zurück am",
)  # fmt: skip


def told(style: "Style") -> str:
    """The mapping of a table that is written so."""
    return MAPPING.format(**{key: json.dumps(value) for key, value in style._asdict().items()})


class Style(NamedTuple):
    """How a table is written."""

    delimiter: str
    decimal: str
    thousands: str
    dates: str
    clock: str
    repeats: bool
    ends: str


styles = st.builds(
    Style,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([".", ","]),
    st.sampled_from(["", " ", "'"]),
    st.sampled_from(["iso", "day_first", "month_first"]),
    st.sampled_from(["offset", "UTC", "wall"]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
# A carriage return alone is written without quotes by the standard writer.
words = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=12
).map(str.strip)
named = words.filter(bool)
# Whole minutes of a week in which Berlin's clocks go back, and of an ordinary one.
moments = st.one_of(
    st.integers(0, 10_000).map(lambda n: datetime(2026, 10, 22, tzinfo=UTC) + timedelta(minutes=n)),
    st.integers(0, 10_000).map(lambda n: datetime(2024, 2, 26, tzinfo=UTC) + timedelta(minutes=n)),
)


@st.composite
def told_orders(draw: Any) -> Order:
    """An order with only what a table can tell."""
    currency = Currency(draw(st.sampled_from(["EUR", "JPY", "KWD"])))
    placed = draw(moments)
    lines: list[Line] = []
    for id in draw(st.lists(named, min_size=1, max_size=4, unique=True)):
        price = draw(st.integers(0, 10**8))
        inside, on_top = draw(st.integers(0, price)), draw(st.integers(0, 10**6))
        taxes = [Tax.included(currency.minor(inside))] if inside else []
        taxes += [Tax.added(currency.minor(on_top))] if on_top else []
        about = {name: draw(st.none() | named) for name in ("sku", "title", "category")}
        quantity, total = draw(st.integers(1, 9)), currency.minor(price + on_top)
        lines.append(Line(id, quantity=quantity, total=total, taxes=taxes, **about))
    owed = currency.minor(sum(x.total.minor for x in lines))
    history: list[Any] = []
    if owed and draw(st.booleans()):
        history.append(Paid(owed, tender=Tender.card(draw(named)), at=placed))
        gone = {x.id: draw(st.integers(0, x.quantity)) for x in lines}
        came = {id: draw(st.integers(0, units)) for id, units in gone.items()}
        sent = placed + timedelta(hours=draw(st.integers(0, 99)))
        for cls, units, at in ((Shipped, gone, sent), (Delivered, came, sent + timedelta(days=1))):
            if some := {id: n for id, n in units.items() if n}:
                history.append(cls(some, at=at))
    customer = draw(st.none() | st.builds(Customer, named))
    return Order(
        id=draw(named),
        placed_at=placed,
        lines=lines,
        history=history,
        customer=customer,
        market=draw(st.none() | named),
        channel=draw(st.none() | named),
    )


def amount(money: Money, style: Style) -> str:
    """Money as a table has it."""
    whole, _, decimals = f"{money.amount:,}".partition(".")
    whole = whole.replace(",", style.thousands)
    return f"{whole}{style.decimal}{decimals}" if decimals else whole


def moment(at: datetime, style: Style) -> str:
    """An instant as a table has it: on the wall only where the clocks show it once, or first."""
    shown = local_time(at, "Europe/Berlin")
    wall = style.clock == "wall" and not shown.fold
    shown = at if style.clock == "UTC" else shown
    day = {
        "iso": f"{shown:%Y-%m-%d}",
        "day_first": f"{shown.day}.{shown.month}.{shown.year}",
        "month_first": f"{shown:%m/%d/%Y}",
    }[style.dates]
    return f"{day} {shown:%H:%M}" + ("" if wall else f" {shown:%z}")


def written(orders: list[Order], style: Style) -> list[str]:
    """Orders as the lines of a table."""
    out = StringIO()
    writer = standard.writer(out, delimiter=style.delimiter, lineterminator=style.ends)
    writer.writerow(COLUMNS)
    for order in orders:
        paid = next((x for x in order.history if isinstance(x, Paid)), None)
        once: list[str] = [
            moment(order.placed_at, style),
            order.currency.code,
            order.customer.id if order.customer else "",
            order.market or "",
            order.channel or "",
            moment(paid.at, style) if paid else "",
            paid.tender.id if paid else "",
        ]
        for place, line in enumerate(order.lines):
            head = once if style.repeats or not place else [""] * len(once)
            writer.writerow([order.id, *head, *_of_line(order, line, style)])
    return _lines(out.getvalue())


def _of_line(order: Order, line: Line, style: Style) -> list[str]:
    taxes = {tax.kind.value: amount(tax.amount, style) for tax in line.taxes}
    cells = [line.id, line.sku or "", line.title or "", line.category or "", str(line.quantity)]
    cells += [amount(line.price, style), taxes.get("included", ""), taxes.get("added", "")]
    for cls in (Shipped, Delivered):
        event = next((x for x in order.history if isinstance(x, cls) and line.id in x.units), None)
        cells += [str(event.units[line.id]), moment(event.at, style)] if event else ["", ""]
    return [*cells, "", ""]


def _lines(text: str) -> list[str]:
    """The lines as a file opened with newline='' gives them."""
    return list(StringIO(text, newline=""))


def read_all(text: str, lines: list[str]) -> list[csv.CsvOrder]:
    """What a table tells by a mapping."""
    return list(csv.orders(lines, csv.read_mapping(text)))


class TestWrittenAndRead:
    """What a table can tell of orders is read back equal, however the table is written."""

    @given(st.lists(told_orders(), max_size=4, unique_by=lambda order: order.id), styles)
    def test_orders_come_back(self, orders: list[Order], style: Style) -> None:
        if style.thousands == style.decimal:
            style = style._replace(thousands="")
        lines = written(orders, style)
        found = read_all(told(style), lines)
        assert said(found) == []
        assert [x.read.order for x in found if isinstance(x.read, OrderReading)] == orders
        assert sum(x.rows for x in found) == sum(len(order.lines) for order in orders)

    @given(st.integers(0, 10**6), st.integers(0, 10**6), st.data())
    def test_a_refund_of_a_row_adds_up_to_what_was_given(
        self, price: int, on_top: int, data: Any
    ) -> None:
        eur = Currency("EUR")
        total = eur.minor(price + on_top)
        given = eur.minor(data.draw(st.integers(0, total.minor)))
        style = Style(",", ".", "", "iso", "UTC", repeats=True, ends="\n")
        taxes = [Tax.added(eur.minor(on_top))] if on_top else []
        paid = [Paid(total, tender=Tender.card("c"), at="2026-03-02T09:00Z")] if total else []
        line = Line("1", quantity=1, total=total, taxes=taxes)
        order = Order(id="7", placed_at="2026-03-02T09:00Z", lines=[line], history=paid)
        rows = written([order], style)
        cells = rows[1].rstrip().split(",")
        cells[-2:] = [amount(given, style), "2026-03-09 09:00 UTC"]
        (found,) = read_all(told(style), [rows[0], ",".join(cells)])
        assert isinstance(found.read, OrderReading), said([found])
        refunds = [x for x in found.read.order.history if isinstance(x, Refunded)]
        assert sum(x.amount.minor for x in refunds) == given.minor


edits = st.tuples(
    st.sampled_from(["drop", "insert", "swap", "twice", "cut"]),
    st.integers(0, 10**6),
    st.sampled_from(
        ['"', ",", ";", "\n", "\r", "\0", " ", "-", "9", "é", "\ufeff", "\ud800", '""', "'"]
    ),
)


def mutilated(text: str, edits: list[tuple[str, int, str]]) -> str:
    """A text after some accidents."""
    for kind, at, letter in edits:
        place = at % (len(text) + 1)
        if kind == "drop":
            text = text[:place] + text[place + 1 :]
        elif kind == "insert":
            text = text[:place] + letter + text[place:]
        elif kind == "swap":
            text = text[:place] + letter + text[place + 1 :]
        elif kind == "twice":
            text = text[:place] + text[max(0, place - 40) : place] + text[place:]
        else:
            text = text[:place]
    return text


def told_or_read(text: str, lines: list[str]) -> list[csv.CsvOrder]:
    """What a table tells by a mapping; nothing where either of them is told as a whole."""
    with suppress(DocumentErrors):
        return read_all(text, lines)
    return []


class TestMutilated:
    """A table that met with accidents is told with lines and columns, and nothing else happens."""

    @pytest.mark.parametrize("name", ["shopify", "shop"])
    @given(st.lists(edits, min_size=1, max_size=8))
    def test_every_order_is_read_or_told(self, name: str, edits: list[Any]) -> None:
        mapping = (SAMPLES / f"{name}.toml").read_text(encoding="utf-8")
        text = mutilated((SAMPLES / f"{name}.csv").read_text(encoding="utf-8"), edits)
        found = told_or_read(mapping, _lines(text))
        for one in found:
            if isinstance(one.read, DocumentErrors):
                assert len(one.read) > 0
                assert all(problem.path.startswith("line ") for problem in one.read)
        ids = [x.id for x in found if isinstance(x.read, OrderReading)]
        assert len(ids) == len(set(ids)), "an order is read once"

    @given(st.lists(edits, min_size=1, max_size=8))
    def test_a_mapping_is_read_or_told(self, edits: list[Any]) -> None:
        lines = _lines((SAMPLES / "shop.csv").read_text(encoding="utf-8"))
        told_or_read(mutilated(SHOP, edits), lines)
