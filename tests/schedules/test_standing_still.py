"""Time that stands still: what it moves, what it does not move any more, and what expires."""

from typing import Any

import pytest

from postsales import Days, During, First, Hours, WorkingDays, WorkingHours, schedules
from postsales.schedules import Action, Plan, Target, TargetStatus
from tests.schedules.given import (
    DAILY,
    OFFICE,
    Arrived,
    Held,
    Released,
    Replied,
    Wrote,
    berlin,
    stands,
    told,
)

DISPUTE = During(Held, Released)


def plan(**options: Any) -> Plan:
    calendar = options.pop("calendar", OFFICE)
    catch_up = options.pop("catch_up", "each")
    step = Action("a", **dict[str, Any]({"after": First(Arrived), **options}))
    return Plan(
        id="p", version="1", calendar=calendar, catch_up=catch_up, pauses=[DISPUTE], steps=[step]
    )


def stood(since: str, until: str = "") -> list[Held | Released]:
    ends = [Released(at=berlin(until))] if until else []
    return [Held(at=berlin(since)), *ends]


@pytest.mark.parametrize(
    ("came", "options", "pause", "at"),
    [
        pytest.param(
            "2026-03-11 00:00",
            {"wait": WorkingDays(2), "at_time": "10:00"},
            ("2026-03-12 10:00", "2026-03-12 11:00"),
            "2026-03-16 10:00",
            id="from midnight on, a working day that stood still goes over the week-end",
        ),
        pytest.param(
            "2026-03-11 00:01",
            {"wait": WorkingDays(2), "at_time": "10:00"},
            ("2026-03-12 10:00", "2026-03-12 11:00"),
            "2026-03-16 10:00",
            id="and a minute later",
        ),
        pytest.param(
            "2026-03-09 00:00",
            {"wait": Days(2)},
            ("2026-03-10 10:00", "2026-03-10 11:00"),
            "2026-03-12 00:00",
            id="a day from midnight on",
        ),
        pytest.param(
            "2026-03-09 15:00",
            {"wait": Days(2), "at_time": "10:00"},
            ("2026-03-11 11:00", "2026-03-11 11:30"),
            "2026-03-11 10:00",
            id="what was due in the morning is not moved by the afternoon",
        ),
        pytest.param(
            "2026-03-09 15:00",
            {"wait": Days(2), "at_time": "10:00"},
            ("2026-03-11 09:59", "2026-03-11 11:30"),
            "2026-03-12 10:00",
            id="a minute before it was due it is",
        ),
        pytest.param(
            "2026-03-09 09:00",
            {"wait": Days(2), "at_time": "10:00"},
            ("2026-03-11 09:30", "2026-03-11 11:30"),
            "2026-03-12 10:00",
            id="whatever the clock said when it began",
        ),
        pytest.param(
            "2026-03-09 15:00",
            {"wait": Hours(48), "at_time": "10:00"},
            ("2026-03-11 11:00", "2026-03-12 11:30"),
            "2026-03-11 10:00",
            id="nor is a wait in hours that has landed",
        ),
        pytest.param(
            "2026-03-12 15:00",
            {"wait": Days(2), "landing": "following"},
            ("2026-03-15 11:00", "2026-03-15 12:00"),
            "2026-03-16 15:00",
            id="a wait that was over on Saturday is not moved by Sunday",
        ),
        pytest.param(
            "2026-03-12 15:00",
            {"wait": Days(2), "landing": "preceding"},
            ("2026-03-14 11:00", "2026-03-14 12:00"),
            "2026-03-13 15:00",
            id="nor one that landed on the Friday before by that Saturday",
        ),
    ],
)
def test_a_pause_moves_what_is_not_due_yet(
    came: str, options: dict[str, Any], pause: tuple[str, str], at: str
) -> None:
    history = [Arrived(at=berlin(came)), *stood(*pause)]
    assert stands(plan(**options), history, "2026-04-20 00:00")["a//1"][1] == at


class TestExpiry:
    """Nothing becomes too late while time stands still."""

    came = Arrived(at=berlin("2026-03-01 10:00"))
    pause = ("2026-03-02 11:00", "2026-03-09 09:00")

    @pytest.mark.parametrize(
        ("options", "last", "too_late"),
        [
            pytest.param({"expires": Days(3)}, "2026-03-12 23:59", "2026-03-13 00:00", id="days"),
            pytest.param({"expires": Hours(3)}, "2026-03-09 10:59", "2026-03-09 11:00", id="hours"),
            pytest.param(
                {"expires": WorkingHours(3)}, "2026-03-09 10:59", "2026-03-09 11:00", id="of work"
            ),
            pytest.param(
                {"expires": WorkingDays(1)}, "2026-03-10 23:59", "2026-03-11 00:00", id="working"
            ),
            pytest.param(
                {"catch_up": "drop"}, "2026-03-09 23:59", "2026-03-10 00:00", id="on its day only"
            ),
            pytest.param(
                {"catch_up": "drop", "expires": Hours(3)},
                "2026-03-09 10:59",
                "2026-03-09 11:00",
                id="whichever is first",
            ),
        ],
    )
    def test_it_goes_on_afterwards(self, options: dict[str, Any], last: str, too_late: str) -> None:
        asked = plan(wait=Days(1), **options)
        history = [self.came, *stood(*self.pause)]
        times = ("2026-03-02 10:00", "2026-03-02 11:00", "2026-03-06 10:00", last, too_late)
        found = [stands(asked, history, at)["a//1"][0] for at in times]
        assert found == ["due", "paused", "paused", "due", "missed"]

    def test_what_was_too_late_before_stays_so(self) -> None:
        history = [self.came, *stood("2026-03-02 13:00", "2026-03-09 09:00")]
        asked = plan(wait=Days(1), expires=Hours(3))
        assert stands(asked, history, "2026-03-02 13:00")["a//1"][0] == "missed"
        assert stands(asked, history, "2026-03-09 10:00")["a//1"][0] == "missed"


class TestAllowances:
    """A clock that stands still is not broken, and goes on with what was left."""

    def asked(self, within: Any, history: list[Any], at: str) -> TargetStatus:
        step = Target("t", after=First(Wrote), within=within, met_by=Replied)
        asked = Plan(id="p", version="1", calendar=DAILY, pauses=[DISPUTE], steps=[step])
        return schedules.status(asked, history, subject="C-7", at=berlin(at))["t"]

    wrote = Wrote(at=berlin("2026-03-02 10:00"))

    @pytest.mark.parametrize(
        ("within", "since", "due"),
        [
            pytest.param(Days(0), "2026-03-02 11:00", "2026-03-06 00:00", id="the same day"),
            pytest.param(Days(1), "2026-03-02 11:00", "2026-03-07 00:00", id="the day after"),
            pytest.param(WorkingDays(0), "2026-03-02 11:00", "2026-03-06 00:00", id="worked"),
            pytest.param(Hours(2), "2026-03-02 11:00", "2026-03-05 11:00", id="an hour is left"),
            pytest.param(
                Hours(2), "2026-03-02 12:00", "2026-03-05 10:00", id="at the last instant"
            ),
            pytest.param(WorkingHours(2), "2026-03-02 12:00", "2026-03-05 10:00", id="of work"),
        ],
    )
    def test_a_clock(self, within: Any, since: str, due: str) -> None:
        held = [self.wrote, *stood(since)]
        for at in ("2026-03-02 13:00", "2026-03-04 13:00"):
            found = self.asked(within, held, at)
            assert (str(found.state), found.due_at, found.overdue) == ("paused", None, None)
        over = [*held, Released(at=berlin("2026-03-05 10:00"))]
        assert told(self.asked(within, over, "2026-03-05 10:00").due_at) == due
        met = [*over, Replied(at=berlin("2026-03-04 10:00"))]
        assert str(self.asked(within, met, "2026-03-09 10:00").state) == "met"

    @pytest.mark.parametrize(
        ("hours", "until", "due"),
        [
            (4, "2026-03-03 08:00", "2026-03-03 09:00"),
            (4, "2026-03-03 10:00", "2026-03-03 10:00"),
            (4, "2026-03-07 12:00", "2026-03-09 09:00"),
            (7, "2026-03-03 08:00", "2026-03-03 09:00"),
        ],
        ids=["until before the opening", "until after it", "until Saturday", "from the closing on"],
    )
    def test_working_time_that_is_used_up_as_it_stands_still_ends_once_it_counts_again(
        self, hours: int, until: str, due: str
    ) -> None:
        step = Target("t", after=First(Wrote), within=WorkingHours(hours), met_by=Replied)
        asked = Plan(id="p", version="1", calendar=OFFICE, pauses=[DISPUTE], steps=[step])
        history = [self.wrote, *stood(f"2026-03-02 {10 + hours}:00", until)]
        found = schedules.status(asked, history, subject="C-7", at=berlin(until))["t"]
        assert (str(found.state), told(found.due_at)) == ("running", due)

    def test_a_pause_within_the_day_moves_no_end_of_that_day(self) -> None:
        history = [self.wrote, *stood("2026-03-02 11:00", "2026-03-02 12:00")]
        assert told(self.asked(Days(0), history, "2026-03-02 13:00").due_at) == "2026-03-03 00:00"

    def test_a_pause_that_begins_a_minute_too_late_saves_nothing(self) -> None:
        history = [self.wrote, *stood("2026-03-02 12:01")]
        assert str(self.asked(Hours(2), history, "2026-03-02 13:00").state) == "breached"
