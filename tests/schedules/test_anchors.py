"""From which event does a step count, and who is an occurrence?"""

import pytest
from attrs import evolve

from postsales import Days, Event, First, Hours, InvalidValue, Last, WorkCalendar, schedules
from postsales.schedules import (
    Action,
    AfterStep,
    Anchor,
    Each,
    Every,
    Oldest,
    Plan,
    StepDone,
    Target,
)
from tests.schedules.given import (
    DAILY,
    Arrived,
    Bought,
    Due,
    Left,
    Paid,
    PaidBack,
    Replied,
    Wrote,
    berlin,
    due,
    stands,
)

OPEN = Oldest(Due, until=Paid, reopened_by=PaidBack)


def plan(anchor: Anchor, wait: int = 7) -> Plan:
    step = Action("remind", after=anchor, wait=Days(wait))
    return Plan(id="p", version="1", calendar=DAILY, steps=[step])


def came(day: str, ref: str = "") -> Arrived:
    return Arrived(at=berlin(f"{day} 11:00"), ref=ref)


def invoice(day: str, ref: str) -> Due:
    return Due(at=berlin(f"{day} 00:00"), ref=ref)


def paid(day: str, ref: str = "") -> Paid:
    return Paid(at=berlin(f"{day} 00:00"), ref=ref)


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        pytest.param(
            First(Arrived), {"remind//1": ("due", "2026-03-09 11:00")}, id="the first parcel"
        ),
        pytest.param(
            Last(Arrived), {"remind//1": ("pending", "2026-03-16 11:00")}, id="the last parcel"
        ),
        pytest.param(
            Each(Arrived),
            {
                "remind/P1/1": ("due", "2026-03-09 11:00"),
                "remind/P2/1": ("pending", "2026-03-16 11:00"),
            },
            id="every parcel",
        ),
    ],
)
def test_parcels_are_selected(anchor: Anchor, expected: dict[str, tuple[str, str]]) -> None:
    history = [came("2026-03-09", "P2"), came("2026-03-02", "P1")]
    assert stands(plan(anchor), history, "2026-03-10 00:00") == expected


def test_nothing_is_due_before_anything_began() -> None:
    assert (
        stands(plan(First(Arrived)), [Bought(at=berlin("2026-03-02 11:00"))], "2027-01-01 00:00")
        == {}
    )


def test_a_parcel_that_is_told_twice_counts_from_the_first_telling() -> None:
    history = [came("2026-03-02", "P1"), came("2026-03-04", "P1")]
    found = stands(plan(Each(Arrived)), history, "2026-03-03 00:00")
    assert found == {"remind/P1/1": ("pending", "2026-03-09 11:00")}


@pytest.mark.parametrize("anchor", [Each(Arrived), Oldest(Arrived, until=Paid)])
def test_events_that_are_told_apart_need_a_ref(anchor: Anchor) -> None:
    with pytest.raises(InvalidValue, match="tells each Arrived apart by its ref, and one has none"):
        stands(plan(anchor), [came("2026-03-02")], "2026-03-03 00:00")


def test_a_clock_of_each_message_needs_a_ref_as_well() -> None:
    """Without one the second question would never be seen: the first was answered."""
    reply = Target("reply", after=Each(Wrote), within=Hours(4), met_by=Replied)
    asked = Plan(id="p", version="1", calendar=DAILY, steps=[reply])
    told: list[Event] = [
        Wrote(at=berlin("2026-03-01 10:00")),
        Replied(at=berlin("2026-03-01 12:00")),
        Wrote(at=berlin("2026-03-05 10:00")),
    ]
    with pytest.raises(InvalidValue, match="tells each Wrote apart by its ref, and one has none"):
        schedules.targets(asked, told, subject="C-7", at=berlin("2026-03-06 10:00"))


@pytest.mark.parametrize(
    ("events", "at", "expected"),
    [
        pytest.param([], "2026-03-15", {"remind/A/1": ("due", "2026-03-08 00:00")}, id="both open"),
        pytest.param(
            [paid("2026-03-10", "A")],
            "2026-03-15",
            {"remind/B/1": ("pending", "2026-03-27 00:00")},
            id="the older one is paid, so the ladder moves on",
        ),
        pytest.param(
            [paid("2026-03-10", "A"), PaidBack(at=berlin("2026-03-12 00:00"), ref="A")],
            "2026-03-15",
            {"remind/A/1": ("due", "2026-03-08 00:00")},
            id="the payment is reversed, and it is as old as it was",
        ),
        pytest.param(
            [paid("2026-02-20", "A")],
            "2026-03-15",
            {"remind/B/1": ("pending", "2026-03-27 00:00")},
            id="paid before it was due",
        ),
        pytest.param(
            [paid("2026-03-10", "A"), paid("2026-03-10", "B")], "2026-03-15", {}, id="all is paid"
        ),
        pytest.param([paid("2026-03-21")], "2026-03-25", {}, id="an end without a ref"),
        pytest.param(
            [paid("2026-03-10")],
            "2026-03-25",
            {"remind/B/1": ("pending", "2026-03-27 00:00")},
            id="ends all that had begun",
        ),
        pytest.param(
            [paid("2026-03-10", "A")],
            "2026-03-09",
            {"remind/A/1": ("due", "2026-03-08 00:00")},
            id="asked a day before, nothing is paid",
        ),
    ],
)
def test_the_oldest_open_invoice_is_dunned(
    events: list[Event], at: str, expected: dict[str, tuple[str, str]]
) -> None:
    history: list[Event] = [invoice("2026-03-20", "B"), invoice("2026-03-01", "A"), *events]
    assert stands(plan(OPEN), history, f"{at} 00:00") == expected


def test_an_invoice_that_was_dunned_is_not_dunned_again_when_its_payment_is_reversed() -> None:
    ladder = plan(OPEN)
    history: list[Event] = [invoice("2026-03-01", "A")]
    assert due(ladder, history, "2026-03-08 00:00") == ["remind/A/1"]
    history += [StepDone("p/C-7/remind/A/1", at=berlin("2026-03-08 09:00"))]
    history += [paid("2026-03-10", "A"), PaidBack(at=berlin("2026-03-12 00:00"), ref="A")]
    assert due(ladder, history, "2026-04-01 00:00") == []


def test_a_step_after_a_step_counts_from_when_that_was_done() -> None:
    first = Action("first", after=Each(Due), wait=Days(7))
    second = Action("second", after=AfterStep("first"), wait=Days(5))
    ladder = Plan(id="p", version="1", calendar=DAILY, steps=[first, second])
    history: list[Event] = [invoice("2026-03-01", "A"), invoice("2026-03-02", "B")]
    assert due(ladder, history, "2026-04-01 00:00") == ["first/A/1", "first/B/1"]
    history.append(StepDone("p/C-7/first/A/1", at=berlin("2026-03-10 15:00")))
    found = stands(ladder, history, "2026-03-11 00:00")
    assert found["second/A/1"] == ("pending", "2026-03-15 15:00")
    assert "second/B/1" not in found


def test_what_comes_again_from_when_it_was_done_moves_with_it() -> None:
    visit = Action(
        "visit", after=First(Bought), wait=Days(30), every=Every(Days(30), counted="done")
    )
    care = Plan(id="p", version="1", calendar=DAILY, steps=[visit])
    history: list[Event] = [Bought(at=berlin("2026-01-01 10:00"))]
    assert stands(care, history, "2026-03-01 00:00") == {"visit//1": ("due", "2026-01-31 10:00")}
    history.append(StepDone("p/C-7/visit//1", at=berlin("2026-03-01 12:00")))
    assert stands(care, history, "2026-03-02 00:00") == {
        "visit//1": ("done", "2026-01-31 10:00"),
        "visit//2": ("pending", "2026-03-31 12:00"),
    }


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-02-05 23:59", {"oil//1": "due"}),
        ("2026-02-06 00:00", {"oil//1": "missed", "oil//2": "pending"}),
        ("2026-03-02 10:00", {"oil//1": "missed", "oil//2": "due"}),
        (
            "2026-04-01 10:00",
            {"oil//1": "missed", "oil//2": "missed", "oil//3": "due"},
        ),
    ],
)
def test_what_was_missed_once_comes_again_as_it_would_have(
    at: str, expected: dict[str, str]
) -> None:
    oil = Action(
        "oil",
        after=First(Bought),
        wait=Days(30),
        every=Every(Days(30), counted="done"),
        expires=Days(5),
    )
    care = Plan(id="p", version="1", calendar=WorkCalendar.always("UTC"), steps=[oil])
    history = [Bought(at="2026-01-01T10:00Z")]
    now = f"{at.replace(' ', 'T')}Z"
    some = schedules.occurrences(care, history, subject="C-7", at=now)
    assert {x.key.removeprefix("p/C-7/"): str(x.state) for x in some} == expected


def test_the_last_is_the_last_that_has_happened() -> None:
    history = [invoice("2026-03-01", "I1"), invoice("2026-04-01", "I2")]
    asked = plan(Last(Due))
    expected = {
        "2026-02-20": ("pending", "2026-03-08 00:00"),
        "2026-03-20": ("due", "2026-03-08 00:00"),
        "2026-04-02": ("pending", "2026-04-08 00:00"),
    }
    for day, told in expected.items():
        assert stands(asked, history, f"{day} 00:00") == {"remind//1": told}


def test_steps_after_each_visit_are_told_apart() -> None:
    visit = Action("visit", after=First(Bought), every=Every(Days(30), times=2))
    ask = Action("ask", after=AfterStep("visit"), wait=Days(1))
    care = Plan(id="p", version="1", calendar=DAILY, steps=[visit, ask])
    history = [
        Bought(at=berlin("2026-01-01 10:00")),
        StepDone("p/C-7/visit//1", at=berlin("2026-01-02 10:00")),
        StepDone("p/C-7/visit//2", at=berlin("2026-02-02 10:00")),
    ]
    assert due(care, history, "2026-03-01 00:00") == ["ask//1", "ask/#2/1"]


class TestSettledBeforeItWasSent:
    """What happened before we did the first step, and is told after it, settles the next ones."""

    ask = Action("ask", after=Last(Arrived), wait=Days(21))
    remind = Action("remind", after=AfterStep("ask"), wait=Days(7), unless=[Replied])
    last = Action("last", after=AfterStep("remind"), wait=Days(7), unless=[Replied])
    reviews = Plan(id="p", version="1", calendar=DAILY, stops=[Left], steps=[ask, remind, last])
    told = (
        came("2026-03-02"),
        StepDone("p/C-7/ask//1", at=berlin("2026-03-23 11:30")),
    )

    @pytest.mark.parametrize(
        ("replied", "state"),
        [
            ("2026-03-02 10:59", "due"),
            ("2026-03-02 11:00", "needless"),
            ("2026-03-23 11:20", "needless"),
            ("2026-03-24 11:00", "needless"),
        ],
        ids=["before the parcel", "with it", "ten minutes before we asked", "after we asked"],
    )
    def test_from_the_anchor_of_the_first_step(self, replied: str, state: str) -> None:
        history = [*self.told, Replied(at=berlin(replied))]
        assert stands(self.reviews, history, "2026-03-30 12:00")["remind//1"][0] == state
        history.append(StepDone("p/C-7/remind//1", at=berlin("2026-03-30 12:00")))
        assert stands(self.reviews, history, "2026-04-06 12:00")["last//1"][0] == state

    def test_a_stop_that_is_told_late_stops_it(self) -> None:
        history = [*self.told, Left(at=berlin("2026-03-23 11:20"))]
        assert stands(self.reviews, history, "2026-03-30 12:00")["remind//1"][0] == "stopped"

    def test_a_parcel_that_came_later_does_not_take_it_back(self) -> None:
        history = [*self.told, Replied(at=berlin("2026-03-23 11:20")), came("2026-03-25")]
        assert stands(self.reviews, history, "2026-03-30 12:00")["remind//1"][0] == "needless"

    def test_of_one_invoice_and_not_of_another(self) -> None:
        ask = evolve(self.ask, after=Each(Due))
        each = evolve(self.reviews, steps=[ask, self.remind])
        history = [
            *(invoice("2026-03-01", x) for x in "AB"),
            *(StepDone(f"p/C-7/ask/{x}/1", at=berlin("2026-03-23 11:30")) for x in "AB"),
            Replied(at=berlin("2026-03-23 11:20"), ref="A"),
        ]
        assert due(each, history, "2026-03-31 00:00") == ["remind/B/1"]

    def test_of_a_notice_before_it_comes(self) -> None:
        notice = Action("ask", before=First(Due), wait=Days(3))
        ahead = evolve(self.reviews, steps=[notice, self.remind])
        done = StepDone("p/C-7/ask//1", at=berlin("2026-03-23 11:30"))
        told = [invoice("2026-03-25", ""), done, Replied(at=berlin("2026-01-01 00:00"))]
        assert stands(ahead, told, "2026-03-31 00:00")["remind//1"][0] == "needless"

    def test_the_answer_to_one_visit_is_none_to_the_next(self) -> None:
        visit = Action("ask", after=First(Arrived), every=Every(Days(30), times=2))
        care = evolve(self.reviews, steps=[visit, self.remind])
        history = [
            came("2026-01-01"),
            StepDone("p/C-7/ask//1", at=berlin("2026-01-02 10:00")),
            Replied(at=berlin("2026-01-05 10:00")),
            StepDone("p/C-7/ask//2", at=berlin("2026-02-02 10:00")),
        ]
        assert due(care, history, "2026-03-01 00:00") == ["remind/#2/1"]


@pytest.mark.parametrize("ref", ["INV/9", "a%2Fb", "x#2", "50%", "Ä ö", "a:b"])
def test_a_reference_of_any_kind_comes_back_from_its_key(ref: str) -> None:
    asked = Action("second", after=AfterStep("first"))
    ladder = Plan(
        id="p/q", version="1", calendar=DAILY, steps=[Action("first", after=Each(Due)), asked]
    )
    history: list[Event] = [invoice("2026-03-01", ref)]
    (first,) = schedules.due(ladder, history, subject="C/7", at=berlin("2026-03-02 00:00"))
    history.append(first.done(at=berlin("2026-03-02 00:00")))
    (second,) = schedules.due(ladder, history, subject="C/7", at=berlin("2026-03-03 00:00"))
    assert (first.ref, second.ref, second.step) == (ref, ref, "second")


def test_keys_of_others_are_left_alone() -> None:
    history = [
        came("2026-03-02"),
        StepDone("p/C-8/remind//1", at=berlin("2026-03-09 11:00")),
        StepDone("q/C-7/remind//1", at=berlin("2026-03-09 11:00")),
        StepDone("no key of ours", at=berlin("2026-03-09 11:00")),
        StepDone("p/C-7/remind//1/x", at=berlin("2026-03-09 11:00")),
    ]
    assert due(plan(First(Arrived)), history, "2026-03-10 00:00") == ["remind//1"]


def test_classes_that_begin_and_end_are_two() -> None:
    with pytest.raises(InvalidValue, match="three classes"):
        Oldest(Due, until=Due)
