"""Terms as a MerchantReturnPolicy: what is said, and what is left unsaid."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    EVERYTHING,
    JPY,
    AcceptedConditions,
    Afterwards,
    Currency,
    Days,
    Delivered,
    ExchangeTerms,
    Exclusion,
    Extension,
    Fee,
    Hours,
    InvalidValue,
    MissingSection,
    Months,
    Per,
    Percent,
    Placed,
    Postage,
    ReasonKind,
    RefundTerms,
    RefundWindow,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Season,
    Shipped,
    ShippingRefund,
    TenderOrder,
    Weeks,
    WorkingDays,
    WorkingHours,
    WrongType,
    Years,
)
from postsales.wire import schema_org
from postsales.wire.schema_org import LabelSource, PolicyWritten, ReturnMethod
from postsales.wire.terms import TermsBundle
from tests.terms.corpus import OFFICE

SCHEMA = "https://schema.org/"
TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(30), since=Delivered),
)
REFUNDS = RefundTerms(
    id="acme-refunds",
    version="1",
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
)
CHRISTMAS = Season("2026-11-15", "2026-12-24")
COUNTRIES = ("DE", "AT", "CH")


def policy(
    terms: ReturnTerms | TermsBundle = TERMS, refunds: RefundTerms | None = None, **more: Any
) -> dict[str, Any]:
    """The one policy that is written, without what every one has."""
    document = schema_org.write_policy(terms, refunds, countries=COUNTRIES, **more).document
    assert document.pop("@context") == "https://schema.org"
    return document


def policies(terms: ReturnTerms, **more: Any) -> list[dict[str, Any]]:
    """The several policies that are written."""
    told = policy(terms, **more)["@graph"]
    assert isinstance(told, list)
    return told


def lost(terms: ReturnTerms | TermsBundle, refunds: RefundTerms | None = None) -> Mapping[str, str]:
    """What is lost besides that of which there is never a word, by path."""
    written = schema_org.write_policy(terms, refunds, countries=COUNTRIES)
    usual = ("id", "version", "zone", "shipping", "tenders", "per", "for_reasons")
    return {x.path: x.says for x in written.lost if not x.path.endswith(usual)}


class TestTheStandardWindow:
    """A policy says no more days than the terms give, and counts them from delivery."""

    def test_says_days_and_countries(self) -> None:
        assert policy() == {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": ["DE", "AT", "CH"],
            "returnPolicyCategory": f"{SCHEMA}MerchantReturnFiniteReturnWindow",
            "merchantReturnDays": 30,
        }

    @pytest.mark.parametrize(
        ("length", "days"),
        [
            pytest.param(Days(0), 0, id="the day of delivery"),
            pytest.param(Weeks(2), 14, id="weeks are days in other words"),
            pytest.param(Months(1), 28, id="a month has 28 days at least"),
            pytest.param(Months(2), 59, id="the end of December to that of February"),
            pytest.param(Years(1), 365, id="a year has 365 days at least"),
            pytest.param(Years(4), 1460, id="four years can have no leap day around 2100"),
            pytest.param(WorkingDays(10), 10, id="ten working days take ten days at least"),
            pytest.param(Hours(25 + 24), 1, id="49 hours hold one whole day after any start"),
        ],
    )
    def test_tells_the_fewest_days_of_other_lengths(self, length: Any, days: int) -> None:
        terms = evolve(TERMS, window=ReturnWindow(length, since=Delivered), calendar=OFFICE)
        assert policy(terms)["merchantReturnDays"] == days
        is_exact = isinstance(length, Days)
        assert ("$.returns.window.length" in lost(terms)) is not is_exact

    @pytest.mark.parametrize(
        "length",
        [
            pytest.param(Hours(0), id="none"),
            pytest.param(Hours(24), id="a day"),
            pytest.param(Hours(25), id="25 hours reach the end of a long day"),
            pytest.param(Hours(36), id="a day and a half"),
            pytest.param(Hours(24 + 24), id="48 hours hold no whole day where a day has 25"),
            pytest.param(WorkingHours(8), id="a working day"),
        ],
    )
    def test_where_no_whole_day_is_sure_nothing_is_said(self, length: Any) -> None:
        terms = evolve(TERMS, window=ReturnWindow(length, since=Delivered), calendar=OFFICE)
        told = policy(terms, link="https://shop.example/returns")
        assert told == {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": ["DE", "AT", "CH"],
            "merchantReturnLink": "https://shop.example/returns",
        }
        assert "$.returns.window.length" in lost(terms)

    def test_a_hundred_years_are_without_an_end(self) -> None:
        terms = evolve(TERMS, window=ReturnWindow(Years(100), since=Delivered))
        told = policy(terms)
        assert told["returnPolicyCategory"] == f"{SCHEMA}MerchantReturnUnlimitedWindow"
        assert "merchantReturnDays" not in told
        assert not lost(terms)

    @pytest.mark.parametrize("since", [Placed, Shipped, (Delivered, Shipped)])
    def test_another_start_is_lost(self, since: Any) -> None:
        found = lost(evolve(TERMS, window=ReturnWindow(Days(30), since=since)))
        assert "readers of schema.org count from the delivery" in found["$.returns.window.since"]

    def test_everything_excluded_is_not_permitted(self) -> None:
        nothing = Exclusion("not_permitted", applies_to=EVERYTHING)
        terms = evolve(TERMS, exclusions=[nothing])
        told = policy(terms, REFUNDS, methods="by_mail", label="in_box")
        assert told == {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": ["DE", "AT", "CH"],
            "returnPolicyCategory": f"{SCHEMA}MerchantReturnNotPermitted",
        }
        assert {*lost(terms, REFUNDS)} == {"$.returns.window.length", "$.refunds"}

    def test_a_fixed_day_stands_in_place_of_days(self) -> None:
        window = ReturnWindow(Days(0), since=Delivered)
        terms = evolve(TERMS, window=window, extensions=[Extension(until="2027-01-31")])
        assert policy(terms)["merchantReturnDays"] == "2027-01-31"
        assert {*lost(terms)} == {"$.returns.extensions[0].until"}

    def test_a_fixed_day_beside_days_is_lost(self) -> None:
        terms = evolve(TERMS, extensions=[Extension(until="2027-01-31")])
        assert policy(terms)["merchantReturnDays"] == 30
        assert {*lost(terms)} == {"$.returns.extensions[0]"}


GOLD = Scope(tier="gold")


def special(days: int, **more: Any) -> ReturnWindow:
    return ReturnWindow(Days(days), since=Delivered, **more)


def days(terms: ReturnTerms) -> dict[tuple[str, ...], object]:
    """The days of each policy, by its countries and tiers."""
    return days_of(schema_org.write_policy(terms, countries=COUNTRIES))


def days_of(written: PolicyWritten) -> dict[tuple[str, ...], object]:
    found: dict[tuple[str, ...], object] = {}
    for one in written.document["@graph"]:
        there = one.get("applicableCountry", [])
        tier = one.get("validForMemberTier")
        whom = (*([there] if isinstance(there, str) else there), *([tier["name"]] if tier else []))
        found[whom] = one.get("merchantReturnDays")
    return found


class TestOthers:
    """A market or tier with a window of its own has a policy of its own; goods have none."""

    def test_a_market_leaves_the_standard(self) -> None:
        terms = evolve(TERMS, special_windows=[special(60, applies_to=Scope(market="AT"))])
        standard, austria = policies(terms)
        assert (standard["applicableCountry"], standard["merchantReturnDays"]) == (["DE", "CH"], 30)
        assert (austria["applicableCountry"], austria["merchantReturnDays"]) == ("AT", 60)
        assert not lost(terms)

    def test_a_tier_is_for_all_countries(self) -> None:
        terms = evolve(TERMS, special_windows=[special(60, applies_to=Scope(tier="gold"))])
        _, gold = policies(terms)
        assert gold["applicableCountry"] == ["DE", "AT", "CH"]
        assert gold["validForMemberTier"] == {"@type": "MemberProgramTier", "name": "gold"}
        assert not lost(terms)

    def test_all_markets_leave_no_standard(self) -> None:
        whole = special(60, applies_to=Scope(market=COUNTRIES))
        terms = evolve(TERMS, special_windows=[whole])
        assert policy(terms)["merchantReturnDays"] == 60
        assert {*lost(terms)} == {"$.returns.window.length", "$.returns.special_windows[0]"}

    @pytest.mark.parametrize(
        "window",
        [
            pytest.param(special(60, applies_to=Scope(category="shoes")), id="goods"),
            pytest.param(special(60, applies_to=Scope(market="AT", sku="A")), id="goods there"),
            pytest.param(special(60, applies_to=Scope(channel="app")), id="a channel"),
            pytest.param(special(60, applies_to=Scope(market="dach")), id="no country"),
            pytest.param(special(60, applies_to=Scope(market="FR")), id="a country not sold to"),
            pytest.param(special(60, for_reasons=["defect"]), id="a reason"),
            pytest.param(special(60, for_askers=["gift_recipient"]), id="an asker"),
        ],
    )
    def test_what_has_no_policy_is_lost(self, window: ReturnWindow) -> None:
        terms = evolve(TERMS, special_windows=[window])
        assert policy(terms)["merchantReturnDays"] == 30
        assert {*lost(terms)} == {"$.returns.special_windows[0]"}

    def test_of_two_for_a_country_the_longer_is_told(self) -> None:
        some = [
            special(60, applies_to=Scope(market=["AT", "CH"])),
            special(90, applies_to=Scope(market="AT")),
        ]
        terms = evolve(TERMS, special_windows=some)
        assert days(terms) == {("DE",): 30, ("CH",): 60, ("AT",): 90}
        assert {*lost(terms)} == {"$.returns.special_windows[0]"}

    def test_a_tier_is_told_without_countries_that_give_it_more_anyway(self) -> None:
        some = [special(60, applies_to=Scope(market="DE")), special(40, applies_to=GOLD)]
        terms = evolve(TERMS, special_windows=some)
        assert days(terms) == {("AT", "CH"): 30, ("DE",): 60, ("AT", "CH", "gold"): 40}
        assert {*lost(terms)} == {"$.returns.special_windows[1]"}

    def test_a_tier_that_is_given_more_is_told_for_all_countries(self) -> None:
        some = [special(60, applies_to=Scope(market="DE")), special(90, applies_to=GOLD)]
        terms = evolve(TERMS, special_windows=some)
        assert days(terms) == {("AT", "CH"): 30, ("DE",): 60, ("DE", "AT", "CH", "gold"): 90}
        assert not lost(terms)

    def test_a_tier_is_told_without_countries_of_which_all_is_excluded(self) -> None:
        switzerland = Exclusion("not_permitted", applies_to=Scope(market="CH"))
        some = [special(60, applies_to=GOLD)]
        terms = evolve(TERMS, special_windows=some, exclusions=[switzerland])
        assert days(terms) == {("DE", "AT"): 30, ("CH",): None, ("DE", "AT", "gold"): 60}
        assert {*lost(terms)} == {"$.returns.special_windows[0]"}

    def test_without_countries_a_country_is_told_for_a_tier_as_well(self) -> None:
        some = [special(60, applies_to=Scope(market="DE")), special(40, applies_to=GOLD)]
        terms = evolve(TERMS, special_windows=some)
        written = schema_org.write_policy(terms, countries=[])
        assert days_of(written) == {(): 30, ("DE",): 60, ("gold",): 40, ("DE", "gold"): 60}

    def test_the_first_listed_is_told_where_it_counts(self) -> None:
        some = [special(20, applies_to=GOLD), special(60, applies_to=Scope(market="DE"))]
        terms = evolve(TERMS, special_windows=some, precedence="first_listed")
        found = {("DE", "AT", "CH", "gold"): 20, ("AT", "CH"): 30, ("DE",): 60}
        assert days(terms) == found
        assert not lost(terms)

    def test_a_market_of_which_all_is_excluded(self) -> None:
        switzerland = Exclusion("not_permitted", applies_to=Scope(market="CH"))
        terms = evolve(TERMS, exclusions=[switzerland])
        _, told = policies(terms)
        assert told["applicableCountry"] == "CH"
        assert told["returnPolicyCategory"] == f"{SCHEMA}MerchantReturnNotPermitted"
        assert not lost(terms)


def override(days: int | str | None = None) -> dict[str, Any]:
    told = "Unlimited" if days is None else "FiniteReturn"
    found = {
        "@type": "MerchantReturnPolicySeasonalOverride",
        "startDate": "2026-11-15",
        "endDate": "2026-12-24",
        "returnPolicyCategory": f"{SCHEMA}MerchantReturn{told}Window",
    }
    return found if days is None else found | {"merchantReturnDays": days}


class TestSeasons:
    """What holds for the sales of some days is an override of the policy."""

    def test_until_a_day(self) -> None:
        terms = evolve(TERMS, extensions=[Extension(until="2027-01-31", season=CHRISTMAS)])
        assert policy(terms)["returnPolicySeasonalOverride"] == override("2027-01-31")
        says = lost(terms)["$.returns.extensions[0].until"]
        assert says.startswith("is a last day at the earliest: windows that end later are left")

    def test_another_window(self) -> None:
        terms = evolve(TERMS, special_windows=[special(60, season=CHRISTMAS)])
        assert policy(terms)["returnPolicySeasonalOverride"] == override(60)
        assert not lost(terms)

    def test_of_two_on_the_same_days_the_longer_counts_on_each(self) -> None:
        december = Season("2026-12-01", "2026-12-31")
        some = [special(60, season=CHRISTMAS), special(45, season=december)]
        terms = evolve(TERMS, special_windows=some)
        rest = override(45) | {"startDate": "2026-12-25", "endDate": "2026-12-31"}
        assert policy(terms)["returnPolicySeasonalOverride"] == [override(60), rest]
        assert {*lost(terms)} == {"$.returns.special_windows[1]"}

    def test_a_shorter_one_of_a_tier_with_more_is_not_told(self) -> None:
        some = [special(60, applies_to=GOLD), special(20, applies_to=GOLD, season=CHRISTMAS)]
        terms = evolve(TERMS, special_windows=some)
        assert not any("returnPolicySeasonalOverride" in x for x in policies(terms))
        assert {*lost(terms)} == {"$.returns.special_windows[1]"}

    def test_until_a_day_says_nothing_of_what_has_no_end(self) -> None:
        window = ReturnWindow(Years(100), since=Delivered)
        until = Extension(until="2027-01-31", season=CHRISTMAS)
        terms = evolve(TERMS, window=window, extensions=[until])
        assert "returnPolicySeasonalOverride" not in policy(terms)
        assert {*lost(terms)} == {"$.returns.extensions[0]"}

    def test_a_market_with_a_season_alone_has_a_policy_of_its_own(self) -> None:
        austria = special(60, season=CHRISTMAS, applies_to=Scope(market="AT"))
        terms = evolve(TERMS, special_windows=[austria])
        assert days(terms) == {("DE", "CH"): 30, ("AT",): 30}
        assert policies(terms)[1]["returnPolicySeasonalOverride"] == override(60)
        assert not lost(terms)

    def test_without_an_end(self) -> None:
        window = ReturnWindow(Years(100), since=Delivered, season=CHRISTMAS)
        terms = evolve(TERMS, special_windows=[window])
        assert policy(terms)["returnPolicySeasonalOverride"] == override()
        assert not lost(terms)

    def test_some_days_more_are_told_as_their_sum_and_as_lost(self) -> None:
        terms = evolve(TERMS, extensions=[Extension(Days(15), season=CHRISTMAS)])
        assert policy(terms)["returnPolicySeasonalOverride"] == override(45)
        assert {*lost(terms)} == {"$.returns.extensions[0]"}

    @pytest.mark.parametrize(
        "extension",
        [
            pytest.param(Extension(Months(1), season=CHRISTMAS), id="a month more"),
            pytest.param(Extension(Days(15)), id="no season"),
            pytest.param(
                Extension(Days(15), season=evolve(CHRISTMAS, of=Delivered)), id="deliveries"
            ),
            pytest.param(
                Extension(Days(15), season=CHRISTMAS, for_reasons=["defect"]), id="a reason"
            ),
            pytest.param(
                Extension(Days(15), season=CHRISTMAS, applies_to=Scope(market="AT")),
                id="a market that has no policy of its own",
            ),
        ],
    )
    def test_others_are_lost(self, extension: Extension) -> None:
        terms = evolve(TERMS, extensions=[extension])
        assert "returnPolicySeasonalOverride" not in policy(terms)
        assert {*lost(terms)} == {"$.returns.extensions[0]"}

    def test_a_market_says_it_where_it_is_longer(self) -> None:
        some = [
            special(20, applies_to=Scope(market="AT")),
            special(90, applies_to=Scope(market="CH")),
            special(60, season=CHRISTMAS),
        ]
        told = policies(evolve(TERMS, special_windows=some))
        assert ["returnPolicySeasonalOverride" in x for x in told] == [True, True, False]
        assert not lost(evolve(TERMS, special_windows=some))


class TestConditions:
    """Four conditions have a word; the merchant's others have none."""

    def test_conditions_with_a_word(self) -> None:
        terms = evolve(TERMS, conditions=AcceptedConditions(["new", "used"]))
        assert policy(terms)["itemCondition"] == [f"{SCHEMA}NewCondition", f"{SCHEMA}UsedCondition"]
        assert not lost(terms)

    def test_conditions_of_which_one_has_a_word(self) -> None:
        terms = evolve(TERMS, conditions=AcceptedConditions(["unopened", "new"]))
        assert policy(terms)["itemCondition"] == f"{SCHEMA}NewCondition"
        assert {*lost(terms)} == {"$.returns.conditions[0].conditions"}

    @pytest.mark.parametrize(
        "condition",
        [AcceptedConditions(["unopened"]), AcceptedConditions("new", applies_to=Scope(sku="A"))],
    )
    def test_conditions_without_a_word(self, condition: AcceptedConditions) -> None:
        terms = evolve(TERMS, conditions=condition)
        assert "itemCondition" not in policy(terms)
        assert {*lost(terms)} == {"$.returns.conditions[0]"}


LABEL = Fee("return_shipping", EUR("4.95"), per=Per.RETURN)
ALL = tuple(ReasonKind)
FREE, FEE = f"{SCHEMA}FreeReturn", f"{SCHEMA}ReturnShippingFees"
CUSTOMER = f"{SCHEMA}ReturnFeesCustomerResponsibility"
AMOUNT = {"@type": "MonetaryAmount", "value": Decimal("4.95"), "currency": "EUR"}


class TestMoney:
    """Who pays for the way back is said by reason, and never as free where somebody pays."""

    def test_without_terms_for_refunds_nothing_is_said(self) -> None:
        assert not {"returnFees", "refundType", "restockingFee"} & {*policy()}

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            pytest.param({}, {"returnFees": FREE}, id="the shop pays"),
            pytest.param(
                {"postage": Postage()},
                {"customerRemorseReturnFees": CUSTOMER, "itemDefectReturnFees": FREE},
                id="the customer pays who changed their mind",
            ),
            pytest.param(
                {"postage": Postage(for_reasons=ALL)}, {"returnFees": CUSTOMER}, id="for any reason"
            ),
            pytest.param(
                {"fees": [LABEL]},
                {
                    "customerRemorseReturnFees": FEE,
                    "customerRemorseReturnShippingFeesAmount": AMOUNT,
                    "itemDefectReturnFees": FREE,
                },
                id="a fee of who changed their mind",
            ),
            pytest.param(
                {"fees": [evolve(LABEL, for_reasons=ALL)]},
                {"returnFees": FEE, "returnShippingFeesAmount": AMOUNT},
                id="a fee for any reason",
            ),
            pytest.param(
                {"fees": [evolve(LABEL, amount=EUR("0.00"))]},
                {"returnFees": FREE, "restockingFee": AMOUNT | {"value": Decimal("0.00")}},
                id="a fee of nothing",
            ),
            pytest.param(
                {"fees": [Fee("restocking", Percent("12.5"), per=Per.RETURN)]},
                {"returnFees": FREE, "restockingFee": Decimal("12.5")},
                id="a percentage",
            ),
            pytest.param(
                {"fees": [Fee("restocking", JPY("500"), per=Per.RETURN)]},
                {
                    "returnFees": FREE,
                    "restockingFee": {"@type": "MonetaryAmount", "value": 500, "currency": "JPY"},
                },
                id="an amount without decimals",
            ),
            pytest.param(
                {"postage": Postage(applies_to=Scope(category="shoes"))},
                {"itemDefectReturnFees": FREE},
                id="the customer pays for shoes: it is not free, and not for all",
            ),
            pytest.param(
                {"fees": [evolve(LABEL, applies_to=Scope(category="shoes"))]},
                {"itemDefectReturnFees": FREE},
                id="a fee for shoes: it is not free, and not for all",
            ),
            pytest.param(
                {"fees": [evolve(LABEL, amount=Currency("POINTS", exponent=0)("5"))]},
                {"itemDefectReturnFees": FREE},
                id="a fee in points of the shop",
            ),
        ],
    )
    def test_costs(self, changes: dict[str, Any], told: dict[str, Any]) -> None:
        words = ("Fees", "FeesAmount", "restockingFee")
        found = policy(TERMS, evolve(REFUNDS, **changes))
        assert {key: x for key, x in found.items() if key.endswith(words)} == told

    @pytest.mark.parametrize(
        ("market", "countries", "kind", "is_lost"),
        [
            pytest.param("DE", ["DE"], "ReturnShippingFees", False, id="the only one"),
            pytest.param(
                ["DE", "AT"], ["AT", "DE"], "ReturnShippingFees", False, id="all that are published"
            ),
            pytest.param(
                ["DE", "AT"], ["AT"], "ReturnShippingFees", False, id="one more than those"
            ),
            pytest.param("DE", ["AT"], "FreeReturn", True, id="another one"),
            pytest.param("DE", ["DE", "AT"], None, True, id="one of two"),
            pytest.param("DE", [], None, True, id="no country is named"),
        ],
    )
    def test_what_is_for_a_market(
        self, market: Any, countries: list[str], kind: str | None, is_lost: bool
    ) -> None:
        label = evolve(LABEL, applies_to=Scope(market=market))
        written = schema_org.write_policy(TERMS, evolve(REFUNDS, fees=[label]), countries=countries)
        told = written.document
        found = told.get("customerRemorseReturnFees") or told.get("returnFees")
        assert found == (None if kind is None else f"{SCHEMA}{kind}")
        assert ("$.refunds.fees[0]" in [x.path for x in written.lost]) is is_lost
        back = schema_org.read_policy(written.json, id="acme", version="1", zone="UTC")
        fees = back.refund_terms.fees if back.refund_terms is not None else ()
        assert fees == (() if is_lost else (LABEL,))

    @pytest.mark.parametrize(
        ("countries", "kind"),
        [
            (["DE"], "ReturnFeesCustomerResponsibility"),
            (["AT"], "FreeReturn"),
            (["DE", "AT"], None),
        ],
    )
    def test_postage_that_is_for_a_market(self, countries: list[str], kind: str | None) -> None:
        terms = evolve(REFUNDS, postage=Postage(applies_to=Scope(market="DE")))
        told = schema_org.write_policy(TERMS, terms, countries=countries).document
        found = told.get("customerRemorseReturnFees") or told.get("returnFees")
        assert found == (None if kind is None else f"{SCHEMA}{kind}")

    def test_numbers_are_told_digit_by_digit(self) -> None:
        refunds = evolve(REFUNDS, fees=[LABEL, Fee("restocking", Percent("12.5"), per=Per.RETURN)])
        told = schema_org.write_policy(TERMS, refunds, countries=["DE"]).json
        assert '"value": 4.95,' in told
        assert '"restockingFee": 12.5,' in told

    @pytest.mark.parametrize(
        ("changes", "kinds"),
        [
            pytest.param({}, "FullRefund", id="money"),
            pytest.param(
                {
                    "window": RefundWindow(
                        Days(14), since=Delivered, afterwards=Afterwards.STORE_CREDIT
                    ),
                    "zone": "UTC",
                },
                ["FullRefund", "StoreCreditRefund"],
                id="money, and store credit later",
            ),
            pytest.param(
                {"window": RefundWindow(Hours(0), since=Placed)},
                "StoreCreditRefund",
                id="store credit from the start",
            ),
        ],
    )
    def test_what_is_given(self, changes: dict[str, Any], kinds: Any) -> None:
        told = policy(TERMS, evolve(REFUNDS, **changes))["refundType"]
        assert told == (SCHEMA + kinds if isinstance(kinds, str) else [SCHEMA + x for x in kinds])

    def test_exchanges_of_the_same_terms(self) -> None:
        exchanges = ExchangeTerms(id="acme", version="1")
        bundle = TermsBundle(returns=TERMS, exchanges=exchanges)
        assert policy(bundle)["refundType"] == f"{SCHEMA}ExchangeRefund"
        assert lost(bundle)["$.exchanges"] == "has no place in a policy about returns"


class TestWhatTermsDoNotKnow:
    """Whoever publishes a policy says how goods go back, where to, and where the words stand."""

    def test_is_told_with_the_words_of_schema_org(self) -> None:
        told = policy(
            link="https://shop.example/returns",
            returns_to=["IE"],
            methods=[ReturnMethod.BY_MAIL, "in_store", "at_kiosk", "keep_product"],
            label=LabelSource.DOWNLOAD,
            remorse_label="customer",
            defect_label="in_box",
        )
        assert told["merchantReturnLink"] == "https://shop.example/returns"
        assert told["returnPolicyCountry"] == "IE"
        assert [x.removeprefix(SCHEMA) for x in told["returnMethod"]] == [
            "ReturnAtKiosk",
            "ReturnByMail",
            "ReturnInStore",
            "KeepProduct",
        ]
        assert told["returnLabelSource"] == f"{SCHEMA}ReturnLabelDownloadAndPrint"
        remorse = f"{SCHEMA}ReturnLabelCustomerResponsibility"
        assert told["customerRemorseReturnLabelSource"] == remorse
        assert told["itemDefectReturnLabelSource"] == f"{SCHEMA}ReturnLabelInBox"

    def test_an_organization_has_it(self) -> None:
        told = policy(organization="Acme")
        assert (told["@type"], told["name"]) == ("OnlineStore", "Acme")
        assert told["hasMerchantReturnPolicy"]["merchantReturnDays"] == 30

    def test_nothing_ends_the_script_of_a_page(self) -> None:
        tier = Scope(tier="</script><script>alert(1)</script>")
        terms = evolve(TERMS, special_windows=[special(60, applies_to=tier)])
        written = schema_org.write_policy(terms, countries=["DE"], organization="A & <B>\u2028")
        inner = written.script.removeprefix('<script type="application/ld+json">')
        assert not {*"<>&\u2028"} & {*inner.removesuffix("</script>")}
        assert written.document["name"] == "A & <B>\u2028"
        assert json.loads(written.json) == written.document

    @pytest.mark.parametrize(
        ("more", "error", "says"),
        [
            pytest.param({"countries": ["EU"]}, InvalidValue, "ISO 3166-1", id="no country"),
            pytest.param({"countries": "DE"}, WrongType, "countries", id="text for a list"),
            pytest.param({"methods": "pigeon"}, InvalidValue, "ReturnMethod", id="no method"),
            pytest.param({"label": "postcard"}, InvalidValue, "LabelSource", id="no label"),
            pytest.param({"link": " "}, InvalidValue, "link", id="a blank link"),
        ],
    )
    def test_is_checked(self, more: dict[str, Any], error: type[Exception], says: str) -> None:
        with pytest.raises(error, match=says):
            schema_org.write_policy(TERMS, **{"countries": ["DE"], **more})

    def test_terms_come_alone_or_together(self) -> None:
        with pytest.raises(MissingSection):
            schema_org.write_policy(TermsBundle(refunds=REFUNDS), countries=["DE"])
        with pytest.raises(InvalidValue, match="hand in either of them"):
            schema_org.write_policy(TermsBundle(returns=TERMS), REFUNDS, countries=["DE"])
        told: Any = "terms"
        with pytest.raises(WrongType, match="ReturnTerms"):
            schema_org.write_policy(told, countries=["DE"])
        with pytest.raises(WrongType, match="RefundTerms"):
            schema_org.write_policy(TERMS, told, countries=["DE"])
