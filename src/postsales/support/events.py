"""What happens to an inquiry: somebody writes, answers, asks, solves it, says that it is solved.

Rules of this file: a history is that of one inquiry. The ``ref`` of a message is its own, and the
``ref`` of an answer is the message that it answers; an answer without one answers all of them.
"""

from attrs import field, frozen

from postsales.basics._checks import text
from postsales.basics.events import Event
from postsales.schedules.channels import Channel

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
    """We answered so that the customer could see it; a note among ourselves is no answer."""


@frozen(weakref_slot=False)
class AskedCustomer(WeReplied):
    """We asked the customer for something without which we cannot go on: an answer, too."""


@frozen(weakref_slot=False)
class Solved(Event):
    """We say that it is solved. Whether it is, the customer says."""


@frozen(weakref_slot=False)
class SolutionConfirmed(Event):
    """The customer said that it is solved."""


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
