"""Strategies draw every public type, on its edges, reject little, and shrink to what is plain."""

import inspect
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector

import postsales
from postsales import (
    EUR,
    JPY,
    CancellationCase,
    Chargeback,
    ChargebackReversed,
    Currency,
    Days,
    Decision,
    Delivered,
    Event,
    Exclusion,
    Fee,
    InvalidValue,
    LineKind,
    Money,
    Order,
    Outcome,
    Paid,
    Per,
    Quantities,
    ReasonKind,
    Received,
    Refunded,
    RefundTerms,
    ReturnTerms,
    ReturnWindow,
    Scope,
    ShippingRefund,
    TenderOrder,
    Trait,
)
from postsales.basics.moments import day_start, local_day
from postsales.testing import strategies
from postsales.testing.hook import register
from postsales.testing.strategies import World, world_of
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.clocks import turns
from postsales.testing.strategies.orders import order_of
from postsales.testing.strategies.registered import strategy_for
from tests.stories import acme

SEED = settings(database=None, derandomize=True, deadline=None, max_examples=300)
ROOT = Path(__file__).parents[2]


def drawn(strategy: st.SearchStrategy[Any], many: int = 250) -> list[Any]:
    """So many values."""
    found: list[Any] = []

    @settings(SEED, max_examples=many, suppress_health_check=[HealthCheck.too_slow])
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


def plainest(strategy: st.SearchStrategy[Any], fault: Callable[[Any], bool]) -> Any:
    """What is left of a failing example."""
    return find(strategy, fault, settings=settings(SEED, max_examples=3000))


def values() -> list[type]:
    """The public classes that make values: not words, errors and protocols."""
    nouns = [getattr(postsales, name) for name in vars(postsales)["__all__"]]
    return [
        x
        for x in nouns
        if inspect.isclass(x)
        and not issubclass(x, BaseException | Enum)
        and not getattr(x, "_is_protocol", False)
    ]


class TestEveryType:
    """`st.from_type` draws every public type once the hook was called."""

    @pytest.fixture(autouse=True)
    def _hooked(self) -> None:
        register()

    @pytest.mark.parametrize("kind", values(), ids=lambda kind: kind.__name__)
    def test_six_of_each_are_drawn(self, kind: type) -> None:
        assert strategy_for(kind) is not None
        some = drawn(st.from_type(kind), 6)
        assert some
        assert {isinstance(x, kind) for x in some} == {True}
        assert [hash(x) for x in some]

    def test_a_word_is_drawn_by_hypothesis_itself(self) -> None:
        assert {*drawn(st.from_type(Trait), 200)} == {*Trait}

    def test_a_decision_about_cancelling_is_asked_for_by_its_case(self) -> None:
        for decision in drawn(st.from_type(Decision[CancellationCase]), 20):
            assert isinstance(decision.cases[0], CancellationCase)

    def test_a_class_that_is_none_of_ours_is_left_to_hypothesis(self) -> None:
        assert strategy_for(int) is None

    def test_the_metadata_names_the_hook(self) -> None:
        told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        assert told["project"]["entry-points"]["hypothesis"] == {
            "postsales": "postsales.testing.hook:register"
        }

    @pytest.mark.parametrize("first", ["register()", "from postsales import Money"])
    def test_the_hook_loads_nothing_and_sees_what_is_loaded_later(self, first: str) -> None:
        program = f"""
import sys
import postsales.testing.hook
assert {{x for x in sys.modules if x.startswith("postsales")}} == {{
    "postsales", "postsales.testing", "postsales.testing.hook"
}}
from postsales.testing.hook import register
{first}
register()
register()
from hypothesis import find, settings, strategies as st
from postsales import Money, Order
for kind in (Money, Order):
    assert type(find(st.from_type(kind), lambda x: True, settings=settings(database=None))) is kind
import postsales.orders.order as loaded
assert type(loaded.__loader__).__name__ == type(loaded.__spec__.loader).__name__ != "_Loader"
assert loaded.__spec__.loader.get_source(loaded.__name__)
"""
        path = [str(ROOT / "src"), *filter(None, sys.path)]
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}\n{program}"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        assert done.returncode == 0


STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    "agreements": strategies.agreements(),
    "orders": strategies.orders(),
    "delivered": strategies.delivered(),
    "return terms": strategies.return_terms(),
    "refund terms": strategies.refund_terms(),
    "cancellation terms": strategies.cancellation_terms(),
    "money": strategies.money(),
    "instants": strategies.instants(),
    "windows": strategies.windows(),
    "days": strategies.days(),
    "lengths": strategies.lengths(),
    "zones": strategies.zones(),
    "histories": strategies.histories(),
    "events": strategies.events(),
    "requests": strategies.delivered().flatmap(strategies.notices),
    "cancellation requests": strategies.orders().flatmap(strategies.cancellation_requests),
    "decisions": strategies.decisions(),
}


@pytest.mark.no_cover
class TestDrawing:
    """Nothing that is drawn is thrown away, and an order costs few numbers."""

    @pytest.mark.parametrize("name", STRATEGIES)
    def test_less_than_one_in_twenty_is_rejected(self, name: str) -> None:
        told: list[dict[str, Any]] = []

        @settings(SEED, max_examples=100, suppress_health_check=[*HealthCheck])
        @given(STRATEGIES[name])
        def draw(value: object) -> None:
            pass

        collect: Any = collector
        with collect.with_value(told.append):
            draw()
        (found,) = told
        ends = Counter(x["status"] for x in found["generate-phase"]["test-cases"])
        assert ends["valid"]
        assert ends["invalid"] < ends["valid"] / 20

    def test_every_kind_of_event_happens(self) -> None:
        kinds = {
            type(event) for order in drawn(strategies.orders(), 2500) for event in order.history
        }
        # What is due, said and done after a sale makes histories of its own.
        parts = ("billing", "contacts", "followups", "invitations", "schedules", "support")
        others = tuple(f"postsales.{x}." for x in parts)
        own = {
            x
            for x in values()
            if issubclass(x, Event) and x is not Event and not x.__module__.startswith(others)
        }
        assert own - kinds == {postsales.Placed}

    def test_an_order_that_was_delivered_was_mostly_paid(self) -> None:
        some = drawn(strategies.delivered())
        whole = [
            x
            for x in some
            if sum(e.amount.minor for e in x.history if isinstance(e, Paid))
            >= sum(line.total.minor for line in x.lines)
        ]
        assert len(whole) > len(some) / 2

    def test_money_is_drawn_where_rounding_goes_wrong(self) -> None:
        lines = [line for order in drawn(strategies.agreements()) for line in order.lines]
        minors = {line.total.minor for line in lines}
        assert {0, 1} <= minors
        assert any(x.quantity > 1 and x.price_minor == x.quantity for x in lines)
        assert any(x.price_minor % x.quantity for x in lines)
        assert any(2 * x.price_minor % x.quantity == 0 < x.price_minor % x.quantity for x in lines)
        assert {line.total.currency.exponent for line in lines} == {0, 2, 3}

    def test_orders_are_paid_by_several_and_a_gift_card_first(self) -> None:
        ways = Counter(
            tuple(e.tender.id for e in order.history if isinstance(e, Paid))
            for order in drawn(strategies.delivered())
        )
        assert {
            (),
            ("card",),
            ("gift", "card"),
            ("gift", "credit", "card"),
            ("card", "card-2"),
        } <= {*ways}

    def test_a_line_comes_in_several_parcels(self) -> None:
        def parcels(order: Order) -> int:
            told = [x for x in order.history if isinstance(x, Delivered) and "tee" in x.units]
            return len(told)

        assert max(parcels(x) for x in drawn(strategies.delivered())) > 1

    def test_part_is_refunded_and_goods_come_back(self) -> None:
        events = [event for order in drawn(strategies.delivered()) for event in order.history]
        assert {Refunded, Received, Chargeback} <= {type(x) for x in events}

    def test_a_bank_gives_again_what_it_took(self) -> None:
        events = [event for order in drawn(strategies.orders(), 600) for event in order.history]
        assert ChargebackReversed in {type(x) for x in events}


BERLIN = "Europe/Berlin"


@pytest.mark.no_cover
class TestTimes:
    """Events and questions lie on the edges of the calendar of a zone."""

    def test_the_turns_of_clocks_are_found_to_the_minute(self) -> None:
        assert turns(BERLIN)[:2] == (
            datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
        )
        assert turns("Australia/Lord_Howe")[0] == datetime(2026, 4, 4, 15, 0, tzinfo=UTC)
        assert turns("UTC") == ()

    def test_events_lie_on_edges(self) -> None:
        sales = [datetime(2026, 3, 2, 9, 15, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)]
        world = World(zones=[BERLIN], sales=[*sales, datetime(2028, 2, 28, 23, tzinfo=UTC)])
        some = drawn(strategies.orders(world), 800)
        times = {event.at for order in some for event in order.history}
        assert any(at == day_start(BERLIN, local_day(at, BERLIN)) for at in times)
        assert any((at + timedelta(days=1)).day == 1 for at in times)
        for turn in turns(BERLIN)[:2]:
            assert turn in times
            assert any(turn < at < turn + timedelta(hours=1) for at in times)
        assert {local_day(at, BERLIN).isoformat() for at in times} >= {"2028-02-29"}

    @pytest.mark.parametrize(
        "beside",
        [timedelta(0), timedelta(microseconds=-1), timedelta(microseconds=1)],
        ids=["exactly on it", "a microsecond before", "a microsecond after"],
    )
    def test_instants_are_drawn_beside_an_edge(self, beside: timedelta) -> None:
        edge = datetime(2026, 4, 4, 22, tzinfo=UTC)
        assert edge + beside in drawn(strategies.instants(near=[edge]))

    def test_instants_lie_after_their_start_but_for_the_tick_before_it(self) -> None:
        start = datetime(2026, 7, 1, tzinfo=UTC)
        least = min(drawn(strategies.instants(start)))
        assert start - timedelta(days=1) <= least

    def test_the_leap_day_is_an_edge(self) -> None:
        start = datetime(2028, 1, 31, tzinfo=UTC)
        assert datetime(2028, 2, 29, tzinfo=UTC) in drawn(strategies.instants(start, zone="UTC"))


@frozen
class Registered(Event):
    """An event of the host's own, about the whole order."""


@frozen
class Inspected(Event):
    """One about units."""

    units: Quantities


@frozen
class Scored(Event):
    """One that nobody can make without knowing more."""

    score: float


@pytest.mark.no_cover
class TestWorlds:
    """A world has every value that terms name, and one that they do not."""

    def test_of_the_terms_of_story_2(self) -> None:
        world = world_of(acme.terms, acme.refund_terms)
        assert world.categories == (None, "electronics", "other")
        assert world.traits == (None, Trait.FINAL_SALE, Trait.MADE_TO_ORDER)
        assert world.currencies == (EUR,)
        assert world.reasons == ("changed_mind", "too_small", "faulty", "wrong_item", "hm")
        assert (world.zone, world.markets, world.kinds) == (BERLIN, (None,), (LineKind.GOODS,))

    def test_of_nothing(self) -> None:
        assert {x.exponent for x in world_of(None).currencies} == {0, 2, 3}

    def test_events_that_start_windows_are_drawn_where_they_can_be_made(self) -> None:
        terms = ReturnTerms(
            id="own",
            version="1",
            zone="UTC",
            window=ReturnWindow(Days(30), since=(Registered, Inspected, Scored, Delivered)),
        )
        world = world_of(terms)
        assert world.events == (Registered, Inspected)
        kinds = {type(e) for order in drawn(strategies.orders(world)) for e in order.history}
        assert {Registered, Inspected} <= kinds

    def test_a_market_pays_in_the_currency_of_its_fee(self) -> None:
        per = Per.RETURN
        fees = [
            Fee("eu", EUR("4.95"), per=per, applies_to=Scope(market="DE")),
            Fee("jp", JPY("500"), per=per, applies_to=Scope(market="JP")),
        ]
        terms = RefundTerms(
            id="own",
            version="1",
            fees=fees,
            shipping=ShippingRefund.NEVER,
            tenders=TenderOrder.AS_PAID,
        )
        sold = {(x.market, x.currency) for x in drawn(strategies.agreements(world_of(None, terms)))}
        assert {currency for market, currency in sold if market == "DE"} == {EUR}
        assert {currency for market, currency in sold if market == "JP"} == {JPY}
        assert {market for market, _ in sold} == {None, "DE", "JP", "other"}

    def test_special_cases_are_hit_often_and_missed_often(self) -> None:
        terms = ReturnTerms(
            id="own",
            version="1",
            zone="UTC",
            window=ReturnWindow(Days(30), since=Delivered),
            special_windows=[
                ReturnWindow(Days(9), since=Delivered, applies_to=Scope(tag="sale", tier="gold"))
            ],
            exclusions=[
                Exclusion("gift", applies_to=Scope(kind=LineKind.GIFT_CARD)),
                Exclusion("sku", applies_to=Scope(sku="SKU-9", channel="shop")),
            ],
        )
        orders = drawn(strategies.delivered(world_of(terms)), 500)
        lines = [(line, order) for order in orders for line in order.lines]
        scopes = [x.applies_to for x in terms.special_windows]
        scopes += [x.applies_to for x in terms.exclusions]
        for scope in scopes:
            hits = sum(scope.covers(line, order) for line, order in lines)
            assert len(lines) / 40 < hits < len(lines) / 2

    def test_a_world_without_a_value_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="currencies"):
            World(currencies=[])


@pytest.mark.no_cover
class TestDice:
    """A number means the same choices as bytes do, where nothing can be drawn."""

    def test_zero_is_the_plainest_order(self) -> None:
        assert order_of(Dice(0)) == plainest(strategies.orders(), lambda order: True)

    def test_another_number_is_another_order(self) -> None:
        assert order_of(Dice(1)).quantities == {"tee": 1}
        assert len({order_of(Dice(7**k)) for k in range(30, 60)}) > 20

    @pytest.mark.parametrize(
        ("n", "spent"), [(1, 0), (2, 1), (32, 1), (33, 2), (8192, 2), (8193, 3)]
    )
    def test_a_choice_takes_so_many_bytes_that_each_answer_is_as_likely(
        self, n: int, spent: int
    ) -> None:
        dice = Dice(draw=lambda _: bytes(14), hand=bytes(14))
        assert dice.below(n) == 0
        assert len(dice.hand) == 14 - spent


@pytest.mark.no_cover
class TestShrinking:
    """What is left of a failing example is what a person would write."""

    def test_an_order_that_was_delivered(self) -> None:
        found = plainest(strategies.delivered(), lambda order: True)
        assert found.quantities == {"tee": 1}
        assert found.lines[0].total == EUR("10.00")
        assert [type(event) for event in found.history] == [Paid, Delivered]
        assert found.placed_at == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
        assert found.history[1].at == found.placed_at + timedelta(days=1)
        assert (found.charges, found.customer, found.market) == ((), None, None)

    def test_one_with_a_refund(self) -> None:
        found = plainest(
            strategies.delivered(),
            lambda order: any(isinstance(x, Refunded) for x in order.history),
        )
        assert len(found.lines) == 1
        assert [type(event) for event in found.history] == [Paid, Delivered, Refunded]

    def test_one_with_two_units(self) -> None:
        found = plainest(strategies.orders(), lambda order: order.lines[0].quantity > 1)
        assert found.quantities == {"tee": 2}
        assert found.lines[0].total == EUR("10.00")
        assert found.history == ()

    def test_one_with_a_trait(self) -> None:
        def final(order: Order) -> bool:
            return any(Trait.FINAL_SALE in line.traits for line in order.lines)

        found = plainest(strategies.delivered(), final)
        (line,) = found.lines
        assert (line.quantity, line.traits) == (1, (Trait.FINAL_SALE,))

    def test_an_amount(self) -> None:
        assert plainest(strategies.money(), lambda money: money.minor > 2000) == EUR("30.00")
        assert plainest(strategies.money(Currency("KWD")), bool) == Money.of("10", "KWD")

    def test_an_instant(self) -> None:
        start = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
        assert plainest(strategies.instants(), lambda at: at > start + timedelta(days=29)) == (
            start + timedelta(days=30)
        )

    def test_a_request(self) -> None:
        order = plainest(strategies.delivered(), lambda order: len(order.lines) > 1)
        request = plainest(strategies.requests(order), lambda request: True)
        assert (request.quantities, request.items[0].reason) == ({"tee": 1}, "remorse")
        assert world_of(None).reasons[0] == ReasonKind.REMORSE.value

    def test_a_decision(self) -> None:
        strategy = strategy_for(Decision)
        assert strategy is not None
        found = plainest(strategy, lambda decision: decision.outcome is Outcome.ALLOWED)
        assert [*found.allowed.values()] == [1]
        assert found.because == {}
