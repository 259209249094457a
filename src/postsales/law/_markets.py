"""Which terms of a shop are for the customers of a place: by their markets and their money.

Rules of this file: a market that is called by the code of a country, or of a part of one, is that
of its customers alone; one that is called otherwise may be anybody's. Codes are read in capitals or
not, and those of ISO 3166 are meant, or that of a union of countries. The money of a
place is that in which its law names amounts, where nobody says it otherwise.
"""

import re
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from postsales.basics.currencies import Currency
from postsales.basics.last_days import parts
from postsales.basics.money import Money
from postsales.law.eu.members import EURO, MEMBERS, MONEY, UNION
from postsales.law.gb.markets import CALLED
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.circumstances import Priced
from postsales.orders.scope import Everything, Scope

__all__ = ["Customers", "customers_of"]

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


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
        if UNION in (found, own):
            return {found[:2], country} - {UNION} <= MEMBERS
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


def customers_of(place: Jurisdiction, scopes: Iterable[Any]) -> Customers:
    """The customers of a place, and what terms with such scopes call their market."""
    code = place.code
    named = [x for scope in scopes if isinstance(scope, Scope) for x in scope.market]
    called = (code, code[:2], UNION if code in MEMBERS else code)
    theirs = (x for own in called for x in named if _read(x) == own)
    return Customers(code, next(theirs, None), _money(place))


def _money(place: Jurisdiction) -> Currency | None:
    """The money of a place: that of a member, or what its own law names an amount in."""
    if place.code == UNION or place.code in MEMBERS:
        return MONEY.get(place.code, EURO)
    rights = (row.value for x in place.rights.values() for row in x.rows)
    limits = (x.above or x.at_least for x in parts(tuple(rights), Priced))
    return next((x.currency for x in limits if x is not None), None)


def _read(market: str) -> str | None:
    """The code that a market is called by; None where it has a name of its own."""
    told = market.upper()
    return CALLED.get(told, told) if _CODE.fullmatch(told) else None
