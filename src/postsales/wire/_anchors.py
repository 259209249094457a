"""How documents tell steps of plans: which key selects an event, and what a target is told by."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from postsales.basics.citations import Citation
from postsales.basics.selectors import First, Last
from postsales.schedules.anchors import AfterStep, Each, Oldest
from postsales.wire._classes import EVENT

__all__ = ["ANCHORS", "NOBODY", "OF_TARGETS", "AnchorForm"]


@frozen(weakref_slot=False)
class AnchorForm:
    """One way to say from what a step counts: its keys with what stands there, the first first."""

    cls: type[Any]
    field: str
    keys: Mapping[str, Any]
    must: tuple[str, ...] = ()

    def made(self, told: Mapping[str, object]) -> object:
        """The anchor of what its keys tell."""
        first = next(iter(self.keys))
        return self.cls(**{self.field if key == first else key: x for key, x in told.items()})

    def told(self, anchor: object) -> dict[str, object]:
        """The keys of an anchor, as far as they say something."""
        first, *others = self.keys
        more = {key: getattr(anchor, key) for key in others}
        return {first: getattr(anchor, self.field)} | {
            key: x for key, x in more.items() if x is not None
        }


_OLDEST = {"oldest": EVENT, "until": EVENT, "reopened_by": EVENT | None}

ANCHORS: Mapping[str, AnchorForm] = {
    "first": AnchorForm(First, "event", {"first": EVENT, "by": Citation | None}),
    "last": AnchorForm(Last, "event", {"last": EVENT, "by": Citation | None}),
    "each": AnchorForm(Each, "event", {"each": EVENT}),
    "oldest": AnchorForm(Oldest, "event", _OLDEST, must=("until",)),
    "after_step": AnchorForm(AfterStep, "step", {"after_step": str}),
}
"""From what a step counts, by the key that says how it is selected."""

OF_TARGETS = ("within", "met_by")
"""The keys that only targets have; a step without them is an action."""

NOBODY = "nobody"
"""What stands for a contact where nobody is reached."""
