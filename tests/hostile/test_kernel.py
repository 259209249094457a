"""Every field of every value of the kernel, given what no shop would mean."""

import copy
import pickle
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from postsales import (
    EUR,
    JPY,
    RMA,
    USD,
    AcceptedConditions,
    Afterwards,
    Asker,
    Authorised,
    BonusGranted,
    CancellationItem,
    CancellationRequest,
    CancellationTerms,
    Cancelled,
    Charge,
    Chargeback,
    ChargebackReversed,
    ChargeKind,
    ChargeRefund,
    Citation,
    Compensated,
    Condition,
    Coverage,
    CreditOffer,
    Currency,
    CurrencyMismatch,
    Customer,
    Days,
    Deadline,
    Delivered,
    DiminishedValue,
    DismissedGoods,
    During,
    Exclusion,
    Extension,
    ExtraDay,
    Fee,
    FeeCharged,
    Finding,
    First,
    HandIn,
    Holidays,
    InspectedUnits,
    InvalidOrder,
    InvalidRequest,
    InvalidTerms,
    InvalidValue,
    JudgedBy,
    Last,
    Lifecycle,
    Line,
    LineKind,
    LineRefund,
    Lost,
    Money,
    NonDays,
    NoticeForm,
    NotStarted,
    Order,
    OverRefund,
    Overridden,
    Paid,
    Per,
    Percent,
    Place,
    Postage,
    PostsalesError,
    Precedence,
    Promotion,
    PromotionRule,
    Proof,
    PurchaseRecord,
    ReasonKind,
    Received,
    Refunded,
    RefundStatus,
    RefundTerms,
    RefundWindow,
    ReturnApproved,
    ReturnCancelled,
    ReturnClosed,
    ReturnerGuard,
    ReturnInspected,
    ReturnItem,
    ReturnLabelIssued,
    Returnless,
    ReturnLost,
    ReturnRequest,
    ReturnRequested,
    ReturnSentBack,
    ReturnShipped,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    RmaRemark,
    RmaState,
    RmaStep,
    Roll,
    Rounding,
    SaleMade,
    Scope,
    Season,
    SharedPayment,
    Shipped,
    ShippingRefund,
    Since,
    Tax,
    TaxKind,
    Tender,
    TenderKind,
    TenderOrder,
    Trait,
    Transition,
    UnitsBack,
    UnknownLine,
    Weekday,
    WholeBundle,
    Window,
    WorkCalendar,
    WrongType,
    cancellations,
    not_met,
    orders,
    refunds,
    returns,
)
from tests.basics.given import BAD_COUNTS, STRANGE, named, refused_shortly

AT = "2026-03-02T10:15+01:00"
RECORD = PurchaseRecord(bought=2, returned=1, paid=EUR("9"), refunded=EUR("1"))
LATER = "2026-03-20T09:00+01:00"
CARD = Tender.card("ch_1")
LINE = Line("tee", quantity=3, total=EUR("50.00"), taxes=[Tax.included(EUR("7.98"))])
CHARGE = Charge.shipping(EUR("4.95"))
SUNDAYS = Roll(NonDays(["sunday"]))
HOLIDAYS = Holidays(["2026-12-25"], since="2026-01-01", until="2026-12-31")
WINDOW = ReturnWindow(Days(30), since=Delivered)
ORDER = Order(
    id="1001",
    placed_at=AT,
    lines=[LINE],
    charges=[CHARGE],
    history=[Paid(EUR("54.95"), tender=CARD, at=AT), Delivered({"tee": 3}, at=AT)],
)
TERMS = ReturnTerms(id="acme", version="1", zone="Europe/Berlin", window=WINDOW)
REFUND_TERMS = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)
CALL_OFF = CancellationRequest.of({"tee": 2}, reason="remorse")
ONE = ReturnRequest.of({"tee": 1}, reason="remorse")
TWO = ReturnRequest.of({"tee": 2}, reason="remorse")

Make = Callable[..., Any]
MAKERS: dict[Make, dict[str, Any]] = {
    Tax: {"amount": EUR("1"), "kind": TaxKind.ADDED, "rate": "0.19", "name": "VAT"},
    Line: {
        "id": "tee",
        "quantity": 3,
        "total": EUR("50"),
        "taxes": [],
        "kind": LineKind.GOODS,
        "traits": [Trait.FINAL_SALE],
        "category": "tops",
        "tags": ["new"],
        "sku": "T-1",
        "title": "Tee",
        "list_total": EUR("60"),
    },
    Charge: {
        "id": "wrap",
        "total": EUR("5"),
        "kind": ChargeKind.OTHER,
        "taxes": [],
        "standard": EUR("4"),
    },
    Customer: {
        "id": "C-7",
        "country": "DE",
        "zone": "Europe/Berlin",
        "tier": "gold",
        "record": RECORD,
    },
    PurchaseRecord: {"bought": 2, "returned": 1, "paid": EUR("9"), "refunded": EUR("1")},
    Tender: {"id": "ch_1", "kind": TenderKind.CARD},
    Order: {
        "id": "1001",
        "placed_at": AT,
        "lines": [LINE],
        "charges": [CHARGE],
        "history": [],
        "customer": None,
        "market": "DE",
        "channel": "web",
        "made": SaleMade.BY_PHONE,
        "promotions": [Promotion("SPRING", given={"tee": EUR("5")}, minimum=EUR("40"))],
    },
    Promotion: {
        "id": "SPRING",
        "given": {"tee": EUR("5")},
        "shipping": EUR("1"),
        "minimum": EUR("40"),
        "bundle": {},
    },
    SharedPayment: {
        "tender": CARD,
        "amount": EUR("100"),
        "shares": {"1001": EUR("60"), "1002": EUR("40")},
    },
    Overridden: {
        "codes": ["window_closed"],
        "who": "M. Kim",
        "why": "goodwill",
        "lines": ["tee"],
        "until": LATER,
        "at": AT,
        "ref": "o-1",
    },
    Compensated: {
        "amount": EUR("5"),
        "kind": "goodwill",
        "to": CARD,
        "reason": "late",
        "return_ref": "",
        "at": AT,
        "ref": "",
    },
    BonusGranted: {
        "amount": EUR("5"),
        "basis": EUR("50"),
        "expires_at": LATER,
        "return_ref": "",
        "at": AT,
        "ref": "",
    },
    Authorised: {"amount": EUR("1"), "tender": CARD, "at": AT, "ref": ""},
    Paid: {"amount": EUR("1"), "tender": CARD, "at": AT, "ref": ""},
    Chargeback: {"amount": EUR("1"), "tender": CARD, "at": AT, "ref": ""},
    ChargebackReversed: {"amount": EUR("1"), "tender": CARD, "at": AT, "ref": ""},
    Shipped: {"units": {"tee": 1}, "at": AT, "ref": ""},
    Delivered: {"units": {"tee": 1}, "at": AT, "ref": ""},
    Lost: {"units": {"tee": 1}, "at": AT, "ref": ""},
    Cancelled: {"units": {"tee": 1}, "at": AT, "ref": ""},
    ReturnRequested: {
        "units": {"tee": 1},
        "reasons": {"too_small": {"tee": 1}},
        "at": AT,
        "ref": "",
    },
    Received: {"units": {"tee": 1}, "at": AT, "ref": ""},
    ReturnApproved: {"at": AT, "ref": "r-1", "staying": {"tee": 1}},
    ReturnClosed: {"at": AT, "ref": "r-1"},
    ReturnCancelled: {"at": AT, "ref": "r-1"},
    ReturnLabelIssued: {"by": HandIn.LABEL, "at": AT, "ref": "r-1"},
    ReturnShipped: {"units": {"tee": 1}, "at": AT, "ref": "r-1"},
    ReturnLost: {"units": {"tee": 1}, "at": AT, "ref": "r-1"},
    ReturnSentBack: {"units": {"tee": 1}, "at": AT, "ref": "r-1"},
    ReturnInspected: {"found": [InspectedUnits("tee", 1)], "at": AT, "ref": "r-1"},
    InspectedUnits: {"line": "tee", "units": 1, "condition": Condition.USED},
    RmaClock: {"length": Days(3), "since": Received, "roll": SUNDAYS, "by": None},
    DiminishedValue: {
        "loses": Percent("100"),
        "conditions": [Condition.USED],
        "goods": DismissedGoods.SENT_BACK,
        "applies_to": Scope(tag="x"),
        "for_reasons": [ReasonKind.REMORSE],
    },
    Transition: {
        "state": RmaState.REQUESTED,
        "step": RmaStep.CLOSED,
        "to": RmaState.CLOSED,
        "remark": RmaRemark.OUT_OF_ORDER,
    },
    Lifecycle: {
        "name": "return",
        "start": RmaState.NOT_ANNOUNCED,
        "transitions": RMA.transitions,
        "ends": RMA.ends,
    },
    LineRefund: {
        "line": "tee",
        "units": 1,
        "price": EUR("1"),
        "taxes": [EUR("1")],
        "reasons": {"remorse": 1},
    },
    ChargeRefund: {"charge": "shipping", "price": EUR("1"), "taxes": [EUR("1")]},
    FeeCharged: {
        "code": "fee",
        "amount": EUR("1"),
        "line": "tee",
        "basis": EUR("1"),
        "tax": EUR("0.10"),
    },
    Refunded: {
        "amount": EUR("1"),
        "lines": [],
        "charges": [],
        "fees": [],
        "withheld": EUR("0"),
        "clawed_back": {"SPRING": EUR("0")},
        "discrepancy": None,
        "tenders": {"ch_1": EUR("1")},
        "store_credit": EUR("0"),
        "status": RefundStatus.SETTLED,
        "reason": "",
        "return_ref": "",
        "at": AT,
        "ref": "",
    },
    Scope: {
        "category": "tops",
        "sku": "T-1",
        "tag": "new",
        "trait": Trait.FINAL_SALE,
        "kind": LineKind.GOODS,
        "market": "DE",
        "channel": "web",
        "tier": "gold",
    },
    Since: {"event": Delivered, "plus": Days(5)},
    ReturnWindow: {
        "length": Days(3),
        "since": Delivered,
        "roll": SUNDAYS,
        "applies_to": Scope(tag="x"),
        "for_reasons": [ReasonKind.DEFECT],
        "for_askers": [Asker.BUYER],
        "season": Season("2026-03-01", "2026-03-31"),
        "by": None,
    },
    Extension: {
        "plus": Days(3),
        "until": None,
        "applies_to": Scope(tag="x"),
        "for_reasons": [ReasonKind.DEFECT],
        "for_askers": [Asker.BUYER],
        "season": Season("2026-03-01", "2026-03-31"),
        "by": None,
    },
    Season: {"first_day": "2026-03-01", "last_day": "2026-03-31", "of": Delivered},
    During: {"begins": Shipped, "ends": Delivered},
    Proof: {"evidence": "photo", "applies_to": Scope(tag="x"), "for_reasons": ["defect"]},
    AcceptedConditions: {
        "conditions": ["unopened"],
        "applies_to": Scope(tag="x"),
        "for_reasons": ["remorse"],
        "by": Citation("An Act"),
    },
    WholeBundle: {
        "otherwise": "refuse",
        "applies_to": Scope(tag="x"),
        "for_reasons": ["remorse"],
        "by": Citation("An Act"),
    },
    UnitsBack: {
        "least": 2,
        "packs_of": 6,
        "keeping": 2,
        "otherwise": "refuse",
        "applies_to": Scope(tag="x"),
        "for_reasons": ["remorse"],
        "by": Citation("An Act"),
    },
    Returnless: {
        "up_to": EUR("10"),
        "per": "line",
        "applies_to": Scope(tag="x"),
        "for_reasons": ["remorse"],
    },
    ReturnerGuard: {
        "code": "many",
        "most_units": 5,
        "most_share": Percent("50"),
        "most_money": EUR("100"),
        "least_bought": 5,
        "for_reasons": ["remorse"],
    },
    First: {"event": Delivered, "by": Citation("An Act")},
    Last: {"event": Delivered, "by": None},
    Holidays: {"days": ["2026-12-25"], "since": "2026-01-01", "until": "2026-12-31"},
    NonDays: {
        "weekdays": [Weekday.SUNDAY],
        "holidays": Place.CUSTOMER,
        "extra": [ExtraDay(month=12, day=24)],
    },
    Roll: {"over": NonDays(["sunday"]), "by": Citation("An Act")},
    WorkCalendar: {
        "zone": "Europe/Berlin",
        "hours": {"Mon-Fri": "09:00-17:00"},
        "exceptions": {"2026-12-24": "closed"},
        "holidays": HOLIDAYS,
    },
    Exclusion: {
        "code": "final",
        "applies_to": Scope(tag="x"),
        "for_reasons": [ReasonKind.REMORSE],
        "by": Citation("An Act"),
    },
    ReturnTerms: {
        "id": "acme",
        "version": "1",
        "zone": "UTC",
        "window": WINDOW,
        "special_windows": [],
        "precedence": Precedence.FIRST_LISTED,
        "extensions": [Extension(Days(2))],
        "tolled_by": [During(Shipped, Delivered)],
        "exclusions": [],
        "proofs": [Proof("photo", for_reasons="defect")],
        "conditions": [AcceptedConditions("unopened")],
        "bundles": [WholeBundle()],
        "units_back": [UnitsBack(packs_of=6)],
        "returnless": [Returnless(EUR("10"))],
        "guards": [ReturnerGuard(most_units=5)],
        "reasons": {"small": ReasonKind.REMORSE},
        "applies_to": Scope(tag="x"),
        "covers": Coverage.ORDERED,
        "not_started": NotStarted.OPEN,
        "judged_by": JudgedBy.SENT,
        "forms": [NoticeForm.STATEMENT],
        "authorisation": "before_sending",
        "holidays": {Place.CUSTOMER: HOLIDAYS},
        "calendar": WorkCalendar.always("UTC"),
        "ship_by": RmaClock(Days(14), since=ReturnRequested),
        "inspect_by": RmaClock(Days(3), since=Received),
        "refund_by": RmaClock(Days(14), since=Received),
        "required": [],
        "excepted": [],
    },
    ReturnItem: {
        "line": "tee",
        "units": 1,
        "reason": "remorse",
        "evidence": ["receipt"],
        "condition": "worn",
    },
    ReturnRequest: {
        "items": [ReturnItem("tee", 1, reason="remorse")],
        "ref": "r-1",
        "sent_at": AT,
        "received_at": AT,
        "form": NoticeForm.STATEMENT,
        "asker": Asker.GIFT_RECIPIENT,
    },
    ReturnRequest.of: {"units": {"tee": 1}, "reason": "remorse", "ref": "r-1"},
    ReturnRequest.everything: {"order": ORDER, "reason": "remorse", "ref": ""},
    Fee: {
        "code": "restocking",
        "amount": Percent("15"),
        "per": Per.UNIT,
        "applies_to": Scope(tag="x"),
        "for_reasons": [ReasonKind.REMORSE],
        "tax_rate": "0.19",
    },
    PromotionRule: {
        "when_broken": "claw_back",
        "promotions": ["SPRING"],
        "for_reasons": [ReasonKind.REMORSE],
    },
    CreditOffer: {"bonus": Percent("10"), "lasts": Days(30)},
    Postage: {
        "for_reasons": [ReasonKind.REMORSE],
        "applies_to": Scope(tag="x"),
        "at_most": EUR("5"),
    },
    RefundTerms: {
        "id": "acme",
        "version": "1",
        "shipping": ShippingRefund.NEVER,
        "tenders": TenderOrder.CHOSEN,
        "chosen": [TenderKind.CARD],
        "gifts": "store_credit",
        "other_charges": ShippingRefund.NEVER,
        "fees": [],
        "promotions": [PromotionRule("claw_back")],
        "credit": CreditOffer(Percent("10")),
        "postage": Postage(),
        "diminished": [DiminishedValue(Percent("30"), conditions="used")],
        "rounding": Rounding.HALF_UP,
        "window": RefundWindow(Days(14), since=Delivered),
        "special_windows": [
            RefundWindow(Days(7), since=Delivered, applies_to=Scope(category="electronics"))
        ],
        "zone": "Europe/Berlin",
    },
    RefundWindow: {
        "length": Days(14),
        "since": Delivered,
        "afterwards": Afterwards.NOTHING,
        "for_reasons": [ReasonKind.REMORSE],
        "applies_to": Scope(category="electronics"),
    },
    CancellationItem: {"line": "tee", "units": 1, "reason": "remorse"},
    CancellationRequest: {
        "items": [CancellationItem("tee", 1, reason="remorse")],
        "ref": "c-1",
    },
    CancellationRequest.of: {"units": {"tee": 1}, "reason": "remorse", "ref": "c-1"},
    CancellationRequest.everything: {"order": ORDER, "reason": "remorse", "ref": ""},
    CancellationTerms: {
        "id": "acme",
        "version": "1",
        "until": Shipped,
        "within": Days(2),
        "zone": "Europe/Berlin",
        "calendar": WorkCalendar.always("UTC"),
        "reasons": {"small": ReasonKind.REMORSE},
        "required": [],
        "excepted": [],
    },
    Window: {"opens": AT, "closes": LATER, "zone": "UTC"},
    orders.allocate: {"amount": EUR("1"), "over": [EUR("1")]},
    orders.discounted: {"values": [EUR("1")], "discount": EUR("1")},
    returns.assess: {"order": ORDER, "request": ONE, "terms": TERMS, "at": LATER},
    returns.status: {
        "order": ORDER.after(ReturnRequested({"tee": 1}, ref="r-1", at=AT)),
        "ref": "r-1",
        "terms": TERMS,
        "at": LATER,
    },
    cancellations.assess: {
        "order": ORDER,
        "request": CALL_OFF,
        "terms": CancellationTerms(id="acme", version="1", until=Shipped),
        "at": LATER,
    },
    refunds.manual: {
        "order": ORDER,
        "amount": EUR("1"),
        "terms": REFUND_TERMS,
        "reason": "scratch",
        "at": LATER,
    },
    refunds.quote: {
        "decision": returns.assess(ORDER, ONE, TERMS, at=LATER),
        "terms": REFUND_TERMS,
        "units": {"tee": 1},
        "order": ORDER,
        "at": LATER,
    },
    Finding: {"verdict": not_met("x").verdict, "code": "x"},
    ORDER.line: {"id": "tee"},
    ORDER.position: {"at": AT},
    ORDER.position(at=AT).units: {"line": "tee"},
    ORDER.position(at=AT).line_money: {"line": "tee"},
    ORDER.position(at=AT).line_tax: {"line": "tee"},
    ORDER.position(at=AT).charge_money: {"charge": "shipping"},
    ORDER.position(at=AT).tender_money: {"tender": "ch_1"},
    CALL_OFF.without: {"line": "tee", "units": 1, "reason": "remorse"},
    TWO.without: {"line": "tee", "units": 1, "reason": "remorse"},
}


def positional(make: Make, given: Mapping[str, Any]) -> Any:
    """Call with names where there are any, and the rest in order."""
    if getattr(make, "__name__", "") in {"assess", "manual"}:
        first = [given[x] for x in ("order", "request", "amount", "terms") if x in given]
        named_only = {x: y for x, y in given.items() if x in {"at", "reason"}}
        return make(*first, **named_only)
    return make(**given)


def refusal(make: Make, given: Mapping[str, Any]) -> PostsalesError | None:
    """The typed error that comes out, if any; other errors are not caught."""
    try:
        positional(make, given)
    except PostsalesError as problem:
        return problem
    return None


def called(make: Make) -> str:
    """The name of a maker; verbs go by several."""
    name = getattr(make, "__qualname__", str(make))
    return f"{make.__module__} {name}" if name == "assess" else name


HARM: dict[str, Any] = {
    **STRANGE,
    "an infinite Decimal": Decimal("Infinity"),
    "a Decimal that is no number": Decimal("NaN"),
    "a huge exponent": Decimal("1E+999999999"),
    "a whole number": 5,
    "a negative number": -1,
    "a number beyond all bounds": 10**400,
    "an empty text": "",
    "a blank text": " \t\n",
    "a megabyte of text": "x" * 1_000_000,
    "half a surrogate pair": "\ud800",
    "a null in a text": "a\x00b",
    "yen": JPY("500"),
    "less than nothing": EUR("-1"),
    "a naive time": datetime(2026, 3, 2, 10, 15),
    "a day": date(2026, 3, 2),
    "an unknown zone": "Mars/Base",
    "a set of itself": {frozenset()},
    "a mapping of no units": {"tee": 0},
    "a mapping of negative units": {"tee": -1},
    "a mapping of half units": {"tee": 0.5},
    "a mapping of true": {"tee": True},
    "a mapping of a number": {7: 1},
    "an empty mapping": {},
    "a list of nothing": [None],
    "a list of text": ["x"],
    "a list of lists": [[]],
    "an order": ORDER,
    "an event": Delivered({"tee": 1}, at=AT),
    "a function": print,
    "a generator that is over": iter(()),
}


@pytest.mark.parametrize("make", MAKERS, ids=called)
def test_only_typed_errors_come_out(make: Make) -> None:
    """Whatever is given for a field, it is taken or refused in a typed way."""
    for field, (name, value) in product(MAKERS[make], HARM.items()):
        given = {**MAKERS[make], field: value}
        problem = refusal(make, given)
        assert problem is None or refused_shortly(problem), f"{field}: {name}"


@pytest.mark.parametrize(
    "make", [x for x in MAKERS if isinstance(x, type)], ids=lambda x: x.__name__
)
def test_every_field_is_tried(make: Make) -> None:
    if make is Finding:
        return  # the others are filled by the library
    public = {x.name for x in vars(make)["__attrs_attrs__"] if x.init}
    assert set(MAKERS[make]) == public


@pytest.mark.parametrize("make", MAKERS, ids=called)
def test_what_is_meant_is_taken(make: Make) -> None:
    found = positional(make, MAKERS[make])
    assert copy.deepcopy(found) == found
    if not isinstance(found, Deadline):
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301


@pytest.mark.parametrize("units", named(BAD_COUNTS))
@pytest.mark.parametrize(
    "event",
    [Shipped, Delivered, Lost, Cancelled, ReturnRequested, Received],
    ids=lambda x: x.__name__,
)
def test_units_are_whole_and_at_least_one(event: type[Shipped], units: Any) -> None:
    with pytest.raises((InvalidValue, WrongType)):
        event({"tee": units}, at=AT)


class TestAgreements:
    """Lines, charges and events that contradict each other make no order."""

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            pytest.param({"lines": []}, "it has no lines", id="nothing sold"),
            pytest.param({"lines": [LINE, LINE]}, "'tee' stands in it twice", id="a line twice"),
            pytest.param(
                {"charges": [CHARGE, CHARGE]}, "'shipping' stands in it twice", id="a charge twice"
            ),
            pytest.param(
                {"lines": [LINE, Line("mug", quantity=1, total=USD("5"))]},
                "an order has one currency",
                id="two currencies",
            ),
            pytest.param(
                {"charges": [Charge.shipping(JPY("500"))]},
                "an order has one currency",
                id="a charge in yen",
            ),
            pytest.param(
                {"lines": [LINE, Line("mug", quantity=1, total=Currency("EUR", exponent=3)("5"))]},
                "an order has one currency",
                id="euro with three decimals",
            ),
        ],
    )
    def test_contradictions(self, given: dict[str, Any], says: str) -> None:
        with pytest.raises(InvalidOrder) as caught:
            Order(**{**MAKERS[Order], **given})
        assert says in str(caught.value)

    def test_all_problems_are_listed(self) -> None:
        mug = Line("mug", quantity=1, total=USD("5"))
        with pytest.raises(InvalidOrder) as caught:
            Order(**{**MAKERS[Order], "lines": [LINE, LINE, mug, mug]})
        assert len(caught.value.problems) == 3

    @pytest.mark.parametrize(
        ("events", "error"),
        [
            pytest.param([Delivered({"hat": 1}, at=AT)], UnknownLine, id="a line never sold"),
            pytest.param([Delivered({"tee": 4}, at=AT)], InvalidOrder, id="more than was sold"),
            pytest.param(
                [Received({"tee": 3}, at=AT), Received({"tee": 1}, at=AT)],
                InvalidOrder,
                id="back twice",
            ),
            pytest.param(
                [Cancelled({"tee": 2}, at=LATER), Delivered({"tee": 2}, at=AT)],
                InvalidOrder,
                id="delivered and cancelled",
            ),
            pytest.param([ReturnClosed(at=AT, ref="r-9")], InvalidOrder, id="closing no return"),
            pytest.param([ReturnApproved(at=AT, ref="r-9")], InvalidOrder, id="approving none"),
            pytest.param(
                [
                    ReturnRequested({"tee": 1}, at=AT, ref="r"),
                    ReturnRequested({"tee": 2}, at=AT, ref="r"),
                ],
                InvalidOrder,
                id="one return told in two ways",
            ),
            pytest.param(
                [ReturnRequested({"tee": 4}, at=AT)],
                InvalidOrder,
                id="asked for more than was sold",
            ),
            pytest.param(
                [Paid(USD("5"), tender=CARD, at=AT)], CurrencyMismatch, id="paid in dollars"
            ),
            pytest.param(
                [
                    Paid(EUR("5"), tender=CARD, at=AT),
                    Paid(EUR("5"), tender=Tender.cash("ch_1"), at=AT),
                ],
                InvalidOrder,
                id="one tender of two kinds",
            ),
            pytest.param([Refunded(EUR("5"), at=AT)], OverRefund, id="refunded before paid"),
            pytest.param([Refunded(USD("0"), at=AT)], CurrencyMismatch, id="refunded in dollars"),
            pytest.param(
                [Chargeback(EUR("5"), tender=CARD, at=AT)], InvalidOrder, id="taken back unpaid"
            ),
            pytest.param(
                [ChargebackReversed(EUR("5"), tender=CARD, at=AT)],
                InvalidOrder,
                id="given again by a bank that took nothing",
            ),
            pytest.param(
                [Refunded(EUR("0"), lines=[LineRefund("hat", units=0, price=EUR("0"))], at=AT)],
                UnknownLine,
                id="refunded for a line never sold",
            ),
            pytest.param(
                [Refunded(EUR("0"), charges=[ChargeRefund("tip", price=EUR("0"))], at=AT)],
                InvalidOrder,
                id="refunded for a charge never made",
            ),
            pytest.param(
                [Refunded(EUR("0"), tenders={"ch_9": EUR("0")}, at=AT)],
                InvalidOrder,
                id="refunded to a tender that paid nothing",
            ),
            pytest.param(
                [
                    Paid(EUR("1"), tender=CARD, at=AT),
                    Refunded(EUR("1"), lines=[LineRefund("tee", units=1, price=EUR("1"))], at=AT),
                ],
                InvalidOrder,
                id="refunded without its tax",
            ),
        ],
    )
    def test_histories_that_cannot_be(self, events: list[Any], error: type[Exception]) -> None:
        with pytest.raises(error) as caught:
            Order(**{**MAKERS[Order], "history": events})
        assert isinstance(caught.value, PostsalesError)
        assert refused_shortly(caught.value)
        with pytest.raises(error):
            Order(**MAKERS[Order]).after(*events)

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            pytest.param({"amount": EUR("-1")}, InvalidValue, id="less than nothing"),
            pytest.param(
                {"tenders": {"a": EUR("0.40"), "b": EUR("0.59")}}, InvalidValue, id="a cent short"
            ),
            pytest.param(
                {"tenders": {"a": EUR("-1"), "b": EUR("2")}}, InvalidValue, id="one gives less"
            ),
            pytest.param({"tenders": {"a": USD("1")}}, CurrencyMismatch, id="tenders in dollars"),
            pytest.param({"withheld": USD("1")}, CurrencyMismatch, id="withheld in dollars"),
            pytest.param(
                {"fees": [FeeCharged("f", amount=USD("1"))]},
                CurrencyMismatch,
                id="a fee in dollars",
            ),
            pytest.param(
                {"lines": [LineRefund("tee", units=1, price=USD("1"))]},
                CurrencyMismatch,
                id="a line in dollars",
            ),
            pytest.param(
                {"lines": [LineRefund("tee", units=1, price=EUR("0"))] * 2},
                InvalidValue,
                id="a line twice",
            ),
            pytest.param(
                {"charges": [ChargeRefund("tip", price=EUR("0"))] * 2},
                InvalidValue,
                id="a charge twice",
            ),
        ],
    )
    def test_refunds_that_cannot_be(self, given: dict[str, Any], error: type[Exception]) -> None:
        plain = {**MAKERS[Refunded], "tenders": {}}
        with pytest.raises(error):
            Refunded(**{**plain, **given})

    @pytest.mark.parametrize(
        ("taxes", "total"),
        [
            ([Tax.added(EUR("6")), Tax.included(EUR("5"))], EUR("10")),
            ([Tax.added(EUR("10.01"))], EUR("10")),
        ],
        ids=["all taxes together", "one tax"],
    )
    def test_a_total_holds_its_taxes(self, taxes: list[Tax], total: Money) -> None:
        with pytest.raises(InvalidValue, match="has all tax in"):
            Line("tee", quantity=1, total=total, taxes=taxes)
        with pytest.raises(InvalidValue, match="has all tax in"):
            Charge.shipping(total, taxes=taxes)

    def test_a_tax_is_in_the_currency_of_its_line(self) -> None:
        with pytest.raises(CurrencyMismatch):
            Line("tee", quantity=1, total=EUR("10"), taxes=[Tax.added(USD("1"))])

    @pytest.mark.parametrize("rate", ["0.19", Decimal(0), "10", None])
    def test_a_rate(self, rate: Any) -> None:
        assert Tax.added(EUR("1"), rate=rate).rate == (None if rate is None else Decimal(rate))

    @pytest.mark.parametrize(
        "rate",
        [
            "-0.01",
            "10.01",
            "NaN",
            "sNaN",
            "Infinity",
            "1E+99999999",
            "1E-99999999",
            "19%",
            "",
            "0,19",
            "9" * 30,
        ],
    )
    def test_what_is_no_rate(self, rate: str) -> None:
        with pytest.raises(InvalidValue):
            Tax.added(EUR("1"), rate=rate)


class TestTermsAndRequests:
    """Terms and requests that contradict themselves are refused, with every reason."""

    def test_all_problems_of_terms(self) -> None:
        scoped = ReturnWindow(Days(3), since=Delivered, applies_to=Scope(tag="x"))
        with pytest.raises(InvalidTerms) as caught:
            ReturnTerms(
                **{
                    **MAKERS[ReturnTerms],
                    "window": scoped,
                    "special_windows": [WINDOW],
                    "exclusions": [Exclusion("x", applies_to=Scope(tag="x"))] * 2,
                    "excepted": [(print, print)],
                }
            )
        assert len(caught.value.problems) == 4

    def test_a_scope_names_something(self) -> None:
        with pytest.raises(InvalidValue, match="EVERYTHING"):
            Scope()

    @pytest.mark.parametrize(
        "given",
        [
            {"tenders": TenderOrder.CHOSEN, "chosen": []},
            {"tenders": TenderOrder.AS_PAID, "chosen": [TenderKind.CARD]},
            {"fees": [Fee("x", EUR("1"), per=Per.UNIT)] * 2},
        ],
        ids=["chosen from nothing", "chosen in vain", "a fee twice"],
    )
    def test_refund_terms(self, given: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue):
            RefundTerms(**{**MAKERS[RefundTerms], **given})

    @pytest.mark.parametrize("amount", [EUR("-0.01"), Percent("100.000001")])
    def test_a_fee_is_between_nothing_and_all(self, amount: Any) -> None:
        with pytest.raises(InvalidValue):
            Fee("x", amount, per=Per.UNIT)

    def test_a_fee_of_another_currency_is_refused_with_the_order(self) -> None:
        terms = RefundTerms(**{**MAKERS[RefundTerms], "fees": [Fee("x", USD("1"), per=Per.UNIT)]})
        with pytest.raises(CurrencyMismatch):
            refunds.quote(returns.assess(ORDER, ONE, TERMS, at=LATER), terms)

    def test_a_request_asks_for_something(self) -> None:
        with pytest.raises(InvalidRequest, match="asks for nothing"):
            ReturnRequest([])
        with pytest.raises(InvalidRequest, match="asks for nothing"):
            ReturnRequest.of({"tee": 1}, reason="remorse").without("tee", 1)

    def test_a_line_stands_once_for_a_reason(self) -> None:
        with pytest.raises(InvalidRequest, match="add the units"):
            ReturnRequest([ReturnItem("tee", 1, reason="x"), ReturnItem("tee", 2, reason="x")])

    def test_a_request_about_a_line_never_sold(self) -> None:
        with pytest.raises(UnknownLine) as caught:
            returns.assess(ORDER, ReturnRequest.of({"hat": 1}, reason="x"), TERMS, at=LATER)
        assert (caught.value.line, caught.value.known) == ("hat", ("tee",))

    def test_a_decision_is_no_condition(self) -> None:
        with pytest.raises(WrongType, match="four outcomes"):
            bool(returns.assess(ORDER, ONE, TERMS, at=LATER))

    def test_an_item_that_was_not_asked_for(self) -> None:
        with pytest.raises(InvalidValue, match="tee"):
            returns.assess(ORDER, ONE, TERMS, at=LATER).item("mug")


class TestSize:
    """Large orders are answered, and every line of them."""

    def test_ten_thousand_lines(self) -> None:
        lines = [Line(f"line-{n}", quantity=2, total=EUR("9.99")) for n in range(10_000)]
        whole = {line.id: 2 for line in lines}
        order = Order(
            id="large",
            placed_at=AT,
            lines=lines,
            history=[Paid(EUR("99900.00"), tender=CARD, at=AT), Delivered(whole, at=AT)],
        )
        decision = returns.assess(
            order, ReturnRequest.everything(order, reason="remorse"), TERMS, at=LATER
        )
        assert decision.allowed == whole
        assert len(decision.items) == 10_000
        assert decision.because == {}
        assert decision.hints == ()
        assert decision.next_change is not None
        quote = refunds.quote(decision, REFUND_TERMS)
        assert quote.total == EUR("99900.00")
        settled = order.after(quote.settled(at=LATER))
        assert settled.position(at=LATER).refundable == EUR("0.00")

    def test_a_rule_is_asked_once_per_case(self) -> None:
        """The work grows with the lines and not faster."""
        asked: list[str] = []

        def counting(case: Any) -> Finding:
            asked.append(case.line_id)
            return not_met("no")

        for size in (10, 100):
            lines = [Line(f"line-{n}", quantity=1, total=EUR("1")) for n in range(size)]
            order = Order(
                id="x",
                placed_at=AT,
                lines=lines,
                history=[Delivered({line.id: 1 for line in lines}, at=AT)],
            )
            asked.clear()
            terms = TERMS.requiring(counting)
            decision = returns.assess(
                order, ReturnRequest.everything(order, reason="remorse"), terms, at=LATER
            )
            assert decision.refused == order.quantities
            assert len(asked) == size

    def test_a_long_history(self) -> None:
        history = [Refunded(EUR("0.01"), at=AT, ref=f"rf-{n}") for n in range(2000)]
        order = Order(
            id="x",
            placed_at=AT,
            lines=[LINE],
            history=[Paid(EUR("50.00"), tender=CARD, at=AT), *history],
        )
        assert order.position(at=LATER).refundable == EUR("30.00")
