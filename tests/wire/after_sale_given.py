"""What happens after a sale, one event of each kind: inquiries, follow-ups, invoices."""

from collections.abc import Iterator
from decimal import Decimal

from postsales import (
    Answered,
    AskedCustomer,
    CaseClosed,
    CaseOpened,
    Channel,
    ClockStarted,
    ClockStopped,
    CustomerAnswered,
    CustomerWrote,
    DisputeClosed,
    DisputeOpened,
    DoubtVoiced,
    Enrolled,
    Event,
    FollowUpPaused,
    FollowUpResumed,
    InquiryClosed,
    InquiryMerged,
    InquiryReopened,
    InvoiceDue,
    InvoicePaid,
    OwnerAssigned,
    PageVisited,
    PaymentReversed,
    PriceDropped,
    PriorityChanged,
    ProductUsed,
    ReviewGiven,
    SaleClosed,
    SolutionConfirmed,
    Solved,
    Unenrolled,
    WeReplied,
)

__all__ = ["after_the_sale"]

_OF_INQUIRIES = (WeReplied, AskedCustomer, Solved, SolutionConfirmed, InquiryReopened)
_AND_THEIR_CLOCKS = (InquiryClosed, ClockStopped, ClockStarted)
_OF_FOLLOW_UPS = (Enrolled, Unenrolled, FollowUpPaused, FollowUpResumed)
_OF_CUSTOMERS = (CaseOpened, CaseClosed, ReviewGiven, DoubtVoiced, ProductUsed, PriceDropped)
_OF_INVOICES = (InvoiceDue, InvoicePaid, PaymentReversed, DisputeOpened, DisputeClosed)


def after_the_sale(at: str) -> Iterator[Event]:
    """Every event of support, follow-ups and billing, with every field of its own."""
    # The first of a kind says what is not the default.
    for channel in reversed(tuple(Channel)):
        yield CustomerWrote(channel=channel, at=at, ref="m-1")
    yield CustomerAnswered(channel="sms", at=at, ref="m-2")
    yield InquiryMerged("T-9", at=at, ref="m-1")
    yield PriorityChanged("urgent", at=at, ref="m-1")
    yield SaleClosed("anna", at=at, ref="s-1")
    yield OwnerAssigned("ben", at=at, ref="s-1")
    yield Answered(Decimal("2.5"), worst=0, best=10, at=at, ref="a-1")
    yield PageVisited("returns", at=at, ref="v-1")
    for follow in _OF_FOLLOW_UPS:
        yield follow(plan="first-thirty-days", at=at, ref="f-1")
    for kind in (*_OF_INQUIRIES, *_AND_THEIR_CLOCKS, *_OF_CUSTOMERS, *_OF_INVOICES):
        yield kind(at=at, ref="x-1")
