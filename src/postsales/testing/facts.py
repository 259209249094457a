"""Facts as people read them: one form for money, instants and maps, wherever they stand."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import cast

from postsales.basics.money import Money

__all__ = ["fact"]


def fact(value: object) -> str:
    """A value as it is read in a message.

    Example:
        >>> fact({"tee": Money.of("9.90", "EUR"), "mug": None})
        "{'tee': EUR 9.90, 'mug': None}"
    """
    return value if isinstance(value, str) else _inner(value)


def _inner(value: object) -> str:
    if isinstance(value, Money | Enum | timedelta):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return f"{{{', '.join(f'{_inner(name)}: {_inner(one)}' for name, one in items)}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(_inner(one) for one in cast('list[object]', value))}]"
    return repr(value)
