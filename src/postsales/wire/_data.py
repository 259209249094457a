"""Plain data as it stands in documents: what it is, where it stands, and words for it."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import TypeGuard

from postsales.basics._errors import short

__all__ = ["below", "is_list", "is_object", "shown"]

_WORDS = {None: "null", True: "true", False: "false"}
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,60}")


def below(path: str, key: object) -> str:
    """The path of what stands at a key or place of something.

    Example:
        >>> below("$.lines", 0), below("$", "id"), below("$.reasons", "too small")
        ('$.lines[0]', '$.id', "$.reasons['too small']")
    """
    if isinstance(key, str) and _PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}"
    return f"{path}[{short(key)}]"


def is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    """Is it an object of a document?"""
    return isinstance(value, Mapping)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Is it a list of a document?"""
    return isinstance(value, list)


def shown(value: object) -> str:
    """A value as it stands in a document, cut to what fits into a sentence.

    Example:
        >>> shown(None), shown("tee")
        ('null', "'tee'")
    """
    if isinstance(value, date | time):
        # TOML has them, and so people write them where text is needed.
        return value.isoformat()
    return _WORDS[value] if value is None or isinstance(value, bool) else short(value)
