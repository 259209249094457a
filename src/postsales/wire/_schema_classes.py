"""The schemas of the classes that stand in our own documents, each written once.

Rules of this file: it says of each kind of annotation what ``_structure`` reads there, and no
field by name.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args

import attrs
from attrs import Factory, frozen

from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.durations import Elapsed, Length, WorkingLength
from postsales.basics.events import Event
from postsales.basics.findings import Fact
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.records import DecisionRecord
from postsales.basics.windows import Deadline, LegalDeadline
from postsales.orders.scope import Everything, Scope
from postsales.orders.starts import Since
from postsales.schedules.anchors import Anchor
from postsales.schedules.channels import Contact
from postsales.schedules.steps import Action, Step, Target, Wait
from postsales.wire._anchors import ANCHORS, NOBODY, OF_TARGETS
from postsales.wire._classes import (
    EVENT,
    SELECTED,
    ZONE,
    Lists,
    check_apart,
    given_fields,
    is_enum,
    is_of,
    is_of_rules,
    must_be_told,
    must_speak,
    unreadable,
)
from postsales.wire._events import CHOSEN, EVENTS, OF_KIND, SELECTORS
from postsales.wire._rules import CONDITION, RULE_FIELDS
from postsales.wire._shapes import (
    AMOUNT,
    FACT,
    MONEY,
    QUANTITIES,
    SAYING,
    SHAPES,
    SHARE,
    WHOLE,
    Schema,
    any_of,
    by_type,
    optional,
)
from postsales.wire._written import REQUESTS

__all__ = ["Definitions", "Voice", "by_word", "of_kind"]


class Voice(Word):
    """Who speaks? In events of a host, numbers can be negative and texts in lists blank."""

    OURS = "ours"
    HOST = "host"


@frozen(eq=False)
class Definitions:
    """The schemas of classes and lists of words, each written once and referred to by its name."""

    lists: Lists
    events: Mapping[str, type[Event]]
    found: dict[str, Schema] = Factory(dict[str, Schema])
    _names: dict[object, str] = Factory(dict[object, str])

    def of(self, kind: Any, voice: Voice) -> Schema:
        """The schema of what stands where this is the annotation."""
        return self._special(kind) or _leaf(kind, voice) or self._composed(kind, voice)

    def named(self, cls: type, voice: Voice, head: Schema | None = None) -> Schema:
        """A reference to the schema of a class; ``head`` are keys besides its fields."""
        key = (cls, voice, *(head or ()))
        return self._ref(key, cls.__name__, lambda: self.object_of(cls, voice, head))

    def object_of(self, cls: type, voice: Voice, head: Schema | None = None) -> Schema:
        """The schema of a class: an object with its fields and no other keys."""
        head = head or {}
        fields = {x.name: self._field(cls, x, voice) for x in given_fields(cls)}
        return {
            **_described(cls),
            "type": "object",
            "properties": {**head, **fields},
            "required": [*head, *must_be_told(cls, self.lists)],
            "additionalProperties": False,
        }

    def _field(self, cls: type, field: "attrs.Attribute[Any]", voice: Voice) -> Schema:
        if is_of_rules(field.type):
            return _RULES[field.name]
        if cls is Action and field.name == "contact":
            return by_type("string", {"const": NOBODY}, self.named(Contact, voice))
        if cls is DecisionRecord and field.name == "request":
            told = {name: self.named(x, voice, of_kind(x)) for name, x in REQUESTS.items()}
            return by_word("kind", told)
        found = SAYING if must_speak(cls, field) else self.of(field.type, voice)
        default = cast("object", field.default)
        if isinstance(default, Word):
            return {**found, "default": default.value}
        return {**found, "default": default} if isinstance(default, bool) else found

    def _special(self, kind: Any) -> Schema | None:
        """Of what documents tell in a form of its own."""
        forms: Mapping[object, Callable[[], Schema]] = {
            EVENT: self._event_name,
            Event: self._event,
            Since: self._since,
            SELECTED: self._selected,
            Anchor: self._anchor,
            Step: self._step,
            Deadline: self._deadline,
            ZONE: lambda: SAYING,
            date: lambda: self._shared("Day", SHAPES[date]),
            datetime: lambda: self._shared("Instant", SHAPES[datetime]),
            Length: lambda: self._shared("Length", SHAPES[Length]),
            Length | WorkingLength: lambda: self._shared(
                "AnyLength", SHAPES[Length | WorkingLength]
            ),
            Wait: lambda: self._shared("Wait", SHAPES[Wait]),
            Elapsed: lambda: self._shared("Elapsed", SHAPES[Elapsed]),
            Money: lambda: self._shared("Money", MONEY),
            Money | Percent: lambda: any_of(AMOUNT, MONEY["anyOf"][1], SHARE),
            Fact: lambda: self._shared("Fact", FACT),
            Quantities: lambda: self._shared("Quantities", QUANTITIES),
            Scope | Everything: lambda: by_type(
                "string", {"const": "everything"}, self.named(Scope, Voice.OURS)
            ),
        }
        return forms[kind]() if kind in forms else None

    def _shared(self, name: str, shape: Schema) -> Schema:
        return self._ref(name, name, lambda: shape)

    def _event_name(self) -> Schema:
        kinds = {"type": "string", "pattern": f"^{OF_KIND}.*\\S"}
        return self._shared("EventName", any_of({"enum": [*self.events, *CHOSEN]}, kinds))

    def _event(self) -> Schema:
        def made() -> Schema:
            told = {name: self._event_of(name, cls) for name, cls in self.events.items()}
            return by_word("event", told)

        return self._ref(Event, Event.__name__, made)

    def _event_of(self, name: str, cls: type[Event]) -> Schema:
        voice = Voice.OURS if cls in EVENTS.values() else Voice.HOST
        return self.named(cls, voice, {"event": {"const": name}})

    def _selected(self) -> Schema:
        """An event, or the first or the last of its kind."""
        by = optional(self.named(Citation, Voice.OURS))
        one = (
            {
                "type": "object",
                "properties": {name: self._event_name(), "by": by},
                "required": [name],
                "additionalProperties": False,
            }
            for name in SELECTORS
        )
        return any_of(self._event_name(), *one)

    def _anchor(self) -> Schema:
        """From what a step counts, by the key that says how it is selected."""
        ways = (
            {
                "type": "object",
                "properties": {key: self._key(kind) for key, kind in form.keys.items()},
                "required": [name, *form.must],
                "additionalProperties": False,
            }
            for name, form in ANCHORS.items()
        )
        return self._shared("Anchor", any_of(*ways))

    def _key(self, kind: Any) -> Schema:
        if kind is str:
            return SAYING
        return self.of(kind, Voice.OURS)

    def _deadline(self) -> Schema:
        """One by statute where it has a legal day, else a plain one."""
        return {
            "if": {"required": ["legal_day"]},
            "then": self.named(LegalDeadline, Voice.OURS),
            "else": self.named(Deadline, Voice.OURS),
        }

    def _step(self) -> Schema:
        """A target where it has a key that only targets have, else an action."""
        return {
            "if": {"anyOf": [{"required": [key]} for key in OF_TARGETS]},
            "then": self.named(Target, Voice.OURS),
            "else": self.named(Action, Voice.OURS),
        }

    def _since(self) -> Schema:
        return self._shared("Start", any_of(self._selected(), self.named(Since, Voice.OURS)))

    def _composed(self, kind: Any, voice: Voice) -> Schema:
        if is_enum(kind):
            return self._ref(kind, kind.__name__, lambda: _one_of(kind))
        if is_of(kind, Union, UnionType):
            return self._choice(kind, voice)
        if is_of(kind, tuple, frozenset):
            return self._several(kind, voice)
        if is_of(kind, FrozenMap):
            return self._mapping(kind, voice)
        return self.named(kind, voice) if attrs.has(kind) else unreadable(kind)

    def _choice(self, kind: Any, voice: Voice) -> Schema:
        args = get_args(kind)
        kinds = [one for one in args if one is not NoneType]
        if len(kinds) < len(args):
            # As one annotation: a choice of several may have a form of its own.
            found = self.of(Union[tuple(kinds)], voice)  # noqa: UP007
            is_object = self._types(found) == {"object"}
            return by_type("null", _NULL, found) if is_object else optional(found)
        check_apart(kinds, kind)
        return any_of(*(self.of(one, voice) for one in kinds))

    def _several(self, kind: Any, voice: Voice) -> Schema:
        kinds = [x for x in get_args(kind) if x is not Ellipsis]
        of_text = SAYING if voice is Voice.OURS else SHAPES[str]
        each = [of_text if one is str else self.of(one, voice) for one in kinds]
        if len(kinds) < len(get_args(kind)) or is_of(kind, frozenset):
            listed: Schema = {"type": "array", "items": each[0]}
        else:
            listed = _exactly(each)
        if self.lists is Lists.ALWAYS:
            return listed
        if self._types(each[0]) <= _NO_LIST:
            return by_type("array", listed, each[0])
        return any_of(listed, each[0])

    def _types(self, shape: Schema) -> set[str]:
        """Of which types of JSON what has this shape can be; blank where that is not known yet."""
        if "$ref" in shape:
            return self._types(self.found[shape["$ref"].removeprefix("#/$defs/")])
        if "type" in shape:
            return {shape["type"]}
        parts = [*shape.get("anyOf", ()), *(shape[x] for x in ("then", "else") if x in shape)]
        if parts:
            return {one for part in parts for one in self._types(part)}
        return {"string"} if "const" in shape or "enum" in shape else {""}

    def _mapping(self, kind: Any, voice: Voice) -> Schema:
        key, value = get_args(kind)
        keys = {} if key is str else {"propertyNames": self.of(key, voice)}
        return {"type": "object", **keys, "additionalProperties": self.of(value, voice)}

    def _ref(self, key: object, name: str, make: Callable[[], Schema]) -> Schema:
        if key not in self._names:
            while name in self.found:
                name += "_"
            self._names[key] = name
            # Classes can stand in themselves: the name is taken before the parts are looked at.
            self.found[name] = {}
            self.found[name] = make()
        return {"$ref": f"#/$defs/{self._names[key]}"}


def of_kind(cls: type, head: Schema | None = None) -> Schema:
    """What a document of a class has besides its fields: its kind, after ``head``."""
    return {**(head or {}), "kind": {"const": cls.__name__}}


def _leaf(kind: Any, voice: Voice) -> Schema | None:
    return WHOLE if kind is int and voice is Voice.HOST else SHAPES.get(kind)


def by_word(key: str, told: Mapping[str, Schema]) -> Schema:
    """One of several classes, by the word at a key: what is wrong is said of that class alone."""
    return {
        "type": "object",
        "properties": {key: {"enum": [*told]}},
        "required": [key],
        "allOf": [
            {"if": {"properties": {key: {"const": word}}, "required": [key]}, "then": ref}
            for word, ref in told.items()
        ],
    }


def _one_of(cls: Any) -> Schema:
    words = [x.value for x in cls if isinstance(x.value, str | int)]
    return {**_described(cls), "enum": words}


def _exactly(each: list[Schema]) -> Schema:
    return {
        "type": "array",
        "prefixItems": each,
        "minItems": len(each),
        "maxItems": len(each),
    }


_NO_LIST = {"object", "string"}
_NULL: Schema = {"type": "null"}
_RULES: Mapping[str, Schema] = {
    CONDITION: {"description": "A rule of one's own about facts, by name.", **SAYING},
    RULE_FIELDS[0]: {
        "description": "Rules of one's own that must hold, by name.",
        **any_of(SAYING, {"type": "array", "items": SAYING}),
    },
    RULE_FIELDS[1]: {
        "description": "Pairs of the name of a rule, and of the rule that defeats it.",
        "type": "array",
        "items": _exactly([SAYING, SAYING]),
    },
}


def _described(cls: Any) -> Schema:
    """What the class says of itself, in its first paragraph."""
    said = cls.__dict__.get("__doc__")
    if not said:
        return {}
    first = " ".join(cleandoc(said).partition("\n\n")[0].split())
    return {"description": first.replace("``", "`")}
