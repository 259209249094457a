"""Scenes about targets: what begins them, what meets them about their time, pauses and stops."""

from typing import TYPE_CHECKING

from postsales.schedules.anchors import Oldest
from postsales.testing.plans._drawn import scenes
from postsales.testing.plans._subject import PlanSubject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis import strategies as st

    from postsales.basics.events import Event
    from postsales.testing.plans._scene import PlanScene

__all__ = ["met", "met_or_paused", "stood_still", "stopped", "waited"]


def _meets(subject: PlanSubject) -> "Iterator[type[Event]]":
    for plan in subject.plans:
        for step in plan.targets:
            yield from step.met_by
            if isinstance(step.anchor, Oldest):
                yield step.anchor.until


def waited(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories in which little happens besides what targets count from."""
    return scenes(subject, others=1)


def met(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories in which something meets targets, about their time."""
    return scenes(subject, must=tuple(dict.fromkeys(_meets(subject))), others=3)


def stood_still(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories in which time stands still for targets."""
    during = [x for plan in subject.plans if plan.targets for x in plan.pauses]
    return scenes(subject, during=tuple(dict.fromkeys(during)), others=1)


def met_or_paused(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories in which something meets targets, and time may stand still."""
    during = [x for plan in subject.plans if plan.targets for x in plan.pauses]
    must = tuple(dict.fromkeys(_meets(subject)))
    return scenes(subject, must=must, during=tuple(dict.fromkeys(during)))


def stopped(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories in which plans that have targets are stopped."""
    stops = [x for plan in subject.plans if plan.targets for x in plan.stops]
    return scenes(subject, must=tuple(dict.fromkeys(stops)))
