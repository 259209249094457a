"""What a case tells a rule about its units."""

from datetime import datetime

from postsales import (
    MET,
    Delivered,
    Finding,
    Order,
    ReturnCase,
    ReturnRequest,
    Shipped,
    returns,
)
from postsales.basics.moments import instant
from tests.orders.given import day, order
from tests.returns.given import THIRTY_DAYS

Days = tuple[datetime | None, datetime | None]


def days_of(order: Order) -> set[Days]:
    """When the tees of an order were shipped and delivered, as the cases of a return tell."""
    told: set[Days] = set()

    def listening(case: ReturnCase) -> Finding:
        told.add((case.shipped_at, case.delivered_at))
        return MET

    wanted = ReturnRequest.of({"tee": 3}, reason="remorse")
    returns.assess(order, wanted, THIRTY_DAYS.requiring(listening), at=day(20))
    return told


class TestWhen:
    """A case has the days of its parcel, and units that are still with the shop have none."""

    def test_of_each_parcel(self) -> None:
        history = [
            Shipped({"tee": 2}, at=day(3), ref="a"),
            Shipped({"tee": 1}, at=day(6), ref="b"),
            Delivered({"tee": 2}, at=day(5), ref="a"),
        ]
        assert days_of(order(*history)) == {
            (instant(day(3)), instant(day(5))),
            (instant(day(6)), None),
        }

    def test_of_what_has_not_left(self) -> None:
        assert days_of(order()) == {(None, None)}
