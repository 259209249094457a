"""Which terms of a shop are for the customers of a place: by their markets and their money.

Rules of this file: a market that is called by the code of a country, or of a part of one, is that
of its customers alone; one that is called otherwise may be anybody's. Codes are read in capitals or
not, and those of ISO 3166 are meant, with ``EU`` for the Union and ``UK`` as ``GB``.
"""

import re
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from postsales.basics.currencies import (
    AUD,
    BRL,
    DKK,
    EUR,
    GBP,
    JPY,
    PLN,
    SEK,
    USD,
    Currency,
)
from postsales.basics.money import Money
from postsales.orders.scope import Everything, Scope

__all__ = ["Customers", "customers_of"]

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_UNION = "EU"
_CODES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_MEMBERS = frozenset(_CODES.split())
_MONEY = {
    "AU": AUD,
    "BR": BRL,
    "DK": DKK,
    "GB": GBP,
    "JP": JPY,
    "PL": PLN,
    "SE": SEK,
    "US": USD,
    **dict.fromkeys((_UNION, "AT", "DE", "ES", "FR", "IE", "IT"), EUR),
}


@frozen(weakref_slot=False)
class Customers:
    """Customers of a place: its code, the market of the terms that is theirs, and their money.

    ``market`` is None where the terms have none that is called like the place, and ``currency``
    where nobody said in which money such sales are.
    """

    code: str
    market: str | None
    currency: Currency | None

    def are_in(self, market: str) -> bool:
        """Can a market be theirs?"""
        found, (own, country) = _read(market), (self.code, self.code[:2])
        if found is None or found in (own, country) or found.startswith(f"{own}-"):
            return True
        if _UNION in (found, own):
            return {found[:2], country} - {_UNION} <= _MEMBERS
        return False

    def are_meant(self, scope: Scope | Everything) -> bool:
        """Is any of what a scope covers for them?"""
        named = scope.market if isinstance(scope, Scope) else ()
        return not named or any(self.are_in(x) for x in named)

    def pay_in(self, amount: object) -> bool:
        """Is an amount, if it is one, in their money?"""
        if self.currency is None or not isinstance(amount, Money):
            return True
        return amount.currency == self.currency


def customers_of(code: str, scopes: Iterable[Any]) -> Customers:
    """The customers of a place, and what terms with such scopes call their market."""
    named = [x for scope in scopes if isinstance(scope, Scope) for x in scope.market]
    called = (code, code[:2], _UNION if code in _MEMBERS else code)
    theirs = (x for own in called for x in named if _read(x) == own)
    return Customers(code, next(theirs, None), _MONEY.get(code[:2]))


def _read(market: str) -> str | None:
    """The code that a market is called by; None where it has a name of its own."""
    told = market.upper()
    return ("GB" if told == "UK" else told) if _CODE.fullmatch(told) else None
