"""What has to be so for goods to be taken back, about what a world has in it."""

from attrs import evolve
from hypothesis import strategies as st

from postsales.orders.reasons import REMORSE_ONLY, ReasonKind
from postsales.returns.bundles import WholeBundle
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.returnless import KeptFor, Returnless
from postsales.returns.says import Incomplete
from postsales.returns.units_back import UnitsBack
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.amounts import amount_of
from postsales.testing.strategies.scoped import scope_of
from postsales.testing.strategies.worlds import ANYTHING, World

__all__ = [
    "accepted_conditions",
    "bundle_rule_of",
    "bundle_rules",
    "conditions_of",
    "returnless",
    "returnless_of",
    "units_back",
    "units_back_of",
]

_BLAMELESS = (REMORSE_ONLY, REMORSE_ONLY, (ReasonKind.REMORSE, ReasonKind.LATE))


def conditions_of(dice: Dice, world: World) -> AcceptedConditions:
    """Conditions of a world in which some of its goods are taken back."""
    word, kinds = dice.of(world.conditions or ("unopened",)), dice.of(_BLAMELESS)
    if dice.below(2):
        return AcceptedConditions(word, for_reasons=kinds, applies_to=scope_of(dice, world))
    return AcceptedConditions(word, for_reasons=kinds)


def bundle_rule_of(dice: Dice, world: World) -> WholeBundle:
    """Bundles that come back whole, of all goods of a world or of some."""
    otherwise, kinds = dice.of(tuple(Incomplete)), dice.of(_BLAMELESS)
    if dice.below(2):
        return WholeBundle(otherwise=otherwise, for_reasons=kinds, applies_to=scope_of(dice, world))
    return WholeBundle(otherwise=otherwise, for_reasons=kinds)


def bundle_rules(world: World = ANYTHING) -> st.SearchStrategy[WholeBundle]:
    """Bundles that come back whole.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: bundle_rule_of(dice, world))


def units_back_of(dice: Dice, world: World) -> UnitsBack:
    """Packs, least numbers and numbers that stay."""
    packs_of, least, keeping = dice.of(((2, 1, 0), (1, 2, 0), (1, 1, 1), (2, 1, 2)))
    otherwise, kinds = dice.of(tuple(Incomplete)), dice.of(_BLAMELESS)
    made = UnitsBack(
        least=least, packs_of=packs_of, keeping=keeping, otherwise=otherwise, for_reasons=kinds
    )
    return evolve(made, applies_to=scope_of(dice, world)) if dice.below(2) else made


def units_back(world: World = ANYTHING) -> st.SearchStrategy[UnitsBack]:
    """How many units of a line come back at once.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: units_back_of(dice, world))


def returnless_of(dice: Dice, world: World) -> Returnless:
    """What need not come back, in a currency of the world."""
    amount, kinds = amount_of(dice, world.currencies[0]), dice.of(((), *_BLAMELESS))
    made = Returnless(amount, per=dice.of(tuple(KeptFor)), for_reasons=kinds)
    return evolve(made, applies_to=scope_of(dice, world)) if dice.below(2) else made


def returnless(world: World = ANYTHING) -> st.SearchStrategy[Returnless]:
    """What need not come back.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: returnless_of(dice, world))


def accepted_conditions(world: World = ANYTHING) -> st.SearchStrategy[AcceptedConditions]:
    """Conditions in which goods of a world are taken back.

    Example:
        See ``return_terms``.
    """
    return thrown(lambda dice: conditions_of(dice, world))
