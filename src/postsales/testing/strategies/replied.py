"""Answers that are answered: low ones, replies that are owed, updates, and who was won back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, cast

from postsales.basics.durations import WorkingDays, WorkingHours
from postsales.basics.percent import Percent
from postsales.feedback.low_scores import LowAnswer, low_answers
from postsales.feedback.recoveries import Recovery, recovery
from postsales.feedback.replies import (
    Promise,
    ReplyDuty,
    ReplyPolicy,
    ReplyState,
    ReplyStep,
    reply_duty,
)
from postsales.feedback.responses import Incentive, Origin, Response
from postsales.feedback.review_updates import UpdateRequest, may_ask_for_update
from postsales.feedback.scales import CSAT_1_5, STARS_1_5
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.heard import boxes_of
from postsales.testing.strategies.parts import moment_of
from postsales.testing.strategies.worked import calendar_of

__all__ = ["REPLIED"]

_PROMISES: Sequence[Promise] = (WorkingHours(16), WorkingDays(1))


def _review(dice: Dice, *, most: int = 5) -> Response:
    """A review that can be read by all, of at most so many stars."""
    return Response(
        "stars",
        1 + dice.below(most),
        STARS_1_5,
        at=moment_of(dice),
        origin=Origin("review_site", ref=dice.of(("r-1", "r-2"))),
        comment=dice.of(("", "Too small.")),
    )


def _low(dice: Dice) -> LowAnswer:
    (found,) = low_answers([_review(dice, most=3)])
    return found


def _policy(dice: Dice) -> ReplyPolicy:
    return ReplyPolicy(
        calendar=calendar_of(dice),
        contact_within=dice.of(_PROMISES),
        resolve_within=dice.of((None, WorkingHours(40))),
        low=dice.of((Percent("60"), Percent("0"))),
    )


def _step(dice: Dice) -> ReplyStep:
    return ReplyStep("review_site/r-1", dice.of(tuple(ReplyState)), at=moment_of(dice))


def _duty(dice: Dice) -> ReplyDuty:
    """A reply to a review, which is always owed, with none to two steps that were taken."""
    review = _review(dice)
    ref = f"review_site/{review.origin.ref}"
    steps = [
        ReplyStep(ref, dice.of(tuple(ReplyState)), at=review.at + timedelta(hours=hours))
        for hours in (1, 30)[: dice.below(3)]
    ]
    at = review.at + timedelta(hours=dice.of((0, 1, 48)))
    return cast("ReplyDuty", reply_duty(review, steps, policy=_policy(dice), at=at))


def _update(dice: Dice) -> UpdateRequest:
    duty, incentive = _duty(dice), dice.of(tuple(Incentive))
    asked_at = dice.of((None, duty.response.at + timedelta(days=1)))
    return may_ask_for_update(duty, asked_at=asked_at, incentive=incentive)


def _recovery(dice: Dice) -> Recovery:
    pairs = [(dice.of(CSAT_1_5.points), dice.of(CSAT_1_5.points)) for _ in range(dice.below(9))]
    before, after = [x for x, _ in pairs], [x for _, x in pairs]
    return recovery(before, after, scale=CSAT_1_5, satisfied=boxes_of(dice))


REPLIED: Mapping[type[Any], Callable[[Dice], Any]] = {
    LowAnswer: _low,
    Recovery: _recovery,
    ReplyDuty: _duty,
    ReplyPolicy: _policy,
    ReplyStep: _step,
    UpdateRequest: _update,
}
"""What draws each class of these."""
