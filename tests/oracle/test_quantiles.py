"""Quantiles and tails of the normal distribution, of Student and of Beta."""

import pytest

from postsales.feedback import _normal
from tests.oracle.given import CONFIDENCES, MANY, ORACLE

pytestmark = pytest.mark.oracle
special = pytest.importorskip("scipy.special", reason=ORACLE)
stats = pytest.importorskip("scipy.stats", reason=ORACLE)


def test_the_normal_distribution() -> None:
    for confidence in CONFIDENCES:
        assert _normal.two_sided(confidence) == pytest.approx(
            stats.norm.ppf((1 + confidence) / 2), rel=1e-14
        )
        assert _normal.one_sided(confidence) == pytest.approx(
            stats.norm.ppf(confidence), rel=1e-14, abs=1e-15
        )
    for z in (0, 0.1, 1.96, 5, 10, 35):
        assert _normal.normal_p(-z) == pytest.approx(2 * stats.norm.sf(z), rel=1e-12)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 9, 29, 99, 1000, *MANY])
def test_student(degrees: int) -> None:
    for confidence in (0.01, *CONFIDENCES):
        theirs = -special.stdtrit(degrees, (1 - confidence) / 2)
        assert _normal.student_quantile(confidence, degrees) == pytest.approx(theirs, rel=1e-11)


@pytest.mark.parametrize("n", [1, 2, 5, 10, 60, 1000, *MANY])
def test_beta(n: int) -> None:
    for k in {0, 1, n // 10, n // 2, n - 1, n}:
        for a, b in ((k, n - k + 1), (k + 1, n - k), (k + 0.5, n - k + 0.5)):
            for share in (5e-5, 0.025, 0.25, 0.75, 0.975, 0.99995) if a and b else ():
                found = _normal.beta_quantile(share, a, b)
                # Theirs has eight digits of the smallest shares of a billion.
                near = 1e-7 if n in MANY else 1e-11
                assert found == pytest.approx(stats.beta.ppf(share, a, b), rel=near), (share, a, b)


def test_shares_of_beta() -> None:
    for a, b in ((0.5, 0.5), (1, 60), (3.5, 57.5), (1000, 2), (1e6, 3e6), (0.5, 1e9)):
        mean = a / (a + b)
        for x in (mean / 100, mean / 2, mean, min(2 * mean, (1 + mean) / 2), (999 + mean) / 1000):
            theirs = special.betainc(a, b, x)
            assert _normal.beta_share(a, b, x) == pytest.approx(theirs, rel=1e-9, abs=1e-300)
