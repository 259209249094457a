"""A shop whose terms look at most of what a row can tell, and one of its rows."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from postsales import (
    EUR,
    Days,
    Delivered,
    Exclusion,
    Fee,
    Per,
    Place,
    RefundTerms,
    ReturnTerms,
    ReturnWindow,
    Scope,
)
from postsales.basics.moments import instant
from postsales.bulk import Lines
from tests.bulk import arrow
from tests.bulk.given import Row, by_column, by_row

TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone=Place.CUSTOMER,
    window=ReturnWindow(Days(30), since=Delivered),
    exclusions=[Exclusion("final_sale", applies_to=Scope(category="books", trait="final_sale"))],
)
REFUNDS = RefundTerms(
    id="acme",
    version="1",
    shipping="never",
    tenders="as_paid",
    fees=[Fee("restocking", EUR("1.50"), per=Per.UNIT)],
)
LINES = Lines(TERMS, REFUNDS)
DAY = instant("2026-03-05T11:30Z")
ROW: Row = {
    "quantity": 3,
    "asked": 2,
    "returned": 0,
    "refunded": 0,
    "reason": "remorse",
    "shipped_at": None,
    "delivered_at": DAY,
    "at": DAY + timedelta(days=3),
    "zone": "Europe/Berlin",
    "category": "shoes",
    "traits": [],
    "total": 5000,
    "tax_included": 798,
    "tax_added": 0,
    "currency": "EUR",
}


def row(**facts: Any) -> Row:
    """The row with other facts."""
    return {**ROW, **facts}


def by_arrow(rows: Sequence[Row]) -> list[Row]:
    """The answers about rows as a record batch."""
    return LINES(arrow.batch(LINES, rows)).to_pylist()  # type: ignore[no-any-return]


def by_lists(rows: Sequence[Row]) -> list[Row]:
    """The answers about rows as lists."""
    return by_row(LINES.columns(by_column(LINES, rows)))
