"""Good policies: no law may find anything against them."""

from typing import Any

from postsales import RefundTerms, ReturnTerms
from postsales.testing import laws
from postsales.testing.suite import Suite
from tests.stories import acme

ACME: tuple[ReturnTerms, RefundTerms] = (acme.terms, acme.refund_terms)

GOOD: dict[str, Any] = {
    "story 2": ACME,
}
"""Policies by name, as what ``laws.check`` takes."""


def suite(name: str, **given: Any) -> Suite:
    """The laws for a good policy."""
    return laws.check(*GOOD[name], **given)
