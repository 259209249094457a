"""Many parcels of one line: found by their names, they move units as one by one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Cancelled,
    Delivered,
    Event,
    InvalidOrder,
    Line,
    LineRefund,
    Lost,
    Order,
    Paid,
    Received,
    Refunded,
    Shipped,
    Tender,
)
from postsales.orders import _goods
from postsales.testing import strategies
from postsales.testing.strategies.clocks import PLACED

NEVER = 10**9
LATER = "2999-01-01T00:00Z"


@contextmanager
def by_name_from(lots: int) -> Iterator[None]:
    """Parcels are looked up by their names from so many lots of a line on."""
    before = _goods.MANY
    _goods.MANY = lots
    try:
        yield
    finally:
        _goods.MANY = before


def outcome(lines: Sequence[Line], history: Sequence[Event], lots: int) -> object:
    """The position at the end, or the error with its words."""
    with by_name_from(lots):
        try:
            order = Order(id="1", placed_at=PLACED, lines=lines, history=history)
            return order.position(at=LATER)
        except InvalidOrder as error:
            return str(error)


KINDS = st.sampled_from(["ship", "ship", "ship", "deliver", "deliver", "lose", "call off", "back"])
STEPS = st.lists(
    st.tuples(KINDS, st.integers(1, 3), st.sampled_from(["", "a", "b", "c"]), st.integers(0, 3)),
    max_size=14,
)


def happened(steps: Sequence[tuple[str, int, str, int]]) -> list[Event]:
    """Events one after the other, some of them at one instant."""
    at, found = PLACED, list[Event]()
    for kind, k, ref, hours in steps:
        at += timedelta(hours=hours)
        units = {"tee": k}
        match kind:
            case "ship":
                found.append(Shipped(units, at=at, ref=ref))
            case "deliver":
                found.append(Delivered(units, at=at, ref=ref))
            case "lose":
                found.append(Lost(units, at=at, ref=ref))
            case "call off":
                found.append(Cancelled(units, at=at, ref=ref))
            case _:
                found.append(Received(units, at=at, ref=ref))
    return found


class TestTheSame:
    """Wherever parcels are looked up by their names, the answer is that of one by one."""

    @given(STEPS)
    def test_of_any_history(self, steps: list[tuple[str, int, str, int]]) -> None:
        lines = [Line("tee", quantity=12, total=EUR("12.00"))]
        history = happened(steps)
        assert outcome(lines, history, 0) == outcome(lines, history, NEVER)

    @given(strategies.orders() | strategies.delivered())
    def test_of_any_order(self, some: Order) -> None:
        for lots in (0, 1, NEVER):
            with by_name_from(lots):
                again = evolve(some, history=list(some.history))
                assert again.position(at=LATER) == some.position(at=LATER)

    def test_of_many_parcels_with_refunds_between(self) -> None:
        lines = [Line("tee", quantity=30, total=EUR("30.00"))]
        history: list[Event] = [Paid(EUR("30.00"), tender=Tender.card("c"), at=PLACED)]
        for place in range(20):
            at = PLACED + timedelta(hours=place)
            one = [LineRefund("tee", units=1, price=EUR("1.00"))]
            history += [
                Shipped({"tee": 1}, at=at, ref=f"p-{place}"),
                Refunded(EUR("1.00"), lines=one, at=at, ref=f"r-{place}"),
                Delivered({"tee": 1}, at=at + timedelta(hours=9), ref=f"p-{place}"),
            ]
        found = outcome(lines, history, _goods.MANY)
        assert found == outcome(lines, history, NEVER)
        order = Order(id="1", placed_at=PLACED, lines=lines, history=history)
        units = order.position(at=LATER).units("tee")
        assert (units.open, units.delivered, units.refunded) == (10, 20, 20)
        assert [lot.ref for lot in units.lots] == [f"p-{place}" for place in range(20)]
