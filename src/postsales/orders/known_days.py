"""The days on which things happened to an order, as counts of last days ask for them.

Rules of this file: days are local days of one zone; what is not known at the instant that is asked
about has not happened.
"""

from collections.abc import Mapping
from datetime import date, datetime

from attrs import field, frozen

from postsales.basics.days_known import Held, Span, When
from postsales.basics.events import Event
from postsales.basics.moments import local_day
from postsales.basics.pauses import stood_still
from postsales.basics.rolls import Holidays, Place
from postsales.basics.selectors import During, First, Last, Selector
from postsales.orders.circumstances import Sale, held
from postsales.orders.events import Received
from postsales.orders.position import Position
from postsales.orders.return_events import ReturnShipped
from postsales.orders.starts import Since, selected

__all__ = ["DaysOfLines"]


@frozen(weakref_slot=False)
class DaysOfLines:
    """What happened when to some lines of an order, ``of`` being the one that conditions look at.

    The last goods to come back, or to be sent back, have not come as long as units of an open
    return are awaited.
    """

    of: Sale
    position: Position = field(eq=False)
    lines: frozenset[str]
    zone: str
    given: Mapping[Place, Holidays]

    def when(self, one: Selector) -> When:
        """On which day did what is selected happen?"""
        if isinstance(one, Last) and one.event in (Received, ReturnShipped) and self._is_awaited():
            return When(None, is_due=True)
        which = one if isinstance(one, First | Last) else First(one.event)
        found = selected(Since(which), self.lines, self.of.order, self.position, self.of.known_at)
        day = None if found.at is None else self._day(found.at)
        return When(day, is_due=found.is_due, can_be_later=found.can_be_later)

    def _is_awaited(self) -> bool:
        return any(line in self.lines for x in self.position.open_returns for line in x.awaited)

    def done(self, some: tuple[type[Event], ...]) -> datetime | None:
        """When was something done that one of these events does: the last time, if it was."""
        return max((x.at for event in some for x in self.of.told(event)), default=None)

    def spans(self, during: During) -> tuple[Span, ...]:
        """Which times of a kind were there, in order?"""
        told = [*self.of.told(during.begins), *self.of.told(during.ends)]
        spans = stood_still([during], told)
        return tuple((self._day(x), None if y is None else self._day(y)) for x, y in spans)

    def _day(self, at: datetime) -> date:
        return local_day(at, self.zone)

    def holds(self, condition: object) -> Held:
        """Is a condition met by the line?"""
        return held(condition, self.of)

    def holidays(self, place: Place) -> Holidays | None:
        """The holidays of a place, where somebody gave them."""
        return self.given.get(place)
