"""What old units are worth beyond the money that was paid for them: list prices and bonuses.

Rules of this file: plain minor units; each is a difference of what is due so far, so that units in
any steps are worth the same.
"""

from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.rounding import slice_of
from postsales.exchanges.terms import ExchangeCredit, ExchangeTerms
from postsales.orders.exchanged import Exchanged
from postsales.orders.position import Given, Position, with_added_tax
from postsales.refunds.quote import RefundQuote

__all__ = ["bonus_due", "list_credit", "worth"]


def worth(back: RefundQuote) -> int:
    """What was paid for the units that come back, all tax in."""
    return sum(line.amount.minor for line in back.lines)


def list_credit(back: RefundQuote, terms: ExchangeTerms, position: Position) -> int:
    """What the units would have cost beyond what was paid for them."""
    if terms.credit is ExchangeCredit.PRICE_PAID:
        return 0
    found = 0
    for part in back.lines:
        line = position.line(part.line)
        if line.list_total is not None:
            gone, beyond = position.units(line.id).refunded, line.list_total - line.total
            found += slice_of(beyond.minor, gone, part.units, line.quantity, terms.rounding)
    return found


def bonus_due(back: RefundQuote, terms: ExchangeTerms, position: Position) -> int:
    """What of the bonus is due for these units, after the earlier steps of their return."""
    bonus = terms.bonus
    if isinstance(bonus, Money) and bonus.currency != back.currency:
        says = f"the bonus is {bonus}, but the order is in {back.currency}"
        raise CurrencyMismatch(bonus, back.currency.zero, says)
    if not back.lines:
        return 0
    ref = back.return_ref
    before = [x.event for x in position.exchanges if ref and x.event.return_ref == ref]
    given = sum(x.bonus.minor for x in before if x.bonus is not None)
    if isinstance(bonus, Money):
        return max(0, bonus.minor - given)
    known = sum(_worth_of(x, position) for x in before)
    return max(0, bonus.of_minor(known + worth(back), terms.rounding) - given)


def _worth_of(event: Exchanged, position: Position) -> int:
    found = 0
    for part in event.lines:
        sold = position.line(part.line)
        taxes = tuple(tax.minor for tax in part.taxes) or tuple(0 for _ in sold.taxes)
        found += with_added_tax(sold, Given(part.price.minor, taxes))
    return found
