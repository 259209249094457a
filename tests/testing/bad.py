"""Bad policies: each a small mistake that a shop makes, and the law that has to find it.

A bad policy is made of the answers of a good one, so that everything but its mistake is right.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from attrs import evolve, field, frozen

from postsales.testing import laws
from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from postsales.testing.suite import Suite
from tests.testing.good import GOOD

Mistake = Callable[[Policy, Scene], Answer]
"""What a bad policy answers, given the good one that it is made of."""


@frozen
class Bad:
    """A mistake, and the law that has to find it."""

    name: str
    law: str
    mistake: Mistake
    of: str = field(default="story 2", kw_only=True)

    def suite(self, **given: Any) -> Suite:
        """The laws for the bad policy, with the orders and flags of the good one."""
        good = laws.check(*GOOD[self.of], **given)
        subject = good.subject

        def policy(order: Any, request: Any, at: Any) -> Answer:
            return self.mistake(subject.policy, Scene(order, request, at))

        return evolve(good, subject=evolve(subject, policy=policy, name=self.name))


def a_second_off(good: Policy, scene: Scene) -> Answer:
    """The end that is told is a second before the real one: 23:59:59."""
    answer = good(scene.order, scene.request, scene.at)
    second = timedelta(seconds=1)
    return evolve(answer, ends_at={k: x - second for k, x in answer.ends_at.items()})


def a_no_without_a_reason(good: Policy, scene: Scene) -> Answer:
    """The reason is forgotten where a person has to look."""
    answer = good(scene.order, scene.request, scene.at)
    return evolve(answer, because={}) if answer.referred else answer


def double_refund(good: Policy, scene: Scene) -> Answer:
    """The refund forgets what was given back before."""
    answer = good(scene.order, scene.request, scene.at)
    before = scene.order.position(at=scene.at).money.refunded
    return answer if answer.refund is None else evolve(answer, refund=answer.refund + before)


BAD = (
    Bad("a second off", "WIN-01", a_second_off),
    Bad("double refund", "REF-03", double_refund),
    Bad("a no without a reason", "ELI-02", a_no_without_a_reason),
)
