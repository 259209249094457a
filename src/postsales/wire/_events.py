"""Events by name: those of the library, and those that a host says may stand in a document."""

from collections.abc import Iterable, Mapping
from typing import TypeGuard, cast

import attrs

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.events import Event, Happened, kind_of
from postsales.basics.rules import in_snake_case
from postsales.basics.selectors import First, Last
from postsales.billing import events as _billing
from postsales.contacts import events as _contacts
from postsales.followups import events as _followups
from postsales.followups.unhappy import UnhappyAnswer
from postsales.orders import besides as _besides
from postsales.orders import changed as _changed
from postsales.orders import events as _events
from postsales.orders import exchanged as _exchanged
from postsales.orders import overrides as _overrides
from postsales.orders import remedied as _remedied
from postsales.orders import return_events as _return_events
from postsales.orders import sale_events as _sale_events
from postsales.schedules import plans as _plans
from postsales.support import events as _support

__all__ = [
    "CHOSEN",
    "EVENTS",
    "OF_KIND",
    "SELECTORS",
    "event_classes",
    "event_name",
    "is_event_class",
    "known_events",
    "selected",
]

_HOMES = (
    *(_events, _besides, _changed, _exchanged, _overrides, _remedied, _return_events),
    _sale_events,
    *(_support, _followups, _billing),
    *(_plans, _contacts),
)

EVENTS: Mapping[str, type[Event]] = {
    in_snake_case(cls.__name__): cls
    for cls in (Happened, *(vars(home)[name] for home in _HOMES for name in home.__all__))
    if isinstance(cls, type) and issubclass(cls, Event)
}
"""The events of the library, by the name that they have in documents."""

CHOSEN: Mapping[str, type[Event]] = {"unhappy_answer": UnhappyAnswer}
"""What selectors may name besides, though no event is told as one."""

OF_KIND = "happened:"
"""What stands before a kind of the host's own events, as in ``happened:activated``."""

SELECTORS: Mapping[str, type[First | Last]] = {"first": First, "last": Last}
"""Which of several events is meant, by the key that tells it in documents."""

_ALLOWED = "further events are classes below Event"


def known_events(events: Iterable[type[Event]]) -> dict[str, type[Event]]:
    """All events that a document may name, by their names.

    Raises:
        InvalidValue: two of them have one name, or a field of one is called ``event``.

    Example:
        >>> list(known_events([]))[:3]
        ['happened', 'authorised', 'cancelled']
    """
    known = dict(EVENTS)
    for told in event_classes(events):
        name = in_snake_case(told.__name__)
        if known.setdefault(name, told) is not told:
            raise InvalidValue("events", told.__name__, f"another event is called {name!r}")
        if "event" in attrs.fields_dict(told):
            allowed = "documents tell by the key 'event' which one it is; call the field otherwise"
            raise InvalidValue("events", told.__name__, allowed)
    return known


def selected(name: object) -> type[Event] | None:
    """The class that selectors may name besides those of events; None where it is none of these.

    Raises:
        InvalidValue: a kind that is blank.

    Example:
        >>> selected("happened:activated"), selected("delivered")
        (<class 'postsales.basics.events.Happened.of('activated')'>, None)
    """
    if isinstance(name, str) and name.startswith(OF_KIND):
        return Happened.of(name.removeprefix(OF_KIND))
    return CHOSEN.get(name) if isinstance(name, str) else None


def event_classes(events: object) -> tuple[type[Event], ...]:
    """The further events that a caller names.

    Raises:
        WrongType: something that is no class of events.
    """
    found: list[type[Event]] = []
    for told in several("events", events, object, _ALLOWED):
        if not is_event_class(told):
            raise WrongType("events", told, _ALLOWED)
        found.append(told)
    return tuple(found)


def is_event_class(value: object) -> TypeGuard[type[Event]]:
    """Is it a class of events?"""
    return isinstance(value, type) and issubclass(cast("type[object]", value), Event)


def event_name(cls: type[Event]) -> str:
    """The name that an event has in documents.

    Raises:
        InvalidValue: it would be read as another event.

    Example:
        >>> event_name(_events.ReturnRequested)
        'return_requested'
    """
    kind = kind_of(cls)
    if kind:
        return f"{OF_KIND}{kind}"
    if cls in CHOSEN.values():
        return in_snake_case(cls.__name__)
    known_events([cls])
    return in_snake_case(cls.__name__)
