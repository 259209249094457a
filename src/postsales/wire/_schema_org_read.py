"""One policy in JSON-LD as what it says, with every problem at its path."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar, cast

from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._words import Word
from postsales.basics.durations import Days
from postsales.basics.moments import local_day
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.wire._countries import COUNTRIES
from postsales.wire._data import below, is_list, is_object, shown
from postsales.wire._reader import Part, Reader
from postsales.wire._schema_org_found import Node, term
from postsales.wire._schema_org_told import (
    CONDITIONS,
    IRIS,
    Category,
    Cost,
    LabelSource,
    RefundKind,
    ReturnMethod,
    ToldOverride,
    ToldPolicy,
    Who,
)

__all__ = ["told_policy"]

W = TypeVar("W", bound=Word)

_HUNDRED = Percent("100")
_LONGEST = len("1000000")
_DAYS = "a number of days, or a date such as '2027-01-31', is needed"
_MONEY = 'an amount is {"@type": "MonetaryAmount", "value": "4.95", "currency": "EUR"}'
_EARLIER = {"productReturnDays": "merchantReturnDays", "productReturnLink": "merchantReturnLink"}
_DELIVERY, _RESTOCKING = "OriginalShippingFees", "RestockingFees"


def told_policy(
    node: Node, zone: str, reader: Reader, named: Mapping[str, Node] | None = None
) -> ToldPolicy:
    """What a policy says; a harmless one, with problems noted, where it cannot be read.

    ``named`` is what stands in the document under a name, and can be meant by it.
    """
    path, told = node
    part = reader.part(told, path)
    part.knows_again("@type", "@id", "@context")
    for old, new in _EARLIER.items():
        if part.has(old):
            part.wrong(old, f"is an earlier word of schema.org: say {new}")
    category, days = _length(part, zone)
    overrides = tuple(_overrides(part, zone))
    if overrides and category is Category.NOT_PERMITTED:
        says = "lets goods come back for some days that else may not, which no terms say"
        reader.wrong(overrides[0].path, says)
    return ToldPolicy(
        category=category,
        days=days,
        countries=_applicable(part),
        returns_to=_countries(part, "returnPolicyCountry")[0],
        tiers=tuple(_names(part, "validForMemberTier", named or {})),
        link=part.optional_text("merchantReturnLink"),
        methods=tuple(_methods(part)),
        label=_one(part, "returnLabelSource", LabelSource),
        remorse_label=_one(part, "customerRemorseReturnLabelSource", LabelSource),
        defect_label=_one(part, "itemDefectReturnLabelSource", LabelSource),
        conditions=tuple(_conditions(part)),
        cost=_cost(part, "return"),
        remorse_cost=_cost(part, "customerRemorseReturn"),
        defect_cost=_cost(part, "itemDefectReturn"),
        keeps_delivery=_keeps_delivery(part),
        restocking=_restocking(part),
        refunds=tuple(_words(part, "refundType", RefundKind)),
        overrides=overrides,
        path=path,
    )


def _several(part: Part, key: str) -> Iterator[tuple[str, object]]:
    """The values at a key, one or a list of them, each with its path."""
    if not part.has(key):
        return
    value, path = part.values[key], part.path_of(key)
    if is_list(value):
        yield from ((below(path, place), _bare(one)) for place, one in enumerate(value))
    else:
        yield path, _bare(value)


def _bare(value: object) -> object:
    """A value without the type that JSON-LD can put around it."""
    return value["@value"] if is_object(value) and "@value" in value else value


def _single(part: Part, key: str) -> tuple[str, object] | None:
    """The value at a key that can have one only."""
    found = [*_several(part, key)]
    if len(found) > 1:
        part.wrong(key, "says several things, and one is needed")
    return found[0] if found else None


def _words(part: Part, key: str, cls: type[W]) -> Iterator[W]:
    for path, value in _several(part, key):
        found = _word(part.reader, path, value, cls)
        if found is not None:
            yield found


def _word(reader: Reader, path: str, value: object, cls: type[W]) -> W | None:
    name = term(value)
    found = next((x for x in cls if IRIS[x] == name), None)
    if found is None:
        choice = ", ".join(IRIS[x] for x in cls)
        reader.wrong(path, f"is {shown(value)}: one of {choice} is needed", value)
    return found


def _one(part: Part, key: str, cls: type[W]) -> W | None:
    found = _single(part, key)
    return None if found is None else _word(part.reader, *found, cls)


def _length(part: Part, zone: str) -> tuple[Category, int | date | None]:
    """Until when; days and category have to agree."""
    category = _category(part)
    found = _single(part, "merchantReturnDays")
    days = None if found is None else _days(part.reader, *found, zone)
    if category is Category.FINITE and found is None:
        part.wrong("merchantReturnDays", "is missing, and a finite window says how long it is")
    if category is not Category.FINITE and found is not None:
        part.wrong(
            "merchantReturnDays", f"says how long, and returnPolicyCategory is {IRIS[category]}"
        )
    return category, days


def _category(part: Part) -> Category:
    found = _single(part, "returnPolicyCategory")
    if found is None:
        says = "is missing, and says whether anything may be returned"
        part.reader.wrong(part.path_of("returnPolicyCategory"), says)
        return Category.UNLIMITED
    path, value = found
    if term(value) == "MerchantReturnUnspecified":
        part.reader.wrong(path, "says that no policy is told; there is nothing to read", value)
        return Category.UNLIMITED
    return _word(part.reader, path, value, Category) or Category.UNLIMITED


def _days(reader: Reader, path: str, value: object, zone: str) -> int | date | None:
    """A number of days, or the last day."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        return _day(reader, path, value, zone)
    return _checked(reader, path, value, lambda: Days(_whole(value)).count)


def _whole(value: object) -> int:
    """A whole number in any form, or what is none as it is, for the check of days to refuse."""
    is_short = isinstance(value, str) and len(value) < _LONGEST
    is_whole = isinstance(value, Decimal) and value.is_finite() and value.adjusted() < _LONGEST
    if is_short or (is_whole and cast("Decimal", value) % 1 == 0):
        return int(cast("str", value))
    return cast("int", value)


def _day(reader: Reader, path: str, value: object, zone: str) -> date | None:
    """A day, or the day of the zone on which an instant is."""
    if not isinstance(value, str):
        reader.wrong(path, f"is {shown(value)}: a date such as '2027-01-31' is needed", value)
        return None
    try:
        if "T" not in value:
            return date.fromisoformat(value)
        at = datetime.fromisoformat(value)
    except ValueError:
        reader.wrong(path, f"is {shown(value)}: {_DAYS}", value)
        return None
    reader.assume(path, "is for the whole day; its time is not kept")
    return at.date() if at.tzinfo is None else local_day(at, zone)


T = TypeVar("T")


def _checked(reader: Reader, path: str, value: object, make: Callable[[], T]) -> T | None:
    """What is made of a value; None with a problem noted where it cannot be."""
    try:
        return make()
    except (InvalidValue, WrongType) as error:
        allowed = error.allowed
        reader.wrong(path, f"is {shown(value)}: {allowed}", value)
        return None


def _countries(part: Part, key: str) -> tuple[tuple[str, ...], list[str]]:
    """The countries by their codes, and what is no country, which is noted and left out."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    for path, value in _several(part, key):
        code = _name_of(value)
        if code in COUNTRIES:
            found[code] = None
        elif code is None:
            part.reader.wrong(path, f"is {shown(value)}: a country is text such as 'DE'", value)
        else:
            unknown.append(f"{code[:60]!r}")
            says = f"is {code[:60]!r}, which is no country of ISO 3166-1; it is not kept"
            part.reader.assume(path, says)
    return tuple(found), unknown


def _applicable(part: Part) -> tuple[str, ...]:
    """The countries that it is for; a policy for none that is known is not one for all."""
    key = "applicableCountry"
    found, unknown = _countries(part, key)
    if unknown and not found:
        says = f"is {', '.join(unknown[:8])}: no country of ISO 3166-1, such as 'DE', is among them"
        part.wrong(key, f"{says}; name those that are meant, or none for all")
    return found


def _name_of(value: object) -> str | None:
    """What a thing is called: itself, or its name."""
    if is_object(value):
        value = next((value[x] for x in ("name", "identifier", "@id") if value.get(x)), None)
    return value if isinstance(value, str) and value.strip() else None


def _names(part: Part, key: str, named: Mapping[str, Node]) -> Iterator[str]:
    for path, value in _several(part, key):
        by = value.get("@id") if is_object(value) and [*value] == ["@id"] else None
        known = named.get(by) if isinstance(by, str) else None
        if isinstance(by, str) and known is None:
            part.reader.assume(path, f"is {by[:60]!r}, which is not in the document: it is a name")
        name = _name_of(value if known is None else known[1])
        if name is None:
            part.reader.wrong(path, f"is {shown(value)}: a tier has a name, or an @id", value)
        else:
            yield name


def _methods(part: Part) -> Iterator[ReturnMethod]:
    found = [*_words(part, "returnMethod", ReturnMethod)]
    if part.has("inStoreReturnsOffered") and part.flag("inStoreReturnsOffered"):
        found.append(ReturnMethod.IN_STORE)
    if ReturnMethod.KEEP_PRODUCT in found:
        says = "what need not come back is returned by these terms as anything else"
        part.reader.assume(part.path_of("returnMethod"), says)
    yield from dict.fromkeys(found)


def _conditions(part: Part) -> Iterator[str]:
    ours = {theirs: word for word, theirs in CONDITIONS.items()}
    for path, value in _several(part, "itemCondition"):
        name = term(value)
        if name in ours:
            yield ours[name]
        else:
            says = f"is {shown(value)}: one of {', '.join(ours)} is needed"
            part.reader.wrong(path, says, value)


def _cost(part: Part, prefix: str) -> Cost | None:
    """What coming back costs; its amount is told where it is a fee, and only there."""
    fees, amount_key = f"{prefix}Fees", f"{prefix}ShippingFeesAmount"
    told = _single(part, amount_key)
    amount = None if told is None else _money(part.reader, *told)
    some = [*_several(part, fees)]
    if not some and amount is not None:
        part.wrong(amount_key, f"is told without {fees}")
    besides = [term(value) for _, value in some]
    if _RESTOCKING in besides and not part.has("restockingFee"):
        part.wrong(fees, "says that there is a restocking fee, and restockingFee is missing")
    own = [one for one, name in zip(some, besides, strict=True) if name not in _BESIDES]
    if len(own) > 1:
        part.wrong(fees, "says several things of the way back, and one is needed")
    if not own:
        return Cost(Who.FREE) if some else None
    who = _word(part.reader, *own[0], Who)
    if who is Who.FEE and told is None:
        part.wrong(amount_key, f"is missing, and {fees} says that there is a fee")
    if who is not Who.FEE and amount is not None and amount.minor:
        part.wrong(amount_key, f"is {amount}, and {fees} says that there is no such fee")
    if who is None:
        return None
    if who is not Who.FEE:
        return Cost(who)
    return Cost(who, amount) if amount is not None and amount.minor else Cost(Who.FREE)


_BESIDES = (_DELIVERY, _RESTOCKING)


def _keeps_delivery(part: Part) -> bool:
    """Does what was paid for delivery stay with the shop, whatever the reason?

    Terms have one answer for all reasons: where it stays for some it is told that it goes back.
    """
    own = [x for x in ("customerRemorseReturnFees", "itemDefectReturnFees") if part.has(x)]
    keys = own if len(own) > 1 else [*own, "returnFees"]
    keeping = [x for x in keys if any(term(y) == _DELIVERY for _, y in _several(part, x))]
    if len(keeping) < len(keys):
        for key in keeping:
            says = "keeps what was paid for delivery for some reasons, which no terms do"
            part.reader.assume(part.path_of(key), f"{says}: it goes back")
    return len(keeping) == len(keys)


def _restocking(part: Part) -> Money | Percent | None:
    """A fixed fee, or a number, which is a percentage of the price."""
    found = _single(part, "restockingFee")
    if found is None:
        return None
    path, value = found
    if is_object(value):
        return _money(part.reader, path, value)
    share = _checked(part.reader, path, value, lambda: Percent(_exact(value)))
    if share is not None and share > _HUNDRED:
        part.wrong("restockingFee", f"is {shown(value)}: a fee is at most 100 % of the price")
        return None
    return share


def _money(reader: Reader, path: str, value: object) -> Money | None:
    """An amount that is not below zero."""
    if not is_object(value):
        reader.wrong(path, f"is {shown(value)}: {_MONEY}", value)
        return None
    part = reader.part(value, path)
    part.knows_again("@type")
    currency, told = part.text("currency"), _single(part, "value")
    if told is None:
        part.wrong("value", "is missing")
        return None
    where, figure = told
    found = _checked(reader, where, figure, lambda: Money.of(_exact(figure), currency))
    if found is not None and found.is_negative:
        reader.wrong(where, f"is {shown(figure)}: a fee is zero or more", figure)
    return found


def _exact(value: object) -> str | Decimal:
    """A number exactly as it was told; a binary fraction has lost its digits."""
    if isinstance(value, bool | float) or not isinstance(value, str | int | Decimal):
        raise InvalidValue(
            "number",
            value,
            "a number, or text such as '4.95', is needed; a binary fraction has lost its digits",
        )
    return str(value) if isinstance(value, int) else value


def _overrides(part: Part, zone: str) -> Iterator[ToldOverride]:
    for path, value in _several(part, "returnPolicySeasonalOverride"):
        inner = part.reader.part(value, path)
        inner.knows_again("@type", "@id")
        category, days = _length(inner, zone)
        first, last = (_edge(inner, key, zone) for key in ("startDate", "endDate"))
        if category is Category.NOT_PERMITTED:
            says = "stops all returns for some days, which no terms say; leave the override out"
            inner.wrong("returnPolicyCategory", says)
        elif first is not None and last is not None:
            if last < first:
                inner.wrong("endDate", f"is {last}, before the startDate, {first}")
            yield ToldOverride(
                first_day=first, last_day=last, category=category, days=days, path=path
            )


def _edge(part: Part, key: str, zone: str) -> date | None:
    found = _single(part, key)
    if found is None:
        part.reader.wrong(part.path_of(key), "is missing: an override is for some days")
        return None
    return _day(part.reader, *found, zone)
