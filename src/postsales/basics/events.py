"""Events: what has happened, one frozen class per kind, named in the past tense.

A host adds its own by subclassing ``Event``, or says ``Happened("newsletter_joined", at=...)``.
"""

import copyreg
from datetime import datetime
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import named, optional_text, several, text
from postsales.basics._chosen import OfKind
from postsales.basics.moments import Moment, instant, iso_repr

__all__ = ["Event", "Happened", "history_of", "kind_of", "known_by"]


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

    Selectors are for one kind: ``First(Happened.of("activated"))``.

    Example:
        >>> Happened("newsletter_joined", at="2026-03-02T10:15+01:00").kind
        'newsletter_joined'
    """

    kind: str

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("kind", self.kind)

    @staticmethod
    def of(kind: str) -> "type[Happened]":
        """The class of the events of one kind, for selectors.

        Example:
            >>> told = Happened("activated", at="2026-03-02T10:15+01:00")
            >>> isinstance(told, Happened.of("activated")), isinstance(told, Happened.of("called"))
            (True, False)
        """
        named("kind", kind)
        told = {"__slots__": (), "__module__": Happened.__module__, "of_kind": kind}
        return cast("type[Happened]", OfKind(f"Happened.of({kind!r})", (Happened,), told))


def kind_of(cls: type[Event]) -> str:
    """Of which kind of ``Happened`` a class is; empty where it is none.

    Example:
        >>> kind_of(Happened.of("activated")), kind_of(Happened)
        ('activated', '')
    """
    kind: object = cls
    return kind.of_kind if isinstance(kind, OfKind) else ""


def _again(cls: OfKind) -> "tuple[object, tuple[str]]":
    return Happened.of, (cls.of_kind,)


copyreg.pickle(OfKind, _again)  # type: ignore[arg-type]  # a class is what is pickled


def history_of(value: object) -> tuple[Event, ...]:
    """The events of a history, whatever holds them; in any order.

    Raises:
        WrongType: no collection, or something in it that is no event.

    Example:
        >>> history_of([Happened("newsletter_joined", at="2026-03-02T10:15+01:00")])[0].kind
        'newsletter_joined'
    """
    return several("history", value, Event, "a history is made of events")


def known_by(history: object, at: datetime) -> tuple[Event, ...]:
    """What of a history has happened by an instant, in order of time.

    Example:
        >>> from postsales.basics.moments import instant
        >>> told = [Happened("newsletter_joined", at="2026-03-02T10:15+01:00")]
        >>> known_by(told, instant("2026-03-01T00:00Z"))
        ()
    """
    return tuple(sorted((x for x in history_of(history) if x.at <= at), key=_by_time))


def _by_time(event: Event) -> tuple[datetime, str]:
    return event.at, event.ref
