"""A law that nothing put to the test is not kept: it is told, and once what to do about it."""

import unittest
from typing import Any

import pytest
from attrs import evolve

from postsales import Exclusion, LineKind, ReasonKind, ReturnRequest, Scope
from postsales.testing import Answer, laws
from postsales.testing._tally import Tally
from postsales.testing.suite import Fate, Suite
from tests.testing.good import STANDARD, by_hand

# To trace what laws draw and ask here would double the time.
pytestmark = pytest.mark.no_cover

REFUSED = "nothing was ever allowed"


def refuses(order: Any, request: ReturnRequest, at: Any) -> Answer:
    """Nobody may send back anything."""
    return Answer(because={"never": sum(request.quantities.values())})


def refers(order: Any, request: ReturnRequest, at: Any) -> Answer:
    """A person looks at everything."""
    asked = request.quantities
    return Answer(referred=asked, because={"someone_looks": sum(asked.values())})


def fate(policy: Any, law: str, *flags: str) -> tuple[Fate, str]:
    """What became of a law, where that warns of nothing."""
    (found,) = laws.check(policy, flags=flags, only=[law]).run().found
    return found.fate, found.why


class TestAPolicyThatRefusesEverything:
    """Laws about what is allowed say nothing of it; those about refusals do."""

    @pytest.mark.parametrize("law", ["WIN-02", "WIN-05", "ELI-10", "STA-02", "SER-02"])
    def test_laws_about_a_yes(self, law: str) -> None:
        with pytest.warns(UserWarning, match=REFUSED):
            assert fate(refuses, law, "reasons", "windows_end") == (Fate.UNTRIED, REFUSED)

    @pytest.mark.parametrize("law", ["ELI-01", "ELI-02", "ELI-03", "ELI-13"])
    def test_laws_about_a_no(self, law: str) -> None:
        assert fate(refuses, law, "reasons") == (Fate.KEPT, "")

    def test_who_refers_says_something(self) -> None:
        assert fate(refers, "WIN-05") == (Fate.KEPT, "")

    def test_terms_that_exclude_everything(self) -> None:
        scope = Scope(kind=[*LineKind])
        never = Exclusion("never", applies_to=scope, for_reasons=[*ReasonKind])
        with pytest.warns(UserWarning, match=REFUSED):
            found = laws.check(evolve(STANDARD, exclusions=[never]), only=["WIN-13"]).run()
        assert found.untried == (("WIN-13-once-too-late", REFUSED),)


class TestWhatIsDeclaredAndNeverTold:
    """A flag is a promise to tell something."""

    @pytest.mark.parametrize(
        ("law", "flag", "why", "advice"),
        [
            pytest.param(
                "WIN-01", "deadlines", "no end was ever told", "fill Answer.ends_at", id="an end"
            ),
            pytest.param(
                "REF-02", "money", "no refund was ever told", "fill Answer.refund", id="a refund"
            ),
        ],
    )
    def test_it_is_untried(self, law: str, flag: str, why: str, advice: str) -> None:
        with pytest.warns(UserWarning, match=f"{why}; {advice}"):
            assert fate(by_hand, law, flag) == (Fate.UNTRIED, why)


class TestTheWarning:
    """It comes once for a suite, names the policy, and says what to do."""

    def found(self) -> Suite:
        return laws.check(refuses, flags=["windows_end"], only=["WIN-02", "WIN-05"])

    def test_it_comes_once(self) -> None:
        with pytest.warns(UserWarning, match=REFUSED) as told:
            report = self.found().run()
        (warning,) = told
        assert str(warning.message) == (
            "'refuses': nothing was ever allowed; draw orders or requests that the policy accepts,"
            " with orders= or requests="
        )
        assert str(report).splitlines() == [
            "untried         WIN-02-no-holes: nothing was ever allowed",
            "untried         WIN-05-same-instant: nothing was ever allowed",
        ]

    def test_a_plain_call_does_not_raise(self) -> None:
        with pytest.warns(UserWarning, match="'refuses'"):
            self.found()()

    def test_unittest_skips(self) -> None:
        result = unittest.TestResult()
        case = self.found().test_case()
        with pytest.warns(UserWarning, match="'refuses'"):
            unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
        assert {why for _, why in result.skipped} == {"untried: nothing was ever allowed"}

    def test_what_was_known_to_be_broken_is_not_kept(self) -> None:
        known = evolve(self.found(), known={"WIN-02": "2027-01-31"})
        with pytest.warns(UserWarning, match="'refuses'"):
            assert known.run(on="2027-01-01").found[0].fate is Fate.UNTRIED


def test_a_law_that_asks_the_policy_nothing_was_tried() -> None:
    assert [Tally().untried(law) for law in laws.ALL] == [""] * len(laws.ALL)
