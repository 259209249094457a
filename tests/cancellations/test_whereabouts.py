"""Where units are decides whether they can be called off, and what can be done instead."""

import pytest

from postsales import (
    EUR,
    MET,
    CancellationCase,
    CancellationItem,
    CancellationRequest,
    Cancelled,
    Delivered,
    Event,
    Finding,
    InvalidRequest,
    LineRefund,
    Lost,
    Outcome,
    Paid,
    Quantities,
    ReasonKind,
    Received,
    Refunded,
    ReturnRequested,
    Shipped,
    Tender,
    UnknownLine,
    Whereabouts,
    cancellations,
)
from tests.cancellations.given import PLACED_AT, Odd, Packed, Stopped, ask, plain, tees

AT = "2026-03-10T12:00+01:00"
T1, T2, T3 = "2026-03-03T08:00Z", "2026-03-04T08:00Z", "2026-03-05T08:00Z"
PAID = Paid(EUR("59.00"), tender=Tender.card("ch_1"), at=PLACED_AT)
BACK = "return_instead"


def packed(units: int, at: str = T1) -> Packed:
    return Packed(Quantities({"tee": units}), at=at)


def refunded(units: int, at: str = T3) -> Refunded:
    price = EUR.minor(1000 * units)
    return Refunded(price, lines=[LineRefund("tee", units=units, price=price)], at=at)


# What has happened to five tees, until when, and what is said of five and of six.
TABLE = [
    ("nothing has happened", [], Shipped, 5, {}, {}),
    ("two have left", [Shipped({"tee": 2}, at=T1)], Shipped, 3, {"already_shipped": 2}, {BACK: 2}),
    ("without a cut-off what is on its way can be stopped", [Shipped({"tee": 2}, at=T1)], None, 5,
     {}, {}),
    ("until delivery says the same", [Shipped({"tee": 2}, at=T1)], Delivered, 5, {}, {}),
    ("what has arrived is never cancelled", [Delivered({"tee": 2}, at=T1)], None, 3,
     {"already_delivered": 2}, {BACK: 2}),
    ("left and arrived", [Shipped({"tee": 3}, at=T1), Delivered({"tee": 1}, at=T2)], Shipped, 2,
     {"already_shipped": 2, "already_delivered": 1}, {BACK: 3}),
    ("came back", [Delivered({"tee": 2}, at=T1), Received({"tee": 1}, at=T2)], Shipped, 3,
     {"already_delivered": 1, "already_returned": 1}, {BACK: 1, "leave_out": 1}),
    ("already on their way back",
     [Delivered({"tee": 2}, at=T1), ReturnRequested({"tee": 1}, at=T2)], Shipped, 3,
     {"already_delivered": 1, "already_requested": 1}, {BACK: 1, "leave_out": 1}),
    ("lost", [Shipped({"tee": 2}, at=T1), Lost({"tee": 1}, at=T2)], Shipped, 3,
     {"already_shipped": 1, "lost_in_transit": 1}, {BACK: 1, "leave_out": 1}),
    ("cancelled before", [Cancelled({"tee": 2}, at=T1)], Shipped, 3, {"already_cancelled": 2},
     {"leave_out": 2}),
    ("paid back before it was cancelled", [PAID, refunded(2)], Shipped, 3, {"already_refunded": 2},
     {"leave_out": 2}),
    ("two are packed", [packed(2)], Packed, 3, {"already_packed": 2}, {"leave_out": 2}),
    ("packed twice", [packed(1), packed(1)], Packed, 3, {"already_packed": 2}, {"leave_out": 2}),
    ("packed and left", [packed(2), Shipped({"tee": 1}, at=T2)], (Packed, Shipped), 3,
     {"already_packed": 2, "already_shipped": 1}, {BACK: 1}),
    ("a cut-off of one's own says nothing of parcels", [Shipped({"tee": 2}, at=T2)], Packed, 5, {},
     {}),
    ("left, of which one was packed", [packed(1), Shipped({"tee": 2}, at=T2)], Packed, 4,
     {"already_packed": 1}, {BACK: 1}),
    ("called off before others were packed", [Cancelled({"tee": 2}, at=T1), packed(2, T2)], Packed,
     1, {"already_packed": 2, "already_cancelled": 2}, {"leave_out": 4}),
    ("more packed than there are", [packed(9)], Packed, 0, {"already_packed": 5},
     {}),
    ("an event about the whole order", [Stopped(at=T1)], Stopped, 0, {"already_stopped": 5}, {}),
    ("what is packed and of another line", [Packed(Quantities({"mug": 1}), at=T1)], Packed, 5, {},
     {}),
    ("packed after the question", [packed(2, "2026-03-11T08:00Z")], Packed, 5, {}, {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("history", "until", "allowed", "because", "hints"), [x[1:] for x in TABLE],
    ids=[x[0] for x in TABLE],
)  # fmt: skip
def test_five_tees(
    history: list[Event],
    until: type[Event] | None,
    allowed: int,
    because: dict[str, int],
    hints: dict[str, int],
) -> None:
    order, terms = tees(*history), plain(until=until)
    decision = cancellations.assess(order, ask(5), terms, at=AT)
    assert decision.allowed.get("tee", 0) == allowed
    assert decision.because == because
    assert {hint.kind: hint.units for hint in decision.hints} == hints
    more = cancellations.assess(order, ask(6), terms, at=AT)
    assert more.because == {**because, "more_than_bought": 1}


@pytest.mark.parametrize(
    ("units", "allowed"),
    [({"tee": -3}, 5), ({"tee": "all"}, 0), (["tee"], 0), (None, 0), ({"lamp": 2}, 5)],
    ids=["less than none", "not a number", "a list", "none named", "of another order"],
)
def test_whatever_units_an_event_of_a_host_names(units: object, allowed: int) -> None:
    event = Odd(units=units, at=T1)
    decision = cancellations.assess(tees(event), ask(5), plain(until=Odd), at=AT)
    assert decision.allowed.get("tee", 0) == allowed


def test_units_that_may_be_called_off_come_first() -> None:
    order = tees(Shipped({"tee": 2}, at=T1))
    decision = cancellations.assess(order, ask(3), plain(until=Shipped), at=AT)
    assert decision.outcome is Outcome.ALLOWED


def test_an_event_at_the_instant_of_the_question_counts() -> None:
    order = tees(Shipped({"tee": 2}, at=AT))
    decision = cancellations.assess(order, ask(5), plain(until=Shipped), at=AT)
    assert decision.allowed == {"tee": 3}


def test_two_reasons_for_one_line_draw_one_after_the_other() -> None:
    items = [
        CancellationItem("tee", 2, reason="late"),
        CancellationItem("tee", 2, reason="remorse"),
    ]
    order = tees(Shipped({"tee": 2}, at=T1))
    request = CancellationRequest(items)
    decision = cancellations.assess(order, request, plain(until=Shipped), at=AT)
    (hint,) = decision.hints
    assert (hint.kind, hint.units, hint.reason) == (BACK, 1, "remorse")
    rest = hint.applied_to(request)
    assert isinstance(rest, CancellationRequest)
    assert rest.quantities == {"tee": 3}


def test_a_rule_of_ones_own_hears_where_units_are() -> None:
    heard: set[tuple[str, int]] = set()

    def listening(case: CancellationCase) -> Finding:
        heard.add((case.whereabouts.value, case.quantity))
        return MET

    history = [Shipped({"tee": 2}, at=T1, ref="a"), Delivered({"tee": 1}, at=T2, ref="a")]
    cancellations.assess(tees(*history), ask(5), plain().requiring(listening), at=AT)
    open_, on_its_way, delivered = Whereabouts.OPEN, Whereabouts.IN_TRANSIT, Whereabouts.DELIVERED
    assert heard == {(open_.value, 3), (on_its_way.value, 1), (delivered.value, 1)}


class TestReasons:
    """Every word will do, until the terms name some; then an unknown one is for a person."""

    def test_every_word_will_do(self) -> None:
        decision = cancellations.assess(tees(), ask(1, reason="moved house"), plain(), at=AT)
        assert decision.outcome is Outcome.ALLOWED
        assert decision.cases[0].reason_kind is ReasonKind.OTHER

    def test_the_words_of_reason_kinds_are_known(self) -> None:
        decision = cancellations.assess(tees(), ask(1, reason="late"), plain(), at=AT)
        assert decision.cases[0].reason_kind is ReasonKind.LATE

    def test_words_that_are_named(self) -> None:
        terms = plain(reasons={"too_slow": "late"})
        known = cancellations.assess(tees(), ask(1, reason="too_slow"), terms, at=AT)
        assert known.outcome is Outcome.ALLOWED
        assert known.cases[0].reason_kind is ReasonKind.LATE
        other = cancellations.assess(tees(), ask(1, reason="late"), terms, at=AT)
        assert other.outcome is Outcome.REFER
        assert other.because == {"reason_unknown": 1}
        assert other.hints[0].fact == "reason"


class TestExceptions:
    """Terms take rules of one's own and exceptions to theirs."""

    def test_a_carrier_that_can_stop_a_parcel(self) -> None:
        order = tees(Shipped({"tee": 2}, at=T1))
        terms = plain(until=Shipped).unless(cancellations.before_cut_off, lambda _: MET)
        decision = cancellations.assess(order, ask(5), terms, at=AT)
        assert decision.outcome is Outcome.ALLOWED
        after = order.after(Cancelled({"tee": 5}, at=AT))
        assert after.position(at=AT).units("tee").cancelled == 5

    def test_what_a_case_tells_a_rule(self) -> None:
        seen: list[CancellationCase] = []
        terms = plain(until=Packed).requiring(lambda case: seen.append(case) or MET)  # type: ignore[func-returns-value]
        order = tees(packed(1))
        request = CancellationRequest.of({"tee": 5}, reason="late", ref="c-1")
        cancellations.assess(order, request, terms, at=AT)
        assert [(x.quantity, x.passed, x.reason, x.return_ref) for x in seen] == [
            (4, (), "late", "c-1"),
            (1, (Packed,), "late", "c-1"),
        ]
        case = seen[0]
        assert (case.customer, case.travels_back, case.lot) == (None, False, None)
        assert case.at == case.known_at
        assert case.terms is terms


def test_facts_are_told() -> None:
    order = tees(packed(2), Shipped({"tee": 1}, at=T2))
    decision = cancellations.assess(order, ask(5), plain(until=(Packed, Shipped)), at=AT)
    found = {x.code: x.facts for x in decision.deciding}
    assert found["already_shipped"]["cut_off"] == "packed"
    gone = cancellations.assess(tees(Delivered({"tee": 5}, at=T1)), ask(1), plain(), at=AT)
    assert gone.deciding[0].facts["bought"] == 5


def test_a_line_that_was_not_bought_is_a_mistake() -> None:
    with pytest.raises(UnknownLine):
        cancellations.assess(tees(), ask(1, "lamp"), plain(), at=AT)


def test_a_request_asks_for_something_and_once() -> None:
    with pytest.raises(InvalidRequest, match="it asks for nothing"):
        CancellationRequest([])
    twice = [CancellationItem("tee", 1, reason="late")] * 2
    with pytest.raises(InvalidRequest, match="stands in it twice"):
        CancellationRequest(twice)
    everything = CancellationRequest.everything(tees(), reason="late")
    assert everything.quantities == {"tee": 5, "mug": 1}
