"""Last days reckoned: trade dates in, the last day out, by every reading."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    AtLeast,
    Base,
    ByCase,
    Citation,
    Count,
    CustomerInformed,
    Dates,
    Days,
    Delivered,
    During,
    Earlier,
    Event,
    Extended,
    First,
    Holidays,
    InCase,
    InformationMissing,
    InvalidValue,
    Last,
    LegalDeadline,
    Months,
    NonDays,
    Owed,
    Paused,
    Placed,
    Readings,
    Received,
    Reckoned,
    ReturnSentBack,
    Roll,
    Shipped,
    Weeks,
    WorkingDays,
    Years,
)
from postsales.basics._counting import State
from postsales.basics.days_known import Held, Span, When
from postsales.basics.findings import Verdict
from postsales.basics.last_days import LastDay, Later
from postsales.basics.reckoning import last_day
from postsales.basics.rolls import Place
from postsales.basics.selectors import Selector

DELIVERED = Last(Delivered)
WEEKEND = NonDays(["saturday", "sunday"])
OFFICIAL = NonDays(["saturday", "sunday"], holidays="customer")
MOVED = Roll(OFFICIAL)
SUNDAYS = NonDays(["sunday"], holidays="customer")
REPAIR = During(Received, ReturnSentBack)


def around(*days: str) -> dict[Place, Holidays]:
    """These holidays, and no others in these years."""
    return {Place.CUSTOMER: Holidays(days, since="2024-01-01", until="2032-12-31")}


def delivered(on: str, **more: Any) -> Dates:
    """One delivery, and no holidays unless some are given."""
    return Dates({Delivered: [on]}, **{"holidays": around(), **more})


def found(says: LastDay, known: Any, owed: Owed = Owed.RIGHT) -> Reckoned:
    """What is reckoned."""
    return last_day(says, known, owed=owed)


def days(one: Reckoned) -> tuple[str, str, str]:
    """The nominal, the legal and the safe day."""
    assert one.nominal
    assert one.legal
    assert one.safe
    return one.nominal.isoformat(), one.legal.isoformat(), one.safe.isoformat()


class TestCounts:
    """The length, whether the first day counts, the roll and enough working days."""

    @pytest.mark.parametrize(
        ("length", "start", "next_day", "same_day"),
        [
            (Days(1), "2026-03-05", "2026-03-06", "2026-03-05"),
            (Days(8), "2026-03-05", "2026-03-13", "2026-03-12"),
            (Weeks(2), "2026-03-05", "2026-03-19", "2026-03-18"),
            (Months(1), "2026-03-05", "2026-04-05", "2026-04-04"),
            (Months(6), "2026-01-01", "2026-07-01", "2026-06-30"),
            (Months(1), "2026-01-28", "2026-02-28", "2026-02-27"),
            # The month lacks the date: it ends with its last day, whichever day is the first.
            (Months(1), "2026-01-29", "2026-02-28", "2026-02-28"),
            (Months(1), "2026-01-31", "2026-02-28", "2026-02-28"),
            (Months(1), "2028-01-30", "2028-02-29", "2028-02-29"),
            (Years(1), "2028-02-29", "2029-02-28", "2029-02-28"),
            (Years(4), "2028-02-29", "2032-02-29", "2032-02-28"),
            (WorkingDays(1), "2026-03-06", "2026-03-09", "2026-03-06"),
            (WorkingDays(3), "2026-03-06", "2026-03-11", "2026-03-10"),
            # On a Saturday nobody works: Monday is the first in either case.
            (WorkingDays(3), "2026-03-07", "2026-03-11", "2026-03-11"),
        ],
        ids=str,
    )
    def test_whether_the_first_day_counts(
        self, length: Any, start: str, next_day: str, same_day: str
    ) -> None:
        skipping = WEEKEND if isinstance(length, WorkingDays) else None
        for first_day, last in (("next", next_day), ("same", same_day)):
            says = Count(DELIVERED, length, first_day=first_day, skipping=skipping)
            assert days(found(says, delivered(start)))[2] == last

    @pytest.mark.parametrize(
        ("length", "first_day", "start", "holidays", "last"),
        [
            pytest.param(Days(1), "next", "2025-04-30", ["2025-05-01"], "2025-05-02", id="R01"),
            pytest.param(Days(1), "next", "2025-04-04", [], "2025-04-07", id="R02, one day only"),
            pytest.param(Days(2), "next", "2025-04-03", [], "2025-04-07", id="R03"),
            pytest.param(
                Days(3), "next", "2025-01-03", ["2025-01-01", "2025-01-06"], "2025-01-08", id="R04"
            ),
            pytest.param(Days(3), "next", "2025-02-28", ["2025-03-03"], "2025-03-05", id="R06"),
            pytest.param(Days(2), "same", "2025-04-05", [], "2025-04-08", id="Saturday counts"),
            pytest.param(Days(2), "same", "2025-04-04", [], "2025-04-07", id="Friday counts"),
            pytest.param(WorkingDays(1), "next", "2025-04-04", [], "2025-04-07", id="one working"),
            pytest.param(Days(14), "next", "2025-04-04", [], "2025-04-18", id="never in 14 days"),
        ],
    )
    def test_at_least_two_working_days(
        self, length: Any, first_day: str, start: str, holidays: list[str], last: str
    ) -> None:
        says = Count(
            DELIVERED,
            length,
            first_day=first_day,
            roll=MOVED,
            at_least=AtLeast(2, OFFICIAL),
            skipping=OFFICIAL if isinstance(length, WorkingDays) else None,
        )
        known = delivered(start, holidays=around(*holidays))
        assert days(found(says, known))[1] == last

    def test_a_count_from_the_end_of_a_count(self) -> None:
        fine = Count(Count(DELIVERED, Days(7), roll=MOVED), Days(14))
        one = found(fine, delivered("2026-02-08"))  # Sunday the 15th, Monday the 16th
        assert days(one) == ("2026-03-01", "2026-03-02", "2026-03-02")
        assert [x.what for x in one.trace] == ["start", "7 days", "next working day", "14 days"]

    def test_the_source_of_the_case_that_holds(self) -> None:
        rows = [InCase("a", Days(14), by=Citation("A")), InCase("b", Days(14), by=Citation("B"))]
        says = Count(DELIVERED, ByCase(rows, otherwise=Days(7)), by=Citation("C"))
        steps = [found(says, delivered("2026-03-05", met=x)).trace[1] for x in (["b"], ["a"], [])]
        assert [(x.what, x.by and x.by.instrument) for x in steps] == [
            ("14 days", "B"),
            ("14 days", "A"),
            ("7 days", "C"),
        ]


class TestHolidaysNobodyGave:
    """What is not known could move the last day on: by how much is told, and never too little."""

    @pytest.mark.parametrize(
        ("says", "safe", "latest"),
        [
            pytest.param(Count(DELIVERED, Days(14)), "2026-03-19", "2026-03-19", id="no roll"),
            pytest.param(
                Count(DELIVERED, Days(14), roll=Roll(WEEKEND)),
                "2026-03-19",
                "2026-03-19",
                id="weekends are known",
            ),
            pytest.param(
                Count(DELIVERED, Days(14), roll=MOVED), "2026-03-19", "2026-04-02", id="a roll"
            ),
            pytest.param(
                Count(DELIVERED, WorkingDays(1), skipping=SUNDAYS),
                "2026-03-06",
                "2026-03-20",
                id="a working day",
            ),
            pytest.param(
                Later([Count(DELIVERED, Days(14), roll=MOVED), Count(DELIVERED, Days(16))]),
                "2026-03-21",
                "2026-04-02",
                id="the later of two, of which the sooner could move past the other",
            ),
            pytest.param(
                Earlier([Count(DELIVERED, Days(14), roll=MOVED), Count(DELIVERED, Days(16))]),
                "2026-03-19",
                "2026-03-21",
                id="the earlier of two, of which the other stays",
            ),
            pytest.param(
                Count(Count(DELIVERED, Days(1), roll=MOVED), Months(1), roll=Roll(WEEKEND)),
                "2026-04-06",
                "2026-04-20",
                id="the start of a count that rolls by itself",
            ),
        ],
    )
    def test_how_far(self, says: LastDay, safe: str, latest: str) -> None:
        one = found(says, Dates({Delivered: ["2026-03-05"]}))
        assert (str(one.safe), str(one.latest)) == (safe, latest)
        assert one.needs_holidays is (safe != latest)

    def test_a_duty_is_planned_without_them_and_late_only_with_them(self) -> None:
        refund = Count(DELIVERED, Days(14), roll=MOVED)
        one = found(refund, Dates({Delivered: ["2026-03-08"]}), Owed.DUTY)
        assert days(one) == ("2026-03-22", "2026-03-23", "2026-03-22")
        assert one.needs_holidays

    @given(
        st.sampled_from([Days(1), Days(2), Days(14), Weeks(1), Months(1), WorkingDays(3)]),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.lists(st.dates(date(2026, 1, 1), date(2027, 3, 31)), max_size=12),
        st.sampled_from(["next", "same"]),
        st.booleans(),
    )
    @settings(max_examples=60)
    def test_no_holidays_lead_past_it_nor_before(
        self, length: Any, start: date, holidays: list[date], first_day: str, least: bool
    ) -> None:
        says = Count(
            Count(DELIVERED, Days(3), roll=MOVED),
            length,
            first_day=first_day,
            roll=MOVED,
            at_least=AtLeast(2, OFFICIAL) if least else None,
            skipping=OFFICIAL if isinstance(length, WorkingDays) else None,
        )
        unknown = found(says, Dates({Delivered: [start]}))
        known = found(says, delivered(str(start), holidays=around(*map(str, holidays))))
        assert unknown.safe
        assert known.safe
        assert unknown.latest
        assert unknown.safe <= known.safe <= unknown.latest
        assert not known.needs_holidays

    @given(
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.lists(st.dates(date(2026, 1, 1), date(2027, 3, 31)), min_size=1, max_size=8),
    )
    @settings(max_examples=40)
    def test_a_further_holiday_never_makes_an_end_earlier(
        self, start: date, holidays: list[date]
    ) -> None:
        says = Count(DELIVERED, Days(14), roll=MOVED, at_least=AtLeast(2, OFFICIAL))
        fewer, more = (
            found(says, delivered(str(start), holidays=around(*map(str, some))))
            for some in (holidays[:-1], holidays)
        )
        assert fewer.legal
        assert more.legal
        assert fewer.legal <= more.legal
        assert more.legal.weekday() < 5
        assert more.legal not in holidays


ORDINARY = Count(DELIVERED, Days(14), roll=MOVED)


def extended(base: Any = "end", **given: Any) -> Extended:
    """The withdrawal of the Union: a year more, and what makes up for it within a year."""
    plain: dict[str, Any] = {
        "informed": First(CustomerInformed),
        "missing": InformationMissing,
        "cure_within": Months(12),
        "long_stop": Months(12),
        "long_stop_from": base,
    }
    return Extended(given.pop("ordinary", ORDINARY), **{**plain, **given})


def informed(on: str | None, start: str = "2026-03-02") -> Dates:
    """A delivery, information that was missing, and when it was made up for, if ever."""
    told: dict[type[Event], list[str]] = {Delivered: [start], InformationMissing: [start]}
    if on is not None:
        told[CustomerInformed] = [on]
    return Dates(told, holidays=around())


class TestExtended:
    """Informed too late, or never; every edge on its day."""

    @pytest.mark.parametrize(
        ("on", "legal"),
        [
            pytest.param("2026-02-20", "2026-03-16", id="before the delivery"),
            pytest.param("2026-03-02", "2026-03-16", id="on the day of the delivery"),
            pytest.param("2026-03-03", "2026-03-17", id="the day after"),
            pytest.param("2026-03-14", "2026-03-30", id="Saturday the 28th rolls"),
            pytest.param("2027-03-02", "2027-03-16", id="the last day of twelve months"),
            pytest.param("2027-03-03", "2027-03-16", id="the day after that is too late"),
            pytest.param(None, "2027-03-16", id="never"),
        ],
    )
    def test_when_somebody_informed(self, on: str | None, legal: str) -> None:
        assert str(found(extended(), informed(on)).legal) == legal

    def test_nobody_said_that_anything_was_missing(self) -> None:
        one = found(extended(), delivered("2026-03-02"))
        assert (str(one.legal), one.assumed) == ("2026-03-16", ("informed",))

    def test_nothing_is_over_before_the_delivery(self) -> None:
        known = Dates({CustomerInformed: ["2026-03-01"], InformationMissing: ["2026-03-01"]})
        one = found(extended(), known)
        assert (one.state, one.missing) == (State.TO_COME, Delivered)

    @pytest.mark.parametrize(
        ("base", "start", "nominal", "legal"),
        [
            # The fortnight ends on Sunday, 15 March 2026, and moves to Monday the 16th.
            pytest.param(Base.START, "2026-03-01", "2027-03-15", "2027-03-15", id="from the start"),
            pytest.param(Base.END, "2026-03-01", "2027-03-15", "2027-03-16", id="from the end"),
            pytest.param(
                Base.END_UNMOVED, "2026-03-01", "2027-03-15", "2027-03-15", id="from that unmoved"
            ),
            pytest.param(Base.START, "2026-02-15", "2027-03-01", "2027-03-01", id="days after"),
            pytest.param(Base.END, "2026-02-15", "2027-03-01", "2027-03-02", id="months after"),
        ],
    )
    def test_from_where_the_long_stop_counts(
        self, base: Base, start: str, nominal: str, legal: str
    ) -> None:
        one = found(extended(base), informed(None, start))
        assert days(one)[:2] == (nominal, legal)
        assert one.length == Days(14)
        assert one.trace[-1].day == one.legal

    def test_an_unmoved_base_keeps_the_steps_of_a_start_that_was_counted(self) -> None:
        says = extended(
            Base.END_UNMOVED, ordinary=Count(Count(DELIVERED, Days(7)), Days(7), roll=MOVED)
        )
        steps = [x.what for x in found(says, informed(None, "2026-03-01")).trace]
        assert steps == ["start", "7 days", "7 days", "12 months"]

    @given(
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.integers(-30, 500),
        st.sampled_from([*Base, Readings("n", {str(x): x for x in Base})]),
    )
    @settings(max_examples=60)
    def test_information_never_shortens(self, start: date, after: int, base: Any) -> None:
        on = date.fromordinal(start.toordinal() + after)
        late = found(extended(base), informed(str(on), str(start)))
        ordinary = found(ORDINARY, delivered(str(start)))
        assert late.nominal
        assert late.legal
        assert late.safe
        assert ordinary.legal
        assert late.safe >= late.legal >= late.nominal
        assert late.legal >= ordinary.legal
        assert late.legal.weekday() < 5


class TestReadings:
    """The usual reading is the legal one; the safe one is the kindest, or the strictest."""

    TWO: Readings[Any] = Readings("from which day", {"text": Days(14), "guide": Days(16)})

    def test_a_right_and_a_duty(self) -> None:
        says = Count(DELIVERED, self.TWO, roll=MOVED)
        known = delivered("2026-03-08")  # Sunday the 22nd, Tuesday the 24th
        assert days(found(says, known)) == ("2026-03-22", "2026-03-23", "2026-03-24")
        assert days(found(says, known, Owed.DUTY)) == ("2026-03-22", "2026-03-23", "2026-03-22")
        assert {x: str(y) for x, y in found(says, known).readings.items()} == {
            "from which day: text": "2026-03-23",
            "from which day: guide": "2026-03-24",
        }

    def test_a_text_that_stands_twice_is_read_alike(self) -> None:
        says = Count(Count(DELIVERED, self.TWO), self.TWO)
        assert [str(x) for x in found(says, delivered("2026-03-02")).readings.values()] == [
            "2026-03-30",
            "2026-04-03",
        ]

    def test_two_texts_of_one_name_are_refused(self) -> None:
        other: Readings[Any] = Readings("from which day", {"text": Days(1), "else": Days(2)})
        with pytest.raises(InvalidValue, match="from which day"):
            found(Count(Count(DELIVERED, self.TWO), other), delivered("2026-03-02"))

    def test_one_reading_has_not_begun(self) -> None:
        start: Readings[Any] = Readings(
            "who has it", {"customer": DELIVERED, "neighbour": Last(Shipped)}
        )
        says, known = Count(start, Days(14)), delivered("2026-03-02")
        right, duty = found(says, known), found(says, known, Owed.DUTY)
        assert (right.state, right.missing, right.legal) == (State.TO_COME, Shipped, None)
        assert days(duty) == ("2026-03-16", "2026-03-16", "2026-03-16")


class Told(Dates):
    """Dates of which some nobody knows, and some could be later; and a case nobody can tell."""

    def when(self, one: Selector) -> When:
        if one.event is Shipped:
            return When(None)
        known = super().when(one)
        return When(known.day, known.is_due, can_be_later=one.event is Received)

    def holds(self, condition: object) -> Held:
        return Held(Verdict.UNKNOWN) if condition == "open" else super().holds(condition)

    def spans(self, during: During) -> tuple[Span, ...]:
        return super().spans(during)


class TestWhatIsMissing:
    """To come, unknown, standing still, or possibly later: each says so and why."""

    KNOWN = Told({Delivered: ["2026-03-05"], Received: ["2026-03-07"]}, holidays=around())

    @pytest.mark.parametrize(
        ("says", "state", "missing"),
        [
            pytest.param(Last(Placed), State.TO_COME, Placed, id="to come"),
            pytest.param(Last(Shipped), State.UNKNOWN, Shipped, id="undated"),
            pytest.param(
                Later([Last(Shipped), Last(Placed)]), State.TO_COME, Placed, id="later: to come"
            ),
            pytest.param(
                Later([Last(Shipped), DELIVERED]), State.UNKNOWN, Shipped, id="later: undated"
            ),
            pytest.param(
                Earlier([Last(Placed), DELIVERED]), State.REACHED, None, id="earlier: one has come"
            ),
            pytest.param(
                Earlier([Last(Shipped), DELIVERED]), State.UNKNOWN, Shipped, id="earlier: undated"
            ),
            pytest.param(
                Earlier([Last(Placed), Last(ReturnSentBack)]), State.TO_COME, Placed, id="neither"
            ),
            pytest.param(
                ByCase([InCase("open", DELIVERED)], otherwise=DELIVERED),
                State.UNKNOWN,
                None,
                id="which case it is",
            ),
            pytest.param(
                Paused(Count(DELIVERED, Days(30)), during=REPAIR),
                State.STANDS_STILL,
                None,
                id="the repair goes on",
            ),
        ],
    )
    def test_why_there_is_no_last_day(self, says: Any, state: State, missing: Any) -> None:
        one = found(says, self.KNOWN)
        assert (one.state, one.missing) == (state, missing)
        assert (one.legal is None) is (state is not State.REACHED)

    @pytest.mark.parametrize(
        ("says", "later"),
        [
            pytest.param(DELIVERED, False, id="dated"),
            pytest.param(Last(Received), True, id="more than anybody dated"),
            pytest.param(Later([DELIVERED, Last(Received)]), True, id="the later of both"),
            pytest.param(Earlier([DELIVERED, Last(Received)]), False, id="the earlier is dated"),
        ],
    )
    def test_what_can_be_later(self, says: LastDay, later: bool) -> None:
        one = found(Count(says, Days(14)), self.KNOWN)
        assert (one.can_be_later, one.missing is Received) == (later, later)

    def test_what_stands_still_has_begun(self) -> None:
        one = found(Paused(Count(DELIVERED, Days(30)), during=REPAIR), self.KNOWN)
        assert (str(one.start), one.is_to_come) == ("2026-03-05", True)


class TestPauses:
    """The waiting period of a repair: both its days count, and seven days are left after it."""

    @pytest.mark.parametrize(
        ("repairs", "last"),
        [
            pytest.param([], "2026-05-31", id="none"),
            pytest.param([("2026-05-10", "2026-05-14")], "2026-06-05", id="five days"),
            pytest.param([("2026-05-31", "2026-06-10")], "2026-06-17", id="on the last day"),
            pytest.param([("2026-06-01", "2026-06-10")], "2026-05-31", id="too late"),
            pytest.param([("2026-05-01", "2026-05-08")], "2026-06-08", id="G24: on day 0"),
            pytest.param([("2026-04-20", "2026-04-25")], "2026-05-31", id="before the start"),
            pytest.param([("2026-04-29", "2026-05-03")], "2026-06-03", id="begun before it"),
            pytest.param(
                [("2026-05-10", "2026-05-14"), ("2026-05-20", "2026-05-21")],
                "2026-06-07",
                id="two of them",
            ),
            pytest.param(
                [("2026-05-10", "2026-05-14"), ("2026-05-14", "2026-05-15")],
                "2026-06-06",
                id="a day in both counts once",
            ),
            pytest.param(
                [("2026-05-10", "2026-05-14"), ("2026-06-05", "2026-06-05")],
                "2026-06-12",
                id="the second in what the first made up for",
            ),
        ],
    )
    def test_how_long(self, repairs: list[tuple[str, str]], last: str) -> None:
        told: dict[type[Event], list[str]] = {
            Delivered: ["2026-05-01"],
            Received: [x for x, _ in repairs],
            ReturnSentBack: [x for _, x in repairs],
        }
        says = Paused(Count(DELIVERED, Days(30)), during=REPAIR, resume=Days(7))
        assert str(found(says, Dates(told)).legal) == last

    @pytest.mark.parametrize(
        ("begins", "ends"), [([], ["2026-05-10"]), (["2026-05-10"], ["2026-05-09"])]
    )
    def test_an_end_has_a_beginning_before_it(self, begins: list[str], ends: list[str]) -> None:
        told = {Delivered: ["2026-05-01"], Received: begins, ReturnSentBack: ends}
        with pytest.raises(InvalidValue, match="beginning before it"):
            found(Paused(Count(DELIVERED, Days(30)), during=REPAIR), Dates(told))


class TestTheEndOfTheCalendar:
    """What no calendar has any more is refused in words."""

    @pytest.mark.parametrize(
        "says",
        [
            pytest.param(Count(DELIVERED, Days(30)), id="days"),
            pytest.param(Count(DELIVERED, Months(1)), id="months"),
            pytest.param(Count(DELIVERED, WorkingDays(9), skipping=WEEKEND), id="working days"),
            pytest.param(Count(DELIVERED, Days(1), roll=MOVED), id="a roll"),
            pytest.param(Paused(Count(DELIVERED, Days(2)), during=REPAIR), id="a pause"),
        ],
    )
    def test_is_refused(self, says: LastDay) -> None:
        told = {
            Delivered: ["9999-12-28"],
            Received: ["9999-12-28"],
            ReturnSentBack: ["9999-12-31"],
        }
        with pytest.raises(InvalidValue):
            found(says, Dates(told))

    def test_the_first_day_of_all(self) -> None:
        says = Count(DELIVERED, WorkingDays(1), first_day="same", skipping=WEEKEND)
        assert str(found(says, Dates({Delivered: ["0001-01-01"]})).legal) == "0001-01-01"


def test_the_legal_day_ends_where_its_midnight_is_skipped() -> None:
    one = LegalDeadline(
        "2024-09-09",
        "2024-09-10T03:00Z",
        zone="America/Santiago",
        nominal_day="2024-09-07",
        legal_day="2024-09-07",
    )
    assert one.legal_ends_at.isoformat() == "2024-09-08T04:00:00+00:00"
