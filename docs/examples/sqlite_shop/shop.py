"""What the shop does: each function is one transaction, and takes the instant from its caller.

Whatever reads before it writes begins by locking (``begin immediate``), so that of two who ask at
once the second sees what the first has done.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from attrs import evolve

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
from sqlite_shop.answers import (
    Announced,
    AskAgain,
    KeyTaken,
    NothingToPay,
    Repaid,
    Sale,
    UnknownSale,
    shown_by,
)
from sqlite_shop.rows import (
    as_kept,
    has_failed,
    read_order,
    tell_the_same,
    told_before,
    write_event,
    write_news,
    write_refund,
    write_sold,
)
from sqlite_shop.schema import TABLES

_MOMENT = timedelta(microseconds=1)


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
        """Something is sold. The terms of the day are kept with it, under their digest.

        Raises:
            ValueError: the order says something that the tables have no place for. What it says
                can decide an answer, so nothing is left out in silence.
        """
        customer = order.customer
        if customer is None:
            raise ValueError("this shop sells to nobody whom it does not know")
        sale = [order.id, customer.id, customer.zone, customer.country, customer.tier]
        sale += [order.market, order.channel, locale]
        sale += [order.currency.code, order.placed_at.isoformat()]
        with self._writing():
            digests = [self._keep(terms.returns), self._keep(terms.refunds)]
            row = sale + digests
            self.db.execute("insert into sales values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            write_sold(self.db, order)
            for event in dict.fromkeys(order.history):
                self._write(order.id, event, event.ref)
            if not tell_the_same(self._order(order.id), order):
                raise ValueError(f"the tables of this shop do not hold all that {order!r} says")

    def pay(self, sale: str, amount: Money, tender: Tender, *, payment: str, at: datetime) -> None:
        """Money was captured; ``payment`` is the provider's id of the capture."""
        self.book(sale, Paid(amount, tender=tender, at=at, ref=payment), key=payment)

    def ship(self, sale: str, units: Mapping[str, int], *, parcel: str, at: datetime) -> None:
        """A parcel left."""
        self.book(sale, Shipped(units, ref=parcel, at=at), key=parcel)

    def deliver(self, sale: str, units: Mapping[str, int], *, parcel: str, at: datetime) -> None:
        """A parcel arrived."""
        self.book(sale, Delivered(units, ref=parcel, at=at), key=parcel)

    def approve(self, number: str, *, at: datetime) -> None:
        """The shop agrees to a return."""
        self.book(self.announced(number).sale, ReturnApproved(ref=number, at=at), key=number)

    def receive(self, number: str, units: Mapping[str, int], *, scan: str, at: datetime) -> None:
        """Units of a return came back; ``scan`` is what the warehouse calls this arrival."""
        self.book(self.announced(number).sale, Received(units, ref=number, at=at), key=scan)

    def book(self, sale: str, event: Event, *, key: str) -> None:
        """Something happened; what is told again under its key counts once, at its first instant.

        A refund that somebody gave elsewhere has its key as its ref.

        Raises:
            InvalidOrder: it cannot be; nothing is written then.
            KeyTaken: the key was used for something else of the kind.
        """
        with self._writing():
            self._book(self._order(sale), event, key)

    def answer(
        self, sale: str, request: ReturnRequest, *, at: datetime
    ) -> tuple[Decision[ReturnCase], RefundQuote]:
        """What may come back and what it brings. Asking changes nothing."""
        with self._reading():
            return self._answer(sale, request, at)

    def request_return(
        self,
        sale: str,
        units: Mapping[str, int],
        *,
        reason: str,
        key: str,
        at: datetime,
        shown: str | None = None,
    ) -> Announced:
        """The customer confirms a return: it gets a number, and its units are reserved.

        ``shown`` is what ``shown_by`` says of the quote that the customer saw, if they saw one.

        Raises:
            AskAgain: not all of it may come back by now, or for other money than was shown.
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
            order = self._order(sale)
            number = self._next_number(order)
            decision, quote = self._answer(sale, evolve(request, ref=number), at)
            as_shown = shown is None or shown == shown_by(quote)
            if decision.outcome is not Outcome.ALLOWED or not as_shown:
                raise AskAgain(decision, quote)
            record = decision.record(quote=quote)
            row = [number, sale, key, wire.write_json(record)]
            self.db.execute("insert into returns values (?, ?, ?, ?)", row)
            self._book(order, ReturnRequested(units, ref=number, at=at), number)
            return Announced(number, sale, record)

    def refund(self, number: str, *, key: str, at: datetime) -> Repaid:
        """Order the refund of what has come; the decision and the refund are written together.

        Raises:
            NothingToPay: nothing has come, or all of it was paid for.
            KeyTaken: the key was used for another return, or for a refund that failed.
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
            # Fees can eat all of it: then there is nothing to send, and it is over at once.
            is_done = quote.total.minor == 0
            ordered = quote.settled(at=at, ref=key) if is_done else quote.pending(at=at, ref=key)
            order.after(ordered)
            record = wire.write_json(decision.record(quote=quote))
            row = [key, sale.id, number, quote.total.minor, record, is_done]
            self.db.execute("insert into refunds values (?, ?, ?, ?, ?, ?)", row)
            write_news(self.db, key, ordered.status, at)
            return Repaid(key, quote.total, quote.tenders, quote.store_credit)

    def refund_told(self, key: str, status: RefundStatus, *, at: datetime) -> None:
        """The provider tells how a refund went on, and when; told again it is the same.

        Its clock can be behind ours: what it tells did not happen before the refund was ordered.
        """
        found = self._one(
            "select sale, currency, minor, at from refunds join sales on sales.id = sale"
            " join refund_news on refund = key where key = ? order by refund_news.rowid",
            key,
        )
        if found is None:
            raise UnknownSale(f"there is no refund {key!r}")
        sale, code, minor, ordered = found
        then = max(at, datetime.fromisoformat(ordered))
        self.book(sale, Refunded(Currency(code).minor(minor), status=status, at=then), key=key)

    def to_send(self) -> list[str]:
        """Keys of the refunds that we ordered, and of which the provider has told nothing."""
        found = self.db.execute("select key from refunds where not is_done order by key")
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

    def _next_number(self, order: Order) -> str:
        """The number of the next return: a history can hold some that were announced elsewhere."""
        known = {event.ref for event in order.history}
        numbers = (f"R-{order.id}-{n}" for n in count(len(self.numbers(order.id)) + 1))
        return next(number for number in numbers if number not in known)

    def _book(self, order: Order, event: Event, key: str) -> None:
        if isinstance(event, Refunded):
            refund = evolve(event, ref=key)
            told = as_kept(refund, order)
            if told not in order.history:
                order.after(told)
            self._write(order.id, refund, key)
            return
        before = told_before(self.db, order, event, key)
        if before is None:
            # A history takes two events that are equal in all for one: two arrivals are not.
            while event in order.history:
                event = evolve(event, at=event.at + _MOMENT)
            order.after(event)
            self._write(order.id, event, key)
        elif evolve(before, at=event.at) != event:
            raise KeyTaken(f"the key {key!r} belongs to {before!r}")

    def _write(self, sale: str, event: Event, key: str) -> None:
        if not key:
            raise ValueError(f"{event!r} has no key, by which it is known when it is told again")
        if not isinstance(event, Refunded):
            write_event(self.db, sale, event, key)
            return
        found = self._one(
            "select sale, currency, minor from refunds join sales on sales.id = sale where key = ?",
            key,
        )
        if found not in {None, (sale, event.amount.currency.code, event.amount.minor)}:
            raise KeyTaken(f"the key {key!r} belongs to another refund")
        write_refund(self.db, sale, event)
        write_news(self.db, key, event.status, event.at)

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
