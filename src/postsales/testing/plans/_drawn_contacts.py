"""Scenes about contacts: what customers said, what goes on, and runs at edges of hours."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import strategies as st

from postsales.testing.plans._drawn import SELDOM, contacted, said, scenes
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject

__all__ = [
    "asking_for_consent",
    "going_on",
    "near_closing",
    "on_holidays",
    "saying",
    "with_contacts",
]


def saying(*words: str) -> Any:
    """Histories in which the customer has said such things."""

    def drawn(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
        every = said(subject)
        return scenes(subject, says=[every[x] for x in words])

    return drawn


def asking_for_consent(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories in which few have agreed, and some do, or take it back."""
    every = said(subject)
    return scenes(subject, says=[every["given"], every["withdrawn"]], agrees=SELDOM)


def near_closing(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories of which many have a run at the end of preferred hours."""
    zone = subject.rules.zone or "UTC"
    parts = [part for x in subject.rules.preferred for part in x.hours.split(", ")]
    if not parts:
        return scenes(subject)
    closes = st.sampled_from([x.partition("-")[2] for x in parts])
    near = st.builds(_at_closing, scenes(subject), st.just(zone), closes, _TO_CLOSING)
    return st.one_of(near, near, scenes(subject))


_TO_CLOSING = st.sampled_from((-30, -15, -10, -5, -1, 0))


def _at_closing(scene: PlanScene, zone: str, closes: str, minutes: int) -> PlanScene:
    shown = scene.runs[-1].astimezone(ZoneInfo(scene.zone or zone))
    hour, minute = map(int, closes.split(":"))
    then = shown.replace(hour=hour % 24, minute=minute, second=0, fold=0)
    return _moved(scene, then.astimezone(UTC) + timedelta(minutes=minutes))


def with_contacts(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    return scenes(subject, says=[contacted(subject)])


def going_on(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    during = dict.fromkeys(during for x in subject.rules.suppress for during in x.during)
    return scenes(subject, during=tuple(during))


_IN_A_DAY = st.sampled_from((-10, 0, 30, 90, 600, 720, 1020, 1410, 1439, 1450))


def on_holidays(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories with runs on holidays."""
    days = [day for rule in subject.rules.holidays for day in sorted(rule.holidays.days)[:40]]
    if not days:
        return scenes(subject)
    return st.builds(_on_day, scenes(subject), st.sampled_from(days), _IN_A_DAY)


def _on_day(scene: PlanScene, day: date, minutes: int) -> PlanScene:
    """A scene that is moved so that its last run lies on a day."""
    at = datetime.fromisoformat(day.isoformat()).replace(tzinfo=ZoneInfo(scene.zone or "UTC"))
    return _moved(scene, at.astimezone(UTC) + timedelta(minutes=minutes))


def _moved(scene: PlanScene, run: datetime) -> PlanScene:
    """A scene that is moved as a whole, so that its last run lies at an instant."""
    by = run - scene.runs[-1]
    history = tuple(evolve(x, at=x.at + by) for x in scene.history)
    return evolve(scene, history=history, runs=tuple(x + by for x in scene.runs))
