"""Laws of conditions: what a host knows decides, and what it does not know is asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from postsales.basics.findings import Fact, Finding, Verdict
from postsales.basics.quantities import FrozenMap
from postsales.contacts.rules import ContactRules
from postsales.contacts.verdicts import Send
from postsales.schedules.plans import CatchUp
from postsales.schedules.steps import Action
from postsales.testing.law import Law, broken
from postsales.testing.plans._drawn import MOSTLY, scenes
from postsales.testing.plans._flags import PlanFlag
from postsales.testing.plans._hosts import Facts
from postsales.testing.plans._played import sent
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject, Ran, known

if TYPE_CHECKING:
    from hypothesis import strategies as st

__all__ = ["CONDITIONS"]

_FREE = ContactRules()
_Named = tuple[str, str, str, int]


def _found(subject: PlanSubject, scene: PlanScene) -> Iterator[tuple[Ran, Send, Finding]]:
    """What went out and has a condition, with what the condition says."""
    for ran, verdict, _ in sent(subject.play(scene, rules=_FREE)):
        action = _action(subject, verdict)
        if action is not None and action.when is not None:
            yield ran, verdict, action.when(scene.facts)


def _action(subject: PlanSubject, verdict: Send) -> Action | None:
    """The step as the plan has it, whatever the runner made of it."""
    item = verdict.item
    some = (x for plan in subject.plans if plan.id == item.plan for x in plan.actions)
    return next((x for x in some if x.key == item.step), None)


def _holds(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, verdict, found in _found(subject, scene):
        if found.verdict is Verdict.NOT_MET:
            broken(
                "a step is done though its condition does not hold",
                step=verdict.item.step,
                because=[x.code for x in found.leaves if x.verdict is Verdict.NOT_MET],
                facts=scene.facts,
                done_at=ran.at,
            )


def _unknown_is_no_yes(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, verdict, found in _found(subject, scene):
        if found.verdict is Verdict.UNKNOWN:
            broken(
                "a step is done though nobody knows whether its condition holds",
                step=verdict.item.step,
                to_find_out=sorted(x.tell for x in found.leaves),
                facts=scene.facts,
                done_at=ran.at,
            )


def _at_first(subject: PlanSubject, scene: PlanScene, facts: Facts) -> dict[_Named, Action | None]:
    """What the last run does by these facts, if it is the first."""
    at = scene.runs[-1]
    told = known(subject.plans, scene.history, at)
    found = subject.run(told, at, rules=_FREE, facts=facts)
    some = (x for x in found if isinstance(x, Send))
    return {(x.item.plan, x.item.step, x.item.ref, x.item.n): _action(subject, x) for x in some}


def _without(facts: Mapping[str, Fact], name: str) -> Facts:
    return FrozenMap({x: value for x, value in facts.items() if x != name})


def _decided(
    subject: PlanSubject, scene: PlanScene, name: str
) -> list[tuple[Fact, dict[_Named, Action | None]]]:
    """What is done by each value of a fact."""
    return [
        (value, _at_first(subject, scene, FrozenMap({**scene.facts, name: value})))
        for value in subject.facts[name]
    ]


def _between(subject: PlanSubject, scene: PlanScene) -> None:
    for name in subject.facts:
        ways = _decided(subject, scene, name)
        done = _at_first(subject, scene, _without(scene.facts, name))
        more = [x for x in done if not any(x in way for _, way in ways)]
        if more:
            says = "without a fact a step is done that it lets go in no way"
            _broken_by(says, more, name, scene)
        for value, way in ways:
            other = [*(_free(subject, way) ^ _free(subject, done))]
            if other:
                says = "a step hangs on a fact, and has no condition"
                _broken_by(says, other, name, scene, it_may_be=value)


def _free(subject: PlanSubject, done: Mapping[_Named, Action | None]) -> set[_Named]:
    """What was done and hangs on nothing: it has no condition, and no other step overtakes it."""
    each = {x.id for x in subject.plans if x.catch_up in (CatchUp.EACH, CatchUp.DROP)}
    return {
        x
        for x, action in done.items()
        if x[0] in each and action is not None and action.when is None
    }


def _broken_by(
    says: str, some: Iterable[_Named], name: str, scene: PlanScene, **given: object
) -> None:
    steps = sorted(x[1] for x in some)
    broken(says, steps=steps, fact=name, facts=scene.facts, run_at=scene.runs[-1], **given)


def _asked(subject: PlanSubject, scene: PlanScene) -> None:
    at = scene.runs[-1]
    told = known(subject.plans, scene.history, at)
    for name in subject.facts:
        facts = _without(scene.facts, name)
        asked, done = subject.asked(told, at, facts), _at_first(subject, scene, facts)
        for _, way in _decided(subject, scene, name):
            waits = {x: action for x, action in way.items() if x not in done}
            for (_, step, _, _), action in waits.items():
                missing = _tells(action, facts) - asked
                if missing:
                    _broken_at(
                        "nobody is asked for a fact that a step waits for", missing, step, at
                    )
        every = [x for plan in subject.plans for x in plan.actions]
        needless = asked - {tell for x in every for tell in _tells(x, facts)}
        if needless:
            _broken_at("a person is asked for what no step needs to know", needless, "", at)


def _tells(action: Action | None, facts: Facts) -> frozenset[str]:
    """What would settle whether the condition of a step holds; nothing where that is known."""
    found = None if action is None or action.when is None else action.when(facts)
    if found is None or found.verdict is not Verdict.UNKNOWN:
        return frozenset()
    leaves = (x for x in found.leaves if x.verdict is Verdict.UNKNOWN)
    return frozenset(x.tell for x in leaves if x.tell)


def _broken_at(says: str, names: frozenset[str], step: str, at: datetime) -> None:
    broken(says, to_find_out=sorted(names), step=step, asked_at=at)


def _hardly_known(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Scenes of which little is known."""
    return scenes(subject, unknown=MOSTLY)


_NEEDS = (PlanFlag.CONDITIONS,)

CONDITIONS: tuple[Law, ...] = (
    Law(
        "FAC-01",
        "conditions-hold",
        statement="A step goes out only where its condition holds by what is known then.",
        because="whoever owes nothing is not reminded",
        catches="a condition that nobody asks, one of two, or facts of the last run",
        scenes=scenes,
        check=_holds,
        needs=_NEEDS,
    ),
    Law(
        "FAC-02",
        "unknown-is-no-yes",
        statement="As long as nobody knows whether its condition holds, a step does not go out.",
        because="what nobody knows is not nothing, and not zero",
        catches="a fact that is missing and read as yes, as no, or as zero",
        scenes=_hardly_known,
        check=_unknown_is_no_yes,
        needs=_NEEDS,
    ),
    Law(
        "FAC-03",
        "between-yes-and-no",
        statement="Without a fact goes out what some value lets go, and all that has no condition.",
        because="one question that is open holds back one step, and not the whole shop",
        catches="a missing fact that stops the run, or a condition that holds for other steps",
        scenes=_hardly_known,
        check=_between,
        needs=_NEEDS,
    ),
    Law(
        "FAC-04",
        "what-is-missing-is-asked",
        statement="A person is asked for a fact that a step waits for, and for none that is known.",
        because="what is held back and not told is forgotten",
        catches="a step that is held back in silence, or one question of two",
        scenes=_hardly_known,
        check=_asked,
        needs=(PlanFlag.CONDITIONS, PlanFlag.ASKS),
    ),
)
"""The laws of conditions, in the order of their ids."""
