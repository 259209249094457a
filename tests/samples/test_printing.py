"""What an order and terms are made of prints as it evaluates, and shows nothing that is derived."""

import datetime  # noqa: ICN001 - by this name dates print themselves
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import postsales
from postsales import CancellationTerms, Days, Order, Place, ReasonKind
from postsales.samples import orders, refund_terms, requests, terms

NAMES = {name: getattr(postsales, name) for name in vars(postsales)["__all__"]}
TERMS = {
    "of returns": terms,
    "of refunds": refund_terms,
    "of cancellations": CancellationTerms(
        id="acme",
        version="1",
        within=Days(2),
        zone="Europe/Berlin",
        reasons={"too_late": ReasonKind.REMORSE},
    ),
    "of a customer's zone": postsales.ReturnTerms(
        id="acme", version="1", zone=Place.CUSTOMER, window=terms.window
    ),
}


def again(value: object) -> Any:
    """What the text of a value evaluates to."""
    return eval(repr(value), {**NAMES, "datetime": datetime, "Decimal": Decimal})  # noqa: S307


def parts(order: Order) -> Iterator[object]:
    """An order and all that it is made of, from the smallest."""
    yield from (*order.lines, *order.charges, *order.history, requests[order.id], order)


@pytest.mark.parametrize("order", orders, ids=lambda order: order.id)
def test_an_order_with_all_its_parts(order: Order) -> None:
    for part in parts(order):
        assert again(part) == part


@pytest.mark.parametrize("name", TERMS)
def test_terms(name: str) -> None:
    assert again(TERMS[name]) == TERMS[name]
