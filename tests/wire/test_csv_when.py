"""Times that are told only where another column has a certain word."""

import pytest

from postsales import DocumentErrors, Paid, Received, Shipped
from postsales.orders.events import Delivered
from postsales.wire import csv
from tests.wire.csv_given import ROW, mapping, order, problems, reading, row

UPDATED = 'delivered_at = { column = "updated", when = { state = "delivered" } }'
ON = "2026-03-05T12:30+01:00"


class TestWhen:
    """A time that hangs on a word is told where the word stands, and nowhere else."""

    def test_one_column_is_the_delivery_or_the_return_as_another_says(self) -> None:
        also = 'returned_at = { column = "updated", when = { state = ["back", "returned"] } }'
        plan = mapping(f"{UPDATED}\n{also}")
        assert order(plan, row(updated=ON, state="delivered")).history == (
            Delivered({"1": 2}, at=ON),
        )
        for word in ("back", "returned"):
            assert order(plan, row(updated=ON, state=word)).history == (Received({"1": 2}, at=ON),)
        assert order(plan, row(updated=ON, state="packed")).history == ()

    @pytest.mark.parametrize(
        ("word", "says"),
        [
            pytest.param("shipped", "is 'shipped'", id="another word"),
            pytest.param("Delivered", "is 'Delivered'", id="the word written otherwise"),
            pytest.param("", "is blank", id="no word"),
        ],
    )
    def test_where_it_does_not_stand_that_is_told(self, word: str, says: str) -> None:
        found = reading(mapping(UPDATED), row(updated=ON, state=word))
        assert found.order.history == ()
        assert ('line 2, column "state"', f"{says}, so delivered_at is not told") in found.assumed

    def test_where_it_stands_and_no_time_that_is_told(self) -> None:
        found = reading(mapping(UPDATED), row(updated="", state="delivered"))
        assert found.order.history == ()
        says = "is blank, so delivered_at is not told, though column \"state\" is 'delivered'"
        assert ('line 2, column "updated"', says) in found.assumed
        told = reading(mapping(UPDATED), row(updated=ON, state="delivered"))
        assert "is blank" not in str(told.assumed)

    def test_where_it_stands_and_the_same_time_is_not_told(self) -> None:
        same = 'delivered_at = { same_as = "shipped_at", when = { state = "came", by = "us" } }'
        found = reading(
            mapping(f'shipped_at = "sent"\n{same}'), row(sent="", state="came", by="us")
        )
        assert found.order.history == ()
        words = "column \"state\" is 'came' and column \"by\" is 'us'"
        says = f"is blank, so delivered_at is not told, though {words}"
        assert ('line 2, column "sent"', says) in found.assumed

    def test_the_same_as_a_time_that_does_not_count_is_none(self) -> None:
        sent = 'shipped_at = { column = "updated", when = { state = "gone" } }'
        same = 'delivered_at = { same_as = "shipped_at", when = { by = "us" } }'
        found = reading(mapping(f"{sent}\n{same}"), row(updated=ON, state="here", by="us"))
        assert found.order.history == ()
        assert "is blank" not in str(found.assumed)

    def test_a_time_that_does_not_count_need_not_be_one(self) -> None:
        plan = mapping(UPDATED)
        assert order(plan, row(updated="soon", state="packed")).history == ()
        (found,) = problems(plan, row(updated="soon", state="delivered"))
        assert found.startswith("line 2, column \"updated\" is 'soon'")

    def test_every_column_has_to_say_its_word(self) -> None:
        both = '{ column = "updated", when = { state = "delivered", by = "us" } }'
        plan = mapping(f"delivered_at = {both}")
        assert order(plan, row(updated=ON, state="delivered", by="us")).history
        assert not order(plan, row(updated=ON, state="delivered", by="them")).history

    def test_a_payment_that_is_told_by_a_word_alone(self) -> None:
        told = 'paid_at = { same_as = "placed_at", when = { money = ["paid", "settled"] } }'
        plan = mapping(told)
        (paid,) = order(plan, row(money="settled")).history
        assert isinstance(paid, Paid)
        assert paid.at.isoformat() == "2026-03-02T09:15:00+00:00"
        found = reading(plan, row(money="open"))
        assert found.order.history == ()
        says = "is taken to be placed_at where \"money\" is 'paid' or 'settled'"
        assert ("order.paid_at", says) in found.assumed

    def test_rows_of_an_order_differ_where_the_mapping_tells_it_of_lines(self) -> None:
        plan = mapping("", UPDATED)
        found = order(plan, row(updated=ON, state="delivered"), row(updated=ON, state="packed"))
        assert found.history == (Delivered({"1": 2}, at=ON),)

    def test_what_is_told_of_the_order_stands_on_its_first_row(self) -> None:
        plan = mapping(UPDATED)
        first = row(updated=ON, state="delivered")
        assert order(plan, first, row(updated="", state="")).history == (
            Delivered({"1": 2, "2": 2}, at=ON),
        )
        (problem,) = problems(plan, first, row(state="packed"))
        assert problem == (
            "line 3, column \"state\" is 'packed', and line 2 of the same order says 'delivered'"
        )

    def test_a_time_that_is_the_same_as_one_that_hangs_on_a_word(self) -> None:
        told = 'shipped_at = { column = "updated", when = { state = "gone" } }'
        plan = mapping(f'{told}\ndelivered_at = {{ same_as = "shipped_at" }}')
        found = order(plan, row(updated=ON, state="gone"))
        assert found.history == (Shipped({"1": 2}, at=ON), Delivered({"1": 2}, at=ON))
        assert order(plan, row(updated=ON, state="here")).history == ()

    def test_a_time_of_the_order_by_way_of_one_of_its_lines(self) -> None:
        told = 'delivered_at = { same_as = "shipped_at", when = { state = "came" } }'
        plan = mapping(told, 'shipped_at = "sent"')
        later = "2026-03-06T12:30+01:00"
        found = order(plan, row(sent=ON, state="came"), row(sent=later, state="came"))
        assert found.history == (
            Shipped({"1": 2}, at=ON),
            Shipped({"2": 2}, at=later),
            Delivered({"1": 2}, at=ON),
            Delivered({"2": 2}, at=later),
        )

    def test_units_whose_time_hangs_on_a_word_that_is_not_there(self) -> None:
        plan = mapping("", f'delivered = "came"\n{UPDATED}')
        (problem,) = problems(plan, row(came="1", updated=ON, state="packed"))
        assert "tells of 1 unit, and" in problem

    def test_the_columns_are_looked_for_under_the_header(self) -> None:
        with pytest.raises(DocumentErrors) as caught:
            csv.orders(["order,bought,units,paid,updated", ",".join((*ROW, ON))], mapping(UPDATED))
        first, _ = map(str, caught.value)
        named = "the mapping names it for order.delivered_at.when"
        assert first == f'column "state" is not in the header, and {named}'
