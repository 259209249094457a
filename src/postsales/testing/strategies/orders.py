"""Orders and histories: what was sold, how it was paid and brought, and what happened then.

Rules of this file: an order is one draw of bytes. Zeros are one line of one unit at a round price;
of an order that was delivered, also paid by card and brought a day later, and nothing else.
"""

from collections.abc import Sequence
from datetime import datetime

from hypothesis import strategies as st

from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event
from postsales.orders.events import Authorised, Cancelled, Delivered, Paid, Shipped
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.payments import Tender
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.amounts import LINES
from postsales.testing.strategies.clocks import later
from postsales.testing.strategies.sold import agreement
from postsales.testing.strategies.steps import AFTERWARDS, ANY, TENDERS, Move, step
from postsales.testing.strategies.worlds import ANYTHING, World

__all__ = ["delivered", "delivered_of", "events", "histories", "order_of", "orders"]

_MOST, _FEW = 14, 5
_CARD, _GIFT, _CREDIT = TENDERS
_SECOND = Tender.card("card-2")


def order_of(dice: Dice, world: World = ANYTHING) -> Order:
    """The order that the dice mean: what was sold, and every step that was possible."""
    order = agreement(dice, world)
    return _going_on(order, order.placed_at, dice, world, ANY)


def delivered_of(dice: Dice, world: World) -> Order:
    """The order of ``delivered`` that the dice mean."""
    sold = agreement(dice, world)
    begun = [*_paid(sold, dice), *_brought(sold, dice.anew(), world)]
    last = max((x.at for x in begun), default=sold.placed_at)
    return _going_on(sold.after(*begun), last, dice, world, AFTERWARDS)


def _going_on(order: Order, at: datetime, dice: Dice, world: World, moves: Sequence[Move]) -> Order:
    most = _MOST if moves is ANY else _FEW
    for _ in range(dice.below(most + 1)):
        own = dice.handful()
        at = later(own, at, world.zone)
        event = step(order, own, at, world, moves)
        if event is not None:
            try:
                order = order.after(event)
            except PostsalesError:
                continue
    return order


_Shares = list[tuple[Tender, int]]


def _by_card(total: int, _: int) -> _Shares:
    return [(_CARD, total)]


def _gift_card_first(total: int, part: int) -> _Shares:
    return [(_GIFT, part), (_CARD, total - part)]


def _by_three(total: int, part: int) -> _Shares:
    credit = (total - part) // 2
    return [(_GIFT, part), (_CREDIT, credit), (_CARD, total - part - credit)]


def _by_two_cards(total: int, part: int) -> _Shares:
    return [(_CARD, part), (_SECOND, total - part)]


def _by_gift_card(total: int, _: int) -> _Shares:
    return [(_GIFT, total)]


def _in_part(_: int, part: int) -> _Shares:
    return [(_CARD, part)]


def _not_at_all(_: int, __: int) -> _Shares:
    return []


_WAYS_TO_PAY = (
    _by_card,
    _gift_card_first,
    _by_card,
    _gift_card_first,
    _by_three,
    _by_two_cards,
    _by_gift_card,
    _by_three,
    _in_part,
    _not_at_all,
)


def _paid(order: Order, dice: Dice) -> list[Event]:
    """How it was paid: mostly all of it, by one tender or several, and a gift card first."""
    total = sum(x.total.minor for x in order.lines)
    total += sum(x.total.minor for x in order.charges)
    shares = dice.of(_WAYS_TO_PAY)(total, total * (1 + dice.below(99)) // 100)
    at, money = order.placed_at, order.currency.minor
    held = [Authorised(money(k), tender=x, at=at) for x, k in shares] if dice.once_in(8) else []
    return [*held, *(Paid(money(k), tender=x, at=at) for x, k in shares)]


def _brought(order: Order, dice: Dice, world: World) -> list[Event]:
    """How it was brought: at once, or each line by itself, in parcels, or only sent."""
    first = later(dice, order.placed_at, world.zone)
    second = later(dice, first, world.zone)
    apart, sent = dice.below(2), dice.below(2)
    ways = [dice.of(_WAYS_TO_BRING) for _ in LINES]
    if apart:
        each = zip(order.lines, ways, strict=False)
        return [x for line, way in each for x in way(line, order.placed_at, first, second)]
    units = dict(order.quantities)
    shipped = [Shipped(units, at=order.placed_at)] if sent else []
    return [*shipped, Delivered(units, at=first)]


def _first_parcel(line: Line, _: datetime, first: datetime, __: datetime) -> list[Event]:
    return [Delivered({line.id: line.quantity}, at=first)]


def _second_parcel(line: Line, _: datetime, __: datetime, second: datetime) -> list[Event]:
    return [Delivered({line.id: line.quantity}, at=second)]


def _on_its_way(line: Line, _: datetime, first: datetime, __: datetime) -> list[Event]:
    return [Shipped({line.id: line.quantity}, at=first)]


def _not_yet(_: Line, __: datetime, ___: datetime, ____: datetime) -> list[Event]:
    return []


def _split(line: Line, sent: datetime, first: datetime, second: datetime) -> list[Event]:
    """One unit and then the rest, where there is one."""
    shipped = Shipped({line.id: line.quantity}, at=sent, ref="p-1")
    one = Delivered({line.id: 1}, at=first)
    rest = line.quantity - 1
    return [shipped, one, *([Delivered({line.id: rest}, at=second)] if rest else [])]


def _half_way(line: Line, _: datetime, first: datetime, second: datetime) -> list[Event]:
    """One unit is there, and the rest on its way."""
    one = Delivered({line.id: 1}, at=first, ref="p-1")
    rest = line.quantity - 1
    return [one, *([Shipped({line.id: rest}, at=second, ref="p-2")] if rest else [])]


def _called_off(line: Line, sent: datetime, first: datetime, _: datetime) -> list[Event]:
    """One unit is called off before the rest comes, where there is one."""
    one = Cancelled({line.id: 1}, at=sent)
    rest = line.quantity - 1
    return [one, *([Delivered({line.id: rest}, at=first)] if rest else [])]


_WAYS_TO_BRING = (
    _first_parcel,
    _second_parcel,
    _split,
    _split,
    _half_way,
    _called_off,
    _on_its_way,
    _not_yet,
)


def orders(world: World = ANYTHING) -> st.SearchStrategy[Order]:
    """Orders to which anything has happened that can, in any order that can be.

    Example:
        >>> from hypothesis import find
        >>> find(orders(), lambda order: True).quantities
        {'tee': 1}
    """
    return thrown(lambda dice: order_of(dice, world))


def delivered(world: World = ANYTHING) -> st.SearchStrategy[Order]:
    """Orders that were paid and brought, mostly all of them, and not much has happened since.

    Example:
        See ``orders``.
    """
    return thrown(lambda dice: delivered_of(dice, world))


def histories(world: World = ANYTHING) -> st.SearchStrategy[tuple[Event, ...]]:
    """Valid histories, of whatever order.

    Example:
        See ``orders``.
    """
    return orders(world).map(lambda order: order.history)


def events(world: World = ANYTHING) -> st.SearchStrategy[Event]:
    """Events of every kind, about units of the lines and tenders that ``orders`` have.

    Example:
        See ``orders``.
    """
    return thrown(lambda dice: _event(dice, world))


def _event(dice: Dice, world: World) -> Event:
    order = agreement(dice, world)
    dice.anew()
    at = later(dice, order.placed_at, world.zone)
    return step(order, dice, at, world, ANY) or Delivered({order.lines[0].id: 1}, at=at)
