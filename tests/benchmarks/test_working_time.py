"""Counting working days: what is timed is right, and the table has its bar."""

import pytest

from benchmarks import working_time
from benchmarks.tables import Effort
from postsales import WorkingDays

SOME = Effort(compared=1, orders=1, rounds=1, milliseconds=0.01)


@pytest.mark.parametrize("days", [0, 1, 10, 300])
def test_the_last_day_is_that_of_a_walk(days: int) -> None:
    length = WorkingDays(days)
    found = [working_time.ended(length, start) for start in working_time.STARTS]
    assert found == [working_time.walked(start, days) for start in working_time.STARTS]


def test_the_bars(capsys: pytest.CaptureFixture[str]) -> None:
    distance, days, hours = working_time.bars(SOME)
    assert (distance.says, distance.sense) == (
        "30,000 working days, of 2,000 working days",
        "at most",
    )
    assert (days.limit, hours.limit) == (25, 30)
    assert "## Working days" in capsys.readouterr().out
