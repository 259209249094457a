"""Findings and the rules that make them: three-valued, and codes come through every combination."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import product
from typing import Any, cast

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    MET,
    NOT_APPLICABLE,
    AllOf,
    AnyOf,
    Changes,
    Citation,
    Explains,
    Fact,
    Finding,
    FirstMatch,
    FrozenMap,
    InvalidValue,
    PostsalesError,
    Rule,
    Unless,
    Verdict,
    WrongType,
    all_of,
    any_of,
    first_match,
    not_met,
    unknown,
    unless,
)
from postsales.basics.findings import fact
from postsales.basics.rules import changes, explained, rule_name
from tests.basics.given import STRANGE, named, refused_shortly

NO, MAYBE, YES, SILENT = (
    Verdict.NOT_MET,
    Verdict.UNKNOWN,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)
VERDICTS = (NO, MAYBE, YES, SILENT)


@frozen
class Says:
    """A rule that always says the same."""

    verdict: Verdict
    code: str = "met"

    def __call__(self, case: object, /) -> Finding:
        if self.verdict is YES:
            return MET
        return NOT_APPLICABLE if self.verdict is SILENT else Finding(self.verdict, self.code)


def verdicts(*rules: "Rule[Any]") -> list[Verdict]:
    return [rule("case").verdict for rule in rules]


def letters(found: Iterable[Finding]) -> set[str]:
    """The codes that stand in the way."""
    return {x.code for x in found if x.verdict in (NO, MAYBE)}


class TestTruthTables:
    """Verdicts combine as in three-valued logic; a rule that has nothing to say is not there."""

    @pytest.mark.parametrize(
        ("first", "second", "both"),
        [
            (YES, YES, YES), (YES, MAYBE, MAYBE), (YES, NO, NO), (YES, SILENT, YES),
            (MAYBE, YES, MAYBE), (MAYBE, MAYBE, MAYBE), (MAYBE, NO, NO), (MAYBE, SILENT, MAYBE),
            (NO, YES, NO), (NO, MAYBE, NO), (NO, NO, NO), (NO, SILENT, NO),
            (SILENT, YES, YES), (SILENT, MAYBE, MAYBE), (SILENT, NO, NO), (SILENT, SILENT, SILENT),
        ],
        ids=str,
    )  # fmt: skip
    def test_all_of(self, first: Verdict, second: Verdict, both: Verdict) -> None:
        assert all_of(Says(first), Says(second))("case").verdict is both

    @pytest.mark.parametrize(
        ("first", "second", "either"),
        [
            (YES, YES, YES), (YES, MAYBE, YES), (YES, NO, YES), (YES, SILENT, YES),
            (MAYBE, YES, YES), (MAYBE, MAYBE, MAYBE), (MAYBE, NO, MAYBE), (MAYBE, SILENT, MAYBE),
            (NO, YES, YES), (NO, MAYBE, MAYBE), (NO, NO, NO), (NO, SILENT, NO),
            (SILENT, YES, YES), (SILENT, MAYBE, MAYBE), (SILENT, NO, NO), (SILENT, SILENT, SILENT),
        ],
        ids=str,
    )  # fmt: skip
    def test_any_of(self, first: Verdict, second: Verdict, either: Verdict) -> None:
        assert any_of(Says(first), Says(second))("case").verdict is either

    @pytest.mark.parametrize(
        ("rule", "exception", "then"),
        [
            (YES, YES, YES), (YES, MAYBE, YES), (YES, NO, YES), (YES, SILENT, YES),
            (MAYBE, YES, YES), (MAYBE, MAYBE, MAYBE), (MAYBE, NO, MAYBE), (MAYBE, SILENT, MAYBE),
            (NO, YES, YES), (NO, MAYBE, MAYBE), (NO, NO, NO), (NO, SILENT, NO),
            (SILENT, YES, SILENT), (SILENT, MAYBE, SILENT), (SILENT, NO, SILENT),
            (SILENT, SILENT, SILENT),
        ],
        ids=str,
    )  # fmt: skip
    def test_unless(self, rule: Verdict, exception: Verdict, then: Verdict) -> None:
        assert unless(Says(rule), Says(exception))("case").verdict is then

    @pytest.mark.parametrize(
        ("rules", "then"),
        [
            ((SILENT, NO, YES), NO),
            ((MAYBE, YES, NO), MAYBE),
            ((YES, NO), YES),
            ((SILENT, SILENT), SILENT),
            ((SILENT,), SILENT),
        ],
        ids=str,
    )
    def test_first_match(self, rules: tuple[Verdict, ...], then: Verdict) -> None:
        assert first_match(*(Says(x) for x in rules))("case").verdict is then

    def test_every_rule_is_asked(self) -> None:
        asked: list[str] = []

        def watched(name: str, verdict: Verdict) -> "Rule[str]":
            def rule(case: str) -> Finding:
                asked.append(name)
                return Says(verdict, name)(case)

            return rule

        for combine in (all_of, any_of, first_match):
            combine(*(watched(x, v) for x, v in [("a", NO), ("b", YES), ("c", MAYBE)]))("case")
        unless(watched("a", YES), watched("b", NO))("case")
        assert "".join(asked) == "abc" * 3 + "ab"


class TestCodes:
    """Codes are kept through every combination: what decides is named, and nothing else."""

    def test_all_that_are_not_met_are_told(self) -> None:
        found = all_of(Says(NO, "a"), Says(MAYBE, "b"), Says(NO, "c"))("case")
        assert [x.code for x in found.leaves] == ["a", "b", "c"]
        assert found.verdict is NO

    def test_all_that_are_unknown_are_told_when_none_is_refused(self) -> None:
        found = all_of(Says(YES), Says(MAYBE, "b"), Says(MAYBE, "c"))("case")
        assert [x.code for x in found.leaves] == ["b", "c"]

    def test_every_way_that_failed_is_told(self) -> None:
        found = any_of(Says(NO, "a"), Says(NO, "b"))("case")
        assert [x.code for x in found.leaves] == ["a", "b"]

    def test_a_way_that_may_be_open_is_told_alone(self) -> None:
        found = any_of(Says(NO, "a"), Says(MAYBE, "b"))("case")
        assert [x.code for x in found.leaves] == ["b"]

    def test_the_rule_is_told_and_not_its_exception(self) -> None:
        assert unless(Says(NO, "late"), Says(NO, "other_tier"))("case").code == "late"

    def test_an_exception_that_may_hold_is_told(self) -> None:
        assert unless(Says(NO, "late"), Says(MAYBE, "tier_unknown"))("case").code == "tier_unknown"

    def test_what_decides_is_what_the_codes_say(self) -> None:
        rule = any_of(all_of(Says(NO, "a"), Says(MAYBE, "b")), Says(NO, "c"))
        assert [x.code for x in rule("case").leaves] == ["a", "b", "c"]
        assert [x.code for x in explained(rule, "case")] == ["a", "b", "c"]

    def test_a_verdict_is_read_from_its_word(self) -> None:
        assert Finding(cast("Verdict", "not_met"), "late").verdict is NO
        with pytest.raises(PostsalesError):
            Finding(cast("Verdict", None), "late")

    def test_codes_come_through_many_layers(self) -> None:
        rule = all_of(any_of(Says(NO, "a"), all_of(Says(NO, "b"), Says(NO, "c"))), Says(NO, "d"))
        assert [x.code for x in rule("case").leaves] == ["a", "b", "c", "d"]


@st.composite
def rules(draw: st.DrawFn) -> "Rule[Any]":
    """A tree of combinators over rules that always say the same."""
    digits = iter(draw(st.lists(st.integers(0, 7), min_size=15, max_size=15)))
    names = iter("abcdefghijklmnopqrstuvwxyz")

    def tree(depth: int) -> "Rule[Any]":
        digit = next(digits, 0)
        if not depth or digit < 4:
            return Says(VERDICTS[digit % 4], next(names))
        combine: tuple[Callable[..., Rule[Any]], ...] = (all_of, any_of, first_match, unless)
        return combine[digit - 4](tree(depth - 1), tree(depth - 1))

    return tree(3)


def height(verdict: Verdict) -> int:
    """Refused below unknown below met."""
    return (NO, MAYBE, YES).index(verdict)


class TestLaws:
    """Combinators obey the laws of their tables, whatever they combine."""

    @given(rules(), rules(), rules())
    def test_grouping_does_not_matter(self, a: "Rule[Any]", b: "Rule[Any]", c: "Rule[Any]") -> None:
        for combine in (all_of, any_of):
            flat = combine(a, b, c)("case")
            for nested in (combine(combine(a, b), c), combine(a, combine(b, c))):
                assert nested("case").verdict is flat.verdict
                assert letters(nested("case").leaves) == letters(flat.leaves)
        first = first_match(a, b, c)("case")
        assert first_match(first_match(a, b), c)("case") == first
        assert first_match(a, first_match(b, c))("case") == first

    @given(rules(), rules())
    def test_order_does_not_change_the_verdict(self, a: "Rule[Any]", b: "Rule[Any]") -> None:
        for combine in (all_of, any_of):
            assert combine(a, b)("case").verdict is combine(b, a)("case").verdict
            assert letters(combine(a, b)("case").leaves) == letters(combine(b, a)("case").leaves)

    @given(rules())
    def test_twice_is_once(self, a: "Rule[Any]") -> None:
        for combine in (all_of, any_of, first_match):
            assert combine(a, a)("case").verdict is a("case").verdict
            assert letters(combine(a, a)("case").leaves) == letters(a("case").leaves)
            assert combine(a)("case") == a("case")

    @given(rules())
    def test_a_silent_rule_is_not_there(self, a: "Rule[Any]") -> None:
        for combine in (all_of, any_of, first_match):
            for rule in (combine(a, Says(SILENT)), combine(Says(SILENT), a)):
                assert rule("case") == a("case")
        assert unless(a, Says(SILENT))("case") == a("case")

    @pytest.mark.parametrize("combine", [all_of, any_of], ids=["all_of", "any_of"])
    def test_a_better_part_never_makes_it_worse(self, combine: Callable[..., "Rule[Any]"]) -> None:
        real = (NO, MAYBE, YES)
        for worse, better, other in product(real, real, real):
            if height(worse) <= height(better):
                low, high = (combine(Says(x), Says(other))("case").verdict for x in (worse, better))
                assert height(low) <= height(high)

    def test_an_exception_never_makes_it_worse(self) -> None:
        for rule, exception in product(VERDICTS, VERDICTS):
            found = unless(Says(rule), Says(exception))("case").verdict
            assert found is rule or height(found) > height(rule)

    @given(rules())
    def test_what_is_explained_is_what_was_found(self, rule: "Rule[Any]") -> None:
        found = rule("case")
        told = explained(rule, "case")
        if found.verdict in (NO, MAYBE):
            assert letters(told) == letters(found.leaves)
            assert found.verdict in {x.verdict for x in told}
            assert {x.verdict for x in told} <= {NO, MAYBE}
        assert all(x.rule for x in told)
        assert not any(x.parts for x in told)

    @given(rules(), rules())
    def test_combined_rules_are_values(self, a: "Rule[Any]", b: "Rule[Any]") -> None:
        for make in (all_of, any_of, first_match, unless):
            assert make(a, b) == make(a, b)
            assert hash(make(a, b)) == hash(make(a, b))
            assert repr(make(a, b)) == repr(make(a, b))


class TestCombinedValues:
    """A combined rule can be looked into."""

    def test_its_classes(self) -> None:
        a, b = Says(YES), Says(NO)
        assert all_of(a, b) == AllOf((a, b))
        assert any_of(a, b) == AnyOf((a, b))
        assert first_match(a, b) == FirstMatch((a, b))
        assert unless(a, b) == Unless(a, b)

    def test_other_rules_make_another_value(self) -> None:
        assert all_of(Says(YES)) != all_of(Says(NO))
        assert repr(all_of(Says(YES))) == "AllOf(rules=(Says(verdict=Verdict.MET, code='met'),))"

    @pytest.mark.parametrize("combine", [all_of, any_of, first_match])
    def test_of_nothing_there_is_none(self, combine: Callable[..., "Rule[Any]"]) -> None:
        with pytest.raises(InvalidValue, match="at least one"):
            combine()

    @pytest.mark.parametrize("value", [x for x in named(STRANGE) if not callable(x.values[0])])
    def test_what_cannot_be_called_is_no_rule(self, value: Any) -> None:
        for make in (all_of, any_of, first_match):
            with pytest.raises(WrongType, match="callable"):
                make(Says(YES), value)
        for pair in ((Says(YES), value), (value, Says(YES))):
            with pytest.raises(WrongType, match="callable"):
                unless(*pair)


class TestAnswers:
    """A rule answers with a finding; anything else is a mistake of its author."""

    @pytest.mark.parametrize("value", [True, False, None, YES, "a word", (MET,), Finding])
    @pytest.mark.parametrize(
        "make",
        [
            pytest.param(lambda rule: all_of(rule, Says(NO)), id="first of all_of"),
            pytest.param(lambda rule: all_of(Says(NO), rule), id="last of all_of"),
            pytest.param(lambda rule: any_of(rule, Says(YES)), id="first of any_of"),
            pytest.param(lambda rule: any_of(Says(YES), rule), id="last of any_of"),
            pytest.param(lambda rule: first_match(Says(YES), rule), id="last of first_match"),
            pytest.param(lambda rule: unless(rule, Says(YES)), id="the rule of unless"),
            pytest.param(lambda rule: unless(Says(YES), rule), id="its exception"),
        ],
    )
    def test_anything_else_is_refused(self, value: Any, make: Callable[..., Any]) -> None:
        def hasty(case: object) -> Any:
            return value

        with pytest.raises(WrongType, match="the answer of the rule hasty") as caught:
            make(hasty)("case")
        assert refused_shortly(caught.value)

    def test_what_a_rule_raises_is_its_own(self) -> None:
        def broken(case: str) -> Finding:
            raise LookupError(case)

        with pytest.raises(LookupError):
            all_of(broken)("case")


@frozen
class Until:
    """A rule with optional methods."""

    end: datetime
    name: str = field(default="until", kw_only=True)

    def __call__(self, case: datetime, /) -> Finding:
        return MET if case < self.end else not_met("too_late", seen=1)

    def facts(self, case: datetime, /) -> dict[str, Fact]:
        """What it looks at."""
        return {"end": self.end}

    def changes_at(self, case: datetime, /) -> list[datetime]:
        """When it may answer otherwise."""
        return [self.end]


A, B = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)


class TestOptionalMethods:
    """Facts and instants are asked for only when somebody wants to know."""

    def test_a_rule_says_what_it_can(self) -> None:
        assert isinstance(Until(A), Explains)
        assert isinstance(Until(A), Changes)
        assert not isinstance(Says(YES), Explains | Changes)

    def test_facts_join_those_of_the_finding(self) -> None:
        (found,) = explained(Until(A), B)
        assert (found.rule, found.code) == ("until", "too_late")
        assert found.facts == {"seen": 1, "end": A}

    @pytest.mark.parametrize(
        "rule",
        [
            all_of(Until(A), Until(B)),
            any_of(Until(A), Until(B)),
            first_match(Until(A), Until(B)),
            unless(Until(A), Until(B)),
            all_of(any_of(Until(A), Says(YES)), unless(Says(NO), Until(B))),
        ],
        ids=["all_of", "any_of", "first_match", "unless", "nested"],
    )
    def test_instants_of_all_parts_are_named(self, rule: "Rule[datetime]") -> None:
        assert set(changes(rule, A)) == {A, B}

    def test_a_rule_without_instants_names_none(self) -> None:
        assert list(changes(Says(YES), "case")) == []

    @pytest.mark.parametrize(
        ("rule", "name"),
        [
            (Until(A), "until"),
            (Says(NO, "late"), "late"),
            (rule_name, "rule_name"),
            (all_of(Says(YES)), "all_of"),
            (first_match(Says(YES)), "first_match"),
            (unless(Until(A), Says(YES)), "until"),
        ],
        ids=["its name", "its code", "a function", "a class", "two words", "with an exception"],
    )
    def test_what_a_rule_is_called(self, rule: object, name: str) -> None:
        assert rule_name(rule) == name


class TestFindings:
    """A finding is a verdict with a code and the facts behind it."""

    def test_what_makes_them(self) -> None:
        act = Citation("An Act")
        found = not_met("late", instead="repair", by=act, days=3, line=None)
        assert (found.verdict, found.code, found.instead, found.by) == (NO, "late", "repair", act)
        assert found.facts == {"days": 3, "line": None}
        asked = unknown("date_missing", tell="delivered_at", by=act)
        assert (asked.verdict, asked.code, asked.tell, asked.by) == (
            MAYBE,
            "date_missing",
            "delivered_at",
            act,
        )

    def test_a_fact_may_have_any_name(self) -> None:
        assert not_met("late", code=1, rule="x", facts=2).facts == {
            "code": 1,
            "rule": "x",
            "facts": 2,
        }

    def test_the_two_that_need_no_words(self) -> None:
        assert (MET.verdict, NOT_APPLICABLE.verdict) == (YES, SILENT)
        assert MET.leaves == (MET,)

    def test_they_are_values(self) -> None:
        assert not_met("late", days=3) == not_met("late", days=3)
        assert hash(not_met("late", days=3)) == hash(not_met("late", days=3))
        assert not_met("late", days=3) != not_met("late", days=4)
        assert eval(repr(not_met("late", days=3)), vars_of_findings()) == not_met("late", days=3)  # noqa: S307

    @pytest.mark.parametrize("code", ["", " ", "x" * 1_000_000, *named(STRANGE)], ids=None)
    def test_a_code_is_a_word(self, code: Any) -> None:
        with pytest.raises(PostsalesError) as caught:
            not_met(code)
        assert refused_shortly(caught.value)


class TestFactsThatAreTold:
    """Text becomes a fact again only under the three kinds that there are."""

    @pytest.mark.parametrize("kind", ["", "colour", "days", "instance", "number ", "zone"])
    def test_another_kind_is_refused(self, kind: str) -> None:
        with pytest.raises(InvalidValue, match=r"kind of a fact .*say instant, day or number"):
            fact(kind, "2026-04-04")


def vars_of_findings() -> dict[str, Any]:
    """The names that the repr of a finding uses."""
    return {"Finding": Finding, "Verdict": Verdict, "FrozenMap": FrozenMap}
