"""Quantiles to the last digits, where there is a formula for them: few answers and a billion."""

import math

import pytest

from postsales import NpsCounts, feedback
from postsales.feedback._normal import beta_share, student_quantile, two_sided

LEVELS = (0.5, 0.8, 0.95, 0.9999)
SIZES = (1, 2, 30, 10**6, 10**9)


@pytest.mark.parametrize("n", SIZES)
def test_none_of_n_has_an_exact_interval(n: int) -> None:
    for confidence in LEVELS:
        found = feedback.proportion_interval(0, n, method="clopper_pearson", confidence=confidence)
        assert found is not None
        tail = (1 - confidence) / 2
        assert found.low == 0
        assert found.high == pytest.approx(-math.expm1(math.log(tail) / n), rel=1e-11)


def test_student_has_formulas_for_one_degree_and_two_and_very_many() -> None:
    for confidence in LEVELS:
        one, two, many = (student_quantile(confidence, n) for n in (1, 2, 10**9))
        assert one == pytest.approx(math.tan(math.pi * confidence / 2), rel=1e-11)
        assert two == pytest.approx(confidence * math.sqrt(2 / (1 - confidence**2)), rel=1e-11)
        z = two_sided(confidence)
        assert many == pytest.approx(z + (z**3 + z) / (4 * 10**9), rel=1e-12)


@pytest.mark.parametrize("n", SIZES)
def test_shares_of_beta_with_a_formula(n: int) -> None:
    for x in (1e-12, 0.5 / n, 0.9 / n):
        assert beta_share(1, n, x) == pytest.approx(-math.expm1(n * math.log1p(-x)), rel=1e-11)
    for x in (0.999, 1 - 1e-6, 1 - 1e-9):
        assert beta_share(n, 1, x) == pytest.approx(math.exp(n * math.log(x)), rel=1e-11)
    assert (beta_share(n, 1, 0), beta_share(n, 1, 1)) == (0, 1)
    assert beta_share(n, n, 0.5) == pytest.approx(0.5, rel=1e-11)


def test_a_billion_promoters_but_one_have_an_interval_with_all_its_digits() -> None:
    n, z2 = 10**9, two_sided(0.95) ** 2
    found = feedback.nps_interval(NpsCounts(promoters=n - 1, passives=1))
    assert found is not None
    # Without detractors it is Wilson's interval of the share that are none.
    centre, half = 1 + z2 / 2, math.sqrt(z2 * (1 - 1 / n + z2 / 4))
    high = 100 - 100 * (centre - half) / (n + z2)
    assert found.high == pytest.approx(high, rel=0, abs=1e-13)
