"""Records as JSON: written in one way, read back with every problem and its path.

Rules of this file: what was written by ``write_json`` reads back equal; anything else is refused as
a whole. Nothing in a document names code.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar, cast

from attrs import evolve

from postsales.basics._checks import count, day, instance, optional_text, text
from postsales.basics._errors import InvalidValue, PostsalesError, WrongType, short
from postsales.basics.citations import Citation
from postsales.basics.currencies import EUR, Currency
from postsales.basics.decisions import Change, Item, Outcome, TermsRef
from postsales.basics.findings import Fact, Finding, Verdict, checked_fact, fact
from postsales.basics.hints import Hint
from postsales.basics.moments import instant, zone_key
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap
from postsales.basics.records import (
    VERSION,
    ChargeRecord,
    DecisionRecord,
    FeeRecord,
    LateRecord,
    LineRecord,
    OrderRef,
    QuoteRecord,
)
from postsales.basics.windows import Counted, Deadline
from postsales.cancellations.request import CancellationItem, CancellationRequest
from postsales.returns.request import ReturnItem, ReturnRequest
from postsales.returns.says import NoticeForm
from postsales.wire._reader import Part, Reader

__all__ = ["read_record", "write_json"]

T = TypeVar("T")

_DOCUMENT = "decision record"
_MOST_CHARACTERS = 20_000_000
_MOST = 10**9
_MOST_DECIMALS = 12
_NEUTRAL_AT = instant("2000-01-01T00:00Z")
_NEUTRAL_DAY = date(2000, 1, 1)
_NO = False


def write_json(record: DecisionRecord) -> str:
    """A record as one line of JSON.

    Example:
        >>> from datetime import UTC, datetime
        >>> from postsales import FrozenMap
        >>> one = ReturnRequest.of({"tee": 1}, reason="remorse")
        >>> record = DecisionRecord(
        ...     datetime(2026, 3, 20, 8, tzinfo=UTC), request=one, terms=TermsRef("acme", "1"),
        ...     order=OrderRef("1001", digest="9f2c", facts=FrozenMap({}), events=()),
        ...     outcome=Outcome.REFUSED, items=(), findings=(), hints=(),
        ...     next_change=None, quote=None,
        ... )
        >>> write_json(record)[:46]
        '{"version": 1, "at": "2026-03-20T08:00:00+00:0'
    """
    instance("record", record, DecisionRecord, "decision.record() is written")
    return json.dumps(record.as_dict(), ensure_ascii=False, allow_nan=False)


def read_record(document: str) -> DecisionRecord:
    """The record that was written as JSON; equal to the one that was.

    Raises:
        DocumentErrors: text that is no JSON, too long or nested too deep; keys that stand twice in
            one object, are missing or not known; values of another kind. All of them, with paths.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line, Order, ReturnRequest, ReturnTerms
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
    reader = Reader(_DOCUMENT)
    found = _loaded(instance("document", document, str, "a record is read from text"), reader)
    reader.finish()
    whole = reader.part(found, "$")
    try:
        record = _record(whole)
    except RecursionError:
        reader.wrong("$", "is nested too deep")
        raise reader.errors() from None
    asked = _part(whole, "request")
    request = _request(asked)
    for path in reader.unmapped:
        reader.wrong(path, f"is not known in version {VERSION}")
    reader.finish()
    try:
        return evolve(record, request=request())
    except PostsalesError as error:
        reader.impossible("$.request", error)
    raise reader.errors()


def _loaded(document: str, reader: Reader) -> object:
    """The JSON in a text; problems are noted, since none of them has more of a path."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            times = Counter(key for key, _ in pairs)
            for key in (key for key, n in times.items() if n > 1):
                reader.wrong("$", f"has an object in which the key {short(key)} stands twice")
        return found

    if len(document) > _MOST_CHARACTERS:
        reader.wrong("$", f"has more than {_MOST_CHARACTERS} characters")
        return None
    try:
        return json.loads(document, object_pairs_hook=once)
    except RecursionError:
        reader.wrong("$", "is nested too deep")
    except ValueError as error:
        reader.wrong("$", f"is no JSON: {error}")
    return None


def _record(whole: Part) -> DecisionRecord:
    """Everything but the request, which checks itself and so comes last."""
    whole.whole("version", VERSION, VERSION)
    order, change = _part(whole, "order"), _optional(whole, "next_change")
    quote = _optional(whole, "quote")
    return DecisionRecord(
        _read(whole, "at", _instant, _NEUTRAL_AT),
        request=None,
        terms=_terms(whole),
        order=OrderRef(
            order.text("id"),
            digest=order.text("digest"),
            facts=_mapping(_part(order, "facts"), _string),
            events=_texts(order, "events"),
        ),
        outcome=_read(whole, "outcome", Outcome.read, Outcome.REFER),
        items=tuple(_item(one) for one in whole.parts("items")),
        findings=tuple(_finding(one) for one in whole.parts("findings")),
        hints=tuple(_hint(one) for one in whole.parts("hints")),
        next_change=None if change is None else _change(change),
        quote=None if quote is None else _quote(quote),
    )


def _request(asked: Part) -> Callable[[], ReturnRequest | CancellationRequest]:
    """What makes the request, which checks itself, once all problems of its parts are known."""
    kind, ref = asked.text("kind"), _string(asked, "ref")
    parts = [
        (one.text("line"), one.whole("units", 1, _MOST), one.text("reason"), one)
        for one in asked.parts("items")
    ]
    if kind == CancellationRequest.__name__:
        return lambda: CancellationRequest(
            [CancellationItem(x, k, reason=why) for x, k, why, _ in parts], ref=ref
        )
    if kind != ReturnRequest.__name__:
        known = " or ".join(repr(x.__name__) for x in (ReturnRequest, CancellationRequest))
        asked.wrong("kind", f"is none that is known; say {known}")
    shown = [(x, k, why, _texts(one, "evidence")) for x, k, why, one in parts]
    sent_at = _read(asked, "sent_at", _or_none(_instant), None)
    received_at = _read(asked, "received_at", _or_none(_instant), None)
    form = _read(asked, "form", NoticeForm.read, NoticeForm.STATEMENT)
    return lambda: ReturnRequest(
        [ReturnItem(x, k, reason=why, evidence=evidence) for x, k, why, evidence in shown],
        ref=ref,
        sent_at=sent_at,
        received_at=received_at,
        form=form,
    )


def _terms(part: Part) -> TermsRef:
    found = _part(part, "terms")
    return TermsRef(found.text("id"), found.text("version"), digest=_string(found, "digest"))


def _item(one: Part) -> Item:
    deadline = _optional(one, "deadline")
    return Item(
        one.text("line"),
        asked=_count(one, "asked"),
        allowed=_count(one, "allowed"),
        refused=_count(one, "refused"),
        referred=_count(one, "referred"),
        because=_mapping(_part(one, "because"), _count),
        deadline=None if deadline is None else _deadline(deadline),
    )


def _deadline(part: Part) -> Deadline:
    return Deadline(
        _read(part, "last_day", day, _NEUTRAL_DAY),
        _read(part, "ends_at", _instant, _NEUTRAL_AT),
        zone=_read(part, "zone", _zone, "UTC"),
        nominal_day=_read(part, "nominal_day", day, _NEUTRAL_DAY),
        needs_holidays=_read(part, "needs_holidays", _yes_or_no, _NO),
        trace=tuple(_counted(one) for one in part.parts("trace")),
    )


def _counted(one: Part) -> Counted:
    by = _optional(one, "by")
    step = _read(one, "day", day, _NEUTRAL_DAY)
    return Counted(one.text("what"), step, by=None if by is None else _citation(by))


def _finding(one: Part) -> Finding:
    by = _optional(one, "by")
    return Finding(
        _read(one, "verdict", Verdict.read, Verdict.UNKNOWN),
        one.text("code"),
        facts=_mapping(_part(one, "facts"), _fact),
        rule=_string(one, "rule"),
        by=None if by is None else _citation(by),
        tell=_string(one, "tell"),
        instead=_string(one, "instead"),
        parts=tuple(_finding(part) for part in one.parts("parts")),
    )


def _citation(part: Part) -> Citation:
    return Citation(
        part.text("instrument"),
        _string(part, "article"),
        text=_string(part, "text"),
        checked_on=_read(part, "checked_on", _or_none(day), None),
    )


def _fact(part: Part, name: str) -> Fact:
    value = part.values[name]
    if isinstance(value, Mapping):
        part.asked.add(name)
        return _told(part.reader.part(cast("object", value), part.path_of(name)))
    return _read(part, name, checked_fact, None)


_KINDS = ("instant", "day", "number")


def _told(value: Part) -> Fact:
    """A fact that says what it is."""
    kind = next((kind for kind in _KINDS if kind in value.values), None)
    if kind is None:
        return _money(value)
    return _read(value, kind, lambda _, told: fact(kind, text("fact", told)), None)


def _hint(one: Part) -> Hint:
    return Hint(
        one.text("kind"),
        line=one.text("line"),
        units=_count(one, "units"),
        removes=_texts(one, "removes"),
        fact=_string(one, "fact"),
        reason=_string(one, "reason"),
    )


def _change(part: Part) -> Change:
    at = _read(part, "at", _instant, _NEUTRAL_AT)
    return Change(at, line=part.text("line"), because=part.text("because"))


def _quote(part: Part) -> QuoteRecord:
    return QuoteRecord(
        _read(part, "at", _instant, _NEUTRAL_AT),
        terms=_terms(part),
        lines=tuple(_line(one) for one in part.parts("lines")),
        charges=tuple(_charge(one) for one in part.parts("charges")),
        fees=tuple(_fee(one) for one in part.parts("fees")),
        withheld=_amount(part, "withheld"),
        short=_mapping(_part(part, "short"), _amount),
        tenders=_mapping(_part(part, "tenders"), _amount),
        store_credit=_amount(part, "store_credit"),
        late=tuple(_late(one) for one in part.parts("late")),
        total=_amount(part, "total"),
        return_ref=_string(part, "return_ref"),
        reason=_string(part, "reason"),
    )


def _late(one: Part) -> LateRecord:
    return LateRecord(
        one.text("line"),
        units=_count(one, "units"),
        deadline=_deadline(_part(one, "deadline")),
        afterwards=one.text("afterwards"),
    )


def _line(one: Part) -> LineRecord:
    return LineRecord(
        one.text("line"),
        units=_count(one, "units"),
        price=_amount(one, "price"),
        taxes=tuple(_money(tax) for tax in one.parts("taxes")),
        amount=_amount(one, "amount"),
    )


def _charge(one: Part) -> ChargeRecord:
    return ChargeRecord(
        one.text("charge"),
        price=_amount(one, "price"),
        taxes=tuple(_money(tax) for tax in one.parts("taxes")),
        amount=_amount(one, "amount"),
    )


def _fee(one: Part) -> FeeRecord:
    basis = _optional(one, "basis")
    return FeeRecord(
        one.text("code"),
        amount=_amount(one, "amount"),
        line=_read(one, "line", _or_none(text), None),
        basis=None if basis is None else _money(basis),
    )


def _amount(part: Part, key: str) -> Money:
    return _money(_part(part, key))


def _money(part: Part) -> Money:
    amount, code = part.text("amount"), part.text("currency")
    exponent = part.whole("exponent", 0, _MOST_DECIMALS) if part.has("exponent") else None
    try:
        return Currency(code, exponent=exponent)(amount)
    except (InvalidValue, WrongType) as error:
        if all(isinstance(part.values.get(key), str) for key in ("amount", "currency")):
            part.reader.impossible(part.path, error)
        return EUR.zero


def _read(part: Part, key: str, check: Callable[[str, object], T], neutral: T) -> T:
    """The value at a key, null included, or a harmless one with a problem noted."""
    part.asked.add(key)
    if key not in part.values:
        part.wrong(key, "is missing")
        return neutral
    value = part.values[key]
    try:
        return check(key, value)
    except (InvalidValue, WrongType) as error:
        part.reader.refused(part.path_of(key), error, value)
        return neutral


def _optional(part: Part, key: str) -> Part | None:
    """The part at a key, or None where it says null; the key must be there."""
    if key in part.values and part.values[key] is None:
        part.asked.add(key)
        return None
    return _part(part, key)


def _yes_or_no(field: str, value: object) -> bool:
    return instance(field, value, bool, "true or false is needed")


def _part(part: Part, key: str) -> Part:
    """The part at a key, which must be there."""
    if not part.has(key):
        part.wrong(key, "is null, and an object is needed" if key in part.values else "is missing")
    return part.part(key)


def _or_none(check: Callable[[str, object], T]) -> Callable[[str, object], T | None]:
    return lambda key, value: None if value is None else check(key, value)


def _mapping(part: Part, read: Callable[[Part, str], T]) -> FrozenMap[str, T]:
    keys = [cast("str", key) for key in part.values]
    return FrozenMap({key: read(part, key) for key in keys})


def _count(part: Part, key: str) -> int:
    return _read(part, key, count, 0)


def _string(part: Part, key: str) -> str:
    return _read(part, key, optional_text, "")


def _texts(part: Part, key: str) -> tuple[str, ...]:
    return _read(part, key, _all_texts, ())


def _all_texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise WrongType(key, value, "a list of text is needed")
    return tuple(text(key, one) for one in cast("list[object]", value))


def _instant(key: str, value: object) -> datetime:
    return instant(text(key, value), key)


def _zone(key: str, value: object) -> str:
    return zone_key(text(key, value), key)
