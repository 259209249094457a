"""Text to plain data, within bounds: length, depth, long numbers, keys that stand twice.

Rules of this file: nothing here knows what a document means. Reading is linear in its length; what
goes deeper than ``DEEPEST`` levels is refused before anything recurses into it, and nothing deeper
is written either, so that whatever is written can be read.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import NoReturn, cast

from postsales.basics._checks import instance
from postsales.basics._errors import short
from postsales.basics._plain import DEEPEST, MOST_DIGITS
from postsales.wire._data import below
from postsales.wire.documents import DocumentErrors, Problem

__all__ = ["MOST_JSON", "MOST_TOML", "json_tree", "toml_tree"]

MOST_JSON = 20_000_000
"""How many characters a JSON document may have, in writing and in reading."""
MOST_TOML = 1_000_000
"""How many characters a TOML document may have, in writing and in reading."""
_MOST_KEY_PARTS = 20
_SHOWN_LEVELS = 10
# Strings and comments of TOML; a string that never ends is one to the end of its line or the text.
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*(?:"""|\Z)|'
    r"'''(?:[^']|'(?!''))*(?:'''|\Z)|"
    r'"(?:[^"\\\n]|\\[^\n])*"?|'
    r"'[^'\n]*'?|"
    r"#[^\n]*",
    re.DOTALL,
)
# What the parser says where text without quotes does not look like a value, or only begins so.
_UNQUOTED = ("Invalid value", "Expected newline or end of document", "Unclosed")
_BETWEEN_KEYS = re.compile(r"[\n=,{}\[\]]")
_DIGITS = re.compile(r"[0-9_]+")


def json_tree(document: str, told: str, *, fractions: Callable[[str], object] = float) -> object:
    """What a JSON text says, as plain data; ``fractions`` makes the numbers that are not whole.

    Raises:
        DocumentErrors: text that is no JSON, too long or nested too deep, keys that stand twice.
    """
    _check_length(document, told, MOST_JSON)
    twice: list[_Twice] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        times = Counter(key for key, _ in pairs)
        twice.append(_Twice(found, tuple(key for key, n in times.items() if n > 1)))
        return twice[-1]

    try:
        tree = json.loads(
            told,
            object_pairs_hook=once,
            parse_int=_whole,
            parse_float=lambda digits: _fraction(digits, fractions),
            parse_constant=_constant,
        )
    except RecursionError:
        _refuse(document, "is nested too deep")
    except ValueError as error:
        _refuse(document, f"is no JSON: {error}")
    _check_depth(document, tree)
    if twice:
        raise DocumentErrors(document, _repeated(tree))
    return cast("object", tree)


def toml_tree(document: str, told: str) -> dict[str, object]:
    """What a TOML text says, as plain data.

    Raises:
        DocumentErrors: text that is no TOML, too long or nested too deep.
    """
    _check_length(document, told, MOST_TOML)
    # The parser takes time by the square of a key's parts, and of a number's digits.
    bare = _QUOTED.sub('"', told)
    if any(part.count(".") >= _MOST_KEY_PARTS for part in _BETWEEN_KEYS.split(bare)):
        _refuse(document, f"has a key of more than {_MOST_KEY_PARTS} parts")
    if any(len(digits) > MOST_DIGITS for digits in _DIGITS.findall(bare)):
        _refuse(document, f"has a number of more than {MOST_DIGITS} digits")
    try:
        tree = tomllib.loads(told)
    except RecursionError:
        _refuse(document, "is nested too deep")
    except ValueError as error:
        advice = "; text stands in quotes" if str(error).startswith(_UNQUOTED) else ""
        _refuse(document, f"is no TOML: {error}{advice}")
    _check_depth(document, tree)
    return tree


class _Twice(dict[str, object]):
    """An object in which keys stand twice, with those keys."""

    __slots__ = ("again",)
    again: tuple[str, ...]

    def __init__(self, found: dict[str, object], again: tuple[str, ...]) -> None:
        super().__init__(found)
        self.again = again


def _refuse(document: str, says: str, path: str = "$") -> NoReturn:
    raise DocumentErrors(document, [Problem(path, says)])


def _check_length(document: str, told: str, most: int) -> None:
    needed = f"{document} is read from text, such as path.read_text()"
    if isinstance(told, Mapping | list):
        needed = f"{needed}: give the text itself, and not what was read from it"
    if len(instance("document", told, str, needed)) > most:
        _refuse(document, f"has more than {most} characters")


def _whole(digits: str) -> int:
    if len(digits.removeprefix("-")) > MOST_DIGITS:
        raise ValueError(f"a number has more than {MOST_DIGITS} digits")
    return int(digits)


def _fraction(digits: str, made: Callable[[str], object]) -> object:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number has more than {MOST_DIGITS} digits")
    return made(digits)


def _constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _inside(value: object) -> Iterator[tuple[object, object]]:
    """The containers in a container, with their keys or places."""
    if isinstance(value, dict):
        items = iter(cast("dict[object, object]", value).items())
    else:
        items = enumerate(cast("list[object]", value))
    for key, one in items:
        if isinstance(one, dict | list):
            yield key, cast("object", one)


def _check_depth(document: str, tree: object) -> None:
    """No deeper than ``DEEPEST`` levels, found level by level, so that nothing recurses."""
    level = [one for _, one in _inside([tree])]
    for _ in range(DEEPEST):
        level = [one for outer in level for _, one in _inside(outer)]
    if level:
        path = next(path for path, _, depth in _places(tree) if depth > DEEPEST)
        _refuse(document, f"goes deeper than {DEEPEST} levels", path)


def _places(tree: object) -> Iterator[tuple[str, object, int]]:
    """Every container, with its path, which ends after some levels, and its depth."""
    waiting = [("$", tree, 1)]
    while waiting:
        path, value, depth = waiting.pop()
        yield path, value, depth
        for key, one in _inside(value):
            where = below(path, key) if depth < _SHOWN_LEVELS else path
            waiting.append((where, one, depth + 1))


def _repeated(tree: object) -> list[Problem]:
    found = (
        Problem(path, f"has the key {short(key)} twice")
        for path, value, _ in _places(tree)
        if isinstance(value, _Twice)
        for key in value.again
    )
    return list(islice(found, 1000))
