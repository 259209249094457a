"""The fixed sum for a debt between businesses that is paid late."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import EUR, GBP, law
from postsales.errors import CurrencyMismatch, InvalidValue, WrongType
from postsales.law import EU, GB, Band, FixedSums


@pytest.mark.parametrize(
    ("debt", "amount"),
    [
        pytest.param("0.01", "40.00", id="the smallest debt"),
        pytest.param("999.99", "40.00", id="just below the first bound"),
        pytest.param("1000.00", "70.00", id="on it: the next band"),
        pytest.param("5000.00", "70.00", id="in the middle of it"),
        pytest.param("9999.99", "70.00", id="just below the second"),
        pytest.param("10000.00", "100.00", id="on it: the last"),
        pytest.param("1000000.00", "100.00", id="and for ever"),
    ],
)
def test_a_band_does_not_own_its_bound(debt: str, amount: str) -> None:
    found = law.fixed_sum(GBP(debt), GB)
    assert found.amount == GBP(amount)
    assert found.by is not None
    assert found.by.is_verified


class TestBands:
    """A larger debt is never worth a smaller sum where the sums rise with the bands."""

    @given(st.lists(st.integers(1, 2_000_000), min_size=2, max_size=2).map(sorted))
    def test_it_rises_with_the_debt(self, debts: list[int]) -> None:
        smaller, larger = (law.fixed_sum(GBP.minor(x), GB).amount for x in debts)
        assert smaller <= larger


@pytest.mark.parametrize(
    ("debt", "place", "error", "says"),
    [
        pytest.param(GBP("0.00"), GB, InvalidValue, "a debt is above zero", id="no debt"),
        pytest.param(EUR("500.00"), GB, CurrencyMismatch, "EUR 500.00", id="another currency"),
        pytest.param(EUR("500.00"), EU, InvalidValue, "no fixed sums", id="a law without"),
        pytest.param(500, GB, WrongType, "an amount of money", id="no money"),
        pytest.param(GBP("500.00"), "GB", WrongType, "the law comes second", id="no law"),
    ],
)
def test_what_cannot_be_asked(debt: Any, place: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        law.fixed_sum(debt, place)


@pytest.mark.parametrize(
    ("bands", "error", "says"),
    [
        pytest.param(
            [Band(GBP("70.00"), below=GBP("10.00")), Band(GBP("40.00"), below=GBP("10.00"))],
            InvalidValue,
            "each bound is above that before it",
            id="bounds that do not rise",
        ),
        pytest.param(
            [Band(EUR("40.00"), below=EUR("10.00"))], CurrencyMismatch, "GBP", id="two currencies"
        ),
        pytest.param([GBP("40.00")], WrongType, "bands are Band", id="no band"),
    ],
)
def test_bands_that_contradict_each_other(bands: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        FixedSums(bands, otherwise=GBP("100.00"))


@pytest.mark.parametrize("name", ["amount", "below"])
def test_a_band_is_of_amounts_above_zero(name: str) -> None:
    told: dict[str, Any] = {"amount": GBP("40.00"), "below": GBP("1000.00"), name: GBP("0.00")}
    with pytest.raises(InvalidValue, match=name):
        Band(**told)


def test_one_sum_for_every_debt_needs_no_bands() -> None:
    assert FixedSums(otherwise=EUR("40.00")).otherwise == EUR("40.00")
