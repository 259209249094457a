"""Rows as batches of Arrow, in every type that is read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from postsales.basics.moments import instant
from postsales.bulk import ColumnKind, Lines

UTC = pa.timestamp("us", tz="UTC")
CODED = pa.dictionary(pa.int32(), pa.string())
TYPES = {
    ColumnKind.UNITS: pa.int32(),
    ColumnKind.MINOR: pa.int64(),
    ColumnKind.MOMENT: UTC,
    ColumnKind.DAY: pa.date32(),
    ColumnKind.WORD: pa.string(),
    ColumnKind.WORDS: pa.list_(pa.string()),
}


def schema(lines: Lines) -> pa.Schema:
    """The columns that are needed, in the plainest types."""
    return pa.schema([(x.name, TYPES[x.kind]) for x in lines.needs])


def batch(lines: Lines, rows: Sequence[Mapping[str, Any]]) -> pa.RecordBatch:
    """Rows as a record batch, with the columns that are needed."""
    told = [{x.name: row[x.name] for x in lines.needs} for row in rows]
    return pa.RecordBatch.from_pylist(told, schema=schema(lines))


def at(text: str) -> datetime:
    """An instant as an aware datetime."""
    return instant(text)
