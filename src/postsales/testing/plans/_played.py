"""What went out in a play, each with what went out before, and as the judge sees it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from postsales.contacts.verdicts import Send
from postsales.schedules.standing import Occurrence
from postsales.testing.plans._judge import (
    Judged,
    judged,
)
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject, Ran

__all__ = ["Who", "judged_runs", "sent", "who"]


Who = tuple[str, str, str, str, int, int]


def who(item: Occurrence) -> Who:
    """Who an occurrence is, whatever its key says: for the same event, the same time."""
    return item.plan, item.step, item.anchor, item.ref, item.n, item.round


def sent(runs: tuple[Ran, ...]) -> Iterator[tuple[Ran, Send, list[tuple[datetime, Occurrence]]]]:
    """What went out, each with its run and with what went out before."""
    before: list[tuple[datetime, Occurrence]] = []
    for ran in runs:
        for verdict in ran.sent:
            yield ran, verdict, [*before]
            before.append((ran.at, verdict.item))


def judged_runs(
    subject: PlanSubject, scene: PlanScene, **given: Any
) -> Iterator[tuple[Ran, Send, Judged]]:
    """What went out, each as the judge sees it."""
    for ran, verdict, before in sent(subject.play(scene, **given)):
        found = judged(subject.plans, verdict.item, ran.told, ran.at, before)
        if found is not None:
            yield ran, verdict, found
