"""Units and money are conserved at every instant of every history, however it is told."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from attrs import evolve
from hypothesis import given

from postsales import (
    Balance,
    Cancelled,
    Event,
    Lost,
    Order,
    Paid,
    PostsalesError,
    Received,
    Refunded,
    RefundStatus,
)
from postsales.basics.moments import instant
from postsales.testing import strategies
from postsales.testing.strategies._dice import CODES

MICROSECOND = timedelta(microseconds=1)
ENDS = instant("2999-01-01T00:00Z")
orders = strategies.orders() | strategies.delivered()


def instants(order: Order) -> list[datetime]:
    """The instants at which things differ: each event, just before it, and both ends; in order."""
    times = {event.at for event in order.history}
    before = order.placed_at - timedelta(days=1)
    return sorted({before, *(x - MICROSECOND for x in times), *times, ENDS})


def balances(order: Order, at: datetime) -> dict[str, Balance]:
    """Every balance of an order at an instant."""
    position = order.position(at=at)
    found = {"order": position.money}
    for line in order.lines:
        found[f"line {line.id}"] = position.line_money(line.id)
        for place, tax in enumerate(position.line_tax(line.id)):
            found[f"tax {place} of {line.id}"] = tax
    for charge in order.charges:
        found[f"charge {charge.id}"] = position.charge_money(charge.id)
    for tender in position.tenders:
        found[f"tender {tender.tender.id}"] = position.tender_money(tender.tender.id)
    return found


class TestUnits:
    """Every unit is in one state, at every instant."""

    @given(orders)
    def test_the_states_add_up_to_what_was_ordered(self, order: Order) -> None:
        for at in instants(order):
            for line in order.lines:
                units = order.position(at=at).units(line.id)
                states = (
                    units.open,
                    units.in_transit,
                    units.delivered,
                    units.returned,
                    units.cancelled,
                    units.lost,
                )
                assert sum(states) == units.ordered == line.quantity
                assert min(states) >= 0
                assert all(lot.units > 0 for lot in units.lots)

    @given(orders)
    def test_overlays_stay_within_what_was_ordered(self, order: Order) -> None:
        for at in instants(order):
            position = order.position(at=at)
            for line in order.lines:
                units = position.units(line.id)
                awaited = sum(x.awaited.get(line.id, 0) for x in position.open_returns)
                assert units.requested == awaited
                assert 0 <= units.requested <= units.ordered
                assert 0 <= units.refunded <= units.ordered
                assert 0 <= units.kept <= units.open + units.in_transit + units.delivered
                assert 0 <= units.returnable <= units.in_transit + units.delivered
                assert 0 <= units.cancellable <= units.open

    @given(orders)
    def test_what_came_back_is_what_events_say(self, order: Order) -> None:
        def told(kind: type[Received | Cancelled | Lost], line: str) -> int:
            # With a ref, what is told again in the same words is the same event.
            events = {x if x.ref else (x, n): x for n, x in enumerate(order.history)}
            return sum(x.units.get(line, 0) for x in events.values() if isinstance(x, kind))

        for line in order.lines:
            units = order.position(at=ENDS).units(line.id)
            assert units.returned == told(Received, line.id)
            assert units.cancelled == told(Cancelled, line.id)
            assert units.lost <= told(Lost, line.id)

    @given(orders)
    def test_units_never_come_again(self, order: Order) -> None:
        """A unit that is back stays back, whatever happens next."""
        for line in order.lines:
            states = [order.position(at=at).units(line.id) for at in instants(order)]
            for before, after in pairwise(states):
                assert before.returned <= after.returned
                assert before.cancelled <= after.cancelled


class TestMoney:
    """Money of a line, tax, charge, tender and order is conserved at every instant."""

    @given(orders)
    def test_the_parts_of_a_balance_add_up(self, order: Order) -> None:
        for at in instants(order):
            for where, x in balances(order, at).items():
                assert x.left + x.reserved + x.refunded + x.disputed == x.total, where
                assert min(x.reserved.minor, x.refunded.minor, x.disputed.minor) >= 0, where
                assert x.reserved + x.refunded <= x.total, where
                assert x.disputed <= x.total, where

    @given(orders)
    def test_what_was_sold_never_changes(self, order: Order) -> None:
        for at in instants(order):
            found = balances(order, at)
            for line in order.lines:
                assert found[f"line {line.id}"].total == line.total
            for charge in order.charges:
                assert found[f"charge {charge.id}"].total == charge.total

    @given(orders)
    def test_tenders_hold_what_was_paid(self, order: Order) -> None:
        for at in instants(order):
            paid = [x for x in order.history if isinstance(x, Paid) and x.at <= at]
            position = order.position(at=at)
            captured = sum((x.amount for x in paid), order.currency.zero)
            assert position.money.captured == captured
            tenders = [position.tender_money(x.tender.id) for x in position.tenders]
            assert sum((x.total for x in tenders), order.currency.zero) == captured

    @given(orders)
    def test_the_order_gives_what_refunds_say(self, order: Order) -> None:
        """Of the events of one refund the last one counts; a failed one gives nothing."""
        for at in instants(order):
            latest = {
                x.ref: x
                for x in sorted(order.history, key=lambda x: x.at)
                if isinstance(x, Refunded) and x.at <= at
            }
            by_status = dict.fromkeys(RefundStatus, 0)
            for refund in latest.values():
                by_status[refund.status] += refund.amount.minor
            money = order.position(at=at).money
            # At one instant settled beats pending and failed beats both.
            if len({x.at for x in order.history}) == len(order.history):
                assert money.reserved.minor == by_status[RefundStatus.PENDING]
                assert money.refunded.minor == by_status[RefundStatus.SETTLED]

    @given(orders)
    def test_no_tender_gives_more_than_it_took(self, order: Order) -> None:
        for at in instants(order):
            position = order.position(at=at)
            for tender in position.tenders:
                assert tender.reserved + tender.refunded <= tender.captured

    @given(orders)
    def test_what_can_go_back_is_never_below_zero(self, order: Order) -> None:
        for at in instants(order):
            position = order.position(at=at)
            assert position.refundable == max(position.money.left, order.currency.zero)


class TestTelling:
    """However a history is told, it means the same."""

    @given(orders)
    def test_folding_everything_is_advancing_one_by_one(self, order: Order) -> None:
        again = order_of_same(order)
        assert again == order
        assert again.position(at=ENDS) == order.position(at=ENDS)

    @given(orders)
    def test_all_at_once_is_one_by_one(self, order: Order) -> None:
        bare = evolve(order, history=())
        assert bare.after(*order.history).position(at=ENDS) == order.position(at=ENDS)

    @given(orders, CODES)
    def test_the_order_of_the_list_says_nothing(self, order: Order, code: int) -> None:
        history = list(order.history)
        Random(code).shuffle(history)
        shuffled = evolve(order, history=history)
        for at in instants(order):
            assert shuffled.position(at=at) == order.position(at=at)

    @given(orders)
    def test_told_backwards_it_is_the_same(self, order: Order) -> None:
        bare = evolve(order, history=())
        late: list[Event] = []
        for event in reversed(order.history):
            late.append(event)
            try:
                bare = bare.after(*late)
            except PostsalesError:
                continue  # it needs what is told next
            late.clear()
        assert late == []
        assert bare.position(at=ENDS) == order.position(at=ENDS)

    @given(orders)
    def test_an_instant_cuts_the_history(self, order: Order) -> None:
        for at in instants(order):
            known = evolve(order, history=[x for x in order.history if x.at <= at])
            assert known.position(at=ENDS) == order.position(at=at)

    @given(orders)
    def test_what_is_added_leaves_the_order_as_it_was(self, order: Order) -> None:
        grown = evolve(order, history=())
        for event in order.history:
            before, length = grown.position(at=ENDS), len(grown.history)
            then = grown.after(event)
            assert grown.position(at=ENDS) == before
            assert len(grown.history) == length == len(then.history) - 1
            grown = then

    @given(orders)
    def test_equal_positions_hash_alike(self, order: Order) -> None:
        again = order_of_same(order)
        assert hash(order) == hash(again)
        assert hash(order.position(at=ENDS)) == hash(again.position(at=ENDS))


def order_of_same(order: Order) -> Order:
    """The same order from the same parts."""
    lines, charges, history = list(order.lines), list(order.charges), list(order.history)
    return evolve(order, lines=lines, charges=charges, history=history)
