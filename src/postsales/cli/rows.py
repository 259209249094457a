"""Answers as JSON: plain data with stable keys, for other programs.

Rules of this file: money is text in major units of the quote's ``currency``; instants are ISO 8601
in UTC; days are ISO dates; there are no floats.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from postsales.basics.decisions import Change, Item, TermsRef
from postsales.basics.hints import Hint
from postsales.basics.money import Money
from postsales.basics.windows import Deadline
from postsales.cli.answers import Answer, Bad, Found
from postsales.refunds.quote import RefundQuote

__all__ = ["bad_row", "in_utc", "money_row", "row", "sums", "written"]

Row = dict[str, Any]


def written(row: Row) -> str:
    r"""A row as one line of JSON, in ASCII so that it survives every stream.

    Example:
        >>> written({"order": "1001", "title": "über"})
        '{"order": "1001", "title": "\\u00fcber"}'
    """
    return json.dumps(row, allow_nan=False)


def row(answer: Answer) -> Row:
    """An answer as plain data."""
    decision, quote, change = answer.decision, answer.quote, answer.decision.next_change
    return {
        "order": answer.found.order.id,
        "source": answer.found.source,
        "line": answer.found.line,
        "outcome": decision.outcome.value,
        "at": in_utc(decision.at),
        "terms": _terms(decision.terms),
        "items": [_item(item) for item in decision.items],
        "because": dict(decision.because),
        "next_change": None if change is None else _change(change),
        "hints": [_hint(hint) for hint in decision.hints],
        "quote": None if quote is None else _quote(quote),
        **_of_reading(answer.found),
    }


def money_row(answer: Answer) -> Row:
    """The money of an answer as plain data; empty where no terms for refunds are there."""
    found, decision, quote = answer.found, answer.decision, answer.quote
    if quote is None:
        return {}
    change = quote.next_change
    return {
        "order": found.order.id,
        "source": found.source,
        "line": found.line,
        "outcome": decision.outcome.value,
        "at": in_utc(decision.at),
        "terms": _terms(decision.terms),
        "refund_terms": _terms(quote.terms),
        "currency": quote.currency.code,
        **{name: _amount(money) for name, money in sums(quote).items()},
        "tenders": _amounts(quote.tenders),
        "short": _amounts(quote.short),
        "next_change": None if change is None else _change(change),
        **_of_reading(found),
    }


def sums(quote: RefundQuote) -> dict[str, Money]:
    """What a quote comes to: goods + charges - fees - clawed_back - withheld = total.

    The total is what goes to the tenders and what is given as store credit; ``tax`` lies in goods
    and charges.
    """
    zero = quote.currency.zero
    shares = (*quote.lines, *quote.charges)
    return {
        "goods": sum((x.amount for x in quote.lines), zero),
        "charges": sum((x.amount for x in quote.charges), zero),
        "fees": sum((x.amount for x in quote.fees), zero),
        "clawed_back": sum(quote.clawed_back.values(), zero),
        "withheld": quote.withheld,
        "total": quote.total,
        "store_credit": quote.store_credit,
        "tax": sum((x.tax for x in shares), zero),
    }


def bad_row(bad: Bad) -> Row:
    """A problem of a document as plain data."""
    return {
        "source": bad.source,
        "line": bad.line,
        bad.what: bad.order,
        "path": bad.path,
        "says": bad.says,
    }


def in_utc(at: datetime) -> str:
    """An instant as ISO 8601.

    Example:
        >>> in_utc(datetime(2026, 4, 2, 10, tzinfo=UTC))
        '2026-04-02T10:00:00Z'
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _amount(money: Money) -> str:
    return str(money.amount)


def _amounts(of: Mapping[str, Money]) -> dict[str, str]:
    return {key: _amount(money) for key, money in of.items()}


def _terms(ref: TermsRef) -> Row:
    return {"id": ref.id, "version": ref.version}


def _of_reading(found: Found) -> Row:
    return {
        "assumed": [{"path": path, "what": what} for path, what in found.assumed],
        "unmapped": [*found.unmapped],
    }


def _item(item: Item) -> Row:
    return {
        "line": item.line,
        "asked": item.asked,
        "allowed": item.allowed,
        "refused": item.refused,
        "referred": item.referred,
        "because": dict(item.because),
        "deadline": None if item.deadline is None else _deadline(item.deadline),
    }


def _deadline(deadline: Deadline) -> Row:
    return {
        "last_day": deadline.last_day.isoformat(),
        "ends_at": in_utc(deadline.ends_at),
        "zone": deadline.zone,
    }


def _change(change: Change) -> Row:
    return {"at": in_utc(change.at), "line": change.line, "because": change.because}


def _hint(hint: Hint) -> Row:
    return {
        "kind": hint.kind,
        "line": hint.line,
        "units": hint.units,
        "removes": [*hint.removes],
        "fact": hint.fact,
        "reason": hint.reason,
    }


def _quote(quote: RefundQuote) -> Row:
    return {
        "terms": _terms(quote.terms),
        "currency": quote.currency.code,
        "lines": [
            {
                "line": x.line,
                "units": x.units,
                "amount": _amount(x.amount),
                "price": _amount(x.price),
                "taxes": [_amount(tax) for tax in x.taxes],
            }
            for x in quote.lines
        ],
        "charges": [
            {
                "charge": x.charge,
                "amount": _amount(x.amount),
                "price": _amount(x.price),
                "taxes": [_amount(tax) for tax in x.taxes],
            }
            for x in quote.charges
        ],
        "fees": [{"code": x.code, "line": x.line, "amount": _amount(x.amount)} for x in quote.fees],
        "withheld": _amount(quote.withheld),
        "short": _amounts(quote.short),
        "tenders": _amounts(quote.tenders),
        "store_credit": _amount(quote.store_credit),
        "total": _amount(quote.total),
        "clawed_back": _amounts(quote.clawed_back),
    }
