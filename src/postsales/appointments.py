"""Appointments: until when one can be called off, and what it costs when that is late.

``assess`` says which fee holds at an instant; ``refunds.less_fee`` then gives back what was paid
for the line, less that fee.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
late fee                what is kept when an appointment is called off so short before its start
no-show                 nobody came, and nobody had called off before the start
======================= ==========================================================================

Example:
    See ``assess``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NoReturn

from attrs import field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.decisions import Outcome, TermsRef
from postsales.basics.digests import reference
from postsales.basics.durations import Days, Hours, Weeks
from postsales.basics.findings import MET, Finding, Verdict, not_met, unknown
from postsales.basics.moments import Moment, day_start, instant, iso_repr, local_day, zone_key
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.orders.services import Appointment
from postsales.orders.terms import InvalidTerms

__all__ = ["AppointmentAnswer", "AppointmentTerms", "LateFee", "assess"]

_NOTHING = Percent("0")
_HUNDRED = Percent("100")
_ONE = timedelta(days=1)


def _fee(name: str, value: Money | Percent) -> None:
    instance(name, value, (Money, Percent), "say EUR('20.00') or Percent('50')")
    if isinstance(value, Money) and value.minor < 0:
        raise InvalidValue(name, value, "a fee is zero or more")
    if isinstance(value, Percent) and value > _HUNDRED:
        raise InvalidValue(name, value, "a fee is at most 100 % of what was paid")


@frozen(weakref_slot=False)
class LateFee:
    """A fee for calling off later than so long before the start.

    Counting: ``Hours`` are elapsed time, and exactly so many hours before is not late. ``Days`` and
    ``Weeks`` count back whole local days from the day of the start; the day that they end on is not
    late.

    Raises:
        InvalidValue: a fee below zero, or above 100 %; a length of zero, which is never late.

    Example:
        >>> LateFee(Hours(24), fee=Percent("50")).before
        Hours(24)
    """

    before: Hours | Days | Weeks
    fee: Money | Percent = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("before", self.before, (Hours, Days, Weeks), "say Hours(24), Days(2) or Weeks(1)")
        if not self.before.count:
            never = "calling off is late only before the start, so a fee holds from 1 hour or day"
            raise InvalidValue("before", self.before, never, "say what holds after it as no_show")
        _fee("fee", self.fee)

    def holds_from(self, starts_at: datetime, zone: str) -> datetime:
        """The first instant at which calling off is late by this fee."""
        if isinstance(self.before, Hours):
            return starts_at - timedelta(seconds=self.before.seconds) + datetime.resolution
        _, days = _edge(self)
        return day_start(zone, local_day(starts_at, zone) - timedelta(days=days) + _ONE)


def _edge(late: LateFee) -> tuple[type[Hours | Days], int]:
    """A length before the start as that by which it is counted back: a week is seven days."""
    if isinstance(late.before, Hours):
        return Hours, late.before.count
    return Days, late.before.count * (7 if isinstance(late.before, Weeks) else 1)


def _late(value: Iterable[LateFee]) -> tuple[LateFee, ...]:
    return several("late", value, LateFee, "late fees are LateFee objects")


@frozen(weakref_slot=False, kw_only=True)
class AppointmentTerms:
    """A merchant's promise about calling an appointment off, run by ``appointments.assess``.

    Of the ``late`` fees that have begun to hold, the one that began last counts; before them all it
    is free. From the start on it is too late, and ``no_show`` is the fee. Shares are of what the
    line was to cost, all tax in.

    Raises:
        InvalidTerms: days without a zone, two fees for one length, or amounts in two currencies.

    Example:
        >>> terms = AppointmentTerms(
        ...     id="salon", version="1",
        ...     late=[LateFee(Hours(24), fee=Percent("50"))], no_show=Percent("100"),
        ... )
        >>> terms.no_show
        Percent('100')
    """

    id: str
    version: str
    late: tuple[LateFee, ...] = field(default=(), converter=_late)
    no_show: Money | Percent = _NOTHING
    zone: str | None = None
    ref: TermsRef = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        _fee("no_show", self.no_show)
        if self.zone is not None:
            zone_key(self.zone)
        problems = [*_problems(self)]
        if problems:
            raise InvalidTerms(f"appointment terms {self.id[:60]!r}", problems)
        object.__setattr__(self, "ref", reference(self))


def _problems(terms: AppointmentTerms) -> Iterable[str]:
    for edge, times in Counter(_edge(x) for x in terms.late).items():
        if times > 1:
            same = dict.fromkeys(str(x.before) for x in terms.late if _edge(x) == edge)
            yield f"it has {times} fees for {' or '.join(same)} before the start"
    for before in dict.fromkeys(x.before for x in terms.late):
        if terms.zone is None and not isinstance(before, Hours):
            yield f"{before} are counted in local days, which needs a zone"
    fees = (*(x.fee for x in terms.late), terms.no_show)
    codes = sorted({str(x.currency) for x in fees if isinstance(x, Money)})
    if len(codes) > 1:
        yield f"its fees are in {' and '.join(codes)}"


@frozen(weakref_slot=False, repr=False)
class AppointmentAnswer:
    """May the appointment be called off now, and at which fee?

    It is allowed before its start and refused from then on (``already_started``), when ``fee`` is
    that of a no-show. Where nobody knows when it starts, a person decides, and ``fee`` is None.
    ``changes_at`` is the next instant from which another fee holds, or that of the start, from
    which it cannot be called off any more.
    """

    at: datetime = field(repr=iso_repr)
    terms: TermsRef = field(kw_only=True)
    outcome: Outcome = field(kw_only=True)
    finding: Finding = field(kw_only=True)
    line: str = field(kw_only=True)
    fee: Money | Percent | None = field(kw_only=True)
    changes_at: datetime | None = field(kw_only=True, repr=iso_repr)

    def __repr__(self) -> str:
        told = "no fee named" if self.fee is None else f"fee {self.fee}"
        return f"<AppointmentAnswer {self.outcome}: {told}>"

    def __bool__(self) -> NoReturn:
        outcomes = "there are four outcomes"
        raise WrongType("answer", self.outcome, outcomes, "compare its outcome with one")


_STARTED = not_met("already_started")
_UNKNOWN = unknown("start_missing", tell="start")
_OUTCOMES = {
    Verdict.MET: Outcome.ALLOWED,
    Verdict.NOT_MET: Outcome.REFUSED,
    Verdict.UNKNOWN: Outcome.REFER,
}


def assess(appointment: Appointment, terms: AppointmentTerms, *, at: Moment) -> AppointmentAnswer:
    """May it be called off now, and what does that cost?

    Counting: see ``LateFee``; at the very instant of the start it has started.

    Refers when: nobody knows when it starts; then no fee is named.

    Example:
        >>> terms = AppointmentTerms(
        ...     id="salon", version="1",
        ...     late=[LateFee(Hours(24), fee=Percent("50"))], no_show=Percent("100"),
        ... )
        >>> cut = Appointment("haircut", starts_at="2026-03-13T14:00+01:00")
        >>> assess(cut, terms, at="2026-03-12T14:00+01:00").fee
        Percent('0')
        >>> assess(cut, terms, at="2026-03-12T14:01+01:00").fee
        Percent('50')
    """
    instance("appointment", appointment, Appointment, "the facts come first: an Appointment")
    instance("terms", terms, AppointmentTerms, "the terms come second: AppointmentTerms")
    now = instant(at)
    starts_at = appointment.starts_at
    steps = [] if starts_at is None else _steps(terms, starts_at)
    begun = [fee for since, fee in steps if since <= now]
    fee = None if starts_at is None else begun[-1] if begun else _NOTHING
    finding = _UNKNOWN if starts_at is None else MET if now < starts_at else _STARTED
    return AppointmentAnswer(
        now,
        terms=terms.ref,
        outcome=_OUTCOMES[finding.verdict],
        finding=finding,
        line=appointment.line,
        fee=fee,
        changes_at=next(_changes(steps, now, fee), None),
    )


def _steps(terms: AppointmentTerms, starts_at: datetime) -> list[tuple[datetime, Money | Percent]]:
    """From when on which fee holds, in order of time; the last one is that of a no-show."""
    zone = terms.zone or "UTC"
    late = [(x.holds_from(starts_at, zone), x.fee) for x in terms.late]
    before = sorted((x for x in late if x[0] < starts_at), key=_since)
    return [*before, (starts_at, terms.no_show)]


def _changes(
    steps: list[tuple[datetime, Money | Percent]], now: datetime, fee: Money | Percent | None
) -> Iterator[datetime]:
    """The instants to come at which the answer is another one: by its fee, or by the start."""
    # Where two fees begin to hold at one instant, the later one counts.
    to_come = {since: then for since, then in steps if since > now}
    for since, then in to_come.items():
        if then != fee or since == steps[-1][0]:
            yield since


def _since(step: tuple[datetime, Money | Percent]) -> datetime:
    return step[0]
