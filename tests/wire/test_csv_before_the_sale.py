"""Rows whose goods moved before they were sold: a slip in a date, told with both columns."""

import pytest

from postsales import Delivered, Paid
from postsales.basics.moments import instant
from tests.wire.csv_given import FILE, mapping, order, problems, row

SOLD = "2026-03-02T10:15+01:00"
DAYS = f'{FILE}\ndates = "day_first"\nday_time = "12:00"'
PLACED = 'line 2, column "bought" is {!r} (placed_at)'


def told(name: str, text: str, bought: str = SOLD) -> str:
    """What is said of a time that is before the sale."""
    says = f"{text!r} ({name}), and nothing of a sale can be before it: {PLACED.format(bought)}"
    return f'line 2, column "at" is {says}'


class TestWhatCannotBeBeforeItIsSold:
    """Goods and refunds have no time before the sale, to the second; money may be earlier."""

    @pytest.mark.parametrize(
        "name", ["shipped_at", "delivered_at", "cancelled_at", "returned_at", "refunded_at"]
    )
    def test_each_of_them_is_a_problem(self, name: str) -> None:
        also = 'refunded = "given"' if name == "refunded_at" else ""
        plan = mapping("", f'{name} = "at"\n{also}')
        text = "2026-02-05T10:15+01:00"
        assert problems(plan, row(at=text, given="1.00")) == [told(name, text)]

    @pytest.mark.parametrize(
        ("text", "is_fine"),
        [
            pytest.param("2026-03-02T10:14:59+01:00", False, id="one second before"),
            pytest.param("2026-03-02T10:15:00+01:00", True, id="at the sale"),
            pytest.param("2026-03-02T10:15:01+01:00", True, id="one second after"),
            pytest.param("2026-03-02T09:14:59Z", False, id="in another zone"),
        ],
    )
    def test_on_the_edge(self, text: str, is_fine: bool) -> None:
        found = problems(mapping('delivered_at = "at"'), row(at=text))
        assert found == ([] if is_fine else [told("delivered_at", text)])

    def test_money_may_come_before(self) -> None:
        plan = mapping('paid_at = "at"\ndelivered_at = { same_as = "paid_at" }')
        text = "2026-03-02T10:14:58+01:00"
        assert problems(plan, row(at=text)) == [told("delivered_at", text)]
        (event,) = order(mapping('paid_at = "at"'), row(at=text)).history
        assert isinstance(event, Paid)

    def test_a_time_of_each_row_stands_beside_the_sale_of_the_first(self) -> None:
        plan = mapping("", 'delivered_at = "at"')
        first, second = row(at="2026-03-05T12:00Z"), row(at="2026-02-05T12:00Z", bought="")
        (found,) = problems(plan, first, second)
        assert found == told("delivered_at", "2026-02-05T12:00Z").replace("line 2", "line 3", 1)

    def test_a_sale_that_cannot_be_read_comes_alone(self) -> None:
        plan = mapping('delivered_at = "at"')
        (found,) = problems(plan, row(bought="yesterday", at="2026-02-05T12:00Z"))
        assert found.startswith("line 2, column \"bought\" is 'yesterday'")


class TestDaysAlone:
    """Of the day of the sale itself a day alone does not say what came first."""

    @pytest.mark.parametrize(
        ("bought", "at", "is_fine"),
        [
            pytest.param("2.3.2026 15:00", "2.3.2026", True, id="the day of the sale"),
            pytest.param("2.3.2026 15:00", "1.3.2026", False, id="the day before it"),
            pytest.param("2.3.2026", "2.3.2026 8:00", True, id="a sale of which the day is told"),
            pytest.param("2.3.2026", "1.3.2026 23:59", False, id="the evening before that"),
            pytest.param("29.2.2028", "28.2.2028", False, id="the day before a leap day"),
            pytest.param("1.3.2026 0:10", "28.2.2026", False, id="the end of a month before"),
        ],
    )
    def test_days_are_those_of_the_zone(self, bought: str, at: str, is_fine: bool) -> None:
        plan = mapping('delivered_at = "at"', file=DAYS)
        found = problems(plan, row(bought=bought, at=at))
        assert found == ([] if is_fine else [told("delivered_at", at, bought)])

    def test_the_time_that_stands_for_a_day_stays_as_it_was_agreed(self) -> None:
        plan = mapping('delivered_at = "at"', file=DAYS)
        (event,) = order(plan, row(bought="2.3.2026 15:00", at="2.3.2026")).history
        assert isinstance(event, Delivered)
        assert event.at == instant("2026-03-02T12:00+01:00")
