"""Amounts, row by row: what a unit is worth, odd cents, tax, shipping, tenders and exchanges."""

from itertools import permutations

import pytest

from postsales import (
    EUR,
    JPY,
    CancellationRequest,
    CancellationTerms,
    Charge,
    Currency,
    Fee,
    Line,
    Money,
    Overridden,
    Percent,
    Scope,
    Tax,
    cancellations,
    orders,
    refunds,
)
from tests.peers.given import asked, bought, money, quoted, stepped, totals

KWD = Currency("KWD")
NEVER = money(shipping="never")


def test_the_price_paid_and_never_the_list_price() -> None:
    # 2 x 48.00, 19.20 off: one of them is worth 38.40.
    jackets = Line("jacket", quantity=2, total=EUR("76.80"), list_total=EUR("96.00"))
    assert quoted(bought(jackets), {"jacket": 1}).total == EUR("38.40")


def test_an_order_discount_is_shared_once_and_to_the_last_cent() -> None:
    parts = orders.discounted([EUR("100.00")] * 3, EUR("10.00"))
    assert [str(x.amount) for x in parts.shares] == ["3.34", "3.33", "3.33"]
    lines = [Line(f"l{n}", quantity=1, total=x) for n, x in enumerate(parts.left)]
    # Cutting each third off would give 3 x 96.66 = 289.98.
    assert totals(bought(*lines), [{"l0": 1}, {"l1": 1}, {"l2": 1}]) == ["96.66", "96.67", "96.67"]


def test_a_discount_over_goods_and_delivery() -> None:
    parts = orders.discounted([EUR("70.00"), EUR("10.00")], EUR("8.00"))
    assert [str(x.amount) for x in parts.left] == ["63.00", "9.00"]


def test_two_taxes_of_a_line_each_by_its_own_share() -> None:
    taxes = [Tax.added(EUR("5.00"), rate="0.05"), Tax.added(EUR("9.98"), rate="0.09975")]
    desk = Line("desk", quantity=3, total=EUR("114.98"), taxes=taxes)
    order, quotes = stepped(bought(desk), [{"desk": 1}] * 3)
    assert [[str(t) for t in x.lines[0].taxes] for x in quotes] == [
        ["EUR 1.67", "EUR 3.33"],
        ["EUR 1.66", "EUR 3.32"],
        ["EUR 1.67", "EUR 3.33"],
    ]
    left = [x.left for x in order.position(at="2026-03-20T12:00Z").line_tax("desk")]
    assert left == [EUR("0.00"), EUR("0.00")]


def test_the_tax_of_the_sale_whatever_the_rate_is_today() -> None:
    # Sold at 16 %; nothing is looked up, so a later rate changes nothing.
    book = Line(
        "book", quantity=2, total=EUR("23.20"), taxes=[Tax.included(EUR("3.20"), rate="0.16")]
    )
    assert quoted(bought(book), {"book": 1}).lines[0].tax == EUR("1.60")


SHIPPING = Charge.shipping(EUR("4.95"), taxes=[Tax.included(EUR("0.79"), rate="0.19")])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("never", ["0.00", "0.00"]),
        ("always", ["4.95", "0.00"]),
        ("share", ["3.30", "1.65"]),
        ("when_all_comes_back", ["0.00", "4.95"]),
    ],
)
def test_shipping_is_a_bucket_of_its_own(rule: str, expected: list[str]) -> None:
    tees = Line("tee", quantity=3, total=EUR("60.00"))
    order, quotes = stepped(
        bought(tees, charges=[SHIPPING]), [{"tee": 2}, {"tee": 1}], money(shipping=rule)
    )
    assert [str(x.shipping.amount) for x in quotes] == expected
    left = order.position(at="2026-03-20T12:00Z").charge_money("shipping").left
    assert left == SHIPPING.total - sum((x.shipping for x in quotes), EUR("0.00"))


def test_a_restocking_fee_for_some_goods_is_a_figure_of_its_own() -> None:
    fee = Fee("restocking", Percent("15"), per="unit", applies_to=Scope(category="electronics"))
    lamp = Line("lamp", quantity=1, total=EUR("89.00"), category="electronics")
    quote = quoted(
        bought(lamp, Line("tee", quantity=1, total=EUR("20.00"))),
        {"lamp": 1, "tee": 1},
        money(fees=[fee]),
    )
    assert [(x.code, x.line, str(x.amount.amount)) for x in quote.fees] == [
        ("restocking", "lamp", "13.35")
    ]
    assert quote.total == EUR("95.65")


@pytest.mark.parametrize(
    ("total", "quantity", "steps"),
    [
        (EUR("10.00"), 3, ["3.33", "3.34", "3.33"]),
        (EUR("50.00"), 3, ["16.67", "16.66", "16.67"]),
        (EUR("1.67"), 2, ["0.84", "0.83"]),
        (JPY("1000"), 3, ["333", "334", "333"]),
        (KWD("10.000"), 3, ["3.333", "3.334", "3.333"]),
        (EUR("0.02"), 3, ["0.01", "0.00", "0.01"]),
    ],
    ids=str,
)
def test_no_cent_is_stranded_and_none_is_added(
    total: Money, quantity: int, steps: list[str]
) -> None:
    order = bought(Line("tee", quantity=quantity, total=total))
    assert totals(order, [{"tee": 1}] * quantity) == steps


def test_in_any_order_of_returns_the_sum_is_what_was_paid() -> None:
    lines = [
        Line("tee", quantity=3, total=EUR("50.00")),
        Line("mug", quantity=2, total=EUR("16.67")),
    ]
    order = bought(*lines, charges=[SHIPPING])
    steps = [{"tee": 2}, {"tee": 1}, {"mug": 1}, {"mug": 1}]
    for some in permutations(steps):
        after, quotes = stepped(order, some)
        assert sum((x.total for x in quotes), EUR("0.00")) == EUR("71.62")
        assert after.position(at="2026-03-20T12:00Z").refundable == EUR("0.00")


def test_a_unit_called_off_leaves_the_others_what_they_cost() -> None:
    # The odd cent of 1.67 over two.
    order = bought(Line("pin", quantity=2, total=EUR("1.67")), brought={})
    one = cancellations.assess(
        order,
        CancellationRequest.of({"pin": 1}, reason="remorse"),
        CancellationTerms(id="acme", version="1"),
        at="2026-03-03T12:00+01:00",
    )
    assert refunds.quote(one, NEVER).total == EUR("0.84")


def test_who_decided_otherwise_why_and_until_when_is_in_the_record() -> None:
    why = Overridden(
        "window_closed",
        who="M. Kim",
        why="regular",
        at="2026-06-01T10:00Z",
        until="2026-07-01T00:00Z",
    )
    late = asked(
        bought(Line("tee", quantity=1, total=EUR("20.00"))).after(why),
        {"tee": 1},
        at="2026-06-02T10:00Z",
    )
    told = [x.facts for x in late.record().findings if x.rule == "by_staff"]
    assert [(x["who"], x["why"]) for x in told] == [("M. Kim", "regular")]
    quote = refunds.quote(late, NEVER)
    lower = refunds.adjusted(quote, EUR("15.00"), why="condition", reason="a stain")
    assert lower.discrepancy is not None
    assert (str(lower.discrepancy.amount), lower.reason) == ("EUR -5.00", "a stain")
