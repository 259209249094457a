"""An order and terms in which every field says something, and every single change of a value."""

from collections.abc import Iterator, Mapping
from copy import copy
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from types import FunctionType, NoneType
from typing import Any

import attrs
from attrs import evolve, frozen

from postsales import (
    EUR,
    MET,
    AcceptedConditions,
    Asker,
    Authorised,
    Charge,
    Citation,
    Coverage,
    Customer,
    Days,
    Delivered,
    DiminishedValue,
    During,
    Event,
    Exclusion,
    Extension,
    Fee,
    FeeCharged,
    Finding,
    First,
    FrozenMap,
    Happened,
    Holidays,
    Hours,
    JudgedBy,
    Last,
    Line,
    LineKind,
    LineRefund,
    Lost,
    Months,
    NonDays,
    NoticeForm,
    NotStarted,
    Order,
    Paid,
    Per,
    Percent,
    Place,
    Precedence,
    Proof,
    Quantities,
    ReasonKind,
    Received,
    Refunded,
    RefundTerms,
    ReturnApproved,
    ReturnCase,
    ReturnerGuard,
    ReturnItem,
    ReturnLabelIssued,
    Returnless,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    Roll,
    Rounding,
    Scope,
    Season,
    Shipped,
    ShippingRefund,
    Since,
    Tax,
    Tender,
    TenderKind,
    TenderOrder,
    Trait,
    UnitsBack,
    Weeks,
    WholeBundle,
    WorkCalendar,
    all_of,
    any_of,
    first_match,
    not_met,
    unless,
)
from postsales.refunds.quote import quote as quoted
from postsales.returns.decide import assess
from postsales.returns.rules import within_window

AT = "2026-03-20T09:00+01:00"
ACT = Citation("An Act", "s. 4", text="as of 2025", checked_on="2026-02-11")


NO_LINES: FrozenMap[str, int] = FrozenMap({})


@frozen
class PointsSpent(Event):
    """An event of a host's own, with fields of every kind."""

    points: int
    at_shops: frozenset[str]
    rate: Decimal
    on: date
    lasting: timedelta
    by_line: FrozenMap[str, int] = NO_LINES
    share: float = 0.5
    note: str | None = None


@frozen
class Grace:
    """Customers of some tiers have longer."""

    tiers: frozenset[str]
    extra: Days
    code: str = "no_grace"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is the tier one of them, and the time not over?"""
        window = case.window
        known = case.customer is not None and case.customer.tier in self.tiers
        held = window is not None and case.at < window.extended(self.extra).closes
        return MET if known and held else not_met(self.code)

    def changes_at(self, case: ReturnCase, /) -> list[datetime]:
        """The end of the longer time."""
        window = case.window
        return [] if window is None else [window.extended(self.extra).closes]


def receipt_shown(case: ReturnCase) -> Finding:
    """A receipt is needed."""
    return MET if "receipt" in case.evidence else not_met("receipt_missing")


def box_shown(case: ReturnCase) -> Finding:
    """A box is needed."""
    return MET if "box" in case.evidence else not_met("box_missing")


def full_order() -> Order:
    """An order with something in every field, made anew."""
    return Order(
        id="1001",
        placed_at="2026-03-02T10:15+01:00",
        market="DE",
        channel="web",
        customer=Customer(id="C-7", country="DE", zone="Europe/Berlin", tier="gold"),
        lines=[
            Line(
                "tee",
                quantity=3,
                total=EUR("50.00"),
                taxes=[Tax.included(EUR("7.98"), rate="0.19", name="VAT")],
                kind=LineKind.GOODS,
                traits={Trait.MADE_TO_ORDER, Trait.OVERSIZED},
                category="clothes",
                tags={"blue", "new", "cotton"},
                sku="T-1",
                title="A tee",
            ),
            Line("lamp", quantity=1, total=EUR("89.00"), taxes=[Tax.added(EUR("14.21"))]),
        ],
        charges=[
            Charge.shipping(EUR("4.95"), taxes=[Tax.included(EUR("0.79"), rate="0.19")]),
            Charge.other("wrapping", EUR("2.00")),
        ],
        history=[
            Authorised(EUR("145.95"), tender=Tender.card("ch_1"), at="2026-03-02T10:14+01:00"),
            Paid(EUR("20.00"), tender=Tender.gift_card("GC-7"), at="2026-03-02T10:15+01:00"),
            Paid(EUR("125.95"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
            Shipped({"tee": 3, "lamp": 1}, at="2026-03-03T16:00+01:00", ref="p-1"),
            Delivered({"tee": 3, "lamp": 1}, at="2026-03-05T12:30+01:00", ref="p-1"),
            Happened("called", at="2026-03-06T12:30+01:00"),
            PointsSpent(
                7,
                frozenset({"north", "south", "east", "west"}),
                Decimal("0.190"),
                date(2026, 3, 6),
                timedelta(hours=1),
                FrozenMap({"tee": 1, "lamp": 2}),
                at="2026-03-06T12:31+01:00",
            ),
            Refunded(
                EUR("15.00"),
                lines=[LineRefund("tee", units=1, price=EUR("16.67"), taxes=[EUR("2.66")])],
                fees=[FeeCharged("fee", amount=EUR("1.50"), line="tee", basis=EUR("16.67"))],
                withheld=EUR("0.17"),
                tenders={"GC-7": EUR("15.00")},
                reason="torn",
                return_ref="r-0",
                ref="rf-1",
                at="2026-03-07T12:30+01:00",
            ),
            ReturnLabelIssued(ref="r-1", at="2026-03-08T12:30+01:00"),
        ],
    )


def full_terms() -> ReturnTerms:
    """Return terms with something in every field, made anew."""
    scope = Scope(
        category={"clothes", "shoes"},
        sku="T-1",
        tag={"new", "blue"},
        trait={Trait.OVERSIZED, Trait.MADE_TO_ORDER},
        kind=LineKind.GOODS,
        market="DE",
        channel="web",
        tier={"gold", "silver"},
    )
    grace = Grace(frozenset({"gold", "silver", "bronze"}), Days(15))
    terms = ReturnTerms(
        id="acme",
        version="2026-03",
        zone="Europe/Berlin",
        window=ReturnWindow(
            Days(30), since=(Delivered, Since(Shipped, plus=Days(5)), PointsSpent), by=ACT
        ),
        special_windows=[
            ReturnWindow(
                Months(1),
                since=(First(PointsSpent, by=ACT), Since(Last(Delivered), plus=Days(2))),
                roll=Roll(NonDays(["saturday", "sunday"], holidays=Place.CUSTOMER), by=ACT),
                applies_to=scope,
                for_reasons=[ReasonKind.REMORSE, ReasonKind.LATE],
                for_askers=Asker.GIFT_RECIPIENT,
                season=Season("2026-11-01", "2026-12-24", of=Delivered),
                by=ACT,
            )
        ],
        precedence=Precedence.FIRST_LISTED,
        extensions=[
            Extension(
                Weeks(2),
                applies_to=scope,
                for_reasons=ReasonKind.DEFECT,
                for_askers=[Asker.BUYER],
                season=Season("2026-12-01", "2026-12-31"),
                by=ACT,
            ),
            Extension(until="2027-01-31"),
        ],
        tolled_by=During(Lost, PointsSpent),
        exclusions=[
            Exclusion(
                "final_sale",
                applies_to=Scope(trait=Trait.FINAL_SALE),
                for_reasons={ReasonKind.REMORSE, ReasonKind.LATE},
                by=ACT,
            )
        ],
        proofs=[Proof("receipt", applies_to=Scope(tag="new"), for_reasons=ReasonKind.LATE)],
        conditions=AcceptedConditions(
            ["unopened", "opened"],
            applies_to=Scope(tag="new"),
            for_reasons=["remorse", "late"],
            by=ACT,
        ),
        bundles=WholeBundle(
            otherwise="refuse", applies_to=Scope(tag="new"), for_reasons=["late"], by=ACT
        ),
        units_back=UnitsBack(
            least=2,
            packs_of=3,
            keeping=4,
            otherwise="refuse",
            applies_to=Scope(tag="new"),
            for_reasons=["late"],
            by=ACT,
        ),
        returnless=Returnless(
            EUR("5.00"), per="line", applies_to=Scope(tag="new"), for_reasons=["late"]
        ),
        guards=ReturnerGuard(
            "regular",
            most_units=10,
            most_share=Percent("62.5"),
            most_money=EUR("500.00"),
            least_bought=5,
            for_reasons=[ReasonKind.LATE],
        ),
        reasons={"too_small": ReasonKind.REMORSE, "faulty": ReasonKind.DEFECT},
        applies_to=Scope(kind={LineKind.GOODS, LineKind.DIGITAL}),
        covers=Coverage.ORDERED,
        not_started=NotStarted.OPEN,
        judged_by=JudgedBy.GOODS_BACK,
        forms=[NoticeForm.STATEMENT, NoticeForm.GOODS_ALONE],
        authorisation="before_sending",
        ship_by=RmaClock(Days(14), since=(ReturnApproved, PointsSpent), by=ACT),
        inspect_by=RmaClock(Days(3), since=Last(Received), roll=Roll(NonDays(["sunday"]))),
        refund_by=RmaClock(Days(14), since=Since(Received, plus=Days(1))),
        holidays={
            Place.CUSTOMER: Holidays(["2026-04-03"], since="2026-01-01", until="2026-12-31"),
            Place.MERCHANT: Holidays([], since="2026-01-01", until="2026-12-31"),
        },
        calendar=WorkCalendar(
            zone="Europe/Berlin",
            hours={"Mon-Thu": "09:00-12:00, 13:00-17:00", "Fri": "22:00-03:00"},
            exceptions={"2026-12-24": "09:00-12:00", "2026-12-31": "closed"},
            holidays=Holidays(["2026-04-03"], since="2026-01-01", until="2026-12-31"),
        ),
        required=[
            any_of(receipt_shown, first_match(box_shown, grace)),
            unless(receipt_shown, all_of(grace, box_shown)),
        ],
    )
    return terms.unless(within_window, grace)


def full_refund_terms() -> RefundTerms:
    """Refund terms with something in every field, made anew."""
    return RefundTerms(
        id="acme-money",
        version="7",
        shipping=ShippingRefund.SHARE,
        tenders=TenderOrder.CHOSEN,
        chosen=[TenderKind.GIFT_CARD, TenderKind.CARD],
        gifts="store_credit",
        other_charges=ShippingRefund.ALWAYS,
        diminished=[
            DiminishedValue(
                Percent("100"),
                conditions=["damaged", "used"],
                goods="sent_back",
                applies_to=Scope(tier="gold"),
                for_reasons=["remorse", "late"],
            )
        ],
        fees=[
            Fee("label", EUR("4.95"), per=Per.RETURN, for_reasons=["remorse", "late"]),
            Fee("restocking", Percent("7.5"), per=Per.UNIT, applies_to=Scope(tier="gold")),
        ],
        rounding=Rounding.HALF_EVEN,
    )


REQUEST = ReturnRequest(
    [
        ReturnItem("tee", 2, reason="too_small", evidence=["receipt", "box"], condition="opened"),
        ReturnItem("lamp", 1, reason="faulty"),
    ],
    ref="r-1",
    sent_at="2026-04-05T08:00Z",
    received_at="2026-04-06T06:00Z",
    asker=Asker.GIFT_RECIPIENT,
    form=NoticeForm.GOODS_ALONE,
)


def full_record() -> Any:
    """A record in which much is said: allowed and refused units, hints, a change, a quote."""
    decision = assess(full_order(), REQUEST, full_terms(), at="2026-04-06T09:00+02:00")
    return decision.record(quote=quoted(decision, full_refund_terms()))


Flips = Iterator[tuple[str, Any]]


def flips(value: Any, path: str = "") -> Flips:
    """Every value that differs from this one in a single place, with that place.

    Nothing checks what comes out: a digest and a comparison look at fields alone.
    """
    if attrs.has(type(value)):
        yield from _of_fields(value, path)
    elif isinstance(value, tuple):
        yield from _of_tuple(value, path)
    elif isinstance(value, Mapping):
        yield from _of_mapping(value, path)
    else:
        yield path, _other(value)


def _of_fields(value: Any, path: str) -> Flips:
    for field in attrs.fields(type(value)):
        if field.eq and field.init:
            for where, other in flips(getattr(value, field.name), f"{path}.{field.name}"):
                changed = copy(value)
                object.__setattr__(changed, field.name, other)
                yield where, changed


def _of_tuple(value: tuple[Any, ...], path: str) -> Flips:
    yield f"{path} longer", (*value, value[0] if value else "more")
    for n, one in enumerate(value):
        yield f"{path}[{n}] gone", (*value[:n], *value[n + 1 :])
        for where, other in flips(one, f"{path}[{n}]"):
            yield where, (*value[:n], other, *value[n + 1 :])


def _of_mapping(value: Mapping[Any, Any], path: str) -> Flips:
    kind: Any = Quantities.trusted if isinstance(value, Quantities) else FrozenMap
    yield f"{path} longer", kind({**value, "more": 1})
    for key in value:
        for where, other in flips(value[key], f"{path}[{key}]"):
            yield where, kind({**value, key: other})


OTHERS: dict[type, Any] = {
    Enum: lambda value: next(x for x in type(value) if x is not value),
    type: lambda value: Paid if value is not Paid else Delivered,
    FunctionType: lambda value: box_shown if value is not box_shown else receipt_shown,
    frozenset: lambda value: value | {"more"},
    datetime: lambda value: value + timedelta(microseconds=1),
    timedelta: lambda value: value + timedelta(microseconds=1),
    date: lambda value: value + timedelta(days=1),
    NoneType: lambda value: "something",
    str: lambda value: value + "x",
    object: lambda value: value + 1,
}


def _other(value: Any) -> Any:
    return next(other for kind, other in OTHERS.items() if isinstance(value, kind))(value)


def hours_longer(terms: ReturnTerms) -> ReturnTerms:
    """The same terms with another standard window."""
    return evolve(terms, window=evolve(terms.window, length=Hours(1)))
