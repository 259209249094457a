"""Orders that are shipped late in the United States: notices, silence and consent."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    USD,
    Cancelled,
    CreditAsked,
    Customer,
    Days,
    Event,
    InvalidValue,
    Line,
    Order,
    Shipped,
    WrongType,
    law,
)
from postsales.law import EU, US, US_NY, DelayNotice, DelayNotices, ShippingState
from tests.law.tables.given import MICROSECOND, Where, holidays

HERE = Where("America/New_York", "USD", holidays())
PLACED, LAST, WAITED = "2026-03-02", "2026-04-01", "2026-05-01"
DUE, AWAITS, LATE = ShippingState.DUE, ShippingState.AWAITS_CONSENT, ShippingState.LATE
CANCELLED, NOT_AWAITED = ShippingState.CANCELLED, ShippingState.NOT_AWAITED


def order(*history: Event) -> Order:
    """A tee that was ordered on 2 March 2026."""
    return Order(
        id="1001",
        placed_at=HERE.at(PLACED),
        customer=Customer(id="C-7", zone=HERE.zone),
        lines=[Line("tee", quantity=2, total=USD("40.00"))],
        history=history,
    )


def notice(sent_on: str, until: str | None, *, is_accepted: bool = False) -> DelayNotice:
    return DelayNotice(sent_on, until=until, is_accepted=is_accepted)


FIRST = notice("2026-03-30", "2026-04-20")
LONG = notice("2026-03-30", "2026-05-02")
UNKNOWN = notice("2026-03-30", None)
AGREED = notice("2026-03-30", "2026-07-01", is_accepted=True)


def states(last: str, bought: Order | None = None, **facts: Any) -> list[ShippingState]:
    """On the last instant of a day, and on the first one after."""
    end = HERE.end_of(last)
    asked = (end - MICROSECOND, end)
    return [law.delayed_shipping(bought or order(), US, at=x, **facts).state for x in asked]


@pytest.mark.parametrize(
    ("notices", "last", "then"),
    [
        pytest.param([], LAST, [DUE, LATE], id="nobody told: 30 days"),
        pytest.param([FIRST], LAST, [DUE, DUE], id="told of 19 days more, and silent"),
        pytest.param([FIRST], "2026-04-20", [DUE, LATE], id="to the end of them"),
        pytest.param([notice(LAST, WAITED)], WAITED, [DUE, LATE], id="30 days more, told that day"),
        pytest.param([LONG], LAST, [AWAITS, AWAITS], id="31 days more, and silent"),
        pytest.param([LONG], WAITED, [AWAITS, CANCELLED], id="cancelled after 30 days"),
        pytest.param([UNKNOWN], WAITED, [AWAITS, CANCELLED], id="no day was named"),
        pytest.param([AGREED], "2026-07-01", [DUE, LATE], id="a long delay with consent"),
        pytest.param(
            [notice("2026-03-30", None, is_accepted=True)],
            "2027-03-30",
            [DUE, DUE],
            id="no day, with consent",
        ),
        pytest.param([notice("2026-04-02", "2026-04-20")], LAST, [DUE, LATE], id="told a day late"),
        pytest.param(
            [FIRST, notice("2026-04-20", "2026-05-05")],
            "2026-04-20",
            [AWAITS, CANCELLED],
            id="told again: silence is no consent",
        ),
        pytest.param(
            [FIRST, notice("2026-04-20", "2026-05-05", is_accepted=True)],
            "2026-05-05",
            [DUE, LATE],
            id="told again, with consent",
        ),
        pytest.param(
            [notice("2026-04-20", "2026-05-05", is_accepted=True), FIRST],
            "2026-05-05",
            [DUE, LATE],
            id="in whatever order",
        ),
        pytest.param(
            [FIRST, notice("2026-04-21", "2026-05-05")],
            "2026-04-20",
            [DUE, LATE],
            id="told again a day late",
        ),
        pytest.param(
            [UNKNOWN, notice(WAITED, "2026-05-20", is_accepted=True)],
            "2026-05-20",
            [DUE, LATE],
            id="consent to a day, after none was named",
        ),
    ],
)
def test_how_shipping_stands(
    notices: list[DelayNotice], last: str, then: list[ShippingState]
) -> None:
    assert states(last, notices=notices) == then


def test_another_time_was_stated() -> None:
    assert states("2026-03-10", stated_by="2026-03-10") == [DUE, LATE]
    told = [notice("2026-03-09", "2026-04-09")]
    assert states("2026-04-09", stated_by="2026-03-10", notices=told) == [DUE, LATE]
    told = [notice("2026-03-09", "2026-04-10")]
    assert states("2026-04-09", stated_by="2026-03-10", notices=told) == [AWAITS, CANCELLED]


def test_the_time_that_was_stated_is_none_before_the_order() -> None:
    assert states(PLACED, stated_by=PLACED) == [DUE, LATE]
    with pytest.raises(InvalidValue, match=r"stated_by is '2026-03-01': .* on 2026-03-02"):
        law.delayed_shipping(order(), US, at=HERE.at(LAST), stated_by="2026-03-01")


def test_credit_was_asked_for() -> None:
    bought = order(CreditAsked(at=HERE.at(PLACED)))
    assert states("2026-04-21", bought) == [DUE, LATE]


def test_what_is_told_later_is_not_known() -> None:
    found = law.delayed_shipping(order(), US, at=HERE.at("2026-03-29"), notices=[FIRST])
    assert found.last_day is not None
    assert found.last_day.isoformat() == LAST


def test_what_has_left_or_was_called_off() -> None:
    one, both = ({"tee": k} for k in (1, 2))
    assert states(LAST, order(Shipped(one, at=HERE.at("2026-03-20")))) == [DUE, LATE]
    gone = [NOT_AWAITED, NOT_AWAITED]
    assert states(LAST, order(Shipped(both, at=HERE.at("2026-03-20")))) == gone
    assert states(LAST, order(Cancelled(both, at=HERE.at("2026-03-20")))) == gone


def test_work_is_not_shipped() -> None:
    fitting = Line("fitting", quantity=1, total=USD("30.00"), kind="service")
    both = evolve(order(), lines=[*order().lines, fitting])
    assert states(LAST, both) == [DUE, LATE]
    assert states(LAST, both.after(Shipped({"tee": 2}, at=HERE.at("2026-03-20")))) == [
        NOT_AWAITED,
        NOT_AWAITED,
    ]
    with pytest.raises(InvalidValue, match="have to be shipped by the law of US"):
        law.delayed_shipping(evolve(order(), lines=[fitting]), US, at=HERE.at(LAST))


@pytest.mark.parametrize("made", ["in_shop", "home_visit", "away"])
def test_what_is_sold_face_to_face_is_not_shipped_by_this_law(made: str) -> None:
    with pytest.raises(InvalidValue, match="have to be shipped by the law of US"):
        law.delayed_shipping(evolve(order(), made=made), US, at=HERE.at(LAST))


def test_how_notices_and_answers_are_written() -> None:
    assert repr(FIRST) == "DelayNotice(sent_on='2026-03-30', until='2026-04-20', is_accepted=False)"
    assert "until=None" in repr(UNKNOWN)
    found = law.delayed_shipping(order(), US, at=HERE.at(LAST))
    assert "last_day='2026-04-01', cancelled_at=None" in repr(found)


def test_when_it_counts_as_cancelled() -> None:
    found = law.delayed_shipping(order(), US_NY, at=HERE.at("2026-06-01"), notices=[LONG])
    assert found.cancelled_at == HERE.end_of(WAITED)
    assert found.by is not None
    assert not found.by.is_verified


def test_no_such_law_and_no_such_notice() -> None:
    with pytest.raises(InvalidValue, match=r"such as law\.US"):
        law.delayed_shipping(order(), EU, at=HERE.at(LAST))
    with pytest.raises(InvalidValue, match="to a later day"):
        notice("2026-03-30", "2026-03-30")
    with pytest.raises(WrongType, match="is_accepted"):
        DelayNotice("2026-03-30", until=None, is_accepted="yes")  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="silence"):
        DelayNotices(silence=30, waits=Days(30))  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="delay_notices"):
        law.Jurisdiction(
            code="XX",
            name="Nowhere",
            rights=EU.rights,
            checked_on="2026-11-21",
            delay_notices=US.delay_notices,
        )
