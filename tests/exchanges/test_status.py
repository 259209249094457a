"""How far an exchange is: to be sent, to come back, to be charged."""

from datetime import datetime

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Advance,
    Days,
    ExchangeCharged,
    ExchangeState,
    ExchangeTerms,
    Hours,
    InvalidValue,
    Order,
    Paid,
    Percent,
    Received,
    ReturnRequested,
    Shipped,
    Tender,
    exchanges,
)
from tests.exchanges.given import AT, TERMS, asked, new, paid

IN_ADVANCE = evolve(TERMS, advance=Advance(Days(14), hold=Percent("100")), zone="Europe/Berlin")
LAST_MOMENT, OVER = "2026-03-20T22:59:59Z", "2026-03-20T23:00Z"


def swapped(terms: ExchangeTerms = TERMS, *, ref: str = "") -> Order:
    """Two of three units at 10.01 in all are exchanged for two new ones."""
    order = paid("10.01", quantity=3)
    decision = asked(order, 2, ref=ref)
    swap = exchanges.quote(decision, terms, instead=[new("7.00", quantity=2)])
    return order.after(swap.settled(at=AT, ref="x-1"))


class TestReplacement:
    """A unit is replaced when what was agreed for it has left."""

    def test_of_two_units_one_has_left(self) -> None:
        order = swapped().after(Shipped({"new": 1}, at="2026-03-07T09:00Z"))
        before = exchanges.status(order, "x-1", at=AT)
        assert (before.ordered, before.shipped, before.remaining_to_ship) == (2, 0, 2)
        after = exchanges.status(order, "x-1", at="2026-03-07T09:00Z")
        assert (after.shipped, after.remaining_to_ship) == (1, 1)
        assert after.state is ExchangeState.WAITING

    def test_all_have_left(self) -> None:
        order = swapped().after(Shipped({"new": 2}, at="2026-03-07T09:00Z"))
        found = exchanges.status(order, "x-1", at="2026-03-07T09:00Z")
        assert found.state is ExchangeState.REPLACED

    def test_a_return_of_which_only_a_part_is_exchanged(self) -> None:
        order = paid("10.01", quantity=3)
        decision = asked(order, 3, ref="r-1")
        order = order.after(ReturnRequested({"old": 3}, ref="r-1", at=AT))
        waiting = exchanges.status(order, "r-1", at=AT)
        assert (waiting.asked, waiting.ordered, waiting.remaining) == (3, 0, 3)
        swap = exchanges.quote(decision, TERMS, instead=[new("1.00")], units={"old": 1})
        order = order.after(swap.settled(at=AT, ref="x-1"))
        found = exchanges.status(order, "r-1", at=AT)
        assert (found.ordered, found.remaining, found.remaining_to_ship) == (1, 2, 3)

    def test_nothing_is_known_under_a_name(self) -> None:
        with pytest.raises(InvalidValue, match="the order has exchanges 'x-1'"):
            exchanges.status(swapped(), "x-2", at=AT)


class TestAdvance:
    """What is not back at the end of the last day is charged for, at the price paid."""

    def test_the_hold_is_what_the_old_units_are_worth(self) -> None:
        decision = asked(paid("10.01", quantity=3), 2)
        swap = exchanges.quote(decision, IN_ADVANCE, instead=[new("7.00")])
        assert swap.hold == EUR("6.67")
        assert swap.return_by is not None
        assert swap.return_by.last_day.isoformat() == "2026-03-20"

    def test_no_units_no_hold(self) -> None:
        late = asked(paid("10.01"), at="2026-06-06T09:00Z")
        swap = exchanges.quote(late, IN_ADVANCE, instead=[new("7.00")])
        assert swap.hold == EUR("0.00")

    def test_a_fixed_hold_by_the_hour(self) -> None:
        terms = evolve(TERMS, advance=Advance(Hours(24), hold=EUR("1.00")))
        swap = exchanges.quote(asked(paid("10.01")), terms, instead=[new("7.00")])
        assert swap.hold == EUR("1.00")
        assert swap.return_by is not None
        assert swap.return_by.ends_at == datetime.fromisoformat("2026-03-07T09:00+00:00")

    @pytest.mark.parametrize(
        ("at", "due", "charge"),
        [(LAST_MOMENT, {}, "0.00"), (OVER, {"old": 2}, "6.67")],
        ids=["on the last day", "after it"],
    )
    def test_nothing_is_back(self, at: str, due: dict[str, int], charge: str) -> None:
        found = exchanges.status(swapped(IN_ADVANCE), "x-1", at=at)
        assert found.awaited == {"old": 2}
        assert found.due == due
        assert found.charge == EUR(charge)

    @pytest.mark.parametrize("ref", ["", "r-1"], ids=["a return without a name", "one with"])
    def test_one_is_back(self, ref: str) -> None:
        order = swapped(IN_ADVANCE, ref=ref)
        order = order.after(Received({"old": 1}, ref=ref, at="2026-03-10T09:00Z"))
        found = exchanges.status(order, ref or "x-1", at=OVER)
        assert found.awaited == found.due == {"old": 1}
        assert found.charge == EUR("3.34")

    def test_what_is_back_is_of_the_exchange_that_it_names(self) -> None:
        order = paid("10.01", quantity=3)
        for n in (1, 2):
            swap = exchanges.quote(
                asked(order, ref=f"r-{n}"), IN_ADVANCE, instead=[new("1.00", id=f"new-{n}")]
            )
            order = order.after(swap.settled(at=f"2026-03-06T1{n}:00Z", ref=f"x-{n}"))
        named = order.after(Received({"old": 1}, ref="r-2", at="2026-03-10T09:00Z"))
        assert exchanges.status(named, "x-1", at=OVER).due == {"old": 1}
        assert exchanges.status(named, "x-2", at=OVER).due == {}
        # Without a name it is of the oldest.
        plain = order.after(Received({"old": 1}, at="2026-03-10T09:00Z"))
        assert exchanges.status(plain, "x-1", at=OVER).due == {}
        assert exchanges.status(plain, "x-2", at=OVER).due == {"old": 1}

    def test_what_is_charged_is_no_longer_due(self) -> None:
        order = swapped(IN_ADVANCE).after(
            ExchangeCharged({"old": 1}, ref="x-1", at=OVER),
            Paid(EUR("3.34"), tender=Tender.card("card"), at=OVER),
        )
        found = exchanges.status(order, "x-1", at=OVER)
        assert found.due == {"old": 1}
        assert found.charge == EUR("3.33")
        order = order.after(ExchangeCharged({"old": 1}, ref="x-1", at="2026-03-22T09:00Z"))
        over = exchanges.status(order, "x-1", at="2026-03-22T09:00Z")
        assert over.due == {}
        assert over.charge == EUR("0.00")
