"""Mistakes about what may be changed before it leaves."""

from datetime import timedelta
from typing import Any

from attrs import evolve

from postsales import ChangeRequest, Order, Shipped
from postsales.testing.answers import Answer
from postsales.testing.subject import of_change_terms
from tests.testing.bad.mistakes import Bad
from tests.testing.bad.refunds import without
from tests.testing.good import CHANGEABLE

WITHIN_TWO_DAYS = of_change_terms(CHANGEABLE)


def back_and_again(order: Order, request: ChangeRequest, at: Any) -> Answer:
    """The old price goes back, and the new one is charged: both at once."""
    answer = WITHIN_TWO_DAYS(order, request, at)
    price = sum((x.to.total for x in request.items if x.to is not None), order.currency.zero)
    if answer.refund is None or answer.owed is None:
        return answer
    return evolve(answer, owed=price, refund=price + answer.refund - answer.owed)


def a_fee_that_is_told(order: Order, request: ChangeRequest, at: Any) -> Answer:
    """The fee is shown, and nobody adds it up."""
    answer = WITHIN_TWO_DAYS(order, request, at)
    fee = order.currency.minor(300)
    return evolve(answer, fees={"change": fee}) if answer.allowed else answer


def from_the_second_day_on(order: Order, request: ChangeRequest, at: Any) -> Answer:
    """The two days are compared the wrong way round."""
    if at < order.placed_at + timedelta(hours=48):
        return Answer(because={"too_late": len(request.items)})
    return WITHIN_TWO_DAYS(order, request, order.placed_at)


def after_it_left(order: Order, request: ChangeRequest, at: Any) -> Answer:
    """The warehouse's messages come too late: what was shipped is changed."""
    return WITHIN_TWO_DAYS(without(order, lambda x: isinstance(x, Shipped)), request, at)


BAD = (
    Bad("back and again", "CHG-01", of="with changes", alters=back_and_again),
    Bad("a fee that is told", "CHG-01", of="with changes", alters=a_fee_that_is_told),
    Bad("from the second day on", "CHG-02", of="with changes", alters=from_the_second_day_on),
    Bad("after it left", "CHG-03", of="with changes", alters=after_it_left),
)
