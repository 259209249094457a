"""When does a window end whose last day is said in words of its own?

Rules of this file: what the parts of ``last_days`` ask is answered by the order, for the units of
one case; days are local days of the terms' zone.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics.days_known import Held, Span, When
from postsales.basics.durations import days_after
from postsales.basics.last_days import Own
from postsales.basics.moments import day_start, local_day
from postsales.basics.pauses import stood_still
from postsales.basics.periods import End
from postsales.basics.reckoning import Reckoned, last_day
from postsales.basics.rolls import Holidays, Place
from postsales.basics.selectors import During, First, Last, Selector
from postsales.basics.windows import LegalDeadline
from postsales.orders.circumstances import Sale, held
from postsales.orders.events import Delivered, Shipped
from postsales.orders.lines import Line
from postsales.orders.starts import Since, selected
from postsales.returns.applies import windows_of
from postsales.returns.windows import StatedWindow

if TYPE_CHECKING:
    from postsales.returns.case import ReturnCase

__all__ = ["begins_on", "deadline_of", "end_of", "reckoned", "selector_of"]


def reckoned(case: "ReturnCase", window: StatedWindow) -> Reckoned:
    """Which day is the last, for these units?"""
    return last_day(window.ends, _OfCase(case, window, case.asking.zone or "UTC"))


def begins_on(found: Reckoned, zone: str) -> datetime | None:
    """The first instant of the day on which it starts; None while there is no last day."""
    return None if found.start is None else day_start(zone, found.start)


def selector_of(found: Reckoned) -> Since | None:
    """What started it; None while there is no last day."""
    one = found.started_by
    if one is None:
        return None
    return Since(one if isinstance(one, First | Last) else one.event)


def end_of(found: Reckoned, zone: str) -> End:
    """When is it over, by what was reckoned?"""
    assert found.nominal and found.safe and found.latest  # noqa: PT018, S101 - it was reached
    return End(
        found.nominal,
        found.safe,
        day_start(zone, days_after(found.safe, 1)),
        day_start(zone, days_after(found.latest, 1)),
        found.trace[1:],
        found.needs_holidays,
    )


def deadline_of(found: Reckoned, zone: str) -> LegalDeadline:
    """The same as a deadline, with its readings and what was assumed."""
    assert found.nominal and found.legal and found.safe  # noqa: PT018, S101 - it was reached
    return LegalDeadline(
        found.safe,
        day_start(zone, days_after(found.safe, 1)),
        zone=zone,
        nominal_day=found.nominal,
        legal_day=found.legal,
        needs_holidays=found.needs_holidays,
        trace=found.trace,
        readings=found.readings,
        assumed=found.assumed,
    )


@frozen(weakref_slot=False)
class _OfCase:
    """The days on which things happened to the units of a case."""

    case: "ReturnCase"
    window: StatedWindow
    zone: str

    def when(self, one: Selector) -> When:
        """On which day did what is selected happen?"""
        if isinstance(one, Own) and one.event in (Shipped, Delivered):
            return self._own(one)
        case = self.case
        which = one if isinstance(one, First | Last) else First(one.event)
        lines = frozenset({case.line_id}) if isinstance(one, Own) else self._lines()
        found = selected(Since(which), lines, case.order, case.position, case.known_at)
        day = None if found.at is None else local_day(found.at, self.zone)
        return When(day, is_due=found.is_due, can_be_later=found.can_be_later)

    def _own(self, one: Own) -> When:
        case = self.case
        at = case.delivered_at if one.event is Delivered else case.shipped_at
        if at is None:
            # What has left without a word has no day; what has not is still to come.
            is_due = case.is_unsent or one.event is Delivered
            return When(None, is_due=is_due)
        return When(local_day(at, self.zone))

    def _lines(self) -> frozenset[str]:
        """All lines that the window is for."""
        terms, order = self.case.terms, self.case.order
        about = (x for x in self.case.position.lines if terms.applies_to.covers(x, order))
        return frozenset(x.id for x in about if self._is_of(x))

    def _is_of(self, line: Line) -> bool:
        return self.window in windows_of(line, self.case.order, self.case.terms)

    def spans(self, during: During) -> tuple[Span, ...]:
        """Which times of a kind were there, in order?"""
        sale = self._sale()
        told = [*sale.told(during.begins), *sale.told(during.ends)]
        stood = stood_still([during], told)
        return tuple((self._day(x), None if y is None else self._day(y)) for x, y in stood)

    def _day(self, at: datetime) -> date:
        return local_day(at, self.zone)

    def holds(self, condition: object) -> Held:
        """Is a condition met by the line?"""
        return held(condition, self._sale())

    def _sale(self) -> Sale:
        return Sale(self.case.order, self.case.line, self.case.known_at)

    def holidays(self, place: Place) -> Holidays | None:
        """The holidays of a place, where the terms have them."""
        return self.case.terms.holidays.get(place)
