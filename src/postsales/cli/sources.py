"""Orders from the places that the command line names: first as pieces, then each piece as orders.

A piece is what one process can hand to another: a text that nobody has looked into, or an order
where reading makes orders of its own. ``pieces_from`` reads files and knows no orders;
``orders_in`` reads orders and opens no file.
"""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from postsales.basics._errors import MissingExtra, PostsalesError, short
from postsales.cli.answers import Bad, Bads, Found
from postsales.cli.documents import (
    ROOT,
    Document,
    Text,
    check_file,
    decoded,
    documents_in,
    texts,
    value_of,
)
from postsales.cli.endings import Usage
from postsales.cli.mapped import mapping_of, orders_of_tables
from postsales.cli.meters import Meter
from postsales.cli.named import named
from postsales.orders.order import Order
from postsales.wire._extras import needs

if TYPE_CHECKING:
    from postsales.wire.documents import OrderReading

__all__ = ["Piece", "orders_in", "pieces_from"]

Piece = Text | Found | Bads
"""A part of a source: a text to read orders from, an order, or what is wrong with a document."""

_MOST_ID = 10**18
_LONGEST_ID = 60
_GLOBAL = "gid://shopify/Order/"
"""What GraphQL puts in front of the id that an order has."""


def pieces_from(asked: Namespace, meter: Meter) -> Iterator[Piece]:
    """The pieces of all sources in turn; ``meter`` tells how much of the files they were.

    Raises:
        Usage: a source does not exist or is of the wrong kind; said before the first piece.
    """
    if asked.origin == "python":
        named_ones = [(spec, _several(spec)) for spec in asked.sources]
        return (found for spec, orders in named_ones for found in _of_python(spec, orders))
    paths: list[str] = asked.sources
    for path in paths:
        check_file(path, asked.origin)
    if asked.origin == "json":
        _check_extra()
    mapping = mapping_of(asked)
    meter.expect(paths)
    if mapping is not None:
        return orders_of_tables(asked, mapping, meter)
    return (_piece(text) for path in paths for text in texts(path, meter))


def _piece(text: Text | Bad) -> Piece:
    return (text,) if isinstance(text, Bad) else text


def orders_in(origin: str, piece: Piece) -> Iterator[Found | Bads]:
    """The orders of a piece, and for a document that is none what is wrong with it."""
    if not isinstance(piece, Text):
        yield piece
    elif origin == "json":
        yield _of_json(piece)
    else:
        read = _OF_PLATFORM[origin]
        for document in documents_in(piece):
            if isinstance(document, Bad):
                yield (document,)
            else:
                yield from read(document)


def _check_extra() -> None:
    try:
        needs("cattrs", "json")
    except MissingExtra as error:
        raise Usage(f"--from json: {error}") from None


def _several(spec: str) -> "Iterable[object]":
    found = named(spec, "SOURCE", _is_source, "orders")
    if isinstance(found, Order):
        return (found,)
    kind = type(found).__name__
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable):
        raise Usage(
            f"the source {short(spec)} is a {kind}: an Order or an iterable of orders is needed"
        )
    return cast("Iterable[object]", found)


def _is_source(value: object) -> bool:
    several = cast("list[object]", value) if isinstance(value, list | tuple) else []
    return isinstance(value, Order) or (bool(several) and isinstance(several[0], Order))


def _of_python(spec: str, orders: "Iterable[object]") -> Iterator[Found | Bads]:
    place = -1
    try:
        for place, order in enumerate(orders):
            if isinstance(order, Order):
                yield Found(order, spec)
            else:
                says = f"is {short(order)}, and an Order is needed"
                yield (Bad(spec, None, f"{ROOT}[{place}]", says),)
    except PostsalesError as error:
        # An iterable that makes its orders as it goes ends with the first that cannot be.
        yield (Bad(spec, None, f"{ROOT}[{place + 1}]", f"cannot be: {error}"),)


def _of_json(text: Text) -> Found | Bads:
    """An order of our own; the library reads its text itself, so that nothing of it is lost."""
    from postsales.wire import read_order
    from postsales.wire.documents import DocumentErrors

    told = decoded(text)
    if isinstance(told, Bad):
        return (told,)
    try:
        return Found(read_order(told), text.source, text.line)
    except DocumentErrors as problems:
        found = value_of(text)
        id = _id_of(found.data) if isinstance(found, Document) else None
        return tuple(Bad(text.source, text.line, x.path, x.says, id) for x in problems)


def _of_woocommerce(document: Document) -> Iterator[Found | Bads]:
    from postsales.wire.woocommerce import read_order

    order, refunds, place = _with_refunds(document.data)
    yield from _read(document, order, lambda: read_order(order, refunds), place)


def _of_shopify(document: Document) -> Iterator[Found | Bads]:
    from postsales.wire.shopify import read_order

    for order in _of_reply(document):
        if isinstance(order, Bad):
            yield (order,)
        else:
            read = partial(read_order, cast("Any", order.data))
            yield from _read(order, order.data, read, _as_it_is)


def _read(
    document: Document,
    order: object,
    read: "Callable[[], OrderReading]",
    place: Callable[[str], str],
) -> Iterator[Found | Bads]:
    from postsales.wire.documents import DocumentErrors

    source, line, path = document.source, document.line, document.path
    if not isinstance(document.data, dict):
        yield (Bad(source, line, path, _shapeless(document.data, path)),)
        return
    try:
        found = read()
    except DocumentErrors as problems:
        id = _id_of(order)
        yield tuple(Bad(source, line, _below(path, place(x.path)), x.says, id) for x in problems)
    else:
        assumed = tuple((place(at), what) for at, what in found.assumed)
        unmapped = tuple(place(at) for at in found.unmapped)
        yield Found(found.order, source, line, assumed, unmapped)


def _of_reply(document: Document) -> Iterator[Document | Bad]:
    """The orders of a reply, which holds one or several under a key; GraphQL below ``data``.

    Where the shop says that something failed, that is a problem, and what it answered is read.
    """
    data: Any = document.data
    keys = set(cast("dict[str, Any]", data)) if isinstance(data, dict) else set[str]()
    if "errors" in keys and keys <= {"errors", "data", "extensions"}:
        yield _failed(_inside(document, "errors"))
        rest = _inside(document, "data")
        if rest.data is not None:
            yield from _of_reply(rest)
    elif keys - {"extensions"} == {"data"}:
        yield from _of_reply(_inside(document, "data"))
    elif keys == {"order"}:
        yield _inside(document, "order")
    elif keys == {"orders"}:
        several = _of_several(_inside(document, "orders"))
        yield from [document] if several is None else several
    else:
        yield document


def _failed(errors: Document) -> Bad:
    """What a reply says of its failure: a sentence, or several, as objects with a ``message``."""
    several = _listed(errors) if isinstance(errors.data, list) else [errors]
    says = ", ".join(short(_message(x)) for x in several)
    return Bad(errors.source, errors.line, errors.path, f"is what the shop replied: {says}")


def _message(error: Document) -> object:
    message = _inside(error, "message").data
    return error.data if message is None else message


def _of_several(document: Document) -> list[Document] | None:
    """The orders of a list, of REST or of a connection of GraphQL; None where it is neither."""
    if isinstance(document.data, list):
        return _listed(document)
    nodes, edges = _inside(document, "nodes"), _inside(document, "edges")
    if isinstance(nodes.data, list):
        return _listed(nodes)
    if isinstance(edges.data, list):
        return [_inside(x, "node") if isinstance(x.data, dict) else x for x in _listed(edges)]
    return None


def _inside(document: Document, key: str) -> Document:
    told = document.data
    data = cast("dict[str, object]", told).get(key) if isinstance(told, dict) else None
    return evolve(document, data=data, path=f"{document.path}.{key}")


def _listed(document: Document) -> list[Document]:
    told = cast("list[object]", document.data)
    places = enumerate(told)
    return [evolve(document, data=x, path=f"{document.path}[{place}]") for place, x in places]


def _shapeless(data: object, path: str) -> str:
    """What is said of a document that is no object, and so no order."""
    if not isinstance(data, list):
        told = "null" if data is None else short(data)
        return f"is {told}, and an order is an object"
    advice = "; a list of orders belongs in a .json file" if path == ROOT else ""
    return f"is a list, and an order is an object{advice}"


def _id_of(order: object) -> str | None:
    """The id that a document gives itself, where it can be read although the order cannot."""
    id: object = cast("dict[str, object]", order).get("id") if isinstance(order, dict) else None
    if isinstance(id, bool) or not isinstance(id, int | str):
        return None
    told = str(id) if isinstance(id, str) or abs(id) < _MOST_ID else ""
    told = told.removeprefix(_GLOBAL)
    return told if told.strip() and len(told) <= _LONGEST_ID else None


def _below(path: str, place: str) -> str:
    """A place in a document that itself stands at a path of a larger one."""
    if path == ROOT:
        return place
    return f"{path}{place.removeprefix(ROOT)}" if place.startswith(ROOT) else f"{path} {place}"


def _with_refunds(data: object) -> tuple[Any, Any, Callable[[str], str]]:
    """An order and its refunds, which the platform serves apart, and where their paths lead."""
    told = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    if told.keys() == {"order", "refunds"}:
        return told["order"], told["refunds"], _beside_refunds
    return cast("Any", data), (), _as_it_is


def _as_it_is(path: str) -> str:
    return path


def _beside_refunds(path: str) -> str:
    """A path of the reader, which is handed order and refunds one beside the other."""
    if path.startswith(ROOT):
        return f"{ROOT}.order{path.removeprefix(ROOT)}"
    return f"{ROOT}.{path.replace(f':{ROOT}', '', 1)}"


_OF_PLATFORM: Mapping[str, Callable[[Document], Iterator[Found | Bads]]] = {
    "shopify": _of_shopify,
    "woocommerce": _of_woocommerce,
}
