"""A row is answered by its own facts, whoever stands beside it in the table."""

from datetime import datetime

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    EVERYTHING,
    Days,
    Delivered,
    Hours,
    Months,
    Placed,
    ReturnWindow,
    Scope,
    Shipped,
    Since,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
)
from postsales.basics.durations import Length, WorkingLength
from postsales.basics.moments import instant
from postsales.bulk import Lines
from postsales.bulk._coded import BY_ROW, FAR, NEVER, UNFILLED
from tests.bulk import arrow
from tests.bulk.given import Row, by_column, by_row, scalar
from tests.bulk.shop import TERMS, row

OFFICE = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
SHOP = evolve(TERMS, zone="Europe/Berlin", calendar=OFFICE)
THU_2026_03_05 = instant("2026-03-05T10:00+01:00")


def agrees(lines: Lines, rows: list[Row]) -> None:
    """Rows are answered as their orders are: together, in every second batch, and each alone."""
    expected = [scalar(lines, x) for x in rows]
    assert lines(arrow.batch(lines, rows)).to_pylist() == expected
    for parts in (rows[::2], rows[1::2]):
        found = lines(arrow.batch(lines, parts)).to_pylist()
        assert found == [scalar(lines, x) for x in parts]
    alone = [lines(arrow.batch(lines, [x])).to_pylist()[0] for x in rows]
    assert alone == expected
    assert by_row(lines.columns(by_column(lines, rows))) == expected


def march(day: int) -> datetime:
    """Eleven o'clock of that day in UTC."""
    return instant(f"2026-03-{day:02}T11:00Z")


class TestTwoWorkingDaysAfterDeliveryOrElseShipment:
    """A parcel that was delivered has until its delivery's end, beside one that was only sent."""

    LINES = Lines(
        evolve(SHOP, window=ReturnWindow(WorkingHours(16), since=(Delivered, Shipped))),
        at=THU_2026_03_05,
    )

    def test_three_parcels(self) -> None:
        told = [(march(1), march(4)), (march(2), march(4)), (march(2), None)]
        rows = [row(shipped_at=x, delivered_at=y) for x, y in told]
        agrees(self.LINES, rows)
        found = self.LINES(arrow.batch(self.LINES, rows)).to_pylist()
        assert [x["outcome"] for x in found] == ["allowed", "allowed", "refused"]
        assert [str(x["ends_at"]) for x in found[:2]] == ["2026-03-06 11:00:00+00:00"] * 2

    def test_ends_that_are_none_are_told_apart(self) -> None:
        assert NEVER < UNFILLED < BY_ROW < 0 < FAR
        assert FAR == -BY_ROW


BY_TIME_OF_DAY: st.SearchStrategy[Length | WorkingLength] = st.integers(4, 24).map(WorkingHours)
BY_DAY: st.SearchStrategy[Length | WorkingLength] = st.sampled_from(
    (WorkingDays(2), Days(3), Hours(50), Months(1))
)
LATER = st.sampled_from((None, None, Hours(14), Days(1)))
SEVERAL = st.permutations((Delivered, Shipped, Placed)).flatmap(
    lambda some: st.integers(2, 3).map(lambda n: some[:n])
)


@st.composite
def windows(draw: st.DrawFn, of: Scope | None = None) -> ReturnWindow:
    """A window that is started by several events, and most often ends at a time of day."""
    since = [
        Since(event, plus=later) if (later := draw(LATER)) is not None else Since(event)
        for event in draw(SEVERAL)
    ]
    length = draw(BY_TIME_OF_DAY | BY_TIME_OF_DAY | BY_DAY)
    return ReturnWindow(length, since=since, applies_to=of or EVERYTHING)


@st.composite
def parcels(draw: st.DrawFn) -> Row:
    """A row of which not all is known: of some weekday, or of a Sunday, when nobody works."""
    maybe = st.sampled_from((None, march(1), march(2), march(4), march(8)))
    return row(
        placed_at=march(draw(st.integers(1, 3))),
        shipped_at=draw(maybe),
        delivered_at=draw(maybe),
        at=march(draw(st.integers(4, 10))),
        category=draw(st.sampled_from(("shoes", "hats"))),
    )


class TestAnyNeighbours:
    """No neighbour changes an answer, whatever starts the windows and whatever is missing."""

    @pytest.mark.no_cover
    @settings(max_examples=40)
    @given(
        windows(),
        st.lists(windows(Scope(category="shoes")), max_size=1),
        st.sampled_from(("refer", "open")),
        st.lists(parcels(), min_size=6, max_size=12),
    )
    def test_together_and_alone(
        self, window: ReturnWindow, special: list[ReturnWindow], idle: str, rows: list[Row]
    ) -> None:
        terms = evolve(SHOP, window=window, special_windows=special, not_started=idle)
        agrees(Lines(terms), rows)
