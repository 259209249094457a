"""What holds of the same question with other prices, other fees, or facts in another order."""

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.orders.besides import BonusGranted, Compensated
from postsales.orders.charges import Charge
from postsales.orders.events import Authorised, Chargeback, ChargebackReversed, Paid, Refunded
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.promotions import Promotion
from postsales.refunds.terms import Fee, Per
from postsales.testing.law import LawBroken, Scene, broken
from postsales.testing.laws._amounts import minor

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["dearer_fees", "nothing_for_nothing", "same_in_any_order", "tenfold"]

_TIMES = 10
Sold = TypeVar("Sold", Line, Charge)


def _repriced(order: Order, times: int) -> Order:
    """The same order with every amount multiplied."""
    return evolve(
        order,
        lines=[_sold(x, times) for x in order.lines],
        charges=[_sold(x, times) for x in order.charges],
        history=[_event(x, times) for x in order.history],
        promotions=[_promised(x, times) for x in order.promotions],
    )


def _sold(sold: Sold, times: int) -> Sold:
    taxes = [evolve(tax, amount=tax.amount * times) for tax in sold.taxes]
    return evolve(sold, total=sold.total * times, taxes=taxes)


def _promised(promotion: Promotion, times: int) -> Promotion:
    told = {x: _many(getattr(promotion, x), times) for x in ("given", "shipping", "minimum")}
    return evolve(promotion, **told)


def _event(event: Event, times: int) -> Event:
    if isinstance(event, Refunded):
        return evolve(event, **{x: _many(getattr(event, x), times) for x in _OF_REFUNDS})
    if isinstance(event, BonusGranted):
        return evolve(event, amount=event.amount * times, basis=_many(event.basis, times))
    if isinstance(event, Authorised | Paid | Chargeback | ChargebackReversed | Compensated):
        return evolve(event, amount=event.amount * times)
    return event


_OF_REFUNDS = (
    "amount",
    "lines",
    "charges",
    "fees",
    "withheld",
    "tenders",
    "store_credit",
    "clawed_back",
)
_OF_PARTS = ("price", "taxes", "amount", "basis", "tax")


def _many(value: Any, times: int) -> Any:
    """Money, or whatever is made of money, multiplied."""
    if value is None or isinstance(value, Money):
        return value if value is None else value * times
    if isinstance(value, tuple):
        return [_many(x, times) for x in value]  # pyright: ignore[reportUnknownVariableType]
    if hasattr(value, "items"):
        return {x: money * times for x, money in value.items()}
    parts = [x for x in _OF_PARTS if hasattr(value, x)]
    return evolve(value, **{x: _many(getattr(value, x), times) for x in parts})


def tenfold(subject: "Subject", scene: Scene) -> None:
    """REF-13. Charges may follow rounded prices, so they are no part of it."""
    one = subject.ask(scene)
    ten = subject.ask(scene, order=_repriced(scene.order, _TIMES))
    if one.allowed != ten.allowed:
        # What is dear or cheap may have rules of its own; the law is about amounts.
        return
    for line in scene.order.lines:
        a, b = one.lines.get(line.id), ten.lines.get(line.id)
        if abs(minor(b) - _TIMES * minor(a)) > (1 + _TIMES) * (1 + len(line.added)):
            broken(
                f"with ten times the prices, {line.id!r} does not give ten times as much",
                refund_of_the_line=a,
                with_ten_times_the_prices=b,
            )
    if one.fees or ten.fees or scene.order.charges:
        return
    roundings = sum(1 + len(line.added) for line in scene.order.lines)
    if abs(minor(ten.refund) - _TIMES * minor(one.refund)) > (1 + _TIMES) * roundings:
        broken(
            "with ten times the prices, the refund is not ten times as much",
            refund=one.refund,
            with_ten_times_the_prices=ten.refund,
        )


def same_in_any_order(subject: "Subject", scene: Scene) -> None:
    """REF-14."""
    order = scene.order
    turned = evolve(
        order,
        lines=order.lines[::-1],
        charges=order.charges[::-1],
        history=order.history[::-1],
    )
    one, other = subject.ask(scene), subject.ask(scene, order=turned)
    names = ("allowed", "referred", "refund", "lines", "charges", "fees", "withheld", "tenders")
    for name in names:
        a, b = getattr(one, name), getattr(other, name)
        if a != b:
            broken(
                f"the {name} change when lines, charges and events are listed backwards",
                as_listed=a,
                listed_backwards=b,
            )


def nothing_for_nothing(subject: "Subject", scene: Scene) -> None:
    """REF-17."""
    try:
        answer = subject.ask(scene, order=_repriced(scene.order, 0))
    except LawBroken:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a policy raises here breaks the law
        broken("the policy raises for an order that was free", error=repr(error))
    given = [answer.refund, answer.withheld, *answer.lines.values(), *answer.fees.values()]
    if any(minor(x) for x in given):
        broken(
            "an order that was free gives or costs something",
            asked_of="the order below with all its prices at zero",
            refund=answer.refund,
            lines=dict(answer.lines),
            fees=dict(answer.fees),
        )


def dearer_fees(subject: "Subject", scene: Scene) -> None:
    """REF-12."""
    terms, refund_terms = subject.terms, subject.refund_terms
    if terms is None or refund_terms is None:
        return
    more = Fee("one-more", Percent("10"), per=Per.UNIT)
    changed = {
        "a fee more": evolve(refund_terms, fees=[*refund_terms.fees, more]),
        "higher fees": evolve(refund_terms, fees=[_dearer(x) for x in refund_terms.fees]),
    }
    before = subject.ask(scene)
    for what, dearer in changed.items():
        after = subject.under(terms, dearer).ask(scene)
        if minor(after.refund) > minor(before.refund):
            broken(
                f"{what} make the refund larger",
                refund=before.refund,
                fees=dict(before.fees),
                refund_then=after.refund,
                fees_then=dict(after.fees),
            )


def _dearer(fee: Fee) -> Fee:
    if isinstance(fee.amount, Money):
        return evolve(fee, amount=fee.amount * 2)
    return evolve(fee, amount=min(Percent("100"), Percent(fee.amount.value + 10)))
