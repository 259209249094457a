"""Rows of decisions by hand: what a shop stores of an answer, and records read without checks.

``written`` is the row that a shop writes on the first day: the outcome, each item, and the money.
``read`` takes a row of the library, which tells everything, into plain frozen classes. It takes for
granted that the row is as the library wrote it.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from attrs import frozen

from postsales import Decision, RefundQuote, ReturnCase

__all__ = ["Row", "answer_of", "read", "written"]

Json = dict[str, Any]


# What a shop writes


def written(decision: Decision[ReturnCase], quote: RefundQuote) -> str:
    """A dictionary made by hand of an answer, as JSON."""
    return json.dumps(answer_of(decision, quote), ensure_ascii=False)


def answer_of(decision: Decision[ReturnCase], quote: RefundQuote) -> Json:
    """What a host reads of an answer, as plain data."""
    return {
        "at": decision.at.isoformat(),
        "terms": decision.terms.id,
        "outcome": decision.outcome.value,
        "items": [
            {
                "line": x.line,
                "asked": x.asked,
                "allowed": x.allowed,
                "because": dict(x.because),
                "last_day": x.deadline.last_day.isoformat() if x.deadline else None,
            }
            for x in decision.items
        ],
        "lines": [
            {"line": x.line, "units": x.units, "amount": str(x.amount.amount)} for x in quote.lines
        ],
        "fees": [{"code": x.code, "amount": str(x.amount.amount)} for x in quote.fees],
        "tenders": {id: str(money.amount) for id, money in quote.tenders.items()},
        "total": str(quote.total.amount),
        "currency": quote.currency.code,
    }


# What the library wrote, read without checks


@frozen
class Money:
    """An amount."""

    amount: Decimal
    currency: str


@frozen
class Asked:
    """An item of the request."""

    line: str
    units: int
    reason: str
    evidence: tuple[str, ...]
    condition: str


@frozen
class Request:
    """What was asked."""

    kind: str
    items: tuple[Asked, ...]
    ref: str
    form: str
    sent_at: datetime | None
    received_at: datetime | None
    asker: str


@frozen
class Terms:
    """Which terms answered."""

    id: str
    version: str
    digest: str


@frozen
class Known:
    """Which facts were known."""

    id: str
    digest: str
    facts: dict[str, str]
    events: tuple[str, ...]


@frozen
class Counted:
    """A step in counting a last day."""

    what: str
    day: date
    by: Json | None


@frozen
class Deadline:
    """Until when."""

    last_day: date
    ends_at: datetime
    zone: str
    nominal_day: date
    needs_holidays: bool
    trace: tuple[Counted, ...]


@frozen
class Item:
    """The answer for a line."""

    line: str
    asked: int
    allowed: int
    refused: int
    referred: int
    because: dict[str, int]
    deadline: Deadline | None


@frozen
class Finding:
    """What a rule found; its facts stay as they are told."""

    verdict: str
    code: str
    facts: Json
    rule: str
    by: Json | None
    tell: str
    instead: str
    parts: "tuple[Finding, ...]"


@frozen
class Hint:
    """What would remove a reason."""

    kind: str
    line: str
    units: int
    removes: tuple[str, ...]
    fact: str
    reason: str
    adds: dict[str, int]


@frozen
class Change:
    """When the answer changes."""

    at: datetime
    line: str
    because: str


@frozen
class Share:
    """What a line or a charge gives back; a charge counts no units and has no reasons."""

    of: str
    units: int | None
    price: Money
    taxes: tuple[Money, ...]
    amount: Money
    reasons: dict[str, int] | None


@frozen
class Fee:
    """What is kept."""

    code: str
    amount: Money
    line: str | None
    basis: Money | None


@frozen
class Quote:
    """The money."""

    at: datetime
    terms: Terms
    units: dict[str, int] | None
    order: Known | None
    lines: tuple[Share, ...]
    charges: tuple[Share, ...]
    fees: tuple[Fee, ...]
    withheld: Money
    clawed_back: dict[str, Money]
    short: dict[str, Money]
    tenders: dict[str, Money]
    store_credit: Money
    total: Money
    return_ref: str
    reason: str
    sent_back: dict[str, int]


@frozen
class Row:
    """The whole answer."""

    at: datetime
    request: Request
    terms: Terms
    order: Known
    outcome: str
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    hints: tuple[Hint, ...]
    next_change: Change | None
    quote: Quote


def read(text: str) -> Row:
    """The answer that a row tells of, with its quote."""
    told: Json = json.loads(text)
    asked, change = told["request"], told["next_change"]
    return Row(
        at=datetime.fromisoformat(told["at"]),
        request=Request(
            asked["kind"],
            tuple(
                [
                    Asked(x["line"], x["units"], x["reason"], tuple(x["evidence"]), x["condition"])
                    for x in asked["items"]
                ]
            ),
            asked["ref"],
            asked["form"],
            _at(asked["sent_at"]),
            _at(asked["received_at"]),
            asked["asker"],
        ),
        terms=_terms(told["terms"]),
        order=_known(told["order"]),
        outcome=told["outcome"],
        items=tuple([_item(x) for x in told["items"]]),
        findings=tuple([_finding(x) for x in told["findings"]]),
        hints=tuple([_hint(x) for x in told["hints"]]),
        next_change=None
        if change is None
        else Change(datetime.fromisoformat(change["at"]), change["line"], change["because"]),
        quote=_quote(told["quote"]),
    )


def _known(told: Json) -> Known:
    return Known(told["id"], told["digest"], told["facts"], tuple(told["events"]))


def _at(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told)


def _terms(told: Json) -> Terms:
    return Terms(told["id"], told["version"], told["digest"])


def _item(told: Json) -> Item:
    deadline = told["deadline"]
    return Item(
        told["line"],
        told["asked"],
        told["allowed"],
        told["refused"],
        told["referred"],
        told["because"],
        None if deadline is None else _deadline(deadline),
    )


def _deadline(told: Json) -> Deadline:
    return Deadline(
        date.fromisoformat(told["last_day"]),
        datetime.fromisoformat(told["ends_at"]),
        told["zone"],
        date.fromisoformat(told["nominal_day"]),
        told["needs_holidays"],
        tuple([Counted(x["what"], date.fromisoformat(x["day"]), x["by"]) for x in told["trace"]]),
    )


def _finding(told: Json) -> Finding:
    return Finding(
        told["verdict"],
        told["code"],
        told["facts"],
        told["rule"],
        told["by"],
        told["tell"],
        told["instead"],
        tuple([_finding(x) for x in told["parts"]]),
    )


def _hint(told: Json) -> Hint:
    return Hint(
        told["kind"],
        told["line"],
        told["units"],
        tuple(told["removes"]),
        told["fact"],
        told["reason"],
        told["adds"],
    )


def _money(told: Json) -> Money:
    return Money(Decimal(told["amount"]), told["currency"])


def _amounts(told: Json) -> dict[str, Money]:
    return {key: _money(x) for key, x in told.items()}


def _share(told: Json, of: str, units: int | None) -> Share:
    taxes = tuple([_money(x) for x in told["taxes"]])
    return Share(
        of, units, _money(told["price"]), taxes, _money(told["amount"]), told.get("reasons")
    )


def _fee(told: Json) -> Fee:
    basis = told["basis"]
    return Fee(
        told["code"],
        _money(told["amount"]),
        told["line"],
        None if basis is None else _money(basis),
    )


def _quote(told: Json) -> Quote:
    return Quote(
        at=datetime.fromisoformat(told["at"]),
        terms=_terms(told["terms"]),
        units=told["units"],
        order=None if told["order"] is None else _known(told["order"]),
        lines=tuple([_share(x, x["line"], x["units"]) for x in told["lines"]]),
        charges=tuple([_share(x, x["charge"], None) for x in told["charges"]]),
        fees=tuple([_fee(x) for x in told["fees"]]),
        withheld=_money(told["withheld"]),
        clawed_back=_amounts(told["clawed_back"]),
        short=_amounts(told["short"]),
        tenders=_amounts(told["tenders"]),
        store_credit=_money(told["store_credit"]),
        total=_money(told["total"]),
        return_ref=told["return_ref"],
        reason=told["reason"],
        sent_back=told["sent_back"],
    )
