"""Whether a customer may be asked for feedback, and if not, why and until when, in words.

Rules of this file: the sentences stand beside the rules (``invitations/messages.py``); here they
are filled and put in order.
"""

from collections.abc import Iterator

from postsales.basics._checks import instance
from postsales.basics.decisions import Outcome
from postsales.explain.contacts import why
from postsales.explain.document import Block, Paragraph, Point, Points, Said
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.speech import Speech
from postsales.invitations.deciding import InvitationAnswer

__all__ = ["invitation", "invitation_markdown"]


def invitation(
    answer: InvitationAnswer,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """May the customer be asked, or reminded, and if not, why and until when, in words?

    Days and times are those of the zone, written for the locale; ``register`` says to whom.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import Days, InvitationTerms, SurveyAsked, invitations
        >>> terms = InvitationTerms(id="nps", version="1", zone="UTC", quarantine=Days(90))
        >>> told = [SurveyAsked("nps", at="2026-02-03T09:00Z")]
        >>> found = invitations.assess(told, terms, survey="csat", at="2026-03-10T09:00Z")
        >>> print(invitation(found, locale="en", zone="UTC", register="customer"))
        csat: not now
        <BLANKLINE>
        - asked on Tuesday, 3 February 2026 at 09:00, and left in peace until Monday, 4 May 2026 ...
        <BLANKLINE>
        If nothing happens, it is possible from Monday, 4 May 2026 at 09:00 on.
        <BLANKLINE>
        As of Tuesday, 10 March 2026 at 09:00. Days and times are those of UTC.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _document(answer, told))


def invitation_markdown(
    answer: InvitationAnswer,
    *,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``invitation``, as Markdown. Names of surveys never become markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import InvitationTerms, invitations
        >>> terms = InvitationTerms(id="nps", version="1", zone="UTC")
        >>> found = invitations.assess([], terms, survey="csat", at="2026-03-10T09:00Z")
        >>> print(invitation_markdown(found, locale="en", zone="UTC").splitlines()[0])
        csat: yes, now
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _document(answer, told))


def _document(answer: InvitationAnswer, told: Speech) -> Iterator[Block]:
    instance("answer", answer, InvitationAnswer, "what invitations.assess gives is explained")
    yield Paragraph(told.say(f"invitations.answer.{answer.outcome}", survey=Said(answer.survey)))
    if answer.findings:
        yield Points(tuple(Point(why(x, "invitations", told)) for x in answer.findings))
    yield from _then(answer, told)
    moment, zone = told.figures.moment(answer.at), Said(told.figures.zone)
    yield Paragraph(told.say("explain.frame.as_of", moment=moment, zone=zone))
    if not told.is_to_customer:
        ref = answer.terms
        yield Paragraph(told.say("explain.frame.terms", id=Said(ref.id), version=Said(ref.version)))


def _then(answer: InvitationAnswer, told: Speech) -> Iterator[Block]:
    change, is_refused = answer.next_change, answer.outcome is Outcome.REFUSED
    if change is not None:
        name = "eligible" if is_refused else "until"
        moment = told.figures.moment(change.at)
        yield Paragraph(told.say(f"invitations.answer.{name}", moment=moment))
    elif is_refused:
        yield Paragraph(told.say("invitations.answer.for_good"))
