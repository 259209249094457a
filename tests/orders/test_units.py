"""What each event does to units: tables of histories and where the units are then."""

import pytest

from postsales import (
    Cancelled,
    Delivered,
    Event,
    InvalidOrder,
    Lost,
    Received,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)
from tests.orders.given import EVER, day, lots, order


def states(*events: Event, at: str = EVER) -> dict[str, int]:
    """The states of the three tees, those with none left out."""
    units = order(*events).position(at=at).units("tee")
    names = ("open", "in_transit", "delivered", "returned", "cancelled", "lost", "requested")
    return {name: k for name in names if (k := getattr(units, name))}


UnitEvent = Shipped | Delivered | Lost | Cancelled | ReturnRequested | Received


def tees(kind: type[UnitEvent], k: int, n: int, ref: str = "") -> Event:
    return kind({"tee": k}, at=day(n), ref=ref)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([], {"open": 3}, id="nothing has happened"),
        pytest.param([tees(Shipped, 2, 2)], {"open": 1, "in_transit": 2}, id="two have left"),
        pytest.param(
            [tees(Shipped, 3, 2), tees(Delivered, 2, 4)],
            {"in_transit": 1, "delivered": 2},
            id="two have come",
        ),
        pytest.param(
            [tees(Delivered, 2, 4)], {"open": 1, "delivered": 2}, id="nobody said they left"
        ),
        pytest.param(
            [tees(Shipped, 1, 2), tees(Delivered, 3, 4)],
            {"delivered": 3},
            id="more have come than were said to have left",
        ),
        pytest.param(
            [tees(Delivered, 3, 4), tees(Shipped, 3, 5)],
            {"delivered": 3},
            id="that they left is told late",
        ),
        pytest.param(
            [tees(Shipped, 3, 2), tees(Lost, 1, 9)], {"in_transit": 2, "lost": 1}, id="lost"
        ),
        pytest.param(
            [tees(Lost, 1, 9)], {"open": 2, "lost": 1}, id="lost, never said to have left"
        ),
        pytest.param(
            [tees(Delivered, 3, 4), tees(Lost, 1, 9)],
            {"delivered": 2, "lost": 1},
            id="wrongly said to have come",
        ),
        pytest.param(
            [tees(Shipped, 3, 2), tees(Lost, 2, 9), tees(Delivered, 2, 12)],
            {"delivered": 2, "lost": 1},
            id="others come first, then lost ones that were found",
        ),
        pytest.param([tees(Cancelled, 2, 2)], {"open": 1, "cancelled": 2}, id="called off"),
        pytest.param(
            [tees(Shipped, 2, 2), tees(Cancelled, 2, 3)],
            {"in_transit": 1, "cancelled": 2},
            id="called off: the one that stayed, and one on its way",
        ),
        pytest.param(
            [tees(Delivered, 3, 4), tees(Received, 2, 9)],
            {"delivered": 1, "returned": 2},
            id="back",
        ),
        pytest.param([tees(Received, 3, 9)], {"returned": 3}, id="back, and nothing else was told"),
        pytest.param(
            [tees(Lost, 3, 4), tees(Received, 1, 9)],
            {"returned": 1, "lost": 2},
            id="lost ones come back",
        ),
        pytest.param(
            [tees(Delivered, 3, 4), tees(ReturnRequested, 2, 9)],
            {"delivered": 3, "requested": 2},
            id="announced",
        ),
        pytest.param(
            [tees(Delivered, 3, 4), tees(ReturnRequested, 2, 9), tees(Received, 1, 12)],
            {"delivered": 2, "returned": 1, "requested": 1},
            id="announced, and one has come",
        ),
        pytest.param(
            [tees(Delivered, 3, 4), tees(ReturnRequested, 2, 9), tees(Received, 3, 12)],
            {"returned": 3},
            id="announced, and more have come",
        ),
        pytest.param(
            [
                tees(Delivered, 3, 4),
                tees(ReturnRequested, 2, 9, "r"),
                tees(Received, 1, 12, "r"),
                ReturnClosed(at=day(13), ref="r"),
            ],
            {"delivered": 2, "returned": 1},
            id="closed: what did not come is free again",
        ),
    ],
)
def test_where_the_units_are(events: list[Event], expected: dict[str, int]) -> None:
    assert states(*events) == expected


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([tees(Shipped, 4, 2)], id="more leave than were sold"),
        pytest.param([tees(Delivered, 3, 2), tees(Delivered, 1, 3)], id="more come"),
        pytest.param(
            [tees(Delivered, 2, 2), tees(Cancelled, 2, 3)], id="what has come is called off"
        ),
        pytest.param(
            [tees(Cancelled, 1, 2), tees(Received, 3, 3)], id="what was called off comes back"
        ),
        pytest.param([tees(Received, 1, 2), tees(Lost, 3, 3)], id="what came back is lost"),
        pytest.param([tees(Received, 1, 2), tees(ReturnRequested, 3, 3)], id="and asked for again"),
        pytest.param(
            [tees(ReturnRequested, 2, 2), tees(ReturnRequested, 2, 3)], id="asked for twice"
        ),
    ],
)
def test_histories_that_cannot_be(events: list[Event]) -> None:
    with pytest.raises(InvalidOrder, match="at most"):
        order(*events)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [tees(Shipped, 1, 2), tees(Shipped, 2, 3)],
            [(1, "02", "-"), (2, "03", "-")],
            id="two parcels",
        ),
        pytest.param(
            [tees(Shipped, 1, 2), tees(Shipped, 2, 3), tees(Delivered, 2, 5)],
            [(1, "03", "-"), (1, "02", "05"), (1, "03", "05")],
            id="the oldest parcel comes first",
        ),
        pytest.param(
            [tees(Shipped, 1, 2, "a"), tees(Shipped, 2, 3, "b"), tees(Delivered, 2, 5, "b")],
            [(1, "02", "-"), (2, "03", "05")],
            id="unless another is named",
        ),
        pytest.param(
            [tees(Delivered, 1, 5), tees(Delivered, 1, 7)],
            [(1, "-", "05"), (1, "-", "07")],
            id="two deliveries",
        ),
        pytest.param(
            [tees(Delivered, 1, 5), tees(Delivered, 1, 7), tees(Received, 1, 9)],
            [(1, "-", "07")],
            id="what comes back was of the oldest delivery",
        ),
        pytest.param(
            [tees(Delivered, 1, 5, "a"), tees(Shipped, 1, 6, "b"), tees(Lost, 1, 9, "b")],
            [(1, "-", "05")],
            id="a lost parcel is named",
        ),
        pytest.param(
            [tees(Shipped, 2, 2), tees(Shipped, 1, 2)],
            [(3, "02", "-")],
            id="one parcel, told twice",
        ),
        pytest.param(
            [tees(Delivered, 1, 3), tees(Delivered, 1, 5), tees(Shipped, 3, 6)],
            [(1, "06", "03"), (1, "06", "05"), (1, "06", "-")],
            id="that they left is told late",
        ),
    ],
)
def test_lots(events: list[Event], expected: list[tuple[int, str, str]]) -> None:
    assert sorted(lots(order(*events))) == sorted(expected)


class TestWhatCanBeAskedFor:
    """A request draws on the newest delivery, and what is gone counts against the oldest."""

    def test_late_news_of_shipping_keeps_deliveries_in_order(self) -> None:
        found = order(
            tees(Delivered, 1, 3),
            tees(Shipped, 1, 4),
            tees(Delivered, 1, 5),
            tees(Shipped, 1, 6),
            tees(Received, 1, 9),
        )
        (left, *rest) = found.position(at=EVER).units("tee").lots
        assert left.delivered_at is not None
        assert left.delivered_at.day == 5
        assert [x.delivered_at for x in rest] == [None]

    @pytest.mark.parametrize(
        ("events", "returnable", "cancellable"),
        [
            pytest.param([], 0, 3, id="nothing has left"),
            pytest.param([tees(Shipped, 1, 2)], 1, 2, id="one is on its way"),
            pytest.param([tees(Delivered, 2, 2)], 2, 1, id="two have come"),
            pytest.param(
                [tees(Delivered, 3, 2), tees(ReturnRequested, 2, 3)], 1, 0, id="two asked for"
            ),
            pytest.param([tees(Delivered, 3, 2), tees(Received, 2, 3)], 1, 0, id="two back"),
            pytest.param([tees(Delivered, 3, 2), tees(Lost, 1, 3)], 2, 0, id="one lost"),
            pytest.param([tees(Cancelled, 3, 2)], 0, 0, id="all called off"),
        ],
    )
    def test_how_many(self, events: list[Event], returnable: int, cancellable: int) -> None:
        units = order(*events).position(at=EVER).units("tee")
        assert (units.returnable, units.cancellable) == (returnable, cancellable)


class TestInstants:
    """An event exactly at the instant counts, and one just after does not."""

    @pytest.mark.parametrize(
        ("at", "delivered"),
        [
            ("2026-03-04T11:59:59.999999+01:00", 0),
            ("2026-03-04T12:00+01:00", 3),
            ("2026-03-04T11:00Z", 3),
        ],
    )
    def test_the_edge(self, at: str, delivered: int) -> None:
        assert order(tees(Delivered, 3, 4)).position(at=at).units("tee").delivered == delivered

    def test_history_may_begin_before_the_order(self) -> None:
        early = Delivered({"tee": 1}, at="2026-02-01T00:00Z")
        assert order(early).position(at="2026-02-01T00:00Z").units("tee").delivered == 1

    @pytest.mark.parametrize(
        "events",
        [
            (tees(Shipped, 3, 4), tees(Delivered, 3, 4)),
            (tees(Delivered, 3, 4), tees(Received, 3, 4)),
            (tees(ReturnRequested, 1, 4, "r"), ReturnClosed(at=day(4), ref="r")),
        ],
        ids=["shipped and delivered", "delivered and back", "asked for and closed"],
    )
    def test_at_one_instant_things_happen_in_their_order(self, events: tuple[Event, ...]) -> None:
        assert order(*events).position(at=EVER) == order(*events[::-1]).position(at=EVER)


class HandedOver(Delivered):
    """A host's own kind of delivery."""


class Noted(Event):
    """What a host's events say besides, and moves nothing."""


class TestEventsOfHosts:
    """An event of a host's own is what it is made from."""

    def test_its_delivery_is_a_delivery(self) -> None:
        assert states(HandedOver({"tee": 2}, at=day(2))) == {"open": 1, "delivered": 2}

    def test_another_kind_moves_nothing(self) -> None:
        assert states(Noted(at=day(2))) == {"open": 3}


class TestOpenReturns:
    """A return is open until it is closed; what comes fulfils the one that is named."""

    def awaited(self, *events: Event) -> dict[str, dict[str, int]]:
        position = order(Delivered({"tee": 3, "mug": 2}, at=day(2)), *events).position(at=EVER)
        return {x.ref: dict(x.awaited) for x in position.open_returns}

    def test_what_is_awaited(self) -> None:
        assert self.awaited(ReturnRequested({"tee": 1, "mug": 2}, at=day(3), ref="r")) == {
            "r": {"tee": 1, "mug": 2}
        }

    def test_what_has_not_come_can_be_announced_as_well(self) -> None:
        found = order(tees(Delivered, 1, 2), tees(ReturnRequested, 3, 3)).position(at=EVER)
        units = found.units("tee")
        assert (units.reserved, units.returnable, units.cancellable) == (3, 0, 0)

    def test_the_order_in_which_two_without_a_name_are_told_says_nothing(self) -> None:
        tee, mug = (ReturnRequested({x: 1}, at=day(3)) for x in ("tee", "mug"))
        assert order(tee, mug).position(at=EVER) == order(mug, tee).position(at=EVER)

    def test_approval_is_remembered(self) -> None:
        found = order(tees(ReturnRequested, 1, 3, "r"), ReturnApproved(at=day(4), ref="r"))
        (awaited,) = found.position(at=EVER).open_returns
        assert awaited.approved_at is not None
        assert (awaited.requested_at.day, awaited.approved_at.day) == (3, 4)

    def test_the_named_one_is_fulfilled(self) -> None:
        first, second = tees(ReturnRequested, 1, 3, "a"), tees(ReturnRequested, 1, 4, "b")
        assert self.awaited(first, second, tees(Received, 1, 5, "b")) == {"a": {"tee": 1}, "b": {}}

    def test_without_a_name_the_oldest(self) -> None:
        first, second = tees(ReturnRequested, 1, 3, "a"), tees(ReturnRequested, 1, 4, "b")
        assert self.awaited(first, second, tees(Received, 1, 5)) == {"a": {}, "b": {"tee": 1}}

    def test_what_was_not_announced_fulfils_another(self) -> None:
        first, second = tees(ReturnRequested, 1, 3, "a"), tees(ReturnRequested, 1, 4, "b")
        assert self.awaited(first, second, tees(Received, 2, 5, "b")) == {"a": {}, "b": {}}

    def test_another_line_fulfils_the_return_that_announced_it(self) -> None:
        tee, mug = (ReturnRequested({x: 1}, at=day(3), ref=x) for x in ("tee", "mug"))
        came = Received({"mug": 1}, at=day(5), ref="tee")
        assert self.awaited(tee, mug, came) == {"tee": {"tee": 1}, "mug": {}}

    def test_without_a_name_it_is_over_when_all_came(self) -> None:
        assert self.awaited(tees(ReturnRequested, 2, 3), tees(Received, 2, 5)) == {}
        assert self.awaited(tees(ReturnRequested, 2, 3), tees(Received, 1, 5)) == {"": {"tee": 1}}
