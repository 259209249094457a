"""Goods need a number of the shop before they travel back: what came without one is looked at."""

from collections.abc import Sequence

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Authorisation,
    Days,
    Decision,
    Delivered,
    Event,
    Line,
    NoticeForm,
    Order,
    Outcome,
    Received,
    ReturnApproved,
    ReturnCancelled,
    ReturnCase,
    ReturnClosed,
    ReturnLabelIssued,
    ReturnRequest,
    ReturnRequested,
    ReturnShipped,
    ReturnTerms,
    ReturnWindow,
    explain,
    returns,
)

AT = "2026-03-10T12:00Z"
TERMS = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(14), since=Delivered),
    authorisation="before_sending",
)
SENT = ReturnShipped(ref="R-1", at="2026-03-09T12:00Z")


def asked(
    *events: Event,
    form: NoticeForm = NoticeForm.STATEMENT,
    reason: str = "remorse",
    ref: str = "R-1",
    terms: ReturnTerms = TERMS,
) -> Decision[ReturnCase]:
    """May a tee come back?"""
    order = Order(
        "1001",
        placed_at="2026-03-02T10:00Z",
        lines=[Line("tee", quantity=2, total=EUR("40.00"))],
        history=[Delivered({"tee": 2}, at="2026-03-05T12:00Z"), *events],
    )
    request = evolve(ReturnRequest.of({"tee": 1}, reason=reason, ref=ref), form=form)
    return returns.assess(order, request, terms, at=AT)


def approved(at: str, ref: str = "R-1") -> list[Event]:
    """The other tee was asked for under the number, and the shop agrees."""
    asked_for = ReturnRequested({"tee": 1}, ref=ref, at="2026-03-06T12:00Z")
    return [asked_for, ReturnApproved(ref=ref, at=at)]


LABEL = ReturnLabelIssued(ref="R-1", at="2026-03-08T12:00Z")
TOLD = [
    pytest.param([], True, id="nothing was sent yet"),
    pytest.param([SENT], False, id="sent without a number"),
    pytest.param([*approved("2026-03-08T12:00Z"), SENT], True, id="sent with one"),
    pytest.param([LABEL, SENT], True, id="with a label of the shop"),
    pytest.param([SENT, *approved(AT)], True, id="authorised since, at this very instant"),
    pytest.param([SENT, *approved("2026-03-10T12:00:01Z")], False, id="a second later"),
    pytest.param([SENT, *approved("2026-03-08T12:00Z", "R-2")], False, id="another number"),
    pytest.param([evolve(SENT, ref="R-2")], True, id="another return was sent"),
]


OVER = [*approved("2026-03-06T13:00Z"), ReturnClosed(ref="R-1", at="2026-03-06T14:00Z")]
OFF = [*approved("2026-03-06T13:00Z"), ReturnCancelled(ref="R-1", at="2026-03-06T14:00Z")]
CAME = Received({"tee": 1}, ref="R-1", at="2026-03-06T13:30Z")
ANEW = ReturnRequested({"tee": 1}, ref="R-1", at="2026-03-08T12:00Z")
AGREED = ReturnApproved(ref="R-1", at="2026-03-08T13:00Z")
TOLD += [
    pytest.param([*OVER, ANEW], True, id="asked for anew, and nothing was sent since"),
    pytest.param([*OVER, ANEW, SENT], False, id="sent again with the number of one that is over"),
    pytest.param([*OVER, SENT], False, id="and nobody wrote down that it was asked for"),
    pytest.param([*OVER, ANEW, AGREED, SENT], True, id="authorised anew"),
    pytest.param([*OFF, ANEW, SENT], False, id="with the number of one that was called off"),
    pytest.param([*OFF, CAME, SENT], True, id="which can no more be called off once some came"),
]


@pytest.mark.parametrize(("events", "allowed"), TOLD)
def test_what_was_sent(events: Sequence[Event], allowed: bool) -> None:
    found = asked(*events)
    assert found.outcome is (Outcome.ALLOWED if allowed else Outcome.REFER)
    assert found.because == ({} if allowed else {"not_authorised": 1})


@pytest.mark.parametrize("reason", ["remorse", "defect"])
@pytest.mark.parametrize("ref", ["", "R-1"])
def test_goods_that_come_without_a_word(reason: str, ref: str) -> None:
    found = asked(form=NoticeForm.GOODS_ALONE, reason=reason, ref=ref)
    assert found.outcome is Outcome.REFER
    assert [(x.kind, x.fact) for x in found.hints] == [("tell", "authorisation")]


def test_without_the_option_they_may() -> None:
    terms = evolve(TERMS, authorisation=Authorisation.NOT_NEEDED)
    assert asked(SENT, terms=terms).outcome is Outcome.ALLOWED


def test_in_words() -> None:
    text = explain.text(asked(SENT), locale="en", zone="Europe/Berlin")
    assert "sent back without a number of the shop" in text
    assert "Authorise the return of 1 of tee" in text
