"""How a customer is reached, and what for."""

from attrs import field, frozen

from postsales.basics._checks import count
from postsales.basics._words import Word

__all__ = ["SERVICE_EMAIL", "Channel", "Contact", "Purpose"]


class Channel(Word):
    """A way to reach a customer."""

    EMAIL = "email"
    """Electronic mail."""
    SMS = "sms"
    """A text message to a phone."""
    PUSH = "push"
    """A message of an app."""
    CHAT = "chat"
    """A message in a conversation."""
    LETTER = "letter"
    """On paper, by post."""
    CALL = "call"
    """A telephone call, which takes its time."""
    VISIT = "visit"
    """Somebody comes, which takes its time."""


class Purpose(Word):
    """What a message is for: rules of contact and consents are about purposes."""

    SERVICE = "service"
    """About what was bought: parcels, answers, help."""
    FEEDBACK = "feedback"
    """Asks for an opinion: surveys and reviews."""
    MARKETING = "marketing"
    """Offers something."""
    COLLECTION = "collection"
    """Asks for money that is owed."""
    STATUTORY = "statutory"
    """A notice that has to be given by law or contract."""


def _channel(value: Channel | str) -> Channel:
    return Channel.read("channel", value)


def _purpose(value: Purpose | str) -> Purpose:
    return Purpose.read("purpose", value)


@frozen(weakref_slot=False)
class Contact:
    """By which channel a customer is reached, for what purpose, how urgent, and for how long.

    ``priority`` says who goes first where not everything may go: 1 goes before 2. ``minutes`` is
    how long a call or a visit takes: all of it lies outside quiet hours.

    Example:
        >>> Contact("call", purpose="service", minutes=15).channel
        Channel.CALL
    """

    channel: Channel = field(converter=_channel)
    purpose: Purpose = field(default=Purpose.SERVICE, converter=_purpose, kw_only=True)
    priority: int = field(default=5, kw_only=True)
    minutes: int = field(default=0, kw_only=True)

    def __attrs_post_init__(self) -> None:
        count("priority", self.priority, least=1, most=9)
        count("minutes", self.minutes, most=24 * 60)


SERVICE_EMAIL = Contact(Channel.EMAIL)
"""An e-mail about what was bought."""
