"""What a history tells about contacts with a customer, as far as it is known at an instant."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve, frozen

from postsales.basics.events import Event
from postsales.contacts.events import (
    AddressGiven,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contacted,
    RecordingAllowed,
    RecordingRefused,
)
from postsales.schedules.channels import Channel, Contact
from postsales.schedules.plans import StepDone

__all__ = ["Told"]


def _at(event: Event) -> datetime:
    return event.at


@frozen(weakref_slot=False, eq=False)
class Told:
    """The history of a customer, of all plans, as far as it is known."""

    at: datetime
    known: tuple[Event, ...]
    done: frozenset[str]
    sent: tuple[tuple[datetime, Contact], ...]

    @classmethod
    def of(cls, history: Iterable[Event], at: datetime) -> "Told":
        """What is known at an instant."""
        known = tuple(sorted((x for x in history if x.at <= at), key=_at))
        done = frozenset(x.key for x in known if isinstance(x, StepDone))
        return cls(at, known, done, tuple(_sent(known)))

    def with_sent(self, key: str, contact: Contact | None) -> "Told":
        """The same after one more has been sent now."""
        sent = self.sent if contact is None else (*self.sent, (self.at, contact))
        return evolve(self, done=self.done | {key}, sent=sent)

    def withdrawn(self, contact: Contact) -> ConsentWithdrawn | None:
        """The opt-out that stops a contact; None where there is none, or it was taken back."""
        given = [x for x in self.known if isinstance(x, ConsentGiven)]
        stops = (x for x in self.known if isinstance(x, ConsentWithdrawn) and x.is_about(contact))
        return next((x for x in stops if not any(x.is_lifted_by(y, contact) for y in given)), None)

    def has_agreed(self, contact: Contact) -> bool:
        """Did the customer agree to such a contact? Whether they took it back is another matter."""
        return any(isinstance(x, ConsentGiven) and x.is_about(contact) for x in self.known)

    def may_record(self) -> bool:
        """May calls be recorded by what was said last? At one instant a refusal counts."""
        said = [x for x in self.known if isinstance(x, RecordingAllowed | RecordingRefused)]
        last = [x for x in said if x.at == said[-1].at]
        return bool(last) and not any(isinstance(x, RecordingRefused) for x in last)

    def bounced(self, channel: Channel) -> datetime | None:
        """Since when is there no address for a channel? None where there is one."""
        found: datetime | None = None
        for event in self.known:
            if isinstance(event, Bounced) and event.channel is channel:
                found = event.at
            elif isinstance(event, AddressGiven) and event.channel is channel:
                found = event.at if found == event.at else None
        return found


def _sent(known: Iterable[Event]) -> Iterator[tuple[datetime, Contact]]:
    for event in known:
        if isinstance(event, Contacted | StepDone) and event.contact is not None:
            yield event.at, event.contact
