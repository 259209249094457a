"""Errors: those of a policy break the law, any other is a fate of its own, and none ends a run."""

import pickle
import sys
from copy import copy
from typing import Any, NoReturn

import pytest
from attrs import evolve

from postsales import InvalidTerms, MissingExtra, ReturnRequest
from postsales.basics.moments import instant
from postsales.testing import Answer, laws
from postsales.testing.law import LawBroken, Scene
from postsales.testing.subject import of_terms
from postsales.testing.suite import Fate, Suite
from tests.testing.good import ACME, STANDARD, suite
from tests.testing.test_messages import ORDER

FLAGS: dict[str, Any] = {"flags": ["reasons"]}


def crashes(*_: object) -> Answer:
    """A policy that looks for a key that nobody wrote."""
    answers: dict[str, Answer] = {}
    return answers["window"]


def nothing(*_: object) -> Any:
    """A function that forgot to return."""


def plain() -> Scene:
    """A question that has nothing special."""
    request = ReturnRequest.of({"tee": 1}, reason="remorse")
    return Scene(ORDER, request, instant("2026-03-20T09:00Z"))


def pickled(value: Any) -> Any:
    """The value, pickled and back."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - it is ours


class TestAPolicyThatRaises:
    """Its error is told once, with the place in the shop's own code, and is the cause."""

    def found(self) -> Suite:
        return laws.check(crashes, **FLAGS, only=["ELI-01", "ELI-02"])

    def test_the_place_is_told(self) -> None:
        (_, says), _ = self.found().run().broken
        assert "the policy raises an error\n\n  error      KeyError: 'window'\n" in says
        line = crashes.__code__.co_firstlineno + 3
        assert f"raised at  {__file__}:{line} in crashes\n" in says

    def test_what_is_usually_wrong_is_not_told(self) -> None:
        (_, says), _ = self.found().run().broken
        assert "This is usually" not in says
        assert "Because:" not in says
        assert "laws.again(" in says

    def test_for_the_next_law_it_is_the_same_error(self) -> None:
        for _ in range(2):
            _, (key, says) = self.found().run().broken
            assert says.startswith(f"[{key}] the same error as ELI-01: KeyError: 'window', raised")
            assert "\n" not in says

    def test_asked_twice_the_first_law_tells_it_whole_again(self) -> None:
        found = self.found()
        assert found.run().broken == found.run().broken

    def test_it_is_the_cause(self) -> None:
        with pytest.raises(LawBroken) as caught:
            self.found().ask(laws.ALL[0])
        assert isinstance(caught.value.__cause__, KeyError)
        (found, _) = self.found().run().found
        assert isinstance(found.cause, KeyError)
        with pytest.raises(LawBroken) as raised:
            found.check()
        assert raised.value.__cause__ is found.cause

    def test_again_has_the_cause_too(self) -> None:
        scene = plain()
        with pytest.raises(LawBroken, match="raised at") as caught:
            laws.again("ELI-01", crashes, scene.order, scene.request, at=scene.at)
        assert isinstance(caught.value.__cause__, KeyError)

    def test_an_error_of_the_library_is_told_with_the_shops_line(self) -> None:
        def asks_for_more(order: Any, request: Any, at: Any) -> Answer:
            return Answer(allowed={"tee": order.line("nobody").quantity})

        (_, says), *_ = laws.check(asks_for_more, **FLAGS, only=["ELI-02"]).run().broken
        assert "in TestAPolicyThatRaises" in says
        assert "asks_for_more" in says


class TestWhatBelongsToAPolicy:
    """A canceller and an engine are asked as carefully as the policy."""

    @pytest.mark.parametrize(
        ("canceller", "says"),
        [
            pytest.param(crashes, "calling off raises an error", id="raises"),
            pytest.param(nothing, "calling off gives no Answer", id="gives nothing"),
        ],
    )
    def test_a_canceller(self, canceller: Any, says: str) -> None:
        found = laws.check(*ACME, cancellations=canceller, only=["CAN-01"]).run().found
        assert found[0].fate is Fate.BROKEN
        assert says in found[0].why

    @pytest.mark.parametrize(
        ("error", "says"),
        [
            pytest.param(KeyError("roll"), "the engine raises an error", id="raises"),
            pytest.param(InvalidTerms("acme", ["no"]), "InvalidTerms: acme: no", id="refuses"),
        ],
    )
    def test_an_engine(self, error: Exception, says: str) -> None:
        def engine(terms: Any, refund_terms: Any) -> Any:
            if terms is not STANDARD:
                raise error
            return of_terms(terms, refund_terms)

        (_, told), *_ = laws.check(STANDARD, engine=engine, only=["WIN-06"]).run().broken
        assert says in told

    def test_an_engine_that_makes_nothing(self) -> None:
        def engine(terms: Any, refund_terms: Any) -> Any:
            return of_terms(terms, refund_terms) if terms is STANDARD else None

        (_, told), *_ = laws.check(STANDARD, engine=engine, only=["WIN-06"]).run().broken
        assert "the engine makes no policy\n\n  it makes  None" in told

    def test_an_engine_that_answers_about_another_order(self) -> None:
        def policy(order: Any, request: Any, at: Any) -> Answer:
            return of_terms(STANDARD, None)(evolve(order, market="AT"), request, at)

        found = laws.check(STANDARD, engine=lambda *_: policy, only=["ELI-14"]).run()
        assert "the decision is about another order than was asked about" in found.broken[0][1]


class TestAnErrorOfTheKit:
    """A law that cannot be asked is neither kept nor broken, and the others are asked."""

    def found(self, error: Exception) -> Suite:
        def check(*_: object) -> NoReturn:
            raise error

        of = suite("story 2", only=["WIN-01", "WIN-02"])
        first, second = of.laws
        return evolve(of, laws=(evolve(first, check=check), second))

    def test_it_is_a_fate(self) -> None:
        report = self.found(ZeroDivisionError("by zero")).run()
        ((key, says),) = report.errors
        assert key == "WIN-01-one-edge"
        assert says.startswith("the law could not be asked: ZeroDivisionError: by zero, raised at")
        assert report.kept == ("WIN-02-no-holes",)
        assert report.broken == ()
        assert str(report).startswith("error           WIN-01-one-edge: the law could not be asked")

    def test_a_plain_call_raises(self) -> None:
        with pytest.raises(LawBroken, match="could not be asked: MissingExtra") as caught:
            self.found(MissingExtra("json", "cattrs"))()
        assert {*caught.value.facts} == {"WIN-01-one-edge"}

    def test_it_is_not_excused(self) -> None:
        known = evolve(self.found(ValueError("no")), known={"WIN-01": "2027-01-31"})
        assert known.run(on="2027-01-01").found[0].fate is Fate.ERROR

    def test_a_test_of_unittest_fails(self) -> None:
        case = self.found(ValueError("no")).test_case()
        with pytest.raises(LawBroken, match=r"\[WIN-01-one-edge\] the law could not be asked"):
            case("test_WIN_01_one_edge").debug()

    def test_a_package_that_is_missing_is_nobodys_doing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "cattrs", None)
        (found,) = laws.check(STANDARD, only=["SER-01"]).run().found
        assert found.fate is Fate.ERROR
        assert "MissingExtra: this needs the package 'cattrs'" in found.why

    def test_a_policy_that_misses_a_package_does_not_break_a_law(self) -> None:
        def policy(*_: object) -> NoReturn:
            raise MissingExtra("json", "cattrs")

        (found,) = laws.check(policy, **FLAGS, only=["ELI-02"]).run().found
        assert found.fate is Fate.ERROR


class TestLawBroken:
    """It travels with its facts."""

    @pytest.mark.parametrize("again", [copy, pickled])
    def test_it_is_the_same(self, again: Any) -> None:
        error = again(LawBroken("no", {"allowed": 2}))
        assert (type(error), str(error), error.facts) == (LawBroken, "no", {"allowed": 2})
