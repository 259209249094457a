"""Documents with something else at a place of theirs, and what a reader does with them."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from postsales import DocumentErrors

WRONG: tuple[Any, ...] = (None, 5, -1, 10**400, "", "x", "NaN", 1.5, [], {}, [None], True)
_NOTHING = object()
Place = tuple[Any, ...]


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Every place in a document, as keys and indices."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from places(one, (*path, key))
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from places(one, (*path, place))


def mutants(document: Any, path: Place) -> Iterator[Any]:
    """The document with each wrong value at a place, and with nothing there."""
    for value in (_NOTHING, *WRONG):
        found = deepcopy(document)
        inner = found
        for step in path[:-1]:
            inner = inner[step]
        if value is _NOTHING:
            del inner[path[-1]]
        else:
            inner[path[-1]] = value
        yield found


def problems_of(read: Callable[[Any], object], document: Any) -> list[str] | None:
    """The paths of all problems of a document; None when it is read."""
    try:
        read(document)
    except DocumentErrors as errors:
        return [problem.path for problem in errors]
    return None


def silent(read: Callable[[Any], object], document: Any, path: Place) -> list[Any]:
    """Mutants at a place that are refused without a problem, or at no path of theirs."""
    found = ((mutant, problems_of(read, mutant)) for mutant in mutants(document, path))
    return [
        mutant
        for mutant, paths in found
        if paths is not None and not (paths and all(x.startswith("$") for x in paths))
    ]
