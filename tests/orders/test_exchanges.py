"""Exchanges in the history: what can be booked, what cannot, and what an order knows afterwards."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    USD,
    Charge,
    CurrencyMismatch,
    Delivered,
    Event,
    ExchangeCharged,
    Exchanged,
    Fee,
    FeeCharged,
    InvalidOrder,
    InvalidValue,
    LineRefund,
    NewLine,
    Order,
    OverRefund,
    Paid,
    Per,
    Received,
    Refunded,
    ReturnApproved,
    ReturnClosed,
    ReturnRequest,
    ReturnRequested,
    Shipped,
    Tax,
    Tender,
    UnknownLine,
    WrongType,
    exchanges,
    refunds,
    returns,
)
from tests.exchanges.given import BACK, MONEY, TERMS, asked, bought, new, paid

AT, LATER = "2026-03-06T09:00Z", "2026-03-07T09:00Z"
ZERO = EUR("0.00")


def swap(units: int = 1, worth: str = "20.00", price: str = "20.00", **changes: Any) -> Exchanged:
    """Units of the old line for a new one; the difference is owed by whom it has to be."""
    credited, costs = EUR(worth), EUR(price)
    told = {
        "instead": [new(price)],
        "credited": credited,
        "due_from_customer": max(ZERO, costs - credited),
        "due_to_customer": max(ZERO, credited - costs),
        "ref": "x-1",
        "at": AT,
        **changes,
    }
    return Exchanged([LineRefund("old", units=units, price=credited)], **told)


def refusal(order: Order, *events: Event) -> str:
    """Why these events cannot be."""
    with pytest.raises(InvalidOrder) as caught:
        order.after(*events)
    return str(caught.value)


class TestWhatAnOrderKnows:
    """A new line is a line from its exchange on, and was none before."""

    def test_before_and_after(self) -> None:
        order = paid("20.00").after(swap())
        assert [line.id for line in order.position(at="2026-03-05T12:00Z").lines] == ["old"]
        assert [line.id for line in order.position(at=AT).lines] == ["old", "new"]
        assert order.line("new").total == EUR("20.00")
        with pytest.raises(UnknownLine):
            order.position(at="2026-03-05T12:00Z").units("new")

    def test_the_order_of_the_list_says_nothing(self) -> None:
        plain = paid("20.00")
        events = (swap(), Shipped({"new": 1}, at=AT), Delivered({"new": 1}, at=LATER))
        one = plain.after(*events)
        other = evolve(plain, history=(*reversed(events), *plain.history))
        assert one.position(at=LATER) == other.position(at=LATER)
        assert one.position(at=AT) == other.position(at=AT)

    def test_told_twice_it_counts_once(self) -> None:
        order = paid("20.00").after(swap(), swap())
        assert order.position(at=AT).units("old").refunded == 1
        assert len(order.position(at=AT).exchanges) == 1

    def test_exchanges_without_a_name_are_two(self) -> None:
        order = paid("20.00", quantity=2)
        one = swap(worth="10.00", price="10.00", ref="")
        two = evolve(one, instead=[new("10.00", id="b")], at=LATER)
        assert len(order.after(one, two).position(at=LATER).exchanges) == 2

    def test_what_is_known_up_to_an_instant_is_replayed(self) -> None:
        order = paid("20.00").after(swap())
        known = order.ref(at=AT)
        assert order.after(Delivered({"new": 1}, at=LATER)).upto(known) == order


class TestReserved:
    """A unit is spoken for once: by its return, and then by its exchange."""

    ANNOUNCED = ReturnRequested({"old": 2}, ref="r-1", at="2026-03-05T10:00Z")

    def test_units_that_are_still_away(self) -> None:
        order = paid("20.00", quantity=3).after(self.ANNOUNCED)
        assert order.position(at=AT).units("old").returnable == 1
        order = order.after(swap(worth="6.67", price="6.67", return_ref="r-1"))
        units = order.position(at=AT).units("old")
        assert (units.requested, units.kept, units.returnable) == (1, 1, 1)
        order = order.after(Received({"old": 2}, ref="r-1", at=LATER))
        units = order.position(at=LATER).units("old")
        assert (units.requested, units.kept, units.returnable) == (0, 0, 1)

    def test_a_return_that_is_exchanged_at_once(self) -> None:
        announced = evolve(self.ANNOUNCED, at=AT)
        agreed = ReturnApproved(ref="r-1", at=AT)
        one = swap(worth="6.67", price="6.67", return_ref="r-1")
        sent = Shipped({"new": 1}, at=AT)
        order = paid("20.00", quantity=3).after(sent, one, agreed, announced)
        units = order.position(at=AT).units("old")
        assert (units.requested, units.kept, units.returnable) == (1, 1, 1)
        assert order.position(at=AT).units("new").has_left == 1
        order = order.after(
            Received({"old": 1}, ref="r-1", at=LATER), ReturnClosed(ref="r-1", at=LATER)
        )
        units = order.position(at=LATER).units("old")
        assert (units.requested, units.kept, units.returnable) == (0, 0, 2)

    def test_units_that_are_back(self) -> None:
        back = Received({"old": 1}, ref="r-1", at="2026-03-05T12:00Z")
        order = paid("20.00", quantity=3).after(self.ANNOUNCED, back)
        order = order.after(swap(worth="6.67", price="6.67", return_ref="r-1"))
        units = order.position(at=AT).units("old")
        assert (units.requested, units.kept, units.returnable) == (1, 0, 1)

    def test_a_return_that_is_not_named_keeps_its_units(self) -> None:
        order = paid("20.00", quantity=3).after(self.ANNOUNCED)
        order = order.after(swap(worth="6.67", price="6.67"))
        assert order.position(at=AT).units("old").requested == 2


class TestWhatCannotBe:
    """An exchange that the history does not allow is refused, with the sentence that says why."""

    @pytest.mark.parametrize(
        ("event", "says"),
        [
            (swap(instead=[new("20.00", id="old")]), "has a line 'old' already"),
            (swap(worth="21.00", price="21.00"), None),
            (swap(units=2, worth="10.00", price="10.00"), "2 of 'old' refunded, but 1 were sold"),
            (
                swap(fees=[FeeCharged("post", amount=EUR("0.01"))]),
                "its units are worth EUR 20.00, and it credits EUR 20.00 for them",
            ),
        ],
        ids=[
            "an id twice",
            "more than is left",
            "more units than there are",
            "more than it is worth",
        ],
    )
    def test_an_exchange(self, event: Exchanged, says: str | None) -> None:
        if says is None:
            with pytest.raises(OverRefund):
                paid("20.00").after(event)
        else:
            assert says in refusal(paid("20.00"), event)

    def test_told_otherwise(self) -> None:
        order = paid("20.00", quantity=2)
        one = swap(worth="5.00", price="5.00")
        two = evolve(one, instead=[new("5.00", id="b")])
        assert "the exchange 'x-1' was told otherwise before" in refusal(order, one, two)

    def test_a_line_that_is_not_there(self) -> None:
        event = evolve(swap(), lines=[LineRefund("hat", units=1, price=EUR("20.00"))])
        with pytest.raises(UnknownLine):
            paid("20.00").after(event)

    def test_another_currency(self) -> None:
        dollars = USD("20.00")
        event = Exchanged(
            [LineRefund("old", units=1, price=dollars)],
            instead=[NewLine("new", quantity=1, total=dollars)],
            credited=dollars,
            due_from_customer=USD("0.00"),
            due_to_customer=USD("0.00"),
            at=AT,
        )
        with pytest.raises(CurrencyMismatch, match="but the order is in EUR"):
            paid("20.00").after(event)

    @pytest.mark.parametrize(
        ("charged", "says"),
        [
            (ExchangeCharged({"old": 1}, ref="x-2", at=LATER), "no exchange 'x-2' is known"),
            (ExchangeCharged({"old": 1}, at=LATER), "no exchange '' is known"),
            (ExchangeCharged({"old": 2}, ref="x-1", at=LATER), "has 1 more to be charged for"),
            (ExchangeCharged({"new": 1}, ref="x-1", at=LATER), "has 0 more to be charged for"),
        ],
        ids=["another exchange", "none", "too many", "new goods"],
    )
    def test_a_charge(self, charged: ExchangeCharged, says: str) -> None:
        assert says in refusal(paid("20.00").after(swap()), charged)


class TestWhatCannotBeSaid:
    """An exchange adds up by itself: nothing comes from nowhere."""

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"due_from_customer": EUR("0.01")}, "EUR 20.01 are given for goods and money of"),
            (
                {"due_from_customer": EUR("1.00"), "due_to_customer": EUR("1.00")},
                "owed by one side",
            ),
            ({"instead": []}, "nothing is agreed instead"),
            ({"instead": [new("10.00"), new("10.00")]}, "has the new line 'new' twice"),
        ],
    )
    def test_contradictions(self, changes: dict[str, Any], says: str) -> None:
        with pytest.raises(InvalidValue, match=says):
            swap(**changes)

    def test_of_lines(self) -> None:
        part = LineRefund("old", units=0, price=EUR("10.00"))
        with pytest.raises(InvalidValue, match="gives up the line 'old' twice"):
            evolve(swap(), lines=[part, part])
        with pytest.raises(InvalidValue, match="of 'old' it gives up no unit"):
            evolve(swap(), lines=[part])
        with pytest.raises(InvalidValue, match="nothing is given up"):
            evolve(swap(), lines=[])

    def test_of_amounts(self) -> None:
        with pytest.raises(InvalidValue, match="extra is zero or more"):
            swap(extra=EUR("-1.00"))
        with pytest.raises(WrongType, match="bonus is an amount of money"):
            swap(bonus="1.00")
        with pytest.raises(CurrencyMismatch):
            swap(fees=[FeeCharged("post", amount=USD("1.00"), basis=USD("2.00"))])
        with pytest.raises(CurrencyMismatch):
            swap(bonus=USD("1.00"))

    def test_a_list_total_is_no_less_than_the_total(self) -> None:
        with pytest.raises(InvalidValue, match="a list total is before discounts"):
            paid("20.00", list_total="19.99")
        assert paid("20.00", list_total="20.00").line("old").list_total == EUR("20.00")


class TestRefundsAfterAnExchange:
    """Exchanged units are settled; the others are worth what they were, new ones their price."""

    def test_the_rest_of_a_line_closes(self) -> None:
        order = paid("10.01", quantity=3).after(swap(2, "6.67", "6.67"))
        last = refunds.quote(asked(order, 1, at=LATER), MONEY)
        assert last.total == EUR("3.34")

    @pytest.mark.parametrize(
        ("rule", "after_one", "after_both"),
        [("share", "2.00", "4.00"), ("when_all_comes_back", "0.00", "4.00")],
    )
    def test_shipping_goes_with_what_is_there_now(
        self, rule: str, after_one: str, after_both: str
    ) -> None:
        plain = paid("20.00", quantity=2)
        order = evolve(
            plain,
            charges=[Charge.shipping(EUR("4.00"))],
            history=[
                Paid(EUR("24.00"), tender=Tender.card("card"), at=plain.placed_at),
                Delivered({"old": 2}, at="2026-03-05T09:00Z"),
            ],
        ).after(swap(1, "10.00", "10.00"), Delivered({"new": 1}, at=AT))
        terms = evolve(MONEY, shipping=rule)
        given = []
        for n, line in enumerate(("old", "new")):
            at = f"2026-03-{8 + n:02}T09:00Z"
            part = refunds.quote(asked(order, line=line, at=at), terms)
            given.append(part.shipping)
            order = order.after(part.settled(at=at, ref=f"rf-{n}"))
        assert [given[0], given[0] + given[1]] == [EUR(after_one), EUR(after_both)]
        assert order.position(at="2026-03-10T09:00Z").refundable == ZERO

    def test_a_fee_per_return_is_kept_once(self) -> None:
        fee = Fee("post", EUR("1.00"), per=Per.RETURN)
        order = paid("20.00", quantity=2)
        first = exchanges.quote(
            asked(order, ref="r-1"), evolve(TERMS, fees=[fee]), instead=[new("9.00")]
        )
        assert [x.amount for x in first.back.fees] == [EUR("1.00")]
        order = order.after(first.settled(at=AT, ref="x-1"))
        rest = refunds.quote(asked(order, ref="r-1", at=LATER), evolve(MONEY, fees=[fee]))
        assert (rest.fees, rest.total) == ((), EUR("10.00"))

    def test_a_return_in_parcels_knows_what_was_exchanged_of_it(self) -> None:
        order = paid("20.00", quantity=2)
        both = asked(order, 2, ref="r-1")
        order = order.after(swap(1, "10.00", "10.00", return_ref="r-1"))
        rest = refunds.quote(both, MONEY, order=order, at=LATER)
        assert rest.total == EUR("10.00")

    def test_units_that_were_charged_after_all_can_come_back(self) -> None:
        order = paid("20.00").after(
            swap(),
            ExchangeCharged({"old": 1}, ref="x-1", at=LATER),
            Paid(EUR("20.00"), tender=Tender.cash("till"), at=LATER),
        )
        at = "2026-03-08T09:00Z"
        request = ReturnRequest.of({"old": 1}, reason="remorse")
        back = refunds.quote(returns.assess(order, request, BACK, at=at), MONEY)
        assert back.total == EUR("20.00")

    def test_taxes_of_what_is_given_up_are_told_or_nothing_is(self) -> None:
        line = NewLine("old", quantity=1, total=EUR("20.00"), taxes=[Tax.included(EUR("3.00"))])
        order = bought(line)
        assert "has 1 taxes, the refund tells 0" in refusal(order, swap())
        free = swap(worth="0.00", price="0.00")
        assert order.after(free).position(at=AT).line_money("old").left == EUR("20.00")

    def test_a_refund_takes_no_more_than_an_exchange_left(self) -> None:
        order = paid("20.00").after(swap())
        again = Refunded(
            EUR("20.00"), lines=[LineRefund("old", units=0, price=EUR("20.00"))], at=LATER
        )
        with pytest.raises(OverRefund):
            order.after(again)
