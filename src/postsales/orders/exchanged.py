"""Exchanges as they are booked: what was given up, what was agreed instead, and who owes what.

Rules of this file: an exchange moves value and makes none. What the old units were worth, and what
the customer adds, is what the new lines cost and what the customer gets back.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance, optional_text, several
from postsales.basics._errors import Contradictions, InvalidValue
from postsales.basics.digests import LATER
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.quantities import Quantities
from postsales.orders.events import NO_UNITS, FeeCharged, LineRefund, OfUnits
from postsales.orders.lines import NewLine

__all__ = ["Exchange", "ExchangeCharged", "Exchanged"]


def _lines(value: Iterable[LineRefund]) -> tuple[LineRefund, ...]:
    return several("lines", value, LineRefund, "what is given up is told by LineRefund objects")


def _instead(value: Iterable[NewLine]) -> tuple[NewLine, ...]:
    return several("instead", value, NewLine, "what is agreed instead are NewLine objects")


def _fees(value: Iterable[FeeCharged]) -> tuple[FeeCharged, ...]:
    return several("fees", value, FeeCharged, "the fees of an exchange are FeeCharged objects")


def _return_by(value: Moment | None) -> datetime | None:
    return value if value is None else instant(value, "return_by")


def _units(value: Mapping[str, int]) -> Quantities:
    return Quantities.of(value)


_AMOUNTS = ("credited", "due_from_customer", "due_to_customer")
_MAY_BE_MISSING = ("extra", "bonus")


def _amount(name: str, value: object) -> None:
    money = instance(name, value, Money, f"{name} is an amount of money")
    if money.minor < 0:
        raise InvalidValue(name, money, f"{name} is zero or more")


@frozen(weakref_slot=False)
class Exchanged(Event):
    """Units were given up for other goods, which are lines of the order from then on.

    ``lines`` are the units that are given up, with the money that they take along; ``fees`` were
    kept of it, and ``credited`` is what went into the new goods. ``instead`` are the new lines,
    under ids of their own, each for what the customer owes for it after ``extra``: credit beyond
    what was paid. ``bonus`` is what of such credit was promised on top, used or not.

    ``credited`` + ``due_from_customer`` = the new lines + ``due_to_customer``, always. What the
    customer then pays is told by ``Paid``, and what they get by ``Refunded``. ``return_by`` is the
    instant by which the old units have to be back, where the new ones go out first, and ``staying``
    are those of them that need not come back at all.

    Raises:
        InvalidValue: amounts that do not add up, nothing given up, or nothing agreed instead.

    Example:
        >>> from postsales import EUR
        >>> swap = Exchanged(
        ...     [LineRefund("tee", units=1, price=EUR("20.00"))],
        ...     instead=[NewLine("tee-xl", quantity=1, total=EUR("25.00"))],
        ...     credited=EUR("20.00"), due_from_customer=EUR("5.00"), due_to_customer=EUR("0.00"),
        ...     at="2026-03-06T09:00+01:00",
        ... )
        >>> swap.units
        {'tee': 1}
    """

    lines: tuple[LineRefund, ...] = field(converter=_lines)
    instead: tuple[NewLine, ...] = field(converter=_instead, kw_only=True)
    credited: Money = field(kw_only=True)
    due_from_customer: Money = field(kw_only=True)
    due_to_customer: Money = field(kw_only=True)
    fees: tuple[FeeCharged, ...] = field(default=(), converter=_fees, kw_only=True)
    extra: Money | None = field(default=None, kw_only=True)
    bonus: Money | None = field(default=None, kw_only=True)
    return_ref: str = field(default="", kw_only=True)
    return_by: datetime | None = field(
        default=None, converter=_return_by, repr=iso_repr, kw_only=True
    )
    staying: Quantities = field(default=NO_UNITS, converter=_units, kw_only=True, metadata=LATER)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        optional_text("return_ref", self.return_ref)
        for name in _AMOUNTS:
            _amount(name, getattr(self, name))
        for name in _MAY_BE_MISSING:
            if getattr(self, name) is not None:
                _amount(name, getattr(self, name))
        for money in _parts(self):
            if money.currency != self.credited.currency:
                raise CurrencyMismatch(self.credited, money)
        problems = [*_problems(self)]
        if problems:
            raise Contradictions(f"exchange {self.ref!r}", problems)

    @property
    def units(self) -> Quantities:
        """The units that are given up, by line."""
        return Quantities({part.line: part.units for part in self.lines})

    def part(self, line: str) -> LineRefund | None:
        """What is given up of a line; None where it is no line of this exchange."""
        return next((part for part in self.lines if part.line == line), None)


def _parts(event: Exchanged) -> Iterable[Money]:
    """Every amount that an exchange is made of."""
    yield event.due_from_customer
    yield event.due_to_customer
    for part in event.lines:
        yield part.price
        yield from part.taxes
    for line in event.instead:
        yield line.total
    for fee in event.fees:
        yield fee.amount
        if fee.basis is not None:
            yield fee.basis
    for money in (event.extra, event.bonus):
        if money is not None:
            yield money


def _problems(event: Exchanged) -> Iterable[str]:
    if not event.lines:
        yield "nothing is given up, and without that it is a sale"
    if not event.instead:
        yield "nothing is agreed instead, and without that it is a refund"
    for what, ids in (
        ("gives up the line", [part.line for part in event.lines]),
        ("has the new line", [line.id for line in event.instead]),
    ):
        for again in sorted({id for id in ids if ids.count(id) > 1}):
            yield f"it {what} {again!r} twice"
    for part in event.lines:
        if not part.units:
            yield f"of {part.line!r} it gives up no unit"
    yield from _stay_in_vain(event)
    new = sum((line.total for line in event.instead), event.credited.currency.zero)
    given, owed = event.credited + event.due_from_customer, new + event.due_to_customer
    if given != owed:
        yield f"{given} are given for goods and money of {owed}"
    if event.due_from_customer and event.due_to_customer:
        yield "a difference is owed by one side, and not by both"


def _stay_in_vain(event: Exchanged) -> Iterable[str]:
    for line, k in event.staying.items():
        part = event.part(line)
        most = 0 if part is None else part.units
        if k > most:
            yield f"{k} of {line!r} stay with the customer, and {most} are given up"


@frozen(weakref_slot=False)
class ExchangeCharged(OfUnits):
    """Old units of an exchange did not come back, and the customer is charged for them after all.

    ``ref`` names the exchange. The units are the customer's again, at the price that was paid for
    them; the payment itself is told by ``Paid``.

    Example:
        >>> ExchangeCharged({"tee": 1}, ref="ex-1", at="2026-03-25T09:00+01:00").units["tee"]
        1
    """


@frozen(weakref_slot=False)
class Exchange:
    """An exchange as it stands: what was agreed, and which old units were charged after all."""

    event: Exchanged
    charged: Quantities = field(converter=_units, kw_only=True)
