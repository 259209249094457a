"""The position of an order: where its units and its money are, as of an instant.

Rules of this file: amounts are minor units, since an order has one currency; a position is made by
folding a history (``fold.py``) and only answers questions.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from attrs import field, frozen

from postsales.basics._errors import Contradictions, InvalidValue, PostsalesError, short
from postsales.basics.currencies import Currency
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders.balance import Balance
from postsales.orders.besides import BonusGranted, Compensated
from postsales.orders.changed import Changed
from postsales.orders.charges import Charge
from postsales.orders.events import Refunded
from postsales.orders.exchanged import Exchange, Exchanged
from postsales.orders.lines import Line
from postsales.orders.payments import Tender
from postsales.orders.units import Units

__all__ = ["InvalidOrder", "OpenReturn", "Position", "UnknownLine"]


T = TypeVar("T")
_SOME = 5


class InvalidOrder(Contradictions):
    """Fields or events of an order contradict each other; all that do are listed."""


class UnknownLine(PostsalesError, LookupError):
    """A line is named that the order does not have."""

    def __init__(self, line: object, known: Iterable[str], where: str = "") -> None:
        self.line = line
        self.known: tuple[str, ...] = tuple(known)
        some = ", ".join(repr(x) for x in self.known[:_SOME])
        more = f" and {len(self.known) - _SOME} more" if len(self.known) > _SOME else ""
        super().__init__(f"{where}no line {short(line)}: the order has {some}{more}")


@frozen(weakref_slot=False)
class Given:
    """Money given back of a line or charge, in minor units: price, and each tax."""

    price: int
    taxes: tuple[int, ...]
    units: int = 0

    def plus(self, other: "Given", sign: int) -> "Given":
        """This and another one, added or taken off."""
        taxes = tuple(a + sign * b for a, b in zip(self.taxes, other.taxes, strict=True))
        return Given(self.price + sign * other.price, taxes, self.units + sign * other.units)


@frozen(weakref_slot=False)
class TenderMoney:
    """What happened at one tender, in minor units."""

    tender: Tender
    authorised: int = 0
    captured: int = 0
    reserved: int = 0
    refunded: int = 0
    disputed: int = 0

    @property
    def left(self) -> int:
        """What is neither refunded nor reserved nor disputed."""
        return self.captured - self.reserved - self.refunded - self.disputed


_NONE = Quantities({})


def _awaited(value: Mapping[str, int]) -> Quantities:
    return Quantities.of(value)


def _requested_at(value: Moment) -> datetime:
    return instant(value, "requested_at")


def _approved_at(value: Moment | None) -> datetime | None:
    return value if value is None else instant(value, "approved_at")


@frozen(weakref_slot=False)
class OpenReturn:
    """A return that was announced and is not over: which units are still awaited.

    ``came`` are those that are back, and ``refunded`` those that were paid for so far.
    """

    ref: str
    awaited: Quantities = field(converter=_awaited, kw_only=True)
    requested_at: datetime = field(converter=_requested_at, repr=iso_repr, kw_only=True)
    approved_at: datetime | None = field(
        default=None, converter=_approved_at, repr=iso_repr, kw_only=True
    )
    came: Quantities = field(default=_NONE, converter=_awaited, kw_only=True)
    refunded: Quantities = field(default=_NONE, converter=_awaited, kw_only=True)

    def ahead(self, line: str) -> int:
        """How many units of a line are awaited although they were paid for?"""
        paid = self.refunded.get(line, 0) - self.came.get(line, 0)
        return max(0, min(paid, self.awaited.get(line, 0)))


@frozen(weakref_slot=False)
class Sold:
    """The agreement, indexed: what the fold looks up."""

    order_id: str
    currency: Currency
    lines: FrozenMap[str, Line]
    charges: FrozenMap[str, Charge]


@frozen(weakref_slot=False, repr=False)
class Position:
    """Where units and money are. Positions are equal when both are the same everywhere.

    Made by ``order.position(at=...)``.
    """

    sold: Sold = field(repr=False)
    touched: FrozenMap[str, Units] = field(repr=False)
    settled: FrozenMap[tuple[str, str], Given] = field(repr=False)
    pending: FrozenMap[tuple[str, str], Given] = field(repr=False)
    tenders: tuple[TenderMoney, ...]
    unplaced: tuple[int, int]
    refunds: tuple[Refunded, ...]
    open_returns: tuple[OpenReturn, ...]
    past_returns: frozenset[str] = field(default=frozenset(), repr=False)
    besides: tuple[BonusGranted | Compensated, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    changes: tuple[Changed, ...] = ()

    def __repr__(self) -> str:
        return f"<Position of order {self.sold.order_id!r}: {self.money.left} left>"

    def units(self, line: str) -> Units:
        """Where the units of a line are.

        Raises:
            UnknownLine: the order has no such line.
        """
        found = self.touched.get(line) if isinstance(line, str) else None
        return found if found is not None else untouched(self.line(line))

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the order, those that were agreed since with them."""
        return tuple(self.sold.lines.values())

    def address(self, line: str) -> str | None:
        """Where what is still to be sent of a line goes; None while that was never changed.

        Raises:
            UnknownLine: the order has no such line.
        """
        self.line(line)
        told = (x.addresses[line] for x in reversed(self.changes) if line in x.addresses)
        return next(told, None)

    def deliver_on(self, line: str) -> date | None:
        """On which day what is still to be sent of a line comes; None while never changed.

        Raises:
            UnknownLine: the order has no such line.
        """
        self.line(line)
        told = (x.dates[line] for x in reversed(self.changes) if line in x.dates)
        return next(told, None)

    @property
    def settling(self) -> tuple[Refunded | Exchanged, ...]:
        """What units were settled by: the refunds, then the exchanges."""
        return (*self.refunds, *(x.event for x in self.exchanges))

    def line_money(self, line: str) -> Balance:
        """The money of a line, all tax in."""
        sold = self.line(line)
        return self._balance(
            sold.total.minor, *(with_added_tax(sold, x) for x in self.given("line", line))
        )

    def line_tax(self, line: str) -> tuple[Balance, ...]:
        """The money of each tax of a line, in its order."""
        sold = self.line(line)
        pending, settled = self.given("line", line)
        parts = zip(sold.taxes_minor, pending.taxes, settled.taxes, strict=True)
        return tuple(self._balance(total, a, b) for total, a, b in parts)

    def charge_money(self, charge: str) -> Balance:
        """The money of a charge, all tax in."""
        sold = _among("charge", charge, self.sold.charges)
        return self._balance(
            sold.total.minor, *(with_added_tax(sold, x) for x in self.given("charge", charge))
        )

    def tender_money(self, tender: str) -> Balance:
        """The money of a tender that paid."""
        found = _among("tender", tender, {x.tender.id: x for x in self.tenders})
        return self._balance(found.captured, found.reserved, found.refunded, found.disputed)

    @property
    def money(self) -> Balance:
        """The money of the order: what was captured, and where it is."""
        reserved, refunded = self.unplaced
        return self._balance(
            sum(x.captured for x in self.tenders),
            reserved + sum(x.reserved for x in self.tenders),
            refunded + sum(x.refunded for x in self.tenders),
            sum(x.disputed for x in self.tenders),
        )

    @property
    def refundable_minor(self) -> int:
        """What can still be given back, in minor units."""
        left = -self.unplaced[0] - self.unplaced[1]
        for x in self.tenders:
            left += x.captured - x.reserved - x.refunded - x.disputed
        return max(0, left)

    @property
    def refundable(self) -> Money:
        """What can still be given back: captured, and neither refunded, reserved nor disputed."""
        return self.sold.currency.minor(self.refundable_minor)

    @property
    def bonuses(self) -> tuple[BonusGranted, ...]:
        """What was granted to whoever took store credit; no part of what can be given back."""
        return tuple(x for x in self.besides if isinstance(x, BonusGranted))

    @property
    def compensations(self) -> tuple[Compensated, ...]:
        """What was given besides what was paid: goodwill, and what a customer had spent."""
        return tuple(x for x in self.besides if isinstance(x, Compensated))

    @property
    def bonus(self) -> Money:
        """All that was granted as a bonus on store credit."""
        return sum((x.amount for x in self.bonuses), self.sold.currency.zero)

    @property
    def compensated(self) -> Money:
        """All that was given besides what was paid."""
        return sum((x.amount for x in self.compensations), self.sold.currency.zero)

    @property
    def authorised(self) -> Money:
        """What is on hold and not captured."""
        held = sum(max(0, x.authorised - x.captured) for x in self.tenders)
        return self.sold.currency.minor(held)

    def given_of(self, what: str, id: str) -> Given | None:
        """What is given back of a line or charge, pending or settled; None when nothing is."""
        pending = self.pending.get((what, id))
        settled = self.settled.get((what, id))
        if pending is None or settled is None:
            return pending or settled
        return pending.plus(settled, 1)

    def given(self, what: str, id: str) -> tuple[Given, Given]:
        """What is given back of a line or charge: in pending refunds, and in settled ones."""
        pending = self.pending.get((what, id))
        settled = self.settled.get((what, id))
        if pending is None or settled is None:
            none = nothing(self.sold.lines[id] if what == "line" else self.sold.charges[id])
            return pending or none, settled or none
        return pending, settled

    def line(self, line: str) -> Line:
        """The line with this id.

        Raises:
            UnknownLine: the order has no such line.
        """
        found = self.sold.lines.get(line) if isinstance(line, str) else None
        if found is None:
            raise UnknownLine(line, self.sold.lines)
        return found

    def _balance(self, total: int, reserved: int, refunded: int, disputed: int = 0) -> Balance:
        money = self.sold.currency.minor
        return Balance(
            money(total),
            reserved=money(reserved),
            refunded=money(refunded),
            disputed=money(disputed),
        )


def _among(what: str, id: str, known: Mapping[str, T]) -> T:
    if isinstance(id, str) and id in known:
        return known[id]
    raise InvalidValue(what, id, f"the order knows {', '.join(known) or 'none'}")


def untouched(line: Line) -> Units:
    """The units of a line to which nothing happened."""
    return Units(line.quantity, line.quantity)


def nothing(sold: Line | Charge) -> Given:
    """Nothing was given back."""
    return Given(0, tuple(0 for _ in sold.taxes_minor))


def with_added_tax(sold: Line | Charge, given: Given) -> int:
    """What was given back of a line or charge, all tax in."""
    return given.price + sum(given.taxes[place] for place in sold.added)
