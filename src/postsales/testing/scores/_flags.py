"""Flags of scorers: what they take and give, so that some laws are not applicable."""

from postsales.basics._words import Word

__all__ = ["USUAL", "ScoreFlag"]


class ScoreFlag(Word):
    """Something that a scorer can do, or that it declares.

    One that says nothing counts as ADDITIVE and REFUSES.

    - ADDITIVE: every answer counts alike, so that scores of two periods merge by their n.
    - REFUSES: it raises an error for what is no answer on its scale.
    - RESPONSES: it takes ``Response`` objects and not bare scores.
    - LATEST: of one voice the latest response counts.
    - WEIGHTS: it takes ``weights=``, one for each answer.
    - INTERVAL: it gives an interval, ``Scored.interval``.
    - CONFIDENCE: it takes ``confidence=``.
    """

    ADDITIVE = "additive"
    """Every answer counts alike: no prior, no decay, no median."""
    REFUSES = "refuses"
    """It raises an error for what is no answer on its scale."""
    RESPONSES = "responses"
    """It takes ``Response``s and not bare scores."""
    LATEST = "latest"
    """Of one voice the latest response counts."""
    WEIGHTS = "weights"
    """It takes ``weights=``, one for each answer."""
    INTERVAL = "interval"
    """It gives an interval: ``Scored.interval``."""
    CONFIDENCE = "confidence"
    """It takes ``confidence=``, a number between 0 and 1."""


USUAL = frozenset({ScoreFlag.ADDITIVE, ScoreFlag.REFUSES})
"""What a scorer counts as that says nothing."""
