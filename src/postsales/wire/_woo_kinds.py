"""What a document of WooCommerce is, where it is none that can be read as it stands.

Source: WooCommerce REST API, version 3, orders and order refunds; a batch is answered with what was
created, updated and deleted, and with an ``error`` in the place of what could not be.
"""

from collections.abc import Mapping
from typing import cast

from postsales.basics._errors import short
from postsales.wire.documents import DocumentErrors, Problem

_BATCH = frozenset({"create", "update", "delete"})


def check(name: str, document: object, *, wanted: str) -> None:
    """Let pass what can be an order, or a refund: whichever is wanted.

    Raises:
        DocumentErrors: it is something else; with what to read instead.
    """
    says = None
    if isinstance(document, list | tuple):
        says = f"is a list, and {wanted} is needed: read what is in it one by one"
    elif isinstance(document, Mapping):
        says = _instead(cast("Mapping[object, object]", document), wanted)
    if says is not None:
        raise DocumentErrors(name, [Problem("$", says)])


def _instead(document: Mapping[object, object], wanted: str) -> str | None:
    keys = frozenset(key for key in document if isinstance(key, str))
    if keys and keys <= _BATCH:
        return (
            "is the reply to a batch: read what stands in $.create and $.update one by one; what "
            "stands in $.delete is gone from the shop, told as it was"
        )
    if isinstance(document.get("error"), Mapping) and "line_items" not in keys:
        error = cast("Mapping[object, object]", document["error"])
        return f"is no document but what the shop refused: {short(error.get('message'))}"
    is_refund = "amount" in keys and keys.isdisjoint({"total", "status", "currency"})
    if is_refund and wanted == "an order":
        return "is a refund, and an order is needed: read_refund reads it, with its order"
    if wanted == "a refund" and {"status", "currency", "total"} <= keys:
        return "is an order, and a refund is needed: read_order reads it"
    return None
