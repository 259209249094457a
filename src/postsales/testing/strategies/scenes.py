"""Scenes: questions to a policy, near the instants at which its answers change."""

from datetime import datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from postsales.orders.order import Order
from postsales.returns.request import ReturnRequest
from postsales.testing.law import Scene
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.clocks import ZONES, instant_near, instants

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["edges", "instants", "scenes"]


def edges(subject: "Subject", order: Order, request: ReturnRequest) -> list[datetime]:
    """The instants at which the policy's answer may change: events, and ends that it tells."""
    told = {order.placed_at, *(event.at for event in order.history)}
    try:
        answer = subject.ask(Scene(order, request, max(told)))
    except Exception:  # noqa: BLE001 - a law of its own says that a policy answers everything
        return sorted(told)
    told |= {*answer.ends_at.values()}
    if answer.decision is not None and answer.decision.next_change is not None:
        told.add(answer.decision.next_change.at)
    return sorted(told)


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
