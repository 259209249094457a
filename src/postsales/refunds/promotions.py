"""Promotions that break: what a refund takes back of them.

Rules of this file: what is taken back follows from the units that are gone, and from those of them
that were given up for a reason of the rule; each step takes the difference. So steps in any order
come to the same, as long as each of them gives as much as it has to take.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from postsales.basics.quantities import Quantities
from postsales.basics.rounding import Rounding, cumulative
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.position import Position
from postsales.orders.promotions import Promotion
from postsales.refunds.shares import QuoteLine, Taken
from postsales.refunds.terms import BrokenPromotion, PromotionRule, RefundTerms
from postsales.refunds.windows import Afterwards, QuoteLate

__all__ = ["clawed_back", "with_reasons"]

_DISCOUNT = (BrokenPromotion.CLAW_BACK, BrokenPromotion.BOTH)
_SHIPPING = (BrokenPromotion.REBILL_SHIPPING, BrokenPromotion.BOTH)


def with_reasons(lines: Iterable[QuoteLine], taken: Iterable[Taken]) -> list[QuoteLine]:
    """The lines with how many of their units came back for which kind of reason."""
    kinds: dict[str, Counter[str]] = {}
    for case, k, _ in taken:
        kinds.setdefault(case.line_id, Counter())[case.reason_kind.value] += k
    return [evolve(x, reasons=Quantities(kinds[x.line])) for x in lines]


def clawed_back(
    order: Order,
    position: Position,
    lines: Sequence[QuoteLine],
    terms: RefundTerms,
    most: int,
    *,
    late: Iterable[QuoteLate] = (),
) -> list[tuple[str, int]]:
    """What is taken back of each promotion with these lines, together at most what they give.

    Below zero where less has to be taken, now that more is gone, than was taken before.
    """
    due: list[tuple[str, int]] = []
    gone = _gone(position, lines, late)
    for promotion in order.promotions:
        rule = next((x for x in terms.promotions if x.covers(promotion.id)), None)
        if rule is not None and rule.when_broken is not BrokenPromotion.KEEP:
            state = _State(position.lines, gone, _given_up(position, lines, rule))
            now = _owed(promotion, rule, order, state, terms.rounding)
            due.append((promotion.id, now - _before(promotion, position)))
    most -= sum(step for _, step in due if step < 0)
    found: list[tuple[str, int]] = []
    for id, step in due:
        amount = min(step, most)
        most -= max(0, amount)
        found.append((id, amount))
    return [(id, amount) for id, amount in found if amount]


def _before(promotion: Promotion, position: Position) -> int:
    told = (refund.clawed_back.get(promotion.id) for refund in position.refunds)
    return sum(money.minor for money in told if money is not None)


@frozen(weakref_slot=False)
class _State:
    """Units by line that are gone once these are, and those that were given up."""

    lines: Sequence[Line]
    gone: Counter[str]
    given_up: Counter[str]


def _gone(
    position: Position, lines: Iterable[QuoteLine], late: Iterable[QuoteLate]
) -> Counter[str]:
    gone = Counter({line: units.refunded for line, units in position.touched.items()})
    for x in lines:
        gone[x.line] += x.units
    for one in late:
        # Units that give nothing are booked as settled, too.
        if one.afterwards is Afterwards.NOTHING:
            gone[one.line] += one.units
    return gone


def _given_up(position: Position, lines: Iterable[QuoteLine], rule: PromotionRule) -> Counter[str]:
    given_up: Counter[str] = Counter()
    for kind in rule.for_reasons:
        given_up.update({x.line: x.reasons.get(kind.value, 0) for x in lines})
        for refund in position.refunds:
            given_up.update({x.line: x.reasons.get(kind.value, 0) for x in refund.lines})
    return given_up


def _owed(
    promotion: Promotion, rule: PromotionRule, order: Order, state: _State, rounding: Rounding
) -> int:
    """What has to be taken back in all, with these units gone."""
    kept, asked = promotion.kept(order.lines, state.given_up)
    if kept == asked or all(state.gone[x.id] >= x.quantity for x in state.lines):
        return 0
    owed = 0
    if rule.when_broken in _DISCOUNT:
        for id, money in promotion.given.items():
            line = order.line(id)
            off = _with_tax(money.minor, line, rounding)
            owed += _stays(off, line.quantity, state.gone[id], (kept, asked), rounding)
    if rule.when_broken in _SHIPPING and promotion.shipping is not None:
        owed += cumulative(promotion.shipping.minor, asked - kept, asked, rounding)
    return owed


def _with_tax(given: int, line: Line, rounding: Rounding) -> int:
    """What a promotion took off what was paid for a line: its price, and the tax on top of it.

    Of a line that was for nothing nobody can tell how much tax a price would have brought.
    """
    on_top = line.total.minor - line.price_minor
    if not on_top or not line.price_minor:
        return given
    return given + cumulative(on_top, given, line.price_minor, rounding)


def _stays(
    given: int, quantity: int, gone: int, earned: tuple[int, int], rounding: Rounding
) -> int:
    """What of a line's discount lies on the units that stay and is earned no more."""
    stays = given - cumulative(given, gone, quantity, rounding)
    return max(0, stays - cumulative(given, *earned, rounding))
