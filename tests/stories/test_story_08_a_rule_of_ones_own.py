"""A rule of one's own: a function without settings, a frozen class with some."""

import pytest
from attrs import evolve, frozen

from postsales import (
    MET,
    NOT_APPLICABLE,
    Customer,
    Days,
    Exclusion,
    Finding,
    InvalidTerms,
    Order,
    Outcome,
    ReasonKind,
    ReturnCase,
    ReturnItem,
    ReturnRequest,
    Scope,
    not_met,
    returns,
    unknown,
)
from tests.stories.acme import order, terms


def receipt_shown(case: ReturnCase) -> Finding:
    """Remorse returns need a receipt."""
    if case.reason_kind is not ReasonKind.REMORSE:
        return NOT_APPLICABLE
    return MET if "receipt" in case.evidence else not_met("receipt_missing", line=case.line.id)


@frozen
class Grace:
    """Customers of a tier get extra days."""

    tier: str
    extra: Days

    def __call__(self, case: ReturnCase, /) -> Finding:
        if case.customer is None or case.window is None:
            return unknown("customer_or_window_unknown")
        if case.customer.tier != self.tier:
            return not_met("other_tier")
        return MET if case.at < case.window.extended(self.extra).closes else not_met("grace_over")


mine = terms.requiring(receipt_shown).unless(returns.within_window, Grace("gold", Days(15)))

WITH_RECEIPT = ReturnRequest([ReturnItem("tee", 1, reason="too_small", evidence=["receipt"])])
IN_TIME, IN_GRACE, AFTER_IT = (
    "2026-04-04T23:59:59.999999+02:00",
    "2026-04-19T23:59:59.999999+02:00",
    "2026-04-20T00:00+02:00",
)
silver = evolve(order, customer=Customer("C-8", tier="silver"))
nobody = evolve(order, customer=None)


@pytest.mark.parametrize(
    ("bought", "at", "outcome", "because"),
    [
        pytest.param(order, IN_TIME, Outcome.ALLOWED, {}, id="gold in time"),
        pytest.param(order, IN_GRACE, Outcome.ALLOWED, {}, id="gold on the last day of grace"),
        pytest.param(order, AFTER_IT, Outcome.REFUSED, {"window_closed": 1}, id="gold after it"),
        pytest.param(silver, IN_TIME, Outcome.ALLOWED, {}, id="silver in time"),
        pytest.param(silver, IN_GRACE, Outcome.REFUSED, {"window_closed": 1}, id="silver later"),
        pytest.param(nobody, IN_TIME, Outcome.ALLOWED, {}, id="a guest in time"),
        pytest.param(
            nobody,
            IN_GRACE,
            Outcome.REFER,
            {"customer_or_window_unknown": 1},
            id="a guest later: a person decides",
        ),
    ],
)
def test_grace(bought: Order, at: str, outcome: Outcome, because: dict[str, int]) -> None:
    decision = returns.assess(bought, WITH_RECEIPT, mine, at=at)
    assert decision.outcome is outcome
    assert decision.because == because


@pytest.mark.parametrize(
    ("item", "because"),
    [
        pytest.param(
            ReturnItem("tee", 1, reason="too_small"), {"receipt_missing": 1}, id="no receipt"
        ),
        pytest.param(
            ReturnItem("tee", 1, reason="too_small", evidence=["photo"]),
            {"receipt_missing": 1},
            id="a photo is no receipt",
        ),
        pytest.param(ReturnItem("tee", 1, reason="faulty"), {}, id="faulty goods need none"),
        pytest.param(
            ReturnItem("mug", 1, reason="changed_mind"),
            {"final_sale": 1, "receipt_missing": 1},
            id="both reasons are told",
        ),
    ],
)
def test_a_receipt(item: ReturnItem, because: dict[str, int]) -> None:
    decision = returns.assess(order, ReturnRequest([item]), mine, at=IN_TIME)
    assert decision.because == because


class TestTerms:
    """`requiring` and `unless` give new terms and leave the old ones as they were."""

    def test_the_old_terms_are_untouched(self) -> None:
        assert terms.required == ()
        assert terms.excepted == ()
        assert terms != mine

    def test_equal_settings_make_equal_terms(self) -> None:
        again = terms.requiring(receipt_shown)
        assert again.unless(returns.within_window, Grace("gold", Days(15))) == mine
        assert again.unless(returns.within_window, Grace("gold", Days(16))) != mine
        assert hash(again.unless(returns.within_window, Grace("gold", Days(15)))) == hash(mine)

    def test_an_exception_needs_its_rule(self) -> None:
        absent = Exclusion("hygiene", applies_to=Scope(tag="opened"))
        with pytest.raises(InvalidTerms, match="no rule hygiene"):
            terms.unless(absent, receipt_shown)
