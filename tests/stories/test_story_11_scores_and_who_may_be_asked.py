"""Scores with their n, and who may be asked."""

from fractions import Fraction

import pytest

from postsales import (
    CSAT_1_5,
    Absent,
    Days,
    Delivered,
    Denominator,
    InvitationTerms,
    Last,
    NpsCounts,
    Outcome,
    Response,
    SurveyAsked,
    TopBox,
    feedback,
    invitations,
)
from postsales.basics.moments import instant

ASK = InvitationTerms(
    id="after-delivery",
    version="1",
    zone="Europe/Berlin",
    after=Last(Delivered),
    wait=Days(7),
    quarantine=Days(90),
)
HISTORY = [
    SurveyAsked("nps", at="2026-02-03T09:00+01:00"),
    Delivered({"tee": 3}, at="2026-03-02T15:00+01:00"),
]


def answer(score: int | None, state: str = "answered") -> Response:
    return Response("delivery-csat", score, CSAT_1_5, at="2026-03-10T09:00+01:00", state=state)


def test_a_score_has_its_n_and_an_interval() -> None:
    nps = feedback.nps(NpsCounts(promoters=60, passives=25, detractors=15))
    assert (nps.score, nps.n) == (Fraction(45), 100)
    assert nps.interval is not None
    assert (nps.interval.low, nps.interval.high) == pytest.approx((29.26, 58.13), abs=0.005)


def test_nobody_is_no_score() -> None:
    empty = feedback.nps([])
    assert (empty.score, empty.reason) == (None, Absent.NO_RESPONSES)


def test_who_dismissed_the_question_has_not_answered_it() -> None:
    responses = [answer(5), answer(4), answer(2), answer(None, "dismissed")]
    csat = feedback.csat(responses, scale=CSAT_1_5, satisfied=TopBox(4, 5))
    assert (csat.share, csat.n) == (Fraction(2, 3), 3)
    assert csat.denominator is Denominator.ANSWERED
    assert csat.tally.dismissed == 1


def test_who_was_asked_lately_is_left_in_peace_and_told_until_when() -> None:
    may = invitations.assess(HISTORY, ASK, survey="delivery-csat", at="2026-03-10T09:00+01:00")
    assert (may.outcome, dict(may.because)) == (Outcome.REFUSED, {"asked_recently": 1})
    assert may.next_change is not None
    # Ninety local days after 3 February, 09:00: summer time has begun.
    assert may.next_change.at == instant("2026-05-04T09:00+02:00")
    then = invitations.assess(HISTORY, ASK, survey="delivery-csat", at=may.next_change.at)
    assert then.outcome is Outcome.ALLOWED
