"""Orders that are paid and delivered, and refund terms, for the tests of refunds."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from postsales import (
    Days,
    Decision,
    Delivered,
    Event,
    Fee,
    Order,
    Paid,
    Per,
    Percent,
    Received,
    Refunded,
    RefundTerms,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Rounding,
    ShippingRefund,
    Tender,
    TenderKind,
    TenderOrder,
    returns,
)
from postsales.refunds import quote
from postsales.refunds.quote import RefundQuote
from postsales.testing import strategies
from postsales.testing.strategies import World
from postsales.testing.strategies._dice import CODES, Dice
from postsales.testing.strategies.clocks import PLACED
from postsales.testing.strategies.steps import TENDERS

WORLD = World(sales=[PLACED], reasons=["remorse", "defect", "because"])
ASKED = PLACED + timedelta(days=10)
TERMS = ReturnTerms(
    id="any", version="1", zone="UTC", window=ReturnWindow(Days(3000), since=Delivered)
)


def refund_terms(**given: Any) -> RefundTerms:
    """Plain refund terms, and what a test says otherwise."""
    plain: dict[str, Any] = {
        "id": "any",
        "version": "1",
        "shipping": ShippingRefund.NEVER,
        "tenders": TenderOrder.AS_PAID,
    }
    return RefundTerms(**{**plain, **given})


PLAIN = refund_terms()


def sold(order: Order) -> int:
    """What all of the order costs, in minor units."""
    lines = sum(line.total.minor for line in order.lines)
    return lines + sum(charge.total.minor for charge in order.charges)


def delivered(order: Order, tenders: Sequence[Tender]) -> Order:
    """An order that was paid by these tenders, with all units delivered."""
    parts = order.currency.minor(sold(order)).split(len(tenders))
    paid = [Paid(part, tender=t, at=PLACED) for part, t in zip(parts, tenders, strict=True)]
    return order.after(*paid, Delivered(order.quantities, at=PLACED))


def asked(
    order: Order, units: dict[str, int], at: datetime = ASKED, **given: Any
) -> Decision[ReturnCase]:
    """The decision on some units, for a change of mind."""
    request = ReturnRequest.of(units, reason=given.pop("reason", "remorse"), **given)
    return returns.assess(order, request, TERMS, at=at)


def one_by_one(
    order: Order,
    parcels: Iterable[dict[str, int]],
    terms: RefundTerms,
    *,
    ref: str = "",
    start: datetime = ASKED,
) -> tuple[Order, list[RefundQuote]]:
    """Parcels that come back and are paid for, each by itself."""
    quotes: list[RefundQuote] = []
    for n, units in enumerate(parcels):
        at = start + timedelta(hours=n)
        found = quote(asked(order, units, at, ref=ref), terms)
        order = order.after(Received(units, at=at, ref=ref), found.settled(at=at, ref=f"rf-{n}"))
        quotes.append(found)
    return order, quotes


def parcels_of(order: Order, code: int) -> list[dict[str, int]]:
    """All units of an order, in parcels that the number means."""
    dice = Dice(code)
    left = dict(order.quantities)
    parcels: list[dict[str, int]] = []
    while left:
        units = {line: dice.below(k + 1) for line, k in left.items()}
        if not any(units.values()):
            first = next(iter(left))
            units[first] = 1
        parcels.append({line: k for line, k in units.items() if k})
        left = {line: k - units.get(line, 0) for line, k in left.items() if k > units.get(line, 0)}
    return parcels


RULES = tuple(ShippingRefund)


def _fee(place: int, dice: Dice, order: Order) -> Fee:
    per = dice.of(tuple(Per))
    if dice.below(2):
        return Fee(f"fee-{place}", Percent(dice.of(("0", "12.5", "33.333", "100"))), per=per)
    return Fee(f"fee-{place}", order.currency.minor(dice.below(500)), per=per)


def terms_of(order: Order, code: int) -> RefundTerms:
    """Refund terms that the number means."""
    dice = Dice(code)
    tenders = dice.of(tuple(TenderOrder))
    chosen = [TenderKind.STORE_CREDIT] if tenders is TenderOrder.CHOSEN else []
    return refund_terms(
        tenders=tenders,
        chosen=chosen,
        shipping=dice.of(RULES),
        other_charges=dice.of(RULES),
        rounding=dice.of(tuple(Rounding)),
        fees=[_fee(place, dice, order) for place in range(dice.below(4))],
    )


several_tenders = st.sampled_from([TENDERS[:k] for k in range(1, 1 + len(TENDERS))])
delivered_orders = st.builds(delivered, strategies.agreements(WORLD), several_tenders)
parcel_codes = term_codes = CODES
roundings = st.sampled_from(list(Rounding))


def refunds_of(order: Order) -> Sequence[Event]:
    """The refunds in a history."""
    return [x for x in order.history if isinstance(x, Refunded)]
