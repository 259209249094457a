"""Until when: the day that an item gives is the day on which its units stop being allowed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from attrs import frozen

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
    not_met,
    returns,
)

ORDER = Order(
    "1001",
    placed_at="2026-03-02T09:00Z",
    lines=[Line("tee", quantity=1, total=EUR("50.00"))],
    history=[Delivered({"tee": 1}, at="2026-03-05T12:00Z")],
)
ONE = ReturnRequest.of({"tee": 1}, reason="remorse")
PLAIN = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(30), since=Delivered)
)


@frozen
class Grace:
    """Everybody has ten more days, and the rule says so."""

    def __call__(self, case: ReturnCase, /) -> Finding:
        return MET if case.at < self.end(case) else not_met("grace_over")

    def end(self, case: ReturnCase) -> datetime:
        window = case.window
        assert window is not None
        return window.extended(Days(10)).closes

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        return [self.end(case)]


@frozen
class Silent(Grace):
    """The same, but the rule names no instant."""

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        return []


@frozen
class Stocktaking:
    """Nothing is taken back from the first of April on."""

    def __call__(self, case: ReturnCase, /) -> Finding:
        return MET if case.at < self.begins(case) else not_met("stocktaking")

    def begins(self, case: ReturnCase) -> datetime:
        return case.at.replace(month=4, day=1, hour=0) - timedelta(hours=2)

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        return [self.begins(case)]


@frozen
class SilentStocktaking(Stocktaking):
    """The same, but the rule names no instant."""

    def changes_at(self, case: ReturnCase, /) -> Iterable[datetime]:
        return []


@pytest.mark.parametrize(
    ("terms", "at", "expected"),
    [
        pytest.param(PLAIN, "2026-03-20T12:00Z", date(2026, 4, 4), id="the window"),
        pytest.param(
            PLAIN.unless(returns.within_window, Grace()),
            "2026-03-20T12:00Z",
            date(2026, 4, 14),
            id="an exception gives more days",
        ),
        pytest.param(
            PLAIN.unless(returns.within_window, Grace()),
            "2026-04-10T12:00Z",
            date(2026, 4, 14),
            id="also when only it still holds",
        ),
        pytest.param(
            PLAIN.requiring(Stocktaking()),
            "2026-03-20T00:00Z",
            date(2026, 3, 31),
            id="another rule ends it before",
        ),
        pytest.param(
            PLAIN.unless(returns.within_window, Silent()),
            "2026-03-20T12:00Z",
            None,
            id="nobody names an end",
        ),
        pytest.param(
            PLAIN.requiring(SilentStocktaking()),
            "2026-03-20T00:00Z",
            date(2026, 4, 4),
            id="a condition that names no end leaves that of the window",
        ),
        pytest.param(PLAIN, "2026-05-01T12:00Z", date(2026, 4, 4), id="when it was over"),
    ],
)
def test_the_last_day(terms: ReturnTerms, at: str, expected: date | None) -> None:
    deadline = returns.assess(ORDER, ONE, terms, at=at).item("tee").deadline
    assert (deadline.last_day if deadline is not None else None) == expected


def test_the_change_is_named_by_what_is_new() -> None:
    typo = ReturnRequest.of({"tee": 1}, reason="remorze")
    change = returns.assess(ORDER, typo, PLAIN, at="2026-03-20T12:00Z").next_change
    assert change is not None
    assert change.because == "window_closed"
