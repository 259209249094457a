"""Where terms of a merchant give less than a statute: the place, the kind, and the first day."""

from datetime import date

from attrs import field, frozen

from postsales.basics.citations import Citation
from postsales.basics.moments import iso_repr

__all__ = ["Shortfall", "WorseDays"]


def _day_repr(value: date | None) -> str:
    return "None" if value is None else iso_repr(value)


@frozen(weakref_slot=False, kw_only=True)
class WorseDays:
    """On which of the days that were tried a time of terms ends before that of a statute.

    ``first_on`` is the first of them: the day of the delivery, or of the notice where a refund is
    meant. ``last_day`` is then the last day by the terms, and ``by_statute`` that of the statute;
    None where its time has no end. A length in hours may end sooner on the same day.

    Units: ``worse`` of ``tried`` days.

    Example:
        See ``lint``.
    """

    first_on: date = field(repr=iso_repr)
    last_day: date = field(repr=iso_repr)
    by_statute: date | None = field(repr=_day_repr)
    worse: int
    tried: int


@frozen(weakref_slot=False)
class Shortfall:
    """Terms that give less than a right: where, of which kind, and in a sentence.

    ``right`` is the name of the right, as in ``FloorCase``, ``citation`` where it stands what is
    better in it, and ``days`` the days on which it is, where some are and others are not.

    Example:
        See ``lint``.
    """

    where: str
    code: str
    says: str
    right: str = field(kw_only=True)
    citation: Citation | None = field(kw_only=True)
    days: WorseDays | None = field(default=None, kw_only=True)
