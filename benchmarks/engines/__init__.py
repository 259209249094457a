"""Rule engines and expression languages that a shop could choose instead, one module for each.

Every module offers ``peers()``: what its engine can do of the work. Engines that cannot join get
each item joined with its line beforehand; engines without time zones get the window from the
hand-written function. The joining is not timed, which favours the engines; the window is.
"""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from attrs import field, frozen

from benchmarks import simple, work
from benchmarks.agreement import differences
from benchmarks.engines.peer import Peer, Question
from benchmarks.timing import Case

__all__ = ["PACKAGES", "Ready", "by_hand", "ready"]

_MODULES = {
    "business_rules": "business-rules",
    "cel_python": "cel-python",
    "cel_rust": "common-expression-language",
    "durable": "durable_rules",
    "experta": "experta",
    "json_logic": "panzi-json-logic",
    "rule_engine": "rule-engine",
    "zen": "zen-engine",
}
PACKAGES = (*_MODULES.values(),)
"""The packages that the engines come from."""


@frozen
class Ready:
    """The peers that can be timed, by job, each with its case; and what was left out, and why."""

    eligible: list[tuple[Peer, Case]] = field(factory=list)
    full: list[tuple[Peer, Case]] = field(factory=list)
    left_out: list[str] = field(factory=list)


Pairs = Sequence[tuple[work.Order, work.Request]]


def ready(timed: Pairs, compared: Pairs) -> Ready:
    """Every engine that is installed, and answers as the functions by hand do."""
    found = Ready()
    for module, package in _MODULES.items():
        try:
            for peer in import_module(f"benchmarks.engines.{module}").peers():
                _add(found, peer, timed, compared)
        except Exception as problem:  # noqa: BLE001 - whatever an engine does, the others run
            found.left_out.append(f"{package}: {type(problem).__name__}: {problem}")
    return found


def _add(found: Ready, peer: Peer, timed: Pairs, compared: Pairs) -> None:
    for pair in compared:
        question = Question.of(*pair)
        theirs = peer.plain(peer.run(peer.prepared(question)))
        wrong = [*differences(question.order["id"], theirs, by_hand(peer, question))]
        if wrong:
            found.left_out.append(f"{peer.name} ({peer.job}): it answers otherwise, {wrong[0]}")
            return
    inputs = [peer.prepared(Question.of(*pair)) for pair in timed]
    job = found.eligible if peer.job == "eligible" else found.full
    job.append((peer, Case(partial(_all, peer.run, inputs), len(inputs))))


def by_hand(peer: Peer, question: Question) -> object:
    """What the functions by hand answer to the job of this peer."""
    order, request = question.order, question.request
    if peer.job == "eligible":
        return simple.eligible(order, request)
    return simple.money_of(order, request, simple.reasons(order, request))


def _all(run: Callable[[Any], object], inputs: list[Any]) -> None:
    for given in inputs:
        run(given)
