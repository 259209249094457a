"""The same work in the library's own nouns, by documented public names only."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from attrs import frozen

from benchmarks import same_job, simple, work
from postsales import (
    EUR,
    Days,
    Decision,
    Delivered,
    Event,
    Exclusion,
    Fee,
    Line,
    LineRefund,
    Money,
    Order,
    Outcome,
    Paid,
    Per,
    Percent,
    Quantities,
    ReasonKind,
    Received,
    Refunded,
    RefundQuote,
    RefundTerms,
    ReturnCase,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Rounding,
    Scope,
    Shipped,
    ShippingRefund,
    Tax,
    Tender,
    TenderOrder,
    Trait,
    refunds,
    returns,
)

__all__ = ["REFUND_TERMS", "Question", "terms"]

REFUND_TERMS = RefundTerms(
    id="bench-refunds",
    version="1",
    shipping=ShippingRefund.NEVER,
    other_charges=ShippingRefund.NEVER,
    tenders=TenderOrder.AS_PAID,
    fees=[Fee("restocking", Percent("15"), per=Per.ITEM)],
    rounding=Rounding.HALF_EVEN,
)
TENDERS = {"gift": Tender.gift_card("gift"), "card": Tender.card("card")}


@cache
def terms(zone: str) -> ReturnTerms:
    """The terms of a shop in a zone: terms count their days in one."""
    return ReturnTerms(
        id="bench-returns",
        version="1",
        zone=zone,
        window=ReturnWindow(Days(work.WINDOW_DAYS), since=Delivered),
        exclusions=[
            Exclusion(
                "category_excluded",
                applies_to=Scope(category=work.EXCLUDED),
                for_reasons=tuple(ReasonKind),
            ),
            Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE)),
        ],
        reasons={word: ReasonKind(kind) for word, kind in work.KINDS.items()},
    )


Read = tuple[Outcome, Quantities, Mapping[str, int], Money, Mapping[str, Money]]


@frozen
class Question:
    """An order, a request and terms, ready to be asked about."""

    order: Order
    request: ReturnRequest
    terms: ReturnTerms
    at: datetime

    @classmethod
    def of(cls, order: work.Order, request: work.Request) -> "Question":
        """The same question as the dictionaries ask."""
        items = [ReturnItem(id, units, reason=word) for id, units, word in request["items"]]
        return cls(order_of(order), ReturnRequest(items), terms(order["zone"]), request["now"])

    def asked(self) -> tuple[Decision[ReturnCase], RefundQuote]:
        """The two documented calls, and nothing read."""
        decision = returns.assess(self.order, self.request, self.terms, at=self.at)
        return decision, refunds.quote(decision, REFUND_TERMS)

    def read(self) -> Read:
        """The two calls, and what a host reads of the answers."""
        decision = returns.assess(self.order, self.request, self.terms, at=self.at)
        quote = refunds.quote(decision, REFUND_TERMS)
        return decision.outcome, decision.allowed, decision.because, quote.total, quote.tenders

    def first(self) -> Read:
        """The same, asked of an order that is only just made of its lines and events."""
        ready = self.order
        order = Order(ready.id, placed_at=ready.placed_at, lines=ready.lines, history=ready.history)
        decision = returns.assess(order, self.request, self.terms, at=self.at)
        quote = refunds.quote(decision, REFUND_TERMS)
        return decision.outcome, decision.allowed, decision.because, quote.total, quote.tenders

    def read_fully(self) -> tuple[object, ...]:
        """The two calls, and every line with its deadline, its amounts and its fee besides."""
        decision, quote = self.asked()
        lines = [(x.line, x.units, x.price, x.taxes, x.amount) for x in quote.lines]
        read = (decision.outcome, decision.allowed, decision.because, quote.total, quote.tenders)
        return (*read, decision.items, lines, quote.fees, quote.withheld)


def order_of(order: work.Order) -> Order:
    """The order with its history."""
    return Order(
        order["id"],
        placed_at=order["placed_at"],
        lines=[line_of(line) for line in order["lines"]],
        history=[event_of(event) for event in order["history"]],
    )


def line_of(line: work.Line) -> Line:
    """A line with its taxes as collected."""
    return Line(
        line["id"],
        quantity=line["qty"],
        total=EUR.minor(line["total"]),
        taxes=[
            (Tax.added if tax["added"] else Tax.included)(EUR.minor(tax["amount"]))
            for tax in line["taxes"]
        ],
        category=line["category"],
        traits=[Trait.FINAL_SALE] if line["final_sale"] else (),
    )


def event_of(event: work.Event) -> Event:
    """An event of the history."""
    kind, at = event["kind"], event["at"]
    if kind == "paid":
        return Paid(EUR.minor(event["amount"]), tender=TENDERS[event["tender"]], at=at)
    if kind == "refunded":
        return Refunded(
            EUR.minor(event["amount"]),
            lines=[
                LineRefund(
                    given["line"],
                    units=given["units"],
                    price=EUR.minor(given["price"]),
                    taxes=[EUR.minor(tax) for tax in given["taxes"]],
                )
                for given in event["lines"]
            ],
            tenders={id: EUR.minor(part) for id, part in event["tenders"].items()},
            at=at,
        )
    moved = {"shipped": Shipped, "delivered": Delivered, "received": Received}
    return moved[kind](event["units"], at=at)


# --------------------------------------------------------- the answers, as the functions give them


def as_simple(question: Question) -> simple.Answer:
    """The answers in the simple function's words.

    Without ``why``: where the simple function names the first reason, the library knows them all.
    """
    decision, quote = question.asked()
    shares = {x.line: x for x in quote.lines}
    fees = {x.line: x.amount.minor for x in quote.fees}
    lines: list[simple.LineAnswer] = []
    ends: set[datetime] = set()
    for item in decision.items:
        share = shares.get(item.line)
        ends |= {item.deadline.ends_at} if item.deadline else set()
        lines.append(
            {
                "line": item.line,
                "ok": item.allowed > 0,
                "why": None,
                "units": item.allowed,
                "net": share.price.minor if share else 0,
                "tax": share.tax.minor if share else 0,
                "fee": fees.get(item.line, 0),
            }
        )
    split = [(id, quote.tenders[id].minor if id in quote.tenders else 0) for id in TENDERS]
    (ends_at,) = ends
    return {"deadline": ends_at, "lines": lines, "total": quote.total.minor, "split": split}


def as_same_job(question: Question) -> same_job.Answer:
    """The answers in the words of the function that does the same job."""
    decision, quote = question.asked()
    shares = {x.line: x for x in quote.lines}
    fees = {x.line: x for x in quote.fees}
    lines: dict[str, same_job.LineAnswer] = {}
    for item in decision.items:
        share, fee = shares.get(item.line), fees.get(item.line)
        lines[item.line] = {
            "asked": item.asked,
            "allowed": item.allowed,
            "refused": item.refused,
            "referred": item.referred,
            "because": dict(item.because),
            "ends_at": item.deadline.ends_at if item.deadline else None,
            "price": share.price.minor if share else 0,
            "taxes": [tax.minor for tax in share.taxes] if share else [],
            "fee_price": fee.basis.minor if fee and fee.basis else 0,
            "fee": fee.amount.minor if fee else 0,
            "short": quote.short[item.line].minor if item.line in quote.short else 0,
        }
    return {
        "outcome": decision.outcome.value,
        "allowed": dict(decision.allowed),
        "because": dict(decision.because),
        "lines": lines,
        "withheld": quote.withheld.minor,
        "total": quote.total.minor,
        "tenders": {id: part.minor for id, part in quote.tenders.items()},
    }
