"""Who owes how much for a change, and what the order is afterwards."""

from datetime import date

import pytest
from attrs import evolve

from postsales import (
    EUR,
    USD,
    CancellationRequest,
    CancellationTerms,
    Changeable,
    Changed,
    ChangeQuote,
    ChangeRequest,
    Charge,
    Contradictions,
    CurrencyMismatch,
    InvalidOrder,
    InvalidValue,
    LineRefund,
    Order,
    Outcome,
    OverRefund,
    Paid,
    RefundTerms,
    Shipped,
    ShippingRefund,
    Tender,
    TenderOrder,
    UnknownLine,
    cancellations,
    changes,
    refunds,
    unknown,
)
from tests.changes.given import ANYTHING, AT, asked, larger, new, only, shirts

MONEY = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.SHARE, tenders=TenderOrder.AS_PAID
)
LATER = "2026-03-02T16:00+01:00"
FEE = EUR("3.00")


def quoted(request: ChangeRequest, *changeable: Changeable) -> ChangeQuote:
    """What a change of the order costs."""
    return changes.quote(asked(request, terms=only(*changeable)))


@pytest.mark.parametrize(
    ("request_", "changeable", "from_customer", "to_customer"),
    [
        # Of fifty for three, two are 33.33.
        pytest.param(larger(2, "36.00"), [], "2.67", "0.00", id="dearer"),
        pytest.param(larger(2, "30.00"), [], "0.00", "3.33", id="cheaper"),
        pytest.param(larger(2, "33.33"), [], "0.00", "0.00", id="the same"),
        pytest.param(ChangeRequest.fewer({"tee": 1}), [], "0.00", "16.67", id="fewer"),
        pytest.param(
            ChangeRequest.further([new("12.00", id="cap")]), [], "12.00", "0.00", id="a further"
        ),
        pytest.param(
            larger(2, "30.00"), [Changeable("options", fee=FEE)], "0.00", "0.33", id="less the fee"
        ),
        pytest.param(
            ChangeRequest.on_day("2026-03-09", {"tee": 3}),
            [Changeable("date", fee=FEE)],
            "3.00",
            "0.00",
            id="a fee for another day",
        ),
        pytest.param(
            ChangeRequest.on_day("2026-03-09", {"tee": 3, "mug": 1}).and_also(
                ChangeRequest.to_address("addr-7", {"tee": 3, "mug": 1})
            ),
            [Changeable(["date", "address"], fee=FEE)],
            "3.00",
            "0.00",
            id="one fee for day and address together",
        ),
        pytest.param(
            ChangeRequest.on_day("2026-03-09", {"tee": 3}).and_also(
                ChangeRequest.to_address("addr-7", {"tee": 3})
            ),
            [Changeable("date", fee=FEE), Changeable("address", fee=EUR("1.00"))],
            "4.00",
            "0.00",
            id="two fees for both",
        ),
    ],
)
def test_the_difference(
    request_: ChangeRequest, changeable: list[Changeable], from_customer: str, to_customer: str
) -> None:
    change = quoted(request_, *changeable)
    assert change.due_from_customer == EUR(from_customer)
    assert change.due_to_customer == EUR(to_customer)
    assert change.credited + change.due_from_customer == (
        change.price + change.fee + change.due_to_customer
    )


class TestWhole:
    """A change is made as a whole, or not at all."""

    GONE = Shipped({"tee": 1}, at="2026-03-02T12:00+01:00")

    def test_part_of_it_is_not_priced(self) -> None:
        change = changes.quote(asked(larger(3, "60.00"), self.GONE))
        assert change.outcome is Outcome.REFUSED
        assert dict(change.because) == {"already_shipped": 1}
        assert (change.due_from_customer, change.due_to_customer) == (EUR.zero, EUR.zero)
        with pytest.raises(InvalidValue, match="already_shipped"):
            change.settled(at=LATER)

    def test_what_a_person_must_decide_is_referred(self) -> None:
        terms = ANYTHING.requiring(lambda _: unknown("paper_missing", tell="paper"))
        change = changes.quote(asked(larger(2, "60.00"), terms=terms))
        assert change.outcome is Outcome.REFER

    def test_a_fee_in_another_currency(self) -> None:
        with pytest.raises(CurrencyMismatch, match="the fee is"):
            quoted(larger(1, "20.00"), Changeable("options", fee=USD("1.00")))

    def test_it_is_neither_true_nor_false(self) -> None:
        with pytest.raises(TypeError, match="compare its outcome"):
            bool(quoted(larger(1, "20.00")))


def changed(request: ChangeRequest, *, ref: str = "ch-1") -> Order:
    """The order after a change."""
    return shirts().after(changes.quote(asked(request)).settled(at=AT, ref=ref))


class TestBooked:
    """The new lines are lines of the order, and what was called off is gone with its money."""

    def test_new_lines_are_shipped_like_any_others(self) -> None:
        order = changed(larger(2, "36.00")).after(Shipped({"tee-xl": 2, "tee": 1}, at=LATER))
        position = order.position(at=LATER)
        assert position.units("tee-xl").in_transit == 2
        assert (position.units("tee").cancelled, position.units("tee").in_transit) == (2, 1)

    def test_what_was_called_off_is_not_shipped(self) -> None:
        with pytest.raises(InvalidOrder, match="3 of 'tee'"):
            changed(larger(2, "36.00")).after(Shipped({"tee": 3}, at=LATER))

    def test_what_leaves_at_the_same_instant_was_changed_before(self) -> None:
        order = shirts(Shipped({"tee-xl": 2}, at=AT), *changed(larger(2, "36.00")).history[1:])
        assert order.position(at=AT).units("tee-xl").in_transit == 2

    def test_the_rest_of_a_line_is_worth_what_is_left(self) -> None:
        order = changed(ChangeRequest.fewer({"tee": 1}))
        rest = CancellationRequest.of({"tee": 2}, reason="changed_mind")
        terms = CancellationTerms(id="acme", version="1")
        back = refunds.quote(cancellations.assess(order, rest, terms, at=LATER), MONEY)
        assert back.total == EUR("33.33")

    def test_delivery_costs_go_back_in_proportion_to_what_is_there(self) -> None:
        sent = Charge.shipping(EUR("6.00"))
        paid = Paid(EUR("6.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00")
        order = evolve(shirts(paid), charges=[sent])
        first = changes.assess(order, larger(3, "51.00"), ANYTHING, at=AT)
        change = changes.quote(first).settled(at=AT)
        more = Paid(EUR("1.00"), tender=Tender.card("ch_1"), at=AT)
        rest = CancellationRequest.of({"tee-xl": 3}, reason="changed_mind")
        terms = CancellationTerms(id="acme", version="1")
        decision = cancellations.assess(order.after(change, more), rest, terms, at=LATER)
        # 51 of 60.
        assert refunds.quote(decision, MONEY).shipping == EUR("5.10")

    def test_an_address_and_a_day_are_known_from_then_on(self) -> None:
        both = ChangeRequest.to_address("addr-7", {"tee": 3}).and_also(
            ChangeRequest.on_day("2026-03-09", {"mug": 1})
        )
        position = changed(both).position(at=AT)
        assert (position.address("tee"), position.address("mug")) == ("addr-7", None)
        assert position.deliver_on("mug") == date(2026, 3, 9)
        assert position.deliver_on("tee") is None
        with pytest.raises(UnknownLine):
            position.address("cup")

    def test_the_last_address_counts(self) -> None:
        order = changed(ChangeRequest.to_address("addr-7", {"tee": 3}))
        again = ChangeRequest.to_address("addr-8", {"tee": 3})
        decision = changes.assess(order, again, ANYTHING, at=LATER)
        order = order.after(changes.quote(decision).settled(at=LATER, ref="ch-2"))
        assert order.position(at=LATER).address("tee") == "addr-8"
        assert order.position(at=AT).address("tee") == "addr-7"

    def test_what_takes_the_place_of_a_line_goes_where_that_went(self) -> None:
        order = changed(ChangeRequest.to_address("addr-7", {"tee": 3}))
        decision = changes.assess(order, larger(2, "36.00"), ANYTHING, at=LATER)
        order = order.after(changes.quote(decision).settled(at=LATER))
        assert order.position(at=LATER).address("tee-xl") == "addr-7"

    def test_what_is_due_to_the_customer_goes_back_to_where_it_came_from(self) -> None:
        change = changes.quote(asked(larger(2, "30.00")))
        order = shirts().after(change.settled(at=AT))
        out = change.payout(order, MONEY, at=LATER)
        assert dict(out.tenders) == {"ch_1": EUR("3.33")}
        unpaid = evolve(order, history=order.history[1:])
        with pytest.raises(OverRefund):
            change.payout(unpaid, MONEY, at=LATER)

    def test_it_is_named_as_the_request_is(self) -> None:
        request = ChangeRequest.fewer({"tee": 1}, ref="ch-9")
        assert changes.quote(asked(request)).settled(at=AT).ref == "ch-9"


def booked(**given: object) -> Changed:
    """A change that adds up, and what a test says otherwise."""
    plain: dict[str, object] = {
        "lines": [LineRefund("tee", units=1, price=EUR("16.67"))],
        "instead": [new("20.00")],
        "credited": EUR("16.67"),
        "due_from_customer": EUR("3.33"),
        "due_to_customer": EUR("0.00"),
        "at": AT,
        "ref": "ch-1",
    }
    return Changed(**{**plain, **given})  # type: ignore[arg-type]


class TestRefused:
    """A change that cannot be is refused, with what is wrong."""

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            pytest.param({"credited": EUR("16.00")}, "are given for goods", id="not adding up"),
            pytest.param(
                {"due_from_customer": EUR("4.33"), "due_to_customer": EUR("1.00")},
                "owed by one side",
                id="both owe",
            ),
            pytest.param({"instead": [new("10.00"), new("10.00")]}, "twice", id="a new line twice"),
            pytest.param(
                {
                    "lines": [],
                    "instead": [],
                    "credited": EUR("0.00"),
                    "due_from_customer": EUR("0.00"),
                },
                "changes nothing",
                id="nothing is changed",
            ),
            pytest.param(
                {"lines": [LineRefund("tee", units=0, price=EUR("16.67"))]},
                "calls off no unit",
                id="money without units",
            ),
        ],
    )
    def test_by_itself(self, given: dict[str, object], says: str) -> None:
        with pytest.raises(Contradictions, match=says):
            booked(**given)

    def test_an_amount_below_zero(self) -> None:
        with pytest.raises(InvalidValue, match="credited is zero or more"):
            booked(credited=EUR("-1.00"))

    def test_two_currencies(self) -> None:
        with pytest.raises(CurrencyMismatch):
            booked(due_to_customer=USD("0.00"))

    @pytest.mark.parametrize(
        ("event", "error", "says"),
        [
            pytest.param(
                booked(instead=[new("20.00", id="mug")]),
                InvalidOrder,
                "has a line 'mug' already",
                id="a line of the order",
            ),
            pytest.param(
                booked(lines=[LineRefund("tee", units=4, price=EUR("16.67"))]),
                InvalidOrder,
                "but 3 of them can still be changed",
                id="more than there are",
            ),
            pytest.param(
                booked(lines=[LineRefund("tee", units=1, price=EUR("10.00"))]),
                InvalidOrder,
                "its units are worth",
                id="more than its units are worth",
            ),
            pytest.param(
                booked(lines=[LineRefund("tee", units=3, price=EUR("90.00"))]),
                OverRefund,
                "line tee",
                id="more than the line cost",
            ),
            pytest.param(
                booked(addresses={"cup": "addr-7"}), UnknownLine, "cup", id="an unknown line"
            ),
        ],
    )
    def test_by_the_order(self, event: Changed, error: type[Exception], says: str) -> None:
        with pytest.raises(error, match=says):
            shirts(event)

    def test_two_of_one_name(self) -> None:
        with pytest.raises(InvalidOrder, match="told otherwise before"):
            shirts(booked(), booked(instead=[new("20.00", id="other")]))

    def test_told_again_it_counts_once(self) -> None:
        order = shirts(booked(), booked())
        assert order.position(at=AT).units("tee").cancelled == 1

    def test_a_new_line_can_be_changed_and_its_address_told(self) -> None:
        order = shirts(booked(addresses={"tee-xl": "addr-7"}))
        assert order.position(at=AT).address("tee-xl") == "addr-7"
