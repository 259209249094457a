"""The sample orders of Shopify: what is planted in them is found by reading and assessing them."""

import json
from collections import Counter
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    Cancelled,
    Decision,
    DocumentErrors,
    Exclusion,
    InvalidValue,
    Order,
    Paid,
    Refunded,
    RefundStatus,
    ReturnCase,
    ReturnRequest,
    Scope,
    TenderKind,
    refunds,
    returns,
)
from postsales.samples import refund_terms, shopify_orders, terms
from postsales.wire.shopify import read_order

NOON = "2026-04-02T12:00+02:00"
TAGGED = Exclusion("tagged_final", applies_to=Scope(tag="_final_sale"))
TERMS = evolve(terms, exclusions=(*terms.exclusions, TAGGED))
Document = dict[str, Any]

# As a file or a stream would bring them.
DOCUMENTS: list[Document] = json.loads(json.dumps(shopify_orders()))
BROKEN = {"over-discount", "unbalanced"}


def readable(story: str = "") -> list[tuple[Document, Order]]:
    """The documents of a story, or all that can be read, with their orders."""
    wanted = [x for x in DOCUMENTS if x["tags"] not in BROKEN and story in ("", x["tags"])]
    return [(x, read_order(x).order) for x in wanted]


def decided(order: Order) -> Decision[ReturnCase]:
    everything = ReturnRequest.of(dict(order.quantities), reason="changed_mind")
    return returns.assess(order, everything, TERMS, at=NOON)


def shown(document: Document, key: str) -> str:
    """An amount as the customer saw it."""
    told: str = document[f"{key}_set"]["presentment_money"]["amount"]
    return told


class TestTheyAreWhatIsPromised:
    """At least 200, from a seed, in every shape."""

    def test_they_follow_from_the_seed_and_their_place(self) -> None:
        assert shopify_orders(seed=5, count=30) == shopify_orders(seed=5, count=60)[:30]
        assert shopify_orders(seed=5, count=30) != shopify_orders(seed=6, count=30)
        assert shopify_orders(count=0) == ()

    @pytest.mark.parametrize("wrong", [{"count": -1}, {"seed": 2**63 + 1}])
    def test_others_are_refused(self, wrong: dict[str, int]) -> None:
        with pytest.raises(InvalidValue):
            shopify_orders(**wrong)

    def test_there_are_at_least_200_of_every_kind(self) -> None:
        assert len(DOCUMENTS) >= 200
        currencies = Counter(x["presentment_currency"] for x in DOCUMENTS)
        assert min(currencies[code] for code in ("JPY", "KWD", "EUR", "CAD")) >= 20
        assert {x["taxes_included"] for x in DOCUMENTS} == {True, False}
        assert Counter(len(x["fulfillments"]) for x in DOCUMENTS)[2] >= 10
        assert any(x["presentment_currency"] != x["currency"] for x in DOCUMENTS)
        assert any(len(x["line_items"][0]["discount_allocations"]) == 2 for x in DOCUMENTS)

    def test_part_of_them_is_paid_by_gift_card(self) -> None:
        kinds = [
            {x.tender.kind for x in order.history if isinstance(x, Paid)} for _, order in readable()
        ]
        assert kinds.count({TenderKind.GIFT_CARD, TenderKind.CARD}) >= 30


class TestTheyBalance:
    """Lines, shipping, payments and refunds add up to what the document tells."""

    def test_lines_and_shipping_are_the_total(self) -> None:
        for document, order in readable():
            total = sum((line.total for line in order.lines), order.currency.zero)
            total += sum((charge.total for charge in order.charges), order.currency.zero)
            assert total == order.currency(shown(document, "total_price"))

    def test_payments_less_refunds_are_what_is_left(self) -> None:
        for document, order in readable():
            money = order.position(at=NOON).money
            given = [x["amount"] for back in document["refunds"] for x in back["transactions"]]
            gone = sum((order.currency(amount) for amount in given), order.currency.zero)
            assert money.left == order.currency(shown(document, "total_price")) - gone

    def test_every_quote_adds_up_and_can_be_booked(self) -> None:
        for _, order in readable():
            quote = refunds.quote(decided(order), refund_terms)
            before = order.position(at=NOON).refundable
            after = order.after(quote.settled(at=NOON, ref="sample")).position(at=NOON).refundable
            assert before - after == quote.total

    @pytest.mark.parametrize("seed", [0, 1, 2**62])
    def test_whatever_the_seed(self, seed: int) -> None:
        for document in shopify_orders(seed=seed, count=90):
            if document["tags"] not in BROKEN:
                assert read_order(document).order.position(at=NOON).refundable.minor >= 0


class TestWhatIsPlantedIsFound:
    """Each story shows in the answer, in every order of it and in no other."""

    @pytest.mark.parametrize(
        ("story", "code", "every_unit"),
        [
            ("late", "window_closed", True),
            ("undelivered", "delivery_date_missing", True),
            ("unshipped", "not_shipped", True),
            ("cancelled", "already_cancelled", True),
            ("final-sale", "tagged_final", False),
            ("digital", "digital_content", False),
            ("part-refunded", "already_returned", False),
            ("less-given", "already_returned", False),
            ("pending-refund", "already_returned", False),
            ("kept", "already_refunded", False),
        ],
    )
    def test_the_reason(self, story: str, code: str, every_unit: bool) -> None:
        orders = [order for _, order in readable(story)]
        assert len(orders) == len(DOCUMENTS) / 15
        for order in orders:
            because = decided(order).because
            assert because.get(code)
            assert not every_unit or because[code] == sum(order.quantities.values())

    def test_what_has_no_story_comes_back_whole(self) -> None:
        for story in ("delivered", "split", "goodwill"):
            for _, order in readable(story):
                assert decided(order).allowed == order.quantities

    def test_the_reasons_are_as_many_as_planted(self) -> None:
        found = Counter(code for _, order in readable() for code in decided(order).because)
        each = len(DOCUMENTS) // 15
        assert found == {
            "window_closed": each,
            "delivery_date_missing": each,
            "not_shipped": each,
            "already_cancelled": each,
            "tagged_final": each,
            "digital_content": each,
            "already_returned": 3 * each,
            "already_refunded": each,
        }

    def test_refunds_are_found(self) -> None:
        found = Counter[str]()
        for document, order in readable():
            for event in order.history:
                if isinstance(event, Refunded):
                    found[document["tags"]] += 1
                    if event.withheld is not None:
                        found["withheld"] += 1
                    if not event.lines:
                        found["tied to nothing"] += 1
                    if event.status is RefundStatus.PENDING:
                        found["pending"] += 1
                if isinstance(event, Cancelled):
                    found["called off"] += 1
        each = len(DOCUMENTS) // 15
        assert found == dict.fromkeys(found, each)
        assert {"withheld", "tied to nothing", "pending", "called off", "kept"} <= set(found)

    def test_two_stories_cannot_be_read(self) -> None:
        found = Counter[str]()
        for document in DOCUMENTS:
            try:
                read_order(document)
            except DocumentErrors as errors:
                found[document["tags"]] += 1
                first = errors.problems[0].path
                over = "$.line_items[0].discount_allocations"
                assert first == (over if document["tags"] == "over-discount" else "$.total_price")
        assert found == dict.fromkeys(BROKEN, len(DOCUMENTS) // 15)
