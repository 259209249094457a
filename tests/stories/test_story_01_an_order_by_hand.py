"""An order by hand: what was agreed, and where units and money are."""

from postsales import EUR
from tests.stories.acme import order


def test_where_the_units_are_before_the_lamp_came() -> None:
    now = order.position(at="2026-03-06T09:00+01:00")
    assert now.units("tee").delivered == 3
    assert now.units("lamp").in_transit == 1  # its delivery is still in the future
    assert now.units("lamp").delivered == 0


def test_where_the_units_are_when_all_came() -> None:
    later = order.position(at="2026-03-09T11:00+01:00")
    assert later.units("lamp").delivered == 1
    assert later.units("lamp").in_transit == 0


def test_where_the_money_is() -> None:
    now = order.position(at="2026-03-06T09:00+01:00")
    assert now.money.left == EUR("163.85")
    assert now.tender_money("GC-7").left == EUR("20.00")
    assert now.tender_money("ch_1").left == EUR("143.85")


def test_what_was_paid_is_what_was_sold() -> None:
    lines = sum((line.total for line in order.lines), EUR.zero)
    charges = sum((charge.total for charge in order.charges), EUR.zero)
    assert (
        lines + charges
        == order.position(at="2026-03-06T09:00+01:00").money.captured
        == EUR("163.85")
    )


def test_before_the_payment_there_is_nothing() -> None:
    assert order.position(at="2026-03-02T10:14:59+01:00").money.captured == EUR("0.00")
