"""Returns of Shopify: alone, with the order they are of, and inside of an order."""

import json
from copy import deepcopy
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Days,
    Delivered,
    DocumentErrors,
    Line,
    Order,
    Outcome,
    Paid,
    Quantities,
    ReasonKind,
    Received,
    Refunded,
    ReturnApproved,
    ReturnCancelled,
    ReturnClosed,
    ReturnLabelIssued,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    RmaState,
    Tender,
    returns,
)
from postsales.samples import shopify_orders
from postsales.wire.shopify import RETURN_REASONS, read_order, read_refund, read_return
from tests.wire.mutants import silent
from tests.wire.shopify_graph import Document, edges, gid, graph_order, nodes

ASKED = "2026-03-10T09:00:00Z"
APPROVED = "2026-03-11T09:00:00Z"
LABEL = "2026-03-11T10:00:00Z"
CAME = "2026-03-15T12:00:00Z"
NINE = "2026-03-15T09:00:00Z"
CLOSED = "2026-03-20T09:00:00Z"
TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(30), since=Delivered),
)
ORDER = Order(
    id="1001",
    placed_at="2026-03-02T10:15Z",
    lines=[Line("7", quantity=3, total=EUR("30.00")), Line("8", quantity=1, total=EUR("5.00"))],
    history=[Delivered({"7": 3, "8": 1}, at="2026-03-05T10:15Z")],
)
PAID = ORDER.after(Paid(EUR("35.00"), tender=Tender.card("31"), at="2026-03-02T10:16Z", ref="31"))


def item(line: object = 7, units: int = 2, **changes: Any) -> Document:
    """Units of a line that are returned."""
    return {
        "__typename": "ReturnLineItem",
        "id": gid("ReturnLineItem", 70),
        "quantity": units,
        "processableQuantity": units,
        "processedQuantity": 0,
        "refundableQuantity": units,
        "refundedQuantity": 0,
        "unprocessedQuantity": units,
        "returnReasonNote": "",
        "customerNote": "too small",
        "fulfillmentLineItem": of_line(line),
    } | changes


def of_line(line: object = 7) -> Document:
    return {"lineItem": {"id": gid("LineItem", line)}}


def found(what: str, units: int = 2, at: str = CAME) -> Document:
    """What became of units that were looked for."""
    return {
        "id": gid("ReverseFulfillmentOrderDisposition", f"{what}{units}"),
        "type": what,
        "quantity": units,
        "createdAt": at,
    }


def back(
    *dispositions: Document, line: object = 7, units: int = 2, label: bool = False
) -> Document:
    """The way back: what was looked for, and the label that was issued."""
    ways = [
        {
            "id": gid("ReverseDelivery", 9),
            "deliverable": {"label": {"createdAt": LABEL}, "tracking": {"number": "X1"}},
        }
    ]
    return {
        "id": gid("ReverseFulfillmentOrder", 8),
        "status": "OPEN",
        "lineItems": nodes(
            [
                {
                    "totalQuantity": units,
                    "fulfillmentLineItem": of_line(line),
                    "dispositions": list(dispositions),
                }
            ]
        ),
        "reverseDeliveries": nodes(ways if label else []),
    }


def told(status: str = "OPEN", *way: Document, **changes: Any) -> Document:
    """A return of two of three units."""
    return {
        "id": gid("Return", 5),
        "name": "#1001-R1",
        "status": status,
        "order": {"id": gid("Order", 1001)},
        "createdAt": ASKED,
        "requestApprovedAt": None if status in ("REQUESTED", "DECLINED") else APPROVED,
        "closedAt": CLOSED if status == "CLOSED" else None,
        "totalQuantity": 2,
        "returnLineItems": nodes([item()]),
        "reverseFulfillmentOrders": nodes(list(way)),
    } | changes


def why(reason: object, **more: Any) -> Document:
    """The word for why, in the older form and, where it is told, as the handle of a definition."""
    handle = more.pop("handle", None)
    defined = None if handle is None else {"handle": handle, "name": "Zu eng", "deleted": False}
    return item(returnReason=reason, returnReasonDefinition=defined, **more)


def problems(document: Any, order: Order = ORDER) -> list[str]:
    with pytest.raises(DocumentErrors) as caught:
        read_return(document, order)
    return [str(problem) for problem in caught.value]


REQUESTED_EVENT = ReturnRequested({"7": 2}, at=ASKED, ref="5")
APPROVED_EVENT = ReturnApproved(at=APPROVED, ref="5")


class TestLife:
    """A return is the events of its life, in their own time."""

    @pytest.mark.parametrize(
        ("document", "events", "state"),
        [
            pytest.param(
                told("REQUESTED"),
                [REQUESTED_EVENT],
                RmaState.REQUESTED,
                id="one that waits for the shop",
            ),
            pytest.param(
                told("OPEN"),
                [REQUESTED_EVENT, APPROVED_EVENT],
                RmaState.APPROVED,
                id="one that was agreed to",
            ),
            pytest.param(
                told("OPEN", back(label=True)),
                [REQUESTED_EVENT, APPROVED_EVENT, ReturnLabelIssued(at=LABEL, ref="5")],
                RmaState.LABEL_ISSUED,
                id="one with a label",
            ),
            pytest.param(
                told("OPEN", back(found("RESTOCKED", 1))),
                [REQUESTED_EVENT, APPROVED_EVENT, Received({"7": 1}, at=CAME, ref="5")],
                RmaState.PARTLY_RECEIVED,
                id="one of which a part is back",
            ),
            pytest.param(
                told("OPEN", back(found("RESTOCKED", 1), found("NOT_RESTOCKED", 1))),
                [REQUESTED_EVENT, APPROVED_EVENT, Received({"7": 2}, at=CAME, ref="5")],
                RmaState.RECEIVED,
                id="one that is back, in stock or not",
            ),
            pytest.param(
                told("CLOSED", back(found("RESTOCKED"))),
                [
                    REQUESTED_EVENT,
                    APPROVED_EVENT,
                    Received({"7": 2}, at=CAME, ref="5"),
                    ReturnClosed(at=CLOSED, ref="5"),
                ],
                RmaState.CLOSED,
                id="one that is over",
            ),
            pytest.param(
                told("CANCELED", closedAt=CLOSED),
                [REQUESTED_EVENT, APPROVED_EVENT, ReturnCancelled(at=CLOSED, ref="5")],
                RmaState.CANCELLED,
                id="one that was called off",
            ),
            pytest.param(
                told("DECLINED", closedAt=CLOSED),
                [REQUESTED_EVENT, ReturnClosed(at=CLOSED, ref="5")],
                RmaState.CLOSED,
                id="one that was declined",
            ),
        ],
    )
    def test_events(self, document: Document, events: list[Any], state: RmaState) -> None:
        reading = read_return(document, ORDER)
        assert list(reading.events) == events
        assert (reading.order, reading.assumed) == ("1001", ())
        after = ORDER.after(*reading.events)
        assert returns.status(after, "5", TERMS, at="2026-03-25T09:00Z").state is state

    def test_what_no_event_stands_for_is_listed(self) -> None:
        reading = read_return(told("OPEN", back(label=True)), ORDER)
        assert reading.unmapped == (
            "$.returnLineItems.nodes[*].customerNote",
            "$.reverseFulfillmentOrders.nodes[*].reverseDeliveries.nodes[*].deliverable.tracking",
        )

    def test_edges_are_read_as_well(self) -> None:
        document = told("OPEN", returnLineItems=edges([item()]))
        assert read_return(document, ORDER).events == read_return(told("OPEN"), ORDER).events


class TestAssumed:
    """What Shopify does not say is said to be assumed."""

    @pytest.mark.parametrize(
        ("document", "path", "says"),
        [
            (
                told("OPEN", requestApprovedAt=None),
                "$.requestApprovedAt",
                "the shop made the return itself, and agreed to it as it made it",
            ),
            (
                told("DECLINED"),
                "$.status",
                "it was declined at once; Shopify does not tell when",
            ),
            (
                told("CANCELED"),
                "$.status",
                "it was called off at once; Shopify does not tell when",
            ),
            (
                told("OPEN", closedAt=CLOSED),
                "$.closedAt",
                (
                    "it was closed on 2026-03-20T09:00:00+00:00 and opened again, and "
                    "counts as never "
                    "closed"
                ),
            ),
            (
                told("OPEN", back(found("MISSING", 1))),
                "$.reverseFulfillmentOrders.nodes[0].lineItems.nodes[0].dispositions[0]",
                "1 of line 7 were not there, and count as still awaited",
            ),
            (
                told(
                    "OPEN",
                    back(found("PROCESSING_REQUIRED"), found("RESTOCKED", 2, at=CLOSED)),
                ),
                "$.reverseFulfillmentOrders.nodes[0].lineItems.nodes[0].dispositions[1]",
                "is of 2 of line 7: 0 of the return had not come yet, so the others came before",
            ),
        ],
    )
    def test_each(self, document: Document, path: str, says: str) -> None:
        assert (path, says) in read_return(document, ORDER).assumed

    def test_units_are_received_once_however_often_they_are_handled(self) -> None:
        document = told(
            "OPEN", back(found("PROCESSING_REQUIRED"), found("RESTOCKED", 2, at=CLOSED))
        )
        came = [x for x in read_return(document, ORDER).events if isinstance(x, Received)]
        assert came == [Received({"7": 2}, at=CAME, ref="5")]

    def test_units_that_no_line_stands_for(self) -> None:
        loose = item(units=1, __typename="UnverifiedReturnLineItem")
        del loose["fulfillmentLineItem"]
        both = told("OPEN", returnLineItems=nodes([item(units=1), loose]))
        reading = read_return(both, ORDER)
        assert reading.events[0] == ReturnRequested({"7": 1}, at=ASKED, ref="5")
        says = "is of no line of the order, and so announces none of its units"
        assert ("$.returnLineItems.nodes[1]", says) in reading.assumed
        alone = told("OPEN", returnLineItems=nodes([loose]), totalQuantity=1)
        reading = read_return(alone, ORDER)
        assert not reading.events
        assert ("$", "is of no unit of the order, and so is left out") in reading.assumed


class TestProblems:
    """What cannot be is refused, with every problem at once."""

    @pytest.mark.parametrize(
        ("document", "expected"),
        [
            (
                told("REQUESTED", requestApprovedAt=APPROVED),
                [
                    (
                        "$.requestApprovedAt is 2026-03-11T09:00:00+00:00, and "
                        "$.status says that it "
                        "waits"
                    )
                ],
            ),
            (told("CLOSED", closedAt=None), ["$.closedAt is null, and a value is needed"]),
            (
                told("PAUSED"),
                [
                    (
                        "$.status is 'PAUSED', and requested, open, closed, canceled, declined are "
                        "understood"
                    )
                ],
            ),
            (
                told("OPEN", returnLineItems=nodes([item(9)])),
                ["$.returnLineItems are of line 9, which was not sold"],
            ),
            (
                told("OPEN", returnLineItems=nodes([item(processedQuantity=3)])),
                [
                    (
                        "$.returnLineItems.nodes[0].processedQuantity is 3, and "
                        "$.returnLineItems.nodes[0].quantity is 2"
                    )
                ],
            ),
            (
                told("OPEN", totalQuantity=3),
                ["$.totalQuantity is 3, and $.returnLineItems come to 2"],
            ),
            (
                told("OPEN", returnLineItems=nodes([item(fulfillmentLineItem=None)])),
                [
                    (
                        "$.returnLineItems.nodes[0].fulfillmentLineItem.lineItem.id is null, and a "
                        "value is needed"
                    )
                ],
            ),
            (
                told("OPEN", order={"id": gid("Order", 1002)}),
                ["$.order.id is 1002, and the order at hand is '1001'"],
            ),
            (
                told("OPEN", back(found("RESTOCKED"), line=8)),
                [
                    (
                        "$.reverseFulfillmentOrders.nodes[0].lineItems.nodes[0].dispositions[0] is "
                        "of line 8, and the return is not"
                    )
                ],
            ),
            (
                told("OPEN", returnLineItems=nodes([item(units=4)]), totalQuantity=4),
                [
                    (
                        "$ cannot be: order '1001': ReturnRequested at 2026-03-10T09:00:00+00:00: "
                        "4 of '7', but at most 3 of 3 can be"
                    )
                ],
            ),
        ],
    )
    def test_each(self, document: Document, expected: list[str]) -> None:
        assert problems(document) == expected

    def test_a_part_of_a_list(self) -> None:
        document = told()
        document["returnLineItems"]["pageInfo"]["hasNextPage"] = True
        (says,) = problems(document)
        assert says.startswith("$.returnLineItems.pageInfo.hasNextPage is true")

    def test_a_field_that_was_not_asked_for(self) -> None:
        document = told()
        del document["returnLineItems"]["nodes"][0]["fulfillmentLineItem"]
        path = "$.returnLineItems.nodes[0].fulfillmentLineItem.lineItem.id"
        assert problems(document) == [f"{path} is missing"]

    def test_any_value_anywhere(self) -> None:
        whole = told("CLOSED", back(found("RESTOCKED")))
        assert not silent(partial(read_return, order=ORDER), whole)

    @pytest.mark.parametrize("value", [None, 5, "x", []])
    def test_what_is_no_object(self, value: Any) -> None:
        assert problems(value)[0].startswith("$ is ")


# Inside of an order


REST: Any = shopify_orders(seed=7, count=7)[6]
LINE = REST["line_items"][0]["id"]


def whole(*told_returns: Document, **changes: Any) -> Document:
    """A sample order with one unit paid back, as put into stock, and returns."""
    found = graph_order(deepcopy(REST)) | {"returns": nodes(list(told_returns))}
    return found | changes


def one_back(*way: Document, **changes: Any) -> Document:
    """A return of the unit that was paid back, asked for two days before."""
    return told(
        "OPEN",
        *way,
        totalQuantity=1,
        createdAt=moment(7),
        requestApprovedAt=moment(7),
        returnLineItems=nodes([item(LINE, 1)]),
        order={"id": gid("Order", REST["id"])},
        **changes,
    )


def two_back(*way: Document) -> Document:
    """An order with two refunds of one return at one instant, of one unit each."""
    asked = one_back(*way) | {"totalQuantity": 2, "returnLineItems": nodes([item(LINE, 2)])}
    found = whole(asked)
    (first,) = found["refunds"]
    first["return"] = {"id": gid("Return", 5)}
    second = deepcopy(first) | {"id": gid("Refund", 52)}
    (move,) = second["transactions"]["nodes"]
    move["id"] = gid("OrderTransaction", 62)
    found["refunds"].append(second)
    found["transactions"].append(move)
    return found | {"transactionsCount": {"count": len(found["transactions"])}}


def moment(days: int) -> str:
    """A time, some days after the order was placed; it was refunded on the ninth."""
    return (datetime.fromisoformat(REST["created_at"]) + timedelta(days=days)).isoformat()


def received(order: Order) -> list[Received]:
    return [x for x in order.history if isinstance(x, Received)]


class TestInside:
    """An order tells its returns and its refunds, and no unit comes back twice."""

    def test_without_returns_the_refund_brings_it_back(self) -> None:
        (event,) = received(read_order(whole()).order)
        assert event.units == {str(LINE): 1}

    @pytest.mark.parametrize("names", [True, False], ids=["named by the refund", "not named"])
    def test_what_the_return_brought_back_is_counted_once(self, *, names: bool) -> None:
        way = back(found("RESTOCKED", 1, at=moment(8)), line=LINE, units=1)
        document = whole(one_back(way))
        if names:
            document["refunds"][0]["return"] = {"id": gid("Return", 5)}
        order = read_order(document).order
        assert received(order) == [Received({str(LINE): 1}, at=moment(8), ref="5")]
        assert order.position(at=moment(30)).units(str(LINE)).returned == 1

    def test_a_refund_for_no_return_brings_back_another_unit(self) -> None:
        document = whole(one_back(back(found("RESTOCKED", 1, at=moment(8)), line=LINE, units=1)))
        document["refunds"][0]["return"] = None
        order = read_order(document).order
        assert [x.at.isoformat() for x in received(order)] != []
        assert order.position(at=moment(30)).units(str(LINE)).returned == 2

    def test_what_nobody_looked_at_comes_back_with_the_refund(self) -> None:
        document = whole(one_back())
        document["refunds"][0]["return"] = {"id": gid("Return", 5)}
        order = read_order(document).order
        (event,) = received(order)
        (refund,) = [x for x in order.history if isinstance(x, Refunded)]
        assert (event.ref, refund.return_ref) == ("5", "5")
        now = returns.status(order, "5", TERMS, at=moment(30))
        one = Quantities({str(LINE): 1})
        assert (now.received, now.refunded) == (one, one)

    def test_refunds_at_one_instant_bring_back_units_of_their_own(self) -> None:
        """As do a disposition of that instant and a refund of more than it found."""
        document = two_back()
        order = read_order(document).order
        assert order.position(at=moment(30)).units(str(LINE)).returned == 2
        assert [x.units for x in received(order)] == [{str(LINE): 1}] * 2
        assert order.history == read_order(document).order.history
        way = back(found("RESTOCKED", 1, at=moment(9)), line=LINE, units=2)
        both = two_back(way)
        assert read_order(both).order.position(at=moment(30)).units(str(LINE)).returned == 2

    def test_problems_have_the_paths_of_the_order(self) -> None:
        with pytest.raises(DocumentErrors) as caught:
            read_order(whole(one_back() | {"status": "GONE"}, one_back()))
        assert [str(x).split(", ")[0] for x in caught.value] == [
            "$.returns.nodes[0].status is 'GONE'",
            "$.returns.nodes[1].id is 5",
        ]

    def test_it_reads_as_the_return_does_alone(self) -> None:
        document = one_back(back(found("RESTOCKED", 1, at=moment(8)), line=LINE, units=1))
        inside = read_order(whole(document)).order
        without = read_order(whole(refunds=[], displayFinancialStatus="PAID")).order
        alone = read_return(document, without).events
        assert set(alone) <= set(inside.history)
        assert json.loads(json.dumps(document)) == document


class TestInTurn:
    """A return that is told as it went on, beside its refunds, is what it is at once."""

    def refund(self, day: str, units: int = 1, id: int = 51) -> Document:
        """A refund of units of the return that were put into stock."""
        at = f"2026-03-{day}T09:00:00Z"
        line = {
            "line_item_id": 7,
            "quantity": units,
            "restock_type": "return",
            "subtotal": f"{units}0.00",
        }
        move = {"id": id + 10, "kind": "refund", "status": "success", "gateway": "x"}
        move |= {"amount": f"{units}0.00", "parent_id": 31, "created_at": at}
        made = {"id": id, "created_at": at, "return": {"id": 5}}
        return made | {"refund_line_items": [line], "transactions": [move]}

    def in_turn(self, *documents: Document) -> Order:
        order = PAID
        for document in (*documents, *documents):
            read: Any = read_return if "returnLineItems" in document else read_refund
            order = order.after(*read(document, order).events)
        return order

    @pytest.mark.parametrize("is_refunded_first", [True, False])
    @pytest.mark.parametrize("units", [1, 2])
    @pytest.mark.parametrize("day", ["14", "15", "16"])
    def test_a_refund_and_a_disposition(
        self, *, is_refunded_first: bool, units: int, day: str
    ) -> None:
        documents = [self.refund(day, units), told("OPEN", back(found("RESTOCKED")))]
        order = self.in_turn(*(documents if is_refunded_first else documents[::-1]))
        line = order.position(at=CLOSED).units("7")
        assert (line.returned, line.refunded, line.delivered) == (2, units, 1)

    def test_units_that_were_back_with_the_refund_are_said(self) -> None:
        order = PAID.after(*read_refund(self.refund("14"), PAID).events)
        reading = read_return(told("OPEN", back(found("RESTOCKED"))), order)
        says = (
            "1 of line 7 were back before, as the order knows; the time of the disposition is "
            "not read"
        )
        assert ("$.reverseFulfillmentOrders", says) in reading.assumed
        assert [x for x in reading.events if isinstance(x, Received)] == [
            Received({"7": 1}, at=CAME, ref="5")
        ]

    def test_units_that_are_found_one_by_one(self) -> None:
        first = told("OPEN", back(found("RESTOCKED", 1)))
        both = told("OPEN", back(found("RESTOCKED", 1), found("NOT_RESTOCKED", 1)))
        later = told("OPEN", back(found("RESTOCKED", 1), found("RESTOCKED", 1, at=CLOSED)))
        for second in (both, later):
            order = self.in_turn(first, second)
            assert order.position(at=CLOSED).units("7").returned == 2

    @pytest.mark.parametrize("rounds", [1, 3])
    def test_refunds_at_one_instant_bring_back_units_of_their_own(self, rounds: int) -> None:
        """Events of a return do not say which refund they are of, and equal ones count once."""
        twins = [self.refund("14", id=51), self.refund("14", id=52), self.refund("14", id=53)]
        for count, other in ((2, twins[:2]), (2, twins[1::-1]), (3, twins)):
            order = self.in_turn(*(other * rounds))
            line = order.position(at=CLOSED).units("7")
            assert (line.returned, line.refunded) == (count, count)

    @pytest.mark.parametrize("is_refunded_first", [True, False])
    def test_a_disposition_and_a_refund_at_one_instant(self, *, is_refunded_first: bool) -> None:
        documents = [self.refund("15", 2), told("OPEN", back(found("RESTOCKED", 1, at=NINE)))]
        order = self.in_turn(*(documents if is_refunded_first else documents[::-1]))
        assert order.position(at=CLOSED).units("7").returned == 2

    def test_one_that_was_closed_and_is_open_is_said_to_stay_closed(self) -> None:
        order = PAID.after(*read_return(told("CLOSED", closedAt=CLOSED), PAID).events)
        reading = read_return(told("OPEN"), order)
        says = (
            "is 'OPEN', and the order knows that it ended on 2026-03-20T09:00:00+00:00, and so "
            "it stays; if it was opened again, read the order again"
        )
        assert ("$.status", says) in reading.assumed

    @pytest.mark.parametrize("end", ["CLOSED", "CANCELED"])
    def test_one_that_says_to_be_open_again_is_a_problem(self, end: str) -> None:
        order = PAID.after(*read_return(told(end, closedAt=CLOSED), PAID).events)
        assert problems(told("OPEN", closedAt=CLOSED), order) == [
            (
                "$.status is 'OPEN', and the order knows that it ended on "
                "2026-03-20T09:00:00+00:00; read the order again"
            )
        ]


class TestReasons:
    """Why units come back is kept as the word that Shopify has for it, and guessed by nobody."""

    def reasons(self, *items: Document) -> Any:
        (event,) = read_return(told("REQUESTED", returnLineItems=nodes([*items])), ORDER).events
        assert isinstance(event, ReturnRequested)
        return event.reasons

    @pytest.mark.parametrize(
        ("reason", "handle", "word"),
        [
            pytest.param("SIZE_TOO_SMALL", None, "size_too_small", id="a word"),
            pytest.param("OTHER", "too-tight", "too-tight", id="a definition says more"),
            pytest.param("UNKNOWN", "arrived-late", "arrived-late", id="a definition alone"),
            pytest.param("MOTHS", None, "moths", id="a word of later versions"),
        ],
    )
    def test_is_kept_as_its_word(self, reason: str, handle: str | None, word: str) -> None:
        assert self.reasons(why(reason, handle=handle)) == {word: {"7": 2}}

    @pytest.mark.parametrize("reason", ["UNKNOWN", None, "", " "])
    def test_nobody_told_one(self, reason: object) -> None:
        assert self.reasons(why(reason)) == {}

    def test_of_a_line_that_comes_back_for_two(self) -> None:
        two = [why("DEFECTIVE", units=1), why("STYLE", units=1)]
        assert self.reasons(*two) == {"defective": {"7": 1}, "style": {"7": 1}}

    def test_of_two_lines_for_one(self) -> None:
        two = [why("STYLE", units=1), why("STYLE", line=8, units=1)]
        assert self.reasons(*two) == {"style": {"7": 1, "8": 1}}

    def test_of_what_is_no_line_of_the_order(self) -> None:
        other = item(__typename="UnverifiedReturnLineItem", returnReason="STYLE", units=1)
        assert self.reasons(why("DEFECTIVE", units=1), other) == {"defective": {"7": 1}}

    def test_it_is_text(self) -> None:
        document = told(returnLineItems=nodes([why(7)]))
        assert problems(document) == [
            "$.returnLineItems.nodes[0].returnReason is 7: text is needed"
        ]

    def test_notes_are_anybody_s_words(self) -> None:
        document = told(returnLineItems=nodes([why("OTHER") | {"returnReasonNote": "scratched"}]))
        found = read_return(document, ORDER)
        assert "$.returnLineItems.nodes[*].returnReasonNote" in found.unmapped
        assert "$.returnLineItems.nodes[*].returnReason" not in found.unmapped

    def test_told_again_it_is_the_same(self) -> None:
        document = told("REQUESTED", returnLineItems=nodes([why("STYLE")]))
        known = ORDER.after(*read_return(document, ORDER).events)
        again = read_return(document, known)
        assert again.assumed == ()
        assert known.after(*again.events).position(at=CLOSED) == known.position(at=CLOSED)

    @pytest.mark.parametrize("before", [item(), why("UNWANTED")])
    def test_other_reasons_than_are_known_change_nothing(self, before: Document) -> None:
        """As of an order that was stored before reasons were read."""
        first = told("REQUESTED", returnLineItems=nodes([before]))
        known = ORDER.after(*read_return(first, ORDER).events)
        again = read_return(told(returnLineItems=nodes([why("STYLE")])), known)
        assert again.events[0] in known.history
        assert dict(again.assumed)["$.returnLineItems"] == (
            "has other reasons than the order knows, and those stay; "
            "to change them read the order again"
        )
        assert isinstance(again.events[1], ReturnApproved)

    def test_terms_say_what_it_means(self) -> None:
        own = {**TERMS.reasons, **RETURN_REASONS, "too-tight": ReasonKind.REMORSE}
        terms = evolve(TERMS, reasons=own)
        document = told("REQUESTED", returnLineItems=nodes([why("OTHER", handle="too-tight")]))
        known = ORDER.after(*read_return(document, ORDER).events)
        request = ReturnRequest.announced(known, "5", reason="not_told")
        decision = returns.assess(ORDER, request, terms, at=ASKED)
        assert decision.allowed == {"7": 2}
        unknown = returns.assess(ORDER, request, TERMS, at=ASKED)
        assert unknown.outcome is Outcome.REFER

    @pytest.mark.parametrize("word", RETURN_REASONS)
    def test_every_word_of_shopify_has_a_meaning(self, word: str) -> None:
        terms = evolve(TERMS, reasons=RETURN_REASONS)
        request = ReturnRequest.of({"7": 1}, reason=word)
        outcome = returns.assess(ORDER, request, terms, at=ASKED).outcome
        assert outcome is (Outcome.REFER if word == "other" else Outcome.ALLOWED)
