"""Laws of counting: what answers score, whoever gave them."""

from fractions import Fraction
from typing import Any

from postsales.testing.law import Law, broken
from postsales.testing.scores._drawn import (
    alike,
    nobody,
    one_better,
    one_more,
    some,
    strangers,
    two_periods,
    voices,
    weighted,
)
from postsales.testing.scores._flags import ScoreFlag
from postsales.testing.scores._scene import ScoreScene
from postsales.testing.scores._scored import Scored
from postsales.testing.scores._subject import ScoreSubject

__all__ = ["COUNTING", "refused"]


def _nobody(subject: ScoreSubject, scene: ScoreScene) -> None:
    found = subject.ask(scene.answers)
    if found.score is not None:
        broken("nobody answered, and there is a score", score=found.score)


def _alone(subject: ScoreSubject, scene: ScoreScene) -> None:
    answer = scene.answers[0]
    found, worth = subject.score(scene.answers), subject.measure.worth(answer)
    if subject.is_off(found, worth):
        broken(
            "answers that are all alike do not score what one of them is worth",
            answer=answer,
            times=len(scene.answers),
            score=float(found),
            worth=worth,
        )


def _in_range(subject: ScoreSubject, scene: ScoreScene) -> None:
    found, (low, high) = subject.score(scene.answers), subject.measure.ends
    if subject.is_off(found, min(max(found, Fraction(low)), Fraction(high))):
        broken("a score is what none can be", score=float(found), least=low, most=high)


def _in_any_order(subject: ScoreSubject, scene: ScoreScene) -> None:
    first = subject.ask(scene.answers)
    others = {"in another order": scene.others, "asked again": scene.answers}
    for how, answers in others.items():
        other = subject.ask(answers)
        if (first.score, first.n) != (other.score, other.n) or _moved(subject, first, other):
            broken(f"{how}, the score is another", **_side_by_side(first, other))


def _moved(subject: ScoreSubject, one: Scored, other: Scored) -> bool:
    """Do the ends of two intervals lie apart?"""
    if one.ends is None or other.ends is None:
        return one.ends is not other.ends
    return any(subject.is_off(a, b) for a, b in zip(one.ends, other.ends, strict=True))


def _side_by_side(one: Scored, other: Scored) -> dict[str, object]:
    ends = {"ends": [one.ends, other.ends]} if one.ends or other.ends else {}
    return {"score": [one.score, other.score], "n": [one.n, other.n], **ends}


def _periods(subject: ScoreSubject, scene: ScoreScene) -> None:
    parts = (scene.answers, scene.others)
    whole = subject.score((*scene.answers, *scene.others))
    by_n = sum(subject.score(x) * len(x) for x in parts) / sum(len(x) for x in parts)
    if subject.is_off(whole, by_n, times=2):
        broken(
            "two periods together do not score what both do, each by its n",
            score=float(whole),
            by_n=float(by_n),
        )


def _parts(subject: ScoreSubject, scene: ScoreScene) -> None:
    found, expected = subject.score(scene.answers), subject.measure.mean(scene.answers)
    if subject.is_off(found, expected):
        broken(
            "a score is not what its answers are worth in the mean",
            score=float(found),
            worth=float(expected),
            n=len(scene.answers),
        )


def _mirrored(subject: ScoreSubject, scene: ScoreScene) -> None:
    other = tuple(subject.measure.mirrored(x) for x in scene.answers)
    found, back = subject.score(scene.answers), subject.score(other)
    if subject.is_off(found + back, sum(subject.measure.ends), times=2):
        broken(
            "with its answers mirrored a score is not mirrored",
            score=float(found),
            mirrored_answers=other,
            their_score=float(back),
        )


def _better(subject: ScoreSubject, scene: ScoreScene) -> None:
    measure = subject.measure
    before, after = subject.score(scene.answers), subject.score(scene.others)
    up = 1 if measure.worth(measure.scale.best) == measure.ends[1] else -1
    moved = measure.worth(scene.others[0]) != measure.worth(scene.answers[0])
    rise = up * (after - before)
    stays = subject.is_exact and moved and not subject.is_off(before, after)
    if (rise < 0 and subject.is_off(before, after)) or stays:
        says = "changes nothing" if stays else "makes the score worse"
        broken(
            f"a better answer {says}",
            answer=scene.answers[0],
            better=scene.others[0],
            score=float(before),
            then=float(after),
        )


def _towards(subject: ScoreSubject, scene: ScoreScene) -> None:
    (more,) = scene.others
    before, after = subject.score(scene.answers), subject.score((*scene.answers, more))
    worth = Fraction(subject.measure.worth(more))
    low, high = min(before, worth), max(before, worth)
    is_past = not low <= after <= high and all(subject.is_off(after, x) for x in (low, high))
    stays = subject.is_exact and subject.is_off(before, worth) and not subject.is_off(before, after)
    if is_past or stays:
        broken(
            "one more answer does not move the score towards what it is worth",
            one_more=more,
            worth=float(worth),
            score=float(before),
            then=float(after),
        )


def _strangers(subject: ScoreSubject, scene: ScoreScene) -> None:
    refused(subject, scene.answers, "what is no answer on the scale is scored", scene.others[0])


def refused(subject: ScoreSubject, answers: tuple[Any, ...], says: str, what: object) -> None:
    """The scorer raises an error for these answers.

    Raises:
        LawBroken: it gives something.
    """
    told = subject.told(answers)
    try:
        found = subject.scorer(told)
    except Exception:  # noqa: BLE001 - any error refuses
        return
    broken(says, what=repr(what), it_gives=repr(found))


def _weights(subject: ScoreSubject, scene: ScoreScene) -> None:
    weights, factor = scene.others
    found = subject.score(scene.answers, weights=list(weights))
    other = subject.score(scene.answers, weights=[x * factor for x in weights])
    if subject.is_off(found, other, times=2):
        broken(
            "weights that are all multiplied by the same change the score",
            factor=factor,
            weights=list(weights),
            score=float(found),
            then=float(other),
        )


def _equal_weights(subject: ScoreSubject, scene: ScoreScene) -> None:
    found = subject.score(scene.answers)
    other = subject.score(scene.answers, weights=[3.0] * len(scene.answers))
    if subject.is_off(found, other, times=2):
        broken("equal weights change the score", score=float(found), weighted=float(other))


_ADDITIVE = (ScoreFlag.ADDITIVE,)
_WEIGHTS = (ScoreFlag.WEIGHTS,)

COUNTING: tuple[Law, ...] = (
    Law(
        "SCO-01",
        "nobody-no-score",
        statement="Where nobody answered there is no score: None, and never 0.",
        because="a shop that nobody rates is not one that everybody is indifferent to",
        catches="a division that is guarded by 0, or one that is not guarded",
        scenes=nobody,
        check=_nobody,
    ),
    Law(
        "SCO-02",
        "alike-as-one",
        statement="Answers that are all alike score what one of them is worth.",
        because="ten promoters are 100, and ten passives are 0",
        catches="cut points of another scale, an index for a value, or who did not answer in n",
        scenes=alike,
        check=_alone,
        needs=_ADDITIVE,
    ),
    Law(
        "SCO-03",
        "in-range",
        statement="A score never leaves what its answers can be worth.",
        because="a net promoter score of 104 is believed by nobody, and neither are the others",
        catches="a denominator that leaves out some who are in the numerator",
        scenes=some,
        check=_in_range,
    ),
    Law(
        "SCO-04",
        "answers-in-any-order",
        statement="Answers in another order, or asked about again, score exactly the same.",
        because="databases give rows back as they please, and a report is made twice",
        catches="the latest by its place in the list, a running mean in floats, a list used up",
        scenes=voices,
        check=_in_any_order,
    ),
    Law(
        "SCO-05",
        "periods-add-up",
        statement="Two periods together score what both do, each by how many answered.",
        because="a quarter is its months, and what does not add up is explained to nobody",
        catches="a mean of means, or parts that are rounded before they are subtracted",
        scenes=two_periods,
        check=_periods,
        needs=_ADDITIVE,
    ),
    Law(
        "SCO-06",
        "worth-in-the-mean",
        statement="A score is what its answers are worth in the mean, but for rounding at the end.",
        because="everybody who answered counts as much as everybody else",
        catches="rounded percentages that are subtracted, or a class left out of n",
        scenes=some,
        check=_parts,
        needs=_ADDITIVE,
    ),
    Law(
        "SCO-07",
        "mirrored-answers",
        statement="With top and bottom answers exchanged a score is mirrored.",
        because="praise and blame are weighed on the same scales",
        catches="rounding that always goes up, or a score that is cut at 0",
        scenes=some,
        check=_mirrored,
        needs=_ADDITIVE,
    ),
    Law(
        "SCO-08",
        "better-is-no-worse",
        statement="A better answer in the place of another never makes a score worse.",
        because="a score that falls when customers are happier steers a shop the wrong way",
        catches="a scale read in the wrong direction, classes that overlap, or one counted twice",
        scenes=one_better,
        check=_better,
    ),
    Law(
        "SCO-09",
        "towards-one-more",
        statement="One more answer moves a score towards its worth: a passive towards 0.",
        because="whoever answers counts in n, also who neither praises nor blames",
        catches="passives left out of n, or an answer that counts for several",
        scenes=one_more,
        check=_towards,
    ),
    Law(
        "SCO-10",
        "no-answer-no-score",
        statement="What is no answer on the scale is refused: numbers off it, bools, text, NaN.",
        because="a mistake in an export is seen at once, or never",
        catches="True taken for 1, 8.5 for a promoter, 99 for no answer, or text that sorts high",
        scenes=strangers,
        check=_strangers,
        needs=(ScoreFlag.REFUSES,),
    ),
    Law(
        "SCO-11",
        "weights-are-ratios",
        statement="Weights that are all multiplied by the same number change no score.",
        because="revenue in cents weighs as it does in euros",
        catches="weights that are rounded, or added to a sum that has none",
        scenes=weighted,
        check=_weights,
        needs=_WEIGHTS,
    ),
    Law(
        "SCO-12",
        "equal-weights",
        statement="Equal weights give the score that there is without any.",
        because="whoever weighs everybody alike has not weighed",
        catches="a sum of weights over n, or a weight of the first alone",
        scenes=some,
        check=_equal_weights,
        needs=_WEIGHTS,
    ),
)
"""The laws of counting, in the order of their ids."""
