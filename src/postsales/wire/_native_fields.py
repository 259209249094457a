"""The fields of a document of our own: its version, its kind, and the value that they tell.

Rules of this file: anything but a whole value is refused, with every problem and its path.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

from postsales.basics.events import Event
from postsales.wire._bounds import json_tree
from postsales.wire._classes import Lists
from postsales.wire._data import is_object, shown
from postsales.wire._extras import needs
from postsales.wire._record_sums import contradictions
from postsales.wire._versions import wrong_version
from postsales.wire.documents import DocumentErrors, Problem

__all__ = ["fields_of", "of_kind", "of_version", "value_of"]

T = TypeVar("T")


def fields_of(name: str, document: str) -> "dict[str, object]":
    """The object that a document is."""
    tree = json_tree(name, document)
    if is_object(tree):
        return dict(tree)
    raise DocumentErrors(name, [Problem("$", f"is {shown(tree)}: an object is needed", tree)])


def of_kind(
    name: str,
    document: str,
    kinds: Mapping[str, type[T]],
    events: Iterable[type[Event]] = (),
) -> T:
    """The value of one of several kinds that a document tells."""
    fields = fields_of(name, document)
    kind = fields.pop("kind", None)
    if not isinstance(kind, str) or kind not in kinds:
        says = f"is {shown(kind)}; say {' or '.join(repr(x) for x in kinds)}"
        wrong = [*of_version(fields), Problem("$.kind", says, kind)]
        raise DocumentErrors(name, wrong)
    return value_of(name, fields, kinds[kind], events)


def value_of(
    name: str,
    fields: dict[str, object],
    cls: type[T],
    events: Iterable[type[Event]] = (),
    lists: Lists = Lists.ALWAYS,
) -> T:
    """The value that the fields of a document tell, with every problem."""
    needs("cattrs", "json")
    from postsales.wire._structure import structured

    wrong = [*of_version(fields)]
    found = structured(fields, cls, "$", events=events, lists=lists)
    if isinstance(found, list):
        wrong += cast("list[Problem]", found)
    else:
        wrong += contradictions(found)
        if not wrong:
            return found
    raise DocumentErrors(name, wrong)


def of_version(fields: dict[str, object]) -> Iterable[Problem]:
    """What is wrong with the version of a document, which is taken out of its fields."""
    if "version" in fields:
        return wrong_version(fields.pop("version"))
    return [Problem("$.version", "is missing")]
