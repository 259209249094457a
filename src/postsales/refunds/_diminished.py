"""Diminished value: what is taken off for units that did not come back as they were sold.

Rules of this file: minor units, all tax in. It is a difference, too: what all units that were paid
for under one return ref have lost by now, less what was taken off before, so that parcels in any
order give what the whole gives, and a minor unit more at most, where the last of them is worth less
than was lost. Units of a line are alike: good ones are paid for first, and damage is counted
against the reasons first that it costs least. What is lost is never below zero, and never more than
the line gives.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from postsales.basics.percent import Percent
from postsales.basics.quantities import Quantities
from postsales.basics.rounding import Rounding, cumulative
from postsales.orders._exchanges import settled_under
from postsales.orders.conditions import Condition
from postsales.orders.inspected import found_under
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.orders.reasons import ReasonKind
from postsales.refunds.shares import QuoteLine, whole
from postsales.refunds.terms import RefundTerms
from postsales.refunds.windows import Wanted
from postsales.refunds.worth import DIMINISHED, DiminishedValue, DismissedGoods

__all__ = ["NOTHING_LOST", "Lost", "lost_value"]

_NO_UNITS = Quantities()


@frozen(weakref_slot=False)
class Lost:
    """What lines lost in value, in minor units, and which units go back to the customer."""

    minor: tuple[tuple[str, int], ...] = ()
    sent_back: Quantities = _NO_UNITS


NOTHING_LOST = Lost()

_NONE = Percent("0")
_Loss = tuple[Percent, DismissedGoods]
_NO_LOSS: _Loss = (_NONE, DismissedGoods.KEPT)


def lost_value(
    lines: Sequence[QuoteLine],
    allowed: Wanted,
    order: Order,
    position: Position,
    terms: RefundTerms,
    *,
    at: datetime,
) -> Lost:
    """What the units of these lines have lost, by what was found when they were looked at."""
    ref = allowed[0][0].return_ref if allowed else ""
    if not ref:
        return NOTHING_LOST
    found = found_under(ref, order, at=at)
    minor: list[tuple[str, int]] = []
    back: dict[str, int] = {}
    for share in lines:
        if share.line in found:
            reasons = _reasons(allowed, share.line) + _told_before(ref, share.line, allowed)
            line = order.line(share.line)
            losses = _losses(found[share.line], reasons, line, order, terms)
            paid = settled_under(ref, position)[share.line]
            now = _of_first(paid + share.units, losses)
            due = _due(now, line, terms.rounding) - _charged(ref, share.line, position)
            minor.append((share.line, min(max(0, due), whole(share))))
            back[share.line] = sum(k for x, k in now.items() if _goes_back(x))
    sent_back = Quantities.trusted({line: k for line, k in back.items() if k})
    return Lost(tuple((line, x) for line, x in minor if x), sent_back)


def _reasons(allowed: Wanted, line: str) -> Counter[ReasonKind]:
    units: Counter[ReasonKind] = Counter()
    for case, k in allowed:
        if case.line_id == line:
            units[case.reason_kind] += k
    return units


def _told_before(ref: str, line: str, allowed: Wanted) -> Counter[ReasonKind]:
    """Why units came back that earlier decisions under the same name were about, where it is told.

    Those that were paid for since this decision are among its own.
    """
    then = allowed[0][0].position
    units: Counter[ReasonKind] = Counter()
    for event in then.settling:
        for part in event.lines if event.return_ref == ref else ():
            if part.line == line:
                units.update({ReasonKind(x): k for x, k in part.reasons.items()})
    return units


def _losses(
    found: Counter[Condition],
    reasons: Counter[ReasonKind],
    line: Line,
    order: Order,
    terms: RefundTerms,
) -> list[tuple[_Loss, int]]:
    """How many units lose how much, those that lose least first."""
    by_reason = {
        condition: {x: _least(terms.diminished, condition, x, line, order) for x in reasons}
        for condition in found
    }
    worst = sorted(found, key=lambda x: (_worst(by_reason[x]), str(x)), reverse=True)
    left, losses = Counter(reasons), Counter[_Loss]()
    for condition in worst:
        k = found[condition]
        for reason, loss in sorted(by_reason[condition].items(), key=_by_loss):
            taken = min(k, left[reason])
            left[reason] -= taken
            k -= taken
            losses[loss] += taken
        # An earlier decision under the same name, and nobody told its reasons.
        losses[_worst(by_reason[condition])] += k
    return sorted(((x, k) for x, k in losses.items() if k), key=lambda one: _in_order(one[0]))


def _least(
    rules: Iterable[DiminishedValue],
    condition: Condition,
    reason: ReasonKind,
    line: Line,
    order: Order,
) -> _Loss:
    about = (x for x in rules if x.covers(condition, reason, line, order))
    return min(((x.loses, x.goods) for x in about), key=_in_order, default=_NO_LOSS)


def _in_order(loss: _Loss) -> tuple[Percent, str]:
    return loss[0], str(loss[1])


def _by_loss(one: tuple[ReasonKind, _Loss]) -> tuple[Percent, str, str]:
    return (*_in_order(one[1]), str(one[0]))


def _worst(by_reason: Mapping[ReasonKind, _Loss]) -> _Loss:
    return max(by_reason.values(), key=_in_order, default=_NO_LOSS)


def _of_first(units: int, losses: Iterable[tuple[_Loss, int]]) -> Counter[_Loss]:
    """The losses of the first so many units; good ones come first."""
    found: Counter[_Loss] = Counter()
    for loss, k in losses:
        taken = min(k, units)
        units -= taken
        found[loss] += taken
    return found


def _due(losses: Counter[_Loss], line: Line, rounding: Rounding) -> int:
    """What so many units lose together, each share of their value rounded once."""
    units: Counter[Percent] = Counter()
    for (share, _), k in losses.items():
        units[share] += k
    return sum(share.of_minor(_value(line, k, rounding), rounding) for share, k in units.items())


def _value(line: Line, units: int, rounding: Rounding) -> int:
    """What the last so many units of a line are worth, all tax in."""
    rest = line.quantity - min(units, line.quantity)
    parts = (line.price_minor, *(line.taxes_minor[place] for place in line.added))
    return sum(x - cumulative(x, rest, line.quantity, rounding) for x in parts)


def _goes_back(loss: _Loss) -> bool:
    return loss[1] is DismissedGoods.SENT_BACK


def _charged(ref: str, line: str, position: Position) -> int:
    fees = (fee for x in position.settling if x.return_ref == ref for fee in x.fees)
    return sum(x.amount.minor for x in fees if x.code == DIMINISHED and x.line == line)
