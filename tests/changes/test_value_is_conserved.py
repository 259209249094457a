"""Value is conserved: changes in any steps neither make money nor lose it."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    CancellationRequest,
    CancellationTerms,
    Changeable,
    ChangeRequest,
    ChangeTerms,
    Currency,
    Line,
    Money,
    NewLine,
    Order,
    Outcome,
    Paid,
    RefundTerms,
    ShippingRefund,
    Tax,
    Tender,
    TenderOrder,
    cancellations,
    changes,
    refunds,
)

CURRENCIES = st.sampled_from((EUR, JPY, Currency("KWD")))
START = datetime.fromisoformat("2026-03-06T09:00+00:00")
MONEY = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """One line of some units, with included and added tax, paid and not sent."""
    money = draw(CURRENCIES).minor
    total, quantity = draw(st.integers(10, 5000)), draw(st.integers(1, 5))
    taxes = [Tax.added(money(total // 7)), Tax.included(money(total // 11))]
    line = Line("old", quantity=quantity, total=money(total), taxes=taxes)
    paid = Paid(line.total, tender=Tender.card("card"), at=START)
    return Order(id="1001", placed_at=START, lines=[line], history=[paid])


def _outstanding(order: Order, at: datetime) -> Money:
    """What could still be given back of all lines, all tax in."""
    position = order.position(at=at)
    left = (position.line_money(line.id).left for line in position.lines)
    return sum(left, order.currency.zero)


def _fees(order: Order, at: datetime) -> Money:
    fees = (fee.amount for x in order.position(at=at).changes for fee in x.fees)
    return sum(fees, order.currency.zero)


def _made(order: Order, request: ChangeRequest, terms: ChangeTerms, at: datetime) -> Order:
    """The order after a change whose difference was paid, by whoever owes it."""
    change = changes.quote(changes.assess(order, request, terms, at=at))
    assert change.outcome is Outcome.ALLOWED
    order = order.after(change.settled(at=at))
    if change.due_from_customer.minor:
        order = order.after(Paid(change.due_from_customer, tender=Tender.cash("till"), at=at))
    if change.due_to_customer.minor:
        order = order.after(change.payout(order, MONEY, at=at).settled(at=at, ref=f"rf-{at}"))
    return order


def _next(order: Order, price: int, n: int) -> ChangeRequest:
    """One open unit for another, or a further one where none is left."""
    position = order.position(at=START + timedelta(days=9))
    wanted = NewLine(f"new-{n}", quantity=1, total=order.currency.minor(price))
    line = next((x.id for x in position.lines if position.units(x.id).cancellable), None)
    if line is None or price % 3 == 0:
        return ChangeRequest.further([wanted])
    if price % 3 == 1 and len(position.lines) > 1:
        return ChangeRequest.fewer({line: 1})
    return ChangeRequest.options({line: wanted})


class TestSteps:
    """Change after change: what is left to give back is what the goods cost, and the fees."""

    @given(orders(), st.lists(st.integers(0, 2000), min_size=1, max_size=5), st.integers(0, 300))
    def test_the_money_that_is_left_is_that_of_the_goods(
        self, order: Order, prices: list[int], fee: int
    ) -> None:
        every = Changeable(["options", "fewer", "further"], fee=order.currency.minor(fee))
        terms = ChangeTerms(id="acme", version="1", changeable=[every])
        for n, price in enumerate(prices):
            at = START + timedelta(hours=n)
            if all(order.position(at=at).units(x.id).out == 0 for x in order.position(at=at).lines):
                return
            order = _made(order, _next(order, price, n), terms, at)
            position = order.position(at=at)
            assert position.refundable == _outstanding(order, at) + _fees(order, at)
            assert _outstanding(order, at).minor >= 0

    @given(orders(), st.integers(0, 2000))
    def test_whatever_is_called_off_in_the_end_gives_back_what_is_left(
        self, order: Order, price: int
    ) -> None:
        terms = ChangeTerms(id="acme", version="1")
        wanted = NewLine("new", quantity=1, total=order.currency.minor(price))
        order = _made(order, ChangeRequest.options({"old": wanted}), terms, START)
        position = order.position(at=START)
        units = {x.id: position.units(x.id).cancellable for x in position.lines}
        rest = CancellationRequest.of({x: k for x, k in units.items() if k}, reason="remorse")
        off = CancellationTerms(id="acme", version="1")
        back = refunds.quote(cancellations.assess(order, rest, off, at=START), MONEY)
        after = order.after(back.settled(at=START, ref="rf"))
        assert after.position(at=START).refundable.minor == 0

    @given(orders(), st.data())
    def test_fewer_units_in_steps_give_back_as_much_as_at_once(
        self, order: Order, data: st.DataObject
    ) -> None:
        quantity = order.lines[0].quantity
        first = data.draw(st.integers(1, quantity))
        terms = ChangeTerms(id="acme", version="1")
        credited = order.currency.zero
        for n, k in enumerate(x for x in (first, quantity - first) if x):
            at = START + timedelta(hours=n)
            fewer = ChangeRequest.fewer({"old": k})
            change = changes.quote(changes.assess(order, fewer, terms, at=at))
            credited += change.due_to_customer
            order = order.after(change.settled(at=at, ref=f"ch-{n}"))
        assert credited == order.lines[0].total
