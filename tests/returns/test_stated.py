"""Windows whose last day is said in words of its own, in every verb that reads terms."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    USD,
    ByCase,
    Count,
    CustomerInformed,
    Days,
    Decision,
    Delivered,
    During,
    Event,
    Extended,
    Extension,
    First,
    Holidays,
    InCase,
    InformationMissing,
    InvalidTerms,
    InvalidValue,
    Last,
    LegalDeadline,
    Line,
    Lost,
    Months,
    NonDays,
    NotMet,
    Order,
    Own,
    Paused,
    Place,
    Placed,
    Priced,
    Readings,
    Received,
    ReturnCase,
    ReturnRequest,
    ReturnSentBack,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    Roll,
    Scope,
    SealBroken,
    Shipped,
    StatedWindow,
    WrongType,
    bulk,
    explain,
    policies,
    returns,
    wire,
)
from postsales.basics.last_days import LastDay
from postsales.wire import schema_org, toml

BERLIN = "Europe/Berlin"
MOVED = Roll(NonDays(["saturday", "sunday"], holidays="customer"))
FORTNIGHT = Count(Last(Delivered), Days(14), roll=MOVED)
BY_UNIT = Count(Own(Delivered), Days(14))
WITHDRAWAL = Extended(
    FORTNIGHT,
    informed=First(CustomerInformed),
    missing=InformationMissing,
    cure_within=Months(12),
    long_stop=Months(12),
    long_stop_from="end",
)
REPAIRED = Paused(BY_UNIT, during=During(Received, ReturnSentBack), resume=Days(7))
BY_PRICE = Count(
    Own(Delivered), ByCase([InCase(Priced(above=USD("5.00")), Days(7))], otherwise=Days(14))
)
KNOWN = Holidays(["2026-12-25"], since="2026-01-01", until="2028-12-31")


def noon(day: str) -> str:
    """Noon of a day of 2026, in Berlin."""
    return f"2026-{day}T12:00+01:00"


def terms(ends: LastDay, **given: Any) -> ReturnTerms:
    """Terms whose standard window says its last day itself."""
    plain: dict[str, Any] = {
        "id": "statute",
        "version": "1",
        "zone": BERLIN,
        "window": StatedWindow(ends),
        "holidays": {Place.CUSTOMER: KNOWN},
    }
    return ReturnTerms(**{**plain, **given})


def sold(*events: Event) -> Order:
    """Two tees and a mug, on the first of March."""
    lines = [
        Line("tee", quantity=2, total=EUR("40.00"), sku="T"),
        Line("mug", quantity=1, total=EUR("9.00")),
    ]
    return Order("1001", placed_at=noon("03-01"), lines=lines, history=events)


def brought(day: str, units: dict[str, int] | None = None) -> Delivered:
    """A delivery of all, or of some units."""
    return Delivered(units or {"tee": 2, "mug": 1}, at=noon(day))


def asked(
    ends: LastDay, *events: Event, at: str, line: str = "tee", **given: Any
) -> Decision[ReturnCase]:
    """What is answered to somebody who wants to give back one unit."""
    request = ReturnRequest.of({line: 1}, reason="remorse")
    return returns.assess(sold(*events), request, terms(ends, **given), at=at)


def told(decision: Decision[ReturnCase]) -> tuple[str, tuple[str, ...]]:
    """The outcome, and the codes of what stands in the way."""
    found = {code for item in decision.items for code in item.because}
    return decision.outcome.value, tuple(sorted(found))


class TestAnswers:
    """Open, closed, not begun, standing still, or not known: as for any window."""

    @pytest.mark.parametrize(
        ("ends", "events", "given", "at", "outcome", "codes"),
        [
            pytest.param(
                FORTNIGHT, [brought("03-08")], {}, "2026-03-23T22:59Z", "allowed", (), id="in time"
            ),
            pytest.param(
                FORTNIGHT,
                [brought("03-08")],
                {},
                "2026-03-23T23:00Z",
                "refused",
                ("window_closed",),
                id="a second later",
            ),
            pytest.param(
                FORTNIGHT,
                [brought("03-05")],
                {"holidays": {}},
                noon("03-20"),
                "refer",
                ("holidays_missing",),
                id="holidays nobody gave",
            ),
            pytest.param(
                FORTNIGHT,
                [brought("03-05", {"tee": 2})],
                {},
                noon("05-01"),
                "refer",
                ("delivery_date_missing",),
                id="a parcel is to come",
            ),
            pytest.param(
                FORTNIGHT,
                [brought("03-05", {"tee": 2})],
                {"not_started": "open"},
                noon("05-01"),
                "allowed",
                (),
                id="and open until then",
            ),
            pytest.param(
                BY_UNIT,
                [Lost({"tee": 2}, at=noon("03-09"))],
                {"not_started": "open", "covers": "ordered"},
                noon("05-01"),
                "allowed",
                (),
                id="what was lost never came",
            ),
            pytest.param(
                BY_PRICE,
                [brought("03-05")],
                {},
                noon("03-06"),
                "refer",
                ("circumstances_missing",),
                id="which case it is nobody knows",
            ),
            pytest.param(
                REPAIRED,
                [brought("03-05"), CustomerInformed(at=noon("03-05"))],
                {},
                noon("03-20"),
                "refused",
                ("window_closed",),
                id="no repair",
            ),
            pytest.param(
                Paused(BY_UNIT, during=During(SealBroken, CustomerInformed)),
                [brought("03-05"), SealBroken({"tee": 1}, at=noon("03-09"))],
                {},
                noon("06-20"),
                "allowed",
                (),
                id="it stands still",
            ),
            pytest.param(
                FORTNIGHT,
                [brought("03-05")],
                {"zone": "customer"},
                noon("03-06"),
                "refer",
                ("customer_zone_missing",),
                id="where the customer is nobody knows",
            ),
        ],
    )
    def test_outcomes(  # noqa: PLR0917 - the columns of the table
        self,
        ends: LastDay,
        events: list[Event],
        given: dict[str, Any],
        at: str,
        outcome: str,
        codes: tuple[str, ...],
    ) -> None:
        decision = asked(ends, *events, at=at, **given)
        assert told(decision) == (outcome, codes)
        for locale in ("en", "de"):
            words = explain.text(decision, locale=locale, zone=BERLIN)
            assert all(code not in words for code in codes)

    def test_a_date_that_could_be_later_is_named(self) -> None:
        # Two tees are back, and of one of them nobody told the delivery.
        events = [
            brought("03-05", {"tee": 1, "mug": 1}),
            Shipped({"tee": 1}, at=noon("03-05")),
            Received({"tee": 1}, at=noon("03-20"), ref="r"),
            Received({"tee": 1}, at=noon("03-21"), ref="r"),
        ]
        found = told(asked(FORTNIGHT, *events, at=noon("05-01"), line="mug"))
        plain = ReturnWindow(Days(14), since=Last(Delivered))
        assert found == told(asked(FORTNIGHT, *events, at=noon("05-01"), line="mug", window=plain))
        assert found == ("refer", ("delivery_date_missing",))

    def test_the_next_change_is_the_end_of_the_safe_day(self) -> None:
        change = asked(FORTNIGHT, brought("03-08"), at=noon("03-10")).next_change
        assert change
        assert change.at.isoformat() == "2026-03-23T23:00:00+00:00"

    def test_days_do_not_depend_on_the_offsets_that_instants_are_told_with(self) -> None:
        for at in ("2026-03-08T23:30+01:00", "2026-03-08T22:30Z", "2026-03-09T07:30+09:00"):
            event = Delivered({"tee": 2, "mug": 1}, at=at)
            deadline = asked(FORTNIGHT, event, at=noon("03-10")).cases[0].deadline
            assert deadline
            assert str(deadline.last_day) == "2026-03-23"


class TestDeadlines:
    """The deadline is one by statute: with its legal day and all that was taken for granted."""

    def test_what_it_tells(self) -> None:
        deadline = asked(WITHDRAWAL, brought("03-08"), at=noon("03-10")).cases[0].deadline
        assert isinstance(deadline, LegalDeadline)
        assert [str(x) for x in (deadline.nominal_day, deadline.legal_day, deadline.last_day)] == [
            "2026-03-22",
            "2026-03-23",
            "2026-03-23",
        ]
        assert deadline.assumed == ("informed",)
        assert deadline.legal_ends_at == deadline.ends_at

    def test_the_facts_name_the_ordinary_window_and_the_day_it_led_to(self) -> None:
        decision = asked(
            WITHDRAWAL,
            brought("03-08"),
            InformationMissing(at=noon("03-01")),
            at="2027-06-01T12:00Z",
        )
        facts = returns.within_window.facts(decision.cases[0])
        assert {x: str(y) for x, y in facts.items() if x != "since"} == {
            "start": "the last delivery",
            "length": "14 days",
            "last_day": "2027-03-23",
        }
        words = explain.text(decision, locale="en", zone=BERLIN)
        assert "closed at the end of Tuesday, 23 March 2027, to which it was extended" in words

    def test_a_record_keeps_it(self) -> None:
        record = asked(WITHDRAWAL, brought("03-08"), at=noon("03-10")).record()
        assert wire.read_record(wire.write_json(record)) == record
        assert isinstance(record.items[0].deadline, LegalDeadline)

    def test_the_clocks_of_a_return_run_beside_it(self) -> None:
        clocked = terms(FORTNIGHT, refund_by=RmaClock(Days(14), since=First(Received)))
        order = sold(brought("03-05"), Received({"tee": 1}, at=noon("03-09"), ref="r"))
        due = returns.status(order, "r", clocked, at=noon("03-10")).refund_by
        assert due
        assert due.deadline
        assert str(due.deadline.last_day) == "2026-03-23"


class TestMadeOf:
    """What a window in words of its own is made of, and what it cannot stand beside."""

    def test_it_shows_the_ordinary_count(self) -> None:
        window = StatedWindow(WITHDRAWAL)
        assert (window.length, window.roll) == (Days(14), MOVED)
        assert [x.event for x in window.since] == [Last(Delivered)]

    @pytest.mark.parametrize(
        "ends",
        [
            pytest.param(Last(Delivered), id="a day without a length"),
            pytest.param("a fortnight", id="words"),
            pytest.param(Readings("n", {"a": FORTNIGHT, "b": 14}), id="a reading that is no day"),
        ],
    )
    def test_what_it_cannot_be_made_of(self, ends: Any) -> None:
        with pytest.raises((InvalidValue, WrongType)):
            StatedWindow(ends)

    @pytest.mark.parametrize(
        "given",
        [
            pytest.param({"extensions": [Extension(plus=Days(7))]}, id="extensions"),
            pytest.param({"tolled_by": During(Received, ReturnSentBack)}, id="pauses"),
        ],
    )
    def test_what_moves_its_end_stands_in_it(self, given: dict[str, Any]) -> None:
        with pytest.raises(InvalidTerms, match="StatedWindow"):
            terms(FORTNIGHT, **given)

    def test_its_lines_are_those_for_which_its_conditions_are_alike(self) -> None:
        start = ByCase([InCase(Scope(sku="T"), First(Placed))], otherwise=Last(Delivered))
        events = [brought("03-05", {"tee": 2}), brought("03-20", {"mug": 1})]
        days = {
            line: asked(Count(start, Days(30)), *events, at=noon("03-21"), line=line)
            .cases[0]
            .deadline
            for line in ("tee", "mug")
        }
        assert {x: y and str(y.last_day) for x, y in days.items()} == {
            "tee": "2026-03-31",
            "mug": "2026-04-19",
        }


SPECIAL = evolve(StatedWindow(BY_UNIT), applies_to=Scope(sku="T"))


class TestElsewhere:
    """What reads windows by their length and start says that this one is more, or refuses it."""

    TERMS = terms(
        FORTNIGHT,
        window=ReturnWindow(Days(30), since=Delivered),
        special_windows=[SPECIAL],
    )

    def test_no_document_tells_it(self) -> None:
        for write in (
            wire.write_json,
            toml.write_terms,
            lambda told: schema_org.write_policy(told, countries=["DE"]),
        ):
            with pytest.raises(InvalidTerms, match=r"returns.special_windows\[0\]: no document"):
                write(self.TERMS)

    def test_no_table_of_lines_tells_it(self) -> None:
        with pytest.raises(InvalidTerms, match=r"returns.special_windows\[0\].ends: a row"):
            bulk.Lines(self.TERMS)

    def test_a_page_says_that_the_time_can_end_otherwise(self) -> None:
        assert "In some cases the time ends on another day" in policies.text(
            self.TERMS, locale="en"
        )
        assert "an einem anderen Tag" in policies.text(self.TERMS, locale="de")

    def test_no_fault_is_told_of_what_nobody_compares(self) -> None:
        longer = evolve(StatedWindow(WITHDRAWAL), applies_to=Scope(sku=["T", "U"]))
        published = policies.published.PublishedPolicy(returns_within=Days(30))
        some = evolve(self.TERMS, special_windows=[SPECIAL, longer], precedence="longest")
        assert policies.lint(some, published=published) == ()

    def test_the_same_window_twice_is_one_too_many(self) -> None:
        (found,) = policies.lint(evolve(self.TERMS, special_windows=[SPECIAL, SPECIAL]))
        assert found.code == "window_never_counts"

    def test_two_versions_differ_in_it_as_a_whole(self) -> None:
        was, now = terms(FORTNIGHT), terms(evolve(FORTNIGHT, length=Days(30)))
        (one,) = policies.diff(was, now)
        assert (one.where, str(one.for_customer)) == ("returns.window.ends", "unclear")


def test_not_met_is_a_condition_of_a_case() -> None:
    dear = NotMet(Priced(at_least=EUR("49.00")))
    ends = Count(Own(Delivered), ByCase([InCase(dear, Days(7))], otherwise=Days(14)))
    deadline = asked(ends, brought("03-05"), at=noon("03-06")).cases[0].deadline
    assert deadline
    assert str(deadline.last_day) == "2026-03-19"
