"""Selectors: which of several events of one kind is meant, and the time between two of them."""

from typing import cast

from attrs import field, frozen

from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.citations import Citation, check_source
from postsales.basics.events import Event, Happened

__all__ = ["During", "First", "Last"]


def class_name(value: type[Event]) -> str:
    """How a class of events is written."""
    return value.__name__


def class_names(values: tuple[type[Event], ...]) -> str:
    """How several classes of events are written.

    Example:
        >>> class_names((Event,)), class_names(())
        ('(Event,)', '()')
    """
    names = ", ".join(map(class_name, values))
    return f"({names},)" if len(values) == 1 else f"({names})"


def class_of_events(name: str, value: object) -> None:
    if not (isinstance(value, type) and issubclass(cast("type[object]", value), Event)):
        raise WrongType(name, value, "a selector is for a class of events")
    if value is Happened:
        allowed = "what happened is of many kinds, and a selector is for one"
        advice = "say Happened.of('activated'), or happened:activated in a file"
        raise InvalidValue(name, "Happened", allowed, advice)


@frozen(weakref_slot=False)
class Selector:
    """Which of several events of one kind is meant."""

    event: type[Event] = field(repr=class_name)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        class_of_events("event", self.event)
        check_source(self.by)


@frozen(weakref_slot=False)
class First(Selector):
    """The first event of a kind.

    Example:
        >>> from postsales import Delivered
        >>> First(Delivered)
        First(event=Delivered, by=None)
    """


@frozen(weakref_slot=False)
class Last(Selector):
    """The last event of a kind.

    Where it starts a window, it has not happened as long as one is outstanding: the last delivery
    is known once every unit has been delivered or is not coming any more.

    Example:
        >>> from postsales import Delivered
        >>> Last(Delivered)
        Last(event=Delivered, by=None)
    """


@frozen(weakref_slot=False)
class During:
    """The time from an event of one kind to the next of another.

    Several that begin before one ends are told apart by their ``ref``. An end without a ref ends
    them all, and one with a ref also what began without. While none has ended, the time goes on.

    Example:
        >>> from postsales import Delivered, Received
        >>> During(Received, Delivered)
        During(begins=Received, ends=Delivered)
    """

    begins: type[Event] = field(repr=class_name)
    ends: type[Event] = field(repr=class_name)

    def __attrs_post_init__(self) -> None:
        class_of_events("begins", self.begins)
        class_of_events("ends", self.ends)
        if self.begins is self.ends:
            raise InvalidValue("ends", self.ends.__name__, "another class than that which begins")
