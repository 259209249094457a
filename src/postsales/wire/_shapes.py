"""The shapes of leaves: what text, numbers and times look like in documents, as JSON Schema.

Rules of this file: a shape lets pass whatever ``_leaves`` reads, and as little else as a pattern
can say. Patterns are those that Python and ECMAScript understand alike.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast, get_args

from postsales.basics.durations import Elapsed, Length, WorkingLength
from postsales.basics.extra_days import DaysFromEaster
from postsales.basics.percent import Percent
from postsales.schedules.steps import Wait
from postsales.wire._leaves import LENGTHS

__all__ = [
    "AMOUNT",
    "FACT",
    "MONEY",
    "QUANTITIES",
    "SAYING",
    "SHAPES",
    "SHARE",
    "WHOLE",
    "Schema",
    "any_of",
    "optional",
]

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""

_YEAR_MONTH_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DAY: Schema = {
    "description": "A day of a calendar.",
    "type": "string",
    "pattern": f"^{_YEAR_MONTH_DAY}$",
    "examples": ["2026-03-02"],
}
# Whatever Python reads as ISO 8601 with an offset: digits may stand together, weeks have numbers.
_INSTANT: Schema = {
    "description": "An instant: a day, a time and an offset, as ISO 8601 tells them.",
    "type": "string",
    "pattern": (
        "^[0-9]{4}(-?[0-9]{2}-?[0-9]{2}|-?W[0-9]{2}(-?[0-9])?)"
        r"[\s\S][0-9:.,]+[\s\S]?(Z|[+-][0-9:.,]+)$"
    ),
    "maxLength": 40,
    "examples": ["2026-03-02T10:15+01:00"],
}
_PLAIN = "[0-9]+(\\.[0-9]+)?"
_MOST = 10**9

SAYING: Schema = {"type": "string", "pattern": r"\S", "maxLength": 1000}
"""Text that is not blank."""
WHOLE: Schema = {"type": "integer"}
"""A whole number of any size."""
AMOUNT: Schema = {
    "type": "string",
    "pattern": f"^[+-]?{_PLAIN} [A-Z0-9]{{1,12}}$",
    "examples": ["4.95 EUR"],
}
"""An amount of money as text."""
SHARE: Schema = {"type": "string", "pattern": f"^{_PLAIN} ?%$", "examples": ["15 %"]}
"""A share of something as text."""
MONEY: Schema = {
    "description": "An amount of money: text such as '4.95 EUR', or an object. "
    "An exponent is told where the currency has other decimals than ISO 4217 gives its code.",
    "anyOf": [
        AMOUNT,
        {
            "type": "object",
            "properties": {
                "amount": {
                    "type": "string",
                    "pattern": f"^[+-]?{_PLAIN}$",
                    "maxLength": 24,
                    "examples": ["4.95"],
                },
                "currency": {
                    "type": "string",
                    "pattern": "^[A-Z0-9]{1,12}$",
                    "examples": ["EUR"],
                },
                "exponent": {
                    "anyOf": [
                        {"type": "integer", "minimum": 0, "maximum": 12},
                        {"type": "null"},
                    ]
                },
            },
            "required": ["amount", "currency"],
            "additionalProperties": False,
        },
    ],
}
"""An amount of money in either form."""
QUANTITIES: Schema = {
    "description": "How many units of which lines: at least one of each.",
    "type": "object",
    "propertyNames": SAYING,
    "additionalProperties": {"type": "integer", "minimum": 1, "maximum": _MOST},
}
"""Units by line."""


def any_of(*shapes: Schema) -> Schema:
    """Of one of several shapes.

    Example:
        >>> any_of({"type": "null"}), len(any_of(WHOLE, SAYING)["anyOf"])
        ({'type': 'null'}, 2)
    """
    flat = [
        one for shape in shapes for one in (shape["anyOf"] if [*shape] == ["anyOf"] else [shape])
    ]
    return flat[0] if len(flat) == 1 else {"anyOf": flat}


def optional(shape: Schema) -> Schema:
    """Of this shape, or null.

    Example:
        >>> optional(WHOLE)
        {'anyOf': [{'type': 'integer'}, {'type': 'null'}]}
    """
    return any_of(shape, {"type": "null"})


def by_type(type: str, shape: Schema, other: Schema) -> Schema:
    """Of this shape where it is of a type, else of the other: what is wrong is said where it is.

    Of ``any_of`` it is said that none of the shapes fits, at the place of the whole.

    Example:
        >>> by_type("array", {"items": WHOLE}, WHOLE)["else"]
        {'type': 'integer'}
    """
    return {"if": {"type": type}, "then": shape, "else": other}


def _told(kind: str, shape: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {kind: shape},
        "required": [kind],
        "additionalProperties": False,
    }


def _fact(money: Schema) -> Schema:
    number = {"type": "string", "pattern": f"^-?{_PLAIN}$", "maxLength": 130}
    return {
        "description": "A fact that a finding rests on; "
        "what text cannot tell from text says what it is.",
        **any_of(
            {"type": ["string", "integer", "boolean", "null"], "maxLength": 100_000},
            money["anyOf"][1],
            _told("instant", _INSTANT),
            _told("day", _DAY),
            _told("number", number),
        ),
    }


FACT = _fact(MONEY)
"""A fact that a finding rests on."""


def _lengths(*kinds: type) -> Schema:
    words = [word for word, kind in LENGTHS.items() if kind in kinds]
    plural = max(words, key=len)
    return {
        "type": "string",
        "pattern": f"^[0-9]{{1,9}} ({'|'.join(sorted(words))})$",
        "examples": [f"30 {plural}" if len(kinds) == 1 else "30 days"],
    }


_LENGTH = _lengths(*get_args(Length))
_WORKING: Schema = {
    "type": "string",
    "pattern": rf"^([0-9]+ working days?|{_PLAIN} working hours?)$",
    "examples": ["5 working days"],
}
_MINUTES: Schema = {
    "type": "string",
    "pattern": "^[0-9]+ (working )?minutes?$",
    "examples": ["20 working minutes"],
}
_ELAPSED: Schema = {
    "type": "string",
    "pattern": "^[0-9]{1,9} (hour|minute)s?$",
    "examples": ["3 hours"],
}

SHAPES: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0, "maximum": _MOST},
    DaysFromEaster: WHOLE,
    bool: {"type": "boolean"},
    float: {"type": "number"},
    Decimal: {"type": "string", "pattern": f"^-?{_PLAIN}$", "examples": ["0.19"]},
    datetime: _INSTANT,
    date: _DAY,
    time: {"type": "string", "pattern": "^T?[0-9]{2}[0-9:.,]*", "examples": ["09:00:00"]},
    timedelta: {
        "type": "string",
        "pattern": r"^P-?[0-9]{1,9}DT[0-9]{1,5}\.[0-9]{6}S$",
        "examples": ["P1DT3600.000000S"],
    },
    Percent: SHARE,
    cast("object", Length): _LENGTH,
    cast("object", Length | WorkingLength): any_of(_LENGTH, _WORKING),
    cast("object", Wait): any_of(_LENGTH, _WORKING, _MINUTES),
    cast("object", Elapsed): _ELAPSED,
    **{kind: _lengths(kind) for kind in get_args(Length)},
}
"""The shape of each kind of leaf."""
