"""A shop for a year: customers in several zones, their plans, their rules, and what happens."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from attrs import frozen

from postsales import (
    Action,
    AddressGiven,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contact,
    Contacted,
    ContactRules,
    Days,
    During,
    Each,
    Event,
    FrequencyCap,
    Holidays,
    Hours,
    NeedsConsent,
    Oldest,
    Plan,
    PreferredHours,
    QuietDays,
    QuietHours,
    Spacing,
    SuppressWhile,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
)

BERLIN = "Europe/Berlin"
ZONES = (
    BERLIN,
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
)
START = datetime(2026, 1, 1, tzinfo=UTC)
HOURS = 24 * 365
AN_HOUR = timedelta(hours=1)


class Came(Event):
    """A parcel was delivered."""


class WentBack(Event):
    """It was returned."""


class Complained(Event):
    """The customer complained."""


class Settled(Event):
    """That is settled."""


class InvoiceDue(Event):
    """An invoice is due."""


class InvoicePaid(Event):
    """It was paid."""


class PaymentReversed(Event):
    """The payment was taken back."""


class Disputed(Event):
    """Invoices are disputed."""


class DisputeOver(Event):
    """They are not any more."""


class Asked(Event):
    """The customer asked something."""


class Answered(Event):
    """Somebody answered."""


class AccountClosed(Event):
    """The customer is none any more."""


@frozen
class Moved(Event):
    """The customer lives somewhere else."""

    zone: str


SURVEY = Contact("email", purpose="feedback", priority=6)
OFFER = Contact("sms", purpose="marketing", priority=8)
REMINDER = Contact("email", purpose="collection", priority=3)
CALL = Contact("call", purpose="collection", minutes=15, priority=2)

FIRST_MONTH = Plan(
    id="first-month",
    version="1",
    calendar=WorkCalendar.always(BERLIN),
    stops=[AccountClosed],
    steps=[
        Action("thanks", after=Each(Came), wait=Hours(2)),
        Action("all_well", after=Each(Came), wait=Days(2), at_time="10:00", expires=Days(3)),
        Action(
            "survey",
            after=Each(Came),
            wait=Days(7),
            expires=Hours(8),
            unless=[WentBack],
            contact=SURVEY,
        ),
        Action("review", after=Each(Came), wait=Days(21), unless=[WentBack], contact=SURVEY),
        Action(
            "offer",
            after=Each(Came),
            wait=Days(28),
            at_time="18:00",
            expires=Days(9),
            contact=OFFER,
        ),
    ],
)
LADDER = Plan(
    id="ladder",
    version="1",
    calendar=WorkCalendar.always(BERLIN),
    catch_up="latest",
    pauses=[During(Disputed, DisputeOver)],
    steps=[
        Action(
            key,
            after=Oldest(InvoiceDue, until=InvoicePaid, reopened_by=PaymentReversed),
            wait=Days(days),
            at_time="09:00",
            contact=contact,
        )
        for key, days, contact in (
            ("reminder", 7, REMINDER),
            ("second", 14, REMINDER),
            ("call", 21, CALL),
            ("last", 28, REMINDER),
        )
    ],
)
SUPPORT = Plan(
    id="support",
    version="1",
    calendar=WorkCalendar(
        zone=BERLIN,
        hours={"Mon-Fri": "09:00-12:00, 13:00-17:00"},
        exceptions={"2026-04-03": "closed", "2026-04-06": "closed", "2026-12-24": "09:00-12:00"},
    ),
    steps=[
        Action("look", after=Each(Asked), wait=WorkingHours(6), unless=[Answered], contact=None),
        Action("sorry", after=Each(Asked), wait=WorkingDays(2), unless=[Answered]),
    ],
)
PLANS = (FIRST_MONTH, LADDER, SUPPORT)
RULES = ContactRules(
    zone=BERLIN,
    consents=NeedsConsent(purposes="marketing"),
    suppress=[
        SuppressWhile(During(Complained, Settled), purposes=["feedback", "marketing"], lag=Days(2)),
        SuppressWhile(During(Asked, Answered), steps="offer", otherwise="drop"),
    ],
    spacing=Spacing(Hours(4), channels="email"),
    caps=[
        FrequencyCap(2, per=Days(7), purposes=["feedback", "marketing"]),
        FrequencyCap(1, per=Hours(20), channels="call"),
    ],
    quiet=QuietHours("20:00-08:00"),
    preferred=PreferredHours("10:00-18:00", weekdays="Mon-Fri", channels="call"),
    holidays=QuietDays(
        Holidays(
            ["2026-01-01", "2026-05-01", "2026-12-25"], since="2026-01-01", until="2027-12-31"
        ),
        channels=["sms", "call"],
    ),
)
OTHER_OFFER = Contact("email", purpose="marketing")


@frozen
class Customer:
    """What happens to a customer, each event with the instant at which it is told."""

    id: str
    zone: str
    told: tuple[tuple[datetime, Event], ...]


def customer(seed: int, number: int) -> Customer:
    """One customer of a shop, the same each time."""
    chance = Random(f"{seed}/{number}")
    events = [
        *_orders(chance),
        *_invoices(chance),
        *_talk(chance),
        *_wishes(chance),
        *_moves(chance),
    ]
    late = ((_late(chance, x.at), x) for x in events)
    told = tuple(sorted(late, key=lambda x: (x[0], x[1].at, type(x[1]).__name__, x[1].ref)))
    return Customer(f"C-{number}", chance.choice(ZONES), told)


def outages(seed: int) -> list[tuple[datetime, datetime]]:
    """When nobody ran anything: for hours, days, and once for a week."""
    chance = Random(f"{seed}/outages")
    found: list[tuple[datetime, datetime]] = []
    for hours in (3, 5, 9, 9, 20, 30, 60, 168):
        begins = START + AN_HOUR * chance.randrange(HOURS)
        found.append((begins, begins + AN_HOUR * hours))
    return found


def runs(seed: int) -> list[datetime]:
    """Every full hour of the year but for those of outages."""
    down = outages(seed)
    every = (START + AN_HOUR * k for k in range(HOURS))
    return [x for x in every if not any(begins <= x < ends for begins, ends in down)]


def _late(chance: Random, at: datetime) -> datetime:
    """Most is told at once, and some hours or days later."""
    if chance.random() < 0.9:
        return at
    return at + timedelta(minutes=chance.choice((20, 300, 1500, 5000)))


def _some_time(chance: Random) -> datetime:
    """Mostly a full hour, which is when things run, else any minute."""
    at = START + AN_HOUR * chance.randrange(HOURS)
    return at if chance.random() < 0.3 else at + timedelta(minutes=chance.randrange(60))


def _in_days(chance: Random, least: float, most: float) -> timedelta:
    return timedelta(minutes=round(1440 * chance.uniform(least, most)))


def _orders(chance: Random) -> Iterator[Event]:
    for k in range(chance.choice((0, 1, 1, 2, 3))):
        at, ref = _some_time(chance), f"O{k}"
        yield Came(at=at, ref=ref)
        if chance.random() < 0.2:
            yield WentBack(at=at + _in_days(chance, 1, 30), ref=ref)


def _invoices(chance: Random) -> Iterator[Event]:
    for k in range(chance.choice((0, 0, 1, 2, 3))):
        at, ref = _some_time(chance), f"I{k}"
        yield InvoiceDue(at=at, ref=ref)
        if chance.random() < 0.8:
            at += _in_days(chance, 0, 40)
            yield InvoicePaid(at=at, ref=ref)
            if chance.random() < 0.3:
                at += _in_days(chance, 1, 20)
                yield PaymentReversed(at=at, ref=ref)
                yield InvoicePaid(at=at + _in_days(chance, 5, 60), ref=ref)
        if chance.random() < 0.25:
            begins = at - _in_days(chance, 0, 25)
            yield Disputed(at=begins, ref=ref)
            if chance.random() < 0.9:
                yield DisputeOver(at=begins + _in_days(chance, 0.1, 12), ref=ref)


def _talk(chance: Random) -> Iterator[Event]:
    for k in range(chance.choice((0, 0, 1, 2))):
        at, ref = _some_time(chance), f"T{k}"
        yield Complained(at=at, ref=ref)
        yield Settled(at=at + _in_days(chance, 0.1, 40), ref=ref)
    for k in range(chance.choice((0, 1, 2))):
        at, ref = _some_time(chance), f"Q{k}"
        yield Asked(at=at, ref=ref)
        if chance.random() < 0.8:
            yield Answered(at=at + _in_days(chance, 0.05, 8), ref=ref)


def _wishes(chance: Random) -> Iterator[Event]:
    if chance.random() < 0.7:
        yield ConsentGiven("marketing", at=START + _in_days(chance, 0, 60))
    if chance.random() < 0.3:
        at = _some_time(chance)
        given: dict[str, str] = chance.choice(({}, {"channels": "email"}, {"purposes": "feedback"}))
        yield ConsentWithdrawn(at=at, **given)
        if chance.random() < 0.4:
            again = at + _in_days(chance, 1, 60)
            yield ConsentGiven(["marketing", "feedback", "service"], channels="email", at=again)
    if chance.random() < 0.2:
        at = _some_time(chance)
        yield Bounced("email", at=at)
        if chance.random() < 0.8:
            yield AddressGiven("email", at=at + _in_days(chance, 0.2, 30))
    for _ in range(chance.choice((0, 1, 4))):
        yield Contacted(OTHER_OFFER, at=_some_time(chance))


def _moves(chance: Random) -> Iterator[Event]:
    for _ in range(chance.choice((0, 0, 1, 2))):
        yield Moved(chance.choice(ZONES), at=_some_time(chance))
    if chance.random() < 0.05:
        yield AccountClosed(at=_some_time(chance))
