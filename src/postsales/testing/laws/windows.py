"""WIN: until when."""

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.strategies.scenes import edges, instants, scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["WINDOWS"]

_TICK = timedelta(microseconds=1)


def _one_edge(subject: "Subject", scene: Scene) -> None:
    scene = scene.as_known()
    for line, ends_at in subject.ask(scene).ends_at.items():
        before = subject.ask(scene, at=ends_at - _TICK).allowed.get(line, 0)
        after = subject.ask(scene, at=ends_at).allowed.get(line, 0)
        now = subject.ask(scene).allowed.get(line, 0)
        if now and scene.at < ends_at and not (before == now and after < now):
            broken(
                f"{line!r} is allowed until an instant that is not where its answer changes",
                ends_at=ends_at.isoformat(),
                allowed_now=now,
                allowed_a_microsecond_before=before,
                allowed_at_the_end=after,
            )


@st.composite
def _two_instants(draw: st.DrawFn, subject: "Subject") -> Scene:
    scene = draw(scenes(subject))
    later = draw(instants(scene.at, edges(subject, scene.order, scene.request)))
    return Scene(scene.order, scene.request, scene.at, others=(max(later, scene.at),))


def _once_too_late(subject: "Subject", scene: Scene) -> None:
    (later,) = scene.others
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


WINDOWS = (
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
        "WIN-13",
        "once-too-late",
        statement="What is too late stays too late, as long as nothing happens.",
        because="an answer that comes back with time was worked out from the wrong now",
        catches="a window relative to now, or a wall-clock comparison in a repeated hour",
        scenes=_two_instants,
        check=_once_too_late,
        needs=(Flag.WINDOWS_END,),
    ),
)
