"""Values from plain data, by the annotations of their classes: what cattrs is taught here.

Rules of this file: a document names no code. It is read into one class that the caller asked for;
which other classes there can be stands in the annotations of that class and in a table of events
that the caller has given. A field that is added to a class is read without a change here; a new
kind of leaf needs a hook. All errors come as one tree, with their places.
"""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, Union, cast

import attrs
from attrs import frozen
from cattrs import Converter
from cattrs.errors import BaseValidationError

from postsales.basics._checks import count, text
from postsales.basics._errors import InvalidValue, PostsalesError, WrongType, short
from postsales.basics.calendars import WorkCalendar
from postsales.basics.citations import Citation
from postsales.basics.currencies import Currency
from postsales.basics.events import Event
from postsales.basics.findings import Fact, checked_fact, fact
from postsales.basics.moments import zone_key
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.records import DecisionRecord
from postsales.basics.windows import Deadline, LegalDeadline
from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.orders.starts import Since
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.schedules.anchors import Anchor
from postsales.schedules.channels import Contact
from postsales.schedules.steps import Action, Step, Target
from postsales.wire import _leaves
from postsales.wire._anchors import ANCHORS, NOBODY, OF_TARGETS
from postsales.wire._classes import EVENT, SELECTED, ZONE, Lists, is_enum, is_of, unreadable
from postsales.wire._data import is_object
from postsales.wire._events import EVENTS, SELECTORS, event_classes, known_events, selected
from postsales.wire._nested import (
    Hook,
    mapped,
    object_of,
    of_class,
    of_list,
    of_mapping,
    of_union,
)
from postsales.wire._problems import Said, problems
from postsales.wire._sections import SECTIONS
from postsales.wire._written import REQUESTS, AnyRequest
from postsales.wire.documents import Problem

__all__ = ["Lists", "structured"]

T = TypeVar("T")


def structured(
    told: object,
    cls: type[T],
    path: str,
    *,
    events: Iterable[type[Event]] = (),
    lists: Lists = Lists.ALWAYS,
) -> T | list[Problem]:
    """The value that plain data tells, or all that is wrong with it.

    Raises:
        InvalidValue: an event that cannot stand in a document.
    """
    reader = _converter(event_classes(events), lists)
    try:
        return reader.structure(told, cls)
    except (BaseValidationError, Said, PostsalesError, RecursionError) as error:
        return list(problems(error, path))


@lru_cache(maxsize=32)
def _converter(events: tuple[type[Event], ...], lists: Lists) -> Converter:
    """What reads values in which these further events may stand."""
    known = known_events(events)
    made = _taught(lists, _leaves.LEAVES, _leaves.saying)
    # Whole numbers of ours are counts, and texts in our lists say something; those of a host are
    # whatever it likes.
    host = _taught(lists, {**_leaves.LEAVES, int: _leaves.any_whole}, _leaves.LEAVES[str])

    def event_class(value: object, _: object) -> type[Event]:
        return selected(value) or _event_class(value, known)

    def event(value: object, _: object) -> Event:
        told = dict(object_of(value))
        name = told.pop("event", None)
        cls = mapped({"event": name}, lambda one: _event_class(one, known), Event)["event"]
        return (made if cls in EVENTS.values() else host).structure(told, cls)

    for one in (made, host):
        one.register_structure_hook_func(_same(type[Event]), event_class)
        one.register_structure_hook_func(_same(Event), event)
    for cls in events:
        host.get_structure_hook(cls)
    return made


_OWN_EVENTS = (
    "classes of your own are named in events=, and with --events MODULE:NAME on the command line"
)


def _event_class(value: object, known: Mapping[str, type[Event]]) -> type[Event]:
    if value is None:
        raise Said("is missing, and says which event it is")
    if isinstance(value, str) and value in known:
        return known[value]
    near = get_close_matches(value, known) if isinstance(value, str) else []
    advice = f"{_OWN_EVENTS}; others are {', '.join(x for x in known if x not in near)}"
    if near:
        advice = f"perhaps {' or '.join(near)} is meant; {advice}"
    raise (InvalidValue if isinstance(value, str) else WrongType)(
        "event", value, "no such event", advice
    )


def _taught(lists: Lists, leaves: Mapping[object, Hook], of_text: Hook) -> Converter:
    """A converter that knows the leaves and the kinds of container, and nothing by default."""
    made = Converter(detailed_validation=True)

    def teach(test: Callable[[Any], bool], make: Callable[[Any], Hook]) -> None:
        made.register_structure_hook_factory(test, make)

    teach(lambda _: True, unreadable)
    teach(attrs.has, lambda kind: of_class(kind, made, lists))
    teach(lambda kind: is_of(kind, Union, UnionType), lambda kind: of_union(kind, made))
    teach(
        lambda kind: is_of(kind, tuple, frozenset),
        lambda kind: of_list(kind, made, lists, of_text),
    )
    teach(lambda kind: is_of(kind, FrozenMap), lambda kind: of_mapping(kind, made))
    teach(_same(Since), lambda _: _since(made, lists))
    teach(_same(DecisionRecord), lambda kind: of_class(kind, made, lists, request=_request(made)))
    teach(_same(Action), lambda kind: of_class(kind, made, lists, contact=_contact(made)))
    if lists is Lists.ALWAYS:
        teach(_same(Deadline), lambda _: _deadline(made, lists))
    for kept in _OF_A_ZONE:
        teach(_same(kept), lambda kind: of_class(kind, made, lists, zone=_zone_of(kind)))
    made.register_structure_hook_func(is_enum, _leaves.word)
    for leaf, read in (*leaves.items(), *_forms(made)):
        made.register_structure_hook_func(_same(leaf), read)
    # What cattrs would convert by calling the class, with all classes below it.
    for cls in (str, bytes, int, float):
        made.register_structure_hook(cls, lambda value, kind: _leaf(leaves, kind)(value, kind))
    return made


def _leaf(leaves: Mapping[object, Hook], kind: Any) -> Hook:
    return _leaves.word if is_enum(kind) else leaves.get(kind) or unreadable(kind)


def _same(leaf: object) -> Callable[[Any], bool]:
    return lambda kind: bool(kind == leaf)


def _forms(made: Converter) -> list[tuple[object, Hook]]:
    """Leaves that a document can tell in several forms."""

    def money(value: object, kind: Hook = _leaves.money) -> Money:
        return _money(value, made) if is_object(value) else kind(value, Money)

    return [
        (Money, lambda value, _: money(value)),
        (Money | Percent, lambda value, _: money(value, _leaves.money_or_share)),
        (Fact, lambda value, _: _fact(value, money)),
        (Scope | Everything, lambda value, _: _scope(value, made)),
        (Quantities, lambda value, _: _quantities(value)),
        (SELECTED, lambda value, _: _selected(value, made)),
        (Anchor, lambda value, _: _anchor(value, made)),
        (Step, lambda value, _: made.structure(value, _step(value))),
        # What is no zone of a clock says whose zone it is: the terms read both.
        (ZONE, _leaves.saying),
    ]


@frozen(weakref_slot=False)
class _Amount:
    """Money as an object, for currencies that count otherwise than ISO 4217 says."""

    amount: str
    currency: str
    exponent: int | None = None


def _money(value: object, made: Converter) -> Money:
    told = made.structure(value, _Amount)
    try:
        return Currency(told.currency, exponent=told.exponent)(told.amount)
    except InvalidValue as error:
        raise Said(f"cannot be: {error}", value) from None


_KINDS = ("instant", "day", "number")


def _fact(value: object, money: Callable[[object], Money]) -> Fact:
    """A fact, which says what it is where text cannot tell it from text."""
    if not is_object(value):
        return checked_fact("fact", value)
    kind = next((kind for kind in _KINDS if kind in value), None)
    if kind is None:
        return money(value)
    if len(value) > 1:
        raise Said(f"has more keys than {kind!r}", value)
    return mapped(value, lambda one: fact(kind, text("fact", one)), Fact)[kind]


def _scope(value: object, made: Converter) -> Scope | Everything:
    if is_object(value):
        return made.structure(value, Scope)
    if value == "everything":
        return EVERYTHING
    allowed = "which lines is told by an object such as {'category': 'shoes'}, or as 'everything'"
    raise (InvalidValue if isinstance(value, str) else WrongType)("applies_to", value, allowed)


def _quantities(value: object) -> Quantities:
    return Quantities(mapped(object_of(value), lambda one: count("units", one, 1), Quantities))


def _zone(value: object, _: object) -> str:
    return zone_key(text("zone", value))


def _deadline(made: Converter, lists: Lists) -> Hook:
    """A deadline; one by statute tells its legal day."""
    plain = of_class(Deadline, made, lists, zone=_zone)
    legal = of_class(LegalDeadline, made, lists, zone=_zone)

    def read(value: object, _: object) -> Deadline:
        if is_object(value) and "legal_day" in value:
            return legal(value, LegalDeadline)
        return plain(value, Deadline)

    return read


def _zone_of(cls: Any) -> Hook:
    """What reads the zone of a class, which it may be without."""
    if attrs.fields_dict(cls)["zone"].type is str:
        return _zone
    return lambda value, kind: None if value is None else _zone(value, kind)


# Classes look at their zone after their other fields: here it is told beside what is wrong there.
_OF_A_ZONE = (WorkCalendar, *(x for x in SECTIONS.values() if x is not ReturnTerms))


def _since(made: Converter, lists: Lists) -> Hook:
    """An event alone, or with a time after it."""
    whole = of_class(Since, made, lists)

    def read(value: object, kind: object) -> Since:
        if is_object(value) and not {*SELECTORS} & {*value}:
            return whole(value, kind)
        return Since(made.structure(value, SELECTED))

    return read


def _selected(value: object, made: Converter) -> object:
    """A class of events, or the first or the last event of one."""
    if not is_object(value):
        return made.structure(value, EVENT)
    names = [name for name in SELECTORS if name in value]
    if len(names) != 1:
        raise Said(f"names no event, or several; say one of {', '.join(SELECTORS)}", value)
    (name,) = names
    kinds: Mapping[str, Any] = {name: EVENT, "by": Citation | None}

    def part(told: object) -> object:
        key, one = cast("tuple[str, object]", told)
        if key not in kinds:
            raise Said(f"is not known; say {', '.join(kinds)}", one)
        return made.structure(one, kinds[key])

    found: dict[str, Any] = mapped({key: (key, one) for key, one in value.items()}, part, Since)
    return SELECTORS[name](found[name], by=found.get("by"))


def _anchor(value: object, made: Converter) -> object:
    """From which event a step counts, by the key that tells how it is selected."""
    if not is_object(value):
        allowed = f"an object is needed, with one of {', '.join(ANCHORS)}"
        if isinstance(value, str):
            allowed = f"{allowed}, such as {{'last': {short(value)}}}"
        raise WrongType("value", value, allowed)
    told = value
    named = [name for name in ANCHORS if name in told]
    if len(named) != 1:
        raise Said(f"selects no event, or several; say one of {', '.join(ANCHORS)}", value)
    way = ANCHORS[named[0]]
    missing = [key for key in way.must if key not in told]

    def part(key: object) -> object:
        name = cast("str", key)
        if name not in way.keys:
            raise Said(f"is not known; say {', '.join(way.keys)}", told[name])
        if name in missing:
            raise Said("is missing")
        return made.structure(told[name], way.keys[name])

    found = mapped({key: key for key in [*told, *missing]}, part, way.cls)
    try:
        return way.made(found)
    except InvalidValue as error:
        raise Said(f"cannot be: {error}", value) from None


def _step(value: object) -> type[Step]:
    return Target if any(key in object_of(value) for key in OF_TARGETS) else Action


def _contact(made: Converter) -> Hook:
    """How a customer is reached, or that nobody is."""

    def read(value: object, _: object) -> Contact | None:
        if value == NOBODY:
            return None
        if not is_object(value):
            allowed = f"a contact is told by an object such as {{'channel': 'sms'}}, or {NOBODY!r}"
            raise (InvalidValue if isinstance(value, str) else WrongType)("contact", value, allowed)
        return made.structure(value, Contact)

    return read


def _request(made: Converter) -> Hook:
    def read(value: object, _: object) -> object:
        told = dict(object_of(value))
        kind = mapped({"kind": told.pop("kind", None)}, _kind, ReturnRequest)["kind"]
        return made.structure(told, kind)

    return read


def _kind(value: object) -> type[AnyRequest]:
    known = " or ".join(repr(name) for name in REQUESTS)
    if not isinstance(value, str) or value not in REQUESTS:
        raise Said(f"is none that is known; say {known}", value)
    return REQUESTS[value]
