"""Goods that turned out to be faulty: until when a fault counts as old, and what use costs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    GBP,
    Cancelled,
    Customer,
    Delivered,
    Event,
    Installed,
    Line,
    LineRefund,
    Lost,
    Money,
    NoLawInForce,
    Order,
    Paid,
    Received,
    Refunded,
    RepairAsked,
    RepairEnded,
    ReturnRequested,
    Tender,
    Verdict,
    law,
)
from postsales.errors import CurrencyMismatch, InvalidValue, UnknownLine
from postsales.law import DE, ES, EU, FR, GB, IT, Jurisdiction

LAMP = {"lamp": 1}
DELIVERED = Delivered(LAMP, at="2026-01-15T11:00Z")
USE = GBP("100.00")
CARD = Tender.card("ch_1")
PAID = Paid(GBP("500.00"), tender=CARD, at="2026-01-12T10:15Z")


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
        pytest.param(ES, "2026-01-15", (), "2028-01-15", "Art. 121", id="two years in Spain"),
        pytest.param(ES, "2028-02-29", (), "2030-02-28", "Art. 121", id="of Spain, on a leap day"),
        pytest.param(IT, "2026-01-15", (), "2027-01-15", "Art. 135", id="a year in Italy"),
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
    until = law.presumed_until(bought, "lamp", place, at="2031-01-01T00:00Z")
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


BOOKED = Refunded(GBP("50.00"), at="2026-02-01T09:00Z")


@pytest.mark.parametrize(
    ("history", "amount"),
    [
        pytest.param([], "0.00", id="nothing has come"),
        pytest.param([DELIVERED], "500.00", id="nothing was paid back"),
        pytest.param([DELIVERED, BOOKED], "450.00", id="a price that was cut before"),
        pytest.param(
            [DELIVERED, Refunded(GBP("500.00"), at="2026-02-01T09:00Z")], "0.00", id="all of it"
        ),
        pytest.param(
            [DELIVERED, Refunded(GBP("500.00"), at="2026-02-01T09:00Z", status="pending")],
            "0.00",
            id="all of it, on its way",
        ),
        pytest.param(
            [DELIVERED, Refunded(GBP("500.00"), at="2026-06-01T09:00Z")], "500.00", id="not yet"
        ),
        pytest.param(
            [DELIVERED, Received(LAMP, at="2026-02-01T09:00Z", ref="R-1")],
            "500.00",
            id="it is back",
        ),
    ],
)
def test_what_was_paid_back_before(history: Iterable[Event], amount: str) -> None:
    at = "2026-03-01T12:00Z"
    found = law.final_refund(order(PAID, *history), "lamp", GB, at=at, for_use=USE)
    assert found.amount == GBP(amount)


def three(*history: Event) -> Order:
    """Three cups for 100 pounds: one came on 15 January, and two on 20 February 2026."""
    came = [
        Delivered({"cup": 1}, at="2026-01-15T11:00Z"),
        Delivered({"cup": 2}, at="2026-02-20T11:00Z"),
    ]
    return Order(
        id="1001",
        placed_at="2026-01-12T10:15Z",
        customer=Customer(id="C-7", zone="Europe/London"),
        lines=[Line("cup", quantity=3, total=GBP("100.00"))],
        history=[Paid(GBP("100.00"), tender=CARD, at="2026-01-12T10:15Z"), *came, *history],
    )


BACK = (
    Received({"cup": 1}, at="2026-03-01T09:00Z", ref="R-1"),
    Refunded(
        GBP("33.33"),
        at="2026-03-02T09:00Z",
        lines=[LineRefund("cup", units=1, price=GBP("33.33"))],
    ),
)


class TestParcels:
    """Each parcel has a time of its own."""

    @pytest.mark.parametrize(
        ("came", "presumed"),
        [
            pytest.param("2026-01-15", "2026-07-14", id="the first"),
            pytest.param("2026-02-20", "2026-08-19", id="the second"),
        ],
    )
    def test_a_fault_counts_as_old(self, came: str, presumed: str) -> None:
        asked = {"at": "2026-03-01T09:00Z", "delivered_on": came}
        until = law.presumed_until(three(), "cup", GB, **asked)
        assert until is not None
        assert until.last_day.isoformat() == presumed

    def test_which_of_them_has_to_be_said(self) -> None:
        with pytest.raises(InvalidValue, match="came on 2026-01-15, 2026-02-20"):
            law.presumed_until(three(), "cup", GB, at="2026-03-01T09:00Z")
        with pytest.raises(InvalidValue, match="came on 2026-01-15, 2026-02-20"):
            law.presumed_until(
                three(), "cup", GB, at="2026-03-01T09:00Z", delivered_on="2026-01-16"
            )

    def test_what_came_later_was_not_there_then(self) -> None:
        until = law.presumed_until(three(), "cup", GB, at="2026-02-01T09:00Z")
        assert until is not None
        assert until.last_day == date(2026, 7, 14)

    @pytest.mark.parametrize(
        ("came", "deducted"),
        [
            pytest.param("2026-01-15", "20.00", id="the first, after six months"),
            pytest.param("2026-02-20", "0.00", id="the second, within them"),
        ],
    )
    def test_what_use_costs(self, came: str, deducted: str) -> None:
        at = "2026-08-01T12:00Z"
        found = law.final_refund(
            three(), "cup", GB, at=at, for_use=GBP("20.00"), units=1, delivered_on=came
        )
        assert found.deducted == GBP(deducted)
        assert found.amount + found.deducted == GBP("33.33")

    @pytest.mark.parametrize(
        ("came", "amount"),
        [
            pytest.param("2026-01-15", "33.33", id="the one that came first"),
            pytest.param("2026-02-20", "66.67", id="the two that came later"),
        ],
    )
    def test_what_came_on_a_day_is_all_that_is_rejected_of_it(self, came: str, amount: str) -> None:
        asked: dict[str, Any] = {"at": "2026-03-01T12:00Z", "delivered_on": came}
        found = law.final_refund(three(), "cup", GB, for_use=GBP("0.00"), **asked)
        assert found.amount == GBP(amount)
        with pytest.raises(InvalidValue, match="units is 3"):
            law.final_refund(three(), "cup", GB, for_use=GBP("0.00"), units=3, **asked)

    def test_what_is_left_of_three(self) -> None:
        at = "2026-08-01T12:00Z"
        found = law.final_refund(
            three(*BACK), "cup", GB, at=at, for_use=GBP("0.00"), delivered_on="2026-02-20"
        )
        assert found.amount == GBP("66.67")
        with pytest.raises(InvalidValue, match="1 to 2 are allowed"):
            law.final_refund(three(*BACK), "cup", GB, at=at, for_use=GBP("0.00"), units=3)


@pytest.mark.parametrize(
    "third",
    [
        pytest.param([], id="on its way"),
        pytest.param([Lost({"cup": 1}, at="2026-02-01T09:00Z")], id="lost"),
        pytest.param([Lost({"cup": 1}, at="2026-02-01T09:00Z"), BACK[1]], id="lost and paid for"),
        pytest.param([Cancelled({"cup": 1}, at="2026-02-01T09:00Z"), BACK[1]], id="called off"),
    ],
)
def test_what_never_came_is_not_rejected(third: list[Event]) -> None:
    came = Delivered({"cup": 2}, at="2026-01-15T11:00Z")
    two = evolve(three(), history=[three().history[0], came, *third])
    found = law.final_refund(two, "cup", GB, at="2026-03-05T12:00Z", for_use=GBP("0.00"))
    assert found.amount == GBP("66.67")


@pytest.mark.parametrize("is_back", [True, False], ids=["back", "kept"])
@pytest.mark.parametrize(
    ("refunds", "amount"),
    [
        pytest.param({}, "66.67", id="nothing was paid back: both that came"),
        pytest.param({"R-1": "settled"}, "33.33", id="the one of the return"),
        pytest.param({"R-1": "pending"}, "33.33", id="the one of the return, on its way"),
        pytest.param({"R-1": "failed"}, "66.67", id="it failed"),
        pytest.param({"": "settled"}, "66.67", id="nobody said for which: the one called off"),
        pytest.param({"": "settled", "R-1": "settled"}, "33.33", id="each of the two"),
    ],
)
def test_one_called_off_and_one_given_back(
    refunds: dict[str, str], amount: str, is_back: bool
) -> None:
    """Three cups: one was called off, two came, and the money for one of those went back."""
    price = [LineRefund("cup", units=1, price=GBP("33.33"))]
    history = [
        three().history[0],
        Cancelled({"cup": 1}, at="2026-01-13T09:00Z"),
        Delivered({"cup": 2}, at="2026-01-15T11:00Z"),
        ReturnRequested({"cup": 1}, at="2026-02-20T09:00Z", ref="R-1"),
        *([Received({"cup": 1}, at="2026-03-01T09:00Z", ref="R-1")] if is_back else []),
        *(
            Refunded(
                GBP("33.33"),
                at="2026-03-02T09:00Z",
                lines=price,
                return_ref=ref,
                status=status,
                ref=f"P-{ref}",
            )
            for ref, status in refunds.items()
        ),
    ]
    found = law.final_refund(
        evolve(three(), history=history), "cup", GB, at="2026-03-05T12:00Z", for_use=GBP("0.00")
    )
    assert found.amount == GBP(amount)


@pytest.mark.parametrize(
    ("place", "before", "first"),
    [
        pytest.param(GB, "2015-09-30", "2015-10-01", id="the act in the United Kingdom"),
        pytest.param(DE, "2022-05-27", "2022-05-28", id="what is covered of Germany"),
        pytest.param(FR, "2022-05-27", "2022-05-28", id="what is covered of France"),
        pytest.param(ES, "2022-05-27", "2022-05-28", id="what is covered of Spain"),
        pytest.param(IT, "2023-04-01", "2023-04-02", id="what is covered of Italy"),
    ],
)
def test_contracts_of_which_day(place: Jurisdiction, before: str, first: str) -> None:
    covered, older = (evolve(order(), placed_at=f"{day}T11:00Z") for day in (first, before))
    assert law.presumed_until(covered, "lamp", place, at="2026-02-01T09:00Z") is None
    with pytest.raises(NoLawInForce, match=f"covered from {first}"):
        law.presumed_until(older, "lamp", place, at="2026-02-01T09:00Z")
    with pytest.raises(NoLawInForce):
        law.final_refund(older, "lamp", place, at="2026-02-01T09:00Z", for_use=USE)


OTHERS = ["service", "digital", "subscription"]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        pytest.param(place, kind, id=f"{place.code}-{kind}")
        for place in (GB, DE, FR, IT, ES)
        for kind in OTHERS
        if (place, kind) != (ES, "digital")
    ],
)
def test_goods_alone(place: Jurisdiction, kind: str) -> None:
    lesson = Line("lesson", quantity=1, total=GBP("40.00"), kind=kind)
    found = evolve(order(), placed_at="2026-01-12T10:15Z", lines=[lesson])
    with pytest.raises(InvalidValue, match="such as one of goods"):
        law.presumed_until(found, "lesson", place, at="2026-02-01T09:00Z")


def test_digital_content_in_spain() -> None:
    """A fault counts as old for a year, half as long as one of goods."""
    film = Line("film", quantity=1, total=EUR("12.00"), kind="digital")
    came = Delivered({"film": 1}, at="2026-01-15T11:00Z")
    found = evolve(order(), placed_at="2026-01-12T10:15Z", lines=[film], history=[came])
    until = law.presumed_until(found, "film", ES, at="2026-02-01T09:00Z")
    assert until is not None
    assert until.last_day == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("repaired", "assumed"),
    [
        pytest.param({"cup": 1}, ("repair_asked_of_all_units",), id="one of three: which?"),
        pytest.param({"cup": 3}, (), id="all of them"),
    ],
)
@pytest.mark.parametrize("times", [pytest.param(1, id="once"), pytest.param(3, id="told thrice")])
def test_which_of_several_was_repaired_nobody_tells(
    repaired: dict[str, int], assumed: tuple[str, ...], times: int
) -> None:
    told = [
        RepairAsked(repaired, at="2026-02-21T09:00Z", ref="F-1"),
        RepairEnded(repaired, at="2026-02-24T12:00Z", ref="F-1"),
    ] * times
    found = law.rights(three(*told), GB, at="2026-02-25T09:00Z")
    rejected = [x for x in found if x.name == "GB.reject"]
    # The first came too long before the repair; the others have four days more.
    assert [x.verdict for x in rejected] == [Verdict.MET, Verdict.NOT_MET]
    assert [x.assumed for x in rejected] == [assumed, assumed]
    assert rejected[0].deadline is not None
    assert rejected[0].deadline.last_day == date(2026, 3, 26)


def test_a_repair_is_told_of_units_and_stops_the_time_to_reject() -> None:
    repaired = order(
        DELIVERED,
        RepairAsked(LAMP, at="2026-01-20T09:00Z", ref="F-1"),
        RepairEnded(LAMP, at="2026-01-29T12:00Z", ref="F-1"),
    )
    (reject,) = [x for x in law.rights(repaired, GB, at="2026-02-01T09:00Z") if "reject" in x.name]
    assert reject.deadline is not None
    assert reject.deadline.last_day == date(2026, 2, 24)  # 14 February and ten days


REPAIR = RepairAsked(LAMP, at="2026-01-20T09:00Z", ref="F-1")
HAD_BACK = RepairEnded(LAMP, at="2026-01-29T12:00Z", ref="F-1")


@pytest.mark.parametrize(
    ("history", "at", "assumed"),
    [
        pytest.param([], "2026-02-01T09:00Z", ("repair_tried",), id="nobody told of a repair"),
        pytest.param([REPAIR], "2026-02-01T09:00Z", ("repair_tried",), id="it goes on"),
        pytest.param([REPAIR, HAD_BACK], "2026-01-29T12:00Z", (), id="at its end"),
        pytest.param([REPAIR, HAD_BACK], "2026-01-29T11:59Z", ("repair_tried",), id="before it"),
    ],
)
def test_that_a_repair_was_tried_is_assumed_where_nobody_told(
    history: list[Event], at: str, assumed: tuple[str, ...]
) -> None:
    told = order(PAID, DELIVERED, *history)
    assert law.final_refund(told, "lamp", GB, at=at, for_use=USE).assumed == assumed
