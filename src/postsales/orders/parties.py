"""The customer of an order, as far as terms can depend on who it is."""

from attrs import field, frozen

from postsales.basics._checks import text
from postsales.basics.moments import zone_key

__all__ = ["Customer"]


@frozen(weakref_slot=False)
class Customer:
    """Who bought. No name and no address: nothing here decides on a person.

    Example:
        >>> Customer(id="C-7", country="DE", zone="Europe/Berlin", tier="gold").tier
        'gold'
    """

    id: str
    country: str | None = field(default=None, kw_only=True)
    zone: str | None = field(default=None, kw_only=True)
    tier: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        for name in ("country", "tier"):
            if getattr(self, name) is not None:
                text(name, getattr(self, name))
        if self.zone is not None:
            zone_key(self.zone)
