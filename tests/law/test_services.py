"""What is owed for a service that had begun when the customer withdrew."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import EUR, USD, CurrencyMismatch, InvalidValue, WrongType
from postsales.law import EU, FR, ProRata, WhyOwed, service_owed

MONTH = EUR("120.00")


@pytest.mark.parametrize(
    ("price", "supplied", "term", "owed"),
    [
        pytest.param("120.00", 10, 30, "40.00", id="a third"),
        pytest.param("120.00", 0, 30, "0.00", id="nothing yet"),
        pytest.param("120.00", 30, 30, "120.00", id="all of it"),
        pytest.param("523.95", 4, 365, "5.74", id="four days of a year"),
        pytest.param("523.95", 5, 365, "7.18", id="five days of it"),
        pytest.param("0.01", 1, 2, "0.01", id="half a cent is rounded up"),
        pytest.param("0.00", 1, 2, "0.00", id="it cost nothing"),
    ],
)
def test_the_part_that_was_supplied(price: str, supplied: int, term: int, owed: str) -> None:
    found = service_owed(
        EUR(price), EU, supplied=supplied, term=term, is_asked=True, is_informed=True
    )
    assert found.owed == EUR(owed)
    assert found.refund == EUR(price) - EUR(owed)
    assert found.why is WhyOwed.AS_SUPPLIED


@pytest.mark.parametrize(
    ("is_asked", "is_informed", "why"),
    [
        pytest.param(False, True, WhyOwed.NOT_ASKED, id="nobody asked for an early start"),
        pytest.param(True, False, WhyOwed.NOT_INFORMED, id="nobody told of the right"),
        pytest.param(False, False, WhyOwed.NOT_ASKED, id="neither"),
    ],
)
def test_otherwise_nothing_is_owed(is_asked: bool, is_informed: bool, why: WhyOwed) -> None:
    found = service_owed(
        MONTH, FR, supplied=10, term=30, is_asked=is_asked, is_informed=is_informed
    )
    assert (found.owed, found.refund, found.why) == (EUR("0.00"), MONTH, why)
    assert found.by is not None
    assert found.by.article == "L221-25"


def test_a_price_that_is_too_high_gives_way_to_what_it_is_worth() -> None:
    found = ProRata().on(
        EUR("1200.00"),
        supplied=90,
        term=360,
        is_asked=True,
        is_informed=True,
        market_price=EUR("600.00"),
    )
    assert (found.owed, found.refund) == (EUR("150.00"), EUR("1050.00"))


class TestMistakes:
    """What cannot be answered is refused."""

    @pytest.mark.parametrize(
        ("wrong", "match"),
        [
            pytest.param({"supplied": 31}, "supplied", id="more than there is"),
            pytest.param({"supplied": -1}, "supplied", id="less than nothing"),
            pytest.param({"term": 0}, "term", id="no term"),
            pytest.param({"market_price": EUR("120.01")}, "market_price", id="worth more"),
            pytest.param({"market_price": EUR("-1.00")}, "market_price", id="worth below zero"),
            pytest.param({"is_asked": 1}, "is_asked", id="no yes or no"),
        ],
    )
    def test_numbers_that_cannot_be(self, wrong: dict[str, object], match: str) -> None:
        plain = {"supplied": 10, "term": 30, "is_asked": True, "is_informed": True}
        with pytest.raises((InvalidValue, WrongType), match=match):
            ProRata().on(MONTH, **{**plain, **wrong})  # type: ignore[arg-type]

    def test_one_currency(self) -> None:
        with pytest.raises(CurrencyMismatch):
            ProRata().on(
                MONTH,
                supplied=1,
                term=2,
                is_asked=True,
                is_informed=True,
                market_price=USD("1.00"),
            )

    def test_a_law_that_says_nothing_of_it(self) -> None:
        silent = evolve(EU, services=None)
        with pytest.raises(InvalidValue, match="no rule for services begun"):
            service_owed(MONTH, silent, supplied=1, term=2, is_asked=True, is_informed=True)


class TestShares:
    """What is owed and what goes back are the price, and more supplied is no less owed."""

    @given(st.integers(0, 10**9), st.integers(1, 400), st.data())
    def test_they_add_up(self, minor: int, term: int, data: st.DataObject) -> None:
        price = EUR.minor(minor)
        supplied = data.draw(st.integers(0, term - 1))
        less, more = (
            ProRata().on(price, supplied=supplied + x, term=term, is_asked=True, is_informed=True)
            for x in (0, 1)
        )
        assert less.owed + less.refund == price
        assert EUR("0.00") <= less.owed <= more.owed <= price
