"""Scopes: which lines a special window, an exclusion or a fee is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.basics._checks import text, texts
from postsales.basics._errors import InvalidValue
from postsales.orders.lines import Line, LineKind, Trait

if TYPE_CHECKING:
    from postsales.orders.order import Order

__all__ = ["EVERYTHING", "Scope"]

A_SCOPE = "say which lines by a Scope, such as Scope(category='books')"


def _texts(value: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        return (text("scope", value),)
    return texts("scope", value)


def _traits(value: Trait | str | Iterable[Trait | str]) -> tuple[Trait, ...]:
    return Trait.read_all("trait", value)


def _kinds(value: LineKind | str | Iterable[LineKind | str]) -> tuple[LineKind, ...]:
    return LineKind.read_all("kind", value)


@frozen(weakref_slot=False, kw_only=True)
class Scope:
    """Which lines of which orders? All that match every attribute that is given.

    An attribute can name several values: one of them must match. ``EVERYTHING`` is the scope
    without attributes; ``Scope()`` itself is refused, since an empty filter is mostly a mistake.

    Example:
        >>> Scope(category={"shoes", "bags"}, tier="gold").category
        ('bags', 'shoes')
    """

    category: tuple[str, ...] = field(default=(), converter=_texts)
    sku: tuple[str, ...] = field(default=(), converter=_texts)
    tag: tuple[str, ...] = field(default=(), converter=_texts)
    trait: tuple[Trait, ...] = field(default=(), converter=_traits)
    kind: tuple[LineKind, ...] = field(default=(), converter=_kinds)
    market: tuple[str, ...] = field(default=(), converter=_texts)
    channel: tuple[str, ...] = field(default=(), converter=_texts)
    tier: tuple[str, ...] = field(default=(), converter=_texts)
    of_order: bool = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        by_order = bool(self.market or self.channel or self.tier)
        object.__setattr__(self, "of_order", by_order)
        if not by_order and not any(getattr(self, name) for name in _OF_LINES):
            allowed = f"a scope names one of {', '.join((*_OF_LINES, *_OF_ORDERS))}"
            raise InvalidValue("scope", self, allowed, "say EVERYTHING for no limit")

    def covers(self, line: Line, order: "Order") -> bool:
        """Does the scope cover this line of this order?"""
        if self.category and line.category not in self.category:
            return False
        if self.trait and not any(trait in self.trait for trait in line.traits):
            return False
        if self.tag and not any(tag in self.tag for tag in line.tags):
            return False
        if self.kind and line.kind not in self.kind:
            return False
        if self.sku and line.sku not in self.sku:
            return False
        return not self.of_order or self._covers_order(order)

    def _covers_order(self, order: "Order") -> bool:
        if self.market and order.market not in self.market:
            return False
        if self.channel and order.channel not in self.channel:
            return False
        tier = order.customer.tier if order.customer is not None else None
        return not self.tier or tier in self.tier


_OF_LINES = ("category", "sku", "tag", "trait", "kind")
_OF_ORDERS = ("market", "channel", "tier")


@frozen(weakref_slot=False, repr=False)
class Everything:
    """The scope that covers every line of every order."""

    def __repr__(self) -> str:
        return "EVERYTHING"

    def covers(self, line: Line, order: "Order") -> bool:  # noqa: ARG002 - the shape of a scope
        """Every line is covered."""
        return True


EVERYTHING = Everything()
"""The scope that covers every line of every order."""
