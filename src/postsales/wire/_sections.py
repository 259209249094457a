"""Which terms there are, and in which section of a document each stands."""

from collections.abc import Mapping
from typing import Any

from postsales.appointments import AppointmentTerms
from postsales.basics.quantities import FrozenMap
from postsales.cancellations.terms import CancellationTerms
from postsales.changes.terms import ChangeTerms
from postsales.exchanges.terms import ExchangeTerms
from postsales.guarantees.terms import GuaranteeTerms
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms
from postsales.subscriptions import SubscriptionTerms
from postsales.wire.terms import TermsBundle

__all__ = ["SECTIONS", "AnyTerms", "section_of"]

AnyTerms = (
    TermsBundle
    | ReturnTerms
    | RefundTerms
    | CancellationTerms
    | ChangeTerms
    | ExchangeTerms
    | GuaranteeTerms
    | SubscriptionTerms
    | AppointmentTerms
)
"""The terms of a document, or one of them."""

SECTIONS: Mapping[str, type[Any]] = FrozenMap(
    {
        "returns": ReturnTerms,
        "refunds": RefundTerms,
        "cancellations": CancellationTerms,
        "changes": ChangeTerms,
        "exchanges": ExchangeTerms,
        "guarantees": GuaranteeTerms,
        "subscriptions": SubscriptionTerms,
        "appointments": AppointmentTerms,
    }
)
"""The sections of a document of terms."""


def section_of(terms: object) -> dict[str, Any]:
    """Terms that stand alone, under the name of their section; nothing when they are none."""
    return {name: terms for name, cls in SECTIONS.items() if isinstance(terms, cls)}
