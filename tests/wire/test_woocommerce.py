"""WooCommerce orders: read whole, read exactly, or refused with every problem."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    USD,
    Cancelled,
    Charge,
    ChargeKind,
    Customer,
    Days,
    Delivered,
    DocumentErrors,
    Event,
    Line,
    LineRefund,
    Money,
    Order,
    OrderReading,
    Outcome,
    Paid,
    ReasonKind,
    Refunded,
    RefundQuote,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Shipped,
    ShippingRefund,
    Tax,
    Tender,
    TenderOrder,
    refunds,
    returns,
)
from postsales.wire import woocommerce
from postsales.wire.woocommerce import read_order
from tests.wire.given import (
    DELIVERY,
    MUGS,
    TAX,
    Document,
    back,
    entry,
    fee,
    refund,
    taxed,
    untaxed,
    woo,
)
from tests.wire.mutants import Place, dotted, double, drop, in_turn, mutated, places, put, survives

PLACED, PAID, SENT, CHANGED = (
    "2026-03-02T09:15Z",
    "2026-03-02T09:16Z",
    "2026-03-03T15:00Z",
    "2026-03-04T08:00Z",
)
LATER = "2026-03-20T12:00Z"
CARD = Tender.card("ch_41")


def assumed(reading: OrderReading) -> dict[str, str]:
    """What was taken for granted, by path."""
    return dict(reading.assumed)


def problems(order: object, given_back: object = ()) -> list[str]:
    """What is wrong with documents, as sentences."""
    with pytest.raises(DocumentErrors) as caught:
        read_order(order, given_back)  # type: ignore[arg-type]
    return [str(problem) for problem in caught.value]


def paths(order: object, given_back: object = ()) -> list[str]:
    """Where something is wrong."""
    return [sentence.split(" ", 1)[0] for sentence in problems(order, given_back)]


def parts(order: Order) -> list[Line | Charge]:
    """Every line and charge."""
    return [*order.lines, *order.charges]


def totals(order: Order) -> list[str]:
    """What every line and charge cost, all in."""
    return [str(part.total.amount) for part in parts(order)]


def taxes(order: Order) -> list[list[str]]:
    """The taxes of every line and charge."""
    return [[str(tax.amount.amount) for tax in part.taxes] for part in parts(order)]


class TestAgreement:
    """Lines, charges and the customer are what the document says."""

    def test_a_line_is_all_in_with_its_tax_on_top(self) -> None:
        order = read_order(woo()).order
        mugs = order.line("11")
        assert mugs.quantity == 3
        assert mugs.total == EUR("33.00")
        assert mugs.price == EUR("30.00")
        assert mugs.taxes == (Tax.added(EUR("3.00"), name="VAT"),)
        assert (mugs.sku, mugs.category) == ("MUG-1", None)
        assert order.line("12").sku is None

    def test_names_stay_as_they_are_told(self) -> None:
        assert read_order(woo()).order.line("11").title == "Mug &amp; saucer"

    def test_coupons_are_in_the_totals_already(self) -> None:
        reading = read_order(woo())
        # The pot was 25.00, and the coupon took 5.00.
        assert reading.order.line("12").price == EUR("20.00")
        assert "$.coupon_lines" in reading.unmapped

    def test_delivery_and_fees_are_charges(self) -> None:
        document = woo(fee_lines=[fee("2.00", "0.20")], total="62.70")
        document["tax_lines"][0]["tax_total"] = "5.20"
        order = read_order(document).order
        assert [(x.id, x.kind, x.total) for x in order.charges] == [
            ("13", ChargeKind.SHIPPING, EUR("5.50")),
            ("20", ChargeKind.OTHER, EUR("2.20")),
        ]

    def test_it_was_placed_when_it_was_created_in_utc(self) -> None:
        order = read_order(woo()).order
        assert order.placed_at.isoformat() == "2026-03-02T09:15:00+00:00"
        assert (order.id, order.channel, order.market) == ("41", "checkout", None)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            pytest.param({}, Customer("7", country="DE"), id="goods go to Germany"),
            pytest.param(
                {"shipping": {"country": ""}}, Customer("7", country="FR"), id="nothing is sent"
            ),
            pytest.param(
                {"shipping": None, "billing": None}, Customer("7"), id="no address is there"
            ),
            pytest.param({"customer_id": 0}, None, id="a guest has no identity"),
        ],
    )
    def test_the_customer(self, changes: Document, expected: Customer | None) -> None:
        assert read_order(woo(**changes)).order.customer == expected

    def test_what_is_known_and_not_mapped_is_listed(self) -> None:
        assert sorted(read_order(woo()).unmapped) == [
            "$.billing",
            "$.coupon_lines",
            "$.discount_total",
            "$.line_items[*].meta_data",
            "$.line_items[*].product_id",
            "$.line_items[*].subtotal",
            "$.number",
            "$.parent_id",
            "$.payment_method_title",
            "$.shipping.first_name",
            "$.shipping_lines[*].method_id",
            "$.shipping_lines[*].method_title",
            "$.tax_lines[*].compound",
        ]

    def test_what_is_always_taken_for_granted_is_said(self) -> None:
        assert assumed(read_order(woo())) == {
            "$.line_items": "every line is goods; WooCommerce does not say what is digital",
            "$.prices_include_tax": (
                "customers saw every tax on top of the price, on delivery and fees as well"
            ),
            "$.date_completed_gmt": (
                "every unit was shipped then; WooCommerce tells neither parcels nor deliveries"
            ),
        }

    @pytest.mark.parametrize(
        ("currency", "total"),
        [("JPY", "5000"), ("JPY", "5000.00"), ("KWD", "12.345"), ("EUR", "7"), ("UYW", "1.2345")],
    )
    def test_every_currency_counts_in_its_own_decimals(self, currency: str, total: str) -> None:
        order = read_order(untaxed(total, total=total, currency=currency)).order
        assert order.line("1").total == Money.of(Decimal(total), currency)

    def test_the_document_is_left_as_it_is(self) -> None:
        document = woo()
        read_order(document)
        assert document == woo()

    def test_the_module_is_reached_by_its_name(self) -> None:
        assert woocommerce.read_order is read_order


class TestTaxOnTop:
    """Taxes finer than a cent are rounded so that they add up, and it is said."""

    def test_whole_taxes_are_facts(self) -> None:
        reading = read_order(taxed(("10.00", "1"), ("5.00", "0.5"), total="16.50", tax="1.50"))
        assert taxes(reading.order) == [["1.00"], ["0.50"]]
        assert "$.tax_lines[0].tax_total" not in assumed(reading)

    def test_finer_ones_add_up_to_their_tax_line(self) -> None:
        reading = read_order(
            taxed(
                ("15.00", "1.125"), ("3.00", "0.225"), ("12.00", "0.9"), total="32.25", tax="2.25"
            )
        )
        # 1.125 + 0.225 + 0.90 = 2.25: of the equal fractions the first gets the cent.
        assert taxes(reading.order) == [["1.13"], ["0.22"], ["0.90"]]
        assert "add up to this tax line" in assumed(reading)["$.tax_lines[0].tax_total"]

    def test_a_shop_that_rounds_every_line_is_followed(self) -> None:
        # 0.125 each; by line 0.13 + 0.13 = 0.26, of the sum it would be 0.25.
        reading = read_order(taxed(("1.00", "0.125"), ("1.00", "0.125"), total="2.26", tax="0.26"))
        assert taxes(reading.order) == [["0.13"], ["0.13"]]

    def test_delivery_has_a_total_of_its_own(self) -> None:
        document = woo(
            line_items=[MUGS | {"taxes": [{"id": 5, "total": "3.004"}]}],
            shipping_lines=[DELIVERY | {"taxes": [{"id": 5, "total": "0.496"}]}],
            tax_lines=[TAX | {"tax_total": "3.00", "shipping_tax_total": "0.50"}],
            total="38.50",
        )
        assert taxes(read_order(document).order) == [["3.00"], ["0.50"]]

    def test_the_total_paid_is_above_the_tax_lines(self) -> None:
        # 4.285 and 0.376 are 4.661: the customer paid 4.66, the tax lines say 4.29 + 0.38 = 4.67.
        document = woo(
            line_items=[
                {"id": 1, "quantity": 1, "total": "35.71", "taxes": [{"id": 5, "total": "4.2852"}]}
            ],
            shipping_lines=[{"id": 2, "total": "3.13", "taxes": [{"id": 5, "total": "0.3756"}]}],
            tax_lines=[TAX | {"tax_total": "4.29", "shipping_tax_total": "0.38"}],
            total="43.50",
        )
        reading = read_order(document)
        assert taxes(reading.order) == [["4.28"], ["0.38"]]
        assert sum(map(float, totals(reading.order))) == 43.50
        assert "not to each tax line" in assumed(reading)["$.total"]

    def test_a_tax_line_that_is_far_off_is_not_believed(self) -> None:
        reading = read_order(taxed(("10.00", "1.00"), total="11.00", tax="9.00"))
        assert taxes(reading.order) == [["1.00"]]
        assert "EUR 1.00" in assumed(reading)["$.tax_lines[0].tax_total"]

    def test_a_tax_without_tax_line_is_rounded_by_itself(self) -> None:
        reading = read_order(
            taxed(("10.00", "1.005"), total="11.01", tax="1.01") | {"tax_lines": []}
        )
        assert taxes(reading.order) == [["1.01"]]
        assert reading.order.line("1").taxes[0].name == ""
        assert "rounded by itself" in assumed(reading)["$.tax_lines"]

    def test_several_rates_stay_apart(self) -> None:
        both = [{"id": 5, "total": "0.505"}, {"id": 6, "total": "0.495"}]
        document = woo(
            line_items=[{"id": 1, "quantity": 1, "total": "10.00", "taxes": both}],
            shipping_lines=[],
            tax_lines=[
                {"rate_id": 5, "label": "State", "tax_total": "0.50", "shipping_tax_total": "0"},
                {"rate_id": 6, "label": "City", "tax_total": "0.50", "shipping_tax_total": "0"},
            ],
            total="11.00",
        )
        line = read_order(document).order.line("1")
        assert [(x.name, x.amount) for x in line.taxes] == [
            ("State", EUR("0.50")),
            ("City", EUR("0.50")),
        ]

    def test_a_rate_that_does_not_apply_is_blank(self) -> None:
        lines = [{"id": 1, "quantity": 1, "total": "10.00", "taxes": [{"id": 5, "total": ""}]}]
        assert (
            read_order(untaxed(total="10.00") | {"line_items": lines}).order.line("1").taxes == ()
        )

    def test_amounts_finer_than_the_currency_are_rounded_too(self) -> None:
        reading = read_order(untaxed("1.005", "2.00", total="3.01"))
        assert totals(reading.order) == ["1.01", "2.00"]
        assert "are rounded" in assumed(reading)["$.line_items[*].total"]


class TestTaxInside:
    """Where prices include tax, what the customer saw adds up to the total."""

    def test_the_total_is_the_price(self) -> None:
        reading = read_order(
            taxed(("8.26", "1.735537"), total="10.00", tax="1.74", prices_include_tax=True)
        )
        line = reading.order.line("1")
        assert line.total == line.price == EUR("10.00")
        assert line.taxes == (Tax.included(EUR("1.74"), name="VAT"),)
        assert "inside the price" in assumed(reading)["$.prices_include_tax"]
        assert "with their tax" in assumed(reading)["$.total"]

    def test_amounts_that_the_platform_rounded_find_their_prices(self) -> None:
        # Three times 10.00: without tax 8.264463, told as 8.26; together 24.79, not 24.78.
        three = [("8.26", "1.735537")] * 3
        order = read_order(taxed(*three, total="30.00", tax="5.21", prices_include_tax=True)).order
        assert totals(order) == ["10.00", "10.00", "10.00"]
        assert taxes(order) == [["1.74"], ["1.74"], ["1.73"]]

    def test_whole_figures_are_taken_as_they_are(self) -> None:
        reading = read_order(
            taxed(("8.26", "1.74"), total="10.00", tax="1.74", prices_include_tax=True)
        )
        assert totals(reading.order) == ["10.00"]
        assert "$.total" not in assumed(reading)

    def test_figures_that_do_not_add_up_are_refused(self) -> None:
        document = taxed(("8.26", "1.74"), total="10.01", tax="1.74", prices_include_tax=True)
        assert problems(document) == [
            "$.total is EUR 10.01, and lines, shipping and fees with their taxes come to EUR 10.00"
        ]

    def test_a_tax_above_its_price_is_refused(self) -> None:
        half = ("0.00", "0.005")
        document = taxed(half, half, total="0.01", tax="0.02", prices_include_tax=True)
        (problem,) = problems(document)
        assert problem.startswith("$.line_items[1] cannot be: total is Money.of('0.00', 'EUR')")

    def test_so_is_one_above_its_delivery(self) -> None:
        half = {"total": "0.00", "taxes": [{"id": 5, "total": "0.005"}]}
        document = untaxed("1.00", total="1.01", prices_include_tax=True)
        document["shipping_lines"] = [{"id": 8} | half, {"id": 9} | half]
        document["tax_lines"] = [TAX | {"shipping_tax_total": "0.02"}]
        assert paths(document) == ["$.shipping_lines[1]"]

    @given(
        st.lists(st.integers(1, 500_00), min_size=1, max_size=12),
        st.sampled_from([5, 7, 8, 19, 20, 21, 25]),
    )
    def test_every_price_in_cents_comes_back(self, prices: list[int], percent: int) -> None:
        pairs = []
        for price in prices:
            net = Decimal(price) / (100 + percent)
            told = str(net.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP"))
            pairs.append((told, str((Decimal(price) / 100 - net).quantize(Decimal("0.000001")))))
        tax = sum((Decimal(x) for _, x in pairs), Decimal(0)).quantize(Decimal("0.01"))
        total = str(Decimal(sum(prices)) / 100)
        order = read_order(taxed(*pairs, total=total, tax=str(tax), prices_include_tax=True)).order
        assert [line.total.minor for line in order.lines] == prices


class TestBalance:
    """Lines and charges are the total, to the last minor unit, or the order is refused."""

    @given(
        st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**7)), min_size=1, max_size=15),
        st.booleans(),
    )
    def test_fine_taxes_add_up_however_the_shop_rounds(
        self, parts: list[tuple[int, int]], each: bool
    ) -> None:
        pairs = [(str(Decimal(net) / 100), str(Decimal(tax) / 10_000)) for net, tax in parts]
        cents = [Decimal(tax) / 100 for _, tax in parts]
        rounded = (
            sum(x.quantize(Decimal(1), rounding="ROUND_HALF_UP") for x in cents)
            if each
            else sum(cents, Decimal(0)).quantize(Decimal(1), rounding="ROUND_HALF_UP")
        )
        total = str((sum(net for net, _ in parts) + Decimal(rounded)) / 100)
        order = read_order(taxed(*pairs, total=total, tax=str(Decimal(rounded) / 100))).order
        assert sum((line.total for line in order.lines), EUR.zero) == EUR(total)
        for line, (net, tax) in zip(order.lines, parts, strict=True):
            assert line.price.minor == net
            assert abs(line.taxes[0].amount.minor * 100 - tax) < 100

    @pytest.mark.parametrize("total", ["60.49", "60.51", "0.00"])
    def test_another_total_is_refused_with_both_figures(self, total: str) -> None:
        (problem,) = problems(woo(total=total))
        assert problem.startswith(f"$.total is EUR {total}, and lines")
        assert problem.endswith("come to EUR 60.50")

    def test_a_total_finer_than_the_currency_is_refused(self) -> None:
        assert problems(untaxed("9.995", total="9.995")) == [
            "$.total is finer than EUR is paid: 2 decimals"
        ]

    def test_an_order_without_price_is_one(self) -> None:
        reading = read_order(untaxed("0.00", total="0.00", date_paid_gmt=None))
        assert reading.order.history[0] == Shipped({"1": 1}, at=SENT)
        assert "$.date_paid_gmt" not in assumed(reading)


class TestDiscountFees:
    """A fee below zero is a discount of the order, shared over its lines once."""

    def test_it_is_shared_by_price(self) -> None:
        reading = read_order(
            untaxed("30.00", "40.00", "10.00", total="70.00", fee_lines=[fee("-10")])
        )
        # 10.00 over 80.00: 3.75, 5.00 and 1.25.
        assert totals(reading.order) == ["26.25", "35.00", "8.75"]
        assert reading.order.charges == ()
        assert "shared over the lines" in assumed(reading)["$.fee_lines[0]"]

    def test_its_tax_is_shared_by_tax(self) -> None:
        document = woo(fee_lines=[fee("-5.00", "-0.50")], total="55.00")
        document["tax_lines"][0]["tax_total"] = "4.50"
        order = read_order(document).order
        # 5.00 over 30.00 and 20.00; 0.50 over 3.00 and 2.00.
        assert [str(line.price.amount) for line in order.lines] == ["27.00", "18.00"]
        assert taxes(order) == [["2.70"], ["1.80"], ["0.50"]]

    def test_it_can_take_everything(self) -> None:
        order = read_order(untaxed("30.00", total="0.00", fee_lines=[fee("-30.00")])).order
        assert totals(order) == ["0.00"]

    def test_it_cannot_take_more(self) -> None:
        document = untaxed("30.00", total="4.99", fee_lines=[fee("-30.01")])
        document["shipping_lines"] = [{"id": 2, "total": "5.00", "taxes": []}]
        assert paths(document) == ["$.fee_lines[0]"]

    def test_it_cannot_take_a_tax_that_no_line_has(self) -> None:
        assert paths(untaxed("30.00", total="28.90", fee_lines=[fee("-1.00", "-0.10")])) == [
            "$.fee_lines[0]"
        ]

    def test_a_refund_that_names_the_whole_line_gives_what_was_paid(self) -> None:
        document = untaxed("30.00", "10.00", total="36.00", fee_lines=[fee("-4.00")])
        document["refunds"] = [entry(50, "-27.00")]
        told = refund(50, "27.00", back(1, -1, "-30.00"), fee_lines=[back(20, 0, "3.00")])
        reading = read_order(document, [told])
        assert reading.order.history[-1] == Refunded(
            EUR("27.00"),
            lines=[LineRefund("1", units=1, price=EUR("27.00"))],
            at="2026-03-10T12:00Z",
            ref="50",
        )
        assert "all that is left" in assumed(reading)["refunds[0]:$.line_items[0]"]
        assert "shares of the lines" in assumed(reading)["refunds[0]:$.fee_lines[0]"]


# Every status beside the events that are read from it, with and without dates.
BOTH = {"date_paid_gmt": None, "date_completed_gmt": None}
MONEY = Paid(EUR("60.50"), tender=CARD, at=PAID)
GOODS = Shipped({"11": 3, "12": 1}, at=SENT)
OFF = Cancelled({"11": 3, "12": 1}, at=CHANGED)


class TestHistory:
    """Dates and the status become events; what is read into them is said."""

    @pytest.mark.parametrize(
        ("status", "changes", "events", "says"),
        [
            pytest.param("pending", BOTH, [], [], id="pending: not paid"),
            pytest.param("on-hold", BOTH, [], [], id="on hold: the transfer is awaited"),
            pytest.param("failed", BOTH, [], [], id="failed: nothing was paid"),
            pytest.param(
                "processing", {"date_completed_gmt": None}, [MONEY], [], id="processing: paid"
            ),
            pytest.param(
                "processing",
                BOTH,
                [Paid(EUR("60.50"), tender=CARD, at=PLACED)],
                ["$.date_paid_gmt"],
                id="processing without a date: paid when placed",
            ),
            pytest.param(
                "processing", {}, [MONEY], ["$.date_completed_gmt"], id="reopened: nothing was sent"
            ),
            pytest.param(
                "completed", {}, [MONEY, GOODS], ["$.date_completed_gmt"], id="completed: sent"
            ),
            pytest.param(
                "completed",
                {"date_completed_gmt": None},
                [MONEY, Shipped({"11": 3, "12": 1}, at=CHANGED)],
                ["$.date_completed_gmt"],
                id="completed without a date: sent at the last change",
            ),
            pytest.param(
                "refunded",
                {},
                [MONEY, GOODS, Refunded(EUR("60.50"), at=CHANGED, ref="status")],
                ["$.date_completed_gmt", "$.status"],
                id="refunded: everything was given back",
            ),
            pytest.param(
                "refunded",
                BOTH,
                [
                    Paid(EUR("60.50"), tender=CARD, at=PLACED),
                    Refunded(EUR("60.50"), at=CHANGED, ref="status"),
                ],
                ["$.date_paid_gmt", "$.status"],
                id="refunded before it was sent",
            ),
            pytest.param("cancelled", BOTH, [OFF], ["$.status"], id="cancelled before payment"),
            pytest.param(
                "cancelled",
                {"date_completed_gmt": None},
                [MONEY, OFF],
                ["$.status"],
                id="cancelled after payment: the money is still there",
            ),
            pytest.param(
                "pending", {"date_completed_gmt": None}, [MONEY], [], id="paid all the same"
            ),
            pytest.param(
                "wc-packed",
                {"date_completed_gmt": None},
                [MONEY],
                ["$.status"],
                id="a status of a plug-in says nothing",
            ),
        ],
    )
    def test_status(
        self, status: str, changes: Document, events: list[Event], says: list[str]
    ) -> None:
        reading = read_order(woo(status=status, **changes))
        assert list(reading.order.history) == events
        usual = {"$.line_items", "$.prices_include_tax"}
        assert sorted({path for path, _ in reading.assumed} - usual) == says

    @pytest.mark.parametrize("status", ["trash", "auto-draft", "checkout-draft"])
    def test_what_is_no_agreement_is_refused(self, status: str) -> None:
        (problem,) = problems(woo(status=status))
        assert problem.startswith(f"$.status is '{status}': ")

    def test_refunds_show_that_it_was_paid(self) -> None:
        reading = read_order(woo(status="cancelled", refunds=[entry(50, "-60.50")], **BOTH))
        assert reading.order.history[0] == Paid(EUR("60.50"), tender=CARD, at=PLACED)
        assert "has refunds" in assumed(reading)["$.date_paid_gmt"]

    @pytest.mark.parametrize(
        ("method", "transaction", "tender", "said"),
        [
            pytest.param("bacs", "", Tender.bank_transfer("bacs"), False, id="bank transfer"),
            pytest.param("cheque", None, Tender.bank_transfer("cheque"), False, id="cheque"),
            pytest.param("cod", "", Tender.cash("cod"), False, id="cash on delivery"),
            pytest.param("stripe", "ch_1", Tender.card("ch_1"), False, id="card"),
            pytest.param("paypal", "PP1", Tender.other("PP1"), False, id="PayPal"),
            pytest.param("barter", "", Tender.other("barter"), True, id="of a plug-in"),
            pytest.param("", "", Tender.other("payment"), True, id="entered by hand"),
        ],
    )
    def test_tender(self, method: str, transaction: str | None, tender: Tender, said: bool) -> None:
        reading = read_order(woo(payment_method=method, transaction_id=transaction))
        assert reading.order.history[0] == Paid(EUR("60.50"), tender=tender, at=PAID)
        assert ("$.payment_method" in assumed(reading)) is said

    def test_cash_is_dated_before_it_was_handed_over(self) -> None:
        assert "$.date_paid_gmt" in assumed(read_order(woo(payment_method="cod")))

    def test_the_shops_wall_time_is_not_read(self) -> None:
        changes = {"date_created": "long ago", "date_paid": 5, "date_completed": {}}
        assert read_order(woo(**changes)).order == read_order(woo()).order


def refunded(reading: OrderReading) -> list[Refunded]:
    """The refunds of an order, in order of time."""
    found = [event for event in reading.order.history if isinstance(event, Refunded)]
    return sorted(found, key=lambda event: event.at)


class TestRefunds:
    """What was given back is taken off what is left, by line where its own document tells."""

    def test_without_their_documents_they_are_amounts(self) -> None:
        reading = read_order(woo(refunds=[entry(50, "-10.00", "late"), entry(51, "-1.00")]))
        assert refunded(reading) == [
            Refunded(EUR("10.00"), at=CHANGED, ref="50", reason="late"),
            Refunded(EUR("1.00"), at=CHANGED, ref="51"),
        ]
        assert {"$.refunds[0]", "$.refunds[1]"} <= set(assumed(reading))
        assert reading.order.position(at=LATER).refundable == EUR("49.50")

    def test_the_reason_has_an_older_name(self) -> None:
        older = {"id": 50, "refund": "late", "total": "-10.00"}
        reading = read_order(woo(refunds=[older]))
        assert refunded(reading)[0].reason == "late"

    def test_they_are_not_before_the_payment(self) -> None:
        late = woo(date_paid_gmt="2026-03-09T09:00:00", refunds=[entry(50, "-10.00")])
        assert refunded(read_order(late))[0].at.isoformat() == "2026-03-09T09:00:00+00:00"

    def test_their_documents_tell_date_reason_and_lines(self) -> None:
        told = refund(50, "11.00", back("11", -1, "-10.00", "-1.00"), reason="chipped")
        reading = read_order(woo(refunds=[entry(50, "-11.00")]), [told])
        assert refunded(reading) == [
            Refunded(
                EUR("11.00"),
                lines=[LineRefund("11", units=1, price=EUR("10.00"), taxes=[EUR("1.00")])],
                at="2026-03-10T12:00Z",
                ref="50",
                reason="chipped",
            )
        ]
        assert reading.order.position(at=LATER).line_money("11").left == EUR("22.00")
        assert [x for x in assumed(reading) if x.startswith("refunds")] == []
        assert "refunds[*]:$.refunded_payment" in reading.unmapped

    def test_delivery_and_fees_are_given_back_too(self) -> None:
        document = woo(fee_lines=[fee("2.00")], total="62.50", refunds=[entry(50, "-7.50")])
        told = refund(
            50,
            "7.50",
            shipping_lines=[back("13", 0, "-5.00", "-0.50")],
            fee_lines=[back("20", 0, "-2.00")],
        )
        position = read_order(document, [told]).order.position(at=LATER)
        assert position.charge_money("13").left == EUR.zero
        assert position.charge_money("20").left == EUR.zero

    def test_only_those_handed_in_have_dates(self) -> None:
        document = woo(refunds=[entry(50, "-11.00"), entry(51, "-5.00")])
        reading = read_order(document, [refund(50, "11.00")])
        assert "$.refunds[1]" in assumed(reading)
        assert "$.refunds[0]" not in assumed(reading)

    def test_pieces_of_one_line_belong_together(self) -> None:
        pieces = [back("11", -1, "-10.00", "-1.00"), back("11", -1, "-10.00", "-1.00")]
        reading = read_order(woo(refunds=[entry(50, "-22.00")]), [refund(50, "22.00", *pieces)])
        (line,) = refunded(reading)[0].lines
        assert (line.units, line.price, line.taxes) == (2, EUR("20.00"), (EUR("2.00"),))

    def test_money_without_units(self) -> None:
        told = refund(50, "4.00", back("11", 0, "-4.00"))
        (line,) = refunded(read_order(woo(refunds=[entry(50, "-4.00")]), [told]))[0].lines
        assert (line.units, line.price, line.taxes) == (0, EUR("4.00"), (EUR.zero,))

    def test_a_piece_without_item_is_an_amount(self) -> None:
        piece = back("11", -1, "-10.00") | {"meta_data": []}
        reading = read_order(woo(refunds=[entry(50, "-10.00")]), [refund(50, "10.00", piece)])
        assert refunded(reading)[0].lines == ()
        assert "tied to nothing" in assumed(reading)["refunds[0]:$.line_items[0]"]

    def test_more_than_its_lines_is_money_for_nothing_in_particular(self) -> None:
        told = refund(50, "12.00", back("11", -1, "-10.00", "-1.00"))
        position = read_order(woo(refunds=[entry(50, "-12.00")]), [told]).order.position(at=LATER)
        assert position.refundable == EUR("48.50")
        assert position.line_money("11").left == EUR("22.00")

    def test_less_than_its_lines_is_withheld(self) -> None:
        told = refund(50, "8.00", back("11", -1, "-10.00", "-1.00"))
        reading = read_order(woo(refunds=[entry(50, "-8.00")]), [told])
        assert refunded(reading)[0].withheld == EUR("3.00")
        assert "EUR 3.00 less" in assumed(reading)["refunds[0]:$.amount"]

    def test_a_tax_rounded_again_is_at_most_what_is_left(self) -> None:
        document = taxed(("1.00", "0.125"), ("1.00", "0.125"), total="2.25", tax="0.25")
        document["refunds"] = [entry(50, "-1.13")]
        # The second line's tax was settled at 0.12; its refund says 0.125 again, which is 0.13.
        reading = read_order(document, [refund(50, "1.13", back(2, -1, "-1.00", "-0.125"))])
        assert refunded(reading)[0].lines[0].taxes == (EUR("0.12"),)
        assert "not EUR 0.13" in assumed(reading)["refunds[0]:$.line_items[0]"]

    def test_tax_inside_comes_back_inside(self) -> None:
        document = taxed(("8.26", "1.735537"), total="10.00", tax="1.74", prices_include_tax=True)
        document["refunds"] = [entry(50, "-10.00")]
        reading = read_order(document, [refund(50, "10.00", back(1, -1, "-8.26", "-1.735537"))])
        (line,) = refunded(reading)[0].lines
        assert (line.price, line.taxes) == (EUR("10.00"), (EUR("1.74"),))
        assert refunded(reading)[0].withheld is None

    def test_part_of_a_full_refund_status_is_known(self) -> None:
        document = woo(status="refunded", refunds=[entry(50, "-20.00")])
        amounts = [event.amount for event in refunded(read_order(document))]
        assert amounts == [EUR("20.00"), EUR("40.50")]

    def test_nothing_is_added_to_a_full_refund(self) -> None:
        reading = read_order(woo(status="refunded", refunds=[entry(50, "-60.50")]))
        assert [event.ref for event in refunded(reading)] == ["50"]
        assert "$.status" not in assumed(reading)

    @pytest.mark.parametrize(
        ("listed", "told", "expected"),
        [
            pytest.param(
                [entry(50, "-9.00")],
                [refund(50, "10.00")],
                ["refunds[0]:$.amount is another amount than $.refunds[0].total; read both again"],
                id="two amounts: both places are named",
            ),
            pytest.param(
                [],
                [refund(50, "10.00")],
                ["refunds[0]:$.id is 50, and $.refunds lists no such refund; read the order again"],
                id="the order does not know it",
            ),
            pytest.param(
                [entry(50, "9.00")],
                [],
                ["$.refunds[0].total is '9.00', and what is given back is zero or less here"],
                id="the wrong sign",
            ),
            pytest.param(
                [entry(50, "-9.00"), entry(50, "-9.00")],
                [],
                ["$.refunds[1].id is 50, as is $.refunds[0].id"],
                id="listed twice",
            ),
            pytest.param(
                [entry(50, "-9.00")],
                [refund(50, "9.00"), refund(50, "9.00")],
                ["refunds[1]:$.id is 50, as is refunds[0]:$.id"],
                id="handed in twice",
            ),
            pytest.param(
                [entry(50, "-60.51")],
                [],
                ["$.refunds add up to EUR 60.51, more than the total of EUR 60.50"],
                id="more than was paid",
            ),
            pytest.param(
                [entry(50, "-9.00")],
                [refund(50, "9.00", back("99", -1, "-9.00"))],
                ["refunds[0]:$.line_items[0] gives back item 99, which was not sold"],
                id="an item that was not sold",
            ),
            pytest.param(
                [entry(50, "-9.00")],
                [refund(50, "9.00", back("x", -1, "-9.00"))],
                ["refunds[0]:$.line_items[0].meta_data[0].value is 'x': a whole number is needed"],
                id="an item that cannot be",
            ),
            pytest.param(
                [entry(50, "-9.00")],
                [refund(50, "9.00", back("11", -4, "-9.00"))],
                ["refunds[0]:$.line_items[0] gives back 4 units: 3 are left"],
                id="more units than were sold",
            ),
            pytest.param(
                [entry(50, "-40.00")],
                [refund(50, "40.00", back("11", -1, "-30.01"))],
                ["refunds[0]:$.line_items[0] gives back EUR 30.01 of the price: EUR 30.00 is left"],
                id="a cent more than the line",
            ),
            pytest.param(
                [entry(50, "-40.00")],
                [refund(50, "40.00", back("11", -1, "-30.00", "-3.01"))],
                ["refunds[0]:$.line_items[0] gives back EUR 3.01 of tax 5: EUR 3.00 is left"],
                id="a cent more than the tax",
            ),
            pytest.param(
                [entry(50, "-9.00")],
                [refund(50, "9.00", back("11", -1, "-8.00", "-1.00", rate=6))],
                ["refunds[0]:$.line_items[0] gives back tax 6, which was not paid"],
                id="a tax that was not paid",
            ),
            pytest.param(
                [entry(50, "-9.001")],
                [],
                ["$.refunds[0] is finer than EUR is paid: 2 decimals"],
                id="finer than a cent",
            ),
        ],
    )
    def test_what_cannot_be(
        self, listed: list[Document], told: list[Document], expected: list[str]
    ) -> None:
        assert problems(woo(refunds=listed), told) == expected

    def test_a_second_refund_finds_what_the_first_left(self) -> None:
        document = woo(refunds=[entry(50, "-20.00"), entry(51, "-11.00")])
        told = [
            refund(50, "20.00", back("11", -2, "-20.00")),
            refund(51, "11.00", back("11", -1, "-10.01"), date_created_gmt="2026-03-11T12:00:00"),
        ]
        assert problems(document, told) == [
            "refunds[1]:$.line_items[0] gives back EUR 10.01 of the price: EUR 10.00 is left"
        ]

    def test_a_refund_before_the_payment_cannot_be(self) -> None:
        told = refund(50, "10.00", date_created_gmt="2026-03-01T12:00:00")
        (problem,) = problems(woo(refunds=[entry(50, "-10.00")]), [told])
        assert problem.startswith("$ cannot be: refund of EUR 10.00 exceeds the EUR 0.00")


class TestRefused:
    """Everything that is wrong is said at once, where it is."""

    def test_all_problems_at_once(self) -> None:
        document = woo(currency="EURO", customer_id=True, date_paid_gmt="yesterday")
        document["line_items"][0]["total"] = 30.0
        document["line_items"][1] |= {"quantity": 0, "id": "12"}
        del document["tax_lines"]
        assert sorted(paths(document)) == [
            "$.currency",
            "$.customer_id",
            "$.date_paid_gmt",
            "$.line_items[0].total",
            "$.line_items[1].id",
            "$.line_items[1].quantity",
            "$.tax_lines",
        ]

    def test_a_float_is_told_why(self) -> None:
        (problem,) = problems(woo(total=60.5))
        assert "60.5" in problem
        assert "lost its digits" in problem

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            pytest.param({"line_items": []}, ["$.line_items"], id="no lines"),
            pytest.param({"line_items": [MUGS, MUGS]}, ["$.line_items[1].id"], id="a line twice"),
            pytest.param(
                {"fee_lines": [fee("0", id=11)]}, ["$.fee_lines[0].id"], id="a fee and a line"
            ),
            pytest.param({"tax_lines": [TAX, TAX]}, ["$.tax_lines[1].rate_id"], id="a rate twice"),
            pytest.param(
                {"line_items": [MUGS | {"taxes": [{"id": 5, "total": "1"}] * 2}]},
                ["$.line_items[0].taxes[1].id"],
                id="a rate twice on a line",
            ),
            pytest.param(
                {"line_items": [MUGS | {"total": "-1.00"}]},
                ["$.line_items[0].total"],
                id="a line below zero",
            ),
            pytest.param(
                {"line_items": [MUGS | {"taxes": [{"id": 5, "total": "-1"}]}]},
                ["$.line_items[0].taxes[0].total"],
                id="a tax below zero",
            ),
            pytest.param(
                {"shipping_lines": [DELIVERY | {"total": "-5.00"}]},
                ["$.shipping_lines[0].total"],
                id="delivery below zero",
            ),
            pytest.param(
                {"fee_lines": [fee("-5.00", "0.50")]},
                ["$.fee_lines[0].taxes[0].total"],
                id="a discount with a tax above zero",
            ),
            pytest.param({"total": "-60.50"}, ["$.total"], id="a total below zero"),
            pytest.param({"currency": "XAU"}, ["$.currency"], id="gold"),
            pytest.param({"currency": "?"}, ["$.currency"], id="no code"),
            pytest.param(
                {"line_items": [MUGS | {"name": "x" * 1_000_000}]},
                ["$.line_items[0].name"],
                id="an endless name",
            ),
        ],
    )
    def test_one_by_one(self, changes: Document, expected: list[str]) -> None:
        assert paths(woo(**changes)) == expected

    @pytest.mark.parametrize("document", [None, 5, "x", [], [woo()], True], ids=repr)
    def test_no_document(self, document: object) -> None:
        assert paths(document)[0] == "$"

    @pytest.mark.parametrize("given_back", [None, 5, "x", {}, {"id": 1}])
    def test_no_list_of_refunds(self, given_back: object) -> None:
        assert paths(woo(), given_back) == ["refunds"]

    def test_ten_thousand_lines(self) -> None:
        lines = [
            {"id": id, "quantity": 1, "total": "1.00", "taxes": [{"id": 5, "total": "0.075"}]}
            for id in range(1, 10_001)
        ]
        document = woo(
            line_items=lines,
            shipping_lines=[],
            tax_lines=[TAX | {"tax_total": "750.00"}],
            total="10750.00",
        )
        order = read_order(document).order
        assert sum((line.total for line in order.lines), EUR.zero) == EUR("10750.00")


def nested(depth: int) -> list[Any]:
    """A list in a list in a list."""
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


HOSTILE: list[object] = [
    None, True, False, 0, 1, -1, 7, 10**30, 10**5000, 0.1, 1e308, float("nan"), float("inf"),
    Decimal("1E+999999999"), Decimal("NaN"), "", " ", "0", "-0.01", "NaN", "1e9", "٣", "1.5.5",
    "0.0000000000000000000001", "99999999999999999999999", "x" * 1_000_000, "\ud800", b"x", "$",
    "2999-12-31T23:59:59", "0001-01-01T00:00:00", "2026-03-02T09:15:00+14:00", "JPY", "refunded",
    [], {}, [[]], [None], [{}], {"id": 1}, {5: 6}, nested(50_000), object(),
]  # fmt: skip


def full() -> tuple[Document, list[Document]]:
    """An order that has everything, and its refunds."""
    order = woo(
        fee_lines=[fee("2.00", "0.201"), fee("-5.00", "-0.50", id=21)],
        refunds=[entry(50, "-11.00", "chipped"), entry(51, "-1.00")],
        total="57.20",
    )
    order["tax_lines"][0]["tax_total"] = "4.70"
    told = [
        refund(
            50,
            "11.00",
            back("11", -1, "-9.00", "-0.90"),
            shipping_lines=[back("13", 0, "-0.50", "-0.05")],
            fee_lines=[back("20", 0, "-0.50", "-0.05")],
        )
    ]
    return order, told


FULL = [*full()]
PLACES = [*places(FULL)]


def read_whole(told: Any) -> None:
    """An order and its refunds, read together, with a position that adds up."""
    order, *given_back = told
    reading = read_order(order, *given_back)
    assert reading.order.position(at="2999-12-31T00:00Z").money.left.minor >= 0


class TestHostile:
    """Whatever stands anywhere in a document, it is read or refused, and nothing else happens."""

    def test_the_document_itself_is_sound(self) -> None:
        reading = read_order(*full())
        assert totals(reading.order) == ["29.70", "19.80", "5.50", "2.20"]
        assert refunded(reading)[1].lines[0].taxes == (EUR("0.90"),)

    @pytest.mark.parametrize(("turn", "path"), [*enumerate(PLACES)], ids=map(dotted, PLACES))
    def test_missing_doubled_or_any_value_anywhere(self, turn: int, path: Place) -> None:
        # An order and its refunds stand at the top: those are given, and once.
        gone = (drop, double("_gmt")) if path[1:] else ()
        for change in (*gone, *map(put, in_turn(HOSTILE, turn, 4))):
            survives(read_whole, mutated(FULL, path, change))


# Other people's documents


Shared = Callable[[str], Path]


@pytest.fixture
def real(shared: Shared) -> Callable[[str], Any]:
    """A document that WooCommerce's own documentation shows."""
    return lambda name: json.loads(shared(f"real/woocommerce/{name}.json").read_text("utf-8"))


TERMS = ReturnTerms(
    id="real",
    version="1",
    zone="America/Los_Angeles",
    window=ReturnWindow(Days(30), since=(Delivered, Shipped)),
    reasons={"faulty": ReasonKind.DEFECT},
)
MONEY_TERMS = RefundTerms(
    id="real",
    version="1",
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
)


def quoted(order: Order, units: dict[str, int]) -> RefundQuote:
    """What comes back for units of a real order within the window."""
    asked = ReturnRequest.of(units, reason="faulty")
    return refunds.quote(returns.assess(order, asked, TERMS, at="2017-04-01T12:00Z"), MONEY_TERMS)


class TestOrder727:
    """Two of 3.00 and one of 12.00, 1.35 tax, 10.00 delivery: 29.35 by bank transfer."""

    @pytest.fixture
    def order(self, real: Callable[[str], Any]) -> Order:
        return read_order(real("order_completed")).order

    def test_it_is_paid_and_sent(self, order: Order) -> None:
        tender = Tender.bank_transfer("bacs")
        assert order.history == (
            Paid(USD("29.35"), tender=tender, at="2017-03-22T19:28:08Z"),
            Shipped({"315": 2, "316": 1}, at="2017-03-22T19:30:35Z"),
        )
        assert totals(order) == ["6.45", "12.90", "10.00"]

    @pytest.mark.parametrize(
        ("units", "amounts", "rest"),
        [
            # 12.00 + 0.90
            pytest.param({"316": 1}, ["12.90"], ("0.90", "0.00", "12.90"), id="one line back"),
            # 6.00 / 2 and 0.45 / 2 = 0.225, half up
            pytest.param({"315": 1}, ["3.23"], ("0.23", "0.00", "3.23"), id="one unit back"),
            pytest.param(
                {"315": 2, "316": 1}, ["6.45", "12.90"], ("1.35", "10.00", "29.35"), id="all back"
            ),
        ],
    )
    def test_quotes(
        self, order: Order, units: dict[str, int], amounts: list[str], rest: tuple[str, str, str]
    ) -> None:
        quote = quoted(order, units)
        tax, shipping, total = map(USD, rest)
        assert [str(line.amount.amount) for line in quote.lines] == amounts
        assert sum((line.tax for line in quote.lines), USD.zero) == tax
        assert (quote.shipping, quote.total) == (shipping, total)
        assert quote.tenders == {"bacs": total}

    def test_terms_that_know_deliveries_only_refer(self, order: Order) -> None:
        strict = ReturnTerms(
            id="strict",
            version="1",
            zone="America/Los_Angeles",
            window=ReturnWindow(Days(30), since=Delivered),
            reasons={"faulty": ReasonKind.DEFECT},
        )
        asked = ReturnRequest.of({"316": 1}, reason="faulty")
        answer = returns.assess(order, asked, strict, at="2017-04-01T12:00Z")
        assert answer.outcome is Outcome.REFER

    def test_while_processing_nothing_was_sent(self, real: Callable[[str], Any]) -> None:
        order = read_order(real("order_processing")).order
        asked = ReturnRequest.of({"316": 1}, reason="faulty")
        answer = returns.assess(order, asked, TERMS, at="2017-04-01T12:00Z")
        assert answer.because == {"not_shipped": 1}


class TestOrder723:
    """9.00 and 20.00, 10.00 delivery; 9.00 and 10.00 were given back, without dates or payment."""

    @pytest.fixture
    def document(self, real: Callable[[str], Any]) -> Any:
        (found,) = [order for order in real("orders_list") if order["id"] == 723]
        return found

    def test_what_is_not_told_is_assumed(self, document: Any) -> None:
        reading = read_order(document)
        assert {
            "$.date_paid_gmt",
            "$.date_completed_gmt",
            "$.refunds[0]",
            "$.refunds[1]",
        } <= set(assumed(reading))
        assert [event.at.isoformat() for event in refunded(reading)] == [
            "2017-03-21T19:54:51+00:00"
        ] * 2

    @pytest.mark.parametrize(
        ("units", "total", "withheld"),
        [
            pytest.param({"311": 1}, "9.00", "0.00", id="the small line fits into what is left"),
            pytest.param({"313": 1}, "20.00", "0.00", id="the large one just so"),
            # 9.00 + 20.00 + 10.00 delivery, less 19.00
            pytest.param({"311": 1, "313": 1}, "20.00", "19.00", id="all of it does not"),
        ],
    )
    def test_the_refunds_lower_every_later_cap(
        self, document: Any, units: dict[str, int], total: str, withheld: str
    ) -> None:
        quote = quoted(read_order(document).order, units)
        assert (quote.total, quote.withheld) == (USD(total), USD(withheld))

    def test_their_own_documents_tell_more(self, document: Any, real: Callable[[str], Any]) -> None:
        reading = read_order(document, real("refunds_list"))
        assert refunded(reading) == [
            Refunded(
                USD("9.00"),
                lines=[LineRefund("311", units=1, price=USD("9.00"))],
                at="2017-03-21T19:55:37Z",
                ref="724",
            ),
            Refunded(USD("10.00"), at="2017-03-21T20:07:11Z", ref="726"),
        ]
        asked = ReturnRequest.of({"311": 1, "313": 1}, reason="faulty")
        answer = returns.assess(reading.order, asked, TERMS, at="2017-04-01T12:00Z")
        assert answer.because == {"already_refunded": 1}
        quote = refunds.quote(answer, MONEY_TERMS)
        # The album is paid back already: 20.00 + 10.00 delivery, less the 10.00 tied to nothing.
        assert (quote.total, quote.withheld) == (USD("20.00"), USD("10.00"))

    def test_one_of_them_alone(self, document: Any, real: Callable[[str], Any]) -> None:
        reading = read_order(document, [real("refund")])
        assert [event.ref for event in refunded(reading)] == ["724", "726"]
        assert "$.refunds[1]" in assumed(reading)


class TestBatch:
    """Orders created, changed and deleted in one go."""

    def test_every_one_is_read(self, real: Callable[[str], Any]) -> None:
        for orders in real("orders_batch_response").values():
            for document in orders:
                order = read_order(document).order
                whole = sum((part.total for part in parts(order)), USD.zero)
                assert whole == USD(document["total"])

    def test_taxes_of_half_a_cent_share_the_odd_one(self, real: Callable[[str], Any]) -> None:
        order = read_order(real("orders_batch_response")["create"][0]).order
        # 1.125 + 0.225 + 0.90 = 2.25
        assert [str(line.taxes[0].amount.amount) for line in order.lines] == [
            "1.13",
            "0.22",
            "0.90",
        ]
