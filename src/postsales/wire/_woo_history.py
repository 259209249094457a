"""What has happened to a WooCommerce order, as far as it tells: payment, dispatch, refunds.

Rules of this file: WooCommerce keeps dates and a status, no events; what is read into them is noted
as assumed. What is given back is checked against what is left of each item before it is an event.
"""

from collections.abc import Iterable
from datetime import datetime

from attrs import define, evolve

from postsales.basics.events import Event
from postsales.orders.events import Cancelled, ChargeRefund, LineRefund, Paid, Refunded, Shipped
from postsales.orders.payments import Tender, TenderKind
from postsales.wire._reader import Reader
from postsales.wire._settling import is_whole, nearest
from postsales.wire._woo_sold import Sold, SoldItem, step_of
from postsales.wire._woo_told import ToldBack, ToldOrder, ToldRefund

_TENDERS = {
    "bacs": TenderKind.BANK_TRANSFER,
    "cheque": TenderKind.BANK_TRANSFER,
    "cod": TenderKind.CASH,
    "paypal": TenderKind.OTHER,
    "ppcp-gateway": TenderKind.OTHER,
    "ppcp-credit-card-gateway": TenderKind.CARD,
    "square_credit_card": TenderKind.CARD,
    "stripe": TenderKind.CARD,
    "stripe_sepa": TenderKind.BANK_TRANSFER,
    "woocommerce_payments": TenderKind.CARD,
}
_PAID = ("processing", "completed", "refunded")
_SENT = ("completed", "refunded")
_KNOWN = (*_PAID, "pending", "on-hold", "failed", "cancelled")


def history(reader: Reader, told: ToldOrder, sold: Sold) -> tuple[Event, ...]:
    """The events of the order; what cannot be is noted as a problem."""
    if told.status not in _KNOWN:
        reader.assume("$.status", "is not one of WooCommerce's own and says nothing")
    return (
        *_paid(reader, told),
        *_sent(reader, told),
        *_called_off(reader, told),
        *_refunds(reader, told, sold),
    )


def _units(told: ToldOrder) -> dict[str, int]:
    return {line.id: line.quantity for line in told.lines}


# Money in


def _paid(reader: Reader, told: ToldOrder) -> Iterable[Event]:
    at = _paid_at(reader, told)
    if at is not None:
        total = told.currency.minor(told.total // step_of(told))
        yield Paid(total, tender=_tender(reader, told), at=at)


def _paid_at(reader: Reader, told: ToldOrder) -> datetime | None:
    if told.paid_at is not None:
        if told.method == "cod":
            says = "the cash was handed over then; WooCommerce dates it when it takes the order"
            reader.assume("$.date_paid_gmt", says)
        return told.paid_at
    if told.total and (told.status in _PAID or told.refunds):
        why = f"is {told.status}" if told.status in _PAID else "has refunds"
        reader.assume("$.date_paid_gmt", f"paid in full when it was placed: the order {why}")
        return told.created_at
    return None


def _tender(reader: Reader, told: ToldOrder) -> Tender:
    kind = _TENDERS.get(told.method)
    if kind is None:
        says = "some means of payment; this one is not among those known here"
        reader.assume("$.payment_method", says)
    return Tender(told.transaction or told.method or "payment", kind=kind or TenderKind.OTHER)


# Units


def _sent(reader: Reader, told: ToldOrder) -> Iterable[Event]:
    at = told.completed_at
    if told.status not in _SENT:
        if at is not None:
            reader.assume("$.date_completed_gmt", "nothing was shipped: the order was reopened")
        return
    if at is None:
        if told.status == "refunded":
            return
        reader.assume("$.date_completed_gmt", "completed at the last change of the order")
        at = told.modified_at
    says = "every unit was shipped then; WooCommerce tells neither parcels nor deliveries"
    reader.assume("$.date_completed_gmt", says)
    yield Shipped(_units(told), at=at)


def _called_off(reader: Reader, told: ToldOrder) -> Iterable[Event]:
    if told.status == "cancelled":
        says = "every unit was called off at the last change of the order"
        reader.assume("$.status", says)
        yield Cancelled(_units(told), at=told.modified_at)


# Money out


def _refunds(reader: Reader, told: ToldOrder, sold: Sold) -> Iterable[Event]:
    left = {x.told.id: x for x in (*sold.lines, *sold.charges)}
    back = Back(reader, told, left, _units(told), sold.discounts)
    refunds = [_dated(reader, told, refund) for refund in told.refunds]
    in_order = sorted(refunds, key=lambda x: (x[1], x[0].id))
    events: list[Event] = [back.refunded(refund, at) for refund, at in in_order]
    given = sum(refund.amount for refund in told.refunds)
    if given > told.total:
        money, step = told.currency.minor, step_of(told)
        says = (
            f"add up to {money(given // step)}, more than the total of {money(told.total // step)}"
        )
        reader.wrong("$.refunds", says)
    elif given < told.total and told.status == "refunded":
        says = "the rest of the total was given back at the last change of the order"
        reader.assume("$.status", says)
        rest = told.currency.minor((told.total - given) // step_of(told))
        events.append(Refunded(rest, at=_late(told), ref="status"))
    return events


def _late(told: ToldOrder) -> datetime:
    """The last change of the order, yet not before it was paid."""
    return max(told.modified_at, told.paid_at or told.created_at)


def _dated(reader: Reader, told: ToldOrder, refund: ToldRefund) -> tuple[ToldRefund, datetime]:
    if refund.at is not None:
        return refund, refund.at
    says = "given back at the last change of the order, for no line; its own document would tell"
    reader.assume(refund.path, says)
    return refund, _late(told)


@define(weakref_slot=False, eq=False)
class Back:
    """What is left of every item, while refunds are taken off it."""

    reader: Reader
    told: ToldOrder
    left: dict[str, SoldItem]
    units: dict[str, int]
    discounts: frozenset[str]

    def refunded(self, refund: ToldRefund, at: datetime) -> Refunded:
        """The refund, with what it gives back taken off what is left."""
        money = self.told.currency.minor
        lines: list[LineRefund] = []
        charges: list[ChargeRefund] = []
        assigned = 0
        for back in refund.items:
            if back.of in self.discounts:
                says = "gives a discount back, which the shares of the lines have in them already"
                self.reader.assume(back.path, says)
                continue
            if back.of not in self.left:
                self.reader.wrong(back.path, f"gives back item {back.of}, which was not sold")
                continue
            price, taxes = self.take(back)
            assigned += price if self.told.included else price + sum(taxes)
            parts = tuple(money(tax) for tax in taxes)
            if back.of in self.units:
                units = self.take_units(back)
                lines.append(LineRefund(back.of, units=units, price=money(price), taxes=parts))
            else:
                charges.append(ChargeRefund(back.of, price=money(price), taxes=parts))
        return self.event(refund, at, lines, charges, assigned)

    def event(
        self,
        refund: ToldRefund,
        at: datetime,
        lines: list[LineRefund],
        charges: list[ChargeRefund],
        assigned: int,
    ) -> Refunded:
        amount = refund.amount // step_of(self.told)
        money = self.told.currency.minor
        if assigned > amount:
            says = f"{money(assigned - amount)} less than its items was given back, and is withheld"
            self.reader.assume(f"{refund.path}.amount", says)
        return Refunded(
            money(amount),
            lines=lines,
            charges=charges,
            withheld=money(assigned - amount) if assigned > amount else None,
            reason=refund.reason,
            ref=refund.id,
            at=at,
        )

    def take_units(self, back: ToldBack) -> int:
        """The units that a piece of a refund pays back, taken off those that are left."""
        left = self.units[back.of]
        if back.units > left:
            self.reader.wrong(back.path, f"gives back {back.units} units: {left} are left")
        taken = min(left, back.units)
        self.units[back.of] = left - taken
        return taken

    def take(self, back: ToldBack) -> tuple[int, tuple[int, ...]]:
        """Price and taxes that a piece of a refund gives back, taken off what is left."""
        item = self.left[back.of]
        rates = [rate for rate, _ in item.told.taxes]
        figure = back.net + (sum(back.taxes.values()) if self.told.included else 0)
        for rate, tax in back.taxes.items():
            if tax and rate not in rates:
                self.reader.wrong(back.path, f"gives back tax {rate}, which was not paid")
        price = self.piece(back, "the price", figure, item.price, item.slack)
        taxes = tuple(
            self.piece(back, f"tax {rate}", back.taxes.get(rate, 0), left, item.slack)
            for rate, left in zip(rates, item.taxes, strict=True)
        )
        rest = tuple(a - b for a, b in zip(item.taxes, taxes, strict=True))
        self.left[back.of] = evolve(item, price=item.price - price, taxes=rest)
        return price, taxes

    def piece(self, back: ToldBack, what: str, figure: int, left: int, slack: int) -> int:
        """A figure of a refund in minor units: what is told, at most what is left."""
        step = step_of(self.told)
        minor = nearest([figure], step)[0]
        if not is_whole([figure], step):
            slack = max(1, slack)
        money = self.told.currency.minor
        if minor < 0 or minor > left + slack:
            says = f"gives back {money(minor)} of {what}: {money(left)} is left"
            self.reader.wrong(back.path, says)
            return 0
        if minor > left:
            says = f"gives back {money(left)} of {what}, all that is left, and not {money(minor)}"
            self.reader.assume(back.path, says)
        return min(minor, left)
