"""Mistakes about until when."""

from datetime import timedelta

from attrs import evolve

from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad


def a_second_off(good: Policy, scene: Scene) -> Answer:
    """The end that is told is a second before the real one: 23:59:59."""
    answer = good(scene.order, scene.request, scene.at)
    second = timedelta(seconds=1)
    return evolve(answer, ends_at={k: x - second for k, x in answer.ends_at.items()})


BAD = (Bad("a second off", "WIN-01", a_second_off),)
