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
from postsales.testing.law import LawBroken, Scene

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["Engine", "Policy", "Subject", "subject_of"]

Policy = Callable[[Order, ReturnRequest, datetime], Answer]
"""A function from a question to its answer: the order, the request, and the instant."""

Engine = Callable[[ReturnTerms, RefundTerms | None], Policy]
"""What makes a policy of terms: the library, or a shop's own program that follows such terms."""

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
    engine: "Engine | None" = field(default=None, kw_only=True)

    def ask(self, scene: Scene, **changed: Any) -> Answer:
        """The answer to a scene, or to one that differs in some field.

        Raises:
            LawBroken: the policy raises an error, or answers something else than an ``Answer``.
        """
        asked = evolve(scene, **changed) if changed else scene
        try:
            answer: object = self.policy(asked.order, asked.request, asked.at)
        except LawBroken:
            raise
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
            raise LawBroken("the policy raises an error", {"error": told}) from error
        if not isinstance(answer, Answer):
            raise LawBroken("the policy gives no Answer", {"it_gives": repr(answer)[:80]})
        return answer

    def under(self, terms: ReturnTerms) -> "Subject":
        """The same policy under other terms."""
        engine = self.engine or of_terms
        return evolve(self, policy=engine(terms, self.refund_terms), terms=terms)


def subject_of(
    policy: Policy | ReturnTerms,
    refund_terms: RefundTerms | None,
    *,
    orders: "SearchStrategy[Order]",
    requests: "Callable[[Order], SearchStrategy[ReturnRequest]]",
    flags: Iterable[Flag | str] | None,
    without: Iterable[Flag | str] = (),
    engine: Engine | None = None,
) -> Subject:
    """The subject that a policy is; what terms can do is seen, what a function can do is said."""
    if isinstance(policy, ReturnTerms):
        seen = _flags_of(policy, refund_terms) if flags is None else _read(flags)
        return Subject(
            (engine or of_terms)(policy, refund_terms),
            seen - _read(without),
            orders=orders,
            requests=requests,
            terms=policy,
            refund_terms=refund_terms,
            name=f"{policy.id} {policy.version}",
            engine=engine,
        )
    if not callable(policy):
        allowed = "a policy is ReturnTerms, or a function from order, request and instant"
        raise WrongType("policy", policy, allowed, "say laws.check(terms, refund_terms)")
    name = getattr(policy, "__name__", type(policy).__name__)
    every = frozenset({Flag.REASONS, Flag.MONEY, Flag.TENDERS, Flag.WINDOWS_END})
    given = every if flags is None else _read(flags)
    return Subject(policy, given - _read(without), orders=orders, requests=requests, name=name)


def _read(flags: Iterable[Flag | str]) -> frozenset[Flag]:
    return frozenset(Flag.read_all("flags", flags))


def _flags_of(returns: ReturnTerms, terms: RefundTerms | None) -> frozenset[Flag]:
    by_terms = _BY_TERMS | ({Flag.LINES_TOGETHER} if returns.selects else frozenset[Flag]())
    if terms is None:
        return by_terms
    fees = {Flag.FEES} if terms.fees else set[Flag]()
    if any(fee.per is not Per.UNIT for fee in terms.fees):
        fees.add(Flag.FEES_PER_RETURN)
    return by_terms | _BY_MONEY | fees


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
        hints=decision.hints,
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
