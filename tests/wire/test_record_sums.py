"""Records whose parts are sound and contradict each other are told with the figures of both."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from postsales import DocumentErrors, wire
from tests.wire.native_given import RECORD

Data = dict[str, Any]


def problems(change: Callable[[Data], object]) -> list[str]:
    """What is wrong with the record in which two shirts are allowed and one lamp is not."""
    data = json.loads(wire.write_json(RECORD))
    change(data)
    with pytest.raises(DocumentErrors) as caught:
        wire.read_record(json.dumps(data))
    return [str(problem) for problem in caught.value]


ITEMS = [
    pytest.param(
        lambda x: x["items"][0].update(allowed=3),
        ["$.items[0] cannot be: 2 units are asked about, and 3 are answered"],
        id="more units than were asked about",
    ),
    pytest.param(
        lambda x: x["items"][1]["because"].update(box_missing=2),
        ["$.items[1] cannot be: 'box_missing' concerns 2 units, and 1 are not allowed"],
        id="a reason for more units than are not allowed",
    ),
    pytest.param(
        lambda x: x["items"].append(x["items"][1]),
        ["$.items[2] cannot be: the line 'lamp' stands in it twice"],
        id="a line twice",
    ),
    pytest.param(
        lambda x: x["items"][0].update(line="hat"),
        [
            (
                "$ cannot be: the request asks about 0 units of the line 'hat', "
                "and the answer is about 2"
            ),
            (
                "$ cannot be: the request asks about 2 units of the line 'tee', "
                "and the answer is about 0"
            ),
        ],
        id="another line than was asked about",
    ),
    pytest.param(
        lambda x: x["request"]["items"][0].update(units=1),
        [
            (
                "$ cannot be: the request asks about 1 units of the line 'tee', "
                "and the answer is about 2"
            )
        ],
        id="another request",
    ),
    pytest.param(
        lambda x: x.update(outcome="allowed"),
        ["$ cannot be: its outcome is 'allowed', and by its items 'partly'"],
        id="a better outcome",
    ),
]
QUOTES = [
    pytest.param(
        lambda x: x["total"].update(amount="29.87"),
        [
            (
                " cannot be: lines and charges less fees and what is withheld come to EUR 29.86, "
                "and its total is EUR 29.87"
            ),
            " cannot be: tenders with store credit come to EUR 29.86, and its total is EUR 29.87",
        ],
        id="a cent more in total",
    ),
    pytest.param(
        lambda x: x["store_credit"].update(amount="29.87"),
        [" cannot be: tenders with store credit come to EUR 29.87, and its total is EUR 29.86"],
        id="a cent more as store credit",
    ),
    pytest.param(
        lambda x: x["sent_back"].update(hat=1),
        [" cannot be: units of 'hat' go back, and it gives none of them"],
        id="units that go back of a line that is not in it",
    ),
    pytest.param(
        lambda x: x["fees"][0]["basis"].update(currency="USD"),
        [" cannot be: it is in EUR with 2 decimals and USD with 2 decimals"],
        id="two currencies",
    ),
]


@pytest.mark.parametrize(("change", "says"), ITEMS)
def test_a_decision(change: Callable[[Data], object], says: list[str]) -> None:
    assert problems(change) == says


@pytest.mark.parametrize(("change", "says"), QUOTES)
def test_the_quote_of_a_decision(change: Callable[[Data], object], says: list[str]) -> None:
    assert problems(lambda x: change(x["quote"])) == [f"$.quote{x}" for x in says]


@pytest.mark.parametrize(("change", "says"), QUOTES)
def test_a_quote(change: Callable[[Data], object], says: list[str]) -> None:
    assert RECORD.quote
    data = json.loads(wire.write_json(RECORD.quote))
    change(data)
    with pytest.raises(DocumentErrors) as caught:
        wire.read_quote(json.dumps(data))
    assert [str(problem) for problem in caught.value] == [f"${x}" for x in says]
