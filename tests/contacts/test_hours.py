"""Quiet hours, preferred hours and quiet days, on their edges and where clocks are changed."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from postsales import (
    Contact,
    ContactRules,
    Defer,
    Drop,
    Holidays,
    Hours,
    InvalidValue,
    Occurrence,
    OccurrenceState,
    PreferredHours,
    QuietDays,
    QuietHours,
    Send,
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
                "not_due_yet until Mon 30 Mar 08:00 +0200",
                id="in the night before: from the morning on",
            ),
            pytest.param("2026-03-30T08:00+02:00", "send sent_early", id="in the morning"),
            pytest.param("2026-03-30T19:59+02:00", "send sent_early", id="in the last minute"),
            pytest.param("2026-03-30T20:00+02:00", "drop too_late", id="too late for early"),
            pytest.param("2026-03-30T21:00+02:00", "drop too_late", id="due already"),
            pytest.param(
                "2026-03-20T12:00+01:00",
                "not_due_yet until Mon 30 Mar 08:00 +0200",
                id="long before: not before the last day",
            ),
        ],
    )
    def test_it_is_sent_before_quiet_hours_begin(self, at: str, expected: str) -> None:
        assert said(asked(self.pending(3, at), self.rules("early"), at=at)) == expected

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
            pytest.param(
                "20:00-08:00",
                {"purposes": "marketing", "except_for": "marketing"},
                id="a purpose that is named and excepted",
            ),
        ],
    )
    def test_what_cannot_be(self, hours: str, wish: dict[str, str]) -> None:
        with pytest.raises(InvalidValue):
            QuietHours(hours, **wish)

    def test_a_purpose_that_is_excepted_is_free(self) -> None:
        rules = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00", except_for="statutory"))
        at = "2026-03-30T21:00+02:00"
        assert said(asked(item(at, NOTICE), rules, at=at)) == "send"
        assert codes(asked(item(at, OFFER), rules, at=at)) == ["quiet_hours"]
        assert rules.quiet[0].except_for == (Purpose.STATUTORY,)


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
