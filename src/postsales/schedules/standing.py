"""How an occurrence stands: due, done, missed, and why not."""

from datetime import datetime

from attrs import field, frozen

from postsales.basics._words import Word
from postsales.basics.findings import Finding
from postsales.basics.moments import Moment, iso_repr
from postsales.schedules._keys import Key
from postsales.schedules.plans import StepDone
from postsales.schedules.steps import Action

__all__ = ["Occurrence", "OccurrenceState"]


class OccurrenceState(Word):
    """How an occurrence stands."""

    DONE = "done"
    """It was done; the history holds its key."""
    STOPPED = "stopped"
    """Something happened that stops the plan."""
    NEEDLESS = "needless"
    """Something happened that makes this step needless."""
    PAUSED = "paused"
    """Time stands still: nobody can say when it will be due, or nothing is done meanwhile."""
    PENDING = "pending"
    """It is not time yet."""
    MISSED = "missed"
    """It is too late: it has expired, or its day is over where overdue actions are dropped."""
    WITHHELD = "withheld"
    """Its condition does not hold, or a fact is not known; ``because`` says which."""
    OVERTAKEN = "overtaken"
    """A later one of the same event is due or was done, and only the latest counts; or the time
    before came at the same instant, and stands for both."""
    WAITING = "waiting"
    """One goes after the other, and another is first."""
    DUE = "due"
    """It is to be done now."""


@frozen(weakref_slot=False, kw_only=True)
class Occurrence:
    """One action of a plan, for one event that it counts from, the nth time.

    ``ref`` is the reference of that event, empty where the first or last of a kind was selected.
    ``at`` is when it is due, None while time stands still; ``expires_at`` the first instant that is
    too late. ``because`` is the finding of a condition that withholds it. ``unsure_days`` are the
    working days counted for it that could be holidays, for the calendar knows none of theirs.
    """

    plan: str
    version: str
    subject: str
    action: Action
    anchor: str
    ref: str
    n: int
    round: int
    at: datetime | None = field(repr=iso_repr)
    state: OccurrenceState
    expires_at: datetime | None = field(default=None, repr=iso_repr)
    done_at: datetime | None = field(default=None, repr=iso_repr)
    because: Finding | None = None
    unsure_days: int = 0

    @property
    def step(self) -> str:
        """The key of its step."""
        return self.action.key

    @property
    def key(self) -> str:
        """Who it is, for ever: by it a second run knows what the first one did."""
        return str(self._key)

    @property
    def _key(self) -> Key:
        return Key(self.plan, self.subject, self.action.key, self.anchor, self.n, self.round)

    def done(self, *, at: Moment, ref: str = "") -> StepDone:
        """The event to append to the history once it has been done."""
        return StepDone(self.key, contact=self.action.contact, at=at, ref=ref)
