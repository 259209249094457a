"""What was sold: lines, charges and taxes, with what a world says of them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from postsales.basics.currencies import Currency
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.orders.charges import Charge
from postsales.orders.lines import Line, Tax, Trait
from postsales.orders.order import Order
from postsales.orders.parties import Customer
from postsales.orders.promotions import Promotion
from postsales.orders.sales import SaleMade
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.amounts import CURRENCIES, LINES, amount_of
from postsales.testing.strategies.worlds import ANYTHING, World

__all__ = ["agreement", "agreements", "charge_of", "charges", "line_of", "lines", "taxes"]


# Which lines there are: the name of each, and whose handful it is made of. Each handful can be that
# of the only line, so that a failing example ends in one line, whichever it was.
_WHICH = (
    ((0, 0),),
    ((0, 1),),
    ((0, 2),),
    ((1, 1),),
    ((2, 2),),
    *(((0, 0), (1, 1)), ((0, 0), (1, 1), (2, 2))) * 3,
)


def agreement(dice: Dice, world: World = ANYTHING, history: Sequence[Event] = ()) -> Order:
    """What was sold: one to three lines, none to two charges, taxes of both kinds."""
    head = dice.anew()
    # All are drawn, so that fewer lines leave what is drawn after them where it was.
    places, charged = [dice.handful() for _ in LINES], dice.handful()
    lines, charges = head.of(_WHICH), head.below(3)
    market = head.of(world.markets)
    currency = world.pays.get(market) or head.of(world.currencies)
    placed_at, channel = head.of(world.sales), head.of(world.channels)
    customer = _customer(head, world)
    sold = [line_of(LINES[name], places[x], currency, world) for name, x in lines]
    promotions = [*_bundles(sold, head.of(world.sets)), *_promotions(head, sold, world)]
    return Order(
        id="1001",
        placed_at=placed_at,
        lines=sold,
        charges=[charge_of(x, charged, currency) for x in range(charges)],
        customer=customer,
        market=market,
        channel=channel,
        history=history,
        promotions=promotions,
        made=_WAYS[sum(x.quantity for x in sold) % len(_WAYS) - 1],
    )


# Of so many units, and nothing is drawn for it; of a single unit nobody says.
_WAYS = (None, *SaleMade)


def _bundles(lines: Sequence[Line], units: int) -> list[Promotion]:
    """A bundle of so many units of each line that has as many; none of a single line."""
    bundle = {line.id: units for line in lines if 0 < units <= line.quantity}
    if len(bundle) < 2:  # noqa: PLR2004 - a bundle joins two lines at least
        return []
    nothing = lines[0].total.currency.zero
    return [Promotion("SET", given={next(iter(bundle)): nothing}, bundle=bundle)]


def _promotions(dice: Dice, lines: Sequence[Line], world: World) -> list[Promotion]:
    """None, or one that asks for all that was bought, for a part of it, or for a set of each."""
    name = dice.of(world.promotions) if len(world.promotions) > 1 else None
    if name is None:
        return []
    money, asks = lines[0].total.currency.minor, dice.below(3)
    given = {line.id: money(line.price_minor // 10 + 1) for line in lines}
    shipping = money(5) if dice.below(2) else None
    worth = sum(x.price_minor for x in lines) + sum(x.minor for x in given.values())
    if asks == _A_SET:
        bundle = {line.id: 1 for line in lines}
        return [Promotion(name, given=given, shipping=shipping, bundle=bundle)]
    minimum = money(worth // (1 + asks))
    return [Promotion(name, given=given, shipping=shipping, minimum=minimum)]


_A_SET = 2


def _customer(dice: Dice, world: World) -> Customer | None:
    choice, tier = dice.below(4), _named(dice, world.tiers)
    record = dice.of(world.records) if len(world.records) > 1 else next(iter(world.records))
    if not choice and (tier, record) == (None, None):
        return None
    zone = dice.of(world.zones) if choice > 1 else None
    return Customer("C-7", zone=zone, tier=tier, record=record)


def _named(dice: Dice, values: Sequence[str | None]) -> str | None:
    """One of several, of which those between the first and the last are what a rule names."""
    found = dice.of(values)
    return found if found in values[1:-1] else dice.of(values)


def line_of(name: str, dice: Dice, currency: Currency, world: World) -> Line:
    """A line of this name."""
    quantity = 1 + dice.below(5)
    total, told = _price(dice, currency, quantity)
    traits = _traits(dice, world)
    tag, kind = _named(dice, world.tags), dice.below(2 * len(world.kinds))
    return Line(
        name,
        quantity=quantity,
        total=total,
        taxes=told,
        kind=world.kinds[max(0, kind - len(world.kinds))],
        traits=traits,
        category=dice.of(world.categories),
        tags=() if tag is None else (tag,),
        sku=dice.of(world.skus),
    )


def _traits(dice: Dice, world: World) -> list[Trait]:
    """None as often as any, and now and then two."""
    one, other = dice.of(world.traits), dice.of(world.traits)
    told = ((), (), (), (one,), (one,), (one,), (one, other))[dice.below(7)]
    return [x for x in told if x is not None]


def charge_of(place: int, dice: Dice, currency: Currency) -> Charge:
    """A charge for delivery, or in the second place for something else."""
    total, told = _price(dice, currency, 1)
    if place:
        return Charge.other("wrapping", total, taxes=told)
    # The cheaper delivery is no draw of its own, so that everything after it stays where it was.
    cheaper = currency.minor(total.minor // 2) if total.minor % 3 == 1 else None
    return Charge.shipping(total, taxes=told, standard=cheaper)


def _price(dice: Dice, currency: Currency, units: int) -> tuple[Money, list[Tax]]:
    price = amount_of(dice, currency, units).minor
    included, added = dice.below(3), dice.below(3)
    told = [Tax.included(currency.minor(price * n // 7)) for n in range(1, included + 1)]
    on_top = [price * n // 11 + n - 1 for n in range(1, added + 1)]
    told += [Tax.added(currency.minor(n)) for n in on_top]
    return currency.minor(price + sum(on_top)), told


def agreements(world: World = ANYTHING) -> st.SearchStrategy[Order]:
    """What was sold, before anything happened.

    Example:
        See ``orders``.
    """
    return thrown(lambda dice: agreement(dice, world))


def lines(world: World = ANYTHING) -> st.SearchStrategy[Line]:
    """Lines as sold, in any currency of the world."""
    return thrown(lambda dice: line_of(dice.of(LINES), dice, dice.of(world.currencies), world))


def charges(world: World = ANYTHING) -> st.SearchStrategy[Charge]:
    """Charges for delivery and for other things."""
    return thrown(lambda dice: charge_of(dice.below(2), dice, dice.of(world.currencies)))


def taxes() -> st.SearchStrategy[Tax]:
    """Taxes in the price and on top of it."""
    return thrown(_tax)


def _tax(dice: Dice) -> Tax:
    kind = dice.of((Tax.included, Tax.added))
    return kind(amount_of(dice, dice.of(CURRENCIES)), rate=dice.of((None, "0.19", "0.055", "0")))
