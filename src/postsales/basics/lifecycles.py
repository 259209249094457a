"""Life cycles: which state a thing is in, and which steps lead from it to which other state.

Rules of this file: a life cycle is a table and nothing else; states and steps are words. A table is
checked when it is made: every state is reached, every state but an end goes on, and ends do not. A
row may carry a remark, a word for what is odd about a step that is foreseen all the same.
"""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar, cast

from attrs import field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import Contradictions, PostsalesError
from postsales.basics._words import Word
from postsales.basics.quantities import FrozenMap

__all__ = ["InvalidLifecycle", "Lifecycle", "RefusedStep", "Transition"]

S = TypeVar("S", bound=Word)
T = TypeVar("T", bound=Word)

_SOME = 5
_A_WORD = "states and steps are members of a Word"


class InvalidLifecycle(Contradictions):
    """Rows of a life cycle contradict each other, or do not hang together; all that is found."""


class RefusedStep(PostsalesError, ValueError):
    """A step that the table does not foresee; ``allowed`` are those that it does.

    Example:
        >>> class Light(Word):
        ...     RED = "red"
        ...     GREEN = "green"
        >>> print(RefusedStep("traffic light", Light.RED, Light.RED, [Light.GREEN]))
        traffic light: no step 'red' from 'red': the steps from there are 'green'
    """

    lifecycle: str
    state: Word
    step: Word
    allowed: tuple[Word, ...]

    def __init__(self, lifecycle: str, state: Word, step: Word, allowed: Iterable[Word]) -> None:
        self.lifecycle = lifecycle
        self.state = state
        self.step = step
        self.allowed = tuple(allowed)
        named = ", ".join(repr(str(x)) for x in self.allowed)
        goes = f"the steps from there are {named}" if named else "it is over there"
        super().__init__(f"{lifecycle}: no step {str(step)!r} from {str(state)!r}: {goes}")


@frozen(weakref_slot=False)
class Transition(Generic[S, T]):
    """One row of a table: from a state, by a step, to a state.

    ``remark`` is what is odd about it; None where it is the usual course.

    Example:
        >>> class Light(Word):
        ...     RED = "red"
        ...     GREEN = "green"
        >>> class Push(Word):
        ...     BUTTON = "button"
        >>> Transition(Light.RED, Push.BUTTON, Light.GREEN).to
        Light.GREEN
    """

    state: S
    step: T
    to: S
    remark: Word | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name in ("state", "step", "to"):
            instance(name, getattr(self, name), Word, _A_WORD)
        if self.remark is not None:
            instance("remark", self.remark, Word, "a remark is a member of a Word")


def _rows(value: "Iterable[Transition[Any, Any]]") -> "tuple[Transition[Any, Any], ...]":
    row: type[Transition[Any, Any]] = Transition
    return several("transitions", value, row, "a table is made of Transition rows")


def _ends(value: Iterable[Word]) -> tuple[Word, ...]:
    return several("ends", value, Word, _A_WORD)


@frozen(weakref_slot=False)
class Lifecycle(Generic[S, T]):
    """A table of states and steps. Tables are equal when all their rows are, in the same order.

    Raises:
        InvalidLifecycle: a step of one state told twice; a state that is never reached, or of the
            same words and in no row; an end that goes on; a state from which no end is reached.

    Example:
        >>> class Parcel(Word):
        ...     PACKED = "packed"
        ...     SENT = "sent"
        >>> class Doing(Word):
        ...     SEND = "send"
        >>> parcel = Lifecycle(
        ...     "parcel", start=Parcel.PACKED, ends=[Parcel.SENT],
        ...     transitions=[Transition(Parcel.PACKED, Doing.SEND, Parcel.SENT)],
        ... )
        >>> parcel.after(Parcel.PACKED, Doing.SEND), parcel.steps(Parcel.SENT)
        (Parcel.SENT, ())
    """

    name: str
    start: S = field(kw_only=True)
    transitions: tuple[Transition[S, T], ...] = field(converter=_rows, kw_only=True)
    ends: tuple[S, ...] = field(converter=_ends, kw_only=True)
    _by_step: FrozenMap[tuple[S, T], Transition[S, T]] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("name", self.name)
        instance("start", self.start, Word, _A_WORD)
        by_step = {(row.state, row.step): row for row in self.transitions}
        object.__setattr__(self, "_by_step", FrozenMap(by_step))
        problems = [*_problems(self)]
        if problems:
            raise InvalidLifecycle(f"life cycle {self.name[:60]!r}", problems)

    @property
    def states(self) -> tuple[S, ...]:
        """Every state, in the order in which the rows name them, the start first."""
        named = (self.start, *(x for row in self.transitions for x in (row.state, row.to)))
        return tuple(dict.fromkeys(named))

    def foreseen(self, state: S, step: T) -> Transition[S, T] | None:
        """The row for a step from a state; None where the table has none."""
        return self._by_step.get((state, step))

    def after(self, state: S, step: T) -> S:
        """The state after a step.

        Raises:
            RefusedStep: the table does not foresee it.
        """
        row = self.foreseen(state, step)
        if row is None:
            raise RefusedStep(self.name, state, step, self.steps(state))
        return row.to

    def steps(self, state: S) -> tuple[T, ...]:
        """The steps that can follow on a state, in the order of the rows."""
        return tuple(row.step for row in self.transitions if row.state is state)

    def reachable(self, state: S) -> tuple[S, ...]:
        """The states that can follow on a state, itself among them, the nearest first."""
        found = [state]
        for here in found:
            found += [x.to for x in self.transitions if x.state is here and x.to not in found]
        return tuple(dict.fromkeys(found))

    def is_over(self, state: S) -> bool:
        """Is it an end?"""
        return state in self.ends


def _problems(table: Lifecycle[Any, Any]) -> Iterable[str]:
    rows, states = table.transitions, table.states
    told: set[tuple[Word, Word]] = set()
    for row in rows:
        if (row.state, row.step) in told:
            yield f"the step {str(row.step)!r} from {str(row.state)!r} stands in it twice"
        told.add((row.state, row.step))
    reached = table.reachable(table.start)
    words = cast("Iterable[Word]", type(table.start))
    unreached = [x for x in dict.fromkeys((*words, *states)) if x not in reached]
    if unreached:
        yield f"no steps lead to {_listed(unreached)}"
    for end in table.ends:
        if end not in states:
            yield f"the end {str(end)!r} stands in no row"
        elif table.steps(end):
            yield f"the end {str(end)!r} goes on"
    endless = [x for x in states if not any(table.is_over(y) for y in table.reachable(x))]
    if endless:
        yield f"no end is reached from {_listed(endless)}"


def _listed(states: list[Word]) -> str:
    named = ", ".join(repr(str(x)) for x in states[:_SOME])
    return named if len(states) <= _SOME else f"{named} and {len(states) - _SOME} more"
