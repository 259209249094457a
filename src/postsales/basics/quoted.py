"""Records of quotes: how a refund was worked out, as data.

Rules of this file: as of ``records.py``. What a record keeps of a quote is told by protocols, since
nothing here knows refunds.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from postsales.basics._words import Word
from postsales.basics.decisions import TermsRef
from postsales.basics.discrepancies import Discrepancy
from postsales.basics.known_facts import KnownFacts, OrderRef
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.windows import Deadline

__all__ = [
    "ChargeRecord",
    "FeeRecord",
    "LateRecord",
    "LineRecord",
    "QuoteRecord",
    "QuotedRefund",
    "quoted",
]

_NO_UNITS = Quantities({})
_NOTHING: FrozenMap[str, Money] = FrozenMap({})


def _at(value: Moment) -> datetime:
    return instant(value)


def _units(value: Mapping[str, int]) -> Quantities:
    return Quantities.of(value)


class _QuotedPart(Protocol):
    @property
    def price(self) -> Money: ...
    @property
    def taxes(self) -> tuple[Money, ...]: ...
    @property
    def amount(self) -> Money: ...


class _QuotedLine(_QuotedPart, Protocol):
    @property
    def line(self) -> str: ...
    @property
    def units(self) -> int: ...
    @property
    def reasons(self) -> Quantities: ...


class _QuotedCharge(_QuotedPart, Protocol):
    @property
    def charge(self) -> str: ...


class _QuotedFee(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def amount(self) -> Money: ...
    @property
    def line(self) -> str | None: ...
    @property
    def basis(self) -> Money | None: ...
    @property
    def tax(self) -> Money | None: ...


class _QuotedLate(Protocol):
    @property
    def line(self) -> str: ...

    @property
    def units(self) -> int: ...

    @property
    def deadline(self) -> Deadline: ...

    @property
    def afterwards(self) -> Word: ...


class QuotedRefund(Protocol):
    """What a record keeps of a quote: ``RefundQuote`` has it."""

    @property
    def at(self) -> datetime:
        """The instant of which the money is."""
        ...

    @property
    def terms(self) -> TermsRef:
        """Which terms it was worked out by."""
        ...

    @property
    def lines(self) -> Sequence[_QuotedLine]:
        """What is given back of lines."""
        ...

    @property
    def charges(self) -> Sequence[_QuotedCharge]:
        """What is given back of charges."""
        ...

    @property
    def fees(self) -> Sequence[_QuotedFee]:
        """What is kept, fee by fee."""
        ...

    @property
    def withheld(self) -> Money:
        """What is owed by the terms and no longer there."""
        ...

    @property
    def short(self) -> Mapping[str, Money]:
        """What lines could not give."""
        ...

    @property
    def tenders(self) -> Mapping[str, Money]:
        """What each tender gives back."""
        ...

    @property
    def store_credit(self) -> Money:
        """What is given as store credit."""
        ...

    @property
    def late(self) -> Sequence[_QuotedLate]:
        """Units that were asked for after the refund window."""
        ...

    @property
    def clawed_back(self) -> Mapping[str, Money]:
        """What is taken back of promotions."""
        ...

    @property
    def discrepancy(self) -> Discrepancy | None:
        """How far the amount that a person gave is from what was worked out."""
        ...

    @property
    def sent_back(self) -> Quantities:
        """Units of the return that give nothing and go back to the customer."""
        ...

    @property
    def total(self) -> Money:
        """What the customer gets."""
        ...

    @property
    def units(self) -> Quantities | None:
        """The units that were named, if any were."""
        ...

    @property
    def order(self) -> KnownFacts | None:
        """The order as it stood, where that was given besides the decision."""
        ...

    @property
    def return_ref(self) -> str:
        """The return that is paid for."""
        ...

    @property
    def reason(self) -> str:
        """Why an amount was typed; empty for a quote that was worked out."""
        ...


@frozen(weakref_slot=False)
class LineRecord:
    """What a refund gives back of one line: ``amount`` is the price and the tax added to it.

    ``reasons`` says how many units came back for which kind of reason, where it was looked at.
    """

    line: str
    units: int = field(kw_only=True)
    price: Money = field(kw_only=True)
    taxes: tuple[Money, ...] = field(kw_only=True)
    amount: Money = field(kw_only=True)
    reasons: Quantities = field(factory=lambda: _NO_UNITS, converter=_units, kw_only=True)


@frozen(weakref_slot=False)
class ChargeRecord:
    """What a refund gives back of one charge."""

    charge: str
    price: Money = field(kw_only=True)
    taxes: tuple[Money, ...] = field(kw_only=True)
    amount: Money = field(kw_only=True)


@frozen(weakref_slot=False)
class FeeRecord:
    """What a refund was lowered by, for which line, and the price that it is a share of, if any.

    ``tax`` lies inside the amount; None where the fee bears none.
    """

    code: str
    amount: Money = field(kw_only=True)
    line: str | None = field(kw_only=True)
    basis: Money | None = field(kw_only=True)
    tax: Money | None = field(default=None, kw_only=True)


@frozen(weakref_slot=False)
class LateRecord:
    """Units that were asked for after the refund window, and what they give instead of money."""

    line: str
    units: int = field(kw_only=True)
    deadline: Deadline = field(kw_only=True)
    afterwards: str = field(kw_only=True)


@frozen(weakref_slot=False)
class QuoteRecord:
    """A refund as it was worked out.

    Lines + charges - fees - withheld - what is clawed back = total = the tenders + store credit; an
    amount that a person typed, with its ``reason``, has no parts, or a ``discrepancy`` that is in
    the sum as well. ``units`` are those that were named, and ``order`` the facts that were known,
    where it was made for parcels as they came. ``sent_back`` are the units of the return that by
    then gave nothing and go back to the customer.
    """

    at: datetime = field(converter=_at, repr=iso_repr)
    terms: TermsRef = field(kw_only=True)
    units: Quantities | None = field(kw_only=True)
    order: OrderRef | None = field(kw_only=True)
    lines: tuple[LineRecord, ...] = field(kw_only=True)
    charges: tuple[ChargeRecord, ...] = field(kw_only=True)
    fees: tuple[FeeRecord, ...] = field(kw_only=True)
    withheld: Money = field(kw_only=True)
    short: FrozenMap[str, Money] = field(kw_only=True)
    tenders: FrozenMap[str, Money] = field(kw_only=True)
    store_credit: Money = field(kw_only=True)
    late: tuple[LateRecord, ...] = field(kw_only=True)
    total: Money = field(kw_only=True)
    return_ref: str = field(kw_only=True)
    reason: str = field(kw_only=True)
    clawed_back: FrozenMap[str, Money] = field(factory=lambda: _NOTHING, kw_only=True)
    discrepancy: Discrepancy | None = field(default=None, kw_only=True)
    sent_back: Quantities = field(factory=lambda: _NO_UNITS, converter=_units, kw_only=True)


def quoted(quote: QuotedRefund) -> QuoteRecord:
    """The record of a quote.

    Example:
        See ``DecisionRecord``.
    """
    return QuoteRecord(
        quote.at,
        terms=quote.terms,
        units=quote.units,
        order=None if quote.order is None else quote.order.ref(at=quote.at),
        lines=tuple(
            LineRecord(
                x.line,
                units=x.units,
                price=x.price,
                taxes=x.taxes,
                amount=x.amount,
                reasons=x.reasons,
            )
            for x in quote.lines
        ),
        charges=tuple(
            ChargeRecord(x.charge, price=x.price, taxes=x.taxes, amount=x.amount)
            for x in sorted(quote.charges, key=lambda x: x.charge)
        ),
        fees=tuple(
            FeeRecord(x.code, amount=x.amount, line=x.line, basis=x.basis, tax=x.tax)
            for x in quote.fees
        ),
        withheld=quote.withheld,
        short=FrozenMap(quote.short),
        tenders=FrozenMap(quote.tenders),
        store_credit=quote.store_credit,
        late=tuple(
            LateRecord(x.line, units=x.units, deadline=x.deadline, afterwards=x.afterwards.value)
            for x in quote.late
        ),
        total=quote.total,
        return_ref=quote.return_ref,
        reason=quote.reason,
        clawed_back=FrozenMap(quote.clawed_back),
        discrepancy=quote.discrepancy,
        sent_back=quote.sent_back,
    )
