"""The backend over SQLite says the same of units and money as the model, after every step."""

from attrs import evolve
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from postsales import Customer, Event, Order, Position, Refunded
from postsales.testing.machine import LifecycleMachine, OrderHost
from sqlite_shop import Shop
from sqlite_shop.rows import as_kept
from tests.hosts.given import TERMS


class ShopHost(OrderHost):
    """Its ``order`` is what the rows give; ``expected`` is what they have to give."""

    expected: Order

    def __init__(self) -> None:
        self.shop = Shop(":memory:")
        self.shop.set_up()

    def place(self, order: Order) -> None:
        self.told = 0
        self.expected = evolve(order, customer=order.customer or Customer("C-7"))
        self.shop.place(self.expected, terms=TERMS, locale="en")
        self._read()

    def book(self, event: Event) -> None:
        self.told += 1
        key = event.ref if isinstance(event, Refunded) else f"message-{self.told}"
        self.shop.book(self.expected.id, event, key=key)
        self.expected = self.expected.after(as_kept(event, self.expected))
        self._read()

    def _read(self) -> None:
        self.order = self.shop.order(self.expected.id)
        assert sorted(self.order.history, key=repr) == sorted(self.expected.history, key=repr)
        assert evolve(self.order, history=()) == evolve(self.expected, history=())


class ShopMachine(LifecycleMachine):
    """Drives the shop."""

    def make_host(self) -> ShopHost:
        return ShopHost()

    def is_possible(self, event: Event, position: Position) -> bool:
        return not isinstance(event, Refunded) or bool(event.ref)

    def teardown(self) -> None:
        if isinstance(self.host, ShopHost):
            self.host.shop.close()


def test_the_rows_are_the_order() -> None:
    quick = settings(
        max_examples=40,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink],
    )
    run_state_machine_as_test(ShopMachine, settings=quick)
