"""Histories of subjects that are no orders: what happened to a customer, a ticket, an invoice."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from postsales.basics._checks import named, pairs, several, text
from postsales.basics.events import Event
from postsales.basics.findings import Fact, checked_fact
from postsales.basics.quantities import FrozenMap

__all__ = ["History"]

_NO_FACTS: FrozenMap[str, Fact] = FrozenMap({})


def _events(value: Iterable[Event]) -> tuple[Event, ...]:
    return several("events", value, Event, "a history is made of events")


def _facts(value: Mapping[str, Fact]) -> FrozenMap[str, Fact]:
    told = pairs("facts", value)
    return FrozenMap({text("facts", name): checked_fact(f"facts[{name}]", x) for name, x in told})


@frozen(weakref_slot=False)
class History:
    """What happened to one subject, by the name that plans know it by, and facts about it.

    ``events`` may stand in any order. ``facts`` are what conditions of steps ask about, such as an
    open balance, as it is now.

    Example:
        >>> from postsales import Delivered
        >>> told = History("C-7", [Delivered({"tee": 1}, at="2026-03-09T11:00Z")])
        >>> told.subject, len(told.events), told.facts
        ('C-7', 1, FrozenMap({}))
    """

    subject: str
    events: tuple[Event, ...] = field(converter=_events)
    facts: FrozenMap[str, Fact] = field(default=_NO_FACTS, converter=_facts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        named("subject", self.subject)
