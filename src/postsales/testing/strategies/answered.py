"""Answers of the library: decisions, quotes and records, of orders and terms that were drawn."""

from hypothesis import strategies as st

from postsales.basics.decisions import Decision
from postsales.basics.records import DecisionRecord
from postsales.cancellations import assess as assess_cancellation
from postsales.cancellations.case import CancellationCase
from postsales.refunds.quote import RefundQuote, quote
from postsales.returns.case import ReturnCase
from postsales.returns.decide import assess
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.amounts import CURRENCIES
from postsales.testing.strategies.clocks import instant_near
from postsales.testing.strategies.orders import delivered_of, order_of
from postsales.testing.strategies.policies import (
    cancellation_terms_of,
    refund_terms_of,
    return_terms_of,
)
from postsales.testing.strategies.requests import cancellation_request_of, notice_of
from postsales.testing.strategies.worlds import World

__all__ = [
    "cancellation_decisions",
    "decision_of",
    "decision_records",
    "decisions",
    "quote_of",
    "record_of",
    "refund_quotes",
]

# Fixed fees are in the currency of the order, so each world has one.
_WORLDS = tuple(World(currencies=[currency]) for currency in CURRENCIES)


def decision_of(dice: Dice, world: World | None = None) -> Decision[ReturnCase]:
    """What terms that were drawn say of an order that was drawn."""
    known = world or dice.anew().of(_WORLDS)
    order = delivered_of(dice, known)
    request = notice_of(order, dice, known)
    terms = return_terms_of(dice.anew(), known)
    near = [event.at for event in order.history]
    return assess(order, request, terms, at=instant_near(dice, order.placed_at, near, known.zone))


def decisions() -> st.SearchStrategy[Decision[ReturnCase]]:
    """Decisions about returns, of every outcome.

    Example:
        >>> from hypothesis import find
        >>> find(decisions(), lambda decision: decision.allowed).allowed
        {'tee': 1}
    """
    return thrown(decision_of)


def quote_of(dice: Dice) -> RefundQuote:
    """What is given back by a decision that was drawn."""
    world = dice.anew().of(_WORLDS)
    return quote(decision_of(dice, world), refund_terms_of(dice.anew(), world))


def refund_quotes() -> st.SearchStrategy[RefundQuote]:
    """Quotes, most of them of something.

    Example:
        See ``decisions``.
    """
    return thrown(quote_of)


def record_of(dice: Dice) -> DecisionRecord:
    """The record of a decision and its quote."""
    world = dice.anew().of(_WORLDS)
    decision = decision_of(dice, world)
    return decision.record(quote=quote(decision, refund_terms_of(dice.anew(), world)))


def decision_records() -> st.SearchStrategy[DecisionRecord]:
    """Records of decisions with their quotes.

    Example:
        See ``decisions``.
    """
    return thrown(record_of)


def _cancellation(dice: Dice) -> Decision[CancellationCase]:
    world = dice.anew().of(_WORLDS)
    order = order_of(dice, world)
    request = cancellation_request_of(order, dice, world)
    terms = cancellation_terms_of(dice.anew(), world)
    near = [event.at for event in order.history]
    at = instant_near(dice, order.placed_at, near, world.zone)
    return assess_cancellation(order, request, terms, at=at)


def cancellation_decisions() -> st.SearchStrategy[Decision[CancellationCase]]:
    """Decisions about calling off.

    Example:
        See ``decisions``.
    """
    return thrown(_cancellation)
