"""The edge to Arrow: columns of a batch as numbers, and the answers as columns of another.

Rules of this file: it, ``_arrow_in`` and ``_arrow_words`` meet pyarrow, which tells no types.
"""

# pyright: basic, reportMissingTypeStubs=false, reportAttributeAccessIssue=false

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from postsales.basics._errors import WrongType
from postsales.bulk import _blocks
from postsales.bulk._arrow_in import INSTANT, read, told
from postsales.bulk._arrow_words import words_of
from postsales.bulk._coded import BLOCK, FAR, OUTCOMES, Coded, Found, Numbers
from postsales.bulk._state import Asked
from postsales.bulk.columns import DAY, MINOR, MOMENT, UNITS, WORD, WORDS, Column, without

__all__ = ["answered"]

_TYPES: dict[Any, Any] = {
    UNITS: pa.int32(),
    MINOR: pa.int64(),
    MOMENT: INSTANT,
    DAY: pa.date32(),
    WORD: pa.string(),
}
_CODED: dict[Any, Any] = {
    "outcome": pa.dictionary(pa.int8(), pa.string()),
    "because": pa.dictionary(pa.int32(), pa.string()),
}


def answered(asked: Asked, batch: Any, keep: Sequence[str], gives: Sequence[Column]) -> Any:
    """The answers about a record batch or a table, as another of the same kind."""
    if isinstance(batch, pa.Table):
        for column in asked.needs:
            _place(batch, column.name)
        some = _of_table(asked, batch, keep, gives)
        # Each batch has said its own words; a table says them once.
        whole = pa.Table.from_batches(some, schema=_schema(batch, keep, gives))
        return whole.unify_dictionaries()
    if isinstance(batch, pa.RecordBatch):
        return _of_batch(asked, batch, keep, gives, first=0)
    allowed = "a pyarrow RecordBatch or Table is needed; give lists to Lines.columns"
    raise WrongType("batch", batch, allowed)


def _batches(table: Any) -> Iterator[Any]:
    """The rows of a table in batches that are worth their while."""
    chunks = max((x.num_chunks for x in table.columns), default=0)
    if chunks > 1 and table.num_rows < chunks * BLOCK:
        table = table.combine_chunks()
    yield from table.to_batches()


def _of_table(
    asked: Asked, table: Any, keep: Sequence[str], gives: Sequence[Column]
) -> Iterator[Any]:
    first = 0
    for batch in _batches(table):
        yield _of_batch(asked, batch, keep, gives, first=first)
        first += batch.num_rows


def _of_batch(
    asked: Asked, batch: Any, keep: Sequence[str], gives: Sequence[Column], *, first: int
) -> Any:
    """The answers about a batch, whose first row is that row of what was given."""
    schema = _schema(batch, keep, gives)
    columns = {x.name: read(x, _column(batch, x.name), first) for x in asked.needs}
    coded = Coded(
        batch.num_rows,
        {x.name: _numbers(x, columns[x.name]) for x in asked.needs if x.kind not in (WORD, WORDS)},
        frozenset(name for name, some in columns.items() if some.null_count),
        {x.name: words_of(x, columns[x.name], first) for x in asked.state.classes},
        partial(_row, columns),
        first,
    )
    found = _blocks.answered(asked, coded, sum(x.kind is MINOR for x in gives), _room)
    is_coded = pa.types.is_dictionary(schema.field("because").type)
    arrays = [_column(batch, name) for name in keep] + _given(found, is_coded=is_coded)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _room(rows: int, kind: Any) -> Numbers:
    """Memory of Arrow's own, which keeps what it was given back."""
    size = rows * np.dtype(kind).itemsize
    return np.frombuffer(pa.allocate_buffer(size), kind)


def _schema(batch: Any, keep: Sequence[str], gives: Sequence[Column]) -> Any:
    kept = [batch.schema.field(_place(batch, name)) for name in keep]
    is_coded = pa.types.is_dictionary(_type(batch, "reason"))
    types = {**_TYPES, **(_CODED if is_coded else {})}
    given = [pa.field(x.name, types.get(x.name) or types[x.kind]) for x in gives]
    return pa.schema([*kept, *given])


def _type(batch: Any, name: str) -> Any:
    return batch.schema.field(_place(batch, name)).type


def _place(batch: Any, name: str) -> int:
    place: int = batch.schema.get_field_index(name)
    if place < 0:
        raise without(name, batch.schema.names)
    return place


def _column(batch: Any, name: str) -> Any:
    return batch.column(_place(batch, name))


# ------------------------------------------------------------------------------------- in


def _numbers(column: Column, array: Any) -> Numbers:
    if column.kind is MOMENT:
        array = array.view(pa.int64())
        if array.null_count:
            # What is told is no null, however late.
            array = pc.min_element_wise(array, FAR - 1, skip_nulls=False).fill_null(FAR)
    found: Numbers = array.to_numpy(zero_copy_only=False)
    return found


def _row(columns: dict[str, Any], place: int) -> dict[str, Any]:
    return {name: told(array[place]) for name, array in columns.items()}


# ------------------------------------------------------------------------------------- out


def _given(found: Found, *, is_coded: bool) -> list[Any]:
    sentences = [*found.sentences]
    return [
        _words(found.outcome, [*OUTCOMES], is_coded=is_coded),
        pa.array(found.allowed),
        pa.array(found.refused),
        pa.array(found.referred),
        _words(found.because, sentences, is_coded=is_coded),
        *_ends(found),
        *(pa.array(x) for x in found.money),
    ]


def _words(codes: Numbers, words: list[str], *, is_coded: bool) -> Any:
    # Each code is the place of a word: that need not be proven row by row.
    told = pa.array(words, pa.string())
    array = pa.DictionaryArray.from_arrays(pa.array(codes), told, safe=False)
    return array if is_coded else array.dictionary_decode()


def _ends(found: Found) -> Iterator[Any]:
    has_end = found.has_end
    bits = None if has_end.all() else pa.py_buffer(np.packbits(has_end, bitorder="little"))
    for values, kind in ((found.ends_at, INSTANT), (found.last_day, pa.date32())):
        yield pa.Array.from_buffers(kind, len(values), [bits, pa.py_buffer(values)])
