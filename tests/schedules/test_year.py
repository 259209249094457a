"""A year of a few customers: nothing twice, nothing after an opt-out, and a referee agrees."""

from collections import Counter
from itertools import pairwise

import pytest

from postsales.basics.moments import instant
from tests.schedules.referee import decided
from tests.schedules.shop import PLANS, RULES, START, customer, runs
from tests.schedules.year import all_runs, disagreements, year

# What is played is tested elsewhere, case by case.
pytestmark = pytest.mark.no_cover


class TestAYear:
    """A host that runs when it was told to does what one does that runs every hour."""

    @pytest.mark.parametrize("number", range(10))
    def test_the_referee_agrees(self, number: int) -> None:
        one, times = customer(7, number), all_runs(7)
        found = year(one, times)
        assert found.problems == ()
        assert [*disagreements(found, decided(PLANS, RULES, one, times))] == []

    @pytest.mark.parametrize("number", [3, 8])
    def test_every_hour_is_the_same(self, number: int) -> None:
        one, times = customer(7, number), all_runs(7)
        weeks = times[: 24 * 70]
        assert year(one, weeks, by="hour").sent == year(one, weeks).sent

    def test_a_lot_happens(self) -> None:
        counts: Counter[str] = Counter()
        for number in range(25):
            for (fate, _), many in year(customer(7, number), all_runs(7)).counts.items():
                counts[fate] += many
        assert min(counts[x] for x in ("sent", "deferred", "dropped")) > 0


class TestTheShop:
    """It is the same shop each time, with outages of hours to a week."""

    def test_customers_stay_as_they_are(self) -> None:
        assert customer(1, 2) == customer(1, 2) != customer(1, 3)

    def test_nobody_runs_during_an_outage(self) -> None:
        times = runs(1)
        gaps = sorted(b - a for a, b in pairwise(times))
        assert times[0] >= START == instant("2026-01-01T00:00Z")
        assert gaps[-1].days >= 5
