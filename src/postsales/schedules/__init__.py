"""Schedules: what is due next, after what, in somebody's working time, stopped by what.

A ``Plan`` is made of steps. An ``Action`` is done by us: a message, a call, a task. A ``Target`` is
met by somebody: an answer within twelve working hours. Each counts from an anchor, an event that a
selector names: ``First``, ``Last``, ``Each``, ``Oldest`` or ``AfterStep``.

Nothing is stored. ``due`` says what is to be done now, and the host appends ``item.done(at=...)``
to the history; by its key a second run knows it. ``occurrences`` tells all of them as they stand,
``status`` and ``targets`` how the clocks stand, and ``next_change`` when to ask again.

    plan + history + instant → occurrences (due, pending, done, missed, …) and target statuses

Pauses are times in which no clock runs, stops end what counts from before them, resets begin a new
round. What spans plans, such as quiet hours and caps, comes second, in ``contacts.release``.
"""

from postsales.schedules.anchors import AfterStep, Anchor, Each, Oldest
from postsales.schedules.changes import next_change
from postsales.schedules.channels import Channel, Contact, Purpose
from postsales.schedules.occurrences import due, occurrences
from postsales.schedules.plans import (
    CatchUp,
    InvalidPlan,
    NewRound,
    Plan,
    PlanBound,
    StepDone,
    bound,
)
from postsales.schedules.standing import Occurrence, OccurrenceState
from postsales.schedules.steps import Action, CountedFrom, Every, Landing, Step, Target, Wait
from postsales.schedules.targets import TargetState, TargetStatus, status, targets

__all__ = [
    "Action",
    "AfterStep",
    "Anchor",
    "CatchUp",
    "Channel",
    "Contact",
    "CountedFrom",
    "Each",
    "Every",
    "InvalidPlan",
    "Landing",
    "NewRound",
    "Occurrence",
    "OccurrenceState",
    "Oldest",
    "Plan",
    "PlanBound",
    "Purpose",
    "Step",
    "StepDone",
    "Target",
    "TargetState",
    "TargetStatus",
    "Wait",
    "bound",
    "due",
    "next_change",
    "occurrences",
    "status",
    "targets",
]
