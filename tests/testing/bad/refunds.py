"""Mistakes about how much."""

from attrs import evolve

from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad


def double_refund(good: Policy, scene: Scene) -> Answer:
    """The refund forgets what was given back before."""
    answer = good(scene.order, scene.request, scene.at)
    before = scene.order.position(at=scene.at).money.refunded
    return answer if answer.refund is None else evolve(answer, refund=answer.refund + before)


BAD = (Bad("double refund", "REF-03", double_refund),)
