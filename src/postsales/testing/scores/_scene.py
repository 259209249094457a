"""A scene: the answers that a scorer is asked about, and what a law needs besides."""

from typing import Any

from attrs import field, frozen

__all__ = ["ScoreScene"]


@frozen(weakref_slot=False)
class ScoreScene:
    """Answers, as bare scores or as responses, and ``others`` that come to them or replace some."""

    answers: tuple[Any, ...]
    others: tuple[Any, ...] = field(default=(), kw_only=True)
