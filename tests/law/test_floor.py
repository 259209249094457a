"""The floor: what a merchant promises, and never less than the statute gives."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    EUR,
    Charge,
    Customer,
    Days,
    Delivered,
    Exclusion,
    Fee,
    Holidays,
    Line,
    Order,
    Outcome,
    Overridden,
    Paid,
    Per,
    RefundTerms,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    SaleMade,
    Scope,
    Shipped,
    ShippingRefund,
    Tender,
    TenderOrder,
    Trait,
    Verdict,
    explain,
    law,
    refunds,
    returns,
)
from postsales.testing import strategies
from postsales.testing.strategies.clocks import PLACED
from tests.records.test_replay import asked
from tests.returns.given import any_terms
from tests.testing import floors

DE = law.DE.observing(Holidays([], since="2020-01-01", until="2035-12-31"))
BERLIN = Customer(id="C-7", zone="Europe/Berlin")


def order(*parcels: tuple[str, dict[str, int]], **more: Any) -> Order:
    """Three tees and a mug, paid by card with delivery, and the parcels that came."""
    at = "2026-03-02T10:15+01:00"
    return Order(
        id="1001",
        placed_at=at,
        customer=BERLIN,
        lines=[
            Line("tee", quantity=3, total=EUR("50.00")),
            Line("mug", quantity=1, total=EUR("9.00"), traits=[Trait.FINAL_SALE]),
        ],
        charges=[Charge.shipping(EUR("4.90"))],
        history=[
            Paid(EUR("63.90"), tender=Tender.card("ch_1"), at=at),
            *(Delivered(units, at=f"{day}T12:00+01:00") for day, units in parcels),
        ],
        **more,
    )


def terms(days: int, **more: Any) -> ReturnTerms:
    """A window of so many days from each unit's own parcel."""
    window = ReturnWindow(Days(days), since=Delivered)
    return ReturnTerms(id="acme", version="1", zone="Europe/Berlin", window=window, **more)


SALE = [Exclusion("final_sale", applies_to=Scope(trait=Trait.FINAL_SALE))]
MONEY = RefundTerms(
    id="acme",
    version="1",
    shipping=ShippingRefund.NEVER,
    tenders=TenderOrder.AS_PAID,
    fees=[Fee("handling", EUR("4.00"), per=Per.RETURN)],
)
ALL_CAME = ("2026-03-09", {"tee": 3, "mug": 1})
TWO_PARCELS = (("2026-03-03", {"tee": 2}), ("2026-03-20", {"tee": 1, "mug": 1}))


class TestWhoDecides:
    """For each unit the more favourable side, and both answers are kept."""

    @pytest.mark.parametrize(
        ("days", "at", "outcome", "decided_by"),
        [
            (30, "2026-03-20T09:00+01:00", Outcome.ALLOWED, "acme"),
            (7, "2026-03-20T09:00+01:00", Outcome.ALLOWED, "DE.withdrawal"),
            (7, "2026-03-23T23:59:59+01:00", Outcome.ALLOWED, "DE.withdrawal"),
            (7, "2026-03-24T00:00+01:00", Outcome.REFUSED, "acme"),
            (30, "2026-03-24T00:00+01:00", Outcome.ALLOWED, "acme"),
        ],
    )
    def test_of_one_parcel(self, days: int, at: str, outcome: Outcome, decided_by: str) -> None:
        tee = ReturnRequest.of({"tee": 1}, reason="remorse")
        floor = law.assess(order(ALL_CAME), tee, terms(days), DE, at=at)
        assert floor.outcome is outcome
        assert floor.item("tee").decided_by == (decided_by,)

    def test_units_of_two_parcels_have_the_longest_of_both(self) -> None:
        """The last parcel starts the time of all units; the merchant's is of each parcel."""
        tees = ReturnRequest.of({"tee": 3}, reason="remorse")
        floor = law.assess(order(*TWO_PARCELS), tees, terms(14), DE, at="2026-03-30T09:00+02:00")
        assert floor.merchant.allowed == {"tee": 1}
        assert floor.allowed == {"tee": 3}
        assert floor.item("tee").decided_by == ("acme", "DE.withdrawal")

    def test_what_the_shop_excludes_and_the_statute_does_not(self) -> None:
        everything = ReturnRequest.everything(order(ALL_CAME), reason="remorse")
        at = "2026-03-20T09:00+01:00"
        floor = law.assess(order(ALL_CAME), everything, terms(30, exclusions=SALE), DE, at=at)
        assert floor.merchant.refused == {"mug": 1}
        assert floor.allowed == {"tee": 3, "mug": 1}

    def test_a_sale_in_the_shop_is_the_merchants_alone(self) -> None:
        bought = order(ALL_CAME, made=SaleMade.IN_SHOP)
        tee = ReturnRequest.of({"tee": 1}, reason="remorse")
        floor = law.assess(bought, tee, terms(7), DE, at="2026-03-20T09:00+01:00")
        assert floor.outcome is Outcome.REFUSED
        assert floor.item("tee").decided_by == ("acme",)

    def test_any_word_for_a_reason_will_do(self) -> None:
        tee = ReturnRequest.of({"tee": 1}, reason="whatever")
        floor = law.assess(order(ALL_CAME), tee, terms(30), DE, at="2026-03-20T09:00+01:00")
        assert floor.merchant.outcome is Outcome.REFER
        assert floor.outcome is Outcome.ALLOWED

    @pytest.mark.parametrize(
        ("at", "word", "outcome"),
        [
            ("2026-04-08T23:59:59+01:00", "defect", Outcome.ALLOWED),
            ("2026-04-08T23:59:59+01:00", "whatever", Outcome.REFER),
            ("2026-04-09T00:00+01:00", "whatever", Outcome.REFUSED),
            ("2026-04-08T23:59:59+01:00", "remorse", Outcome.REFUSED),
        ],
    )
    def test_a_word_that_may_mean_a_fault(self, at: str, word: str, outcome: Outcome) -> None:
        """Goods that are faulty can be rejected for 30 days in Great Britain."""
        tee = ReturnRequest.of({"tee": 1}, reason=word)
        london = evolve(order(ALL_CAME), customer=Customer(id="C-7", zone="Europe/London"))
        assert law.assess(london, tee, terms(7), law.GB, at=at).outcome is outcome

    def test_the_end_of_the_right_is_a_change(self) -> None:
        tee = ReturnRequest.of({"tee": 1}, reason="remorse")
        floor = law.assess(order(ALL_CAME), tee, terms(30), DE, at="2026-03-20T09:00+01:00")
        assert floor.next_change is not None
        assert floor.next_change.at.isoformat() == "2026-03-23T23:00:00+00:00"
        deadline = floor.item("tee").deadline
        assert deadline is not None
        assert deadline.last_day.isoformat() == "2026-04-08"

    def test_until_when_nothing_is_lost(self) -> None:
        """Of three tees the merchant gives one for long; the others end with the statute."""
        tees = ReturnRequest.of({"tee": 3}, reason="remorse")
        floor = law.assess(order(*TWO_PARCELS), tees, terms(25), DE, at="2026-03-30T09:00+02:00")
        assert [x.deadline and str(x.deadline.last_day) for x in floor.cases] == [
            "2026-04-14",
            "2026-04-03",
        ]
        deadline = floor.item("tee").deadline
        assert deadline is not None
        assert deadline.last_day.isoformat() == "2026-04-03"

    def test_units_of_one_line_by_either_side(self) -> None:
        """The early tees are the shop's favour, the late one is in the time of the statute."""
        parcels = (("2026-03-05", {"tee": 2}), ("2026-03-20", {"tee": 1}))
        tees, at = ReturnRequest.of({"tee": 3}, reason="remorse"), "2026-04-01T09:00+02:00"
        floor = law.assess(order(*parcels), tees, floors.EARLY, floors.BY_PARCELS, at=at)
        assert floor.merchant.allowed == {"tee": 2}
        assert floor.statutory["withdrawal"].allowed == {"tee": 1}
        assert floor.allowed == {"tee": 3}
        assert floor.item("tee").decided_by == ("XX.withdrawal", "early")

    @pytest.mark.parametrize(
        ("days", "last", "said"),
        [
            (3, "2026-03-23", "Monday, 23 March 2026"),
            (14, "2026-03-23", "Monday, 23 March 2026"),
            (15, "2026-03-24", "Tuesday, 24 March 2026"),
        ],
    )
    def test_the_later_end_is_told(self, days: int, last: str, said: str) -> None:
        """Units that both sides give are given until the later end, and it is so when it is over.

        The customer reads no earlier day than that of the law.
        """
        tee = ReturnRequest.of({"tee": 3}, reason="remorse")
        floor = law.assess(order(ALL_CAME), tee, terms(days), DE, at="2026-03-10T09:00+01:00")
        decision = floor.decision
        for deadline in (floor.item("tee").deadline, decision.item("tee").deadline):
            assert deadline is not None
            assert deadline.last_day.isoformat() == last
        change = decision.next_change
        assert change is not None
        assert change.because == "window_closed"
        for at, is_open in ((change.at - timedelta(microseconds=1), True), (change.at, False)):
            again = law.assess(order(ALL_CAME), tee, terms(days), DE, at=at)
            assert (again.outcome is Outcome.ALLOWED) is is_open
        told = explain.text(decision, locale="en", zone="Europe/Berlin").splitlines()
        (line,) = (x for x in told if x.startswith("- tee:"))
        assert line.endswith(f"until the end of {said}")

    def test_what_has_not_come_has_no_end_yet(self) -> None:
        """It can be cancelled by statute until it comes, and nobody knows when that is."""
        sent = order().after(Shipped({"tee": 3}, at="2026-03-03T12:00+01:00"))
        tees = ReturnRequest.of({"tee": 3}, reason="remorse")
        floor = law.assess(sent, tees, terms(14), DE, at="2026-03-20T09:00+01:00")
        assert floor.item("tee").decided_by == ("DE.withdrawal",)
        assert floor.item("tee").deadline is None

    def test_each_side_looks_at_the_same_units(self) -> None:
        """Two tees came and three are asked for: the faulty one is the one that nobody bought."""
        bought = order(("2026-03-09", {"tee": 2}))
        bought = evolve(bought, lines=[Line("tee", quantity=2, total=EUR("59.00"))])
        items = [ReturnItem("tee", 2, reason="remorse"), ReturnItem("tee", 1, reason="defect")]
        at = "2026-03-20T09:00+01:00"
        floor = law.assess(bought, ReturnRequest(items), terms(30), law.GB, at=at)
        assert floor.allowed == {"tee": 2}
        assert floor.refused == {"tee": 1}
        assert floor.statutory["reject"].refused == {"tee": 1}

    def test_what_staff_allow_is_the_merchants(self) -> None:
        """Nobody allows in the name of a statute, so the merchant's fees are kept."""
        tee = ReturnRequest.of({"tee": 3}, reason="remorse")
        at = "2026-06-20T10:00+02:00"
        kind = Overridden("window_closed", who="M. Kim", why="was in hospital", at=at)
        floor = law.assess(order(ALL_CAME).after(kind), tee, terms(30), DE, at=at)
        assert floor.allowed == {"tee": 3}
        assert floor.statute_gives == {}
        assert floor.item("tee").decided_by == ("acme",)
        assert law.quote(floor, MONEY).total == EUR("46.00")
        (right,) = law.rights(order(ALL_CAME).after(kind), DE, at=at)
        assert right.verdict is Verdict.NOT_MET


class TestMoney:
    """Where the statute gives, nothing is kept that it does not know; elsewhere terms hold."""

    @pytest.mark.parametrize(
        ("at", "units", "total"),
        [
            ("2026-03-20T09:00+01:00", {"tee": 3, "mug": 1}, "63.90"),
            ("2026-03-20T09:00+01:00", {"tee": 3}, "50.00"),
            ("2026-03-24T09:00+01:00", {"tee": 3, "mug": 1}, "55.00"),
        ],
    )
    def test_fees_and_delivery(self, at: str, units: dict[str, int], total: str) -> None:
        request = ReturnRequest.of(units, reason="remorse")
        floor = law.assess(order(ALL_CAME), request, terms(30), DE, at=at)
        assert law.quote(floor, MONEY).total == EUR(total)

    def test_units_that_only_the_merchant_gives_pay_his_fees(self) -> None:
        """The mug is made to order: no right to withdraw, and the shop takes it back."""
        made = order(ALL_CAME)
        lines = [
            made.lines[0],
            Line("mug", quantity=1, total=EUR("9.00"), traits=["made_to_order"]),
        ]
        bought = Order(
            id="1", placed_at=made.placed_at, customer=BERLIN, lines=lines,
            charges=made.charges, history=made.history,
        )  # fmt: skip
        request = ReturnRequest.of({"tee": 2, "mug": 1}, reason="remorse")
        floor = law.assess(bought, request, terms(30), DE, at="2026-03-20T09:00+01:00")
        found = law.quote(floor, MONEY)
        assert [str(x.total) for x in found.parts] == ["EUR 33.33", "EUR 5.00"]

    @pytest.mark.parametrize("ref", ["", "R-1"])
    @pytest.mark.parametrize("later", [{}, {"at": "2026-03-21T09:00+01:00"}])
    @pytest.mark.parametrize(
        ("per", "parts"),
        [(Per.RETURN, ["45.05", "9.00"]), (Per.ITEM, ["45.05", "4.05"])],
    )
    def test_what_is_charged_once_is_charged_once(
        self, ref: str, later: dict[str, Any], per: Per, parts: list[str]
    ) -> None:
        """Of three tees and a mug that is no case of the law, all sent back in one parcel."""
        bought = order(ALL_CAME)
        mug = evolve(bought.lines[1], traits=["made_to_order"])
        bought = evolve(bought, lines=[bought.lines[0], mug], charges=[])
        both = ReturnRequest.of({"tee": 3, "mug": 1}, reason="remorse", ref=ref)
        money = evolve(MONEY, fees=[Fee("return_shipping", EUR("4.95"), per=per)])
        floor = law.assess(bought, both, terms(30), DE, at="2026-03-20T09:00+01:00")
        stands: dict[str, Any] = {"order": bought, **later} if later else {}
        found = law.quote(floor, money, **stands)
        assert [x.total for x in found.parts] == [EUR(x) for x in parts]
        assert [x.return_ref for x in found.parts] == [ref, ref]
        assert found.total == refunds.quote(floor.merchant, money).total

    def test_what_goes_nowhere_gives_nothing(self) -> None:
        tee = ReturnRequest.of({"tee": 1}, reason="remorse")
        floor = law.assess(order(ALL_CAME), tee, terms(7), DE, at="2026-03-24T09:00+01:00")
        assert law.quote(floor, MONEY).total == EUR("0.00")


class TestNeverBelow:
    """Never less than either side gives, unit by unit and in money; asked again, the same."""

    @given(asked, any_terms, st.integers(0, 40))
    @settings(max_examples=40)
    def test_units(self, given_: tuple[Order, ReturnRequest], own: ReturnTerms, days: int) -> None:
        bought, request = given_
        at = PLACED + timedelta(days=days)
        floor = law.assess(bought, request, own, DE, at=at)
        for decision in (floor.merchant, *floor.statutory.values()):
            for line, k in decision.allowed.items():
                assert floor.allowed.get(line, 0) >= k
        units = floor.allowed, floor.referred, floor.refused
        assert sum(sum(x.values()) for x in units) == sum(request.quantities.values())

    @given(asked, strategies.refund_terms(), st.integers(0, 40))
    @settings(max_examples=40)
    def test_money(
        self, given_: tuple[Order, ReturnRequest], money: RefundTerms, days: int
    ) -> None:
        bought, request = given_
        at = PLACED + timedelta(days=days)
        floor = law.assess(bought, request, terms(20), DE, at=at)
        whole = law.quote(floor, money)
        assert whole.total >= refunds.quote(floor.merchant, money).total
        for name, decision in floor.statutory.items():
            assert whole.total >= refunds.quote(decision, DE.refunds[name].on(PLACED.date())).total

    @given(asked, st.integers(0, 40))
    @settings(max_examples=30)
    def test_the_statute_beside_itself(
        self, given_: tuple[Order, ReturnRequest], days: int
    ) -> None:
        bought, request = given_
        at = PLACED + timedelta(days=days)
        own = DE.right("withdrawal", on=PLACED.date())
        floor = law.assess(bought, request, own, DE, at=at)
        assert floor.allowed == returns.assess(bought, request, own, at=at).allowed
