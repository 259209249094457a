"""Which contacts a rule is about: by channel and by purpose."""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._errors import InvalidValue
from postsales.schedules.channels import Channel, Contact, Purpose

__all__ = ["Scoped", "channels_of", "purposes_of"]


def channels_of(value: Channel | str | Iterable[Channel | str]) -> tuple[Channel, ...]:
    """One channel or several, each once."""
    return Channel.read_all("channels", value)


def purposes_of(value: Purpose | str | Iterable[Purpose | str]) -> tuple[Purpose, ...]:
    """One purpose or several, each once."""
    return Purpose.read_all("purposes", value)


def _except_for(value: Purpose | str | Iterable[Purpose | str]) -> tuple[Purpose, ...]:
    return Purpose.read_all("except_for", value)


@frozen(weakref_slot=False, kw_only=True)
class Scoped:
    """A rule about some contacts: of these channels and purposes, all of them where none is named.

    ``except_for`` are purposes that it is not about.
    """

    channels: tuple[Channel, ...] = field(default=(), converter=channels_of)
    purposes: tuple[Purpose, ...] = field(default=(), converter=purposes_of)
    except_for: tuple[Purpose, ...] = field(default=(), converter=_except_for)

    def __attrs_post_init__(self) -> None:
        both = [str(x) for x in self.purposes if x in self.except_for]
        if both:
            raise InvalidValue("except_for", both, "a purpose is named, or excepted, and not both")

    def is_about(self, contact: Contact) -> bool:
        """Is this rule about such a contact?"""
        return (
            (not self.channels or contact.channel in self.channels)
            and (not self.purposes or contact.purpose in self.purposes)
            and contact.purpose not in self.except_for
        )
