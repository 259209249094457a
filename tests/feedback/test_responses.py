"""What became of asking, and which answers count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    CSAT_1_5,
    LTR_0_10,
    Dedupe,
    Incentive,
    InvalidScore,
    InvalidValue,
    MixedPrograms,
    Origin,
    Response,
    ResponseTally,
    ScaleMismatch,
    SurveyFunnel,
    WrongType,
    feedback,
)
from tests.feedback.said import FRIDAY, MONDAY, TUESDAY, on_a_site, said


def scores(responses: tuple[Response, ...]) -> list[int | None]:
    return [one.score for one in responses]


TWICE = [said(3, "anna"), said(9, "anna", at=TUESDAY), said(7), said(8, "ben"), said(6)]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("latest", [9, 7, 8, 6]),
        ("first", [3, 7, 8, 6]),
        ("all", [3, 9, 7, 8, 6]),
        ("customer_mean", [3, 9, 7, 8, 6]),
    ],
)
def test_the_policy_says_which_answers_of_a_customer_count(
    policy: str, expected: list[int]
) -> None:
    assert scores(feedback.kept(TWICE, policy)) == expected


def test_of_two_at_one_instant_the_last_in_the_list_is_the_latest() -> None:
    at_once = [said(3, "anna"), said(9, "anna")]
    assert scores(feedback.kept(at_once, "latest")) == [9]
    assert scores(feedback.kept(at_once, "first")) == [3]


def test_nobody_in_particular_is_never_merged() -> None:
    assert scores(feedback.kept([said(3), said(9)], "latest")) == [3, 9]


def test_what_is_fetched_twice_is_one_answer_whatever_the_policy() -> None:
    fetched = [on_a_site(4, "r-1"), on_a_site(6, "r-1", at=FRIDAY), on_a_site(6, "r-2")]
    assert scores(feedback.kept(fetched, "all")) == [6, 6]


def test_one_author_at_one_source_is_one_voice() -> None:
    told = [on_a_site(4, author="anna_b"), on_a_site(6, author="anna_b"), on_a_site(6)]
    assert scores(feedback.kept(told, "latest")) == [6, 6]
    # Who the customer is counts more than what the source calls them.
    assert said(4, "C-7").voice == "C-7"


RESPONSES = st.lists(
    st.builds(
        said,
        st.integers(0, 10),
        st.sampled_from(["", "anna", "ben"]),
        at=st.sampled_from([MONDAY, TUESDAY, FRIDAY]),
    ),
    max_size=8,
)


class TestKept:
    """What was kept once is kept again, and every voice that spoke is still heard."""

    @given(RESPONSES, st.sampled_from(Dedupe))
    def test_again_changes_nothing(self, told: list[Response], policy: Dedupe) -> None:
        once = feedback.kept(told, policy)
        assert feedback.kept(once, policy) == once

    @given(RESPONSES, st.sampled_from(Dedupe))
    def test_nobody_is_silenced(self, told: list[Response], policy: Dedupe) -> None:
        assert {one.voice for one in feedback.kept(told, policy)} == {one.voice for one in told}


def test_the_tally_says_what_became_of_everything() -> None:
    told = [
        *(said(10, "anna"), said(9, "anna", at=TUESDAY), said(2, "ben")),
        *(said(None), said(None), said(None, state="ignored"), said(None, state="bounced")),
        said(10, "cleo", incentive=Incentive.FOR_PRAISE),
        said(10, "dora", incentive=Incentive.FOR_ANSWERING),
    ]
    found = feedback.nps(told, dedupe="latest")
    assert found.tally == ResponseTally(
        answered=3, dismissed=2, ignored=1, bounced=1, repeated=1, bought=1
    )
    assert found.tally.total == len(told)
    # Nobody who did not answer is in the denominator.
    assert found.n == 3


SITE = Origin("review_site", ref="r-1")


@pytest.mark.parametrize("policy", Dedupe)
@pytest.mark.parametrize(
    ("later", "tally"),
    [
        (said(None, origin=SITE, at=TUESDAY), ResponseTally(dismissed=1, repeated=1)),
        (said(3, origin=SITE, at=TUESDAY), ResponseTally(answered=1, repeated=1)),
        (
            said(10, origin=SITE, at=TUESDAY, incentive="for_praise"),
            ResponseTally(bought=1, repeated=1),
        ),
        (said(None, origin=SITE), ResponseTally(dismissed=1, repeated=1)),
    ],
)
def test_what_was_changed_at_the_source_is_what_it_became(
    later: Response, tally: ResponseTally, policy: Dedupe
) -> None:
    first = said(9, origin=SITE)
    assert feedback.nps([first, later], dedupe=policy).tally == tally


def test_a_dismissal_that_is_fetched_twice_is_one() -> None:
    found = feedback.nps([said(None, origin=SITE)] * 2)
    assert found.tally == ResponseTally(dismissed=1, repeated=1)
    assert SurveyFunnel.of([said(None, origin=SITE)] * 2).invited == 1


def test_relational_answers_count_once_and_transactional_ones_all() -> None:
    relational = [said(3, "anna", kind="relational"), said(9, "anna", kind="relational")]
    assert feedback.nps(relational).n == 1
    assert feedback.nps([said(3, "anna"), said(9, "anna")]).n == 2


@pytest.mark.parametrize("dedupe", [None, "latest"])
def test_the_two_kinds_are_never_pooled(dedupe: str | None) -> None:
    with pytest.raises(MixedPrograms, match="never pooled"):
        feedback.nps([said(3, kind="relational"), said(9)], dedupe=dedupe)


def test_two_scales_are_never_pooled() -> None:
    with pytest.raises(ScaleMismatch, match="score each scale alone"):
        feedback.nps([said(3), said(5, scale=CSAT_1_5)])


@pytest.mark.parametrize("answers", [None, "text", 9, [said(3), 9], {"a": 1}])
def test_what_is_no_list_of_answers_is_refused(answers: object) -> None:
    with pytest.raises((WrongType, InvalidScore)):
        feedback.nps(answers)  # type: ignore[arg-type]


def test_a_gap_is_refused_unless_somebody_says_what_it_means() -> None:
    with pytest.raises(InvalidScore, match="missing='exclude'"):
        feedback.nps([9, None])
    found = feedback.nps([9, None], missing="exclude")
    assert (found.n, found.tally.missing) == (1, 1)


def test_an_answer_has_a_score_and_silence_has_none() -> None:
    with pytest.raises(InvalidScore):
        Response("nps", None, LTR_0_10, at=MONDAY)
    with pytest.raises(InvalidValue, match="dismissed has no score"):
        Response("nps", 9, LTR_0_10, at=MONDAY, state="dismissed")


@pytest.mark.parametrize(("comment", "says"), [("", False), ("  \u00a0\n", False), ("ok", True)])
def test_spaces_are_no_comment(comment: str, says: bool) -> None:
    assert said(9, comment=comment).has_comment is says


@pytest.mark.parametrize("state", ["dismissed", "ignored", "bounced"])
def test_who_did_not_answer_said_nothing(state: str) -> None:
    with pytest.raises(InvalidValue, match=f"what was {state} has no comment"):
        said(None, state=state, comment="Late again")
    assert not said(None, state=state, comment=" ").has_comment
