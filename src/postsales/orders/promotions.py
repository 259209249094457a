"""Promotions as they were sold: what they gave, and what they asked for.

Rules of this file: what a promotion took off is frozen in the totals of the lines at sale, and only
told again here. Whether one breaks, and what follows, is for terms to say.
"""

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from postsales.basics._checks import instance, pairs, text
from postsales.basics._errors import Contradictions, short
from postsales.basics.currencies import Currency
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.rounding import Rounding, cumulative
from postsales.orders.lines import Line

__all__ = ["Promotion"]


def _given(value: Mapping[str, Money]) -> FrozenMap[str, Money]:
    allowed = "what a line was given is an amount of money"
    read = {
        text("given", x): instance("given", y, Money, allowed) for x, y in pairs("given", value)
    }
    return FrozenMap(read)


def _bundle(value: Mapping[str, int]) -> Quantities:
    return Quantities.of(value)


@frozen(weakref_slot=False)
class Promotion:
    """A promotion as it was sold: what it gave on which lines, and what it asked for.

    ``given`` is what it took off the price of each line as the customer saw it: tax that lies in
    the price lies in it, too, and tax that came on top is not told here, since it follows from the
    line. The totals of the lines are after it. ``shipping`` is the delivery that it gave for
    nothing, all that the customer would have paid. It asks for a ``minimum``, that all lines come
    to before it at the prices the customer saw, or for a ``bundle``, units that are bought
    together; or for nothing, and then it never breaks.

    Raises:
        Contradictions: it gives nothing, asks for both, has amounts of two currencies or below
            zero; all that are found listed.

    Example:
        >>> from postsales import EUR
        >>> Promotion("SPRING", given={"tee": EUR("5.00")}, minimum=EUR("50.00")).given["tee"]
        Money.of('5.00', 'EUR')
    """

    id: str
    given: FrozenMap[str, Money] = field(
        factory=lambda: FrozenMap[str, Money]({}), converter=_given, kw_only=True
    )
    shipping: Money | None = field(default=None, kw_only=True)
    minimum: Money | None = field(default=None, kw_only=True)
    bundle: Quantities = field(factory=lambda: Quantities({}), converter=_bundle, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        for name in ("shipping", "minimum"):
            if getattr(self, name) is not None:
                instance(name, getattr(self, name), Money, f"the {name} is an amount of money")
        problems = [*_problems(self)]
        if problems:
            raise Contradictions(f"promotion {self.id[:60]!r}", problems)

    @property
    def amounts(self) -> Sequence[Money]:
        """Every amount of it."""
        others = (self.shipping, self.minimum)
        return (*self.given.values(), *(x for x in others if x is not None))

    def kept(self, lines: Iterable[Line], back: Mapping[str, int]) -> tuple[int, int]:
        """How much of what it asked for is still there, as a part and a whole?

        Rounding: what the units that stay come to is rounded up, line by line.
        """
        if self.bundle:
            sold = {line.id: line.quantity for line in lines}
            made = [sold[x] // k for x, k in self.bundle.items()]
            left = [(sold[x] - back.get(x, 0)) // k for x, k in self.bundle.items()]
            return min(left), min(made)
        if self.minimum is None or _worth(self, lines, back) >= self.minimum.minor:
            return 1, 1
        return 0, 1


def _worth(promotion: Promotion, lines: Iterable[Line], back: Mapping[str, int]) -> int:
    """What the units that stay come to, before the promotion."""
    found = 0
    for line in lines:
        given = promotion.given.get(line.id)
        price = line.price_minor + (0 if given is None else given.minor)
        stay = line.quantity - back.get(line.id, 0)
        found += cumulative(price, stay, line.quantity, Rounding.UP)
    return found


def _problems(promotion: Promotion) -> Iterable[str]:
    amounts = promotion.amounts
    codes = sorted({str(x.currency) for x in amounts})
    if len(codes) > 1:
        yield f"its amounts are in {', '.join(codes)}"
    if any(x.is_negative for x in amounts):
        yield "an amount is below zero"
    if not promotion.given and promotion.shipping is None:
        yield "it gives nothing: say what in given= or shipping="
    if promotion.minimum is not None and promotion.bundle:
        yield "it asks for a minimum and for a bundle: make two promotions of it"


def contradictions(
    promotions: Iterable[Promotion], lines: Sequence[Line], currency: Currency
) -> Iterable[str]:
    """What promotions of an order have against its lines."""
    seen: set[str] = set()
    sold = {line.id: line.quantity for line in lines}
    for one in promotions:
        name = f"the promotion {short(one.id)}"
        if one.id in seen:
            yield f"{name} stands in it twice"
        seen.add(one.id)
        strangers = [x for x in dict.fromkeys((*one.given, *one.bundle)) if x not in sold]
        for line in strangers:
            yield f"{name} is about a line {short(line)} that it does not have"
        if any(x.currency != currency for x in one.amounts):
            yield f"{name} is not in {currency}"
        elif not strangers and not all(one.kept(lines, {})):
            yield f"{name} asks for more than was bought"
