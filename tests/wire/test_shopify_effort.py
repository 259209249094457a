"""Reading a Shopify order takes steps in proportion to its length, whatever is repeated in it."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

import postsales
from postsales import DocumentErrors
from postsales.wire.shopify import read_order
from tests.wire.shopify_given import PARCEL, Document, adjusted, back, money, move, plain, refund

SOURCE = postsales.__file__.removesuffix("__init__.py")
FEW, MANY = 40, 160
"""Four times as many may take four times the steps, and a little for sorting."""


def steps(document: Document) -> int:
    """How many lines of the library run while a document is read?"""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(SOURCE):
            return None
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read_order(document)
    finally:
        sys.settrace(before)
    return count


def sold(n: int, **changes: Any) -> Document:
    """One line of n units for 1.00 each, paid by one card."""
    line = {"id": 1, "quantity": n, "price": "1.00"}
    total = f"{n}.00"
    return plain(total=total, line_items=[line], transactions=[move(31, "sale", total)]) | changes


def one_back(place: int, line: int = 1) -> Document:
    """A refund of one unit."""
    piece = back(line, 1, "1.00", restock_type="no_restock")
    given = [move(10_000 + place, "refund", "1.00", parent_id=31)]
    return refund(piece, id=1_000 + place, transactions=given)


def taxes(n: int) -> Document:
    """One refund of n pieces, of a line with up to 100 taxes."""
    line = {"id": 1, "quantity": n, "price": "1.00"}
    line["tax_lines"] = [{"price": "0.10"}] * min(n, 100)
    total = f"{n + min(n, 100) / 10:.2f}"
    pieces = [back(1, 1, "1.00", "0.01", restock_type="no_restock") for _ in range(n)]
    given = refund(*pieces, given=f"{n * 1.01:.2f}")
    return plain(
        total=total, line_items=[line], transactions=[move(31, "sale", total)], refunds=[given]
    )


def refunds_of_one_line(n: int) -> Document:
    """N refunds of one unit each."""
    return sold(n, refunds=[one_back(place) for place in range(n)])


def refunds_of_many_lines(n: int) -> Document:
    """N refunds of one line each, of n lines."""
    lines = [{"id": 1 + place, "quantity": 1, "price": "1.00"} for place in range(n)]
    return sold(n, line_items=lines, refunds=[one_back(x, 1 + x) for x in range(n)])


def restocks(n: int) -> Document:
    """N refunds of a unit each that nobody says the way of."""
    pieces = [one_back(place) for place in range(n)]
    for piece in pieces:
        piece["refund_line_items"][0]["restock_type"] = "legacy_restock"
    return sold(n, refunds=pieces)


def shipping(n: int) -> Document:
    """N shipping lines, each given back by itself."""
    lines = [{"id": 5_000 + place, "price": "1.00"} for place in range(n)]
    given: list[Document] = []
    for place in range(n):
        piece = {"shipping_line": {"id": 5_000 + place}, "subtotal_amount_set": money("1.00")}
        moves = [move(10_000 + place, "refund", "1.00", parent_id=31)]
        given.append(
            refund(
                id=1_000 + place,
                refund_shipping_lines=[piece],
                transactions=moves,
                order_adjustments=[adjusted("shipping_refund", "-1.00")],
            )
        )
    document = sold(n, shipping_lines=lines, refunds=given, total_price=f"{2 * n}.00")
    return document | {"transactions": [move(31, "sale", f"{2 * n}.00")]}


def captures(n: int) -> Document:
    """N captures of one hold."""
    taken = [move(100 + place, "capture", "1.00", parent_id=31) for place in range(n)]
    return sold(n, transactions=[move(31, "authorization", f"{n}.00"), *taken])


def loose_refunds(n: int) -> Document:
    """N refunds among the transactions that no refund names."""
    given = [move(100 + place, "refund", "1.00", parent_id=31) for place in range(n)]
    return sold(n, transactions=[move(31, "sale", f"{n}.00"), *given])


def parcels(n: int) -> Document:
    """N parcels of one unit each."""
    piece = [{"id": 1, "quantity": 1}]
    sent = [PARCEL | {"id": 1 + place, "line_items": piece} for place in range(n)]
    return sold(n, fulfillments=sent)


class TestEffort:
    """Four times as much of anything is read in about four times the steps."""

    @pytest.mark.parametrize(
        "shape",
        [
            taxes,
            refunds_of_one_line,
            refunds_of_many_lines,
            restocks,
            shipping,
            captures,
            loose_refunds,
            parcels,
        ],
        ids=lambda shape: shape.__name__.replace("_", " "),
    )
    def test_it_grows_like_the_document(self, shape: Callable[[int], Document]) -> None:
        steps(shape(FEW))  # what is loaded once is loaded
        assert steps(shape(MANY)) < 4.4 * steps(shape(FEW))

    def test_a_line_has_at_most_a_hundred_taxes(self) -> None:
        line = {"id": 1, "quantity": 1, "price": "1.00", "tax_lines": [{"price": "0.00"}] * 100}
        read_order(plain(total="1.00", line_items=[line]))
        line["tax_lines"] = [{"price": "0.00"}] * 101
        with pytest.raises(DocumentErrors) as caught:
            read_order(plain(total="1.00", line_items=[line]))
        assert [str(x) for x in caught.value] == [
            "$.line_items[0].tax_lines are 101, and at most 100 taxes are understood"
        ]
