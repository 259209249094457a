"""What policies say as JSON-LD: text in which every number is exact, and safe inside a page."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from postsales.basics._words import Word
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.wire._schema_org_told import CONDITIONS, IRIS, Cost, ToldOverride, ToldPolicy

__all__ = ["SCHEMA_ORG", "document_of", "json_text"]

SCHEMA_ORG = "https://schema.org"

# Inside a page a script ends with its tag, whatever quotes stand around it.
_UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def document_of(policies: Sequence[ToldPolicy], organization: str | None) -> dict[str, object]:
    """The document: one policy, a graph of several, or the shop that has them."""
    told = [dict(_policy(one)) for one in policies]
    context: dict[str, object] = {"@context": SCHEMA_ORG}
    if organization is not None:
        shop: dict[str, object] = {"@type": "OnlineStore", "name": organization}
        return {**context, **shop, "hasMerchantReturnPolicy": _one_or_all(told)}
    return {**context, **told[0]} if len(told) == 1 else {**context, "@graph": told}


def _policy(one: ToldPolicy) -> Iterator[tuple[str, object]]:
    found: dict[str, object] = {
        "applicableCountry": one.countries,
        "returnPolicyCountry": one.returns_to,
        "validForMemberTier": [{"@type": "MemberProgramTier", "name": x} for x in one.tiers],
        "returnPolicyCategory": _iri(one.category),
        "merchantReturnDays": _days(one.days),
        "merchantReturnLink": one.link,
        "itemCondition": [f"{SCHEMA_ORG}/{CONDITIONS[x]}" for x in one.conditions],
        "returnMethod": _iris(one.methods),
        **_cost("return", one.cost),
        "returnLabelSource": _iri(one.label),
        **_cost("customerRemorseReturn", one.remorse_cost),
        "customerRemorseReturnLabelSource": _iri(one.remorse_label),
        **_cost("itemDefectReturn", one.defect_cost),
        "itemDefectReturnLabelSource": _iri(one.defect_label),
        "restockingFee": _fee(one.restocking),
        "refundType": _iris(one.refunds),
        "returnPolicySeasonalOverride": [dict(_override(x)) for x in one.overrides],
    }
    yield "@type", "MerchantReturnPolicy"
    yield from _told(found)


def _override(one: ToldOverride) -> Iterator[tuple[str, object]]:
    yield "@type", "MerchantReturnPolicySeasonalOverride"
    found: dict[str, object] = {
        "startDate": one.first_day.isoformat(),
        "endDate": one.last_day.isoformat(),
        "returnPolicyCategory": _iri(one.category),
        "merchantReturnDays": _days(one.days),
    }
    yield from _told(found)


def _told(found: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """What says something; a list of one is the one."""
    for key, value in found.items():
        if isinstance(value, list | tuple):
            if value:
                yield key, _one_or_all(cast("Sequence[object]", value))
        elif value is not None:
            yield key, value


def _one_or_all(values: Sequence[object]) -> object:
    return values[0] if len(values) == 1 else [*values]


def _iri(word: Word | None) -> str | None:
    return None if word is None else f"{SCHEMA_ORG}/{IRIS[word]}"


def _iris(words: Iterable[Word]) -> list[str]:
    return [f"{SCHEMA_ORG}/{IRIS[word]}" for word in words]


def _days(days: int | date | None) -> object:
    return days.isoformat() if isinstance(days, date) else days


def _cost(prefix: str, cost: Cost | None) -> dict[str, object]:
    if cost is None:
        return {}
    return {f"{prefix}Fees": _iri(cost.who), f"{prefix}ShippingFeesAmount": _fee(cost.amount)}


def _fee(amount: Money | Percent | None) -> object:
    if amount is None:
        return None
    if isinstance(amount, Percent):
        return amount.value
    return {"@type": "MonetaryAmount", "value": amount.amount, "currency": str(amount.currency)}


def json_text(value: object) -> str:
    r"""Plain data as JSON; a Decimal is the number that it is, digit by digit.

    Example:
        >>> json_text({"restockingFee": Decimal("12.50"), "merchantReturnDays": 30})
        '{"restockingFee": 12.50, "merchantReturnDays": 30}'
        >>> print(json_text("</script>"))
        "\u003c/script\u003e"
    """
    return "".join(_pieces(value))


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, Decimal):
        yield format(value, "f")
    elif isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        yield "{" + ", ".join(f"{json_text(key)}: {json_text(one)}" for key, one in pairs) + "}"
    elif isinstance(value, list):
        yield "[" + ", ".join(json_text(one) for one in cast("list[object]", value)) + "]"
    else:
        yield json.dumps(value, ensure_ascii=False).translate(_UNSAFE)
