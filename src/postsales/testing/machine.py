"""A machine that drives a shop's own backend and compares it with a model, step by step.

The model is an ``Order``: every event that it allows is booked in the backend as well, and after
each step both must say the same of units and money. hypothesis looks for the shortest way to make
them differ.
"""

from datetime import datetime, timedelta
from typing import Protocol, cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.orders.events import Paid, Refunded, RefundStatus
from postsales.orders.order import Order
from postsales.orders.payments import Tender
from postsales.orders.position import Position
from postsales.testing.law import LawBroken
from postsales.testing.strategies._dice import CODES, Dice
from postsales.testing.strategies.sold import agreements
from postsales.testing.strategies.steps import BY_NAME, TENDERS

__all__ = ["Host", "HostUnits", "LifecycleMachine", "OrderHost"]

HostUnits = dict[str, int]
"""Units of a line by where they are: open, in_transit, delivered, returned, cancelled, lost."""

STATES = ("open", "in_transit", "delivered", "returned", "cancelled", "lost")


class Host(Protocol):
    """What the machine needs of a backend.

    ``place`` takes what was sold, ``book`` everything that happens, in the order of time. ``units``
    says where the units of a line are, ``refundable`` what can still be given back.
    """

    def place(self, order: Order) -> None:
        """An order is placed; its history is empty."""
        ...

    def book(self, event: Event) -> None:
        """Something has happened."""
        ...

    def units(self, line: str) -> HostUnits:
        """Where are the units of a line?"""
        ...

    def refundable(self) -> Money:
        """What was captured, and neither given back, nor about to be, nor disputed?"""
        ...


class OrderHost:
    """The backend of the library itself: an ``Order``. What machines drive unless told otherwise.

    Example:
        >>> from postsales import EUR, Line, Shipped
        >>> host = OrderHost()
        >>> tee = Line("tee", quantity=2, total=EUR("40.00"))
        >>> host.place(Order(id="1", placed_at="2026-03-02T10:15Z", lines=[tee]))
        >>> host.book(Shipped({"tee": 1}, at="2026-03-03T10:15Z"))
        >>> host.units("tee")["open"], host.units("tee")["in_transit"]
        (1, 1)
    """

    order: Order

    def place(self, order: Order) -> None:
        """An order is placed."""
        self.order = order

    def book(self, event: Event) -> None:
        """Something has happened."""
        self.order = self.order.after(event)

    def units(self, line: str) -> HostUnits:
        """Where are the units of a line?"""
        return units_of(_now(self.order), line)

    def refundable(self) -> Money:
        """What can still be given back."""
        return _now(self.order).refundable


def units_of(position: Position, line: str) -> HostUnits:
    """Where the units of a line are, as a host tells it."""
    units = position.units(line)
    return {state: cast("int", getattr(units, state)) for state in STATES}


def _now(order: Order) -> Position:
    at = max([order.placed_at, *(event.at for event in order.history)])
    return order.position(at=at)


class LifecycleMachine(RuleBasedStateMachine):
    """Places an order and lets everything happen to it that can, in a backend and in a model.

    Override ``make_host``, and ``is_possible`` where the backend hears of less than can be. What
    the model refuses is never booked; after every step the backend must say the same as the model.
    Run ``Machine.TestCase`` under pytest or unittest.

    Example:
        >>> class ShopMachine(LifecycleMachine):
        ...     def make_host(self):
        ...         return OrderHost()
        >>> TestShop = ShopMachine.TestCase
    """

    def __init__(self) -> None:
        super().__init__()
        self.host: Host = self.make_host()
        self.at: datetime | None = None
        self.model: Order | None = None

    def make_host(self) -> Host:
        """The backend that is driven; the library's own unless it is overridden."""
        return OrderHost()

    def is_possible(self, event: Event, position: Position) -> bool:  # noqa: ARG002 - to override
        """Can the backend hear of this event, as things stand? Everything unless overridden."""
        return True

    @initialize(order=agreements(), paid_by=st.sampled_from(TENDERS))
    def place(self, order: Order, paid_by: Tender) -> None:
        """An order is placed, and paid for."""
        self.model, self.at = order, order.placed_at
        self.host.place(order)
        sold = [*(x.total for x in order.lines), *(x.total for x in order.charges)]
        self._book(Paid(sum(sold, order.currency.zero), tender=paid_by, at=self.at))

    @rule(code=CODES)
    def pay(self, code: int) -> None:
        """More money is captured."""
        self._move("paid", code)

    @rule(code=CODES)
    def ship(self, code: int) -> None:
        """Units leave."""
        self._move("shipped", code)

    @rule(code=CODES)
    def deliver(self, code: int) -> None:
        """Units arrive."""
        self._move("delivered", code)

    @rule(code=CODES)
    def lose(self, code: int) -> None:
        """Units are lost on their way."""
        self._move("lost", code)

    @rule(code=CODES)
    def cancel(self, code: int) -> None:
        """Units are called off."""
        self._move("cancelled", code)

    @rule(code=CODES)
    def request(self, code: int) -> None:
        """A return is announced."""
        self._move("requested", code)

    @rule(code=CODES)
    def receive(self, code: int) -> None:
        """Units come back."""
        self._move("received", code)

    @rule(code=CODES)
    def refund(self, code: int) -> None:
        """Money goes back, or is about to."""
        self._move("refunded", code)

    @rule(code=CODES)
    def settle(self, code: int) -> None:
        """A refund that was about to go through does."""
        self._go_on(code, RefundStatus.SETTLED)

    @rule(code=CODES)
    def fail(self, code: int) -> None:
        """A refund that was about to go through does not."""
        self._go_on(code, RefundStatus.FAILED)

    @rule(code=CODES)
    def dispute(self, code: int) -> None:
        """A bank takes money back."""
        self._move("chargeback", code)

    @rule(hours=st.sampled_from([1, 24, 24 * 14, 24 * 31]))
    def tick(self, hours: int) -> None:
        """Time goes on."""
        if self.at is not None:
            self.at += timedelta(hours=hours)

    def _move(self, name: str, code: int) -> None:
        if self.model is not None and self.at is not None:
            self._book(BY_NAME[name](self.model, Dice(code), self.at))

    def _go_on(self, code: int, status: RefundStatus) -> None:
        if self.model is None or self.at is None:
            return
        told = [x for x in self.model.history if isinstance(x, Refunded) and x.ref]
        waiting = [x for x in told if x.status is RefundStatus.PENDING]
        if waiting:
            self._book(waiting[code % len(waiting)].told(status, at=self.at))

    def _book(self, event: Event) -> None:
        if self.model is None:
            return
        if not self.is_possible(event, _now(self.model)):
            return
        try:
            self.model = self.model.after(event)
        except PostsalesError:
            return
        self.host.book(event)

    @invariant()
    def agrees(self) -> None:
        """The backend says the same of units and money as the model."""
        if self.model is None:
            return
        position = _now(self.model)
        for line in self.model.lines:
            here, there = self.host.units(line.id), units_of(position, line.id)
            wrong = [state for state in STATES if here.get(state, 0) != there[state]]
            if wrong:
                self._differ(
                    f"the units of {line.id!r}",
                    {x: here.get(x, 0) for x in wrong},
                    {x: there[x] for x in wrong},
                )
        left = self.host.refundable()
        if left != position.refundable:
            self._differ("what can still be given back", left, position.refundable)

    def _differ(self, what: str, here: object, there: object) -> None:
        model = self.model
        told = sorted(model.history, key=lambda x: x.at) if model is not None else []
        history = "\n".join(f"  {event!r}" for event in told) or "  nothing has happened"
        says = (
            f"the backend and the model differ about {what}\n"
            f"  backend  {here}\n  model    {there}\n\nWhat has happened:\n{history}"
        )
        raise LawBroken(says, {"what": what, "backend": here, "model": there})
