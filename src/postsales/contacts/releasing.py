"""Release: of what is due by all plans, what goes to the customer now, and why not the rest.

Rules of this file: what drops it comes first, opt-outs and consents before what is going on; then
what it waits for, then spacing and caps, then hours and days. What comes first decides; all of it
is told.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from attrs import frozen

from postsales.basics._checks import instance, several
from postsales.basics.events import Event
from postsales.basics.findings import Finding, Verdict, not_met
from postsales.basics.moments import Moment, instant
from postsales.contacts._bars import Bars
from postsales.contacts._holds import Hold, longest, rationed, waited_for
from postsales.contacts._open import OpenHours
from postsales.contacts._told import Told
from postsales.contacts.hours import IfTooLate
from postsales.contacts.rules import ContactRules
from postsales.contacts.verdicts import Defer, Drop, Send, Verdicts
from postsales.schedules.standing import Occurrence, OccurrenceState

__all__ = ["release"]

_NEVER = datetime.min.replace(tzinfo=UTC)
_READY = (OccurrenceState.DUE, OccurrenceState.PENDING)
_LEAST_URGENT = 10


def release(
    ready: Iterable[Occurrence],
    history: Iterable[Event],
    rules: ContactRules,
    *,
    at: Moment,
) -> Verdicts:
    """Which of these go to one customer now, which wait until when, and which do not go at all?

    ``ready`` is what is due for the customer by all plans, and ``history`` theirs of all plans, so
    that caps count everything. What is pending may be among it and waits; occurrences in other
    states are left out. Verdicts come in the order in which contacts go: by priority, then by when
    they were due, then by key. What is sent by one verdict counts for those that follow.

    A verdict is one of its instant. Ask again when a contact goes out, so that whoever has opted
    out, complained or paid meanwhile is left alone. A ``Drop`` is one for good: what was due while
    the customer did not want it, or while something was going on that drops it, does not come when
    that is over. What is pending is not dropped by what may be over by then: it waits.

    Counting: ``until`` is the first instant at which all rules allow it if nothing happens until
    then: first nothing must hold it back, then spacing and caps, then hours and days. It is None
    where there is none, as for what is pending and would be dropped at its time.

    Example:
        >>> from postsales import Days, Delivered, Last, WorkCalendar, schedules
        >>> from postsales import Action, Plan, QuietHours
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("Europe/Berlin"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> told, at = [Delivered({"tee": 1}, at="2026-03-09T11:00Z")], "2026-03-30T21:00Z"
        >>> ready = schedules.due(plan, told, subject="C-7", at=at)
        >>> rules = ContactRules(quiet=QuietHours("20:00-08:00", zone="Europe/Berlin"))
        >>> later, = release(ready, told, rules, at=at)
        >>> later.because, later.until.isoformat()
        ('quiet_hours', '2026-03-31T06:00:00+00:00')
    """
    some = several("ready", ready, Occurrence, "what is ready is what schedules.due tells")
    instance("rules", rules, ContactRules, "the rules of contact are ContactRules")
    told = Told.of(history, instant(at))
    verdicts: list[Send | Defer | Drop] = []
    for item in sorted((x for x in some if x.state in _READY), key=_turn):
        verdict = _judged(item, told, rules)
        if isinstance(verdict, Send):
            told = told.with_sent(item.key, item.action.contact)
        verdicts.append(verdict)
    return tuple(verdicts)


def _turn(item: Occurrence) -> tuple[int, datetime, str]:
    contact = item.action.contact
    urgency = _LEAST_URGENT if contact is None else contact.priority
    return urgency, item.at or _NEVER, item.key


def _judged(item: Occurrence, told: Told, rules: ContactRules) -> Send | Defer | Drop:
    if item.key in told.done:
        return Drop(item, (not_met("already_done"),))
    due = told.at if item.at is None else item.at
    some, held = Bars.of(item, told, rules), tuple(waited_for(item, told, rules))
    waits = [x.finding for x in held]
    if due > told.at:
        # Nothing is dropped before its time by what may be over by then.
        ahead = some.lasting(due).said(*waits)
        if ahead:
            # At its time it is dropped, unless something happens before.
            return Defer(item, None, (_not_due(due), *ahead))
        passing = some.lasting(told.at).held
        held = longest((*held, *(Hold(x.finding, x.until) for x in passing)))
    else:
        dropped = some.met_by(item, due).said(*waits)
        if dropped:
            return Drop(item, dropped)
    contact = item.action.contact
    if contact is not None:
        held = (*held, *longest(rationed(contact, told, rules)))
    return _Waiting(item, told, rules, OpenHours.of(rules, contact), held).verdict()


def _not_due(at: datetime) -> Finding:
    return not_met("not_due_yet", due_at=at)


# ------------------------------------------------------------------------------------ hours, days


@frozen(weakref_slot=False)
class _Waiting:
    """One that may go, at its time: what its time depends on."""

    item: Occurrence
    told: Told
    rules: ContactRules
    hours: OpenHours
    holding: tuple[Hold, ...]

    @property
    def due(self) -> datetime:
        """When it is due, and now where that is over."""
        return self.told.at if self.item.at is None else max(self.told.at, self.item.at)

    def from_(self, at: datetime) -> datetime:
        """From when on does nothing hold it back, from an instant on?"""
        return max([at, *(x.until for x in self.holding if x.until is not None)])

    @property
    def why(self) -> tuple[Finding, ...]:
        """Every reason why it does not go now."""
        held = (x.finding for x in self.holding)
        closed = self.hours.closed_by(self.from_(self.due))
        return (*((_not_due(self.due),) if self.due > self.told.at else ()), *held, *closed)

    def verdict(self) -> Send | Defer | Drop:
        """The first time that every rule allows, if it is not too late by then."""
        if self.item.expires_at is not None and self.item.expires_at <= self.told.at:
            return self._too_late()
        found = self._first_time()
        if found is None:
            return self._too_late()
        # What only an event ends keeps waiting what the hours still leave a time.
        if any(x.until is None for x in self.holding):
            return Defer(self.item, None, self.why)
        at, remarks = found
        return self._at(at, *remarks)

    def _first_time(self) -> tuple[datetime, tuple[Finding, ...]] | None:
        """The first time that is left, with what is remarked about it."""
        opens = self._opens(self.hours)
        if opens is not None:
            return opens, ()
        anyway = self._opens(self.hours.without(IfTooLate.ANYWAY))
        if anyway is not None:
            return anyway, (_remark("sent_anyway", self.item),)
        early = self._early()
        return None if early is None else (early, (_remark("sent_early", self.item),))

    def _too_late(self) -> Drop:
        return Drop(self.item, (_too_late(self.item), *self.why))

    def _opens(self, hours: OpenHours) -> datetime | None:
        return hours.opens(self.from_(self.due), self.item.expires_at)

    def _early(self) -> datetime | None:
        """When can it go before it is due, where that is wanted and nothing else makes too late?"""
        now, early = self.from_(self.told.at), self.hours.early
        if early is None or now >= self.due:
            return None
        closes = self.hours.closes(self.due)
        if closes is None or self._opens(self.hours.without(IfTooLate.EARLY)) is None:
            return None
        return self.hours.opens(max(now, closes - early), closes)

    def _at(self, at: datetime, *remarks: Finding) -> Send | Defer:
        unsure = self._unsure(at)
        if at > self.told.at:
            return Defer(self.item, at, (*self.why, *unsure))
        return Send(self.item, (*remarks, *self._recording(), *unsure))

    def _unsure(self, at: datetime) -> tuple[Finding, ...]:
        return tuple(
            Finding(Verdict.UNKNOWN, "holidays_unknown", facts={"day": x}, tell="holidays")
            for x in self.hours.unsure(at)
        )

    def _recording(self) -> tuple[Finding, ...]:
        contact = self.item.action.contact
        if contact is None or not any(x.is_about(contact) for x in self.rules.recorded):
            return ()
        allowed = Finding(Verdict.MET, "recording_allowed")
        return (allowed if self.told.may_record() else not_met("recording_not_allowed"),)


def _remark(code: str, item: Occurrence) -> Finding:
    return Finding(Verdict.MET, code, facts={"expires_at": item.expires_at})


def _too_late(item: Occurrence) -> Finding:
    if item.expires_at is None:
        return not_met("never_open")
    return not_met("too_late", expires_at=item.expires_at)
