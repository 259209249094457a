"""Laws of contacts: whoever refused is left alone, nobody is woken, and nobody hears too much."""

from datetime import datetime, timedelta
from typing import Any

from postsales.basics.pauses import stood_still
from postsales.contacts.events import (
    AddressGiven,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contacted,
    RecordingAllowed,
    RecordingRefused,
)
from postsales.contacts.rules import Unrecorded
from postsales.contacts.verdicts import Defer, Drop, Send
from postsales.schedules.channels import Contact, Purpose
from postsales.schedules.plans import CatchUp
from postsales.testing.law import Law, broken
from postsales.testing.plans._drawn import scenes
from postsales.testing.plans._drawn_contacts import (
    asking_for_consent,
    going_on,
    near_closing,
    on_holidays,
    saying,
    with_contacts,
)
from postsales.testing.plans._flags import PlanFlag
from postsales.testing.plans._hours import in_preferred_hours, no_holidays, no_quiet_hours
from postsales.testing.plans._reached import is_about, later, reached
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject, Ran

__all__ = ["CONTACTS"]


# --------------------------------------------------------------------------------- what was said


_TO_BE_NAMED = (Purpose.COLLECTION, Purpose.STATUTORY)


def _opted_out(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in reached(subject, scene):
        for stop in _of(ConsentWithdrawn, ran):
            if _refuses(stop, contact) and not _is_taken_back(stop, contact, ran):
                broken(
                    "the customer is contacted after an opt-out",
                    step=item.step,
                    contact=contact,
                    opted_out=stop,
                    sent_at=ran.at,
                )


def _of(kind: Any, ran: Ran) -> list[Any]:
    return [x for x in ran.told if isinstance(x, kind) and x.at <= ran.at]


def _refuses(stop: ConsentWithdrawn, contact: Contact) -> bool:
    if stop.channels and contact.channel not in stop.channels:
        return False
    if stop.purposes:
        return contact.purpose in stop.purposes
    return bool(stop.channels) or contact.purpose not in _TO_BE_NAMED


def _is_taken_back(stop: ConsentWithdrawn, contact: Contact, ran: Ran) -> bool:
    return any(
        x.at > stop.at
        and contact.purpose in x.purposes
        and (contact.channel in x.channels or not (x.channels or stop.channels))
        for x in _of(ConsentGiven, ran)
    )


def _agreed(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in reached(subject, scene):
        if not any(is_about(x, contact) for x in ran.rules.consents):
            continue
        if not any(
            contact.purpose in x.purposes and (not x.channels or contact.channel in x.channels)
            for x in _of(ConsentGiven, ran)
        ):
            broken(
                "the customer is contacted without a consent",
                step=item.step,
                contact=contact,
                sent_at=ran.at,
            )


def _recorded(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in reached(subject, scene):
        rules = [x for x in ran.rules.recorded if x.otherwise is Unrecorded.DROP]
        if not any(is_about(x, contact) for x in rules):
            continue
        heard = _of(RecordingAllowed | RecordingRefused, ran)
        last = max((x.at for x in heard), default=None)
        if last is None or any(x.at == last and isinstance(x, RecordingRefused) for x in heard):
            broken("a call is made that may not be recorded", step=item.step, sent_at=ran.at)


def _reachable(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in reached(subject, scene):
        for event in _of(Bounced, ran):
            given = [x.at for x in _of(AddressGiven, ran) if x.channel is contact.channel]
            if event.channel is contact.channel and not any(x > event.at for x in given):
                broken(
                    "something is sent to an address that is none",
                    step=item.step,
                    channel=str(contact.channel),
                    bounced_at=event.at,
                    sent_at=ran.at,
                )


def _held_back(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in reached(subject, scene):
        zone = ran.rules.zone or "UTC"
        known = [x for x in ran.told if x.at <= ran.at]
        for rule in ran.rules.suppress:
            if (rule.steps and item.step not in rule.steps) or not is_about(rule, contact):
                continue
            if rule.plans and item.plan not in rule.plans:
                continue
            for since, until in stood_still(rule.during, known):
                if until is None or ran.at < later(until, rule.lag, zone):
                    broken(
                        "something is sent that is held back",
                        step=item.step,
                        going_on_since=since,
                        sent_at=ran.at,
                    )


# ----------------------------------------------------------------------------------- how much


def _counted(subject: PlanSubject, scene: PlanScene, which: str) -> None:
    told: list[tuple[datetime, Contact]] = []
    for ran, item, contact in reached(subject, scene):
        outside = [(x.at, x.contact) for x in _of(Contacted, ran)]
        for rule in getattr(ran.rules, which):
            most, length = (1, rule.apart) if which == "spacing" else (rule.most, rule.per)
            zone = ran.rules.zone or "UTC"
            before = [
                at
                for at, other in (*outside, *told)
                if is_about(rule, other) and ran.at < later(at, length, zone)
            ]
            if is_about(rule, contact) and len(before) >= most:
                broken(
                    "a contact is one too many",
                    step=item.step,
                    allowed=most,
                    within=str(length),
                    contacted_before_at=sorted(before),
                    sent_at=ran.at,
                )
        told.append((ran.at, contact))


def _spaced(subject: PlanSubject, scene: PlanScene) -> None:
    _counted(subject, scene, "spacing")


def _capped(subject: PlanSubject, scene: PlanScene) -> None:
    _counted(subject, scene, "caps")


# ------------------------------------------------------------------------------------ put off


def _until(subject: PlanSubject, scene: PlanScene) -> None:
    """What is put off goes out at the instant that is told, and not before."""
    patient = {x.id for x in subject.plans if x.catch_up is not CatchUp.DROP}
    for ran in subject.play(scene):
        waits = [x for x in ran.verdicts if isinstance(x, Defer)]
        for one in waits:
            _is_ahead(one, ran)
        times = [x.until for x in waits if x.until is not None]
        if not times:
            continue
        then = min(times)
        next_ones = [x for x in waits if x.until == then and x.item.plan in patient]
        told = (*ran.recorded, *(x for x in scene.history if ran.at < x.at <= then))
        if len(told) > len(ran.recorded):
            continue
        early = subject.run(told, then - timedelta(seconds=1), rules=ran.rules, facts=ran.facts)
        keys = {x.item.key for x in next_ones}
        if then - timedelta(seconds=1) >= ran.at and any(
            isinstance(x, Send) and x.item.key in keys for x in early
        ):
            broken("what was put off goes out before", put_off_at=ran.at, until=then)
        found = subject.run(told, then, rules=ran.rules, facts=ran.facts)
        stuck = [x for x in found if x.item.key in keys and not isinstance(x, Send)]
        if stuck and not any(isinstance(x, Send) for x in found):
            broken(
                "what was put off does not go out when its time has come",
                step=stuck[0].item.step,
                put_off_at=ran.at,
                until=then,
                then=type(stuck[0]).__name__,
                because=stuck[0].because,
            )


def _is_ahead(one: Defer, ran: Ran) -> None:
    if one.until is not None and one.until <= ran.at:
        broken("something is put off until a time that is over", until=one.until, run_at=ran.at)
    waits_for: tuple[Any, ...] = (
        Bounced,
        *(during.begins for x in ran.rules.suppress for during in x.during),
    )
    if one.until is None and not any(isinstance(x, waits_for) for x in ran.told):
        broken("something is put off, and nobody knows until when", step=one.item.step)


def _reasons(subject: PlanSubject, scene: PlanScene) -> None:
    for ran in subject.play(scene):
        for verdict in ran.verdicts:
            if isinstance(verdict, Defer | Drop) and not verdict.because:
                broken("something is not sent for no reason", step=verdict.item.step, at=ran.at)


CONTACTS: tuple[Law, ...] = (
    Law(
        "CON-01",
        "opt-outs-hold",
        statement="Whoever opted out hears nothing of it any more, until they agree again.",
        because="a no is a no, on every channel and for every purpose that it names",
        catches="an opt-out per channel that is forgotten, or a list that is made before sending",
        scenes=saying("withdrawn", "given"),
        check=_opted_out,
        needs=(PlanFlag.CONTACTS,),
    ),
    Law(
        "CON-02",
        "consent-comes-first",
        statement="What needs a consent goes out after it was given, for its purpose and channel.",
        because="silence is no consent, and one for e-mail is none for the telephone",
        catches="a consent that is asked for later, or one for everything",
        scenes=asking_for_consent,
        check=_agreed,
        needs=(PlanFlag.CONTACTS, PlanFlag.CONSENTS),
    ),
    Law(
        "CON-03",
        "quiet-hours",
        statement="Nobody is contacted in quiet hours, by the clocks and weekdays where they are.",
        because="it is night where the customer is, and not where the server is",
        catches="hours over midnight that are swapped, the weekday of UTC, or the zone of the shop",
        scenes=scenes,
        check=no_quiet_hours,
        needs=(PlanFlag.CONTACTS, PlanFlag.QUIET),
    ),
    Law(
        "CON-04",
        "holidays",
        statement="Nobody is contacted on quiet days, from the first to the last minute there.",
        because="a holiday begins at midnight where the customer is",
        catches="the date of the server, or a call that runs on into the holiday",
        scenes=on_holidays,
        check=no_holidays,
        needs=(PlanFlag.CONTACTS, PlanFlag.HOLIDAYS),
    ),
    Law(
        "CON-05",
        "preferred-hours",
        statement="Whoever prefers some hours is contacted in one of them, and all of a call is.",
        because="they said when, and were told that it counts",
        catches="the beginning of a call alone, or hours that are read in another zone",
        scenes=near_closing,
        check=in_preferred_hours,
        needs=(PlanFlag.CONTACTS, PlanFlag.PREFERRED),
    ),
    Law(
        "CON-06",
        "caps",
        statement="In a time that ends with a contact there are no more than the cap says.",
        because="two a week are two in any seven days",
        catches="weeks of the calendar, a run that counts only those before, or one plan alone",
        scenes=with_contacts,
        check=_capped,
        needs=(PlanFlag.CONTACTS, PlanFlag.CAPS),
    ),
    Law(
        "CON-07",
        "spacing",
        statement="Contacts lie as far apart as the rules say, whoever made them.",
        because="two messages at one moment are read as one mistake",
        catches="contacts of another plan or of people that are not counted, or two in one run",
        scenes=with_contacts,
        check=_spaced,
        needs=(PlanFlag.CONTACTS, PlanFlag.SPACING),
    ),
    Law(
        "CON-08",
        "held-back",
        statement="What is held back while something is going on waits until that is over.",
        because="an offer while a complaint is open is an insult",
        catches="the first of two complaints that ends, or a time afterwards that is forgotten",
        scenes=going_on,
        check=_held_back,
        needs=(PlanFlag.CONTACTS, PlanFlag.HELD_BACK),
    ),
    Law(
        "CON-09",
        "no-address",
        statement="Nothing is sent by a channel whose address bounced, until there is another.",
        because="who sends on to addresses that are none is taken for a spammer",
        catches="a bounce that the next message forgets, or a new address of another channel",
        scenes=saying("bounced", "address"),
        check=_reachable,
        needs=(PlanFlag.CONTACTS,),
    ),
    Law(
        "CON-10",
        "put-off-until",
        statement="Put off until an instant, it goes out then if nothing happens, and not before.",
        because="the host sleeps until then, and the customer waits",
        catches="a time that is over, one that another rule forbids, or none at all",
        scenes=with_contacts,
        check=_until,
        needs=(PlanFlag.CONTACTS, PlanFlag.WAITS),
    ),
    Law(
        "CON-11",
        "why-not-is-told",
        statement="Whatever is put off or dropped has a reason.",
        because="somebody will ask why a customer never heard of it",
        catches="an answer that is left empty",
        scenes=with_contacts,
        check=_reasons,
        needs=(PlanFlag.CONTACTS,),
    ),
    Law(
        "CON-12",
        "recorded-calls",
        statement="A call that has to be recorded is made where the last word allows that.",
        because="to record without a permission is a crime in many places",
        catches="a permission that was taken back, or the first word instead of the last",
        scenes=saying("allowed", "refused"),
        check=_recorded,
        needs=(PlanFlag.CONTACTS, PlanFlag.RECORDED),
    ),
)
"""The laws of contacts, in the order of their ids."""
