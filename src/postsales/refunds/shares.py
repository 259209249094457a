"""Shares of what was paid: how much of a line or charge a refund gives back.

Rules of this file: plain minor units; a share is a difference of cumulative shares, so that steps
in any order add up to the whole; what was given back before is never given back again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from postsales.basics.money import Money
from postsales.basics.quantities import Quantities
from postsales.basics.rounding import Rounding, cumulative, largest_remainder, slice_of
from postsales.orders.cases import UnitCase
from postsales.orders.charges import Charge, ChargeKind
from postsales.orders.events import NO_UNITS
from postsales.orders.lines import Line
from postsales.orders.position import Position, nothing
from postsales.refunds.terms import RefundTerms, ShippingRefund

__all__ = ["QuoteCharge", "QuoteLine"]


# Kept by name: to look a member up in its enum takes as long as the comparison.
_NEVER = ShippingRefund.NEVER
_ALWAYS = ShippingRefund.ALWAYS
_SHARE = ShippingRefund.SHARE
_CHEAPEST = ShippingRefund.CHEAPEST_STANDARD


@frozen(weakref_slot=False, repr=False)
class _Share:
    sold: Line | Charge
    price_minor: int
    taxes_minor: tuple[int, ...]

    @property
    def price(self) -> Money:
        """The share of the price, without added tax."""
        return self._money(self.price_minor)

    @property
    def taxes(self) -> tuple[Money, ...]:
        """The share of each tax, included and added, in the order of what was sold."""
        return tuple(self._money(x) for x in self.taxes_minor)

    @property
    def tax(self) -> Money:
        """All tax together, included and added."""
        return self._money(sum(self.taxes_minor))

    @property
    def amount(self) -> Money:
        """Price and added tax: what the customer gets for it."""
        return self._money(whole(self))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.sold.id!r}: {self.amount}>"

    def _money(self, minor: int) -> Money:
        return self.sold.total.currency.minor(minor)


@frozen(weakref_slot=False, repr=False)
class QuoteLine(_Share):
    """What a refund gives back of one line, and for how many units.

    ``reasons`` says how many of them came back for which kind of reason, where terms look at it.
    """

    units: int
    reasons: Quantities = NO_UNITS

    @property
    def line(self) -> str:
        """The id of the line."""
        return self.sold.id


@frozen(weakref_slot=False, repr=False)
class QuoteCharge(_Share):
    """What a refund gives back of one charge."""

    @property
    def charge(self) -> str:
        """The id of the charge."""
        return self.sold.id


def whole(share: _Share) -> int:
    """A share all tax in, in minor units."""
    added = share.sold.added
    if not added:
        return share.price_minor
    return share.price_minor + sum([share.taxes_minor[place] for place in added])


Taken = tuple[UnitCase, int, int]
"""A case, the units of it that are refunded, and their price in minor units."""


def line_shares(
    wanted: Iterable[tuple[UnitCase, int]], position: Position, rounding: Rounding
) -> tuple[list[QuoteLine], list[Taken], list[tuple[str, int]]]:
    """The share of each line, the price of each case, and what lines cannot give any more."""
    shares: dict[str, QuoteLine] = {}
    short: dict[str, int] = {}
    taken: list[Taken] = []
    given = position.settled or position.pending
    for case, k in wanted:
        line = case.line
        before = shares.get(line.id)
        units = k if before is None else k + before.units
        ideal = _ideal(line, units, position, rounding)
        share = shares[line.id] = _capped(ideal, position) if given else ideal
        if share is not ideal:
            short[line.id] = whole(ideal) - whole(share)
        price = share.price_minor if before is None else share.price_minor - before.price_minor
        taken.append((case, k, price))
    return list(shares.values()), taken, [(line, x) for line, x in short.items() if x]


def _ideal(line: Line, units: int, position: Position, rounding: Rounding) -> QuoteLine:
    """The share of the next units of a line, whatever money was given back for others."""
    state = position.touched.get(line.id)
    gone = state.refunded if state is not None else 0
    quantity = line.quantity
    if units == quantity and not gone:
        return QuoteLine(line, line.price_minor, line.taxes_minor, units)
    price = slice_of(line.price_minor, gone, units, quantity, rounding)
    taxes = tuple([slice_of(x, gone, units, quantity, rounding) for x in line.taxes_minor])
    return QuoteLine(line, price, taxes, units)


def _capped(ideal: QuoteLine, position: Position) -> QuoteLine:
    """The share itself, or what is left where less is left."""
    line = ideal.sold
    given = position.given_of("line", line.id)
    if given is None:
        return ideal
    price = min(ideal.price_minor, line.price_minor - given.price)
    left = zip(ideal.taxes_minor, line.taxes_minor, given.taxes, strict=True)
    taxes = tuple([min(share, total - gone) for share, total, gone in left])
    if price == ideal.price_minor and taxes == ideal.taxes_minor:
        return ideal
    return QuoteLine(line, price, taxes, ideal.units)


def charge_shares(
    position: Position,
    lines: Sequence[QuoteLine],
    terms: RefundTerms,
    coming: Sequence[tuple[UnitCase, int]],
    *,
    arrived: bool,
) -> list[QuoteCharge]:
    """What of each charge goes back with these lines; charges that give nothing are left out.

    ``coming`` are all units that come back now, whatever they give. Units that have ``arrived`` are
    booked as such in the position; else they are still out.
    """
    if not position.sold.charges:
        return []
    found: list[QuoteCharge] = []
    back = _Back(position, lines, coming, arrived)
    for charge in position.sold.charges.values():
        rule = terms.shipping if charge.kind is ChargeKind.SHIPPING else terms.other_charges
        share = _charge_share(charge, rule, back, terms.rounding)
        if share is not None and (share.price_minor or any(share.taxes_minor)):
            found.append(share)
    return found


def _charge_share(
    charge: Charge, rule: ShippingRefund, back: "_Back", rounding: Rounding
) -> QuoteCharge | None:
    """The share that is due so far, less what was given back before."""
    standard = charge.standard
    if rule is _CHEAPEST and standard is not None and standard < charge.total:
        due = _of_standard(charge, standard.minor, rounding) if back.is_all() else None
    else:
        part, of = _portion(rule, back, rounding)
        totals = (charge.price_minor, *charge.taxes_minor)
        due = [cumulative(total, part, of, rounding) for total in totals] if part else None
    if due is None:
        return None
    given = back.position.given_of("charge", charge.id) or nothing(charge)
    gone = zip(due, (given.price, *given.taxes), strict=True)
    price, *taxes = [max(0, now - before) for now, before in gone]
    return QuoteCharge(charge, price, tuple(taxes))


def _of_standard(charge: Charge, standard: int, rounding: Rounding) -> list[int]:
    """Price and taxes of the cheapest standard delivery, in proportion; together as much as it.

    Price and added taxes by largest remainder, since rounded one by one they can miss the sum.
    """
    total = charge.total.minor
    found = [cumulative(x, standard, total, rounding) for x in charge.taxes_minor]
    weights = [charge.price_minor, *(charge.taxes_minor[place] for place in charge.added)]
    price, *added = largest_remainder(standard, weights)
    for place, share in zip(charge.added, added, strict=True):
        found[place] = share
    return [price, *found]


_ALL, _NONE = (1, 1), (0, 1)


@frozen(weakref_slot=False)
class _Back:
    """Units that come back now, and what came back before."""

    position: Position
    lines: Sequence[QuoteLine]
    coming: Sequence[tuple[UnitCase, int]]
    arrived: bool

    def is_all(self) -> bool:
        """Is no unit with the customer, on its way or awaited, once these units are back?"""
        coming: Counter[str] = Counter()
        for case, k in self.coming:
            if case.is_out or self.arrived:
                coming[case.line_id] += k
        for line in self.position.lines:
            state = self.position.touched.get(line.id)
            out = line.quantity if state is None else state.out
            now = coming[line.id]
            if state is not None and self.arrived:
                now -= min(now, max(0, state.back - state.refunded))
            if out > now:
                return False
        return True

    def value(self, rounding: Rounding) -> int:
        """The price of all units that were paid for, these included."""
        coming = {share.line: share.units for share in self.lines}
        gone = -self.exchanged()
        for line in self.position.lines:
            units = coming.get(line.id, 0) + self._paid_for(line, rounding)
            gone += cumulative(line.price_minor, units, line.quantity, rounding)
        return gone

    def exchanged(self) -> int:
        """The price of units that went into other goods, and are neither paid for nor there."""
        price = sum(part.price.minor for x in self.position.changes for part in x.lines)
        for exchange in self.position.exchanges:
            for part in exchange.event.lines:
                charged = exchange.charged.get(part.line, 0)
                price += part.price.minor - cumulative(part.price.minor, charged, part.units)
        return price

    def _paid_for(self, line: Line, rounding: Rounding) -> int:
        """Units that were refunded before, without those that came back for nothing."""
        state, given = self.position.touched.get(line.id), self.position.given_of("line", line.id)
        if state is None or given is None:
            return 0
        most, quantity = state.refunded, line.quantity
        if given.price >= cumulative(line.price_minor, most, quantity, rounding):
            return most
        # The same units in another order can be worth a minor unit more each.
        worth = (cumulative(line.price_minor, k, quantity, rounding) + k for k in range(most))
        return next((k for k, x in enumerate(worth) if x >= given.price), most)


def _portion(rule: ShippingRefund, back: _Back, rounding: Rounding) -> tuple[int, int]:
    """How much of a charge is due, with all that came back before, as a part and a whole."""
    if rule is _NEVER:
        return _NONE
    if rule is _ALWAYS:
        return _ALL
    lines = back.position.lines if rule is _SHARE else ()
    of = sum(line.price_minor for line in lines) - (back.exchanged() if lines else 0)
    if of:
        return back.value(rounding), of
    return _ALL if back.is_all() else _NONE
