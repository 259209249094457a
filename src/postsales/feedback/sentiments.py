"""Sentiment of comments, by a scorer of the host's: there is none of our own, and no default.

Rules of this file: a sentiment stands beside the score that a customer gave and never changes it.
"""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol

from attrs import frozen

from postsales.basics._checks import text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.feedback._comments import said_in
from postsales.feedback._normal import checked_confidence
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.effort import mean_interval
from postsales.feedback.intervals import Interval
from postsales.feedback.responses import Response

__all__ = ["SentimentScorer", "SentimentSummary", "sentiment"]

_ENDS = (-1.0, 1.0)


class SentimentScorer(Protocol):
    """What a scorer does: a text and its language, to a number from -1, bad, to 1, good.

    It answers ``None`` where it cannot tell, as with a language that it does not know: 0 would say
    that the text is neither good nor bad.
    """

    def __call__(self, text: str, language: str, /) -> float | None:
        """How does a text sound?"""


@frozen(weakref_slot=False)
class SentimentSummary:
    """How comments sound in the mean, of how many that could be told; no score is altered.

    ``by_comment`` has a number for each comment that says something, in their order, ``None`` where
    the scorer could not tell. ``untold`` is how many those are. ``interval`` needs two numbers.
    """

    mean: float | None
    interval: Interval | None
    n: int
    untold: int
    by_comment: tuple[float | None, ...]
    language: str
    denominator: Denominator = Denominator.COMMENTED
    reason: Absent | None = None


def sentiment(
    comments: Iterable[Response] | Iterable[str],
    scorer: SentimentScorer,
    *,
    language: str,
    confidence: float = 0.95,
) -> SentimentSummary:
    """How do comments of one language sound, by a scorer of yours?

    Units: from -1 to 1. The mean is of those comments of which the scorer could tell.

    Raises:
        InvalidValue: the scorer gave a number outside -1 and 1, or NaN; a confidence outside 0
            and 1.
        WrongType: no function, or one that gives no number.

    Example:
        >>> def by_words(text: str, language: str) -> float | None:
        ...     return {"Great": 1.0, "Bad": -0.5}.get(text)
        >>> found = sentiment(["Great", "Bad", "Hm", ""], by_words, language="en")
        >>> found.mean, found.n, found.untold
        (0.25, 2, 1)
    """
    if not callable(scorer):
        allowed = "a function of a text and a language is needed"
        raise WrongType("scorer", scorer, allowed, "there is no default")
    text("language", language)
    scores = tuple(_checked(scorer(one, language)) for one in said_in(comments))
    told = [one for one in scores if one is not None]
    exact = [Fraction(one) for one in told]
    return SentimentSummary(
        float(sum(exact) / len(exact)) if exact else None,
        mean_interval(exact, _ENDS, checked_confidence(confidence)),
        n=len(told),
        untold=len(scores) - len(told),
        by_comment=scores,
        language=language,
        reason=None if told else Absent.NO_RESPONSES,
    )


def _checked(value: object) -> float | None:
    if value is None:
        return None
    allowed = "a scorer gives a number from -1 to 1, or None"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongType("sentiment", value, allowed)
    if math.isnan(value) or not -1 <= value <= 1:
        raise InvalidValue("sentiment", value, allowed)
    return float(value)
