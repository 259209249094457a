"""What may stand in the fields of a class, read from its annotations."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import attrs


def given(cls: type) -> list[str]:
    """The fields that a merchant gives, in order; what a class works out for itself is none."""
    return [field.name for field in attrs.fields(cls) if field.init]


def allowed(cls: type, name: str) -> list[type]:
    """The classes of what may stand in a field, in collections as well."""
    return list(dict.fromkeys(_classes(get_type_hints(cls)[name])))


def _classes(annotation: Any) -> Iterator[type]:
    origin = get_origin(annotation)
    if origin is None:
        yield from (annotation,) if isinstance(annotation, type) else ()
    elif isinstance(origin, type) and attrs.has(origin):
        yield origin
    # A class of events is named and not made, and a rule is asked and not filled in.
    if origin is not type and not getattr(origin, "_is_protocol", False):
        for part in get_args(annotation):
            yield from _classes(part)


def kinds(cls: type, name: str) -> list[type]:
    """The classes of values and the words that may stand in a field."""
    return [x for x in allowed(cls, name) if attrs.has(x) or issubclass(x, Enum)]


def below(roots: Iterable[type]) -> list[type]:
    """These classes and all classes of values that stand in a field of one of them."""
    found = dict.fromkeys(roots)
    waiting = [*found]
    while waiting:
        cls = waiting.pop(0)
        inner = [x for name in given(cls) for x in allowed(cls, name) if attrs.has(x)]
        new = [x for x in dict.fromkeys(inner) if x not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return [*found]


def standing(value: object) -> Iterator[object]:
    """The words in a value, and the classes of the values in it, in collections as well."""
    if isinstance(value, Mapping):
        for part in (*value, *value.values()):
            yield from standing(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from standing(part)
    else:
        yield value if isinstance(value, Enum) else type(value)
