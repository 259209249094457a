"""Release: of what is due by all plans, what goes to the customer now, and why not the rest.

Rules of this file: opt-outs and consents come first, then what is held back because something is
going on, then spacing and caps, then hours and days. What comes first decides; all of it is told.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from attrs import frozen

from postsales.basics._checks import instance, several
from postsales.basics.durations import Length
from postsales.basics.events import Event
from postsales.basics.findings import Finding, Verdict, not_met
from postsales.basics.moments import Moment, instant
from postsales.basics.pauses import stood_still
from postsales.basics.periods import shifted
from postsales.contacts._open import OpenHours
from postsales.contacts._told import Told
from postsales.contacts.hours import IfTooLate
from postsales.contacts.rules import (
    ContactRules,
    FrequencyCap,
    Spacing,
    Suppressed,
    SuppressWhile,
    Unrecorded,
)
from postsales.contacts.verdicts import Defer, Drop, Send, Verdicts
from postsales.schedules._concerning import of_plan
from postsales.schedules.channels import Contact
from postsales.schedules.standing import Occurrence, OccurrenceState

__all__ = ["release"]

_UTC = "UTC"
_NEVER = datetime.min.replace(tzinfo=UTC)
_FOREVER = datetime.max.replace(tzinfo=UTC)
# By the calendar what was sent later may count for less, but never by as much.
_MOST_OUT_OF_TURN = timedelta(days=2)
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
    out, complained or paid meanwhile is left alone.

    Counting: ``until`` is the first instant at which all rules allow it if nothing happens until
    then: first nothing must hold it back, then spacing and caps, then hours and days.

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
    contact = item.action.contact
    if item.key in told.done:
        return Drop(item, (not_met("already_done"),))
    if contact is None:
        return _of_our_own(item, told)
    refused = tuple(_refused(contact, told, rules))
    if refused:
        return Drop(item, refused)
    holding = (*_bounced(contact, told), *_longest(_suppressed(item, contact, told, rules)))
    due = told.at if item.at is None else max(told.at, item.at)
    if any(x.drops(due) for x in holding):
        return Drop(item, tuple(x.finding for x in sorted(holding, key=lambda x: not x.drops(due))))
    holding += _longest(_rationed(contact, told, rules))
    hours = OpenHours.of(rules, contact)
    return _Waiting(item, contact, told, rules, hours, holding, due).verdict()


def _of_our_own(item: Occurrence, told: Told) -> Send | Defer | Drop:
    """What reaches no customer keeps no rules but its own time."""
    if item.expires_at is not None and item.expires_at <= told.at:
        return Drop(item, (_too_late(item),))
    if item.at is None or item.at <= told.at:
        return Send(item)
    return Defer(item, item.at, (_not_due(item.at),))


def _not_due(at: datetime) -> Finding:
    return not_met("not_due_yet", due_at=at)


# --------------------------------------------------------------------------------- what refuses it


def _refused(contact: Contact, told: Told, rules: ContactRules) -> Iterator[Finding]:
    withdrawn = told.withdrawn(contact)
    if withdrawn is not None:
        yield not_met("opted_out", since=withdrawn.at)
    elif any(x.is_about(contact) for x in rules.consents) and not told.has_agreed(contact):
        yield not_met("consent_missing", purpose=str(contact.purpose), channel=str(contact.channel))
    recorded = [x for x in rules.recorded if x.is_about(contact)]
    if any(x.otherwise is Unrecorded.DROP for x in recorded) and not told.may_record():
        yield not_met("recording_not_allowed")


# ------------------------------------------------------------------------------ what holds it back


@frozen(weakref_slot=False)
class _Hold:
    """What stands in the way, and until when; None where only an event ends it."""

    finding: Finding
    until: datetime | None
    otherwise: Suppressed = Suppressed.DEFER

    def drops(self, due: datetime) -> bool:
        """Is what is due then dropped by it, since it lasts that long and nobody waits for it?"""
        lasts = self.until is None or self.until > due
        return lasts and self.otherwise is Suppressed.DROP


def _longest(some: Iterable[_Hold]) -> tuple[_Hold, ...]:
    """What lasts longest comes first: it decides."""
    return tuple(sorted(some, key=lambda x: x.until or _FOREVER, reverse=True))


def _bounced(contact: Contact, told: Told) -> Iterator[_Hold]:
    since = told.bounced(contact.channel)
    if since is not None:
        yield _Hold(not_met("address_bounced", channel=str(contact.channel), since=since), None)


def _suppressed(
    item: Occurrence, contact: Contact, told: Told, rules: ContactRules
) -> Iterator[_Hold]:
    zone = rules.zone or _UTC
    for rule in rules.suppress:
        if not _is_about(rule, item, contact):
            continue
        for since, end in stood_still(rule.during, of_plan(told.known, item.plan)):
            until = None if end is None else shifted(end, rule.lag, zone)
            if until is None or told.at < until:
                found = not_met("held_back", since=since, until=until)
                yield _Hold(found, until, rule.otherwise)


def _is_about(rule: SuppressWhile, item: Occurrence, contact: Contact) -> bool:
    is_named = (not rule.steps or item.step in rule.steps) and (
        not rule.plans or item.plan in rule.plans
    )
    return is_named and rule.is_about(contact)


def _rationed(contact: Contact, told: Told, rules: ContactRules) -> Iterator[_Hold]:
    """Spacing and caps: so much has been sent that the next has to wait."""
    zone = rules.zone or _UTC
    rations: tuple[Spacing | FrequencyCap, ...] = (*rules.spacing, *rules.caps)
    for rule in rations:
        if not rule.is_about(contact):
            continue
        most, length = (1, rule.apart) if isinstance(rule, Spacing) else (rule.most, rule.per)
        counted = sorted(_ends(rule, length, zone, told))
        if len(counted) >= most:
            until = counted[len(counted) - most]
            yield _Hold(_too_many(rule, until), until)


def _ends(
    rule: Spacing | FrequencyCap, length: Length, zone: str, told: Told
) -> Iterator[datetime]:
    """Until when does each contact count that counts now? From the last one back."""
    for sent, other in reversed(told.sent):
        end = shifted(sent, length, zone)
        if end <= told.at - _MOST_OUT_OF_TURN:
            return
        if end > told.at and rule.is_about(other):
            yield end


def _too_many(rule: Spacing | FrequencyCap, until: datetime) -> Finding:
    if isinstance(rule, Spacing):
        return not_met("too_soon", apart=str(rule.apart), until=until)
    return not_met("cap_reached", most=rule.most, per=str(rule.per), until=until)


# ------------------------------------------------------------------------------------ hours, days


@frozen(weakref_slot=False)
class _Waiting:
    """One that may go, at its time: what its time depends on."""

    item: Occurrence
    contact: Contact
    told: Told
    rules: ContactRules
    hours: OpenHours
    holding: tuple[_Hold, ...]
    due: datetime

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
        if any(x.until is None for x in self.holding):
            return Defer(self.item, None, self.why)
        opens = self._opens(self.hours)
        if opens is not None:
            return self._at(opens)
        anyway = self._opens(self.hours.without(IfTooLate.ANYWAY))
        if anyway is not None:
            return self._at(anyway, _remark("sent_anyway", self.item))
        early = self._early()
        if early is not None:
            return self._at(early, _remark("sent_early", self.item))
        return Drop(self.item, (_too_late(self.item), *self.why))

    def _opens(self, hours: OpenHours) -> datetime | None:
        return hours.opens(self.from_(self.due), self.item.expires_at)

    def _early(self) -> datetime | None:
        """When can it go before it is due, where that is wanted and nothing else makes too late?"""
        now = self.from_(self.told.at)
        if now >= self.due or self._opens(self.hours.without(IfTooLate.EARLY)) is None:
            return None
        return self.hours.opened_before(self.due, now)

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
        if not any(x.is_about(self.contact) for x in self.rules.recorded):
            return ()
        allowed = Finding(Verdict.MET, "recording_allowed")
        return (allowed if self.told.may_record() else not_met("recording_not_allowed"),)


def _remark(code: str, item: Occurrence) -> Finding:
    return Finding(Verdict.MET, code, facts={"expires_at": item.expires_at})


def _too_late(item: Occurrence) -> Finding:
    if item.expires_at is None:
        return not_met("never_open")
    return not_met("too_late", expires_at=item.expires_at)
