"""What happens to an inquiry: somebody writes, answers, asks, solves it, says that it is solved.

Rules of this file: a history is that of one inquiry. The ``ref`` of a message is its own, and the
``ref`` of an answer is the message that it answers; an answer without one answers all of them. What
a machine sends by itself to say that a message has come is no answer and is not recorded as one.
What happens at one instant happens in the order of ``IN_TURN``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby

from attrs import field, frozen

from postsales.basics._checks import text
from postsales.basics.events import Event, known_by
from postsales.schedules.channels import Channel
from postsales.schedules.plans import PlanBound

__all__ = [
    "AskedCustomer",
    "ClockStarted",
    "ClockStopped",
    "CustomerAnswered",
    "CustomerWrote",
    "InquiryClosed",
    "InquiryMerged",
    "InquiryReopened",
    "PriorityChanged",
    "SolutionConfirmed",
    "Solved",
    "WeReplied",
]


def _channel(value: Channel | str) -> Channel:
    return Channel.read("channel", value)


@frozen(weakref_slot=False)
class CustomerWrote(Event):
    """The customer wrote, called or came, and waits for an answer.

    Example:
        >>> CustomerWrote(channel="chat", ref="m-1", at="2026-03-20T15:00+01:00").channel
        Channel.CHAT
    """

    channel: Channel = field(default=Channel.EMAIL, converter=_channel, kw_only=True)


@frozen(weakref_slot=False)
class CustomerAnswered(CustomerWrote):
    """The customer told what we had asked for."""


@frozen(weakref_slot=False)
class WeReplied(Event):
    """We answered so that the customer could see it; a note among ourselves is no answer.

    Nor is what a machine sends by itself, to say that the message has come.
    """


@frozen(weakref_slot=False)
class AskedCustomer(WeReplied):
    """We asked the customer for something without which we cannot go on: an answer, too."""


@frozen(weakref_slot=False)
class Solved(Event):
    """We say that it is solved. Whether it is, the customer says.

    What they have confirmed is solved: until they write again, do not record it once more, for they
    would be asked once more.
    """


@frozen(weakref_slot=False)
class SolutionConfirmed(Event):
    """The customer said that it is solved.

    A message that says no more than that is not told as ``CustomerWrote`` besides: it waits for no
    answer.
    """


@frozen(weakref_slot=False)
class InquiryReopened(Event):
    """It was not solved after all. A message of the customer opens it again by itself."""


@frozen(weakref_slot=False)
class InquiryClosed(Event):
    """We ended it. That is no solution, and a message of the customer opens it again."""


@frozen(weakref_slot=False)
class InquiryMerged(Event):
    """It goes on as another inquiry, as one that was sent twice does.

    Example:
        >>> InquiryMerged("T-7", at="2026-03-20T15:00+01:00").into
        'T-7'
    """

    into: str

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("into", self.into)


@frozen(weakref_slot=False)
class PriorityChanged(Event):
    """From now on it has this priority, by the merchant's own word; at first it is ``normal``.

    Example:
        >>> PriorityChanged("urgent", at="2026-03-20T15:00+01:00").priority
        'urgent'
    """

    priority: str

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("priority", self.priority)


@frozen(weakref_slot=False)
class ClockStopped(Event):
    """From now on the clocks stand still that pause: by agreement with the customer.

    While we wait for the customer they do so by themselves.
    """


@frozen(weakref_slot=False)
class ClockStarted(Event):
    """The clocks run again, after the stop with this ref; without one, after every stop."""


IN_TURN: tuple[type[Event], ...] = (
    PlanBound,
    PriorityChanged,
    InquiryReopened,
    CustomerWrote,
    SolutionConfirmed,
    ClockStopped,
    ClockStarted,
    AskedCustomer,
    CustomerAnswered,
    WeReplied,
    Solved,
    InquiryClosed,
    InquiryMerged,
)
"""The order of what happens at one instant: what holds, what the customer does, what we do.

Only who tells what we asked for does so after we asked.
"""
_TURNS: Mapping[type[Event], int] = {kind: n for n, kind in enumerate(IN_TURN)}


def known_in_turn(history: object, at: datetime) -> tuple[Event, ...]:
    """What of a history has happened by an instant, in order, whatever it was told in; each once.

    Example:
        >>> from postsales.basics.moments import instant
        >>> nine = "2026-03-20T09:00+01:00"
        >>> told = [Solved(at=nine), CustomerWrote(at=nine), CustomerWrote(at=nine)]
        >>> [type(x).__name__ for x in known_in_turn(told, instant(nine))]
        ['CustomerWrote', 'Solved']
    """
    return tuple(_in_turn(known_by(history, at)))


def _in_turn(known: Iterable[Event]) -> Iterator[Event]:
    for _, found in groupby(known, key=lambda x: x.at):
        told = [*found]
        if len(told) > 1:
            told.sort(key=_turn)
        yield from (x for n, x in enumerate(told) if n == 0 or x != told[n - 1])


def _turn(event: Event) -> tuple[int, str, str]:
    """Its kind; of one kind the reference, and at last whatever it says."""
    turns = (_TURNS[kind] for kind in type(event).__mro__ if kind in _TURNS)
    return next(turns, len(_TURNS)), event.ref, repr(event)
