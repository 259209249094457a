"""From the shape that Shopify's GraphQL interface serves to the one that is read, and back again.

A document is reshaped by a table: under each of our keys, where its value stands and how it is
written there. What is then said of the reshaped document, in paths and in sentences, is told again
in the document's own paths and words. Rules of this file: nothing is read here but where things
stand, and whether a list is whole.

Source: Shopify's description of pagination in GraphQL (``PageInfo``) and of global ids.
"""

import re
from collections.abc import Mapping
from typing import cast

from attrs import Factory, field, frozen

from postsales.basics._errors import short
from postsales.basics._words import Word as Enumerated
from postsales.wire._data import below
from postsales.wire.documents import Problem

Raw = Mapping[object, object]
_Where = tuple[str, ...]


def _where(value: str) -> _Where:
    return tuple(value.split("."))


@frozen(weakref_slot=False)
class Plain:
    """A value that is written the same."""

    where: _Where = field(converter=_where)


@frozen(weakref_slot=False)
class Id:
    """A global id of one kind of object, such as ``gid://shopify/Order/1``: its number is read."""

    where: _Where = field(converter=_where)
    kind: str


@frozen(weakref_slot=False)
class Word:
    """A word in capitals; those in ``others`` have another name, or say nothing: None."""

    where: _Where = field(converter=_where)
    others: Mapping[str, str | None] = field(factory=dict[str, str | None])


@frozen(weakref_slot=False)
class Inside:
    """An object, reshaped by a table of its own."""

    where: _Where = field(converter=_where)
    table: "Table"


class Style(Enumerated):
    """How does a list stand in a document?"""

    NODES = "nodes"
    EDGES = "edges"
    LIST = "list"


@frozen(weakref_slot=False)
class Each:
    """A list, as such or in a connection, and the table of what is in it."""

    where: _Where = field(converter=_where)
    table: "Table"
    style: Style = field(default=Style.NODES, kw_only=True)
    """How it stands when nothing of it does."""


Told = Plain | Id | Word | Inside | Each


@frozen(weakref_slot=False)
class Table:
    """What stands where, by our keys; what stands at the keys ``again`` is told elsewhere."""

    told: Mapping[str, Told]
    again: frozenset[str] = frozenset()

    def keys(self) -> frozenset[str]:
        """The first keys of all that is known."""
        return self.again | {x.where[0] for x in self.told.values()}


BAG = Table(
    {
        "shop_money": Inside(
            "shopMoney", Table({"amount": Plain("amount"), "currency_code": Plain("currencyCode")})
        ),
        "presentment_money": Inside(
            "presentmentMoney",
            Table({"amount": Plain("amount"), "currency_code": Plain("currencyCode")}),
        ),
    }
)
"""An amount in both currencies."""

_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+|\*)\]")
_PATH = re.compile(r"\$(?:\.[A-Za-z_]\w*|\[(?:\d+|\*)\])+")
_PLACES = re.compile(r"\[\d+\]")
_GID = re.compile(r"gid://shopify/([A-Za-z]+)/(\d+)(?:\?.*)?")
_ABSENT = object()


@frozen(weakref_slot=False, eq=False)
class Shape:
    """A document that was reshaped, and the way back.

    What was noted on the way fills while it is reshaped; nobody but the reading itself holds it.
    """

    table: Table
    problems: list[Problem] = Factory(list[Problem])
    assumed: dict[tuple[str, str], None] = Factory(dict[tuple[str, str], None])
    _unmapped: dict[str, None] = Factory(dict[str, None])
    _styles: dict[str, Style] = Factory(dict[str, Style])
    _words: dict[str, tuple[str, str]] = Factory(dict[str, tuple[str, str]])

    def of(self, document: object, path: str = "$") -> object:
        """The document in the shape that is read."""
        return self._object(self.table, document, path, path)

    # There

    def _object(self, table: Table, value: object, own: str, path: str) -> object:
        if not isinstance(value, Mapping):
            return value
        raw = cast("Raw", value)
        known = table.keys()
        for key, one in raw.items():
            if key not in known and one not in (None, "", [], {}):
                self._unmapped[_PLACES.sub("[*]", below(own, key))] = None
        found: dict[str, object] = {}
        for key, told in table.told.items():
            value = self._reached(raw, told.where, own)
            if value is not _ABSENT:
                there = ".".join((own, *told.where))
                found[key] = self._value(told, value, there, f"{path}.{key}")
        return {key: value for key, value in found.items() if value is not _ABSENT}

    def _reached(self, raw: Raw, where: _Where, own: str) -> object:
        inner = raw
        for place, key in enumerate(where[:-1], start=1):
            value = inner.get(key, _ABSENT)
            if value is None or value is _ABSENT:
                return value
            if not isinstance(value, Mapping):
                there = ".".join((own, *where[:place]))
                self._wrong(there, f"is {short(value)}, and an object is needed", value)
                return _ABSENT
            inner = cast("Raw", value)
        return inner.get(where[-1], _ABSENT)

    def _wrong(self, own: str, says: str, value: object) -> None:
        problem = Problem(own, says, value)
        if problem not in self.problems:
            self.problems.append(problem)

    def _value(self, told: Told, value: object, own: str, path: str) -> object:
        if isinstance(told, Inside):
            return self._object(told.table, value, own, path)
        if isinstance(told, Each):
            return self._list(told, value, own, path)
        if isinstance(told, Id):
            return self._id(told, value, own)
        if isinstance(told, Word) and isinstance(value, str):
            return self._word(told, value, own, path)
        return value

    def _id(self, told: Id, value: object, own: str) -> object:
        found = _GID.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            return value
        kind, number = found.groups()
        if kind != told.kind:
            says = f"is {short(value)}: it names {kind}, and {told.kind} is needed"
            self._wrong(own, says, value)
        return number

    def _word(self, told: Word, value: str, own: str, path: str) -> object:
        found = told.others.get(value, value.lower())
        if found is None:
            self._unmapped[_PLACES.sub("[*]", own)] = None
            return _ABSENT
        self._words[path] = (found, value)
        return found

    def _list(self, told: Each, value: object, own: str, path: str) -> object:
        if isinstance(value, list | tuple):
            items, style = cast("list[object]", value), Style.LIST
        elif isinstance(value, Mapping):
            items, style = self._connected(cast("Raw", value), own)
        else:
            return value
        self._styles[path] = self._styles[_PLACES.sub("[*]", path)] = style
        return [
            self._object(told.table, item, f"{own}{_step(style, place)}", f"{path}[{place}]")
            for place, item in enumerate(items)
        ]

    def _connected(self, connection: Raw, own: str) -> tuple[list[object], Style]:
        """What a connection holds, when it holds all of it."""
        self._whole(connection, own)
        nodes, edges = connection.get("nodes"), connection.get("edges")
        if isinstance(nodes, list | tuple):
            return cast("list[object]", nodes), Style.NODES
        if not isinstance(edges, list | tuple):
            key = "edges" if edges is not None else "nodes"
            says = "is missing, and a list is needed"
            if connection.get(key) is not None:
                says = f"is {short(connection[key])}, and a list is needed"
            self._wrong(f"{own}.{key}", says, connection.get(key))
            return [], Style.NODES
        found: list[object] = []
        for place, edge in enumerate(cast("list[object]", edges)):
            if not isinstance(edge, Mapping):
                says = f"is {short(edge)}, and an object is needed"
                self._wrong(f"{own}.edges[{place}]", says, edge)
            found.append(cast("Raw", edge).get("node") if isinstance(edge, Mapping) else {})
        return found, Style.EDGES

    def _whole(self, connection: Raw, own: str) -> None:
        info = connection.get("pageInfo")
        if info is None:
            says = "is all there is; pageInfo { hasNextPage } of it would tell"
            self.assumed[(own, says)] = None
            return
        if not isinstance(info, Mapping):
            self._wrong(f"{own}.pageInfo", f"is {short(info)}, and an object is needed", info)
            return
        pages = cast("Raw", info)
        if "hasNextPage" not in pages:
            says = "is all there is; hasNextPage of its pageInfo would tell"
            self.assumed[(own, says)] = None
        for key in ("hasNextPage", "hasPreviousPage"):
            if pages.get(key, False) is True:
                says = "is true: a part of the list is missing; fetch the rest and put it in here"
                self._wrong(f"{own}.pageInfo.{key}", says, pages[key])
            elif pages.get(key, False) is not False:
                says = f"is {short(pages[key])}, and true or false is needed"
                self._wrong(f"{own}.pageInfo.{key}", says, pages[key])

    # And back again

    def problem(self, found: Problem) -> Problem:
        """A problem of the reshaped document, as one of the document itself."""
        says, value = self._in_words(found.path, found.says), found.value
        word = self._words.get(found.path)
        if word is not None and value == word[0]:
            value = word[1]
        return Problem(self.own(found.path), says, value)

    def assumption(self, path: str, says: str) -> tuple[str, str]:
        """What was taken for granted of the reshaped document, told of the document itself."""
        return self.own(path), self._in_words(path, says)

    def unmapped(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """What of the document no part of the reading stands for."""
        return tuple(dict.fromkeys((*self._unmapped, *map(self.own, paths))))

    def _in_words(self, path: str, says: str) -> str:
        mine, told = self._words.get(path, ("", ""))
        start = f"is {mine!r}"
        if told and says.startswith(start):
            says = f"is {told!r}{says.removeprefix(start)}"
        return _PATH.sub(lambda found: self.own(found[0]), says)

    def own(self, path: str) -> str:
        """Where in the document itself is what stands at a path of the reshaped one?"""
        own, so_far, table, style = "$", "$", self.table, Style.LIST
        while found := _STEP.match(path, len(so_far)):
            key, place = found.groups()
            if key is None:
                own += _step(self._style(so_far, style), place)
            else:
                told = table.told.get(key) or table.told.get(f"{key}_set")
                own += "." + (key if told is None else ".".join(told.where))
                table = told.table if isinstance(told, Inside | Each) else _NOTHING
                style = told.style if isinstance(told, Each) else Style.LIST
            so_far += found[0]
        return own + path[len(so_far) :]

    def _style(self, path: str, otherwise: Style) -> Style:
        return self._styles.get(path) or self._styles.get(_PLACES.sub("[*]", path)) or otherwise


_NOTHING = Table({})


def _step(style: Style, place: object) -> str:
    return _STEPS[style].format(place)


_STEPS = {Style.NODES: ".nodes[{}]", Style.EDGES: ".edges[{}].node", Style.LIST: "[{}]"}
