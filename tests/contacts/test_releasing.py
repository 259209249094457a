"""Spacing, caps, suppression and priority: what spans plans, on its edges."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Bounced,
    ConsentWithdrawn,
    Contact,
    Contacted,
    ContactRules,
    Days,
    Defer,
    Drop,
    During,
    Event,
    FrequencyCap,
    Hours,
    InvalidValue,
    Months,
    NeedsConsent,
    Occurrence,
    OccurrenceState,
    QuietDays,
    QuietHours,
    ReturnClosed,
    ReturnRequested,
    Send,
    Spacing,
    StepDone,
    Suppressed,
    SuppressWhile,
    Weeks,
    WrongType,
    contacts,
)
from postsales.basics.moments import instant
from tests.contacts.given import (
    BERLIN,
    NEWS,
    NOTICE,
    OFFER,
    SMS,
    SURVEY,
    asked,
    codes,
    item,
    said,
    sent,
    steps,
)

AT = "2026-03-30T12:00+02:00"


class Complained(Event):
    """A customer complained."""


class Settled(Event):
    """A complaint was settled."""


# ----------------------------------------------------------------------------------- spacing, caps


@pytest.mark.parametrize(
    ("rule", "before", "at", "expected"),
    [
        pytest.param(
            Spacing(Hours(16)),
            ["2026-03-30T00:00+02:00"],
            "2026-03-30T15:59:59+02:00",
            "too_soon until Mon 30 Mar 16:00 +0200",
            id="a second before sixteen hours are over",
        ),
        pytest.param(
            Spacing(Hours(16)),
            ["2026-03-30T00:00+02:00"],
            "2026-03-30T16:00+02:00",
            "send",
            id="when sixteen hours are over",
        ),
        pytest.param(
            Spacing(Hours(24)),
            ["2026-03-28T12:00+01:00"],
            "2026-03-29T12:00+02:00",
            "too_soon until Sun 29 Mar 13:00 +0200",
            id="24 hours over a skipped hour end an hour later on the clocks",
        ),
        pytest.param(
            Spacing(Days(1)),
            ["2026-03-28T12:00+01:00"],
            "2026-03-29T12:00+02:00",
            "send",
            id="a day does not",
        ),
        pytest.param(
            Spacing(Days(1)),
            ["2026-10-24T12:00+02:00"],
            "2026-10-25T11:59+01:00",
            "too_soon until Sun 25 Oct 12:00 +0100",
            id="a day with a repeated hour has 25 of them",
        ),
        pytest.param(
            FrequencyCap(1, per=Days(7)),
            ["2026-03-23T12:00+01:00"],
            "2026-03-30T11:59:59+02:00",
            "cap_reached until Mon 30 Mar 12:00 +0200",
            id="a second before a week is over",
        ),
        pytest.param(
            FrequencyCap(1, per=Days(7)),
            ["2026-03-23T12:00+01:00"],
            "2026-03-30T12:00+02:00",
            "send",
            id="what was sent exactly a week ago counts no more",
        ),
        pytest.param(
            FrequencyCap(2, per=Weeks(1)),
            ["2026-03-24T09:00+01:00", "2026-03-26T09:00+01:00"],
            "2026-03-30T12:00+02:00",
            "cap_reached until Tue 31 Mar 09:00 +0200",
            id="until the first of two is a week ago",
        ),
        pytest.param(
            FrequencyCap(2, per=Weeks(1)),
            ["2026-03-24T09:00+01:00", "2026-03-25T09:00+01:00", "2026-03-26T09:00+01:00"],
            "2026-03-30T12:00+02:00",
            "cap_reached until Wed 01 Apr 09:00 +0200",
            id="of one too many, until only one is left",
        ),
        pytest.param(
            FrequencyCap(2, per=Weeks(1)),
            ["2026-03-26T09:00+01:00"],
            "2026-03-30T12:00+02:00",
            "send",
            id="one of two",
        ),
        pytest.param(
            FrequencyCap(1, per=Months(1)),
            ["2026-01-31T12:00+01:00"],
            "2026-02-28T11:00+01:00",
            "cap_reached until Sat 28 Feb 12:00 +0100",
            id="a month from the 31st ends on the last day of February",
        ),
        pytest.param(
            FrequencyCap(1, per=Months(1)),
            ["2028-01-31T12:00+01:00"],
            "2028-02-29T12:00+01:00",
            "send",
            id="and on the leap day",
        ),
        pytest.param(
            FrequencyCap(1, per=Hours(1)),
            ["2026-03-30T12:30+02:00"],
            AT,
            "send",
            id="what is sent later does not count yet",
        ),
        pytest.param(
            FrequencyCap(1, per=Days(7)),
            ["2026-01-05T12:00+01:00", "2026-01-06T12:00+01:00"],
            AT,
            "send",
            id="what was sent months ago counts no more",
        ),
    ],
)
def test_rations(rule: Spacing | FrequencyCap, before: list[str], at: str, expected: str) -> None:
    rules = ContactRules(zone=BERLIN)
    rules = evolve(rules, spacing=rule) if isinstance(rule, Spacing) else evolve(rules, caps=rule)
    assert said(asked(item(at), rules, *sent(*before), at=at)) == expected


@pytest.mark.parametrize(
    ("rule", "contact", "before", "expected"),
    [
        pytest.param(Spacing(Hours(24)), OFFER, SMS, "too_soon", id="any channel after any"),
        pytest.param(
            Spacing(Hours(24), channels="email"), OFFER, SMS, "", id="another channel is no matter"
        ),
        pytest.param(
            Spacing(Hours(24), channels="email"), SMS, OFFER, "", id="nor is it held up itself"
        ),
        pytest.param(
            Spacing(Hours(24), purposes=["marketing", "feedback"]),
            OFFER,
            SURVEY,
            "too_soon",
            id="one of two purposes after the other",
        ),
        pytest.param(
            Spacing(Hours(24), except_for="statutory"), NOTICE, OFFER, "", id="a notice goes"
        ),
        pytest.param(
            Spacing(Hours(24), except_for="statutory"), OFFER, NOTICE, "", id="and does not count"
        ),
    ],
)
def test_what_counts(rule: Spacing, contact: Contact, before: Contact, expected: str) -> None:
    found = asked(item(AT, contact), ContactRules(spacing=rule), *sent(AT, contact=before), at=AT)
    assert found.because == expected


def test_caps_per_channel_and_overall() -> None:
    rules = ContactRules(
        caps=[
            FrequencyCap(1, per=Hours(48), channels="sms"),
            FrequencyCap(2, per=Hours(24)),
        ]
    )
    text = sent("2026-03-29T09:00+02:00", contact=SMS)
    assert asked(item(AT), rules, *text, at=AT).because == ""
    found = asked(item(AT, SMS), rules, *text, at=AT)
    assert said(found) == "cap_reached until Tue 31 Mar 09:00 +0200"
    busy = sent("2026-03-30T09:00+02:00", "2026-03-30T10:00+02:00")
    assert said(asked(item(AT), rules, *busy, at=AT)) == "cap_reached until Tue 31 Mar 09:00 +0200"
    both = asked(item(AT, SMS), rules, *text, *busy, at=AT)
    assert [x.facts["per"] for x in both.reasons] == ["48 hours", "24 hours"]


def test_steps_that_were_done_count_by_their_contact() -> None:
    rules = ContactRules(spacing=Spacing(Hours(24), channels="email"))
    mailed, done = item(AT, ref="1"), item(AT, None, ref="2")
    called = item(AT, Contact("call", minutes=10), ref="3")
    next_one = item(AT, ref="4")
    for before, expected in ((mailed, "too_soon"), (done, ""), (called, "")):
        assert asked(next_one, rules, before.done(at=AT), at=AT).because == expected
    assert mailed.done(at=AT).contact == OFFER
    assert done.done(at=AT).contact is None


class TestRecordedTwice:
    """What is recorded two times was sent once, and counts from the first time on."""

    ONCE = item(AT, ref="1")
    TWICE = (ONCE.done(at="2026-03-30T10:00+02:00"), ONCE.done(at="2026-03-30T11:00+02:00"))

    def test_of_two_there_is_one_left(self) -> None:
        rules = ContactRules(caps=FrequencyCap(2, per=Hours(24)))
        assert said(asked(item(AT, ref="2"), rules, *self.TWICE, at=AT)) == "send"
        other = item(AT, ref="3").done(at="2026-03-30T11:30+02:00")
        found = asked(item(AT, ref="2"), rules, *self.TWICE, other, at=AT)
        assert said(found) == "cap_reached until Tue 31 Mar 10:00 +0200"

    def test_it_counts_from_the_first_time_on(self) -> None:
        rules = ContactRules(spacing=Spacing(Hours(4)))
        for history in (self.TWICE, self.TWICE[::-1]):
            found = asked(item(AT, ref="2"), rules, *history, at=AT)
            assert said(found) == "too_soon until Mon 30 Mar 14:00 +0200"

    def test_a_record_that_names_no_contact_is_not_the_first(self) -> None:
        silent = StepDone(self.ONCE.key, at="2026-03-30T09:00+02:00")
        rules = ContactRules(spacing=Spacing(Hours(4)))
        found = asked(item(AT, ref="2"), rules, silent, *self.TWICE, at=AT)
        assert said(found) == "too_soon until Mon 30 Mar 14:00 +0200"

    def test_contacts_of_one_s_own_each_count(self) -> None:
        rules = ContactRules(caps=FrequencyCap(2, per=Hours(24)))
        both = sent("2026-03-30T10:00+02:00", "2026-03-30T10:00+02:00")
        assert asked(item(AT), rules, *both, at=AT).because == "cap_reached"


# ------------------------------------------------------------------------------------- suppression


NO_OFFER = SuppressWhile(
    [During(Complained, Settled), During(ReturnRequested, ReturnClosed)],
    purposes=["marketing", "feedback"],
    lag=Days(2),
)


def complained(at: str, ref: str = "") -> Event:
    """A complaint."""
    return Complained(at=at, ref=ref)


def settled(at: str, ref: str = "") -> Event:
    """Its end."""
    return Settled(at=at, ref=ref)


@pytest.mark.parametrize(
    ("history", "at", "expected"),
    [
        pytest.param([], AT, "send", id="nothing is going on"),
        pytest.param([complained("2026-03-27T09:00+01:00")], AT, "held_back", id="a complaint"),
        pytest.param([complained(AT)], AT, "held_back", id="one that has just come"),
        pytest.param(
            [complained("2026-03-30T12:00:01+02:00")], AT, "send", id="one that is yet to come"
        ),
        pytest.param(
            [complained("2026-03-20T09:00+01:00"), settled("2026-03-28T18:00+01:00")],
            AT,
            "held_back until Mon 30 Mar 18:00 +0200",
            id="settled two days ago in the evening: until this evening",
        ),
        pytest.param(
            [complained("2026-03-20T09:00+01:00"), settled("2026-03-28T12:00+01:00")],
            AT,
            "send",
            id="settled exactly two days ago",
        ),
        pytest.param(
            [
                complained("2026-03-20T09:00+01:00", "1"),
                complained("2026-03-21T09:00+01:00", "2"),
                settled("2026-03-22T09:00+01:00", "1"),
            ],
            AT,
            "held_back",
            id="another complaint is still open",
        ),
        pytest.param(
            [ReturnRequested({"tee": 1}, at="2026-03-27T09:00+01:00", ref="R-1")],
            AT,
            "held_back",
            id="a return is open",
        ),
    ],
)
def test_no_offer_while_a_complaint_or_a_return_is_open(
    history: list[Event], at: str, expected: str
) -> None:
    rules = ContactRules(zone=BERLIN, suppress=NO_OFFER)
    assert said(asked(item(at), rules, *history, at=at)) == expected
    assert said(asked(item(at, NEWS), rules, *history, at=at)) == "send"


@pytest.mark.parametrize(
    ("scope", "step", "plan", "expected"),
    [
        pytest.param({"steps": "review"}, "review", "offers", "held_back", id="this step"),
        pytest.param({"steps": "review"}, "offer", "offers", "", id="another step"),
        pytest.param({"plans": ["win-back"]}, "offer", "win-back", "held_back", id="this plan"),
        pytest.param({"plans": ["win-back"]}, "offer", "offers", "", id="another plan"),
        pytest.param({"channels": "email"}, "offer", "offers", "held_back", id="this channel"),
        pytest.param({"channels": "call"}, "offer", "offers", "", id="another channel"),
        pytest.param(
            {"steps": "review", "plans": "offers"}, "review", "offers", "held_back", id="both"
        ),
        pytest.param({"steps": "review", "plans": "x"}, "review", "offers", "", id="one of two"),
    ],
)
def test_what_is_held_back(scope: dict[str, str], step: str, plan: str, expected: str) -> None:
    rules = ContactRules(suppress=SuppressWhile(During(Complained, Settled), **scope))  # type: ignore[arg-type]
    one = item(AT, step=step, plan=plan)
    assert asked(one, rules, complained(AT), at=AT).because == expected


def test_what_lasts_longest_is_told_first() -> None:
    rules = ContactRules(zone=BERLIN, suppress=NO_OFFER)
    over = [complained("2026-03-20T09:00+01:00"), settled("2026-03-29T12:00+02:00")]
    found = asked(item(AT), rules, *over, complained(AT), at=AT)
    assert [x.facts["until"] for x in found.reasons] == [None, instant("2026-03-31T12:00+02:00")]


def test_what_drops_it_is_told_before_what_defers_it() -> None:
    waits = SuppressWhile(During(Complained, Settled), steps="offer")
    drops = SuppressWhile(
        During(ReturnRequested, ReturnClosed), steps="offer", lag=Hours(2), otherwise="drop"
    )
    history = [
        complained(AT),
        ReturnRequested({"tee": 1}, at="2026-03-27T09:00+01:00", ref="R-1"),
        ReturnClosed(at="2026-03-30T11:00+02:00", ref="R-1"),
    ]
    found = asked(item(AT), ContactRules(suppress=[waits, drops]), *history, at=AT)
    assert isinstance(found, Drop)
    assert [x.facts["until"] for x in found.reasons] == [instant("2026-03-30T13:00+02:00"), None]


def test_what_is_held_back_can_be_dropped() -> None:
    rules = ContactRules(zone=BERLIN, suppress=evolve(NO_OFFER, otherwise="drop"))
    assert said(asked(item(AT), rules, complained(AT), at=AT)) == "drop held_back"
    over = [complained("2026-03-20T09:00+01:00"), settled("2026-03-29T12:00+02:00")]
    assert said(asked(item(AT), rules, *over, at=AT)) == "drop held_back"
    assert rules.suppress[0].otherwise is Suppressed.DROP


# ----------------------------------------------------------------------------------- all together


def test_the_more_urgent_goes_first_and_counts() -> None:
    rules = ContactRules(spacing=Spacing(Hours(24)))
    ready = [
        item("2026-03-30T08:00+02:00", OFFER, step="offer"),
        item("2026-03-30T10:00+02:00", Contact("sms", priority=1), step="parcel"),
        item("2026-03-30T09:00+02:00", None, step="task"),
    ]
    found = contacts.release(ready, [], rules, at=AT)
    assert [x.item.step for x in found] == ["parcel", "offer", "task"]
    assert steps(found, Send) == ["parcel", "task"]
    assert said(found[1]) == "too_soon until Tue 31 Mar 12:00 +0200"


def test_of_equal_priority_the_longest_due_goes_first_then_by_key() -> None:
    ready = [
        item("2026-03-30T09:00+02:00", step="b"),
        item("2026-03-30T09:00+02:00", step="a"),
        item("2026-03-30T08:00+02:00", step="c"),
    ]
    for some in (ready, ready[::-1]):
        found = contacts.release(some, [], ContactRules(), at=AT)
        assert steps(found, Send) == ["c", "a", "b"]


def test_the_same_twice_goes_once() -> None:
    found = contacts.release([item(AT), item(AT)], [], ContactRules(), at=AT)
    assert [said(x) for x in found] == ["send", "drop already_done"]


def test_tasks_of_our_own_keep_no_rules() -> None:
    night = "2026-03-30T22:00+02:00"
    rules = ContactRules(zone=BERLIN, quiet=QuietHours("20:00-08:00"))
    history = [ConsentWithdrawn(at=AT)]
    assert said(asked(item(night, None), rules, *history, at=night)) == "send"


def test_a_task_that_has_expired_meanwhile_is_dropped() -> None:
    one = item(AT, None, expires=Hours(2))
    assert said(asked(one, ContactRules(), at="2026-03-30T13:59:59+02:00")) == "send"
    assert said(asked(one, ContactRules(), at="2026-03-30T14:00+02:00")) == "drop too_late"
    mail = item(AT, expires=Hours(2))
    assert said(asked(mail, ContactRules(), at="2026-03-30T14:00+02:00")) == "drop too_late"


def test_contacts_by_the_calendar_may_count_out_of_turn() -> None:
    """A month after 29 January at 23:00 is later than one after 31 January at 08:00."""
    rules = ContactRules(zone=BERLIN, caps=FrequencyCap(1, per=Months(1)))
    both = sent("2026-01-29T23:00+01:00", "2026-01-31T08:00+01:00")
    noon = "2026-02-28T12:00+01:00"
    found = asked(item(noon), rules, *both, at=noon)
    assert said(found) == "cap_reached until Sat 28 Feb 23:00 +0100"


def test_all_reasons_in_their_order() -> None:
    at = "2026-03-30T22:00+02:00"
    rules = ContactRules(
        zone=BERLIN,
        suppress=evolve(NO_OFFER, lag=Days(1)),
        spacing=Spacing(Hours(24)),
        caps=FrequencyCap(1, per=Days(7)),
        quiet=QuietHours("20:00-08:00"),
    )
    history = [
        complained("2026-03-20T09:00+01:00"),
        settled("2026-03-30T09:00+02:00"),
        *sent("2026-03-30T20:00+02:00"),
    ]
    found = asked(item(at), rules, *history, at=at)
    # The week of the cap ends on 6 April at 20:00, when quiet hours begin.
    assert codes(found) == ["held_back", "cap_reached", "too_soon", "quiet_hours"]
    assert said(found) == "held_back until Tue 07 Apr 08:00 +0200"


def test_an_opt_out_is_all_that_is_said() -> None:
    rules = ContactRules(
        consents=NeedsConsent(purposes="marketing"),
        quiet=QuietHours("20:00-08:00", zone=BERLIN),
    )
    at = "2026-03-30T22:00+02:00"
    found = asked(item(at), rules, ConsentWithdrawn(at=AT), Bounced("email", at=AT), at=at)
    assert isinstance(found, Drop)
    assert codes(found) == ["opted_out"]


def test_what_only_an_event_ends_has_no_instant() -> None:
    found = asked(item(AT), ContactRules(zone=BERLIN, suppress=NO_OFFER), complained(AT), at=AT)
    assert isinstance(found, Defer)
    assert (found.until, codes(found)) == (None, ["held_back"])


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(25, "too_soon until Tue 31 Mar 12:00 +0200", id="there is an hour left"),
        pytest.param(24, "drop too_late", id="it expires when the wait is over"),
    ],
)
def test_a_cap_may_make_it_too_late(hours: int, expected: str) -> None:
    rules = ContactRules(spacing=Spacing(Hours(24)))
    found = asked(item(AT, expires=Hours(hours)), rules, *sent(AT), at=AT)
    assert said(found) == expected


class TestPending:
    """What is not due yet waits, and other states are left out."""

    ONE = evolve(item("2026-03-31T12:00+02:00"), state=OccurrenceState.PENDING)

    def test_it_waits_until_it_is_due(self) -> None:
        found = asked(self.ONE, ContactRules(), at=AT)
        assert said(found) == "not_due_yet until Tue 31 Mar 12:00 +0200"

    def test_so_does_a_task(self) -> None:
        task = evolve(item("2026-03-31T12:00+02:00", None), state=OccurrenceState.PENDING)
        found = asked(task, ContactRules(), at=AT)
        assert said(found) == "not_due_yet until Tue 31 Mar 12:00 +0200"

    def test_and_keeps_the_rules_of_then(self) -> None:
        rules = ContactRules(
            zone=BERLIN, quiet=QuietHours("10:00-13:00"), spacing=Spacing(Hours(1))
        )
        found = asked(self.ONE, rules, *sent(AT), at=AT)
        assert codes(found) == ["not_due_yet", "too_soon", "quiet_hours"]
        assert said(found) == "not_due_yet until Tue 31 Mar 13:00 +0200"

    @pytest.mark.parametrize(
        ("lag", "expected"),
        [
            pytest.param(
                25, ["not_due_yet", "drop held_back"], id="it lasts until an hour after it is due"
            ),
            pytest.param(
                24, ["not_due_yet until Tue 31 Mar 12:00 +0200", "send"], id="until it is due"
            ),
        ],
    )
    def test_it_is_dropped_only_when_it_is_due(self, lag: int, expected: list[str]) -> None:
        rule = SuppressWhile(
            During(Complained, Settled), steps="offer", lag=Hours(lag), otherwise="drop"
        )
        rules = ContactRules(suppress=rule)
        history = [complained("2026-03-20T09:00+01:00"), settled(AT)]
        due = evolve(self.ONE, state=OccurrenceState.DUE)
        assert [
            said(asked(self.ONE, rules, *history, at=AT)),
            said(asked(due, rules, *history, at="2026-03-31T12:00+02:00")),
        ] == expected

    @pytest.mark.parametrize("state", [*OccurrenceState])
    def test_states_in_which_nothing_goes(self, state: OccurrenceState) -> None:
        found = contacts.release([evolve(self.ONE, state=state)], [], ContactRules(), at=AT)
        ready = state in (OccurrenceState.DUE, OccurrenceState.PENDING)
        assert len(found) == int(ready)


class TestReleasedTwice:
    """What was sent and recorded is not sent again, whoever asks."""

    def test_with_what_was_ready_before(self) -> None:
        one = item(AT)
        assert said(asked(one, ContactRules(), one.done(at=AT), at=AT)) == "drop already_done"

    def test_a_record_of_a_later_instant_is_not_known_yet(self) -> None:
        one = item(AT)
        later = one.done(at="2026-03-30T12:00:01+02:00")
        assert said(asked(one, ContactRules(), later, at=AT)) == "send"

    def test_another_one_of_the_same_step_is_another_one(self) -> None:
        assert said(asked(item(AT, ref="2"), ContactRules(), item(AT).done(at=AT), at=AT)) == "send"


RULES = ContactRules(
    zone=BERLIN,
    quiet=QuietHours("20:00-08:00"),
    spacing=Spacing(Hours(3), channels="email"),
    caps=[FrequencyCap(2, per=Hours(24)), FrequencyCap(3, per=Days(3))],
)


class TestCapsHold:
    """Whenever the host runs: in no period is more sent than the caps allow."""

    @given(st.lists(st.integers(0, 24 * 14), min_size=1, max_size=25))
    def test_over_any_runs(self, hours: list[int]) -> None:
        start, told = instant("2026-03-23T00:00Z"), list[Event]()
        waiting = [item(start.isoformat(), ref=str(n)) for n in range(8)]
        for hour in sorted(hours):
            at = (start + timedelta(hours=hour)).isoformat()
            for verdict in contacts.release(waiting, told, RULES, at=at):
                if isinstance(verdict, Send):
                    told.append(verdict.item.done(at=at))
        times = [x.at for x in told if isinstance(x, StepDone)]
        for first, second in pairwise(times):
            assert second - first >= timedelta(hours=3)
        for first, third in zip(times, times[2:], strict=False):
            assert third - first >= timedelta(hours=24)
        for first, fourth in zip(times, times[3:], strict=False):
            # Three days in which an hour is skipped.
            assert fourth - first >= timedelta(hours=3 * 24 - 1)
        keys = [x.key for x in told if isinstance(x, StepDone)]
        assert len(keys) == len(set(keys))


class TestUntil:
    """What waits may go at ``until`` if nothing happens until then, and not a second earlier."""

    @given(
        st.lists(st.integers(-24 * 5, 0), max_size=6),
        st.integers(0, 24 * 7),
        st.sampled_from([OFFER, SMS, Contact("call", purpose="marketing", minutes=45)]),
        st.integers(0, 24 * 4),
    )
    def test_is_exact(self, before: list[int], hour: int, contact: Contact, lag: int) -> None:
        at = instant("2026-03-26T00:00Z") + timedelta(hours=hour)
        history: list[Event] = [Contacted(OFFER, at=at + timedelta(hours=n)) for n in before]
        history += [Complained(at=at - timedelta(hours=72)), Settled(at=at - timedelta(hours=48))]
        rules = evolve(
            RULES,
            suppress=SuppressWhile(During(Complained, Settled), channels="sms", lag=Hours(lag)),
        )
        one = item(at.isoformat(), contact)
        verdict = asked(one, rules, *history, at=at.isoformat())
        if isinstance(verdict, Defer):
            assert verdict.until is not None
            then, earlier = verdict.until, verdict.until - timedelta(seconds=1)
            assert isinstance(asked(one, rules, *history, at=then.isoformat()), Send)
            assert isinstance(asked(one, rules, *history, at=earlier.isoformat()), Defer)
        else:
            assert isinstance(verdict, Send)


def test_the_order_of_a_history_changes_nothing() -> None:
    history = [complained(AT, "1"), *sent(AT), Bounced("email", at=AT)]
    rules = evolve(RULES, suppress=NO_OFFER)
    one = asked(item(AT), rules, *history, at=AT)
    assert asked(item(AT), rules, *reversed(history), at=AT) == one


SEVEN: Any = 7
SOME_TEXT: Any = "20:00-08:00"


@pytest.mark.parametrize(
    ("build", "error"),
    [
        pytest.param(lambda: FrequencyCap(0, per=Days(7)), InvalidValue, id="a cap of none"),
        pytest.param(lambda: FrequencyCap(1, per=Days(0)), InvalidValue, id="no period"),
        pytest.param(lambda: FrequencyCap(1, per=SEVEN), WrongType, id="a bare number"),
        pytest.param(lambda: Spacing(Hours(0)), InvalidValue, id="no time apart"),
        pytest.param(
            lambda: SuppressWhile(During(Complained, Settled)), InvalidValue, id="all held back"
        ),
        pytest.param(lambda: SuppressWhile([], steps="x"), InvalidValue, id="during nothing"),
        pytest.param(
            lambda: SuppressWhile(During(Complained, Settled), steps="x", lag=SEVEN),
            WrongType,
            id="a lag without a kind of time",
        ),
        pytest.param(lambda: QuietDays(SOME_TEXT), WrongType, id="days without a range"),
        pytest.param(
            lambda: contacts.release([SEVEN], [], ContactRules(), at=AT), WrongType, id="no step"
        ),
        pytest.param(lambda: contacts.release([], [], SEVEN, at=AT), WrongType, id="no rules"),
        pytest.param(
            lambda: contacts.release([], [], ContactRules(), at="2026-03-30"),
            InvalidValue,
            id="a day is no instant",
        ),
        pytest.param(lambda: ContactRules(zone="Berlin"), InvalidValue, id="no zone of that name"),
        pytest.param(
            lambda: ContactRules(quiet=QuietHours("20:00-08:00")), InvalidValue, id="hours nowhere"
        ),
        pytest.param(
            lambda: ContactRules(caps=FrequencyCap(1, per=Days(7))), InvalidValue, id="days nowhere"
        ),
        pytest.param(lambda: ContactRules(quiet=SOME_TEXT), WrongType, id="text for a rule"),
        pytest.param(lambda: Contacted(SOME_TEXT, at=AT), WrongType, id="a channel for a contact"),
        pytest.param(
            lambda: StepDone("a/b/c//1", contact=SOME_TEXT, at=AT), WrongType, id="in a step, too"
        ),
    ],
)
def test_what_cannot_be(build: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        build()  # type: ignore[operator]


def test_all_that_needs_a_zone_is_named() -> None:
    with pytest.raises(InvalidValue, match=r"clock times and days and lengths in days"):
        ContactRules(quiet=QuietHours("20:00-08:00"), caps=FrequencyCap(1, per=Weeks(1)))


def test_what_is_missing_is_named() -> None:
    with pytest.raises(
        InvalidValue, match=r"zone is None: clock times .* need a zone; say where the customer is"
    ):
        ContactRules(quiet=QuietHours("20:00-08:00"))


def test_one_place_tells_where_the_customer_is() -> None:
    """The same rules for somebody in Tokyo; hours with a zone of their own stay."""
    office = QuietHours("18:00-09:00", zone=BERLIN, channels="call")
    rules = ContactRules(zone=BERLIN, quiet=[QuietHours("20:00-08:00"), office])
    there = evolve(rules, zone="Asia/Tokyo")
    at = "2026-03-30T12:00+02:00"
    assert said(asked(item(at), rules, at=at)) == "send"
    assert said(asked(item(at), there, at=at)) == "send"
    at = "2026-03-30T13:00+02:00"
    assert said(asked(item(at), there, at=at)) == "quiet_hours until Tue 31 Mar 01:00 +0200"
    call = item(at, Contact("call", minutes=10))
    assert said(asked(call, there, at=at)) == "quiet_hours until Tue 31 Mar 09:00 +0200"


def test_a_due_occurrence_is_one() -> None:
    one = item(AT)
    assert isinstance(one, Occurrence)
    assert one.state is OccurrenceState.DUE
