"""Orders that are shipped later than was said: notices of it, and what a buyer's silence means.

Rules of this file: a buyer who says no has cancelled, which is an event of the order and no answer
here.
"""

from datetime import date, datetime

from attrs import field, frozen

from postsales.basics._checks import day, instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.citations import Citation, check_source
from postsales.basics.durations import Days
from postsales.basics.moments import iso_repr

__all__ = ["SHIP", "DelayNotice", "DelayNotices", "DelayedShipping", "ShippingState"]

SHIP = "ship"
"""How the duty is called whose time is put off."""


class ShippingState(Word):
    """How does the shipping of an order stand?"""

    NOT_AWAITED = "not_awaited"
    """All of it has left, or was called off."""
    DUE = "due"
    """There is time left for it, by what was said at first or with the buyer's consent."""
    AWAITS_CONSENT = "awaits_consent"
    """The order counts as cancelled after the last day, unless the buyer consents before."""
    LATE = "late"
    """Its time is over, and no notice puts it off."""
    CANCELLED = "cancelled"
    """The buyer has not consented in time: the order counts as cancelled."""


def _sent_on(value: date | str) -> date:
    return day("sent_on", value)


def _until(value: date | str | None) -> date | None:
    return None if value is None else day("until", value)


@frozen(weakref_slot=False)
class DelayNotice:
    """A notice to the buyer that an order is shipped later, and whether they agreed expressly.

    ``until`` is the last day by which it is to be shipped; None where the seller does not know.

    Example:
        >>> DelayNotice("2026-03-30", until="2026-04-20").is_accepted
        False
    """

    sent_on: date = field(converter=_sent_on, repr=iso_repr)
    until: date | None = field(converter=_until, repr=iso_repr, kw_only=True)
    is_accepted: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("is_accepted", self.is_accepted, bool, "say True or False")
        if self.until is not None and self.until <= self.sent_on:
            allowed = f"a notice of {self.sent_on} puts shipping off to a later day"
            raise InvalidValue("until", self.until.isoformat(), allowed)


@frozen(weakref_slot=False, kw_only=True)
class DelayNotices:
    """What a notice puts off: with the first one silence is consent, up to so many days more.

    A first notice of a later day, or of none, needs express consent; without it the order counts as
    cancelled once ``waits`` is over, counted from the time for shipping as well. Every later notice
    needs consent by the day that was named before.

    Example:
        >>> DelayNotices(silence=Days(30), waits=Days(30)).silence
        Days(30)
    """

    silence: Days
    waits: Days
    by: Citation | None = None

    def __attrs_post_init__(self) -> None:
        for name in ("silence", "waits"):
            instance(name, getattr(self, name), Days, "say Days(30)")
        check_source(self.by)


@frozen(weakref_slot=False)
class DelayedShipping:
    """How the shipping of an order stood at an instant, until when, and where it says so.

    ``last_day`` is the last one on which it can be shipped as things are; None where the buyer
    agreed to no day. ``cancelled_at`` is when the order began to count as cancelled, if it did:
    book it as ``Cancelled``, and the time for the refund starts.
    """

    state: ShippingState
    last_day: date | None = field(kw_only=True, repr=iso_repr)
    cancelled_at: datetime | None = field(default=None, kw_only=True, repr=iso_repr)
    by: Citation | None = field(default=None, kw_only=True)
