"""The days on which things happened to an order, as counts of last days ask for them.

Rules of this file: days are local days of one zone; what is not known at the instant that is asked
about has not happened.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from attrs import field, frozen

from postsales.basics.days_known import Held, Span, When
from postsales.basics.events import Event
from postsales.basics.moments import local_day
from postsales.basics.pauses import stood_still
from postsales.basics.rolls import Holidays, Place
from postsales.basics.selectors import During, First, Last, Selector
from postsales.orders.circumstances import Sale, held
from postsales.orders.events import Delivered, Received, Shipped
from postsales.orders.lines import LineKind
from postsales.orders.position import OpenReturn, Position
from postsales.orders.return_events import ReturnShipped
from postsales.orders.sale_events import CustomerInformed, InformationMissing
from postsales.orders.starts import Since, selected

__all__ = ["DaysOfLines"]

_WAYS_BACK = (Received, ReturnShipped)


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
        which = one if isinstance(one, First | Last) else First(one.event)
        if which.event in _WAYS_BACK:
            return self._back(which)
        found = selected(Since(which), self.lines, self.of.order, self.position, self.of.known_at)
        day = None if found.at is None else self._day(found.at)
        assumed = "" if day else self._assumed(which.event)
        return When(day, is_due=found.is_due, can_be_later=found.can_be_later, assumed=assumed)

    def _assumed(self, event: type[Event]) -> str:
        """What is taken for granted of what nobody told: that a customer was not informed yet."""
        is_silent = event is CustomerInformed and not self._told(InformationMissing)
        return "not_customer_informed" if is_silent else ""

    def _back(self, one: First | Last) -> When:
        """When goods came back, or were sent back; the last of them as long as none is awaited."""
        told = [x.at for x in self._told(one.event)]
        awaited = self._awaited(one.event)
        if isinstance(one, Last) and awaited:
            return When(None, is_due=True)
        if told:
            return When(self._day(max(told) if isinstance(one, Last) else min(told)))
        # Where returns are open and nothing of them has left the shop, nothing comes back.
        return When(None, is_due=True, is_never=bool(self.position.open_returns) and not awaited)

    def _awaited(self, event: type[Event]) -> int:
        """How many units of open returns has something that happens to all not happened to yet?"""
        return sum(self._awaited_of(x, event) for x in self.position.open_returns)

    def _awaited_of(self, one: OpenReturn, event: type[Event]) -> int:
        goods = [x for x in one.awaited if x in self.lines and self._travels(x)]
        awaited = sum(one.awaited[x] for x in goods)
        if event is Received:
            return awaited
        sent = [x for x in self._told(event) if x.ref == one.ref]
        if any(not getattr(x, "units", None) for x in sent):
            return 0
        # What has arrived was sent.
        gone: int = sum(x.units.get(line, 0) for x in sent for line in goods)
        return max(0, awaited - max(0, gone - sum(one.came.get(x, 0) for x in goods)))

    def _travels(self, line: str) -> bool:
        is_goods = self.position.line(line).kind is LineKind.GOODS
        return is_goods and self.position.units(line).has_left > 0

    def _told(self, event: type[Event]) -> list[Any]:
        """What has happened of a kind to any of the lines, or to the whole order."""
        known = (x for x in self.of.order.history if isinstance(x, event))
        return [x for x in known if x.at <= self.of.known_at and self._concerns(x)]

    def _concerns(self, event: Event) -> bool:
        units = getattr(event, "units", None)
        return not units or any(line in self.lines for line in units)

    def done(self, some: tuple[type[Event], ...]) -> datetime | None:
        """When was it all done that one of these events does? None as long as it is not."""
        return min((at for at in map(self._done, some) if at is not None), default=None)

    def _done(self, event: type[Event]) -> datetime | None:
        is_waited_for = event in (*_WAYS_BACK, Shipped, Delivered)
        if is_waited_for and self.when(Last(event)).day is None:
            return None
        return max((x.at for x in self._told(event)), default=None)

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
