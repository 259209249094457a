"""Every sample order tells what its title says, to the last minor unit."""

import pytest

from postsales import Decision, Order, Outcome, RefundQuote, ReturnCase, refunds, returns
from postsales.samples import orders, refund_terms, requests, terms, titles

NOON = "2026-04-02T12:00+02:00"
ORDERS = {order.id: order for order in orders}


def decided(order: Order, at: str = NOON) -> Decision[ReturnCase]:
    return returns.assess(order, requests[order.id], terms, at=at)


def quoted(id: str, at: str = NOON) -> RefundQuote:
    return refunds.quote(decided(ORDERS[id], at), refund_terms)


ANSWERS = [
    ("split-delivery", Outcome.PARTLY, {"socks": 2}, {"window_closed": 1}),
    ("one-second", Outcome.PARTLY, {"kettle": 1}, {"window_closed": 1}),
    ("short-window", Outcome.REFUSED, {}, {"window_closed": 1}),
    ("final-sale", Outcome.PARTLY, {"coat": 1}, {"final_sale": 1}),
    ("no-delivery-date", Outcome.REFER, {}, {"delivery_date_missing": 1}),
    ("download", Outcome.PARTLY, {"book": 1}, {"digital_content": 1}),
    ("cancelled-part", Outcome.PARTLY, {"jar": 2}, {"not_shipped": 1, "already_cancelled": 2}),
    ("three-thirds", Outcome.ALLOWED, {"tee": 1}, {}),
    ("shared-discount", Outcome.ALLOWED, {"plates": 6, "glasses": 6, "napkins": 1}, {}),
    ("sales-tax", Outcome.ALLOWED, {"rug": 1, "poster": 2}, {}),
    ("gift-card-and-card", Outcome.ALLOWED, {"jacket": 1}, {}),
    ("pending-refund", Outcome.PARTLY, {"blanket": 1}, {"already_refunded": 1}),
    ("goodwill", Outcome.ALLOWED, {"armchair": 1}, {}),
    ("chargeback", Outcome.ALLOWED, {"watch": 1}, {}),
    ("yen", Outcome.ALLOWED, {"bowl": 2}, {}),
    ("dinar", Outcome.ALLOWED, {"radio": 3}, {}),
]

# The label of a return to the German shop costs 4.95, once, for a change of mind only.
MONEY = [
    # cum(2) of 29.90 over 4 = 14.95, tax round(4.77 * 2 / 4 = 2.385) = 2.39; 14.95 - 4.95
    ("split-delivery", {"socks": ("14.95", "2.39")}, "10.00", {"ch_1": "10.00"}),
    # 79.80 / 2 = 39.90; 39.90 - 4.95
    ("one-second", {"kettle": ("39.90",)}, "34.95", {"tr_6": "34.95"}),
    ("short-window", {}, "0.00", {}),
    # 119.00 / 2 = 59.50, tax 19.00 / 2 = 9.50; a defect bears no fee
    ("final-sale", {"coat": ("59.50", "9.50")}, "59.50", {"ch_7": "59.50"}),
    ("no-delivery-date", {}, "0.00", {}),
    # 24.00 - 4.95
    ("download", {"book": ("24.00", "1.57")}, "19.05", {"ch_15": "19.05"}),
    # cum(4) - cum(2) of 49.99 over 5 = 39.99 - 20.00 = 19.99; 19.99 - 4.95
    ("cancelled-part", {"jar": ("19.99",)}, "15.04", {"SC-3": "15.04"}),
    # cum(2) - cum(1) of 50.00 over 3 = 33.33 - 16.67; tax 5.32 - 2.66
    ("three-thirds", {"tee": ("16.66", "2.66")}, "16.66", {"ch_3": "16.66"}),
    # 30.00 - 3.75, 40.00 - 5.00, 10.00 - 1.25; 70.00 + 4.90 shipping - 4.95
    (
        "shared-discount",
        {"plates": ("26.25",), "glasses": ("35.00",), "napkins": ("8.75",)},
        "69.95",
        {"ch_10": "69.95"},
    ),
    # rug: 150.00 / 2 = 75.00, 9.00 / 2 = 4.50, 3.38 / 2 = 1.69: 81.19
    # posters: round(25.00 * 2 / 3) = 16.67, 1.50 * 2 / 3 = 1.00, round(0.56 * 2 / 3) = 0.37: 18.04
    (
        "sales-tax",
        {"rug": ("81.19", "4.50", "1.69"), "poster": ("18.04", "1.00", "0.37")},
        "99.23",
        {"ch_9": "99.23"},
    ),
    # 89.90 - 4.95 = 84.95: 25.00 to the gift card, 59.95 to the card
    (
        "gift-card-and-card",
        {"jacket": ("89.90", "14.35")},
        "84.95",
        {"GC-7": "25.00", "ch_2": "59.95"},
    ),
    # 80.00 / 2; the pending 40.00 are spoken for, the failed ones are not
    ("pending-refund", {"blanket": ("40.00",)}, "40.00", {"ch_11": "40.00"}),
    # 149.00 owed, 149.00 - 30.00 left
    ("goodwill", {"armchair": ("149.00", "23.79")}, "119.00", {"ch_12": "119.00"}),
    # 60.00 owed, nothing left
    ("chargeback", {"watch": ("60.00",)}, "0.00", {}),
    # round(10000 * 2 / 3) = 6667, tax 909 * 2 / 3 = 606
    ("yen", {"bowl": ("6667", "606")}, "6667", {"ch_4": "6667"}),
    # round(10.125 * 3 / 4 = 7.59375) = 7.594: two units of 2.531 and one of 2.532; 15 % of each are
    # 0.380 (0.37965 and 0.3798 up): 7.594 - 1.140
    ("dinar", {"radio": ("7.594",)}, "6.454", {"ch_5": "6.454"}),
]


def test_there_are_sixteen_stories_each_with_a_request_and_a_title() -> None:
    assert [row[0] for row in ANSWERS] == [row[0] for row in MONEY] == [x.id for x in orders]
    assert len(ORDERS) == 16
    assert set(requests) == set(titles) == set(ORDERS)
    assert all(title.endswith(".") for title in titles.values())


@pytest.mark.parametrize(
    ("id", "outcome", "allowed", "because"), ANSWERS, ids=[f"{x[0]}: {x[1]}" for x in ANSWERS]
)
def test_the_answer(
    id: str, outcome: Outcome, allowed: dict[str, int], because: dict[str, int]
) -> None:
    decision = decided(ORDERS[id])
    assert decision.outcome is outcome
    assert decision.allowed == allowed
    assert decision.because == because


@pytest.mark.parametrize(
    ("id", "lines", "total", "tenders"), MONEY, ids=[f"{x[0]}: {x[2]}" for x in MONEY]
)
def test_the_money(
    id: str, lines: dict[str, tuple[str, ...]], total: str, tenders: dict[str, str]
) -> None:
    quote = quoted(id)
    found = {x.line: tuple(str(m.amount) for m in (x.amount, *x.taxes)) for x in quote.lines}
    assert found == lines
    assert str(quote.total.amount) == total
    assert {x: str(money.amount) for x, money in quote.tenders.items()} == tenders


class TestMoneyCloses:
    """What a sample pays back adds up, and can be booked."""

    @pytest.mark.parametrize("id", ORDERS)
    def test_parts_and_tenders_add_up_to_the_total(self, id: str) -> None:
        quote = quoted(id)
        parts = [x.amount for x in (*quote.lines,)] + [x.amount for x in quote.charges]
        kept = [x.amount for x in quote.fees] + [quote.withheld]
        zero = quote.currency.zero
        assert (
            sum(parts, zero) - sum(kept, zero) == quote.total == sum(quote.tenders.values(), zero)
        )

    @pytest.mark.parametrize("id", ORDERS)
    def test_the_history_takes_the_refund(self, id: str) -> None:
        order, quote = ORDERS[id], quoted(id)
        before = order.position(at=NOON).refundable
        after = order.after(quote.settled(at=NOON, ref="sample")).position(at=NOON).refundable
        assert before - after == quote.total


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        pytest.param("2026-04-01T23:59:59+02:00", 2, id="the last second of the first window"),
        pytest.param("2026-04-02T00:00:00+02:00", 1, id="one second too late for the first"),
        pytest.param("2026-04-02T23:59:59+02:00", 1, id="the last second of the second window"),
        pytest.param("2026-04-03T00:00:00+02:00", 0, id="one second too late for both"),
    ],
)
def test_one_second_decides(at: str, allowed: int) -> None:
    assert decided(ORDERS["one-second"], at).allowed.get("kettle", 0) == allowed


def test_three_thirds_close() -> None:
    order = ORDERS["three-thirds"]
    for n, third in enumerate(["16.66", "16.67"], start=2):
        part = refunds.quote(decided(order), refund_terms)
        assert str(part.total.amount) == third
        order = order.after(part.settled(at=NOON, ref=f"rf-{n}"))
    assert not order.position(at=NOON).line_money("tee").left


def test_what_lowers_a_refund_is_said() -> None:
    assert {x: str(quoted(x).withheld.amount) for x in ("goodwill", "chargeback", "yen")} == {
        "goodwill": "30.00",
        "chargeback": "60.00",
        "yen": "0",
    }


def test_the_missing_fact_is_named() -> None:
    (hint,) = decided(ORDERS["no-delivery-date"]).hints
    assert (hint.kind, hint.fact, hint.line) == ("tell", "delivered_at", "vase")


def test_what_has_not_left_can_be_cancelled_instead() -> None:
    cancel, leave_out = decided(ORDERS["cancelled-part"]).hints
    assert (cancel.kind, cancel.units) == ("cancel_instead", 1)
    assert (leave_out.kind, leave_out.units) == ("leave_out", 2)
