"""What holds for every plan and every history."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Days,
    During,
    Event,
    First,
    Hours,
    Last,
    Months,
    NewRound,
    Weeks,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    schedules,
)
from postsales.schedules import (
    Action,
    AfterStep,
    Anchor,
    CatchUp,
    CountedFrom,
    Each,
    Every,
    Oldest,
    Plan,
    StepDone,
    Target,
)
from tests.schedules.given import (
    DAILY,
    OFFICE,
    Again,
    Arrived,
    Due,
    Held,
    Left,
    Paid,
    PaidBack,
    Released,
    Replied,
    Wrote,
    berlin,
)

START = berlin("2026-03-20 00:00")
KINDS: list[type[Event]] = [
    Arrived,
    Due,
    Paid,
    PaidBack,
    Left,
    Held,
    Released,
    Wrote,
    Replied,
    Again,
]
LENGTHS = st.one_of(
    st.builds(Days, st.integers(0, 40)),
    st.builds(Weeks, st.integers(0, 4)),
    st.builds(Months, st.integers(0, 2)),
    st.builds(Hours, st.integers(0, 100)),
    st.builds(WorkingDays, st.integers(0, 10)),
    st.builds(WorkingHours, st.integers(0, 40)),
)
ANCHORS: st.SearchStrategy[Anchor] = st.sampled_from(
    [
        First(Arrived),
        Last(Arrived),
        Each(Due),
        Oldest(Due, until=Paid, reopened_by=PaidBack),
    ]
)
TARGETS: st.SearchStrategy[Anchor] = st.sampled_from([First(Wrote), Oldest(Wrote, until=Replied)])
# Half of all is at one of a few instants, so that several things happen at once.
TIMES = (st.integers(0, 7).map(lambda n: 96 * n) | st.integers(0, 60 * 24 * 4)).map(
    lambda n: START + timedelta(minutes=15 * n)
)


def _event(kind: type[Event], at: datetime, ref: str) -> Event:
    # Invoices are told apart by their refs.
    return kind(at=at, ref=ref or "A" if kind is Due else ref)


EVENTS = st.builds(_event, st.sampled_from(KINDS), TIMES, st.sampled_from(["A", "B", ""]))
KEYS = st.builds(
    "p/C-7/a{}/{}/{}".format,
    st.integers(0, 2),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["1", "2", "1/1", "2/1", "1/2"]),
)
HISTORIES = st.lists(EVENTS | st.builds(StepDone, KEYS, at=TIMES), max_size=8)


@st.composite
def plans(draw: st.DrawFn, /, **fixed: Any) -> Plan:
    every = st.none() | st.builds(
        Every,
        st.builds(Days, st.integers(1, 9)),
        times=st.integers(1, 4),
        counted=st.sampled_from(["schedule", "done"]),
    )
    actions = [
        Action(
            f"a{i}",
            after=draw(ANCHORS | st.builds(AfterStep, st.just("a0")) if i else ANCHORS),
            unless=draw(st.sampled_from([(), (Replied,), (Arrived,)])),
            wait=draw(LENGTHS),
            at_time=draw(st.sampled_from([None, "10:00"])),
            every=draw(every),
            expires=draw(st.none() | LENGTHS),
            landing=draw(st.sampled_from([None, "following", "preceding"])),
        )
        for i in range(draw(st.integers(1, 3)))
    ]
    notice = Action("n", before=draw(ANCHORS), wait=draw(LENGTHS), unless=[Replied])
    actions += draw(st.sampled_from([[], [notice]]))
    target = Target("t", after=draw(TARGETS), within=draw(LENGTHS), met_by=Replied)
    options: dict[str, Any] = {
        "calendar": draw(st.sampled_from([OFFICE, DAILY])),
        "catch_up": draw(st.sampled_from(CatchUp)),
        "stops": draw(st.sampled_from([(), (Left,)])),
        "pauses": draw(st.sampled_from([(), (During(Held, Released),)])),
        "resets": draw(st.sampled_from([(), (Again,)])),
        "new_round": draw(st.sampled_from(NewRound)),
    }
    return Plan(id="p", version="1", steps=[*actions, target], **{**options, **fixed})


def due(plan: Plan, history: Sequence[Event], at: datetime) -> tuple[schedules.Occurrence, ...]:
    return schedules.due(plan, history, subject="C-7", at=at)


def stands(plan: Plan, history: Sequence[Event], at: datetime) -> Any:
    """How everything stands, without what runs on by itself."""
    some = schedules.occurrences(plan, history, subject="C-7", at=at)
    clocks = schedules.targets(plan, history, subject="C-7", at=at)
    actions = {x.key: (x.state, x.at) for x in some}
    return actions, [(x.ref, x.state, x.due_at, x.met_at) for x in clocks]


class TestDoneIsDone:
    """What is recorded as done is not due again: a second run has nothing to do."""

    @given(plans(), HISTORIES, TIMES)
    def test_a_second_run_finds_nothing(
        self, plan: Plan, history: list[Event], at: datetime
    ) -> None:
        for _ in range(40):
            ready = due(plan, history, at)
            if not ready:
                break
            history = [*history, *(x.done(at=at) for x in ready)]
        else:
            raise AssertionError("it is never done")

    @given(plans(), HISTORIES, TIMES)
    def test_keys_are_told_once(self, plan: Plan, history: list[Event], at: datetime) -> None:
        keys = [x.key for x in schedules.occurrences(plan, history, subject="C-7", at=at)]
        assert len({*keys}) == len(keys)


class TestOrderOfTelling:
    """In which order a history is told changes nothing, not even at one instant."""

    @given(plans(), HISTORIES, TIMES, st.randoms(use_true_random=False))
    def test_any_order_is_answered_alike(
        self, plan: Plan, history: list[Event], at: datetime, chance: Any
    ) -> None:
        other = [*history]
        chance.shuffle(other)
        assert stands(plan, other, at) == stands(plan, history, at)

    @given(plans(), HISTORIES, TIMES, st.data())
    def test_what_is_told_twice_is_one(
        self, plan: Plan, history: list[Event], at: datetime, data: st.DataObject
    ) -> None:
        again = data.draw(st.lists(st.sampled_from(history))) if history else []
        assert stands(plan, [*history, *again], at) == stands(plan, history, at)


class TestNextChange:
    """Until the next change everything stands as it does, and then something stands otherwise."""

    @given(plans(), HISTORIES, TIMES, st.integers(0, 999))
    def test_nothing_changes_before(
        self, plan: Plan, history: list[Event], at: datetime, share: int
    ) -> None:
        then = schedules.next_change(plan, history, subject="C-7", at=at)
        now = stands(plan, history, at)
        if then is None:
            assert stands(plan, history, at + timedelta(days=4 * share)) == now
            return
        assert then > at
        assert stands(plan, history, at + (then - at) * share // 1000) == now
        assert stands(plan, history, then) != now


class TestOutage:
    """A run every hour and one run after an outage come to the same, as the plan says."""

    @given(plans(catch_up=CatchUp.EACH), HISTORIES, st.integers(1, 400))
    def test_each_is_done_all_the_same_unless_it_expired(
        self, plan: Plan, history: list[Event], hours: int
    ) -> None:
        steps = [evolve(x, expires=None, every=None) for x in plan.actions if _is_plain(x)]
        patient = evolve(plan, steps=steps, stops=(), resets=())
        end = START + timedelta(hours=hours)
        late = Arrived | Paid | PaidBack | Due | StepDone
        settled = [x for x in history if not isinstance(x, late)]
        first = [x for x in history if isinstance(x, Arrived | Due) and x.at <= START]
        told: list[Event] = [*settled, *first]
        once = {x.key for x in due(patient, told, end)}
        often: set[str] = set()
        for hour in range(0, hours + 1, 7):
            ready = due(patient, told, START + timedelta(hours=hour))
            often |= {x.key for x in ready}
            told += [x.done(at=START + timedelta(hours=hour)) for x in ready]
        often |= {x.key for x in due(patient, told, end)}
        assert once <= often

    @given(plans(), HISTORIES, TIMES)
    def test_latest_and_next_do_some_of_what_each_does(
        self, plan: Plan, history: list[Event], at: datetime
    ) -> None:
        each = {x.key for x in due(evolve(plan, catch_up=CatchUp.EACH), history, at)}
        ways = [CatchUp.LATEST, CatchUp.NEXT]
        # What is dropped comes again, where each next time counts from the one before.
        if all(x.every is None or x.every.counted is CountedFrom.SCHEDULE for x in plan.actions):
            ways.append(CatchUp.DROP)
        for way in ways:
            assert {x.key for x in due(evolve(plan, catch_up=way), history, at)} <= each


def _is_plain(step: Action) -> bool:
    return step.before is None and not isinstance(step.anchor, AfterStep)


class TestWhatIsDecided:
    """What was met, or stopped, is so for ever, but for a plan that begins anew."""

    @given(plans(resets=()), HISTORIES, TIMES, st.integers(0, 3000))
    def test_a_clock_that_has_stopped_stays_as_it_is(
        self, plan: Plan, history: list[Event], at: datetime, hours: int
    ) -> None:
        then = at + timedelta(hours=hours)
        later = schedules.targets(plan, history, subject="C-7", at=then)
        for one in schedules.targets(plan, history, subject="C-7", at=at):
            stops = [x.at for x in history if isinstance(x, plan.stops) and _concerns(x, one.ref)]
            is_stopped = any(one.begun_at is not None and one.begun_at <= x <= at for x in stops)
            if one.met_at is not None or is_stopped:
                assert one in later


def _concerns(event: Event, ref: str) -> bool:
    return not ref or event.ref in {ref, ""}


class TestDue:
    """What counts from an event is due from it on, and has its time; what is due stays due."""

    @given(plans(), HISTORIES, TIMES)
    def test_nothing_is_missed_when_it_becomes_due(
        self, plan: Plan, history: list[Event], at: datetime
    ) -> None:
        for one in schedules.occurrences(plan, history, subject="C-7", at=at):
            assert one.at is None or one.expires_at is None or one.at < one.expires_at
            if one.at is not None and isinstance(one.action.after, First | Last):
                begins = [x.at for x in history if isinstance(x, Arrived)]
                assert one.at >= min(begins)

    @given(plans(pauses=[During(Held, Released)]), HISTORIES, TIMES, st.integers(0, 200))
    def test_a_pause_does_not_move_what_is_due(
        self, plan: Plan, history: list[Event], at: datetime, hours: int
    ) -> None:
        ready = due(plan, [x for x in history if x.at <= at], at)
        until = at + timedelta(hours=hours, minutes=1)
        told = [*(x for x in history if x.at <= at), Held(at=at), Released(at=until)]
        some = schedules.occurrences(plan, told, subject="C-7", at=until)
        later = {x.key: x.at for x in some}
        assert [later.get(x.key) for x in ready if x.n == 1] == [x.at for x in ready if x.n == 1]


class TestPauses:
    """A pause moves a target by the working time in it, and one outside hours by nothing."""

    @given(st.integers(1, 60), st.integers(0, 400), st.integers(0, 200))
    def test_a_clock_stands_still(self, hours: int, begins: int, lasts: int) -> None:
        step = Target("t", after=First(Wrote), within=WorkingHours(hours), met_by=Replied)
        plan = Plan(
            id="p", version="1", calendar=OFFICE, pauses=[During(Held, Released)], steps=[step]
        )
        since = START + timedelta(minutes=15 * begins)
        until = since + timedelta(minutes=15 * lasts)
        wrote = Wrote(at=START)
        without = OFFICE.add(START, WorkingHours(hours))
        told = [wrote, Held(at=since), Released(at=until)]
        found = schedules.status(plan, told, subject="T-1", at=until)["t"].due_at
        assert found is not None
        # The last instant of a clock is one in which it runs.
        if since > without:
            assert found == without
        else:
            assert OFFICE.elapsed(without, found) == OFFICE.elapsed(since, until)


class TestFreshRounds:
    """What happened before a fresh round says nothing in it."""

    @given(plans(resets=(Again,), new_round="fresh"), HISTORIES, TIMES)
    def test_a_history_begins_with_its_last_round(
        self, plan: Plan, history: list[Event], at: datetime
    ) -> None:
        rounds = sorted(x.at for x in history if isinstance(x, Again) and x.at <= at)
        if not rounds or any(isinstance(x, Held | Released | PaidBack) for x in history):
            return
        later = [x for x in history if x.at >= rounds[-1]]
        found = schedules.occurrences(plan, history, subject="C-7", at=at)
        expected = schedules.occurrences(plan, later, subject="C-7", at=at)
        assert [(x.step, x.ref, x.n, x.at, x.state) for x in found] == [
            (x.step, x.ref, x.n, x.at, x.state) for x in expected
        ]


class TestWeeks:
    """Without clock changes and holidays a history that is moved by weeks moves it all."""

    @given(plans(), HISTORIES, TIMES, st.integers(1, 30))
    def test_answers_move_with_the_history(
        self, plan: Plan, history: list[Event], at: datetime, weeks: int
    ) -> None:
        office = WorkCalendar(zone="UTC", hours={"Mon-Fri": "09:00-17:00"})
        steps = [
            evolve(x, wait=_in_weeks(x.wait), expires=_in_weeks(x.expires)) for x in plan.actions
        ]
        asked = evolve(plan, calendar=office, steps=steps)
        later = timedelta(weeks=weeks)
        before = schedules.occurrences(asked, history, subject="C-7", at=at)
        moved = [evolve(x, at=x.at + later) for x in history]
        after = schedules.occurrences(asked, moved, subject="C-7", at=at + later)
        assert [(x.key, x.state, x.at and x.at + later) for x in before] == [
            (x.key, x.state, x.at) for x in after
        ]


def _in_weeks(wait: Any) -> Any:
    return Days(30 * wait.count) if isinstance(wait, Months) else wait


class TestDoneIsNotKept:
    """Nothing is kept between questions: the answer is that of the history alone."""

    @given(plans(), HISTORIES, TIMES)
    def test_asked_twice_it_is_the_same(
        self, plan: Plan, history: list[Event], at: datetime
    ) -> None:
        ready = due(plan, history, at)
        done: list[Event] = [StepDone(x.key, at=at) for x in ready]
        due(plan, [*history, *done], at)
        assert due(plan, history, at) == ready
