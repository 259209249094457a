"""Simulation: what would plans and rules have sent over a history, when, and why not the rest.

Rules of this file: each run knows what has happened by then and nothing else, but for milestones
that steps come before, which are known ahead. What a run sends is on record for the next one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics._plain import plain
from postsales.basics._words import Word
from postsales.basics.events import Event, history_of
from postsales.basics.findings import Fact
from postsales.basics.moments import Moment, instant, iso_repr, local_time, zone_key
from postsales.contacts.releasing import release
from postsales.contacts.rules import ContactRules
from postsales.contacts.verdicts import Defer, Drop, Send
from postsales.schedules._begun import ref_at
from postsales.schedules._given import facts_given, given
from postsales.schedules._keys import Key
from postsales.schedules._versions import Asked
from postsales.schedules.anchors import AfterStep
from postsales.schedules.channels import Contact
from postsales.schedules.occurrences import occurrences
from postsales.schedules.plans import Plan, StepDone
from postsales.schedules.standing import Occurrence, OccurrenceState

__all__ = ["Fate", "PutOff", "Simulated", "Simulation", "simulate"]


_NEVER = datetime.max.replace(tzinfo=UTC)


class Fate(Word):
    """What becomes of an occurrence in a simulation, by its last run?"""

    SENT = "sent"
    """A run of the simulation sent it, or did it."""
    DUE = "due"
    """It became due by what the last run did, and would go with the next one."""
    DEFERRED = "deferred"
    """It is due and waits by the rules of contact."""
    DROPPED = "dropped"
    """It is due, and the rules of contact do not let it out."""
    DONE = "done"
    """The history says that it was done."""
    STOPPED = "stopped"
    """Something happened that stops its plan."""
    NEEDLESS = "needless"
    """Something happened that makes it needless."""
    PAUSED = "paused"
    """Time stands still for its plan."""
    PENDING = "pending"
    """It is not time yet."""
    MISSED = "missed"
    """It became too late: nobody ran in time, or it was put off for too long."""
    WITHHELD = "withheld"
    """Its condition does not hold, or a fact is not known."""
    OVERTAKEN = "overtaken"
    """A later one of the same event counts in its place."""
    WAITING = "waiting"
    """One goes after the other, and another is first."""
    GONE = "gone"
    """What it counted from is over: the invoice is paid, the plan was begun anew."""


@frozen(weakref_slot=False)
class PutOff:
    """One run at which an occurrence was due and not sent: why, and until when.

    ``until`` is None where no time ends it.
    """

    at: datetime = field(repr=iso_repr)
    fate: Fate
    because: str
    until: datetime | None = field(default=None, repr=iso_repr)


@frozen(weakref_slot=False, kw_only=True)
class Simulated:
    """What became of one occurrence: sent when, put off how often, and why."""

    key: str
    plan: str
    step: str
    ref: str
    contact: Contact | None
    due_at: datetime | None = field(repr=iso_repr)
    fate: Fate
    sent_at: datetime | None = field(default=None, repr=iso_repr)
    put_off: tuple[PutOff, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def because(self) -> str:
        """The code of the last reason for which it was put off; empty where it never was."""
        return self.put_off[-1].because if self.put_off else ""


@frozen(weakref_slot=False)
class Simulation:
    """What plans would have sent to one subject at these runs, and why not the rest.

    ``twice`` are the keys of what reached the subject a second time, which nothing should: the same
    step of the same plan about the same event, for the same time, whatever round the key names. It
    was recorded two times, or the event that begins a round anew was told two times or late. What a
    plan sends again after it was truly begun anew is meant; a reset that names another plan, or
    another of what is told apart, begins nothing anew here.
    """

    subject: str
    runs: tuple[datetime, ...]
    occurrences: tuple[Simulated, ...]
    twice: tuple[str, ...] = ()

    @property
    def sent(self) -> tuple[Simulated, ...]:
        """What the runs sent, in that order."""
        found = [x for x in self.occurrences if x.sent_at is not None]
        return tuple(sorted(found, key=lambda x: (x.sent_at, x.key)))

    def as_dict(self) -> dict[str, object]:
        """The same as plain data, which JSON can hold."""
        told = {
            "subject": self.subject,
            "runs": self.runs,
            "occurrences": [_as_dict(x) for x in self.occurrences],
            "twice": self.twice,
        }
        return {name: plain(value) for name, value in told.items()}

    def text(self, *, zone: str) -> str:
        """The same as a table, one line for each occurrence, with the times of a zone."""
        rows = self.rows(zone=zone)
        wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ("  ".join(map(str.ljust, row, wide)).rstrip() for row in rows)
        again = (f"twice: {key}" for key in self.twice)
        return "\n".join([*lines, *again]) + "\n"

    def rows(self, *, zone: str) -> tuple[tuple[str, ...], ...]:
        """The cells of that table, the names of its columns first."""
        zone_key(zone)
        names = ("due", "plan", "step", "ref", "what", "when", "why")
        return (names, *(_row(x, zone) for x in self.occurrences))


def _as_dict(one: Simulated) -> dict[str, object]:
    return {
        "key": one.key,
        "plan": one.plan,
        "step": one.step,
        "ref": one.ref,
        "contact": one.contact,
        "due_at": one.due_at,
        "fate": one.fate,
        "sent_at": one.sent_at,
        "because": one.because,
        "remarks": one.remarks,
        "put_off": one.put_off,
    }


def _row(one: Simulated, zone: str) -> tuple[str, ...]:
    due, sent = _clock(one.due_at, zone), _clock(one.sent_at, zone)
    why = ", ".join([*_reasons(one.put_off, zone), *one.remarks])
    return due, one.plan, one.step, one.ref, str(one.fate), sent, why


def _reasons(some: Iterable[PutOff], zone: str) -> Iterator[str]:
    """Each reason once for the runs in a row that it stood in the way of."""
    for because, group in groupby(some, key=lambda x: x.because):
        run = list(group)
        times = f" ({len(run)} runs)" if len(run) > 1 else ""
        until = f" until {_clock(run[-1].until, zone)}" if run[-1].until else ""
        yield f"{because}{until}{times}"


def _clock(at: datetime | None, zone: str) -> str:
    return "" if at is None else f"{local_time(at, zone):%Y-%m-%d %H:%M}"


# -------------------------------------------------------------------------------------------- runs


def simulate(
    plans: Sequence[Plan],
    history: Iterable[Event],
    rules: ContactRules,
    *,
    subject: str,
    runs: Iterable[Moment],
    facts: Mapping[str, Fact] | None = None,
    versions: Iterable[Plan] = (),
) -> Simulation:
    """What would be sent when, and why not, if the host ran at these instants?

    An outage is a gap between two runs. At each run only what has happened by then is known, and
    the milestones that steps come ``before``. What is sent is recorded at that run. ``versions``
    are others of these plans that the history may name by ``PlanBound``, as ``schedules`` takes
    them.

    Raises:
        InvalidValue: no plan, no run; a version of none of the plans; one that was bound and is not
            among them.

    Example:
        >>> from postsales import Action, Days, Delivered, Last, QuietHours, WorkCalendar
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("Europe/Berlin"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> found = simulate(
        ...     [plan],
        ...     [Delivered({"tee": 1}, at="2026-03-09T21:00+01:00")],
        ...     ContactRules(quiet=QuietHours("20:00-08:00", zone="Europe/Berlin")),
        ...     subject="C-7",
        ...     runs=["2026-03-30T22:00+02:00", "2026-03-31T09:00+02:00"],
        ... )
        >>> print(found.text(zone="Europe/Berlin"), end="")  # doctest: +NORMALIZE_WHITESPACE
        due               plan         step    ref  what  when              why
        2026-03-30 21:00  first-month  review       sent  2026-03-31 09:00
            quiet_hours until 2026-03-31 08:00
    """
    known = several("plans", plans, Plan, "the plans that are run are needed, as in [plan]")
    instance("rules", rules, ContactRules, "the rules of contact are ContactRules")
    if not known:
        raise InvalidValue("plans", (), "name the plans that are run")
    given(known[0], subject)
    times = _times(runs)
    facts = facts_given(facts)
    log = _Log(subject, known, _versions(known, versions), history_of(history))
    for at in times:
        _run(log, at, rules, facts)
    return Simulation(subject, times, tuple(_fates(log, times[-1], facts)), _twice(log))


def _versions(plans: tuple[Plan, ...], versions: Iterable[Plan]) -> tuple[Plan, ...]:
    found = several("versions", versions, Plan, "the versions that histories name")
    strange = [x.id for x in found if x.id not in {y.id for y in plans}]
    if strange:
        raise InvalidValue("versions", strange, "these are versions of the plans that are run")
    return found


def _times(runs: object) -> tuple[datetime, ...]:
    allowed = "the instants at which the host would run are needed, as in ['2026-03-30T09:00Z']"
    some = several("runs", runs, object, allowed)
    if not some:
        raise InvalidValue("runs", (), "name the instants at which the host would run")
    return tuple(sorted({instant(cast("Moment", x), "runs") for x in some}))


@frozen(weakref_slot=False, eq=False)
class _Log:
    """What the runs have done and seen so far."""

    subject: str
    plans: tuple[Plan, ...]
    versions: tuple[Plan, ...]
    history: tuple[Event, ...]
    done: list[StepDone] = field(factory=list[StepDone])
    seen: dict[str, Occurrence] = field(factory=dict[str, Occurrence])
    sent: dict[str, Send] = field(factory=dict[str, Send])
    sent_at: dict[str, datetime] = field(factory=dict[str, datetime])
    put_off: dict[str, list[PutOff]] = field(factory=dict[str, list[PutOff]])

    def known(self, at: datetime) -> tuple[Event, ...]:
        """What has happened by an instant, or is known to come."""
        ahead = tuple(
            x.anchor.event
            for plan in (*self.plans, *self.versions)
            for x in plan.actions
            if x.before is not None and not isinstance(x.anchor, AfterStep)
        )
        told = (x for x in self.history if x.at <= at or isinstance(x, ahead))
        return (*told, *self.done)

    def stand(self, at: datetime, facts: Mapping[str, Fact] | None) -> tuple[Occurrence, ...]:
        """How everything stands by all plans."""
        known = self.known(at)
        return tuple(
            one
            for plan in self.plans
            for one in occurrences(
                plan,
                known,
                subject=self.subject,
                at=at,
                facts=facts,
                versions=self.versions_of(plan),
            )
        )

    def versions_of(self, plan: Plan) -> tuple[Plan, ...]:
        """The other versions of a plan."""
        return tuple(x for x in self.versions if x.id == plan.id)


def _run(log: _Log, at: datetime, rules: ContactRules, facts: Mapping[str, Fact] | None) -> None:
    """One run: what is due is released, and what is sent is recorded."""
    stands = log.stand(at, facts)
    log.seen.update((x.key, x) for x in stands)
    for verdict in release(stands, log.known(at), rules, at=at):
        item = verdict.item
        if isinstance(verdict, Send):
            log.done.append(item.done(at=at, ref=item.ref))
            log.sent[item.key], log.sent_at[item.key] = verdict, at
        elif item.state is OccurrenceState.DUE:
            log.put_off.setdefault(item.key, []).append(_put_off(verdict, at))


def _put_off(verdict: Defer | Drop, at: datetime) -> PutOff:
    if isinstance(verdict, Drop):
        return PutOff(at, Fate.DROPPED, verdict.because)
    return PutOff(at, Fate.DEFERRED, verdict.because, verdict.until)


def _fates(log: _Log, at: datetime, facts: Mapping[str, Fact] | None) -> Iterator[Simulated]:
    """What became of everything that was ever told, by when it was due."""
    now = {x.key: x for x in log.stand(at, facts)}
    before = {key: x for key, x in log.seen.items() if key not in now}
    for one in sorted([*now.values(), *before.values()], key=lambda x: (x.at or _NEVER, x.key)):
        put_off = tuple(log.put_off.get(one.key, ()))
        sent = log.sent.get(one.key)
        is_over = one.key in before and one.state is not OccurrenceState.DONE
        fate = Fate.GONE if is_over else _fate(one, put_off)
        yield Simulated(
            key=one.key,
            plan=one.plan,
            step=one.step,
            ref=one.ref,
            contact=one.action.contact,
            due_at=one.at,
            fate=fate if sent is None else Fate.SENT,
            sent_at=log.sent_at.get(one.key),
            put_off=put_off,
            remarks=() if sent is None else tuple(x.code for x in sent.reasons),
        )


def _fate(one: Occurrence, put_off: tuple[PutOff, ...]) -> Fate:
    if one.state is OccurrenceState.DUE and put_off:
        return put_off[-1].fate
    return Fate.read("fate", str(one.state))


def _twice(log: _Log) -> tuple[str, ...]:
    """What the subject had a second time: the same step of the same plan about the same event."""
    told: set[tuple[object, ...]] = set()
    again: list[str] = []
    # Whoever reads two stores tells a record twice; what the runs did is told by each once.
    told_once = dict.fromkeys(x for x in log.history if isinstance(x, StepDone))
    events = [*told_once, *log.done]
    for event in sorted(events, key=lambda x: x.at):
        key = Key.read(event.key)
        if key is None or key.subject != log.subject:
            continue
        ways = {(event.key,), _about(log, key, event.at)}
        if ways & told:
            again.append(event.key)
        told |= ways
    return tuple(again)


def _about(log: _Log, key: Key, at: datetime) -> tuple[object, ...]:
    """What was done about what, since when it was begun: a round is known by its beginning."""
    plans = (x for x in log.plans if x.id == key.plan)
    asked = (Asked.of(x, log.versions_of(x), log.history, log.subject, at) for x in plans)
    begun = [since for x in asked for since in x.told.anew(ref_at(key.anchor))]
    return key.plan, key.step, key.anchor, key.n, max(begun, default=None)
