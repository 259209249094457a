"""A MerchantReturnPolicy as terms: what it means, what is assumed, and what cannot be."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from postsales import (
    EUR,
    EVERYTHING,
    AcceptedConditions,
    Afterwards,
    Days,
    Delivered,
    DocumentErrors,
    Exclusion,
    Extension,
    Fee,
    Hours,
    InvalidValue,
    Percent,
    Placed,
    Postage,
    ReasonKind,
    RefundTerms,
    RefundWindow,
    ReturnWindow,
    Scope,
    Season,
    ShippingRefund,
    Since,
    TenderOrder,
    Years,
)
from postsales.returns.says import Precedence
from postsales.wire import schema_org
from postsales.wire.schema_org import LabelSource, PolicyReading, ReturnMethod

SCHEMA = "https://schema.org/"
FINITE = f"{SCHEMA}MerchantReturnFiniteReturnWindow"
UNLIMITED = {"returnPolicyCategory": "MerchantReturnUnlimitedWindow"}
NOT_PERMITTED = {"returnPolicyCategory": "MerchantReturnNotPermitted"}
GOLD = {"validForMemberTier": {"@type": "MemberProgramTier", "name": "gold"}}
THIRTY = {"returnPolicyCategory": FINITE, "merchantReturnDays": 30}
POLICY = {"@context": "https://schema.org", "@type": "MerchantReturnPolicy"}


def read(document: Any, **more: Any) -> PolicyReading:
    given = {"id": "acme", "version": "1", "zone": "Europe/Berlin"}
    return schema_org.read_policy(document, **{**given, **more})


def policy(**told: Any) -> dict[str, Any]:
    return {**POLICY, **THIRTY, **told}


def money(**told: Any) -> RefundTerms:
    """The terms for refunds of a policy that says this."""
    found = read(policy(**told)).refund_terms
    assert found is not None
    return found


def problems(document: Any) -> dict[str, str]:
    with pytest.raises(DocumentErrors) as caught:
        read(document)
    return {problem.path: problem.says for problem in caught.value}


def amount(value: object, currency: str = "EUR") -> dict[str, object]:
    return {"@type": "MonetaryAmount", "value": value, "currency": currency}


class TestWindows:
    """Days count from delivery unless the caller says otherwise, and that is told."""

    def test_a_number_of_days(self) -> None:
        found = read(policy())
        assert found.terms.window == ReturnWindow(Days(30), since=Delivered)
        assert ("$", "days count from delivery, as schema.org says of them") in found.assumed
        assert found.refund_terms is None

    def test_a_start_that_is_given_is_not_assumed(self) -> None:
        found = read(policy(), since=[Delivered, Placed])
        assert found.terms.window.since == (Since(Delivered), Since(Placed))
        assert not found.assumed

    @pytest.mark.parametrize(
        "days",
        [30, "30", Decimal(30), Decimal("30.0"), {"@type": "Integer", "@value": "30"}, [30]],
        ids=repr,
    )
    def test_days_in_the_forms_of_json_ld(self, days: object) -> None:
        assert read(policy(merchantReturnDays=days)).terms.window.length == Days(30)

    @pytest.mark.parametrize(
        "category",
        [FINITE, FINITE.replace("https", "http"), "MerchantReturnFiniteReturnWindow",
         "schema:MerchantReturnFiniteReturnWindow", {"@id": FINITE}],
        ids=repr,
    )  # fmt: skip
    def test_words_by_any_name(self, category: object) -> None:
        assert read(policy(returnPolicyCategory=category)).terms.window.length == Days(30)

    @pytest.mark.parametrize(
        ("told", "day"),
        [
            pytest.param("2027-01-31", date(2027, 1, 31), id="a date"),
            pytest.param("2027-01-31T22:59:59Z", date(2027, 1, 31), id="before midnight there"),
            pytest.param("2027-01-31T23:00:00Z", date(2027, 2, 1), id="at midnight there"),
            pytest.param("2027-01-31T12:00:00", date(2027, 1, 31), id="a time without a zone"),
        ],
    )
    def test_a_last_day(self, told: str, day: date) -> None:
        found = read(policy(merchantReturnDays=told))
        assert found.terms.window.length == Days(0)
        assert found.terms.extensions == (Extension(until=day),)
        is_told = any("its time is not kept" in says for _, says in found.assumed)
        assert is_told is ("T" in told)

    def test_without_an_end(self) -> None:
        found = read({**POLICY, **UNLIMITED})
        assert found.terms.window.length == Years(100)
        assert ("$", "without an end is 100 years, the longest there is") in found.assumed

    def test_not_permitted_is_a_change_of_mind(self) -> None:
        found = read({**POLICY, **NOT_PERMITTED})
        assert found.terms.exclusions == (Exclusion("not_permitted", applies_to=EVERYTHING),)
        assert found.terms.exclusions[0].for_reasons == (ReasonKind.REMORSE,)
        says = "a change of mind that is not permitted; faulty goods may come back"
        assert any(says in x for _, x in found.assumed)

    def test_conditions(self) -> None:
        told = ["NewCondition", f"{SCHEMA}RefurbishedCondition"]
        found = read(policy(itemCondition=told)).terms.conditions
        assert found == (AcceptedConditions(["new", "refurbished"]),)


class TestOverrides:
    """An override is for what was ordered on its days."""

    CHRISTMAS = Season("2026-11-15", "2026-12-24")

    def override(self, **told: Any) -> dict[str, Any]:
        days = {"startDate": "2026-11-15", "endDate": "2026-12-24"}
        return {"@type": "MerchantReturnPolicySeasonalOverride", **days, **told}

    def test_with_days_it_is_a_window(self) -> None:
        told = self.override(returnPolicyCategory=FINITE, merchantReturnDays=10)
        found = read(policy(returnPolicySeasonalOverride=told)).terms
        assert found.special_windows == (
            ReturnWindow(Days(10), since=Delivered, season=self.CHRISTMAS),
        )

    def test_with_a_day_it_is_an_extension(self) -> None:
        told = self.override(returnPolicyCategory=FINITE, merchantReturnDays="2027-01-31")
        found = read(policy(returnPolicySeasonalOverride=[told]))
        assert found.terms.extensions == (Extension(until="2027-01-31", season=self.CHRISTMAS),)
        path = "$.returnPolicySeasonalOverride[0]"
        assert (path, "is for what was ordered on those days") in found.assumed
        assert (path, "windows that end later are left as they are") in found.assumed

    def test_without_an_end(self) -> None:
        told = self.override(**UNLIMITED)
        (window,) = read(policy(returnPolicySeasonalOverride=told)).terms.special_windows
        assert window.length == Years(100)

    @pytest.mark.parametrize(
        ("told", "path", "says"),
        [
            pytest.param(
                {"endDate": "2026-11-14", **THIRTY}, "endDate", "before the startDate", id="back"
            ),
            pytest.param({"endDate": None, **THIRTY}, "endDate", "is missing", id="no end"),
            pytest.param({"startDate": 2026, **THIRTY}, "startDate", "a date", id="a number"),
            pytest.param({"startDate": "soon", **THIRTY}, "startDate", "a date", id="a word"),
            pytest.param({}, "returnPolicyCategory", "is missing", id="no category"),
            pytest.param(NOT_PERMITTED, "returnPolicyCategory", "stops all returns", id="none"),
        ],
    )
    def test_that_cannot_be(self, told: dict[str, Any], path: str, says: str) -> None:
        document = policy(returnPolicySeasonalOverride=self.override(**told))
        assert says in problems(document)[f"$.returnPolicySeasonalOverride.{path}"]

    def test_that_lets_come_back_what_may_not(self) -> None:
        override = {"returnPolicySeasonalOverride": self.override(**THIRTY)}
        told = {**POLICY, **NOT_PERMITTED, **override}
        says = "lets goods come back for some days that else may not"
        assert says in problems(told)["$.returnPolicySeasonalOverride"]

    def test_more_than_a_length_is_not_mapped(self) -> None:
        told = self.override(**THIRTY, returnFees="FreeReturn")
        found = read(policy(returnPolicySeasonalOverride=told))
        assert found.unmapped == ("$.returnPolicySeasonalOverride.returnFees",)


class TestSeveral:
    """The first is the standard; the others are for their countries and tiers."""

    def read(self, *policies: dict[str, Any], **more: Any) -> PolicyReading:
        told = [{"@type": "MerchantReturnPolicy", **one} for one in policies]
        return read({"@context": SCHEMA, "@graph": told}, **more)

    def test_a_country_and_a_tier(self) -> None:
        gold = {"@type": "MemberProgramTier", "name": "gold"}
        found = self.read(
            {**THIRTY, "merchantReturnDays": 90, "validForMemberTier": gold},
            {**THIRTY, "applicableCountry": ["DE", "CH"]},
            {**UNLIMITED, "applicableCountry": {"@type": "Country", "name": "AT"}},
            {**NOT_PERMITTED, "applicableCountry": "FR"},
        )
        assert found.terms.window.length == Days(30)
        assert found.terms.special_windows == (
            ReturnWindow(Days(90), since=Delivered, applies_to=Scope(tier="gold")),
            ReturnWindow(Years(100), since=Delivered, applies_to=Scope(market="AT")),
        )
        (excluded,) = found.terms.exclusions
        assert excluded.applies_to == Scope(market="FR")
        assert found.countries == ("DE", "CH", "AT", "FR")

    def test_a_tier_of_some_countries(self) -> None:
        tiers = {"validForMemberTier": {"@id": "#gold"}, "applicableCountry": "DE"}
        found = self.read({**THIRTY, "applicableCountry": ["DE", "AT"]}, {**THIRTY, **tiers})
        assert found.terms.special_windows[0].applies_to == Scope(market="DE", tier="#gold")

    def test_an_override_of_the_standard_spares_a_shorter_policy(self) -> None:
        days = {"startDate": "2026-11-15", "endDate": "2026-12-24", **THIRTY}
        override = {"returnPolicySeasonalOverride": {**days, "merchantReturnDays": 60}}
        found = self.read(
            {**THIRTY, "applicableCountry": ["DE", "CH"], **override},
            {**THIRTY, "applicableCountry": "AT"},
        )
        assert found.terms.special_windows[-1].applies_to == Scope(market=["DE", "CH"])

    def test_a_fixed_day_of_the_standard_spares_other_policies(self) -> None:
        found = self.read(
            {**THIRTY, "applicableCountry": "DE", "merchantReturnDays": "2027-01-31"},
            {**THIRTY, "applicableCountry": "AT", "merchantReturnDays": "2027-01-15"},
        )
        assert [x.applies_to for x in found.terms.extensions] == [
            Scope(market="DE"),
            Scope(market="AT"),
        ]

    def test_other_money_of_another_policy_is_told(self) -> None:
        found = self.read(
            {**THIRTY, "applicableCountry": "DE", "returnFees": "FreeReturn"},
            {
                **THIRTY,
                "applicableCountry": "AT",
                "returnFees": "ReturnFeesCustomerResponsibility",
            },
        )
        says = "has its own return fees: those of $['@graph'][0] are kept"
        assert ("$['@graph'][1]", says) in found.assumed

    def test_a_policy_that_is_silent_takes_what_the_first_says_and_that_is_told(self) -> None:
        first = {"restockingFee": 15, "itemCondition": "NewCondition", "returnFees": "FreeReturn"}
        found = self.read(
            {**THIRTY, "applicableCountry": "DE", **first}, {**THIRTY, "applicableCountry": "AT"}
        )
        told = {says for path, says in found.assumed if path == "$['@graph'][1]"}
        for what in ("conditions", "return fees", "restocking fee"):
            assert f"says no {what}: those of $['@graph'][0] are kept" in told

    def test_how_goods_go_back_by_another_policy_is_told(self) -> None:
        other = {"returnMethod": "ReturnInStore", "merchantReturnLink": "https://shop.example/at"}
        found = self.read(
            {**THIRTY, "applicableCountry": "DE"}, {**THIRTY, "applicableCountry": "AT", **other}
        )
        told = {says for path, says in found.assumed if path == "$['@graph'][1]"}
        assert "has its own ways to return goods: those of $['@graph'][0] are kept" in told
        assert "has its own page with the terms: those of $['@graph'][0] are kept" in told

    def test_a_fixed_day_leaves_other_places_the_day_of_delivery(self) -> None:
        found = self.read(
            {**THIRTY, "applicableCountry": "DE", "merchantReturnDays": "2027-01-31"},
            {**THIRTY, "applicableCountry": "AT"},
        )
        says = "orders of other places come back on the day of delivery alone"
        assert any(says in x for _, x in found.assumed)
        assert not any("for orders of other places as well" in x for _, x in found.assumed)

    def test_where_nothing_comes_back_faulty_goods_have_the_standard_window(self) -> None:
        found = self.read(
            {**NOT_PERMITTED, "applicableCountry": "DE"}, {**THIRTY, "applicableCountry": "AT"}
        )
        assert any("faulty goods may come back, as by the standard" in x for _, x in found.assumed)
        assert not any("100 years" in x for _, x in found.assumed)

    def test_a_closer_policy_counts_where_it_is_shorter(self) -> None:
        gold = {"validForMemberTier": {"name": "gold"}, "merchantReturnDays": 20}
        found = self.read(
            {**THIRTY, "applicableCountry": "DE"},
            {**THIRTY, "applicableCountry": "AT", "merchantReturnDays": 60},
            {**THIRTY, "applicableCountry": ["DE", "AT"], **gold},
        )
        assert found.terms.precedence is Precedence.FIRST_LISTED
        assert [x.length for x in found.terms.special_windows] == [Days(20), Days(60)]

    def test_a_tier_that_stands_elsewhere_in_the_document_is_called_by_its_name(self) -> None:
        found = self.read(
            {"@type": "MemberProgramTier", "@id": "#g", "name": "gold"},
            THIRTY,
            {**THIRTY, "merchantReturnDays": 60, "validForMemberTier": {"@id": "#g"}},
        )
        assert found.terms.special_windows[0].applies_to == Scope(tier="gold")

    @pytest.mark.parametrize(
        "countries",
        [
            pytest.param(({}, {}), id="for all"),
            pytest.param(
                ({"applicableCountry": "DE"}, {"applicableCountry": ["AT", "DE"]}),
                id="for one country",
            ),
        ],
    )
    def test_two_for_the_same_orders_are_both_named(self, countries: Any) -> None:
        one, other = countries
        with pytest.raises(DocumentErrors) as caught:
            self.read({**THIRTY, **one}, {**UNLIMITED, **other})
        (problem,) = caught.value
        assert problem.path == "$['@graph'][1]"
        assert "the same countries and tiers as $['@graph'][0]" in problem.says

    def test_one_for_some_and_another_for_all(self) -> None:
        with pytest.raises(DocumentErrors, match="names neither countries nor tiers"):
            self.read({**THIRTY, "applicableCountry": "DE"}, UNLIMITED)

    def test_two_of_which_nothing_comes_back(self) -> None:
        found = self.read(
            {**THIRTY, "applicableCountry": "DE"},
            {**NOT_PERMITTED, "applicableCountry": "AT"},
            {**NOT_PERMITTED, "applicableCountry": "CH"},
        )
        assert [x.code for x in found.terms.exclusions] == ["not_permitted", "not_permitted_2"]

    def test_the_standard_is_one_by_which_something_comes_back(self) -> None:
        found = self.read(
            {**NOT_PERMITTED, "applicableCountry": "AT"}, {**THIRTY, "applicableCountry": "DE"}
        )
        assert found.terms.window.length == Days(30)
        assert [x.applies_to for x in found.terms.exclusions] == [Scope(market="AT")]

    def test_where_nothing_comes_back_one_says_it(self) -> None:
        found = self.read(
            {**NOT_PERMITTED, "applicableCountry": "AT"},
            {**NOT_PERMITTED, "applicableCountry": "DE"},
        )
        assert [x.applies_to for x in found.terms.exclusions] == [EVERYTHING]
        assert found.countries == ("AT", "DE")

    def test_members_who_may_what_nobody_may(self) -> None:
        with pytest.raises(DocumentErrors, match="takes back from some what "):
            self.read(NOT_PERMITTED, {**THIRTY, "validForMemberTier": {"name": "gold"}})

    @pytest.mark.parametrize(
        ("refusing", "taking"),
        [
            pytest.param(
                {"applicableCountry": ["FR", "AT"]},
                {"applicableCountry": ["AT", "DE"], **GOLD},
                id="members of a country from which nothing comes back",
            ),
            pytest.param(
                GOLD,
                {"applicableCountry": "DE", **GOLD},
                id="members of a country, where members may return nothing",
            ),
        ],
    )
    def test_some_who_may_what_all_of_them_may_not(
        self, refusing: dict[str, Any], taking: dict[str, Any]
    ) -> None:
        policies = (THIRTY, {**NOT_PERMITTED, **refusing}, {**THIRTY, **taking})
        with pytest.raises(DocumentErrors) as caught:
            self.read(*policies)
        (problem,) = caught.value
        assert problem.path == "$['@graph'][2]"
        assert problem.says == (
            "takes back from some what $['@graph'][1] takes back from none of them; "
            "no terms say that"
        )

    def test_members_who_may_not_either(self) -> None:
        """A policy that is closer still says so."""
        found = self.read(
            THIRTY,
            {**NOT_PERMITTED, "applicableCountry": "FR"},
            {**UNLIMITED, **GOLD},
            {**NOT_PERMITTED, **GOLD, "applicableCountry": "FR"},
        )
        assert [x.applies_to for x in found.terms.exclusions] == [
            Scope(market="FR"),
            Scope(market="FR", tier="gold"),
        ]
        assert not any("nor does it for members" in says for _, says in found.assumed)

    def test_members_of_any_country(self) -> None:
        found = self.read(
            THIRTY, {**NOT_PERMITTED, "applicableCountry": "FR"}, {**UNLIMITED, **GOLD}
        )
        assert found.terms.special_windows[0].applies_to == Scope(tier="gold")
        says = "names no country, and nothing comes back from those of $['@graph'][1]"
        assert ("$['@graph'][2]", f"{says}: nor does it for members") in found.assumed

    def test_members_of_other_countries(self) -> None:
        """Where goods come back from, members keep their own window."""
        found = self.read(
            THIRTY,
            {**NOT_PERMITTED, "applicableCountry": "FR"},
            {**UNLIMITED, **GOLD, "applicableCountry": "DE"},
        )
        assert found.terms.special_windows[0].applies_to == Scope(market="DE", tier="gold")
        assert not any("nor does it for members" in says for _, says in found.assumed)

    def test_members_of_two_countries_stand_apart(self) -> None:
        gold = {"validForMemberTier": {"name": "gold"}}
        found = self.read(
            THIRTY,
            {**THIRTY, **gold, "applicableCountry": "DE"},
            {**UNLIMITED, **gold, "applicableCountry": "AT"},
        )
        assert [x.applies_to for x in found.terms.special_windows] == [
            Scope(market="DE", tier="gold"),
            Scope(market="AT", tier="gold"),
        ]

    def test_an_override_with_a_day_spares_a_policy_with_a_day(self) -> None:
        days = {"startDate": "2026-11-15", "endDate": "2026-12-24", **THIRTY}
        override = {"returnPolicySeasonalOverride": {**days, "merchantReturnDays": "2027-01-31"}}
        found = self.read(
            {**THIRTY, "applicableCountry": "DE", **override},
            {**THIRTY, "applicableCountry": "AT"},
        )
        assert [x.applies_to for x in found.terms.extensions] == [Scope(market="DE")]

    def test_one_for_members_alone(self) -> None:
        with pytest.raises(DocumentErrors, match="no policy is for everybody"):
            self.read({**THIRTY, "validForMemberTier": {"name": "gold"}})

    def test_the_same_again_is_one(self) -> None:
        assert not self.read(THIRTY, THIRTY).terms.special_windows


class TestMoney:
    """What the way back costs is said by reason; what nobody said costs nothing."""

    FEE = "ReturnShippingFees"
    CUSTOMER = "ReturnFeesCustomerResponsibility"
    FAULTS = (ReasonKind.DAMAGED_IN_TRANSIT, ReasonKind.DEFECT, ReasonKind.NOT_AS_DESCRIBED)

    def test_what_is_not_said_is_given_or_assumed(self) -> None:
        found = read(policy(returnFees="FreeReturn"))
        assert found.refund_terms == RefundTerms(
            id="acme",
            version="1",
            shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
            tenders=TenderOrder.AS_PAID,
        )
        assert sum("goes back" in says for _, says in found.assumed) == 2
        given = read(policy(returnFees="FreeReturn"), shipping="never", tenders="pro_rata")
        assert given.refund_terms is not None
        assert given.refund_terms.shipping is ShippingRefund.NEVER
        assert given.refund_terms.tenders is TenderOrder.PRO_RATA
        assert not any("goes back" in says for _, says in given.assumed)

    def test_the_customer_pays(self) -> None:
        assert money(returnFees=self.CUSTOMER).postage == Postage(for_reasons=[*ReasonKind])
        assert money(customerRemorseReturnFees=self.CUSTOMER).postage == Postage()

    def test_any_other_reason_costs_what_a_defect_does(self) -> None:
        found = money(customerRemorseReturnFees="FreeReturn", itemDefectReturnFees=self.CUSTOMER)
        assert found.postage is not None
        assert {*found.postage.for_reasons} == {*ReasonKind} - {ReasonKind.REMORSE}

    def test_a_cost_of_its_own_goes_before_that_of_any_reason(self) -> None:
        found = money(
            returnFees=self.FEE,
            returnShippingFeesAmount=amount(Decimal("2.99")),
            customerRemorseReturnFees=self.FEE,
            customerRemorseReturnShippingFeesAmount=amount("5.99"),
            itemDefectReturnFees="FreeReturn",
        )
        assert found.fees == (
            Fee("return_shipping", EUR("5.99"), per="return"),
            Fee(
                "return_shipping_other",
                EUR("2.99"),
                per="return",
                for_reasons=["wrong_item", "late", "other"],
            ),
        )

    def test_a_fee_for_defects_only(self) -> None:
        found = money(
            returnFees="FreeReturn",
            itemDefectReturnFees=self.FEE,
            itemDefectReturnShippingFeesAmount=amount(3),
        )
        assert found.fees == (
            Fee("return_shipping_defect", EUR("3"), per="return", for_reasons=self.FAULTS),
        )

    @pytest.mark.parametrize(
        ("told", "fee"),
        [
            pytest.param(Decimal("12.5"), Percent("12.5"), id="a percentage"),
            pytest.param(15, Percent("15"), id="a whole percentage"),
            pytest.param(amount("4.95"), EUR("4.95"), id="an amount"),
        ],
    )
    def test_a_restocking_fee(self, told: object, fee: Any) -> None:
        assert money(restockingFee=told).fees == (Fee("restocking", fee, per="return"),)

    def test_a_fee_of_nothing_is_none(self) -> None:
        nothing = amount(0)
        found = money(returnFees=self.FEE, returnShippingFeesAmount=nothing, restockingFee=nothing)
        assert not found.fees

    def test_delivery_that_is_kept(self) -> None:
        told = {"returnFees": ["OriginalShippingFees", "RestockingFees"], "restockingFee": 10}
        found = money(**told)
        assert found.shipping is ShippingRefund.NEVER
        assert [fee.code for fee in found.fees] == ["restocking"]
        assert found.postage is None

    @pytest.mark.parametrize("key", ["customerRemorseReturnFees", "itemDefectReturnFees"])
    def test_delivery_that_is_kept_for_one_reason_goes_back_and_that_is_told(
        self, key: str
    ) -> None:
        found = read(policy(**{key: "OriginalShippingFees"}))
        assert found.refund_terms is not None
        assert found.refund_terms.shipping is ShippingRefund.WHEN_ALL_COMES_BACK
        says = "keeps what was paid for delivery for some reasons, which no terms do: it goes back"
        assert (f"$.{key}", says) in found.assumed

    @pytest.mark.parametrize(
        ("told", "afterwards"),
        [
            pytest.param("StoreCreditRefund", Afterwards.STORE_CREDIT, id="store credit"),
            pytest.param("ExchangeRefund", Afterwards.NOTHING, id="an exchange"),
            pytest.param(
                ["ExchangeRefund", "StoreCreditRefund"], Afterwards.STORE_CREDIT, id="either"
            ),
        ],
    )
    def test_no_money_is_given(self, told: object, afterwards: Afterwards) -> None:
        window = RefundWindow(Hours(0), since=Placed, afterwards=afterwards)
        assert money(refundType=told).window == window

    def test_money_is_given(self) -> None:
        found = read(policy(refundType=["FullRefund", "StoreCreditRefund"]))
        assert found.refund_terms is not None
        assert found.refund_terms.window is None
        assert ("$", "money is given; StoreCreditRefund besides is not kept") in found.assumed


class TestWhatTermsDoNotKnow:
    """It is handed on, so that it can be published again."""

    def test_is_kept(self) -> None:
        found = read(
            policy(
                merchantReturnLink="https://shop.example/returns",
                applicableCountry=["DE", "AT"],
                returnPolicyCountry="IE",
                returnMethod=f"{SCHEMA}ReturnByMail",
                inStoreReturnsOffered=True,
                returnLabelSource="ReturnLabelInBox",
                customerRemorseReturnLabelSource="ReturnLabelDownloadAndPrint",
                itemDefectReturnLabelSource="ReturnLabelCustomerResponsibility",
            )
        )
        assert found.link == "https://shop.example/returns"
        assert (found.countries, found.returns_to) == (("DE", "AT"), ("IE",))
        assert found.methods == (ReturnMethod.BY_MAIL, ReturnMethod.IN_STORE)
        assert found.label is LabelSource.IN_BOX
        assert found.remorse_label is LabelSource.DOWNLOAD
        assert found.defect_label is LabelSource.CUSTOMER
        assert not found.unmapped

    def test_what_nobody_reads_is_told(self) -> None:
        found = read(policy(name="Our returns", additionalProperty={"name": "x"}))
        assert found.unmapped == ("$.name", "$.additionalProperty")

    def test_a_region_is_no_country(self) -> None:
        found = read(policy(applicableCountry=["EU", "DE"]))
        assert found.countries == ("DE",)
        says = "is 'EU', which is no country of ISO 3166-1; it is not kept"
        assert ("$.applicableCountry[0]", says) in found.assumed

    @pytest.mark.parametrize("told", ["UK", "de", ["EU", "UK"]], ids=str)
    def test_a_policy_for_no_country_is_not_one_for_all(self, told: object) -> None:
        says = problems(policy(applicableCountry=told))["$.applicableCountry"]
        assert "no country of ISO 3166-1, such as 'DE', is among them" in says

    def test_goods_that_stay_are_told(self) -> None:
        found = read(policy(returnMethod="KeepProduct"))
        assert any("need not come back" in says for _, says in found.assumed)


def nested(depth: int) -> object:
    inner: object = policy()
    for _ in range(depth):
        inner = [inner]
    return inner


class TestWherePoliciesStand:
    """They are found wherever they stand, by their type or by what has them."""

    @pytest.mark.parametrize(
        ("document", "path"),
        [
            pytest.param([POLICY | THIRTY], "$[0]", id="in a list"),
            pytest.param(
                {"@context": SCHEMA, "@type": "OnlineStore", "hasMerchantReturnPolicy": THIRTY},
                "$.hasMerchantReturnPolicy",
                id="of a shop, without a type",
            ),
            pytest.param(
                {
                    "@context": ["https://schema.org"],
                    "@type": "Product",
                    "offers": [{"@type": "Offer", "hasMerchantReturnPolicy": [POLICY | THIRTY]}],
                },
                "$.offers[0].hasMerchantReturnPolicy[0]",
                id="of an offer",
            ),
            pytest.param(
                {
                    "@context": {"@vocab": "https://schema.org/"},
                    "@graph": [
                        {"@type": "Product", "hasMerchantReturnPolicy": {"@id": "#returns"}},
                        {"@type": "Thing", "hasMerchantReturnPolicy": "#returns"},
                        {"@id": "#returns", **POLICY, **THIRTY},
                    ],
                },
                "$['@graph'][2]",
                id="by a name",
            ),
        ],
    )
    def test_they_are_found(self, document: object, path: str) -> None:
        found = read(document)
        assert found.terms.window.length == Days(30)
        assert {where for where, _ in found.assumed} == {path}

    def test_text_is_read_digit_by_digit(self) -> None:
        text = json.dumps(policy(restockingFee=1)).replace('Fee": 1', 'Fee": 12.345678')
        found = read(text).refund_terms
        assert found is not None
        assert found.fees[0].amount == Percent("12.345678")

    @pytest.mark.parametrize(
        ("document", "path", "says"),
        [
            pytest.param(
                {"@context": SCHEMA, "@type": "Invoice", "customer": {"@type": "Person"}},
                "$",
                "is an Invoice with Person, and no MerchantReturnPolicy is in it",
                id="an invoice",
            ),
            pytest.param([{"@type": "Review"}], "$", "is a Review, and no", id="a review"),
            pytest.param({}, "$", "names no type of schema.org", id="nothing"),
            pytest.param(3, "$", "is 3: an object of JSON-LD", id="a number"),
            pytest.param(
                {"@type": "Offer", "hasMerchantReturnPolicy": {"@id": "https://a.example/r"}},
                "$.hasMerchantReturnPolicy",
                "refers to 'https://a.example/r', which is not in the document",
                id="one that is elsewhere",
            ),
            pytest.param(
                {"@type": "Offer", "hasMerchantReturnPolicy": 3},
                "$.hasMerchantReturnPolicy",
                "is 3, and an object is needed",
                id="one that is a number",
            ),
            pytest.param(
                policy(**{"@context": "https://example.com"}),
                "$['@context']",
                "'https://schema.org' is needed",
                id="another vocabulary",
            ),
            pytest.param(nested(5000), "$[0]", "goes deeper than 100 levels", id="too deep"),
        ],
    )
    def test_what_has_none_is_named(self, document: object, path: str, says: str) -> None:
        found = problems(document)
        assert any(where.startswith(path) and says in x for where, x in found.items())

    def test_each_document_of_a_list_has_its_context(self) -> None:
        other = {"@context": "https://example.com"}
        assert "$[1]['@context']" in problems([{"@type": "Person"}, {**policy(), **other}])

    def test_a_policy_of_some_goods_is_told(self) -> None:
        says = "stands at some goods; it is read as one for all goods"
        for kind, is_of_goods in (("Product", True), ("Offer", True), ("OnlineStore", False)):
            found = read({"@context": SCHEMA, "@type": kind, "hasMerchantReturnPolicy": THIRTY})
            assert (("$.hasMerchantReturnPolicy", says) in found.assumed) is is_of_goods

    def test_no_context_is_assumed(self) -> None:
        found = read({"@type": "MerchantReturnPolicy", **THIRTY})
        assert ("$", "says no @context; its words are those of schema.org") in found.assumed

    def test_of_nothing_there_is_nothing(self) -> None:
        document = {"@type": "Offer", "hasMerchantReturnPolicy": []}
        assert "is a Offer" not in problems(document)["$"]
        assert "no MerchantReturnPolicy is in it" in problems(document)["$"]


FEES = "ReturnShippingFees"


class TestProblems:
    """All that cannot be is told at once, each at its path."""

    @pytest.mark.parametrize(
        ("told", "path", "says"),
        [
            pytest.param(
                {"merchantReturnDays": None}, "merchantReturnDays", "is missing", id="no days"
            ),
            pytest.param({"merchantReturnDays": -1}, "merchantReturnDays", "0 to", id="below 0"),
            pytest.param({"merchantReturnDays": 36601}, "merchantReturnDays", "0 to", id="long"),
            pytest.param({"merchantReturnDays": 1.5}, "merchantReturnDays", "whole", id="float"),
            pytest.param(
                {"merchantReturnDays": Decimal("1.5")}, "merchantReturnDays", "whole", id="half"
            ),
            pytest.param(
                {"merchantReturnDays": Decimal("1E+9")}, "merchantReturnDays", "whole", id="huge"
            ),
            pytest.param({"merchantReturnDays": True}, "merchantReturnDays", "whole", id="true"),
            pytest.param({"merchantReturnDays": "P30D"}, "merchantReturnDays", "date", id="P30D"),
            pytest.param({"merchantReturnDays": [30, 60]}, "merchantReturnDays", "one", id="two"),
            pytest.param(UNLIMITED, "merchantReturnDays", "UnlimitedWindow", id="days and no end"),
            pytest.param(NOT_PERMITTED, "merchantReturnDays", "NotPermitted", id="days of none"),
            pytest.param(
                {"returnPolicyCategory": None}, "returnPolicyCategory", "is missing", id="none"
            ),
            pytest.param(
                {"returnPolicyCategory": "Forever"}, "returnPolicyCategory", "one of", id="a word"
            ),
            pytest.param(
                {"returnPolicyCategory": "MerchantReturnUnspecified"},
                "returnPolicyCategory",
                "no policy is told",
                id="unspecified",
            ),
            pytest.param({"productReturnDays": 30}, "productReturnDays", "earlier word", id="old"),
            pytest.param({"applicableCountry": 49}, "applicableCountry", "such as 'DE'", id="49"),
            pytest.param({"returnMethod": "Pigeon"}, "returnMethod", "ReturnByMail", id="pigeon"),
            pytest.param({"refundType": 1}, "refundType", "FullRefund", id="a number"),
            pytest.param({"itemCondition": "Fine"}, "itemCondition", "NewCondition", id="fine"),
            pytest.param({"returnLabelSource": "x"}, "returnLabelSource", "InBox", id="a label"),
            pytest.param({"validForMemberTier": 1}, "validForMemberTier", "a name", id="a tier"),
            pytest.param(
                {"inStoreReturnsOffered": "yes"}, "inStoreReturnsOffered", "true or false", id="yes"
            ),
            pytest.param({"merchantReturnLink": 1}, "merchantReturnLink", "text", id="a link"),
            pytest.param({"returnFees": "Some"}, "returnFees", "FreeReturn", id="some fees"),
            pytest.param(
                {"returnFees": FEES}, "returnShippingFeesAmount", "is missing", id="no amount"
            ),
            pytest.param(
                {"returnShippingFeesAmount": amount("1")},
                "returnShippingFeesAmount",
                "without returnFees",
                id="an amount alone",
            ),
            pytest.param(
                {"returnFees": "FreeReturn", "returnShippingFeesAmount": amount("1")},
                "returnShippingFeesAmount",
                "no such fee",
                id="free, and an amount",
            ),
            pytest.param(
                {"returnFees": ["FreeReturn", FEES]}, "returnFees", "several", id="free and not"
            ),
            pytest.param(
                {"returnFees": "RestockingFees"}, "returnFees", "restockingFee", id="which fee"
            ),
            pytest.param({"restockingFee": 101}, "restockingFee", "at most 100 %", id="101 %"),
            pytest.param({"restockingFee": 1.5}, "restockingFee", "lost its digits", id="a float"),
            pytest.param({"restockingFee": -1}, "restockingFee", "0 to", id="below nothing"),
            pytest.param(
                {"restockingFee": amount("4.955")}, "restockingFee.value", "decimals", id="finer"
            ),
            pytest.param(
                {"restockingFee": amount("-1")},
                "restockingFee.value",
                "zero or more",
                id="money below 0",
            ),
            pytest.param(
                {"restockingFee": amount("1", "EURO")}, "restockingFee.value", "ISO", id="EURO"
            ),
            pytest.param(
                {"restockingFee": amount(4.95)}, "restockingFee.value", "lost its", id="a fraction"
            ),
            pytest.param(
                {"restockingFee": {"currency": "EUR"}},
                "restockingFee.value",
                "missing",
                id="a currency alone",
            ),
            pytest.param(
                {"returnFees": FEES, "returnShippingFeesAmount": "4.95 EUR"},
                "returnShippingFeesAmount",
                "MonetaryAmount",
                id="an amount as text",
            ),
        ],
    )
    def test_at_its_path(self, told: dict[str, Any], path: str, says: str) -> None:
        assert says in problems(policy(**told))[f"$.{path}"]

    def test_all_at_once(self) -> None:
        found = problems(policy(merchantReturnDays=-1, returnMethod="x", restockingFee="y"))
        assert {*found} == {"$.merchantReturnDays", "$.returnMethod", "$.restockingFee"}

    def test_text_that_is_no_json(self) -> None:
        assert "is no JSON" in problems("{")["$"]

    @pytest.mark.parametrize("text", [" <script>{}</script>", "\n<!doctype html>", "<"])
    def test_an_element_of_a_page_is_told_what_to_take_of_it(self, text: str) -> None:
        assert problems(text) == {
            "$": "is markup, and JSON is needed: what stands between <script ...> and </script>, "
            "which of a policy that was written here is its json"
        }

    def test_a_zone_that_is_none(self) -> None:
        with pytest.raises(InvalidValue):
            read(policy(), zone="Mars/Base")
