"""How things are settled: exchanges, guarantees and remedies, of orders that were drawn."""

from typing import Any, cast

from attrs import evolve

from postsales.basics.decisions import Decision, Outcome
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import Quantities
from postsales.exchanges.quote import ExchangeQuote
from postsales.exchanges.quote import quote as exchange_quote
from postsales.exchanges.status import ExchangeStatus
from postsales.exchanges.status import status as exchange_status
from postsales.exchanges.terms import (
    Advance,
    Alike,
    ExchangeCredit,
    ExchangeTerms,
    Leftover,
    Uneven,
)
from postsales.guarantees.case import GoodsBack, GuaranteeCase
from postsales.guarantees.decide import assess
from postsales.guarantees.request import GuaranteeItem, GuaranteeRequest
from postsales.guarantees.terms import GuaranteeTerms, Rung
from postsales.orders.events import Delivered, LineRefund
from postsales.orders.exchanged import Exchange, ExchangeCharged, Exchanged
from postsales.orders.lines import NewLine
from postsales.orders.order import Order
from postsales.orders.reasons import ReasonKind
from postsales.orders.remedied import RemedyFailed, RemedyKind
from postsales.remedies import Remedy, RemedyCosts, RemedyOffer, compare
from postsales.testing.strategies import amounts, clocks, policies
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.answered import decision_of
from postsales.testing.strategies.orders import delivered_of
from postsales.testing.strategies.worlds import World

__all__ = [
    "advance_of",
    "exchange_charged_of",
    "exchange_of",
    "exchange_quote_of",
    "exchange_status_of",
    "exchange_terms_of",
    "exchanged_of",
    "guarantee_case_of",
    "guarantee_item_of",
    "guarantee_request_of",
    "guarantee_terms_of",
    "new_line_of",
    "remedy_costs_of",
    "remedy_failed_of",
    "remedy_of",
    "remedy_offer_of",
    "rung_of",
]

_EUR = amounts.CURRENCIES[0]
_WORLDS = tuple(World(currencies=[currency]) for currency in amounts.CURRENCIES)
_WORLD = _WORLDS[0]
_SHARES = (Percent("0"), Percent("10"), Percent("33.3"), Percent("100"))


def _moment(dice: Dice) -> Any:
    return clocks.later(dice, dice.of(clocks.SALES), dice.of(clocks.ZONES))


def _money(dice: Dice, world: World) -> Money:
    return amounts.amount_of(dice, world.currencies[0])


def new_line_of(dice: Dice, world: World = _WORLD) -> NewLine:
    """Goods that are wanted instead."""
    return NewLine("new", quantity=1 + dice.below(3), total=_money(dice, world))


def advance_of(dice: Dice) -> Advance:
    """New goods go out first, with a hold or without."""
    return Advance(policies.length_of(dice), hold=dice.of(_SHARES))


def exchange_terms_of(dice: Dice, world: World = _WORLD) -> ExchangeTerms:
    """Terms for exchanges that the dice mean."""
    bonus = _money(dice, world) if dice.once_in(3) else dice.of(_SHARES)
    return ExchangeTerms(
        id="exchanges",
        version="1",
        credit=dice.of(tuple(ExchangeCredit)),
        bonus=bonus,
        uneven=dice.of((Uneven.SETTLED, *Uneven)),
        leftover=dice.of(tuple(Leftover)),
        alike=dice.of((Alike.ANYTHING, *Alike)),
        advance=advance_of(dice) if dice.once_in(3) else None,
        zone=world.zone,
    )


def exchange_quote_of(dice: Dice) -> ExchangeQuote:
    """What an exchange comes to."""
    world = dice.anew().of(_WORLDS)
    decision, terms = decision_of(dice, world), exchange_terms_of(dice.anew(), world)
    return exchange_quote(decision, terms, instead=[new_line_of(dice.anew(), world)])


def exchanged_of(dice: Dice) -> Exchanged:
    """An exchange as it is booked."""
    old, new = amounts.amount_of(dice, _EUR), amounts.amount_of(dice, _EUR)
    zero = _EUR.zero
    return Exchanged(
        [LineRefund("tee", units=1 + dice.below(3), price=old)],
        instead=[NewLine("new", quantity=1 + dice.below(3), total=new)],
        credited=old,
        due_from_customer=max(zero, new - old),
        due_to_customer=max(zero, old - new),
        return_ref=dice.of(("", "r-1")),
        at=_moment(dice),
        ref=dice.of(("x-1", "")),
    )


def exchange_of(dice: Dice) -> Exchange:
    """An exchange as it stands."""
    event = exchanged_of(dice)
    return Exchange(event, charged=event.units if dice.below(2) else {})


def exchange_charged_of(dice: Dice) -> ExchangeCharged:
    """Old units that are charged for after all."""
    return ExchangeCharged({"tee": 1 + dice.below(3)}, at=_moment(dice), ref="x-1")


def exchange_status_of(dice: Dice) -> ExchangeStatus:
    """How far an exchange is."""
    swap = exchange_quote_of(dice)
    asked: Any = swap.decision.cases[0].order
    order = cast("Order", asked)
    at = max((swap.back.at, *(event.at for event in order.history)))
    if swap.outcome not in (Outcome.ALLOWED, Outcome.PARTLY) or not swap.back.lines:
        return ExchangeStatus(
            "x-9",
            asked=1 + dice.below(3),
            ordered=0,
            shipped=0,
            awaited=Quantities({}),
            return_by=None,
            due=Quantities({}),
            charge=order.currency.zero,
        )
    # What happened after the question can have taken the money, so the history is cut there.
    known = evolve(order, history=[x for x in order.history if x.at <= swap.back.at])
    return exchange_status(known.after(swap.settled(at=at, ref="x-9")), "x-9", at=at)


def guarantee_terms_of(dice: Dice, world: World = _WORLD) -> GuaranteeTerms:
    """Terms of a guarantee that the dice mean."""
    kinds = dice.of((tuple(ReasonKind), (ReasonKind.DEFECT,), (ReasonKind.DAMAGED_IN_TRANSIT,)))
    first, then = rung_of(dice), Rung([RemedyKind.CASH])
    ladder = [first] if RemedyKind.CASH in first.remedies else [first, then]
    return GuaranteeTerms(
        id="guarantees",
        version="1",
        zone=world.zone,
        length=policies.length_of(dice),
        since=Delivered,
        for_reasons=kinds,
        goods_back=dice.of(tuple(GoodsBack)),
        evidence=dice.of(((), ("photo",))),
        rungs=ladder,
        from_on=dice.of((None, "2026-01-01")),
        until_on=dice.of((None, "2027-01-01")),
    )


def rung_of(dice: Dice) -> Rung:
    """Remedies that are open together."""
    some = (
        (RemedyKind.CASH,),
        (RemedyKind.REPAIR, RemedyKind.REPLACEMENT),
        (RemedyKind.REPLACEMENT, RemedyKind.CASH),
    )
    return Rung(dice.of(some), tries=1 + dice.below(3))


def guarantee_item_of(dice: Dice) -> GuaranteeItem:
    """A line that is claimed."""
    return dice.of(guarantee_request_of(dice).items)


def guarantee_request_of(dice: Dice) -> GuaranteeRequest:
    """A claim by a guarantee."""
    return _claim(delivered_of(dice, _WORLD), dice)


def _claim(order: Order, dice: Dice) -> GuaranteeRequest:
    line = dice.of(order.lines)
    return GuaranteeRequest.of(
        {line.id: 1 + dice.below(line.quantity)},
        reason=dice.of([kind.value for kind in ReasonKind]),
        remedy=dice.of(tuple(RemedyKind)),
        evidence=dice.of(((), ("photo",))),
    )


def _guaranteed(dice: Dice) -> Decision[GuaranteeCase]:
    order = delivered_of(dice, _WORLD)
    terms = guarantee_terms_of(dice.anew())
    near = [event.at for event in order.history]
    at = clocks.instant_near(dice, order.placed_at, near, _WORLD.zone)
    return assess(order, _claim(order, dice), terms, at=at)


def guarantee_case_of(dice: Dice) -> GuaranteeCase:
    """A case of a claim."""
    return dice.of(_guaranteed(dice).cases)


def remedy_failed_of(dice: Dice) -> RemedyFailed:
    """A remedy that did not help."""
    remedy = dice.of((RemedyKind.REPAIR, RemedyKind.REPLACEMENT))
    return RemedyFailed({"tee": 1 + dice.below(3)}, remedy=remedy, at=_moment(dice))


def remedy_of(dice: Dice) -> Remedy:
    """Something that a customer can be offered."""
    terms = policies.refund_terms_of(dice.anew(), _WORLD)
    return dice.of(
        [
            Remedy.cash(terms),
            Remedy.store_credit(terms, bonus=dice.of(_SHARES)),
            Remedy.keep_the_item(_money(dice, _WORLD)),
            Remedy.replacement(),
            Remedy.repair(_money(dice, _WORLD)),
        ]
    )


def remedy_costs_of(dice: Dice) -> RemedyCosts:
    """What giving and taking back costs."""
    sending = _money(dice, _WORLD) if dice.below(2) else None
    return RemedyCosts(goods=dice.of(_SHARES), resale=dice.of(_SHARES), sending=sending)


def remedy_offer_of(dice: Dice) -> RemedyOffer:
    """A remedy for some units."""
    decision = decision_of(dice, _WORLD)
    (offer,) = compare(decision, [remedy_of(dice)], costs=remedy_costs_of(dice))
    return offer
