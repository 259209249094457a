"""An exception that names no instant: until when it holds is looked for, and told exactly."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from postsales import (
    EUR,
    MET,
    Days,
    Delivered,
    Finding,
    Line,
    Order,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Rule,
    all_of,
    any_of,
    explain,
    not_met,
    returns,
)

TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(30), since=Delivered),
)
ORDER = Order(
    id="1001",
    placed_at="2026-03-02T10:15+01:00",
    lines=[Line("tee", quantity=1, total=EUR("20.00"))],
    history=[Delivered({"tee": 1}, at="2026-03-05T12:30+01:00")],
)
TEE = ReturnRequest.of({"tee": 1}, reason="remorse")
# Thirty days from 5 March.
CLOSES = datetime.fromisoformat("2026-04-05T00:00+02:00")
MOMENT = timedelta(microseconds=1)


def before(end: datetime) -> Rule[ReturnCase]:
    """An exception up to an instant, which it names to nobody."""

    def in_time(case: ReturnCase) -> Finding:
        return MET if case.at < end else not_met("grace_over")

    return in_time


def ends(exception: Rule[ReturnCase], at: str = "2026-03-20T09:00+01:00") -> datetime | None:
    """Until when the shirt may come back, as all say that tell it."""
    terms = TERMS.unless(returns.within_window, exception)
    decision = returns.assess(ORDER, TEE, terms, at=at)
    deadline, change = decision.item("tee").deadline, decision.next_change
    told = None if deadline is None else deadline.ends_at
    assert told == (None if change is None else change.at)
    said = explain.text(decision, locale="en", zone="UTC")
    assert ("until" in said.split("What would")[0]) is (told is not None)
    return told


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(MOMENT, id="a moment after the window"),
        pytest.param(timedelta(days=1), id="exactly a day"),
        pytest.param(timedelta(days=1, microseconds=1), id="a moment more"),
        pytest.param(timedelta(days=15, hours=9), id="some days and hours"),
        pytest.param(timedelta(days=4000), id="almost eleven years"),
    ],
)
def test_its_end_is_found_to_the_moment(after: timedelta) -> None:
    assert ends(before(CLOSES + after)) == CLOSES + after


@pytest.mark.parametrize(
    "after",
    [pytest.param(timedelta(0), id="with it"), pytest.param(-timedelta(days=9), id="before it")],
)
def test_one_that_ends_with_the_window_leaves_its_deadline(after: timedelta) -> None:
    assert ends(before(CLOSES + after)) == CLOSES


def test_one_that_does_not_end_has_no_deadline() -> None:
    assert ends(lambda _: MET) is None


def test_one_that_is_asked_when_the_window_is_over() -> None:
    end = CLOSES + timedelta(days=20)
    assert ends(before(end), at="2026-04-10T09:00+02:00") == end


def test_one_that_is_made_of_others() -> None:
    early, late = CLOSES + timedelta(days=3), CLOSES + timedelta(days=5)
    assert ends(all_of(before(early), before(late))) == early
    assert ends(any_of(before(early), before(late))) == late


def test_one_that_names_its_instants_is_asked_at_those_alone() -> None:
    asked: list[datetime] = []

    class Named:
        def __call__(self, case: ReturnCase, /) -> Finding:
            asked.append(case.at)
            return MET

        def changes_at(self, case: ReturnCase, /) -> list[datetime]:
            return [CLOSES + timedelta(days=n) for n in (1, 2)] if case.line_id else []

    assert ends(Named()) is None
    assert max(asked) == CLOSES + timedelta(days=2)


def test_what_is_refused_is_not_looked_into() -> None:
    asked: list[datetime] = []

    def never(case: ReturnCase) -> Finding:
        asked.append(case.at)
        return not_met("never")

    terms: Any = TERMS.unless(returns.within_window, never)
    decision = returns.assess(ORDER, TEE, terms, at="2026-04-10T09:00+02:00")
    assert decision.next_change is None
    assert max(asked) == decision.at
