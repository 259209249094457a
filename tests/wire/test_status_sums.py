"""How far a return is, as data: it reads back equal, and what contradicts itself is told."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from postsales import DocumentErrors, FrozenMap, RmaStatus, wire
from postsales.testing.strategies import rma
from postsales.testing.strategies._dice import CODES, Dice
from tests.wire.native_given import STATUS

Data = dict[str, Any]


def problems(change: Callable[[Data], object]) -> list[str]:
    """What is wrong with the status of a return that is partly back."""
    data = json.loads(wire.write_json(STATUS))
    change(data)
    with pytest.raises(DocumentErrors) as caught:
        wire.read_rma_status(json.dumps(data))
    return [str(problem) for problem in caught.value]


class TestThereAndBack:
    """What was written reads back equal, and answers alike."""

    @given(CODES)
    def test_any_return(self, code: Any) -> None:
        status = rma.status_of(Dice(code))
        again = wire.read_rma_status(wire.write_json(status))
        assert again == status
        assert (again.overdue, again.next_events) == (status.overdue, status.next_events)

    def test_every_field_is_needed_that_was_there_from_the_first(self) -> None:
        for name in json.loads(wire.write_json(STATUS)).keys() - {"staying", "reasons"}:
            found = problems(lambda x, name=name: x.pop(name))  # type: ignore[misc]
            assert found[0].startswith(f"$.{name} is ")

    def test_before_goods_could_stay_none_did(self) -> None:
        told = json.loads(wire.write_json(STATUS))
        assert told.pop("staying") == {}
        assert wire.read_rma_status(json.dumps(told)) == STATUS

    def test_before_reasons_were_kept_nobody_had_told_one(self) -> None:
        told = json.loads(wire.write_json(STATUS))
        assert told.pop("reasons") == {"too_small": {"tee": 2}}
        assert wire.read_rma_status(json.dumps(told)) == evolve(STATUS, reasons=FrozenMap({}))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(
            lambda x: x["awaited"].update(tee=3),
            ["$ cannot be: 3 units of 'tee' are awaited, and at most 2 are to come"],
            id="more is awaited than was announced and did not come",
        ),
        pytest.param(
            lambda x: x["underway"].update(tee=2),
            ["$ cannot be: 2 units of 'tee' are under way, and at most 1 are to come"],
            id="more is under way than is awaited",
        ),
        pytest.param(
            lambda x: x["uninspected"].update(mug=2),
            ["$ cannot be: 2 units of 'mug' are not looked at, and at most 1 came"],
            id="more waits to be looked at than came",
        ),
        pytest.param(
            lambda x: x["unpaid"].update(hat=1),
            ["$ cannot be: 1 units of 'hat' are not paid for, and at most 0 came"],
            id="something waits to be paid for that never came",
        ),
        pytest.param(
            lambda x: x["reasons"]["too_small"].update(tee=5),
            ["$ cannot be: 5 units of 'tee' are given a reason, and at most 4 were announced"],
            id="reasons for more than was announced",
        ),
        pytest.param(
            lambda x: x.update(state="closed"),
            ["$ cannot be: the return is 'closed', and units are awaited"],
            id="a return that is over awaits units",
        ),
        pytest.param(
            lambda x: x["ship_by"].update(duty="refund"),
            ["$.ship_by cannot be: its duty is 'refund', and this is the clock of 'ship'"],
            id="the clock of another duty",
        ),
        pytest.param(
            lambda x: x["ship_by"].update(because="not_started"),
            ["$.ship_by cannot be: it has a deadline, or says why it has none"],
            id="a deadline, and why there is none",
        ),
        pytest.param(
            lambda x: x["refund_by"].update(because=""),
            ["$.refund_by cannot be: it has a deadline, or says why it has none"],
            id="no deadline, and nothing that says why",
        ),
        pytest.param(
            lambda x: x["ship_by"].update(late_since="2026-05-20T10:00:01+00:00"),
            [
                (
                    "$.ship_by cannot be: it is late since an instant after the one at which "
                    "it was judged"
                )
            ],
            id="late since a second after it was done",
        ),
    ],
)
def test_what_contradicts_itself(change: Callable[[Data], object], says: list[str]) -> None:
    assert problems(change) == says


def test_late_since_the_very_instant_at_which_it_was_done() -> None:
    data = json.loads(wire.write_json(STATUS))
    data["ship_by"]["late_since"] = data["ship_by"]["judged_at"]
    assert isinstance(wire.read_rma_status(json.dumps(data)), RmaStatus)
