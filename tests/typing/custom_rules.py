"""Rules of a host's own, as both type checkers see them. Read by mypy and pyright.

`assert_type` says what a checker must make of an expression; `type: ignore` with a code says what
it must complain about, and a complaint that does not come is itself an error.
"""

from datetime import datetime
from typing import assert_type

from attrs import evolve, frozen

from postsales import (
    EUR,
    MET,
    Decision,
    Finding,
    Money,
    Order,
    Outcome,
    Quantities,
    RefundTerms,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    Rule,
    UnitCase,
    all_of,
    any_of,
    first_match,
    not_met,
    refunds,
    returns,
    unless,
)
from postsales.refunds.quote import RefundQuote


def plain(case: ReturnCase) -> Finding:
    """A function is a rule."""
    return MET if case.quantity > 1 else not_met("single", line=case.line.id)


@frozen
class OnMarket:
    """A frozen class is a rule."""

    market: str

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Was it sold there?"""
        return MET if case.order.market == self.market else not_met("elsewhere")

    def changes_at(self, case: ReturnCase, /) -> list[datetime]:
        """Never."""
        return []


def wider(case: object) -> Finding:
    """A rule about anything is a rule about returns."""
    return MET


def narrower(case: str) -> Finding:
    """A rule about text is none."""
    return MET


def hasty(case: ReturnCase) -> bool:
    """A function that answers true is none."""
    return True


RULES: tuple[Rule[ReturnCase], ...] = (plain, OnMarket("DE"), wider, lambda case: MET)
COMBINED: tuple[Rule[ReturnCase], ...] = (
    all_of(plain, OnMarket("DE")),
    any_of(plain, wider),
    first_match(OnMarket("DE"), all_of(plain)),
    unless(plain, OnMarket("DE")),
    all_of(any_of(plain, OnMarket("FR")), unless(wider, plain)),
)


def terms_take_them(terms: ReturnTerms) -> ReturnTerms:
    """Plain rules, values and combinations of both."""
    mine = terms.requiring(plain, OnMarket("DE"), wider, lambda case: MET)
    mine = mine.requiring(*RULES, *COMBINED)
    assert_type(mine, ReturnTerms)
    return mine.unless(returns.within_window, any_of(plain, OnMarket("DE")))


def terms_refuse_others(terms: ReturnTerms) -> None:
    """What is no rule about returns is seen by the checkers."""
    terms.requiring(narrower)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    terms.requiring(hasty)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    terms.requiring(5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def answers(
    order: Order, request: ReturnRequest, terms: ReturnTerms, refund_terms: RefundTerms
) -> None:
    """What the verbs give."""
    decision = returns.assess(order, request, terms, at="2026-03-20T09:00+01:00")
    assert_type(decision, Decision[ReturnCase])
    assert_type(decision.outcome, Outcome)
    assert_type(decision.allowed, Quantities)
    assert_type(decision.cases, tuple[ReturnCase, ...])
    wide: Decision[UnitCase] = decision
    quote = refunds.quote(wide, refund_terms)
    assert_type(quote, RefundQuote)
    assert_type(quote.total, Money)
    assert_type(EUR("5.00") + EUR("5.00"), Money)


def mistakes(order: Order, request: ReturnRequest, terms: ReturnTerms) -> None:
    """What the checkers see before anything runs."""
    returns.assess(order, request, terms)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    returns.assess(request, order, terms, at="")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    EUR(5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    order.id = "other"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    evolve(order, id="other")
