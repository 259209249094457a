"""What each event does to money: payments, refunds and how they go on, and what banks take back."""

from typing import Any

import pytest

from postsales import (
    EUR,
    Authorised,
    Balance,
    Chargeback,
    ChargebackReversed,
    ChargeRefund,
    Event,
    InvalidOrder,
    InvalidValue,
    Line,
    LineRefund,
    Money,
    OverRefund,
    Paid,
    Refunded,
    RefundStatus,
    Tender,
    UnknownLine,
    WrongType,
)
from tests.orders.given import CARD, EVER, GIFT, day, order, paid

PENDING, SETTLED, FAILED = RefundStatus.PENDING, RefundStatus.SETTLED, RefundStatus.FAILED


def refund(amount: str, n: int = 5, **given: Any) -> Refunded:
    return Refunded(EUR(amount), at=day(n), **given)


def tee(units: int, price: str) -> LineRefund:
    return LineRefund("tee", units=units, price=EUR(price))


def money(*events: Event, of: str = "order") -> tuple[str, str, str, str]:
    """Reserved, refunded, disputed and left of the order, a tender, line or charge."""
    position = order(*events).position(at=EVER)
    found: Balance = {
        "order": lambda: position.money,
        "card": lambda: position.tender_money("card"),
        "gift": lambda: position.tender_money("gift"),
        "tee": lambda: position.line_money("tee"),
        "shipping": lambda: position.charge_money("shipping"),
    }[of]()
    parts = (found.reserved, found.refunded, found.disputed, found.left)
    return tuple(str(x.amount) for x in parts)  # type: ignore[return-value]


class TestPayments:
    """Money is there when it was captured, tender by tender."""

    def test_what_is_captured(self) -> None:
        position = order(*paid("55.00", gift="20.00")).position(at=EVER)
        assert position.money.captured == EUR("75.00")
        assert position.tender_money("gift").captured == EUR("20.00")
        assert position.refundable == EUR("75.00")

    def test_what_is_on_hold_is_not_there(self) -> None:
        held = Authorised(EUR("75.00"), tender=CARD, at=day(1))
        position = order(held).position(at=EVER)
        assert (position.authorised, position.money.captured) == (EUR("75.00"), EUR("0.00"))
        later = order(held, Paid(EUR("50.00"), tender=CARD, at=day(2))).position(at=EVER)
        assert (later.authorised, later.money.captured) == (EUR("25.00"), EUR("50.00"))

    def test_a_tender_may_pay_twice(self) -> None:
        twice = Paid(EUR("5.00"), tender=CARD, at=day(2))
        assert order(*paid("70.00"), twice).position(at=EVER).tender_money("card").left == EUR(
            "75.00"
        )

    def test_tenders_stand_as_they_paid_and_not_as_they_were_held(self) -> None:
        found = order(
            Authorised(EUR("55.00"), tender=CARD, at=day(1)),
            Paid(EUR("20.00"), tender=GIFT, at=day(2)),
            Paid(EUR("55.00"), tender=CARD, at=day(3)),
        )
        assert [x.tender for x in found.position(at=EVER).tenders] == [GIFT, CARD]


class TestRefunds:
    """A refund takes from lines, charges, tenders and the order, never more than is left."""

    @pytest.mark.parametrize(
        ("events", "of", "expected"),
        [
            pytest.param(
                [refund("10.00")], "order", ("0.00", "10.00", "0.00", "65.00"), id="of the order"
            ),
            pytest.param(
                [refund("10.00")],
                "card",
                ("0.00", "10.00", "0.00", "65.00"),
                id="of the only tender",
            ),
            pytest.param(
                [refund("10.00")], "tee", ("0.00", "0.00", "0.00", "50.00"), id="of no line"
            ),
            pytest.param(
                [refund("16.67", lines=[tee(1, "16.67")])],
                "tee",
                ("0.00", "16.67", "0.00", "33.33"),
                id="of a line",
            ),
            pytest.param(
                [refund("5.00", charges=[ChargeRefund("shipping", price=EUR("5.00"))])],
                "shipping",
                ("0.00", "5.00", "0.00", "0.00"),
                id="of a charge",
            ),
            pytest.param(
                [refund("16.67", lines=[tee(1, "16.67")], status=PENDING, ref="a")],
                "tee",
                ("16.67", "0.00", "0.00", "33.33"),
                id="ordered: reserved on the line",
            ),
            pytest.param(
                [refund("10.00", status=PENDING, ref="a")],
                "card",
                ("10.00", "0.00", "0.00", "65.00"),
                id="ordered: reserved at the tender",
            ),
            pytest.param(
                [refund("10.00", status=PENDING, ref="a"), refund("10.00", 6, ref="a")],
                "order",
                ("0.00", "10.00", "0.00", "65.00"),
                id="ordered and settled",
            ),
            pytest.param(
                [
                    refund("10.00", status=PENDING, ref="a"),
                    refund("10.00", 6, ref="a", status=FAILED),
                ],
                "order",
                ("0.00", "0.00", "0.00", "75.00"),
                id="ordered and failed: free again",
            ),
            pytest.param(
                [refund("10.00", ref="a"), refund("10.00", 6, ref="a", status=FAILED)],
                "order",
                ("0.00", "0.00", "0.00", "75.00"),
                id="settled and failed after all",
            ),
            pytest.param(
                [refund("10.00", status=FAILED, ref="a"), refund("10.00", 6, ref="a")],
                "order",
                ("0.00", "10.00", "0.00", "65.00"),
                id="failed, and tried again",
            ),
            pytest.param(
                [refund("10.00", ref="a"), refund("10.00", ref="a")],
                "order",
                ("0.00", "10.00", "0.00", "65.00"),
                id="told twice",
            ),
            pytest.param(
                [refund("10.00"), refund("10.00")],
                "order",
                ("0.00", "20.00", "0.00", "55.00"),
                id="two without a name are two",
            ),
            pytest.param(
                [refund("10.00", ref="a"), refund("10.00", ref="b")],
                "order",
                ("0.00", "20.00", "0.00", "55.00"),
                id="two names are two",
            ),
        ],
    )
    def test_where_the_money_is(
        self, events: list[Event], of: str, expected: tuple[str, ...]
    ) -> None:
        assert money(*paid(), *events, of=of) == expected

    @pytest.mark.parametrize(
        ("statuses", "left"),
        [
            ((PENDING, SETTLED), ("0.00", "10.00", "0.00", "65.00")),
            ((PENDING, FAILED), ("0.00", "0.00", "0.00", "75.00")),
            ((SETTLED, FAILED), ("0.00", "0.00", "0.00", "75.00")),
        ],
        ids=["settled beats pending", "failed beats pending", "failed beats settled"],
    )
    def test_at_one_instant_the_list_says_nothing(
        self, statuses: tuple[RefundStatus, ...], left: tuple[str, ...]
    ) -> None:
        told = [refund("10.00", ref="a", status=status) for status in statuses]
        assert money(*paid(), *told) == money(*paid(), *told[::-1]) == left

    def test_one_name_tells_one_story(self) -> None:
        with pytest.raises(InvalidOrder, match="told otherwise before"):
            order(*paid(), refund("10.00", ref="a", status=PENDING), refund("10.01", 6, ref="a"))

    def test_of_several_tenders_no_one_in_particular(self) -> None:
        events = (*paid("55.00", gift="20.00"), refund("30.00"))
        assert money(*events) == ("0.00", "30.00", "0.00", "45.00")
        assert money(*events, of="card") == ("0.00", "0.00", "0.00", "55.00")
        assert order(*events).position(at=EVER).refundable == EUR("45.00")

    def test_of_the_tenders_that_are_named(self) -> None:
        shares = {"gift": EUR("20.00"), "card": EUR("10.00")}
        events = (*paid("55.00", gift="20.00"), refund("30.00", tenders=shares))
        assert money(*events, of="gift") == ("0.00", "20.00", "0.00", "0.00")
        assert money(*events, of="card") == ("0.00", "10.00", "0.00", "45.00")

    def test_what_the_only_tender_gave_it_gets_back_though_another_came_later(self) -> None:
        events = (
            *paid("70.00"),
            refund("10.00", 2, ref="a", status=PENDING),
            Paid(EUR("5.00"), tender=GIFT, at=day(3)),
            refund("10.00", 4, ref="a", status=FAILED),
        )
        assert money(*events, of="card") == ("0.00", "0.00", "0.00", "70.00")
        assert money(*events) == ("0.00", "0.00", "0.00", "75.00")

    def test_a_refund_of_nothing_records_its_units(self) -> None:
        found = order(*paid(), refund("0.00", lines=[tee(2, "0.00")]))
        assert found.position(at=EVER).units("tee").refunded == 2
        assert found.position(at=EVER).line_money("tee").left == EUR("50.00")

    @pytest.mark.parametrize(
        ("given", "fits"),
        [
            ({"amount": EUR("16.67")}, True),
            ({"amount": EUR("20.00")}, True),
            ({"amount": EUR("16.66")}, False),
            ({"amount": EUR("16.66"), "withheld": EUR("0.01")}, True),
            ({"amount": EUR("16.66"), "withheld": EUR("0.00")}, False),
        ],
        ids=["just so", "more, tied to nothing", "a cent less", "withheld", "not withheld"],
    )
    def test_it_gives_what_it_is_for(self, given: dict[str, Any], fits: bool) -> None:
        event = Refunded(**given, lines=[tee(1, "16.67")], at=day(5))
        if fits:
            assert order(*paid(), event).position(at=EVER).money.refunded == given["amount"]
            return
        with pytest.raises(InvalidOrder, match="say the rest as fees or withheld"):
            order(*paid(), event)

    def test_units_are_refunded_once(self) -> None:
        with pytest.raises(InvalidOrder, match="4 of 'tee' refunded, but 3 were sold"):
            order(
                *paid(), refund("0.00", lines=[tee(2, "0")]), refund("0.00", 6, lines=[tee(2, "0")])
            )


@pytest.mark.parametrize(
    ("events", "maximum", "where"),
    [
        pytest.param([refund("75.01")], "75.00", "tender card", id="above the tender"),
        pytest.param(
            [refund("75.00"), refund("0.01", 6)], "0.00", "tender card", id="nothing is left"
        ),
        pytest.param(
            [refund("60.00", status=PENDING, ref="a"), refund("15.01", 6)],
            "15.00",
            "tender card",
            id="above what is not reserved",
        ),
        pytest.param(
            [refund("50.01", lines=[tee(3, "50.01")])], "50.00", "line tee", id="above the line"
        ),
        pytest.param(
            [refund("40.00", lines=[tee(0, "40.00")]), refund("10.01", 6, lines=[tee(1, "10.01")])],
            "10.00",
            "line tee",
            id="above what is left of the line",
        ),
        pytest.param(
            [refund("5.01", charges=[ChargeRefund("shipping", price=EUR("5.01"))])],
            "5.00",
            "charge shipping",
            id="above the charge",
        ),
    ],
)
def test_more_than_is_left(events: list[Event], maximum: str, where: str) -> None:
    with pytest.raises(OverRefund) as caught:
        order(*paid(), *events)
    assert (caught.value.maximum, caught.value.where) == (EUR(maximum), where)
    assert str(caught.value).endswith(f"exceeds the EUR {maximum} still refundable on {where}")


def test_more_than_the_order_has_left() -> None:
    with pytest.raises(OverRefund) as caught:
        order(*paid("55.00", gift="20.00"), refund("70.00"), refund("5.01", 6))
    assert (caught.value.maximum, caught.value.where) == (EUR("5.00"), "order 1001")
    assert caught.value.wanted == EUR("5.01")


def test_a_freed_refund_can_be_given_again() -> None:
    events = (
        refund("75.00", ref="a"),
        refund("75.00", 6, ref="a", status=FAILED),
        refund("75.00", 7),
    )
    assert money(*paid(), *events) == ("0.00", "75.00", "0.00", "0.00")


class TestChargebacks:
    """What a bank took is not there any more; on top of a refund the shop has paid twice."""

    def taken(self, amount: str, n: int = 8) -> Chargeback:
        return Chargeback(EUR(amount), tender=CARD, at=day(n))

    def test_it_lowers_what_is_left(self) -> None:
        assert money(*paid(), self.taken("25.00")) == ("0.00", "0.00", "25.00", "50.00")
        assert order(*paid(), self.taken("25.00")).position(at=EVER).refundable == EUR("50.00")

    def test_on_top_of_a_refund_less_than_nothing_is_left(self) -> None:
        events = (*paid(), refund("60.00"), self.taken("75.00"))
        assert money(*events) == ("0.00", "60.00", "75.00", "-60.00")
        assert order(*events).position(at=EVER).refundable == EUR("0.00")

    @pytest.mark.parametrize("amounts", [("75.01",), ("50.00", "25.01")], ids=["at once", "twice"])
    def test_no_more_than_was_captured(self, amounts: tuple[str, ...]) -> None:
        with pytest.raises(InvalidOrder, match="was captured at this tender"):
            order(*paid(), *(self.taken(x, 8 + n) for n, x in enumerate(amounts)))

    def again(self, amount: str, n: int = 20) -> ChargebackReversed:
        return ChargebackReversed(EUR(amount), tender=CARD, at=day(n))

    def test_what_the_bank_gives_again_is_there_again(self) -> None:
        assert money(*paid(), self.taken("75.00"), self.again("75.00")) == money(*paid())

    def test_the_bank_may_give_a_part_again(self) -> None:
        told = money(*paid(), self.taken("75.00"), self.again("25.00"))
        assert told == ("0.00", "0.00", "50.00", "25.00")

    def test_both_at_one_instant_are_taken_first(self) -> None:
        events = (self.again("75.00", 8), *paid(), self.taken("75.00", 8))
        assert money(*events) == money(*paid())

    @pytest.mark.parametrize("amounts", [("25.01",), ("20.00", "5.01")], ids=["at once", "twice"])
    def test_no_more_than_the_bank_took(self, amounts: tuple[str, ...]) -> None:
        given = (self.again(x, 20 + n) for n, x in enumerate(amounts))
        with pytest.raises(InvalidOrder, match="was taken back from this tender by a bank"):
            order(*paid(), self.taken("25.00"), *given)


def test_one_name_of_a_tender_is_one_means_of_payment() -> None:
    with pytest.raises(InvalidOrder, match="elsewhere"):
        order(*paid(), Paid(EUR("1.00"), tender=Tender.cash("card"), at=day(3)))


def test_a_balance_is_not_confused_by_currencies() -> None:
    zero = EUR("0.00")
    balance = Balance(EUR("5.00"), reserved=zero, refunded=EUR("1.00"), disputed=zero)
    assert balance.left == EUR("4.00")
    assert isinstance(balance.captured, Money)


class TestToldAgain:
    """An event with a name that is told again, equal in every field, is the same event."""

    PAID = Paid(EUR("75.00"), tender=CARD, at=day(1), ref="ch")
    BACK = refund("5.00", ref="rf-1")

    @pytest.mark.parametrize(
        ("history", "again"),
        [
            pytest.param([PAID], PAID, id="the last payment"),
            pytest.param([PAID, BACK], PAID, id="an early payment"),
            pytest.param([PAID, BACK], BACK, id="the last refund"),
        ],
    )
    def test_it_moves_no_money_twice(self, history: list[Event], again: Event) -> None:
        once = order(*history)
        assert once.after(again).position(at=EVER) == once.position(at=EVER)


class TestRefunded:
    """A refund tells in text why it was made and for which return."""

    @pytest.mark.parametrize("name", ["reason", "return_ref"])
    def test_both_are_text(self, name: str) -> None:
        with pytest.raises(WrongType, match=f"{name} is text"):
            refund("5.00", **{name: 3})


class TestPosition:
    """It says whose it is and what is left, and names what it knows to who asks for another."""

    position = order(*paid("55.00", gift="20.00")).position(at=EVER)

    def test_it_prints_what_is_left(self) -> None:
        assert repr(self.position) == "<Position of order '1001': EUR 75.00 left>"

    def test_a_tender_that_did_not_pay(self) -> None:
        with pytest.raises(InvalidValue, match="the order knows card, gift"):
            self.position.tender_money("cash")

    def test_a_charge_that_is_not_there(self) -> None:
        with pytest.raises(InvalidValue, match="the order knows shipping"):
            self.position.charge_money("duty")

    @pytest.mark.parametrize(
        ("lines", "says"),
        [
            pytest.param(1, "the order has 'l0'$", id="the only one"),
            pytest.param(5, "the order has 'l0', 'l1', 'l2', 'l3', 'l4'$", id="all five"),
            pytest.param(6, "'l3', 'l4' and 1 more$", id="five of six"),
            pytest.param(9, "'l3', 'l4' and 4 more$", id="five of nine"),
        ],
    )
    def test_a_line_that_is_not_there(self, lines: int, says: str) -> None:
        of_an_order = order(lines=[Line(f"l{n}", quantity=1, total=EUR("1")) for n in range(lines)])
        with pytest.raises(UnknownLine, match=says):
            of_an_order.position(at=EVER).line("cap")

    def test_of_an_order_that_nobody_paid(self) -> None:
        with pytest.raises(InvalidValue, match="the order knows none"):
            order().position(at=EVER).tender_money("card")
