"""Guarantees: the promise of the sale, what has to come back, and which remedy comes first."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Cancelled,
    Days,
    Decision,
    Delivered,
    ExchangeTerms,
    Exclusion,
    Fee,
    GoodsBack,
    GuaranteeCase,
    GuaranteeItem,
    GuaranteeRequest,
    GuaranteeTerms,
    InvalidRequest,
    InvalidTerms,
    InvalidValue,
    Last,
    Line,
    LineKind,
    LineRefund,
    Lost,
    NewLine,
    Order,
    Outcome,
    Paid,
    Placed,
    ReasonKind,
    Received,
    Refunded,
    RefundTerms,
    RemedyFailed,
    RemedyKind,
    ReturnRequested,
    Rung,
    Scope,
    Shipped,
    ShippingRefund,
    Tender,
    TenderOrder,
    WrongType,
    exchanges,
    explain,
    guarantees,
    refunds,
    wire,
)

BERLIN = "Europe/Berlin"
MONEY = RefundTerms(
    id="acme",
    version="1",
    shipping=ShippingRefund.NEVER,
    tenders=TenderOrder.AS_PAID,
    fees=[Fee("post", EUR("5.00"), per="return", for_reasons=list(ReasonKind))],
)


def promise(days: int = 14, version: str = "1", **changes: Any) -> GuaranteeTerms:
    return GuaranteeTerms.money_back(
        id="promise", version=version, zone=BERLIN, length=Days(days), **changes
    )


COMMERCIAL = GuaranteeTerms.commercial(id="two-years", version="1", zone=BERLIN, length=Days(730))
DAMAGED = GuaranteeTerms.damaged_goods(
    id="whole", version="1", zone=BERLIN, length=Days(7), evidence=["photo"]
)


def order(*more: Any, kind: LineKind = LineKind.GOODS, at: str = "2026-03-02T09:00Z") -> Order:
    """Three lamps, delivered on 5 March."""
    return Order(
        id="1001",
        placed_at=at,
        lines=[Line("lamp", quantity=3, total=EUR("60.00"), kind=kind, category="lights")],
        history=[
            Paid(EUR("60.00"), tender=Tender.card("card"), at=at),
            Delivered({"lamp": 3}, at="2026-03-05T09:00Z"),
            *more,
        ],
    )


def claim(units: int = 1, reason: str = "defect", **changes: Any) -> GuaranteeRequest:
    return GuaranteeRequest.of({"lamp": units}, reason=reason, **changes)


def found(
    terms: Any, *, sold: Order | None = None, asked: Any = None, at: str = "2026-03-10T09:00Z"
) -> Decision[GuaranteeCase]:
    return guarantees.assess(sold or order(), asked or claim(), terms, at=at)


class TestMoneyBack:
    """The money back for any reason, until the last day; goods come back, and nothing else does."""

    @pytest.mark.parametrize("days", [14, 30, 60])
    def test_until_the_last_moment_of_the_last_day(self, days: int) -> None:
        last = found(promise(days)).item("lamp").deadline
        assert last is not None
        assert last.last_day == date.fromordinal(date(2026, 3, 5).toordinal() + days)
        inside = found(promise(days), at=f"{last.last_day}T20:00Z")
        assert inside.outcome is Outcome.ALLOWED
        over = found(promise(days), at=last.ends_at.isoformat())
        assert over.because == {"guarantee_over": 1}
        assert inside.next_change is not None
        assert inside.next_change.at == last.ends_at
        assert inside.next_change.because == "guarantee_over"

    @pytest.mark.parametrize("reason", [*(x.value for x in ReasonKind), "no_idea"])
    def test_for_any_reason(self, reason: str) -> None:
        assert found(promise(), asked=claim(reason=reason)).outcome is Outcome.ALLOWED

    @pytest.mark.parametrize(
        ("kind", "travels", "total"),
        [
            (LineKind.GOODS, True, "15.00"),
            (LineKind.DIGITAL, False, "20.00"),
            (LineKind.SERVICE, False, "20.00"),
            (LineKind.SUBSCRIPTION, False, "20.00"),
        ],
    )
    def test_what_travels_back(self, kind: LineKind, travels: bool, total: str) -> None:
        decision = found(promise(), sold=order(kind=kind))
        assert decision.cases[0].travels_back is travels
        # A fee is for what travels.
        assert refunds.quote(decision, MONEY).total == EUR(total)

    def test_another_remedy_is_not_promised(self) -> None:
        decision = found(promise(), asked=claim(remedy="repair"))
        assert decision.because == {"remedy_not_promised": 1}
        assert [hint.kind for hint in decision.hints] == ["cash_instead"]


def test_a_replacement_is_an_exchange_for_the_same_goods() -> None:
    same = ExchangeTerms(id="again", version="1", alike="same_sku", uneven="refused")
    lamp = order(RemedyFailed({"lamp": 1}, remedy="repair", at="2026-03-08T09:00Z"))
    sold = evolve(lamp, lines=[evolve(lamp.lines[0], sku="L-1")])
    decision = found(COMMERCIAL, sold=sold, asked=claim(remedy="replacement"))
    again = NewLine("lamp-2", quantity=1, total=EUR("20.00"), sku="L-1")
    swap = exchanges.quote(decision, same, instead=[again])
    assert swap.outcome is Outcome.ALLOWED
    assert swap.due_from_customer == swap.due_to_customer == EUR("0.00")


class TestVersions:
    """What was promised at the sale holds; what is promised later neither takes nor gives."""

    OLD = promise(60, "1", until_on="2026-03-15")
    NEW = promise(14, "2", from_on="2026-03-15")

    @pytest.mark.parametrize(
        ("sold_at", "version"),
        [
            ("2026-03-02T09:00Z", "1"),
            ("2026-03-14T22:59Z", "1"),  # the last minute of 14 March in Berlin
            ("2026-03-14T23:00Z", "2"),
            ("2026-03-20T09:00Z", "2"),
        ],
    )
    def test_the_day_of_the_sale_decides(self, sold_at: str, version: str) -> None:
        decision = found([self.NEW, self.OLD], sold=order(at=sold_at), at="2026-03-10T09:00Z")
        assert decision.terms.version == version

    def test_a_promise_is_not_withdrawn(self) -> None:
        for versions in ([self.OLD], [self.OLD, self.NEW], self.OLD):
            decision = found(versions, at="2026-04-20T09:00Z")
            assert decision.outcome is Outcome.ALLOWED

    @pytest.mark.parametrize("terms", [NEW, [NEW], [evolve(OLD, until_on="2026-03-01")]])
    def test_a_sale_before_any_promise(self, terms: Any) -> None:
        assert found(terms).because == {"not_promised": 1}

    def test_two_at_once(self) -> None:
        with pytest.raises(InvalidTerms, match="versions '1', '2' were all in force at the sale"):
            found([self.OLD, promise(14, "2")])

    def test_none(self) -> None:
        with pytest.raises(InvalidValue, match="at least one version"):
            found([])


class TestCommercial:
    """What is faulty is put right first, and paid for when that fails."""

    @pytest.mark.parametrize("reason", ["defect", "not_as_described", "wrong_item"])
    def test_faults(self, reason: str) -> None:
        asked = claim(reason=reason, remedy="repair")
        assert found(COMMERCIAL, asked=asked).outcome is Outcome.ALLOWED

    def test_a_change_of_mind_is_no_fault(self) -> None:
        decision = found(COMMERCIAL, asked=claim(reason="remorse", remedy="repair"))
        assert decision.because == {"not_guaranteed": 1}

    @pytest.mark.parametrize("more", [[], [ReasonKind.OTHER]])
    def test_a_word_that_is_not_known_refers(self, more: list[ReasonKind]) -> None:
        decision = found(
            evolve(COMMERCIAL, for_reasons=[*COMMERCIAL.for_reasons, *more]),
            asked=claim(reason="it_hums", remedy="repair"),
        )
        assert decision.outcome is Outcome.REFER
        assert decision.because == {"reason_unknown": 1}

    def test_money_comes_after_what_has_failed(self) -> None:
        assert found(COMMERCIAL).because == {"remedy_not_yet": 1}
        assert [x.kind for x in found(COMMERCIAL).hints] == ["repair_instead"]
        failed = order(RemedyFailed({"lamp": 1}, remedy="repair", at="2026-03-08T09:00Z"))
        assert found(COMMERCIAL, sold=failed).outcome is Outcome.ALLOWED
        earlier = found(COMMERCIAL, sold=failed, at="2026-03-07T09:00Z")
        assert earlier.because == {"remedy_not_yet": 1}

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ({"at": "2029-03-10T09:00Z"}, {"guarantee_over", "remedy_not_yet"}),
            ({"asked": claim(reason="remorse")}, {"not_guaranteed", "remedy_not_yet"}),
        ],
        ids=["over", "another reason"],
    )
    def test_another_remedy_is_no_way_past_other_reasons(
        self, given: dict[str, Any], because: set[str]
    ) -> None:
        decision = found(COMMERCIAL, **given)
        assert {*decision.because} == because
        assert decision.hints == ()

    def test_a_hint_is_for_the_units_that_it_helps(self) -> None:
        decision = found(COMMERCIAL, asked=claim(4))
        assert decision.because == {"remedy_not_yet": 4, "more_than_bought": 1}
        told = [(x.kind, x.units, x.removes) for x in decision.hints]
        assert told == [
            ("repair_instead", 3, ("remedy_not_yet",)),
            ("leave_out", 1, ("more_than_bought", "remedy_not_yet")),
        ]

    def test_what_failed_for_one_unit_failed_for_one(self) -> None:
        failed = order(RemedyFailed({"lamp": 1}, remedy="repair", at="2026-03-08T09:00Z"))
        decision = found(COMMERCIAL, sold=failed, asked=claim(3))
        assert decision.outcome is Outcome.PARTLY
        assert decision.allowed == {"lamp": 1}
        assert decision.because == {"remedy_not_yet": 2}

    @pytest.mark.parametrize(
        ("came", "units", "allowed", "because"),
        [
            ("2026-03-05T09:00Z", 1, {"lamp": 1}, {}),
            ("2026-03-05T09:00Z", 2, {"lamp": 1}, {"remedy_not_yet": 1}),
            ("2026-02-01T09:00Z", 2, {"lamp": 2}, {}),
            ("2026-02-01T09:01Z", 2, {"lamp": 1}, {"remedy_not_yet": 1}),
        ],
    )
    def test_what_came_later_has_not_failed_before(
        self, came: str, units: int, allowed: dict[str, int], because: dict[str, int]
    ) -> None:
        history = [
            Delivered({"lamp": 1}, at="2026-01-05T09:00Z"),
            RemedyFailed({"lamp": 2}, remedy="repair", at="2026-02-01T09:00Z"),
            Delivered({"lamp": 1}, at=came),
        ]
        sold = evolve(order(at="2026-01-02T09:00Z"), history=history)
        decision = found(COMMERCIAL, sold=sold, asked=claim(units))
        assert decision.allowed == allowed
        assert decision.because == because
        tried = [case.failed for case in decision.cases if case.lot and case.lot.units]
        assert tried[0] == (RemedyKind.REPAIR,)

    def test_what_was_only_shipped_can_have_failed_from_then_on(self) -> None:
        failed = RemedyFailed({"lamp": 1}, remedy="repair", at="2026-03-03T09:00Z")
        for at, opened in (("2026-03-03T09:00Z", 4), ("2026-03-03T09:01Z", 2)):
            shipped = evolve(order(), history=[Shipped({"lamp": 1}, at=at), failed])
            asked = found(COMMERCIAL, sold=shipped).cases[0]
            assert len(asked.open_remedies) == opened

    def test_a_second_try(self) -> None:
        twice = evolve(COMMERCIAL, rungs=[Rung(["repair", "replacement"], tries=2), Rung(["cash"])])
        tries = [
            RemedyFailed({"lamp": 2}, remedy="repair", at="2026-03-08T09:00Z"),
            RemedyFailed({"lamp": 1}, remedy="replacement", at="2026-03-09T09:00Z"),
        ]
        once = found(twice, sold=order(tries[0]))
        assert once.because == {"remedy_not_yet": 1}
        both = found(twice, sold=order(*tries), asked=claim(2))
        assert both.allowed == {"lamp": 1}

    def test_what_has_failed_on_every_rung_leaves_all_remedies_open(self) -> None:
        failed = [
            RemedyFailed({"lamp": 1}, remedy=remedy, at="2026-03-08T09:00Z")
            for remedy in ("repair", "cash")
        ]
        decision = found(COMMERCIAL, sold=order(*failed), asked=claim(remedy="store_credit"))
        assert decision.because == {"remedy_not_promised": 1}
        assert len(decision.cases[0].open_remedies) == 4

    def test_the_ladder(self) -> None:
        first = (RemedyKind.REPAIR, RemedyKind.REPLACEMENT)
        assert {*guarantees.ladder(found(COMMERCIAL))["lamp"]} == {*first}
        failed = order(RemedyFailed({"lamp": 1}, remedy="repair", at="2026-03-08T09:00Z"))
        both = {*first, RemedyKind.CASH, RemedyKind.KEEP_THE_ITEM}
        assert {*guarantees.ladder(found(COMMERCIAL, sold=failed))["lamp"]} == both
        # What all claimed units have.
        two = found(COMMERCIAL, sold=failed, asked=claim(2))
        assert {*guarantees.ladder(two)["lamp"]} == {*first}
        over = found(COMMERCIAL, at="2029-03-10T09:00Z")
        assert guarantees.ladder(over)["lamp"] == ()


class TestDamagedGoods:
    """What was damaged on the way: shown, replaced or paid back, and nothing comes back."""

    def test_what_is_not_shown_refers(self) -> None:
        decision = found(DAMAGED, asked=claim(reason="damaged_in_transit"))
        assert decision.outcome is Outcome.REFER
        assert decision.because == {"evidence_missing": 1}
        assert [(x.kind, x.fact) for x in decision.hints] == [("tell", "evidence")]

    def test_what_is_shown_is_paid_back_without_a_parcel(self) -> None:
        asked = claim(reason="damaged_in_transit", evidence=["photo"])
        decision = found(DAMAGED, asked=asked)
        assert decision.outcome is Outcome.ALLOWED
        assert refunds.quote(decision, MONEY).total == EUR("20.00")
        again = claim(reason="damaged_in_transit", evidence=["photo"], remedy="replacement")
        assert found(DAMAGED, asked=again).outcome is Outcome.ALLOWED


class TestLostOnTheWay:
    """Units that never arrived are claimed for what happened on the way, and for nothing else."""

    LOST = Lost({"lamp": 2}, at="2026-03-06T09:00Z")

    @pytest.mark.parametrize(
        ("terms", "reason", "because"),
        [
            pytest.param(DAMAGED, "damaged_in_transit", {}, id="the promise is about the way"),
            pytest.param(promise(), "damaged_in_transit", {}, id="about everything"),
            pytest.param(
                COMMERCIAL,
                "damaged_in_transit",
                {"not_guaranteed": 3, "remedy_not_yet": 3},
                id="about defects",
            ),
            pytest.param(
                DAMAGED, "defect", {"lost_in_transit": 2, "not_guaranteed": 3}, id="another reason"
            ),
        ],
    )
    def test_by_promise_and_reason(
        self, terms: GuaranteeTerms, reason: str, because: dict[str, int]
    ) -> None:
        asked = claim(3, reason=reason, evidence=["photo"])
        assert found(terms, sold=order(self.LOST), asked=asked).because == because

    def test_the_money_and_the_ladder(self) -> None:
        asked = claim(3, reason="damaged_in_transit", evidence=["photo"])
        decision = found(DAMAGED, sold=order(self.LOST), asked=asked)
        assert refunds.quote(decision, MONEY).total == EUR("60.00")
        open_now = {RemedyKind.REPLACEMENT, RemedyKind.CASH}
        assert {*guarantees.ladder(decision)["lamp"]} == open_now

    def test_no_clock_has_begun_for_them(self) -> None:
        asked = claim(3, reason="damaged_in_transit", evidence=["photo"])
        gone = order(Lost({"lamp": 3}, at="2026-03-06T09:00Z"))
        decision = found(DAMAGED, sold=gone, asked=asked, at="2027-03-06T09:00Z")
        assert (decision.outcome, decision.item("lamp").deadline) == (Outcome.ALLOWED, None)

    @pytest.mark.parametrize(
        ("items", "at", "because"),
        [
            pytest.param([(1, "damaged_in_transit")], "04-10", {}, id="one is lost"),
            pytest.param(
                [(2, "damaged_in_transit")],
                "04-10",
                {"guarantee_over": 1},
                id="and one that came, a month ago",
            ),
            pytest.param(
                [(3, "damaged_in_transit")],
                "04-10",
                {"guarantee_over": 1, "already_refunded": 1},
                id="and the one that was paid for",
            ),
            pytest.param(
                [(1, "damaged_in_transit"), (1, "defect")], "03-10", {}, id="one that came, besides"
            ),
            pytest.param(
                [(1, "defect"), (1, "damaged_in_transit")], "03-10", {}, id="in either order"
            ),
            pytest.param(
                [(1, "damaged_in_transit"), (2, "defect")],
                "03-10",
                {"already_refunded": 1},
                id="none is drawn twice",
            ),
        ],
    )
    def test_they_are_the_first_that_are_claimed_for_it(
        self, items: list[tuple[int, str]], at: str, because: dict[str, int]
    ) -> None:
        # Two lost, one of them paid for; the third came.
        line = LineRefund("lamp", units=1, price=EUR("20.00"))
        paid = Refunded(EUR("20.00"), lines=[line], ref="rf", at="2026-03-07T09:00Z")
        asked = GuaranteeRequest([GuaranteeItem("lamp", k, reason=why) for k, why in items])
        decision = found(
            promise(), sold=order(self.LOST, paid), asked=asked, at=f"2026-{at}T09:00Z"
        )
        assert decision.because == because

    def test_but_for_what_something_was_tried_for(self) -> None:
        tried = RemedyFailed({"lamp": 1}, remedy="replacement", at="2026-03-07T09:00Z")
        asked = claim(reason="damaged_in_transit", evidence=["photo"])
        decision = found(DAMAGED, sold=order(self.LOST, tried), asked=asked)
        assert [x.failed for x in decision.cases] == [(RemedyKind.REPLACEMENT,)]

    def test_those_that_were_paid_for_are_settled(self) -> None:
        line = LineRefund("lamp", units=2, price=EUR("40.00"))
        paid = Refunded(EUR("40.00"), lines=[line], ref="rf", at="2026-03-07T09:00Z")
        asked = claim(3, reason="damaged_in_transit", evidence=["photo"])
        decision = found(DAMAGED, sold=order(self.LOST, paid), asked=asked)
        assert decision.because == {"already_refunded": 2}


class TestUnits:
    """Only what the customer has is claimed; the rest says where it is."""

    @pytest.mark.parametrize(
        ("event", "code"),
        [
            (Received({"lamp": 3}, at="2026-03-06T09:00Z"), "already_returned"),
            (Refunded(EUR("60.00"), at="2026-03-06T09:00Z"), None),
            (ReturnRequested({"lamp": 3}, at="2026-03-06T09:00Z"), "already_requested"),
            (Lost({"lamp": 3}, at="2026-03-06T09:00Z"), "lost_in_transit"),
        ],
    )
    def test_what_became_of_them(self, event: Any, code: str | None) -> None:
        decision = found(promise(), sold=order(event))
        assert decision.because == ({code: 1} if code else {})

    def test_what_never_left(self) -> None:
        unsent = evolve(order(), history=[Cancelled({"lamp": 1}, at="2026-03-03T09:00Z")])
        decision = found(promise(), sold=unsent, asked=claim(4))
        assert decision.because == {
            "still_with_shop": 2,
            "already_cancelled": 1,
            "more_than_bought": 1,
        }
        assert decision.item("lamp").deadline is None

    def test_a_start_that_nobody_knows_refers(self) -> None:
        shipped = evolve(order(), history=[Shipped({"lamp": 3}, at="2026-03-03T09:00Z")])
        decision = found(promise(), sold=shipped)
        assert decision.because == {"start_missing": 1}
        assert [(x.kind, x.fact) for x in decision.hints] == [("tell", "delivered_at")]
        told = explain.text(decision, locale="en", zone=BERLIN)
        assert "Find out on which day 1 of lamp was delivered" in told.replace("\n", " ")
        by_sale = found(promise(since=(Delivered, Placed)), sold=shipped)
        assert by_sale.item("lamp").deadline is not None

    def test_what_starts_it_is_what_has_to_be_told(self) -> None:
        unsent = evolve(order(), history=[Delivered({"lamp": 3}, at="2026-03-05T09:00Z")])
        decision = found(promise(since=Shipped), sold=unsent)
        assert [(x.kind, x.fact) for x in decision.hints] == [("tell", "shipped_at")]

    def test_of_some_lines_only(self) -> None:
        terms = evolve(promise(), applies_to=Scope(category="shoes"))
        assert found(terms).because == {"outside_guarantee": 1}

    def test_what_it_is_refused_for_comes_with_its_facts(self) -> None:
        decision = found(COMMERCIAL, at="2029-03-10T09:00Z")
        facts = {x.code: x.facts for x in decision.deciding}
        assert facts["guarantee_over"]["length"] == "730 days"
        assert facts["guarantee_over"]["start"] == "delivery"
        assert facts["remedy_not_yet"]["remedy"] == "money"
        told = {x.rule for x in decision.findings}
        assert {"held", "promised", "guaranteed"} <= told


SENTENCES = {
    "over": (
        {"at": "2026-06-10T09:00Z"},
        "the guarantee of 14 days counted from Thursday, 5 March 2026 (delivery) ended at the end",
    ),
    "not yet": (
        {"terms": COMMERCIAL},
        "money comes after repair or replacement; attempts so far: 0",
    ),
    "not promised": (
        {"asked": claim(remedy="keep_the_item")},
        "keep the item is not what the guarantee promises",
    ),
    "not shown": (
        {"terms": DAMAGED, "asked": claim(reason="damaged_in_transit")},
        "to be shown first: photo",
    ),
    "another reason": (
        {"terms": DAMAGED, "asked": claim(reason="late", evidence=["photo"])},
        "not for a reason that the guarantee is about",
    ),
    "too early": (
        {"terms": promise(from_on="2026-03-03")},
        "sold when nothing was promised about it",
    ),
    "not started": (
        {"sold": evolve(order(), history=[Shipped({"lamp": 1}, at="2026-03-03T09:00Z")])},
        "the guarantee starts with the delivery, and its day is not known yet",
    ),
    "unsent": (
        {"sold": evolve(order(), history=[])},
        "still with the shop, so that nothing can be wrong with it yet",
    ),
    "elsewhere": (
        {"terms": evolve(promise(), applies_to=Scope(category="shoes"))},
        "not something that the guarantee is about",
    ),
}


class TestInWords:
    """Every reason has a sentence that a person would say, and a claim is called one."""

    @pytest.mark.parametrize(("given", "says"), SENTENCES.values(), ids=SENTENCES.keys())
    def test_why_not(self, given: dict[str, Any], says: str) -> None:
        decision = found(**{"terms": promise(), **given})
        told = explain.text(decision, locale="en", zone=BERLIN)
        assert says in " ".join(told.split())

    def test_what_to_do_then(self) -> None:
        told = explain.text(found(COMMERCIAL), locale="en", zone=BERLIN)
        assert "Ask for a repair of 1 of lamp first." in told

    def test_a_record_is_read_and_replayed(self) -> None:
        decision = found(promise(), asked=claim(ref="g-1"))
        record = decision.record(quote=refunds.quote(decision, MONEY))
        assert wire.read_record(wire.write_json(record)) == record
        asked: Any = record.request
        again = found(promise(), sold=order().upto(record.order), asked=asked)
        assert again.record(quote=refunds.quote(again, MONEY)) == record


class TestMistakes:
    """A caller's mistake is said in one sentence."""

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"since": []}, "starts with at least one event"),
            ({"since": Last(Delivered)}, "no First or Last of all lines"),
            ({"for_reasons": []}, "at least one kind of reason"),
            ({"rungs": []}, "it promises no remedy"),
            ({"rungs": [Rung(["cash"]), Rung(["cash"])]}, "the remedy 'cash' stands on two rungs"),
            ({"from_on": "2026-03-02", "until_on": "2026-03-02"}, "so for none"),
        ],
    )
    def test_terms_that_contradict_themselves(self, changes: dict[str, Any], says: str) -> None:
        with pytest.raises(InvalidTerms, match=says):
            evolve(promise(), **changes)

    def test_a_rung_without_remedies(self) -> None:
        with pytest.raises(InvalidValue, match="at least one remedy"):
            Rung([])

    def test_a_claim_of_nothing(self) -> None:
        with pytest.raises(InvalidRequest, match="asks for nothing"):
            GuaranteeRequest([])
        item = GuaranteeItem("lamp", 1, reason="defect")
        assert GuaranteeRequest([item, GuaranteeItem("mug", 1, reason="late")]).without(
            "mug", 1
        ) == GuaranteeRequest([item])

    def test_terms_of_another_kind(self) -> None:
        exclusion = Exclusion("final_sale", applies_to=Scope(category="x"))
        with pytest.raises(WrongType, match="all versions of them"):
            found([exclusion])


def test_nothing_has_to_come_back_unless_it_is_said() -> None:
    plain = GuaranteeTerms(id="g", version="1", zone=BERLIN, length=Days(14))
    assert plain.goods_back is GoodsBack.NOTHING
    assert {*plain.rungs[0].remedies} == {*RemedyKind}
    assert guarantees.ladder(found(plain))["lamp"] == plain.rungs[0].remedies
    assert found(plain).cases[0].customer is None
    assert found(plain).cases[0].is_out
    assert found(plain).cases[0].at == found(plain).cases[0].known_at == found(plain).at
    assert "from_on='2026-03-15'" in repr(promise(from_on="2026-03-15"))
    assert claim(2).quantities == {"lamp": 2}
    assert found(plain).cases[0].supply == found(plain, asked=claim(2)).cases[0].supply
