"""Currencies: their codes, and how many decimals each has.

Call one with an amount to get money: ``EUR("19.90")``. A dozen are constants here; say
``Currency("KWD")`` for the others.
"""

from decimal import Decimal

from attrs import field, frozen

from postsales.basics._checks import count, text
from postsales.basics._errors import InvalidValue

__all__ = [
    "AUD",
    "BRL",
    "CAD",
    "CHF",
    "CNY",
    "DKK",
    "EUR",
    "GBP",
    "JPY",
    "PLN",
    "SEK",
    "USD",
    "Currency",
]

# Source: ISO 4217, list one (active codes that have a minor unit). ANG and BGN have left it, but so
# lately that sales in them can still come back.
_CODES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD
        BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN
        ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
        KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
        MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR
        SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD
        TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
    """,
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_EXPONENTS = {code: exponent for exponent, codes in _CODES.items() for code in codes.split()}
_LONGEST_CODE = 12
_MOST_DECIMALS = 12


@frozen(init=False, repr=False, weakref_slot=False)
class Currency:
    """A currency: its code, and how many decimals its smallest unit has.

    The decimals (``exponent``) are those of ISO 4217. The CLDR's, which many formatters use, are
    others for AFN, ALL, IQD, IRR, KPW, LAK, LBP, MGA, MMK, RSD, SOS, SYP and YER: there it counts
    what people pay with, here what accounts are kept in. Name the exponent to use one of your own,
    or a code of your own.

    Currencies are equal when code and exponent are. They have no order.

    Raises:
        InvalidValue: the code is unknown and no exponent was named.

    Example:
        >>> EUR("19.90"), EUR.minor(1990) == EUR("19.90"), Currency("KWD").exponent
        (Money.of('19.90', 'EUR'), True, 3)
        >>> Currency("POINTS", exponent=0)("250")
        Money.of('250', Currency('POINTS', exponent=0))
    """

    code: str
    exponent: int = field(kw_only=True)

    def __init__(self, code: str, *, exponent: int | None = None) -> None:
        object.__setattr__(self, "code", _checked(code))
        object.__setattr__(self, "exponent", _decimals(code, exponent))

    def __call__(self, amount: str | Decimal) -> "_money.Money":
        """Money in major units: text or a Decimal, never a bare number.

        Example:
            >>> JPY("5000").minor
            5000
        """
        return _money.Money.of(amount, self)

    def minor(self, count: int) -> "_money.Money":
        """Money in minor units, for platforms that count cents.

        Example:
            >>> EUR.minor(1990)
            Money.of('19.90', 'EUR')
        """
        return _money.Money(count, self)

    @property
    def zero(self) -> "_money.Money":
        """No money at all, in this currency.

        Example:
            >>> EUR.zero
            Money.of('0.00', 'EUR')
        """
        return _money.Money(0, self)

    @property
    def is_standard(self) -> bool:
        """Has it the decimals that ISO 4217 gives its code?"""
        return _EXPONENTS.get(self.code) == self.exponent

    def __repr__(self) -> str:
        if self.is_standard:
            return f"Currency({self.code!r})"
        return f"Currency({self.code!r}, exponent={self.exponent})"

    def __str__(self) -> str:
        return self.code


def _checked(code: str) -> str:
    found = text("currency", code)
    if (
        len(found) > _LONGEST_CODE
        or not found.isascii()
        or not found.isalnum()
        or found != found.upper()
    ):
        allowed = f"a code is up to {_LONGEST_CODE} capital letters and digits, such as 'EUR'"
        raise InvalidValue("currency", code, allowed)
    return found


def _decimals(code: str, exponent: int | None) -> int:
    if exponent is not None:
        return count("exponent", exponent, 0, _MOST_DECIMALS)
    if code not in _EXPONENTS:
        advice = f"name its exponent: Currency({code!r}, exponent=2)"
        raise InvalidValue("currency", code, "not an active code of ISO 4217", advice)
    return _EXPONENTS[code]


AUD = Currency("AUD")
BRL = Currency("BRL")
CAD = Currency("CAD")
CHF = Currency("CHF")
CNY = Currency("CNY")
DKK = Currency("DKK")
EUR = Currency("EUR")
GBP = Currency("GBP")
JPY = Currency("JPY")
PLN = Currency("PLN")
SEK = Currency("SEK")
USD = Currency("USD")

# Last, and as a module: money holds a currency and a currency makes money, whichever comes first.
from postsales.basics import money as _money  # noqa: E402
