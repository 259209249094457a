"""Mistakes about whom, when and how often."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve

from postsales import (
    AddressGiven,
    Bounced,
    Channel,
    ConsentGiven,
    ConsentWithdrawn,
    Contacted,
    ContactRules,
    Defer,
    Drop,
    Event,
    Hours,
    Plan,
    Purpose,
    QuietHours,
    RecordingAllowed,
    RecordingRefused,
    StepDone,
    contacts,
    schedules,
)
from postsales.basics.moments import day_start, local_day
from postsales.contacts.verdicts import Verdicts
from postsales.schedules import Action
from postsales.testing.plans import run
from tests.testing.plans.bad.mistakes import Bad, Told, rules_as, steps_as, told_as
from tests.testing.plans.given import Complained, Settled

A_DAY = timedelta(days=1)


# ---------------------------------------------------------------------------------- what was said


def channels_forgotten(told: Told, _: datetime) -> Iterable[Event]:
    """There is one box for opting out, and none for a channel."""
    return (x for x in told if not isinstance(x, ConsentWithdrawn) or not x.channels)


def list_of_yesterday(told: Told, at: datetime) -> Iterable[Event]:
    """Who opted out is looked up when the list is made, and not when it is sent."""
    return (x for x in told if not isinstance(x, ConsentWithdrawn) or at - x.at > A_DAY)


def any_consent_lifts(told: Told, _: datetime) -> Iterable[Event]:
    """Whoever agreed some time can not have opted out."""
    agreed = any(isinstance(x, ConsentGiven) for x in told)
    return (x for x in told if not (agreed and isinstance(x, ConsentWithdrawn)))


def one_consent_for_all(told: Told, _: datetime) -> Iterable[Event]:
    """Whoever agreed to something agreed to everything."""
    return (evolve(x, purposes=[*Purpose]) if isinstance(x, ConsentGiven) else x for x in told)


def by_any_channel(told: Told, _: datetime) -> Iterable[Event]:
    """Whoever agreed to e-mail may be sent a text message."""
    return (evolve(x, channels=()) if isinstance(x, ConsentGiven) else x for x in told)


def silence_agrees(rules: ContactRules) -> ContactRules:
    """Whoever says nothing agrees."""
    return evolve(rules, consents=())


def once_allowed(told: Told, _: datetime) -> Iterable[Event]:
    """A permission is one for ever."""
    return (x for x in told if not isinstance(x, RecordingRefused))


def first_word(told: Told, _: datetime) -> Iterable[Event]:
    """What was said first about recording counts."""
    heard = sorted(
        (x for x in told if isinstance(x, RecordingAllowed | RecordingRefused)), key=lambda x: x.at
    )
    return (x for x in told if x not in heard[1:])


def bounces_forgotten(told: Told, at: datetime) -> Iterable[Event]:
    """What came back yesterday is tried again today."""
    return (x for x in told if not isinstance(x, Bounced) or at - x.at < A_DAY)


def any_address(told: Told, _: datetime) -> Iterable[Event]:
    """There is one address, for all channels."""
    for event in told:
        if isinstance(event, AddressGiven):
            yield from (evolve(event, channel=x) for x in Channel)
        else:
            yield event


def one_end_for_all(told: Told, _: datetime) -> Iterable[Event]:
    """The first of two complaints that ends, ends both."""
    return (evolve(x, ref="") if isinstance(x, Complained | Settled) else x for x in told)


def no_time_afterwards(rules: ContactRules) -> ContactRules:
    """As soon as the complaint is settled, the offer goes out."""
    return evolve(rules, suppress=[evolve(x, lag=Hours(0)) for x in rules.suppress])


# ---------------------------------------------------------------------------------------- when


def in_zone(zone: str) -> Callable[[ContactRules], ContactRules]:
    """The clock of the shop, or that of the server."""
    return lambda rules: evolve(rules, zone=zone)


def swapped(rules: ContactRules) -> ContactRules:
    """Hours over midnight begin after they end, so they are turned round."""

    def turned(hours: str) -> str:
        opens, closes = hours.rsplit(", ", maxsplit=1)[-1].split("-")
        return f"{closes}-{opens}"

    return evolve(rules, quiet=[evolve(x, hours=turned(x.hours)) for x in rules.quiet])


def weekday_of_the_morning(rules: ContactRules) -> ContactRules:
    """The hours after midnight are read with the weekday that it is by then."""
    return evolve(rules, quiet=[y for x in rules.quiet for y in _halves(x)])


def _halves(rule: QuietHours) -> Iterable[QuietHours]:
    for part in rule.hours.split(", "):
        opens, closes = part.split("-")
        if opens < closes:
            yield evolve(rule, hours=part)
        else:
            yield evolve(rule, hours=f"{opens}-24:00")
            yield evolve(rule, hours=f"00:00-{closes}")


def no_holidays(rules: ContactRules) -> ContactRules:
    """Holidays are for people, and not for programs."""
    return evolve(rules, holidays=())


def holidays_of_utc(rules: ContactRules) -> ContactRules:
    """A holiday begins when it begins on the server."""
    return evolve(rules, holidays=[evolve(x, zone="UTC") for x in rules.holidays])


def in_a_moment(step: Action) -> Action:
    """Only the beginning of a call counts."""
    contact = step.contact
    return step if contact is None else evolve(step, contact=evolve(contact, minutes=0))


# ------------------------------------------------------------------------------------- how much


def of_people(told: Told, _: datetime) -> Iterable[Event]:
    """What people wrote is in another system."""
    return (x for x in told if not isinstance(x, Contacted))


def since_midnight(
    plans: Sequence[Plan],
    told: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
) -> Verdicts:
    """A cap begins anew with each calendar day."""
    zone = rules.zone or "UTC"
    midnight = day_start(zone, local_day(at, zone))
    seen = [_unseen(x) if x.at < midnight else x for x in told]
    return run(plans, [x for x in seen if x is not None], rules, subject, at)


def _unseen(event: Event) -> Event | None:
    """What is done stays done, but nobody counts it."""
    if isinstance(event, Contacted):
        return None
    return evolve(event, contact=None) if isinstance(event, StepDone) else event


def each_alone(
    plans: Sequence[Plan],
    told: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
) -> Verdicts:
    """Each is released by itself, without the others of the same run."""
    ready = [x for plan in plans for x in schedules.due(plan, told, subject=subject, at=at)]
    return tuple(y for x in ready for y in contacts.release([x], told, rules, at=at))


def each_plan_alone(
    plans: Sequence[Plan],
    told: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
) -> Verdicts:
    """Each plan counts its own messages."""
    found: list[Any] = []
    for plan in plans:
        own = [x for x in told if not isinstance(x, StepDone) or x.key.startswith(f"{plan.id}/")]
        found += run([plan], own, rules, subject, at)
    return tuple(found)


# ------------------------------------------------------------------------------------ verdicts


def in_24_hours(*asked: Any) -> Verdicts:
    """Whatever has to wait waits for a day."""
    at: datetime = asked[-1]
    return tuple(
        evolve(x, until=at + A_DAY) if isinstance(x, Defer) and x.until is not None else x
        for x in run(*asked)
    )


def whatever_the_hour(
    plans: Sequence[Plan],
    told: Sequence[Event],
    rules: ContactRules,
    subject: str,
    at: datetime,
) -> Verdicts:
    """It waits until the cap ends, whatever the clocks show then."""
    simple = evolve(rules, quiet=(), preferred=(), holidays=())
    then = {
        x.item.key: x.until
        for x in run(plans, told, simple, subject, at)
        if isinstance(x, Defer) and x.until is not None
    }
    return tuple(
        evolve(x, until=then[x.item.key]) if isinstance(x, Defer) and x.item.key in then else x
        for x in run(plans, told, rules, subject, at)
    )


def since_when(*asked: Any) -> Verdicts:
    """The time is told at which it was due."""
    return tuple(evolve(x, until=x.item.at) if isinstance(x, Defer) else x for x in run(*asked))


def silent(kind: type[Defer | Drop]) -> Callable[..., Verdicts]:
    """Why it does not go out is left empty."""

    def runner(*asked: Any) -> Verdicts:
        return tuple(evolve(x, reasons=()) if isinstance(x, kind) else x for x in run(*asked))

    return runner


SHOP, CLUB, OFFERS, SUPPORT = "all of a shop", "club", "offers", "support"
BAD = (
    Bad("opt-outs by channel are forgotten", "CON-01", runner=told_as(channels_forgotten)),
    Bad("the list of yesterday", "CON-01", runner=told_as(list_of_yesterday)),
    Bad("any consent takes back an opt-out", "CON-01", runner=told_as(any_consent_lifts)),
    Bad("one consent for everything", "CON-02", runner=told_as(one_consent_for_all), of=CLUB),
    Bad("a consent for any channel", "CON-02", runner=told_as(by_any_channel), of=CLUB),
    Bad("silence agrees", "CON-02", runner=rules_as(silence_agrees), of=OFFERS),
    Bad("hours over midnight are swapped", "CON-03", runner=rules_as(swapped)),
    Bad("the zone of the shop", "CON-03", runner=rules_as(in_zone("Europe/Berlin"))),
    Bad("the weekday and the hour of UTC", "CON-03", runner=rules_as(in_zone("UTC")), of=SHOP),
    Bad("the weekday of the morning", "CON-03", runner=rules_as(weekday_of_the_morning), of=CLUB),
    Bad("no holidays", "CON-04", runner=rules_as(no_holidays), of=SUPPORT),
    Bad("holidays of the server", "CON-04", runner=rules_as(holidays_of_utc), of=SUPPORT),
    Bad("the beginning of a call alone", "CON-05", runner=steps_as(in_a_moment), of=CLUB),
    Bad("preferred hours of UTC", "CON-05", runner=rules_as(in_zone("UTC")), of=SUPPORT),
    Bad("a cap by calendar days", "CON-06", runner=since_midnight, of=SHOP),
    Bad("a cap that ignores its own run", "CON-06", runner=each_alone, of=SHOP),
    Bad("a cap for each plan", "CON-06", runner=each_plan_alone, of=SHOP),
    Bad("what people wrote is not counted", "CON-07", runner=told_as(of_people)),
    Bad("two in one run", "CON-07", runner=each_alone),
    Bad("no time afterwards", "CON-08", runner=rules_as(no_time_afterwards), of=CLUB),
    Bad("the first end ends all", "CON-08", runner=told_as(one_end_for_all), of=CLUB),
    Bad("a bounce that is forgotten", "CON-09", runner=told_as(bounces_forgotten)),
    Bad("an address for any channel", "CON-09", runner=told_as(any_address), of=CLUB),
    Bad("always for 24 hours", "CON-10", runner=in_24_hours),
    Bad("until a cap ends, at night", "CON-10", runner=whatever_the_hour, of=SHOP),
    Bad("until it was due", "CON-10", runner=since_when),
    Bad("a deferral for no reason", "CON-11", runner=silent(Defer)),
    Bad("a drop for no reason", "CON-11", runner=silent(Drop), of="offers"),
    Bad("a permission for ever", "CON-12", runner=told_as(once_allowed), of=SUPPORT),
    Bad("the first word about recording", "CON-12", runner=told_as(first_word), of=SUPPORT),
)
