"""What reaches the customer, what waits and what does not go, in words.

Rules of this file: the sentences stand beside the rules (``contacts/messages.py``); here they are
filled and put in order.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from postsales.basics._checks import several
from postsales.basics.findings import Fact, Finding
from postsales.contacts.verdicts import Defer, Drop, Send
from postsales.explain.codes import in_words
from postsales.explain.document import Block, Paragraph, Point, Points, Said, Words
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.schedules import called
from postsales.explain.source import known_as
from postsales.explain.speech import Speech

__all__ = ["release", "release_markdown", "why"]


def release(
    verdicts: Iterable[Send | Defer | Drop],
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """What goes to the customer now, what waits until when, what does not go, and why, in words.

    Days and times are those of the zone, written for the locale; ``register`` says to whom. The
    order is that of the verdicts, and so is that of the reasons.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import Action, ContactRules, Days, Delivered, Last, Plan, QuietHours
        >>> from postsales import WorkCalendar, contacts, schedules
        >>> plan = Plan(
        ...     id="first-month", version="1", calendar=WorkCalendar.always("UTC"),
        ...     steps=[Action("review", after=Last(Delivered), wait=Days(21))],
        ... )
        >>> told, at = [Delivered({"tee": 1}, at="2026-03-09T11:00Z")], "2026-03-30T21:00Z"
        >>> ready = schedules.due(plan, told, subject="C-7", at=at)
        >>> rules = ContactRules(quiet=QuietHours("20:00-08:00", zone="UTC"))
        >>> found = contacts.release(ready, told, rules, at=at)
        >>> print(release(found, locale="en", zone="UTC"))
        - review: not before Tuesday, 31 March 2026 at 08:00 (quiet hours: 20:00-08:00)
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _document(verdicts, told))


def release_markdown(
    verdicts: Iterable[Send | Defer | Drop],
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``release``, as Markdown. Text from plans and histories never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> print(release_markdown([], locale="en", zone="UTC"))
        Nothing is ready.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _document(verdicts, told))


def _document(verdicts: Iterable[Send | Defer | Drop], told: Speech) -> Iterator[Block]:
    kinds: tuple[type[Send | Defer | Drop], ...] = (Send, Defer, Drop)
    some = several("verdicts", verdicts, kinds, "what contacts.release gives is explained")
    if some:
        yield Points(tuple(Point(_verdict(x, told)) for x in some))
    else:
        yield Paragraph(told.say("contacts.verdict.nothing"))


def _verdict(verdict: Send | Defer | Drop, told: Speech) -> Words:
    item = verdict.item
    return told.say(
        f"contacts.verdict.{_kind(verdict)}",
        step=called(item, told),
        moment=_fact(verdict.until if isinstance(verdict, Defer) else None, told),
        because=_because(verdict.reasons, told),
    )


def _kind(verdict: Send | Defer | Drop) -> str:
    if isinstance(verdict, Send):
        return "send_noted" if verdict.reasons else "send"
    if isinstance(verdict, Drop):
        return "drop"
    return "wait" if verdict.until is None else "defer"


def _because(reasons: tuple[Finding, ...], told: Speech) -> Words:
    return told.listed([why(x, "contacts", told) for x in reasons]) if reasons else ()


def why(found: Finding, place: str, told: Speech) -> Words:
    """Why not: the sentence of a code beside the rules of a place, or the code in words."""
    key = known_as("why", found.code, place)
    if not key:
        return in_words(found.code, told)
    return told.say(key, **{name: _fact(x, told) for name, x in found.facts.items()})


def _fact(value: Fact, told: Speech) -> Words:
    if value is None:
        return ()
    if isinstance(value, datetime):
        return (told.figures.moment(value),)
    if isinstance(value, date):
        return (told.figures.day(value),)
    return (Said(str(value)),)
