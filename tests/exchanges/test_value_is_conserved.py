"""Value is conserved: exchanges in any steps neither make money nor lose it."""

from datetime import datetime, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    Currency,
    Delivered,
    ExchangeCharged,
    ExchangeTerms,
    Fee,
    Line,
    Money,
    NewLine,
    Order,
    Paid,
    Percent,
    ReturnRequest,
    Rounding,
    Tax,
    Tender,
    exchanges,
    refunds,
    returns,
)
from tests.exchanges.given import BACK, MONEY, TERMS, bought

CURRENCIES = st.sampled_from((EUR, JPY, Currency("KWD")))
START = datetime.fromisoformat("2026-03-06T09:00+00:00")


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """One line of some units, with included and added tax, at a discount or not."""
    money = draw(CURRENCIES).minor
    total, quantity = draw(st.integers(10, 5000)), draw(st.integers(1, 5))
    taxes = [Tax.added(money(total // 7)), Tax.included(money(total // 11))]
    listed = draw(st.none() | st.integers(total, total + 900).map(money))
    line = Line("old", quantity=quantity, total=money(total), taxes=taxes, list_total=listed)
    return bought(line)


@st.composite
def swap_terms(draw: st.DrawFn, currency: Currency) -> ExchangeTerms:
    """Terms with a bonus, a fee, both or none."""
    some: tuple[Money | Percent, ...] = (Percent("0"), Percent("12.5"), currency.minor(77))
    bonus = draw(st.sampled_from(some))
    fee = Fee("post", currency.minor(95), per="return")
    fees = draw(st.sampled_from(((), (fee,))))
    return evolve(TERMS, bonus=bonus, fees=fees, rounding=draw(st.sampled_from(Rounding)))


def _outstanding(order: Order, at: datetime) -> Money:
    """What could still be given back of all lines, all tax in."""
    position = order.position(at=at)
    left = (position.line_money(line.id).left for line in position.lines)
    return sum(left, order.currency.zero)


def _kept(order: Order) -> Money:
    """The fees of all exchanges."""
    last = order.position(at=START + timedelta(days=9))
    fees = (fee.amount for x in last.exchanges for fee in x.event.fees)
    return sum(fees, order.currency.zero)


def _swapped(order: Order, terms: ExchangeTerms, wanted: NewLine, at: datetime) -> Order:
    """One unit of the first line that has one is exchanged, and the difference is settled."""
    line = next(
        x for x in order.position(at=at).lines if order.position(at=at).units(x.id).returnable
    )
    request = ReturnRequest.of({line.id: 1}, reason="remorse", ref="r-1")
    swap = exchanges.quote(returns.assess(order, request, BACK, at=at), terms, instead=[wanted])
    order = order.after(swap.settled(at=at, ref=f"x-{wanted.id}"))
    if swap.due_from_customer.minor:
        order = order.after(Paid(swap.due_from_customer, tender=Tender.cash("till"), at=at))
    if swap.due_to_customer.minor:
        order = order.after(swap.payout(order, MONEY, at=at).settled(at=at, ref=f"rf-{wanted.id}"))
    return order.after(Delivered({wanted.id: 1}, at=at))


class TestSteps:
    """Unit after unit, new goods among them, whatever they cost: what is left is what was paid."""

    @given(st.data(), orders(), st.lists(st.integers(0, 2000), min_size=1, max_size=4))
    def test_the_money_that_is_left_is_that_of_the_goods(
        self, data: st.DataObject, order: Order, prices: list[int]
    ) -> None:
        terms = data.draw(swap_terms(order.currency))
        for n, price in enumerate(prices):
            at = START + timedelta(hours=n)
            wanted = NewLine(f"new-{n}", quantity=1, total=order.currency.minor(price))
            order = _swapped(order, terms, wanted, at)
            position = order.position(at=at)
            assert position.refundable == _outstanding(order, at) + _kept(order)
            assert _outstanding(order, at).minor >= 0

    @given(orders(), st.integers(0, 2000))
    def test_whatever_comes_back_in_the_end_gives_back_what_is_left(
        self, order: Order, price: int
    ) -> None:
        wanted = NewLine("new", quantity=1, total=order.currency.minor(price))
        order = _swapped(order, TERMS, wanted, START)
        at = START + timedelta(days=1)
        everything = {
            line.id: order.position(at=at).units(line.id).returnable
            for line in order.position(at=at).lines
        }
        request = ReturnRequest.of({x: k for x, k in everything.items() if k}, reason="remorse")
        back = refunds.quote(returns.assess(order, request, BACK, at=at), MONEY)
        assert back.withheld.minor == 0
        after = order.after(back.settled(at=at, ref="rf"))
        assert after.position(at=at).refundable.minor == 0

    @given(orders(), st.sampled_from((Percent("12.5"), EUR("0.77"))))
    def test_a_bonus_in_steps_is_that_of_all_units_at_once(
        self, order: Order, bonus: Percent | Money
    ) -> None:
        if isinstance(bonus, Money):
            bonus = order.currency.minor(bonus.minor)
        terms, quantity = evolve(TERMS, bonus=bonus), order.lines[0].quantity
        request = ReturnRequest.of({"old": quantity}, reason="remorse", ref="r-1")
        dear = order.currency.minor(10**6)
        once = exchanges.quote(
            returns.assess(order, request, BACK, at=START),
            terms,
            instead=[NewLine("new", quantity=1, total=dear)],
        )
        given = order.currency.zero
        for n in range(quantity):
            one = ReturnRequest.of({"old": 1}, reason="remorse", ref="r-1")
            swap = exchanges.quote(
                returns.assess(order, one, BACK, at=START + timedelta(hours=n)),
                terms,
                instead=[NewLine(f"new-{n}", quantity=1, total=dear)],
            )
            given += swap.extra
            order = order.after(swap.settled(at=START + timedelta(hours=n), ref=f"x-{n}"))
        assert given == once.extra


class TestCharged:
    """Old units that stay are paid for as they were sold, and can come back like any others."""

    @given(orders(), st.data())
    def test_the_money_is_that_of_all_goods(self, order: Order, data: st.DataObject) -> None:
        quantity = order.lines[0].quantity
        request = ReturnRequest.of({"old": quantity}, reason="remorse")
        wanted = NewLine("new", quantity=1, total=order.lines[0].total)
        swap = exchanges.quote(
            returns.assess(order, request, BACK, at=START), TERMS, instead=[wanted]
        )
        order = order.after(swap.settled(at=START, ref="x-1"))
        paid = order.currency.zero
        first = data.draw(st.integers(1, quantity))
        for n, k in enumerate(x for x in (first, quantity - first) if x):
            at = START + timedelta(days=1 + n)
            before = order.position(at=at).line_money("old").left
            order = order.after(ExchangeCharged({"old": k}, ref="x-1", at=at))
            charge = order.position(at=at).line_money("old").left - before
            order = order.after(Paid(charge, tender=Tender.cash("till"), at=at))
            paid += charge
        last = START + timedelta(days=9)
        assert paid == order.lines[0].total
        assert order.position(at=last).units("old").refunded == 0
        assert order.position(at=last).refundable == _outstanding(order, last)
