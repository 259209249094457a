"""Every value is changed by itself; what a constructor refuses is no change."""

from postsales import Days, Delivered, Percent, Scope, Trait, WorkingDays
from postsales.basics.last_days import Count
from postsales.basics.rolls import NonDays, Roll
from postsales.basics.selectors import Last
from postsales.law import EU, GB, LateBand, LatePenalty
from tests.law.mutants import mutants, table

WEEKEND = NonDays(["saturday", "sunday"])
FORTNIGHT = Count(Last(Delivered), Days(14), roll=Roll(WEEKEND))
WEEK = Count(Last(Delivered), WorkingDays(5), skipping=NonDays(["sunday"]))


def ways(value: object) -> list[str]:
    return [way for way, _ in mutants(value)]


def test_every_value_of_a_count() -> None:
    assert ways(FORTNIGHT) == [
        "no roll",
        "first_day: same",
        "start: First for Last(event=Delivered, by=None)",
        "start: Own for Last(event=Delivered, by=None)",
        "length: 13 for 14 days",
        "length: 15 for 14 days",
        "roll: over: weekdays without Weekday.SATURDAY",
        "roll: over: weekdays without Weekday.SUNDAY",
    ]


def test_working_days_without_days_to_skip_cannot_be_written() -> None:
    assert "skipping: weekdays without Weekday.SUNDAY" not in ways(WEEK)
    assert "length: 4 for 5 working days" in ways(WEEK)


def test_a_scope_is_not_widened_to_everything() -> None:
    assert ways(Scope(trait=Trait.PERISHABLE)) == []


def test_every_value_of_a_ladder() -> None:
    bands = [LateBand(Days(10)), LateBand(Days(20), Percent("5"))]
    assert ways(LatePenalty(bands=bands, beyond=Percent("50"), each_month=Percent("5"))) == [
        f"bands without {bands[0]!r}",
        f"bands without {bands[1]!r}",
        "no each_month",
        "bands: until: 9 for 10 days",
        "bands: until: 11 for 10 days",
        "bands: no added",
        "bands: until: 19 for 20 days",
        "bands: until: 21 for 20 days",
        "bands: added: 4 for 5 %",
        "bands: added: 6 for 5 %",
        "beyond: 49 for 50 %",
        "beyond: 51 for 50 %",
        "each_month: 4 for 5 %",
        "each_month: 6 for 5 %",
    ]


def test_all_that_a_place_says_is_changed() -> None:
    found = {way.split(": ")[0] for way, _ in mutants(GB)}
    assert {"rights", "refunds", "duties", "faults", "fixed_sums"} < found
    assert {"duties without refund", "handling without withdrawal"} < found
    assert {"no additional_period", "no fixed_sums"} < found


def test_each_is_another_place() -> None:
    found = [mutant for _, mutant in mutants(EU)]
    assert len(found) > 100
    assert all(mutant.code == "EU" for mutant in found)


def test_a_place_with_another_length_is_noticed() -> None:
    shorter = next(x for way, x in mutants(EU) if way.endswith("length: 13 for 14 days"))
    rows = table(EU)
    assert any(rows.failures(shorter, "the last day"))
    assert not any(rows.failures(EU, "the last day"))
