"""Where policies stand in a JSON-LD document, and what a document without one is."""

from collections.abc import Mapping
from typing import cast

from attrs import field, frozen

from postsales.wire._data import below, shown
from postsales.wire._reader import Reader

__all__ = ["POLICY", "Node", "policy_nodes", "term"]

POLICY = "MerchantReturnPolicy"
_HAS = "hasMerchantReturnPolicy"
_VOCABULARIES = ("https://schema.org/", "http://schema.org/", "schema:")
_MOST_TYPES = 8

Node = tuple[str, Mapping[str, object]]
"""A policy and its path."""


def term(value: object) -> str | None:
    """The word of schema.org that a value names, by its IRI or alone; None where it is none.

    Example:
        >>> term("http://schema.org/FreeReturn"), term({"@id": "FreeReturn"}), term(3)
        ('FreeReturn', 'FreeReturn', None)
    """
    if isinstance(value, Mapping):
        told = cast("Mapping[str, object]", value)
        value = told.get("@id", told.get("@value"))
    if not isinstance(value, str):
        return None
    for vocabulary in _VOCABULARIES:
        value = value.removeprefix(vocabulary)
    return value


@frozen(weakref_slot=False, eq=False)
class _Seen:
    """What was met on the way through a document."""

    nodes: list[Node] = field(factory=list)
    references: list[tuple[str, str]] = field(factory=list)
    types: dict[str, None] = field(factory=dict)
    known: dict[str, Node] = field(factory=dict)

    def add(self, path: str, told: Mapping[str, object]) -> None:
        """A policy; one that is met again by its name is the same."""
        if not any(one is told for _, one in self.nodes):
            self.nodes.append((path, told))


def policy_nodes(tree: object, reader: Reader) -> list[Node]:
    """The policies in a document; problems where there is none, or one that is elsewhere."""
    seen = _Seen()
    _walk("$", tree, seen)
    for path, name in seen.references:
        if name in seen.known:
            seen.add(*seen.known[name])
        else:
            says = f"refers to {name[:100]!r}, which is not in the document; hand in that policy"
            reader.wrong(path, says)
    if not seen.nodes and not seen.references:
        reader.wrong("$", f"{_what(tree, seen)}, and no {POLICY} is in it")
    if seen.nodes and isinstance(tree, Mapping):
        _check_context(cast("Mapping[str, object]", tree), reader)
    return seen.nodes


def _walk(path: str, value: object, seen: _Seen) -> None:
    if isinstance(value, list | tuple):
        for place, one in enumerate(cast("list[object]", value)):
            _walk(below(path, place), one, seen)
    if not isinstance(value, Mapping):
        return
    told = cast("Mapping[str, object]", value)
    types = _types(told)
    seen.types.update(dict.fromkeys(types))
    name = told.get("@id")
    if isinstance(name, str) and len(told) > 1:
        seen.known.setdefault(name, (path, told))
    if POLICY in types:
        seen.add(path, told)
        return
    for key, one in told.items():
        if term(key) == _HAS:
            _had(below(path, key), one, seen)
        elif key != "@context":
            _walk(below(path, key), one, seen)


def _had(path: str, value: object, seen: _Seen) -> None:
    """What something says its policies are: without a type, too, or only by name."""
    several = cast("list[object]", value) if isinstance(value, list | tuple) else None
    for place, one in enumerate([value] if several is None else several):
        where = path if several is None else below(path, place)
        told = cast("Mapping[str, object]", one) if isinstance(one, Mapping) else {"@id": one}
        name = told.get("@id")
        if isinstance(name, str) and len(told) == 1:
            seen.references.append((where, name))
        elif not _types(told):
            seen.add(where, told)
        else:
            _walk(where, one, seen)


def _types(told: Mapping[str, object]) -> list[str]:
    value = told.get("@type")
    some = cast("list[object]", value) if isinstance(value, list | tuple) else [value]
    return [found for one in some if (found := term(one))]


def _what(tree: object, seen: _Seen) -> str:
    """What a document is, by the types in it."""
    if not isinstance(tree, Mapping | list | tuple):
        return f"is {shown(tree)}: an object of JSON-LD is needed"
    types = [*seen.types][:_MOST_TYPES]
    if not types:
        return "names no type of schema.org"
    more = f" with {', '.join(types[1:])}" if types[1:] else ""
    article = "an" if types[0][:1] in "AEIOU" else "a"
    return f"is {article} {types[0]}{more}"


def _check_context(tree: Mapping[str, object], reader: Reader) -> None:
    """Words are those of schema.org, as the context says, or nobody."""
    if "@context" not in tree:
        reader.assume("$", "says no @context; its words are those of schema.org")
    elif "schema.org" not in str(tree["@context"]):
        says = f"is {shown(tree['@context'])}: 'https://schema.org' is needed"
        reader.wrong("$['@context']", says)
