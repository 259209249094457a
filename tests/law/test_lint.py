"""Terms held against a statute: where they give less, and on which day first."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    EUR,
    USD,
    AcceptedConditions,
    Customer,
    Days,
    Delivered,
    DiminishedValue,
    Exclusion,
    Fee,
    Finding,
    Holidays,
    Hours,
    InformationMissing,
    InvalidValue,
    Last,
    Line,
    NoLawInForce,
    Order,
    Percent,
    Placed,
    Postage,
    PromotionRule,
    Proof,
    Received,
    RefundTerms,
    RefundWindow,
    ReturnCase,
    ReturnerGuard,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    RmaClock,
    Roll,
    Scope,
    Shipped,
    UnitsBack,
    WholeBundle,
    WorkCalendar,
    WorkingDays,
    law,
    not_met,
    returns,
)
from postsales.basics.currencies import Currency
from postsales.basics.dated import Dated
from postsales.basics.moments import instant
from postsales.law import Shortfall, _trials
from postsales.law._less import WORDS
from postsales.law.eu.periods import NO_WORKING_DAYS
from postsales.wire.holidays import read_holidays
from tests.architecture.source import ROOT
from tests.law.lint_recall import PLANTERS, alarms, is_found

NATIONWIDE = read_holidays("DE", since="2025-12-01", until="2030-12-31")
DE = law.DE.observing(NATIONWIDE)
NOON = "T12:00+01:00"
MONEY = RefundTerms(id="acme", version="1", shipping="cheapest_standard", tenders="as_paid")
ROLLED = Roll(NO_WORKING_DAYS)
WITHDRAWAL = ReturnWindow(Days(14), since=Last(Delivered), roll=ROLLED)


def terms(window: ReturnWindow, **others: Any) -> ReturnTerms:
    generous = {"judged_by": "sent", "covers": "ordered", "not_started": "open"}
    said: dict[str, Any] = {**generous, **others}
    return ReturnTerms(id="acme", version="1", zone="Europe/Berlin", window=window, **said)


def found(
    own: ReturnTerms, money: RefundTerms = MONEY, place: law.Jurisdiction = DE
) -> dict[tuple[str, str], Shortfall]:
    """By place and kind; what holds for customers whom nobody told is looked at apart."""
    some = {(x.where, x.code): x for x in law.lint(own, money, place)}
    return {key: x for key, x in some.items() if key[1] != "window_without_information"}


def in_working_days(holidays: Holidays) -> ReturnTerms:
    office = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"}, holidays=holidays)
    return terms(ReturnWindow(WorkingDays(10), since=Delivered), calendar=office)


@pytest.fixture
def few_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four weeks are tried, where it is not about days."""
    monkeypatch.setattr(_trials, "THREE_YEARS", 28)


@pytest.mark.no_cover
class TestDays:
    """Three years of deliveries are tried, and the first one that is worse is told."""

    @pytest.mark.parametrize(
        ("left_out", "worse"),
        [
            pytest.param((), 248, id="all nine holidays"),
            pytest.param(((10, 3),), 252, id="without the third of October"),
        ],
    )
    def test_ten_working_days(self, left_out: tuple[tuple[int, int], ...], worse: int) -> None:
        kept = [x for x in NATIONWIDE.days if (x.month, x.day) not in left_out]
        known = evolve(NATIONWIDE, days=kept)
        one = found(in_working_days(known), place=law.DE.observing(known))
        shorter = one["returns.window", "window_shorter"]
        assert shorter.days is not None
        assert (shorter.days.worse, shorter.days.tried) == (worse, 1095)
        assert shorter.days.first_on == date(2026, 1, 3)
        assert shorter.days.last_day == date(2026, 1, 16)
        assert shorter.days.by_statute == date(2026, 1, 19)
        assert str(shorter.citation) == "Bürgerliches Gesetzbuch, § 355(2)"

    @pytest.mark.parametrize(
        ("length", "first_on", "gap", "by_statute", "worse"),
        [
            pytest.param(30, "2026-01-01", 30, "2026-02-16", 1095, id="twelve days are no matter"),
            pytest.param(27, "2026-01-01", 12, "2026-01-27", 1095, id="twelve days are enough"),
            pytest.param(46, "2026-01-01", 30, "2026-02-16", 334, id="thirty days at weekends"),
        ],
    )
    def test_days_from_shipping(
        self, length: int, first_on: str, gap: int, by_statute: str, worse: int
    ) -> None:
        one = found(terms(ReturnWindow(Days(length), since=Shipped)))
        (behind,) = one.values()
        assert (behind.where, behind.code) == ("returns.window", "window_before_last_parcel")
        assert behind.days is not None
        assert f"{gap} days later" in behind.says
        told = behind.days
        assert str(told.first_on) == first_on, "the first by calendar, whatever gap it takes"
        assert str(told.by_statute) == by_statute
        assert (told.worse, told.tried) == (worse, 1095)

    def test_from_each_delivery_looks_equal(self) -> None:
        one = found(terms(ReturnWindow(Days(14), since=Delivered, roll=ROLLED)))
        (behind,) = one.values()
        assert behind.code == "window_before_last_parcel"
        assert behind.days is not None
        assert behind.days.worse == 1095
        assert str(behind.citation) == "Directive 2011/83/EU, Art. 9(2)(b)(i)"

    def test_without_a_roll_it_is_worse_at_weekends(self) -> None:
        one = found(terms(ReturnWindow(Days(14), since=Last(Delivered))))
        (shorter,) = one.values()
        assert shorter.code == "window_shorter"
        assert str(shorter.citation) == "Bürgerliches Gesetzbuch, § 193"

    def test_hours_end_on_the_same_day_and_sooner(self) -> None:
        one = found(terms(ReturnWindow(Hours(14 * 24), since=Last(Delivered))))
        shorter = one["returns.window", "window_shorter"].days
        assert shorter is not None
        assert (shorter.worse, shorter.last_day) == (1095, shorter.by_statute)

    def test_a_customer_whom_nobody_told_has_longer(self) -> None:
        (untold,) = law.lint(terms(WITHDRAWAL), MONEY, DE)
        assert untold.code == "window_without_information"
        assert untold.days is not None
        assert untold.days.by_statute == date(2027, 1, 15)
        assert str(untold.citation) == "Bürgerliches Gesetzbuch, § 356(3), (4)"

    def test_a_special_window_is_told_by_its_place(self) -> None:
        shoes = ReturnWindow(Days(7), since=Last(Delivered), applies_to=Scope(category="shoes"))
        one = found(terms(WITHDRAWAL, special_windows=[shoes]))
        assert {*one} == {("returns.special_windows[0]", "window_shorter")}

    def test_what_is_for_other_reasons_is_not_compared(self) -> None:
        faulty = ReturnWindow(Days(7), since=Last(Delivered), for_reasons="defect")
        assert found(terms(WITHDRAWAL, special_windows=[faulty])) == {}

    def test_money_that_becomes_store_credit(self) -> None:
        week = RefundWindow(Days(7), since=Last(Delivered))
        money = evolve(MONEY, window=week, zone="Europe/Berlin")
        one = found(terms(WITHDRAWAL), money)
        assert {*one} == {
            ("refunds.window", "money_shorter"),
            ("refunds.window", "money_without_information"),
        }

    @pytest.mark.parametrize(
        ("length", "judged_by", "worse"),
        [
            pytest.param(14, "received", True, id="a letter comes too late"),
            pytest.param(25, "received", False, id="there is time for a letter"),
            pytest.param(25, "goods_back", True, id="and none for a parcel"),
            pytest.param(45, "goods_back", False, id="there is time for both"),
        ],
    )
    def test_which_instant_is_judged(self, length: int, judged_by: str, worse: bool) -> None:
        window = ReturnWindow(Days(length), since=Last(Delivered), roll=ROLLED)
        one = found(terms(window, judged_by=judged_by))
        assert {x for x, _ in one} == ({"returns.judged_by"} if worse else set())


@pytest.mark.no_cover
@pytest.mark.usefixtures("few_days")
class TestGoods:
    """Every kind of goods that the terms tell apart is tried, and those of no special window."""

    @pytest.mark.parametrize(
        ("scope", "length", "worse"),
        [
            pytest.param({"kind": "goods"}, 30, True, id="the standard is for services"),
            pytest.param({"kind": ["goods", "service", "digital", "subscription"]}, 30, False),
            pytest.param({"category": "shoes"}, 30, True, id="for anything but shoes"),
            pytest.param({"market": "DE"}, 30, False, id="for nobody here"),
            pytest.param({"tier": "gold"}, 30, True, id="for nobody special"),
        ],
    )
    def test_the_standard_window_behind_a_special_one(
        self, scope: dict[str, Any], length: int, worse: bool
    ) -> None:
        special = evolve(WITHDRAWAL, length=Days(length), applies_to=Scope(**scope))
        own = terms(evolve(WITHDRAWAL, length=Days(7)), special_windows=[special])
        told = {("returns.window", "window_shorter")} if worse else set()
        assert {x for x in found(own) if x[0] == "returns.window"} == told

    def test_goods_of_two_special_windows(self) -> None:
        shoes = evolve(WITHDRAWAL, length=Days(7), applies_to=Scope(category=["bags", "shoes"]))
        bags = evolve(WITHDRAWAL, applies_to=Scope(category="bags"))
        one = found(terms(WITHDRAWAL, special_windows=[shoes, bags]))
        assert {*one} == {("returns.special_windows[0]", "window_shorter")}


FAULTS = ("defect", "not_as_described", "wrong_item", "damaged_in_transit")


@pytest.mark.no_cover
@pytest.mark.usefixtures("few_days")
class TestFaults:
    """A right that needs a fault is held against what the terms say of each kind of fault."""

    @pytest.mark.parametrize("reason", FAULTS)
    def test_every_kind_that_the_terms_tell_apart(self, reason: str) -> None:
        week = ReturnWindow(Days(7), since=Delivered, for_reasons=reason)
        own = terms(ReturnWindow(Days(400), since=Delivered), special_windows=[week])
        one = found(own, evolve(MONEY, shipping="always"), law.GB)
        assert {*one} == {("returns.special_windows[0]", "window_shorter")}

    def test_parcels_and_information_make_no_difference_to_it(self) -> None:
        own = terms(ReturnWindow(Days(30), since=Delivered))
        some = law.lint(own, evolve(MONEY, shipping="always"), law.GB)
        assert [x.code for x in some if x.right == "reject"] == []


HYGIENE, PERISHABLE = Scope(trait="sealed_hygiene"), Scope(trait="perishable")
SALE = Scope(trait="final_sale")


@pytest.mark.usefixtures("few_days")
class TestInTheWay:
    """What the right has no exception for does not stand in its way."""

    def test_entries_of_every_kind(self) -> None:
        own = terms(
            WITHDRAWAL,
            exclusions=[
                Exclusion("sale", applies_to=SALE),
                Exclusion("food", applies_to=PERISHABLE),
                Exclusion("seals that nobody broke", applies_to=HYGIENE),
                Exclusion("faulty", applies_to=SALE, for_reasons="defect"),
            ],
            proofs=[
                Proof("receipt", for_reasons="remorse"),
                Proof("photo", for_reasons="defect"),
            ],
            conditions=AcceptedConditions(["unopened"]),
            bundles=WholeBundle(),
            units_back=UnitsBack(packs_of=6),
            guards=[ReturnerGuard(most_units=3), ReturnerGuard("all", most_share=Percent("100"))],
            required=[*DE.withdrawal.required, returns.available, needs_a_letter],
            authorisation="before_sending",
            forms=["goods_alone"],
        )
        assert [x for x, _ in found(own)] == [
            "returns.exclusions[0]",
            "returns.exclusions[2]",
            "returns.proofs[0]",
            "returns.conditions[0]",
            "returns.bundles[0]",
            "returns.units_back[0]",
            "returns.guards[0]",
            f"returns.required[{len(DE.withdrawal.required) + 1}]",
            "returns.authorisation",
            "returns.forms",
        ]

    def test_what_an_exception_lifts(self) -> None:
        sale = Exclusion("sale", applies_to=SALE)
        own = terms(WITHDRAWAL, exclusions=[sale]).unless(sale, returns.within_window)
        assert found(own) == {}

    def test_goods_that_the_terms_are_not_about(self) -> None:
        sale = Exclusion("sale", applies_to=Scope(category="shoes"))
        own = terms(WITHDRAWAL, exclusions=[sale], applies_to=Scope(category="books"))
        assert found(own) == {}


LOST = DiminishedValue(Percent("30"), conditions="used")
CAPPED = Postage(for_reasons="remorse", applies_to=Scope(category="hats"), at_most=EUR("5.00"))


@pytest.mark.usefixtures("few_days")
class TestEveryAttribute:
    """Whatever attribute of terms can fall below a statute is looked at; the others never can."""

    @pytest.mark.parametrize(
        ("attribute", "changes", "place", "code"),
        [
            ("reasons", {"reasons": {"faulty": "defect"}}, law.DE, "reason_not_taken"),
            ("reasons", {"reasons": {"changed_mind": "remorse"}}, law.GB, "reason_not_taken"),
            ("covers", {"covers": "in_hand"}, law.DE, "not_here_refused"),
            ("not_started", {"not_started": "refer"}, law.DE, "not_started_referred"),
            (
                "ship_by",
                {"ship_by": RmaClock(Days(13), since=ReturnRequested)},
                law.DE,
                "sent_back_sooner",
            ),
            (
                "refund_by",
                {"refund_by": RmaClock(Days(14), since=ReturnRequested)},
                law.GB,
                "refund_later",
            ),
        ],
    )
    @pytest.mark.no_cover
    def test_of_return_terms(
        self, attribute: str, changes: dict[str, Any], place: law.Jurisdiction, code: str
    ) -> None:
        own = terms(ReturnWindow(Days(600), since=Delivered), **changes)
        some = law.lint(own, evolve(MONEY, shipping="always"), place)
        assert {(x.where, x.code) for x in some} == {(f"returns.{attribute}", code)}

    @pytest.mark.parametrize(
        ("where", "changes", "place", "code"),
        [
            ("refunds.gifts", {"gifts": "store_credit"}, law.DE, "gift_as_credit"),
            ("refunds.diminished[0]", {"diminished": [LOST]}, law.AU, "value_lost_kept"),
            ("", {"diminished": [LOST]}, law.DE, ""),
            # Of hats the customer pays all of it, of the rest what is above the cap.
            (
                "refunds.postage",
                {"postage": CAPPED},
                law.BR,
                "customer_pays_postage postage_capped",
            ),
        ],
    )
    @pytest.mark.no_cover
    def test_of_refund_terms(
        self, where: str, changes: dict[str, Any], place: law.Jurisdiction, code: str
    ) -> None:
        own = terms(ReturnWindow(Days(600), since=Delivered))
        money = evolve(MONEY, shipping="always", other_charges="always", **changes)
        some = law.lint(own, money, place, made="home_visit")
        assert {(x.where, x.code) for x in some} == {(where, x) for x in code.split()}

    def test_every_attribute_is_looked_at_or_can_take_nothing(self) -> None:
        told = {x.name for cls in (ReturnTerms, RefundTerms) for x in fields(cls) if x.init}
        assert LOOKED_AT | {*HARMLESS} == told
        assert not LOOKED_AT & {*HARMLESS}


LOOKED_AT = {
    *("window", "special_windows", "judged_by", "exclusions", "proofs", "conditions", "bundles"),
    *("units_back", "guards", "required", "excepted", "reasons", "covers", "not_started"),
    *("forms", "authorisation", "ship_by", "refund_by", "precedence", "calendar", "holidays"),
    *("shipping", "other_charges", "fees", "diminished", "promotions", "postage", "gifts"),
}
"""What is asked, alone or through the windows that it is for."""
HARMLESS = {
    "id": "a name",
    "version": "a name",
    "zone": "where days are counted, of the statute as well",
    "applies_to": "what the terms are not about, they do not refuse",
    "extensions": "a window ends later by it and never sooner",
    "tolled_by": "a window stands still for it and never ends sooner",
    "returnless": "goods stay with the customer, who is paid all the same",
    "inspect_by": "the shop's own time for looking at goods",
    "tenders": "each tender gets back at most what it paid, whichever is first",
    "chosen": "as tenders",
    "rounding": "a minor unit at most",
    "credit": "a bonus, for who takes store credit in place of money",
}


def needs_a_letter(_: ReturnCase) -> Finding:
    """A rule of a merchant's own."""
    return not_met("letter_missing")


class TestMoney:
    """What is kept of the money, told by what the floor would pay."""

    def test_every_attribute(self) -> None:
        money = evolve(
            MONEY,
            shipping="never",
            other_charges="never",
            fees=[
                Fee("restocking", Percent("15"), per="unit"),
                Fee("nothing", EUR("0.00"), per="unit"),
                Fee("food", EUR("1.00"), per="unit", applies_to=PERISHABLE),
                Fee("faulty", EUR("1.00"), per="unit", for_reasons="defect"),
            ],
            promotions=[PromotionRule("claw_back"), PromotionRule("keep")],
        )
        assert [x for x, _ in found(terms(WITHDRAWAL), money)] == [
            "refunds.fees[0]",
            "refunds.promotions[0]",
            "refunds.shipping",
            "refunds.other_charges",
        ]

    def test_more_than_the_statute_and_the_order_of_tenders(self) -> None:
        money = evolve(MONEY, shipping="always", tenders="gift_card_first")
        assert found(terms(WITHDRAWAL), money) == {}

    @pytest.mark.parametrize(
        ("payer", "told"), [(None, ["refunds.fees[0]", "refunds.postage"]), (Postage(), [])]
    )
    def test_who_pays_for_the_way_back(self, payer: Postage | None, told: list[str]) -> None:
        (row,) = DE.refunds["withdrawal"].rows
        statute = evolve(DE.refunds["withdrawal"].on(row.from_on), postage=payer)
        place = evolve(DE, refunds={"withdrawal": Dated([evolve(row, value=statute)])})
        label = Fee("return_shipping_de", EUR("4.95"), per="return")
        one = found(terms(WITHDRAWAL), evolve(MONEY, fees=[label], postage=Postage()), place)
        assert [x for x, _ in one] == told

    @pytest.mark.parametrize("code", ["return_shipping", "return_shipping_gb"])
    @pytest.mark.parametrize(
        ("fee", "place", "says"),
        [
            pytest.param({}, DE, "it is fine up to what the way back costs", id="by the statute"),
            pytest.param({}, law.JP, "", id="a right that is not about such sales"),
            pytest.param({"amount": USD("5.00")}, DE, "it is in other money", id="in other money"),
            pytest.param({"for_reasons": "defect"}, DE, "", id="for what the right is not about"),
        ],
    )
    def test_how_high_a_fee_for_the_way_back_is(
        self, code: str, fee: dict[str, Any], place: law.Jurisdiction, says: str
    ) -> None:
        """No law says it, so it is told to be left out."""
        told: dict[str, Any] = {"amount": EUR("500.00"), "per": "return", **fee}
        money = evolve(MONEY, fees=[Fee(code, **told)])
        left = law.comparable(terms(WITHDRAWAL), money, place).left_out
        assert [x.where for x in left] == (["refunds.fees[0]"] if says else [])
        assert all(x.says.startswith(says) for x in left)

    @pytest.mark.parametrize(
        ("clock", "worse"),
        [
            pytest.param(RmaClock(Days(14), since=Received), 548, id="from receipt"),
            pytest.param(RmaClock(Days(3), since=Received), 548, id="proof of sending is enough"),
            pytest.param(RmaClock(Days(14), since=ReturnRequested), 0, id="from the notice"),
        ],
    )
    def test_the_clock_of_the_refund(self, clock: RmaClock, worse: int) -> None:
        one = found(terms(WITHDRAWAL, refund_by=clock))
        assert [x for x, _ in one] == (["returns.refund_by"] if worse else [])
        assert [x.days.worse for x in one.values() if x.days] == ([worse] if worse else [])


def asked(on: date, behind: int, *, told: bool) -> Order:
    """An order whose second parcel came some days behind."""
    second = on + timedelta(days=behind)
    placed = f"{on - timedelta(days=3)}{NOON}"
    missing = [] if told else [InformationMissing(at=f"{on}{NOON}")]
    return Order(
        id="1001",
        placed_at=placed,
        customer=Customer(id="C-7", zone="Europe/Berlin"),
        lines=[Line(x, quantity=1, total=EUR("20.00")) for x in ("tee", "lamp")],
        history=[
            Shipped({"tee": 1}, at=f"{on - timedelta(days=2)}{NOON}"),
            Delivered({"tee": 1}, at=f"{on}{NOON}"),
            Delivered({"lamp": 1}, at=f"{second}{NOON}"),
            *missing,
        ],
    )


class TestTold:
    """What is told is in the reference, and on the command line."""

    def test_every_kind_is_in_the_reference(self) -> None:
        page = (ROOT / "docs" / "reference" / "law.md").read_text(encoding="utf-8")
        part = page.split("## Names")[0]
        assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == [*WORDS]

    @pytest.mark.parametrize("on", ["2020-01-01", "2022-05-27"])
    def test_days_before_the_law(self, on: str) -> None:
        says = f"no DE withdrawal on {on}: covered from 2022-05-28"
        with pytest.raises(NoLawInForce, match=says):
            law.lint(terms(WITHDRAWAL), MONEY, DE, on=on)

    def test_a_day_too_far_ahead(self) -> None:
        with pytest.raises(InvalidValue, match="2990-12-31 at the latest"):
            law.lint(terms(WITHDRAWAL), MONEY, DE, on="9990-01-01")


@pytest.mark.no_cover
class TestTrue:
    """Nothing is told that is not so, and nothing of terms that give as much."""

    @pytest.mark.parametrize("place", [law.EU, law.IT, law.GB], ids=lambda x: x.code)
    def test_the_statute_gives_no_less_than_itself(self, place: law.Jurisdiction) -> None:
        right = place.withdrawal
        own = law.lint(right, place.refunds["withdrawal"].on(place.checked_on), place)
        assert [x for x in own if x.right == "withdrawal"] == []

    def test_a_right_about_other_sales_is_not_compared(self) -> None:
        week = terms(ReturnWindow(Days(7), since=Placed))
        assert law.lint(week, MONEY, law.US) == ()
        assert law.lint(week, MONEY, law.JP) == ()

    def test_where_the_time_begins_with_the_information(self) -> None:
        month = terms(ReturnWindow(Days(30), since=Placed))
        money = evolve(MONEY, shipping="always")
        (untold,) = law.lint(month, money, law.JP, made="home_visit")
        assert untold.code == "window_without_information"
        assert untold.days is not None
        assert untold.days.by_statute is None
        assert "until an open end" in untold.says

    @given(
        length=st.integers(430, 800),
        since=st.sampled_from([Delivered, Last(Delivered)]),
        judged_by=st.sampled_from(["sent", "received", "goods_back"]),
        shipping=st.sampled_from(["cheapest_standard", "share", "always"]),
    )
    @settings(max_examples=3, deadline=None)
    def test_more_than_the_statute_is_never_less(
        self, length: int, since: Any, judged_by: str, shipping: str
    ) -> None:
        own = terms(ReturnWindow(Days(length), since=since), judged_by=judged_by)
        assert law.lint(own, evolve(MONEY, shipping=shipping), DE) == ()

    @given(
        length=st.integers(7, 45),
        since=st.sampled_from([Delivered, Shipped, Last(Delivered)]),
        roll=st.sampled_from([None, ROLLED]),
    )
    @settings(max_examples=4, deadline=None)
    def test_a_day_that_is_told_is_worse(self, length: int, since: Any, roll: Roll | None) -> None:
        own = terms(ReturnWindow(Days(length), since=since, roll=roll))
        tee = ReturnRequest.of({"tee": 1}, reason="remorse")
        for one in law.lint(own, MONEY, DE):
            assert one.days is not None
            assert one.days.by_statute is not None
            behind = next((x for x in (12, 30) if f"{x} days later" in one.says), 0)
            told = one.code != "window_without_information"
            order = asked(one.days.first_on, behind, told=told)
            last = max(instant(f"{one.days.by_statute}T09:00+02:00"), order.history[-1].at)
            theirs = returns.assess(order, tee, DE.withdrawal, at=last)
            ours = returns.assess(order, tee, own.observing(NATIONWIDE), at=last)
            assert theirs.allowed == {"tee": 1}
            assert ours.allowed == {}
            ends = [x.item("tee").deadline for x in (ours, theirs)]
            assert [x and x.last_day for x in ends] == [one.days.last_day, one.days.by_statute]


US, HERE = Scope(market="US"), Scope(market="de")


@pytest.mark.usefixtures("few_days")
class TestOfOtherMarkets:
    """What terms say for customers elsewhere, or for another currency, is not compared."""

    @pytest.mark.parametrize(
        ("scope", "money", "told"),
        [
            pytest.param(US, EUR, set(), id="of another country"),
            pytest.param(Scope(market="US-CA"), EUR, set(), id="of a part of one"),
            pytest.param(HERE, USD, set(), id="in another currency"),
            pytest.param(HERE, EUR, {"returns", "refunds"}, id="of this one"),
            pytest.param(Scope(market=["US", "EU"]), EUR, {"returns", "refunds"}, id="of both"),
            pytest.param(Scope(market="outlet"), EUR, {"returns", "refunds"}, id="of anybody"),
        ],
    )
    def test_entries_for_a_market(self, scope: Scope, money: Currency, told: set[str]) -> None:
        sale = Exclusion("sale", applies_to=scope)
        fee = Fee("restocking", money("5.00"), per="unit", applies_to=scope)
        week = ReturnWindow(Days(7), since=Last(Delivered), applies_to=scope)
        own = terms(WITHDRAWAL, exclusions=[sale] if money is EUR else [], special_windows=[week])
        if money is USD:
            own = terms(WITHDRAWAL)
        one = found(own, evolve(MONEY, fees=[fee]))
        assert {x.partition(".")[0] for x, _ in one} == told

    def test_customers_of_the_place_have_the_window_of_its_market(self) -> None:
        here = evolve(WITHDRAWAL, applies_to=HERE)
        week = ReturnWindow(Days(7), since=Last(Delivered), roll=ROLLED)
        assert found(terms(week, special_windows=[here])) == {}

    def test_terms_for_elsewhere_alone(self) -> None:
        assert (
            law.lint(terms(ReturnWindow(Days(7), since=Delivered), applies_to=US), MONEY, DE) == ()
        )


@pytest.mark.no_cover
@pytest.mark.usefixtures("few_days")
class TestRecall:
    """Each kind of planted shortfall is found, in its place, and nothing is told of clean terms."""

    @pytest.mark.parametrize("kind", [*PLANTERS])
    def test_what_was_planted(self, kind: str) -> None:
        assert is_found(kind, "1")

    def test_clean_terms(self) -> None:
        assert alarms(5) == {}

    def test_every_kind_is_planted(self) -> None:
        assert [*PLANTERS] == [*WORDS]
