"""The backend over SQLite says the same of units and money as the model, after every step."""

from attrs import evolve
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from postsales import Customer, Event, LineKind, Money, Order, Refunded
from postsales.testing.machine import HostUnits, LifecycleMachine, OrderHost
from postsales.testing.strategies import World
from sqlite_shop import Shop
from tests.hosts.given import TERMS

SOLD_HERE = World(
    kinds=[LineKind.GOODS], tags=[None], markets=[None], channels=[None], tiers=[None]
)


class ShopHost(OrderHost):
    """The shop, and beside it the order that its rows have to give again."""

    def __init__(self) -> None:
        self.shop = Shop(":memory:")

    def place(self, order: Order) -> None:
        customer = order.customer or Customer("C-7", zone="Europe/Berlin")
        self.order = evolve(order, customer=evolve(customer, zone=customer.zone or "UTC"))
        self.shop.place(self.order, terms=TERMS, locale="en")

    def book(self, event: Event) -> None:
        self.shop.book(self.order.id, event)
        # Of a refund that somebody else gave, the shop keeps the amount alone.
        told = event
        if isinstance(event, Refunded):
            told = Refunded(event.amount, status=event.status, at=event.at, ref=event.ref)
        self.order = self.order.after(told)

    def units(self, line: str) -> HostUnits:
        read = self.shop.order(self.order.id)
        assert sorted(read.history, key=repr) == sorted(self.order.history, key=repr)
        assert evolve(read, history=()) == evolve(self.order, history=())
        mine = OrderHost()
        mine.order = read
        return mine.units(line)

    def refundable(self) -> Money:
        mine = OrderHost()
        mine.order = self.shop.order(self.order.id)
        return mine.refundable()


class ShopMachine(LifecycleMachine):
    """Drives the shop."""

    world = SOLD_HERE

    def make_host(self) -> ShopHost:
        return ShopHost()

    def is_possible(self, event: Event, position: object) -> bool:
        return not isinstance(event, Refunded) or bool(event.ref)

    def teardown(self) -> None:
        if isinstance(self.host, ShopHost):
            self.host.shop.close()


def test_the_rows_are_the_order() -> None:
    quick = settings(
        max_examples=20,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink],
    )
    run_state_machine_as_test(ShopMachine, settings=quick)
