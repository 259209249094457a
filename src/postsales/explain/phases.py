"""How a customer is getting on after buying, in words: the phase, and the signs of remorse.

Rules of this file: the sentences stand beside the rules (``followups/messages.py``); here they are
filled and put in order. The customer hears what they said themselves, and is asked for what they
can tell; what was only seen of them, and how long we take a phase to last, is for the agent.
"""

from collections.abc import Iterator

from postsales.basics._checks import instance
from postsales.basics.findings import Finding
from postsales.explain.codes import fact, in_words, until
from postsales.explain.document import Block, Heading, Paragraph, Point, Points, Said, Title, Words
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.source import known_as
from postsales.explain.speech import Speech, filled
from postsales.followups.phases import PhaseFound
from postsales.followups.remorse import RemorseSignal

__all__ = ["asked_for", "phase", "phase_markdown", "remorse", "remorse_markdown"]

_SAID_BY_THEM = ("doubt_voiced", "wrote_often")


def phase(
    found: PhaseFound,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """In which phase after buying is a customer, in words, why, and until when?

    Days and times are those of the zone, written for the locale; ``register`` says to whom.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import Delivered, PhaseDays, followups
        >>> told = [Delivered({"tee": 1}, at="2026-03-05T12:30+01:00")]
        >>> found = followups.phase(told, PhaseDays(zone="Europe/Berlin"),
        ...                         bought_at="2026-03-02T10:15+01:00", at="2026-03-10T09:00+01:00")
        >>> print(phase(found, locale="en", zone="Europe/Berlin"))
        The customer learns to use it, and is most likely to change their mind now.
        <BLANKLINE>
        - Days enough have gone by.
        - It has been so since Monday, 9 March 2026 at 00:00.
        - If nothing happens, it stays so until the end of Saturday, 4 April 2026.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _phase(found, told))


def phase_markdown(
    found: PhaseFound,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``phase``, as Markdown.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import PhaseDays, followups
        >>> at = "2026-03-02T10:15+01:00"
        >>> found = followups.phase([], PhaseDays(zone="Europe/Berlin"), bought_at=at, at=at)
        >>> print(phase_markdown(found, locale="en", zone="UTC", register="customer"))
        You look forward to it, or have just got it.
        <BLANKLINE>
        - Nothing has been delivered yet.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _phase(found, told))


def remorse(
    signal: RemorseSignal,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """Does a customer seem to regret the purchase, in words, and what is not known?

    To the customer it is how they are getting on: what they said themselves, and what we ask them;
    what was only seen, such as the pages that they looked at, is not told. Days and times are those
    of the zone, written for the locale; ``register`` says to whom.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import Delivered, PriceDropped, RemorseWatch, followups
        >>> told = [Delivered({"tee": 1}, at="2026-03-05T12:30+01:00"),
        ...         PriceDropped(at="2026-03-09T08:00+01:00")]
        >>> signal = followups.remorse_signal(
        ...     told, RemorseWatch(zone="Europe/Berlin"),
        ...     bought_at="2026-03-02T10:15+01:00", at="2026-03-14T09:00+01:00")
        >>> print(remorse(signal, locale="en", zone="Europe/Berlin"))
        Signs of remorse
        ================
        <BLANKLINE>
        Remorse is possible: one thing speaks for it.
        <BLANKLINE>
        - It has been sold for less since Monday, 9 March 2026 at 08:00.
        <BLANKLINE>
        What is not known
        -----------------
        <BLANKLINE>
        - nobody knows whether it is used
          - Find out how often it has been used: the app or the customer can say.
        <BLANKLINE>
        As of Saturday, 14 March 2026 at 09:00. Days and times are those of Europe/Berlin.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _remorse(signal, told))


def remorse_markdown(
    signal: RemorseSignal,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``remorse``, as Markdown. Text from histories never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import RemorseWatch, followups
        >>> at = "2026-03-02T10:15+01:00"
        >>> signal = followups.remorse_signal([], RemorseWatch(zone="UTC"), bought_at=at, at=at)
        >>> print(remorse_markdown(signal, locale="en", zone="UTC").splitlines()[0])
        ## Signs of remorse
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _remorse(signal, told))


def _phase(found: PhaseFound, told: Speech) -> Iterator[Block]:
    instance("found", found, PhaseFound, "what followups.phase gives is explained")
    yield Paragraph(told.say(f"followups.phase.{found.phase}"))
    points = [told.say(f"followups.ground.{found.because}")]
    if not told.is_to_customer:
        moment = told.figures.moment(found.since)
        points.append(told.say("followups.name.since", moment=moment))
        if found.until is not None:
            points.append(told.say("followups.name.until", until=until(found.until, told)))
    yield Points(tuple(Point(x) for x in points))


def _remorse(signal: RemorseSignal, told: Speech) -> Iterator[Block]:
    instance("signal", signal, RemorseSignal, "what followups.remorse_signal gives is explained")
    yield Title(told.say("followups.name.remorse"))
    yield Paragraph(told.say(f"followups.level.{signal.level}"))
    mine = not told.is_to_customer
    reasons = [x for x in signal.reasons if mine or x.code in _SAID_BY_THEM]
    if reasons:
        yield Points(tuple(Point(_sign(x, told)) for x in reasons))
    asked = [point for x in signal.unknown for point in asked_for(x, told)]
    if asked:
        yield Heading(told.say("followups.name.unknown"))
        yield Points(tuple(asked))
    moment, zone = told.figures.moment(signal.at), Said(told.figures.zone)
    yield Paragraph(told.say("explain.frame.as_of", moment=moment, zone=zone))


def _sign(found: Finding, told: Speech) -> Words:
    """What speaks for it; a code of somebody else's, or without its facts, is said as it is."""
    facts = {key: fact(x, told) for key, x in found.facts.items()}
    times = found.facts.get("times", found.facts.get("days"))
    key = known_as("sign", found.code, "followups")
    said = told.count(key, times if isinstance(times, int) else 1, **facts) if key else ()
    return said or in_words(found.code, told)


def asked_for(found: Finding, told: Speech) -> Iterator[Point]:
    """What is not known, and who can tell; of the customer it is only asked."""
    key = known_as("tell", found.tell, "followups")
    question = told.say(key) if key else filled(told.own("tell", found.tell), {})
    if told.is_to_customer:
        if question:
            yield Point(question)
        return
    known = known_as("reason", found.code, "followups")
    why = (told.say(known) if known else ()) or in_words(found.code, told)
    yield Point(why, below=(question,) if question else ())
