"""When is the time of a right over, for parcels that came on given days?

Rules of this file: conditions on the sale are answered once, and every last day is reckoned once,
since thousands of days are asked about.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast

from attrs import AttrsInstance, evolve, fields, frozen, has

from postsales.basics.choices import ByCase
from postsales.basics.days_known import Held, Span, When
from postsales.basics.events import Event
from postsales.basics.findings import Verdict
from postsales.basics.last_days import Extended, LastDay, parts
from postsales.basics.moments import day_start
from postsales.basics.reckoning import Owed, Reckoned, last_day
from postsales.basics.rolls import Holidays, Place
from postsales.basics.selectors import During, First, Last, Selector
from postsales.orders.circumstances import Sale, held

__all__ = ["Days", "LastDays", "end_of"]

_ONE_DAY = timedelta(days=1)
Days = Mapping[type[Event], tuple[date, ...]]
"""The days on which things happened to a parcel and to the others of its order, its own first."""


@frozen(weakref_slot=False)
class _Known:
    """The same as last days ask for them: ``First`` and ``Own`` are about the parcel itself."""

    days: Days
    given: Mapping[Place, Holidays]

    def when(self, one: Selector) -> When:
        """On which day did what is selected happen?"""
        days = self.days.get(one.event)
        if not days:
            return When(None, is_due=True)
        return When(days[-1] if isinstance(one, Last) else days[0])

    def spans(self, during: During) -> tuple[Span, ...]:  # noqa: ARG002 - the shape of known days
        """Nothing makes time stand still."""
        return ()

    def holds(self, condition: object) -> Held:  # noqa: ARG002 - the shape of known days
        """Conditions were answered before."""
        return Held(Verdict.NOT_MET)

    def holidays(self, place: Place) -> Holidays | None:
        """The holidays of a place, where somebody gave them."""
        return self.given.get(place)


class LastDays:
    """Last days as they are said for one sale, each reckoned once."""

    def __init__(
        self, says: LastDay, sale: Sale, holidays: Mapping[Place, Holidays], owed: Owed
    ) -> None:
        self._says = _for_sale(says, sale)
        self._holidays = holidays
        self._owed = owed
        self.key = (self._says, tuple(holidays.items()), owed)
        """What is the same for sales that have the same last days."""
        missing = (First(x.missing) for x in parts(self._says, Extended))
        self._asked = [*dict.fromkeys([*parts(self._says, Selector), *missing])]
        self._found: dict[tuple[date | None, ...], Reckoned] = {}

    def of(self, days: Days) -> Reckoned:
        """The last day, where things happened on these days."""
        known = _Known(days, self._holidays)
        key = tuple(known.when(x).day for x in self._asked)
        if key not in self._found:
            self._found[key] = last_day(self._says, known, owed=self._owed)
        return self._found[key]


def _for_sale(says: object, sale: Sale) -> Any:
    """A last day as it is said for one sale: of each choice what holds there."""
    part: Any = says
    if isinstance(says, ByCase):
        return _for_sale(_chosen(part, sale), sale)
    if isinstance(says, tuple):
        return tuple(_for_sale(x, sale) for x in cast("tuple[object, ...]", says))
    if isinstance(says, Selector) or not has(type(says)):
        return says
    kind = cast("type[AttrsInstance]", type(part))
    was = {x.name: getattr(part, x.name) for x in fields(kind) if x.init}
    now = {name: _for_sale(x, sale) for name, x in was.items()}
    changed = {name: x for name, x in now.items() if x != was[name]}
    return evolve(part, **changed) if changed else part


def _chosen(says: "ByCase[Any]", sale: Sale) -> Any:
    rows = (x.then for x in says.rows if held(x.when, sale).verdict is Verdict.MET)
    return next(rows, says.otherwise)


def end_of(day: date, zone: str) -> datetime:
    """The first instant after a day."""
    return day_start(zone, day + _ONE_DAY)
