"""Cases: units that share every fact, and what the rules found about them."""

from collections.abc import Hashable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, Self

from attrs import frozen

from postsales.basics.findings import Finding, Verdict
from postsales.basics.rules import IN_THE_WAY
from postsales.basics.windows import Deadline

if TYPE_CHECKING:
    from postsales.basics.known_facts import KnownFacts

__all__ = ["Case", "Request"]

_ALLOWED = Verdict.MET


class Request(Protocol):
    """What was asked for: anything that units can be taken out of."""

    def without(self, line: str, units: int, *, reason: str = "") -> Self:
        """The same request with fewer units of a line."""
        ...


class Case(Protocol):
    """Units of one line that share every fact."""

    @property
    def order(self) -> "KnownFacts":
        """What the question is about: facts that can be told by a reference."""
        ...

    @property
    def line_id(self) -> str:
        """The line that the units belong to."""
        ...

    @property
    def quantity(self) -> int:
        """How many units share these facts."""
        ...

    @property
    def reason(self) -> str:
        """The customer's word for why."""
        ...

    @property
    def supply(self) -> Hashable:
        """What the units were drawn from: equal for units that are alike but for the request."""
        ...

    @property
    def deadline(self) -> Deadline | None:
        """Until when, by the terms; None when no period runs for these units."""
        ...

    def later(self, at: datetime) -> Self:
        """The same facts, asked about at another instant."""
        ...


@frozen(weakref_slot=False)
class Answered:
    """One case with what was found about it."""

    case: Case
    answers: tuple[Finding, ...]
    verdict: Verdict

    @property
    def in_the_way(self) -> tuple[Finding, ...]:
        """The simple findings that keep the units from being allowed."""
        if self.verdict is _ALLOWED:
            return ()
        leaves = (leaf for found in self.answers for leaf in found.leaves)
        return tuple(leaf for leaf in leaves if leaf.verdict in IN_THE_WAY)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of those findings, each once."""
        return () if self.verdict is _ALLOWED else tuple(codes_in(self.answers))


def codes_in(answers: tuple[Finding, ...]) -> Iterable[str]:
    """The codes that stand in the way, each once."""
    codes: dict[str, None] = {}
    for found in answers:
        if found.verdict in IN_THE_WAY:
            for leaf in found.leaves if found.parts else (found,):
                codes[leaf.code] = None
    return codes
