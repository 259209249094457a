"""Replies that are owed: to reviews, to answers in words of one's own, and to the unhappy.

Rules of this file: a clock runs from the answer on, in working time. What somebody did about it is
told by steps; the latest one that is known says how it stands. Who did not agree to be contacted is
owed no message, but a review is answered where it stands.
"""

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance, named, several
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import WorkingDays, WorkingHours, WorkingMinutes
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.percent import Percent
from postsales.feedback.keeping import Dedupe, kept
from postsales.feedback.low_scores import LOW, is_low, ref_of
from postsales.feedback.responses import Response, Source

__all__ = [
    "ReplyCause",
    "ReplyDuty",
    "ReplyPolicy",
    "ReplyState",
    "ReplyStep",
    "replies_due",
    "reply_duty",
]

Promise = WorkingHours | WorkingMinutes | WorkingDays
_LENGTHS = (WorkingHours, WorkingMinutes, WorkingDays)
_TWO_DAYS, _A_WEEK = WorkingHours(16), WorkingHours(40)
_IN_PUBLIC = (Source.REVIEW_SITE, Source.FORUM, Source.SOCIAL_POST)


class ReplyState(Word):
    """How a reply stands."""

    OPEN = "open"
    """Nobody has replied."""
    CONTACTED = "contacted"
    """Somebody has replied, and it is not settled."""
    RESOLVED = "resolved"
    """It is settled."""
    DECLINED = "declined"
    """The customer wants no reply, or there is nothing to say."""


class ReplyCause(Word):
    """Why a reply is owed; the first that holds."""

    REVIEW = "review"
    """It was said in public, and is answered there."""
    UNHAPPY = "unhappy"
    """The score is low, and the customer agreed to be contacted."""
    COMMENT = "comment"
    """There is a comment, and the customer agreed to be contacted."""


@frozen(weakref_slot=False, kw_only=True)
class ReplyPolicy:
    """Until when a reply is owed, in the working time of a calendar.

    Who is unhappy, at most ``low`` up the scale, is contacted within ``contact_within``, and
    others within ``others_within``. ``resolve_within`` counts from the first contact; ``None``
    promises nothing.

    Example:
        >>> office = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
        >>> ReplyPolicy(calendar=office).contact_within
        WorkingHours(16)
    """

    calendar: WorkCalendar
    contact_within: Promise = _TWO_DAYS
    others_within: Promise = _A_WEEK
    resolve_within: Promise | None = None
    low: Percent = LOW

    def __attrs_post_init__(self) -> None:
        instance("calendar", self.calendar, WorkCalendar, "hours are a WorkCalendar")
        allowed = "a length of working time is needed, such as WorkingHours(16)"
        instance("contact_within", self.contact_within, _LENGTHS, allowed)
        instance("others_within", self.others_within, _LENGTHS, allowed)
        if self.resolve_within is not None:
            instance("resolve_within", self.resolve_within, _LENGTHS, allowed)
        instance("low", self.low, Percent, "say Percent('60')")


def _at(value: Moment) -> datetime:
    return instant(value, "at")


def _state(value: ReplyState | str) -> ReplyState:
    return ReplyState.read("state", value)


@frozen(weakref_slot=False)
class ReplyStep:
    """What somebody did about an answer, called by the ``ref`` of its duty.

    Example:
        >>> ReplyStep("review_site/r-17", "contacted", at="2026-03-03T10:00Z").state
        ReplyState.CONTACTED
    """

    ref: str
    state: ReplyState = field(converter=_state)
    at: datetime = field(kw_only=True, converter=_at, repr=iso_repr)

    def __attrs_post_init__(self) -> None:
        named("ref", self.ref)


@frozen(weakref_slot=False)
class ReplyDuty:
    """A reply that is owed, or was: to which answer, why, how it stands, and until when.

    ``due_at`` is that of the contact while it is open, and of the solution once there was a
    contact. It is ``None`` when nothing more is owed, or nothing was promised.
    """

    ref: str
    response: Response
    cause: ReplyCause
    state: ReplyState
    due_at: datetime | None = field(repr=iso_repr)
    is_late: bool

    @property
    def is_waiting(self) -> bool:
        """Is something still owed?"""
        return self.state in (ReplyState.OPEN, ReplyState.CONTACTED)


def reply_duty(
    response: Response, steps: Iterable[ReplyStep] = (), *, policy: ReplyPolicy, at: Moment
) -> ReplyDuty | None:
    """Is a reply to an answer owed, how does it stand, and until when? ``None`` where none is.

    A reply is owed to every review and post that is public, and to answers of customers who agreed
    to be contacted, when they are low or have a comment. What happened after ``at`` is not known.

    Counting: on time when it is due exactly now.

    Raises:
        InvalidValue: a step before the answer.

    Example:
        >>> from postsales import CSAT_1_5
        >>> office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
        >>> policy = ReplyPolicy(calendar=office)
        >>> told = Response("csat", 2, CSAT_1_5, at="2026-03-06T15:00Z", customer="C-7",
        ...                 may_contact=True)
        >>> found = reply_duty(told, policy=policy, at="2026-03-07T10:00Z")
        >>> str(found.cause), str(found.state), found.due_at.isoformat()
        ('unhappy', 'open', '2026-03-10T15:00:00+00:00')
    """
    instance("response", response, Response, "a Response is needed")
    instance("policy", policy, ReplyPolicy, "a ReplyPolicy is needed")
    now, done = instant(at), several("steps", steps, ReplyStep, "steps are ReplyStep objects")
    cause = _cause(response, policy)
    if cause is None or response.at > now:
        return None
    ref = ref_of(response)
    known = sorted((x for x in done if x.ref == ref and x.at <= now), key=lambda x: x.at)
    if known and known[0].at < response.at:
        allowed = f"a reply comes after the answer, {response.at.isoformat()}"
        raise InvalidValue("at", known[0].at.isoformat(), allowed)
    state = known[-1].state if known else ReplyState.OPEN
    due_at = _due(response, state, known, policy)
    late = due_at is not None and now > due_at
    return ReplyDuty(ref, response, cause, state, due_at, late)


def replies_due(
    responses: Iterable[Response],
    steps: Iterable[ReplyStep] = (),
    *,
    policy: ReplyPolicy,
    at: Moment,
) -> tuple[ReplyDuty, ...]:
    """Which replies are still owed at an instant, the first to be due first?

    What has no clock comes last. What was fetched twice, by its ref at the source, is one.

    Raises:
        InvalidValue: a step before the answer.

    Example:
        >>> from postsales import CSAT_1_5
        >>> policy = ReplyPolicy(calendar=WorkCalendar.always("UTC"))
        >>> told = [Response("csat", score, CSAT_1_5, at="2026-03-06T15:00Z", customer=f"C-{score}",
        ...                  may_contact=True) for score in (2, 1)]
        >>> done = [ReplyStep("csat/C-2/2026-03-06T15:00:00+00:00", "resolved",
        ...                   at="2026-03-06T16:00Z")]
        >>> [x.ref for x in replies_due(told, done, policy=policy, at="2026-03-06T17:00Z")]
        ['csat/C-1/2026-03-06T15:00:00+00:00']
    """
    given = several("responses", responses, Response, "responses are needed")
    done = several("steps", steps, ReplyStep, "steps are ReplyStep objects")
    found = (reply_duty(one, done, policy=policy, at=at) for one in kept(given, Dedupe.ALL))
    waiting = (duty for duty in found if duty is not None and duty.is_waiting)
    return tuple(sorted(waiting, key=_by_due))


def _by_due(duty: ReplyDuty) -> tuple[bool, datetime, str]:
    return duty.due_at is None, duty.due_at or duty.response.at, duty.ref


def _cause(response: Response, policy: ReplyPolicy) -> ReplyCause | None:
    if not response.is_answered:
        return None
    if response.origin.source in _IN_PUBLIC:
        return ReplyCause.REVIEW
    if not response.may_contact:
        return None
    if is_low(response, policy.low):
        return ReplyCause.UNHAPPY
    return ReplyCause.COMMENT if response.has_comment else None


def _due(
    response: Response,
    state: ReplyState,
    known: list[ReplyStep],
    policy: ReplyPolicy,
) -> datetime | None:
    if state is ReplyState.OPEN:
        unhappy = is_low(response, policy.low)
        within = policy.contact_within if unhappy else policy.others_within
        return policy.calendar.add(response.at, within)
    if state is ReplyState.CONTACTED and policy.resolve_within is not None:
        first = next(x.at for x in known if x.state is ReplyState.CONTACTED)
        return policy.calendar.add(first, policy.resolve_within)
    return None
