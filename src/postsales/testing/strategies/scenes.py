"""Scenes: questions to a policy, near the instants at which its answers change."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from postsales.orders.order import Order
from postsales.returns.request import ReturnRequest
from postsales.testing.law import Scene

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["edges", "instants", "scenes"]

_NEAR = (timedelta(microseconds=-1), timedelta(0), timedelta(microseconds=1), timedelta(days=1))
_SPAN = timedelta(days=400)
_MICROSECONDS = int(_SPAN / timedelta(microseconds=1))


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


def instants(start: datetime, near: Iterable[datetime] = ()) -> st.SearchStrategy[datetime]:
    """Instants after a start: on the edges that are given, a microsecond beside them, or anywhere.

    They shrink towards the start.
    """
    close = [edge + step for edge in near for step in _NEAR]
    anywhere = st.integers(0, _MICROSECONDS).map(lambda n: start + timedelta(microseconds=n))
    return st.one_of(st.sampled_from(close), anywhere) if close else anywhere


@st.composite
def scenes(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions to a policy."""
    order = draw(subject.orders)
    request = draw(subject.requests(order))
    at = draw(instants(order.placed_at, edges(subject, order, request)))
    return Scene(order, request, at)
