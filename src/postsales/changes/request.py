"""What a customer asks to have changed.

Rules of this file: a line stands in a request once for each kind of change. What is asked for
instead has as many units as are given up for it, so that fewer units of a request are still one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, field, frozen

from postsales.basics._checks import count, day, instance, optional_text, pairs, several, text
from postsales.basics._errors import InvalidValue, short
from postsales.basics._words import Word
from postsales.basics.quantities import Quantities
from postsales.basics.rounding import cumulative
from postsales.orders.charges import Charge
from postsales.orders.lines import NewLine
from postsales.orders.order import Order
from postsales.orders.requests import InvalidRequest, fewer
from postsales.orders.wholes import still_there

__all__ = ["ChangeItem", "ChangeKind", "ChangeRequest"]


class ChangeKind(Word):
    """What of an order is to be changed?"""

    OPTIONS = "options"
    """Units for as many others, at a new total: another size, colour or engraving."""
    FEWER = "fewer"
    """Fewer units of a line, and nothing instead."""
    FURTHER = "further"
    """A further line, that goes along with what is still to be sent, if that goes to one place."""
    ADDRESS = "address"
    """Where what is still to be sent goes."""
    DATE = "date"
    """On which day it comes."""


GIVES_UP = (ChangeKind.OPTIONS, ChangeKind.FEWER)
"""The kinds of change that call units off."""
ELSEWHERE = (ChangeKind.ADDRESS, ChangeKind.DATE)
"""The kinds of change after which the same units go elsewhere or on another day."""
AGREES = (ChangeKind.OPTIONS, ChangeKind.FURTHER)
"""The kinds of change that agree on a new line."""


def _kind(value: ChangeKind | str) -> ChangeKind:
    return ChangeKind.read("kind", value)


@frozen(weakref_slot=False)
class ChangeItem:
    """Some units of a line, what of them is to be changed, and the new line for it, if one.

    Of a further line the units are those of the new line, and ``line`` is its id.

    Raises:
        InvalidValue: a new line is missing or not wanted, or has another number of units.

    Example:
        >>> from postsales import EUR
        >>> dearer = NewLine("tee-xl", quantity=2, total=EUR("44.00"))
        >>> ChangeItem("tee", 2, kind="options", to=dearer).kind
        ChangeKind.OPTIONS
    """

    line: str
    units: int
    kind: ChangeKind = field(kw_only=True, converter=_kind)
    to: NewLine | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("line", self.line)
        count("units", self.units, least=1)
        if self.kind not in AGREES:
            if self.to is not None:
                raise InvalidValue("to", self.to.id, f"no new line is agreed by {self.kind}")
            return
        new = instance("to", self.to, NewLine, "say NewLine('tee-xl', quantity=1, total=...)")
        if new.quantity != self.units:
            allowed = f"{self.units} units are asked for, and the new line has as many"
            raise InvalidValue("to", new.quantity, allowed, "ask for others as a further line")
        if self.kind is ChangeKind.FURTHER and new.id != self.line:
            raise InvalidValue("line", self.line, f"a further line is called {new.id!r}")

    @property
    def reason(self) -> str:
        """The word by which an answer tells this item from others of its line."""
        return self.kind.value

    def of(self, units: int) -> "ChangeItem":
        """The same item for fewer units; a new line keeps its share of the total and of each tax.

        Rounding: half up, once for the total and once for each tax.
        """
        if self.to is None or units == self.units:
            return evolve(self, units=units)
        new, money = self.to, self.to.total.currency.minor
        taxes = [
            evolve(x, amount=money(cumulative(x.amount.minor, units, self.units)))
            for x in new.taxes
        ]
        # Shares that are rounded one by one can miss the total by as many minor units.
        tax = sum(x.amount.minor for x in taxes)
        total = max(cumulative(new.total.minor, units, self.units), tax)
        listed = None
        if new.list_total is not None:
            listed = money(max(cumulative(new.list_total.minor, units, self.units), total))
        to = evolve(new, quantity=units, total=money(total), taxes=taxes, list_total=listed)
        return evolve(self, units=units, to=to)


def _items(value: Iterable[ChangeItem]) -> tuple[ChangeItem, ...]:
    return several("items", value, ChangeItem, "a request is made of ChangeItem objects")


def _deliver_on(value: date | str | None) -> date | None:
    return value if value is None else day("deliver_on", value)


def _charges(value: Iterable[Charge]) -> tuple[Charge, ...]:
    return several("charges", value, Charge, "what is charged from then on are Charge objects")


def _instead_of(value: str | Iterable[str]) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else value
    named = several("instead_of", given, str, "charges are named by their ids")
    return tuple(text("instead_of", x) for x in named)


@frozen(weakref_slot=False)
class ChangeRequest:
    """The items of one change, and the address or the day that is asked for with them.

    ``ref`` names it. An address is whatever the host knows it by. ``charges`` are what is charged
    besides from then on, such as another delivery, and ``instead_of`` the ids of the charges whose
    place they take: they belong to the change as a whole.

    Raises:
        InvalidRequest: no items, one line twice for the same kind, two new lines or charges of one
            id, an address or day without items for it, or items without it.

    Example:
        >>> from postsales import EUR
        >>> request = ChangeRequest.options(
        ...     {"tee": NewLine("tee-xl", quantity=2, total=EUR("44.00"))}, ref="ch-1"
        ... )
        >>> request.without("tee", 1).items[0].to.total
        Money.of('22.00', 'EUR')
    """

    items: tuple[ChangeItem, ...] = field(converter=_items)
    address: str = field(default="", kw_only=True)
    deliver_on: date | None = field(default=None, kw_only=True, converter=_deliver_on)
    ref: str = field(default="", kw_only=True)
    charges: tuple[Charge, ...] = field(default=(), kw_only=True, converter=_charges)
    instead_of: tuple[str, ...] = field(default=(), kw_only=True, converter=_instead_of)

    def __attrs_post_init__(self) -> None:
        if self.address != "":
            text("address", self.address)
        optional_text("ref", self.ref)
        problems = [*_problems(self)]
        if problems:
            raise InvalidRequest("change request", problems)

    @classmethod
    def options(cls, to: Mapping[str, NewLine], *, ref: str = "") -> "ChangeRequest":
        """Other options of units, by line: as many units of it as the new line has."""
        read = pairs("to", to)
        new = {text("line", line): instance("to", x, NewLine, _NEW_LINE) for line, x in read}
        items = (ChangeItem(x, y.quantity, kind=ChangeKind.OPTIONS, to=y) for x, y in new.items())
        return cls(items, ref=ref)

    @classmethod
    def fewer(cls, units: Mapping[str, int], *, ref: str = "") -> "ChangeRequest":
        """Units, by line, that are not wanted any more."""
        return cls(_of(Quantities.of(units), ChangeKind.FEWER), ref=ref)

    @classmethod
    def further(cls, lines: Iterable[NewLine], *, ref: str = "") -> "ChangeRequest":
        """Further lines."""
        new = several("lines", lines, NewLine, _NEW_LINE)
        items = (ChangeItem(x.id, x.quantity, kind=ChangeKind.FURTHER, to=x) for x in new)
        return cls(items, ref=ref)

    @classmethod
    def to_address(
        cls, address: str, units: Mapping[str, int] | Order, *, ref: str = ""
    ) -> "ChangeRequest":
        """Another address, for units by line, or for all of an order that is still there.

        That is what is neither back, called off nor lost by all that the order knows, lines that
        were agreed since with it. What has left is asked about, too, and answered as such.
        """
        return cls(_of(_units(units), ChangeKind.ADDRESS), address=address, ref=ref)

    @classmethod
    def on_day(
        cls, deliver_on: date | str, units: Mapping[str, int] | Order, *, ref: str = ""
    ) -> "ChangeRequest":
        """Another day, for units by line, or for all of an order that is still there, as above."""
        return cls(_of(_units(units), ChangeKind.DATE), deliver_on=deliver_on, ref=ref)

    def charging(
        self, charges: Iterable[Charge], *, instead_of: str | Iterable[str] = ()
    ) -> "ChangeRequest":
        """The same change, with what is charged besides from then on."""
        return evolve(self, charges=_charges(charges), instead_of=_instead_of(instead_of))

    def and_also(self, other: "ChangeRequest") -> "ChangeRequest":
        """What both ask for, as one change.

        Raises:
            InvalidRequest: both ask for the same kind of change of one line.
            InvalidValue: they name two addresses, days or refs.
        """
        instance("other", other, ChangeRequest, "another ChangeRequest is needed")
        for name in ("address", "deliver_on", "ref"):
            here, there = getattr(self, name), getattr(other, name)
            if here and there and here != there:
                raise InvalidValue(name, there, f"the first request says {short(here)}")
        return ChangeRequest(
            (*self.items, *other.items),
            address=self.address or other.address,
            deliver_on=self.deliver_on or other.deliver_on,
            ref=self.ref or other.ref,
            charges=(*self.charges, *other.charges),
            instead_of=(*self.instead_of, *other.instead_of),
        )

    def adding(self, units: Mapping[str, int], *, reason: str) -> "ChangeRequest":
        """The same request with more units for a kind of change that agrees on no new line.

        Raises:
            InvalidValue: a kind that does: its new line would need another total.
        """
        kind, more = _kind(reason), dict(Quantities.of(units))
        if kind in AGREES:
            raise InvalidValue("reason", reason, f"no units are added for {kind}", "ask anew")
        items = [x.of(x.units + more.pop(x.line, 0)) if x.kind is kind else x for x in self.items]
        return evolve(self, items=[*items, *_of(Quantities(more), kind)])

    def without(self, line: str, units: int, *, reason: str = "") -> "ChangeRequest":
        """The same request with fewer units of a line; of those of a kind, if one is given.

        Raises:
            InvalidRequest: nothing would be left of it.
            InvalidValue: more units than the request asks for, or none.
        """
        items = fewer(self.items, line, units, reason)
        kinds = {x.kind for x in items}
        return evolve(
            self,
            items=items,
            address=self.address if ChangeKind.ADDRESS in kinds else "",
            deliver_on=self.deliver_on if ChangeKind.DATE in kinds else None,
        )


_NEW_LINE = "say NewLine('tee-xl', quantity=1, total=...)"


def _of(units: Mapping[str, int], kind: ChangeKind) -> list[ChangeItem]:
    return [ChangeItem(line, k, kind=kind) for line, k in units.items()]


def _units(value: Mapping[str, int] | Order) -> Quantities:
    return still_there(value) if isinstance(value, Order) else Quantities.of(value)


def _problems(request: ChangeRequest) -> Iterable[str]:
    if not request.items:
        yield "it asks for nothing, and a request has at least one item"
    seen: set[tuple[str, ChangeKind]] = set()
    new: set[str] = set()
    for item in request.items:
        if (item.line, item.kind) in seen:
            yield f"{short(item.line)} for {item.kind} stands in it twice; add the units"
        seen.add((item.line, item.kind))
        if item.to is not None and item.to.id in new:
            yield f"two of its new lines are called {short(item.to.id)}"
        new |= {item.to.id} if item.to is not None else set()
    for name, ids in (
        ("two of its charges are called", [x.id for x in request.charges]),
        ("it calls off twice the charge", request.instead_of),
    ):
        yield from (f"{name} {short(x)}" for x, times in Counter(ids).items() if times > 1)
    for name, kind in (("address", ChangeKind.ADDRESS), ("deliver_on", ChangeKind.DATE)):
        if any(x.kind is kind for x in request.items) != bool(getattr(request, name)):
            yield f"{name} and items of the kind {kind} go together, and it has only one of them"
