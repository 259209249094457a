"""Amounts and instants as Stripe tells them: whole numbers, of a unit that is Stripe's own.

Rules of this file: amounts leave it in minor units of the library's currency, exactly, or a problem
is noted; nothing is rounded.

Source: "Supported currencies" of Stripe's documentation (docs.stripe.com/currencies, as it was in
2026: zero-decimal and three-decimal currencies, special cases) and "Deprecation of fractional ISK
charges and refunds" of its support pages.
"""

from datetime import UTC, datetime

from attrs import frozen

from postsales.basics._errors import InvalidValue, short
from postsales.basics.currencies import USD, Currency
from postsales.basics.money import Money
from postsales.wire._reader import Part

__all__ = ["DECIMALS", "Units", "made_at", "units"]

# UGX stands in Stripe's list of zero-decimal currencies as well; the special case, which shows an
# amount, says two decimals that are always zero. HUF and TWD have none in payouts alone.
_TABLE = {
    0: "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF",
    2: "ISK UGX",
    3: "BHD JOD KWD OMR TND",
}
DECIMALS = {code: decimals for decimals, codes in _TABLE.items() for code in codes.split()}
"""How many decimals the unit of an amount has, where that is not two or ISO 4217 says otherwise."""

_USUAL = 2
_MOST = 10**13
_LATEST = 32_503_679_999
_COUNTED = {0: "in whole units", 2: "in hundredths", 3: "in thousandths"}


@frozen(weakref_slot=False)
class Units:
    """The currency of an object, and how many decimals Stripe counts in it."""

    currency: Currency
    decimals: int

    def amount(self, part: Part, key: str) -> Money:
        """The amount at a key, zero or more."""
        return self._money(part, key, 0)

    def signed(self, part: Part, key: str) -> Money:
        """The amount at a key, of either sign."""
        return self._money(part, key, -_MOST)

    def _money(self, part: Part, key: str, least: int) -> Money:
        told = part.whole(key, least, _MOST)
        finer = self.decimals - self.currency.exponent
        if finer <= 0:
            return self.currency.minor(told * 10**-finer)
        found, rest = divmod(told, 10**finer)
        if rest:
            says = f"is {told}, and Stripe counts {self.currency} {_COUNTED[self.decimals]}"
            part.wrong(key, f"{says}: {self.currency} has {self.currency.exponent} decimals")
        return self.currency.minor(found)


def units(part: Part) -> Units:
    """The currency that an object names; dollars, with a problem noted, when it is none."""
    code = part.text("currency")
    if part.values.get("currency") != code:
        return Units(USD, _USUAL)
    if not code.islower():
        part.wrong("currency", f"is {short(code)}, and Stripe writes it in lower case, as 'eur'")
        return Units(USD, _USUAL)
    try:
        currency = Currency(code.upper())
    except InvalidValue as error:
        part.wrong("currency", f"is {short(code)}: {error.allowed}")
        return Units(USD, _USUAL)
    return _counted(part, currency)


def _counted(part: Part, currency: Currency) -> Units:
    known = DECIMALS.get(currency.code)
    if known is None and currency.exponent != _USUAL:
        says = f"is {currency}, and it is not known how many decimals Stripe counts of it"
        part.wrong("currency", says)
    decimals = _USUAL if known is None else known
    if decimals != currency.exponent:
        says = f"is {currency}, which Stripe counts {_COUNTED[decimals]}, and so was it read"
        part.reader.assume(part.path_of("currency"), says)
    return Units(currency, decimals)


def made_at(part: Part) -> datetime:
    """When an object was made: seconds since 1970, in UTC."""
    return datetime.fromtimestamp(part.whole("created", 0, _LATEST), UTC)
