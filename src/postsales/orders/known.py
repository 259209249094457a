"""What is known of an order: a reference to its facts, and the same facts found again."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import attrs

from postsales.basics._errors import PostsalesError
from postsales.basics.digests import digest, digest_of, written
from postsales.basics.events import Event
from postsales.basics.known_facts import OrderRef
from postsales.basics.quantities import FrozenMap

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["OrderDiffers", "known_facts", "known_history"]

_APART = ("id", "history")
# Whatever the order of these lists, the same was sold.
_UNORDERED = ("lines", "charges", "promotions")


class OrderDiffers(PostsalesError, ValueError):
    """An order is not, or no longer, the one that was recorded; ``differs`` names what changed.

    Example:
        >>> print(OrderDiffers("1001", ["lines"], missing=0))
        order '1001' is not as it was recorded: its lines changed
    """

    order: str
    differs: tuple[str, ...]
    missing: int

    def __init__(self, order: str, differs: Iterable[str], *, missing: int) -> None:
        self.order = order
        self.differs = tuple(differs)
        self.missing = missing
        named = " and ".join(x for x in self.differs if x != "history")
        said = [f"its {named} changed"] if named else []
        if missing:
            said.append(f"{missing} of the events that were known are not in its history")
        super().__init__(f"order {order[:60]!r} is not as it was recorded: {'; '.join(said)}")


def known_facts(order: "Order", events: Iterable[Event]) -> OrderRef:
    """Which order, as it was agreed, with which events?

    Example:
        See ``Order.ref``.
    """
    facts = _agreed(order)
    told = tuple(sorted(digest_of(event) for event in events))
    whole = digest_of((order.id, facts, told))
    return OrderRef(order.id, digest=whole, facts=facts, events=told)


def _agreed(order: "Order") -> FrozenMap[str, str]:
    """A digest of every field that says something, besides id and history."""
    names = [x.name for x in attrs.fields(type(order)) if x.init and x.name not in _APART]
    told = ((name, getattr(order, name)) for name in names)
    return FrozenMap({name: _told(name, x) for name, x in told if x is not None and x != ()})


def _told(name: str, value: object) -> str:
    if name in _UNORDERED and isinstance(value, tuple):
        some = cast("tuple[object, ...]", value)
        return digest("\n".join(sorted(written(one) for one in some)))
    return digest_of(value)


def known_history(order: "Order", known: OrderRef) -> tuple[Event, ...]:
    """The events of an order that a reference names.

    Raises:
        OrderDiffers: what was agreed is not the same, or events are gone.
    """
    facts = _agreed(order)
    differs = ["id"] if order.id != known.id else []
    names = dict.fromkeys((*known.facts, *facts))
    differs += [name for name in names if facts.get(name) != known.facts.get(name)]
    wanted = Counter(known.events)
    found: list[Event] = []
    for event in order.history:
        told = digest_of(event)
        if wanted[told]:
            wanted[told] -= 1
            found.append(event)
    missing = wanted.total()
    if differs or missing:
        differs += ["history"] if missing else []
        raise OrderDiffers(order.id, differs, missing=missing)
    # When nothing is left out, the caller can tell by identity and need not fold it again.
    return order.history if len(found) == len(order.history) else tuple(found)
