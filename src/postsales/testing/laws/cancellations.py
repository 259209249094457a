"""CAN: what may be called off."""

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics._errors import PostsalesError
from postsales.basics.quantities import Quantities
from postsales.orders.events import (
    Cancelled,
    Chargeback,
    ChargebackReversed,
    Delivered,
    Lost,
    Paid,
    Received,
    Refunded,
    Shipped,
)
from postsales.orders.order import Order
from postsales.returns.request import ReturnRequest
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._amounts import capped, minor
from postsales.testing.laws._booking import order_after
from postsales.testing.laws._scenes import latest, paid
from postsales.testing.laws.eligibility import reasoned
from postsales.testing.strategies.scenes import instants

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["CANCELLATIONS", "on_its_way"]

_CODES = st.sampled_from(range(10**6))
_SHARES = st.sampled_from(range(3))


_TRAVELS = (Shipped, Delivered, Lost, Received)


@st.composite
def on_its_way(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions about orders of which nothing has left, or some, or some more than was drawn."""
    order, code = draw(subject.orders), draw(_CODES)
    here = order if draw(_SHARES) else _before_it_left(order)
    order = _shipped(here, code) if draw(_SHARES) else here
    last = latest(order)
    at = draw(st.one_of(st.just(last), instants(order.placed_at, [last])))
    return Scene(order, draw(subject.requests(order)), at)


def _before_it_left(order: Order) -> Order:
    """The order while the shop had all of it, where its history allows that."""
    history = [x for x in order.history if not isinstance(x, _TRAVELS)]
    try:
        return evolve(order, history=history)
    except PostsalesError:
        return order


def _shipped(order: Order, code: int) -> Order:
    at = latest(order)
    position = order.position(at=at)
    units: dict[str, int] = {}
    for line in order.lines:
        code, k = divmod(code, position.units(line.id).to_ship + 1)
        units |= {line.id: k} if k else {}
    return order_after(order, Shipped(units, at=at)) or order if units else order


def _before_they_arrive(subject: "Subject", scene: Scene) -> None:
    answer = subject.call_off(scene, scene.request.quantities)
    position = scene.order.position(at=scene.at)
    for line, k in answer.allowed.items():
        units = position.units(line)
        most = units.open
        # Without a cut-off of the terms, a parcel can be stopped until it is delivered.
        most += 0 if Flag.CUT_OFF in subject.flags else units.in_transit
        if k > most:
            broken(
                f"more of {line!r} is called off than has not left",
                called_off=k,
                open=units.open,
                in_transit=units.in_transit,
                delivered=units.delivered,
            )


def _never_both(subject: "Subject", scene: Scene) -> None:
    scene = scene.as_known()
    wanted = scene.order.quantities
    asked = evolve(scene, request=_about(scene, wanted))
    called_off = subject.call_off(asked, wanted).allowed
    gone = _gone(asked, Cancelled, called_off)
    if gone is not None:
        _check_left("comes back", gone, subject.ask(gone).allowed)
    returned = subject.ask(asked).allowed
    gone = _gone(asked, Received, returned)
    if gone is not None:
        _check_left("is called off", gone, subject.call_off(gone, wanted).allowed)


def _about(scene: Scene, wanted: Quantities) -> ReturnRequest:
    items = [evolve(scene.request.items[0], line=line, units=k) for line, k in wanted.items()]
    return evolve(scene.request, items=items)


def _gone(scene: Scene, kind: type[Cancelled | Received], units: Quantities) -> Scene | None:
    order = order_after(scene.order, kind(units, at=scene.at)) if units else None
    return None if order is None else evolve(scene, order=order)


def _check_left(what: str, scene: Scene, allowed: Quantities) -> None:
    position = scene.order.position(at=scene.at)
    for line, k in allowed.items():
        units = position.units(line)
        if k > units.ordered - units.cancelled - units.returned:
            broken(
                f"more of {line!r} {what} than is neither cancelled nor returned",
                allowed=k,
                ordered=units.ordered,
                cancelled=units.cancelled,
                returned=units.returned,
            )


_MONEY = (Paid, Refunded, Chargeback, ChargebackReversed)


def _unpaid(subject: "Subject") -> st.SearchStrategy[Scene]:
    """Questions about orders of which no money was captured."""
    return on_its_way(subject).map(_without_money)


def _without_money(scene: Scene) -> Scene:
    history = [x for x in scene.order.history if not isinstance(x, _MONEY)]
    return evolve(scene, order=evolve(scene.order, history=history)).as_known()


def _nothing_for_nothing(subject: "Subject", scene: Scene) -> None:
    answer = subject.call_off(scene, scene.order.quantities)
    if minor(answer.refund) or any(x.minor for x in answer.tenders.values()):
        broken(
            "units are called off before anything was captured, and money goes back",
            captured=scene.order.position(at=scene.at).money.captured,
            refund=answer.refund,
        )


def _paid_for(subject: "Subject") -> st.SearchStrategy[Scene]:
    """Questions about orders of which money was captured, most of them in full."""
    return on_its_way(subject).map(lambda scene: evolve(scene, order=paid(scene.order)))


def _at_most_what_was_paid(subject: "Subject", scene: Scene) -> None:
    capped(scene, subject.call_off(scene, scene.request.quantities))


def _every_no_has_a_reason(subject: "Subject", scene: Scene) -> None:
    reasoned(scene, subject.call_off(scene, scene.request.quantities))


CANCELLATIONS = (
    Law(
        "CAN-01",
        "before-they-arrive",
        statement="What is called off is with the shop, or on its way where the terms allow that.",
        because="a parcel at the door cannot be stopped; it is returned",
        catches="a race with the warehouse: units are called off after they were shipped",
        scenes=on_its_way,
        check=_before_they_arrive,
        needs=(Flag.CANCELS,),
    ),
    Law(
        "CAN-02",
        "never-both",
        statement="What was called off does not come back, and what came back is not called off.",
        because="a unit that goes both ways is paid for twice",
        catches="two programs, one for cancellations and one for returns, that do not know of each "
        "other",
        scenes=on_its_way,
        check=_never_both,
        needs=(Flag.CANCELS,),
    ),
    Law(
        "CAN-03",
        "no-money-before-capture",
        statement="Calling off before anything was captured gives nothing back.",
        because="money on hold is let go; it never was with the shop",
        catches="a refund of money that was authorised and never captured",
        scenes=_unpaid,
        check=_nothing_for_nothing,
        needs=(Flag.CANCELS, Flag.MONEY),
    ),
    Law(
        "CAN-04",
        "called-off-as-paid",
        statement="Calling off gives at most what was paid for the units, and what is left of"
        " that.",
        because="money that was never taken cannot be given back",
        catches="the whole order's money for a part of it, or a refund on top of a void",
        scenes=_paid_for,
        check=_at_most_what_was_paid,
        needs=(Flag.CANCELS, Flag.MONEY),
    ),
    Law(
        "CAN-05",
        "kept-for-a-reason",
        statement="Whatever cannot be called off has a reason, and whatever can has none.",
        because="a customer who has to send it back instead has a right to hear why",
        catches="an early exit for what was shipped that forgets the reason",
        scenes=on_its_way,
        check=_every_no_has_a_reason,
        needs=(Flag.CANCELS, Flag.REASONS),
    ),
)
