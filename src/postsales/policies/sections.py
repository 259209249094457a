"""Which terms are meant: those of a document, or one of them alone."""

from collections.abc import Mapping
from typing import Any

from postsales.appointments import AppointmentTerms
from postsales.basics._errors import WrongType
from postsales.cancellations.terms import CancellationTerms
from postsales.changes.terms import ChangeTerms
from postsales.exchanges.terms import ExchangeTerms
from postsales.guarantees.terms import GuaranteeTerms
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms
from postsales.subscriptions import SubscriptionTerms
from postsales.wire.terms import TermsBundle

__all__ = ["AnyTerms", "bundled"]

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

_SECTIONS: Mapping[str, type] = {
    "returns": ReturnTerms,
    "refunds": RefundTerms,
    "cancellations": CancellationTerms,
    "exchanges": ExchangeTerms,
    "guarantees": GuaranteeTerms,
    "changes": ChangeTerms,
    "subscriptions": SubscriptionTerms,
    "appointments": AppointmentTerms,
}


def bundled(terms: AnyTerms) -> TermsBundle:
    """The terms as those of a document.

    Raises:
        WrongType: no terms.

    Example:
        >>> bundled(CancellationTerms(id="acme", version="1")).sections
        ('cancellations',)
    """
    if isinstance(terms, TermsBundle):
        return terms
    found: dict[str, Any] = {x: terms for x, cls in _SECTIONS.items() if isinstance(terms, cls)}
    if not found:
        raise WrongType("terms", terms, "terms, or a TermsBundle, are needed")
    return TermsBundle(**found)
