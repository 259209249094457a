"""Decisions about anything that has units: what the library adds up, whatever the subdomain."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve, frozen

from postsales import (
    MET,
    NOT_APPLICABLE,
    Change,
    Days,
    Deadline,
    Decision,
    Finding,
    FrozenMap,
    Hint,
    InvalidValue,
    Moment,
    OrderRef,
    Outcome,
    Rule,
    TermsRef,
    Verdict,
    WrongType,
    all_of,
    any_of,
    first_match,
    not_met,
    unknown,
    unless,
)
from postsales.basics.decisions import Item, combined, decide
from postsales.basics.periods import deadline

NOW = datetime(2026, 3, 20, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


@frozen
class Ask:
    """A request of lines with units."""

    units: Mapping[str, int]

    def without(self, line: str, units: int, *, reason: str = "") -> "Ask":
        left = {**self.units, line: self.units[line] - units}
        return Ask({x: k for x, k in left.items() if k})


@frozen
class Contract:
    """Facts that are always the same."""

    def ref(self, *, at: Moment) -> OrderRef:
        return OrderRef("k-1", digest="d", facts=FrozenMap({}), events=())


@frozen
class Some:
    """Units of a line that say themselves what is found about them."""

    line_id: str
    quantity: int
    at: datetime = NOW
    says: str = "met"
    reason: str = "any"
    days: int | None = None
    supply: int = 0

    @property
    def order(self) -> Contract:
        return Contract()

    @property
    def deadline(self) -> Deadline | None:
        return None if self.days is None else deadline(NOW, Days(self.days), "UTC")

    def later(self, at: datetime) -> "Some":
        return evolve(self, at=at)


def said(case: Some) -> Finding:
    """What the units say of themselves."""
    if case.says == "met":
        return MET
    word, _, code = case.says.partition(" ")
    if word == "unknown":
        return unknown(code, tell=f"{code}_fact")
    return not_met(code, instead="call" if code == "unsent" else "")


def decided(*cases: Some, rules: "tuple[Rule[Some], ...]" = (said,)) -> Decision[Some]:
    units: dict[str, int] = {}
    for case in cases:
        units[case.line_id] = units.get(case.line_id, 0) + case.quantity
    terms = TermsRef("acme", "1")
    return decide(tuple(cases), rules, request=Ask(units), terms=terms, at=NOW)


YES = Some("tee", 2)
NO = Some("tee", 1, says="no late")
WHO_KNOWS = Some("mug", 3, says="unknown date")


class TestOutcomes:
    """All allowed, some, none although something is unknown, or none."""

    @pytest.mark.parametrize(
        ("cases", "outcome"),
        [
            ((YES,), Outcome.ALLOWED),
            ((YES, NO), Outcome.PARTLY),
            ((YES, WHO_KNOWS), Outcome.PARTLY),
            ((YES, NO, WHO_KNOWS), Outcome.PARTLY),
            ((NO, WHO_KNOWS), Outcome.REFER),
            ((WHO_KNOWS,), Outcome.REFER),
            ((NO,), Outcome.REFUSED),
        ],
        ids=["all", "some", "some known", "some of each", "none, one unknown", "unknown", "none"],
    )
    def test_outcome(self, cases: tuple[Some, ...], outcome: Outcome) -> None:
        assert decided(*cases).outcome is outcome

    @pytest.mark.parametrize(
        ("found", "verdict"),
        [
            ([], Verdict.MET),
            ([MET, NOT_APPLICABLE], Verdict.MET),
            ([NOT_APPLICABLE], Verdict.MET),
            ([MET, unknown("x")], Verdict.UNKNOWN),
            ([unknown("x"), not_met("y")], Verdict.NOT_MET),
            ([not_met("y"), unknown("x")], Verdict.NOT_MET),
        ],
        ids=["no rule", "met", "nothing to say", "unknown", "refused last", "refused first"],
    )
    def test_the_verdict_on_a_case(self, found: list[Finding], verdict: Verdict) -> None:
        assert combined(found) is verdict

    def test_it_is_no_condition(self) -> None:
        with pytest.raises(WrongType, match="compare decision"):
            assert decided(YES)


class TestItems:
    """Units are added up line by line, with all reasons."""

    FOUND = decided(
        YES,
        evolve(NO, quantity=4),
        WHO_KNOWS,
        evolve(NO, line_id="mug", says="no late"),
        rules=(said, lambda case: not_met("far") if case.says == "no late" else MET),
    )

    def test_units(self) -> None:
        assert self.FOUND.allowed == {"tee": 2}
        assert self.FOUND.refused == {"tee": 4, "mug": 1}
        assert self.FOUND.referred == {"mug": 3}
        assert self.FOUND.because == {"late": 5, "far": 5, "date": 3}

    def test_item_by_item(self) -> None:
        tee, mug = self.FOUND.items
        assert (tee.line, tee.asked, tee.allowed, tee.refused, tee.referred) == ("tee", 6, 2, 4, 0)
        assert (mug.line, mug.asked, mug.allowed, mug.refused, mug.referred) == ("mug", 4, 0, 1, 3)
        assert (dict(tee.because), dict(mug.because)) == (
            {"late": 4, "far": 4},
            {"date": 3, "late": 1, "far": 1},
        )
        assert self.FOUND.item("mug") == mug

    def test_an_item_of_ones_own_is_a_value(self) -> None:
        plain = Item(
            "mug",
            asked=4,
            allowed=0,
            refused=1,
            referred=3,
            because={"date": 3, "late": 1, "far": 1},
            deadline=self.FOUND.item("mug").deadline,
        )
        assert plain == self.FOUND.item("mug")
        assert hash(plain) == hash(self.FOUND.item("mug"))

    def test_a_line_that_was_not_asked_about(self) -> None:
        with pytest.raises(InvalidValue, match="tee, mug"):
            self.FOUND.item("hat")

    def test_findings_say_where_they_are(self) -> None:
        (first, *_) = self.FOUND.deciding
        assert (first.rule, first.code, dict(first.facts)) == (
            "said",
            "late",
            {"line": "tee", "units": 4},
        )
        assert len(self.FOUND.findings) == 8

    def test_the_deadline_to_act_by(self) -> None:
        both = decided(evolve(YES, days=5), evolve(YES, days=3), evolve(NO, days=1)).item("tee")
        assert both.deadline is None  # no rule names an instant at which they stop being allowed

    def test_the_deadline_that_was(self) -> None:
        none = decided(evolve(NO, days=1), evolve(NO, days=2)).item("tee")
        assert none.deadline is not None
        assert none.deadline.last_day.day == 22
        assert decided(NO).item("tee").deadline is None


class TestHints:
    """What can be done about what stands in the way."""

    def test_leave_out_what_is_refused(self) -> None:
        found = decided(YES, NO)
        assert found.hints == (Hint("leave_out", line="tee", units=1, removes=("late",)),)
        assert found.hints[0].applied_to(found.request) == Ask({"tee": 2})

    def test_not_when_nothing_would_be_left(self) -> None:
        assert decided(NO).hints == ()

    def test_not_what_a_smaller_request_would_ask_for_again(self) -> None:
        assert decided(evolve(NO, supply=1), evolve(YES, supply=2)).hints == ()

    def test_but_what_others_like_it_take_the_place_of(self) -> None:
        assert [x.units for x in decided(NO, YES).hints] == [1]

    def test_tell_what_is_missing(self) -> None:
        found = decided(WHO_KNOWS)
        (hint,) = found.hints
        assert hint == Hint("tell", line="mug", units=3, removes=("date",), fact="date_fact")
        with pytest.raises(InvalidValue, match="tell date_fact and ask again"):
            hint.applied_to(found.request)

    def test_do_something_instead(self) -> None:
        found = decided(YES, evolve(NO, says="no unsent"))
        assert [(x.kind, x.units) for x in found.hints] == [("call", 1)]

    def test_not_where_something_else_stays_in_the_way(self) -> None:
        rules = (said, lambda case: OVER if case.says != "met" else MET)
        found = decided(YES, evolve(NO, says="no unsent"), rules=rules)
        (hint,) = found.hints
        assert (hint.kind, hint.removes) == ("leave_out", ("unsent", "over"))

    @pytest.mark.parametrize("kind", ["cancel_instead", "return_instead"])
    def test_what_takes_units_out_takes_all_reasons_with_them(self, kind: str) -> None:
        elsewhere = not_met("elsewhere", instead=kind)
        rules = (said, lambda case: elsewhere if case.says != "met" else MET)
        (hint,) = decided(YES, evolve(NO, says="no unsent"), rules=rules).hints
        assert (hint.kind, hint.removes) == (kind, ("unsent", "elsewhere"))

    def test_the_reason_is_named_where_there_are_several(self) -> None:
        found = decided(evolve(YES, reason="one"), evolve(NO, reason="two"))
        assert [(x.kind, x.reason) for x in found.hints] == [("leave_out", "two")]


OVER = not_met("over")


@frozen
class Until:
    """Says something before an instant and something else from it on, and names it."""

    end: datetime
    before: Finding = MET
    after: Finding = OVER

    def __call__(self, case: Some, /) -> Finding:
        return self.before if case.at < self.end else self.after

    def changes_at(self, case: Some, /) -> list[datetime]:
        """The end."""
        return [self.end]


SOON, LATER = NOW + HOUR, NOW + 2 * HOUR
ENDS_SOON, ENDS_LATER = Until(SOON), Until(LATER)
BEGINS_SOON = Until(SOON, before=not_met("early"), after=MET)
NEVER: Callable[[Some], Finding] = lambda case: not_met("never")  # noqa: E731


class TestNextChange:
    """The first instant at which the answer becomes another, under every combination."""

    @pytest.mark.parametrize(
        ("rules", "at"),
        [
            pytest.param((said,), None, id="nothing depends on time"),
            pytest.param((ENDS_SOON,), SOON, id="one ends"),
            pytest.param((ENDS_LATER, ENDS_SOON), SOON, id="the first of two"),
            pytest.param((all_of(ENDS_LATER, ENDS_SOON),), SOON, id="all_of: the first to end"),
            pytest.param((any_of(ENDS_LATER, ENDS_SOON),), LATER, id="any_of: the last to end"),
            pytest.param((first_match(ENDS_LATER, ENDS_SOON),), LATER, id="first_match: the first"),
            pytest.param((unless(ENDS_SOON, ENDS_LATER),), LATER, id="unless: the exception ends"),
            pytest.param(
                (unless(ENDS_LATER, ENDS_SOON),), LATER, id="unless: the rule holds anyway"
            ),
            pytest.param((ENDS_SOON, NEVER), None, id="it is refused anyway"),
            pytest.param((BEGINS_SOON,), SOON, id="one begins"),
            pytest.param((BEGINS_SOON, NEVER), None, id="one begins and it is refused anyway"),
            pytest.param(
                (all_of(BEGINS_SOON, Until(SOON)),), None, id="one begins as another ends"
            ),
            pytest.param((Until(NOW),), None, id="what ends now has ended"),
            pytest.param((Until(NOW - HOUR),), None, id="what is past"),
            pytest.param(
                (Until(SOON, before=MET, after=unknown("who_knows")),), SOON, id="known until then"
            ),
            pytest.param(
                (Until(SOON, after=NOT_APPLICABLE),), None, id="met, and then nothing to say"
            ),
        ],
    )
    def test_when(self, rules: "tuple[Rule[Some], ...]", at: datetime | None) -> None:
        found = decided(YES, rules=rules).next_change
        assert (found.at if found else None) == at

    def test_what_and_where(self) -> None:
        found = decided(evolve(YES, line_id="mug"), YES, rules=(ENDS_SOON,)).next_change
        assert found == Change(SOON, line="mug", because="over")

    def test_what_no_longer_stands_in_the_way(self) -> None:
        found = decided(YES, rules=(BEGINS_SOON,)).next_change
        assert found == Change(SOON, line="tee", because="early")

    def test_for_people(self) -> None:
        found = decided(YES, rules=(ENDS_SOON,)).next_change
        assert found is not None
        assert found.local("Europe/Berlin").to_time_string() == "10:00:00"


class TestAnswers:
    """A rule that answers anything but a finding is named, wherever it stands."""

    @pytest.mark.parametrize("answer", [True, False, None, Verdict.MET, "met"], ids=repr)
    @pytest.mark.parametrize("first", [MET, not_met("no"), unknown("hm")], ids=lambda x: x.code)
    def test_anything_else_is_refused(self, answer: Any, first: Finding) -> None:
        def hasty(case: Some) -> Any:
            return answer

        for rules in ((hasty, lambda case: first), (lambda case: first, hasty)):
            with pytest.raises(WrongType, match="the answer of the rule hasty"):
                decided(YES, rules=rules)
