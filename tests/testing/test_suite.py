"""A suite is asked by a plain call and by unittest, and knows what is excused until when."""

import unittest
from collections.abc import Iterator
from datetime import date
from textwrap import dedent
from typing import Any

import pytest
from attrs import evolve

from postsales import InvalidValue, WrongType
from postsales.testing import Answer, Flag, laws
from postsales.testing.law import LawBroken
from postsales.testing.suite import Fate, Report, Suite
from tests.testing.bad import BAD
from tests.testing.bad.mistakes import Bad
from tests.testing.bad.windows import a_second_off
from tests.testing.good import STANDARD, by_hand, suite

# To trace what laws draw and ask here would double the time.
pytestmark = [pytest.mark.no_cover, pytest.mark.usefixtures("unshrunk")]

SECOND_OFF = Bad("a second off", "WIN-01", a_second_off)


def excused(of: Suite, until: str) -> Suite:
    """The same laws, WIN-01 known to be broken."""
    return evolve(of, known={"WIN-01": until})


BROKEN = SECOND_OFF.suite(only=["WIN-01"])
KEPT = suite("story 2", only=["WIN-01"])


class TestKnownFailures:
    """A known failure is excused to the end of its day, and only while it fails."""

    @pytest.mark.parametrize(
        ("of", "on", "fate"),
        [
            pytest.param(BROKEN, "2027-01-30", Fate.KNOWN, id="excused the day before"),
            pytest.param(BROKEN, "2027-01-31", Fate.KNOWN, id="excused on the last day"),
            pytest.param(BROKEN, "2027-02-01", Fate.BROKEN, id="broken the day after"),
            pytest.param(KEPT, "2027-01-31", Fate.BROKEN, id="excused and yet kept"),
            pytest.param(KEPT, "2027-02-01", Fate.BROKEN, id="kept, and named too long"),
        ],
    )
    def test_it_has_a_day(self, of: Suite, on: str, fate: Fate) -> None:
        (found,) = excused(of, "2027-01-31").run(on=on).found
        assert found.fate is fate

    def test_a_kept_one_has_to_go(self) -> None:
        with pytest.raises(LawBroken, match="take it out of `known`"):
            excused(KEPT, "2027-01-31")(on=date(2027, 1, 1))

    def test_a_plain_call_says_the_day(self) -> None:
        with pytest.raises(InvalidValue, match="say on which day"):
            excused(KEPT, "2027-01-31")()

    def test_a_law_that_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="no such law"):
            laws.check(STANDARD, known={"REF-99": "2027-01-31"})

    def test_the_report_tells_it(self) -> None:
        report = excused(BROKEN, "2027-01-31").run(on="2027-01-01")
        assert report.known == (("WIN-01-one-edge", "excused until 2027-01-31"),)
        assert report.broken == ()
        assert str(report) == "known           WIN-01-one-edge: excused until 2027-01-31"


class TestReport:
    """Every law is kept, broken with its message, or not applicable with the reason."""

    def report(self) -> Report:
        return suite("a function", only=["WIN-01", "WIN-02"]).run()

    def test_it_lists_them_all(self) -> None:
        assert self.report().kept == ("WIN-02-no-holes",)
        assert self.report().not_applicable == (("WIN-01-one-edge", "it needs deadlines"),)
        assert str(self.report()).splitlines() == [
            "not applicable  WIN-01-one-edge: it needs deadlines",
            "kept            WIN-02-no-holes",
        ]

    def test_what_a_policy_declares_stands_against_a_law(self) -> None:
        found = laws.check(by_hand, flags=["reasons", "lines_together"], only=["ELI-10"]).run()
        assert found.not_applicable[0][1] == "the policy declares lines_together"

    def test_a_suite_says_what_it_is(self) -> None:
        assert repr(KEPT) == "<Suite of 1 laws for 'acme-returns 2026-03'>"
        assert repr(KEPT.laws[0]) == "<Law WIN-01-one-edge>"


class TestPolicies:
    """Any callable is a policy; what it raises, and what is no answer, is told as a broken law."""

    def test_what_is_none_is_refused(self) -> None:
        policy: Any = "thirty days"
        with pytest.raises(WrongType, match="a policy is ReturnTerms, or a function"):
            laws.check(policy)

    def test_an_error_is_told(self) -> None:
        def policy(*_: object) -> Answer:
            answers: dict[str, Answer] = {}
            return answers["window"]

        with pytest.raises(LawBroken, match="KeyError: 'window'"):
            laws.check(policy, only=["ELI-01"])()

    def test_anything_else_than_an_answer_is_told(self) -> None:
        policy: Any = lambda *_: True  # noqa: E731 - as a shop would write it
        with pytest.raises(LawBroken, match="the policy gives no Answer"):
            laws.check(policy, only=["ELI-01"])()

    def test_flags_are_added(self) -> None:
        subject = laws.check(STANDARD, declares=["lines_together"]).subject
        assert subject.flags == laws.check(STANDARD).subject.flags | {Flag.LINES_TOGETHER}

    def test_flags_are_taken_away(self) -> None:
        subject = laws.check(STANDARD, without=["windows_end"]).subject
        assert Flag.LIVE in subject.flags
        assert Flag.WINDOWS_END not in subject.flags


class TestUnittest:
    """unittest has a test for each law."""

    def run_all(self, of: Suite, on: str | None = None) -> unittest.TestResult:
        case = of.test_case(on=on)
        result = unittest.TestResult()
        unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
        return result

    def test_it_passes_fails_and_skips(self) -> None:
        assert self.run_all(KEPT).wasSuccessful()
        assert "[WIN-01-one-edge]" in self.run_all(BROKEN).failures[0][1]
        (skipped,) = self.run_all(suite("a function", only=["WIN-01"])).skipped
        assert skipped[1] == "not applicable: it needs deadlines"
        (known,) = self.run_all(excused(BROKEN, "2027-01-31"), "2027-01-01").skipped
        assert known[1] == "known: excused until 2027-01-31"


def _pasted() -> Iterator[Bad]:
    """One mistake for each family, each law with facts of its own, and every other way to ask."""
    told = {
        "WIN-01",
        "WIN-06",
        "WIN-13",
        "ELI-03",
        "ELI-13",
        "REF-03",
        "REF-19",
        "STA-02",
        "SER-01",
        "CHG-01",
    }
    seen: set[str] = set()
    for bad in BAD:
        if bad.law.startswith("CAN") or (bad.law in told and bad.law not in seen and not bad.host):
            seen.add(bad.law)
            yield bad


PASTED = [*_pasted()]


class TestAgain:
    """The example of a message can be pasted, and shows the same."""

    @pytest.mark.parametrize("bad", PASTED, ids=lambda bad: f"{bad.law} {bad.name}")
    def test_it_runs_as_printed(self, bad: Bad) -> None:
        with pytest.raises(LawBroken) as caught:
            bad.suite(only=[bad.law], profile="ci")()
        told = str(caught.value)
        code = dedent(told.partition("with your policy:\n\n")[2])
        subject = bad.suite().subject
        given = {
            "policy": subject.terms or subject.policy,
            "refund_terms": subject.refund_terms,
            "engine": bad.engine,
            "cancellations": subject.cancels,
            "guarantees": subject.guarantor,
            "changes": subject.changer,
        }
        if Flag.CUT_OFF in subject.flags:
            # The terms have it; here it is a function that calls off.
            code = code.replace('at="', "declares=['cut_off'], at=\"")
        with pytest.raises(LawBroken) as repeated:
            exec(code, given)  # noqa: S102 - that is what people do with it
        assert str(repeated.value).partition("\n\n")[0] == told.partition("\n\n")[0]

    def test_a_law_that_is_none_is_refused(self) -> None:
        scene: Any = None
        with pytest.raises(InvalidValue, match="law is 'WIN-99': no law begins so; say one of WIN"):
            laws.again("WIN-99", STANDARD, scene, scene, at="2026-03-02T10:00Z")

    def test_several_laws_are_refused(self) -> None:
        scene: Any = None
        with pytest.raises(InvalidValue, match="laws begin so; say one, such as 'WIN-01'"):
            laws.again("WIN", STANDARD, scene, scene, at="2026-03-02T10:00Z")
