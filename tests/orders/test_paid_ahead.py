"""What a return awaits and was paid for already is reserved once, whatever comes when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Delivered,
    Event,
    Line,
    LineRefund,
    Lost,
    Order,
    Paid,
    Received,
    Refunded,
    RefundStatus,
    ReturnClosed,
    ReturnRequested,
    Tender,
    Units,
)

CARD = Tender.card("ch_1")


def at(day: int) -> str:
    return f"2026-03-{day:02}T09:00Z"


def asked(k: int, ref: str = "R-1", day: int = 10) -> Event:
    return ReturnRequested({"tee": k}, ref=ref, at=at(day))


def came(k: int, ref: str = "R-1", day: int = 14) -> Event:
    return Received({"tee": k}, ref=ref, at=at(day))


def paid(
    k: int, ref: str = "R-1", day: int = 12, status: str = "settled", name: str = "rf-1"
) -> Event:
    line = LineRefund("tee", units=k, price=EUR(f"{20 * k}.00"))
    return Refunded(
        EUR(f"{20 * k}.00"), lines=[line], return_ref=ref, status=status, ref=name, at=at(day)
    )


def units(*events: Event) -> Units:
    """Four shirts that have arrived, and what happened to them since."""
    order = Order(
        id="1001",
        placed_at=at(1),
        lines=[Line("tee", quantity=4, total=EUR("80.00"))],
        history=[Paid(EUR("80.00"), tender=CARD, at=at(1)), Delivered({"tee": 4}, at=at(5))],
    )
    step_by_step = order
    for event in events:
        step_by_step = step_by_step.after(event)
    found = order.after(*events).position(at=at(30)).units("tee")
    assert found == step_by_step.position(at=at(30)).units("tee")
    return found


@pytest.mark.parametrize(
    ("events", "returnable"),
    [
        pytest.param([asked(1)], 3, id="one is announced"),
        pytest.param([asked(1), paid(1)], 3, id="and paid for before it came"),
        pytest.param([asked(2), paid(1)], 2, id="one of two is paid for"),
        pytest.param([asked(1), paid(1), came(1)], 3, id="and it came"),
        pytest.param([asked(2), paid(1), came(1)], 2, id="the one that was paid for came"),
        pytest.param([asked(2), came(1, day=11), paid(1)], 2, id="it came before it was paid for"),
        pytest.param([asked(2), came(1, day=11), paid(2)], 2, id="both are paid for, and one came"),
        pytest.param([asked(1), paid(2)], 2, id="more than was announced is paid for"),
        pytest.param(
            [asked(1), paid(1), paid(1, day=13, status="failed")], 3, id="the refund fails"
        ),
        pytest.param(
            [asked(1), paid(1, status="pending"), paid(1, day=13)], 3, id="it is told twice"
        ),
        pytest.param(
            [asked(1), paid(1), ReturnClosed(ref="R-1", at=at(20))], 3, id="and it never came"
        ),
        pytest.param([asked(1), paid(1, ref="")], 2, id="a refund of no return is for another"),
        pytest.param([asked(1), paid(1, ref="R-9")], 2, id="as is one of another return"),
        pytest.param([paid(1, day=8), asked(1)], 2, id="and one from before it was announced"),
        pytest.param(
            [asked(1), asked(1, ref="R-2"), paid(1)], 2, id="beside a return that is not paid for"
        ),
        pytest.param(
            [asked(1), asked(1, ref="R-2"), paid(1), came(1)], 2, id="which awaits its own"
        ),
        pytest.param(
            [Lost({"tee": 1}, at=at(6)), asked(1), paid(1)],
            2,
            id="what is refunded counts against what is lost",
        ),
    ],
)
def test_how_many_can_be_announced_besides(events: list[Event], returnable: int) -> None:
    assert units(*events).returnable == returnable


class TestOnce:
    """However often and early it is paid, a unit is never counted twice, nor not at all."""

    @given(
        st.integers(0, 4), st.integers(0, 4), st.integers(0, 4), st.booleans(), st.sampled_from(
            [*RefundStatus]
        ),
    )  # fmt: skip
    def test_of_one_return(
        self, announced: int, refunded: int, arrived: int, early: bool, status: RefundStatus
    ) -> None:
        events: list[Event] = []
        if announced:
            events.append(asked(announced))
        if arrived and arrived <= announced:
            events.append(came(arrived, day=11 if early else 14))
        if refunded and announced:
            events.append(paid(refunded, status=status.value))
        found = units(*sorted(events, key=lambda x: x.at))
        back = arrived if arrived <= announced else 0
        given_back = refunded if announced and status is not RefundStatus.FAILED else 0
        # Spoken for: what is back, announced or refunded, each unit once.
        assert found.returnable == 4 - max(announced, given_back)
        assert found.returned == back
        assert 0 <= found.ahead <= found.requested
