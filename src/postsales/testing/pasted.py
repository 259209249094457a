"""Values as code that can be pasted: what is not said stays as it is, and long ones have lines."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, cast

import attrs

__all__ = ["imports_of", "pasted"]

# One event to a line, rather than one line to each of its fields.
_WIDTH = 128


def pasted(value: object, indent: str = "") -> str:
    """A value as code, in one line where it fits, else with a line for each of its parts.

    Example:
        >>> from postsales import EUR, Line
        >>> print(pasted(Line("tee", quantity=2, total=EUR("40.00"))))
        Line(id='tee', quantity=2, total=Money.of('40.00', 'EUR'))
    """
    opens, parts, closes = _parts(value)
    if not opens:
        return repr(value)
    line = opens + ", ".join(f"{name}{pasted(one)}" for name, one in parts) + closes
    if len(indent) + len(line) <= _WIDTH and "\n" not in line:
        return line
    deeper = f"{indent}    "
    lines = [f"{deeper}{name}{pasted(one, deeper)},\n" for name, one in parts]
    return f"{opens}\n{''.join(lines)}{indent}{closes.removeprefix(',')}"


def _parts(value: object) -> tuple[str, list[tuple[str, object]], str]:
    """How a value opens, its parts with their names, and how it closes; nothing for a plain one."""
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return "{", [(f"{name!r}: ", one) for name, one in items], "}"
    if isinstance(value, tuple):
        every = cast("tuple[object, ...]", value)
        return "(", [("", one) for one in every], ",)" if len(every) == 1 else ")"
    if not _is_made_of_fields(value):
        return "", [], ""
    told: Any = value
    fields = attrs.fields(cast("Any", type(told)))
    given = [x for x in fields if x.init and not _is_as_always(told, x)]
    return f"{type(value).__name__}(", [(f"{x.alias}=", _of(told, x)) for x in given], ")"


def _is_made_of_fields(value: object) -> bool:
    """Is a value written as a call with named fields, and not in a way of its own?"""
    kind = type(value)
    if not attrs.has(kind):
        return False
    first = next((x.name for x in attrs.fields(cast("Any", kind)) if x.repr), "")
    return repr(value).startswith(f"{kind.__name__}({first}=")


def _of(value: Any, field: "attrs.Attribute[Any]") -> object:
    found = getattr(value, field.name)
    return _Plain(field.repr(found)) if callable(field.repr) else found


class _Plain:
    """Code that is written as it stands."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __repr__(self) -> str:
        return self.code


def _is_as_always(value: Any, field: "attrs.Attribute[Any]") -> bool:
    default: Any = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type] # it is a class at run time
        default = attrs.NOTHING if default.takes_self else default.factory()
    return default is not attrs.NOTHING and bool(getattr(value, field.name) == default)


def imports_of(values: tuple[object, ...]) -> list[str]:
    """The lines that pasted values need before them.

    Example:
        >>> imports_of(())
        ['from postsales import *']
    """
    kinds = dict.fromkeys(kind for value in values for kind in _kinds(value))
    # What the star brings, asked when it is written: the top level lies above this file.
    star = dir(import_module("postsales"))
    others = [kind for kind in kinds if kind.__name__ not in star]
    ours = [x for x in others if x.__module__.startswith("postsales.")]
    hosts = [x for x in others if not x.__module__.startswith("postsales.")]
    plain = any("datetime." in repr(value) for value in values)
    return [
        *(["import datetime"] if plain else []),
        "from postsales import *",
        *(f"from {kind.__module__} import {kind.__name__}" for kind in ours),
        *(f"# import your class {kind.__qualname__}" for kind in hosts),
    ]


def _kinds(value: object) -> Iterator[type]:
    """The classes of a value and of all its parts."""
    if _is_made_of_fields(value):
        yield type(value)
    for _, part in _parts(value)[1]:
        yield from _kinds(part)
