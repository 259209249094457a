"""Lines of a Shopify order that parcels and refunds tell once more: both have to tell the same.

Rules of this file: only what is sound in both places is compared; what is not is no problem here.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast

from postsales.basics._checks import numeral
from postsales.basics._errors import InvalidValue, WrongType, short
from postsales.wire._reader import Part, Reader

_Raw = Mapping[object, object]
_MOST_NAMED = 9


def compare_copies(reader: Reader, root: Part) -> None:
    """Note every price and property of a line that is told differently with a parcel or refund."""
    lines = {_id(line): (path, line) for path, line in _each(root.values, "$", "line_items")}
    for path, copy in (*_of_parcels(root), *_of_refunds(root)):
        where, line = lines.get(_id(copy), ("", {}))
        if where and _id(copy):
            _same_price(reader, (path, copy), (where, line))
            _same_properties(reader, (path, copy), (where, line))


def _of_parcels(root: Part) -> Iterator[tuple[str, _Raw]]:
    for path, parcel in _each(root.values, "$", "fulfillments"):
        yield from _each(parcel, path, "line_items")


def _of_refunds(root: Part) -> Iterator[tuple[str, _Raw]]:
    for path, refund in _each(root.values, "$", "refunds"):
        for inner, piece in _each(refund, path, "refund_line_items"):
            copy = piece.get("line_item")
            if isinstance(copy, Mapping):
                yield f"{inner}.line_item", cast("_Raw", copy)


def _each(whole: _Raw, path: str, key: str) -> Iterator[tuple[str, _Raw]]:
    """The mappings in the list at a key, with their paths."""
    value = whole.get(key)
    if isinstance(value, list | tuple):
        for place, one in enumerate(cast("list[object]", value)):
            if isinstance(one, Mapping):
                yield f"{path}.{key}[{place}]", cast("_Raw", one)


def _id(line: _Raw) -> str | int | None:
    found = line.get("id")
    return found if isinstance(found, int) else _whole(found)


def _whole(value: object) -> int | None:
    is_id = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _LONG
    return int(cast("str", value)) if is_id else None


_LONG = 20


def _same_price(reader: Reader, copy: tuple[str, _Raw], line: tuple[str, _Raw]) -> None:
    one, other = _price(copy[1]), _price(line[1])
    if one is not None and other is not None and one != other:
        says = f"is {one}, and {line[0]}.price is {other}"
        reader.wrong(f"{copy[0]}.price", says, copy[1].get("price"))


def _price(line: _Raw) -> Decimal | None:
    value = line.get("price")
    if not isinstance(value, str):
        return None
    try:
        numeral("price", value)
    except (InvalidValue, WrongType):
        return None
    return Decimal(value)


def _same_properties(reader: Reader, copy: tuple[str, _Raw], line: tuple[str, _Raw]) -> None:
    one, other = _properties(copy[1]), _properties(line[1])
    if one is None or other is None or one == other:
        return
    names = sorted({name for name, _ in one ^ other})
    listed = ", ".join(short(name) for name in names[:_MOST_NAMED])
    says = f"differ from {line[0]}.properties in {listed}"
    reader.wrong(f"{copy[0]}.properties", says)


def _properties(line: _Raw) -> frozenset[tuple[str, str]] | None:
    """Names with their values; None where they are not told, or not as text."""
    value = line.get("properties")
    if not isinstance(value, list | tuple):
        return None
    found: set[tuple[str, str]] = set()
    for one in cast("list[object]", value):
        if not isinstance(one, Mapping):
            return None
        name, told = cast("_Raw", one).get("name"), cast("_Raw", one).get("value")
        if not isinstance(name, str) or not isinstance(told, str):
            return None
        found.add((name, told))
    return frozenset(found)
