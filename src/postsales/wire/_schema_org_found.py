"""Where policies stand in a JSON-LD document, and what a document without one is."""

from collections.abc import Mapping, Sequence

from attrs import Factory, frozen

from postsales.basics._plain import DEEPEST
from postsales.wire._data import below, is_list, is_object, shown
from postsales.wire._reader import Reader

__all__ = ["POLICY", "Node", "policy_nodes", "term"]

POLICY = "MerchantReturnPolicy"
_HAS = "hasMerchantReturnPolicy"
_VOCABULARIES = ("https://schema.org/", "http://schema.org/", "schema:")
_MOST_TYPES = 8

_GOODS = frozenset(
    {
        *("Offer", "AggregateOffer", "OfferForLease", "OfferForPurchase", "Demand"),
        *("Product", "IndividualProduct", "ProductCollection", "ProductGroup", "ProductModel"),
        *("SomeProducts", "DietarySupplement", "Drug", "Vehicle", "BusOrCoach", "Car"),
        *("Motorcycle", "MotorizedBicycle"),
    }
)

Node = tuple[str, object]
"""A policy and its path."""


def term(value: object) -> str | None:
    """The word of schema.org that a value names, by its IRI or alone; None where it is none.

    Example:
        >>> term("http://schema.org/FreeReturn"), term({"@id": "FreeReturn"}), term(3)
        ('FreeReturn', 'FreeReturn', None)
    """
    if is_object(value):
        value = value.get("@id", value.get("@value"))
    if not isinstance(value, str):
        return None
    for vocabulary in _VOCABULARIES:
        value = value.removeprefix(vocabulary)
    return value


@frozen(weakref_slot=False, eq=False)
class _Seen:
    """What was met on the way through a document."""

    nodes: list[Node] = Factory(list[Node])
    references: list[tuple[str, str]] = Factory(list[tuple[str, str]])
    types: dict[str, None] = Factory(dict[str, None])
    known: dict[str, Node] = Factory(dict[str, Node])
    too_deep: list[str] = Factory(list[str])
    goods: list[str] = Factory(list[str])

    def add(self, path: str, told: object) -> None:
        """A policy; one that is met again, by its name or as it was, is the same."""
        if not any(one == told for _, one in self.nodes):
            self.nodes.append((path, told))

    def is_of_goods(self, path: str, told: object) -> bool:
        """Does the policy stand at some goods or their offer, and nobody else name it?"""
        name = told.get("@id") if is_object(told) else None
        places = [where for where, one in self.references if one == name] or [path]
        return all(any(_is_within(where, x) for x in self.goods) for where in places)


def policy_nodes(tree: object, reader: Reader) -> tuple[list[Node], dict[str, Node]]:
    """The policies in a document, and what has a name in it.

    A problem is that there is none, or one that is elsewhere.
    """
    seen = _Seen()
    _walk("$", tree, seen, DEEPEST)
    if seen.too_deep:
        reader.wrong(seen.too_deep[0][:200], f"goes deeper than {DEEPEST} levels")
        return [], {}
    for path, name in seen.references:
        if name in seen.known:
            seen.add(*seen.known[name])
        else:
            says = f"refers to {name[:100]!r}, which is not in the document; hand in that policy"
            reader.wrong(path, says)
    if not seen.nodes and not seen.references:
        reader.wrong("$", f"{_what(tree, seen)}, and no {POLICY} is in it")
    _check_contexts(tree, seen.nodes, reader)
    for path, told in seen.nodes:
        if seen.is_of_goods(path, told):
            reader.assume(path, "stands at some goods; it is read as one for all goods")
    return seen.nodes, seen.known


def _walk(path: str, value: object, seen: _Seen, left: int) -> None:
    if not left:
        seen.too_deep.append(path)
    elif is_list(value):
        for place, one in enumerate(value):
            _walk(below(path, place), one, seen, left - 1)
    elif is_object(value):
        _look(path, value, seen, left - 1)


def _look(path: str, value: Mapping[str, object], seen: _Seen, left: int) -> None:
    types = _types(value)
    seen.types.update(dict.fromkeys(types))
    name = value.get("@id")
    if isinstance(name, str) and len(value) > 1:
        seen.known.setdefault(name, (path, value))
    if POLICY in types:
        seen.add(path, value)
        return
    for key, one in value.items():
        if term(key) == _HAS:
            if _GOODS.intersection(types):
                seen.goods.append(below(path, key))
            _had(below(path, key), one, seen, left)
        elif key != "@context":
            _walk(below(path, key), one, seen, left)


def _had(path: str, value: object, seen: _Seen, left: int) -> None:
    """What something says its policies are: without a type, too, or only by name."""
    several = enumerate(value) if is_list(value) else None
    some = [(path, value)] if several is None else [(below(path, n), one) for n, one in several]
    for where, one in some:
        if isinstance(one, str):
            seen.references.append((where, one))
        elif is_object(one) and isinstance(one.get("@id"), str) and len(one) == 1:
            seen.references.append((where, str(one["@id"])))
        elif is_object(one) and _types(one):
            _walk(where, one, seen, left)
        elif one is not None:
            seen.add(where, one)


def _is_within(path: str, outer: str) -> bool:
    """Is a path that of a place, or of something in it?"""
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def _types(told: Mapping[str, object]) -> list[str]:
    value = told.get("@type")
    some = value if is_list(value) else [value]
    return [found for one in some if (found := term(one))]


def _what(tree: object, seen: _Seen) -> str:
    """What a document is, by the types in it."""
    if not is_object(tree) and not is_list(tree):
        return f"is {shown(tree)}: an object of JSON-LD is needed"
    types = [*seen.types][:_MOST_TYPES]
    if not types:
        return "names no type of schema.org"
    more = f" with {', '.join(types[1:])}" if types[1:] else ""
    article = "an" if types[0][:1] in "AEIOU" else "a"
    return f"is {article} {types[0]}{more}"


def _check_contexts(tree: object, nodes: Sequence[Node], reader: Reader) -> None:
    """Each document of a list has a context of its own."""
    some = [("$", tree)]
    if is_list(tree):
        some = [(below("$", place), one) for place, one in enumerate(tree)]
    for path, one in some:
        if is_object(one) and any(_is_within(where, path) for where, _ in nodes):
            _check_context(path, one, reader)


def _check_context(path: str, tree: Mapping[str, object], reader: Reader) -> None:
    """Words are those of schema.org, as the context says, or nobody."""
    if "@context" not in tree:
        reader.assume(path, "says no @context; its words are those of schema.org")
    elif "schema.org" not in str(tree["@context"]):
        says = f"is {shown(tree['@context'])}: 'https://schema.org' is needed"
        reader.wrong(below(path, "@context"), says)
