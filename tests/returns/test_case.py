"""What a case tells a rule about its units."""

from collections.abc import Callable
from typing import Any

from attrs import evolve

from postsales import (
    MET,
    Delivered,
    Finding,
    Order,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    Shipped,
    Window,
    returns,
)
from postsales.basics.moments import instant
from tests.orders.given import day, order
from tests.returns.given import BERLIN, THIRTY_DAYS


def told(
    what: Callable[[ReturnCase], Any], order: Order, terms: ReturnTerms = THIRTY_DAYS
) -> set[Any]:
    """What the cases of a return of all tees tell to a rule."""
    heard: set[Any] = set()

    def listening(case: ReturnCase) -> Finding:
        heard.add(what(case))
        return MET

    wanted = ReturnRequest.of({"tee": 3}, reason="remorse")
    returns.assess(order, wanted, terms.requiring(listening), at=day(20))
    return heard


class TestWhen:
    """A case has the days of its parcel, and units that are still with the shop have none."""

    @staticmethod
    def days(case: ReturnCase) -> tuple[Any, Any]:
        return case.shipped_at, case.delivered_at

    def test_of_each_parcel(self) -> None:
        history = [
            Shipped({"tee": 2}, at=day(3), ref="a"),
            Shipped({"tee": 1}, at=day(6), ref="b"),
            Delivered({"tee": 2}, at=day(5), ref="a"),
        ]
        assert told(self.days, order(*history)) == {
            (instant(day(3)), instant(day(5))),
            (instant(day(6)), None),
        }

    def test_of_what_has_not_left(self) -> None:
        assert told(self.days, order()) == {(None, None)}


class TestWindow:
    """The window of a case is on the clocks of the zone in which its days are counted."""

    # Thirty days from 5 March are over at the end of 4 April, in Berlin an hour before London.
    came = order(Delivered({"tee": 3}, at=day(5)))

    def test_it_has_the_zone_of_the_terms(self) -> None:
        expected = Window(day(5), "2026-04-05T00:00+02:00", zone=BERLIN)
        assert told(lambda case: case.window, self.came) == {expected}

    def test_another_zone_ends_its_days_elsewhen(self) -> None:
        london = evolve(THIRTY_DAYS, zone="Europe/London")
        expected = Window(day(5), "2026-04-05T00:00+01:00", zone="Europe/London")
        assert told(lambda case: case.window, self.came, london) == {expected}

    def test_the_deadline_ends_with_it(self) -> None:
        (deadline,) = told(lambda case: case.deadline, self.came)
        assert (deadline.zone, deadline.ends_at) == (BERLIN, instant("2026-04-05T00:00+02:00"))

    def test_there_is_none_before_it_starts(self) -> None:
        assert told(lambda case: (case.window, case.deadline), order()) == {(None, None)}
