"""The states of the European Union, by their codes, and the money of each: how markets are called.

What is left out: the other states of the European Economic Area, in which the directives hold too.
"""

from collections.abc import Mapping

from postsales.basics.currencies import DKK, EUR, PLN, SEK, Currency

__all__ = ["EURO", "MEMBERS", "MONEY", "UNION"]

UNION: str = "EU"
"""The code of all of them together."""

_CODES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"

MEMBERS: frozenset[str] = frozenset(_CODES.split())
"""The states that are members."""

MONEY: Mapping[str, Currency] = {
    "CZ": Currency("CZK"),
    "DK": DKK,
    "HU": Currency("HUF"),
    "PL": PLN,
    "RO": Currency("RON"),
    "SE": SEK,
}
"""The money of those in which it is not the euro."""

EURO: Currency = EUR
"""The money of the others."""
