"""What a Shopify order says of its units as a whole, held against its parcels and restocks."""

from typing import Any

import pytest

from postsales import DocumentErrors, Units
from postsales.wire.shopify import read_order
from tests.wire.shopify_given import MUG, PARCEL, SHIRTS, Document, back, move, refund, shop

LATER = "2026-06-01T00:00Z"
SHIRT = 820982911946154508
STATUS = "$.fulfillment_status"
RESTOCK = "$.refunds[0].refund_line_items[0].restock_type"


def parcel(shirts: int, mugs: int = 0, **changes: Any) -> Document:
    """A parcel that left on 3 March, without a delivery."""
    pieces = [{"id": SHIRT, "quantity": shirts}, {"id": 12, "quantity": mugs}]
    return PARCEL | {"line_items": pieces, "events": None, "shipment_status": None} | changes


def restocked(restock: str, shirts: int, mugs: int = 0, **changes: Any) -> Document:
    """A refund of 10 March that gives nothing back, and says where its units are."""
    pieces = [back(SHIRT, shirts, "0.00"), back(12, mugs, "0.00")]
    lines = [x | {"restock_type": restock} for x in pieces if x["quantity"]]
    return refund(*lines) | changes


def problems(**changes: Any) -> list[str]:
    """What is wrong with the order of ``shop``, changed; it must not be readable."""
    with pytest.raises(DocumentErrors) as caught:
        read_order(shop(**changes))
    return [str(problem) for problem in caught.value]


def assumed(path: str, **changes: Any) -> list[str]:
    """What was taken for granted at a path of the order of ``shop``, changed."""
    return [says for where, says in read_order(shop(**changes)).assumed if where == path]


def units(line: int, **changes: Any) -> Units:
    """Where the units of a line are at the end."""
    return read_order(shop(**changes)).order.position(at=LATER).units(str(line))


SENT = "$.fulfillments sent"


class TestFulfillmentStatus:
    """A status is what left; a disagreement names the status and what left."""

    @pytest.mark.parametrize(
        ("status", "changes", "says"),
        [
            pytest.param(
                "fulfilled",
                {"fulfillments": [parcel(2, 1)]},
                f"is 'fulfilled', and {SENT} 2 of 3 of line {SHIRT}",
                id="a unit did not leave",
            ),
            pytest.param(
                "fulfilled",
                {"fulfillments": [parcel(3, 1, status="failure")]},
                "is 'fulfilled', and $.fulfillments tells of no parcel that left",
                id="no unit left",
            ),
            pytest.param(
                "partial",
                {"fulfillments": [parcel(3, 1)]},
                f"is 'partial', and {SENT} every unit",
                id="every unit left",
            ),
            pytest.param(
                "partial",
                {"fulfillments": []},
                "is 'partial', and $.fulfillments tells of no parcel that left",
                id="no unit left, and some should",
            ),
            pytest.param(
                None,
                {"fulfillments": [parcel(1)]},
                f"is null, and {SENT} 1 of 3 of line {SHIRT}",
                id="a unit left",
            ),
            pytest.param(
                "unfulfilled",
                {"fulfillments": [parcel(0, 1)]},
                f"is 'unfulfilled', and {SENT} 1 of 1 of line 12",
                id="a unit left, in another word",
            ),
            pytest.param(
                "restocked",
                {"fulfillments": [parcel(2)], "refunds": [restocked("return", 1)]},
                f"is 'restocked', and {SENT} 2 of 3 of line {SHIRT}, "
                "and $.refunds put less into stock",
                id="a unit is still out",
            ),
            pytest.param(
                "restocked",
                {"fulfillments": []},
                "is 'restocked', and neither $.refunds nor $.cancelled_at tells of it",
                id="nothing was put into stock",
            ),
        ],
    )
    def test_it_is_a_problem(self, status: str | None, changes: Document, says: str) -> None:
        assert problems(fulfillment_status=status, **changes) == [f"{STATUS} {says}"]

    @pytest.mark.parametrize(
        ("status", "changes"),
        [
            ("fulfilled", {"fulfillments": [parcel(3, 1)]}),
            ("fulfilled", {"fulfillments": [parcel(3, 1, status="open")]}),
            (
                "fulfilled",
                {"fulfillments": [parcel(2, 1)], "refunds": [restocked("cancel", 1)]},
            ),
            (
                "fulfilled",
                {"fulfillments": [parcel(2, 1)], "refunds": [restocked("no_restock", 1)]},
            ),
            ("partial", {"fulfillments": [parcel(2, 1)]}),
            ("partial", {"fulfillments": [parcel(3, 1, status="pending")]}),
            (None, {"fulfillments": []}),
            (None, {"fulfillments": [parcel(3, 1, status="cancelled")]}),
            ("restocked", {"fulfillments": [], "refunds": [restocked("cancel", 3, 1)]}),
            ("restocked", {"fulfillments": [], "cancelled_at": "2026-03-04T10:00:00+01:00"}),
            (
                "restocked",
                {"fulfillments": [parcel(3, 1)], "refunds": [restocked("return", 3, 1)]},
            ),
        ],
        ids=[
            "all left",
            "all were handed over",
            "the rest was called off",
            "the rest was paid back",
            "some left",
            "all were handed over, and nobody took them",
            "nothing left",
            "what left was taken back",
            "all were called off",
            "all of a cancelled order",
            "all came back",
        ],
    )
    def test_it_agrees(self, status: str | None, changes: Document) -> None:
        assert assumed(STATUS, fulfillment_status=status, **changes) == []

    def test_nothing_left_any_more(self) -> None:
        (says,) = assumed(
            STATUS,
            fulfillment_status=None,
            fulfillments=[parcel(3, 1)],
            refunds=[restocked("return", 3, 1)],
        )
        assert says == (
            f"says that nothing left; {SENT} 3 of 3 of line {SHIRT}, 1 of 1 of line 12, "
            "and $.refunds put it into stock"
        )

    def test_what_needs_no_shipping_may_be_in_no_parcel(self) -> None:
        digital = [SHIRTS, MUG | {"requires_shipping": False}]
        (says,) = assumed(STATUS, line_items=digital, fulfillments=[parcel(3)])
        assert says == (
            "is 'fulfilled', and line 12 needs no shipping and is in no parcel: "
            "it counts as not sent"
        )

    def test_a_status_that_is_not_told_says_nothing(self) -> None:
        document = shop(fulfillments=[parcel(1)])
        del document["fulfillment_status"]
        assert STATUS not in dict(read_order(document).assumed)
        (says,) = assumed(STATUS, fulfillment_status="blessed")
        assert says == "is not one of Shopify's own and says nothing"

    def test_many_lines_are_named_in_one_sentence(self) -> None:
        lines = [MUG | {"id": n, "tax_lines": [], "price": "0.00"} for n in range(100, 120)]
        (says,) = [
            x
            for x in problems(line_items=[SHIRTS, MUG, *lines], fulfillments=[parcel(3, 1)])
            if x.startswith(STATUS)
        ]
        assert says.endswith("0 of 1 of line 108 and of 11 more lines")


class TestRestocks:
    """A return is of units that had left, a cancellation of units that never did."""

    @pytest.mark.parametrize(
        ("parcels", "given", "says"),
        [
            pytest.param(
                [],
                [restocked("return", 1)],
                f"is 'return' of 1, and {SENT} 0 of line {SHIRT} by then",
                id="back, and never sent",
            ),
            pytest.param(
                [parcel(2, created_at="2026-03-10T12:00:01+01:00")],
                [restocked("return", 1)],
                f"is 'return' of 1, and {SENT} 0 of line {SHIRT} by then",
                id="back a second before it was sent",
            ),
            pytest.param(
                [parcel(2)],
                [restocked("return", 3)],
                f"is 'return' of 3, and {SENT} 2 of line {SHIRT} by then",
                id="more back than were sent",
            ),
            pytest.param(
                [parcel(2)],
                [restocked("cancel", 2)],
                f"is 'cancel' of 2, and 1 of line {SHIRT} had not left or been called off",
                id="called off, and sent",
            ),
            pytest.param(
                [parcel(2, created_at="2026-03-12T12:00:00+01:00")],
                [restocked("cancel", 2)],
                f"is 'cancel' of 2, and 1 of line {SHIRT} had not left or been called off",
                id="called off, and sent later all the same",
            ),
        ],
    )
    def test_it_is_a_problem(
        self, parcels: list[Document], given: list[Document], says: str
    ) -> None:
        status = "partial" if parcels else None
        found = problems(fulfillments=parcels, refunds=given, fulfillment_status=status)
        assert found == [f"{RESTOCK} {says}"]

    def test_what_is_back_is_not_back_again(self) -> None:
        again = restocked("return", 2, id=52, created_at="2026-03-11T12:00:00+01:00")
        given = [restocked("return", 1), again]
        (problem,) = problems(fulfillments=[parcel(2)], refunds=given, fulfillment_status="partial")
        assert problem == (
            "$.refunds[1].refund_line_items[0].restock_type is 'return' of 2, and "
            f"{SENT} 2 of line {SHIRT} by then, of which 1 were back"
        )

    def test_it_left_and_came_back_in_the_same_instant(self) -> None:
        sent = parcel(2, created_at="2026-03-10T12:00:00+01:00")
        changes = {"fulfillments": [sent], "fulfillment_status": "partial"}
        assert units(SHIRT, refunds=[restocked("return", 2)], **changes).returned == 2

    @pytest.mark.parametrize(
        "changes",
        [
            {"fulfillments": None, "fulfillment_status": None},
            {"fulfillments": [parcel(3, 1, status="cancelled")], "fulfillment_status": None},
            {
                "line_items": [SHIRTS | {"requires_shipping": False}, MUG],
                "fulfillments": [],
                "fulfillment_status": None,
            },
        ],
        ids=["parcels are not told", "the parcel was taken back", "nothing has to be shipped"],
    )
    def test_it_may_have_left_all_the_same(self, changes: Document) -> None:
        cancelled = {"cancelled_at": "2026-03-12T10:00:00+01:00", **changes}
        given = [restocked("return", 1)]
        assert assumed(RESTOCK, refunds=given, **cancelled) == [
            (
                f"is 'return' of 1, and {SENT} 0 of line {SHIRT} by then; "
                "they left all the same, as they came back"
            )
        ]
        found = units(SHIRT, refunds=given, **cancelled)
        assert (found.returned, found.cancelled) == (1, 2)


EARLY, LATE = "2026-03-03T16:00:00+01:00", "2026-03-12T16:00:00+01:00"


class TestLegacyRestocks:
    """Units that had not left were called off, the others came back; parcels tell which."""

    @pytest.mark.parametrize(
        ("parcels", "shirts", "returned", "cancelled", "says"),
        [
            pytest.param([], 2, 0, 2, "were called off, as none had left", id="none had left"),
            pytest.param(
                [parcel(3, created_at=EARLY)], 2, 2, 0, "came back, as all had left", id="all had"
            ),
            pytest.param(
                [parcel(1, created_at=EARLY), parcel(2, id=42, created_at=LATE)],
                1,
                1,
                0,
                "came back, as all had left",
                id="the others were sent later",
            ),
            pytest.param(
                [parcel(1, created_at=EARLY)],
                1,
                0,
                1,
                "sent ones may have come back instead",
                id="either is possible",
            ),
            pytest.param(
                [parcel(1, created_at=EARLY), parcel(1, id=42, created_at=LATE)],
                2,
                1,
                1,
                "sent ones may have come back instead",
                id="one was called off, one came back, one was sent later",
            ),
            pytest.param(
                [parcel(2, created_at=LATE)],
                1,
                0,
                1,
                "were called off, as none had left",
                id="what was sent later was not called off",
            ),
        ],
    )
    def test_the_parcels_decide(
        self, parcels: list[Document], shirts: int, returned: int, cancelled: int, says: str
    ) -> None:
        status = {0: None, 3: "fulfilled"}.get(
            sum(x["line_items"][0]["quantity"] for x in parcels), "partial"
        )
        changes = {
            "line_items": [SHIRTS],
            "total_line_items_price": "60.00",
            "subtotal_price": "54.00",
            "total_tax": "5.90",
            "tax_lines": None,
            "total_price": "64.90",
            "total_price_set": None,
            "transactions": [move(31, "sale", "64.90")],
            "fulfillments": parcels,
            "fulfillment_status": status,
            "refunds": [restocked("legacy_restock", shirts)],
        }
        found = units(SHIRT, **changes)
        assert (found.returned, found.cancelled) == (returned, cancelled)
        (told,) = assumed(RESTOCK, **changes)
        assert told.endswith(says)

    def test_units_that_are_called_off_later_are_not_called_off_now(self) -> None:
        later = restocked("cancel", 2, id=52, created_at="2026-03-11T12:00:00+01:00")
        changes = {
            "fulfillments": [parcel(1)],
            "fulfillment_status": "partial",
            "refunds": [restocked("legacy_restock", 1), later],
        }
        found = units(SHIRT, **changes)
        assert (found.returned, found.cancelled) == (1, 2)

    def test_more_than_there_can_be(self) -> None:
        sent = parcel(2, created_at=LATE)
        assert problems(
            fulfillments=[sent],
            fulfillment_status="partial",
            refunds=[restocked("legacy_restock", 2)],
        ) == [
            (
                f"{RESTOCK} is 'legacy_restock' of 2, and 1 of line {SHIRT} had not left, "
                "and 0 were with the customer"
            )
        ]


class TestTimes:
    """An order is cancelled and closed when there is one."""

    @pytest.mark.parametrize("key", ["cancelled_at", "closed_at"])
    def test_not_before(self, key: str) -> None:
        read_order(shop(**{key: "2026-03-02T10:15:00+01:00"}))
        assert problems(**{key: "2026-03-02T10:14:59+01:00"}) == [
            (f"$.{key} is 2026-03-02T09:14:59+00:00, and $.created_at is 2026-03-02T09:15:00+00:00")
        ]

    @pytest.mark.parametrize("key", ["cancelled_at", "closed_at"])
    def test_an_imported_order_was_placed_before_it_was_created(self, key: str) -> None:
        imported = {"processed_at": "2026-02-01T10:15:00+01:00"}
        read_order(shop(**imported, **{key: "2026-02-01T10:15:00+01:00"}))
        (problem,) = problems(**imported, **{key: "2026-02-01T10:14:59+01:00"})
        assert problem.endswith("and $.processed_at is 2026-02-01T09:15:00+00:00")

    def test_a_time_that_cannot_be_read_is_one_problem(self) -> None:
        (problem,) = problems(cancelled_at="yesterday")
        assert problem.startswith("$.cancelled_at is 'yesterday'")

    def test_what_happened_before_it_was_placed(self) -> None:
        early = "2026-03-01T10:14:59+01:00"
        found = assumed(
            "$.fulfillments[0].created_at", fulfillments=[PARCEL | {"created_at": early}]
        )
        assert found == ["is earlier than the order was placed: 2026-03-02T09:15:00+00:00"]

    def test_what_was_sent_after_it_was_cancelled(self) -> None:
        found = {"cancelled_at": "2026-03-03T15:59:59+01:00"}
        assert len(assumed("$.fulfillments[0].created_at", **found)) == 1
        assert assumed("$.cancelled_at", **found) == [
            "called off nothing: $.fulfillments sent every unit"
        ]
        assert units(12, **found).delivered == 1
        then = {"cancelled_at": "2026-03-03T16:00:00+01:00"}
        assert assumed("$.fulfillments[0].created_at", **then) == []


class TestBrokenOrders:
    """What is sound in a broken order is compared all the same."""

    def test_units_of_an_order_without_an_id(self) -> None:
        assert problems(id=None, fulfillments=[parcel(2, 1)]) == [
            "$.id is null, and a value is needed",
            f"{STATUS} is 'fulfilled', and {SENT} 2 of 3 of line {SHIRT}",
        ]

    def test_units_of_unknown_lines_are_compared_with_nothing(self) -> None:
        assert problems(line_items=None) == ["$.line_items is null, and a value is needed"]


PIECE: Document = {"id": str(SHIRT), "quantity": 3}
ENGRAVED = [{"name": "engraving", "value": "A."}]


class TestCopies:
    """A line that a parcel or refund tells once more is told alike."""

    @pytest.mark.parametrize(
        ("copy", "says"),
        [
            ({"price": "20.01"}, "price is 20.01, and $.line_items[0].price is 20.00"),
            (
                {"properties": []},
                "properties differ from $.line_items[0].properties in 'engraving'",
            ),
            (
                {"properties": [{"name": "engraving", "value": "B."}]},
                "properties differ from $.line_items[0].properties in 'engraving'",
            ),
            (
                {"properties": [*ENGRAVED, {"name": "gift", "value": "yes"}]},
                "properties differ from $.line_items[0].properties in 'gift'",
            ),
        ],
        ids=["a cent more", "a property less", "another value", "a property more"],
    )
    def test_it_differs(self, copy: Document, says: str) -> None:
        sent = parcel(3, 1) | {"line_items": [PIECE | copy, {"id": 12, "quantity": 1}]}
        assert problems(fulfillments=[sent]) == [f"$.fulfillments[0].line_items[0].{says}"]
        given = restocked("no_restock", 1)
        given["refund_line_items"][0]["line_item"] = PIECE | copy
        path = "$.refunds[0].refund_line_items[0].line_item"
        assert problems(refunds=[given]) == [f"{path}.{says}"]

    @pytest.mark.parametrize(
        "copy",
        [
            {"price": "20.00", "properties": ENGRAVED},
            {"price": "20"},
            {"price": 20.0},
            {"price": "twenty"},
            {"properties": None},
            {"properties": ["engraving"]},
            {"properties": [{"name": "engraving", "value": 7}]},
        ],
        ids=[
            "the same",
            "the same in other digits",
            "a binary fraction",
            "no number",
            "no properties",
            "not told as pairs",
            "no text",
        ],
    )
    def test_it_does_not(self, copy: Document) -> None:
        sent = parcel(3, 1) | {"line_items": [PIECE | copy, {"id": 12, "quantity": 1}]}
        read_order(shop(fulfillments=[sent]))


class TestArrivals:
    """A parcel arrives after it left; where it is told otherwise, both times are named."""

    PATH = "$.fulfillments[0].created_at"

    @pytest.mark.parametrize(
        ("arrived", "times"),
        [
            pytest.param(
                "2026-03-03T15:59:59+01:00",
                ["2026-03-03T15:00:00+00:00", "2026-03-03T14:59:59+00:00"],
                id="a second before it left",
            ),
            pytest.param("2026-03-03T16:00:00+01:00", [], id="when it left"),
            pytest.param("2026-03-03T16:00:01+01:00", [], id="a second after it left"),
        ],
    )
    def test_by_its_event(self, arrived: str, times: list[str]) -> None:
        told = PARCEL | {"events": [{"status": "delivered", "happened_at": arrived}]}
        found = assumed(self.PATH, fulfillments=[told])
        assert len(found) == bool(times)
        assert all(time in says for says in found for time in times)

    def test_by_its_last_change(self) -> None:
        told = PARCEL | {"events": None, "updated_at": "2025-03-05T12:00:00+01:00"}
        (says,) = assumed(self.PATH, fulfillments=[told])
        assert "the parcel arrived earlier: 2025-03-05T11:00:00+00:00" in says
