"""Windows, clocks and cancellations that are counted in working days or working hours."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    CancellationRequest,
    CancellationTerms,
    Days,
    Decision,
    Delivered,
    During,
    Event,
    Extension,
    Holidays,
    Hours,
    InvalidTerms,
    InvalidValue,
    Line,
    NonDays,
    Order,
    Outcome,
    Place,
    ReasonKind,
    Received,
    ReturnApproved,
    ReturnCase,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    Roll,
    Season,
    Since,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WrongType,
    cancellations,
    returns,
)
from postsales.basics.moments import on_the_clocks

BERLIN = "Europe/Berlin"
WEEK = {"Mon-Fri": "09:00-17:00"}
OFFICE = WorkCalendar(zone=BERLIN, hours=WEEK, exceptions={"2026-04-03": "closed"})
KNOWN = WorkCalendar(
    zone=BERLIN,
    hours=WEEK,
    holidays=Holidays(["2026-04-03", "2026-04-06"], since="2026-01-01", until="2026-04-30"),
)
SPRING = Season("2026-03-01", "2026-05-31")
ASKED = ReturnRequest.of({"tee": 1}, reason="remorse")


class Paused(Event):
    """The goods are being looked after."""


class Resumed(Event):
    """The customer has them again."""


def order(delivered: str, *history: Event) -> Order:
    came = Delivered({"tee": 1}, at=on_the_clocks(delivered, BERLIN))
    return Order(
        id="1001",
        placed_at="2026-01-02T10:00Z",
        lines=[Line("tee", quantity=1, total=EUR("20.00"))],
        history=[came, *history],
    )


def terms(length: Any, **given: Any) -> ReturnTerms:
    said = {"id": "acme", "version": "1", "zone": BERLIN, "calendar": OFFICE, **given}
    window = said.pop("window", ReturnWindow(length, since=Delivered))
    return ReturnTerms(window=window, **said)


def ends(found: Decision[ReturnCase]) -> str:
    deadline = found.item("tee").deadline
    assert deadline is not None
    return deadline.local(BERLIN).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("delivered", "length", "closes"),
    [
        ("2026-03-05T12:00", WorkingDays(0), "2026-03-06 00:00"),
        ("2026-03-05T12:00", WorkingDays(1), "2026-03-07 00:00"),
        ("2026-03-06T23:59", WorkingDays(1), "2026-03-10 00:00"),
        ("2026-03-07T12:00", WorkingDays(1), "2026-03-10 00:00"),
        ("2026-03-05T12:00", WorkingDays(10), "2026-03-20 00:00"),
        ("2026-03-31T12:00", WorkingDays(3), "2026-04-07 00:00"),
        ("2028-02-28T12:00", WorkingDays(1), "2028-03-01 00:00"),
        ("2026-03-27T12:00", WorkingDays(1), "2026-03-31 00:00"),
        ("2026-10-23T12:00", WorkingDays(1), "2026-10-27 00:00"),
        ("2026-03-05T12:00", WorkingHours(5), "2026-03-05 17:00"),
        ("2026-03-05T12:00", WorkingHours("5.5"), "2026-03-06 09:30"),
        ("2026-03-27T16:00", WorkingHours(2), "2026-03-30 10:00"),
    ],
    ids=[
        "no day at all",
        "the next day",
        "over a weekend, from the last minute of a Friday",
        "from a Saturday",
        "two weeks",
        "over the end of a month and a closed day",
        "a leap day",
        "over an hour that is skipped",
        "over an hour that is repeated",
        "hours, used up at the closing",
        "hours, into the next day",
        "hours, over an hour that is skipped",
    ],
)
def test_a_window(delivered: str, length: Any, closes: str) -> None:
    promise, sold = terms(length), order(delivered)
    found = returns.assess(sold, ASKED, promise, at=sold.history[0].at)
    assert ends(found) == closes
    last = on_the_clocks(closes.replace(" ", "T"), BERLIN)
    second = timedelta(seconds=1)
    outcomes = [returns.assess(sold, ASKED, promise, at=at).outcome for at in (last - second, last)]
    assert outcomes == [Outcome.ALLOWED, Outcome.REFUSED]
    deadline = found.item("tee").deadline
    assert deadline is not None
    assert [x.what for x in deadline.trace] == ["start", str(length)]


def test_days_are_those_of_the_terms_and_hours_those_of_the_calendar() -> None:
    tokyo = WorkCalendar(zone="Asia/Tokyo", hours=WEEK)
    sold = order("2026-03-06T23:00")
    at = sold.history[0].at
    in_days = returns.assess(sold, ASKED, terms(WorkingDays(1), calendar=tokyo), at=at)
    in_hours = returns.assess(sold, ASKED, terms(WorkingHours(1), calendar=tokyo), at=at)
    assert (ends(in_days), ends(in_hours)) == ("2026-03-10 00:00", "2026-03-09 02:00")


@pytest.mark.parametrize(
    ("length", "plus", "closes"),
    [
        (WorkingDays(5), WorkingDays(2), "2026-03-17 00:00"),
        (WorkingHours(8), WorkingHours(8), "2026-03-09 12:00"),
        (WorkingDays(5), WorkingHours(1), "2026-03-13 10:00"),
        (WorkingHours(8), WorkingDays(1), "2026-03-09 12:00"),
    ],
    ids=["days by days", "hours by hours", "days by hours", "hours by days"],
)
def test_an_extension(length: Any, plus: Any, closes: str) -> None:
    promise = terms(length, extensions=[Extension(plus)])
    sold = order("2026-03-05T12:00")
    assert ends(returns.assess(sold, ASKED, promise, at=sold.history[0].at)) == closes


@pytest.mark.parametrize(
    ("length", "begins", "stops", "closes", "step"),
    [
        (WorkingDays(5), "03-09T10:00", "03-10T10:00", "2026-03-17 00:00", "2 working days"),
        (WorkingDays(5), "03-07T10:00", "03-08T10:00", "2026-03-13 00:00", None),
        (WorkingDays(5), "03-12T10:00", "03-16T10:00", "2026-03-18 00:00", "3 working days"),
        (WorkingDays(5), "03-13T10:00", "03-16T10:00", "2026-03-13 00:00", None),
        (WorkingHours(8), "03-06T09:30", "03-06T11:00", "2026-03-06 13:30", "1:30:00"),
        (WorkingHours(8), "03-05T17:00", "03-06T09:00", "2026-03-06 12:00", None),
        (WorkingHours(8), "03-06T11:00", "03-09T10:00", "2026-03-09 11:00", "7:00:00"),
    ],
    ids=[
        "two working days",
        "a weekend, which counts for nothing",
        "from the last day on, over its end",
        "after it is over",
        "hours while it is open",
        "a night, which counts for nothing",
        "hours until it is over and on",
    ],
)
def test_time_that_does_not_count(
    length: Any, begins: str, stops: str, closes: str, step: str | None
) -> None:
    promise = terms(length, tolled_by=During(Paused, Resumed))
    pause = (
        Paused(at=on_the_clocks(f"2026-{begins}", BERLIN)),
        Resumed(at=on_the_clocks(f"2026-{stops}", BERLIN)),
    )
    found = returns.assess(order("2026-03-05T12:00", *pause), ASKED, promise, at=pause[1].at)
    assert ends(found) == closes
    deadline = found.item("tee").deadline
    assert deadline is not None
    told = [x.what for x in deadline.trace[2:]]
    assert told == ([] if step is None else [f"{step} that did not count"])


class TestHolidaysThatNobodyGave:
    """Where a count gets to days of which nobody knows, it is referred and never refused."""

    @pytest.mark.parametrize(
        ("at", "outcome"),
        [
            ("2026-05-04T23:59", Outcome.ALLOWED),
            ("2026-05-05T00:00", Outcome.REFER),
            ("2026-06-01T23:59", Outcome.REFER),
            ("2026-06-02T00:00", Outcome.REFUSED),
        ],
        ids=["in time anyhow", "the first guess is over", "it still could be", "certainly over"],
    )
    def test_of_working_days(self, at: str, outcome: Outcome) -> None:
        # From Monday 27 April: three days in April that are known, and two in May that are not.
        promise, sold = terms(WorkingDays(5), calendar=KNOWN), order("2026-04-27T12:00")
        found = returns.assess(sold, ASKED, promise, at=on_the_clocks(at, BERLIN))
        assert found.outcome is outcome
        deadline = found.item("tee").deadline
        assert deadline is not None
        assert deadline.needs_holidays
        if outcome is Outcome.REFER:
            assert dict(found.because) == {"holidays_missing": 1}

    def test_the_longest_that_can_be(self) -> None:
        promise, sold = terms(WorkingDays(5), calendar=KNOWN), order("2026-04-27T12:00")
        found = returns.assess(sold, ASKED, promise, at=on_the_clocks("2026-05-05T00:00", BERLIN))
        change = found.next_change
        assert change is not None
        assert change.at == on_the_clocks("2026-06-02T00:00", BERLIN)

    def test_of_working_hours_nobody_can_say(self) -> None:
        promise, sold = terms(WorkingHours(9), calendar=KNOWN), order("2026-04-30T12:00")
        found = returns.assess(sold, ASKED, promise, at="2029-01-01T00:00Z")
        assert found.outcome is Outcome.REFER

    @pytest.mark.parametrize("length", [WorkingDays(4), WorkingHours(30)], ids=str)
    def test_where_all_are_known_it_is_over_when_it_is(self, length: Any) -> None:
        promise, sold = terms(length, calendar=KNOWN), order("2026-04-02T12:00")
        found = returns.assess(sold, ASKED, promise, at="2026-04-20T00:00Z")
        assert found.outcome is Outcome.REFUSED

    @pytest.mark.parametrize(
        ("extensions", "since", "at", "outcome"),
        [
            ([Extension(WorkingDays(5))], "04-02", "04-10T23:59", Outcome.ALLOWED),
            ([Extension(WorkingDays(5))], "04-02", "04-11T00:00", Outcome.REFUSED),
            ([Extension(WorkingDays(5))], "04-03", "04-11T00:00", Outcome.REFER),
            ([Extension(until="2026-06-30")], "04-02", "07-01T00:00", Outcome.REFUSED),
            (
                [Extension(WorkingDays(20)), Extension(until="2026-06-30")],
                "04-02",
                "07-01T00:00",
                Outcome.REFUSED,
            ),
            (
                [Extension(WorkingDays(40)), Extension(until="2026-06-30")],
                "04-02",
                "07-01T00:00",
                Outcome.REFER,
            ),
        ],
        ids=[
            "within the five working days, all of which are known",
            "after them: of the thirty days before nobody asks",
            "after them, the first of which is not known",
            "until a day that is named",
            "and what is counted in known working days has ended earlier",
            "but what goes on into unknown days could end later",
        ],
    )
    def test_only_what_is_counted_in_working_time_asks_for_them(
        self, extensions: list[Extension], since: str, at: str, outcome: Outcome
    ) -> None:
        # 30 calendar days from 2 March; then working days from 2 April on, with Easter in them.
        easter = [x for x in ("2026-04-03", "2026-04-06") if x >= f"2026-{since}"]
        known = Holidays(easter, since=f"2026-{since}", until="2026-05-10")
        office = WorkCalendar(zone=BERLIN, hours=WEEK, holidays=known)
        promise = terms(Days(30), calendar=office, extensions=extensions)
        sold = order("2026-03-02T12:00")
        found = returns.assess(sold, ASKED, promise, at=on_the_clocks(f"2026-{at}", BERLIN))
        assert found.outcome is outcome

    def test_what_follows_an_unknown_day_is_moved_on_with_it(self) -> None:
        # The day after 31 March is known to nobody; if it is free, the next ones are other days.
        known = Holidays([], since="2026-04-02", until="2026-04-30")
        office = WorkCalendar(zone=BERLIN, hours=WEEK, holidays=known)
        promise = terms(WorkingDays(1), calendar=office, extensions=[Extension(WorkingDays(2))])
        sold = order("2026-03-31T12:00")
        found = returns.assess(sold, ASKED, promise, at="2026-04-10T00:00Z")
        assert found.next_change is not None
        # Friday 3 April, and two weeks for each of the three days.
        assert found.next_change.at == on_the_clocks("2026-05-16T00:00", BERLIN)

    def test_holidays_are_worked_around(self) -> None:
        promise, sold = terms(WorkingDays(1), calendar=KNOWN), order("2026-04-02T12:00")
        assert ends(returns.assess(sold, ASKED, promise, at=sold.history[0].at)) == (
            "2026-04-08 00:00"
        )

    def test_a_cancellation(self) -> None:
        sold = Order(
            id="1001",
            placed_at=on_the_clocks("2026-04-30T12:00", BERLIN),
            lines=[Line("tee", quantity=1, total=EUR("20.00"))],
        )
        promise = CancellationTerms(
            id="acme", version="1", zone=BERLIN, within=WorkingDays(1), calendar=KNOWN
        )
        request = CancellationRequest.of({"tee": 1}, reason="changed_mind")
        outcomes = [
            cancellations.assess(sold, request, promise, at=on_the_clocks(at, BERLIN)).outcome
            for at in ("2026-05-01T23:59", "2026-05-02T00:00", "2026-05-16T00:00")
        ]
        assert outcomes == [Outcome.ALLOWED, Outcome.REFER, Outcome.REFUSED]


class TestClocksOfAReturn:
    """What is due within the life of a return is counted the same way."""

    @pytest.mark.parametrize(
        ("length", "due"),
        [(WorkingDays(2), "2026-03-12 00:00"), (WorkingHours(9), "2026-03-10 11:00")],
        ids=str,
    )
    def test_inspection(self, length: Any, due: str) -> None:
        history = [
            ReturnRequested({"tee": 1}, ref="r-1", at="2026-03-07T10:00Z"),
            ReturnApproved(ref="r-1", at="2026-03-07T10:00Z"),
            Received({"tee": 1}, ref="r-1", at="2026-03-09T09:00Z"),
        ]
        promise = terms(WorkingDays(10), inspect_by=RmaClock(length, since=Received))
        sold = order("2026-03-05T12:00", *history)
        status = returns.status(sold, "r-1", promise, at="2026-03-20T09:00Z")
        found = status.inspect_by
        assert found is not None
        assert found.deadline is not None
        assert found.deadline.local(BERLIN).strftime("%Y-%m-%d %H:%M") == due
        assert found.is_overdue


class TestWhatIsRefused:
    """Working time needs a calendar, and where it is not counted it is no length."""

    @pytest.mark.parametrize(
        "given",
        [
            {"window": ReturnWindow(WorkingDays(10), since=Delivered)},
            {"window": ReturnWindow(WorkingHours(10), since=Delivered)},
            {"extensions": [Extension(WorkingDays(10))]},
            {"inspect_by": RmaClock(WorkingDays(10), since=Received)},
        ],
        ids=["a window in days", "a window in hours", "an extension", "a clock"],
    )
    def test_without_a_calendar(self, given: dict[str, Any]) -> None:
        with pytest.raises(InvalidTerms, match=r"10 working .* are counted in a calendar"):
            terms(Hours(1), calendar=None, **given)

    def test_a_cancellation_without_a_calendar(self) -> None:
        with pytest.raises(InvalidTerms, match="2 working hours are counted in a calendar"):
            CancellationTerms(id="acme", version="1", within=WorkingHours(2))

    def test_a_calendar_that_is_none(self) -> None:
        with pytest.raises(WrongType, match="working time is counted in a WorkCalendar"):
            terms(Hours(1), calendar="Mon-Fri")

    def test_hours_do_not_roll(self) -> None:
        with pytest.raises(InvalidValue, match="days roll, and hours do not"):
            ReturnWindow(WorkingHours(1), since=Delivered, roll=Roll(NonDays(["sunday"])))

    def test_a_start_that_begins_later(self) -> None:
        with pytest.raises(WrongType, match="a length is Days, Weeks, Months, Years or Hours"):
            Since(Delivered, plus=WorkingDays(2))  # type: ignore[arg-type]


class TestCounting:
    """Windows in working days hold what windows in days hold."""

    @given(st.dates(date(2026, 1, 3), date(2026, 12, 31)), st.integers(0, 40))
    def test_more_days_are_never_worse(self, on: date, days: int) -> None:
        sold = order(f"{on}T12:00")
        at = sold.history[0].at
        closes = [
            returns.assess(sold, ASKED, terms(WorkingDays(n)), at=at).item("tee").deadline
            for n in (days, days + 1)
        ]
        assert closes[0] is not None
        assert closes[1] is not None
        assert closes[0].ends_at < closes[1].ends_at

    @given(st.dates(date(2026, 1, 3), date(2026, 4, 20)), st.integers(1, 40))
    def test_one_more_holiday_never_ends_earlier(self, on: date, days: int) -> None:
        sold = order(f"{on}T12:00")
        at = sold.history[0].at
        promises = [terms(WorkingDays(days), calendar=x) for x in (OFFICE, KNOWN)]
        first, second = (returns.assess(sold, ASKED, x, at=at).item("tee") for x in promises)
        assert first.deadline is not None
        assert second.deadline is not None
        assert first.deadline.ends_at <= second.deadline.ends_at

    def test_a_defect_can_have_another_window(self) -> None:
        promise = terms(
            WorkingDays(1),
            special_windows=[ReturnWindow(WorkingDays(9), since=Delivered, for_reasons="defect")],
        )
        sold = order("2026-03-05T12:00")
        asked = ReturnRequest.of({"tee": 1}, reason=ReasonKind.DEFECT.value)
        assert ends(returns.assess(sold, asked, promise, at=sold.history[0].at)) == (
            "2026-03-19 00:00"
        )

    def test_the_customers_zone_is_asked_for(self) -> None:
        promise = terms(WorkingDays(1), zone=Place.CUSTOMER)
        sold = order("2026-03-05T12:00")
        found = returns.assess(sold, ASKED, promise, at=sold.history[0].at)
        assert dict(found.because) == {"customer_zone_missing": 1}

    @pytest.mark.parametrize("length", [WorkingHours(8), Hours(21)], ids=str)
    def test_hours_end_at_an_instant_wherever_the_customer_is(self, length: Any) -> None:
        sold = order("2026-03-05T12:00")
        promise = terms(length, zone=Place.CUSTOMER)
        outcomes = [
            returns.assess(sold, ASKED, promise, at=on_the_clocks(at, BERLIN)).outcome
            for at in ("2026-03-06T08:59", "2026-03-06T12:00")
        ]
        assert outcomes == [Outcome.ALLOWED, Outcome.REFUSED]
        found = returns.assess(sold, ASKED, promise, at=sold.history[0].at)
        assert found.next_change is not None
        deadline = found.item("tee").deadline
        assert deadline is not None
        assert found.next_change.at == deadline.ends_at

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            pytest.param({"extensions": [Extension(Hours(1))]}, {"window_closed": 1}, id="hours"),
            pytest.param(
                {"extensions": [Extension(Days(1))]}, {"customer_zone_missing": 1}, id="and days"
            ),
            pytest.param(
                {"extensions": [Extension(until="2026-03-31")]},
                {"customer_zone_missing": 1},
                id="and a day that is named",
            ),
            pytest.param(
                {"extensions": [Extension(Days(1), for_reasons="defect")]},
                {"window_closed": 1},
                id="which is not for this reason",
            ),
            pytest.param(
                {"extensions": [Extension(Hours(999), season=SPRING)]},
                {"customer_zone_missing": 1},
                id="hours for the days of a season",
            ),
            pytest.param(
                {"window": ReturnWindow(Hours(1), since=Since(Delivered, plus=Days(1)))},
                {"customer_zone_missing": 1},
                id="counted from days after",
            ),
            pytest.param(
                {
                    "special_windows": [
                        ReturnWindow(Hours(1), since=Delivered, season=SPRING),
                    ]
                },
                {"window_closed": 1},
                id="over in whichever season",
            ),
            pytest.param(
                {
                    "special_windows": [
                        ReturnWindow(Hours(999), since=Delivered, season=SPRING),
                    ]
                },
                {"customer_zone_missing": 1},
                id="open in a season",
            ),
        ],
    )
    def test_whatever_is_counted_in_days_asks_for_the_zone(
        self, given: dict[str, Any], because: dict[str, int]
    ) -> None:
        promise = terms(Hours(8), zone=Place.CUSTOMER, **given)
        found = returns.assess(order("2026-03-05T12:00"), ASKED, promise, at="2026-03-08T12:00Z")
        assert found.because == because

    def test_a_reason_that_nobody_knows_is_asked_about_and_not_the_zone(self) -> None:
        longer = ReturnWindow(Hours(999), since=Delivered, for_reasons="defect")
        promise = terms(Hours(8), zone=Place.CUSTOMER, special_windows=[longer])
        asked = ReturnRequest.of({"tee": 1}, reason="hm")
        found = returns.assess(order("2026-03-05T12:00"), asked, promise, at="2026-03-08T12:00Z")
        assert found.because == {"reason_unknown": 1}
