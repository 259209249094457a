"""Orders from the places that the command line names, one by one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from postsales.basics._errors import PostsalesError, short
from postsales.cli.answers import Bad, Found
from postsales.cli.arguments import Usage
from postsales.cli.documents import ROOT, Document, check_file, documents
from postsales.cli.named import named
from postsales.orders.order import Order

if TYPE_CHECKING:
    from postsales.wire.documents import OrderReading

__all__ = ["orders_from"]


def orders_from(origin: str, sources: Iterable[str]) -> Iterator[Found | Bad]:
    """The orders of all sources in turn, and the documents that are none as problems.

    Raises:
        Usage: a source does not exist or is of the wrong kind; said before the first order.
    """
    if origin == "python":
        named_ones = [(spec, _several(spec)) for spec in sources]
        return (found for spec, orders in named_ones for found in _of_python(spec, orders))
    paths = list(sources)
    for path in paths:
        check_file(path)
    read = _of_shopify if origin == "shopify" else _of_woocommerce
    return (found for path in paths for x in documents(path) for found in read(x))


def _several(spec: str) -> "Iterable[object]":
    found = named(spec, "SOURCE")
    if isinstance(found, Order):
        return (found,)
    kind = type(found).__name__
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable):
        raise Usage(
            f"the source {short(spec)} is a {kind}: an Order or an iterable of orders is needed"
        )
    return cast("Iterable[object]", found)


def _of_python(spec: str, orders: "Iterable[object]") -> Iterator[Found | Bad]:
    place = -1
    try:
        for place, order in enumerate(orders):
            if isinstance(order, Order):
                yield Found(order, spec)
            else:
                says = f"is {short(order)}, and an Order is needed"
                yield Bad(spec, None, f"{ROOT}[{place}]", says)
    except PostsalesError as error:
        # An iterable that makes its orders as it goes ends with the first that cannot be.
        yield Bad(spec, None, f"{ROOT}[{place + 1}]", f"cannot be: {error}")


def _of_woocommerce(document: Document | Bad) -> Iterator[Found | Bad]:
    from postsales.wire.woocommerce import read_order

    if isinstance(document, Bad):
        yield document
        return
    order, refunds = _with_refunds(document.data)
    yield from _read(document, lambda: read_order(order, refunds))


def _of_shopify(document: Document | Bad) -> Iterator[Found | Bad]:
    from postsales.wire.shopify import read_order

    if isinstance(document, Bad):
        yield document
        return
    for order in _of_reply(document):
        yield from _read(order, partial(read_order, cast("Any", order.data)))


def _read(document: Document, read: "Callable[[], OrderReading]") -> Iterator[Found | Bad]:
    from postsales.wire.documents import DocumentErrors

    source, line, path = document.source, document.line, document.path
    try:
        found = read()
    except DocumentErrors as problems:
        for problem in problems:
            yield Bad(source, line, _below(path, problem.path), problem.says)
    else:
        yield Found(found.order, source, line, found.assumed, found.unmapped)


def _of_reply(document: Document) -> Iterator[Document]:
    """The orders of a reply, which holds one order or a list of them under a single key."""
    data: Any = document.data
    keys = cast("dict[str, Any]", data).keys() if isinstance(data, dict) else set[str]()
    if keys == {"order"}:
        yield evolve(document, data=data["order"], path=f"{document.path}.order")
    elif keys == {"orders"} and isinstance(data["orders"], list):
        for place, order in enumerate(cast("list[object]", data["orders"])):
            yield evolve(document, data=order, path=f"{document.path}.orders[{place}]")
    else:
        yield document


def _below(path: str, place: str) -> str:
    """A place in a document that itself stands at a path of a larger one."""
    if path == ROOT:
        return place
    return f"{path}{place.removeprefix(ROOT)}" if place.startswith(ROOT) else f"{path} {place}"


def _with_refunds(data: Any) -> tuple[Any, Any]:
    """An order and its refunds, which the platform serves apart."""
    if isinstance(data, dict) and cast("dict[str, Any]", data).keys() == {"order", "refunds"}:
        parts = cast("dict[str, Any]", data)
        return parts["order"], parts["refunds"]
    return cast("Any", data), ()
