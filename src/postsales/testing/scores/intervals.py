"""Laws of intervals: how sure a score is."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from postsales.testing.law import Law, broken
from postsales.testing.scores._drawn import alike, nobody, some
from postsales.testing.scores._flags import ScoreFlag
from postsales.testing.scores._scene import ScoreScene
from postsales.testing.scores._scored import Scored
from postsales.testing.scores._subject import ScoreSubject

__all__ = ["INTERVALS"]

_TIMES = 4
_CONFIDENCES = (0.8, 0.95, 0.99)


def _ends(found: Scored) -> tuple[Fraction, Fraction] | None:
    if found.ends is None:
        return None
    low, high = found.ends
    return Fraction(low), Fraction(high)


def _holds_its_score(subject: ScoreSubject, scene: ScoreScene) -> None:
    found = subject.ask(scene.answers)
    ends = _ends(found)
    if ends is None:
        return
    score = subject.score(scene.answers)
    (low, high), (least, most) = ends, subject.measure.ends
    lies_in = low <= score <= high or any(not subject.is_off(score, x) for x in ends)
    if not lies_in or low > high:
        broken("an interval does not hold its score", score=found.score, interval=found.ends)
    for end, edge, is_past in ((low, least, low < least), (high, most, high > most)):
        if is_past and subject.is_off(end, edge):
            broken(
                "an interval goes on where no score can be",
                interval=found.ends,
                least=least,
                most=most,
            )


def _with_its_n(subject: ScoreSubject, scene: ScoreScene) -> None:
    found = subject.ask(scene.answers)
    if found.ends is not None and found.n is None:
        broken("an interval comes without the n that it is of", interval=found.ends)
    if found.n is not None and found.n != len(scene.answers):
        broken("n is not how many answers count", n=found.n, answers=len(scene.answers))


def _of_nobody(subject: ScoreSubject, scene: ScoreScene) -> None:
    found = subject.ask(scene.answers)
    if found.ends is not None or found.n:
        broken("nobody answered, and there is an interval or an n", interval=found.ends, n=found.n)


def _mirrored(subject: ScoreSubject, scene: ScoreScene) -> None:
    other = tuple(subject.measure.mirrored(x) for x in scene.answers)
    one, back = subject.ask(scene.answers), subject.ask(other)
    if one.ends is None or back.ends is None:
        if one.ends is not back.ends:
            broken("mirrored answers alone have an interval", interval=one.ends, mirrored=back.ends)
        return
    middle = sum(subject.measure.ends)
    for a, b in zip(one.ends, reversed(back.ends), strict=True):
        if subject.is_off(Fraction(a) + Fraction(b), middle, times=2):
            broken(
                "with its answers mirrored an interval is not mirrored",
                interval=one.ends,
                mirrored_answers=other,
                their_interval=back.ends,
            )


def _confidence(subject: ScoreSubject, scene: ScoreScene) -> None:
    asked = [subject.ask(scene.answers, confidence=x) for x in _CONFIDENCES]
    told = [(x, found.ends) for x, found in zip(_CONFIDENCES, asked, strict=True)]
    for (less, narrow), (more, wide) in pairwise(told):
        if narrow is not None and wide is not None and _is_not_wider(subject, narrow, wide):
            broken(
                "a higher confidence does not make the interval wider",
                **{f"at_{less * 100:g}_per_cent": narrow, f"at_{more * 100:g}_per_cent": wide},
            )


def _is_not_wider(subject: ScoreSubject, narrow: Any, wide: Any) -> bool:
    """Is it narrower; or as wide, where it could still grow and has a width?"""
    one, other = Fraction(narrow[1]) - Fraction(narrow[0]), Fraction(wide[1]) - Fraction(wide[0])
    if subject.is_off(one, other, times=2):
        return other < one
    return not subject.within and 0 < one < subject.measure.span


def _more_answers(subject: ScoreSubject, scene: ScoreScene) -> None:
    few, many = subject.ask(scene.answers), subject.ask(scene.answers * _TIMES)
    if few.ends is None or many.ends is None:
        return
    if _is_not_wider(subject, many.ends, few.ends):
        broken(
            "with as many answers again, and again, an interval does not get narrower",
            answers=len(scene.answers),
            interval=few.ends,
            four_times_as_many=many.ends,
        )


def _never_certain(subject: ScoreSubject, scene: ScoreScene) -> None:
    found = subject.ask(scene.answers)
    ends = _ends(found)
    if ends is not None and ends[0] == ends[1] and not found.is_told_degenerate:
        broken(
            "an interval without width is told as if the score were certain",
            answers=len(scene.answers),
            interval=found.ends,
        )


_INTERVAL = (ScoreFlag.INTERVAL,)

INTERVALS: tuple[Law, ...] = (
    Law(
        "INT-01",
        "holds-its-score",
        statement="An interval holds its score, from its low end to its high one, in range.",
        because="a score outside its own interval makes nobody trust either",
        catches="ends that are exchanged, an adjusted centre with few answers, or 104 of 100",
        scenes=some,
        check=_holds_its_score,
        needs=_INTERVAL,
    ),
    Law(
        "INT-02",
        "never-without-n",
        statement="An interval comes with its n, which is how many answers count.",
        because="whoever reads a range asks of how many",
        catches="an n of all who were asked, or none at all",
        scenes=some,
        check=_with_its_n,
        needs=_INTERVAL,
    ),
    Law(
        "INT-03",
        "nothing-of-nobody",
        statement="Where nobody answered there is no interval, and n is 0 or missing.",
        because="an interval from end to end looks like something that was found out",
        catches="a prior that is shown as a result, or statistics that divide by 0 in silence",
        scenes=nobody,
        check=_of_nobody,
        needs=_INTERVAL,
    ),
    Law(
        "INT-04",
        "mirrored-interval",
        statement="With top and bottom answers exchanged an interval is mirrored.",
        because="praise and blame are equally uncertain",
        catches="one end that is reckoned otherwise than the other",
        scenes=some,
        check=_mirrored,
        needs=(ScoreFlag.INTERVAL, ScoreFlag.ADDITIVE),
    ),
    Law(
        "INT-05",
        "surer-is-wider",
        statement="A higher confidence makes an interval wider.",
        because="whoever wants to be surer has to say less",
        catches="a confidence that is not used, 1.96 in the code, or a confidence for its error",
        scenes=some,
        check=_confidence,
        needs=(ScoreFlag.INTERVAL, ScoreFlag.CONFIDENCE),
    ),
    Law(
        "INT-06",
        "narrower-with-more",
        statement="Four times the same answers make an interval narrower.",
        because="more voices say more, and what does not show it is no interval",
        catches="a standard deviation for a standard error",
        scenes=some,
        check=_more_answers,
        needs=(ScoreFlag.INTERVAL, ScoreFlag.ADDITIVE),
    ),
    Law(
        "INT-07",
        "never-certain",
        statement="Answers that are all alike give an interval with a width, or one that says why.",
        because="three promoters are no proof that everybody is one",
        catches="a Wald interval, which has no width where nothing varies",
        scenes=alike,
        check=_never_certain,
        needs=_INTERVAL,
    ),
)
"""The laws of intervals, in the order of their ids."""
