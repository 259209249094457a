"""Windows over several parcels, units that have not left, and when a notice is judged."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Coverage,
    Days,
    Delivered,
    Event,
    First,
    Happened,
    Hours,
    InvalidRequest,
    InvalidValue,
    JudgedBy,
    Last,
    Line,
    Lost,
    NonDays,
    NotStarted,
    Order,
    Outcome,
    Paid,
    Place,
    Placed,
    Received,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    Roll,
    Scope,
    Shipped,
    Since,
    Tender,
    WrongType,
    returns,
)
from tests.orders.given import day

ONE = ReturnRequest.of({"tee": 1}, reason="remorse")
WEEKEND = Roll(NonDays(["saturday", "sunday"]))


def order(*history: Event) -> Order:
    paid = Paid(EUR("60.00"), tender=Tender.card("c"), at=day(2))
    return Order(
        id="1001",
        placed_at=day(2),
        lines=[
            Line("tee", quantity=2, total=EUR("40.00")),
            Line("lamp", quantity=1, total=EUR("20.00"), category="electronics"),
        ],
        history=[paid, *history],
    )


def terms(since: Any, *special: ReturnWindow, **given: Any) -> ReturnTerms:
    window = ReturnWindow(Days(10), since=since)
    return ReturnTerms(
        id="acme", version="1", zone="UTC", window=window, special_windows=special, **given
    )


def last_day(found: Order, by: ReturnTerms) -> str | None:
    deadline = returns.assess(found, ONE, by, at=day(20)).item("tee").deadline
    return deadline.last_day.isoformat() if deadline is not None else None


LATE_LAMP = [
    Delivered({"tee": 1}, at=day(4)),
    Delivered({"tee": 1}, at=day(6)),
    Delivered({"lamp": 1}, at=day(9)),
]


class TestWhichLines:
    """First and last are those of all lines that the window is for."""

    @pytest.mark.parametrize(
        ("since", "expected"),
        [
            pytest.param(Delivered, "2026-03-16", id="each unit's own"),
            pytest.param(First(Delivered), "2026-03-14", id="the first of the order"),
            pytest.param(Last(Delivered), "2026-03-19", id="the last of the order"),
            pytest.param(
                Since(Last(Delivered), plus=Days(2)), "2026-03-21", id="two days after the last"
            ),
            pytest.param(First(Placed), "2026-03-12", id="there is one sale"),
            pytest.param(First(Paid), "2026-03-12", id="the first payment"),
            pytest.param([Delivered], "2026-03-16", id="a chain of one"),
        ],
    )
    def test_of_all_lines(self, since: Any, expected: str) -> None:
        assert last_day(order(*LATE_LAMP), terms(since)) == expected

    def test_a_line_with_a_window_of_its_own_is_not_waited_for(self) -> None:
        special = ReturnWindow(Days(3), since=Delivered, applies_to=Scope(category="electronics"))
        assert last_day(order(*LATE_LAMP), terms(Last(Delivered), special)) == "2026-03-16"
        assert last_day(order(*LATE_LAMP[:2]), terms(Last(Delivered), special)) == "2026-03-16"

    def test_a_later_event_of_a_kind_without_units_is_the_last_so_far(self) -> None:
        again = Paid(EUR("1.00"), tender=Tender.card("d"), at=day(8))
        assert last_day(order(*LATE_LAMP, again), terms(Last(Paid))) == "2026-03-18"

    @pytest.mark.parametrize("kind", [Happened, Event])
    def test_what_starts_no_window_starts_none_when_selected(self, kind: type[Event]) -> None:
        with pytest.raises(InvalidValue, match=r"since|a selector is for one"):
            terms(Last(kind))

    def test_a_selector_is_for_a_class_of_events(self) -> None:
        with pytest.raises(WrongType, match="selector"):
            Last("delivered")  # type: ignore[arg-type]


class TestNotStarted:
    """What has not begun is open where the terms say so; a date that is missing is referred."""

    OUTSTANDING = order(Delivered({"tee": 2}, at=day(4)))
    NEVER_SHIPPED = order(Delivered({"tee": 2, "lamp": 1}, at=day(4)))

    LAMP_UNSEEN = order(
        Shipped({"tee": 2}, at=day(2)),
        Delivered({"tee": 2}, at=day(3)),
        Delivered({"lamp": 1}, at=day(8)),
    )
    LAMP_LOST = order(
        Shipped({"tee": 2}, at=day(2)),
        Shipped({"lamp": 1}, at=day(3)),
        Delivered({"tee": 2}, at=day(4)),
        Lost({"lamp": 1}, at=day(6)),
    )
    LAMP_BACK = order(Delivered({"tee": 2}, at=day(3)), Received({"lamp": 1}, at=day(12)))

    @pytest.mark.parametrize(
        ("found", "since", "outcome"),
        [
            pytest.param(OUTSTANDING, Last(Delivered), Outcome.ALLOWED, id="a parcel is missing"),
            pytest.param(OUTSTANDING, Last(Shipped), Outcome.ALLOWED, id="one has not been sent"),
            pytest.param(OUTSTANDING, First(Delivered), Outcome.REFUSED, id="the first has come"),
            pytest.param(
                NEVER_SHIPPED, Last(Shipped), Outcome.REFER, id="they came: nobody said when sent"
            ),
            pytest.param(
                NEVER_SHIPPED, First(Shipped), Outcome.REFER, id="nor when the first was sent"
            ),
            pytest.param(
                OUTSTANDING, First(Shipped), Outcome.REFER, id="the first that came was sent before"
            ),
            pytest.param(NEVER_SHIPPED, Shipped, Outcome.REFER, id="nor of this unit"),
            pytest.param(
                order(Shipped({"tee": 2}, at=day(3))), Delivered, Outcome.ALLOWED, id="on its way"
            ),
        ],
    )
    def test_open(self, found: Order, since: Any, outcome: Outcome) -> None:
        by = terms(since, not_started=NotStarted.OPEN)
        assert returns.assess(found, ONE, by, at=day(28)).outcome is outcome

    @pytest.mark.parametrize(
        ("found", "since", "facts"),
        [
            pytest.param(OUTSTANDING, Last(Delivered), [], id="of the lamp, and not of the tee"),
            pytest.param(order(), First(Delivered), ["delivered_at"], id="any would be the first"),
            pytest.param(order(), Delivered, ["delivered_at"], id="its own"),
            pytest.param(
                order(Lost({"tee": 2}, at=day(4))), Shipped, [], id="the parcel of what was lost"
            ),
            pytest.param(
                order(Lost({"tee": 2}, at=day(4))), Delivered, [], id="what was lost did not come"
            ),
            pytest.param(
                order(Lost({"tee": 2}, at=day(4))),
                (Delivered, Shipped),
                [],
                id="nor does a chain of both ask for it",
            ),
        ],
    )
    def test_a_date_is_asked_for_where_it_starts_the_window(
        self, found: Order, since: Any, facts: list[str]
    ) -> None:
        by = terms(since, covers=Coverage.ORDERED)
        decision = returns.assess(found, ONE, by, at=day(6))
        assert decision.outcome is Outcome.REFER
        assert [hint.fact for hint in decision.hints] == facts

    @pytest.mark.parametrize(
        ("found", "since", "on", "outcome"),
        [
            pytest.param(LAMP_UNSEEN, Last(Shipped), 12, Outcome.ALLOWED, id="in time as it is"),
            pytest.param(LAMP_UNSEEN, Last(Shipped), 13, Outcome.REFER, id="the lamp left later?"),
            pytest.param(
                LAMP_UNSEEN, Last(Delivered), 18, Outcome.ALLOWED, id="all deliveries told"
            ),
            pytest.param(LAMP_UNSEEN, Last(Delivered), 19, Outcome.REFUSED, id="and over"),
            pytest.param(LAMP_LOST, Last(Shipped), 13, Outcome.ALLOWED, id="what is lost was sent"),
            pytest.param(LAMP_LOST, Last(Shipped), 14, Outcome.REFUSED, id="and all was told"),
            pytest.param(LAMP_BACK, Last(Delivered), 13, Outcome.ALLOWED, id="the tee is in time"),
            pytest.param(LAMP_BACK, Last(Delivered), 14, Outcome.REFER, id="the lamp came later?"),
        ],
    )
    def test_the_last_can_be_one_that_nobody_told(
        self, found: Order, since: Any, on: int, outcome: Outcome
    ) -> None:
        assert returns.assess(found, ONE, terms(since), at=day(on)).outcome is outcome

    def test_refer_unless_told_otherwise(self) -> None:
        decision = returns.assess(self.OUTSTANDING, ONE, terms(Last(Delivered)), at=day(28))
        assert decision.because == {"delivery_date_missing": 1}


class TestCoverage:
    """Units that have not left are cancelled, unless the terms cover all that was ordered."""

    def test_in_hand(self) -> None:
        decision = returns.assess(order(), ONE, terms(Placed), at=day(3))
        assert decision.because == {"not_shipped": 1}
        assert [hint.kind for hint in decision.hints] == ["cancel_instead"]

    @pytest.mark.parametrize(("on", "outcome"), [(12, Outcome.ALLOWED), (13, Outcome.REFUSED)])
    def test_ordered(self, on: int, outcome: Outcome) -> None:
        by = terms(Placed, covers=Coverage.ORDERED)
        assert returns.assess(order(), ONE, by, at=day(on)).outcome is outcome

    def test_what_came_back_is_not_covered_again(self) -> None:
        found = order(Delivered({"tee": 2}, at=day(4)), Received({"tee": 2}, at=day(5)))
        by = terms(Placed, covers=Coverage.ORDERED)
        assert returns.assess(found, ONE, by, at=day(6)).because == {"already_returned": 1}

    LOST_ONE = (
        Shipped({"tee": 2}, at=day(3)),
        Delivered({"tee": 1}, at=day(4)),
        Lost({"tee": 1}, at=day(5)),
    )

    @pytest.mark.parametrize(
        ("covers", "because"),
        [
            pytest.param(Coverage.ORDERED, {}, id="the lost one is asked for"),
            pytest.param(Coverage.IN_HAND, {"already_returned": 1}, id="none can come back"),
        ],
    )
    def test_a_lost_unit_is_asked_for_before_one_that_came_back(
        self, covers: Coverage, because: dict[str, int]
    ) -> None:
        found = order(*self.LOST_ONE, Received({"tee": 1}, at=day(6)))
        by = terms(Placed, covers=covers)
        assert returns.assess(found, ONE, by, at=day(7)).because == because

    @pytest.mark.parametrize(
        ("units", "because"),
        [
            pytest.param(1, {}, id="the other is free"),
            pytest.param(2, {"already_requested": 1}, id="both are spoken for"),
        ],
    )
    def test_a_lost_unit_is_asked_for_once(self, units: int, because: dict[str, int]) -> None:
        announced = ReturnRequested({"tee": units}, at=day(6), ref="r-1")
        by = terms(Placed, covers=Coverage.ORDERED)
        decision = returns.assess(order(*self.LOST_ONE, announced), ONE, by, at=day(7))
        assert decision.because == because


class TestJudged:
    """Which instant has to be in time."""

    FOUND = order(Delivered({"tee": 2, "lamp": 1}, at=day(4)))  # until the 14th

    @pytest.mark.parametrize(
        ("by", "outcome"),
        [
            pytest.param(JudgedBy.SENT, Outcome.ALLOWED, id="sent on the 14th"),
            pytest.param(JudgedBy.RECEIVED, Outcome.REFUSED, id="received on the 16th"),
            pytest.param(JudgedBy.GOODS_BACK, Outcome.REFUSED, id="the goods came on the 18th"),
        ],
    )
    def test_by_what(self, by: JudgedBy, outcome: Outcome) -> None:
        notice = evolve(ONE, sent_at=day(14), received_at=day(16))
        decision = returns.assess(self.FOUND, notice, terms(Delivered, judged_by=by), at=day(18))
        assert decision.outcome is outcome

    def test_the_goods_decide_although_the_notice_was_in_time(self) -> None:
        notice = evolve(ONE, sent_at=day(13), received_at=day(14))
        goods = terms(Delivered, judged_by=JudgedBy.GOODS_BACK)
        assert returns.assess(self.FOUND, notice, goods, at=day(18)).outcome is Outcome.REFUSED
        assert returns.assess(self.FOUND, notice, terms(Delivered), at=day(18)).allowed

    def test_when_it_was_judged_is_told(self) -> None:
        notice = evolve(ONE, received_at=day(16))
        decision = returns.assess(self.FOUND, notice, terms(Delivered), at=day(18))
        (finding,) = decision.deciding
        assert finding.facts["judged_at"] == notice.received_at

    def test_a_notice_cannot_come_before_it_was_sent(self) -> None:
        with pytest.raises(InvalidRequest, match="received before it was sent"):
            evolve(ONE, sent_at=day(14), received_at=day(13))


class TestTerms:
    """Terms that contradict themselves are refused."""

    def test_hours_do_not_roll(self) -> None:
        with pytest.raises(InvalidValue, match="roll"):
            ReturnWindow(Hours(48), since=Delivered, roll=WEEKEND)

    def test_days_are_counted_in_a_zone_or_where_the_customer_is(self) -> None:
        with pytest.raises(WrongType, match="zone"):
            evolve(terms(Delivered), zone=Place.MERCHANT)  # type: ignore[arg-type]

    def test_the_customers_zone_can_be_said_in_a_word(self) -> None:
        assert evolve(terms(Delivered), zone="customer").zone is Place.CUSTOMER

    def test_a_roll_of_a_merchants_window(self) -> None:
        rolled = evolve(
            terms(Delivered), window=ReturnWindow(Days(10), since=Delivered, roll=WEEKEND)
        )
        found = order(Delivered({"tee": 2}, at=day(4)))  # the 14th is a Saturday
        assert last_day(found, rolled) == "2026-03-16"
