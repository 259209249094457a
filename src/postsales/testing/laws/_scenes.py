"""Scenes about money: orders that are paid and delivered, and some that were refunded in part."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics._errors import PostsalesError
from postsales.orders.events import Authorised, Chargeback, Delivered, Paid
from postsales.orders.order import Order
from postsales.orders.payments import Tender
from postsales.returns.request import ReturnItem, ReturnRequest
from postsales.testing.law import Scene
from postsales.testing.laws._booking import booked, order_after
from postsales.testing.strategies.scenes import edges, instants, scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = [
    "charged_back",
    "latest",
    "money_scenes",
    "paid",
    "paid_or_held",
    "refunded_before",
    "sold",
]

_CARD, _GIFT = Tender.card("card"), Tender.gift_card("gift")
_ONLY_PAID, _BY_CARD = 1, 2
# Of integers hypothesis mostly draws small ones; of a range it draws any.
_WAYS = st.sampled_from(range(8))
_PERCENTS = st.sampled_from(range(100, 0, -1))
_CODES = st.sampled_from(range(10**6))


def latest(order: Order) -> datetime:
    """The instant of the last event."""
    return max([order.placed_at, *(event.at for event in order.history)])


def _held(order: Order) -> Order:
    """The order with its payments put on hold and none captured, where its history allows that."""
    history = [
        Authorised(x.amount, tender=x.tender, at=x.at) if isinstance(x, Paid) else x
        for x in order.history
    ]
    try:
        return evolve(order, history=history)
    except PostsalesError:
        return order


def _paid(order: Order, way: int) -> Order:
    """The order paid in full: by a card, or by a gift card and a card."""
    due = sum(x.total.minor for x in order.lines) + sum(x.total.minor for x in order.charges)
    missing = due - order.position_at(latest(order)).money.captured.minor
    if missing <= 0:
        return order
    money, at = order.currency.minor, order.placed_at
    part = missing // way if way % 2 else 0
    parts = [(_GIFT, part), (_CARD, missing - part)]
    paid = (Paid(money(x), tender=tender, at=at) for tender, x in parts if x)
    return order_after(order, *paid) or order


def paid(order: Order) -> Order:
    """The order paid in full by a card, as far as it was not paid yet."""
    return _paid(order, _BY_CARD)


def _delivered(order: Order) -> Order:
    at = latest(order)
    position = order.position_at(at)
    due = {line.id: position.units(line.id).to_deliver for line in order.lines}
    units = {line: k for line, k in due.items() if k}
    return (order_after(order, Delivered(units, at=at)) or order) if units else order


def _ready(order: Order, way: int) -> Order:
    """The order as it was drawn, or paid, or paid and delivered."""
    if not way:
        return order
    return _paid(order, way) if way == _ONLY_PAID else _delivered(_paid(order, way))


@st.composite
def sold(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions about orders of which most are paid and delivered, most of them in time."""
    order = _ready(draw(subject.orders), draw(_WAYS))
    request = draw(subject.requests(order))
    last = latest(order)
    near = instants(last, [last, *edges(subject, order, request)])
    return Scene(order, request, draw(st.one_of(st.just(last), near)))


def _part(request: ReturnRequest, code: int) -> ReturnRequest:
    """Some units of a request, at least one."""
    items: list[ReturnItem] = []
    for item in request.items:
        code, k = divmod(code, item.units + 1)
        items += [evolve(item, units=k)] if k else []
    return evolve(request, items=items or [evolve(request.items[0], units=1)])


@st.composite
def refunded_before(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions about orders of which a part was refunded, as the policy itself said."""
    scene = draw(sold(subject)).as_known()
    first = evolve(scene, request=_part(scene.request, draw(_CODES)))
    try:
        order = booked(first, subject.ask(first))
    except Exception:  # noqa: BLE001 - a law of its own says that a policy answers everything
        order = None
    return scene if order is None else evolve(scene, order=order)


@st.composite
def charged_back(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions about orders of which a bank took some money back."""
    scene = draw(sold(subject)).as_known()
    some = [x for x in scene.order.position(at=scene.at).tenders if x.captured > x.disputed]
    if not some:
        return scene
    one = draw(st.sampled_from(some))
    most = one.captured - one.disputed
    taken = scene.order.currency.minor(max(1, most * draw(_PERCENTS) // 100))
    event = Chargeback(taken, tender=one.tender, at=scene.at)
    return evolve(scene, order=order_after(scene.order, event) or scene.order)


def paid_or_held(subject: "Subject") -> st.SearchStrategy[Scene]:
    """Questions with a refund behind them, or about money that was only put on hold."""
    held = sold(subject).map(lambda scene: evolve(scene, order=_held(scene.order)))
    return st.one_of(refunded_before(subject), held)


def money_scenes(subject: "Subject") -> st.SearchStrategy[Scene]:
    """Questions about orders of every kind, many of them with a refund behind them."""
    return st.one_of(scenes(subject), sold(subject), refunded_before(subject))
