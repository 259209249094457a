"""Subscriptions: when one that is cancelled now ends, and until when that has to be said.

``assess`` counts the notice, the minimum term and the periods; ``refunds.unused`` then gives the
money for the days that were paid for and are not used.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
notice                  how long before the end it has to be given; the day it is given is day 0
minimum term            how long the contract runs at least
period                  what is paid for at a time: a month, a quarter, a year
======================= ==========================================================================

Example:
    See ``assess``.
"""

from datetime import date, datetime, timedelta
from typing import NoReturn

from attrs import field, frozen

from postsales.basics._checks import instance, text
from postsales.basics._errors import WrongType
from postsales.basics._words import Word
from postsales.basics.decisions import Outcome, TermsRef
from postsales.basics.digests import reference
from postsales.basics.durations import Days
from postsales.basics.moments import Moment, day_start, instant, iso_repr, local_day, zone_key
from postsales.basics.windows import Counted, Deadline
from postsales.orders.services import DayLength, Subscription, day_length

__all__ = ["NoticeTo", "SubscriptionEnd", "SubscriptionTerms", "Unused", "assess"]

_ONE = timedelta(days=1)
_AT_ONCE = Days(0)


class NoticeTo(Word):
    """To which day can notice be given?"""

    ANY_DAY = "any_day"
    """To any day: it ends when the notice has run."""
    PERIOD_END = "period_end"
    """To the end of a period: the first one that the notice does not reach beyond."""


class Unused(Word):
    """What of a period that was paid for is paid back, when the contract ends within it?"""

    PRO_RATA = "pro_rata"
    """The days that are not used."""
    KEPT = "kept"
    """Nothing: the period is paid for to its end."""


def _to(value: NoticeTo | str) -> NoticeTo:
    return NoticeTo.read("to", value)


def _unused(value: Unused | str) -> Unused:
    return Unused.read("unused", value)


@frozen(weakref_slot=False, kw_only=True)
class SubscriptionTerms:
    """A merchant's promise about ending a subscription, run by ``subscriptions.assess``.

    ``notice`` is how long before its end it has to be given, ``to`` which ends there are,
    ``minimum`` how long it runs at least, and ``unused`` what is paid back of the last period.

    Counting: in local days of ``zone``. The day on which notice is given is day 0, and the last day
    of the notice can be the last of the service. A minimum term begins with the first day of it.

    Example:
        >>> from postsales import Months
        >>> SubscriptionTerms(id="gym", version="1", zone="UTC", minimum=Months(12)).to
        NoticeTo.ANY_DAY
    """

    id: str
    version: str
    zone: str
    notice: DayLength = _AT_ONCE
    to: NoticeTo = field(default=NoticeTo.ANY_DAY, converter=_to)
    minimum: DayLength | None = None
    unused: Unused = field(default=Unused.PRO_RATA, converter=_unused)
    ref: TermsRef = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        zone_key(self.zone)
        day_length("notice", self.notice)
        if self.minimum is not None:
            day_length("minimum", self.minimum)
        object.__setattr__(self, "ref", reference(self))


@frozen(weakref_slot=False, repr=False)
class SubscriptionEnd:
    """When a subscription ends that is cancelled now.

    ``ends_on`` is its last day; the day before its first one when it never begins. ``notice_by`` is
    the last day on which notice still leads to that end; later, it ends later. ``paid_until`` is
    the last day that has to be paid for. It is refused with ``already_ended`` when the last day is
    over; an end that was agreed before is never moved on.
    """

    at: datetime = field(repr=iso_repr)
    terms: TermsRef = field(kw_only=True)
    outcome: Outcome = field(kw_only=True)
    because: str = field(kw_only=True)
    notice_runs_to: date = field(kw_only=True, repr=iso_repr)
    ends_on: date = field(kw_only=True, repr=iso_repr)
    notice_by: Deadline | None = field(kw_only=True)
    paid_until: date = field(kw_only=True, repr=iso_repr)

    def __repr__(self) -> str:
        return f"<SubscriptionEnd {self.outcome}: {self.ends_on.isoformat()}>"

    def __bool__(self) -> NoReturn:
        says = "there is an end in any case"
        raise WrongType("end", self.outcome, says, "compare its outcome, or ends_on")


def assess(subscription: Subscription, terms: SubscriptionTerms, *, at: Moment) -> SubscriptionEnd:
    """When does it end if notice is given now, and until when could it be given for that end?

    Counting: see ``SubscriptionTerms``; a notice that ends on the last day of a period is in time.

    Raises:
        InvalidValue: the end lies beyond the last day that can be told.

    Example:
        >>> from postsales import Months
        >>> terms = SubscriptionTerms(
        ...     id="gym", version="1", zone="Europe/Berlin", notice=Months(1), to="period_end",
        ... )
        >>> monthly = Subscription("2026-01-15", renews=Months(1))
        >>> end = assess(monthly, terms, at="2026-03-15T10:00+01:00")
        >>> end.ends_on.isoformat(), end.notice_by.last_day.isoformat()
        ('2026-05-14', '2026-04-14')
    """
    instance("subscription", subscription, Subscription, "the facts come first: a Subscription")
    instance("terms", terms, SubscriptionTerms, "the terms come second: SubscriptionTerms")
    now = instant(at)
    given_on = local_day(now, terms.zone)
    runs_to = terms.notice.last_day(given_on)
    agreed = subscription.ends_on
    over = agreed is not None and agreed < given_on
    computed = _end(subscription, terms, runs_to)
    ends_on = computed if agreed is None else min(agreed, computed)
    return SubscriptionEnd(
        now,
        terms=terms.ref,
        outcome=Outcome.REFUSED if over else Outcome.ALLOWED,
        because="already_ended" if over else "",
        notice_runs_to=runs_to,
        ends_on=ends_on,
        notice_by=None if ends_on == agreed else _notice_by(ends_on, given_on, terms),
        paid_until=_paid_until(subscription, terms, ends_on),
    )


def _end(subscription: Subscription, terms: SubscriptionTerms, runs_to: date) -> date:
    earliest = max(runs_to, subscription.starts_on - _ONE)
    if terms.minimum is not None:
        earliest = max(earliest, terms.minimum.last_day(subscription.starts_on) - _ONE)
    if terms.to is NoticeTo.ANY_DAY or earliest < subscription.starts_on:
        return earliest
    return subscription.period_on(earliest).ends_on


def _notice_by(ends_on: date, given_on: date, terms: SubscriptionTerms) -> Deadline:
    """The last day on which notice runs to this end; that it was given in time is known."""
    first, last = given_on, max(given_on, ends_on)
    while first < last:
        middle = first + (last - first + _ONE) // 2
        if terms.notice.last_day(middle) <= ends_on:
            first = middle
        else:
            last = middle - _ONE
    steps = [Counted("end", ends_on), Counted(f"{terms.notice} before", first)]
    return Deadline(first, day_start(terms.zone, first + _ONE), zone=terms.zone, trace=steps)


def _paid_until(subscription: Subscription, terms: SubscriptionTerms, ends_on: date) -> date:
    if terms.unused is Unused.PRO_RATA or ends_on < subscription.starts_on:
        return ends_on
    return subscription.period_on(ends_on).ends_on
