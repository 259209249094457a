"""The lines that the benchmark of whole tables is about, and the terms that answer them."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from attrs import frozen

from postsales import (
    Days,
    Delivered,
    Exclusion,
    Fee,
    Per,
    Percent,
    Place,
    RefundTerms,
    ReturnTerms,
    ReturnWindow,
    Scope,
    ShippingRefund,
    TenderOrder,
)
from postsales.bulk import Lines

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney"]
CATEGORIES = ["shoes", "apparel", "electronics", "books", "hygiene", "perishable"]
EXCLUDED = ["hygiene", "perishable"]
REASONS = ["remorse", "defect"]
WINDOW, FEE = 30, 15
FIRST, LAST = datetime(2023, 1, 1), datetime(2026, 1, 1)
DAY = 86_400_000_000

LINES = Lines(
    ReturnTerms(
        id="bulk",
        version="1",
        zone=Place.CUSTOMER,
        window=ReturnWindow(Days(WINDOW), since=Delivered),
        exclusions=[Exclusion("not_returnable", applies_to=Scope(category=EXCLUDED))],
    ),
    RefundTerms(
        id="bulk",
        version="1",
        shipping=ShippingRefund.NEVER,
        tenders=TenderOrder.AS_PAID,
        fees=[Fee("restocking", Percent(str(FEE)), per=Per.ITEM)],
    ),
)
ASKED = [x.name for x in LINES.needs]


@frozen(slots=False)
class Drawn:
    """Lines as one record batch, words dictionary-coded."""

    batch: pa.RecordBatch

    def rows(self, most: int) -> list[dict[str, Any]]:
        """The first rows, as values of Python."""
        found: list[dict[str, Any]] = self.batch.slice(0, most).to_pylist()
        return found

    @cached_property
    def numbers(self) -> dict[str, Any]:
        """The columns as arrays: words by their places in ZONES, CATEGORIES and REASONS.

        What has no instant comes after all that have one.
        """
        found: dict[str, Any] = {}
        for name in ASKED:
            column = self.batch.column(self.batch.schema.get_field_index(name))
            if pa.types.is_dictionary(column.type):
                column = column.indices
            elif pa.types.is_timestamp(column.type):
                column = column.cast(pa.int64()).fill_null(np.iinfo(np.int64).max)
            found[name] = column.to_numpy()
        return found


def drawn(rows: int, seed: int = 3) -> Drawn:
    """So many lines of a shop, the same for a seed."""
    r = np.random.default_rng(seed)
    base = int(datetime(2024, 1, 1, tzinfo=ZoneInfo("UTC")).timestamp()) * 1_000_000
    delivered = base + r.integers(0, 366 * DAY, rows)
    quantity = r.choice(np.array([1, 1, 2, 3], np.int64), rows)
    total = r.integers(199, 29_999, rows) * quantity
    back = np.where(quantity > 1, r.integers(0, 2, rows), 0)
    rate = r.choice(np.array([0, 700, 1900, 825]), rows)
    moment = pa.timestamp("us", tz="UTC")

    def words(values: list[str]) -> pa.DictionaryArray:
        codes = pa.array(r.integers(0, len(values), rows).astype(np.int32))
        return pa.DictionaryArray.from_arrays(codes, pa.array(values))

    columns = {
        "quantity": pa.array(quantity.astype(np.int32)),
        "asked": pa.array(r.choice(np.array([1, 1, 2], np.int32), rows)),
        "returned": pa.array(back.astype(np.int32)),
        "refunded": pa.array(back.astype(np.int32)),
        "reason": words(REASONS),
        "shipped_at": pa.array(delivered - 2 * DAY).cast(moment),
        "delivered_at": pa.array(delivered).cast(moment),
        "at": pa.array(delivered + r.integers(0, 45 * DAY, rows)).cast(moment),
        "zone": words(ZONES),
        "category": words(CATEGORIES),
        "total": pa.array(total),
        "tax_included": pa.array(total * rate // (10_000 + rate)),
        "tax_added": pa.array(np.zeros(rows, np.int64)),
    }
    return Drawn(pa.RecordBatch.from_pydict({name: columns[name] for name in ASKED}))


def closings() -> tuple[Any, Any, int]:
    """By zone and UTC quarter hour: when the window closes, and its last day; and the first one."""
    first, last = (int(x.replace(tzinfo=ZoneInfo("UTC")).timestamp()) for x in (FIRST, LAST))
    slots = np.arange(first, last, 900, dtype=np.int64)
    closes, days = [], []
    for zone in ZONES:
        start = FIRST - timedelta(days=2)
        local = [
            (start + timedelta(days=n)).replace(tzinfo=ZoneInfo(zone)) for n in range(WINDOW + 1200)
        ]
        midnights = np.array([int(x.timestamp()) for x in local], np.int64)
        today = np.searchsorted(midnights, slots, side="right") - 1
        closes.append(midnights[today + WINDOW + 1] * 1_000_000)
        epoch = (start - datetime(1970, 1, 1)).days
        days.append((today + WINDOW + epoch).astype(np.int32))
    return np.vstack(closes), np.vstack(days), first * 1_000_000
