"""Goods that do not come: when the customer has to wait, and when they may end the contract."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Cancelled,
    Customer,
    Delivered,
    Event,
    InvalidValue,
    Line,
    LineKind,
    Lost,
    Order,
    ReturnRequested,
    WrongType,
    law,
)
from postsales.basics.moments import instant
from postsales.law import DE, EU, FR, GB, US, DeliveryState, Jurisdiction
from tests.law.tables.given import MICROSECOND, Where, holidays

BERLIN = Where("Europe/Berlin", "EUR", holidays())
IN_TIME, LATE, EXTENDED = DeliveryState.DUE, DeliveryState.LATE, DeliveryState.EXTENDED
MAY_BE_ENDED, NOT_AWAITED = DeliveryState.MAY_BE_ENDED, DeliveryState.NOT_AWAITED
PLACED = "2026-02-02"
LAST = "2026-03-04"


def order(on: str = PLACED, *history: Event, kind: LineKind = LineKind.GOODS) -> Order:
    """Two parcels that were ordered on a day."""
    return Order(
        id="1001",
        placed_at=BERLIN.at(on),
        customer=Customer(id="C-7", zone=BERLIN.zone),
        lines=[Line(x, quantity=1, total=EUR("20.00"), kind=kind) for x in ("tee", "lamp")],
        history=history,
    )


def came(on: str, *lines: str) -> Delivered:
    """Parcels that came on a day."""
    some = lines or ("tee", "lamp")
    return Delivered(dict.fromkeys(some, 1), at=BERLIN.at(on), ref=f"{on} {'+'.join(some)}")


def called_off(*lines: str) -> Cancelled:
    """Parcels that were called off before they left."""
    return Cancelled(dict.fromkeys(lines, 1), at=BERLIN.at("2026-02-05"))


def unwanted(*lines: str) -> ReturnRequested:
    """Parcels that the customer withdrew from."""
    return ReturnRequested(dict.fromkeys(lines, 1), at=BERLIN.at("2026-02-12"), ref="R-1")


def lost(line: str) -> Lost:
    """A parcel that never came."""
    return Lost({line: 1}, at=BERLIN.at("2026-02-06"))


def states(bought: Order, last: str, place: Jurisdiction = EU, **facts: Any) -> list[DeliveryState]:
    """On the last instant of a day, and on the first one after."""
    end = BERLIN.end_of(last)
    asked = (end - MICROSECOND, end)
    return [law.late_delivery(bought, place, at=x, **facts).state for x in asked]


@pytest.mark.parametrize(
    ("facts", "last", "before", "after"),
    [
        pytest.param({}, LAST, IN_TIME, LATE, id="the thirtieth day"),
        pytest.param({"agreed_on": "2026-02-10"}, "2026-02-10", IN_TIME, LATE, id="agreed sooner"),
        pytest.param({"agreed_on": "2026-04-10"}, "2026-04-10", IN_TIME, LATE, id="agreed later"),
        pytest.param(
            {"agreed_on": "2026-02-14"}, "2026-02-14", IN_TIME, LATE, id="an agreed Saturday stays"
        ),
        pytest.param({"extended_until": "2026-03-18"}, LAST, IN_TIME, EXTENDED, id="it was set"),
        pytest.param(
            {"extended_until": "2026-03-18"},
            "2026-03-18",
            EXTENDED,
            MAY_BE_ENDED,
            id="the last day of the additional period",
        ),
        pytest.param(
            {"extended_until": "2026-03-05"}, "2026-03-05", EXTENDED, MAY_BE_ENDED, id="a day more"
        ),
        pytest.param({"is_essential": True}, LAST, IN_TIME, MAY_BE_ENDED, id="it was essential"),
        pytest.param({"is_refused": True}, LAST, IN_TIME, MAY_BE_ENDED, id="the trader refused"),
        pytest.param(
            {"is_refused": True, "extended_until": "2026-03-18"},
            LAST,
            IN_TIME,
            MAY_BE_ENDED,
            id="refused all the same",
        ),
    ],
)
def test_how_a_delivery_stands(
    facts: dict[str, Any], last: str, before: DeliveryState, after: DeliveryState
) -> None:
    assert states(order(), last, **facts) == [before, after]


@pytest.mark.parametrize(
    ("on", "last", "place"),
    [
        pytest.param("2026-01-30", "2026-03-02", EU, id="a Sunday moves on"),
        pytest.param("2026-01-30", "2026-03-01", GB, id="not in the United Kingdom"),
        pytest.param("2026-01-30", "2026-03-01", FR, id="nor in France"),
        pytest.param("2028-01-31", "2028-03-01", GB, id="over a leap day"),
    ],
)
def test_the_last_day_is_that_of_the_duty(on: str, last: str, place: Jurisdiction) -> None:
    found = law.late_delivery(order(on), place, at=BERLIN.at(on))
    assert found.last_day.isoformat() == last
    assert states(order(on), last, place) == [IN_TIME, LATE]


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (EU, "Directive 2011/83/EU, Art. 18(2)"),
        (DE, "Directive 2011/83/EU, Art. 18(2)"),
        (FR, "Code de la consommation, L216-6 I"),
        (GB, "Consumer Rights Act 2015, s. 28(6)-(8)"),
    ],
    ids=lambda x: x.code if isinstance(x, Jurisdiction) else "",
)
def test_where_it_says_so(place: Jurisdiction, says: str) -> None:
    assert str(law.late_delivery(order(), place, at=BERLIN.at(PLACED)).by) == says


def test_what_came_late_is_awaited_no_more() -> None:
    bought = order(PLACED, came("2026-03-10"))
    found = law.late_delivery(bought, EU, at=BERLIN.at("2026-03-10"), is_essential=True)
    assert found.state is NOT_AWAITED
    assert found.may_end_at is None
    before = instant(BERLIN.at("2026-03-10")) - timedelta(microseconds=1)
    assert law.late_delivery(bought, EU, at=before, is_essential=True).state is MAY_BE_ENDED


@pytest.mark.parametrize(
    ("history", "then"),
    [
        pytest.param([came("2026-02-10", "tee")], [IN_TIME, LATE], id="one parcel of two"),
        pytest.param([called_off("tee")], [IN_TIME, LATE], id="one called off"),
        pytest.param(
            [called_off("tee"), came("2026-02-10", "lamp")],
            [NOT_AWAITED, NOT_AWAITED],
            id="one called off, and the other came",
        ),
        pytest.param([called_off("tee", "lamp")], [NOT_AWAITED, NOT_AWAITED], id="all called off"),
        pytest.param(
            [came("2026-02-10", "tee"), came("2026-02-10", "tee")],
            [IN_TIME, LATE],
            id="one parcel of two, of which was told twice",
        ),
        pytest.param([unwanted("tee")], [IN_TIME, LATE], id="one withdrawn from"),
        pytest.param(
            [unwanted("tee", "lamp")], [NOT_AWAITED, NOT_AWAITED], id="all withdrawn from"
        ),
        pytest.param(
            [came("2026-02-10", "tee"), unwanted("tee", "lamp")],
            [NOT_AWAITED, NOT_AWAITED],
            id="all withdrawn from when one had come",
        ),
        pytest.param(
            [came("2026-02-10", "tee"), unwanted("tee")],
            [IN_TIME, LATE],
            id="the one that came is sent back",
        ),
        pytest.param([lost("tee"), came("2026-02-10", "lamp")], [IN_TIME, LATE], id="one was lost"),
    ],
)
def test_what_is_awaited(history: list[Event], then: list[DeliveryState]) -> None:
    assert states(order(PLACED, *history), LAST) == then


def test_work_that_is_not_done_is_no_goods() -> None:
    bought = order(PLACED, came("2026-02-10", "tee", "lamp"))
    fitting = Line("fitting", quantity=1, total=EUR("30.00"), kind=LineKind.SERVICE)
    bought = evolve(bought, lines=[*bought.lines, fitting])
    assert states(bought, LAST) == [NOT_AWAITED, NOT_AWAITED]


def test_when_the_contract_can_be_ended() -> None:
    found = law.late_delivery(order(), EU, at=BERLIN.at(LAST), extended_until="2026-03-28")
    assert found.may_end_at == BERLIN.end_of("2026-03-28")
    assert law.late_delivery(order(), EU, at=BERLIN.at("2026-03-05")).may_end_at is None


def test_nobody_agrees_on_a_day_before_the_order() -> None:
    assert states(order(), PLACED, agreed_on=PLACED) == [IN_TIME, LATE]
    with pytest.raises(InvalidValue, match=r"agreed_on is '2026-02-01': .* on 2026-02-02"):
        law.late_delivery(order(), EU, at=BERLIN.at(LAST), agreed_on="2026-02-01")


@pytest.mark.parametrize("until", ["2026-03-04", "2026-02-10"])
def test_an_additional_period_ends_after_the_time_for_it(until: str) -> None:
    with pytest.raises(InvalidValue, match="after the time for the delivery, 2026-03-04"):
        law.late_delivery(order(), EU, at=BERLIN.at(LAST), extended_until=until)


def test_a_law_without_one_an_order_without_goods_and_words_for_facts() -> None:
    at = BERLIN.at(LAST)
    with pytest.raises(InvalidValue, match=r"such as law\.EU"):
        law.late_delivery(order(), US, at=at)
    with pytest.raises(InvalidValue, match="an order with goods"):
        law.late_delivery(order(kind=LineKind.SERVICE), EU, at=at)
    with pytest.raises(WrongType, match="is_refused"):
        law.late_delivery(order(), EU, at=at, is_refused="no")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="additional_period"):
        law.Jurisdiction(
            code="XX",
            name="Nowhere",
            rights=EU.rights,
            checked_on="2026-11-21",
            additional_period=law.AdditionalPeriod(),
        )
