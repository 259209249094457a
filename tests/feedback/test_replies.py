"""Replies that are owed, answers that open a case, and when an update may be asked for."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    CES_V1_1_5,
    CSAT_1_5,
    LTR_0_10,
    InvalidValue,
    Percent,
    RatingScale,
    ReplyDuty,
    ReplyPolicy,
    ReplyStep,
    Response,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WrongType,
    feedback,
)
from tests.feedback.answers import rated, reviewed

OFFICE = WorkCalendar(
    zone="Europe/Berlin",
    hours={"Mon-Fri": "09:00-17:00"},
    exceptions={"2026-04-03": "closed", "2026-04-06": "closed"},
)
POLICY = ReplyPolicy(calendar=OFFICE)
FRIDAY = "2026-03-06T16:00+01:00"
UNHAPPY = rated(2, "anna", at=FRIDAY, may_contact=True)
REF = "csat/anna/2026-03-06T15:00:00+00:00"


def duty(response: Response, *steps: ReplyStep, at: str, policy: ReplyPolicy = POLICY) -> ReplyDuty:
    found = feedback.reply_duty(response, steps, policy=policy, at=at)
    assert found is not None
    return found


def done(state: str, at: str, ref: str = REF) -> ReplyStep:
    return ReplyStep(ref, state, at=at)


@pytest.mark.parametrize(
    ("response", "cause"),
    [
        (UNHAPPY, "unhappy"),
        (rated(2, "anna", at=FRIDAY), None),
        (rated(4, "anna", at=FRIDAY, may_contact=True), None),
        (rated(4, "anna", at=FRIDAY, may_contact=True, comment="  "), None),
        (rated(4, "anna", at=FRIDAY, may_contact=True, comment="Where is it?"), "comment"),
        (rated(4, "anna", at=FRIDAY, comment="Where is it?"), None),
        (reviewed(5, at=FRIDAY), "review"),
        (reviewed(1, at=FRIDAY), "review"),
        (rated(None, "anna", at=FRIDAY, may_contact=True, state="dismissed"), None),
    ],
    ids=["low", "no consent", "content", "blank", "comment", "silent", "praise", "blame", "none"],
)
def test_to_whom_a_reply_is_owed(response: Response, cause: str | None) -> None:
    found = feedback.reply_duty(response, policy=POLICY, at="2026-03-10T10:00Z")
    assert (found and str(found.cause)) == cause


class TestClock:
    """It runs in working time, from the answer to the contact, and from there to the solution."""

    @pytest.mark.parametrize(
        ("at", "due"),
        [
            (FRIDAY, "2026-03-10T15:00:00+00:00"),
            ("2026-03-07T12:00+01:00", "2026-03-10T16:00:00+00:00"),
            ("2026-03-27T16:00+01:00", "2026-03-31T14:00:00+00:00"),
            ("2026-04-02T16:00+02:00", "2026-04-08T14:00:00+00:00"),
        ],
        ids=["over a weekend", "on a Saturday", "over a clock change", "over Easter"],
    )
    def test_contact(self, at: str, due: str) -> None:
        found = duty(rated(2, "anna", at=at, may_contact=True), at=at)
        assert found.due_at is not None
        assert found.due_at.isoformat() == due

    @pytest.mark.parametrize(
        ("now", "is_late"),
        [("2026-03-10T15:00:00Z", False), ("2026-03-10T15:00:00.000001Z", True)],
    )
    def test_on_time_when_due_exactly_now(self, now: str, is_late: bool) -> None:
        assert duty(UNHAPPY, at=now).is_late is is_late

    def test_others_have_longer(self) -> None:
        found = duty(reviewed(5, at=FRIDAY), at=FRIDAY)
        assert found.due_at is not None
        assert found.due_at.isoformat() == "2026-03-13T15:00:00+00:00"

    def test_solution_counts_from_the_first_contact(self) -> None:
        policy = ReplyPolicy(calendar=OFFICE, resolve_within=WorkingDays(3))
        steps = (
            done("contacted", "2026-03-09T10:00Z"),
            done("contacted", "2026-03-11T10:00Z"),
        )
        found = duty(UNHAPPY, *steps, at="2026-03-12T10:00:00.000001Z", policy=policy)
        assert found.due_at is not None
        assert (found.due_at.isoformat(), found.is_late) == ("2026-03-12T10:00:00+00:00", True)

    def test_nothing_promised_is_never_late(self) -> None:
        found = duty(UNHAPPY, done("contacted", "2026-03-09T10:00Z"), at="2027-03-09T10:00Z")
        assert (found.due_at, found.is_late, found.is_waiting) == (None, False, True)


class TestStates:
    """The latest step that is known says how it stands."""

    @pytest.mark.parametrize(
        ("now", "state", "is_waiting"),
        [
            ("2026-03-06T15:30Z", "open", True),
            ("2026-03-09T10:00Z", "contacted", True),
            ("2026-03-10T10:00Z", "resolved", False),
            ("2026-03-11T10:00Z", "contacted", True),
            ("2026-03-12T10:00Z", "declined", False),
        ],
    )
    def test_over_time(self, now: str, state: str, is_waiting: bool) -> None:
        steps = [
            done("declined", "2026-03-12T10:00Z"),
            done("contacted", "2026-03-09T10:00Z"),
            done("resolved", "2026-03-10T10:00Z"),
            done("contacted", "2026-03-11T10:00Z"),
            done("resolved", "2026-03-06T15:10Z", ref="somebody else"),
        ]
        found = duty(UNHAPPY, *steps, at=now)
        assert (str(found.state), found.is_waiting) == (state, is_waiting)

    def test_what_is_still_to_come_is_not_known(self) -> None:
        assert feedback.reply_duty(UNHAPPY, policy=POLICY, at="2026-03-06T14:59Z") is None

    def test_a_reply_before_the_answer_is_a_slip(self) -> None:
        with pytest.raises(InvalidValue, match="a reply comes after the answer"):
            duty(UNHAPPY, done("contacted", "2026-03-06T14:59Z"), at="2026-03-09T10:00Z")


class TestQueue:
    """What is still owed, the first to be due first."""

    def test_in_order(self) -> None:
        late = rated(1, "ben", at="2026-03-05T10:00Z", may_contact=True)
        review = reviewed(5, "r-1", at="2026-03-05T10:00Z")
        again = reviewed(4, "r-1", at="2026-03-05T10:00Z")
        clara = rated(3, "clara", at=FRIDAY, may_contact=True)
        steps = [
            done("contacted", "2026-03-06T10:00Z", ref="csat/ben/2026-03-05T10:00:00+00:00"),
            done("resolved", "2026-03-09T10:00Z", ref="csat/clara/2026-03-06T15:00:00+00:00"),
        ]
        told = [late, review, again, clara, UNHAPPY, rated(5, "dora", at=FRIDAY)]
        found = feedback.replies_due(told, steps, policy=POLICY, at="2026-03-09T10:00Z")
        assert [x.ref for x in found] == [
            REF,
            "review_site/r-1",
            "csat/ben/2026-03-05T10:00:00+00:00",
        ]
        assert [str(x.state) for x in found] == ["open", "open", "contacted"]

    def test_nobody(self) -> None:
        assert feedback.replies_due([], policy=POLICY, at=FRIDAY) == ()

    def test_what_it_needs(self) -> None:
        wrong: Any = [2]
        with pytest.raises(WrongType):
            feedback.replies_due(wrong, policy=POLICY, at=FRIDAY)
        with pytest.raises(WrongType):
            feedback.replies_due([UNHAPPY], wrong, policy=POLICY, at=FRIDAY)
        with pytest.raises(WrongType, match="contact_within"):
            ReplyPolicy(calendar=OFFICE, contact_within=wrong)
        with pytest.raises(WrongType, match="resolve_within"):
            ReplyPolicy(calendar=OFFICE, resolve_within=wrong)


@pytest.mark.parametrize(
    ("scale", "highest_low", "lowest_fine"),
    [(CSAT_1_5, 3, 4), (LTR_0_10, 6, 7), (CES_V1_1_5, 3, 2)],
    ids=["satisfaction", "recommendation", "effort where low is good"],
)
def test_an_answer_at_the_threshold_is_low(
    scale: RatingScale, highest_low: int, lowest_fine: int
) -> None:
    told = [Response("asked", x, scale, at=FRIDAY) for x in (highest_low, lowest_fine)]
    assert [x.response.score for x in feedback.low_answers(told)] == [highest_low]


def test_low_answers_come_oldest_first_and_once() -> None:
    told = [
        rated(1, "ben", at="2026-03-06T10:00Z"),
        reviewed(2, "r-1", at="2026-03-05T10:00Z"),
        reviewed(1, "r-1", at="2026-03-05T10:00Z"),
        rated(None, "clara", state="ignored"),
    ]
    found = feedback.low_answers(told)
    assert [(x.ref, x.response.score) for x in found] == [
        ("review_site/r-1", 1),
        ("csat/ben/2026-03-06T10:00:00+00:00", 1),
    ]
    assert feedback.low_answers(told, at_most=Percent("0")) == found


class TestLow:
    """Whoever is low stays low when the threshold rises."""

    @settings(max_examples=30)
    @given(st.lists(st.integers(0, 10), max_size=6), st.integers(0, 100), st.integers(0, 100))
    def test_rising(self, scores: list[int], one: int, other: int) -> None:
        told = [Response("nps", x, LTR_0_10, at=FRIDAY) for x in scores]
        few, many = (
            feedback.low_answers(told, at_most=Percent(str(x))) for x in sorted((one, other))
        )
        assert set(few) <= set(many)
        assert all(10 * (x.response.score or 0) <= max(one, other) for x in many)


RESOLVED = done("resolved", "2026-03-09T10:00Z")
LATER = "2026-03-20T10:00Z"


@pytest.mark.parametrize(
    ("response", "steps", "options", "faults"),
    [
        (UNHAPPY, [RESOLVED], {}, []),
        (UNHAPPY, [], {}, ["still_open"]),
        (UNHAPPY, [done("contacted", "2026-03-09T10:00Z")], {}, ["still_open"]),
        (UNHAPPY, [done("declined", "2026-03-09T10:00Z")], {}, ["declined"]),
        (UNHAPPY, [RESOLVED], {"asked_at": "2026-03-10T10:00Z"}, ["asked_before"]),
        (UNHAPPY, [RESOLVED], {"incentive": "for_answering"}, ["rewarded"]),
        (UNHAPPY, [], {"incentive": "for_praise"}, ["still_open", "rewarded"]),
        (reviewed(1, at=FRIDAY), [], {}, ["still_open"]),
    ],
    ids=["fair", "open", "contacted", "declined", "twice", "a reward", "praise", "a review"],
)
def test_when_an_update_may_be_asked_for(
    response: Response, steps: list[ReplyStep], options: dict[str, Any], faults: list[str]
) -> None:
    found = feedback.may_ask_for_update(duty(response, *steps, at=LATER), **options)
    assert [str(x) for x in found.faults] == faults
    assert found.is_fair is not bool(faults)


def test_a_review_may_be_asked_about_where_it_stands() -> None:
    settled = done("resolved", LATER, ref="review_site/r-1")
    review = duty(reviewed(1, "r-1", at=FRIDAY), settled, at=LATER)
    assert feedback.may_ask_for_update(review).is_fair


def test_hours_are_the_hosts() -> None:
    always = ReplyPolicy(
        calendar=WorkCalendar.always("UTC"), contact_within=WorkingHours(48), low=Percent("25")
    )
    found = duty(UNHAPPY, at=FRIDAY, policy=always)
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2026-03-08T15:00:00+00:00"
    low = rated(3, "anna", at=FRIDAY, may_contact=True)
    assert feedback.reply_duty(low, policy=always, at=FRIDAY) is None
