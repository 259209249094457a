"""What good plans are made of: events, calendars, contacts, and what goes with plans."""

from collections.abc import Mapping

from attrs import field, frozen

from postsales import Contact, ContactRules, During, Event, Fact, Plan, WorkCalendar

BERLIN = "Europe/Berlin"
DAILY = WorkCalendar.always(BERLIN)
OFFICE = WorkCalendar(
    zone=BERLIN,
    hours={"Mon-Fri": "09:00-12:00, 13:00-17:00"},
    exceptions={"2026-04-03": "closed", "2026-04-06": "closed"},
)
NEW_YORK = WorkCalendar(zone="America/New_York", hours={"Mon-Sat": "08:00-20:00"})


class Left(Event):
    """The customer wants nothing more."""


class Returned(Event):
    """It came back."""


class Complained(Event):
    """The customer complained."""


class Settled(Event):
    """The complaint is settled."""


class InvoiceDue(Event):
    """An invoice is due."""


class InvoicePaid(Event):
    """It was paid."""


class PaymentReversed(Event):
    """The payment was taken back."""


class Disputed(Event):
    """The invoice is disputed."""


class Agreed(Event):
    """The dispute is over."""


class Asked(Event):
    """A customer asked something."""


class Answered(Event):
    """Somebody answered."""


class ContractEnds(Event):
    """The end of a contract, known long before."""


class Renewed(Event):
    """It goes on."""


DISPUTE = During(Disputed, Agreed)
COMPLAINT = During(Complained, Settled)
OFFER = Contact("email", purpose="marketing", priority=8)
SURVEY = Contact("email", purpose="feedback", priority=6)
TEXT = Contact("sms", purpose="marketing", priority=7)
CALL = Contact("call", minutes=20, priority=2)
REMINDER = Contact("email", purpose="collection", priority=3)
MEETING = Contact("call", purpose="feedback", minutes=20)
NOTICE = Contact("letter", purpose="statutory", priority=1)


ANY_TIME = ContactRules()


@frozen
class Good:
    """Plans with the rules of contact that go with them, and what their facts may be."""

    plans: tuple[Plan, ...]
    rules: ContactRules = ANY_TIME
    facts: Mapping[str, tuple[Fact, ...]] = field(factory=dict[str, tuple[Fact, ...]])
