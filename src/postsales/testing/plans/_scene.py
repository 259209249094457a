"""A scene for plans: what happened, and when a host ran."""

from datetime import datetime

from attrs import field, frozen

from postsales.basics.events import Event

__all__ = ["PlanScene"]


@frozen(weakref_slot=False)
class PlanScene:
    """A history with the instants at which a host ran; an outage is a gap between two of them.

    ``zone`` is where the customer is; None where the rules say so.
    """

    history: tuple[Event, ...]
    runs: tuple[datetime, ...]
    zone: str | None = field(default=None, kw_only=True)
