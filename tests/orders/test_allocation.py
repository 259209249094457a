"""An order-level discount is taken off amounts, never added to them."""

import pytest

from postsales import EUR, InvalidValue, orders

GOODS = [EUR("70.00"), EUR("10.00")]


@pytest.mark.parametrize(
    ("discount", "left", "unused"),
    [
        pytest.param("0.00", ["70.00", "10.00"], "0.00", id="none"),
        pytest.param("0.01", ["69.99", "10.00"], "0.00", id="a cent goes off the larger"),
        pytest.param("8.00", ["63.00", "9.00"], "0.00", id="a tenth of each"),
        pytest.param("80.00", ["0.00", "0.00"], "0.00", id="all of it"),
        pytest.param("80.01", ["0.00", "0.00"], "0.01", id="a cent more than there is"),
    ],
)
def test_what_is_left(discount: str, left: list[str], unused: str) -> None:
    found = orders.discounted(GOODS, EUR(discount))
    assert [str(money.amount) for money in found.left] == left
    assert found.unused == EUR(unused)
    assert found.used + found.unused == EUR(discount)


@pytest.mark.parametrize("discount", ["-0.01", "-8.00"])
def test_a_discount_is_zero_or_more(discount: str) -> None:
    with pytest.raises(InvalidValue, match="a discount is zero or more"):
        orders.discounted(GOODS, EUR(discount))


@pytest.mark.parametrize("value", ["-0.01", "-10.00"])
def test_so_is_each_value(value: str) -> None:
    with pytest.raises(InvalidValue, match="a value that is discounted is zero or more"):
        orders.discounted([*GOODS, EUR(value)], EUR("8.00"))
