"""The JSON Schema of our own documents, made of the annotations by which they are read.

Rules of this file: it knows what a document of each kind holds besides the fields of its classes.
What a schema cannot say (sums, contradictions, keys that stand twice, zones and currencies that
there are) is left to reading.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.basics.quoted import QuoteRecord
from postsales.basics.records import DecisionRecord
from postsales.exchanges.record import ExchangeRecord
from postsales.orders.order import Order
from postsales.returns.status import RmaStatus
from postsales.wire._classes import (
    Lists,
)
from postsales.wire._events import event_classes, known_events
from postsales.wire._schema_classes import Definitions, Voice, by_word, of_kind
from postsales.wire._sections import SECTIONS
from postsales.wire._shapes import (
    Schema,
    by_type,
)
from postsales.wire._told_plans import PLAN, PLAN_SECTIONS
from postsales.wire._versions import VERSION
from postsales.wire._written import ENDINGS, REQUESTS, SERVICES
from postsales.wire.histories import History

__all__ = ["DOCUMENTS", "schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TERMS = "terms"
_RECORD = "record"
_HISTORY = "history"
_KINDS: Mapping[str, tuple[type, ...]] = {
    "order": (Order,),
    "request": tuple(REQUESTS.values()),
    "service": (*SERVICES.values(), *ENDINGS.values()),
    _TERMS: tuple(SECTIONS.values()),
    _RECORD: (DecisionRecord,),
    "quote": (QuoteRecord,),
    "exchange": (ExchangeRecord,),
    "rma_status": (RmaStatus,),
    PLAN: tuple(PLAN_SECTIONS.values()),
    _HISTORY: (History,),
}
_BY_HAND = (_TERMS, PLAN, _HISTORY)
_WITH_EVENTS = ("order", _TERMS, PLAN, _HISTORY)

DOCUMENTS = tuple(_KINDS)
"""The kinds of documents: ``read_order`` reads an ``order``, and so on."""


def schema(kind: str, *, events: Iterable[type[Event]] = ()) -> dict[str, Any]:
    """The JSON Schema, draft 2020-12, of the documents of one kind, one of ``DOCUMENTS``.

    What it refuses, the reader of that kind refuses; the reader also adds up and looks closer.
    ``events`` are classes of your own, as they are given to ``read_order`` and ``read_terms``. The
    schemas without them lie in the package, in ``wire/schemas``.

    Raises:
        InvalidValue: no such kind; events for a kind in which none stand; an event that cannot
            stand in a document.
        WrongType: something that is no class of events.

    Example:
        >>> request = schema("request")
        >>> request["$id"], request["properties"]["kind"]["enum"][:2]
        ('urn:postsales:schema:v1:request', ['ReturnRequest', 'CancellationRequest'])
    """
    if kind not in _KINDS:
        raise InvalidValue("kind", kind, f"say {', '.join(DOCUMENTS)}")
    told = event_classes(events)
    if told and kind not in _WITH_EVENTS:
        *others, last = _WITH_EVENTS
        allowed = f"events of your own stand in {', '.join(others)} and {last} alone"
        raise InvalidValue("events", kind, allowed)
    head = {"$schema": _DIALECT, "$id": f"urn:postsales:schema:v{VERSION}:{kind}"}
    lists = Lists.OR_ONE if kind in _BY_HAND else Lists.ALWAYS
    made = Definitions(lists, known_events(told))
    of = {_TERMS: _of_terms, PLAN: _of_plans, _HISTORY: _of_history}
    whole = of[kind](made) if kind in of else _of_classes(made, kind)
    # What several schemas share is the caller's own in each.
    return deepcopy({**head, **whole, "$defs": dict(sorted(made.found.items()))})


def _of_classes(made: "Definitions", kind: str) -> Schema:
    version: Schema = {"version": {"const": VERSION}}
    if kind == _RECORD:
        return made.object_of(DecisionRecord, Voice.OURS, version)
    classes = _KINDS[kind]
    if len(classes) == 1:
        (cls,) = classes
        return made.object_of(cls, Voice.OURS, {**version, "kind": {"const": cls.__name__}})
    told = {x.__name__: made.named(x, Voice.OURS, of_kind(x, version)) for x in classes}
    return by_word("kind", told)


def _of_terms(made: "Definitions") -> Schema:
    """Sections, of which there is at least one."""
    sections = {name: made.of(cls, Voice.OURS) for name, cls in SECTIONS.items()}
    return {
        "description": "The terms of a merchant, section by section.",
        "type": "object",
        "properties": {"version": {"const": VERSION}, **sections},
        "required": ["version"],
        "minProperties": 2,
        "additionalProperties": False,
    }


def _of_plans(made: "Definitions") -> Schema:
    """Plans and rules of contact, of which there is at least something."""
    sections = {name: made.of(cls, Voice.OURS) for name, cls in PLAN_SECTIONS.items()}
    plan = sections[PLAN]
    return {
        "description": "Plans of what is due after what, and rules of contact.",
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            **sections,
            PLAN: by_type("array", {"type": "array", "items": plan}, plan),
        },
        "required": ["version"],
        "minProperties": 2,
        "additionalProperties": False,
    }


def _of_history(made: "Definitions") -> Schema:
    """A history, which need not say its version: it is a line among many."""
    whole = made.object_of(History, Voice.OURS, {"version": {"const": VERSION}})
    return {**whole, "required": [x for x in whole["required"] if x != "version"]}
