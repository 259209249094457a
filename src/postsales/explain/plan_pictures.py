"""Pictures of plans in text: the tree of its steps, and what holds for all of them.

Rules of this file: time reads from top to bottom. What comes before an event stands above it, what
comes after it below, and what comes after a step hangs on that. Nothing here tells how a plan
stands: ``explain.schedule`` does.
"""

from collections.abc import Iterator

from postsales.basics._checks import instance
from postsales.basics._shifts import days_of
from postsales.basics.calendars import WorkCalendar
from postsales.basics.weekdays import Weekday
from postsales.explain.document import Block, Picture, Point, Points, Said, Title, Words, clean
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.page import paged
from postsales.explain.plain import bare, printed
from postsales.explain.plan_order import in_order, is_before
from postsales.explain.plan_steps import (
    anchor_said,
    event_said,
    events_said,
    notes_of,
    when_said,
)
from postsales.explain.registers import Register
from postsales.explain.schedules import step_called
from postsales.explain.speech import Speech
from postsales.explain.trees import Twig, drawn
from postsales.schedules.anchors import AfterStep, Anchor
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Step

__all__ = ["plan", "plan_html", "plan_markdown"]


def plan(plan: Plan, *, locale: str, words: Catalogue | None = None) -> str:
    """A plan as a picture: each event from which steps count, with its steps in order of time.

    Steps that come before an event stand above it, those that come after it below, and those that
    come after a step hang on that. Steps of one event stand in the order of their waits, a month
    being taken for 30 days and working time for what the week of the calendar makes of it. Below
    the tree stands what ends the plan, halts it and begins it anew, what becomes of what is
    overdue, and whose time it is. No zone is asked for: a plan holds lengths, days and clock times,
    all of them in the zone of its calendar.

    Steps and events of your own are said as they are called, ``CustomerAsked`` as *customer asked*,
    or as ``own.label.customer_asked`` of ``words`` says.

    Raises:
        InvalidValue: a language without words, or an unknown country.
        WrongType: no plan.

    Example:
        >>> from postsales import Action, AfterStep, Days, Delivered, Last, Refunded, ReviewGiven
        >>> first_month = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("Europe/Berlin"),
        ...     stops=[Refunded],
        ...     steps=[
        ...         Action("review", after=Last(Delivered), wait=Days(21), expires=Days(14)),
        ...         Action("remind", after=AfterStep("review"), wait=Days(7), unless=ReviewGiven),
        ...         Action("thanks", after=Last(Delivered), wait=Days(2)),
        ...     ],
        ... )
        >>> print(plan(first_month, locale="en"))
        first-month, version 1
        ======================
        <BLANKLINE>
        last delivery
        ├─ +2 days   thanks  email
        └─ +21 days  review  email; too late after 14 days
           └─ +7 days  remind  email; unless: review
        <BLANKLINE>
        - Ends with: refund.
        - What is overdue is done, each step, until it is too late.
        - We work from Monday to Sunday, 00:00-24:00.
        - Days and times are those of Europe/Berlin.
    """
    return "\n\n".join(printed(x) for x in _document(plan, locale, words))


def plan_markdown(plan: Plan, *, locale: str, words: Catalogue | None = None) -> str:
    """The same as ``plan``, as Markdown, with the tree in a fence. Text of plans is no markup.

    Raises:
        InvalidValue: a language without words, or an unknown country.
        WrongType: no plan.

    Example:
        >>> from postsales import Action, Days, Delivered, Last, WorkCalendar
        >>> thanks = Action("thanks", after=Last(Delivered), wait=Days(2))
        >>> always = WorkCalendar.always("UTC")
        >>> care = Plan(id="care", version="1", calendar=always, steps=[thanks])
        >>> for line in plan_markdown(care, locale="en").splitlines()[:6]:
        ...     print(line)
        ## care, version 1
        <BLANKLINE>
        ```text
        last delivery
        └─ +2 days  thanks  email
        ```
    """
    return "\n\n".join(marked(x) for x in _document(plan, locale, words))


def plan_html(plan: Plan, *, locale: str, words: Catalogue | None = None) -> str:
    """The same as ``plan``, as HTML for a page. Text of plans never becomes markup.

    Raises:
        InvalidValue: a language without words, or an unknown country.
        WrongType: no plan.

    Example:
        >>> from postsales import Action, Days, Delivered, Last, WorkCalendar
        >>> thanks = Action("thanks", after=Last(Delivered), wait=Days(2))
        >>> always = WorkCalendar.always("UTC")
        >>> care = Plan(id="care", version="1", calendar=always, steps=[thanks])
        >>> for line in plan_html(care, locale="en").splitlines()[:3]:
        ...     print(line)
        <h2>care, version 1</h2>
        <pre>last delivery
        └─ +2 days  thanks  email</pre>
    """
    return "\n".join(paged(x) for x in _document(plan, locale, words))


def _document(plan: Plan, locale: str, words: Catalogue | None) -> Iterator[Block]:
    instance("plan", plan, Plan, "a plan is drawn: say Plan(id=..., steps=[...], ...)")
    told = speech(locale, plan.calendar.zone, Register.AGENT, words)
    yield Title(told.say("plans.name.title", plan=Said(plan.id), version=Said(plan.version)))
    yield from _trees(plan, told)
    held = (*_course(plan, told), *_calendar(plan.calendar, told))
    yield Points(tuple(Point(x) for x in held))


# ---------------------------------------------------------------------------------------- the tree


def _trees(plan: Plan, told: Speech) -> Iterator[Picture]:
    """A picture for each event from which steps count."""
    roots: dict[Anchor, list[Step]] = {}
    for step in in_order(plan):
        roots.setdefault(step.anchor, []).append(step)
    grown = {
        anchor.step: [_twig(plan, x, told) for x in steps]
        for anchor, steps in roots.items()
        if isinstance(anchor, AfterStep)
    }
    for anchor in dict.fromkeys(x.anchor for x in plan.steps):
        if not isinstance(anchor, AfterStep):
            before = [_twig(plan, x, told) for x in roots[anchor] if is_before(x)]
            after = [_twig(plan, x, told) for x in roots[anchor] if not is_before(x)]
            yield Picture((*drawn(before, _in_a_line(anchor_said(anchor, told)), after, grown),))


def _twig(plan: Plan, step: Step, told: Speech) -> Twig:
    return Twig(
        step.key,
        when=_in_a_line(when_said(step, told)),
        name=_in_a_line(step_called(plan.id, step.key, told)),
        notes=tuple(_in_a_line(x) for x in notes_of(step, told)),
    )


def _in_a_line(words: Words) -> str:
    """Words that cannot break the drawing, whoever's they are."""
    return clean(bare(words))


# ------------------------------------------------------------------------------ what holds for all


def _course(plan: Plan, told: Speech) -> Iterator[Words]:
    """What ends the plan, halts it and begins it anew, and what becomes of what is overdue."""
    if plan.stops:
        yield told.say("plans.name.stops", events=events_said(plan.stops, told))
    for pause in plan.pauses:
        begins, ends = event_said(pause.begins, told), event_said(pause.ends, told)
        yield told.say("plans.name.pause", begins=begins, ends=ends)
    if plan.resets:
        key = f"plans.round.{plan.new_round}"
        yield told.say(key, events=events_said(plan.resets, told))
    yield told.say(f"plans.catch_up.{plan.catch_up}")


def _calendar(calendar: WorkCalendar, told: Speech) -> Iterator[Words]:
    """When somebody is at work, and whose days and clock times they are."""
    for days, times in calendar.hours.items():
        yield _hours(days, times, told)
    if calendar.exceptions:
        yield told.count("plans.name.own_hours", len(calendar.exceptions))
    known = calendar.holidays
    if known is not None:
        since, until = told.figures.day(known.since), told.figures.day(known.until)
        yield told.count("plans.name.holidays", len(known.days), since=since, until=until)
    yield told.say("plans.name.zone", zone=Said(calendar.zone))


def _hours(days: str, times: str, told: Speech) -> Words:
    first, *more = [_weekday(number, told) for number in days_of("hours", days)]
    if not more:
        return told.say("clauses.sentence.works_one_day", day=first, times=times)
    return told.say("clauses.sentence.works_days", first=first, last=more[-1], times=times)


def _weekday(number: int, told: Speech) -> Words:
    return told.say(f"policies.member.Weekday.{[*Weekday][number]}")
