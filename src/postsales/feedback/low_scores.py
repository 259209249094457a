"""Low answers: each opens a case, so that a person looks at it.

Rules of this file: nothing is opened here. Whoever runs the cases records the ref that is given.
"""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics.moments import iso_repr
from postsales.basics.percent import Percent
from postsales.feedback.keeping import Dedupe, kept
from postsales.feedback.responses import Response

__all__ = ["LOW", "LowAnswer", "is_low", "low_answers", "ref_of"]

LOW = Percent("60")
"""How far up its scale an answer lies at most that is low: 3 of 1 to 5, and 6 of 0 to 10."""


@frozen(weakref_slot=False)
class LowAnswer:
    """An answer that opens a case: record its ``ref`` with the case, so that no other takes it up.

    ``share`` is how far up its scale it lies, from 0, the worst, to 1, the best.
    """

    ref: str
    response: Response
    share: Fraction
    answered_at: datetime = field(repr=iso_repr)


def low_answers(responses: Iterable[Response], *, at_most: Percent = LOW) -> tuple[LowAnswer, ...]:
    """Which answers open a case, the oldest first?

    Counting: an answer is low when it lies at most so far up its scale, by default at 60 % of the
    way from its worst to its best end, wherever that is: 3 of 1 to 5, 6 of 0 to 10, and 4 of 1 to 5
    where low is good is low as well, for it lies at 25 %. What was fetched twice is one. Answers
    of nobody in particular at one instant have one ref: give each an ``Origin`` with a ref of its
    own, or only one of them opens a case.

    Example:
        >>> from postsales import CSAT_1_5
        >>> told = [Response("csat", score, CSAT_1_5, at="2026-03-02T10:15Z", customer="C-7")
        ...         for score in (3, 4)]
        >>> [(x.ref, str(x.share)) for x in low_answers(told)]
        [('csat/C-7/2026-03-02T10:15:00+00:00', '1/2')]
    """
    instance("at_most", at_most, Percent, "say Percent('60')")
    given = several("responses", responses, Response, "responses are needed")
    found = [
        LowAnswer(ref_of(one), one, _share(one), one.at)
        for one in kept(given, Dedupe.ALL)
        if is_low(one, at_most)
    ]
    return tuple(sorted(found, key=lambda low: low.answered_at))


def is_low(response: Response, at_most: Percent = LOW) -> bool:
    """Does an answer lie at most so far up its scale? What was not answered does not."""
    return response.is_answered and _share(response) <= Fraction(at_most.value) / 100


def ref_of(response: Response) -> str:
    """What an answer is called: by its source, or else by its survey, who gave it and when."""
    origin = response.origin
    if origin.ref:
        return f"{origin.source}/{origin.ref}"
    who = response.customer or origin.author
    return "/".join(x for x in (response.survey, who, response.at.isoformat()) if x)


def _share(response: Response) -> Fraction:
    up = response.scale.rescaled(cast("int", response.score)) / 100
    return up if response.scale.higher_is_better else 1 - up
