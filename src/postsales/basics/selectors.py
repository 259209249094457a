"""Selectors: which of several events of one kind is meant."""

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import WrongType
from postsales.basics.citations import Citation
from postsales.basics.events import Event

__all__ = ["First", "Last"]


def class_name(value: type[Event]) -> str:
    """How a class of events is written."""
    return value.__name__


@frozen(weakref_slot=False)
class _Selected:
    event: type[Event] = field(repr=class_name)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not (isinstance(self.event, type) and issubclass(self.event, Event)):
            raise WrongType("event", self.event, "a selector is for a class of events")
        if self.by is not None:
            instance("by", self.by, Citation, "a source is a Citation")


@frozen(weakref_slot=False)
class First(_Selected):
    """The first event of a kind.

    Example:
        >>> from postsales import Delivered
        >>> First(Delivered)
        First(event=Delivered, by=None)
    """


@frozen(weakref_slot=False)
class Last(_Selected):
    """The last event of a kind.

    Where it starts a window, it has not happened as long as one is outstanding: the last delivery
    is known once every unit has been delivered or is not coming any more.

    Example:
        >>> from postsales import Delivered
        >>> Last(Delivered)
        Last(event=Delivered, by=None)
    """
