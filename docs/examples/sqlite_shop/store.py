"""One connection to the shop's database: its transactions, and what is read from its rows.

Whatever reads before it writes begins by locking (``begin immediate``), so that of two who ask at
once the second sees what the first has done.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from postsales import DecisionRecord, Order, RefundTerms, ReturnTerms, TermsBundle, wire
from sqlite_shop.answers import Announced, KeyTaken, Repaid, Sale, UnknownSale
from sqlite_shop.rows import has_failed, read_order
from sqlite_shop.schema import TABLES


class Store:
    """What the tables hold, read as what the shop talks about."""

    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self.db.execute("pragma foreign_keys = on")

    def set_up(self) -> None:
        """Make the tables, once for a database: all of them or none."""
        self.db.executescript(f"begin; {TABLES} commit;")

    def close(self) -> None:
        """Give the connection back."""
        self.db.close()

    def to_send(self) -> list[str]:
        """Keys of the refunds that we ordered, and of which the provider has told nothing."""
        found = self.db.execute("select key from refunds where not is_done order by key")
        return [key for (key,) in found]

    def records(self, sale: str) -> list[DecisionRecord]:
        """Everything that was promised and paid for a sale."""
        found = self.db.execute(
            "select record from returns where sale = ?1 union all"
            " select record from refunds where sale = ?1 and record is not null",
            [sale],
        )
        return [wire.read_record(row) for (row,) in found]

    def sale(self, sale: str) -> Sale:
        """To whom something was sold, and on which terms."""
        with self._reading():
            return self._sale(sale)

    def order(self, sale: str) -> Order:
        """What was agreed and what has happened."""
        with self._reading():
            return self._order(sale)

    def announced(self, number: str) -> Announced:
        """A return by its number."""
        found = self._announced("number", number)
        if found is None:
            raise UnknownSale(f"there is no return {number!r}")
        return found

    def numbers(self, sale: str) -> list[str]:
        """The numbers of the returns of a sale."""
        found = self.db.execute("select number from returns where sale = ? order by rowid", [sale])
        return [number for (number,) in found]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._transaction("begin immediate"):
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Several selects see the same state."""
        with self._transaction("begin"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.db.execute(begin)
        try:
            yield
            self.db.execute("commit")
        except BaseException:
            if self.db.in_transaction:  # a full disk can have ended it
                self.db.execute("rollback")
            raise

    def _one(self, select: str, *values: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.db.execute(select, values).fetchone()
        return found

    def _sale(self, sale: str) -> Sale:
        found = self._one(
            "select customer, zone, locale, return_terms, refund_terms from sales where id = ?",
            sale,
        )
        if found is None:
            raise UnknownSale(f"there is no sale {sale!r}")
        customer, zone, locale, terms, money = found
        agreed = self._terms(terms).returns
        return Sale(
            sale,
            customer=customer,
            zone=zone or (agreed.zone if isinstance(agreed.zone, str) else "UTC"),
            locale=locale,
            terms=agreed,
            money=self._terms(money).refunds,
        )

    def _order(self, sale: str) -> Order:
        found = read_order(self.db, sale)
        if found is None:
            raise UnknownSale(f"there is no sale {sale!r}")
        return found

    def _announced(self, column: str, value: str) -> Announced | None:
        wanted = {
            "key": "select number, sale, record from returns where key = ?",
            "number": "select number, sale, record from returns where number = ?",
        }
        found = self._one(wanted[column], value)
        if found is None:
            return None
        number, sale, record = found
        return Announced(number, sale, wire.read_record(record))

    def _repaid(self, key: str, number: str) -> Repaid | None:
        found = self._one("select return_number, record from refunds where key = ?", key)
        if found is None:
            return None
        if found[0] != number:
            raise KeyTaken(f"the key {key!r} belongs to another refund")
        if has_failed(self.db, key):
            raise KeyTaken(f"the refund {key!r} failed: order it again under another key")
        quote = wire.read_record(found[1]).quote
        if quote is None:
            return None
        return Repaid(key, quote.total, quote.tenders, quote.store_credit)

    def _keep(self, terms: ReturnTerms | RefundTerms) -> str:
        """Terms are kept once, under what they say; the same version never says two things."""
        digest = terms.ref.digest
        row = [digest, wire.write_json(terms)]
        self.db.execute("insert or ignore into terms values (?, ?)", row)
        return digest

    def _terms(self, digest: str) -> TermsBundle:
        found = self._one("select document from terms where digest = ?", digest)
        if found is None:
            raise UnknownSale(f"there are no terms {digest!r} in the archive")
        return wire.read_terms(found[0])
