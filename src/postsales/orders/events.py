"""What can happen to an order: one frozen class per kind of event, in the past tense.

An event is a fact. It is checked by itself when it is made, and against the rest of the history
when it becomes part of an order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from postsales.basics._checks import count, instance, pairs, several, text
from postsales.basics._errors import Contradictions, InvalidValue, WrongType
from postsales.basics._words import Word
from postsales.basics.digests import LATER
from postsales.basics.discrepancies import Discrepancy
from postsales.basics.events import Event
from postsales.basics.moments import Moment
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.orders._reasons_given import (
    NO_REASONS,
    ReasonsGiven,
    check_reasons,
    reasons_given,
)
from postsales.orders.payments import Tender
from postsales.orders.reasons import ReasonKind

__all__ = [
    "Authorised",
    "Cancelled",
    "ChargeRefund",
    "Chargeback",
    "ChargebackReversed",
    "Delivered",
    "FeeCharged",
    "LineRefund",
    "Lost",
    "Paid",
    "Placed",
    "Received",
    "RefundStatus",
    "Refunded",
    "ReturnApproved",
    "ReturnClosed",
    "ReturnRequested",
    "Shipped",
]


@frozen(weakref_slot=False)
class Placed(Event):
    """The order was placed: known from ``placed_at``, so that a history need not repeat it."""


def _check_money(event: "Authorised | Paid | Chargeback | ChargebackReversed") -> None:
    Event.__attrs_post_init__(event)
    instance("amount", event.amount, Money, "an amount of money was moved")
    if event.amount.minor < 0:
        raise InvalidValue("amount", event.amount, "an amount that was moved is zero or more")
    instance("tender", event.tender, Tender, "say by which tender, such as Tender.card('ch_1')")


@frozen(weakref_slot=False)
class Authorised(Event):
    """Money was put on hold at a tender; nothing is captured yet."""

    amount: Money
    tender: Tender = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_money(self)


@frozen(weakref_slot=False)
class Paid(Event):
    """Money was captured from a tender.

    Example:
        >>> from postsales import EUR
        >>> Paid(EUR("20.00"), tender=Tender.gift_card("GC-7"), at="2026-03-02T10:15+01:00").amount
        Money.of('20.00', 'EUR')
    """

    amount: Money
    tender: Tender = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_money(self)


@frozen(weakref_slot=False)
class Chargeback(Event):
    """A bank took money back from the shop on the customer's behalf."""

    amount: Money
    tender: Tender = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_money(self)


@frozen(weakref_slot=False)
class ChargebackReversed(Event):
    """A bank gave back to the shop what it had taken: the shop won, or the customer let it go.

    Example:
        >>> from postsales import EUR
        >>> card = Tender.card("ch_1")
        >>> ChargebackReversed(EUR("20.00"), tender=card, at="2026-05-04T10:00Z", ref="dp_1").amount
        Money.of('20.00', 'EUR')
    """

    amount: Money
    tender: Tender = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_money(self)


NO_UNITS = Quantities({})
"""No units at all."""


def _units(value: Mapping[str, int]) -> Quantities:
    return Quantities.of(value)


@frozen(weakref_slot=False)
class OfUnits(Event):
    """An event that names units of lines."""

    units: Quantities = field(converter=_units)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        if not self.units:
            raise InvalidValue("units", self.units, "an event about units names at least one line")


@frozen(weakref_slot=False)
class Shipped(OfUnits):
    """Units left for the customer in one parcel; ``ref`` can name it.

    Example:
        >>> Shipped({"tee": 3, "mug": 2}, at="2026-03-03T16:00+01:00").units["tee"]
        3
    """


@frozen(weakref_slot=False)
class Delivered(OfUnits):
    """Units reached the customer; ``ref`` can name the parcel."""


@frozen(weakref_slot=False)
class Lost(OfUnits):
    """Units were lost on their way; ``ref`` can name the parcel.

    Units that turn up again are told by ``Delivered``; when they were shipped is then forgotten.
    """


@frozen(weakref_slot=False)
class Cancelled(OfUnits):
    """Units were called off before they reached the customer."""


@frozen(weakref_slot=False)
class ReturnRequested(OfUnits):
    """The customer announced a return; the units are reserved until they come or it is closed.

    ``reasons`` are the customer's words for why, with the units of each; units that are in none of
    them have no reason that anybody told. ``returns.status`` tells them again, and
    ``ReturnRequest.announced`` asks with them.

    Raises:
        Contradictions: reasons for more units than are asked for.

    Example:
        >>> asked = ReturnRequested(
        ...     {"tee": 3}, reasons={"too_small": {"tee": 2}}, ref="R-1",
        ...     at="2026-03-20T09:00+01:00",
        ... )
        >>> asked.reasons["too_small"]
        {'tee': 2}
    """

    reasons: ReasonsGiven = field(
        default=NO_REASONS, converter=reasons_given, kw_only=True, metadata=LATER
    )

    def __attrs_post_init__(self) -> None:
        OfUnits.__attrs_post_init__(self)
        if self.reasons:
            check_reasons(self.units, self.reasons)


@frozen(weakref_slot=False)
class Received(OfUnits):
    """Units came back.

    ``ref`` names the return they belong to; without one, or for units that it did not announce, the
    oldest open return of the line is fulfilled.
    """


@frozen(weakref_slot=False)
class _OfReturn(Event):
    def __attrs_post_init__(self) -> None:
        text("ref", self.ref)


@frozen(weakref_slot=False)
class ReturnApproved(_OfReturn):
    """The shop agreed to the return that ``ref`` names.

    ``staying`` are units of it that need not come back: the customer keeps them, and their money is
    due from now on.

    Example:
        >>> ReturnApproved(ref="R-1", staying={"pin": 1}, at="2026-03-20T10:00+01:00").staying
        {'pin': 1}
    """

    staying: Quantities = field(default=NO_UNITS, converter=_units, kw_only=True, metadata=LATER)


@frozen(weakref_slot=False)
class ReturnClosed(_OfReturn):
    """The return that ``ref`` names is over; units that did not come are free again."""


class RefundStatus(Word):
    """How far is a refund?"""

    PENDING = "pending"
    """Ordered; the money is reserved."""
    SETTLED = "settled"
    """The customer has the money."""
    FAILED = "failed"
    """It did not go through; the money and the units are free again."""


def _no_negative(name: str, money: Money) -> None:
    instance(name, money, Money, f"{name} is an amount of money")
    if money.minor < 0:
        raise InvalidValue(name, money, f"{name} is zero or more")


def _taxes(value: Iterable[Money]) -> tuple[Money, ...]:
    return several("taxes", value, Money, "taxes that are given back are amounts of money")


@frozen(weakref_slot=False)
class LineRefund:
    """What was given back of a line: units, price and each tax, in the order of the line's taxes.

    ``price`` is without added tax; included tax lies inside it. Units may be zero: money alone. So
    may the price: units that give nothing, whose taxes can be left out. ``reasons`` says how many
    units came back for which kind of reason, where a promotion of the order looks at it.
    """

    line: str
    units: int = field(kw_only=True)
    price: Money = field(kw_only=True)
    taxes: tuple[Money, ...] = field(default=(), converter=_taxes, kw_only=True)
    reasons: Quantities = field(factory=lambda: NO_UNITS, converter=_units, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("line", self.line)
        count("units", self.units)
        _no_negative("price", self.price)
        for tax in self.taxes:
            _no_negative("taxes", tax)
        if self.reasons:
            _check_reasons(self)


def _check_reasons(part: LineRefund) -> None:
    for kind in part.reasons:
        ReasonKind.read("reasons", kind)
    if sum(part.reasons.values()) > part.units:
        told = sum(part.reasons.values())
        problem = f"it names reasons for {told} units, and {part.units} came back"
        raise Contradictions(f"refund of {part.line[:60]!r}", [problem])


@frozen(weakref_slot=False)
class ChargeRefund:
    """What was given back of a charge: price and each tax, in the order of the charge's taxes."""

    charge: str
    price: Money = field(kw_only=True)
    taxes: tuple[Money, ...] = field(default=(), converter=_taxes, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("charge", self.charge)
        _no_negative("price", self.price)
        for tax in self.taxes:
            _no_negative("taxes", tax)


@frozen(weakref_slot=False)
class FeeCharged:
    """A fee that a refund was lowered by; ``basis`` is the price it is a share of, if it is one.

    ``tax`` is what of the amount is tax; None where the fee bears none, or nobody said.
    """

    code: str
    amount: Money = field(kw_only=True)
    line: str | None = field(default=None, kw_only=True)
    basis: Money | None = field(default=None, kw_only=True)
    tax: Money | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("code", self.code)
        if self.line is not None:
            text("line", self.line)
        _no_negative("amount", self.amount)
        if self.basis is not None:
            _no_negative("basis", self.basis)
        if self.tax is not None:
            _no_negative("tax", self.tax)
            if self.tax > self.amount:
                raise InvalidValue("tax", self.tax, f"it lies inside the fee of {self.amount}")


def _line_refunds(value: Iterable[LineRefund]) -> tuple[LineRefund, ...]:
    return several("lines", value, LineRefund, "the lines of a refund are LineRefund objects")


def _charge_refunds(value: Iterable[ChargeRefund]) -> tuple[ChargeRefund, ...]:
    return several("charges", value, ChargeRefund, "charges of a refund are ChargeRefund objects")


def _fees(value: Iterable[FeeCharged]) -> tuple[FeeCharged, ...]:
    return several("fees", value, FeeCharged, "the fees of a refund are FeeCharged objects")


def _tenders(value: Mapping[str, Money]) -> FrozenMap[str, Money]:
    allowed = "what a tender gives back is an amount of money"
    read = {
        text("tenders", x): instance("tenders", y, Money, allowed)
        for x, y in pairs("tenders", value)
    }
    return FrozenMap(read)


def _clawed_back(value: Mapping[str, Money]) -> FrozenMap[str, Money]:
    if isinstance(value, FrozenMap) and not value:
        return value
    allowed = "what is taken back of a promotion is an amount of money"
    read = {
        text("clawed_back", x): instance("clawed_back", y, Money, allowed)
        for x, y in pairs("clawed_back", value)
    }
    return FrozenMap(read)


def _status(value: RefundStatus | str) -> RefundStatus:
    return RefundStatus.read("status", value)


@frozen(weakref_slot=False)
class Refunded(Event):
    """Money was given back, or is about to be.

    ``amount`` is what the customer gets. Lines and charges say what it is for; ``fees`` and
    ``withheld`` (money that was not there) are taken off. What the amount exceeds them by is not
    tied to anything: an amount-only refund is all of that kind. ``store_credit`` is the part of it
    that was given as new store credit, to no tender of the order. ``clawed_back`` is taken off as
    well: what promotions gave, by their ids; below zero where some is given back again.
    ``discrepancy`` is what a person gave beyond, or less than, all that. Without ``tenders`` the
    rest is taken to come from the only one there is, or else from no one in particular.

    A later event with the same ``ref`` tells how the same refund went on: pending, then settled or
    failed.

    Example:
        >>> from postsales import EUR
        >>> Refunded(EUR("10.00"), at="2026-03-20T09:00+01:00").status
        RefundStatus.SETTLED
    """

    amount: Money
    lines: tuple[LineRefund, ...] = field(default=(), converter=_line_refunds, kw_only=True)
    charges: tuple[ChargeRefund, ...] = field(default=(), converter=_charge_refunds, kw_only=True)
    fees: tuple[FeeCharged, ...] = field(default=(), converter=_fees, kw_only=True)
    withheld: Money | None = field(default=None, kw_only=True)
    tenders: FrozenMap[str, Money] = field(
        factory=lambda: _NOTHING, converter=_tenders, kw_only=True
    )
    store_credit: Money | None = field(default=None, kw_only=True)
    clawed_back: FrozenMap[str, Money] = field(
        factory=lambda: _NOTHING, converter=_clawed_back, kw_only=True
    )
    discrepancy: Discrepancy | None = field(default=None, kw_only=True)
    status: RefundStatus = field(default=RefundStatus.SETTLED, converter=_status, kw_only=True)
    reason: str = field(default="", kw_only=True)
    return_ref: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        Event.__attrs_post_init__(self)
        _no_negative("amount", self.amount)
        if self.withheld is not None:
            _no_negative("withheld", self.withheld)
        if self.store_credit is not None:
            _no_negative("store_credit", self.store_credit)
        if self.discrepancy is not None:
            allowed = "it is told by a Discrepancy"
            instance("discrepancy", self.discrepancy, Discrepancy, allowed)
        for name in ("reason", "return_ref"):
            if not isinstance(getattr(self, name), str):
                raise WrongType(name, getattr(self, name), f"{name} is text")
        for money in _parts(self):
            if money.currency != self.amount.currency:
                raise CurrencyMismatch(self.amount, money)
        for money in self.tenders.values():
            _no_negative("tenders", money)
        problems = [*_repeated(self), *_unbalanced(self)]
        if problems:
            raise Contradictions(f"refund {self.ref!r} of {self.amount}", problems)

    @property
    def to_tenders(self) -> Money:
        """What of it goes back to tenders: all that is not store credit."""
        return self.amount if self.store_credit is None else self.amount - self.store_credit

    def tells_the_same(self, other: "Refunded") -> bool:
        """Is it the same refund, whatever became of it?"""
        return _facts(self) == _facts(other)

    def continuing(self, before: "Refunded") -> "Refunded":
        """This telling of a refund, with what it leaves out taken from the one before."""
        credit = self.store_credit if self.store_credit is not None else before.store_credit
        same = before.amount == self.amount and before.store_credit == credit
        return evolve(
            self,
            tenders=self.tenders or (before.tenders if same else self.tenders),
            store_credit=credit if same else self.store_credit,
            reason=self.reason or before.reason,
            return_ref=self.return_ref or before.return_ref,
        )

    def told(self, status: RefundStatus, *, at: Moment) -> "Refunded":
        """How the same refund went on: the event to add to the history.

        Raises:
            InvalidValue: the refund has no ref, so that it could not be known again.
        """
        text("ref", self.ref)
        return evolve(self, status=status, at=at)


_NOTHING: FrozenMap[str, Money] = FrozenMap({})


def _facts(refund: Refunded) -> tuple[object, ...]:
    return (
        refund.amount,
        refund.lines,
        refund.charges,
        refund.fees,
        refund.withheld,
        refund.tenders,
        refund.reason,
        refund.return_ref,
        refund.store_credit,
        refund.clawed_back,
        refund.discrepancy,
    )


def _parts(refund: Refunded) -> Iterable[Money]:
    """Every amount that a refund is made of."""
    parts: tuple[LineRefund | ChargeRefund, ...] = (*refund.lines, *refund.charges)
    for part in parts:
        yield part.price
        yield from part.taxes
    for fee in refund.fees:
        yield fee.amount
        if fee.basis is not None:
            yield fee.basis
        if fee.tax is not None:
            yield fee.tax
    if refund.withheld is not None:
        yield refund.withheld
    if refund.store_credit is not None:
        yield refund.store_credit
    yield from refund.tenders.values()
    yield from refund.clawed_back.values()
    if refund.discrepancy is not None:
        yield refund.discrepancy.amount


def _repeated(refund: Refunded) -> Iterable[str]:
    lines = Counter(x.line for x in refund.lines)
    charges = Counter(x.charge for x in refund.charges)
    for name, ids in (("line", lines), ("charge", charges)):
        for again in sorted(x for x, times in ids.items() if times > 1):
            yield f"the {name} {again!r} stands in it twice"


def _unbalanced(refund: Refunded) -> Iterable[str]:
    to_tenders = refund.to_tenders
    if to_tenders.is_negative:
        yield f"of it {refund.store_credit} are store credit"
    elif refund.tenders:
        paid = sum(refund.tenders.values(), refund.amount.currency.zero)
        if paid != to_tenders:
            yield f"its tenders get {paid}"
