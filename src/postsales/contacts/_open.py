"""When somebody may be contacted by the clock and the calendar.

Rules of this file: whether it is open changes only where hours begin or end, where a day begins and
where clocks are changed. So it is asked there, and nowhere between.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from attrs import frozen

from postsales.basics._clock_changes import changed_at
from postsales.basics.findings import Finding, not_met
from postsales.basics.moments import local_day, local_ordinal
from postsales.contacts.hours import IfTooLate, PreferredHours, QuietDays, QuietHours
from postsales.contacts.rules import ContactRules
from postsales.schedules.channels import Contact

__all__ = ["OpenHours"]

# No place has quiet days for longer; whatever has not opened by then does not open.
_LONGEST = timedelta(days=366)
_A_WEEK = timedelta(days=8)
_AT_ONCE = timedelta(days=2)
_UTC = "UTC"


@frozen(weakref_slot=False)
class OpenHours:
    """The rules about times that a contact has to keep, each with its zone, and its length."""

    quiet: tuple[tuple[QuietHours | QuietDays, str], ...]
    preferred: tuple[tuple[PreferredHours, str], ...]
    length: timedelta

    @classmethod
    def of(cls, rules: ContactRules, contact: Contact | None) -> "OpenHours":
        """Those of the rules that are about a contact; none where nobody is contacted."""
        if contact is None:
            return cls((), (), timedelta())

        def about(some: Iterable[Any]) -> tuple[tuple[Any, str], ...]:
            # Where no zone is told, every rule names its own.
            told = [(x, x.zone or rules.zone or _UTC) for x in some]
            return tuple(x for x in told if x[0].is_about(contact))

        quiet = about((*rules.quiet, *rules.holidays))
        return cls(quiet, about(rules.preferred), timedelta(minutes=contact.minutes))

    @property
    def early(self) -> timedelta | None:
        """How long before it closes something may go early: the shortest that a rule allows."""
        rules = (x for x, _ in (*self.quiet, *self.preferred))
        early = [x.early for x in rules if x.if_too_late is IfTooLate.EARLY]
        return min(early, default=None)

    def without(self, kind: IfTooLate) -> "OpenHours":
        """The same without the rules that do this if it would be too late.

        Preferred hours add up, so they are one wish: without some of them there is none.
        """
        quiet = tuple(x for x in self.quiet if x[0].if_too_late is not kind)
        is_waived = any(x.if_too_late is kind for x, _ in self.preferred)
        return OpenHours(quiet, () if is_waived else self.preferred, self.length)

    def closed_by(self, at: datetime) -> tuple[Finding, ...]:
        """Every reason against a contact that begins at this instant, by the end of it."""
        ends = at + self.length
        shown = (at, *(x for x in self._edges(at, ends) if x < ends))
        return tuple(dict.fromkeys(finding for x in shown for finding in self._closed(x)))

    def unsure(self, at: datetime) -> tuple[date, ...]:
        """The local days of which nobody knows whether they are holidays, where that matters."""
        unknown = (
            local_day(at, zone)
            for x, zone in self.quiet
            if isinstance(x, QuietDays) and not x.is_sure(at, zone)
        )
        return tuple(dict.fromkeys(unknown))

    def opens(self, at: datetime, before: datetime | None) -> datetime | None:
        """The first instant at which a contact can begin, and before another one; None if none."""
        limit = at + _LONGEST if before is None else before
        begun = None if self._is_closed(at) else at
        if begun is not None and not self.length:
            return begun if begun < limit else None
        last = limit + self.length
        for edge in chain(self._edges(at, last), (last,)):
            if begun is not None and begun < limit and edge - begun >= self.length:
                return begun
            begun = None if self._is_closed(edge) else begun or edge
        return None

    def closes(self, at: datetime) -> datetime | None:
        """Since when is it closed to a contact at this instant, or from when on in its course?

        None if it has been closed for longer than anybody looks back.
        """
        if not self._is_closed(at):
            return next((x for x in self._edges(at, at + self.length) if self._is_closed(x)), None)
        since: datetime | None = None
        was_closed = True
        for edge in self._edges(at - _A_WEEK, at):
            is_closed = self._is_closed(edge)
            if is_closed and not was_closed:
                since = edge
            was_closed = is_closed
        return since

    def _is_closed(self, at: datetime) -> bool:
        return any(True for _ in self._closed(at))

    def _closed(self, at: datetime) -> Iterator[Finding]:
        for rule, zone in self.quiet:
            found = rule.closed_by(at, zone)
            if found is not None:
                yield found
        if self.preferred and not any(x.holds(at, zone) for x, zone in self.preferred):
            hours = ", ".join(dict.fromkeys(x.hours for x, _ in self.preferred))
            yield not_met("outside_preferred_hours", hours=hours)

    def _edges(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """Every instant between two at which it could begin to be open, or to be closed."""
        while since < until and (self.quiet or self.preferred):
            then = min(since + _AT_ONCE, until)
            found = {x for x in self._around(since, then) if since < x <= then}
            yield from sorted(found)
            since = then

    def _around(self, since: datetime, until: datetime) -> Iterator[datetime]:
        for rule, zone in (*self.quiet, *self.preferred):
            # Hours that run over midnight began on the day before.
            days = range(local_ordinal(since, zone) - 1, local_ordinal(until, zone) + 1)
            for day in days:
                yield from rule.edges(zone, day)
                changed = changed_at(zone, day)
                if changed is not None:
                    yield changed
