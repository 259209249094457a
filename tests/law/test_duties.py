"""What is owed, return by return, for what the law is about, and done when all of it is paid."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Cancelled,
    Customer,
    Delivered,
    Event,
    Holidays,
    Line,
    LineRefund,
    NoLawInForce,
    NoticeSent,
    Order,
    Paid,
    Received,
    RefundAgreed,
    Refunded,
    ReturnCancelled,
    ReturnRequested,
    Tender,
    law,
)
from postsales.law import DutyState, DutyStatus

DONE, DONE_LATE, DUE, LATE, NOT_STARTED, UNKNOWN = (
    DutyState.DONE,
    DutyState.DONE_LATE,
    DutyState.DUE,
    DutyState.LATE,
    DutyState.NOT_STARTED,
    DutyState.UNKNOWN,
)
CAME = Delivered({"tee": 2, "lamp": 1}, at="2026-03-20T11:00+01:00")


def order(*history: Event, **told: Any) -> Order:
    """Two tees and a lamp of 18 March 2026."""
    told = {"placed_at": "2026-03-18T10:15+01:00", **told}
    money = Paid(EUR("129.00"), tender=Tender.card("ch_1"), at=told["placed_at"])
    return Order(
        id="1001",
        customer=Customer(id="C-7", zone="Europe/Berlin"),
        lines=told.pop("lines", None)
        or [
            Line("tee", quantity=2, total=EUR("40.00")),
            Line("lamp", quantity=1, total=EUR("89.00")),
        ],
        history=[money, *history],
        **told,
    )


def asked(units: dict[str, int], on: str, ref: str = "R-1") -> ReturnRequested:
    return ReturnRequested(units, at=f"{on}T09:00+01:00", ref=ref)


def back(units: dict[str, int], on: str, ref: str = "R-1") -> Received:
    return Received(units, at=f"{on}T09:00+01:00", ref=ref)


def paid(amount: str, on: str, **told: Any) -> Refunded:
    return Refunded(EUR(amount), at=f"{on}T09:00+01:00", **told)


def stood(found: Order, name: str, on: str, place: law.Jurisdiction = law.DE) -> list[DutyStatus]:
    return [x for x in law.duties(found, place, at=f"{on}T12:00+02:00") if x.duty.name == name]


def states(found: Order, name: str, on: str) -> list[DutyState]:
    return [x.state for x in stood(found, name, on)]


LAMP = {"lamp": 1}
RETURNED = (CAME, asked(LAMP, "2026-03-25"), back(LAMP, "2026-03-30"))


class TestPaid:
    """A refund is made when all of it went through, and of what was given for this return alone."""

    @pytest.mark.parametrize(
        ("refunds", "state"),
        [
            pytest.param([paid("89.00", "2026-04-01")], DONE, id="all of it"),
            pytest.param([], LATE, id="nothing"),
            pytest.param([paid("88.99", "2026-04-01")], LATE, id="a cent too little"),
            pytest.param(
                [paid("80.00", "2026-04-01"), paid("9.00", "2026-04-02")], DONE, id="in two steps"
            ),
            pytest.param([paid("89.00", "2026-04-01", status="failed")], LATE, id="it failed"),
            pytest.param(
                [paid("89.00", "2026-04-01", status="pending")], LATE, id="it is on its way"
            ),
            pytest.param(
                [
                    paid("89.00", "2026-04-01", status="pending", ref="P-1"),
                    paid("89.00", "2026-04-03", status="settled", ref="P-1"),
                ],
                DONE,
                id="it went through",
            ),
            pytest.param(
                [paid("5.00", "2026-04-01", reason="late parcel")], LATE, id="for something else"
            ),
            pytest.param(
                [paid("89.00", "2026-04-01", return_ref="R-9")], LATE, id="for another return"
            ),
            pytest.param([paid("89.00", "2026-03-24")], LATE, id="before the notice"),
        ],
    )
    def test_the_refund(self, refunds: list[Refunded], state: DutyState) -> None:
        assert states(order(*RETURNED, *refunds), "refund", "2026-05-20") == [state]

    def test_it_is_done_when_the_last_of_it_went_through(self) -> None:
        found = order(*RETURNED, paid("80.00", "2026-04-01"), paid("9.00", "2026-04-02"))
        (one,) = stood(found, "refund", "2026-05-20")
        assert one.done_at is not None
        assert one.done_at.isoformat() == "2026-04-02T08:00:00+00:00"

    def test_what_is_called_off_later_is_not_paid_for_yet(self) -> None:
        first = Cancelled({"tee": 2}, at="2026-03-19T11:00+01:00")
        later = Cancelled(LAMP, at="2026-03-30T11:00+01:00")
        found = order(first, paid("40.00", "2026-03-20"), later)
        (one,) = stood(found, "refund_undelivered", "2026-03-25", law.FR)
        assert one.state is DONE

    @pytest.mark.parametrize(
        ("refunds", "then"),
        [
            pytest.param([paid("40.00", "2026-03-21")], [DONE, DUE], id="the first at once"),
            pytest.param(
                [paid("40.00", "2026-03-21"), paid("89.00", "2026-04-15")],
                [DONE, DONE],
                id="each of them",
            ),
            pytest.param(
                [paid("89.00", "2026-04-15")], [DONE_LATE, DUE], id="who knows for which: the first"
            ),
            pytest.param(
                [
                    paid(
                        "89.00",
                        "2026-04-15",
                        lines=[LineRefund("lamp", units=1, price=EUR("89.00"))],
                    )
                ],
                [LATE, DONE],
                id="the second, by its name",
            ),
        ],
    )
    def test_each_time_has_days_of_its_own(
        self, refunds: list[Refunded], then: list[DutyState]
    ) -> None:
        first = Cancelled({"tee": 2}, at="2026-03-19T11:00+01:00")
        found = order(first, Cancelled(LAMP, at="2026-04-10T11:00+02:00"), *refunds)
        some = stood(found, "refund_undelivered", "2026-04-20", law.FR)
        assert [x.state for x in some] == then
        days = [x.deadline and x.deadline.legal_day.isoformat() for x in some]
        assert days == ["2026-04-02", "2026-04-24"]


class TestReturns:
    """Each return has days of its own."""

    TWO = (
        CAME,
        asked({"tee": 2}, "2026-03-21"),
        back({"tee": 2}, "2026-03-27"),
        paid("40.00", "2026-04-02", return_ref="R-1"),
        asked(LAMP, "2026-04-01", "R-2"),
    )

    def test_two_of_them(self) -> None:
        found = stood(order(*self.TWO), "send_back", "2026-04-09")
        told = [(x.return_ref, x.state, str(x.deadline and x.deadline.legal_day)) for x in found]
        assert told == [("R-1", DONE, "2026-04-06"), ("R-2", DUE, "2026-04-15")]

    def test_the_second_is_not_paid_with_the_first(self) -> None:
        found = order(*self.TWO, back(LAMP, "2026-04-10", "R-2"))
        assert states(found, "refund", "2026-05-20") == [DONE, LATE]

    def test_one_that_was_called_off_owes_nothing(self) -> None:
        off = ReturnCancelled(at="2026-03-26T09:00+01:00", ref="R-1")
        found = order(CAME, asked(LAMP, "2026-03-25"), off)
        assert states(found, "send_back", "2026-05-20") == [NOT_STARTED]

    def test_one_that_came_too_late_is_none_of_the_law(self) -> None:
        found = order(CAME, asked(LAMP, "2026-07-01"), back(LAMP, "2026-07-03"))
        assert states(found, "refund", "2026-09-01") == [NOT_STARTED]

    def test_what_is_told_twice_is_one_return(self) -> None:
        money = paid("20.00", "2026-03-30", return_ref="R-1")
        tee = {"tee": 1}
        found = order(CAME, asked(tee, "2026-03-21"), asked(tee, "2026-03-21"), money)
        # What one tee was sold for is enough for one.
        assert states(found, "refund", "2026-05-20") == [DONE]
        sent = back(tee, "2026-03-27")
        assert states(found.after(sent), "refund", "2026-05-20") == [DONE]

    def test_what_never_left_is_neither_delivered_nor_sent_back(self) -> None:
        found = order(asked({"tee": 2, "lamp": 1}, "2026-03-19"))
        told = [x.duty.name for x in law.duties(found, law.DE, at="2026-06-01T12:00+02:00")]
        assert told == ["refund"]


TEES = {"tee": 2}
KEPT = paid("40.00", "2026-04-01", lines=[LineRefund("tee", units=2, price=EUR("40.00"))])


class TestKept:
    """Who is paid for a return and keeps the goods is owed nothing, and owes nothing."""

    ASKED = (CAME, asked(TEES, "2026-03-25"))
    LAMP_TOO = asked(LAMP, "2026-03-26", "R-2")

    @pytest.mark.parametrize(
        ("history", "send_back", "refund"),
        [
            pytest.param([], LATE, NOT_STARTED, id="nothing happened"),
            pytest.param([KEPT], DONE, DONE, id="the tees were paid for"),
            pytest.param([paid("40.00", "2026-04-01")], DONE, DONE, id="so much was paid"),
            pytest.param([evolve(KEPT, return_ref="R-1")], DONE, DONE, id="for this return"),
            pytest.param(
                [paid("39.99", "2026-04-01", return_ref="R-1")],
                LATE,
                NOT_STARTED,
                id="a cent too little",
            ),
            pytest.param([evolve(KEPT, status="pending")], LATE, NOT_STARTED, id="on its way"),
            pytest.param([evolve(KEPT, return_ref="R-9")], LATE, NOT_STARTED, id="for another"),
            pytest.param(
                [evolve(KEPT, at="2026-04-08T22:00Z")], DONE, DONE, id="unless on a holiday, late"
            ),
            pytest.param(
                [evolve(KEPT, at="2026-05-04T22:00Z")], DONE_LATE, DONE, id="after the last day"
            ),
            pytest.param(
                [evolve(KEPT, at="2026-04-08T21:59:59.999999Z")],
                DONE,
                DONE,
                id="on the last instant",
            ),
            pytest.param(
                [KEPT, back(TEES, "2026-05-04")], DONE_LATE, DONE, id="and came all the same"
            ),
            pytest.param(
                [back({"tee": 1}, "2026-03-28"), KEPT], DONE, DONE, id="one came, both were paid"
            ),
        ],
    )
    def test_what_is_owed(
        self, history: list[Event], send_back: DutyState, refund: DutyState
    ) -> None:
        found = order(*self.ASKED, *history)
        assert states(found, "send_back", "2026-05-20") == [send_back]
        assert states(found, "refund", "2026-05-20") == [refund]

    @pytest.mark.parametrize(
        ("refund", "then"),
        [
            pytest.param(evolve(KEPT, return_ref="R-1"), [DONE, LATE], id="the first"),
            pytest.param(KEPT, [LATE, LATE], id="nobody said which"),
        ],
    )
    def test_one_of_two(self, refund: Refunded, then: list[DutyState]) -> None:
        found = order(*self.ASKED, self.LAMP_TOO, refund)
        assert states(found, "send_back", "2026-05-20") == then

    def test_nobody_told_that_the_goods_were_left(self) -> None:
        found = order(*self.ASKED, KEPT)
        (send_back,) = stood(found, "send_back", "2026-05-20")
        (refund,) = stood(found, "refund", "2026-05-20")
        assert send_back.deadline is not None
        assert send_back.deadline.assumed == ("goods_left",)
        assert refund.deadline is None
        assert refund.done_at == send_back.done_at == KEPT.at


ALL = {"tee": 2, "lamp": 1}


class TestBeforeItLeft:
    """Who withdraws before anything left is paid back, however it was booked."""

    NOTICE = NoticeSent(at="2026-03-19T09:00+01:00", ref="W-1")

    @staticmethod
    def off(units: dict[str, int], ref: str = "W-1", at: str = "2026-03-20T09:00+01:00") -> Event:
        return Cancelled(units, at=at, ref=ref)

    @pytest.mark.parametrize(
        "history",
        [
            pytest.param([NOTICE, off(ALL)], id="a notice, and what was called off"),
            pytest.param([NOTICE, off(ALL, ref="")], id="without a ref"),
            pytest.param([NOTICE, off(ALL, at="2026-03-19T09:00+01:00")], id="at the same instant"),
            pytest.param([off({"tee": 2}), NOTICE, off({"lamp": 1})], id="in two steps"),
            pytest.param([asked(ALL, "2026-03-19", "W-1"), off(ALL)], id="announced"),
            pytest.param(
                [asked(ALL, "2026-03-19", "W-1"), off(ALL, at="2026-03-19T09:00+01:00")],
                id="announced at the same instant",
            ),
        ],
    )
    @pytest.mark.parametrize(
        "place", [pytest.param(law.EU, id="EU"), pytest.param(law.FR, id="FR")]
    )
    def test_the_refund(self, history: list[Event], place: law.Jurisdiction) -> None:
        told = {
            (x.duty.name, x.return_ref): (x.state, x.deadline and str(x.deadline.legal_day))
            for x in law.duties(order(*history), place, at="2026-04-02T12:00+02:00")
        }
        assert told.pop(("refund", "W-1")) == (DUE, "2026-04-02")
        # What the customer withdrew from did not come too late, and is neither sent nor sent back.
        assert {x for x, _ in told.values()} <= {NOT_STARTED}
        assert {name for name, _ in told} <= {"refund_undelivered"}

    def test_the_notice_counts_as_received_when_it_was_sent(self) -> None:
        (one,) = stood(order(self.NOTICE, self.off(ALL)), "refund", "2026-03-25")
        assert one.deadline is not None
        assert one.deadline.assumed == ("notice_received_when_sent",)

    @pytest.mark.parametrize(
        ("amount", "state"),
        [pytest.param("40.00", DONE, id="the tees"), pytest.param("39.99", LATE, id="a cent less")],
    )
    def test_what_was_called_off_is_paid_for(self, amount: str, state: DutyState) -> None:
        money = paid(amount, "2026-03-25", return_ref="W-1")
        found = order(self.NOTICE, self.off({"tee": 2}), money)
        assert states(found, "refund", "2026-05-20") == [state]

    def test_the_rest_is_still_to_come(self) -> None:
        found = order(self.NOTICE, self.off({"tee": 1, "lamp": 1}))
        assert states(found, "deliver", "2026-03-25") == [DUE]
        assert states(found, "send_back", "2026-03-25") == []

    def test_what_the_shop_called_off_is_no_withdrawal(self) -> None:
        found = order(self.off(ALL, ref=""))
        assert states(found, "refund", "2026-05-20") == [NOT_STARTED]

    def test_a_notice_of_another_return_is_none_of_this(self) -> None:
        found = order(self.NOTICE, self.off(ALL, ref="X-9"))
        assert states(found, "refund", "2026-05-20") == [NOT_STARTED]

    @pytest.mark.parametrize(
        ("history", "state"),
        [
            pytest.param([asked({"tee": 2}, "2026-03-19", "W-1")], LATE, id="of the tees"),
            pytest.param([asked(ALL, "2026-03-19", "W-1")], NOT_STARTED, id="of the lamp as well"),
            pytest.param([], NOT_STARTED, id="of what nobody said"),
        ],
    )
    def test_what_the_shop_called_off_after_a_notice(
        self, history: list[Event], state: DutyState
    ) -> None:
        found = order(self.NOTICE, *history, self.off(LAMP, ref=""))
        assert [x.state for x in stood(found, "refund_undelivered", "2026-05-20", law.FR)] == [
            state
        ]

    def test_a_notice_that_was_withdrawn(self) -> None:
        back_again = ReturnCancelled(at="2026-03-21T09:00+01:00", ref="W-1")
        found = order(self.NOTICE, self.off(ALL), back_again)
        assert states(found, "refund", "2026-05-20") == [NOT_STARTED]


class TestAgreed:
    """Whoever agreed to pay back what was rejected pays it back, return by return."""

    TWO = (
        CAME,
        asked({"tee": 2}, "2026-03-21"),
        RefundAgreed(at="2026-03-23T09:00+01:00", ref="R-1"),
        asked(LAMP, "2026-04-10", "R-2"),
        RefundAgreed(at="2026-04-13T09:00+02:00", ref="R-2"),
    )

    @pytest.mark.parametrize(
        ("refunds", "then"),
        [
            pytest.param([], [LATE, LATE], id="nothing was paid"),
            pytest.param(
                [paid("40.00", "2026-03-30", return_ref="R-1")], [DONE, LATE], id="the first was"
            ),
            pytest.param(
                [paid("39.99", "2026-03-30", return_ref="R-1")],
                [LATE, LATE],
                id="a cent too little",
            ),
            pytest.param(
                [paid("89.00", "2026-04-20", return_ref="R-2")], [LATE, DONE], id="the second was"
            ),
        ],
    )
    def test_two_of_them(self, refunds: list[Refunded], then: list[DutyState]) -> None:
        found = stood(order(*self.TWO, *refunds), "refund_rejected", "2026-05-20", law.GB)
        assert [x.return_ref for x in found] == ["R-1", "R-2"]
        assert [x.state for x in found] == then
        days = [x.deadline and x.deadline.last_day.isoformat() for x in found]
        assert days == ["2026-04-05", "2026-04-26"]

    @pytest.mark.parametrize(
        ("history", "then"),
        [
            pytest.param([CAME], [("", NOT_STARTED)], id="to nothing yet"),
            pytest.param(
                [CAME, RefundAgreed(at="2026-03-23T09:00+01:00")], [("", LATE)], id="without a ref"
            ),
            pytest.param(
                [
                    CAME,
                    RefundAgreed(at="2026-03-23T09:00+01:00", ref="R-1"),
                    back(LAMP, "2026-03-25"),
                    paid("89.00", "2026-03-30"),
                ],
                [("R-1", DONE)],
                id="to what came back unannounced",
            ),
        ],
    )
    def test_what_was_agreed(self, history: list[Event], then: list[tuple[str, DutyState]]) -> None:
        found = stood(order(*history), "refund_rejected", "2026-05-20", law.GB)
        assert [(x.return_ref, x.state) for x in found] == then

    @pytest.mark.parametrize("ref", ["", "R-9"], ids=["without a ref", "of an unknown return"])
    @pytest.mark.parametrize(
        ("refunds", "state"),
        [
            pytest.param([], LATE, id="nothing was paid"),
            pytest.param([paid("0.01", "2026-03-30")], UNKNOWN, id="a penny"),
            pytest.param([paid("40.00", "2026-03-30")], UNKNOWN, id="the tees, perhaps"),
            pytest.param([paid("40.00", "2026-03-30", return_ref="R-1")], UNKNOWN, id="of R-1"),
            pytest.param([paid("0.01", "2026-03-22")], LATE, id="a penny of the day before"),
            pytest.param([paid("0.01", "2026-03-30", status="failed")], LATE, id="it failed"),
            pytest.param([paid("129.00", "2026-03-30")], DONE, id="all of it"),
            pytest.param([paid("129.00", "2026-04-30")], DONE_LATE, id="all of it, too late"),
            pytest.param(
                [paid("40.00", "2026-03-30"), paid("89.00", "2026-04-01", return_ref="R-1")],
                DONE,
                id="all of it, in two steps",
            ),
        ],
    )
    def test_nobody_told_to_what(self, refunds: list[Refunded], state: DutyState, ref: str) -> None:
        agreed = RefundAgreed(at="2026-03-23T09:00+01:00", ref=ref)
        found = order(CAME, asked({"tee": 2}, "2026-03-21"), agreed, *refunds)
        (one,) = stood(found, "refund_rejected", "2026-05-20", law.GB)
        assert (one.return_ref, one.state) == (ref, state)
        assert one.deadline is not None

    def test_what_was_paid_of_another_agreement_is_not_for_it(self) -> None:
        nobody_knows = RefundAgreed(at="2026-03-22T09:00+01:00")
        money = paid("40.00", "2026-03-30", return_ref="R-1")
        found = stood(
            order(nobody_knows, *self.TWO[:3], money), "refund_rejected", "2026-05-20", law.GB
        )
        assert [(x.return_ref, x.state) for x in found] == [("", LATE), ("R-1", DONE)]


class TestSales:
    """Nobody owes what the law is not about."""

    def test_in_a_shop(self) -> None:
        found = order(*RETURNED, made="in_shop")
        told = [x.duty.name for x in law.duties(found, law.DE, at="2026-06-01T12:00+02:00")]
        assert told == ["deliver"]

    def test_a_service(self) -> None:
        course = Line("course", quantity=1, total=EUR("40.00"), kind="service")
        found = order(asked({"course": 1}, "2026-03-19"), lines=[course])
        told = [x.duty.name for x in law.duties(found, law.DE, at="2026-06-01T12:00+02:00")]
        assert told == ["refund"]

    def test_a_service_beside_goods_is_not_waited_for(self) -> None:
        course = Line("course", quantity=1, total=EUR("40.00"), kind="service")
        lamp = Line("lamp", quantity=1, total=EUR("89.00"))
        found = order(Delivered(LAMP, at="2026-03-20T11:00+01:00"), lines=[course, lamp])
        assert states(found, "deliver", "2026-06-01") == [DONE]

    def test_what_was_called_off(self) -> None:
        found = order(Cancelled({"tee": 2, "lamp": 1}, at="2026-03-20T11:00+01:00"))
        assert states(found, "deliver", "2026-06-01") == []

    def test_what_was_called_off_of_two_is_not_waited_for(self) -> None:
        found = order(
            Cancelled({"tee": 2}, at="2026-03-19T11:00+01:00"),
            Delivered(LAMP, at="2026-03-20T11:00+01:00"),
        )
        assert states(found, "deliver", "2026-06-01") == [DONE]

    def test_before_the_law(self) -> None:
        with pytest.raises(NoLawInForce):
            law.duties(order(placed_at="2012-03-02T10:15Z"), law.DE, at="2026-06-01T12:00Z")


class TestHolidays:
    """Nobody is late who may be in time by a holiday that nobody told.

    The notice of 20 March gives until Good Friday, and with the holidays until Tuesday.
    """

    BERLIN = Holidays(["2026-04-03", "2026-04-06"], since="2026-01-01", until="2026-12-31")
    ASKED = order(evolve(CAME, at="2026-03-19T11:00+01:00"), asked(LAMP, "2026-03-20"))

    @pytest.mark.parametrize(
        ("on", "unobserved", "observed"),
        [
            ("2026-04-03", DUE, DUE),
            ("2026-04-04", UNKNOWN, DUE),
            ("2026-04-07", UNKNOWN, DUE),
            ("2026-04-08", UNKNOWN, LATE),
            ("2026-04-17", UNKNOWN, LATE),
            ("2026-04-18", LATE, LATE),
        ],
    )
    def test_not_done(self, on: str, unobserved: DutyState, observed: DutyState) -> None:
        places = law.DE, law.DE.observing(self.BERLIN)
        found = [one for x in places for one in stood(self.ASKED, "send_back", on, x)]
        assert [x.state for x in found] == [unobserved, observed]
        assert [x.deadline and x.deadline.needs_holidays for x in found] == [True, False]

    @pytest.mark.parametrize(
        ("on", "unobserved", "observed"),
        [
            ("2026-04-07", DONE, DONE),
            ("2026-04-08", DONE, DONE_LATE),
            ("2026-04-18", *[DONE_LATE] * 2),
        ],
    )
    def test_done(self, on: str, unobserved: DutyState, observed: DutyState) -> None:
        came = self.ASKED.after(back(LAMP, on))
        places = law.DE, law.DE.observing(self.BERLIN)
        found = [one for x in places for one in stood(came, "send_back", "2026-05-20", x)]
        assert [x.state for x in found] == [unobserved, observed]
