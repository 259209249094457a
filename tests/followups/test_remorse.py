"""A signal of remorse is its reasons, and what nobody knows is said."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    CustomerWrote,
    Days,
    Delivered,
    DoubtVoiced,
    Event,
    InvalidValue,
    PageVisited,
    PriceDropped,
    ProductUsed,
    RemorseSignal,
    RemorseWatch,
    WrongType,
    followups,
)
from tests.followups.sale import BOUGHT, DELIVERED, at

WATCH = RemorseWatch(zone="Europe/Berlin")
CHEAPER = PriceDropped(at=at("03-07 10:00"))
USED = ProductUsed(at=at("03-06 10:00"))


def signal(*history: Event, now: str = "03-14 10:00", uses: int | None = None) -> RemorseSignal:
    facts = {} if uses is None else {"uses": uses}
    return followups.remorse_signal(history, WATCH, bought_at=BOUGHT, at=at(now), facts=facts)


def wrote(*days: str) -> list[Event]:
    return [CustomerWrote(at=at(f"{day} 10:00"), ref=day) for day in days]


@pytest.mark.parametrize(
    ("history", "level", "codes"),
    [
        ([USED], "none", []),
        ([USED, DoubtVoiced(at=at("03-07 10:00"))], "likely", ["doubt_voiced"]),
        ([USED, PageVisited("returns", at=at("03-07 10:00"))], "possible", ["page_visited"]),
        ([USED, PageVisited("faq", at=at("03-07 10:00"))], "none", []),
        ([USED, CHEAPER], "possible", ["price_dropped"]),
        ([USED, *wrote("03-06", "03-07")], "none", []),
        ([USED, *wrote("03-06", "03-07", "03-08")], "possible", ["wrote_often"]),
        (
            [
                USED,
                CHEAPER,
                PageVisited("returns", at=at("03-08 10:00")),
            ],
            "likely",
            ["page_visited", "price_dropped"],
        ),
    ],
    ids=[
        "nothing",
        "they say so",
        "a page about returns",
        "another page",
        "it got cheaper",
        "two messages",
        "three messages",
        "two things together",
    ],
)
def test_what_speaks_for_it(history: list[Event], level: str, codes: list[str]) -> None:
    found = signal(DELIVERED, *history)
    assert (str(found.level), [x.code for x in found.reasons]) == (level, codes)
    assert found.facts["remorse"] == level


@pytest.mark.parametrize(
    ("day", "counts"),
    [("03-02 10:14", False), ("03-02 10:15", True), ("03-16 23:59", True), ("03-17 00:00", False)],
    ids=["before the purchase", "with it", "on the last day", "a day too late"],
)
def test_soon_is_two_weeks(day: str, counts: bool) -> None:
    found = signal(DELIVERED, USED, DoubtVoiced(at=at(day)), now="03-20 10:00")
    assert bool(found.reasons) is counts


class TestUse:
    """What is not used for a week speaks for it, if anybody knows."""

    @pytest.mark.parametrize(
        ("now", "level"),
        [("03-12 23:59", "none"), ("03-13 00:00", "possible")],
        ids=["on the last day", "the day after"],
    )
    def test_a_week_after_the_delivery(self, now: str, level: str) -> None:
        assert str(signal(DELIVERED, now=now, uses=0).level) == level

    def test_nobody_knows(self) -> None:
        found = signal(DELIVERED)
        assert (str(found.level), [x.tell for x in found.unknown]) == ("unknown", ["uses"])

    def test_other_reasons_stand_beside_what_nobody_knows(self) -> None:
        found = signal(DELIVERED, CHEAPER)
        assert (str(found.level), len(found.unknown)) == ("possible", 1)

    @pytest.mark.parametrize("uses", [1, 20])
    def test_a_fact_tells_of_its_use(self, uses: int) -> None:
        assert str(signal(DELIVERED, uses=uses).level) == "none"

    def test_how_long_is_told(self) -> None:
        (found,) = signal(DELIVERED, uses=0).reasons
        assert (found.code, found.facts["days"]) == ("not_used", 8)

    def test_without_a_delivery_nothing_can_be_used(self) -> None:
        assert str(signal(now="03-30 10:00").level) == "none"

    def test_what_happened_before_this_sale_says_nothing(self) -> None:
        old = Delivered({"tee": 1}, at="2025-03-05T12:30+01:00")
        worn = ProductUsed(at="2025-03-06T12:30+01:00")
        assert str(signal(old, now="03-03 09:00", uses=0).level) == "none"
        assert str(signal(old, worn, DELIVERED, uses=0).level) == "possible"
        assert str(signal(old, worn, DELIVERED).level) == "unknown"

    @pytest.mark.parametrize("uses", ["2", True, 1.5, -1], ids=["text", "a bool", "a half", "less"])
    def test_how_often_is_a_whole_number(self, uses: Any) -> None:
        with pytest.raises((WrongType, InvalidValue), match="uses"):
            signal(DELIVERED, uses=uses)

    def test_the_last_delivery_counts(self) -> None:
        late = Delivered({"mug": 1}, at=at("03-10 10:00"))
        assert str(signal(DELIVERED, late, uses=0).level) == "none"


def test_what_lies_ahead_is_not_known() -> None:
    assert signal(DoubtVoiced(at=at("03-07 10:00")), now="03-07 09:59").reasons == ()


def test_the_watch_can_be_set() -> None:
    watch = evolve(WATCH, soon=Days(3), pages=["faq"], messages=1)
    history = [PageVisited("faq", at=at("03-05 10:00")), *wrote("03-06")]
    found = followups.remorse_signal(history, watch, bought_at=BOUGHT, at=at("03-07 10:00"))
    assert [x.code for x in found.reasons] == ["page_visited"]


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [("soon", 14, WrongType), ("messages", 0, InvalidValue), ("zone", "Berlin", InvalidValue)],
)
def test_a_watch_that_cannot_be(name: str, value: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=name):
        evolve(WATCH, **{name: value})
