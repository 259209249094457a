"""Documents of our own in which every field says something, and how each kind of them is read."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from postsales import (
    EUR,
    MET,
    Advance,
    Afterwards,
    Appointment,
    AppointmentTerms,
    Authorised,
    BonusGranted,
    CallRulesBroken,
    CancellationCase,
    CancellationItem,
    CancellationRequest,
    CancellationTerms,
    Cancelled,
    Changeable,
    ChangeCase,
    Changed,
    ChangeItem,
    ChangeRequest,
    ChangeTerms,
    Charge,
    Chargeback,
    ChargebackReversed,
    ChargeRefund,
    Compensated,
    Condition,
    Counted,
    CreditAsked,
    CreditOffer,
    Customer,
    CustomerInformed,
    Days,
    DecisionRecord,
    Delivered,
    Discrepancy,
    EarlyStartAsked,
    Event,
    ExchangeCharged,
    Exchanged,
    ExchangeRecord,
    ExchangeTerms,
    ExtraDay,
    FeeCharged,
    FeeRecord,
    Finding,
    FrozenMap,
    GuaranteeItem,
    GuaranteeRequest,
    GuaranteeTerms,
    Happened,
    Hint,
    Holidays,
    Hours,
    InformationMissing,
    InspectedUnits,
    Installed,
    Last,
    LateFee,
    LateRecord,
    Leftover,
    Line,
    LineKind,
    LineRefund,
    Lost,
    Months,
    NewLine,
    NonDays,
    NoticeSent,
    Order,
    Outcome,
    Overridden,
    Paid,
    Percent,
    Placed,
    PolicyMissing,
    Postage,
    Promotion,
    PromotionRule,
    PurchaseRecord,
    Quantities,
    ReasonKind,
    Received,
    RefundAgreed,
    Refunded,
    RefundStatus,
    RefundWindow,
    RemedyFailed,
    RepairAsked,
    RepairEnded,
    ReturnApproved,
    ReturnCancelled,
    ReturnClosed,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnRequested,
    ReturnSentBack,
    ReturnShipped,
    RmaClock,
    RmaDue,
    RmaDuty,
    RmaNote,
    RmaRemark,
    RmaState,
    RmaStatus,
    Roll,
    Rung,
    Scope,
    SealBroken,
    ServicePeriod,
    Shipped,
    Since,
    Subscription,
    SubscriptionTerms,
    Tax,
    Tender,
    Trait,
    Verdict,
    WorkCalendar,
    WorkingHours,
    Years,
    appointments,
    cancellations,
    changes,
    subscriptions,
    wire,
)
from postsales.basics.periods import deadline
from postsales.wire.plans import PlanBundle
from postsales.wire.terms import TermsBundle
from tests.records.given import (
    ACT,
    REQUEST,
    Grace,
    PointsSpent,
    box_shown,
    full_order,
    full_record,
    full_refund_terms,
    full_terms,
    receipt_shown,
)
from tests.wire.after_sale_given import after_the_sale
from tests.wire.plans_given import HISTORY, PLANS
from tests.wire.plans_given import RULES as PLAN_RULES

EVENTS = (PointsSpent,)
AT = "2026-03-20T09:00Z"


def about_the_sale(at: str) -> list[Event]:
    """What happened about the agreement itself."""
    return [
        InformationMissing(at=at, ref="i-1"),
        CustomerInformed(at=at, ref="i-2"),
        EarlyStartAsked({"tee": 1}, acknowledged=True, confirmed=True, at=at, ref="e-1"),
        SealBroken({"tee": 1}, at=at, ref="b-1"),
        NoticeSent(at=at, ref="r-1"),
        PolicyMissing(at=at, ref="p-1"),
        CallRulesBroken(at=at, ref="c-1"),
        CreditAsked(at=at, ref="c-2"),
        RefundAgreed(at=at, ref="r-2"),
        Installed({"tee": 1}, at=at, ref="n-1"),
        RepairAsked({"tee": 1}, at=at, ref="f-1"),
        RepairEnded({"tee": 1}, at=at, ref="f-1"),
    ]


def eventful_order() -> Order:
    """An order to which everything has happened that can, with something in every field."""
    on = iter(f"2026-03-{day:02}T09:00Z" for day in range(2, 31))
    return Order(
        "1002",
        placed_at="2026-03-02T09:00Z",
        made="home_visit",
        customer=Customer(
            "C-8",
            record=PurchaseRecord(bought=20, returned=15, paid=EUR("900"), refunded=EUR("700")),
        ),
        lines=[
            Line(
                "tee",
                quantity=10,
                total=EUR("100.00"),
                taxes=[Tax.added(EUR("10.00"))],
                kind=LineKind.DIGITAL,
                list_total=EUR("120.00"),
            )
        ],
        charges=[
            Charge.shipping(EUR("5.00"), taxes=[Tax.included(EUR("0.50"))], standard=EUR("4.00")),
            Charge.other("wrap", EUR("1.00"), taxes=[Tax.included(EUR("0.10"))]),
        ],
        promotions=[
            Promotion(
                "SPRING", given={"tee": EUR("5.00")}, shipping=EUR("4.95"), minimum=EUR("50.00")
            ),
            Promotion("PAIR", given={"tee": EUR("1.00")}, bundle={"tee": 2}),
        ],
        history=[
            *after_the_sale(at="2026-04-01T09:00Z"),
            Placed(at=next(on), ref="web-1"),
            Authorised(EUR("105.00"), tender=Tender.card("c"), at=next(on), ref="a-1"),
            Paid(EUR("105.00"), tender=Tender.card("c"), at=next(on), ref="a-1"),
            Cancelled({"tee": 2}, at=next(on), ref="x-1"),
            Shipped({"tee": 8}, at=next(on), ref="p-1"),
            Lost({"tee": 1}, at=next(on), ref="p-1"),
            Delivered({"tee": 7}, at=next(on), ref="p-1"),
            Happened("called", at=next(on), ref="t-1"),
            Overridden(
                ["window_closed"],
                who="M. Kim",
                why="was in hospital",
                lines="tee",
                until="2026-04-30T00:00Z",
                at=next(on),
                ref="o-1",
            ),
            PointsSpent(
                -7,
                frozenset({"north"}),
                Decimal("-0.10"),
                date(2026, 3, 6),
                timedelta(days=-1, microseconds=1),
                FrozenMap({"tee": -1}),
                share=-0.25,
                note="said",
                at=next(on),
                ref="s-1",
            ),
            ReturnRequested({"tee": 2}, reasons={"too_small": {"tee": 1}}, at=next(on), ref="r-1"),
            ReturnApproved(staying={"tee": 1}, at=next(on), ref="r-1"),
            ReturnLabelIssued(by="drop_off", at=next(on), ref="r-1"),
            ReturnShipped({"tee": 1}, at=next(on), ref="r-1"),
            ReturnLost({"tee": 1}, at=next(on), ref="r-1"),
            Received({"tee": 1}, at=next(on), ref="r-1"),
            ReturnInspected([InspectedUnits("tee", 1, condition="used")], at=next(on), ref="r-1"),
            ReturnSentBack({"tee": 1}, at=next(on), ref="r-1"),
            ReturnCancelled(at=next(on), ref="r-7"),
            ReturnClosed(at=next(on), ref="r-1"),
            Chargeback(EUR("3.00"), tender=Tender.card("c"), at=next(on), ref="d-1"),
            ChargebackReversed(EUR("2.00"), tender=Tender.card("c"), at=next(on), ref="d-1"),
            BonusGranted(
                EUR("0.40"),
                basis=EUR("4.00"),
                expires_at="2027-03-20T09:00Z",
                return_ref="r-1",
                at=next(on),
                ref="b-1",
            ),
            Compensated(
                EUR("5.00"),
                kind="goodwill",
                to=Tender.store_credit("SC-1"),
                reason="late",
                return_ref="r-1",
                at=next(on),
                ref="g-1",
            ),
            Refunded(
                EUR("10.00"),
                lines=[
                    LineRefund(
                        "tee",
                        units=1,
                        price=EUR("9.00"),
                        taxes=[EUR("1.00")],
                        reasons={"remorse": 1},
                    )
                ],
                charges=[ChargeRefund("shipping", price=EUR("5.00"), taxes=[EUR("0.50")])],
                fees=[
                    FeeCharged(
                        "fee",
                        amount=EUR("3.00"),
                        line="tee",
                        basis=EUR("9.00"),
                        tax=EUR("0.48"),
                    )
                ],
                withheld=EUR("2.00"),
                tenders={"c": EUR("6.00")},
                store_credit=EUR("4.00"),
                clawed_back={"SPRING": EUR("1.00")},
                discrepancy=Discrepancy(EUR("1.00"), why="goodwill"),
                status=RefundStatus.PENDING,
                reason="torn",
                return_ref="r-1",
                at=next(on),
                ref="rf-1",
            ),
            Exchanged(
                [LineRefund("tee", units=1, price=EUR("9.00"), taxes=[EUR("1.00")])],
                instead=[
                    NewLine(
                        "cap",
                        quantity=2,
                        total=EUR("12.00"),
                        taxes=[Tax.added(EUR("1.00"))],
                        kind=LineKind.DIGITAL,
                        traits=[Trait.OVERSIZED],
                        category="hats",
                        tags=["new"],
                        sku="C-1",
                        title="A cap",
                        list_total=EUR("14.00"),
                    )
                ],
                credited=EUR("9.00"),
                due_from_customer=EUR("3.00"),
                due_to_customer=EUR("0.00"),
                fees=[FeeCharged("fee", amount=EUR("1.00"), line="tee", basis=EUR("9.00"))],
                staying={"tee": 1},
                extra=EUR("2.00"),
                bonus=EUR("2.50"),
                return_ref="r-2",
                return_by="2026-04-02T09:00Z",
                at=next(on),
                ref="ex-1",
            ),
            ExchangeCharged({"tee": 1}, at=next(on), ref="ex-1"),
            Changed(
                lines=[LineRefund("cap", units=1, price=EUR("5.50"), taxes=[EUR("0.50")])],
                instead=[NewLine("hat", quantity=1, total=EUR("12.00"))],
                credited=EUR("7.00"),
                due_from_customer=EUR("8.00"),
                due_to_customer=EUR("0.00"),
                fees=[FeeCharged("change", amount=EUR("1.00"))],
                addresses={"hat": "addr-7"},
                dates={"hat": date(2026, 3, 9)},
                charges=[Charge.shipping(EUR("2.00"), id="express")],
                charges_off=[ChargeRefund("wrap", price=EUR("1.00"), taxes=[EUR("0.10")])],
                at=next(on),
                ref="ch-1",
            ),
            RemedyFailed({"tee": 1}, remedy="repair", at=next(on), ref="c-1"),
            *about_the_sale(at="2026-03-31T09:00Z"),
            *HISTORY.events[1:],
        ],
    )


def unhurried(case: CancellationCase) -> Finding:
    """Nobody has begun."""
    return MET


def unchanging(case: ChangeCase) -> Finding:
    """Nobody has begun with it."""
    return MET


CANCELLATION = CancellationRequest([CancellationItem("tee", 2, reason="changed_mind")], ref="c-1")
CANCELLATION_TERMS = CancellationTerms(
    id="acme-cancel",
    version="2026-03",
    until=(Shipped, PointsSpent),
    within=WorkingHours("9.5"),
    zone="Europe/Berlin",
    calendar=WorkCalendar(
        zone="Europe/Berlin",
        hours={"Mon-Thu": "09:00-12:00, 13:00-17:00", "Fri": "22:00-03:00"},
        exceptions={"2026-12-24": "09:00-12:00", "2026-12-31": "closed"},
        holidays=Holidays(["2026-04-03"], since="2026-01-01", until="2026-12-31"),
    ),
    reasons={"changed_mind": ReasonKind.REMORSE},
    required=[unhurried],
    excepted=[(cancellations.within_window, unhurried)],
)
REFUND_TERMS = evolve(
    full_refund_terms(),
    window=RefundWindow(
        Hours(36),
        since=(Delivered, Since(PointsSpent, plus=Days(1))),
        afterwards=Afterwards.NOTHING,
        for_reasons=["remorse", "late"],
    ),
    special_windows=[
        RefundWindow(
            Days(7),
            since=Last(Delivered, by=ACT),
            afterwards=Afterwards.NOTHING,
            applies_to=Scope(category="clothes"),
        )
    ],
    zone="Europe/Berlin",
    fees=[
        evolve(full_refund_terms().fees[0], tax_rate="0.19"),
        *full_refund_terms().fees[1:],
    ],
    promotions=[PromotionRule("both", promotions=["SPRING"], for_reasons=["late"])],
    credit=CreditOffer(Percent("10"), lasts=Months(12)),
    postage=Postage(
        for_reasons=["late"], applies_to=Scope(category="clothes"), at_most=EUR("4.95")
    ),
)
EXTRA_DAYS = (
    ExtraDay(month=6, day=5),
    ExtraDay(weekday="friday", month=6, day=19, since=2025, until=2030),
    ExtraDay(easter=-2),
)
TERMS = evolve(
    full_terms(),
    inspect_by=RmaClock(
        Days(3), since=Last(Received), roll=Roll(NonDays(["sunday"], extra=EXTRA_DAYS))
    ),
)
RULES: dict[str, Any] = {
    "either": TERMS.required[0],
    "neither": TERMS.required[1],
    "grace": Grace(frozenset({"gold", "silver", "bronze"}), Days(15)),
    "receipt": receipt_shown,
    "box": box_shown,
    "unhurried": unhurried,
    "unchanging": unchanging,
}
EXCHANGE_TERMS = ExchangeTerms(
    id="acme-exchange",
    version="2026-03",
    credit="price_paid",
    bonus=EUR("5.00"),
    uneven="dearer_only",
    leftover="store_credit",
    alike="same_category",
    fees=REFUND_TERMS.fees,
    rounding="half_even",
    advance=Advance(Days(14), hold=Percent("50")),
    zone="Europe/Berlin",
)
GUARANTEE_TERMS = GuaranteeTerms(
    id="acme-promise",
    version="2026-03",
    zone="Europe/Berlin",
    length=Days(60),
    since=(Placed, Since(PointsSpent, plus=Days(1))),
    for_reasons=["defect", "late"],
    reasons={"broken": ReasonKind.DEFECT},
    applies_to=Scope(category="clothes"),
    goods_back="goods",
    evidence=["photo", "receipt"],
    rungs=[Rung(["repair", "replacement"], tries=2), Rung(["cash"])],
    from_on="2026-01-01",
    until_on="2027-01-01",
)
CLAIM = GuaranteeRequest(
    [GuaranteeItem("tee", 2, reason="broken", evidence=["photo"])], remedy="repair", ref="g-1"
)
CHANGE = ChangeRequest(
    [
        ChangeItem("tee", 1, kind="options", to=NewLine("hat", quantity=1, total=EUR("12.00"))),
        ChangeItem("tee", 1, kind="address"),
        ChangeItem("tee", 1, kind="date"),
    ],
    address="addr-7",
    deliver_on="2026-03-09",
    ref="ch-1",
    charges=[Charge.shipping(EUR("8.00"), id="express", standard=EUR("5.00"))],
    instead_of=["shipping"],
)
CHANGE_TERMS = ChangeTerms(
    id="acme-change",
    version="2026-03",
    changeable=[
        Changeable(
            ["options", "address"],
            applies_to=Scope(category="clothes"),
            until=(Shipped, PointsSpent),
            within=Days(2),
            fee=EUR("1.00"),
        )
    ],
    zone="Europe/Berlin",
    rounding="half_even",
    required=[unchanging],
    excepted=[(changes.within_window, unchanging)],
)
BUNDLE = TermsBundle(
    returns=TERMS,
    refunds=REFUND_TERMS,
    cancellations=CANCELLATION_TERMS,
    exchanges=EXCHANGE_TERMS,
    guarantees=GUARANTEE_TERMS,
    changes=CHANGE_TERMS,
    subscriptions=SubscriptionTerms(
        id="acme-gym",
        version="2026-03",
        zone="Europe/Berlin",
        notice=Months(1),
        to="period_end",
        minimum=Years(1),
        unused="kept",
    ),
    appointments=AppointmentTerms(
        id="acme-salon",
        version="2026-03",
        late=[LateFee(Hours(24), fee=Percent("50")), LateFee(Days(2), fee=EUR("5.00"))],
        no_show=Percent("100"),
        zone="Europe/Berlin",
    ),
)


def fuller_record() -> DecisionRecord:
    """A record in which every field says something."""
    record: DecisionRecord = full_record()
    assert record.quote is not None
    assert record.items[0].deadline is not None
    missing = Finding(
        Verdict.UNKNOWN, "box_missing", rule="box", by=ACT, tell="box", instead="cancel_instead"
    )
    ends = evolve(
        record.items[0].deadline,
        nominal_day="2026-04-03",
        needs_holidays=True,
        trace=[Counted("14 days", "2026-04-03", by=ACT)],
    )
    late = LateRecord("lamp", units=1, deadline=ends, afterwards="store_credit")
    fee = FeeRecord("fee", amount=EUR("7.45"), line="tee", basis=EUR("16.67"), tax=EUR("1.19"))
    first, *others = record.quote.lines
    return evolve(
        record,
        findings=(*record.findings[:2], Finding(Verdict.UNKNOWN, "any_of", parts=[missing])),
        hints=(
            *record.hints[:2],
            Hint("tell", line="tee", units=1, removes=["x"], fact="box", reason="too_small"),
        ),
        quote=evolve(
            record.quote,
            units=Quantities({"tee": 1}),
            order=record.order,
            lines=(evolve(first, reasons={"remorse": first.units}), *others),
            fees=(fee,),
            late=(late,),
            clawed_back=FrozenMap({"SPRING": EUR("1.00")}),
            discrepancy=Discrepancy(EUR("1.00"), why="goodwill"),
            sent_back={"tee": 1},
        ),
    )


RECORD = fuller_record()


_REQUESTED_AT = datetime(2026, 5, 2, 10, tzinfo=UTC)
STATUS = RmaStatus(
    "R-1",
    at=datetime(2026, 5, 30, 10, tzinfo=UTC),
    state=RmaState.PARTLY_RECEIVED,
    announced=Quantities({"tee": 4}),
    awaited=Quantities({"tee": 1}),
    underway=Quantities({"tee": 1}),
    received=Quantities({"tee": 2, "mug": 1}),
    lost=Quantities({"tee": 1}),
    refunded=Quantities({"tee": 1}),
    found=FrozenMap({Condition.GOOD: Quantities({"tee": 1})}),
    uninspected=Quantities({"mug": 1}),
    unpaid=Quantities({"mug": 1}),
    sent_back=Quantities({"tee": 1}),
    reasons=FrozenMap({"too_small": Quantities({"tee": 2})}),
    ship_by=RmaDue(
        RmaDuty.SHIP,
        deadline=deadline(_REQUESTED_AT, Days(14), "Europe/Berlin"),
        judged_at=datetime(2026, 5, 20, 10, tzinfo=UTC),
        done_at=datetime(2026, 5, 20, 10, tzinfo=UTC),
        late_since=datetime(2026, 5, 16, 22, tzinfo=UTC),
    ),
    refund_by=RmaDue(
        RmaDuty.REFUND, because="not_started", judged_at=datetime(2026, 5, 30, 10, tzinfo=UTC)
    ),
    inspect_by=RmaDue(
        RmaDuty.INSPECT, because="not_started", judged_at=datetime(2026, 5, 30, 10, tzinfo=UTC)
    ),
    notes=(
        RmaNote(
            RmaRemark.MORE_THAN_ANNOUNCED,
            at=datetime(2026, 5, 20, 10, tzinfo=UTC),
            state=RmaState.PARTLY_RECEIVED,
            units=Quantities({"mug": 1}),
        ),
    ),
    refunded_before=Quantities({"tee": 1}),
)


def exchange_record() -> ExchangeRecord:
    """Of an exchange in which every field says something."""
    assert RECORD.quote is not None
    assert RECORD.items[0].deadline is not None
    new = NewLine(
        "xl",
        quantity=1,
        total=EUR("31.00"),
        taxes=[Tax.included(EUR("1.00"), rate="0.19", name="VAT")],
        traits=[Trait.OVERSIZED],
        category="clothes",
        tags=["new"],
        sku="XL",
        title="A tee",
        list_total=EUR("40.00"),
        kind=LineKind.GIFT_CARD,
    )
    return ExchangeRecord(
        RECORD.quote,
        terms=RECORD.terms,
        outcome=Outcome.PARTLY,
        because=FrozenMap({"box_missing": 1}),
        wanted=(new,),
        instead=(evolve(new, total=EUR("30.00")),),
        credited=EUR("29.86"),
        extra=EUR("1.00"),
        bonus=EUR("1.50"),
        due_from_customer=EUR("0.14"),
        due_to_customer=EUR("0.00"),
        leftover=Leftover.STORE_CREDIT,
        hold=EUR("5.00"),
        return_by=RECORD.items[0].deadline,
    )


EXCHANGE = exchange_record()


def _read_order(text: str) -> Order:
    return wire.read_order(text, events=EVENTS)


def _read_terms(text: str) -> TermsBundle:
    return wire.read_terms(text, events=EVENTS, rules=RULES)


def _read_plan(text: str) -> PlanBundle:
    return wire.read_plan(text, events=EVENTS, rules=PLAN_RULES)


@frozen
class Kind:
    """A kind of document: a value, how it is written and read."""

    name: str
    value: Any
    read: Callable[[str], Any]
    rules: Any = ()

    @property
    def text(self) -> str:
        """The value, written."""
        return wire.write_json(self.value, rules=dict(self.rules))


GYM = SubscriptionTerms(
    id="acme-gym", version="2026-03", zone="Europe/Berlin", notice=Months(1), to="period_end"
)
MEMBERSHIP = Subscription("2026-01-15", renews=Months(1), ends_on="2026-12-14")
ENDED = evolve(
    subscriptions.assess(MEMBERSHIP, GYM, at="2026-12-15T00:00+01:00"),
    notice_by=subscriptions.assess(MEMBERSHIP, GYM, at="2026-03-10T10:00+01:00").notice_by,
)
CUT = Appointment("haircut", starts_at="2026-03-13T14:00+01:00")
SALON = AppointmentTerms(
    id="acme-salon",
    version="2026-03",
    late=[LateFee(Hours(24), fee=Percent("50")), LateFee(Hours(2), fee=EUR("40.00"))],
)
LATE = appointments.assess(CUT, SALON, at="2026-03-13T11:00+01:00")

KINDS = (
    Kind("subscription", MEMBERSHIP, wire.read_service),
    Kind("service period", ServicePeriod("2028-02-01", "2028-02-29"), wire.read_service),
    Kind("appointment", CUT, wire.read_service),
    Kind("end of a subscription", ENDED, wire.read_service),
    Kind("late fee", LATE, wire.read_service),
    Kind("order", full_order(), _read_order),
    Kind("eventful order", eventful_order(), _read_order),
    Kind("return request", REQUEST, wire.read_request),
    Kind("cancellation request", CANCELLATION, wire.read_request),
    Kind("change request", CHANGE, wire.read_request),
    Kind("guarantee request", CLAIM, wire.read_request),
    Kind("terms", BUNDLE, _read_terms, tuple(RULES.items())),
    Kind("record", RECORD, wire.read_record),
    Kind("quote", RECORD.quote, wire.read_quote),
    Kind("exchange", EXCHANGE, wire.read_exchange),
    Kind("status of a return", STATUS, wire.read_rma_status),
    Kind("plan", PLANS, _read_plan, tuple(PLAN_RULES.items())),
    Kind("history", HISTORY, wire.read_history),
)
