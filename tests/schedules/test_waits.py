"""When is an action due: waits in four units, the month's end, the landing, and the clock time."""

import re
from typing import Any

import pytest

from postsales import (
    Days,
    First,
    Holidays,
    Hours,
    InvalidValue,
    Minutes,
    Months,
    Weeks,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    Years,
    schedules,
)
from postsales.schedules import Action, Every, Plan, StepDone, Target
from tests.schedules.given import BERLIN, DAILY, OFFICE, Arrived, Replied, berlin, stands


def plan(calendar: WorkCalendar = OFFICE, **options: Any) -> Plan:
    options = {"after": First(Arrived), **options}
    if "before" in options:
        del options["after"]
    return Plan(id="p", version="1", calendar=calendar, steps=[Action("a", **options)])


def times(start: str, calendar: WorkCalendar = OFFICE, **options: Any) -> list[str]:
    """When it is due, for the first time and again, up to a day far away."""
    found = stands(plan(calendar, **options), [Arrived(at=berlin(start))], "2030-01-01 00:00")
    return [at for _, at in found.values()]


@pytest.mark.parametrize(
    ("start", "options", "at"),
    [
        pytest.param("2026-03-09 11:00", {}, "2026-03-09 11:00", id="at once"),
        pytest.param(
            "2026-03-09 11:00", {"wait": Days(21)}, "2026-03-30 11:00", id="days keep the clock"
        ),
        pytest.param(
            "2026-03-28 02:30", {"wait": Days(1)}, "2026-03-29 03:30", id="into a skipped hour"
        ),
        pytest.param(
            "2026-10-24 02:30", {"wait": Days(1)}, "2026-10-25 02:30", id="into a repeated hour"
        ),
        pytest.param(
            "2026-03-28 12:00", {"wait": Hours(24)}, "2026-03-29 13:00", id="a day of 23 hours"
        ),
        pytest.param("2026-03-29 01:50", {"wait": Minutes(20)}, "2026-03-29 03:10", id="minutes"),
        pytest.param(
            "2026-03-20 16:50", {"wait": WorkingMinutes(20)}, "2026-03-23 09:10", id="of work"
        ),
        pytest.param(
            "2026-01-31 10:00", {"wait": Months(1)}, "2026-02-28 10:00", id="a short month"
        ),
        pytest.param("2028-02-29 10:00", {"wait": Years(1)}, "2029-02-28 10:00", id="a leap day"),
        pytest.param(
            "2026-04-02 11:00",
            {"wait": WorkingDays(1)},
            "2026-04-07 11:00",
            id="working days over Easter",
        ),
        pytest.param(
            "2026-04-02 20:00",
            {"wait": WorkingDays(1)},
            "2026-04-08 09:00",
            id="when nobody is there at that hour, the next opening",
        ),
        pytest.param(
            "2026-04-02 20:00",
            {"wait": WorkingDays(1), "at_time": "10:00"},
            "2026-04-07 10:00",
            id="with a clock time, that of the working day",
        ),
        pytest.param(
            "2026-04-02 15:00",
            {"wait": WorkingHours(2)},
            "2026-04-07 09:00",
            id="what we do after the last working hour we do at the next opening",
        ),
        pytest.param(
            "2026-01-15 10:00",
            {"wait": Days(10), "month_end": True},
            "2026-01-31 10:00",
            id="at the end of that month",
        ),
        pytest.param(
            "2026-01-15 10:00",
            {"wait": Days(10), "month_end": True, "landing": "following"},
            "2026-02-02 10:00",
            id="which is a Saturday: on Monday",
        ),
        pytest.param(
            "2026-01-15 10:00",
            {"wait": Days(10), "month_end": True, "landing": "modified"},
            "2026-01-30 10:00",
            id="or on Friday, to stay in the month",
        ),
        pytest.param(
            "2026-01-15 10:00",
            {"wait": Days(10), "month_end": True, "landing": "preceding", "at_time": "08:30"},
            "2026-01-30 08:30",
            id="a notice goes out before, at its hour",
        ),
        pytest.param(
            "2026-03-01 00:00", {"wait": Days(28), "at_time": "02:30"}, "2026-03-29 03:30", id="gap"
        ),
        pytest.param(
            "2026-03-09 15:00", {"at_time": "08:00"}, "2026-03-10 08:00", id="too late for today"
        ),
        pytest.param(
            "2026-03-09 08:00", {"at_time": "08:00"}, "2026-03-09 08:00", id="just in time for it"
        ),
        pytest.param(
            "2026-03-13 15:00",
            {"wait": Days(0), "at_time": "08:00", "landing": "following"},
            "2026-03-16 08:00",
            id="on Friday too late for today: on Monday",
        ),
        pytest.param(
            "2026-03-13 15:00",
            {"wait": WorkingDays(0), "at_time": "08:00"},
            "2026-03-16 08:00",
            id="a working day is one that is worked on",
        ),
        pytest.param(
            "2026-03-14 15:00",
            {"landing": "preceding"},
            "2026-03-16 15:00",
            id="on a Saturday the working day before is over",
        ),
        pytest.param(
            "2026-03-31 15:00",
            {"at_time": "08:00", "month_end": True},
            "2026-04-30 08:00",
            id="on the last day of a month too late for it: the next month",
        ),
    ],
)
def test_an_action_is_due_after_its_wait(start: str, options: dict[str, Any], at: str) -> None:
    assert times(start, **options) == [at]


@pytest.mark.parametrize(
    ("milestone", "wait", "at"),
    [
        pytest.param("2026-12-31 09:00", Months(1), "2026-11-30 09:00", id="a month before"),
        pytest.param("2026-03-31 09:00", Months(1), "2026-02-28 09:00", id="a short month before"),
        pytest.param("2028-02-29 09:00", Years(1), "2027-02-28 09:00", id="a year before"),
        pytest.param("2026-12-31 09:00", Months(12), "2025-12-31 09:00", id="twelve months before"),
        pytest.param("2026-04-08 09:00", WorkingDays(3), "2026-04-01 09:00", id="working days"),
        pytest.param("2026-04-07 10:00", WorkingHours(2), "2026-04-02 16:00", id="working hours"),
        pytest.param("2026-03-29 12:00", Hours(24), "2026-03-28 11:00", id="elapsed hours"),
        pytest.param("2026-03-29 12:00", Weeks(1), "2026-03-22 12:00", id="a week before"),
    ],
)
def test_a_notice_comes_before_a_milestone(milestone: str, wait: Any, at: str) -> None:
    found = stands(plan(before=First(Arrived), wait=wait), [Arrived(at=berlin(milestone))], at)
    assert found == {"a//1": ("due", at)}


@pytest.mark.parametrize(
    ("start", "every", "at"),
    [
        pytest.param(
            "2026-01-31 10:00",
            Every(Months(1), times=4),
            ["2026-01-31 10:00", "2026-02-28 10:00", "2026-03-31 10:00", "2026-04-30 10:00"],
            id="months from the first time on do not drift",
        ),
        pytest.param(
            "2026-01-05 10:00",
            Every(Weeks(2), until="2026-02-02"),
            ["2026-01-05 10:00", "2026-01-19 10:00", "2026-02-02 10:00"],
            id="the last day is included",
        ),
        pytest.param(
            "2026-01-05 10:00",
            Every(Weeks(2), until="2026-02-01"),
            ["2026-01-05 10:00", "2026-01-19 10:00"],
            id="and what is later is not",
        ),
        pytest.param(
            "2026-04-02 16:00",
            Every(WorkingHours("0.5"), times=4),
            ["2026-04-02 16:00", "2026-04-02 16:30", "2026-04-07 09:00", "2026-04-07 09:30"],
            id="working hours",
        ),
        pytest.param(
            "2026-04-01 10:00",
            Every(WorkingDays(1), times=4),
            ["2026-04-01 10:00", "2026-04-02 10:00", "2026-04-07 10:00", "2026-04-08 10:00"],
            id="working days",
        ),
    ],
)
def test_an_action_comes_again(start: str, every: Every, at: list[str]) -> None:
    assert times(start, every=every) == at


@pytest.mark.parametrize(
    ("start", "wait", "every", "at"),
    [
        pytest.param(
            "2026-01-31 10:00",
            Months(1),
            Every(Months(1), times=3),
            ["2026-02-28 10:00", "2026-03-31 10:00", "2026-04-30 10:00"],
            id="a wait of a month is one of the months",
        ),
        pytest.param(
            "2028-02-29 10:00",
            Years(1),
            Every(Years(1), times=4),
            ["2029-02-28 10:00", "2030-02-28 10:00", "2031-02-28 10:00", "2032-02-29 10:00"],
            id="a leap day comes back",
        ),
        pytest.param(
            "2026-08-31 10:00",
            Years(1),
            Every(Months(6), times=3),
            ["2027-08-31 10:00", "2028-02-29 10:00", "2028-08-31 10:00"],
            id="years are months",
        ),
        pytest.param(
            "2026-03-05 10:00",
            Weeks(1),
            Every(Days(1), times=2),
            ["2026-03-12 10:00", "2026-03-13 10:00"],
            id="weeks are days",
        ),
        pytest.param(
            "2026-03-05 22:00",
            WorkingDays(1),
            Every(WorkingDays(1), times=3),
            ["2026-03-09 09:00", "2026-03-10 09:00", "2026-03-11 09:00"],
            id="working days in the evening",
        ),
        pytest.param(
            "2026-03-05 22:00",
            WorkingDays(1),
            Every(Days(1), times=3),
            ["2026-03-09 09:00", "2026-03-10 09:00", "2026-03-11 09:00"],
            id="each day from the opening on at which the first time is",
        ),
        pytest.param(
            "2026-03-05 22:00",
            Hours(1),
            Every(WorkingDays(1), times=3),
            ["2026-03-05 23:00", "2026-03-09 09:00", "2026-03-10 09:00"],
            id="what comes again on working days comes when somebody is there",
        ),
        pytest.param(
            "2026-03-05 22:00",
            Hours(1),
            Every(Hours(1), times=2),
            ["2026-03-05 23:00", "2026-03-06 00:00"],
            id="hours",
        ),
    ],
)
def test_an_action_comes_again_after_a_wait(
    start: str, wait: Any, every: Every, at: list[str]
) -> None:
    found = stands(plan(wait=wait, every=every), [Arrived(at=berlin(start))], "2035-01-01 00:00")
    assert [at for _, at in found.values()] == at


@pytest.mark.parametrize(
    ("start", "options", "at"),
    [
        pytest.param(
            "2026-03-01 15:00",
            {"calendar": DAILY, "at_time": "08:00", "every": Every(Days(1), times=3)},
            ["2026-03-02 08:00", "2026-03-03 08:00", "2026-03-04 08:00"],
            id="a dose each morning from the next one on",
        ),
        pytest.param(
            "2026-03-05 15:00",
            {
                "wait": WorkingDays(0),
                "at_time": "10:00",
                "every": Every(WorkingDays(1), times=3),
            },
            ["2026-03-06 10:00", "2026-03-09 10:00", "2026-03-10 10:00"],
            id="each working morning from the next one on",
        ),
        pytest.param(
            "2026-03-07 12:00",
            {"landing": "preceding", "every": Every(Weeks(1), times=2)},
            ["2026-03-09 12:00", "2026-03-16 12:00"],
            id="a week after what landed after the anchor",
        ),
        pytest.param(
            "2026-05-31 15:00",
            {"month_end": True, "at_time": "08:00", "every": Every(Months(1), times=3)},
            ["2026-06-30 08:00", "2026-07-31 08:00", "2026-08-31 08:00"],
            id="each month's end from the next one on",
        ),
    ],
)
def test_what_comes_again_moves_on_with_the_first_time(
    start: str, options: dict[str, Any], at: list[str]
) -> None:
    assert times(start, **options) == at


@pytest.mark.parametrize(
    ("start", "options", "at"),
    [
        pytest.param(
            "2026-03-05 11:00",
            {"wait": Days(1), "landing": "following", "every": Every(Days(1), times=5)},
            {
                "a//1": ("due", "2026-03-06 11:00"),
                "a//2": ("due", "2026-03-09 11:00"),
                "a//3": ("overtaken", "2026-03-09 11:00"),
                "a//4": ("overtaken", "2026-03-09 11:00"),
                "a//5": ("due", "2026-03-10 11:00"),
            },
            id="Saturday, Sunday and Monday are one Monday",
        ),
        pytest.param(
            "2026-03-01 11:00",
            {"month_end": True, "every": Every(Days(10), times=4)},
            {
                "a//1": ("due", "2026-03-31 11:00"),
                "a//2": ("overtaken", "2026-03-31 11:00"),
                "a//3": ("overtaken", "2026-03-31 11:00"),
                "a//4": ("overtaken", "2026-03-31 11:00"),
            },
            id="the end of one month is one",
        ),
    ],
)
def test_times_that_land_on_one_instant_are_one(
    start: str, options: dict[str, Any], at: dict[str, tuple[str, str]]
) -> None:
    came = Arrived(at=berlin(start))
    assert stands(plan(**options), [came], "2026-05-01 00:00") == at
    ahead = stands(plan(**options), [came], "2026-03-06 10:00")
    assert [*ahead.values()][:1] == [("pending", at["a//1"][1])]
    done = StepDone("p/C-7/a//2", at=berlin("2026-03-09 11:00"))
    assert stands(plan(**options), [came, done], "2026-05-01 00:00")["a//2"][0] == "done"


def test_of_what_comes_for_ever_the_next_one_is_told() -> None:
    daily = plan(DAILY, every=Every(Days(1)))
    found = stands(daily, [Arrived(at=berlin("2026-03-09 11:00"))], "2026-03-10 11:00")
    assert found == {
        "a//1": ("due", "2026-03-09 11:00"),
        "a//2": ("due", "2026-03-10 11:00"),
        "a//3": ("pending", "2026-03-11 11:00"),
    }


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2026-03-09 10:59", "pending"),
        ("2026-03-09 11:00", "due"),
        ("2026-03-12 23:59", "due"),
        ("2026-03-13 00:00", "missed"),
    ],
)
def test_what_expires_after_days_may_be_done_all_through_the_last_one(at: str, state: str) -> None:
    late = plan(expires=Days(3))
    assert stands(late, [Arrived(at=berlin("2026-03-09 11:00"))], at)["a//1"][0] == state


def test_what_may_not_be_late_is_in_time_when_it_is_due() -> None:
    late, came = plan(expires=Hours(0)), [Arrived(at=berlin("2026-03-09 11:00"))]
    assert stands(late, came, "2026-03-09 11:00")["a//1"][0] == "due"
    assert stands(late, came, "2026-03-09 11:01")["a//1"][0] == "missed"


def test_what_is_due_the_day_after_may_be_late_from_then_on() -> None:
    late, came = plan(at_time="08:00", expires=Hours(2)), [Arrived(at=berlin("2026-03-09 15:00"))]
    assert stands(late, came, "2026-03-09 15:00")["a//1"][0] == "pending"
    assert stands(late, came, "2026-03-10 09:59")["a//1"][0] == "due"


def test_what_expires_after_hours_is_missed_at_once() -> None:
    late, came = plan(expires=Hours(3)), [Arrived(at=berlin("2026-03-09 11:00"))]
    assert stands(late, came, "2026-03-09 13:59")["a//1"][0] == "due"
    assert stands(late, came, "2026-03-09 14:00")["a//1"][0] == "missed"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"after": None}, "after is None: an action comes after its anchor or before it"),
        ({"at_time": "24:00"}, "at_time is '24:00': a clock time is text from '00:00' to '23:59'"),
        ({"at_time": "9:00"}, "at_time is '9:00'"),
        ({"at_time": "09:60"}, "at_time is '09:60'"),
        ({"wait": 21}, "wait is 21: a length is Days"),
        ({"landing": "nearest"}, "landing is 'nearest': no such Landing"),
        ({"every": Months(1)}, "every is Months(1): say Every(length)"),
        ({"contact": "email"}, "contact is 'email': say Contact"),
    ],
)
def test_an_action_that_cannot_be_is_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises((InvalidValue, TypeError), match="^" + re.escape(says)):
        Action("a", **dict[str, Any]({"after": First(Arrived), **options}))


def test_what_comes_again_comes_after_its_anchor() -> None:
    with pytest.raises(InvalidValue, match="what comes again comes after its anchor"):
        Action("a", before=First(Arrived), every=Every(Days(1)))


def test_times_that_come_again_lie_apart() -> None:
    with pytest.raises(InvalidValue, match="times lie apart"):
        Every(Days(0))


def test_a_zone_is_that_of_the_calendar() -> None:
    assert OFFICE.zone == BERLIN


UNTIL_THE_END_OF_2026 = WorkCalendar(
    zone=BERLIN,
    hours={"Mon-Fri": "09:00-17:00"},
    holidays=Holidays(["2026-12-25"], since="2026-01-01", until="2026-12-31"),
)


@pytest.mark.parametrize(
    ("options", "days"),
    [
        ({"wait": WorkingDays(1)}, 0),
        ({"wait": WorkingDays(5)}, 4),
        ({"wait": WorkingHours(9)}, 0),
        ({"wait": WorkingHours(24)}, 2),
        ({"wait": Days(7)}, 0),
        ({"wait": Days(7), "landing": "following"}, 1),
        ({"wait": Days(1), "landing": "following"}, 0),
        ({"wait": Days(1), "every": Every(WorkingDays(5), times=1)}, 0),
    ],
)
def test_days_that_could_be_holidays_are_told(options: dict[str, Any], days: int) -> None:
    came = [Arrived(at=berlin("2026-12-30 10:00"))]
    asked = plan(UNTIL_THE_END_OF_2026, **options)
    (one,) = schedules.occurrences(asked, came, subject="C-7", at=berlin("2026-12-30 10:00"))[:1]
    assert one.unsure_days == days


@pytest.mark.parametrize(
    ("wait", "days"), [(WorkingDays(3), 2), (WorkingHours(9), 2), (WorkingDays(1), 1), (Days(1), 0)]
)
def test_so_are_those_before_a_milestone(wait: Any, days: int) -> None:
    # 1 January 2027 is a Friday, of which the calendar knows nothing.
    asked = plan(UNTIL_THE_END_OF_2026, before=First(Arrived), wait=wait)
    ends = [Arrived(at=berlin("2027-01-05 10:00"))]
    (one,) = schedules.occurrences(asked, ends, subject="C-7", at=berlin("2026-12-30 10:00"))
    assert one.unsure_days == days


@pytest.mark.parametrize(
    ("within", "days"),
    [(WorkingDays(5), 4), (WorkingHours(24), 2), (WorkingDays(1), 0), (Days(9), 0)],
)
def test_so_are_those_of_an_allowance(within: Any, days: int) -> None:
    step = Target("t", after=First(Arrived), within=within, met_by=Replied)
    asked = Plan(id="p", version="1", calendar=UNTIL_THE_END_OF_2026, steps=[step])
    came = [Arrived(at=berlin("2026-12-30 10:00"))]
    found = schedules.status(asked, came, subject="C-7", at=berlin("2026-12-30 10:00"))["t"]
    assert found.unsure_days == days
