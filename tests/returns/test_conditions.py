"""In which conditions goods are taken back, and who says in which they are."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    AcceptedConditions,
    Condition,
    Days,
    Decision,
    Delivered,
    Event,
    InspectedUnits,
    InvalidValue,
    Line,
    Order,
    Outcome,
    Received,
    ReturnCase,
    ReturnClosed,
    ReturnInspected,
    ReturnItem,
    ReturnRequest,
    ReturnRequested,
    ReturnSentBack,
    ReturnTerms,
    ReturnWindow,
    Scope,
    explain,
    returns,
)

AT = "2026-03-10T12:00Z"
TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(14), since=Delivered),
    conditions=AcceptedConditions(["unopened", "opened"]),
)


def sold(*more: Event) -> Order:
    """Three tees that were delivered, and what happened besides."""
    return Order(
        "1001",
        placed_at="2026-03-02T10:00Z",
        lines=[Line("tee", quantity=3, total=EUR("60.00"), category="clothes")],
        history=[Delivered({"tee": 3}, at="2026-03-05T12:00Z"), *more],
    )


def looked_at(at: str = AT, ref: str = "R-1", **found: int) -> Event:
    """Somebody looks at tees, and finds so many in each condition."""
    some = [InspectedUnits("tee", k, condition=x) for x, k in found.items()]
    return ReturnInspected(some, ref=ref, at=at)


def asked(
    terms: ReturnTerms = TERMS, *more: Event, units: int = 1, ref: str = "R-1", **item: Any
) -> Decision[ReturnCase]:
    """May tees come back?"""
    request = ReturnRequest([ReturnItem("tee", units, **{"reason": "remorse", **item})], ref=ref)
    return returns.assess(sold(*more), request, terms, at=AT)


SAID = [
    pytest.param("opened", "remorse", {}, id="one that is accepted"),
    pytest.param("worn", "remorse", {"condition_not_accepted": 1}, id="one that is not"),
    pytest.param("", "remorse", {"condition_not_stated": 1}, id="nobody said"),
    pytest.param("good", "remorse", {}, id="good is always accepted"),
    pytest.param("Opened", "remorse", {"condition_not_accepted": 1}, id="words are exact"),
    pytest.param("worn", "defect", {}, id="a defect, however worn"),
    pytest.param("", "damaged_in_transit", {}, id="broken on its way, and nobody asks"),
    pytest.param("worn", "hm", {"reason_unknown": 1}, id="a reason that nobody knows"),
]


@pytest.mark.parametrize(("condition", "reason", "because"), SAID)
def test_what_the_customer_says(condition: str, reason: str, because: dict[str, int]) -> None:
    assert asked(condition=condition, reason=reason).because == because


class TestUnstated:
    """What nobody has said is asked for, and refuses nothing."""

    def test_it_is_referred_with_the_question(self) -> None:
        found = asked()
        assert found.outcome is Outcome.REFER
        assert [(x.kind, x.fact) for x in found.hints] == [("tell", "condition")]

    def test_in_words(self) -> None:
        text = explain.text(asked(), locale="en", zone="Europe/Berlin")
        assert "taken back in some conditions only" in text
        assert "Ask the customer in which condition 1 of tee is, or look at it." in text

    def test_a_refusal_says_what_is_accepted(self) -> None:
        text = explain.text(asked(condition="worn"), locale="en", zone="Europe/Berlin")
        assert "in the condition “worn”, and taken back as: opened, unopened" in text


class TestFound:
    """What was found goes before what the customer says."""

    def test_said_unopened_and_found_used(self) -> None:
        found = asked(TERMS, looked_at(used=1), condition="unopened")
        assert found.because == {"condition_not_accepted": 1}
        (finding,) = found.deciding
        assert (finding.facts["condition"], finding.facts["said_by"]) == ("used", "inspection")

    def test_unsaid_and_found_good(self) -> None:
        assert asked(TERMS, looked_at(good=1)).outcome is Outcome.ALLOWED

    def test_some_were_found_otherwise(self) -> None:
        found = asked(TERMS, looked_at(damaged=1, good=1), units=3, condition="opened")
        assert found.allowed == {"tee": 2}
        assert found.because == {"condition_not_accepted": 1}

    def test_a_hint_leaves_out_only_the_last(self) -> None:
        found = asked(TERMS, looked_at(used=1, good=1), units=2)
        (hint,) = found.hints
        assert (hint.kind, hint.units) == ("leave_out", 1)
        request = hint.applied_to(found.request)
        again = returns.assess(sold(looked_at(used=1, good=1)), request, TERMS, at=AT)  # type: ignore[arg-type]
        assert again.outcome is Outcome.ALLOWED

    def test_of_units_that_are_not_the_last_nothing_is_promised(self) -> None:
        terms = evolve(TERMS, conditions=AcceptedConditions("opened"))
        found = asked(terms, looked_at(used=1), units=2, condition="opened")
        assert found.allowed == {"tee": 1}
        assert found.hints == ()

    @pytest.mark.parametrize(
        "event",
        [
            pytest.param(looked_at(ref="R-2", used=1), id="under another name"),
            pytest.param(looked_at(at="2026-03-10T12:00:01Z", used=1), id="a second later"),
        ],
    )
    def test_what_does_not_count(self, event: Event) -> None:
        assert asked(TERMS, event, condition="opened").outcome is Outcome.ALLOWED

    def test_without_a_name_nothing_was_found(self) -> None:
        found = asked(TERMS, looked_at(used=1), ref="", condition="opened")
        assert found.outcome is Outcome.ALLOWED

    def test_units_that_are_gone_stay_what_they_are(self) -> None:
        found = asked(TERMS, looked_at(used=1), units=4, condition="opened")
        assert found.because == {"condition_not_accepted": 1, "more_than_bought": 1}


def test_other_lines_come_back_in_any_condition() -> None:
    shoes = AcceptedConditions("unopened", applies_to=Scope(category="shoes"))
    assert asked(evolve(TERMS, conditions=[shoes])).outcome is Outcome.ALLOWED


def test_a_member_is_its_word() -> None:
    assert AcceptedConditions(Condition.USED) == AcceptedConditions("used")
    assert ReturnItem("tee", 1, reason="late", condition=Condition.USED).condition == "used"


@pytest.mark.parametrize("kind", ["defect", "not_as_described", "damaged_in_transit", "other"])
def test_a_defect_is_never_refused_for_its_condition(kind: str) -> None:
    with pytest.raises(InvalidValue, match="the fault of the goods"):
        AcceptedConditions("unopened", for_reasons=["remorse", kind])


def test_no_condition_at_all() -> None:
    with pytest.raises(InvalidValue, match="name at least one condition"):
        AcceptedConditions([])


class TestANameThatIsUsedAgain:
    """What was found of a return that is over says nothing of one under its name."""

    FIRST = (
        ReturnRequested({"tee": 1}, ref="R-1", at="2026-03-06T09:00Z"),
        Received({"tee": 1}, ref="R-1", at="2026-03-07T09:00Z"),
        looked_at("2026-03-07T10:00Z", used=1),
        ReturnSentBack({"tee": 1}, ref="R-1", at="2026-03-07T11:00Z"),
        ReturnClosed(ref="R-1", at="2026-03-07T12:00Z"),
    )
    ANEW = ReturnRequested({"tee": 1}, ref="R-1", at="2026-03-08T09:00Z")

    @pytest.mark.parametrize(
        ("events", "because"),
        [
            pytest.param(FIRST, {}, id="asked anew"),
            pytest.param((*FIRST, ANEW), {}, id="asked anew, and written down"),
            pytest.param(
                (*FIRST, ANEW, looked_at(used=1)), {"condition_not_accepted": 1}, id="found anew"
            ),
            pytest.param(FIRST[:-1], {"condition_not_accepted": 1}, id="the first is not over"),
        ],
    )
    def test_the_customers_word(self, events: tuple[Event, ...], because: dict[str, int]) -> None:
        assert asked(TERMS, *events, condition="unopened").because == because
