"""Terms for refunds as they are where goods are sold: what a market alone is for, and what is not.

Rules of this file: a policy names its countries, so a fee for all of them needs no market, and one
for none of them is nobody's. What is for some of them stays as it is: no policy can tell it.
"""

from typing import TypeVar

from attrs import evolve

from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.refunds.terms import Fee, Postage, RefundTerms

__all__ = ["charged_there", "told_there"]

T = TypeVar("T", Fee, Postage)


def told_there(refunds: RefundTerms, countries: tuple[str, ...]) -> RefundTerms:
    """The same terms, where what is for all of the countries names no market any more."""
    postage = refunds.postage
    return evolve(
        refunds,
        fees=[_told(x, countries) for x in refunds.fees],
        postage=None if postage is None else _told(postage, countries),
    )


def charged_there(refunds: RefundTerms, countries: tuple[str, ...]) -> RefundTerms:
    """The same terms without what nobody of the countries is charged."""
    postage = refunds.postage
    is_elsewhere = postage is not None and _is_elsewhere(postage.applies_to, countries)
    return evolve(
        refunds,
        fees=[x for x in refunds.fees if not _is_elsewhere(x.applies_to, countries)],
        postage=None if is_elsewhere else postage,
    )


def _told(one: T, countries: tuple[str, ...]) -> T:
    return evolve(one, applies_to=EVERYTHING) if _is_for_all(one.applies_to, countries) else one


def _is_for_all(scope: Scope | Everything, countries: tuple[str, ...]) -> bool:
    if isinstance(scope, Everything) or not (scope.market and countries):
        return False
    return scope == Scope(market=scope.market) and {*countries} <= {*scope.market}


def _is_elsewhere(scope: Scope | Everything, countries: tuple[str, ...]) -> bool:
    if isinstance(scope, Everything) or not (scope.market and countries):
        return False
    return not {*scope.market} & {*countries}
