"""What became of the units that are asked for, and what can be done instead."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Cancelled,
    Delivered,
    Event,
    Exclusion,
    LineRefund,
    Lost,
    Outcome,
    Paid,
    ReasonKind,
    Received,
    Refunded,
    RefundStatus,
    ReturnClosed,
    ReturnItem,
    ReturnRequest,
    ReturnRequested,
    Scope,
    Shipped,
    returns,
)
from tests.orders.given import CARD, day, order
from tests.returns.given import THIRTY_DAYS

CAME = Delivered({"tee": 3}, at=day(5))
PAID = Paid(EUR("75.00"), tender=CARD, at=day(1))


def refunded(units: int, n: int = 6, status: RefundStatus = RefundStatus.SETTLED) -> Refunded:
    line = LineRefund("tee", units=units, price=EUR("0.00"))
    return Refunded(EUR("0.00"), lines=[line], at=day(n), ref="rf", status=status)


@pytest.mark.parametrize(
    ("events", "asked", "expected"),
    [
        pytest.param([CAME], 3, {}, id="all there"),
        pytest.param([CAME], 4, {"more_than_bought": 1}, id="more than was bought"),
        pytest.param([], 2, {"not_shipped": 2}, id="nothing has left"),
        pytest.param(
            [Delivered({"tee": 1}, at=day(5))], 3, {"not_shipped": 2}, id="some have not left"
        ),
        pytest.param(
            [CAME, ReturnRequested({"tee": 2}, at=day(6))],
            2,
            {"already_requested": 1},
            id="reserved",
        ),
        pytest.param(
            [
                CAME,
                ReturnRequested({"tee": 2}, at=day(6), ref="r"),
                ReturnClosed(at=day(7), ref="r"),
            ],
            3,
            {},
            id="reserved, and free again",
        ),
        pytest.param(
            [CAME, Received({"tee": 2}, at=day(6))], 2, {"already_returned": 1}, id="back already"
        ),
        pytest.param(
            [CAME, Received({"tee": 2}, at=day(6)), refunded(2)],
            2,
            {"already_returned": 1},
            id="back and paid for",
        ),
        pytest.param([CAME, refunded(2)], 2, {"already_refunded": 1}, id="paid for and kept"),
        pytest.param(
            [CAME, refunded(2, status=RefundStatus.PENDING)],
            2,
            {"already_refunded": 1},
            id="about to be paid for",
        ),
        pytest.param(
            [
                CAME,
                refunded(2, status=RefundStatus.PENDING),
                refunded(2, 7, status=RefundStatus.FAILED),
            ],
            3,
            {},
            id="it failed",
        ),
        pytest.param(
            [
                Shipped({"tee": 3}, at=day(3)),
                Lost({"tee": 1}, at=day(6)),
                Delivered({"tee": 2}, at=day(5)),
            ],
            3,
            {"lost_in_transit": 1},
            id="lost",
        ),
        pytest.param(
            [
                Shipped({"tee": 3}, at=day(3)),
                Lost({"tee": 1}, at=day(6)),
                Delivered({"tee": 2}, at=day(5)),
                refunded(1, 7),
            ],
            3,
            {"already_refunded": 1},
            id="lost and paid for: the others are free",
        ),
        pytest.param(
            [Cancelled({"tee": 1}, at=day(2)), Delivered({"tee": 2}, at=day(5)), refunded(1)],
            3,
            {"already_cancelled": 1},
            id="called off and paid for: the others are free",
        ),
        pytest.param(
            [Cancelled({"tee": 1}, at=day(2)), Delivered({"tee": 2}, at=day(5)), refunded(2)],
            3,
            {"already_cancelled": 1, "already_refunded": 1},
            id="called off, paid for, and one more",
        ),
        pytest.param(
            [Cancelled({"tee": 1}, at=day(2)), Delivered({"tee": 2}, at=day(5))],
            3,
            {"already_cancelled": 1},
            id="called off",
        ),
        pytest.param(
            [
                Cancelled({"tee": 1}, at=day(2)),
                Delivered({"tee": 2}, at=day(5)),
                Received({"tee": 1}, at=day(6)),
                ReturnRequested({"tee": 1}, at=day(7)),
            ],
            4,
            {
                "already_requested": 1,
                "already_returned": 1,
                "already_cancelled": 1,
                "more_than_bought": 1,
            },
            id="all at once",
        ),
    ],
)
def test_what_became_of_them(events: list[Event], asked: int, expected: dict[str, int]) -> None:
    request = ReturnRequest.of({"tee": asked}, reason="remorse")
    decision = returns.assess(order(PAID, *events), request, THIRTY_DAYS, at=day(20))
    assert decision.because == expected
    assert decision.allowed.get("tee", 0) == asked - sum(expected.values())


def test_the_order_in_which_units_are_answered() -> None:
    found = order(
        Delivered({"tee": 1}, at=day(5)),
        Received({"tee": 1}, at=day(6)),
        Delivered({"tee": 1}, at=day(7)),
    )
    request = ReturnRequest.of({"tee": 4}, reason="remorse")
    decision = returns.assess(found, request, THIRTY_DAYS, at=day(20))
    assert [x.availability.value for x in decision.cases] == [
        "in_hand",
        "not_shipped",
        "already_returned",
        "more_than_bought",
    ]


class TestHints:
    """What can be done, unit by unit."""

    def hints(self, request: ReturnRequest, *events: Event) -> list[tuple[str, str, int]]:
        decision = returns.assess(order(*events), request, THIRTY_DAYS, at=day(20))
        return [(x.kind, x.line, x.units) for x in decision.hints]

    def test_nothing_to_do_when_all_is_allowed(self) -> None:
        assert self.hints(ReturnRequest.of({"tee": 3}, reason="remorse"), CAME) == []

    def test_ask_for_less(self) -> None:
        assert self.hints(ReturnRequest.of({"tee": 5}, reason="remorse"), CAME) == [
            ("leave_out", "tee", 2)
        ]

    def test_nobody_is_told_to_ask_for_nothing(self) -> None:
        late = Delivered({"tee": 3}, at="2026-01-05T12:00+01:00")
        assert self.hints(ReturnRequest.of({"tee": 3}, reason="remorse"), late) == []

    def test_call_off_what_has_not_left(self) -> None:
        request = ReturnRequest.of({"tee": 3, "mug": 1}, reason="remorse")
        assert self.hints(request, CAME) == [("cancel_instead", "mug", 1)]

    def test_say_what_is_missing(self) -> None:
        request = ReturnRequest.of({"tee": 3, "mug": 1}, reason="remorse")
        sent = Shipped({"mug": 2}, at=day(3))
        assert self.hints(request, CAME, sent) == [("tell", "mug", 1)]

    def test_a_reason_that_nobody_knows(self) -> None:
        request = ReturnRequest.of({"tee": 3}, reason="because")
        decision = returns.assess(order(CAME), request, THIRTY_DAYS, at=day(20))
        assert decision.outcome is Outcome.REFER
        assert [(x.kind, x.fact) for x in decision.hints] == [("tell", "reason")]


class TestExclusions:
    """An exclusion is about a change of mind, unless it says otherwise."""

    @pytest.mark.parametrize("kind", list(ReasonKind), ids=str)
    @pytest.mark.parametrize(
        "blocked",
        [(), (ReasonKind.REMORSE, ReasonKind.LATE), tuple(ReasonKind)],
        ids=["a change of mind", "also late", "everything"],
    )
    def test_whom_it_blocks(self, kind: ReasonKind, blocked: tuple[ReasonKind, ...]) -> None:
        scope = Scope(kind="goods")
        exclusion = (
            Exclusion("no_way", applies_to=scope, for_reasons=blocked)
            if blocked
            else Exclusion("no_way", applies_to=scope)
        )
        request = ReturnRequest([ReturnItem("tee", 1, reason=kind.value)])
        terms = evolve(THIRTY_DAYS, exclusions=[exclusion])
        decision = returns.assess(order(CAME), request, terms, at=day(20))
        assert ("no_way" in decision.because) is (kind in (blocked or (ReasonKind.REMORSE,)))
