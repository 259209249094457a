"""What a late refund costs: bands of days, points by the month, and interest that has no rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import EUR, USD, CurrencyMismatch, Days, InvalidValue, Percent, WrongType
from postsales.law import DE, ES, FR, LateBand, LatePenalty, late_refund

HUNDRED = EUR("100.00")


@pytest.mark.parametrize(
    ("days_late", "added", "is_whole"),
    [
        pytest.param(0, "0.00", True, id="in time"),
        pytest.param(1, "0.00", False, id="a day late: legal interest"),
        pytest.param(5, "0.00", False, id="five days late"),
        pytest.param(10, "0.00", False, id="the last day of it"),
        pytest.param(11, "5.00", True, id="5 % begin"),
        pytest.param(20, "5.00", True, id="5 % end"),
        pytest.param(21, "10.00", True, id="10 % begin"),
        pytest.param(30, "10.00", True, id="10 % end"),
        pytest.param(31, "20.00", True, id="20 % begin"),
        pytest.param(60, "20.00", True, id="20 % end"),
        pytest.param(61, "50.00", True, id="50 % begin"),
        pytest.param(90, "50.00", True, id="50 % end"),
        pytest.param(91, "55.00", True, id="a new month"),
        pytest.param(120, "55.00", True, id="it is over"),
        pytest.param(121, "60.00", True, id="the next"),
        pytest.param(390, "100.00", True, id="13 months: the price"),
        pytest.param(391, "100.00", False, id="and legal interest from then on"),
    ],
)
def test_the_ladder(days_late: int, added: str, is_whole: bool) -> None:
    found = late_refund(HUNDRED, FR, days_late=days_late, price=HUNDRED)
    assert found.added == EUR(added)
    assert found.has_interest is not is_whole
    assert found.total == (found.at_least if is_whole else None)
    assert found.by is not None
    assert found.by.article == "L242-4"


@pytest.mark.parametrize(
    ("days_late", "begins", "is_over"),
    [
        pytest.param(91, "55.00", "50.00", id="the first day of a month"),
        pytest.param(120, "55.00", "55.00", id="its last"),
        pytest.param(400, "100.00", "100.00", id="never above the price"),
    ],
)
def test_a_month_can_be_read_in_two_ways(days_late: int, begins: str, is_over: str) -> None:
    readings = late_refund(HUNDRED, FR, days_late=days_late, price=HUNDRED).readings
    assert [*readings.values()] == [EUR(begins), EUR(is_over)]


def test_half_of_the_sum_stays_where_the_price_is_below_it() -> None:
    found = late_refund(HUNDRED, FR, days_late=91, price=EUR("20.00"))
    assert found.added == EUR("50.00")
    assert found.has_interest


@pytest.mark.parametrize(
    ("days_late", "total"), [(14, "110.00"), (15, "120.00"), (30, "120.00"), (31, "150.00")]
)
def test_goods_that_never_came(days_late: int, total: str) -> None:
    assert late_refund(HUNDRED, FR, days_late=days_late, of="undelivered").total == EUR(total)


@pytest.mark.parametrize("of", ["withdrawal", "unavailable"])
def test_twice_the_sum_from_the_first_day(of: str) -> None:
    assert late_refund(HUNDRED, ES, days_late=1, of=of).total == EUR("200.00")


def test_it_is_rounded_half_up_and_once() -> None:
    assert late_refund(EUR("0.10"), FR, days_late=11).added == EUR("0.01")  # 0.005
    # 55 % of 0.15 is 0.0825; half of it and a twentieth, each rounded, would be 0.08 and 0.01.
    assert late_refund(EUR("0.15"), FR, days_late=91, price=HUNDRED).added == EUR("0.08")


class TestMistakes:
    """What cannot be answered is refused with what to do."""

    def test_a_law_without_such_a_penalty(self) -> None:
        with pytest.raises(InvalidValue, match="adds no fixed share"):
            late_refund(HUNDRED, DE, days_late=11)

    def test_a_price_is_needed_where_it_matters(self) -> None:
        with pytest.raises(InvalidValue, match="ends with the price"):
            late_refund(HUNDRED, FR, days_late=91)

    def test_the_price_is_in_the_same_currency(self) -> None:
        with pytest.raises(CurrencyMismatch):
            late_refund(HUNDRED, FR, days_late=91, price=USD("100.00"))

    @pytest.mark.parametrize("days_late", [-1, 36_601])
    def test_days_are_counted_from_zero(self, days_late: int) -> None:
        with pytest.raises(InvalidValue, match="days_late"):
            late_refund(HUNDRED, FR, days_late=days_late)

    @pytest.mark.parametrize("due", [EUR("-0.01"), 100])
    def test_a_sum_is_money_and_not_below_zero(self, due: object) -> None:
        with pytest.raises((InvalidValue, WrongType), match="due"):
            late_refund(due, FR, days_late=1)  # type: ignore[arg-type]

    def test_a_place_is_a_jurisdiction(self) -> None:
        with pytest.raises(WrongType, match="place"):
            late_refund(HUNDRED, "FR", days_late=1)  # type: ignore[arg-type]

    @pytest.mark.parametrize("ends", [[0], [10, 10], [20, 10]])
    def test_bands_rise(self, ends: list[int]) -> None:
        with pytest.raises(InvalidValue, match="later than the one before"):
            LatePenalty(bands=[LateBand(Days(x)) for x in ends], beyond=Percent("5"))


class TestLate:
    """Whoever pays back later owes no less, and never less than the sum itself."""

    @given(st.integers(1, 10**6), st.integers(0, 1_000), st.integers(0, 10**6))
    def test_a_day_more_costs_no_less(self, minor: int, days_late: int, price: int) -> None:
        due = EUR.minor(minor)
        today, tomorrow = (
            late_refund(due, FR, days_late=days_late + x, price=EUR.minor(price)) for x in (0, 1)
        )
        assert due <= today.at_least <= tomorrow.at_least
        assert today.added <= max(EUR.minor(price), Percent("50").of(due))
