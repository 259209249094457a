"""The clocks of a return: by when it is handed in, inspected and paid for, and how late it is."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen

from postsales import (
    Citation,
    Customer,
    Days,
    Delivered,
    Event,
    First,
    Holidays,
    Hours,
    InvalidValue,
    Last,
    Length,
    Months,
    NonDays,
    Paid,
    Place,
    Placed,
    Received,
    ReturnApproved,
    ReturnCancelled,
    ReturnClosed,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnRequested,
    ReturnShipped,
    RmaClock,
    RmaDue,
    RmaDuty,
    RmaState,
    Roll,
    Shipped,
    Since,
    Weeks,
    WrongType,
    Years,
    returns,
)
from tests.returns.rma_given import (
    TERMS,
    approved,
    asked,
    bought,
    called_off,
    came,
    closed,
    day,
    found,
    labelled,
    lost,
    paid,
    seen,
    sent,
)


@frozen
class Escalated(Event):
    """An event of a host's own."""


def due(clock: str, given: RmaClock, *events: Event, at: int = 30) -> RmaDue | None:
    """What one clock says after some events."""
    found_due: RmaDue | None = getattr(found(*events, at=at, **{clock: given}), clock)
    return found_due


def last_day(told: RmaDue | None) -> str:
    """The last day of it, or why there is none."""
    if told is None:
        return "void"
    return told.because if told.deadline is None else told.deadline.last_day.isoformat()


WEEK = Days(7)
ALL = (asked(2), approved(3))


class TestStarts:
    """Each clock starts with the event that the terms name, in the order in which they name it."""

    @pytest.mark.parametrize(
        ("since", "expected"),
        [
            (ReturnRequested, "2026-05-09"),
            (ReturnApproved, "2026-05-10"),
            (ReturnLabelIssued, "2026-05-11"),
            ((ReturnLabelIssued, ReturnApproved), "2026-05-11"),
            ((ReturnShipped, ReturnApproved), "2026-05-10"),
            (ReturnShipped, "not_started"),
            (Since(ReturnApproved, plus=Days(2)), "2026-05-12"),
            (First(ReturnLabelIssued), "2026-05-11"),
            (Last(ReturnLabelIssued), "2026-05-13"),
            (Escalated, "2026-05-15"),
        ],
        ids=str,
    )
    def test_by_when_it_is_handed_in(self, since: Any, expected: str) -> None:
        clock = RmaClock(WEEK, since=since)
        again = () if since is ReturnLabelIssued or isinstance(since, tuple) else (labelled(6),)
        events = (*ALL, labelled(4), *again, Escalated(ref="R-1", at=day(8)))
        assert last_day(due("ship_by", clock, *events, at=8)) == expected

    def test_what_the_customer_has_to_do_is_counted_from_the_last_time_it_was_told(self) -> None:
        clock = RmaClock(WEEK, since=ReturnLabelIssued)
        assert last_day(due("ship_by", clock, *ALL, labelled(4), labelled(9), at=9)) == "2026-05-16"

    def test_what_the_shop_has_to_do_is_counted_from_the_first(self) -> None:
        clock = RmaClock(WEEK, since=ReturnApproved)
        told = due("refund_by", clock, *ALL, approved(9), came(10, 3), at=10)
        assert last_day(told) == "2026-05-10"

    @pytest.mark.parametrize(
        ("since", "expected"),
        [
            (ReturnRequested, "2026-05-09"),
            (Received, "2026-05-13"),
            (First(Received), "2026-05-13"),
            (Last(Received), "not_started"),
            ((ReturnInspected, Received), "2026-05-13"),
            (ReturnInspected, "not_started"),
        ],
        ids=str,
    )
    def test_by_when_it_is_paid_when_two_of_three_came(self, since: Any, expected: str) -> None:
        clock = RmaClock(WEEK, since=since)
        assert last_day(due("refund_by", clock, *ALL, came(6, 2), at=8)) == expected

    @pytest.mark.parametrize(
        ("since", "expected"),
        [
            (Received, "2026-05-13"),
            (Last(Received), "2026-05-15"),
            (ReturnInspected, "2026-05-16"),
            (First(ReturnInspected), "2026-05-16"),
            (Last(ReturnInspected), "not_started"),
            ((ReturnInspected, Received), "2026-05-16"),
        ],
        ids=str,
    )
    def test_by_when_it_is_paid_when_all_came_and_some_was_seen(
        self, since: Any, expected: str
    ) -> None:
        clock = RmaClock(WEEK, since=since)
        told = due("refund_by", clock, *ALL, came(6, 2), came(8, 1), seen(9, 1), at=10)
        assert last_day(told) == expected

    def test_the_last_inspection_is_known_when_all_was_looked_at(self) -> None:
        clock = RmaClock(WEEK, since=Last(ReturnInspected))
        events = (*ALL, came(6, 3), seen(9, 1), seen(11, 2))
        assert last_day(due("refund_by", clock, *events, at=12)) == "2026-05-18"


class TestUnitsThatWait:
    """A clock is about the units that have waited longest for it."""

    INSPECT = RmaClock(Days(3), since=Received)
    REFUND = RmaClock(WEEK, since=Received)

    @pytest.mark.parametrize(
        ("events", "expected", "done"),
        [
            pytest.param([came(6, 2)], "2026-05-09", False, id="the first parcel waits"),
            pytest.param([came(6, 2), seen(7, 2)], "2026-05-09", True, id="it was looked at"),
            pytest.param([came(6, 2), seen(7, 1), came(8, 1)], "2026-05-09", False,
                         id="one of the first parcel waits"),
            pytest.param([came(6, 2), seen(7, 2), came(8, 1)], "2026-05-11", False,
                         id="the second parcel waits"),
            pytest.param([came(6, 2), seen(7, 2), came(8, 1), seen(9, 1)], "2026-05-11", True,
                         id="all was looked at"),
        ],
    )  # fmt: skip
    def test_to_be_looked_at(self, events: list[Event], expected: str, *, done: bool) -> None:
        told = due("inspect_by", self.INSPECT, *ALL, *events, at=10)
        assert told is not None
        assert (last_day(told), told.done_at is not None) == (expected, done)

    @pytest.mark.parametrize(
        ("events", "expected", "done"),
        [
            pytest.param([came(6, 2)], "2026-05-13", False, id="two wait"),
            pytest.param([came(6, 2), paid(7, 2)], "2026-05-13", True, id="they were paid for"),
            pytest.param([came(6, 2), paid(7, 1)], "2026-05-13", False, id="one waits"),
            pytest.param([came(6, 2), paid(7, 2), came(9, 1)], "2026-05-16", False,
                         id="the third waits"),
            pytest.param([paid(5, 3), came(6, 3)], "2026-05-13", True, id="paid for before"),
            pytest.param([came(6, 3), paid(7, 3, status="pending")], "2026-05-13", True,
                         id="the money is on its way"),
        ],
    )  # fmt: skip
    def test_to_be_paid_for(self, events: list[Event], expected: str, *, done: bool) -> None:
        told = due("refund_by", self.REFUND, *ALL, *events, at=10)
        assert told is not None
        assert (last_day(told), told.done_at is not None) == (expected, done)

    def test_a_refund_that_failed_is_still_due(self) -> None:
        pending = paid(7, 3, status="pending")
        failed = pending.told("failed", at=day(8))  # type: ignore[arg-type]  # a word will do
        told = due("refund_by", self.REFUND, *ALL, came(6, 3), pending, failed, at=10)
        assert told is not None
        assert told.done_at is None

    def test_it_was_done_when_the_money_was_first_on_its_way(self) -> None:
        told = due(
            "refund_by", self.REFUND, *ALL, came(6, 3), paid(7, 3, status="pending"), paid(20, 3)
        )
        assert told is not None
        assert told.done_at is not None
        assert told.done_at.isoformat() == "2026-05-07T10:00:00+00:00"

    def test_what_was_not_announced_is_not_due_before_somebody_asked(self) -> None:
        told = due("refund_by", self.REFUND, asked(2, 2), approved(3), came(6, 3), paid(7, 2))
        assert told is not None
        assert told.done_at is not None


EDGES = [
    # clock, length, when it came, the last instant in time, the first that is too late
    pytest.param(Days(7), "2026-05-06T12:00+02:00", "2026-05-13T23:59:59.999999+02:00",
                 "2026-05-14T00:00+02:00", id="an ordinary day"),
    pytest.param(Days(0), "2026-05-06T12:00+02:00", "2026-05-06T23:59:59.999999+02:00",
                 "2026-05-07T00:00+02:00", id="a length of zero ends with the day"),
    pytest.param(Hours(0), "2026-05-06T12:00+02:00", "2026-05-06T11:59:59.999999+02:00",
                 "2026-05-06T12:00+02:00", id="no hours are over at once"),
    pytest.param(Months(1), "2027-01-31T12:00+01:00", "2027-02-28T23:59:59.999999+01:00",
                 "2027-03-01T00:00+01:00", id="the end of a month"),
    pytest.param(Years(1), "2028-02-29T12:00+01:00", "2029-02-28T23:59:59.999999+01:00",
                 "2029-03-01T00:00+01:00", id="a leap day"),
    pytest.param(Weeks(1), "2026-10-18T12:00+02:00", "2026-10-25T23:59:59.999999+01:00",
                 "2026-10-26T00:00+01:00", id="a day with a repeated hour"),
    pytest.param(Hours(24), "2026-10-24T12:00+02:00", "2026-10-25T10:59:59.999999+01:00",
                 "2026-10-25T11:00+01:00", id="24 hours over a repeated hour"),
    pytest.param(Days(1), "2027-03-27T12:00+01:00", "2027-03-28T23:59:59.999999+02:00",
                 "2027-03-29T00:00+02:00", id="a day with a skipped hour"),
]  # fmt: skip


class TestEdges:
    """The end of a deadline is the first instant at which it is too late."""

    @pytest.mark.parametrize(("length", "came_at", "in_time", "late"), EDGES)
    @pytest.mark.parametrize("is_late", [False, True], ids=["in time", "too late"])
    def test_done_on_the_edge(
        self, length: Length, came_at: str, in_time: str, late: str, *, is_late: bool
    ) -> None:
        order = bought().after(
            ReturnRequested({"tee": 1}, ref="R-1", at=day(2)),
            Received({"tee": 1}, ref="R-1", at=came_at),
        )
        terms = evolve(TERMS, refund_by=RmaClock(length, since=Received))
        told = returns.status(order, "R-1", terms, at=late if is_late else in_time)
        assert told.refund_by is not None
        assert told.refund_by.is_overdue is is_late
        assert bool(told.overdue) is is_late

    @pytest.mark.parametrize(
        ("hour", "state"),
        [("23:59", RmaState.APPROVED), ("24:00", RmaState.EXPIRED)],
        ids=["the last minute", "midnight"],
    )
    def test_expired_on_the_edge(self, hour: str, state: RmaState) -> None:
        at = "2026-05-18T00:00+02:00" if hour == "24:00" else day(17, hour)
        terms = evolve(TERMS, ship_by=RmaClock(Days(14), since=ReturnApproved))
        assert returns.status(bought(*ALL), "R-1", terms, at=at).state is state


class TestLateness:
    """How many days it is late, and since when."""

    CLOCK = RmaClock(WEEK, since=Received)

    @pytest.mark.parametrize(("at", "days"), [(13, 0), (14, 1), (15, 2), (30, 17)], ids=str)
    def test_not_paid_yet(self, at: int, days: int) -> None:
        told = due("refund_by", self.CLOCK, *ALL, came(6, 3), at=at)
        assert told is not None
        assert told.late_days == days
        assert told.is_overdue is bool(days)
        since = "2026-05-13T22:00:00+00:00" if days else None
        assert (told.late_since and told.late_since.isoformat()) == since

    def test_paid_late_it_stays_late_and_is_no_longer_overdue(self) -> None:
        told = due("refund_by", self.CLOCK, *ALL, came(6, 3), paid(15, 3), at=30)
        assert told is not None
        assert (told.late_days, told.is_overdue) == (2, False)

    def test_hours_can_be_late_on_the_last_day(self) -> None:
        late = due("refund_by", RmaClock(Hours(1), since=Received), *ALL, came(6, 3), at=7)
        assert late is not None
        assert (late.late_days, late.is_overdue) == (1, True)
        terms = evolve(TERMS, refund_by=RmaClock(Hours(1), since=Received))
        same_day = returns.status(bought(*ALL, came(6, 3)), "R-1", terms, at=day(6, "14:00"))
        assert same_day.refund_by is not None
        assert (same_day.refund_by.late_days, same_day.refund_by.is_overdue) == (0, True)

    def test_without_a_start_nothing_is_late(self) -> None:
        told = due("refund_by", self.CLOCK, *ALL, at=30)
        assert told is not None
        assert (told.late_days, told.late_since, told.deadline) == (0, None, None)

    def test_what_is_overdue_stands_together(self) -> None:
        three_days = RmaClock(Days(3), since=Received)
        status = found(*ALL, came(6, 3), at=30, inspect_by=three_days, refund_by=self.CLOCK)
        assert [x.duty for x in status.overdue] == [RmaDuty.INSPECT, RmaDuty.REFUND]


def came_line(n: int, line: str) -> Event:
    """One unit of some line comes back."""
    return Received({line: 1}, ref="R-1", at=day(n))


class TestDone:
    """It is done when the last of the units that it is about was first done, and not later."""

    REFUND = RmaClock(WEEK, since=Received)
    INSPECT = RmaClock(Days(3), since=Received)

    @pytest.mark.parametrize(
        ("clock", "events", "done", "late"),
        [
            pytest.param("refund_by", [asked(2, 1), came(6, 1), paid(7, 1), paid(25, 0, "rf-2")],
                         7, 0, id="money without goods later"),
            pytest.param("refund_by", [asked(2, 1), came(6, 2), paid(7, 1), paid(25, 1, "rf-2")],
                         7, 0, id="more than was announced, paid for later"),
            pytest.param("inspect_by", [asked(2, 1), came(6, 1), seen(7, 1), seen(25, used=1)],
                         7, 0, id="a second look later"),
            pytest.param("refund_by", [asked(2, 2), came(6, 1), came(16, 1), paid(18, 2)],
                         18, 5, id="the first parcel was paid for late"),
            pytest.param("refund_by", [asked(2, 2), came(6, 1), paid(15, 1), came(16, 1),
                                       paid(22, 1, "rf-2")],
                         22, 2, id="late at first, then in time"),
            pytest.param("inspect_by", [asked(2, 2), came(6, 1), came(16, 1), seen(18, 2)],
                         18, 9, id="the first parcel was looked at late"),
            pytest.param("refund_by", [came(6, 3), paid(7, 1)], None, 17,
                         id="nobody announced it, and a part is paid for"),
            pytest.param("refund_by", [came(6, 3), paid(7, 3)], 7, 0,
                         id="nobody announced it, and all is paid for"),
        ],
    )  # fmt: skip
    def test_when_and_how_late(
        self, clock: str, events: list[Event], done: int | None, late: int
    ) -> None:
        clocks = {"inspect_by": self.INSPECT, "refund_by": self.REFUND}
        told = due(clock, clocks[clock], *events)
        assert told is not None
        assert (told.done_at and told.done_at.day, told.late_days) == (done, late)

    def test_lateness_is_that_of_the_parcel_that_was_late(self) -> None:
        told = due("refund_by", self.REFUND, asked(2, 2), came(6, 1), came(16, 1), paid(18, 2))
        assert told is not None
        assert told.late_since is not None
        assert told.late_since.isoformat() == "2026-05-13T22:00:00+00:00"
        assert not told.is_overdue

    def test_nothing_is_due_for_what_nobody_announced_beside_what_was(self) -> None:
        told = due("refund_by", self.REFUND, asked(2, 1), came_line(6, "mug"))
        assert last_day(told) == "not_started"


class TestVoid:
    """What nobody has to do any more is not due."""

    SHIP = RmaClock(WEEK, since=ReturnApproved)
    INSPECT = RmaClock(Days(3), since=Received)
    REFUND = RmaClock(WEEK, since=ReturnRequested)

    @pytest.mark.parametrize(
        ("clock", "events", "expected"),
        [
            pytest.param("ship_by", [called_off(4)], "void", id="called off"),
            pytest.param("ship_by", [closed(4)], "void", id="closed before it was handed in"),
            pytest.param("ship_by", [sent(4), closed(5)], "2026-05-10", id="handed in and closed"),
            pytest.param("ship_by", [lost(4)], "2026-05-10", id="lost is handed in"),
            pytest.param("inspect_by", [called_off(4)], "void", id="nothing to be looked at"),
            pytest.param("inspect_by", [came(6, 3), closed(7)], "void", id="closed, not looked at"),
            pytest.param("inspect_by", [came(6, 3), seen(6, 3), closed(7)], "2026-05-09",
                         id="looked at and closed"),
            pytest.param("refund_by", [called_off(4)], "void", id="nothing to be paid for"),
            pytest.param("refund_by", [came(6, 3), closed(7)], "2026-05-09",
                         id="what came is paid for although it is closed"),
            pytest.param("refund_by", [], "2026-05-09", id="counted from the notice"),
        ],
    )  # fmt: skip
    def test_after_the_end(self, clock: str, events: list[Event], expected: str) -> None:
        clocks = {"ship_by": self.SHIP, "inspect_by": self.INSPECT, "refund_by": self.REFUND}
        assert last_day(due(clock, clocks[clock], *ALL, *events, at=8)) == expected

    def test_an_expired_return_owes_no_money_and_was_late(self) -> None:
        status = found(*ALL, at=30, ship_by=self.SHIP, refund_by=self.REFUND)
        assert status.state is RmaState.EXPIRED
        assert status.refund_by is None
        assert [x.duty for x in status.overdue] == [RmaDuty.SHIP]

    def test_without_clocks_nothing_is_due(self) -> None:
        status = found(*ALL, came(6, 3))
        assert (status.ship_by, status.inspect_by, status.refund_by) == (None, None, None)


WEEKEND = Roll(NonDays(["saturday", "sunday"]))
AT_HOME = Roll(NonDays(["sunday"], holidays=Place.CUSTOMER), by=Citation("an act", "§ 3"))


class TestCounting:
    """Days are counted in the zone of the terms, and a last day may roll."""

    def test_a_last_day_on_a_weekend_moves_on(self) -> None:
        clock = RmaClock(Days(3), since=Received, roll=WEEKEND)  # 9 May is a Saturday
        told = due("inspect_by", clock, *ALL, came(6, 3), at=6)
        assert last_day(told) == "2026-05-11"
        assert told is not None
        assert told.deadline is not None
        assert [x.what for x in told.deadline.trace] == ["start", "3 days", "next working day"]

    def test_holidays_that_nobody_gave_can_move_it_on(self) -> None:
        clock = RmaClock(Days(3), since=Received, roll=AT_HOME)
        told = due("inspect_by", clock, *ALL, came(6, 3), at=20)
        assert told is not None
        assert told.deadline is not None
        assert told.deadline.needs_holidays
        assert not told.is_overdue  # not for certain before the 23rd has passed

    def test_holidays_that_are_given_do_move_it_on(self) -> None:
        clock = RmaClock(Days(3), since=Received, roll=AT_HOME)
        known = Holidays(["2026-05-09"], since="2026-01-01", until="2026-12-31")
        told = found(
            *ALL, came(6, 3), at=12, inspect_by=clock, holidays={Place.CUSTOMER: known}
        ).inspect_by
        assert told is not None
        assert last_day(told) == "2026-05-11"  # the 10th is a Sunday
        assert told.late_days == 1

    def test_where_the_count_stands_is_told(self) -> None:
        start, length = Citation("an act", "§ 1"), Citation("an act", "§ 2")
        clock = RmaClock(Days(3), since=First(Received, by=start), roll=WEEKEND, by=length)
        told = due("inspect_by", clock, *ALL, came(6, 3), at=6)
        assert told is not None
        assert told.deadline is not None
        assert [x.by for x in told.deadline.trace] == [start, length, None]

    def test_the_customers_zone(self) -> None:
        there = Customer(id="C-7", zone="America/New_York")
        order = evolve(bought(*ALL, came(6, 3)), customer=there)
        terms = evolve(TERMS, zone=Place.CUSTOMER, refund_by=RmaClock(WEEK, since=Received))
        told = returns.status(order, "R-1", terms, at=day(7)).refund_by
        assert told is not None
        assert told.deadline is not None
        assert (told.deadline.zone, told.deadline.last_day) == (
            "America/New_York",
            date(2026, 5, 13),
        )

    @pytest.mark.parametrize("customer", [None, Customer(id="C-7")], ids=["nobody", "no zone"])
    def test_a_zone_that_nobody_knows_leaves_days_uncounted(self, customer: Any) -> None:
        order = evolve(bought(*ALL, came(6, 3)), customer=customer)
        terms = evolve(
            TERMS,
            zone=Place.CUSTOMER,
            inspect_by=RmaClock(Hours(24), since=Received),
            refund_by=RmaClock(WEEK, since=Received),
        )
        status = returns.status(order, "R-1", terms, at=day(30))
        assert last_day(status.refund_by) == "customer_zone_missing"
        assert last_day(status.inspect_by) == "2026-05-07"
        assert [x.duty for x in status.overdue] == [RmaDuty.INSPECT]


class TestChecks:
    """A clock that cannot run is refused."""

    @pytest.mark.parametrize(
        "kind",
        [Placed, Paid, Shipped, Delivered, ReturnClosed, ReturnCancelled, ReturnLost],
        ids=lambda kind: kind.__name__,
    )
    def test_it_starts_with_an_event_of_a_return(self, kind: type[Event]) -> None:
        with pytest.raises(InvalidValue, match="the clocks of a return start with its own events"):
            RmaClock(WEEK, since=kind)

    def test_it_starts_with_something(self) -> None:
        with pytest.raises(InvalidValue, match="a clock starts with at least one event"):
            RmaClock(WEEK, since=[])

    def test_hours_do_not_roll(self) -> None:
        with pytest.raises(InvalidValue, match="days roll, and hours do not"):
            RmaClock(Hours(1), since=Received, roll=WEEKEND)

    @pytest.mark.parametrize(
        ("name", "value"), [("length", 7), ("roll", "sunday"), ("by", "§ 3")], ids=str
    )
    def test_its_parts_are_checked(self, name: str, value: object) -> None:
        given: dict[str, Any] = {"length": WEEK, "since": Received}
        with pytest.raises(WrongType, match=f"^{name} is"):
            RmaClock(**{**given, name: value})

    @pytest.mark.parametrize("name", ["ship_by", "inspect_by", "refund_by"])
    def test_terms_take_clocks_only(self, name: str) -> None:
        wrong: dict[str, Any] = {name: WEEK}
        with pytest.raises(WrongType, match=f"{name} is Days"):
            evolve(TERMS, **wrong)

    @pytest.mark.parametrize(
        ("clock", "needs"),
        [
            (RmaClock(Hours(1), since=Received), False),
            (RmaClock(Days(1), since=Received), True),
            (RmaClock(Hours(1), since=Since(Received, plus=Days(1))), True),
            (RmaClock(Hours(1), since=Since(Received, plus=Hours(1))), False),
        ],
        ids=str,
    )
    def test_days_need_a_zone(self, clock: RmaClock, *, needs: bool) -> None:
        assert clock.needs_zone is needs
