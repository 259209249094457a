"""What a history tells about invitations, as far as it is known at an instant."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from postsales.basics.events import Event, history_of
from postsales.basics.selectors import First
from postsales.contacts._told import Told
from postsales.invitations.events import (
    FutureContact,
    OfSurvey,
    SurveyAnswered,
    SurveyAsked,
    SurveyDismissed,
    SurveyReminded,
)
from postsales.invitations.terms import AskedScope, InvitationTerms

__all__ = ["Known", "not_in_the_future"]


@frozen(weakref_slot=False, eq=False)
class Known:
    """The history of one customer and survey, under these terms, up to an instant."""

    told: Told
    terms: InvitationTerms
    survey: str

    @classmethod
    def of(
        cls, history: Iterable[Event], terms: InvitationTerms, survey: str, at: datetime
    ) -> "Known":
        """What is known at an instant."""
        events = history_of(history)
        not_in_the_future(events, at)
        return cls(Told.of(events, at), terms, survey)

    @property
    def at(self) -> datetime:
        """The instant that is asked about."""
        return self.told.at

    @property
    def occasion(self) -> datetime | None:
        """When the customer had reason to be asked; ``None`` where they had none."""
        if self.terms.after is None:
            return None
        kind = self.terms.after.event
        found = [x.at for x in self.told.known if isinstance(x, kind)]
        if not found:
            return None
        return found[0] if isinstance(self.terms.after, First) else found[-1]

    def in_scope(self, event: OfSurvey) -> bool:
        """Does the quarantine count it?"""
        if self.terms.scope is AskedScope.ANY_SURVEY:
            return True
        return event.survey == self.survey or event.survey in self.terms.group

    def asked(self) -> tuple[datetime, ...]:
        """When the customer was asked anything that the scope counts."""
        return tuple(
            x.at for x in self.told.known if isinstance(x, SurveyAsked) and self.in_scope(x)
        )

    def dismissals(self) -> tuple[datetime, ...]:
        """What was waved away in a row, since the last answer."""
        found: list[datetime] = []
        for event in self.told.known:
            if not isinstance(event, OfSurvey) or not self.in_scope(event):
                continue
            if isinstance(event, SurveyAnswered):
                found.clear()
            elif isinstance(event, SurveyDismissed):
                found.append(event.at)
        return tuple(found)

    def of_this_survey(self, since: datetime | None) -> Iterator[OfSurvey]:
        """What happened with this survey since an instant."""
        for event in self.told.known:
            if not isinstance(event, OfSurvey) or event.survey != self.survey:
                continue
            if since is None or event.at >= since:
                yield event


def not_in_the_future(events: Iterable[Event], at: datetime) -> None:
    """Refuse invitations and reminders that were sent after the instant that is asked about."""
    for event in events:
        if isinstance(event, SurveyAsked | SurveyReminded) and event.at > at:
            allowed = f"nobody can have been asked after {at.isoformat()}"
            raise FutureContact("history", event.at.isoformat(), allowed, "check the clock")
