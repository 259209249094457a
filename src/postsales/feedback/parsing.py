"""Reading scores out of raw answers, without ever guessing."""

import re
from decimal import Decimal
from typing import cast

from postsales.basics._checks import instance
from postsales.feedback.scales import InvalidScore, RatingScale

__all__ = ["parse_score"]

_LONGEST = 200
# A whole number, a zero fraction, and a label behind a hyphen that stands between spaces.
_ANSWER = re.compile(r"\s*([+-]?[0-9]{1,4})(?:\.0+)?\s*|\s*([+-]?[0-9]{1,4})\s+-\s+\S.*", re.DOTALL)
_ALLOWED = "a whole number is needed, or one, a hyphen between spaces, and a label"


def parse_score(raw: object, scale: RatingScale) -> int:
    """Which answer is meant by what a form or a table holds?

    Read are whole numbers, spaces round them, a zero fraction (``7.0``), and a whole number with a
    hyphen between spaces and a label behind it (``10 - Extremely likely``). Nothing is rounded or
    guessed: ``8.5``, a blank, ``ten``, ``9/10`` and ``True`` are refused.

    Raises:
        InvalidScore: it means no answer, or one that is not on the scale.

    Example:
        >>> from postsales import LTR_0_10
        >>> parse_score(" 9.0 ", LTR_0_10), parse_score("10 - Extremely likely", LTR_0_10)
        (9, 10)
    """
    instance("scale", scale, RatingScale, "a RatingScale is needed, such as LTR_0_10")
    if isinstance(raw, str):
        return scale.score(_read(raw))
    is_number = isinstance(raw, float) or (isinstance(raw, Decimal) and raw.is_finite())
    return int(cast("float", raw)) if is_number and raw in scale.points else scale.score(raw)


def _read(raw: str) -> int:
    found = _ANSWER.fullmatch(raw) if len(raw) <= _LONGEST else None
    if found is None:
        raise InvalidScore("score", raw, _ALLOWED)
    return int(found[1] or found[2])
