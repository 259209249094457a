"""Verdicts: send it now, keep it until later, or drop it, and every reason."""

from datetime import datetime

from attrs import field, frozen

from postsales.basics.findings import Finding
from postsales.basics.moments import iso_repr
from postsales.schedules.standing import Occurrence

__all__ = ["Defer", "Drop", "Send", "Verdicts"]


def _first(reasons: tuple[Finding, ...]) -> str:
    return reasons[0].code if reasons else ""


@frozen(weakref_slot=False, match_args=False)
class Send:
    """Do it now, and record it with ``item.done(at=...)``.

    ``reasons`` are remarks: that it may be recorded, that it goes out in quiet hours because it
    would be too late afterwards. ``because`` is the code of the first, empty as a rule.
    """

    __match_args__ = ("item", "reasons")

    item: Occurrence
    reasons: tuple[Finding, ...] = ()

    @property
    def because(self) -> str:
        """The code of the first remark, empty where there is none."""
        return _first(self.reasons)


@frozen(weakref_slot=False, match_args=False)
class Defer:
    """Not now: ask again at ``until``, the first instant at which every rule allows it.

    None where only an event can end it. What happens until then is looked at then.
    """

    __match_args__ = ("item", "until", "because")

    item: Occurrence
    until: datetime | None = field(repr=iso_repr)
    reasons: tuple[Finding, ...]

    @property
    def because(self) -> str:
        """The code of the first reason, which decides."""
        return _first(self.reasons)


@frozen(weakref_slot=False, match_args=False)
class Drop:
    """Do not do it, now or later: what led to it may end, and does not bring it back."""

    __match_args__ = ("item", "because")

    item: Occurrence
    reasons: tuple[Finding, ...]

    @property
    def because(self) -> str:
        """The code of the first reason, which decides."""
        return _first(self.reasons)


Verdicts = tuple[Send | Defer | Drop, ...]
"""One verdict for each that was ready, in the order in which they go."""
