"""WIN: until when, of any policy."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics._errors import PostsalesError
from postsales.basics.moments import instant
from postsales.orders.events import Delivered, Lost
from postsales.orders.order import Order
from postsales.testing.answers import differences
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._given import CLOCKS
from postsales.testing.laws.counting import COUNTING
from postsales.testing.strategies.clocks import TICK
from postsales.testing.strategies.scenes import edges, instants, scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["WINDOWS"]


def _one_edge(subject: "Subject", scene: Scene) -> None:
    scene = scene.as_known()
    answer = subject.ask(scene)
    for line, ends_at in answer.ends_at.items():
        now = answer.allowed.get(line, 0)
        if not now:
            continue
        before = subject.ask(scene, at=ends_at - TICK).allowed.get(line, 0)
        after = subject.ask(scene, at=ends_at).allowed.get(line, 0)
        grown = before > now and Flag.WINDOWS_END in subject.flags
        if scene.at >= ends_at or before < now or grown or after >= before:
            broken(
                f"{line!r} is allowed until an instant that is not where its answer changes",
                asked_at=scene.at.isoformat(),
                ends_at=ends_at.isoformat(),
                allowed_now=now,
                allowed_a_microsecond_before=before,
                allowed_at_the_end=after,
            )


@st.composite
def _later(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene, mostly soon after the last event, and a later instant at which the same is asked."""
    scene = draw(scenes(subject))
    last = max([scene.order.placed_at, *(x.at for x in scene.order.history)])
    soon = last + timedelta(hours=draw(st.sampled_from(range(24))))
    scene = evolve(scene, at=draw(st.sampled_from((last, soon, scene.at))))
    near = [x for x in edges(subject, scene.order, scene.request) if x > scene.at]
    span = max([scene.at + timedelta(days=1), *near]) - scene.at
    between = st.sampled_from(range(1, 150)).map(lambda x: scene.at + span * x // 100)
    later = max(draw(st.one_of(between, between, instants(scene.at, near))), scene.at)
    return evolve(scene, others=(later.isoformat(),))


@st.composite
def _days_later(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene soon after an event, and two instants that follow within days."""
    scene = draw(scenes(subject))
    start = draw(st.sampled_from([x.at for x in scene.order.history] or [scene.at]))
    hours = [draw(st.integers(0, 24 * 5)) for _ in range(3)]
    times = [start + timedelta(hours=sum(hours[:n])) for n in (1, 2, 3)]
    return evolve(scene, at=times[0], others=tuple(at.isoformat() for at in times[1:]))


def _no_holes(subject: "Subject", scene: Scene) -> None:
    then, last = (instant(at) for at in scene.others)
    scene = scene.as_known()
    answers = [subject.ask(scene, at=at) for at in (scene.at, then, last)]
    for line in scene.request.quantities:
        first, middle, end = (answer.allowed.get(line, 0) for answer in answers)
        if middle < min(first, end):
            broken(
                f"{line!r} is allowed, then not, then allowed again",
                allowed_first=f"{first} at {scene.at.isoformat()}",
                allowed_then=f"{middle} at {then.isoformat()}",
                because_then=dict(answers[1].because),
                allowed_last=f"{end} at {last.isoformat()}",
            )


_DAYS = tuple(days * 86400 for days in (1, 2, 5, 10, 20))


@st.composite
def _came_later(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene whose history ends with a delivery, and by how much later that could have come."""
    scene = draw(scenes(subject))
    deliveries = [x for x in scene.order.history if isinstance(x, Delivered)]
    seconds = draw(st.one_of(st.sampled_from(_DAYS), st.integers(1, 20 * 86400)))
    if not deliveries:
        return evolve(scene, others=(seconds,))
    last = max(deliveries, key=lambda x: x.at)
    known = evolve(scene, at=last.at).as_known().order
    later, near = last.at + timedelta(seconds=seconds), edges(subject, known, scene.request)
    span = max(near[-1], later) - later
    between = st.sampled_from(range(101)).map(lambda x: later + span * x // 100)
    at = draw(st.one_of(between, between, instants(later, near)))
    return evolve(scene, order=known, at=max(at, last.at), others=(seconds,))


def _delivered_later(order: Order, seconds: int, known_at: datetime) -> Order | None:
    """The same order, its last delivery so much later, if that can be."""
    deliveries = [x for x in order.history if isinstance(x, Delivered)]
    last = max(deliveries, key=lambda x: x.at, default=None)
    if last is None:
        return None
    later = evolve(last, at=last.at + timedelta(seconds=seconds))
    # What comes after it was lost was found again, which is another story.
    is_lost = any(isinstance(x, Lost) and x.at >= last.at for x in order.history)
    if later.at > known_at or is_lost:
        return None
    try:
        return evolve(order, history=[later if x is last else x for x in order.history])
    except PostsalesError:
        return None


def _later_start(subject: "Subject", scene: Scene) -> None:
    (seconds,) = scene.others
    scene = scene.as_known()
    order = _delivered_later(scene.order, seconds, scene.at)
    if order is None:
        return
    soon, late = subject.ask(scene), subject.ask(scene, order=order)
    for line in scene.request.quantities:
        before, after = soon.allowed.get(line, 0), late.allowed.get(line, 0)
        if after < before:
            broken(
                f"{line!r} may come back for less long because it was delivered later",
                delivered_later_by=timedelta(seconds=seconds),
                allowed_when_delivered_sooner=before,
                allowed_when_delivered_later=after,
            )


@st.composite
def _in_a_zone(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene and a zone in which its instant is written, in a repeated hour now and then."""
    scene = draw(scenes(subject))
    return evolve(scene, others=(draw(st.sampled_from([zone for zone, _ in CLOCKS])),))


def _same_instant(subject: "Subject", scene: Scene) -> None:
    (zone,) = scene.others
    local = scene.at.astimezone(ZoneInfo(zone))
    found = differences(subject.ask(scene), subject.ask(scene, at=local))
    if found:
        broken(
            "the same instant, written in another zone, gives another answer",
            written_so=scene.at.isoformat(),
            and_so=local.isoformat(),
            **found,
        )


def _once_too_late(subject: "Subject", scene: Scene) -> None:
    later = instant(scene.others[0])
    scene = scene.as_known()
    before, after = subject.ask(scene), subject.ask(scene, at=later)
    for line in scene.request.quantities:
        was, then = before.allowed.get(line, 0), after.allowed.get(line, 0)
        if then > was and not before.referred.get(line, 0):
            broken(
                f"{line!r} is allowed again although nothing has happened",
                allowed_before=was,
                allowed_later=then,
                later=later.isoformat(),
            )
        ends, moved = before.ends_at.get(line), after.ends_at.get(line)
        if was == then > 0 and ends is not None and moved is not None and ends != moved:
            broken(
                f"the end of {line!r} moves although nothing has happened",
                ends_at=ends.isoformat(),
                later=later.isoformat(),
                ends_then_at=moved.isoformat(),
            )
        all_over = was == scene.request.quantities[line] and not after.referred.get(line, 0)
        if all_over and not then and moved is not None and moved > later:
            _something_ends(subject, scene, line, moved)


def _something_ends(subject: "Subject", scene: Scene, line: str, ends_at: datetime) -> None:
    """Broken where an end is told to whoever is too late, and nothing changes at it."""
    items = [x for x in scene.request.items if x.line == line]
    alone = evolve(scene, request=evolve(scene.request, items=items))
    before, after = subject.ask(alone, at=ends_at - TICK), subject.ask(alone, at=ends_at)
    if (before.allowed, before.because) == (after.allowed, after.because):
        broken(
            f"an end of {line!r} is told that is still to come, and it is too late already",
            ends_at=ends_at.isoformat(),
            because=dict(before.because),
            because_at_the_end=dict(after.because),
        )


_ANY = (
    Law(
        "WIN-01",
        "one-edge",
        statement="What is allowed until an instant is allowed a microsecond before it, not at it.",
        because="a customer who is told a day must be right until its last instant",
        catches="an end that is a second or a day off, or one that is included twice",
        scenes=scenes,
        check=_one_edge,
        needs=(Flag.DEADLINES,),
    ),
    Law(
        "WIN-02",
        "no-holes",
        statement="What is allowed before and after an instant is allowed at it, too.",
        because="nobody can know that a window is shut on some days unless they are told",
        catches="a window that is shut at weekends or at night",
        scenes=_days_later,
        check=_no_holes,
        needs=(Flag.WINDOWS_END,),
    ),
    Law(
        "WIN-04",
        "later-delivery",
        statement="Goods that are delivered later may come back at least as long.",
        because="a slow carrier must not cost the customer days",
        catches="the days in transit taken off the window, or a start and an end mixed up",
        scenes=_came_later,
        check=_later_start,
        needs=(Flag.WINDOWS_END,),
        unless=(Flag.SEASONS,),
    ),
    Law(
        "WIN-05",
        "same-instant",
        statement="The same instant gives the same answer, in whatever zone it is written.",
        because="an instant is a point of time, and the clock of a server is no part of it",
        catches="wall clocks compared without their zone",
        scenes=_in_a_zone,
        check=_same_instant,
    ),
    Law(
        "WIN-13",
        "once-too-late",
        statement="What is too late stays too late, and an end stays where it is, as long as"
        " nothing happens; also the end that is told to whoever is too late.",
        because="an answer that comes back with time was worked out from the wrong now",
        catches="a window that is counted from now, or an end that is told wrongly with a no",
        scenes=_later,
        check=_once_too_late,
        needs=(Flag.WINDOWS_END,),
    ),
)

WINDOWS = tuple(sorted((*_ANY, *COUNTING), key=lambda law: law.id))
