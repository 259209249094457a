"""Intervals of shares and of net promoter scores, beside those of others and beside brute force."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

import pytest

from postsales import Absent, InvalidValue, NpsCounts, feedback
from postsales.feedback._normal import two_sided
from tests.oracle.given import CONFIDENCES, MANY, ORACLE, counts

pytestmark = pytest.mark.oracle
numpy = pytest.importorskip("numpy", reason=ORACLE)
proportion = pytest.importorskip("statsmodels.stats.proportion", reason=ORACLE)

THEIRS = {
    "wilson": "wilson",
    "agresti_coull": "agresti_coull",
    "clopper_pearson": "beta",
    "jeffreys": "jeffreys",
    "wald": "normal",
}


@pytest.mark.parametrize("method", THEIRS)
def test_a_share(method: str) -> None:
    """To a ten-millionth of the width; where there are few, to eleven digits."""
    successes, all_of = zip(*counts(), strict=True)
    given = numpy.array(successes), numpy.array(all_of)
    for confidence in CONFIDENCES:
        theirs = proportion.proportion_confint(*given, 1 - confidence, THEIRS[method])
        for k, n, *ends in zip(successes, all_of, *theirs, strict=True):
            found = feedback.proportion_interval(k, n, method=method, confidence=confidence)
            assert found is not None
            near = found.width * 1e-7 if n in MANY else 1e-11
            assert (found.low, found.high) == pytest.approx(ends, rel=0, abs=near), (k, n)


def test_where_they_are_wrong() -> None:
    for method in THEIRS:
        with pytest.raises(InvalidValue):
            feedback.proportion_interval(5, 4, method=method)
        assert feedback.proportion_interval(0, 0, method=method) is None
    assert feedback.compare_shares((0, 10), (0, 12)).reason is Absent.ZERO_VARIANCE
    full = feedback.proportion_interval(10**9, 10**9)
    assert full is not None
    assert full.high == 1


PAIRS = [
    ((56, 70), (48, 80)),
    ((0, 10), (3, 12)),
    ((10, 10), (3, 12)),
    ((0, 10), (12, 12)),
    ((5, 5), (5, 6)),
    ((1, 10**6), (2, 10**6)),
    ((500, 10**9), (400, 10**9)),
]


@pytest.mark.parametrize(("current", "baseline"), PAIRS)
def test_two_shares(current: tuple[int, int], baseline: tuple[int, int]) -> None:
    both = zip(current, baseline, strict=True)
    z, p_value = proportion.proportions_ztest(*map(list, both))
    for confidence in CONFIDENCES:
        found = feedback.compare_shares(current, baseline, confidence=confidence)
        assert found.interval is not None
        assert found.wald is not None
        assert (found.z, found.p_value) == pytest.approx((z, p_value), rel=1e-12)
        for ends, method in (
            ((found.interval.low, found.interval.high), "newcomb"),
            (found.wald.unclipped, "wald"),
        ):
            theirs = proportion.confint_proportions_2indep(
                *current, *baseline, method=method, alpha=1 - confidence
            )
            assert ends == pytest.approx(theirs, rel=1e-12, abs=1e-15), method


def test_how_many_answers_are_needed() -> None:
    for points in (1, 2.5, 5, 10, 50):
        for confidence in CONFIDENCES:
            # A score of points is twice a share of half against half.
            theirs = proportion.samplesize_confint_proportion(0.5, points / 200, 1 - confidence)
            ours = feedback.nps_sample_size(points, confidence=confidence, method="wald")
            assert 0 <= ours - theirs < 1


def test_how_many_answers_are_needed_to_compare() -> None:
    power = pytest.importorskip("statsmodels.stats.power", reason=ORACLE).NormalIndPower()
    for points in (1, 5, 10, 50):
        for wanted in (0.5, 0.8, 0.95):
            theirs = power.solve_power(
                points / 100, alpha=0.025, power=wanted, alternative="larger"
            )
            ours = feedback.nps_sample_size_to_compare(points, power=wanted)
            assert 0 <= ours - theirs < 1 + 1e-6


def scores() -> Iterator[NpsCounts]:
    """Counts of every shape up to nine answers, and the corners of many."""
    for n in (1, 2, 5, 9):
        for promoters in range(n + 1):
            for detractors in range(n - promoters + 1):
                yield counted(promoters, detractors, n)
    for n in (60, *MANY):
        for promoters, detractors in ((n, 0), (n - 1, 1), (n - 1, 0), (n // 3, n // 4), (0, 0)):
            yield counted(promoters, detractors, n)
            yield counted(detractors, promoters, n)


def counted(promoters: int, detractors: int, n: int) -> NpsCounts:
    """The rest are passives."""
    passives = n - promoters - detractors
    return NpsCounts(promoters=promoters, passives=passives, detractors=detractors)


def test_a_net_promoter_score_by_fifty_digits() -> None:
    """Tango's equation is solved in fifty digits, by halving: the same to the last of a float."""
    for one in scores():
        for confidence in (0.5, 0.95, 0.9999):
            found = feedback.nps_interval(one, confidence=confidence)
            assert found is not None
            z = two_sided(confidence)
            low = 100 * lowest(one.promoters, one.detractors, one.n, z)
            high = -100 * lowest(one.detractors, one.promoters, one.n, z)
            assert (found.low, found.high) == pytest.approx((low, high), rel=0, abs=1e-12), one


def lowest(better: int, worse: int, n: int, z: float) -> float:
    """The lower end, from -1 to 1, by Tango's equation as it is written."""
    if worse == n:
        return -1.0
    with localcontext(prec=50):
        low, high = Decimal(-1), Decimal(better - worse) / n
        for _ in range(80):
            middle = (low + high) / 2
            b = (2 * n - better + worse) * middle - better - worse
            c = -worse * middle * (1 - middle)
            q = (max(b * b - 8 * n * c, Decimal()).sqrt() - b) / (4 * n)
            variance = n * (2 * q + middle * (1 - middle))
            apart = better - worse - n * middle
            is_below = variance <= 0 or apart > Decimal(z) * variance.sqrt()
            low, high = (middle, high) if is_below else (low, middle)
        return float(low)


def test_a_net_promoter_score_by_the_likelihood() -> None:
    """Where the counts are likeliest under a difference, the test of it lies at z on the ends."""
    optimize = pytest.importorskip("scipy.optimize", reason=ORACLE)
    for better, worse, n in ((60, 15, 100), (5, 3, 12), (9, 0, 10), (0, 4, 9), (1, 1, 2)):
        found = feedback.nps_interval(counted(better, worse, n))
        assert found is not None
        for end, side in ((found.low / 100, 1), (found.high / 100, -1)):

            def unlikely(q: float, end: float = end) -> float:
                shares = (q + end, q, 1 - 2 * q - end)
                pairs = zip((better, worse, n - better - worse), shares, strict=True)  # noqa: B023
                return -sum(k * _log(share) for k, share in pairs if k)

            least, most = max(0.0, -end), (1 - end) / 2
            q = optimize.minimize_scalar(
                unlikely, bounds=(least, most), method="bounded", options={"xatol": 1e-12}
            ).x
            error = (n * (2 * q + end - end * end)) ** 0.5
            z = side * (better - worse - n * end) / error
            assert z == pytest.approx(two_sided(0.95), rel=1e-4)


def _log(share: float) -> float:
    return float(Decimal(share).ln()) if share > 0 else -1e9
