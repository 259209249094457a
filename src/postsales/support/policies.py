"""Support policies: which level of service holds for which inquiry, as data and as plans."""

from collections.abc import Iterable

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Days
from postsales.basics.moments import Moment
from postsales.basics.quantities import FrozenMap
from postsales.basics.selectors import During, First, Last
from postsales.schedules.anchors import Oldest
from postsales.schedules.channels import Channel
from postsales.schedules.plans import Plan, PlanBound
from postsales.schedules.steps import LENGTHS, Action, Target, Wait
from postsales.support.events import (
    ClockStarted,
    ClockStopped,
    CustomerWrote,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    SolutionConfirmed,
    Solved,
    WeReplied,
)
from postsales.support.levels import ServiceLevel, SupportClock

__all__ = ["CLOSING", "NORMAL", "PAUSE", "SupportPolicy", "plans"]

NORMAL = "normal"
_TWO_WEEKS = Days(14)
CLOSING = "closing"
PAUSE = During(ClockStopped, ClockStarted)


def _levels(value: Iterable[ServiceLevel]) -> tuple[ServiceLevel, ...]:
    return several("special_levels", value, ServiceLevel, "levels are ServiceLevel objects")


def _pausing(value: Iterable[SupportClock | str] | SupportClock | str) -> tuple[SupportClock, ...]:
    return SupportClock.read_all("pausing", value)


@frozen(weakref_slot=False, kw_only=True)
class SupportPolicy:
    """A merchant's promise about inquiries, run by ``support.status``.

    The first of the ``special_levels`` that is for the priority and the channel of an inquiry
    holds, else ``level``: 12 working hours for every answer. ``pausing`` are the clocks that stand
    still while we wait for the customer, or have agreed to: by default the solution, and no answer.
    No clock runs while an inquiry is closed, and that of the solution none while it is solved; they
    go on where they stopped when it is opened again. A solved inquiry waits for the customer to
    confirm it, and is over ``closes_after`` the solution when the customer is silent; None waits
    for ever, and no days at all close it at once.

    Example:
        >>> office = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
        >>> SupportPolicy(id="support", version="4", calendar=office).level.first_response
        WorkingHours(12)
    """

    id: str
    version: str
    calendar: WorkCalendar
    level: ServiceLevel = field(factory=ServiceLevel)
    special_levels: tuple[ServiceLevel, ...] = field(default=(), converter=_levels)
    pausing: tuple[SupportClock, ...] = field(
        default=(SupportClock.RESOLUTION,), converter=_pausing
    )
    closes_after: Wait | None = _TWO_WEEKS

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        instance("calendar", self.calendar, WorkCalendar, "hours are a WorkCalendar")
        instance("level", self.level, ServiceLevel, "a level is a ServiceLevel")
        if self.closes_after is not None:
            instance("closes_after", self.closes_after, LENGTHS, "a length, or None for ever")
        for place, one in enumerate(self.special_levels):
            if not (one.priorities or one.channels):
                allowed = "it names neither priorities nor channels, so level would hold for nobody"
                advice = "name some, or say it as level"
                raise InvalidValue(f"special_levels[{place}]", one, allowed, advice)

    @property
    def priorities(self) -> tuple[str, ...]:
        """Which priorities does a special level name? Any other word is as good as ``normal``.

        A word that is written otherwise in a level or in an event is another word, and nobody can
        tell that it is a slip: compare those of your tickets with these where they come in.

        Example:
            >>> urgent = ServiceLevel(priorities=["urgent"])
            >>> policy = SupportPolicy(
            ...     id="support", version="4", calendar=WorkCalendar.always("UTC"),
            ...     special_levels=[urgent],
            ... )
            >>> policy.priorities
            ('urgent',)
        """
        return tuple(dict.fromkeys(y for x in self.special_levels for y in x.priorities))

    def level_for(self, priority: str, channel: Channel) -> ServiceLevel:
        """Which level of service has an inquiry of a priority, by a channel?"""
        fits = (x for x in self.special_levels if x.is_for(priority, channel))
        return next(fits, self.level)

    def bound(self, *, at: Moment) -> PlanBound:
        """The event by which an inquiry is promised this version of the policy.

        Example:
            >>> always = WorkCalendar.always("UTC")
            >>> policy = SupportPolicy(id="support", version="4", calendar=always)
            >>> policy.bound(at="2026-03-20T15:00Z").version
            '4'
        """
        return PlanBound(self.id, version=self.version, at=at)


def plans(
    policy: SupportPolicy, *, priority: str = NORMAL, channel: Channel | str = Channel.EMAIL
) -> FrozenMap[str, Plan]:
    """Which plans does a policy come to, by the clock that each of them is?

    There is one for each promise, and ``closing`` for what is done when the customer is silent.
    They are ordinary plans, to look at, to change with ``attrs.evolve`` and to run; ``status`` runs
    them, and knows besides what a history says about waiting and opening again.

    Example:
        >>> always = WorkCalendar.always("UTC")
        >>> policy = SupportPolicy(id="support", version="4", calendar=always)
        >>> list(plans(policy))
        ['first_response', 'next_response', 'closing']
    """
    instance("policy", policy, SupportPolicy, "a SupportPolicy is needed")
    level = policy.level_for(text("priority", priority), Channel.read("channel", channel))
    calendar = level.calendar or policy.calendar
    made: dict[str, Plan] = {}
    for clock in SupportClock:
        within = level.within(clock)
        if within is not None:
            plan = _plan(policy, clock, calendar, _target(clock, within))
            pauses = (PAUSE,) if clock in policy.pausing else ()
            made[str(clock)] = evolve(plan, pauses=pauses, stops=(InquiryClosed, InquiryMerged))
    if policy.closes_after is not None:
        made[CLOSING] = _plan(policy, CLOSING, calendar, _closing(policy.closes_after))
    return FrozenMap(made)


def _plan(
    policy: SupportPolicy, name: SupportClock | str, calendar: WorkCalendar, step: Action | Target
) -> Plan:
    return Plan(
        id=f"{policy.id}.{name}",
        version=policy.version,
        calendar=calendar,
        steps=(step,),
        stops=(InquiryMerged,),
    )


def _target(clock: SupportClock, within: Wait) -> Target:
    if clock is SupportClock.FIRST_RESPONSE:
        return Target(str(clock), after=First(CustomerWrote), within=within, met_by=WeReplied)
    if clock is SupportClock.NEXT_RESPONSE:
        waits = Oldest(CustomerWrote, until=WeReplied)
        return Target(str(clock), after=waits, within=within, met_by=WeReplied)
    unsolved = Oldest(CustomerWrote, until=Solved, reopened_by=InquiryReopened)
    return Target(str(clock), after=unsolved, within=within, met_by=Solved)


def _closing(wait: Wait) -> Action:
    heard = (CustomerWrote, InquiryReopened, SolutionConfirmed, InquiryClosed)
    return Action(CLOSING, after=Last(Solved), wait=wait, unless=heard, contact=None)
