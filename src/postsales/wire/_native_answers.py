"""Answers of our own as JSON, read back: records, and how far a return is.

Rules of this file: what is read is equal to what ``write_json`` was given.
"""

from postsales.basics.quoted import QuoteRecord
from postsales.basics.records import DecisionRecord
from postsales.exchanges.record import ExchangeRecord
from postsales.orders.order import Order
from postsales.returns.status import RmaStatus
from postsales.wire._native_fields import fields_of, of_kind, of_version, value_of
from postsales.wire._written import ENDINGS, REQUESTS, SERVICES
from postsales.wire.documents import DocumentErrors, Problem

__all__ = ["read_exchange", "read_quote", "read_record", "read_rma_status"]

_READERS = {
    Order.__name__: "read_order",
    QuoteRecord.__name__: "read_quote",
    ExchangeRecord.__name__: "read_exchange",
    RmaStatus.__name__: "read_rma_status",
    **dict.fromkeys(REQUESTS, "read_request"),
    **dict.fromkeys([*SERVICES, *ENDINGS], "read_service"),
}
"""What reads each kind of document that names its kind; records of decisions and terms do not."""


def read_record(document: str) -> DecisionRecord:
    """The record of a decision that was written as JSON; equal to the one that was.

    Raises:
        DocumentErrors: text that is no JSON, too long or nested too deep; keys that stand twice in
            one object, are missing or not known; values of another kind; a record that contradicts
            itself. All of them, with paths.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales.wire import write_json
        >>> from postsales import EUR, Days, Delivered, Line, ReturnRequest, ReturnTerms
        >>> from postsales import ReturnWindow, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Delivered({"tee": 3}, at="2026-03-05T12:30+01:00")],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> one = ReturnRequest.of({"tee": 1}, reason="remorse")
        >>> record = returns.assess(order, one, terms, at="2026-03-20T09:00+01:00").record()
        >>> read_record(write_json(record)) == record
        True
    """
    name = "decision record"
    fields = fields_of(name, document)
    kind = fields.get("kind")
    if isinstance(kind, str) and kind in _READERS:
        says = f"is {kind!r}, which is no decision record; read it with {_READERS[kind]}"
        raise DocumentErrors(name, [*of_version(fields), Problem("$.kind", says, kind)])
    return value_of(name, fields, DecisionRecord)


def read_quote(document: str) -> QuoteRecord:
    """The record of a quote that was written as JSON; equal to the one that was.

    Raises:
        DocumentErrors: as for ``read_record``.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales.wire import write_json
        >>> from datetime import UTC, datetime
        >>> from postsales import EUR, FrozenMap, TermsRef
        >>> none = QuoteRecord(
        ...     datetime(2026, 3, 20, 8, tzinfo=UTC), terms=TermsRef("acme", "1"),
        ...     units=None, order=None,
        ...     lines=(), charges=(), fees=(), withheld=EUR.zero, short=FrozenMap({}),
        ...     tenders=FrozenMap({}), store_credit=EUR.zero, late=(), total=EUR.zero,
        ...     return_ref="", reason="",
        ... )
        >>> read_quote(write_json(none)) == none
        True
    """
    return of_kind("quote record", document, {QuoteRecord.__name__: QuoteRecord})


def read_exchange(document: str) -> ExchangeRecord:
    """The record of an exchange that was written as JSON; equal to the one that was.

    Raises:
        DocumentErrors: as for ``read_record``.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales.wire import write_json
        >>> from postsales import EUR, Days, Delivered, ExchangeTerms, Line, NewLine, Paid, Tender
        >>> from postsales import ReturnRequest, ReturnTerms, ReturnWindow, exchanges, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=1, total=EUR("20.00"))],
        ...     history=[
        ...         Paid(EUR("20.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
        ...         Delivered({"tee": 1}, at="2026-03-05T12:30+01:00"),
        ...     ],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> one = ReturnRequest.of({"tee": 1}, reason="remorse")
        >>> swap = exchanges.quote(
        ...     returns.assess(order, one, terms, at="2026-03-20T09:00+01:00"),
        ...     ExchangeTerms(id="acme", version="1"),
        ...     instead=[NewLine("tee-xl", quantity=1, total=EUR("25.00"))],
        ... )
        >>> read_exchange(write_json(swap.record())) == swap.record()
        True
    """
    return of_kind("exchange record", document, {ExchangeRecord.__name__: ExchangeRecord})


def read_rma_status(document: str) -> RmaStatus:
    """How far a return is, as it was written as JSON; equal to what was.

    Raises:
        DocumentErrors: as for ``read_record``.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales.wire import write_json
        >>> from postsales import EUR, Days, Delivered, Line, ReturnRequested, ReturnTerms
        >>> from postsales import ReturnWindow, returns
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[
        ...         Delivered({"tee": 3}, at="2026-03-05T12:30+01:00"),
        ...         ReturnRequested({"tee": 3}, ref="R-1", at="2026-03-20T09:00+01:00"),
        ...     ],
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> status = returns.status(order, "R-1", terms, at="2026-03-25T09:00+01:00")
        >>> read_rma_status(write_json(status)) == status
        True
    """
    return of_kind("status of a return", document, {RmaStatus.__name__: RmaStatus})
