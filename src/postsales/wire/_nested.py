"""Hooks for what has parts: classes, lists, mappings, and a choice of several kinds.

Rules of this file: every part is read, whatever is wrong with the ones before it, and each error
keeps the place at which it was found.
"""

from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin

from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from postsales.basics._errors import InvalidValue, WrongType, short
from postsales.basics.quantities import FrozenMap
from postsales.wire._classes import (
    Lists,
    check_apart,
    field_names,
    given_fields,
    is_of_rules,
    must_be_told,
    must_speak,
)
from postsales.wire._data import is_list, is_object
from postsales.wire._leaves import saying
from postsales.wire._problems import Said
from postsales.wire._refusals import refusals

if TYPE_CHECKING:
    import attrs

__all__ = [
    "Hook",
    "listed",
    "mapped",
    "object_of",
    "of_class",
    "of_list",
    "of_mapping",
    "of_union",
]

Hook = Callable[[Any, Any], Any]
T = TypeVar("T")


def object_of(value: object) -> Mapping[str, object]:
    """The value, when it is an object."""
    if not is_object(value):
        raise WrongType("value", value, "an object is needed")
    return value


def of_class(
    cls: type[T], converter: Converter, lists: Lists, **hooks: Hook
) -> Callable[[object, Any], T]:
    """What reads a class: every field by its annotation, rules left to the caller."""
    fields = given_fields(cls)
    own: dict[str, Hook] = {x.name: saying for x in fields if must_speak(cls, x)} | hooks
    told: dict[str, Any] = {name: override(struct_hook=x) for name, x in own.items()}
    told |= {x.name: override(omit=True) for x in fields if is_of_rules(x.type)}
    made = make_dict_structure_fn(cls, converter, **told)
    must = must_be_told(cls, lists)
    names = field_names(cls)
    alone = [x for x in fields if not is_of_rules(x.type)]

    def part(field: "attrs.Attribute[Any]", value: object) -> object:
        hook = own.get(field.name) or converter.get_structure_hook(field.type)
        return hook(value, field.type)

    def read(value: object, _: object) -> T:
        if not is_object(value):
            raise WrongType("value", value, _an_object_with(names, must, value))
        given = value
        missing = [name for name in must if name not in given]
        errors = [_at(Said("is missing"), name) for name in missing]
        errors += _not_known(given, names)
        whole: list[Exception] = []
        try:
            found = made(given, cls)
        except ClassValidationError as error:
            parts, whole = _parts_and_whole(error)
            errors += [x for x in parts if not {*_names_of(x)} & {*missing}]
        else:
            if not errors:
                return found
        wrong = {name for one in errors for name in _names_of(one)}
        sound = [x for x in alone if x.name in given and x.name not in wrong]
        errors += refusals(cls, {x.name: part(x, given[x.name]) for x in sound}) or (
            [] if errors else whole
        )
        raise _group(ClassValidationError, cls.__name__, errors, cls)

    return read


def _an_object_with(names: list[str], must: list[str], value: object) -> str:
    """What is needed in place of a value that is no object, which may be all that must be told."""
    told = ", ".join(dict.fromkeys([*must, *names]))
    says = f"an object is needed, with {told}"
    if isinstance(value, str) and len(must) == 1:
        return f"{says}; perhaps {{{must[0]!r}: {short(value)}}} is meant"
    return says


def _not_known(given: Mapping[str, object], names: list[str]) -> list[Exception]:
    says = f"is not known; say {', '.join(names)}"
    return [_at(Said(says, given[key]), key) for key in given if key not in names]


def _parts_and_whole(error: BaseValidationError) -> tuple[list[Exception], list[Exception]]:
    """What is wrong with parts, and what the class has against all of them together."""
    parts = [x for x in error.exceptions if _names_of(x)]
    return parts, [x for x in error.exceptions if x not in parts]


def _names_of(error: Exception) -> list[str]:
    notes: list[object] = getattr(error, "__notes__", [])
    return [x.name for x in notes if isinstance(x, AttributeValidationNote)]


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
    check_apart(args, kind)

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
