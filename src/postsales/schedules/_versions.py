"""Which version of a plan holds since when, and what was decided under an earlier one.

Rules of this file: what was decided under the version that was in force stays as it was decided;
whatever is open is answered by the last one. Only what had happened by then has decided anything,
and no stop that was known to come.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from attrs import frozen

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event, history_of
from postsales.schedules._told import EVER, Told
from postsales.schedules.plans import Plan, bindings, version_of

__all__ = ["Asked"]

_Held = TypeVar("_Held")
_Name = TypeVar("_Name")
_Answer = TypeVar("_Answer")


def _as_decided(
    held: Sequence[tuple[datetime, _Held]],
    now: datetime,
    seen: Callable[[_Held, datetime], Told],
    named: Callable[[Told], Mapping[_Name, _Answer]],
    is_decided: Callable[[_Answer], bool],
) -> dict[_Name, _Answer]:
    """Each answer by the first that held when it was decided, else by what holds now.

    ``held`` are the versions with the instants since when they did, and ``seen`` is the history by
    one of them, as of an instant.
    """
    decided: dict[_Name, _Answer] = {}
    for (_, one), (since, _) in pairwise(held):
        before = named(seen(one, since - since.resolution).so_far)
        names = {name for name, x in before.items() if is_decided(x)}
        if names:
            answers = named(seen(one, now))
            decided = {**{x: answers[x] for x in names if x in answers}, **decided}
    return {**named(seen(held[-1][1], now)), **decided}


@frozen(weakref_slot=False, eq=False)
class Asked:
    """What is asked about a subject: its history, and the versions of the plan that held."""

    subject: str
    history: tuple[Event, ...]
    at: datetime
    held: tuple[tuple[datetime, Plan], ...]

    @classmethod
    def of(
        cls,
        plan: Plan,
        versions: Iterable[Plan],
        history: Iterable[Event],
        subject: str,
        now: datetime,
    ) -> "Asked":
        """A plan, which holds until the history names one of the versions."""
        known = history_of(history)
        return cls(subject, known, now, tuple(_held(plan, versions, known, now)))

    @property
    def told(self) -> Told:
        """The history as the version sees it that holds now."""
        return self._told(self.held[-1][1], self.at)

    def _told(self, plan: Plan, at: datetime) -> Told:
        return Told.of(plan, self.subject, self.history, at)

    def answers(
        self,
        named: Callable[[Told], Mapping[_Name, _Answer]],
        is_decided: Callable[[_Answer], bool],
    ) -> tuple[_Answer, ...]:
        """Every answer, by the version under which it was decided."""
        found = _as_decided(self.held, self.at, self._told, named, is_decided)
        return tuple(found.values())


def _held(
    plan: Plan, versions: Iterable[Plan], history: tuple[Event, ...], now: datetime
) -> Iterable[tuple[datetime, Plan]]:
    yield EVER, plan
    known = [plan, *several("versions", versions, Plan, "the versions that histories name")]
    if any(x.id != plan.id for x in known):
        raise InvalidValue("versions", [x.id for x in known], f"versions of {plan.id!r} are needed")
    if len(known) > 1:
        for at, version in bindings(plan.id, history, now):
            yield at, version_of(known, version, "versions")
