"""The 14 days of the European Union, as ordinary return terms."""

from datetime import date, timedelta
from typing import Any, cast

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Cancelled,
    Customer,
    Decision,
    Delivered,
    Event,
    Fee,
    Holidays,
    Line,
    LineKind,
    Lost,
    NoticeForm,
    Order,
    Outcome,
    Paid,
    Per,
    Place,
    Received,
    RefundTerms,
    ReturnCase,
    ReturnRequest,
    Shipped,
    ShippingRefund,
    Tender,
    TenderOrder,
    Trait,
    explain,
    refunds,
    returns,
    wire,
)
from postsales.basics.moments import instant
from postsales.law.eu import withdrawal

BERLIN = Customer(id="C-7", zone="Europe/Berlin")
TEE = ReturnRequest.of({"tee": 1}, reason="remorse")
LAMP = ReturnRequest.of({"lamp": 1}, reason="remorse")
MICROSECOND = timedelta(microseconds=1)


def calendar(*days: str) -> Holidays:
    return Holidays(days, since="2024-01-01", until="2027-12-31")


OBSERVING = withdrawal.observing(calendar("2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25"))


def order(*history: Event, customer: Customer | None = BERLIN, **tee: Any) -> Order:
    """A tee and a lamp, paid for on Monday, 2 March 2026."""
    at = min([x.at for x in history], default=instant("2026-03-02T09:15Z"))
    return Order(
        id="1001",
        placed_at=at,
        customer=customer,
        lines=[
            Line("tee", quantity=1, total=EUR("20.00"), **tee),
            Line("lamp", quantity=1, total=EUR("89.00")),
        ],
        history=[Paid(EUR("109.00"), tender=Tender.card("ch_1"), at=at), *history],
    )


def delivered(on: str, zone: str = "Europe/Berlin") -> Order:
    """Both arrived on one day at noon, where the customer is."""
    noon = f"{on}T12:00+01:00"
    return order(Delivered({"tee": 1, "lamp": 1}, at=noon), customer=Customer(id="C", zone=zone))


def asked(found: Order, at: Any, request: ReturnRequest = TEE) -> Decision[ReturnCase]:
    return returns.assess(found, request, OBSERVING, at=at)


SPLIT = order(
    Delivered({"tee": 1}, at="2026-03-05T12:30+01:00"),
    Delivered({"lamp": 1}, at="2026-03-09T11:00+01:00"),
)


@pytest.mark.parametrize(
    ("on", "holidays", "last_day"),
    [
        pytest.param("2026-03-02", [], "2026-03-16", id="an ordinary period"),
        pytest.param("2026-02-08", [], "2026-02-23", id="a Sunday moves to Monday"),
        pytest.param("2026-02-07", [], "2026-02-23", id="so does a Saturday"),
        pytest.param("2024-02-15", [], "2024-02-29", id="a leap day"),
        pytest.param(
            "2026-12-11",
            ["2026-12-25", "2026-12-26", "2027-01-01"],
            "2026-12-28",
            id="Christmas, a holiday on Saturday, Sunday",
        ),
        pytest.param("2026-12-11", ["2026-12-25"], "2026-12-28", id="Christmas on a Friday"),
        pytest.param("2025-12-11", ["2025-12-25"], "2025-12-26", id="the day after is worked here"),
        pytest.param(
            "2025-12-11", ["2025-12-25", "2025-12-26"], "2025-12-29", id="and not in Alsace"
        ),
        pytest.param(
            "2026-05-21", ["2026-05-25", "2026-06-04"], "2026-06-05", id="Corpus Christi in Bavaria"
        ),
        pytest.param("2026-05-21", ["2026-05-25"], "2026-06-04", id="a working day in Berlin"),
        pytest.param(
            "2026-03-20", ["2026-04-03", "2026-04-06"], "2026-04-07", id="over Easter, where both"
        ),
        pytest.param("2026-03-20", ["2026-04-06"], "2026-04-03", id="Good Friday is worked here"),
        pytest.param("2026-06-30", ["2026-07-14"], "2026-07-15", id="the national day"),
        pytest.param("2026-09-20", ["2026-10-04"], "2026-10-05", id="a holiday on a Sunday"),
        pytest.param(
            "2026-06-05", ["2026-06-06", "2026-06-19"], "2026-06-22", id="Midsummer Eve and weekend"
        ),
    ],
)
def test_the_last_day(on: str, holidays: list[str], last_day: str) -> None:
    terms = withdrawal.observing(calendar(*holidays))
    decision = returns.assess(delivered(on), TEE, terms, at=f"{on}T13:00+01:00")
    deadline = decision.item("tee").deadline
    assert deadline is not None
    assert deadline.last_day == date.fromisoformat(last_day)
    assert deadline.nominal_day == date.fromisoformat(on) + timedelta(days=14)
    assert not deadline.needs_holidays


@pytest.mark.parametrize(
    ("on", "zone", "ends_at"),
    [
        pytest.param("2026-10-14", "Europe/Berlin", "2026-10-28T23:00Z", id="the clocks go back"),
        pytest.param("2026-03-19", "Europe/Paris", "2026-04-02T22:00Z", id="they go forward"),
        pytest.param("2026-03-02", "Europe/Lisbon", "2026-03-17T00:00Z", id="further west"),
        pytest.param("2026-03-02", "Atlantic/Canary", "2026-03-17T00:00Z", id="on the islands"),
    ],
)
def test_it_ends_with_the_day_where_the_customer_is(on: str, zone: str, ends_at: str) -> None:
    deadline = asked(delivered(on, zone), f"{on}T13:00+01:00").item("tee").deadline
    assert deadline is not None
    assert deadline.ends_at == instant(ends_at)
    assert deadline.zone == zone


class TestLastParcel:
    """The 14 days begin with the last good of the order, for every good of it."""

    def test_the_second_parcel_counts_for_the_first(self) -> None:
        found = asked(SPLIT, "2026-03-20T09:00+01:00").item("tee").deadline
        assert found is not None
        assert [(x.what, x.day.isoformat()) for x in found.trace] == [
            ("start", "2026-03-09"),
            ("14 days", "2026-03-23"),
        ]

    @pytest.mark.parametrize(
        ("at", "outcome"),
        [
            pytest.param("2026-03-23T22:59Z", Outcome.ALLOWED, id="the last day of the goods"),
            pytest.param("2026-03-23T23:00Z", Outcome.REFUSED, id="the next day"),
        ],
    )
    def test_work_that_is_sold_with_the_goods_is_not_waited_for(
        self, at: str, outcome: Outcome
    ) -> None:
        care = Line("care", quantity=1, total=EUR("15.00"), kind=LineKind.SERVICE)
        found = evolve(SPLIT, lines=[*SPLIT.lines, care])
        assert asked(found, at).outcome is outcome

    @pytest.mark.parametrize(
        ("happened", "at", "outcome"),
        [
            pytest.param([], "2026-06-01T09:00Z", Outcome.ALLOWED, id="the lamp never came: open"),
            pytest.param(
                [Shipped({"lamp": 1}, at="2026-03-06T09:00Z")],
                "2026-06-01T09:00Z",
                Outcome.ALLOWED,
                id="it is on its way: open",
            ),
            pytest.param(
                [Lost({"lamp": 1}, at="2026-03-06T09:00Z")],
                "2026-06-01T09:00Z",
                Outcome.ALLOWED,
                id="it was lost and nobody paid for it: open",
            ),
            pytest.param(
                [Cancelled({"lamp": 1}, at="2026-03-06T09:00Z")],
                "2026-03-19T22:59Z",
                Outcome.ALLOWED,
                id="it was called off: the tee alone counts",
            ),
            pytest.param(
                [Cancelled({"lamp": 1}, at="2026-03-06T09:00Z")],
                "2026-03-19T23:00Z",
                Outcome.REFUSED,
                id="and its period is over",
            ),
            pytest.param(
                [
                    Delivered({"lamp": 1}, at="2026-03-09T10:00Z"),
                    Received({"lamp": 1}, at="2026-03-12T10:00Z"),
                ],
                "2026-03-23T22:59Z",
                Outcome.ALLOWED,
                id="it came, and went back: its day counts all the same",
            ),
            pytest.param(
                [Received({"lamp": 1}, at="2026-03-12T10:00Z")],
                "2026-03-13T09:00Z",
                Outcome.ALLOWED,
                id="it went back and nobody said when it came: the day of the tee is known",
            ),
        ],
    )
    def test_what_became_of_the_lamp(
        self, happened: list[Event], at: str, outcome: Outcome
    ) -> None:
        tee = Delivered({"tee": 1}, at="2026-03-05T11:30Z")
        assert asked(order(tee, *happened), at).outcome is outcome


class TestNotice:
    """A notice is in time when it was sent in time; what matters is that something was said."""

    ENDS_AT = instant("2026-03-23T23:00Z")

    @pytest.mark.parametrize(
        ("sent_at", "outcome"),
        [
            pytest.param(ENDS_AT - MICROSECOND, Outcome.ALLOWED, id="the last instant"),
            pytest.param(ENDS_AT, Outcome.REFUSED, id="the next one"),
        ],
    )
    def test_the_edge_is_that_of_sending(self, sent_at: Any, outcome: Outcome) -> None:
        letter = evolve(TEE, sent_at=sent_at, received_at="2026-03-27T09:00Z")
        assert asked(SPLIT, "2026-03-27T10:00Z", letter).outcome is outcome

    def test_nothing_is_lost_after_it(self) -> None:
        """Who has sent it has nothing left to do in time; until when it was to be sent is known."""
        letter = evolve(TEE, sent_at="2026-03-23T22:00Z", received_at="2026-03-27T09:00Z")
        decision = asked(SPLIT, "2026-03-27T10:00Z", letter)
        assert decision.item("tee").deadline is None
        until = decision.cases[0].deadline
        assert until is not None
        assert until.ends_at == self.ENDS_AT

    @pytest.mark.parametrize(
        ("received_at", "because"),
        [
            pytest.param(ENDS_AT - MICROSECOND, {}, id="it came in time, so it was sent in time"),
            pytest.param(ENDS_AT, {"sending_date_missing": 1}, id="perhaps it was sent in time"),
        ],
    )
    def test_receipt_counts_where_nobody_knows_the_sending(
        self, received_at: Any, because: dict[str, int]
    ) -> None:
        letter = evolve(TEE, received_at=received_at)
        decision = asked(SPLIT, "2026-03-27T10:00Z", letter)
        assert decision.because == because
        assert [hint.fact for hint in decision.hints] == ["sent_at"] * len(because)

    @pytest.mark.parametrize(
        ("zone", "outcome"),
        [("Europe/Lisbon", Outcome.ALLOWED), ("Europe/Berlin", Outcome.REFUSED)],
    )
    def test_half_past_eleven_in_lisbon_is_the_next_day_in_berlin(
        self, zone: str, outcome: Outcome
    ) -> None:
        mail = evolve(TEE, sent_at="2026-03-16T23:30Z", received_at="2026-03-17T00:30:01+01:00")
        found = delivered("2026-03-02", zone)
        assert asked(found, "2026-03-17T00:30:01+01:00", mail).outcome is outcome

    def test_a_notice_from_after_the_question_does_not_count(self) -> None:
        letter = evolve(TEE, sent_at="2026-03-30T09:00Z")
        assert asked(SPLIT, "2026-03-20T09:00Z", letter).outcome is Outcome.ALLOWED

    def test_a_notice_that_was_sent_stays_in_time(self) -> None:
        letter = evolve(TEE, sent_at="2026-03-20T09:00Z")
        assert asked(SPLIT, "2026-03-20T10:00Z", letter).next_change is None

    def test_goods_that_come_back_without_a_word_are_no_notice(self) -> None:
        silent = evolve(TEE, form=NoticeForm.GOODS_ALONE)
        assert asked(SPLIT, "2026-03-15T12:00Z", silent).because == {"notice_missing": 1}


class TestNotShipped:
    """What has not been sent can be withdrawn from as well, and nothing travels back."""

    MONEY = RefundTerms(
        id="acme",
        version="1",
        shipping=ShippingRefund.NEVER,
        tenders=TenderOrder.AS_PAID,
        fees=[Fee("return_shipping", EUR("4.95"), per=Per.UNIT)],
    )

    def test_it_is_allowed_without_a_last_day(self) -> None:
        decision = asked(order(), "2026-03-20T09:00Z")
        assert decision.outcome is Outcome.ALLOWED
        assert decision.item("tee").deadline is None

    def test_a_fee_for_what_travels_back_is_for_the_other_unit_only(self) -> None:
        tee = order(Delivered({"tee": 1}, at="2026-03-05T11:30Z"))
        both = ReturnRequest.of({"tee": 1, "lamp": 1}, reason="remorse")
        quote = refunds.quote(asked(tee, "2026-03-06T09:00Z", both), self.MONEY)
        assert quote.total == EUR("104.05")  # 20.00 + 89.00 - 4.95

    def test_a_lost_parcel_can_be_withdrawn_from(self) -> None:
        lost = order(Lost({"lamp": 1}, at="2026-03-06T09:00Z"))
        assert asked(lost, "2026-06-01T09:00Z", LAMP).outcome is Outcome.ALLOWED


class TestWhatItIsAbout:
    """Goods, services and digital content, and no gift cards; the text has exceptions."""

    def test_the_time_for_a_service_begins_with_the_contract(self) -> None:
        found = order(kind=LineKind.SERVICE)
        deadline = asked(found, "2026-03-10T09:00Z").item("tee").deadline
        assert deadline is not None
        assert deadline.last_day == date(2026, 3, 16)

    @pytest.mark.parametrize(
        ("at", "outcome"),
        [
            pytest.param("2026-03-16T22:59Z", Outcome.ALLOWED, id="the last instant"),
            pytest.param("2026-03-16T23:00Z", Outcome.REFUSED, id="the next one"),
        ],
    )
    def test_and_ends_with_its_own_day(self, at: str, outcome: Outcome) -> None:
        assert asked(order(kind=LineKind.SERVICE), at).outcome is outcome

    @pytest.mark.parametrize(
        ("history", "units", "card"),
        [
            pytest.param(
                [Delivered({"tee": 1, "lamp": 1}, at="2026-01-05T11:30Z")], 1, {}, id="long ago"
            ),
            pytest.param(
                [], 1, {"traits": [Trait.PERISHABLE]}, id="of a trait that goods are refused for"
            ),
            pytest.param([Cancelled({"tee": 1}, at="2026-03-05T11:30Z")], 1, {}, id="called off"),
            pytest.param([], 2, {}, id="more than was bought"),
        ],
    )
    def test_a_gift_card_is_referred_whatever_else_is_in_the_way(
        self, history: list[Event], units: int, card: dict[str, Any]
    ) -> None:
        found = order(*history, kind=LineKind.GIFT_CARD, **card)
        request = ReturnRequest.of({"tee": units}, reason="remorse")
        decision = asked(found, "2026-03-20T09:00Z", request)
        assert decision.outcome is Outcome.REFER
        assert decision.because == {"not_covered": units}
        assert decision.next_change is None

    @pytest.mark.parametrize(
        ("trait", "source"),
        [
            (Trait.MADE_TO_ORDER, "Directive 2011/83/EU, Art. 16(c) (unverified)"),
            (Trait.PERISHABLE, "Directive 2011/83/EU, Art. 16(d) (unverified)"),
        ],
    )
    def test_an_exception_names_its_source(self, trait: Trait, source: str) -> None:
        decision = asked(order(traits=[trait]), "2026-03-20T09:00Z")
        assert decision.because == {trait.value: 1}
        assert [str(x.by) for x in decision.deciding] == [source]

    @pytest.mark.parametrize("trait", [Trait.MADE_TO_ORDER, Trait.PERISHABLE])
    @pytest.mark.parametrize("reason", ["remorse", "defect", "late"])
    def test_an_exception_holds_whatever_the_reason(self, trait: Trait, reason: str) -> None:
        request = ReturnRequest.of({"tee": 1}, reason=reason)
        decision = asked(order(traits=[trait]), "2026-03-20T09:00Z", request)
        assert decision.because == {trait.value: 1}

    def test_final_sale_is_no_exception(self) -> None:
        decision = asked(order(traits=[Trait.FINAL_SALE]), "2026-03-20T09:00Z")
        assert decision.outcome is Outcome.ALLOWED


class TestMissing:
    """Without the zone or the holidays the answer says so, where it depends on them."""

    @pytest.mark.parametrize("customer", [None, Customer(id="C-7")], ids=["nobody", "no zone"])
    def test_where_is_the_customer(self, customer: Customer | None) -> None:
        decision = asked(evolve(SPLIT, customer=customer), "2026-03-20T09:00Z")
        assert decision.because == {"customer_zone_missing": 1}
        assert decision.item("tee").deadline is None
        assert [hint.fact for hint in decision.hints] == ["zone"]

    def test_what_has_not_come_is_open_wherever_the_customer_is(self) -> None:
        assert asked(order(customer=None), "2026-03-20T09:00Z").outcome is Outcome.ALLOWED

    @pytest.mark.parametrize(
        ("at", "outcome"),
        [
            pytest.param("2026-03-23T22:59Z", Outcome.ALLOWED, id="no holiday could shorten it"),
            pytest.param("2026-03-23T23:00Z", Outcome.REFER, id="a holiday would move the end"),
            pytest.param("2026-04-06T21:59Z", Outcome.REFER, id="for up to two weeks"),
            pytest.param("2026-04-06T22:00Z", Outcome.REFUSED, id="and not for longer"),
        ],
    )
    @pytest.mark.parametrize(
        "terms",
        [
            pytest.param(withdrawal, id="no holidays"),
            pytest.param(
                withdrawal.observing(Holidays([], since="2026-03-01", until="2026-03-22")),
                id="those of another time",
            ),
            pytest.param(
                withdrawal.observing({Place.MERCHANT: calendar()}), id="those of the merchant"
            ),
        ],
    )
    def test_which_days_are_holidays(self, terms: Any, at: str, outcome: Outcome) -> None:
        decision = returns.assess(SPLIT, TEE, terms, at=at)
        assert decision.outcome is outcome
        deadline = decision.item("tee").deadline
        assert deadline is not None
        assert deadline.needs_holidays

    def test_it_is_said_in_words(self) -> None:
        decision = returns.assess(SPLIT, TEE, withdrawal, at="2026-03-24T09:00Z")
        said = explain.text(decision, locale="en", zone="Europe/Berlin")
        assert "the window of 14 days counted from Monday, 9 March 2026 (the last delivery)" in said
        assert "unless holidays that are not known move its last day on" in said


class TestPeriod:
    """Whatever the day: the end is a working day, never before the 14th, and never too early."""

    @given(st.dates(date(2024, 2, 1), date(2027, 11, 1)), st.sets(st.integers(0, 25), max_size=8))
    def test_holds_for_every_day_and_every_holidays(self, on: date, some: set[int]) -> None:
        days = [on + timedelta(days=14 + n) for n in some]
        found = order(Delivered({"tee": 1, "lamp": 1}, at=f"{on}T12:00+00:00"))
        ends = [
            returns.assess(found, TEE, withdrawal.observing(some), at=f"{on}T13:00+00:00")
            .item("tee")
            .deadline
            for some in (
                Holidays(days, since=on, until=on + timedelta(days=60)),
                Holidays(days[1:], since=on, until=on + timedelta(days=60)),
            )
        ]
        with_all, with_fewer = ends
        assert with_all is not None
        assert with_fewer is not None
        assert with_all.last_day.weekday() < 5
        assert with_all.last_day not in days
        assert with_all.last_day >= with_all.nominal_day == on + timedelta(days=14)
        assert with_fewer.last_day <= with_all.last_day
        between = range(14, (with_all.last_day - on).days)
        assert all((on + timedelta(days=n)).weekday() >= 5 or n - 14 in some for n in between), (
            "it moved over working days"
        )


class TestParcelsOfOneWithdrawal:
    """What had not left is called off, the rest comes back, and each is paid for once."""

    ASKED = ReturnRequest.of({"tee": 2}, reason="remorse")
    FOUND = Order(
        id="1002",
        placed_at="2026-03-02T09:15Z",
        customer=BERLIN,
        lines=[Line("tee", quantity=2, total=EUR("40.00"))],
        history=[
            Paid(EUR("40.00"), tender=Tender.card("ch_1"), at="2026-03-02T09:15Z"),
            Delivered({"tee": 1}, at="2026-03-05T11:30Z"),
        ],
    )

    def test_in_two_steps(self) -> None:
        decision = asked(self.FOUND, "2026-03-06T09:00Z", self.ASKED)
        assert [case.travels_back for case in decision.cases] == [True, False]

        at = "2026-03-06T10:00Z"
        off = self.FOUND.after(Cancelled({"tee": 1}, at=at))
        first = refunds.quote(decision, TestNotShipped.MONEY, order=off, at=at, units={"tee": 1})
        paid = off.after(first.settled(at=at, ref="rf-1"))

        at = "2026-03-10T10:00Z"
        back = paid.after(Received({"tee": 1}, at=at))
        rest = refunds.quote(decision, TestNotShipped.MONEY, order=back, at=at)
        assert [x.units for x in rest.lines] == [1]
        assert refunds.quote(
            decision,
            TestNotShipped.MONEY,
            order=back.after(rest.settled(at=at, ref="rf-2")),
            at=at,
        ).total == EUR("0.00")


class TestAsData:
    """No document tells a statute; what was decided by one is recorded all the same."""

    def test_a_record_of_it_replays(self) -> None:
        notice = evolve(TEE, sent_at="2026-03-20T09:00Z", received_at="2026-03-23T09:00Z")
        record = asked(SPLIT, "2026-03-27T09:00Z", notice).record()
        stored = wire.read_record(wire.write_json(record))
        again = returns.assess(
            SPLIT.upto(stored.order), cast("ReturnRequest", stored.request), OBSERVING, at=stored.at
        )
        assert again.record() == stored
