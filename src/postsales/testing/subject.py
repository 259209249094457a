"""What is tested: terms, or any function that answers as a policy does."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, field, frozen

from postsales.basics._errors import WrongType
from postsales.basics.decisions import Decision
from postsales.basics.moments import Moment, instant
from postsales.orders.order import Order
from postsales.refunds.quote import RefundQuote, quote
from postsales.refunds.terms import Per, RefundTerms
from postsales.returns.case import ReturnCase
from postsales.returns.decide import assess
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Scene

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["Policy", "Subject", "subject_of"]

Policy = Callable[[Order, ReturnRequest, datetime], Answer]
"""A function from a question to its answer: the order, the request, and the instant."""

_BY_TERMS = frozenset({Flag.REASONS, Flag.DEADLINES, Flag.WINDOWS_END, Flag.LIVE})
_BY_MONEY = frozenset({Flag.MONEY, Flag.TENDERS})


@frozen(weakref_slot=False, eq=False)
class Subject:
    """A policy with what laws have to know of it."""

    policy: Policy
    flags: frozenset[Flag]
    orders: "SearchStrategy[Order]" = field(kw_only=True)
    requests: "Callable[[Order], SearchStrategy[ReturnRequest]]" = field(kw_only=True)
    terms: ReturnTerms | None = field(default=None, kw_only=True)
    refund_terms: RefundTerms | None = field(default=None, kw_only=True)
    name: str = field(default="", kw_only=True)

    def ask(self, scene: Scene, **changed: Any) -> Answer:
        """The answer to a scene, or to one that differs in some field."""
        asked = evolve(scene, **changed) if changed else scene
        return self.policy(asked.order, asked.request, asked.at)


def subject_of(
    policy: Policy | ReturnTerms,
    refund_terms: RefundTerms | None,
    *,
    orders: "SearchStrategy[Order]",
    requests: "Callable[[Order], SearchStrategy[ReturnRequest]]",
    flags: Iterable[Flag | str] | None,
) -> Subject:
    """The subject that a policy is; what terms can do is seen, what a function can do is said."""
    if isinstance(policy, ReturnTerms):
        given = _flags_of(refund_terms) if flags is None else _read(flags)
        return Subject(
            of_terms(policy, refund_terms),
            given,
            orders=orders,
            requests=requests,
            terms=policy,
            refund_terms=refund_terms,
            name=f"{policy.id} {policy.version}",
        )
    if not callable(policy):
        allowed = "a policy is ReturnTerms, or a function from order, request and instant"
        raise WrongType("policy", policy, allowed, "say laws.check(terms, refund_terms)")
    name = getattr(policy, "__name__", type(policy).__name__)
    every = frozenset({Flag.REASONS, Flag.MONEY, Flag.TENDERS, Flag.WINDOWS_END})
    given = every if flags is None else _read(flags)
    return Subject(policy, given, orders=orders, requests=requests, name=name)


def _read(flags: Iterable[Flag | str]) -> frozenset[Flag]:
    return frozenset(Flag.read_all("flags", flags))


def _flags_of(terms: RefundTerms | None) -> frozenset[Flag]:
    if terms is None:
        return _BY_TERMS
    fees = {Flag.FEES} if terms.fees else set[Flag]()
    if any(fee.per is not Per.UNIT for fee in terms.fees):
        fees.add(Flag.FEES_PER_RETURN)
    return _BY_TERMS | _BY_MONEY | fees


def of_terms(terms: ReturnTerms, refund_terms: RefundTerms | None) -> Policy:
    """The policy that terms are: every answer with its decision, and its quote."""

    def policy(order: Order, request: ReturnRequest, at: Moment) -> Answer:
        decision = assess(order, request, terms, at=instant(at))
        return answered(decision, None if refund_terms is None else quote(decision, refund_terms))

    return policy


def answered(decision: Decision[ReturnCase], quoted: RefundQuote | None) -> Answer:
    """What laws look at of a decision and its quote."""
    ends = {x.line: x.deadline.ends_at for x in decision.items if x.deadline is not None}
    told = Answer(
        allowed=decision.allowed,
        referred=decision.referred,
        because=decision.because,
        ends_at=ends,
        decision=decision,
        quote=quoted,
    )
    if quoted is None:
        return told
    fees: dict[str, Any] = {}
    for fee in quoted.fees:
        fees[fee.code] = fees[fee.code] + fee.amount if fee.code in fees else fee.amount
    return evolve(
        told,
        refund=quoted.total,
        lines={x.line: x.amount for x in quoted.lines},
        charges={x.charge: x.amount for x in quoted.charges},
        fees=fees,
        withheld=quoted.withheld,
        tenders=cast("Any", quoted.tenders),
    )
