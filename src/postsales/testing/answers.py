"""Answers: all that laws look at of what a policy said, whoever worked it out."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import instance, optional_text, pairs, several
from postsales.basics.decisions import Decision
from postsales.basics.hints import Hint
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders.cases import UnitCase
from postsales.refunds.quote import RefundQuote
from postsales.testing.facts import fact

__all__ = ["Answer"]

_NOTHING: Quantities = Quantities({})
_NO_REASONS: FrozenMap[str, int] = FrozenMap({})
_NO_MONEY: FrozenMap[str, Money] = FrozenMap({})
_NO_TAXES: FrozenMap[str, tuple[Money, ...]] = FrozenMap({})
_NO_ENDS: FrozenMap[str, datetime] = FrozenMap({})


def _units(value: Mapping[str, int]) -> Quantities:
    """Units by line; a line of which nothing is allowed can be named or left out."""
    told = pairs("units", value)
    return Quantities.of(cast("Mapping[str, int]", {x: k for x, k in told if k != 0}))


def _reasons(value: Mapping[str, int]) -> FrozenMap[str, int]:
    return FrozenMap(value)


def _amounts(value: Mapping[str, Money]) -> FrozenMap[str, Money]:
    return FrozenMap(value)


def _taxes(value: Mapping[str, tuple[Money, ...]]) -> FrozenMap[str, tuple[Money, ...]]:
    return FrozenMap(value)


def _ends(value: Mapping[str, datetime]) -> FrozenMap[str, datetime]:
    return FrozenMap(value)


def _hints(value: Iterable[Hint]) -> tuple[Hint, ...]:
    return several("hints", value, Hint, "what would remove a reason is a Hint")


@frozen(kw_only=True, weakref_slot=False)
class Answer:
    """What a policy said about one question.

    ``allowed`` are units by line, ``referred`` those that a person has to look at, and ``because``
    every reason with how many units it concerns. ``refund`` is what the customer gets; ``lines``,
    ``charges`` and ``fees`` are its parts, ``withheld`` what was owed and not there, ``tenders``
    where it goes, besides what is new ``store_credit``. A policy without money leaves them out.
    ``owed`` is what the customer has to add for a change.
    ``taxes`` are those of each line that go back, included and added, in the order of the line's
    own. ``ends_at`` is the first instant at which a line is too late, ``hints`` are what would
    remove a reason, ``told`` the policy's own words.

    Example:
        >>> from postsales import EUR
        >>> Answer(allowed={"tee": 1}, refund=EUR("16.67")).refund
        Money.of('16.67', 'EUR')
    """

    allowed: Quantities = field(default=_NOTHING, converter=_units)
    referred: Quantities = field(default=_NOTHING, converter=_units)
    because: FrozenMap[str, int] = field(default=_NO_REASONS, converter=_reasons)
    ends_at: FrozenMap[str, datetime] = field(default=_NO_ENDS, converter=_ends)
    hints: tuple[Hint, ...] = field(default=(), converter=_hints)
    refund: Money | None = None
    lines: FrozenMap[str, Money] = field(default=_NO_MONEY, converter=_amounts)
    charges: FrozenMap[str, Money] = field(default=_NO_MONEY, converter=_amounts)
    fees: FrozenMap[str, Money] = field(default=_NO_MONEY, converter=_amounts)
    withheld: Money | None = None
    owed: Money | None = None
    tenders: FrozenMap[str, Money] = field(default=_NO_MONEY, converter=_amounts)
    store_credit: Money | None = None
    taxes: FrozenMap[str, tuple[Money, ...]] = field(default=_NO_TAXES, converter=_taxes)
    told: str = ""
    decision: Decision[UnitCase] | None = field(default=None, eq=False, repr=False)
    quote: RefundQuote | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        optional_text("told", self.told)
        if self.refund is not None:
            instance("refund", self.refund, Money, "a refund is an amount of money")


PARTS = (
    "allowed",
    "referred",
    "because",
    "ends_at",
    "refund",
    "lines",
    "charges",
    "fees",
    "withheld",
    "tenders",
)
"""What is compared of two answers; their own words are not."""

_NOTHING_TOLD = Answer()


def parts_of(answer: Answer) -> dict[str, object]:
    """What an answer tells, by the name of the field: what is allowed, and what it does not omit.

    Example:
        >>> from postsales import EUR
        >>> parts_of(Answer(refund=EUR("10.00")))
        {'allowed': {}, 'refund': Money.of('10.00', 'EUR')}
    """
    told = {name: getattr(answer, name) for name in PARTS}
    omitted = [x for x in PARTS[1:] if told[x] == getattr(_NOTHING_TOLD, x)]
    return {name: part for name, part in told.items() if name not in omitted}


def beside(one: Answer, other: Answer) -> dict[str, tuple[object, object]]:
    """What two answers say differently, by the name of the field: the one and the other."""
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in PARTS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def differences(one: Answer, other: Answer) -> dict[str, str]:
    """What two answers say differently, as text.

    Example:
        >>> differences(Answer(allowed={"tee": 2}), Answer(allowed={"tee": 1}))
        {'allowed': "{'tee': 2}, then {'tee': 1}"}
    """
    found = beside(one, other).items()
    return {name: f"{fact(a)}, then {fact(b)}" for name, (a, b) in found}
