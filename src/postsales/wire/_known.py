"""An order that is known already, as a later document of it finds it.

Rules of this file: nothing here knows a platform. What a document tells again is taken out of the
history first, so that telling it twice changes nothing.
"""

from collections.abc import Callable
from datetime import datetime

from attrs import evolve

from postsales.basics.events import Event
from postsales.orders.charges import Charge
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.position import Position, nothing


def without(order: Order, is_told: Callable[[Event], bool], at: datetime) -> Order:
    """The order at an instant, before it heard of the events that a document tells.

    What happened later may stand on those events, and so is left out as well.

    Raises:
        InvalidOrder: something at the very instant stands on them.
        OverRefund: alike.
    """
    history = [event for event in order.history if event.at <= at and not is_told(event)]
    if len(history) == len(order.history):
        return order
    return evolve(order, history=history)


def sold_of(order: Order, position: Position) -> tuple[Line | Charge, ...]:
    """The lines and charges of an order, those that were agreed since with them."""
    return (*position.lines, *order.charges)


def left_of(position: Position, sold: Line | Charge) -> tuple[int, list[int]]:
    """Price and taxes of a line or charge that nothing gave back yet."""
    what = "line" if isinstance(sold, Line) else "charge"
    given = position.given_of(what, sold.id) or nothing(sold)
    taxes = [a - b for a, b in zip(sold.taxes_minor, given.taxes, strict=True)]
    return sold.price_minor - given.price, taxes
