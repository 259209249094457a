"""The life of a return: its state by the table, its units, and what is out of the ordinary."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    RMA,
    Days,
    Event,
    ExchangeCharged,
    Exchanged,
    InvalidOrder,
    InvalidValue,
    LineRefund,
    NewLine,
    Outcome,
    Received,
    RefundTerms,
    ReturnApproved,
    ReturnClosed,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnRequest,
    ReturnRequested,
    ReturnShipped,
    RmaClock,
    RmaRemark,
    RmaState,
    RmaStep,
    Shipped,
    UnknownReturn,
    WrongType,
    refunds,
    returns,
)
from tests.returns import rma_page
from tests.returns.rma_given import (
    TERMS,
    approved,
    asked,
    bought,
    called_off,
    came,
    closed,
    day,
    found,
    labelled,
    lost,
    paid,
    seen,
    sent,
    told,
)

FORTNIGHT = RmaClock(Days(14), since=(ReturnLabelIssued, ReturnApproved))

S = RmaState

USUAL = [
    pytest.param([asked(2)], S.REQUESTED, id="asked for"),
    pytest.param([asked(2), approved(3)], S.APPROVED, id="agreed to"),
    pytest.param([asked(2), approved(3), labelled(3)], S.LABEL_ISSUED, id="with a label"),
    pytest.param([asked(2), labelled(3)], S.LABEL_ISSUED, id="who sends a label has agreed"),
    pytest.param([asked(2), labelled(3), approved(4)], S.LABEL_ISSUED, id="agreed to afterwards"),
    pytest.param([asked(2), approved(3), sent(4)], S.IN_TRANSIT, id="handed in"),
    pytest.param([asked(2), approved(3), sent(4, 1), sent(5, 2)], S.IN_TRANSIT,
                 id="handed in, in two parcels"),
    pytest.param([asked(2), approved(3), came(5, 2)], S.PARTLY_RECEIVED, id="two of three came"),
    pytest.param([asked(2), approved(3), came(5, 2), seen(6, 2)], S.PARTLY_RECEIVED,
                 id="two of three came and were looked at"),
    pytest.param([asked(2), approved(3), came(5, 2), sent(6)], S.PARTLY_RECEIVED,
                 id="the rest is handed in"),
    pytest.param([asked(2), approved(3), came(5, 3)], S.RECEIVED, id="all came"),
    pytest.param([asked(2), approved(3), came(5, 2), came(6, 1)], S.RECEIVED,
                 id="all came in two parcels"),
    pytest.param([asked(2), approved(3), came(5, 3), seen(6, 2)], S.RECEIVED,
                 id="two of three were looked at"),
    pytest.param([asked(2), approved(3), came(5, 3), seen(6, 2), seen(7, damaged=1)], S.INSPECTED,
                 id="all were looked at, one is damaged"),
    pytest.param([asked(2), approved(3), came(5, 3), seen(6, 3), closed(8)], S.CLOSED,
                 id="closed"),
    pytest.param([asked(2), closed(3)], S.CLOSED, id="the shop does not agree"),
    pytest.param([asked(2), called_off(3)], S.CANCELLED, id="called off at once"),
    pytest.param([asked(2), labelled(3), called_off(4)], S.CANCELLED, id="the label is not used"),
    pytest.param([asked(2), approved(3), came(5, 2), called_off(6)], S.RECEIVED,
                 id="the third is kept"),
    pytest.param([asked(2), approved(3), came(5, 2), seen(6, 2), called_off(7)], S.INSPECTED,
                 id="the third is kept, and the others were looked at"),
    pytest.param([asked(2), approved(3), sent(4), lost(9)], S.LOST, id="all are lost"),
    pytest.param([asked(2), approved(3), sent(4), lost(9, 1)], S.IN_TRANSIT, id="one is lost"),
    pytest.param([asked(2), approved(3), sent(4), lost(9, 1), came(9, 2)], S.RECEIVED,
                 id="one is lost, the others came"),
    pytest.param([asked(2), approved(3), came(5, 2), lost(9)], S.RECEIVED, id="the rest is lost"),
    pytest.param([asked(2), approved(3), sent(4), lost(9), came(12, 3)], S.RECEIVED,
                 id="what was lost turned up"),
    pytest.param([asked(2), approved(3), sent(4), lost(9), came(12, 1)], S.RECEIVED,
                 id="one of the lost turned up"),
    pytest.param([asked(2), closed(3), asked(4)], S.REQUESTED, id="asked for again under its name"),
]  # fmt: skip


class TestUsualCourse:
    """What happens in its order leads from state to state, and nothing is remarked."""

    @pytest.mark.parametrize(("events", "state"), USUAL)
    def test_it_is_in_the_state(self, events: list[Event], state: RmaState) -> None:
        status = found(*events)
        assert (status.state, status.remarks) == (state, ())

    @pytest.mark.parametrize(("events", "state"), USUAL)
    def test_the_order_of_the_list_says_nothing(self, events: list[Event], state: RmaState) -> None:
        assert found(*reversed(events)) == found(*events)
        assert found(*events).state is state


R = RmaRemark

ODD = [
    pytest.param([asked(2), sent(3)], S.IN_TRANSIT, [R.NOT_APPROVED], id="sent without a word"),
    pytest.param([asked(2), came(3, 3)], S.RECEIVED, [R.NOT_APPROVED], id="came without a word"),
    pytest.param([asked(2), lost(3)], S.LOST, [R.NOT_APPROVED], id="lost without a word"),
    pytest.param([asked(2), sent(3), approved(4)], S.IN_TRANSIT, [R.NOT_APPROVED],
                 id="agreed to when it was under way"),
    pytest.param([came(3, 2)], S.RECEIVED, [R.NOT_ANNOUNCED], id="came unasked"),
    pytest.param([labelled(2)], S.LABEL_ISSUED, [R.NOT_ANNOUNCED], id="the label lay in the box"),
    pytest.param([labelled(2), asked(3)], S.LABEL_ISSUED, [R.NOT_ANNOUNCED],
                 id="the label lay in the box, and it is asked for"),
    pytest.param([sent(2, 2), asked(3, 2), came(5, 2)], S.RECEIVED, [R.NOT_ANNOUNCED],
                 id="asked for when it was under way"),
    pytest.param([came(3, 1), asked(4, 2)], S.PARTLY_RECEIVED,
                 [R.NOT_ANNOUNCED, R.OUT_OF_ORDER], id="asked for when one was back"),
    pytest.param([came(3, 1), asked(4, 1)], S.RECEIVED,
                 [R.NOT_ANNOUNCED, R.OUT_OF_ORDER], id="asked for when it was back"),
    pytest.param([asked(2, 2), approved(3), came(5, 3)], S.RECEIVED, [R.MORE_THAN_ANNOUNCED],
                 id="three came of two"),
    pytest.param([asked(2, 2), approved(3), came(5, 2), came(6, 1)], S.RECEIVED,
                 [R.MORE_THAN_ANNOUNCED], id="a third came afterwards"),
    pytest.param([asked(2), approved(3), came(5, 2), seen(6, 3)], S.PARTLY_RECEIVED,
                 [R.MORE_THAN_RECEIVED], id="three were looked at of two"),
    pytest.param([asked(2), approved(3), seen(6, 3)], S.APPROVED,
                 [R.MORE_THAN_RECEIVED, R.OUT_OF_ORDER], id="looked at before it came"),
    pytest.param([asked(2), approved(3), sent(4), called_off(5)], S.CANCELLED, [R.ALREADY_SENT],
                 id="called off under way"),
    pytest.param([asked(2), called_off(3), came(5, 3)], S.CANCELLED, [R.AFTER_THE_END],
                 id="called off, and it came"),
    pytest.param([asked(2), closed(3), came(5, 3)], S.CLOSED, [R.AFTER_THE_END],
                 id="closed, and it came"),
    pytest.param([asked(2), called_off(3), closed(4)], S.CANCELLED, [R.AFTER_THE_END],
                 id="called off, and closed"),
    pytest.param([asked(2), closed(3), called_off(4)], S.CLOSED, [R.AFTER_THE_END],
                 id="closed, and called off"),
    pytest.param([asked(2), approved(3), came(5, 3), sent(6)], S.RECEIVED, [R.OUT_OF_ORDER],
                 id="handed in when it was back"),
]  # fmt: skip


class TestOutOfTheOrdinary:
    """A fact that nobody expected is taken as it is, and told."""

    @pytest.mark.parametrize(("events", "state", "remarks"), ODD)
    def test_it_is_told(
        self, events: list[Event], state: RmaState, remarks: list[RmaRemark]
    ) -> None:
        status = found(*events)
        assert (status.state, list(status.remarks)) == (state, remarks)

    def test_a_note_says_when_in_which_state_and_of_which_units(self) -> None:
        [note] = found(asked(2, 2), approved(3), came(5, 3)).notes
        assert (note.remark, note.state) == (RmaRemark.MORE_THAN_ANNOUNCED, RmaState.RECEIVED)
        assert note.units == {"tee": 1}
        assert note.at.isoformat() == "2026-05-05T10:00:00+00:00"


EXPIRED = [
    pytest.param([], 17, S.APPROVED, [], id="the last day"),
    pytest.param([], 18, S.EXPIRED, [], id="the day after"),
    pytest.param([sent(17)], 30, S.IN_TRANSIT, [], id="handed in on the last day"),
    pytest.param([sent(18)], 30, S.IN_TRANSIT, [R.AFTER_EXPIRY], id="handed in the day after"),
    pytest.param([came(18, 2)], 30, S.PARTLY_RECEIVED, [R.AFTER_EXPIRY], id="two came too late"),
    pytest.param([came(18, 3)], 30, S.RECEIVED, [R.AFTER_EXPIRY], id="came too late"),
    pytest.param([lost(18)], 30, S.LOST, [R.AFTER_EXPIRY], id="lost too late"),
    pytest.param([labelled(18)], 30, S.LABEL_ISSUED, [], id="a new label begins a new time"),
    pytest.param([labelled(10)], 24, S.LABEL_ISSUED, [], id="counted from the label, the last day"),
    pytest.param([labelled(10)], 25, S.EXPIRED, [], id="counted from the label, the day after"),
    pytest.param([approved(17)], 30, S.APPROVED, [], id="agreed to once more"),
    pytest.param([called_off(20)], 30, S.CANCELLED, [], id="called off when it was too late"),
    pytest.param([closed(20)], 30, S.CLOSED, [], id="closed when it was too late"),
]


class TestExpired:
    """Nothing was handed in by the end of the time for it: the clock says so, and no event."""

    @pytest.mark.parametrize(("events", "at", "state", "remarks"), EXPIRED)
    def test_fourteen_days_from_the_third(
        self, events: list[Event], at: int, state: RmaState, remarks: list[RmaRemark]
    ) -> None:
        status = found(asked(2), approved(3), *events, at=at, ship_by=FORTNIGHT)
        assert (status.state, list(status.remarks)) == (state, remarks)

    def test_without_a_clock_nothing_expires(self) -> None:
        assert found(asked(2), approved(3), at=30).state is RmaState.APPROVED

    def test_what_came_is_not_expired_by_what_did_not(self) -> None:
        status = found(asked(2), approved(3), came(5, 1), at=30, ship_by=FORTNIGHT)
        assert status.state is RmaState.PARTLY_RECEIVED
        assert status.overdue == ()


class TestUnits:
    """Every unit is counted where it is."""

    def test_announced_awaited_underway_and_received(self) -> None:
        status = found(asked(2), approved(3), sent(4, 2), came(6, 1))
        assert told(status.announced, status.awaited, status.underway, status.received) == [
            {"tee": 3},
            {"tee": 2},
            {"tee": 1},
            {"tee": 1},
        ]

    def test_without_units_all_that_is_awaited_is_under_way(self) -> None:
        assert found(asked(2), approved(3), came(4, 1), sent(5)).underway == {"tee": 1}
        assert found(asked(2), approved(3), sent(5)).underway == {"tee": 3}

    def test_lost_units_are_not_awaited(self) -> None:
        status = found(asked(2), approved(3), sent(4), lost(6, 1))
        assert told(status.lost, status.awaited, status.underway) == [
            {"tee": 1},
            {"tee": 2},
            {"tee": 2},
        ]

    def test_lost_units_that_turned_up_are_received(self) -> None:
        status = found(asked(2), approved(3), sent(4), lost(6), came(8, 2))
        assert told(status.lost, status.received, status.awaited) == [{"tee": 1}, {"tee": 2}, {}]

    def test_more_than_were_announced(self) -> None:
        status = found(asked(2, 2), approved(3), came(5, 3))
        assert told(status.surplus, status.awaited) == [{"tee": 1}, {}]

    def test_accepted_and_dismissed_by_condition(self) -> None:
        status = found(asked(2), approved(3), came(5, 3), seen(6, 1, damaged=1))
        assert told(status.accepted, status.dismissed, status.uninspected) == [
            {"tee": 1},
            {"tee": 1},
            {"tee": 1},
        ]
        assert {str(x): dict(k) for x, k in status.found.items()} == {
            "good": {"tee": 1},
            "damaged": {"tee": 1},
        }

    def test_nothing_is_awaited_of_what_was_called_off(self) -> None:
        assert found(asked(2), approved(3), came(5, 2), called_off(6)).awaited == {}
        assert found(asked(2), called_off(6)).awaited == {}

    def test_goods_without_a_name_belong_to_the_oldest_open_return_of_their_line(self) -> None:
        order = bought(asked(2, 1, "R-0"), asked(3, 2), approved(4), came(5, 2, ""))
        first = returns.status(order, "R-0", TERMS, at=day(6))
        second = returns.status(order, "R-1", TERMS, at=day(6))
        assert told(first.received, second.received) == [{"tee": 1}, {"tee": 1}]

    def test_goods_beyond_what_is_announced_belong_to_another_return_that_awaits_them(self) -> None:
        order = bought(asked(2, 1), asked(3, 1, "R-2"), came(5, 2))
        first = returns.status(order, "R-1", TERMS, at=day(6))
        second = returns.status(order, "R-2", TERMS, at=day(6))
        assert told(first.received, second.received) == [{"tee": 1}, {"tee": 1}]

    def test_a_return_without_a_name_takes_its_part(self) -> None:
        nameless = ReturnRequested({"tee": 1}, at=day(2))
        status = found(nameless, asked(3, 1), came(5, 2))
        assert status.received == {"tee": 1}

    def test_a_delivery_called_like_the_return_is_none_of_it(self) -> None:
        parcel = Shipped({"mug": 1}, ref="R-1", at=day(1))
        assert found(parcel, asked(2)) == found(asked(2))

    def test_a_failed_refund_paid_for_nothing(self) -> None:
        failed = paid(7, 1).told("failed", at=day(8))  # type: ignore[arg-type]  # a word will do
        assert found(asked(2), came(5, 3), paid(7, 1)).refunded == {"tee": 1}
        assert found(asked(2), came(5, 3), paid(7, 1), failed).refunded == {}

    def test_a_refund_told_again_counts_once(self) -> None:
        pending = paid(7, 1, status="pending")
        settled = paid(9, 1, return_ref="")
        status = found(asked(2), came(5, 3), pending, settled)
        assert status.refunded == {"tee": 1}


class TestReceivedNotAnnounced:
    """What came is paid for, what did not come is awaited, and what came besides is asked about."""

    @pytest.mark.parametrize(
        ("announced", "arrived", "payable", "question", "awaited"),
        [
            pytest.param(3, 2, {"tee": 2}, {}, {"tee": 1}, id="three announced, two came"),
            pytest.param(2, 3, {"tee": 2}, {"tee": 1}, {}, id="two announced, three came"),
            pytest.param(2, 2, {"tee": 2}, {}, {}, id="as many as announced"),
            pytest.param(2, 0, {}, {}, {"tee": 2}, id="nothing came yet"),
        ],
    )
    def test_of_two_or_three(
        self,
        announced: int,
        arrived: int,
        payable: dict[str, int],
        question: dict[str, int],
        awaited: dict[str, int],
    ) -> None:
        request = ReturnRequest.of({"tee": announced}, reason="remorse", ref="R-1")
        decision = returns.assess(bought(), request, TERMS, at=day(2))
        assert decision.outcome is Outcome.ALLOWED
        events = [came(5, arrived)] if arrived else []
        status = found(asked(2, announced), approved(3), *events)
        assert told(status.payable(decision), status.in_question(decision), status.awaited) == [
            payable,
            question,
            awaited,
        ]

    def test_it_is_quoted_and_paid_to_the_last_cent(self) -> None:
        terms = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
        request = ReturnRequest.of({"tee": 3}, reason="remorse", ref="R-1")
        decision = returns.assess(bought(), request, TERMS, at=day(2))
        order, given = bought(asked(2), approved(3)), []
        for n, event in ((5, came(5, 2)), (7, came(7, 1))):
            order = order.after(event)
            units = returns.status(order, "R-1", TERMS, at=day(n)).payable(decision)
            quote = refunds.quote(decision, terms, units=units, order=order, at=day(n))
            given.append(str(quote.total.amount))
            order = order.after(quote.settled(ref=f"rf-{n}", at=day(n + 1)))
        assert given == ["33.33", "16.67"]
        last = returns.status(order, "R-1", TERMS, at=day(9))
        assert told(last.payable(decision), last.refunded) == [{}, {"tee": 3}]

    def test_nothing_came_and_nothing_is_quoted(self) -> None:
        terms = RefundTerms(id="acme", version="1", shipping="always", tenders="as_paid")
        request = ReturnRequest.of({"tee": 3}, reason="remorse", ref="R-1")
        decision = returns.assess(bought(), request, TERMS, at=day(2))
        order = bought(asked(2), approved(3))
        units = returns.status(order, "R-1", TERMS, at=day(4)).payable(decision)
        quote = refunds.quote(decision, terms, units=units, order=order, at=day(4))
        assert quote.total == EUR("0.00")

    def test_what_was_paid_for_is_not_payable_again(self) -> None:
        request = ReturnRequest.of({"tee": 3}, reason="remorse", ref="R-1")
        decision = returns.assess(bought(), request, TERMS, at=day(2))
        status = found(asked(2), approved(3), came(5, 2), paid(6, 1))
        assert status.payable(decision) == {"tee": 1}

    def test_an_earlier_decision_under_the_name_has_units_of_its_own(self) -> None:
        before = [asked(2, 1), came(5, 1), paid(6, 1)]
        request = ReturnRequest.of({"tee": 2}, reason="remorse", ref="R-1")
        decision = returns.assess(bought(*before), request, TERMS, at=day(7))
        status = found(*before, came(9, 1))
        assert told(status.payable(decision), status.in_question(decision)) == [{"tee": 1}, {}]

    def test_a_decision_about_another_return_is_refused(self) -> None:
        request = ReturnRequest.of({"tee": 3}, reason="remorse", ref="R-2")
        decision = returns.assess(bought(), request, TERMS, at=day(2))
        with pytest.raises(InvalidValue, match="decision is 'R-2': one about the return 'R-1'"):
            found(asked(2)).payable(decision)

    def test_a_decision_is_a_decision(self) -> None:
        with pytest.raises(WrongType, match="decision is"):
            found(asked(2)).in_question("R-1")  # type: ignore[arg-type]  # on purpose


def exchanged(n: int, tees: int) -> Exchanged:
    """Some tees of the return are given up for a mug."""
    worth = EUR("10.00") * tees
    nothing = EUR("0.00")
    return Exchanged(
        [LineRefund("tee", units=tees, price=worth)],
        instead=[NewLine("blue-mug", quantity=1, total=worth)],
        credited=worth, due_from_customer=nothing, due_to_customer=nothing,
        return_ref="R-1", ref="ex-1", at=day(n),
    )  # fmt: skip


def charged(n: int, tees: int) -> ExchangeCharged:
    """The customer keeps some of the tees of the exchange after all, and pays for them."""
    return ExchangeCharged({"tee": tees}, ref="ex-1", at=day(n))


class TestNotAnnounced:
    """Goods that nobody announced are where they are, too."""

    @pytest.mark.parametrize(
        ("events", "state", "lost_units", "underway"),
        [
            pytest.param([sent(3, 2)], S.IN_TRANSIT, {}, {"tee": 2}, id="handed in"),
            pytest.param([sent(3, 2), came(5, 1)], S.RECEIVED, {}, {"tee": 1}, id="one came"),
            pytest.param([sent(3, 2), called_off(4)], S.CANCELLED, {}, {}, id="called off"),
            pytest.param([lost(3, 1)], S.LOST, {"tee": 1}, {}, id="lost"),
            pytest.param([lost(3, 1), came(5, 1)], S.RECEIVED, {}, {}, id="lost and found"),
            pytest.param([came(3, 1), lost(5, 1)], S.RECEIVED, {"tee": 1}, {},
                         id="one came, another is lost"),
            pytest.param([lost(3, 1), asked(4, 3)], S.IN_TRANSIT, {"tee": 1}, {},
                         id="one is lost, and three are announced then"),
            pytest.param([lost(3, 3), asked(4, 3)], S.LOST, {"tee": 3}, {},
                         id="all are lost, and announced then"),
        ],
    )  # fmt: skip
    def test_where_they_are(
        self,
        events: list[Event],
        state: RmaState,
        lost_units: dict[str, int],
        underway: dict[str, int],
    ) -> None:
        status = found(*events)
        assert (status.state, *told(status.lost, status.underway)) == (state, lost_units, underway)

    @pytest.mark.parametrize(
        "event", [sent(3, 1), came(3, 1), labelled(3), lost(3, 1)], ids=lambda x: type(x).__name__
    )
    def test_nothing_is_offered_that_the_order_refuses(self, event: Event) -> None:
        offered = found(event).next_events
        assert offered
        assert not {ReturnApproved, ReturnClosed} & {*offered}
        for kind in (approved, closed):
            with pytest.raises(InvalidOrder):
                bought(event).after(kind(5))

    @pytest.mark.parametrize(
        ("handed_in", "remarks"),
        [
            pytest.param([sent(4, 2)], (RmaRemark.ALREADY_SENT,), id="the second is on its way"),
            pytest.param([sent(4, 1)], (), id="the second was not sent"),
        ],
    )
    def test_called_off_when_a_part_came(
        self, handed_in: list[Event], remarks: tuple[RmaRemark, ...]
    ) -> None:
        status = found(asked(2, 2), approved(3), *handed_in, came(5, 1), called_off(6))
        assert (status.state, status.remarks) == (S.RECEIVED, remarks)


class TestExchanged:
    """Units that were exchanged are settled, until the customer is charged for them after all."""

    REFUND = RmaClock(Days(5), since=Received)

    @pytest.mark.parametrize(
        ("events", "settled", "payable", "overdue"),
        [
            pytest.param([came(3, 2)], {}, {"tee": 2}, True, id="not exchanged"),
            pytest.param([came(3, 2), exchanged(4, 2)], {"tee": 2}, {}, False, id="all of it"),
            pytest.param([came(3, 2), exchanged(4, 1)], {"tee": 1}, {"tee": 1}, True, id="a part"),
            pytest.param([exchanged(3, 2), came(4, 2)], {"tee": 2}, {}, False, id="in advance"),
            pytest.param([exchanged(3, 2), charged(9, 1), came(12, 2)], {"tee": 1}, {"tee": 1},
                         True, id="charged for one, and both came"),
            pytest.param([exchanged(3, 2), charged(9, 1), charged(9, 1), came(12, 2)],
                         {"tee": 1}, {"tee": 1}, True, id="charged once, told twice"),
            pytest.param([exchanged(3, 2), charged(9, 2), came(12, 2)], {}, {"tee": 2}, True,
                         id="charged for both, and both came"),
        ],
    )  # fmt: skip
    def test_what_is_left_to_pay(
        self,
        events: list[Event],
        settled: dict[str, int],
        payable: dict[str, int],
        *,
        overdue: bool,
    ) -> None:
        request = ReturnRequest.of({"tee": 2}, reason="remorse", ref="R-1")
        decision = returns.assess(bought(), request, TERMS, at=day(1, "13:00"))
        order = bought(asked(2, 2), *events)
        terms = evolve(TERMS, refund_by=self.REFUND)
        status = returns.status(order, "R-1", terms, at=day(20))
        assert told(status.refunded, status.payable(decision)) == [settled, payable]
        assert bool(status.overdue) is overdue
        money = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
        quote = refunds.quote(
            decision, money, units=status.payable(decision), order=order, at=day(20)
        )
        assert {x.line: x.units for x in quote.lines} == payable
        assert refunds.quote(decision, money, order=order, at=day(20)).total == quote.total

    @pytest.mark.parametrize(
        ("events", "awaited"),
        [
            pytest.param([exchanged(3, 2)], {"tee": 2}, id="both are to come back"),
            pytest.param([exchanged(3, 2), charged(9, 1)], {"tee": 1}, id="one stays away"),
            pytest.param([exchanged(3, 2), charged(9, 2)], {}, id="both stay away"),
            pytest.param([exchanged(3, 2), came(5, 1), charged(9, 1)], {}, id="one came"),
        ],
    )
    def test_what_the_customer_was_charged_for_is_awaited_no_more(
        self, events: list[Event], awaited: dict[str, int]
    ) -> None:
        assert found(asked(2, 2), approved(2), *events).awaited == awaited

    def test_when_the_rest_stays_away_the_return_is_received(self) -> None:
        status = found(asked(2, 2), approved(2), exchanged(3, 2), came(5, 1), charged(9, 1))
        assert status.state is S.RECEIVED

    def test_the_exchange_of_another_return_settles_nothing(self) -> None:
        other = evolve(exchanged(4, 1), return_ref="R-2")
        assert found(asked(2, 2), came(3, 2), other).refunded == {}

    def test_what_was_exchanged_is_awaited_no_more_and_comes_to_another_return(self) -> None:
        order = bought(
            asked(2, 2), exchanged(4, 2), asked(5, 1, "R-2"), Received({"tee": 1}, at=day(6))
        )
        came_to = [returns.status(order, x, TERMS, at=day(7)).received for x in ("R-1", "R-2")]
        assert told(*came_to) == [{}, {"tee": 1}]

    def test_what_was_exchanged_can_be_announced_again(self) -> None:
        order = bought(asked(2, 3), exchanged(4, 2), charged(5, 2), asked(6, 2, "R-2"))
        assert returns.status(order, "R-2", TERMS, at=day(7)).awaited == {"tee": 2}

    def test_an_exchange_alone_makes_a_return_known(self) -> None:
        assert found(exchanged(4, 1)).refunded == {"tee": 1}


class TestNameUsedAgain:
    """A name that is used again is a return of its own, and what was paid before is not of it."""

    def test_what_was_paid_in_its_first_life_is_not_paid_in_its_second(self) -> None:
        first = [asked(2, 1), came(3, 1), paid(4, 1), closed(5)]
        order = bought(*first, asked(6, 1))
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref="R-1")
        decision = returns.assess(order, request, TERMS, at=day(6, "13:00"))
        status = returns.status(order.after(came(8, 2)), "R-1", TERMS, at=day(9))
        assert status.payable(decision) == {"tee": 1}
        again = order.after(came(8, 2), paid(9, 1, "rf-2"))
        assert returns.status(again, "R-1", TERMS, at=day(10)).payable(decision) == {}


class TestNext:
    """What can happen next in the usual course, as steps and as events."""

    def test_of_an_approved_return(self) -> None:
        status = found(asked(2), approved(3))
        assert RmaStep.LABEL_ISSUED in status.next_steps
        assert status.next_events[:5] == (
            ReturnApproved,
            ReturnLabelIssued,
            ReturnShipped,
            Received,
            ReturnLost,
        )

    def test_what_is_odd_is_none_of_it(self) -> None:
        assert Received not in found(asked(2)).next_events

    def test_of_a_closed_one_nothing(self) -> None:
        status = found(asked(2), closed(3))
        assert (status.next_steps, status.next_events) == ((), ())

    def test_of_one_that_came(self) -> None:
        status = found(asked(2), approved(3), came(5, 3))
        assert {ReturnInspected, ReturnClosed} <= {*status.next_events}


class TestTable:
    """The table hangs together, and goes where the trade says."""

    @pytest.mark.parametrize("state", RmaState, ids=str)
    def test_every_state_is_in_it(self, state: RmaState) -> None:
        assert state in RMA.states

    def test_every_step_is_in_it(self) -> None:
        assert {row.step for row in RMA.transitions} == {*RmaStep}

    def test_only_a_closed_and_a_cancelled_return_are_over(self) -> None:
        assert RMA.ends == (RmaState.CLOSED, RmaState.CANCELLED)

    def test_from_everywhere_it_can_be_closed(self) -> None:
        for state in RmaState:
            assert RmaState.CLOSED in RMA.reachable(state) or RMA.is_over(state)


class TestThePage:
    """The documentation shows the table as it is."""

    def test_it_is_as_written_down(self) -> None:
        text = rma_page.FILE.read_text(encoding="utf-8")
        assert rma_page.page(text) == text, "then: python -m tests.returns.rma_page"

    def test_a_table_that_was_changed_by_hand_is_seen(self) -> None:
        text = rma_page.FILE.read_text(encoding="utf-8")
        changed = text.replace("it is over", "it goes on", 1)
        assert rma_page.page(changed) == text != changed


class TestAsked:
    """Who asks about a return that nobody knows is told which there are."""

    def test_a_return_that_nobody_knows(self) -> None:
        with pytest.raises(UnknownReturn) as unknown:
            returns.status(bought(asked(2)), "R-9", TERMS, at=day(3))
        assert str(unknown.value) == "no return 'R-9': the history of the order has 'R-1'"
        assert (unknown.value.ref, unknown.value.known) == ("R-9", ("R-1",))

    def test_where_there_are_none(self) -> None:
        with pytest.raises(UnknownReturn, match="the history of the order has none"):
            returns.status(bought(), "R-9", TERMS, at=day(3))

    def test_where_there_are_many(self) -> None:
        assert str(UnknownReturn("x", "abcdefg")).endswith("and 2 more")

    def test_before_it_was_announced(self) -> None:
        status = returns.status(bought(asked(5)), "R-1", TERMS, at=day(4))
        assert status.state is RmaState.NOT_ANNOUNCED
        assert status.announced == {}

    @pytest.mark.parametrize(("at", "state"), [("11:59", S.NOT_ANNOUNCED), ("12:00", S.REQUESTED)])
    def test_a_fact_exactly_at_the_instant_counts(self, at: str, state: RmaState) -> None:
        assert returns.status(bought(asked(5)), "R-1", TERMS, at=day(5, at)).state is state

    def test_a_refund_alone_makes_a_return_known(self) -> None:
        status = returns.status(bought(paid(5, 1)), "R-1", TERMS, at=day(6))
        assert status.state is RmaState.NOT_ANNOUNCED
        assert status.refunded == {"tee": 1}

    @pytest.mark.parametrize(
        ("given", "name"),
        [
            (("1001", "R-1", TERMS), "order"),
            ((bought(asked(2)), 1, TERMS), "ref"),
            ((bought(asked(2)), "R-1", FORTNIGHT), "terms"),
        ],
        ids=["the order", "the name", "the terms"],
    )
    def test_what_is_asked_is_checked(self, given: tuple[object, ...], name: str) -> None:
        with pytest.raises(WrongType, match=f"^{name} is"):
            returns.status(*given, at=day(3))  # type: ignore[arg-type]  # on purpose
