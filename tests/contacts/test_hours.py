"""Quiet hours, preferred hours and quiet days, on their edges and where clocks are changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Contact,
    Contacted,
    ContactRules,
    Days,
    Defer,
    Drop,
    Holidays,
    Hours,
    InvalidValue,
    Minutes,
    Occurrence,
    OccurrenceState,
    PreferredHours,
    QuietDays,
    QuietHours,
    Send,
    Spacing,
    WrongType,
    contacts,
)
from postsales.basics._clock_changes import changed_at, times_shown
from postsales.basics.moments import instant
from postsales.schedules.channels import Channel, Purpose
from tests.contacts.given import BERLIN, NOTICE, OFFER, SMS, asked, codes, item, said

NIGHT = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00"))
WEEKEND = ContactRules(
    zone=BERLIN,
    quiet=[QuietHours("20:00-08:00"), QuietHours("00:00-24:00", weekdays="Sat, Sun")],
)
CALL = Contact("call", minutes=30)
EASTER = Holidays(
    ["2026-04-03", "2026-04-06", "2026-05-01"], since="2026-01-01", until="2026-12-31"
)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-03-30T19:59:59+02:00", "send", id="a second before quiet hours begin"),
        pytest.param(
            "2026-03-30T20:00+02:00",
            "quiet_hours until Tue 31 Mar 08:00 +0200",
            id="when they begin",
        ),
        pytest.param(
            "2026-03-31T00:00+02:00", "quiet_hours until Tue 31 Mar 08:00 +0200", id="at midnight"
        ),
        pytest.param(
            "2026-03-31T07:59:59+02:00",
            "quiet_hours until Tue 31 Mar 08:00 +0200",
            id="a second before they end",
        ),
        pytest.param("2026-03-31T08:00+02:00", "send", id="when they end"),
        pytest.param(
            "2026-03-28T21:00+01:00",
            "quiet_hours until Sun 29 Mar 08:00 +0200",
            id="over the night in which an hour is skipped",
        ),
        pytest.param(
            "2026-10-24T21:00+02:00",
            "quiet_hours until Sun 25 Oct 08:00 +0100",
            id="over the night in which an hour is repeated",
        ),
        pytest.param(
            "2026-12-31T23:00+01:00",
            "quiet_hours until Fri 01 Jan 08:00 +0100",
            id="over the end of the year",
        ),
        pytest.param(
            "2028-02-28T23:00+01:00",
            "quiet_hours until Tue 29 Feb 08:00 +0100",
            id="into a leap day",
        ),
    ],
)
def test_a_night_is_quiet(at: str, expected: str) -> None:
    assert said(asked(item(at), NIGHT, at=at)) == expected


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        pytest.param(
            "20:00-02:30",
            "2026-03-29T01:59+01:00",
            "quiet_hours until Sun 29 Mar 03:00 +0200",
            id="an end that is skipped is when the clocks have passed it",
        ),
        pytest.param(
            "02:30-05:00",
            "2026-03-29T03:00+02:00",
            "quiet_hours until Sun 29 Mar 05:00 +0200",
            id="a beginning that is skipped is when the clocks have passed it",
        ),
        pytest.param(
            "02:15-02:45",
            "2026-03-29T03:00+02:00",
            "send",
            id="quiet hours that are skipped are none",
        ),
        pytest.param(
            "20:00-02:30",
            "2026-10-25T02:29+02:00",
            "quiet_hours until Sun 25 Oct 02:30 +0200",
            id="an end that comes twice ends them the first time",
        ),
        pytest.param(
            "20:00-02:30",
            "2026-10-25T02:10+01:00",
            "quiet_hours until Sun 25 Oct 02:30 +0100",
            id="and they are quiet again when the clocks show them again",
        ),
        pytest.param(
            "02:00-03:00",
            "2026-10-25T02:30+02:00",
            "quiet_hours until Sun 25 Oct 03:00 +0100",
            id="an hour that comes twice is quiet for two hours",
        ),
    ],
)
def test_the_clocks_decide(hours: str, at: str, expected: str) -> None:
    rules = ContactRules(zone=BERLIN, quiet=QuietHours(hours))
    assert said(asked(item(at), rules, at=at)) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(
            "2026-03-27T20:00+01:00",
            "quiet_hours until Mon 30 Mar 08:00 +0200",
            id="a weekend is waited for, through the change of clocks",
        ),
        pytest.param(
            "2026-03-28T12:00+01:00",
            "quiet_hours until Mon 30 Mar 08:00 +0200",
            id="on Saturday at noon",
        ),
        pytest.param(
            "2026-03-29T23:59+02:00",
            "quiet_hours until Mon 30 Mar 08:00 +0200",
            id="Sunday ends at midnight and the night goes on",
        ),
    ],
)
def test_quiet_days_of_the_week(at: str, expected: str) -> None:
    assert said(asked(item(at), WEEKEND, at=at)) == expected


def test_the_day_of_the_week_is_the_local_one() -> None:
    """It is Friday in Tokyo while it is still Thursday in UTC."""
    friday = QuietHours("00:00-24:00", weekdays="Fri", zone="Asia/Tokyo")
    at = "2026-03-26T20:00Z"
    assert codes(asked(item(at), ContactRules(quiet=friday), at=at)) == ["quiet_hours"]
    at = "2026-03-26T14:59:59Z"
    assert codes(asked(item(at), ContactRules(quiet=friday), at=at)) == []


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    friday_night = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00", weekdays="Fri"))
    for at, expected in (
        ("2026-03-27T07:00+01:00", "send"),
        ("2026-03-28T07:59+01:00", "quiet_hours until Sat 28 Mar 08:00 +0100"),
        ("2026-03-28T20:00+01:00", "send"),
    ):
        assert said(asked(item(at), friday_night, at=at)) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-03-30T19:30+02:00", "send", id="it ends when quiet hours begin"),
        pytest.param(
            "2026-03-30T19:31+02:00",
            "quiet_hours until Tue 31 Mar 08:00 +0200",
            id="it would end a minute after they begin",
        ),
        pytest.param(
            "2026-03-31T07:45+02:00",
            "quiet_hours until Tue 31 Mar 08:00 +0200",
            id="it would begin before they end",
        ),
        pytest.param("2026-03-31T08:00+02:00", "send", id="it begins when they end"),
    ],
)
def test_a_call_lies_outside_quiet_hours_as_a_whole(at: str, expected: str) -> None:
    assert said(asked(item(at, CALL), NIGHT, at=at)) == expected


def test_a_call_that_just_fits_is_not_held_up_by_quiet_hours() -> None:
    rules = evolve(NIGHT, spacing=Spacing(Hours(1)))
    call = item("2026-03-30T19:00+02:00", CALL)
    before = Contacted(OFFER, at="2026-03-30T18:30+02:00")
    found = asked(call, rules, before, at="2026-03-30T19:00+02:00")
    assert (codes(found), said(found)) == (["too_soon"], "too_soon until Mon 30 Mar 19:30 +0200")


def test_a_visit_waits_for_a_time_that_is_long_enough() -> None:
    rules = ContactRules(zone=BERLIN, quiet=QuietHours("12:00-13:00, 15:00-08:00"))
    visit = item("2026-03-30T11:00+02:00", Contact("visit", minutes=180))
    found = asked(visit, rules, at="2026-03-30T11:00+02:00")
    assert said(found) == "quiet_hours until Tue 31 Mar 08:00 +0200"


def test_a_visit_that_never_fits_is_not_put_off_for_ever() -> None:
    rules = ContactRules(zone=BERLIN, quiet=QuietHours("12:00-08:00"))
    visit = item("2026-03-30T11:00+02:00", Contact("visit", minutes=241))
    found = asked(visit, rules, at="2026-03-30T11:00+02:00")
    assert codes(found) == ["never_open", "quiet_hours"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(
            "2026-03-30T16:59+02:00",
            "outside_preferred_hours until Mon 30 Mar 17:00 +0200",
            id="before them",
        ),
        pytest.param("2026-03-30T17:00+02:00", "send", id="when they begin"),
        pytest.param(
            "2026-03-30T20:00+02:00",
            "outside_preferred_hours until Tue 31 Mar 17:00 +0200",
            id="when they end",
        ),
        pytest.param(
            "2026-04-03T20:00+02:00",
            "outside_preferred_hours until Sat 04 Apr 10:00 +0200",
            id="other hours on Saturday",
        ),
        pytest.param(
            "2026-04-04T12:00+02:00",
            "outside_preferred_hours until Mon 06 Apr 17:00 +0200",
            id="none on Sunday",
        ),
    ],
)
def test_preferred_hours(at: str, expected: str) -> None:
    wish = [
        PreferredHours("17:00-20:00", weekdays="Mon-Fri"),
        PreferredHours("10:00-12:00", weekdays="Sat"),
    ]
    assert said(asked(item(at), ContactRules(zone=BERLIN, preferred=wish), at=at)) == expected


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        pytest.param(["anyway"], "send sent_anyway", id="one wish that can be passed over"),
        pytest.param(["anyway", "drop"], "send sent_anyway", id="beside one that says nothing"),
        pytest.param(["drop", "anyway"], "send sent_anyway", id="in whatever order"),
        pytest.param(["drop", "drop"], "drop too_late", id="two that say nothing"),
    ],
)
def test_what_one_preferred_hour_says_holds_for_all(ways: list[str], expected: str) -> None:
    hours = ("17:00-20:00", "10:00-12:00")
    wish = [PreferredHours(x, if_too_late=way) for x, way in zip(hours, ways, strict=False)]
    at = "2026-03-30T14:00+02:00"
    rules = ContactRules(zone=BERLIN, preferred=wish)
    assert said(asked(item(at, expires=Hours(2)), rules, at=at)) == expected


def test_preferred_hours_before_which_it_goes_early() -> None:
    wish = [
        PreferredHours("10:00-12:00", if_too_late="early"),
        PreferredHours("17:00-20:00"),
    ]
    due, at = "2026-03-30T14:00+02:00", "2026-03-30T08:00+02:00"
    late = evolve(item(due, expires=Hours(2)), state=OccurrenceState.PENDING)
    rules = ContactRules(zone=BERLIN, preferred=wish)
    assert said(asked(late, rules, at=at)) == "not_due_yet until Mon 30 Mar 10:00 +0200"


def test_preferred_hours_of_one_channel_leave_others_alone() -> None:
    rules = ContactRules(zone=BERLIN, preferred=PreferredHours("17:00-20:00", channels="call"))
    at = "2026-03-30T09:00+02:00"
    assert said(asked(item(at, CALL), rules, at=at)).startswith("outside_preferred_hours")
    assert said(asked(item(at), rules, at=at)) == "send"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-04-02T23:59:59+02:00", "send", id="the evening before"),
        pytest.param(
            "2026-04-03T00:00+02:00", "holiday until Sat 04 Apr 00:00 +0200", id="Good Friday"
        ),
        pytest.param(
            "2026-04-06T23:59+02:00",
            "holiday until Tue 07 Apr 00:00 +0200",
            id="the last minute of Easter Monday",
        ),
        pytest.param(
            "2027-01-01T12:00+01:00",
            "send holidays_unknown",
            id="nobody knows whether it is one, and that is said",
        ),
    ],
)
def test_holidays(at: str, expected: str) -> None:
    rules = ContactRules(zone=BERLIN, holidays=EASTER)
    assert said(asked(item(at), rules, at=at)) == expected


def test_holidays_a_weekend_and_nights_in_a_row() -> None:
    """Good Friday, the weekend and Easter Monday: the first hour is on Tuesday."""
    rules = ContactRules(zone=BERLIN, quiet=WEEKEND.quiet, holidays=EASTER)
    at = "2026-04-02T20:00+02:00"
    assert said(asked(item(at), rules, at=at)) == "quiet_hours until Tue 07 Apr 08:00 +0200"
    at = "2026-04-03T21:00+02:00"
    assert codes(asked(item(at), rules, at=at)) == ["quiet_hours", "holiday"]


def test_a_wait_into_days_that_nobody_knows_says_so() -> None:
    december = Holidays(["2026-12-31"], since="2026-12-01", until="2026-12-31")
    rules = ContactRules(zone=BERLIN, holidays=QuietDays(december))
    found = asked(item("2026-12-31T12:00+01:00"), rules, at="2026-12-31T12:00+01:00")
    assert codes(found) == ["holiday", "holidays_unknown"]
    assert found.reasons[1].facts["day"] == date(2027, 1, 1)


def test_holidays_for_some_channels_only() -> None:
    rules = ContactRules(zone=BERLIN, holidays=QuietDays(EASTER, channels="sms"))
    at = "2026-04-03T12:00+02:00"
    assert said(asked(item(at, SMS), rules, at=at)).startswith("holiday")
    assert said(asked(item(at), rules, at=at)) == "send"


class TestTooLate:
    """What would be too late after quiet hours is dropped, sent before them, or sent anyway."""

    def rules(self, if_too_late: str) -> ContactRules:
        return ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00", if_too_late=if_too_late))

    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            pytest.param(
                12, "quiet_hours until Tue 31 Mar 08:00 +0200", id="there is an hour left"
            ),
            pytest.param(11, "drop too_late", id="it expires when they end"),
            pytest.param(3, "drop too_late", id="it expires in them"),
        ],
    )
    def test_a_wait_never_passes_the_expiry(self, hours: int, expected: str) -> None:
        at = "2026-03-30T21:00+02:00"
        one = item(at, expires=Hours(hours))
        assert said(asked(one, self.rules("drop"), at=at)) == expected

    def test_all_reasons_are_told(self) -> None:
        at = "2026-03-30T21:00+02:00"
        found = asked(item(at, expires=Hours(3)), self.rules("drop"), at=at)
        assert codes(found) == ["too_late", "quiet_hours"]

    def test_a_notice_is_sent_anyway(self) -> None:
        at = "2026-03-30T21:00+02:00"
        one = item(at, NOTICE, expires=Hours(3))
        assert said(asked(one, self.rules("anyway"), at=at)) == "send sent_anyway"

    def test_but_only_if_it_cannot_wait(self) -> None:
        at = "2026-03-30T21:00+02:00"
        one = item(at, NOTICE, expires=Hours(12))
        assert said(asked(one, self.rules("anyway"), at=at)).startswith("quiet_hours until")

    def test_what_else_stands_in_the_way_is_still_waited_for(self) -> None:
        rules = ContactRules(
            zone=BERLIN,
            quiet=[
                QuietHours("20:00-08:00", if_too_late="anyway"),
                QuietHours("21:00-22:00"),
            ],
        )
        at = "2026-03-30T21:00+02:00"
        found = asked(item(at, NOTICE, expires=Hours(3)), rules, at=at)
        assert said(found) == "quiet_hours until Mon 30 Mar 22:00 +0200"

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            pytest.param(
                "2026-03-30T06:00+02:00",
                "not_due_yet until Mon 30 Mar 17:00 +0200",
                id="in the night before: not before three hours before quiet hours",
            ),
            pytest.param(
                "2026-03-30T16:59:59+02:00",
                "not_due_yet until Mon 30 Mar 17:00 +0200",
                id="a second before these three hours begin",
            ),
            pytest.param("2026-03-30T17:00+02:00", "send sent_early", id="when they begin"),
            pytest.param("2026-03-30T19:59+02:00", "send sent_early", id="in the last minute"),
            pytest.param("2026-03-30T20:00+02:00", "drop too_late", id="too late for early"),
            pytest.param("2026-03-30T21:00+02:00", "drop too_late", id="due already"),
            pytest.param(
                "2026-03-20T12:00+01:00",
                "not_due_yet until Mon 30 Mar 17:00 +0200",
                id="long before: not before the last evening",
            ),
        ],
    )
    def test_it_is_sent_before_quiet_hours_begin(self, at: str, expected: str) -> None:
        assert said(asked(self.pending(3, at), self.rules("early"), at=at)) == expected

    def test_a_quiet_sunday_is_not_reason_enough_to_send_it_on_monday_before(self) -> None:
        sunday = QuietHours("00:00-24:00", weekdays="Sun", if_too_late="early")
        rules, due = ContactRules(zone="UTC", quiet=sunday), "2026-03-08T12:00Z"
        late = evolve(item(due, expires=Hours(6)), state=OccurrenceState.PENDING)
        monday, evening = "2026-03-02T09:00Z", "2026-03-07T21:00Z"
        found = asked(late, rules, at=monday)
        assert isinstance(found, Defer)
        assert found.until == instant(evening)
        assert said(asked(late, rules, at=evening)) == "send sent_early"
        assert said(asked(late, rules, at="2026-03-08T00:00Z")) == "drop too_late"

    @pytest.mark.parametrize(
        ("early_by", "expected"),
        [
            pytest.param(Minutes(30), "19:30", id="half an hour"),
            pytest.param(Hours(3), "17:00", id="three hours"),
            pytest.param(Hours(12), "08:00", id="twelve hours: when the night is over"),
            pytest.param(Hours(13), "08:00", id="thirteen hours: not in the night before"),
        ],
    )
    def test_so_long_before(self, early_by: Hours | Minutes, expected: str) -> None:
        night = QuietHours("20:00-08:00", if_too_late="early", early_by=early_by)
        at = "2026-03-30T07:00+02:00"
        found = asked(self.pending(3, at), ContactRules(zone=BERLIN, quiet=night), at=at)
        assert said(found) == f"not_due_yet until Mon 30 Mar {expected} +0200"

    def test_of_several_the_shortest_counts_and_quiet_times_in_a_row_are_one(self) -> None:
        rules = ContactRules(
            zone=BERLIN,
            quiet=[
                QuietHours("20:00-24:00", if_too_late="early", early_by=Hours(6)),
                QuietHours("00:00-08:00", if_too_late="early", early_by=Hours(1)),
            ],
        )
        due, at = "2026-03-31T01:00+02:00", "2026-03-30T12:00+02:00"
        late = evolve(item(due, expires=Hours(3)), state=OccurrenceState.PENDING)
        assert said(asked(late, rules, at=at)) == "not_due_yet until Mon 30 Mar 19:00 +0200"

    @pytest.mark.parametrize(
        ("minutes", "expected"),
        [
            pytest.param(30, "not_due_yet until Mon 30 Mar 17:00 +0200", id="half an hour"),
            pytest.param(180, "not_due_yet until Mon 30 Mar 17:00 +0200", id="three hours"),
            pytest.param(181, "drop too_late", id="what does not fit into that time"),
        ],
    )
    def test_a_visit_is_over_before_quiet_hours_begin(self, minutes: int, expected: str) -> None:
        """It is due at 19:45, so it would run into the night."""
        due, at = "2026-03-30T19:45+02:00", "2026-03-30T12:00+02:00"
        visit = item(due, Contact("visit", minutes=minutes), expires=Hours(3))
        found = asked(evolve(visit, state=OccurrenceState.PENDING), self.rules("early"), at=at)
        assert said(found) == expected

    @pytest.mark.parametrize(
        "rules",
        [
            pytest.param(
                ContactRules(
                    zone=BERLIN,
                    preferred=PreferredHours("10:00-20:00", if_too_late="early", early_by=Hours(1)),
                ),
                id="preferred hours",
            ),
            pytest.param(
                ContactRules(
                    zone=BERLIN,
                    quiet=QuietHours("20:00-24:00"),
                    holidays=QuietDays(EASTER, if_too_late="early", early_by=Hours(1)),
                ),
                id="a holiday after an evening that is quiet anyway",
            ),
        ],
    )
    def test_other_times_have_it_too(self, rules: ContactRules) -> None:
        due, at = "2026-04-03T01:00+02:00", "2026-03-01T12:00+01:00"
        late = evolve(item(due, expires=Hours(6)), state=OccurrenceState.PENDING)
        assert said(asked(late, rules, at=at)) == "not_due_yet until Thu 02 Apr 19:00 +0200"

    def test_what_has_been_closed_for_weeks_is_not_sent_before(self) -> None:
        always = QuietHours("00:00-24:00", if_too_late="early")
        at = "2026-03-30T12:00+02:00"
        rules = ContactRules(zone=BERLIN, quiet=always)
        assert said(asked(self.pending(3, at), rules, at=at)) == "drop too_late"

    def test_what_can_wait_is_not_sent_early(self) -> None:
        at = "2026-03-30T12:00+02:00"
        found = asked(self.pending(12, at), self.rules("early"), at=at)
        assert said(found) == "not_due_yet until Tue 31 Mar 08:00 +0200"

    def test_what_another_rule_makes_too_late_is_not_sent_early(self) -> None:
        rules = ContactRules(
            zone=BERLIN,
            quiet=[QuietHours("20:00-08:00", if_too_late="early"), QuietHours("20:00-08:00")],
        )
        at = "2026-03-30T12:00+02:00"
        assert said(asked(self.pending(3, at), rules, at=at)) == "drop too_late"

    def pending(self, hours: int, at: str) -> Occurrence:
        """Due on Monday at 21:00, as it stands at an instant."""
        due = "2026-03-30T21:00+02:00"
        is_due = instant(at) >= instant(due)
        state = OccurrenceState.DUE if is_due else OccurrenceState.PENDING
        return evolve(item(due, expires=Hours(hours)), state=state)


class TestWords:
    """Hours are written in one form, and what cannot be is refused."""

    def test_one_form(self) -> None:
        hours = QuietHours(" 20:00-08:00", weekdays="saturday, Mon-Tue", channels=["sms", "sms"])
        assert (hours.hours, hours.weekdays) == ("20:00-08:00", "Mon-Tue, Sat")
        assert hours.channels == (Channel.SMS,)
        assert hours == QuietHours("20:00-08:00", weekdays="Mon, Tue, Sat", channels="sms")

    @pytest.mark.parametrize(
        ("hours", "wish"),
        [
            pytest.param("8-20", {}, id="no clock times"),
            pytest.param("20:00-20:00", {}, id="no length"),
            pytest.param("08:00-12:00, 11:00-13:00", {}, id="hours that overlap"),
            pytest.param("20:00-08:00", {"weekdays": "Blursday"}, id="no day of the week"),
            pytest.param("20:00-08:00", {"zone": "Berlin"}, id="no zone"),
            pytest.param("20:00-08:00", {"if_too_late": "late"}, id="no way out"),
            pytest.param("20:00-08:00", {"early_by": Hours(3)}, id="early, and not sent early"),
            pytest.param(
                "20:00-08:00",
                {"if_too_late": "early", "early_by": Hours(0)},
                id="early by nothing",
            ),
            pytest.param(
                "20:00-08:00",
                {"if_too_late": "early", "early_by": Minutes(7 * 24 * 60 + 1)},
                id="early by more than a week",
            ),
            pytest.param(
                "20:00-08:00",
                {"purposes": "marketing", "except_for": "marketing"},
                id="a purpose that is named and excepted",
            ),
        ],
    )
    def test_what_cannot_be(self, hours: str, wish: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue):
            QuietHours(hours, **wish)

    def test_a_length_in_days_is_no_time_before(self) -> None:
        a_day: Any = Days(1)
        with pytest.raises(WrongType, match=r"early_by is Days\(1\): a length in hours or minutes"):
            QuietHours("20:00-08:00", if_too_late="early", early_by=a_day)

    def test_what_to_do_is_said(self) -> None:
        with pytest.raises(InvalidValue, match="say if_too_late='early', or leave early_by out"):
            QuietHours("20:00-08:00", if_too_late="anyway", early_by=Hours(2))

    def test_a_week_is_the_longest(self) -> None:
        week = Hours(7 * 24)
        assert QuietHours("20:00-08:00", if_too_late="early", early_by=week).early_by == week

    def test_a_purpose_that_is_excepted_is_free(self) -> None:
        rules = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00", except_for="statutory"))
        at = "2026-03-30T21:00+02:00"
        assert said(asked(item(at, NOTICE), rules, at=at)) == "send"
        assert codes(asked(item(at, OFFER), rules, at=at)) == ["quiet_hours"]
        assert rules.quiet[0].except_for == (Purpose.STATUTORY,)


class TestNeverTooEarly:
    """What is sent early is sent in the last hours before it closes, counted minute by minute."""

    @given(
        st.integers(0, 7 * 24 * 4),
        st.integers(1, 15),
        st.integers(1, 40),
        st.sampled_from([0, 30, 100]),
        st.integers(0, 80),
    )
    def test_over_a_week(self, due: int, early: int, expires: int, minutes: int, ago: int) -> None:
        start = instant("2026-03-24T00:00Z")
        quiet = [
            QuietHours("20:00-08:00", if_too_late="early", early_by=Hours(early)),
            QuietHours("00:00-24:00", weekdays="Sun", if_too_late="early", early_by=Hours(early)),
        ]
        rules, contact = ContactRules(zone=BERLIN, quiet=quiet), Contact("call", minutes=minutes)
        due_at = start + timedelta(minutes=15 * due)
        one = item(due_at.isoformat(), contact, expires=Hours(expires))
        at = due_at - timedelta(minutes=30 * ago + 1)
        found = asked(evolve(one, state=OccurrenceState.PENDING), rules, at=at.isoformat())
        when = found.until if isinstance(found, Defer) else at
        if isinstance(found, Drop) or when is None or when >= due_at:
            return
        ends = when + timedelta(minutes=minutes)
        closes = ends
        while not any(x.holds(closes, BERLIN) for x in quiet):
            closes += timedelta(minutes=1)
        assert closes - when <= timedelta(hours=early)
        assert closes <= due_at + timedelta(minutes=minutes)


class TestNeverInQuietHours:
    """What is sent is sent outside quiet hours, whatever the hour, the day and the zone.

    What waits may go when its wait is over, and not a second earlier.
    """

    ZONES = (BERLIN, "America/St_Johns", "Australia/Lord_Howe", "America/Santiago", "Asia/Tokyo")

    @pytest.mark.parametrize("zone", ZONES)
    @pytest.mark.parametrize("hours", ["20:00-08:00", "02:15-02:45", "00:00-01:30, 23:30-24:00"])
    @pytest.mark.parametrize("contact", [OFFER, CALL], ids=["a message", "a call"])
    @pytest.mark.parametrize("month", [3, 10])
    def test_over_all_hours_around_changes(
        self, zone: str, hours: str, contact: Contact, month: int
    ) -> None:
        rules = ContactRules(zone=zone, quiet=QuietHours(hours))
        (night,) = rules.quiet
        start = instant(f"2026-{month:02}-01T00:00Z")
        for n in range(0, 28 * 24, 7):
            at = start + timedelta(hours=n, minutes=n % 60)
            verdict = asked(item(at.isoformat(), contact), rules, at=at.isoformat())
            if isinstance(verdict, Send):
                length = max(1, contact.minutes)
                assert not any(night.holds(at + timedelta(minutes=x), zone) for x in range(length))
            else:
                assert isinstance(verdict, Defer)
                assert verdict.until is not None
                then, before = verdict.until, verdict.until - timedelta(seconds=1)
                assert isinstance(_at(verdict, rules, then), Send)
                assert not isinstance(_at(verdict, rules, before), Send) or before < at


def _at(verdict: Defer, rules: ContactRules, at: object) -> Send | Defer | Drop:
    (again,) = contacts.release([verdict.item], [], rules, at=at)  # type: ignore[arg-type]
    return again


def test_when_clocks_are_changed() -> None:
    day = date(2026, 3, 29).toordinal()
    assert changed_at(BERLIN, day) == instant("2026-03-29T01:00Z")
    assert changed_at(BERLIN, day - 1) is None
    skipped = date(2026, 9, 6).toordinal()
    assert changed_at("America/Santiago", skipped) == instant("2026-09-06T04:00Z")
    assert len(times_shown(BERLIN, day - 1, 150)) == 1
