"""What a history tells about contacts with a customer, as far as it is known at an instant."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby

from attrs import evolve, frozen

from postsales.basics.events import Event, history_of
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

_ALWAYS = datetime.min.replace(tzinfo=UTC)


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
        known = tuple(sorted((x for x in history_of(history) if x.at <= at), key=_at))
        done = frozenset(x.key for x in known if isinstance(x, StepDone))
        return cls(at, known, done, tuple(_sent(known)))

    def with_sent(self, key: str, contact: Contact | None) -> "Told":
        """The same after one more has been sent now."""
        sent = self.sent if contact is None else (*self.sent, (self.at, contact))
        return evolve(self, done=self.done | {key}, sent=sent)

    def withdrawn(self, contact: Contact) -> Iterator[tuple[ConsentWithdrawn, datetime | None]]:
        """Each opt-out that stops a contact, and when it was taken back; None where it holds."""
        given = [x for x in self.known if isinstance(x, ConsentGiven)]
        for stop in self.known:
            if isinstance(stop, ConsentWithdrawn) and stop.is_about(contact):
                yield stop, next((x.at for x in given if stop.is_lifted_by(x, contact)), None)

    def agreed_at(self, contact: Contact) -> datetime | None:
        """When did the customer first agree to such a contact? Taking it back is another matter."""
        given = (x for x in self.known if isinstance(x, ConsentGiven) and x.is_about(contact))
        return next((x.at for x in given), None)

    def unrecorded(self) -> Iterator[tuple[datetime, datetime | None]]:
        """The times in which calls may not be recorded, by what was said last.

        At one instant a refusal counts.
        """
        said = (x for x in self.known if isinstance(x, RecordingAllowed | RecordingRefused))
        since: datetime | None = _ALWAYS
        for at, some in groupby(said, key=_at):
            is_refused = any(isinstance(x, RecordingRefused) for x in some)
            if is_refused:
                since = since or at
            elif since is not None:
                yield since, at
                since = None
        if since is not None:
            yield since, None

    def may_record(self) -> bool:
        """May calls be recorded now?"""
        return all(until is not None for _, until in self.unrecorded())

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
    recorded = set[str]()
    for event in known:
        if not isinstance(event, Contacted | StepDone) or event.contact is None:
            continue
        if isinstance(event, StepDone):
            # However often it is recorded, the customer got it once.
            if event.key in recorded:
                continue
            recorded.add(event.key)
        yield event.at, event.contact
