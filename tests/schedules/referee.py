"""The referee: an hour after the other, by the plain data of plans and rules, without the engine.

Rules of this file: nothing of ``schedules`` and ``contacts`` is called, and nothing that counts
time for them. What is due is looked up each hour; no instant at which to look again is worked out.
It knows what the plans and rules of ``shop`` need, and no more.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen

from postsales import (
    Action,
    AddressGiven,
    Bounced,
    CatchUp,
    ConsentGiven,
    ConsentWithdrawn,
    Contact,
    Contacted,
    ContactRules,
    Days,
    Each,
    Event,
    Hours,
    Oldest,
    Plan,
    WorkingDays,
    WorkingHours,
)
from tests.schedules.shop import Customer, Moved

ONE = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Who = tuple[str, str, str]
"""A plan, a step, and the reference of its event."""


@frozen
class Case:
    """A step for an event: when it is due, and the instant from which on it is too late."""

    plan: Plan
    action: Action
    ref: str
    due: datetime | None
    late: datetime | None

    @property
    def who(self) -> Who:
        """Which step for which event."""
        return self.plan.id, self.action.key, self.ref


@frozen
class Decided:
    """What went out when, and why what was due did not, hour by hour."""

    sent: tuple[tuple[datetime, Who], ...]
    kept: dict[datetime, dict[Who, str]]


def decided(
    plans: Sequence[Plan], rules: ContactRules, one: Customer, hours: Iterable[datetime]
) -> Decided:
    """What is sent to a customer, hour after hour."""
    told, known = [*one.told], list[Event]()
    done: dict[Who, datetime] = {}
    out: list[tuple[datetime, Contact]] = []
    kept: dict[datetime, dict[Who, str]] = {}
    cases: list[Case] = []
    is_new = True
    for at in hours:
        while told and told[0][0] <= at:
            known.append(told.pop(0)[1])
            is_new = True
        if is_new:
            known.sort(key=lambda x: x.at)
            cases = [x for plan in plans for x in _cases(plan, known)]
            is_new = False
        zone = _zone(one, known)
        for case in sorted(_ready(cases, done, known, at), key=lambda x: _turn(x, one)):
            why = _why_not(case, known, rules, zone, at, out)
            if why:
                kept.setdefault(at, {})[case.who] = why
                continue
            done[case.who] = at
            if case.action.contact is not None:
                out.append((at, case.action.contact))
    return Decided(tuple((at, who) for who, at in done.items()), kept)


def _zone(one: Customer, known: Sequence[Event]) -> str:
    moves = [x for x in known if isinstance(x, Moved)]
    return moves[-1].zone if moves else one.zone


def _turn(case: Case, one: Customer) -> tuple[int, datetime, str]:
    contact = case.action.contact
    priority = 10 if contact is None else contact.priority
    assert case.due is not None
    return priority, case.due, f"{case.plan.id}/{one.id}/{case.action.key}/{case.ref}/1"


# ------------------------------------------------------------------------------------------- due


def _cases(plan: Plan, known: Sequence[Event]) -> Iterator[Case]:
    for action in plan.actions:
        for ref, begun in _begun(action.anchor, known):
            if _is_ended(plan, action, ref, begun, known):
                continue
            due = _due(plan, action, begun, _spans(plan.pauses, _halting(plan, ref, known)))
            late = None if due is None else _late(plan, action, due)
            yield Case(plan, action, ref, due, late)


def _begun(anchor: Any, known: Sequence[Event]) -> list[tuple[str, datetime]]:
    first: dict[str, datetime] = {}
    for event in known:
        if isinstance(event, anchor.event):
            first.setdefault(event.ref, event.at)
    if isinstance(anchor, Each):
        return [*first.items()]
    opened = [(at, ref) for ref, at in first.items() if _is_open(anchor, ref, at, known)]
    return [(ref, at) for at, ref in sorted(opened)[:1]]


def _is_open(anchor: Any, ref: str, at: datetime, known: Sequence[Event]) -> bool:
    """By the last that was said of it; what happened before it was due says nothing of its end."""
    is_open = True
    for event in known:
        if event.ref == ref and isinstance(event, anchor.until):
            is_open = False
        elif event.ref == ref and isinstance(event, anchor.reopened_by):
            is_open = True
    return is_open


def _is_ended(
    plan: Plan, action: Action, ref: str, begun: datetime, known: Sequence[Event]
) -> bool:
    stops = (x for x in _halting(plan, ref, known) if isinstance(x, plan.stops))
    settles = (x for x in _naming(ref, known) if isinstance(x, action.unless))
    return any(x.at >= begun for x in [*stops, *settles])


def _naming(ref: str, known: Iterable[Event]) -> list[Event]:
    """What concerns one thing: what names it, and what names none."""
    return [x for x in known if x.ref in {ref, ""}]


def _halting(plan: Plan, ref: str, known: Sequence[Event]) -> list[Event]:
    """The same of what stops and pauses: a ref that is nothing's name here is a name of its own."""
    kinds = tuple(x.anchor.event for x in plan.steps if isinstance(x.anchor, Each | Oldest))
    names = {x.ref for x in known if isinstance(x, kinds)}
    return [x for x in known if x.ref in {ref, ""} or x.ref not in names]


def _spans(some: Iterable[Any], known: Sequence[Event]) -> list[tuple[datetime, datetime | None]]:
    """When something went on, by their references."""
    found: list[tuple[datetime, datetime | None]] = []
    for during in some:
        going: set[str] = set()
        since: datetime | None = None
        for event in known:
            if isinstance(event, during.begins):
                since = since or event.at
                going.add(event.ref)
            elif isinstance(event, during.ends) and since is not None:
                going.discard(event.ref)
                if not going:
                    found.append((since, event.at))
                    since = None
        if since is not None:
            found.append((since, None))
    return found


def _ready(
    cases: Sequence[Case], done: dict[Who, datetime], known: Sequence[Event], at: datetime
) -> list[Case]:
    """What is to be done at this hour, before anybody asks about the customer."""
    found = [x for x in cases if x.due is not None and x.due <= at]
    found = [x for x in found if x.late is None or at < x.late or x.who in done]
    latest: dict[tuple[str, str], Case] = {}
    for case in found:
        before = latest.get((case.plan.id, case.ref))
        if case.plan.catch_up is CatchUp.LATEST and (
            before is None or (before.due or at) <= (case.due or at)
        ):
            latest[case.plan.id, case.ref] = case
    return [
        x
        for x in found
        if x.who not in done
        and latest.get((x.plan.id, x.ref), x) is x
        and all(end for _, end in _spans(x.plan.pauses, _halting(x.plan, x.ref, known)))
    ]


# ------------------------------------------------------------------------------------------- time


def _wall(zone: str, day: date, minute: int) -> datetime:
    shown = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return (shown + timedelta(minutes=minute)).astimezone(UTC)


def _shown(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def _later(at: datetime, days: int, zone: str) -> datetime:
    """The same clock time on another day."""
    return (_shown(at, zone).replace(fold=0) + ONE * days).astimezone(UTC)


def _due(
    plan: Plan,
    action: Action,
    begun: datetime,
    still: Sequence[tuple[datetime, datetime | None]],
) -> datetime | None:
    zone = plan.calendar.zone
    wait: Any = action.wait
    if isinstance(wait, Hours):
        return begun + timedelta(hours=wait.count)
    if isinstance(wait, WorkingHours):
        return _worked(plan, begun, int(wait.count) * 60)
    day = start = _shown(begun, zone).date()
    while True:
        then = _on_the_day(action, zone, day, _later(begun, (day - start).days, zone))
        since = [x for x in still if x[0] < then]
        if any(until is None for _, until in since):
            return None
        passed = (start + ONE * k for k in range(1, (day - start).days + 1))
        if sum(_counts(plan, wait, x, since) for x in passed) >= wait.count:
            break
        day += ONE
    due = _on_the_day(action, zone, day, _later(begun, (day - start).days, zone))
    is_rolled = isinstance(wait, WorkingDays) and action.at_time is None
    return _opening(plan, due) if is_rolled else due


def _on_the_day(action: Action, zone: str, day: date, at: datetime) -> datetime:
    """The clock time that a step has of its own, or that which came of its wait."""
    return at if action.at_time is None else _wall(zone, day, _minute(action.at_time))


def _counts(
    plan: Plan, wait: Any, day: date, still: Sequence[tuple[datetime, datetime | None]]
) -> bool:
    """Is it a day on which time went on, and one that is worked where that matters?"""
    zone = plan.calendar.zone
    touched = any(_shown(a, zone).date() <= day <= _shown(b, zone).date() for a, b in still if b)
    return not touched and (not isinstance(wait, WorkingDays) or bool(_shifts(plan, day)))


def _shifts(plan: Plan, day: date) -> list[tuple[datetime, datetime]]:
    """When somebody is there on a day."""
    calendar = plan.calendar
    hours = calendar.exceptions.get(day)
    if hours is None:
        ((week, told),) = calendar.hours.items()
        hours = told if DAYS[day.weekday()] in _named(week) else "closed"
    if hours == "closed":
        return []
    return [
        (_wall(calendar.zone, day, _minute(a)), _wall(calendar.zone, day, _minute(b)))
        for a, b in (x.split("-") for x in hours.split(", "))
    ]


def _named(week: str) -> list[str]:
    first, _, last = week.partition("-")
    return [*DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]]


def _minute(shown: str) -> int:
    return int(shown[:2]) * 60 + int(shown[3:])


def _all_shifts(plan: Plan, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    day = _shown(at, plan.calendar.zone).date()
    for k in range(60):
        yield from (x for x in _shifts(plan, day + ONE * k) if x[1] > at)


def _opening(plan: Plan, at: datetime) -> datetime:
    return max(at, next(_all_shifts(plan, at))[0])


def _worked(plan: Plan, at: datetime, minutes: int) -> datetime:
    """Shift after shift; what ends at a closing goes on at the next opening."""
    left = timedelta(minutes=minutes)
    for opens, closes in _all_shifts(plan, at):
        since = max(at, opens)
        if closes - since > left:
            return since + left
        left -= closes - since
    raise AssertionError("nobody works for sixty days")


def _late(plan: Plan, action: Action, due: datetime) -> datetime | None:
    expires = action.expires
    if expires is None:
        return None
    if isinstance(expires, Hours):
        return due + timedelta(hours=expires.count)
    assert isinstance(expires, Days)
    zone = plan.calendar.zone
    return _wall(zone, _shown(due, zone).date() + ONE * (expires.count + 1), 0)


# -------------------------------------------------------------------------------------- contacts


def _why_not(  # noqa: PLR0917 - it sees everything
    case: Case,
    known: Sequence[Event],
    rules: ContactRules,
    zone: str,
    at: datetime,
    out: Sequence[tuple[datetime, Contact]],
) -> str:
    contact = case.action.contact
    if contact is None:
        return ""
    people = [(x.at, x.contact) for x in known if isinstance(x, Contacted)]
    return (
        _dropped(case, contact, known, rules, zone, at)
        or _hold(case, contact, known, rules, zone, at)
        or _too_many(contact, [*people, *out], rules, zone, at)
        or _closed(contact, rules, zone, at)
    )


def _about(rule: Any, contact: Contact) -> bool:
    return (
        (not rule.channels or contact.channel in rule.channels)
        and (not rule.purposes or contact.purpose in rule.purposes)
        and contact.purpose not in rule.except_for
    )


def _refusal(contact: Contact, known: Sequence[Event], rules: ContactRules) -> str:
    """By what was said, in its order: who said no, and who has to say yes."""
    refused: list[ConsentWithdrawn] = []
    has_agreed = False
    for event in known:
        if isinstance(event, ConsentWithdrawn):
            by = not event.channels or contact.channel in event.channels
            free = bool(event.channels) or str(contact.purpose) not in {"collection", "statutory"}
            what = contact.purpose in event.purposes if event.purposes else free
            refused += [event] if by and what else []
        if isinstance(event, ConsentGiven) and contact.purpose in event.purposes:
            if event.channels and contact.channel not in event.channels:
                continue
            has_agreed = True
            refused = [
                x
                for x in refused
                if event.at <= x.at or (x.channels and contact.channel not in event.channels)
            ]
    if refused:
        return "opted_out"
    is_needed = any(_about(x, contact) for x in rules.consents)
    return "consent_missing" if is_needed and not has_agreed else ""


def _dropped(  # noqa: PLR0917 - it sees everything
    case: Case,
    contact: Contact,
    known: Sequence[Event],
    rules: ContactRules,
    zone: str,
    at: datetime,
) -> str:
    """By every instant since it was due at which something was told to have happened."""
    assert case.due is not None
    for then in (case.due, *(x.at for x in known if case.due < x.at <= at)):
        so_far = [x for x in known if x.at <= then]
        why = _refusal(contact, so_far, rules)
        why = why or _going_on(case, contact, so_far, rules, zone, then, otherwise="drop")
        if why:
            return why
    return ""


def _hold(  # noqa: PLR0917 - it sees everything
    case: Case,
    contact: Contact,
    known: Sequence[Event],
    rules: ContactRules,
    zone: str,
    at: datetime,
) -> str:
    has_address = True
    for event in known:
        if isinstance(event, Bounced | AddressGiven) and event.channel is contact.channel:
            has_address = isinstance(event, AddressGiven)
    if not has_address:
        return "address_bounced"
    return _going_on(case, contact, known, rules, zone, at, otherwise="defer")


def _going_on(  # noqa: PLR0917 - it sees everything
    case: Case,
    contact: Contact,
    known: Sequence[Event],
    rules: ContactRules,
    zone: str,
    at: datetime,
    *,
    otherwise: str,
) -> str:
    for rule in rules.suppress:
        if str(rule.otherwise) != otherwise or not _about(rule, contact):
            continue
        if rule.steps and case.action.key not in rule.steps:
            continue
        for _, until in _spans(rule.during, known):
            if until is None or at < _after(until, rule.lag, zone):
                return "held_back"
    return ""


def _after(at: datetime, length: Any, zone: str) -> datetime:
    if isinstance(length, Hours):
        return at + timedelta(hours=length.count)
    return _later(at, length.count, zone)


def _too_many(
    contact: Contact,
    out: Sequence[tuple[datetime, Contact]],
    rules: ContactRules,
    zone: str,
    at: datetime,
) -> str:
    for rule in rules.spacing:
        if _about(rule, contact) and any(
            _about(rule, x) and at < _after(when, rule.apart, zone) for when, x in out
        ):
            return "too_soon"
    for cap in rules.caps:
        recent = [x for when, x in out if _about(cap, x) and at < _after(when, cap.per, zone)]
        if _about(cap, contact) and len(recent) >= cap.most:
            return "cap_reached"
    return ""


def _closed(contact: Contact, rules: ContactRules, zone: str, at: datetime) -> str:
    for k in range(max(1, contact.minutes)):
        shown = _shown(at + A_MINUTE * k, zone)
        minute = shown.hour * 60 + shown.minute
        for quiet in rules.quiet:
            a, b = map(_minute, quiet.hours.split("-"))
            if _about(quiet, contact) and (minute >= a or minute < b):
                return "quiet_hours"
        for days in rules.holidays:
            if _about(days, contact) and shown.date() in days.holidays.days:
                return "holiday"
    for k in range(max(1, contact.minutes)):
        shown = _shown(at + A_MINUTE * k, zone)
        for hours in rules.preferred:
            a, b = map(_minute, hours.hours.split("-"))
            is_then = a <= shown.hour * 60 + shown.minute < b
            is_day = DAYS[shown.weekday()] in _named(hours.weekdays)
            if _about(hours, contact) and not (is_then and is_day):
                return "outside_preferred_hours"
    return ""
