"""When it is fair to ask for a review to be updated: after it was settled, once, for nothing."""

from attrs import frozen

from postsales.basics._checks import instance
from postsales.basics._words import Word
from postsales.basics.moments import Moment, instant
from postsales.feedback.replies import ReplyDuty, ReplyState
from postsales.feedback.responses import Incentive

__all__ = ["UpdateFault", "UpdateRequest", "may_ask_for_update"]


class UpdateFault(Word):
    """Why it is not fair to ask."""

    STILL_OPEN = "still_open"
    """It is not settled yet: a better review is no part of a solution."""
    DECLINED = "declined"
    """The customer wants to hear no more of it, or there was nothing to say."""
    ASKED_BEFORE = "asked_before"
    """It was asked before: once is enough."""
    REWARDED = "rewarded"
    """Something is promised for it: that buys a better review."""


@frozen(weakref_slot=False)
class UpdateRequest:
    """May somebody ask for an updated review? Every reason against it is told."""

    faults: tuple[UpdateFault, ...]

    @property
    def is_fair(self) -> bool:
        """Does nothing speak against it?"""
        return not self.faults


def may_ask_for_update(
    duty: ReplyDuty, *, asked_at: Moment | None = None, incentive: Incentive | str = Incentive.NONE
) -> UpdateRequest:
    """Is it fair to ask for a review, or an answer, to be updated?

    After it is resolved, once, and without a reward of any kind. ``asked_at`` is when it was asked
    before. Where a reply was owed, the customer may be asked: in public, where the review stands,
    else because they agreed to be contacted. Whatever the new review says, the answer that was
    given stays.

    Example:
        >>> from postsales import CSAT_1_5, Origin, ReplyPolicy, Response, WorkCalendar, feedback
        >>> site = Origin("review_site", ref="r-17")
        >>> told = Response("stars", 2, CSAT_1_5, at="2026-03-06T15:00Z", origin=site)
        >>> policy = ReplyPolicy(calendar=WorkCalendar.always("UTC"))
        >>> duty = feedback.reply_duty(told, policy=policy, at="2026-03-06T16:00Z")
        >>> may_ask_for_update(duty).faults
        (UpdateFault.STILL_OPEN,)
    """
    instance("duty", duty, ReplyDuty, "a ReplyDuty is needed")
    if asked_at is not None:
        instant(asked_at, "asked_at")
    found = {
        UpdateFault.STILL_OPEN: duty.is_waiting,
        UpdateFault.DECLINED: duty.state is ReplyState.DECLINED,
        UpdateFault.ASKED_BEFORE: asked_at is not None,
        UpdateFault.REWARDED: Incentive.read("incentive", incentive) is not Incentive.NONE,
    }
    return UpdateRequest(tuple(fault for fault, holds in found.items() if holds))
