"""What a Shopify order says of its money as a whole, held against payments and refunds."""

from typing import Any

import pytest

from postsales import EUR, Authorised, DocumentErrors, Paid
from postsales.wire.shopify import read_order
from tests.wire.shopify_given import SALE, Document, back, money, move, refund, shop

LATER = "2026-06-01T00:00Z"
TAKEN = "the sales and captures of $.transactions come to"
TOTAL = "and $.total_price is EUR 75.90"


def problems(**changes: Any) -> list[str]:
    """What is wrong with the order of ``shop``, changed; it must not be readable."""
    with pytest.raises(DocumentErrors) as caught:
        read_order(shop(**changes))
    return [str(problem) for problem in caught.value]


def assumed(path: str, **changes: Any) -> list[str]:
    """What was taken for granted at a path of the order of ``shop``, changed."""
    return [says for where, says in read_order(shop(**changes)).assumed if where == path]


def taking(amount: str) -> Document:
    """One sale of an amount."""
    return move(31, "sale", amount)


def hold(amount: str, **changes: Any) -> Document:
    """An amount on hold."""
    return move(41, "authorization", amount, **changes)


def given(amount: str, status: str = "success") -> list[Document]:
    """A refund of an amount, tied to no line."""
    return [refund(transactions=[move(61, "refund", amount, parent_id=31, status=status)])]


STATUSES = [
    # status, what was taken, what was given back, what the problem says
    ("paid", [taking("75.89")], [], f"{TAKEN} EUR 75.89, {TOTAL}"),
    ("paid", [SALE], given("75.90"), "$.refunds gives back EUR 75.90 of EUR 75.90"),
    ("partially_paid", [SALE], [], f"{TAKEN} EUR 75.90, {TOTAL}"),
    ("partially_paid", [SALE | {"status": "failure"}], [], f"{TAKEN} EUR 0.00, {TOTAL}"),
    ("partially_refunded", [SALE], [], "$.refunds gives back EUR 0.00"),
    ("partially_refunded", [SALE], given("75.90"), "$.refunds gives back EUR 75.90 of EUR 75.90"),
    ("partially_refunded", [hold("75.90")], given("5.00"), f"{TAKEN} EUR 0.00, {TOTAL}"),
    ("refunded", [SALE], [], "$.refunds gives back EUR 0.00"),
    ("refunded", [SALE], given("75.89"), "$.refunds gives back EUR 75.89 of EUR 75.90"),
    ("refunded", [SALE], given("75.90", "failure"), "$.refunds gives back EUR 0.00 of EUR 75.90"),
    ("pending", [SALE], [], f"{TAKEN} EUR 75.90"),
    ("pending", [taking("20.00")], [], f"{TAKEN} EUR 20.00"),
    ("authorized", [SALE], [], f"{TAKEN} EUR 75.90"),
    ("authorized", [hold("75.90", status="failure")], [], "$.transactions hold EUR 0.00"),
    ("expired", [SALE], [], f"{TAKEN} EUR 75.90"),
    ("voided", [SALE], [], f"{TAKEN} EUR 75.90"),
    ("voided", [SALE], given("75.89"), f"{TAKEN} EUR 75.90"),
]

OPEN = [
    # status, what was taken, what was given back, what is assumed
    (
        "paid",
        [taking("80.00")],
        given("4.10"),
        "$.refunds gives back EUR 4.10 of EUR 80.00",
    ),
    ("paid", [SALE], given("75.89"), "$.refunds gives back EUR 75.89 of EUR 75.90"),
    (
        "partially_refunded",
        [SALE],
        given("5.00", "failure"),
        "$.refunds gives back EUR 0.00 of EUR 75.90",
    ),
    (
        "partially_refunded",
        [taking("50.00")],
        given("50.00"),
        f"$.refunds gives back EUR 50.00 of EUR 50.00, {TOTAL}",
    ),
    ("partially_refunded", [taking("50.00")], given("5.00"), f"{TAKEN} EUR 50.00, {TOTAL}"),
    ("refunded", [taking("80.00")], given("75.90"), "$.refunds gives back EUR 75.90 of EUR 80.00"),
    (
        "pending",
        [taking("20.00"), move(32, "sale", "55.90", status="pending")],
        [],
        f"{TAKEN} EUR 20.00, with EUR 55.90 on hold or pending",
    ),
    (
        "authorized",
        [taking("20.00"), hold("55.90")],
        [],
        f"{TAKEN} EUR 20.00, with EUR 55.90 on hold or pending",
    ),
    (
        "expired",
        [taking("20.00"), hold("55.90")],
        [],
        f"{TAKEN} EUR 20.00, with EUR 55.90 on hold or pending",
    ),
    ("voided", [SALE], given("75.90"), "$.refunds gives back EUR 75.90 of EUR 75.90"),
    ("voided", [hold("75.90")], [], "$.transactions hold EUR 75.90"),
]

AGREE = [
    ("paid", [SALE], []),
    ("paid", [hold("75.90"), move(42, "capture", "75.90", parent_id=41)], []),
    ("partially_paid", [taking("75.89")], []),
    ("partially_refunded", [SALE], given("75.89")),
    ("partially_refunded", [SALE], given("75.90", "pending")),
    ("refunded", [SALE], given("75.90")),
    ("refunded", [SALE], given("75.90", "pending")),
    ("refunded", [taking("50.00")], given("50.00")),
    ("pending", [SALE | {"status": "pending"}], []),
    ("authorized", [hold("75.90")], []),
    ("expired", [hold("75.90")], []),
    ("voided", [hold("75.90"), move(42, "void", "75.90", parent_id=41)], []),
]


def named(rows: list[Any]) -> list[Any]:
    """Each row with its status and place as its id."""
    return [pytest.param(*row, id=f"{row[0]}-{place}") for place, row in enumerate(rows)]


class TestFinancialStatus:
    """A status is what was captured and given back; a disagreement names the status and both."""

    @pytest.mark.parametrize(("status", "moves", "refunds", "says"), named(STATUSES))
    def test_it_is_a_problem(
        self, status: str, moves: list[Document], refunds: list[Document], says: str
    ) -> None:
        found = problems(financial_status=status, transactions=moves, refunds=refunds)
        assert f"$.financial_status is {status!r}, and {says}" in found

    @pytest.mark.parametrize(("status", "moves", "refunds", "says"), named(OPEN))
    def test_it_can_mean_both(
        self, status: str, moves: list[Document], refunds: list[Document], says: str
    ) -> None:
        found = assumed(
            "$.financial_status", financial_status=status, transactions=moves, refunds=refunds
        )
        assert found == [f"is {status!r}, and {says}; it is read as the latter says"]

    @pytest.mark.parametrize(("status", "moves", "refunds"), named(AGREE))
    def test_it_agrees(self, status: str, moves: list[Document], refunds: list[Document]) -> None:
        changes = {"financial_status": status, "transactions": moves, "refunds": refunds}
        assert assumed("$.financial_status", **changes) == []

    def test_units_that_were_taken_off_before_are_not_paid_for(self) -> None:
        off = refund(back(12, 1, "10.00", "1.00", restock_type="no_restock"))
        assert assumed("$.financial_status", transactions=[taking("64.90")], refunds=[off]) == []
        assert problems(transactions=[taking("64.89")], refunds=[off]) == [
            f"$.financial_status is 'paid', and {TAKEN} EUR 64.89, {TOTAL}"
        ]

    def test_nor_is_what_a_change_of_the_order_took_off(self) -> None:
        changes = {"current_total_price": "60.00", "transactions": [taking("60.00")]}
        assert assumed("$.financial_status", **changes) == []
        assert problems(**changes | {"current_total_price": "60.01"}) == [
            f"$.financial_status is 'paid', and {TAKEN} EUR 60.00, {TOTAL}"
        ]

    def test_coins_are_rounded_in_and_out(self) -> None:
        changes = {
            "total_cash_rounding_payment_adjustment_set": money("-0.05"),
            "total_cash_rounding_refund_adjustment_set": money("0.05"),
            "transactions": [taking("75.85")],
        }
        assert assumed("$.financial_status", **changes) == []
        changes |= {"financial_status": "refunded", "refunds": given("75.80")}
        assert assumed("$.financial_status", **changes) == []
        (problem,) = problems(**changes | {"refunds": given("75.79")})
        assert problem.endswith("$.refunds gives back EUR 75.79 of EUR 75.85")

    def test_an_app_creates_orders_with_any_status_and_no_transaction(self) -> None:
        reading = read_order(shop(transactions=[]))
        (paid,) = [x for x in reading.order.history if isinstance(x, Paid)]
        assert paid.amount == EUR("75.90")
        says = dict(reading.assumed)["$.financial_status"]
        assert says.endswith("it has no transactions, as orders that were created by an app")

    def test_without_transactions_a_changed_order_may_have_been_paid_in_part(self) -> None:
        changes = {"transactions": None, "financial_status": "refunded", "refunds": given("60.00")}
        assert problems(**changes) == [
            "$.financial_status is 'refunded', and $.refunds gives back EUR 60.00 of EUR 75.90"
        ]
        found = assumed("$.financial_status", **changes, current_total_price="0.00")
        assert any("gives back EUR 60.00 of EUR 75.90" in says for says in found)

    def test_what_is_free_was_paid(self) -> None:
        free = {"id": 1, "quantity": 1, "price": "0.00"}
        for status in ("paid", "refunded", "partially_refunded"):
            document = {
                "id": 1,
                "created_at": "2026-03-02T10:15:00+01:00",
                "currency": "EUR",
                "taxes_included": False,
                "total_price": "0.00",
                "line_items": [free],
                "financial_status": status,
            }
            assert read_order(document).assumed == ()

    def test_a_hold_of_which_a_part_was_taken(self) -> None:
        moves = [hold("75.90"), move(42, "capture", "50.00", parent_id=41)]
        reading = read_order(shop(transactions=moves, financial_status="partially_paid"))
        assert [x.amount for x in reading.order.history if isinstance(x, Authorised)] == [
            EUR("75.90")
        ]

    def test_more_was_paid_than_the_total(self) -> None:
        assert assumed("$.transactions", transactions=[SALE]) == []
        assert assumed("$.transactions", transactions=[taking("75.91")]) == [
            f"{TAKEN} EUR 75.91, {TOTAL}: EUR 0.01 was paid for nothing that is told"
        ]


class TestChange:
    """Change is what was paid too much in cash, and given back at the till."""

    @pytest.mark.parametrize(
        ("cash", "change", "parent", "paid"),
        [
            ("80.00", "4.10", 31, "75.90"),
            ("80.00", "4.11", 31, "80.00"),
            ("75.90", "4.10", 31, "75.90"),
            ("80.00", "4.10", None, "80.00"),
        ],
        ids=["in the payment", "more than was too much", "not in the payment", "of no payment"],
    )
    def test_it_is_in_the_payment_where_that_was_too_much(
        self, cash: str, change: str, parent: int | None, paid: str
    ) -> None:
        given = move(32, "change", change, parent_id=parent)
        reading = read_order(shop(transactions=[taking(cash), given]))
        (payment,) = [x for x in reading.order.history if isinstance(x, Paid)]
        assert payment.amount == EUR(paid)
        told = dict(reading.assumed)["$.transactions[1]"]
        left_out = "is left out" if paid == cash else "its payment is less by it"
        assert told == f"was given back at the till, and {left_out}"

    def test_what_failed_is_none(self) -> None:
        given = move(32, "change", "4.10", parent_id=31, status="failure")
        assert assumed("$.transactions[1]", transactions=[taking("80.00"), given]) == []


class TestOutstanding:
    """What is outstanding is the total less what was taken; Shopify does not say what it counts."""

    @pytest.mark.parametrize(
        ("left", "changes"),
        [
            ("0.00", {}),
            ("25.90", {"transactions": [taking("50.00")], "financial_status": "partially_paid"}),
            ("75.90", {"transactions": [hold("75.90")], "financial_status": "authorized"}),
            ("0.00", {"transactions": [hold("75.90")], "financial_status": "authorized"}),
            ("5.00", {"refunds": given("5.00"), "financial_status": "partially_refunded"}),
            ("-4.10", {"transactions": [taking("80.00")]}),
            ("0.00", {"transactions": [taking("80.00")]}),
            ("0.00", {"transactions": None}),
            ("31.00", {"transactions": None, "financial_status": "pending"}),
        ],
        ids=[
            "nothing, of a paid order",
            "what was not paid",
            "what is on hold counts as owed",
            "or as paid",
            "what was given back counts as owed",
            "too much was paid",
            "too much counts as nothing",
            "nobody tells what was paid",
            "nobody tells what is pending",
        ],
    )
    def test_it_agrees(self, left: str, changes: Document) -> None:
        assert assumed("$.total_outstanding", total_outstanding=left, **changes) == []

    @pytest.mark.parametrize(
        ("left", "changes", "says"),
        [
            ("0.01", {}, "$.total_price less what was taken comes to EUR 0.00"),
            ("-0.01", {}, "$.total_price less what was taken comes to EUR 0.00"),
            ("0.01", {"transactions": None}, "$.total_price less what was taken comes to EUR 0.00"),
            ("75.91", {}, "$.total_price is EUR 75.90"),
        ],
        ids=["of a paid order", "below zero", "by the status alone", "more than the total"],
    )
    def test_it_differs(self, left: str, changes: Document, says: str) -> None:
        assert problems(total_outstanding=left, **changes) == [
            f"$.total_outstanding is EUR {left}, and {says}"
        ]

    def test_between_what_it_can_be(self) -> None:
        found = assumed(
            "$.total_outstanding",
            total_outstanding="3.00",
            refunds=given("5.00"),
            financial_status="partially_refunded",
        )
        assert found == [
            (
                "is EUR 3.00, and $.total_price less what was taken comes to EUR 0.00, "
                "or EUR 5.00 after refunds"
            )
        ]

    def test_a_part_was_paid_and_nothing_is_left(self) -> None:
        changes = {"transactions": None, "financial_status": "partially_paid"}
        (problem,) = problems(total_outstanding="0.00", **changes)
        assert problem == (
            "$.financial_status is 'partially_paid', and $.total_price less $.total_outstanding "
            f"comes to EUR 75.90, {TOTAL}"
        )

    def test_of_two_currencies_it_is_told_in_one(self) -> None:
        codes = ("USD", "CAD")
        line = {"id": 1, "quantity": 1, "price": "7.30", "price_set": money("7.30", "10.00", codes)}
        document = {
            "id": 1,
            "created_at": "2026-03-02T10:15:00+01:00",
            "currency": "USD",
            "presentment_currency": "CAD",
            "taxes_included": False,
            "total_price": "7.30",
            "total_price_set": money("7.30", "10.00", codes),
            "line_items": [line],
            "financial_status": "paid",
        }
        path = "$.total_outstanding"
        assert path not in dict(read_order(document | {"total_outstanding": "0.00"}).assumed)
        says = dict(read_order(document | {"total_outstanding": "7.30"}).assumed)[path]
        assert says == "is told in USD alone, and so was compared with nothing"


class TestCurrentTotal:
    """The total as it is now is the total less refunds; what it is besides is said."""

    @pytest.mark.parametrize("now", ["64.90", "67.90"], ids=["by lines", "by transactions"])
    def test_it_agrees(self, now: str) -> None:
        less = refund(back(12, 1, "10.00", "1.00"), given="8.00")
        changes = {"refunds": [less], "financial_status": "partially_refunded"}
        assert assumed("$.current_total_price", current_total_price=now, **changes) == []

    def test_it_differs(self) -> None:
        less = refund(back(12, 1, "10.00", "1.00"), given="8.00")
        changes = {"refunds": [less], "financial_status": "partially_refunded"}
        assert assumed("$.current_total_price", current_total_price="75.90", **changes) == [
            (
                "is EUR 75.90, and $.total_price less $.refunds comes to EUR 64.90, or EUR 67.90 "
                "by their transactions; so it was read"
            )
        ]

    def test_of_shipping_too(self) -> None:
        adjustment = {"id": 71, "kind": "shipping_refund", "amount": "-5.00", "tax_amount": "-0.50"}
        shipping = refund(given="5.50", order_adjustments=[adjustment])
        changes = {"refunds": [shipping], "financial_status": "partially_refunded"}
        assert assumed("$.current_total_price", current_total_price="70.40", **changes) == []
        assert assumed("$.current_total_price", current_total_price="70.41", **changes) == [
            "is EUR 70.41, and $.total_price less $.refunds comes to EUR 70.40; so it was read"
        ]

    def test_without_refunds(self) -> None:
        assert assumed("$.current_total_price", current_total_price="75.90") == []
        assert len(assumed("$.current_total_price", current_total_price="60.00")) == 1


class TestWhereMoneyWent:
    """A transaction names its means of payment and the one before it; so do others beside it."""

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            pytest.param({"gateway": "shopify_payments"}, [], id="as the order says"),
            pytest.param({"gateway": None}, [], id="not told"),
            pytest.param({"gateway": "cash", "status": "failure"}, [], id="nothing was moved"),
            pytest.param(
                {"gateway": "cash"},
                ["is 'cash', and $.payment_gateway_names tells 'shopify_payments'"],
                id="another one",
            ),
        ],
    )
    def test_the_gateway(self, changes: Document, says: list[str]) -> None:
        sale = move(31, "sale", "75.90") | changes
        more = [sale] if "status" not in changes else [sale, move(32, "sale", "75.90")]
        found = read_order(shop(transactions=more)).assumed
        told = [what for path, what in found if path == "$.transactions[0].gateway"]
        assert [x.partition(";")[0] for x in told if "$.payment" in x] == says

    def test_many_gateways_are_cut_short(self) -> None:
        names = [f"card {n}" for n in range(12)]
        sale = move(31, "sale", "75.90")
        (says,) = (
            x
            for path, x in read_order(
                shop(transactions=[sale], payment_gateway_names=names)
            ).assumed
            if path == "$.transactions[0].gateway"
        )
        assert "'card 8' and 3 more" in says

    @pytest.mark.parametrize(
        ("parent", "is_told"),
        [
            pytest.param(30, True, id="of its authorisation"),
            pytest.param(29, False, id="of another one"),
            pytest.param(31, False, id="of itself"),
            pytest.param(None, False, id="of none"),
        ],
    )
    def test_a_capture(self, parent: int | None, is_told: bool) -> None:
        held = move(30, "authorization", "75.90")
        taken = move(31, "capture", "75.90", parent_id=parent)
        found = dict(read_order(shop(transactions=[held, taken])).assumed)
        assert ("$.transactions[1].parent_id" not in found) is is_told

    def test_a_refund_that_is_told_twice_goes_back_to_one_payment(self) -> None:
        paid = [move(31, "sale", "20.00"), move(32, "sale", "55.90")]
        again = move(61, "refund", "11.00", parent_id=32)
        given = refund(back(12, 1, "10.00", "1.00"), given="11.00")
        with pytest.raises(DocumentErrors) as caught:
            read_order(
                shop(
                    transactions=[*paid, again],
                    refunds=[given],
                    financial_status="partially_refunded",
                )
            )
        assert [str(x) for x in caught.value] == [
            "$.refunds[0].transactions[0].parent_id is 31, and $.transactions[2].parent_id is 32"
        ]


class TestShares:
    """Units that are given back are worth their share of the line, or both figures are told."""

    PIECE = "$.refunds[0].refund_line_items[0]"
    SHIRT = 820982911946154508

    def assumed(self, units: int, price: str, tax: str) -> dict[str, str]:
        """What was assumed of a refund of shirts: three of them are 54.00, and 5.40 of tax."""
        given = refund(back(self.SHIRT, units, price, tax), given="5.00")
        found = read_order(shop(refunds=[given], financial_status="partially_refunded")).assumed
        return dict(found)

    @pytest.mark.parametrize(
        ("units", "price", "tax", "keys"),
        [
            pytest.param(1, "18.00", "1.80", set(), id="the share"),
            pytest.param(1, "18.01", "1.81", set(), id="rounded up"),
            pytest.param(1, "17.99", "1.79", set(), id="rounded down"),
            pytest.param(1, "18.02", "1.82", {"subtotal", "total_tax"}, id="more"),
            pytest.param(1, "17.98", "1.80", {"subtotal"}, id="less"),
            pytest.param(2, "18.00", "1.80", {"subtotal", "total_tax"}, id="of one unit"),
            pytest.param(2, "36.02", "3.58", set(), id="rounded for each unit"),
            pytest.param(0, "18.00", "0.00", {"subtotal"}, id="of no unit"),
        ],
    )
    def test_a_share(self, units: int, price: str, tax: str, keys: set[str]) -> None:
        found = self.assumed(units, price, tax)
        assert {key for key in ("subtotal", "total_tax") if f"{self.PIECE}.{key}" in found} == keys

    def test_both_figures_are_told(self) -> None:
        assert self.assumed(2, "18.00", "3.60")[f"{self.PIECE}.subtotal"] == (
            f"is EUR 18.00 of line {self.SHIRT}, and 2 of its 3 units come to EUR 36.00; "
            "so it was read"
        )
