"""Who pays for the way back: the statute, the merchant, and what the floor makes of both."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    EVERYTHING,
    GBP,
    USD,
    CurrencyMismatch,
    Customer,
    Days,
    Delivered,
    DiminishedValue,
    Fee,
    InformationMissing,
    InspectedUnits,
    InvalidValue,
    Line,
    Order,
    Paid,
    Percent,
    Postage,
    ReasonKind,
    Received,
    RefundTerms,
    ReturnInspected,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Tender,
    WrongType,
    law,
)
from postsales.law.money import better_of

BOUGHT, CAME, ASKED = "2026-03-02T10:15+01:00", "2026-03-09T11:00+01:00", "2026-03-20T09:00+01:00"
LABEL = Fee("return_shipping", EUR("4.95"), per="return", for_reasons=["remorse", "defect"])
BY_THE_PRICE = Fee("return_shipping", Percent("90"), per="unit")
RESTOCKING = Fee("restocking", EUR("2.00"), per="return")
TERMS = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(30), since=Delivered)
)
ORDER = Order(
    id="1001",
    placed_at=BOUGHT,
    customer=Customer(id="C-7", zone="Europe/Berlin"),
    lines=[Line("tee", quantity=1, total=EUR("20.00"))],
    history=[
        Paid(EUR("20.00"), tender=Tender.card("ch_1"), at=BOUGHT),
        Delivered({"tee": 1}, at=CAME),
    ],
)
DE = law.DE.refunds["withdrawal"].on("2026-03-02")
US = law.US.refunds["withdrawal"].on("2026-03-02")


def merchant(*fees: Fee, postage: Postage | None = None) -> RefundTerms:
    return RefundTerms(
        id="acme", version="1", shipping="never", tenders="as_paid", fees=fees, postage=postage
    )


@pytest.mark.parametrize("code", ["EU", "DE", "FR", "ES", "IT", "PL", "AT", "SE", "GB"])
def test_a_change_of_mind_is_sent_back_by_the_customer(code: str) -> None:
    place: law.Jurisdiction = getattr(law, code)
    (right, *_) = law.rights(ORDER, place, at=ASKED)
    assert right.refund is not None
    assert right.refund == place.refund("withdrawal", on="2026-03-02")
    assert right.refund.postage == Postage()


def test_a_sale_at_the_door_is_fetched_by_the_seller() -> None:
    assert US.postage is None


class TestTheFloor:
    """A fee for the way back stays where the statute has the customer pay, and no other does."""

    @pytest.mark.parametrize(
        ("place", "fees", "total"),
        [
            pytest.param(law.DE, [LABEL], "15.05", id="for the way back"),
            pytest.param(law.DE, [LABEL, RESTOCKING], "15.05", id="and another"),
            pytest.param(law.DE, [RESTOCKING], "20.00", id="another alone"),
        ],
    )
    def test_what_goes_back(self, place: law.Jurisdiction, fees: list[Fee], total: str) -> None:
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref="R-1")
        floor = law.assess(ORDER, request, TERMS, place, at=ASKED)
        assert law.quote(floor, merchant(*fees)).total == EUR(total)

    def test_who_was_not_told_pays_nothing(self) -> None:
        told = evolve(ORDER, history=[*ORDER.history, InformationMissing(at=BOUGHT)])
        (right,) = law.rights(told, law.DE, at=ASKED)
        assert right.refund is not None
        assert right.refund.postage is None
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref="R-1")
        floor = law.assess(told, request, TERMS, law.DE, at=ASKED)
        assert law.quote(floor, merchant(LABEL)).total == EUR("20.00")

    @pytest.mark.parametrize(
        ("fee", "cost", "total", "assumed"),
        [
            pytest.param(LABEL, None, "15.05", ("return_cost",), id="nobody told"),
            pytest.param(LABEL, "4.94", "15.06", (), id="a cent less than the fee"),
            pytest.param(LABEL, "4.95", "15.05", (), id="as much as the fee"),
            pytest.param(LABEL, "4.96", "15.05", (), id="a cent more than the fee"),
            pytest.param(LABEL, "0.00", "20.00", (), id="nothing"),
            pytest.param(BY_THE_PRICE, "4.95", "15.05", (), id="a share of the price"),
            pytest.param(RESTOCKING, None, "20.00", (), id="no fee for it"),
        ],
    )
    def test_no_more_than_the_way_back_costs(
        self, fee: Fee, cost: str | None, total: str, assumed: tuple[str, ...]
    ) -> None:
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref="R-1")
        floor = law.assess(ORDER, request, TERMS, law.DE, at=ASKED)
        told = None if cost is None else EUR(cost)
        found = law.quote(floor, merchant(fee), return_cost=told)
        assert found.total == EUR(total)
        assert found.assumed == assumed

    @pytest.mark.parametrize(
        ("fees", "cost", "total"),
        [
            pytest.param([("_de", "4.95")], None, "15.05", id="by a code of its own"),
            pytest.param([("_de", "4.95")], "3.80", "16.20", id="no more than it costs"),
            pytest.param([("s", "4.95")], None, "20.00", id="a word that begins alike"),
            pytest.param([("", "2.00"), ("_bulky", "3.00")], "3.80", "16.20", id="two in one"),
            pytest.param([("", "2.00"), ("_bulky", "1.00")], "3.80", "17.00", id="two, and less"),
            pytest.param([("_gb", "6.00"), ("_de", "4.95")], "3.80", "16.20", id="for each market"),
        ],
    )
    def test_a_fee_for_the_way_back_is_known_by_how_its_code_begins(
        self, fees: list[tuple[str, str]], cost: str | None, total: str
    ) -> None:
        scopes = {"_gb": Scope(market="GB"), "_de": Scope(market="DE")}
        some = [
            Fee(
                f"return_shipping{x}",
                EUR(amount),
                per="return",
                applies_to=scopes.get(x, EVERYTHING),
            )
            for x, amount in fees
        ]
        request = ReturnRequest.of({"tee": 1}, reason="remorse")
        floor = law.assess(evolve(ORDER, market="DE"), request, TERMS, law.DE, at=ASKED)
        told = None if cost is None else EUR(cost)
        found = law.quote(floor, merchant(*some), return_cost=told)
        assert found.total == EUR(total)

    def test_what_only_the_merchant_gives_has_his_fee(self) -> None:
        late = "2026-04-01T09:00+02:00"
        request = ReturnRequest.of({"tee": 1}, reason="remorse", ref="R-1")
        floor = law.assess(ORDER, request, TERMS, law.DE, at=late)
        found = law.quote(floor, merchant(LABEL), return_cost=EUR("1.00"))
        assert (found.total, found.assumed) == (EUR("15.05"), ())

    @pytest.mark.parametrize("ref", ["", "R-1"])
    @pytest.mark.parametrize(
        ("cost", "kept"),
        [
            pytest.param(None, ["4.95", "0.00"], id="nobody told of the cost"),
            pytest.param("3.00", ["3.00", "1.95"], id="the way back is cheaper"),
        ],
    )
    def test_a_fee_for_a_whole_return_is_taken_once(
        self, cost: str | None, kept: list[str], ref: str
    ) -> None:
        """By statute there is no way back for what was made to order; the merchant takes it."""
        cup = Line("cup", quantity=1, total=EUR("30.00"), traits=["made_to_order"])
        money = Paid(EUR("50.00"), tender=Tender.card("ch_1"), at=BOUGHT)
        came = Delivered({"tee": 1, "cup": 1}, at=CAME)
        two = evolve(ORDER, lines=[*ORDER.lines, cup], history=[money, came])
        request = ReturnRequest.of({"tee": 1, "cup": 1}, reason="remorse", ref=ref)
        floor = law.assess(two, request, TERMS, law.DE, at=ASKED)
        told = None if cost is None else EUR(cost)
        found = law.quote(floor, merchant(LABEL), return_cost=told)
        assert found.total == EUR("45.05")
        fees = [sum((x.amount for x in one.fees), start=EUR("0.00")) for one in found.parts]
        assert fees == [EUR(x) for x in kept]

    def test_a_cost_that_cannot_be(self) -> None:
        request = ReturnRequest.of({"tee": 1}, reason="remorse")
        floor = law.assess(ORDER, request, TERMS, law.DE, at=ASKED)
        with pytest.raises(InvalidValue, match=r"return_cost is .*: what the way back costs is"):
            law.quote(floor, merchant(), return_cost=EUR("-0.01"))
        with pytest.raises(CurrencyMismatch):
            law.quote(floor, merchant(), return_cost=USD("1.00"))
        with pytest.raises(WrongType, match="return_cost is 4: what the way back costs is money"):
            law.quote(floor, merchant(), return_cost=4)  # type: ignore[arg-type]

    def test_for_the_reasons_of_the_statute(self) -> None:
        (fee,) = better_of(merchant(LABEL), DE).fees
        assert fee.for_reasons == (ReasonKind.REMORSE,)

    @pytest.mark.parametrize(
        ("own", "left"),
        [
            (["remorse"], [ReasonKind.REMORSE]),
            (["remorse", "defect"], [ReasonKind.REMORSE]),
            (["defect"], None),
        ],
    )
    def test_and_no_other_has_the_customer_pay(
        self, own: list[str], left: list[ReasonKind] | None
    ) -> None:
        better = better_of(merchant(postage=Postage(for_reasons=own)), DE)
        assert better.postage == (None if left is None else Postage(for_reasons=left))

    def test_the_trader_pays_where_the_statute_says_so(self) -> None:
        own = merchant(LABEL, postage=Postage())
        better = better_of(own, US)
        assert (better.fees, better.postage) == ((), None)

    def test_a_merchant_who_pays_goes_on_paying(self) -> None:
        assert better_of(merchant(), DE).postage is None


class TestTwoRights:
    """What is sent back for two reasons is paid back by two rights: neither reaches the other."""

    SEEN = "2026-03-28T09:00Z"
    CUP = Line("cup", quantity=1, total=GBP("30.00"), traits=["made_to_order"])
    TEE = Line("tee", quantity=1, total=GBP("40.00"))
    BOUGHT = evolve(
        ORDER,
        lines=[TEE, CUP],
        history=[
            Paid(GBP("70.00"), tender=Tender.card("ch_1"), at=BOUGHT),
            Delivered({"tee": 1, "cup": 1}, at=CAME),
        ],
    )
    BACK = (
        Received({"tee": 1, "cup": 1}, at="2026-03-27T09:00Z", ref="R-1"),
        ReturnInspected(
            [InspectedUnits(x, 1, condition="used") for x in ("tee", "cup")], at=SEEN, ref="R-1"
        ),
    )

    @pytest.mark.parametrize(
        ("terms", "total"),
        [
            pytest.param(
                merchant(Fee("return_shipping", GBP("4.95"), per="return")),
                "65.05",
                id="the way back of what was not wanted",
            ),
            pytest.param(
                merchant(Fee("restocking", GBP("2.00"), per="unit", for_reasons=[*ReasonKind])),
                "70.00",
                id="no other fee for either",
            ),
            pytest.param(
                evolve(
                    merchant(),
                    diminished=[
                        DiminishedValue(Percent("50"), conditions="used", for_reasons=[*ReasonKind])
                    ],
                ),
                "50.00",
                id="what use took of that, and not of what is faulty",
            ),
        ],
    )
    def test_a_tee_that_is_not_wanted_and_a_faulty_cup(
        self, terms: RefundTerms, total: str
    ) -> None:
        """The cup was made to order: it cannot be withdrawn from, but rejected."""
        items = [
            ReturnItem("tee", 1, reason="remorse"),
            ReturnItem("cup", 1, reason="defect"),
        ]
        floor = law.assess(self.BOUGHT, ReturnRequest(items, ref="R-1"), TERMS, law.GB, at=ASKED)
        assert [x.right for x in floor.cases] == ["withdrawal", "reject"]
        found = law.quote(floor, terms, order=self.BOUGHT.after(*self.BACK), at=self.SEEN)
        assert found.total == GBP(total)
