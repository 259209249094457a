"""How many answered, of whom; how many are silent; and how nobody may be asked."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    AaporDefinition,
    Absent,
    AskingFault,
    Citation,
    ComplaintPropensity,
    Denominator,
    Dispositions,
    InvalidValue,
    MeasuredPropensity,
    SilentPerComplaint,
    SurveyFunnel,
    WayOfAsking,
    WrongType,
    feedback,
)
from postsales.law.eu import reviews as eu
from postsales.law.us import reviews as us
from tests.feedback.answers import rated

FUNNEL = SurveyFunnel(invited=200, bounced=40, displayed=100, started=50, answered=40)


@pytest.mark.parametrize(
    ("of", "rate"),
    [
        ("invited", Fraction(1, 5)),
        ("delivered", Fraction(1, 4)),
        ("displayed", Fraction(2, 5)),
        ("started", Fraction(4, 5)),
    ],
)
def test_the_denominator_is_named(of: str, rate: Fraction) -> None:
    found = feedback.response_rate(FUNNEL, of=of)
    assert (found.rate, found.percent, str(found.denominator)) == (rate, 100 * rate, of)
    assert found.interval is not None
    assert rate in found.interval


def test_nobody_asked_is_no_rate() -> None:
    found = feedback.response_rate(SurveyFunnel(invited=3, bounced=3, answered=0), of="delivered")
    assert (found.rate, found.percent, found.interval) == (None, None, None)
    assert found.reason is Absent.NO_DENOMINATOR


@pytest.mark.parametrize("of", ["answered", "voices", "eligible", "everybody"])
def test_a_rate_is_not_of_anything(of: str) -> None:
    with pytest.raises(InvalidValue, match="of is"):
        feedback.response_rate(FUNNEL, of=of)


def test_what_nobody_counted_is_no_denominator() -> None:
    with pytest.raises(InvalidValue, match="nobody counted how many started; say started="):
        feedback.response_rate(SurveyFunnel(invited=9, answered=1), of=Denominator.STARTED)


@pytest.mark.parametrize(
    ("field", "counts"),
    [
        ("answered", {"invited": 4, "answered": 5}),
        ("answered", {"invited": 4, "bounced": 2, "answered": 3}),
        ("answered", {"invited": 9, "started": 2, "answered": 3}),
        ("bounced", {"invited": 4, "bounced": 5, "answered": 0}),
        ("started", {"invited": 9, "displayed": 3, "started": 4, "answered": 1}),
        ("displayed", {"invited": 9, "bounced": 1, "displayed": 9, "answered": 1}),
        ("invited", {"invited": -1, "answered": 0}),
    ],
)
def test_a_funnel_only_gets_narrower(field: str, counts: dict[str, int]) -> None:
    with pytest.raises(InvalidValue, match=f"^{field} is"):
        SurveyFunnel(**counts)


def test_a_funnel_of_responses() -> None:
    told = [rated(4), rated(5), *(rated(None, state=x) for x in ("dismissed", "ignored"))]
    bounced = rated(None, state="bounced")
    expected = SurveyFunnel(invited=5, bounced=1, displayed=3, answered=2)
    assert SurveyFunnel.of([*told, bounced]) == expected


def test_completion_is_of_those_who_started() -> None:
    assert feedback.completion_rate(30, 40).denominator is Denominator.STARTED
    assert feedback.completion_rate(0, 0).reason is Absent.NO_DENOMINATOR
    with pytest.raises(InvalidValue, match="completed is 5"):
        feedback.completion_rate(5, 4)


CASES = Dispositions(
    complete=40,
    partial=10,
    refused=20,
    non_contact=20,
    other=10,
    unknown_household=60,
    unknown_other=40,
)


@pytest.mark.parametrize(
    ("name", "share", "rate", "n"),
    [
        ("RR1", None, "1/5", 200),
        ("RR2", None, "1/4", 200),
        ("RR3", 0.5, "4/15", 150),
        ("RR4", 0.1, "5/11", 110),
        ("RR5", None, "2/5", 100),
        ("RR6", None, "1/2", 100),
    ],
)
def test_the_six_definitions(name: str, share: float | None, rate: str, n: int) -> None:
    found = feedback.aapor_rate(CASES, name, eligible_share=share)
    assert (str(found.rate), int(found.n), str(found.definition)) == (rate, n, name)
    assert (found.interval is None) is found.definition.takes_a_share


def test_a_survey_without_cases_has_no_rate() -> None:
    found = feedback.aapor_rate(Dispositions(), "RR1")
    assert (found.rate, found.reason) == (None, Absent.NO_DENOMINATOR)


@pytest.mark.parametrize(
    ("name", "share", "error"),
    [
        ("RR1", 0.5, InvalidValue),
        ("RR3", None, WrongType),
        ("RR3", 1.5, InvalidValue),
        ("RR3", float("nan"), InvalidValue),
        ("RR4", True, WrongType),
        ("RR7", None, InvalidValue),
    ],
)
def test_only_some_take_a_share(name: str, share: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        feedback.aapor_rate(CASES, name, eligible_share=share)


class TestDefinitions:
    """RR1 is the least and RR6 the most, and all of the unknown is RR1, none of it RR5."""

    @given(st.lists(st.integers(0, 50), min_size=7, max_size=7))
    def test_in_order(self, counts: list[int]) -> None:
        cases = Dispositions(**dict(zip(SEVEN, counts, strict=True)))
        rates = {x: feedback.aapor_rate(cases, x).rate for x in ("RR1", "RR2", "RR5", "RR6")}
        if rates["RR1"] is not None and rates["RR5"] is not None and rates["RR6"] is not None:
            assert rates["RR1"] <= rates["RR5"] <= rates["RR6"]
        for name, share, other in (("RR3", 1, "RR1"), ("RR4", 0, "RR6")):
            found = feedback.aapor_rate(cases, AaporDefinition(name), eligible_share=share)
            assert found.rate == rates[other]


SEVEN = (
    "complete",
    "partial",
    "refused",
    "non_contact",
    "other",
    "unknown_household",
    "unknown_other",
)


@pytest.mark.parametrize(
    ("assumption", "unhappy"),
    [
        (SilentPerComplaint(20), 252),
        (SilentPerComplaint(26), 324),
        (SilentPerComplaint(0), 12),
        (ComplaintPropensity(0.04), 300),
        (ComplaintPropensity(Fraction(1, 21)), 252),
        (MeasuredPropensity(complained=6, unhappy=90), 180),
    ],
)
def test_how_many_are_unhappy(assumption: Any, unhappy: int) -> None:
    found = feedback.estimate_unhappy(12, customers=5000, assumption=assumption)
    expected = (Fraction(unhappy), Fraction(unhappy - 12), False)
    assert (found.unhappy, found.silent, found.is_capped) == expected
    assert found.is_assumption
    assert (found.interval is None) is not isinstance(assumption, MeasuredPropensity)


@pytest.mark.parametrize(("customers", "is_capped"), [(251, True), (252, False)])
def test_there_are_no_more_unhappy_customers_than_customers(
    customers: int, is_capped: bool
) -> None:
    found = feedback.estimate_unhappy(12, customers=customers, assumption=SilentPerComplaint(20))
    assert (found.unhappy, found.is_capped) == (Fraction(customers), is_capped)


def test_a_measured_share_says_how_sure_it_is() -> None:
    measured = MeasuredPropensity(complained=6, unhappy=90)
    found = feedback.estimate_unhappy(12, customers=300, assumption=measured)
    assert found.interval is not None
    assert (round(found.interval.low, 1), found.interval.high) == (87.0, 300.0)


def test_without_customers_there_is_nothing_to_say() -> None:
    found = feedback.estimate_unhappy(0, customers=0, assumption=SilentPerComplaint(20))
    assert (found.unhappy, found.silent, found.reason) == (None, None, Absent.NO_DENOMINATOR)
    assert str(found) == "no estimate: no_denominator"


@pytest.mark.parametrize(
    ("complaints", "customers", "error"), [(6, 5, InvalidValue), (-1, 5, InvalidValue)]
)
def test_complaints_are_customers(complaints: int, customers: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        feedback.estimate_unhappy(
            complaints, customers=customers, assumption=SilentPerComplaint(20)
        )


def test_a_bare_factor_is_refused() -> None:
    bare: Any = 20
    with pytest.raises(WrongType, match="an assumption is needed"):
        feedback.estimate_unhappy(1, customers=5, assumption=bare)


@pytest.mark.parametrize("share", [0, 1.1, -0.1, float("inf")])
def test_some_of_the_unhappy_complain(share: float) -> None:
    with pytest.raises(InvalidValue, match="propensity"):
        ComplaintPropensity(share)
    with pytest.raises(InvalidValue):
        MeasuredPropensity(complained=0, unhappy=5)


@pytest.mark.parametrize(
    ("way", "faults"),
    [
        ({}, []),
        ({"incentive": "for_answering"}, []),
        ({"incentive": "for_answering", "is_public": True, "is_disclosed": True}, []),
        ({"incentive": "for_answering", "is_public": True}, ["hidden_reward"]),
        ({"incentive": "for_praise"}, ["reward_for_praise"]),
        ({"incentive": "for_answering", "is_update": True}, ["reward_for_a_change"]),
        ({"asked": "content"}, []),
        ({"asked": "content", "is_public": True}, ["review_gating"]),
        (
            {"incentive": "for_praise", "asked": "content", "is_public": True},
            ["reward_for_praise", "review_gating", "hidden_reward"],
        ),
    ],
)
def test_what_is_not_fair(way: dict[str, Any], faults: list[str]) -> None:
    found = feedback.check_incentive(WayOfAsking(**way))
    assert [str(one.fault) for one in found] == faults
    assert all(one.by is None for one in found)


def test_a_source_says_where_it_is_forbidden() -> None:
    rule = Citation("A code of reviews", "§ 4")
    sources = {AskingFault.REWARD_FOR_PRAISE: rule}
    found = feedback.check_incentive(WayOfAsking(incentive="for_praise"), sources=sources)
    assert [one.by for one in found] == [rule]
    wrong: Any = {"reward_for_praise": "§ 4"}
    with pytest.raises(WrongType, match="sources"):
        feedback.check_incentive(WayOfAsking(), sources=wrong)


def test_packs_of_the_law_cite_what_was_read_and_mark_the_rest() -> None:
    way = WayOfAsking(incentive="for_praise", asked="content", is_public=True)
    told = {
        pack: {str(one.fault): str(one.by) for one in feedback.check_incentive(way, sources=pack)}
        for pack in (us.REVIEWS, eu.REVIEWS)
    }
    assert told[us.REVIEWS]["reward_for_praise"] == "16 CFR Part 465, § 465.4"
    assert told[us.REVIEWS]["review_gating"] == "None"
    gated = "Directive 2005/29/EC, Annex I, point 23c (unverified)"
    assert told[eu.REVIEWS]["review_gating"] == gated


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_is_a_share_even_where_there_is_no_interval(confidence: float) -> None:
    with pytest.raises(InvalidValue, match="confidence"):
        feedback.estimate_unhappy(
            1, customers=5, assumption=SilentPerComplaint(1), confidence=confidence
        )
    with pytest.raises(InvalidValue, match="confidence"):
        feedback.aapor_rate(CASES, "RR3", eligible_share=0.5, confidence=confidence)
