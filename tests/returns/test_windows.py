"""Which window runs, since when and until when: every edge exactly."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve, frozen

from postsales import (
    Days,
    Delivered,
    Event,
    Happened,
    Hours,
    InvalidValue,
    Line,
    Months,
    Order,
    Outcome,
    Paid,
    Placed,
    Received,
    Refunded,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Shipped,
    Since,
    Tender,
    Trait,
    returns,
)
from postsales.basics.moments import instant
from tests.orders.given import day, order
from tests.returns.given import BERLIN, THIRTY_DAYS

MICROSECOND = timedelta(microseconds=1)
ONE = ReturnRequest.of({"tee": 1}, reason="remorse")
TWO = ReturnRequest.of({"tee": 2}, reason="remorse")


def terms(*special: ReturnWindow, **given: Any) -> ReturnTerms:
    return evolve(THIRTY_DAYS, special_windows=special, **given)


def window(days: int, since: Any = Delivered, **scope: Any) -> ReturnWindow:
    if scope:
        return ReturnWindow(Days(days), since=since, applies_to=Scope(**scope))
    return ReturnWindow(Days(days), since=since)


def asked(
    found: Order, at: Any, by: ReturnTerms = THIRTY_DAYS, request: ReturnRequest = ONE
) -> Any:
    return returns.assess(found, request, by, at=at)


def last_days(found: Order, by: ReturnTerms, request: ReturnRequest = ONE) -> list[date | None]:
    """The last day of every case, asked on the tenth."""
    cases = asked(found, day(10), by, request).cases
    return [case.deadline.last_day if case.deadline else None for case in cases]


PARCEL = order(Shipped({"tee": 3}, at=day(3)), Delivered({"tee": 3}, at=day(5)))
ON_ITS_WAY = order(Shipped({"tee": 3}, at=day(3)))


class TestEdges:
    """Until the last instant of the last day it is allowed; the next instant it is refused."""

    @pytest.mark.parametrize(
        ("delivered", "length", "zone", "closes"),
        [
            pytest.param(
                day(5), Days(30), BERLIN, "2026-04-05T00:00+02:00", id="an ordinary period"
            ),
            pytest.param(day(5), Days(0), BERLIN, "2026-03-06T00:00+01:00", id="no days: that day"),
            pytest.param(day(5), Hours(48), BERLIN, day(7), id="hours end on the minute"),
            pytest.param(
                "2026-03-05T23:30Z",
                Days(14),
                BERLIN,
                "2026-03-21T00:00+01:00",
                id="after midnight there",
            ),
            pytest.param(
                "2026-01-31T12:00Z", Months(1), "UTC", "2026-03-01T00:00Z", id="the end of a month"
            ),
            pytest.param(
                "2028-02-01T12:00Z", Days(28), "UTC", "2028-03-01T00:00Z", id="a leap day counts"
            ),
            pytest.param(
                "2026-03-15T12:00Z",
                Days(14),
                BERLIN,
                "2026-03-30T00:00+02:00",
                id="an hour is skipped",
            ),
            pytest.param(
                "2026-10-11T12:00Z",
                Days(14),
                BERLIN,
                "2026-10-26T00:00+01:00",
                id="an hour comes twice",
            ),
            pytest.param(
                "2024-08-25T12:00Z",
                Days(13),
                "America/Santiago",
                "2024-09-08T01:00-03:00",
                id="a midnight that is skipped",
            ),
        ],
    )
    def test_the_closing(self, delivered: str, length: Any, zone: str, closes: str) -> None:
        found = order(Delivered({"tee": 3}, at=delivered), placed_at="2024-01-01T00:00Z")
        by = terms(zone=zone, window=ReturnWindow(length, since=Delivered))
        end = instant(closes)
        before, after = (asked(found, at, by) for at in (end - MICROSECOND, end))
        assert before.outcome is Outcome.ALLOWED
        assert before.next_change.at == end
        assert before.next_change.because == "window_closed"
        assert before.item("tee").deadline.ends_at == end
        assert after.outcome is Outcome.REFUSED
        assert after.because == {"window_closed": 1}
        assert after.next_change is None
        assert after.item("tee").deadline.ends_at == end

    def test_from_the_instant_of_delivery(self) -> None:
        assert asked(PARCEL, day(5)).outcome is Outcome.ALLOWED
        before = asked(PARCEL, instant(day(5)) - MICROSECOND)
        assert before.because == {"delivery_date_missing": 1}


class TestStarts:
    """The first event of the chain that has happened starts the window; when none has, ask."""

    @pytest.mark.parametrize(
        ("since", "last_day"),
        [
            pytest.param(Delivered, date(2026, 4, 4), id="delivery"),
            pytest.param(Shipped, date(2026, 4, 2), id="shipping"),
            pytest.param((Delivered, Shipped), date(2026, 4, 4), id="the first of the chain"),
            pytest.param((Shipped, Delivered), date(2026, 4, 2), id="whichever that is"),
            pytest.param(Placed, date(2026, 3, 31), id="the order"),
            pytest.param(Since(Shipped, plus=Days(5)), date(2026, 4, 7), id="days after shipping"),
            pytest.param(Since(Shipped, plus=Hours(13)), date(2026, 4, 3), id="hours after it"),
        ],
    )
    def test_delivered(self, since: Any, last_day: date) -> None:
        assert last_days(PARCEL, terms(window=window(30, since))) == [last_day]

    @pytest.mark.parametrize(
        ("since", "last_day"),
        [
            pytest.param((Delivered, Shipped), date(2026, 4, 2), id="the fallback"),
            pytest.param((Delivered, Paid, Shipped), date(2026, 4, 2), id="the second fallback"),
            pytest.param(
                (Delivered, Since(Shipped, plus=Days(5))), date(2026, 4, 7), id="with a buffer"
            ),
            pytest.param((Delivered, Placed), date(2026, 3, 31), id="the order, always there"),
            pytest.param(Delivered, None, id="none"),
        ],
    )
    def test_on_its_way(self, since: Any, last_day: date | None) -> None:
        assert last_days(ON_ITS_WAY, terms(window=window(30, since))) == [last_day]

    @pytest.mark.parametrize(
        ("since", "code", "fact"),
        [
            (Delivered, "delivery_date_missing", "delivered_at"),
            ((Delivered, Paid), "delivery_date_missing", "delivered_at"),
            (Paid, "payment_date_missing", "paid_at"),
        ],
        ids=["delivery", "the first of a chain", "payment"],
    )
    def test_a_start_that_is_missing(self, since: Any, code: str, fact: str) -> None:
        decision = asked(ON_ITS_WAY, day(10), terms(window=window(30, since)))
        assert decision.outcome is Outcome.REFER
        assert decision.because == {code: 1}
        (hint,) = decision.hints
        assert (hint.kind, hint.fact, hint.removes) == ("tell", fact, (code,))

    def test_shipping_that_is_missing(self) -> None:
        decision = asked(
            order(Delivered({"tee": 3}, at=day(5))), day(10), terms(window=window(30, Shipped))
        )
        assert decision.because == {"shipping_date_missing": 1}

    def test_a_start_of_the_future_is_missing(self) -> None:
        assert asked(PARCEL, day(4)).because == {"delivery_date_missing": 1}

    def test_the_first_payment_starts(self) -> None:
        payments = [
            Paid(x.total, tender=Tender.cash("till"), at=day(n))
            for n, x in zip((4, 2), PARCEL.lines, strict=True)
        ]
        found = PARCEL.after(*payments)
        assert last_days(found, terms(window=window(10, Paid))) == [date(2026, 3, 12)]

    def test_a_payment_of_the_future_is_missing(self) -> None:
        later = Paid(PARCEL.lines[0].total, tender=Tender.cash("till"), at=day(15))
        decision = asked(PARCEL.after(later), day(10), terms(window=window(10, Paid)))
        assert decision.because == {"payment_date_missing": 1}

    def test_an_event_of_the_hosts_own(self) -> None:
        @frozen
        class Installed(Event):
            pass

        by = terms(window=window(10, (Installed, Delivered)))
        assert last_days(PARCEL, by) == [date(2026, 3, 15)]
        assert last_days(PARCEL.after(Installed(at=day(8))), by) == [date(2026, 3, 18)]
        alone = asked(PARCEL, day(10), terms(window=window(10, Installed)))
        assert alone.because == {"installed_date_missing": 1}

    @pytest.mark.parametrize("kind", [Happened, Event], ids=lambda x: x.__name__)
    def test_an_event_that_says_nothing_of_its_own_starts_none(self, kind: type[Event]) -> None:
        with pytest.raises(InvalidValue, match="name that very class"):
            window(10, kind)


class TestParcels:
    """Each unit has the window of its own delivery; a request draws on the newest."""

    SPLIT = order(
        Delivered({"tee": 1}, at="2026-02-01T12:00+01:00"),
        Delivered({"tee": 1}, at="2026-02-20T12:00+01:00"),
        Shipped({"tee": 1}, at=day(8)),
        placed_at="2026-01-20T12:00+01:00",
    )

    def test_newest_first_then_on_its_way(self) -> None:
        three = ReturnRequest.of({"tee": 3}, reason="remorse")
        decision = asked(self.SPLIT, day(10), request=three)
        assert decision.outcome is Outcome.PARTLY
        assert decision.allowed == {"tee": 1}
        assert decision.because == {"window_closed": 1, "delivery_date_missing": 1}
        item = decision.item("tee")
        assert (item.allowed, item.refused, item.referred) == (1, 1, 1)
        assert item.deadline.last_day == date(2026, 3, 22)

    def test_one_is_the_newest(self) -> None:
        assert asked(self.SPLIT, day(10)).outcome is Outcome.ALLOWED

    def test_what_came_back_was_the_oldest(self) -> None:
        found = self.SPLIT.after(Received({"tee": 1}, at=day(9)))
        assert asked(found, day(10), request=TWO).because == {"delivery_date_missing": 1}

    def test_the_earliest_deadline_is_told(self) -> None:
        found = order(Delivered({"tee": 1}, at=day(2)), Delivered({"tee": 2}, at=day(5)))
        decision = asked(found, day(10), request=TWO)
        assert decision.item("tee").deadline.last_day == date(2026, 4, 4)
        three = asked(found, day(10), request=ReturnRequest.of({"tee": 3}, reason="remorse"))
        assert three.item("tee").deadline.last_day == date(2026, 4, 1)
        assert three.next_change.at == datetime(2026, 4, 1, 22, tzinfo=UTC)


class TestSpecials:
    """A special window beats the standard one; of several the longest counts."""

    @pytest.mark.parametrize(
        ("special", "last_day"),
        [
            pytest.param([], date(2026, 4, 4), id="none: the standard one"),
            pytest.param([window(10, sku="T-1")], date(2026, 3, 15), id="a shorter one beats it"),
            pytest.param([window(60, sku="T-1")], date(2026, 5, 4), id="a longer one, too"),
            pytest.param(
                [window(10, sku="T-1"), window(20, tag="new")],
                date(2026, 3, 25),
                id="the longest of two",
            ),
            pytest.param(
                [window(20, tag="new"), window(10, sku="T-1")], date(2026, 3, 25), id="in any order"
            ),
            pytest.param(
                [window(10, sku="T-1"), window(5, tag="new", since=Shipped)],
                date(2026, 3, 15),
                id="the one that closes last",
            ),
            pytest.param(
                [window(10, sku="M-1")], date(2026, 4, 4), id="of another line: the standard"
            ),
            pytest.param(
                [window(10, sku="M-1"), window(20, tag="new")],
                date(2026, 3, 25),
                id="only its own count",
            ),
        ],
    )
    def test_which_counts(self, special: list[ReturnWindow], last_day: date) -> None:
        line = Line("tee", quantity=3, total=PARCEL.lines[0].total, sku="T-1", tags=["new"])
        found = order(*PARCEL.history, lines=[line])
        assert last_days(found, terms(*special)) == [last_day]

    @pytest.mark.parametrize(
        ("scope", "covered"),
        [
            ({"category": "tops"}, True),
            ({"category": ["hats", "tops"]}, True),
            ({"category": "hats"}, False),
            ({"trait": Trait.SEALED_MEDIA}, True),
            ({"trait": "final_sale"}, False),
            ({"kind": "goods"}, True),
            ({"kind": ["digital", "service"]}, False),
            ({"market": "DE"}, True),
            ({"market": "FR"}, False),
            ({"channel": "web"}, True),
            ({"channel": "shop"}, False),
            ({"tier": "gold"}, False),
            ({"category": "tops", "market": "DE"}, True),
            ({"category": "tops", "market": "FR"}, False),
            ({"category": "hats", "market": "DE"}, False),
        ],
        ids=str,
    )
    def test_what_a_scope_covers(self, scope: dict[str, Any], covered: bool) -> None:
        line = Line(
            "tee",
            quantity=3,
            total=PARCEL.lines[0].total,
            category="tops",
            traits=[Trait.SEALED_MEDIA],
        )
        found = order(*PARCEL.history, lines=[line], market="DE", channel="web")
        expected = date(2026, 3, 15) if covered else date(2026, 4, 4)
        assert last_days(found, terms(window(10, **scope))) == [expected]

    @pytest.mark.parametrize(
        ("special", "at", "outcome"),
        [
            pytest.param(
                [window(10, tag="x", since=Paid)], 10, Outcome.REFER, id="its start is missing"
            ),
            pytest.param(
                [window(10, tag="x", since=Paid), window(10, sku="y")],
                10,
                Outcome.ALLOWED,
                id="but another special is open",
            ),
            pytest.param(
                [window(10, tag="x", since=Paid), window(10, sku="y")],
                20,
                Outcome.REFER,
                id="and when that is closed, who knows",
            ),
            pytest.param(
                [window(10, sku="y"), window(3, tag="x")], 20, Outcome.REFUSED, id="all are closed"
            ),
        ],
    )
    def test_a_missing_start(self, special: list[ReturnWindow], at: int, outcome: Outcome) -> None:
        line = Line("tee", quantity=3, total=PARCEL.lines[0].total, sku="y", tags=["x"])
        found = order(*PARCEL.history, lines=[line])
        assert asked(found, day(at), terms(*special)).outcome is outcome


class TestReasons:
    """Several reasons on one line draw on its units one after another."""

    def test_all_reasons_at_once_with_units(self) -> None:
        request = ReturnRequest(
            [ReturnItem("tee", 4, reason="remorse"), ReturnItem("mug", 1, reason="because")]
        )
        decision = asked(PARCEL, "2026-05-01T00:00Z", request=request)
        assert decision.because == {
            "window_closed": 3,
            "more_than_bought": 1,
            "not_shipped": 1,
            "reason_unknown": 1,
        }
        assert decision.outcome is Outcome.REFUSED

    def test_a_line_for_two_reasons(self) -> None:
        request = ReturnRequest(
            [ReturnItem("tee", 2, reason="remorse"), ReturnItem("tee", 2, reason="defect")]
        )
        decision = asked(PARCEL, day(10), request=request)
        assert decision.allowed == {"tee": 3}
        assert decision.because == {"more_than_bought": 1}
        assert [(x.reason, x.quantity) for x in decision.cases] == [
            ("remorse", 2),
            ("defect", 1),
            ("defect", 1),
        ]


@frozen
class LeftAtTheDoor(Delivered):
    """A delivery of a kind of its own."""


class TestWhatCannotStart:
    """A window starts with what happens once to a unit, and with that very class."""

    @pytest.mark.parametrize("event", [Event, Refunded, LeftAtTheDoor], ids=lambda x: x.__name__)
    def test_it_is_refused(self, event: type[Event]) -> None:
        with pytest.raises(InvalidValue, match="very class"):
            Since(event)
