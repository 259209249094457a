"""What reached the customer, and which rules are about it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from postsales.basics.durations import Hours, Minutes
from postsales.basics.moments import days_later, local_day
from postsales.contacts._scopes import Scoped
from postsales.contacts.hours import IfTooLate
from postsales.schedules.channels import Contact
from postsales.schedules.standing import Occurrence
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject, Ran

__all__ = ["is_about", "is_let_out", "later", "reached"]


def reached(subject: PlanSubject, scene: PlanScene) -> Iterator[tuple[Ran, Occurrence, Contact]]:
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


def is_about(rule: Scoped, contact: Contact) -> bool:
    """Is a rule about a contact?"""
    is_named = not rule.purposes or contact.purpose in rule.purposes
    is_by = not rule.channels or contact.channel in rule.channels
    return is_named and is_by and contact.purpose not in rule.except_for


def later(at: datetime, length: Any, zone: str) -> datetime:
    """So much later, by the days of a zone or by the clock."""
    if isinstance(length, Hours | Minutes):
        return at + timedelta(seconds=length.seconds)
    today = local_day(at, zone)
    return days_later(at, (length.last_day(today) - today).days, zone)


def is_let_out(rule: Any, item: Occurrence) -> bool:
    """Is it sent all the same where it would be too late afterwards?"""
    return rule.if_too_late is IfTooLate.ANYWAY and item.action.expires is not None
