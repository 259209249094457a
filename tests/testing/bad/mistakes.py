"""What a bad policy is: answers of a good one with a mistake, and the law that has to find it."""

from collections.abc import Callable
from typing import Any

from attrs import evolve, field, frozen

from postsales import CancellationRequest, Order
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from postsales.testing.suite import Suite
from tests.testing.good import suite

Mistake = Callable[[Policy, Scene], Answer]
"""What a bad policy answers, given the good one that it is made of."""

CallOff = Callable[[Order, CancellationRequest, Any], Answer]
"""What a bad policy answers to whoever calls off."""


def no_mistake(good: Policy, scene: Scene) -> Answer:
    """What the good policy says: the mistake is elsewhere."""
    return good(scene.order, scene.request, scene.at)


@frozen
class Bad:
    """A mistake, and the law that has to find it.

    ``host`` makes the mistake in the orders instead, ``calls_off`` in what may be called off;
    ``hides`` is what the policy does and does not declare.
    """

    name: str
    law: str
    mistake: Mistake = no_mistake
    of: str = field(default="story 2", kw_only=True)
    host: Callable[[Order], Order] | None = field(default=None, kw_only=True)
    calls_off: CallOff | None = field(default=None, kw_only=True)
    hides: tuple[Flag, ...] = field(default=(), kw_only=True)

    def suite(self, **given: Any) -> Suite:
        """The laws for the bad policy, with the orders and flags of the good one."""
        good = suite(self.of, **given)
        subject = good.subject
        made = subject.made
        changed = evolve(
            subject,
            policy=self._mistaken(subject.policy),
            made=made and (lambda terms, money: self._mistaken(made(terms, money))),
            orders=subject.orders if self.host is None else subject.orders.map(self.host),
            cancels=self.calls_off or subject.cancels,
            flags=subject.flags - {*self.hides},
            name=self.name,
        )
        return evolve(good, subject=changed)

    def _mistaken(self, good: Policy) -> Policy:
        def policy(order: Any, request: Any, at: Any) -> Answer:
            return self.mistake(good, Scene(order, request, at))

        return policy
