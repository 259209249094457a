"""Stripe: what cannot be is refused with every problem, whatever stands where."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from postsales import DocumentErrors
from postsales.wire import stripe
from postsales.wire.documents import EventsReading
from tests.wire.mutants import Place, dotted, double, drop, in_turn, mutated, places, put, survives
from tests.wire.stripe_given import (
    GIVEN_AT,
    Document,
    charge,
    dispute,
    listing,
    message,
    moved,
    refund,
)

Read = Callable[[Any], EventsReading]


def problems(read: Callable[[Any], object], document: object) -> list[str]:
    """Every problem, as a sentence."""
    with pytest.raises(DocumentErrors) as error:
        read(document)
    return [str(problem) for problem in error.value]


WHOLE = "a whole number is needed"
AMOUNT = "0 to 10000000000000 are allowed"
INSTANT = "0 to 32503679999 are allowed"
IN_PARTS = (
    "is EUR 60.00, and $.captured is false: more can be captured; hand in the order as you have it "
    "(known=), or read it when it is final"
)
CUT = "is true: further refunds are not told; put all of them there, or none"
OF_CHARGES = "one of succeeded, pending, failed is needed"
OF_REFUNDS = "one of succeeded, pending, requires_action, failed, canceled is needed"


class TestRefused:
    """Each problem names its path, the value and what is needed."""

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"amount": 60.0}, [f"$.amount is 60.0: {WHOLE}"]),
            ({"amount": "6000"}, [f"$.amount is '6000': {WHOLE}"]),
            ({"amount": True}, [f"$.amount is True: {WHOLE}"]),
            ({"amount": -1}, [f"$.amount is -1: {AMOUNT}"]),
            ({"amount": 10**13 + 1}, [f"$.amount is 10000000000001: {AMOUNT}"]),
            (
                {"created": 1_772_442_960_000},
                [f"$.created is 1772442960000: {INSTANT}"],
            ),
            (
                {"created": 32_503_680_000},
                [f"$.created is 32503680000: {INSTANT}"],
            ),
            ({"created": -1}, [f"$.created is -1: {INSTANT}"]),
            ({"captured": "yes"}, ["$.captured is 'yes', and true or false is needed"]),
            (
                {"status": "paid"},
                [f"$.status is 'paid', and {OF_CHARGES}"],
            ),
            ({"paid": False}, ["$.paid is False, and $.status is succeeded"]),
            (
                {"captured": False},
                [f"$.amount_captured {IN_PARTS}"],
            ),
            ({"amount_captured": 0}, ["$.amount_captured is EUR 0.00, and $.captured is true"]),
            (
                {"amount_refunded": 6001},
                ["$.amount_refunded is EUR 60.01, and $.amount is EUR 60.00"],
            ),
            (
                {"refunded": True, "amount_refunded": 5999},
                ["$.refunded is true, and $.amount_refunded is EUR 59.99 of EUR 60.00"],
            ),
            (
                {"refunds": listing(refund()), "amount_refunded": 1999},
                ["$.amount_refunded is EUR 19.99, and $.refunds come to EUR 20.00"],
            ),
            (
                {"refunds": listing(has_more=True), "amount_refunded": 2000},
                [f"$.refunds.has_more {CUT}"],
            ),
            (
                {"refunds": listing(refund(charge="ch_2")), "amount_refunded": 2000},
                ["$.refunds.data[0].charge is 'ch_2', and it stands in 'ch_1'"],
            ),
            (
                {"refunds": listing(refund(currency="jpy")), "amount_refunded": 2000},
                ["$.refunds.data[0].currency is JPY, and the charge is in EUR"],
            ),
            (
                {"dispute": dispute(charge="ch_2")},
                ["$.dispute.charge is 'ch_2', and it stands in 'ch_1'"],
            ),
            (
                {"dispute": 7},
                ["$.dispute is 7, and an object is needed", "$.dispute.object is missing"],
            ),
        ],
    )
    def test_charges(self, changes: Document, expected: list[str]) -> None:
        assert problems(stripe.read_charge, charge(**changes)) == expected

    def test_all_at_once(self) -> None:
        document = charge(amount=None, created="now", refunds=listing(refund(status="won")))
        del document["id"], document["captured"]
        assert problems(stripe.read_charge, document) == [
            "$.amount is null, and a value is needed",
            "$.id is missing",
            f"$.created is 'now': {WHOLE}",
            "$.captured is missing",
            f"$.refunds.data[0].status is 'won', and {OF_REFUNDS}",
        ]

    def test_disputes(self) -> None:
        document = dispute(7, status="open")  # type: ignore[arg-type]
        del document["charge"]
        found = problems(stripe.read_dispute, document)
        assert found[0] == "$.charge is missing"
        assert found[1].startswith("$.status is 'open', and one of needs_response, under_review, ")
        assert found[2] == "$.balance_transactions[0] is 7, and an object is needed"

    def test_balance_entries_that_are_named_only(self) -> None:
        document = dispute("txn_1")  # type: ignore[arg-type]
        assert problems(stripe.read_dispute, document)[0] == (
            "$.balance_transactions[0] is 'txn_1', and an object is needed"
        )

    @pytest.mark.parametrize("document", [None, 7, "{}", [], {}])
    def test_no_object(self, document: object) -> None:
        assert problems(stripe.read_charge, document)
        assert problems(stripe.read_event, document)
        assert problems(stripe.read_list, document)

    @pytest.mark.parametrize(
        ("read", "document", "says"),
        [
            (stripe.read_refund, charge(), "is a charge; stripe.read_charge reads it"),
            (stripe.read_charge, refund(), "is a refund; stripe.read_refund reads it"),
            (stripe.read_charge, dispute(), "is a dispute; stripe.read_dispute reads it"),
            (stripe.read_charge, listing(), "is a list of objects; stripe.read_list reads it"),
            (stripe.read_charge, message(charge()), "stripe.read_event reads it"),
            (stripe.read_charge, {"object": "payout"}, "is 'payout', and 'charge' is needed"),
            (stripe.read_event, message({"object": "plan"}), "'charge' or 'refund' or 'dispute'"),
            (stripe.read_list, listing(listing()), "$.data[0].object is 'list'"),
        ],
    )
    def test_another_object(self, read: Read, document: Document, says: str) -> None:
        (problem,) = problems(read, document)
        assert says in problem


# Any value, anywhere


HOSTILE: list[object] = [
    None, True, False, 0, 1, -1, 7, 6000, 10**13, 10**30, 10**5000, 0.1, 1e308, float("nan"),
    float("inf"), Decimal("1E+999999999"), "", " ", "0", "ch_1", "isk", "won", "x" * 1_000_000,
    "\ud800", b"x", [], {}, [[]], [None], [{}], {"id": 1}, {5: 6}, {"object": "charge"}, object(),
]  # fmt: skip


def full() -> Document:
    """A message about a charge that has everything inside."""
    going = refund(1000, id="re_2", status="pending", charge=charge())
    document = charge(
        amount_captured=5000,
        amount_refunded=3000,
        disputed=True,
        dispute=dispute(moved(-1000), moved(1000, GIVEN_AT), status="won"),
        refunds=listing(refund(1000, id="re_0", reason=None), refund(1000), going),
    )
    return message(document)


FULL = full()
PLACES = [*places(FULL)]


def read_message(document: Any) -> EventsReading:
    """A message whose object says in its metadata which order it is about."""
    return stripe.read_event(document, order_key="order_id")


class TestHostile:
    """Whatever stands anywhere in a document, it is read or refused, and nothing else happens."""

    def test_the_document_itself_is_sound(self) -> None:
        reading = stripe.read_event(full(), order_key="order_id")
        assert [type(event).__name__ for event in reading.events] == [
            "Paid",
            "Refunded",
            "Refunded",
            "Chargeback",
            "ChargebackReversed",
        ]
        assert reading.order == "1001"

    @pytest.mark.parametrize(("turn", "path"), [*enumerate(PLACES)], ids=map(dotted, PLACES))
    def test_missing_doubled_or_any_value_anywhere(self, turn: int, path: Place) -> None:
        for change in (drop, double(), *map(put, in_turn(HOSTILE, turn, 4))):
            survives(read_message, mutated(FULL, path, change))


# Other people's documents


READS: dict[str, Read] = {
    "charge": stripe.read_charge,
    "refund": stripe.read_refund,
    "dispute": stripe.read_dispute,
}
REFUSED = {
    "balance_transaction": "read the charge, refund or dispute that its source names",
    "credit_note": "read the refunds that it names",
    "customer_balance_transaction": "read the charges and refunds themselves",
    "invoice": "read the charges that paid it",
    "invoiceitem": "read the charges that paid it",
    "payment_intent": "read the charges that name it, such as its latest_charge",
    "review": "read the charge that it names",
    "subscription": "read the charges of its invoices",
}


@pytest.fixture
def fixtures(shared: Callable[[str], Path]) -> dict[str, Any]:
    """Every object of Stripe's own fixtures that is at hand, by its file."""
    folder = shared("real/stripe")
    return {x.stem: json.loads(x.read_text("utf-8")) for x in sorted(folder.glob("*.json"))}


class TestFixtures:
    """Every file is read, or refused with what it is and what to read instead."""

    def test_none_is_passed_over(self, fixtures: dict[str, Any]) -> None:
        assert {*fixtures} == {*READS, *REFUSED}

    def test_the_charge_is_on_hold(self, fixtures: dict[str, Any]) -> None:
        reading = stripe.read_charge(fixtures["charge"])
        assert reading.events == ()
        assert "$.captured" in {path for path, _ in reading.assumed}
        captured = fixtures["charge"] | {"captured": True, "amount_captured": 100}
        (event,) = stripe.read_charge(captured).events
        assert event.at == datetime(2009, 2, 13, 23, 31, 30, tzinfo=UTC)

    def test_the_refund_is_of_that_charge(self, fixtures: dict[str, Any]) -> None:
        (event,) = stripe.read_refund(fixtures["refund"]).events
        assert event.ref == "re_1Pgc72B7WZ01zgkWqPvrRrPE"
        inside = fixtures["refund"] | {"charge": fixtures["charge"]}
        assert stripe.read_refund(inside).events == ()

    def test_the_dispute_is_an_inquiry(self, fixtures: dict[str, Any]) -> None:
        reading = stripe.read_dispute(fixtures["dispute"])
        assert reading.events == ()
        assert "inquiry" in dict(reading.assumed)["$.status"]

    @pytest.mark.parametrize("name", REFUSED)
    def test_the_others_are_refused(self, name: str, fixtures: dict[str, Any]) -> None:
        for read in (*READS.values(), lambda x: stripe.read_event(message(x))):
            (problem,) = problems(read, fixtures[name])
            assert f"is {name!r}, which is " in problem
            assert problem.endswith(REFUSED[name])

    @pytest.mark.parametrize("name", READS)
    def test_any_value_anywhere(self, name: str, fixtures: dict[str, Any]) -> None:
        read = READS[name]
        for turn, path in enumerate(places(fixtures[name])):
            for value in in_turn(HOSTILE, turn, 4):
                survives(read, mutated(fixtures[name], path, put(value)))
