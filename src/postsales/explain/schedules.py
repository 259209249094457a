"""What is due next and how the clocks stand, in words.

Rules of this file: the sentences stand beside the engine (``schedules/messages.py``); here they are
filled and put in order.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from postsales.basics._checks import several
from postsales.basics.findings import Finding
from postsales.basics.rules import IN_THE_WAY
from postsales.explain.codes import in_words, until
from postsales.explain.document import Block, Heading, Paragraph, Point, Points, Said, Title, Words
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.source import ENGLISH, known_as
from postsales.explain.speech import Speech
from postsales.schedules.standing import Occurrence, OccurrenceState
from postsales.schedules.targets import TargetState, TargetStatus

__all__ = ["called", "length", "schedule", "schedule_markdown", "step_called"]

# A host may give its own plans any name, and its steps with them.
_READY_MADE = ("first-thirty-days", "reassurance", "after-solved", "review-request", "win-back")
# Whatever holidays there were, these would not stand otherwise.
_OVER = (
    OccurrenceState.DONE,
    OccurrenceState.STOPPED,
    OccurrenceState.NEEDLESS,
    TargetState.MET,
    TargetState.STOPPED,
)
_CLOCK = (("hours", 3600), ("minutes", 60), ("seconds", 1))
_UNITS = (("days", 86_400), *_CLOCK)


def schedule(
    occurrences: Iterable[Occurrence],
    targets: Iterable[TargetStatus] = (),
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """What is due, when, and why not, in words; and how the clocks of targets stand.

    Days and times are those of the zone, written for the locale; ``register`` says to whom. What is
    due first comes first, and what has no time comes last. Time that is left or late is said in
    days of 24 hours, hours, minutes and seconds, as it counts for the target. Working days that
    could be holidays, since the calendar knows none of theirs, are told as long as they matter.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import Action, Days, Delivered, Last, Plan, WorkCalendar, schedules
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("UTC"),
        ...     steps=[Action("thanks", after=Last(Delivered), wait=Days(2)),
        ...            Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> told = [Delivered({"tee": 1}, at="2026-03-09T11:00Z")]
        >>> some = schedules.occurrences(plan, told, subject="C-7", at="2026-03-12T09:00Z")
        >>> print(schedule(some, locale="en", zone="UTC"))
        first-month, for C-7
        ====================
        <BLANKLINE>
        - thanks: due since Wednesday, 11 March 2026 at 11:00
        - review: to be done on Monday, 30 March 2026 at 11:00
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _document(occurrences, targets, told))


def schedule_markdown(
    occurrences: Iterable[Occurrence],
    targets: Iterable[TargetStatus] = (),
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``schedule``, as Markdown. Text from plans and histories never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> print(schedule_markdown([], locale="en", zone="UTC"))
        Nothing has begun.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _document(occurrences, targets, told))


def _document(
    occurrences: Iterable[Occurrence], targets: Iterable[TargetStatus], told: Speech
) -> Iterator[Block]:
    allowed = "what schedules.occurrences or schedules.due gives is explained"
    some = several("occurrences", occurrences, Occurrence, allowed)
    clocks = several("targets", targets, TargetStatus, "what schedules.targets gives")
    for plan, subject in dict.fromkeys((x.plan, x.subject) for x in some):
        yield Title(told.say("schedules.name.title", plan=Said(plan), subject=Said(subject)))
        mine = [x for x in some if (x.plan, x.subject) == (plan, subject)]
        mine.sort(key=lambda x: (x.at is None, x.at, x.key))
        yield Points(tuple(Point(_action(x, told)) for x in mine))
    if clocks:
        yield Heading(told.say("schedules.name.clocks"))
        yield Points(tuple(Point(_target(x, told)) for x in clocks))
    if not some and not clocks:
        yield Paragraph(told.say("schedules.clock.nothing"))


def _action(one: Occurrence, told: Speech) -> Words:
    step = called(one, told)
    if one.n > 1:
        step = told.say("schedules.name.again", step=step, n=told.figures.number(one.n))
    at = one.done_at or one.at
    says = told.say(
        f"schedules.action.{one.state}",
        step=step,
        moment=_moment(at, told),
        because=_because(one.because, told),
    )
    if one.expires_at is not None and one.done_at is None and one.at is not None:
        moment = _moment(one.expires_at, told)
        says = told.say("schedules.clock.expires", says=says, moment=moment)
    return says if one.state in _OVER else _unsure(says, one.unsure_days, told)


def _target(one: TargetStatus, told: Speech) -> Words:
    is_left = one.state is TargetState.PAUSED and one.remaining is not None
    says = told.say(
        "schedules.clock.on_hold" if is_left else f"schedules.target.{one.state}",
        step=_of(_named(one.step, told), one.ref, told),
        moment=_moment(one.met_at, told),
        until=() if one.due_at is None else until(one.due_at, told),
        left=_length(one.remaining, told),
        late=_length(one.overdue, told),
    )
    return says if one.state in _OVER else _unsure(says, one.unsure_days, told)


def _unsure(says: Words, days: int, told: Speech) -> Words:
    """With how many of the working days that were counted could be holidays."""
    return told.count("schedules.clock.unsure", days, says=says) if days else says


def called(one: Occurrence, told: Speech) -> Words:
    """How a step is called, as a host says or as we do in plans of ours, and of which thing."""
    return _of(step_called(one.plan, one.step, told), one.ref, told)


def step_called(plan: str, step: str, told: Speech) -> Words:
    """How a step of a plan is called, as a host says or as we do in plans of ours."""
    ours = () if told.own("label", step) else _ready_made(plan, step, told)
    return ours or _named(step, told)


def _ready_made(plan: str, key: str, told: Speech) -> Words:
    """The name of a step of a ready-made plan; of those that tell of a matter, with the matter."""
    if plan not in _READY_MADE:
        return ()
    step, _, matter = key.partition("_")
    if key != f"proof_{matter}":
        return _ours("step", key, told)
    about = _ours("matter", matter, told)
    return told.say("followups.name.proof", proof=_ours("step", step, told), matter=about)


def _ours(kind: str, name: str, told: Speech) -> Words:
    key = f"followups.{kind}.{name}"
    return told.say(key) if key in ENGLISH else ()


def _named(step: str, told: Speech) -> Words:
    return (told.named("label", step) or Said(step.replace("_", " ")),)


def _of(step: Words, ref: str, told: Speech) -> Words:
    return told.say("schedules.name.of", step=step, ref=Said(ref)) if ref else step


def _moment(at: datetime | None, told: Speech) -> Words:
    return () if at is None else (told.figures.moment(at),)


def _because(found: Finding | None, told: Speech) -> Words:
    if found is None:
        return ()
    parts = [x for x in found.parts if x.verdict in IN_THE_WAY] or [found]
    return told.listed([_why(x.code, told) for x in parts])


def _why(code: str, told: Speech) -> Words:
    key = known_as("reason", code, "followups")
    return told.say(key) if key.startswith("followups.") else in_words(code, told)


def length(time: timedelta | None, told: Speech) -> Words:
    """How much time it is, in hours, minutes and seconds: a day of work has no 24 hours."""
    return _length(time, told, _CLOCK)


def _length(
    length: timedelta | None, told: Speech, units: Iterable[tuple[str, int]] = _UNITS
) -> Words:
    if length is None:
        return ()
    parts: list[Words] = []
    rest = int(length.total_seconds())
    for name, size in units:
        count, rest = divmod(rest, size)
        if count:
            parts.append(told.count(f"schedules.length.{name}", count))
    return told.listed(parts) if parts else told.count("schedules.length.minutes", 0)
