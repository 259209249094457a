"""Windows for some returns and not for others, what lets them end later, and tolling."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Asker,
    Customer,
    Days,
    Delivered,
    During,
    Event,
    Extension,
    Hours,
    InvalidTerms,
    InvalidValue,
    Last,
    Line,
    Lost,
    Months,
    NonDays,
    Order,
    Outcome,
    Place,
    Placed,
    Precedence,
    Quantities,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Roll,
    Scope,
    Season,
    Shipped,
    Since,
    Weeks,
    WrongType,
    returns,
)
from postsales.basics.moments import local_day
from postsales.testing import strategies
from tests.returns.given import BERLIN


@frozen
class SentIn(Event):
    """The customer sent the goods in for repair."""


@frozen
class PartSentIn(SentIn):
    """The customer sent some of the goods in."""

    units: Quantities


@frozen
class Repaired(Event):
    """The goods are back with the customer."""


TERMS = ReturnTerms(
    id="acme", version="1", zone=BERLIN, window=ReturnWindow(Days(14), since=Delivered)
)
TICK = timedelta(microseconds=1)


def sold(
    *more: Event, on: str = "2026-03-02T10:00+01:00", came: str | None = "2026-03-05T12:00+01:00"
) -> Order:
    """One tee, delivered, and what happened besides."""
    first = [] if came is None else [Delivered({"tee": 1}, at=came)]
    tee = Line("tee", quantity=1, total=EUR("20.00"), category="clothes")
    return Order("1001", placed_at=on, lines=[tee], history=[*first, *more])


def last_day(order: Order, terms: ReturnTerms, reason: str = "remorse", **asked: Any) -> str:
    """The last day on which the tee may come back, asked on the day that it came."""
    request = evolve(ReturnRequest.of({"tee": 1}, reason=reason), **asked)
    found = returns.assess(order, request, terms, at="2026-03-05T13:00+01:00").item("tee")
    assert found.deadline is not None
    return found.deadline.last_day.isoformat()[5:]


def at_the_end(
    order: Order, terms: ReturnTerms, ends: datetime, reason: str = "remorse"
) -> list[Any]:
    """The outcomes a tick before an instant and at it."""
    request = ReturnRequest.of({"tee": 1}, reason=reason)
    return [returns.assess(order, request, terms, at=x).outcome for x in (ends - TICK, ends)]


LONG = ReturnWindow(Days(60), since=Delivered, applies_to=Scope(category="clothes"))
SHORT = ReturnWindow(Days(7), since=Delivered, applies_to=Scope(category="clothes"))
DEFECTS = ReturnWindow(Months(24), since=Delivered, for_reasons="defect")
GIFTS = ReturnWindow(Days(45), since=Delivered, for_askers="gift_recipient")
MARCH = Season("2026-03-01", "2026-03-31")
IN_MARCH = ReturnWindow(Days(21), since=Delivered, season=MARCH)
CAME_IN_MARCH = ReturnWindow(Days(21), since=Delivered, season=evolve(MARCH, of=Delivered))


@pytest.mark.parametrize(
    ("special", "more", "expected"),
    [
        pytest.param([], {}, "03-19", id="the standard window"),
        pytest.param([SHORT], {}, "03-12", id="a special one beats it, though it is shorter"),
        pytest.param([SHORT, LONG], {}, "05-04", id="of two the longest counts"),
        pytest.param(
            [SHORT, LONG],
            {"precedence": Precedence.FIRST_LISTED},
            "03-12",
            id="or the first that is listed",
        ),
        pytest.param(
            [DEFECTS, SHORT],
            {"precedence": "first_listed"},
            "03-12",
            id="the first of those that apply",
        ),
        pytest.param([DEFECTS], {}, "03-19", id="a window for defects leaves others alone"),
        pytest.param([GIFTS], {}, "03-19", id="one for who was given it leaves the buyer alone"),
        pytest.param([IN_MARCH], {}, "03-26", id="sold in the season"),
        pytest.param([CAME_IN_MARCH], {}, "03-26", id="delivered in the season"),
    ],
)
def test_which_window_it_is(
    special: list[ReturnWindow], more: dict[str, Any], expected: str
) -> None:
    assert last_day(sold(), evolve(TERMS, special_windows=special, **more)) == expected


class TestForWhom:
    """A window for a reason, or for an asker, is for nobody else."""

    def test_for_a_defect_two_years(self) -> None:
        terms = evolve(TERMS, special_windows=[DEFECTS])
        asked = ReturnRequest.of({"tee": 1}, reason="defect")
        found = returns.assess(sold(), asked, terms, at="2028-03-05T23:59+01:00")
        assert found.outcome is Outcome.ALLOWED
        assert found.next_change is not None
        assert found.next_change.at.isoformat() == "2028-03-05T23:00:00+00:00"

    def test_for_who_was_given_it(self) -> None:
        terms = evolve(TERMS, special_windows=[GIFTS])
        assert last_day(sold(), terms, asker=Asker.GIFT_RECIPIENT) == "04-19"

    def test_last_is_about_all_lines_whatever_the_reason(self) -> None:
        window = ReturnWindow(Days(14), since=Last(Delivered), for_reasons="defect")
        terms = evolve(TERMS, special_windows=[window])
        assert last_day(sold(), terms, reason="defect") == "03-19"


class TestUnknownReasons:
    """A reason that nobody knows leaves open which window it is, and refuses nothing."""

    @pytest.mark.parametrize(
        ("at", "because"),
        [
            ("2026-03-19T12:00+01:00", {"reason_unknown": 1}),
            ("2026-03-20T12:00+01:00", {"reason_unknown": 1}),
            ("2029-03-20T12:00+01:00", {"window_closed": 1, "reason_unknown": 1}),
        ],
        ids=["open either way", "open for a defect", "closed either way"],
    )
    @pytest.mark.parametrize(
        "terms",
        [
            evolve(TERMS, special_windows=[DEFECTS]),
            evolve(TERMS, extensions=[Extension(Months(23), for_reasons="defect")]),
        ],
        ids=["a window", "an extension"],
    )
    def test_a_word_that_nobody_knows(
        self, terms: ReturnTerms, at: str, because: dict[str, int]
    ) -> None:
        asked = ReturnRequest.of({"tee": 1}, reason="because")
        found = returns.assess(sold(), asked, terms, at=at)
        assert found.because == because

    def test_a_window_for_other_reasons(self) -> None:
        window = ReturnWindow(Days(3), since=Delivered, for_reasons="other")
        terms = evolve(TERMS, special_windows=[window])
        assert last_day(sold(), terms, reason="because") == "03-08"


class TestSeasons:
    """Both days of a season are in it, and they are days of the zone of the terms."""

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2026-02-28T23:59:59.999999+01:00", "03-19"),
            ("2026-03-01T00:00+01:00", "03-26"),
            ("2026-03-02T10:00+01:00", "03-26"),
        ],
    )
    def test_the_first_day(self, on: str, expected: str) -> None:
        assert last_day(sold(on=on), evolve(TERMS, special_windows=[IN_MARCH])) == expected

    @pytest.mark.parametrize(
        ("came", "expected"),
        [("2026-03-04T23:59:59.999999+01:00", "03-25"), ("2026-03-05T00:00+01:00", "03-19")],
    )
    def test_the_last_day_of_deliveries(self, came: str, expected: str) -> None:
        season = Season("2026-03-01", "2026-03-04", of=Delivered)
        window = ReturnWindow(Days(21), since=Delivered, season=season)
        assert last_day(sold(came=came), evolve(TERMS, special_windows=[window])) == expected

    def test_by_the_zone_of_the_customer(self) -> None:
        terms = evolve(TERMS, zone=Place.CUSTOMER, special_windows=[IN_MARCH])
        late = sold(on="2026-03-01T00:00+01:00")
        there = evolve(late, customer=Customer("C-1", zone="America/New_York"))
        assert last_day(there, terms) == "03-19"
        here = evolve(late, customer=Customer("C-1", zone=BERLIN))
        assert last_day(here, terms) == "03-26"
        nowhere = returns.assess(
            late, ReturnRequest.of({"tee": 1}, reason="remorse"), terms, at="2026-03-06T09:00Z"
        )
        assert nowhere.because == {"customer_zone_missing": 1}


class TestUnknownSeasons:
    """A season of deliveries leaves open what it decides, and nothing else, while none is known."""

    SENT = Shipped({"tee": 1}, at="2026-03-03T12:00+01:00")
    SINCE = Since(Shipped)

    def answer(self, at: str, *, tells: Event | None = None, **terms: Any) -> Any:
        order = sold(self.SENT, *(() if tells is None else (tells,)), came=None)
        mine = evolve(TERMS, window=ReturnWindow(Days(7), since=self.SINCE), **terms)
        return returns.assess(order, ReturnRequest.of({"tee": 1}, reason="remorse"), mine, at=at)

    LONGER = ReturnWindow(Days(21), since=Since(Shipped), season=evolve(MARCH, of=Delivered))

    def test_open_either_way(self) -> None:
        found = self.answer("2026-03-10T12:00+01:00", special_windows=[self.LONGER])
        assert found.outcome is Outcome.ALLOWED
        assert found.item("tee").deadline.last_day == date(2026, 3, 10)

    def test_closed_either_way(self) -> None:
        found = self.answer("2026-03-25T12:00+01:00", special_windows=[self.LONGER])
        assert found.because == {"window_closed": 1}

    def test_else_the_day_of_the_delivery_is_missing(self) -> None:
        at = "2026-03-11T12:00+01:00"
        found = self.answer(at, special_windows=[self.LONGER])
        assert found.outcome is Outcome.REFER
        assert found.because == {"delivery_date_missing": 1}
        (hint,) = found.hints
        assert hint.fact == "delivered_at"
        told = Delivered({"tee": 1}, at="2026-03-09T12:00+01:00")
        then = self.answer(at, tells=told, special_windows=[self.LONGER])
        assert then.outcome is Outcome.ALLOWED

    def test_one_that_is_certain_is_enough(self) -> None:
        sure = ReturnWindow(Days(60), since=Shipped, applies_to=Scope(category="clothes"))
        found = self.answer("2026-03-27T12:00+01:00", special_windows=[sure, self.LONGER])
        assert found.outcome is Outcome.ALLOWED
        assert found.item("tee").deadline.last_day == date(2026, 5, 2)

    @pytest.mark.parametrize(
        ("at", "because"),
        [
            ("2026-03-31T23:59+02:00", {"shipping_date_missing": 1}),
            ("2026-04-01T00:00+02:00", {"window_closed": 1}),
        ],
    )
    def test_what_is_still_with_the_shop(self, at: str, because: dict[str, int]) -> None:
        """It can leave in the season until that is over, and nobody can tell when it left."""
        terms = evolve(
            TERMS,
            covers="ordered",
            window=ReturnWindow(Days(1), since=Placed),
            extensions=[Extension(Days(40), season=evolve(MARCH, of=Shipped))],
        )
        request = ReturnRequest.of({"tee": 1}, reason="remorse")
        found = returns.assess(sold(came=None), request, terms, at=at)
        assert found.because == because
        assert "tell" not in [x.kind for x in found.hints]

    EXTENDED = Extension(Days(14), season=evolve(MARCH, of=Delivered))

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            ("2026-03-10T23:59:59.999999+01:00", {}),
            ("2026-03-11T00:00+01:00", {"delivery_date_missing": 1}),
            ("2026-03-24T23:59:59.999999+01:00", {"delivery_date_missing": 1}),
            ("2026-03-25T00:00+01:00", {"window_closed": 1}),
        ],
    )
    def test_an_extension_that_may_apply(self, at: str, expected: dict[str, int]) -> None:
        assert self.answer(at, extensions=[self.EXTENDED]).because == expected

    def test_what_was_lost_has_no_day_that_could_be_told(self) -> None:
        found = self.answer(
            "2026-03-11T12:00+01:00",
            tells=Lost({"tee": 1}, at="2026-03-09T12:00+01:00"),
            special_windows=[self.LONGER],
            covers="ordered",
        )
        assert (found.because, found.hints) == ({"delivery_date_missing": 1}, ())


CHRISTMAS = Extension(until="2026-04-30", season=MARCH)
WEEKEND = Roll(NonDays(["saturday", "sunday"]))


@pytest.mark.parametrize(
    ("extensions", "window", "expected"),
    [
        ([Extension(Days(0))], None, "03-19"),
        ([Extension(Days(12))], None, "03-31"),
        ([Extension(Weeks(2))], None, "04-02"),
        ([Extension(Months(1))], None, "04-19"),
        ([Extension(Months(1))], ReturnWindow(Days(26), since=Delivered), "04-30"),
        ([Extension(Hours(24))], None, "03-20"),
        ([CHRISTMAS], None, "04-30"),
        ([Extension(until="2026-03-10")], None, "03-19"),
        ([Extension(Days(12)), CHRISTMAS, Extension(Days(3))], None, "04-30"),
        ([Extension(Days(9), applies_to=Scope(category="shoes"))], None, "03-19"),
        ([Extension(Days(9), for_reasons="defect")], None, "03-19"),
        ([Extension(Days(9), for_askers="gift_recipient")], None, "03-19"),
        ([Extension(Days(2))], ReturnWindow(Days(14), since=Delivered, roll=WEEKEND), "03-23"),
        ([Extension(Days(2))], ReturnWindow(Hours(24), since=Delivered), "03-08"),
    ],
    ids=[
        "by nothing",
        "to the end of a month",
        "by weeks",
        "by a month",
        "by a month from the last day of a month",
        "by hours",
        "until a day that is named",
        "until a day before the end of the window",
        "of several the one that ends last, and they are not added up",
        "for other lines",
        "for other reasons",
        "for other askers",
        "a roll comes after it",
        "of hours by days, at the same time of day",
    ],
)
def test_how_late_it_gets(
    extensions: list[Extension], window: ReturnWindow | None, expected: str
) -> None:
    terms = evolve(TERMS, extensions=extensions, window=window or TERMS.window)
    assert last_day(sold(), terms) == expected


def test_the_count_tells_what_extended_it() -> None:
    found = returns.assess(
        sold(),
        ReturnRequest.of({"tee": 1}, reason="remorse"),
        evolve(TERMS, extensions=[CHRISTMAS]),
        at="2026-03-06T09:00Z",
    )
    deadline = found.item("tee").deadline
    assert deadline is not None
    assert [(x.what, x.day.isoformat()) for x in deadline.trace] == [
        ("start", "2026-03-05"),
        ("14 days", "2026-03-19"),
        ("extended until", "2026-04-30"),
    ]


REPAIR = During(SentIn, Repaired)
TOLLED = evolve(TERMS, tolled_by=REPAIR)


def repair(first: str, last: str | None = None, ref: str = "") -> list[Event]:
    """A repair from one day of March to another, at noon; without the other it goes on."""
    begun = SentIn(at=f"2026-03-{first}T12:00+01:00", ref=ref)
    return [begun] if last is None else [begun, Repaired(at=f"2026-03-{last}T12:00+01:00", ref=ref)]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param([], "03-19", id="no repair"),
        pytest.param(repair("10", "10"), "03-20", id="a day in the workshop"),
        pytest.param(repair("10", "12"), "03-22", id="its first and its last day do not count"),
        pytest.param(repair("19", "21"), "03-22", id="begun on the last day"),
        pytest.param(repair("20", "21"), "03-19", id="begun when it was over"),
        pytest.param(repair("04", "05"), "03-19", id="over on the day that starts the count"),
        pytest.param(repair("04", "06"), "03-20", id="before it began, and a day after that"),
        pytest.param(
            [*repair("10", "12"), *repair("12", "14")], "03-24", id="one day of two counts once"
        ),
        pytest.param(
            [*repair("12", "14"), *repair("10", "12")], "03-24", id="told in another order"
        ),
        pytest.param(
            [*repair("10", "10")[::-1], *repair("12", "12")[::-1]], "03-21", id="twice in no time"
        ),
        pytest.param(
            [*repair("10", "12"), *repair("20", "21")], "03-24", id="one that the first lets in"
        ),
        pytest.param(
            [*repair("10", "14", ref="a"), *repair("11", "12", ref="b")],
            "03-24",
            id="one within another",
        ),
        pytest.param(
            [*repair("10", ref="a"), *repair("11", "13", ref="b"), *repair("14", "15")],
            "03-25",
            id="one without a name ends all",
        ),
    ],
)
def test_days_that_do_not_count(history: list[Event], expected: str) -> None:
    order = sold(*history)
    request = ReturnRequest.of({"tee": 1}, reason="remorse")
    at = max(["2026-03-22T11:00:00+00:00", *(x.at.isoformat() for x in history)])
    found = returns.assess(order, request, TOLLED, at=at).item("tee").deadline
    assert found is not None
    assert found.last_day.isoformat()[5:] == expected


def test_the_last_parcel_of_lines_that_an_earlier_window_takes_is_no_matter() -> None:
    """The first that is listed takes the first line, so that only the other has the second."""
    terms = evolve(
        TERMS,
        precedence="first_listed",
        special_windows=[
            ReturnWindow(Days(60), since=Delivered, applies_to=Scope(category="clothes")),
            ReturnWindow(Days(14), since=Last(Delivered), applies_to=Scope(tag="z")),
        ],
    )
    lines = [
        Line("a", quantity=1, total=EUR("10"), category="clothes", tags=["z"]),
        Line("b", quantity=1, total=EUR("10"), tags=["z"]),
    ]
    came = [
        Delivered({"b": 1}, at="2026-03-05T12:30+01:00"),
        Delivered({"a": 1}, at="2026-05-20T12:00Z"),
    ]
    order = Order("1", placed_at="2026-03-02T10:15+01:00", lines=lines, history=came)
    request = ReturnRequest.of({"b": 1}, reason="remorse")
    found = returns.assess(order, request, terms, at="2026-05-25T00:00Z").item("b")
    assert found.deadline is not None
    assert (found.refused, found.deadline.last_day) == (1, date(2026, 3, 19))


def test_an_end_in_the_middle_of_a_day_that_is_worked_does_not_roll() -> None:
    window = ReturnWindow(Days(14), since=Delivered, roll=WEEKEND)
    terms = evolve(TERMS, window=window, extensions=[Extension(Hours(12))])
    ends = datetime.fromisoformat("2026-03-20T12:00+01:00")
    assert at_the_end(sold(), terms, ends) == [Outcome.ALLOWED, Outcome.REFUSED]


class TestTolling:
    """While a time that does not count goes on, a window is open and has no end."""

    def test_while_it_lasts(self) -> None:
        order = sold(*repair("18"))
        found = returns.assess(
            order, ReturnRequest.of({"tee": 1}, reason="remorse"), TOLLED, at="2027-01-01T00:00Z"
        )
        assert found.outcome is Outcome.ALLOWED
        assert found.item("tee").deadline is None
        assert found.next_change is None

    def test_what_began_after_the_end_holds_nothing_open(self) -> None:
        ends = datetime.fromisoformat("2026-03-20T00:00+01:00")
        assert at_the_end(sold(*repair("20")), TOLLED, ends) == [Outcome.ALLOWED, Outcome.REFUSED]

    def test_what_began_later_on_the_day_of_the_end_holds_nothing_open(self) -> None:
        terms = evolve(TOLLED, extensions=[Extension(Hours(12))])
        late = SentIn(at="2026-03-20T15:00+01:00")
        ends = datetime.fromisoformat("2026-03-20T12:00+01:00")
        assert at_the_end(sold(late), terms, ends) == [Outcome.ALLOWED, Outcome.REFUSED]
        assert at_the_end(sold(late), terms, ends + timedelta(days=2))[1] is Outcome.REFUSED

    def test_an_end_with_a_name_ends_what_began_without(self) -> None:
        order = sold(
            SentIn(at="2026-03-10T12:00+01:00"), Repaired(ref="r", at="2026-03-12T12:00+01:00")
        )
        ends = datetime.fromisoformat("2026-03-23T00:00+01:00")
        assert at_the_end(order, TOLLED, ends) == [Outcome.ALLOWED, Outcome.REFUSED]

    def test_hours_stand_still_for_as_long_as_it_takes(self) -> None:
        terms = evolve(TOLLED, window=ReturnWindow(Hours(48), since=Delivered))
        order = sold(*repair("06", "08"))
        ends = datetime.fromisoformat("2026-03-09T12:00+01:00")
        assert at_the_end(order, terms, ends) == [Outcome.ALLOWED, Outcome.REFUSED]

    def test_hours_of_a_repair_that_goes_on(self) -> None:
        terms = evolve(TOLLED, window=ReturnWindow(Hours(48), since=Delivered))
        last = datetime.fromisoformat("2026-06-01T00:00+01:00")
        assert at_the_end(sold(*repair("07")), terms, last)[1] is Outcome.REFUSED
        assert at_the_end(sold(*repair("06")), terms, last)[1] is Outcome.ALLOWED

    def test_an_extension_that_lets_a_repair_in(self) -> None:
        season = Season("2026-03-01", "2026-03-31", of=Shipped)
        terms = evolve(TOLLED, extensions=[Extension(Days(7), season=season)])
        found = returns.assess(
            sold(*repair("21")),
            ReturnRequest.of({"tee": 1}, reason="remorse"),
            terms,
            at="2026-12-01T00:00Z",
        )
        assert found.because == {"shipping_date_missing": 1}

    def test_a_repair_of_another_line_changes_nothing(self) -> None:
        @frozen
        class OfTee(SentIn):
            units: Any = None

        other = OfTee(
            at="2026-03-10T12:00+01:00", units=Delivered({"mug": 1}, at="2026-03-10T12:00Z").units
        )
        order = evolve(
            sold(),
            lines=[*sold().lines, Line("mug", quantity=1, total=EUR("5.00"))],
            history=[*sold().history, other],
        )
        ends = datetime.fromisoformat("2026-03-20T00:00+01:00")
        assert at_the_end(order, TOLLED, ends) == [Outcome.ALLOWED, Outcome.REFUSED]


class TestRefused:
    """What cannot be said is refused, with what is allowed."""

    def test_a_season_that_ends_before_it_begins(self) -> None:
        with pytest.raises(InvalidValue, match="ends on or after"):
            Season("2026-03-02", "2026-03-01")

    def test_a_season_of_payments(self) -> None:
        with pytest.raises(InvalidValue, match="Placed"):
            Season("2026-03-02", "2026-03-03", of=SentIn)

    @pytest.mark.parametrize("given_", [{}, {"plus": Days(1), "until": "2026-03-01"}])
    def test_neither_or_both(self, given_: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue, match="either how much later"):
            Extension(**given_)

    def test_until_the_end_of_all_days(self) -> None:
        with pytest.raises(InvalidValue, match="2999-12-31 at the latest"):
            Extension(until="9999-12-31")

    def test_from_an_event_to_itself(self) -> None:
        with pytest.raises(InvalidValue, match="another class"):
            During(SentIn, SentIn)

    def test_no_class_of_events(self) -> None:
        with pytest.raises(WrongType, match="begins"):
            During(Season, SentIn)  # type: ignore[arg-type]  # what it refuses

    def test_a_standard_window_for_defects_only(self) -> None:
        with pytest.raises(InvalidTerms, match="covers everything"):
            evolve(TERMS, window=DEFECTS)

    def test_a_special_window_for_everything(self) -> None:
        with pytest.raises(InvalidTerms, match="a special window"):
            evolve(TERMS, special_windows=[TERMS.window])


class TestLater:
    """What extends a window, and time that does not count, make no window shorter."""

    @given(st.data())
    def test_more_of_them_allow_no_less(self, data: st.DataObject) -> None:
        world = strategies.World()
        order = data.draw(strategies.orders(world))
        request = data.draw(strategies.requests(order, world))
        terms = data.draw(strategies.return_terms(world))
        asked_at = order.placed_at + timedelta(days=data.draw(st.integers(0, 60)))
        ends = [x.deadline for x in returns.assess(order, request, terms, at=asked_at).items]
        at = data.draw(st.sampled_from([asked_at, *(x.ends_at - TICK for x in ends if x)]))
        more = data.draw(st.lists(strategies.extensions(world), max_size=2))
        then = evolve(
            terms,
            extensions=[*terms.extensions, *more],
            tolled_by=[*terms.tolled_by, During(Placed, Delivered)],
        )
        before = returns.assess(order, request, terms, at=at)
        after = returns.assess(order, request, then, at=at)
        for line, k in before.allowed.items():
            assert after.allowed.get(line, 0) >= k

    @given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 60), st.integers(0, 60))
    def test_a_day_is_made_up_for_with_a_day(self, came: date, days: int, away: int) -> None:
        noon = datetime.fromisoformat(f"{came}T12:00+00:00")
        begun = noon + timedelta(days=1)
        back = begun + timedelta(days=away)
        order = sold(
            SentIn(at=begun),
            Repaired(at=back),
            on=noon.isoformat(),
            came=noon.isoformat(),
        )
        terms = evolve(TOLLED, window=ReturnWindow(Days(days), since=Delivered))
        request = ReturnRequest.of({"tee": 1}, reason="remorse")
        found = returns.assess(order, request, terms, at=back).item("tee").deadline
        assert found is not None
        lost = (away + 1) if days else 0
        assert found.last_day == local_day(noon, BERLIN) + timedelta(days=days + lost)
