"""What is said of what is due, in English.

Rules of this file: plain mappings from a word to a sentence; no logic and no figures.
"""

from collections.abc import Mapping

from postsales.schedules.standing import OccurrenceState
from postsales.schedules.targets import TargetState

__all__ = ["ACTIONS", "CLOCKS", "LENGTHS", "NAMES", "TARGETS"]

ACTIONS: Mapping[OccurrenceState, str] = {
    OccurrenceState.DONE: "{step}: done on {moment}",
    OccurrenceState.STOPPED: "{step}: not done any more, for something has happened that ends it",
    OccurrenceState.NEEDLESS: "{step}: needless, for something has happened that settles it",
    OccurrenceState.PAUSED: "{step}: on hold",
    OccurrenceState.PENDING: "{step}: to be done on {moment}",
    OccurrenceState.MISSED: "{step}: not done in time; it was due on {moment}",
    OccurrenceState.WITHHELD: "{step}: due since {moment}, and held back: {because}",
    OccurrenceState.OVERTAKEN: "{step}: left out, for a later step stands in its place",
    OccurrenceState.WAITING: "{step}: due since {moment}; another step goes first",
    OccurrenceState.DUE: "{step}: due since {moment}",
}
"""How an action stands."""

TARGETS: Mapping[TargetState, str] = {
    TargetState.NOT_BEGUN: "{step}: not begun",
    TargetState.RUNNING: "{step}: {until}; {left} left",
    TargetState.PAUSED: "{step}: on hold",
    TargetState.MET: "{step}: met on {moment}, in time",
    TargetState.MET_LATE: "{step}: met on {moment}, {late} late",
    TargetState.BREACHED: "{step}: not met, {late} late",
    TargetState.STOPPED: "{step}: no longer counted, for something has happened that ends it",
}
"""How a target stands."""

CLOCKS: Mapping[str, str | tuple[str, str]] = {
    "expires": "{says} (too late from {moment} on)",
    "on_hold": "{step}: on hold; {left} left",
    "unsure": (
        "{says}; {n} working day that it counts could be a holiday",
        "{says}; {n} working days that it counts could be holidays",
    ),
    "nothing": "Nothing has begun.",
}
"""Until when something can be done, what is left of what stands still, and what nobody knows."""

NAMES: Mapping[str, str] = {
    "title": "{plan}, for {subject}",
    "clocks": "Clocks",
    "of": "{step} of {ref}",
    "again": "{step}, number {n}",
}
"""What stands around it."""

LENGTHS: Mapping[str, tuple[str, str]] = {
    "days": ("{n} day", "{n} days"),
    "hours": ("{n} hour", "{n} hours"),
    "minutes": ("{n} minute", "{n} minutes"),
    "seconds": ("{n} second", "{n} seconds"),
}
"""How long something is."""
