"""Worlds know the words of a host's own rules: such rules are met often and missed often."""

from collections.abc import Callable
from functools import cache

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings

from postsales import (
    MET,
    NOT_APPLICABLE,
    Finding,
    Order,
    ReturnCase,
    ReturnRequest,
    Scope,
    not_met,
)
from postsales.basics.moments import Moment
from postsales.basics.rules import rule_name
from postsales.testing import Answer, laws, strategies
from postsales.testing.law import Scene
from postsales.testing.strategies import World, world_of
from postsales.testing.strategies.scenes import scenes
from tests.testing.good import STANDARD

# Nothing is reached here that no other test reaches, and tracing it would double the time.
pytestmark = pytest.mark.no_cover

SEED = settings(database=None, derandomize=True, deadline=None, max_examples=300)
SHOWN = "photo"
Rule = Callable[[ReturnCase], Finding]


def with_receipt(case: ReturnCase, /) -> Finding:
    """There is a receipt; a docstring is no word."""
    if case.reason == "remorse" and not case.evidence:
        return not_met("nothing_shown")
    return MET if "receipt" in case.evidence else not_met("receipt_missing")


def of_platinum(case: ReturnCase, /) -> Finding:
    """Platinum customers."""
    platinum = case.customer is not None and case.customer.tier == "platinum"
    return MET if platinum else not_met("other_tier")


def tagged(case: ReturnCase, /) -> Finding:
    """What is tagged may come back."""
    return MET if "returnable" in case.line.tags else not_met("not_tagged")


def in_one_of(case: ReturnCase, /) -> Finding:
    """Two categories."""
    return MET if case.line.category in ("shoes", "boots") else not_met("other_category")


def in_a_set(case: ReturnCase, /) -> Finding:
    """Two channels."""
    return MET if case.order.channel in {"web", "app"} else not_met("other_channel")


def any_shown(case: ReturnCase, /) -> Finding:
    """Written in a function within."""
    return MET if any(x == "invoice" for x in case.evidence) else not_met("nothing_shown")


def by_a_neighbour(case: ReturnCase, /) -> Finding:
    """Another function of the module looks, and it looks here, too."""
    return with_receipt(case) if case.line_id else by_a_neighbour(case)


def of_a_table(case: ReturnCase, /) -> Finding:
    """The word stands beside the rule."""
    return MET if SHOWN in case.evidence else not_met("not_shown")


def with_shown(word: str) -> Rule:
    """A rule that is made of a word."""

    def shown(case: ReturnCase, /) -> Finding:
        return MET if word in case.evidence else not_met("not_shown")

    return shown


@frozen
class Tier:
    """A field that is called after its fact."""

    tier: str
    code: str = "other_tier"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Is it this tier?"""
        own = case.customer is not None and case.customer.tier == self.tier
        return MET if own else not_met(self.code)


@frozen
class Papers:
    """Fields that are not, of which the method says what they are."""

    needed: tuple[str, ...]
    days: int = 3

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Are all of them there?"""
        if not self.needed:
            return NOT_APPLICABLE
        return MET if {*self.needed} <= {*case.evidence} else not_met("papers_missing")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(with_receipt, {"evidence": ("receipt", "remorse")}, id="a word in evidence"),
        pytest.param(of_platinum, {"tiers": (None, "platinum", "other")}, id="a tier"),
        pytest.param(tagged, {"tags": (None, "returnable", "other")}, id="a tag"),
        pytest.param(in_one_of, {"categories": (None, "shoes", "boots", "other")}, id="categories"),
        pytest.param(in_a_set, {"channels": (None, "app", "web", "other")}, id="a set of words"),
        pytest.param(any_shown, {"evidence": ("invoice",)}, id="a word in a function within"),
        pytest.param(
            by_a_neighbour, {"evidence": ("receipt", "remorse")}, id="a word in a neighbour"
        ),
        pytest.param(with_shown("bill"), {"evidence": ("bill",)}, id="a word that is enclosed"),
        pytest.param(of_a_table, {}, id="a word in a table is not found"),
        pytest.param(Tier("platinum"), {"tiers": (None, "platinum", "other")}, id="a field"),
        pytest.param(Papers(("bill", "photo")), {"evidence": ("bill", "photo")}, id="fields"),
    ],
)
def test_what_a_rule_names(rule: Rule, expected: dict[str, object]) -> None:
    world, plain = world_of(STANDARD.requiring(rule)), world_of(STANDARD)
    names = ("evidence", "tiers", "tags", "categories", "markets", "channels", "skus")
    told = {x: getattr(world, x) for x in names if getattr(world, x) != getattr(plain, x)}
    assert {x: (*sorted(k),) if x == "evidence" else k for x, k in told.items()} == expected


def test_words_of_rules_stand_beside_those_of_scopes() -> None:
    window = evolve(STANDARD.window, applies_to=Scope(tier="gold"))
    terms = evolve(STANDARD, special_windows=[window]).requiring(Tier("platinum"))
    assert world_of(terms).tiers == (None, "gold", "platinum", "other")


def test_a_policy_that_is_a_function_is_looked_through() -> None:
    def policy(order: Order, request: ReturnRequest, at: Moment) -> Answer:
        shown = all("receipt" in item.evidence for item in request.items)
        return Answer(allowed=order.quantities if shown else {})

    assert world_of(policy).evidence == ("receipt",)
    assert world_of(policy).reasons == world_of(None).reasons


@cache
def allowed_in(rule: Rule | None) -> float:
    """The share of scenes in which something is allowed."""
    terms = STANDARD if rule is None else STANDARD.requiring(rule)
    subject = laws.check(terms).subject
    found: list[bool] = []

    @SEED
    @given(scenes(subject))
    def asked(scene: Scene) -> None:
        found.append(bool(subject.ask(scene).allowed))

    asked()
    return sum(found) / len(found)


class TestHowOften:
    """Of what would be allowed without the rule, more than a third is allowed with it."""

    @pytest.mark.parametrize(
        "rule", [with_receipt, of_platinum, tagged, Tier("platinum")], ids=rule_name
    )
    def test_it_is_met_often_and_missed_often(self, rule: Rule) -> None:
        plain = allowed_in(None)
        assert plain / 3 < allowed_in(rule) < plain * 0.9

    def test_without_a_word_nothing_is_shown(self) -> None:
        assert world_of(STANDARD).evidence == ()
        assert World().evidence == ("receipt",)
        order = strategies.delivered()

        @SEED
        @given(order.flatmap(lambda x: strategies.requests(x, world_of(STANDARD))))
        def asked(request: ReturnRequest) -> None:
            assert {item.evidence for item in request.items} == {()}

        asked()
