"""What every field of the terms is tried on: a few orders, requests and instants.

A field whose difference is not seen here needs one more line, order, reason or instant; each is as
plain as it can be, so that what a field decides is seen by somebody who reads on.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import product

from attrs import evolve, frozen

from postsales import (
    EUR,
    MET,
    CancellationTerms,
    Charge,
    Condition,
    CurrencyMismatch,
    Customer,
    Days,
    Decision,
    Delivered,
    Event,
    Finding,
    InspectedUnits,
    Line,
    LineKind,
    NoticeForm,
    Order,
    Paid,
    Promotion,
    PurchaseRecord,
    Quantities,
    ReasonKind,
    Received,
    RefundQuote,
    RefundTerms,
    ReturnApproved,
    ReturnInspected,
    ReturnItem,
    ReturnLabelIssued,
    ReturnRequest,
    ReturnRequested,
    ReturnShipped,
    ReturnTerms,
    ReturnWindow,
    RmaStatus,
    Shipped,
    Tax,
    Tender,
    Trait,
    UnitCase,
    WorkCalendar,
    Years,
    cancellations,
    not_met,
    refunds,
    returns,
)
from tests.cancellations import given as called_off
from tests.terms.option import Answer

BERLIN = "Europe/Berlin"


@frozen
class Opened(Event):
    """The customer opened the parcel: an event of a host's own."""


# --------------------------------------------------------------------------------------- orders

LINES = [
    Line(
        "tee",
        quantity=3,
        total=EUR("50.00"),
        taxes=[Tax.included(EUR("7.98"))],
        category="clothes",
        sku="TEE-1",
        tags=["sold", "new"],
    ),
    Line("boots", quantity=1, total=EUR("89.00"), category="shoes", sku="B-7", tags=["sold"]),
    # Half of 5 cents and half of 7 cents: where the ways to round differ.
    Line("pin", quantity=2, total=EUR("0.05"), tags=["sold"]),
    Line("clip", quantity=2, total=EUR("0.07"), tags=["sold"]),
    *(Line(x.value, quantity=1, total=EUR("10.00"), traits=[x], tags=["sold"]) for x in Trait),
    *(Line(x.value, quantity=1, total=EUR("10.00"), kind=x, tags=["sold"]) for x in LineKind),
]
CHARGES = [
    Charge.shipping(EUR("4.95"), standard=EUR("3.95")),
    Charge("wrapping", total=EUR("3.00"), kind="other", standard=EUR("2.00")),
]
# Each trait has a line of its own.
MINIMUM = EUR(f"{190 + 10 * len(Trait)}.00")
PROMOTIONS = [
    Promotion("SPRING", given={"tee": EUR("10.00")}, shipping=EUR("4.95"), minimum=MINIMUM),
    Promotion("KIT", given={"tee": EUR("6.00")}, bundle={"tee": 3, "boots": 1}),
]
TENDERS = [
    Tender.bank_transfer("transfer"),
    Tender.card("card"),
    Tender.cash("cash"),
    Tender.store_credit("credit"),
    Tender.gift_card("voucher"),
    Tender.other("other"),
]


RECORD = PurchaseRecord(bought=20, returned=15, paid=EUR("900.00"), refunded=EUR("700.00"))


def _order(*history: Event, market: str, channel: str, tier: str) -> Order:
    totals = [*(x.total for x in LINES), *(x.total for x in CHARGES)]
    paid = sum(totals, EUR.zero).split(len(TENDERS))
    payments = [
        Paid(money, tender=tender, at=f"2026-03-02T09:{n}Z")
        for n, (money, tender) in enumerate(zip(paid, TENDERS, strict=True), start=15)
    ]
    return Order(
        id="1001",
        placed_at="2026-03-02T09:15Z",
        lines=LINES,
        charges=CHARGES,
        customer=Customer(id="C-7", tier=tier, zone="America/New_York", record=RECORD),
        market=market,
        channel=channel,
        history=[*payments, *history],
        promotions=PROMOTIONS,
    )


SOLD = {line.id: line.quantity for line in LINES}
ARRIVED = _order(
    Shipped(SOLD, at="2026-03-03T08:00Z"),
    Delivered(SOLD, at="2026-03-04T22:59Z"),  # a minute before midnight in Berlin
    Opened(at="2026-03-07T08:00Z"),
    market="DE",
    channel="web",
    tier="gold",
)
ELSEWHERE = _order(
    Delivered(SOLD, at="2026-03-12T08:00Z"), market="FR", channel="shop", tier="silver"
)
UNDER_WAY = _order(
    Shipped({"tee": 3}, at="2026-03-03T12:00Z"),
    Delivered({"tee": 1}, at="2026-03-04T12:00Z"),
    Delivered({"tee": 1}, at="2026-03-09T12:00Z"),
    market="AT",
    channel="web",
    tier="gold",
)
INSTANTS = (
    "2026-03-13T12:00Z",
    "2026-03-18T22:59Z",  # the last minute of fourteen days in Berlin
    "2026-03-18T23:30Z",  # the next day in Berlin, the same day in UTC
    "2026-04-20T12:00Z",
)


# ------------------------------------------------------------------------------------ decisions


def _decided(decision: Decision[UnitCase]) -> Answer:
    ends = [
        (x.line, x.deadline and (x.deadline.last_day, x.deadline.ends_at)) for x in decision.items
    ]
    counts = [x.deadline.trace for x in decision.items if x.deadline is not None]
    travels = [x.travels_back for x in decision.cases]
    units = (decision.allowed, decision.refused, decision.referred, decision.because)
    return Answer(
        decided=(decision.outcome, units, ends, travels, decision.hints, decision.next_change),
        told=([(x.rule, x.code, x.by) for x in decision.findings], counts),
        named=(decision.terms.id, decision.terms.version),
    )


OFFICE = WorkCalendar(zone=BERLIN, hours={"Mon-Fri": "09:00-17:00"})
"""When somebody is at work, for what is counted in working time."""
RETURNS = ReturnTerms(
    id="acme",
    version="1",
    zone=BERLIN,
    window=ReturnWindow(Days(14), since=Delivered),
    calendar=OFFICE,
)
WORDS = (*(kind.value for kind in ReasonKind), "too_small")
BACK = [
    ReturnRequest.of(SOLD, reason="remorse"),
    *(ReturnRequest.of({"tee": 2, "boots": 1}, reason=word) for word in WORDS),
    evolve(ReturnRequest.of({"tee": 2, "boots": 1}, reason="remorse"), asker="gift_recipient"),
    ReturnRequest([ReturnItem("tee", 1, reason="remorse", evidence=["receipt"])]),
    *(ReturnRequest.of({"tee": 1}, reason=word) for word in WORDS),
    ReturnRequest.of({"pin": 1}, reason="remorse"),
    *(
        ReturnRequest([ReturnItem("tee", 1, reason="remorse", condition=x)])
        for x in ("unopened", "opened", "worn")
    ),
    *(
        evolve(
            ReturnRequest.of({"tee": 1}, reason="remorse"),
            sent_at="2026-03-18T12:00Z",  # in time for fourteen days
            received_at="2026-03-19T12:00Z",  # not any more
            form=form,
        )
        for form in NoticeForm
    ),
]


def returned(terms: ReturnTerms) -> Iterable[Answer]:
    """What is answered when goods are to come back, and how far those are that do."""
    for order, request, at in product((ARRIVED, ELSEWHERE, UNDER_WAY), BACK, INSTANTS):
        yield _decided(returns.assess(order, request, terms, at=at))
    if any((terms.ship_by, terms.inspect_by, terms.refund_by)):
        yield from tracked(terms)


ON_THEIR_WAY: Sequence[Sequence[Event]] = (
    [ReturnApproved(ref="R-1", at="2026-03-06T23:30Z")],
    [ReturnLabelIssued(ref="R-1", at="2026-03-07T12:00Z")],
    [
        ReturnShipped(ref="R-1", at="2026-03-07T12:00Z"),
        Received({"tee": 1}, ref="R-1", at="2026-03-09T12:00Z"),
        Received({"tee": 1}, ref="R-1", at="2026-03-10T12:00Z"),
        ReturnInspected([InspectedUnits("tee", 1)], ref="R-1", at="2026-03-11T12:00Z"),
    ],
)
LATER = ("2026-03-12T12:00Z", *INSTANTS, "2028-03-13T12:00Z")


def tracked(terms: ReturnTerms) -> Iterable[Answer]:
    """How far returns are that are on their way, and what of them is due."""
    asked = ReturnRequested({"tee": 2}, ref="R-1", at="2026-03-05T12:00Z")
    for events, at in product(ON_THEIR_WAY, LATER):
        yield _due(returns.status(ARRIVED.after(asked, *events), "R-1", terms, at=at))


def _due(status: RmaStatus) -> Answer:
    clocks = [x for x in (status.ship_by, status.inspect_by, status.refund_by) if x is not None]
    ends = [(x.duty, x.deadline and x.deadline.ends_at, x.late_since) for x in clocks]
    counts = [x.deadline.trace for x in clocks if x.deadline is not None]
    return Answer(decided=(status.state, ends), told=counts, named=())


HISTORIES: Sequence[Iterable[Event]] = (
    [],
    [Shipped({"tee": 2}, at="2026-03-03T08:00Z")],
    [called_off.Packed(Quantities({"tee": 1}), at="2026-03-03T08:00Z")],
    [called_off.Stopped(at="2026-03-03T08:00Z")],
    [Delivered({"tee": 2}, at="2026-03-03T08:00Z")],
)
SOON = ("2026-03-02T12:00Z", "2026-03-03T12:00Z", "2026-03-03T23:30Z", "2026-03-20T12:00Z")
CANCELLATIONS = evolve(called_off.plain(), calendar=OFFICE)


def cancelled(terms: CancellationTerms) -> Iterable[Answer]:
    """What is answered when units are to be called off."""
    for history, reason, at in product(HISTORIES, ("late", "changed_mind"), SOON):
        request = called_off.ask(5, reason=reason)
        yield _decided(cancellations.assess(called_off.tees(*history), request, terms, at=at))


# -------------------------------------------------------------------------------------- amounts


def anyhow(case: object) -> Finding:
    """An exception that always holds."""
    return MET


def never(case: object) -> Finding:
    """A rule that is never met."""
    return not_met("never")


def kind_of_reason(case: UnitCase) -> Finding:
    """A rule of a merchant's own that goes by whose doing it is."""
    return not_met(f"kind_{case.reason_kind.value}")


# Everything comes back for years, for whatever reason, so that all amounts are seen.
GENEROUS = ReturnTerms(
    id="any", version="1", zone="UTC", window=ReturnWindow(Years(1), since=Delivered)
).unless(returns.reason_known, anyhow)
PARCELS = ({"tee": 1}, {"tee": 2, "boots": 1}, {"pin": 1, "clip": 1}, SOLD)
DECISIONS = [
    returns.assess(order, ReturnRequest.of(units, reason=kind.value), GENEROUS, at=at)
    for order, units, kind, at in product((ARRIVED, ELSEWHERE), PARCELS, ReasonKind, INSTANTS)
]
DECISIONS += [
    returns.assess(
        ARRIVED,
        evolve(ReturnRequest.of({"tee": 2}, reason="remorse"), asker="gift_recipient"),
        GENEROUS,
        at=INSTANTS[0],
    )
]
REFUNDS = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid", zone=BERLIN)


def refunded(terms: RefundTerms) -> Iterable[Answer]:
    """What is given back for what came back, or that it cannot be worked out."""
    for decision in DECISIONS:
        yield _paid(refunds.quote, decision, terms)
    if terms.diminished:
        for (order, at), decision in product(INSPECTED, NAMED):
            yield _paid(partial(refunds.quote, order=order, at=at), decision, terms)


NAMED = [
    returns.assess(
        ARRIVED, ReturnRequest.of({"tee": 2, "boots": 1}, reason=x.value, ref="R"), GENEROUS, at=at
    )
    for x in ReasonKind
    for at in INSTANTS[:1]
]
INSPECTED = [
    (
        ARRIVED.after(
            ReturnInspected(
                [InspectedUnits("tee", 1, condition=x), InspectedUnits("boots", 1, condition=x)],
                ref="R",
                at=INSTANTS[1],
            )
        ),
        INSTANTS[2],
    )
    for x in Condition
]


def _paid(
    quote: Callable[[Decision[UnitCase], RefundTerms], RefundQuote],
    decision: Decision[UnitCase],
    terms: RefundTerms,
) -> Answer:
    try:
        return _amounts(quote(decision, terms), decision, terms)
    except CurrencyMismatch:
        return Answer("another currency", (), ())


def _amounts(quote: RefundQuote, decision: Decision[UnitCase], terms: RefundTerms) -> Answer:
    taken = refunds.as_store_credit(quote)
    sent = refunds.postage(decision, terms, spent=EUR("6.00"))
    return Answer(
        decided=(
            [(x.line, x.units, x.price, x.taxes) for x in quote.lines],
            [(x.charge, x.price, x.taxes) for x in quote.charges],
            [(x.code, x.line, x.amount, x.tax) for x in quote.fees],
            (quote.withheld, quote.short, quote.tenders, quote.store_credit, quote.total),
            quote.sent_back,
            quote.clawed_back,
            (taken.bonus, taken.expires and taken.expires.ends_at),
            (sent.payer, sent.given),
        ),
        told=(),
        named=(quote.terms.id, quote.terms.version),
    )
