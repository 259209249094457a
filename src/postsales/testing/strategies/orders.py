"""Orders and histories: each is a short list of whole numbers, mapped.

Rules of this file: hypothesis draws few primitives and everything else is worked out from them, so
that shrinking stays quick and a failing example is short. A step that the history does not allow is
left out; what comes out is valid and has every kind of event in it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from attrs import define
from hypothesis import strategies as st

from postsales import (
    Authorised,
    Cancelled,
    Charge,
    Chargeback,
    ChargeRefund,
    Currency,
    Delivered,
    Event,
    Line,
    LineRefund,
    Lost,
    Money,
    Order,
    Paid,
    PostsalesError,
    Received,
    Refunded,
    RefundStatus,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
    Tax,
    TaxKind,
    Tender,
)

__all__ = ["ENDS", "PLACED", "Dice", "agreements", "delivered", "histories", "order_of", "orders"]

PLACED = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
ENDS = PLACED + timedelta(days=400)

CURRENCIES = (Currency("EUR"), Currency("JPY"), Currency("KWD"))
LINES = ("tee", "mug", "lamp")
REFS = ("", "", "p-1", "p-2")
TENDERS = (Tender.card("card"), Tender.gift_card("gift"), Tender.store_credit("credit"))


@define
class Dice:
    """One number, spent digit by digit: every choice takes what it needs."""

    left: int

    def below(self, n: int) -> int:
        """A number from 0 to n - 1."""
        self.left, found = divmod(self.left, n)
        return found


def agreement(
    code: int, history: Sequence[Event] = (), currencies: Sequence[Currency] = CURRENCIES
) -> Order:
    """What was sold: one to three lines, none to two charges, taxes of both kinds."""
    dice = Dice(code)
    currency = currencies[dice.below(len(currencies))]
    lines = [_line(name, dice, currency) for name in LINES[: 1 + dice.below(len(LINES))]]
    charges = [_charge(place, dice, currency) for place in range(dice.below(3))]
    return Order(id="1001", placed_at=PLACED, lines=lines, charges=charges, history=history)


def _line(name: str, dice: Dice, currency: Currency) -> Line:
    quantity = 1 + dice.below(5)
    total, taxes = _price(dice, currency)
    return Line(name, quantity=quantity, total=total, taxes=taxes)


def _charge(place: int, dice: Dice, currency: Currency) -> Charge:
    total, taxes = _price(dice, currency)
    if place:
        return Charge.other("wrapping", total, taxes=taxes)
    return Charge.shipping(total, taxes=taxes)


def _price(dice: Dice, currency: Currency) -> tuple[Money, list[Tax]]:
    price = dice.below(2003)
    included, added = dice.below(3), dice.below(3)
    taxes = [Tax.included(currency.minor(price * n // 7)) for n in range(included)]
    taxes += [Tax.added(currency.minor(price * n // 11 + n)) for n in range(added)]
    extra = sum(price * n // 11 + n for n in range(added))
    return currency.minor(price + extra), taxes


Step = Callable[[Order, Dice, datetime], Event]


def order_of(code: int, steps: Sequence[int], currencies: Sequence[Currency] = CURRENCIES) -> Order:
    """The order that the numbers mean: what was sold, and every step that was possible."""
    order = agreement(code, currencies=currencies)
    at = PLACED
    for step in steps:
        dice = Dice(step)
        move = MOVES[dice.below(len(MOVES))]
        at += (timedelta(0), timedelta(hours=7), timedelta(days=3))[dice.below(3)]
        try:
            order = order.after(move(order, dice, at))
        except PostsalesError:
            continue
    return order


def _line_and_units(order: Order, dice: Dice) -> dict[str, int]:
    units: dict[str, int] = {}
    for line in order.lines[: 1 + dice.below(2)]:
        units[line.id] = 1 + dice.below(line.quantity)
    other = order.lines[dice.below(len(order.lines))]
    return {other.id: units.get(other.id, 1), **(units if dice.below(2) else {})}


def _shipped(order: Order, dice: Dice, at: datetime) -> Event:
    return Shipped(_line_and_units(order, dice), at=at, ref=REFS[dice.below(len(REFS))])


def _delivered(order: Order, dice: Dice, at: datetime) -> Event:
    return Delivered(_line_and_units(order, dice), at=at, ref=REFS[dice.below(len(REFS))])


def _lost(order: Order, dice: Dice, at: datetime) -> Event:
    return Lost(_line_and_units(order, dice), at=at, ref=REFS[dice.below(len(REFS))])


def _cancelled(order: Order, dice: Dice, at: datetime) -> Event:
    return Cancelled(_line_and_units(order, dice), at=at)


def _requested(order: Order, dice: Dice, at: datetime) -> Event:
    ref = ("", "r-1", "r-2")[dice.below(3)]
    return ReturnRequested(_line_and_units(order, dice), at=at, ref=ref)


def _approved(_: Order, dice: Dice, at: datetime) -> Event:
    return ReturnApproved(at=at, ref=("r-1", "r-2")[dice.below(2)])


def _received(order: Order, dice: Dice, at: datetime) -> Event:
    ref = ("", "r-1", "r-2")[dice.below(3)]
    return Received(_line_and_units(order, dice), at=at, ref=ref)


def _closed(_: Order, dice: Dice, at: datetime) -> Event:
    return ReturnClosed(at=at, ref=("r-1", "r-2")[dice.below(2)])


def _paid(order: Order, dice: Dice, at: datetime) -> Event:
    sold = sum(x.total.minor for x in order.lines) + sum(x.total.minor for x in order.charges)
    tender = TENDERS[dice.below(len(TENDERS))]
    amount = order.currency.minor(sold * (1 + dice.below(4)) // 4)
    return Paid(amount, tender=tender, at=at)


def _authorised(order: Order, dice: Dice, at: datetime) -> Event:
    tender = TENDERS[dice.below(len(TENDERS))]
    return Authorised(order.currency.minor(dice.below(3000)), tender=tender, at=at)


def _chargeback(order: Order, dice: Dice, at: datetime) -> Event:
    tender = TENDERS[dice.below(len(TENDERS))]
    return Chargeback(order.currency.minor(dice.below(300)), tender=tender, at=at)


def _refunded(order: Order, dice: Dice, at: datetime) -> Event:
    """Money for units, money for no units, or an amount that is tied to nothing."""
    line = order.lines[dice.below(len(order.lines))]
    units = dice.below(line.quantity + 1)
    part, of = (units, line.quantity) if dice.below(4) else (dice.below(5), 7)
    lines, charges = [_line_refund(line, units, part, of)], [*order.charges[: dice.below(2)]]
    given = [_third(charge) for charge in charges]
    kind = dice.below(3)
    minor = dice.below(50) if kind != 1 else 0
    if kind:
        minor += _whole(line, lines[0])
        minor += sum(_whole(a, b) for a, b in zip(charges, given, strict=True))
    amount = order.currency.minor(minor)
    tender = TENDERS[dice.below(len(TENDERS))].id
    return Refunded(
        amount,
        lines=lines if kind else (),
        charges=given if kind else (),
        tenders={tender: amount} if dice.below(2) else {},
        status=(RefundStatus.SETTLED, RefundStatus.PENDING)[dice.below(2)],
        at=at,
        ref=f"rf-{len(order.history)}",
    )


def _line_refund(line: Line, units: int, part: int, of: int) -> LineRefund:
    money = line.total.currency.minor
    return LineRefund(
        line.id,
        units=units,
        price=money(line.price_minor * part // of),
        taxes=[money(x * part // of) for x in line.taxes_minor],
    )


def _third(charge: Charge) -> ChargeRefund:
    money = charge.total.currency.minor
    taxes = [money(x // 3) for x in charge.taxes_minor]
    return ChargeRefund(charge.id, price=money(charge.price_minor // 3), taxes=taxes)


def _whole(sold: Line | Charge, given: LineRefund | ChargeRefund) -> int:
    """What a part of a refund comes to, added tax in, in minor units."""
    taxes = zip(sold.taxes, given.taxes, strict=True)
    added = sum(money.minor for tax, money in taxes if tax.kind is TaxKind.ADDED)
    return given.price.minor + added


def _went_on(order: Order, dice: Dice, at: datetime) -> Event:
    pending = [
        x for x in order.history if isinstance(x, Refunded) and x.status is RefundStatus.PENDING
    ]
    if not pending:
        return _refunded(order, dice, at)
    status = (RefundStatus.SETTLED, RefundStatus.FAILED)[dice.below(2)]
    return pending[dice.below(len(pending))].told(status, at=at)


# Some stand in it twice, so that goods travel and money moves often enough to come back.
MOVES: tuple[Step, ...] = (
    _shipped,
    _delivered,
    _paid,
    _received,
    _refunded,
    _requested,
    _delivered,
    _paid,
    _went_on,
    _cancelled,
    _lost,
    _closed,
    _chargeback,
    _authorised,
    _approved,
)

MOVES_BY_NAME: dict[str, Step] = {
    "paid": _paid,
    "shipped": _shipped,
    "delivered": _delivered,
    "lost": _lost,
    "cancelled": _cancelled,
    "requested": _requested,
    "received": _received,
    "refunded": _refunded,
    "chargeback": _chargeback,
}
"""What can happen next, by a word for it."""

_codes = st.integers(0, 10**18)
_steps = st.lists(st.integers(0, 10**12), max_size=14)
_on_their_way = st.lists(
    st.integers(0, 10**10).map(lambda step: step * len(MOVES) + step % 3 % 2), max_size=5
)


def agreements() -> st.SearchStrategy[Order]:
    """What was sold, before anything happened."""
    return _codes.map(agreement)


def orders() -> st.SearchStrategy[Order]:
    """Orders to which anything has happened that can, in any order that can be."""
    return st.builds(order_of, _codes, _steps)


def delivered(currencies: Sequence[Currency] = CURRENCIES) -> st.SearchStrategy[Order]:
    """Orders of which much was shipped and delivered, and not so much has happened since."""
    return st.builds(
        lambda code, first, then: order_of(code, [*first, *then[:4]], currencies),
        _codes,
        _on_their_way,
        _steps,
    )


def histories() -> st.SearchStrategy[tuple[Event, ...]]:
    """Valid histories, of whatever order."""
    return orders().map(lambda order: order.history)
