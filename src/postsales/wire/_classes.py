"""What documents tell of classes: which fields, which of them always, and which say something.

Rules of this file: reading and the schemas both ask here, so that they cannot come apart. Nothing
here needs a package besides.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, NoReturn, cast, get_args, get_origin

import attrs

from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.decisions import TermsRef
from postsales.basics.durations import Length
from postsales.basics.events import Event
from postsales.basics.findings import Finding
from postsales.basics.hints import Hint
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quoted import QuoteRecord
from postsales.basics.rules import Rule
from postsales.basics.windows import Counted, Deadline, LegalDeadline
from postsales.exchanges.record import ExchangeRecord
from postsales.orders.starts import Since
from postsales.returns.status import RmaStatus
from postsales.returns.terms import ReturnTerms
from postsales.subscriptions import SubscriptionEnd

__all__ = [
    "EVENT",
    "SELECTED",
    "ZONE",
    "Lists",
    "check_apart",
    "field_names",
    "given_fields",
    "is_enum",
    "is_of",
    "is_of_rules",
    "must_be_told",
    "must_speak",
    "unreadable",
]


class Lists(Word):
    """How does a document tell several values?"""

    ALWAYS = "always"
    """As a list."""
    OR_ONE = "or_one"
    """As a list, or as the one that there is."""


# Annotations that documents tell in a form of their own.
EVENT: Any = type[Event]
SELECTED: Any = attrs.fields_dict(Since)["event"].type
ZONE: Any = attrs.fields_dict(ReturnTerms)["zone"].type

# What is written by nobody but us is written whole; the parts of a record, where it is one.
_WHOLE = (RmaStatus, ExchangeRecord)
_PARTS = (Citation, Counted, Deadline, Finding, Hint, LegalDeadline, TermsRef)
# Fields that came after the first documents of version 1, and which these therefore do not have.
_LATER: Mapping[type, tuple[str, ...]] = {Hint: ("adds",), RmaStatus: ("staying", "reasons")}
# Texts without a default that may all the same be empty.
_BLANK: Mapping[type, tuple[str, ...]] = {
    QuoteRecord: ("return_ref", "reason"),
    SubscriptionEnd: ("because",),
}


def given_fields(cls: Any) -> list["attrs.Attribute[Any]"]:
    """The fields that are given to a class, with their annotations.

    Example:
        >>> [field.type for field in given_fields(Citation)][:2]
        [<class 'str'>, <class 'str'>]
    """
    attrs.resolve_types(cls)
    return [x for x in attrs.fields(cls) if x.init]


def field_names(cls: type) -> list[str]:
    """What can be told of a class.

    Example:
        >>> field_names(TermsRef)
        ['id', 'version', 'digest']
    """
    return [x.name for x in attrs.fields(cast("Any", cls)) if x.init]


def must_be_told(cls: Any, lists: Lists) -> list[str]:
    """The fields that a document must tell; what was added to a class later may be missing.

    Example:
        >>> must_be_told(TermsRef, Lists.OR_ONE), must_be_told(TermsRef, Lists.ALWAYS)
        (['id', 'version'], ['id', 'version', 'digest'])
    """
    is_whole = cls in _WHOLE or (cls in _PARTS and lists is Lists.ALWAYS)
    later = _LATER.get(cls, ())
    return [
        x.name
        for x in attrs.fields(cls)
        if x.init and (x.default is attrs.NOTHING or (is_whole and x.name not in later))
    ]


def must_speak(cls: type, field: "attrs.Attribute[Any]") -> bool:
    """Must the field of ours say something? Text must, where nothing stands for it.

    Example:
        >>> [must_speak(TermsRef, field) for field in given_fields(TermsRef)]
        [True, True, False]
    """
    needed = field.type is str and field.default is attrs.NOTHING
    is_ours = cls.__module__.startswith("postsales.")
    return needed and is_ours and field.name not in _BLANK.get(cls, ())


def is_of_rules(annotation: Any) -> bool:
    """Does the field hold rules? They are told by names, which the caller knows.

    Example:
        >>> is_of_rules(tuple[Rule[Any], ...]), is_of_rules(tuple[str, ...])
        (True, False)
    """
    inside = any(is_of_rules(one) for one in get_args(annotation))
    return inside or annotation is Rule or get_origin(annotation) is Rule


def is_enum(kind: Any) -> bool:
    """Is the annotation a list of words?

    Example:
        >>> is_enum(Lists), is_enum(str)
        (True, False)
    """
    return isinstance(kind, type) and issubclass(kind, Enum)


def is_of(kind: Any, *origins: object) -> bool:
    """Is the annotation one with parameters, of one of these?

    Example:
        >>> is_of(tuple[str, ...], tuple), is_of(str | None, tuple)
        (True, False)
    """
    return get_origin(kind) in origins


def unreadable(kind: Any) -> NoReturn:
    """Nothing reads this kind of field: a mistake in a class, not in a document."""
    allowed = "fields that are read are annotated with text, numbers, times, money, enumerations,"
    raise InvalidValue("annotation", kind, f"{allowed} attrs classes, and tuples and maps of them")


def check_apart(kinds: list[Any], kind: Any) -> None:
    """Does plain data say which of several kinds it is?

    Raises:
        InvalidValue: nothing in a value would; such a choice needs a hook of its own.

    Example:
        >>> check_apart([str, int], str | int)
    """
    forms = Counter(form for one in kinds for form in _forms(one))
    if any(times > 1 for form, times in forms.items() if form is not str or not _differ(kinds)):
        unreadable(kind)


# Texts that cannot be taken for each other: days and instants; figures, by their units.
_APART = ({date, datetime}, {Money, Percent, *get_args(Length)})


def _differ(kinds: list[Any]) -> bool:
    told = {kind for kind in kinds if str in _forms(kind)}
    return any(told <= apart for apart in _APART)


def _forms(kind: Any) -> set[type]:
    """As which kinds of plain data can it be told?"""
    if is_enum(kind):
        return {type(member.value) for member in kind}
    if get_origin(kind) in (tuple, frozenset):
        return {list}
    if kind is Money:
        return {str, dict}
    if kind in (bool, int, float):
        return {kind}
    if kind in _APART[1]:
        return {str}
    is_object = attrs.has(kind) or issubclass(get_origin(kind) or kind, Mapping)
    return {dict if is_object else str}
