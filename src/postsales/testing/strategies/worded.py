"""Words of a host's own: sentences of the library said otherwise, in one language."""

from postsales.explain.own import Catalogue
from postsales.explain.source import ENGLISH, facts_of, forms
from postsales.testing.strategies._dice import Dice

__all__ = ["catalogue_of"]

_KEYS = tuple(sorted(ENGLISH))


def catalogue_of(dice: Dice) -> Catalogue:
    """A few sentences, each with the facts of ours in other words."""
    keys = {dice.of(_KEYS) for _ in range(dice.below(4))}
    return Catalogue(dice.of(("en", "de", "nl")), {key: _otherwise(key) for key in keys})


def _otherwise(key: str) -> tuple[str, ...]:
    facts = "".join(f" {{{name}}}" for name in sorted(facts_of(ENGLISH[key])))
    return tuple(f"form {n}:{facts}" for n, _ in enumerate(forms(ENGLISH[key]), start=1))
