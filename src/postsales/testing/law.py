"""A law: what holds of every scene, as data, with its reason and the mistakes that break it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from attrs import evolve, field, frozen

from postsales.basics._words import Word
from postsales.orders.order import Order
from postsales.returns.request import ReturnRequest

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["Asked", "Law", "LawBroken", "PolicyRaises", "Scene", "broken"]


@frozen(weakref_slot=False)
class Scene:
    """One question to a policy, and what a law needs besides."""

    order: Order
    request: ReturnRequest
    at: datetime
    others: tuple[Any, ...] = field(default=(), kw_only=True)

    def as_known(self) -> "Scene":
        """The same question with the history cut at its instant, so that only time goes on."""
        known = [event for event in self.order.history if event.at <= self.at]
        return evolve(self, order=evolve(self.order, history=known))


class LawBroken(AssertionError):
    """A policy broke a law. Its text is for people; ``facts`` are for programs.

    It pickles and copies with both.
    """

    facts: Mapping[str, object]

    def __init__(self, says: str, facts: Mapping[str, object]) -> None:
        super().__init__(says)
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        # The standard way calls the class with the sentence alone.
        return type(self), (str(self), self.facts), self.__dict__


class PolicyRaises(LawBroken):
    """A policy, or what belongs to it, raised an error of its own, which is the cause of this."""


def broken(says: str, /, **facts: object) -> NoReturn:
    """A scene breaks the law, for these facts.

    Raises:
        LawBroken: always.
    """
    raise LawBroken(says, facts)


@frozen(weakref_slot=False, eq=False)
class Law:
    """What holds of everything that can do what the law ``needs``: of policies, or of plans.

    ``statement`` is the law in one sentence, ``because`` why it has to be, ``catches`` the class of
    mistakes that usually breaks it. ``scenes`` are drawn for a policy, and ``check`` raises where
    one of them breaks the law.
    """

    id: str
    name: str
    statement: str = field(kw_only=True)
    because: str = field(kw_only=True)
    catches: str = field(kw_only=True)
    scenes: "Callable[[Any], SearchStrategy[Any]]" = field(kw_only=True)
    check: Callable[[Any, Any], None] = field(kw_only=True)
    needs: tuple[Word, ...] = field(default=(), kw_only=True)
    unless: tuple[Word, ...] = field(default=(), kw_only=True)

    @property
    def key(self) -> str:
        """The name of the law in reports and test ids, which stays: ``REF-03-cap-by-paid``."""
        return f"{self.id}-{self.name}"

    def __repr__(self) -> str:
        return f"<Law {self.key}>"

    def not_applicable(self, flags: frozenset[Word]) -> str:
        """Why the law says nothing about a policy with these flags; empty when it does."""
        missing = [str(x) for x in self.needs if x not in flags]
        against = [str(x) for x in self.unless if x in flags]
        parts = [f"it needs {', '.join(missing)}"] if missing else []
        parts += [f"the policy declares {', '.join(against)}"] if against else []
        return "; ".join(parts)


class Asked(Protocol):
    """What laws are asked of: a policy, or plans with whatever runs them."""

    @property
    def name(self) -> str:
        """How it is called in warnings."""
        ...

    @property
    def flags(self) -> frozenset[Word]:
        """What it can do."""
        ...

    def counted(self) -> "Asked":
        """The same with nothing counted yet."""
        ...

    def untried(self, law: Law) -> str:
        """Why a law that was not broken was not tried either; empty when it was."""
        ...

    def report(self, law: Law, scene: Any, error: LawBroken) -> str:
        """Everything about a broken law."""
        ...
