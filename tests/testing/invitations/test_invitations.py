"""Every law of invitations finds a bad inviter, good terms live, and what is broken is told."""

from typing import Any

import pytest

from postsales import Delivered, InvalidValue, SurveyAsked, WrongType
from postsales.testing import invitations
from postsales.testing.invitations import InvitationFlag, Invited
from postsales.testing.law import LawBroken
from tests.testing.invitations.bad import BAD, Bad, without
from tests.testing.invitations.good import GOOD
from tests.testing.invitations.matrix import FILE
from tests.testing.matrix import asks, finds, told

TERMS = GOOD["every limit"]
AT = "2026-03-09T10:00+01:00"
CAME = Delivered({"tee": 1}, at="2026-03-02T10:00+01:00")


class TestLaws:
    """Each law finds the mistakes that it is for, and nothing in good terms."""

    def test_each_is_for_a_mistake(self) -> None:
        assert {bad.law for bad in BAD} == {law.id for law in invitations.ALL}

    @pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.law} {bad.name}")
    def test_a_bad_inviter_is_found(self, bad: Bad) -> None:
        found = bad.suite(only=[bad.law])
        (law,) = found.laws
        assert not law.not_applicable(found.subject.flags)
        assert finds(law, found.subject, 0, scenes=300)

    @pytest.mark.parametrize("name", GOOD)
    def test_good_terms_live(self, name: str) -> None:
        good = invitations.check(GOOD[name])
        for law in good:
            if not law.not_applicable(good.subject.flags):
                asks(law, good.subject, 0, scenes=15)

    def test_the_page_tells_every_bad_inviter(self) -> None:
        page = FILE.read_text(encoding="utf-8")
        expected = [(x.name, x.law) for x in BAD]
        assert told(page) == expected, "python -m tests.testing.invitations.matrix"
        assert f"{len(BAD)} of {len(BAD)} are found by their law with each of 10 seeds." in page


def again(law: str, **given: Any) -> None:
    """One law, of a week after a delivery."""
    invitations.again(law, TERMS, **{"history": [CAME], "at": AT, **given})


class TestMessages:
    """A broken law is told with its facts, and with the history as code."""

    def test_all_of_it(self) -> None:
        with pytest.raises(LawBroken) as caught:
            again("INV-08", inviter=without(SurveyAsked))
        says = str(caught.value)
        for part in (
            "[INV-08-once-an-occasion] About one occasion a customer is asked once.",
            "a customer is asked twice about one occasion",
            "This is usually: an occasion that is looked up by its day",
            'invitations.again("INV-08", my_terms, history=history, at="2026-03-09T09:00:00+00:00"',
            "inviter=my_inviter",
        ):
            assert part in says

    def test_ours_keeps_it(self) -> None:
        for law in invitations.ALL:
            again(law.id)

    def test_an_inviter_that_raises(self) -> None:
        def raises(*_: object) -> Invited:
            raise KeyError("quarantine")

        with pytest.raises(LawBroken, match="the inviter raises an error") as caught:
            again("INV-01", inviter=raises)
        assert "This is usually" not in str(caught.value)

    def test_an_inviter_that_gives_something_else(self) -> None:
        inviter: Any = lambda *_: True  # noqa: E731 - it is one line
        with pytest.raises(LawBroken, match="the inviter gives no Invited"):
            again("INV-01", inviter=inviter)

    def test_an_answer_that_changes_before_it_is_given(self) -> None:
        with pytest.raises(LawBroken, match="changes before it is given"):
            again("INV-02", inviter=lambda *_: Invited(True, changes_at="2026-03-01T10:00Z"))


class TestSuites:
    """A suite of invitations is chosen from, excused and refused as that of a policy is."""

    def test_what_terms_have(self) -> None:
        assert invitations.check(TERMS).subject.flags == {*InvitationFlag}
        assert InvitationFlag.OCCASION not in invitations.check(GOOD["hours"]).subject.flags

    def test_it_may_be_excused(self) -> None:
        mine = invitations.check(
            TERMS, inviter=without(SurveyAsked), only="INV-06", known={"INV-06": "2026-12-31"}
        )
        assert mine.run(on="2026-12-31").known
        assert repr(mine) == "<InvitationSuite of 1 laws for 'every-limit'>"

    @pytest.mark.parametrize(
        ("asked", "error", "says"),
        [
            pytest.param({"terms": 1}, WrongType, "InvitationTerms", id="no terms"),
            pytest.param({"inviter": 1}, WrongType, "a function of terms", id="no inviter"),
            pytest.param({"only": "REF"}, InvalidValue, "no law begins so", id="no law"),
            pytest.param({"known": {"REF-01": "2026-12-31"}}, InvalidValue, "no such", id="known"),
        ],
    )
    def test_what_is_refused(
        self, asked: dict[str, Any], error: type[Exception], says: str
    ) -> None:
        wish: dict[str, Any] = {"terms": TERMS, **asked}
        with pytest.raises(error, match=says):
            invitations.check(**wish)

    def test_one_law_is_looked_at_again(self) -> None:
        with pytest.raises(InvalidValue, match="10 laws begin so"):
            again("INV")
