"""Scenes: questions to a policy, near the instants at which its answers change."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from postsales.orders.order import Order
from postsales.returns.request import ReturnRequest
from postsales.testing.law import Scene
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.clocks import ZONES, instant_near, instants

if TYPE_CHECKING:
    from postsales.testing.answers import Answer
    from postsales.testing.subject import Subject

__all__ = ["edges", "instants", "scenes"]


def edges(subject: "Subject", order: Order, request: ReturnRequest) -> list[datetime]:
    """The instants at which the policy's answer may change: events, and ends that it tells."""
    told = {order.placed_at, *(event.at for event in order.history)}
    try:
        last = Scene(order, request, max(told))
        answer = subject.ask(last)
        ends = {*answer.ends_at.values()} or _ends_found(subject, last, answer)
    except Exception:  # noqa: BLE001 - a law of its own says that a policy answers everything
        return sorted(told)
    told |= ends
    if answer.decision is not None and answer.decision.next_change is not None:
        told.add(answer.decision.next_change.at)
    return sorted(told)


_LONG, _CLOSE = timedelta(days=400), timedelta(minutes=30)


def _ends_found(subject: "Subject", scene: Scene, answer: "Answer") -> set[datetime]:
    """Where a policy that tells no end ends, to half an hour: what is allowed becomes less."""
    first, last = scene.at, scene.at + _LONG
    allowed = answer.allowed
    if not allowed or subject.ask(scene, at=last).allowed == allowed:
        return set()
    while last - first > _CLOSE:
        middle = first + (last - first) / 2
        if subject.ask(scene, at=middle).allowed == allowed:
            first = middle
        else:
            last = middle
    return {last}


@st.composite
def scenes(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions to a policy."""
    order = draw(subject.orders)
    request = draw(subject.requests(order))
    near = edges(subject, order, request)
    at = instant_near(Dice(draw=draw), order.placed_at, near, _zone(subject))
    return Scene(order, request, at)


def _zone(subject: "Subject") -> str:
    """The zone whose days are counted; where the policy does not say, one that has all edges."""
    told = subject.terms.zone if subject.terms is not None else None
    return told if isinstance(told, str) else ZONES[0]
