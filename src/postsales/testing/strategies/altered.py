"""What is changed of a sale before it leaves, of orders that were drawn."""

from postsales.basics.decisions import Decision
from postsales.basics.durations import Hours
from postsales.basics.quantities import Quantities
from postsales.changes.case import ChangeCase
from postsales.changes.decide import assess
from postsales.changes.quote import ChangeQuote, quote
from postsales.changes.request import ChangeItem, ChangeKind, ChangeRequest
from postsales.changes.terms import Changeable, ChangeTerms
from postsales.orders.changed import Changed
from postsales.orders.events import LineRefund, Shipped
from postsales.orders.lines import NewLine
from postsales.orders.order import Order
from postsales.testing.strategies import amounts, clocks
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.orders import order_of
from postsales.testing.strategies.worlds import ANYTHING

__all__ = [
    "change_case_of",
    "change_item_of",
    "change_quote_of",
    "change_request_of",
    "change_terms_of",
    "changeable_of",
    "changed_of",
]

_EUR = amounts.CURRENCIES[0]
_KINDS = tuple(ChangeKind)


def _new_line(dice: Dice, order: Order, units: int) -> NewLine:
    return NewLine("new", quantity=units, total=amounts.amount_of(dice, order.currency))


def _request(dice: Dice, order: Order) -> ChangeRequest:
    line = dice.of(order.lines)
    units = 1 + dice.below(line.quantity)
    kind = dice.of(_KINDS)
    if kind is ChangeKind.OPTIONS:
        return ChangeRequest.options({line.id: _new_line(dice, order, units)})
    if kind is ChangeKind.FURTHER:
        return ChangeRequest.further([_new_line(dice, order, units)])
    if kind is ChangeKind.FEWER:
        return ChangeRequest.fewer({line.id: units})
    some = dice.of((order.quantities, Quantities({line.id: units})))
    if kind is ChangeKind.ADDRESS:
        return ChangeRequest.to_address("addr-7", some)
    return ChangeRequest.on_day("2026-03-09", some)


def change_request_of(dice: Dice) -> ChangeRequest:
    """Something of an order is to be changed."""
    return _request(dice, order_of(dice, ANYTHING))


def change_item_of(dice: Dice) -> ChangeItem:
    """Units of a line are to be changed."""
    return dice.of(change_request_of(dice).items)


def changeable_of(dice: Dice) -> Changeable:
    """Some kinds of change that are open."""
    return Changeable(
        [dice.of(_KINDS), dice.of(_KINDS)],
        until=dice.of(((), (Shipped,))),
        within=dice.of((None, Hours(0), Hours(24))),
        fee=dice.of((None, _EUR.minor(dice.below(500)))),
    )


def change_terms_of(dice: Dice) -> ChangeTerms:
    """Terms for changes."""
    some = (changeable_of(dice),) if dice.below(2) else ()
    return ChangeTerms(id="changes", version="1", changeable=some)


def _decision(dice: Dice, terms: ChangeTerms) -> Decision[ChangeCase]:
    order = order_of(dice, ANYTHING)
    at = clocks.later(dice, order.placed_at, dice.of(clocks.ZONES))
    return assess(order, _request(dice, order), terms, at=at)


def change_case_of(dice: Dice) -> ChangeCase:
    """Units that are to be changed."""
    return dice.of(_decision(dice, change_terms_of(dice.anew())).cases)


def change_quote_of(dice: Dice) -> ChangeQuote:
    """What a change comes to, where it is free."""
    return quote(_decision(dice, ChangeTerms(id="changes", version="1")))


def changed_of(dice: Dice) -> Changed:
    """A change as it is booked."""
    old, new = amounts.amount_of(dice, _EUR), amounts.amount_of(dice, _EUR)
    return Changed(
        lines=[LineRefund("tee", units=1 + dice.below(3), price=old)],
        instead=[NewLine("new", quantity=1 + dice.below(3), total=new)],
        credited=old,
        due_from_customer=max(_EUR.zero, new - old),
        due_to_customer=max(_EUR.zero, old - new),
        addresses=dice.of(({}, {"tee": "addr-7"})),
        at=clocks.later(dice, dice.of(clocks.SALES), dice.of(clocks.ZONES)),
        ref=dice.of(("ch-1", "")),
    )
