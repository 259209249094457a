"""From terms to what policies say: one for each market and tier that has a window of its own.

Rules of this file: of goods that no rule of their own is about, no more is said than is kept; where
words are missing nothing is said. What is lost is found by reading back what was said.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.orders.events import Placed
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.orders.seasons import Season
from postsales.refunds.terms import Fee, Postage, RefundTerms
from postsales.refunds.windows import Afterwards
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.windows import Extension, ReturnWindow
from postsales.wire._countries import COUNTRIES
from postsales.wire._schema_org_days import UNLIMITED, exact_days, fewest_days
from postsales.wire._schema_org_told import (
    CONDITIONS,
    Category,
    Cost,
    RefundKind,
    ToldOverride,
    ToldPolicy,
    Who,
)

__all__ = ["SHIPPING_FEES", "policies_of"]

SHIPPING_FEES = ("return_shipping", "return_shipping_defect", "return_shipping_other")
"""The codes of fees that are the price of a label; any other is a restocking fee."""


@frozen(weakref_slot=False)
class _For:
    """The markets and tiers that a policy is for; none is all of them."""

    markets: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()

    def meets(self, other: "_For") -> bool:
        """Is there an order that both are for, and neither is the closer?"""
        both = {*self.markets} & {*other.markets} or self.markets == other.markets
        return bool(both) and (self.tiers == other.tiers or bool({*self.tiers} & {*other.tiers}))

    def is_within(self, countries: tuple[str, ...]) -> bool:
        """Are all its markets among the countries, where there are any?"""
        return not countries or {*self.markets} <= {*countries}


_ALL = _For()


def policies_of(
    terms: ReturnTerms, refunds: RefundTerms | None, facts: ToldPolicy, *kinds: RefundKind
) -> list[ToldPolicy]:
    """What can be said of the terms, the standard policy first.

    ``facts`` hold what terms do not know; ``kinds`` are what a customer can get besides.
    """
    base = evolve(_costing(facts, refunds, kinds), conditions=_conditions(terms))
    if any(_excludes(x) == _ALL for x in terms.exclusions):
        return [_refusing(facts)]
    policies = {_ALL: _lasting(base, terms.window)}
    own = [(_excludes(x), _refusing(facts)) for x in terms.exclusions]
    own += [(_whom(x), _lasting(base, x)) for x in terms.special_windows if x.season is None]
    for whom, one in own:
        is_new = whom is not None and not any(whom.meets(x) for x in policies)
        if whom is not None and is_new and whom.is_within(facts.countries) and one.category:
            policies[whom] = one
    policies = {whom: _placed(one, whom, facts, [*policies]) for whom, one in policies.items()}
    policies[_ALL] = _fixed(policies[_ALL], terms)
    for seasonal in _seasonal(terms):
        _override(policies, seasonal, exact_days(terms.window.length))
    standard = policies.pop(_ALL)
    is_for_none = bool(facts.countries) and not standard.countries
    return [*policies.values()] if is_for_none and policies else [standard, *policies.values()]


def _refusing(facts: ToldPolicy) -> ToldPolicy:
    return evolve(
        facts,
        category=Category.NOT_PERMITTED,
        methods=(),
        label=None,
        remorse_label=None,
        defect_label=None,
    )


def _lasting(base: ToldPolicy, window: ReturnWindow) -> ToldPolicy:
    found = _length(window)
    return base if found is None else evolve(base, category=found[0], days=found[1])


def _fixed(standard: ToldPolicy, terms: ReturnTerms) -> ToldPolicy:
    """The standard policy; with a day in place of days where an extension alone says until when."""
    some = [x for x in terms.extensions if x.season is None and _is_of(_whom(x), _ALL, standard)]
    ends = [x.until for x in some if x.until]
    return evolve(standard, days=max(ends)) if standard.days == 0 and ends else standard


def _placed(one: ToldPolicy, whom: _For, facts: ToldPolicy, others: Iterable[_For]) -> ToldPolicy:
    """The policy with its countries: each country has one policy for each tier."""
    if whom.markets:
        return evolve(one, countries=whom.markets, tiers=whom.tiers)
    if whom.tiers:
        return evolve(one, tiers=whom.tiers)
    taken = {x for other in others if not other.tiers for x in other.markets}
    return evolve(one, countries=tuple(x for x in facts.countries if x not in taken))


def _is_of(whom: _For | None, place: _For, policy: ToldPolicy) -> bool:
    """Is it for the orders of this policy, and for no others?"""
    if whom is None or whom == place:
        return whom == place
    return place == _ALL and not whom.tiers and {*whom.markets} == {*policy.countries}


def _whom(one: ReturnWindow | Extension) -> _For | None:
    """The markets and tiers that it is for; None where it is for less than all of their lines."""
    if one.for_reasons or one.for_askers:
        return None
    return _scope(one.applies_to)


def _scope(scope: Scope | Everything) -> _For | None:
    if isinstance(scope, Everything):
        return _ALL
    whom = _For(scope.market, scope.tier)
    is_country = all(market in COUNTRIES for market in scope.market)
    if whom == _ALL or not is_country:
        return None
    return whom if scope == Scope(market=scope.market, tier=scope.tier) else None


def _excludes(one: Exclusion) -> _For | None:
    return _scope(one.applies_to) if ReasonKind.REMORSE in one.for_reasons else None


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


Seasonal = ReturnWindow | Extension


def _seasonal(terms: ReturnTerms) -> Iterator[tuple[_For, Season, Seasonal]]:
    """The windows and extensions for sales of some days that can be said."""
    some: list[Seasonal] = [*terms.special_windows, *terms.extensions]
    for one in some:
        whom, season = _whom(one), one.season
        if whom is not None and season is not None and season.of is Placed:
            yield whom, season, one


def _override(
    policies: dict[_For, ToldPolicy], seasonal: tuple[_For, Season, Seasonal], usual: int | None
) -> None:
    """The policies that it is for say it; others than the standard one where it is longer."""
    whom, season, one = seasonal
    for place, policy in policies.items():
        if whom != _ALL and not _is_of(whom, place, policy):
            continue
        told = _told(one, season, policy, usual)
        if told is None or any(told.first_day == x.first_day for x in policy.overrides):
            continue
        if _is_of(whom, place, policy) or _is_longer(told, policy):
            policies[place] = evolve(policy, overrides=(*policy.overrides, told))


def _told(
    one: Seasonal, season: Season, policy: ToldPolicy, usual: int | None
) -> ToldOverride | None:
    found = _length(one) if isinstance(one, ReturnWindow) else _end(one, policy, usual)
    if found is None:
        return None
    category, days = found
    return ToldOverride(
        first_day=season.first_day, last_day=season.last_day, category=category, days=days
    )


_Said = tuple[Category, int | date | None]


def _length(window: ReturnWindow) -> _Said | None:
    if window.length == UNLIMITED:
        return Category.UNLIMITED, None
    days = fewest_days(window.length)
    return None if days is None else (Category.FINITE, days)


def _end(extension: Extension, policy: ToldPolicy, usual: int | None) -> _Said | None:
    """Until which day windows are open, or how long those are that are so much longer."""
    if extension.plus is None:
        return Category.FINITE, extension.until
    more = exact_days(extension.plus)
    if more is None or usual is None or not isinstance(policy.days, int):
        return None
    return Category.FINITE, policy.days + more


def _is_longer(told: ToldOverride, policy: ToldPolicy) -> bool:
    if policy.category is not Category.FINITE:
        return False
    if not isinstance(told.days, int) or not isinstance(policy.days, int):
        return True
    return told.days > policy.days
