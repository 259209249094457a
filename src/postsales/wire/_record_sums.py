"""Records as a whole: what is wrong with one whose parts are sound and contradict each other.

Rules of this file: only what is true of every record that the library makes is asked for. Each
contradiction names the figures of both sides.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from postsales.appointments import AppointmentAnswer
from postsales.basics._errors import short
from postsales.basics.decisions import Item, Outcome
from postsales.basics.money import Money
from postsales.basics.quoted import ChargeRecord, LineRecord, QuoteRecord
from postsales.basics.records import DecisionRecord
from postsales.exchanges.record import ExchangeRecord
from postsales.returns.status import RmaStatus
from postsales.subscriptions import SubscriptionEnd
from postsales.wire._exchange_sums import of_exchange
from postsales.wire._service_sums import of_service
from postsales.wire._status_sums import of_status
from postsales.wire.documents import Problem

__all__ = ["contradictions"]


def contradictions(value: object) -> Iterator[Problem]:
    """What the parts of a record, or of another value, have against each other.

    Example:
        >>> [*contradictions("no record")]
        []
    """
    if isinstance(value, QuoteRecord):
        yield from _of_quote(value, "$")
    if isinstance(value, DecisionRecord):
        yield from _of_decision(value)
        if value.quote is not None:
            yield from _of_quote(value.quote, "$.quote")
    if isinstance(value, SubscriptionEnd | AppointmentAnswer):
        yield from of_service(value)
    if isinstance(value, ExchangeRecord):
        yield from _of_quote(value.back, "$.back")
        yield from of_exchange(value)
    if isinstance(value, RmaStatus):
        yield from of_status(value)


def _of_decision(record: DecisionRecord) -> Iterator[Problem]:
    told: set[str] = set()
    for place, item in enumerate(record.items):
        path = f"$.items[{place}]"
        if item.line in told:
            yield Problem(path, f"cannot be: the line {short(item.line)} stands in it twice")
        told.add(item.line)
        yield from (Problem(path, f"cannot be: {says}") for says in _of_item(item))
    yield from (Problem("$", f"cannot be: {says}") for says in _of_answer(record))


def _of_item(item: Item) -> Iterator[str]:
    others = item.refused + item.referred
    if item.asked != item.allowed + others:
        yield f"{item.asked} units are asked about, and {item.allowed + others} are answered"
    for code, units in item.because.items():
        if units > others:
            yield f"{short(code)} concerns {units} units, and {others} are not allowed"


def _of_answer(record: DecisionRecord) -> Iterator[str]:
    asked: Counter[str] = Counter()
    for item in record.request.items:
        asked[item.line] += item.units
    answered = Counter({item.line: item.asked for item in record.items})
    for line in sorted(asked.keys() | answered.keys()):
        if asked[line] != answered[line]:
            yield (
                f"the request asks about {asked[line]} units of the line {short(line)}, "
                f"and the answer is about {answered[line]}"
            )
    outcome = _outcome(record.items)
    if record.outcome is not outcome:
        yield f"its outcome is {record.outcome.value!r}, and by its items {outcome.value!r}"


def _outcome(items: Iterable[Item]) -> Outcome:
    allowed, refused, referred = 0, 0, 0
    for item in items:
        allowed += item.allowed
        refused += item.refused
        referred += item.referred
    if allowed:
        return Outcome.PARTLY if refused or referred else Outcome.ALLOWED
    return Outcome.REFER if referred else Outcome.REFUSED


def _of_quote(quote: QuoteRecord, path: str) -> Iterator[Problem]:
    currencies = dict.fromkeys(money.currency for money in _amounts(quote))
    if len(currencies) > 1:
        told = " and ".join(f"{x} with {x.exponent} decimals" for x in currencies)
        yield Problem(path, f"cannot be: it is in {told}")
        return
    for line in sorted(quote.sent_back.keys() - {part.line for part in quote.lines}):
        yield Problem(path, f"cannot be: units of {short(line)} go back, and it gives none of them")
    given = sum(money.minor for money in quote.tenders.values()) + quote.store_credit.minor
    for minor, what in (
        (_worth(quote), "lines and charges less fees and what is withheld"),
        (given, "tenders with store credit"),
    ):
        if minor != quote.total.minor:
            come = quote.total.currency.minor(minor)
            yield Problem(path, f"cannot be: {what} come to {come}, and its total is {quote.total}")


def _worth(quote: QuoteRecord) -> int:
    if quote.reason and not _parts(quote) and quote.discrepancy is None:
        # A person typed the amount: it is tied to nothing.
        return quote.total.minor
    worth = sum(part.amount.minor for part in _parts(quote))
    worth -= sum(fee.amount.minor for fee in quote.fees) + quote.withheld.minor
    worth -= sum(money.minor for money in quote.clawed_back.values())
    return worth + (0 if quote.discrepancy is None else quote.discrepancy.amount.minor)


def _parts(quote: QuoteRecord) -> tuple[LineRecord | ChargeRecord, ...]:
    return (*quote.lines, *quote.charges)


def _amounts(quote: QuoteRecord) -> Iterator[Money]:
    yield from (quote.total, quote.withheld, quote.store_credit)
    yield from (*quote.short.values(), *quote.tenders.values(), *quote.clawed_back.values())
    if quote.discrepancy is not None:
        yield quote.discrepancy.amount
    for part in _parts(quote):
        yield from (part.price, *part.taxes, part.amount)
    for fee in quote.fees:
        yield fee.amount
        if fee.basis is not None:
            yield fee.basis
        if fee.tax is not None:
            yield fee.tax
