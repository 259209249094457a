"""Answers about services that contradict themselves are told with both sides."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from postsales import DocumentErrors, wire
from tests.wire.native_given import ENDED, LATE

Data = dict[str, Any]


@pytest.mark.parametrize(
    ("answer", "change", "says"),
    [
        pytest.param(
            ENDED,
            lambda x: x.update(outcome="allowed"),
            "$ cannot be: its outcome is 'allowed', and its reason 'already_ended'",
            id="an end that is over and allowed",
        ),
        pytest.param(
            ENDED,
            lambda x: x.update(paid_until="2026-12-13"),
            "$ cannot be: it ends on 2026-12-14, and is paid for until 2026-12-13 only",
            id="a day that nobody pays for",
        ),
        pytest.param(
            LATE,
            lambda x: x.update(outcome="refer"),
            "$ cannot be: its outcome is 'refer', and the verdict of its finding 'met'",
            id="an outcome that the finding does not give",
        ),
        pytest.param(
            LATE,
            lambda x: x.update(changes_at=x["at"]),
            "$ cannot be: another fee is to hold from an instant that is over",
            id="a fee that changes now",
        ),
        pytest.param(
            LATE, lambda x: x.update(kind="Order"), "$.kind is 'Order'; say", id="an order"
        ),
        pytest.param(LATE, lambda x: x.pop("fee"), "$.fee is missing", id="no fee"),
    ],
)
def test_what_cannot_be(answer: Any, change: Callable[[Data], object], says: str) -> None:
    data = json.loads(wire.write_json(answer))
    change(data)
    with pytest.raises(DocumentErrors) as caught:
        wire.read_service(json.dumps(data))
    (found,) = [str(problem) for problem in caught.value]
    assert found.startswith(says)


def test_another_reader_says_which_one_reads_it() -> None:
    with pytest.raises(DocumentErrors, match="read it with read_service"):
        wire.read_record(wire.write_json(LATE))
