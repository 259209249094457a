"""The record of an exchange as data: it reads back equal, and what contradicts itself is told."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from postsales import DocumentErrors, wire
from postsales.testing.strategies import settled
from postsales.testing.strategies._dice import CODES, Dice
from tests.wire.native_given import EXCHANGE

Data = dict[str, Any]


@given(CODES)
def test_any_exchange_reads_back_equal(code: int) -> None:
    record = settled.exchange_quote_of(Dice(code)).record()
    assert wire.read_exchange(wire.write_json(record)) == record


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(
            lambda x: x["due_from_customer"].update(amount="0.15"),
            "$ cannot be: credit and what the customer owes come to EUR 31.01, "
            "and new goods and the rest, EUR 31.00",
            id="a cent more to pay",
        ),
        pytest.param(
            lambda x: (
                x["due_from_customer"].update(amount="1.14"),
                x["due_to_customer"].update(amount="1.00"),
            ),
            "$ cannot be: both sides owe something",
            id="both sides owe",
        ),
        pytest.param(
            lambda x: x.update(outcome="refused"),
            "$ cannot be: it is 'refused', and somebody owes something",
            id="refused, and money is owed",
        ),
        pytest.param(
            lambda x: x["hold"].update(currency="USD"),
            "$ cannot be: it is in EUR and USD",
            id="two currencies",
        ),
    ],
)
def test_what_contradicts_itself(change: Callable[[Data], object], says: str) -> None:
    data = json.loads(wire.write_json(EXCHANGE))
    change(data)
    with pytest.raises(DocumentErrors) as caught:
        wire.read_exchange(json.dumps(data))
    assert [str(x) for x in caught.value] == [says]
