"""A table is answered as its rows are, one by one, by the verbs for whole orders."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales.bulk import Lines
from tests.bulk import arrow
from tests.bulk.given import (
    by_column,
    by_row,
    refund_terms_of_rows,
    rows_of,
    scalar,
    terms_of_rows,
)

# To trace what is drawn and asked here would double the time.
pytestmark = pytest.mark.no_cover


@st.composite
def tables(draw: st.DrawFn) -> tuple[Lines, list[dict[str, Any]]]:
    """Terms that a table can express, and rows that they talk about."""
    refund_terms = draw(refund_terms_of_rows()) if draw(st.booleans()) else None
    lines = Lines(draw(terms_of_rows()), refund_terms)
    return lines, draw(rows_of(lines))


class TestLists:
    """Columns of lists are answered row by row as orders of one line are."""

    @given(tables())
    def test_as_orders_are(self, table: tuple[Lines, list[dict[str, Any]]]) -> None:
        lines, rows = table
        found = lines.columns(by_column(lines, rows))
        assert by_row(found) == [scalar(lines, row) for row in rows]


class TestArrow:
    """So are the rows of a record batch."""

    @given(tables())
    def test_as_orders_are(self, table: tuple[Lines, list[dict[str, Any]]]) -> None:
        lines, rows = table
        found = lines(arrow.batch(lines, rows))
        assert found.to_pylist() == [scalar(lines, row) for row in rows]
