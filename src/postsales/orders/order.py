"""The order: what was agreed, and what has happened since."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics.currencies import Currency
from postsales.basics.digests import LATER
from postsales.basics.events import Event
from postsales.basics.known_facts import OrderRef
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders.charges import Charge
from postsales.orders.fold import TimeKey, advanced, in_order_of_time, start, time_key
from postsales.orders.known import known_facts, known_history
from postsales.orders.lines import Line
from postsales.orders.parties import Customer
from postsales.orders.position import InvalidOrder, Position, Sold
from postsales.orders.promotions import Promotion, contradictions
from postsales.orders.sales import SaleMade

__all__ = ["Order"]


def _placed_at(value: Moment) -> datetime:
    return instant(value, "placed_at")


def _lines(value: Iterable[Line]) -> tuple[Line, ...]:
    return several("lines", value, Line, "the lines of an order are Line objects")


def _charges(value: Iterable[Charge]) -> tuple[Charge, ...]:
    return several("charges", value, Charge, "the charges of an order are Charge objects")


def _promotions(value: Iterable[Promotion]) -> tuple[Promotion, ...]:
    return several("promotions", value, Promotion, "promotions of an order are Promotion objects")


def _made(value: SaleMade | str | None) -> SaleMade | None:
    return None if value is None else SaleMade.read("made", value)


def _history(value: Iterable[Event]) -> tuple[Event, ...]:
    return several("history", value, Event, "a history is made of events")


@frozen(weakref_slot=False)
class Order:
    """One agreement and its history.

    Lines and charges are what was sold and stay as they are; ``promotions`` say what of it was
    given on which condition; ``made`` says how the two sides agreed, where that is known. Events
    are added with ``after``. The order of the list of events says nothing, their instants do; an
    event with a ref that is told twice, equal in every field, counts once. Orders are equal when
    all their fields are.

    Raises:
        InvalidOrder: lines or events that contradict each other, all that are found listed.
        OverRefund: a refund above what is left of a line, charge, tender or the order.
        UnknownLine: an event about a line that the order does not have.

    Example:
        >>> from postsales import EUR, Paid, Tender
        >>> order = Order(
        ...     id="1001",
        ...     placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Paid(EUR("50.00"), tender=Tender.card("c"), at="2026-03-02T10:15+01:00")],
        ... )
        >>> order.position(at="2026-03-03T09:00+01:00").refundable
        Money.of('50.00', 'EUR')
    """

    id: str
    placed_at: datetime = field(kw_only=True, converter=_placed_at, repr=iso_repr)
    lines: tuple[Line, ...] = field(kw_only=True, converter=_lines)
    charges: tuple[Charge, ...] = field(default=(), kw_only=True, converter=_charges)
    history: tuple[Event, ...] = field(default=(), kw_only=True, converter=_history)
    customer: Customer | None = field(default=None, kw_only=True)
    market: str | None = field(default=None, kw_only=True)
    channel: str | None = field(default=None, kw_only=True)
    promotions: tuple[Promotion, ...] = field(default=(), kw_only=True, converter=_promotions)
    made: SaleMade | None = field(default=None, kw_only=True, converter=_made, metadata=LATER)
    _sold: Sold = field(init=False, eq=False, repr=False)
    _known: Position = field(init=False, eq=False, repr=False)
    _latest: TimeKey | None = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check(self)
        events = in_order_of_time(told_once(self.history))
        sold = Sold(
            self.id,
            self.lines[0].total.currency,
            FrozenMap({line.id: line for line in self.lines}),
            FrozenMap({charge.id: charge for charge in self.charges}),
        )
        object.__setattr__(self, "_sold", sold)
        object.__setattr__(self, "_known", advanced(start(sold), events))
        object.__setattr__(self, "_latest", max(map(time_key, events), default=None))

    @property
    def currency(self) -> Currency:
        """The one currency of the order."""
        return self._known.sold.currency

    @property
    def quantities(self) -> Quantities:
        """All units of all lines."""
        return Quantities({line.id: line.quantity for line in self.lines})

    def line(self, id: str) -> Line:
        """The line with this id, agreed at the sale or in an exchange since.

        Raises:
            UnknownLine: the order has no such line.
        """
        return self._known.line(id)

    def position(self, *, at: Moment) -> Position:
        """Where units and money are at an instant.

        Counting: an event exactly at the instant counts, later ones do not.
        """
        return self.position_at(instant(at))

    def position_at(self, at: datetime) -> Position:
        """``position`` for an instant that is already checked."""
        if self._latest is None or self._latest[0] <= at:
            return self._known
        known = [x for x in self.history if x.at <= at]
        events = in_order_of_time(told_once(known))
        return advanced(start(self._sold), events)

    def ref(self, *, at: Moment) -> OrderRef:
        """Which facts are known at an instant? What a record keeps of the order.

        Equal for equal facts, in whatever order lists of lines, charges and events were given.

        Counting: an event exactly at the instant counts, later ones do not.

        Raises:
            InvalidValue: an event of a class without a name that stays.
            WrongType: an event that holds something which has no written form.
        """
        now = instant(at)
        return known_facts(self, told_once(x for x in self.history if x.at <= now))

    def upto(self, known: OrderRef) -> "Order":
        """The order with the history cut to what was known: only the events that count there.

        Whatever was booked later is left out, also when it happened earlier.

        Raises:
            OrderDiffers: the facts that were known are not the ones that are there, with what
                differs.
        """
        instance("known", known, OrderRef, "what was known is told by an OrderRef")
        history = known_history(self, known)
        return self if history is self.history else evolve(self, history=history)

    def after(self, *events: Event) -> "Order":
        """The order after more has happened.

        Raises:
            InvalidOrder: an event that the history does not allow.
            OverRefund: a refund above what is left.
        """
        refs = {x.ref for x in _history(events) if x.ref}
        known = {x for x in self.history if x.ref in refs} if refs else ()
        new = in_order_of_time(x for x in told_once(events) if x not in known)
        keys = sorted(map(time_key, new))
        # evolve() would fold the whole history again; what was folded stays true when the new
        # events come last.
        order = copy(self)
        object.__setattr__(order, "history", (*self.history, *events))
        if not new or (self._latest is not None and keys[0] < self._latest):
            order.__attrs_post_init__()
            return order
        object.__setattr__(order, "_known", advanced(self._known, new))
        object.__setattr__(order, "_latest", keys[-1])
        return order


def told_once(events: Iterable[Event]) -> list[Event]:
    """The events without repetitions: one with a ref that is equal in every field is told again."""
    seen: set[Event] = set()
    found: list[Event] = []
    for event in events:
        if event.ref and event in seen:
            continue
        if event.ref:
            seen.add(event)
        found.append(event)
    return found


def _check(order: Order) -> None:
    text("id", order.id)
    if order.customer is not None:
        instance("customer", order.customer, Customer, "the customer is a Customer")
    for name in ("market", "channel"):
        if getattr(order, name) is not None:
            text(name, getattr(order, name))
    problems = [*_problems(order)]
    if problems:
        raise InvalidOrder(f"order {order.id[:60]!r}", problems)


def _problems(order: Order) -> Iterable[str]:
    if not order.lines:
        yield "it has no lines, and an agreement has at least one"
        return
    sold: tuple[Line | Charge, ...] = (*order.lines, *order.charges)
    currencies = {x.total.currency: repr(x.total.currency) for x in sold}
    if len(currencies) > 1:
        named = ", ".join(sorted(currencies.values()))
        yield f"its amounts are in {named}, and an order has one currency"
    for name, ids in (
        ("line", [line.id for line in order.lines]),
        ("charge", [charge.id for charge in order.charges]),
    ):
        seen: set[str] = set()
        for id in ids:
            if id in seen:
                yield f"the {name} {id[:60]!r} stands in it twice"
            seen.add(id)
    if order.promotions and len(currencies) == 1:
        yield from contradictions(order.promotions, order.lines, order.lines[0].total.currency)
