"""What goes back by the refund terms of the statutes, who pays for the way back, and where to."""

from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    BRL,
    EUR,
    GBP,
    JPY,
    Afterwards,
    Charge,
    Condition,
    Customer,
    Days,
    Decision,
    Delivered,
    DiminishedValue,
    GiftRefund,
    InspectedUnits,
    Line,
    Money,
    Order,
    Paid,
    Percent,
    PolicyMissing,
    RefundTerms,
    RefundWindow,
    ReturnCase,
    ReturnInspected,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    SaleMade,
    Tender,
    TenderOrder,
    law,
    refunds,
    returns,
)
from postsales.law import BR, EU, GB, JP, Jurisdiction
from postsales.refunds.postage import Payer

SOLD, CAME, ASKED, SEEN = (f"2026-03-{day:02}T12:00Z" for day in (2, 3, 5, 10))


def bought(
    price: Money, *charges: Charge, units: int = 1, paid: Iterable[Paid] = (), **given: Any
) -> Order:
    """Lamps that were paid for, came the next day, and were looked at when they were back."""
    whole = sum((x.total for x in charges), start=price)
    return Order(
        id="1001",
        placed_at=SOLD,
        customer=Customer(id="C-7", zone="UTC"),
        made=SaleMade.ONLINE,
        lines=[Line("lamp", quantity=units, total=price)],
        charges=charges,
        history=[
            *(paid or [Paid(whole, tender=Tender.card("card"), at=SOLD)]),
            PolicyMissing(at=SOLD),
            Delivered({"lamp": units}, at=CAME),
        ],
        **given,
    )


def asked(
    order: Order, place: Jurisdiction, right: str = "withdrawal", units: int = 1
) -> Decision[ReturnCase]:
    """Some lamps that the customer gives back in time."""
    request = ReturnRequest.of({"lamp": units}, reason="remorse", ref="R-1")
    return returns.assess(order, request, place.right(right, on="2026-03-02"), at=ASKED)


@pytest.mark.parametrize(
    ("place", "price", "delivery", "amount"),
    [
        pytest.param(
            GB,
            GBP("100.00"),
            Charge.shipping(GBP("14.90"), standard=GBP("4.90")),
            "104.90",
            id="of an express delivery what the cheapest kind would have cost",
        ),
        pytest.param(
            BR,
            BRL("100.00"),
            Charge.shipping(BRL("15.00")),
            "115.00",
            id="all that was paid, delivery too",
        ),
    ],
)
def test_what_goes_back(place: Jurisdiction, price: Money, delivery: Charge, amount: str) -> None:
    decision = asked(bought(price, delivery), place)
    quote = refunds.quote(decision, place.refunds["withdrawal"].on("2026-03-02"))
    assert quote.total == Money.of(amount, price.currency)


WORN = DiminishedValue(Percent("30"), conditions="used")


@pytest.mark.parametrize(
    ("condition", "told", "amount"),
    [
        pytest.param("used", [WORN], "140.00", id="more than a look at it: what it lost in value"),
        pytest.param("good", [WORN], "200.00", id="looked at as in a shop"),
        pytest.param("used", [], "200.00", id="the customer was not told of the right"),
    ],
)
def test_what_handling_costs(condition: str, told: list[DiminishedValue], amount: str) -> None:
    order = bought(EUR("200.00"))
    decision = asked(order, EU)
    found = [InspectedUnits("lamp", 1, condition=Condition(condition))]
    seen = order.after(ReturnInspected(found, ref="R-1", at=SEEN))
    terms = evolve(EU.refunds["withdrawal"].on("2026-03-02"), diminished=told)
    quote = refunds.quote(decision, terms, order=seen, at=SEEN)
    assert quote.total == EUR(amount)


@pytest.mark.parametrize(
    ("place", "right", "spent", "payer", "given"),
    [
        pytest.param(
            EU, "withdrawal", EUR("6.50"), Payer.CUSTOMER, "0.00", id="the customer, who was told"
        ),
        pytest.param(
            BR, "withdrawal", BRL("12.00"), Payer.MERCHANT, "12.00", id="the trader in Brazil"
        ),
        pytest.param(
            JP, "mail_order", JPY("600"), Payer.CUSTOMER, "0", id="the buyer by mail in Japan"
        ),
    ],
)
def test_who_pays_for_the_way_back(
    place: Jurisdiction, right: str, spent: Money, payer: Payer, given: str
) -> None:
    decision = asked(bought(spent * 10), place, right)
    found = refunds.postage(decision, place.refunds[right].on("2026-03-02"), spent=spent)
    assert (found.payer, found.given) == (payer, Money.of(given, spent.currency))


def test_a_customer_who_was_not_told_of_the_cost_does_not_bear_it() -> None:
    decision = asked(bought(EUR("65.00")), EU)
    terms = evolve(EU.refunds["withdrawal"].on("2026-03-02"), postage=None)
    found = refunds.postage(decision, terms, spent=EUR("6.50"))
    assert (found.payer, found.given) == (Payer.MERCHANT, EUR("6.50"))


TWO_MEANS = [
    Paid(EUR("60.00"), tender=Tender.card("card"), at=SOLD),
    Paid(EUR("40.00"), tender=Tender.gift_card("gift"), at=SOLD),
]


def test_all_of_it_goes_back_by_the_same_means() -> None:
    decision = asked(bought(EUR("100.00"), units=2, paid=TWO_MEANS), EU, units=2)
    quote = refunds.quote(decision, EU.refunds["withdrawal"].on("2026-03-02"))
    assert quote.tenders == {"card": EUR("60.00"), "gift": EUR("40.00")}


ACME = ReturnTerms(
    id="acme", version="1", zone="UTC", window=ReturnWindow(Days(30), since=Delivered)
)


def floor(order: Order, money: RefundTerms) -> law.FloorQuote:
    """What a merchant pays back for one lamp, where the law gives it anyway."""
    one = ReturnRequest.of({"lamp": 1}, reason="remorse")
    return law.quote(law.assess(order, one, ACME, EU, at=ASKED), money)


def test_of_a_part_the_merchant_says_how_it_is_spread() -> None:
    money = RefundTerms(id="acme", version="1", shipping="never", tenders=TenderOrder.PRO_RATA)
    (part,) = floor(bought(EUR("100.00"), units=2, paid=TWO_MEANS), money).parts
    assert part.tenders == {"card": EUR("30.00"), "gift": EUR("20.00")}


def test_nobody_has_to_take_store_credit() -> None:
    money = RefundTerms(
        id="acme",
        version="1",
        shipping="never",
        tenders=TenderOrder.AS_PAID,
        zone="UTC",
        window=RefundWindow(Days(1), since=Delivered, afterwards=Afterwards.STORE_CREDIT),
    )
    order = bought(EUR("100.00"))
    one = ReturnRequest.of({"lamp": 1}, reason="remorse")
    alone = refunds.quote(returns.assess(order, one, ACME, at=ASKED), money)
    assert alone.store_credit == EUR("100.00")
    (part,) = floor(order, money).parts
    assert part.tenders == {"card": EUR("100.00")}
    assert part.store_credit == EUR("0.00")


def test_what_was_paid_for_a_gift_goes_back_to_who_paid() -> None:
    money = RefundTerms(
        id="acme",
        version="1",
        shipping="never",
        tenders=TenderOrder.AS_PAID,
        gifts=GiftRefund.STORE_CREDIT,
    )
    order = bought(EUR("100.00"))
    one = ReturnRequest.of({"lamp": 1}, reason="remorse", asker="gift_recipient")
    alone = refunds.quote(returns.assess(order, one, ACME, at=ASKED), money)
    assert alone.store_credit == EUR("100.00")
    (part,) = law.quote(law.assess(order, one, ACME, EU, at=ASKED), money).parts
    assert part.tenders == {"card": EUR("100.00")}
    assert part.store_credit == EUR("0.00")
