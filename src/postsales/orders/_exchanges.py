"""Exchanges in the fold: old units are settled, new lines come into being.

Rules of this file: money that was captured stays where it is; an exchange says only for which goods
it is. What the old lines give up can be given back of the new ones later, and nothing twice.
"""

from collections import Counter
from collections.abc import Mapping

from attrs import evolve

from postsales.basics.money import Money
from postsales.basics.quantities import Quantities
from postsales.basics.rounding import slice_of
from postsales.orders._agreed import agree, in_currency, new_ids
from postsales.orders._books import Books
from postsales.orders._goods import impossible, named
from postsales.orders.events import LineRefund
from postsales.orders.exchanged import Exchange, ExchangeCharged, Exchanged
from postsales.orders.position import Given, Position, nothing, with_added_tax

__all__ = ["charged", "exchange_charge", "exchanged", "settled_under"]


def exchanged(books: Books, event: Exchanged) -> None:
    """Units are given up, and other goods are agreed instead."""
    key = named(event.ref, len(books.exchanges))
    in_currency(books, event.credited, "an exchange")
    new_ids(books, event, event.instead)
    if key in books.exchanges:
        raise impossible(books.sold, event, f"the exchange {event.ref!r} was told otherwise before")
    worth = sum(_given_up(books, event, part) for part in event.lines)
    kept = sum(fee.amount.minor for fee in event.fees)
    if event.credited.minor + kept > worth:
        money = books.sold.currency.minor
        says = f"its units are worth {money(worth)}, and it credits {event.credited} for them"
        raise impossible(books.sold, event, says)
    agree(books, event.instead)
    books.exchanges[key] = Exchange(event, charged=Quantities({}))


def _given_up(books: Books, event: Exchanged, part: LineRefund) -> int:
    """Book what an exchange takes of a line; how much that is, all tax in."""
    books.goods.refunded(event, part.line, part.units)
    units = books.goods.line(part.line)
    away = units.kept - max(0, units.refunded - part.units - units.back)
    # From here on the exchange speaks for units that are still away, and their return no longer.
    books.goods.spoken_for(event.return_ref, part.line, away)
    sold = books.sold.lines[part.line]
    given = Given(part.price.minor, books.taxes(event, part, sold), part.units)
    books.give(("line", sold.id), sold, given)
    return with_added_tax(sold, given)


def charged(books: Books, event: ExchangeCharged) -> None:
    """Old units stay with the customer, who pays for them as for what was sold."""
    key = (event.ref, 0)
    found = books.exchanges.get(key)
    if found is None or not event.ref:
        raise impossible(books.sold, event, f"no exchange {event.ref!r} is known")
    before = dict(found.charged)
    for line, k in event.units.items():
        part = found.event.part(line)
        gone = before.get(line, 0)
        most = 0 if part is None else part.units - gone
        if part is None or k > most:
            says = f"{k} of {line!r}, but the exchange has {most} more to be charged for"
            raise impossible(books.sold, event, says)
        sold = books.sold.lines[line]
        books.take_back(("line", line), sold, share_of(part, gone, k, nothing(sold).taxes))
        books.goods.refunded(event, line, -k)
        before[line] = gone + k
    books.exchanges[key] = evolve(found, charged=Quantities(before))


def share_of(part: LineRefund, gone: int, k: int, zeros: tuple[int, ...]) -> Given:
    """What the next units of a line that was given up took along."""
    taxes = tuple(slice_of(x.minor, gone, k, part.units) for x in part.taxes)
    return Given(slice_of(part.price.minor, gone, k, part.units), taxes or zeros, k)


def exchange_charge(exchange: Exchange, units: Mapping[str, int], position: Position) -> Money:
    """What the customer pays for old units that stay with them, all tax in."""
    minor = 0
    for part in exchange.event.lines:
        sold, gone = position.line(part.line), exchange.charged.get(part.line, 0)
        share = share_of(part, gone, units.get(part.line, 0), nothing(sold).taxes)
        minor += with_added_tax(sold, share)
    return position.sold.currency.minor(minor)


def settled_under(ref: str, position: Position) -> Counter[str]:
    """Units by line that were refunded or exchanged under a return ref, and stay so."""
    found: Counter[str] = Counter()
    for event in position.settling:
        if event.return_ref == ref:
            found.update({part.line: part.units for part in event.lines})
    for exchange in position.exchanges:
        if exchange.event.return_ref == ref:
            found.subtract(exchange.charged)
    return found
