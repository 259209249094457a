"""What is tested: terms, or any function that answers as a policy does."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, field, frozen

from postsales.basics._errors import InvalidValue, WrongType, short
from postsales.basics.decisions import Decision
from postsales.basics.durations import Days
from postsales.basics.moments import Moment, instant
from postsales.cancellations.decide import assess as assess_cancellation
from postsales.cancellations.request import CancellationRequest
from postsales.cancellations.terms import CancellationTerms
from postsales.changes.decide import assess as assess_change
from postsales.changes.quote import quote as quote_change
from postsales.changes.request import ChangeRequest
from postsales.changes.terms import ChangeTerms
from postsales.guarantees.decide import assess as assess_guarantee
from postsales.guarantees.request import GuaranteeRequest
from postsales.guarantees.terms import GuaranteeTerms
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.cases import UnitCase
from postsales.orders.events import Shipped
from postsales.orders.order import Order
from postsales.refunds.quote import RefundQuote, quote
from postsales.refunds.terms import RefundTerms
from postsales.returns.decide import assess
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.testing._seen import BY_MONEY, flags_of
from postsales.testing._tally import Tally
from postsales.testing.answers import Answer
from postsales.testing.asking import answer_of, given_by
from postsales.testing.flags import Flag
from postsales.testing.law import Law, LawBroken, Scene
from postsales.testing.messages import report

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["Canceller", "Changer", "Engine", "Guarantor", "Policy", "Subject", "subject_of"]

Policy = Callable[[Order, ReturnRequest, datetime], Answer]
"""A function from a question to its answer: the order, the request, and the instant."""

Engine = Callable[[ReturnTerms, RefundTerms | None], Policy]
"""What makes a policy of terms: the library, or a shop's own program that follows such terms."""

Canceller = Callable[[Order, CancellationRequest, datetime], Answer]
"""A function from a question about calling off to its answer."""

Guarantor = Callable[[Order, GuaranteeRequest, Sequence[GuaranteeTerms], datetime], Answer]
"""A function from a claim, and all versions of the promise, to its answer."""

Changer = Callable[[Order, ChangeRequest, datetime], Answer]
"""A function from a question about changing an order to its answer."""

_PROMISE = GuaranteeTerms.money_back(id="promise", version="1", zone="UTC", length=Days(60))
"""What is promised where a function says what may be claimed."""

_OF_FUNCTIONS = frozenset({Flag.REASONS, Flag.MONEY, Flag.TENDERS, Flag.WINDOWS_END})
"""What laws take for granted of a function until somebody says otherwise."""
_OF_MONEY = BY_MONEY | {Flag.FEES, Flag.FEES_PER_RETURN, Flag.FORFEITS}


@frozen(weakref_slot=False, eq=False)
class Subject:
    """A policy with what laws have to know of it.

    ``seen`` are the flags that it has before anybody declares others or takes some away.
    """

    policy: Policy
    flags: frozenset[Flag]
    seen: frozenset[Flag] = field(default=frozenset[Flag](), kw_only=True)
    orders: "SearchStrategy[Order]" = field(kw_only=True)
    requests: "Callable[[Order], SearchStrategy[ReturnRequest]]" = field(kw_only=True)
    terms: ReturnTerms | None = field(default=None, kw_only=True)
    refund_terms: RefundTerms | None = field(default=None, kw_only=True)
    cancels: Canceller | None = field(default=None, kw_only=True)
    word: str = field(default="changed_mind", kw_only=True)
    guarantor: Guarantor | None = field(default=None, kw_only=True)
    changer: Changer | None = field(default=None, kw_only=True)
    promise: GuaranteeTerms = field(default=_PROMISE, kw_only=True)
    place: Jurisdiction | None = field(default=None, kw_only=True)
    name: str = field(default="", kw_only=True)
    engine: "Engine | None" = field(default=None, kw_only=True)
    tally: Tally = field(factory=Tally, kw_only=True, repr=False)

    def ask(self, scene: Scene, **changed: Any) -> Answer:
        """The answer to a scene, or to one that differs in some field.

        Raises:
            LawBroken: the policy raises an error, or answers something else than an ``Answer``.
        """
        asked = evolve(scene, **changed) if changed else scene
        told = partial(self.policy, asked.order, asked.request, asked.at)
        answer = answer_of("the policy", told)
        self.tally.count(answer)
        return answer

    def counted(self) -> "Subject":
        """The same policy with no answers counted yet."""
        return evolve(self, tally=Tally())

    def untried(self, law: Law) -> str:
        """Why a law that was not broken was not tried either; empty when it was."""
        return self.tally.untried(law)

    def report(self, law: Law, scene: Scene, error: LawBroken) -> str:
        """Everything about a broken law."""
        return report(law, self, scene, error)

    def under(self, terms: ReturnTerms, refund_terms: RefundTerms | None = None) -> "Subject":
        """The same policy under other terms.

        Raises:
            LawBroken: the engine raises an error, or makes something that cannot be asked.
        """
        money = refund_terms or self.refund_terms
        made = given_by("the engine", partial(self.engine or of_terms, terms, money))
        if not callable(made):
            raise LawBroken("the engine makes no policy", {"it_makes": short(made)})
        return evolve(self, policy=cast("Policy", made), terms=terms, refund_terms=money)

    def call_off(self, scene: Scene, units: Mapping[str, int]) -> Answer:
        """The answer to whoever wants to call off units, for a law that needs ``Flag.CANCELS``.

        Raises:
            LawBroken: the function raises an error, or gives something else than an ``Answer``.
        """
        asked = CancellationRequest.of(units, reason=self.word)
        told = partial(cast("Canceller", self.cancels), scene.order, asked, scene.at)
        answer = answer_of("whoever answers about calling off", told)
        self.tally.count(answer)
        return answer

    def claim(
        self, scene: Scene, claim: GuaranteeRequest, versions: Sequence[GuaranteeTerms]
    ) -> Answer:
        """The answer to a claim by a guarantee, for a law that needs ``Flag.PROMISES``.

        Raises:
            LawBroken: the function raises an error, or gives something else than an ``Answer``.
        """
        told = partial(cast("Guarantor", self.guarantor), scene.order, claim, versions, scene.at)
        answer = answer_of("whoever answers about guarantees", told)
        self.tally.count(answer)
        return answer

    def change(self, scene: Scene, request: ChangeRequest) -> Answer:
        """The answer to whoever wants to change an order, for a law that needs ``Flag.CHANGES``.

        Raises:
            LawBroken: the function raises an error, or gives something else than an ``Answer``.
        """
        told = partial(cast("Changer", self.changer), scene.order, request, scene.at)
        answer = answer_of("whoever answers about changes", told)
        self.tally.count(answer)
        return answer


def subject_of(
    policy: Policy | ReturnTerms,
    refund_terms: RefundTerms | None,
    *,
    orders: "SearchStrategy[Order]",
    requests: "Callable[[Order], SearchStrategy[ReturnRequest]]",
    flags: Iterable[Flag | str] | None,
    declares: Iterable[Flag | str] = (),
    without: Iterable[Flag | str] = (),
    engine: Engine | None = None,
    cancellations: Canceller | CancellationTerms | None = None,
    guarantees: Guarantor | GuaranteeTerms | None = None,
    changes: Changer | ChangeTerms | None = None,
    place: Jurisdiction | None = None,
) -> Subject:
    """The subject that a policy is; what terms can do is seen, what a function can do is said."""
    calls_off = _calling_off(cancellations, refund_terms)
    guarantor, promised = _promising(guarantees)
    changer, changing = _changing(changes)
    more, less = _read("declares", declares), _read("without", without)
    told = None if flags is None else _read("flags", flags)
    for given, some, name in (
        (calls_off.cancels, {Flag.CANCELS, Flag.CUT_OFF}, "cancellations"),
        (guarantor, {Flag.PROMISES}, "guarantees"),
        (changer, {Flag.CHANGES}, "changes"),
        (place, {Flag.FLOOR}, "place"),
    ):
        if given is None:
            _need(told, more, some, f"{name}=, which are not given")
    terms = policy if isinstance(policy, ReturnTerms) else None
    if terms is not None and refund_terms is None and engine is None:
        _need(told, more, _OF_MONEY, "refund terms, which are not given")
    floor = frozenset[Flag]() if place is None else frozenset({Flag.FLOOR})
    besides = calls_off.flags | promised | changing | floor
    seen = besides | (_OF_FUNCTIONS if terms is None else flags_of(terms, refund_terms))
    return Subject(
        _asked(policy, refund_terms, engine),
        ((seen if told is None else told | besides) | more) - less,
        seen=seen,
        orders=orders,
        requests=requests,
        terms=terms,
        refund_terms=None if terms is None else refund_terms,
        cancels=calls_off.cancels,
        word=calls_off.word,
        guarantor=guarantor,
        changer=changer,
        promise=guarantees if isinstance(guarantees, GuaranteeTerms) else _PROMISE,
        place=place,
        name=_called(policy),
        engine=engine,
    )


def _asked(
    policy: Policy | ReturnTerms, refund_terms: RefundTerms | None, engine: Engine | None
) -> Policy:
    """What is asked: a function as it is, or what an engine makes of terms."""
    if isinstance(policy, ReturnTerms):
        return (engine or of_terms)(policy, refund_terms)
    if not callable(policy):
        allowed = "a policy is ReturnTerms, or a function from order, request and instant"
        raise WrongType("policy", policy, allowed, "say laws.check(terms, refund_terms)")
    if engine is not None:
        raise WrongType("engine", engine, "an engine makes a policy of terms, and none are given")
    return policy


def _called(policy: Policy | ReturnTerms) -> str:
    if isinstance(policy, ReturnTerms):
        return f"{policy.id} {policy.version}"
    return str(getattr(policy, "__name__", type(policy).__name__))


@frozen(weakref_slot=False, eq=False)
class _CallingOff:
    """What can be asked about calling off, the flags of it, and a word that it knows."""

    cancels: Canceller | None = None
    flags: frozenset[Flag] = frozenset()
    word: str = "changed_mind"


def _calling_off(
    given: Canceller | CancellationTerms | None, refund_terms: RefundTerms | None
) -> _CallingOff:
    if given is None:
        return _CallingOff()
    if isinstance(given, CancellationTerms):
        flags = {Flag.CANCELS, *([Flag.CUT_OFF] if Shipped in given.until else [])}
        word = next(iter(given.reasons), "changed_mind")
        return _CallingOff(of_cancellation_terms(given, refund_terms), frozenset(flags), word)
    if not callable(given):
        allowed = "who may call off is told by CancellationTerms or by a function"
        raise WrongType("cancellations", given, allowed)
    return _CallingOff(given, frozenset({Flag.CANCELS}))


def _promising(
    given: Guarantor | GuaranteeTerms | None,
) -> tuple[Guarantor | None, frozenset[Flag]]:
    """What can be asked about guarantees, and the flag of it."""
    if given is None:
        return None, frozenset()
    if isinstance(given, GuaranteeTerms):
        return of_guarantee_terms, frozenset({Flag.PROMISES})
    if not callable(given):
        allowed = "what may be claimed is told by GuaranteeTerms or by a function"
        raise WrongType("guarantees", given, allowed)
    return given, frozenset({Flag.PROMISES})


def _changing(given: Changer | ChangeTerms | None) -> tuple[Changer | None, frozenset[Flag]]:
    """What can be asked about changes, and the flag of it."""
    if given is None:
        return None, frozenset()
    if isinstance(given, ChangeTerms):
        return of_change_terms(given), frozenset({Flag.CHANGES})
    if not callable(given):
        allowed = "what may be changed is told by ChangeTerms or by a function"
        raise WrongType("changes", given, allowed)
    return given, frozenset({Flag.CHANGES})


def _read(name: str, flags: Iterable[Flag | str]) -> frozenset[Flag]:
    return frozenset(Flag.read_all(name, flags))


def _need(
    flags: frozenset[Flag] | None, declares: frozenset[Flag], some: AbstractSet[Flag], what: str
) -> None:
    """No flag is declared about something that is not there."""
    for name, declared in (("flags", flags or frozenset[Flag]()), ("declares", declares)):
        for flag in sorted(declared & some, key=str):
            raise InvalidValue(name, str(flag), f"it needs {what}")


def of_terms(terms: ReturnTerms, refund_terms: RefundTerms | None) -> Policy:
    """The policy that terms are: every answer with its decision, and its quote."""

    def policy(order: Order, request: ReturnRequest, at: Moment) -> Answer:
        decision = assess(order, request, terms, at=instant(at))
        return answered(decision, None if refund_terms is None else quote(decision, refund_terms))

    return policy


def of_cancellation_terms(terms: CancellationTerms, refund_terms: RefundTerms | None) -> Canceller:
    """What terms answer to whoever calls off."""

    def canceller(order: Order, request: CancellationRequest, at: Moment) -> Answer:
        decision = assess_cancellation(order, request, terms, at=instant(at))
        return answered(decision, None if refund_terms is None else quote(decision, refund_terms))

    return canceller


def of_guarantee_terms(
    order: Order, claim: GuaranteeRequest, versions: Sequence[GuaranteeTerms], at: Moment
) -> Answer:
    """What the library answers to a claim, by the promise of the sale."""
    return answered(assess_guarantee(order, claim, versions, at=instant(at)), None)


def of_change_terms(terms: ChangeTerms) -> Changer:
    """What terms answer to whoever changes an order, with the difference."""

    def changer(order: Order, request: ChangeRequest, at: Moment) -> Answer:
        decision = assess_change(order, request, terms, at=instant(at))
        made = quote_change(decision)
        return Answer(
            allowed=decision.allowed,
            referred=decision.referred,
            because=decision.because,
            hints=decision.hints,
            refund=made.due_to_customer,
            owed=made.due_from_customer,
            fees={"change": made.fee} if made.fee else {},
        )

    return changer


def answered(decision: Decision[UnitCase], quoted: RefundQuote | None) -> Answer:
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
        store_credit=quoted.store_credit,
        taxes={x.line: x.taxes for x in quoted.lines},
    )
