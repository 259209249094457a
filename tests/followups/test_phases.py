"""The three phases after buying, each with what it rests on."""

import pytest

from postsales import (
    CaseClosed,
    CaseOpened,
    Days,
    Delivered,
    Event,
    InvalidValue,
    PhaseDays,
    ProductUsed,
    ReturnClosed,
    ReturnRequested,
    WrongType,
    followups,
)
from tests.followups.sale import BOUGHT, DELIVERED, at

DAYS = PhaseDays(zone="Europe/Berlin")


def told(*history: Event, now: str) -> tuple[str, str]:
    found = followups.phase(history, DAYS, bought_at=BOUGHT, at=at(now))
    return str(found.phase), str(found.because)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("03-05 12:29", ("excitement", "not_delivered")),
        ("03-05 12:30", ("excitement", "just_delivered")),
        ("03-08 23:59", ("excitement", "just_delivered")),
        ("03-09 00:00", ("learning", "days_gone_by")),
        ("04-04 23:59", ("learning", "days_gone_by")),
        ("04-05 00:00", ("settled", "days_gone_by")),
    ],
)
def test_the_phases_by_time(now: str, expected: tuple[str, str]) -> None:
    assert told(DELIVERED, now=now) == expected


def test_the_first_use_ends_the_excitement() -> None:
    used = ProductUsed(at=at("03-06 20:00"))
    assert told(DELIVERED, used, now="03-06 19:59") == ("excitement", "just_delivered")
    assert told(DELIVERED, used, now="03-06 20:00") == ("learning", "in_use")


def test_what_is_used_counts_without_a_delivery() -> None:
    used = ProductUsed(at=at("03-06 20:00"))
    assert told(used, now="03-07 09:00") == ("learning", "in_use")
    assert told(used, now="04-06 09:00") == ("settled", "days_gone_by")


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (CaseOpened(at=at("03-20 10:00"), ref="A"), CaseClosed(at=at("04-20 10:00"), ref="A")),
        (
            ReturnRequested({"tee": 1}, at=at("03-20 10:00"), ref="A"),
            ReturnClosed(at=at("04-20 10:00"), ref="A"),
        ),
    ],
    ids=["a case", "a return"],
)
def test_nobody_is_settled_while_something_is_open(begins: Event, ends: Event) -> None:
    history = [DELIVERED, begins, ends]
    assert told(*history, now="04-20 09:59") == ("learning", "something_open")
    found = followups.phase(history, DAYS, bought_at=BOUGHT, at=at("04-20 10:00"))
    assert (str(found.phase), found.since) == ("settled", ends.at)


def test_what_is_open_much_later_does_not_unsettle_what_was() -> None:
    late = [CaseOpened(at=at("05-20 10:00")), CaseClosed(at=at("05-21 10:00"))]
    found = followups.phase([DELIVERED, *late], DAYS, bought_at=BOUGHT, at=at("06-01 10:00"))
    assert found.since == Delivered({"tee": 1}, at=at("04-05 00:00")).at


def test_until_when_is_told() -> None:
    found = followups.phase([DELIVERED], DAYS, bought_at=BOUGHT, at=at("03-06 10:00"))
    assert found.until == Delivered({"tee": 1}, at=at("03-09 00:00")).at
    assert found.since == Delivered({"tee": 1}, at=BOUGHT).at


def test_days_are_local_where_the_clocks_change() -> None:
    history = [Delivered({"tee": 1}, at=at("03-27 23:30"))]
    for now, expected in (("03-30 23:59", "excitement"), ("03-31 00:00", "learning")):
        assert told(*history, now=now)[0] == expected


def test_learning_is_never_shorter_than_the_excitement() -> None:
    with pytest.raises(InvalidValue, match="learning"):
        PhaseDays(zone="Europe/Berlin", learning=Days(2))
    assert PhaseDays(zone="Europe/Berlin", learning=Days(3)).learning == Days(3)
    with pytest.raises(WrongType, match="excitement"):
        PhaseDays(zone="Europe/Berlin", excitement=3)  # type: ignore[arg-type]
