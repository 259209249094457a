"""The three phases after buying, each with what it rests on."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


class TestSinceWhen:
    """Whoever asked between the beginning of a phase and now was told this phase, too."""

    late = (CaseOpened(at=at("05-20 10:00")), CaseClosed(at=at("05-21 10:00")))

    @pytest.mark.parametrize(
        ("now", "phase", "since"),
        [
            ("03-05 12:30", "excitement", BOUGHT),
            ("03-08 23:59", "excitement", BOUGHT),
            ("03-09 00:00", "learning", at("03-09 00:00")),
            ("05-20 09:59", "settled", at("04-05 00:00")),
            ("05-20 10:00", "learning", at("05-20 10:00")),
            ("05-21 09:59", "learning", at("05-20 10:00")),
            ("05-21 10:00", "settled", at("05-21 10:00")),
        ],
        ids=[
            "with the delivery",
            "the last minute of the excitement",
            "the first of the learning",
            "settled before the case",
            "a case unsettles",
            "as long as it is open",
            "settled with its end",
        ],
    )
    def test_a_case_after_months(self, now: str, phase: str, since: str) -> None:
        found = followups.phase([DELIVERED, *self.late], DAYS, bought_at=BOUGHT, at=at(now))
        assert (str(found.phase), found.since) == (phase, Event(at=since).at)

    def test_a_case_that_is_closed_while_they_learn_changes_nothing(self) -> None:
        early = [CaseOpened(at=at("03-20 10:00")), CaseClosed(at=at("03-21 10:00"))]
        found = followups.phase([DELIVERED, *early], DAYS, bought_at=BOUGHT, at=at("06-01 10:00"))
        assert found.since == Event(at=at("04-05 00:00")).at

    def test_the_end_is_not_told_while_something_is_open(self) -> None:
        case = CaseOpened(at=at("03-20 10:00"))
        found = followups.phase([DELIVERED, case], DAYS, bought_at=BOUGHT, at=at("03-21 10:00"))
        assert (str(found.phase), found.until) == ("learning", None)

    KINDS = st.sampled_from([ProductUsed, CaseOpened, CaseClosed, ReturnClosed])
    TIMES = st.integers(0, 4 * 90).map(lambda n: Event(at=BOUGHT).at + timedelta(hours=6 * n))
    EVENTS = st.one_of(
        st.builds(lambda kind, at: kind(at=at, ref="R"), KINDS, TIMES),
        st.builds(lambda at: Delivered({"tee": 1}, at=at), TIMES),
        st.builds(lambda at: ReturnRequested({"tee": 1}, at=at, ref="R"), TIMES),
    )

    @given(st.lists(EVENTS, max_size=6), TIMES, st.integers(0, 1000))
    def test_nothing_in_between_says_otherwise(
        self, history: list[Event], now: datetime, share: int
    ) -> None:
        found = followups.phase(history, DAYS, bought_at=BOUGHT, at=now)
        assert found.since <= now
        then = found.since + (now - found.since) * share // 1000
        between = followups.phase(history, DAYS, bought_at=BOUGHT, at=then)
        assert (between.phase, between.since) == (found.phase, found.since)
        just_before = found.since - timedelta.resolution
        if just_before >= Event(at=BOUGHT).at:
            before = followups.phase(history, DAYS, bought_at=BOUGHT, at=just_before)
            assert before.phase is not found.phase


class TestThisSale:
    """What happened before the sale says nothing about it, and of several parcels the last one."""

    of_2025 = (
        Delivered({"tee": 1}, at="2025-03-05T12:30+01:00"),
        ProductUsed(at="2025-03-06T12:30+01:00"),
        CaseOpened(at="2025-03-07T12:30+01:00"),
    )

    def test_a_sale_of_last_year_settles_nobody(self) -> None:
        assert told(*self.of_2025, now="03-03 09:00") == ("excitement", "not_delivered")
        assert told(*self.of_2025, DELIVERED, now="03-06 09:00") == ("excitement", "just_delivered")
        assert told(*self.of_2025, DELIVERED, now="04-05 00:00") == ("settled", "days_gone_by")

    def test_a_parcel_that_has_just_come_is_no_habit(self) -> None:
        later = Delivered({"mug": 1}, at=at("04-20 12:30"))
        assert told(DELIVERED, later, now="04-20 12:29") == ("settled", "days_gone_by")
        assert told(DELIVERED, later, now="04-20 12:30") == ("excitement", "just_delivered")
        assert told(DELIVERED, later, now="05-20 23:59") == ("learning", "days_gone_by")
        assert told(DELIVERED, later, now="05-21 00:00") == ("settled", "days_gone_by")


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
