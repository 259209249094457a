"""What was decided once, and stays so, whatever happens later."""

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from postsales.basics.events import Event
from postsales.basics.selectors import Last
from postsales.schedules.targets import TargetState as State
from postsales.schedules.targets import TargetStatus
from postsales.testing.law import broken
from postsales.testing.plans._judge_whom import names_of
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject
from postsales.testing.plans._watched import Look, looks

__all__ = ["decision", "stays_decided", "words"]

_DECIDED = (State.MET, State.MET_LATE, State.BREACHED, State.STOPPED)


def words(state: State) -> str:
    """A state as it is read in a sentence."""
    return str(state).replace("_", " ")


def stays_decided(subject: PlanSubject, scene: PlanScene) -> None:
    """What was decided at one look is decided so at the next."""
    before: Look | None = None
    for look in looks(subject, scene):
        if before is not None and before.plan is look.plan:
            _as_before(before, look)
        before = look
        again = tuple(_met_again(look))
        if again:
            told = (*look.told, *again)
            _as_before(look, evolve(look, statuses=subject.watched(look.plan, told, look.at)))


def _met_again(look: Look) -> Iterator[Event]:
    """What meets targets, once more now."""
    for target in look.plan.targets:
        some = [x for x in look.told if isinstance(x, target.met_by) and x.at < look.at]
        yield from (evolve(x, at=look.at) for x in some[-1:])


def _as_before(earlier: Look, later: Look) -> None:
    """Whatever was decided is as it was, but for what is met too late in the end."""
    plan = later.plan
    is_anew = any(isinstance(x, plan.resets) and earlier.at < x.at for x in later.told)
    if is_anew or _is_told_since(earlier, later):
        return
    now = Counter(decision(x) for x in later.statuses)
    for target in plan.targets:
        if isinstance(target.anchor, Last) and _begins_anew(earlier, later, target.anchor):
            continue
        for status in earlier.of(target):
            told = decision(status)
            if status.state not in _DECIDED or now[told]:
                continue
            rest = [x for x in later.of(target) if _who(x) == _who(status)]
            met_in_the_end = status.state is State.BREACHED and any(
                x.state is State.MET_LATE for x in rest
            )
            if not met_in_the_end:
                broken(
                    "a target that was decided is decided otherwise",
                    target=status.step,
                    event=status.ref,
                    begun_at=status.begun_at,
                    first=words(status.state),
                    first_at=earlier.at,
                    then=[words(x.state) for x in rest] or "not told",
                    then_at=later.at,
                )


def _is_told_since(earlier: Look, later: Look) -> bool:
    """Is it told only now what a stop, a pause or a reset names? Until then it concerned all."""
    plan = later.plan
    during = (kind for x in plan.pauses for kind in (x.begins, x.ends))
    halts = (*plan.stops, *plan.resets, *during)
    since = names_of(plan, later.told) - names_of(plan, earlier.told)
    return any(isinstance(x, halts) and x.ref in since for x in earlier.told)


def _begins_anew(earlier: Look, later: Look, anchor: Last) -> bool:
    return any(isinstance(x, anchor.event) and x.at > earlier.at for x in later.told)


def _who(status: TargetStatus) -> tuple[object, ...]:
    return status.step, status.ref, status.begun_at


def decision(status: TargetStatus) -> tuple[object, ...]:
    """How a target stands, without what runs on by itself."""
    return *_who(status), status.state, status.met_at
