"""What drops a contact for good: no consent, an opt-out, a call that may not be recorded.

Rules of this file: each is told as the time in which it drops, with the first instant and without
the last. What is due is dropped by the first that it meets, and what ends that time later does not
bring it back: so one history always drops the same, whenever and however often somebody asks.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from attrs import frozen

from postsales.basics.findings import Finding, not_met
from postsales.contacts._holds import held_back
from postsales.contacts._told import Told
from postsales.contacts.rules import ContactRules, Suppressed, Unrecorded
from postsales.schedules.channels import Contact
from postsales.schedules.standing import Occurrence

__all__ = ["Bars"]

_ALWAYS = datetime.min.replace(tzinfo=UTC)
_FOREVER = datetime.max.replace(tzinfo=UTC)


@frozen(weakref_slot=False)
class Bar:
    """What drops a contact, since when, and until when; None as long as nobody knows."""

    finding: Finding
    since: datetime
    until: datetime | None

    def lasts(self, at: datetime) -> bool:
        """Is it not over yet, or not known to be?"""
        return self.until is None or self.until > at


@frozen(weakref_slot=False)
class Bars:
    """What the customer refused or never agreed to, and what was going on that drops it."""

    refused: tuple[Bar, ...]
    held: tuple[Bar, ...]

    @classmethod
    def of(cls, item: Occurrence, told: Told, rules: ContactRules) -> "Bars":
        """Everything that drops it or has dropped it, in the order in which it is told."""
        contact = item.action.contact
        refused = () if contact is None else _refused(contact, told, rules)
        spans = held_back(item, told, rules, Suppressed.DROP)
        held = (Bar(hold.finding, since, hold.until) for since, hold in spans)
        lasting = sorted(held, key=lambda x: x.until or _FOREVER, reverse=True)
        return cls(tuple(refused), tuple(x for x in lasting if x.lasts(x.since)))

    def lasting(self, at: datetime) -> "Bars":
        """Those that are not over by an instant, as far as anybody knows."""
        return Bars(
            tuple(x for x in self.refused if x.lasts(at)),
            tuple(x for x in self.held if x.lasts(at)),
        )

    def met_by(self, item: Occurrence, due: datetime) -> "Bars":
        """Those that drop it: all at the first instant, from when it was due, at which any does.

        None where it was too late by then anyway.
        """
        too_late = item.expires_at or _FOREVER
        left = self.lasting(due)
        begun = [x.since for x in (*left.refused, *left.held) if x.since < too_late]
        if not begun:
            return Bars((), ())
        first = max(due, min(begun))
        met = left.lasting(first)
        return Bars(
            tuple(x for x in met.refused if x.since <= first),
            tuple(x for x in met.held if x.since <= first),
        )

    def said(self, *waits: Finding) -> tuple[Finding, ...]:
        """The reasons: a refusal is all that is said, and one of each kind; nothing where none."""
        by_code = {x.finding.code: x.finding for x in reversed(self.refused)}
        if "opted_out" in by_code:
            by_code.pop("consent_missing", None)
        if by_code:
            return tuple(reversed(by_code.values()))
        return (*(x.finding for x in self.held), *waits) if self.held else ()


def _refused(contact: Contact, told: Told, rules: ContactRules) -> Iterator[Bar]:
    for withdrawn, until in told.withdrawn(contact):
        yield Bar(not_met("opted_out", since=withdrawn.at), withdrawn.at, until)
    if any(x.is_about(contact) for x in rules.consents):
        missing = not_met(
            "consent_missing", purpose=str(contact.purpose), channel=str(contact.channel)
        )
        yield Bar(missing, _ALWAYS, told.agreed_at(contact))
    recorded = [x for x in rules.recorded if x.is_about(contact)]
    if any(x.otherwise is Unrecorded.DROP for x in recorded):
        for since, until in told.unrecorded():
            yield Bar(not_met("recording_not_allowed"), since, until)
