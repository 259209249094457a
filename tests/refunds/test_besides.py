"""What is given besides refunds: return shipping that the shop pays, and goodwill."""

from typing import Any

import pytest

from postsales import (
    EUR,
    JPY,
    CancellationRequest,
    CancellationTerms,
    Compensated,
    CompensationKind,
    CurrencyMismatch,
    Delivered,
    InvalidValue,
    Line,
    Money,
    Order,
    Paid,
    Payer,
    Postage,
    ReturnItem,
    ReturnRequest,
    Scope,
    Tender,
    WrongType,
    cancellations,
    refunds,
    returns,
    wire,
)
from postsales.refunds.postage import PostageQuote
from tests.orders.given import day
from tests.refunds.given import PLAIN, TERMS, refund_terms

VOUCHER = Tender.store_credit("SC-1")
ORDER = Order(
    id="1001",
    placed_at=day(1),
    lines=[
        Line("tee", quantity=3, total=EUR("50.00")),
        Line("boots", quantity=1, total=EUR("89.00"), category="shoes"),
    ],
    history=[
        Paid(EUR("139.00"), tender=Tender.card("card"), at=day(1)),
        Delivered({"tee": 3, "boots": 1}, at=day(5)),
    ],
)


def sent(
    reasons: dict[str, str],
    postage: Postage | None,
    spent: str | None = "6.00",
    order: Order = ORDER,
) -> PostageQuote:
    """Who pays for one unit of some lines, each for its reason."""
    request = ReturnRequest([ReturnItem(x, 1, reason=y) for x, y in reasons.items()], ref="r-1")
    decision = returns.assess(order, request, TERMS, at=day(20))
    terms = refund_terms(postage=postage)
    return refunds.postage(decision, terms, spent=None if spent is None else EUR(spent))


class TestPostage:
    """The customer pays for what the terms name, and for a whole parcel of it only."""

    @pytest.mark.parametrize(
        ("postage", "reasons", "payer", "given"),
        [
            (None, {"tee": "remorse"}, Payer.MERCHANT, "6.00"),
            (Postage(), {"tee": "remorse"}, Payer.CUSTOMER, "0.00"),
            (Postage(), {"tee": "defect"}, Payer.MERCHANT, "6.00"),
            (Postage(), {"tee": "remorse", "boots": "defect"}, Payer.MERCHANT, "6.00"),
            (Postage(for_reasons=["defect"]), {"tee": "defect"}, Payer.CUSTOMER, "0.00"),
            (
                Postage(applies_to=Scope(category="shoes")),
                {"boots": "remorse"},
                Payer.CUSTOMER,
                "0.00",
            ),
            (
                Postage(applies_to=Scope(category="shoes")),
                {"tee": "remorse", "boots": "remorse"},
                Payer.MERCHANT,
                "6.00",
            ),
            (Postage(at_most=EUR("5.99")), {"tee": "defect"}, Payer.MERCHANT, "5.99"),
            (Postage(at_most=EUR("6.00")), {"tee": "defect"}, Payer.MERCHANT, "6.00"),
            (Postage(at_most=EUR("0.00")), {"tee": "defect"}, Payer.MERCHANT, "0.00"),
        ],
        ids=[
            "the shop, unless it is said",
            "the customer, for a change of mind",
            "the shop, for a defect",
            "the shop, where one of two is faulty",
            "the customer, for a reason that is named",
            "the customer, for lines that are named",
            "the shop, where one line is another",
            "the shop, up to an amount",
            "exactly the amount",
            "the shop, and pays nothing back",
        ],
    )
    def test_who_pays(
        self, postage: Postage | None, reasons: dict[str, str], payer: Payer, given: str
    ) -> None:
        found = sent(reasons, postage)
        assert (found.payer, found.given) == (payer, EUR(given))
        assert found.given + found.kept == found.spent

    def test_before_anything_was_spent(self) -> None:
        found = sent({"tee": "defect"}, None, spent=None)
        assert (found.payer, found.given) == (Payer.MERCHANT, EUR("0.00"))

    def test_the_most_is_for_one_return(self) -> None:
        postage = Postage(at_most=EUR("8.00"))
        first = sent({"tee": "defect"}, postage)
        order = ORDER.after(first.settled(to=VOUCHER, at=day(19)))
        assert sent({"tee": "defect"}, postage, order=order).given == EUR("2.00")
        assert order.position(at=day(20)).compensated == EUR("6.00")

    def test_it_lowers_no_refund(self) -> None:
        order = ORDER.after(sent({"tee": "defect"}, None).settled(to=VOUCHER, at=day(19)))
        assert order.position(at=day(20)).refundable == EUR("139.00")

    def test_what_is_called_off_travels_nowhere(self) -> None:
        early = Order(
            id="1002",
            placed_at=day(1),
            lines=[Line("tee", quantity=1, total=EUR("50.00"))],
            history=[Paid(EUR("50.00"), tender=Tender.card("card"), at=day(1))],
        )
        terms = CancellationTerms(id="any", version="1")
        request = CancellationRequest.of({"tee": 1}, reason="late")
        decision = cancellations.assess(early, request, terms, at=day(2))
        assert refunds.postage(decision, PLAIN).payer is None

    @pytest.mark.parametrize(
        ("spent", "postage", "error"),
        [
            (EUR("-0.01"), None, InvalidValue),
            (JPY("6"), None, CurrencyMismatch),
            (EUR("6.00"), Postage(at_most=JPY("6")), CurrencyMismatch),
            ("6.00", None, WrongType),
        ],
        ids=["below zero", "another currency", "terms in another currency", "text"],
    )
    def test_what_cannot_be(
        self, spent: Money, postage: Postage | None, error: type[Exception]
    ) -> None:
        request = ReturnRequest.of({"tee": 1}, reason="defect")
        decision = returns.assess(ORDER, request, TERMS, at=day(20))
        with pytest.raises(error):
            refunds.postage(decision, refund_terms(postage=postage), spent=spent)

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"at_most": EUR("-0.01")}, InvalidValue),
            ({"at_most": "6.00"}, WrongType),
            ({"applies_to": "shoes"}, WrongType),
        ],
        ids=["below zero", "text", "no scope"],
    )
    def test_terms_that_cannot_be(self, given: dict[str, Any], error: type[Exception]) -> None:
        with pytest.raises(error):
            Postage(**given)
        with pytest.raises(WrongType, match="Postage"):
            refund_terms(postage=given)


class TestGoodwill:
    """What is given out of kindness has no cap and lowers nothing."""

    def test_it_stands_beside(self) -> None:
        given = refunds.goodwill(
            ORDER, EUR("500.00"), to=VOUCHER, reason="two late parcels", at=day(6), ref="g-1"
        )
        assert given.kind is CompensationKind.GOODWILL
        order = ORDER.after(given)
        position = order.position(at=day(6))
        assert position.compensated == EUR("500.00")
        assert position.money == ORDER.position(at=day(6)).money
        request = ReturnRequest.of({"tee": 3, "boots": 1}, reason="remorse")
        quote = refunds.quote(returns.assess(order, request, TERMS, at=day(20)), PLAIN)
        assert (quote.total, quote.withheld) == (EUR("139.00"), EUR("0.00"))

    def test_told_twice_it_counts_once(self) -> None:
        given = refunds.goodwill(
            ORDER, EUR("5.00"), to=VOUCHER, reason="late", at=day(6), ref="g-1"
        )
        assert ORDER.after(given).after(given).position(at=day(6)).compensated == EUR("5.00")

    def test_it_reads_back(self) -> None:
        order = ORDER.after(
            refunds.goodwill(ORDER, EUR("5.00"), to=VOUCHER, reason="late", at=day(6))
        )
        assert wire.read_order(wire.write_json(order)) == order

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"amount": EUR("0.00")}, InvalidValue),
            ({"amount": JPY("5")}, CurrencyMismatch),
            ({"amount": "5.00"}, WrongType),
            ({"reason": " "}, InvalidValue),
            ({"to": "SC-1"}, WrongType),
            ({"to": Tender.card("card")}, InvalidValue),
        ],
        ids=[
            "nothing",
            "another currency",
            "text",
            "no reason",
            "text for a tender",
            "a payment of the order",
        ],
    )
    def test_what_cannot_be(self, given: dict[str, Any], error: type[Exception]) -> None:
        plain = {"amount": EUR("5.00"), "to": VOUCHER, "reason": "late"}
        amount, *_ = (told := {**plain, **given}).values()
        with pytest.raises(error):
            refunds.goodwill(ORDER, amount, to=told["to"], reason=told["reason"], at=day(6))

    def test_an_event_in_another_currency(self) -> None:
        event = Compensated(JPY("5"), kind="other", to=VOUCHER, reason="late", at=day(6))
        with pytest.raises(CurrencyMismatch):
            ORDER.after(event)
