"""The money side of the fold: what tenders gave and got back, and what of lines and charges.

Rules of this file: minor units; a refund that would give back more than there is raises with the
maximum; one refund may be told several times under its ref, and the last time counts.
"""

from attrs import define, evolve

from postsales.basics.events import Event
from postsales.basics.money import CurrencyMismatch
from postsales.orders._goods import Goods, Named, impossible, named
from postsales.orders.balance import OverRefund
from postsales.orders.besides import BonusGranted, Compensated
from postsales.orders.changed import Changed
from postsales.orders.charges import Charge
from postsales.orders.events import (
    Authorised,
    Chargeback,
    ChargebackReversed,
    ChargeRefund,
    LineRefund,
    Paid,
    Refunded,
    RefundStatus,
)
from postsales.orders.exchanged import Exchange
from postsales.orders.lines import Line
from postsales.orders.position import (
    Given,
    Position,
    Sold,
    TenderMoney,
    nothing,
    with_added_tax,
)

__all__ = ["Books"]

_Key = tuple[str, str]


_Moved = Authorised | Paid | Chargeback | ChargebackReversed
_OfMoney = _Moved | Refunded | BonusGranted | Compensated


def foreign(sold: Sold, event: _OfMoney) -> CurrencyMismatch:
    """The error for an event in another currency than its order."""
    what = f"{type(event).__name__} at {event.at.isoformat()}: {event.amount}"
    says = f"order {sold.order_id!r}: {what}, but the order is in {sold.currency}"
    return CurrencyMismatch(event.amount, sold.currency.zero, says)


@define(weakref_slot=False, eq=False)
class Books:
    """Money by tender, line and charge, and refunds by name, in the making."""

    sold: Sold
    goods: Goods
    tenders: dict[str, TenderMoney]
    settled: dict[_Key, Given]
    pending: dict[_Key, Given]
    unplaced: list[int]
    refunds: dict[Named, Refunded]
    besides: list[BonusGranted | Compensated]
    exchanges: dict[Named, Exchange]
    changes: list[Changed]

    @classmethod
    def of(cls, position: Position, goods: Goods) -> "Books":
        """The money as a position has it."""
        return cls(
            position.sold,
            goods,
            {x.tender.id: x for x in position.tenders},
            dict(position.settled),
            dict(position.pending),
            list(position.unplaced),
            {named(x.ref, i): x for i, x in enumerate(position.refunds)},
            list(position.besides),
            {named(x.event.ref, i): x for i, x in enumerate(position.exchanges)},
            list(position.changes),
        )

    # Money in

    def authorised(self, event: Authorised) -> None:
        """Money is put on hold."""
        at = self._tender(event)
        self.tenders[at.tender.id] = evolve(at, authorised=at.authorised + event.amount.minor)

    def paid(self, event: Paid) -> None:
        """Money is captured."""
        at = self._tender(event)
        if not at.captured:
            # Tenders stand in the order of their first capture, not of what was put on hold.
            self.tenders.pop(at.tender.id, None)
        self.tenders[at.tender.id] = evolve(at, captured=at.captured + event.amount.minor)

    def chargeback(self, event: Chargeback) -> None:
        """A bank takes money back."""
        at = self._tender(event)
        disputed = at.disputed + event.amount.minor
        if disputed > at.captured:
            captured = self.sold.currency.minor(at.captured)
            says = f"{event.amount}, but {captured} was captured at this tender"
            raise impossible(self.sold, event, says)
        self.tenders[at.tender.id] = evolve(at, disputed=disputed)

    def chargeback_reversed(self, event: ChargebackReversed) -> None:
        """A bank gives back what it took."""
        at = self._tender(event)
        disputed = at.disputed - event.amount.minor
        if disputed < 0:
            taken = self.sold.currency.minor(at.disputed)
            says = f"{event.amount}, but {taken} was taken back from this tender by a bank"
            raise impossible(self.sold, event, says)
        self.tenders[at.tender.id] = evolve(at, disputed=disputed)

    def _tender(self, event: _Moved) -> TenderMoney:
        if event.amount.currency != self.sold.currency:
            raise foreign(self.sold, event)
        known = self.tenders.get(event.tender.id)
        if known is None:
            return TenderMoney(event.tender)
        if known.tender != event.tender:
            raise impossible(self.sold, event, f"{event.tender} is elsewhere {known.tender}")
        return known

    # Money out

    def given_besides(self, event: BonusGranted | Compensated) -> None:
        """Something is given that nobody had paid: it lowers nothing."""
        if event.amount.currency != self.sold.currency:
            raise foreign(self.sold, event)
        self.besides.append(event)

    def refunded(self, event: Refunded) -> None:
        """A refund is told, for the first time or again."""
        if event.amount.currency != self.sold.currency:
            raise foreign(self.sold, event)
        key = named(event.ref, len(self.refunds) + 1)
        while not event.ref and key in self.refunds:
            key = ("", key[1] + 1)
        before = self.refunds.pop(key, None)
        refund = self._attributed(event) if before is None else self._continued(before, event)
        if before is not None:
            self._book(before, -1)
        if refund.status is RefundStatus.FAILED:
            self._check_known(refund)
            return
        if before is None:
            self._check_left(refund)
        self._book(refund, 1)
        self.refunds[key] = refund

    def _attributed(self, event: Refunded) -> Refunded:
        """The refund with its tender, where there is only one that it can be from."""
        paid = [x for x in self.tenders.values() if x.captured]
        if event.tenders or not event.to_tenders or len(paid) != 1:
            return event
        return evolve(event, tenders={paid[0].tender.id: event.to_tenders})

    def _continued(self, before: Refunded, event: Refunded) -> Refunded:
        """The refund that is told again, with what it leaves out taken from the first time."""
        refund = event.continuing(before)
        if not before.tells_the_same(refund):
            says = f"the refund {event.ref!r} was told otherwise before"
            raise impossible(self.sold, event, says)
        if before.status is RefundStatus.SETTLED and event.status is RefundStatus.PENDING:
            says = f"the refund {event.ref!r} was settled before, and cannot be pending again"
            raise impossible(self.sold, event, says)
        return refund

    def _check_known(self, event: Refunded) -> None:
        """A refund that failed moved nothing, but is about this order."""
        for line in event.lines:
            self.goods.line(line.line)
            self.taxes(event, line, self.sold.lines[line.line])
        for charge in event.charges:
            self.taxes(event, charge, self._charge(event, charge))

    def _book(self, event: Refunded, sign: int) -> None:
        assigned = sum(self._book_line(event, line, sign) for line in event.lines)
        assigned += sum(self._book_charge(event, charge, sign) for charge in event.charges)
        assigned -= sum(fee.amount.minor for fee in event.fees)
        assigned -= event.withheld.minor if event.withheld is not None else 0
        assigned -= sum(money.minor for money in event.clawed_back.values())
        assigned += event.discrepancy.amount.minor if event.discrepancy is not None else 0
        if event.amount.minor < assigned:
            parts = self.sold.currency.minor(assigned)
            says = f"it is for {parts} and gives {event.amount}; say the rest as fees or withheld"
            raise impossible(self.sold, event, says)
        for tender, money in event.tenders.items():
            self._book_tender(event, tender, sign * money.minor)
        placed = sum(money.minor for money in event.tenders.values())
        left = event.amount.minor - placed
        self.unplaced[event.status is not RefundStatus.PENDING] += sign * left

    def _book_charge(self, event: Refunded, part: ChargeRefund, sign: int) -> int:
        sold = self._charge(event, part)
        given = Given(part.price.minor, self.taxes(event, part, sold))
        self._give(event, ("charge", sold.id), sold, given, sign)
        return with_added_tax(sold, given)

    def give_charge(self, event: Event, part: ChargeRefund) -> int:
        """A charge is called off for good; how much that is, all tax in."""
        sold = self._charge(event, part)
        given = Given(part.price.minor, self.taxes(event, part, sold))
        self.give(("charge", sold.id), sold, given)
        return with_added_tax(sold, given)

    def _charge(self, event: Event, part: ChargeRefund) -> Charge:
        sold = self.sold.charges.get(part.charge)
        if sold is None:
            known = ", ".join(self.sold.charges) or "none"
            says = f"the order has no charge {part.charge!r} (those it has: {known})"
            raise impossible(self.sold, event, says)
        return sold

    def _book_line(self, event: Refunded, part: LineRefund, sign: int) -> int:
        self.goods.refunded(event, part.line, sign * part.units)
        self.goods.paid_for(event.return_ref, part.line, sign * part.units)
        sold = self.sold.lines[part.line]
        given = Given(part.price.minor, self.taxes(event, part, sold), part.units)
        self._give(event, ("line", sold.id), sold, given, sign)
        return with_added_tax(sold, given)

    def taxes(
        self, event: Event, part: LineRefund | ChargeRefund, sold: Line | Charge
    ) -> tuple[int, ...]:
        """The taxes of a part, which tells as many as were sold, or none where it gives nothing."""
        if not part.taxes and not part.price:
            return nothing(sold).taxes
        if len(part.taxes) != len(sold.taxes):
            says = f"{sold.id!r} has {len(sold.taxes)} taxes, the refund tells {len(part.taxes)}"
            raise impossible(self.sold, event, says)
        return tuple(tax.minor for tax in part.taxes)

    def give(self, key: _Key, sold: Line | Charge, given: Given) -> None:
        """Something is given up of what was sold, for good."""
        self._check_part(key, sold, given)
        self._add(self.settled, key, sold, given, 1)

    def take_back(self, key: _Key, sold: Line | Charge, given: Given) -> None:
        """What was given up is as it was sold again."""
        self._add(self.settled, key, sold, given, -1)

    def _give(
        self, event: Refunded, key: _Key, sold: Line | Charge, given: Given, sign: int
    ) -> None:
        if sign > 0:
            self._check_part(key, sold, given)
        book = self.pending if event.status is RefundStatus.PENDING else self.settled
        self._add(book, key, sold, given, sign)

    def _add(
        self, book: dict[_Key, Given], key: _Key, sold: Line | Charge, given: Given, sign: int
    ) -> None:
        total = (book.get(key) or nothing(sold)).plus(given, sign)
        if total == nothing(sold):
            book.pop(key, None)
        else:
            book[key] = total

    def _check_part(self, key: _Key, sold: Line | Charge, given: Given) -> None:
        gone = nothing(sold)
        for book in (self.pending, self.settled):
            gone = gone.plus(book[key], 1) if key in book else gone
        totals = (sold.price_minor, *sold.taxes_minor)
        parts = zip(totals, (given.price, *given.taxes), (gone.price, *gone.taxes), strict=True)
        for total, wanted, before in parts:
            if wanted > total - before:
                money = self.sold.currency.minor
                raise OverRefund(money(wanted), money(total - before), f"{key[0]} {sold.id}")

    def _book_tender(self, event: Refunded, tender: str, minor: int) -> None:
        at = self._paid(event, tender)
        if event.status is RefundStatus.PENDING:
            self.tenders[tender] = evolve(at, reserved=at.reserved + minor)
        else:
            self.tenders[tender] = evolve(at, refunded=at.refunded + minor)

    def _paid(self, event: Refunded, tender: str) -> TenderMoney:
        at = self.tenders.get(tender)
        if at is None:
            known = ", ".join(self.tenders) or "none"
            says = f"the tender {tender!r} paid nothing (those that did: {known})"
            raise impossible(self.sold, event, says)
        return at

    def _check_left(self, event: Refunded) -> None:
        """A refund takes no more than was captured and not refunded before.

        What a bank took does not count: a shop that refunds after a chargeback pays twice, and that
        is a fact. Quotes and typed amounts do stay below it.
        """
        money = self.sold.currency.minor
        for tender, wanted in event.tenders.items():
            at = self._paid(event, tender)
            if wanted.minor > at.left + at.disputed:
                raise OverRefund(wanted, money(at.left + at.disputed), f"tender {tender}")
        left = sum(x.left + x.disputed for x in self.tenders.values()) - sum(self.unplaced)
        if event.amount.minor > left:
            raise OverRefund(event.amount, money(left), f"order {self.sold.order_id}")
