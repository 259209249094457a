"""The fold: how a history, in order of time, becomes a position.

Rules of this file: one method per kind of event; ``_Fold`` is the only thing here that changes, and
it is gone when a ``Position`` is made of it. An event that cannot be raises; nothing is repaired.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ClassVar

from attrs import define, evolve

from postsales.basics.events import Event
from postsales.basics.money import CurrencyMismatch
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders import units as moves
from postsales.orders.balance import OverRefund
from postsales.orders.charges import Charge
from postsales.orders.events import (
    Authorised,
    Cancelled,
    Chargeback,
    ChargeRefund,
    Delivered,
    LineRefund,
    Lost,
    Paid,
    Received,
    Refunded,
    RefundStatus,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)
from postsales.orders.lines import Line
from postsales.orders.position import (
    Given,
    InvalidOrder,
    OpenReturn,
    Position,
    Sold,
    TenderMoney,
    UnknownLine,
    nothing,
    untouched,
    with_added_tax,
)
from postsales.orders.units import TooManyUnits, Units

__all__ = ["TimeKey", "advanced", "start", "time_key"]

_ORDER: tuple[type[Event], ...] = (
    Authorised,
    Paid,
    Shipped,
    Delivered,
    Lost,
    Cancelled,
    ReturnRequested,
    ReturnApproved,
    Received,
    ReturnClosed,
    Refunded,
    Chargeback,
)
_RANK: dict[type[Event], int] = {kind: rank for rank, kind in enumerate(_ORDER)}
_STATUS = {status: rank for rank, status in enumerate(RefundStatus)}


TimeKey = tuple[datetime, int, str, int, str]


def time_key(event: Event) -> TimeKey:
    """The place of an event in its history, so that the order of a list says nothing.

    By time, then in the order in which things happen, then by what tells two events apart.
    """
    rank = _RANK.get(_kind(event), -1)
    status = _STATUS[event.status] if isinstance(event, Refunded) else 0
    return (event.at, rank, event.ref, status, _tie(event))


def _tie(event: Event) -> str:
    """What tells apart two events of one kind at one instant, where their order could matter."""
    if isinstance(event, Authorised | Paid | Chargeback):
        return event.tender.id
    if not event.ref and isinstance(event, Refunded | ReturnRequested):
        return repr(event)
    return ""


def _kind(event: Event) -> type[Event]:
    found = type(event)
    if found in _RANK:
        return found
    return next((kind for kind in found.__mro__ if kind in _RANK), found)


def start(sold: Sold) -> Position:
    """The position of an order to which nothing has happened."""
    return Position(sold, _NO_UNITS, _NO_MONEY, _NO_MONEY, (), (0, 0), (), ())


_NO_UNITS: FrozenMap[str, Units] = FrozenMap({})
_NO_MONEY: FrozenMap[tuple[str, str], Given] = FrozenMap({})


def advanced(position: Position, events: Iterable[Event]) -> Position:
    """The position after more events, which are given in order of time."""
    fold = _Fold(
        sold=position.sold,
        units=dict(position.touched),
        settled=dict(position.settled),
        pending=dict(position.pending),
        tenders={x.tender.id: x for x in position.tenders},
        unplaced=list(position.unplaced),
        refunds=list(position.refunds),
        returns=list(position.open_returns),
    )
    for event in events:
        step = _Fold.STEPS.get(_kind(event))
        if step is not None:
            step(fold, event)
    return Position(
        fold.sold,
        FrozenMap(fold.units),
        FrozenMap(fold.settled),
        FrozenMap(fold.pending),
        tuple(fold.tenders.values()),
        (fold.unplaced[0], fold.unplaced[1]),
        tuple(fold.refunds),
        tuple(fold.returns),
    )


@define(weakref_slot=False, eq=False)
class _Fold:
    """A position in the making."""

    sold: Sold
    units: dict[str, Units]
    settled: dict[tuple[str, str], Given]
    pending: dict[tuple[str, str], Given]
    tenders: dict[str, TenderMoney]
    unplaced: list[int]
    refunds: list[Refunded]
    returns: list[OpenReturn]
    STEPS: ClassVar[dict[type[Event], Callable[["_Fold", Any], None]]] = {}

    def wrong(self, event: Event, problem: str) -> InvalidOrder:
        what = f"{type(event).__name__} at {event.at.isoformat()}"
        return InvalidOrder(f"order {self.sold.order_id!r}", [f"{what}: {problem}"])

    def line(self, line: str) -> Units:
        found = self.units.get(line)
        if found is None:
            if line not in self.sold.lines:
                raise UnknownLine(line, self.sold.lines)
            found = untouched(self.sold.lines[line])
        return found

    def move(self, event: Any, step: Callable[[Units, int], Units]) -> None:
        for line, k in event.units.items():
            units = self.line(line)
            try:
                self.units[line] = step(units, k)
            except TooManyUnits as problem:
                says = f"{k} of {line!r}, but at most {problem.possible} of {units.ordered} can be"
                raise self.wrong(event, says) from None

    # Money in

    def authorised(self, event: Authorised) -> None:
        at = self.tender(event)
        self.tenders[at.tender.id] = evolve(at, authorised=at.authorised + event.amount.minor)

    def paid(self, event: Paid) -> None:
        at = self.tender(event)
        if not at.captured:
            # Tenders stand in the order of their first capture, not of what was put on hold.
            self.tenders.pop(at.tender.id, None)
        self.tenders[at.tender.id] = evolve(at, captured=at.captured + event.amount.minor)

    def chargeback(self, event: Chargeback) -> None:
        at = self.tender(event)
        disputed = at.disputed + event.amount.minor
        if disputed > at.captured:
            captured = self.sold.currency.minor(at.captured)
            raise self.wrong(event, f"{event.amount}, but {captured} was captured at this tender")
        self.tenders[at.tender.id] = evolve(at, disputed=disputed)

    def tender(self, event: Authorised | Paid | Chargeback) -> TenderMoney:
        if event.amount.currency != self.sold.currency:
            raise CurrencyMismatch(event.amount, self.sold.currency.zero)
        known = self.tenders.get(event.tender.id)
        if known is None:
            return TenderMoney(event.tender)
        if known.tender != event.tender:
            raise self.wrong(event, f"{event.tender} is elsewhere {known.tender}")
        return known

    # Units

    def shipped(self, event: Shipped) -> None:
        self.move(event, lambda units, k: moves.shipped(units, k, event.at, event.ref))

    def delivered(self, event: Delivered) -> None:
        self.move(event, lambda units, k: moves.delivered(units, k, event.at, event.ref))

    def lost(self, event: Lost) -> None:
        self.move(event, lambda units, k: moves.lost(units, k, event.ref))

    def cancelled(self, event: Cancelled) -> None:
        self.move(event, moves.cancelled)

    # Returns

    def requested(self, event: ReturnRequested) -> None:
        if event.ref and any(x.ref == event.ref for x in self.returns):
            raise self.wrong(event, f"the return {event.ref!r} is open already")
        self.move(event, moves.requested)
        self.returns.append(OpenReturn(event.ref, awaited=event.units, requested_at=event.at))

    def approved(self, event: ReturnApproved) -> None:
        place = self.find(event)
        self.returns[place] = evolve(self.returns[place], approved_at=event.at)

    def received(self, event: Received) -> None:
        self.move(event, moves.received)
        for line, k in event.units.items():
            self.fulfil(line, k, event.ref)

    def fulfil(self, line: str, k: int, ref: str) -> None:
        named = [x for x in self.returns if ref and x.ref == ref]
        others = [x for x in self.returns if x not in named]
        for awaited in (*named, *others):
            came = min(k, awaited.awaited.get(line, 0))
            if came:
                self.awaits(awaited, line, came)
                k -= came

    def awaits(self, awaited: OpenReturn, line: str, came: int) -> None:
        left = {x: k - (came if x == line else 0) for x, k in awaited.awaited.items()}
        rest = evolve(awaited, awaited=Quantities({x: k for x, k in left.items() if k}))
        place = self.returns.index(awaited)
        # A return with a name stays open until it is closed; nobody can close one without.
        self.returns[place : place + 1] = [rest] if rest.awaited or rest.ref else []
        units = self.line(line)
        self.units[line] = evolve(units, requested=units.requested - came)

    def closed(self, event: ReturnClosed) -> None:
        for line, k in self.returns[self.find(event)].awaited.items():
            units = self.line(line)
            self.units[line] = evolve(units, requested=units.requested - k)
        del self.returns[self.find(event)]

    def find(self, event: Event) -> int:
        for place, awaited in enumerate(self.returns):
            if awaited.ref == event.ref:
                return place
        raise self.wrong(event, f"no return {event.ref!r} is open")

    # Money out

    def refunded(self, event: Refunded) -> None:
        if event.amount.currency != self.sold.currency:
            raise CurrencyMismatch(event.amount, self.sold.currency.zero)
        before = next((x for x in self.refunds if event.ref and x.ref == event.ref), None)
        refund = self.attributed(event, before)
        if before is not None:
            if _facts(before) != _facts(refund):
                raise self.wrong(event, f"the refund {event.ref!r} was told otherwise before")
            self.refunds.remove(before)
            self.book(before, -1)
        if refund.status is not RefundStatus.FAILED:
            self.book(refund, 1)
            self.refunds.append(refund)

    def attributed(self, event: Refunded, before: Refunded | None) -> Refunded:
        """The refund with its tender, where there is only one that it can be from."""
        if event.tenders or not event.amount:
            return event
        if before is not None:
            return evolve(event, tenders=before.tenders)
        only = list(self.tenders) if len(self.tenders) == 1 else []
        return evolve(event, tenders=dict.fromkeys(only, event.amount))

    def book(self, event: Refunded, sign: int) -> None:
        assigned = sum(self.book_line(event, line, sign) for line in event.lines)
        assigned += sum(self.book_charge(event, charge, sign) for charge in event.charges)
        assigned -= sum(fee.amount.minor for fee in event.fees)
        assigned -= event.withheld.minor if event.withheld is not None else 0
        if event.amount.minor < assigned:
            parts = self.sold.currency.minor(assigned)
            says = f"it is for {parts} and gives {event.amount}; say the rest as fees or withheld"
            raise self.wrong(event, says)
        self.book_tenders(event, sign)

    def book_charge(self, event: Refunded, charge: ChargeRefund, sign: int) -> int:
        if charge.charge not in self.sold.charges:
            raise self.wrong(event, f"the order has no charge {charge.charge!r}")
        given = Given(charge.price.minor, self.taxes_of(event, charge))
        self.give(event, "charge", charge.charge, given, sign)
        return with_added_tax(self.sold.charges[charge.charge], given)

    def book_line(self, event: Refunded, line: LineRefund, sign: int) -> int:
        units = self.line(line.line)
        refunded = units.refunded + sign * line.units
        if refunded > units.ordered:
            raise self.wrong(event, f"{refunded} of {line.line!r} refunded, {units.ordered} sold")
        self.units[line.line] = evolve(units, refunded=refunded)
        given = Given(line.price.minor, self.taxes_of(event, line), line.units)
        self.give(event, "line", line.line, given, sign)
        return with_added_tax(self.sold.lines[line.line], given)

    def taxes_of(self, event: Refunded, part: LineRefund | ChargeRefund) -> tuple[int, ...]:
        sold = (
            self.sold.lines[part.line]
            if isinstance(part, LineRefund)
            else self.sold.charges[part.charge]
        )
        if len(part.taxes) != len(sold.taxes):
            raise self.wrong(
                event,
                f"{sold.id!r} has {len(sold.taxes)} taxes, the refund tells {len(part.taxes)}",
            )
        return tuple(tax.minor for tax in part.taxes)

    def give(self, event: Refunded, what: str, id: str, given: Given, sign: int) -> None:
        sold = self.sold.lines[id] if what == "line" else self.sold.charges[id]
        book = self.pending if event.status is RefundStatus.PENDING else self.settled
        key = (what, id)
        both = [self.pending.get(key), self.settled.get(key)]
        if sign > 0:
            self.check_cap(what, sold, given, [x for x in both if x is not None])
        total = (book.get(key) or nothing(sold)).plus(given, sign)
        book[key] = total
        if total == nothing(sold):
            del book[key]

    def check_cap(self, what: str, sold: Line | Charge, given: Given, before: list[Given]) -> None:
        money = self.sold.currency.minor
        parts = [(sold.price_minor, given.price, [x.price for x in before])]
        parts += [
            (total, given.taxes[i], [x.taxes[i] for x in before])
            for i, total in enumerate(sold.taxes_minor)
        ]
        for total, wanted, gone in parts:
            if wanted > total - sum(gone):
                raise OverRefund(money(wanted), money(total - sum(gone)), f"{what} {sold.id}")

    def book_tenders(self, event: Refunded, sign: int) -> None:
        for tender, money in event.tenders.items():
            self.book_tender(event, tender, sign * money.minor)
        if not event.tenders:
            self.unplaced[event.status is not RefundStatus.PENDING] += sign * event.amount.minor
        if sign > 0:
            self.check_order_cap(event)

    def book_tender(self, event: Refunded, tender: str, minor: int) -> None:
        at = self.tenders.get(tender)
        if at is None:
            known = ", ".join(self.tenders) or "none"
            raise self.wrong(event, f"the tender {tender!r} paid nothing (those that did: {known})")
        free = at.captured - at.reserved - at.refunded
        if minor > free:
            money = self.sold.currency.minor
            raise OverRefund(money(minor), money(free), f"tender {tender}")
        pending = event.status is RefundStatus.PENDING
        self.tenders[tender] = (
            evolve(at, reserved=at.reserved + minor)
            if pending
            else evolve(at, refunded=at.refunded + minor)
        )

    def check_order_cap(self, event: Refunded) -> None:
        captured = sum(x.captured for x in self.tenders.values())
        gone = sum(self.unplaced) + sum(x.reserved + x.refunded for x in self.tenders.values())
        if gone > captured:
            money = self.sold.currency.minor
            free = captured - gone + event.amount.minor
            raise OverRefund(event.amount, money(free), f"order {self.sold.order_id}")


def _facts(refund: Refunded) -> tuple[Any, ...]:
    return (
        refund.amount,
        refund.lines,
        refund.charges,
        refund.fees,
        refund.withheld,
        refund.tenders,
    )


_Fold.STEPS.update(
    {
        Authorised: _Fold.authorised,
        Paid: _Fold.paid,
        Shipped: _Fold.shipped,
        Delivered: _Fold.delivered,
        Lost: _Fold.lost,
        Cancelled: _Fold.cancelled,
        ReturnRequested: _Fold.requested,
        ReturnApproved: _Fold.approved,
        Received: _Fold.received,
        ReturnClosed: _Fold.closed,
        Refunded: _Fold.refunded,
        Chargeback: _Fold.chargeback,
    }
)
