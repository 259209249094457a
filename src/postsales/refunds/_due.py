"""Which units a quote is for: what a decision allows, less what was paid for, or what arrived."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue, short
from postsales.basics.decisions import Decision
from postsales.basics.findings import Verdict
from postsales.basics.moments import Moment, instant
from postsales.basics.quantities import Quantities
from postsales.orders._exchanges import settled_under
from postsales.orders.cases import UnitCase
from postsales.orders.order import Order
from postsales.orders.parties import Asker
from postsales.orders.position import Position
from postsales.orders.units import Units
from postsales.refunds.terms import GiftRefund, RefundTerms
from postsales.refunds.windows import Wanted


def standing(
    decision: Decision[UnitCase], order: Order | None, at: Moment | None
) -> tuple[Order, datetime, Position]:
    """The order, the instant and the position that the money is taken of."""
    asked = decision.cases[0]
    if order is None and at is None:
        return asked.order, decision.at, asked.position
    both = "an order as it stands goes with the instant"
    if order is None:
        raise InvalidValue("at", at, both, "say order=, too")
    if at is None:
        raise InvalidValue("order", order.id, both, "say at=, too")
    instance("order", order, Order, "the order as it stands is an Order")
    if order.id != asked.order.id or order.lines != asked.order.lines:
        raise InvalidValue("order", order.id, f"the decision is about {asked.order.id!r} as sold")
    then = instant(at)
    if then < decision.at:
        raise InvalidValue("at", then.isoformat(), "a quote is made at or after its decision")
    return order, then, order.position_at(then)


def is_for_recipient(decision: Decision[UnitCase], terms: RefundTerms) -> bool:
    """Does all that is given back go to whoever was given the goods, and nothing to the buyer?"""
    return terms.gifts is _STORE_CREDIT and decision.cases[0].asker is _RECIPIENT


# Kept by name: to look a member up in its enum takes as long as the comparison.
_STORE_CREDIT, _RECIPIENT = GiftRefund.STORE_CREDIT, Asker.GIFT_RECIPIENT


def all_allowed(decision: Decision[UnitCase]) -> Wanted:
    """All units that a decision allows, in the order of its cases."""
    met = Verdict.MET
    pairs = zip(decision.cases, decision.verdicts, strict=True)
    return [(case, case.quantity) for case, verdict in pairs if verdict is met]


def paid_for(decision: Decision[UnitCase], position: Position) -> dict[str, int]:
    """Units by line that the return of a decision was refunded for already.

    A return without a ref is taken to be that for which the line was refunded since the decision.
    """
    asked = decision.cases[0]
    ref = asked.return_ref
    told: Counter[str] = Counter()
    if ref:
        told = settled_under(ref, position)
        # An earlier decision under the same name has its own units.
        told.subtract(settled_under(ref, asked.position))
    else:
        for line in decision.allowed:
            then, now = asked.position.units(line), position.units(line)
            changed = _changed(line, position) - _changed(line, asked.position)
            others = _besides(decision, line, then, now, changed)
            told[line] = now.refunded - then.refunded - others
    return {line: max(0, k) for line, k in told.items()}


def _changed(line: str, position: Position) -> int:
    """Units of a line that changes called off: they are credited by those, whatever was asked."""
    return sum(change.units.get(line, 0) for change in position.changes)


def _besides(decision: Decision[UnitCase], line: str, then: Units, now: Units, changed: int) -> int:
    """Units of a line that were called off or came back besides, and have refunds of their own."""
    ways = {case.travels_back for case in decision.cases if case.line_id == line}
    cancelled = changed if False in ways else now.cancelled - then.cancelled
    returned = 0 if True in ways else now.returned - then.returned
    return cancelled + returned


def gave_money(decision: Decision[UnitCase], position: Position, paid: Mapping[str, int]) -> bool:
    """Was any of the units that were refunded since the decision paid for, and not forfeited?"""
    before = decision.cases[0].position
    return any(_given(position, line) > _given(before, line) for line, k in paid.items() if k)


def _given(position: Position, line: str) -> int:
    found = position.given_of("line", line)
    return 0 if found is None else found.price


def now_due(
    decision: Decision[UnitCase],
    position: Position,
    paid: Mapping[str, int],
    units: Mapping[str, int] | None,
) -> Mapping[str, int]:
    """Units by line that are due now: those that arrived, or all that are not refunded yet."""
    most: dict[str, int] = {}
    for line, k in decision.allowed.items():
        state = position.units(line)
        most[line] = max(0, min(k - paid.get(line, 0), state.ordered - state.refunded))
    if units is None:
        return most
    arrived = Quantities.of(units)
    for line, k in arrived.items():
        position.line(line)
        if k > most.get(line, 0):
            allowed = f"the decision allows {most.get(line, 0)} more of {short(line)}"
            raise InvalidValue("units", k, allowed, "assess what arrived and quote that decision")
    return arrived


def in_order(allowed: Wanted, paid: Mapping[str, int], due: Mapping[str, int]) -> Wanted:
    """The units that are due, after those that were paid for, in the order of the cases."""
    before, left = dict(paid), dict(due)
    found: Wanted = []
    for case, k in allowed:
        line = case.line_id
        passed = min(k, before.get(line, 0))
        taken = min(k - passed, left.get(line, 0))
        before[line] = before.get(line, 0) - passed
        if taken:
            left[line] -= taken
            found.append((case, taken))
    return found
