"""Two versions of a policy: what differs is found, and what does not is not."""

from datetime import datetime
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    CancellationTerms,
    Days,
    Delivered,
    InvalidValue,
    Order,
    ReturnRequest,
    ReturnWindow,
    Shipped,
    ShippingRefund,
)
from postsales.testing import Answer, laws
from tests.stories import acme
from tests.testing.good import NO_FEES, PER_UNIT, STANDARD, by_hand

# To trace what laws draw and ask here would double the time.
pytestmark = pytest.mark.no_cover

SHORTER = evolve(acme.terms, window=ReturnWindow(Days(29), since=Delivered))
CHEAPER = evolve(acme.refund_terms, fees=acme.refund_terms.fees[1:])


def test_a_policy_agrees_with_itself() -> None:
    assert laws.differential(acme.terms, evolve(acme.terms, version="next")) is None


@pytest.mark.parametrize(
    ("new", "about"),
    [
        pytest.param((SHORTER, acme.refund_terms), "ends_at", id="a day less"),
        pytest.param((acme.terms, CHEAPER), "fees", id="a fee less"),
        pytest.param(
            (acme.terms, evolve(acme.refund_terms, shipping=ShippingRefund.ALWAYS)),
            "charges",
            id="shipping goes back at once",
        ),
    ],
)
def test_what_differs_is_found_and_told(new: Any, about: str) -> None:
    found = laws.differential(laws.check(acme.terms, acme.refund_terms), laws.check(*new))
    assert found is not None
    assert about in found.differences
    said = str(found)
    assert f"{about.replace('_', ' ')}, old" in said
    assert "The old one says:" in said
    assert "The new one says:" in said
    assert "order = Order(" in said


def test_the_scene_is_simple() -> None:
    found = laws.differential(acme.terms, SHORTER)
    assert found is not None
    assert len(found.scene.order.lines) == 1
    assert sum(found.scene.request.quantities.values()) == 1


def test_terms_that_differ_in_their_money_are_told_apart() -> None:
    found = laws.differential(laws.check(STANDARD, NO_FEES), laws.check(STANDARD, PER_UNIT))
    assert str(found).startswith(
        "'standard 1, no-fees 1' and 'standard 1, per-unit 1' disagree about"
    )


class TestCallingOff:
    """Who may call off is compared where both say it."""

    EARLY = laws.check(
        STANDARD, cancellations=CancellationTerms(id="acme", version="1", until=Shipped)
    )
    LATE = laws.check(STANDARD, cancellations=CancellationTerms(id="acme", version="2"))

    def test_both_say_it(self) -> None:
        found = laws.differential(self.EARLY, self.LATE)
        assert found is not None
        assert found.differences["cancellation_allowed"] == ({}, {"tee": 1})
        assert "cancellation allowed, old  {}" in str(found)
        assert str(found).partition("The new one says:")[2].count("cancelled") >= 1

    def test_one_does_not(self) -> None:
        assert laws.differential(self.EARLY, laws.check(STANDARD), profile="quick") is None


def silent(order: Order, request: ReturnRequest, at: datetime) -> Answer:
    """The standard terms without their reasons, ends and referrals."""
    return Answer(allowed=laws.check(STANDARD).subject.policy(order, request, at).allowed)


class TestAFunctionAndTerms:
    """Compared is what both can tell."""

    def test_what_the_function_never_tells_is_left_out(self) -> None:
        assert laws.differential(silent, STANDARD, profile="quick") is None

    def test_unless_it_is_asked_for(self) -> None:
        found = laws.differential(STANDARD, silent, about=["ends_at"], profile="quick")
        assert found is not None
        assert list(found.differences) == ["ends_at"]

    def test_words_of_reasons_are_left_out(self) -> None:
        found = laws.differential(by_hand, STANDARD, about="allowed")
        assert found is not None
        assert list(found.differences) == ["allowed"]
        every = laws.differential(by_hand, STANDARD)
        assert every is not None
        assert "because" not in every.differences

    def test_the_answer_stands_where_a_function_has_no_words(self) -> None:
        found = laws.differential(by_hand, silent, about=["allowed"])
        assert found is not None
        old, new = str(found).partition("The old one says:")[2].split("The new one says:")
        assert "  allowed" in old
        assert "  allowed" in new

    def test_the_function_is_asked_about_orders_of_the_terms(self) -> None:
        money = laws.check(acme.terms, acme.refund_terms)
        asked: list[str] = []

        def watching(order: Order, request: ReturnRequest, at: datetime) -> Answer:
            asked.append(order.currency.code)
            return Answer(allowed=money.subject.policy(order, request, at).allowed)

        assert laws.differential(watching, money, profile="quick") is None
        assert set(asked) == {"EUR"}


def test_two_functions_are_compared_with_their_words() -> None:
    def other(order: Order, request: ReturnRequest, at: datetime) -> Answer:
        told = by_hand(order, request, at)
        return Answer(
            allowed=told.allowed,
            referred=told.referred,
            because={f"{code}!": k for code, k in told.because.items()},
        )

    found = laws.differential(by_hand, other)
    assert found is not None
    assert list(found.differences) == ["because"]


def test_a_part_that_no_answer_has_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"about.*'refunded': an answer has no such part"):
        laws.differential(STANDARD, STANDARD, about=["refunded"])
