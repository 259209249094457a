"""Units about which a merchant's terms and a statute were asked, and the side that decides.

Rules of this file: which of both is the more favourable is found elsewhere; here the rules of each
side are asked about its own case, and both cases are kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve, field, frozen

from postsales.basics.citations import Citation
from postsales.basics.findings import NOT_APPLICABLE, Finding
from postsales.basics.rules import AllOf, Rule, adds, changes, explained, rule_name
from postsales.basics.windows import Deadline, Window
from postsales.returns.case import ReturnCase

__all__ = ["FlooredCase", "OfSide", "sources_of"]


@frozen(weakref_slot=False)
class FlooredCase(ReturnCase):
    """The merchant's case of some units, with that of the side which decides about them.

    ``side`` is the name of the statutory right that decides, empty where the merchant's terms do.
    ``statute`` is the case of the right called ``right`` where it gives the units or decides about
    them, else None.
    """

    by: ReturnCase = field(kw_only=True)
    side: str = field(kw_only=True)
    statute: ReturnCase | None = field(kw_only=True)
    right: str = field(kw_only=True)

    @property
    def window(self) -> Window | None:
        """That of the side which decides."""
        return self.by.window

    @property
    def deadline(self) -> Deadline | None:
        """That of the side which decides."""
        return self.by.deadline

    def later(self, at: datetime) -> "FlooredCase":
        """The same facts, asked about at another instant."""
        return evolve(self, asking=self.asking.later(at), by=self.by.later(at))


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
        """The instants that it names of the units that its side decides."""
        return changes(self.rule, case.by) if case.side == self.side else ()

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
