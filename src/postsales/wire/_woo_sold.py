"""Lines and charges of a WooCommerce order in whole minor units, adding up to its total.

WooCommerce keeps taxes finer than its currency has decimals, and tells amounts without tax rounded.
Rules of this file: what is told in whole minor units stays as it is told, what is finer goes to one
of its two neighbours, and every such step is noted. What does not add up is a problem.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve, field, frozen

from postsales.basics._errors import InvalidValue, PostsalesError
from postsales.basics.rounding import largest_remainder
from postsales.orders.charges import Charge
from postsales.orders.lines import Line, Tax
from postsales.wire._reader import FINEST, Reader
from postsales.wire._settling import is_whole, nearest, settled
from postsales.wire._woo_told import ToldItem, ToldOrder, ToldRate


@frozen(weakref_slot=False)
class SoldItem:
    """An item with its price, as the customer saw it, and its taxes in minor units.

    ``slack`` is by how much a refund may name more than there is: figures that are finer than the
    currency can be rounded once on the item and again on its refund, and a discount lowered it.
    """

    told: ToldItem
    price: int
    taxes: tuple[int, ...]
    slack: int = field(default=0, kw_only=True)


@frozen(weakref_slot=False)
class Sold:
    """What was sold: the items that cost something, and the ids of fees that were discounts."""

    lines: tuple[SoldItem, ...]
    charges: tuple[SoldItem, ...]
    discounts: frozenset[str]


def step_of(told: ToldOrder) -> int:
    """One minor unit of the order's currency, in the reader's finest unit."""
    step: int = 10 ** (FINEST - told.currency.exponent)
    return step


def seen(told: ToldOrder, item: ToldItem) -> int:
    """What the customer saw as the price of an item, as exactly as it is told."""
    return item.net + sum(figure for _, figure in item.taxes) if told.included else item.net


def sold(reader: Reader, told: ToldOrder) -> Sold:
    """The items in minor units; figures that do not add up are noted as problems."""
    items = (*told.lines, *told.shipping, *told.fees)
    _say_how_tax_was_seen(reader, told, items)
    taxes = _taxes(reader, told, items)
    prices = _prices(reader, told, items)
    if not told.included:
        prices, taxes = _balanced(reader, told, items, prices, taxes)
    reader.finish()
    step = step_of(told)
    found = [
        SoldItem(item, price, parts, slack=0 if is_whole(_figures(item), step) else 1)
        for item, price, parts in zip(items, prices, taxes, strict=True)
    ]
    return _with_discounts(reader, told, found)


def _figures(item: ToldItem) -> list[int]:
    return [item.net, *(figure for _, figure in item.taxes)]


def _say_how_tax_was_seen(reader: Reader, told: ToldOrder, items: Sequence[ToldItem]) -> None:
    if any(figure for item in items for _, figure in item.taxes):
        where = "inside" if told.included else "on top of"
        says = f"customers saw every tax {where} the price, on delivery and fees as well"
        reader.assume("$.prices_include_tax", says)


# Prices


def _prices(reader: Reader, told: ToldOrder, items: Sequence[ToldItem]) -> tuple[int, ...]:
    """The prices that customers saw. With tax inside they are the order's total, shared exactly."""
    step = step_of(told)
    figures = [seen(told, item) for item in items]
    if not told.included:
        return nearest(figures, step)
    found = settled(figures, told.total // step, step)
    if found is None:
        _say_unbalanced(reader, told, sum(figures))
        return nearest(figures, step)
    if not is_whole(figures, step):
        reader.assume("$.total", f"{_ROUNDED}; amounts with their tax add up to the total")
    return found


_ROUNDED = "amounts finer than the currency are rounded up or down, the largest fractions up"


def _say_unbalanced(reader: Reader, told: ToldOrder, figure: int) -> None:
    parts = told.currency.minor(nearest([figure], step_of(told))[0])
    total = told.currency.minor(told.total // step_of(told))
    says = f"is {total}, and lines, shipping and fees with their taxes come to {parts}"
    reader.wrong("$.total", says)


def _balanced(
    reader: Reader,
    told: ToldOrder,
    items: Sequence[ToldItem],
    prices: tuple[int, ...],
    taxes: tuple[tuple[int, ...], ...],
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """Prices and taxes on top that add up to the total: as they are, or else all settled anew."""
    step = step_of(told)
    total = told.total // step
    if sum(prices) + sum(map(sum, taxes)) == total:
        if not is_whole([item.net for item in items], step):
            reader.assume("$.line_items[*].total", "amounts finer than the currency are rounded")
        return prices, taxes
    figures = [figure for item in items for figure in _figures(item)]
    found = settled(figures, total, step)
    if found is None:
        _say_unbalanced(reader, told, sum(figures))
        return prices, taxes
    reader.assume("$.total", f"{_ROUNDED}; they add up to the total, not to each tax line")
    pieces = iter(found)
    anew = [(next(pieces), tuple(next(pieces) for _ in item.taxes)) for item in items]
    return tuple(price for price, _ in anew), tuple(parts for _, parts in anew)


# Taxes


def _taxes(
    reader: Reader, told: ToldOrder, items: Sequence[ToldItem]
) -> tuple[tuple[int, ...], ...]:
    """Every tax in minor units, adding up to the tax lines: by rate, and shipping by itself."""
    groups: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    shipping = range(len(told.lines), len(told.lines) + len(told.shipping))
    for place, item in enumerate(items):
        for part, (rate, _) in enumerate(item.taxes):
            groups.setdefault((rate, place in shipping), []).append((place, part))
    found = [[0] * len(item.taxes) for item in items]
    for (rate, is_shipping), places in groups.items():
        figures = [items[place].taxes[part][1] for place, part in places]
        whole = _of_rate(reader, told, figures, told.rates.get(rate), is_shipping=is_shipping)
        for (place, part), minor in zip(places, whole, strict=True):
            found[place][part] = minor
    return tuple(tuple(parts) for parts in found)


def _of_rate(
    reader: Reader,
    told: ToldOrder,
    figures: Sequence[int],
    rate: ToldRate | None,
    *,
    is_shipping: bool,
) -> tuple[int, ...]:
    step = step_of(told)
    if rate is None:
        if not is_whole(figures, step):
            says = "a tax finer than the currency has no tax line and was rounded by itself"
            reader.assume("$.tax_lines", says)
        return nearest(figures, step)
    path = f"{rate.path}.{'shipping_tax_total' if is_shipping else 'tax_total'}"
    told_total = nearest([rate.shipping if is_shipping else rate.goods], step)[0]
    found = settled(figures, told_total, step)
    if found is None:
        found = nearest(figures, step)
        parts = told.currency.minor(sum(found))
        reader.assume(path, f"the taxes told item by item were taken; they add up to {parts}")
    elif not is_whole(figures, step):
        reader.assume(path, f"{_ROUNDED}; they add up to this tax line")
    return found


# Discounts


def _with_discounts(reader: Reader, told: ToldOrder, items: Sequence[SoldItem]) -> Sold:
    """Fees below zero are discounts of the order: shared over the lines, once, and then gone.

    Rounding: largest remainder, by the lines' prices; each tax by their taxes of the same rate.
    """
    lines = list(items[: len(told.lines)])
    charges = list(items[len(told.lines) :])
    discounts = [x for x in charges if x.price < 0 or any(tax < 0 for tax in x.taxes)]
    for discount in discounts:
        try:
            lines = _lowered(lines, discount)
        except InvalidValue:
            says = "takes off more than the lines cost, or a tax that none of them has"
            reader.wrong(discount.told.path, says)
        else:
            says = "is a discount, shared over the lines by price, and its taxes by theirs"
            reader.assume(discount.told.path, says)
    reader.finish()
    ids = frozenset(x.told.id for x in discounts)
    return Sold(tuple(lines), tuple(x for x in charges if x.told.id not in ids), ids)


def _lowered(lines: list[SoldItem], discount: SoldItem) -> list[SoldItem]:
    shares = _shares(discount.price, [line.price for line in lines])
    off = {
        rate: amount for (rate, _), amount in zip(discount.told.taxes, discount.taxes, strict=True)
    }
    by_rate = [
        dict(zip((rate for rate, _ in line.told.taxes), line.taxes, strict=True)) for line in lines
    ]
    for rate, amount in off.items():
        taxed = [taxes.get(rate, 0) for taxes in by_rate]
        for taxes, share in zip(by_rate, _shares(amount, taxed), strict=True):
            if rate in taxes:
                taxes[rate] += share
    return [
        evolve(
            line,
            price=line.price + share,
            taxes=tuple(taxes.values()),
            slack=line.slack - share,
        )
        for line, share, taxes in zip(lines, shares, by_rate, strict=True)
    ]


def _shares(amount: int, over: list[int]) -> tuple[int, ...]:
    """Shares of a negative amount that leave nothing below zero."""
    if amount + sum(over) < 0:
        raise InvalidValue("discount", amount, "a discount is at most what it is taken off")
    return largest_remainder(amount, over)


# Our values


def lines_of(reader: Reader, told: ToldOrder, items: Iterable[SoldItem]) -> tuple[Line, ...]:
    """The lines of the order; what cannot be is noted as a problem."""
    found: list[Line] = []
    for item in items:
        try:
            found.append(
                Line(
                    item.told.id,
                    quantity=item.told.quantity,
                    total=told.currency.minor(_total(told, item)),
                    taxes=_our_taxes(told, item),
                    sku=item.told.sku,
                    title=item.told.title,
                )
            )
        except PostsalesError as error:
            reader.impossible(item.told.path, error)
    return tuple(found)


def charges_of(reader: Reader, told: ToldOrder, items: Iterable[SoldItem]) -> tuple[Charge, ...]:
    """The charges of the order; what cannot be is noted as a problem."""
    shipping = {item.id for item in told.shipping}
    found: list[Charge] = []
    for item in items:
        id, taxes = item.told.id, _our_taxes(told, item)
        try:
            total = told.currency.minor(_total(told, item))
            found.append(
                Charge.shipping(total, taxes=taxes, id=id)
                if id in shipping
                else Charge.other(id, total, taxes=taxes)
            )
        except PostsalesError as error:
            reader.impossible(item.told.path, error)
    return tuple(found)


def _total(told: ToldOrder, item: SoldItem) -> int:
    return item.price if told.included else item.price + sum(item.taxes)


def _our_taxes(told: ToldOrder, item: SoldItem) -> list[Tax]:
    make = Tax.included if told.included else Tax.added
    names = [told.rates[rate].name if rate in told.rates else "" for rate, _ in item.told.taxes]
    return [
        make(told.currency.minor(minor), name=name)
        for minor, name in zip(item.taxes, names, strict=True)
    ]
