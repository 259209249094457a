"""Payments of several orders: whose share is what, and nobody gets another one's."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    Contradictions,
    CurrencyMismatch,
    InvalidValue,
    Line,
    Money,
    Order,
    OverRefund,
    SharedPayment,
    Tender,
    WrongType,
    orders,
    refunds,
)
from postsales.testing.strategies.amounts import CURRENCIES
from tests.orders.given import day
from tests.refunds.given import PLAIN

CARD, GIFT = Tender.card("ch_1"), Tender.gift_card("GC-7")
BOTH = SharedPayment(
    CARD, amount=EUR("100.00"), shares={"1001": EUR("60.00"), "1002": EUR("40.00")}
)


def bought(id: str, *payments: SharedPayment) -> Order:
    """An order that these payments paid with others."""
    history = [x.paid(id, at=day(1)) for x in payments]
    total = sum((x.amount for x in history), EUR.zero)
    line = Line("tee", quantity=1, total=total)
    return Order(id=id, placed_at=day(1), lines=[line], history=history)


def typed(order: Order, amount: str) -> Money:
    """What goes back when somebody types an amount."""
    found = refunds.manual(order, EUR(amount), PLAIN, reason="asked for", at=day(2))
    return found.tenders["ch_1"]


class TestShare:
    """An order gets back its own share of a payment, and never a cent of another's."""

    @pytest.mark.parametrize(
        ("order", "amount"),
        [("1001", "59.99"), ("1001", "60.00"), ("1002", "40.00")],
        ids=["a cent below its share", "its share", "the share of the other order"],
    )
    def test_up_to_its_share(self, order: str, amount: str) -> None:
        assert typed(bought(order, BOTH), amount) == EUR(amount)

    @pytest.mark.parametrize(("order", "share"), [("1001", "60.00"), ("1002", "40.00")])
    def test_a_cent_more(self, order: str, share: str) -> None:
        one_more = EUR(share) + EUR.minor(1)
        with pytest.raises(OverRefund) as told:
            typed(bought(order, BOTH), str(one_more.amount))
        assert told.value.maximum == EUR(share)

    def test_a_refund_of_one_order_leaves_the_other_alone(self) -> None:
        one = bought("1001", BOTH)
        given = refunds.manual(one, EUR("60.00"), PLAIN, reason="asked for", at=day(2))
        assert not one.after(given.settled(at=day(2))).position(at=day(2)).refundable
        assert bought("1002", BOTH).position(at=day(2)).refundable == EUR("40.00")

    def test_no_order_is_named(self) -> None:
        with pytest.raises(InvalidValue, match="name the one that it is about") as told:
            BOTH.share()
        assert "'1001', '1002'" in str(told.value)

    def test_no_order_need_be_named_when_there_is_one(self) -> None:
        alone = SharedPayment(CARD, amount=EUR("60.00"), shares={"1001": EUR("60.00")})
        assert alone.paid(at=day(1)).amount == EUR("60.00")

    @pytest.mark.parametrize("order", ["1003", 1001])
    def test_an_order_that_it_did_not_pay(self, order: str) -> None:
        with pytest.raises(InvalidValue, match="paid '1001', '1002'"):
            BOTH.share(order)


class TestSharedPayment:
    """Shares are amounts of the payment, together at most all of it."""

    def test_a_part_can_belong_to_no_order(self) -> None:
        assert evolve(BOTH, amount=EUR("100.01")).share("1002") == EUR("40.00")

    def test_more_than_the_payment(self) -> None:
        with pytest.raises(Contradictions, match=r"EUR 99\.99: its shares come to EUR 100\.00"):
            evolve(BOTH, amount=EUR("99.99"))

    def test_below_zero(self) -> None:
        with pytest.raises(Contradictions, match="the share of '1002' is below zero"):
            evolve(BOTH, shares={"1001": EUR("60.00"), "1002": EUR("-0.01")})

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"shares": {}}, InvalidValue),
            ({"shares": {"1001": JPY("60")}}, CurrencyMismatch),
            ({"shares": {"": EUR("1.00")}}, InvalidValue),
            ({"shares": {"1001": "1.00"}}, WrongType),
            ({"shares": ["1001"]}, WrongType),
            ({"amount": "100.00"}, WrongType),
            ({"tender": "ch_1"}, WrongType),
        ],
        ids=[
            "no orders",
            "another currency",
            "an order without a name",
            "text for money",
            "no amounts",
            "text for the amount",
            "text for the tender",
        ],
    )
    def test_what_cannot_be(self, given: dict[str, object], error: type[Exception]) -> None:
        plain: dict[str, object] = {"tender": CARD, "amount": EUR("100.00"), "shares": BOTH.shares}
        with pytest.raises(error):
            SharedPayment(**{**plain, **given})  # type: ignore[arg-type]


amounts = st.integers(0, 2000)


class TestPool:
    """A pool pays every order what it costs: rows and columns add up, whatever the amounts."""

    def test_two_payments_over_two_orders(self) -> None:
        costs = {"1001": EUR("60.00"), "1002": EUR("40.00")}
        pool = orders.pooled({GIFT: EUR("20.00"), CARD: EUR("80.00")}, costs)
        assert [dict(x.shares) for x in pool] == [
            {"1001": EUR("12.00"), "1002": EUR("8.00")},
            {"1001": EUR("48.00"), "1002": EUR("32.00")},
        ]
        position = bought("1001", *pool).position(at=day(2))
        assert position.tender_money("GC-7").left == EUR("12.00")

    @given(
        st.sampled_from(CURRENCIES),
        st.lists(amounts, min_size=1, max_size=4),
        st.lists(amounts, min_size=1, max_size=4),
    )
    def test_it_adds_up(self, currency: type, paid: list[int], costs: list[int]) -> None:
        money = currency.minor  # type: ignore[attr-defined]
        pool = orders.pooled(
            {Tender.card(f"t-{n}"): money(x) for n, x in enumerate(paid)},
            {f"o-{n}": money(x) for n, x in enumerate(costs)},
        )
        used = min(sum(paid), sum(costs))
        given = [[x.minor for x in payment.shares.values()] for payment in pool]
        assert sum(map(sum, given)) == used
        assert all(sum(row) <= x for row, x in zip(given, paid, strict=True))
        owed = [sum(column) for column in zip(*given, strict=True)]
        assert all(0 <= a <= b for a, b in zip(owed, costs, strict=True))
        if sum(paid) >= sum(costs):
            assert owed == costs

    @pytest.mark.parametrize(
        ("payments", "over", "error"),
        [
            ({}, {"1001": EUR("1.00")}, InvalidValue),
            ({CARD: EUR("1.00")}, {}, InvalidValue),
            ({CARD: EUR("-1.00")}, {"1001": EUR("1.00")}, InvalidValue),
            ({CARD: EUR("1.00")}, {"1001": EUR("-1.00")}, InvalidValue),
            (
                {CARD: EUR("1.00"), Tender.gift_card(CARD.id): EUR("1.00")},
                {"1001": EUR("2.00")},
                InvalidValue,
            ),
            ({CARD: JPY("1")}, {"1001": EUR("1.00")}, CurrencyMismatch),
            ({"card": EUR("1.00")}, {"1001": EUR("1.00")}, WrongType),
            ({CARD: "1.00"}, {"1001": EUR("1.00")}, WrongType),
        ],
        ids=[
            "no payments",
            "no orders",
            "a payment below zero",
            "an order below zero",
            "two tenders of one id",
            "two currencies",
            "no tender",
            "no money",
        ],
    )
    def test_what_cannot_be(
        self,
        payments: dict[Tender, Money],
        over: dict[str, Money],
        error: type[Exception],
    ) -> None:
        with pytest.raises(error):
            orders.pooled(payments, over)
