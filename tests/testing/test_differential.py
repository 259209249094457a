"""Two versions of a policy: what differs is found, and what does not is not."""

from typing import Any

import pytest
from attrs import evolve

from postsales import Days, Delivered, ReturnWindow, ShippingRefund
from postsales.testing import laws
from tests.stories import acme

SHORTER = evolve(acme.terms, window=ReturnWindow(Days(29), since=Delivered))
CHEAPER = evolve(acme.refund_terms, fees=acme.refund_terms.fees[1:])


def test_a_policy_agrees_with_itself() -> None:
    assert laws.differential(acme.terms, evolve(acme.terms, version="next")) is None


@pytest.mark.parametrize(
    ("new", "about"),
    [
        pytest.param((SHORTER, acme.refund_terms), "ends_at", id="a day less"),
        pytest.param((acme.terms, CHEAPER), "fees", id="a fee less"),
        pytest.param(
            (acme.terms, evolve(acme.refund_terms, shipping=ShippingRefund.ALWAYS)),
            "charges",
            id="shipping goes back at once",
        ),
    ],
)
def test_what_differs_is_found_and_told(new: Any, about: str) -> None:
    found = laws.differential(laws.check(acme.terms, acme.refund_terms), laws.check(*new))
    assert found is not None
    assert about in found.differences
    said = str(found)
    assert f"{about.replace('_', ' ')}, old" in said
    assert "The old one says:" in said
    assert "The new one says:" in said
    assert "order = Order(" in said


def test_the_scene_is_simple() -> None:
    found = laws.differential(acme.terms, SHORTER)
    assert found is not None
    assert len(found.scene.order.lines) == 1
    assert sum(found.scene.request.quantities.values()) == 1
