"""Columns of Arrow in the one type that each is worked with, whatever engine made them.

Rules of this file: what is no other value in that type is read, and nothing else: an instant
without a zone, text that is bytes and an amount with decimals could each mean two things. A column
of another type is refused with what would make it one; a value that does not fit, with its row.
"""

# pyright: basic, reportMissingTypeStubs=false, reportAttributeAccessIssue=false

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from postsales.basics._errors import WrongType
from postsales.bulk._possible import FIRST_YEAR, LAST_YEAR, MOST_MONEY, MOST_UNITS, refused
from postsales.bulk.columns import MINOR, MOMENT, UNITS, WORD, WORDS, Column

__all__ = ["INSTANT", "read", "told"]

_INT32 = 32
INSTANT = pa.timestamp("us", tz="UTC")
_TEXTS = pa.list_(pa.string())


def read(column: Column, array: Any, first: int) -> Any:
    """A column in the one type that it is worked with in."""
    array = _plain(column, array)
    if array.null_count and not column.null:
        nulls = np.flatnonzero(array.is_null().to_numpy(zero_copy_only=False))
        says = f"{column.name} has no value, and each row tells {column.says}"
        raise refused(first, nulls, lambda _: says)
    kind, types = array.type, pa.types
    if column.kind in (UNITS, MINOR) and _is_whole(kind):
        is_small = column.kind is UNITS and _is_small(kind)
        return _cast(column, array, pa.int32() if is_small else pa.int64(), first)
    if column.kind is MOMENT and types.is_timestamp(kind) and kind.tz is not None:
        return _cast(column, array, INSTANT, first)
    if column.kind is MOMENT and types.is_null(kind):
        return array.cast(INSTANT)
    if column.kind is WORD and _is_text(kind):
        return array if types.is_dictionary(kind) else array.dictionary_encode()
    if column.kind is WORDS and types.is_null(kind):
        return pa.nulls(len(array), _TEXTS)
    if column.kind is WORDS and _is_list(kind) and not types.is_run_end_encoded(kind.value_type):
        # A list of one length for all has room for words where it is null.
        return array.cast(_TEXTS) if types.is_fixed_size_list(kind) else array
    raise WrongType(column.name, str(kind), _ALLOWED[column.kind])


_ALLOWED = {
    UNITS: "whole numbers of units are needed, in any type of integers, or decimals of scale 0; "
    "cast others first, such as with cast('int64')",
    MINOR: "whole minor units are needed, in any type of integers, or decimals of scale 0; "
    "5.00 is 500 of them, so multiply before you cast, such as with cast('int64')",
    MOMENT: "instants are needed: a timestamp with a zone, such as timestamp('us', tz='UTC'); "
    "give one without a zone the one that it was written in, such as with assume_timezone",
    WORD: "text is needed, plain or dictionary-coded; cast others first, such as with "
    "cast('string')",
    WORDS: "lists of text are needed; cast others first, such as with cast(list_(string()))",
}


def _plain(column: Column, array: Any) -> Any:
    """The values one by one, but for words, which are read once for all rows that have them."""
    types = pa.types
    if types.is_run_end_encoded(array.type):
        array = pc.run_end_decode(array)
    if not types.is_dictionary(array.type):
        return array
    is_code_of_words = column.kind is WORD and not array.dictionary.null_count
    return array if is_code_of_words else array.dictionary_decode()


def _is_whole(kind: Any) -> bool:
    # Engines add integers up in decimals; of others nobody knows in which units they are.
    return bool(pa.types.is_integer(kind) or (pa.types.is_decimal(kind) and kind.scale == 0))


def _is_small(kind: Any) -> bool:
    is_small = pa.types.is_integer(kind) and kind.bit_width < _INT32
    return bool(is_small or pa.types.is_int32(kind))


def _is_text(kind: Any) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    texts = (types.is_string, types.is_large_string, types.is_string_view, types.is_null)
    return any(one(kind) for one in texts)


def _is_list(kind: Any) -> bool:
    types = pa.types
    lists = (
        types.is_list,
        types.is_large_list,
        types.is_fixed_size_list,
        types.is_list_view,
        types.is_large_list_view,
    )
    return any(one(kind) for one in lists)


# ------------------------------------------------------------------------------------- values


def _cast(column: Column, array: Any, kind: Any, first: int) -> Any:
    if array.type == kind:
        return array
    try:
        return array.cast(kind)
    except pa.ArrowInvalid:
        rows = _misfits(array, kind, range(len(array)))
        raise refused(first, rows, lambda row: _misfit(column, array[row])) from None


def _misfits(array: Any, kind: Any, rows: range) -> Iterator[int]:
    """The rows whose values do not fit, in order; parts in which all of them do are passed over."""
    try:
        array.slice(rows.start, len(rows)).cast(kind)
    except pa.ArrowInvalid:
        if len(rows) == 1:
            yield rows.start
            return
        half = len(rows) // 2
        yield from _misfits(array, kind, rows[:half])
        yield from _misfits(array, kind, rows[half:])


def _misfit(column: Column, one: Any) -> str:
    if column.kind is UNITS:
        return f"{column.name} is {one.as_py()}, and at most {MOST_UNITS} units are allowed"
    if column.kind is MINOR:
        shown = f"10**{len(str(MOST_MONEY)) - 1}"
        return f"{column.name} is {one.as_py()}, and money stays below {shown} minor units"
    allowed = f"the years {FIRST_YEAR} to {LAST_YEAR} are allowed"
    if one.type.unit == "ns":
        allowed = "an instant is told to the microsecond; round it down first"
    return f"{column.name} is {told(one)}: {allowed}"


def told(one: Any) -> Any:
    """A value as Python has it, or in words where it has none: an instant beyond all datetimes."""
    try:
        return one.as_py()
    except (OverflowError, ValueError):
        at = np.datetime64(one.value, one.type.unit)
        return f"{one.value} {one.type.unit} since 1970" if np.isnat(at) else f"{at}Z"
