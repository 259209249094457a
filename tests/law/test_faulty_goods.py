"""Goods that turned out to be faulty: until when a fault counts as old, and what use costs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    GBP,
    Customer,
    Delivered,
    Event,
    Installed,
    Line,
    Money,
    Order,
    RepairAsked,
    RepairEnded,
    law,
)
from postsales.errors import CurrencyMismatch, InvalidValue, UnknownLine
from postsales.law import DE, EU, FR, GB, Jurisdiction

LAMP = {"lamp": 1}
DELIVERED = Delivered(LAMP, at="2026-01-15T11:00Z")
USE = GBP("100.00")


def order(*history: Event, traits: Iterable[str] = ()) -> Order:
    """A lamp for 500 pounds that came on 15 January 2026."""
    return Order(
        id="1001",
        placed_at="2026-01-12T10:15Z",
        customer=Customer(id="C-7", zone="Europe/London"),
        lines=[Line("lamp", quantity=1, total=GBP("500.00"), traits=[*traits])],
        history=history,
    )


def test_a_fault_counts_as_old_for_six_months_that_begin_with_the_day_of_delivery() -> None:
    until = law.presumed_until(order(DELIVERED), "lamp", GB, at="2026-02-01T09:00Z")
    assert until is not None
    assert until.last_day == date(2026, 7, 14)
    assert until.zone == "Europe/London"


@pytest.mark.parametrize(
    ("place", "came", "traits", "last", "article"),
    [
        pytest.param(DE, "2026-01-15", (), "2027-01-15", "§ 477(1)", id="a year in Germany"),
        pytest.param(DE, "2028-02-29", (), "2029-02-28", "§ 477(1)", id="from a leap day"),
        pytest.param(DE, "2026-08-31", ["live_animal"], "2027-02-28", "§ 477(1)", id="a dog"),
        pytest.param(FR, "2026-01-15", (), "2028-01-15", "L217-7", id="24 months in France"),
        pytest.param(FR, "2026-01-15", ["second_hand"], "2027-01-15", "L217-7", id="used"),
    ],
)
def test_from_the_day_after_the_delivery(
    place: Jurisdiction, came: str, traits: Iterable[str], last: str, article: str
) -> None:
    """The day of the delivery is not counted, and the end moves for no weekend."""
    bought = evolve(
        order(Delivered(LAMP, at=f"{came}T11:00Z"), traits=traits),
        placed_at="2026-01-12T10:15Z",
    )
    until = law.presumed_until(bought, "lamp", place, at="2030-01-01T00:00Z")
    assert until is not None
    assert until.last_day == until.nominal_day == date.fromisoformat(last)
    assert {x.by.article for x in until.trace if x.by} == {article}


def test_what_has_not_come_has_no_such_day() -> None:
    assert law.presumed_until(order(), "lamp", GB, at="2026-02-01T09:00Z") is None


@pytest.mark.parametrize(
    ("at", "traits", "amount"),
    [
        pytest.param("2026-07-15T22:59Z", (), "500.00", id="the last instant of six months"),
        pytest.param("2026-07-15T23:00Z", (), "400.00", id="the next day, in summer time"),
        pytest.param("2026-01-15T11:00Z", ["motor_vehicle"], "400.00", id="a car, at once"),
    ],
)
def test_what_use_costs(at: str, traits: Iterable[str], amount: str) -> None:
    found = law.final_refund(order(DELIVERED, traits=traits), "lamp", GB, at=at, for_use=USE)
    assert found.amount == GBP(amount)
    assert found.amount + found.deducted == GBP("500.00")
    assert found.by is not None


def test_the_six_months_wait_for_what_has_to_be_installed() -> None:
    boiler = order(DELIVERED, Installed(LAMP, at="2026-02-20T16:00Z"), traits=["needs_installing"])
    at = "2026-08-20T12:00+01:00"
    found = law.final_refund(boiler, "lamp", GB, at=at, for_use=USE)
    assert (found.free_until, found.deducted) == (date(2026, 8, 20), GBP("0.00"))
    never = order(DELIVERED, traits=["needs_installing"])
    found = law.final_refund(never, "lamp", GB, at="2028-01-01T12:00Z", for_use=USE)
    assert (found.free_until, found.deducted) == (None, GBP("0.00"))


def test_never_less_than_nothing_comes_back() -> None:
    at = "2026-12-01T12:00Z"
    found = law.final_refund(order(DELIVERED), "lamp", GB, at=at, for_use=GBP("500.01"))
    assert (found.amount, found.deducted) == (GBP("0.00"), GBP("500.00"))


@pytest.mark.parametrize(
    ("line", "place", "for_use", "error", "says"),
    [
        pytest.param("lamp", EU, USE, InvalidValue, "is taken off for use", id="a law without"),
        pytest.param("lamp", GB, GBP("-0.01"), InvalidValue, "zero or more", id="below zero"),
        pytest.param("lamp", GB, EUR("1.00"), CurrencyMismatch, "EUR", id="another currency"),
        pytest.param("tee", GB, USE, UnknownLine, "tee", id="no such line"),
    ],
)
def test_what_cannot_be_asked(
    line: str, place: Any, for_use: Money, error: type[Exception], says: str
) -> None:
    at = "2026-12-01T12:00Z"
    with pytest.raises(error, match=says):
        law.final_refund(order(DELIVERED), line, place, at=at, for_use=for_use)


def test_a_law_that_says_nothing_of_old_faults() -> None:
    with pytest.raises(InvalidValue, match="a fault counts as one that was there"):
        law.presumed_until(order(DELIVERED), "lamp", EU, at="2026-02-01T09:00Z")


def test_a_repair_is_told_of_units_and_stops_the_time_to_reject() -> None:
    repaired = order(
        DELIVERED,
        RepairAsked(LAMP, at="2026-01-20T09:00Z", ref="F-1"),
        RepairEnded(LAMP, at="2026-01-29T12:00Z", ref="F-1"),
    )
    (reject,) = [x for x in law.rights(repaired, GB, at="2026-02-01T09:00Z") if "reject" in x.name]
    assert reject.deadline is not None
    assert reject.deadline.last_day == date(2026, 2, 24)  # 14 February and ten days
