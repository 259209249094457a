"""What is changed of a sale before it leaves, and services that are called off."""

from datetime import date, datetime, timedelta

from postsales.appointments import AppointmentAnswer, AppointmentTerms, LateFee
from postsales.appointments import assess as assess_appointment
from postsales.basics.decisions import Decision
from postsales.basics.durations import Days, Hours, Months, Weeks, Years
from postsales.basics.moments import local_day
from postsales.basics.percent import Percent
from postsales.basics.quantities import Quantities
from postsales.changes.case import ChangeCase
from postsales.changes.decide import assess
from postsales.changes.quote import ChangeQuote, quote
from postsales.changes.request import ChangeItem, ChangeKind, ChangeRequest
from postsales.changes.terms import Changeable, ChangeTerms
from postsales.offers import SaveOffer
from postsales.orders.changed import Changed
from postsales.orders.charges import Charge
from postsales.orders.events import LineRefund, Shipped
from postsales.orders.lines import NewLine
from postsales.orders.order import Order
from postsales.orders.services import Appointment, ServicePeriod, Subscription
from postsales.subscriptions import NoticeTo, SubscriptionEnd, SubscriptionTerms, Unused
from postsales.subscriptions import assess as assess_subscription
from postsales.testing.strategies import amounts, clocks
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.orders import order_of
from postsales.testing.strategies.worlds import ANYTHING

__all__ = [
    "appointment_answer_of",
    "appointment_of",
    "appointment_terms_of",
    "change_case_of",
    "change_item_of",
    "change_quote_of",
    "change_request_of",
    "change_terms_of",
    "changeable_of",
    "changed_of",
    "late_fee_of",
    "save_offer_of",
    "service_period_of",
    "subscription_end_of",
    "subscription_of",
    "subscription_terms_of",
]

_EUR = amounts.CURRENCIES[0]
_KINDS = tuple(ChangeKind)


def _new_line(dice: Dice, order: Order, units: int) -> NewLine:
    return NewLine("new", quantity=units, total=amounts.amount_of(dice, order.currency))


def _request(dice: Dice, order: Order) -> ChangeRequest:
    line = dice.of(order.lines)
    units = 1 + dice.below(line.quantity)
    kind = dice.of(_KINDS)
    if kind is ChangeKind.OPTIONS:
        return ChangeRequest.options({line.id: _new_line(dice, order, units)})
    if kind is ChangeKind.FURTHER:
        return ChangeRequest.further([_new_line(dice, order, units)])
    if kind is ChangeKind.FEWER:
        return ChangeRequest.fewer({line.id: units})
    some = dice.of((order.quantities, Quantities({line.id: units})))
    if kind is ChangeKind.ADDRESS:
        return ChangeRequest.to_address("addr-7", some)
    return ChangeRequest.on_day("2026-03-09", some)


def change_request_of(dice: Dice) -> ChangeRequest:
    """Something of an order is to be changed, and for some what is charged besides."""
    order = order_of(dice, ANYTHING)
    request = _request(dice, order)
    return request if dice.below(3) else request.charging([_charge(dice, order)])


def _charge(dice: Dice, order: Order) -> Charge:
    return Charge.shipping(amounts.amount_of(dice, order.currency), id="express")


def change_item_of(dice: Dice) -> ChangeItem:
    """Units of a line are to be changed."""
    return dice.of(change_request_of(dice).items)


def changeable_of(dice: Dice) -> Changeable:
    """Some kinds of change that are open."""
    return Changeable(
        [dice.of(_KINDS), dice.of(_KINDS)],
        until=dice.of(((), (Shipped,))),
        within=dice.of((None, Hours(0), Hours(24))),
        fee=dice.of((None, _EUR.minor(dice.below(500)))),
    )


def change_terms_of(dice: Dice) -> ChangeTerms:
    """Terms for changes."""
    some = (changeable_of(dice),) if dice.below(2) else ()
    return ChangeTerms(id="changes", version="1", changeable=some)


def _decision(dice: Dice, terms: ChangeTerms) -> Decision[ChangeCase]:
    order = order_of(dice, ANYTHING)
    at = clocks.later(dice, order.placed_at, dice.of(clocks.ZONES))
    return assess(order, _request(dice, order), terms, at=at)


def change_case_of(dice: Dice) -> ChangeCase:
    """Units that are to be changed."""
    return dice.of(_decision(dice, change_terms_of(dice.anew())).cases)


def change_quote_of(dice: Dice) -> ChangeQuote:
    """What a change comes to, where it is free."""
    return quote(_decision(dice, ChangeTerms(id="changes", version="1")))


def changed_of(dice: Dice) -> Changed:
    """A change as it is booked."""
    old, new = amounts.amount_of(dice, _EUR), amounts.amount_of(dice, _EUR)
    return Changed(
        lines=[LineRefund("tee", units=1 + dice.below(3), price=old)],
        instead=[NewLine("new", quantity=1 + dice.below(3), total=new)],
        credited=old,
        due_from_customer=max(_EUR.zero, new - old),
        due_to_customer=max(_EUR.zero, old - new),
        addresses=dice.of(({}, {"tee": "addr-7"})),
        at=_moment(dice),
        ref=dice.of(("ch-1", "")),
    )


_LENGTHS: tuple[Days | Weeks | Months | Years, ...] = (Months(1), Days(14), Weeks(4), Years(1))
_SHARES = (Percent("50"), Percent("0"), Percent("100"))


def _moment(dice: Dice) -> datetime:
    return clocks.later(dice, dice.of(clocks.SALES), dice.of(clocks.ZONES))


def _day(dice: Dice) -> date:
    return local_day(_moment(dice), "UTC")


def service_period_of(dice: Dice) -> ServicePeriod:
    """What a line paid for."""
    first = _day(dice)
    return ServicePeriod(first, first + timedelta(days=dice.below(400)))


def subscription_of(dice: Dice) -> Subscription:
    """A contract that runs on."""
    first = _day(dice)
    ends_on = dice.of((None, first + timedelta(days=dice.below(400))))
    return Subscription(first, renews=dice.of(_LENGTHS), ends_on=ends_on)


def subscription_terms_of(dice: Dice) -> SubscriptionTerms:
    """Terms for ending one."""
    return SubscriptionTerms(
        id="subscriptions",
        version="1",
        zone=dice.of(clocks.ZONES),
        notice=dice.of((*_LENGTHS, Days(0))),
        to=dice.of(tuple(NoticeTo)),
        minimum=dice.of((None, *_LENGTHS)),
        unused=dice.of(tuple(Unused)),
    )


def subscription_end_of(dice: Dice) -> SubscriptionEnd:
    """When one ends."""
    contract, terms = subscription_of(dice), subscription_terms_of(dice.anew())
    return assess_subscription(contract, terms, at=_moment(dice))


def appointment_of(dice: Dice) -> Appointment:
    """A line that was sold for a time."""
    return Appointment("haircut", starts_at=dice.of((_moment(dice), None)))


def late_fee_of(dice: Dice) -> LateFee:
    """A fee for calling off late."""
    before: tuple[Hours | Days | Weeks, ...] = (Hours(24), Hours(1), Days(2), Weeks(1))
    fee = dice.of(_SHARES) if dice.below(2) else _EUR.minor(dice.below(5000))
    return LateFee(dice.of(before), fee=fee)


def appointment_terms_of(dice: Dice) -> AppointmentTerms:
    """Terms for calling one off."""
    late = (late_fee_of(dice),) if dice.below(3) else ()
    zone = dice.of(clocks.ZONES)
    return AppointmentTerms(
        id="appointments", version="1", late=late, no_show=dice.of(_SHARES), zone=zone
    )


def appointment_answer_of(dice: Dice) -> AppointmentAnswer:
    """What calling one off costs."""
    sold, terms = appointment_of(dice), appointment_terms_of(dice.anew())
    return assess_appointment(sold, terms, at=_moment(dice))


def save_offer_of(dice: Dice) -> SaveOffer:
    """Something to stay for."""
    worth = dice.of(_SHARES[::2]) if dice.below(2) else _EUR.minor(1 + dice.below(5000))
    code = dice.of(("half_price", "pause", "free_month", "upgrade"))
    return SaveOffer(
        code, worth=worth if dice.below(3) else None, until=dice.of((None, _moment(dice)))
    )
