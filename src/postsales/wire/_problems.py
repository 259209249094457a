"""From the errors of a structuring to problems with their paths."""

from collections.abc import Iterator
from typing import Any, cast

import attrs
from cattrs.errors import AttributeValidationNote, BaseValidationError, IterableValidationNote

from postsales.basics._errors import Contradictions, InvalidValue, WrongType
from postsales.wire._data import below, shown
from postsales.wire.documents import Problem

__all__ = ["problems"]


class Said(Exception):
    """What is wrong at a place, in words that follow its path."""

    says: str
    value: object

    def __init__(self, says: str, value: object = None) -> None:
        super().__init__(says)
        self.says = says
        self.value = value


def problems(error: Exception, path: str = "$") -> Iterator[Problem]:
    """Every problem in a tree of errors, each with its path.

    Example:
        >>> [str(problem) for problem in problems(Said("is missing"), "$.id")]
        ['$.id is missing']
    """
    if not isinstance(error, BaseValidationError):
        yield _problem(error, path)
        return
    for one in error.exceptions:
        places = [_place(note) for note in getattr(one, "__notes__", ())]
        place = next((x for x in places if x is not None), None)
        if place is not None:
            yield from problems(one, below(path, place))
        else:
            yield _of_whole(one, path, error.cl)


def _place(note: object) -> str | int | None:
    if isinstance(note, AttributeValidationNote):
        return note.name
    return note.index if isinstance(note, IterableValidationNote) else None


def _of_whole(error: Exception, path: str, cls: type) -> Problem:
    """What a value that was made of its parts has against itself, at the part it names."""
    if isinstance(error, InvalidValue | WrongType) and not isinstance(error, Contradictions):
        names = [x.name for x in attrs.fields(cast("Any", cls))] if attrs.has(cls) else []
        name, _, key = error.field.partition("[")
        if name in names:
            place = below(path, name)
            return _problem(error, below(place, key.removesuffix("]")) if key else place)
    return Problem(path, f"cannot be: {error}")


def _problem(error: Exception, path: str) -> Problem:
    if isinstance(error, Said):
        return Problem(path, error.says, error.value)
    if isinstance(error, InvalidValue | WrongType) and not isinstance(error, Contradictions):
        advice = f"; {error.advice}" if error.advice else ""
        return Problem(path, f"is {shown(error.value)}: {error.allowed}{advice}", error.value)
    is_deep = isinstance(error, RecursionError)
    return Problem(path, "is nested too deep" if is_deep else f"cannot be: {error}")
