"""Mistakes about which units, and why not."""

from attrs import evolve

from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad


def a_no_without_a_reason(good: Policy, scene: Scene) -> Answer:
    """The reason is forgotten where a person has to look."""
    answer = good(scene.order, scene.request, scene.at)
    return evolve(answer, because={}) if answer.referred else answer


BAD = (Bad("a no without a reason", "ELI-02", a_no_without_a_reason),)
