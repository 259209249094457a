"""What the modules of the engines share: a question in an engine's words, and what a peer is."""

from collections.abc import Callable
from enum import Enum
from typing import Any, Literal, TypedDict

from attrs import frozen

from benchmarks.simple import FullAnswer, Reasons, deadline, money_of
from benchmarks.work import KINDS, REMORSE, WINDOW_DAYS, Order, Request

__all__ = ["Item", "Kind", "Peer", "Question", "eligible", "full", "in_time"]


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


class Kind(Enum):
    """What is the engine handed?"""

    RULES = "rules"
    """Rules or a table, all of which it runs."""
    EXPRESSION = "expression"
    """One expression at a time; which ones there are, and what follows, is told by hand."""


@frozen
class Peer:
    """One way of doing the work with an engine.

    Jobs: ``eligible`` is yes or no for each item; ``full`` is every reason against each item, and
    the money. ``prepared`` makes a question into what ``run`` is handed, and ``plain`` the result
    of ``run`` into what is compared; neither is timed.
    """

    name: str
    kind: Kind
    job: Literal["eligible", "full"]
    run: Callable[[Any], Any]
    prepared: Callable[[Question], Any]
    plain: Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


def eligible(
    name: str,
    kind: Kind,
    run: Callable[[Any], Any],
    *,
    prepared: Callable[[Question], Any] = _as_it_is,
    plain: Callable[[Any], list[bool]] = list,
) -> Peer:
    """A peer that says yes or no."""
    return Peer(name, kind, "eligible", run, prepared, plain)


def full(
    name: str,
    kind: Kind,
    reasons: Callable[[Any], Reasons],
    *,
    prepared: Callable[[Question], Any] = _as_it_is,
) -> Peer:
    """A peer whose engine finds the reasons, and whose money is done by hand."""

    def run(given: tuple[Question, Any]) -> FullAnswer:
        question, made = given
        return money_of(question.order, question.request, reasons(made))

    def with_question(question: Question) -> tuple[Question, Any]:
        return question, prepared(question)

    return Peer(f"{name}, money by hand", kind, "full", run, with_question, _as_it_is)
