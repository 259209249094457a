"""What a customer claims by a guarantee."""

from collections.abc import Iterable, Mapping
from typing import Self

from attrs import evolve, field, frozen

from postsales.basics._checks import optional_text, several, texts
from postsales.basics.quantities import Quantities
from postsales.orders.remedied import RemedyKind
from postsales.orders.requests import UnitItem, check_items, fewer, units_by_line

__all__ = ["GuaranteeItem", "GuaranteeRequest"]


def _evidence(value: Iterable[str]) -> tuple[str, ...]:
    return texts("evidence", value)


@frozen(weakref_slot=False)
class GuaranteeItem(UnitItem):
    """Some units of a line, with the customer's word for why and what they can show for it.

    Example:
        >>> GuaranteeItem("lamp", 1, reason="defect", evidence=["photo"]).units
        1
    """

    evidence: tuple[str, ...] = field(default=(), converter=_evidence, kw_only=True)


def _items(value: Iterable[GuaranteeItem]) -> tuple[GuaranteeItem, ...]:
    return several("items", value, GuaranteeItem, "a claim is made of GuaranteeItem objects")


def _remedy(value: RemedyKind | str) -> RemedyKind:
    return RemedyKind.read("remedy", value)


@frozen(weakref_slot=False)
class GuaranteeRequest:
    """The items of one claim, and the remedy that is wanted: money, unless another is named.

    ``ref`` names it, so that its refunds belong together.

    Raises:
        InvalidRequest: no items, or one line twice with the same reason.

    Example:
        >>> GuaranteeRequest.of({"lamp": 1}, reason="defect", remedy="repair").remedy
        RemedyKind.REPAIR
    """

    items: tuple[GuaranteeItem, ...] = field(converter=_items)
    remedy: RemedyKind = field(default=RemedyKind.CASH, converter=_remedy, kw_only=True)
    ref: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        optional_text("ref", self.ref)
        check_items("guarantee request", self.items)

    @classmethod
    def of(
        cls,
        units: Mapping[str, int],
        *,
        reason: str,
        remedy: RemedyKind | str = RemedyKind.CASH,
        evidence: Iterable[str] = (),
        ref: str = "",
    ) -> "GuaranteeRequest":
        """Units of several lines for one reason."""
        shown = texts("evidence", evidence)
        asked = Quantities.of(units).items()
        items = [GuaranteeItem(x, k, reason=reason, evidence=shown) for x, k in asked]
        return cls(items, remedy=remedy, ref=ref)

    @property
    def quantities(self) -> Quantities:
        """Units claimed, by line."""
        return units_by_line(self.items)

    def without(self, line: str, units: int, *, reason: str = "") -> Self:
        """The same claim with fewer units of a line; of those with a reason, if one is given.

        Raises:
            InvalidRequest: nothing would be left of it.
            InvalidValue: more units than the claim is for, or none.
        """
        return evolve(self, items=fewer(self.items, line, units, reason))
