"""Answers weighed: groups and margins that are brought to those of all customers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from postsales.feedback.raking import RakedTable, RakedWeights, rake, rake_table
from postsales.feedback.strata import PostStratified, post_stratify
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.heard import share_of, some_counts_of

__all__ = ["WEIGHED"]

_CELLS: Sequence[Mapping[str, str]] = [
    {"tier": tier, "region": region} for tier in ("gold", "basic") for region in ("north", "south")
]


def _some_share(dice: Dice) -> tuple[int, int]:
    hits, n = share_of(dice)
    return hits, n + 1


def _post_stratified(dice: Dice) -> PostStratified:
    population = {"new": dice.of((800, 1, 200)), "old": dice.of((200, 1))}
    if dice.of((True, False)):
        shares = {name: _some_share(dice) for name in population}
        return post_stratify(shares, population)
    counts = {name: some_counts_of(dice) for name in population}
    return post_stratify(counts, population)


def _table(dice: Dice) -> RakedTable:
    counted = [[1 + dice.below(100) for _ in range(2)] for _ in range(2)]
    return rake_table(counted, rows=[200, 200], columns=dice.of(([100, 300], [200, 200])))


def _weights(dice: Dice) -> RakedWeights:
    """Somebody answered in every cell, so that margins can be reached."""
    respondents = [*_CELLS, *(dice.of(_CELLS) for _ in range(dice.below(6)))]
    gold, north = dice.of((50, 20)), dice.of((50, 90))
    margins = {
        "tier": {"gold": gold, "basic": 100 - gold},
        "region": {"north": north, "south": 100 - north},
    }
    return rake(respondents, margins)


WEIGHED: Mapping[type[Any], Callable[[Dice], Any]] = {
    PostStratified: _post_stratified,
    RakedTable: _table,
    RakedWeights: _weights,
}
"""What draws each class of these."""
