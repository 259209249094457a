"""Documents of every kind, drawn: the value, and how it is written, read and held to a schema."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from postsales import (
    CancellationRequest,
    ChangeRequest,
    DecisionRecord,
    DocumentErrors,
    ExchangeRecord,
    GuaranteeRequest,
    ReturnRequest,
    RmaStatus,
    TermsBundle,
    wire,
)
from postsales.appointments import AppointmentAnswer
from postsales.basics.quoted import QuoteRecord
from postsales.orders.services import Appointment, ServicePeriod, Subscription
from postsales.subscriptions import SubscriptionEnd
from postsales.testing import strategies
from postsales.testing.hook import register
from postsales.wire.documents import Problem
from postsales.wire.histories import History
from postsales.wire.plans import PlanBundle
from tests.wire.native_given import EVENTS

register()

READERS: Mapping[str, Callable[..., Any]] = {
    kind: getattr(wire, f"read_{kind}") for kind in wire.DOCUMENTS
}


def types(*classes: type) -> st.SearchStrategy[Any]:
    """Values of these classes."""
    return st.sampled_from(classes).flatmap(st.from_type)


VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "order": strategies.orders(),
    "request": types(ReturnRequest, CancellationRequest, ChangeRequest, GuaranteeRequest),
    "service": types(Subscription, ServicePeriod, Appointment, SubscriptionEnd, AppointmentAnswer),
    "terms": types(TermsBundle),
    "record": types(DecisionRecord),
    "quote": types(QuoteRecord),
    "exchange": types(ExchangeRecord),
    "rma_status": types(RmaStatus),
    "plan": types(PlanBundle),
    "history": types(History),
}


def named(bundle: Any) -> dict[str, Any]:
    """A name for every rule that stands in terms."""
    sections = [getattr(bundle, name) for name in bundle.sections]
    rules = [rule for terms in sections for rule in getattr(terms, "required", ())]
    pairs = [pair for terms in sections for pair in getattr(terms, "excepted", ())]
    return {f"rule {n}": x for n, x in enumerate([*rules, *(x for p in pairs for x in p[1:])])}


@frozen
class Document:
    """A document of a kind: what was written, and how it is read again."""

    kind: str
    text: str
    read: Callable[[str], Any]

    def problems(self, tree: object) -> list[Problem]:
        """What reading has against a tree."""
        try:
            self.read(json.dumps(tree))
        except DocumentErrors as errors:
            return [*errors]
        return []


def document(kind: str, value: Any) -> Document:
    """The value, written."""
    rules = named(value) if kind == "terms" else {}
    more: dict[str, Any] = {"terms": {"events": EVENTS, "rules": rules}}.get(kind, {})
    text = wire.write_json(value, rules=rules)
    return Document(kind, text, lambda told: READERS[kind](told, **more))


def documents() -> st.SearchStrategy[tuple[Document, Any]]:
    """A document of any kind, and its value."""
    return st.sampled_from(wire.DOCUMENTS).flatmap(
        lambda kind: VALUES[kind].map(lambda value: (document(kind, value), value))
    )
