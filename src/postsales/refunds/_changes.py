"""When a quote would be another: the same question, asked again at every instant that can matter.

Rules of this file: the history is what is known now; nothing is assumed to happen in between.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from attrs import field, frozen

from postsales.basics.decisions import Change, Decision, decide
from postsales.basics.quantities import Quantities
from postsales.basics.rules import changes
from postsales.orders.cases import UnitCase
from postsales.orders.order import Order
from postsales.refunds._due import all_allowed
from postsales.refunds.windows import Afterwards, QuoteLate, running

if TYPE_CHECKING:
    from postsales.refunds.terms import RefundTerms


def _units(value: Mapping[str, int] | None) -> Quantities | None:
    return None if value is None else Quantities.of(value)


@frozen(weakref_slot=False)
class Asked:
    """What a quote was asked; ``order`` is the order as it stood, where that was given."""

    decision: Decision[UnitCase]
    terms: "RefundTerms"
    units: Quantities | None = field(default=None, converter=_units)
    order: Order | None = None

    def later(self, at: datetime) -> "Asked":
        """The same question at another instant, for as many units as are allowed then."""
        now = self.decision
        cases = tuple(case.later(at) for case in now.cases)
        then = decide(cases, now.rules, request=now.request, terms=now.terms, at=at)
        if self.units is None:
            return Asked(then, self.terms)
        fewer = {x: min(k, then.allowed.get(x, 0)) for x, k in self.units.items()}
        return Asked(then, self.terms, {x: k for x, k in fewer.items() if k})

    def instants(self) -> list[datetime]:
        """When the answer can become another: what rules name, and the ends of refund windows."""
        now, allowed = self.decision, all_allowed(self.decision)
        found = {at for case in now.cases for rule in now.rules for at in changes(rule, case)}
        if allowed:
            windows = running(allowed, self.terms)
            found |= {window.closes for window in windows if window is not None}
        return sorted(at for at in found if at > now.at)


class _Quote(Protocol):
    @property
    def total_minor(self) -> int: ...
    @property
    def store_credit_minor(self) -> int: ...
    @property
    def late(self) -> tuple[QuoteLate, ...]: ...


Q_co = TypeVar("Q_co", bound=_Quote, covariant=True)


class _Quoting(Protocol[Q_co]):
    def __call__(
        self,
        decision: Decision[UnitCase],
        terms: "RefundTerms",
        /,
        *,
        units: Mapping[str, int] | None = None,
    ) -> Q_co: ...


def first_change(asked: Asked, given: _Quote, quote: _Quoting[_Quote]) -> Change | None:
    """The first instant at which the amounts of a quote are others."""
    before = asked
    for at in asked.instants():
        after = asked.later(at)
        then = quote(after.decision, after.terms, units=after.units)
        if _money(then) != _money(given):
            return _change(at, before, after, given, then)
        before = after
    return None


def _money(quote: _Quote) -> tuple[int, int]:
    return quote.total_minor, quote.store_credit_minor


def _change(at: datetime, before: Asked, after: Asked, given: _Quote, then: _Quote) -> Change:
    was = {(x.line, x.deadline.ends_at) for x in given.late}
    late = [x for x in then.late if (x.line, x.deadline.ends_at) not in was]
    if late:
        return Change(at, line=late[0].line, because=_CODES[late[0].afterwards])
    items = [*zip(before.decision.items, after.decision.items, strict=True)]
    was_item, item = next((x for x in items if x[0].allowed != x[1].allowed), items[0])
    new = [code for code in item.because if code not in was_item.because]
    return Change(at, line=item.line, because=[*new, *was_item.because, *item.because, ""][0])


_CODES = {Afterwards.STORE_CREDIT: "late_credit", Afterwards.NOTHING: "late_nothing"}
