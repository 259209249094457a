"""Laws of contacts: whoever refused is left alone, nobody is woken, and nobody hears too much."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics.durations import Hours
from postsales.basics.moments import days_later, local_day
from postsales.basics.pauses import stood_still
from postsales.contacts._scopes import Scoped
from postsales.contacts.events import (
    AddressGiven,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contacted,
    RecordingAllowed,
    RecordingRefused,
)
from postsales.contacts.hours import IfTooLate, PreferredHours, QuietHours
from postsales.contacts.rules import Unrecorded
from postsales.contacts.verdicts import Defer, Drop, Send
from postsales.schedules.channels import Contact, Purpose
from postsales.schedules.plans import CatchUp
from postsales.schedules.standing import Occurrence
from postsales.testing.law import Law, broken
from postsales.testing.plans._drawn import SELDOM, contacted, said, scenes
from postsales.testing.plans._flags import PlanFlag
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject, Ran

__all__ = ["CONTACTS"]


def _sent(subject: PlanSubject, scene: PlanScene) -> Iterator[tuple[Ran, Occurrence, Contact]]:
    """What reached the customer, in turn."""
    for ran in subject.play(scene):
        for verdict in ran.sent:
            contact = _contact(subject, verdict.item)
            if contact is not None:
                yield ran, verdict.item, contact


def _contact(subject: PlanSubject, item: Occurrence) -> Contact | None:
    """The contact as the plan has it, whatever the runner made of it."""
    actions = (x for plan in subject.plans if plan.id == item.plan for x in plan.actions)
    return next((x.contact for x in actions if x.key == item.step), item.action.contact)


def _about(rule: Scoped, contact: Contact) -> bool:
    """Is a rule about a contact?"""
    is_named = not rule.purposes or contact.purpose in rule.purposes
    is_by = not rule.channels or contact.channel in rule.channels
    return is_named and is_by and contact.purpose not in rule.except_for


# --------------------------------------------------------------------------------- what was said


_TO_BE_NAMED = (Purpose.COLLECTION, Purpose.STATUTORY)


def _opted_out(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in _sent(subject, scene):
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
    for ran, item, contact in _sent(subject, scene):
        if not any(_about(x, contact) for x in ran.rules.consents):
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
    for ran, item, contact in _sent(subject, scene):
        rules = [x for x in ran.rules.recorded if x.otherwise is Unrecorded.DROP]
        if not any(_about(x, contact) for x in rules):
            continue
        heard = _of(RecordingAllowed | RecordingRefused, ran)
        last = max((x.at for x in heard), default=None)
        if last is None or any(x.at == last and isinstance(x, RecordingRefused) for x in heard):
            broken("a call is made that may not be recorded", step=item.step, sent_at=ran.at)


def _reachable(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in _sent(subject, scene):
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
    for ran, item, contact in _sent(subject, scene):
        zone = ran.rules.zone or "UTC"
        known = [x for x in ran.told if x.at <= ran.at]
        for rule in ran.rules.suppress:
            if (rule.steps and item.step not in rule.steps) or not _about(rule, contact):
                continue
            if rule.plans and item.plan not in rule.plans:
                continue
            for since, until in stood_still(rule.during, known):
                if until is None or ran.at < _later(until, rule.lag, zone):
                    broken(
                        "something is sent that is held back",
                        step=item.step,
                        going_on_since=since,
                        sent_at=ran.at,
                    )


def _later(at: datetime, length: Any, zone: str) -> datetime:
    if isinstance(length, Hours):
        return at + timedelta(seconds=length.seconds)
    today = local_day(at, zone)
    return days_later(at, (length.last_day(today) - today).days, zone)


# ----------------------------------------------------------------------------------- how much


def _counted(subject: PlanSubject, scene: PlanScene, which: str) -> None:
    told: list[tuple[datetime, Contact]] = []
    for ran, item, contact in _sent(subject, scene):
        outside = [(x.at, x.contact) for x in _of(Contacted, ran)]
        for rule in getattr(ran.rules, which):
            most, length = (1, rule.apart) if which == "spacing" else (rule.most, rule.per)
            zone = ran.rules.zone or "UTC"
            before = [
                at
                for at, other in (*outside, *told)
                if _about(rule, other) and ran.at < _later(at, length, zone)
            ]
            if _about(rule, contact) and len(before) >= most:
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


# --------------------------------------------------------------------------------------- when


def _minutes(at: datetime, contact: Contact) -> Iterable[datetime]:
    """Every minute of a contact; the instant alone where it takes no time."""
    return (at + timedelta(minutes=k) for k in range(max(1, contact.minutes)))


def _shows(rule: QuietHours | PreferredHours, at: datetime, zone: str) -> bool:
    """Do the clocks show one of the hours of a rule?"""
    shown = at.astimezone(ZoneInfo(rule.zone or zone))
    minute, days = shown.hour * 60 + shown.minute, _weekdays(rule.weekdays)
    for part in rule.hours.split(", "):
        opens, closes = (int(x[:2]) * 60 + int(x[3:]) for x in part.split("-"))
        today, yesterday = shown.weekday() in days, (shown.weekday() - 1) % 7 in days
        if opens < closes:
            if today and opens <= minute < closes:
                return True
        elif (today and minute >= opens) or (yesterday and minute < closes):
            return True
    return False


_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _weekdays(told: str) -> set[int]:
    found: set[int] = set()
    for part in told.split(", "):
        first, _, last = part.partition("-")
        found |= {*range(_NAMES.index(first), _NAMES.index(last or first) + 1)}
    return found


def _is_let_out(rule: Any, item: Occurrence) -> bool:
    """Is it sent all the same where it would be too late afterwards?"""
    return rule.if_too_late is IfTooLate.ANYWAY and item.action.expires is not None


def _quiet(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in _sent(subject, scene):
        zone = ran.rules.zone or "UTC"
        for rule in ran.rules.quiet:
            if not _about(rule, contact) or _is_let_out(rule, item):
                continue
            if any(_shows(rule, x, zone) for x in _minutes(ran.at, contact)):
                broken(
                    "the customer is contacted in quiet hours",
                    step=item.step,
                    quiet=f"{rule.hours}, {rule.weekdays}",
                    sent_at=ran.at,
                    on_the_clocks=_clocks(ran.at, rule.zone or zone),
                )


def _clocks(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M} in {zone}"


def _preferred(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in _sent(subject, scene):
        zone = ran.rules.zone or "UTC"
        rules = [x for x in ran.rules.preferred if _about(x, contact)]
        if not rules or any(_is_let_out(x, item) for x in rules):
            continue
        if not all(any(_shows(y, x, zone) for y in rules) for x in _minutes(ran.at, contact)):
            broken(
                "the customer is contacted outside the hours that they prefer",
                step=item.step,
                preferred=[x.hours for x in rules],
                sent_at=ran.at,
                on_the_clocks=_clocks(ran.at, zone),
            )


def _holidays(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, item, contact in _sent(subject, scene):
        for rule in ran.rules.holidays:
            zone = rule.zone or ran.rules.zone or "UTC"
            if not _about(rule, contact) or _is_let_out(rule, item):
                continue
            days = {x.astimezone(ZoneInfo(zone)).date() for x in _minutes(ran.at, contact)}
            quiet = [x for x in days if rule.holidays.holds(x)]
            if quiet:
                broken(
                    "the customer is contacted on a holiday",
                    step=item.step,
                    holiday=quiet[0],
                    sent_at=ran.at,
                )


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
        early = subject.run(told, then - timedelta(seconds=1), rules=ran.rules)
        keys = {x.item.key for x in next_ones}
        if then - timedelta(seconds=1) >= ran.at and any(
            isinstance(x, Send) and x.item.key in keys for x in early
        ):
            broken("what was put off goes out before", put_off_at=ran.at, until=then)
        found = subject.run(told, then, rules=ran.rules)
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


# ------------------------------------------------------------------------------------- scenes


def _saying(*words: str) -> Any:
    def drawn(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
        every = said(subject)
        return scenes(subject, says=[every[x] for x in words])

    return drawn


def _asking_for_consent(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories in which few have agreed, and some do, or take it back."""
    every = said(subject)
    return scenes(subject, says=[every["given"], every["withdrawn"]], agrees=SELDOM)


def _near_closing(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories of which many have a run at the end of preferred hours."""
    zone = subject.rules.zone or "UTC"
    parts = [part for x in subject.rules.preferred for part in x.hours.split(", ")]
    if not parts:
        return scenes(subject)
    closes = st.sampled_from([x.partition("-")[2] for x in parts])
    near = st.builds(_at_closing, scenes(subject), st.just(zone), closes, _TO_CLOSING)
    return st.one_of(near, scenes(subject))


_TO_CLOSING = st.sampled_from((-30, -15, -10, -1, 0))


def _at_closing(scene: PlanScene, zone: str, closes: str, minutes: int) -> PlanScene:
    shown = scene.runs[-1].astimezone(ZoneInfo(scene.zone or zone))
    hour, minute = map(int, closes.split(":"))
    then = shown.replace(hour=hour % 24, minute=minute, second=0, fold=0)
    return _moved(scene, then.astimezone(UTC) + timedelta(minutes=minutes))


def _with_contacts(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    return scenes(subject, says=[contacted(subject)])


def _going_on(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    during = dict.fromkeys(during for x in subject.rules.suppress for during in x.during)
    return scenes(subject, during=tuple(during))


_IN_A_DAY = st.sampled_from((-10, 0, 30, 90, 600, 720, 1020, 1410, 1439, 1450))


def _on_holidays(subject: PlanSubject) -> "st.SearchStrategy[PlanScene]":
    """Histories with runs on holidays."""
    days = [day for rule in subject.rules.holidays for day in sorted(rule.holidays.days)[:40]]
    if not days:
        return scenes(subject)
    return st.builds(_on_day, scenes(subject), st.sampled_from(days), _IN_A_DAY)


def _on_day(scene: PlanScene, day: date, minutes: int) -> PlanScene:
    """A scene that is moved so that its last run lies on a day."""
    at = datetime.fromisoformat(day.isoformat()).replace(tzinfo=ZoneInfo(scene.zone or "UTC"))
    return _moved(scene, at.astimezone(UTC) + timedelta(minutes=minutes))


def _moved(scene: PlanScene, run: datetime) -> PlanScene:
    """A scene that is moved as a whole, so that its last run lies at an instant."""
    by = run - scene.runs[-1]
    history = tuple(evolve(x, at=x.at + by) for x in scene.history)
    return evolve(scene, history=history, runs=tuple(x + by for x in scene.runs))


CONTACTS: tuple[Law, ...] = (
    Law(
        "CON-01",
        "opt-outs-hold",
        statement="Whoever opted out hears nothing of it any more, until they agree again.",
        because="a no is a no, on every channel and for every purpose that it names",
        catches="an opt-out per channel that is forgotten, or a list that is made before sending",
        scenes=_saying("withdrawn", "given"),
        check=_opted_out,
        needs=(PlanFlag.CONTACTS,),
    ),
    Law(
        "CON-02",
        "consent-comes-first",
        statement="What needs a consent goes out after it was given, for its purpose and channel.",
        because="silence is no consent, and one for e-mail is none for the telephone",
        catches="a consent that is asked for later, or one for everything",
        scenes=_asking_for_consent,
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
        check=_quiet,
        needs=(PlanFlag.CONTACTS, PlanFlag.QUIET),
    ),
    Law(
        "CON-04",
        "holidays",
        statement="Nobody is contacted on quiet days, from the first to the last minute there.",
        because="a holiday begins at midnight where the customer is",
        catches="the date of the server, or a call that runs on into the holiday",
        scenes=_on_holidays,
        check=_holidays,
        needs=(PlanFlag.CONTACTS, PlanFlag.HOLIDAYS),
    ),
    Law(
        "CON-05",
        "preferred-hours",
        statement="Whoever prefers some hours is contacted in one of them, and all of a call is.",
        because="they said when, and were told that it counts",
        catches="the beginning of a call alone, or hours that are read in another zone",
        scenes=_near_closing,
        check=_preferred,
        needs=(PlanFlag.CONTACTS, PlanFlag.PREFERRED),
    ),
    Law(
        "CON-06",
        "caps",
        statement="In a time that ends with a contact there are no more than the cap says.",
        because="two a week are two in any seven days",
        catches="weeks of the calendar, a run that counts only those before, or one plan alone",
        scenes=_with_contacts,
        check=_capped,
        needs=(PlanFlag.CONTACTS, PlanFlag.CAPS),
    ),
    Law(
        "CON-07",
        "spacing",
        statement="Contacts lie as far apart as the rules say, whoever made them.",
        because="two messages at one moment are read as one mistake",
        catches="contacts of another plan or of people that are not counted, or two in one run",
        scenes=_with_contacts,
        check=_spaced,
        needs=(PlanFlag.CONTACTS, PlanFlag.SPACING),
    ),
    Law(
        "CON-08",
        "held-back",
        statement="What is held back while something is going on waits until that is over.",
        because="an offer while a complaint is open is an insult",
        catches="the first of two complaints that ends, or a time afterwards that is forgotten",
        scenes=_going_on,
        check=_held_back,
        needs=(PlanFlag.CONTACTS, PlanFlag.HELD_BACK),
    ),
    Law(
        "CON-09",
        "no-address",
        statement="Nothing is sent by a channel whose address bounced, until there is another.",
        because="who sends on to addresses that are none is taken for a spammer",
        catches="a bounce that the next message forgets, or a new address of another channel",
        scenes=_saying("bounced", "address"),
        check=_reachable,
        needs=(PlanFlag.CONTACTS,),
    ),
    Law(
        "CON-10",
        "put-off-until",
        statement="Put off until an instant, it goes out then if nothing happens, and not before.",
        because="the host sleeps until then, and the customer waits",
        catches="a time that is over, one that another rule forbids, or none at all",
        scenes=_with_contacts,
        check=_until,
        needs=(PlanFlag.CONTACTS, PlanFlag.WAITS),
    ),
    Law(
        "CON-11",
        "why-not-is-told",
        statement="Whatever is put off or dropped has a reason.",
        because="somebody will ask why a customer never heard of it",
        catches="an answer that is left empty",
        scenes=_with_contacts,
        check=_reasons,
        needs=(PlanFlag.CONTACTS,),
    ),
    Law(
        "CON-12",
        "recorded-calls",
        statement="A call that has to be recorded is made where the last word allows that.",
        because="to record without a permission is a crime in many places",
        catches="a permission that was taken back, or the first word instead of the last",
        scenes=_saying("allowed", "refused"),
        check=_recorded,
        needs=(PlanFlag.CONTACTS, PlanFlag.RECORDED),
    ),
)
"""The laws of contacts, in the order of their ids."""
