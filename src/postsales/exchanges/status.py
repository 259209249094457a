"""How far is an exchange: which new goods are still to be sent, and which old ones to come back.

Rules of this file: only the history of the order speaks; what comes later changes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.money import Money
from postsales.basics.quantities import Quantities
from postsales.orders._exchanges import exchange_charge
from postsales.orders.events import Received, ReturnRequested
from postsales.orders.exchanged import Exchange
from postsales.orders.order import Order, told_once
from postsales.orders.position import Position

__all__ = ["ExchangeState", "ExchangeStatus", "status"]


_Units = list[tuple[Exchange, dict[str, int]]]


class ExchangeState(Word):
    """How far is a replacement?"""

    WAITING = "waiting_replacement"
    """Units of the return have no replacement yet, or it has not left the shop."""
    REPLACED = "replaced"
    """The replacement of every unit has left the shop."""


@frozen(weakref_slot=False)
class ExchangeStatus:
    """How far is the exchange of a return?

    ``asked`` units are exchanged under the ref; ``ordered`` of them have new goods agreed for them,
    and for ``shipped`` of them these have left. ``awaited`` are old units that are given up and not
    back, by line. ``due`` are those of them whose time is over, and ``charge`` is what they cost.
    """

    ref: str
    asked: int = field(kw_only=True)
    ordered: int = field(kw_only=True)
    shipped: int = field(kw_only=True)
    awaited: Quantities = field(kw_only=True)
    return_by: datetime | None = field(kw_only=True, repr=iso_repr)
    due: Quantities = field(kw_only=True)
    charge: Money = field(kw_only=True)

    @property
    def remaining(self) -> int:
        """Units for which no new goods are agreed yet."""
        return self.asked - self.ordered

    @property
    def remaining_to_ship(self) -> int:
        """Units whose replacement has not left yet."""
        return self.asked - self.shipped

    @property
    def state(self) -> ExchangeState:
        """Has all that was asked for left the shop?"""
        return ExchangeState.WAITING if self.remaining_to_ship else ExchangeState.REPLACED


def status(order: Order, ref: str, *, at: Moment) -> ExchangeStatus:
    """How far is the exchange that was made under a ref: its own, or that of its return?

    New goods stand for the old units of their exchange in proportion: of two units for which four
    were agreed, one is replaced when two have left. Old units that are not back at the end of
    ``return_by`` are due: charge for them and record ``ExchangeCharged``.

    Counting: facts after ``at`` do not count; one exactly at it does.

    Raises:
        InvalidValue: nothing is known under the ref.

    Example:
        >>> from postsales import EUR, Delivered, Line, LineRefund, NewLine, Exchanged
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("60.00"))],
        ...     history=[
        ...         Delivered({"tee": 3}, at="2026-03-05T12:30+01:00"),
        ...         Exchanged(
        ...             [LineRefund("tee", units=2, price=EUR("40.00"))],
        ...             instead=[NewLine("tee-xl", quantity=2, total=EUR("40.00"))],
        ...             credited=EUR("40.00"), due_from_customer=EUR("0.00"),
        ...             due_to_customer=EUR("0.00"), ref="ex-1", at="2026-03-06T09:00+01:00",
        ...         ),
        ...     ],
        ... )
        >>> found = status(order, "ex-1", at="2026-03-06T12:00+01:00")
        >>> found.state, found.remaining_to_ship, found.awaited
        (ExchangeState.WAITING, 2, {'tee': 2})
    """
    instance("order", order, Order, "the facts come first: an Order")
    text("ref", ref)
    now = instant(at)
    position = order.position_at(now)
    known = [x for x in position.exchanges if ref in (x.event.ref, x.event.return_ref)]
    events = told_once(x for x in order.history if x.at <= now and x.ref == ref)
    asked = [x for x in events if isinstance(x, ReturnRequested)]
    if not known and not asked:
        refs = ", ".join(repr(x.event.ref) for x in position.exchanges) or "none"
        raise InvalidValue("ref", ref, f"the order has exchanges {refs}")
    ordered = sum(sum(x.event.units.values()) for x in known)
    awaited = _awaited(known, order, position, now)
    over = [(x, units) for x, units in awaited if _is_over(x, now)]
    return ExchangeStatus(
        ref,
        asked=max(ordered, sum(sum(x.units.values()) for x in asked)),
        ordered=ordered,
        shipped=sum(_replaced(x, position) for x in known),
        awaited=_together([units for _, units in awaited]),
        return_by=min((x.event.return_by for x in known if x.event.return_by), default=None),
        due=_together([units for _, units in over]),
        charge=sum((exchange_charge(x, units, position) for x, units in over), order.currency.zero),
    )


def _is_over(exchange: Exchange, now: datetime) -> bool:
    return exchange.event.return_by is not None and exchange.event.return_by <= now


def _replaced(exchange: Exchange, position: Position) -> int:
    """Old units whose new goods have left, in proportion."""
    event = exchange.event
    wanted = sum(line.quantity for line in event.instead)
    left = sum(position.units(line.id).has_left for line in event.instead)
    return sum(event.units.values()) * min(left, wanted) // wanted


def _awaited(known: Sequence[Exchange], order: Order, position: Position, now: datetime) -> _Units:
    """The old units of each exchange that are not back and not charged.

    Units that came back under the name of an exchange or of its return are its own. What else came
    back is told by how many units of the line are still away, and is of the oldest exchange.
    """
    came = _came(order, now)
    still = [_away(exchange, came) for exchange in position.exchanges]
    for line in {line: None for units in still for line in units}:
        stay = sum(x.event.staying.get(line, 0) for x in position.exchanges)
        surplus = sum(units.get(line, 0) for units in still) - position.units(line).kept + stay
        for units in still:
            back = min(max(0, surplus), units.get(line, 0))
            surplus -= back
            if back:
                units[line] -= back
    pairs = zip(position.exchanges, still, strict=True)
    return [
        (exchange, {line: k for line, k in units.items() if k})
        for exchange, units in pairs
        if exchange in known
    ]


def _came(order: Order, now: datetime) -> dict[tuple[str, str], int]:
    """Units that came back under a name, by name and line."""
    found: dict[tuple[str, str], int] = {}
    for event in told_once(x for x in order.history if x.at <= now and x.ref):
        if isinstance(event, Received):
            for line, k in event.units.items():
                found[event.ref, line] = found.get((event.ref, line), 0) + k
    return found


def _away(exchange: Exchange, came: dict[tuple[str, str], int]) -> dict[str, int]:
    """Old units that are neither charged nor back by name; those are taken off what came."""
    still: dict[str, int] = {}
    for line, k in exchange.event.units.items():
        away = max(0, k - exchange.charged.get(line, 0) - exchange.event.staying.get(line, 0))
        for ref in {exchange.event.ref: None, exchange.event.return_ref: None}:
            back = min(away, came.get((ref, line), 0))
            away -= back
            if back:
                came[ref, line] -= back
        still[line] = away
    return still


def _together(some: Sequence[Mapping[str, int]]) -> Quantities:
    found: dict[str, int] = {}
    for units in some:
        for line, k in units.items():
            found[line] = found.get(line, 0) + k
    return Quantities(found)
