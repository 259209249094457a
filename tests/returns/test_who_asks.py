"""Who asks can be said in every way in which a request is made."""

import pytest

from postsales import EUR, Asker, InvalidValue, Line, Order, ReturnRequest

ORDER = Order(
    "1001",
    placed_at="2026-03-02T10:15+01:00",
    lines=[Line("tee", quantity=2, total=EUR("40.00"))],
)


def test_units_asked_for_by_whoever_was_given_them() -> None:
    asked = ReturnRequest.of({"tee": 1}, reason="remorse", asker="gift_recipient")
    assert asked.asker is Asker.GIFT_RECIPIENT
    assert ReturnRequest.of({"tee": 1}, reason="remorse").asker is Asker.BUYER


def test_everything_asked_for_by_whoever_was_given_it() -> None:
    asked = ReturnRequest.everything(ORDER, reason="remorse", asker=Asker.GIFT_RECIPIENT)
    assert asked.quantities == {"tee": 2}
    assert asked.asker is Asker.GIFT_RECIPIENT
    assert ReturnRequest.everything(ORDER, reason="remorse").asker is Asker.BUYER


def test_a_word_for_nobody() -> None:
    with pytest.raises(InvalidValue, match="asker"):
        ReturnRequest.of({"tee": 1}, reason="remorse", asker="neighbour")
