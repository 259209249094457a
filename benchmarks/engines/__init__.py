"""Rule engines and expression languages that a shop could choose instead, one module for each.

Every module offers ``peers()``: what its engine can do of the work. Engines that cannot join get
each item joined with its line beforehand; engines without time zones get the window from the
hand-written function. The joining is not timed, which favours the engines; the window is.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from attrs import field, frozen

from benchmarks import simple, work
from benchmarks.agreement import differences
from benchmarks.engines.peer import Peer, Question
from benchmarks.timing import Case

__all__ = ["Found", "found"]

_MODULES = (
    "business_rules",
    "cel_python",
    "cel_rust",
    "durable",
    "experta",
    "json_logic",
    "rule_engine",
    "zen",
)


@frozen
class Found:
    """The cases that are ready to be timed, by job and name, and what could not be run and why."""

    eligible: dict[str, Case] = field(factory=dict)
    full: dict[str, Case] = field(factory=dict)
    left_out: list[str] = field(factory=list)


def found(orders: Sequence[tuple[work.Order, work.Request]]) -> Found:
    """Every engine that is installed and answers all orders as the functions by hand do."""
    questions = [Question.of(order, request) for order, request in orders]
    ready = Found()
    for module in _MODULES:
        try:
            peers = [*import_module(f"benchmarks.engines.{module}").peers()]
        except ImportError as problem:
            ready.left_out.append(f"{module}: not installed ({problem})")
            continue
        for peer in peers:
            _add(ready, peer, questions)
    return ready


def _add(ready: Found, peer: Peer, questions: list[Question]) -> None:
    inputs = [peer.prepared(question) for question in questions]
    for question, given in zip(questions, inputs, strict=True):
        theirs = peer.plain(peer.run(given))
        wrong = [*differences(question.order["id"], _by_hand(peer, question), theirs)]
        if wrong:
            ready.left_out.append(f"{peer.name} ({peer.job}): answers differ, {wrong[0]}")
            return
    cases = ready.eligible if peer.job == "eligible" else ready.full
    cases[peer.name] = Case(lambda: _all(peer, inputs), len(inputs))


def _by_hand(peer: Peer, question: Question) -> object:
    order, request = question.order, question.request
    if peer.job == "eligible":
        return simple.eligible(order, request)
    return simple.money_of(order, request, simple.reasons(order, request))


def _all(peer: Peer, inputs: list[Any]) -> None:
    run = peer.run
    for given in inputs:
        run(given)
