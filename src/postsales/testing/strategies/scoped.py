"""Scopes about what a world has in it."""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

from postsales.orders.scope import Scope
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.worlds import ANYTHING, World

__all__ = ["scope_of", "scopes"]

T = TypeVar("T")
_ATTRIBUTES = (
    ("category", "categories"),
    ("trait", "traits"),
    ("sku", "skus"),
    ("tag", "tags"),
    ("market", "markets"),
    ("channel", "channels"),
    ("tier", "tiers"),
    ("kind", "kinds"),
)


def scope_of(dice: Dice, world: World) -> Scope:
    """A scope: one attribute, now and then two, with one or several of the values of the world."""
    some = [(name, _known(getattr(world, named))) for name, named in _ATTRIBUTES]
    able = [(name, values) for name, values in some if values] or [("category", ("shoes",))]
    first, second = dice.of(able), dice.of(able)
    named = {first, second} if dice.once_in(4) else {first}
    return Scope(**{name: _of_them(values, dice) for name, values in sorted(named)})


def _known(values: Sequence[T | None]) -> tuple[T, ...]:
    return tuple(x for x in values if x is not None)


def _of_them(values: Sequence[T], dice: Dice) -> tuple[T, ...]:
    return tuple(dict.fromkeys(dice.of(values) for _ in range(1 + dice.below(2))))


def scopes(world: World = ANYTHING) -> st.SearchStrategy[Scope]:
    """Scopes that cover some lines of a world and not others.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: scope_of(dice, world))
