"""Which facts were known: a reference to an order, which a record tells instead of the order."""

from collections.abc import Iterable
from typing import Protocol

from attrs import field, frozen

from postsales.basics._checks import text
from postsales.basics.moments import Moment
from postsales.basics.quantities import FrozenMap

__all__ = ["KnownFacts", "OrderRef"]


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(weakref_slot=False)
class OrderRef:
    """Which facts were known: a digest of each part of what was agreed, and of each event.

    ``events`` are the digests of the events that counted at the instant of the question, in no
    order that means anything. ``order.upto`` finds them again, and leaves out what was booked
    later, also when it happened earlier.
    """

    id: str
    digest: str = field(kw_only=True)
    facts: FrozenMap[str, str] = field(kw_only=True)
    events: tuple[str, ...] = field(converter=_names, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("digest", self.digest)


class KnownFacts(Protocol):
    """Facts that a question is about, and that a record tells by a reference: an order."""

    def ref(self, *, at: Moment) -> OrderRef:
        """Which facts are known at an instant?"""
        ...
