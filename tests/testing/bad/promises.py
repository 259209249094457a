"""Mistakes about what was promised."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from postsales import GuaranteeRequest, GuaranteeTerms, Order
from postsales.testing.answers import Answer
from postsales.testing.subject import of_guarantee_terms
from tests.testing.bad.mistakes import Bad


def todays_terms(
    order: Order, claim: GuaranteeRequest, versions: Sequence[GuaranteeTerms], at: Any
) -> Answer:
    """The edition of today is asked, as if the order had been placed now."""
    return of_guarantee_terms(evolve(order, placed_at=at), claim, versions, at)


def newest_edition(
    order: Order, claim: GuaranteeRequest, versions: Sequence[GuaranteeTerms], at: Any
) -> Answer:
    """A new edition is written over the old one."""
    newest = evolve(versions[-1], from_on=None, until_on=None)
    return of_guarantee_terms(order, claim, [newest], at)


BAD = (
    Bad("today's terms", "ELI-16", of="with a guarantee", promises=todays_terms),
    Bad("the newest edition", "ELI-16", of="with a guarantee", promises=newest_edition),
)
