"""Whatever the history, the request and the terms: units add up, hints and changes are true."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Cancelled,
    Decision,
    Delivered,
    Event,
    FrozenMap,
    Hint,
    InvalidRequest,
    Lost,
    Order,
    Outcome,
    Paid,
    Quantities,
    ReturnCase,
    ReturnRequest,
    Shipped,
    Tender,
    returns,
)
from postsales.testing import strategies
from tests.returns.given import WORLD, any_terms

MICROSECOND = timedelta(microseconds=1)


@st.composite
def any_decisions(draw: st.DrawFn) -> Decision[ReturnCase]:
    """Answers about orders to which much has happened, near the instants at which they change."""
    order = draw(strategies.orders(WORLD) | strategies.delivered(WORLD))
    request = draw(strategies.requests(order, WORLD))
    near = [event.at for event in order.history]
    at = draw(strategies.instants(order.placed_at, near, zone=WORLD.zone))
    return returns.assess(order, request, draw(any_terms), at=at)


decisions = any_decisions()


def asked(decision: Decision[ReturnCase]) -> Quantities:
    """What was asked for, by line."""
    assert isinstance(decision.request, ReturnRequest)
    return decision.request.quantities


def again(decision: Decision[ReturnCase], **change: Any) -> Decision[ReturnCase]:
    """The same question with something else in it."""
    asking = decision.cases[0].asking
    given: dict[str, Any] = {"order": asking.order, "request": decision.request, "at": decision.at}
    given.update(change)
    return returns.assess(given["order"], given["request"], asking.terms, at=given["at"])


class TestUnits:
    """Every unit asked for is answered once."""

    @given(decisions)
    def test_allowed_refused_and_referred_are_what_was_asked(
        self, decision: Decision[ReturnCase]
    ) -> None:
        assert {item.line: item.asked for item in decision.items} == asked(decision)
        for item in decision.items:
            assert item.allowed + item.refused + item.referred == item.asked
            assert item.allowed == decision.allowed.get(item.line, 0)
            assert item.refused == decision.refused.get(item.line, 0)
            assert item.referred == decision.referred.get(item.line, 0)

    @given(decisions)
    def test_the_outcome_is_what_the_units_say(self, decision: Decision[ReturnCase]) -> None:
        allowed, rest = decision.allowed, {**decision.refused, **decision.referred}
        expected = Outcome.REFER if decision.referred else Outcome.REFUSED
        if allowed:
            expected = Outcome.PARTLY if rest else Outcome.ALLOWED
        assert decision.outcome is expected

    @given(decisions)
    def test_every_unit_that_is_not_allowed_has_a_reason(
        self, decision: Decision[ReturnCase]
    ) -> None:
        for item in decision.items:
            others = item.asked - item.allowed
            assert sum(item.because.values()) >= others
            assert bool(item.because) is bool(others)
            assert all(0 < k <= others for k in item.because.values())

    @given(decisions)
    def test_units_are_drawn_from_what_there_is(self, decision: Decision[ReturnCase]) -> None:
        position = decision.cases[0].position
        for item in decision.items:
            units = position.units(item.line)
            assert item.allowed <= units.returnable
            drawn = [x for x in decision.cases if x.line_id == item.line]
            in_hand = sum(x.quantity for x in drawn if x.lot is not None)
            assert in_hand == min(item.asked, units.returnable)
            more = item.because.get("more_than_bought", 0)
            assert more == max(0, item.asked - units.ordered)

    @given(decisions)
    def test_all_units_of_a_line_are_somewhere(self, decision: Decision[ReturnCase]) -> None:
        order = decision.cases[0].order
        one_more = {line: k + 1 for line, k in order.quantities.items()}
        found = again(decision, request=ReturnRequest.of(one_more, reason="remorse"))
        assert found.because["more_than_bought"] == len(order.lines)

    @given(decisions)
    def test_codes_and_findings_say_the_same(self, decision: Decision[ReturnCase]) -> None:
        told = {(x.facts["line"], x.code) for x in decision.deciding}
        codes = {(item.line, code) for item in decision.items for code in item.because}
        assert told == codes

    @given(decisions)
    def test_asking_less_never_allows_more(self, decision: Decision[ReturnCase]) -> None:
        request = decision.request
        assert isinstance(request, ReturnRequest)
        last = request.items[-1]
        try:
            fewer = again(decision, request=request.without(last.line, 1, reason=last.reason))
        except InvalidRequest:
            return
        assert sum(fewer.allowed.values()) <= sum(decision.allowed.values())


class TestHints:
    """A hint is true: acting on it removes the codes that it names."""

    @given(decisions)
    def test_leaving_units_out_removes_their_codes(self, decision: Decision[ReturnCase]) -> None:
        for hint in decision.hints:
            if hint.kind != "leave_out":
                continue
            then = again(decision, request=hint.applied_to(decision.request))
            after = codes_of(then, hint.line)
            for code in hint.removes:
                assert after.get(code, 0) <= codes_of(decision, hint.line)[code] - 1
            assert then.allowed == decision.allowed

    @given(decisions)
    def test_cancelling_instead_removes_their_codes(self, decision: Decision[ReturnCase]) -> None:
        for hint in decision.hints:
            if hint.kind != "cancel_instead" or kept(decision, hint.line):
                continue
            order = known(decision).after(Cancelled({hint.line: hint.units}, at=soon(decision)))
            try:
                request = hint.applied_to(decision.request)
            except InvalidRequest:
                assert sum(asked(decision).values()) == hint.units
                continue
            then = again(decision, order=order, request=request, at=soon(decision))
            assert codes_of(then, hint.line).get("not_shipped", 0) == (
                codes_of(decision, hint.line)["not_shipped"] - hint.units
            )

    @given(decisions)
    def test_telling_a_fact_removes_its_codes(self, decision: Decision[ReturnCase]) -> None:
        for hint in decision.hints:
            if hint.kind != "tell" or hint.fact not in TOLD or was_lost(decision, hint.line):
                continue
            order = known(decision).after(TOLD[hint.fact](decision, hint))
            after = codes_of(again(decision, order=order, at=soon(decision)), hint.line)
            for code in hint.removes:
                assert after.get(code, 0) <= codes_of(decision, hint.line)[code] - hint.units


def soon(decision: Decision[ReturnCase]) -> datetime:
    """The first instant after the question."""
    return decision.at + MICROSECOND


def codes_of(decision: Decision[ReturnCase], line: str) -> Mapping[str, int]:
    """The reasons about one line."""
    return {item.line: item.because for item in decision.items}.get(line, FrozenMap({}))


def kept(decision: Decision[ReturnCase], line: str) -> int:
    """Units refunded and not back: which ones they are, a cancellation settles."""
    return decision.cases[0].position.units(line).kept


def was_lost(decision: Decision[ReturnCase], line: str) -> bool:
    """Units that were lost and found: nobody knows which parcel they were of."""
    return any(isinstance(x, Lost) and line in x.units for x in known(decision).history)


def delivered(decision: Decision[ReturnCase], hint: Hint) -> Event:
    """The units reached the customer, and the others that are on their way."""
    units = decision.cases[0].position.units(hint.line).in_transit
    return Delivered({hint.line: units}, at=soon(decision))


def shipped(decision: Decision[ReturnCase], hint: Hint) -> Event:
    """All units of which no shipping is known left before anything else happened."""
    order = known(decision)
    parcels = [x for x in order.history if isinstance(x, Shipped)]
    dated = sum(x.units.get(hint.line, 0) for x in parcels)
    undated = order.line(hint.line).quantity - dated
    return Shipped({hint.line: undated}, at=order.placed_at - timedelta(days=1))


def paid(decision: Decision[ReturnCase], hint: Hint) -> Event:
    """The order was paid."""
    nothing = decision.cases[0].order.currency.zero
    return Paid(nothing, tender=Tender.cash("till"), at=soon(decision))


TOLD = {"delivered_at": delivered, "shipped_at": shipped, "paid_at": paid}


class TestNextChange:
    """The next change is true, and there is none before it."""

    @given(decisions)
    def test_just_before_it_the_answer_is_the_same(self, decision: Decision[ReturnCase]) -> None:
        change = decision.next_change
        if change is None:
            return
        assert change.at > decision.at
        assert answer(later(decision, change.at - MICROSECOND)) == answer(decision)

    @given(decisions)
    def test_from_it_on_the_answer_is_another(self, decision: Decision[ReturnCase]) -> None:
        change = decision.next_change
        if change is None:
            return
        then = later(decision, change.at)
        assert answer(then) != answer(decision)
        lines = zip(decision.cases, decision.verdicts, then.verdicts, strict=True)
        assert any(case.line_id == change.line and a is not b for case, a, b in lines)

    @given(decisions, st.floats(0, 1, exclude_max=True))
    def test_between_now_and_then_nothing_changes(
        self, decision: Decision[ReturnCase], part: float
    ) -> None:
        change = decision.next_change
        end = decision.at + timedelta(days=500) if change is None else change.at
        at = min(decision.at + (end - decision.at) * part, end - MICROSECOND)
        assert answer(later(decision, at)) == answer(decision)


def later(decision: Decision[ReturnCase], at: datetime) -> Decision[ReturnCase]:
    """The same question at a later instant, with what is known now."""
    return again(decision, order=known(decision), at=at)


def known(decision: Decision[ReturnCase]) -> Order:
    """The order as it was known when the question was asked."""
    order = decision.cases[0].order
    return evolve(order, history=[x for x in order.history if x.at <= decision.at])


def answer(decision: Decision[ReturnCase]) -> object:
    """What the customer hears: the verdict on every case."""
    return decision.verdicts


class TestValues:
    """Decisions are values: equal inputs give equal decisions, and they are no truth values."""

    @given(decisions)
    def test_the_same_question_gets_the_same_answer(self, decision: Decision[ReturnCase]) -> None:
        twice = again(decision)
        assert twice == decision
        assert hash(twice) == hash(decision)

    @given(decisions)
    def test_facts_after_the_instant_do_not_count(self, decision: Decision[ReturnCase]) -> None:
        assert later(decision, decision.at).verdicts == decision.verdicts
        assert later(decision, decision.at).because == decision.because
