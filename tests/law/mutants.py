"""Would the tables notice? ``python -m tests.law.mutants [CODE …]`` changes one value at a time.

All that the law of a place says is taken apart to its values: its rights and what goes back by
them, its duties, and what is owed besides. Every value is changed by itself, and the rows of the
place are asked until one of them fails. What no row noticed is printed as the way to the value and
what became of it, and makes the answer 1.

Left out is what says no more than where a text stands, and by which name: sources, ids, versions,
what a law leaves out, and when it was checked. So is what no pack says otherwise than the terms of
every merchant: of what goes back the fees, rounding and promotions, of returns the further windows
and conditions, and which kind of reason a word is. A condition on one kind or trait is left out or
turned round, and not put on another, and no count is begun with another event: nothing would be
about its subject any more. What cannot matter is not tried: which of several events is meant of one
that happens only once.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from attrs import evolve, fields, has

from postsales import PostsalesError
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated
from postsales.basics.quantities import FrozenMap
from postsales.law import COVERED, Jurisdiction
from tests.law.changes import Changes, changed, just
from tests.law.tables.rows import Table, wrong

_NO_VALUES = ("by", "id", "version", "name", "code", "left_out", "checked_on", "holidays")
_THE_SAME = {
    # What costs nothing, and nobody asked to begin early, is barred by nothing but its being free.
    "AT": ("lifted: when: conditions without Free()",),
    # What use costs is asked of one line, whose own installation is the first that was told of it.
    "GB": ("use: free: start: rows: then: days: First for Own(event=Installed)",),
}


def mutants(value: Any) -> Iterator[tuple[str, Any]]:
    """The value with one thing changed, in itself or somewhere inside."""
    yield from _made(changed(value))
    yield from _made(_inside(value))


def _inside(value: Any) -> Changes:
    if isinstance(value, FrozenMap):
        yield from _in_map(value)
    elif isinstance(value, tuple):
        yield from _in_tuple(value)
    elif isinstance(value, Dated):
        for way, rows in mutants(value.rows):
            yield way, partial(Dated, rows, name=value.name)
    elif has(type(value)) and not isinstance(value, Citation):
        yield from _in_fields(value)


def _in_map(value: "FrozenMap[Any, Any]") -> Changes:
    for key, one in value.items():
        for way, other in mutants(one):
            yield f"{key}: {way}", just(FrozenMap({**value, key: other}))


def _in_tuple(value: tuple[Any, ...]) -> Changes:
    for n, one in enumerate(value):
        for way, other in mutants(one):
            yield f"{_name_of(one)}{way}", just((*value[:n], other, *value[n + 1 :]))


def _in_fields(value: Any) -> Changes:
    for field in fields(type(value)):
        if field.init and field.name not in _NO_VALUES:
            for way, other in mutants(getattr(value, field.name)):
                made = partial(evolve, value, **{field.alias or field.name: other})
                yield f"{field.name}: {way}", made


def _name_of(value: object) -> str:
    said = getattr(value, "code", None) or getattr(value, "name", None)
    return f"{said}: " if isinstance(said, str) else ""


def _made(changes: Changes) -> Iterator[tuple[str, Any]]:
    """Those that can be made: what a constructor refuses nobody can write into a pack."""
    for way, make in changes:
        try:
            other = make()
        except PostsalesError:
            continue
        yield way, other


def table(place: Jurisdiction) -> Table:
    """The rows of a place."""
    name = place.code.lower().replace("-", "_")
    found: Table = import_module(f"tests.law.tables.test_{name}").TABLE
    return found


def judged(place: Jurisdiction) -> Iterator[tuple[str, bool]]:
    """Each change of a place, and whether a row noticed it."""
    asked = table(place)
    rows = [row for some in asked.rows.values() for row in some]
    same = _THE_SAME.get(place.code, ())
    for way, mutant in mutants(place):
        if way.endswith(same):
            continue
        noticed = next((x for x in rows if any(wrong(x, mutant, asked.where))), None)
        if noticed is not None:
            # What noticed one change often notices the next one, and so does what is like it.
            rows.sort(key=lambda x: (x is not noticed, type(x) is not type(noticed)))
        yield way, noticed is not None


def main(codes: Sequence[str]) -> int:
    """Print what no row noticed, by place."""
    missed = 0
    for place in COVERED:
        if not codes or place.code in codes:
            found = [*judged(place)]
            lived = [way for way, is_noticed in found if not is_noticed]
            missed += len(lived)
            print(f"{place.code}: {len(found) - len(lived)} killed, {len(lived)} survived")
            for way in lived:
                print(f"  {way}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
