"""Requests about an order: some units, all of them, or more than there are."""

from hypothesis import strategies as st

from postsales.orders.order import Order
from postsales.returns.request import ReturnRequest
from postsales.testing.strategies.orders import Dice

__all__ = ["requests"]


def _request(order: Order, code: int, reason: str) -> ReturnRequest:
    dice = Dice(code)
    asked = {line.id: dice.below(line.quantity + 3) for line in order.lines}
    units = {line: k for line, k in asked.items() if k} or {order.lines[0].id: 1}
    return ReturnRequest.of(units, reason=reason)


def requests(
    order: Order, reasons: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[ReturnRequest]:
    """Requests about an order, some for more than was bought."""
    words = st.just("remorse") if reasons is None else reasons
    return st.builds(_request, st.just(order), st.integers(0, 10**4), words)
