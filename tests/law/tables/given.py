"""What was sold when and where, and what happened then: the facts of a row.

A fact has a day. On it customers buy in the morning, parcels come at noon, and what is said about
them is said in the afternoon, where the customer is.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import field, frozen

from postsales import (
    Customer,
    Delivered,
    Event,
    Holidays,
    Line,
    LineKind,
    Order,
    Paid,
    Received,
    Refunded,
    ReturnClosed,
    ReturnRequested,
    ReturnShipped,
    SaleMade,
    Shipped,
    Tender,
    Trait,
)
from postsales.basics.moments import instant
from postsales.basics.money import Money
from postsales.orders.events import OfUnits
from postsales.orders.sale_events import (
    CustomerInformed,
    EarlyStartAsked,
    InformationMissing,
    NoticeSent,
    SealBroken,
)

NEVER = "never"
MORNING, NOON, AFTERNOON, EVENING = "10:00", "12:00", "15:00", "18:00"
MICROSECOND = timedelta(microseconds=1)


def holidays(*days: str) -> Holidays:
    """The holidays that rows meet; on no other day of these years does one of them end."""
    return Holidays(days, since="2023-01-01", until="2040-12-31")


@frozen
class Where:
    """Where the customer is: the zone, the currency, and the public holidays that rows meet."""

    zone: str
    currency: str
    holidays: Holidays

    def at(self, day: str, clock: str = NOON) -> datetime:
        """The instant of a local time."""
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(self.zone))

    def end_of(self, day: str) -> datetime:
        """The first instant after a local day."""
        following = date.fromisoformat(day) + timedelta(days=1)
        return instant(datetime(*following.timetuple()[:3], tzinfo=ZoneInfo(self.zone)))


def _days(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def known(order: Order) -> datetime:
    """The instant from which on all facts of an order are known."""
    return max([order.placed_at, *(x.at for x in order.history)])


_SOLD_AS_ONE = (Trait.REGULAR_DELIVERY,)


def _traits(value: Iterable[Trait]) -> tuple[Trait, ...]:
    return tuple(value)


@frozen
class Sold:
    """A sale ``on`` a day, and the days on which ``parcels`` came, or work was done.

    There is a line for each parcel, and one unit in it; goods ``in_pieces`` or delivered regularly
    are one line. ``awaited`` units are still to come; ``left`` are days on which parcels left for
    the customer. ``informed`` are the days on which customers
    were told of their right, if that was not in time, and ``copies`` those on which they got what
    they agreed in writing, as they should. ``unsealed`` is when they broke the seal of everything,
    or of so many units ``opened``; ``early`` is how they asked for an early start. ``besides`` are
    the days of other events of the sale. Of a return, ``letter``, ``notice``, ``shipped``, ``back``
    and ``refunded`` are the days on which it was sent and came; ``again`` is when the shop closed
    it, and the customer announced it once more.
    """

    on: str
    parcels: tuple[str, ...] = field(default=(), converter=_days)
    made: SaleMade | None = field(default=None, kw_only=True)
    kind: LineKind = field(default=LineKind.GOODS, converter=LineKind, kw_only=True)
    traits: tuple[Trait, ...] = field(default=(), converter=_traits, kw_only=True)
    price: str = field(default="200", kw_only=True)
    in_pieces: bool = field(default=False, kw_only=True)
    awaited: int = field(default=0, kw_only=True)
    left: tuple[str, ...] = field(default=(), converter=_days, kw_only=True)
    informed: tuple[str, ...] = field(default=(), converter=_days, kw_only=True)
    copies: tuple[str, ...] = field(default=(), converter=_days, kw_only=True)
    unsealed: str = field(default="", kw_only=True)
    opened: int = field(default=0, kw_only=True)
    early: Mapping[str, Any] | None = field(default=None, kw_only=True)
    letter: str = field(default="", kw_only=True)
    notice: tuple[str, ...] = field(default=(), converter=_days, kw_only=True)
    again: str = field(default="", kw_only=True)
    shipped: tuple[str, ...] = field(default=(), converter=_days, kw_only=True)
    back: tuple[str, ...] = field(default=(), converter=_days, kw_only=True)
    refunded: str = field(default="", kw_only=True)
    besides: Mapping[Any, str | tuple[str, ...]] = field(factory=dict, kw_only=True)

    def order(self, where: Where) -> Order:
        """The order that these facts are of."""
        lines = [*self._lines(where)]
        return Order(
            id="1001",
            placed_at=where.at(self.on, MORNING),
            customer=Customer(id="C-7", zone=where.zone),
            made=self.made,
            lines=lines,
            history=sorted(self._history(where, lines), key=lambda x: x.at),
        )

    @property
    def _is_one_line(self) -> bool:
        return self.in_pieces or any(x in _SOLD_AS_ONE for x in self.traits)

    def _lines(self, where: Where) -> Iterator[Line]:
        units = max(1, len(self.parcels) + self.awaited)
        each = units if self._is_one_line else 1
        for n in range(units // each):
            yield Line(
                f"parcel-{n + 1}",
                quantity=each,
                total=Money.of(self.price if n == 0 else "0", where.currency),
                kind=self.kind,
                traits=self.traits,
            )

    def _history(self, where: Where, lines: list[Line]) -> Iterator[Event]:
        everything = {x.id: x.quantity for x in lines}
        paid = Money.of(self.price, where.currency)
        if paid.minor:
            yield Paid(paid, tender=Tender.card("ch_1"), at=where.at(self.on, MORNING))
        yield from self._parcels(where, lines)
        yield from self._told(where)
        if self.unsealed:
            opened = {lines[0].id: self.opened} if self.opened else everything
            yield SealBroken(opened, at=where.at(self.unsealed, AFTERNOON))
        if self.early is not None:
            yield EarlyStartAsked(everything, **self.early, at=where.at(self.on, MORNING))
        yield from self._besides(where, everything)
        yield from self._return(where, everything)

    def _parcels(self, where: Where, lines: list[Line]) -> Iterator[Event]:
        for told, days in ((Shipped, self.left), (Delivered, self.parcels)):
            for n, day in enumerate(days):
                line = lines[0] if self._is_one_line else lines[n]
                yield told({line.id: 1}, at=where.at(day))

    def _told(self, where: Where) -> Iterator[Event]:
        if self.informed:
            yield InformationMissing(at=where.at(self.on, MORNING))
        for day in (*self.informed, *self.copies):
            if day != NEVER:
                yield CustomerInformed(at=where.at(day))

    def _besides(self, where: Where, everything: dict[str, int]) -> Iterator[Event]:
        told: Any
        for told, days in self.besides.items():
            for day, some in _apart(_days(days), everything):
                units = (some,) if issubclass(told, OfUnits) else ()
                yield told(*units, at=where.at(day, AFTERNOON), ref="B-1")

    def _return(self, where: Where, everything: dict[str, int]) -> Iterator[Event]:
        """What was announced, sent and received: all of it, or a line on each of several days."""
        if self.letter:
            yield NoticeSent(at=where.at(self.letter, AFTERNOON), ref="R-1")
        for n, (day, units) in enumerate(_apart(self.notice, everything), start=1):
            yield ReturnRequested(units, at=where.at(day, AFTERNOON), ref=f"R-{n}")
        if self.again:
            yield ReturnClosed(at=where.at(self.again, NOON), ref="R-1")
            yield ReturnRequested(everything, at=where.at(self.again, AFTERNOON), ref="R-1")
        told: tuple[tuple[tuple[str, ...], Any], ...] = (
            (self.shipped, ReturnShipped),
            (self.back, Received),
        )
        for days, event in told:
            for n, (day, units) in enumerate(_apart(days, everything), start=1):
                ref = f"R-{n if len(self.notice) > 1 else 1}"
                yield event(units, at=where.at(day, EVENING), ref=ref)
        if self.refunded:
            money = Money.of(self.price, where.currency)
            yield Refunded(money, at=where.at(self.refunded, EVENING))


def _apart(
    days: tuple[str, ...], everything: dict[str, int]
) -> Iterator[tuple[str, dict[str, int]]]:
    """All of it on a day, and on each of several days a line where there are several, too."""
    if len(days) < 2 or len(everything) == 1:
        yield from ((day, everything) for day in days)
    else:
        yield from ((day, {x: everything[x]}) for day, x in zip(days, everything, strict=True))
