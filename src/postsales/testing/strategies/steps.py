"""Steps: everything that can happen to an order, one at a time.

Rules of this file: a step that the history does not allow is left out by whoever takes it; what
comes out is valid and has every kind of event in it. The first step is that nothing happens.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import attrs

from postsales.basics.events import Event, Happened
from postsales.basics.quantities import Quantities
from postsales.orders.besides import BonusGranted, Compensated
from postsales.orders.changed import Changed
from postsales.orders.charges import Charge
from postsales.orders.conditions import Condition, InspectedUnits
from postsales.orders.events import (
    Authorised,
    Cancelled,
    Chargeback,
    ChargebackReversed,
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
from postsales.orders.exchanged import ExchangeCharged, Exchanged
from postsales.orders.lines import Line, NewLine, TaxKind
from postsales.orders.order import Order
from postsales.orders.overrides import Overridden
from postsales.orders.payments import Tender
from postsales.orders.remedied import RemedyFailed, RemedyKind
from postsales.orders.return_events import (
    ReturnCancelled,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnSentBack,
    ReturnShipped,
)
from postsales.orders.sale_events import (
    CallRulesBroken,
    CreditAsked,
    CustomerInformed,
    EarlyStartAsked,
    InformationMissing,
    Installed,
    NoticeSent,
    PolicyMissing,
    RefundAgreed,
    RepairAsked,
    RepairEnded,
    SealBroken,
)
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.worlds import World

__all__ = ["AFTERWARDS", "ANY", "TENDERS", "Move", "overridden", "refunded", "step"]

TENDERS = (Tender.card("card"), Tender.gift_card("gift"), Tender.store_credit("credit"))
PARCELS = ("", "p-1", "p-2")
RETURNS = ("", "r-1", "r-2")


Move = Callable[[Order, Dice, datetime], Event]


def step(
    order: Order, dice: Dice, at: datetime, world: World, moves: Sequence[Move]
) -> Event | None:
    """What happens at this instant, whether the history allows it or not; None for nothing."""
    if world.events and dice.once_in(4):
        return _own(order, dice, at, world)
    choice = dice.below(len(moves) + 1)
    return moves[choice - 1](order, dice, at) if choice else None


def _own(order: Order, dice: Dice, at: datetime, world: World) -> Event:
    """An event of the host's own that starts a window."""
    kind = cast("Any", dice.of(world.events))
    if "units" in attrs.fields_dict(kind):
        return cast("Event", kind(units=Quantities(_some_units(order, dice)), at=at))
    return cast("Event", kind(at=at))


def _some_units(order: Order, dice: Dice) -> dict[str, int]:
    """Some units of one line, of some lines, or all that there are."""
    if dice.below(3) == 0:
        return {line.id: line.quantity for line in order.lines}
    units = {line.id: 1 + dice.below(line.quantity) for line in order.lines}
    if dice.below(2):
        return units
    line = dice.of(order.lines).id
    return {line: units[line]}


def _shipped(order: Order, dice: Dice, at: datetime) -> Event:
    return Shipped(_some_units(order, dice), at=at, ref=dice.of(PARCELS))


def _delivered(order: Order, dice: Dice, at: datetime) -> Event:
    return Delivered(_some_units(order, dice), at=at, ref=dice.of(PARCELS))


def _lost(order: Order, dice: Dice, at: datetime) -> Event:
    return Lost(_some_units(order, dice), at=at, ref=dice.of(PARCELS))


def _cancelled(order: Order, dice: Dice, at: datetime) -> Event:
    return Cancelled(_some_units(order, dice), at=at)


def _requested(order: Order, dice: Dice, at: datetime) -> Event:
    return ReturnRequested(_some_units(order, dice), at=at, ref=dice.of(RETURNS))


def _went_its_way(order: Order, dice: Dice, at: datetime) -> Event:
    """A return is agreed to, or what else happens to one besides its goods coming back."""
    ref, step = dice.of(RETURNS[1:]), dice.below(9)
    if step < len(_OF_UNITS):
        return _OF_UNITS[step](_some_units(order, dice) if dice.below(2) else {}, at=at, ref=ref)
    if step == len(_OF_UNITS):
        units = _some_units(order, dice)
        worse = dice.of(tuple(Condition))
        return ReturnInspected(
            [InspectedUnits(x, k, condition=worse) for x, k in units.items()], at=at, ref=ref
        )
    if step == _SENT_BACK:
        return ReturnSentBack(_some_units(order, dice), at=at, ref=ref)
    return dice.of(_PLAIN)(at=at, ref=ref)


_SENT_BACK = 8


_PLAIN: tuple[Callable[..., Event], ...] = (
    ReturnApproved,
    ReturnApproved,
    ReturnLabelIssued,
    ReturnCancelled,
)
_OF_UNITS: tuple[Callable[..., Event], ...] = (ReturnShipped, ReturnLost)


def _received(order: Order, dice: Dice, at: datetime) -> Event:
    return Received(_some_units(order, dice), at=at, ref=dice.of(RETURNS))


def _closed(_: Order, dice: Dice, at: datetime) -> Event:
    return ReturnClosed(at=at, ref=dice.of(RETURNS[1:]))


def _happened(order: Order, dice: Dice, at: datetime) -> Event:
    """What moves no unit and no payment: a word of the host's, a bonus, goodwill, or notice."""
    kind, amount = dice.below(10), order.currency.minor(dice.below(300))
    if kind == _BONUS:
        return BonusGranted(amount, at=at)
    if kind == _GOODWILL:
        to = Tender.store_credit("SC-1")
        return Compensated(amount, kind="goodwill", to=to, reason="late", at=at)
    if kind in _OF_THE_SALE:
        return dice.of(_SALE_EVENTS)(at=at)
    if kind in _OF_GOODS_SOLD:
        return dice.of(_GOODS_EVENTS)(_some_units(order, dice), at=at)
    return Happened(("registered", "opened")[kind], at=at)


_SALE_EVENTS: tuple[Callable[..., Event], ...] = (
    CustomerInformed,
    InformationMissing,
    NoticeSent,
    PolicyMissing,
    CallRulesBroken,
    CreditAsked,
    RefundAgreed,
)
_GOODS_EVENTS: tuple[Callable[..., Event], ...] = (
    EarlyStartAsked,
    SealBroken,
    Installed,
    RepairAsked,
    RepairEnded,
)
_BONUS, _GOODWILL, _OF_THE_SALE, _OF_GOODS_SOLD = 2, 3, (4, 5, 6), (7, 8, 9)


def _told(order: Order, dice: Dice, at: datetime) -> Event:
    """Something that moves neither goods nor money, or what somebody allows."""
    return overridden(order, dice, at) if dice.once_in(4) else _happened(order, dice, at)


OVERRIDES = (("window_closed",), ("final_sale", "window_closed"), ("many_returns",))


def overridden(order: Order, dice: Dice, at: datetime) -> Overridden:
    """Somebody allows some of what stands in the way, for a time or for good."""
    days = dice.of((None, 1, 14, 60))
    return Overridden(
        dice.of(OVERRIDES),
        who="M. Kim",
        why="goodwill",
        lines=(dice.of(order.lines).id,) if dice.below(2) else (),
        until=None if days is None else at + timedelta(days=days),
        at=at,
    )


def _paid(order: Order, dice: Dice, at: datetime) -> Event:
    sold = sum(x.total.minor for x in order.lines) + sum(x.total.minor for x in order.charges)
    quarters = 4 - dice.below(4)
    return Paid(order.currency.minor(sold * quarters // 4), tender=dice.of(TENDERS), at=at)


def _authorised(order: Order, dice: Dice, at: datetime) -> Event:
    return Authorised(order.currency.minor(dice.below(3000)), tender=dice.of(TENDERS), at=at)


def _chargeback(order: Order, dice: Dice, at: datetime) -> Event:
    """A bank takes money back, or gives again what it took before."""
    taken = [x for x in order.history if isinstance(x, Chargeback) and x.at < at]
    if taken and dice.below(2):
        before = dice.of(taken)
        return ChargebackReversed(before.amount, tender=before.tender, at=at)
    return Chargeback(order.currency.minor(dice.below(300)), tender=dice.of(TENDERS), at=at)


def refunded(order: Order, dice: Dice, at: datetime) -> Event:
    """Money for units, money for no units, or an amount that is tied to nothing."""
    line = dice.of(order.lines)
    units = dice.below(line.quantity + 1)
    part, of = (units, line.quantity) if dice.below(4) else (dice.below(5), 7)
    lines, charges = [_line_refund(line, units, part, of)], [*order.charges[: dice.below(2)]]
    given = [_third(charge) for charge in charges]
    kind = dice.below(3)
    minor = _untied(order, dice) if kind != 1 else 0
    if kind:
        minor += _whole(line, lines[0])
        minor += sum(_whole(a, b) for a, b in zip(charges, given, strict=True))
    amount = order.currency.minor(minor)
    return Refunded(
        amount,
        lines=lines if kind else (),
        charges=given if kind else (),
        tenders={dice.of(TENDERS).id: amount} if dice.below(2) else {},
        status=dice.of((RefundStatus.SETTLED, RefundStatus.SETTLED, RefundStatus.PENDING)),
        at=at,
        ref=f"rf-{len(order.history)}",
        return_ref=dice.of(RETURNS),
    )


def _untied(order: Order, dice: Dice) -> int:
    """Minor units for nothing in particular: a few, or a good part of a line."""
    if dice.below(2):
        return dice.below(50)
    return dice.of(order.lines).total.minor * (1 + dice.below(4)) // 4


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
        return refunded(order, dice, at)
    return dice.of(pending).told(dice.of((RefundStatus.SETTLED, RefundStatus.FAILED)), at=at)


def _exchanged(order: Order, dice: Dice, at: datetime) -> Event:
    """A unit is given up for goods of the same worth, or of another."""
    line = dice.of(order.lines)
    given = _line_refund(line, 1, 1, line.quantity)
    worth, new = _whole(line, given), dice.below(50)
    money = order.currency.minor
    credited = worth - dice.below(worth + 1) if dice.once_in(3) else worth
    price = new if dice.below(2) else credited
    return Exchanged(
        [given],
        instead=[NewLine(f"new-{len(order.history)}", quantity=1, total=money(price))],
        credited=money(credited),
        due_from_customer=money(max(0, price - credited)),
        due_to_customer=money(max(0, credited - price)),
        at=at,
        ref=f"x-{len(order.history)}",
        return_ref=dice.of(RETURNS),
    )


def _charged(order: Order, dice: Dice, at: datetime) -> Event:
    swapped = [x for x in order.history if isinstance(x, Exchanged)]
    if not swapped:
        return _exchanged(order, dice, at)
    swap = dice.of(swapped)
    return ExchangeCharged(swap.units, at=at, ref=swap.ref)


def _changed(order: Order, dice: Dice, at: datetime) -> Event:
    """A unit that has not left is called off, for another or for none."""
    line = dice.of(order.lines)
    given = _line_refund(line, 1, 1, line.quantity)
    money = order.currency.minor
    worth, price = _whole(line, given), dice.below(50)
    new = NewLine(f"changed-{len(order.history)}", quantity=1, total=money(price))
    return Changed(
        lines=[given],
        instead=[new] if price else [],
        credited=money(worth),
        due_from_customer=money(max(0, price - worth)),
        due_to_customer=money(max(0, worth - price)),
        addresses={line.id: "addr-7"} if dice.below(2) else {},
        at=at,
        ref=f"ch-{len(order.history)}",
    )


def _seldom(order: Order, dice: Dice, at: datetime) -> Event:
    """A change before it leaves, or a remedy that did not help."""
    if dice.below(2):
        return _changed(order, dice, at)
    remedy = dice.of((RemedyKind.REPAIR, RemedyKind.REPLACEMENT))
    return RemedyFailed(_some_units(order, dice), remedy=remedy, at=at)


# Some stand in it twice, so that goods travel and money moves often enough to come back.
ANY: tuple[Move, ...] = (
    _delivered,
    _paid,
    _shipped,
    _received,
    refunded,
    _requested,
    _delivered,
    _paid,
    _went_on,
    _cancelled,
    _lost,
    _closed,
    _chargeback,
    _authorised,
    overridden,
    _went_its_way,
    _happened,
    _exchanged,
    _charged,
    _seldom,
)
"""Everything that can happen."""

AFTERWARDS: tuple[Move, ...] = (
    refunded,
    _requested,
    _received,
    refunded,
    _went_on,
    refunded,
    refunded,
    _received,
    _requested,
    _chargeback,
    _went_its_way,
    _closed,
    _delivered,
    _cancelled,
    _lost,
    _paid,
    _told,
)
"""What happens once an order was paid and brought."""

BY_NAME: dict[str, Move] = {
    "paid": _paid,
    "shipped": _shipped,
    "delivered": _delivered,
    "lost": _lost,
    "cancelled": _cancelled,
    "requested": _requested,
    "received": _received,
    "refunded": refunded,
    "chargeback": _chargeback,
}
"""What can happen next, by a word for it."""
