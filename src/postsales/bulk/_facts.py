"""What a row is: an order of one line, and a request about it. The definition of every answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import frozen

from postsales.basics._errors import InvalidValue
from postsales.basics.currencies import Currency
from postsales.basics.events import Event
from postsales.basics.moments import in_utc
from postsales.basics.rounding import Rounding, cumulative
from postsales.bulk.columns import MOMENT, Column
from postsales.orders.events import Delivered, LineRefund, Paid, Received, Refunded, Shipped
from postsales.orders.lines import Line, Tax
from postsales.orders.order import Order
from postsales.orders.parties import Customer
from postsales.orders.payments import Tender
from postsales.orders.terms import OWN_WORDS
from postsales.refunds.quote import quote
from postsales.refunds.terms import RefundTerms
from postsales.returns.decide import assess
from postsales.returns.request import ReturnItem, ReturnRequest
from postsales.returns.terms import ReturnTerms

__all__ = ["LINE", "Facts", "answered", "order_of", "request_of"]

LINE = "line"
_ROW = "row"
_OF_LINE = ("category", "sku", "kind", "tags", "traits")
_OF_ORDER = ("market", "channel")


@frozen(weakref_slot=False)
class Facts:
    """The facts of a row that the terms look at, and the instants at which they are booked."""

    row: Mapping[str, Any]
    names: frozenset[str]
    at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any], needs: tuple[Column, ...], at: datetime | None) -> "Facts":
        """The facts of a row.

        Raises:
            InvalidValue: a column that is needed is missing, or has no value.
        """
        found: dict[str, Any] = {}
        for column in needs:
            if column.name not in row:
                raise InvalidValue(column.name, None, f"each row tells {column.says}")
            value = row[column.name]
            if value is None and not column.null:
                raise InvalidValue(column.name, None, f"each row tells {column.says}")
            if column.kind is MOMENT and value is not None:
                value = in_utc(value, column.name)
            found[column.name] = value
        now = found["at"] if at is None else at
        return cls(found, frozenset(found), now)

    def get(self, name: str) -> Any:
        """What the row tells; None where it does not, or the terms do not look at it."""
        return self.row.get(name)

    @property
    def happened(self) -> tuple[datetime, ...]:
        """When the order was placed, shipped and delivered, as far as told."""
        told = (self.get(x) for x in ("placed_at", "shipped_at", "delivered_at"))
        return tuple(x for x in told if x is not None)


def order_of(facts: Facts, refund_terms: RefundTerms | None) -> Order:
    """The order of one line that a row stands for."""
    times = facts.happened
    line = _line(facts)
    first, last = min((*times, facts.at)), max(times, default=facts.at)
    zone, tier = facts.get("zone"), facts.get("tier")
    known = zone is not None or tier is not None
    return Order(
        id=_ROW,
        placed_at=facts.get("placed_at") or first,
        lines=[line],
        history=_history(facts, line, first, last, refund_terms),
        customer=Customer(id=_ROW, zone=zone, tier=tier) if known else None,
        **{name: facts.get(name) for name in _OF_ORDER},
    )


def _line(facts: Facts) -> Line:
    currency = Currency("EUR" if facts.get("currency") is None else facts.get("currency"))
    more = {x: facts.get(x) for x in _OF_LINE if facts.get(x) is not None}
    taxes = (
        Tax.included(currency.minor(facts.get("tax_included") or 0)),
        Tax.added(currency.minor(facts.get("tax_added") or 0)),
    )
    quantity, total = facts.get("quantity"), currency.minor(facts.get("total") or 0)
    return Line(LINE, quantity=quantity, total=total, taxes=taxes, **more)


def _history(
    facts: Facts, line: Line, first: datetime, last: datetime, terms: RefundTerms | None
) -> list[Event]:
    whole: dict[str, int] = {LINE: line.quantity}
    found: list[Event] = []
    if terms is not None:
        found.append(Paid(line.total, tender=Tender.other(_ROW), at=first))
    if facts.get("shipped_at") is not None:
        found.append(Shipped(whole, at=facts.get("shipped_at")))
    if facts.get("delivered_at") is not None:
        found.append(Delivered(whole, at=facts.get("delivered_at")))
    if facts.get("returned"):
        found.append(Received({LINE: facts.get("returned")}, at=last))
    if facts.get("refunded"):
        rounding = Rounding.HALF_UP if terms is None else terms.rounding
        found.append(_refund(line, facts.get("refunded"), rounding, last))
    return found


def _refund(line: Line, units: int, rounding: Rounding, at: datetime) -> Refunded:
    """What so many units cost was given back in full."""
    money = line.total.currency.minor
    price = money(cumulative(line.price_minor, units, line.quantity, rounding))
    taxes = [money(cumulative(x, units, line.quantity, rounding)) for x in line.taxes_minor]
    amount = sum((taxes[place] for place in line.added), price)
    return Refunded(amount, lines=[LineRefund(LINE, units=units, price=price, taxes=taxes)], at=at)


def request_of(facts: Facts, terms: ReturnTerms) -> ReturnRequest:
    """The request that a row stands for."""
    reason = facts.get("reason")
    if reason is None:
        reason = unknown_word(terms)
    more = {x: facts.get(x) for x in ("asker", "form") if facts.get(x) is not None}
    return ReturnRequest([ReturnItem(LINE, facts.get("asked"), reason=reason)], **more)


def unknown_word(terms: ReturnTerms) -> str:
    """A word for why that the terms do not know."""
    word = "not told"
    while word in terms.reasons or word in OWN_WORDS:
        word += "?"
    return word


def answered(
    facts: Facts, terms: ReturnTerms, refund_terms: RefundTerms | None
) -> dict[str, object]:
    """The answer about a row, by the verbs for whole orders."""
    order, request = order_of(facts, refund_terms), request_of(facts, terms)
    decision = assess(order, request, terms, at=facts.at)
    deadline = decision.item(LINE).deadline
    found: dict[str, object] = {
        "outcome": decision.outcome.value,
        "allowed": decision.allowed.get(LINE, 0),
        "refused": decision.refused.get(LINE, 0),
        "referred": decision.referred.get(LINE, 0),
        "because": " ".join(decision.because),
        "ends_at": None if deadline is None else deadline.ends_at,
        "last_day": None if deadline is None else deadline.last_day,
    }
    if refund_terms is None:
        return found
    paid = quote(decision, refund_terms)
    share = paid.lines[0] if paid.lines else None
    return {
        **found,
        "goods": 0 if share is None else share.amount.minor,
        "tax": 0 if share is None else share.tax.minor,
        "fees": sum(minor for _, _, minor, _, _ in paid.fees_minor),
        "fees_tax": sum(tax or 0 for _, _, _, _, tax in paid.fees_minor),
        "refund": paid.total_minor,
    }
