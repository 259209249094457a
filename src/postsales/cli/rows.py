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
from postsales.cli.answers import Answer, Bad
from postsales.refunds.quote import RefundQuote

__all__ = ["bad_row", "row", "written"]

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
        "at": _instant(decision.at),
        "terms": _terms(decision.terms),
        "items": [_item(item) for item in decision.items],
        "because": dict(decision.because),
        "next_change": None if change is None else _change(change),
        "hints": [_hint(hint) for hint in decision.hints],
        "quote": None if quote is None else _quote(quote),
        "assumed": [{"path": path, "what": what} for path, what in answer.found.assumed],
        "unmapped": [*answer.found.unmapped],
    }


def bad_row(bad: Bad) -> Row:
    """A problem of a document as plain data."""
    return {
        "source": bad.source,
        "line": bad.line,
        "order": bad.order,
        "path": bad.path,
        "says": bad.says,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _amount(money: Money) -> str:
    return str(money.amount)


def _amounts(of: Mapping[str, Money]) -> dict[str, str]:
    return {key: _amount(money) for key, money in of.items()}


def _terms(ref: TermsRef) -> Row:
    return {"id": ref.id, "version": ref.version}


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
        "ends_at": _instant(deadline.ends_at),
        "zone": deadline.zone,
    }


def _change(change: Change) -> Row:
    return {"at": _instant(change.at), "line": change.line, "because": change.because}


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
    }
