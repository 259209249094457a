"""Named: the words that rules of a host's own look for, found in what the rules are made of.

Rules of this file: it is a guess that only makes scenes better. A word that is missed can be said
with a ``World``, and one that is taken for another costs a few scenes.
"""

import dis
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType
from typing import Any, cast

import attrs

__all__ = ["words_named"]

_FACTS = {
    "tier": "tiers",
    "category": "categories",
    "market": "markets",
    "channel": "channels",
    "tag": "tags",
    "tags": "tags",
    "sku": "skus",
    "evidence": "evidence",
    "condition": "conditions",
}
"""What a fact is called in the library, and the field of a world that it is drawn from."""

_KINDS = _FACTS | {kind: kind for kind in _FACTS.values()}
_NO_FACTS = ("code", "id", "version", "zone")
_COMPARES = ("COMPARE_OP", "CONTAINS_OP")
_ENDS = ("POP_JUMP", "RETURN", "STORE")
# `"receipt" in case.line.order.evidence` has its word so many steps before it is compared.
_NEAR = 6

_Found = dict[str, dict[str, None]]


def words_named(parts: Iterable[object]) -> dict[str, tuple[str, ...]]:
    """Words by the field of a world that they belong to.

    Of a function, and of those of its module that it calls, they are the texts that it compares
    with something, for each kind of fact that it reads. Of a frozen class of the host's own they
    are its fields: one that is called after a fact, such as ``tier``, is of that kind, and others
    are of the kinds that its methods read.
    """
    found: _Found = {}
    for part in parts:
        if isinstance(part, FunctionType):
            codes = _codes(part, set())
            _add(found, _read_by(codes), [*_compared(codes), *_enclosed(part)])
        elif _is_own_rule(part):
            _of_class(found, part)
    return {kind: tuple(words) for kind, words in found.items()}


def _add(found: _Found, kinds: Iterable[str], words: Iterable[str]) -> None:
    told = [*words]
    for kind in kinds:
        if told:
            found.setdefault(kind, {}).update(dict.fromkeys(told))


def _is_own_rule(part: object) -> bool:
    own = not type(part).__module__.startswith("postsales.")
    return own and attrs.has(type(part)) and callable(part)


def _of_class(found: _Found, rule: object) -> None:
    codes = [code for method in _written(type(rule)) for code in _codes(method, set())]
    read = _read_by(codes)
    _add(found, read, _compared(codes))
    for one in attrs.fields(cast("Any", type(rule))):
        if one.name not in _NO_FACTS:
            kinds = [_KINDS[one.name]] if one.name in _KINDS else read
            _add(found, kinds, _texts(getattr(rule, one.name)))


def _written(kind: type) -> list[FunctionType]:
    """The methods of a class that somebody wrote: attrs makes others."""
    call = getattr(kind, "__call__")  # noqa: B004, B009 - every rule has one, maybe inherited
    own = [call, *(x for name, x in vars(kind).items() if name != "__call__")]
    functions = [x for x in own if isinstance(x, FunctionType)]
    files = {x.__code__.co_filename for x in functions[:1]}
    return [x for x in functions if x.__code__.co_filename in files]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from [x for x in cast("tuple[object, ...]", value) if isinstance(x, str)]
    elif isinstance(value, frozenset):
        yield from sorted(x for x in cast("frozenset[object]", value) if isinstance(x, str))


def _enclosed(function: FunctionType) -> Iterator[str]:
    """Texts that a function keeps from the one in which it was made."""
    for cell in function.__closure__ or ():
        yield from _texts(cell.cell_contents)


def _codes(function: FunctionType, seen: set[FunctionType]) -> list[CodeType]:
    """The code of a function, of what is written in it, and of its neighbours that it names."""
    seen.add(function)
    codes = [*_nested(function.__code__)]
    for name in [name for code in codes for name in code.co_names]:
        one = function.__globals__.get(name)
        if isinstance(one, FunctionType) and one.__module__ == function.__module__:
            codes += _codes(one, seen) if one not in seen else []
    return codes


def _nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _nested(part)


def _read_by(codes: Iterable[CodeType]) -> list[str]:
    """The kinds of facts whose names stand in the code."""
    return [*dict.fromkeys(_KINDS[x] for code in codes for x in code.co_names if x in _KINDS)]


def _compared(codes: Iterable[CodeType]) -> Iterator[str]:
    """The texts that stand shortly before a comparison: not codes of findings, nor docstrings."""
    for code in codes:
        steps: list[dis.Instruction] = []
        for step in dis.get_instructions(code):
            if step.opname in _COMPARES:
                near = [x for x in steps[-_NEAR:] if x.opname.startswith("LOAD_CONST")]
                for loaded in near:
                    yield from _texts(loaded.argval)
            steps = [] if step.opname.startswith(_ENDS) else [*steps, step]
