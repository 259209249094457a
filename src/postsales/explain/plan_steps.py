"""Steps of a plan in words: from what each counts, how long after it, and what else is told of it.

Rules of this file: the phrases stand in ``plan_words.py``; here they are filled. What a host calls
its events, rules and steps is ``Said``.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from postsales.basics.durations import Hours, Minutes, WorkingDays, WorkingHours, WorkingMinutes
from postsales.basics.events import Event, kind_of
from postsales.basics.rules import (
    AllOf,
    AnyOf,
    FirstMatch,
    Rule,
    Unless,
    in_snake_case,
    rule_name,
)
from postsales.explain.codes import in_words
from postsales.explain.document import Said, Words
from postsales.explain.plan_words import EVENTS, RULES
from postsales.explain.speech import Speech
from postsales.schedules.anchors import AfterStep, Anchor, Oldest
from postsales.schedules.channels import Contact, Purpose
from postsales.schedules.steps import Action, CountedFrom, Every, Step, Target, Wait

__all__ = ["anchor_said", "event_said", "events_said", "notes_of", "when_said"]

_SEVERAL = 2
_PRIORITY = Contact("email").priority


# ----------------------------------------------------------------------------------------- anchors


def event_said(kind: type[Event], told: Speech) -> Words:
    """What happens, as a noun; a class of a host's own by its name."""
    name = kind.__name__
    if name in EVENTS:
        return told.say(f"plans.event.{name}")
    return in_words(kind_of(kind) or in_snake_case(name), told)


def events_said(kinds: Iterable[type[Event]], told: Speech) -> Words:
    """Several things that happen."""
    return told.together([event_said(x, told) for x in kinds])


def anchor_said(anchor: Anchor, told: Speech) -> Words:
    """From which event steps count; what comes after a step hangs on that."""
    assert not isinstance(anchor, AfterStep)  # noqa: S101 - the caller has sorted them
    kind = type(anchor).__name__
    if isinstance(anchor, Oldest):
        until = event_said(anchor.until, told)
        says = told.say(f"plans.anchor.{kind}", event=event_said(anchor.event, told), until=until)
        if anchor.reopened_by is None:
            return says
        again = event_said(anchor.reopened_by, told)
        return told.say("plans.anchor.reopened", anchor=says, reopened_by=again)
    says = told.say(f"plans.anchor.{kind}", event=event_said(anchor.event, told))
    source = getattr(anchor, "by", None)
    if source is None:
        return says
    return told.say("explain.frame.sourced", why=says, source=Said(str(source)))


# ------------------------------------------------------------------------------------------- waits


def when_said(step: Step, told: Speech) -> Words:
    """How long after its anchor, or before it, a step is due, and at what time of the day."""
    if isinstance(step, Target):
        return told.say("plans.wait.within", length=_length(step.within, told))
    is_worked = isinstance(step.wait, WorkingDays | WorkingHours | WorkingMinutes)
    time = () if step.at_time is None else (step.at_time,)
    if step.wait.count or is_worked:
        side = "after" if step.before is None else "before"
        key = f"plans.wait.{side}_at" if time else f"plans.wait.{side}"
        return told.say(key, length=_length(step.wait, told), time=time)
    if time:
        return told.say("plans.wait.at", time=time)
    is_elapsed = isinstance(step.wait, Hours | Minutes)
    return told.say("plans.wait.at_once" if is_elapsed else "plans.wait.same_day")


def _length(length: Wait, told: Speech) -> Words:
    return _counted(f"explain.length.{in_snake_case(type(length).__name__)}", length, told)


def _counted(key: str, length: Wait, told: Speech) -> Words:
    # A part of an hour is said as several are.
    form = 1 if length.count == 1 else _SEVERAL
    return told.count(key, form, n=told.figures.number(length.count))


# ------------------------------------------------------------------------------------------- notes


def notes_of(step: Step, told: Speech) -> Iterator[Words]:
    """What else is told of a step."""
    if isinstance(step, Target):
        yield told.say("plans.note.met_by", events=events_said(step.met_by, told))
        return
    yield _contact(step.contact, told)
    yield from _days(step, told)
    if step.expires is not None:
        yield told.say("plans.note.expires", length=_length(step.expires, told))
    if step.unless:
        yield told.say("plans.note.unless", events=events_said(step.unless, told))
    if step.when is not None:
        yield told.say("plans.note.when", rule=_rule(step.when, told))


def _contact(contact: Contact | None, told: Speech) -> Words:
    if contact is None:
        return told.say("plans.note.nobody")
    channel = told.say(f"plans.channel.{contact.channel}")
    more: list[Words] = []
    if contact.purpose is not Purpose.SERVICE:
        more.append(told.say(f"plans.aim.{contact.purpose}"))
    if contact.minutes:
        more.append(told.count("plans.note.minutes", contact.minutes))
    if contact.priority != _PRIORITY:
        more.append(told.say("plans.note.priority", n=told.figures.number(contact.priority)))
    if not more:
        return channel
    return told.say("plans.note.contact", channel=channel, more=told.together(more))


def _days(step: Action, told: Speech) -> Iterator[Words]:
    """On which day it lands, and how it comes again."""
    if step.month_end:
        yield told.say("plans.note.month_end")
    if step.landing is not None:
        yield told.say(f"plans.landing.{step.landing}")
    if step.every is not None:
        yield told.together([*_every(step.every, told)])


def _every(every: Every, told: Speech) -> Iterator[Words]:
    yield _counted(f"plans.interval.{type(every.length).__name__}", every.length, told)
    if every.times is not None:
        yield told.count("plans.note.times", every.times)
    if every.until is not None:
        yield told.say("plans.note.up_to", day=told.figures.day(every.until))
    if every.counted is CountedFrom.DONE:
        yield told.say("plans.note.from_done")


def _rule(rule: Rule[Any], told: Speech) -> Words:
    """A rule by its name; one that is put together with those that it is made of."""
    if isinstance(rule, Unless):
        said, exception = _rule(rule.rule, told), _rule(rule.exception, told)
        return told.say("plans.note.excepted", rule=said, exception=exception)
    name = rule_name(rule)
    said = told.say(f"plans.rule.{name}") if name in RULES else in_words(name, told)
    if not isinstance(rule, AllOf | AnyOf | FirstMatch):
        return said
    parts = told.together([_rule(x, told) for x in rule.rules])
    return told.say("plans.note.combined", rule=said, parts=parts)
