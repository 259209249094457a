"""The edge to Arrow: columns of a batch as numbers, and the answers as columns of another.

Rules of this file: it is the only one that meets pyarrow, which tells no types. What it cannot read
without a guess it refuses: instants without a zone or finer than a microsecond, numbers that are no
whole ones, words that are none.
"""

# pyright: basic, reportMissingTypeStubs=false, reportAttributeAccessIssue=false

from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from postsales.basics._errors import Contradictions, InvalidValue, PostsalesError, WrongType
from postsales.bulk import _blocks
from postsales.bulk._classes import Classes
from postsales.bulk._rows import MOST_PROBLEMS
from postsales.bulk._state import State
from postsales.bulk._tables import FAR, NEVER
from postsales.bulk.columns import DAY, MINOR, MOMENT, UNITS, WORD, WORDS, Column

__all__ = ["answered"]

Numbers = npt.NDArray[Any]
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


def answered(state: State, batch: Any, keep: Sequence[str], gives: Sequence[Column]) -> Any:
    """The answers about a record batch or a table, as another of the same kind."""
    if isinstance(batch, pa.Table):
        for column in state.needs:
            _place(batch, column.name)
        some = _of_table(state, batch, keep, gives)
        # Each batch has said its own words; a table says them once.
        whole = pa.Table.from_batches(some, schema=_schema(batch, keep, gives))
        return whole.unify_dictionaries()
    if isinstance(batch, pa.RecordBatch):
        return _of_batch(state, batch, keep, gives, first=0)
    allowed = "a pyarrow RecordBatch or Table is needed; give lists to Lines.columns"
    raise WrongType("batch", batch, allowed)


def _batches(table: Any) -> Iterator[Any]:
    """The rows of a table in batches that are worth their while."""
    chunks = max((x.num_chunks for x in table.columns), default=0)
    if chunks > 1 and table.num_rows < chunks * _blocks.BLOCK:
        table = table.combine_chunks()
    yield from table.to_batches()


def _of_table(
    state: State, table: Any, keep: Sequence[str], gives: Sequence[Column]
) -> Iterator[Any]:
    first = 0
    for batch in _batches(table):
        yield _of_batch(state, batch, keep, gives, first=first)
        first += batch.num_rows


def _of_batch(
    state: State, batch: Any, keep: Sequence[str], gives: Sequence[Column], *, first: int
) -> Any:
    """The answers about a batch, whose first row is that row of what was given."""
    schema = _schema(batch, keep, gives)
    columns = {x.name: _read(x, _column(batch, x.name), first) for x in state.needs}
    coded = _blocks.Coded(
        batch.num_rows,
        {x.name: _numbers(x, columns[x.name]) for x in state.needs if x.kind not in (WORD, WORDS)},
        [_words_of(x, columns[x.name]) for x in state.classes],
        partial(_row, columns),
        first,
    )
    found = _blocks.answered(state, coded, sum(x.kind is MINOR for x in gives))
    is_coded = pa.types.is_dictionary(schema.field("because").type)
    arrays = [_column(batch, name) for name in keep] + _given(found, is_coded=is_coded)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


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
        raise InvalidValue(name, None, f"the table has no column {name!r}, or it has two")
    return place


def _column(batch: Any, name: str) -> Any:
    return batch.column(_place(batch, name))


# ------------------------------------------------------------------------------------- in


def _read(column: Column, array: Any, first: int) -> Any:
    """A column in the one type that it is worked with in."""
    if array.null_count and not column.null:
        nulls = np.flatnonzero(array.is_null().to_numpy(zero_copy_only=False))
        says = f"{column.name} has no value, and each row tells {column.says}"
        raise Contradictions(
            "table of lines", [f"row {first + i}: {says}" for i in nulls[:MOST_PROBLEMS]]
        )
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
    try:
        return array.cast(kind)
    except pa.ArrowInvalid as error:
        allowed = f"every value fits into {kind}; {error}"
        raise InvalidValue(column.name, str(array.type), allowed) from None


def _numbers(column: Column, array: Any) -> Numbers:
    if column.kind is MOMENT:
        array = array.cast(pa.int64())
        array = array.fill_null(FAR) if array.null_count else array
    found: Numbers = array.to_numpy(zero_copy_only=False)
    return found


def _row(columns: dict[str, Any], place: int) -> dict[str, Any]:
    return {name: array[place].as_py() for name, array in columns.items()}


Words = tuple[list[Hashable], Numbers, Numbers]
"""The classes of a column, which of them each word has, and which word each row is."""


def _words_of(known: Classes, array: Any) -> Words:
    if pa.types.is_dictionary(array.type):
        return _of_words(known, array)
    return _of_lists(known, array)


def _of_words(known: Classes, array: Any) -> Words:
    """The classes of words; words that no row has do not count."""
    words = [*array.dictionary.to_pylist(), None]
    indices = array.indices
    if pa.types.is_uint64(indices.type):
        indices = indices.cast(pa.int64())
    indices = indices.fill_null(len(words) - 1) if indices.null_count else indices
    codes = indices.to_numpy(zero_copy_only=False)
    try:
        told = [known.of(x) for x in (words if array.null_count else words[:-1])]
        used = range(len(told))
    except PostsalesError:
        used = np.unique(codes).tolist()
        told = [known.of(words[x]) for x in used]
    if len(words) <= _FEW_WORDS and len(told) == len(words) - (not array.null_count):
        # Few words are classes of their own, and need not be looked up row by row.
        return told, np.arange(len(told)), codes
    classes: dict[Hashable, int] = {}
    places = np.zeros(len(words), np.int64)
    for place, one in zip(used, told, strict=True):
        places[place] = classes.setdefault(one, len(classes))
    return [*classes] or [None], places, codes


def _of_lists(known: Classes, array: Any) -> Words:
    """The classes of lists of words: all that the terms name of them."""
    words = array.flatten().dictionary_encode()
    if words.null_count:
        raise InvalidValue(known.name, None, "each word of a list is text")
    told: list[Any] = [known.of((x,)) for x in words.dictionary.to_pylist()]
    named = [*dict.fromkeys(one for some in told for one in some)]
    bits = [sum([1 << named.index(one) for one in some]) for some in told]
    kind = np.int64 if len(named) < _MOST_BITS else object
    of_words = np.array(bits, kind).take(words.indices.to_numpy(zero_copy_only=False))
    lengths = pc.list_value_length(array).fill_null(0).to_numpy(zero_copy_only=False)
    found = np.zeros(len(array), kind)
    is_some = lengths > 0
    if is_some.any():
        starts = (np.cumsum(lengths) - lengths)[is_some]
        found[is_some] = np.bitwise_or.reduceat(of_words, starts)
    sets, places = np.unique(found, return_inverse=True)
    classes = [frozenset(one for n, one in enumerate(named) if int(some) >> n & 1) for some in sets]
    return [*classes] or [frozenset()], np.arange(len(classes) or 1), places


_MOST_BITS = 62
_FEW_WORDS = 16
_INT32 = 32

# ------------------------------------------------------------------------------------- out


def _given(found: _blocks.Found, *, is_coded: bool) -> list[Any]:
    return [
        _words(found.outcome, [*_blocks.OUTCOMES], is_coded=is_coded),
        pa.array(found.allowed),
        pa.array(found.refused),
        pa.array(found.referred),
        _words(found.because, found.sentences, is_coded=is_coded),
        *_ends(found),
        *(pa.array(x) for x in found.money),
    ]


def _words(codes: Numbers, words: list[str], *, is_coded: bool) -> Any:
    array = pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words, pa.string()))
    return array if is_coded else array.dictionary_decode()


def _ends(found: _blocks.Found) -> Iterator[Any]:
    known = found.ends_at != NEVER
    validity = None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
    for values, kind in ((found.ends_at, _MOMENT), (found.last_day, pa.date32())):
        buffers = [validity, pa.py_buffer(values)]
        yield pa.Array.from_buffers(kind, len(values), buffers)
