"""What happens in the time after a sale: who looks after it, what is answered, what is seen.

Rules of this file: what a customer does with the goods is told as far as the host knows it; nothing
is taken from silence.
"""

from decimal import Decimal

from attrs import field, frozen

from postsales.basics._checks import count, ratio, text
from postsales.basics._errors import InvalidValue
from postsales.basics.events import Event
from postsales.schedules._concerning import OfPlan

__all__ = [
    "Answered",
    "CaseClosed",
    "CaseOpened",
    "DoubtVoiced",
    "Enrolled",
    "FollowUpPaused",
    "FollowUpResumed",
    "OwnerAssigned",
    "PageVisited",
    "PriceDropped",
    "ProductUsed",
    "ReviewGiven",
    "SaleClosed",
    "Unenrolled",
]


@frozen(weakref_slot=False)
class Enrolled(OfPlan):
    """The customer is followed up from now on: a new round begins, whatever was done before.

    The ready-made plans count from what happens in it, at this instant, too. Record it with a
    further purchase, at the instant of its ``Placed`` or ``Paid``, so that its payment and its
    delivery lie in the round: what they count from before it is left out. What holds the customer
    back goes on: a pause, unless they were unenrolled since, a case, a return, an unhappy answer.

    Example:
        >>> Enrolled(plan="first-thirty-days", at="2026-03-09T11:00+01:00").plan
        'first-thirty-days'
    """


@frozen(weakref_slot=False)
class Unenrolled(OfPlan):
    """The customer is followed up no more, until there is an ``Enrolled`` again.

    What was paused before is paused no more. A ``ref`` of its own tells nothing apart: any
    ``Enrolled`` of the plan is meant.
    """


@frozen(weakref_slot=False)
class FollowUpPaused(OfPlan):
    """Nothing is due from now on; what is still to come waits."""


@frozen(weakref_slot=False)
class FollowUpResumed(OfPlan):
    """It goes on, as much later as the pause was long."""


@frozen(weakref_slot=False)
class SaleClosed(Event):
    """Who closed the sale, and so looks after the customer until somebody else does.

    Example:
        >>> SaleClosed("anna", at="2026-03-02T10:15+01:00").by
        'anna'
    """

    by: str

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("by", self.by)


@frozen(weakref_slot=False)
class OwnerAssigned(Event):
    """From now on this person looks after the customer.

    Example:
        >>> OwnerAssigned("ben", at="2026-03-02T10:15+01:00").owner
        'ben'
    """

    owner: str

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("owner", self.owner)


def _score(value: int | Decimal) -> Decimal:
    if isinstance(value, Decimal):
        ratio("score", value)
        return value
    return Decimal(count("score", value, -1000, 1000))


@frozen(weakref_slot=False)
class Answered(Event):
    """The customer answered how content they are, on a scale from ``worst`` to ``best``.

    A scale on which less is better is told turned round: of marks from 1 to 6 seven less the mark.
    Give it a ``ref``: plans that wait after an unhappy answer without one go on with the next
    ``CaseClosed``, whatever case it is.

    Example:
        >>> Answered(2, at="2026-03-20T10:15+01:00", ref="A-1").best
        5
    """

    score: Decimal = field(converter=_score)
    worst: int = field(default=1, kw_only=True)
    best: int = field(default=5, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        count("worst", self.worst, -1000, 1000)
        count("best", self.best, -1000, 1000)
        if self.best <= self.worst:
            allowed = f"the best is more than the worst, {self.worst}"
            turned = (
                f"turn it round: worst={self.best}, best={self.worst} and the sum less the score"
            )
            advice = turned if self.best < self.worst else "name another worst or best"
            raise InvalidValue("best", self.best, allowed, advice)
        if not self.worst <= self.score <= self.best:
            allowed = f"{self.worst} to {self.best} are on this scale"
            raise InvalidValue("score", self.score, allowed, "name another worst or best")


@frozen(weakref_slot=False)
class CaseOpened(Event):
    """Somebody takes care of what went wrong; the ``ref`` is the answer or message it is about."""


@frozen(weakref_slot=False)
class CaseClosed(Event):
    """What went wrong is settled.

    The case of its ``ref`` is closed, or without one all that there are.
    """


@frozen(weakref_slot=False)
class ReviewGiven(Event):
    """The customer wrote a review."""


@frozen(weakref_slot=False)
class DoubtVoiced(Event):
    """The customer spoke of cancelling, of sending it back, or of not being sure."""


@frozen(weakref_slot=False)
class ProductUsed(Event):
    """The customer used what they bought."""


@frozen(weakref_slot=False)
class PageVisited(Event):
    """The customer looked at a page, by the host's own name for it.

    Example:
        >>> PageVisited("returns", at="2026-03-20T10:15+01:00").page
        'returns'
    """

    page: str

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        text("page", self.page)


@frozen(weakref_slot=False)
class PriceDropped(Event):
    """What the customer bought is sold for less now."""
