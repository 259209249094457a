"""What a contact waits for: an address, the end of what is going on, spacing and caps.

Rules of this file: everything is told with the instant at which it ends by itself.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from attrs import frozen

from postsales.basics.durations import Length
from postsales.basics.findings import Finding, not_met
from postsales.basics.pauses import stood_still
from postsales.basics.periods import shifted
from postsales.contacts._told import Told
from postsales.contacts.rules import (
    ContactRules,
    FrequencyCap,
    Spacing,
    Suppressed,
    SuppressWhile,
)
from postsales.schedules._concerning import of_plan
from postsales.schedules.channels import Contact
from postsales.schedules.standing import Occurrence

__all__ = ["Hold", "held_back", "longest", "rationed", "waited_for"]

_UTC = "UTC"
_FOREVER = datetime.max.replace(tzinfo=UTC)
# By the calendar what was sent later may count for less, but never by as much.
_MOST_OUT_OF_TURN = timedelta(days=2)


@frozen(weakref_slot=False)
class Hold:
    """What stands in the way, and until when; None where only an event ends it."""

    finding: Finding
    until: datetime | None


def longest(some: Iterable[Hold]) -> tuple[Hold, ...]:
    """What lasts longest comes first: it decides."""
    return tuple(sorted(some, key=lambda x: x.until or _FOREVER, reverse=True))


def waited_for(item: Occurrence, told: Told, rules: ContactRules) -> Iterator[Hold]:
    """What is waited for: an address that works, and the end of what is going on."""
    contact = item.action.contact
    since = None if contact is None else told.bounced(contact.channel)
    if contact is not None and since is not None:
        yield Hold(not_met("address_bounced", channel=str(contact.channel), since=since), None)
    spans = held_back(item, told, rules, Suppressed.DEFER)
    yield from longest(hold for _, hold in spans if hold.until is None or told.at < hold.until)


def held_back(
    item: Occurrence, told: Told, rules: ContactRules, otherwise: Suppressed
) -> Iterator[tuple[datetime, Hold]]:
    """Each time in which it was or is held back because something was going on, by its beginning.

    Of the rules these are those that defer, or those that drop.
    """
    zone = rules.zone or _UTC
    for rule in rules.suppress:
        if rule.otherwise is not otherwise or not _is_about(rule, item):
            continue
        for since, end in stood_still(rule.during, of_plan(told.known, item.plan)):
            until = None if end is None else shifted(end, rule.lag, zone)
            yield since, Hold(not_met("held_back", since=since, until=until), until)


def _is_about(rule: SuppressWhile, item: Occurrence) -> bool:
    is_named = (not rule.steps or item.step in rule.steps) and (
        not rule.plans or item.plan in rule.plans
    )
    contact = item.action.contact
    if contact is None:
        # What reaches no customer is meant only where its step is named.
        return is_named and bool(rule.steps) and not rule.channels and not rule.purposes
    return is_named and rule.is_about(contact)


def rationed(contact: Contact, told: Told, rules: ContactRules) -> Iterator[Hold]:
    """Spacing and caps: so much has been sent that the next has to wait."""
    zone = rules.zone or _UTC
    rations: tuple[Spacing | FrequencyCap, ...] = (*rules.spacing, *rules.caps)
    for rule in rations:
        if not rule.is_about(contact):
            continue
        most, length = (1, rule.apart) if isinstance(rule, Spacing) else (rule.most, rule.per)
        counted = sorted(_ends(rule, length, zone, told))
        if len(counted) >= most:
            until = counted[len(counted) - most]
            yield Hold(_too_many(rule, until), until)


def _ends(
    rule: Spacing | FrequencyCap, length: Length, zone: str, told: Told
) -> Iterator[datetime]:
    """Until when does each contact count that counts now? From the last one back."""
    for sent, other in reversed(told.sent):
        end = shifted(sent, length, zone)
        if end <= told.at - _MOST_OUT_OF_TURN:
            return
        if end > told.at and rule.is_about(other):
            yield end


def _too_many(rule: Spacing | FrequencyCap, until: datetime) -> Finding:
    if isinstance(rule, Spacing):
        return not_met("too_soon", apart=str(rule.apart), until=until)
    return not_met("cap_reached", most=rule.most, per=str(rule.per), until=until)
