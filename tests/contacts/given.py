"""What is due for a customer in Berlin, in few words."""

from collections.abc import Iterable
from datetime import timedelta

from postsales import (
    Action,
    Contact,
    Contacted,
    ContactRules,
    Defer,
    Drop,
    Each,
    Event,
    Hours,
    Occurrence,
    Plan,
    Send,
    WorkCalendar,
    contacts,
    schedules,
)
from postsales.basics.moments import instant, local_time

BERLIN = "Europe/Berlin"


class Bought(Event):
    """Something from which offers count; its ref tells which."""


OFFER = Contact("email", purpose="marketing")
SMS = Contact("sms", purpose="marketing")
SURVEY = Contact("email", purpose="feedback")
NEWS = Contact("email")
NOTICE = Contact("email", purpose="statutory")
REMINDER = Contact("email", purpose="collection")


def item(
    at: str,
    contact: Contact | None = OFFER,
    *,
    step: str = "offer",
    plan: str = "offers",
    ref: str = "1",
    expires: Hours | None = None,
) -> Occurrence:
    """One occurrence that is due at an instant."""
    action = Action(step, after=Each(Bought), contact=contact, expires=expires)
    whole = Plan(id=plan, version="1", calendar=WorkCalendar.always(BERLIN), steps=[action])
    (one,) = schedules.due(whole, [Bought(at=at, ref=ref)], subject="C-7", at=at)
    return one


def asked(one: Occurrence, rules: ContactRules, *history: Event, at: str) -> Send | Defer | Drop:
    """The verdict on one occurrence."""
    (found,) = contacts.release([one], history, rules, at=at)
    return found


def sent(*times: str, contact: Contact = OFFER) -> list[Event]:
    """The customer was contacted at these instants."""
    return [Contacted(contact, at=x) for x in times]


def until(verdict: Send | Defer | Drop) -> str:
    """Until when it waits, on the clocks of Berlin, in few letters."""
    assert isinstance(verdict, Defer)
    return "" if verdict.until is None else f"{local_time(verdict.until, BERLIN):%a %d %b %H:%M %z}"


def said(verdict: Send | Defer | Drop) -> str:
    """A verdict in one line: send, or why not and until when."""
    if isinstance(verdict, Send):
        return " ".join(["send", *(x.code for x in verdict.reasons)])
    if isinstance(verdict, Drop):
        return f"drop {verdict.because}"
    return f"{verdict.because} until {until(verdict)}" if verdict.until else f"{verdict.because}"


def codes(verdict: Send | Defer | Drop) -> list[str]:
    """Every reason, the decisive first."""
    return [x.code for x in verdict.reasons]


def steps(verdicts: Iterable[Send | Defer | Drop], kind: type) -> list[str]:
    """The steps with verdicts of one kind, in their order."""
    return [x.item.step for x in verdicts if isinstance(x, kind)]


def later(at: str, hours: float) -> str:
    """So many hours later."""
    return (instant(at) + timedelta(hours=hours)).isoformat()
