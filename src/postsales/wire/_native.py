"""Documents of our own as JSON: written in one way, read back with every problem and its path.

Rules of this file: what is written reads back equal; anything else is refused as a whole. Every
document says its version, and what it is where its fields do not say it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics._plain import plain_fields
from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.basics.quoted import QuoteRecord
from postsales.basics.records import DecisionRecord
from postsales.exchanges.record import ExchangeRecord
from postsales.orders.order import Order
from postsales.returns.status import RmaStatus
from postsales.wire._bounds import MOST_JSON, json_tree
from postsales.wire._classes import Lists
from postsales.wire._data import is_object, shown
from postsales.wire._extras import needs
from postsales.wire._record_sums import contradictions
from postsales.wire._sections import AnyTerms
from postsales.wire._told import plain_facts
from postsales.wire._told_plans import AnyPlan, told_plans
from postsales.wire._told_terms import told_terms
from postsales.wire._versions import VERSION, wrong_version
from postsales.wire._written import ENDINGS, REQUESTS, SERVICES, AnyRequest, Ending, Service
from postsales.wire.documents import DocumentErrors, Problem
from postsales.wire.histories import History
from postsales.wire.plans import PlanBundle
from postsales.wire.terms import TermsBundle

__all__ = [
    "read_exchange",
    "read_history",
    "read_order",
    "read_plan",
    "read_quote",
    "read_record",
    "read_request",
    "read_rma_status",
    "read_service",
    "read_terms",
    "write_json",
]

T = TypeVar("T")
Answered = RmaStatus | ExchangeRecord | QuoteRecord | Ending
Written = Order | AnyRequest | Service | DecisionRecord | Answered | AnyTerms | AnyPlan | History
_WRITTEN = (
    "orders, requests, services and when they end, terms, plans, rules of contact, histories, "
    "records of decisions, quotes and exchanges, and how far a return is, are written; "
    "of a decision write decision.record(quote=quote)"
)
_READERS = {
    Order.__name__: "read_order",
    QuoteRecord.__name__: "read_quote",
    ExchangeRecord.__name__: "read_exchange",
    RmaStatus.__name__: "read_rma_status",
    **dict.fromkeys(REQUESTS, "read_request"),
    **dict.fromkeys([*SERVICES, *ENDINGS], "read_service"),
}
"""What reads each kind of document that names its kind; records of decisions and terms do not."""
_Rules = Mapping[str, Callable[..., Any]]
_NO_RULES: FrozenMap[str, Any] = FrozenMap({})


def write_json(value: Written, *, rules: _Rules = _NO_RULES) -> str:
    """An order, request, service, terms, a plan, a record, or an answer, as one line of JSON.

    Terms and plans stand in their section: ``{"version": 1, "returns": {…}}``. ``rules`` are the
    rules of your own that they hold, by the names under which they are written and read again.

    Raises:
        InvalidValue: a rule without a name in ``rules``; an event that would be read as another;
            more than twenty million characters or a hundred levels.
        WrongType: anything else than these values, or something in them that has no plain form.

    Example:
        >>> from postsales import ReturnRequest
        >>> write_json(ReturnRequest.of({"tee": 1}, reason="too_small"))
        ... # doctest: +NORMALIZE_WHITESPACE
        '{"version": 1, "kind": "ReturnRequest",
          "items": [{"line": "tee", "units": 1, "reason": "too_small"}],
          "form": "statement", "asker": "buyer"}'
    """
    told = json.dumps(_told(value, rules), ensure_ascii=False, allow_nan=False)
    if len(told) > MOST_JSON:
        raise InvalidValue("document", told, f"at most {MOST_JSON} characters are written")
    return told


def _told(value: object, rules: _Rules) -> dict[str, object]:
    if isinstance(value, DecisionRecord):
        return value.as_dict()
    if isinstance(value, AnyTerms):
        return told_terms(value, rules)
    if isinstance(value, AnyPlan):
        return told_plans(value, rules)
    if isinstance(value, History):
        return {"version": VERSION} | cast("dict[str, object]", plain_facts(value))
    for cls in (Order, *REQUESTS.values(), *SERVICES.values()):
        if isinstance(value, cls):
            head: dict[str, object] = {"version": VERSION, "kind": cls.__name__}
            return head | cast("dict[str, object]", plain_facts(value))
    kinds = (QuoteRecord, RmaStatus, ExchangeRecord, *ENDINGS.values())
    answer = instance("value", value, kinds, _WRITTEN)
    return {"version": VERSION, "kind": type(answer).__name__, **plain_fields(answer)}


def read_record(document: str) -> DecisionRecord:
    """The record of a decision that was written as JSON; equal to the one that was.

    Raises:
        DocumentErrors: text that is no JSON, too long or nested too deep; keys that stand twice in
            one object, are missing or not known; values of another kind; a record that contradicts
            itself. All of them, with paths.
        MissingExtra: cattrs is not installed.

    Example:
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
    fields = _fields(name, document)
    kind = fields.get("kind")
    if isinstance(kind, str) and kind in _READERS:
        says = f"is {kind!r}, which is no decision record; read it with {_READERS[kind]}"
        raise DocumentErrors(name, [*_of_version(fields), Problem("$.kind", says, kind)])
    return _value(name, fields, DecisionRecord)


def read_quote(document: str) -> QuoteRecord:
    """The record of a quote that was written as JSON; equal to the one that was.

    Raises:
        DocumentErrors: as for ``read_record``.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from datetime import UTC, datetime
        >>> from postsales import EUR, TermsRef
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
    return _of_kind("quote record", document, {QuoteRecord.__name__: QuoteRecord})


def read_exchange(document: str) -> ExchangeRecord:
    """The record of an exchange that was written as JSON; equal to the one that was.

    Raises:
        DocumentErrors: as for ``read_record``.
        MissingExtra: cattrs is not installed.

    Example:
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
    return _of_kind("exchange record", document, {ExchangeRecord.__name__: ExchangeRecord})


def read_rma_status(document: str) -> RmaStatus:
    """How far a return is, as it was written as JSON; equal to what was.

    Raises:
        DocumentErrors: as for ``read_record``.
        MissingExtra: cattrs is not installed.

    Example:
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
    return _of_kind("status of a return", document, {RmaStatus.__name__: RmaStatus})


def read_order(document: str, *, events: Iterable[type[Event]] = ()) -> Order:
    """The order that was written as JSON; equal to the one that was, with the same digest.

    ``events`` are classes of your own that may stand in its history, by their names in snake case.
    Those of the library and ``Happened`` are known without it. A document names no other code.

    Raises:
        DocumentErrors: as for ``read_record``; and an order that contradicts itself.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales import EUR, Happened, Line
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
        ...     history=[Happened("called", at="2026-03-05T12:30+01:00")],
        ... )
        >>> read_order(write_json(order)) == order
        True
    """
    return _of_kind("order", document, {Order.__name__: Order}, events)


def read_request(document: str) -> AnyRequest:
    """The request that was written as JSON, its ``kind`` says of what.

    Raises:
        DocumentErrors: as for ``read_record``; and a request that contradicts itself.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales import ReturnRequest
        >>> request = ReturnRequest.of({"tee": 1}, reason="too_small")
        >>> read_request(write_json(request)) == request
        True
    """
    return _of_kind("request", document, REQUESTS)


def read_service(document: str) -> Service | Ending:
    """The subscription, period or appointment that was written as JSON, or the answer about one.

    Its ``kind`` says which.

    Raises:
        DocumentErrors: as for ``read_record``; and one that contradicts itself.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales import Appointment
        >>> cut = Appointment("haircut", starts_at="2026-03-13T14:00+01:00")
        >>> read_service(write_json(cut)) == cut
        True
    """
    return _of_kind("service", document, {**SERVICES, **ENDINGS})


def read_terms(
    document: str, *, events: Iterable[type[Event]] = (), rules: _Rules = _NO_RULES
) -> TermsBundle:
    """The terms that were written as JSON, section by section; equal, with the same digests.

    ``events`` are classes of your own that may start a window or end the time to cancel; ``rules``
    are rules of your own, by the names that the document tells them by.

    Raises:
        DocumentErrors: as for ``read_record``; and terms that contradict themselves.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales import CancellationTerms, Shipped
        >>> terms = CancellationTerms(id="acme", version="1", until=Shipped)
        >>> read_terms(write_json(terms)).cancellations == terms
        True
    """
    needs("cattrs", "json")
    from postsales.wire._terms import TERMS, bundle_of

    tree = json_tree(TERMS, document)
    return bundle_of(TERMS, tree, events=events, rules=rules, needed=("version",))


def read_plan(
    document: str, *, events: Iterable[type[Event]] = (), rules: _Rules = _NO_RULES
) -> PlanBundle:
    """The plans and rules of contact that were written as JSON; equal to those that were.

    ``events`` are classes of your own that steps count from or end with; ``rules`` are conditions
    of steps, by the names that the document tells them by.

    Raises:
        DocumentErrors: as for ``read_record``; and plans that contradict themselves.
        MissingExtra: cattrs is not installed.

    Example:
        >>> from postsales import Action, Days, Delivered, Last, Plan, WorkCalendar
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("Europe/Berlin"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> read_plan(write_json(plan)).plan == plan
        True
    """
    needs("cattrs", "json")
    from postsales.wire._plans import PLANS, plans_of

    tree = json_tree(PLANS, document)
    return plans_of(tree, events=events, rules=rules, needed=("version",))


def read_history(document: str, *, events: Iterable[type[Event]] = ()) -> History:
    """What happened to one subject, as it was written as JSON; equal to what was.

    ``{"subject": "C-7", "events": […], "facts": {…}}``: the events are those of orders, facts may
    be missing, and so may the version. One value may stand where a list of them can, as in TOML:
    ``"purposes": "marketing"``. ``events`` are classes of your own.

    Raises:
        DocumentErrors: as for ``read_record``.
        MissingExtra: cattrs is not installed.

    Example:
        >>> told = '{"subject": "C-7", "events": [{"event": "placed", "at": "2026-03-09T11:00Z"}]}'
        >>> history = read_history(told)
        >>> read_history(write_json(history)) == history
        True
    """
    name = "history"
    fields = {"version": VERSION, **_fields(name, document)}
    return _value(name, fields, History, events, Lists.OR_ONE)


def _fields(name: str, document: str) -> "dict[str, object]":
    """The object that a document is."""
    tree = json_tree(name, document)
    if is_object(tree):
        return dict(tree)
    raise DocumentErrors(name, [Problem("$", f"is {shown(tree)}: an object is needed", tree)])


def _of_kind(
    name: str,
    document: str,
    kinds: Mapping[str, type[T]],
    events: Iterable[type[Event]] = (),
) -> T:
    """The value of one of several kinds that a document tells."""
    fields = _fields(name, document)
    kind = fields.pop("kind", None)
    if not isinstance(kind, str) or kind not in kinds:
        says = f"is {shown(kind)}; say {' or '.join(repr(x) for x in kinds)}"
        wrong = [*_of_version(fields), Problem("$.kind", says, kind)]
        raise DocumentErrors(name, wrong)
    return _value(name, fields, kinds[kind], events)


def _value(
    name: str,
    fields: dict[str, object],
    cls: type[T],
    events: Iterable[type[Event]] = (),
    lists: Lists = Lists.ALWAYS,
) -> T:
    needs("cattrs", "json")
    from postsales.wire._structure import structured

    wrong = [*_of_version(fields)]
    found = structured(fields, cls, "$", events=events, lists=lists)
    if isinstance(found, list):
        wrong += cast("list[Problem]", found)
    else:
        wrong += contradictions(found)
        if not wrong:
            return found
    raise DocumentErrors(name, wrong)


def _of_version(fields: dict[str, object]) -> Iterable[Problem]:
    if "version" in fields:
        return wrong_version(fields.pop("version"))
    return [Problem("$.version", "is missing")]
