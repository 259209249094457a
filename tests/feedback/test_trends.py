"""Does a score get worse: months of different n, steps between them, and planted truth."""

from fractions import Fraction

import pytest

from benchmarks.trend_signals import signals
from postsales import (
    Absent,
    Baseline,
    CusumState,
    Direction,
    EwmaState,
    InvalidValue,
    NpsCounts,
    PeriodTest,
    ScoreSums,
    ShewhartState,
    WrongType,
)
from postsales.feedback import compare_nps, compare_periods, compare_shares, holm, trend


def counts(promoters: int, passives: int, detractors: int) -> NpsCounts:
    return NpsCounts(promoters=promoters, passives=passives, detractors=detractors)


USUAL, WORSE, NOBODY = counts(50, 30, 20), counts(35, 25, 40), NpsCounts()


def test_each_period_is_measured_by_its_own_n() -> None:
    normal = Baseline(30, 0.6)
    months = [counts(50, 30, 20), counts(5, 10, 10), counts(3, 4, 3)]
    found = [normal.z(month) for month in months]
    assert found == pytest.approx([0.0, -3.227486121839514, -1.2247448713915892])


@pytest.mark.parametrize(
    ("measure", "score", "variance"),
    [
        (USUAL, 30, Fraction(61, 100)),
        ((3, 4), Fraction(3, 4), Fraction(3, 16)),
        (ScoreSums.of([5, 4, 3]), 4, 1),
    ],
)
def test_what_was_counted_is_normal(measure: NpsCounts, score: int, variance: Fraction) -> None:
    found = Baseline.of(measure)
    assert found.score == score
    assert found.variance == variance
    assert found.z(measure) == 0


@pytest.mark.parametrize("measure", [NOBODY, (0, 0), ScoreSums(), ScoreSums.of([5])])
def test_of_nobody_nothing_is_normal(measure: NpsCounts) -> None:
    with pytest.raises(InvalidValue, match="measure"):
        Baseline.of(measure)


def test_months_without_answers_are_skipped_and_said() -> None:
    months = {"Jan": USUAL, "Feb": NOBODY, "Mar": WORSE, "Apr": None, "May": WORSE}
    found = trend(months, baseline=1)
    assert found.skipped == ("Feb", "Apr")
    assert [(one.n, one.score, one.reason) for one in found.points[:2]] == [
        (0, None, Absent.NO_RESPONSES),
        (100, -5, None),
    ]
    assert [(one.period, one.before) for one in found.changes] == [("Mar", "Jan"), ("May", "Mar")]
    (signal,) = found.signals
    assert (signal.period, signal.run_length, signal.since) == ("May", 2, "Mar")
    assert signal.direction is Direction.DOWN


def test_the_first_months_are_the_baseline_and_not_charted() -> None:
    found = trend({"Jan": USUAL, "Feb": None, "Mar": WORSE, "Apr": USUAL}, baseline=2)
    assert found.baseline == Baseline.of(USUAL + WORSE)
    assert [one.period for one in found.points] == ["Apr"]


@pytest.mark.parametrize(
    ("months", "baseline", "reason"),
    [
        ({}, 1, Absent.NO_RESPONSES),
        ({"Jan": NOBODY}, 1, Absent.NO_RESPONSES),
        ({"Jan": USUAL}, 2, Absent.TOO_FEW_PERIODS),
        ({"Jan": USUAL, "Feb": USUAL}, 2, Absent.TOO_FEW_PERIODS),
        ({"Jan": ScoreSums.of([5])}, 1, Absent.TOO_FEW_RESPONSES),
        ({"Jan": counts(9, 0, 0), "Feb": USUAL}, 1, Absent.ZERO_VARIANCE),
        ({"Jan": USUAL}, Baseline(100, 0), Absent.ZERO_VARIANCE),
    ],
)
def test_where_nobody_can_say_what_is_normal_there_is_no_chart(
    months: dict[str, NpsCounts | None], baseline: int | Baseline, reason: Absent
) -> None:
    found = trend(months, baseline=baseline)
    assert (found.points, found.signals, found.reason) == ((), (), reason)


def test_a_chart_goes_on_next_month() -> None:
    normal = Baseline.of(USUAL)
    first = trend({"Feb": WORSE}, baseline=normal)
    second = trend({"Mar": WORSE}, baseline=normal, chart=first.points[-1].chart)
    both = trend({"Feb": WORSE, "Mar": WORSE}, baseline=normal)
    assert not first.signals
    assert second.signals == both.signals != ()


def test_shares_on_a_p_chart() -> None:
    normal = Baseline(0.02, 0.02 * 0.98)
    weeks = {"1": (2, 100), "2": (7, 100), "3": (6, 100), "4": (1, 10)}
    found = trend(weeks, baseline=normal, chart=ShewhartState())
    assert [one.period for one in found.signals] == ["2"], "one of ten says little"


def test_means_by_a_moving_average() -> None:
    days = {str(n): ScoreSums.of([5, 4, 4, 3] if n < 6 else [3, 2, 2, 1]) for n in range(9)}
    found = trend(days, baseline=5, chart=EwmaState())
    assert found.baseline is not None
    assert found.baseline.n == 20
    assert [one.period for one in found.signals] == ["6", "7", "8"]


def test_steps_are_tested_by_what_fits() -> None:
    nps = compare_periods(WORSE, USUAL)
    assert (nps.test, nps.n, nps.n_baseline) == (PeriodTest.NPS, 100, 100)
    assert nps.difference == -35
    assert nps.p_value == compare_nps(WORSE, USUAL).p_value
    shares = compare_periods((56, 70), (48, 80))
    assert (shares.test, shares.difference) == (PeriodTest.SHARES, Fraction(1, 5))
    assert shares.p_value == compare_shares((56, 70), (48, 80)).p_value
    means = compare_periods(ScoreSums.of([5, 4, 4, 5, 3]), ScoreSums.of([2, 3, 1]))
    assert (means.test, means.difference) == (PeriodTest.WELCH, Fraction(11, 5))


def test_means_that_hardly_differ_have_hardly_a_p_value() -> None:
    before, after = [4, 1, 3, 2, 4, 4, 2, 5, 1], [1, 4, 1, 5, 1, 5, 4, 2]
    found = compare_periods(ScoreSums.of(after), ScoreSums.of(before))
    # scipy.stats.ttest_ind(before, after, equal_var=False)
    assert found.p_value == pytest.approx(0.986435471962885, abs=1e-12)


@pytest.mark.parametrize(
    ("a", "b", "p_value"),
    [
        ((3, 10), (9, 10), 0.019766611097880447),
        ((9, 10), (3, 10), 0.019766611097880447),
        ((0, 3), (3, 3), 0.1),
        ((1, 2), (1, 2), 1.0),
        # The lady tasting tea: three of four cups right.
        ((3, 4), (1, 4), 34 / 70),
        ((0, 10**9), (3, 10**9), 0.25),
    ],
)
def test_fisher_is_exact(a: tuple[int, int], b: tuple[int, int], p_value: float) -> None:
    found = compare_periods(a, b)
    assert found.test is PeriodTest.FISHER
    assert found.p_value == pytest.approx(p_value)


@pytest.mark.parametrize(
    ("a", "b", "test"),
    [((5, 10), (5, 10), PeriodTest.SHARES), ((5, 10), (4, 10), PeriodTest.FISHER)],
)
def test_five_expected_are_enough(a: tuple[int, int], b: tuple[int, int], test: PeriodTest) -> None:
    assert compare_periods(a, b).test is test


def test_two_means_as_by_hand() -> None:
    # Means 2 and 4, variances 1 and 4 of three each: t = 2 / √(5/3), degrees 50/17.
    found = compare_periods(ScoreSums.of([6, 2, 4]), ScoreSums.of([1, 2, 3]))
    assert found.p_value == pytest.approx(0.220881, abs=1e-6)


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (NOBODY, USUAL, Absent.NO_RESPONSES),
        ((0, 0), (1, 2), Absent.NO_RESPONSES),
        ((0, 9), (0, 8), Absent.ZERO_VARIANCE),
        (ScoreSums(), ScoreSums.of([1]), Absent.NO_RESPONSES),
        (ScoreSums.of([1]), ScoreSums.of([1, 2]), Absent.TOO_FEW_RESPONSES),
        (ScoreSums.of([1, 1]), ScoreSums.of([2, 2]), Absent.ZERO_VARIANCE),
    ],
)
def test_what_cannot_be_compared_says_why(a: NpsCounts, b: NpsCounts, reason: Absent) -> None:
    found = compare_periods(a, b)
    assert (found.p_value, found.reason) == (None, reason)


def test_many_tests_are_told_and_adjusted() -> None:
    months = {str(n): USUAL if n % 2 else WORSE for n in range(22)}
    plain, fair = trend(months, baseline=2), trend(months, baseline=2, adjust=True)
    assert (plain.has_many_tests, fair.has_many_tests) == (True, False)
    assert not trend({str(n): USUAL for n in range(21)}, baseline=2).has_many_tests
    assert {one.adjusted_p for one in plain.changes} == {None}
    p = compare_periods(USUAL, WORSE).p_value
    assert p is not None
    assert [one.adjusted_p for one in fair.changes] == pytest.approx([21 * p] * 21)


@pytest.mark.parametrize(
    ("p_values", "adjusted"),
    [
        ((), ()),
        ((0.04,), (0.04,)),
        ((0.01, 0.04, 0.03), (0.03, 0.06, 0.06)),
        ((0.5, None, 0.6), (1.0, None, 1.0)),
    ],
)
def test_holm(p_values: tuple[float, ...], adjusted: tuple[float, ...]) -> None:
    assert holm(p_values) == adjusted


def test_what_is_not_measured_alike_is_refused() -> None:
    with pytest.raises(WrongType, match="alike"):
        trend({"Jan": USUAL, "Feb": (1, 2)}, baseline=1)
    with pytest.raises(WrongType, match="alike"):
        compare_periods(USUAL, (1, 2))
    with pytest.raises(WrongType, match="periods"):
        trend({"Jan": 45}, baseline=1)  # type: ignore[dict-item]
    with pytest.raises(WrongType, match="periods"):
        trend({"Jan": (1, 2, 3)}, baseline=1)  # type: ignore[dict-item]
    with pytest.raises(InvalidValue, match="successes"):
        trend({"Jan": (3, 2)}, baseline=1)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(InvalidValue, match="baseline"):
        trend({"Jan": USUAL}, baseline=0)
    with pytest.raises(InvalidValue, match="standardised"):
        trend({"Jan": USUAL}, baseline=1, chart=CusumState(target=30))
    with pytest.raises(InvalidValue, match="standardised"):
        trend({"Jan": USUAL}, baseline=1, chart=EwmaState(sigma=2))
    with pytest.raises(InvalidValue, match="p_value"):
        holm([1.1])
    with pytest.raises(InvalidValue, match="squares"):
        ScoreSums(2, total=4, squares=7)
    with pytest.raises(InvalidValue, match="squares"):
        ScoreSums(0, squares=1)


class TestPlantedTruth:
    """A fall of 20 points is signalled in six months; a year without one mostly is not."""

    def test_a_fall_is_signalled(self) -> None:
        found = [signals(seed, n=100, fall=20, months=6) for seed in range(20)]
        assert sum(any(one.direction is Direction.DOWN for one in told) for told in found) >= 18

    def test_a_quiet_year_is_not(self) -> None:
        assert sum(bool(signals(seed, n=100, fall=0, months=12)) for seed in range(20)) <= 2


def test_who_answers_three_times_is_drawn_once() -> None:
    scores, voices = [5, 5, 5, 1, 3], ["C-1", "C-1", "C-1", "C-2", None]
    assert ScoreSums.of_voices(scores, voices) == ScoreSums.of([5, 1, 3])


def test_what_is_normal_of_points_is_not_of_shares() -> None:
    points = Baseline(45, 1)
    with pytest.raises(InvalidValue, match="baseline"):
        points.z((30, 40))
    with pytest.raises(InvalidValue, match="baseline"):
        Baseline(101, 1).z(NpsCounts(promoters=3))
    assert Baseline(Fraction(3, 4), Fraction(3, 16)).z((30, 40)) == 0
