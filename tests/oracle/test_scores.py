"""Means, their errors and what weights cost, beside the regressions of statsmodels."""

import random
from fractions import Fraction
from typing import Any

import pytest

from postsales import CES_1_7, NpsCounts, feedback
from postsales.feedback._linearised import standard_error
from tests.feedback.said import said
from tests.oracle.given import CONFIDENCES, ORACLE

pytestmark = pytest.mark.oracle
numpy = pytest.importorskip("numpy", reason=ORACLE)
regression = pytest.importorskip("statsmodels.regression.linear_model", reason=ORACLE)
weightstats = pytest.importorskip("statsmodels.stats.weightstats", reason=ORACLE)


def drawn(seed: int, n: int, most: int) -> tuple[list[int], list[int], list[int]]:
    """Scores, weights and who speaks, of whom some speak often."""
    chance = random.Random(seed)
    scores = [chance.choice([0, 3, 6, 7, 8, 9, 10, 10]) for _ in range(n)]
    weights = [chance.randrange(1, 50) for _ in range(n)]
    return scores, weights, [chance.randrange(most) for _ in range(n)]


def coded(scores: list[int]) -> list[int]:
    """Promoters as 1, passives as 0, detractors as -1."""
    return [(score > 8) - (score < 7) for score in scores]


def constant(values: list[int], weights: list[int] | None = None, **how: Any) -> Any:
    """A regression on nothing but a constant: the mean, with its error."""
    ones = numpy.ones(len(values))
    return regression.WLS(values, ones, weights=weights or ones).fit(**how)


@pytest.mark.parametrize(("n", "most"), [(5, 3), (30, 9), (60, 40), (2000, 300)])
def test_voices_that_speak_often(n: int, most: int) -> None:
    scores, weights, voices = drawn(n, n, most)
    codes = coded(scores)
    for given in ([1] * n, weights):
        clustered = constant(
            codes, given, cov_type="cluster", cov_kwds={"groups": numpy.array(voices)}
        )
        assert standard_error(codes, given, voices) == pytest.approx(clustered.bse[0], rel=1e-10)
    told = [said(x, f"C-{who}") for x, who in zip(scores, voices, strict=True)]
    for confidence in CONFIDENCES:
        found = feedback.nps(told, confidence=confidence)
        assert found.interval is not None
        clustered = constant(codes, cov_type="cluster", cov_kwds={"groups": numpy.array(voices)})
        ends = 100 * clustered.conf_int(1 - confidence)[0]
        assert found.interval.unclipped == pytest.approx(tuple(ends), rel=1e-10)


@pytest.mark.parametrize("n", [1, 2, 7, 60, 2000])
def test_weighted_scores(n: int) -> None:
    scores, weights, _ = drawn(n, n, 1)
    found = feedback.weighted_nps(scores, weights)
    theirs = constant(coded(scores), weights, cov_type="HC0")
    assert found.score == pytest.approx(100 * theirs.params[0], rel=1e-10, abs=1e-10)
    assert found.standard_error == pytest.approx(100 * theirs.bse[0], rel=1e-10, abs=1e-10)
    given = numpy.array(weights, dtype=float)
    assert float(found.effect.n_effective or 0) == pytest.approx(
        given.sum() ** 2 / (given**2).sum(), rel=1e-12
    )


@pytest.mark.parametrize("n", [2, 3, 10, 60, 2000])
def test_the_mean_of_answers(n: int) -> None:
    chance = random.Random(n)
    scores = [1, 7, *(chance.randrange(1, 8) for _ in range(n - 2))]
    for confidence in CONFIDENCES:
        found = feedback.ces(scores, scale=CES_1_7, confidence=confidence).mean_interval
        assert found is not None
        theirs = weightstats.DescrStatsW(scores).tconfint_mean(1 - confidence)
        assert found.unclipped == pytest.approx(theirs, rel=1e-10)


@pytest.mark.parametrize("n", [4, 30, 500])
def test_two_scores(n: int) -> None:
    """The score of one group less that of the other is a regression on the group."""
    scores, _, groups = drawn(n, n, 2)
    codes = numpy.array(coded(scores))
    member = numpy.array(groups)
    design = numpy.column_stack([numpy.ones(n), member])
    theirs = regression.OLS(codes, design).fit(cov_type="HC0")
    now = NpsCounts.of(x for x, one in zip(scores, groups, strict=True) if one)
    before = NpsCounts.of(x for x, one in zip(scores, groups, strict=True) if not one)
    found = feedback.compare_nps(now, before, method="wald")
    assert found.difference == pytest.approx(100 * theirs.params[1], rel=1e-9, abs=1e-9)
    assert found.standard_error == pytest.approx(100 * theirs.bse[1], rel=1e-9)
    assert found.p_value == pytest.approx(theirs.pvalues[1], rel=1e-7)
    assert isinstance(found.observed, Fraction)
