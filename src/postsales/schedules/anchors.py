"""Anchors: from which event does a step count? Always from one that is selected by name.

``First`` and ``Last`` of the selectors are anchors, the last being the last that has happened, and
these three: each event for itself, the oldest that is still open, and each time that another step
was done.
"""

from attrs import field, frozen

from postsales.basics._checks import text
from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.basics.selectors import First, Last, class_name, class_of_events

__all__ = ["AfterStep", "Anchor", "Each", "Oldest"]


@frozen(weakref_slot=False)
class Each:
    """Every event of a kind for itself, told apart by its ``ref``.

    Example:
        >>> from postsales import Delivered
        >>> Each(Delivered)
        Each(event=Delivered)
    """

    event: type[Event] = field(repr=class_name)

    def __attrs_post_init__(self) -> None:
        class_of_events("event", self.event)


def _optional_class(value: type[Event] | None) -> str:
    return "None" if value is None else class_name(value)


@frozen(weakref_slot=False)
class Oldest:
    """The oldest event of a kind that no event of another kind has ended yet.

    They belong together by their ``ref``, as the time of ``During`` does: an end without a ref ends
    them all, and one with a ref also those without. What is ended may be opened again, by an event
    of ``reopened_by`` with its ref: a payment that is reversed opens its invoice. It is as old then
    as it was. What was stopped is over, too, and the next has its turn.

    Example:
        >>> from postsales import ReturnClosed, ReturnRequested
        >>> Oldest(ReturnRequested, until=ReturnClosed)
        Oldest(event=ReturnRequested, until=ReturnClosed, reopened_by=None)
    """

    event: type[Event] = field(repr=class_name)
    until: type[Event] = field(kw_only=True, repr=class_name)
    reopened_by: type[Event] | None = field(default=None, kw_only=True, repr=_optional_class)

    def __attrs_post_init__(self) -> None:
        class_of_events("event", self.event)
        class_of_events("until", self.until)
        if self.reopened_by is not None:
            class_of_events("reopened_by", self.reopened_by)
        named = [x for x in (self.event, self.until, self.reopened_by) if x is not None]
        if len({*named}) < len(named):
            allowed = "an event begins, ends or opens again: three classes"
            raise InvalidValue("until", self.until.__name__, allowed)


@frozen(weakref_slot=False)
class AfterStep:
    """Whenever an action of another step of the same plan has been done, for each time by itself.

    Example:
        >>> AfterStep("reminder").step
        'reminder'
    """

    step: str

    def __attrs_post_init__(self) -> None:
        text("step", self.step)


Anchor = First | Last | Each | Oldest | AfterStep
"""From what a step counts."""
