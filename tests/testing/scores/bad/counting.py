"""Mistakes in counting bare scores."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from postsales import CES_V1_1_5, LTR_0_10, STARS_1_5, NpsCounts, feedback
from postsales.testing.scores import Scorer
from tests.testing.scores import good
from tests.testing.scores.bad.mistakes import Bad, counts, net
from tests.testing.scores.good import STARS

Answers = Sequence[Any]


def of_counts(score: Callable[[NpsCounts], float | None]) -> Scorer:
    """A score of counts that are right."""

    def scorer(answers: Answers) -> float | None:
        return score(counts(answers)) if answers else None

    return scorer


def by_classes(is_promoter: Callable[[Any], bool], is_detractor: Callable[[Any], bool]) -> Scorer:
    """A score of classes that are read by comparison alone."""

    def scorer(answers: Answers) -> float | None:
        better = sum(1 for x in answers if is_promoter(x))
        return net(better, sum(1 for x in answers if is_detractor(x)), len(answers))

    return scorer


def _nought(answers: Answers) -> float | None:
    return net(counts(answers).promoters, counts(answers).detractors, len(answers)) or 0


def _unguarded(answers: Answers) -> float:
    return sum(map(STARS_1_5.score, answers)) / len(answers)


def _as_ten(answers: Answers) -> float | None:
    told = NpsCounts.of([STARS_1_5.score(x) for x in answers])
    return None if told.score is None else float(told.score)


def _by_index(answers: Answers) -> float | None:
    places = [STARS_1_5.points.index(x) for x in answers]
    return sum(places) / len(places) if places else None


def _running(answers: Answers) -> float | None:
    mean = 0.0
    for n, x in enumerate(answers, start=1):
        mean += (STARS_1_5.score(x) - mean) / n
    return mean if answers else None


def _remembering() -> Scorer:
    told: list[int] = []

    def scorer(answers: Answers) -> float | None:
        told.extend(counts([x]).promoters - counts([x]).detractors for x in answers)
        return 100 * sum(told) / len(told) if answers else None

    return scorer


def _of_means(answers: Answers) -> float | None:
    middle = (len(answers) + 1) // 2
    halves = [counts(x).score for x in (answers[:middle], answers[middle:]) if x]
    told = [float(x) for x in halves if x is not None]
    return sum(told) / len(told) if told else None


def _rounded_parts(told: NpsCounts) -> float:
    return round(100 * told.promoters / told.n) - round(100 * told.detractors / told.n)


def _without_passives(told: NpsCounts) -> float:
    return net(told.promoters, told.detractors, told.promoters + told.detractors) or 0


def _wrong_way(answers: Answers) -> float | None:
    told = [6 - CES_V1_1_5.score(x) for x in answers]
    return sum(told) / len(told) if told else None


def _last_ten(answers: Answers) -> float | None:
    told = counts(answers[-10:])
    return net(told.promoters, told.detractors, told.n) if answers else None


def _weighing(weigh: Callable[[Answers, Sequence[float]], float]) -> Scorer:
    """A score whose weights alone are read wrongly."""

    def scorer(answers: Answers, weights: Sequence[float] | None = None) -> float | None:
        codes = [counts([x]).promoters - counts([x]).detractors for x in answers]
        if not codes:
            return None
        return 100 * (sum(codes) / len(codes) if weights is None else weigh(codes, weights))

    return scorer


def _sum(codes: Answers, weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(w * x for w, x in zip(weights, codes, strict=True)) / total if total else 0.0


def _rounded(codes: Answers, weights: Sequence[float]) -> float:
    return _sum(codes, [round(x) for x in weights])


def _over_n(codes: Answers, weights: Sequence[float]) -> float:
    return _sum(codes, weights) * sum(weights) / len(weights)


def _without_the_first(codes: Answers, weights: Sequence[float]) -> float:
    return _sum(codes[1:], weights[1:])


def _above_the_mean(codes: Answers, weights: Sequence[float]) -> float:
    mean = sum(weights) / len(weights)
    return _sum(codes, [x if x > mean else 0 for x in weights])


WEIGHTS = {"declares": ["weights"]}

BAD: tuple[Bad, ...] = (
    Bad("0 for nobody", "SCO-01", _nought),
    Bad("nobody is divided by", "SCO-01", _unguarded, STARS),
    Bad(
        "cut points of 0 to 10 for stars",
        "SCO-02",
        _as_ten,
        {"scale": STARS_1_5, "top": (5,), "bottom": (1, 2)},
    ),
    Bad("the index for the value", "SCO-02", _by_index, STARS),
    Bad(
        "of the passives alone",
        "SCO-03",
        of_counts(lambda x: net(x.promoters, x.detractors, max(1, x.passives))),
    ),
    Bad("percent of percent", "SCO-03", of_counts(lambda x: 100 * float(x.score or 0))),
    Bad("a running mean in floats", "SCO-04", _running, STARS),
    Bad("a total that is kept between calls", "SCO-04", _remembering()),
    Bad("a mean of means", "SCO-05", _of_means),
    Bad("whole points that are added up", "SCO-05", of_counts(lambda x: x.display)),
    Bad("rounded parts are subtracted", "SCO-06", of_counts(_rounded_parts), {"within": 0.5}),
    Bad(
        "always rounded up",
        "SCO-06",
        of_counts(lambda x: math.ceil(x.score or 0)),
        {"within": 0.5},
    ),
    Bad("cut at 0", "SCO-07", of_counts(lambda x: max(0.0, float(x.score or 0)))),
    Bad("promoters alone", "SCO-07", of_counts(lambda x: net(x.promoters, 0, x.n))),
    Bad(
        "text that is compared",
        "SCO-08",
        by_classes(lambda x: str(x) >= "9", lambda x: str(x) <= "6"),
        {"without": ["refuses"]},
    ),
    Bad(
        "the scale in the wrong direction",
        "SCO-08",
        _wrong_way,
        {"scale": CES_V1_1_5, "kind": "mean"},
    ),
    Bad("passives left out of n", "SCO-09", of_counts(_without_passives)),
    Bad("the last ten alone", "SCO-09", _last_ten),
    Bad(
        "True taken for 1",
        "SCO-10",
        lambda answers: feedback.nps([int(x) if isinstance(x, bool) else x for x in answers]).score,
    ),
    Bad(
        "8.5 a promoter",
        "SCO-10",
        lambda answers: (
            good.nps(
                [
                    round(x + 0.1) if isinstance(x, float) and math.isfinite(x) else x
                    for x in answers
                ]
            ).score
        ),
    ),
    Bad(
        "whatever is above 8, and below 7",
        "SCO-10",
        by_classes(lambda x: x > 8, lambda x: x < 7),
    ),
    Bad(
        "what is off the scale is left out",
        "SCO-10",
        lambda answers: feedback.nps([x for x in answers if x in LTR_0_10.points]).score,
    ),
    Bad("weights that are rounded", "SCO-11", _weighing(_rounded), WEIGHTS),
    Bad("weights over n", "SCO-11", _weighing(_over_n), WEIGHTS),
    Bad("the first is the base", "SCO-12", _weighing(_without_the_first), WEIGHTS),
    Bad("weights above the mean alone", "SCO-12", _weighing(_above_the_mean), WEIGHTS),
)
