"""What happens to an invoice, and who is the oldest that is open."""

import pytest

from postsales import (
    Action,
    Days,
    DisputeClosed,
    DisputeOpened,
    During,
    Event,
    InvalidValue,
    InvoiceDue,
    InvoicePaid,
    Oldest,
    PaymentReversed,
    Plan,
    WorkCalendar,
    schedules,
)

KINDS = (InvoiceDue, InvoicePaid, PaymentReversed, DisputeOpened, DisputeClosed)
PLAN = Plan(
    id="dunning",
    version="1",
    calendar=WorkCalendar.always("Europe/Berlin"),
    pauses=(During(DisputeOpened, DisputeClosed),),
    steps=[
        Action(
            "reminder",
            after=Oldest(InvoiceDue, until=InvoicePaid, reopened_by=PaymentReversed),
            wait=Days(7),
        )
    ],
)
DUE = [
    InvoiceDue(ref="INV-1", at="2026-03-02T00:00+01:00"),
    InvoiceDue(ref="INV-2", at="2026-03-09T00:00+01:00"),
]


def reminded(*history: Event, now: str) -> list[str]:
    some = schedules.due(PLAN, [*DUE, *history], subject="C-7", at=f"2026-03-{now}+01:00")
    return [x.ref for x in some]


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_names_its_invoice(kind: type[Event]) -> None:
    with pytest.raises(InvalidValue, match="ref"):
        kind(at="2026-03-02T00:00+01:00")


class TestOldest:
    """The oldest invoice that is open sets the time, and a payment taken back opens it again."""

    paid = InvoicePaid(ref="INV-1", at="2026-03-10T09:00+01:00")
    reversed_ = PaymentReversed(ref="INV-1", at="2026-03-12T09:00+01:00")

    def test_a_week_after_it_was_due(self) -> None:
        assert reminded(now="08T23:59") == []
        assert reminded(now="09T00:00") == ["INV-1"]

    def test_a_payment_leaves_the_next(self) -> None:
        assert reminded(self.paid, now="15T23:59") == []
        assert reminded(self.paid, now="16T00:00") == ["INV-2"]

    def test_a_payment_taken_back_makes_it_as_old_as_it_was(self) -> None:
        assert reminded(self.paid, self.reversed_, now="12T09:00") == ["INV-1"]

    def test_nobody_is_asked_in_a_dispute(self) -> None:
        opened = DisputeOpened(ref="INV-1", at="2026-03-05T09:00+01:00")
        closed = DisputeClosed(ref="INV-1", at="2026-03-06T09:00+01:00")
        assert reminded(opened, now="20T00:00") == []
        assert reminded(opened, closed, now="10T23:59") == []
        assert reminded(opened, closed, now="11T00:00") == ["INV-1"]
