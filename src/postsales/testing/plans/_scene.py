"""A scene for plans: what happened, and when a host ran."""

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from postsales.basics.events import Event
from postsales.basics.findings import Fact
from postsales.basics.quantities import FrozenMap

__all__ = ["PlanScene"]


@frozen(weakref_slot=False)
class PlanScene:
    """A history with the instants at which a host ran; an outage is a gap between two of them.

    ``zone`` is where the customer is; None where the rules say so. ``facts`` are what is known
    besides.
    """

    history: tuple[Event, ...]
    runs: tuple[datetime, ...]
    zone: str | None = field(default=None, kw_only=True)
    facts: Mapping[str, Fact] = field(default=FrozenMap[str, Fact](), kw_only=True)
