"""Amounts of a Shopify order: in the customer's currency, and compared wherever told twice.

Shopify keeps every amount in the shop's currency and in the one the customer saw (``presentment``),
side by side in a mapping whose key ends in ``_set``. Rules of this file: amounts leave it in minor
units of the customer's currency; what is told in several places is told alike, or a problem names
both places and both figures.
"""

from attrs import frozen

from postsales.basics._errors import InvalidValue, short
from postsales.basics.currencies import USD, Currency
from postsales.wire._reader import FINEST, Part


@frozen(weakref_slot=False)
class Currencies:
    """The shop's currency, and the one that the customer saw and paid in."""

    shop: Currency
    paid: Currency

    def amount(self, part: Part, key: str) -> int:
        """The amount at a key, zero or more."""
        return _positive(part, key, self.signed(part, key), self.paid)

    def optional(self, part: Part, key: str) -> int | None:
        """The amount at a key, zero or more; None when it is told nowhere."""
        return self.amount(part, key) if self.is_told(part, key) else None

    def is_told(self, part: Part, key: str) -> bool:
        """Is there an amount, in one currency or in both?"""
        return any([part.has(key), part.has(f"{key}_set")])

    def signed(self, part: Part, key: str) -> int:
        """The amount at a key, of either sign."""
        if part.has(f"{key}_set"):
            shop, paid = self._pair(part, key)
            if part.has(key):
                self._same_as(part, key, shop)
            return paid
        found = _minor(part, key, self.shop)
        if self.shop != self.paid:
            says = f"is told in {self.shop} alone: {key}_set has to tell it in {self.paid} as well"
            part.wrong(key, says)
        return found

    def moved(self, part: Part) -> int:
        """The amount of a transaction, which names its own currency."""
        code = part.optional_text("currency") or self.shop.code
        if code not in (self.shop.code, self.paid.code):
            says = f"is {short(code)}, and the order has {self.shop} and {self.paid}"
            part.wrong("currency", says)
        if code != self.paid.code:
            return self.amount(part, "amount")
        found = _positive(part, "amount", _minor(part, "amount", self.paid), self.paid)
        if part.has("amount_set"):
            _, paid = self._pair(part, "amount")
            if paid != found:
                other = f"{part.path}.amount_set.presentment_money.amount"
                part.wrong("amount", _differs(self.paid, found, other, paid))
        return found

    def _pair(self, part: Part, key: str) -> tuple[int, int]:
        pair = part.part(f"{key}_set")
        shop = _side(pair, "shop_money", self.shop)
        paid = _side(pair, "presentment_money", self.paid)
        if self.shop == self.paid and shop != paid:
            there = f"{pair.path}.presentment_money.amount"
            says = _differs(self.shop, shop, there, paid)
            pair.reader.wrong(f"{pair.path}.shop_money.amount", says)
        return shop, paid

    def _same_as(self, part: Part, key: str, shop: int) -> None:
        """The figure beside a pair is that of the shop; a float may stand for the same digits."""
        value = part.values[key]
        if isinstance(value, float) and value == shop / 10**self.shop.exponent:
            return
        if isinstance(value, float):
            found, figure = None, short(value)
        else:
            found = _minor(part, key, self.shop)
            figure = written(self.shop, found)
        if found != shop:
            there = f"{part.path}.{key}_set.shop_money.amount"
            part.wrong(key, f"is {figure}, and {there} is {written(self.shop, shop)}")


def written(currency: Currency, minor: int) -> str:
    """An amount in words, however large it is.

    Example:
        >>> written(USD, -1990), written(Currency("JPY"), 5)
        ('USD -19.90', 'JPY 5')
    """
    digits = str(abs(minor)).rjust(currency.exponent + 1, "0")
    point = len(digits) - currency.exponent
    decimals = f".{digits[point:]}" if currency.exponent else ""
    return f"{currency} {'-' if minor < 0 else ''}{digits[:point]}{decimals}"


def currencies(root: Part) -> Currencies:
    """The two currencies of an order; the customer's is the shop's when it is not told."""
    shop = _currency(root, "currency")
    paid = _currency(root, "presentment_currency") if root.has("presentment_currency") else shop
    return Currencies(shop, paid)


def _currency(root: Part, key: str) -> Currency:
    code = root.text(key)
    try:
        return Currency(code)
    except InvalidValue as error:
        if root.values.get(key) == code:
            root.wrong(key, f"is {short(code)}: {error.allowed}")
    return USD


def _side(pair: Part, key: str, currency: Currency) -> int:
    side = pair.part(key)
    code = side.text("currency_code")
    if side.values.get("currency_code") == code and code != currency.code:
        where = "$.currency" if key == "shop_money" else "$.presentment_currency"
        side.wrong("currency_code", f"is {short(code)}, and {where} is {currency}")
    return _minor(side, "amount", currency)


def _minor(part: Part, key: str, currency: Currency) -> int:
    step = 10 ** (FINEST - currency.exponent)
    found, rest = divmod(part.money(key), step)
    if rest:
        says = f"is {short(part.values[key])}, finer than {currency} is paid"
        part.wrong(key, f"{says}: {currency.exponent} decimals")
    return int(found)


def _positive(part: Part, key: str, minor: int, currency: Currency) -> int:
    if minor < 0:
        part.wrong(key, f"is {written(currency, minor)}, and zero or more is needed")
    return max(0, minor)


def _differs(currency: Currency, figure: int, there: str, other: int) -> str:
    return f"is {written(currency, figure)}, and {there} is {written(currency, other)}"
