"""The machine: the library agrees with itself, and a backend with a mistake is found."""

import sqlite3

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from postsales import Cancelled, Event, Money, Position
from postsales.testing.law import LawBroken
from postsales.testing.machine import Host, LifecycleMachine, OrderHost
from tests.testing.shop import Shop, in_order

QUICK = settings(max_examples=25, stateful_step_count=15, deadline=None, derandomize=True)


def test_the_library_agrees_with_itself() -> None:
    run_state_machine_as_test(LifecycleMachine, settings=QUICK)


class Forgetful(OrderHost):
    """A backend that does not hear of cancellations."""

    def book(self, event: Event) -> None:
        if not isinstance(event, Cancelled):
            super().book(event)


class Generous(OrderHost):
    """A backend that counts disputed money as its own."""

    def refundable(self) -> Money:
        at = max([self.order.placed_at, *(x.at for x in self.order.history)])
        money = self.order.position(at=at).money
        return money.total - money.refunded - money.reserved


@pytest.mark.parametrize(
    ("host", "about"),
    [
        pytest.param(Forgetful, "the units of", id="cancellations are not heard"),
        pytest.param(Generous, "what can still be given back", id="disputes are not counted"),
    ],
)
def test_a_mistake_is_found(host: type[OrderHost], about: str) -> None:
    class Machine(LifecycleMachine):
        def make_host(self) -> Host:
            return host()

    with pytest.raises(LawBroken, match=about) as caught:
        run_state_machine_as_test(Machine, settings=settings(QUICK, max_examples=100))
    assert "What has happened" in str(caught.value)


class TestAShop:
    """A small shop over SQLite: right as it stands, found out with the mistake that it had."""

    def machine(self, *, mistake: str = "") -> type[LifecycleMachine]:
        class ShopMachine(LifecycleMachine):
            def make_host(self) -> Host:
                return Shop(sqlite3.connect(":memory:"), mistake=mistake)

            def is_possible(self, event: Event, position: Position) -> bool:
                return in_order(event, position)

        return ShopMachine

    def test_as_it_stands(self) -> None:
        run_state_machine_as_test(self.machine(), settings=QUICK)

    def test_with_its_mistake(self) -> None:
        machine = self.machine(mistake="failed refunds stay booked")
        with pytest.raises(LawBroken, match="what can still be given back") as caught:
            run_state_machine_as_test(machine, settings=settings(QUICK, max_examples=500))
        assert "RefundStatus.FAILED" in str(caught.value)


def test_time_can_go_on_before_anything_happens() -> None:
    machine = LifecycleMachine()
    machine.tick(hours=1)
    machine.pay(code=1)
    machine.settle(code=1)
    machine.agrees()
    assert machine.model is None
    assert isinstance(machine.make_host(), OrderHost)
