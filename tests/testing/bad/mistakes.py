"""What a bad policy is: a good one with a mistake, and the law that has to find it."""

from collections.abc import Callable
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
