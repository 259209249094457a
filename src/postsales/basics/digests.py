"""Digests: one written form for equal facts and terms, and a short hash of it.

The form is text, the same in every process, on every machine and for every order of a set or a
mapping. It is written by these rules, and ``FORM`` is its version:

============================== =================================================================
value                          written as
============================== =================================================================
nothing, truth, whole number   ``null``, ``true``, ``-3``
text                           as JSON writes it, all but ASCII escaped
binary fraction, number        ``float 0.5``; ``number 19/100``, so that 0.19 is 0.190
day, clock time, span          ``day 2026-03-02``, ``time 09:00:00``, ``span <days> <s> <us>``
instant                        ``instant 2026-03-02T09:15:00.000000`` in UTC; a naive one ``naive``
member of an enumeration       ``ReasonKind.REMORSE``
value made by attrs            ``Line(id="tee", quantity=3)``: the fields by which it compares, in
                               order; one that is empty, as it is when nothing is told, is left out,
                               and so is the default of an option that came later (``LATER``)
list or tuple; set; mapping    ``[1, 2]``; ``{1, 2}`` and ``{"tee": 2}`` in order of their text
class or function              ``class Delivered``, ``function acme.rules.receipt_shown``
============================== =================================================================

Names of this library stand alone, others with their module. What has no name that stays (a lambda,
a local function or class, a partial call) and what is made of none of these is refused. A function
is told by its name: what it does can change under it, so that changed rules need a new version.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import FunctionType, NoneType
from typing import Any, Protocol, cast

import attrs

from postsales.basics._checks import ratio
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.decisions import TermsRef

__all__ = ["FORM", "LATER", "digest", "digest_of", "reference", "telling", "together", "written"]

FORM = 1
"""The version of the written form; it changes when equal values would be written otherwise."""

LATER = {"later": True}
"""What an option says of itself that came later: its default leaves no trace in digests."""

_LENGTH = 16

# Nearly all that is written is one of these, and its class alone says how.
_AS_JSON: dict[type, Callable[[Any], str]] = {
    str: json.JSONEncoder().encode,
    int: int.__repr__,
    bool: json.dumps,
    NoneType: json.dumps,
}
_PACKAGE = "postsales."


def digest(text: str) -> str:
    """Sixteen hexadecimal digits that tell one text from another.

    Enough to see that something changed by accident or by editing; no seal against forgery.

    Example:
        >>> digest("tee")
        'ecfbe63854f07747'
    """
    form = f"postsales {FORM}\n{text}"
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def digest_of(value: object) -> str:
    """The digest of the written form of a value.

    Example:
        >>> digest_of({"tee": 2, "mug": 1}) == digest_of({"mug": 1, "tee": 2})
        True
    """
    return digest(written(value))


def written(value: object) -> str:
    """The one text of a value, by the rules of this file.

    Raises:
        InvalidValue: a function or class without a name that stays, a number that is none.
        WrongType: something that facts and terms are not made of.

    Example:
        >>> from postsales.basics.durations import Days
        >>> written({"window": Days(30), "rate": Decimal("0.190")})
        '{"rate": number 19/100, "window": Days(count=30)}'
    """
    as_json = _AS_JSON.get(type(value))
    return _written(value) if as_json is None else as_json(value)


def _written(value: object) -> str:
    if isinstance(value, Enum | type | FunctionType):
        return _named(value)
    if isinstance(value, int | str):
        return json.dumps(value)
    if isinstance(value, Decimal | float):
        return _number(value)
    if isinstance(value, date | time | timedelta):
        return _time(value)
    if attrs.has(type(value)):
        return _made(value)
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return _several(cast("Mapping[object, object] | list[object]", value))
    allowed = (
        "facts and terms are text, numbers, times, attrs values, collections of them, and rules"
    )
    raise WrongType("recorded value", value, allowed, "write a frozen attrs class")


class _Terms(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def version(self) -> str: ...


def reference(terms: _Terms) -> TermsRef:
    """Which terms are they? Without a digest when they hold something that has no stable name.

    Example:
        >>> from postsales import RefundTerms, ShippingRefund, TenderOrder
        >>> reference(RefundTerms(
        ...     id="acme", version="1",
        ...     shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID,
        ... ))
        TermsRef(id='acme', version='1', digest='216d3c982bcd924a')
    """
    try:
        return TermsRef(terms.id, terms.version, digest=digest_of(terms))
    except (InvalidValue, WrongType):
        return TermsRef(terms.id, terms.version)


def together(some: Iterable[TermsRef]) -> TermsRef:
    """Several terms that gave one answer together; without a digest when one of them has none.

    Example:
        >>> together([TermsRef("acme", "1"), TermsRef("DE.withdrawal", "2026")])
        TermsRef(id='acme + DE.withdrawal', version='1 + 2026', digest='')
    """
    refs = tuple(some)
    digests = tuple(x.digest for x in refs)
    return TermsRef(
        " + ".join(x.id for x in refs),
        " + ".join(x.version for x in refs),
        digest=digest_of(digests) if all(digests) else "",
    )


def _named(value: Enum | type | FunctionType) -> str:
    if isinstance(value, Enum):
        return f"{_name(type(value))}.{value.name}"
    return f"{'class' if isinstance(value, type) else 'function'} {_name(value)}"


@lru_cache(maxsize=1024)
def _name(value: Any) -> str:
    name = f"{value.__module__}.{value.__qualname__}"
    if "<" in name:
        allowed = "a record tells functions and classes by the name they have in their module"
        raise InvalidValue("rule or class", value, allowed, "define it at the top of a module")
    return value.__qualname__ if name.startswith(_PACKAGE) else name


def _number(value: Decimal | float) -> str:
    if isinstance(value, Decimal):
        n, d = ratio("recorded number", value)
        return f"number {n}/{d}"
    return f"float {value!r}"


def _time(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        kind = "naive" if value.utcoffset() is None else "instant"
        told = value if kind == "naive" else value.astimezone(UTC)
        return f"{kind} {told.replace(tzinfo=None).isoformat(timespec='microseconds')}"
    if isinstance(value, timedelta):
        return f"span {value.days} {value.seconds} {value.microseconds}"
    return f"{'time' if isinstance(value, time) else 'day'} {value.isoformat()}"


def _several(value: Any) -> str:
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return f"{{{', '.join(sorted(f'{written(k)}: {written(v)}' for k, v in items))}}}"
    texts = [written(one) for one in value]
    if isinstance(value, list | tuple):
        return f"[{', '.join(texts)}]"
    return f"{{{', '.join(sorted(texts))}}}"


def _made(value: Any) -> str:
    if type(value).__hash__ is None:
        allowed = "a record tells what cannot change: frozen attrs classes"
        raise WrongType("recorded value", value, allowed, "make its class frozen")
    parts = [f"{name}={written(x)}" for name, x in telling(value).items()]
    return f"{_name(cast('Any', type(value)))}({', '.join(parts)})"


def telling(value: Any) -> dict[str, Any]:
    """The fields of an attrs value that say something, by name.

    Example:
        >>> from postsales.basics.citations import Citation
        >>> telling(Citation("An Act"))
        {'instrument': 'An Act'}
    """
    told = (
        (name, getattr(value, name), empty) for name, empty in _fields(cast("Any", type(value)))
    )
    return {name: x for name, x, empty in told if empty is None or empty != (x,)}


_Fields = tuple[tuple[str, tuple[object] | None], ...]


@lru_cache(maxsize=1024)
def _fields(cls: type) -> _Fields:
    """The fields by which values of a class compare, each with what it is when nothing is told."""
    made = cast("tuple[attrs.Attribute[Any], ...]", attrs.fields(cls))
    return tuple((x.name, _untold(x)) for x in made if x.eq and x.init)


def _untold(option: "attrs.Attribute[Any]") -> tuple[object] | None:
    return (option.default,) if option.metadata.get("later") else _empty(option.default)


def _empty(default: Any) -> tuple[object] | None:
    """A default that says nothing, in a tuple of its own; None when there is no such default."""
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class at run time
        default = attrs.NOTHING if default.takes_self else default.factory()
    if isinstance(default, Mapping):
        return None if default else (cast("object", default),)
    return (default,) if default is None or default in ("", ()) else None
