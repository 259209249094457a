"""Exchange, and remedies side by side: one shirt size up, and what else could be offered."""

from postsales import (
    EUR,
    ExchangeTerms,
    Months,
    NewLine,
    Outcome,
    Percent,
    Remedy,
    RemedyKind,
    ReturnRequest,
    exchanges,
    remedies,
    returns,
)
from tests.stories.acme import order, refund_terms, terms

small = returns.assess(
    order,
    ReturnRequest.of({"tee": 2}, reason="too_small"),
    terms,
    at="2026-03-06T09:00+01:00",
)
swap = exchanges.quote(
    small,
    ExchangeTerms(id="acme-exchange", version="2026-03"),
    instead=[NewLine("tee-xl", quantity=2, total=EUR("36.00"))],
)
options = remedies.compare(
    small,
    [
        Remedy.cash(refund_terms),
        Remedy.store_credit(refund_terms, bonus=Percent("10"), expires=Months(12)),
        Remedy.exchange(swap),
        Remedy.keep_the_item(EUR("10.00")),
    ],
)


def test_the_difference_is_never_guessed() -> None:
    assert swap.due_from_customer == EUR("2.67")  # 36.00 - 33.33
    assert swap.due_to_customer == EUR("0.00")


def test_remedies_stand_side_by_side_in_the_given_order() -> None:
    assert [(x.kind, x.value_to_customer, x.cost_to_shop) for x in options] == [
        (RemedyKind.CASH, EUR("28.38"), EUR("28.38")),  # 33.33 less 4.95 for the way back
        (RemedyKind.STORE_CREDIT, EUR("31.22"), EUR("31.22")),  # and a tenth on top
        (RemedyKind.EXCHANGE, EUR("33.33"), EUR("33.33")),  # 36.00 of goods for 2.67
        (RemedyKind.KEEP_THE_ITEM, EUR("10.00"), EUR("10.00")),
    ]
    assert {x.outcome for x in options} == {Outcome.ALLOWED}
    assert not any(x.because for x in options)


def test_what_was_exchanged_is_a_line_of_the_order_from_then_on() -> None:
    at = "2026-03-06T10:00+01:00"
    after = order.after(swap.settled(at=at, ref="ex-1")).position(at=at)
    assert after.units("tee-xl").to_ship == 2
    assert after.line_money("tee-xl").left == EUR("36.00")
    assert after.line_money("tee").left == EUR("16.67")
