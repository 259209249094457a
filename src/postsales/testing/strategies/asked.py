"""Invitations to surveys: terms of them, what happens to them, and how they stand."""

from collections.abc import Callable, Mapping
from typing import Any

from postsales.basics.calendar_periods import CalendarPeriod
from postsales.basics.durations import Days, Hours, Length
from postsales.basics.events import Event
from postsales.basics.percent import Percent
from postsales.basics.selectors import During, Last
from postsales.followups.events import CaseClosed, CaseOpened
from postsales.invitations.deciding import InvitationAnswer, assess
from postsales.invitations.events import (
    SurveyAnswered,
    SurveyAsked,
    SurveyDismissed,
    SurveyReminded,
)
from postsales.invitations.sampling import Sampling, Stagger
from postsales.invitations.status import InvitationStatus, status
from postsales.invitations.terms import AskedScope, InvitationTerms, SurveyCap
from postsales.orders.events import Cancelled, Delivered
from postsales.schedules.channels import Channel
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.parts import moment_of

__all__ = ["ASKED", "invitation_terms_of"]

_SURVEYS = ("nps", "delivery-csat")


def _of_survey(kind: type[Any]) -> Callable[[Dice], Event]:
    """Something that happened with one of two surveys."""

    def made(dice: Dice) -> Event:
        event: Event = kind(dice.of(_SURVEYS), at=moment_of(dice))
        return event

    return made


def _asked(dice: Dice) -> SurveyAsked:
    return SurveyAsked(dice.of(_SURVEYS), at=moment_of(dice), account=dice.of(("", "acme")))


def _cap(dice: Dice) -> SurveyCap:
    some: tuple[Length, ...] = (Days(30), Days(365), Hours(24))
    return SurveyCap(1 + dice.below(3), per=dice.of(some))


def _sampling(dice: Dice) -> Sampling:
    share = dice.of((Percent("100"), Percent("50"), Percent("12.5")))
    return Sampling(share, per=dice.of(tuple(CalendarPeriod)))


def _stagger(dice: Dice) -> Stagger:
    return Stagger("2026-01-01", days=dice.of((90, 1, 366)))


def invitation_terms_of(dice: Dice) -> InvitationTerms:
    """Terms after a delivery or about the shop as a whole, with any of their limits."""
    scope = dice.of(tuple(AskedScope))
    occasion: dict[str, Any] = {
        "after": Last(Delivered),
        "wait": dice.of((Days(0), Days(7), Hours(24))),
        "expires": dice.of((None, Days(14))),
        "called_off_by": dice.of(((), (Cancelled,))),
    }
    return InvitationTerms(
        id="asked",
        version="1",
        zone=dice.of(("Europe/Berlin", "UTC", "America/New_York")),
        channel=dice.of((Channel.EMAIL, Channel.PUSH)),
        **dice.of((occasion, dict[str, Any]())),
        unless=dice.of(((), (During(CaseOpened, CaseClosed),))),
        quarantine=dice.of((None, Days(30), Days(90), Hours(24))),
        scope=scope,
        group=_SURVEYS if scope is AskedScope.GROUP else (),
        account_gap=dice.of((None, Days(7))),
        after_dismissal=dice.of((None, Days(60))),
        max_dismissals=dice.of((None, 3, 1)),
        caps=dice.of(((), (_cap(dice),))),
        sampling=dice.of((None, _sampling(dice))),
        stagger=dice.of((None, _stagger(dice))),
        remind_after=dice.of((None, Days(3))),
        open_for=dice.of((None, Days(14))),
    )


def _answer(dice: Dice) -> InvitationAnswer:
    terms, history, at = invitation_terms_of(dice), _history(dice), moment_of(dice)
    known = [x for x in history if x.at <= at]
    return assess(known, terms, survey="nps", at=at, customer="C-7")


def _status(dice: Dice) -> InvitationStatus:
    terms, history, at = invitation_terms_of(dice), _history(dice), moment_of(dice)
    return status([x for x in history if x.at <= at], terms, survey="nps", at=at)


def _history(dice: Dice) -> list[Event]:
    kinds = (SurveyAsked, SurveyAnswered, SurveyDismissed)
    found = [dice.of(kinds)("nps", at=moment_of(dice)) for _ in range(dice.below(3))]
    return [Delivered({"tee": 1}, at=moment_of(dice)), *found]


ASKED: Mapping[type[Any], Callable[[Dice], Any]] = {
    InvitationAnswer: _answer,
    InvitationStatus: _status,
    InvitationTerms: invitation_terms_of,
    Sampling: _sampling,
    Stagger: _stagger,
    SurveyAsked: _asked,
    SurveyCap: _cap,
    **{kind: _of_survey(kind) for kind in (SurveyAnswered, SurveyDismissed, SurveyReminded)},
}
"""What draws each class of these."""
