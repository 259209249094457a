"""Reading plain data from strangers: every problem is noted with its path, and all are raised once.

Rules of this file: a ``Part`` is a mapping somewhere in a document; what it is asked for it checks,
and gives either the value or, with a problem noted, a harmless one of the same type, so that
reading goes on. Nothing that was read may be used before ``Reader.finish`` let it through. What
nobody asked for is unmapped.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TypeVar, cast

from attrs import Factory, frozen

from postsales.basics._checks import count, numeral, optional_text, ratio, text
from postsales.basics._errors import InvalidValue, PostsalesError, WrongType, short
from postsales.basics.moments import instant
from postsales.wire._data import below
from postsales.wire.documents import DocumentErrors, Problem

T = TypeVar("T")

_Check = Callable[[str, object], T]
_Seen = tuple[str, Mapping[object, object], set[str]]

ROOT = "$"
"""The path of a whole document."""
FINEST = 24
"""A figure of a document is a whole number of 10**-24: no numeral is long enough to be finer."""

_READ_FIRST = "read its text first, as json.loads(text) does"
_MOST_MONEY: int = 10**13 * 10**FINEST
_NEUTRAL_AT = instant("2000-01-01T00:00Z")
_PLACES = re.compile(r"\[\d+\]")
_UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d{1,6})?")
_MONEY = "money is text such as '19.90'"
_ID = "an id is a whole number, or its digits as text"
_LONGEST_ID = 20
_RATE = "a rate is a fraction of 1, from 0 to 10, such as 0.19"
_HIGHEST_RATE = 10
_ZONED = "a time is text with its offset, such as '2026-03-02T10:15:00+01:00'"
_TIME = "a time in UTC is text such as '2026-03-02T09:15:00'"


@frozen(weakref_slot=False, eq=False)
class Reader:
    """One document in the reading: what is wrong with it, unmapped in it and assumed about it.

    The lists inside fill while it is read; nobody but the reading itself holds it.
    """

    document: str
    _problems: list[Problem] = Factory(list[Problem])
    _hollow: list[str] = Factory(list[str])
    _assumed: dict[tuple[str, str], None] = Factory(dict[tuple[str, str], None])
    # Not the parts themselves: they hold the reader, and what holds each other stays in memory,
    # with the whole document, until somebody looks for it.
    _seen: list["_Seen"] = Factory(list["_Seen"])

    def part(self, value: object, path: str) -> "Part":
        """The part of the document at a path; an empty one when it is no mapping."""
        if not isinstance(value, Mapping):
            is_text = path == ROOT and isinstance(value, str | bytes)
            advice = f": {_READ_FIRST}" if is_text else ""
            self.wrong(path, f"is {short(value)}, and an object is needed{advice}", value)
            self._hollow.append(path)
            value = {}
        found = Part(self, path, cast("Mapping[object, object]", value), set())
        self._seen.append((path, found.values, found.asked))
        return found

    def wrong(self, path: str, says: str, value: object = None) -> None:
        """A problem is noted; of a document that is no object, nothing more is."""
        if ROOT not in self._hollow:
            self._problems.append(Problem(path, says, value))

    def refused(self, path: str, error: InvalidValue | WrongType, value: object) -> None:
        """A problem is noted that a check of the value found."""
        self.wrong(path, f"is {short(value)}: {error.allowed}", value)

    def impossible(self, path: str, error: PostsalesError) -> None:
        """A problem is noted that an order, line or event made of this part has with itself."""
        self.wrong(path, f"cannot be: {error}")

    def assume(self, path: str, says: str) -> None:
        """It is noted what was taken for granted."""
        self._assumed[(path, says)] = None

    def is_sound(self, *paths: str) -> bool:
        """Is nothing wrong yet at these paths, or below them?"""
        return not any(problem.path.startswith(paths) for problem in self._problems)

    def finish(self) -> None:
        """Let pass what was read so far, when it is sound.

        Raises:
            DocumentErrors: there are problems; with all of them.
        """
        if self._problems:
            raise self.errors()

    def errors(self) -> DocumentErrors:
        """All problems, to be raised."""
        return DocumentErrors(self.document, self._problems)

    @property
    def assumed(self) -> tuple[tuple[str, str], ...]:
        """What was taken for granted, in the order of reading."""
        return tuple(self._assumed)

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The paths of what was told and not asked for, each once."""
        parts = (Part(self, *seen) for seen in self._seen)
        paths = (path for part in parts for path in part.unread())
        return tuple(dict.fromkeys(_PLACES.sub("[*]", path) for path in paths))


@frozen(weakref_slot=False, eq=False)
class Part:
    """A mapping somewhere in a document."""

    reader: Reader
    path: str
    values: Mapping[object, object]
    asked: set[str]

    def path_of(self, key: object) -> str:
        """Where a value of this part stands."""
        return below(self.path, key)

    def unread(self) -> Iterator[str]:
        """The paths of what nobody asked for and which is not empty."""
        for key, value in self.values.items():
            if value is None or key in self.asked:
                continue
            if value or not isinstance(value, str | list | tuple | Mapping):
                yield self.path_of(key)

    def knows_again(self, *keys: str) -> None:
        """What stands at these keys says again what is read elsewhere."""
        self.asked.update(keys)

    def wrong(self, key: str, says: str) -> None:
        """A problem with the value at this key is noted."""
        self.reader.wrong(self.path_of(key), says, self.values.get(key))

    def has(self, key: str) -> bool:
        """Is there something at this key that is not null?"""
        self.asked.add(key)
        return self.values.get(key) is not None

    def _value(self, key: str) -> object:
        """The value at a key, or None with a problem noted when there is none."""
        if self.has(key):
            return self.values[key]
        self.wrong(key, "is null, and a value is needed" if key in self.values else "is missing")
        return None

    def text(self, key: str) -> str:
        """Text that is not blank."""
        return self._checked(key, self._value(key), "?", text)

    def optional_text(self, key: str) -> str | None:
        """Text; None when it is missing, null or blank."""
        if not self.has(key):
            return None
        found = self._checked(key, self.values[key], "", optional_text)
        return found if found.strip() else None

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number between two bounds, both allowed."""
        value = self._value(key)
        return self._checked(key, value, least, lambda k, v: count(k, v, least, most))

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._value(key)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, f"is {short(value)}, and true or false is needed")
        return value is True

    def at(self, key: str) -> datetime:
        """An instant, told as a time in UTC without an offset."""
        return self._checked(key, self._value(key), _NEUTRAL_AT, _utc)

    def optional_at(self, key: str) -> datetime | None:
        """An instant, or None when it is null; the key must be there."""
        self.asked.add(key)
        if key in self.values and self.values[key] is None:
            return None
        return self.at(key)

    def zoned_at(self, key: str) -> datetime:
        """An instant, told as a time with its offset."""
        return self._checked(key, self._value(key), _NEUTRAL_AT, _zoned)

    def optional_zoned_at(self, key: str) -> datetime | None:
        """An instant, told as a time with its offset; None when it is missing or null."""
        return self.zoned_at(key) if self.has(key) else None

    def id(self, key: str) -> str:
        """An id, as text: numbers of other languages end at 2**53, ids do not."""
        return self._checked(key, self._value(key), "0", _id)

    def optional_id(self, key: str) -> str | None:
        """An id; None when it is missing or null."""
        return self.id(key) if self.has(key) else None

    def rate(self, key: str) -> Decimal | None:
        """A rate, as it is written; None when it is missing or null."""
        if not self.has(key):
            return None
        return self._checked(key, self.values[key], Decimal(0), _rate)

    def money(self, key: str) -> int:
        """An amount, exactly as it is told, as a whole number of 10**-24."""
        return self._checked(key, self._value(key), 0, _figure)

    def part(self, key: str) -> "Part":
        """The mapping at a key; an empty one when there is none."""
        nothing: dict[str, object] = {}
        return self.reader.part(self.values[key] if self.has(key) else nothing, self.path_of(key))

    def items(self, key: str) -> list[object]:
        """What stands in the list at a key, whatever it is."""
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            self.wrong(key, f"is {short(value)}, and a list is needed")
            return []
        return list(cast("list[object]", value))

    def parts(self, key: str) -> list["Part"]:
        """The mappings in the list at a key."""
        path = self.path_of(key)
        items = enumerate(self.items(key))
        return [self.reader.part(x, f"{path}[{place}]") for place, x in items]

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts in the list at a key, none of them blank."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            self.wrong(key, f"is {short(value)}, and a list of text is needed")
            return ()
        return self._checked(key, cast("list[object]", value), (), _texts)

    def optional_parts(self, key: str) -> list["Part"]:
        """The mappings in the list at a key; none when it is missing or null."""
        return self.parts(key) if self.has(key) else []

    def _checked(self, key: str, value: object, neutral: T, check: "_Check[T]") -> T:
        if value is None:
            return neutral
        try:
            return check(key, value)
        except (InvalidValue, WrongType) as error:
            self.reader.refused(self.path_of(key), error, value)
            return neutral


def _utc(field: str, value: object) -> datetime:
    if not isinstance(value, str):
        raise WrongType(field, value, _TIME)
    if len(value) > len("2026-03-02T09:15:00.123456") or not _UTC_TIME.fullmatch(value):
        raise InvalidValue(field, value, _TIME)
    return instant(f"{value}+00:00", field)


def _texts(field: str, value: object) -> tuple[str, ...]:
    return tuple(text(field, one) for one in cast("list[object]", value))


def _zoned(field: str, value: object) -> datetime:
    if not isinstance(value, str):
        raise WrongType(field, value, _ZONED)
    return instant(value, field)


def _id(field: str, value: object) -> str:
    if isinstance(value, str):
        if len(value) > _LONGEST_ID or not value.isascii() or not value.isdigit():
            raise InvalidValue(field, value, _ID)
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongType(field, value, _ID)
    return str(count(field, value, 1, 10**_LONGEST_ID))


def _rate(field: str, value: object) -> Decimal:
    """Nothing is computed with it, so the shortest text that a float stands for will do."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise WrongType(field, value, _RATE)
    if isinstance(value, int):
        value = str(count(field, value, 0, _HIGHEST_RATE))
    if isinstance(value, str):
        numeral(field, value)
    found = Decimal(float.__repr__(value) if isinstance(value, float) else value)
    ratio(field, found)
    if not 0 <= found <= _HIGHEST_RATE:
        raise InvalidValue(field, value, _RATE)
    return found


def _figure(field: str, value: object) -> int:
    """Exact, or refused: a float may have lost what its text said."""
    if isinstance(value, bool | float) or not isinstance(value, str | int | Decimal):
        raise WrongType(field, value, f"{_MONEY}; a binary fraction has lost its digits")
    whole, decimals = numeral(field, _told(field, value))
    found = int(whole + decimals.ljust(FINEST, "0"))
    if abs(found) >= _MOST_MONEY:
        raise InvalidValue(field, value, "money stays below 10**13")
    return found


def _told(field: str, value: str | int | Decimal) -> str:
    if isinstance(value, str):
        return value
    # Nothing is written out before it is known to be short: 1E+999999999 and 10**9999 are numbers.
    if isinstance(value, int):
        return str(count(field, value, -(10**13), 10**13))
    if not value.is_finite() or abs(value.adjusted()) > FINEST:
        raise InvalidValue(field, value, _MONEY)
    return format(value, "f")
