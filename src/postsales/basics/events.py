"""Events: what has happened, one frozen class per kind, named in the past tense.

A host adds its own by subclassing ``Event``, or says ``Happened("newsletter_joined", at=...)``.
"""

from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import optional_text, text
from postsales.basics.moments import Moment, instant, iso_repr

__all__ = ["Event", "Happened"]


def _at(value: Moment) -> datetime:
    return instant(value, "at")


@frozen(weakref_slot=False)
class Event:
    """Something that happened at an instant, with the host's reference to it, if it has one.

    Events are equal when their class and all their fields are. They have no order: a history sorts
    them by ``at``.

    Example:
        >>> @frozen
        ... class LoyaltyJoined(Event):
        ...     programme: str
        >>> LoyaltyJoined("gold", at="2026-03-02T10:15+01:00").at.hour
        9
    """

    at: datetime = field(kw_only=True, converter=_at, repr=iso_repr)
    ref: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        optional_text("ref", self.ref)


@frozen(weakref_slot=False)
class Happened(Event):
    """An event of the host's own for which a class would be too much.

    Example:
        >>> Happened("newsletter_joined", at="2026-03-02T10:15+01:00").kind
        'newsletter_joined'
    """

    kind: str

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("kind", self.kind)
