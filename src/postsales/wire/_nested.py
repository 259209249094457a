"""Hooks for what has parts: classes, lists, mappings, and a choice of several kinds.

Rules of this file: every part is read, whatever is wrong with the ones before it, and each error
keeps the place at which it was found.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any, NoReturn, TypeVar, Union, cast, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._words import Word
from postsales.basics.durations import Length
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap
from postsales.basics.rules import Rule
from postsales.wire._data import is_list, is_object
from postsales.wire._leaves import saying
from postsales.wire._problems import Said

__all__ = [
    "Hook",
    "Lists",
    "field_names",
    "listed",
    "mapped",
    "object_of",
    "of_class",
    "of_list",
    "of_mapping",
    "of_union",
    "unreadable",
]

Hook = Callable[[Any, Any], Any]
T = TypeVar("T")


class Lists(Word):
    """How does a document tell several values?"""

    ALWAYS = "always"
    """As a list."""
    OR_ONE = "or_one"
    """As a list, or as the one that there is."""


def object_of(value: object) -> Mapping[str, object]:
    """The value, when it is an object."""
    if not is_object(value):
        raise WrongType("value", value, "an object is needed")
    return value


def unreadable(cls: Any) -> NoReturn:
    """Nothing reads this kind of field: a mistake in a class, not in a document."""
    allowed = "fields that are read are annotated with text, numbers, times, money, enumerations,"
    raise InvalidValue("annotation", cls, f"{allowed} attrs classes, and tuples and maps of them")


def field_names(cls: type) -> list[str]:
    """What can be told of a class."""
    return [x.name for x in attrs.fields(cast("Any", cls)) if x.init]


def of_class(
    cls: type[T], converter: Converter, *, needed: Iterable[str] = (), **hooks: Hook
) -> Callable[[object, Any], T]:
    """What reads a class: every field by its annotation, rules left to the caller.

    What has no default must be told; ``needed`` names what must be told besides.
    """
    attrs.resolve_types(cast("Any", cls))
    fields = [x for x in attrs.fields(cast("Any", cls)) if x.init]
    told: dict[str, Any] = {x.name: override(struct_hook=saying) for x in fields if _says(cls, x)}
    told |= {name: override(struct_hook=x) for name, x in hooks.items()}
    told |= {x.name: override(omit=True) for x in fields if _is_of_rules(x.type)}
    made = make_dict_structure_fn(cls, converter, **told)
    must = [x.name for x in fields if x.default is attrs.NOTHING or x.name in {*needed}]
    names = field_names(cls)

    def read(value: object, _: object) -> T:
        given = object_of(value)
        missing = [name for name in must if name not in given]
        errors = [_at(Said("is missing"), name) for name in missing]
        errors += _not_known(given, names)
        try:
            found = made(given, cls)
        except ClassValidationError as error:
            errors += _of_parts(error, missing) if errors else error.exceptions
        else:
            if not errors:
                return found
        raise _group(ClassValidationError, cls.__name__, errors, cls)

    return read


def _says(cls: type, field: "attrs.Attribute[Any]") -> bool:
    """Must the field of ours say something? Text must, where nothing stands for it."""
    needed = field.type is str and field.default is attrs.NOTHING
    return needed and cls.__module__.startswith("postsales.")


def _not_known(given: Mapping[str, object], names: list[str]) -> list[Exception]:
    says = f"is not known; say {', '.join(names)}"
    return [_at(Said(says, given[key]), key) for key in given if key not in names]


def _of_parts(error: BaseValidationError, missing: list[str]) -> Iterator[Exception]:
    """What is wrong with parts that are there; the whole is not blamed for what it lacks."""
    for one in error.exceptions:
        notes: list[object] = getattr(one, "__notes__", [])
        names = [x.name for x in notes if isinstance(x, AttributeValidationNote)]
        if names and not {*names} & {*missing}:
            yield one


def _is_of_rules(annotation: Any) -> bool:
    inside = any(_is_of_rules(one) for one in get_args(annotation))
    return inside or annotation is Rule or get_origin(annotation) is Rule


def _group(
    make: Callable[..., BaseValidationError], says: str, errors: list[Exception], kind: object
) -> BaseValidationError:
    """A group of errors; it takes three arguments, and groups of Python's own take two."""
    return make(says, errors, kind)


def _at(error: Exception, name: str) -> Exception:
    error.add_note(AttributeValidationNote(name, name, object))
    return error


def listed(values: Iterable[object], read: Callable[[object], T], kind: object) -> list[T]:
    """Every value of a list, read."""
    return [*_read_all(enumerate(values), read, kind).values()]


def mapped(values: Mapping[str, object], read: Callable[[object], T], kind: object) -> dict[str, T]:
    """Every value of an object, read."""
    return _read_all(values.items(), read, kind)


K = TypeVar("K", int, str)


def _read_all(
    items: Iterable[tuple[K, object]], read: Callable[[object], T], kind: object
) -> dict[K, T]:
    found, errors = _tried(items, read)
    _check_none(errors, kind)
    return found


def _tried(
    items: Iterable[tuple[K, object]], read: Callable[[object], T]
) -> tuple[dict[K, T], list[Exception]]:
    """What could be read, and what is wrong with the rest."""
    errors: list[Exception] = []
    found: dict[K, T] = {}
    for place, value in items:
        try:
            found[place] = read(value)
        except Exception as error:  # noqa: BLE001 - told with its place, like all the others
            error.add_note(IterableValidationNote(str(place), place, object))
            errors.append(error)
    return found, errors


def _check_none(errors: list[Exception], kind: object) -> None:
    if errors:
        raise _group(IterableValidationError, "list or object", errors, kind)


def of_list(kind: Any, converter: Converter, lists: Lists, of_text: Hook) -> Hook:
    """What reads a tuple or set: of one kind of values, or of a kind for each place."""
    args = [x for x in get_args(kind) if x is not Ellipsis]
    one_kind = len(args) < len(get_args(kind)) or get_origin(kind) is not tuple
    hooks = [of_text if arg is str else converter.get_structure_hook(arg) for arg in args]
    make = cast("type[tuple[object, ...]]", get_origin(kind))

    def read(value: object, _: object) -> object:
        if not is_list(value):
            if lists is Lists.ALWAYS or value is None:
                raise WrongType("value", value, _a_list_of(args[0]))
            value = [value]
        if one_kind:
            return make(listed(value, lambda one: hooks[0](one, args[0]), kind))
        if len(value) != len(args):
            raise InvalidValue("value", value, f"a list of {len(args)} is needed")
        places = iter(range(len(args)))

        def by_place(one: object) -> object:
            place = next(places)
            return hooks[place](one, args[place])

        return make(listed(value, by_place, kind))

    return read


def _a_list_of(kind: object) -> str:
    return "a list of text is needed" if kind is str else "a list is needed"


def of_mapping(kind: Any, converter: Converter) -> Hook:
    """What reads a mapping: keys are text, or what text stands for."""
    key_kind, value_kind = get_args(kind)
    read_key = converter.get_structure_hook(key_kind)
    read_value = converter.get_structure_hook(value_kind)

    def read(value: object, _: object) -> object:
        told = object_of(value)
        keys, wrong = _tried(((key, key) for key in told), lambda one: read_key(one, key_kind))
        values, more = _tried(told.items(), lambda one: read_value(one, value_kind))
        _check_none([*wrong, *more], kind)
        return FrozenMap({keys[key]: one for key, one in values.items()})

    return read


def of_union(kind: Any, converter: Converter) -> Hook:
    """What reads one of several kinds, of which a value can tell one alone."""
    args = [arg for arg in get_args(kind) if arg is not NoneType]
    optional = len(args) < len(get_args(kind))
    if len(args) == 1 or optional:
        inner: Any = Union[tuple(args)]  # noqa: UP007 - of a list that is only known now
        hook = converter.get_structure_hook(inner)
        return lambda value, _: None if value is None else hook(value, inner)
    hooks = [(arg, converter.get_structure_hook(arg)) for arg in args]
    forms = Counter(form for arg in args for form in _forms(arg))
    if any(times > 1 for form, times in forms.items() if form is not str or not _differ(args)):
        # Nothing in the value says which of them it is; such a choice needs a hook of its own.
        unreadable(kind)

    def read(value: object, _: object) -> object:
        errors: list[Exception] = []
        for arg, hook in hooks:
            try:
                return hook(value, arg)
            except Exception as error:  # noqa: BLE001 - perhaps it is of the next kind
                errors.append(error)
        nested = [x for x in errors if isinstance(x, BaseValidationError)]
        raise (nested or errors)[-1]

    return read


# Texts that cannot be taken for each other: days and instants; figures, by their units.
_APART = ({date, datetime}, {Money, Percent, *get_args(Length)})


def _differ(kinds: list[Any]) -> bool:
    told = {kind for kind in kinds if str in _forms(kind)}
    return any(told <= apart for apart in _APART)


def _forms(kind: Any) -> set[type]:
    """As which kinds of plain data can it be told?"""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {type(member.value) for member in kind}
    if get_origin(kind) in (tuple, frozenset):
        return {list}
    if kind is Money:
        return {str, dict}
    if kind in (bool, int, float):
        return {kind}
    if kind in _APART[1]:
        return {str}
    is_object = attrs.has(cast("Any", kind)) or issubclass(get_origin(kind) or kind, Mapping)
    return {dict if is_object else str}
