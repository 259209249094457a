"""What customers say about being contacted, and what happened to contacts outside plans."""

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.contacts._scopes import channels_of, purposes_of
from postsales.schedules.channels import Channel, Contact, Purpose

__all__ = [
    "AddressGiven",
    "Bounced",
    "ConsentGiven",
    "ConsentWithdrawn",
    "Contacted",
    "RecordingAllowed",
    "RecordingRefused",
]


def _channel(value: Channel | str) -> Channel:
    return Channel.read("channel", value)


@frozen(weakref_slot=False)
class ConsentGiven(Event):
    """The customer agreed to contacts for these purposes, by these channels, or by any.

    The purposes are named: nobody agrees to everything.

    Example:
        >>> ConsentGiven("marketing", channels="email", at="2026-03-02T10:15+01:00").purposes
        (Purpose.MARKETING,)
    """

    purposes: tuple[Purpose, ...] = field(converter=purposes_of)
    channels: tuple[Channel, ...] = field(default=(), converter=channels_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        if not self.purposes:
            raise InvalidValue("purposes", (), "a consent names what it is for")

    def is_about(self, contact: Contact) -> bool:
        """Does it allow such a contact?"""
        return contact.purpose in self.purposes and _is_among(contact.channel, self.channels)


@frozen(weakref_slot=False)
class ConsentWithdrawn(Event):
    """The customer does not want contacts for these purposes, by these channels.

    Where channels are named and no purposes, nothing goes out by them any more, whatever it is for.
    Where neither is named, it is everything that a customer can refuse: not ``COLLECTION`` and
    ``STATUTORY``, which have to be named.

    Example:
        >>> stop = ConsentWithdrawn(at="2026-03-02T10:15+01:00")
        >>> stop.is_about(Contact("sms")), stop.is_about(Contact("sms", purpose="statutory"))
        (True, False)
    """

    purposes: tuple[Purpose, ...] = field(default=(), converter=purposes_of)
    channels: tuple[Channel, ...] = field(default=(), converter=channels_of, kw_only=True)

    def is_about(self, contact: Contact) -> bool:
        """Does it stop such a contact?"""
        if self.purposes:
            is_meant = contact.purpose in self.purposes
        else:
            is_meant = bool(self.channels) or contact.purpose not in _TO_BE_NAMED
        return is_meant and _is_among(contact.channel, self.channels)

    def is_lifted_by(self, consent: ConsentGiven, contact: Contact) -> bool:
        """May such a contact go out again after this consent?

        It has to be later; who refused a channel has to name it again.
        """
        names_enough = not self.channels or contact.channel in consent.channels
        return consent.at > self.at and consent.is_about(contact) and names_enough


_TO_BE_NAMED = (Purpose.COLLECTION, Purpose.STATUTORY)


def _is_among(channel: Channel, channels: tuple[Channel, ...]) -> bool:
    return not channels or channel in channels


@frozen(weakref_slot=False)
class RecordingAllowed(Event):
    """The customer allowed that calls with them are recorded.

    Example:
        >>> RecordingAllowed(at="2026-03-02T10:15+01:00").ref
        ''
    """


@frozen(weakref_slot=False)
class RecordingRefused(Event):
    """The customer does not want calls to be recorded, or not any more.

    Example:
        >>> RecordingRefused(at="2026-03-02T10:15+01:00").ref
        ''
    """


@frozen(weakref_slot=False)
class Bounced(Event):
    """What was sent by a channel came back for good: the address is none.

    Until an ``AddressGiven`` nothing is sent by it. What came back for a while, such as from a full
    mailbox, is no ``Bounced``.

    Example:
        >>> Bounced("email", at="2026-03-02T10:15+01:00").channel
        Channel.EMAIL
    """

    channel: Channel = field(converter=_channel)


@frozen(weakref_slot=False)
class AddressGiven(Event):
    """The customer gave another address or number for a channel.

    Example:
        >>> AddressGiven("email", at="2026-03-05T10:15+01:00").channel
        Channel.EMAIL
    """

    channel: Channel = field(converter=_channel)


@frozen(weakref_slot=False)
class Contacted(Event):
    """The customer was contacted outside all plans: caps and spacing count it.

    Example:
        >>> Contacted(Contact("email", purpose="marketing"), at="2026-03-02T10:15+01:00").contact
        Contact(channel=Channel.EMAIL, purpose=Purpose.MARKETING, priority=5, minutes=0)
    """

    contact: Contact

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        instance("contact", self.contact, Contact, "say Contact(channel, purpose=...)")
