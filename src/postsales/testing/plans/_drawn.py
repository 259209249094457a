"""Scenes: histories of the events that plans and rules name, and runs, near the edges.

Rules of this file: edges may be found with what is judged, for they decide nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs
from attrs import evolve, frozen
from hypothesis import strategies as st

from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.basics.moments import clock_time, local_day
from postsales.basics.quantities import FrozenMap
from postsales.basics.selectors import During
from postsales.contacts.events import (
    AddressGiven,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contacted,
    RecordingAllowed,
    RecordingRefused,
)
from postsales.schedules.anchors import AfterStep, Each, Oldest
from postsales.schedules.channels import Contact, Purpose
from postsales.schedules.occurrences import occurrences
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Target
from postsales.schedules.targets import targets
from postsales.testing.laws._given import CLOCKS
from postsales.testing.plans._hosts import Facts
from postsales.testing.plans._scene import PlanScene

if TYPE_CHECKING:
    from postsales.testing.plans._subject import PlanSubject

__all__ = [
    "SELDOM",
    "anchors_only",
    "contacted",
    "ended",
    "expiring",
    "paused",
    "said",
    "scenes",
    "settled",
]

_DAYS = ("2026-03-05", "2026-01-31", "2026-12-30", "2028-02-28")
_MINUTES = (0, 1, 150, 540, 720, 1200, 1439)
_NEAR = (
    *(timedelta(),) * 4,
    timedelta(seconds=1),
    -timedelta(seconds=1),
    timedelta(minutes=30),
    -timedelta(minutes=10),
    timedelta(hours=1),
    -timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    -timedelta(days=1),
    timedelta(days=7),
)
_STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=4))
_ZONES = tuple(zone for zone, _ in CLOCKS if zone != "Pacific/Apia")
_REFS = ("A", "B")
_MOST_EDGES = 60
MOSTLY = st.sampled_from((True, True, True, False))
SELDOM = st.sampled_from((False, False, False, True))


@frozen(weakref_slot=False)
class _World:
    """What plans and rules talk about, for which events are drawn."""

    plans: tuple[Plan, ...]
    subject: "PlanSubject"
    begins: tuple[type[Event], ...]
    others: tuple[type[Event], ...]
    told_apart: tuple[type[Event], ...]
    contacts: tuple[Contact, ...]

    @classmethod
    def of(cls, subject: "PlanSubject") -> "_World":
        anchors = [x.anchor for plan in subject.plans for x in plan.steps]
        begins = dict.fromkeys(x.event for x in anchors if not isinstance(x, AfterStep))
        apart = dict.fromkeys(x.event for x in anchors if isinstance(x, Each | Oldest))
        others = dict.fromkeys(x for x in _others(subject) if x not in begins)
        contacts = dict.fromkeys(
            x.contact for plan in subject.plans for x in plan.actions if x.contact is not None
        )
        return cls(
            subject.plans, subject, tuple(begins), tuple(others), tuple(apart), tuple(contacts)
        )

    def event(self, kind: type[Event]) -> st.SearchStrategy[Event]:
        """An event of a kind, at any instant."""
        own = self.subject.events.get(kind)
        if own is not None:
            return own
        made: Any = kind
        if all(
            x.default is not attrs.NOTHING for x in attrs.fields(made) if x.init and x.name != "at"
        ):
            return st.just(made(at="2026-01-01T00:00Z", ref=_REFS[0]))
        return st.from_type(kind)


def _others(subject: "PlanSubject") -> Iterator[type[Event]]:
    for plan in subject.plans:
        yield from (*plan.stops, *plan.resets)
        yield from (x for during in plan.pauses for x in (during.begins, during.ends))
        for step in plan.steps:
            yield from step.met_by if isinstance(step, Target) else step.unless
            if isinstance(step.anchor, Oldest):
                yield step.anchor.until
                yield from () if step.anchor.reopened_by is None else (step.anchor.reopened_by,)
    for rule in subject.rules.suppress:
        yield from (x for during in rule.during for x in (during.begins, during.ends))


def _start(draw: st.DrawFn, world: _World) -> datetime:
    """An instant at which something begins: on a day that goes wrong, or a few days before."""
    zone = draw(st.sampled_from([x.calendar.zone for x in world.plans]))
    days = next((told for name, told in CLOCKS if name == zone), ())
    day = date.fromisoformat(draw(st.sampled_from((*_DAYS, *days))))
    back = draw(st.sampled_from((0, 1, 7, 21)))
    minute = draw(st.sampled_from(_MINUTES))
    return clock_time(zone, day.toordinal() - back, minute)


def _begun(draw: st.DrawFn, world: _World, start: datetime, most: int) -> list[Event]:
    """What plans count from, once or more often."""
    told: list[Event] = []
    for kind in world.begins:
        for k in range(draw(st.integers(1, most))):
            later = draw(st.sampled_from((0, 0, 3, 50))) * k
            ref = _REFS[k % 2] if kind in world.told_apart else ""
            event = draw(world.event(kind))
            told.append(_placed(event, start + timedelta(hours=later), ref))
    return told


def _placed(event: Event, at: datetime, ref: str) -> Event:
    """An event at an instant with a ref; some are always of something."""
    if ref or not event.ref:
        return evolve(event, at=at, ref=ref)
    try:
        return evolve(event, at=at, ref="")
    except InvalidValue:
        return evolve(event, at=at, ref=_REFS[0])


def _edges(world: _World, told: Sequence[Event], start: datetime) -> list[datetime]:
    """The instants at which something is due, too late, or allowed again."""
    found: set[datetime] = {x.at for x in told}
    by_time = sorted(told, key=lambda x: x.at)
    # What is told later may move what was due, so both are edges.
    for known in {id(some[-1]): some for some in (by_time, by_time[:1])}.values():
        for plan in world.plans:
            for one in occurrences(plan, known, subject="C-7", at=start - timedelta(days=400)):
                found |= {x for x in (one.at, one.expires_at) if x is not None}
            for owed in targets(plan, known, subject="C-7", at=known[-1].at):
                found |= set() if owed.due_at is None else {owed.due_at}
    # Before the first event there is nothing to run for, but for notices, which come before it.
    near = sorted(found)[:_MOST_EDGES]
    for at in near[:12]:
        found |= {*_clock_edges(world, at)}
    return sorted(found)


def _clock_edges(world: _World, at: datetime) -> Iterator[datetime]:
    rules = world.subject.rules
    for rule in (*rules.quiet, *rules.preferred):
        zone = rule.zone or rules.zone or "UTC"
        for part in rule.hours.split(", "):
            for shown in part.split("-"):
                hour, minute = map(int, shown.split(":"))
                day = local_day(at, zone).toordinal()
                yield clock_time(zone, day, 60 * hour + minute)


def _near(draw: st.DrawFn, edges: Sequence[datetime]) -> datetime:
    return draw(st.sampled_from(edges)) + draw(st.sampled_from(_NEAR))


def _runs(draw: st.DrawFn, edges: Sequence[datetime]) -> tuple[datetime, ...]:
    """When the host ran: now and then, or on and on."""
    if draw(st.booleans()):
        return tuple(sorted({_near(draw, edges) for _ in range(draw(st.integers(1, 5)))}))
    first, step = _near(draw, edges), draw(st.sampled_from(_STEPS))
    return tuple(first + step * k for k in range(draw(st.integers(2, 9))))


def _zone(draw: st.DrawFn, world: _World) -> str | None:
    own = world.subject.rules.zone
    return None if own is None else draw(st.sampled_from((None, own, *_ZONES)))


@st.composite
def scenes(
    draw: st.DrawFn,
    subject: "PlanSubject",
    *,
    must: Iterable[type[Event]] = (),
    during: Iterable[During] = (),
    says: "Sequence[st.SearchStrategy[Event]]" = (),
    agrees: "st.SearchStrategy[bool]" = MOSTLY,
    unknown: "st.SearchStrategy[bool]" = SELDOM,
    most: int = 2,
    others: int = 2,
) -> PlanScene:
    """Histories of everything that plans and rules name, and runs near their edges.

    Something of ``must`` has happened, and the customer has said something of ``says``.
    """
    world = _World.of(subject)
    start = _start(draw, world)
    told = _begun(draw, world, start, most)
    edges = _edges(world, told, start)
    wanted = tuple(must)
    kinds = [draw(st.sampled_from(wanted))] if wanted else []
    if world.others:
        more = st.lists(st.sampled_from(world.others), max_size=others)
        kinds += draw(more)
    for kind in kinds:
        refs = _REFS if kind in world.told_apart else (*_REFS, "")
        ref = draw(st.sampled_from(refs))
        event = draw(world.event(kind))
        told.append(_placed(event, _near(draw, edges), ref))
    told += _going_on(draw, world, tuple(during), edges)
    told += _agreed(draw, world, start, agrees)
    if says:
        for one in draw(st.lists(st.one_of(*says), min_size=2, max_size=4)):
            told.append(evolve(one, at=_near(draw, edges)))
    edges = sorted({*edges, *(x.at for x in told)})
    runs, zone = _runs(draw, edges), _zone(draw, world)
    return PlanScene(tuple(told), runs, zone=zone, facts=_facts(draw, subject, unknown))


def _facts(draw: st.DrawFn, subject: "PlanSubject", unknown: "st.SearchStrategy[bool]") -> Facts:
    """What a host knows: each fact as it may be, or not at all."""
    return FrozenMap(
        {
            name: draw(st.sampled_from(values))
            for name, values in subject.facts.items()
            if not draw(unknown)
        }
    )


# What begins and ends in turn: small letters are of one thing, capitals of another.
_PATTERNS = ("b", "be", "bebe", "bBe", "bBe", "bBe", "bBeE")


def _going_on(
    draw: st.DrawFn, world: _World, some: Sequence[During], edges: Sequence[datetime]
) -> Iterator[Event]:
    """Something that goes on for a time, once or more often."""
    if not some:
        return
    one, pattern = draw(st.sampled_from(some)), draw(st.sampled_from(_PATTERNS))
    for letter, at in zip(pattern, sorted(_near(draw, edges) for _ in pattern), strict=True):
        event = draw(world.event(one.begins if letter in "bB" else one.ends))
        yield _placed(event, at, _REFS[letter.isupper()])


def _agreed(
    draw: st.DrawFn, world: _World, start: datetime, agrees: "st.SearchStrategy[bool]"
) -> Iterator[Event]:
    """Some customers have agreed to what needs it, long ago."""
    at, rules = start - timedelta(days=30), world.subject.rules
    purposes = tuple(dict.fromkeys(x.purpose for x in world.contacts))
    is_agreed, is_allowed = draw(agrees), draw(agrees)
    if rules.consents and purposes and is_agreed:
        yield ConsentGiven(purposes, at=at)
    if rules.recorded and is_allowed:
        yield RecordingAllowed(at=at)


def anchors_only(subject: "PlanSubject") -> st.SearchStrategy[PlanScene]:
    """Histories of what plans count from, and nothing else."""
    return scenes(subject, others=0).map(_settled)


def settled(subject: "PlanSubject") -> st.SearchStrategy[PlanScene]:
    """Histories that are over before the first run."""
    return scenes(subject).map(_settled)


def _settled(scene: PlanScene) -> PlanScene:
    last = max(x.at for x in scene.history)
    runs = tuple(x for x in scene.runs if x >= last)
    # Runs before are of no use: what is known at the first one has to be all.
    return evolve(scene, runs=runs or (last, last + timedelta(days=30)))


def ended(subject: "PlanSubject") -> st.SearchStrategy[PlanScene]:
    """Histories in which something stops a plan, or makes a step needless."""
    kinds = [x for plan in subject.plans for x in plan.stops]
    kinds += [x for plan in subject.plans for y in plan.actions for x in y.unless]
    return scenes(subject, must=tuple(dict.fromkeys(kinds)))


def expiring(subject: "PlanSubject") -> st.SearchStrategy[PlanScene]:
    """Histories in which little else happens, so that runs are near what expires."""
    return scenes(subject, most=1, others=1)


def paused(subject: "PlanSubject") -> st.SearchStrategy[PlanScene]:
    """Histories in which time stands still."""
    during = dict.fromkeys(during for plan in subject.plans for during in plan.pauses)
    return scenes(subject, during=tuple(during))


def contacted(subject: "PlanSubject") -> "st.SearchStrategy[Event]":
    """A contact outside all plans, such as those that plans make."""
    return st.builds(_contacted, st.sampled_from(_World.of(subject).contacts))


def _contacted(contact: Contact) -> Event:
    return Contacted(contact, at="2026-01-01T00:00Z")


def said(subject: "PlanSubject") -> "Mapping[str, st.SearchStrategy[Event]]":
    """What customers say of contacts such as those that plans make."""
    some = _World.of(subject).contacts
    purposes = st.sampled_from([(), *((x.purpose,) for x in some)])
    channels = st.sampled_from([(), *((x.channel,) for x in some)])
    named = st.sampled_from([(x,) for x in (*(y.purpose for y in some), Purpose.FEEDBACK)])
    channel = st.sampled_from([x.channel for x in some])
    at = st.just("2026-01-01T00:00Z")
    return {
        "withdrawn": st.builds(ConsentWithdrawn, purposes, channels=channels, at=at),
        "given": st.builds(ConsentGiven, named, channels=channels, at=at),
        "bounced": st.builds(Bounced, channel, at=at),
        "address": st.builds(AddressGiven, channel, at=at),
        "allowed": st.builds(RecordingAllowed, at=at),
        "refused": st.builds(RecordingRefused, at=at),
    }
