"""Conditions: what a shop finds when it looks at goods, and what customers say of theirs."""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import count, text
from postsales.basics._words import Word

__all__ = ["Condition", "InspectedUnits", "condition_word", "conditions"]


class Condition(Word):
    """In what condition did units come back?"""

    GOOD = "good"
    """As they were sold, or as anybody would try them: accepted."""
    USED = "used"
    """Used beyond what it takes to try them."""
    DAMAGED = "damaged"
    """Broken, soiled or incomplete."""
    NOT_OURS = "not_ours"
    """Something else came in their place."""


def conditions(value: Condition | str | Iterable[Condition | str]) -> tuple[Condition, ...]:
    """Conditions, each once, in one order, from members or their words.

    Example:
        >>> conditions(["used", Condition.DAMAGED])
        (Condition.DAMAGED, Condition.USED)
    """
    return Condition.read_all("conditions", value)


def condition_word(value: Condition | str) -> str:
    """A condition as it is written: the word of a member, or a word of the merchant's own.

    Example:
        >>> condition_word(Condition.USED), condition_word("unopened")
        ('used', 'unopened')
    """
    return str(value) if isinstance(value, Condition) else value


def _condition(value: Condition | str) -> Condition:
    return Condition.read("condition", value)


@frozen(weakref_slot=False)
class InspectedUnits:
    """Some units of a line, and the condition in which they were found.

    Example:
        >>> InspectedUnits("tee", 1, condition="damaged").condition
        Condition.DAMAGED
    """

    line: str
    units: int
    condition: Condition = field(default=Condition.GOOD, converter=_condition, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("line", self.line)
        count("units", self.units, 1)
