"""When does a window end whose last day is said in words of its own?

Rules of this file: what the parts of ``last_days`` ask is answered by the order, for the units of
one case; days are local days of the terms' zone.
"""

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from postsales.basics.choices import InCase
from postsales.basics.days_known import When
from postsales.basics.durations import days_after
from postsales.basics.last_days import Own, parts
from postsales.basics.moments import day_start, local_day
from postsales.basics.periods import End
from postsales.basics.reckoning import Reckoned, last_day
from postsales.basics.selectors import First, Last, Selector
from postsales.basics.windows import LegalDeadline
from postsales.orders._known_days import DaysOfLines
from postsales.orders.circumstances import Sale, held
from postsales.orders.events import Delivered, Shipped
from postsales.orders.starts import Since
from postsales.returns.applies import windows_of
from postsales.returns.windows import StatedWindow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postsales.basics.findings import Verdict
    from postsales.returns.case import ReturnCase

__all__ = ["begins_on", "deadline_of", "end_of", "reckoned", "selector_of"]


def reckoned(case: "ReturnCase", window: StatedWindow) -> Reckoned:
    """Which day is the last, for these units? Worked out once for all rules that ask."""
    known = case.asking.reckoned
    asked = window, case.line_id, case.shipped_at, case.delivered_at, case.is_unsent
    if asked not in known:
        known[asked] = _reckoned(case, window)
    return known[asked]


def _reckoned(case: "ReturnCase", window: StatedWindow) -> Reckoned:
    sale = Sale(case.order, case.line, case.known_at)
    zone, lines = case.asking.zone or "UTC", _lines(case, window)
    known = _OfCase(sale, case.position, lines, zone, case.terms.holidays, case)
    return last_day(window.ends, known)


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
class _OfCase(DaysOfLines):
    """The same for the units of a case, which know the days of their own parcel."""

    case: "ReturnCase"

    def when(self, one: Selector) -> When:
        """On which day did what is selected happen?"""
        if not isinstance(one, Own):
            return self._selected(one)
        if one.event in (Shipped, Delivered):
            return self._of_parcel(one)
        own_line = evolve(self, lines=frozenset({self.case.line_id}))
        return own_line.when(First(one.event))

    def _selected(self, one: Selector) -> When:
        known, asked = self.case.asking.days_of, (one, self.lines)
        if asked not in known:
            known[asked] = super().when(one)
        return known[asked]

    def _of_parcel(self, one: Own) -> When:
        case = self.case
        at = case.delivered_at if one.event is Delivered else case.shipped_at
        if at is not None:
            return When(local_day(at, self.zone))
        # What has left without a word has no day; what has not is still to come.
        return When(None, is_due=case.is_unsent or one.event is Delivered)


def _lines(case: "ReturnCase", window: StatedWindow) -> frozenset[str]:
    """All lines that a window is for in the same way: every condition in it is answered alike."""
    alike = case.asking.alike
    if window not in alike:
        alike[window] = _alike(case, window)
    return alike[window].get(case.line_id, frozenset({case.line_id}))


def _alike(case: "ReturnCase", window: StatedWindow) -> "Mapping[str, frozenset[str]]":
    """For each line the lines that the window is for in the same way, worked out once for all."""
    terms, order = case.terms, case.order
    cases = cast("Iterable[InCase[object]]", parts(window.ends, InCase))
    conditions = [x.when for x in cases]
    answers = {
        x.id: tuple(held(one, Sale(order, x, case.known_at)).verdict for one in conditions)
        for x in case.position.lines
        if terms.applies_to.covers(x, order) and window in windows_of(x, order, terms)
    }
    together: defaultdict[tuple[Verdict, ...], set[str]] = defaultdict(set)
    for line, told in answers.items():
        together[told].add(line)
    groups = {told: frozenset(lines) for told, lines in together.items()}
    return {line: groups[told] for line, told in answers.items()}
