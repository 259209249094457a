"""One reminder, how an invitation stands, and the ready-made terms."""

from collections.abc import Callable

import pytest
from attrs import evolve

from postsales import (
    Cancelled,
    CaseClosed,
    CaseOpened,
    ConsentWithdrawn,
    Days,
    Delivered,
    Event,
    FutureContact,
    Happened,
    InquiryReopened,
    InvitationState,
    InvitationTerms,
    Last,
    Outcome,
    Placed,
    Refunded,
    ReturnRequested,
    Solved,
    SurveyAnswered,
    SurveyAsked,
    SurveyDismissed,
    SurveyReminded,
    invitations,
)

TERMS = InvitationTerms(
    id="nps", version="1", zone="UTC", quarantine=Days(90), remind_after=Days(3), open_for=Days(14)
)
ASKED = SurveyAsked("nps", at="2026-03-02T09:00Z")
TUESDAY = "2026-03-03T09:00Z"

REMINDERS = [
    ("nobody was asked", [], "2026-03-05T09:00Z", ["not_asked"]),
    ("a moment early", [ASKED], "2026-03-05T08:59:59Z", ["too_early"]),
    ("due, though in quarantine", [ASKED], "2026-03-05T09:00Z", []),
    ("the last moment", [ASKED], "2026-03-16T08:59:59Z", []),
    ("too late", [ASKED], "2026-03-16T09:00Z", ["too_late"]),
    (
        "answered",
        [ASKED, SurveyAnswered("nps", at=TUESDAY)],
        *("2026-03-05T09:00Z", ["answered_already"]),
    ),
    (
        "waved away",
        [ASKED, SurveyDismissed("nps", at=TUESDAY)],
        *("2026-03-05T09:00Z", ["dismissed_already"]),
    ),
    (
        "reminded",
        [ASKED, SurveyReminded("nps", at=TUESDAY)],
        *("2026-03-05T09:00Z", ["reminded_already"]),
    ),
    (
        "another survey was answered",
        [ASKED, SurveyAnswered("csat", at=TUESDAY)],
        *("2026-03-05T09:00Z", []),
    ),
    (
        "opted out",
        [ASKED, ConsentWithdrawn(at=TUESDAY)],
        *("2026-03-05T09:00Z", ["opted_out"]),
    ),
]


@pytest.mark.parametrize(
    ("history", "at", "because"),
    [row[1:] for row in REMINDERS],
    ids=[row[0] for row in REMINDERS],
)
def test_one_reminder(history: list[Event], at: str, because: list[str]) -> None:
    answer = invitations.remind(history, TERMS, survey="nps", at=at)
    assert list(answer.because) == because


def test_nobody_is_reminded_of_what_was_called_off() -> None:
    terms = evolve(TERMS, after=Last(Delivered), called_off_by=ReturnRequested)
    parcel = Delivered({"tee": 1}, at="2026-03-01T09:00Z")
    back = ReturnRequested({"tee": 1}, at=TUESDAY)
    due = "2026-03-05T09:00Z"
    assert invitations.remind([parcel, ASKED], terms, survey="nps", at=due).because == {}
    answer = invitations.remind([parcel, ASKED, back], terms, survey="nps", at=due)
    assert list(answer.because) == ["called_off"]
    assert answer.next_change is None


def test_a_reminder_from_the_future_is_a_wrong_clock() -> None:
    history = [ASKED, SurveyReminded("nps", at="2026-03-06T09:00Z")]
    with pytest.raises(FutureContact, match="check the clock"):
        invitations.remind(history, TERMS, survey="nps", at="2026-03-05T09:00Z")


def test_terms_without_reminders_remind_nobody() -> None:
    terms = evolve(TERMS, remind_after=None)
    answer = invitations.remind([ASKED], terms, survey="nps", at="2026-03-05T09:00Z")
    assert list(answer.because) == ["no_reminders"]


STATES = [
    ([], "2026-03-05T09:00Z", "not_asked"),
    ([ASKED], "2026-03-16T08:59:59Z", "open"),
    ([ASKED], "2026-03-16T09:00Z", "ignored"),
    ([ASKED, SurveyAnswered("nps", at=TUESDAY)], "2026-03-16T09:00Z", "answered"),
    ([ASKED, SurveyAnswered("nps", at="2026-04-01T09:00Z")], "2026-04-02T09:00Z", "answered"),
    ([ASKED, SurveyDismissed("nps", at=TUESDAY)], "2026-03-16T09:00Z", "dismissed"),
    ([SurveyAnswered("nps", at="2026-03-01T09:00Z"), ASKED], "2026-03-03T09:00Z", "open"),
]


@pytest.mark.parametrize(("history", "at", "state"), STATES)
def test_how_it_stands(history: list[Event], at: str, state: str) -> None:
    found = invitations.status(history, TERMS, survey="nps", at=at)
    assert found.state is InvitationState(state)


def test_without_an_end_an_answer_is_waited_for() -> None:
    terms = evolve(TERMS, open_for=None)
    found = invitations.status([ASKED], terms, survey="nps", at="2027-03-16T09:00Z")
    assert (found.state, found.closes_at) == (InvitationState.OPEN, None)


AT = "2026-03-02T09:00Z"
READY: list[tuple[Callable[..., InvitationTerms], Event, Event | None, str]] = [
    (
        invitations.after_order,
        Placed(at=AT),
        Cancelled({"tee": 1}, at="2026-03-02T09:10Z"),
        "2026-03-02T09:30Z",
    ),
    (
        invitations.after_delivery,
        Delivered({"tee": 1}, at=AT),
        ReturnRequested({"tee": 1}, ref="R-1", at=TUESDAY),
        "2026-03-05T09:00Z",
    ),
    (
        invitations.product_review,
        Delivered({"tee": 1}, at=AT),
        ReturnRequested({"tee": 1}, ref="R-1", at=TUESDAY),
        "2026-03-16T09:00Z",
    ),
    (
        invitations.after_solution,
        Solved(at=AT),
        InquiryReopened(at="2026-03-02T12:00Z"),
        "2026-03-03T09:00Z",
    ),
    (
        invitations.after_complaint,
        CaseClosed(ref="a", at=AT),
        CaseOpened(ref="b", at=TUESDAY),
        "2026-03-07T09:00Z",
    ),
    (
        invitations.after_cart_left,
        Happened("cart_left", at=AT),
        Placed(at="2026-03-02T09:20Z"),
        "2026-03-02T10:00Z",
    ),
]


@pytest.mark.parametrize(
    ("ready", "occasion", "against", "due"), READY, ids=[row[0].__name__ for row in READY]
)
def test_ready_made_invitations_wait_and_are_called_off(
    ready: Callable[..., InvitationTerms], occasion: Event, against: Event, due: str
) -> None:
    terms = ready(version="1", zone="UTC")

    def outcome(*history: Event) -> Outcome:
        return invitations.assess(history, terms, survey="s", at=due).outcome

    assert outcome(occasion) is Outcome.ALLOWED
    assert outcome() is Outcome.REFUSED
    assert outcome(occasion, against) is Outcome.REFUSED
    # Nobody is asked twice about one occasion.
    assert outcome(occasion, SurveyAsked("s", at=occasion.at)) is Outcome.REFUSED


def test_whoever_was_refunded_is_asked_a_day_later() -> None:
    terms = invitations.after_refund(version="1", zone="UTC")
    assert terms.after is not None
    assert (terms.after.event, terms.wait) == (Refunded, Days(1))


def test_the_shop_as_a_whole_is_asked_about_at_regular_times() -> None:
    terms = invitations.relational(version="1", zone="UTC", every=Days(90))
    answer = invitations.assess([ASKED], terms, survey="nps", at="2026-05-31T08:59Z")
    assert answer.next_change is not None
    assert answer.next_change.at.isoformat() == "2026-05-31T09:00:00+00:00"
