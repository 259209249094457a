"""From terms to what policies say: one for each market and tier that has a window of its own.

Rules of this file: of goods that no rule of their own is about, no more is said than is kept; where
words are missing nothing is said. What is lost is found by reading back what was said.
"""

from collections.abc import Iterator

from attrs import evolve

from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.orders.events import Placed
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import EVERYTHING
from postsales.refunds.terms import Fee, Postage, RefundTerms
from postsales.refunds.windows import Afterwards
from postsales.returns.terms import ReturnTerms
from postsales.wire._schema_org_markets import charged_there
from postsales.wire._schema_org_places import Group, groups
from postsales.wire._schema_org_told import (
    CONDITIONS,
    Category,
    Cost,
    RefundKind,
    ToldPolicy,
    Who,
    standard_first,
)

__all__ = ["SHIPPING_FEES", "policies_of"]

SHIPPING_FEES = ("return_shipping", "return_shipping_defect", "return_shipping_other")
"""The codes of fees that are the price of a label; any other is a restocking fee."""


def policies_of(
    terms: ReturnTerms, refunds: RefundTerms | None, facts: ToldPolicy, *kinds: RefundKind
) -> list[ToldPolicy]:
    """What can be said of the terms, the standard policy first, and alone where nothing comes back.

    ``facts`` hold what terms do not know; ``kinds`` are what a customer can get besides.
    """
    base = evolve(_costing(facts, refunds, kinds), conditions=_conditions(terms))
    found = standard_first(_policy(base, x) for x in groups(terms, facts.countries))
    if found[0].category is Category.NOT_PERMITTED:
        return [_refusing(facts)]
    return found


def _policy(base: ToldPolicy, group: Group) -> ToldPolicy:
    category, days = group.said.length
    whom = evolve(base, countries=group.countries, tiers=group.tiers)
    if category is Category.NOT_PERMITTED:
        return _refusing(whom)
    return evolve(whom, category=category, days=days, overrides=group.said.overrides)


def _refusing(facts: ToldPolicy) -> ToldPolicy:
    """By which nothing comes back, and nothing is said of how."""
    return ToldPolicy(
        category=Category.NOT_PERMITTED,
        countries=facts.countries,
        tiers=facts.tiers,
        returns_to=facts.returns_to,
        link=facts.link,
    )


def _conditions(terms: ReturnTerms) -> tuple[str, ...]:
    for one in terms.conditions:
        words = tuple(x for x in CONDITIONS if x in one.conditions)
        if one.applies_to == EVERYTHING and words:
            return words
    return ()


def _costing(
    facts: ToldPolicy, refunds: RefundTerms | None, kinds: tuple[RefundKind, ...]
) -> ToldPolicy:
    """With what coming back costs, and what is given for it; without terms of it nothing."""
    if refunds is None:
        return evolve(facts, refunds=kinds)
    refunds = charged_there(refunds, facts.countries)
    remorse, defect = (_cost(refunds, x) for x in (ReasonKind.REMORSE, ReasonKind.DEFECT))
    is_one = remorse == defect
    fee = _restocking(refunds)
    return evolve(
        facts,
        refunds=(*_refunds(refunds), *kinds),
        cost=remorse if is_one else None,
        remorse_cost=None if is_one else remorse,
        defect_cost=None if is_one else defect,
        restocking=None if fee is None else fee.amount,
    )


def _cost(refunds: RefundTerms, reason: ReasonKind) -> Cost | None:
    """What the way back costs; None where it is free for some only, and nothing can be said."""
    for fee in refunds.fees:
        if _is_shipping(fee) and _is_about(fee, reason) and isinstance(fee.amount, Money):
            return Cost(Who.FEE, fee.amount)
    postage = refunds.postage
    if postage is not None and postage.applies_to == EVERYTHING and reason in postage.for_reasons:
        return Cost(Who.CUSTOMER)
    return None if any(_charges(refunds, reason)) else Cost(Who.FREE)


def _charges(refunds: RefundTerms, reason: ReasonKind) -> Iterator[Fee | Postage]:
    """What costs something of which the policy does not say how much."""
    told = _restocking(refunds)
    yield from (x for x in refunds.fees if reason in x.for_reasons and x is not told)
    if refunds.postage is not None and reason in refunds.postage.for_reasons:
        yield refunds.postage


def _is_shipping(fee: Fee) -> bool:
    is_fixed = isinstance(fee.amount, Money) and fee.amount.minor > 0
    return fee.code in SHIPPING_FEES and is_fixed and _is_sayable(fee.amount)


def _is_about(fee: Fee, reason: ReasonKind) -> bool:
    return fee.applies_to == EVERYTHING and reason in fee.for_reasons


def _is_sayable(amount: Money | Percent) -> bool:
    return isinstance(amount, Percent) or amount.currency.is_standard


def _restocking(refunds: RefundTerms) -> Fee | None:
    for fee in refunds.fees:
        is_about = _is_about(fee, ReasonKind.REMORSE) and _is_sayable(fee.amount)
        if is_about and not _is_shipping(fee):
            return fee
    return None


def _refunds(refunds: RefundTerms) -> Iterator[RefundKind]:
    """Money, unless a window that is over at once gives something else, and store credit."""
    window = refunds.window
    is_over = window is not None and not window.length.count and window.since[0].event is Placed
    if not is_over:
        yield RefundKind.FULL
    gives = window is not None and window.afterwards is Afterwards.STORE_CREDIT
    if refunds.credit is not None or gives:
        yield RefundKind.STORE_CREDIT
