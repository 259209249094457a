"""Terms that take promotions back keep the laws of money, over orders that were sold with some."""

from attrs import evolve

from postsales import Order, Promotion, PromotionRule
from postsales.testing import laws, strategies
from tests.stories import acme

MONEY = evolve(acme.refund_terms, fees=[], promotions=[PromotionRule("both")])


def promoted(order: Order) -> Order:
    """The order with a promotion that breaks as soon as anything comes back."""
    money = order.currency.minor
    given = {line.id: money(line.price_minor // 10 + 1) for line in order.lines}
    worth = sum(x.price_minor for x in order.lines) + sum(x.minor for x in given.values())
    spring = Promotion("SPRING", given=given, shipping=money(5), minimum=money(worth))
    return evolve(order, promotions=[spring])


test_money = laws.check(
    acme.terms,
    MONEY,
    orders=strategies.delivered(strategies.world_of(acme.terms, MONEY)).map(promoted),
    only="REF",
)
