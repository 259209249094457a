"""What the shop does: each function is one transaction, and takes the instant from its caller."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count

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
    OverRefund,
    Paid,
    Received,
    Refunded,
    RefundQuote,
    RefundStatus,
    ReturnApproved,
    ReturnCase,
    ReturnRequest,
    ReturnRequested,
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
    PaidTwice,
    Repaid,
    UnknownSale,
    shown_by,
)
from sqlite_shop.rows import (
    as_kept,
    tell_the_same,
    tells_no_less,
    told_before,
    write_event,
    write_news,
    write_refund,
    write_sold,
)
from sqlite_shop.store import Store

_MOMENT = timedelta(microseconds=1)


class Shop(Store):
    """What is sold, what happens to it, and what is answered; each of its own transaction."""

    def place(self, order: Order, *, terms: TermsBundle, locale: str) -> None:
        """Something is sold. The terms of the day are kept with it, under their digest.

        A sale that is told again is the same, also when more has happened to it since.

        Raises:
            KeyTaken: its id belongs to another sale, or it was sold on other terms.
            ValueError: the order says something that the tables have no place for. What it says
                can decide an answer, so nothing is left out in silence.
        """
        customer = order.customer
        if customer is None:
            raise ValueError("this shop sells to nobody whom it does not know")
        sale = [order.id, customer.id, customer.zone, customer.country, customer.tier]
        sale += [order.market, order.channel, order.made and order.made.value, locale]
        sale += [order.currency.code, order.placed_at.isoformat()]
        with self._writing():
            digests = [self._keep(terms.returns), self._keep(terms.refunds)]
            row = sale + digests
            before = self._one("select * from sales where id = ?", order.id)
            if before is not None:
                if [*before] != row or not tells_no_less(self._order(order.id), order):
                    raise KeyTaken(f"the id {order.id!r} belongs to another sale")
                return
            self.db.execute("insert into sales values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
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

        Raises:
            UnknownSale: there is no such refund.
            PaidTwice: it failed, its money was given back otherwise, and now it went through.
        """
        found = self._one(
            "select sale, currency, minor, at from refunds join sales on sales.id = sale"
            " join refund_news on refund = key where key = ? order by refund_news.rowid",
            key,
        )
        if found is None:
            raise UnknownSale(f"there is no refund {key!r}")
        sale, code, minor, ordered = found
        then = self._alone(sale, key, max(at, datetime.fromisoformat(ordered)))
        refund = Refunded(Currency(code).minor(minor), status=status, at=then)
        try:
            self.book(sale, refund, key=key)
        except OverRefund as error:
            # What is on its way is reserved, so only a refund that had failed can find it gone.
            others = {x.ref for x in self.order(sale).position(at=then).refunds}
            raise PaidTwice(key, sorted(others), error) from None

    def _alone(self, sale: str, key: str, at: datetime) -> datetime:
        """An instant at which nothing is told of another refund, since ties go by their keys."""
        others = {
            x.at for x in self.order(sale).history if isinstance(x, Refunded) and x.ref != key
        }
        while at in others:
            at += _MOMENT
        return at

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
