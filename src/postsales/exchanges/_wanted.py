"""The new lines of an exchange: whether they may be wanted, and for how much they are sold."""

from collections.abc import Mapping, Sequence

from attrs import evolve

from postsales.basics.money import Money
from postsales.exchanges.terms import Alike, ExchangeTerms, Uneven
from postsales.orders.allocation import discounted
from postsales.orders.lines import NewLine
from postsales.refunds.quote import RefundQuote

__all__ = ["as_sold", "refusals"]


def refusals(
    back: RefundQuote, wanted: Sequence[NewLine], owed: int, terms: ExchangeTerms
) -> Mapping[str, int]:
    """Why the terms refuse the exchange, each reason with all units that come back."""
    units = sum(line.units for line in back.lines)
    codes = [*_of_price(owed, terms.uneven), *_of_kind(back, wanted, terms.alike)]
    return dict.fromkeys(codes, units) if units else {}


def _of_price(owed: int, uneven: Uneven) -> Sequence[str]:
    if uneven is Uneven.REFUSED and owed:
        return ["price_differs"]
    if uneven is Uneven.DEARER_ONLY and owed < 0:
        return ["new_goods_cheaper"]
    return []


def _of_kind(back: RefundQuote, wanted: Sequence[NewLine], alike: Alike) -> Sequence[str]:
    old = [line.sold for line in back.lines]
    if alike is Alike.SAME_CATEGORY:
        categories = {getattr(line, "category", None) for line in old} - {None}
        return [] if all(line.category in categories for line in wanted) else ["another_category"]
    if alike is Alike.SAME_SKU:
        articles = {getattr(line, "sku", None) for line in old} - {None}
        return [] if all(line.sku in articles for line in wanted) else ["another_article"]
    return []


def as_sold(wanted: Sequence[NewLine], extra: Money) -> tuple[NewLine, ...]:
    """The new lines for what the customer owes for each, after credit beyond what was paid."""
    if not extra.minor:
        return tuple(wanted)
    left = discounted([line.total for line in wanted], extra).left
    return tuple(_for(line, total) for line, total in zip(wanted, left, strict=True))


def _for(line: NewLine, total: Money) -> NewLine:
    """The line at a lower total; what is no tax and each tax keep their shares of it."""
    if not line.taxes or not line.total.minor:
        return evolve(line, total=total)
    taxes = [tax.amount.minor for tax in line.taxes]
    _, *parts = total.allocate([line.total.minor - sum(taxes), *taxes])
    amounts = zip(line.taxes, parts, strict=True)
    return evolve(line, total=total, taxes=[evolve(tax, amount=x) for tax, x in amounts])
