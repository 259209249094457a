"""The edge to Arrow: columns of a batch as numbers, and the answers as columns of another.

Rules of this file: it and ``_arrow_words`` meet pyarrow, which tells no types. What they cannot
read without a guess they refuse: instants without a zone or finer than a microsecond, numbers that
are no whole ones, words that are none.
"""

# pyright: basic, reportMissingTypeStubs=false, reportAttributeAccessIssue=false

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from postsales.basics._errors import InvalidValue, WrongType
from postsales.bulk import _blocks
from postsales.bulk._arrow_words import words_of
from postsales.bulk._coded import BLOCK, FAR, OUTCOMES, Coded, Found, Numbers
from postsales.bulk._possible import refused
from postsales.bulk._state import Asked
from postsales.bulk.columns import DAY, MINOR, MOMENT, UNITS, WORD, WORDS, Column, without

__all__ = ["answered"]

_INT32 = 32
_MOMENT = pa.timestamp("us", tz="UTC")
_TYPES: dict[Any, Any] = {
    UNITS: pa.int32(),
    MINOR: pa.int64(),
    MOMENT: _MOMENT,
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
    columns = {x.name: _read(x, _column(batch, x.name), first) for x in asked.needs}
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


def _read(column: Column, array: Any, first: int) -> Any:
    """A column in the one type that it is worked with in."""
    if pa.types.is_dictionary(array.type) and array.dictionary.null_count:
        array = array.dictionary_decode()
    if array.null_count and not column.null:
        nulls = np.flatnonzero(array.is_null().to_numpy(zero_copy_only=False))
        says = f"{column.name} has no value, and each row tells {column.says}"
        raise refused(first, nulls, lambda _: says)
    kind, types = array.type, pa.types
    if column.kind in (UNITS, MINOR) and types.is_integer(kind):
        is_small = column.kind is UNITS and (types.is_int32(kind) or kind.bit_width < _INT32)
        return _cast(column, array, pa.int32() if is_small else pa.int64())
    if column.kind is MOMENT and types.is_timestamp(kind) and kind.tz is not None:
        return _cast(column, array, _MOMENT)
    if column.kind is MOMENT and types.is_null(kind):
        return array.cast(_MOMENT)
    if column.kind is WORD and _is_text(kind):
        return array if types.is_dictionary(kind) else array.dictionary_encode()
    if column.kind is WORDS and types.is_null(kind):
        return pa.nulls(len(array), pa.list_(pa.string()))
    if column.kind is WORDS and (types.is_list(kind) or types.is_large_list(kind)):
        return array
    raise WrongType(column.name, str(kind), _ALLOWED[column.kind])


_ALLOWED = {
    UNITS: "whole numbers of units are needed, in any type of integers",
    MINOR: "whole minor units are needed, in any type of integers",
    MOMENT: "instants are needed: a timestamp with a zone, such as timestamp('us', tz='UTC')",
    WORD: "text is needed, plain or dictionary-coded",
    WORDS: "lists of text are needed",
}


def _is_text(kind: Any) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    texts = (types.is_string, types.is_large_string, types.is_string_view, types.is_null)
    return any(one(kind) for one in texts)


def _cast(column: Column, array: Any, kind: Any) -> Any:
    if array.type == kind:
        return array
    try:
        return array.cast(kind)
    except pa.ArrowInvalid as error:
        allowed = f"every value fits into {kind}; {error}"
        raise InvalidValue(column.name, str(array.type), allowed) from None


def _numbers(column: Column, array: Any) -> Numbers:
    if column.kind is MOMENT:
        array = array.view(pa.int64())
        if array.null_count:
            # What is told is no null, however late.
            array = pc.min_element_wise(array, FAR - 1, skip_nulls=False).fill_null(FAR)
    found: Numbers = array.to_numpy(zero_copy_only=False)
    return found


def _row(columns: dict[str, Any], place: int) -> dict[str, Any]:
    return {name: _told(array[place]) for name, array in columns.items()}


def _told(one: Any) -> Any:
    try:
        return one.as_py()
    except (OverflowError, ValueError):
        # An instant that no datetime can be.
        return f"{np.datetime64(one.value, 'us')}Z"


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
    for values, kind in ((found.ends_at, _MOMENT), (found.last_day, pa.date32())):
        yield pa.Array.from_buffers(kind, len(values), [bits, pa.py_buffer(values)])
