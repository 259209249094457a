"""A machine that drives a shop's own backend and compares it with a model, step by step.

The model is an ``Order``: every event that it allows is booked in the backend as well, and after
each step both must say the same of units and money. hypothesis looks for the shortest way to make
them differ.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

import attrs
from hypothesis import currently_in_test_context, note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from postsales.basics._errors import InvalidValue, PostsalesError
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.orders.events import (
    Cancelled,
    Delivered,
    Lost,
    Paid,
    Received,
    Refunded,
    RefundStatus,
    Shipped,
)
from postsales.orders.order import Order
from postsales.orders.payments import Tender
from postsales.orders.position import Position
from postsales.testing.law import LawBroken
from postsales.testing.strategies._dice import CODES, Dice
from postsales.testing.strategies.sold import agreements
from postsales.testing.strategies.steps import BY_NAME, TENDERS
from postsales.testing.strategies.worlds import ANYTHING, World

__all__ = ["Host", "HostUnits", "LifecycleMachine", "OrderHost", "in_order"]

HostUnits = Mapping[str, int]
"""Units of a line by where they are: open, in_transit, delivered, returned, cancelled, lost."""

STATES = ("open", "in_transit", "delivered", "returned", "cancelled", "lost")

MOVES: Mapping[type[Event], str] = {
    Shipped: "open",
    Delivered: "in_transit",
    Lost: "in_transit",
    Cancelled: "open",
    Received: "delivered",
}
"""Where units are before an event, where everything is told in order."""


def in_order(event: Event, position: Position) -> bool:
    """Is it told in order: are the units where they have to be before it?

    For ``LifecycleMachine.is_possible`` of a backend that hears of everything as it happens. An
    order allows more, since real histories have holes: units can arrive that nobody said were
    shipped, and be lost although they were said to be delivered.

    Example:
        >>> from postsales import EUR, Line
        >>> tee = Line("tee", quantity=2, total=EUR("40.00"))
        >>> order = Order(id="1", placed_at="2026-03-02T10:15Z", lines=[tee])
        >>> sold = order.position(at="2026-03-02T10:15Z")
        >>> in_order(Delivered({"tee": 1}, at="2026-03-05T10:15Z"), sold)
        False
        >>> in_order(Shipped({"tee": 1}, at="2026-03-03T10:15Z"), sold)
        True
    """
    before = MOVES.get(type(event))
    if before is None:
        return True
    moved = cast("Mapping[str, int]", getattr(event, "units", {}))
    return all(k <= units_of(position, line)[before] for line, k in moved.items())


class Host(Protocol):
    """What the machine needs of a backend.

    ``place`` takes what was sold, its history empty. ``book`` takes everything that happens, in the
    order of time: ``Paid``, ``Shipped``, ``Delivered``, ``Lost``, ``Cancelled``,
    ``ReturnRequested``, ``Received``, ``Refunded``, ``Chargeback`` and ``ChargebackReversed``. A
    refund that is pending and then settles or fails is two ``Refunded`` with one ``ref``. No two
    events share their instant, and nothing is told twice. ``units`` says where the units of a line
    are; every unit is in one of the six states, and a state that is left out has none.
    ``refundable`` is what was captured, less what went back, is about to, or is disputed and was
    not given again; never below zero.
    """

    def place(self, order: Order) -> None:
        """An order is placed; its history is empty."""
        ...

    def book(self, event: Event) -> None:
        """Something has happened."""
        ...

    def units(self, line: str) -> HostUnits:
        """Where are the units of a line? A state that is left out has none."""
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


def _told_of(host: Host, line: str) -> HostUnits:
    told = host.units(line)
    for state in told:
        if state not in STATES:
            allowed = f"no such state of units; units are {', '.join(STATES[:-1])} or {STATES[-1]}"
            raise InvalidValue(f"units({line!r})", state, allowed)
    return told


def _now(order: Order) -> Position:
    at = max([order.placed_at, *(event.at for event in order.history)])
    return order.position(at=at)


def _sold_by(machine: "LifecycleMachine") -> "st.SearchStrategy[Order]":
    return agreements(machine.world)


_sold = st.runner().flatmap(_sold_by)


def _refund_waits(machine: "LifecycleMachine") -> bool:
    return bool(machine.waiting)


class LifecycleMachine(RuleBasedStateMachine):
    """Places an order and lets everything happen to it that can, in a backend and in a model.

    Override ``make_host``; ``is_possible`` where the backend hears of less than can be, such as
    with ``in_order``; and ``world`` where it sells less than anything. What the model refuses is
    never booked; after every step the backend must say the same as the model. Run
    ``Machine.TestCase`` under pytest or unittest.

    Example:
        >>> class ShopMachine(LifecycleMachine):
        ...     def make_host(self):
        ...         return OrderHost()
        >>> TestShop = ShopMachine.TestCase
    """

    world: World = ANYTHING
    """What orders are drawn from: the currencies of the shop, its categories, and so on."""

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

    @initialize(order=_sold, paid_by=st.sampled_from(TENDERS))
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

    @rule(quarters=st.integers(1, 4))
    def promise(self, quarters: int) -> None:
        """So much of what is left is about to go back."""
        if self.model is None or self.at is None:
            return
        left = _now(self.model).refundable_minor * quarters // 4
        ref = f"rf-{len(self.model.history)}"
        amount = self.model.currency.minor(left)
        self._book(Refunded(amount, status=RefundStatus.PENDING, at=self.at, ref=ref))

    @precondition(_refund_waits)
    @rule(code=CODES)
    def settle(self, code: int) -> None:
        """A refund that was about to go through does."""
        self._go_on(code, RefundStatus.SETTLED)

    @precondition(_refund_waits)
    @rule(code=CODES)
    def fail(self, code: int) -> None:
        """A refund that was about to go through does not."""
        self._go_on(code, RefundStatus.FAILED)

    @rule(code=CODES)
    def dispute(self, code: int) -> None:
        """A bank takes money back, or gives again what it took before."""
        self._move("chargeback", code)

    @rule(hours=st.sampled_from([1, 24, 24 * 14, 24 * 31]))
    def tick(self, hours: int) -> None:
        """Time goes on."""
        if self.at is not None:
            self.at += timedelta(hours=hours)

    def _move(self, name: str, code: int) -> None:
        if self.model is not None and self.at is not None:
            self._book(BY_NAME[name](self.model, Dice(code), self.at))

    @property
    def waiting(self) -> tuple[Refunded, ...]:
        """Refunds that were about to go through, whatever became of them: settled ones may fail."""
        told = () if self.model is None else self.model.history
        refunds = [x for x in told if isinstance(x, Refunded)]
        return tuple(x for x in refunds if x.status is RefundStatus.PENDING)

    def _go_on(self, code: int, status: RefundStatus) -> None:
        if self.waiting and self.at is not None:
            self._book(self.waiting[code % len(self.waiting)].told(status, at=self.at))

    def _book(self, event: Event) -> None:
        model = cast("Order", self.model)
        if not self.is_possible(event, _now(model)):
            return
        try:
            self.model = model.after(event)
        except PostsalesError:
            return
        if currently_in_test_context():
            # Steps are printed as codes; this says what they came to.
            note(f"# {short(event)}")
        # Of two events at one instant nobody knows which came first.
        self.at = cast("datetime", self.at) + timedelta(minutes=1)
        self.host.book(event)

    @invariant()
    def agrees(self) -> None:
        """The backend says the same of units and money as the model."""
        if self.model is None:
            return
        position = _now(self.model)
        for line in self.model.lines:
            here, there = _told_of(self.host, line.id), units_of(position, line.id)
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
        model = cast("Order", self.model)
        sold = [f"  {x.id}: {x.quantity} for {x.total}" for x in model.lines]
        sold += [f"  {x.id} for {x.total}" for x in model.charges]
        happened = [f"  {short(x)}" for x in sorted(model.history, key=lambda x: x.at)]
        says = [
            f"the backend and the model differ about {what}",
            f"  backend  {here}\n  model    {there}\n",
            "What was sold:",
            *sold,
            "\nWhat has happened:",
            *happened,
        ]
        raise LawBroken("\n".join(says), {"what": what, "backend": here, "model": there})


def short(event: Event) -> str:
    """An event without what it leaves to its defaults, after its instant."""
    told = [
        f"{x.name}={getattr(event, x.name)!r}"
        for x in attrs.fields(cast("Any", type(event)))
        if x.name != "at" and getattr(event, x.name) != _default(x)
    ]
    return f"{event.at:%Y-%m-%d %H:%M}Z  {type(event).__name__}({', '.join(told)})"


def _default(of: "attrs.Attribute[Any]") -> object:
    made: Any = of.default
    return made.factory() if hasattr(made, "factory") else made
