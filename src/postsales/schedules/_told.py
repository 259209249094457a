"""What a history tells about one plan and one subject, as far as it is known at an instant.

Rules of this file: an event that is told twice is one, by its kind, instant and ref. Events that
begin something, and those that stop a plan, count even if they lie ahead, for a due date is known
before it comes; all others count once they have happened. What has a ref concerns what has the
same, and what has none concerns all; a stop, a pause or a reset whose ref names nothing that the
plan tells apart has that ref for itself, and concerns all as well.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from attrs import evolve, field, frozen

from postsales.basics.events import Event
from postsales.basics.pauses import Span, joined, stood_still
from postsales.schedules._concerning import OfPlan, of_plan
from postsales.schedules._keys import Key
from postsales.schedules.anchors import Each, Oldest
from postsales.schedules.plans import NewRound, Plan, StepDone

__all__ = ["EVER", "Begun", "Identity", "Told", "identity", "is_about", "is_later"]

EVER = datetime.min.replace(tzinfo=UTC)

Identity = tuple[str, datetime, str]
"""Which event it is, however often it is told: its kind, its instant and its ref."""


def identity(event: Event) -> Identity:
    """Which event it is."""
    kind = type(event)
    return f"{kind.__module__}.{kind.__qualname__}", event.at, event.ref


def _in_turn(event: Event) -> tuple[datetime, str, str]:
    kind, at, ref = identity(event)
    return at, ref, kind


@frozen(weakref_slot=False)
class Begun:
    """Where a step counts from.

    ``anchor`` is its place in keys, ``at`` the instant, in a new round that of its beginning, and
    ``ref`` the reference of its event. ``first_at`` is when that event was, of a chain the first,
    and ``own`` which it is. ``round`` is how often it was begun anew, the last time at ``since``.
    What is ``is_over`` needs no next step.
    """

    anchor: str
    at: datetime
    ref: str
    first_at: datetime
    own: tuple[Identity, ...]
    round: int = 0
    since: datetime = EVER
    is_over: bool = False

    @property
    def may_end_from(self) -> datetime:
        """From when on can something end it? A step of a chain from the first anchor on."""
        return min(self.at, max(self.first_at, self.since))


@frozen(weakref_slot=False, eq=False)
class Told:
    """A history, sorted and seen through a plan."""

    plan: Plan
    subject: str
    at: datetime
    events: tuple[Event, ...]
    known: tuple[Event, ...]
    stops: tuple[Event, ...]
    resets: tuple[Event, ...]
    done: dict[tuple[str, str, int], list[tuple[datetime, int]]]
    names: frozenset[str]
    _still: dict[str, tuple[Span, ...]] = field(factory=dict[str, tuple[Span, ...]])

    @classmethod
    def of(cls, plan: Plan, subject: str, history: Iterable[Event], now: datetime) -> "Told":
        """The history of a subject, as far as it is known at an instant."""
        events = tuple(sorted(of_plan(history, plan.id), key=_in_turn))
        known = tuple(x for x in events if x.at <= now)
        resets = {identity(x): x for x in known if isinstance(x, plan.resets)}
        done: dict[tuple[str, str, int], list[tuple[datetime, int]]] = {}
        for event in known:
            key = Key.read(event.key) if isinstance(event, StepDone) else None
            if key is not None and (key.plan, key.subject) == (plan.id, subject):
                done.setdefault((key.step, key.anchor, key.n), []).append((event.at, key.round))
        stops = tuple(x for x in events if isinstance(x, plan.stops))
        anew = tuple(resets.values())
        return cls(plan, subject, now, events, known, stops, anew, done, _names(plan, events))

    @property
    def so_far(self) -> "Told":
        """What has happened, without the stops that are known to come."""
        return evolve(self, stops=tuple(x for x in self.stops if x.at <= self.at))

    def still(self, ref: str) -> tuple[Span, ...]:
        """When time stood still for what has a ref."""
        if not self.plan.pauses:
            return ()
        if ref not in self._still:
            about = [x for x in self.known if self.halts(x, ref)]
            self._still[ref] = _spans(self.plan, about)
        return self._still[ref]

    def is_paused(self, ref: str) -> bool:
        """Does what has a ref stand still now?"""
        return any(
            since <= self.at and (end is None or self.at < end) for since, end in self.still(ref)
        )

    def anew(self, ref: str) -> list[datetime]:
        """When was begun anew what has a ref? In order of time."""
        return [x.at for x in self.resets if self.halts(x, ref)]

    def may_begin(self, event: Event, ref: str) -> bool:
        """May something that is told apart by a ref count from an event?"""
        if self.plan.new_round is NewRound.CARRIED:
            return True
        return all(event.at >= x for x in self.anew(ref))

    def since(self, at: datetime, ref: str) -> datetime:
        """From when on it counts: in a new round, from its beginning at the earliest."""
        return max([at, *self.anew(ref)])

    def rounds(self, at: datetime, ref: str) -> tuple[int, datetime]:
        """How often was begun anew what began at an instant, and when for the last time?"""
        is_fresh = self.plan.new_round is NewRound.FRESH
        later = [x for x in self.anew(ref) if is_fresh or x > at]
        return len(later), later[-1] if later else EVER

    def done_at(self, step: str, start: Begun, n: int) -> datetime | None:
        """When was a step done in this round? At the instant of its reset the key tells."""
        times = self.done.get((step, start.anchor, n), ())
        this = start.since, start.round
        return next((at for at, turn in times if at > start.since or (at, turn) == this), None)

    def stopped(self, start: Begun) -> datetime | None:
        """When was the plan stopped for what counts from an event, as far as it has happened?"""
        found = (
            x.at
            for x in self.stops
            if start.may_end_from <= x.at <= self.at
            and self.halts(x, start.ref)
            and is_later(x, start)
        )
        return next(found, None)

    def halts(self, event: Event, ref: str) -> bool:
        """Is a stop, a pause or a reset about what has a ref? Naming nothing here, about all."""
        return _is_of(event, ref) or event.ref not in self.names

    def happened(
        self, kinds: tuple[type[Event], ...], start: Begun, since: datetime
    ) -> datetime | None:
        """When did an event of these kinds first happen to what has begun, from an instant on?"""
        found = (
            x.at
            for x in self.known
            if isinstance(x, kinds) and x.at >= since and self.is_settled_by(x, start)
        )
        return next(found, None)

    def is_settled_by(self, event: Event, start: Begun) -> bool:
        """Does an event settle what has begun? A fresh round has its first instant, too."""
        is_first = self.plan.new_round is NewRound.FRESH and event.at == start.since
        return is_about(event, evolve(start, since=EVER) if is_first else start)


def _spans(plan: Plan, known: Sequence[Event]) -> tuple[Span, ...]:
    """When time stood still; who stops a plan by name has no more use for its pauses by name."""
    known = [_by_plan(plan, x) for x in known]
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


def _by_plan(plan: Plan, event: Event) -> Event:
    """What stops a plan by name, and begins it anew, belongs together by the plan alone."""
    is_named = isinstance(event, OfPlan) and isinstance(event, (*plan.stops, *plan.resets))
    return evolve(event, ref="") if is_named and event.ref else event


def _is_of(event: Event, ref: str) -> bool:
    """Is an event about what has a ref?"""
    return not ref or event.ref in (ref, "")


def is_about(event: Event, start: Begun) -> bool:
    """Does an event that happens to it concern what has begun?"""
    return _is_of(event, start.ref) and is_later(event, start)


def is_later(event: Event, start: Begun) -> bool:
    """Can an event be about what has begun?

    What begins it does not end it, and what happens when a round begins was about the one before.
    """
    return event.at > start.since and identity(event) not in start.own


def _names(plan: Plan, events: Iterable[Event]) -> frozenset[str]:
    """The refs by which a plan tells events apart."""
    anchors = (x.anchor for x in plan.steps)
    kinds = tuple(x.event for x in anchors if isinstance(x, Each | Oldest))
    return frozenset(x.ref for x in events if x.ref and isinstance(x, kinds))
