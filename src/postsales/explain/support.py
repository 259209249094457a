"""How an inquiry stands, in words: its stage, its promises, what is odd, and when it is over.

Rules of this file: the sentences stand beside the rules (``support/messages.py``); here they are
filled and put in order. The customer hears of each promise how it stands now, and nothing of refs,
policies and what is only odd to us.
"""

from collections.abc import Iterator
from datetime import timedelta

from postsales.basics._checks import instance
from postsales.explain.codes import closing, until
from postsales.explain.document import Block, Heading, Paragraph, Point, Points, Said, Title, Words
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.schedules import length
from postsales.explain.speech import Speech
from postsales.schedules.plans import PlanBound
from postsales.schedules.targets import TargetStatus
from postsales.support._course import STEPS
from postsales.support.events import CustomerAnswered
from postsales.support.levels import SupportClock
from postsales.support.lifecycles import InquiryNote, InquiryRemark, InquiryStage, InquiryStep
from postsales.support.status import SupportStatus

__all__ = ["support", "support_markdown"]

_STEPS = {
    **{kind.__name__: step for kind, step in STEPS.items()},
    CustomerAnswered.__name__: InquiryStep.WROTE,
}


def support(
    status: SupportStatus,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """How does an inquiry stand, in words: what is promised, kept and late, and what is odd?

    Days and times are those of the zone, written for the locale; ``register`` says to whom. Service
    time is what counts for a promise, in hours, minutes and seconds: working time where that was
    promised, else all time.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import CustomerWrote, SupportPolicy, WorkCalendar
        >>> from postsales import support as inquiries
        >>> office = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
        >>> policy = SupportPolicy(id="support", version="4", calendar=office)
        >>> told = [CustomerWrote(ref="m-1", at="2026-03-20T15:00+01:00")]  # a Friday
        >>> found = inquiries.status(policy, told, subject="T-1", at="2026-03-23T09:30+01:00")
        >>> print(support(found, locale="en", zone="Europe/Berlin", register="customer"))
        Your inquiry T-1
        ================
        <BLANKLINE>
        Your message is here, and the answer is still to come.
        <BLANKLINE>
        We owe you a first answer, and there is time left for it.
        <BLANKLINE>
        - First answer: until Tuesday, 24 March 2026 at 11:00
        <BLANKLINE>
        As of Monday, 23 March 2026 at 09:30. Days and times are those of Europe/Berlin.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _document(status, told))


def support_markdown(
    status: SupportStatus,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``support``, as Markdown. Text from histories and policies never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import SupportPolicy, WorkCalendar
        >>> from postsales import support as inquiries
        >>> policy = SupportPolicy(id="support", version="4", calendar=WorkCalendar.always("UTC"))
        >>> found = inquiries.status(policy, [], subject="T-1", at="2026-03-23T09:30Z")
        >>> print(support_markdown(found, locale="en", zone="UTC").splitlines()[0])
        ## Inquiry T-1
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _document(status, told))


def _document(status: SupportStatus, told: Speech) -> Iterator[Block]:
    instance("status", status, SupportStatus, "what support.status gives is explained")
    yield Title(told.say("support.name.title", subject=Said(status.subject)))
    yield Paragraph(told.say(f"support.stage.{status.stage}"))
    yield Paragraph(told.say(f"support.state.{status.state}"))
    yield from _promises(status, told)
    notes = _notes(status, told)
    if notes:
        yield Heading(told.say("support.name.odd"))
        yield Points(tuple(Point(_note(x, told)) for x in notes))
    yield from _to_come(status, told)
    moment, zone = told.figures.moment(status.at), Said(told.figures.zone)
    yield Paragraph(told.say("explain.frame.as_of", moment=moment, zone=zone))
    if not told.is_to_customer:
        yield Paragraph(_policy(status, told))


def _promises(status: SupportStatus, told: Speech) -> Iterator[Block]:
    """To the agent every promise there was; to the customer each as it stands now."""
    if told.is_to_customer:
        if status.clocks:
            yield Points(tuple(Point(_promise(x, told)) for x in status.clocks.values()))
        return
    if status.promises:
        yield Heading(told.say("support.name.promises"))
        yield Points(tuple(Point(_promise(x, told)) for x in status.promises))
    if status.stood_still > timedelta():
        lasted = length(status.stood_still, told)
        yield Paragraph(told.say("support.name.stood_still", length=lasted))


def _promise(one: TargetStatus, told: Speech) -> Words:
    clock = _clock(one, told)
    says = told.say(
        f"support.promise.{one.state}",
        clock=clock,
        moment=() if one.met_at is None else told.figures.moment(one.met_at),
        until=() if one.due_at is None else until(one.due_at, told),
        left=length(one.remaining, told),
        late=length(one.overdue, told),
    )
    # What counts in days has no time left that could be told while it stands still.
    return says or told.say("support.name.still", clock=clock)


def _clock(one: TargetStatus, told: Speech) -> Words:
    clock = told.say(f"support.clock.{SupportClock.read('step', one.step)}")
    if not one.ref or told.is_to_customer:
        return clock
    return told.say("support.name.clock_of", clock=clock, ref=Said(one.ref))


# What is wrong with what was told is nothing that the customer could mend.
_OURS = (
    InquiryRemark.OUT_OF_ORDER,
    InquiryRemark.NEVER_STARTED,
    InquiryRemark.SAME_REF,
    InquiryRemark.ANSWERS_NONE,
    InquiryRemark.NOT_GIVEN,
)


def _notes(status: SupportStatus, told: Speech) -> tuple[InquiryNote, ...]:
    if not told.is_to_customer:
        return status.notes
    return tuple(x for x in status.notes if x.remark not in _OURS)


def _note(note: InquiryNote, told: Speech) -> Words:
    return told.say(
        "support.name.note",
        moment=told.figures.moment(note.at),
        step=_happened(note.event, told),
        remark=told.say(f"support.remark.{note.remark}"),
    )


def _happened(event: str, told: Speech) -> Words | Said:
    if event == PlanBound.__name__:
        return told.say("support.name.bound")
    step = _STEPS.get(event)
    return Said(event) if step is None else told.say(f"support.step.{step}")


def _to_come(status: SupportStatus, told: Speech) -> Iterator[Block]:
    """When it is over by itself, and when to ask again."""
    if status.stage is InquiryStage.SOLVED and status.closes_at is not None:
        closed = closing(status.closes_at, told)
        yield Paragraph(told.say(f"support.step.{InquiryStep.TIME_OVER}", closed=closed))
    if status.next_change is not None and not told.is_to_customer:
        moment = told.figures.moment(status.next_change)
        yield Paragraph(told.say("support.name.next", moment=moment))


def _policy(status: SupportStatus, told: Speech) -> Words:
    return told.say(
        "support.name.policy",
        policy=Said(status.policy),
        version=Said(status.version),
        priority=Said(status.priority),
        channel=told.say(f"support.channel.{status.channel}"),
    )
