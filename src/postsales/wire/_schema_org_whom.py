"""Which orders each policy is for, and whether terms can tell them apart.

The closest policy to an order counts: that for members of its country, for members anywhere, for
its country, the standard.
"""

from collections.abc import Sequence
from itertools import product

from postsales.orders.scope import Scope
from postsales.wire._reader import Reader
from postsales.wire._schema_org_told import Category, ToldPolicy

__all__ = ["check_members", "closeness", "scopes"]


def closeness(policy: ToldPolicy) -> tuple[bool, bool]:
    """The closer to an order, the less: policies for members first, of a country before others."""
    return not policy.tiers, not policy.countries


def check_members(policies: Sequence[ToldPolicy], reader: Reader) -> None:
    """An exclusion is for all orders of its countries and tiers: no policy closer to some permits.

    What one that is closer still takes out again is excluded after all. Members of any country are
    meant to be those of countries from which goods come back.
    """
    standard, *others = policies
    nots = [x for x in policies if x.category is Category.NOT_PERMITTED]
    for one in (x for x in others if x.category is not Category.NOT_PERMITTED):
        closer = [x for x in nots if closeness(x) < closeness(one)]
        wider = [x for x in nots if x is standard or closeness(x) > closeness(one)]
        for other in (x for x in wider if not _is_out(one, x, closer)):
            if one.countries or other is standard:
                says = f"takes back from some what {other.path} takes back from none of them"
                reader.wrong(one.path, f"{says}; no terms say that")
            else:
                says = f"names no country, and nothing comes back from those of {other.path}"
                reader.assume(one.path, f"{says}: nor does it for members")


def _is_out(one: ToldPolicy, other: ToldPolicy, closer: Sequence[ToldPolicy]) -> bool:
    """Is every order that both are for one of those that are closer to it?"""
    countries = _both(one.countries, other.countries)
    tiers = _both(one.tiers, other.tiers)
    return all(
        any(_has(x.countries, country) and _has(x.tiers, tier) for x in closer)
        for country, tier in product(countries, tiers)
    )


def _both(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str | None, ...]:
    """What two lists have in common; one without any is of all, which None stands for."""
    if not some or not others:
        return some or others or (None,)
    return tuple(x for x in some if x in others)


def _has(some: tuple[str, ...], one: str | None) -> bool:
    return not some or one in some


def scopes(policies: Sequence[ToldPolicy], reader: Reader) -> list[Scope]:
    """Which orders each policy but the first is for; problems where that cannot be told apart."""
    standard, *others = policies
    everywhere = {x for one in policies if not one.tiers for x in one.countries}
    seen = [standard]
    found: list[Scope] = []
    for one in others:
        twin = next((x for x in seen if _collide(x, one)), None)
        if twin is not None:
            whom = f"the same countries and tiers as {twin.path}"
            reader.wrong(one.path, f"is for {whom}; hand in one of them, or name the countries")
        seen.append(one)
        is_everywhere = bool(one.tiers and standard.countries) and {*one.countries} >= everywhere
        market = () if is_everywhere else one.countries
        if market or one.tiers:
            found.append(Scope(market=market, tier=one.tiers))
        elif twin is None:
            reader.wrong(one.path, "names neither countries nor tiers, as the standard would")
    return found


def _collide(one: ToldPolicy, other: ToldPolicy) -> bool:
    both = {*one.countries} & {*other.countries} or one.countries == other.countries
    is_same = one.tiers == other.tiers or bool({*one.tiers} & {*other.tiers})
    return bool(both) and is_same
