"""Terms that take promotions back keep the laws of money, over orders that are sold with some."""

import pytest
from attrs import evolve

from postsales import PromotionRule
from postsales.testing import laws, strategies
from postsales.testing.strategies.worlds import ANYTHING
from tests.stories import acme
from tests.testing.test_strategies import drawn

# To trace what laws draw and ask would double the time.
pytestmark = pytest.mark.no_cover

MONEY = evolve(acme.refund_terms, fees=[], promotions=[PromotionRule("both")])
WORLD = strategies.world_of(acme.terms, MONEY)


class TestWorlds:
    """Orders are sold with promotions where the terms say what becomes of them."""

    def test_promotions_of_terms_with_rules(self) -> None:
        rule = PromotionRule("both", promotions=["SPRING"])
        named = evolve(MONEY, promotions=[rule])
        assert strategies.world_of(acme.terms, named).promotions == (None, "SPRING", "other")
        assert WORLD.promotions == (None, "other")
        assert ANYTHING.promotions == (None,)

    def test_all_kinds_are_drawn(self) -> None:
        orders = drawn(strategies.orders(WORLD), 200)
        some = [x for order in orders for x in order.promotions]
        assert any(x.bundle for x in some)
        assert any(x.minimum is not None for x in some)
        assert any(x.shipping is not None for x in some)
        assert any(not order.promotions for order in orders)


test_money = laws.check(acme.terms, MONEY, only=["REF", "ELI-11", "STA", "SER"])
test_money_and_fees = laws.check(
    acme.terms,
    evolve(acme.refund_terms, promotions=[PromotionRule("claw_back", promotions=["SPRING"])]),
    only="REF",
)
