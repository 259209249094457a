"""The machine: the library agrees with itself, and a backend with a mistake is found."""

from datetime import timedelta

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from postsales import (
    EUR,
    JPY,
    Cancelled,
    Chargeback,
    Delivered,
    Event,
    InvalidValue,
    Line,
    Lost,
    Money,
    Order,
    Paid,
    Received,
    ReturnRequested,
    Shipped,
    Tender,
)
from postsales.testing.law import LawBroken
from postsales.testing.machine import Host, HostUnits, LifecycleMachine, OrderHost, in_order
from postsales.testing.strategies import World
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.steps import BY_NAME
from tests.architecture.source import ROOT

# To trace what laws draw and ask here would double the time.
pytestmark = pytest.mark.no_cover

QUICK = settings(
    max_examples=25,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
)


def test_the_library_agrees_with_itself() -> None:
    run_state_machine_as_test(LifecycleMachine, settings=QUICK)


def test_the_guide_and_the_host_tell_everything_that_a_backend_hears() -> None:
    at, card = "2026-03-02T10:15Z", Tender.card("card")
    tee = Line("tee", quantity=2, total=EUR("40.00"))
    paid = Paid(EUR("40.00"), tender=card, at=at)
    taken = Chargeback(EUR("1.00"), tender=card, at=at)
    order = Order(id="1", placed_at=at, lines=[tee], history=[paid, taken])
    later = order.placed_at + timedelta(days=1)
    moves = BY_NAME.values()
    told = {type(move(order, Dice(code), later)).__name__ for move in moves for code in range(8)}
    guide = (ROOT / "docs/how-to/drive-your-backend.md").read_text("utf-8")
    rows = {name for name in told if f"| `{name}`" in guide}
    assert rows == {name for name in told if f"``{name}``" in str(Host.__doc__)} == told


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


class Misspelt(OrderHost):
    """A backend that tells a state of its own."""

    def units(self, line: str) -> HostUnits:
        return {"delivred": super().units(line)["delivered"]}


def test_a_state_that_no_unit_is_in_is_refused_by_name() -> None:
    class Machine(LifecycleMachine):
        def make_host(self) -> Host:
            return Misspelt()

    says = r"units\('\w+'\).*'delivred': no such state of units; units are open, in_transit, "
    with pytest.raises(InvalidValue, match=says):
        run_state_machine_as_test(Machine, settings=settings(QUICK, max_examples=1))


class TestWorlds:
    """A machine sells what its world says."""

    def test_one_currency(self) -> None:
        seen: set[str] = set()

        class Watching(OrderHost):
            def place(self, order: Order) -> None:
                seen.add(order.currency.code)
                super().place(order)

        class Machine(LifecycleMachine):
            world = World(currencies=[JPY])

            def make_host(self) -> Host:
                return Watching()

        run_state_machine_as_test(Machine, settings=QUICK)
        assert seen == {"JPY"}


AT = "2026-03-02T10:15Z"
ORDER = Order(id="1", placed_at=AT, lines=[Line("tee", quantity=3, total=EUR("30.00"))]).after(
    Shipped({"tee": 2}, at=AT), Delivered({"tee": 1}, at=AT)
)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(Shipped({"tee": 1}, at=AT), True, id="as many leave as are there"),
        pytest.param(Shipped({"tee": 2}, at=AT), False, id="more leave than are there"),
        pytest.param(Delivered({"tee": 1}, at=AT), True, id="what is on its way arrives"),
        pytest.param(Delivered({"tee": 2}, at=AT), False, id="more arrive than are on their way"),
        pytest.param(Lost({"tee": 1}, at=AT), True, id="what is on its way is lost"),
        pytest.param(Lost({"tee": 2}, at=AT), False, id="what has arrived is lost"),
        pytest.param(Cancelled({"tee": 1}, at=AT), True, id="what has not left is called off"),
        pytest.param(Cancelled({"tee": 2}, at=AT), False, id="what has left is called off"),
        pytest.param(Received({"tee": 1}, at=AT), True, id="what has arrived comes back"),
        pytest.param(Received({"tee": 2}, at=AT), False, id="more come back than have arrived"),
        pytest.param(ReturnRequested({"tee": 3}, at=AT), True, id="a return moves no units"),
    ],
)
def test_told_in_order(event: Event, expected: bool) -> None:
    assert in_order(event, ORDER.position(at=AT)) is expected


PAID = "Paid(amount=Money.of('10.00', 'EUR'), tender=Tender('card', kind=TenderKind.CARD))"


class TestAFailure:
    """It says what was sold and what has happened, in short."""

    def message(self) -> tuple[str, list[str]]:
        class Machine(LifecycleMachine):
            world = World(currencies=[EUR])

            def make_host(self) -> Host:
                return Forgetful()

        with pytest.raises(LawBroken) as caught:
            run_state_machine_as_test(Machine, settings=settings(QUICK, max_examples=100))
        return str(caught.value), caught.value.__notes__

    def test_the_simplest_is_told(self) -> None:
        told, steps = self.message()
        assert told.splitlines() == [
            "the backend and the model differ about the units of 'tee'",
            "  backend  {'open': 1, 'cancelled': 0}",
            "  model    {'open': 0, 'cancelled': 1}",
            "",
            "What was sold:",
            "  tee: 1 for EUR 10.00",
            "",
            "What has happened:",
            f"  2026-03-02 09:15Z  {PAID}",
            "  2026-03-02 09:16Z  Cancelled(units={'tee': 1})",
        ]
        assert "# 2026-03-02 09:16Z  Cancelled(units={'tee': 1})" in steps


def test_time_can_go_on_before_anything_happens() -> None:
    machine = LifecycleMachine()
    machine.tick(hours=1)
    machine.pay(code=1)
    machine.promise(quarters=1)
    machine.settle(code=1)
    machine.agrees()
    assert machine.model is None
    assert isinstance(machine.make_host(), OrderHost)
