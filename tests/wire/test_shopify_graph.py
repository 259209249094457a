"""Orders of Shopify in the shape of its GraphQL interface."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import Delivered, DocumentErrors, LineRefund, OrderReading, Refunded
from postsales.samples import shopify_orders
from postsales.wire._shop_graph import ORDER
from postsales.wire._shop_shape import Each, Inside, Table
from postsales.wire.shopify import read_order
from tests.wire.mutants import Place, dotted, mutants, places, problems_of
from tests.wire.shopify_graph import Document, edges, gid, graph_order, nodes

ROOT = Path(__file__).parents[2]
DELIVERED, LATE, SPLIT = shopify_orders(seed=7, count=3)
REFUNDED = shopify_orders(seed=7, count=7)[6]
READABLE = [
    order
    for order in shopify_orders(seed=11, count=60)
    if order["tags"] not in ("over-discount", "unbalanced")
]


def problems(document: Any) -> list[str]:
    """What is wrong with a document, as sentences; it must not be readable."""
    with pytest.raises(DocumentErrors) as caught:
        read_order(document)
    return [str(problem) for problem in caught.value]


def graph(of: Any = REFUNDED, **changes: Any) -> Document:
    """A sample order in the GraphQL shape, with some of it changed."""
    return graph_order(of) | changes


class TestBothShapes:
    """An order is the same in either shape, and so is what is said of it, but for the names."""

    @given(
        seed=st.integers(0, 10**6),
        place=st.integers(0, 59),
        connect=st.sampled_from([nodes, edges, list]),
    )
    def test_every_order_reads_the_same(
        self, seed: int, place: int, connect: Callable[[list[Document]], Any]
    ) -> None:
        rest: Any = shopify_orders(seed=seed, count=place + 1)[place]
        one, other = answer(rest), answer(graph_order(rest, connect))
        if isinstance(one, DocumentErrors) or isinstance(other, DocumentErrors):
            assert isinstance(one, DocumentErrors)
            assert isinstance(other, DocumentErrors)
            assert figures(one) == figures(other)
        else:
            assert one.order == other.order
            assert len(one.assumed) == len(other.assumed)

    @pytest.mark.parametrize("order", READABLE, ids=lambda x: f"{x['tags']} {x['id']}")
    def test_the_samples_are_readable(self, order: Any) -> None:
        assert read_order(graph_order(order)).order == read_order(order).order

    def test_rest_names_are_never_told(self) -> None:
        for place, rest in enumerate(shopify_orders(seed=3, count=45)):
            found = answer(graph_order(rest, (nodes, edges)[place % 2]))
            told = (
                [str(x) for x in found]
                if isinstance(found, DocumentErrors)
                else [*found.unmapped, *(x for pair in found.assumed for x in pair)]
            )
            paths = re.findall(r"\$[\w.\[\]*]+", " ".join(told))
            assert not [path for path in paths if "_" in path]

    def test_paths_lead_to_where_it_stands(self) -> None:
        for connect in (nodes, edges):
            document = graph_order(DELIVERED, connect)
            reading = read_order(document)
            places = [path for path, _ in reading.assumed]
            assert places
            assert all(path in paths_of(document) for path in places)


def answer(document: Any) -> OrderReading | DocumentErrors:
    try:
        return read_order(document)
    except DocumentErrors as errors:
        return errors


def figures(errors: DocumentErrors) -> list[list[str]]:
    """What is said, without names: the amounts in it."""
    return [re.findall(r"[A-Z]{3} -?[\d.]+", problem.says) for problem in errors]


def paths_of(value: Any, path: str = "$") -> set[str]:
    """Every place in a document."""
    found = {path}
    if isinstance(value, dict):
        found |= {x for key, one in value.items() for x in paths_of(one, f"{path}.{key}")}
    if isinstance(value, list):
        found |= {x for n, one in enumerate(value) for x in paths_of(one, f"{path}[{n}]")}
    return found


class TestWholeLists:
    """A part of a list is never taken for all of it."""

    @pytest.mark.parametrize("key", ["lineItems", "shippingLines"])
    @pytest.mark.parametrize("side", ["hasNextPage", "hasPreviousPage"])
    def test_a_cut_connection_is_a_problem(self, key: str, side: str) -> None:
        document = graph()
        document[key]["pageInfo"][side] = True
        says = "is true: a part of the list is missing; fetch the rest and put it in here"
        assert f"$.{key}.pageInfo.{side} {says}" in problems(document)

    @pytest.mark.parametrize("told", [{}, {"endCursor": "abc"}, {"hasPreviousPage": False}])
    def test_page_info_without_the_word_is_assumed(self, told: Document) -> None:
        document = graph()
        document["lineItems"]["pageInfo"] = told
        says = "is all there is; hasNextPage of its pageInfo would tell"
        assert ("$.lineItems", says) in read_order(document).assumed

    def test_also_deep_inside(self) -> None:
        document = graph()
        document["refunds"][0]["transactions"]["pageInfo"] = {"hasNextPage": True}
        (found,) = problems(document)
        assert found.startswith("$.refunds[0].transactions.pageInfo.hasNextPage is true")

    def test_where_it_is_not_told_it_is_assumed(self) -> None:
        document = graph()
        del document["lineItems"]["pageInfo"]
        says = "is all there is; pageInfo { hasNextPage } of it would tell"
        assert ("$.lineItems", says) in read_order(document).assumed

    def test_more_transactions_than_are_there(self) -> None:
        document = graph(transactionsCount={"count": 9})
        had = len(document["transactions"])
        assert problems(document) == [
            f"$.transactionsCount.count is 9, and $.transactions has {had}: all of them are needed"
        ]

    @pytest.mark.parametrize(
        ("connection", "says"),
        [
            ({}, "$.lineItems.nodes is missing, and a list is needed"),
            ({"nodes": 5}, "$.lineItems.nodes is 5, and a list is needed"),
            ({"edges": 5}, "$.lineItems.edges is 5, and a list is needed"),
            ({"edges": [5]}, "$.lineItems.edges[0] is 5, and an object is needed"),
            ({"nodes": [], "pageInfo": 5}, "$.lineItems.pageInfo is 5, and an object is needed"),
            (
                {"nodes": [], "pageInfo": {"hasNextPage": "no"}},
                "$.lineItems.pageInfo.hasNextPage is 'no', and true or false is needed",
            ),
        ],
    )
    def test_what_is_no_list(self, connection: Document, says: str) -> None:
        assert says in problems(graph(lineItems=connection))


class TestWords:
    """What GraphQL writes in capitals is understood, and told in its own words."""

    def test_a_status_that_is_not_what_happened(self) -> None:
        found = problems(graph(displayFulfillmentStatus="PARTIALLY_FULFILLED"))
        assert found == [
            (
                "$.displayFulfillmentStatus is 'PARTIALLY_FULFILLED', "
                "and $.fulfillments sent every unit"
            )
        ]

    @pytest.mark.parametrize("word", ["IN_PROGRESS", "ON_HOLD", "SCHEDULED", "REQUEST_DECLINED"])
    def test_what_the_shop_intends_says_nothing_of_what_left(self, word: str) -> None:
        reading = read_order(graph(displayFulfillmentStatus=word))
        assert "$.displayFulfillmentStatus" in reading.unmapped

    def test_a_status_that_nobody_knows_is_assumed_in_its_own_word(self) -> None:
        reading = read_order(graph(displayFinancialStatus="SOMETHING"))
        says = "is not one of Shopify's own and says nothing"
        assert ("$.displayFinancialStatus", says) in reading.assumed

    def test_a_transaction_of_an_unknown_kind(self) -> None:
        document = graph()
        document["transactions"][0]["kind"] = "SUGGESTED_REFUND"
        (first, *_) = problems(document)
        assert first.startswith("$.transactions[0].kind is 'SUGGESTED_REFUND', and sale, ")

    def test_one_that_awaits_an_answer_has_moved_nothing(self) -> None:
        document = graph(displayFinancialStatus="PENDING", refunds=[])
        document["transactions"] = [document["transactions"][0] | {"status": "AWAITING_RESPONSE"}]
        document["transactionsCount"] = None
        del document["currentTotalPriceSet"]
        reading = read_order(document)
        assert not reading.order.position(at="2026-06-01T00:00Z").refundable

    def test_the_time_of_a_delivery_may_stand_beside_the_events(self) -> None:
        document = graph(DELIVERED)
        parcel = document["fulfillments"][0]
        parcel |= {"deliveredAt": "2026-03-31T10:00:00Z"}
        parcel.pop("events", None)
        reading = read_order(document)
        (event,) = [x for x in reading.order.history if isinstance(x, Delivered)]
        assert event.at.isoformat() == "2026-03-31T10:00:00+00:00"
        assert not reading.assumed

    @pytest.mark.parametrize(
        "told", [{"deliveredAt": "2026-03-31T10:00:00Z"}, {"updatedAt": "2026-03-31T10:00:00Z"}]
    )
    def test_a_parcel_that_the_customer_picked_up_arrived(self, told: Document) -> None:
        document = graph(DELIVERED)
        parcel = document["fulfillments"][0]
        parcel |= {"displayStatus": "PICKED_UP", "deliveredAt": None} | told
        parcel.pop("events", None)
        (event,) = [x for x in read_order(document).order.history if isinstance(x, Delivered)]
        assert event.at.isoformat() == "2026-03-31T10:00:00+00:00"

    def test_a_refund_may_have_been_made_before_it_was_entered(self) -> None:
        document = graph()
        made = document["refunds"][0]["createdAt"]
        document["refunds"][0] |= {"createdAt": "2026-09-01T10:00:00Z", "processedAt": made}
        assert read_order(document) == read_order(graph())

    @pytest.mark.parametrize(
        "word", ["FULFILLED", "MARKED_AS_FULFILLED", "SUBMITTED", "CARRIER_PICKED_UP"]
    )
    def test_a_parcel_that_only_left_is_on_its_way(self, word: str) -> None:
        document = graph(DELIVERED)
        document["fulfillments"][0]["displayStatus"] = word
        document["fulfillments"][0].pop("events", None)
        order = read_order(document).order
        assert not [x for x in order.history if isinstance(x, Delivered)]


class TestIds:
    """Global ids are read as the numbers that REST has, and their kind has to fit."""

    def test_an_id_of_another_kind(self) -> None:
        found = problems(graph(id="gid://shopify/DraftOrder/5"))
        assert found == [
            "$.id is 'gid://shopify/DraftOrder/5': it names DraftOrder, and Order is needed"
        ]

    def test_no_id(self) -> None:
        found = problems(graph(id="gid://shopify/Order/"))
        assert found == [
            "$.id is 'gid://shopify/Order/': an id is a whole number, or its digits as text"
        ]

    def test_parameters_are_no_part_of_it(self) -> None:
        document = graph()
        document["id"] += "?key=1"
        assert read_order(document).order.id == str(REFUNDED["id"])

    def test_what_it_stands_inside_of_is_no_object(self) -> None:
        document = graph()
        document["refunds"][0]["refundLineItems"]["nodes"][0]["lineItem"] = 5
        path = "$.refunds[0].refundLineItems.nodes[0].lineItem"
        assert problems(document) == [
            f"{path} is 5, and an object is needed",
            f"{path}.id is missing",
        ]


class TestMore:
    """What only GraphQL tells."""

    def test_what_is_not_read_is_listed(self) -> None:
        document = graph(note="by hand", riskLevel="LOW", tags=[])
        document["lineItems"]["nodes"][0]["vendor"] = "Acme"
        assert read_order(document).unmapped == (
            "$.name",
            "$.note",
            "$.riskLevel",
            "$.lineItems.nodes[*].vendor",
            "$.billingAddress",
        )

    def test_duties_of_a_refund_are_told_one_by_one(self) -> None:
        order: Any = deepcopy(REFUNDED)
        pair = order["total_price_set"]
        code = pair["shop_money"]["currency_code"]
        assert pair["presentment_money"]["currency_code"] == code
        document = graph_order(order)

        def amount(text: str) -> Document:
            side = {"amount": text, "currencyCode": code}
            return {"shopMoney": side, "presentmentMoney": side}

        document["refunds"][0]["duties"] = [{"amountSet": amount("1")}, {"amountSet": amount("2")}]
        found = problems(document)
        assert any("which was not charged" in x and "duties" in x for x in found)

    def test_a_refund_names_its_return(self) -> None:
        document = graph()
        document["refunds"][0]["return"] = {"id": gid("Return", 5)}
        order = read_order(document).order
        (refund,) = [x for x in order.history if isinstance(x, Refunded)]
        assert refund.return_ref == "5"
        assert all(isinstance(x, LineRefund) for x in refund.lines)

    @pytest.mark.parametrize(
        ("document", "says"),
        [
            ({"order": graph()}, "$ is a reply: read what stands at $.order"),
            ({"data": {"order": graph()}}, "$ is a reply: read what stands at $.data"),
            (
                graph()["refunds"][0],
                (
                    "$ is a refund, and an order is needed: read_refund reads it, "
                    "with the order that "
                    "it is of"
                ),
            ),
        ],
        ids=["a reply", "all of a reply", "a refund"],
    )
    def test_what_is_no_order(self, document: Document, says: str) -> None:
        assert problems(document) == [says]


WHOLE = graph_order(shopify_orders(seed=2, count=9)[8], edges)
PLACES = [*places(WHOLE)]


class TestTheQuery:
    """The query that the how-to gives asks for everything that is read, and for nothing else."""

    @staticmethod
    def read_of(table: Table) -> set[str]:
        """Every name that a table and those inside of it reads."""
        found = {name for told in table.told.values() for name in told.where}
        for told in table.told.values():
            if isinstance(told, Inside | Each):
                found |= TestTheQuery.read_of(told.table)
        return found

    def test_it_has_all_of_them(self) -> None:
        text = (ROOT / "docs" / "how-to" / "read-shopify-orders.md").read_text("utf-8")
        query = text.partition("```graphql")[2].partition("```")[0]
        asked = set(re.findall(r"[A-Za-z_]\w*", query))
        assert self.read_of(ORDER) - asked == set()
        words = {"query", "Order", "ID", "order", "first", "fragment", "on", "both", "tax", "move"}
        words |= {"back", "nodes", "pageInfo", "hasNextPage", *re.findall(r"on ([A-Z]\w*)", query)}
        assert asked - self.read_of(ORDER) - words == set()


class TestHostile:
    """Whatever stands anywhere: an order, or problems; and never a name of the other interface."""

    @pytest.mark.parametrize(("turn", "path"), [*enumerate(PLACES)], ids=map(dotted, PLACES))
    def test_any_value_anywhere(self, turn: int, path: Place) -> None:
        for mutant in mutants(WHOLE, path, turn):
            paths = problems_of(read_order, mutant)
            assert paths is None or (paths and all(x.startswith("$") for x in paths))
            assert not [x for x in paths or () if "_" in re.sub(r"\[.*?\]", "", x)]

    def test_a_document_is_left_as_it_is(self) -> None:
        before = json.dumps(WHOLE)
        read_order(WHOLE)
        assert json.dumps(WHOLE) == before
