"""Who looks after a customer, and which answers nobody has taken up, in words.

Rules of this file: the sentences stand beside the rules (``followups/messages.py``); here they are
filled and put in order. The refs of answers are ours, and the customer does not read them.
"""

from collections.abc import Iterable, Iterator

from postsales.basics._checks import instance, several
from postsales.basics.findings import Verdict
from postsales.explain.codes import fact, in_words
from postsales.explain.document import Block, Paragraph, Point, Points, Said, Title, Words
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.phases import asked_for
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.source import known_as
from postsales.explain.speech import Speech
from postsales.followups.cases import CaseToOpen
from postsales.followups.owners import Owner

__all__ = ["cases", "cases_markdown", "owner", "owner_markdown"]


def owner(
    found: Owner,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """Who looks after a customer, in words, and since when; or who can tell?

    Days and times are those of the zone, written for the locale; ``register`` says to whom.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import SaleClosed, followups
        >>> told = [SaleClosed("anna", at="2026-03-02T10:15+01:00")]
        >>> for day in ("01", "19"):
        ...     found = followups.owner(told, at=f"2026-03-{day}T08:00Z")
        ...     print(owner(found, locale="en", zone="Europe/Berlin"))
        Nobody is known to look after the customer.
        <BLANKLINE>
        - nobody knows who closed the sale
          - Find out who closed the sale: the order or the offer says it.
        anna has looked after the customer since Monday, 2 March 2026 at 10:15.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _owner(found, told))


def owner_markdown(
    found: Owner,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``owner``, as Markdown. Text from histories never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import OwnerAssigned, followups
        >>> told = [OwnerAssigned("ben", at="2026-03-20T09:00Z")]
        >>> found = followups.owner(told, at="2026-03-21T09:00Z")
        >>> print(owner_markdown(found, locale="en", zone="UTC", register="customer"))
        ben has looked after you since Friday, 20 March 2026 at 09:00.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _owner(found, told))


def cases(
    cases: Iterable[CaseToOpen],
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """Which unhappy answers has nobody taken up, in words?

    Days and times are those of the zone, written for the locale; ``register`` says to whom. The
    order is that of the cases.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import Answered, followups
        >>> told = [Answered(2, at="2026-03-19T18:00+01:00", ref="A-1")]
        >>> found = followups.cases_to_open(told, at="2026-03-20T09:00+01:00")
        >>> print(cases(found, locale="en", zone="Europe/Berlin"))
        Answers that nobody has taken up
        ================================
        <BLANKLINE>
        - A-1: 2 on a scale from 1 to 5, on Thursday, 19 March 2026 at 18:00.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _cases(cases, told))


def cases_markdown(
    cases: Iterable[CaseToOpen],
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``cases``, as Markdown. Text from histories never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> print(cases_markdown([], locale="en", zone="UTC"))
        No answer waits to be taken up.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _cases(cases, told))


def _owner(found: Owner, told: Speech) -> Iterator[Block]:
    instance("found", found, Owner, "what followups.owner gives is explained")
    if found.name is None:
        yield Paragraph(told.say("followups.owner.nobody"))
        if found.because.verdict is Verdict.UNKNOWN:
            yield Points(tuple(asked_for(found.because, told)))
        return
    moment = () if found.since is None else told.figures.moment(found.since)
    said = told.say("followups.owner.since", name=Said(found.name), moment=moment)
    yield Paragraph(said or told.say("followups.owner.named", name=Said(found.name)))


def _cases(cases: Iterable[CaseToOpen], told: Speech) -> Iterator[Block]:
    allowed = "what followups.cases_to_open gives is explained"
    found = several("cases", cases, CaseToOpen, allowed)
    if not found:
        yield Paragraph(told.say("followups.name.no_cases"))
        return
    yield Title(told.say("followups.name.cases"))
    yield Points(tuple(_case(x, told) for x in found))


def _case(one: CaseToOpen, told: Speech) -> Point:
    known: dict[str, str | Words] = {
        **{key: fact(x, told) for key, x in one.because.facts.items()},
        "score": told.figures.number(one.score),
        "moment": told.figures.moment(one.answered_at),
        "because": in_words(one.because.code, told),
    }
    key = known_as("case", one.because.code, "followups")
    said = told.say(key, **known) if key else ()
    has_name = one.ref != one.answered_at.isoformat() and not told.is_to_customer
    name = Said(one.ref) if has_name else None
    return Point(said or told.say("followups.case.other", **known), name=name)
