"""Plain data: frozen values as JSON can hold them."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, cast

import attrs

from postsales.basics._errors import WrongType
from postsales.basics.findings import Fact, Finding, told_fact
from postsales.basics.money import Money

__all__ = ["plain", "plain_fields"]


def plain(value: object) -> object:
    """The value as text, whole numbers, lists and objects.

    Raises:
        WrongType: something that has no such form.

    Example:
        >>> plain({"tee": (Money.of("19.90", "EUR"), date(2026, 4, 4))})
        {'tee': [{'amount': '19.90', 'currency': 'EUR'}, '2026-04-04']}
    """
    if value is None or isinstance(value, str | int | Enum):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Money):
        return _money(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        items = cast("Mapping[str, object]", value).items()
        return {key: plain(one) for key, one in items}
    if isinstance(value, tuple | list):
        return [plain(one) for one in cast("list[object]", value)]
    if attrs.has(type(value)):
        return plain_fields(value)
    raise WrongType("recorded value", value, "plain data is made of text, numbers, times and money")


def _money(value: Money) -> dict[str, object]:
    told: dict[str, object] = {"amount": str(value.amount), "currency": value.currency.code}
    return told if value.currency.is_standard else told | {"exponent": value.currency.exponent}


def plain_fields(value: Any) -> dict[str, object]:
    """The fields of an attrs value, by name."""
    fields = attrs.fields(cast("Any", type(value)))
    told = {x.name: getattr(value, x.name) for x in fields if x.init and x.eq}
    if not isinstance(value, Finding):
        return {name: plain(x) for name, x in told.items()}
    facts = {name: _fact(x) for name, x in value.facts.items()}
    return {name: facts if name == "facts" else plain(x) for name, x in told.items()}


def _fact(value: Fact) -> object:
    told = told_fact(value)
    return plain(value) if told is None else {told[0]: told[1]}
