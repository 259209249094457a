"""A refund window beside the return window: money, then store credit or nothing."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    USD,
    Afterwards,
    CancellationRequest,
    CancellationTerms,
    Charge,
    Chargeback,
    Contradictions,
    Days,
    Delivered,
    Event,
    Fee,
    Hours,
    InvalidValue,
    Last,
    Length,
    Line,
    Money,
    Months,
    Order,
    OverRefund,
    Paid,
    Per,
    Placed,
    Received,
    Refunded,
    RefundQuote,
    RefundStatus,
    RefundTerms,
    RefundWindow,
    ReturnItem,
    ReturnRequest,
    Scope,
    Shipped,
    ShippingRefund,
    Since,
    Tender,
    WrongType,
    cancellations,
    refunds,
    returns,
)
from postsales.basics.moments import instant
from postsales.testing.strategies.clocks import PLACED
from tests.refunds.given import ASKED, TERMS, asked, delivered_orders, refund_terms, term_codes
from tests.refunds.given import terms_of as money_of

BERLIN = "Europe/Berlin"
PLACED_AT = "2026-03-02T10:15+01:00"
CARD = Tender.card("ch_1")
FOURTEEN = RefundWindow(Days(14), since=Delivered)


def order(*history: Event) -> Order:
    """Three tees for 50.00, a mug for 9.00 and 4.95 for shipping, paid by card."""
    return Order(
        id="1001",
        placed_at=PLACED_AT,
        lines=[
            Line("tee", quantity=3, total=EUR("50.00")),
            Line("mug", quantity=1, total=EUR("9.00")),
        ],
        charges=[Charge.shipping(EUR("4.95"))],
        history=[Paid(EUR("63.95"), tender=CARD, at=PLACED_AT), *history],
    )


ARRIVED = Delivered({"tee": 3, "mug": 1}, at="2026-03-05T12:30+01:00")


def with_window(window: RefundWindow = FOURTEEN, **given: Any) -> RefundTerms:
    """Plain terms with a refund window, in Berlin."""
    return refund_terms(**{"window": window, "zone": BERLIN, **given})


def quoted(
    about: Order, units: dict[str, int], terms: RefundTerms, at: str, reason: str = "remorse"
) -> RefundQuote:
    """The quote of a return."""
    request = ReturnRequest.of(units, reason=reason)
    return refunds.quote(returns.assess(about, request, TERMS, at=at), terms)


EDGES: list[tuple[str, Length, Any, str]] = [
    ("14 days end with the 14th", Days(14), Delivered, "2026-03-20T00:00+01:00"),
    ("days over a change of clocks", Days(24), Delivered, "2026-03-30T00:00+02:00"),
    ("a month", Months(1), Delivered, "2026-04-06T00:00+02:00"),
    ("hours to the microsecond", Hours(36), Delivered, "2026-03-07T00:30+01:00"),
    ("from the sale", Days(3), Placed, "2026-03-06T00:00+01:00"),
    ("from the payment", Days(3), Paid, "2026-03-06T00:00+01:00"),
    ("some days after an event", Days(3), Since(Paid, plus=Days(2)), "2026-03-08T00:00+01:00"),
    ("the first of a chain", Days(14), (Shipped, Delivered), "2026-03-20T00:00+01:00"),
]


@pytest.mark.parametrize(
    ("length", "since", "closes"), [x[1:] for x in EDGES], ids=[x[0] for x in EDGES]
)
def test_the_last_instant_of_money_and_the_first_of_credit(
    length: Length, since: Any, closes: str
) -> None:
    terms = with_window(RefundWindow(length, since=since))
    end = instant(closes)
    just = quoted(order(ARRIVED), {"tee": 1}, terms, (end - timedelta(microseconds=1)).isoformat())
    assert (just.total, just.store_credit, just.late) == (EUR("16.67"), EUR("0"), ())
    late = quoted(order(ARRIVED), {"tee": 1}, terms, end.isoformat())
    assert (late.total, late.store_credit, dict(late.tenders)) == (EUR("16.67"), EUR("16.67"), {})
    (why,) = late.late
    assert (why.line, why.units, why.deadline.ends_at) == ("tee", 1, end)
    assert why.afterwards is Afterwards.STORE_CREDIT


LATE = "2026-03-21T12:00+01:00"


class TestAfterwards:
    """After the window the same amount is store credit, or there is none."""

    def test_nothing(self) -> None:
        terms = with_window(evolve(FOURTEEN, afterwards=Afterwards.NOTHING))
        quote = quoted(order(ARRIVED), {"tee": 2}, terms, LATE)
        assert (quote.total, quote.lines, dict(quote.tenders)) == (EUR("0"), (), {})
        assert quote.late[0].units == 2

    def test_a_defect_is_always_money(self) -> None:
        quote = quoted(order(ARRIVED), {"tee": 2}, with_window(), LATE, reason="defect")
        assert (quote.store_credit, quote.late) == (EUR("0"), ())

    def test_what_never_arrived_is_always_money(self) -> None:
        request = CancellationRequest.of({"tee": 1}, reason="remorse")
        terms = CancellationTerms(id="a", version="1")
        decision = cancellations.assess(order(), request, terms, at=LATE)
        window = RefundWindow(Days(1), since=Placed)
        quote = refunds.quote(decision, with_window(window))
        assert (quote.total, quote.store_credit) == (EUR("16.67"), EUR("0"))

    def test_a_window_that_has_not_started_is_open(self) -> None:
        window = RefundWindow(Days(1), since=Received)
        quote = quoted(order(ARRIVED), {"tee": 1}, with_window(window), LATE)
        assert quote.late == ()

    def test_it_is_open_while_nobody_knows_whether_a_parcel_left_later(self) -> None:
        tees = Shipped({"tee": 3}, at="2026-03-04T12:30+01:00")
        terms = with_window(RefundWindow(Days(14), since=Last(Shipped)))
        assert quoted(order(tees, ARRIVED), {"tee": 1}, terms, LATE).late == ()
        mug = Shipped({"mug": 1}, at="2026-03-04T12:30+01:00")
        (why,) = quoted(order(tees, mug, ARRIVED), {"tee": 1}, terms, LATE).late
        assert why.deadline.last_day.isoformat() == "2026-03-18"

    def test_each_parcel_has_its_own(self) -> None:
        parcels = order(
            Delivered({"tee": 1}, at="2026-03-05T12:30+01:00"),
            Delivered({"tee": 2}, at="2026-03-10T12:30+01:00"),
        )
        quote = quoted(parcels, {"tee": 3}, with_window(), LATE)
        assert quote.total == EUR("50.00")
        assert (dict(quote.tenders), quote.store_credit) == ({"ch_1": EUR("33.33")}, EUR("16.67"))
        none = with_window(evolve(FOURTEEN, afterwards=Afterwards.NOTHING))
        less = quoted(parcels, {"tee": 3}, none, LATE)
        assert (less.total, less.lines[0].units, less.late[0].units) == (EUR("33.33"), 2, 1)

    def test_fees_are_taken_off_the_store_credit_first(self) -> None:
        mixed = ReturnRequest(
            [ReturnItem("tee", 1, reason="remorse"), ReturnItem("mug", 1, reason="defect")]
        )
        decision = returns.assess(order(ARRIVED), mixed, TERMS, at=LATE)
        fee = Fee("label", EUR("4.00"), per=Per.RETURN)
        quote = refunds.quote(decision, with_window(fees=[fee]))
        assert quote.total == EUR("21.67")  # 16.67 + 9.00 - 4.00
        assert (dict(quote.tenders), quote.store_credit) == ({"ch_1": EUR("9.00")}, EUR("12.67"))
        dear = refunds.quote(decision, with_window(fees=[evolve(fee, amount=EUR("18.00"))]))
        assert (dict(dear.tenders), dear.store_credit) == ({"ch_1": EUR("7.67")}, EUR("0.00"))

    def test_shipping_is_money_as_long_as_anything_is(self) -> None:
        always = with_window(shipping=ShippingRefund.ALWAYS)
        late = quoted(order(ARRIVED), {"mug": 1}, always, LATE)
        assert (late.total, late.store_credit) == (EUR("13.95"), EUR("13.95"))
        mixed = ReturnRequest(
            [ReturnItem("tee", 1, reason="remorse"), ReturnItem("mug", 1, reason="defect")]
        )
        decision = returns.assess(order(ARRIVED), mixed, TERMS, at=LATE)
        quote = refunds.quote(decision, always)
        assert (quote.total, quote.store_credit) == (EUR("30.62"), EUR("16.67"))

    def test_what_is_no_longer_there_is_no_credit_either(self) -> None:
        disputed = order(ARRIVED, Chargeback(EUR("60.00"), tender=CARD, at="2026-03-12T09:00Z"))
        quote = quoted(disputed, {"tee": 1}, with_window(), LATE)
        assert (quote.total, quote.store_credit) == (EUR("3.95"), EUR("3.95"))
        assert quote.withheld == EUR("12.72")

    def test_what_counts_is_when_it_was_asked_for(self) -> None:
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref="r-1")
        before = order(ARRIVED)
        decision = returns.assess(before, request, TERMS, at="2026-03-19T23:59+01:00")
        after = before.after(Received({"tee": 1}, at=LATE, ref="r-1"))
        quote = refunds.quote(decision, with_window(), order=after, at=LATE)
        assert quote.store_credit == EUR("0")

    def test_a_typed_amount_knows_no_window(self) -> None:
        quote = refunds.manual(
            order(ARRIVED), EUR("5.00"), with_window(), reason="scratch", at=LATE
        )
        assert quote.tenders == {"ch_1": EUR("5.00")}


class TestBooks:
    """Store credit was no payment of the order, and still counts against what is left."""

    def test_it_is_booked_and_nothing_is_given_twice(self) -> None:
        quote = quoted(order(ARRIVED), {"tee": 2}, with_window(), LATE)
        settled = quote.settled(at=LATE, ref="rf-1")
        assert settled.store_credit == EUR("33.33")
        after = order(ARRIVED, settled)
        position = after.position(at=LATE)
        assert position.refundable == EUR("30.62")
        assert position.tender_money("ch_1").refunded == EUR("0")
        assert position.units("tee").refunded == 2
        with pytest.raises(OverRefund):
            refunds.manual(after, EUR("30.63"), with_window(), reason="more", at=LATE)

    def test_tenders_and_store_credit_add_up(self) -> None:
        refund = Refunded(
            EUR("20.00"), tenders={"ch_1": EUR("5.00")}, store_credit=EUR("15.00"), at=LATE
        )
        position = order(ARRIVED, refund).position(at=LATE)
        assert position.money.left == EUR("43.95")
        assert position.tender_money("ch_1").left == EUR("58.95")

    def test_the_rest_is_of_the_only_tender(self) -> None:
        refund = Refunded(EUR("20.00"), store_credit=EUR("15.00"), at=LATE)
        position = order(ARRIVED, refund).position(at=LATE)
        assert position.tender_money("ch_1").refunded == EUR("5.00")
        assert position.refunds[0].to_tenders == EUR("5.00")

    def test_the_order_is_the_cap(self) -> None:
        with pytest.raises(OverRefund) as refused:
            order(ARRIVED, Refunded(EUR("63.96"), store_credit=EUR("63.96"), at=LATE))
        assert refused.value.maximum == EUR("63.95")

    def test_pending_reserves_and_failed_frees(self) -> None:
        pending = Refunded(
            EUR("20.00"),
            store_credit=EUR("20.00"),
            status=RefundStatus.PENDING,
            ref="rf-1",
            at="2026-03-20T09:00Z",
        )
        waiting = order(ARRIVED, pending)
        assert waiting.position(at=LATE).money.reserved == EUR("20.00")
        failed = waiting.after(pending.told(RefundStatus.FAILED, at=LATE))
        assert failed.position(at=LATE).money.left == EUR("63.95")
        otherwise = evolve(pending, store_credit=EUR("1.00"), at=LATE)
        with pytest.raises(Contradictions, match="told otherwise"):
            waiting.after(otherwise)

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"store_credit": EUR("21.00")}, "of it EUR 21.00 are store credit"),
            ({"store_credit": EUR("1"), "tenders": {"ch_1": EUR("20")}}, "its tenders get EUR 20"),
        ],
    )
    def test_parts_that_do_not_add_up(self, given: dict[str, Any], says: str) -> None:
        with pytest.raises(Contradictions, match=says):
            Refunded(EUR("20.00"), at=LATE, **given)

    @pytest.mark.parametrize("credit", [EUR("-1"), USD("1"), 5])
    def test_store_credit_is_money_of_the_order(self, credit: Any) -> None:
        with pytest.raises((ValueError, TypeError)):
            Refunded(EUR("20.00"), at=LATE, store_credit=credit)


class TestTerms:
    """A window says from when, for which reasons, and in which zone."""

    def test_days_need_a_zone(self) -> None:
        with pytest.raises(InvalidValue, match="counted in a zone"):
            refund_terms(window=FOURTEEN)
        with pytest.raises(InvalidValue, match="counted in a zone"):
            refund_terms(window=RefundWindow(Hours(3), since=Since(Delivered, plus=Days(1))))
        assert refund_terms(window=RefundWindow(Hours(3), since=Delivered)).zone is None

    def test_what_comes_then_can_be_said_by_its_word(self) -> None:
        window = RefundWindow(Days(14), since=Delivered, afterwards="nothing")
        assert window == evolve(FOURTEEN, afterwards=Afterwards.NOTHING)
        with pytest.raises(InvalidValue, match="say 'store_credit', 'nothing'"):
            evolve(FOURTEEN, afterwards="credit")

    @pytest.mark.parametrize("given", [{"since": ()}, {"for_reasons": ()}])
    def test_nothing_is_no_answer(self, given: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue):
            RefundWindow(**{"length": Days(1), "since": Delivered, **given})


ELECTRONICS = Scope(category="electronics")
SHORT = RefundWindow(Days(7), since=Delivered, applies_to=ELECTRONICS)
MIXED = Order(
    id="1002",
    placed_at=PLACED_AT,
    lines=[
        Line("tee", quantity=1, total=EUR("20.00")),
        Line("radio", quantity=1, total=EUR("50.00"), category="electronics", tags=["sale"]),
    ],
    history=[
        Paid(EUR("70.00"), tender=CARD, at=PLACED_AT),
        Delivered({"tee": 1, "radio": 1}, at="2026-03-05T12:30+01:00"),
    ],
)
ON_SALE = Scope(tag="sale")


class TestSpecialWindows:
    """A special window beats the standard one; of several specials the longest counts."""

    @pytest.mark.parametrize(
        ("special", "at", "reason", "late"),
        [
            pytest.param([SHORT], "2026-03-12T23:59:59.999999+01:00", "remorse", [], id="in time"),
            pytest.param([SHORT], "2026-03-13T00:00+01:00", "remorse", ["radio"], id="too late"),
            pytest.param(
                [SHORT], "2026-03-20T00:00+01:00", "remorse", ["tee", "radio"], id="both too late"
            ),
            pytest.param(
                [evolve(SHORT, length=Days(20))],
                "2026-03-20T00:00+01:00",
                "remorse",
                ["tee"],
                id="a special window may be longer",
            ),
            pytest.param(
                [SHORT, RefundWindow(Days(10), since=Delivered, applies_to=ON_SALE)],
                "2026-03-15T23:59+01:00",
                "remorse",
                [],
                id="the longest of two",
            ),
            pytest.param(
                [RefundWindow(Days(10), since=Delivered, applies_to=ON_SALE), SHORT],
                "2026-03-16T00:00+01:00",
                "remorse",
                ["radio"],
                id="the longest of two has ended",
            ),
            pytest.param(
                [SHORT, RefundWindow(Days(1), since=Received, applies_to=ON_SALE)],
                "2026-03-25T00:00+01:00",
                "remorse",
                ["tee"],
                id="one that has not started is open",
            ),
            pytest.param(
                [SHORT], "2026-03-19T00:00+01:00", "defect", [], id="about other reasons than asked"
            ),
            pytest.param(
                [evolve(SHORT, for_reasons=["defect"])],
                "2026-03-19T00:00+01:00",
                "remorse",
                [],
                id="the standard one counts for reasons that no special one is about",
            ),
        ],
    )
    def test_which_counts(
        self, special: list[RefundWindow], at: str, reason: str, late: list[str]
    ) -> None:
        terms = with_window(special_windows=special)
        quote = quoted(MIXED, {"tee": 1, "radio": 1}, terms, at, reason)
        assert [x.line for x in quote.late] == late

    def test_without_a_standard_one_the_rest_is_always_money(self) -> None:
        terms = refund_terms(special_windows=[SHORT], zone=BERLIN)
        quote = quoted(MIXED, {"tee": 1, "radio": 1}, terms, LATE)
        assert (quote.total, quote.store_credit) == (EUR("70.00"), EUR("50.00"))

    def test_each_window_says_what_comes_then(self) -> None:
        nothing = evolve(SHORT, afterwards=Afterwards.NOTHING)
        terms = with_window(special_windows=[nothing])
        quote = quoted(MIXED, {"tee": 1, "radio": 1}, terms, LATE)
        assert (quote.total, quote.store_credit) == (EUR("20.00"), EUR("20.00"))
        assert {x.line: x.afterwards for x in quote.late} == {
            "tee": Afterwards.STORE_CREDIT,
            "radio": Afterwards.NOTHING,
        }
        after = MIXED.after(quote.settled(at=LATE, ref="rf-1"))
        assert after.position(at=LATE).refundable == EUR("50.00")

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"window": SHORT}, "the standard window covers everything"),
            ({"special_windows": [FOURTEEN]}, "a special window covers a Scope"),
            ({"special_windows": [SHORT], "zone": None}, "counted in a zone"),
            ({"special_windows": ["SHORT"]}, "special windows are RefundWindows"),
        ],
        ids=["a narrow standard window", "a wide special one", "no zone", "no window"],
    )
    def test_each_covers_what_it_can(self, wrong: dict[str, Any], says: str) -> None:
        with pytest.raises((InvalidValue, WrongType), match=says):
            refund_terms(**{"zone": BERLIN, **wrong})
        with pytest.raises(WrongType, match="by a Scope"):
            RefundWindow(Days(1), since=Delivered, applies_to="electronics")  # type: ignore[arg-type]


class TestMoneyCloses:
    """Whatever is late: nothing is lost, nothing is made, and it can be booked."""

    @given(
        delivered_orders,
        term_codes,
        st.integers(0, 30),
        st.sampled_from(list(Afterwards)),
    )
    def test_tenders_and_store_credit_are_the_total(
        self, some: Order, code: int, days: int, afterwards: Afterwards
    ) -> None:
        window = RefundWindow(Days(days), since=Delivered, afterwards=afterwards)
        plain = money_of(some, code)
        terms = evolve(plain, window=window, zone="UTC")
        quantities = dict(some.quantities)
        decision = asked(some, quantities)
        without = refunds.quote(decision, plain)
        quote = refunds.quote(decision, terms)
        zero: Money = some.currency.zero
        assert sum(quote.tenders.values(), zero) + quote.store_credit == quote.total
        late = days < (ASKED - PLACED).days
        assert bool(quote.late) is late
        if afterwards is Afterwards.NOTHING and late:
            assert quote.total == zero
        else:
            assert quote.total == without.total
            assert quote.store_credit == (quote.total if late else zero)
        after = some.after(quote.settled(at=ASKED, ref="rf-1")).position(at=ASKED)
        assert after.refundable == some.position(at=ASKED).refundable - quote.total
