"""What a customer asks to send back."""

from collections.abc import Iterable, Mapping
from typing import Self

from attrs import evolve, field, frozen

from postsales.basics._checks import count, instance, optional_text, several, text, texts
from postsales.basics._errors import Contradictions, InvalidValue, short
from postsales.basics.quantities import Quantities
from postsales.orders.order import Order

__all__ = ["InvalidRequest", "ReturnItem", "ReturnRequest"]


class InvalidRequest(Contradictions):
    """Parts of a request contradict each other; all that do are listed."""


def _evidence(value: Iterable[str]) -> tuple[str, ...]:
    return texts("evidence", value)


@frozen(weakref_slot=False)
class ReturnItem:
    """Some units of a line, with the customer's word for why and what they can show for it.

    Example:
        >>> ReturnItem("tee", 2, reason="too_small", evidence=["receipt"]).units
        2
    """

    line: str
    units: int
    reason: str = field(kw_only=True)
    evidence: tuple[str, ...] = field(default=(), converter=_evidence, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("line", self.line)
        count("units", self.units, least=1)
        text("reason", self.reason)


def _items(value: Iterable[ReturnItem]) -> tuple[ReturnItem, ...]:
    return several("items", value, ReturnItem, "a request is made of ReturnItem objects")


@frozen(weakref_slot=False)
class ReturnRequest:
    """The items of one return. ``ref`` names it, so that its parcels belong together.

    Raises:
        InvalidRequest: no items, or one line twice with the same reason.

    Example:
        >>> request = ReturnRequest.of({"tee": 2, "mug": 1}, reason="too_small")
        >>> request.without("tee", 1).quantities
        {'tee': 1, 'mug': 1}
    """

    items: tuple[ReturnItem, ...] = field(converter=_items)
    ref: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        optional_text("ref", self.ref)
        problems = [*_problems(self.items)]
        if problems:
            raise InvalidRequest("return request", problems)

    @classmethod
    def of(cls, units: Mapping[str, int], *, reason: str, ref: str = "") -> "ReturnRequest":
        """Units of several lines for one reason."""
        asked = Quantities.of(units)
        return cls([ReturnItem(x, k, reason=reason) for x, k in asked.items()], ref=ref)

    @classmethod
    def everything(cls, order: Order, *, reason: str, ref: str = "") -> "ReturnRequest":
        """All units of an order for one reason."""
        instance("order", order, Order, "the facts come first: an Order")
        return cls.of(order.quantities, reason=reason, ref=ref)

    @property
    def quantities(self) -> Quantities:
        """Units asked for, by line."""
        units: dict[str, int] = {}
        for item in self.items:
            units[item.line] = units.get(item.line, 0) + item.units
        return Quantities(units)

    def without(self, line: str, units: int, *, reason: str = "") -> Self:
        """The same request with fewer units of a line; of those with a reason, if one is given.

        Raises:
            InvalidRequest: nothing would be left of it.
            InvalidValue: more units than the request asks for, or none.
        """
        text("line", line)
        meant = [x for x in self.items if x.line == line and reason in ("", x.reason)]
        asked = sum(x.units for x in meant)
        if count("units", units, least=1) > asked:
            raise InvalidValue("units", units, f"the request asks for {asked} of {short(line)}")
        items: list[ReturnItem] = []
        for item in self.items:
            taken = min(units, item.units) if item in meant else 0
            units -= taken
            if taken < item.units:
                items.append(item if not taken else evolve(item, units=item.units - taken))
        return evolve(self, items=items)


def _problems(items: tuple[ReturnItem, ...]) -> Iterable[str]:
    if not items:
        yield "it asks for nothing, and a request has at least one item"
    seen: set[tuple[str, str]] = set()
    for item in items:
        if (item.line, item.reason) in seen:
            yield f"{item.line[:60]!r} for {item.reason[:60]!r} stands in it twice; add the units"
        seen.add((item.line, item.reason))
