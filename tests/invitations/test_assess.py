"""Who may be asked now, and from when on the others."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Bounced,
    Cancelled,
    CaseClosed,
    CaseOpened,
    ConsentGiven,
    ConsentWithdrawn,
    Days,
    Delivered,
    During,
    Event,
    First,
    FutureContact,
    Hours,
    InvalidValue,
    InvitationAnswer,
    InvitationTerms,
    Last,
    Months,
    Outcome,
    Percent,
    Sampling,
    Stagger,
    SurveyAnswered,
    SurveyAsked,
    SurveyCap,
    SurveyDismissed,
    WrongType,
    invitations,
)
from postsales.basics.moments import instant

PLAIN = InvitationTerms(id="plain", version="1", zone="Europe/Berlin")
AFTER = evolve(PLAIN, after=Last(Delivered), wait=Days(7), expires=Days(14))


def delivered(at: str) -> Delivered:
    return Delivered({"tee": 1}, at=at)


def asked(at: str, survey: str = "csat", **facts: Any) -> SurveyAsked:
    return SurveyAsked(survey, at=at, **facts)


def may(
    history: Iterable[Event], terms: InvitationTerms, at: str, **facts: Any
) -> InvitationAnswer:
    return invitations.assess(history, terms, survey="csat", at=at, **facts)


def eligible_at(answer: InvitationAnswer) -> str | None:
    return answer.next_change.at.isoformat() if answer.next_change else None


def test_the_story_of_the_page() -> None:
    terms = evolve(AFTER, expires=None, quarantine=Days(90))
    history = [asked("2026-02-03T09:00+01:00", "nps"), delivered("2026-03-02T15:00+01:00")]
    answer = may(history, terms, "2026-03-10T09:00+01:00")
    assert (answer.outcome, dict(answer.because)) == (Outcome.REFUSED, {"asked_recently": 1})
    # Ninety local days later at the same time of day: summer time has begun.
    assert eligible_at(answer) == "2026-05-04T07:00:00+00:00"


ONE = [delivered("2026-03-02T15:00+01:00")]
OCCASIONS = [
    ("nothing was delivered", [], "2026-03-10T09:00+01:00", ["no_occasion"], None),
    ("a moment early", ONE, "2026-03-09T14:59+01:00", ["too_early"], "2026-03-09T14:00:00+00:00"),
    ("due", ONE, "2026-03-09T15:00+01:00", [], "2026-03-23T14:00:00+00:00"),
    ("the last moment", ONE, "2026-03-23T14:59+01:00", [], "2026-03-23T14:00:00+00:00"),
    ("too late", ONE, "2026-03-23T15:00+01:00", ["too_late"], None),
    (
        "the last delivery counts",
        [*ONE, delivered("2026-03-05T15:00+01:00")],
        *("2026-03-10T09:00+01:00", ["too_early"], "2026-03-12T14:00:00+00:00"),
    ),
    (
        "asked about it already",
        [*ONE, asked("2026-03-09T16:00+01:00")],
        *("2026-03-12T09:00+01:00", ["asked_already"], None),
    ),
    (
        "asked about an earlier one",
        [asked("2026-03-01T16:00+01:00"), *ONE],
        *("2026-03-12T09:00+01:00", [], "2026-03-23T14:00:00+00:00"),
    ),
    (
        "called off",
        [*ONE, Cancelled({"tee": 1}, at="2026-03-03T09:00+01:00")],
        *("2026-03-12T09:00+01:00", ["called_off"], None),
    ),
    (
        "something else was called off before",
        [Cancelled({"mug": 1}, at="2026-03-01T09:00+01:00"), *ONE],
        *("2026-03-12T09:00+01:00", [], "2026-03-23T14:00:00+00:00"),
    ),
]


@pytest.mark.parametrize(
    ("history", "at", "because", "change"),
    [row[1:] for row in OCCASIONS],
    ids=[row[0] for row in OCCASIONS],
)
def test_an_occasion_has_its_time(
    history: list[Event], at: str, because: list[str], change: str | None
) -> None:
    answer = may(history, evolve(AFTER, called_off_by=Cancelled), at)
    assert (list(answer.because), eligible_at(answer)) == (because, change)


def test_the_first_occasion_is_another_one() -> None:
    twice = [*ONE, delivered("2026-03-05T15:00+01:00")]
    assert may(twice, evolve(AFTER, after=First(Delivered)), "2026-03-10T09:00+01:00").because == {}


NOW = "2026-06-15T12:00+02:00"
SCOPES = [
    ("any_survey", [], "nps", ["asked_recently"]),
    ("this_survey", [], "nps", []),
    ("this_survey", [], "csat", ["asked_recently"]),
    ("group", ["nps"], "nps", ["asked_recently"]),
    ("group", ["nps"], "ces", []),
    ("group", ["nps"], "csat", ["asked_recently"]),
]


@pytest.mark.parametrize(("scope", "group", "survey", "because"), SCOPES)
def test_the_scope_says_which_invitations_count(
    scope: str, group: list[str], survey: str, because: list[str]
) -> None:
    terms = evolve(PLAIN, quarantine=Days(30), scope=scope, group=group)
    answer = may([asked("2026-06-01T12:00+02:00", survey)], terms, NOW)
    assert list(answer.because) == because


@pytest.mark.parametrize(
    ("sent", "length", "is_allowed"),
    [
        ("2026-05-16T12:00+02:00", Days(30), True),
        ("2026-05-16T12:00:00.000001+02:00", Days(30), False),
        # A day of the calendar is not always 24 hours: summer time began on 29 March.
        ("2026-03-17T11:00+01:00", Hours(2160), True),
        ("2026-03-17T12:00+01:00", Days(90), True),
        ("2026-03-17T12:00:01+01:00", Days(90), False),
    ],
)
def test_exactly_so_long_afterwards_is_long_enough(
    sent: str, length: Days | Hours, is_allowed: bool
) -> None:
    answer = may([asked(sent)], evolve(PLAIN, quarantine=length), NOW)
    assert (answer.outcome is Outcome.ALLOWED) is is_allowed


def waved(*days: int) -> list[Event]:
    return [SurveyDismissed("csat", at=f"2026-06-{day:02}T09:00+02:00") for day in days]


def test_who_waved_away_so_often_is_not_asked_again() -> None:
    terms = evolve(PLAIN, max_dismissals=3)
    assert may(waved(1, 2), terms, NOW).because == {}
    limit = may(waved(1, 2, 3), terms, NOW)
    assert (dict(limit.because), limit.next_change) == ({"dismissal_limit": 1}, None)
    # Who answered in between is willing.
    willing = [*waved(1, 2), SurveyAnswered("csat", at="2026-06-03T09:00+02:00"), *waved(4)]
    assert may(willing, terms, NOW).because == {}


def test_after_a_dismissal_there_is_a_gap() -> None:
    answer = may(waved(14), evolve(PLAIN, after_dismissal=Days(7)), NOW)
    assert list(answer.because) == ["dismissed_recently"]
    assert eligible_at(answer) == "2026-06-21T07:00:00+00:00"


def test_a_rolling_cap_ends_when_the_oldest_that_counts_is_over() -> None:
    terms = evolve(PLAIN, caps=SurveyCap(2, per=Days(30)))
    sent = [asked(f"2026-06-{day:02}T09:00+02:00") for day in (1, 5, 9)]
    answer = may(sent, terms, NOW)
    assert list(answer.because) == ["cap_reached"]
    # On 5 July one of three still counts beside what is asked then.
    assert eligible_at(answer) == "2026-07-05T07:00:00+00:00"
    assert may(sent[:1], terms, NOW).because == {}


def test_others_of_the_account_count_too() -> None:
    terms = evolve(PLAIN, account_gap=Days(10))
    others = [asked("2026-06-10T12:00+02:00", account="acme")]
    answer = may([], terms, NOW, account=others)
    assert list(answer.because) == ["account_asked_recently"]
    assert eligible_at(answer) == "2026-06-20T10:00:00+00:00"


def test_a_refusal_weighs_most_and_all_reasons_are_told() -> None:
    terms = evolve(PLAIN, quarantine=Days(30), unless=During(CaseOpened, CaseClosed))
    history = [
        asked("2026-06-10T12:00+02:00"),
        CaseOpened(ref="a", at="2026-06-11T12:00+02:00"),
        ConsentWithdrawn("feedback", at="2026-06-12T12:00+02:00"),
        Bounced("email", at="2026-06-13T12:00+02:00"),
    ]
    answer = may(history, terms, NOW)
    expected = ["opted_out", "address_bounced", "held_back", "asked_recently"]
    assert list(answer.because) == expected
    assert answer.next_change is None


def test_what_is_over_holds_nobody_back() -> None:
    terms = evolve(PLAIN, unless=During(CaseOpened, CaseClosed))
    history = [
        CaseOpened(ref="a", at="2026-06-11T12:00+02:00"),
        CaseClosed(ref="a", at="2026-06-12T12:00+02:00"),
        ConsentWithdrawn("feedback", at="2026-06-12T12:00+02:00"),
        ConsentGiven("feedback", at="2026-06-13T12:00+02:00"),
        ConsentWithdrawn("marketing", at="2026-06-14T12:00+02:00"),
    ]
    assert may(history, terms, NOW).because == {}


def test_an_invitation_from_the_future_is_a_wrong_clock() -> None:
    late = [asked("2026-06-15T12:00:00.000001+02:00")]
    with pytest.raises(FutureContact, match="check the clock"):
        may(late, PLAIN, NOW)
    with pytest.raises(FutureContact):
        may([], PLAIN, NOW, account=late)
    # What happens at this very instant has happened.
    assert may([asked(NOW)], PLAIN, NOW).because == {}


CUSTOMERS = [f"C-{n}" for n in range(2000)]


def test_a_sample_has_its_share_and_is_drawn_anew() -> None:
    terms = evolve(PLAIN, sampling=Sampling(Percent("20")))

    def drawn(at: str) -> set[str]:
        return {one for one in CUSTOMERS if not may([], terms, at, customer=one).because}

    june, again, july = (
        drawn(at) for at in (NOW, "2026-06-30T23:59+02:00", "2026-07-01T00:00+02:00")
    )
    assert june == again
    assert june != july
    # Five standard errors to either side.
    assert 310 <= len(june) <= 490
    assert 310 <= len(july) <= 490


def test_who_is_not_drawn_hears_when_they_are() -> None:
    terms = evolve(PLAIN, sampling=Sampling(Percent("20")))
    refused = [one for one in CUSTOMERS[:30] if may([], terms, NOW, customer=one).because]
    for customer in refused:
        change = may([], terms, NOW, customer=customer).next_change
        assert change is not None
        then = may([], terms, change.at.isoformat(), customer=customer)
        assert then.outcome is Outcome.ALLOWED
        before = (change.at - timedelta(microseconds=1)).isoformat()
        assert list(may([], terms, before, customer=customer).because) == ["not_sampled"]


def test_a_gap_that_ends_while_others_are_drawn_goes_on_until_the_next_draw() -> None:
    terms = evolve(PLAIN, sampling=Sampling(Percent("20")), quarantine=Days(30))
    history = [asked("2026-05-20T10:00+02:00")]
    ends = instant("2026-06-19T10:00+02:00")
    changes = [
        may(history, terms, "2026-05-25T10:00Z", customer=one).next_change for one in CUSTOMERS[:30]
    ]
    told = {(x.because, x.at == ends) for x in changes if x is not None}
    assert told == {("asked_recently", True), ("not_sampled", False)}
    for customer, change in zip(CUSTOMERS, changes, strict=False):
        assert change is not None
        then = may(history, terms, change.at.isoformat(), customer=customer)
        assert then.outcome is Outcome.ALLOWED


def test_who_is_drawn_hears_until_when() -> None:
    terms = evolve(PLAIN, sampling=Sampling(Percent("20")))
    drawn = [one for one in CUSTOMERS[:30] if not may([], terms, NOW, customer=one).because]
    for customer in drawn:
        change = may([], terms, NOW, customer=customer).next_change
        assert change is not None
        assert change.because == "not_sampled"
        then = may([], terms, change.at.isoformat(), customer=customer)
        assert list(then.because) == ["not_sampled"]
    everybody = evolve(PLAIN, sampling=Sampling(Percent("100")))
    assert may([], everybody, NOW, customer="C-7").next_change is None


def test_an_occasion_is_drawn_once() -> None:
    terms = evolve(AFTER, sampling=Sampling(Percent("20")))
    out = next(x for x in CUSTOMERS if may(ONE, terms, "2026-03-10T09:00Z", customer=x).because)
    later = may(ONE, terms, "2026-03-20T09:00Z", customer=out)
    assert (list(later.because), later.next_change) == (["not_sampled"], None)


def test_without_an_occasion_nobody_was_drawn_or_not() -> None:
    terms = evolve(AFTER, sampling=Sampling(Percent("1")))
    for customer in CUSTOMERS[:5]:
        assert list(may([], terms, NOW, customer=customer).because) == ["no_occasion"]


def test_of_two_gaps_the_one_that_ends_last_counts() -> None:
    terms = evolve(PLAIN, quarantine=Months(1))
    # Both end on the 28th of February, at the time of day at which each was sent.
    history = [asked("2026-01-30T23:00+01:00"), asked("2026-01-31T10:00+01:00")]
    found = may(history, terms, "2026-02-28T11:00+01:00")
    assert list(found.because) == ["asked_recently"]
    assert eligible_at(found) == "2026-02-28T22:00:00+00:00"


def test_a_stagger_spreads_customers_over_its_days() -> None:
    stagger = Stagger("2026-01-01", days=90)
    days = [stagger.first_day(one, "nps").toordinal() for one in CUSTOMERS]
    assert (min(days), max(days) - min(days)) == (
        Stagger("2026-01-01", days=1).first_day("C-1", "nps").toordinal(),
        89,
    )
    assert max(days.count(day) for day in set(days)) < 50
    answer = may([], evolve(PLAIN, stagger=stagger), "2026-01-01T00:00+01:00", customer="C-7")
    assert list(answer.because) == ["not_their_day"]


def test_a_draw_needs_a_customer() -> None:
    with pytest.raises(InvalidValue, match="customer"):
        may([], evolve(PLAIN, sampling=Sampling(Percent("20"))), NOW)


@pytest.mark.parametrize("share", ["0", "100.1"])
def test_a_share_is_some_and_at_most_all(share: str) -> None:
    with pytest.raises(InvalidValue, match="share"):
        Sampling(Percent(share))


@pytest.mark.parametrize(
    "facts",
    [
        {"scope": "group"},
        {"group": ["nps"]},
        {"expires": Days(3)},
        {"called_off_by": Cancelled},
        {"max_dismissals": -1},
    ],
    ids=str,
)
def test_terms_that_contradict_themselves_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        evolve(PLAIN, **facts)


def test_an_answer_is_no_truth_value() -> None:
    with pytest.raises(WrongType, match="outcome"):
        bool(may([], PLAIN, NOW))


EVENTS = st.lists(
    st.builds(
        lambda kind, days, hours: kind("csat", at=instant(NOW) - timedelta(days, hours * 3600)),
        st.sampled_from([SurveyAsked, SurveyDismissed, SurveyAnswered]),
        st.integers(0, 200),
        st.integers(0, 23),
    ),
    max_size=5,
)


class TestNextChange:
    """From ``next_change`` on the answer is another, and one microsecond before it is not."""

    @given(EVENTS, st.integers(0, 40), st.integers(0, 100))
    def test_it_is_when_the_answer_changes(
        self, told: list[Event], since: int, quarantine: int
    ) -> None:
        terms = evolve(
            AFTER,
            quarantine=Days(quarantine),
            after_dismissal=Days(30),
            caps=SurveyCap(2, per=Days(60)),
        )
        history = [*told, Delivered({"tee": 1}, at=instant(NOW) - timedelta(since))]
        answer = may(history, terms, NOW)
        change = answer.next_change
        if change is None:
            assert answer.outcome is Outcome.REFUSED
            return
        then = may(history, terms, change.at.isoformat())
        before = may(history, terms, (change.at - timedelta(microseconds=1)).isoformat())
        assert then.outcome is not answer.outcome
        assert before.outcome is answer.outcome
