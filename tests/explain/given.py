"""Decisions worth reading, with their quotes: what the snapshots show and the properties check."""

from collections.abc import Callable
from datetime import UTC, datetime

from attrs import evolve, frozen

from postsales import (
    EUR,
    JPY,
    MET,
    Afterwards,
    CancellationItem,
    CancellationRequest,
    CancellationTerms,
    Cancelled,
    Charge,
    Currency,
    Days,
    Decision,
    Delivered,
    Event,
    Fee,
    Finding,
    Hours,
    Line,
    LineRefund,
    Lost,
    Order,
    Paid,
    Per,
    Percent,
    Quantities,
    ReasonKind,
    Received,
    Refunded,
    RefundQuote,
    RefundWindow,
    Register,
    ReturnCase,
    ReturnItem,
    ReturnRequest,
    ReturnRequested,
    ReturnWindow,
    Shipped,
    ShippingRefund,
    Tax,
    Tender,
    UnitCase,
    cancellations,
    explain,
    not_met,
    refunds,
    returns,
    unknown,
)
from tests.stories import acme

BERLIN = "Europe/Berlin"
PLACED = "2026-03-02T10:15+01:00"
KWD = Currency("KWD")


@frozen
class Tale:
    """A decision, its quote if money was asked for, and for whom it is told."""

    decision: Decision[UnitCase]
    quote: RefundQuote | None = None
    locale: str = "en"
    zone: str = BERLIN
    register: Register = Register.AGENT

    def text(self) -> str:
        """The tale as plain text."""
        return self._told(explain.text)

    def markdown(self) -> str:
        """The tale as Markdown."""
        return self._told(explain.markdown)

    def html(self) -> str:
        """The tale as HTML."""
        return self._told(explain.html)

    def _told(self, verb: Callable[..., str]) -> str:
        return verb(
            self.decision,
            quote=self.quote,
            locale=self.locale,
            zone=self.zone,
            register=self.register,
        )


def _story_3() -> Tale:
    decision = returns.assess(acme.order, acme.request, acme.terms, at="2026-03-20T09:00+01:00")
    return Tale(decision, refunds.quote(decision, acme.refund_terms))


def _story_5() -> Tale:
    parcel = evolve(
        acme.order,
        history=[
            Paid(EUR("163.85"), tender=Tender.card("ch_1"), at=PLACED),
            Shipped(acme.order.quantities, at="2026-03-03T16:00+01:00"),
        ],
    )
    strict = evolve(acme.terms, window=ReturnWindow(Days(30), since=Delivered))
    one = ReturnRequest.of({"tee": 1}, reason="too_small")
    return Tale(returns.assess(parcel, one, strict, at="2026-04-06T09:00+02:00"))


def _all_refused() -> Tale:
    everything = ReturnRequest.everything(acme.order, reason="changed_mind")
    decision = returns.assess(acme.order, everything, acme.terms, at="2026-05-10T09:00+02:00")
    return Tale(decision, refunds.quote(decision, acme.refund_terms))


def _yen() -> Tale:
    order = Order(
        id="J-20",
        placed_at=PLACED,
        lines=[
            Line(
                "2001",
                quantity=3,
                total=JPY("10000"),
                taxes=[Tax.included(JPY("909"), rate="0.10")],
                title="茶碗 (tea bowl)",
            ),
            Line("2002", quantity=1, total=JPY("1250"), title="Whisk"),
        ],
        charges=[Charge.shipping(JPY("600"))],
        history=[
            Paid(JPY("11850"), tender=Tender.card("ch_4"), at=PLACED),
            Delivered({"2001": 3, "2002": 1}, at="2026-03-05T12:30+01:00"),
        ],
    )
    asked = ReturnRequest.of({"2001": 2, "2002": 1}, reason="faulty")
    decision = returns.assess(order, asked, acme.terms, at="2026-03-20T09:00+01:00")
    by_value = evolve(acme.refund_terms, shipping=ShippingRefund.SHARE, fees=[])
    return Tale(decision, refunds.quote(decision, by_value))


def _dinar() -> Tale:
    order = Order(
        id="K-4",
        placed_at=PLACED,
        lines=[Line("radio", quantity=4, total=KWD("10.125"), category="electronics")],
        history=[
            Paid(KWD("10.125"), tender=Tender.bank_transfer("tr_9"), at=PLACED),
            Delivered({"radio": 4}, at="2026-03-05T12:30+01:00"),
        ],
    )
    asked = ReturnRequest.of({"radio": 3}, reason="changed_mind")
    decision = returns.assess(order, asked, acme.terms, at="2026-03-10T09:00+01:00")
    fees = [
        Fee("restocking", Percent("12.5"), per=Per.UNIT),
        Fee("handling", KWD("0.250"), per=Per.UNIT),
    ]
    return Tale(decision, refunds.quote(decision, evolve(acme.refund_terms, fees=fees)))


def _split_delivery() -> Tale:
    order = Order(
        id="1002",
        placed_at=PLACED,
        lines=[Line("socks", quantity=5, total=EUR("25.00"), title="Woollen socks")],
        history=[
            Paid(EUR("25.00"), tender=Tender.card("ch_2"), at=PLACED),
            Delivered({"socks": 2}, at="2026-02-16T12:00+01:00"),
            Delivered({"socks": 2}, at="2026-03-05T12:30+01:00"),
            Delivered({"socks": 1}, at="2026-03-12T18:00+01:00"),
        ],
    )
    asked = ReturnRequest.of({"socks": 5}, reason="faulty")
    decision = returns.assess(order, asked, acme.terms, at="2026-03-20T09:00+01:00")
    return Tale(decision, refunds.quote(decision, acme.refund_terms))


def _withheld() -> Tale:
    order = Order(
        id="1003",
        placed_at=PLACED,
        lines=[
            Line("armchair", quantity=1, total=EUR("149.00"), title="Armchair"),
            Line("cushion", quantity=2, total=EUR("30.00"), title="Cushion"),
        ],
        history=[
            Paid(EUR("179.00"), tender=Tender.card("ch_3"), at=PLACED),
            Delivered({"armchair": 1, "cushion": 2}, at="2026-03-05T12:30+01:00"),
            Refunded(EUR("25.00"), reason="scratch on arrival", at="2026-03-07T10:00+01:00"),
            Refunded(
                EUR("18.00"),
                lines=[LineRefund("cushion", units=0, price=EUR("18.00"))],
                at="2026-03-08T10:00+01:00",
            ),
        ],
    )
    asked = ReturnRequest.everything(order, reason="changed_mind")
    decision = returns.assess(order, asked, acme.terms, at="2026-03-20T09:00+01:00")
    return Tale(decision, refunds.quote(decision, acme.refund_terms))


def receipt_shown(case: ReturnCase) -> Finding:
    """Remorse returns need a receipt."""
    if case.reason_kind is not ReasonKind.REMORSE or "receipt" in case.evidence:
        return MET
    return not_met(
        "receipt_missing", line=case.line.id, needed_above=EUR("20.00"), days=Days(3).count
    )


@frozen
class InSeason:
    """What is sold for a season comes back within it."""

    ends_at: datetime

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Has the season ended?"""
        return MET if case.at < self.ends_at else not_met("season_over", ended_at=self.ends_at)

    def changes_at(self, case: ReturnCase, /) -> list[datetime]:
        """The end of the season."""
        return [self.ends_at]


def condition_known(case: ReturnCase) -> Finding:
    """A lamp is looked at first."""
    return unknown("condition_not_seen") if case.line.id == "lamp" else MET


def _custom_rule() -> Tale:
    season = InSeason(datetime(2026, 3, 23, 17, 30, tzinfo=UTC))
    terms = acme.terms.requiring(receipt_shown, season, condition_known)
    asked = ReturnRequest(
        [
            ReturnItem("tee", 1, reason="too_small", evidence=["receipt"]),
            ReturnItem("tee", 2, reason="changed_mind"),
            ReturnItem("lamp", 1, reason="it_hums"),
        ]
    )
    return Tale(returns.assess(acme.order, asked, terms, at="2026-03-20T09:00+01:00"))


def _where_units_are() -> Tale:
    order = Order(
        id="1004",
        placed_at=PLACED,
        lines=[
            Line("jar", quantity=8, total=EUR("80.00")),
            Line("lid", quantity=1, total=EUR("2.00")),
        ],
        history=[
            Paid(EUR("82.00"), tender=Tender.card("ch_5"), at=PLACED),
            Lost({"lid": 1}, at="2026-03-06T12:30+01:00"),
            Shipped({"jar": 5}, at="2026-03-03T16:00+01:00"),
            Cancelled({"jar": 1}, at="2026-03-03T17:00+01:00"),
            Delivered({"jar": 4}, at="2026-03-05T12:30+01:00"),
            Lost({"jar": 1}, at="2026-03-06T12:30+01:00"),
            Received({"jar": 1}, at="2026-03-09T12:00+01:00"),
            Refunded(
                EUR("40.00"),
                lines=[LineRefund("jar", units=4, price=EUR("40.00"))],
                at="2026-03-09T13:00+01:00",
            ),
            ReturnRequested({"jar": 1}, ref="r-1", at="2026-03-10T12:00+01:00"),
        ],
    )
    asked = ReturnRequest.of({"jar": 9, "lid": 1}, reason="faulty")
    decision = returns.assess(order, asked, acme.terms, at="2026-03-20T09:00+01:00")
    return Tale(decision, refunds.quote(decision, acme.refund_terms))


def _by_the_hour() -> Tale:
    order = Order(
        id="1005",
        placed_at="2026-10-20T10:15+02:00",
        lines=[Line("film", quantity=1, total=EUR("9.99"), title="A film to rent")],
        history=[Delivered({"film": 1}, at="2026-10-23T02:30+02:00")],
    )
    terms = evolve(acme.terms, window=ReturnWindow(Hours(48), since=Delivered))
    asked = ReturnRequest.of({"film": 1}, reason="changed_mind")
    return Tale(returns.assess(order, asked, terms, at="2026-10-24T09:00+02:00"))


def _one_arrived() -> Tale:
    tale = _story_3()
    quote = refunds.quote(tale.decision, acme.refund_terms, units={"tee": 1})
    return Tale(tale.decision, quote)


def _second_parcel() -> Tale:
    tale, first_day, second_day = _story_3(), "2026-03-24T11:00+01:00", "2026-03-27T11:00+01:00"
    order = acme.order.after(Received({"lamp": 1}, at=first_day))
    first = refunds.quote(
        tale.decision, acme.refund_terms, units={"lamp": 1}, order=order, at=first_day
    )
    order = order.after(
        first.settled(at=first_day, ref="rf-1"), Received({"tee": 2}, at=second_day)
    )
    quote = refunds.quote(
        tale.decision, acme.refund_terms, units={"tee": 2}, order=order, at=second_day
    )
    return Tale(tale.decision, quote)


def _by_hand() -> Tale:
    at = "2026-03-20T09:00+01:00"
    mug = ReturnRequest.of({"mug": 1}, reason="changed_mind")
    decision = returns.assess(acme.order, mug, acme.terms, at=at)
    reason = "goodwill: the handle was glued"
    quote = refunds.manual(acme.order, EUR("5.00"), acme.refund_terms, reason=reason, at=at)
    return Tale(decision, quote)


@frozen
class Packed(Event):
    """Units were packed: an event of a host's own."""

    units: Quantities


def _story_6() -> Tale:
    early = evolve(
        acme.order,
        history=[
            Paid(EUR("163.85"), tender=Tender.card("ch_1"), at=PLACED),
            Shipped({"tee": 1}, at="2026-03-03T16:00+01:00"),
        ],
    )
    terms = CancellationTerms(id="acme-cancel", version="2026-03", until=Shipped)
    asked = CancellationRequest.of({"tee": 3, "lamp": 1}, reason="changed_mind")
    decision = cancellations.assess(early, asked, terms, at="2026-03-03T18:00+01:00")
    return Tale(decision, refunds.quote(decision, acme.refund_terms))


def _too_far_along() -> Tale:
    order = Order(
        id="1006",
        placed_at=PLACED,
        lines=[
            Line("ring", quantity=9, total=EUR("90.00")),
            Line("box", quantity=1, total=EUR("5.00")),
        ],
        history=[
            Paid(EUR("95.00"), tender=Tender.card("ch_6"), at=PLACED),
            Cancelled({"ring": 1}, at="2026-03-02T12:00+01:00"),
            Packed(Quantities({"ring": 6}), at="2026-03-02T13:00+01:00"),
            Shipped({"ring": 5}, at="2026-03-02T16:00+01:00"),
            Delivered({"ring": 3}, at="2026-03-03T09:00+01:00"),
            Lost({"ring": 1}, at="2026-03-03T09:30+01:00"),
            ReturnRequested({"ring": 1}, ref="r-1", at="2026-03-03T10:00+01:00"),
        ],
    )
    terms = CancellationTerms(
        id="acme-cancel",
        version="2026-03",
        until=(Packed, Shipped),
        within=Days(1),
        zone=BERLIN,
        reasons={"changed_mind": ReasonKind.REMORSE},
    )
    asked = CancellationRequest(
        [
            CancellationItem("ring", 10, reason="changed_mind"),
            CancellationItem("box", 1, reason="moon"),
        ]
    )
    decision = cancellations.assess(order, asked, terms, at="2026-03-03T18:00+01:00")
    return Tale(decision, refunds.quote(decision, acme.refund_terms))


def _after_the_refund_window(afterwards: Afterwards) -> Tale:
    window = RefundWindow(Days(10), since=Delivered, afterwards=afterwards)
    terms = evolve(acme.refund_terms, zone=BERLIN, window=window)
    asked = ReturnRequest.of({"tee": 2, "lamp": 1}, reason="changed_mind")
    at = "2026-03-17T18:00+01:00"
    decision = returns.assess(acme.order, asked, acme.terms, at=at)
    return Tale(decision, refunds.quote(decision, terms))


def _by_the_hour_and_late() -> Tale:
    window = RefundWindow(Hours(48), since=Delivered)
    terms = evolve(acme.refund_terms, fees=[], window=window)
    asked = ReturnRequest.of({"tee": 2}, reason="changed_mind")
    decision = returns.assess(acme.order, asked, acme.terms, at="2026-03-17T18:00+01:00")
    return Tale(decision, refunds.quote(decision, terms))


TALES = {
    "story_3": _story_3(),
    "story_3_in_new_york": evolve(_story_3(), locale="en_US", zone="America/New_York"),
    "story_5_a_fact_is_missing": _story_5(),
    "all_refused": _all_refused(),
    "yen": _yen(),
    "dinar": _dinar(),
    "split_delivery": _split_delivery(),
    "withheld": _withheld(),
    "custom_rule": _custom_rule(),
    "where_units_are": _where_units_are(),
    "by_the_hour": _by_the_hour(),
    "one_arrived": _one_arrived(),
    "second_parcel": _second_parcel(),
    "by_hand": _by_hand(),
    "story_6": _story_6(),
    "too_far_along": _too_far_along(),
    "late_store_credit": _after_the_refund_window(Afterwards.STORE_CREDIT),
    "late_nothing": _after_the_refund_window(Afterwards.NOTHING),
    "late_by_the_hour": _by_the_hour_and_late(),
}
"""Every tale that a snapshot shows, by its name."""
