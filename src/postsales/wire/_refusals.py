"""What a class has against values of its fields, although it cannot be made of all of them.

Rules of this file: only what names a field that is told counts; a class may miss what is wrong or
left out, and nobody is blamed for that twice.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from cattrs.errors import AttributeValidationNote

from postsales.basics._errors import Contradictions, InvalidValue, PostsalesError, WrongType

__all__ = ["refusals"]


def refusals(cls: Any, told: Mapping[str, object]) -> list[Exception]:
    """The errors of the fields that are told, each with its place; those of all together are none.

    Example:
        >>> from postsales.basics.decisions import TermsRef
        >>> refusals(TermsRef, {"id": "acme"})
        []
    """
    return [*_one_by_one(cls, told)] or [*_together(cls, told)]


def _one_by_one(cls: Any, told: Mapping[str, object]) -> Iterator[Exception]:
    """What the converters of fields refuse: they know one field alone."""
    for field in attrs.fields(cls):
        if field.name in told and callable(field.converter):
            try:
                field.converter(told[field.name])
            except PostsalesError as error:
                error.add_note(AttributeValidationNote(field.name, field.name, object))
                yield error


def _together(cls: Any, told: Mapping[str, object]) -> Iterator[Exception]:
    """What the class says of a field that is told, where it can be made of those alone."""
    needed = [x.name for x in attrs.fields(cls) if x.init and x.default is attrs.NOTHING]
    if not {*needed} <= {*told}:
        return
    try:
        cls(**{_parameter(cls, name): one for name, one in told.items()})
    except (InvalidValue, WrongType) as error:
        if not isinstance(error, Contradictions) and error.field.partition("[")[0] in told:
            yield error
    except PostsalesError:
        return


def _parameter(cls: Any, name: str) -> str:
    return str(attrs.fields_dict(cls)[name].alias)
