"""What a document of Shopify is, by what only such a document has; and what to read instead.

Rules of this file: a document is recognised by the names of its parts alone, so that what is wrong
inside of it stays the reader's to say. Nothing is read here.

Source: Shopify's REST Admin resources (Order, Draft Order, Refund and its calculation, Transaction,
Tender Transaction, Fulfillment, Fulfillment Event, Balance transactions of payouts), 2024-10.
"""

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import frozen

from postsales.wire._data import below
from postsales.wire.documents import DocumentErrors, Problem

__all__ = [
    "ORDER",
    "PARCEL",
    "PARCEL_EVENT",
    "REFUND",
    "RETURN",
    "TRANSACTION",
    "check",
    "is_graph",
]


@frozen(weakref_slot=False)
class Kind:
    """A kind of document: its name, what to do with it, and what it alone has.

    ``has`` are names of which a document of the kind has all, ``lacks`` such of which it has none.
    """

    name: str
    instead: str
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()

    def fits(self, keys: frozenset[str]) -> bool:
        """Is it a document of this kind, by the names of its parts?"""
        return keys.issuperset(self.has) and keys.isdisjoint(self.lacks)


_ORDERS = "read_order reads it"
_REFUNDS = "read_refund reads it, with the order that it is of"
_MOVES = "read_transactions reads it, with the order that it is of"
_PARCELS = "read_fulfillment reads it, with the order that it is of"
_EVENTS = "read_fulfillment_event reads it, with the order that it is of"
_RETURNS = "read_return reads it, with the order that it is of"

DRAFT = Kind(
    "a draft order",
    "nothing was agreed yet; once it is completed, $.order_id names the order to read",
    ("invoice_sent_at",),
)
ORDER = Kind("an order", _ORDERS, ("line_items", "financial_status"))
ORDER_OF_GRAPH = Kind("an order", _ORDERS, ("lineItems", "displayFinancialStatus"))
CALCULATED = Kind(
    "what a refund would come to",
    "nothing was given back; the refund that is made of it has an id and a time",
    ("refund_line_items", "transactions"),
    ("id", "created_at"),
)
SUGGESTED = Kind(CALCULATED.name, CALCULATED.instead, ("maximum_refundable",), ("id", "created_at"))
REFUND = Kind("a refund", _REFUNDS, ("refund_line_items",))
REFUND_OF_GRAPH = Kind("a refund", _REFUNDS, ("refundLineItems",), ("returnLineItems",))
RETURN = Kind("a return", _RETURNS, ("returnLineItems",))
TENDER = Kind(
    "a tender transaction",
    "it tells the money of a transaction of the order once more, without what became of it; read "
    "the transactions of the order",
    ("payment_method", "remote_reference"),
)
PAYOUT = Kind(
    "a transaction of a payout",
    "that is between Shopify and the shop, and nothing the customer paid or got; read the "
    "transactions of the order",
    ("payout_id",),
)
TRANSACTION = Kind("a transaction", _MOVES, ("kind", "gateway"))
TRANSACTION_OF_GRAPH = Kind("a transaction", _MOVES, ("kind", "amountSet"))
PARCEL_EVENT = Kind("an event of a fulfilment", _EVENTS, ("fulfillment_id", "happened_at"))
PARCEL = Kind("a fulfilment", _PARCELS, ("order_id", "status", "line_items", "created_at"))
PARCEL_OF_GRAPH = Kind("a fulfilment", _PARCELS, ("fulfillmentLineItems",))
_KINDS = (
    DRAFT,
    ORDER,
    ORDER_OF_GRAPH,
    CALCULATED,
    SUGGESTED,
    REFUND,
    RETURN,
    REFUND_OF_GRAPH,
    TENDER,
    PAYOUT,
    PARCEL_EVENT,
    TRANSACTION,
    TRANSACTION_OF_GRAPH,
    PARCEL,
    PARCEL_OF_GRAPH,
)
_REPLIES = frozenset(
    {
        "data",
        "draft_order",
        "fulfillment",
        "fulfillment_event",
        "fulfillments",
        "node",
        "order",
        "orders",
        "refund",
        "refunds",
        "return",
        "returns",
        "tender_transactions",
        "transaction",
        "transactions",
    }
)


def check(name: str, wanted: Kind, document: object) -> None:
    """Let pass what can be of the kind that is wanted.

    Raises:
        DocumentErrors: it is of another kind; with what to read instead.
    """
    found = problem(wanted, document, "$")
    if found is not None:
        raise DocumentErrors(name, [found])


def problem(wanted: Kind, document: object, path: str) -> Problem | None:
    """What is wrong with a document of another kind; None when it can be of the one wanted."""
    if not isinstance(document, Mapping):
        return None
    raw = cast("Mapping[object, object]", document)
    keys = frozenset(key for key in raw if isinstance(key, str))
    if len(keys) == 1 and keys <= _REPLIES:
        return Problem(path, f"is a reply: read what stands at {below(path, *keys)}")
    found = next((kind for kind in _KINDS if kind.fits(keys)), None)
    if found is None or found.name == wanted.name:
        return None
    says = f"is {found.name}, and {wanted.name} is needed: {found.instead}"
    return Problem(path, says)


_GRAPH_ALONE = frozenset({"createdAt", "lineItems", "amountSet", "displayFinancialStatus"})


def is_graph(documents: Iterable[object]) -> bool:
    """Are these told as the GraphQL interface tells them?"""
    return any(
        _is_graph(cast("Mapping[object, object]", document))
        for document in documents
        if isinstance(document, Mapping)
    )


def _is_graph(document: Mapping[object, object]) -> bool:
    id = document.get("id")
    has_gid = isinstance(id, str) and id.startswith("gid://")
    return has_gid or not _GRAPH_ALONE.isdisjoint(key for key in document if isinstance(key, str))
