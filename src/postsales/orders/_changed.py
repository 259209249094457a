"""Changes in the fold: units that have not left are called off, new lines come into being.

Rules of this file: money that was captured stays where it is; a change says only for which goods it
is. What has left can no longer be changed.
"""

from collections.abc import Iterator

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
    settled = [line for line in _elsewhere(books, event) if not books.goods.line(line).to_ship]
    worth = sum(_called_off(books, event, part) for part in event.lines)
    worth += sum(books.give_charge(event, part) for part in event.charges_off)
    if event.credited.minor != worth:
        money = books.sold.currency.minor
        says = f"its units are worth {money(worth)}, and it credits {event.credited} for them"
        raise impossible(books.sold, event, says)
    agree(books, event.instead, event.charges)
    if settled:
        says = f"{settled[0]!r} is to go elsewhere, but nothing of it is still to be sent"
        raise impossible(books.sold, event, says)
    books.changes.append(event)


def _elsewhere(books: Books, event: Changed) -> Iterator[str]:
    """The lines that were there before a change, and go elsewhere or on another day by it."""
    new = {line.id for line in event.instead}
    for line in dict.fromkeys((*event.addresses, *event.dates)):
        if line in books.sold.lines:
            yield line
        elif line not in new:
            raise UnknownLine(line, books.sold.lines, f"order {books.sold.order_id!r}: ")


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
