"""What a law says, in English words: last days, conditions and sources, for the pages about it.

Rules of this file: it tells what values hold and reckons nothing.
"""

from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import Any

from postsales import (
    AllMet,
    AnyMet,
    ByCase,
    Citation,
    Count,
    Earlier,
    EarlyStart,
    Event,
    Extended,
    First,
    FirstDay,
    Free,
    HasHappened,
    InCase,
    Last,
    Later,
    Made,
    NotMet,
    Own,
    Paused,
    Priced,
    Readings,
    Scope,
)
from postsales.basics.rules import in_snake_case
from postsales.law import LateBand, LatePenalty

__all__ = ["cited", "said", "words"]

EVENTS = {
    "Placed": "contract",
    "Delivered": "delivery",
    "Received": "arrival of the goods at the trader",
    "ReturnShipped": "proof that the goods were sent back",
    "ReturnRequested": "notice of the customer",
    "CustomerInformed": "information of the customer",
    "Refunded": "refund",
    "Installed": "installation",
}


def words(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def event(kind: type[Event]) -> str:
    """An event as words."""
    return EVENTS.get(kind.__name__, words(in_snake_case(kind.__name__)))


def cited(by: Citation | None) -> str:
    """A source, as a page tells it; nothing where there is none."""
    return "" if by is None else f" ({by})"


def listed(some: Iterable[Any], between: str) -> str:
    """Several things in one sentence."""
    return f" {between} ".join(said(x) for x in some)


@singledispatch
def said(value: object) -> str:
    """A part of a law in words."""
    return words(str(value))


@said.register
def _(value: First) -> str:
    return f"the first {event(value.event)}"


@said.register
def _(value: Last) -> str:
    return f"the last {event(value.event)}"


@said.register
def _(value: Own) -> str:
    return f"the {event(value.event)} of the thing itself"


@said.register
def _(value: Count) -> str:
    first = ", that day included" if value.first_day is FirstDay.SAME else ""
    roll = ", and on to the next working day" if value.roll is not None else ""
    return f"{said(value.length)} from {said(value.start)}{first}{roll}"


@said.register
def _(value: Extended) -> str:
    late = f"without information up to {value.long_stop} longer"
    if value.cure_within is None:
        late = f"{late}, or as long from it as long as the right lasts"
    return f"{said(value.ordinary)}; {late}{cited(value.by)}"


@said.register
def _(value: Paused) -> str:
    during = f"from {event(value.during.begins)} to {event(value.during.ends)}"
    rest = f", with at least {value.resume} after" if value.resume.count else ""
    return f"{said(value.period)}; it stands still {during}{rest}{cited(value.by)}"


@said.register
def _(value: Later) -> str:
    return f"the later of: {listed(value.days, 'and')}"


@said.register
def _(value: Earlier) -> str:
    return f"the earlier of: {listed(value.days, 'and')}"


@said.register
def _(value: ByCase) -> str:  # type: ignore[type-arg]
    rows = "; ".join(map(said, value.rows))
    return f"{said(value.otherwise)} ({rows})"


@said.register
def _(value: InCase) -> str:  # type: ignore[type-arg]
    return f"{said(value.then)} where {said(value.when)}{cited(value.by)}"


@said.register
def _(value: Readings) -> str:  # type: ignore[type-arg]
    return " or ".join(f"{said(x)} ({words(name)})" for name, x in value.options)


@said.register
def _(value: LateBand) -> str:
    added = "legal interest" if value.added is None else str(value.added)
    return f"{added} up to {value.until} late"


@said.register
def _(value: LatePenalty) -> str:
    beyond = f"{value.beyond} {'beyond' if value.bands else 'of the sum'}"
    more = f", and {value.each_month} more for each new month, up to the price"
    each_month = more if value.each_month is not None else ""
    return f"{''.join(f'{said(x)}, ' for x in value.bands)}{beyond}{each_month}"


@said.register
def _(value: Scope) -> str:
    told = {
        "it is": tuple(WHAT.get(str(x), str(x)) for x in (*value.kind, *value.trait)),
        "its category is": value.category,
        "its tag is": value.tag,
        "its sku is": value.sku,
        "the market is": value.market,
        "the channel is": value.channel,
        "the tier is": value.tier,
    }
    some = (f"{name} {' or '.join(words(str(x)) for x in x)}" for name, x in told.items() if x)
    return " and ".join(some)


WHAT = {
    "service": "a service",
    "digital": "digital content",
    "subscription": "a subscription",
    "utility": "water, gas, power or heat",
    "periodical": "a newspaper or magazine",
    "live_animal": "a live animal",
    "motor_vehicle": "a motor vehicle",
    "regular_delivery": "delivered regularly",
    "urgent_repair": "an urgent repair",
    "price_fluctuates": "at a price that goes with a market",
    "betting": "a bet or a lottery",
    "dated_leisure": "leisure on a set day",
    "alcohol_futures": "wine or the like for later, at a price agreed before",
    "mixed_once_delivered": "mixed with other things once it has come",
    "needs_installing": "to be installed",
    "sealed_hygiene": "sealed for hygiene",
    "sealed_media": "sealed media",
}


@said.register
def _(value: Made) -> str:
    return f"it was sold {' or '.join(HOW.get(str(x), words(str(x))) for x in value.ways)}"


HOW = {
    "in_shop": "in a shop",
    "home_visit": "on a visit that nobody had asked for",
    "invited_visit": "on a visit that the customer had asked for",
    "excursion": "on an excursion",
    "away": "away from business premises",
    "cold_call": "in a call that nobody had asked for",
}


@said.register
def _(value: HasHappened) -> str:
    return HAPPENED.get(value.event.__name__, f"there was {event(value.event)}")


HAPPENED = {
    "Shipped": "it had left",
    "Delivered": "it had been delivered",
    "SealBroken": "the seal was broken",
    "PolicyMissing": "the terms of return were not shown",
    "InformationMissing": "the customer was not told of the right",
    "CallRulesBroken": "the rules for calls and visits were broken",
    "CreditAsked": "the customer asked for credit",
}


@said.register
def _(value: Free) -> str:
    return "it cost nothing"


@said.register
def _(value: EarlyStart) -> str:
    known = ", knowing what is lost by that" if value.acknowledged else ""
    confirmed = ", which the trader confirmed" if value.confirmed else ""
    return f"the customer had asked for an early start{known}{confirmed}"


@said.register
def _(value: Priced) -> str:
    bound = f"at least {value.at_least}" if value.above is None else f"more than {value.above}"
    return f"it costs {bound}"


@said.register
def _(value: AllMet) -> str:
    return listed(value.conditions, "and")


@said.register
def _(value: AnyMet) -> str:
    return f"({listed(value.conditions, 'or')})"


@said.register
def _(value: NotMet) -> str:
    return denied(value.condition)


def denied(condition: object) -> str:
    """A condition that is not met, in words."""
    if isinstance(condition, AnyMet):
        return " and ".join(map(denied, condition.conditions))
    told = said(condition)
    return next(told.replace(x, y, 1) for x, y in DENIED.items() if told.startswith(x))


# The words with which a condition begins, and the same denied.
DENIED = {
    "it is ": "it is not ",
    "it was ": "it was not ",
    "it costs at least ": "it costs less than ",
    "it costs more than ": "it costs no more than ",
    "the customer had asked ": "the customer had not asked ",
    "the terms of return were not ": "the terms of return were ",
}


Teller = Callable[[object], str]
