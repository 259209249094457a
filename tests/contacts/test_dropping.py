"""What drops a contact, drops it for good: what ends afterwards does not bring it back."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Action,
    Bounced,
    ConsentGiven,
    ConsentWithdrawn,
    Contact,
    ContactRules,
    Days,
    Defer,
    Drop,
    During,
    Event,
    Fate,
    First,
    Hours,
    NeedsConsent,
    Occurrence,
    OccurrenceState,
    Plan,
    QuietHours,
    RecordedCalls,
    RecordingAllowed,
    RecordingRefused,
    ReturnClosed,
    ReturnRequested,
    Send,
    SuppressWhile,
    WorkCalendar,
    contacts,
)
from postsales.basics.moments import instant
from tests.contacts.given import BERLIN, NEWS, OFFER, asked, codes, item, said
from tests.contacts.test_releasing import Complained, Settled, complained, settled


class Bought(Event):
    """Something from which an offer counts."""


def opened(at: str, ref: str = "R-1") -> Event:
    """A return is open."""
    return ReturnRequested({"tee": 1}, at=at, ref=ref)


def closed(at: str, ref: str = "R-1") -> Event:
    """It is not any more."""
    return ReturnClosed(at=at, ref=ref)


NO_OFFER = SuppressWhile(
    During(ReturnRequested, ReturnClosed), purposes="marketing", otherwise="drop"
)
RULES = ContactRules(zone=BERLIN, suppress=NO_OFFER)
DUE = "2026-03-02T10:00+01:00"


def offer(at: str = DUE, *, asked_at: str, contact: Contact | None = OFFER) -> Occurrence:
    """An offer that is due at an instant, as it stands at another."""
    is_due = instant(at) <= instant(asked_at)
    state = OccurrenceState.DUE if is_due else OccurrenceState.PENDING
    return evolve(item(at, contact), state=state)


@pytest.mark.parametrize(
    ("history", "at", "expected"),
    [
        pytest.param(
            [opened("2026-03-01T12:00+01:00"), closed("2026-03-20T12:00+01:00")],
            "2026-03-21T10:00+01:00",
            "drop held_back",
            id="the return was open when it fell due, and is closed since",
        ),
        pytest.param(
            [opened("2026-03-01T12:00+01:00"), closed(DUE)],
            "2026-03-02T11:00+01:00",
            "send",
            id="the return was closed at the instant at which it fell due",
        ),
        pytest.param(
            [opened(DUE), closed("2026-03-02T10:30+01:00")],
            "2026-03-02T11:00+01:00",
            "drop held_back",
            id="a return was asked for at that instant",
        ),
        pytest.param(
            [opened("2026-03-02T10:15+01:00"), closed("2026-03-02T10:30+01:00")],
            "2026-03-02T11:00+01:00",
            "drop held_back",
            id="a return came and went before anybody looked",
        ),
        pytest.param(
            [opened(DUE), closed(DUE)],
            "2026-03-02T11:00+01:00",
            "send",
            id="a return that was closed at once lasted for no time",
        ),
        pytest.param(
            [opened("2026-02-01T12:00+01:00"), closed("2026-02-20T12:00+01:00")],
            DUE,
            "send",
            id="the return was over before",
        ),
        pytest.param(
            [ConsentWithdrawn("marketing", at="2026-03-01T09:00+01:00")],
            "2026-09-02T10:00+02:00",
            "drop opted_out",
            id="not wanted since March",
        ),
        pytest.param(
            [
                ConsentWithdrawn("marketing", at="2026-03-01T09:00+01:00"),
                ConsentGiven("marketing", at="2026-09-01T09:00+02:00"),
            ],
            "2026-09-02T10:00+02:00",
            "drop opted_out",
            id="wanted again in September: the offer of March does not come in September",
        ),
        pytest.param(
            [
                ConsentWithdrawn("marketing", at="2026-03-01T09:00+01:00"),
                ConsentGiven("marketing", at="2026-03-02T09:00+01:00"),
            ],
            DUE,
            "send",
            id="wanted again before it fell due",
        ),
        pytest.param(
            [
                opened("2026-03-01T12:00+01:00"),
                closed("2026-03-03T12:00+01:00"),
                ConsentWithdrawn("marketing", at="2026-03-04T09:00+01:00"),
            ],
            "2026-03-05T10:00+01:00",
            "drop held_back",
            id="what dropped it first is the reason for ever",
        ),
    ],
)
def test_what_was_dropped_stays_dropped(history: list[Event], at: str, expected: str) -> None:
    assert said(asked(offer(asked_at=at), RULES, *history, at=at)) == expected
    assert said(asked(offer(asked_at=at), RULES, *reversed(history), at=at)) == expected


def test_who_agrees_after_it_fell_due_does_not_get_it() -> None:
    rules = ContactRules(consents=NeedsConsent(purposes="marketing"))
    agreed = ConsentGiven("marketing", at="2026-03-02T10:00:01+01:00")
    at = "2026-03-03T10:00+01:00"
    assert said(asked(offer(asked_at=at), rules, agreed, at=at)) == "drop consent_missing"
    assert said(asked(offer(asked_at=at), rules, evolve(agreed, at=DUE), at=at)) == "send"


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param(
            [RecordingAllowed(at="2026-03-01T10:00Z")], "send recording_allowed", id="yes"
        ),
        pytest.param(
            [RecordingAllowed(at="2026-03-02T12:00Z")],
            "drop recording_not_allowed",
            id="allowed after the call was due",
        ),
        pytest.param(
            [
                RecordingAllowed(at="2026-03-01T10:00Z"),
                RecordingRefused(at="2026-03-02T11:00Z"),
                RecordingRefused(at="2026-03-02T12:00Z"),
                RecordingAllowed(at="2026-03-02T13:00Z"),
            ],
            "drop recording_not_allowed",
            id="refused for a while since",
        ),
        pytest.param(
            [
                RecordingAllowed(at="2026-02-01T10:00Z"),
                RecordingRefused(at="2026-02-02T10:00Z"),
                RecordingAllowed(at="2026-02-03T10:00Z"),
            ],
            "send recording_allowed",
            id="refused for a while before",
        ),
        pytest.param(
            [RecordingAllowed(at="2026-02-01T10:00Z"), RecordingAllowed(at="2026-03-02T11:00Z")],
            "send recording_allowed",
            id="allowed two times",
        ),
    ],
)
def test_calls_that_could_not_be_recorded_in_time(history: list[Event], expected: str) -> None:
    rules = ContactRules(recorded=RecordedCalls(otherwise="drop"))
    at = "2026-03-03T10:00+01:00"
    call = offer(asked_at=at, contact=Contact("call", minutes=10))
    assert said(asked(call, rules, *history, at=at)) == expected


def test_a_daily_run_drops_the_offer_and_never_sends_it() -> None:
    plan = Plan(
        id="p",
        version="1",
        calendar=WorkCalendar.always("UTC"),
        steps=[Action("offer", after=First(Bought), wait=Days(1), contact=OFFER)],
    )
    history = [
        Bought(at="2026-03-01T09:00Z"),
        opened("2026-03-01T12:00Z"),
        closed("2026-03-20T12:00Z"),
    ]
    runs = [f"2026-03-{day:02}T10:00Z" for day in range(2, 25)]
    (found,) = contacts.simulate([plan], history, RULES, subject="C-7", runs=runs).occurrences
    assert (found.fate, found.because, found.sent_at) == (Fate.DROPPED, "held_back", None)
    assert {x.fate for x in found.put_off} == {Fate.DROPPED}


def test_what_waited_for_the_morning_is_dropped_by_what_came_in_the_night() -> None:
    rules = evolve(RULES, quiet=QuietHours("20:00-08:00"))
    night, morning = "2026-03-02T22:00+01:00", "2026-03-03T08:00+01:00"
    history = [opened("2026-03-02T23:00+01:00"), closed("2026-03-03T07:00+01:00")]
    found = asked(offer(night, asked_at=night), rules, at=night)
    assert said(found) == "quiet_hours until Tue 03 Mar 08:00 +0100"
    assert said(asked(offer(night, asked_at=morning), rules, *history, at=morning)) == (
        "drop held_back"
    )


class TestBeforeItsTime:
    """What is pending is not dropped by what holds today: that may be over by then."""

    TODAY = "2026-02-10T10:00+01:00"

    @pytest.mark.parametrize(
        ("history", "expected"),
        [
            pytest.param(
                [opened("2026-02-09T10:00+01:00")], ["not_due_yet", "held_back"], id="a return"
            ),
            pytest.param(
                [ConsentWithdrawn("marketing", at="2026-02-09T10:00+01:00")],
                ["not_due_yet", "opted_out"],
                id="an opt-out",
            ),
            pytest.param(
                [opened("2026-02-09T10:00+01:00"), Bounced("email", at="2026-02-09T10:00+01:00")],
                ["not_due_yet", "held_back", "address_bounced"],
                id="a return, and no address",
            ),
        ],
    )
    def test_it_waits_until_it_is_due(self, history: list[Event], expected: list[str]) -> None:
        found = asked(offer(asked_at=self.TODAY), RULES, *history, at=self.TODAY)
        assert codes(found) == expected
        # No instant is promised: at its time it would be dropped.
        assert isinstance(found, Defer)
        assert found.until is None

    def test_and_goes_then_if_that_is_over(self) -> None:
        history = [opened("2026-02-09T10:00+01:00"), closed("2026-02-20T10:00+01:00")]
        assert said(asked(offer(asked_at=DUE), RULES, *history, at=DUE)) == "send"

    def test_nobody_who_opted_out_gets_it_early(self) -> None:
        rules = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00", if_too_late="early"))
        at = "2026-03-02T19:00+01:00"
        late = evolve(
            item("2026-03-02T21:00+01:00", expires=Hours(3)), state=OccurrenceState.PENDING
        )
        assert said(asked(late, rules, at=at)) == "send sent_early"
        stop = ConsentWithdrawn("marketing", at="2026-03-02T18:00+01:00")
        found = asked(late, rules, stop, at=at)
        assert codes(found) == ["not_due_yet", "opted_out"]


class TestTooLate:
    """What is too late is dropped, whatever else would still be waited for."""

    LATE = item(DUE, expires=Hours(6))

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            pytest.param("2026-03-02T15:59:59+01:00", "address_bounced", id="a second before"),
            pytest.param("2026-03-02T16:00+01:00", "drop too_late", id="when it expires"),
            pytest.param("2026-03-09T16:00+01:00", "drop too_late", id="a week later"),
        ],
    )
    def test_with_an_address_that_does_not_work(self, at: str, expected: str) -> None:
        bounced = Bounced("email", at="2026-03-01T10:00+01:00")
        assert said(asked(self.LATE, ContactRules(), bounced, at=at)) == expected

    @pytest.mark.parametrize(
        "history",
        [[], [Bounced("email", at="2026-03-02T22:00+01:00")]],
        ids=["nothing happens", "its address bounces meanwhile"],
    )
    def test_what_no_hour_is_left_for_stays_dropped(self, history: list[Event]) -> None:
        rules = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00"))
        late = item("2026-03-02T21:00+01:00", expires=Hours(6))
        for at in ("2026-03-02T21:30+01:00", "2026-03-02T22:30+01:00"):
            known = [x for x in history if x.at <= instant(at)]
            assert said(asked(late, rules, *known, at=at)) == "drop too_late"

    def test_all_reasons_are_told(self) -> None:
        bounced, at = Bounced("email", at="2026-03-01T10:00+01:00"), "2026-03-02T16:00+01:00"
        found = asked(self.LATE, ContactRules(), bounced, at=at)
        assert codes(found) == ["too_late", "address_bounced"]

    def test_what_comes_afterwards_is_not_the_reason(self) -> None:
        stop, at = ConsentWithdrawn(at="2026-03-02T16:00+01:00"), "2026-03-03T10:00+01:00"
        assert said(asked(self.LATE, RULES, stop, at=at)) == "drop too_late"
        sooner = evolve(stop, at="2026-03-02T15:59+01:00")
        assert said(asked(self.LATE, RULES, sooner, at=at)) == "drop opted_out"


class TestStepsOfOurOwn:
    """A step that reaches no customer is held back where its step is named, and only there."""

    @pytest.mark.parametrize(
        ("scope", "otherwise", "expected"),
        [
            pytest.param({"steps": "offer"}, "defer", "held_back", id="its step is named"),
            pytest.param({"steps": "offer"}, "drop", "drop held_back", id="and it is dropped"),
            pytest.param(
                {"steps": "offer", "plans": "offers"}, "defer", "held_back", id="and its plan"
            ),
            pytest.param({"steps": "offer", "plans": "x"}, "defer", "send", id="of another plan"),
            pytest.param({"steps": "other"}, "defer", "send", id="another step"),
            pytest.param({"plans": "offers"}, "defer", "send", id="its plan alone"),
            pytest.param(
                {"steps": "offer", "channels": "email"}, "defer", "send", id="as an e-mail"
            ),
            pytest.param(
                {"steps": "offer", "purposes": "service"}, "defer", "send", id="for a purpose"
            ),
        ],
    )
    def test_what_is_held_back(self, scope: dict[str, str], otherwise: str, expected: str) -> None:
        rule = SuppressWhile(During(Complained, Settled), otherwise=otherwise, **scope)  # type: ignore[arg-type]
        task = offer(asked_at=DUE, contact=None)
        history = [complained("2026-03-01T10:00+01:00")]
        assert said(asked(task, ContactRules(suppress=rule), *history, at=DUE)) == expected

    def test_it_goes_when_that_is_over(self) -> None:
        rules = ContactRules(suppress=SuppressWhile(During(Complained, Settled), steps="offer"))
        history = [complained("2026-03-01T10:00+01:00"), settled("2026-03-03T10:00+01:00")]
        at = "2026-03-03T10:00+01:00"
        assert said(asked(offer(asked_at=at, contact=None), rules, *history, at=at)) == "send"


def opts_out(at: str, ref: str) -> Event:
    """The customer wants no offers."""
    return ConsentWithdrawn("marketing", at=at, ref=ref)


def agrees(at: str, ref: str) -> Event:
    """The customer wants offers."""
    return ConsentGiven("marketing", at=at, ref=ref)


Maker = Callable[[str, str], Event]
EVENTS: tuple[Maker, ...] = (opened, closed, complained, settled, opts_out, agrees)
START = instant("2026-03-01T00:00Z")


def hour(number: int) -> str:
    """So many hours after the start."""
    return (START + timedelta(hours=number)).isoformat()


class TestStable:
    """A drop is for good and for one reason; before its time only what is certain drops it."""

    RULES = ContactRules(
        zone=BERLIN,
        consents=NeedsConsent(purposes="marketing"),
        suppress=[
            NO_OFFER,
            SuppressWhile(During(Complained, Settled), steps="offer", lag=Hours(3)),
        ],
        quiet=QuietHours("20:00-08:00"),
    )

    @given(
        st.lists(
            st.tuples(st.sampled_from(EVENTS), st.integers(0, 60), st.sampled_from(["1", "2"])),
            max_size=8,
        ),
        st.integers(10, 40),
        st.lists(st.integers(0, 80), min_size=2, max_size=8),
        st.sampled_from([OFFER, NEWS]),
        st.sampled_from([None, Hours(9), Hours(30)]),
    )
    def test_over_any_history(
        self,
        told: Sequence[tuple[Maker, int, str]],
        due: int,
        runs: list[int],
        contact: Contact,
        expires: Hours | None,
    ) -> None:
        history = [make(hour(n), ref) for make, n, ref in told]
        whole = item(hour(due), contact, expires=expires)
        reason = ""
        for run in sorted(runs):
            state = OccurrenceState.DUE if run >= due else OccurrenceState.PENDING
            verdict = asked(evolve(whole, state=state), self.RULES, *history, at=hour(run))
            if reason:
                assert (type(verdict), verdict.because) == (Drop, reason)
            elif isinstance(verdict, Drop):
                assert run >= due or verdict.because == "too_late"
                reason = verdict.because
            else:
                assert isinstance(verdict, Send | Defer)
