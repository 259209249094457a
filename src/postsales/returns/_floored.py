"""Units about which a merchant's terms and a statute were asked, and the side that decides.

Rules of this file: which of both is the more favourable is found elsewhere; here the rules of each
side are asked about its own case, and both cases are kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve, field, frozen

from postsales.basics.citations import Citation
from postsales.basics.decisions import combined
from postsales.basics.findings import NOT_APPLICABLE, Finding, Verdict
from postsales.basics.rules import AllOf, Rule, adds, changes, explained, rule_name
from postsales.basics.windows import Deadline, Window
from postsales.returns.case import ReturnCase

__all__ = ["FlooredCase", "OfSide", "Side", "sources_of"]


@frozen(weakref_slot=False)
class Side:
    """One of both: its case of some units, and the rules that it asks about them.

    ``name`` is that of a statutory right, empty for the merchant.
    """

    name: str
    case: ReturnCase
    rules: tuple[Rule[ReturnCase], ...]

    @property
    def verdict(self) -> Verdict:
        """What this side answers."""
        return combined(rule(self.case) for rule in self.rules)


@frozen(weakref_slot=False)
class FlooredCase(ReturnCase):
    """The merchant's case of some units, with those of the sides that give them or may.

    ``side`` is the name of the statutory right that decides, empty where the merchant's terms do.
    ``statute`` is the case of the right called ``right`` where it gives the units or decides about
    them, else None.
    """

    side: str = field(kw_only=True)
    sides: tuple[Side, ...] = field(kw_only=True)
    statute: ReturnCase | None = field(kw_only=True)
    right: str = field(kw_only=True)

    @property
    def by(self) -> ReturnCase:
        """The case of the side which decides."""
        return next(x.case for x in self.sides if x.name == self.side)

    @property
    def window(self) -> Window | None:
        """That of the side which decides."""
        return self.by.window

    @property
    def deadline(self) -> Deadline | None:
        """The last of the ends of the sides that give the units; None where one names no end."""
        giving = [x.case for x in self.sides if x.verdict is Verdict.MET] or [self.by]
        ends = [x.deadline for x in giving]
        known = [x for x in ends if x is not None]
        return max(known, key=lambda x: x.ends_at) if len(known) == len(ends) else None

    def later(self, at: datetime) -> "FlooredCase":
        """The same facts, asked about at another instant: another side may decide by then."""
        sides = tuple(evolve(x, case=x.case.later(at)) for x in self.sides)
        # Where both say the same, nothing changes hands.
        own_first = sorted(sides, key=lambda x: x.name != self.side)
        best = min(own_first, key=lambda x: _RANK.index(x.verdict))
        return evolve(self, asking=self.asking.later(at), sides=sides, side=best.name)


_RANK = (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


@frozen(weakref_slot=False)
class OfSide(AllOf):
    """A rule of one side: it is asked about the units that this side decides, and no others."""

    side: str

    @property
    def name(self) -> str:
        """The name of the rule."""
        return rule_name(self.rule)

    @property
    def rule(self) -> "Rule[Any]":
        """The rule as its own side knows it."""
        return self.rules[0]

    def __call__(self, case: Any, /) -> Finding:
        """Ask it about the case of its side."""
        return self.rule(case.by) if case.side == self.side else NOT_APPLICABLE

    def explained(self, case: Any, /) -> tuple[Finding, ...]:
        """What its answer rests on; nothing where another side decides."""
        return explained(self.rule, case.by) if case.side == self.side else ()

    def changes_at(self, case: Any, /) -> Iterable[datetime]:
        """The instants that it names, also where its side decides only after another has ended."""
        return (
            x for one in case.sides if one.name == self.side for x in changes(self.rule, one.case)
        )

    def adds(self, case: Any, /) -> Mapping[str, int]:
        """The units that it lacks of those that its side decides."""
        return adds(self.rule, case.by) if case.side == self.side else {}


def sources_of(case: ReturnCase) -> tuple[Citation, ...]:
    """Where the length of the time stands, and all that the answer rests on and nobody has read.

    Example:
        See ``explain.text``, which names them where a statute gives the units.
    """
    told = [x for x in _cited(case) if x is not None]
    found = case.asking.terms.window.by
    length = next(reversed([x for x in _of_days(case) if x is not None]), found)
    unread = (x for x in told if not x.is_verified)
    return tuple(dict.fromkeys([*([length] if length is not None else []), *unread]))


def _of_days(case: ReturnCase) -> Iterator[Citation | None]:
    deadline = case.deadline
    yield from (x.by for x in (deadline.trace if deadline is not None else ()))


def _cited(case: ReturnCase) -> Iterator[Citation | None]:
    yield from _of_days(case)
    yield from (rule(case).by for rule in case.asking.rules)
