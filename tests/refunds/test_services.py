"""What goes back of a service: the days that are not used, and a line less a late fee."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    JPY,
    USD,
    Cancelled,
    Currency,
    CurrencyMismatch,
    Event,
    InvalidValue,
    Line,
    Money,
    Order,
    Paid,
    Percent,
    RefundTerms,
    Rounding,
    ServicePeriod,
    ShippingRefund,
    Tax,
    Tender,
    TenderOrder,
    UnknownLine,
    refunds,
)

AT = "2026-03-10T12:00+01:00"
TERMS = RefundTerms(
    id="gym", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)
MARCH = ServicePeriod("2026-03-01", "2026-03-31")
LEAP = ServicePeriod("2028-02-01", "2028-02-29")


def sold(total: Money, *taxes: Tax, paid: Money | None = None) -> Order:
    """One line that paid for a service, paid by card."""
    there = total if paid is None else paid
    return Order(
        id="S-1",
        placed_at="2026-03-01T00:00+01:00",
        lines=[Line("gym", quantity=1, total=total, taxes=taxes, kind="subscription")],
        history=[Paid(there, tender=Tender.card("ch_1"), at="2026-03-01T00:00+01:00")],
    )


@pytest.mark.parametrize(
    ("period", "total", "ends_on", "back"),
    [
        pytest.param(MARCH, "31.00", "2026-03-10", "21.00", id="ten of 31 days"),
        pytest.param(MARCH, "31.00", "2026-03-01", "30.00", id="the first day counts"),
        pytest.param(MARCH, "31.00", "2026-03-30", "1.00", id="all but the last"),
        pytest.param(MARCH, "31.00", "2026-03-31", "0.00", id="the last day"),
        pytest.param(MARCH, "31.00", "2026-04-14", "0.00", id="beyond it"),
        pytest.param(MARCH, "31.00", "2026-02-28", "31.00", id="it never began"),
        pytest.param(MARCH, "31.00", "2026-01-01", "31.00", id="long before it"),
        # 29.00 - round(29.00 * 28 / 29).
        pytest.param(LEAP, "29.00", "2028-02-28", "1.00", id="the leap day is a day"),
        # 10.00 - round(10.00 * 10 / 31) = 10.00 - 3.23.
        pytest.param(MARCH, "10.00", "2026-03-10", "6.77", id="rounded once"),
    ],
)
def test_days_that_are_not_used(period: ServicePeriod, total: str, ends_on: str, back: str) -> None:
    found = refunds.unused(sold(EUR(total)), "gym", period, TERMS, ends_on=ends_on, at=AT)
    assert found.total == EUR(back)


@pytest.mark.parametrize(
    ("paid", "back"),
    [
        pytest.param("31.00", "21.00", id="all was paid"),
        pytest.param("15.50", "5.50", id="half was paid, and ten days were used"),
        pytest.param("10.00", "0.00", id="just the days that were used"),
        pytest.param("5.00", "0.00", id="less than those"),
    ],
)
def test_days_that_were_used_are_paid_for_first(paid: str, back: str) -> None:
    order = sold(EUR("31.00"), paid=EUR(paid))
    found = refunds.unused(order, "gym", MARCH, TERMS, ends_on="2026-03-10", at=AT)
    assert (found.total, found.withheld) == (EUR(back), EUR("21.00") - EUR(back))
    left = order.after(found.settled(at=AT)).position(at=AT).refundable
    assert left == EUR(paid) - EUR(back)


@pytest.mark.parametrize(
    ("fee", "paid", "back", "kept"),
    [
        pytest.param(Percent("0"), "45.00", "45.00", None, id="free"),
        pytest.param(Percent("50"), "45.00", "22.50", "22.50", id="half"),
        pytest.param(Percent("100"), "45.00", "0.00", "45.00", id="all of it"),
        pytest.param(EUR("20.00"), "45.00", "25.00", "20.00", id="an amount"),
        pytest.param(EUR("60.00"), "45.00", "0.00", "45.00", id="never more than it was to cost"),
        pytest.param(EUR("20.00"), "10.00", "0.00", "10.00", id="never more than was paid"),
        pytest.param(EUR("5.00"), "10.00", "5.00", "5.00", id="of a part that was paid"),
        pytest.param(EUR("20.00"), "0.00", "0.00", None, id="nothing was paid"),
    ],
)
def test_a_late_fee_is_kept(fee: Money | Percent, paid: str, back: str, kept: str | None) -> None:
    order = sold(EUR("45.00"), Tax.added(EUR("5.00")), paid=EUR(paid))
    found = refunds.less_fee(order, "gym", TERMS, fee=fee, at=AT)
    assert found.total == EUR(back)
    assert [(x.code, str(x.amount)) for x in found.fees] == (
        [] if kept is None else [("late_cancellation", f"EUR {kept}")]
    )
    after = order.after(found.settled(at=AT)).position(at=AT)
    assert after.refundable == EUR(paid) - EUR(back)
    assert after.line_money("gym").left == EUR.zero


def seats(*history: Event) -> Order:
    """Three seats for ten each, paid by card."""
    return Order(
        id="S-2",
        placed_at="2026-03-01T00:00+01:00",
        lines=[Line("seat", quantity=3, total=EUR("30.00"), kind="service")],
        history=[
            Paid(EUR("30.00"), tender=Tender.card("ch_1"), at="2026-03-01T00:00+01:00"),
            *history,
        ],
    )


@pytest.mark.parametrize(
    ("called_off", "units", "back", "recorded"),
    [
        pytest.param(0, None, "15.00", 3, id="all three"),
        pytest.param(1, None, "10.00", 2, id="the two that are still there"),
        pytest.param(3, None, "15.00", 3, id="all, which were called off before"),
        pytest.param(1, 1, "5.00", 1, id="one that is named"),
        pytest.param(1, 3, "15.00", 3, id="all three, if they are named"),
    ],
)
def test_how_many_are_called_off_at_the_fee(
    called_off: int, units: int | None, back: str, recorded: int
) -> None:
    order = seats(*([Cancelled({"seat": called_off}, at=AT)] if called_off else []))
    found = refunds.less_fee(order, "seat", TERMS, fee=Percent("50"), units=units, at=AT)
    assert found.total == EUR(back)
    after = order.after(found.settled(at=AT, ref="r-1")).position(at=AT)
    assert after.units("seat").refunded == recorded


def test_units_one_by_one_come_to_what_all_do() -> None:
    order, total = seats(), EUR.zero
    for n in range(3):
        found = refunds.less_fee(order, "seat", TERMS, fee=Percent("50"), units=1, at=AT)
        total += found.total
        order = order.after(found.settled(at=AT, ref=f"r-{n}"))
    assert total == EUR("15.00")
    with pytest.raises(InvalidValue, match="of 0 of 'seat' nothing went back yet"):
        refunds.less_fee(order, "seat", TERMS, fee=Percent("50"), units=1, at=AT)


def test_what_was_free_is_called_off_with_its_units() -> None:
    order = Order(
        id="S-3",
        placed_at="2026-03-01T00:00+01:00",
        lines=[Line("talk", quantity=2, total=EUR.zero, kind="service")],
    )
    found = refunds.less_fee(order, "talk", TERMS, fee=Percent("50"), at=AT)
    assert found.total == EUR.zero
    after = order.after(found.settled(at=AT, ref="r-1")).position(at=AT)
    assert after.units("talk").refunded == 2


def test_a_fee_in_another_currency() -> None:
    with pytest.raises(CurrencyMismatch, match="the fee is"):
        refunds.less_fee(sold(EUR("45.00")), "gym", TERMS, fee=USD("1.00"), at=AT)


def test_a_line_that_is_not_there() -> None:
    with pytest.raises(UnknownLine):
        refunds.less_fee(sold(EUR("45.00")), "cup", TERMS, fee=EUR("1.00"), at=AT)


CURRENCIES = st.sampled_from((EUR, JPY, Currency("KWD")))
ROUNDINGS = st.sampled_from(tuple(Rounding))


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """One line with an included and an added tax."""
    money = draw(CURRENCIES).minor
    total = draw(st.integers(0, 9999))
    return sold(money(total), Tax.added(money(total // 7)), Tax.included(money(total // 11)))


class TestSteps:
    """A period that is cut short again and again gives back what one cut does."""

    @given(
        orders(),
        ROUNDINGS,
        st.dates(date(2023, 12, 1), date(2029, 3, 1)),
        st.integers(1, 400),
        st.lists(st.integers(-3, 403), min_size=1, max_size=4),
    )
    def test_in_steps_and_at_once(
        self, order: Order, rounding: Rounding, first: date, days: int, ends: list[int]
    ) -> None:
        terms = RefundTerms(
            id="gym",
            version="1",
            shipping=ShippingRefund.NEVER,
            tenders=TenderOrder.AS_PAID,
            rounding=rounding,
        )
        period = ServicePeriod(first, first + timedelta(days=days - 1))
        cuts = [first + timedelta(days=n) for n in sorted(ends, reverse=True)]
        once = refunds.unused(order, "gym", period, terms, ends_on=cuts[-1], at=AT)
        given = order.currency.zero
        for n, ends_on in enumerate(cuts):
            step = refunds.unused(order, "gym", period, terms, ends_on=ends_on, at=AT)
            given += step.total
            if step.total.minor:
                order = order.after(step.settled(at=AT, ref=f"rf-{n}"))
        assert given == once.total
        if cuts[-1] < first:
            assert given == order.lines[0].total

    @given(orders(), st.integers(0, 12000), st.integers(0, 100))
    def test_a_fee_keeps_no_more_than_there_is(
        self, order: Order, amount: int, percent: int
    ) -> None:
        total = order.lines[0].total
        for fee in (order.currency.minor(amount), Percent(str(percent))):
            found = refunds.less_fee(order, "gym", TERMS, fee=fee, at=AT)
            kept = sum((x.amount for x in found.fees), order.currency.zero)
            assert found.total + kept == total
            assert found.total.minor >= 0
