"""New lines in the fold: what was agreed after the sale, in an exchange or by a change."""

from collections.abc import Iterable

from attrs import evolve

from postsales.basics.events import Event
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.quantities import FrozenMap
from postsales.orders._books import Books
from postsales.orders._goods import impossible
from postsales.orders.charges import Charge
from postsales.orders.lines import NewLine

__all__ = ["agree", "in_currency", "new_ids"]


def in_currency(books: Books, money: Money, what: str) -> None:
    """What is agreed on an order is in its currency."""
    sold = books.sold
    if money.currency != sold.currency:
        says = f"order {sold.order_id!r}: {what} in {money.currency}"
        full = f"{says}, but the order is in {sold.currency}"
        raise CurrencyMismatch(money, sold.currency.zero, full)


def new_ids(
    books: Books, event: Event, lines: Iterable[NewLine], charges: Iterable[Charge] = ()
) -> None:
    """A new line has an id that no line of the order has, and so has a new charge."""
    for line in lines:
        if line.id in books.sold.lines:
            says = f"the order has a line {line.id!r} already; a new line has an id of its own"
            raise impossible(books.sold, event, says)
    for charge in charges:
        if charge.id in books.sold.charges:
            says = f"the order has a charge {charge.id!r} already; a new one has an id of its own"
            raise impossible(books.sold, event, says)


def agree(books: Books, lines: Iterable[NewLine], charges: Iterable[Charge] = ()) -> None:
    """The new lines and charges are those of the order from here on."""
    found = {**books.sold.lines, **{line.id: line for line in lines}}
    charged = {**books.sold.charges, **{charge.id: charge for charge in charges}}
    sold = evolve(books.sold, lines=FrozenMap(found), charges=FrozenMap(charged))
    books.sold = books.goods.sold = sold
