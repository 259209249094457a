"""Ready-made plans: the first thirty days, reassurance, after a solution, reviews, win-back.

Rules of this file: a plan is data, to be read and to be changed with ``attrs.evolve``; nothing
about it is known elsewhere. Every one of them can be stopped, paused and begun anew, and waits
while a return or a case is open, or after an unhappy answer until its case is closed: none is
cheerful with a customer who is just cross. Those about a sale end when goods go back or something
of it is cancelled; money that is paid back ends nothing.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from postsales.basics._checks import instance
from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Days, WorkingDays, WorkingHours
from postsales.basics.events import Event
from postsales.basics.findings import MET, Fact, Finding, not_met, unknown
from postsales.basics.selectors import During, First, Last
from postsales.followups.endings import ENDS_OF_A_SALE
from postsales.followups.events import (
    Answered,
    CaseClosed,
    CaseOpened,
    Enrolled,
    FollowUpPaused,
    FollowUpResumed,
    ReviewGiven,
    Unenrolled,
)
from postsales.followups.preferences import NO_PREFERENCES, Matter, Preferences
from postsales.followups.remorse import RemorseLevel
from postsales.followups.unhappy import UnhappyAnswer
from postsales.orders.events import (
    Authorised,
    Delivered,
    Paid,
    Placed,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)
from postsales.schedules.anchors import AfterStep, Anchor
from postsales.schedules.channels import Channel, Contact, Purpose
from postsales.schedules.plans import NewRound, Plan
from postsales.schedules.steps import Action, Every, Landing
from postsales.support.events import (
    CustomerWrote,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    SolutionConfirmed,
    Solved,
)

__all__ = [
    "RemorseSeen",
    "after_solved",
    "first_thirty_days",
    "reassurance",
    "review_request",
    "win_back",
]

_DELIVERED = Last(Delivered)
_PAID = First(Paid)
_THREE_MONTHS = Days(90)
_PREFERENCES = "what a customer prefers is told as Preferences"
_MORNING = "10:00"
_CALL = Contact(Channel.CALL, priority=3, minutes=15)
_EMAIL = Contact(Channel.EMAIL)
_QUESTION = Contact(Channel.EMAIL, purpose=Purpose.FEEDBACK, priority=6)
_ORDERED: tuple[type[Event], ...] = (Placed, Authorised, Paid, Shipped)
"""What tells of another order, in the order of its life."""
_OFFER = Contact(Channel.EMAIL, purpose=Purpose.MARKETING, priority=8)
_WAITS_FOR = (
    During(FollowUpPaused, FollowUpResumed),
    During(Unenrolled, Enrolled),
    During(ReturnRequested, ReturnClosed),
    During(CaseOpened, CaseClosed),
    During(UnhappyAnswer, CaseClosed),
)


def _plan(
    name: str,
    version: str,
    calendar: WorkCalendar,
    preferences: Preferences,
    steps: Iterable[Action],
    *,
    stops: tuple[type[Event], ...] = ENDS_OF_A_SALE,
    resets: tuple[type[Event], ...] = (),
) -> Plan:
    plan = Plan(
        id=name,
        version=version,
        calendar=calendar,
        steps=tuple(steps),
        stops=(Unenrolled, *stops),
        pauses=_WAITS_FOR,
        resets=(Enrolled, *resets),
        new_round=NewRound.FRESH,
    )
    return instance("preferences", preferences, Preferences, _PREFERENCES).suited(plan)


def _matters(preferences: Preferences) -> tuple[Matter, ...]:
    """What matters most to a customer."""
    return instance("preferences", preferences, Preferences, _PREFERENCES).matters_most


def _on(key: str, after: Anchor, days: int, contact: Contact, expires: int = 5) -> Action:
    """A step on a working day, in the morning."""
    return Action(
        key,
        after=after,
        wait=Days(days),
        landing=Landing.FOLLOWING,
        at_time=_MORNING,
        expires=Days(expires),
        contact=contact,
    )


def first_thirty_days(
    calendar: WorkCalendar,
    *,
    since: Anchor = _DELIVERED,
    preferences: Preferences = NO_PREFERENCES,
    name: str = "first-thirty-days",
    version: str = "1",
) -> Plan:
    """What does a customer hear in the first thirty days, and when?

    ``since`` is the delivery, or the start of a service. A call on the next working day, thanks for
    the call in writing, a check when teething problems show, training, the question how content
    they are, why it was a good choice by what matters most to them, and at last what went well, put
    in writing.

    Example:
        >>> plan = first_thirty_days(WorkCalendar.always("Europe/Berlin"))
        >>> [x.key for x in plan.steps]  # doctest: +NORMALIZE_WHITESPACE
        ['welcome', 'thank_you', 'teething_check', 'training', 'satisfaction', 'proof',
         'success_in_writing']
    """
    welcome = Action(
        "welcome",
        after=since,
        wait=WorkingDays(1),
        at_time=_MORNING,
        expires=Days(3),
        contact=_CALL,
    )
    thanks = Action(
        "thank_you",
        after=AfterStep("welcome"),
        wait=WorkingHours(2),
        expires=Days(2),
        contact=_EMAIL,
    )
    steps = (
        welcome,
        thanks,
        _on("teething_check", since, 5, _CALL),
        _on("training", since, 8, _EMAIL),
        _asked("satisfaction", since, 14),
        _on("proof", since, 20, _EMAIL),
        _on("success_in_writing", since, 27, _EMAIL),
    )
    return _plan(name, version, calendar, preferences, steps)


def _asked(key: str, after: Anchor, days: int) -> Action:
    """A question that is needless once it is answered."""
    return Action(
        key,
        after=after,
        wait=Days(days),
        landing=Landing.FOLLOWING,
        at_time=_MORNING,
        expires=Days(7),
        unless=(Answered,),
        contact=_QUESTION,
    )


@frozen(weakref_slot=False)
class RemorseSeen:
    """Does the customer seem to regret the purchase? By the fact ``remorse`` of a signal.

    Raises:
        InvalidValue, WrongType: the fact is no ``RemorseLevel``.

    Example:
        >>> RemorseSeen()({"remorse": "likely"}).code, RemorseSeen()({}).tell
        ('met', 'remorse')
    """

    def __call__(self, facts: Mapping[str, Fact], /) -> Finding:
        """What the fact says; unknown where it is not given."""
        told = facts.get("remorse")
        level = RemorseLevel.UNKNOWN if told is None else RemorseLevel.read("facts[remorse]", told)
        if level is RemorseLevel.UNKNOWN:
            return unknown("remorse_not_known", tell="remorse")
        return not_met("no_remorse") if level is RemorseLevel.NONE else MET


def reassurance(
    calendar: WorkCalendar,
    *,
    since: Anchor = _PAID,
    arrived: Anchor = _DELIVERED,
    preferences: Preferences = NO_PREFERENCES,
    name: str = "reassurance",
    version: str = "1",
) -> Plan:
    """What does a customer hear while they could change their mind?

    In the excitement after ``since``, the purchase, why it was a good choice: once for all, or
    for each thing that matters most, four days apart. In the time of learning after ``arrived``
    training and an offer of help; and a call of a person where a signal of remorse is given as the
    fact ``remorse``. In the end, when it has settled, whether all is well.

    Example:
        >>> told = Preferences(matters_most=["ease", "price"])
        >>> plan = reassurance(WorkCalendar.always("Europe/Berlin"), preferences=told)
        >>> [x.key for x in plan.steps]  # doctest: +NORMALIZE_WHITESPACE
        ['good_choice', 'proof_ease', 'proof_price', 'training', 'help_offered', 'personal_call',
         'all_well']
    """
    proofs = [
        _on(f"proof_{matter}", since, 3 + 4 * n, _EMAIL)
        for n, matter in enumerate(_matters(preferences))
    ]
    call = Action(
        "personal_call",
        after=since,
        wait=WorkingDays(1),
        at_time=_MORNING,
        expires=Days(30),
        when=RemorseSeen(),
        contact=_CALL,
    )
    steps = (
        _on("good_choice", since, 1, _EMAIL),
        *proofs,
        _on("training", arrived, 2, _EMAIL),
        _on("help_offered", arrived, 7, _EMAIL),
        call,
        _on("all_well", arrived, 30, _EMAIL),
    )
    return _plan(name, version, calendar, preferences, steps)


def after_solved(
    calendar: WorkCalendar,
    *,
    asks: int = 4,
    preferences: Preferences = NO_PREFERENCES,
    name: str = "after-solved",
    version: str = "1",
) -> Plan:
    """What does a customer hear after their inquiry was solved?

    The question whether it is solved, every three days until they say so or write anything else, or
    it is closed, ``asks`` times at most; once they have confirmed it, how content they are, unless
    they write again. Each solution begins a new round, so none is recorded of what they have
    confirmed already; one that goes on as another inquiry is asked about there.

    Example:
        >>> [x.key for x in after_solved(WorkCalendar.always("Europe/Berlin")).steps]
        ['confirm', 'satisfaction']
    """
    confirm = Action(
        "confirm",
        after=Last(Solved),
        wait=WorkingDays(1),
        at_time=_MORNING,
        every=Every(Days(3), times=asks),
        expires=Days(2),
        unless=(SolutionConfirmed, InquiryReopened, CustomerWrote, InquiryClosed),
        contact=_EMAIL,
    )
    happy = Action(
        "satisfaction",
        after=Last(SolutionConfirmed),
        wait=WorkingDays(1),
        at_time=_MORNING,
        expires=Days(7),
        unless=(Answered, InquiryReopened, CustomerWrote),
        contact=_QUESTION,
    )
    return _plan(
        name,
        version,
        calendar,
        preferences,
        (confirm, happy),
        stops=(InquiryMerged,),
        resets=(Solved,),
    )


def review_request(
    calendar: WorkCalendar,
    *,
    since: Anchor = _DELIVERED,
    preferences: Preferences = NO_PREFERENCES,
    name: str = "review-request",
    version: str = "1",
) -> Plan:
    """When is a customer asked for a review?

    Three weeks after the delivery, and once more a week after that; not while a case is open, and
    not at all when the goods come back.

    Example:
        >>> [x.key for x in review_request(WorkCalendar.always("Europe/Berlin")).steps]
        ['review', 'review_reminder']
    """
    again = Action(
        "review_reminder",
        after=AfterStep("review"),
        wait=Days(7),
        at_time=_MORNING,
        expires=Days(7),
        unless=(ReviewGiven,),
        contact=_QUESTION,
    )
    review = Action(
        "review",
        after=since,
        wait=Days(21),
        at_time=_MORNING,
        expires=Days(14),
        unless=(ReviewGiven,),
        contact=_QUESTION,
    )
    stops = (*ENDS_OF_A_SALE, ReturnRequested)
    return _plan(name, version, calendar, preferences, (review, again), stops=stops)


def win_back(
    calendar: WorkCalendar,
    *,
    since: Anchor = _DELIVERED,
    quiet: Days = _THREE_MONTHS,
    preferences: Preferences = NO_PREFERENCES,
    name: str = "win-back",
    version: str = "1",
) -> Plan:
    """When does a customer who has not come back hear from us?

    After ``quiet`` days without another order, and a last time two weeks later. Whatever tells of
    another order counts: that it was placed, authorised, paid or sent; with ``since`` one of these,
    what comes before it in the life of an order, for the others follow in the same one. With each
    that ``since`` selects the quiet begins again. It is marketing, for which a customer may have to
    consent. Who lets customers pay after the delivery says ``since=Last(Paid)``, and whose history
    has parcels or instalments after the delivery ``since=Last(Placed)``.

    Example:
        >>> [x.key for x in win_back(WorkCalendar.always("Europe/Berlin")).steps]
        ['how_are_you', 'last_word']
    """
    ends = _before_in_life(since)
    first = Action(
        "how_are_you",
        after=since,
        wait=quiet,
        at_time=_MORNING,
        expires=Days(30),
        unless=ends,
        contact=_OFFER,
    )
    last = Action(
        "last_word",
        after=AfterStep("how_are_you"),
        wait=Days(14),
        at_time=_MORNING,
        expires=Days(14),
        unless=ends,
        contact=_OFFER,
    )
    return _plan(name, version, calendar, preferences, (first, last))


def _before_in_life(since: Anchor) -> tuple[type[Event], ...]:
    """What tells of another order than that from which a plan counts."""
    begins = getattr(since, "event", None)
    return _ORDERED[: _ORDERED.index(begins)] if begins in _ORDERED else _ORDERED
