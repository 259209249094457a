"""Rules of contact, what customers say about it, and what comes of both."""

from collections.abc import Callable, Mapping
from typing import Any

from postsales.basics.durations import Days, Hours, Length, Minutes, Months
from postsales.basics.events import Event
from postsales.basics.findings import Fact, not_met
from postsales.basics.selectors import During
from postsales.contacts.events import (
    AddressGiven,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contacted,
    RecordingAllowed,
    RecordingRefused,
)
from postsales.contacts.hours import IfTooLate, PreferredHours, QuietDays, QuietHours
from postsales.contacts.rules import (
    ContactRules,
    FrequencyCap,
    NeedsConsent,
    RecordedCalls,
    Spacing,
    Suppressed,
    SuppressWhile,
    Unrecorded,
)
from postsales.contacts.simulation import Fate, PutOff, Simulated, Simulation, simulate
from postsales.contacts.verdicts import Defer, Drop, Send
from postsales.orders.events import Delivered, Received, ReturnRequested, Shipped
from postsales.schedules.channels import Channel, Purpose
from postsales.testing.strategies import worked
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.planned import (
    SUBJECT,
    contact_of,
    history_of,
    moment_of,
    occurrence_of,
    plan_of,
)
from postsales.wire.histories import History
from postsales.wire.plans import PlanBundle

__all__ = [
    "CONTACTED",
    "bundle_of",
    "cap_of",
    "consent_of",
    "contacted_of",
    "defer_of",
    "drop_of",
    "given_of",
    "history_document_of",
    "of_channel",
    "of_recording",
    "preferred_of",
    "put_off_of",
    "quiet_days_of",
    "quiet_hours_of",
    "recorded_of",
    "rules_of",
    "send_of",
    "simulated_of",
    "simulation_of",
    "spacing_of",
    "suppress_of",
    "withdrawn_of",
]

_CHANNELS = ((), (Channel.EMAIL,), (Channel.SMS, Channel.CALL))
_PURPOSES = ((), (Purpose.MARKETING,), (Purpose.FEEDBACK, Purpose.MARKETING))
_PERIODS: tuple[Length, ...] = (Days(7), Hours(24), Months(1))
_APART: tuple[Length, ...] = (Hours(16), Days(1), Hours(1))
_LAGS: tuple[Length, ...] = (Hours(0), Days(2))
_HOURS = ("20:00-08:00", "12:00-13:00", "00:00-06:00, 22:00-24:00")
_WEEKS = ("Mon-Sun", "Mon-Fri", "Sat-Sun")
_ZONES = (None, "Europe/Berlin", "America/Santiago")


def _scope_of(dice: Dice) -> dict[str, Any]:
    return {
        "channels": dice.of(_CHANNELS),
        "purposes": dice.of(_PURPOSES),
        "except_for": dice.of(((), (Purpose.STATUTORY,))),
    }


def _times_of(dice: Dice) -> dict[str, Any]:
    told: dict[str, Any] = {
        **_scope_of(dice),
        "zone": dice.of(_ZONES),
        "if_too_late": dice.of(tuple(IfTooLate)),
    }
    if told["if_too_late"] is IfTooLate.EARLY:
        told["early_by"] = dice.of((None, Hours(12), Minutes(30)))
    return told


def consent_of(dice: Dice) -> NeedsConsent:
    """Contacts that need a consent."""
    return NeedsConsent(purposes=dice.of(_PURPOSES[1:]), channels=dice.of(_CHANNELS))


def recorded_of(dice: Dice) -> RecordedCalls:
    """Calls that are recorded."""
    return RecordedCalls(purposes=dice.of(_PURPOSES), otherwise=dice.of(tuple(Unrecorded)))


def cap_of(dice: Dice) -> FrequencyCap:
    """So many contacts in a time."""
    return FrequencyCap(dice.of((2, 1, 5)), per=dice.of(_PERIODS), **_scope_of(dice))


def spacing_of(dice: Dice) -> Spacing:
    """So long between two contacts."""
    return Spacing(dice.of(_APART), **_scope_of(dice))


def suppress_of(dice: Dice) -> SuppressWhile:
    """Nothing of it while something is going on."""
    during = dice.of((During(ReturnRequested, Received), During(Shipped, Delivered)))
    return SuppressWhile(
        during,
        steps=dice.of((("s1",), ("s1", "s2"))),
        plans=dice.of(((), ("first-month",))),
        lag=dice.of(_LAGS),
        otherwise=dice.of(tuple(Suppressed)),
    )


def quiet_hours_of(dice: Dice) -> QuietHours:
    """Hours in which nobody is contacted."""
    return QuietHours(dice.of(_HOURS), weekdays=dice.of(_WEEKS), **_times_of(dice))


def preferred_of(dice: Dice) -> PreferredHours:
    """Hours in which the customer wants to be contacted."""
    return PreferredHours(dice.of(_HOURS), weekdays=dice.of(_WEEKS), **_times_of(dice))


def quiet_days_of(dice: Dice) -> QuietDays:
    """Holidays on which nobody is contacted."""
    return QuietDays(worked.holidays_of(dice), **_times_of(dice))


def rules_of(dice: Dice) -> ContactRules:
    """Rules of every kind, or some of them, or none."""

    def perhaps(made: Any) -> Any:
        own = dice.anew()
        return [made(own)] if own.once_in(2) else []

    return ContactRules(
        zone=dice.of(("Europe/Berlin", "UTC", "America/Santiago")),
        consents=perhaps(consent_of),
        recorded=perhaps(recorded_of),
        suppress=perhaps(suppress_of),
        spacing=perhaps(spacing_of),
        caps=perhaps(cap_of),
        quiet=perhaps(quiet_hours_of),
        preferred=perhaps(preferred_of),
        holidays=perhaps(quiet_days_of),
    )


# ----------------------------------------------------------------------------------------- events


def given_of(dice: Dice) -> ConsentGiven:
    """A customer agreed."""
    channels = dice.of(_CHANNELS)
    return ConsentGiven(dice.of(_PURPOSES[1:]), channels=channels, at=moment_of(dice))


def withdrawn_of(dice: Dice) -> ConsentWithdrawn:
    """A customer does not want it."""
    channels = dice.of(_CHANNELS)
    return ConsentWithdrawn(dice.of(_PURPOSES), channels=channels, at=moment_of(dice))


def contacted_of(dice: Dice) -> Contacted:
    """A contact outside all plans."""
    return Contacted(contact_of(dice), at=moment_of(dice))


def of_channel(cls: type[Bounced] | type[AddressGiven]) -> Callable[[Dice], Event]:
    """What happened to the address of a channel."""

    def made(dice: Dice) -> Event:
        return cls(dice.of(tuple(Channel)), at=moment_of(dice))

    return made


def of_recording(cls: type[RecordingAllowed] | type[RecordingRefused]) -> Callable[[Dice], Event]:
    """What a customer said about calls being recorded."""

    def made(dice: Dice) -> Event:
        return cls(at=moment_of(dice))

    return made


# ---------------------------------------------------------------------------------------- answers


def send_of(dice: Dice) -> Send:
    """Something that goes now."""
    return Send(occurrence_of(dice))


def defer_of(dice: Dice) -> Defer:
    """Something that waits."""
    item, until = occurrence_of(dice), dice.of((moment_of(dice), None))
    return Defer(item, until, (not_met("quiet_hours", hours="20:00-08:00"),))


def drop_of(dice: Dice) -> Drop:
    """Something that does not go."""
    return Drop(occurrence_of(dice), (not_met("recording_not_allowed"),))


def put_off_of(dice: Dice) -> PutOff:
    """A run at which something was due and not sent."""
    return PutOff(moment_of(dice), dice.of((Fate.DEFERRED, Fate.DROPPED)), "quiet_hours")


def simulation_of(dice: Dice) -> Simulation:
    """What one to three runs would have sent."""
    plan, history, rules = plan_of(dice), history_of(dice), rules_of(dice)
    runs = [moment_of(dice) for _ in range(1 + dice.below(3))]
    return simulate([plan], history, rules, subject=SUBJECT, runs=runs)


def simulated_of(dice: Dice) -> Simulated:
    """What became of one occurrence."""
    item = occurrence_of(dice)
    return Simulated(
        key=item.key,
        plan=item.plan,
        step=item.step,
        ref=item.ref,
        contact=item.action.contact,
        due_at=item.at,
        fate=dice.of(tuple(Fate)),
        put_off=dice.of(((), (put_off_of(dice),))),
    )


# -------------------------------------------------------------------------------------- documents


def bundle_of(dice: Dice) -> PlanBundle:
    """A plan, rules of contact, or both."""
    plan, rules = plan_of(dice), rules_of(dice)
    plans, told = dice.of((([plan], None), ([plan], rules), ([], rules)))
    return PlanBundle(plans, contact_rules=told)


def history_document_of(dice: Dice) -> History:
    """What happened to a customer, and facts about them."""
    said: list[Event] = [dice.of((given_of, withdrawn_of, contacted_of))(dice)]
    some: tuple[dict[str, Fact], ...] = ({}, {"open": 2, "zone": "Europe/Berlin"})
    return History(SUBJECT, [*history_of(dice), *said], facts=dice.of(some))


CONTACTED: Mapping[type[Any], Callable[[Dice], Any]] = {
    AddressGiven: of_channel(AddressGiven),
    Bounced: of_channel(Bounced),
    ConsentGiven: given_of,
    ConsentWithdrawn: withdrawn_of,
    ContactRules: rules_of,
    Contacted: contacted_of,
    Defer: defer_of,
    Drop: drop_of,
    FrequencyCap: cap_of,
    NeedsConsent: consent_of,
    PreferredHours: preferred_of,
    PutOff: put_off_of,
    QuietDays: quiet_days_of,
    QuietHours: quiet_hours_of,
    RecordedCalls: recorded_of,
    RecordingAllowed: of_recording(RecordingAllowed),
    RecordingRefused: of_recording(RecordingRefused),
    Send: send_of,
    Simulated: simulated_of,
    Simulation: simulation_of,
    Spacing: spacing_of,
    SuppressWhile: suppress_of,
    History: history_document_of,
    PlanBundle: bundle_of,
}
"""What draws each class of these."""
