"""Words of Arrow: the classes that a column has, and which of them each row is.

Rules of this file: a word is read once, however many rows have it, and of long lists of words only
those that the terms name. Rows whose word cannot be are named.
"""

# pyright: basic, reportMissingTypeStubs=false, reportAttributeAccessIssue=false

from collections.abc import Hashable, Sequence
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from postsales.basics._errors import PostsalesError
from postsales.bulk._classes import Classes
from postsales.bulk._coded import Numbers, Words
from postsales.bulk._possible import refused

__all__ = ["words_of"]

_MOST_BITS = 62
_FEW_WORDS = 16
_FEW_SETS = 4096
_SEEN, _SHORT = "[!-~]", 1000
"""A word with such a letter is not blank, and one of so many bytes has no more letters."""


def words_of(known: Classes, array: Any, first: int) -> Words:
    """The classes of a column of words, or of lists of them."""
    if pa.types.is_dictionary(array.type):
        return _of_words(known, array, first)
    return _of_lists(known, array, first)


def _of_words(known: Classes, array: Any, first: int) -> Words:
    """The classes of words; words that no row has do not count."""
    classes, which, wrong = _classes(known, array.dictionary)
    indices = array.indices
    if pa.types.is_uint64(indices.type):
        indices = indices.cast(pa.int64())
    if indices.null_count:
        # What nobody told is one more word.
        indices = indices.cast(pa.int64()).fill_null(len(which))
        which = np.append(which, 0)
    codes = indices.to_numpy(zero_copy_only=False)
    if wrong:
        places = np.flatnonzero(np.isin(codes, [*wrong]))
        if len(places):
            raise refused(first, places, lambda row: wrong[int(codes[row])])
    if len(which) <= _FEW_WORDS:
        # Few words are classes of their own, and need not be looked up row by row.
        return Words([classes[x] for x in which.tolist()], None, codes)
    return Words(classes, which, codes)


def _classes(known: Classes, words: Any) -> tuple[list[Hashable], Numbers, dict[int, str]]:
    """The classes of words, which of them each has, and what is wrong with some.

    The first one is that of words which the terms do not name.
    """
    classes: dict[Hashable, int] = {known.other: 0}
    which = np.zeros(len(words), np.int64)
    wrong: dict[int, str] = {}
    some = np.arange(len(words))
    if known.is_text and len(words) > _FEW_WORDS:
        some = np.flatnonzero(_to_read(known, words))
        words = words.take(pa.array(some))
    for place, word in zip(some.tolist(), words.to_pylist(), strict=True):
        try:
            which[place] = classes.setdefault(known.word(word), len(classes))
        except PostsalesError as error:
            wrong[place] = str(error)
    return [*classes], which, wrong


def _to_read(known: Classes, words: Any) -> Numbers:
    """The words that the terms name, and those that may be none: all others are alike."""
    words = words.cast(pa.large_string())
    named = pc.is_in(words, value_set=pa.array([*(known.named or ())], pa.large_string()))
    is_seen = pc.match_substring_regex(words, _SEEN)
    is_short = pc.less_equal(pc.binary_length(words), _SHORT)
    to_read = pc.or_(named, pc.invert(pc.and_(is_seen, is_short)))
    found: Numbers = to_read.to_numpy(zero_copy_only=False)
    return found


def _of_lists(known: Classes, array: Any, first: int) -> Words:
    """The classes of lists of words: all that any word of them is named by."""
    words = array.flatten().dictionary_encode()
    lengths = pc.list_value_length(array).fill_null(0).to_numpy(zero_copy_only=False)
    classes, which, wrong = _classes(known, words.dictionary)
    codes = words.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    if words.null_count:
        wrong[-1] = f"{known.name} has a word without a value, and each word of a list is text"
    if wrong:
        bad = np.flatnonzero(np.isin(codes, [*wrong]))
        rows, places = np.unique(np.arange(len(array)).repeat(lengths)[bad], return_index=True)
        said = dict(zip(rows.tolist(), codes[bad[places]].tolist(), strict=True))
        raise refused(first, rows, lambda row: wrong[said[row]])
    kind = np.int64 if len(classes) <= _MOST_BITS else object
    bits = np.array([0, *(1 << x for x in range(len(classes) - 1))], kind).take(which)
    found = np.zeros(len(array), kind)
    is_some = lengths > 0
    if is_some.any():
        starts = (np.cumsum(lengths) - lengths)[is_some]
        found[is_some] = np.bitwise_or.reduceat(bits.take(codes), starts)
    sets, places = _distinct(found)
    return Words([_any_of(classes, x) for x in sets], None, places)


def _distinct(found: Numbers) -> tuple[list[int], Numbers]:
    """The numbers that there are, and which of them each is."""
    if not len(found) or found.dtype == object or found.max() >= _FEW_SETS:
        sets, places = np.unique(found, return_inverse=True)
        return [int(x) for x in sets], places
    sets = np.flatnonzero(np.bincount(found))
    which = np.zeros(_FEW_SETS, np.int64)
    which[sets] = np.arange(len(sets))
    return sets.tolist(), which.take(found)


def _any_of(classes: Sequence[Hashable], some: int) -> Hashable:
    """The class of a list with words of these classes."""
    found = cast("int", classes[0])
    for place, one in enumerate(classes[1:]):
        if some >> place & 1:
            found |= cast("int", one)
    return found
