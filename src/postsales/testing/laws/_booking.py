"""What an answer does to its order: the refund that it names is given, so that it can be asked on.

Rules of this file: only the parts of an answer are looked at, so that any policy can be asked on; a
quote of the library is booked as it stands, with what it knows besides.
"""

from attrs import evolve

from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.orders.charges import Charge
from postsales.orders.events import ChargeRefund, FeeCharged, LineRefund, Refunded
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.position import Position, nothing
from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import answered

__all__ = ["booked", "order_after", "refund_of"]


def booked(scene: Scene, answer: Answer, ref: str = "") -> Order | None:
    """The order after the refund of an answer; None where its history does not allow that."""
    if answer.refund is None or answer.refund.minor < 0 or not (answer.allowed or answer.refund):
        return None
    for told in (refund_of, _of_units):
        try:
            return scene.order.after(told(scene, answer, ref))
        except PostsalesError:
            continue
    return None


def order_after(order: Order, *events: Event) -> Order | None:
    """The order after events; None where its history does not allow them."""
    try:
        return order.after(*events)
    except PostsalesError:
        return None


def refund_of(scene: Scene, answer: Answer, ref: str = "") -> Refunded:
    """The event that an answer means."""
    decision, quote = answer.decision, answer.quote
    if decision is not None and quote is not None and answered(decision, quote) == answer:
        return quote.settled(at=scene.at, ref=ref)
    position = scene.order.position(at=scene.at)
    lines = [_line(position, answer, line, k) for line, k in answer.allowed.items()]
    charges = [_charge(position, x, money) for x, money in answer.charges.items()]
    return evolve(
        _of_units(scene, answer, ref),
        lines=lines,
        charges=charges,
        fees=[FeeCharged(code, amount=x) for code, x in answer.fees.items()],
        withheld=answer.withheld,
        tenders=answer.tenders,
        store_credit=answer.store_credit or None,
    )


def _of_units(scene: Scene, answer: Answer, ref: str) -> Refunded:
    """The amount and the units of a refund, without what each of them gave."""
    zero = scene.order.currency.zero
    return Refunded(
        zero if answer.refund is None else answer.refund,
        lines=[LineRefund(line, units=k, price=zero) for line, k in answer.allowed.items()],
        return_ref=scene.request.ref,
        at=scene.at,
        ref=ref,
    )


def _line(position: Position, answer: Answer, line: str, units: int) -> LineRefund:
    sold = position.line(line)
    amount = answer.lines.get(line, position.sold.currency.zero)
    price, taxes = _split(position, sold, amount)
    if line in answer.taxes:
        told = answer.taxes[line]
        added = sum(told[place].minor for place in sold.added)
        price, taxes = position.sold.currency.minor(amount.minor - added), [*told]
    return LineRefund(line, units=units, price=price, taxes=taxes)


def _charge(position: Position, charge: str, amount: Money) -> ChargeRefund:
    price, taxes = _split(position, position.sold.charges[charge], amount)
    return ChargeRefund(charge, price=price, taxes=taxes)


def _split(position: Position, sold: Line | Charge, amount: Money) -> tuple[Money, list[Money]]:
    """Price and taxes of an amount all tax in, each at most what is left of it."""
    what = "line" if isinstance(sold, Line) else "charge"
    given = position.given_of(what, sold.id) or nothing(sold)
    left = [tax - gone for tax, gone in zip(sold.taxes_minor, given.taxes, strict=True)]
    whole = max(1, sold.total.minor)
    pairs = zip(sold.taxes_minor, left, strict=True)
    taxes = [min(rest, tax * amount.minor // whole) for tax, rest in pairs]
    beyond = amount.minor - sum(taxes[x] for x in sold.added) - (sold.price_minor - given.price)
    for place in sold.added:
        more = min(max(0, beyond), left[place] - taxes[place])
        taxes[place] += more
        beyond -= more
    money = amount.currency.minor
    return money(amount.minor - sum(taxes[x] for x in sold.added)), [money(x) for x in taxes]
