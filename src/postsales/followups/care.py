"""A higher level of service for the first days after a sale."""

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics.durations import Days, Months, Weeks
from postsales.basics.events import Event, known_by
from postsales.basics.moments import Moment, instant, local_day
from postsales.basics.selectors import First, Last
from postsales.followups.endings import ENDS_OF_A_SALE
from postsales.orders.events import Delivered
from postsales.support.policies import SupportPolicy

__all__ = ["FirstDays", "support_policy"]

_THIRTY = Days(30)
_DELIVERED = Last(Delivered)


@frozen(weakref_slot=False)
class FirstDays:
    """For so long after the delivery, or the start of a service, another support policy holds.

    They are over when goods go back or something of the sale is cancelled.

    Counting: local days of the policy's calendar, the day of the delivery being day 0 and the last
    one included. An inquiry keeps the policy under which it began: record ``policy.bound(at=...)``
    in its history.

    Example:
        >>> from postsales import WorkCalendar
        >>> policy = SupportPolicy(id="first", version="1", calendar=WorkCalendar.always("UTC"))
        >>> FirstDays(policy).length
        Days(30)
    """

    policy: SupportPolicy
    length: Days | Weeks | Months = field(default=_THIRTY, kw_only=True)
    since: First | Last = field(default=_DELIVERED, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("policy", self.policy, SupportPolicy, "a SupportPolicy is needed")
        instance("length", self.length, (Days, Weeks, Months), "say Days(30)")
        instance("since", self.since, (First, Last), "say Last(Delivered)")

    def holds(self, history: Iterable[Event], *, at: Moment) -> bool:
        """Is an instant within the first days?"""
        now, zone = instant(at), self.policy.calendar.zone
        known = known_by(history, now)
        begun = self._begun(known)
        if begun is None or any(isinstance(x, ENDS_OF_A_SALE) and x.at >= begun for x in known):
            return False
        return local_day(now, zone) <= self.length.last_day(local_day(begun, zone))

    def _begun(self, known: Iterable[Event]) -> datetime | None:
        told = [x.at for x in known if isinstance(x, self.since.event)]
        chosen = min if isinstance(self.since, First) else max
        return chosen(told, default=None)


def support_policy(
    standard: SupportPolicy, first: FirstDays, history: Iterable[Event], *, at: Moment
) -> SupportPolicy:
    """Which support policy does an inquiry get that begins at an instant?

    ``history`` is that of the sale.

    Example:
        >>> from attrs import evolve
        >>> from postsales import WorkCalendar
        >>> standard = SupportPolicy(id="all", version="1", calendar=WorkCalendar.always("UTC"))
        >>> first = FirstDays(evolve(standard, id="first-days"))
        >>> told = [Delivered({"tee": 1}, at="2026-03-05T12:30Z")]
        >>> [support_policy(standard, first, told, at=f"2026-04-0{day}T12:00Z").id
        ...  for day in (4, 5)]
        ['first-days', 'all']
    """
    instance("standard", standard, SupportPolicy, "a SupportPolicy is needed")
    instance("first", first, FirstDays, "FirstDays are needed")
    return first.policy if first.holds(history, at=at) else standard
