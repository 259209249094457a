"""In steps, and the money closes: fifty euro over three shirts."""

import pytest

from postsales import EUR, Order, Outcome, Received, ReturnRequest, refunds, returns
from tests.stories.acme import order, refund_terms, terms

ONE = ReturnRequest.of({"tee": 1}, reason="faulty")
DAYS = ("2026-03-10", "2026-03-12", "2026-03-16")


@pytest.fixture
def story() -> tuple[Order, list[object]]:
    bought, paid_back = order, list[object]()
    for n, day in enumerate(DAYS, start=1):
        at = f"{day}T12:00+01:00"
        part = refunds.quote(returns.assess(bought, ONE, terms, at=at), refund_terms)
        paid_back.append(part.total)
        bought = bought.after(Received({"tee": 1}, at=at), part.settled(ref=f"rf-{n}", at=at))
    return bought, paid_back


def test_three_steps_give_back_what_was_paid(story: tuple[Order, list[object]]) -> None:
    assert story[1] == [EUR("16.67"), EUR("16.66"), EUR("16.67")]


def test_nothing_is_left_on_the_line(story: tuple[Order, list[object]]) -> None:
    last = story[0].position(at="2026-03-16T12:00+01:00")
    assert last.line_money("tee").left == EUR("0.00")
    assert last.line_money("tee").refunded == EUR("50.00")
    assert last.money.left == EUR("113.85")
    assert last.tender_money("GC-7").left == EUR("0.00")


def test_a_fourth_shirt_was_never_bought(story: tuple[Order, list[object]]) -> None:
    again = returns.assess(story[0], ONE, terms, at="2026-03-16T12:00+01:00")
    assert again.outcome is Outcome.REFUSED
    assert again.item("tee").because == {"already_returned": 1}


def test_what_arrived_is_quoted_not_what_was_announced() -> None:
    three = ReturnRequest.of({"tee": 3}, reason="faulty")
    decision = returns.assess(order, three, terms, at="2026-03-10T12:00+01:00")
    assert refunds.quote(decision, refund_terms).total == EUR("50.00")
    assert refunds.quote(decision, refund_terms, units={"tee": 1}).total == EUR("16.67")
