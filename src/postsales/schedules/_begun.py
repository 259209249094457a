"""From what does a step count now, and which events were open when?

Rules of this file: at one instant an event comes before what ends it, and what ends before what
opens again. A reset begins anew what had begun before it, and moves no milestone.
"""

from collections.abc import Iterator
from datetime import datetime

from attrs import evolve, frozen

from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.basics.pauses import Span
from postsales.basics.selectors import First, Last
from postsales.schedules._told import EVER, Begun, Identity, Told, identity
from postsales.schedules.anchors import AfterStep, Anchor, Each, Oldest
from postsales.schedules.steps import Action, Step

__all__ = ["Open", "begun", "milestones", "open_times", "place_of", "ref_at", "told_apart"]


def begun(told: Told, step: Step) -> tuple[Begun, ...]:
    """From what does a step count now? Nothing as long as it has not begun."""
    anchor = step.anchor
    if isinstance(anchor, AfterStep):
        return tuple(_links(told, anchor.step))
    if isinstance(anchor, Oldest):
        return _oldest(told, step, anchor)
    return tuple(_begun(told, x, step) for x in _selected(told, anchor, step))


def told_apart(step: Step, starts: tuple[Begun, ...]) -> tuple[Begun, ...]:
    """What a step counts from, each with the ref by which it is told apart."""
    if isinstance(step.anchor, Each | Oldest) and any(not x.ref for x in starts):
        kind = step.anchor.event.__name__
        allowed = f"step {step.key!r} tells each {kind} apart by its ref, and one has none"
        raise InvalidValue("history", kind, allowed, "give the events a ref, or take First or Last")
    return starts


@frozen(weakref_slot=False)
class _Selected:
    """An event that is meant, its place in keys, and since when that place is taken."""

    event: Event
    taken_at: datetime
    place: str = ""


def _selected(told: Told, anchor: First | Last | Each, step: Step) -> list[_Selected]:
    is_each, is_notice = isinstance(anchor, Each), _is_notice(step)
    events = [
        x
        for x in told.events
        if isinstance(x, anchor.event)
        if is_notice or told.may_begin(x, x.ref if is_each else "")
    ]
    if is_each:
        first: dict[str, Event] = {}
        for event in events:
            first.setdefault(event.ref, event)
        return [_Selected(x, x.at, _safe(ref)) for ref, x in first.items()]
    if not events:
        return []
    chosen = events[0]
    if isinstance(anchor, Last):
        # Of milestones the last that is known counts, be it ahead.
        some = events if is_notice else [x for x in events if x.at <= told.at]
        chosen = some[-1] if some else chosen
    return [_Selected(chosen, events[0].at)]


def _is_notice(step: Step) -> bool:
    return isinstance(step, Action) and step.before is not None


def _begun(told: Told, one: _Selected, step: Step) -> Begun:
    """What counts from an event, in the round that it is in; a milestone stays where it is."""
    event, ref = one.event, one.event.ref if one.place else ""
    own = (identity(event),)
    if _is_notice(step):
        return Begun(one.place, event.at, ref, event.at, own)
    turn, since = told.rounds(one.taken_at, ref)
    return Begun(one.place, max(event.at, since), ref, event.at, own, turn, since)


def milestones(told: Told, anchor: Anchor) -> tuple[datetime, ...]:
    """When is every milestone of a selector, known ahead or over?"""
    assert not isinstance(anchor, AfterStep)  # noqa: S101 - nothing comes before what was done
    return tuple(x.at for x in told.events if isinstance(x, anchor.event))


def _safe(ref: str) -> str:
    return ref.replace("%", "%25").replace("#", "%23")


# ----------------------------------------------------------------------------------------- chains


def _links(told: Told, step: str) -> Iterator[Begun]:
    """What counts from each time that a step was done in its round."""
    actions = {x.key: x for x in told.plan.actions}
    root = actions[step]
    while isinstance(root.anchor, AfterStep):
        root = actions[root.anchor.step]
    for key, anchor, n in sorted(told.done):
        if key != step:
            continue
        ref = ref_at(anchor)
        first = _first(told, root, ref)
        done_at = told.done_at(step, evolve(first, anchor=anchor), n)
        if done_at is None:
            continue
        link = anchor if n == 1 else f"{anchor}#{n}"
        # What a later time of any step of the chain led to carries its number in the link.
        known, is_first_time = bool(first.own), "#" not in link
        yield evolve(
            first,
            anchor=link,
            at=done_at,
            ref=ref,
            first_at=_first_at(told, root, first, done_at) if known and is_first_time else done_at,
            is_over=known and _is_over(told, root, ref),
        )


def ref_at(anchor: str) -> str:
    """The ref that a place in keys tells apart; empty where it tells nothing apart."""
    return anchor.split("#", maxsplit=1)[0].replace("%23", "#").replace("%25", "%")


def _first(told: Told, root: Action, ref: str) -> Begun:
    """From what the first step of a chain counts, whether or not that is the oldest any more."""
    anchor = Each(root.anchor.event) if isinstance(root.anchor, Oldest) else root.anchor
    assert not isinstance(anchor, AfterStep)  # noqa: S101 - it is the first
    some = (_begun(told, x, root) for x in _selected(told, anchor, root))
    turn, since = told.rounds(EVER, ref)
    return next((x for x in some if x.ref == ref), Begun("", EVER, ref, EVER, (), turn, since))


def _first_at(told: Told, root: Action, first: Begun, done_at: datetime) -> datetime:
    """Since when what settles a chain is looked for; it is asked of the first time alone.

    Where the first step comes again, what settled one time settles no other. The last event is that
    of when it was done, and what comes before a milestone counts from the one before that.
    """
    times = milestones(told, root.anchor)
    if _is_notice(root):
        return max((x for x in times if x < first.first_at), default=EVER)
    if isinstance(root.anchor, Last):
        return max((x for x in times if x <= done_at), default=first.first_at)
    return first.first_at


def _is_over(told: Told, root: Action, ref: str) -> bool:
    """Has something ended the event of a chain, that has not been opened again?"""
    if not isinstance(root.anchor, Oldest):
        return False
    times = open_times(told, root, root.anchor)
    return all(x.ended is not None for x in times if x.start.ref == ref)


# ------------------------------------------------------------------------------------------ oldest


@frozen(weakref_slot=False)
class Open:
    """What counts from an event that something else ends: since when it is open, and until when.

    ``turn`` is how often it was opened again, and ``over`` when it ended or its plan was stopped.
    """

    start: Begun
    since: datetime
    turn: int
    ended: datetime | None
    over: datetime | None


def open_times(told: Told, step: Step, anchor: Oldest) -> tuple[Open, ...]:
    """When was which event open? By the age of the events."""
    first: dict[str | Identity, Event] = {}
    for event in told.events:
        if isinstance(event, anchor.event) and told.may_begin(event, event.ref):
            first.setdefault(event.ref or identity(event), event)
    some = [x for event in first.values() for x in _times(told, step, anchor, event)]
    return tuple(sorted(some, key=lambda x: (x.start.first_at, x.start.ref, x.since)))


def place_of(one: Open) -> str:
    """What tells a time of an event apart: its ref, and since when where that is not the first."""
    place, is_first = one.start.anchor, one.since == one.start.first_at
    return place if place and is_first else f"{place}#{one.since.isoformat()}"


def _times(told: Told, step: Step, anchor: Oldest, event: Event) -> Iterator[Open]:
    """When an event is open, as long as its plan is not stopped for it."""
    start = _begun(told, _Selected(event, event.at, _safe(event.ref)), step)
    stopped = told.stopped(start)
    for turn, (since, ended) in enumerate(_open(told, anchor, event)):
        over = min((x for x in (ended, stopped) if x is not None), default=None)
        if stopped is None or since <= stopped:
            yield Open(start, since, turn, ended, over)


def _open(told: Told, anchor: Oldest, event: Event) -> Iterator[Span]:
    """From its instant to its end, and again when it is opened again."""
    since: datetime | None = event.at
    for at, is_end in _marks(told, anchor, event):
        if not is_end:
            since = max(event.at, at) if since is None else since
        elif since is not None:
            if at >= since:
                yield since, at
            since = None
    if since is not None:
        yield since, None


def _marks(told: Told, anchor: Oldest, event: Event) -> list[tuple[datetime, bool]]:
    """What ended it, and opened it again: at one instant what ends it comes first."""
    again = anchor.reopened_by
    found = [
        (x.at, isinstance(x, anchor.until))
        for x in told.known
        if isinstance(x, anchor.until) or (again is not None and isinstance(x, again))
        if (x.ref == event.ref if x.ref and event.ref else x.at >= event.at)
    ]
    return sorted(found, key=lambda x: (x[0], not x[1]))


def _oldest(told: Told, step: Step, anchor: Oldest) -> tuple[Begun, ...]:
    """The oldest that is open now, else the first that will be, else one that was stopped."""
    times = open_times(told, step, anchor)
    now = [x for x in times if x.since <= told.at and (x.ended is None or told.at < x.ended)]
    going = [x for x in now if x.over is None or told.at < x.over]
    later = sorted((x for x in times if x.since > told.at), key=lambda x: x.since)
    return tuple(x.start for x in [*going, *later, *now][:1])
