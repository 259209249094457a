"""May this customer be asked now, and if not, from when on?"""

from collections.abc import Iterable
from datetime import datetime
from typing import NoReturn

from attrs import field, frozen

from postsales.basics._checks import instance, named, several
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.decisions import Change, Outcome, TermsRef
from postsales.basics.events import Event
from postsales.basics.findings import Finding, not_met
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.periods import shifted
from postsales.basics.quantities import FrozenMap
from postsales.invitations._holds import (
    Hold,
    barred,
    called_off,
    drawn_from,
    drawn_until,
    expires_at,
    holds,
)
from postsales.invitations._known import Known, not_in_the_future
from postsales.invitations.events import (
    SurveyAnswered,
    SurveyAsked,
    SurveyDismissed,
    SurveyReminded,
)
from postsales.invitations.terms import InvitationTerms

__all__ = ["InvitationAnswer", "assess", "remind"]


@frozen(weakref_slot=False, repr=False)
class InvitationAnswer:
    """May the customer be asked now?

    ``findings`` are all reasons why not, what weighs most first. ``next_change`` is when the answer
    becomes another by itself: while it is refused, when the customer may be asked, which the field
    calls ``eligible_at``; ``None`` where time alone does not change it. While it is allowed, when
    it gets too late, or when others are drawn.
    """

    at: datetime = field(repr=iso_repr)
    terms: TermsRef = field(kw_only=True)
    survey: str = field(kw_only=True)
    outcome: Outcome = field(kw_only=True)
    findings: tuple[Finding, ...] = field(kw_only=True)
    next_change: Change | None = field(kw_only=True)

    def __repr__(self) -> str:
        why = f": {', '.join(self.because)}" if self.findings else ""
        return f"<InvitationAnswer {self.outcome}{why}>"

    def __bool__(self) -> NoReturn:
        outcomes = "there are several outcomes"
        raise WrongType("answer", self.outcome, outcomes, "compare answer.outcome with one")

    @property
    def because(self) -> FrozenMap[str, int]:
        """Every reason why not, as a decision tells it: there is one customer."""
        return FrozenMap({found.code: 1 for found in self.findings})


def assess(
    history: Iterable[Event],
    terms: InvitationTerms,
    *,
    survey: str,
    at: Moment,
    customer: str = "",
    account: Iterable[SurveyAsked] = (),
) -> InvitationAnswer:
    """May the customer be asked now, and if not, from when on?

    ``history`` is that of the customer, over all surveys. ``customer`` is needed where terms draw a
    sample or stagger, and ``account`` are the invitations to others of the same account. Ask again
    when it is sent: what happened in between counts.

    Counting: see ``InvitationTerms``. An invitation that nobody answered counts like any other.

    Raises:
        FutureContact: an invitation or a reminder in the history lies after ``at``.
        InvalidValue: no customer, where the terms draw one.

    Example:
        >>> from postsales import Days, Delivered, Last
        >>> terms = InvitationTerms(
        ...     id="after-delivery", version="1", zone="Europe/Berlin",
        ...     after=Last(Delivered), wait=Days(7), quarantine=Days(90),
        ... )
        >>> history = [
        ...     SurveyAsked("nps", at="2026-02-03T09:00+01:00"),
        ...     Delivered({"tee": 1}, at="2026-03-02T15:00+01:00"),
        ... ]
        >>> may = assess(history, terms, survey="delivery-csat", at="2026-03-10T09:00+01:00")
        >>> may.outcome, dict(may.because), may.next_change.at.isoformat()
        (Outcome.REFUSED, {'asked_recently': 1}, '2026-05-04T07:00:00+00:00')
    """
    known = _known(history, terms, survey, at)
    others = several("account", account, SurveyAsked, "SurveyAsked events are needed")
    not_in_the_future(others, known.at)
    if (terms.sampling is not None or terms.stagger is not None) and not customer:
        allowed = "these terms draw customers, so the customer has to be named"
        raise InvalidValue("customer", customer, allowed, "say customer='C-7'")
    return _answer(known, holds(known, customer, others), expires_at(known), customer)


def remind(
    history: Iterable[Event], terms: InvitationTerms, *, survey: str, at: Moment
) -> InvitationAnswer:
    """May the customer be reminded now of what they were asked?

    At most once, ``remind_after`` the invitation, while an answer is waited for. A reminder is free
    of gaps and caps; who opted out, has no address or has a case open is not reminded, and nobody
    is where what they were asked about was called off.

    Raises:
        FutureContact: an invitation or a reminder in the history lies after ``at``.

    Example:
        >>> from postsales import Days
        >>> terms = InvitationTerms(
        ...     id="nps", version="1", zone="UTC", remind_after=Days(3), open_for=Days(14)
        ... )
        >>> asked = [SurveyAsked("nps", at="2026-03-02T09:00Z")]
        >>> remind(asked, terms, survey="nps", at="2026-03-05T09:00Z").outcome
        Outcome.ALLOWED
    """
    known = _known(history, terms, survey, at)
    asked = [x.at for x in known.of_this_survey(None) if isinstance(x, SurveyAsked)]
    closes = _closes(known, asked)
    return _answer(
        known, (*barred(known), *called_off(known), *_no_reminder(known, asked, closes)), closes
    )


def _known(history: Iterable[Event], terms: InvitationTerms, survey: str, at: Moment) -> Known:
    instance("terms", terms, InvitationTerms, "the terms come second: InvitationTerms")
    named("survey", survey)
    return Known.of(history, terms, survey, instant(at))


def _closes(known: Known, asked: list[datetime]) -> datetime | None:
    if not asked or known.terms.open_for is None:
        return None
    return shifted(asked[-1], known.terms.open_for, known.terms.zone)


def _no_reminder(known: Known, asked: list[datetime], closes: datetime | None) -> Iterable[Hold]:
    if not asked:
        yield Hold(not_met("not_asked"), None)
        return
    if known.terms.remind_after is None:
        yield Hold(not_met("no_reminders"), None)
        return
    since = list(known.of_this_survey(asked[-1]))
    ends = {
        SurveyAnswered: "answered_already",
        SurveyDismissed: "dismissed_already",
        SurveyReminded: "reminded_already",
    }
    for kind, code in ends.items():
        if any(isinstance(event, kind) for event in since):
            yield Hold(not_met(code), None)
    due = shifted(asked[-1], known.terms.remind_after, known.terms.zone)
    if known.at < due:
        yield Hold(not_met("too_early", until=due), due)
    if closes is not None and known.at >= closes:
        yield Hold(not_met("too_late", since=closes), None)


def _answer(
    known: Known, found: tuple[Hold, ...], too_late: datetime | None, customer: str = ""
) -> InvitationAnswer:
    return InvitationAnswer(
        known.at,
        terms=known.terms.ref,
        survey=known.survey,
        outcome=Outcome.REFUSED if found else Outcome.ALLOWED,
        findings=tuple(hold.finding for hold in found),
        next_change=_change(known, found, too_late, customer),
    )


def _change(
    known: Known, found: tuple[Hold, ...], too_late: datetime | None, customer: str
) -> Change | None:
    if not found:
        return _end(known, too_late, customer)
    ends = [hold.until for hold in found if hold.until is not None]
    if len(ends) < len(found):
        return None
    last = max(ends)
    if too_late is not None and last >= too_late:
        return None
    # What ends in a period in which somebody else is drawn ends too early.
    drawn = drawn_from(known, customer, last)
    if drawn is None:
        return None
    decides = next(hold for hold in found if hold.until == last)
    because = decides.finding.code if drawn == last else "not_sampled"
    return Change(drawn, line=known.survey, because=because)


def _end(known: Known, too_late: datetime | None, customer: str) -> Change | None:
    """When it is no longer allowed: it gets too late, or others are drawn."""
    if too_late is not None:
        return Change(too_late, line=known.survey, because="too_late")
    undrawn = drawn_until(known, customer)
    return None if undrawn is None else Change(undrawn, line=known.survey, because="not_sampled")
