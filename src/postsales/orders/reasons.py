"""Kinds of reason: whose doing it is that something comes back or is called off."""

from collections.abc import Iterable

from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word

__all__ = ["REMORSE_ONLY", "ReasonKind", "reason_kinds", "some_reason_kinds"]


class ReasonKind(Word):
    """Whose doing is it that goods come back?"""

    REMORSE = "remorse"
    """The customer changed their mind; nothing is wrong with the goods."""
    DEFECT = "defect"
    """The goods are faulty."""
    WRONG_ITEM = "wrong_item"
    """Something else was sent."""
    NOT_AS_DESCRIBED = "not_as_described"
    """The goods are not what the shop said they were."""
    DAMAGED_IN_TRANSIT = "damaged_in_transit"
    """The goods were damaged on the way to the customer."""
    LATE = "late"
    """The goods came too late."""
    OTHER = "other"
    """None of these, or nobody knows: a person decides."""


REMORSE_ONLY = (ReasonKind.REMORSE,)
"""The kinds that exclusions and fees are about unless told otherwise."""


def reason_kinds(value: ReasonKind | str | Iterable[ReasonKind | str]) -> tuple[ReasonKind, ...]:
    """Kinds of reason, each once, in one order, from members or their words.

    Example:
        >>> reason_kinds(["late", ReasonKind.DEFECT])
        (ReasonKind.DEFECT, ReasonKind.LATE)
    """
    return ReasonKind.read_all("for_reasons", value)


def some_reason_kinds(
    value: ReasonKind | str | Iterable[ReasonKind | str],
) -> tuple[ReasonKind, ...]:
    """``reason_kinds`` of what has to be about one at least.

    Raises:
        InvalidValue: none is named.

    Example:
        >>> some_reason_kinds("late")
        (ReasonKind.LATE,)
    """
    found = reason_kinds(value)
    if not found:
        raise InvalidValue("for_reasons", found, "name at least one kind of reason")
    return found
