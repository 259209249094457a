"""Offers stand beside an answer, and change nothing of it."""

from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    AppointmentAnswer,
    BesideOffers,
    CancellationCase,
    Contradictions,
    Decision,
    InvalidValue,
    Percent,
    RefundTerms,
    ReturnCase,
    SaveOffer,
    ShippingRefund,
    SubscriptionEnd,
    TenderOrder,
    WrongType,
    explain,
    offers,
    refunds,
)
from postsales.testing.hook import register
from tests.changes.given import AT, asked, larger

MONEY = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.SHARE, tenders=TenderOrder.PRO_RATA
)
register()
DECISIONS = st.from_type(Decision[CancellationCase]) | st.from_type(Decision[ReturnCase])
OFFERS = st.lists(st.from_type(SaveOffer), max_size=4, unique_by=lambda x: x.code)


class TestNothingChanges:
    """Whatever is offered, answer, deadline, ways out and effort are those without it."""

    @given(DECISIONS, OFFERS)
    def test_the_answer_is_the_same(self, decision: Decision[Any], some: list[SaveOffer]) -> None:
        before = _told(decision)
        shown = offers.beside(decision, some)
        assert shown.answer is decision
        assert _told(shown.answer) == before

    @given(DECISIONS, OFFERS)
    def test_the_money_is_the_same(self, decision: Decision[Any], some: list[SaveOffer]) -> None:
        before = refunds.quote(decision, MONEY)
        assert refunds.quote(offers.beside(decision, some).answer, MONEY) == before

    @given(DECISIONS, OFFERS)
    def test_going_on_takes_no_step_more(
        self, decision: Decision[Any], some: list[SaveOffer]
    ) -> None:
        shown = offers.beside(decision, some)
        assert shown.answer.request is decision.request
        steps = [hint.applied_to for hint in shown.answer.hints]
        assert len(steps) == len(decision.hints)
        assert {x.name for x in fields(BesideOffers)} == {"answer", "offers"}

    @given(DECISIONS, OFFERS)
    def test_the_words_are_the_same(self, decision: Decision[Any], some: list[SaveOffer]) -> None:
        before = explain.text(decision, locale="en", zone="UTC")
        shown = offers.beside(decision, some)
        assert explain.text(shown.answer, locale="en", zone="UTC") == before

    @given(DECISIONS, OFFERS, OFFERS)
    def test_offers_stand_beside_each_other_in_their_order(
        self, decision: Decision[Any], some: list[SaveOffer], more: list[SaveOffer]
    ) -> None:
        codes = {x.code for x in some}
        every = [*some, *(x for x in more if x.code not in codes)]
        shown = offers.beside(decision, every)
        assert [*shown.offers] == [x for x in every if x in shown.offers]
        assert all(x.until is None or decision.at < x.until for x in shown.offers)


def _told(decision: Decision[Any]) -> tuple[Any, ...]:
    """All that an answer says."""
    return (
        decision.outcome,
        decision.items,
        decision.because,
        decision.findings,
        decision.hints,
        decision.next_change,
        decision.request,
    )


class TestOtherAnswers:
    """The end of a subscription and the fee of an appointment are answers, too."""

    @given(st.from_type(SubscriptionEnd) | st.from_type(AppointmentAnswer), OFFERS)
    def test_they_stay_what_they_are(
        self, answer: SubscriptionEnd | AppointmentAnswer, some: list[SaveOffer]
    ) -> None:
        before = evolve(answer)
        shown = offers.beside(answer, some)
        assert shown.answer is answer
        assert shown.answer == before

    def test_what_is_no_answer(self) -> None:
        with pytest.raises(WrongType, match="given at an instant"):
            offers.beside("yes", [])  # type: ignore[type-var]


STAY = SaveOffer("stay", worth=EUR("5.00"), until="2026-03-02T15:00+01:00")


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        pytest.param("2026-03-02T14:59:59+01:00", 1, id="the second before its end"),
        pytest.param("2026-03-02T15:00+01:00", 0, id="at its end"),
    ],
)
def test_an_offer_ends(at: str, shown: int) -> None:
    assert len(offers.beside(asked(larger(1, "20.00"), at=at), [STAY]).offers) == shown


@pytest.mark.parametrize(
    "worth", [EUR("0.00"), EUR("-1.00"), Percent("0"), Percent("101")], ids=str
)
def test_an_offer_is_worth_something(worth: Any) -> None:
    with pytest.raises(InvalidValue, match="worth"):
        SaveOffer("stay", worth=worth)


def test_one_code_twice() -> None:
    with pytest.raises(Contradictions, match="stands in it twice"):
        offers.beside(asked(larger(1, "20.00")), [SaveOffer("a"), SaveOffer("a")])


def test_it_is_neither_true_nor_false() -> None:
    shown: BesideOffers[Any] = offers.beside(asked(larger(1, "20.00"), at=AT), [])
    with pytest.raises(WrongType, match="compare answer"):
        bool(shown)
