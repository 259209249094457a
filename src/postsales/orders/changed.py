"""Changes of an order as they are booked: what was called off, what was agreed, who owes what.

Rules of this file: a change moves value and makes none. What the units that are called off cost,
and what the customer adds, is what the new lines and the fees cost and what the customer gets back.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from postsales.basics._checks import day, instance, pairs, several, text
from postsales.basics._errors import Contradictions, InvalidValue
from postsales.basics.events import Event
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders.charges import Charge
from postsales.orders.events import ChargeRefund, FeeCharged, LineRefund
from postsales.orders.lines import NewLine

__all__ = ["Changed"]


def _lines(value: Iterable[LineRefund]) -> tuple[LineRefund, ...]:
    return several("lines", value, LineRefund, "what is called off is told by LineRefund objects")


def _instead(value: Iterable[NewLine]) -> tuple[NewLine, ...]:
    return several("instead", value, NewLine, "what is agreed by a change are NewLine objects")


def _fees(value: Iterable[FeeCharged]) -> tuple[FeeCharged, ...]:
    return several("fees", value, FeeCharged, "the fees of a change are FeeCharged objects")


def _charges(value: Iterable[Charge]) -> tuple[Charge, ...]:
    return several("charges", value, Charge, "what is charged from then on are Charge objects")


def _charges_off(value: Iterable[ChargeRefund]) -> tuple[ChargeRefund, ...]:
    says = "charges that are called off are told by ChargeRefund objects"
    return several("charges_off", value, ChargeRefund, says)


def _addresses(value: Mapping[str, str]) -> FrozenMap[str, str]:
    return FrozenMap(
        {text("addresses", x): text(f"addresses[{x}]", y) for x, y in pairs("addresses", value)}
    )


def _dates(value: Mapping[str, date]) -> FrozenMap[str, date]:
    return FrozenMap({text("dates", x): day(f"dates[{x}]", y) for x, y in pairs("dates", value)})


_NO_ADDRESSES: FrozenMap[str, str] = FrozenMap({})
_NO_DATES: FrozenMap[str, date] = FrozenMap({})
_AMOUNTS = ("credited", "due_from_customer", "due_to_customer")


@frozen(weakref_slot=False, kw_only=True)
class Changed(Event):
    """An order was changed before it left: other goods, more or fewer, another address or day.

    ``lines`` are the units that are called off, with the money that they take along, and
    ``credited`` is all of it, tax in. ``instead`` are the new lines, under ids of their own, each
    for what the customer owes for it. ``addresses`` and ``dates`` say for lines where, and on which
    day, what is still to be sent of them goes; an address is whatever the host knows it by.

    ``charges`` are charged besides from then on, under ids of their own, and ``charges_off`` are
    called off with what was left of them, which is credited as well.

    ``credited`` + ``due_from_customer`` = the new lines + the new charges + the fees +
    ``due_to_customer``, always.
    Of changes at one instant that which agrees on a line comes before those that are about it, and
    else they are taken by their ``ref``: of two addresses that of the last ``ref`` holds.
    What the customer then pays is told by ``Paid``, and what they get by ``Refunded``.

    Raises:
        InvalidValue: amounts that do not add up, or nothing that is changed.
        CurrencyMismatch: amounts of two currencies.

    Example:
        >>> from postsales import EUR
        >>> change = Changed(
        ...     lines=[LineRefund("tee", units=1, price=EUR("20.00"))],
        ...     instead=[NewLine("tee-xl", quantity=1, total=EUR("25.00"))],
        ...     credited=EUR("20.00"), due_from_customer=EUR("5.00"), due_to_customer=EUR("0.00"),
        ...     addresses={"tee-xl": "addr-7"}, at="2026-03-02T15:00+01:00",
        ... )
        >>> change.units
        {'tee': 1}
    """

    lines: tuple[LineRefund, ...] = field(default=(), converter=_lines)
    instead: tuple[NewLine, ...] = field(default=(), converter=_instead)
    credited: Money
    due_from_customer: Money
    due_to_customer: Money
    fees: tuple[FeeCharged, ...] = field(default=(), converter=_fees)
    addresses: FrozenMap[str, str] = field(default=_NO_ADDRESSES, converter=_addresses)
    dates: FrozenMap[str, date] = field(default=_NO_DATES, converter=_dates)
    charges: tuple[Charge, ...] = field(default=(), converter=_charges)
    charges_off: tuple[ChargeRefund, ...] = field(default=(), converter=_charges_off)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        for name in _AMOUNTS:
            money = instance(name, getattr(self, name), Money, f"{name} is an amount of money")
            if money.minor < 0:
                raise InvalidValue(name, money, f"{name} is zero or more")
        for money in _parts(self):
            if money.currency != self.credited.currency:
                raise CurrencyMismatch(self.credited, money)
        problems = [*_problems(self)]
        if problems:
            raise Contradictions(f"change {self.ref!r}", problems)

    @property
    def units(self) -> Quantities:
        """The units that are called off, by line."""
        return Quantities({part.line: part.units for part in self.lines})


def _agreed(event: Changed) -> tuple[NewLine | Charge, ...]:
    return (*event.instead, *event.charges)


def _parts(event: Changed) -> Iterable[Money]:
    """Every amount that a change is made of."""
    yield event.due_from_customer
    yield event.due_to_customer
    off: tuple[LineRefund | ChargeRefund, ...] = (*event.lines, *event.charges_off)
    for part in off:
        yield part.price
        yield from part.taxes
    for new in _agreed(event):
        yield new.total
    for fee in event.fees:
        yield fee.amount


def _problems(event: Changed) -> Iterable[str]:
    goods = event.lines or event.instead or event.addresses or event.dates
    if not (goods or event.charges or event.charges_off):
        yield "it changes nothing: no line, no charge, no address and no day"
    for what, ids in (
        ("calls off the line", [part.line for part in event.lines]),
        ("has the new line", [line.id for line in event.instead]),
        ("calls off the charge", [part.charge for part in event.charges_off]),
        ("has the new charge", [charge.id for charge in event.charges]),
    ):
        for again in sorted({id for id in ids if ids.count(id) > 1}):
            yield f"it {what} {again!r} twice"
    for part in event.lines:
        if not part.units:
            yield f"of {part.line!r} it calls off no unit"
    zero = event.credited.currency.zero
    agreed = sum((x.total for x in _agreed(event)), zero)
    agreed += sum((x.amount for x in event.fees), zero)
    given, owed = event.credited + event.due_from_customer, agreed + event.due_to_customer
    if given != owed:
        yield f"{given} are given for goods, fees and money of {owed}"
    if event.due_from_customer and event.due_to_customer:
        yield "a difference is owed by one side, and not by both"
