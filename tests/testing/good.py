"""Good policies: no law may find anything against them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve, frozen

from postsales import (
    MET,
    NOT_APPLICABLE,
    AcceptedConditions,
    CancellationTerms,
    Changeable,
    ChangeKind,
    ChangeTerms,
    Currency,
    Days,
    Delivered,
    During,
    Event,
    Exclusion,
    Extension,
    Fact,
    Fee,
    Finding,
    GuaranteeTerms,
    Hours,
    LineKind,
    Money,
    Months,
    NotStarted,
    Order,
    Per,
    Percent,
    Placed,
    Proof,
    ReasonKind,
    RefundTerms,
    RefundWindow,
    ReturnCase,
    ReturnerGuard,
    Returnless,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Season,
    Shipped,
    ShippingRefund,
    Since,
    TenderOrder,
    Trait,
    UnitsBack,
    WholeBundle,
    all_of,
    any_of,
    not_met,
    returns,
    unknown,
)
from postsales.law.eu.consumer_rights import withdrawal
from postsales.refunds.windows import Afterwards
from postsales.testing import Answer, Flag, laws
from postsales.testing.suite import Suite
from tests.stories import acme
from tests.testing import floors, gallery

ACME: tuple[ReturnTerms, RefundTerms] = (acme.terms, acme.refund_terms)


@frozen
class Inspected(Event):
    """Somebody looks at the goods."""


@frozen
class Unpacked(Event):
    """Nobody does any more."""


GENEROUS = ReturnTerms(
    id="generous",
    version="1",
    zone="UTC",
    window=ReturnWindow(Days(365), since=Delivered),
    not_started=NotStarted.OPEN,
)
STRICT = ReturnTerms(
    id="strict",
    version="1",
    zone="America/New_York",
    window=ReturnWindow(Days(7), since=Delivered),
    exclusions=[Exclusion("all_sales_final", applies_to=Scope(kind=LineKind.GOODS))],
)
STANDARD = evolve(
    GENEROUS, id="standard", window=ReturnWindow(Days(30), since=Delivered), zone="Europe/Berlin"
)
SPECIAL = evolve(
    STANDARD,
    id="special",
    special_windows=[
        ReturnWindow(Days(60), since=Delivered, applies_to=Scope(kind=LineKind.GOODS)),
        ReturnWindow(Days(14), since=Shipped, applies_to=Scope(kind=LineKind.GOODS)),
    ],
)
EXCLUDING = evolve(
    STANDARD,
    id="excluding",
    exclusions=[
        Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE)),
        Exclusion(
            "digital",
            applies_to=Scope(kind=LineKind.DIGITAL),
            for_reasons=[ReasonKind.REMORSE, ReasonKind.LATE],
        ),
    ],
)


@frozen
class Tried:
    """Whoever changes their mind has tried it for some days; until then nobody takes it back."""

    days: int

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Are the days over?"""
        if case.delivered_at is None:
            return unknown("delivery_date_missing", tell="delivered_at")
        return MET if case.at >= self._from(case.delivered_at) else not_met("not_tried_yet")

    def _from(self, delivered_at: datetime) -> datetime:
        return delivered_at + timedelta(days=self.days)

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """How long."""
        return {"days": self.days}

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        """When the days are over."""
        return [] if case.delivered_at is None else [self._from(case.delivered_at)]


def few(case: ReturnCase, /) -> Finding:
    """At most four units of a line for a change of mind."""
    if case.reason_kind is not ReasonKind.REMORSE:
        return NOT_APPLICABLE
    return MET if case.line.quantity <= 4 else not_met("wholesale")


def receipt_shown(case: ReturnCase, /) -> Finding:
    """There is a receipt."""
    return MET if "receipt" in case.evidence else not_met("receipt_missing")


def faulty(case: ReturnCase, /) -> Finding:
    """It is the goods, and not the customer's mind; nobody knows where the reason is not known."""
    if case.reason_kind is ReasonKind.OTHER:
        return unknown("reason_unknown", tell="reason")
    return MET if case.reason_kind is not ReasonKind.REMORSE else not_met("not_faulty")


TRYING = STANDARD.requiring(Tried(2))
COMPOSED = STANDARD.requiring(all_of(few, any_of(receipt_shown, few, faulty))).unless(
    returns.within_window, faulty
)
HOURS = evolve(STANDARD, id="hours", window=ReturnWindow(Hours(72), since=Delivered))
MONTHS = evolve(
    STANDARD,
    id="months",
    window=ReturnWindow(Months(1), since=(Delivered, Since(Shipped, plus=Days(5)))),
)

PAYING = RefundTerms(
    id="paying",
    version="1",
    shipping=ShippingRefund.ALWAYS,
    tenders=TenderOrder.PRO_RATA,
)
KEEPING = RefundTerms(
    id="keeping",
    version="1",
    shipping=ShippingRefund.SHARE,
    tenders=TenderOrder.AS_PAID,
    fees=[
        Fee("restocking", Percent("15"), per=Per.UNIT),
        Fee("inspection", Percent("2.5"), per=Per.ITEM),
        Fee("handling", Percent("1"), per=Per.RETURN),
    ],
)
CREDITING = evolve(
    PAYING, id="crediting", zone="Europe/Berlin", window=RefundWindow(Days(14), since=Delivered)
)


def by_hand(order: Order, request: ReturnRequest, at: datetime) -> Answer:
    """Thirty times 24 hours from the last delivery of a line; undelivered lines are looked at."""
    position = order.position(at=at)
    allowed: dict[str, int] = {}
    referred: dict[str, int] = {}
    because: dict[str, int] = {}
    for line, asked in request.quantities.items():
        free = min(asked, position.units(line).returnable)
        came = [x.at for x in order.history if isinstance(x, Delivered) and line in x.units]
        known = [x for x in came if x <= at]
        code = "" if known and at < max(known) + timedelta(days=30) else "too_late"
        if not known:
            referred[line], code = asked, "not_delivered"
        elif not code:
            allowed[line] = free
            code = "not_there" if free < asked else ""
        if code:
            because[code] = because.get(code, 0) + asked - allowed.get(line, 0)
    return Answer(
        allowed={x: k for x, k in allowed.items() if k}, referred=referred, because=because
    )


@frozen
class Unopened:
    """A class without state: whatever is there may come back, for ever."""

    def __call__(self, order: Order, request: ReturnRequest, at: datetime) -> Answer:
        """All units that are there."""
        position = order.position(at=at)
        asked = request.quantities
        free = {x: min(k, position.units(x).returnable) for x, k in asked.items()}
        short = sum(asked.values()) - sum(free.values())
        because = {"not_there": short} if short else {}
        return Answer(allowed={x: k for x, k in free.items() if k}, because=because)


NO_FEES = RefundTerms(
    id="no-fees", version="1", shipping=ShippingRefund.SHARE, tenders=TenderOrder.PRO_RATA
)
PER_UNIT = evolve(
    NO_FEES,
    id="per-unit",
    shipping=ShippingRefund.ALWAYS,
    tenders=TenderOrder.NEWEST_FIRST,
    fees=[
        Fee("restocking", Percent("15"), per=Per.UNIT),
        Fee("wear", Percent("7.5"), per=Per.UNIT, for_reasons=[*ReasonKind]),
    ],
)
LATE_CREDIT = evolve(
    NO_FEES, id="late-credit", zone="Asia/Tokyo", window=RefundWindow(Days(14), since=Delivered)
)
LATE_NOTHING = evolve(
    LATE_CREDIT,
    id="late-nothing",
    window=RefundWindow(Days(7), since=Delivered, afterwards=Afterwards.NOTHING),
)

# A fixed fee is in one currency, so the orders that are drawn are, too.
IN_YEN = evolve(NO_FEES, id="yen", fees=[Fee("handling", Currency("JPY")("500"), per=Per.RETURN)])
IN_DINARS = evolve(
    NO_FEES, id="dinars", fees=[Fee("handling", Currency("KWD")("1.500"), per=Per.UNIT)]
)


def not_too_dear(case: ReturnCase, /) -> Finding:
    """What costs more than 500 in minor units is looked at."""
    return MET if case.line.total.minor <= 500 else unknown("needs_approval")


def photo_of_a_defect(case: ReturnCase, /) -> Finding:
    """Whoever reports a defect shows it."""
    if case.reason_kind is not ReasonKind.DEFECT:
        return NOT_APPLICABLE
    return MET if "photo" in case.evidence else unknown("photo_missing", tell="evidence")


def share_by_hand(order: Order, request: ReturnRequest, at: datetime) -> Answer:
    """Each unit its share, as far as money is left; nobody is told more than goes back."""
    told = by_hand(order, request, at)
    position = order.position(at=at)
    left, lines, money = position.refundable_minor, dict[str, Money](), order.currency.minor
    for line, k in told.allowed.items():
        sold, gone = order.line(line), position.units(line).refunded
        share = sold.total.minor * (gone + k) // sold.quantity
        share -= sold.total.minor * gone // sold.quantity
        given = max(0, min(share, position.line_money(line).left.minor, left))
        lines[line], left = money(given), left - given
    owed, tenders = sum(x.minor for x in lines.values()), dict[str, Money]()
    for x in position.tenders:
        tenders[x.tender.id] = money(max(0, min(x.left, owed)))
        owed -= tenders[x.tender.id].minor
    refund = sum((x.minor for x in tenders.values()), 0)
    return evolve(told, refund=money(refund), lines=lines, tenders=tenders, withheld=money(owed))


FOR_SOME = evolve(
    SPECIAL,
    id="for some",
    precedence="first_listed",
    special_windows=[
        ReturnWindow(Days(365), since=Delivered, for_reasons=["defect", "wrong_item"]),
        ReturnWindow(Days(45), since=Delivered, for_askers="gift_recipient"),
        *SPECIAL.special_windows,
    ],
)
GUARDED = evolve(
    GENEROUS,
    id="guarded",
    proofs=[Proof("receipt", for_reasons="remorse"), Proof("photo", for_reasons="defect")],
    guards=ReturnerGuard(most_units=20, most_share=Percent("50"), least_bought=5),
)
CHOOSY = evolve(
    STANDARD,
    id="choosy",
    conditions=[
        AcceptedConditions(["unopened", "opened"]),
        AcceptedConditions("unopened", applies_to=Scope(kind=LineKind.DIGITAL)),
    ],
)
TOGETHER = evolve(STANDARD, id="together", bundles=WholeBundle(otherwise="refuse"))
IN_PACKS = evolve(STANDARD, id="in packs", units_back=UnitsBack(packs_of=2, otherwise="refuse"))
NUMBERED = evolve(STANDARD, id="numbered", authorisation="before_sending")
KEEPING_CHEAP = evolve(STANDARD, id="keeping cheap", returnless=Returnless(Money.of("5", "EUR")))
TO_RECIPIENTS = evolve(PAYING, id="to recipients", gifts="store_credit")
SALE = Season("2026-03-02", "2026-03-28")
SEASONAL = evolve(
    GENEROUS,
    id="seasonal",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(14), since=[Delivered, Since(Shipped, plus=Days(5))]),
    special_windows=[ReturnWindow(Days(21), since=Delivered, season=evolve(SALE, of=Delivered))],
    extensions=[
        Extension(until="2026-04-30", season=SALE),
        Extension(Months(1), season=evolve(SALE, of=Delivered), for_reasons="defect"),
    ],
)
TOLLED = evolve(
    GENEROUS,
    id="tolled",
    window=ReturnWindow(Days(20), since=Placed),
    tolled_by=[During(Shipped, Delivered), During(Inspected, Unpacked)],
)

GOOD: dict[str, Any] = {
    "story 2": ACME,
    "a generous one": (GENEROUS, PAYING),
    "a strict one": (STRICT, KEEPING),
    "special windows": (SPECIAL,),
    "windows for some": (FOR_SOME,),
    "seasons and extensions": (SEASONAL, PAYING),
    "time that does not count": (TOLLED,),
    "proofs and guards": (GUARDED, PAYING),
    "conditions": (CHOOSY, PAYING),
    "bundles": (TOGETHER, PAYING),
    "whole packs": (IN_PACKS, PAYING),
    "a number before sending": (NUMBERED, PAYING),
    "cheap goods stay": (KEEPING_CHEAP, PAYING),
    "credit for recipients": (STANDARD, TO_RECIPIENTS),
    "exclusions": (EXCLUDING, PAYING),
    "a rule of its own": (TRYING,),
    "composed rules": (COMPOSED, PAYING),
    "several fees": (STANDARD, KEEPING),
    "store credit after a time": (STANDARD, CREDITING),
    "withdrawal in the European Union": (withdrawal,),
    "hours": (HOURS,),
    "months": (MONTHS,),
    "a function": (by_hand,),
    "a class": (Unopened(),),
    "no fees": (acme.terms, NO_FEES),
    "a fee per unit": (acme.terms, PER_UNIT),
    "store credit when late": (acme.terms, LATE_CREDIT),
    "nothing when late": (acme.terms, LATE_NOTHING),
    "a fee in yen": (STANDARD, IN_YEN),
    "a fee in dinars": (STANDARD, IN_DINARS),
    "dear goods are looked at": (STANDARD.requiring(not_too_dear), PAYING),
    "a photo of the defect": (STANDARD.requiring(photo_of_a_defect), PAYING),
    "a function about money": (share_by_hand,),
    "until it is shipped": (acme.terms, NO_FEES),
    "until it arrives": (acme.terms, PER_UNIT),
    "with a guarantee": (acme.terms,),
    "with changes": (acme.terms,),
    "the floor of Germany": (STANDARD, PER_UNIT),
    "the floor of Great Britain": (EXCLUDING,),
    "a floor by parcels": (floors.EARLY,),
    **{f"gallery: {name}": gallery.asked(name)[0] for name in gallery.NAMES},
}
"""Policies by name, as what ``laws.check`` takes."""

DAILY: dict[str, tuple[str, ...]] = {
    "time that does not count": ("WIN", "ELI"),
    "a function": (),
    "with changes": ("CHG", "STA"),
}
"""Those that are asked with every change, and by which laws, none being all of them.

The seeds ask all of them by every law.
"""

CHANGEABLE = ChangeTerms(
    id="acme",
    version="1",
    changeable=[Changeable([*ChangeKind], within=Hours(48))],
)

_SAID: dict[str, dict[str, Any]] = {
    "a rule of its own": {"without": [Flag.WINDOWS_END]},
    "a function": {"flags": [Flag.REASONS, Flag.WINDOWS_END]},
    "a class": {"flags": [Flag.REASONS, Flag.WINDOWS_END]},
    "until it is shipped": {
        "cancellations": CancellationTerms(id="acme", version="1", until=Shipped)
    },
    "until it arrives": {"cancellations": CancellationTerms(id="acme", version="1")},
    "with a guarantee": {
        "guarantees": GuaranteeTerms.money_back(
            id="acme", version="1", zone="Europe/Berlin", length=Days(60)
        )
    },
    "with changes": {"changes": CHANGEABLE},
    "the floor of Germany": floors.said(floors.DE),
    "the floor of Great Britain": floors.said(floors.GB),
    "a floor by parcels": floors.said(floors.BY_PARCELS),
    **{f"gallery: {name}": gallery.asked(name)[1] for name in gallery.NAMES},
}


def suite(name: str, **given: Any) -> Suite:
    """The laws for a good policy."""
    return laws.check(*GOOD[name], **{**_SAID.get(name, {}), **given})
