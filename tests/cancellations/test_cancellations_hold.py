"""Whatever the history, the request and the terms: units add up, hints and changes are true."""

from datetime import datetime, timedelta
from itertools import permutations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    CancellationCase,
    CancellationRequest,
    Cancelled,
    Days,
    Decision,
    Event,
    Hint,
    InvalidRequest,
    LineRefund,
    Order,
    Outcome,
    Paid,
    Placed,
    Quantities,
    Received,
    Refunded,
    ReturnRequest,
    ReturnRequested,
    ReturnTerms,
    ReturnWindow,
    Rounding,
    Shipped,
    ShippingRefund,
    Tender,
    Verdict,
    cancellations,
    refunds,
    returns,
)
from postsales.testing import strategies
from tests.cancellations.given import WORLD, Packed, any_terms, plain
from tests.refunds.given import PLAIN, refund_terms, roundings, sold

MICROSECOND = timedelta(microseconds=1)
RETURNS = ReturnTerms(
    id="any", version="1", zone="UTC", window=ReturnWindow(Days(30000), since=Placed)
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision[CancellationCase]:
    """Answers about orders to which much has happened, some of it packed."""
    order = draw(strategies.orders(WORLD) | strategies.delivered(WORLD))
    near = [order.placed_at, *(event.at for event in order.history)]
    if draw(st.booleans()):
        units = {line.id: draw(st.integers(1, line.quantity)) for line in order.lines}
        order = order.after(Packed(Quantities(units), at=draw(st.sampled_from(near))))
    request = draw(strategies.cancellation_requests(order, WORLD))
    at = draw(strategies.instants(order.placed_at, near, zone=WORLD.zone))
    return cancellations.assess(order, request, draw(any_terms), at=at)


def again(decision: Decision[CancellationCase], at: datetime) -> Decision[CancellationCase]:
    """The same question, about what is known now, at another instant."""
    asking = decision.cases[0].asking
    order = asking.order
    known = evolve(order, history=[x for x in order.history if x.at <= decision.at])
    assert isinstance(decision.request, CancellationRequest)
    return cancellations.assess(known, decision.request, asking.terms, at=at)


class TestUnits:
    """Every unit that is asked for is answered once, and what is allowed can be booked."""

    @given(decisions())
    def test_units_add_up(self, decision: Decision[CancellationCase]) -> None:
        assert isinstance(decision.request, CancellationRequest)
        for item in decision.items:
            assert item.asked == decision.request.quantities[item.line]
            assert item.asked == item.allowed + item.refused + item.referred

    @given(decisions())
    def test_all_units_of_a_line_are_somewhere(self, decision: Decision[CancellationCase]) -> None:
        order = decision.cases[0].order
        then = order.upto(order.ref(at=decision.at))
        everything = CancellationRequest.everything(then, reason="remorse")
        terms = decision.cases[0].terms
        found = cancellations.assess(order, everything, terms, at=decision.at)
        assert "more_than_bought" not in found.because
        one_more = CancellationRequest.of(
            {line: k + 1 for line, k in order.quantities.items()}, reason="remorse"
        )
        more = cancellations.assess(order, one_more, terms, at=decision.at)
        assert more.because["more_than_bought"] == len(order.lines)

    @given(decisions())
    def test_what_is_allowed_can_be_called_off(self, decision: Decision[CancellationCase]) -> None:
        if not decision.allowed:
            return
        order = again(decision, decision.at).cases[0].order
        after = order.after(Cancelled(decision.allowed, at=decision.at))
        for line, k in decision.allowed.items():
            before = decision.cases[0].position.units(line)
            assert after.position(at=decision.at).units(line).cancelled == before.cancelled + k

    @given(decisions())
    def test_units_that_may_be_called_off_come_first(
        self, decision: Decision[CancellationCase]
    ) -> None:
        by_reason: dict[tuple[str, str], list[Verdict]] = {}
        for case, verdict in zip(decision.cases, decision.verdicts, strict=True):
            by_reason.setdefault((case.line_id, case.reason), []).append(verdict)
        for verdicts in by_reason.values():
            met = [x is Verdict.MET for x in verdicts]
            assert met == sorted(met, reverse=True)

    @given(decisions())
    def test_cancel_and_return_together_never_exceed_the_units(
        self, decision: Decision[CancellationCase]
    ) -> None:
        order = decision.cases[0].order
        at = decision.at
        until = plain(until=Shipped)
        then = order.upto(order.ref(at=at))
        call_off = CancellationRequest.everything(then, reason="remorse")
        send_back = ReturnRequest.everything(then, reason="remorse")
        off = cancellations.assess(order, call_off, until, at=at).allowed
        back = returns.assess(order, send_back, RETURNS, at=at).allowed
        for line in order.lines:
            units = order.position(at=at).units(line.id)
            together = off.get(line.id, 0) + back.get(line.id, 0)
            assert together == units.cancellable + units.returnable <= units.ordered


class TestHints:
    """A hint is true: acting on it removes the codes that it names."""

    @given(decisions())
    def test_what_is_left_out_no_longer_stands_in_the_way(
        self, decision: Decision[CancellationCase]
    ) -> None:
        terms = decision.cases[0].terms
        for hint in decision.hints:
            if hint.kind != "leave_out":
                continue
            try:
                rest = hint.applied_to(decision.request)
            except InvalidRequest:
                assert sum(x.asked for x in decision.items) == hint.units
                continue
            assert isinstance(rest, CancellationRequest)
            then = cancellations.assess(decision.cases[0].order, rest, terms, at=decision.at)
            before = decision.item(hint.line)
            items = [x for x in then.items if x.line == hint.line]
            assert sum(x.refused for x in items) == before.refused - hint.units
            assert sum(x.allowed for x in items) == before.allowed
            for code in hint.removes:
                assert sum(x.because.get(code, 0) for x in items) < before.because[code]

    @given(decisions())
    def test_what_has_left_can_be_returned(self, decision: Decision[CancellationCase]) -> None:
        for hint in decision.hints:
            if hint.kind == "return_instead":
                asked = ReturnRequest.of({hint.line: hint.units}, reason="remorse")
                order = decision.cases[0].order
                found = returns.assess(order, asked, RETURNS, at=decision.at)
                assert found.outcome is Outcome.ALLOWED

    @given(decisions())
    def test_what_was_returned_instead_no_longer_stands_in_the_way(
        self, decision: Decision[CancellationCase]
    ) -> None:
        terms = decision.cases[0].terms
        soon = decision.at + MICROSECOND
        for hint in decision.hints:
            if hint.kind != "return_instead":
                continue
            order = again(decision, decision.at).cases[0].order
            back = order.after(*returned(order, hint, soon))
            try:
                rest = hint.applied_to(decision.request)
            except InvalidRequest:
                continue
            assert isinstance(rest, CancellationRequest)
            then = cancellations.assess(back, rest, terms, at=soon)
            assert has_left(then, hint.line) <= has_left(decision, hint.line) - hint.units


def returned(order: Order, hint: Hint, at: datetime) -> list[Event]:
    """A return from its announcement to its refund.

    Without a name its parcel would fulfil a return that was open before, and without a refund it
    could be of units that were refunded before: each is of other units than the hint is about.
    """
    units, nothing = {hint.line: hint.units}, order.currency.zero
    settled = [LineRefund(hint.line, units=hint.units, price=nothing)]
    return [
        ReturnRequested(units, at=at, ref="instead"),
        Received(units, at=at, ref="instead"),
        Refunded(nothing, lines=settled, at=at, ref="instead", return_ref="instead"),
    ]


def has_left(decision: Decision[CancellationCase], line: str) -> int:
    """Units of a line that are refused and have left."""
    pairs = zip(decision.cases, decision.verdicts, strict=True)
    return sum(
        case.quantity
        for case, verdict in pairs
        if case.line_id == line and case.lot is not None and verdict is Verdict.NOT_MET
    )


class TestNextChange:
    """The next change is true, and there is none before it."""

    @given(decisions())
    def test_just_before_nothing_changes_and_then_something_does(
        self, decision: Decision[CancellationCase]
    ) -> None:
        change = decision.next_change
        if change is None:
            much_later = again(decision, decision.at + timedelta(days=5000))
            assert much_later.verdicts == decision.verdicts
            return
        assert again(decision, change.at - MICROSECOND).verdicts == decision.verdicts
        assert again(decision, change.at).verdicts != decision.verdicts


class TestMoney:
    """Cancelling in steps, in any order, gives back the same money, and all of it in the end."""

    @given(strategies.agreements(), roundings)
    def test_the_order_of_steps_never_changes_the_total(
        self, order: Order, rounding: Rounding
    ) -> None:
        paid = order.currency.minor(sold(order))
        order = order.after(Paid(paid, tender=Tender.card("c"), at=order.placed_at))
        steps = [{line.id: 1} for line in order.lines for _ in range(line.quantity)][:4]
        rest = {
            line.id: left
            for line in order.lines
            if (left := line.quantity - sum(x.get(line.id, 0) for x in steps))
        }
        terms = refund_terms(rounding=rounding, shipping=ShippingRefund.WHEN_ALL_COMES_BACK)
        totals = {
            self._total(order, [*some, *([rest] if rest else [])], terms)
            for some in [*permutations(steps)][:6]
        }
        assert totals == {paid.minor}

    def _total(self, order: Order, steps: list[dict[str, int]], terms: object) -> int:
        total = 0
        for n, units in enumerate(steps):
            at = order.placed_at + timedelta(hours=n)
            request = CancellationRequest.of(units, reason="remorse")
            decision = cancellations.assess(order, request, plain(until=Shipped), at=at)
            quote = refunds.quote(decision, terms)  # type: ignore[arg-type]
            order = order.after(Cancelled(units, at=at), quote.settled(at=at, ref=f"rf-{n}"))
            total += quote.total.minor
        return total

    @given(decisions())
    def test_a_quote_is_never_more_than_is_left(self, decision: Decision[CancellationCase]) -> None:
        quote = refunds.quote(decision, PLAIN)
        assert quote.total <= decision.cases[0].position.refundable
        assert quote.fees == ()


class TestValues:
    """Decisions are values, and facts after the instant do not count."""

    @given(decisions())
    def test_the_same_question_gets_the_same_answer(
        self, decision: Decision[CancellationCase]
    ) -> None:
        same = again(decision, decision.at)
        assert same.because == decision.because
        assert same.verdicts == decision.verdicts
