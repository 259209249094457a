"""The answers about whole tables, made comparable: every column that is given, and each row of it.

Engines and loops give codes for words, which spares them the words; before they are compared, the
codes are put into the words that the library says. None of this is timed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.bulk_work import LINES

__all__ = ["GIVEN", "NOBODY_KNOWS", "Answers", "differences", "in_words", "of_arrow", "of_lists"]

Answers = dict[str, Any]
"""By the name of a column that is given: its values as an array."""

GIVEN = [x.name for x in LINES.gives]
NOBODY_KNOWS = np.iinfo(np.int64).min
_OUTCOMES = ["allowed", "partly", "refused", "refer"]
# A code is 16 for each step of the way and 8 for what is excluded, about the units that are still
# with the customer, and 1, 2 and 4 about those that are not.
_WAYS = ["", "window_closed", "delivery_date_missing", "not_shipped"]
_EXCLUDED = "not_returnable"
_GONE = ["already_returned", "already_refunded", "more_than_bought"]


def _sentence(code: int) -> str:
    gone = [x for bit, x in enumerate(_GONE) if code >> bit & 1]
    return " ".join(x for x in (_WAYS[code >> 4], _EXCLUDED if code & 8 else "", *gone) if x)


_WORDS = {"outcome": _OUTCOMES, "because": [_sentence(x) for x in range(16 * len(_WAYS))]}


def in_words(found: Mapping[str, Any]) -> Answers:
    """Answers whose words are codes, with the words."""
    words = {name: np.array(x, object)[found[name]] for name, x in _WORDS.items()}
    return {**found, **words}


def of_arrow(found: Any) -> Answers:
    """Answers out of a batch or a table of Arrow."""
    return {name: _array(found.column(name)) for name in found.schema.names}


def _array(column: Any) -> Any:
    kind, types = column.type, pa.types
    if types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    if types.is_temporal(kind):
        # Microseconds, and days, since 1970.
        whole = pa.timestamp("us", tz="UTC") if types.is_timestamp(kind) else pa.int32()
        column = column.cast(whole).cast(pa.int64()).fill_null(NOBODY_KNOWS)
    return column.to_numpy(zero_copy_only=False)


def of_lists(found: Mapping[str, Any]) -> Answers:
    """Answers out of lists."""
    return of_arrow(pa.table(dict(found)))


def differences(ours: Answers, theirs: Answers, rows: int) -> Iterator[str]:
    """The columns of the first rows that differ, or that are not there, each with its first row."""
    for name in GIVEN:
        if name not in theirs:
            yield f"{name} is not answered"
        elif len(theirs[name]) != rows:
            yield f"{name} has {len(theirs[name])} rows, and there are {rows}"
        else:
            places = np.flatnonzero(theirs[name] != ours[name][:rows])
            for place in places[:1]:
                told = f"{theirs[name][place]}, and ours is {ours[name][place]}"
                yield f"{name} of row {place} is {told}"
