"""What has to be so for goods to be taken back, about what a world has in it."""

from hypothesis import strategies as st

from postsales.orders.reasons import REMORSE_ONLY, ReasonKind
from postsales.returns.conditions import AcceptedConditions
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.scoped import scope_of
from postsales.testing.strategies.worlds import ANYTHING, World

__all__ = ["accepted_conditions", "conditions_of"]

_BLAMELESS = (REMORSE_ONLY, REMORSE_ONLY, (ReasonKind.REMORSE, ReasonKind.LATE))


def conditions_of(dice: Dice, world: World) -> AcceptedConditions:
    """Conditions of a world in which some of its goods are taken back."""
    word, kinds = dice.of(world.conditions or ("unopened",)), dice.of(_BLAMELESS)
    if dice.below(2):
        return AcceptedConditions(word, for_reasons=kinds, applies_to=scope_of(dice, world))
    return AcceptedConditions(word, for_reasons=kinds)


def accepted_conditions(world: World = ANYTHING) -> st.SearchStrategy[AcceptedConditions]:
    """Conditions in which goods of a world are taken back.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: conditions_of(dice, world))
