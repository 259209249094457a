"""Answers by period of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import CalendarPeriod, InvalidValue, feedback
from tests.feedback.said import on_a_site, said

DAYS = st.dates(date(1999, 12, 1), date(2100, 1, 31))
LABELS = [
    ("week", "2026-01-04", "2026-W01", "2025-12-29"),
    ("week", "2027-01-03", "2026-W53", "2026-12-28"),
    ("month", "2028-02-29", "2028-02", "2028-02-01"),
    ("quarter", "2026-03-31", "2026-Q1", "2026-01-01"),
    ("quarter", "2026-04-01", "2026-Q2", "2026-04-01"),
    ("year", "2026-12-31", "2026", "2026-01-01"),
]


@pytest.mark.parametrize(("per", "on", "label", "begins"), LABELS)
def test_a_day_lies_in_a_period(per: str, on: str, label: str, begins: str) -> None:
    period, day = CalendarPeriod(per), date.fromisoformat(on)
    assert (period.label(day), period.begins_on(day).isoformat()) == (label, begins)


class TestPeriods:
    """Every day lies in one period, and the next one begins the day after its last."""

    @given(DAYS, st.sampled_from(CalendarPeriod))
    def test_they_follow_each_other(self, day: date, period: CalendarPeriod) -> None:
        begins, ends = period.begins_on(day), period.next_begins_on(day)
        assert begins <= day < ends
        last = ends - timedelta(days=1)
        assert (period.begins_on(last), period.begins_on(ends)) == (begins, ends)
        assert period.label(begins) == period.label(last) < period.label(ends)


def test_the_zone_says_which_month_it_was() -> None:
    told = [said(9, at="2026-03-31T23:30Z"), said(8, at="2026-03-31T20:00Z")]
    assert list(feedback.by_period(told, per="month", zone="UTC")) == ["2026-03"]
    berlin = feedback.by_period(told, per="month", zone="Europe/Berlin")
    assert {label: len(each) for label, each in berlin.items()} == {"2026-03": 1, "2026-04": 1}


def test_nobody_said_anything() -> None:
    assert feedback.by_period([], per="week", zone="UTC") == {}
    with pytest.raises(InvalidValue, match="zone"):
        feedback.by_period([], per="week", zone="Berlin")


def test_a_review_that_was_changed_is_in_the_later_month_alone() -> None:
    told = [
        on_a_site(3, "r-1", at="2026-03-30T10:00Z"),
        on_a_site(9, "r-1", at="2026-04-02T10:00Z"),
        on_a_site(8, "r-2", at="2026-03-30T10:00Z"),
    ]
    months = feedback.by_period(told, per="month", zone="UTC")
    assert {month: [one.score for one in each] for month, each in months.items()} == {
        "2026-03": [8],
        "2026-04": [9],
    }
