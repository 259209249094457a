"""Paths: where in a document a value stands, such as ``$.lines[0].total``."""

import re

from postsales.basics._errors import short

__all__ = ["below"]

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
