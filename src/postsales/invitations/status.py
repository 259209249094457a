"""How an invitation stands: open, answered, waved away, or ignored."""

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance, named
from postsales.basics._words import Word
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.periods import shifted
from postsales.invitations._known import Known
from postsales.invitations.events import SurveyAnswered, SurveyAsked, SurveyDismissed
from postsales.invitations.terms import InvitationTerms

__all__ = ["InvitationState", "InvitationStatus", "status"]


class InvitationState(Word):
    """What has become of an invitation."""

    NOT_ASKED = "not_asked"
    """Nobody asked."""
    OPEN = "open"
    """An answer is waited for."""
    ANSWERED = "answered"
    """It was answered."""
    DISMISSED = "dismissed"
    """It was waved away."""
    IGNORED = "ignored"
    """Nothing came back in the time that was given; an answer that comes later counts."""


@frozen(weakref_slot=False)
class InvitationStatus:
    """How the last invitation to a survey stands, and until when an answer is waited for."""

    state: InvitationState
    asked_at: datetime | None = field(default=None, kw_only=True, repr=iso_repr)
    closes_at: datetime | None = field(default=None, kw_only=True, repr=iso_repr)


def status(
    history: Iterable[Event], terms: InvitationTerms, *, survey: str, at: Moment
) -> InvitationStatus:
    """How does the last invitation to this survey stand?

    Counting: it is ignored from the instant on at which ``open_for`` is over; without one it stays
    open.

    Raises:
        FutureContact: an invitation or a reminder in the history lies after ``at``.

    Example:
        >>> from postsales import Days
        >>> terms = InvitationTerms(id="nps", version="1", zone="UTC", open_for=Days(14))
        >>> asked = [SurveyAsked("nps", at="2026-03-02T09:00Z")]
        >>> status(asked, terms, survey="nps", at="2026-03-16T09:00Z").state
        InvitationState.IGNORED
    """
    instance("terms", terms, InvitationTerms, "the terms come second: InvitationTerms")
    known = Known.of(history, terms, named("survey", survey), instant(at))
    asked = [x.at for x in known.of_this_survey(None) if isinstance(x, SurveyAsked)]
    if not asked:
        return InvitationStatus(InvitationState.NOT_ASKED)
    length = terms.open_for
    closes = None if length is None else shifted(asked[-1], length, terms.zone)
    return InvitationStatus(_state(known, asked[-1], closes), asked_at=asked[-1], closes_at=closes)


def _state(known: Known, asked_at: datetime, closes: datetime | None) -> InvitationState:
    since = list(known.of_this_survey(asked_at))
    if any(isinstance(event, SurveyAnswered) for event in since):
        return InvitationState.ANSWERED
    if any(isinstance(event, SurveyDismissed) for event in since):
        return InvitationState.DISMISSED
    if closes is not None and known.at >= closes:
        return InvitationState.IGNORED
    return InvitationState.OPEN
