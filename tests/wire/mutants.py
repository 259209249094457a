"""Documents with something else at a place of theirs, and what a reader does with them."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import settings

from postsales import DocumentErrors

WRONG: tuple[Any, ...] = (None, 5, -1, 10**400, "", "x", "NaN", 1.5, [], {}, [None], True)
MOST = 20_000
"""A sentence is shorter, whatever stands in the document."""

IS_DEEP = settings.get_current_profile_name() == "deep"

Place = tuple[Any, ...]
Change = Callable[[Any, Any], None]
"""What is done to the part of a document that holds a place, and the place's key in it."""


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


def kinds_of_place(data: Any) -> list[Place]:
    """One place of each kind: the second line of an order is read as the first is."""
    seen: dict[Place, Place] = {}
    for path in places(data):
        shape = tuple("*" if isinstance(key, int) else key for key in path)
        events = (
            [data["history"][path[1]]["event"]] if path[:1] == ("history",) and path[1:] else []
        )
        seen.setdefault((*shape, *events), path)
    return list(seen.values())


def in_turn(values: Sequence[Any], turn: int, share: int) -> Sequence[Any]:
    """One of so many shares, the next one at the next place; all values with the deep profile."""
    return values if IS_DEEP else values[turn % share :: share]


def dotted(path: Place) -> str:
    """A place as the id of a test."""
    return ".".join(map(str, path))


def mutated(document: Any, path: Place, change: Change) -> Any:
    """The document with one place changed."""
    found = deepcopy(document)
    inner = found
    for step in path[:-1]:
        inner = inner[step]
    change(inner, path[-1])
    return found


def put(value: Any) -> Change:
    """Another value at a place."""

    def change(inner: Any, key: Any) -> None:
        inner[key] = value

    return change


def drop(inner: Any, key: Any) -> None:
    """Nothing at a place."""
    del inner[key]


def double(ending: str = "") -> Change:
    """What stands in a list stands there twice; what has a key, at that with an ending as well."""

    def change(inner: Any, key: Any) -> None:
        if isinstance(inner, list):
            inner.append(deepcopy(inner[key]))
        elif ending:
            inner[f"{key}{ending}"] = inner[key]

    return change


def mutants(document: Any, path: Place, turn: int) -> Iterator[Any]:
    """The document with wrong values at a place, and with nothing there."""
    for change in (drop, *map(put, in_turn(WRONG, turn, 3))):
        yield mutated(document, path, change)


def survives(read: Callable[[Any], object], document: Any) -> None:
    """Read, or refused with problems that can be shown; nothing else."""
    found = ["read"]
    try:
        read(document)
    except DocumentErrors as errors:
        found = [str(errors), *(str(problem) for problem in errors)]
    assert found
    assert all(len(sentence) < MOST for sentence in found)


def problems_of(read: Callable[[Any], object], document: Any) -> list[str] | None:
    """The paths of all problems of a document; None when it is read."""
    try:
        read(document)
    except DocumentErrors as errors:
        return [problem.path for problem in errors]
    return None


def silent(read: Callable[[Any], object], document: Any) -> list[Any]:
    """Mutants that are refused without a problem, or at no path of theirs."""
    made = (x for turn, path in enumerate(places(document)) for x in mutants(document, path, turn))
    found = ((mutant, problems_of(read, mutant)) for mutant in made)
    return [
        mutant
        for mutant, paths in found
        if paths is not None and not (paths and all(x.startswith("$") for x in paths))
    ]
