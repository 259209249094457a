"""When a subscription ends that is cancelled, and until when that has to be said."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Contradictions,
    Days,
    Hours,
    InvalidValue,
    Months,
    NoticeTo,
    Outcome,
    ServicePeriod,
    Subscription,
    SubscriptionTerms,
    Unused,
    Weeks,
    WrongType,
    Years,
    subscriptions,
)

BERLIN = "Europe/Berlin"
MONTHLY = Subscription("2026-01-15", renews=Months(1))


def terms(**given: Any) -> SubscriptionTerms:
    """Plain terms, and what a test says otherwise."""
    return SubscriptionTerms(**{"id": "gym", "version": "1", "zone": BERLIN, **given})


PERIOD_END = terms(to="period_end")
MONTH_TO_END = terms(to="period_end", notice=Months(1))
YEAR = terms(to="period_end", notice=Months(1), minimum=Months(12))


@pytest.mark.parametrize(
    ("held", "subscription", "at", "ends_on", "notice_by"),
    [
        pytest.param(
            terms(), MONTHLY, "2026-03-10T12:00+01:00", "2026-03-10", "2026-03-10", id="at once"
        ),
        pytest.param(
            terms(notice=Days(14)),
            MONTHLY,
            "2026-03-10T12:00+01:00",
            "2026-03-24",
            "2026-03-10",
            id="the day of notice is day 0",
        ),
        pytest.param(
            terms(notice=Days(1)),
            MONTHLY,
            "2026-03-28T23:59:59+01:00",
            "2026-03-29",
            "2026-03-28",
            id="a day of 23 hours is a day",
        ),
        pytest.param(
            terms(notice=Days(1)),
            MONTHLY,
            "2026-03-28T23:00Z",
            "2026-03-30",
            "2026-03-29",
            id="days are those of the zone",
        ),
        pytest.param(
            terms(notice=Months(1)),
            MONTHLY,
            "2028-01-31T12:00+01:00",
            "2028-02-29",
            "2028-01-31",
            id="a month from the end of January is the leap day",
        ),
        pytest.param(
            PERIOD_END,
            MONTHLY,
            "2026-03-14T12:00+01:00",
            "2026-03-14",
            "2026-03-14",
            id="on the last day of a period",
        ),
        pytest.param(
            PERIOD_END,
            MONTHLY,
            "2026-03-15T00:00+01:00",
            "2026-04-14",
            "2026-04-14",
            id="on the first day of the next one",
        ),
        pytest.param(
            MONTH_TO_END,
            MONTHLY,
            "2026-03-14T12:00+01:00",
            "2026-04-14",
            "2026-03-14",
            id="a notice that ends with the period is in time",
        ),
        pytest.param(
            MONTH_TO_END,
            MONTHLY,
            "2026-03-15T12:00+01:00",
            "2026-05-14",
            "2026-04-14",
            id="a day later it is the next period",
        ),
        pytest.param(
            YEAR,
            MONTHLY,
            "2026-03-15T12:00+01:00",
            "2027-01-14",
            "2026-12-14",
            id="not before the minimum term is over",
        ),
        pytest.param(
            YEAR,
            MONTHLY,
            "2026-12-15T12:00+01:00",
            "2027-02-14",
            "2027-01-14",
            id="after the last day of notice for it",
        ),
        pytest.param(
            terms(minimum=Years(1)),
            Subscription("2028-02-29", renews=Months(1)),
            "2028-03-01T12:00+01:00",
            "2029-02-27",
            "2029-02-27",
            id="a year from a leap day",
        ),
        pytest.param(
            PERIOD_END,
            Subscription("2027-01-31", renews=Months(1)),
            "2027-03-29T12:00+02:00",
            "2027-03-30",
            "2027-03-30",
            id="a short month does not move the ones after it",
        ),
        pytest.param(
            terms(notice=Weeks(2), to="period_end"),
            Subscription("2026-03-02", renews=Weeks(4)),
            "2026-03-16T12:00+01:00",
            "2026-04-26",
            "2026-04-12",
            id="four weeks end on a Sunday",
        ),
        pytest.param(
            PERIOD_END,
            MONTHLY,
            "2026-01-10T12:00+01:00",
            "2026-01-14",
            "2026-01-14",
            id="before its first day it never begins",
        ),
        pytest.param(
            MONTH_TO_END,
            MONTHLY,
            "2026-01-10T12:00+01:00",
            "2026-02-14",
            "2026-01-14",
            id="before its first day with a notice that reaches into it",
        ),
        pytest.param(
            YEAR,
            MONTHLY,
            "2026-01-01T12:00+01:00",
            "2027-01-14",
            "2026-12-14",
            id="a minimum term holds before the first day, too",
        ),
    ],
)
def test_it_ends(
    held: SubscriptionTerms, subscription: Subscription, at: str, ends_on: str, notice_by: str
) -> None:
    end = subscriptions.assess(subscription, held, at=at)
    assert end.outcome is Outcome.ALLOWED
    assert end.ends_on == date.fromisoformat(ends_on)
    assert end.notice_by is not None
    assert end.notice_by.last_day == date.fromisoformat(notice_by)


class TestAgreedEnd:
    """An end that was agreed already stays, unless notice leads to an earlier one."""

    ENDING = Subscription("2026-01-15", renews=Months(1), ends_on="2026-04-14")

    def test_it_is_not_moved_on(self) -> None:
        end = subscriptions.assess(self.ENDING, YEAR, at="2026-03-15T12:00+01:00")
        assert (end.ends_on, end.notice_by) == (date(2026, 4, 14), None)

    def test_it_can_be_sooner(self) -> None:
        end = subscriptions.assess(self.ENDING, terms(), at="2026-03-15T12:00+01:00")
        assert end.ends_on == date(2026, 3, 15)

    def test_its_last_day_is_not_over(self) -> None:
        end = subscriptions.assess(self.ENDING, terms(), at="2026-04-14T23:59+02:00")
        assert end.outcome is Outcome.ALLOWED

    def test_the_day_after_it_is(self) -> None:
        end = subscriptions.assess(self.ENDING, terms(), at="2026-04-15T00:00+02:00")
        assert (end.outcome, end.because) == (Outcome.REFUSED, "already_ended")
        assert end.ends_on == date(2026, 4, 14)


class TestPaidUntil:
    """What has to be paid for is what is used, or the whole of the last period."""

    AT = "2026-03-20T12:00+01:00"

    def test_what_is_used(self) -> None:
        assert subscriptions.assess(MONTHLY, terms(), at=self.AT).paid_until == date(2026, 3, 20)

    def test_the_period(self) -> None:
        end = subscriptions.assess(MONTHLY, terms(unused=Unused.KEPT), at=self.AT)
        assert (end.ends_on, end.paid_until) == (date(2026, 3, 20), date(2026, 4, 14))

    def test_what_never_begins_is_not_paid_for(self) -> None:
        held = terms(unused=Unused.KEPT)
        end = subscriptions.assess(MONTHLY, held, at="2026-01-10T12:00+01:00")
        assert end.paid_until == date(2026, 1, 14)


LENGTHS = st.sampled_from((Days(0), Days(1), Days(14), Weeks(2), Months(1), Months(3), Years(1)))
STARTS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
RENEWALS = st.sampled_from((Days(1), Days(30), Weeks(4), Months(1), Months(3), Years(1)))


class TestNotice:
    """Notice on the last day leads to the same end, a day later to a later one, and none sooner."""

    @given(STARTS, RENEWALS, LENGTHS, st.none() | LENGTHS, st.sampled_from(NoticeTo), st.data())
    def test_the_last_day_is_the_last(  # noqa: PLR0917 - what is drawn
        self,
        starts_on: date,
        renews: Any,
        notice: Any,
        minimum: Any,
        to: NoticeTo,
        data: st.DataObject,
    ) -> None:
        held = terms(notice=notice, minimum=minimum, to=to)
        subscription = Subscription(starts_on, renews=renews)
        day = data.draw(st.dates(starts_on, starts_on + timedelta(days=800)))
        end = subscriptions.assess(subscription, held, at=f"{day}T11:00Z")
        assert end.notice_by is not None
        last = end.notice_by.last_day
        assert end.notice_runs_to <= end.ends_on
        assert subscriptions.assess(subscription, held, at=f"{last}T11:00Z").ends_on == end.ends_on
        after = last + timedelta(days=1)
        later = subscriptions.assess(subscription, held, at=f"{after}T11:00Z")
        assert later.ends_on > end.ends_on
        if to is NoticeTo.PERIOD_END:
            assert subscription.period_on(end.ends_on).ends_on == end.ends_on

    @given(STARTS, RENEWALS, st.integers(0, 3000))
    def test_every_day_is_in_one_period(self, starts_on: date, renews: Any, days: int) -> None:
        subscription = Subscription(starts_on, renews=renews)
        day = starts_on + timedelta(days=days)
        period = subscription.period_on(day)
        assert period.starts_on <= day <= period.ends_on
        following = subscription.period_on(period.ends_on + timedelta(days=1))
        assert following.starts_on == period.ends_on + timedelta(days=1)

    @given(STARTS, RENEWALS, st.lists(LENGTHS, min_size=2), st.sampled_from(NoticeTo), st.data())
    def test_a_longer_notice_never_ends_it_earlier(
        self, starts_on: date, renews: Any, lengths: list[Any], to: NoticeTo, data: st.DataObject
    ) -> None:
        subscription = Subscription(starts_on, renews=renews)
        day = data.draw(st.dates(starts_on - timedelta(days=60), starts_on + timedelta(days=800)))
        ends = [
            subscriptions.assess(subscription, terms(notice=x, to=to), at=f"{day}T11:00Z")
            for x in lengths
        ]
        ends.sort(key=lambda end: end.notice_runs_to)
        assert all(a.ends_on <= b.ends_on for a, b in pairwise(ends))
        assert all(x.last_day(day) <= end.ends_on for x in lengths for end in ends[-1:])

    @given(STARTS, RENEWALS, LENGTHS, st.none() | LENGTHS, st.sampled_from(NoticeTo), st.data())
    def test_notice_given_earlier_never_ends_it_later(  # noqa: PLR0917 - what is drawn
        self,
        starts_on: date,
        renews: Any,
        notice: Any,
        minimum: Any,
        to: NoticeTo,
        data: st.DataObject,
    ) -> None:
        held = terms(notice=notice, minimum=minimum, to=to)
        subscription = Subscription(starts_on, renews=renews)
        first = data.draw(st.dates(starts_on - timedelta(days=60), starts_on + timedelta(days=800)))
        later = first + timedelta(days=data.draw(st.integers(0, 60)))
        before, after = (
            subscriptions.assess(subscription, held, at=f"{day}T11:00Z") for day in (first, later)
        )
        assert before.ends_on <= after.ends_on


class TestRefused:
    """What cannot be is refused."""

    def test_a_notice_in_hours(self) -> None:
        with pytest.raises(WrongType, match="whole days"):
            terms(notice=Hours(24))

    def test_a_period_of_nothing(self) -> None:
        with pytest.raises(InvalidValue, match="at least one day"):
            Subscription("2026-01-15", renews=Days(0))

    def test_an_end_before_the_start(self) -> None:
        with pytest.raises(Contradictions, match="before it begins"):
            Subscription("2026-01-15", renews=Days(1), ends_on="2026-01-13")
        with pytest.raises(Contradictions, match="before it begins"):
            ServicePeriod("2026-01-15", "2026-01-14")

    @pytest.mark.parametrize("day", ["1899-12-31", "3000-01-01"])
    def test_a_day_too_far_away(self, day: str) -> None:
        with pytest.raises(InvalidValue, match="1900 to 2999"):
            Subscription(day, renews=Months(1))

    def test_a_day_before_the_first_period(self) -> None:
        with pytest.raises(InvalidValue, match="begins on 2026-01-15"):
            MONTHLY.period_on("2026-01-14")

    def test_an_end_is_neither_true_nor_false(self) -> None:
        with pytest.raises(WrongType, match="compare its outcome"):
            bool(subscriptions.assess(MONTHLY, terms(), at="2026-03-15T12:00+01:00"))


@pytest.mark.parametrize(
    "renews", [Days(1), Weeks(1), Months(1), Years(1), Years(99), Years(100)], ids=str
)
def test_a_day_after_a_hundred_years_is_the_one_that_is_wrong(
    renews: Days | Weeks | Months | Years,
) -> None:
    with pytest.raises(InvalidValue, match=r"^on is .*a hundred years from 2026-01-15"):
        Subscription("2026-01-15", renews=renews).period_on("2230-01-01")
