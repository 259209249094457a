"""What is due stands in calendars, under the same names for ever."""

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Action,
    Chargeback,
    Contact,
    CustomerWrote,
    Days,
    Delivered,
    Each,
    Event,
    Hours,
    InvalidValue,
    Last,
    MissingExtra,
    Occurrence,
    Oldest,
    Paid,
    Plan,
    PlanBound,
    Received,
    Refunded,
    ServiceLevel,
    Solved,
    SupportPolicy,
    Target,
    Tender,
    WeReplied,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WrongType,
    schedules,
    support,
)
from postsales.wire import _extras
from postsales.wire.icalendar import Entries, TargetEntry, write

OFFICE = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
PLAN = Plan(
    id="care, and more",
    version="1",
    calendar=OFFICE,
    stops=[Refunded],
    steps=[
        Action("review", after=Last(Delivered), wait=Days(21), expires=Days(14)),
        Action(
            "call",
            after=Last(Delivered),
            wait=Days(2),
            contact=Contact("call", minutes=30),
        ),
        Action("look", after=Each(Received), contact=None),
        Target("refund", after=Each(Received), within=WorkingDays(5), met_by=Refunded),
        Target("answer", after=Each(Delivered), within=WorkingHours(12), met_by=Received),
    ],
)
TOLD: tuple[Event, ...] = (
    Delivered({"tee": 1}, at="2026-03-09T12:00+01:00", ref="P/1"),
    Received({"tee": 1}, at="2026-03-27T10:00+01:00", ref="R-1"),
)
AT = "2026-03-28T12:00+01:00"


def occurrences(*more: Event, plan: Plan = PLAN) -> tuple[Occurrence, ...]:
    """The actions of the plan as they stand."""
    return schedules.occurrences(plan, [*TOLD, *more], subject="C-7", at=AT)


def targets(*more: Event) -> list[TargetEntry]:
    """The targets of the plan as they stand."""
    some = schedules.targets(PLAN, [*TOLD, *more], subject="C-7", at=AT)
    return [TargetEntry(x, plan=PLAN.id, subject="C-7") for x in some]


def read(text: str) -> dict[str, Any]:
    """The entries of a calendar by their names, as the package reads them."""
    from icalendar import Calendar

    calendar = Calendar.from_ical(text)
    assert not calendar.errors
    kinds = [x for x in calendar.subcomponents if x.name in ("VEVENT", "VTODO")]
    return {str(x["UID"]): x for x in kinds}


class TestEntries:
    """Each occurrence and target is one entry at its time, whose name is its key."""

    @pytest.fixture(autouse=True)
    def _package(self) -> None:
        pytest.importorskip("icalendar")

    def test_an_action_is_an_event_that_leaves_the_time_free(self) -> None:
        entry = read(write(occurrences(), stamp=AT))["care, and more/C-7/review//1"]
        assert entry["DTSTART"].dt == datetime.fromisoformat("2026-03-30T10:00Z")
        assert "DTEND" not in entry
        assert (str(entry["TRANSP"]), str(entry["STATUS"])) == ("TRANSPARENT", "CONFIRMED")
        assert str(entry["SUMMARY"]) == "review: C-7"
        assert str(entry["DESCRIPTION"]) == "plan: care, and more 1\nby: email\nfor: service"

    def test_a_call_takes_its_time(self) -> None:
        entry = read(write(occurrences(), stamp=AT))["care, and more/C-7/call//1"]
        assert (entry["DTEND"].dt - entry["DTSTART"].dt).total_seconds() == 30 * 60
        assert "TRANSP" not in entry

    def test_times_are_those_of_a_zone_with_its_changes(self) -> None:
        text = write(occurrences(), stamp=AT, zone="Europe/Berlin")
        assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n" in text
        entry = read(text)["care, and more/C-7/review//1"]
        # The clocks are changed on the night before: the hour of the day is kept.
        assert entry["DTSTART"].dt.isoformat() == "2026-03-30T12:00:00+02:00"
        assert "BEGIN:VTIMEZONE" not in write(occurrences(), stamp=AT)

    def test_a_target_in_days_is_a_whole_day_and_one_in_hours_a_time(self) -> None:
        entries = read(write(targets(), stamp=AT))
        assert entries["care, and more/C-7/refund/R-1/1"]["DTSTART"].dt == date(2026, 4, 3)
        answer = entries["care, and more/C-7/answer/P%2F1/1"]
        assert answer["DTSTART"].dt == datetime.fromisoformat("2026-03-10T15:00Z")

    def test_the_stamp_is_what_the_caller_says(self) -> None:
        for entry in read(write(occurrences(), stamp=AT)).values():
            assert entry["DTSTAMP"].dt == datetime.fromisoformat("2026-03-28T11:00Z")

    def test_what_is_written_again_has_the_same_names(self) -> None:
        later = PlanBound(PLAN.id, version="2", at=AT)
        changed = evolve(PLAN, version="2")
        before = read(write([*occurrences(), *targets()], stamp=AT))
        after = read(write([*occurrences(later, plan=changed), *targets(later)], stamp=AT))
        assert before.keys() == after.keys()

    def test_each_time_that_somebody_waited_is_an_entry(self) -> None:
        policy = SupportPolicy(
            id="s",
            version="1",
            calendar=WorkCalendar.always("UTC"),
            level=ServiceLevel(next_response=Hours(4), resolution=Hours(48)),
        )
        told: list[Event] = [
            CustomerWrote(at="2026-03-02T09:00Z"),
            WeReplied(at="2026-03-02T10:00Z"),
            CustomerWrote(at="2026-03-02T11:00Z"),
            WeReplied(at="2026-03-02T12:00Z"),
            CustomerWrote(at="2026-03-02T13:00Z"),
            Solved(at="2026-03-02T14:00Z"),
            CustomerWrote(at="2026-03-04T14:00Z"),
        ]
        entries: dict[str, Any] = {}
        for n in range(1, len(told) + 1):
            found = support.status(policy, told[:n], subject="T-1", at=told[n - 1].at).promises
            some = [TargetEntry(x, plan=policy.id, subject="T-1") for x in found]
            again = read(write(some, stamp=AT))
            assert len(again) == len(some)
            # What was written before is there for ever, and is replaced.
            assert entries.keys() <= again.keys()
            entries |= again
        assert next(x for x in entries if "/next_response/" in x) == (
            "s/T-1/next_response/#2026-03-02T11:00:00+00:00/1"
        )

    def test_a_payment_that_is_reversed_is_another_wait(self) -> None:
        owed = Target(
            "pay",
            after=Oldest(Delivered, until=Paid, reopened_by=Chargeback),
            within=Days(14),
            met_by=Paid,
        )
        plan = evolve(PLAN, steps=[owed])
        card = Tender.card("ch_1")
        told = [
            TOLD[0],
            Paid(EUR("20.00"), tender=card, at="2026-03-12T10:00Z", ref="P/1"),
            Chargeback(EUR("20.00"), tender=card, at="2026-03-20T10:00Z", ref="P/1"),
        ]
        some = schedules.targets(plan, told, subject="C-7", at=AT)
        names = [TargetEntry(x, plan="p", subject="C-7").key for x in some]
        assert names == ["p/C-7/pay/P%2F1/1", "p/C-7/pay/P%2F1#2026-03-20T10:00:00+00:00/1"]

    @pytest.mark.parametrize(
        ("year", "zone"),
        [(2023, "UTC"), (2024, "Europe/Berlin"), (2036, "Europe/Berlin"), (2037, "UTC")],
    )
    def test_beyond_the_changes_that_are_told_times_are_those_of_utc(
        self, year: int, zone: str
    ) -> None:
        at = f"{year}-07-01T10:00:00+00:00"
        some = [evolve(occurrences()[0], at=datetime.fromisoformat(at))]
        text = write(some, stamp=AT, zone="Europe/Berlin")
        (entry,) = read(text).values()
        assert entry["DTSTART"].dt == datetime.fromisoformat(at)
        assert (f"DTSTART:{year}0701T100000Z" in text) is (zone == "UTC")

    def test_no_control_character_is_written(self) -> None:
        some = [evolve(x, subject="C\x007", plan="a\x1bb", ref="r\x7f") for x in occurrences()]
        text = write(some, stamp=AT)
        assert not [x for x in text if unicodedata.category(x) == "Cc" and x not in "\r\n"]
        assert "a%1Bb/C%007/review//1" in read(text)
        first, *_ = read(text).values()
        assert str(first["SUMMARY"]) == "review: C\N{REPLACEMENT CHARACTER}7, r\ufffd"

    def test_what_is_over_is_cancelled(self) -> None:
        paid = Refunded(EUR("20.00"), at="2026-03-28T09:00+01:00")
        entry = read(write(occurrences(paid), stamp=AT))["care, and more/C-7/review//1"]
        assert str(entry["STATUS"]) == "CANCELLED"

    def test_what_has_no_time_is_left_out(self) -> None:
        some = [evolve(x, at=None) for x in occurrences()]
        assert read(write(some, stamp=AT)) == {}

    def test_letters_lines_and_commas_come_back(self) -> None:
        strange = "Müller; 1, 2\\n" + "ü" * 90
        some = [evolve(x, subject=strange) for x in occurrences()]
        text = write(some, stamp=AT)
        assert all(len(line.encode()) <= 75 for line in text.splitlines())
        assert str(next(iter(read(text).values()))["SUMMARY"]).endswith(strange)
        categories = next(iter(read(text).values()))["CATEGORIES"].to_ical()
        assert categories == b"care\\, and more"


class TestTasks:
    """Tasks are ticked off when they are done, and are due when they would be too late."""

    @pytest.fixture(autouse=True)
    def _package(self) -> None:
        pytest.importorskip("icalendar")

    def test_from_when_to_when(self) -> None:
        entry = read(write(occurrences(), stamp=AT, form="tasks"))["care, and more/C-7/review//1"]
        assert entry.name == "VTODO"
        assert entry["DTSTART"].dt == datetime.fromisoformat("2026-03-30T10:00Z")
        assert entry["DUE"].dt == datetime.fromisoformat("2026-04-13T22:00Z")
        assert str(entry["STATUS"]) == "NEEDS-ACTION"

    def test_what_never_is_too_late_is_due_at_its_time(self) -> None:
        entry = read(write(occurrences(), stamp=AT, form=Entries.TASKS))
        look = entry["care, and more/C-7/look/R-1/1"]
        assert look["DUE"].dt == datetime.fromisoformat("2026-03-27T09:00Z")
        assert "DTSTART" not in look

    def test_done(self) -> None:
        (look,) = (x for x in occurrences() if x.step == "look")
        done = occurrences(look.done(at="2026-03-28T10:00+01:00"))
        entry = read(write(done, stamp=AT, form="tasks"))["care, and more/C-7/look/R-1/1"]
        assert str(entry["STATUS"]) == "COMPLETED"
        assert entry["COMPLETED"].dt == datetime.fromisoformat("2026-03-28T09:00Z")

    def test_a_target_that_was_met(self) -> None:
        some = read(write(targets(), stamp=AT, form="tasks"))
        answer = some["care, and more/C-7/answer/P%2F1/1"]
        # The parcel that came back is another one: it meets nothing.
        assert str(answer["STATUS"]) == "NEEDS-ACTION"
        met = Received({"tee": 1}, at="2026-03-10T10:00+01:00", ref="P/1")
        answer = read(write(targets(met), stamp=AT, form="tasks"))[
            "care, and more/C-7/answer/P%2F1/1"
        ]
        assert str(answer["STATUS"]) == "COMPLETED"


class TestRefused:
    """What cannot be is said, and so is the package that is missing."""

    def test_without_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(_: str) -> None:
            raise ImportError

        monkeypatch.setattr(_extras, "import_module", missing)
        with pytest.raises(MissingExtra, match=r"postsales\[ical\]"):
            write([], stamp=AT)

    def test_no_such_zone(self) -> None:
        pytest.importorskip("icalendar")
        with pytest.raises(InvalidValue, match="zone"):
            write([], stamp=AT, zone="Berlin")

    def test_neither_occurrence_nor_target(self) -> None:
        pytest.importorskip("icalendar")
        something: Any = "review"
        with pytest.raises(WrongType, match="stand in calendars"):
            write([something], stamp=AT)

    def test_a_target_without_a_status(self) -> None:
        something: Any = "open"
        with pytest.raises(WrongType, match="TargetStatus"):
            TargetEntry(something, plan="support", subject="C-7")

    @pytest.mark.parametrize("field", ["plan", "subject"])
    @pytest.mark.parametrize("value", ["C\x007", "C\n7", "C\x9b7", "C\u20287"])
    def test_a_name_with_control_characters(self, field: str, value: str) -> None:
        named = {"plan": "support", "subject": "C-7", field: value}
        status = schedules.targets(PLAN, TOLD, subject="C-7", at=AT)[0]
        with pytest.raises(InvalidValue, match=f"{field} is .*no control characters"):
            TargetEntry(status, **named)

    def test_nothing_is_an_empty_calendar(self) -> None:
        pytest.importorskip("icalendar")
        lines = write([], stamp=AT).splitlines()
        assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
