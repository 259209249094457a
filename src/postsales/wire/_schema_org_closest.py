"""Windows of policies in the order in which they count: the closest policy to an order first.

A policy for members goes before that of their country, and an override before the policy in which
it stands. Terms say so where it makes a difference that it is not the longest window that counts.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from postsales.orders.scope import Scope
from postsales.returns.windows import ReturnWindow
from postsales.wire._schema_org_days import fewest_days

__all__ = ["is_longest_first"]


def is_longest_first(windows: Sequence[ReturnWindow]) -> bool:
    """Is it always the longest window for an order that comes first of those for it?"""
    return not any(_beaten(windows))


def _beaten(windows: Sequence[ReturnWindow]) -> Iterator[ReturnWindow]:
    """The windows that are longer than an earlier one for the same orders, which counts."""
    for (n, one), (_, later) in combinations(enumerate(windows), 2):
        if _days(later) > _days(one) and _meet(one, later):
            before = (x for x in windows[:n] if x.applies_to == one.applies_to)
            if not any(x.season == later.season and _days(x) >= _days(later) for x in before):
                yield later


def _days(window: ReturnWindow) -> int:
    return fewest_days(window.length) or 0


def _meet(one: ReturnWindow, other: ReturnWindow) -> bool:
    """Is there an order that both are for?"""
    if isinstance(one.applies_to, Scope) and isinstance(other.applies_to, Scope):
        markets = _share(one.applies_to.market, other.applies_to.market)
        if not markets or not _share(one.applies_to.tier, other.applies_to.tier):
            return False
    if one.season is None or other.season is None:
        return True
    is_before = one.season.last_day < other.season.first_day
    return not is_before and other.season.last_day >= one.season.first_day


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or bool({*one} & {*other})
