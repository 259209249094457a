"""A small shop over SQLite: counters of units by where they are, and a ledger of money.

It is told everything in order: nothing arrives that was not shipped. It had a mistake once.
"""

import sqlite3

from postsales import (
    Cancelled,
    Chargeback,
    Currency,
    Delivered,
    Event,
    Lost,
    Money,
    Order,
    Paid,
    Position,
    Received,
    Refunded,
    RefundStatus,
    Shipped,
)

MOVES: dict[type[Event], tuple[str, str]] = {
    Shipped: ("open", "in_transit"),
    Delivered: ("in_transit", "delivered"),
    Lost: ("in_transit", "lost"),
    Cancelled: ("open", "cancelled"),
    Received: ("delivered", "returned"),
}
"""Where units are before an event, and after it."""


def in_order(event: Event, position: Position) -> bool:
    """Is it told in order: are the units where they have to be before it?"""
    move = MOVES.get(type(event))
    units = getattr(event, "units", {})
    if move is None or not units:
        return True
    return all(k <= getattr(position.units(line), move[0]) for line, k in units.items())


class Shop:
    """The backend: two tables, and what is booked in them."""

    def __init__(self, db: sqlite3.Connection, mistake: str = "") -> None:
        self.db = db
        self.mistake = mistake
        self.currency = Currency("EUR")
        self.told: set[Event] = set()
        db.executescript("""
            create table units (line text, state text, count integer, primary key (line, state));
            create table ledger (ref text, kind text, minor integer);
        """)

    def place(self, order: Order) -> None:
        """An order is placed."""
        self.currency = order.currency
        for line in order.lines:
            self._add(line.id, "open", line.quantity)

    def book(self, event: Event) -> None:
        """Something has happened; what is told again under its ref counts once."""
        if event.ref and event in self.told:
            return
        self.told.add(event)
        if type(event) in MOVES:
            before, after = MOVES[type(event)]
            for line, k in getattr(event, "units").items():  # noqa: B009 - every one has units
                self._add(line, before, -k)
                self._add(line, after, k)
        elif isinstance(event, Paid):
            self._write("", "captured", event.amount)
        elif isinstance(event, Chargeback):
            self._write("", "disputed", event.amount)
        elif isinstance(event, Refunded):
            self._refund(event)

    def _refund(self, event: Refunded) -> None:
        failed = event.status is RefundStatus.FAILED
        if failed and self.mistake == "failed refunds stay booked":
            return
        if event.ref:
            self.db.execute("delete from ledger where kind = 'refunded' and ref = ?", [event.ref])
        if not failed:
            self._write(event.ref, "refunded", event.to_tenders)

    def units(self, line: str) -> dict[str, int]:
        """Where are the units of a line?"""
        rows = self.db.execute("select state, count from units where line = ?", [line])
        return dict(rows.fetchall())

    def refundable(self) -> Money:
        """What can still be given back?"""
        (minor,) = self.db.execute(
            "select coalesce(sum(case kind when 'captured' then minor else -minor end), 0)"
            " from ledger"
        ).fetchone()
        return self.currency.minor(max(0, minor))

    def _add(self, line: str, state: str, k: int) -> None:
        self.db.execute(
            "insert into units values (?, ?, ?)"
            " on conflict (line, state) do update set count = count + excluded.count",
            [line, state, k],
        )

    def _write(self, ref: str, kind: str, amount: Money) -> None:
        self.db.execute("insert into ledger values (?, ?, ?)", [ref, kind, amount.minor])
