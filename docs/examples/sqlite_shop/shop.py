"""What the shop does: each function is one transaction, and takes the instant from its caller.

Whatever reads before it writes begins by locking (``begin immediate``), so that of two who ask at
once the second sees what the first has done.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from attrs import evolve, frozen

from postsales import (
    Currency,
    Decision,
    DecisionRecord,
    Delivered,
    Event,
    Money,
    Order,
    Outcome,
    Paid,
    Received,
    Refunded,
    RefundQuote,
    RefundStatus,
    RefundTerms,
    ReturnApproved,
    ReturnCase,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    Shipped,
    Tender,
    TermsBundle,
    refunds,
    returns,
    wire,
)
from sqlite_shop.rows import as_kept, read_order, write_event, write_news, write_sold
from sqlite_shop.schema import TABLES


class UnknownSale(LookupError):
    """There is no such sale, return or refund."""


class KeyTaken(ValueError):
    """The key of a request was used for another one."""


class NothingToPay(ValueError):
    """Nothing of a return has come that was not paid for."""


class AskAgain(Exception):
    """Not all that was confirmed may come back by now: the answer as it stands."""

    def __init__(self, decision: Decision[ReturnCase], quote: RefundQuote) -> None:
        super().__init__("the answer has changed")
        self.decision = decision
        self.quote = quote


@frozen
class Sale:
    """To whom something was sold, and on which terms."""

    id: str
    customer: str
    zone: str
    locale: str
    terms: ReturnTerms
    money: RefundTerms


@frozen
class Announced:
    """A return with its number, and what was promised."""

    number: str
    sale: str
    record: DecisionRecord


@frozen
class Repaid:
    """A refund: its key, and what goes to which tender."""

    key: str
    amount: Money
    tenders: Mapping[str, Money]


class Shop:
    """One connection to the shop's database."""

    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self.db.execute("pragma foreign_keys = on")

    def set_up(self) -> None:
        """Make the tables, once for a database: all of them or none."""
        self.db.executescript(f"begin; {TABLES} commit;")

    def close(self) -> None:
        """Give the connection back."""
        self.db.close()

    def place(self, order: Order, *, terms: TermsBundle, locale: str) -> None:
        """Something is sold. The terms of the day are kept with it, under their digest."""
        if order.customer is None:
            raise ValueError("this shop sells to nobody whom it does not know")
        sale = [order.id, order.customer.id, order.customer.zone or "UTC", locale]
        sale += [order.currency.code, order.placed_at.isoformat()]
        with self._writing():
            digests = [self._keep(terms.returns), self._keep(terms.refunds)]
            self.db.execute("insert into sales values (?, ?, ?, ?, ?, ?, ?, ?)", sale + digests)
            write_sold(self.db, order)
            for event in order.history:
                write_event(self.db, order.id, event)

    def pay(self, sale: str, amount: Money, tender: Tender, *, at: datetime) -> None:
        """Money was captured."""
        self.book(sale, Paid(amount, tender=tender, at=at))

    def ship(self, sale: str, units: Mapping[str, int], *, parcel: str, at: datetime) -> None:
        """A parcel left."""
        self.book(sale, Shipped(units, ref=parcel, at=at))

    def deliver(self, sale: str, units: Mapping[str, int], *, parcel: str, at: datetime) -> None:
        """A parcel arrived."""
        self.book(sale, Delivered(units, ref=parcel, at=at))

    def approve(self, number: str, *, at: datetime) -> None:
        """The shop agrees to a return."""
        self.book(self.announced(number).sale, ReturnApproved(ref=number, at=at))

    def receive(self, number: str, units: Mapping[str, int], *, at: datetime) -> None:
        """Units of a return came back."""
        self.book(self.announced(number).sale, Received(units, ref=number, at=at))

    def book(self, sale: str, event: Event) -> None:
        """Something happened; what is told again, under its ref, is told once.

        The order refuses what cannot be, and nothing is written then.
        """
        with self._writing():
            order = self._order(sale)
            told = as_kept(event, order)
            if told.ref and told in order.history:
                return
            order.after(told)
            write_event(self.db, sale, told)

    def answer(
        self, sale: str, request: ReturnRequest, *, at: datetime
    ) -> tuple[Decision[ReturnCase], RefundQuote]:
        """What may come back and what it brings. Asking changes nothing."""
        with self._reading():
            return self._answer(sale, request, at)

    def request_return(
        self, sale: str, units: Mapping[str, int], *, reason: str, key: str, at: datetime
    ) -> Announced:
        """The customer confirms a return: it gets a number, and its units are reserved.

        Raises:
            AskAgain: not all of it may come back by now.
            KeyTaken: the key was used for another request.
        """
        with self._writing():
            request = ReturnRequest.of(units, reason=reason)
            before = self._announced("key", key)
            if before is not None:
                same = evolve(before.record.request, ref="") == request
                if before.sale != sale or not same:
                    raise KeyTaken(f"the key {key!r} belongs to the return {before.number}")
                return before
            number = f"R-{sale}-{len(self.numbers(sale)) + 1}"
            decision, quote = self._answer(sale, evolve(request, ref=number), at)
            if decision.outcome is not Outcome.ALLOWED:
                raise AskAgain(decision, quote)
            record = decision.record(quote=quote)
            row = [number, sale, key, wire.write_json(record)]
            self.db.execute("insert into returns values (?, ?, ?, ?)", row)
            write_event(self.db, sale, ReturnRequested(units, ref=number, at=at))
            return Announced(number, sale, record)

    def refund(self, number: str, *, key: str, at: datetime) -> Repaid:
        """Order the refund of what has come; the decision and the refund are written together.

        Raises:
            NothingToPay: nothing has come, or all of it was paid for.
            KeyTaken: the key was used for another return.
        """
        with self._writing():
            before = self._repaid(key, number)
            if before is not None:
                return before
            announced = self.announced(number)
            sale, order = self._sale(announced.sale), self._order(announced.sale)
            decision = self._again(announced.record, order)
            status = returns.status(order, number, sale.terms, at=at)
            payable = status.payable(decision)
            if not payable:
                raise NothingToPay(f"nothing is left to pay for of the return {number}")
            quote = refunds.quote(decision, sale.money, units=payable, order=order, at=at)
            record = wire.write_json(decision.record(quote=quote))
            row = [key, sale.id, number, quote.total.minor, record]
            self.db.execute("insert into refunds values (?, ?, ?, ?, ?)", row)
            write_news(self.db, key, RefundStatus.PENDING, at)
            return Repaid(key, quote.total, quote.tenders)

    def refund_told(self, key: str, status: RefundStatus, *, at: datetime) -> None:
        """The provider tells how a refund went on, and when; told again it is the same."""
        asked = (
            "select sale, currency, minor from refunds join sales on sales.id = sale where key = ?"
        )
        found = self._one(asked, key)
        if found is None:
            raise UnknownSale(f"there is no refund {key!r}")
        sale, code, minor = found
        self.book(sale, Refunded(Currency(code).minor(minor), status=status, at=at, ref=key))

    def to_send(self) -> list[str]:
        """Keys of the refunds that were ordered, and of which the provider has told nothing."""
        found = self.db.execute(
            "select key from refunds join refund_news on refund = key"
            " group by key having max(status <> 'pending') = 0 order by key"
        )
        return [key for (key,) in found]

    def replay(self, record: DecisionRecord) -> DecisionRecord:
        """The same question again, of what was known then, by the terms of then."""
        with self._reading():
            order, told = self._order(record.order.id), record.quote
            decision = self._again(record, order)
            if told is None:
                return decision.record()
            money = self._terms(told.terms.digest).refunds
            if told.order is None:
                return decision.record(quote=refunds.quote(decision, money, units=told.units))
            then = order.upto(told.order)
            quote = refunds.quote(decision, money, units=told.units, order=then, at=told.at)
            return decision.record(quote=quote)

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
        except BaseException:
            self.db.execute("rollback")
            raise
        self.db.execute("commit")

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
        return Sale(
            sale,
            customer=customer,
            zone=zone,
            locale=locale,
            terms=self._terms(terms).returns,
            money=self._terms(money).refunds,
        )

    def _order(self, sale: str) -> Order:
        found = read_order(self.db, sale)
        if found is None:
            raise UnknownSale(f"there is no sale {sale!r}")
        return found

    def _answer(
        self, sale: str, request: ReturnRequest, at: datetime
    ) -> tuple[Decision[ReturnCase], RefundQuote]:
        sold = self._sale(sale)
        decision = returns.assess(self._order(sale), request, sold.terms, at=at)
        return decision, refunds.quote(decision, sold.money)

    def _again(self, record: DecisionRecord, order: Order) -> Decision[ReturnCase]:
        """What was decided, decided again: of what was known then, by the terms of then."""
        terms = self._terms(record.terms.digest).returns
        return returns.assess(order.upto(record.order), record.request, terms, at=record.at)

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
        quote = wire.read_record(found[1]).quote
        return None if quote is None else Repaid(key, quote.total, quote.tenders)

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
