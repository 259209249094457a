"""What the modules of the engines share: a question in an engine's words, and what a peer is."""

from collections.abc import Callable
from typing import Any, TypedDict

from attrs import frozen

from benchmarks.simple import deadline
from benchmarks.work import KINDS, REMORSE, WINDOW_DAYS, Order, Request

__all__ = ["Item", "Peer", "Question", "Reasons", "in_time"]

Reasons = list[tuple[str, ...]]
"""The codes against each item of a request, in the order of ``work.CODES``."""


class Item(TypedDict):
    """An item of the request, joined with its line: all that an engine is asked about."""

    id: str
    category: str
    final_sale: bool
    fault: bool
    asked: int
    left: int
    qty: int
    returned: int
    price: int
    tax: int


@frozen
class Question:
    """One order and request, and its items as an engine wants them."""

    order: Order
    request: Request
    items: list[Item]

    @classmethod
    def of(cls, order: Order, request: Request) -> "Question":
        """The items joined with their lines."""
        lines = {line["id"]: line for line in order["lines"]}
        items: list[Item] = []
        for id, asked, reason in request["items"]:
            line = lines[id]
            items.append(
                {
                    "id": id,
                    "category": line["category"],
                    "final_sale": line["final_sale"],
                    "fault": KINDS[reason] != REMORSE,
                    "asked": asked,
                    "left": line["qty"] - line["returned"],
                    "qty": line["qty"],
                    "returned": line["returned"],
                    "price": line["price"],
                    "tax": line["tax"],
                }
            )
        return cls(order, request, items)


def in_time(question: Question) -> bool:
    """The window, for engines that know no time zones."""
    order = question.order
    ends_at = deadline(order["delivered_at"], order["zone"], WINDOW_DAYS)
    return question.request["now"] < ends_at


@frozen
class Peer:
    """One way of doing some of the work with an engine.

    ``eligible`` answers yes or no for each item, ``reasons`` gives every reason against each item,
    and ``full`` gives reasons and money; a peer has one of them. ``prepared`` makes of a question
    what the engine is handed.
    """

    name: str
    prepared: Callable[[Question], Any]
    eligible: Callable[[Any], list[bool]] | None = None
    reasons: Callable[[Any], Reasons] | None = None
    full: Callable[[Any], Any] | None = None
