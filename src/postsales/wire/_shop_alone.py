"""Documents of Shopify that are not an order: what each says has happened to the order it is of.

Rules of this file: the order is known, and its currency is the customer's. What a document tells is
read by the same rules as inside an order, and has to fit the order.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from attrs import evolve, frozen

from postsales.basics._errors import PostsalesError, short
from postsales.basics.currencies import Currency
from postsales.basics.events import Event
from postsales.orders.events import (
    Delivered,
    Paid,
    Refunded,
    Shipped,
)
from postsales.orders.order import Order
from postsales.wire import _shop_kinds as kinds
from postsales.wire._known import left_of, sold_of, without
from postsales.wire._reader import Part, Reader
from postsales.wire._shop_again import (
    arrived,
    asked_before,
    compare_end,
    not_known,
    told_apart,
    went_on,
)
from postsales.wire._shop_back import ALIVE, Back
from postsales.wire._shop_graph import PARCEL, REFUND, RETURN, TRANSACTION
from postsales.wire._shop_history import events_of_parcel
from postsales.wire._shop_known import known, payments_of, stock_of
from postsales.wire._shop_money import Currencies
from postsales.wire._shop_moved import ARRIVED, ToldRefund, moved, parcel, refund
from postsales.wire._shop_named import is_of
from postsales.wire._shop_paid import Payments, loose, payments_told
from postsales.wire._shop_returns import events_of, told_return
from postsales.wire._shop_sent import Sent
from postsales.wire._shop_shape import Shape, Table
from postsales.wire._shop_told import ToldOrder, once
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
    before = _before(reader, order, found)
    if before is None:
        return ()
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
        stock=stock_of(reader, told, before, order),
        before={},
    )
    is_own = is_of(found)
    others = [event for event in order.history if not is_own(event)]
    return tuple(told_apart(_after_all(order, found, back.events()), others))


def _after_all(order: Order, refund: ToldRefund, events: Iterable[Event]) -> Iterable[Event]:
    for event in events:
        if isinstance(event, Refunded):
            yield from went_on(order, refund.id, refund.moves, event)
        else:
            yield event


def _before(reader: Reader, order: Order, refund: ToldRefund) -> Order | None:
    """The order as the refund found it, when there was one."""
    try:
        return without(order, is_of(refund), refund.at)
    except PostsalesError as error:
        reader.impossible("$", error)
        return None


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
    at = max((order.placed_at, *(move.at for move in moves)))
    told = evolve(known(reader, order, money, at), moves=moves)
    known_already = payments_of(order.history)
    taken = payments_told(reader, told, known_already)
    _compare_taken(reader, told, known_already, taken)
    back = Back.of(
        reader, told, evolve(taken, tenders={**known_already.tenders, **taken.tenders}), _NOTHING
    )
    for move in moves:
        if move.kind == "void" and move.status == "success":
            reader.assume(move.path, "let go of what was on hold, which is no event")
    return (*taken.events, *_given_back(reader, order, told, back))


_NOTHING = Sent({}, {}, {}, frozenset(), is_told=False)


def _compare_taken(reader: Reader, told: ToldOrder, known: Payments, taken: Payments) -> None:
    """More can be paid than an order comes to, but nothing is paid for twice."""
    new = [x for x in taken.events if isinstance(x, Paid) and x.ref not in known.tenders]
    added = sum(event.amount.minor for event in new)
    beyond = min(added, known.captured + added - told.total)
    if beyond <= 0:
        return
    unnamed = [x for x in known.events if isinstance(x, Paid) and not x.ref]
    paid = told.currencies.paid.minor
    if unnamed:
        says = (
            f"takes {paid(added)}, and the order has {paid(known.captured)} of "
            f"{paid(told.total)} by a payment without a name, as one that was read without its "
            "transactions; read the order again, with its transactions"
        )
        reader.wrong("$", says)
        return
    says = f"with the payments that are known, {paid(beyond)} was paid for nothing told"
    reader.assume("$", says)


def _given_back(reader: Reader, order: Order, told: ToldOrder, back: Back) -> Iterable[Event]:
    """What went back; of what failed only what was told before, as it is free again."""
    known = {event.ref for event in order.history if isinstance(event, Refunded)}
    for move in loose(told):
        if move.status in ALIVE:
            says = "is tied to no line; it counts twice if its refund is read as well"
            reader.assume(move.path, says)
        if move.status in ALIVE or move.id in known:
            yield from went_on(order, move.id, [move], back.tied_to_nothing(move))


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
    sent = _sent(order, found.id)
    if sent is not None and found.status in _UNDONE:
        says = f"is {short(found.status)}, and the order knows that it left on"
        root.wrong("status", f"{says} {sent.at.isoformat()}; read the order again")
    if not reader.is_sound("$"):
        return ()
    told = tuple(events_of_parcel(reader, found))
    events = (arrived(reader, order, x) if isinstance(x, Delivered) else [x] for x in told)
    return (event for some in events for event in some)


_UNDONE = ("cancelled", "error", "failure")


def _sent(order: Order, parcel: str) -> Shipped | None:
    found = (x for x in order.history if isinstance(x, Shipped) and x.ref == parcel)
    return next(found, None)


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
    if status not in ARRIVED:
        reader.assume("$.status", f"{short(status)} says of no unit that it left or arrived")
        return ()
    sent = _sent(order, parcel)
    if sent is None:
        says = f"is {parcel}, and the order knows no parcel of that name"
        root.wrong("fulfillment_id", says)
        return ()
    return arrived(reader, order, Delivered(sent.units, at=at, ref=parcel))


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
    compare_end(reader, order, found)
    found = asked_before(reader, order, found)
    return tuple(events_of(reader, evolve(found, came=not_known(reader, order, found))))


REFUNDS = Alone("Shopify refund", kinds.REFUND, REFUND, refund_alone)
RETURNS = Alone("Shopify return", kinds.RETURN, RETURN, return_alone)
PARCELS = Alone("Shopify fulfilment", kinds.PARCEL, PARCEL, parcel_alone)
PARCEL_EVENTS = Alone("Shopify event of a fulfilment", kinds.PARCEL_EVENT, None, parcel_event_alone)
