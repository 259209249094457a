"""Values that are filled instead of set are the same values."""

import pickle
from copy import deepcopy

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError

from postsales import (
    RefundQuote,
    RefundTerms,
    ReturnCase,
    ReturnRequest,
    TermsRef,
    refunds,
    returns,
)
from postsales.basics._filled import filled
from postsales.samples import orders, terms

AT = "2026-04-02T12:00+02:00"
MONEY = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
ORDER = next(x for x in orders if x.id == "split-delivery")
DECISION = returns.assess(
    ORDER, ReturnRequest.everything(ORDER, reason="changed_mind"), terms, at=AT
)
VALUES = [
    pytest.param(DECISION.cases[0], id="a case"),
    pytest.param(refunds.quote(DECISION, MONEY), id="a quote"),
]


class TestFilled:
    """A filled value is of its class, equal to the one that was set, and as frozen."""

    @pytest.mark.parametrize("value", VALUES)
    def test_it_is_what_the_constructor_makes(self, value: ReturnCase | RefundQuote) -> None:
        cls = type(value)
        said = {x.name: getattr(value, x.name) for x in fields(cls)}
        for made in (filled(cls)(**said), cls(**said)):
            assert type(made) is cls in (ReturnCase, RefundQuote)
            assert (made, hash(made), repr(made)) == (value, hash(value), repr(value))

    @pytest.mark.parametrize("value", VALUES)
    def test_it_is_frozen(self, value: ReturnCase | RefundQuote) -> None:
        with pytest.raises(FrozenInstanceError):
            value.quantity = 2  # type: ignore[misc,union-attr]

    @pytest.mark.parametrize("value", VALUES)
    def test_it_travels(self, value: ReturnCase | RefundQuote) -> None:
        again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
        assert again == deepcopy(value) == evolve(value) == value

    def test_defaults_are_those_of_the_class(self) -> None:
        assert filled(TermsRef)("acme", "1") == TermsRef("acme", "1")
