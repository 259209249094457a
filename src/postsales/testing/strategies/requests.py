"""Requests about an order: some units, all of them, or more than there are, for any reason."""

from datetime import timedelta

from attrs import evolve
from hypothesis import strategies as st

from postsales.cancellations.request import CancellationItem, CancellationRequest
from postsales.orders.order import Order
from postsales.orders.parties import Asker
from postsales.returns.request import ReturnItem, ReturnRequest
from postsales.returns.says import NoticeForm
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.clocks import later
from postsales.testing.strategies.worlds import ANYTHING, World

__all__ = [
    "cancellation_request_of",
    "cancellation_requests",
    "notice_of",
    "notices",
    "request_of",
    "requests",
]

_Asked = tuple[str, int, str]


def _asked(order: Order, dice: Dice, world: World) -> list[_Asked]:
    """Lines, units and words: mostly one word for everything, now and then two for one line."""
    word = _word(dice, world)
    mixed, doubled = dice.once_in(3), dice.once_in(8)
    found: list[_Asked] = []
    for place, line in enumerate(order.lines):
        units = _units(line.quantity, dice, least=0 if place else 1)
        reason = _word(dice, world) if mixed else word
        other = _word(dice, world)
        if units:
            found.append((line.id, units, reason))
        if units and doubled and other != reason:
            found.append((line.id, 1, other))
    return found


def _word(dice: Dice, world: World) -> str:
    """The last of the words, which nobody knows, less often than others."""
    word = dice.of(world.reasons)
    return dice.of(world.reasons) if word == world.reasons[-1] else word


def _units(quantity: int, dice: Dice, least: int) -> int:
    """None or one, all, some, and now and then more than there are."""
    some = 1 + dice.below(quantity)
    more = quantity + dice.below(2)
    return dice.of((least, least, quantity, quantity, some, some, some, more))


def request_of(order: Order, dice: Dice, world: World) -> ReturnRequest:
    """A request for a return, without a notice."""
    ref = dice.of(("", "", "r-1", "r-2", "r-3"))
    asked = _asked(order, dice.anew(), world)
    shown = _shown(dice, world)
    asker = dice.of(_ASKERS)
    items = [
        ReturnItem(x, k, reason=reason, evidence=shown, condition=_stated(dice, world))
        for x, k, reason in asked
    ]
    return ReturnRequest(items, ref=ref, asker=asker)


_ASKERS = (*6 * (Asker.BUYER,), Asker.GIFT_RECIPIENT)


def _shown(dice: Dice, world: World) -> tuple[str, ...]:
    """Nothing, one thing, or all that is asked for, as often as not."""
    if not world.evidence:
        return ()
    choice = dice.below(4)
    return ((), (dice.of(world.evidence),), world.evidence, world.evidence)[choice]


def _stated(dice: Dice, world: World) -> str:
    """Nothing, or a condition, as often as not."""
    return dice.of(("", *world.conditions, *world.conditions))


def requests(order: Order, world: World = ANYTHING) -> st.SearchStrategy[ReturnRequest]:
    """Requests about an order, some for more than was bought, some in words that nobody knows.

    Example:
        See ``orders``.
    """
    return thrown(lambda dice: request_of(order, dice, world))


def notices(order: Order, world: World = ANYTHING) -> st.SearchStrategy[ReturnRequest]:
    """Requests that say when their notice was sent and received, and how it was given.

    Example:
        See ``orders``.
    """
    return thrown(lambda dice: notice_of(order, dice, world))


def notice_of(order: Order, dice: Dice, world: World) -> ReturnRequest:
    """A request for a return that says when it was sent and received."""
    own = dice.anew()
    latest = max((event.at for event in order.history), default=order.placed_at)
    sent = later(own, latest, world.zone) + timedelta(days=own.below(30))
    received = later(own, sent, world.zone)
    return evolve(
        request_of(order, dice, world),
        sent_at=sent if own.below(2) else None,
        received_at=received if own.below(2) else None,
        form=own.of(tuple(NoticeForm)),
    )


def cancellation_requests(
    order: Order, world: World = ANYTHING
) -> st.SearchStrategy[CancellationRequest]:
    """Requests to call units of an order off.

    Example:
        See ``orders``.
    """
    return thrown(lambda dice: cancellation_request_of(order, dice, world))


def cancellation_request_of(order: Order, dice: Dice, world: World) -> CancellationRequest:
    """A request to call units off."""
    asked = _asked(order, dice.anew(), world)
    return CancellationRequest([CancellationItem(x, k, reason=reason) for x, k, reason in asked])
