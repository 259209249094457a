"""What comes before a milestone: it stays where it is, and is over when the milestone has come."""

from typing import Any

import pytest

from postsales import Days, Each, Event, First, Hours, InvalidValue, Last
from postsales.schedules import Action, AfterStep, Anchor, Oldest, Plan, StepDone
from tests.schedules.given import DAILY, Again, Due, Left, Paid, Released, Replied, berlin, stands


def plan(before: Anchor, wait: Any = Days(7), **options: Any) -> Plan:  # noqa: B008 - it is frozen
    notice = Action("notice", before=before, wait=wait, unless=[Replied], **options)
    return Plan(id="p", version="1", calendar=DAILY, stops=[Left], resets=[Again], steps=[notice])


def ends(at: str, ref: str = "") -> Due:
    return Due(at=berlin(at), ref=ref)


def state(asked: Plan, told: list[Event], at: str, key: str = "notice//1") -> str:
    return stands(asked, told, at)[key][0]


MARCH = ends("2026-03-30 10:00", "K1")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-23 09:59", "pending"),
        ("2026-03-23 10:00", "due"),
        ("2026-03-30 09:59", "due"),
        ("2026-03-30 10:00", "missed"),
        ("2026-05-25 10:00", "missed"),
    ],
)
def test_a_notice_is_too_late_when_the_contract_has_ended(at: str, expected: str) -> None:
    assert state(plan(First(Due)), [MARCH], at) == expected


@pytest.mark.parametrize("wait", [Days(0), Hours(0)])
def test_a_notice_at_the_milestone_is_in_time_at_that_instant(wait: Days | Hours) -> None:
    assert state(plan(First(Due), wait), [MARCH], "2026-03-30 10:00") == "due"
    assert state(plan(First(Due), wait), [MARCH], "2026-03-30 10:01") == "missed"


def test_a_plan_that_begins_anew_moves_no_milestone() -> None:
    begun = Again(at=berlin("2026-03-10 09:00"))
    later = Again(at=berlin("2026-05-10 09:00"))
    done = StepDone("p/C-7/notice//1", at=berlin("2026-03-23 10:00"))
    for more in ([], [begun], [begun, later]):
        assert state(plan(First(Due)), [MARCH, *more], "2026-03-23 10:00") == "due"
        assert state(plan(First(Due)), [MARCH, done, *more], "2026-05-23 10:00") == "done"


def test_what_stopped_a_plan_before_it_began_anew_is_forgotten() -> None:
    told = [MARCH, Left(at=berlin("2026-03-01 09:00"))]
    assert state(plan(First(Due)), told, "2026-03-23 10:00") == "stopped"
    told.append(Again(at=berlin("2026-03-02 09:00")))
    assert state(plan(First(Due)), told, "2026-03-23 10:00") == "due"


@pytest.mark.parametrize("kind", [Left, Replied])
@pytest.mark.parametrize("anchor", [Each(Due), Last(Due)])
def test_what_ended_the_contract_before_says_nothing_of_the_next(
    kind: type[Event], anchor: Anchor
) -> None:
    next_one = ends("2026-03-30 10:00", "K2")
    key = "notice/K2/1" if isinstance(anchor, Each) else "notice//1"
    old, new = kind(at=berlin("2024-01-01 10:00")), kind(at=berlin("2025-01-01 10:00"))
    before = ends("2024-06-30 10:00", "K1")
    told = [before, next_one, old]
    assert state(plan(anchor), told, "2026-03-25 10:00", key) == "due"
    expected = "stopped" if kind is Left else "needless"
    assert state(plan(anchor), [*told, new], "2026-03-25 10:00", key) == expected
    assert state(plan(anchor), [next_one, old], "2026-03-25 10:00", key) == expected


def test_what_names_a_contract_is_about_that_one_whenever_it_was() -> None:
    told = [
        ends("2026-03-30 10:00", "K1"),
        ends("2026-04-20 10:00", "K2"),
        Replied(at=berlin("2026-03-15 10:00"), ref="K2"),
    ]
    found = stands(plan(Each(Due)), told, "2026-04-15 10:00")
    assert {key: x for key, (x, _) in found.items()} == {
        "notice/K1/1": "missed",
        "notice/K2/1": "needless",
    }


def test_a_milestone_that_is_over_only_after_the_notice_is_not_the_one_before() -> None:
    told = [
        ends("2026-03-30 10:00", "K1"),
        ends("2026-04-01 10:00", "K2"),
        Left(at=berlin("2026-03-15 10:00")),
    ]
    found = stands(plan(Each(Due)), told, "2026-03-26 10:00")
    assert {x for x, _ in found.values()} == {"stopped"}


def test_of_milestones_the_last_that_is_known_counts() -> None:
    told = [MARCH, ends("2027-03-30 10:00")]
    assert stands(plan(Last(Due)), told, "2026-03-25 10:00") == {
        "notice//1": ("pending", "2027-03-23 10:00")
    }


def test_the_oldest_invoice_that_is_open_is_announced() -> None:
    told: list[Event] = [MARCH, ends("2026-04-30 10:00", "K2"), Paid(at=MARCH.at, ref="K1")]
    asked = plan(Oldest(Due, until=Paid))
    assert stands(asked, told[:2], "2026-03-25 10:00") == {
        "notice/K1/1": ("due", "2026-03-23 10:00")
    }
    assert stands(asked, told, "2026-04-25 10:00") == {"notice/K2/1": ("due", "2026-04-23 10:00")}


def test_what_was_done_lies_behind() -> None:
    with pytest.raises(InvalidValue, match="what was done lies behind"):
        Action("notice", before=AfterStep("call"))


def test_a_notice_of_its_own_expiry_may_be_missed_before() -> None:
    asked = plan(First(Due), expires=Days(2))
    assert state(asked, [MARCH, Released(at=MARCH.at)], "2026-03-25 23:59") == "due"
    assert state(asked, [MARCH], "2026-03-26 00:00") == "missed"
