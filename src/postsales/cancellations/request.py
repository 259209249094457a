"""What a customer asks to call off."""

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, optional_text, several
from postsales.basics.quantities import Quantities
from postsales.orders.order import Order
from postsales.orders.requests import UnitItem, check_items, fewer, units_by_line
from postsales.orders.wholes import all_agreed

__all__ = ["CancellationItem", "CancellationRequest"]


@frozen(weakref_slot=False)
class CancellationItem(UnitItem):
    """Some units of a line, with the customer's word for why.

    Example:
        >>> CancellationItem("tee", 2, reason="changed_mind").units
        2
    """


def _items(value: Iterable[CancellationItem]) -> tuple[CancellationItem, ...]:
    allowed = "a request is made of CancellationItem objects"
    return several("items", value, CancellationItem, allowed)


@frozen(weakref_slot=False)
class CancellationRequest:
    """The items of one cancellation.

    ``ref`` names it, so that its refunds belong together; a return of the same order needs another.

    Raises:
        InvalidRequest: no items, or one line twice with the same reason.

    Example:
        >>> request = CancellationRequest.of({"tee": 2, "mug": 1}, reason="changed_mind")
        >>> request.without("tee", 1).quantities
        {'tee': 1, 'mug': 1}
    """

    items: tuple[CancellationItem, ...] = field(converter=_items)
    ref: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        optional_text("ref", self.ref)
        check_items("cancellation request", self.items)

    @classmethod
    def of(cls, units: Mapping[str, int], *, reason: str, ref: str = "") -> "CancellationRequest":
        """Units of several lines for one reason."""
        asked = Quantities.of(units)
        return cls([CancellationItem(x, k, reason=reason) for x, k in asked.items()], ref=ref)

    @classmethod
    def everything(cls, order: Order, *, reason: str, ref: str = "") -> "CancellationRequest":
        """All units of an order for one reason, as they were last agreed.

        Lines that were agreed since the sale count, by all that the order knows, and units that a
        change called off do not. Of the others all are asked about, wherever they are.
        What was all of it at an earlier instant is that of ``order.upto(order.ref(at=...))``.
        """
        instance("order", order, Order, "the facts come first: an Order")
        return cls.of(all_agreed(order), reason=reason, ref=ref)

    @property
    def quantities(self) -> Quantities:
        """Units asked for, by line."""
        return units_by_line(self.items)

    def without(self, line: str, units: int, *, reason: str = "") -> "CancellationRequest":
        """The same request with fewer units of a line; of those with a reason, if one is given.

        Raises:
            InvalidRequest: nothing would be left of it.
            InvalidValue: more units than the request asks for, or none.
        """
        return evolve(self, items=fewer(self.items, line, units, reason))
