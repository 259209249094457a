"""What a history tells about one plan and one subject, as far as it is known at an instant.

Rules of this file: events that begin something count even if they lie ahead, for a due date is
known before it comes; all others count once they have happened.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from attrs import field, frozen

from postsales.basics._checks import named
from postsales.basics.events import Event
from postsales.basics.pauses import Span, joined, stood_still
from postsales.basics.selectors import First, Last
from postsales.schedules._concerning import OfPlan, of_plan
from postsales.schedules._keys import Key
from postsales.schedules.anchors import AfterStep, Anchor, Each, Oldest
from postsales.schedules.plans import NewRound, Plan, StepDone

__all__ = ["EVER", "Begun", "Open", "Told", "begun", "open_times", "place_of"]

EVER = datetime.min.replace(tzinfo=UTC)
"""Since when something can be that has no beginning."""


@frozen(weakref_slot=False)
class Begun:
    """Where a step counts from: its place in keys, its instant, and the reference of its event.

    ``root`` is from when on the chain counts that it belongs to; None where it is none.
    """

    anchor: str
    at: datetime
    ref: str
    root: datetime | None = None

    @property
    def since(self) -> datetime:
        """From when on it can be stopped or needless."""
        return self.root or self.at


def _at(event: Event) -> tuple[datetime, str]:
    return event.at, event.ref


@frozen(weakref_slot=False, eq=False)
class Told:
    """A history, sorted and seen through a plan."""

    plan: Plan
    subject: str
    at: datetime
    events: tuple[Event, ...]
    known: tuple[Event, ...]
    spans: tuple[Span, ...]
    stops: tuple[datetime, ...]
    resets: tuple[datetime, ...]
    done: dict[Key, datetime] = field(factory=dict[Key, datetime])

    @classmethod
    def of(cls, plan: Plan, subject: str, history: Iterable[Event], now: datetime) -> "Told":
        """The history of a subject, as far as it is known at an instant."""
        named("subject", subject)
        events = tuple(sorted(of_plan(history, plan.id), key=_at))
        known = tuple(x for x in events if x.at <= now)
        resets = tuple(x.at for x in known if isinstance(x, plan.resets))
        done: dict[Key, datetime] = {}
        for event in known:
            key = Key.read(event.key) if isinstance(event, StepDone) else None
            if key is not None and (key.plan, key.subject, key.round) == (
                plan.id,
                subject,
                len(resets),
            ):
                done.setdefault(key, event.at)
        return cls(
            plan,
            subject,
            now,
            events,
            known,
            _spans(plan, known),
            # A stop that is known to come ends what lies behind it.
            tuple(x.at for x in events if isinstance(x, plan.stops)),
            resets,
            done,
        )

    @property
    def round(self) -> int:
        """How often it was begun anew."""
        return len(self.resets)

    @property
    def counting(self) -> tuple[Event, ...]:
        """The events from which steps may count."""
        if not self.resets or self.plan.new_round is NewRound.CARRIED:
            return self.events
        return tuple(x for x in self.events if x.at >= self.resets[-1])

    @property
    def is_paused(self) -> bool:
        """Does everything stand still now?"""
        return any(since <= self.at and (end is None or self.at < end) for since, end in self.spans)

    def since(self, at: datetime) -> datetime:
        """From when on it counts: in a new round, from its beginning at the earliest."""
        return max(at, self.resets[-1]) if self.resets else at

    def happened(
        self, kinds: tuple[type[Event], ...], ref: str, since: datetime
    ) -> datetime | None:
        """When did an event of these kinds first happen, from an instant on?"""
        found = (
            x.at
            for x in self.known
            if isinstance(x, kinds) and x.at >= since and (not ref or x.ref in (ref, ""))
        )
        return next(found, None)


def _spans(plan: Plan, known: tuple[Event, ...]) -> tuple[Span, ...]:
    """When time stood still; who stops a plan by name has no more use for its pauses by name."""
    named = tuple(x for x in plan.pauses if issubclass(x.begins, OfPlan))
    others = tuple(x for x in plan.pauses if x not in named)
    ends = [x.at for x in known if isinstance(x, OfPlan) and isinstance(x, plan.stops)]
    spans = [*stood_still(others, known)]
    for since, until in zip([None, *ends], [*ends, None], strict=True):
        between = [
            x for x in known if (since is None or x.at >= since) and (until is None or x.at < until)
        ]
        spans += ((a, until if b is None else b) for a, b in stood_still(named, between))
    return joined(spans)


def begun(told: Told, anchor: Anchor) -> tuple[Begun, ...]:
    """From what does a step count now? Nothing as long as it has not begun."""
    if isinstance(anchor, AfterStep):
        done = [(key, at) for key, at in told.done.items() if key.step == anchor.step]
        return tuple(
            Begun(_link(key), at, _told_ref(key), _root(told, key, at)) for key, at in done
        )
    if isinstance(anchor, Oldest):
        return _oldest(told, anchor)
    events = [x for x in told.counting if isinstance(x, anchor.event)]
    if isinstance(anchor, Each):
        first = {x.ref: x.at for x in reversed(events)}
        return tuple(Begun(_safe(ref), told.since(first[ref]), ref) for ref in reversed(first))
    if not events:
        return ()
    chosen = events[0] if isinstance(anchor, First) else events[-1]
    return (Begun("", told.since(chosen.at), ""),)


def _root(told: Told, key: Key, done_at: datetime) -> datetime:
    """From when on a chain of steps counts: the anchor of the first, as it was when it was done.

    What made it needless before the first was done is often told only after that. Where the first
    comes again and again, what settled one time settles no other: these count for themselves.
    """
    if key.n > 1:
        return done_at
    action = next(x for x in told.plan.actions if x.key == key.step)
    anchor = action.anchor
    if isinstance(anchor, AfterStep):
        before = (x for x in told.done if x.step == anchor.step and _link(x) == key.anchor)
        return min((_root(told, x, told.done[x]) for x in before), default=done_at)
    if action.before is not None:
        return min(told.since(EVER), done_at)
    ref = "" if isinstance(anchor, First | Last) else _told_ref(key)
    times = [
        x.at
        for x in told.counting
        if isinstance(x, anchor.event) and x.at <= done_at and (not ref or x.ref == ref)
    ]
    if not times:
        return done_at
    return min(told.since(times[-1] if isinstance(anchor, Last) else times[0]), done_at)


def _safe(ref: str) -> str:
    return ref.replace("%", "%25").replace("#", "%23")


def _told_ref(key: Key) -> str:
    return key.anchor.split("#")[0].replace("%23", "#").replace("%25", "%")


def place_of(one: "Open") -> str:
    """What tells a time apart at which an event was open: its ref, and since when if not at first.

    Example:
        >>> from datetime import UTC, datetime
        >>> first, again = (datetime(2026, 3, day, tzinfo=UTC) for day in (2, 9))
        >>> place_of(Open("m-1", first, first, None)), place_of(Open("m-1", first, again, None))
        ('m-1', 'm-1#2026-03-09T00:00:00+00:00')
    """
    if one.ref and one.since == one.at:
        return _safe(one.ref)
    return f"{_safe(one.ref)}#{one.since.isoformat()}"


def _link(key: Key) -> str:
    """What counts from a step that was done twice is told apart by which time it was."""
    return key.anchor if key.n == 1 else f"{key.anchor}#{key.n}"


@frozen(weakref_slot=False)
class Open:
    """An event that something else ends: since when it is open, and until when."""

    ref: str
    at: datetime
    since: datetime
    ended: datetime | None


def open_times(told: Told, anchor: Oldest) -> tuple[Open, ...]:
    """When was which event open? By the age of the events."""
    first: dict[str, datetime] = {}
    loose: list[datetime] = []
    for event in told.counting:
        if isinstance(event, anchor.event):
            if event.ref:
                first.setdefault(event.ref, event.at)
            else:
                loose.append(event.at)
    named = [one for ref, at in first.items() for one in _times(told, anchor, ref, at)]
    unnamed = [one for at in loose for one in _times(told, anchor, "", at)]
    return tuple(sorted([*named, *unnamed], key=lambda x: (x.at, x.ref, x.since)))


def _times(told: Told, anchor: Oldest, ref: str, at: datetime) -> Iterable[Open]:
    """When an event is open: from its instant to its end, and again when it is opened again."""
    since: datetime | None = at
    for event in told.known:
        is_about = event.ref == ref if event.ref else event.at >= at
        if not is_about:
            continue
        if isinstance(event, anchor.until) and since is not None:
            if event.at > since:
                yield Open(ref, at, since, event.at)
            since = None
        elif anchor.reopened_by is not None and isinstance(event, anchor.reopened_by):
            since = max(at, event.at) if since is None else since
    if since is not None:
        yield Open(ref, at, since, None)


def _oldest(told: Told, anchor: Oldest) -> tuple[Begun, ...]:
    times = open_times(told, anchor)
    now = [x for x in times if x.since <= told.at and (x.ended is None or told.at < x.ended)]
    if now:
        chosen = now[0]
    else:
        later = [x for x in times if x.since > told.at]
        if not later:
            return ()
        chosen = min(later, key=lambda x: (x.since, x.at, x.ref))
    return (Begun(_safe(chosen.ref), told.since(chosen.at), chosen.ref),)
