"""Changes in the fold: units that have not left are called off, new lines come into being.

Rules of this file: money that was captured stays where it is; a change says only for which goods it
is. What has left can no longer be changed.
"""

from postsales.orders._agreed import agree, in_currency, new_ids
from postsales.orders._books import Books
from postsales.orders._goods import impossible
from postsales.orders.changed import Changed
from postsales.orders.events import Cancelled, LineRefund
from postsales.orders.position import Given, UnknownLine, with_added_tax

__all__ = ["changed"]


def changed(books: Books, event: Changed) -> None:
    """Units are called off, others are agreed, and what is still to be sent goes elsewhere."""
    _check(books, event)
    worth = sum(_called_off(books, event, part) for part in event.lines)
    worth += sum(books.give_charge(event, part) for part in event.charges_off)
    if event.credited.minor != worth:
        money = books.sold.currency.minor
        says = f"its units are worth {money(worth)}, and it credits {event.credited} for them"
        raise impossible(books.sold, event, says)
    agree(books, event.instead, event.charges)
    for line in (*event.addresses, *event.dates):
        if line not in books.sold.lines:
            raise UnknownLine(line, books.sold.lines, f"order {books.sold.order_id!r}: ")
    books.changes.append(event)


def _check(books: Books, event: Changed) -> None:
    sold = books.sold
    if event.ref and any(x.ref == event.ref for x in books.changes):
        raise impossible(sold, event, f"the change {event.ref!r} was told otherwise before")
    in_currency(books, event.credited, "a change")
    new_ids(books, event, event.instead, event.charges)


def _called_off(books: Books, event: Changed, part: LineRefund) -> int:
    """Book what a change takes of a line; how much that is, all tax in."""
    still = books.goods.line(part.line).cancellable
    if part.units > still:
        says = f"{part.units} of {part.line!r}, but {still} of them can still be changed"
        raise impossible(books.sold, event, says)
    books.goods.cancelled(Cancelled({part.line: part.units}, at=event.at))
    books.goods.refunded(event, part.line, part.units)
    sold = books.sold.lines[part.line]
    given = Given(part.price.minor, books.taxes(event, part, sold), part.units)
    books.give(("line", sold.id), sold, given)
    return with_added_tax(sold, given)
