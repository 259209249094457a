"""What a bad policy is: a good one with a mistake, and the law that has to find it."""

from collections.abc import Callable
from typing import Any

from attrs import evolve, field, frozen

from postsales import CancellationRequest, Order, RefundTerms, ReturnTerms
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Scene
from postsales.testing.subject import Changer, Engine, Guarantor, Policy, of_terms
from postsales.testing.suite import Suite
from tests.testing.good import suite

Mistake = Callable[[Policy, Scene], Answer]
"""What a bad policy answers, given the good one that it is made of."""

CallOff = Callable[[Order, CancellationRequest, Any], Answer]
"""What a bad policy answers to whoever calls off."""


def asked(good: Policy, scene: Scene) -> Answer:
    """What the good policy says."""
    return good(scene.order, scene.request, scene.at)


def nothing(scene: Scene, code: str = "no") -> Answer:
    """Not a single unit, for one reason."""
    return Answer(because={code: sum(scene.request.quantities.values())})


def no_mistake(good: Policy, scene: Scene) -> Answer:
    """The answers are those of the terms that were read."""
    return asked(good, scene)


def as_written(terms: ReturnTerms) -> ReturnTerms:
    """The terms are read as they stand."""
    return terms


def as_agreed(terms: RefundTerms) -> RefundTerms:
    """The refund terms are read as they stand."""
    return terms


@frozen
class Bad:
    """A mistake in an answer, or in how terms are read, and the law that has to find it.

    ``reads`` and ``pays`` are how the terms and the refund terms are read.
    ``host`` makes the mistake in the orders instead, ``calls_off`` in what may be called off,
    ``promises`` in what may be claimed by a guarantee, ``alters`` in what may be changed;
    ``makes`` is how a policy is made of terms at all, such as by a floor; ``hides`` is what the
    policy does and does not declare.
    """

    name: str
    law: str
    mistake: Mistake = no_mistake
    reads: Callable[[ReturnTerms], ReturnTerms] = field(default=as_written, kw_only=True)
    pays: Callable[[RefundTerms], RefundTerms] = field(default=as_agreed, kw_only=True)
    makes: Engine = field(default=of_terms, kw_only=True)
    of: str = field(default="story 2", kw_only=True)
    host: Callable[[Order], Order] | None = field(default=None, kw_only=True)
    calls_off: CallOff | None = field(default=None, kw_only=True)
    promises: Guarantor | None = field(default=None, kw_only=True)
    alters: Changer | None = field(default=None, kw_only=True)
    hides: tuple[Flag, ...] = field(default=(), kw_only=True)

    def engine(self, terms: ReturnTerms, refund_terms: RefundTerms | None) -> Policy:
        """The bad policy under any terms."""
        money = None if refund_terms is None else self.pays(refund_terms)
        return self.policy(self.makes(self.reads(terms), money))

    def policy(self, good: Policy) -> Policy:
        """The good policy with the mistake."""

        def policy(order: Any, request: Any, at: Any) -> Answer:
            return self.mistake(good, Scene(order, request, at))

        return policy

    def suite(self, **given: Any) -> Suite:
        """The laws for the bad policy, with the orders and flags of the good one."""
        good = suite(self.of, **given)
        subject = good.subject
        terms = subject.terms
        policy = (
            self.policy(subject.policy)
            if terms is None
            else self.engine(terms, subject.refund_terms)
        )
        changed = evolve(
            subject,
            policy=policy,
            engine=self.engine,
            orders=subject.orders if self.host is None else subject.orders.map(self.host),
            cancels=self.calls_off or subject.cancels,
            guarantor=self.promises or subject.guarantor,
            changer=self.alters or subject.changer,
            flags=subject.flags - {*self.hides},
            name=self.name,
        )
        return evolve(good, subject=changed)
