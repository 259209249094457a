"""ELI: which units, and why not, of any policy."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from attrs import asdict, evolve, fields, has
from hypothesis import strategies as st

from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders.events import Delivered, Paid, Refunded
from postsales.orders.reasons import ReasonKind
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.testing.answers import Answer, differences
from postsales.testing.flags import Flag
from postsales.testing.law import Law, LawBroken, Scene, broken
from postsales.testing.laws._acted import acted_on
from postsales.testing.laws._given import (
    about,
    for_reason,
    with_another_line,
    words,
)
from postsales.testing.laws.favours import FAVOURS
from postsales.testing.laws.floors import FLOORS
from postsales.testing.laws.promises import PROMISES
from postsales.testing.laws.records import RECORDS
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["ELIGIBILITY", "reasoned"]

_NO_WORD = "a word that nobody knows"
_NOBODY = "a line that the order does not have"


def _answers(subject: "Subject", scene: Scene) -> None:
    subject.ask(scene)
    strange = ReturnRequest.of({_NOBODY: 1}, reason=scene.request.items[0].reason)
    try:
        answer = subject.ask(scene, request=strange)
    except LawBroken as error:
        if isinstance(error.__cause__, PostsalesError | ValueError):
            return
        raise
    if answer.allowed:
        broken("units of a line that the order does not have are allowed", line=_NOBODY)


def _every_no_has_a_reason(subject: "Subject", scene: Scene) -> None:
    reasoned(scene, subject.ask(scene))


def reasoned(scene: Scene, answer: Answer) -> None:
    """Broken where units are not allowed without a reason, or allowed with one."""
    short = sum(scene.request.quantities.values()) - sum(answer.allowed.values())
    if short and not answer.because:
        broken("units are not allowed and no reason is given", units_not_allowed=short)
    if not short and answer.because:
        broken("everything is allowed and still there are reasons", because=dict(answer.because))


def _each_reason(subject: "Subject", scene: Scene) -> None:
    together = subject.ask(scene).because
    alone: dict[str, int] = {}
    for line in scene.request.quantities:
        items = [x for x in scene.request.items if x.line == line]
        for code, units in subject.ask(
            scene, request=evolve(scene.request, items=items)
        ).because.items():
            alone[code] = alone.get(code, 0) + units
    if together != alone:
        broken(
            "the reasons of a request are not those of its lines",
            reasons_of_the_request=dict(together),
            reasons_of_its_lines=alone,
        )


def _hints_hold(subject: "Subject", scene: Scene) -> None:
    scene = scene.as_known()
    answer = subject.ask(scene)
    for hint in answer.hints:
        then = acted_on(subject, scene, hint)
        if then is None:
            continue
        after = subject.ask(then)
        for code in hint.removes:
            was, still = answer.because.get(code, 0), after.because.get(code, 0)
            if still >= was:
                broken(
                    f"the hint {hint.kind} does not remove the reason {code}",
                    line=hint.line,
                    units_of_the_hint=hint.units,
                    units_with_the_reason_before=was,
                    units_with_the_reason_after=still,
                )
        lost = [x for x in answer.allowed if after.allowed.get(x, 0) < answer.allowed[x]]
        # Units that came later stand for those asked for, and can still have to wait for something.
        waits = hint.kind == "tell" and Flag.WINDOWS_END not in subject.flags
        if lost and not waits:
            broken(
                f"whoever acts on the hint {hint.kind} loses units that were allowed",
                the_hint_is_about=hint.line,
                line=lost[0],
                allowed_before=answer.allowed[lost[0]],
                allowed_after=after.allowed.get(lost[0], 0),
            )


_HOURS = st.sampled_from(range(24 * 60))


@st.composite
def _with_hours(draw: st.DrawFn, subject: "Subject") -> Scene:
    return evolve(draw(scenes(subject)), others=(draw(_HOURS),))


@st.composite
def _apart(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene, often of goods that came late, and the hours after which another line came."""
    scene, days = draw(scenes(subject)), draw(st.sampled_from((0, 20, 40)))
    return evolve(_later(scene, timedelta(days=days)), others=(draw(_HOURS),))


def _later(scene: Scene, by: timedelta) -> Scene:
    """The scene with all that happens from the first delivery on so much later."""
    history = scene.order.history
    first = min((x.at for x in history if isinstance(x, Delivered)), default=scene.at)
    moved = [x if x.at < first else _moved(x, by) for x in history]
    at = scene.at if scene.at < first else scene.at + by
    return evolve(scene, order=evolve(scene.order, history=moved), at=at)


def _moved(event: Event, by: timedelta) -> Event:
    """The event so much later, with every instant that it tells."""
    told = {x.name: getattr(event, x.name) for x in fields(type(event)) if x.init}
    later = {name: x + by for name, x in told.items() if isinstance(x, datetime)}
    return evolve(event, **cast("dict[str, Any]", later))


_GAPS: tuple[tuple[type[Event], ...], ...] = ((), (Delivered,), (Paid, Refunded), (Event,))


@st.composite
def _with_gaps(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene, often of an order without a delivery, without a payment, or without any event."""
    scene, gap = draw(scenes(subject)), draw(st.sampled_from(_GAPS))
    try:
        history = [x for x in scene.order.history if not isinstance(x, gap)]
        return evolve(scene, order=evolve(scene.order, history=history))
    except PostsalesError:
        return scene


@st.composite
def _vague(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene, often with a reason that nobody knows."""
    scene = draw(scenes(subject))
    known = draw(st.booleans())
    return scene if known else evolve(scene, request=for_reason(scene.request, _NO_WORD))


def _line_by_line(subject: "Subject", scene: Scene) -> None:
    (hours,) = scene.others
    both = with_another_line(scene, hours)
    more = evolve(both, request=scene.request)
    alone = subject.ask(scene)
    for says, other in (("bought", more), ("asked for", both)):
        answer = subject.ask(other)
        for line in scene.request.quantities:
            before, after = about(alone, line), about(answer, line)
            if before != after:
                broken(
                    f"the answer for {line!r} is another one since another line was {says}",
                    alone=before,
                    with_another_line=after,
                )


_OF_LINES = ("units", "lines", "fees", "found", "given", "bundle")
"""Fields in which the names of lines stand."""


def _renamed(value: object, names: dict[str, str]) -> Any:
    """The same value with other names for its lines."""
    if isinstance(value, Quantities):
        return Quantities({names[x]: units for x, units in value.items()})
    if isinstance(value, FrozenMap):
        told_of = cast("FrozenMap[str, object]", value)
        return FrozenMap({names[x]: one for x, one in told_of.items()})
    if isinstance(value, tuple):
        return tuple(_renamed(x, names) for x in cast("tuple[object, ...]", value))
    if isinstance(value, str):
        return names.get(value, value)
    if not has(type(value)):
        return value
    told: Any = value
    fields: dict[str, Any] = asdict(told, recurse=False)
    found: dict[str, Any] = {x: _renamed(fields[x], names) for x in _OF_LINES if x in fields}
    if fields.get("line") is not None:
        found["line"] = names[fields["line"]]
    return evolve(told, **found)


def _by_any_name(subject: "Subject", scene: Scene) -> None:
    order, request = scene.order, scene.request
    # The other way round in the alphabet, so that whatever is sorted by name shows.
    (number,) = scene.others
    old = sorted(line.id for line in order.lines)
    names = {line: f"line-{9 - k}" for k, line in enumerate(old)}
    history: tuple[Event, ...] = _renamed(order.history, names)
    renamed = evolve(
        order,
        id=f"{order.id}-{number}",
        lines=[evolve(line, id=names[line.id]) for line in order.lines],
        history=history,
        promotions=_renamed(order.promotions, names),
    )
    asked = evolve(request, items=_renamed(request.items, names))
    before = subject.ask(scene)
    after = subject.ask(scene, order=renamed, request=asked)
    back = {new: old for old, new in names.items()}
    told = evolve(
        after,
        allowed={back[x]: k for x, k in after.allowed.items()},
        referred={back[x]: k for x, k in after.referred.items()},
        ends_at={back[x]: k for x, k in after.ends_at.items()},
        lines={back[x]: k for x, k in after.lines.items()},
    )
    found = differences(before, told)
    if found:
        broken("the same order by other names gets another answer", names=names, **found)


@st.composite
def _with_a_word(draw: st.DrawFn, subject: "Subject") -> Scene:
    known = [word for kind in ReasonKind for word in words(subject, kind)]
    return evolve(draw(scenes(subject)), others=(draw(st.sampled_from(known or ["remorse"])),))


def _refused(scene: Scene, answer: Answer, line: str) -> int:
    asked = scene.request.quantities[line]
    return asked - answer.allowed.get(line, 0) - answer.referred.get(line, 0)


def _decides_without(terms: ReturnTerms) -> bool:
    """Do the terms themselves say what holds for a reason that is none of those they know?"""
    return any(ReasonKind.OTHER in x.for_reasons for x in terms.exclusions)


def _unknown_is_no_answer(subject: "Subject", scene: Scene) -> None:
    (word,) = scene.others
    if subject.terms is not None and _decides_without(subject.terms):
        return
    vague = subject.ask(scene, request=for_reason(scene.request, _NO_WORD))
    told = subject.ask(scene, request=for_reason(scene.request, word))
    for line in scene.request.quantities:
        no, yes = _refused(scene, vague, line), vague.allowed.get(line, 0)
        if no > _refused(scene, told, line) or yes > told.allowed.get(line, 0):
            broken(
                f"{line!r} is answered without the reason, and the reason {word!r} changes that",
                refused_without_a_known_reason=no,
                refused_with_the_reason=_refused(scene, told, line),
                allowed_without_a_known_reason=yes,
                allowed_with_the_reason=told.allowed.get(line, 0),
            )


_ANY = (
    Law(
        "ELI-01",
        "always-answers",
        statement="Every question about a valid order has an answer, and one about a line that the"
        " order does not have is never a yes.",
        because="orders without a delivery, a payment or a reason are every day's business",
        catches="the first of an empty list, or a missing key",
        scenes=_with_gaps,
        check=_answers,
    ),
    Law(
        "ELI-02",
        "every-no-has-a-reason",
        statement="Whatever is not allowed has a reason, and whatever is allowed has none.",
        because="a customer who hears no has a right to hear why",
        catches="an early exit that forgets the reason, or reasons that are left over",
        scenes=scenes,
        check=_every_no_has_a_reason,
        needs=(Flag.REASONS,),
    ),
    Law(
        "ELI-03",
        "every-reason",
        statement="The reasons of a request are those of its lines, all of them and no others.",
        because="a customer who mends the one reason must not be told the next",
        catches="the first reason only, or reasons of the question before",
        scenes=scenes,
        check=_each_reason,
        needs=(Flag.REASONS,),
        unless=(Flag.LINES_TOGETHER,),
    ),
    Law(
        "ELI-05",
        "true-hints",
        statement="Whoever acts on a hint gets rid of the reasons that it names, and loses"
        " nothing.",
        because="a hint is shown to a customer or pressed as a button",
        catches="advice that was written for another reason",
        scenes=_vague,
        check=_hints_hold,
        needs=(Flag.LIVE,),
    ),
    Law(
        "ELI-10",
        "line-by-line",
        statement="What was bought or asked for besides changes nothing for a line.",
        because="each line was sold by itself, unless a bundle is declared",
        catches="all or nothing, or the parcel of another line that starts the window",
        scenes=_apart,
        check=_line_by_line,
        unless=(Flag.LINES_TOGETHER,),
    ),
    Law(
        "ELI-11",
        "by-any-name",
        statement="Other names for the order and its lines give the same answer.",
        because="a name says nothing about what may come back",
        catches="lines sorted by their ids, or a share of orders picked by a hash",
        scenes=_with_hours,
        check=_by_any_name,
    ),
    Law(
        "ELI-12",
        "unknown-is-no-answer",
        statement="What is answered without a known reason is answered so for every reason, unless"
        " the terms name such reasons.",
        because="where the reason decides and nobody knows it, a person has to look",
        catches="an unknown reason that is taken for a change of mind",
        scenes=_with_a_word,
        check=_unknown_is_no_answer,
    ),
)

ELIGIBILITY = tuple(sorted((*_ANY, *FLOORS, *FAVOURS, *RECORDS, *PROMISES), key=lambda law: law.id))
