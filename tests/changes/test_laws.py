"""What holds of every change, whatever was sold and whatever the terms say."""

from datetime import timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Changeable,
    ChangeCase,
    ChangeKind,
    ChangeTerms,
    Decision,
    Money,
    Order,
    Outcome,
    changes,
)
from postsales.changes.case import Asking
from postsales.testing.hook import register

register()


def _known(case: ChangeCase) -> Asking:
    """The question, with what had happened by then."""
    asked = case.asking
    history = [x for x in asked.order.history if x.at <= asked.at]
    return evolve(asked, order=evolve(asked.order, history=history))


ASKED = st.from_type(ChangeCase).map(_known)
FEES = st.integers(0, 500)


def _decided(asked: Asking, terms: ChangeTerms) -> Decision[ChangeCase]:
    return changes.assess(asked.order, asked.request, terms, at=asked.at)


def _goods(order: Order, asked: Asking) -> Money:
    """What all goods of an order were to cost that nobody called off, all tax in."""
    position = order.position(at=asked.at)
    left = (position.line_money(line.id).left for line in position.lines)
    return sum(left, order.currency.zero)


class TestDifference:
    """New goods less old goods are what the customer owes less what they get, less the fees."""

    @given(ASKED, FEES)
    def test_it_moves_value_and_makes_none(self, asked: Asking, fee: int) -> None:
        every = Changeable([*ChangeKind], fee=asked.order.currency.minor(fee))
        terms = ChangeTerms(id="acme", version="1", changeable=[every])
        change = changes.quote(_decided(asked, terms))
        zero = asked.order.currency.zero
        assert zero in {change.due_from_customer, change.due_to_customer}
        if change.outcome is not Outcome.ALLOWED:
            assert change.due_from_customer == change.due_to_customer == zero
            return
        assert change.fee.minor == fee
        after = asked.order.after(change.settled(at=asked.at, ref="of this law"))
        difference = _goods(after, asked) - _goods(asked.order, asked)
        assert difference == change.due_from_customer - change.due_to_customer - change.fee


class TestEarlier:
    """With the same history, what is allowed at an instant was allowed at every earlier one."""

    @given(ASKED, st.data())
    def test_time_only_takes_away(self, asked: Asking, data: st.DataObject) -> None:
        first = max([asked.order.placed_at, *(x.at for x in asked.order.history)])
        seconds = int((asked.at - first).total_seconds())
        earlier = asked.at - timedelta(seconds=data.draw(st.integers(0, max(0, seconds))))
        before = _decided(evolve(asked, at=earlier), asked.terms).allowed
        for line, k in _decided(asked, asked.terms).allowed.items():
            assert before.get(line, 0) >= k
