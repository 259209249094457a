"""Mistakes in how sure a score is."""

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist, fmean, stdev
from typing import Any

from attrs import evolve

from postsales import STARS_1_5, NpsCounts, feedback
from postsales.testing.scores import Scored, Scorer
from tests.testing.scores.bad.mistakes import Bad, counts
from tests.testing.scores.good import STARS, nps

Ends = tuple[float, float]


def about(ends: Callable[[NpsCounts, float], Ends]) -> Scorer:
    """A score that is right, with an interval of one's own."""

    def scorer(answers: Sequence[int], confidence: float = 0.95) -> Scored:
        told = counts(answers)
        return Scored(told.score, n=told.n, interval=ends(told, confidence) if told.n else None)

    return scorer


def _read(change: Callable[[Scored], Scored]) -> Scorer:
    """Our interval, handed on otherwise."""

    def scorer(answers: Sequence[int], confidence: float = 0.95) -> Scored:
        return change(nps(answers, confidence))

    return scorer


def _round(told: NpsCounts, half: float) -> Ends:
    score = float(told.score or 0)
    return max(-100.0, score - half), min(100.0, score + half)


def _deviation(told: NpsCounts) -> float:
    return 100 * math.sqrt(told.variance or 0)


def _z(share: float) -> float:
    return NormalDist().inv_cdf(share)


def _by(method: str) -> Scorer:
    def scorer(answers: Sequence[int], confidence: float = 0.95) -> Scored:
        return nps(answers, confidence, method=method)

    return scorer


def _unclipped(told: NpsCounts, confidence: float) -> Ends:
    half = _z((1 + confidence) / 2) * (_deviation(told) + 1) / math.sqrt(told.n)
    return float(told.score or 0) - half, float(told.score or 0) + half


def _of_all(answers: Sequence[int], confidence: float = 0.95) -> Scored:
    """What a prior says, also where nobody answered."""
    found = nps(answers, confidence)
    return found if found.n else evolve(found, interval=(-100.0, 100.0))


def _ends_apart(told: NpsCounts, confidence: float) -> Ends:
    low = feedback.nps_interval(told, confidence=confidence)
    high = feedback.nps_interval(told, confidence=confidence, method="wald")
    return (low.low, high.high) if low and high else (0.0, 0.0)


def _wald(told: NpsCounts, confidence: float) -> Ends:
    return _round(told, _z((1 + confidence) / 2) * _deviation(told) / math.sqrt(told.n))


def _one_sided(told: NpsCounts, confidence: float) -> Ends:
    return _wald(told, confidence)[0], 100.0


def _exchanged(found: Scored) -> Scored:
    return evolve(found, interval=found.ends and (found.ends[1], found.ends[0]))


def _by_mistaken(z: Callable[[float], float]) -> Scorer:
    return about(lambda told, x: _round(told, z(x) * _deviation(told) / math.sqrt(told.n)))


def _of_stars(answers: Sequence[int]) -> Scored:
    told = [STARS_1_5.score(x) for x in answers]
    if len(told) < 2:
        return Scored(told[0] if told else None)
    half = 2 * stdev(told) / math.sqrt(len(told))
    ends = (max(1.0, fmean(told) - half), min(5.0, fmean(told) + half))
    return Scored(fmean(told), n=len(told), interval=ends)


INTERVAL: dict[str, Any] = {"declares": ["interval"]}
SURE: dict[str, Any] = {"declares": ["interval", "confidence"]}

BAD: tuple[Bad, ...] = (
    Bad("the upper end first", "INT-01", _read(_exchanged), INTERVAL),
    Bad("an adjusted centre with one answer", "INT-01", _by("adjusted_wald"), INTERVAL),
    Bad("on beyond 100", "INT-01", about(_unclipped), INTERVAL),
    Bad("an interval without n", "INT-02", _read(lambda x: evolve(x, n=None)), INTERVAL),
    Bad(
        "an n without passives",
        "INT-02",
        lambda answers: evolve(nps(answers), n=sum(x not in {7, 8} for x in answers)),
        INTERVAL,
    ),
    Bad("a prior as a result", "INT-03", _of_all, INTERVAL),
    Bad("an n of 1 for nobody", "INT-03", _read(lambda x: evolve(x, n=x.n or 1)), INTERVAL),
    Bad("each end in its own way", "INT-04", about(_ends_apart), INTERVAL),
    Bad("from one side alone", "INT-04", about(_one_sided), INTERVAL),
    Bad("1.96 in the code", "INT-05", _by_mistaken(lambda _: 1.96), SURE),
    Bad("a confidence for its error", "INT-05", _by_mistaken(lambda x: _z(1 - x / 2)), SURE),
    Bad(
        "a deviation for an error",
        "INT-06",
        about(lambda told, x: _round(told, _z((1 + x) / 2) * _deviation(told))),
        INTERVAL,
    ),
    Bad("always five points", "INT-06", about(lambda told, _: _round(told, 5.0)), INTERVAL),
    Bad("a mean of stars that is certain", "INT-07", _of_stars, {**STARS, **INTERVAL}),
    Bad("told as certain", "INT-07", about(_wald), INTERVAL),
)
