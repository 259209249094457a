"""Documents of Shopify that are not an order: what each says has happened to the order it is of.

Rules of this file: the order is known, and its currency is the customer's. What a document tells is
read by the same rules as inside an order, and has to fit the order.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import cast

from attrs import evolve, frozen

from postsales.basics._errors import PostsalesError, short
from postsales.basics.currencies import Currency
from postsales.basics.events import Event
from postsales.orders.events import Delivered, Shipped
from postsales.orders.order import Order
from postsales.wire import _shop_kinds as kinds
from postsales.wire._known import left_of, sold_of, without
from postsales.wire._reader import Part, Reader
from postsales.wire._shop_back import Back
from postsales.wire._shop_graph import PARCEL, REFUND, RETURN, TRANSACTION
from postsales.wire._shop_history import events_of_parcel
from postsales.wire._shop_known import known, payments_of, stock_of
from postsales.wire._shop_money import Currencies
from postsales.wire._shop_moved import ToldMove, moved, parcel, refund
from postsales.wire._shop_paid import payments
from postsales.wire._shop_returns import events_of, told_return
from postsales.wire._shop_shape import Shape, Table
from postsales.wire._shop_told import once
from postsales.wire.documents import DocumentErrors, EventsReading, Problem

_Read = Callable[[Reader, Part, Order], Iterable[Event]]
_DEEPEST = 5


@frozen(weakref_slot=False)
class Alone:
    """How a kind of document is read: its name, where GraphQL tells it, and what it says.

    Returns are told by the GraphQL interface alone, events of a fulfilment by REST alone.
    """

    name: str
    kind: kinds.Kind
    table: Table | None
    read: _Read

    def shape(self, document: object) -> Shape | None:
        """The way to our shape, when the document has another."""
        if self.table is None or not (self.kind is kinds.RETURN or kinds.is_graph([document])):
            return None
        return Shape(self.table)


def read_alone(how: Alone, document: object, order: Order) -> EventsReading:
    """The events that one document tells of, which has to fit the order."""
    kinds.check(how.name, how.kind, document)
    shape = how.shape(document)
    reader = Reader(how.name)
    told = document if shape is None else shape.of(document)
    root = reader.part(told, "$")
    named = _order_of(root, order)
    events = _fitting(reader, order, tuple(how.read(reader, root, order)))
    return finished(reader, shape, events, named)


def finished(
    reader: Reader, shape: Shape | None, events: tuple[Event, ...], named: str | None
) -> EventsReading:
    """What was read, told in the document's own paths.

    Raises:
        DocumentErrors: there are problems; with all of them.
    """
    if shape is None:
        reader.finish()
        return EventsReading(events, order=named, unmapped=reader.unmapped, assumed=reader.assumed)
    problems: list[Problem] = [*shape.problems, *map(shape.problem, reader.errors())]
    if problems:
        raise DocumentErrors(reader.document, problems)
    assumed = [*shape.assumed, *(shape.assumption(*x) for x in reader.assumed)]
    return EventsReading(
        events,
        order=named,
        unmapped=shape.unmapped(reader.unmapped),
        assumed=tuple(dict.fromkeys(assumed)),
    )


def _order_of(part: Part, order: Order) -> str | None:
    """The id of the order that a document names; it has to be that of the order at hand."""
    named = part.optional_id("order_id")
    if named is not None and named != order.id:
        part.wrong("order_id", f"is {named}, and the order at hand is {short(order.id)}")
    return named


def _fitting(reader: Reader, order: Order, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Events that can have happened to the order; whatever cannot be is a problem."""
    if reader.is_sound("$"):
        try:
            order.after(*events)
        except PostsalesError as error:
            reader.impossible("$", error)
    return events


# Amounts


def _currencies(reader: Reader, order: Order, documents: list[object]) -> Currencies:
    """The order's currency is the customer's; the shop's is the one that pairs tell."""
    paid = order.currency
    for code in (code for document in documents for code in _shop_codes(document, 0)):
        try:
            return Currencies(Currency(code), paid)
        except PostsalesError:
            continue  # The reader of the amount says so.
    if not any(_names_currency(document) for document in documents):
        reader.assume("$", f"amounts are in {paid}, the currency of the order")
    return Currencies(paid, paid)


def _names_currency(document: object) -> bool:
    if not isinstance(document, Mapping):
        return False
    return cast("Mapping[object, object]", document).get("currency") is not None


def _shop_codes(value: object, depth: int) -> Iterable[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list | tuple):
        for one in cast("list[object]", value):
            yield from _shop_codes(one, depth + 1)
    if isinstance(value, Mapping):
        for key, one in cast("Mapping[object, object]", value).items():
            if key == "shop_money" and isinstance(one, Mapping):
                code = cast("Mapping[object, object]", one).get("currency_code")
                if isinstance(code, str):
                    yield code
            else:
                yield from _shop_codes(one, depth + 1)


# Refunds


def refund_alone(reader: Reader, root: Part, order: Order) -> Iterable[Event]:
    """A refund: its units, its money, and where it went."""
    money = _currencies(reader, order, [root.values])
    found = refund(money, root)
    once(reader, found.moves)
    if not reader.is_sound("$"):
        return ()
    before = without(order, [found.id])
    told = evolve(known(reader, before, money, found.at), refunds=(found,))
    position = before.position(at=found.at)
    left = {x.id: left_of(position, x) for x in sold_of(before, position)}
    back = Back(
        reader=reader,
        order=told,
        paid=payments_of(before.history),
        shipping=frozenset(x.id for x in told.shipping),
        sold={line.id: line for line in told.lines},
        prices={id: price for id, (price, _) in left.items()},
        taxes={id: taxes for id, (_, taxes) in left.items()},
        units={x.id: x.quantity - position.units(x.id).refunded for x in position.lines},
        stock=stock_of(reader, told, before, found.at),
        before={},
    )
    return tuple(back.events())


# Transactions


def transactions_alone(
    reader: Reader, parts: list[Part], documents: list[object], order: Order
) -> Iterable[Event]:
    """Transactions: what was put on hold, taken and given back."""
    money = _currencies(reader, order, documents)
    moves = tuple(moved(money, part) for part in parts)
    once(reader, moves)
    if not reader.is_sound("$"):
        return ()
    before = without(order, (move.id for move in moves))
    told = evolve(known(reader, before, money, max(_times(moves, order))), moves=moves)
    taken = payments(reader, told) if moves else payments_of(())
    tenders = {**payments_of(before.history).tenders, **taken.tenders}
    back = Back(
        reader=reader,
        order=told,
        paid=evolve(taken, tenders=tenders),
        shipping=frozenset(),
        sold={},
        prices={},
        taxes={},
        units={},
        stock=stock_of(reader, told, before, max(_times(moves, order))),
        before={},
    )
    for move in moves:
        if move.kind == "void" and move.status == "success":
            reader.assume(move.path, "let go of what was on hold, which is no event")
    return (*taken.events, *back.events())


def _times(moves: Iterable[ToldMove], order: Order) -> list[datetime]:
    return [order.placed_at, *(move.at for move in moves)]


def read_moves(name: str, documents: object, order: Order) -> EventsReading:
    """The events that one transaction tells of, or a list of them."""
    is_list = isinstance(documents, list | tuple)
    listed = cast("list[object]", documents if is_list else [documents])
    paths = [f"$[{place}]" if is_list else "$" for place in range(len(listed))]
    others = (kinds.problem(kinds.TRANSACTION, *x) for x in zip(listed, paths, strict=True))
    problems = [problem for problem in others if problem is not None]
    if problems:
        raise DocumentErrors(name, problems)
    shape = Shape(TRANSACTION) if kinds.is_graph(listed) else None
    reader = Reader(name)
    told = listed
    if shape is not None:
        told = [shape.of(one, path) for one, path in zip(listed, paths, strict=True)]
    parts = [reader.part(one, path) for one, path in zip(told, paths, strict=True)]
    named = {_order_of(part, order) for part in parts} - {None}
    events = tuple(transactions_alone(reader, parts, told, order))
    events = _fitting(reader, order, events)
    return finished(reader, shape, events, next(iter(named), None))


# Parcels


def parcel_alone(reader: Reader, root: Part, order: Order) -> Iterable[Event]:
    """A fulfilment: what left, and when it arrived."""
    found = parcel(root)
    sold = {line.id for line in order.position(at=max(order.placed_at, found.at)).lines}
    for line in found.units:
        if line not in sold:
            reader.wrong("$.line_items", f"ships line {line}, which was not sold")
    return tuple(events_of_parcel(reader, found)) if reader.is_sound("$") else ()


def parcel_event_alone(reader: Reader, root: Part, order: Order) -> Iterable[Event]:
    """An event of a fulfilment: a delivery, or nothing that says where units are."""
    root.knows_again("admin_graphql_api_id", "id", "shop_id", "created_at", "updated_at")
    status, at, parcel = (
        root.text("status"),
        root.zoned_at("happened_at"),
        root.id("fulfillment_id"),
    )
    if not reader.is_sound("$"):
        return ()
    if status != "delivered":
        reader.assume("$.status", f"{short(status)} says of no unit that it left or arrived")
        return ()
    sent = [x for x in order.history if isinstance(x, Shipped) and x.ref == parcel]
    if not sent:
        says = f"is {parcel}, and the order knows no parcel of that name"
        root.wrong("fulfillment_id", says)
        return ()
    return (Delivered(sent[0].units, at=at, ref=parcel),)


# Returns


def return_alone(reader: Reader, root: Part, order: Order) -> Iterable[Event]:
    """A return: its request, and what became of it."""
    found = told_return(root)
    if not reader.is_sound("$"):
        return ()
    sold = {line.id for line in order.lines}
    for line in found.units:
        if line not in sold:
            reader.wrong("$.lines", f"are of line {line}, which was not sold")
    return tuple(events_of(reader, found))


REFUNDS = Alone("Shopify refund", kinds.REFUND, REFUND, refund_alone)
RETURNS = Alone("Shopify return", kinds.RETURN, RETURN, return_alone)
PARCELS = Alone("Shopify fulfilment", kinds.PARCEL, PARCEL, parcel_alone)
PARCEL_EVENTS = Alone("Shopify event of a fulfilment", kinds.PARCEL_EVENT, None, parcel_event_alone)
