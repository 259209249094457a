"""What holds of a class where nothing is said, in words for merchants."""

import inspect
from collections.abc import Mapping

from attrs import NOTHING


def defaults(cls: type) -> dict[str, str]:
    """What stands in each field of a class when nothing is said, in words for merchants."""
    given = inspect.signature(cls).parameters.values()
    return {x.name: _default(x.default) for x in given}


def _default(value: object) -> str:
    if value in (inspect.Parameter.empty, NOTHING):
        return "must be given"
    if isinstance(value, Mapping):
        value = tuple(str(x) for x in value)
    some = value if isinstance(value, tuple) else () if value in (None, "") else (value,)
    return ", ".join(f"`{x}`" if isinstance(x, str) else f"`{x!r}`" for x in some) or "none"
